"""Is one alternative of a requirement met, as far as is known?

Three answers, ranked so that *and* is the minimum and *or* the maximum (Kleene's logic):
voldoet niet < onbekend < voldoet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import require_columns
from wozgeo.domain.criteria import Alternative, AtLeast, Attribute, Within
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Verdict

FloatArray = NDArray[np.float64]
Ranks = NDArray[np.int8]

VERDICTS = (Verdict.VOLDOET_NIET, Verdict.ONBEKEND, Verdict.VOLDOET)
"""Verdict per rank."""

NIET, ONBEKEND, VOLDOET = range(3)

FACTS = {
    "n_dwellings": "Int64",
    "n_note": "object",
    "senioren_note": "object",
    "nultreden_note": "object",
    "share_55plus": "Float64",
    "inpandig": "boolean",
    "voor_bewoners": "boolean",
    "voor_senioren": "boolean",
    "levensloopgeschikt": "boolean",
    "nultreden": "boolean",
    "intramuraal": "boolean",
    "distance_m": "float64",
    "certain_m": "float64",
    "reason": "object",
    "crosses": "object",
    "edge_m": "float64",
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
        ``senioren_note``, ``nultreden_note``: in words what the number or the attribute was taken from,
        or why it is not known; "" where it was given as such, or nothing was. ``share_55plus``: 0 to 1.
        Attributes: True, False or ``<NA>``; ``voor_bewoners`` is a shared ontmoetingsruimte meant for
        the residents, on the site or elsewhere. ``distance_m`` and ``certain_m``: walk to the nearest
        ontmoetingsplek in both readings and in the measure that counts; finite, ``inf`` (none within
        the search limit) or ``NaN`` (``reason`` says why). ``crosses``: what the off-network leg
        crosses, "" for nothing. ``edge_m``: metres in a straight line to the edge of the data, of the
        place that was measured; ``inf`` where they have none, ``NaN`` counts as near.
    """
    blank = {"float64": np.nan, "object": ""}
    columns = {
        name: pd.Series(blank.get(dtype, pd.NA), index=index, dtype=dtype)
        for name, dtype in FACTS.items()
    }
    return pd.DataFrame(columns, index=index)


def require_facts(facts: pd.DataFrame) -> None:
    """Raise unless the table has every column of `FACTS` and a unique index.

    Raises
    ------
    InputError
        Naming the columns that are missing, or the ids that repeat.
    """
    require_columns(facts, FACTS, name="facts")
    if not facts.index.is_unique:
        repeated = facts.index[facts.index.duplicated()].unique()
        raise InputError("facts", f"ids repeat: {', '.join(map(str, repeated[:5]))}")


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
        See `unknown_facts`.
    searched_m
        How far ontmoetingsplekken were searched: ``inf`` says nothing about what lies beyond.
    """
    if isinstance(alternative, Within):
        return _weigh_walk(alternative, facts, searched_m)
    if isinstance(alternative, AtLeast):
        return _weigh_number(alternative, facts)
    return _weigh_attribute(alternative, facts)


def _weigh_attribute(attribute: Attribute, facts: pd.DataFrame) -> Weighed:
    said = facts[attribute.column].astype("boolean")
    known = said.notna().to_numpy()
    right = said.fillna(value=False).to_numpy(dtype=bool) == attribute.wanted
    rank = _ranks([~known, right], [ONBEKEND, VOLDOET], NIET)
    n = len(facts)
    return Weighed(attribute, rank, np.full(n, np.nan), np.zeros(n, dtype=bool), _no_doubt(n))


def _weigh_number(number: AtLeast, facts: pd.DataFrame) -> Weighed:
    given = facts[number.column].astype("Float64")
    found = np.asarray(given.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    misses = found < number.minimum
    rank = _ranks([np.isnan(found), misses], [ONBEKEND, NIET], VOLDOET)
    return Weighed(number, rank, found, misses, _no_doubt(len(facts)))


def _weigh_walk(walk: Within, facts: pd.DataFrame, searched_m: float) -> Weighed:
    near = _near_enough(walk)
    distance_m, certain_m, edge_m = (
        facts[column].to_numpy(dtype=np.float64) for column in ("distance_m", "certain_m", "edge_m")
    )
    crossing = facts["crosses"].to_numpy(dtype=object) != ""
    unsearched = np.isnan(distance_m)
    surely = near(certain_m) & ~crossing & ~unsearched
    possibly = near(distance_m)
    not_far_enough = np.isposinf(distance_m) & (searched_m < walk.limit_m)
    edge_near = near(edge_m) | np.isnan(edge_m)
    doubt = np.select(
        [unsearched, surely, possibly & crossing, possibly, not_far_enough, edge_near],
        [Doubt.NIET_BEPAALD, Doubt.NONE, Doubt.AANLOOP, Doubt.METERS, Doubt.ZOEKGRENS, Doubt.RAND],
        default=Doubt.NONE,
    ).astype(object)
    rank = _ranks([surely, doubt != ""], [VOLDOET, ONBEKEND], NIET)
    found = np.where(surely, certain_m, distance_m)
    return Weighed(walk, rank, found, ~near(found) & ~unsearched & ~not_far_enough, doubt)


def _near_enough(walk: Within) -> Callable[[FloatArray], NDArray[np.bool_]]:
    """Compare as the definition says; NaN is never near enough."""
    if walk.strict:
        return lambda metres: metres < walk.limit_m
    return lambda metres: metres <= walk.limit_m


def _ranks(when: list[NDArray[np.bool_]], then: list[int], otherwise: int) -> Ranks:
    return np.select(when, then, default=otherwise).astype(np.int8)


def _no_doubt(n: int) -> NDArray[np.object_]:
    return np.full(n, str(Doubt.NONE), dtype=object)
