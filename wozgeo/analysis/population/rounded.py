"""Which numbers of persons may a file hold?

None below a limit (5, as CBS does), and none that can be had as the difference of two: every number is a
multiple of the limit. The interval is widened to them, never narrowed.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.population.sets import PersonBounds
from wozgeo.domain.plain_types import FloatArray, IntArray

_DUST = 1e-6


def round_persons(bounds: PersonBounds, at_least: int, n_dwellings: IntArray) -> pd.DataFrame:
    """Round persons to multiples of the limit.

    Parameters
    ----------
    bounds
        Of some sets of dwellings.
    at_least
        The limit: 5 or more.
    n_dwellings
        Of every set: where nobody can live, nobody does.

    Returns
    -------
    DataFrame
        ``laag``, ``n`` and ``hoog``, Int64. NA: fewer than the limit are expected, or nothing is known;
        ``hoog`` alone: there is no most. ``laag`` 0: none for certain.
    """
    low = np.floor(bounds.low / at_least + _DUST) * at_least
    high = np.ceil(bounds.high / at_least - _DUST) * at_least
    likely = np.clip(nearest(bounds.likely, at_least), low, high)
    nobody = n_dwellings == 0
    told = ~nobody & (bounds.likely >= at_least)
    return pd.DataFrame(
        {
            "laag": _whole(low, told, nobody),
            "n": _whole(likely, told, nobody),
            "hoog": _whole(high, told & np.isfinite(high), nobody),
        }
    )


def nearest(persons: FloatArray, at_least: int) -> FloatArray:
    """Give the nearest multiple of the limit; half of it is rounded up."""
    return np.asarray(np.floor(persons / at_least + 0.5 + _DUST) * at_least, dtype=np.float64)


def round_expected(
    persons: FloatArray, at_least: int, n_dwellings: IntArray
) -> pd.arrays.IntegerArray:
    """Round expected persons alone; NA where fewer than the limit are expected, or nothing is known."""
    nobody = n_dwellings == 0
    return _whole(nearest(persons, at_least), ~nobody & (persons >= at_least), nobody)


def _whole(
    values: FloatArray, told: NDArray[np.bool_], nobody: NDArray[np.bool_]
) -> pd.arrays.IntegerArray:
    shown = np.where(told, values, 0.0).astype(np.int64)
    return pd.arrays.IntegerArray(shown, ~(told | nobody))
