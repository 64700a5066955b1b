"""Which places can a walk reach at most, so that no more streets need be searched than those around?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.domain.plain_types import FloatArray, IntArray

_MORE_M = 0.01
"""So much further is looked than one can walk: sums of fractions."""


def reach_per_metre(start: FloatArray, end: FloatArray, walk_m: FloatArray) -> float:
    """Tell the most metres one comes further, in a straight line, per metre walked along some pieces of street.

    Parameters
    ----------
    start, end
        Shape (pieces, 2): metres, RD New.
    walk_m
        How long each piece is to walk.

    Returns
    -------
    float
        1, or more where a street is said to be shorter than it is drawn.
    """
    straight = np.hypot(*(start - end).T)
    moves = straight > 0
    with np.errstate(divide="ignore"):
        return float((straight[moves] / walk_m[moves]).max(initial=1.0))


def reach_m(walk_m: float, per_metre: float) -> float:
    """Tell how far one comes in a straight line by a walk; ``per_metre`` is that of `reach_per_metre`."""
    return walk_m * per_metre + _MORE_M


@dataclass(frozen=True)
class PlacesAround:
    """Places of a search graph, from west to east.

    Attributes
    ----------
    xy
        Shape (places, 2): metres, RD New.
    place, x
        The places among which is looked, by their x, and that.
    per_metre
        See `reach_per_metre`.
    """

    xy: FloatArray
    place: IntArray
    x: FloatArray
    per_metre: float

    @classmethod
    def of(
        cls, xy: FloatArray, arcs: csr_array, among: NDArray[np.bool_] | None = None
    ) -> "PlacesAround":
        """Look among places.

        Parameters
        ----------
        xy
            Shape (places, 2).
        arcs
            Shape (places, places): metres.
        among
            Shape (places,): which there are to find; None: all.
        """
        tail = np.repeat(np.arange(len(xy)), np.diff(arcs.indptr))
        per_metre = reach_per_metre(xy[tail], xy[arcs.indices], arcs.data)
        some = np.arange(len(xy)) if among is None else np.flatnonzero(among)
        order = some[np.argsort(xy[some, 0], kind="stable")]
        return cls(xy, order, xy[order, 0], per_metre)

    def within(self, begin: IntArray, limit_m: float) -> IntArray:
        """Give places among which are all that a walk from any of some reaches, rising; without a limit all."""
        around_m = reach_m(limit_m, self.per_metre)
        if not len(begin) or not np.isfinite(around_m):
            return np.sort(self.place)
        low, high = self.xy[begin].min(axis=0) - around_m, self.xy[begin].max(axis=0) + around_m
        strip = self.place[slice(*np.searchsorted(self.x, [low[0], high[0]]))]
        y = self.xy[strip, 1]
        return np.sort(strip[(y >= low[1]) & (y <= high[1])])
