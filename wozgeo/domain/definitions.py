"""What can a definition of geclusterd wonen ask?

Every part says itself in the language of the reader, and as ``str`` in Dutch.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain import criteria_words as words
from wozgeo.domain.facts import FACTS, FactKind
from wozgeo.domain.language import Language, as_written
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import MEETING_PLACE, Eis, Measure, Voorziening

_NOT_STATED = {words.NOT_STATED.nl: words.NOT_STATED}


class _Told:
    """Something that can be said to a reader."""

    def said(self, language: Language) -> str:
        """Say it in a language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.said(Language.NL)


@dataclass(frozen=True)
class Source(_Told):
    """Where a requirement is written: document, paragraph or page, and date."""

    document: str
    place: str
    date: str

    def said(self, language: Language) -> str:
        """Name it; what a source is called itself stays Dutch."""
        return words.SOURCE(
            language,
            document=self.document,
            place=_NOT_STATED.get(self.place, self.place),
            date=_NOT_STATED.get(self.date, self.date),
        )


@dataclass(frozen=True)
class Attribute(_Told):
    """Something that is so or is not so: met when the column says ``wanted``.

    Attributes
    ----------
    column
        A fact (`wozgeo.domain.facts.FACTS`).
    wanted
        Whether it must be so, or must not.
    least
        Of a fact with classes: this class or a better one; "" of any other.
    potential
        Whether it is met as well where it is not so and can be made so.
    """

    column: str
    wanted: bool = True
    least: str = ""
    potential: bool = False

    def said(self, language: Language) -> str:
        """Say what is asked."""
        fact = FACTS[self.column]
        if fact.kind is FactKind.CLASS:
            least = fact.grade(self.least).label
            return words.AT_LEAST_CLASS(language, fact=fact.label.small(), least=least)
        text = (fact.asked or (fact.so if self.wanted else fact.not_so))(language)
        return text + words.POTENTIAL_COUNTS(language) if self.potential else text


@dataclass(frozen=True)
class AtLeast(_Told):
    """A number that must be reached: met from ``minimum`` itself upward; a share runs from 0 to 1."""

    column: str
    minimum: float

    def said(self, language: Language) -> str:
        """Say what is asked."""
        if self.column in FACTS:
            return FACTS[self.column].asked(language, percent=as_written(self.minimum) * 100)
        return words.AT_LEAST_DWELLINGS(language, self.minimum)


@dataclass(frozen=True)
class Within(_Told):
    """A walk that must be short enough.

    Attributes
    ----------
    limit_m
        Metres along the streets, off-network legs included.
    strict
        Whether exactly ``limit_m`` is too far: with 400 and True, 399.9 is met and 400.0 is not.
    measure
        Which distance of an object counts; None leaves it to the run.
    voorziening
        Key of what the walk leads to.
    place
        The same in words; how it is called makes no other walk.
    """

    limit_m: float
    strict: bool
    measure: Measure | None = None
    voorziening: str = Voorziening.ONTMOETINGSPLEK
    place: Voorziening = field(default=MEETING_PLACE, compare=False, repr=False)

    def said(self, language: Language) -> str:
        """Say what is asked."""
        counts = words.MEASURES.get(self.measure) if self.measure else None
        return words.WITHIN(
            language,
            some=self.place.some,
            bound=self.bound_in(language),
            limit=self.limit_m,
            itself=words.TOO_FAR if self.strict else words.STILL_NEAR,
            place=words.COUNTS(language, place=counts) if counts else "",
        )

    def near_enough(self, metres: FloatArray) -> NDArray[np.bool_]:
        """Compare as the definition says; NaN is never near enough.

        Examples
        --------
        >>> Within(400, strict=True).near_enough(np.array([399.9, 400.0])).tolist()
        [True, False]
        >>> Within(400, strict=False).near_enough(np.array([400.0, 400.1])).tolist()
        [True, False]
        """
        near = metres < self.limit_m if self.strict else metres <= self.limit_m
        return np.asarray(near, dtype=np.bool_)

    def bound_in(self, language: Language) -> str:
        """Write the limit in a sentence: "less than 400 m"."""
        return (words.LESS_THAN if self.strict else words.AT_MOST)(language, limit=self.limit_m)

    @property
    def bound(self) -> str:
        """The limit in a Dutch sentence: "minder dan 400 m"."""
        return self.bound_in(Language.NL)


Alternative = Attribute | AtLeast | Within


@dataclass(frozen=True)
class Requirement(_Told):
    """One thing a definition asks.

    Attributes
    ----------
    kind
        What it is about.
    alternatives
        One of them is enough.
    source
        Where it is written.
    stand_in
        The attribute that answers where no alternative is known.
    """

    kind: Eis
    alternatives: tuple[Alternative, ...]
    source: Source
    stand_in: Attribute | None = None

    @property
    def name(self) -> str:
        """Tell it apart from the others of a definition: its kind, and where a walk leads to."""
        walks = [a for a in self.alternatives if isinstance(a, Within)]
        if self.kind is Eis.LOOPAFSTAND and walks:
            return f"{self.kind}_{walks[0].voorziening}"
        return str(self.kind)

    def said(self, language: Language) -> str:
        """Say what is asked."""
        text = words.OR(language).join(a.said(language) for a in self.alternatives)
        if not self.stand_in:
            return text
        return text + words.STAND_IN(language, attribute=self.stand_in.said(language))


class Decision(StrEnum):
    """What becomes of a verdict that is not firm; agreed before anything is measured (ILAC-G8:09/2019)."""

    EENVOUDIG = "eenvoudig"
    """It stands, and is told to be not firm: the text of a policy knows no band."""
    BEHOEDZAAM = "behoedzaam"
    """It is onbekend."""


_DECISIONS = {Decision.EENVOUDIG: words.SIMPLE, Decision.BEHOEDZAAM: words.CAUTIOUS}

SIMPLE_ACCEPTANCE = Source("ILAC-G8:09/2019", "§4.2", "september 2019")
"""Where the rule stands that holds when a definition names none."""


@dataclass(frozen=True)
class Definition:
    """What counts as geclusterd wonen, according to someone.

    Attributes
    ----------
    name
        Short, for columns: lower case letters, digits and underscores.
    title
        For a Dutch sentence: "voldoet aan <title>".
    requirements
        All must be met; every kind at most once, but loopafstand once per voorziening.
    title_en
        For an English sentence: "meets <title>"; "" where nobody wrote one.
    decision, decision_source
        What becomes of a verdict that is not firm, and where that is agreed.
    """

    name: str
    title: str
    requirements: tuple[Requirement, ...]
    title_en: str = ""
    decision: Decision = Decision.EENVOUDIG
    decision_source: Source = SIMPLE_ACCEPTANCE

    def title_in(self, language: Language) -> str:
        """Give the title in a language; in Dutch where it has none in English."""
        titles = {Language.EN: self.title_en}
        return titles.get(language) or self.title

    def decision_in(self, language: Language) -> str:
        """Say the decision rule, with its source."""
        source = self.decision_source.said(language)
        return words.DECISION_SOURCE(
            language, rule=_DECISIONS[self.decision](language), source=source
        )

    @property
    def walks(self) -> tuple[Within, ...]:
        """The walks it asks, each to another voorziening."""
        asked = (a for r in self.requirements for a in r.alternatives)
        return tuple(a for a in asked if isinstance(a, Within))

    @property
    def walk(self) -> Within | None:
        """The walk to an ontmoetingsplek that it allows, if it allows one."""
        meeting = [w for w in self.walks if w.voorziening == Voorziening.ONTMOETINGSPLEK]
        return meeting[0] if meeting else None
