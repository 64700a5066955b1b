"""How far is the nearest facility, and how much does it matter which door is meant at either end?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.door_spans import Doors
from wozgeo.network.entries import Entries
from wozgeo.network.farthest import Farthest
from wozgeo.network.searcher import Nearest, Searcher


@dataclass(frozen=True)
class Spanned:
    """The walk of every location to the nearest of some facilities, by position.

    Attributes
    ----------
    possible, certain
        To the middle of each, in either reading.
    bounds
        Metres, by the columns of the distances contract: the shortest and the longest that it may be.
    nearest_entry
        Row of the entry that is nearest by one's own door; -1 where there is none.
    """

    possible: Nearest
    certain: Nearest
    bounds: Mapping[str, FloatArray]
    nearest_entry: IntArray


@dataclass(frozen=True)
class Spans:
    """Both readings with locations, their doors, and the entries of facilities in them."""

    entries: Entries
    searchers: tuple[Searcher, Searcher]
    farthest: tuple[Farthest, Farthest]
    doors: Doors

    @classmethod
    def of(
        cls, network: WalkNetwork, locations: Accesses, facilities: Accesses, entries: Entries
    ) -> "Spans":
        """Lay out both readings; ``facilities`` are entries."""
        possible = Searcher.possible(network, locations, facilities)
        certain = Searcher.certain(network, locations, facilities)
        return cls(
            entries,
            (possible, certain),
            (Farthest(possible, entries), Farthest(certain, entries)),
            Doors.of(locations, possible, certain),
        )

    def to(self, chosen: NDArray[np.bool_]) -> Spanned:
        """Measure the walk to some facilities: a mask over the rows of their entries."""
        middle = chosen & self.entries.middle
        outward = [one.outward(middle) for one in self.searchers]
        possible, certain = (
            one.nearest_of(walks) for one, walks in zip(self.searchers, outward, strict=True)
        )
        doors = self.doors
        own_m = possible.metres, np.maximum(possible.metres, certain.metres)
        by_door = [
            doors.possible.nearest_of(outward[0]).metres,
            doors.certain.nearest_of(outward[1]).metres,
        ]
        low, high = doors.span(own_m, by_door[0], (by_door[0], by_door[1]))
        bounds = {"shortest_m": low, "longest_m": high, "door_low_m": low, "door_high_m": high}
        if not self._doubtful(chosen):
            low, high = own_m
            bounds |= {"place_low_m": low, "place_high_m": high}
            return Spanned(possible, certain, bounds, possible.facility)
        near = self.searchers[0].outward(chosen)
        nearest = self.searchers[0].nearest_of(near)
        must = chosen & (self.entries.middle | self.entries.sole)
        long_m = [
            far.metres(must, [own, door])
            for far, own, door in zip(
                self.farthest, self.searchers, (doors.possible, doors.certain), strict=True
            )
        ]
        low = np.minimum(possible.metres, nearest.metres)
        high = np.maximum(own_m[1], _finite(long_m[0][0]))
        high = np.maximum(high, _finite(long_m[1][0]))
        bounds |= {"place_low_m": low, "place_high_m": high}
        low, high = doors.span(
            (np.minimum(low, bounds["door_low_m"]), np.maximum(high, bounds["door_high_m"])),
            doors.possible.nearest_of(near).metres,
            (long_m[0][1], long_m[1][1]),
        )
        bounds |= {"shortest_m": low, "longest_m": high}
        return Spanned(possible, certain, bounds, nearest.facility)

    def _doubtful(self, chosen: NDArray[np.bool_]) -> bool:
        """Tell whether any of these facilities may be entered elsewhere than in the middle."""
        return bool((chosen & ~self.entries.middle).any())


def _finite(metres: FloatArray) -> FloatArray:
    """Leave out what nobody walks: such an entry is none."""
    return np.where(np.isfinite(metres), metres, -np.inf)
