"""On which stretches of street would a place be within a walk of all that is asked, and not of a part of it?

Metre by metre: how many of some points walk less than the limit to it, along ways that are known to be open.
"""

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
from wozgeo.network.pieces import Pieces
from wozgeo.network.places_around import PlacesAround
from wozgeo.network.search import Reading, SearchGraph, build_search_graph
from wozgeo.network.walksheds import draw_pieces, reached_so_far


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
    within = _each(graph, access, met, row, limit_m, n_needed)
    return draw_pieces(network, *_where_enough(within, n_needed))


class _Pieces(NamedTuple):
    """Pieces of edges from which the walk of a point is short enough: parallel arrays."""

    point: IntArray
    edge: IntArray
    start_m: FloatArray
    stop_m: FloatArray


def _each(
    graph: SearchGraph,
    access: pd.DataFrame,
    met: IntArray,
    row: IntArray,
    limit_m: float,
    n_needed: int,
) -> _Pieces:
    """Find, per point, from where its walk is short enough: every metre at most once.

    Edges on which too few of the points come anywhere are left out.
    """
    near, walked = _walked(graph, met, row[met], limit_m)
    local = np.full(graph.first_facility + 1, len(near))  # the last one answers for NOWHERE
    local[near] = np.arange(len(near))
    there, length_m = _streets(graph.reading), graph.reading.network.length_m
    point = np.unique(row[met], return_inverse=True)[1]
    edge, along_m, off_m = (access[c].to_numpy()[met] for c in ("edge", "along_m", "off_m"))
    u, v = local[graph.end_u], local[graph.end_v]
    comes = np.vstack([(walked < limit_m).T, np.zeros(len(walked), dtype=np.bool_)])
    some = np.flatnonzero(there & ((u < len(near)) | (v < len(near))))
    n_come = np.bincount(edge, minlength=len(there))
    n_come[some] += np.count_nonzero(comes[u[some]] | comes[v[some]], axis=1)
    there &= n_come >= n_needed
    parts = []
    for ends, from_u in ((graph.end_u, True), (graph.end_v, False)):
        edges = np.flatnonzero(there & (local[ends] < len(near)))
        left_m = limit_m - walked[:, local[ends[edges]]]
        who, column = np.nonzero(left_m > 0)
        at, whole_m = edges[column], length_m[edges[column]]
        reach_m = np.minimum(left_m[who, column], whole_m)
        zero = np.zeros(len(at))
        parts.append(
            _Pieces(who, at, zero, reach_m)
            if from_u
            else _Pieces(who, at, whole_m - reach_m, whole_m)
        )
    left_m = limit_m - off_m
    some = (left_m > 0) & there[edge]
    point, edge, along_m, left_m = point[some], edge[some], along_m[some], left_m[some]
    stop_m = np.minimum(along_m + left_m, length_m[edge])
    parts.append(_Pieces(point, edge, np.maximum(along_m - left_m, 0.0), stop_m))
    return _once(_Pieces(*(np.concatenate(column) for column in zip(*parts, strict=True))))


def _streets(reading: Reading) -> NDArray[np.bool_]:
    """Tell which edges are streets on which a place may come."""
    network, pieces = reading.network, Pieces.of(reading)
    edges = np.arange(network.n_edges)
    # a place on a stray piece is joined with the larger piece beside it
    lost = pieces.stray(edges) & (pieces.metres < pieces.metres.max(initial=0.0))
    return np.asarray(reading.usable & ~network.across & ~network.private & ~lost)


def _walked(
    graph: SearchGraph, met: IntArray, row: IntArray, limit_m: float
) -> tuple[IntArray, FloatArray]:
    """Walk from points, accesses in their order, to the places around: shape (points, places around)."""
    first = graph.first_facility
    starts = csr_array(graph.arcs[first + met][:, :first])
    begin, at = np.unique(starts.indices.astype(np.int64), return_inverse=True)
    xy = graph.reading.xy[graph.node_of_place[:first]]
    near = PlacesAround.of(xy, csr_array(graph.arcs[:first, :first])).within(begin, limit_m)
    streets = csr_array(graph.arcs[near][:, near])
    reached = dijkstra(streets, indices=np.searchsorted(near, begin), limit=limit_m)
    anyone = np.isfinite(reached).any(axis=0)
    near, reached = near[anyone], reached[:, anyone]
    onward = reached[at] + starts.data[:, None]
    by_access = np.minimum.reduceat(onward, starts.indptr[:-1], axis=0)
    return near, np.minimum.reduceat(by_access, _firsts(row), axis=0)


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
