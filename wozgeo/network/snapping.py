"""Where does a point meet the streets, and what lies between?

The connector goes straight to the nearest point *on an edge*, never to a node. It prefers an edge it
reaches over the ground without crossing water, a railway, a road nobody crosses on foot or a wall; where
there is none within the limit it says what it crosses, and no certain distance is built on it.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import lines_between, points_at
from wozgeo.domain.vocabulary import Crossing
from wozgeo.network.barriers import Barrier, Stopped
from wozgeo.network.build import WalkNetwork
from wozgeo.network.pieces import Pieces
from wozgeo.network.search import Reading

_ON_IT_M = 1.0
"""Nearer than this a point stands on an edge itself, also on a bridge or in a tunnel."""
_TIERS = (0.2, 0.5, 1.0)
"""Parts of the limit within which a dry edge is sought, nearest first."""
_RADII_M = (16.0, 50.0)
"""How far is looked first: most dwellings stand this near to their street."""
_RANKS = (0, 2, 8, 64, 512, 1 << 62)
"""Nearest edges are tried in rounds: most points find a dry one among the first few."""
_BATCH = 20_000
"""Points are taken in batches, neighbours together: memory stays small and the index near at hand."""
_CELL_M = 500.0

_Found = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int8]]
"""Per point: edge, metres along it, metres to it, and what lies between."""


@dataclass(frozen=True)
class Snapper:
    """The edges of a network and the obstacles around them, indexed once.

    Attributes
    ----------
    network
        Streets in RD New.
    obstacles
        Obstacles contract; may be empty.
    max_off_m
        Longest off-network leg, metres.
    max_extra_m
        How much further than the nearest edge an edge known to be open may lie to be used instead.
    wheels
        What connects someone with a rollator, where this connects a walker: what serves the former
        serves the latter. None where it is not asked.
    """

    network: WalkNetwork
    obstacles: gpd.GeoDataFrame
    max_off_m: float
    max_extra_m: float = 25.0
    wheels: "Snapper | None" = None

    @cached_property
    def _all(self) -> "_Edges":
        return _Edges.of(self.network, np.flatnonzero(~self.network.across))

    @cached_property
    def _open(self) -> "_Edges":
        return replace(self._all, chosen=self.network.open)

    @cached_property
    def pieces(self) -> tuple[Pieces, Pieces]:
        """Which streets hang together in the possible and in the certain reading."""
        network = self.network
        return Pieces.of(Reading.possible(network)), Pieces.of(Reading.certain(network))

    @cached_property
    def _barrier(self) -> Barrier:
        return Barrier(self.obstacles)

    def snap(self, points: gpd.GeoSeries) -> pd.DataFrame:
        """Connect points with the nearest edge, open or unknown.

        Parameters
        ----------
        points
            Points in RD New, any index.

        Returns
        -------
        DataFrame
            Access contract, on the same index: ``edge`` (-1: none within ``max_off_m``), ``along_m``
            from the edge's start, ``off_m`` straight to it (NaN without an edge), ``crosses``.
        """
        return self._snap(points, self._all)

    def snap_certain(self, points: gpd.GeoSeries, access: pd.DataFrame) -> pd.DataFrame:
        """Connect points with the nearest edge known to be open, on dry ground only.

        The street in front of a house may serve where the nearest edge is the unknown path behind
        it; a road across the field may not: beyond ``max_extra_m`` nothing certain is near.

        Parameters
        ----------
        points, access
            The points, and where `snap` connected them: what met an open edge stays as it is.

        Returns
        -------
        DataFrame
            Access contract; ``edge`` is -1 where no open edge is within reach without crossing.
        """
        edge = access["edge"].to_numpy()
        doubtful = (edge >= 0) & ~self.network.open[edge]
        certain = access.copy()
        if doubtful.any():
            found = self._snap(points[doubtful], self._open)
            for column in found:
                certain.loc[doubtful, column] = found[column].to_numpy()
        far = (certain["off_m"] > access["off_m"] + self.max_extra_m).to_numpy()
        wet = (certain["crosses"] != Crossing.NONE).to_numpy()
        certain.loc[wet | far, ["edge", "along_m", "off_m"]] = (-1, np.nan, np.nan)
        return certain

    def edges_at(self, places: NDArray[np.float64], max_m: float) -> "Reach":
        """List the edges at places in RD New, shape (n, 2), nearest first."""
        return self._all.within(points_at(places), max_m)

    def dry_within(
        self, points: gpd.GeoSeries, max_m: NDArray[np.float64], *, only_open: bool
    ) -> "Reach":
        """List every edge that points reach without crossing anything, nearest first.

        Within ``max_m`` of each point, metres; ``only_open``: of edges known to be open only.
        """
        return self.dry(points, self.within(points, max_m, only_open=only_open))

    def within(
        self, points: gpd.GeoSeries, max_m: NDArray[np.float64], *, only_open: bool
    ) -> "Reach":
        """List every edge near points, whatever lies between: as for `dry_within`."""
        edges = self._open if only_open else self._all
        return edges.within(points.geometry.to_numpy(), np.minimum(max_m, self.max_off_m))

    def dry(self, points: gpd.GeoSeries, found: "Reach") -> "Reach":
        """Keep, of edges near points, those that are reached without crossing anything."""
        start = points.geometry.to_numpy()[found.point]
        return found.only(self._between(start, found.edge, found.along_m, found.off_m) == 0)

    def _snap(self, points: gpd.GeoSeries, edges: "_Edges") -> pd.DataFrame:
        geometry = points.geometry.to_numpy()
        edge = np.full(len(geometry), -1, dtype=np.int64)
        along, off = np.full((2, len(geometry)), np.nan)
        crosses = np.zeros(len(geometry), dtype=np.int8)
        order = _by_neighbourhood(geometry)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found = self._snap_batch(geometry[batch], edges)
            edge[batch], along[batch], off[batch], crosses[batch] = found
        return pd.DataFrame(
            {"edge": edge, "along_m": along, "off_m": off, "crosses": _CROSSINGS[crosses]},
            index=points.index,
        )

    def _snap_batch(self, geometry: NDArray[np.object_], edges: "_Edges") -> _Found:
        edge, along, off = edges.nearest(geometry, self.max_off_m)
        crosses = np.zeros(len(geometry), dtype=np.int8)
        met = np.flatnonzero(edge >= 0)
        crosses[met] = self._between(geometry[met], edge[met], along[met], off[met])
        self._find_dry(geometry, np.flatnonzero(crosses), edges, (edge, along, off, crosses))
        return edge, along, off, crosses

    def _between(
        self,
        points: NDArray[np.object_],
        edge: NDArray[np.int64],
        along_m: NDArray[np.float64],
        off_m: NDArray[np.float64],
    ) -> NDArray[np.int8]:
        feet = place_on_edge(self.network, edge, along_m)
        crosses = self._barrier.between(points, feet)
        crosses[self._is_high(edge, off_m)] |= _HEIGHT
        return crosses

    def _find_dry(
        self,
        geometry: NDArray[np.object_],
        wet: NDArray[np.intp],
        edges: "_Edges",
        result: _Found,
    ) -> None:
        """Replace, in ``result``, connectors that cross something by the nearest that do not."""
        edge, along, off, crosses = result
        stopped, tried_m = Stopped(len(wet)), 0.0
        for share in _TIERS:
            if not len(wet):
                return
            found = edges.within(geometry[wet], share * self.max_off_m, beyond_m=tried_m)
            which, at, along_m, off_m = found
            rank = np.arange(len(which)) - np.searchsorted(which, which)
            lost = np.ones(len(wet), dtype=bool)
            for low, high in pairwise(_RANKS):
                turn = np.flatnonzero((rank >= low) & (rank < high) & lost[which])
                dry = self._dry_of(geometry[wet], found.only(turn), stopped)
                point, first = np.unique(which[turn[dry]], return_index=True)
                chosen, best = wet[point], turn[dry[first]]
                edge[chosen], along[chosen], off[chosen] = at[best], along_m[best], off_m[best]
                crosses[chosen] = 0
                lost[point] = False
            wet, stopped, tried_m = wet[lost], stopped.only(lost), share * self.max_off_m

    def _dry_of(
        self, geometry: NDArray[np.object_], legs: "Reach", stopped: Stopped
    ) -> NDArray[np.intp]:
        """List which legs cross nothing, and remember what stopped the others."""
        starts = shapely.get_coordinates(geometry)[legs.point]
        feet = place_on_edge(self.network, legs.edge, legs.along_m)
        sure = self._barrier.surely_stopped(starts, feet, stopped.pieces[legs.point])
        open_ = np.flatnonzero(~sure)
        rest = legs.only(open_)
        crosses, leg, piece = self._barrier.between_and_by(geometry[rest.point], feet[open_])
        stopped.add(rest.point[leg], piece)
        crosses[self._is_high(rest.edge, rest.off_m)] |= _HEIGHT
        return np.asarray(open_[crosses == 0])

    def _is_high(self, edge: NDArray[np.int64], off_m: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which edges are not on the ground, of those that one does not stand on."""
        return ~self.network.ground[edge] & (off_m > _ON_IT_M)


_HEIGHT = np.int8(16)


def _gravest(code: int) -> str:
    """Name what stands for all that is crossed: of several the gravest."""
    by_rail = (Crossing.NONE, Crossing.WATER, Crossing.SPOOR, Crossing.WATER_EN_SPOOR)
    if code & 3:
        return str(by_rail[code & 3])
    rest = ((4, Crossing.WEG), (16, Crossing.HOOGTE), (8, Crossing.MUUR))
    return str(next((crossing for bit, crossing in rest if code & bit), Crossing.NONE))


_CROSSINGS = np.array([_gravest(code) for code in range(32)], dtype=object)


def _by_neighbourhood(points: NDArray[np.object_]) -> NDArray[np.intp]:
    """Order points by squares, so that neighbours follow each other."""
    column, row = np.floor(shapely.get_coordinates(points) / _CELL_M).T
    return np.lexsort((row, column))


class Reach(NamedTuple):
    """Pairs of a point and an edge near it, as parallel arrays."""

    point: NDArray[np.intp]
    edge: NDArray[np.int64]
    along_m: NDArray[np.float64]
    off_m: NDArray[np.float64]

    def only(self, chosen: NDArray[Any]) -> "Reach":
        """Keep some pairs, by mask or by position."""
        return Reach(*(column[chosen] for column in self))

    def first(self) -> "Reach":
        """Keep the first edge of each point, in the order of the points."""
        return self.only(np.unique(self.point, return_index=True)[1])


@dataclass(frozen=True)
class _Edges:
    """Some edges of a network in a spatial index; results speak of the network's own numbers.

    The index (``tree``, of the edges ``numbers``) only gives the edges whose box lies near a point, so a line
    from corner to corner will do; distances are then worked out for all pairs at once. That is exact, and
    several times faster than asking the index for the nearest. Where ``chosen`` is given, other edges of the
    network do not count.
    """

    network: WalkNetwork
    numbers: NDArray[np.int64]
    tree: shapely.STRtree
    chosen: NDArray[np.bool_] | None = None

    @classmethod
    def of(cls, network: WalkNetwork, numbers: NDArray[np.int64]) -> "_Edges":
        start, end = network.xy[network.u[numbers]], network.xy[network.v[numbers]]
        low, high = np.minimum(start, end), np.maximum(start, end)
        return cls(network, numbers, shapely.STRtree(lines_between(low, high)))

    def nearest(
        self, points: NDArray[np.object_], max_m: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Find the nearest edge of each point.

        Of equally near ones the best, then the one most to the south and the west: what ids a map
        happens to use changes nothing.
        """
        edge = np.full(len(points), -1, dtype=np.int64)
        along_m, off_m = np.full((2, len(points)), np.nan)
        left = np.arange(len(points))
        for radius in (*(r for r in _RADII_M if r < max_m), max_m):
            reach = self._pairs(points[left], radius)
            nearest = np.full(len(left), np.inf)
            starts = np.flatnonzero(np.diff(reach.point, prepend=-1))  # pairs come point by point
            if len(starts):
                nearest[reach.point[starts]] = np.minimum.reduceat(reach.off_m, starts)
            best = self._ordered(reach.only(reach.off_m == nearest[reach.point]))
            found, first = np.unique(best.point, return_index=True)
            best = best.only(first)
            edge[left[found]], along_m[left[found]] = best.edge, best.along_m
            off_m[left[found]] = best.off_m
            left = np.delete(left, found)
        return edge, along_m, off_m

    def within(
        self,
        points: NDArray[np.object_],
        max_m: float | NDArray[np.float64],
        *,
        beyond_m: float = 0.0,
    ) -> Reach:
        """List every edge within reach of each point, nearest first; of all alike or of each its own.

        With ``beyond_m`` only what lies further than that.
        """
        found = self._pairs(points, max_m)
        return self._ordered(found.only(found.off_m > beyond_m) if beyond_m else found)

    def _pairs(self, points: NDArray[np.object_], max_m: float | NDArray[np.float64]) -> Reach:
        xy = shapely.get_coordinates(points)
        reach_m = np.broadcast_to(max_m, len(xy))
        box = reach_m[:, None]
        point, number = self.tree.query(lines_between(xy - box, xy + box))
        edge, network = self.numbers[number], self.network
        if self.chosen is not None:
            kept = self.chosen[edge]
            point, edge = point[kept], edge[kept]
        start, end = network.xy[network.u[edge]], network.xy[network.v[edge]]
        step, length = end - start, network.length_m[edge]
        along = ((xy[point] - start) * step).sum(axis=1)
        share = np.divide(along, length**2, out=np.zeros_like(along), where=length > 0)[:, None]
        foot = np.where(share <= 0, start, np.where(share >= 1, end, start + share * step))
        off_m = np.hypot(*(xy[point] - foot).T)
        along_m = np.clip(share[:, 0], 0.0, 1.0) * length
        return Reach(point, edge, along_m, off_m).only(off_m <= reach_m[point])

    def _ordered(self, reach: Reach) -> Reach:
        network, edge = self.network, reach.edge
        middle = network.xy[network.u[edge]] + network.xy[network.v[edge]]
        best_last = (edge, *middle.T, network.state[edge], network.private[edge])
        return reach.only(np.lexsort((*best_last, reach.off_m, reach.point)))


def place_on_edge(
    network: WalkNetwork, edge: NDArray[np.int64], along_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the RD coordinates of places on edges: shape (n, 2)."""
    start, end = network.xy[network.u[edge]], network.xy[network.v[edge]]
    length = network.length_m[edge]
    share = np.divide(along_m, length, out=np.zeros_like(along_m), where=length > 0)
    return start + share[:, None] * (end - start)
