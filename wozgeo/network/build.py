"""How do ways become a network that can be walked?

Every straight piece between two OSM nodes is an edge of its own: a location can stand anywhere on it,
nothing is simplified away, and the length is that of the drawn line in RD New.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.errors import InputError
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.tables import WAY_TABLE
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.levels import on_ground
from wozgeo.network.pavements import (
    cut_edges,
    find_steps,
    is_pavement,
    is_street,
    stops_a_step,
)
from wozgeo.network.pieces import enclosed
from wozgeo.network.platforms import joins_streets
from wozgeo.network.squares import Crossed, Sights, Squares, cross_squares
from wozgeo.network.walkability import passability, walkability

_PATHS = (
    "footway", "path", "cycleway", "pedestrian", "service", "steps", "corridor", "track", "bridleway"
)  # fmt: skip
"""Ways that may be private ground without saying so, where private ways alone lead to them."""


@dataclass(frozen=True)
class WalkNetwork:
    """Everything one profile may walk; what is closed to it is not in here.

    Attributes
    ----------
    node_id
        Id in OSM of each node. A node that cannot be passed is there once per edge that ends in it.
    xy
        Shape (nodes, 2): RD New, metres.
    u, v
        Shape (edges,): positions of the ends of each edge. Every edge is walked both ways.
    length_m
        Straight-line length of each edge.
    way_id
        The way each edge is a piece of.
    state
        `State.OPEN` or `State.UNKNOWN` of each edge.
    private
        Whether an edge serves as first or last leg only: private, or reached over private ways alone.
    bridge
        Whether an edge lies on a bridge.
    ground
        Whether an edge lies on the ground: one does not step onto the others but at their ends.
    doubtful
        Whether it is unknown if a node can be passed (a private gate, a cattle grid).
    own_gate
        Whether a doubtful node is a gate of someone's own: whoever starts or ends behind it passes for
        certain, as over private ground of no length.
    square
        The square each edge lies on; -1 for a way.
    across
        Whether an edge runs across a square, or from a pavement to its street: it is walked, but is no
        street, and nothing is joined with it.
    squares, sights
        The squares themselves, and from where on them one looks around.
    """

    node_id: IntArray
    xy: NDArray[np.float64]
    u: IntArray
    v: IntArray
    length_m: NDArray[np.float64]
    way_id: IntArray
    state: NDArray[np.int8]
    private: NDArray[np.bool_]
    bridge: NDArray[np.bool_]
    ground: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    own_gate: NDArray[np.bool_]
    square: IntArray
    across: NDArray[np.bool_]
    squares: Squares
    sights: Sights

    @property
    def n_nodes(self) -> int:
        """How many nodes there are, copies of impassable ones included."""
        return len(self.node_id)

    @property
    def n_edges(self) -> int:
        """How many edges there are."""
        return len(self.u)

    @cached_property
    def street_m(self) -> NDArray[np.float64]:
        """Metres of street of each edge: a line across a square is none."""
        return np.where(self.across, 0.0, self.length_m)

    @cached_property
    def open(self) -> NDArray[np.bool_]:
        """Which edges are known to be open."""
        return np.equal(self.state, State.OPEN)


def build_network(
    ways: gpd.GeoDataFrame,
    stops: pd.DataFrame,
    *,
    profile: Profile,
    obstacles: gpd.GeoDataFrame | None = None,
) -> WalkNetwork:
    """Build the network one profile can walk.

    Parameters
    ----------
    ways, stops
        Contract tables.
    profile
        Who walks.
    obstacles
        Obstacles contract. Pavements are joined with their street where none lies between; where it is
        not known what lies there, only where the map joins them.

    Raises
    ------
    InputError
        When a table does not keep to its contract, or nothing in ``ways`` can be walked.
    """
    WAY_TABLE.require(ways)
    judged = walkability(ways, profile=profile)
    walkable = joins_streets(ways, (judged["state"] < State.CLOSED).to_numpy())
    if not walkable.any():
        raise InputError(
            "ways",
            f"none of {len(ways)} ways can be walked by a {profile}; choose another extract",
        )
    closed = ways.geometry.to_numpy()[(judged["state"] == State.CLOSED).to_numpy()]
    ways, judged = ways[walkable], judged[walkable]
    ground = on_ground(ways)
    is_area = shapely.get_dimensions(ways.geometry.to_numpy()) == 2
    squares = Squares.of(ways[is_area], judged[is_area], ground[is_area])
    node_id, xy, pieces = _streets(ways[~is_area], judged[~is_area], ground[~is_area])
    if obstacles is not None:
        between = np.concatenate([closed, obstacles.geometry.to_numpy()])
        node_id, xy, pieces = _with_steps(ways, node_id, xy, pieces, between)
    crossed, sights = cross_squares(squares, xy, _on_ground(len(xy), pieces))
    pieces = pieces.with_squares(squares, crossed)
    if not len(pieces.u):
        raise InputError("ways", f"none of {len(ways)} ways has any length")
    node_id = np.concatenate([node_id, fresh_ids(node_id, len(crossed.xy))])
    xy = np.concatenate([xy, crossed.xy])
    kept = pieces.only(
        best_of_parallel(pieces.u, pieces.v, pieces.private, pieces.state, pieces.way_id)
    )
    network = WalkNetwork(
        node_id=node_id,
        xy=xy,
        length_m=np.hypot(*(xy[kept.v] - xy[kept.u]).T),
        doubtful=np.zeros(len(node_id), dtype=bool),
        own_gate=np.zeros(len(node_id), dtype=bool),
        squares=squares,
        sights=sights,
        **kept._asdict(),
    )
    network = _with_stops(network, passability(stops, profile=profile))
    return _with_enclosed(network, ways.index[ways["highway"].isin(_PATHS)])


def _with_enclosed(network: WalkNetwork, minor_ways: pd.Index) -> WalkNetwork:
    """Count stray public paths behind private ways as private: see `wozgeo.network.pieces.enclosed`."""
    minor = np.isin(network.way_id, minor_ways.to_numpy(np.int64))
    ends = (network.u, network.v, network.xy)
    inside = enclosed(*ends, network.private, minor, network.street_m)
    if not inside.any():
        return network
    ground = network.squares.private.copy()
    ground[network.square[inside & (network.square >= 0)]] = True
    squares = replace(network.squares, private=ground)
    return replace(network, private=network.private | inside, squares=squares)


def fresh_ids(known: IntArray, n: int) -> IntArray:
    """Give ids for nodes that are in no map: negative, below all that are known."""
    return min(0, int(known.min(initial=0))) - 1 - np.arange(n)


class _Pieces(NamedTuple):
    """Straight pieces of ways and squares, before the best of parallel ones are chosen."""

    u: IntArray
    v: IntArray
    way_id: IntArray
    state: NDArray[np.int8]
    private: NDArray[np.bool_]
    bridge: NDArray[np.bool_]
    ground: NDArray[np.bool_]
    square: IntArray
    across: NDArray[np.bool_]

    def only(self, chosen: IntArray) -> "_Pieces":
        columns: list[Any] = [column[chosen] for column in self]
        return _Pieces(*columns)

    def with_squares(self, squares: Squares, crossed: Crossed) -> "_Pieces":
        """Lay the edges of squares after these."""
        of = crossed.square
        more: Any = _Pieces(
            crossed.u,
            crossed.v,
            squares.way_id[of],
            squares.state[of],
            squares.private[of],
            np.zeros(len(of), dtype=bool),
            squares.ground[of],
            of,
            crossed.across,
        )
        moves = more.u != more.v
        columns: list[Any] = [
            np.concatenate([a, b[moves]]) for a, b in zip(self, more, strict=True)
        ]
        return _Pieces(*columns)


def _streets(
    ways: gpd.GeoDataFrame, judged: pd.DataFrame, ground: NDArray[np.bool_]
) -> tuple[IntArray, NDArray[np.float64], _Pieces]:
    """Cut ways into straight pieces; give the ids and places of their nodes, and the pieces."""
    geometry = ways.geometry.to_numpy()
    node = np.concatenate([np.empty(0, np.int64), *ways["nodes"]]).astype(np.int64)
    xy = shapely.get_coordinates(geometry)
    way = np.repeat(np.arange(len(ways)), shapely.get_num_coordinates(geometry))
    tail = np.flatnonzero((way[1:] == way[:-1]) & (node[1:] != node[:-1]))
    node_id, first, code = np.unique(node, return_index=True, return_inverse=True)
    way = way[tail]
    return (
        node_id,
        xy[first],
        _Pieces(
            u=code[tail],
            v=code[tail + 1],
            way_id=ways.index.to_numpy(dtype=np.int64)[way],
            state=judged["state"].to_numpy()[way],
            private=judged["private"].to_numpy()[way],
            bridge=(~ways["bridge"].isin(["", "no"])).to_numpy()[way],
            ground=ground[way],
            square=np.full(len(tail), -1, dtype=np.int64),
            across=np.zeros(len(tail), dtype=bool),
        ),
    )


def _with_steps(
    ways: gpd.GeoDataFrame,
    node_id: IntArray,
    xy: NDArray[np.float64],
    pieces: _Pieces,
    obstacles: NDArray[np.object_],
) -> tuple[IntArray, NDArray[np.float64], _Pieces]:
    """Join pavements with their streets: see `wozgeo.network.pavements`."""
    pavement, street, stopping = (
        np.flatnonzero(np.isin(pieces.way_id, ways.index[of(ways)]) & (pieces.ground | is_stop))
        for of, is_stop in ((is_pavement, False), (is_street, False), (stops_a_step, True))
    )
    if not len(pavement) or not len(street):
        return node_id, xy, pieces
    ends = xy[pieces.u], xy[pieces.v]
    steps = find_steps(*ends, pavement, street, stopping, obstacles)
    both = np.concatenate([steps.pavement, steps.street])
    cut = cut_edges(
        pieces.u, pieces.v, xy, both, np.concatenate([steps.pavement_m, steps.street_m])
    )
    n = len(steps.pavement)
    whole: Any = pieces.only(cut.of)._replace(u=cut.u, v=cut.v)
    across: Any = pieces.only(steps.pavement)._replace(
        u=cut.node[:n],
        v=cut.node[n:],
        state=np.full(n, State.UNKNOWN, dtype=np.int8),
        private=pieces.private[steps.pavement] | pieces.private[steps.street],
        across=np.ones(n, dtype=bool),
    )
    columns: list[Any] = [np.concatenate(pair) for pair in zip(whole, across, strict=True)]
    fresh = fresh_ids(node_id, len(cut.xy))
    return np.concatenate([node_id, fresh]), np.concatenate([xy, cut.xy]), _Pieces(*columns)


def _on_ground(n_nodes: int, pieces: _Pieces) -> NDArray[np.bool_]:
    """Tell which nodes are on a piece that lies on the ground."""
    ends, ground = np.concatenate([pieces.u, pieces.v]), np.tile(pieces.ground, 2)
    return np.bincount(ends[ground], minlength=n_nodes) > 0


def best_of_parallel(
    u: IntArray,
    v: IntArray,
    private: NDArray[np.bool_],
    state: NDArray[np.int8],
    way_id: IntArray,
) -> IntArray:
    """Keep one edge between two nodes: public before private, open before unknown.

    A sparse matrix would add parallel edges up, and a location on one of them would not see a
    facility on the other. A private edge known to be open stays beside a public one that is not.
    """
    low, high = np.minimum(u, v), np.maximum(u, v)
    order = np.lexsort((way_id, state, private, high, low))
    low, high, worse = low[order], high[order], state[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    pair = np.cumsum(first) - 1
    best = np.full(pair[-1] + 1, State.CLOSED, dtype=np.int8)
    surer = np.zeros(len(order), dtype=bool)
    np.minimum.at(best, pair, worse)
    candidate = ~first & (worse == best[pair]) & (worse < worse[first][pair])
    _, place = np.unique(pair[candidate], return_index=True)
    surer[np.flatnonzero(candidate)[place]] = True
    return order[first | surer]


def _with_stops(network: WalkNetwork, stops: pd.DataFrame) -> WalkNetwork:
    kinds = (stops["state"] == State.UNKNOWN, stops["state"] == State.CLOSED, stops["own"])
    doubtful, closed, own_gate = (
        np.isin(network.node_id, stops.index[kind].to_numpy(np.int64)) for kind in kinds
    )
    u, v, origin = split_nodes(network.u, network.v, closed)
    return replace(
        network,
        node_id=network.node_id[origin],
        xy=network.xy[origin],
        u=u,
        v=v,
        doubtful=doubtful[origin],
        own_gate=own_gate[origin],
    )


def split_nodes(
    u: IntArray, v: IntArray, impassable: NDArray[np.bool_]
) -> tuple[IntArray, IntArray, IntArray]:
    """Give every edge that ends in an impassable node an end of its own there.

    Parameters
    ----------
    u, v
        Ends of the edges.
    impassable
        Per node.

    Returns
    -------
    tuple
        The new ends, and for every node (old ones first) the node it is a copy of.
    """
    ends = np.concatenate([u, v])
    where = np.flatnonzero(impassable[ends])
    origin = np.concatenate([np.arange(len(impassable)), ends[where]])
    ends = ends.copy()
    ends[where] = len(impassable) + np.arange(len(where))
    return ends[: len(u)], ends[len(u) :], origin
