"""How far would everyone walk if every facility were entered by the farthest of its entries?

That is the shortest, over all facilities, of the longest walk to any entry of it. Near a facility the walk to
each of its entries is searched; further off one walks to the edge of what was searched there and goes on as if
the farthest entry were known by then: exact near by, never too short further off.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.entries import Entries
from wozgeo.network.places_around import PlacesAround
from wozgeo.network.search import MICROMETRE, NOWHERE
from wozgeo.network.searcher import Searcher

_EXACT_M = 500.0
"""So far from a facility the walk to each of its entries is searched: more than definitions ask."""


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
            around, walked, own = self._walked(own)
            farthest = walked.max(axis=0)
            there = np.isfinite(farthest)
            places.append(around[there])
            metres.append(farthest[there])
            starts = np.flatnonzero(np.diff(self._entry[own], prepend=NOWHERE))
            for side in joined:
                side.take_near(around, walked, own, starts)
        far = self._outward(places, metres)
        return [side.found(far) for side in joined]

    def _walked(self, access: IntArray) -> tuple[IntArray, FloatArray, IntArray]:
        """Walk outward from each entry of one facility.

        Returns
        -------
        tuple
            Places, rising; the metres to each: shape (entries, places), ``inf`` to all others; and the
            accesses of these entries.
        """
        entry = self._entry[access]
        starts = np.flatnonzero(np.diff(entry, prepend=NOWHERE))
        for limit_m in (_EXACT_M, np.inf):
            around = self._around(access, limit_m)
            each = self._each(access, around, limit_m)
            one_each = len(starts) == len(access)
            walked = each if one_each else np.minimum.reduceat(each, starts, axis=0)
            reached = np.isfinite(walked)
            if reached.all(axis=0).any():
                return around, walked, access
        # an entry from which one gets to no place that the others get to is on a piece of its own
        most = reached[int(reached.sum(axis=1).argmax())]
        joins = (reached & most).any(axis=1)
        kept = np.isin(entry, entry[starts][joins])
        return around, walked[joins], access[kept]

    def _around(self, access: IntArray, limit_m: float) -> IntArray:
        """Give places among which are all within a walk, rising: a region is not searched for one facility."""
        first, _ = _arcs_from(self._graph.arcs, self._graph.first_facility + access)
        return self._places.within(first, limit_m)

    @cached_property
    def _places(self) -> PlacesAround:
        graph, n = self._graph, self._graph.first_facility
        xy = graph.reading.xy[graph.node_of_place[:n]]
        return PlacesAround.of(xy, csr_array(graph.arcs[:n, :n]))

    def _each(self, access: IntArray, around: IntArray, limit_m: float) -> FloatArray:
        """Walk outward from each access among some places: shape (accesses, places)."""
        rows = np.concatenate([around, self._graph.first_facility + access])
        place, counts = _arcs_from(self._graph.arcs, rows)
        at = np.searchsorted(around, place)
        inside = np.append(around, NOWHERE)[at] == place
        metres = self._graph.arcs.data[_spread(self._graph.arcs.indptr[rows], counts)]
        ends = np.cumsum(
            np.bincount(np.repeat(np.arange(len(rows)), counts)[inside], minlength=len(rows))
        )
        arcs = csr_array((metres[inside], at[inside], np.append(0, ends)), shape=(len(rows),) * 2)
        found: FloatArray = dijkstra(
            arcs, indices=len(around) + np.arange(len(access)), limit=limit_m
        )
        return found[:, : len(around)]

    def _outward(self, places: list[IntArray], metres: list[FloatArray]) -> FloatArray:
        """Walk on from places where the farthest is known, each with the metres up to there."""
        arcs = self._graph.arcs
        n = arcs.shape[0]
        if not places:
            return np.full(n, np.inf)
        least = np.full(n, np.inf)
        np.minimum.at(least, np.concatenate(places), np.concatenate(metres))
        begin = np.flatnonzero(np.isfinite(least))
        # one place more, from which one gets there at once
        weight = np.concatenate([arcs.data, least[begin]])
        head = np.concatenate([arcs.indices, begin.astype(arcs.indices.dtype)])
        starts = np.append(arcs.indptr, arcs.indptr[-1] + len(begin))
        graph = csr_array((weight, head, starts), shape=(n + 1, n + 1))
        found: FloatArray = dijkstra(graph, indices=np.array([n]))[0, :n]
        return found


def _arcs_from(arcs: csr_array, rows: IntArray) -> tuple[IntArray, IntArray]:
    """Give the places to which arcs lead from some places, and how many from each."""
    starts = arcs.indptr[rows]
    counts = (arcs.indptr[rows + 1] - starts).astype(np.int64)
    return arcs.indices[_spread(starts.astype(np.int64), counts)].astype(np.int64), counts


def _spread(starts: IntArray, counts: IntArray) -> IntArray:
    """List the numbers of many ranges, one range after the other."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))


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
        """Accesses of locations and of entries on one edge, and the metres between them, by entry."""
        via_all = np.ones(len(self._searcher.facilities), dtype=bool)
        access, metres, _, via = self._searcher.on_same_edge(via_all)
        order = np.argsort(via, kind="stable")
        return access[order], via[order], metres[order]

    def _pairs(self, own: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Give those of some accesses of entries; rows of these accesses, not the accesses themselves."""
        access, via, metres = self._at_once
        starts = np.searchsorted(via, own)
        counts = np.searchsorted(via, own, side="right") - starts
        mine = _spread(starts, counts)
        return access[mine], np.repeat(np.arange(len(own)), counts), metres[mine]

    def take_at_once(self, own: IntArray) -> None:
        """Walk along the edge itself to a facility with one entry."""
        access, _, metres = self._pairs(own)
        np.minimum.at(self._best, access, metres)

    def _near(self, places: IntArray) -> IntArray:
        """Give those of the accesses that meet the streets which leave their edge at one of some places."""
        rows = []
        for order, sorted_place in self._searcher.by_place:
            starts = np.searchsorted(sorted_place, places)
            counts = np.searchsorted(sorted_place, places, side="right") - starts
            rows.append(order[_spread(starts, counts)])
        return np.unique(np.concatenate(rows))

    def take_near(
        self, around: IntArray, walked: FloatArray, own: IntArray, starts: IntArray
    ) -> None:
        """Walk to the farthest of the entries of a facility, where each was searched: those places, rising."""
        rows = self._near(around[np.isfinite(walked).all(axis=0)])
        if not len(rows):
            return
        each = np.full((len(walked), len(rows)), np.inf)
        for place, leg in self._ends:
            at = np.searchsorted(around, place[rows])
            there = np.append(around, NOWHERE)[at] == place[rows]
            there &= place[rows] >= 0
            metres = walked[:, at[there]] + leg[rows[there]]
            each[:, there] = np.minimum(each[:, there], metres)
        access, at, metres = self._pairs(own)
        entry = np.searchsorted(starts, at, side="right") - 1
        at_rows = self._met[rows]
        column = np.searchsorted(at_rows, access)
        known = np.append(at_rows, NOWHERE)[column] == access
        np.minimum.at(each, (entry[known], column[known]), metres[known])
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
