"""Which way does every location walk to each voorziening, in a form that can be followed later?

All walks to the nearest facility of one voorziening form a tree: from every place there is one way on.
Kept whole it holds the routes of every dwelling at once, in a few bytes each.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import depth_first_order

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import State
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.routes import edges_between
from wozgeo.network.search import NOWHERE, SearchGraph
from wozgeo.network.searcher import SAME_EDGE, Nearest, Searcher
from wozgeo.network.snapping import place_on_edge

END, OTHER_END, UNKNOWN, EDGE = "end", "other_end", "unknown", "edge"
"""Columns of `PathTrees.locations`: ``end_0``, ... of the first edge a location may come to, and so on;
``edge_supermarkt`` says which of them is taken to the supermarkt."""


@dataclass(frozen=True)
class PathTrees:
    """The way on from every place that is passed by any walk.

    Attributes
    ----------
    xy
        Places in RD New, shape (n, 2): corners of streets, and where facilities meet the street.
        Mostly a place stands next to the one that it leads on to.
    voorzieningen
        What is walked to: a row of the two tables below for each.
    onward
        Shape (voorzieningen, n): the place one walks to next; `NOWHERE` at the facility, or where
        nobody walks there.
    unknown
        Shape (voorzieningen, n): whether the state of the way to it is unknown.
    locations
        Indexed by location id: for each edge n that a location may come to the places ``end_n`` and
        ``other_end_n`` (`NOWHERE` if none) and whether its state is unknown (``unknown_n``); per
        voorziening v ``to_v``, the place reached first after the edge (`NOWHERE` if there is no walk
        within the limit), and ``edge_v``, the n that is taken. The location comes to its edge at the
        nearest point of it.
    """

    xy: FloatArray
    voorzieningen: tuple[str, ...]
    onward: IntArray
    unknown: NDArray[np.bool_]
    locations: pd.DataFrame

    @property
    def ends(self) -> list[str]:
        """The columns of ends, two for each edge."""
        names = self.locations.columns
        return [c for c in names if c.startswith((f"{END}_", f"{OTHER_END}_"))]

    def only(self, ids: pd.Index) -> "PathTrees":
        """Keep the walks of some locations; ids that are not there are left out."""
        locations = self.locations[self.locations.index.isin(ids)]
        kept = _passed(self.onward, _places_of(locations, self.voorzieningen, self.ends))
        return _renumbered(self, locations, np.flatnonzero(kept))


def build_path_trees(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Collection[str],
    search_limit_m: float,
) -> PathTrees:
    """Keep the walk from every location to the nearest facility of each voorziening.

    Parameters
    ----------
    network, locations, facilities, voorziening, wanted, search_limit_m
        As for `wozgeo.network.distances.measure_distances`. Location ids are unique.
    """
    searcher = Searcher.possible(network, locations, facilities)
    graph = searcher.graph
    table = _edges_of(searcher, locations)
    trees = [np.full(graph.arcs.shape[0], NOWHERE) for _ in wanted]
    for tree, kind in zip(trees, wanted, strict=True):
        nearest, before = searcher.nearest_with_tree((voorziening == kind).to_numpy())
        tree[: graph.first_facility] = np.maximum(before[: graph.first_facility], NOWHERE)
        place, edge = _first_places(graph, nearest, search_limit_m, searcher.turn)
        table = table.assign(**{f"to_{kind}": place, f"{EDGE}_{kind}": edge})
    onward = np.array(trees, dtype=np.int64).reshape(len(trees), graph.arcs.shape[0])
    kinds = tuple(str(kind) for kind in wanted)
    whole = PathTrees(
        xy=_xy_of_places(searcher),
        voorzieningen=kinds,
        onward=onward,
        unknown=np.array([_unknown(searcher, tree) for tree in onward], dtype=bool).reshape(
            onward.shape
        ),
        locations=table,
    )
    passed = _passed(onward, _places_of(table, kinds, whole.ends))
    return _renumbered(whole, table, _neighbours_together(onward, passed))


def _edges_of(searcher: Searcher, locations: Accesses) -> pd.DataFrame:
    """List the ends of the edges where each location may come to the streets."""
    graph, network = searcher.graph, searcher.graph.reading.network
    columns: dict[str, NDArray[np.int64] | NDArray[np.bool_]] = {}
    n = len(locations.points)
    for i in range(int(searcher.turn.max(initial=0)) + 1):
        chosen = searcher.turn == i
        edge = np.full(n, NOWHERE)
        edge[searcher.location_rows[chosen]] = searcher.locations["edge"].to_numpy()[chosen]
        met = edge >= 0
        for name, ends in ((END, graph.end_u), (OTHER_END, graph.end_v)):
            columns[f"{name}_{i}"] = np.where(met, ends[edge], NOWHERE)
        columns[f"{UNKNOWN}_{i}"] = (
            met & (network.state[edge] == State.UNKNOWN) if len(edge) else met
        )
    return pd.DataFrame(columns, index=locations.points.index)


def _first_places(
    graph: SearchGraph, nearest: Nearest, search_limit_m: float, turn: IntArray
) -> tuple[IntArray, IntArray]:
    """Give the place each location reaches first, and by which of its edges."""
    walks = nearest.metres <= search_limit_m
    place = np.where(walks, nearest.place, NOWHERE)
    at_once = walks & (nearest.place == SAME_EDGE)
    place[at_once] = graph.first_facility + nearest.facility_access[at_once]
    edge = np.zeros(len(place), dtype=np.int64)
    edge[walks] = turn[nearest.access[walks]]
    return place, edge


def _xy_of_places(searcher: Searcher) -> FloatArray:
    graph = searcher.graph
    edge, along_m = (searcher.facilities[c].to_numpy() for c in ("edge", "along_m"))
    feet = np.full((len(edge), 2), np.nan)
    met = edge >= 0
    feet[met] = place_on_edge(graph.reading.network, edge[met], along_m[met])
    nodes = graph.node_of_place[: graph.first_facility]
    return np.concatenate([graph.reading.xy[nodes], feet])


def _unknown(searcher: Searcher, onward: IntArray) -> NDArray[np.bool_]:
    """Say per place whether the state of the way on is unknown."""
    graph, network = searcher.graph, searcher.graph.reading.network
    found = np.zeros(len(onward), dtype=bool)
    here = np.flatnonzero(onward >= 0)
    there = onward[here]
    last = there >= graph.first_facility
    edge = searcher.facilities["edge"].to_numpy()[there[last] - graph.first_facility]
    found[here[last]] = network.state[edge] == State.UNKNOWN
    a, b = graph.node_of_place[here[~last]], graph.node_of_place[there[~last]]
    moves = a != b  # stepping from private ground to the street stays on one node
    edge = edges_between(network, a[moves], b[moves], graph.on_ground(here[~last][moves]))
    found[here[~last][moves]] = network.state[edge] == State.UNKNOWN
    return found


def _places_of(
    locations: pd.DataFrame, voorzieningen: Sequence[str], ends: Sequence[str]
) -> list[IntArray]:
    """List the places named in a table of locations: first where each walk begins, then the ends."""
    names = [*(f"to_{v}" for v in voorzieningen), *ends]
    found = [np.unique(locations[name].to_numpy(dtype=np.int64)) for name in names]
    return [places[places >= 0] for places in found]


def _passed(onward: IntArray, begins: Sequence[IntArray]) -> NDArray[np.bool_]:
    """Mark every place that a walk passes, following all walks at once, and the ends of edges."""
    marked = np.zeros(onward.shape[1], dtype=bool)
    for places in begins[len(onward) :]:
        marked[places] = True
    for tree, places in zip(onward, begins, strict=False):
        seen = np.zeros(len(tree), dtype=bool)
        while len(places):
            seen[places] = True
            places = np.unique(tree[places])
            places = places[(places >= 0) & ~seen[places]]
        marked |= seen
    return marked


def _neighbours_together(onward: IntArray, passed: NDArray[np.bool_]) -> IntArray:
    """Put the places that are passed in the order of a walk through the first tree."""
    places, root = np.flatnonzero(passed), len(passed)
    if not len(onward) or not len(places):
        return places
    parent = np.where(onward[0][places] >= 0, onward[0][places], root)
    ones = np.ones(len(places))
    tree = csr_array(coo_array((ones, (parent, places)), shape=(root + 1, root + 1)))
    order = depth_first_order(tree, root, directed=True, return_predecessors=False)
    order = order[order < root].astype(np.int64)
    return np.concatenate([order, np.setdiff1d(places, order)])


def _renumbered(whole: PathTrees, locations: pd.DataFrame, kept: IntArray) -> PathTrees:
    """Keep some places, in this order; what leads to another is nobody's way."""
    rank = np.full(len(whole.xy) + 1, NOWHERE)  # the last one answers for NOWHERE
    rank[kept] = np.arange(len(kept))
    onward = rank[whole.onward[:, kept]]
    names = [*whole.ends, *(f"to_{v}" for v in whole.voorzieningen)]
    return PathTrees(
        xy=whole.xy[kept],
        voorzieningen=whole.voorzieningen,
        onward=onward,
        unknown=whole.unknown[:, kept] & (onward >= 0),
        locations=locations.assign(
            **{name: rank[locations[name].to_numpy(dtype=np.int64)] for name in names}
        ),
    )
