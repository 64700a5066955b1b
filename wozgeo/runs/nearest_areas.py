"""To which search area do people of a kern walk the least, and how far is that?

The walk leads from the nearest dwelling of the kern to the middle of the nearest cell of an area, by the
rules that hold for the surface itself. Nobody walks less than the straight line: cells are looked at from near
to far, until what is left lies further in a straight line than what was found.
"""

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.analysis.siting.search_areas import Lezing, cells_of_areas
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.grid_distances import WalksFromCells
from wozgeo.runs.measuring import Measured

_FIRST_LOOK, _MOST_AT_ONCE = 500, 16_000
"""Cells that are measured at once: twice as many every time."""
_POSSIBLE, _CERTAIN = 0, 1


class NearestArea(NamedTuple):
    """The search area that is the nearest to a kern.

    Attributes
    ----------
    rank
        Of the area; 0 where no street leads to any.
    distance_m, certain_m
        The walk in both readings, however far: 0 where a dwelling of the kern lies in it, ``inf`` where
        there is none.
    """

    rank: int
    distance_m: float
    certain_m: float


NO_AREA = NearestArea(0, np.inf, np.inf)


def nearest_on_foot(
    areas: gpd.GeoDataFrame,
    grid: CellGrid,
    measured: Measured,
    mine: NDArray[np.bool_],
) -> NearestArea:
    """Find the area to which people of a kern walk the least.

    Parameters
    ----------
    areas
        From `wozgeo.analysis.siting.search_areas.outline_areas`, of one definition.
    grid
        On which they were drawn.
    measured
        Of the run.
    mine
        Shape (locations,): the dwellings of the kern.

    Returns
    -------
    NearestArea
        One that is near enough for certain goes before one that is so perhaps; then the shortest walk over
        what is known to be open, and where there is none the shortest of all; of equals the best rank.
    """
    from scipy.spatial import cKDTree

    homes = measured.access.only(mine)
    if not len(homes.points):
        return NO_AREA
    kern = pd.Series("kern", index=homes.points.index, dtype=object)
    walks = WalksFromCells.of(measured.network, homes, kern, ["kern"])
    xy = homes.points.get_coordinates().to_numpy()
    for reading in Lezing:
        here = areas[(areas["lezing"] == str(reading)).to_numpy()]
        rank, cells = cells_of_areas(here, grid)
        if not len(rank):
            continue
        ranks = here.index.to_numpy(dtype=np.int64)
        which = np.searchsorted(ranks, rank)
        best: FloatArray = np.full((len(ranks), 2), np.inf)
        tree = shapely.STRtree(shapes_of(here.geometry))
        best[tree.query(homes.points.to_numpy(), predicate="intersects")[1]] = 0.0
        away = np.asarray(cKDTree(xy).query(cells)[0], dtype=np.float64)
        for some in _outward(away, best):
            metres = walks.metres_at(cells[some], measured.snapper)[0]
            np.minimum.at(best, which[some], metres.T)
        sure = np.isfinite(best[:, _CERTAIN]).any()
        first = int(best[:, _CERTAIN if sure else _POSSIBLE].argmin())
        if np.isfinite(best[first, _POSSIBLE]):
            return NearestArea(int(ranks[first]), *best[first].tolist())
    return NO_AREA


def _outward(away: FloatArray, best: FloatArray) -> Iterator[IntArray]:
    """Give cells from near to far, as long as one may be nearer than the best in either reading."""
    order = np.argsort(away, kind="stable")
    begin, size = 0, _FIRST_LOOK
    while begin < len(order) and away[order[begin]] < best.min(axis=0).max():
        yield order[begin : begin + size]
        begin, size = begin + size, min(2 * size, _MOST_AT_ONCE)
