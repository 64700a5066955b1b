"""How far would everyone walk if the place they now walk to were not there?

Every place in the search graph belongs to the facility that is nearest to it. Without that one, the walk
to the next
nearest crosses, somewhere, from another's ground into its own for the last time; from there on it stays
within. So one
search answers it for all facilities at once: it begins at every crossing, with what is walked up to there,
and walks
only between places of one facility. That is exact, and costs no more than the search it follows.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.search import MICROMETRE, NOWHERE
from wozgeo.network.searcher import Searcher


class Without(NamedTuple):
    """The walk of every location, with all facilities and without the one it walks to.

    Attributes
    ----------
    metres, facility
        To the nearest, ``inf`` where there is none; the row of that facility, `NOWHERE` where there is none.
    without_m
        To the nearest of all others: never shorter. ``inf`` where there is no other.
    """

    metres: FloatArray
    facility: IntArray
    without_m: FloatArray


def leave_one_out(
    searcher: Searcher, chosen: NDArray[np.bool_], of_row: IntArray | None = None
) -> Without:
    """Measure, for every location, the walk without the facility that is nearest to it.

    Parameters
    ----------
    searcher
        A reading with its locations and facilities.
    chosen
        Which facilities there are: a mask over the rows of the searcher.
    of_row
        The number of the facility of each row, where one with several doors has several; None: each row is a
        facility.

    Returns
    -------
    Without
        Per location, facilities by number. What a facility carries is the rows that have it as ``facility``:
        without it they walk ``without_m``, and nobody else walks otherwise.

    Examples
    --------
    On a street with shops at 0 m and 300 m, who lives at 100 m walks 100 m, and 200 m without the first.
    """
    outward = searcher.outward(chosen)
    nearest, metres = searcher.nearest_of(outward), outward.metres
    row = searcher.facility_rows
    of_access = row if of_row is None else of_row[row]
    owner = np.append(of_access, NOWHERE)[outward.source]
    mine = np.append(of_access, NOWHERE)[nearest.facility_access]
    second = _second(searcher.graph.arcs, metres, owner)
    without_m = np.full(searcher.n_locations, np.inf)
    for rows, total in (
        *_by_street(searcher, mine, metres, owner, second),
        _on_same_edge(searcher, mine, of_access, outward.connected),
    ):
        np.minimum.at(without_m, rows, total)
    return Without(nearest.metres, mine, np.round(without_m, MICROMETRE))


def _second(arcs: csr_array, metres: FloatArray, owner: IntArray) -> FloatArray:
    """Give, per place, the metres to the nearest facility that is not the owner of the place."""
    n = len(metres)
    coo = arcs.tocoo()
    tail, head, weight = coo.row, coo.col, coo.data
    known = np.isfinite(metres[tail])
    tail, head, weight = tail[known], head[known], weight[known]
    within = owner[tail] == owner[head]
    enter_m = np.full(n, np.inf)
    np.minimum.at(enter_m, head[~within], metres[tail[~within]] + weight[~within])
    entries = np.flatnonzero(np.isfinite(enter_m))
    from_outside = (np.full(len(entries), n), entries, enter_m[entries])
    parts = zip((tail[within], head[within], weight[within]), from_outside, strict=True)
    i, j, w = (np.concatenate(part) for part in parts)
    graph = csr_array(coo_array((w, (i, j)), shape=(n + 1, n + 1)))
    found: FloatArray = dijkstra(graph, directed=True, indices=np.array([n]))[0, :n]
    return found


def _by_street(
    searcher: Searcher, mine: IntArray, metres: FloatArray, owner: IntArray, second: FloatArray
) -> list[tuple[IntArray, FloatArray]]:
    """Leave the edge at one of its ends, for another facility than one's own."""
    graph = searcher.graph
    edge, along, off = (searcher.locations[c].to_numpy() for c in ("edge", "along_m", "off_m"))
    access = np.flatnonzero(edge >= 0)
    at, row = edge[access], searcher.location_rows[access]
    rest = graph.reading.network.length_m[at] - along[access]
    options = []
    for ends, to_end in ((graph.end_u, along[access]), (graph.end_v, rest)):
        place = ends[at]
        own = owner[place] == mine[row]
        total = np.where(own, second[place], metres[place]) + off[access] + to_end
        options.append((row, np.where(place == NOWHERE, np.inf, total)))
    return options


def _on_same_edge(
    searcher: Searcher, mine: IntArray, of_access: IntArray, connected: NDArray[np.bool_]
) -> tuple[IntArray, FloatArray]:
    """Walk along the edge itself to another facility than one's own."""
    columns = ["edge", "along_m", "off_m"]
    here = searcher.locations[columns].assign(row=searcher.location_rows)
    there = searcher.facilities[columns].assign(facility=of_access)[connected]
    pairs = here[here["edge"].isin(there["edge"])].merge(there, on="edge", suffixes=("", "_there"))
    row = pairs["row"].to_numpy(dtype=np.int64)
    usable = searcher.graph.end_u[pairs["edge"].to_numpy(dtype=np.int64)] != NOWHERE
    other = (pairs["facility"].to_numpy() != mine[row]) & usable
    along = (pairs["along_m"] - pairs["along_m_there"]).abs()
    total = pd.Series(along + pairs["off_m"] + pairs["off_m_there"]).to_numpy()
    return row[other], total[other]
