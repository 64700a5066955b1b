"""Is one alternative of a requirement met, as far as is known?

Three answers, ranked so that *and* is the minimum and *or* the maximum (Kleene's logic):
voldoet niet < onbekend < voldoet.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import FACT_COLUMNS
from wozgeo.domain.criteria import (
    Alternative,
    AtLeast,
    Attribute,
    Definition,
    Requirement,
    Within,
)
from wozgeo.domain.facts import FACTS, POTENTIAL_SUFFIX, Answer, FactKind
from wozgeo.domain.language import NOTHING
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.tables import Contract, Field
from wozgeo.domain.vocabulary import Verdict, Voorziening

Ranks = NDArray[np.int8]

VERDICTS = (Verdict.VOLDOET_NIET, Verdict.ONBEKEND, Verdict.VOLDOET)
"""Verdict per rank."""

NIET, ONBEKEND, VOLDOET = range(3)

NOTES = ("n_note", "n_nodig", "senioren_note", "nultreden_note")
"""Columns of the facts with a `Text` about another."""

_WALK = {
    "distance_m": "float64",
    "certain_m": "float64",
    "reason": "object",
    "crosses": "object",
    "edge_m": "float64",
}
UNKNOWN_WALK: Mapping[str, object] = {
    name: np.nan if dtype == "float64" else "" for name, dtype in _WALK.items()
}
"""What the columns of a walk hold where there is no place to walk from."""

WALK_FACTS = tuple(_WALK)
"""What must be known of a place to weigh its walk; see `unknown_facts`."""

FACT_TABLE = {
    "n_dwellings": "Int64",
    **dict.fromkeys(NOTES, "object"),
    **FACT_COLUMNS,
    **_WALK,
}
"""What is known of an object, and how it is kept; see `unknown_facts`."""


class Doubt(StrEnum):
    """Why a walk cannot be judged."""

    NONE = ""
    NIET_BEPAALD = "niet bepaald"
    """The distance is NaN: nothing was searched."""
    ZOEKGRENS = "zoekgrens"
    """None was found, but the search stopped before the limit of the definition."""
    METERS = "onbekende meters"
    """Near enough along ways that may be closed, not along those known to be open."""
    AANLOOP = "aanloop"
    """Near enough, but the off-network leg crosses water or railway."""
    RAND = "rand van de gegevens"
    """Too far inside the data, but their edge is nearer than the limit."""


_DOUBTS = np.array([str(doubt) for doubt in Doubt], dtype=object)
_DOUBT = {doubt: code for code, doubt in enumerate(Doubt)}


class WalkFacts(NamedTuple):
    """The walk of many to one voorziening, by position: all that its verdict hangs on.

    Attributes
    ----------
    distance_m, certain_m, edge_m
        See `unknown_facts`.
    crossing
        Whether the off-network leg crosses anything.
    """

    distance_m: FloatArray
    certain_m: FloatArray
    edge_m: FloatArray
    crossing: NDArray[np.bool_]

    @classmethod
    def of(cls, table: pd.DataFrame) -> "WalkFacts":
        """Take it from a table with WALK_FACTS."""
        distance_m, certain_m, edge_m = (
            table[name].to_numpy(dtype=np.float64) for name in ("distance_m", "certain_m", "edge_m")
        )
        return cls(distance_m, certain_m, edge_m, table["crosses"].to_numpy(dtype=object) != "")

    def at(self, rows: IntArray) -> "WalkFacts":
        """Give those of some rows; of row -1 nothing is known."""
        blank = (np.nan, np.nan, np.nan, False)
        columns = zip(self, blank, strict=True)
        return WalkFacts(*(np.append(column, missing)[rows] for column, missing in columns))


def unknown_facts(index: pd.Index) -> pd.DataFrame:
    """Start a table of facts with everything unknown.

    Parameters
    ----------
    index
        Ids of the objects, unique.

    Returns
    -------
    DataFrame
        ``n_dwellings``: dwellings of the whole object, however many panden. ``n_note``,
        ``senioren_note``, ``nultreden_note``: what the number or the attribute was taken from, or why
        it is not known (a `Text`; nothing where it was given as such, or nothing was). FACT_COLUMNS:
        shares 0 to 1, attributes True, False or ``<NA>``. ``distance_m`` and ``certain_m``: walk to the
        nearest ontmoetingsplek in both readings and in the measure that counts; finite, ``inf`` (none within
        the search limit) or ``NaN`` (``reason`` says why). ``crosses``: what the off-network leg
        crosses, "" for nothing. ``edge_m``: metres in a straight line to the edge of the data, of the
        place that was measured; ``inf`` where they have none, ``NaN`` counts as near. The walk to
        another voorziening has the same columns, by the names of `walk_column`.
    """
    blank = {"float64": np.nan, "object": ""}
    columns = {
        name: pd.Series(blank.get(dtype, pd.NA), index=index, dtype=dtype)
        for name, dtype in FACT_TABLE.items()
    }
    notes = {name: pd.Series([NOTHING] * len(index), index, dtype="object") for name in NOTES}
    return pd.DataFrame({**columns, **notes}, index=index)


def walk_column(name: str, voorziening: str) -> str:
    """Name a column of the walk to a voorziening: ``park_distance_m``, bare for an ontmoetingsplek."""
    return name if voorziening == Voorziening.ONTMOETINGSPLEK else f"{voorziening}_{name}"


def facts_of_walk(facts: pd.DataFrame, walk: Within) -> pd.DataFrame:
    """Take what is known of one walk, under the names of WALK_FACTS."""
    columns = {walk_column(name, walk.voorziening): name for name in WALK_FACTS}
    return facts[[*columns]].rename(columns=columns)


def require_facts(facts: pd.DataFrame, walks: Iterable[Within] = ()) -> None:
    """Raise unless the table has every column of `FACT_TABLE`, those of the walks, and a unique index.

    Raises
    ------
    InputError
        Naming every column that is missing or of another dtype, and the ids that repeat.
    """
    asked = {
        walk_column(name, walk.voorziening): dtype
        for walk in walks
        for name, dtype in _WALK.items()
    }
    fields = {name: _fact(name, dtype) for name, dtype in {**FACT_TABLE, **asked}.items()}
    Contract("facts", ("",), tuple(fields.values())).require(facts)


def _fact(name: str, dtype: str) -> Field:
    dtype = "" if dtype in {"Int64", "boolean"} else dtype  # plain numbers and answers will do
    return Field(name, dtype, "see `wozgeo.analysis.verdicts.three_valued.unknown_facts`")


@dataclass(frozen=True)
class Weighed:
    """One alternative, weighed for every object; arrays by position.

    Attributes
    ----------
    alternative
        What was weighed.
    rank
        Position in `VERDICTS`.
    found
        The number the verdict leans on: of a walk ``certain_m`` where it is met, else ``distance_m``.
        ``NaN`` for an attribute.
    misses
        Whether that number lies on the wrong side of the limit, whatever doubt there is.
    doubt
        For a walk a `Doubt`, else "".
    """

    alternative: Alternative
    rank: Ranks
    found: FloatArray
    misses: NDArray[np.bool_]
    doubt: NDArray[np.object_]

    @property
    def limit(self) -> float:
        """The number asked for; ``NaN`` for an attribute."""
        if isinstance(self.alternative, Attribute):
            return np.nan
        return (
            self.alternative.limit_m
            if isinstance(self.alternative, Within)
            else self.alternative.minimum
        )

    @property
    def margin(self) -> FloatArray:
        """Room to spare, in the unit of the number; negative where it misses."""
        room = self.limit - self.found
        return room if isinstance(self.alternative, Within) else -room


def weigh(alternative: Alternative, facts: pd.DataFrame, *, searched_m: float) -> Weighed:
    """Weigh one alternative for every object.

    Parameters
    ----------
    alternative
        What must be so.
    facts
        See `unknown_facts`; for a walk WALK_FACTS of what it leads to.
    searched_m
        How far was searched: ``inf`` says nothing about what lies beyond.
    """
    if isinstance(alternative, Within):
        return weigh_walk(alternative, WalkFacts.of(facts), searched_m=searched_m)
    if isinstance(alternative, AtLeast):
        return _weigh_number(alternative, facts)
    return _weigh_attribute(alternative, facts)


def weigh_walk(walk: Within, walked: WalkFacts, *, searched_m: float) -> Weighed:
    """Weigh the walk of every object, as `weigh` does, where it was taken out of the facts."""
    near, (distance_m, certain_m, edge_m, crossing) = walk.near_enough, walked
    unsearched = np.isnan(distance_m)
    surely = near(certain_m) & ~crossing & ~unsearched
    possibly = near(distance_m)
    not_far_enough = np.isposinf(distance_m) & (searched_m < walk.limit_m)
    edge_near = near(edge_m) | np.isnan(edge_m)
    when = [unsearched, surely, possibly & crossing, possibly, not_far_enough, edge_near]
    then = [
        Doubt.NIET_BEPAALD,
        Doubt.NONE,
        Doubt.AANLOOP,
        Doubt.METERS,
        Doubt.ZOEKGRENS,
        Doubt.RAND,
    ]
    code = np.select(when, [_DOUBT[doubt] for doubt in then], default=_DOUBT[Doubt.NONE])
    rank = _ranks([surely, code != _DOUBT[Doubt.NONE]], [VOLDOET, ONBEKEND], NIET)
    found = np.where(surely, certain_m, distance_m)
    misses = ~near(found) & ~unsearched & ~not_far_enough
    return Weighed(walk, rank, found, misses, _DOUBTS[code])


def any_met(ranks: Iterable[Ranks]) -> Ranks:
    """Weigh alternatives of which one is enough."""
    return np.asarray(np.maximum.reduce([*ranks]), dtype=np.int8)


def or_stand_in(rank: Ranks, other: Ranks) -> Ranks:
    """Let the stand-in answer where no alternative is known."""
    return np.where((rank == ONBEKEND) & (other != ONBEKEND), other, rank)


def all_met(ranks: Iterable[Ranks]) -> Ranks:
    """Weigh requirements that must all be met."""
    return np.asarray(np.minimum.reduce([*ranks]), dtype=np.int8)


def rank_objects(facts: pd.DataFrame, definition: Definition, *, searched_m: float) -> Ranks:
    """Judge every object by a definition, without a word: as `wozgeo.analysis.verdicts.judge.judge_objects`.

    Parameters
    ----------
    facts
        See `unknown_facts`, with the walks that are asked.
    definition
        What is asked.
    searched_m
        How far was searched, in metres.
    """

    def of(alternative: Alternative) -> Ranks:
        known = facts
        if isinstance(alternative, Within):
            known = facts_of_walk(facts, alternative)
        return weigh(alternative, known, searched_m=searched_m).rank

    return rank_by(definition, of, len(facts))


def rank_by(definition: Definition, rank: Callable[[Alternative], Ranks], n: int) -> Ranks:
    """Judge n objects by a definition of which every alternative has been ranked for each of them."""

    def of(requirement: Requirement) -> Ranks:
        found = any_met(map(rank, requirement.alternatives))
        other = requirement.stand_in
        return or_stand_in(found, rank(other)) if other else found

    if not definition.requirements:
        return np.full(n, VOLDOET, dtype=np.int8)
    return all_met(map(of, definition.requirements))


def answers_of(column: str, facts: pd.DataFrame) -> NDArray[np.object_]:
    """Give what is said of an attribute: an `Answer`, or the name of its class; "" where nothing is."""
    fact = FACTS[column]
    said = facts[column]
    if fact.kind is FactKind.CLASS:
        return np.asarray(said.fillna("").to_numpy(dtype=object), dtype=object)
    so, stated = said.fillna(value=False).to_numpy(dtype=bool), said.notna().to_numpy()
    made = np.zeros(len(facts), dtype=bool)
    if fact.can_be_made:
        potential = facts[f"{column}{POTENTIAL_SUFFIX}"].fillna(value=False)
        made = potential.to_numpy(dtype=bool) & ~so
    chosen = np.select(
        [made, ~stated, so],
        [str(Answer.IN_POTENTIE), str(Answer.UNKNOWN), str(Answer.YES)],
        default=str(Answer.NO),
    )
    return np.asarray(chosen, dtype=object)


def rank_of(attribute: Attribute, answer: str) -> int:
    """Weigh one answer. What can be made so is not so yet, unless the definition counts it."""
    if answer == Answer.UNKNOWN:
        return ONBEKEND
    fact = FACTS[attribute.column]
    if fact.kind is FactKind.CLASS:
        names = [grade.name for grade in fact.grades]
        met = names.index(answer) >= names.index(attribute.least)
    else:
        so = answer == Answer.YES or (attribute.potential and answer == Answer.IN_POTENTIE)
        met = so == attribute.wanted
    return VOLDOET if met else NIET


def _weigh_attribute(attribute: Attribute, facts: pd.DataFrame) -> Weighed:
    codes, answers = pd.factorize(answers_of(attribute.column, facts))
    ranks = [rank_of(attribute, answer) for answer in answers]
    rank = np.asarray(np.array(ranks, dtype=np.int8)[codes], dtype=np.int8)
    n = len(facts)
    return Weighed(attribute, rank, np.full(n, np.nan), np.zeros(n, dtype=bool), _no_doubt(n))


def _weigh_number(number: AtLeast, facts: pd.DataFrame) -> Weighed:
    given = facts[number.column].astype("Float64")
    found = np.asarray(given.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    misses = found < number.minimum
    rank = _ranks([np.isnan(found), misses], [ONBEKEND, NIET], VOLDOET)
    return Weighed(number, rank, found, misses, _no_doubt(len(facts)))


def _ranks(when: list[NDArray[np.bool_]], then: list[int], otherwise: int) -> Ranks:
    return np.select(when, then, default=otherwise).astype(np.int8)


def _no_doubt(n: int) -> NDArray[np.object_]:
    return np.full(n, str(Doubt.NONE), dtype=object)
