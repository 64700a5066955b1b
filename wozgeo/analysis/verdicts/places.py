"""Which of the places of a site or complex decides whether it is near enough?

Every number that is shown is that of one place, so that it can be checked and its route drawn. By the
farthest place (`Measure.MAX`) an object is near enough when all its places are, too far when one is,
and unknown otherwise; by the nearest when one is, and too far when all are; by the typical one half of
them decide. Each of these is the verdict on one place when they are laid in order from worst to best.
"""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from wozgeo.analysis.verdicts.three_valued import (
    NIET,
    ONBEKEND,
    VOLDOET,
    WALK_FACTS,
    Doubt,
    weigh,
)
from wozgeo.domain.criteria import Within
from wozgeo.domain.vocabulary import Measure

__all__ = [
    "WALK_FACTS",
    "decided_walks",
    "of_voorziening",
    "share_all_near",
    "share_near",
    "summarise_places",
]


def decided_walks(
    places: pd.DataFrame, walk: Within | None, *, measure: Measure, searched_m: float
) -> pd.DataFrame:
    """Choose the place whose metres every object is told by, and say what its walk settles.

    The verdict on an object follows from all its places; its metres are those of one. They part near the
    edge of the data: one dwelling surely too far at 434 m settles that not all are near, while another is
    at 700 m as far as the data reach. The 700 m is told, of the farthest, and the edge is in doubt no more.

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
    DataFrame
        Index object_id, sorted, for every object that has a place: ``place_id``, and WALK_FACTS of that
        place, by which `weigh` gives the verdict on the object. So ``edge_m`` is ``inf`` where another place
        is surely too far, and that of the place in doubt where this one is not; ``reason`` beside a
        finite distance says why a place could not be measured which may be farther. Of an even number of
        places the typical one is the worse of the middle two. Row order changes nothing; of equal places
        the lowest place_id is told.
    """
    if measure is Measure.MEDIAAN:
        places = places[places["typical"].to_numpy(dtype=bool)]
    ordered = _worst_first(places, walk, searched_m)
    at = _position(ordered["object_id"], measure)
    chosen = ordered[at].set_index("object_id")
    by_rank = ordered.sort_values(["object_id", "rank"], kind="stable")
    rank = by_rank.loc[at.to_numpy(), ["object_id", "rank"]].set_index("object_id")["rank"]
    return _settled(chosen, rank, ordered)[["place_id", *WALK_FACTS]]


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


def _position(owner: pd.Series, measure: Measure) -> pd.Series:
    """Mark the row that decides among those of every object, which lie from worst to best."""
    grouped = owner.groupby(owner, sort=False)
    nth, size = grouped.cumcount(), grouped.transform("size")
    at = {Measure.MAX: 0, Measure.MEDIAAN: (size - 1) // 2, Measure.MIN: size - 1}
    return nth == at[measure]


def _settled(chosen: pd.DataFrame, rank: pd.Series, ordered: pd.DataFrame) -> pd.DataFrame:
    """Give the walk of the chosen place the doubt that the object has, and no other."""
    rank = rank.reindex(chosen.index)
    doubtful = ordered[ordered["doubt"] == Doubt.RAND]
    nearest = doubtful["edge_m"].fillna(0).groupby(doubtful["object_id"]).min()
    unmeasured = ordered[ordered["doubt"] == Doubt.NIET_BEPAALD].drop_duplicates("object_id")
    why = unmeasured.set_index("object_id")["reason"].reindex(chosen.index).fillna("")
    missed, sure = chosen["metres_miss"], rank == NIET
    partly = sure & (why != "") & np.isfinite(chosen["distance_m"])
    edge_m = chosen["edge_m"].mask(
        missed & (rank == ONBEKEND), nearest.reindex(chosen.index).fillna(chosen["edge_m"])
    )
    return chosen.assign(
        edge_m=edge_m.mask(sure, np.inf), reason=chosen["reason"].mask(partly, why)
    )


def _worst_first(places: pd.DataFrame, walk: Within | None, searched_m: float) -> pd.DataFrame:
    """Lay the places of every object in order: too far, unknown, near; the farthest first in each.

    What is too far unless a nearer one lies outside the data is as far as its metres say. A place that
    was not measured comes first, unless another is surely too far: then there are metres to tell.
    """
    table = places.rename_axis("place_id").reset_index()
    if walk is None:
        doubt = np.where(table["distance_m"].isna(), str(Doubt.NIET_BEPAALD), "").astype(object)
        rank = np.full(len(table), ONBEKEND)
        metres = table["distance_m"].to_numpy(dtype=np.float64)
        miss = np.zeros(len(table), dtype=bool)
    else:
        weighed = weigh(walk, table, searched_m=searched_m)
        doubt, rank, metres = weighed.doubt, weighed.rank, weighed.found
        miss = (rank == NIET) | np.isin(doubt, [Doubt.RAND, Doubt.ZOEKGRENS])
    unmeasured = doubt == Doubt.NIET_BEPAALD
    sure = pd.Series(rank == NIET).groupby(table["object_id"]).transform("any").to_numpy(dtype=bool)
    told = np.select([miss, unmeasured & sure, unmeasured], [0, 1, 0], default=2)
    order = np.where(rank == VOLDOET, 3, told)
    return table.assign(
        rank=rank,
        doubt=doubt,
        metres_miss=miss,
        _order=order,
        _metres=np.where(unmeasured, np.inf, metres),
        _known=~unmeasured,
    ).sort_values(
        ["object_id", "_order", "_known", "_metres", "rank", "place_id"],
        ascending=[True, True, True, False, True, True],
        ignore_index=True,
    )
