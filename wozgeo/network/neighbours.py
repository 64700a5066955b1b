"""Which dwellings stand around the same court or path?

Two dwellings are neighbours when the walk between them is short: out of one door, along courts and
paths, in at the other. Neighbours of neighbours belong together, however long the path.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Crossing
from wozgeo.network.build import WalkNetwork
from wozgeo.network.search import MICROMETRE, NOWHERE


@dataclass(frozen=True)
class Paths:
    """The part of a network where neighbours meet.

    Attributes
    ----------
    network
        Streets in RD New.
    edges
        Which edges are courts and paths.
    """

    network: WalkNetwork
    edges: NDArray[np.bool_]

    @classmethod
    def of(cls, network: WalkNetwork, ways: pd.DataFrame, highway: Collection[str]) -> "Paths":
        """Take the edges of ways (ways contract) of some classes."""
        chosen = ways.index[ways["highway"].isin(list(highway))]
        return cls(network, np.isin(network.way_id, chosen.to_numpy(np.int64)))


def group_neighbours(access: pd.DataFrame, paths: Paths, *, max_step_m: float) -> pd.Series:
    """Group dwellings that are joined by short walks.

    Parameters
    ----------
    access
        Access contract, one row per dwelling.
    paths
        Where one may walk from dwelling to dwelling. Whose ground it is makes no difference here:
        a court may be private to those who live around it.
    max_step_m
        Neighbours are no further apart than this, both off-network legs included: 30.0 is near
        enough for 30.

    Returns
    -------
    Series
        ``group`` on the index of ``access``: a number from 0, the same for all that belong together;
        -1 for a dwelling that has no access to a path, or reaches it over water or rails only.
    """
    edge = access["edge"].to_numpy()
    dry = (access["crosses"] == Crossing.NONE).to_numpy()
    group = np.full(len(access), NOWHERE, dtype=np.int64)
    rows = np.flatnonzero((edge >= 0) & dry)
    rows = rows[paths.edges[edge[rows]]]
    if len(rows):
        segments = _segments(access.iloc[rows], paths)
        group[rows] = _components(segments, paths.network.n_nodes, len(rows), max_step_m)
    return pd.Series(group, index=access.index, name="group")


Segments = tuple[IntArray, IntArray, FloatArray]
"""Ends and length. Places are the nodes, then the foot of each dwelling, then its door."""


def _segments(access: pd.DataFrame, paths: Paths) -> Segments:
    """Cut the paths where dwellings come onto them, and add their off-network legs."""
    network, number = paths.network, np.flatnonzero(paths.edges)
    edge, along_m, off_m = (access[c].to_numpy() for c in ("edge", "along_m", "off_m"))
    foot = network.n_nodes + np.arange(len(edge))
    places = np.concatenate([network.u[number], foot, network.v[number]])
    on = np.concatenate([number, edge, number])
    at_m = np.concatenate([np.zeros(len(number)), along_m, network.length_m[number]])
    turn = np.repeat([0, 1, 2], [len(number), len(edge), len(number)])
    order = np.lexsort((at_m, turn, on))
    places, on, at_m = places[order], on[order], at_m[order]
    step = np.flatnonzero(on[1:] == on[:-1])
    return (
        np.concatenate([places[step], foot]),
        np.concatenate([places[step + 1], foot + len(foot)]),
        np.concatenate([at_m[step + 1] - at_m[step], off_m]),
    )


def _components(segments: Segments, n_nodes: int, n_doors: int, max_step_m: float) -> IntArray:
    """Join doors whose walk is short enough, and what is joined through others.

    Walking outward from all doors at once, every segment where the grounds of two doors meet gives a
    walk between them. Those walks hold a shortest tree over all doors (Mehlhorn, 1988), so joining by
    them is joining by all walks, without measuring every pair.
    """
    a, b, metres = segments
    size = n_nodes + 2 * n_doors
    # two edges between the same nodes are equally long; a sparse matrix would add them up
    once = np.unique(a * size + b, return_index=True)[1]
    streets = coo_array((metres[once], (a[once], b[once])), shape=(size, size)).tocsr()
    doors = n_nodes + n_doors + np.arange(n_doors)
    walked, _, source = dijkstra(
        streets,
        directed=False,
        indices=doors,
        min_only=True,
        return_predecessors=True,
        limit=max_step_m,
    )
    walk = np.round(walked[a] + metres + walked[b], MICROMETRE)
    meet = np.flatnonzero((walk <= max_step_m) & (source[a] != source[b]))
    pairs = (source[a[meet]] - doors[0], source[b[meet]] - doors[0])
    joined = coo_array((np.ones(len(meet)), pairs), shape=(n_doors, n_doors))
    return connected_components(joined, directed=False)[1].astype(np.int64)
