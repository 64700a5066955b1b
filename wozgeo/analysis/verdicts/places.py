"""Which of the places of a site or complex decides whether it is near enough?

Every number that is shown is that of one place, so that it can be checked and its route drawn. By the
farthest place (`Measure.MAX`) an object is near enough when all its places are, too far when one is,
and unknown otherwise; by the nearest when one is, and too far when all are; by the typical one half of
them decide. Each of these is the verdict on one place when they are laid in order from worst to best.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.verdicts.three_valued import (
    NIET,
    ONBEKEND,
    VOLDOET,
    WALK_FACTS,
    Doubt,
    Ranks,
    WalkFacts,
    weigh,
    weigh_walk,
)
from wozgeo.domain.criteria import Within
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import Measure

__all__ = [
    "NO_PLACE",
    "WALK_FACTS",
    "Decided",
    "Owned",
    "decide",
    "decided_walks",
    "rows_by_voorziening",
    "share_all_near",
    "share_near",
    "summarise_places",
]

NO_PLACE = -1
"""The row of no place."""


@dataclass(frozen=True)
class Owned:
    """Of which object every place is; by position.

    Attributes
    ----------
    owner
        Of every place the row of its object.
    turn
        Of every place where it stands when all lie in the order of their ids.
    typical
        Whether it counts for the typical place: points of the grid and dwellings.
    n_objects
        How many objects there are.
    """

    owner: IntArray
    turn: IntArray
    typical: NDArray[np.bool_]
    n_objects: int

    @classmethod
    def of(cls, places: pd.DataFrame, objects: pd.Index) -> "Owned":
        """Lay out places (index place_id; ``object_id``, ``typical``) of objects; all of them are there."""
        owner = objects.get_indexer(pd.Index(places["object_id"])).astype(np.int64)
        turn = np.empty(len(places), dtype=np.int64)
        turn[places.index.argsort()] = np.arange(len(places))
        return cls(owner, turn, places["typical"].to_numpy(dtype=bool), len(objects))

    def only(self, chosen: NDArray[np.bool_]) -> "Owned":
        """Leave out places; the objects keep their rows."""
        kept = {name: getattr(self, name)[chosen] for name in ("owner", "turn", "typical")}
        return replace(self, **kept)

    def at(self, order: IntArray, measure: Measure) -> IntArray:
        """Give the place that counts of every object, when places lie object by object from worst to best.

        Of an object that has no place among them it is NO_PLACE.
        """
        size = np.bincount(self.owner[order], minlength=self.n_objects)
        middle = (size - 1) // 2
        nth = {Measure.MAX: 0 * size, Measure.MEDIAAN: middle, Measure.MIN: size - 1}[measure]
        at = np.where(size > 0, np.cumsum(size) - size + nth, NO_PLACE)
        return np.append(order, NO_PLACE)[at]


class Decided(NamedTuple):
    """The walk that every object is told by, and what it settles; by position of the object.

    Attributes
    ----------
    place
        Row of the place; NO_PLACE where an object has none.
    walked
        Its walk, which has the verdict of the object and no other doubt.
    rank
        Verdict of the object.
    unmeasured
        Row of the first place that could not be measured; NO_PLACE where all could.
    """

    place: IntArray
    walked: WalkFacts
    rank: Ranks
    unmeasured: IntArray

    def of(self, rows: IntArray) -> "Decided":
        """Give it by the rows of a table, of which these were laid out."""
        there = np.append(rows, NO_PLACE)
        return self._replace(place=there[self.place], unmeasured=there[self.unmeasured])


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
    objects = pd.Index(places["object_id"], name="object_id").unique().sort_values()
    owned = Owned.of(places, objects)
    told = decide(owned, WalkFacts.of(places), walk, measure=measure, searched_m=searched_m)
    reasons = places["reason"].to_numpy(dtype=object)
    reason, why = reasons[told.place], np.append(reasons, "")[told.unmeasured]
    partly = (told.rank == NIET) & (why != "") & np.isfinite(told.walked.distance_m)
    columns = {
        "place_id": places.index.take(told.place),
        "distance_m": told.walked.distance_m,
        "certain_m": told.walked.certain_m,
        "reason": np.where(partly, why, reason),
        "crosses": places["crosses"].to_numpy(dtype=object)[told.place],
        "edge_m": told.walked.edge_m,
    }
    return pd.DataFrame(columns, index=objects)[["place_id", *WALK_FACTS]]


def decide(
    owned: Owned, walked: WalkFacts, walk: Within | None, *, measure: Measure, searched_m: float
) -> Decided:
    """Choose as `decided_walks` does, by position.

    Parameters
    ----------
    owned
        Of which object every place is.
    walked
        The walk of every place.
    walk, measure, searched_m
        As for `decided_walks`.
    """
    if measure is Measure.MEDIAAN and not owned.typical.all():
        chosen = np.flatnonzero(owned.typical)
        some = owned.only(owned.typical), walked.at(chosen)
        return decide(*some, walk, measure=measure, searched_m=searched_m).of(chosen)
    weighed = _Places.of(owned, walked, walk, searched_m)
    order = weighed.worst_first()
    place, owner = owned.at(order, measure), owned.owner
    by_rank = owned.at(np.lexsort((weighed.rank, owner)), measure)
    rank = np.append(weighed.rank, np.int8(ONBEKEND))[by_rank]
    unmeasured = np.full(owned.n_objects, NO_PLACE)
    blank = order[weighed.unmeasured[order]][::-1]
    unmeasured[owner[blank]] = blank  # the last to be laid down is the first in order
    settled = walked.at(place)
    edge_m = np.where(
        np.append(weighed.miss, False)[place] & (rank == ONBEKEND),
        weighed.nearest_edge_m(settled.edge_m),
        settled.edge_m,
    )
    edge_m = np.where(rank == NIET, np.inf, edge_m)
    return Decided(place, settled._replace(edge_m=edge_m), rank, unmeasured)


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
    objects = pd.Index(sorted(places["object_id"].unique()), name="object_id")
    owned = Owned.of(places, objects)
    columns: dict[str, object] = {}
    rows = rows_by_voorziening(distances, places.index)
    all_m = np.append(distances["distance_m"].to_numpy(dtype=np.float64), np.nan)
    none = np.full(len(places), NO_PLACE)
    for kind in wanted:
        metres = all_m[rows.get(str(kind), none)]
        known = ~np.isnan(metres)
        # the worst first: what is not known, then the farthest; equal ones by their id
        farthest_first = -np.where(known, metres, np.inf)
        order = np.lexsort((owned.turn, farthest_first, known, owned.owner))
        found = order[known[order]]
        usual = found[owned.typical[found]]
        by_measure = {Measure.MAX: order, Measure.MEDIAAN: usual, Measure.MIN: found}
        chosen = {measure: owned.at(part, measure) for measure, part in by_measure.items()}
        for measure, place in chosen.items():
            columns[f"{kind}_{measure}_m"] = np.append(metres, np.nan)[place]
        columns[f"{kind}_place"] = places.index.take(chosen[Measure.MAX])
    return pd.DataFrame(columns, index=objects)


def rows_by_voorziening(distances: pd.DataFrame, places: pd.Index) -> dict[str, IntArray]:
    """Tell per voorziening in which row of the distances every place stands; NO_PLACE where it does not.

    ``distances`` has the index (place_id, voorziening); ``places`` are ids, unique.
    """
    index = cast(pd.MultiIndex, distances.index)
    of_place = places.get_indexer(index.levels[0])[index.codes[0]]
    rows = {}
    for code, kind in enumerate(index.levels[1]):
        mine = np.flatnonzero((index.codes[1] == code) & (of_place != NO_PLACE))
        if len(mine):
            rows[str(kind)] = np.full(len(places), NO_PLACE)
            rows[str(kind)][of_place[mine]] = mine
    return rows


class _Places(NamedTuple):
    """Places, weighed for one walk; by position.

    ``miss``: its metres lie beyond the limit. What is too far unless a nearer one lies outside the data is
    as far as they say.
    """

    owned: Owned
    edge_m: NDArray[np.float64]
    rank: Ranks
    metres: NDArray[np.float64]
    miss: NDArray[np.bool_]
    unmeasured: NDArray[np.bool_]
    at_edge: NDArray[np.bool_]

    @classmethod
    def of(
        cls, owned: Owned, walked: WalkFacts, walk: Within | None, searched_m: float
    ) -> "_Places":
        """Weigh them; without a walk that is asked the distance alone counts."""
        n = len(walked.distance_m)
        if walk is None:
            rank, never = np.full(n, ONBEKEND, dtype=np.int8), np.zeros(n, dtype=bool)
            unmeasured = np.isnan(walked.distance_m)
            return cls(owned, walked.edge_m, rank, walked.distance_m, never, unmeasured, never)
        weighed = weigh_walk(walk, walked, searched_m=searched_m)
        rank, doubt = weighed.rank, weighed.doubt
        at_edge = doubt == Doubt.RAND
        miss = (rank == NIET) | at_edge | (doubt == Doubt.ZOEKGRENS)
        unmeasured = doubt == Doubt.NIET_BEPAALD
        return cls(owned, walked.edge_m, rank, weighed.found, miss, unmeasured, at_edge)

    def worst_first(self) -> IntArray:
        """Lay the places of every object in order: too far, unknown, near; the farthest first in each.

        A place that was not measured comes first, unless another is surely too far: then there are metres to
        tell.
        """
        owned, rank, unmeasured = self.owned, self.rank, self.unmeasured
        surely = np.zeros(owned.n_objects, dtype=bool)
        surely[owned.owner[rank == NIET]] = True
        sure = surely[owned.owner]
        told = np.select([self.miss, unmeasured & sure, unmeasured], [0, 1, 0], default=2)
        group = np.where(rank == VOLDOET, 3, told)
        farthest_first = -np.where(unmeasured, np.inf, self.metres)
        # the last key counts first
        return np.lexsort((owned.turn, rank, farthest_first, ~unmeasured, group, owned.owner))

    def nearest_edge_m(self, otherwise: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give per object how near the edge of the data is to any of its places that it leaves in doubt."""
        mine = self.owned.owner[self.at_edge]
        nearest = np.full(self.owned.n_objects, np.inf)
        np.minimum.at(nearest, mine, np.nan_to_num(self.edge_m[self.at_edge], posinf=np.inf))
        found = np.zeros(self.owned.n_objects, dtype=bool)
        found[mine] = True
        return np.where(found, nearest, otherwise)
