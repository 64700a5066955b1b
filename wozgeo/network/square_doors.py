"""Where does a point come onto a square, and which straight lines lead on from there?

Who stands on a square, or beside it, walks straight across it from that very place. So every such place
becomes a node of the network, with a line to each corner and way it sees, and to each facility it sees.
Such a node is made once: who comes later walks to the doors that are there, and by them.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Crossing, State
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, fresh_ids
from wozgeo.network.pieces import STRAY_M, Pieces
from wozgeo.network.search import Reading
from wozgeo.network.snapping import place_on_edge
from wozgeo.network.squares import in_sight

SquareDoors = tuple[WalkNetwork, Accesses, Accesses]


def open_doors(
    network: WalkNetwork, locations: Accesses, facilities: Accesses, *, max_extra_m: float
) -> SquareDoors:
    """Let points walk straight across the squares they stand on or beside.

    Parameters
    ----------
    network
        Streets and squares.
    locations, facilities
        Points and where they meet the streets; perhaps by doors that were opened before.
    max_extra_m
        As for `wozgeo.network.snapping.Snapper`.

    Returns
    -------
    tuple
        The network with more nodes and edges after those it has, so that an access to it stays true, and
        leads as far; and both accesses, with another edge for points on and beside squares.
    """
    if not len(network.squares.shapes):
        return network, locations, facilities
    sides = (locations, facilities)
    found = [_feet(network, side).assign(side=i) for i, side in enumerate(sides)]
    feet = pd.concat(found, ignore_index=True)
    if feet.empty:
        return network, locations, facilities
    place = feet.groupby(["square", "x", "y"], sort=True).ngroup().to_numpy()
    _, first = np.unique(place, return_index=True)
    at = feet.iloc[first][["square", "x", "y"]]
    at = at.assign(facility=np.bincount(place, weights=feet["side"] == 1) > 0)
    at = at.merge(_opened(network), on=["square", "x", "y"], how="left")
    wider, edge_of, along_m = _with_nodes(network, at)
    feet = feet.assign(edge=edge_of[place], along_m=along_m[place])
    near, far = (
        _through(side, feet[feet["side"] == i], max_extra_m) for i, side in enumerate(sides)
    )
    return wider, near, far


def meets_square(network: WalkNetwork, side: Accesses) -> NDArray[np.bool_]:
    """Tell which points are on a square, or come onto one: those may walk from a door of their own."""
    squares = network.squares
    met = np.zeros(len(side.points), dtype=bool)
    if not len(squares.shapes):
        return met
    tree = shapely.STRtree(squares.shapes[squares.ground])
    met[tree.query(side.points.to_numpy(), predicate="intersects")[0]] = True
    own = np.arange(len(met))
    rows = own, own, side.others["row"].to_numpy(np.int64)
    for access, row in zip((side.possible, side.certain, side.others), rows, strict=True):
        edge = access["edge"].to_numpy(np.int64)
        met[row[(edge >= 0) & (network.square[edge] >= 0)]] = True
    return met


def _feet(network: WalkNetwork, side: Accesses) -> pd.DataFrame:
    """List where points come onto squares: ``row``, ``table``, ``square``, ``x``, ``y``, ``off_m``.

    ``table`` is 0 for the possible access, 1 for the certain one, 2 for the others: ``row`` is theirs; 3
    for the street of the address.
    """
    squares, points = network.squares, side.points.to_numpy()
    ground = np.flatnonzero(squares.ground)
    row, number = shapely.STRtree(squares.shapes[ground]).query(points, predicate="intersects")
    number = ground[number]
    # where squares of two kinds meet, the best known and most public one
    order = np.lexsort((number, squares.private[number], squares.state[number], row))
    row, first = np.unique(row[order], return_index=True)
    number = number[order][first]
    xy, open_ = shapely.get_coordinates(points[row]), squares.state[number] == State.OPEN
    open_ &= ~_joined_elsewhere(network, side.certain["edge"].to_numpy()[row], number)
    still = np.zeros(len(row))
    found = [
        _foot_table(row, number, xy, still, 0),
        _foot_table(row[open_], number[open_], xy[open_], still[open_], 1),
    ]
    inside_of = [row, row[open_], np.empty(0, dtype=np.int64)]
    tables = [side.possible, side.certain, side.others]
    if side.street is not None:
        at = side.street["edge"].to_numpy()[row]
        own = (at >= 0) & (network.square[at] == number)  # the square is its street
        found.append(_foot_table(row[own], number[own], xy[own], still[own], 3))
        inside_of.append(row[own])
        tables.append(side.street)
    for table, access in enumerate(tables):
        edge, along, off = (access[c].to_numpy() for c in ("edge", "along_m", "off_m"))
        beside = np.flatnonzero((edge >= 0) & (network.square[edge] >= 0))
        beside = np.setdiff1d(beside, inside_of[table])
        feet = place_on_edge(network, edge[beside], along[beside])
        at_end = along[beside] == network.length_m[edge[beside]]  # to the last bit
        feet[at_end] = network.xy[network.v[edge[beside][at_end]]]
        on = network.square[edge[beside]]
        found.append(_foot_table(beside, on, feet, off[beside], table))
    return pd.concat(found, ignore_index=True)


def _joined_elsewhere(network: WalkNetwork, edge: IntArray, square: IntArray) -> NDArray[np.bool_]:
    """Tell which points on a square that joins nothing come to a larger piece beside it."""
    pieces = Pieces.of(Reading.certain(network))
    metres = np.zeros(len(network.squares.shapes))
    on = np.flatnonzero(network.square >= 0)
    np.maximum.at(metres, network.square[on], pieces.metres[on])
    loose = metres[square] < STRAY_M
    return np.asarray(loose & (edge >= 0) & (pieces.metres[edge] > metres[square]))


def _foot_table(
    row: IntArray, square: IntArray, xy: FloatArray, off_m: FloatArray, table: int
) -> pd.DataFrame:
    x, y = xy.T
    return pd.DataFrame(
        {"row": row, "table": table, "square": square, "x": x, "y": y, "off_m": off_m}
    )


def _through(side: Accesses, feet: pd.DataFrame, max_extra_m: float) -> Accesses:
    """Let points come to the streets by their doors."""
    possible, certain, others = side.possible.copy(), side.certain.copy(), side.others.copy()
    street = None if side.street is None else side.street.copy()
    tables = [possible, certain, others] if street is None else [possible, certain, others, street]
    for table, access in enumerate(tables):
        chosen = feet[feet["table"] == table]
        rows = chosen["row"].to_numpy()
        on_it = chosen["off_m"].to_numpy() == 0.0
        columns = {name: access[name].to_numpy().copy() for name in access.columns}
        columns["edge"][rows] = chosen["edge"].to_numpy()
        columns["along_m"][rows] = chosen["along_m"].to_numpy()
        columns["off_m"][rows] = chosen["off_m"].to_numpy()
        columns["crosses"][rows[on_it]] = str(Crossing.NONE)
        for name, values in columns.items():
            access[name] = values
    changed = np.isin(np.arange(len(certain)), feet["row"][feet["table"] < 2])
    far = changed & (certain["off_m"] > possible["off_m"] + max_extra_m).to_numpy()
    certain.loc[far, ["edge", "along_m", "off_m"]] = (-1, np.nan, np.nan)
    return Accesses(side.points, possible, certain, others, street, side.by_street)


def _opened(network: WalkNetwork) -> pd.DataFrame:
    """List the doors that were opened before: ``square``, ``x``, ``y``, ``node``, ``edge``, ``along_m``."""
    edge = np.flatnonzero(network.across)
    ends = (network.u, np.zeros(network.n_edges)), (network.v, network.length_m)
    doors = pd.concat(
        pd.DataFrame(
            {
                "square": network.square[edge],
                "node": end[edge],
                "edge": edge,
                "along_m": along_m[edge],
            }
        )
        for end, along_m in ends
    ).drop_duplicates(["square", "node"])
    sights, n = network.sights, np.int64(network.n_nodes)
    square, node = (doors[name].to_numpy(dtype=np.int64) for name in ("square", "node"))
    corner = np.isin(square * n + node, sights.square * n + sights.node)
    doors = doors[~corner]
    x, y = network.xy[doors["node"]].T
    return doors.assign(x=x, y=y).drop_duplicates(["square", "x", "y"])


def _with_nodes(
    network: WalkNetwork, doors: pd.DataFrame
) -> tuple[WalkNetwork, IntArray, FloatArray]:
    """Add a node for each door that has none, and the lines of all; give for each door one of them.

    The door stands at the start of that line, or at its end: how many metres along it comes last.
    """
    new, square = doors["node"].isna().to_numpy(), doors["square"].to_numpy()
    xy, number = doors.loc[new, ["x", "y"]].to_numpy(), np.zeros(len(doors), dtype=np.int64)
    number[new] = network.n_nodes + np.arange(len(xy))
    number[~new] = doors.loc[~new, "node"]
    everywhere = np.concatenate([network.xy, xy])
    pairs = [
        _lines_of(network, everywhere, number[square == s], doors["facility"][square == s], s)
        for s in np.unique(square)
    ]
    u, v, of = (np.concatenate(column) for column in zip(*pairs, strict=True))
    lonely = np.setdiff1d(number[new], np.concatenate([u, v]))  # stands there all the same
    u, v = np.concatenate([u, lonely]), np.concatenate([v, lonely])
    of = np.concatenate([of, square[new][lonely - network.n_nodes]])
    wider = _extended(network, xy, u, v, of)
    edge_of, along_m = np.zeros(len(doors), dtype=np.int64), np.zeros(len(doors))
    edge_of[~new], along_m[~new] = doors.loc[~new, "edge"], doors.loc[~new, "along_m"]
    row = np.flatnonzero(new)
    edge = network.n_edges + np.arange(len(u))
    for ends, metres in ((v, wider.length_m[edge]), (u, np.zeros(len(u)))):
        mine = ends >= network.n_nodes
        at = row[ends[mine] - network.n_nodes]
        edge_of[at], along_m[at] = edge[mine], metres[mine]
    return wider, edge_of, along_m


def _lines_of(
    network: WalkNetwork, xy: FloatArray, doors: IntArray, facility: pd.Series, square: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Draw the lines that are not there yet, from the doors on one square to what they see."""
    sights, new = network.sights.on(square), doors[doors >= network.n_nodes]
    to, of = (grid.ravel() for grid in np.meshgrid(np.arange(len(sights.node)), new))
    worth = sights.worth_it(xy, to, xy[of])
    there = doors[facility.to_numpy()]
    here, seen = (grid.ravel() for grid in np.meshgrid(doors, there, indexing="ij"))
    # no two edges between the same places: a sparse matrix would add them up
    apart = (here != seen) & ~(np.isin(here, there) & (here > seen))
    apart &= ~_joined(network, here, seen, square)
    u = np.concatenate([of[worth], here[apart]])
    v = np.concatenate([sights.node[to[worth]], seen[apart]])
    free = in_sight(network.squares.roomy(square), xy[u], xy[v])
    return u[free], v[free], np.full(int(free.sum()), square, dtype=np.int64)


def _joined(network: WalkNetwork, a: IntArray, b: IntArray, square: int) -> NDArray[np.bool_]:
    """Tell which pairs of nodes have a line over a square already."""
    old, joined = (a < network.n_nodes) & (b < network.n_nodes), np.zeros(len(a), dtype=bool)
    if old.any():
        mine, n = network.across & (network.square == square), np.int64(network.n_nodes)
        pairs = (network.u[mine], network.v[mine]), (a[old], b[old])
        there, asked = (np.minimum(*pair) * n + np.maximum(*pair) for pair in pairs)
        joined[old] = np.isin(asked, there)
    return joined


def _extended(
    network: WalkNetwork, xy: FloatArray, u: IntArray, v: IntArray, square: IntArray
) -> WalkNetwork:
    """Lay nodes and edges after those there are."""
    everywhere = np.concatenate([network.xy, xy])
    squares, n = network.squares, len(u)
    more: dict[str, NDArray[Any]] = {
        "node_id": fresh_ids(network.node_id, len(xy)),
        "xy": xy,
        "u": u,
        "v": v,
        "length_m": np.hypot(*(everywhere[v] - everywhere[u]).T),
        "way_id": squares.way_id[square],
        "state": squares.state[square],
        "private": squares.private[square],
        "bridge": np.zeros(n, dtype=bool),
        "ground": squares.ground[square],
        "doubtful": np.zeros(len(xy), dtype=bool),
        "own_gate": np.zeros(len(xy), dtype=bool),
        "square": square,
        "across": np.ones(n, dtype=bool),
    }
    whole: dict[str, Any] = {
        name: np.concatenate([getattr(network, name), value]) for name, value in more.items()
    }
    return replace(network, **whole)
