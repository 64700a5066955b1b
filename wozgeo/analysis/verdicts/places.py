"""Which of the places of a site or complex decides whether it is near enough?

Every number that is shown is that of one place, so that it can be checked and its route drawn. By the
farthest place (`Measure.MAX`) an object is near enough when all its places are, too far when one is,
and unknown otherwise; by the nearest when one is, and too far when all are; by the typical one half of
them decide. Each of these is the verdict on one place when they are laid in order from worst to best.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from wozgeo.analysis.verdicts.three_valued import ONBEKEND, VOLDOET, WALK_FACTS, weigh
from wozgeo.domain.criteria import Within
from wozgeo.domain.vocabulary import Measure

__all__ = [
    "WALK_FACTS",
    "deciding_places",
    "of_voorziening",
    "share_all_near",
    "share_near",
    "summarise_places",
]


def deciding_places(
    places: pd.DataFrame, walk: Within | None, *, measure: Measure, searched_m: float
) -> pd.Series:
    """Choose the place that decides for every object.

    Parameters
    ----------
    places
        Index place_id, unique; ``object_id``, ``typical`` (whether it counts for the typical place:
        points of the grid and dwellings) and WALK_FACTS. May be empty.
    walk
        What is asked of the walk; None: only the distance counts.
    measure
        Whether the farthest, typical or nearest place decides.
    searched_m
        How far was searched, in metres.

    Returns
    -------
    Series
        place_id on index object_id, sorted, for every object that has a place. Of an even number of
        places the typical one is the worse of the middle two. Row order changes nothing.
    """
    ordered = _worst_first(places, walk, searched_m)
    if measure is Measure.MEDIAAN:
        ordered = ordered[ordered["typical"]]
    grouped = ordered.groupby("object_id", sort=True)["place_id"]
    if measure is Measure.MAX:
        return grouped.first()
    if measure is Measure.MIN:
        return grouped.last()
    rank, size = grouped.cumcount(), grouped.transform("size")
    middle = ordered[rank == (size - 1) // 2]
    return middle.set_index("object_id")["place_id"].sort_index()


def share_near(places: pd.DataFrame, walk: Within, *, searched_m: float) -> pd.Series:
    """Tell which share of the typical places is surely near enough: 0 to 1, on index object_id."""
    return share_all_near([(places, walk)], searched_m=searched_m)


def share_all_near(walks: Sequence[tuple[pd.DataFrame, Within]], *, searched_m: float) -> pd.Series:
    """Tell which share of the typical places is surely near enough for every walk.

    ``walks`` are the same places in the same order, each time with WALK_FACTS of what that walk leads to.
    """
    places = walks[0][0]
    typical = places["typical"].to_numpy(dtype=bool)
    near = [weigh(w, p[typical], searched_m=searched_m).rank == VOLDOET for p, w in walks]
    owner = places["object_id"][typical]
    return pd.Series(np.logical_and.reduce(near), index=owner.index).groupby(owner).mean()


def summarise_places(
    distances: pd.DataFrame, places: pd.DataFrame, wanted: Collection[str]
) -> pd.DataFrame:
    """Give the nearest, typical and farthest distance of every object to each voorziening.

    Parameters
    ----------
    distances
        Index (place_id, voorziening), for every place: ``distance_m``; missing places are unknown.
    places
        Index place_id; ``object_id``, ``typical``.
    wanted
        The voorzieningen.

    Returns
    -------
    DataFrame
        Index object_id, sorted; ``{v}_min_m``, ``{v}_mediaan_m``, ``{v}_max_m``, ``{v}_place`` (the
        farthest place). The farthest is ``NaN`` as soon as one place is; the others are of the places
        that are known, the typical one the worse of the middle two.
    """
    columns: dict[str, pd.Series] = {}
    ordered = places[["object_id", "typical"]].rename_axis("place_id").reset_index()
    ordered = ordered.sort_values(["object_id", "place_id"])
    owner = pd.factorize(ordered["object_id"], sort=True)[0]
    for kind in wanted:
        metres = of_voorziening(distances, kind)["distance_m"].reindex(ordered["place_id"])
        table = ordered.assign(metres=metres.to_numpy())
        # the worst first: what is not known, then the farthest; equal ones by their id
        farthest_first = -np.where(np.isnan(table["metres"]), np.inf, table["metres"])
        known_last = ~np.isnan(table["metres"].to_numpy())
        table = table.iloc[np.lexsort((farthest_first, known_last, owner))]
        known = table[table["metres"].notna()]
        usual = known[known["typical"]]
        grouped = usual.groupby("object_id")["metres"]
        middle = usual[grouped.cumcount() == (grouped.transform("size") - 1) // 2]
        chosen = {
            "max": table.drop_duplicates("object_id"),
            "mediaan": middle,
            "min": known.drop_duplicates("object_id", keep="last"),
        }
        for name, rows in chosen.items():
            columns[f"{kind}_{name}_m"] = rows.set_index("object_id")["metres"]
        columns[f"{kind}_place"] = chosen["max"].set_index("object_id")["place_id"]
    index = pd.Index(sorted(places["object_id"].unique()), name="object_id")
    return pd.DataFrame({name: column.reindex(index) for name, column in columns.items()})


def of_voorziening(distances: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Take the rows of one voorziening, on the index of places."""
    codes, kinds = pd.factorize(distances.index.get_level_values(1))
    return distances[np.isin(codes, np.flatnonzero(kinds == str(kind)))].droplevel(1)


def _worst_first(places: pd.DataFrame, walk: Within | None, searched_m: float) -> pd.DataFrame:
    """Lay the places of every object in order: too far, unknown, near; the farthest first in each."""
    if walk is None:
        rank = np.where(places["distance_m"].isna(), 0, ONBEKEND)
        metres = places["distance_m"].to_numpy()
    else:
        rank = weigh(walk, places, searched_m=searched_m).rank
        metres = np.where(rank == VOLDOET, places["certain_m"], places["distance_m"])
    table = pd.DataFrame(
        {
            "object_id": places["object_id"].to_numpy(),
            "place_id": places.index.to_numpy(),
            "typical": places["typical"].to_numpy(dtype=bool),
            "rank": rank,
            "metres": np.where(np.isnan(metres), np.inf, metres),
            "known": ~np.isnan(metres),
        }
    )
    return table.sort_values(
        ["object_id", "rank", "metres", "known", "place_id"],
        ascending=[True, True, False, True, True],
    )
