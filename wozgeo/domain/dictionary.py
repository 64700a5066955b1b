"""What is known of a column of which only the name is at hand?"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from wozgeo.domain.column import Column, Family, Kind, Labels
from wozgeo.domain.columns import MEETING, OfDefinition, Walk
from wozgeo.domain.columns_areas import AREAS, AreaWalk, ShareNear, VerdictCount
from wozgeo.domain.columns_judged import JUDGED, NOT_FOUND, REQUIREMENTS
from wozgeo.domain.columns_measured import MEASURED
from wozgeo.domain.columns_paths import PATHS
from wozgeo.domain.columns_reach import REACH_COLUMNS, Lacking
from wozgeo.domain.columns_reasons import (
    CONVERSION,
    HANGING,
    KERN_ANSWERS,
    QUESTIONS,
    REASON_COUNTS,
)
from wozgeo.domain.columns_remedies import REMEDIES
from wozgeo.domain.columns_search import SEARCH
from wozgeo.domain.columns_seniors import SENIOR_COLUMNS
from wozgeo.domain.columns_sites import Location, SitePoints
from wozgeo.domain.columns_supply import SUPPLY_COLUMNS
from wozgeo.domain.columns_walks import AskedWalk
from wozgeo.domain.language import Language, Text, joined
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import read_toml
from wozgeo.domain.vocabulary import Voorziening


@cache
def built_in() -> Labels:
    """Give the word for each voorziening that comes with wozgeo."""
    table = read_toml(packaged_path("voorzieningen.toml"), what="a table of voorzieningen")
    return {
        key: Text(body["label"], body["label_en"]) for key, body in table.items() if "label" in body
    }


FAMILIES: tuple[type[Family], ...] = (
    Walk,
    OfDefinition,
    Location,
    SitePoints,
    AskedWalk,
    VerdictCount,
    AreaWalk,
    ShareNear,
    Lacking,
)
"""Columns that come once for each of something."""

PLAIN: tuple[Column, ...] = (
    *MEASURED,
    *JUDGED,
    *REQUIREMENTS,
    *NOT_FOUND,
    *AREAS,
    *SENIOR_COLUMNS,
    *SUPPLY_COLUMNS,
    *PATHS,
    *SEARCH,
    *REASON_COUNTS,
    *QUESTIONS,
    *KERN_ANSWERS,
    *HANGING,
    *CONVERSION,
    *REMEDIES,
    *REACH_COLUMNS,
)
"""Columns with a name of their own."""

COLUMNS: tuple[Column, ...] = (*PLAIN, *(c for family in FAMILIES for c in family.columns()))
"""Every column that wozgeo exports, as it is declared."""


def find_column(name: str, labels: Labels | None = None) -> Column:
    """Find what is known of a column, with every blank filled in.

    A name that fits several is the one that leaves least to fill in: ``plannen_voldoet_niet_druten``
    counts plans that do not meet ``druten``, not those that meet a definition ``niet_druten``.

    Parameters
    ----------
    name
        As exported: ``"afstand_huisarts_m"``.
    labels
        The voorzieningen there are; None: those that come with wozgeo. A name with another is no column.

    Raises
    ------
    KeyError
        When nobody has declared this column: a fault of wozgeo, not of the user.
    """
    labels = built_in() if labels is None else labels
    for family, column in _candidates(name):
        known = _plain(column, labels) if family is None else family.describe(column, labels)
        if known is not None:
            return known
    raise KeyError(f"column {name!r} is not declared in wozgeo.domain")


class Alike(NamedTuple):
    """Columns of which the same is told, but for what they are about.

    Attributes
    ----------
    names
        Of the columns, in order.
    known
        What is known of them; of several ``…`` stands for the voorziening, the definition or the metres.
    """

    names: tuple[str, ...]
    known: Column


def columns_alike(names: Iterable[str], labels: Labels | None = None) -> list[Alike]:
    """Take columns together that differ in the voorziening, the definition or the metres alone.

    Raises
    ------
    KeyError
        When nobody has declared a column.

    Examples
    --------
    ``afstand_supermarkt_m`` and ``afstand_huisarts_m`` are told once: the walking distance to the nearest
    facility. ``plannen_voldoet_druten`` and ``plannen_onbekend_druten`` are told each.
    """
    labels = built_in() if labels is None else labels
    found: dict[tuple[object, ...], list[str]] = {}
    for name in names:
        find_column(name, labels)
        family, column = _candidates(name)[0]
        blanks = family.blanks() if family else {}
        told = [(blank, said) for blank, said in blanks.items() if blank not in _TOGETHER]
        found.setdefault((type(family), column.name, *told), []).append(name)
    return [Alike(tuple(same), _of_all(same, labels)) for same in found.values()]


_TOGETHER = ("voorziening", "definition", "metres")
"""Blanks by which columns are told together."""
_ANY = "…"
_ANY_LABEL = {_ANY: Text("voorziening", "facility")}


def _of_all(names: list[str], labels: Labels) -> Column:
    """Give what is known of columns that are alike; of a single one with every blank filled in."""
    family, column = _candidates(names[0])[0]
    if family is None or len(names) == 1:
        return find_column(names[0], labels)
    each = [_candidates(name)[0][0] for name in names]
    blanks = family.blanks()
    for blank in blanks.keys() & {*_TOGETHER}:
        if any(other is not None and other.blanks()[blank] != blanks[blank] for other in each):
            blanks[blank] = _ANY
    said = family.made_of(blanks).describe(column, {**labels, **_ANY_LABEL})
    return said or find_column(names[0], labels)


def kind_of(name: str) -> Kind | None:
    """Tell what a column holds, whichever voorzieningen there are; None when nobody has declared it."""
    return next((column.kind for _, column in _candidates(name)), None)


def describe(column: Column, language: Language) -> str:
    """Say what a column means, with its unit and what empty means."""
    empty = _EMPTY(language, said=column.empty) if column.empty else ""
    return f"{column.meaning(language)} ({column.kind.unit(language)}).{empty}"


_EMPTY = Text(" Leeg: {said}.", " Empty: {said}.")


def _key(key: str, label: str) -> str:
    return f"`{key}`" if label == key else f"`{key}` ({label})"


@cache
def _candidates(name: str) -> tuple[tuple[Family | None, Column], ...]:
    """List the columns that a name may be, what leaves least to fill in first."""
    plain = [(None, column) for column in PLAIN if column.name == name]
    return (*plain, *sorted(_of_families(name), key=_filled_in))


def _of_families(name: str) -> Iterator[tuple[Family, Column]]:
    for kind in FAMILIES:
        for column in kind.columns():
            family = kind.parse(name, column)
            if family:
                yield family, column


def _filled_in(found: tuple[Family, Column]) -> int:
    family, column = found
    blanks = family.blanks()
    return sum(len(blanks[blank]) for blank in blanks if f"{{{blank}}}" in column.name)


def _plain(column: Column, labels: Labels) -> Column:
    keys = [Text(_key(key, label.nl), _key(key, label.en)) for key, label in labels.items()]
    meeting = labels.get(Voorziening.ONTMOETINGSPLEK, MEETING)
    return column.filled(keys=joined(keys, ", "), meeting=meeting)
