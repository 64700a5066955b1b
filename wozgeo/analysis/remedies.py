"""What would fix a walk that is too long: which places nearby do not count, and whom would they serve?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wozgeo.domain.criteria import Within
from wozgeo.domain.vocabulary import Measure


def walks_to_each(
    walks: pd.DataFrame, objects: "pd.Series[str]", *, measure: Measure
) -> pd.DataFrame:
    """Give the walk of every object to every single place, from the place of the object that counts.

    Parameters
    ----------
    walks
        Index place_id of the objects, a column per place: metres along ways known to be open; ``inf`` or
        ``NaN`` where it was not reached.
    objects
        Per place_id the object it is of.
    measure
        Which of them counts; of an even number of places the typical one is the worse of the middle two.

    Returns
    -------
    DataFrame
        Index object_id, sorted; metres, ``inf`` where that place of the object does not reach it.
    """
    known = walks.fillna(np.inf)
    grouped = known.groupby(objects.reindex(known.index).to_numpy(), sort=True)
    if measure is Measure.MIN:
        return grouped.min()
    if measure is Measure.MAX:
        return grouped.max()
    return grouped.quantile(0.5, interpolation="higher")


def n_that_decide(n_places: int, measure: Measure) -> int:
    """Tell of how many of its places the walk must be short enough for an object to be near enough.

    Examples
    --------
    Of four places by the typical one three: the worse of the middle two counts.

    >>> [n_that_decide(4, measure) for measure in (Measure.MAX, Measure.MEDIAAN, Measure.MIN)]
    [4, 3, 1]
    """
    if measure is Measure.MIN:
        return 1
    return n_places if measure is Measure.MAX else n_places - (n_places - 1) // 2


def whom_each_serves(walks: pd.DataFrame, walk: Within) -> Mapping[str, list[str]]:
    """Name per place the objects that would have it near enough, the nearest first.

    Parameters
    ----------
    walks
        From `walks_to_each`, of objects whose walk is too long.
    walk
        What is asked.
    """
    served = {}
    for place in walks.columns:
        metres = walks[place]
        near = metres[walk.near_enough(metres.to_numpy(dtype=np.float64))]
        ordered = near.sort_values(kind="stable")
        served[str(place)] = [str(key) for key in ordered.index]
    return served
