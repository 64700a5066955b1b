"""What does a raster of the results hold at some points?"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray

_ROWS = 256
"""Read at once: so that memory does not grow with the raster."""


def read_at(path: Path, xy: FloatArray, *, outside: float) -> NDArray[Any]:
    """Read the cell in which each point lies.

    Parameters
    ----------
    path
        A raster of the results.
    xy
        Shape (n, 2), RD New.
    outside
        For points outside the raster.
    """
    import rasterio
    from rasterio.windows import Window

    with rasterio.open(path) as raster:
        lies = raster.transform  # north is up
        column = np.floor((xy[:, 0] - lies.c) / lies.a).astype(np.int64)
        row = np.floor((xy[:, 1] - lies.f) / lies.e).astype(np.int64)
        inside = (row >= 0) & (row < raster.height) & (column >= 0) & (column < raster.width)
        found = np.full(len(xy), outside, dtype=raster.dtypes[0])
        for first in range(0, raster.height, _ROWS):
            here = np.flatnonzero(inside & (row >= first) & (row < first + _ROWS))
            if not len(here):
                continue
            window = Window(0, first, raster.width, min(_ROWS, raster.height - first))
            values = raster.read(1, window=window)
            found[here] = values[row[here] - first, column[here]]
    return found


def extent_of(path: Path) -> tuple[tuple[float, float, float, float], float]:
    """Tell where a raster lies (west, south, east, north in RD New) and the side of its cells in metres."""
    import rasterio

    with rasterio.open(path) as raster:
        west, south, east, north = raster.bounds
        return (west, south, east, north), float(raster.transform.a)
