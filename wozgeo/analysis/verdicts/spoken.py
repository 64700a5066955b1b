"""What is said of every alternative of a requirement, for every object at once?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.verdicts.three_valued import (
    ONBEKEND,
    VOLDOET,
    Ranks,
    Weighed,
    answers_of,
    facts_of_walk,
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
)
from wozgeo.analysis.verdicts.words import AND, BECAUSE_OF, NEED_ADDRESSES
from wozgeo.domain.criteria import Alternative, AtLeast, Attribute, Within
from wozgeo.domain.language import NOTHING, Text, joined
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import Texts

_NOTES = {
    "n_dwellings": "n_note",
    "voor_senioren": "senioren_note",
    "nultreden": "nultreden_note",
}
"""Column of the facts with words about another."""


@dataclass(frozen=True)
class Telling:
    """What is told of whom."""

    facts: pd.DataFrame
    searched_m: float

    def notes(self, column: str) -> Texts:
        """Tell what the fact was taken from, or why it is not known."""
        name = _NOTES.get(column)
        return as_texts(self.facts[name] if name else [NOTHING] * len(self.facts))

    def measured_all(self, number: Weighed) -> NDArray[np.bool_]:
        """Tell where no place is left that could not be measured and may be worse."""
        if not isinstance(number.alternative, Within):
            return np.ones(len(self.facts), dtype=bool)
        reason = facts_of_walk(self.facts, number.alternative)["reason"]
        return (reason == "").to_numpy(dtype=bool)

    def weigh(self, alternative: Alternative) -> Weighed:
        """Weigh an alternative by what is known of every object."""
        facts = self.facts
        if isinstance(alternative, Within):
            facts = facts_of_walk(facts, alternative)
        return weigh(alternative, facts, searched_m=self.searched_m)


@dataclass(frozen=True)
class Spoken:
    """The words for one alternative, for every object."""

    rank: Ranks
    said: Texts
    missing: Texts
    hangs_on: Texts
    nodig: Texts

    @classmethod
    def of(cls, weighed: Weighed, telling: Telling) -> "Spoken":
        """Put an alternative in words, whichever kind it is."""
        if isinstance(weighed.alternative, Within):
            return cls._of_walk(weighed.alternative, weighed, telling)
        return cls._of_fact(weighed.alternative, weighed, telling)

    @classmethod
    def _of_walk(cls, within: Within, weighed: Weighed, telling: Telling) -> "Spoken":
        rank = weighed.rank
        walks = _walks(within, weighed, telling)
        ranked = list(zip(rank, walks, strict=True))
        return cls(
            rank,
            as_texts(say_walk(within, r, walk) for r, walk in ranked),
            as_texts(missing_walk(walk) for walk in walks),
            as_texts(hanging_on(walk) for walk in walks),
            as_texts(remedy_walk(within, r, walk) for r, walk in ranked),
        )

    @classmethod
    def _of_fact(cls, what: AtLeast | Attribute, weighed: Weighed, telling: Telling) -> "Spoken":
        rank, notes = weighed.rank, telling.notes(what.column)
        unsaid = missing_attribute(what.column)
        missing = as_texts(
            (note or unsaid) if r == ONBEKEND else NOTHING
            for r, note in zip(rank, notes, strict=True)
        )
        nothing = as_texts(NOTHING for _ in rank)
        if isinstance(what, AtLeast):
            known, nodig = _of_number(what, weighed)
            unsure = (rank == ONBEKEND) & is_said(notes)
            need = as_texts(n or NEED_ADDRESSES for n in telling.facts["n_nodig"])
            nodig = where_said(unsure, need, nodig)
        else:
            known, nodig = _of_attribute(what, weighed, telling)
        told = as_texts(
            BECAUSE_OF.about(said=text, note=note) if note else text
            for text, note in zip(known, notes, strict=True)
        )
        return cls(rank, where_said(rank == ONBEKEND, missing, told), missing, nothing, nodig)


def _of_number(what: AtLeast, weighed: Weighed) -> tuple[Texts, Texts]:
    """Say every number, and what it would have to become."""
    found = list(zip(weighed.rank, weighed.found, strict=True))
    return (
        as_texts(say_number(what, rank, number) for rank, number in found),
        as_texts(remedy_number(what, rank, number) for rank, number in found),
    )


def _of_attribute(what: Attribute, weighed: Weighed, telling: Telling) -> tuple[Texts, Texts]:
    """Say every answer, and what it would have to become: there are few, so each is said once."""
    answers = answers_of(what.column, telling.facts)
    pairs = list(zip(weighed.rank, answers, strict=True))
    said = {pair: say_attribute(what, *pair) for pair in {*pairs}}
    nodig = {pair: remedy_attribute(what, *pair) for pair in {*pairs}}
    return as_texts(said[pair] for pair in pairs), as_texts(nodig[pair] for pair in pairs)


def _walks(within: Within, weighed: Weighed, telling: Telling) -> list[WalkInWords]:
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


def as_texts(texts: Iterable[Text]) -> Texts:
    """Lay texts in an array, one per object."""
    return np.array(list(texts), dtype=object)


def is_said(texts: Texts) -> NDArray[np.bool_]:
    """Tell where something is said."""
    return texts.astype(bool)


def where_said(chosen: NDArray[np.bool_], one: Texts | Text, other: Texts | Text) -> Texts:
    """Take one text where it is chosen and the other elsewhere."""
    texts = np.empty(len(chosen), dtype=object)
    texts[:] = other
    texts[chosen] = one[chosen] if isinstance(one, np.ndarray) else one
    return texts


def joined_by_row(columns: Sequence[Texts], separator: Text | str) -> Texts:
    """Join texts row by row, leaving out the empty ones."""
    return as_texts(joined(row, separator) for row in zip(*columns, strict=True))


def said_together(rank: Ranks, spoken: Sequence[Spoken]) -> Texts:
    """Say what met a requirement; where nothing did, say it of every alternative."""
    told = [where_said((rank != VOLDOET) | (s.rank == VOLDOET), s.said, NOTHING) for s in spoken]
    return joined_by_row(told, AND)
