"""Files as editors leave them, and files that are broken: each drawn case has the answer its README gives.

The cases lie beside the repository (``../shared/cases``); where they are absent the tests say that they skip.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from wozgeo.cli import main

CASES = Path(__file__).parents[2] / "shared" / "cases"
SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"
Case = Callable[[str], Path]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Copy a case to a folder of its own; skip where the cases are not."""

    def copy(name: str) -> Path:
        if not (CASES / name).exists():
            pytest.skip(f"the drawn case is not here: ../shared/cases/{name}")
        found = CASES / name
        target = tmp_path / "geval"
        if found.is_dir():
            return Path(shutil.copytree(found, target))
        target.mkdir()
        return Path(shutil.copy(found, target))

    return copy


def invoke(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def scored(folder: Path, *more: object) -> pd.DataFrame:
    out = folder / "uit"
    result = invoke("score", "--osm", folder / "stad.osm", *more, "--out", out)
    assert result.exit_code == 0, result.output
    return gpd.read_parquet(out / "woningen.parquet")


@pytest.mark.parametrize(
    ("name", "metres"),
    [
        ("bestand_fac_deleted_node", None),
        ("bestand_josm_deleted_way", 500),
        ("bestand_partial_negative", 300),
        ("bestand_two_versions", 500),
        ("bestand_visible_false_way", 500),
    ],
)
def test_a_file_as_an_editor_leaves_it(case, name, metres):
    folder = case(f"bestanden/{name}")
    lists = ["--locations", folder / "locaties.csv"]
    if (folder / "voorzieningen.csv").exists():
        lists += ["--facilities", folder / "voorzieningen.csv"]
    row = scored(folder, *lists, "--profile", "voetganger").iloc[0]
    found = row[["afstand_supermarkt_m", "zeker_supermarkt_m"]].tolist()
    if metres is None:
        assert not any(value < 5000 for value in found)
        assert row["reden_supermarkt"] != ""
    else:
        assert found == pytest.approx([metres, metres], abs=1)


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("woning_flats_list_on_outline", 3),
        ("woning_node_no_building_floating", 1),
        ("woning_retail_flat_above", 1),
        ("woning_same_address_two_nodes", 1),
    ],
)
def test_what_counts_as_a_dwelling(case, name, n):
    assert len(scored(case(f"woningen/{name}"))) == n


def sites(path: Path, *more: object) -> Result:
    streets = SAMPLE / "wozerwaard.osm.pbf"
    return invoke("sites", path, "--osm", streets, *more, "--out", path.parent / "uit")


def refused(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.parametrize("name", ["LOCAL_CS.prj", "mars.prj"])
def test_a_crs_that_is_none_of_ours_is_asked_for(case, name, tmp_path):
    crs = case(f"weerbaar/plannen/{name}").read_text("utf-8")
    plans = gpd.GeoDataFrame(
        {"plan_id": ["P"], "VHE": [12], "openbaar": ["ja"]},
        geometry=gpd.points_from_xy([1000.0], [2000.0]),
        crs="EPSG:28992",
    )
    plans.to_file(tmp_path / "plannen.shp")
    (tmp_path / "plannen.prj").write_text(crs, encoding="utf-8")
    told = refused(sites(tmp_path / "plannen.shp"))
    assert "CRS" in told


def test_what_is_no_geopackage_opens_no_other_file(case):
    told = refused(sites(case("weerbaar/plannen/doorverwijzing.gpkg"), "--openbaar"))
    assert "doorverwijzing.gpkg" in told


def test_a_ring_that_is_not_closed_is_a_fault_of_that_plan(case):
    path = case("weerbaar/plannen/open_ring.geojson")
    told = refused(sites(path, "--openbaar"))
    assert "open_ring.geojson" in told


def test_a_feature_without_its_type_is_told(case):
    result = sites(case("weerbaar/plannen/zonder_type.geojson"), "--openbaar")
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    assert "2" in result.output
    assert "3" in result.output


def test_a_confidential_remark_with_a_hyphen_stops_and_asks(case):
    folder = case("lijsten/09_confidential_hyphen")
    told = refused(sites(folder / "plannen.csv"))
    assert "opmerking" in told
    shared = (
        [p for p in (folder / "uit").rglob("*") if p.is_file()] if (folder / "uit").exists() else []
    )
    assert not [p for p in shared if b"Geheimzinnig" in p.read_bytes()]


def test_objects_of_the_register_without_a_status_are_told_in_every_face(case):
    path = case("weerbaar/bag/zonder_status.gpkg")
    asked = path.parent / "run.toml"
    osm = SAMPLE / "wozerwaard.osm.pbf"
    asked.write_text(
        f'[run]\nname = "Proef"\nout = "uit"\n[osm]\nfile = "{osm}"\n[bag]\nfile = "{path}"\n',
        encoding="utf-8",
    )
    result = invoke("run", asked)
    assert result.exit_code == 0, result.output
    told = next(line for line in result.output.splitlines() if "geen status" in line)
    assert "44" in told
    for name in ("kaart.html", "LEESMIJ.md"):
        assert "geen status" in (path.parent / "uit" / name).read_text("utf-8"), name
