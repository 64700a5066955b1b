"""What verdict by one definition has every object when its places walk otherwise than was measured?

The rules are those by which it was judged. Judged anew are only the objects of which a place walks otherwise:
every other has the verdict that it had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.doubts import Bounds, Removed
from wozgeo.analysis.verdicts.facts import known_facts
from wozgeo.analysis.verdicts.places import Decided, Owned, decide
from wozgeo.analysis.verdicts.rows import JudgingRule, chosen_walks, minimum_dwellings, with_walk
from wozgeo.analysis.verdicts.three_valued import (
    VOLDOET,
    Ranks,
    WalkFacts,
    rank_by,
    weigh,
    weigh_walk,
)
from wozgeo.domain.criteria import Alternative, Definition, Within
from wozgeo.domain.plain_types import FloatArray, IntArray


class Laid(NamedTuple):
    """Bounds of walks, laid beside the places.

    Attributes
    ----------
    bounds
        What was laid.
    row
        Of every place where it stands in their table; NONE where it does not.
    """

    bounds: Bounds
    row: IntArray

    def metres(self, side: str) -> FloatArray:
        """Give the shortest ("low") or longest ("high") walk of every place; ``NaN`` is as measured."""
        column = self.bounds.table[f"{side}_m"].to_numpy(dtype=np.float64)
        return np.append(column, np.nan)[self.row]


class Anew(NamedTuple):
    """Objects, judged anew; by position.

    Attributes
    ----------
    rank
        The verdict of every object.
    told
        By voorziening that walks otherwise, the walk by which each is told that was judged anew.
    """

    rank: Ranks
    told: Mapping[str, Decided]


class WithoutOne(NamedTuple):
    """Objects, each without one facility that a place of it walks to.

    Attributes
    ----------
    row
        Of the object.
    facility
        Id of the facility.
    rank
        What the verdict would be.
    then_m
        The walk by which the object would be told.
    """

    row: IntArray
    facility: NDArray[np.object_]
    rank: Ranks
    then_m: FloatArray


@dataclass(frozen=True)
class Judging:
    """Objects, and their verdict by one definition under any walks.

    Attributes
    ----------
    objects
        As for `wozgeo.analysis.verdicts.rows.judge_listed`.
    walks
        See `wozgeo.analysis.verdicts.rows.walks_of_places`.
    definition
        What is asked.
    rule
        How is judged.
    """

    objects: pd.DataFrame
    walks: Mapping[str, pd.DataFrame]
    definition: Definition
    rule: JudgingRule

    @cached_property
    def facts(self) -> pd.DataFrame:
        """What is known of every object, its walks included."""
        facts = known_facts(self.objects, minimum=minimum_dwellings(self.definition))
        chosen = chosen_walks(self.definition, self.walks, self.objects.index, self.rule)
        for kind, told in chosen.items():
            facts = with_walk(facts, told, kind)
        return facts

    @cached_property
    def asked(self) -> Mapping[str, Within]:
        """By voorziening the walk that is asked: at most one to each."""
        return {walk.voorziening: walk for walk in self.definition.walks}

    @cached_property
    def places(self) -> pd.Index:
        """Ids of the places of all objects, the same for every walk."""
        return next(iter(self.walks.values())).index

    @cached_property
    def owned(self) -> Owned:
        """Of which object every place is."""
        return Owned.of(next(iter(self.walks.values())), self.objects.index)

    @cached_property
    def walked(self) -> Mapping[str, WalkFacts]:
        """By voorziening the walk of every place as it was measured."""
        return {kind: WalkFacts.of(self.walks[kind]) for kind in self.asked}

    @cached_property
    def told(self) -> Mapping[str, Decided]:
        """By voorziening the walk that every object is told by."""
        return {
            kind: self._decided(kind, self.owned, walked) for kind, walked in self.walked.items()
        }

    @cached_property
    def rank(self) -> Ranks:
        """The verdict as it was measured."""
        return rank_by(self.definition, self._ranks.__getitem__, len(self.objects))

    @cached_property
    def _ranks(self) -> dict[Alternative, Ranks]:
        """What every alternative comes to, of all objects."""
        ranks: dict[Alternative, Ranks] = {}
        for requirement in self.definition.requirements:
            for one in (*requirement.alternatives, requirement.stand_in):
                if isinstance(one, Within):
                    ranks[one] = self._rank_of_walk(one, self.told[one.voorziening].walked)
                elif one is not None:
                    ranks[one] = weigh(one, self.facts, searched_m=self.rule.searched_m).rank
        return ranks

    def lay(self, bounds: Bounds) -> Laid:
        """Lay bounds beside the places."""
        return Laid(bounds, bounds.table.index.get_indexer(self.places).astype(np.int64))

    def under(self, changed: Mapping[str, WalkFacts]) -> Anew:
        """Judge under other walks: by voorziening those of every place."""
        owned, moved = self.owned, np.zeros(len(self.places), dtype=bool)
        for kind, walked in changed.items():
            moved |= _differs(walked, self.walked[kind])
        touched = np.zeros(owned.n_objects, dtype=bool)
        touched[owned.owner[moved]] = True
        mine = touched[owned.owner]
        places, objects, some = np.flatnonzero(mine), np.flatnonzero(touched), owned.only(mine)
        told = {
            kind: self._decided(kind, some, walked.at(places)).of(places)
            for kind, walked in changed.items()
        }
        rank = self.rank.copy()
        rank[objects] = self._judged(objects, {k: d.walked.at(objects) for k, d in told.items()})
        return Anew(rank, told)

    def without_each(self, removed: Removed) -> WithoutOne:
        """Judge what meets the definition without each facility that any of its places walks to."""
        kind, owned, turns = removed.voorziening, self.owned, removed.beside(self.places)
        mine = np.flatnonzero(self.rank[owned.owner] == VOLDOET)
        places = pd.DataFrame({"row": owned.owner[mine], "place": mine})
        used = [places.assign(gone=turn.facility[mine]) for turn in turns]
        pairs = pd.concat(used)[["row", "gone"]].drop_duplicates()
        pairs = pairs[pairs["gone"] != ""].sort_values(["row", "gone"], ignore_index=True)
        pairs["number"] = np.arange(len(pairs))
        laid = places.merge(pairs, on="row")
        place, gone = laid["place"].to_numpy(), laid["gone"].to_numpy(dtype=object)
        walked = self.walked[kind].at(place)
        distance_m, certain_m = (
            np.where(turn.facility[place] == gone, turn.without_m[place], metres)
            for turn, metres in zip(turns, (walked.distance_m, walked.certain_m), strict=True)
        )
        some = Owned(laid["number"].to_numpy(), owned.turn[place], owned.typical[place], len(pairs))
        told = self._decided(
            kind, some, walked._replace(distance_m=distance_m, certain_m=certain_m)
        ).walked
        row = pairs["row"].to_numpy()
        rank = self._judged(row, {kind: told})
        return WithoutOne(row, pairs["gone"].to_numpy(dtype=object), rank, told.distance_m)

    def _judged(self, objects: IntArray, walked: Mapping[str, WalkFacts]) -> Ranks:
        """Judge some objects, by their rows, of which some walks are others than was measured."""

        def rank(alternative: Alternative) -> Ranks:
            if isinstance(alternative, Within) and alternative.voorziening in walked:
                return self._rank_of_walk(alternative, walked[alternative.voorziening])
            return self._ranks[alternative][objects]

        return rank_by(self.definition, rank, len(objects))

    def _rank_of_walk(self, walk: Within, walked: WalkFacts) -> Ranks:
        return weigh_walk(walk, walked, searched_m=self.rule.searched_m).rank

    def _decided(self, kind: str, owned: Owned, walked: WalkFacts) -> Decided:
        walk, measure = self.asked[kind], self.rule.measure_of(self.asked[kind])
        return decide(owned, walked, walk, measure=measure, searched_m=self.rule.searched_m)


def changed_walks(
    walked: WalkFacts, laid: Sequence[Laid], side: str, *, as_measured: bool = False
) -> WalkFacts | None:
    """Give the walks under the shortest or the longest that is left open; None where all are as measured.

    ``as_measured`` leaves each at what its own reading on that side says.
    """
    better = np.fmin if side == "low" else np.fmax
    found = np.full(len(walked.distance_m), np.nan)
    for one in laid:
        found = better(found, one.metres(side))
    known = ~np.isnan(found)
    if not known.any():
        return None
    if as_measured:
        found = walked.distance_m if side == "low" else walked.certain_m
    elif side == "high":  # the longest is never shorter than what is certain
        found = np.fmax(found, walked.certain_m)
    else:
        found = np.fmin(found, walked.distance_m)
    return walked._replace(
        distance_m=np.where(known, found, walked.distance_m),
        certain_m=np.where(known, found, walked.certain_m),
    )


def _differs(one: WalkFacts, other: WalkFacts) -> NDArray[np.bool_]:
    """Tell which places walk otherwise."""
    pairs = ((one.distance_m, other.distance_m), (one.certain_m, other.certain_m))
    other_m = [(a != b) & ~(np.isnan(a) & np.isnan(b)) for a, b in pairs]
    return np.asarray(np.logical_or.reduce(other_m), dtype=np.bool_)
