"""Claims about a whole run: from an OSM file to a folder, with a town worked out by hand.

::

    0        100        200        300        400  metres
    A----------B----------C==========D----------E     A-E residential, C-D an untagged path
        |h1|       |h2|                   |shop|      houses 10 m north, the shop 5 m north
                                                      x = 50, 150 and 350
"""

import hashlib
import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main
from wozgeo.domain.contracts import RD_NEW

HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>'


def draw(path: Path) -> Path:
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    a, b, c, d, e = (town.node(x, 0) for x in (0, 100, 200, 300, 400))
    town.way([a, b, c], highway="residential", name="Dorpsstraat")
    town.way([c, d], highway="path")
    town.way([d, e], highway="residential", name="Kerkstraat")
    for number, x in ((1, 50), (2, 150)):
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(
            x,
            10,
            id=9000 + number,
            **{
                "addr:street": "Dorpsstraat",
                "addr:housenumber": str(number),
                "addr:postcode": "9999AA",
                "addr:city": "Proefdorp",
            },
        )
    town.node(350, 5, id=9100, shop="supermarket", name=HOSTILE)
    return town.write(path)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("town") / "dorp.osm")


def wozgeo(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def out(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uit")
    result = wozgeo("score", "--osm", town, "--out", folder, "--routes")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == str(folder / "kaart.html")
    return folder


def homes(folder: Path) -> pd.DataFrame:
    return gpd.read_parquet(folder / "woningen.parquet")


def test_the_distances_are_those_of_the_drawing(out: Path) -> None:
    table = homes(out)
    assert list(table.index) == ["n9001", "n9002"]
    # 10 m to the street, along it to x = 350, 5 m to the shop
    assert table["afstand_supermarkt_m"].to_list() == pytest.approx([315, 215], abs=0.02)
    # the path in between is unknown for a rollator, and there is no other way
    assert table["zeker_supermarkt_m"].to_list() == [float("inf")] * 2
    assert table["aanloop_m"].to_list() == pytest.approx([10, 10], abs=0.02)
    assert set(table["supermarkt_id"]) == {"n9100"}
    assert set(table["supermarkt_naam"]) == {HOSTILE}
    assert set(table["reden_huisarts"]) == {"geen_voorziening"}
    assert table["afstand_huisarts_m"].isna().all()
    assert table.loc["n9001", ["straat", "huisnummer", "postcode", "woonplaats"]].to_list() == [
        "Dorpsstraat", "1", "9999AA", "Proefdorp",
    ]  # fmt: skip
    assert (table["x"] - ORIGIN[0]).to_list() == pytest.approx([50, 150], abs=0.02)


def test_a_voetganger_is_sure_of_the_path(town: Path, tmp_path: Path) -> None:
    assert (
        wozgeo("score", "--osm", town, "--out", tmp_path, "--profile", "voetganger").exit_code == 0
    )
    table = homes(tmp_path)
    assert table["zeker_supermarkt_m"].to_list() == table["afstand_supermarkt_m"].to_list()


def test_every_file_is_there_and_nothing_else(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == [
        "LEESMIJ.md", "kaart.html", "resultaat.gpkg", "run.json", "woningen.csv", "woningen.parquet",
        "woningen.xlsx",
    ]  # fmt: skip


def test_the_columns_are_the_promised_ones(out: Path) -> None:
    columns = set(homes(out).columns)
    for v in ("supermarkt", "huisarts", "ov_halte", "ontmoetingsplek"):
        assert {f"afstand_{v}_m", f"zeker_{v}_m", f"reden_{v}", f"{v}_id", f"{v}_naam"} <= columns
    assert {
        "straat",
        "huisnummer",
        "postcode",
        "woonplaats",
        "aanloop_m",
        "aanloop_kruist",
        "score",
        "x",
        "y",
    } <= columns
    places = gpd.read_file(out / "resultaat.gpkg", layer="voorzieningen")
    assert {"id", "voorziening", "naam", "bron", "aanloop_m"} <= set(places.columns)
    assert places.crs == RD_NEW


def test_the_routes_are_as_long_as_the_distances_and_say_what_is_unknown(out: Path) -> None:
    routes = gpd.read_file(out / "resultaat.gpkg", layer="looproutes").set_index("locatie_id")
    assert routes.length.loc["n9001"] == pytest.approx(315, abs=0.02)
    assert routes.loc[
        "n9001", ["aanloop_m", "langs_straten_m", "aanloop_voorziening_m"]
    ].to_list() == (pytest.approx([10, 300, 5], abs=0.02))
    assert routes["onbekend_m"].to_list() == pytest.approx([100, 100], abs=0.02)


def test_the_csv_opens_in_dutch_excel_and_holds_no_formula(out: Path) -> None:
    raw = (out / "woningen.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(out / "woningen.csv", sep=";", decimal=",", encoding="utf-8-sig")
    assert table["afstand_supermarkt_m"].to_list() == pytest.approx([315, 215], abs=0.02)
    assert not table["supermarkt_naam"].str.startswith("=").any()
    assert b"nan" not in raw
    assert b"inf" not in raw


def test_hostile_names_are_text_on_the_map(out: Path) -> None:
    page = (out / "kaart.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page


def test_the_manifest_tells_where_every_number_comes_from(out: Path, town: Path) -> None:
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert manifest["invoer"] == [
        {
            "bestand": "dorp.osm",
            "bytes": town.stat().st_size,
            "sha256": hashlib.sha256(town.read_bytes()).hexdigest(),
        }
    ]
    assert manifest["instellingen"]["profile"] == "rollator"
    assert manifest["aantallen"]["woningen"] == 2
    assert manifest["aantallen"]["adressen"] == {"in of op een woongebouw": 2}
    assert any("huisarts" in warning for warning in manifest["waarschuwingen"])
    assert set(manifest["seconden"])
    assert manifest["versies"]["scipy"]
    assert str(town.parent) not in (out / "run.json").read_text(encoding="utf-8")


def test_equal_runs_give_equal_tables_and_an_equal_map(
    out: Path, town: Path, tmp_path: Path
) -> None:
    assert wozgeo("score", "--osm", town, "--out", tmp_path, "--routes").exit_code == 0
    for name in ("woningen.csv", "woningen.parquet", "resultaat.gpkg", "kaart.html"):
        assert (out / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_own_lists_replace_what_osm_says_and_own_points_are_measured_instead(
    town: Path, tmp_path: Path
) -> None:
    x, y = ORIGIN
    shops = tmp_path / "winkels.csv"
    shops.write_text(f"id;voorziening;naam;x;y\ns1;supermarkt;Ons winkeltje;{x + 100};{y + 5}\n")
    places = tmp_path / "plekken.csv"
    places.write_text(f"id,naam,x,y\n007,Hier,{x},{y - 20}\n")
    out = tmp_path / "uit"
    result = wozgeo(
        "score", "--osm", town, "--facilities", shops, "--locations", places, "--out", out
    )
    assert result.exit_code == 0, result.output
    table = homes(out)
    assert list(table.index) == ["007"]
    assert table.loc["007", "afstand_supermarkt_m"] == pytest.approx(20 + 100 + 5, abs=0.02)
    assert table.loc["007", "supermarkt_naam"] == "Ons winkeltje"
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert len(manifest["invoer"]) == 3
    assert manifest["eigen_lijsten"] == ["winkels.csv: vervangt 1 supermarkt door 1"]


def test_a_run_file_does_the_same_as_the_options(town: Path, out: Path, tmp_path: Path) -> None:
    run_file = tmp_path / "dorp.toml"
    run_file.write_text(
        f'[run]\nname = "dorp"\nout = "uit"\nroutes = true\n[osm]\nfile = "{town.as_posix()}"\n'
    )
    assert wozgeo("run", run_file).exit_code == 0
    for name in ("woningen.csv", "resultaat.gpkg", "kaart.html"):
        assert (tmp_path / "uit" / name).read_bytes() == (out / name).read_bytes()


def test_a_town_without_dwellings_is_told_and_still_gives_a_map(tmp_path: Path) -> None:
    bare = OsmDraft(box=(-1000, -1000, 1400, 1000))
    bare.line((0, 0), (100, 0), highway="residential")
    result = wozgeo("score", "--osm", bare.write(tmp_path / "leeg.osm"), "--out", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert "Geen woningen gevonden" in result.output
    assert len(homes(tmp_path / "uit")) == 0
    assert (tmp_path / "uit" / "kaart.html").exists()


def test_a_voorziening_that_only_an_own_list_names_is_measured_too(
    town: Path, tmp_path: Path
) -> None:
    x, y = ORIGIN
    own = tmp_path / "apotheken.csv"
    own.write_text(f"id;voorziening;naam;x;y\na1;apotheek;De Vijzel;{x + 100};{y}\n")
    out = tmp_path / "uit"
    assert wozgeo("score", "--osm", town, "--facilities", own, "--out", out).exit_code == 0
    # 10 m to the street and 50 m along it
    assert homes(out)["afstand_apotheek_m"].to_list() == pytest.approx([60, 60], abs=0.02)


def test_a_voorziening_nobody_asked_for_is_not_in_the_results(out: Path) -> None:
    assert "afstand_park_m" not in homes(out)
    places = gpd.read_file(out / "resultaat.gpkg", layer="voorzieningen")
    assert set(places["voorziening"]) == {"supermarkt"}


def test_own_points_beside_the_last_street_of_a_file_without_bounds_are_welcome(
    tmp_path: Path,
) -> None:
    bare = OsmDraft()
    bare.line((0, 0), (100, 0), highway="residential")
    x, y = ORIGIN
    own = tmp_path / "punten.csv"
    own.write_text(f"id;x;y\n1;{x + 50};{y + 20}\n")
    osm = bare.write(tmp_path / "lijn.osm")
    result = wozgeo("score", "--osm", osm, "--locations", own, "--out", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert homes(tmp_path / "uit")["aanloop_m"].to_list() == pytest.approx([20], abs=0.02)


def test_a_shop_whose_place_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    bare = OsmDraft()
    bare.line((0, 0), (100, 0), highway="residential")
    bare.way([777, 778, 779, 777], shop="supermarket", building="retail")
    result = wozgeo("score", "--osm", bare.write(tmp_path / "rand.osm"), "--out", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    assert "omdat hun plaats niet in het uittreksel staat: voorzieningen (1)" in result.output
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert manifest["aantallen"]["zonder_plaats_weggelaten"] == {"voorzieningen": 1, "adressen": 0}


def test_run_json_tells_the_checksum_of_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of what lies there when it is written."""
    from wozgeo.runs import pipeline

    town, points = draw(tmp_path / "dorp.osm"), tmp_path / "punten.csv"
    points.write_text(f"id;x;y\n1;{ORIGIN[0]};{ORIGIN[1]}\n")
    was = hashlib.sha256(points.read_bytes()).hexdigest()
    judge = pipeline.judge

    def meanwhile(*given: object) -> object:
        points.write_text("id;x;y\n")
        return judge(*given)

    monkeypatch.setattr(pipeline, "judge", meanwhile)
    out = tmp_path / "uit"
    result = wozgeo("score", "--osm", town, "--locations", points, "--out", out)
    assert result.exit_code == 0, result.output
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert manifest["invoer"][1]["sha256"] == was
    written = {item["bestand"]: item["sha256"] for item in manifest["bestanden"]}
    assert {*written} == {path.name for path in out.iterdir()} - {"run.json"}
    for name, digest in written.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


def test_an_input_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wozgeo.runs import given

    town, points = draw(tmp_path / "dorp.osm"), tmp_path / "punten.csv"
    points.write_text(f"id;x;y\n1;{ORIGIN[0]};{ORIGIN[1]}\n")
    read_lists = given.read_lists

    def meanwhile(*asked: object) -> object:
        found = read_lists(*asked)
        points.write_text("id;x;y\n")
        return found

    monkeypatch.setattr(given, "read_lists", meanwhile)
    result = wozgeo("score", "--osm", town, "--locations", points, "--out", tmp_path / "uit")
    assert result.exit_code == 2
    assert "was changed or removed while it was read" in result.output
