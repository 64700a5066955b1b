"""Where do seniors concentrate?

A rule with a number, not a colour: a corner of streets is *in a concentration* where at least so many persons
of 65 and over live within a walk of it, and at least so many times as many per dwelling as in the whole area. A
concentration is a stretch of streets between such corners that hang together; who lives along it is in it.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_one_multiline, lines_between
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.build import WalkNetwork


@dataclass(frozen=True)
class Level:
    """From how many a place is in a concentration.

    Attributes
    ----------
    persons
        At least so many of 65 and over within the walk, as expected.
    times
        At least so many times as many per dwelling as in the whole area.
    walk_m
        The walk.
    """

    persons: float
    times: float
    walk_m: float


@dataclass(frozen=True)
class Stretches:
    """Stretches of street in a concentration, and who lives along them.

    Attributes
    ----------
    table
        RD New, MultiLineString: ``lengte_m`` and ``most``, how many of 65 and over are expected within the walk
        of the corner where that is most.
    of_dwelling
        Shape (dwellings,): the row of the table; -1 for none.
    """

    table: gpd.GeoDataFrame
    of_dwelling: IntArray

    def members(self, chosen: NDArray[np.bool_] | None = None) -> csr_array:
        """Give, shape (stretches, dwellings), who lives along each; of the chosen dwellings alone."""
        inside = self.of_dwelling >= 0
        if chosen is not None:
            inside = inside & chosen
        rows = np.flatnonzero(inside)
        ones, shape = np.ones(len(rows)), (len(self.table), len(self.of_dwelling))
        return csr_array((ones, (self.of_dwelling[rows], rows)), shape=shape)


def above(
    persons: FloatArray, dwellings: FloatArray, level: Level, *, per_dwelling: float
) -> NDArray[np.bool_]:
    """Tell where the level is reached.

    Parameters
    ----------
    persons, dwellings
        Of 65 and over, and dwellings of which that is known, within the walk of every corner.
    level
        From how many.
    per_dwelling
        Persons of 65 and over per dwelling in the whole area.
    """
    enough = persons >= level.persons
    return enough & (persons >= level.times * per_dwelling * dwellings) & (dwellings > 0)


def find_stretches(
    network: WalkNetwork, inside: NDArray[np.bool_], persons: FloatArray, edge: IntArray
) -> Stretches:
    """Join what is in a concentration to stretches of street.

    Parameters
    ----------
    network
        Streets of one profile.
    inside, persons
        Shape (nodes,): whether the level is reached, and how many of 65 and over are expected within the walk.
    edge
        Shape (dwellings,): by which piece of street each is left; -1 for none.

    Returns
    -------
    Stretches
        Those along which somebody lives, in the order of their westernmost, then southernmost corner.
    """
    taken = np.flatnonzero(inside[network.u] & inside[network.v] & ~network.across)
    u, v = network.u[taken], network.v[taken]
    n = network.n_nodes
    graph = csr_array(coo_array((np.ones(len(u)), (u, v)), shape=(n, n)))
    piece = connected_components(graph, directed=False)[1][u]
    lived = edge >= 0
    row = np.full(network.n_edges, -1)
    row[taken] = piece
    with_homes = np.intersect1d(piece, row[edge[lived]])
    number = np.full(n, -1)
    number[with_homes] = np.arange(len(with_homes))
    of_edge = np.where(row >= 0, number[row], -1)
    shapes, metres, most, corner = [], [], [], []
    for i in range(len(with_homes)):
        mine = np.flatnonzero(of_edge == i)
        ends = np.concatenate([network.u[mine], network.v[mine]])
        lines = lines_between(network.xy[network.u[mine]], network.xy[network.v[mine]])
        shapes.append(as_one_multiline(lines))
        metres.append(float(network.street_m[mine].sum()))
        most.append(float(persons[ends].max()))
        corner.append(tuple(network.xy[ends].min(axis=0)))
    order = sorted(range(len(corner)), key=corner.__getitem__)
    table = gpd.GeoDataFrame(
        {"lengte_m": np.array(metres)[order], "most": np.array(most)[order]}
        if order
        else {"lengte_m": np.empty(0), "most": np.empty(0)},
        geometry=[shapes[i] for i in order],
        crs=RD_NEW,
    )
    rank = np.full(len(order) + 1, -1)
    rank[order] = np.arange(len(order))
    of_dwelling = np.where(lived, rank[of_edge[edge]], -1)
    return Stretches(table, of_dwelling)


def commonest(words: "pd.Series[str]", stretch: IntArray, n: int) -> list[str]:
    """Give the commonest word of who lives along each stretch, of equals the first by alphabet; or ""."""
    told = pd.DataFrame({"stretch": stretch, "word": words.to_numpy(dtype=object)})
    told = told[(told["stretch"] >= 0) & (told["word"] != "")]
    counts = told.groupby(["stretch", "word"]).size().reset_index(name="n")
    counts = counts.sort_values(["stretch", "n", "word"], ascending=[True, False, True])
    first = counts.drop_duplicates("stretch").set_index("stretch")["word"]
    return list(first.reindex(range(n)).fillna(""))
