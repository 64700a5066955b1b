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

from wozgeo.domain.contracts import BARRIER_TAGS, RD_NEW, WALKING_TAGS, WGS84
from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.build import IntArray, WalkNetwork, _best_of_parallel, split_nodes
from wozgeo.network.walkability import passability, walkability

if TYPE_CHECKING:
    import networkx as nx

FloatArray = NDArray[np.float64]
Attributes = Mapping[str, Any]
Transform = Callable[[FloatArray], FloatArray]

NO_WAY = -1
"""In `WalkNetwork.way_id`: the graph does not say of which way an edge is a piece."""
_RD_BOUNDS = (0.0, 289_000.0, 300_000.0, 630_000.0)
"""Where RD New is meant to be used, with some sea: lowest x and y, highest x and y."""
_DEGREES_BOUNDS = (3.0, 50.5, 7.5, 54.0)
_JUDGED_TAGS = tuple(tag for tag in WALKING_TAGS if tag != "name")
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
        Graph attribute ``crs``. Nodes by their id in OSM with ``x``, ``y`` and ``doubtful``; a copy of a
        node that cannot be passed has a negative id of its own and tells in ``copy_of`` which node it
        is. Edges in both directions with ``osmid`` (the way), ``length`` (metres, in RD New whatever
        the ``crs``), ``state`` (``"open"`` or ``"unknown"``) and ``private``.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph(crs=crs)
    xy = to_wgs84(network.xy) if crs == WGS84 else network.xy
    again = pd.Series(network.node_id).duplicated().to_numpy()
    keys = network.node_id.copy()
    keys[again] = _fresh_ids(network.node_id, int(again.sum()))
    columns = (keys, xy[:, 0], xy[:, 1], network.doubtful, again, network.node_id)
    for key, x, y, doubtful, is_copy, node in zip(*(c.tolist() for c in columns), strict=True):
        copy = {"copy_of": node} if is_copy else {}
        graph.add_node(key, x=x, y=y, doubtful=doubtful, **copy)
    names = np.array(list(_STATES), dtype=object)[network.state]
    parts = (
        keys[network.u],
        keys[network.v],
        network.way_id,
        network.length_m,
        names,
        network.private,
    )
    for u, v, way, length, state, private in zip(*(p.tolist() for p in parts), strict=True):
        for a, b in ((u, v), (v, u)):
            graph.add_edge(a, b, key=0, osmid=way, length=length, state=state, private=private)
    return graph


def _fresh_ids(known: IntArray, n: int) -> IntArray:
    """Give ids for nodes that are in no map: negative, below all that are known."""
    return min(0, int(known.min(initial=0))) - 1 - np.arange(n)


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
        - ``osmid``, the way (`NO_WAY` if absent, the lowest of a list).

        Nodes may have ``doubtful``, ``copy_of`` and the tags of a barrier.
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
        When nodes have no position or lie outside the Netherlands, when an edge says something else
        than it can, is much longer than its straight line, or when nothing can be walked. Every kind
        of fault is listed.
    """
    nodes, transform = _read_nodes(graph)
    streets = _read_streets(graph, nodes, transform)
    state, private = _judge(streets, profile)
    if not (state < State.CLOSED).any():
        raise InputError("graph", f"none of its {len(state)} edges can be walked by a {profile}")
    points = _points(streets, nodes)
    best = _one_per_line(points, streets, private, state)
    points = points[np.isin(points["street"], best[state[best] < State.CLOSED])]
    return _assemble(points, nodes, streets.way_id, state, private, profile)


@dataclass(frozen=True)
class _Nodes:
    """The nodes of a graph; positions in RD New."""

    place: dict[Hashable, int]
    node_id: IntArray
    xy: FloatArray
    doubtful: NDArray[np.bool_]
    stops: pd.DataFrame


@dataclass(frozen=True)
class _Streets:
    """The edges of a graph, direction by direction; geometry in RD New, from u to v, None if straight."""

    u: IntArray
    v: IntArray
    way_id: IntArray
    geometry: NDArray[np.object_]
    attributes: Sequence[Attributes]


def _read_nodes(graph: "nx.Graph[Any]") -> tuple[_Nodes, Transform]:
    keys, data = list(graph.nodes), [data for _, data in graph.nodes(data=True)]
    crs = graph.graph.get("crs")
    xy = np.array([[_number(d.get("x")), _number(d.get("y"))] for d in data]).reshape(-1, 2)
    if (nowhere := np.isnan(xy).any(axis=1)).any() or not keys:
        found = _some(keys, nowhere) or "all (there are none)"
        raise InputError(
            "graph", f"nodes without numbers in x and y: {found}; give each a position"
        )
    transform = _transform_of(crs, xy)
    rd = transform(xy)
    inside = _within(rd, _RD_BOUNDS)
    if not inside.all():
        fault = f"nodes outside the Netherlands: {_some(keys, ~inside)}"
        raise InputError("graph", f"{fault}; check x, y and the graph's crs ({crs})")
    known = [d.get("copy_of", key) for key, d in zip(keys, data, strict=True)]
    is_id = np.array([isinstance(k, int | np.integer) for k in known])
    node_id = np.zeros(len(known), dtype=np.int64)
    node_id[is_id] = [int(k) for k, good in zip(known, is_id, strict=True) if good]
    node_id[~is_id] = _fresh_ids(node_id, int((~is_id).sum()))
    tags = {tag: [_text(d.get(tag)) for d in data] for tag in BARRIER_TAGS}
    stops = pd.DataFrame(tags, dtype=object)
    return _Nodes(
        place={key: i for i, key in enumerate(keys)},
        node_id=node_id,
        xy=rd,
        doubtful=np.array([_is_true(d.get("doubtful")) for d in data]),
        stops=stops[(stops["barrier"] != "").to_numpy()],
    ), transform


def _transform_of(crs: object, xy: FloatArray) -> Transform:
    """Tell how the graph's coordinates become RD New."""
    import pyproj

    if crs is None:
        crs = WGS84 if _within(xy, _DEGREES_BOUNDS).all() else RD_NEW
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


def _within(xy: FloatArray, bounds: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    x, y = xy.T
    inside: NDArray[np.bool_] = (
        (bounds[0] <= x) & (bounds[1] <= y) & (x <= bounds[2]) & (y <= bounds[3])
    )
    return inside


def _read_streets(graph: "nx.Graph[Any]", nodes: _Nodes, transform: Transform) -> _Streets:
    edges = list(graph.edges(data=True))
    attributes = [data for *_, data in edges]
    u = np.array([nodes.place[u] for u, _, _ in edges], dtype=np.int64)
    v = np.array([nodes.place[v] for _, v, _ in edges], dtype=np.int64)
    if faults := _faults(graph, attributes, np.hypot(*(nodes.xy[v] - nodes.xy[u]).T)):
        raise InputError("graph", faults)
    geometry = np.full(len(edges), None, dtype=object)
    geometry[:] = [_present(data.get("geometry")) for data in attributes]
    way_id = np.array([_way(data.get("osmid")) for data in attributes], dtype=np.int64)
    drawn = np.flatnonzero(shapely.is_geometry(geometry))
    lines = shapely.transform(geometry[drawn], transform)
    start, end = (shapely.get_coordinates(shapely.get_point(lines, i)) for i in (0, -1))
    from_u, from_v = (
        np.hypot(*(start - nodes.xy[a[drawn]]).T) + np.hypot(*(end - nodes.xy[b[drawn]]).T)
        for a, b in ((u, v), (v, u))
    )
    geometry[drawn] = np.where(from_v < from_u, shapely.reverse(lines), lines)
    return _Streets(u, v, way_id, geometry, attributes)


def _faults(
    graph: "nx.Graph[Any]", attributes: Sequence[Attributes], beeline_m: FloatArray
) -> list[str]:
    """List what edges say that cannot be, and which edges do."""
    lines = [_present(data.get("geometry")) for data in attributes]
    straight = np.array([line is None for line in lines], dtype=bool)
    length_m = np.array([_number(data.get("length")) for data in attributes])
    checks = {
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
    names = list(graph.edges())
    return [f"edges {_some(names, wrong)} {what}" for what, wrong in checks.items() if any(wrong)]


def _judge(streets: _Streets, profile: Profile) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Tell of each edge its state and whether it is private: as it says itself, else by its tags."""
    own = [_own_states(data) for data in streets.attributes]
    rows: dict[tuple[tuple[str, ...], ...], int] = {}
    which = []
    for data, states in zip(streets.attributes, own, strict=True):
        tags = () if states else tuple(tag for tag in _JUDGED_TAGS if tag in data)
        options = tuple((tag, *map(_text, _several(data[tag]))) for tag in tags)
        which.append(rows.setdefault(options, len(rows)))
    combinations = [
        {"row": row, **dict(zip([tag for tag, *_ in options], values, strict=True))}
        for options, row in rows.items()
        for values in product(*(values for _, *values in options))
    ]
    table = pd.DataFrame(combinations, columns=["row", *_JUDGED_TAGS]).fillna("")
    judged = walkability(table, profile=profile).groupby(table["row"].astype(int))
    state = judged["state"].max().to_numpy(np.int8)[which]
    private = judged["private"].max().to_numpy(bool)[which]
    for i, states in enumerate(own):
        if states:
            state[i] = max(_STATES[name] for name in states)
            private[i] = any(map(_is_true, _several(streets.attributes[i].get("private"))))
    return state, private


def _points(streets: _Streets, nodes: _Nodes) -> pd.DataFrame:
    """List the corners of every edge in its order: a node at either end, and what lies between.

    Returns
    -------
    DataFrame
        ``street``, ``node`` (-1 between the ends), ``x``, ``y`` in RD New, and ``x_mm``, ``y_mm``,
        by which places are compared. Corners in one place are one.
    """
    xy, street = shapely.get_coordinates(streets.geometry, return_index=True)
    n, n_drawn = len(streets.u), len(street)
    ends = np.concatenate([streets.u, streets.v])
    points = pd.DataFrame(
        {
            "street": np.concatenate([np.arange(n), np.arange(n), street]),
            "part": np.repeat([0, 2, 1], [n, n, n_drawn]),
            "node": np.concatenate([ends, np.full(n_drawn, -1)]),
        }
    )
    points[["x", "y"]] = np.concatenate([nodes.xy[ends], xy])
    points[["x_mm", "y_mm"]] = np.rint(points[["x", "y"]].to_numpy() * 1000.0)
    points = points.iloc[np.lexsort((points["part"], points["street"]))]
    where = points[["street", "x_mm", "y_mm"]].to_numpy()
    fresh = np.r_[True, (where[1:] != where[:-1]).any(axis=1)]
    run = np.cumsum(fresh)
    is_node = (points["node"] >= 0).to_numpy()
    corners: pd.DataFrame = points[is_node | (fresh & ~np.isin(run, run[is_node]))]
    return corners.drop(columns="part")


def _one_per_line(
    points: pd.DataFrame,
    streets: _Streets,
    private: NDArray[np.bool_],
    state: NDArray[np.int8],
) -> IntArray:
    """Choose one edge per street: of its directions and exact repetitions the best."""
    lines = shapely.linestrings(
        points[["x_mm", "y_mm"]].to_numpy(), indices=points["street"].to_numpy()
    )
    table = pd.DataFrame(
        {
            "low": np.minimum(streets.u, streets.v),
            "high": np.maximum(streets.u, streets.v),
            "line": shapely.to_wkb(shapely.normalize(lines)),
            "private": private,
            "state": state,
            "way_id": streets.way_id,
        }
    ).sort_values(["private", "state", "way_id"], kind="stable")
    return np.sort(table.drop_duplicates(["low", "high", "line"]).index.to_numpy(np.int64))


def _assemble(
    points: pd.DataFrame,
    nodes: _Nodes,
    way_id: IntArray,
    state: NDArray[np.int8],
    private: NDArray[np.bool_],
    profile: Profile,
) -> WalkNetwork:
    """Make an edge of every straight piece."""
    node, street = points["node"].to_numpy().copy(), points["street"].to_numpy()
    between = node < 0
    node[between] = len(nodes.node_id) + np.arange(between.sum())
    node_id = np.concatenate([nodes.node_id, _fresh_ids(nodes.node_id, int(between.sum()))])
    xy = np.concatenate([nodes.xy, points[["x", "y"]].to_numpy()[between]])
    doubtful = np.concatenate([nodes.doubtful, np.zeros(int(between.sum()), dtype=bool)])

    tail = np.flatnonzero((street[1:] == street[:-1]) & (node[1:] != node[:-1]))
    u, v, street = node[tail], node[tail + 1], street[tail]
    keep = _best_of_parallel(u, v, private[street], state[street], way_id[street])
    u, v, street = u[keep], v[keep], street[keep]
    length_m = np.hypot(*(xy[v] - xy[u]).T)

    passable = passability(nodes.stops, profile=profile)["state"]
    doubtful[passable.index[passable == State.UNKNOWN]] = True
    closed = np.zeros(len(node_id), dtype=bool)
    closed[passable.index[passable == State.CLOSED]] = True
    u, v, origin = split_nodes(u, v, closed)
    return WalkNetwork(
        node_id=node_id[origin],
        xy=xy[origin],
        u=u,
        v=v,
        length_m=length_m,
        way_id=way_id[street],
        state=state[street],
        private=private[street],
        doubtful=doubtful[origin],
    )


def _several(value: object) -> list[Any]:
    """Give what an attribute holds as a list: OSMnx makes lists where it merges streets."""
    return (list(value) or [None]) if isinstance(value, list | tuple | set) else [value]


def _own_states(data: Attributes) -> list[str]:
    """Give the states an edge says of itself; none where its tags must tell."""
    return [text for value in _several(data.get("state")) if (text := _text(value))]


def _is_true(value: object) -> bool:
    """Whether an attribute says yes; OSMnx's GraphML makes text of it."""
    return str(value) == "True"


def _present(value: object) -> object:
    """Give None for a missing value, also where it came out of a table as NaN."""
    return None if isinstance(value, float) and np.isnan(value) else value


def _text(value: object) -> str:
    return "" if _present(value) is None else str(value)


def _number(value: Any) -> float:  # noqa: ANN401 - graphs hold anything
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def _way(value: object) -> int:
    ways = [int(way) for way in _several(value) if isinstance(way, int | np.integer)]
    return min(ways, default=NO_WAY)


def _some(names: Sequence[object], chosen: Iterable[bool | np.bool_]) -> str:
    """Name the first few of those that are chosen."""
    found = [str(name) for name, is_chosen in zip(names, chosen, strict=True) if is_chosen]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(found[:3]) + more
