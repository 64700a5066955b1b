"""On which stretches of street would a place be within a walk of all that is asked, and not of a part of it?

Metre by metre: how many of some points walk less than the limit to it, along ways that are known to be open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.places_around import PlacesAround
from wozgeo.network.search import Reading, SearchGraph, build_search_graph
from wozgeo.network.street_pieces import Pieces
from wozgeo.network.walksheds import draw_pieces, reached_so_far

_PLACES_AT_ONCE = 64
"""Of so many places the walks of all points are laid out at once."""


def build_common_streets(
    network: WalkNetwork, points: Accesses, *, limit_m: float, n_needed: int
) -> shapely.MultiLineString:
    """Find the streets on which a facility would be within the limit of so many points.

    The reading is the certain one, and the walk that of `wozgeo.network.distances.measure_distances` to a
    facility that stands on the street itself. Private ways are left out, and pieces of street that join
    nothing.

    Parameters
    ----------
    network
        Streets of one profile.
    points
        What walks, and where it meets the streets.
    limit_m
        The longest walk; a stretch ends where one is exactly as long.
    n_needed
        Of how many of the points the walk must be short enough: of all, of half of them, of one.

    Returns
    -------
    MultiLineString
        RD New, no piece over another; empty where there is no such street.
    """
    access, row = points.known()
    graph = build_search_graph(Reading.certain(network), access)
    met = np.flatnonzero(access["edge"].to_numpy() >= 0)
    met = met[np.argsort(row[met], kind="stable")]
    if not len(met) or len(np.unique(row[met])) < n_needed:
        return shapely.MultiLineString()
    whole, within = _each(graph, access, met, row, limit_m, n_needed)
    edge, start_m, stop_m = _where_enough(within, n_needed)
    return draw_pieces(
        network,
        np.append(edge, whole),
        np.append(start_m, np.zeros(len(whole))),
        np.append(stop_m, network.length_m[whole]),
    )


class _Pieces(NamedTuple):
    """Pieces of edges from which the walk of a point is short enough: parallel arrays."""

    point: IntArray
    edge: IntArray
    start_m: FloatArray
    stop_m: FloatArray

    def only(self, chosen: NDArray[np.bool_]) -> "_Pieces":
        """Take some of them."""
        point, edge, start_m, stop_m = self
        return _Pieces(point[chosen], edge[chosen], start_m[chosen], stop_m[chosen])


def _each(
    graph: SearchGraph,
    access: pd.DataFrame,
    met: IntArray,
    row: IntArray,
    limit_m: float,
    n_needed: int,
) -> tuple[IntArray, _Pieces]:
    """Find edges that enough of the points walk from end to end, and per point its pieces of the others.

    Of a point every metre at most once. The first need no cutting, and are most. Edges on which too few of
    the points come anywhere are left out.
    """
    walks = _Walks.of(graph, met, row[met], limit_m)
    u, v = walks.number(graph.end_u), walks.number(graph.end_v)
    there, length_m = _streets(graph.reading), graph.reading.network.length_m
    edge, along_m, off_m = (access[c].to_numpy()[met] for c in ("edge", "along_m", "off_m"))
    comes = walks.comes()
    some = np.flatnonzero(there & ((u < len(walks.near)) | (v < len(walks.near))))
    n_come = np.bincount(edge, minlength=len(there))
    n_come[some] += np.count_nonzero(comes[u[some]] | comes[v[some]], axis=1)
    some = np.flatnonzero(there & (n_come >= n_needed))
    u_left_m, v_left_m = walks.left_m(u[some]), walks.left_m(v[some])
    is_whole = _n_through(u_left_m, v_left_m, length_m[some]) >= n_needed
    cut = some[~is_whole]
    point, own_m = np.unique(row[met], return_inverse=True)[1], limit_m - off_m
    stop_m = np.minimum(along_m + own_m, length_m[edge])
    own = _Pieces(point, edge, np.maximum(along_m - own_m, 0.0), stop_m)
    parts = [
        *_from_ends(u_left_m[~is_whole], v_left_m[~is_whole], cut, length_m[cut]),
        own.only((own_m > 0) & np.isin(edge, cut)),
    ]
    together = (np.concatenate(column) for column in zip(*parts, strict=True))
    return some[is_whole], _once(_Pieces(*together))


def _n_through(u_left_m: FloatArray, v_left_m: FloatArray, length_m: FloatArray) -> IntArray:
    """Count the points that walk the whole of each edge, by what is left at its ends: shape (edges, points)."""
    whole_m = length_m[:, None]
    from_u, from_v = (np.clip(left_m, 0.0, whole_m) for left_m in (u_left_m, v_left_m))
    return np.asarray(np.count_nonzero(whole_m - from_v <= from_u, axis=1), dtype=np.int64)


def _from_ends(
    u_left_m: FloatArray, v_left_m: FloatArray, edges: IntArray, length_m: FloatArray
) -> Iterator[_Pieces]:
    """Go into every edge from its ends, as far as metres are left there: shape (edges, points)."""
    for left_m, from_u in ((u_left_m, True), (v_left_m, False)):
        at, who = np.nonzero(left_m > 0)
        whole_m = length_m[at]
        reach_m = np.minimum(left_m[at, who], whole_m)
        zero = np.zeros(len(at))
        start_m, stop_m = (zero, reach_m) if from_u else (whole_m - reach_m, whole_m)
        yield _Pieces(who, edges[at], start_m, stop_m)


def _streets(reading: Reading) -> NDArray[np.bool_]:
    """Tell which edges are streets on which a place may come."""
    network, pieces = reading.network, Pieces.of(reading)
    edges = np.arange(network.n_edges)
    # a place on a stray piece is joined with the larger piece beside it
    lost = pieces.stray(edges) & (pieces.metres < pieces.metres.max(initial=0.0))
    return np.asarray(reading.usable & ~network.across & ~network.private & ~lost)


@dataclass(frozen=True)
class _Walks:
    """Walks from points to the places around: a plan may have thousands of both, so never all at once.

    Attributes
    ----------
    near
        The places that anyone reaches, rising.
    reached_m
        Shape (places where accesses begin, places around).
    at, off_m
        Per way from an access to such a place, point by point: its row, and how far it is.
    begins
        With which way each point begins.
    limit_m
        The longest walk.
    """

    near: IntArray
    reached_m: FloatArray
    at: IntArray
    off_m: FloatArray
    begins: IntArray
    limit_m: float

    @classmethod
    def of(cls, graph: SearchGraph, met: IntArray, row: IntArray, limit_m: float) -> "_Walks":
        """Walk from points, accesses in their order."""
        first = graph.first_facility
        starts = csr_array(graph.arcs[first + met][:, :first])
        begin, at = np.unique(starts.indices.astype(np.int64), return_inverse=True)
        xy = graph.reading.xy[graph.node_of_place[:first]]
        near = PlacesAround.of(xy, csr_array(graph.arcs[:first, :first])).within(begin, limit_m)
        streets = csr_array(graph.arcs[near][:, near])
        reached = dijkstra(streets, indices=np.searchsorted(near, begin), limit=limit_m)
        anyone = np.isfinite(reached).any(axis=0)
        begins = starts.indptr[_firsts(row)].astype(np.int64)
        return cls(near[anyone], reached[:, anyone], at, starts.data, begins, limit_m)

    def number(self, places: IntArray) -> IntArray:
        """Give the number of places among those around; of others and of NOWHERE the one after the last."""
        number = np.searchsorted(self.near, places)
        return np.where(np.append(self.near, -1)[number] == places, number, len(self.near))

    def comes(self) -> NDArray[np.bool_]:
        """Tell by place and point whether it comes there: shape (places around and one more, points)."""
        comes = np.zeros((len(self.near) + 1, len(self.begins)), dtype=np.bool_)
        for k in range(0, len(self.near), _PLACES_AT_ONCE):
            some = np.arange(k, min(k + _PLACES_AT_ONCE, len(self.near)))
            comes[some] = self._left_m(some) > 0
        return comes

    def left_m(self, numbers: IntArray) -> FloatArray:
        """Give what is left of the limit at places by their number: shape (places, points)."""
        left_m = np.full((len(numbers), len(self.begins)), -np.inf)
        around = np.flatnonzero(numbers < len(self.near))
        left_m[around] = self._left_m(numbers[around])
        return left_m

    def _left_m(self, numbers: IntArray) -> FloatArray:
        onward = self.reached_m[:, numbers][self.at] + self.off_m[:, None]
        left_m: FloatArray = self.limit_m - np.minimum.reduceat(onward, self.begins, axis=0).T
        return left_m


def _firsts(sorted_: IntArray) -> IntArray:
    return np.flatnonzero(_other(sorted_))


def _other(*columns: IntArray) -> NDArray[np.bool_]:
    """Tell where one of some sorted columns begins anew."""
    changed = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.append(True, changed)[: len(columns[0])]


def _once(pieces: _Pieces) -> _Pieces:
    """Join the pieces of one point that touch or lie over each other."""
    order = np.lexsort((pieces.stop_m, pieces.start_m, pieces.edge, pieces.point))
    point, edge = pieces.point[order], pieces.edge[order]
    start_m, stop_m = pieces.start_m[order], pieces.stop_m[order]
    reached_m, before_m = reached_so_far(stop_m, _other(point, edge))
    first = np.flatnonzero(start_m > before_m)
    last = np.append(first[1:], len(point))[: len(first)] - 1
    return _Pieces(point[first], edge[first], start_m[first], reached_m[last])


def _where_enough(pieces: _Pieces, n_needed: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """Cut out where so many points have a piece: edges, and between which metres along them."""
    edge = np.concatenate([pieces.edge, pieces.edge])
    metres = np.concatenate([pieces.start_m, pieces.stop_m])
    change = np.repeat([1, -1], len(pieces.edge))
    order = np.lexsort((-change, metres, edge))
    edge, metres = edge[order], metres[order]
    enough = np.flatnonzero(np.cumsum(change[order])[:-1] >= n_needed)
    # every piece that begins on an edge ends on it: from the last of an edge on, none are left
    return edge[enough], metres[enough], metres[enough + 1]
