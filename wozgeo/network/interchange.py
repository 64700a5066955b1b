"""How does a walking network travel to and from networkx and OSMnx?

A network goes out as an OSMnx graph of straight streets, each in both directions. A graph comes in
from OSMnx, simplified or not, or from anyone else whose nodes have x and y.
"""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.contracts import (
    WGS84,
)
from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.build import WalkNetwork, best_of_parallel, fresh_ids, split_nodes
from wozgeo.network.graphs import (
    STATE_NAMES,
    GraphNodes,
    GraphStreets,
    read_graph_nodes,
    read_graph_streets,
)
from wozgeo.network.squares import Sights, Squares
from wozgeo.network.walkability import passability

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(
    network: WalkNetwork, *, crs: Literal["EPSG:28992", "EPSG:4326"] = "EPSG:28992"
) -> "nx.MultiDiGraph[int]":
    """Hand a network to networkx in OSMnx's form.

    Parameters
    ----------
    network
        Streets of one profile; may be empty.
    crs
        Of ``x`` and ``y``: RD New in metres, or longitude and latitude.

    Returns
    -------
    MultiDiGraph
        Graph attribute ``crs``. Nodes by their id in OSM with ``x``, ``y``, ``doubtful`` and
        ``own_gate``; a copy of a node that cannot be passed has a negative id of its own and tells in
        ``copy_of`` which node it
        is. Edges in both directions with ``osmid`` (the way), ``length`` (metres, in RD New whatever
        the ``crs``), ``state`` (``"open"`` or ``"unknown"``), ``private``, and ``bridge`` and
        ``ground`` (``"yes"`` or ``"no"``).
    """
    import networkx as nx

    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph(crs=crs)
    xy = to_wgs84(network.xy) if crs == WGS84 else network.xy
    again = pd.Series(network.node_id).duplicated().to_numpy()
    keys = network.node_id.copy()
    keys[again] = fresh_ids(network.node_id, int(again.sum()))
    marks = zip(network.doubtful.tolist(), network.own_gate.tolist(), strict=True)
    for key, (x, y), (doubtful, own) in zip(keys.tolist(), xy.tolist(), marks, strict=True):
        graph.add_node(key, x=x, y=y, doubtful=doubtful, own_gate=own)
    for key, node in zip(keys[again].tolist(), network.node_id[again].tolist(), strict=True):
        graph.nodes[key]["copy_of"] = node
    streets: list[dict[Any, Any]] = pd.DataFrame(
        {
            "osmid": network.way_id,
            "length": network.length_m,
            "state": np.array(list(STATE_NAMES), dtype=object)[network.state],
            "private": network.private,
            "bridge": np.where(network.bridge, "yes", "no"),
            "ground": np.where(network.ground, "yes", "no"),
        }
    ).to_dict("records")
    for u, v, data in zip(keys[network.u].tolist(), keys[network.v].tolist(), streets, strict=True):
        graph.add_edges_from([(u, v, data), (v, u, data)])
    return graph


def from_networkx(graph: "nx.Graph[Any]", *, profile: Profile) -> WalkNetwork:
    """Take a network from a graph, as OSMnx makes it or plainer.

    Parameters
    ----------
    graph
        Of any networkx kind. Nodes with ``x`` and ``y``, in the ``crs`` the graph names; without one,
        degrees or RD New by what the numbers can be. Edges may have:

        - ``geometry``, a LineString: it becomes straight pieces, with nodes that have negative ids.
          Without it a street is straight. Metres are those of the line in RD New.
        - ``state`` and ``private``, as `to_networkx` gives them; else the tags (``highway``,
          ``foot``, ``surface``, ...) are judged. Of a list, as OSMnx makes where it merges streets,
          the worst combination counts. Without tags an edge is a street.
        - ``osmid``, the way (`NO_WAY` if absent, the lowest of a list), ``bridge``, and ``ground`` or
          the tags that tell it (``tunnel``, ``level``, ...).

        Nodes may have ``doubtful``, ``own_gate``, ``copy_of`` and the tags of a barrier.
    profile
        Who walks.

    Returns
    -------
    WalkNetwork
        Both directions of a street are one edge, walking ignores oneway. Of two streets between the
        same nodes both are kept when their lines differ. All nodes are kept, in their order.

    Raises
    ------
    InputError
        When nodes have no position or lie outside the Netherlands, when edges say what cannot be
        (every kind is listed), or when nothing can be walked.
    """
    nodes, transform = read_graph_nodes(graph)
    streets = read_graph_streets(graph, nodes, transform, profile)
    if not len(streets.u):
        n_edges = graph.number_of_edges()
        raise InputError("graph", f"none of its {n_edges} edges can be walked by a {profile}")
    points = _points(streets, nodes)
    points = points[np.isin(points["street"], _one_per_line(points, streets))]
    return _assemble(points, nodes, streets, profile)


def _points(streets: GraphStreets, nodes: GraphNodes) -> pd.DataFrame:
    """List the corners of every edge in its order: a node at either end, and what lies between.

    Returns
    -------
    DataFrame
        ``street``, ``node`` (-1 between the ends), ``x``, ``y`` in RD New, and ``x_mm``, ``y_mm``,
        by which places are compared. Corners in one place are one.
    """
    between, street = shapely.get_coordinates(streets.geometry, return_index=True)
    n, n_between = len(streets.u), len(between)
    ends = np.concatenate([streets.u, streets.v])
    xy = np.concatenate([nodes.xy[ends], between])
    points = pd.DataFrame(xy, columns=["x", "y"])
    points[["x_mm", "y_mm"]] = np.rint(xy * 1000.0)
    points["street"] = np.concatenate([np.arange(n), np.arange(n), street])
    points["node"] = np.concatenate([ends, np.full(n_between, -1)])
    part = np.repeat([0, 2, 1], [n, n, n_between])
    points = points.iloc[np.lexsort((part, points["street"]))]
    where = points[["street", "x_mm", "y_mm"]].to_numpy()
    fresh = np.r_[True, (where[1:] != where[:-1]).any(axis=1)]
    run = np.cumsum(fresh)
    is_node = (points["node"] >= 0).to_numpy()
    return pd.DataFrame(points[is_node | (fresh & ~np.isin(run, run[is_node]))])


def _one_per_line(points: pd.DataFrame, streets: GraphStreets) -> IntArray:
    """Choose one edge per street: of its directions and exact repetitions the best."""
    corners = points[["x_mm", "y_mm"]].to_numpy()
    lines = shapely.linestrings(corners, indices=points["street"].to_numpy())
    low, high = np.minimum(streets.u, streets.v), np.maximum(streets.u, streets.v)
    shape = shapely.to_wkb(shapely.normalize(lines))
    table = pd.DataFrame({"low": low, "high": high, "shape": shape})
    same = table.groupby(list(table.columns), sort=False).ngroup().to_numpy().astype(np.int64)
    return best_of_parallel(same, same, streets.private, streets.state, streets.way_id)


def _assemble(
    points: pd.DataFrame, nodes: GraphNodes, streets: GraphStreets, profile: Profile
) -> WalkNetwork:
    """Make an edge of every straight piece."""
    node, street = points["node"].to_numpy().copy(), points["street"].to_numpy()
    between = node < 0
    n_between = int(between.sum())
    node[between] = len(nodes.node_id) + np.arange(n_between)
    node_id = np.concatenate([nodes.node_id, fresh_ids(nodes.node_id, n_between)])
    xy = np.concatenate([nodes.xy, points[["x", "y"]].to_numpy()[between]])
    doubtful = np.concatenate([nodes.doubtful, np.zeros(n_between, dtype=bool)])

    tail = np.flatnonzero((street[1:] == street[:-1]) & (node[1:] != node[:-1]))
    u, v, street = node[tail], node[tail + 1], street[tail]
    if not len(tail):
        raise InputError("graph", "none of its edges has any length; check x and y of the nodes")
    rank = (part[street] for part in (streets.private, streets.state, streets.way_id))
    keep = best_of_parallel(u, v, *rank)
    u, v, street = u[keep], v[keep], street[keep]
    length_m = np.hypot(*(xy[v] - xy[u]).T)

    passable = passability(nodes.stops, profile=profile)
    doubtful[passable.index[passable["state"] == State.UNKNOWN]] = True
    own_gate = np.append(nodes.own_gate, np.zeros(n_between, dtype=bool))
    own_gate[passable.index[passable["own"]]] = True
    closed = np.zeros(len(node_id), dtype=bool)
    closed[passable.index[passable["state"] == State.CLOSED]] = True
    u, v, origin = split_nodes(u, v, closed)
    return WalkNetwork(
        node_id=node_id[origin],
        xy=xy[origin],
        u=u,
        v=v,
        length_m=length_m,
        way_id=streets.way_id[street],
        state=streets.state[street],
        private=streets.private[street],
        bridge=streets.bridge[street],
        ground=streets.ground[street],
        doubtful=doubtful[origin],
        own_gate=own_gate[origin],
        square=np.full(len(u), -1, dtype=np.int64),
        across=np.zeros(len(u), dtype=bool),
        squares=Squares.none(),
        sights=Sights.none(),
    )
