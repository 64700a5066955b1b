"""Which voorzieningen are there, and which places in OpenStreetMap count as which?

The table is data (``data/voorzieningen.toml``), and a user may lay one of their own over it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Text
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.toml_files import checked, read_toml
from wozgeo.domain.vocabulary import Voorziening, Voorzieningen
from wozgeo.inputs.facility_tables import KEY, TAKEN, TagsTable, VoorzieningTable

_WHAT = "a table of voorzieningen"


@dataclass(frozen=True)
class TakeRule:
    """One way in which a place counts: all tags must fit.

    ``"*"`` is any value, ``""`` is: the tag is absent. A tag may hold several values, split by ``;``.
    """

    name: str
    tags: Mapping[str, frozenset[str]]
    spare: bool = False
    """Whether it counts only where no other place of the voorziening is near (``merge_m``)."""

    def fits(self, tags: Tags) -> bool:
        """Whether a place's tags fit this rule."""
        return all(_allowed(tags.get(key, ""), allowed) for key, allowed in self.tags.items())


def _allowed(value: str, allowed: frozenset[str]) -> bool:
    if value and "*" in allowed:
        return True
    return any(part.strip() in allowed for part in value.split(";"))


_REMARK = re.compile(r'"[^"]*"')


def _all_meant(value: str, meant: frozenset[str]) -> bool:
    """Whether every part of a value, split by ``;`` and without remarks, is one by which a place goes."""
    bare = _REMARK.sub("", value).strip() or value.strip(
        '"'
    )  # a value wholly in quotes is the value
    parts = (" ".join(part.split()) for part in bare.casefold().split(";"))
    return all(
        part in meant or ("*" in meant and part not in ("", "no") and f"!{part}" not in meant)
        for part in parts
    )


def _excepted(tags: Tags, values: frozenset[str]) -> bool:
    """Whether another tag of the place takes it back: ``!foot=yes`` among what closes it."""
    pairs = (value[1:].partition("=") for value in values if value.startswith("!") and "=" in value)
    return any(tags.get(key, "").strip().casefold() == value for key, _, value in pairs)


@dataclass(frozen=True)
class KindRule:
    """One voorziening: by which rules a place is one (see the table's own comments)."""

    voorziening: str
    merge_m: float
    take: tuple[TakeRule, ...]
    entrances: bool = False
    off: tuple[TakeRule, ...] = ()
    """Rules by which a place would count if a run asked for them."""


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
            for rule in (*kind.take, *kind.off)
            for key, v in rule.tags.items()
            if "" not in v
        )

    @cached_property
    def keys_read(self) -> frozenset[str]:
        """Every key of which the value may matter."""
        rules = (rule for kind in self.kinds for rule in (*kind.take, *kind.off))
        taken = (key for rule in rules for key in rule.tags)
        return frozenset(taken) | self.leave.keys()

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
        if self.reason_to_leave(tags):
            return {}
        return self._taken(tags)

    def reason_to_leave(self, tags: Tags) -> str:
        """Name the tag by which a place never counts (``"access=private"``); "" where there is none."""
        for key, values in self.leave.items():
            if not tags.get(key) or not _all_meant(tags[key], values):
                continue
            if self._speaks_of_it(key, tags) and not _excepted(tags, values):
                return f"{key}={tags[key]}"
        return ""

    def _speaks_of_it(self, key: str, tags: Tags) -> bool:
        """Whether a tag is about what a place is now: ``disused:shop`` beside a shop is about another."""
        base = key.partition(":")[2]
        if base not in self.keys:
            return True
        was = self._taken({base: tags[key]})
        return base not in tags and not was.keys().isdisjoint(self._taken(tags))

    def left_out(self, tags: Tags) -> str:
        """Name the tag by which a place that would count does not; "" where it counts or never would."""
        if self.keys.isdisjoint(tags) or not self._may_fit(tags):
            return ""
        reason = self.reason_to_leave(tags)
        return reason if reason and self._taken(tags) else ""

    def uncounted(self, tags: Tags) -> dict[str, str]:
        """Name what a place nearly counts as, and why it does not: a tag, or the name of a rule that is off."""
        if self.keys.isdisjoint(tags):
            return {}
        taken, reason = self._taken(tags), self.reason_to_leave(tags)
        offered = {
            kind.voorziening: rule.name
            for kind in self.kinds
            for rule in reversed(kind.off)
            if kind.voorziening not in taken and rule.fits(tags)
        }
        if reason:
            return dict.fromkeys([*taken, *offered], reason)
        return offered

    @cached_property
    def spare(self) -> frozenset[str]:
        """Names of the rules whose places count only where no other is near."""
        return frozenset(rule.name for kind in self.kinds for rule in kind.take if rule.spare)

    def _taken(self, tags: Tags) -> dict[str, str]:
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
    mine = own.get("leave", {})
    over = {**standard["leave"], **mine} if isinstance(mine, dict) else mine
    leave = checked(TagsTable, over, faults, at=("leave",))
    table = _laid_over(standard, own, faults)
    tables = checked(dict[str, VoorzieningTable], table, faults)
    faults += [*_same_labels(table), *_unknown_rules(table, include)]
    if faults or tables is None or leave is None:
        raise ConfigError(path or "voorzieningen.toml", faults)
    return FacilityRules(
        {key: _words(key, one) for key, one in tables.items()},
        tuple(_rules(key, one, include) for key, one in tables.items()),
        leave,
    )


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


_WORDS = ("label", "plural", "label_en", "plural_en", "article")


def _words(key: str, table: VoorzieningTable) -> Voorziening:
    """Tell how it is called; what is silent is as the label, English as the Dutch."""
    label = table.label or key
    plural = table.plural or label
    return Voorziening(
        key,
        label,
        plural,
        table.label_en or label,
        table.plural_en or table.label_en or plural,
        table.article,
        table.symbol,
        table.always,
        table.dwellings_per_facility,
        tuple(Text(name, one.rule_en or name) for one in table.take if (name := one.rule)),
    )


def _rules(key: str, table: VoorzieningTable, include: Collection[str]) -> KindRule:
    """Tell what counts as it: the rules that are on, and those that a run asks for."""
    named = [(TakeRule(one.rule or key, one.tags, one.spare), one) for one in table.take]
    take = tuple(rule for rule, one in named if one.on or one.rule in include)
    off = tuple(rule for rule, one in named if not (one.on or one.rule in include))
    return KindRule(key, table.merge_m, take, table.entrances, off)


def _laid_over(
    standard: Mapping[str, Any], own: Mapping[str, Any], faults: list[str]
) -> dict[str, Any]:
    """Lay a user's table over the standard one; a new label brings none of the old words along."""
    table = {key: {"always": False, **body} for key, body in standard.items() if key != "leave"}
    new = [name for name, body in own.items() if isinstance(body, dict) and "label" in body]
    known = [*dict.fromkeys((*table, *(name for name in new if name != "leave")))]
    for name, body in own.items():
        if name == "leave":
            continue
        if not isinstance(body, dict):
            table[name] = body
            continue
        before = table.get(name, {})
        if name not in table:
            faults += _faults_of_name(name, body, known)
        elif "label" in body and body["label"] != before["label"]:
            before = {key: value for key, value in before.items() if key not in _WORDS}
        table[name] = {**before, **body}
    return table


def _faults_of_name(name: str, body: Mapping[str, Any], known: list[str]) -> list[str]:
    """Tell what is wrong with the name of a voorziening that does not come with wozgeo."""
    if not re.fullmatch(KEY, name):
        return [
            f"{name}: the name of a voorziening becomes part of column names; "
            "use lower case letters, digits and _, beginning with a letter"
        ]
    if name in TAKEN or name.endswith(("_min", "_mediaan", "_max")):
        return [f"{name}: this name is taken for another column; choose another, and give a label"]
    if "label" not in body:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        return [
            f"{name}: unknown voorziening; {hint}A new one needs a label, "
            f"known are {', '.join(known)}"
        ]
    return []


def _unknown_rules(table: Mapping[str, Any], include: Collection[str]) -> list[str]:
    """Tell which rules a run asks for that nothing is called by."""
    takes = (body.get("take") for body in table.values() if isinstance(body, dict))
    rules = (rule for take in takes if isinstance(take, list) for rule in take)
    names = {str(rule["rule"]) for rule in rules if isinstance(rule, dict) and "rule" in rule}
    return [
        f"include: no rule is called {name!r}; known are {', '.join(sorted(names))}"
        for name in include
        if name not in names
    ]


def _same_labels(table: Mapping[str, Any]) -> list[str]:
    """Tell where a reader could not tell two voorzieningen apart."""
    first: dict[str, str] = {}
    faults = []
    for name, body in table.items():
        label = body.get("label", name) if isinstance(body, dict) else name
        other = first.setdefault(str(label).strip().casefold(), name)
        if other != name:
            faults.append(f"{name}.label: {label!r} is what {other} is called; choose another")
    return faults
