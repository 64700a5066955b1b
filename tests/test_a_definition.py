"""A definition with two walks is one table in one file: it is judged, told, shown and explained everywhere.

::

    0        100        200        300        400  metres
    A----------B----------C----------D----------E     all residential
        |h1|       |h2|                 |h3|          houses; doors 10 m north, at x = 50, 150 and 350
     M                                          P     meeting place x = 20, a stop x = 390, both 5 m north
"""

import json
import re
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
from added import Edit, document, files_named, house_with, touched
from browser import Reader, open_chromium
from click.testing import CliRunner

from towns import OsmDraft
from wozgeo.cli import main
from wozgeo.outputs.map.packing import unpack

CRITERIA = """
[nabij]
title = "nabij wonen"
title_en = "living near things"
[nabij.ontmoetingsruimte]
any_of = ["loopafstand"]
limit_m = 340
strict = true
source = { document = "Visie", place = "blz. 1", date = "2026" }
[nabij.loopafstand.ov_halte]
limit_m = 300
strict = false
source = { document = "OV-nota", place = "blz. 7", date = "2024" }
"""
RUN = """
[run]
name = "Nabij"
out = "{out}"
language = "{language}"
[osm]
file = "dorp.osm"
[criteria]
file = "criteria.toml"
definitions = ["nabij"]
[[complexes]]
file = "complexen.csv"
"""
DOORS = {1: 50, 2: 150, 3: 350}
# 10 m to the street, along it, 5 m on: to x = 20 it is 45, 145 and 345; to x = 390 it is 355, 255 and 55
VERDICTS = {"c1": "voldoet_niet", "c2": "voldoet", "c3": "voldoet_niet"}
MARGINS = {"c1": -55, "c2": 45, "c3": -5}
SENTENCES = {
    "c1": "Voldoet niet aan nabij wonen: de dichtstbijzijnde OV-halte ligt op 354,9 m lopen, 54,9 m te ver.",
    "c2": "Voldoet aan nabij wonen: een ontmoetingsplek op 144,9 m lopen; een OV-halte op 255,1 m lopen.",
    "c3": "Voldoet niet aan nabij wonen: de dichtstbijzijnde ontmoetingsplek ligt op 344,9 m lopen, 4,9 m te ver.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nabij")
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.way(
        [town.node(x, 0) for x in (0, 100, 200, 300, 400)],
        highway="residential",
        name="Dorpsstraat",
    )
    for number, x in DOORS.items():
        town.box(x - 4, 6, 8, 8, building="house")
        tags = {"street": "Dorpsstraat", "housenumber": str(number), "postcode": "9999AA"}
        named = {f"addr:{key}": text for key, text in {**tags, "city": "Proefdorp"}.items()}
        town.node(x, 10, **named)
    town.node(20, 5, amenity="community_centre", name="De Brink")
    town.node(390, 5, highway="bus_stop", name="Oosteinde")
    town.write(folder / "dorp.osm")
    rows = [f"c{n};Hof {n};Dorpsstraat;{n};9999AA;Proefdorp" for n in DOORS]
    head = "complex_id;naam;straat;huisnummer;postcode;woonplaats"
    (folder / "complexen.csv").write_text("\n".join([head, *rows]) + "\n")
    (folder / "criteria.toml").write_text(CRITERIA, encoding="utf-8")
    return folder


def run(folder: Path, language: str) -> Path:
    file = folder / f"{language}.toml"
    file.write_text(RUN.format(out=f"uit_{language}", language=language), encoding="utf-8")
    result = CliRunner().invoke(main, ["run", str(file)])
    assert result.exit_code == 0, result.output
    return folder / f"uit_{language}"


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    return run(folder, "nl")


def test_for_everybody_it_touches_one_file(tmp_path: Path) -> None:
    house = document(house_with(tmp_path, [Edit("data/criteria.toml", CRITERIA)]))
    assert touched(house) == {"data/criteria.toml"}
    assert len(touched(house)) == files_named("definition")


def test_both_walks_decide(out: Path) -> None:
    found = gpd.read_parquet(out / "complexen.parquet")
    assert found["oordeel_nabij"].to_dict() == VERDICTS
    assert found["marge_nabij_m"].to_dict() == pytest.approx(MARGINS, abs=0.2)
    assert found["toelichting_nabij"].to_dict() == SENTENCES
    assert {"afstand_ov_halte_max_m", "afstand_ontmoetingsplek_max_m"} <= {*found.columns}


def test_every_table_has_its_columns_and_leesmij_explains_them(out: Path) -> None:
    layer = gpd.read_file(out / "resultaat.gpkg", layer="complexen").set_index("id")
    assert layer["oordeel_nabij"].to_dict() == VERDICTS
    readme = (out / "LEESMIJ.md").read_text("utf-8")
    for column in ("oordeel_nabij", "marge_nabij_m", "toelichting_nabij", "nodig_nabij"):
        assert f"`{column}`" in readme


def test_the_workbook_has_the_verdict_and_the_source_of_each_walk(out: Path) -> None:
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    cells = [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    assert "oordeel_nabij" in cells
    text = "\n".join(cells)
    assert "Visie" in text
    assert "OV-nota" in text
    _, names, *rows = book["Per eis"].iter_rows(values_only=True)
    asked = [dict(zip(names, row, strict=True)) for row in rows]
    assert [(row["id"], row["eis"], row["oordeel"], row["grens"]) for row in asked[:2]] == [
        ("c1", "ontmoetingsruimte", "voldoet", 340),
        ("c1", "loopafstand: OV-halte", "voldoet niet", 300),
    ]


def test_the_map_opens_with_it_and_says_both_walks(out: Path) -> None:
    page = (out / "kaart.html").read_text("utf-8")
    start = page.index('id="kaart-gegevens">') + len('id="kaart-gegevens">')
    settings = json.loads(page[start : page.index("</script>", start)])
    first = settings["views"][0]
    assert first["key"] == "oordeel_nabij"
    assert settings["listed"]["definities"] == ["nabij wonen"]
    packed = [unpack(text)[0] for text in re.findall(r"H4sI[A-Za-z0-9+/=]+", page)]
    said = json.dumps(packed, ensure_ascii=False)
    assert "een OV-halte op 255,1 m lopen" in said


def test_the_report_asks_it_and_answers_per_complex(out: Path) -> None:
    report = re.sub(r"<[^>]*>", " ", (out / "rapport.html").read_text("utf-8"))
    said = " ".join(report.split())
    assert "Complexen: voldoet (1)" in said
    assert "Een ontmoetingsplek op 144,9 m lopen; een OV-halte op 255,1 m lopen." in said
    assert "De dichtstbijzijnde OV-halte ligt op 354,9 m lopen, 54,9 m te ver." in said


# 0.1 m where the metres of the connector round down
EACH = {"c1": (44.9, 354.9), "c2": (144.9, 255.1), "c3": (344.9, 54.9)}
BOUNDS = {"ontmoetingsplek": "minder dan 340 m", "ov_halte": "hoogstens 300 m"}


def test_each_walk_is_told_with_its_own_metres_in_every_table(out: Path) -> None:
    found = gpd.read_parquet(out / "complexen.parquet")
    columns = ("gemeten_nabij_naar_ontmoetingsplek_m", "gemeten_nabij_naar_ov_halte_m")
    told = {key: tuple(row) for key, row in found[[*columns]].iterrows()}
    assert told == {key: pytest.approx(walks, abs=0.2) for key, walks in EACH.items()}
    readme = (out / "LEESMIJ.md").read_text("utf-8")
    assert all(f"`{column}`" in readme for column in columns)


def test_the_card_has_each_walk_with_its_own_metres_and_bound(out: Path) -> None:
    page = (out / "kaart.html").read_text("utf-8")
    start = page.index('id="kaart-gegevens">') + len('id="kaart-gegevens">')
    settings = json.loads(page[start : page.index("</script>", start)])
    assert settings["listed"]["gevraagd"] == [BOUNDS]
    packed = [unpack(text)[0] for text in re.findall(r"H4sI[A-Za-z0-9+/=]+", page)]
    (records,) = (one["records"] for one in packed if '"lopen"' in json.dumps(one.get("records")))
    found = gpd.read_parquet(out / "complexen.parquet")
    for record in records:
        (verdict,) = record["oordelen"]
        for key, tenths in verdict["lopen"].items():
            assert tenths == round(10 * found.loc[record["id"], f"gemeten_nabij_naar_{key}_m"])
        assert [*verdict["lopen"]] == [*BOUNDS]


def test_the_report_lists_each_walk_with_what_is_asked(out: Path) -> None:
    report = re.sub(r"<[^>]*>", " ", (out / "rapport.html").read_text("utf-8"))
    said = " ".join(report.split())
    assert "ontmoetingsplek: 144,9 m, gevraagd minder dan 340 m" in said
    assert "OV-halte: 255,1 m, gevraagd hoogstens 300 m" in said
    assert "OV-halte: 354,9 m, gevraagd hoogstens 300 m" in said


def test_the_workbook_lists_each_walk_with_what_is_asked(out: Path) -> None:
    rows = [*openpyxl.load_workbook(out / "oordelen.xlsx")["Samenvatting"].values]
    (head,) = (row for row in rows if "krapste loopafstand (m)" in row)
    asked = (
        "ontmoetingsplek (m), gevraagd minder dan 340 m",
        "OV-halte (m), gevraagd hoogstens 300 m",
    )
    (row,) = (row for row in rows if row[0] == "c2" and row != head and len(row) > 5)
    assert tuple(row[head.index(name)] for name in asked) == pytest.approx(EACH["c2"], abs=0.2)


@pytest.mark.browser
def test_the_card_shows_each_walk_with_its_bound(out: Path) -> None:
    with open_chromium() as browser:
        page = Reader(browser, out / "kaart.html", address="#keuze=complexen:c2")
        card = page.card
    assert "255,1" in card
    assert "gevraagd: hoogstens 300 m" in card
    assert "gevraagd: minder dan 340 m" in card


def test_in_english_it_has_its_english_title(folder: Path) -> None:
    out = run(folder, "en")
    found = gpd.read_parquet(out / "complexen.parquet")
    assert found["oordeel_nabij"].to_dict() == VERDICTS
    assert found["toelichting_nabij"]["c2"] == (
        "Meets living near things: a meeting place 144.9 m away on foot; "
        "a public transport stop 255.1 m away on foot."
    )
    assert "living near things" in (out / "rapport.html").read_text("utf-8")
