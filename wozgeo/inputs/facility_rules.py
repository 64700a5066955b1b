"""Which voorzieningen are there, and which places in OpenStreetMap count as which?

The table is data (``data/voorzieningen.toml``), and a user may lay one of their own over it.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.toml_files import read_toml
from wozgeo.domain.vocabulary import Voorziening, Voorzieningen

_WHAT = "a table of voorzieningen"


@dataclass(frozen=True)
class TakeRule:
    """One way in which a place counts: all tags must fit.

    ``"*"`` is any value, ``""`` is: the tag is absent. A tag may hold several values, split by ``;``.
    """

    name: str
    tags: Mapping[str, frozenset[str]]

    def fits(self, tags: Tags) -> bool:
        """Whether a place's tags fit this rule."""
        return all(_allowed(tags.get(key, ""), allowed) for key, allowed in self.tags.items())


def _allowed(value: str, allowed: frozenset[str]) -> bool:
    if value and "*" in allowed:
        return True
    return any(part.strip() in allowed for part in value.split(";"))


@dataclass(frozen=True)
class KindRule:
    """One voorziening: by which rules a place is one (see the table's own comments)."""

    voorziening: str
    merge_m: float
    take: tuple[TakeRule, ...]
    entrances: bool = False


@dataclass(frozen=True)
class FacilityRules:
    """The whole table.

    Attributes
    ----------
    voorzieningen
        What there is, and in which words: by key, in the order of the table.
    kinds
        What counts as each of them.
    leave
        Tags of a place that never counts.
    """

    voorzieningen: Voorzieningen
    kinds: tuple[KindRule, ...]
    leave: Mapping[str, frozenset[str]]

    @property
    def always(self) -> list[str]:
        """Keys of the voorzieningen that every run measures."""
        return [key for key, one in self.voorzieningen.items() if one.always]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key by which a rule can take a place."""
        return frozenset(
            key
            for kind in self.kinds
            for rule in kind.take
            for key, v in rule.tags.items()
            if "" not in v
        )

    @cached_property
    def _telling(self) -> list[tuple[str, frozenset[str]]]:
        """Per key the values without which no rule can fit: most objects are turned away by these."""
        needed: dict[str, frozenset[str]] = {}
        for rule in (rule for kind in self.kinds for rule in kind.take):
            key, values = next((k, v) for k, v in rule.tags.items() if "" not in v)
            needed[key] = needed.get(key, frozenset()) | values
        return list(needed.items())

    def _may_fit(self, tags: Tags) -> bool:
        for key, values in self._telling:
            value = tags.get(key)
            if value and (value in values or ";" in value or "*" in values):
                return True
        return False

    def classify(self, tags: Tags) -> dict[str, str]:
        """Name what a place counts as, usually nothing or one, and by which rule: the first that fits."""
        if self.keys.isdisjoint(tags) or not self._may_fit(tags):
            return {}
        if any(tags.get(key) in values for key, values in self.leave.items()):
            return {}
        found: dict[str, str] = {}
        for kind in self.kinds:
            for rule in kind.take:
                if rule.fits(tags):
                    found.setdefault(kind.voorziening, rule.name)
        return found


def read_facility_rules(
    path: Path | None = None, *, include: Collection[str] = ()
) -> FacilityRules:
    """Read the table of voorzieningen and what counts.

    Parameters
    ----------
    path
        The user's own table, laid over the one that comes with wozgeo key by key; that one alone when None.
    include
        Names of rules that are off by default and must be on.

    Raises
    ------
    ConfigError
        Every fault in the table at once.
    """
    standard = read_toml(packaged_path("voorzieningen.toml"), what=_WHAT)
    own = read_toml(path, what=_WHAT) if path else {}
    faults: list[str] = []
    if path and not own:
        faults.append("no voorziening in it; write at least one table, such as [bibliotheek]")
    leave = _tag_lists({**standard, **own}.pop("leave", {}), "leave", faults)
    table = _laid_over(standard, own, faults)
    kinds = [_kind(name, body, set(include), faults) for name, body in table.items()]
    words = {name: _words(name, body, faults) for name, body in table.items()}
    names = {
        str(rule["rule"]) for body in table.values() for rule in _rules(body) if "rule" in rule
    }
    faults += _same_labels(words)
    faults += [
        f"include: no rule is called {name!r}; known are {', '.join(sorted(names))}"
        for name in include
        if name not in names
    ]
    if faults:
        raise ConfigError(path or "voorzieningen.toml", faults)
    return FacilityRules(words, tuple(kinds), leave)


def read_voorzieningen(path: Path | None = None) -> Voorzieningen:
    """Read which voorzieningen there are, by key; see `read_facility_rules`.

    Raises
    ------
    ConfigError
        Every fault in the table at once.
    """
    return read_facility_rules(path).voorzieningen if path else _standard()


@cache
def _standard() -> Voorzieningen:
    return read_facility_rules().voorzieningen


_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TAKEN = ("leave", "score", "locatie", "voorziening", "plan", "complex", "cluster", "pand")
"""Names that mean something else, in this table or in the columns of the results."""

_WORDS = ("label", "plural", "label_en", "plural_en", "article")
_NEW = {"always": True, "merge_m": 60, "dwellings_per_facility": math.inf, "take": []}
"""What holds of a voorziening of the user's own that says nothing of it."""


def _laid_over(
    standard: Mapping[str, Any], own: Mapping[str, Any], faults: list[str]
) -> dict[str, dict[str, Any]]:
    """Lay a user's table over the standard one; a new label brings none of the old words along."""
    table = {name: dict(body) for name, body in standard.items() if name != "leave"}
    for name, body in own.items():
        if name == "leave":
            continue
        if not isinstance(body, dict):
            faults.append(f"{name}: found {body!r}, expected a table such as [{name}]")
            continue
        before = table.get(name, _NEW)
        if name not in table:
            faults += _faults_of_name(name, body, list(table))
        elif "label" in body and body["label"] != before["label"]:
            before = {key: value for key, value in before.items() if key not in _WORDS}
        table[name] = {**before, **body}
    return table


def _faults_of_name(name: str, body: Mapping[str, Any], known: list[str]) -> list[str]:
    """Tell what is wrong with the name of a voorziening that does not come with wozgeo."""
    if not _KEY.fullmatch(name):
        return [
            f"{name}: the name of a voorziening becomes part of column names; "
            "use lower case letters, digits and _, beginning with a letter"
        ]
    if name in _TAKEN or name.endswith(("_min", "_mediaan", "_max")):
        return [f"{name}: this name is taken for another column; choose another, and give a label"]
    if "label" not in body:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        return [
            f"{name}: unknown voorziening; {hint}A new one needs a label, "
            f"known are {', '.join(known)}"
        ]
    return []


def _rules(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    take = body.get("take", [])
    return [rule for rule in take if isinstance(rule, dict)] if isinstance(take, list) else []


_KIND_KEYS = (*_WORDS, "symbol", "always", "dwellings_per_facility", "merge_m", "entrances", "take")
_RULE_KEYS = ("rule", "on", "tags")


def _tag_lists(found: object, place: str, faults: list[str]) -> dict[str, frozenset[str]]:
    """Check a table of tags with their values."""
    if not isinstance(found, dict):
        faults.append(f"{place}: found {found!r}, expected a table of tags")
        return {}
    for key, values in found.items():
        if (
            not isinstance(values, list)
            or not values
            or not all(isinstance(v, str) for v in values)
        ):
            faults.append(
                f"{place}.{key}: found {values!r}, expected a list of texts such as ['yes']"
            )
    return {k: frozenset(map(str, v)) for k, v in found.items() if isinstance(v, list)}


def _known(
    table: Mapping[str, object], keys: tuple[str, ...], place: str, faults: list[str]
) -> None:
    faults += [
        f"{place}.{key}: unknown key; known are {', '.join(keys)}"
        for key in table
        if key not in keys
    ]


def _number(body: Mapping[str, Any], key: str, name: str, faults: list[str]) -> float:
    found = body.get(key)
    if isinstance(found, int | float) and not isinstance(found, bool) and found > 0:
        return float(found)
    faults.append(f"{name}.{key}: found {found!r}, expected a number above 0")
    return math.nan


def _flag(body: Mapping[str, Any], key: str, name: str, faults: list[str]) -> bool:
    found = body.get(key, False)
    if not isinstance(found, bool):
        faults.append(f"{name}.{key}: found {found!r}, expected true or false")
    return found is True


def _kind(name: str, body: Mapping[str, Any], include: set[str], faults: list[str]) -> KindRule:
    _known(body, _KIND_KEYS, name, faults)
    given = body.get("take")
    if not isinstance(given, list) or len(_rules(body)) < len(given):
        faults.append(f"{name}.take: found {given!r}, expected [[{name}.take]] tables")
    take = [
        rule
        for place, found in enumerate(_rules(body), start=1)
        if (rule := _rule(found, f"{name}.take {place}", include, faults))
    ]
    return KindRule(
        name,
        _number(body, "merge_m", name, faults),
        tuple(take),
        _flag(body, "entrances", name, faults),
    )


_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE.,\s+-]*")


def _words(name: str, body: Mapping[str, Any], faults: list[str]) -> Voorziening:
    """Read how a voorziening is called; what is silent is as the label, English as the Dutch."""
    label = _word(body, "label", name, name, faults)
    plural = _word(body, "plural", name, label, faults)
    label_en = _word(body, "label_en", name, label, faults)
    symbol = body.get("symbol", "")
    if not isinstance(symbol, str) or not _PATH.fullmatch(symbol):
        faults.append(f"{name}.symbol: found {symbol!r}, expected the path of an SVG: M4 4h16v16z")
    article = body.get("article", "de")
    if article not in ("de", "het"):
        faults.append(f"{name}.article: found {article!r}, expected de or het")
    return Voorziening(
        name,
        label,
        plural,
        label_en,
        _word(body, "plural_en", name, label_en if "label_en" in body else plural, faults),
        str(article),
        str(symbol),
        _flag(body, "always", name, faults),
        _number(body, "dwellings_per_facility", name, faults),
    )


def _word(body: Mapping[str, Any], key: str, name: str, default: str, faults: list[str]) -> str:
    found = body.get(key, default)
    if isinstance(found, str) and found.strip() and not set("{}`|\n") & set(found):
        return found.strip()
    faults.append(f"{name}.{key}: found {found!r}, expected a word in quotes, without {{ }} ` or |")
    return default


def _same_labels(words: Voorzieningen) -> list[str]:
    """Tell where a reader could not tell two voorzieningen apart."""
    first: dict[str, str] = {}
    faults = []
    for name, one in words.items():
        other = first.setdefault(one.label.casefold(), name)
        if other != name:
            faults.append(f"{name}.label: {one.label!r} is what {other} is called; choose another")
    return faults


def _rule(
    found: Mapping[str, Any], place: str, include: set[str], faults: list[str]
) -> TakeRule | None:
    _known(found, _RULE_KEYS, place, faults)
    tags = _tag_lists(found.get("tags"), f"{place} tags", faults)
    if tags and all("" in values for values in tags.values()):
        faults.append(f"{place}: every tag may be absent, so anything would count")
    if not isinstance(found.get("on", True), bool):
        faults.append(f"{place}.on: found {found['on']!r}, expected true or false")
    if not tags or not (found.get("on", True) or found.get("rule") in include):
        return None
    return TakeRule(str(found.get("rule", place.partition(".take")[0])), tags)
