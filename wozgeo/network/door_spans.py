"""Between which metres lies a walk, whichever door one leaves by?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.searcher import Outward, Searcher


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
        self, metres: tuple[FloatArray, FloatArray], outward: tuple[Outward, Outward]
    ) -> tuple[FloatArray, FloatArray]:
        """Find the shortest and the longest walk to some facilities.

        Parameters
        ----------
        metres
            What every location walks in the possible and in the certain reading.
        outward
            The walk outward from those facilities in both.

        Returns
        -------
        tuple
            Per location: never longer than the first of ``metres``, and never shorter than the second. A
            door from which nobody gets there at all is no door; one that is not known to be open counts
            in the possible reading only.
        """
        shortest, longest = metres[0].copy(), np.maximum(*metres)
        if not len(self.rows):
            return shortest, longest
        walked = self.possible.nearest_of(outward[0]).metres
        np.minimum.at(shortest, self.rows, walked)
        known_m = self.certain.nearest_of(outward[1]).metres
        far = np.isfinite(walked)
        np.maximum.at(longest, self.rows[far], walked[far])
        far = far[self.known]
        np.maximum.at(longest, self.rows[self.known][far], known_m[far])
        return shortest, longest
