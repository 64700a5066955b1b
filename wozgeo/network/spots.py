"""Which dwellings come to the streets in the same way, and which lie on one piece of street?

Dwellings with the same accesses (a block of flats) are one *spot*; the spots with a single access on one edge
are a *group*, whose nearest and furthest tell for both ends whether all are near enough, or none.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.search import NOWHERE
from wozgeo.network.searcher import Searcher


class SpotSources(NamedTuple):
    """Accesses of dwellings: their spot, their place on an edge, and both ends with the metres from there.

    First those of spots with one access, by edge; then those of spots with several, by spot.
    """

    spot: IntArray
    edge: IntArray
    along: FloatArray
    off: FloatArray
    u: IntArray
    v: IntArray
    from_u: FloatArray
    from_v: FloatArray
    several: NDArray[np.bool_]

    @classmethod
    def of(cls, searcher: Searcher, spot_of: IntArray) -> "SpotSources":
        """Take the accesses of the first location of every spot."""
        graph, table = searcher.graph, searcher.locations
        access = of_first(table, searcher.location_rows, spot_of)
        spot = spot_of[searcher.location_rows[access]]
        several = np.bincount(spot, minlength=1)[spot] > 1
        edge = table["edge"].to_numpy()[access]
        order = np.lexsort((spot, np.where(several, 0, edge), several))
        edge, access = edge[order], access[order]
        along, off = (table[c].to_numpy(np.float64)[access] for c in ("along_m", "off_m"))
        return cls(
            spot=spot[order],
            edge=edge,
            along=along,
            off=off,
            u=graph.end_u[edge],
            v=graph.end_v[edge],
            from_u=off + along,
            from_v=off + graph.reading.network.length_m[edge] - along,
            several=several[order],
        )

    @property
    def n_single(self) -> int:
        """How many are of spots with one access."""
        return int(np.count_nonzero(~self.several))

    @property
    def grouped(self) -> IntArray:
        """The spots that are in a group, ..."""
        return self.spot[: self.n_single]

    @property
    def group_of(self) -> IntArray:
        """... and the group of each."""
        edge = self.edge[: self.n_single]
        return np.cumsum(np.diff(edge, prepend=NOWHERE) != 0) - 1

    def several_near(self, local: IntArray) -> "SpotSources":
        """Take the spots with several accesses of which one is near, their ends numbered otherwise."""
        rows = np.arange(self.n_single, len(self.spot))
        last = local[NOWHERE]
        near = np.minimum(local[self.u[rows]], local[self.v[rows]]) < last
        rows = rows[np.isin(self.spot[rows], self.spot[rows[near]])]
        columns: list[Any] = [column[rows] for column in self]
        taken = SpotSources(*columns)
        return taken._replace(u=local[taken.u], v=local[taken.v])


class SpotGroups(NamedTuple):
    """The spots on one edge: its ends, their first row and number in the sources, and how far they lie."""

    edge: IntArray
    u: IntArray
    v: IntArray
    first: IntArray
    size: IntArray
    least_u: FloatArray
    most_u: FloatArray
    least_v: FloatArray
    most_v: FloatArray
    number: IntArray

    @classmethod
    def of(cls, sources: SpotSources) -> "SpotGroups":
        """Lay the spots with one access together by their edge."""
        n = sources.n_single
        first = np.flatnonzero(np.diff(sources.edge[:n], prepend=NOWHERE))
        from_u, from_v = sources.from_u[:n], sources.from_v[:n]

        def each(of: np.ufunc, metres: FloatArray) -> FloatArray:
            return np.asarray(of.reduceat(metres, first) if n else metres, dtype=np.float64)

        return cls(
            edge=sources.edge[first],
            u=sources.u[first],
            v=sources.v[first],
            first=first,
            size=np.diff(first, append=n),
            least_u=each(np.minimum, from_u),
            most_u=each(np.maximum, from_u),
            least_v=each(np.minimum, from_v),
            most_v=each(np.maximum, from_v),
            number=np.arange(len(first)),
        )

    @property
    def n(self) -> int:
        """How many groups there are."""
        return len(self.size)

    def near(self, local: IntArray) -> "SpotGroups":
        """Take those of which an end is near, their ends numbered otherwise."""
        rows = np.flatnonzero(np.minimum(local[self.u], local[self.v]) < local[NOWHERE])
        columns: list[Any] = [column[rows] for column in self]
        taken = SpotGroups(*columns)
        return taken._replace(u=local[taken.u], v=local[taken.v])


def added_up(of: IntArray, weights: FloatArray, n: int) -> FloatArray:
    """Add up rows of weights per number, shape (n, columns)."""
    found = np.zeros((n, weights.shape[1]))
    for k, column in enumerate(weights.T):
        found[:, k] = np.bincount(of, column, n)
    return found


def alike(access: pd.DataFrame, rows: IntArray, n: int) -> IntArray:
    """Give points with the same accesses the same number."""
    where = pd.DataFrame({name: access[name].to_numpy() for name in ("edge", "along_m", "off_m")})
    code = where.groupby([*where], dropna=False, sort=False).ngroup().to_numpy(dtype=np.int64)
    order = np.lexsort((code, rows))
    row = rows[order]
    turn = np.arange(len(row)) - np.searchsorted(row, row)
    each = np.full((n, int(turn.max(initial=0)) + 1), NOWHERE)
    each[row, turn] = code[order]
    number = pd.DataFrame(each).groupby(list(range(each.shape[1])), sort=False).ngroup()
    return np.asarray(number, dtype=np.int64)


def of_first(access: pd.DataFrame, rows: IntArray, group: IntArray) -> IntArray:
    """List the accesses, on an edge, of the first point of every group."""
    _, first = np.unique(group, return_index=True)
    chosen = np.zeros(len(group), dtype=bool)
    chosen[first] = True
    found: IntArray = np.flatnonzero(chosen[rows] & (access["edge"].to_numpy() >= 0))
    return found


def pieces(sorted_by: IntArray, most: int | None = None) -> Iterator[slice]:
    """Cut a sorted column where it changes; with ``most`` into pieces of about that many rows."""
    cuts = np.append(np.flatnonzero(np.diff(sorted_by, prepend=NOWHERE)), len(sorted_by))
    if most is not None:
        step = np.searchsorted(cuts, np.arange(0, len(sorted_by), most))
        cuts = np.unique(np.append(cuts[step], len(sorted_by)))
    for begin, end in pairwise(cuts.tolist()):
        yield slice(begin, end)
