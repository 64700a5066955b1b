"""A column is declared once: its head, its meaning, its alias and how it is rounded follow, in both languages.

::

    0        100        200        300        400  metres
    A----------B----------C----------D----------E     all residential, doors 10 m north
        |h1|                  |h2|                    doors at x = 50 and 250
    M                                                 a meeting place at x = 0, 5 m north
"""

import re
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import openpyxl
import pytest
from added import Edit, files_named, house_with, touched, wozgeo_of

from towns import OsmDraft

ADDED = (
    Edit(
        "wozgeo/domain/columns_judged.py",
        """
JUDGED += (
    Column(
        "verst_m",
        Text("Verste plek (m)", "Furthest place (m)"),
        Text(
            "Hoe ver de verste plek van alle is",
            "How far away the furthest place of all is",
        ),
        Kind.METRES,
        Text("niets gevonden", "nothing found"),
    ),
)
""",
    ),
    Edit(
        "wozgeo/outputs/judged_tables.py",
        """
    walks = [str(name) for name in table if str(name).endswith("_max_m")]
    table = table.assign(verst_m=table[walks].replace(np.inf, np.nan).max(axis=1))
""",
        after="    table = table.drop(columns=_of_no_walk(table, definitions))",
    ),
)
RUN = """
[run]
out = "uit_{language}"
language = "{language}"
[osm]
file = "dorp.osm"
[[complexes]]
file = "complexen.csv"
"""
COMPLEXES = "complex_id;naam;straat;huisnummer;woonplaats\n" + "".join(
    f"c{n};Hof;Dorpsstraat;{n};Proefdorp\n" for n in (1, 2)
)
FURTHEST_M = {"c1": 65, "c2": 265}
HEADS = {"nl": "Verste plek (m)", "en": "Furthest place (m)"}
MEANINGS = {
    "nl": "Hoe ver de verste plek van alle is",
    "en": "How far away the furthest place of all is",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return house_with(tmp_path_factory.mktemp("huis"), ADDED)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dorp")
    town = OsmDraft()
    town.line((0, 0), (200, 0), (400, 0), highway="residential", name="Dorpsstraat")
    for number, x in ((1, 50), (2, 250)):
        address = {"addr:street": "Dorpsstraat", "addr:housenumber": str(number)}
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, **address, **{"addr:city": "Proefdorp"})
    town.node(0, 5, amenity="community_centre", name="De Brink")
    town.write(folder / "dorp.osm")
    (folder / "complexen.csv").write_text(COMPLEXES, encoding="utf-8")
    return folder


def test_it_touches_the_two_files_that_contributing_names(house: Path) -> None:
    assert touched(house) == {edit.file for edit in ADDED}
    assert len(touched(house)) == files_named("column") == 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_head_meaning_alias_and_rounding_follow_from_its_declaration(
    house: Path, town: Path, language: str
) -> None:
    (town / "run.toml").write_text(RUN.format(language=language), encoding="utf-8")
    done = wozgeo_of(house, "run", town / "run.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    out, head, meaning = town / f"uit_{language}", HEADS[language], MEANINGS[language]

    # the workbook: words to read above, the name of the other files below, and numbers rounded as metres
    sheet = openpyxl.load_workbook(out / "oordelen.xlsx")["Complexen"]
    heads, names, *rows = sheet.iter_rows(values_only=True)
    place = names.index("verst_m")
    assert heads[place] == head
    assert {str(r[names.index("id")]): r[place] for r in rows} == pytest.approx(FURTHEST_M, abs=0.2)

    # the GeoPackage: the layer, its aliases for GDAL and those in the style for QGIS
    layer = gpd.read_file(out / "resultaat.gpkg", layer="complexen").set_index("id")
    assert layer["verst_m"].to_dict() == pytest.approx(FURTHEST_M, abs=0.2)
    assert (layer["verst_m"] == layer["verst_m"].round(2)).all()
    database = sqlite3.connect(out / "resultaat.gpkg")
    told = database.execute(
        "SELECT name, title, description FROM gpkg_data_columns "
        "WHERE table_name = 'complexen' AND column_name = 'verst_m'"
    ).fetchone()
    (qml,) = database.execute(
        "SELECT styleQML FROM layer_styles WHERE f_table_name = 'complexen'"
    ).fetchone()
    database.close()
    assert told[:2] == (head, head)
    assert told[2].startswith(meaning)
    aliases = {a.get("field"): a.get("name") for a in ET.fromstring(qml).iter("alias")}
    assert aliases["verst_m"] == head

    # LEESMIJ and the explanation in the workbook
    readme = (out / "LEESMIJ.md").read_text("utf-8")
    assert re.search(rf"\| `verst_m` \| {meaning}", readme)
    explained = openpyxl.load_workbook(out / "oordelen.xlsx")["Toelichting"]
    cells = [str(c) for row in explained.iter_rows(values_only=True) for c in row]
    assert "verst_m" in cells
    assert any(cell.startswith(meaning) for cell in cells)
