"""How does a walking network travel to and from networkx and OSMnx?

A network goes out as an OSMnx graph of straight streets, each in both directions. A graph comes in
from OSMnx, simplified or not, or from anyone else whose nodes have x and y.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import (
    BARRIER_TAGS,
    PLACE_TAGS,
    RD_NEW,
    STOP_KEYS,
    WALKING_TAGS,
    WGS84,
)
from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.attributes import is_true, number, present, several, text
from wozgeo.network.build import WalkNetwork, best_of_parallel, fresh_ids, split_nodes
from wozgeo.network.levels import on_ground
from wozgeo.network.squares import Sights, Squares
from wozgeo.network.walkability import TELLS_NOTHING, passability, walkability

if TYPE_CHECKING:
    import networkx as nx

Attributes = Mapping[str, Any]
Transform = Callable[[FloatArray], FloatArray]

NO_WAY = -1
"""In `WalkNetwork.way_id`: the graph does not say of which way an edge is a piece."""
_LOWEST, _HIGHEST = (0.0, 289_000.0), (300_000.0, 630_000.0)
"""x and y between which RD New is meant to be used."""
_JUDGED_TAGS = tuple(tag for tag in WALKING_TAGS if tag not in TELLS_NOTHING)
_STATES = {state.name.lower(): state for state in State}
_STRETCH = 1.02
"""How much longer than its beeline a street without geometry may say to be: globes differ."""


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
            "state": np.array(list(_STATES), dtype=object)[network.state],
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
    nodes, transform = _read_nodes(graph)
    streets = _read_streets(graph, nodes, transform, profile)
    if not len(streets.u):
        n_edges = graph.number_of_edges()
        raise InputError("graph", f"none of its {n_edges} edges can be walked by a {profile}")
    points = _points(streets, nodes)
    points = points[np.isin(points["street"], _one_per_line(points, streets))]
    return _assemble(points, nodes, streets, profile)


@dataclass(frozen=True)
class _Nodes:
    """The nodes of a graph; positions in RD New."""

    place: dict[Hashable, int]
    node_id: IntArray
    xy: FloatArray
    doubtful: NDArray[np.bool_]
    own_gate: NDArray[np.bool_]
    stops: pd.DataFrame


@dataclass(frozen=True)
class _Streets:
    """The edges one may walk, as in the graph; geometry in RD New from u to v, None if straight."""

    u: IntArray
    v: IntArray
    geometry: NDArray[np.object_]
    way_id: IntArray
    state: NDArray[np.int8]
    private: NDArray[np.bool_]
    bridge: NDArray[np.bool_]
    ground: NDArray[np.bool_]


def _read_nodes(graph: "nx.Graph[Any]") -> tuple[_Nodes, Transform]:
    keys, data = list(graph.nodes), [data for _, data in graph.nodes(data=True)]
    crs = graph.graph.get("crs")
    xy = np.array([[number(d.get("x")), number(d.get("y"))] for d in data]).reshape(-1, 2)
    if np.isnan(xy).any() or not keys:
        found = _some(keys, np.isnan(xy.sum(axis=1))) or "all (there are none)"
        fault = f"nodes without numbers in x and y: {found}"
        raise InputError("graph", f"{fault}; give each a position")
    transform = _transform_of(crs, xy)
    rd = transform(xy)
    inside = ((rd >= _LOWEST) & (rd <= _HIGHEST)).tolist()
    if not np.all(inside):
        fault = f"nodes outside the Netherlands: {_some(keys, [not all(xy) for xy in inside])}"
        raise InputError("graph", f"{fault}; check x, y and the graph's crs ({crs})")
    copy_of = [number(d.get("copy_of")) for d in data]
    known = [key if np.isnan(c) else int(c) for key, c in zip(keys, copy_of, strict=True)]
    is_id = np.array([isinstance(k, int | np.integer) for k in known])
    node_id = np.array([k if good else 0 for k, good in zip(known, is_id, strict=True)], np.int64)
    node_id[~is_id] = fresh_ids(node_id, int((~is_id).sum()))
    stops = pd.DataFrame({tag: [text(d.get(tag)) for d in data] for tag in BARRIER_TAGS})
    return _Nodes(
        place={key: i for i, key in enumerate(keys)},
        node_id=node_id,
        xy=rd,
        doubtful=np.array([is_true(d.get("doubtful")) for d in data]),
        own_gate=np.array([is_true(d.get("own_gate")) for d in data]),
        stops=stops[(stops[sorted(STOP_KEYS)] != "").any(axis=1).to_numpy()],
    ), transform


def _transform_of(crs: object, xy: FloatArray) -> Transform:
    """Tell how the graph's coordinates become RD New."""
    import pyproj

    if crs is None:
        crs = WGS84 if np.abs(xy).max() <= 180.0 else RD_NEW
    try:
        system = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise InputError("graph", f"its crs {crs!r} is not known; name an EPSG code") from error
    if system.to_epsg() == 28992:
        return lambda xy: xy
    if system.to_epsg() == 4326:
        return to_rd
    lonlat = pyproj.Transformer.from_crs(system, WGS84, always_xy=True)
    return lambda xy: to_rd(np.column_stack(lonlat.transform(xy[:, 0], xy[:, 1])))


def _read_streets(
    graph: "nx.Graph[Any]", nodes: _Nodes, transform: Transform, profile: Profile
) -> _Streets:
    edges = list(graph.edges(data=True))
    attributes = [data for *_, data in edges]
    geometry = np.full(len(edges), None, dtype=object)
    geometry[:] = [present(data.get("geometry")) for data in attributes]
    u = np.array([nodes.place[u] for u, _, _ in edges], dtype=np.int64)
    v = np.array([nodes.place[v] for _, v, _ in edges], dtype=np.int64)
    if faults := _faults(graph, geometry, np.hypot(*(nodes.xy[v] - nodes.xy[u]).T)):
        raise InputError("graph", faults)
    state, private = _judge(attributes, profile)
    way_id = np.array([_way(data.get("osmid")) for data in attributes], dtype=np.int64)
    bridge = np.array([text(data.get("bridge")) not in {"", "no"} for data in attributes])
    open_ = state < State.CLOSED
    u, v = u[open_], v[open_]
    lines = _oriented(shapely.transform(geometry[open_], transform), nodes.xy[u], nodes.xy[v])
    rest: list[Any] = [way_id, state, private, bridge, _on_ground(attributes)]
    return _Streets(u, v, lines, *(column[open_] for column in rest))


def _on_ground(attributes: Sequence[Attributes]) -> NDArray[np.bool_]:
    """Tell of each edge whether it lies on the ground: as it says itself, else by its tags."""
    tags = ("bridge", *PLACE_TAGS)
    worst = [{tag: max(map(text, several(data.get(tag)))) for tag in tags} for data in attributes]
    own = np.array([text(data.get("ground")) for data in attributes], dtype=object)
    return np.where(own == "", on_ground(pd.DataFrame(worst, columns=tags)), own == "yes")


def _oriented(
    lines: NDArray[np.object_], start: FloatArray, end: FloatArray
) -> NDArray[np.object_]:
    """Turn lines round that were drawn from the end to the start."""
    first, last = shapely.get_point(lines, 0), shapely.get_point(lines, -1)
    starts, ends = shapely.points(start), shapely.points(end)
    off_m = shapely.distance(first, starts) + shapely.distance(last, ends)
    turned_m = shapely.distance(last, starts) + shapely.distance(first, ends)
    return np.where(turned_m < off_m, shapely.reverse(lines), lines)


def _faults(graph: "nx.Graph[Any]", lines: NDArray[np.object_], beeline_m: FloatArray) -> list[str]:
    """List what edges say that cannot be, and which edges do."""
    attributes = [data for *_, data in graph.edges(data=True)]
    straight = np.array([line is None for line in lines], dtype=bool)
    length_m = np.array([number(data.get("length")) for data in attributes])
    checks: dict[str, Iterable[bool | np.bool_]] = {
        "have a geometry that is no LineString; convert it": [
            line is not None and not (isinstance(line, shapely.LineString) and line)
            for line in lines
        ],
        "are longer than the straight line between their nodes; give them a geometry": straight
        & (length_m > _STRETCH * beeline_m + 1.0),
        f"have another state than {', '.join(_STATES)}; correct it": [
            not _STATES.keys() >= set(_own_states(data)) for data in attributes
        ],
    }
    found = {what: _some(graph.edges(), wrong) for what, wrong in checks.items()}
    return [f"edges {edges} {what}" for what, edges in found.items() if edges]


def _judge(
    attributes: Sequence[Attributes], profile: Profile
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Tell of each edge its state and whether it is private: as it says itself, else by its tags."""
    own = [_own_states(data) for data in attributes]
    rows: dict[tuple[tuple[str, ...], ...], int] = {}
    which = []
    for data, states in zip(attributes, own, strict=True):
        tags = [tag for tag in _JUDGED_TAGS if tag in data and not states]
        found = ((tag, *map(text, several(data[tag]))) for tag in tags)
        options = tuple(values for values in found if values[1:] != ("",))
        which.append(rows.setdefault(options, len(rows)))
    blank = dict.fromkeys(_JUDGED_TAGS, "") | {"highway": "unclassified"}
    combinations = [
        {**blank, "row": row, **dict(zip([tag for tag, *_ in options], values, strict=True))}
        for options, row in rows.items()
        for values in product(*(values for _, *values in options))
    ]
    table = pd.DataFrame(combinations, columns=[*_JUDGED_TAGS, "row"])
    judged = walkability(table, profile=profile).groupby(table["row"])
    state = judged["state"].max().to_numpy(np.int8)[which]
    private = judged["private"].max().to_numpy(bool)[which]
    for i in [i for i, states in enumerate(own) if states]:
        state[i] = max(_STATES[name] for name in own[i])
        private[i] = any(map(is_true, several(attributes[i].get("private"))))
    return state, private


def _points(streets: _Streets, nodes: _Nodes) -> pd.DataFrame:
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


def _one_per_line(points: pd.DataFrame, streets: _Streets) -> IntArray:
    """Choose one edge per street: of its directions and exact repetitions the best."""
    corners = points[["x_mm", "y_mm"]].to_numpy()
    lines = shapely.linestrings(corners, indices=points["street"].to_numpy())
    low, high = np.minimum(streets.u, streets.v), np.maximum(streets.u, streets.v)
    shape = shapely.to_wkb(shapely.normalize(lines))
    table = pd.DataFrame({"low": low, "high": high, "shape": shape})
    same = table.groupby(list(table.columns), sort=False).ngroup().to_numpy().astype(np.int64)
    return best_of_parallel(same, same, streets.private, streets.state, streets.way_id)


def _assemble(
    points: pd.DataFrame, nodes: _Nodes, streets: _Streets, profile: Profile
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


def _own_states(data: Attributes) -> list[str]:
    """Give the states an edge says of itself; none where its tags must tell."""
    return [said for value in several(data.get("state")) if (said := text(value))]


def _way(value: object) -> int:
    return int(min((w for w in several(value) if isinstance(w, int | np.integer)), default=NO_WAY))


def _some(names: Iterable[object], chosen: Iterable[bool | np.bool_]) -> str:
    """Name the first few of those that are chosen."""
    found = [str(name) for name, is_chosen in zip(names, chosen, strict=True) if is_chosen]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(found[:3]) + more
