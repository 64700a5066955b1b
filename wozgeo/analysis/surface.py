"""What does a surface say of every cell: how far, how good, and how many seniors within a walk?

Persons in a raster need more than a limit: two cells side by side may differ by one dwelling, and where a
rounded number steps, that dwelling is seen. So seniors are first pooled: dwellings next to each other are laid
together until they are several and hold enough persons, and each gets the mean of its pool. Whatever is then
added up or subtracted is made of whole pools and equal shares of them, never of what one dwelling holds.
Rounding to fives and leaving small numbers out comes on top of that.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from wozgeo.analysis.scores import PointRule
from wozgeo.domain.plain_types import FloatArray

LEAST_DWELLINGS = 5
"""A pool has as many dwellings at least."""
ROUNDED_TO = 5
"""Persons in a raster are whole multiples of this."""
_NEXT_TO_M = 100.0
"""Dwellings are pooled within rows of squares of this side as far as they go."""


def score_cells(
    metres: Mapping[str, FloatArray], rules: Mapping[str, PointRule], *, search_limit_m: float
) -> FloatArray:
    """Score cells as `wozgeo.analysis.scores.score_locations` scores dwellings.

    Parameters
    ----------
    metres
        By voorziening, arrays of one shape.
    rules
        Points per voorziening.
    search_limit_m
        How far was searched.

    Returns
    -------
    FloatArray
        0 to 100, in that shape; ``NaN`` where unknown.
    """
    shape = np.shape(next(iter(metres.values())))
    total, weights = np.zeros(shape), 0.0
    for voorziening, rule in rules.items():
        if rule.weight > 0:
            distance = metres.get(voorziening, np.full(shape, np.nan))
            if search_limit_m < rule.poor_m:
                distance = np.where(np.isinf(distance), np.nan, distance)
            share = (rule.poor_m - distance) / (rule.poor_m - rule.good_m)
            total += rule.weight * 100.0 * np.clip(share, 0.0, 1.0)
            weights += rule.weight
    return total / weights if weights else total * np.nan


def pool_seniors(persons: FloatArray, xy: FloatArray, *, at_least: int) -> FloatArray:
    """Spread persons evenly over pools of neighbouring dwellings.

    Parameters
    ----------
    persons
        Expected persons per dwelling; NaN: not known.
    xy
        Shape (dwellings, 2), RD New.
    at_least
        A pool holds no fewer persons, as far as there are that many, and no fewer than `LEAST_DWELLINGS`
        dwellings.

    Returns
    -------
    FloatArray
        Persons per dwelling, with the same sum; NaN where they were not known. All 0 where all dwellings
        together hold fewer persons than that.
    """
    pooled = np.full(len(persons), np.nan)
    known = np.flatnonzero(~np.isnan(persons))
    column, row = np.floor(xy[known] / _NEXT_TO_M).T
    # there and back again, so that one square follows the one beside it
    across = np.where(row % 2 == 0, column, -column)
    known = known[np.lexsort((*xy[known].T, across, row))]
    begin, n, held = [0], 0, 0.0
    for place, more in enumerate(persons[known].tolist()):
        n, held = n + 1, held + more
        if n >= LEAST_DWELLINGS and held >= at_least:
            begin.append(place + 1)
            n, held = 0, 0.0
    if len(begin) == 1:
        pooled[known] = 0.0
        return pooled
    starts = np.array(begin[:-1])  # what is left joins the pool before it
    size = np.diff(np.append(starts, len(known)))
    pooled[known] = np.repeat(np.add.reduceat(persons[known], starts) / size, size)
    return pooled


def shown_seniors(counted: FloatArray, unknown: FloatArray, *, at_least: int) -> FloatArray:
    """Round persons within a walk to what may be shown.

    Parameters
    ----------
    counted
        Persons within the walk, of pooled dwellings; NaN where no street is met.
    unknown
        How many dwellings within it hold nobody knows how many.
    at_least
        Smaller numbers are not shown.

    Returns
    -------
    FloatArray
        Whole multiples of `ROUNDED_TO`; 0: fewer than ``at_least``, perhaps none; NaN: not known.
    """
    rounded = np.rint(counted / ROUNDED_TO) * ROUNDED_TO
    shown = np.where((counted < at_least) | (rounded < at_least), 0.0, rounded)
    known: NDArray[np.bool_] = ~np.isnan(counted) & (unknown == 0)
    return np.where(known, shown, np.nan)
