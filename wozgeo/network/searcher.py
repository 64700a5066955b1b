"""Which facility is the nearest to every location, in one reading of the network?

A walk leaves the edge of its location at either end, or stays on it where the facility stands on the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.search import MICROMETRE, NOWHERE, Reading, SearchGraph, build_search_graph

Option = tuple[IntArray, FloatArray, IntArray, IntArray]
"""Walks on offer: access of the location, metres, place in the search graph, access of the facility."""

SAME_EDGE = -2
"""In `Nearest.place`: location and facility stand on one edge, no node lies between."""


@dataclass(frozen=True)
class Nearest:
    """The nearest facility of every location in one reading, by position.

    Attributes
    ----------
    metres
        ``inf`` where no facility is connected.
    facility
        Row of the facility; `NOWHERE` if none.
    access, facility_access
        Row of the access used on either side.
    place
        Where the location comes off its edge: a place in the search graph, or `SAME_EDGE`.
    """

    metres: FloatArray
    facility: IntArray
    access: IntArray
    facility_access: IntArray
    place: IntArray


class Outward(NamedTuple):
    """The walk from every place in the search graph to the nearest of some facilities.

    Attributes
    ----------
    connected
        Which accesses of facilities one walks to.
    metres, before, source
        Per place: metres, the place one walks to next, and the access one comes to.
    """

    connected: NDArray[np.bool_]
    metres: FloatArray
    before: IntArray
    source: IntArray


@dataclass(frozen=True)
class Searcher:
    """One reading of the network with locations and facilities in it."""

    graph: SearchGraph
    locations: pd.DataFrame
    location_rows: IntArray
    facilities: pd.DataFrame
    facility_rows: IntArray
    n_locations: int

    @classmethod
    def possible(
        cls, network: WalkNetwork, locations: Accesses, facilities: Accesses
    ) -> "Searcher":
        """Walk everything not known to be closed, leaving by whichever access is shorter."""
        reading = Reading.possible(network)
        return cls._of(reading, locations.either(), facilities.either(), len(locations.points))

    @classmethod
    def certain(cls, network: WalkNetwork, locations: Accesses, facilities: Accesses) -> "Searcher":
        """Walk only what is known to be open."""
        reading = Reading.certain(network)
        return cls._of(reading, locations.known(), facilities.known(), len(locations.points))

    @classmethod
    def _of(
        cls,
        reading: Reading,
        locations: tuple[pd.DataFrame, IntArray],
        facilities: tuple[pd.DataFrame, IntArray],
        n_locations: int,
    ) -> "Searcher":
        graph = build_search_graph(reading, facilities[0])
        return cls(graph, *locations, *facilities, n_locations)

    def nearest(self, chosen: NDArray[np.bool_]) -> Nearest:
        """Find, for every location, the nearest of the chosen facilities (a mask over their rows)."""
        return self.nearest_with_tree(chosen)[0]

    def nearest_with_tree(self, chosen: NDArray[np.bool_]) -> tuple[Nearest, IntArray]:
        """As `nearest`, and for every place in the search graph the place one comes from."""
        outward = self.outward(chosen)
        return self.nearest_of(outward), outward.before

    def outward(self, chosen: NDArray[np.bool_], limit_m: float = np.inf) -> Outward:
        """Walk outward from the chosen facilities, as far as the streets go or the limit allows."""
        connected = chosen[self.facility_rows] & (self.facilities["edge"].to_numpy() >= 0)
        return Outward(connected, *self.graph.search(np.flatnonzero(connected), limit_m))

    def nearest_of(self, outward: Outward) -> Nearest:
        """Find the nearest facility of every location, once the walk outward is known."""
        options = [
            *self._by_street(outward.metres, outward.source),
            self.on_same_edge(outward.connected),
        ]
        best = _Best(self.n_locations)
        for access, total, place, via in options:
            best.take(self.location_rows[access], total, (access, place, via))
        access, place, via = best.columns
        facility = np.append(self.facility_rows, NOWHERE)[via]
        rounded = np.round(best.metres, MICROMETRE)
        return Nearest(rounded, facility, access, via, place)

    def each(self, accesses: pd.DataFrame) -> "Searcher":
        """Take accesses of locations for locations of their own, in the same reading."""
        n = len(accesses)
        return replace(self, locations=accesses, location_rows=np.arange(n), n_locations=n)

    def _by_street(self, metres: FloatArray, source: IntArray) -> Iterator[Option]:
        """Leave the edge at one of its ends; the first access of each location, then the others."""
        for chosen, place, to_end in self._legs:
            yield chosen, metres[place] + to_end, place, source[place]

    @cached_property
    def _legs(self) -> list[tuple[IntArray, IntArray, FloatArray]]:
        """By turn and by end of the edge: accesses, the place where each comes off, and the metres to it."""
        edge, along, off = (self.locations[c].to_numpy() for c in ("edge", "along_m", "off_m"))
        access = np.flatnonzero(edge >= 0)
        length = self.graph.reading.network.length_m
        turn, legs = self.turn[access], []
        for chosen in (access[turn == i] for i in range(int(turn.max(initial=0)) + 1)):
            at = edge[chosen]
            to_u, to_v = along[chosen], length[at] - along[chosen]
            for ends, to_end in ((self.graph.end_u, to_u), (self.graph.end_v, to_v)):
                legs.append((chosen, ends[at], off[chosen] + to_end))
        return legs

    @cached_property
    def turn(self) -> IntArray:
        """Which of the accesses of its location each one is: 0 for the first."""
        rows = pd.Series(self.location_rows)
        return np.asarray(rows.groupby(rows).cumcount(), dtype=np.int64)

    @cached_property
    def by_place(self) -> list[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """For either end of edges: accesses by the place where they come off there, and those places, rising.

        Accesses are numbered among those that meet the streets.
        """
        edge = self.locations["edge"].to_numpy()
        edge = edge[edge >= 0]
        found = []
        for ends in (self.graph.end_u, self.graph.end_v):
            place = ends[edge].astype(np.int32)
            order = np.argsort(place, kind="stable").astype(np.int32)
            found.append((order, place[order]))
        return found

    @cached_property
    def _same_edge(self) -> tuple[IntArray, FloatArray, IntArray]:
        """Pairs of accesses of a location and a facility on one edge, with their metres: the shortest first."""
        columns = ["edge", "along_m", "off_m"]
        here = self.locations[columns].reset_index(drop=True).rename_axis("access").reset_index()
        there = self.facilities[columns].reset_index(drop=True).rename_axis("via").reset_index()
        here = here[here["edge"].isin(there["edge"]) & (here["edge"] >= 0)]
        pairs = here.merge(there, on="edge", suffixes=("", "_there")).sort_values(["access", "via"])
        along = (pairs["along_m"] - pairs["along_m_there"]).abs()
        total = (pairs["off_m"] + pairs["off_m_there"] + along).to_numpy()
        order = np.argsort(total, kind="stable")
        access, via = (pairs[c].to_numpy()[order] for c in ("access", "via"))
        return access, total[order], via

    def on_same_edge(self, connected: NDArray[np.bool_]) -> Option:
        """Walk along the edge itself: such a pair never passes an end node."""
        access, total, via = self._same_edge
        some = connected[via]
        place = np.full(int(some.sum()), SAME_EDGE, dtype=np.int64)
        return access[some], total[some], place, via[some]


class _Best:
    """The shortest so far for every location; of equally short ones the first that was offered."""

    def __init__(self, n_locations: int) -> None:
        self.metres = np.full(n_locations, np.inf)
        self.columns = tuple(np.full(n_locations, NOWHERE, dtype=np.int64) for _ in range(3))

    def take(self, rows: IntArray, metres: FloatArray, values: tuple[IntArray, ...]) -> None:
        """Offer walks to locations; where one location has several, the shortest comes first."""
        shorter = np.flatnonzero(metres < self.metres[rows])[::-1]
        self.metres[rows[shorter]] = metres[shorter]
        for column, offered in zip(self.columns, values, strict=True):
            column[rows[shorter]] = offered[shorter]
