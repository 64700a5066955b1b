"""What do map and project get of the rasters of a run?"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.config import RunConfig
from wozgeo.domain.grids import Cell
from wozgeo.domain.plain_types import FloatArray
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import SCORE_BREAKS, classify
from wozgeo.outputs.map.packed_cells import lay_cells
from wozgeo.outputs.rasters.files import style_of
from wozgeo.outputs.rasters.layers import FOLDER, MASK, SCORE_LAYER, distance_names
from wozgeo.outputs.rasters.reading import extent_of, read_at
from wozgeo.outputs.shown_surface import NO_CELL, MapCells, RasterFile
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
    return replace(found, rasters=rasters, cells=_cells(found, folder))


def _cells(found: Found, folder: Path) -> MapCells | None:
    """Take the classes of the map from the rasters of distances and score; None where none were made."""
    paths = {
        str(kind): folder / f"{distance_names(str(kind))['afstand']}.tif" for kind in found.wanted
    }
    paths |= {SCORE_LAYER: folder / f"{SCORE_LAYER}.tif"} if "score" in found.woningen else {}
    paths = {kind: path for kind, path in paths.items() if path.is_file()}
    if not paths:
        return None
    breaks = {SCORE_LAYER: SCORE_BREAKS}

    def classes_at(xy: FloatArray) -> Mapping[str, NDArray[np.uint8]]:
        known = read_at(folder / f"{MASK}.tif", xy, outside=int(Cell.BUITEN_GEBIED))
        empty = np.isin(known, [int(code) for code in _EMPTY])
        return {
            kind: np.where(
                empty, NO_CELL, _classes(path, xy, breaks.get(kind, found.scale.breaks_m))
            ).astype(np.uint8)
            for kind, path in paths.items()
        }

    bounds, cell_m = extent_of(folder / f"{MASK}.tif")
    return lay_cells(bounds, cell_m, classes_at)


def _classes(path: Path, xy: FloatArray, breaks: tuple[int, ...]) -> NDArray[np.intp]:
    values = read_at(path, xy, outside=float("nan")).astype(np.float64)
    return classify(pd.Series(values), breaks, with_beyond=path.stem != SCORE_LAYER)
