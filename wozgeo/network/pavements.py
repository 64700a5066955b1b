"""Where does one step from a pavement onto its own street, to cross it at the door?

A pavement drawn beside its street is joined with it in the map at corners and crossings alone, which may be
hundreds of metres away. In between one may cross; whether there is a kerb or a hedge nobody knows. So these
steps are unknown: walked in the possible reading only.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import TOUCH_M, lines_between, lines_short_of
from wozgeo.domain.plain_types import FloatArray, IntArray

_STEP_M = 10.0
"""From one place where the street may be crossed to the next."""
_REACH_M = 15.0
"""A street further from a pavement is another one."""
_PARALLEL = np.cos(np.deg2rad(20.0))

_STREETS = frozenset(
    {"residential", "living_street", "unclassified", "tertiary", "secondary", "road"}
)
"""What may be crossed at the door. A primary road and a trunk may not."""
_CROSSED_FREELY = frozenset({"footway", "path", "cycleway", "bridleway", "pedestrian"})
"""What a step may pass over on its way to the street: a cycle track, say."""


def is_pavement(ways: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which ways say that they are the pavement of a street."""
    said = (ways["footway"] == "sidewalk") | (ways["path"] == "sidewalk")
    said |= ways["is_sidepath"] == "yes"
    return (said & ways["highway"].isin(["footway", "path"])).to_numpy()


def is_street(ways: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which ways may be crossed at the door."""
    return ways["highway"].isin(_STREETS).to_numpy()


def stops_a_step(ways: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell over which ways no step leads: the other carriageway, the street beyond."""
    return ~ways["highway"].isin(_CROSSED_FREELY).to_numpy()


class Steps(NamedTuple):
    """Steps from pavements to streets: edges, and how far along them each begins and ends."""

    pavement: IntArray
    pavement_m: FloatArray
    street: IntArray
    street_m: FloatArray


def find_steps(
    start: FloatArray,
    end: FloatArray,
    pavement: IntArray,
    street: IntArray,
    stopping: IntArray,
    obstacles: NDArray[np.object_],
) -> Steps:
    """Find a step at every so many metres of pavement that has its street beside it.

    Parameters
    ----------
    start, end
        Shape (edges, 2), RD New.
    pavement, street, stopping
        Which edges are pavements, streets, and what no step leads over.
    obstacles
        Shapes in RD New that no step crosses.
    """
    edge, along_m, points = _places(start, end, pavement)
    lines = lines_between(start[street], end[street])
    place, number = shapely.STRtree(lines).query(
        shapely.points(points), predicate="dwithin", distance=_REACH_M
    )
    there = street[number]
    step, own = end[there] - start[there], end[edge[place]] - start[edge[place]]
    length, own_m = np.hypot(*step.T), np.hypot(*own.T)
    parallel = np.abs((step * own).sum(axis=1)) >= _PARALLEL * length * own_m
    at_m = ((points[place] - start[there]) * step).sum(axis=1) / np.where(length > 0, length, 1.0)
    beside = parallel & (at_m >= 0) & (at_m <= length) & (length > 0)
    place, there, at_m = place[beside], there[beside], at_m[beside]
    feet = start[there] + (at_m / length[beside])[:, None] * step[beside]
    off_m = np.hypot(*(points[place] - feet).T)
    order = np.lexsort((there, off_m, place))
    _, first = np.unique(place[order], return_index=True)
    nearest = order[first]
    nearest = nearest[off_m[nearest] > 2 * TOUCH_M]
    legs = lines_short_of(points[place[nearest]], feet[nearest])
    blockers = lines_between(start[stopping], end[stopping])
    free = np.ones(len(nearest), dtype=bool)
    for tree in (shapely.STRtree(blockers), shapely.STRtree(obstacles)):
        free[tree.query(legs, predicate="intersects")[0]] = False
    kept = nearest[free]
    return Steps(edge[place[kept]], along_m[place[kept]], there[kept], at_m[kept])


def _places(
    start: FloatArray, end: FloatArray, edges: IntArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """List places along edges, both ends included: the edge, metres along it, and where that is."""
    length = np.hypot(*(end[edges] - start[edges]).T)
    n = np.maximum(np.ceil(length / _STEP_M), 1).astype(np.int64)
    edge = np.repeat(np.arange(len(edges)), n + 1)
    turn = np.arange(len(edge)) - np.repeat(np.cumsum(n + 1) - (n + 1), n + 1)
    share = turn / n[edge]
    edge = edges[edge]
    points = start[edge] + share[:, None] * (end[edge] - start[edge])
    return edge, share * np.hypot(*(end[edge] - start[edge]).T), points


class Cut(NamedTuple):
    """Edges cut at places along them.

    Attributes
    ----------
    u, v, of
        Ends of the new edges, and the edge each is a piece of.
    xy
        New nodes, numbered after those that are there.
    node
        The node of each place.
    """

    u: IntArray
    v: IntArray
    of: IntArray
    xy: FloatArray
    node: IntArray


def cut_edges(u: IntArray, v: IntArray, xy: FloatArray, edge: IntArray, along_m: FloatArray) -> Cut:
    """Cut edges at places along them; a place at an end is the node that is there.

    Parameters
    ----------
    u, v, xy
        The edges and their nodes.
    edge, along_m
        Where to cut.
    """
    length = np.hypot(*(xy[v] - xy[u]).T)
    node = np.where(along_m <= TOUCH_M, u[edge], v[edge])
    inside = np.flatnonzero((along_m > TOUCH_M) & (along_m < length[edge] - TOUCH_M))
    order = inside[np.lexsort((along_m[inside], edge[inside]))]
    near = np.zeros(len(order), dtype=bool)
    near[1:] = (edge[order][1:] == edge[order][:-1]) & (np.diff(along_m[order]) <= TOUCH_M)
    fresh = np.cumsum(~near) - 1
    node[order] = len(xy) + fresh
    at = order[~near]
    share = (along_m[at] / length[edge[at]])[:, None]
    places = xy[u[edge[at]]] + share * (xy[v[edge[at]]] - xy[u[edge[at]]])
    everything = np.arange(len(u))
    nodes = np.concatenate([u, len(xy) + np.arange(len(at)), v])
    owner = np.concatenate([everything, edge[at], everything])
    far = np.concatenate([np.zeros(len(u)), along_m[at], length])
    turn = np.repeat([0, 1, 2], [len(u), len(at), len(u)])
    row = np.lexsort((far, turn, owner))
    tail = np.flatnonzero(owner[row][1:] == owner[row][:-1])
    return Cut(nodes[row][tail], nodes[row][tail + 1], owner[row][tail], places, node)
