"""What may a file with definitions hold? Every requirement with its keys.

The check of such a file and its JSON Schema follow from this declaration; which facts a requirement
can ask is looked up when a file is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from wozgeo.domain.definitions import (
    SIMPLE_ACCEPTANCE,
    Alternative,
    AtLeast,
    Attribute,
    Decision,
    Definition,
    Requirement,
    Source,
    Within,
)
from wozgeo.domain.facts import FACTS, Fact, FactKind, asked_as, facts_for
from wozgeo.domain.toml_files import Expected, OneOf, Place, Table, hint, refused
from wozgeo.domain.vocabulary import Eis, Measure, Voorziening, Voorzieningen

NAME_OF_DEFINITION = "[a-z][a-z0-9_]*"
"""It becomes part of the names of columns."""

WALK = "loopafstand"
"""How a definition asks an ontmoetingsplek within walking distance."""


def _word(found: object) -> object:
    if isinstance(found, str) and found.strip():
        return found
    raise refused(f"found {found!r}, expected a text in quotes")


_DWELLINGS = "a whole number of dwellings, 1 or more"
_METRES = "a number of metres above 0"
_SHARE = "a share above 0 and up to 1 (50 % is 0.5)"


def _whole(found: float) -> float:
    if found % 1:
        raise refused(f"found {found:g}, expected {_DWELLINGS}")
    return found


def _answers(eis: Eis, *more: str) -> OneOf:
    return OneOf(lambda: (*facts_for(eis), *more))


def _grades() -> tuple[str, ...]:
    facts = facts_for(Eis.TOEGANKELIJK).values()
    return tuple(dict.fromkeys(grade.name for fact in facts for grade in fact.grades))


_Word = Annotated[str, BeforeValidator(_word)]
_Metres = Annotated[float, Field(gt=0, allow_inf_nan=False), Expected(_METRES)]
_Share = Annotated[float, Field(gt=0, le=1)]
_Dwellings = Annotated[
    float, Field(ge=1, allow_inf_nan=False), AfterValidator(_whole), Expected(_DWELLINGS)
]
_ANY_OF = "One of these is enough."


class SourceTable(Table):
    """Where a requirement is written; "niet vermeld" where it does not say."""

    document: _Word = Field(description="What the document is called.")
    place: _Word = Field(description="Paragraph or page.")
    date: _Word = Field(description="Of the document.")

    def source(self) -> Source:
        """Give it as what a requirement names."""
        return Source(self.document, self.place, self.date)


class _Asked(Table):
    """Something a definition asks, with its source."""

    source: Annotated[SourceTable, Expected("a table { document, place, date }")] = Field(
        description="Where it is written."
    )


class WoningenTable(_Asked):
    """How many dwellings there must be."""

    minimum: _Dwellings = Field(description="So many dwellings or more.")

    def requirement(self) -> Requirement:
        """Give what is asked."""
        minimum = AtLeast("n_dwellings", self.minimum)
        return Requirement(Eis.WONINGEN, (minimum,), self.source.source())


class NietIntramuraalTable(_Asked):
    """That it is no care institution; there are no other keys."""

    def requirement(self) -> Requirement:
        """Give what is asked."""
        alternatives = (Attribute("intramuraal", wanted=False),)
        return Requirement(Eis.NIET_INTRAMURAAL, alternatives, self.source.source())


class WalkTable(_Asked):
    """How near a voorziening must be, on foot."""

    limit_m: _Metres = Field(description="The limit, in metres along the streets.")
    strict: bool = Field(description="Whether exactly limit_m is too far (true) or near enough.")
    measure: Measure | None = Field(
        default=None,
        strict=False,
        description="Which place of a complex or site counts; the run file says so where this does not.",
    )

    def requirement(self, key: str, kinds: Voorzieningen | None) -> Requirement:
        """Give what is asked of the walk to a voorziening."""
        walk = within(self.limit_m, self.strict, self.measure, key, kinds)
        return Requirement(Eis.LOOPAFSTAND, (walk,), self.source.source())


def within(
    limit_m: float, strict: bool, measure: Measure | None, key: str, kinds: Voorzieningen | None
) -> Within:
    """Make a walk to a voorziening, in its words; called by its key where it has none."""
    place = (kinds or {}).get(key)
    if key == Voorziening.ONTMOETINGSPLEK and not place:
        return Within(limit_m, strict, measure)
    return Within(limit_m, strict, measure, key, place or Voorziening(key, key, key, key, key))


def _means_nothing(key: str, without: Sequence[str]) -> tuple[Place, str]:
    told = " or ".join(f'"{name}"' for name in without)
    return (key,), f"means nothing without {told} in any_of"


def _twice(names: object) -> Iterator[tuple[Place, str]]:
    texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    for name in sorted({name for name in texts if texts.count(name) > 1}):
        yield ("any_of",), f"{name} is named twice"


def _asked_names(found: Mapping[str, Any], known: Sequence[str]) -> tuple[set[str], bool]:
    """Give the alternatives that are named, and whether all are known: one misspelt may give a key meaning."""
    named = found.get("any_of")
    items = [*named] if isinstance(named, list) else []
    right = [name for name in items if isinstance(name, str) and name in known]
    return {*right}, bool(items) and len(right) == len(items)


class OntmoetingsruimteTable(_Asked):
    """Where people can meet: within the building, or within walking distance."""

    any_of: list[Annotated[str, _answers(Eis.ONTMOETINGSRUIMTE, WALK)]] = Field(
        min_length=1, description=_ANY_OF
    )
    limit_m: Annotated[_Metres | None, Expected(_METRES)] = Field(
        default=None, description="Of loopafstand: the limit, in metres along the streets."
    )
    strict: bool | None = Field(
        default=None,
        description="Of loopafstand: whether exactly limit_m is too far (true) or near enough.",
    )
    measure: Measure | None = Field(
        default=None,
        strict=False,
        description="Of loopafstand: which place of a complex or site counts; the run file says so where "
        "this does not.",
    )
    voorziening: _Word | None = Field(
        default=None,
        description="Of loopafstand: what counts as a place to meet, where it is no ontmoetingsplek.",
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for the keys of a walk where one is allowed, and for none where it is not."""
        yield from _twice(found.get("any_of"))
        named, all_known = _asked_names(found, (*facts_for(Eis.ONTMOETINGSRUIMTE), WALK))
        if WALK in named and "limit_m" not in found:
            yield ("limit_m",), f"missing; expected {_METRES}"
        if WALK in named and "strict" not in found:
            yield ("strict",), "missing; expected true or false without quotes"
        if all_known and WALK not in named:
            for key in ("limit_m", "strict", "measure", "voorziening"):
                if key in found:
                    yield _means_nothing(key, (WALK,))

    def requirement(self, kinds: Voorzieningen | None) -> Requirement:
        """Give what is asked."""
        alternatives = tuple(self._alternative(name, kinds) for name in self.any_of)
        return Requirement(Eis.ONTMOETINGSRUIMTE, alternatives, self.source.source())

    def _alternative(self, name: str, kinds: Voorzieningen | None) -> Alternative:
        if name != WALK or self.limit_m is None:
            return Attribute(_fact(name).name)
        key = self.voorziening or Voorziening.ONTMOETINGSPLEK
        return within(self.limit_m, self.strict is True, self.measure, key, kinds)


def _fact(name: str) -> Fact:
    """Find a fact by how a definition asks it."""
    return next(fact for fact in FACTS.values() if fact.eis and asked_as(fact) == name)


def _asking(eis: Eis, kind: FactKind) -> tuple[str, ...]:
    return tuple(name for name, fact in facts_for(eis).items() if fact.kind is kind)


class OuderenTable(_Asked):
    """That it is for seniors, or that enough seniors live there."""

    any_of: list[Annotated[str, _answers(Eis.OUDEREN)]] = Field(min_length=1, description=_ANY_OF)
    minimum_share: Annotated[_Share | None, Expected(_SHARE)] = Field(
        default=None, description="Of a share: this part or more; 0.5 is 50 %."
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask how large a share must be, where one is asked."""
        yield from _twice(found.get("any_of"))
        named, all_known = _asked_names(found, (*facts_for(Eis.OUDEREN),))
        shares = _asking(Eis.OUDEREN, FactKind.SHARE)
        if named & {*shares} and "minimum_share" not in found:
            yield ("minimum_share",), f"missing; expected {_SHARE}"
        if all_known and "minimum_share" in found and not named & {*shares}:
            yield _means_nothing("minimum_share", shares)

    def requirement(self) -> Requirement:
        """Give what is asked."""
        alternatives = tuple(
            Attribute(fact.name)
            if fact.kind is not FactKind.SHARE or self.minimum_share is None
            else AtLeast(fact.name, self.minimum_share)
            for fact in map(_fact, self.any_of)
        )
        return Requirement(Eis.OUDEREN, alternatives, self.source.source())


class ToegankelijkTable(_Asked):
    """How accessible the dwellings must be."""

    any_of: list[Annotated[str, _answers(Eis.TOEGANKELIJK)]] = Field(
        min_length=1, description=_ANY_OF
    )
    stand_in: Annotated[str, _answers(Eis.TOEGANKELIJK)] | None = Field(
        default=None, description="What answers where nothing of any_of is stated."
    )
    minimum_class: Annotated[str, OneOf(_grades)] | None = Field(
        default=None, description="Of a fact with classes: this class or a better one."
    )
    in_potentie: bool = Field(
        default=False,
        description="Whether what is not so and can be made so counts as well.",
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask which class is enough, where one is asked."""
        yield from _twice(found.get("any_of"))
        known = facts_for(Eis.TOEGANKELIJK)
        named, all_known = _asked_names(found, (*known,))
        other = found.get("stand_in")
        if isinstance(other, str) and other in named:
            yield ("stand_in",), f"{other} is already in any_of"
        used = {*named, other} if isinstance(other, str) else named
        classes = _asking(Eis.TOEGANKELIJK, FactKind.CLASS)
        for name in (name for name in classes if name in used):
            grades = tuple(grade.name for grade in known[name].grades)
            least = found.get("minimum_class")
            if "minimum_class" not in found:
                yield ("minimum_class",), f"missing; expected one of {', '.join(grades)}"
            elif least in _grades() and least not in grades:
                yield (
                    ("minimum_class",),
                    f"found {least!r}, no class of {name}{hint(least, grades)}",
                )
        can_be_made = tuple(name for name, fact in known.items() if fact.can_be_made)
        for key, needed in (("minimum_class", classes), ("in_potentie", can_be_made)):
            if all_known and key in found and not used & {*needed}:
                yield _means_nothing(key, needed)

    def requirement(self) -> Requirement:
        """Give what is asked."""
        alternatives = tuple(map(self._attribute, self.any_of))
        other = self._attribute(self.stand_in) if self.stand_in else None
        return Requirement(Eis.TOEGANKELIJK, alternatives, self.source.source(), other)

    def _attribute(self, name: str) -> Attribute:
        fact = _fact(name)
        if fact.kind is FactKind.CLASS:
            return Attribute(fact.name, least=self.minimum_class or fact.grades[-1].name)
        return Attribute(fact.name, potential=self.in_potentie and fact.can_be_made is not None)


class DefinitionTable(Table):
    """What counts as geclusterd wonen, according to someone: all that it asks must be met."""

    title: _Word = Field(description='For a Dutch sentence: "voldoet aan <title>".')
    woningen: WoningenTable | None = None
    ontmoetingsruimte: OntmoetingsruimteTable | None = None
    ouderen: OuderenTable | None = None
    toegankelijk: ToegankelijkTable | None = None
    niet_intramuraal: NietIntramuraalTable | None = None
    loopafstand: Annotated[
        dict[str, WalkTable] | None,
        Field(min_length=1),
        Expected("a table per voorziening, such as [{where}.park]"),
    ] = Field(default=None, description="The walks it asks besides, a table per voorziening.")
    title_en: _Word | None = Field(
        default=None, description='For an English sentence: "meets <title_en>".'
    )
    decision: Decision = Field(
        default=Decision.EENVOUDIG,
        strict=False,
        description="What becomes of a verdict that is not firm: eenvoudig, it stands and is told to be not "
        "firm; behoedzaam, it is onbekend.",
    )
    decision_source: Annotated[
        SourceTable | None, Expected("a table { document, place, date }")
    ] = Field(default=None, description="Where that was agreed, before the measurement.")

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for something, and for one walk to each voorziening: else nobody can tell which is told."""
        if not {*Eis} & {*found}:
            yield (), f"no requirement; known are {', '.join(Eis)}"
        if "decision" in found and "decision_source" not in found:
            yield ("decision_source",), "missing; expected a table { document, place, date }"
        asked = [key for _, key in walks_in(found)]
        for key in sorted({key for key in asked if asked.count(key) > 1}):
            yield (), f"the walk to {key} is asked twice; leave one of both out"

    def definition(self, name: str, kinds: Voorzieningen | None) -> Definition:
        """Give what is asked, kind by kind."""
        asked = [
            one.requirement()
            for one in (self.woningen, self.ouderen, self.toegankelijk, self.niet_intramuraal)
            if one
        ]
        if self.ontmoetingsruimte:
            asked.append(self.ontmoetingsruimte.requirement(kinds))
        walks = (self.loopafstand or {}).items()
        asked += [walk.requirement(key, kinds) for key, walk in walks]
        asked.sort(key=lambda one: [*Eis].index(one.kind))
        agreed = self.decision_source
        source = agreed.source() if agreed else SIMPLE_ACCEPTANCE
        title_en = self.title_en or ""
        return Definition(name, self.title, tuple(asked), title_en, self.decision, source)


def walks_in(found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Tell where a definition asks a walk, and to which voorziening, whatever else the file holds."""
    room, walks = found.get(Eis.ONTMOETINGSRUIMTE), found.get(Eis.LOOPAFSTAND)
    if isinstance(room, dict) and isinstance(room.get("any_of"), list) and WALK in room["any_of"]:
        key = room.get("voorziening", str(Voorziening.ONTMOETINGSPLEK))
        if isinstance(key, str) and key.strip():
            yield (Eis.ONTMOETINGSRUIMTE, "voorziening"), key
    for key in walks if isinstance(walks, dict) else ():
        yield (Eis.LOOPAFSTAND, key), key
