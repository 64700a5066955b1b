"""A home in two complexes counts in each of them and once in every sum, and each face says why they differ.

::

    A----------B----------C    Dorpsstraat; houses 1, 2 and 3 beside it, all within 400 m of the meeting place

c1 has 1 and 2, c2 has 2 and 3: the table says 2 and 2, together 4; three dwellings are there.
"""

from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
from click.testing import CliRunner

from towns import OsmDraft
from wozgeo.cli import main
from wozgeo.domain.language import Language

CRITERIA = """
[proef]
title = "proef"
title_en = "trial"
[proef.ontmoetingsruimte]
any_of = ["loopafstand"]
limit_m = 400
strict = true
source = { document = "Visie", place = "blz. 1", date = "2026" }
"""
RUN = """
[run]
name = "Proef"
out = "uit"
language = "{language}"
[osm]
file = "dorp.osm"
[criteria]
file = "criteria.toml"
definitions = ["proef"]
[[complexes]]
file = "complexen.csv"
"""
SAID = {
    Language.NL: "1 woning staat in meer dan één complex. In de tabel van complexen telt zij bij elk mee "
    "(opgeteld 4 woningen), in de sommen per kern, per oordeel en voor het doel één keer (samen 3 woningen).",
    Language.EN: "1 dwelling is listed in more than one complex. In the table of complexes it counts in each "
    "(4 dwellings when added up), in the sums per kern, per verdict and for the target once "
    "(3 dwellings together).",
}


def run(folder: Path, language: Language, homes: str) -> Path:
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.way([town.node(x, 0) for x in (0, 100, 200)], highway="residential", name="Dorpsstraat")
    for number, x in ((1, 50), (2, 100), (3, 150)):
        town.box(x - 4, 6, 8, 8, building="house")
        address = {"street": "Dorpsstraat", "housenumber": str(number), "city": "Proefdorp"}
        town.node(x, 10, **{f"addr:{key}": text for key, text in address.items()})
    town.node(20, 5, amenity="community_centre", name="De Brink")
    town.write(folder / "dorp.osm")
    (folder / "criteria.toml").write_text(CRITERIA, encoding="utf-8")
    rows = [
        f"{home.split('-')[0]};Dorpsstraat;{home.split('-')[1]};Proefdorp" for home in homes.split()
    ]
    text = "\n".join(["complex_id;straat;huisnummer;woonplaats", *rows, ""])
    (folder / "complexen.csv").write_text(text, encoding="utf-8")
    (folder / "run.toml").write_text(RUN.format(language=language), encoding="utf-8")
    result = CliRunner().invoke(main, ["run", str(folder / "run.toml")])
    assert result.exit_code == 0, result.output
    (folder / "gezegd.txt").write_text(result.output, encoding="utf-8")
    return folder / "uit"


def faces(out: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    texts = {
        name: (out / name).read_text("utf-8") for name in ("rapport.html", "LEESMIJ.md", "run.json")
    }
    terminal = (out.parent / "gezegd.txt").read_text("utf-8")
    return {**texts, "oordelen.xlsx": " ".join(cells), "terminal": terminal}


@pytest.mark.parametrize("language", list(Language))
def test_every_face_with_both_sums_says_why_they_differ(language, tmp_path):
    out = run(tmp_path, language, "c1-1 c1-2 c2-2 c2-3")
    complexes = gpd.read_parquet(out / "complexen.parquet")
    assert complexes["n_woningen"].to_dict() == {"c1": 2, "c2": 2}
    (kern,) = gpd.read_parquet(out / "kernen.parquet").to_dict("records")
    assert kern["complexen_voldoet_proef"] == 2
    assert kern["woningen_complexen_voldoet_proef"] == 3
    said = {name: SAID[language] in text for name, text in faces(out).items()}
    assert said == dict.fromkeys(said, True)


def test_nothing_is_said_where_no_home_is_in_two(tmp_path):
    out = run(tmp_path, Language.NL, "c1-1 c1-2 c2-3")
    assert not any("meer dan één complex" in text for text in faces(out).values())
