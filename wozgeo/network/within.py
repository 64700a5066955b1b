"""Who lives within a walk of a place, for very many places at once?

The same walk as of `wozgeo.network.distances`: the leg to the street, along the streets, the leg to the
place; private ground as first or last leg alone; on one edge straight along it. It is as long there as
back: every edge is walked both ways, and private, public, private is the same rule read backwards. So
"who reaches this place" and "what is reached from this dwelling" are one question.

Places are taken by tiles. Nobody walks further than so many metres in a straight line, so that the
streets in a tile and in a halo of that width around it answer for its places exactly. Of these streets only
the nodes count where somebody turns off, sets out or arrives (`wozgeo.network.chains`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.chains import take_in_one
from wozgeo.network.lookouts import Lookouts, Starts
from wozgeo.network.near_enough import Catchment, Ends, Here, Weighing
from wozgeo.network.places_around import PlacesAround
from wozgeo.network.search import MICROMETRE, NOWHERE
from wozgeo.network.searcher import Searcher
from wozgeo.network.spots import SpotGroups, SpotSources, added_up, alike, pieces

_TILE_M = 800.0
"""Side of a tile: smaller ones search the same streets again, larger ones weigh pairs that are far apart."""
_MOST_CELLS = 1_000_000
"""Pairs of a place and a dwelling that are weighed at once: what bounds the memory."""
_DECIMALS = 9
"""Of weights that are added up: the order in which they are must not show."""


@dataclass(frozen=True)
class Within:
    """The dwellings within a walk of places, both as a `Searcher` holds them: places are its facilities.

    Dwellings that meet the streets in the same way (a block of flats) are one *spot*, and places that do
    are looked from once. The spots on one piece of street are mostly reached all or not at all: together
    they are a *group*, and only where the walk ends among them each is weighed for itself.

    Parameters
    ----------
    searcher
        A reading with dwellings as its locations and places as its facilities.
    limit_m
        A walk of *less than* this is within; exactly as many metres is not, as everywhere.
    tile_m
        Side of the tiles. It changes no answer.

    Examples
    --------
    On a street with dwellings at 0, 399 and 400 m, two live within 400 m of the first, and it is one of them.
    """

    searcher: Searcher
    limit_m: float
    tile_m: float = _TILE_M

    @cached_property
    def spot_of(self) -> IntArray:
        """Shape (dwellings,): the spot of each."""
        searcher = self.searcher
        return alike(searcher.locations, searcher.location_rows, searcher.n_locations)

    @cached_property
    def place_of(self) -> IntArray:
        """Shape (facilities of the searcher,): which of the places that are looked from each is."""
        rows = self.searcher.facility_rows
        return alike(self.searcher.facilities, rows, int(rows.max(initial=NOWHERE)) + 1)

    @property
    def n_spots(self) -> int:
        """How many spots there are."""
        return int(self.spot_of.max(initial=NOWHERE)) + 1

    @property
    def n_places(self) -> int:
        """From how many places is looked."""
        return int(self.place_of.max(initial=NOWHERE)) + 1

    def sums(self, weights: FloatArray) -> FloatArray:
        """Add up weights of the dwellings within the walk of every place.

        Parameters
        ----------
        weights
            Shape (dwellings, columns).

        Returns
        -------
        FloatArray
            Shape (facilities, columns), in the order of those of the searcher; 0 where nobody lives within
            the walk, or where the place meets no street.
        """
        spread = self.spread(weights)
        found = np.zeros((self.n_places, weights.shape[1]))
        for one in self.catchments():
            found[one.places] = (one.wholly @ spread)[one.block] + one.partly @ spread
        return np.round(found, _DECIMALS)[self.place_of]

    def spread(self, weights: FloatArray) -> FloatArray:
        """Add up weights per column of a catchment: first the groups, whole, then every spot.

        Parameters
        ----------
        weights
            Shape (dwellings, k).

        Returns
        -------
        FloatArray
            Shape (columns, k): with it the columns of a `Catchment` give the sum within each walk.
        """
        spots = added_up(self.spot_of, weights, self.n_spots)
        groups = added_up(self._sources.group_of, spots[self._sources.grouped], self._groups.n)
        return np.concatenate([groups, spots])

    def matrix(self) -> csr_array:
        """Lay it all in one table, shape (facilities of the searcher, dwellings): 1 where within the walk.

        For some hundreds of places; of every place of a town it is large.
        """
        rows, cols = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for one in self.catchments():
            for columns in (one.wholly[one.block], one.partly):
                coo = columns.tocoo()
                rows.append(one.places[coo.row])
                cols.append(coo.col.astype(np.int64))
        both = (np.concatenate(rows), np.concatenate(cols))
        shape = (self.n_places, self._groups.n + self.n_spots)
        found = csr_array((np.ones(len(both[0]), dtype=np.int8), both), shape=shape)
        return csr_array((found @ self.members)[self.place_of])

    @cached_property
    def members(self) -> csr_array:
        """Shape (columns, dwellings): 1 where a dwelling is in a column; see `spread`."""
        sources, n = self._sources, self._groups.n
        spots = np.concatenate([sources.grouped, np.arange(self.n_spots)])
        column = np.concatenate([sources.group_of, n + np.arange(self.n_spots)])
        ones, shape = np.ones(len(column), dtype=np.int8), (n + self.n_spots, self.n_spots)
        return csr_array(csr_array((ones, (column, spots)), shape=shape)[:, self.spot_of])

    def catchments(self) -> Iterator[Catchment]:
        """Go through the places tile by tile; who meets no street is in none, and every other in one."""
        lookouts = self._lookouts
        if not len(lookouts.place) or not len(self._sources.spot):
            return
        for mine in pieces(lookouts.tile):
            yield from self._in_tile(mine)

    # --- what there is, once -----------------------------------------------------------------------

    @cached_property
    def _weighing(self) -> Weighing:
        less_than = self.limit_m - 0.5 * 10.0**-MICROMETRE  # metres here are not rounded
        return Weighing(self.searcher, self._sources, self._groups.n, self.n_spots, less_than)

    @cached_property
    def _lookouts(self) -> Lookouts:
        return Lookouts.of(self.searcher, self.place_of, self.tile_m)

    @cached_property
    def _sources(self) -> SpotSources:
        return SpotSources.of(self.searcher, self.spot_of)

    @cached_property
    def _groups(self) -> SpotGroups:
        return SpotGroups.of(self._sources)

    @cached_property
    def _streets(self) -> csr_array:
        """The arcs between places in the layers, past those where one can only go on or back."""
        graph = self.searcher.graph
        arcs = csr_array(graph.arcs[: graph.first_facility, : graph.first_facility])
        return take_in_one(arcs, self._asked)

    @cached_property
    def _asked(self) -> NDArray[np.bool_]:
        """Tell of which places in the layers something is asked: where one sets out, or comes to somebody."""
        found = self._is_end.copy()
        found[self._starts.indices] = True
        return found

    @cached_property
    def _starts(self) -> csr_array:
        """Shape (accesses of places, places in the layers): the metres to where one comes off the edge."""
        graph = self.searcher.graph
        return csr_array(graph.arcs[graph.first_facility :, : graph.first_facility])

    @cached_property
    def _xy(self) -> FloatArray:
        graph = self.searcher.graph
        return graph.reading.xy[graph.node_of_place[: graph.first_facility]]

    # --- tile by tile ------------------------------------------------------------------------------

    def _in_tile(self, mine: slice) -> Iterator[Catchment]:
        """Search the streets around a tile once, and weigh its places in parts."""
        access, place, _, block = (column[mine] for column in self._lookouts)
        arcs = csr_array(self._starts[access])
        begin, at = np.unique(arcs.indices.astype(np.int64), return_inverse=True)
        near = self._places.within(begin, self.limit_m)
        streets = csr_array(self._streets[near][:, near])
        walked = dijkstra(streets, indices=np.searchsorted(near, begin), limit=self.limit_m)
        local, walked = self._ends_only(near, walked)
        ends = Ends(local, self._groups.near(local), self._sources.several_near(local))
        width = max(1, walked.shape[1], len(ends.groups.size), len(ends.several.spot))
        first = np.flatnonzero(np.diff(place, prepend=NOWHERE))
        row = np.repeat(np.arange(len(first)), np.diff(first, append=len(place)))
        starts = Starts.of(arcs, at, first)
        for some in pieces(block, max(1, _MOST_CELLS // width)):
            rows = slice(row[some.start], row[some.stop - 1] + 1)
            of, here = row[some] - rows.start, first[rows]
            yield self._weighing.of(
                place[here], Here(access[some], of, block[here], starts.some(rows), walked), ends
            )

    def _ends_only(self, near: IntArray, walked: FloatArray) -> tuple[IntArray, FloatArray]:
        """Keep of what was walked the ends of edges along which somebody lives; last what is not near."""
        kept = np.flatnonzero(self._is_end[near])
        local = np.full(len(self._xy) + 1, len(kept))  # the last one answers for NOWHERE
        local[near[kept]] = np.arange(len(kept))
        found = np.full((len(walked), len(kept) + 1), np.inf)
        found[:, :-1] = walked[:, kept]
        return local, found

    @cached_property
    def _is_end(self) -> NDArray[np.bool_]:
        """Tell which places are ends of edges along which somebody lives."""
        found = np.zeros(len(self._xy) + 1, dtype=bool)
        found[self._sources.u] = found[self._sources.v] = True
        return found[:-1]

    @cached_property
    def _places(self) -> PlacesAround:
        some = self._asked | (np.diff(self._streets.indptr) > 0)
        return PlacesAround.of(self._xy, self._streets, some)
