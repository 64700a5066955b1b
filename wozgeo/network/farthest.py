"""How far would everyone walk if every facility were entered by the farthest of its entries?

That is the shortest, over all facilities, of the longest walk to any entry of it. Near a facility the walk to
each of its entries is searched; further off one walks to the edge of what was searched there and goes on as if
the farthest entry were known by then: exact near by, never too short further off.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.entries import Entries
from wozgeo.network.search import MICROMETRE, NOWHERE
from wozgeo.network.searcher import Searcher

_EXACT_M = 800.0
"""So far from a facility the walk to each of its entries is searched: twice what definitions ask."""


class Farthest:
    """One reading with its locations, and facilities with their entries.

    Parameters
    ----------
    searcher
        Entries are its facilities: each row is one.
    entries
        Of which facility each is. The middles of one count as one: whichever is nearest.
    """

    def __init__(self, searcher: Searcher, entries: Entries) -> None:
        self._graph = searcher.graph
        self._accesses, self._row = searcher.facilities, searcher.facility_rows
        self._entry = entries.alternative[self._row]
        self._facility = entries.facility

    def metres(self, chosen: NDArray[np.bool_], sides: Sequence[Searcher]) -> list[FloatArray]:
        """Measure the walk of the locations of some searchers, by position.

        Parameters
        ----------
        chosen
            Which entries there are: a mask over their rows.
        sides
            Searchers in the same reading, with whatever locations.

        Returns
        -------
        list
            Per searcher, per location: ``inf`` where no facility is connected. An entry to which nobody gets
            from another of the same facility is none.
        """
        joined = [_Side(one) for one in sides]
        connected = chosen[self._row] & (self._accesses["edge"].to_numpy() >= 0)
        access = np.flatnonzero(connected)
        access = access[np.lexsort((self._entry[access], self._facility[self._entry[access]]))]
        facility = self._facility[self._entry[access]]
        places, metres = [], []
        for own in np.split(access, np.flatnonzero(np.diff(facility)) + 1):
            if len(np.unique(self._entry[own])) < 2:
                places.append(self._graph.first_facility + own)
                metres.append(np.zeros(len(own)))
                for side in joined:
                    side.take_at_once(own)
                continue
            walked, own = self._walked(own)
            farthest = walked.max(axis=0)
            there = np.flatnonzero(np.isfinite(farthest))
            places.append(there)
            metres.append(farthest[there])
            starts = np.flatnonzero(np.diff(self._entry[own], prepend=NOWHERE))
            for side in joined:
                side.take_near(walked, own, starts)
        far = self._outward(places, metres)
        return [side.found(far) for side in joined]

    def _walked(self, access: IntArray) -> tuple[FloatArray, IntArray]:
        """Walk outward from each entry of one facility: shape (entries, places), and their accesses."""
        entry = self._entry[access]
        starts = np.flatnonzero(np.diff(entry, prepend=NOWHERE))
        for limit_m in (_EXACT_M, np.inf):
            each = dijkstra(
                self._graph.arcs, indices=self._graph.first_facility + access, limit=limit_m
            )[:, : self._graph.first_facility]
            one_each = len(starts) == len(access)
            walked = each if one_each else np.minimum.reduceat(each, starts, axis=0)
            reached = np.isfinite(walked)
            if reached.all(axis=0).any():
                return walked, access
        # an entry from which one gets to no place that the others get to is on a piece of its own
        most = reached[int(reached.sum(axis=1).argmax())]
        joins = (reached & most).any(axis=1)
        kept = np.isin(entry, entry[starts][joins])
        return walked[joins], access[kept]

    def _outward(self, places: list[IntArray], metres: list[FloatArray]) -> FloatArray:
        """Walk on from places where the farthest is known, each with the metres up to there."""
        arcs = self._graph.arcs
        n = arcs.shape[0]
        if not places:
            return np.full(n, np.inf)
        begin, so_far = np.concatenate(places), np.concatenate(metres)
        coo = arcs.tocoo()
        least = np.full(n, np.inf)
        np.minimum.at(least, begin, so_far)
        begin = np.flatnonzero(np.isfinite(least))
        parts = (
            (coo.row, np.full(len(begin), n)),
            (coo.col, begin),
            (coo.data, least[begin]),
        )
        tail, head, weight = (np.concatenate(part) for part in parts)
        graph = csr_array(coo_array((weight, (tail, head)), shape=(n + 1, n + 1)))
        found: FloatArray = dijkstra(graph, indices=np.array([n]))[0, :n]
        return found


class _Side:
    """The locations of a searcher, and the shortest that was found for each of their accesses."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher, graph = searcher, searcher.graph
        edge = searcher.locations["edge"].to_numpy()
        self._met = np.flatnonzero(edge >= 0)
        edge = edge[self._met]
        along, off = (searcher.locations[c].to_numpy()[self._met] for c in ("along_m", "off_m"))
        rest = graph.reading.network.length_m[edge] - along
        self._ends = [(graph.end_u[edge], off + along), (graph.end_v[edge], off + rest)]
        self._best = np.full(len(searcher.locations), np.inf)

    @cached_property
    def _at_once(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Accesses of locations and of entries on one edge, and the metres between them."""
        via_all = np.ones(len(self._searcher.facilities), dtype=bool)
        access, metres, _, via = self._searcher.on_same_edge(via_all)
        return access, via, metres

    def take_at_once(self, own: IntArray) -> None:
        """Walk along the edge itself to a facility with one entry."""
        access, via, metres = self._at_once
        mine = np.isin(via, own)
        np.minimum.at(self._best, access[mine], metres[mine])

    def take_near(self, walked: FloatArray, own: IntArray, starts: IntArray) -> None:
        """Walk to the farthest of the entries of a facility, where each was searched."""
        reach = np.asarray(np.isfinite(walked).all(axis=0), dtype=bool)
        near = np.zeros(len(self._met), dtype=bool)
        for place, _ in self._ends:
            near |= (place >= 0) & reach[place]
        rows = np.flatnonzero(near)
        each = np.full((len(walked), len(rows)), np.inf)
        for place, leg in self._ends:
            metres = walked[:, place[rows]] + leg[rows]
            np.minimum(each, np.where(place[rows] >= 0, metres, np.inf), out=each)
        access, via, metres = self._at_once
        mine = np.isin(via, own)
        order = np.argsort(own)
        at = order[np.searchsorted(own[order], via[mine])]
        entry = np.searchsorted(starts, at, side="right") - 1
        column = np.full(len(self._best), NOWHERE)
        column[self._met[rows]] = np.arange(len(rows))
        there = column[access[mine]]
        known = there >= 0
        np.minimum.at(each, (entry[known], there[known]), metres[mine][known])
        if len(rows):
            at_rows = self._met[rows]
            self._best[at_rows] = np.minimum(self._best[at_rows], each.max(axis=0))

    def found(self, far: FloatArray) -> FloatArray:
        """Give the metres of every location, once the walk outward is known."""
        for metres in self._further(far):
            self._best[self._met] = np.minimum(self._best[self._met], metres)
        answer = np.full(self._searcher.n_locations, np.inf)
        np.minimum.at(answer, self._searcher.location_rows, self._best)
        return np.round(answer, MICROMETRE)

    def _further(self, far: FloatArray) -> Iterator[FloatArray]:
        for place, leg in self._ends:
            yield np.where(place >= 0, far[place] + leg, np.inf)
