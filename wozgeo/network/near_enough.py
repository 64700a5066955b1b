"""Who of those that live near are near enough to some places, and which pairs need not be weighed one by one?

What the furthest place of a block and the furthest dwelling of a group have between them, all of both have;
what not even the nearest have, none has. Only between these each place, and in the end each dwelling, is
weighed for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.lookouts import Starts
from wozgeo.network.search import NOWHERE
from wozgeo.network.searcher import Searcher
from wozgeo.network.spots import SpotGroups, SpotSources

Caught = tuple[IntArray, IntArray]
"""Rows of places, and what is within the walk of each."""


class Catchment(NamedTuple):
    """Who lives within the walk of some places.

    Attributes
    ----------
    places
        Numbers of places: see `Within.place_of`.
    block
        Of each place the row of what its whole block reaches.
    wholly
        Shape (blocks, columns): 1 where a column is within the walk of every place of a block; see
        `wozgeo.network.within.Within.spread`.
    partly
        Shape (places, columns): 1 where a column is within the walk and not already in that of its block.
    """

    places: IntArray
    block: IntArray
    wholly: csr_array
    partly: csr_array


class Ends(NamedTuple):
    """The columns of what was walked around a tile, and who lives along the edges that end there."""

    local: IntArray
    groups: SpotGroups
    several: SpotSources


class Here(NamedTuple):
    """Some places of a tile.

    Attributes
    ----------
    access, row
        Rows in the facilities of the searcher, and which of the places each is of.
    block
        Of every place the number of its block.
    starts, walked
        From the places to where one sets out, and from there onward.
    """

    access: IntArray
    row: IntArray
    block: IntArray
    starts: Starts
    walked: FloatArray

    @property
    def blocks(self) -> IntArray:
        """The first place of every block."""
        return np.flatnonzero(np.diff(self.block, prepend=NOWHERE))

    @property
    def size(self) -> IntArray:
        """How many places each block has."""
        return np.diff(self.blocks, append=len(self.block))

    def metres(self, row: IntArray, column: IntArray) -> FloatArray:
        """Walk from each of some places to one end of an edge."""
        return self.starts.onward_to(self.walked, row, column)


@dataclass(frozen=True)
class Weighing:
    """What is the same for every tile.

    Attributes
    ----------
    searcher
        With dwellings as its locations and places as its facilities.
    sources, n_groups, n_spots
        The dwellings, as spots and groups of them.
    less_than
        Metres: a walk of less is near enough.
    """

    searcher: Searcher
    sources: SpotSources
    n_groups: int
    n_spots: int
    less_than: float

    def of(self, places: IntArray, here: Here, ends: Ends) -> Catchment:
        """Weigh some places of a tile."""
        n_blocks = len(here.blocks)
        wholly, *partly = self._by_street(here, ends.groups)
        by_doors = self._of_several(here, ends.several)
        by_edge = self._not_yet(here, ends.local, by_doors)
        number = np.repeat(np.arange(n_blocks), here.size)
        return Catchment(
            places,
            number,
            self._laid([wholly], n_blocks),
            self._laid([*partly, by_doors, by_edge], len(places)),
        )

    def _by_street(self, here: Here, groups: SpotGroups) -> Iterator[Caught]:
        """Take groups whole from whole blocks where that is so, else from each place; else each spot."""
        less, first = self.less_than, here.blocks
        high, low = (
            here.starts.per_block(of, first).onward(here.walked) for of in (np.maximum, np.minimum)
        )
        whole = high[:, groups.u] < less - groups.most_u
        whole |= high[:, groups.v] < less - groups.most_v
        block, column = _pairs(whole)
        yield block, groups.number[column]
        some = low[:, groups.u] < less - groups.least_u
        some |= low[:, groups.v] < less - groups.least_v
        block, column = _pairs(some & ~whole)
        size = here.size[block]
        yield from self._from_each(here, groups, _each(first[block], size), np.repeat(column, size))

    def _from_each(
        self, here: Here, groups: SpotGroups, row: IntArray, column: IntArray
    ) -> Iterator[Caught]:
        """Take groups whole where all of it is near enough to the place, else each of its spots that is."""
        less, sources = self.less_than, self.sources
        to_u, to_v = here.metres(row, groups.u[column]), here.metres(row, groups.v[column])
        whole = (to_u < less - groups.most_u[column]) | (to_v < less - groups.most_v[column])
        yield row[whole], groups.number[column[whole]]
        some = (to_u < less - groups.least_u[column]) | (to_v < less - groups.least_v[column])
        some &= ~whole
        size = groups.size[column[some]]
        source = _each(groups.first[column[some]], size)
        near = np.repeat(to_u[some], size) + sources.from_u[source] < less
        near |= np.repeat(to_v[some], size) + sources.from_v[source] < less
        yield np.repeat(row[some], size)[near], self.n_groups + sources.spot[source[near]]

    def _of_several(self, here: Here, sources: SpotSources) -> Caught:
        """Weigh the spots that are left by several doors one by one: whichever is near enough."""
        if not len(sources.spot):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        ends, at = np.unique(np.concatenate([sources.u, sources.v]), return_inverse=True)
        metres = here.starts.onward(here.walked[:, ends])
        at_u, at_v = np.split(at, 2)
        near = metres[:, at_u] + sources.from_u < self.less_than
        near |= metres[:, at_v] + sources.from_v < self.less_than
        first = np.flatnonzero(np.diff(sources.spot, prepend=NOWHERE))
        row, column = _pairs(np.logical_or.reduceat(near, first, axis=1))
        return row, self.n_groups + sources.spot[first][column]

    def _not_yet(self, here: Here, local: IntArray, several: Caught) -> Caught:
        """Walk along the edge itself, which never passes an end: the pairs not near enough by the street."""
        row, source = self._along_one_edge(here, local)
        sources, n, width = self.sources, self.n_groups, self.n_groups + self.n_spots
        by_street = np.zeros(len(row), dtype=bool)
        for end, rest in ((sources.u, sources.from_u), (sources.v, sources.from_v)):
            by_street |= here.metres(row, local[end[source]]) + rest[source] < self.less_than
        row, source = row[~by_street], source[~by_street]
        key = row * width + n + sources.spot[source]
        twice = sources.several[source]
        if twice.any():
            twice[twice] = np.isin(key[twice], several[0] * width + several[1])
        key = np.unique(key[~twice])
        return key // width, key % width

    def _along_one_edge(self, here: Here, local: IntArray) -> Caught:
        """List what is near enough along the edge: rows, and rows of sources.

        Not where all along the edge is near enough by the street anyway, as on most.
        """
        table, sources = self.searcher.facilities, self.sources
        edge, along, off = (table[c].to_numpy()[here.access] for c in ("edge", "along_m", "off_m"))
        begin, end = self._on_edge[edge], self._on_edge[edge + 1]
        asked = end > begin
        for ends, most in zip((sources.u, sources.v), self._most_on_edge, strict=True):
            on = np.flatnonzero(asked)
            place = local[ends[self._by_edge[begin[on]]]]
            asked[on] = here.metres(here.row[on], place) + most[edge[on]] >= self.less_than
        size = (end - begin)[asked]
        source = self._by_edge[_each(begin[asked], size)]
        walk = np.abs(np.repeat(along[asked], size) - sources.along[source])
        walk += np.repeat(off[asked], size) + sources.off[source]
        near = walk < self.less_than
        return np.repeat(here.row[asked], size)[near], source[near]

    @cached_property
    def _by_edge(self) -> IntArray:
        return np.argsort(self.sources.edge, kind="stable")

    @cached_property
    def _on_edge(self) -> IntArray:
        """Shape (edges + 1,): where in that order each edge begins."""
        n_edges = len(self.searcher.graph.end_u)
        return np.searchsorted(self.sources.edge[self._by_edge], np.arange(n_edges + 1))

    @cached_property
    def _most_on_edge(self) -> tuple[FloatArray, FloatArray]:
        """Metres from both ends of every edge to whom lives furthest from it, of those that live along it."""
        sources, n_edges = self.sources, len(self.searcher.graph.end_u)
        most_u, most_v = np.zeros(n_edges), np.zeros(n_edges)
        np.maximum.at(most_u, sources.edge, sources.from_u)
        np.maximum.at(most_v, sources.edge, sources.from_v)
        return most_u, most_v

    def _laid(self, parts: list[Caught], n_rows: int) -> csr_array:
        row, column = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(row, kind="stable")
        start = np.searchsorted(row[order], np.arange(n_rows + 1))
        ones = np.ones(len(row), dtype=np.int8)
        shape = (n_rows, self.n_groups + self.n_spots)
        return csr_array((ones, column[order], start), shape=shape)


def _each(first: IntArray, size: IntArray) -> IntArray:
    """Count on from each first number, so many times."""
    number = np.repeat(first - np.cumsum(size) + size, size)
    number += np.arange(len(number))
    return number


def _pairs(found: NDArray[np.bool_]) -> Caught:
    """List what is so: as `numpy.nonzero`, in a third of the time."""
    row, column = np.divmod(np.flatnonzero(found), max(1, found.shape[1]))
    return row, column
