"""Claims about the rasters: Cloud Optimized, in RD New, told apart, coloured, and the same bytes twice."""

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import rasterio

from wozgeo.domain.errors import OutputError
from wozgeo.domain.grids import Cell, CellGrid
from wozgeo.domain.language import Language
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.facility_rules import read_voorzieningen
from wozgeo.outputs.looks import distance_scale
from wozgeo.outputs.rasters.files import bytes_of, filled_rasters
from wozgeo.outputs.rasters.layers import RasterLayer, raster_layers

GRID = CellGrid(10.0, 19_000, 50_700, 600, 300)
KINDS = {key: one for key, one in read_voorzieningen().items() if key in ("supermarkt", "huisarts")}


def layers(
    language: Language = Language.NL,
    *,
    only=("afstand", "zeker", "score", "senioren"),
    at_least: int = 5,
):
    return raster_layers(
        KINDS,
        distance_scale([250, 400, 500, 800], 400),
        layers=only,
        search_limit_m=5_000,
        senior_limit_m=400,
        at_least=at_least,
        language=language,
    )


def values_of(layer: RasterLayer, row: int, n_rows: int) -> np.ndarray:
    if layer.whole:
        return np.full((n_rows, GRID.n_cols), Cell.GEMETEN, dtype=np.uint8)
    found = (np.arange(n_rows)[:, None] + row + np.arange(GRID.n_cols) / 7.0) * 3.0
    found[:, 0], found[:, 1], found[:, 2], found[:, 3] = np.nan, np.inf, 399.97, 400.02
    return found


def written(folder: Path, language: Language = Language.NL, **choices) -> Path:
    made = layers(language, **choices)
    with filled_rasters(folder, GRID, made, tags={"UITGANGSPUNT": "zo"}) as rasters:
        for row in range(0, GRID.n_rows, 256):
            n_rows = min(256, GRID.n_rows - row)
            rasters.write(row, 0, {layer.name: values_of(layer, row, n_rows) for layer in made})
    return folder


@pytest.mark.parametrize(("at_least", "n"), [(5, 6), (50, 5), (60, 5), (1_000, 2)])
def test_a_higher_least_number_of_seniors_leaves_out_the_classes_below_it(at_least, n) -> None:
    (told,) = layers(only=("senioren",), at_least=at_least)[:1]
    assert [told.classes[0].high, told.classes[1].low] == [at_least] * 2
    assert len({one.colour for one in told.classes}) == len(told.classes) == n


def test_the_rasters_are_these_each_with_its_style(tmp_path: Path) -> None:
    names = {path.name for path in written(tmp_path / "raster").iterdir()}
    stems = {
        "afstand_supermarkt", "afstand_huisarts", "zeker_supermarkt", "zeker_huisarts", "score",
        "senioren_400m", "masker",
    }  # fmt: skip
    assert names == {f"{stem}{end}" for stem in stems for end in (".tif", ".qml")}


def test_a_raster_is_cloud_optimized_in_rd_new_and_says_what_it_holds(tmp_path: Path) -> None:
    with rasterio.open(written(tmp_path) / "afstand_supermarkt.tif") as raster:
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert raster.crs.to_epsg() == 28992
        assert raster.bounds == GRID.bounds
        assert raster.res == (10.0, 10.0)
        assert raster.units == ("m",)
        assert "supermarkt" in raster.descriptions[0]
        assert "5.000 m" in raster.tags()["UITLEG"]
        assert raster.tags()["UITGANGSPUNT"] == "zo"
        assert raster.overviews(1)[0] == 2


def test_walked_searched_in_vain_and_unknown_are_three_answers(tmp_path: Path) -> None:
    with rasterio.open(written(tmp_path) / "zeker_huisarts.tif") as raster:
        assert np.isnan(raster.nodata)
        found = raster.read(1)
        assert np.isnan(found[:, 0]).all()
        assert np.isinf(found[:, 1]).all()
        assert np.isfinite(found[:, 2:]).all()
        masked = raster.read(1, masked=True)
        assert masked.mask[:, 0].all()
        assert not masked.mask[:, 1:].any()


def test_rounding_brings_no_cell_to_the_other_side_of_a_limit(tmp_path: Path) -> None:
    with rasterio.open(written(tmp_path) / "afstand_supermarkt.tif") as raster:
        found = raster.read(1)
    assert (found[:, 2] < 400).all()
    assert (found[:, 3] > 400).all()
    exact = values_of(layers()[0], 0, 600)
    np.testing.assert_array_equal(found[:, 4:] < 400, exact[:, 4:] < 400)
    assert np.abs(found[:, 4:] - exact[:, 4:]).max() < 0.11


def test_an_overview_holds_cells_and_no_means(tmp_path: Path) -> None:
    with rasterio.open(written(tmp_path) / "afstand_supermarkt.tif", overview_level=0) as small:
        overview = small.read(1)
    with rasterio.open(tmp_path / "afstand_supermarkt.tif") as raster:
        whole = raster.read(1)
    known = overview[np.isfinite(overview)]
    assert len(known) > 10_000
    assert np.isin(known, whole).all()


def test_the_mask_has_codes_with_names_and_colours(tmp_path: Path) -> None:
    with rasterio.open(written(tmp_path) / "masker.tif") as raster:
        assert raster.dtypes == ("uint8",)
        assert raster.nodata is None
        assert (raster.read(1) == Cell.GEMETEN).all()
        assert raster.tags()["CODE_6"] == "water"
        assert raster.colormap(1)[Cell.WATER] != raster.colormap(1)[Cell.GEMETEN]


@pytest.mark.parametrize("language", Language)
def test_two_equal_surfaces_are_equal_bytes(tmp_path: Path, language: Language) -> None:
    first, second = (written(tmp_path / name, language) for name in ("a", "b"))
    for path in sorted(first.iterdir()):
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_a_style_puts_the_limit_itself_in_the_further_class(tmp_path: Path) -> None:
    root = ET.parse(written(tmp_path) / "afstand_supermarkt.qml").getroot()
    items = [(float(i.get("value")), i.get("label")) for i in root.iter("item")]
    assert [value for value, _ in items] == sorted(value for value, _ in items)

    def label(metres: float) -> str:
        return next(label for value, label in items if metres <= value)

    assert label(399.9) == "250 tot 400 m"
    assert label(400.0) == "400 tot 500 m"
    assert label(4999.9) == "800 m of meer"
    assert label(np.inf).startswith("geen binnen de zoekgrens")


def test_of_seniors_the_first_class_says_that_it_hides_them(tmp_path: Path) -> None:
    root = ET.parse(written(tmp_path) / "senioren_400m.qml").getroot()
    first = next(root.iter("item"))
    assert first.get("label") == "minder dan 5"
    assert 0 < float(first.get("value")) < 5


def test_what_was_not_asked_is_not_there_but_the_mask_always_is() -> None:
    assert [layer.name for layer in layers(only=("score",))] == ["score", "masker"]


def test_what_goes_wrong_leaves_nothing_half_made(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), filled_rasters(tmp_path, GRID, layers(), tags={}):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "raster").write_text("in de weg")
    with (
        pytest.raises(OutputError, match="cannot be written"),
        filled_rasters(tmp_path / "raster", GRID, layers(), tags={}),
    ):
        pass


def test_the_size_grows_with_the_cells_and_the_layers() -> None:
    few = bytes_of(GRID, layers(only=("score",)))
    assert few == pytest.approx(600 * 300 * 5 * 7 / 3, rel=0.01)
    assert bytes_of(GRID, layers()) > few
    assert packaged_path("standaard.toml").exists()
