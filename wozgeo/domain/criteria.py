"""When is it geclusterd wonen?

Definitions are data (``data/criteria.toml``): every number with its strictness and its source. A
definition is met when all its requirements are; a requirement when one of its alternatives is.
"""

import math
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wozgeo.domain.definitions import (
    Alternative,
    AtLeast,
    Attribute,
    Definition,
    Requirement,
    Source,
    Within,
)
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.facts import Fact, FactKind, facts_for
from wozgeo.domain.language import as_written, dutch_number
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import read_toml
from wozgeo.domain.vocabulary import Eis, Measure, Voorziening, Voorzieningen

__all__ = [
    "Alternative",
    "AtLeast",
    "Attribute",
    "Definition",
    "Requirement",
    "Source",
    "Within",
    "as_written",
    "choose_definitions",
    "dutch_number",
    "parse_criteria",
    "read_criteria",
]


def read_criteria(
    path: Path | None = None, *, kinds: Voorzieningen | None = None
) -> Mapping[str, Definition]:
    """Read definitions by name, in the order of the file.

    Parameters
    ----------
    path
        A file of the user's own; None: the definitions that come with wozgeo.
    kinds
        Which voorzieningen there are; None: a walk may lead to anything, called by its key.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    path = path or packaged_path("criteria.toml")
    table = read_toml(path, what="a file with definitions")
    return parse_criteria(table, source=str(path), kinds=kinds)


def parse_criteria(
    table: Mapping[str, Any], *, source: str, kinds: Voorzieningen | None = None
) -> Mapping[str, Definition]:
    """Check the content of a file with definitions, as TOML gives it.

    Parameters
    ----------
    table
        Definitions by name.
    source
        How faults name it.
    kinds
        As for `read_criteria`.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    reader = _Reader(kinds)
    definitions = {name: reader.definition(name, item) for name, item in table.items()}
    if not table:
        reader.faults.append("no definitions found; expected at least one table like [druten]")
    if reader.faults:
        raise ConfigError(source, reader.faults)
    return definitions


def choose_definitions(
    criteria: Mapping[str, Definition], names: Iterable[str], *, source: str
) -> Mapping[str, Definition]:
    """Take the definitions a run names, in the order it names them.

    Raises
    ------
    ConfigError
        Naming every unknown definition, and what was perhaps meant.
    """
    names = list(names)
    faults = [
        f"{name}: unknown definition{_hint(name, criteria)}"
        for name in names
        if name not in criteria
    ]
    if faults:
        raise ConfigError(source, faults)
    return {name: criteria[name] for name in names}


_KEYS: dict[Eis, tuple[str, ...]] = {
    Eis.WONINGEN: ("minimum", "source"),
    Eis.ONTMOETINGSRUIMTE: ("any_of", "limit_m", "strict", "measure", "voorziening", "source"),
    Eis.OUDEREN: ("any_of", "minimum_share", "source"),
    Eis.TOEGANKELIJK: ("any_of", "stand_in", "minimum_class", "in_potentie", "source"),
    Eis.NIET_INTRAMURAAL: ("source",),
    Eis.LOOPAFSTAND: ("limit_m", "strict", "measure", "source"),
}

_CHOICES: dict[Eis, tuple[str, ...]] = {
    Eis.ONTMOETINGSRUIMTE: (*facts_for(Eis.ONTMOETINGSRUIMTE), "loopafstand"),
    Eis.OUDEREN: (*facts_for(Eis.OUDEREN),),
    Eis.TOEGANKELIJK: (*facts_for(Eis.TOEGANKELIJK),),
}

_FACTS = {name: fact for eis in Eis for name, fact in facts_for(eis).items()}


def _asking(kind: FactKind) -> tuple[str, ...]:
    return tuple(name for name, fact in _FACTS.items() if fact.kind is kind)


_MADE = tuple(name for name, fact in _FACTS.items() if fact.can_be_made)
_NUMBERS = {
    **dict.fromkeys(("limit_m", "strict", "measure", "voorziening"), ("loopafstand",)),
    "minimum_share": _asking(FactKind.SHARE),
    "minimum_class": _asking(FactKind.CLASS),
    "in_potentie": _MADE,
}
"""Keys that say something only beside one of these alternatives."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _hint(name: object, known: Collection[str]) -> str:
    near = get_close_matches(str(name), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


@dataclass
class _Reader:
    """Remembers every fault; local to `parse_criteria`, which discards what it made if there is one."""

    kinds: Voorzieningen | None = None
    faults: list[str] = field(default_factory=list)

    def definition(self, name: str, item: object) -> Definition:
        if not _NAME.fullmatch(name):
            self.faults.append(
                f"{name}: a definition's name becomes part of column names; "
                "use lower case letters, digits and _, beginning with a letter"
            )
        table = self.table(item, name, ("title", *Eis, "title_en"))
        kinds = [kind for kind in Eis if kind in table]
        given = isinstance(item, dict)
        if given and not kinds:
            self.faults.append(f"{name}: no requirement; known are {', '.join(Eis)}")
        return self.one_walk_each(
            name,
            self.text(table, "title", name) if given else "",
            tuple(self.requirements(kinds, table, name)),
            self.text(table, "title_en", name) if "title_en" in table else "",
        )

    def one_walk_each(self, name: str, *rest: Any) -> Definition:  # noqa: ANN401
        """Refuse two walks to the same voorziening: nobody could tell which of them is told."""
        definition = Definition(name, *rest)
        asked = [walk.voorziening for walk in definition.walks]
        self.faults += [
            f"{name}: the walk to {key} is asked twice; leave one of both out"
            for key in sorted({key for key in asked if asked.count(key) > 1})
        ]
        return definition

    def requirements(
        self, kinds: Iterable[Eis], table: Mapping[str, Any], name: str
    ) -> Iterator[Requirement]:
        for kind in kinds:
            if kind is not Eis.LOOPAFSTAND:
                yield self.requirement(kind, table[kind], f"{name}.{kind}")
                continue
            walks = table[kind]
            if not isinstance(walks, dict) or not walks:
                self.faults.append(
                    f"{name}.{kind}: found {walks!r}, expected a table per voorziening, "
                    f"such as [{name}.{kind}.park]"
                )
                continue
            for key, item in walks.items():
                path = f"{name}.{kind}.{key}"
                asked = self.table(item, path, _KEYS[kind])
                within = self.within(asked, path, self.known(key, path))
                yield Requirement(kind, (within,), self.source(asked, path))

    def known(self, key: str, path: str) -> str:
        """Tell when a walk leads to something that is no voorziening."""
        if self.kinds is not None and key not in self.kinds:
            told = _hint(key, self.kinds)
            self.faults.append(f"{path}: {key!r} is no voorziening{told}")
        return key

    def within(self, table: Mapping[str, Any], path: str, key: str) -> Within:
        limit_m = self.number(table, "limit_m", path, "a number of metres above 0", above=0)
        strict = self.flag(table, "strict", path)
        found = self.choice(table, "measure", path, tuple(Measure))
        measure = Measure(found) if found else None
        place = (self.kinds or {}).get(key)
        if key == Voorziening.ONTMOETINGSPLEK and not place:
            return Within(limit_m, strict, measure)
        return Within(limit_m, strict, measure, key, place or Voorziening(key, key, key, key, key))

    def requirement(self, kind: Eis, item: object, path: str) -> Requirement:
        table = self.table(item, path, _KEYS[kind])
        source = self.source(table, path)
        if kind is Eis.WONINGEN:
            return Requirement(kind, (AtLeast("n_dwellings", self.minimum(table, path)),), source)
        if kind is Eis.NIET_INTRAMURAAL:
            return Requirement(kind, (Attribute("intramuraal", wanted=False),), source)
        names = self.any_of(table, path, _CHOICES[kind])
        if len(names) == len(
            table.get("any_of", ())
        ):  # what is misspelt may give a key its meaning
            self.idle_keys(table, path, names)
        if "in_potentie" in table:
            self.flag(table, "in_potentie", path)
        alternatives = tuple(self.alternative(name, table, path) for name in names)
        stand_in = self.choice(table, "stand_in", path, _CHOICES[kind])
        if stand_in in names:
            self.faults.append(f"{path}.stand_in: {stand_in} is already in any_of")
        other = self.alternative(stand_in, table, path) if stand_in else None
        return Requirement(
            kind, alternatives, source, other if isinstance(other, Attribute) else None
        )

    def alternative(self, name: str, table: Mapping[str, Any], path: str) -> Alternative:
        if name == "loopafstand":
            key = Voorziening.ONTMOETINGSPLEK
            if "voorziening" in table:
                where = f"{path}.voorziening"
                key = self.known(self.text(table, "voorziening", path), where)
            return self.within(table, path, key)
        fact = _FACTS[name]
        if fact.kind is FactKind.SHARE:
            expected = "a share above 0 and up to 1 (50 % is 0.5)"
            share = self.number(table, "minimum_share", path, expected, above=0, most=1)
            return AtLeast(fact.name, share)
        if fact.kind is FactKind.CLASS:
            return Attribute(fact.name, least=self.least(fact, table, path))
        potential = table.get("in_potentie") is True and fact.can_be_made is not None
        return Attribute(fact.name, potential=potential)

    def least(self, fact: Fact, table: Mapping[str, Any], path: str) -> str:
        known = tuple(grade.name for grade in fact.grades)
        if "minimum_class" not in table:
            self.faults.append(f"{path}.minimum_class: missing, expected one of {', '.join(known)}")
        return self.choice(table, "minimum_class", path, known) or known[-1]

    def idle_keys(self, table: Mapping[str, Any], path: str, names: tuple[str, ...]) -> None:
        used = (
            {*names, table.get("stand_in")} if isinstance(table.get("stand_in"), str) else {*names}
        )
        for key, needed in _NUMBERS.items():
            if key in table and names and not used & {*needed}:
                told = " or ".join(f'"{name}"' for name in needed)
                self.faults.append(f"{path}.{key}: means nothing without {told} in any_of")

    def source(self, table: Mapping[str, Any], path: str) -> Source:
        keys = tuple(Source.__dataclass_fields__)
        if "source" not in table:
            self.faults.append(f"{path}.source: missing; expected {{ {', '.join(keys)} }}")
            return Source("", "", "")
        where = f"{path}.source"
        found = self.table(table["source"], where, keys)
        if not isinstance(table["source"], dict):
            return Source("", "", "")
        return Source(*(self.text(found, key, where) for key in keys))

    def table(self, found: object, path: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
        if not isinstance(found, dict):
            self.faults.append(f"{path}: found {found!r}, expected a table with {', '.join(keys)}")
            return {}
        self.faults += [f"{path}.{k}: unknown key{_hint(k, keys)}" for k in found if k not in keys]
        return found

    def text(self, table: Mapping[str, Any], key: str, path: str) -> str:
        found = table.get(key)
        if isinstance(found, str) and found.strip():
            return found
        said = f"found {found!r}" if key in table else "missing"
        self.faults.append(f"{path}.{key}: {said}, expected a text in quotes")
        return ""

    def flag(self, table: Mapping[str, Any], key: str, path: str) -> bool:
        found = table.get(key)
        if not isinstance(found, bool):
            said = f"found {found!r}" if key in table else "missing"
            self.faults.append(f"{path}.{key}: {said}, expected true or false without quotes")
        return found is True

    def number(
        self,
        table: Mapping[str, Any],
        key: str,
        path: str,
        expected: str,
        *,
        above: float,
        most: float = sys.float_info.max,
    ) -> float:
        found: Any = table.get(key)
        a_number = isinstance(found, int | float) and not isinstance(found, bool)
        if a_number and above < found <= most:
            return float(found)
        said = f"found {found!r}" if key in table else "missing"
        self.faults.append(f"{path}.{key}: {said}, expected {expected}")
        return math.nan

    def minimum(self, table: Mapping[str, Any], path: str) -> float:
        expected = "a whole number of dwellings, 1 or more"
        found = self.number(table, "minimum", path, expected, above=0)
        if found % 1 > 0:
            self.faults.append(f"{path}.minimum: found {found:g}, expected {expected}")
        return found

    def choice(
        self, table: Mapping[str, Any], key: str, path: str, options: tuple[str, ...]
    ) -> str | None:
        found = table.get(key)
        if found is None or (isinstance(found, str) and found in options):
            return found
        self.faults.append(f"{path}.{key}: found {found!r}{_hint(found, options)}")
        return None

    def any_of(
        self, table: Mapping[str, Any], path: str, options: tuple[str, ...]
    ) -> tuple[str, ...]:
        found = table.get("any_of")
        if not isinstance(found, list) or not found:
            said = f"found {found!r}" if "any_of" in table else "missing"
            self.faults.append(f"{path}.any_of: {said}, expected a list of {', '.join(options)}")
            return ()
        known = [name for name in found if isinstance(name, str) and name in options]
        wrong = [name for name in found if name not in known]
        self.faults += [f"{path}.any_of: found {n!r}{_hint(n, options)}" for n in wrong]
        twice = sorted({name for name in known if found.count(name) > 1})
        self.faults += [f"{path}.any_of: {name} is named twice" for name in twice]
        return tuple(known)
