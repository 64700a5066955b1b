"""How does one cross a square: which straight lines on it are clear of everything that stands there?

The shortest walk over open ground bends only round the corners of what stands in the way. So the ways that
meet on a square, its inward corners, and the straight lines between those that see each other hold
every shortest walk across it. Squares that touch are one.
"""

from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import points_at
from wozgeo.domain.plain_types import FloatArray, IntArray

_SAME_M = 0.002
"""Corners this near to each other are one: OpenStreetMap keeps centimetres."""
_GRAZE_M = 0.001
"""A line this little beside a wall runs along it."""
_LINES = 200_000
"""So many lines of sight are looked along at once."""


@dataclass(frozen=True)
class Squares:
    """Ground that is walked all over.

    Attributes
    ----------
    shapes
        Polygons in RD New, what stands on them cut out; none touches another of its kind.
    way_id
        The way, or the relation (below 0), each is made of; of several the lowest.
    state, private, ground
        As of an edge.
    """

    shapes: NDArray[np.object_]
    way_id: IntArray
    state: NDArray[np.int8]
    private: NDArray[np.bool_]
    ground: NDArray[np.bool_]

    @classmethod
    def none(cls) -> "Squares":
        """Give what a town without squares has."""
        flags = np.empty(0, dtype=bool)
        shapes, ids = np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
        return cls(shapes, ids, np.empty(0, dtype=np.int8), flags, flags)

    @classmethod
    def of(
        cls, areas: gpd.GeoDataFrame, judged: pd.DataFrame, ground: NDArray[np.bool_]
    ) -> "Squares":
        """Join the areas that touch and are alike.

        Parameters
        ----------
        areas
            Ways contract: those that are areas.
        judged
            Their walkability.
        ground
            Whether each lies on the ground.
        """
        kind = pd.DataFrame(
            {
                "state": judged["state"].to_numpy(),
                "private": judged["private"].to_numpy(),
                "ground": ground,
                "row": np.arange(len(areas)),
            }
        )
        found = [
            (shape, way_id, *alike)
            for alike, rows in kind.groupby(["state", "private", "ground"], sort=True)["row"]
            for shape, way_id in _joined(areas.iloc[rows.to_numpy()])
        ]
        if not found:
            return cls.none()
        shapes, way_id, state, private, on_ground = zip(*found, strict=True)
        return cls(
            np.array(shapes, dtype=object),
            np.array(way_id, dtype=np.int64),
            np.array(state, dtype=np.int8),
            np.array(private, dtype=bool),
            np.array(on_ground, dtype=bool),
        )

    def roomy(self, number: int) -> shapely.Geometry:
        """Outline a square a hair wider, so that a line along its wall does not meet it."""
        wide = shapely.buffer(self.shapes[number], _GRAZE_M, join_style="mitre", mitre_limit=2.0)
        outline: shapely.Geometry = shapely.boundary(wide)
        shapely.prepare(outline)
        return outline


def _joined(areas: gpd.GeoDataFrame) -> list[tuple[shapely.Geometry, int]]:
    shapes, ids = areas.geometry.to_numpy(), areas.index.to_numpy(dtype=np.int64)
    parts = shapely.get_parts(shapely.union_all(shapes))
    parts = parts[shapely.get_type_id(parts) == 3]
    part, row = shapely.STRtree(shapely.point_on_surface(shapes)).query(
        parts, predicate="intersects"
    )
    lowest = pd.Series(ids[row]).groupby(part).min()
    anyone = int(ids.min())
    return [(shape, int(lowest.get(i, anyone))) for i, shape in enumerate(parts)]


class Crossed(NamedTuple):
    """What squares add to a network.

    Attributes
    ----------
    xy
        Corners that no way has: shape (n, 2), numbered after the nodes that are there.
    u, v, square
        Ends of each edge, and the square it lies on.
    across
        Whether it runs across, and not along the edge.
    """

    xy: FloatArray
    u: IntArray
    v: IntArray
    square: IntArray
    across: NDArray[np.bool_]


class _Corners(NamedTuple):
    """The corners of one square, ring by ring, with its ground on the left; the last is not repeated."""

    xy: FloatArray
    before: IntArray
    after: IntArray

    @classmethod
    def of(cls, shape: shapely.Polygon) -> "_Corners":
        rings = [(shape.exterior, True), *((hole, False) for hole in shape.interiors)]
        xy, before, after, n = [], [], [], 0
        for ring, counter_clockwise in rings:
            corners = shapely.get_coordinates(ring)[:-1]
            if shapely.is_ccw(ring) != counter_clockwise:
                corners = corners[::-1]
            number = n + np.arange(len(corners))
            xy.append(corners)
            before.append(np.roll(number, 1))
            after.append(np.roll(number, -1))
            n += len(corners)
        return cls(np.concatenate(xy), np.concatenate(before), np.concatenate(after))

    @property
    def inward(self) -> NDArray[np.bool_]:
        """Which corners a walk can bend round: those of what stands in the way."""
        return _turn(self.xy[self.before], self.xy, self.xy[self.after]) < 0


def _turn(a: FloatArray, b: FloatArray, c: FloatArray) -> FloatArray:
    """Tell how a walk a-b-c turns at b: above 0 to the left, below 0 to the right."""
    (x1, y1), (x2, y2) = (b - a).T, (c - b).T
    turned: FloatArray = x1 * y2 - y1 * x2
    return turned


@dataclass(frozen=True)
class Sights:
    """From where on a square one looks around: a way that meets on it, or an inward corner.

    Attributes
    ----------
    node, square
        Numbers of the node and of the square.
    bends
        Whether only a walk that bends round the corner uses it; a way meets on the others.
    before, after
        Shape (n, 2): the next corners to both sides of such a corner.
    """

    node: IntArray
    square: IntArray
    bends: NDArray[np.bool_]
    before: FloatArray
    after: FloatArray

    @classmethod
    def none(cls) -> "Sights":
        """Give what a town without squares has."""
        number = np.empty(0, dtype=np.int64)
        return cls(number, number, np.empty(0, dtype=bool), np.empty((0, 2)), np.empty((0, 2)))

    def on(self, square: int) -> "Sights":
        """Keep those of one square."""
        low, high = np.searchsorted(self.square, [square, square + 1])
        rows = slice(low, high)
        return Sights(
            self.node[rows],
            self.square[rows],
            self.bends[rows],
            self.before[rows],
            self.after[rows],
        )

    def worth_it(self, xy: FloatArray, which: IntArray, seen_from: FloatArray) -> NDArray[np.bool_]:
        """Tell where a walk from a place may go on beyond a corner: where it just touches it."""
        here = xy[self.node[which]]
        left = _turn(seen_from, here, self.before[which]) >= -1e-9
        right = _turn(seen_from, here, self.after[which]) >= -1e-9
        low = _turn(seen_from, here, self.before[which]) <= 1e-9
        high = _turn(seen_from, here, self.after[which]) <= 1e-9
        touched: NDArray[np.bool_] = (left & right) | (low & high) | ~self.bends[which]
        return touched


def cross_squares(
    squares: Squares, xy: FloatArray, on_ground: NDArray[np.bool_]
) -> tuple[Crossed, Sights]:
    """Draw the edges of squares and the lines across them.

    Parameters
    ----------
    squares
        Where one walks all over.
    xy
        Nodes of the ways, RD New.
    on_ground
        Which nodes meet a square wherever they lie on it; the others only as a corner of it.
    """
    rings = [_Corners.of(shape) for shape in squares.shapes]
    if not rings:
        nothing = np.empty(0, dtype=np.int64)
        empty = Crossed(np.empty((0, 2)), nothing, nothing, nothing, nothing.astype(bool))
        return empty, Sights.none()
    fresh, numbers = _numbered(np.concatenate([ring.xy for ring in rings]), xy)
    nodes = np.split(numbers, np.cumsum([len(ring.xy) for ring in rings])[:-1])
    everywhere, points = np.concatenate([xy, fresh]), shapely.STRtree(points_at(xy))
    edges, sights = [], []
    for number, (ring, node) in enumerate(zip(rings, nodes, strict=True)):
        on_it = points.query(squares.shapes[number], predicate="intersects").astype(np.int64)
        on_it = on_it[on_ground[on_it] & squares.ground[number]]
        on_it = np.union1d(on_it, node[node < len(xy)])
        seen = _sights(number, ring, node, on_it)
        sights.append(seen)
        edges += _edges(squares, number, ring, node, seen, everywhere)
    u, v, square, across = (np.concatenate(column) for column in zip(*edges, strict=True))
    whole = Sights(*(np.concatenate(column) for column in zip(*map(_columns, sights), strict=True)))
    return Crossed(fresh, u, v, square, across.astype(bool)), whole


def _columns(sights: Sights) -> tuple[NDArray[np.generic], ...]:
    return sights.node, sights.square, sights.bends, sights.before, sights.after


def _numbered(corners: FloatArray, xy: FloatArray) -> tuple[FloatArray, IntArray]:
    """Give every corner the number of the node that lies there, or a new one; and the new places."""
    from scipy.spatial import cKDTree

    off_m, near = cKDTree(xy).query(corners, distance_upper_bound=_SAME_M)
    known = np.isfinite(off_m)
    places, which = np.unique(np.round(corners[~known], 4), axis=0, return_inverse=True)
    node: IntArray = np.array(near, dtype=np.int64)
    node[~known] = len(xy) + which.reshape(-1)
    return places, node


def _sights(number: int, ring: _Corners, node: IntArray, on_it: IntArray) -> Sights:
    inward = np.flatnonzero(ring.inward & ~np.isin(node, on_it))
    n, nowhere = len(on_it), np.full((len(on_it), 2), np.nan)
    return Sights(
        np.concatenate([on_it, node[inward]]),
        np.full(n + len(inward), number, dtype=np.int64),
        np.repeat([False, True], [n, len(inward)]),
        np.concatenate([nowhere, ring.xy[ring.before[inward]]]),
        np.concatenate([nowhere, ring.xy[ring.after[inward]]]),
    )


def _edges(
    squares: Squares,
    number: int,
    ring: _Corners,
    node: IntArray,
    seen: Sights,
    xy: FloatArray,
) -> list[tuple[IntArray, IntArray, IntArray, NDArray[np.bool_]]]:
    """List the edge of a square all round, and the lines across it that are worth walking."""
    a, b = np.triu_indices(len(seen.node), k=1)
    worth = seen.worth_it(xy, a, xy[seen.node[b]]) & seen.worth_it(xy, b, xy[seen.node[a]])
    a, b = seen.node[a[worth]], seen.node[b[worth]]
    free = in_sight(squares.roomy(number), xy[a], xy[b])
    found = []
    for u, v, across in ((node, node[ring.after], False), (a[free], b[free], True)):
        square = np.full(len(u), number, dtype=np.int64)
        found.append((u.astype(np.int64), v.astype(np.int64), square, np.full(len(u), across)))
    return found


def in_sight(outline: shapely.Geometry, a: FloatArray, b: FloatArray) -> NDArray[np.bool_]:
    """Tell between which places on a square a straight line stays on it; outline: `Squares.roomy`."""
    free = np.empty(len(a), dtype=bool)
    for start in range(0, len(a), _LINES):
        part = slice(start, start + _LINES)
        lines = shapely.linestrings(np.stack([a[part], b[part]], axis=1))
        free[part] = ~shapely.intersects(outline, lines)
    return free
