"""Is it told before anything is measured that a file of the user stands where a run will write one?"""

import json
import os
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main
from wozgeo.runs import pipeline
from wozgeo.runs.writing import possible_of_dwellings


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town of one street with an open plan, a confidential one, and a complex of which little is known."""
    monkeypatch.chdir(tmp_path)
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    town.line((0, 0), (300, 0), highway="residential", name="Dorpsstraat")
    town.node(200, 5, amenity="community_centre", name="De Brink")
    numbers = range(40, 160, 10)
    for x in numbers:
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, **{"addr:street": "Dorpsstraat", "addr:housenumber": str(x)})
    town.write(tmp_path / "dorp.osm")
    x, y = ORIGIN
    (tmp_path / "plannen.csv").write_text(
        "plan_id;naam;opdrachtgever;aantal_woningen;openbaar;x;y\n"
        f"P1;Open;De Kernen;12;ja;{x + 60};{y + 3}\nP2;Dicht;Geheim BV;15;nee;{x + 90};{y + 3}\n",
        encoding="utf-8",
    )
    (tmp_path / "lijst.csv").write_text(
        "complex_id;opdrachtgever;straat;huisnummer\nC1;Woonwaarts;Dorpsstraat;"
        + ", ".join(map(str, numbers)),
        encoding="utf-8",
    )
    (tmp_path / "run.toml").write_text(
        '[run]\nname = "Proef"\nout = "uit"\n[osm]\nfile = "dorp.osm"\n'
        '[[plans]]\nfile = "plannen.csv"\n[[complexes]]\nfile = "lijst.csv"\n',
        encoding="utf-8",
    )
    return tmp_path / "uit"


def run() -> Result:
    return CliRunner().invoke(main, ["run", "run.toml"])


def refused_unmeasured(monkeypatch: pytest.MonkeyPatch) -> str:
    def measured(*_: object, **__: object) -> None:
        raise AssertionError("it was measured first")

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "measure", measured)
        result = run()
    assert result.exit_code == 2, (result.output, result.exception)
    return result.output


def test_a_list_that_somebody_filled_in_stops_the_next_run_at_once(asked, monkeypatch):
    assert run().exit_code == 0
    filled = asked / "navragen" / "Woonwaarts.xlsx"
    book = openpyxl.load_workbook(filled)
    book["Navragen"]["G3"] = "ja"
    book.save(filled)
    before = {p: p.read_bytes() for p in asked.rglob("*") if p.is_file()}
    assert "navragen/Woonwaarts.xlsx" in refused_unmeasured(monkeypatch)
    assert {p: p.read_bytes() for p in asked.rglob("*") if p.is_file()} == before
    filled.rename(asked / "Woonwaarts ingevuld.xlsx")
    assert run().exit_code == 0
    assert filled.exists()


@pytest.mark.parametrize(
    "name",
    ["navragen/De Kernen.xlsx", "vertrouwelijk/oordelen.xlsx", "plannen.parquet", "oordelen.xlsx"],
)
def test_a_file_of_the_user_by_a_name_that_the_lists_give_stops_it_at_once(
    asked, monkeypatch, name
):
    (asked / name).parent.mkdir(parents=True)
    (asked / name).write_text("mijn", encoding="utf-8")
    assert name in refused_unmeasured(monkeypatch)
    assert (asked / name).read_text(encoding="utf-8") == "mijn"


@pytest.mark.parametrize("name", ["navragen/Geheim BV.xlsx", "navragen/mijn.xlsx", "mijn.parquet"])
def test_a_file_of_the_user_by_another_name_stays_and_stops_nothing(asked, name):
    """Of a confidential plan nobody is sent a list."""
    (asked / name).parent.mkdir(parents=True)
    (asked / name).write_text("mijn", encoding="utf-8")
    result = run()
    assert result.exit_code == 0, result.output
    assert (asked / name).read_text(encoding="utf-8") == "mijn"


def test_every_list_that_is_written_was_foreseen(asked):
    assert run().exit_code == 0
    listed = json.loads((asked / "run.json").read_text(encoding="utf-8"))["bestanden"]
    names = {one["bestand"] for one in listed}
    assert {name for name in names if name.startswith("navragen/")} == {
        "navragen/De Kernen.xlsx", "navragen/Woonwaarts.xlsx",
    }  # fmt: skip
    assert "vertrouwelijk/oordelen.xlsx" in names


MORE = "[map]\nmax_dwellings = 11\n[surface]\ncell_m = 100\nlayers = ['afstand']\n"


@pytest.mark.parametrize(
    "name",
    ["kaart-buiten-de-kernen.html", "raster/afstand_ontmoetingsplek.tif", "raster/masker.qml"],
)
def test_a_file_of_the_user_where_a_second_map_or_a_raster_comes_stops_it_at_once(
    asked, monkeypatch, name
):
    with (asked.parent / "run.toml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    (asked / name).parent.mkdir(parents=True)
    (asked / name).write_text("mijn", encoding="utf-8")
    assert name in refused_unmeasured(monkeypatch)
    (asked / name).rename(asked / "mijn.txt")
    result = run()
    assert result.exit_code == 0, result.output
    assert (asked / name).is_file()
    assert (asked / "mijn.txt").read_text(encoding="utf-8") == "mijn"


def test_every_map_and_raster_that_is_written_was_foreseen(asked, monkeypatch):
    foreseen: list[str] = []

    def kept(config, read):
        foreseen.extend(possible_of_dwellings(config, read))
        return tuple(foreseen)

    with (asked.parent / "run.toml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    monkeypatch.setattr(pipeline, "possible_of_dwellings", kept)
    assert run().exit_code == 0
    listed = json.loads((asked / "run.json").read_text(encoding="utf-8"))["bestanden"]
    names = {one["bestand"] for one in listed}
    assert {n for n in names if n.startswith(("kaart-", "raster/"))} == {*foreseen}


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_what_is_confidential_is_readable_by_its_owner_alone(asked):
    assert run().exit_code == 0
    secret = asked / "vertrouwelijk"
    rights = {one.name: one.stat().st_mode & 0o777 for one in (secret, *secret.iterdir())}
    assert rights == {"vertrouwelijk": 0o700, "plannen.gpkg": 0o600, "oordelen.xlsx": 0o600}
