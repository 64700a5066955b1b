"""How firm is a verdict: would it be another if something that the map does not settle were otherwise?

The verdict is judged again, by the same rules, under every walk that may be the true one: the shortest
and the longest that a source of doubt leaves open. It is firm when it is the same under all of them. Apart
from that it is told whether it rests on a single facility: that is about policy, and not about the map.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis import words_firmness as words
from wozgeo.analysis.doubts import Bounds, Cause, Doubts, Removed
from wozgeo.analysis.turns import Turn, of_cause, say_metres, say_turn
from wozgeo.analysis.verdicts.facts import known_facts
from wozgeo.analysis.verdicts.rows import (
    JudgingRule,
    chosen_walks,
    minimum_dwellings,
    with_walk,
)
from wozgeo.analysis.verdicts.spoken import Spoken, Telling
from wozgeo.analysis.verdicts.three_valued import (
    ONBEKEND,
    VOLDOET,
    Doubt,
    Ranks,
    Weighed,
    any_met,
    or_stand_in,
    rank_objects,
)
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.definitions import Decision
from wozgeo.domain.firm_words import ONE_PLACE
from wozgeo.domain.language import NOTHING, Text, joined
from wozgeo.domain.vocabulary import Verdict

_OF_DOUBT = {
    Doubt.METERS: Cause.TOEGANKELIJKHEID,
    Doubt.AANLOOP: Cause.DEUR,
    Doubt.RAND: Cause.LIJST,
}


def tell_firmness(
    objects: pd.DataFrame,
    walks: Mapping[str, pd.DataFrame],
    definition: Definition,
    doubts: Doubts,
    *,
    rule: JudgingRule,
) -> pd.DataFrame:
    """Tell of every object how firm its verdict by one definition is, and what it hangs on.

    Parameters
    ----------
    objects
        As for `wozgeo.analysis.verdicts.rows.judge_listed`.
    walks
        See `wozgeo.analysis.verdicts.rows.walks_of_places`.
    definition
        What is asked.
    doubts
        What may turn a verdict.
    rule
        How is judged.

    Returns
    -------
    DataFrame
        On the index of the objects: ``rank`` (`wozgeo.analysis.verdicts.three_valued.VERDICTS`), ``stevig``
        (a verdict that is not onbekend, and the same under every walk that may be the true one), ``causes`` (a
        tuple of `Cause`, empty if and only if it is firm), ``hangt_aan`` (the same in sentences, with what is
        in ``een_plek``) and ``een_plek`` (the facility without which it would not be met): each a `Text`.
    """
    judging = _Judging(objects, walks, definition, rule)
    n = len(objects)
    told: list[list[tuple[Cause, Text]]] = [list(part) for part in judging.open_doubts()]
    for bounds in doubts.bounds:
        for row, turn in judging.turned_by(bounds):
            told[row].append((turn.cause, say_turn(turn, rule.searched_m)))
    firm = (judging.rank != ONBEKEND) & np.array([not part for part in told], dtype=bool)
    for row, causes in judging.turned_together(doubts, firm):
        told[row] += [(cause, of_cause(cause, "", words.TOGETHER)) for cause in causes]
    single: list[list[tuple[Text, Text]]] = [[] for _ in range(n)]
    for removed in doubts.removed:
        for row, name, sentence in judging.rests_on(removed):
            single[row].append((name, sentence))
    return pd.DataFrame(
        {
            "rank": judging.rank,
            "stevig": [not part for part in told],
            "causes": _column(tuple(dict.fromkeys(cause for cause, _ in part)) for part in told),
            "hangt_aan": _column(
                joined([*(said for _, said in part), *(said for _, said in one)], "; ")
                for part, one in zip(told, single, strict=True)
            ),
            "een_plek": _column(joined((name for name, _ in one), "; ") for one in single),
        },
        index=objects.index,
    )


def with_firmness(
    objects: gpd.GeoDataFrame,
    firm: Mapping[str, pd.DataFrame],
    definitions: Mapping[str, Definition],
) -> gpd.GeoDataFrame:
    """Lay what `tell_firmness` tells beside the verdicts of `wozgeo.analysis.verdicts.rows.judge_listed`.

    By a definition whose decision rule is behoedzaam a verdict that is not firm is onbekend.
    """
    columns: dict[str, pd.Series] = {}
    for name, definition in definitions.items():
        of = OfDefinition(name)
        for column in ("stevig", "hangt_aan", "een_plek"):
            columns[getattr(of, column)] = firm[name][column]
        if definition.decision is Decision.BEHOEDZAAM:
            columns |= _cautious(objects, of, firm[name])
    return gpd.GeoDataFrame(objects.assign(**columns))


def _cautious(
    objects: gpd.GeoDataFrame, of: OfDefinition, firm: pd.DataFrame
) -> dict[str, pd.Series]:
    """Make onbekend of every verdict that is not firm, and say so and what it needs; none is a near miss."""
    withheld = ~firm["stevig"] & (firm["rank"] != ONBEKEND)
    said = objects[of.toelichting].where(~withheld)
    cautious = [words.CAUTIOUS.about(said=text) for text in objects[of.toelichting][withheld]]
    said[withheld] = pd.Series(cautious, index=said.index[withheld], dtype=object)
    bare = (withheld & ~objects[of.nodig].astype(bool)).to_numpy()
    needs = objects[of.nodig].astype(object)
    needs[bare] = pd.Series([words.SETTLE] * bare.sum(), index=needs.index[bare], dtype=object)
    return {
        of.nodig: needs,
        of.oordeel: objects[of.oordeel].mask(withheld, str(Verdict.ONBEKEND)),
        of.bijna: objects[of.bijna] & ~withheld,
        of.toelichting: said,
    }


class _Judging:
    """Objects, and their verdict by one definition under any walks."""

    def __init__(
        self,
        objects: pd.DataFrame,
        walks: Mapping[str, pd.DataFrame],
        definition: Definition,
        rule: JudgingRule,
    ) -> None:
        self._definition, self._rule, self._walks = definition, rule, walks
        self._index = objects.index
        self._known = known_facts(objects, minimum=minimum_dwellings(definition))
        self._chosen = chosen_walks(definition, walks, self._index, rule)
        self._facts = self._known.copy()
        for kind, told in self._chosen.items():
            self._facts = with_walk(self._facts, told, kind)

    @cached_property
    def rank(self) -> Ranks:
        """The verdict as it was measured."""
        return rank_objects(self._facts, self._definition, searched_m=self._rule.searched_m)

    def open_doubts(self) -> Iterator[Iterable[tuple[Cause, Text]]]:
        """Tell per object what keeps its verdict unknown; nothing where it is known."""
        telling = Telling(self._facts, self._rule.searched_m)
        found: list[dict[Cause, dict[Text, None]]] = [{} for _ in self._index]
        for requirement in self._definition.requirements:
            weighed = [telling.weigh(alternative) for alternative in requirement.alternatives]
            rank = any_met(weighed)
            if requirement.stand_in:
                rank = or_stand_in(rank, telling.weigh(requirement.stand_in))
            rows = np.flatnonzero((rank == ONBEKEND) & (self.rank == ONBEKEND))
            for one in weighed if len(rows) else ():
                for row, cause, said in _doubts_of(one, telling, rows):
                    found[row].setdefault(cause, {})[said] = None
        for causes in found:
            yield [(c, of_cause(c, "", joined(said, ", "))) for c, said in causes.items()]

    def turned_by(self, bounds: Bounds) -> Iterator[tuple[int, Turn]]:
        """Find the objects that get another verdict under the shortest or the longest walk.

        What is unknown because its two readings disagree is not turned by a walk that is one of them.
        """
        kind, walk = bounds.voorziening, self._asked(bounds.voorziening)
        if walk is None:
            return
        for side in ("low", "high"):
            changed = _changed(self._walks[kind], [bounds], side)
            if changed is None:
                continue
            told = self._told_by({kind: changed})
            rank = self._rank_under(told)
            turned = rank != self.rank
            if (turned & (self.rank == ONBEKEND)).any():
                measured = _changed(self._walks[kind], [bounds], side, as_measured=True)
                alone = {} if measured is None else {kind: measured}
                turned &= rank != self._rank_under(self._told_by(alone))
            now, then = self._chosen[kind], told[kind]
            names = bounds.table[f"{side}_name"].astype(object)
            name = names.reindex(then["place_id"], fill_value="").to_numpy()
            for row in np.flatnonzero(turned):
                ids = [str(t["place_id"].iloc[row]) for t in (now, then)]
                now_m, then_m = (float(t["distance_m"].iloc[row]) for t in (now, then))
                here, there = bounds.street(ids[0], now_m), bounds.street(ids[1], then_m)
                yield int(row), Turn(bounds.cause, name[row], walk, now_m, then_m, here, there)

    def turned_together(
        self, doubts: Doubts, firm: NDArray[np.bool_]
    ) -> Iterator[tuple[int, list[Cause]]]:
        """Find those that no doubt turns by itself, and all of them at once do."""
        asked = [one for one in doubts.bounds if self._asked(one.voorziening) is not None]
        every = [*asked, *(one for one in doubts.joint if self._asked(one.voorziening) is not None)]
        if len(asked) < 2:
            return
        turned = np.zeros(len(self._index), dtype=bool)
        for side in ("low", "high"):
            changed = {
                kind: _changed(self._walks[kind], [b for b in every if b.voorziening == kind], side)
                for kind in dict.fromkeys(one.voorziening for one in asked)
            }
            told = self._told_by({k: w for k, w in changed.items() if w is not None})
            turned |= self._rank_under(told) != self.rank
        places = pd.concat([walk["object_id"] for walk in self._walks.values()])
        places = places[~places.index.duplicated()]
        for row in np.flatnonzero(turned & firm):
            mine = places.index[(places == self._index[int(row)]).to_numpy()]
            touched = [one.cause for one in asked if self._moves(one, mine)]
            yield int(row), list(dict.fromkeys(touched))

    def _moves(self, bounds: Bounds, places: pd.Index) -> bool:
        """Tell whether a reason makes any walk from some places shorter or longer."""
        table = bounds.table.reindex(places)
        walks = self._walks[bounds.voorziening].reindex(places)
        shorter = table["low_m"] < walks["distance_m"]
        return bool((shorter | (table["high_m"] > walks["certain_m"])).any())

    def rests_on(self, removed: Removed) -> Iterator[tuple[int, Text, Text]]:
        """Find the objects that meet the definition, and would not without one facility."""
        kind, walk = removed.voorziening, self._asked(removed.voorziening)
        meets = self._index[self.rank == VOLDOET]
        if walk is None or not len(meets):
            return
        places, pairs = _without_each(self._walks[kind], removed.table, meets)
        told = chosen_walks(
            self._definition, {**self._walks, kind: places}, pairs.index, self._rule
        )
        facts = self._facts.loc[pairs["object_id"]].set_axis(pairs.index)
        facts = with_walk(facts, told[kind], kind)
        rank = rank_objects(facts, self._definition, searched_m=self._rule.searched_m)
        rows = self._index.get_indexer(pd.Index(pairs["object_id"]))
        for number in np.flatnonzero(rank < VOLDOET):
            facility = str(pairs["facility_id"].iloc[number])
            name = removed.names[facility]
            then_m = float(told[kind]["distance_m"].iloc[number])
            sentence = ONE_PLACE.about(
                name=name,
                the=walk.place.the,
                place=walk.place.one,
                then=say_metres(then_m, walk, self._rule.searched_m),
            )
            yield int(rows[number]), name, sentence

    def _asked(self, kind: str) -> Within | None:
        return next((w for w in self._definition.walks if w.voorziening == kind), None)

    def _told_by(self, changed: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Choose the walk of every object anew, where walks were changed."""
        return chosen_walks(self._definition, {**self._walks, **changed}, self._index, self._rule)

    def _rank_under(self, told: Mapping[str, pd.DataFrame]) -> Ranks:
        """Judge again, under other walks."""
        facts = self._known.copy()
        for kind, walk in told.items():
            facts = with_walk(facts, walk, kind)
        return rank_objects(facts, self._definition, searched_m=self._rule.searched_m)


def _doubts_of(
    weighed: Weighed, telling: Telling, rows: NDArray[np.intp]
) -> Iterator[tuple[int, Cause, Text]]:
    """Tell of some objects why one alternative is not known."""
    spoken = Spoken.of(weighed, telling)
    for row in rows:
        if weighed.rank[row] != ONBEKEND:
            continue
        doubt = weighed.doubt[row]
        cause = _OF_DOUBT.get(Doubt(doubt), Cause.OPGAVE)
        yield int(row), cause, spoken.hangs_on[row] or spoken.missing[row]


def _changed(
    walks: pd.DataFrame, bounds: Sequence[Bounds], side: str, *, as_measured: bool = False
) -> pd.DataFrame | None:
    """Give the walks under the shortest or the longest that is left open; None where all are as measured.

    ``as_measured`` leaves each at what its own reading on that side says.
    """
    better = np.fmin if side == "low" else np.fmax
    found = np.full(len(walks), np.nan)
    for one in bounds:
        metres = one.table[f"{side}_m"].reindex(walks.index).to_numpy(dtype=np.float64)
        found = better(found, metres)
    if np.isnan(found).all():
        return None
    known = ~np.isnan(found)
    measured = {
        name: walks[name].to_numpy(dtype=np.float64) for name in ("distance_m", "certain_m")
    }
    if as_measured:
        found = measured["distance_m" if side == "low" else "certain_m"]
    elif side == "high":  # the longest is never shorter than what is certain
        found = np.where(known, np.fmax(found, measured["certain_m"]), found)
    else:
        found = np.where(known, np.fmin(found, measured["distance_m"]), found)
    columns = {name: np.where(known, found, metres) for name, metres in measured.items()}
    reason = walks["reason"].mask(known & np.isfinite(found), "")
    return walks.assign(**columns, reason=reason)


def _without_each(
    walks: pd.DataFrame, table: pd.DataFrame, objects: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay the walks of every object anew, once for each facility that any of its places walks to.

    Returns
    -------
    tuple
        Walks whose ``object_id`` is a number; and per number ``object_id`` and ``facility_id``.
    """
    columns = ["facility_id", "without_m", "certain_id", "certain_without_m"]
    mine = walks[walks["object_id"].isin(objects)].join(table[columns])
    used = pd.concat(
        [
            mine[["object_id", name]].rename(columns={name: "facility_id"})
            for name in ("facility_id", "certain_id")
        ]
    ).fillna("")
    pairs = used[used["facility_id"] != ""].drop_duplicates()
    pairs = pairs.sort_values(["object_id", "facility_id"], ignore_index=True).rename_axis("number")
    laid = mine.rename_axis("place_id").reset_index()
    laid = laid.merge(
        pairs.rename(columns={"facility_id": "gone"}).reset_index(), on="object_id", how="inner"
    )
    for metres, who, without in (
        ("distance_m", "facility_id", "without_m"),
        ("certain_m", "certain_id", "certain_without_m"),
    ):
        laid[metres] = laid[metres].mask(laid[who] == laid["gone"], laid[without])
    laid = laid.assign(object_id=laid["number"]).set_index("place_id")
    return laid[list(walks.columns)], pairs


def _column(values: Iterable[object]) -> NDArray[np.object_]:
    listed = [*values]
    column = np.full(len(listed), NOTHING, dtype=object)
    for number, value in enumerate(listed):
        column[number] = value
    return column
