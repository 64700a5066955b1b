"""A fact of a building is declared once: a made-up one is read, asked, judged, shown and explained."""

import json
import re
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
from added import Edit, document, files_named, house_with, touched, wozgeo_of

from wozgeo.domain.packaged import packaged_path
from wozgeo.outputs.map.packing import unpack

ADDED = (
    Edit(
        "wozgeo/domain/facts.py",
        """
    Fact(
        name="lift",
        kind=FactKind.YES_NO,
        eis=Eis.TOEGANKELIJK,
        columns=("lift", "personenlift"),
        label=Text("Lift", "Lift (elevator)"),
        meaning=Text("Of er een lift is", "Whether there is a lift"),
        so=Text("een lift", "a lift"),
        not_so=Text("geen lift", "no lift"),
        missing=Text("lift niet opgegeven", "not stated whether there is a lift"),
        state=Text("een opgave dat er een lift is", "a statement that there is a lift"),
        can_be_made=Text("een lift kan erin", "a lift can be built"),
    ),
""",
        after="_FACTS = (",
    ),
    Edit(
        "data/criteria.toml",
        """
[proef]
title = "de proef"
[proef.toegankelijk]
any_of = ["lift"]
source = { document = "Afspraken", place = "§1", date = "2025" }
""",
    ),
)
FOLLOWS = "docs/criteria.schema.json"
"""Written by `make documents`: editors complete the fact."""
LISTED = """complex_id;naam;straat;huisnummer;woonplaats;personenlift
A;Met;Beukenlaan;1;Overwoud;ja
B;Zonder;Beukenlaan;3;Overwoud;nee
C;Later;Beukenlaan;5;Overwoud;aanpasbaar
D;Wie weet;Beukenlaan;7;Overwoud;onbekend
"""
VERDICTS = {"A": "voldoet", "B": "voldoet niet", "C": "voldoet niet", "D": "onbekend"}
SENTENCES = {
    "A": "Voldoet aan de proef: een lift.",
    "B": "Voldoet niet aan de proef: geen lift.",
    "C": "Voldoet niet aan de proef: geen lift, wel een lift kan erin.",
    "D": "Onbekend of dit voldoet aan de proef: lift niet opgegeven.",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return document(house_with(tmp_path_factory.mktemp("huis"), ADDED))


@pytest.fixture(scope="module")
def results(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lift")
    (folder / "lijst.csv").write_text(LISTED, encoding="utf-8")
    sample = packaged_path("voorbeeld") / "wozerwaard.osm.pbf"
    (folder / "run.toml").write_text(
        f"""[run]
name = "Lift"
out = "uit"
[osm]
file = "{sample.as_posix()}"
[[complexes]]
file = "lijst.csv"
[criteria]
definitions = ["proef"]
"""
    )
    done = wozgeo_of(house, "run", folder / "run.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "uit"


def rows(path: Path) -> dict[str, dict[str, object]]:
    """Rows of the sheet Complexen by id, whichever of its first rows holds the names."""
    lines = [*openpyxl.load_workbook(path)["Complexen"].iter_rows(values_only=True)]
    place = next(i for i, line in enumerate(lines) if "oordeel_proef" in line)
    names = lines[place]
    table = (dict(zip(names, line, strict=True)) for line in lines[place + 1 :])
    return {str(row["id"]): row for row in table if str(row["id"]) in VERDICTS}


def test_it_touches_the_three_files_that_contributing_names(house: Path) -> None:
    assert touched(house) == {*(edit.file for edit in ADDED), FOLLOWS}
    assert len(touched(house)) == files_named("fact") == 3
    schema = json.loads((house / FOLLOWS).read_text("utf-8"))
    assert '"lift"' in json.dumps(schema)


def test_a_declared_fact_is_read_and_judged_and_told(results: Path) -> None:
    found = rows(results / "oordelen.xlsx")
    assert {i: row["oordeel_proef"] for i, row in found.items()} == VERDICTS
    assert {i: row["toelichting_proef"] for i, row in found.items()} == SENTENCES
    assert {i: row["lift"] for i, row in found.items()} == {
        "A": "ja", "B": "nee", "C": "nee", "D": "onbekend",
    }  # fmt: skip
    assert {i: row["lift_in_potentie"] for i, row in found.items()} == {
        "A": "nee", "B": "nee", "C": "ja", "D": "onbekend",
    }  # fmt: skip


def test_a_declared_fact_has_its_column_in_every_table_and_its_line_in_leesmij(
    results: Path,
) -> None:
    layer = gpd.read_file(results / "resultaat.gpkg", layer="complexen")
    assert {"lift", "lift_in_potentie"} <= {*layer.columns}
    assert "Of er een lift is" in (results / "LEESMIJ.md").read_text(encoding="utf-8")


def test_a_declared_fact_is_on_the_card_of_the_map(results: Path) -> None:
    page = (results / "kaart.html").read_text(encoding="utf-8")
    packed = [unpack(text)[0] for text in re.findall(r"H4sI[A-Za-z0-9+/=]+", page)]
    said = json.dumps(packed, ensure_ascii=False)
    assert '["Lift", "ja"]' in said
    assert '["Lift", "nee, een lift kan erin"]' in said
