"""When is it geclusterd wonen?

Definitions are data (``data/criteria.toml``): every number with its strictness and its source. A
definition is met when all its requirements are; a requirement when one of its alternatives is.
"""

import math
import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.vocabulary import Eis, Measure


@dataclass(frozen=True)
class Source:
    """Where a requirement is written: document, paragraph or page, and date."""

    document: str
    place: str
    date: str

    def __str__(self) -> str:
        return f"{self.document} (plaats: {self.place}; datum: {self.date})"


@dataclass(frozen=True)
class Attribute:
    """Something that is so or is not so: met when the column says ``wanted``."""

    column: str
    wanted: bool = True

    def __str__(self) -> str:
        return _ATTRIBUTE_WORDS[self.column]


@dataclass(frozen=True)
class AtLeast:
    """A number that must be reached: met from ``minimum`` itself upward; a share runs from 0 to 1."""

    column: str
    minimum: float

    def __str__(self) -> str:
        if self.column == "share_55plus":
            return f"minstens {dutch_number(as_written(self.minimum) * 100)} % 55-plus"
        return f"minstens {dutch_number(self.minimum)} woningen"


@dataclass(frozen=True)
class Within:
    """A walk that must be short enough.

    Attributes
    ----------
    limit_m
        Metres along the streets, off-network legs included.
    strict
        Whether exactly ``limit_m`` is too far: with 400 and True, 399.9 is met and 400.0 is not.
    measure
        Which distance of an object counts; None leaves it to the run.
    """

    limit_m: float
    strict: bool
    measure: Measure | None = None

    def __str__(self) -> str:
        itself = f"{dutch_number(self.limit_m)} m zelf is {'te ver' if self.strict else 'nog goed'}"
        place = f", {_MEASURE_WORDS[self.measure]} telt" if self.measure else ""
        return f"een ontmoetingsplek op {self.bound} lopen ({itself}{place})"

    @property
    def bound(self) -> str:
        """The limit in a Dutch sentence: "minder dan 400 m"."""
        return f"{'minder dan' if self.strict else 'hoogstens'} {dutch_number(self.limit_m)} m"


Alternative = Attribute | AtLeast | Within


@dataclass(frozen=True)
class Requirement:
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

    def __str__(self) -> str:
        text = ", of ".join(str(alternative) for alternative in self.alternatives)
        return text + (f" (waar niet opgegeven telt: {self.stand_in})" if self.stand_in else "")


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
        All must be met; every kind at most once.
    """

    name: str
    title: str
    requirements: tuple[Requirement, ...]

    @property
    def walk(self) -> Within | None:
        """The walk it allows, if it allows one."""
        walks = [a for r in self.requirements for a in r.alternatives if isinstance(a, Within)]
        return walks[0] if walks else None


def dutch_number(number: float | Decimal) -> str:
    """Write a number as in a Dutch sentence, with all its digits: 1436.1 is "1.436,1"."""
    text = f"{as_written(number).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def as_written(number: float | Decimal) -> Decimal:
    """Take the decimals as they were written, without the dust of binary fractions."""
    return number if isinstance(number, Decimal) else Decimal(repr(float(number)))


def read_criteria(path: Path | None = None) -> Mapping[str, Definition]:
    """Read definitions by name, in the order of the file.

    Parameters
    ----------
    path
        A file of the user's own; None: the definitions that come with wozgeo.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    path = path or packaged_path("criteria.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(path, "no such file; give the path of a file with definitions") from error
    except (OSError, ValueError) as error:
        raise ConfigError(path, f"not readable as TOML: {error}") from error
    return parse_criteria(table, source=str(path))


def parse_criteria(table: Mapping[str, Any], *, source: str) -> Mapping[str, Definition]:
    """Check the content of a file with definitions, as TOML gives it.

    Parameters
    ----------
    table
        Definitions by name.
    source
        How faults name it.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    reader = _Reader()
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


_ATTRIBUTE_WORDS = {
    "inpandig": "een inpandige ontmoetingsruimte",
    "voor_bewoners": "een gedeelde ontmoetingsruimte voor de bewoners, op het terrein of elders",
    "voor_senioren": "bestemd voor senioren",
    "levensloopgeschikt": "levensloopgeschikt",
    "nultreden": "nultredenwoningen",
    "intramuraal": "niet intramuraal",
}

_MEASURE_WORDS = {
    Measure.MAX: "de verste plek",
    Measure.MEDIAAN: "de middelste plek",
    Measure.MIN: "de dichtste plek",
}

_KEYS: dict[Eis, tuple[str, ...]] = {
    Eis.WONINGEN: ("minimum", "source"),
    Eis.ONTMOETINGSRUIMTE: ("any_of", "limit_m", "strict", "measure", "source"),
    Eis.OUDEREN: ("any_of", "minimum_share", "source"),
    Eis.TOEGANKELIJK: ("any_of", "stand_in", "source"),
    Eis.NIET_INTRAMURAAL: ("source",),
}

_CHOICES: dict[Eis, tuple[str, ...]] = {
    Eis.ONTMOETINGSRUIMTE: ("inpandig", "voor_bewoners", "loopafstand"),
    Eis.OUDEREN: ("voor_senioren", "aandeel_55plus"),
    Eis.TOEGANKELIJK: ("levensloopgeschikt", "nultreden"),
}

_NUMBERS = {"loopafstand": ("limit_m", "strict", "measure"), "aandeel_55plus": ("minimum_share",)}
"""Keys that say something only beside this alternative."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _hint(name: object, known: Collection[str]) -> str:
    near = get_close_matches(str(name), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


@dataclass
class _Reader:
    """Remembers every fault; local to `parse_criteria`, which discards what it made if there is one."""

    faults: list[str] = field(default_factory=list)

    def definition(self, name: str, item: object) -> Definition:
        if not _NAME.fullmatch(name):
            self.faults.append(
                f"{name}: a definition's name becomes part of column names; "
                "use lower case letters, digits and _, beginning with a letter"
            )
        table = self.table(item, name, ("title", *Eis))
        kinds = [kind for kind in Eis if kind in table]
        given = isinstance(item, dict)
        if given and not kinds:
            self.faults.append(f"{name}: no requirement; known are {', '.join(Eis)}")
        return Definition(
            name,
            self.text(table, "title", name) if given else "",
            tuple(self.requirement(kind, table[kind], f"{name}.{kind}") for kind in kinds),
        )

    def requirement(self, kind: Eis, item: object, path: str) -> Requirement:
        table = self.table(item, path, _KEYS[kind])
        source = self.source(table, path)
        if kind is Eis.WONINGEN:
            return Requirement(kind, (AtLeast("n_dwellings", self.minimum(table, path)),), source)
        if kind is Eis.NIET_INTRAMURAAL:
            return Requirement(kind, (Attribute("intramuraal", wanted=False),), source)
        names = self.any_of(table, path, _CHOICES[kind])
        self.idle_keys(table, path, names)
        alternatives = tuple(self.alternative(name, table, path) for name in names)
        stand_in = self.choice(table, "stand_in", path, _CHOICES[kind])
        if stand_in in names:
            self.faults.append(f"{path}.stand_in: {stand_in} is already in any_of")
        return Requirement(kind, alternatives, source, Attribute(stand_in) if stand_in else None)

    def alternative(self, name: str, table: Mapping[str, Any], path: str) -> Alternative:
        if name == "loopafstand":
            limit_m = self.number(table, "limit_m", path, "a number of metres above 0", above=0)
            measure = self.choice(table, "measure", path, tuple(Measure))
            return Within(
                limit_m, self.flag(table, "strict", path), Measure(measure) if measure else None
            )
        if name == "aandeel_55plus":
            expected = "a share above 0 and up to 1 (50 % is 0.5)"
            share = self.number(table, "minimum_share", path, expected, above=0, most=1)
            return AtLeast("share_55plus", share)
        return Attribute(name)

    def idle_keys(self, table: Mapping[str, Any], path: str, names: tuple[str, ...]) -> None:
        for name, keys in _NUMBERS.items():
            for key in keys:
                if key in table and names and name not in names:
                    self.faults.append(f'{path}.{key}: means nothing without "{name}" in any_of')

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
        wrong = [name for name in found if not (isinstance(name, str) and name in options)]
        self.faults += [f"{path}.any_of: found {n!r}{_hint(n, options)}" for n in wrong]
        if wrong:
            return ()
        twice = sorted({name for name in found if found.count(name) > 1})
        self.faults += [f"{path}.any_of: {name} is named twice" for name in twice]
        return tuple(found)
