"""What do map and project get of the rasters of a run?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.config import RunConfig
from wozgeo.domain.grids import Cell
from wozgeo.domain.plain_types import FloatArray
from wozgeo.outputs.found import Found
from wozgeo.outputs.layer_words import NUMBER_UNKNOWN
from wozgeo.outputs.legend import SCORE_BREAKS, classify
from wozgeo.outputs.looks import NO_SHARE_COLOUR
from wozgeo.outputs.map.packed_cells import lay_cells
from wozgeo.outputs.rasters.files import style_of
from wozgeo.outputs.rasters.layers import (
    FOLDER,
    MASK,
    SCORE_LAYER,
    RasterLayer,
    distance_names,
    senior_name,
)
from wozgeo.outputs.rasters.reading import extent_of, read_at
from wozgeo.outputs.shown_surface import NO_CELL, SENIOR_CELLS, MapCells, RasterFile
from wozgeo.runs.reading import Read
from wozgeo.runs.surface import layers_of

_EMPTY = (Cell.BUITEN_GEBIED, Cell.WATER, Cell.BUITEN_KAART)


def with_surface(found: Found, config: RunConfig, read: Read, folder: Path) -> Found:
    """Add what faces show of the rasters in a folder; nothing where there are none."""
    if not folder.is_dir():
        return found
    layers = layers_of(config, read, seniors=found.population is not None)
    rasters = [
        RasterFile(f"{FOLDER}/{layer.name}.tif", layer.description, style_of(layer))
        for layer in layers
        if (folder / f"{layer.name}.tif").is_file()
    ]
    seniors_m = config.surface.seniors_m
    name = senior_name(seniors_m)
    seniors = next((one for one in layers if one.name == name), None)
    cells = _cells(found, folder, seniors)
    if cells is not None and seniors is not None:
        unknown = (NO_SHARE_COLOUR, NUMBER_UNKNOWN(found.language))
        looks = (*((one.colour, one.label) for one in seniors.classes), unknown)
        cells = replace(cells, seniors_m=seniors_m, senior_classes=looks)
    return replace(found, rasters=rasters, cells=cells)


def _cells(found: Found, folder: Path, seniors: RasterLayer | None) -> MapCells | None:
    """Take the classes of the map from the rasters; None where none were made."""
    paths = {
        str(kind): folder / f"{distance_names(str(kind))['afstand']}.tif" for kind in found.wanted
    }
    paths |= {SCORE_LAYER: folder / f"{SCORE_LAYER}.tif"} if "score" in found.woningen else {}
    paths |= {SENIOR_CELLS: folder / f"{seniors.name}.tif"} if seniors else {}
    paths = {kind: path for kind, path in paths.items() if path.is_file()}
    if not paths:
        return None
    breaks: dict[str, tuple[float, ...]] = {SCORE_LAYER: SCORE_BREAKS}
    if seniors:
        breaks[SENIOR_CELLS] = tuple(one.low for one in seniors.classes[1:])

    def classes_at(xy: FloatArray) -> Mapping[str, NDArray[np.uint8]]:
        known = read_at(folder / f"{MASK}.tif", xy, outside=int(Cell.BUITEN_GEBIED))
        empty = np.isin(known, [int(code) for code in _EMPTY])
        without = {SENIOR_CELLS: empty | (known == Cell.TE_VER_VAN_WEG)}
        return {
            kind: np.where(
                without.get(kind, empty),
                NO_CELL,
                _classes(
                    path, xy, breaks.get(kind, found.scale.breaks_m), beyond=kind not in breaks
                ),
            ).astype(np.uint8)
            for kind, path in paths.items()
        }

    bounds, cell_m = extent_of(folder / f"{MASK}.tif")
    return lay_cells(bounds, cell_m, classes_at)


def _classes(
    path: Path, xy: FloatArray, breaks: Sequence[float], *, beyond: bool
) -> NDArray[np.intp]:
    values = read_at(path, xy, outside=float("nan")).astype(np.float64)
    return classify(pd.Series(values), breaks, with_beyond=beyond)
