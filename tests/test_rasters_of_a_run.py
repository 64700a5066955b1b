"""Claims about the rasters of a whole run: they are asked for, say what dwellings say, and stay in their folder."""

import json
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio

from wozgeo.config import parse_config, read_config
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.grids import Cell, CellGrid
from wozgeo.domain.packaged import packaged_path
from wozgeo.outputs.legend import SCORE_BREAKS
from wozgeo.runs import run
from wozgeo.runs.surface_faces import _classes

SAMPLE = packaged_path("voorbeeld/wozerwaard.osm.pbf")


def config_of(out: Path, **surface):
    table = {
        "run": {"out": str(out)},
        "osm": {"file": str(SAMPLE)},
        "walking": {"door": "dichtstbij"},
        "surface": {"cell_m": 20, **surface},
    }
    return parse_config(table, source="test", folder=Path())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(config_of(tmp_path_factory.mktemp("vlak") / "uit"), processes="").out


def test_without_the_table_there_are_no_rasters(tmp_path: Path) -> None:
    table = {"run": {"out": str(tmp_path / "uit")}, "osm": {"file": str(SAMPLE)}}
    assert not parse_config(table, source="test", folder=Path()).surface.asked
    assert parse_config({**table, "surface": {}}, source="t", folder=Path()).surface.asked


def test_the_command_asks_for_them_whatever_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(f'[run]\nout = "uit"\n[osm]\nfile = "{SAMPLE}"\n')
    assert not read_config(path).surface.asked
    asked = read_config(path, surface={"cell_m": 25.0}).surface
    assert (asked.asked, asked.cell_m) == (True, 25.0)


def test_the_manifest_lists_every_raster(made: Path) -> None:
    listed = {one["bestand"] for one in json.loads((made / "run.json").read_text())["bestanden"]}
    found = {f"raster/{path.name}" for path in (made / "raster").iterdir()}
    assert found <= listed
    assert {"raster/afstand_supermarkt.tif", "raster/masker.tif", "raster/score.qml"} <= found
    assert "raster/senioren_400m.tif" not in found
    assert "`raster`" in (made / "LEESMIJ.md").read_text()


def test_the_map_can_show_the_score_of_every_place_in_the_classes_of_the_dwellings(
    made: Path,
) -> None:
    page = (made / "kaart.html").read_text()
    kinds = re.search(
        r'"soorten": ?(\[[^]]*\])', page[page.index("loopafstand of score van elke plek") :]
    )
    assert kinds is not None
    assert json.loads(kinds[1]) == [
        "supermarkt", "huisarts", "ov_halte", "ontmoetingsplek", "score",
    ]  # fmt: skip
    path = made / "raster/score.tif"
    with rasterio.open(path) as raster:
        held, bounds = raster.read(1).reshape(-1), raster.bounds
    grid = CellGrid.around(bounds, 20.0)
    classes = _classes(path, grid.centres(), SCORE_BREAKS, beyond=False)
    unknown = np.isnan(held)
    assert (classes[unknown] == 5).all()
    low, high = np.array([0, 20, 40, 60, 80]), np.array([20, 40, 60, 80, 101])
    known = classes[~unknown]
    assert ((held[~unknown] >= low[known]) & (held[~unknown] < high[known])).all()
    assert len(np.unique(known)) > 2


def test_dwellings_lie_about_as_far_as_their_cell_says(made: Path) -> None:
    homes = gpd.read_file(made / "resultaat.gpkg", layer="woningen")
    xy = zip(homes.geometry.x, homes.geometry.y, strict=True)
    with rasterio.open(made / "raster/afstand_supermarkt.tif") as raster:
        found = np.array([value[0] for value in raster.sample(xy)])
    off = np.abs(found - homes["afstand_supermarkt_m"].to_numpy())
    # the middle of a cell of 20 m is no further than 14.2 m; most leave by the same street
    assert np.nanmedian(off) < 15
    assert (off[np.isfinite(off)] < 15).mean() > 0.75


def test_certain_is_never_shorter(made: Path) -> None:
    with (
        rasterio.open(made / "raster/afstand_supermarkt.tif") as possible,
        rasterio.open(made / "raster/zeker_supermarkt.tif") as certain,
    ):
        a, b = possible.read(1), certain.read(1)
    known = ~np.isnan(a)
    assert known.sum() > 1000
    assert (b[known] >= a[known]).all()
    np.testing.assert_array_equal(np.isnan(a), np.isnan(b))


def test_the_mask_says_of_every_empty_cell_why(made: Path) -> None:
    with (
        rasterio.open(made / "raster/afstand_supermarkt.tif") as metres,
        rasterio.open(made / "raster/masker.tif") as mask,
    ):
        empty, cells = np.isnan(metres.read(1)), mask.read(1)
    assert not np.isin(cells[empty], [Cell.GEMETEN, Cell.KRUIST]).any()
    assert np.isin(cells[~empty], [Cell.GEMETEN, Cell.KRUIST, Cell.DEELS]).all()
    assert (cells == Cell.WATER).any()


def test_a_run_without_rasters_removes_those_of_the_run_before(tmp_path: Path) -> None:
    config = config_of(tmp_path / "uit", cell_m=100, layers=["score"])
    run(config, processes="")
    assert (tmp_path / "uit/raster/score.tif").exists()
    own = tmp_path / "uit/raster/eigen.tif"
    own.write_text("van de gebruiker")
    table = {"run": {"out": str(tmp_path / "uit")}, "osm": {"file": str(SAMPLE)}}
    run(parse_config(table, source="test", folder=Path()), processes="")
    assert [path.name for path in (tmp_path / "uit/raster").iterdir()] == ["eigen.tif"]


def test_a_grid_too_fine_is_told_with_its_size_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cells of 0\.5 m .*take cell_m = ") as told:
        run(config_of(tmp_path / "uit", cell_m=0.5), processes="")
    assert told.value.source == "surface.cell_m"
    assert not (tmp_path / "uit").exists()


def test_a_grid_too_large_for_memory_is_told_with_its_size_and_the_cell_that_fits(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("wozgeo.runs.surface.free_bytes", lambda: 1_000_000)
    with pytest.raises(ConfigError, match=r"cells of 10 m .* MB of it is free") as told:
        run(config_of(tmp_path / "uit", cell_m=10), processes="")
    said = str(told.value)
    n_rows, n_cols = map(int, re.findall(r"(\d+) x (\d+) cells", said.replace(",", ""))[0])
    held = re.search(r"at least ([\d,]+) MB of memory beside the streets, 1 MB", said)
    assert held is not None
    # one definition asks a walk: a byte per cell for it, and eight while areas are outlined
    assert int(held[1]) == n_rows * n_cols * 9 // 1_000_000
    cell_m = float(re.findall(r"take cell_m = (\d+) or more", said)[0])
    assert n_rows * n_cols * 9 * (10 / cell_m) ** 2 < 1_100_000
    assert not (tmp_path / "uit").exists()
    # of a system that does not say what is free, the number of cells decides
    monkeypatch.setattr("wozgeo.runs.surface.free_bytes", lambda: None)
    with pytest.raises(ConfigError, match=r"MB of memory beside the streets, at most 60,000,000;"):
        run(config_of(tmp_path / "uit", cell_m=0.5), processes="")


def test_what_does_not_fit_on_the_disk_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Free", (), {"free": 1_000_000})())
    with pytest.raises(ConfigError, match=r"of which 1 MB is free"):
        run(config_of(tmp_path / "uit"), processes="")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"cell_m": 0},
        {"cell_m": 0.1},
        {"layers": []},
        {"layers": ["hoogte"]},
        {"layers": ["score"] * 2},
    ],
)
def test_impossible_values_are_refused(tmp_path: Path, wrong: dict) -> None:
    with pytest.raises(ConfigError, match="surface"):
        config_of(tmp_path / "uit", **wrong)


def test_search_areas_are_a_layer_and_keep_to_the_land_that_is_allowed(tmp_path: Path) -> None:
    whole = run(config_of(tmp_path / "a", layers=["score"], least_m2=0), processes="").out
    areas = gpd.read_file(whole / "resultaat.gpkg", layer="zoekgebieden")
    assert len(areas) > 1
    assert set(areas["definitie"]) == {"druten"}
    assert set(areas["lezing"]) <= {"zeker", "mogelijk"}
    assert (areas.geometry.area.round() == areas["oppervlakte_m2"]).all()
    west, south, east, north = areas.total_bounds
    half = gpd.GeoDataFrame(
        geometry=gpd.GeoSeries.from_wkt(
            [
                f"POLYGON(({west} {south}, {(west + east) / 2} {south}, {(west + east) / 2} {north}, "
                f"{west} {north}, {west} {south}))"
            ],
            crs=28992,
        )
    )
    half.to_file(tmp_path / "land.gpkg")
    land = str(tmp_path / "land.gpkg")
    asked = {"layers": ["score"], "least_m2": 0}
    allowed, excluded = (
        gpd.read_file(
            run(config_of(tmp_path / key, **asked, **{key: land}), processes="").out
            / "resultaat.gpkg",
            layer="zoekgebieden",
        )
        for key in ("allowed", "excluded")
    )
    both = allowed["oppervlakte_m2"].sum() + excluded["oppervlakte_m2"].sum()
    assert both == areas["oppervlakte_m2"].sum()
    assert allowed.total_bounds[2] <= (west + east) / 2 + 10
    assert excluded.total_bounds[0] >= (west + east) / 2 - 10
