"""How firm is a verdict: would it be another if something that the map does not settle were otherwise?

The verdict is judged again, by the same rules, under every walk that may be the true one: the shortest
and the longest that a source of doubt leaves open. It is firm when it is the same under all of them. Apart
from that it is told whether it rests on a single facility: that is about policy, and not about the map.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis import words_firmness as words
from wozgeo.analysis.doubts import Cause, Doubts, Removed
from wozgeo.analysis.judged_anew import Judging, Laid, changed_walks
from wozgeo.analysis.turns import Turn, of_cause, say_metres, say_turn
from wozgeo.analysis.verdicts.rows import JudgingRule
from wozgeo.analysis.verdicts.spoken import Spoken, Telling
from wozgeo.analysis.verdicts.three_valued import (
    ONBEKEND,
    VOLDOET,
    Doubt,
    WalkFacts,
    Weighed,
    any_met,
    or_stand_in,
)
from wozgeo.analysis.withheld import withheld_columns
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition
from wozgeo.domain.firm_words import ONE_PLACE
from wozgeo.domain.language import NOTHING, Text, joined

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
        in ``een_plek``) and ``een_plek`` (the facility without which it would not be met): each a `Text`;
        ``turned_by`` (a tuple of the voorzieningen another walk to which turns it).
    """
    judging = Judging(objects, walks, definition, rule)
    n = len(objects)
    told: list[list[tuple[Cause, Text]]] = [list(part) for part in _open_doubts(judging)]
    laid, joint = (
        [judging.lay(one) for one in part if one.voorziening in judging.asked]
        for part in (doubts.bounds, doubts.joint)
    )
    turned_by: list[set[str]] = [set() for _ in range(n)]
    for one in laid:
        for row, turn in _turned_by(judging, one):
            told[row].append((turn.cause, say_turn(turn, rule.searched_m)))
            turned_by[row].add(turn.walk.voorziening)
    firm = (judging.rank != ONBEKEND) & np.array([not part for part in told], dtype=bool)
    for row, causes in _turned_together(judging, laid, joint, firm):
        told[row] += [(cause, of_cause(cause, "", words.TOGETHER)) for cause in causes]
        turned_by[row].update(judging.asked)
    single: list[list[tuple[Text, Text]]] = [[] for _ in range(n)]
    for removed in doubts.removed:
        for row, name, sentence in _rests_on(judging, removed):
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
            "turned_by": _column(tuple(sorted(kinds)) for kinds in turned_by),
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
        columns |= withheld_columns(objects, firm[name], definition)
    return gpd.GeoDataFrame(objects.assign(**columns))


def _open_doubts(judging: Judging) -> Iterator[Iterable[tuple[Cause, Text]]]:
    """Tell per object what keeps its verdict unknown; nothing where it is known."""
    unknown = np.flatnonzero(judging.rank == ONBEKEND)
    found: list[dict[Cause, dict[Text, None]]] = [{} for _ in judging.rank]
    telling = Telling(judging.facts.iloc[unknown], judging.rule.searched_m)
    for requirement in judging.definition.requirements if len(unknown) else ():
        weighed = [telling.weigh(alternative) for alternative in requirement.alternatives]
        rank = any_met(one.rank for one in weighed)
        if requirement.stand_in:
            rank = or_stand_in(rank, telling.weigh(requirement.stand_in).rank)
        rows = np.flatnonzero(rank == ONBEKEND)
        for one in weighed if len(rows) else ():
            for row, cause, said in _doubts_of(one, telling, rows):
                found[unknown[row]].setdefault(cause, {})[said] = None
    for causes in found:
        yield [(c, of_cause(c, "", joined(said, ", "))) for c, said in causes.items()]


def _turned_by(judging: Judging, laid: Laid) -> Iterator[tuple[int, Turn]]:
    """Find the objects that get another verdict under the shortest or the longest walk.

    What is unknown because its two readings disagree is not turned by a walk that is one of them.
    """
    bounds, kind = laid.bounds, laid.bounds.voorziening
    measured, now = judging.walked[kind], judging.told[kind]
    walk = judging.asked[kind]
    for side in ("low", "high"):
        changed = changed_walks(measured, [laid], side)
        if changed is None:
            continue
        anew = judging.under({kind: changed})
        turned, then = anew.rank != judging.rank, anew.told[kind]
        if (turned & (judging.rank == ONBEKEND)).any():
            alone = changed_walks(measured, [laid], side, as_measured=True)
            turned &= anew.rank != judging.under({kind: alone} if alone else {}).rank
        names = np.append(bounds.table[f"{side}_name"].to_numpy(dtype=object), "")
        for row in np.flatnonzero(turned):
            places = [one.place[row] for one in (now, then)]
            now_m, then_m = (float(one.walked.distance_m[row]) for one in (now, then))
            here, there = (
                bounds.street(str(judging.places[place]), metres)
                for place, metres in zip(places, (now_m, then_m), strict=True)
            )
            name = names[laid.row[places[1]]]
            yield int(row), Turn(bounds.cause, name, walk, now_m, then_m, here, there)


def _turned_together(
    judging: Judging, laid: Sequence[Laid], joint: Sequence[Laid], firm: NDArray[np.bool_]
) -> Iterator[tuple[int, list[Cause]]]:
    """Find those that no doubt turns by itself, and all of them at once do."""
    if len(laid) < 2:
        return
    turned = np.zeros(len(firm), dtype=bool)
    for side in ("low", "high"):
        changed: dict[str, WalkFacts] = {}
        for kind in dict.fromkeys(one.bounds.voorziening for one in laid):
            mine = [one for one in (*laid, *joint) if one.bounds.voorziening == kind]
            walked = changed_walks(judging.walked[kind], mine, side)
            changed |= {kind: walked} if walked else {}
        turned |= judging.under(changed).rank != judging.rank
    for row in np.flatnonzero(turned & firm):
        places = np.flatnonzero(judging.owned.owner == row)
        touched = [one.bounds.cause for one in laid if _moves(one, judging, places)]
        yield int(row), list(dict.fromkeys(touched))


def _moves(laid: Laid, judging: Judging, places: NDArray[np.intp]) -> bool:
    """Tell whether a reason makes any walk from some places shorter or longer."""
    walked = judging.walked[laid.bounds.voorziening]
    shorter = laid.metres("low")[places] < walked.distance_m[places]
    longer = laid.metres("high")[places] > walked.certain_m[places]
    return bool((shorter | longer).any())


def _rests_on(judging: Judging, removed: Removed) -> Iterator[tuple[int, Text, Text]]:
    """Find the objects that meet the definition, and would not without one facility."""
    kind = removed.voorziening
    if kind not in judging.asked or not (judging.rank == VOLDOET).any():
        return
    walk = judging.asked[kind]
    without = judging.without_each(removed)
    for number in np.flatnonzero(without.rank < VOLDOET):
        name = removed.names[str(without.facility[number])]
        sentence = ONE_PLACE.about(
            name=name,
            the=walk.place.the,
            place=walk.place.one,
            then=say_metres(float(without.then_m[number]), walk, judging.rule.searched_m),
        )
        yield int(without.row[number]), name, sentence


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


def _column(values: Iterable[object]) -> NDArray[np.object_]:
    listed = [*values]
    column = np.full(len(listed), NOTHING, dtype=object)
    for number, value in enumerate(listed):
        column[number] = value
    return column
