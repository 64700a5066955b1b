"""What lies between a point and the street, of what a connector should not cross?

Waters that touch are one: it makes no difference where a map cuts a canal. What stopped one leg of a point
stops most of its other legs as well: looking at that first saves most of the work, and changes no answer.
"""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wozgeo.domain.many_shapes import TOUCH_M, lines_between, lines_short_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray
from wozgeo.domain.vocabulary import Crossing

CODES = {Crossing.WATER: 1, Crossing.SPOOR: 2, Crossing.WEG: 4, Crossing.MUUR: 8}
"""Bits of what is crossed."""

_SLOTS = 8
"""Of a point so many pieces are remembered that stopped a leg."""
_SURELY_M = 2 * TOUCH_M
"""Ends that lie this far from the line of a piece, on both sides of it, are on both sides of it for certain."""
_NO_PIECE = -1


class Barrier:
    """What a connector should not cross, indexed by the pieces of its outlines."""

    def __init__(self, obstacles: gpd.GeoDataFrame) -> None:
        kind = obstacles["kind"].to_numpy()
        code = np.array([CODES[Crossing(k)] for k in kind], dtype=np.int8)
        self._shapes, self._code = _joined_waters(obstacles.geometry.to_numpy(), code)
        shapely.prepare(self._shapes)
        parts, part_of = shapely.get_parts(self._shapes, return_index=True)
        rings, ring_of = shapely.get_rings(parts, return_index=True)
        is_line = shapely.get_type_id(parts) == 1
        outlines = np.concatenate([rings, parts[is_line]])
        owner = np.concatenate([part_of[ring_of], part_of[is_line]])
        xy, line = shapely.get_coordinates(outlines, return_index=True)
        tail = np.flatnonzero(line[1:] == line[:-1])
        self._owner = owner[line[tail]]
        self._start, self._stop = xy[tail], xy[tail + 1]
        self._tree = shapely.STRtree(lines_between(self._start, self._stop))

    def between(self, points: Geometries, feet: FloatArray) -> NDArray[np.int8]:
        """Tell what lies between points and their feet: 0 nothing, else the sum of `CODES`.

        Touching is not crossing. A point in the water (a houseboat) may leave it once: its own bank
        is no obstacle, the other bank is. So may whoever stands within a fence that closes.
        """
        return self.between_and_by(points, feet)[0]

    def between_and_by(
        self, points: Geometries, feet: FloatArray
    ) -> tuple[NDArray[np.int8], IntArray, IntArray]:
        """As `between`; besides, pairs of a leg and a piece that it crosses, of shapes it does not begin in."""
        starts = shapely.get_coordinates(points)
        lines = lines_short_of(starts, feet)
        leg, piece = self._tree.query(lines, predicate="intersects")
        pairs = leg * len(self._shapes) + self._owner[piece]
        pairs, which, n_met = np.unique(pairs, return_inverse=True, return_counts=True)
        line, shape = np.divmod(pairs, max(len(self._shapes), 1))
        begins_in = shapely.intersects(self._shapes[shape], points[line])
        crossed = ~((n_met == 1) & begins_in)
        crosses = np.zeros(len(points), dtype=np.int8)
        np.bitwise_or.at(crosses, line[crossed], self._code[shape[crossed]])
        outside = ~begins_in[which]
        return crosses, leg[outside], piece[outside]

    def surely_stopped(
        self, starts: FloatArray, feet: FloatArray, pieces: IntArray
    ) -> NDArray[np.bool_]:
        """Tell which legs cross a piece with room to spare; of the others nothing is said.

        Parameters
        ----------
        starts, feet
            Shape (legs, 2).
        pieces
            Shape (legs, some): pieces of shapes in which the leg does not begin, from `Stopped`.
        """
        stopped = np.zeros(len(starts), dtype=bool)
        for column in range(pieces.shape[1]):
            left = np.flatnonzero(~stopped & (pieces[:, column] != _NO_PIECE))
            piece = pieces[left, column]
            a, b, s, f = self._start[piece], self._stop[piece], starts[left], feet[left]
            stopped[left] = _apart(a, b, s, f) & _apart(s, f, a, b)
        return stopped


class Stopped:
    """What stopped the legs of some points: a few pieces of barriers for each."""

    def __init__(self, n_points: int) -> None:
        self.pieces = np.full((n_points, _SLOTS), _NO_PIECE, dtype=np.int64)
        self._n = np.zeros(n_points, dtype=np.int64)

    def add(self, point: IntArray, piece: IntArray) -> None:
        """Remember pieces of points, as far as there is room."""
        n_pieces = int(piece.max(initial=0)) + 1
        point, piece = np.divmod(np.unique(point * n_pieces + piece), n_pieces)
        known = (self.pieces[point] == piece[:, None]).any(axis=1)
        point, piece = point[~known], piece[~known]
        slot = self._n[point] + np.arange(len(point)) - np.searchsorted(point, point)
        room = slot < _SLOTS
        self.pieces[point[room], slot[room]] = piece[room]
        self._n += np.bincount(point[room], minlength=len(self._n))

    def only(self, chosen: NDArray[np.bool_]) -> "Stopped":
        """Keep some points."""
        kept = Stopped(0)
        kept.pieces, kept._n = self.pieces[chosen], self._n[chosen]
        return kept


def _apart(a: FloatArray, b: FloatArray, p: FloatArray, q: FloatArray) -> NDArray[np.bool_]:
    """Tell where p and q lie on both sides of the line through a and b, and not near it."""
    step = b - a
    length = np.hypot(step[:, 0], step[:, 1]) * _SURELY_M
    side_p, side_q = (
        step[:, 0] * (at[:, 1] - a[:, 1]) - step[:, 1] * (at[:, 0] - a[:, 0]) for at in (p, q)
    )
    far = (np.abs(side_p) > length) & (np.abs(side_q) > length)
    return np.asarray(far & ((side_p > 0) != (side_q > 0)))


def _joined_waters(
    shapes: Geometries, code: NDArray[np.int8]
) -> tuple[Geometries, NDArray[np.int8]]:
    """Make one shape of the areas of water that touch."""
    area = np.flatnonzero((code == CODES[Crossing.WATER]) & (shapely.get_dimensions(shapes) == 2))
    first, second = shapely.STRtree(shapes[area]).query(shapes[area], predicate="intersects")
    touch = first < second
    pairs = (np.ones(int(touch.sum())), (first[touch], second[touch]))
    graph = coo_array(pairs, shape=(len(area), len(area)))
    group = connected_components(graph, directed=False)[1]
    size = np.bincount(group, minlength=1)
    together = size[group] > 1
    joined = [
        shapely.union_all(shapely.make_valid(shapes[area[group == number]]))
        for number in np.flatnonzero(size > 1)
    ]
    kept = np.delete(np.arange(len(shapes)), area[together])
    made = np.array([*shapes[kept], *joined], dtype=object)
    return made, np.concatenate([code[kept], np.ones(len(joined), dtype=np.int8)])
