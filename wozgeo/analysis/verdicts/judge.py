"""Does an object meet a definition of geclusterd wonen, and if not, what would make it so?

The whole is voldoet_niet as soon as one requirement is, voldoet only when all are, else onbekend; a
requirement with alternatives is voldoet as soon as one of them is, voldoet_niet only when none is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.verdicts.three_valued import (
    NIET,
    ONBEKEND,
    VERDICTS,
    VOLDOET,
    Ranks,
    Weighed,
    answers_of,
    facts_of_walk,
    require_facts,
    weigh,
)
from wozgeo.analysis.verdicts.wording import (
    WalkInWords,
    hanging_on,
    missing_attribute,
    missing_walk,
    remedy_attribute,
    remedy_number,
    remedy_walk,
    say_attribute,
    say_number,
    say_walk,
    say_whole,
)
from wozgeo.analysis.verdicts.words import AND, BECAUSE_OF, NEED_ADDRESSES, OR
from wozgeo.domain.criteria import Alternative, AtLeast, Attribute, Definition, Requirement, Within
from wozgeo.domain.language import NOTHING, Text, joined
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import FloatArray, Texts

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
        requirement: each a `Text`, which is false for nothing.
    whole
        Index (object_id, definition). ``verdict``; ``margin_m`` of the walk, of several the one with
        the least room to spare, ``NaN`` where the definition has none; ``near_miss``: voldoet_niet, and
        every requirement that is not met just misses its number; ``missing`` and ``hangs_on`` of all
        that is unknown; ``sentence`` and ``nodig``.
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
        One row per object; see `weighing.unknown_facts`. May be empty.
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
    telling = _Telling(facts, searched_m)
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
                for name in ("near_miss", "missing", "hangs_on", "said", "nodig")
            },
        }


_NOTES = {
    "n_dwellings": "n_note",
    "voor_senioren": "senioren_note",
    "nultreden": "nultreden_note",
}
"""Column of the facts with words about another."""


@dataclass(frozen=True)
class _Telling:
    """What is told of whom."""

    facts: pd.DataFrame
    searched_m: float

    def notes(self, column: str) -> Texts:
        """Tell what the fact was taken from, or why it is not known."""
        name = _NOTES.get(column)
        return _texts(self.facts[name] if name else [NOTHING] * len(self.facts))

    def measured_all(self, number: Weighed) -> NDArray[np.bool_]:
        """Tell where no place is left that could not be measured and may be worse."""
        if not isinstance(number.alternative, Within):
            return np.ones(len(self.facts), dtype=bool)
        reason = facts_of_walk(self.facts, number.alternative)["reason"]
        return (reason == "").to_numpy(dtype=bool)

    def weigh(self, alternative: Alternative) -> Weighed:
        facts = self.facts
        if isinstance(alternative, Within):
            facts = facts_of_walk(facts, alternative)
        return weigh(alternative, facts, searched_m=self.searched_m)


def _judge(requirement: Requirement, telling: _Telling, near: NearMiss) -> _Judged:
    """Judge one requirement: an *or* of its alternatives, with the stand-in where that is unknown."""
    weighed = [telling.weigh(a) for a in requirement.alternatives]
    spoken = [_Spoken.of(w, telling) for w in weighed]
    rank = np.maximum.reduce([w.rank for w in weighed])
    said = _said(rank, spoken)
    nodig = _joined([s.nodig for s in spoken], OR)
    if requirement.stand_in:
        other = telling.weigh(requirement.stand_in)
        words = _Spoken.of(other, telling)
        answers = (rank == ONBEKEND) & (other.rank != ONBEKEND)
        half = (rank == ONBEKEND) & _there(telling.notes(requirement.stand_in.column)) & ~answers
        rank = np.where(answers, other.rank, rank)
        both = _joined([said, words.missing], "; ")
        said = np.select([answers, half], [words.said, both], default=said)
        either = _joined([nodig, words.nodig], OR)
        nodig = _where(half, either, nodig)
        nodig = _where(answers, words.nodig, nodig)
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
        missing=_where(open_, _joined([s.missing for s in spoken], ", "), NOTHING),
        hangs_on=_where(open_, _joined([s.hangs_on for s in spoken], ", "), NOTHING),
        said=said,
        nodig=_where(rank == VOLDOET, NOTHING, nodig),
    )


@dataclass(frozen=True)
class _Spoken:
    """The words for one alternative, for every object."""

    rank: Ranks
    said: Texts
    missing: Texts
    hangs_on: Texts
    nodig: Texts

    @classmethod
    def of(cls, weighed: Weighed, telling: _Telling) -> "_Spoken":
        if isinstance(weighed.alternative, Within):
            return cls._of_walk(weighed.alternative, weighed, telling)
        return cls._of_fact(weighed.alternative, weighed, telling)

    @classmethod
    def _of_walk(cls, within: Within, weighed: Weighed, telling: _Telling) -> "_Spoken":
        rank = weighed.rank
        walks = _walks(within, weighed, telling)
        ranked = list(zip(rank, walks, strict=True))
        return cls(
            rank,
            _texts(say_walk(within, r, walk) for r, walk in ranked),
            _texts(missing_walk(walk) for walk in walks),
            _texts(hanging_on(walk) for walk in walks),
            _texts(remedy_walk(within, r, walk) for r, walk in ranked),
        )

    @classmethod
    def _of_fact(cls, what: AtLeast | Attribute, weighed: Weighed, telling: _Telling) -> "_Spoken":
        rank, notes = weighed.rank, telling.notes(what.column)
        unsaid = missing_attribute(what.column)
        missing = _texts(
            (note or unsaid) if r == ONBEKEND else NOTHING
            for r, note in zip(rank, notes, strict=True)
        )
        nothing = _texts(NOTHING for _ in rank)
        if isinstance(what, AtLeast):
            known, nodig = _of_number(what, weighed)
            unsure = (rank == ONBEKEND) & _there(notes)
            need = _texts(n or NEED_ADDRESSES for n in telling.facts["n_nodig"])
            nodig = _where(unsure, need, nodig)
        else:
            known, nodig = _of_attribute(what, weighed, telling)
        told = _texts(
            BECAUSE_OF.about(said=text, note=note) if note else text
            for text, note in zip(known, notes, strict=True)
        )
        return cls(rank, _where(rank == ONBEKEND, missing, told), missing, nothing, nodig)


def _of_number(what: AtLeast, weighed: Weighed) -> tuple[Texts, Texts]:
    """Say every number, and what it would have to become."""
    found = list(zip(weighed.rank, weighed.found, strict=True))
    return (
        _texts(say_number(what, rank, number) for rank, number in found),
        _texts(remedy_number(what, rank, number) for rank, number in found),
    )


def _of_attribute(what: Attribute, weighed: Weighed, telling: _Telling) -> tuple[Texts, Texts]:
    """Say every answer, and what it would have to become: there are few, so each is said once."""
    answers = answers_of(what.column, telling.facts)
    pairs = list(zip(weighed.rank, answers, strict=True))
    said = {pair: say_attribute(what, *pair) for pair in {*pairs}}
    nodig = {pair: remedy_attribute(what, *pair) for pair in {*pairs}}
    return _texts(said[pair] for pair in pairs), _texts(nodig[pair] for pair in pairs)


def _walks(within: Within, weighed: Weighed, telling: _Telling) -> list[WalkInWords]:
    facts = facts_of_walk(telling.facts, within)
    distance_m, certain_m = (
        facts[name].to_numpy(dtype=np.float64) for name in ("distance_m", "certain_m")
    )
    rows = zip(
        distance_m,
        certain_m,
        tenths(distance_m, within.limit_m),
        tenths(certain_m, within.limit_m),
        facts["reason"],
        facts["crosses"],
        weighed.doubt,
        strict=True,
    )
    return [
        WalkInWords(
            *(float(possible), float(certain), float(shown), float(shown_certain)),
            *(str(reason), str(crosses), str(doubt)),
            telling.searched_m,
            within.place,
        )
        for possible, certain, shown, shown_certain, reason, crosses, doubt in rows
    ]


def _texts(texts: Iterable[Text]) -> Texts:
    return np.array(list(texts), dtype=object)


def _there(texts: Texts) -> NDArray[np.bool_]:
    """Tell where something is said."""
    return texts.astype(bool)


def _where(chosen: NDArray[np.bool_], one: Texts | Text, other: Texts | Text) -> Texts:
    """Take one text where it is chosen and the other elsewhere."""
    texts = np.empty(len(chosen), dtype=object)
    texts[:] = other
    texts[chosen] = one[chosen] if isinstance(one, np.ndarray) else one
    return texts


def _joined(columns: Sequence[Texts], separator: Text | str) -> Texts:
    """Join texts row by row, leaving out the empty ones."""
    return _texts(joined(row, separator) for row in zip(*columns, strict=True))


def _said(rank: Ranks, spoken: Sequence[_Spoken]) -> Texts:
    """Say what met a requirement; where nothing did, say it of every alternative."""
    told = [_where((rank != VOLDOET) | (s.rank == VOLDOET), s.said, NOTHING) for s in spoken]
    return _joined(told, AND)


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
    rank = ranks.min(axis=0)
    said = zip(*(one.said for one in judged), strict=True)
    return {
        "verdict": rank,
        "margin_m": _tightest([one for one in judged if one.unit == "m"], len(rank)),
        "near_miss": near.any(axis=0) & ((ranks != NIET) | near).all(axis=0),
        "missing": _joined([one.missing for one in judged], ", "),
        "hangs_on": _joined([one.hangs_on for one in judged], ", "),
        "sentence": _texts(
            say_whole(definition, row, texts) for row, texts in zip(ranks.T, said, strict=True)
        ),
        "nodig": _joined([one.nodig for one in judged], "; "),
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
