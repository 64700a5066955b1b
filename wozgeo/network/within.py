"""Who lives within a walk of a place, for very many places at once?

The same walk as of `wozgeo.network.distances`: the leg to the street, along the streets, the leg to the
place; private ground as first or last leg alone; on one edge straight along it. It is as long there as
back: every edge is walked both ways, and private, public, private is the same rule read backwards. So
"who reaches this place" and "what is reached from this dwelling" are one question.

Places are taken by tiles. Nobody walks further than so many metres in a straight line, so that the
streets in a tile and in a halo of that width around it answer for its places exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.search import MICROMETRE, NOWHERE
from wozgeo.network.searcher import Searcher
from wozgeo.network.spots import SpotGroups, SpotSources, added_up, alike, of_first, pieces

_TILE_M = 500.0
"""Side of a tile: smaller ones search the same streets again, larger ones weigh pairs that are far apart."""
_MOST_CELLS = 2_000_000
"""Pairs of a place and a dwelling that are weighed at once: what bounds the memory."""
_DECIMALS = 9
"""Of weights that are added up: the order in which they are must not show."""


class Catchment(NamedTuple):
    """Who lives within the walk of some places.

    Attributes
    ----------
    places
        Numbers of places: see `Within.place_of`.
    columns
        Shape (places, columns): 1 where a column is within the walk; see `Within.spread`.
    """

    places: IntArray
    columns: csr_array


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
        for places, columns in self.catchments():
            found[places] = columns @ spread
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
            Shape (columns, k): with it ``catchment.columns`` gives the sum within each walk.
        """
        spots = added_up(self.spot_of, weights, self.n_spots)
        groups = added_up(self._sources.group_of, spots[self._sources.grouped], self._groups.n)
        return np.concatenate([groups, spots])

    def matrix(self) -> csr_array:
        """Lay it all in one table, shape (facilities of the searcher, dwellings): 1 where within the walk.

        For some hundreds of places; of every place of a town it is large.
        """
        rows, cols = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for places, columns in self.catchments():
            coo = columns.tocoo()
            rows.append(places[coo.row])
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
        targets = self._targets
        if not len(targets.place) or not len(self._sources.spot):
            return
        for mine in pieces(targets.tile):
            yield from self._in_tile(mine)

    # --- what there is, once -----------------------------------------------------------------------

    @property
    def _less_than(self) -> float:
        """The limit for metres that are not rounded to micrometres."""
        return self.limit_m - 0.5 * 10.0**-MICROMETRE

    @cached_property
    def _targets(self) -> "_Targets":
        """The accesses of places, each place once, in the order of their tiles."""
        searcher, graph = self.searcher, self.searcher.graph
        access = of_first(searcher.facilities, searcher.facility_rows, self.place_of)
        place = self.place_of[searcher.facility_rows[access]]
        nodes = graph.reading.network.u[searcher.facilities["edge"].to_numpy()[access]]
        # every access of a place is taken in the tile of its first: one place is weighed at once
        first = np.zeros(self.n_places, dtype=np.int64)
        first[place[::-1]] = nodes[::-1]
        xy = graph.reading.network.xy[first[place]]
        corner = xy.min(axis=0, initial=np.inf)
        column, row = (np.floor((xy - corner) / self.tile_m).astype(np.int64)).T.reshape(2, -1)
        order = np.lexsort((access, place, column, row))
        tile = row * (int(column.max(initial=0)) + 1) + column
        return _Targets(access[order], place[order], tile[order])

    @cached_property
    def _sources(self) -> SpotSources:
        return SpotSources.of(self.searcher, self.spot_of)

    @cached_property
    def _groups(self) -> SpotGroups:
        return SpotGroups.of(self._sources)

    @cached_property
    def _streets(self) -> csr_array:
        """The arcs between places in the layers, without those of the facilities."""
        graph = self.searcher.graph
        return csr_array(graph.arcs[: graph.first_facility, : graph.first_facility])

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
        access, place = self._targets.access[mine], self._targets.place[mine]
        starts = self._starts[access]
        begin, at = np.unique(starts.indices.astype(np.int64), return_inverse=True)
        near = _around(self._xy, begin, self.limit_m)
        local = np.full(len(self._xy) + 1, len(near))  # of what is not near the last, as of NOWHERE
        local[near] = np.arange(len(near))
        streets = csr_array(self._streets[near][:, near])
        walked = dijkstra(streets, indices=local[begin], limit=self.limit_m)
        walked = np.column_stack([walked, np.full(len(begin), np.inf)])
        groups, several = self._groups.near(local), self._sources.several_near(local)
        shape = (len(access), len(begin))
        starts = csr_array((starts.data, at, starts.indptr), shape=shape)
        width = max(1, len(near), len(groups.size), len(several.spot))
        for some in pieces(place, max(1, _MOST_CELLS // width)):
            first = np.flatnonzero(np.diff(place[some], prepend=NOWHERE))
            metres = _from_places(starts[some], walked, first)
            row = np.repeat(np.arange(len(first)), np.diff(first, append=len(place[some])))
            along = self._along_one_edge(access[some], row)
            by_doors = self._of_several(metres, several)
            by_edge = self._not_yet(along, metres, local, by_doors)
            parts = [*self._by_street(metres, groups), by_doors, by_edge]
            yield Catchment(place[some][first], self._laid(parts, len(first)))

    def _by_street(self, metres: FloatArray, groups: SpotGroups) -> Iterator["_Pairs"]:
        """Take groups whole where the furthest of it is near enough, else each of its spots that is."""
        less, n = self._less_than, self._groups.n
        to_u, to_v = metres[:, groups.u], metres[:, groups.v]
        whole = (to_u < less - groups.most_u) | (to_v < less - groups.most_v)
        row, column = np.nonzero(whole)
        yield row, groups.number[column]
        some = (to_u < less - groups.least_u) | (to_v < less - groups.least_v)
        row, column = np.nonzero(some & ~whole)
        size = groups.size[column]
        source = np.repeat(groups.first[column] - np.cumsum(size) + size, size)
        source += np.arange(len(source))
        left_u, left_v = (np.repeat(to[row, column], size) for to in (to_u, to_v))
        sources = self._sources
        near = left_u + sources.from_u[source] < less
        near |= left_v + sources.from_v[source] < less
        yield np.repeat(row, size)[near], n + sources.spot[source[near]]

    def _of_several(self, metres: FloatArray, sources: SpotSources) -> "_Pairs":
        """Weigh the spots that are left by several doors one by one: whichever is near enough."""
        if not len(sources.spot):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        near = metres[:, sources.u] + sources.from_u < self._less_than
        near |= metres[:, sources.v] + sources.from_v < self._less_than
        first = np.flatnonzero(np.diff(sources.spot, prepend=NOWHERE))
        row, column = np.nonzero(np.logical_or.reduceat(near, first, axis=1))
        return row, self._groups.n + sources.spot[first][column]

    def _along_one_edge(self, access: IntArray, row: IntArray) -> "_Pairs":
        """Walk along the edge itself: such a pair never passes an end. Gives rows, and rows of sources."""
        table, sources = self.searcher.facilities, self._sources
        edge, along, off = (table[c].to_numpy()[access] for c in ("edge", "along_m", "off_m"))
        order = self._by_edge
        begin, end = (
            np.searchsorted(sources.edge[order], edge, side) for side in ("left", "right")
        )
        size = end - begin
        source = np.repeat(begin - np.cumsum(size) + size, size)
        source = order[source + np.arange(len(source))]
        walk = np.abs(np.repeat(along, size) - sources.along[source])
        walk += np.repeat(off, size) + sources.off[source]
        near = walk < self._less_than
        return np.repeat(row, size)[near], source[near]

    @cached_property
    def _by_edge(self) -> IntArray:
        return np.argsort(self._sources.edge, kind="stable")

    def _not_yet(
        self, along: "_Pairs", metres: FloatArray, local: IntArray, several: "_Pairs"
    ) -> "_Pairs":
        """Keep the pairs on one edge that are not near enough by the street, each once."""
        row, source = along
        sources, n, width = self._sources, self._groups.n, self._groups.n + self.n_spots
        u, v = local[sources.u[source]], local[sources.v[source]]
        by_street = metres[row, u] + sources.from_u[source] < self._less_than
        by_street |= metres[row, v] + sources.from_v[source] < self._less_than
        key = row[~by_street] * width + n + sources.spot[source[~by_street]]
        key = np.setdiff1d(key, several[0] * width + several[1])
        return key // width, key % width

    def _laid(self, parts: "list[_Pairs]", n_rows: int) -> csr_array:
        row, column = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(row, kind="stable")
        start = np.searchsorted(row[order], np.arange(n_rows + 1))
        ones = np.ones(len(row), dtype=np.int8)
        shape = (n_rows, self._groups.n + self.n_spots)
        return csr_array((ones, column[order], start), shape=shape)


_Pairs = tuple[IntArray, IntArray]
"""Rows of places, and what is within the walk of each."""


class _Targets(NamedTuple):
    """Accesses of places: rows in the searcher, the place and the tile of each."""

    access: IntArray
    place: IntArray
    tile: IntArray


def _from_places(starts: csr_array, walked: FloatArray, first: IntArray) -> FloatArray:
    """Give the metres from every place, by whichever access, shape (places, ends of edges)."""
    metres = np.full((starts.shape[0], walked.shape[1]), np.inf)
    n_starts = np.diff(starts.indptr)
    for turn in range(int(n_starts.max(initial=0))):
        some = np.flatnonzero(n_starts > turn)
        start = starts.indptr[some] + turn
        onward = walked[starts.indices[start]]
        onward += starts.data[start, None]
        metres[some] = np.minimum(metres[some], onward)
    return metres if len(first) == len(metres) else np.minimum.reduceat(metres, first, axis=0)


def _around(xy: FloatArray, begin: IntArray, metres: float) -> IntArray:
    """List the places in a box around some of them, so many metres wider on each side."""
    low, high = xy[begin].min(axis=0) - metres, xy[begin].max(axis=0) + metres
    return np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1))
