"""How well does a location lie, as one number from 0 to 100?

For ranking only: the criterion is judged on metres. Points fall in a straight line from 100 at
``good_m`` to 0 at ``poor_m``; the score is their mean, weighted. What could not be searched, or not
far enough, makes the score unknown: it is not counted as bad, nor left out.
"""

from collections.abc import Mapping
from typing import Protocol, cast

import numpy as np
import pandas as pd


class PointRule(Protocol):
    """Points for one voorziening."""

    @property
    def weight(self) -> float:
        """How heavily it counts, in any unit."""

    @property
    def good_m(self) -> float:
        """Up to here 100 points."""

    @property
    def poor_m(self) -> float:
        """From here 0 points."""


def score_locations(
    metres: pd.Series, rules: Mapping[str, PointRule], *, search_limit_m: float
) -> pd.Series:
    """Score every location.

    Parameters
    ----------
    metres
        Index (location_id, voorziening). ``inf`` earns 0 points where the search went as far as
        ``poor_m``, and is unknown where it did not; ``NaN`` makes the score ``NaN``.
    rules
        Points per voorziening; one with weight 0 does not count, not even when it is unknown.
    search_limit_m
        How far was searched.

    Returns
    -------
    Series
        Index location_id, 0 to 100; ``NaN`` where unknown.

    Examples
    --------
    With ``good_m`` 400 and ``poor_m`` 1500: 400 m earns 100, 950 m 50 and 1500 m 0 points.
    """
    points = points_of_locations(metres, rules, search_limit_m=search_limit_m)
    total = np.zeros(len(points))
    weights = 0.0
    for voorziening, rule in rules.items():
        if rule.weight > 0:
            total += rule.weight * points[str(voorziening)].to_numpy()
            weights += rule.weight
    scores = total / weights if weights else total * np.nan
    return pd.Series(scores, index=points.index, name="score")


def points_of_locations(
    metres: pd.Series, rules: Mapping[str, PointRule], *, search_limit_m: float
) -> pd.DataFrame:
    """Give the points of every location for each voorziening that counts.

    The parameters are those of `score_locations`.

    Returns
    -------
    DataFrame
        Index location_id, a column per voorziening with a weight above 0, each 0 to 100; ``NaN`` where
        unknown.
    """
    index = cast(pd.MultiIndex, metres.index)
    of_location, of_kind = (index.names.index(name) for name in ("location_id", "voorziening"))
    row, found = pd.factorize(index.codes[of_location])
    kind_of = {str(kind): code for code, kind in enumerate(index.levels[of_kind])}
    points = {}
    for voorziening, rule in rules.items():
        if rule.weight > 0:
            mine = index.codes[of_kind] == kind_of.get(str(voorziening), -1)
            distance = np.full(len(found), np.nan)
            distance[row[mine]] = metres.to_numpy()[mine]
            if search_limit_m < rule.poor_m:
                distance[np.isinf(distance)] = np.nan
            share = (rule.poor_m - distance) / (rule.poor_m - rule.good_m)
            points[str(voorziening)] = 100.0 * np.clip(share, 0.0, 1.0)
    return pd.DataFrame(points, index=index.levels[of_location].take(found))
