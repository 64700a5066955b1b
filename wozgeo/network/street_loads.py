"""How many people walk along every piece of street, when each takes the shortest walk to the nearest place?

All walks to one voorziening form a tree: from every place there is one way on. Taken from the ends of its
branches inward, every place hands on whom it has to the next: one pass, however many walk.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.routes import edges_between
from wozgeo.network.search import NOWHERE, SearchGraph
from wozgeo.network.searcher import SAME_EDGE, Searcher

_DECIMALS = 9


def loads_on_edges(
    searcher: Searcher, chosen: NDArray[np.bool_], weights: FloatArray, *, limit_m: float
) -> FloatArray:
    """Add up who walks along every piece of street, on the way to the nearest of some facilities.

    Parameters
    ----------
    searcher
        A reading with its locations and facilities.
    chosen
        Which facilities: a mask over their rows.
    weights
        Shape (locations,): persons.
    limit_m
        Who has to walk this far, or further, walks nowhere.

    Returns
    -------
    FloatArray
        Shape (edges,): persons who walk along it or along a part of it.

    Examples
    --------
    On a street with dwellings at 50 and 150 m and a shop at 0, with a corner at every 100 m, two walk along the
    first piece and one along the second.
    """
    graph = searcher.graph
    nearest, before = searcher.nearest_with_tree(chosen)
    walks = np.flatnonzero((nearest.metres < limit_m) & (weights > 0))
    place, persons = nearest.place[walks], weights[walks]
    edges, far = _from_end(graph, searcher.locations, nearest.access[walks], place)
    own = np.bincount(edges[far], persons[far], graph.reading.network.n_edges).astype(np.float64)
    onward = place != SAME_EDGE
    handed = np.bincount(place[onward], persons[onward], len(before)).astype(np.float64)
    _hand_on(handed, before)
    here = np.flatnonzero((handed > 0) & (before >= 0))
    there = before[here]
    last = there >= graph.first_facility
    access = there[last] - graph.first_facility
    edges, far = _from_end(graph, searcher.facilities, access, here[last])
    own += np.bincount(edges[far], handed[here[last]][far], len(own))
    edge, moves = _edges_walked(graph, here[~last], there[~last])
    own += np.bincount(edge, handed[here[~last]][moves], len(own))
    return np.round(own, _DECIMALS)


def _hand_on(handed: FloatArray, before: IntArray) -> None:
    """Let every place hand on whom it has, the ends of the branches first; in place."""
    there = np.flatnonzero(before >= 0)
    root, n = len(before), len(before) + 1
    top = np.setdiff1d(before[there], there)
    tail = np.concatenate([before[there], np.full(len(top), root)])
    head = np.concatenate([there, top])
    tree = csr_array(coo_array((np.ones(len(tail)), (tail, head)), shape=(n, n)))
    order = breadth_first_order(tree, root, directed=True, return_predecessors=False)
    held, onward = [*handed.tolist(), 0.0], [*before.tolist(), NOWHERE]
    for place in order[::-1].tolist():
        if onward[place] >= 0:
            held[onward[place]] += held[place]
    handed[:] = held[:-1]


def _from_end(
    graph: SearchGraph, table: pd.DataFrame, access: IntArray, place: IntArray
) -> tuple[IntArray, NDArray[np.bool_]]:
    """Give the edge of accesses, and whether any of it is walked to or from the place one comes to."""
    network = graph.reading.network
    edge, along = (table[c].to_numpy()[access] for c in ("edge", "along_m"))
    at_u = graph.node_of_place[np.maximum(place, 0)] == graph.reading.u[edge]
    walked = np.where(at_u, along, network.length_m[edge] - along) > 0
    return edge, walked | (place == SAME_EDGE)


def _edges_walked(
    graph: SearchGraph, here: IntArray, there: IntArray
) -> tuple[IntArray, NDArray[np.bool_]]:
    """Find the edges between neighbouring places, and which pairs are no mere step on one node."""
    a, b = graph.node_of_place[here], graph.node_of_place[there]
    moves = a != b
    edge = edges_between(graph.reading.network, a[moves], b[moves], graph.on_ground(here[moves]))
    return edge, moves
