"""Does an object meet a definition of geclusterd wonen, and if not, what would make it so?

The whole is voldoet_niet as soon as one requirement is, voldoet only when all are, else onbekend; a
requirement with alternatives is voldoet as soon as one of them is, voldoet_niet only when none is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.verdicts.spoken import (
    Spoken,
    Telling,
    as_texts,
    is_said,
    joined_by_row,
    said_together,
    where_said,
)
from wozgeo.analysis.verdicts.three_valued import (
    NIET,
    ONBEKEND,
    VERDICTS,
    VOLDOET,
    Ranks,
    Weighed,
    all_met,
    any_met,
    or_stand_in,
    require_facts,
)
from wozgeo.analysis.verdicts.wording import say_room, say_whole
from wozgeo.analysis.verdicts.words import OR
from wozgeo.domain.criteria import AtLeast, Attribute, Definition, Requirement, Within
from wozgeo.domain.language import NOTHING
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import FloatArray, Texts

ROOM = "inpandig"
"""The fact that a walk to an ontmoetingsplek may stand in for."""

_VERDICT_TEXTS = pd.Index([str(verdict) for verdict in VERDICTS])


@dataclass(frozen=True)
class NearMiss:
    """When something just misses a limit: by at most this share of it, or this many metres.

    Of a walk the wider of both counts; other numbers know the share alone.
    """

    share: float
    metres: float


@dataclass(frozen=True)
class Verdicts:
    """What was judged.

    Attributes
    ----------
    requirements
        Index (object_id, definition, requirement), objects and definitions in the order given.
        ``verdict`` Categorical of `Verdict`; ``found``, ``limit`` and ``margin`` in ``unit`` ("m",
        "woningen", "aandeel" from 0 to 1, "" for attributes alone): of a walk the certain reading where
        that is met, else the shortest possible one; margin positive is room to spare, ``-inf`` where
        none was found, ``NaN`` where nothing is known, room to spare is not certain, or another
        alternative met the requirement.
        ``near_miss``; ``missing`` what was not given; ``hangs_on`` unknown metres, an off-network leg
        or the edge of the data; ``said`` the evidence; ``nodig`` what would make it meet the
        requirement: each a `Text`, which is false for nothing. ``asks`` names the columns, with a comma
        between, whose answer is not given and would tell; ``open_walk``: a walk that is not known would
        tell as well. "" and False where it is known.
    whole
        Index (object_id, definition). ``verdict``; ``margin_m`` of the walk, of several the one with
        the least room to spare, ``NaN`` where the definition has none; ``measured_m`` what was found of
        that walk, as the sentence says it (to a tenth, never across the limit); ``near_miss``:
        voldoet_niet, and every requirement that is not met just misses its number; ``missing`` and
        ``hangs_on`` of all that is unknown; ``sentence`` and ``nodig``; ``room``:
        whether a meeting room in the building is needed, and why, where a walk would do as well.
    """

    requirements: pd.DataFrame
    whole: pd.DataFrame


def judge_objects(
    facts: pd.DataFrame,
    definitions: Mapping[str, Definition],
    *,
    near: NearMiss,
    searched_m: float,
) -> Verdicts:
    """Judge every object by every definition.

    A walk is met when ``certain_m`` is near enough and nothing is crossed; not met when ``distance_m`` is
    too far; between them it is unknown. Too far is unknown as well where the edge of the data is nearer
    than the limit (``edge_m``), for a nearer one may lie outside; an edge further off cannot matter.

    Parameters
    ----------
    facts
        One row per object; see `three_valued.unknown_facts`. May be empty.
    definitions
        By name; at least one.
    near
        What counts as just missing.
    searched_m
        How far ontmoetingsplekken were searched, in metres.

    Raises
    ------
    InputError
        When columns are missing or ids repeat.

    Examples
    --------
    With a limit of 400 that is strict, 399.9 m is voldoet and 400.0 m is voldoet_niet.
    """
    require_facts(facts, [walk for d in definitions.values() for walk in d.walks])
    telling = Telling(facts, searched_m)
    judged = {
        name: [_judge(r, telling, near) for r in definition.requirements]
        for name, definition in definitions.items()
    }
    rows = [(name, r.name) for name, d in definitions.items() for r in d.requirements]
    requirements = [one.columns() for ones in judged.values() for one in ones]
    whole = [_whole(d, judged[name]) for name, d in definitions.items()]
    return Verdicts(
        _interleaved(
            requirements,
            facts.index,
            pd.MultiIndex.from_tuples(rows, names=["definition", "requirement"]),
        ),
        _interleaved(whole, facts.index, pd.Index(list(definitions), name="definition")),
    )


@dataclass(frozen=True)
class _Judged:
    """One requirement, judged for every object; arrays by position."""

    rank: Ranks
    found: FloatArray
    limit: float
    margin: FloatArray
    unit: str
    near_miss: NDArray[np.bool_]
    missing: Texts
    hangs_on: Texts
    said: Texts
    nodig: Texts
    asks: Texts
    open_walk: NDArray[np.bool_]
    room: Texts

    def columns(self) -> dict[str, NDArray[np.generic]]:
        n = len(self.rank)
        return {
            "verdict": self.rank,
            "found": self.found,
            "limit": np.full(n, self.limit),
            "margin": self.margin,
            "unit": np.full(n, self.unit, dtype=object),
            **{
                name: getattr(self, name)
                for name in (
                    "near_miss",
                    "missing",
                    "hangs_on",
                    "said",
                    "nodig",
                    "asks",
                    "open_walk",
                )
            },
        }


def _judge(requirement: Requirement, telling: Telling, near: NearMiss) -> _Judged:
    """Judge one requirement: an *or* of its alternatives, with the stand-in where that is unknown."""
    weighed = [telling.weigh(a) for a in requirement.alternatives]
    spoken = [Spoken.of(w, telling) for w in weighed]
    rank = any_met(w.rank for w in weighed)
    said = said_together(rank, spoken)
    nodig = joined_by_row([s.nodig for s in spoken], OR)
    if requirement.stand_in:
        other = telling.weigh(requirement.stand_in)
        words = Spoken.of(other, telling)
        answers = (rank == ONBEKEND) & (other.rank != ONBEKEND)
        half = (rank == ONBEKEND) & is_said(telling.notes(requirement.stand_in.column)) & ~answers
        rank = or_stand_in(rank, other.rank)
        both = joined_by_row([said, words.missing], "; ")
        said = np.select([answers, half], [words.said, both], default=said)
        either = joined_by_row([nodig, words.nodig], OR)
        nodig = where_said(half, either, nodig)
        nodig = where_said(answers, words.nodig, nodig)
    numbers = [w for w in weighed if not isinstance(w.alternative, Attribute)]
    number = numbers[0] if numbers else weighed[0]
    open_ = rank == ONBEKEND
    return _Judged(
        rank=rank,
        found=number.found,
        limit=number.limit,
        margin=np.where(_reassures_wrongly(rank, number), np.nan, number.margin),
        unit=_unit(number),
        near_miss=(rank == NIET) & _just_misses(number, near) & telling.measured_all(number),
        missing=where_said(open_, joined_by_row([s.missing for s in spoken], ", "), NOTHING),
        hangs_on=where_said(open_, joined_by_row([s.hangs_on for s in spoken], ", "), NOTHING),
        said=said,
        nodig=where_said(rank == VOLDOET, NOTHING, nodig),
        asks=_asks(weighed, open_),
        open_walk=open_ & _any_walk_unknown(weighed),
        room=_room(spoken, weighed),
    )


def _room(spoken: Sequence[Spoken], weighed: Sequence[Weighed]) -> Texts:
    """Say of each object whether it needs a meeting room of its own, where a walk would do as well."""
    room = [
        w for w in weighed if isinstance(w.alternative, Attribute) and w.alternative.column == ROOM
    ]
    walk = [
        said for said, w in zip(spoken, weighed, strict=True) if isinstance(w.alternative, Within)
    ]
    if not room or not walk:
        return where_said(np.zeros(len(weighed[0].rank), dtype=bool), NOTHING, NOTHING)
    rows = zip(walk[0].rank, walk[0].said, room[0].rank, strict=True)
    return as_texts(say_room(*row) for row in rows)


def _asks(weighed: Sequence[Weighed], open_: NDArray[np.bool_]) -> Texts:
    """Name per object what someone could state to make a requirement known."""
    asks = np.full(len(open_), "", dtype=object)
    for one in weighed:
        if isinstance(one.alternative, Within):
            continue
        asked = open_ & (one.rank == ONBEKEND)
        asks[asked] += f",{one.alternative.column}"
    return np.array([columns.lstrip(",") for columns in asks], dtype=object)


def _any_walk_unknown(weighed: Sequence[Weighed]) -> NDArray[np.bool_]:
    walks = [one for one in weighed if isinstance(one.alternative, Within)]
    unknown = np.zeros(len(weighed[0].rank), dtype=bool)
    for walk in walks:
        unknown |= walk.rank == ONBEKEND
    return unknown


def _unit(number: Weighed) -> str:
    if isinstance(number.alternative, Within):
        return "m"
    if isinstance(number.alternative, AtLeast):
        return "woningen" if number.alternative.column == "n_dwellings" else "aandeel"
    return ""


def _reassures_wrongly(rank: Ranks, number: Weighed) -> NDArray[np.bool_]:
    """Tell where a margin would say nothing: another alternative is met, or room to spare is not sure."""
    unmet: NDArray[np.bool_] = number.rank != VOLDOET
    idle: NDArray[np.bool_] = (rank == VOLDOET) | (number.margin > 0)
    return np.logical_and(unmet, idle)


def _just_misses(number: Weighed, near: NearMiss) -> NDArray[np.bool_]:
    width = near.share * number.limit
    if isinstance(number.alternative, Within):
        width = max(width, near.metres)
    return number.misses & (-number.margin <= width)


def _whole(definition: Definition, judged: Sequence[_Judged]) -> dict[str, NDArray[np.generic]]:
    """Judge a definition: an *and* of its requirements."""
    ranks = np.stack([one.rank for one in judged])
    near = np.stack([one.near_miss for one in judged])
    rank = all_met(ranks)
    said = zip(*(one.said for one in judged), strict=True)
    walks = [one for one in judged if one.unit == "m"]
    margin_m = _tightest(walks, len(rank))
    return {
        "verdict": rank,
        "margin_m": margin_m,
        "measured_m": _measured(walks, margin_m),
        "near_miss": near.any(axis=0) & ((ranks != NIET) | near).all(axis=0),
        "missing": joined_by_row([one.missing for one in judged], ", "),
        "hangs_on": joined_by_row([one.hangs_on for one in judged], ", "),
        "sentence": as_texts(
            say_whole(definition, row, texts) for row, texts in zip(ranks.T, said, strict=True)
        ),
        "nodig": joined_by_row([one.nodig for one in judged], "; "),
        "room": joined_by_row([one.room for one in judged], " "),
    }


def _tightest(walks: Sequence[_Judged], n: int) -> FloatArray:
    """Give the least room that any walk has to spare; none where another one may have less."""
    least = np.full(n, np.nan)
    for walk in walks:
        least = np.fmin(least, walk.margin)
    for walk in walks:
        open_ = (walk.rank == ONBEKEND) & np.isnan(walk.margin)
        least = np.where(open_ & (least > 0), np.nan, least)
    return least


def _measured(walks: Sequence[_Judged], margin_m: FloatArray) -> FloatArray:
    """Give the metres of the walk with that margin; without one of the walk that is open, else of the first."""
    told = np.full(len(margin_m), np.nan)
    bare = np.isnan(margin_m)
    for walk in walks[:1]:
        told = tenths(walk.found, walk.limit)
    for walk in reversed(walks):
        open_ = bare & np.isnan(walk.margin) & (walk.rank == ONBEKEND)
        told = np.where(open_ | (walk.margin == margin_m), tenths(walk.found, walk.limit), told)
    return told


def _interleaved(
    tables: Sequence[Mapping[str, NDArray[np.generic]]], objects: pd.Index, rows: pd.Index
) -> pd.DataFrame:
    """Lay one table per definition, or per requirement, under each object in turn."""
    levels = [np.tile(rows.get_level_values(i), len(objects)) for i in range(rows.nlevels)]
    index = pd.MultiIndex.from_arrays(
        [objects.repeat(len(rows)), *levels], names=[objects.name or "object_id", *rows.names]
    )
    columns = {
        name: np.stack([table[name] for table in tables], axis=1).reshape(-1) for name in tables[0]
    }
    codes = columns["verdict"].astype(np.intp)
    verdict = pd.Categorical.from_codes(codes, categories=_VERDICT_TEXTS)
    return pd.DataFrame({**columns, "verdict": verdict}, index=index)
