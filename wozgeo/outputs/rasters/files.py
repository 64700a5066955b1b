"""How does a surface become rasters that open coloured in QGIS?

Cloud Optimized GeoTIFFs in RD New, with overviews in which every cell is one of the cells below it: nothing
is averaged. They are filled block by block, so that memory does not grow with the area. Beside each lies a
style (.qml) of the same name, which QGIS takes without being asked. Equal runs give equal bytes.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import OutputError
from wozgeo.domain.grids import CellGrid
from wozgeo.outputs.rasters.layers import ColourClass, RasterLayer
from wozgeo.outputs.write_errors import told_as_output_error

_BLOCK = 256
_NUMBER_BYTES, _CODE_BYTES = 4, 1
_WITH_OVERVIEWS = 4 / 3
_CACHE_BYTES = 64_000_000
"""Of blocks that GDAL keeps: by itself it takes a twentieth of the memory of the machine."""
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def bytes_of(grid: CellGrid, layers: Sequence[RasterLayer]) -> int:
    """Tell how many bytes the rasters of a grid may take, while they are made and when nothing shrinks."""
    per_cell = sum(_CODE_BYTES if layer.whole else _NUMBER_BYTES for layer in layers)
    return round(grid.n_cells * per_cell * (1 + _WITH_OVERVIEWS))


class Rasters:
    """Rasters that are being filled."""

    def __init__(self, opened: Mapping[str, Any], layers: Mapping[str, RasterLayer]) -> None:
        self._opened, self._layers = opened, layers

    def write(self, row: int, col: int, values: Mapping[str, NDArray[Any]]) -> None:
        """Fill every raster from a row and a column on: ``values`` by its name, shape (rows, columns)."""
        from rasterio.windows import Window

        for name, opened in self._opened.items():
            layer, found = self._layers[name], values[name]
            if not layer.whole:
                found = layer.rounded(found).astype(np.float32)
            window = Window(col, row, found.shape[1], found.shape[0])
            opened.write(found, 1, window=window)


@contextmanager
def filled_rasters(
    folder: Path, grid: CellGrid, layers: Sequence[RasterLayer], *, tags: Mapping[str, str]
) -> Iterator[Rasters]:
    """Give rasters to fill; they come in the folder, each with its style, when all went well.

    Parameters
    ----------
    folder
        Made where it is not there.
    grid
        Of all of them.
    layers
        Which.
    tags
        What to know of all of them.

    Raises
    ------
    OutputError
        When they cannot be written.
    """
    import rasterio

    with told_as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=folder, prefix=".bouw-"))
    try:
        with rasterio.Env(GDAL_PAM_ENABLED="NO", GDAL_CACHEMAX=_CACHE_BYTES), _told_by_gdal(folder):
            with ExitStack() as stack:
                opened = {
                    layer.name: stack.enter_context(_opened(work, grid, layer)) for layer in layers
                }
                yield Rasters(opened, {layer.name: layer for layer in layers})
                for layer in layers:
                    _describe(opened[layer.name], layer, tags)
            for layer in layers:
                _finish(work, folder, layer)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _told_by_gdal(folder: Path) -> Iterator[None]:
    from rasterio.errors import RasterioError

    try:
        with told_as_output_error(folder):
            yield
    except RasterioError as fault:
        raise OutputError(
            folder, f"cannot be written ({fault}); check that the disk is not full"
        ) from fault


def _opened(work: Path, grid: CellGrid, layer: RasterLayer) -> Any:  # noqa: ANN401
    import rasterio
    from affine import Affine

    return rasterio.open(
        work / f"{layer.name}.tif",
        "w",
        driver="GTiff",
        width=grid.n_cols,
        height=grid.n_rows,
        count=1,
        dtype="uint8" if layer.whole else "float32",
        crs=RD_NEW,
        transform=Affine(*grid.transform),
        nodata=None if layer.whole else float("nan"),
        tiled=True,
        blockxsize=_BLOCK,
        blockysize=_BLOCK,
        compress="DEFLATE",
        zlevel=1,
        BIGTIFF="IF_SAFER",
    )


def _describe(opened: Any, layer: RasterLayer, tags: Mapping[str, str]) -> None:  # noqa: ANN401
    """Let a raster say what it holds."""
    opened.set_band_description(1, layer.description)
    opened.set_band_unit(1, layer.unit)
    told = {"TIFFTAG_IMAGEDESCRIPTION": layer.description, "UITLEG": layer.told, **tags}
    if layer.whole:
        told |= {f"CODE_{c.low:g}": c.label for c in layer.classes}
        opened.write_colormap(1, {int(c.low): (*_rgb(c.colour), 255) for c in layer.classes})
    opened.update_tags(**{key: value for key, value in told.items() if value})


def _finish(work: Path, folder: Path, layer: RasterLayer) -> None:
    """Make it Cloud Optimized, with overviews and a style beside it."""
    from rasterio import shutil as raster_files

    raster_files.copy(
        work / f"{layer.name}.tif",
        folder / f"{layer.name}.tif",
        driver="COG",
        compress="DEFLATE",
        level=6,
        predictor="STANDARD" if layer.whole else "FLOATING_POINT",
        blocksize=_BLOCK,
        overview_resampling="NEAREST",
        bigtiff="IF_SAFER",
    )
    (folder / f"{layer.name}.qml").write_text(style_of(layer), encoding="utf-8")


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def style_of(layer: RasterLayer) -> str:
    """Give the style of QGIS for a raster."""
    root = ET.Element("qgis", version="3.22.0", styleCategories="AllStyleCategories")
    pipe = ET.SubElement(root, "pipe")
    kind = "paletted" if layer.whole else "singlebandpseudocolor"
    renderer = ET.SubElement(
        pipe, "rasterrenderer", type=kind, band="1", opacity="1", alphaBand="-1"
    )
    if layer.whole:
        palette = ET.SubElement(renderer, "colorPalette")
        for one in layer.classes:
            alpha = "0" if one.low == 0 else "255"
            _entry(palette, "paletteEntry", one, f"{one.low:g}", alpha)
    else:
        shader = ET.SubElement(ET.SubElement(renderer, "rastershader"), "colorrampshader")
        shader.attrib |= {"colorRampType": "DISCRETE", "classificationMode": "1", "clip": "0"}
        for one in layer.classes:
            # QGIS takes what is at most the value for the class; a distance on a break belongs to the next
            _entry(
                shader,
                "item",
                one,
                "inf" if one.high == np.inf else f"{one.high - 0.001:.3f}",
                "255",
            )
    ET.SubElement(pipe, "brightnesscontrast")
    ET.SubElement(pipe, "huesaturation")
    ET.SubElement(pipe, "rasterresampler")
    ET.indent(root)
    return _DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def _entry(parent: ET.Element, tag: str, one: ColourClass, value: str, alpha: str) -> None:
    ET.SubElement(parent, tag, value=value, color=one.colour, label=one.label, alpha=alpha)
