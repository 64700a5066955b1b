"""Where does water go on that the edge of the extract has cut?

Of a river of which some sides lie outside the file only banks are left. The banks and the edge of the data
divide the ground into water and land, in turn; the part where streets lie is the land.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import lines_between, points_at

_SHARED_M = 1.0
"""Grounds that share more bank than this lie on both sides of it."""
_NEAR_EDGE_M = 100.0
"""A bank that ends this near to the edge of the data goes on beyond it."""
_ON_WATER = 0.05
"""Of the corners of streets no more than this share may lie on the water: there are bridges."""
_CORNERS = 2_000


def closed_waters(
    banks: NDArray[np.object_], extent: shapely.Polygon, streets: NDArray[np.float64]
) -> NDArray[np.object_]:
    """Make areas of banks that the edge of the data has cut.

    Parameters
    ----------
    banks
        Lines in RD New, one shape per water.
    extent
        The area the data cover.
    streets
        Corners of streets, shape (n, 2): these lie on land.

    Returns
    -------
    ndarray
        A (Multi)Polygon each; the lines as they were where what is water cannot be told.
    """
    corners = points_at(streets[:: max(len(streets) // _CORNERS, 1)])
    found = banks.copy()
    for number, bank in enumerate(banks):
        area = _closed(bank, extent, corners)
        if area is not None:
            found[number] = area
    return found


def _closed(
    bank: shapely.Geometry, extent: shapely.Polygon, corners: NDArray[np.object_]
) -> shapely.Geometry | None:
    edge = shapely.boundary(extent)
    bank = shapely.union_all([bank, *_up_to(extent, bank)])
    lines = shapely.union_all([bank, edge])
    grounds = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    sides = _in_turn(grounds, bank)
    if sides is None:
        return None
    within, _ = shapely.STRtree(corners).query(grounds, predicate="contains")
    streets = np.bincount(within, minlength=len(grounds))
    on_water = [int(streets[sides == side].sum()) for side in (0, 1)]
    side = int(np.argmin(on_water))
    if on_water[side] > _ON_WATER * max(sum(on_water), 1) or not sum(on_water):
        return None
    return shapely.union_all(grounds[sides == side])


def _up_to(extent: shapely.Polygon, bank: shapely.Geometry) -> list[shapely.Geometry]:
    """Draw banks that end a little before the edge on to it: their next corner is not in the file."""
    edge = shapely.boundary(extent)
    parts = shapely.get_parts(shapely.line_merge(bank))
    parts = parts[~shapely.is_closed(parts)]
    ends = np.concatenate([shapely.get_point(parts, 0), shapely.get_point(parts, -1)])
    near = shapely.distance(ends, edge) <= _NEAR_EDGE_M
    ends = ends[near & shapely.contains_properly(extent, ends)]
    starts = shapely.get_coordinates(ends)
    there = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(ends, edge), -1))
    beyond = there + 0.01 * (there - starts)
    return list(lines_between(starts, beyond))


def _in_turn(grounds: NDArray[np.object_], bank: shapely.Geometry) -> NDArray[np.int64] | None:
    """Give the grounds 0 and 1 in turn, so that a bank has one of each beside it; None where that fails."""
    if len(grounds) < 2:
        return None
    first, second = shapely.STRtree(grounds).query(grounds, predicate="intersects")
    first, second = first[first < second], second[first < second]
    edges = shapely.boundary(grounds)
    shared = shapely.intersection(edges[first], edges[second])
    apart = shapely.length(shapely.intersection(shared, shapely.buffer(bank, 0.01))) > _SHARED_M
    pairs = list(zip(first[apart].tolist(), second[apart].tolist(), strict=True))
    side = np.full(len(grounds), -1, dtype=np.int64)
    side[0] = 0
    waiting = [0]
    while waiting:
        here = waiting.pop()
        for there in [a + b - here for a, b in pairs if here in (a, b)]:
            if side[there] == side[here]:
                return None
            if side[there] < 0:
                side[there] = 1 - side[here]
                waiting.append(there)
    return None if (side < 0).any() else side
