"""A dwelling at exactly the limit is near enough where the definition says so; every class counts it farther.

Classes, colours, shares, QGIS and tables count
whole metres and put a distance on a border with the farther ones, in every face alike, and each says so.
"""

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from towns import OsmDraft
from wozgeo.analysis.areas import summarise_areas
from wozgeo.cli import main
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import Definition, Requirement, Source, Within
from wozgeo.domain.language import Language
from wozgeo.domain.tables import AREA_TABLE
from wozgeo.domain.vocabulary import Eis
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import build_views, classify, say_exactly
from wozgeo.outputs.map.draw import nearness
from wozgeo.outputs.report.distances import spread_distances
from wozgeo.outputs.tables.styles import build_styles

METRES = (399.9, 400.0, 400.1)
"""One nearer than the limit, one on it, one beyond."""
SAID = {
    Language.NL: "Precies 400 m is volgens proef dichtbij genoeg",
    Language.EN: "Exactly 400 m is near enough by trial",
}


def definition(strict: bool) -> Definition:
    walk = Within(400, strict=strict)
    asked = Requirement(Eis.ONTMOETINGSRUIMTE, (walk,), Source("proef", "p. 1", "2026"))
    return Definition("proef", "proef", (asked,), "trial")


def woningen() -> gpd.GeoDataFrame:
    n = len(METRES)
    walk = {"reden": "", "rand": False}
    return gpd.GeoDataFrame(
        {
            **dict.fromkeys(("naam", "straat", "huisnummer", "postcode"), ""),
            "woonplaats": "Proefdorp",
            "afstand_ontmoetingsplek_m": METRES,
            "zeker_ontmoetingsplek_m": METRES,
            **{f"{name}_ontmoetingsplek": value for name, value in walk.items()},
            "aanloop_kruist": "",
        },
        index=pd.Index([f"n{i}" for i in range(n)], name="locatie_id"),
        geometry=shapely.points(190_000 + 20 * np.arange(n), np.full(n, 507_000)),
        crs=RD_NEW,
    )


def found(strict: bool, language: Language = Language.NL) -> Found:
    return Found(
        name="Proef",
        search_limit_m=5000,
        definitions={"proef": definition(strict)},
        language=language,
        wanted=("ontmoetingsplek",),
        woningen=woningen(),
        breaks_m=(200, 400, 800),
        summary_breaks_m=(200, 400, 800),
        tables={},
    )


@pytest.mark.parametrize("strict", [True, False])
class TestEveryFaceCountsItFarther:
    def test_the_legend_of_the_map(self, strict):
        (view,) = build_views(found(strict))
        assert [c.n for c in view.classes[:4]] == [0, 1, 2, 0]

    def test_the_bars_of_the_report(self, strict):
        scale = found(strict).scale
        spread, _ = spread_distances(
            woningen(), ["Proefdorp"], breaks_m=scale.breaks_m, near_m=found(strict).near_m
        )
        assert spread.counts[:4] == (0, 1, 2, 0)
        assert spread.n_near == 1

    def test_the_shares_of_areas(self, strict):
        homes = woningen().assign(kind="woning")
        index = pd.MultiIndex.from_product([homes.index, ["ontmoetingsplek"]])
        metres = pd.DataFrame({"distance_m": METRES, "certain_m": METRES}, index=index)
        index.names = ["location_id", "voorziening"]
        row = summarise_areas(
            homes, metres, AREA_TABLE.empty(), {}, wanted=("ontmoetingsplek",), breaks_m=(400,)
        ).iloc[0]
        assert row["aandeel_ontmoetingsplek_400"] == pytest.approx(1 / 3)

    def test_the_layers_of_qgis(self, strict):
        qml = build_styles(found(strict))["woningen"].replace("&quot;", '"')
        rules = re.findall(r'"afstand_ontmoetingsplek_m" &gt;= (\d+)(?: AND .*?&lt; (\d+))?', qml)
        counts = [sum(int(low) <= m < float(high or "inf") for m in METRES) for low, high in rules]
        assert counts == [0, 1, 2, 0]

    def test_classes_are_those_of_the_breaks(self, strict):
        assert classify(
            pd.Series(METRES), found(strict).scale.breaks_m, with_beyond=True
        ).tolist() == [1, 2, 2]


class TestTheVerdictFollowsTheDefinition:
    @pytest.mark.parametrize(("strict", "said"), [(True, [2, 0, 0]), (False, [2, 2, 0])])
    def test_near_enough_on_the_card_of_a_dwelling(self, strict, said):
        assert nearness(woningen(), definition(strict).walk).tolist() == said


CRITERIA = """
[proef]
title = "proef"
title_en = "trial"
[proef.ontmoetingsruimte]
any_of = ["loopafstand"]
limit_m = 400
strict = {strict}
source = {{ document = "Visie", place = "blz. 1", date = "2026" }}
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


def run(folder: Path, language: Language, *, strict: bool) -> dict[str, str]:
    """Run a village of one house and one meeting place; what each face says, by its file."""
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.way([town.node(x, 0) for x in (0, 100, 200)], highway="residential", name="Dorpsstraat")
    address = {"street": "Dorpsstraat", "housenumber": "1", "city": "Proefdorp"}
    town.box(146, 6, 8, 8, building="house")
    town.node(150, 10, **{f"addr:{key}": text for key, text in address.items()})
    town.node(20, 5, amenity="community_centre", name="De Brink")
    town.write(folder / "dorp.osm")
    text = CRITERIA.format(strict=str(strict).lower())
    (folder / "criteria.toml").write_text(text, encoding="utf-8")
    head = "complex_id;naam;straat;huisnummer;woonplaats"
    (folder / "complexen.csv").write_text(f"{head}\nc1;Hof;Dorpsstraat;1;Proefdorp\n", "utf-8")
    (folder / "run.toml").write_text(RUN.format(language=language), encoding="utf-8")
    result = CliRunner().invoke(main, ["run", str(folder / "run.toml")])
    assert result.exit_code == 0, result.output
    out = folder / "uit"
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    names = ("kaart.html", "rapport.html", "LEESMIJ.md")
    return {"oordelen.xlsx": " ".join(cells)} | {n: (out / n).read_text("utf-8") for n in names}


@pytest.mark.parametrize("language", list(Language))
def test_every_face_says_so_where_exactly_the_limit_is_near_enough(language, tmp_path):
    faces = run(tmp_path, language, strict=False)
    assert {name: SAID[language] in text for name, text in faces.items()} == dict.fromkeys(
        faces, True
    )
    assert say_exactly(found(False, language)).startswith(SAID[language])


def test_no_face_says_so_where_exactly_the_limit_is_too_far(tmp_path):
    faces = run(tmp_path, Language.NL, strict=True)
    assert not any("Precies 400 m is volgens" in text for text in faces.values())
    assert say_exactly(found(True)) == ""
