"""How do the cells of a surface travel inside a page, and how coarse must they be to stay small?"""

from collections.abc import Callable, Mapping
from math import cos, radians, sqrt

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.plain_types import FloatArray
from wozgeo.outputs.map.packing import Stream, mercator_to_rd, pack, rd_to_mercator
from wozgeo.outputs.shown_surface import MapCells

MOST_BYTES = 300_000
"""Of all cells together, packed."""

_FIRST_CELLS = 150_000
_NICE_M = (
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    25.0,
    40.0,
    50.0,
    75.0,
    100.0,
    150.0,
    200.0,
    300.0,
    500.0,
    1000.0,
    2000.0,
)


def pack_cells(cells: MapCells) -> str:
    """Pack cells: a stream per voorziening, row by row from the north-west."""
    rows, columns = cells.shape
    header = {
        "west_m": cells.west_m,
        "north_m": cells.north_m,
        "step_m": cells.step_m,
        "rows": rows,
        "columns": columns,
    }
    streams = {
        kind: Stream(one.astype(np.int64).reshape(-1), delta=True)
        for kind, one in cells.classes.items()
    }
    return pack(header, streams)


def lay_cells(
    bounds: tuple[float, float, float, float],
    fine_m: float,
    classes_at: Callable[[FloatArray], Mapping[str, NDArray[np.uint8]]],
    *,
    most_bytes: int = MOST_BYTES,
) -> MapCells:
    """Lay cells over a box, as fine as a page can hold, each with the class of its middle.

    Parameters
    ----------
    bounds
        West, south, east and north in RD New.
    fine_m
        Metres: cells are no finer than what was measured.
    classes_at
        Gives by voorziening the classes at points, shape (n, 2), RD New.
    most_bytes
        Of the packed text.
    """
    west, south, east, north = bounds
    area = (east - west) * (north - south)
    cell_m = _nice(max(fine_m, sqrt(area / _FIRST_CELLS)))
    while True:
        laid = _laid(bounds, cell_m, fine_m, classes_at)
        size = len(pack_cells(laid))
        coarser = _nice(max(cell_m * sqrt(size / most_bytes), cell_m + 0.5))
        if size <= most_bytes or coarser <= cell_m:
            return laid
        cell_m = coarser


def mercator_box(
    bounds: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """Cover a box of RD New in EPSG:3857: west, south, east and north of both."""
    west, south, east, north = bounds
    corners = np.array([(west, south), (west, north), (east, south), (east, north)])
    found = rd_to_mercator(corners)
    (left, bottom), (right, top) = found.min(axis=0).tolist(), found.max(axis=0).tolist()
    return left, bottom, right, top


def _nice(cell_m: float) -> float:
    return next((m for m in _NICE_M if m >= cell_m), cell_m)


def _laid(
    bounds: tuple[float, float, float, float],
    cell_m: float,
    fine_m: float,
    classes_at: Callable[[FloatArray], Mapping[str, NDArray[np.uint8]]],
) -> MapCells:
    _, south, _, north = bounds
    latitude = float(to_wgs84(np.array([(bounds[0], (south + north) / 2)]))[0, 1])
    step_m = cell_m / cos(radians(latitude))
    left, bottom, right, top = mercator_box(bounds)
    rows = max(int(np.ceil((top - bottom) / step_m)), 1)
    columns = max(int(np.ceil((right - left) / step_m)), 1)
    x = left + (np.arange(columns) + 0.5) * step_m
    y = top - (np.arange(rows) + 0.5) * step_m
    middles = mercator_to_rd(np.column_stack([np.tile(x, rows), np.repeat(y, columns)]))
    classes = {kind: one.reshape(rows, columns) for kind, one in classes_at(middles).items()}
    return MapCells(float(left), float(top), step_m, cell_m, fine_m, classes)
