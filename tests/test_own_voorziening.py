"""A voorziening of a user's own, added by a table alone, is found in every file of a run.

::

    0        100        200        300        400  metres
    A----------B----------C----------D----------E     all residential
        |h1|       |h2|                 |L|           houses 10 m north; the library 5 m north, x = 350
        M                                             the meeting place 5 m north, x = 20
"""

import json
import re
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from added import Edit, document, files_named, house_with, touched, wozgeo_of
from click.testing import CliRunner, Result

from towns import OsmDraft
from wozgeo.cli import main

TABLE = """
[bibliotheek]
label = "leeszaal"
plural = "leeszalen"
label_en = "reading room"
symbol = "M4 4h16v16H4z"
[[bibliotheek.take]]
rule = "openbare leeszaal"
tags = { amenity = ["library"] }

[ontmoetingsplek]
label = "wijkcentrum"
plural = "wijkcentra"
article = "het"

[fysio]
label = "fysiotherapeut"
"""
CRITERIA = """
[proef]
title = "de proef"
[proef.ontmoetingsruimte]
any_of = ["loopafstand"]
limit_m = 400
strict = true
source = { document = "proef", place = "p. 1", date = "2025" }
[proef.loopafstand.bibliotheek]
limit_m = 250
strict = false
source = { document = "proef", place = "p. 1", date = "2025" }
"""
RUN = """
[run]
name = "Proef"
out = "uit"
[osm]
file = "dorp.osm"
voorzieningen = "voorzieningen.toml"
[criteria]
file = "criteria.toml"
definitions = ["proef"]
[score]
bibliotheek = { weight = 1, good_m = 100, poor_m = 1000 }
[[facilities]]
file = "eigen.csv"
mode = "add"
[[complexes]]
file = "complexen.csv"
"""
COMPLEXES = "complex_id;naam;straat;huisnummer;postcode;woonplaats\n" + "".join(
    f"c{n};Hof {n};Dorpsstraat;{n};9999AA;Proefdorp\n" for n in (1, 2)
)


def draw(folder: Path) -> None:
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    street = [town.node(x, 0) for x in (0, 100, 200, 300, 400)]
    town.way(street, highway="residential", name="Dorpsstraat")
    for number, x in ((1, 50), (2, 150)):
        address = {"street": "Dorpsstraat", "housenumber": str(number), "postcode": "9999AA"}
        tags = {f"addr:{key}": value for key, value in {**address, "city": "Proefdorp"}.items()}
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, id=9000 + number, **tags)
    town.node(350, 5, id=9100, amenity="library", name="De Boekenkast")
    town.node(20, 5, id=9101, amenity="community_centre", name="De Brink")
    town.write(folder / "dorp.osm")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eigen")
    draw(folder)
    x, y = 190_000 + 110, 507_000 + 5
    files = {
        "voorzieningen.toml": TABLE,
        "criteria.toml": CRITERIA,
        "run.toml": RUN,
        "eigen.csv": f"id;voorziening;naam;x;y\ne1;Bibliotheek;Bieb Oost;{x};{y}\n",
        "complexen.csv": COMPLEXES,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def wozgeo(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def told(folder: Path) -> str:
    result = wozgeo("run", folder / "run.toml")
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def out(folder: Path, told: str) -> Path:
    return folder / "uit"


SHIPPED = "[bibliotheek]" + TABLE.partition("[bibliotheek]")[2].partition("[ontmoetingsplek]")[0]
"""What a user's own table says of it, as a maintainer would write it for everybody."""


def test_for_everybody_it_touches_one_table_and_what_follows_from_it(tmp_path: Path) -> None:
    house = house_with(tmp_path, [Edit("data/voorzieningen.toml", SHIPPED)])
    assert touched(house) == {"data/voorzieningen.toml"}
    assert len(touched(house)) == files_named("voorziening") == 1
    written = touched(document(house)) - {"data/voorzieningen.toml"}
    assert written
    assert all(name.startswith("docs/") for name in written)
    done = wozgeo_of(house, "schema", "run")
    assert done.returncode == 0, done.stderr
    assert '"bibliotheek"' in done.stdout


def test_every_dwelling_has_its_walk(out: Path) -> None:
    homes = gpd.read_parquet(out / "woningen.parquet")
    # 10 m to the street, along it to x = 110, 5 m to the library of the list
    assert homes["afstand_bibliotheek_m"].to_list() == pytest.approx([75, 55], abs=0.02)
    assert homes["zeker_bibliotheek_m"].to_list() == pytest.approx([75, 55], abs=0.02)
    assert homes["reden_bibliotheek"].to_list() == ["", ""]
    assert set(homes["bibliotheek_id"]) == {"e1"}
    assert set(homes["bibliotheek_naam"]) == {"Bieb Oost"}
    assert not homes["rand_bibliotheek"].any()
    assert homes["score"].to_list() == [100, 100]
    assert set(homes["reden_fysio"]) == {"geen_voorziening"}


def test_the_facilities_say_what_they_are_and_why(out: Path) -> None:
    places = gpd.read_file(out / "resultaat.gpkg", layer="voorzieningen").set_index("id")
    libraries = places[places["voorziening"] == "bibliotheek"]
    assert libraries["telt_als"].to_dict() == {"n9100": "openbare leeszaal", "e1": ""}


def test_the_map_has_its_word_and_its_symbol(out: Path) -> None:
    page = (out / "kaart.html").read_text(encoding="utf-8")
    start = page.index('id="kaart-gegevens">') + len('id="kaart-gegevens">')
    settings = json.loads(page[start : page.index("</script>", start)])
    kinds = {kind["key"]: kind for kind in settings["facilities"]}
    assert (kinds["bibliotheek"]["label"], kinds["bibliotheek"]["path"]) == (
        "leeszaal",
        "M4 4h16v16H4z",
    )
    assert kinds["bibliotheek"]["n"] == 2
    assert (kinds["fysio"]["path"], kinds["fysio"]["letter"]) == (None, "F")
    assert kinds["ontmoetingsplek"]["label"] == "wijkcentrum"
    views = {view["key"]: view["label"] for view in settings["views"]}
    assert views["bibliotheek"] == "leeszaal"
    assert "ontmoetingsplek op minder dan" not in page
    assert "Een wijkcentrum ligt op {bound} lopen." in page
    assert '"bound": "minder dan' in page or '"bound":"minder dan' in page


def test_the_report_and_the_workbook_call_it_by_its_label(out: Path) -> None:
    report = (out / "rapport.html").read_text(encoding="utf-8")
    assert "leeszaal" in report
    assert "Wat telde als wijkcentrum" in report
    assert "ontmoetingsplek" not in re.sub(r"<[^>]*>", "", report)
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    text = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    assert "Wat telde als wijkcentrum" in text
    assert "een leeszaal op 74,9 m lopen" in text
    assert "Loopafstand tot de dichtstbijzijnde plek (leeszaal)" in text


def test_the_explanation_of_columns_knows_it(out: Path) -> None:
    readme = (out / "LEESMIJ.md").read_text(encoding="utf-8")
    told = next(line for line in readme.splitlines() if "`afstand_bibliotheek_m`" in line)
    assert "Loopafstand tot de dichtstbijzijnde plek" in told
    assert "`bibliotheek` (leeszaal)" in readme
    assert "`ontmoetingsplek` (wijkcentrum)" in readme
    assert "ontmoetingsplek" not in re.sub(r"`[^`]*`", "", readme)


def test_qgis_draws_it(out: Path) -> None:
    styles = pd.DataFrame(gpd.read_file(out / "resultaat.gpkg", layer="layer_styles"))
    drawn = styles.set_index("f_table_name")["styleQML"]["voorzieningen"]
    assert 'label="leeszaal"' in drawn
    assert "'bibliotheek'" in drawn


def test_warnings_and_notes_call_it_by_its_label(told: str, out: Path) -> None:
    assert "eigen.csv: voegt 1 leeszaal toe" in told
    assert "Geen fysiotherapeut bekend in dit gebied" in told
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert any("Geen fysiotherapeut bekend" in said for said in manifest["waarschuwingen"])
    assert manifest["aantallen"]["voorzieningen"]["bibliotheek"] == 2


def test_a_definition_asks_a_walk_to_it(out: Path) -> None:
    complexes = gpd.read_parquet(out / "complexen.parquet")
    assert complexes["oordeel_proef"].to_list() == ["voldoet", "voldoet"]
    assert complexes["toelichting_proef"]["c1"] == (
        "Voldoet aan de proef: een wijkcentrum op 44,9 m lopen; een leeszaal op 74,9 m lopen."
    )
    assert complexes["marge_proef_m"].to_list() == pytest.approx([175, 195], abs=0.1)


def test_a_list_with_an_unknown_voorziening_is_told_what_was_meant(folder: Path) -> None:
    (folder / "fout.csv").write_text("id;voorziening;naam;x;y\ne1;bibliotek;B;190100;507000\n")
    run = RUN.replace("eigen.csv", "fout.csv").replace('"uit"', '"fout"')
    (folder / "fout.toml").write_text(run, encoding="utf-8")
    result = wozgeo("run", folder / "fout.toml")
    assert result.exit_code == 2
    assert "voorziening 'bibliotek' is unknown" in result.output
    assert "did you mean bibliotheek?" in result.output


def test_a_list_may_call_it_by_its_label(folder: Path) -> None:
    (folder / "label.csv").write_text("id;voorziening;naam;x;y\ne1;Leeszaal;B;190100;507000\n")
    run = RUN.replace("eigen.csv", "label.csv").replace('"uit"', '"label"')
    (folder / "label.toml").write_text(run, encoding="utf-8")
    assert wozgeo("run", folder / "label.toml").exit_code == 0
    homes = gpd.read_parquet(folder / "label" / "woningen.parquet")
    assert set(homes["bibliotheek_id"]) == {"e1"}


def test_in_english_the_english_word_is_read(folder: Path) -> None:
    run = RUN.replace('out = "uit"', 'out = "en"\nlanguage = "en"')
    (folder / "en.toml").write_text(run, encoding="utf-8")
    result = wozgeo("run", folder / "en.toml")
    assert result.exit_code == 0, result.output
    complexes = gpd.read_parquet(folder / "en" / "complexen.parquet")
    assert "a reading room 74.9 m away on foot" in complexes["toelichting_proef"]["c1"]


def test_the_score_knows_no_voorziening_that_is_not_in_the_table(folder: Path) -> None:
    run = RUN.replace("bibliotheek = {", "bibliotek = {")
    (folder / "score.toml").write_text(run, encoding="utf-8")
    result = wozgeo("run", folder / "score.toml")
    assert result.exit_code == 2
    assert "score.bibliotek: unknown key; did you mean bibliotheek?" in result.output
