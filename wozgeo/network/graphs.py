"""Which nodes and streets does a graph of networkx hold, and what do they say that cannot be?"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

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
from wozgeo.domain.crs import to_rd
from wozgeo.domain.errors import InputError
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.attributes import is_true, number, present, several, text
from wozgeo.network.build import fresh_ids
from wozgeo.network.levels import on_ground
from wozgeo.network.walkability import walkability
from wozgeo.network.walking_rules import TELLS_NOTHING

if TYPE_CHECKING:
    import networkx as nx

Attributes = Mapping[str, Any]
Transform = Callable[[FloatArray], FloatArray]

NO_WAY = -1
"""In `WalkNetwork.way_id`: the graph does not say of which way an edge is a piece."""
_LOWEST, _HIGHEST = (0.0, 289_000.0), (300_000.0, 630_000.0)
"""x and y between which RD New is meant to be used."""
_JUDGED_TAGS = tuple(tag for tag in WALKING_TAGS if tag not in TELLS_NOTHING)
STATE_NAMES = {state.name.lower(): state for state in State}
"""How an edge says its state."""
_STRETCH = 1.02
"""How much longer than its beeline a street without geometry may say to be: globes differ."""


@dataclass(frozen=True)
class GraphNodes:
    """The nodes of a graph; positions in RD New."""

    place: dict[Hashable, int]
    node_id: IntArray
    xy: FloatArray
    doubtful: NDArray[np.bool_]
    own_gate: NDArray[np.bool_]
    stops: pd.DataFrame


@dataclass(frozen=True)
class GraphStreets:
    """The edges one may walk, as in the graph; geometry in RD New from u to v, None if straight."""

    u: IntArray
    v: IntArray
    geometry: NDArray[np.object_]
    way_id: IntArray
    state: NDArray[np.int8]
    private: NDArray[np.bool_]
    bridge: NDArray[np.bool_]
    ground: NDArray[np.bool_]


def read_graph_nodes(graph: "nx.Graph[Any]") -> tuple[GraphNodes, Transform]:
    """Read the nodes of a graph, and how its coordinates become RD New.

    Raises
    ------
    InputError
        When nodes have no position, or lie outside the Netherlands.
    """
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
    return GraphNodes(
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


def read_graph_streets(
    graph: "nx.Graph[Any]", nodes: GraphNodes, transform: Transform, profile: Profile
) -> GraphStreets:
    """Read the edges of a graph that the profile may walk.

    Raises
    ------
    InputError
        When edges say what cannot be; every kind is listed.
    """
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
    return GraphStreets(u, v, lines, *(column[open_] for column in rest))


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
        f"have another state than {', '.join(STATE_NAMES)}; correct it": [
            not STATE_NAMES.keys() >= set(_own_states(data)) for data in attributes
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
        state[i] = max(STATE_NAMES[name] for name in own[i])
        private[i] = any(map(is_true, several(attributes[i].get("private"))))
    return state, private


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
