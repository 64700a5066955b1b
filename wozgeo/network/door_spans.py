"""Between which metres lies a walk, whichever door one leaves by?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.searcher import Searcher


@dataclass(frozen=True)
class Doors:
    """The doors of every location that has several.

    Attributes
    ----------
    rows
        The location of each door, by position.
    known
        Whether a door is known to be open.
    possible, certain
        Either reading, with each door for a location of its own; the certain one has the known doors only.
    """

    rows: IntArray
    known: NDArray[np.bool_]
    possible: Searcher
    certain: Searcher

    @classmethod
    def of(cls, locations: Accesses, possible: Searcher, certain: Searcher) -> "Doors":
        """Lay out the doors of locations in both readings."""
        doors, rows = locations.doubtful_doors()
        known = doors["known"].to_numpy(dtype=bool)
        return cls(rows, known, possible.each(doors), certain.each(doors[known]))

    def span(
        self,
        metres: tuple[FloatArray, FloatArray],
        shortest_m: FloatArray,
        longest_m: tuple[FloatArray, FloatArray],
    ) -> tuple[FloatArray, FloatArray]:
        """Find the shortest and the longest walk to some facilities.

        Parameters
        ----------
        metres
            The shortest and the longest walk of every location by the door by which it is left.
        shortest_m
            The shortest walk by each door, in the possible reading.
        longest_m
            The longest walk by each door in the possible reading, and by each known door in the certain one.

        Returns
        -------
        tuple
            Per location: never longer than the first of ``metres``, and never shorter than the second. A
            door from which nobody gets there at all is no door; one that is not known to be open counts
            in the possible reading only.
        """
        shortest, longest = metres[0].copy(), metres[1].copy()
        if not len(self.rows):
            return shortest, longest
        np.minimum.at(shortest, self.rows, shortest_m)
        far = np.isfinite(longest_m[0])
        np.maximum.at(longest, self.rows[far], longest_m[0][far])
        far = far[self.known]
        np.maximum.at(longest, self.rows[self.known][far], longest_m[1][far])
        return shortest, longest
