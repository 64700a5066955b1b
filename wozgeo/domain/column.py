"""What is known of a column: its name, its head for a reader, what it means and what it holds?

A column that comes once per voorziening or definition is declared once, in a `Family`: the family makes
the name and reads it back, so that nobody spells or searches it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any, Self, overload

from wozgeo.domain.language import Text

Labels = Mapping[str, Text]
"""The word for each voorziening, by its key, as it stands in the middle of a sentence."""


class Kind(StrEnum):
    """What a column holds. Writers round and write a value by it, never by the name of its column."""

    TEXT = "text"
    SENTENCE = "sentence"
    REASON = "reason"
    VERDICT = "verdict"
    YES_NO = "yes_no"
    YES_NO_UNKNOWN = "yes_no_unknown"
    METRES = "metres"
    MARGIN_M = "margin_m"
    COORDINATE_M = "coordinate_m"
    KILOMETRES = "kilometres"
    SHARE = "share"
    SCORE = "score"
    MEAN = "mean"
    NUMBER = "number"
    COUNT = "count"
    YEAR = "year"
    RANK = "rank"
    ROW = "row"
    GEOMETRY = "geometry"

    @property
    def unit(self) -> Text:
        """Unit or kind of value, for a reader."""
        return _UNITS[self]

    @property
    def dtype(self) -> str:
        """Dtype of pandas."""
        return _DTYPES.get(self, "float64")


_METRES = Text("meter", "metres")
_TEXT = Text("tekst", "text")

_UNITS = {
    Kind.TEXT: _TEXT,
    Kind.SENTENCE: Text("zin", "sentence"),
    Kind.REASON: _TEXT,
    Kind.VERDICT: Text(
        "voldoet, voldoet_niet (in Excel: voldoet niet) of onbekend",
        "voldoet (meets), voldoet_niet (does not meet) or onbekend (unknown)",
    ),
    Kind.YES_NO: Text("ja of nee", "yes or no"),
    Kind.YES_NO_UNKNOWN: Text("ja, nee of onbekend", "yes, no or unknown"),
    Kind.METRES: _METRES,
    Kind.MARGIN_M: _METRES,
    Kind.COORDINATE_M: _METRES,
    Kind.KILOMETRES: Text("kilometer", "kilometres"),
    Kind.SHARE: Text(
        "deel van 0 tot 1; in Excel een percentage", "share from 0 to 1; a percentage in Excel"
    ),
    Kind.SCORE: Text("0 (ver) tot 100 (dichtbij)", "0 (far) to 100 (near)"),
    Kind.MEAN: Text("gemiddelde", "mean"),
    Kind.NUMBER: Text("zie eenheid", "see eenheid"),
    Kind.COUNT: Text("aantal", "number"),
    Kind.YEAR: Text("jaar", "year"),
    Kind.RANK: Text("rang", "rank"),
    Kind.ROW: Text("rijnummer", "row number"),
    Kind.GEOMETRY: Text("punt, lijn of vlak", "point, line or area"),
}

_DTYPES = {
    **dict.fromkeys((Kind.TEXT, Kind.SENTENCE, Kind.REASON, Kind.VERDICT), "object"),
    **dict.fromkeys((Kind.COUNT, Kind.YEAR, Kind.RANK, Kind.ROW), "Int64"),
    Kind.YES_NO: "bool",
    Kind.YES_NO_UNKNOWN: "boolean",
    Kind.NUMBER: "object",
    Kind.GEOMETRY: "geometry",
}

_KEY = "[a-z][a-z0-9_]*"
_PATTERNS = {
    "objects": "plannen|complexen",
    "verdict": "voldoet_niet|voldoet|onbekend",
    "metres": r"[0-9]+(?:\.[0-9]+)?",
}
"""What may be filled in for a blank; for any other a key."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is declared.

    On an instance of its family it is a name: ``OfDefinition("druten").oordeel`` is
    ``"oordeel_druten"``; on the family itself it is the declaration.

    Parameters
    ----------
    name
        With the blanks of its family between braces: ``"afstand_{voorziening}_m"``.
    head
        What stands above it where people read: short, and unlike that of any other column of a table.
    meaning
        What it says. In ``head``, ``meaning`` and ``empty`` ``{label}`` is the word for a voorziening.
    kind
        What it holds.
    empty
        What it means when the cell is empty; None when that does not occur.
    """

    name: str
    head: Text
    meaning: Text
    kind: Kind = Kind.TEXT
    empty: Text | None = None

    @overload
    def __get__(self, family: None, owner: type) -> "Column": ...
    @overload
    def __get__(self, family: "Family", owner: type) -> str: ...
    def __get__(self, family: "Family | None", owner: type) -> "Column | str":
        """Give the name of this column of a family, or the declaration itself."""
        return self if family is None else self.name.format(**family.blanks())

    def filled(self, **blanks: str | Text) -> "Column":
        """Fill in every blank, in every language."""
        return replace(
            self,
            name=self.name.format(**blanks),
            head=self.head.about(**blanks),
            meaning=self.meaning.about(**blanks),
            empty=self.empty and self.empty.about(**blanks),
        )


class Family:
    """Columns that come once for each of something, such as a voorziening or a definition.

    A subclass is a frozen dataclass: its fields are the blanks, its `Column` attributes the columns.
    """

    __slots__ = ()

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """List the columns as they are declared."""
        return tuple(column for column in vars(cls).values() if isinstance(column, Column))

    @classmethod
    def parse(cls, name: object, of: Column | None = None) -> Self | None:
        """Read a name back: what was filled in, or None when it is no such column.

        Parameters
        ----------
        name
            Of a column; anything that is not text is none.
        of
            Only this column of the family; None: whichever it is. Of several that it may be, it is the one
            that leaves least to fill in.

        Examples
        --------
        >>> OfDefinition.parse("oordeel_druten")  # doctest: +SKIP
        OfDefinition(definition='druten')
        """
        found = cls._read_back(name) if isinstance(name, str) else None
        if found is None:
            return None
        column_name, least = found
        return cls.made_of(dict(least)) if of is None or of.name == column_name else None

    @classmethod
    @cache
    def _read_back(cls, name: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
        """Tell which column a name is and what was filled in: every face asks it of the same few hundred."""
        found = [
            (column.name, tuple(match.groupdict().items()))
            for column in cls.columns()
            if (match := _pattern(column.name).fullmatch(name))
        ]
        # "afstand_van_supermarkt_m" is no afstand of a "van_supermarkt"
        return min(found, key=lambda one: sum(len(text) for _, text in one[1]), default=None)

    @classmethod
    def among(cls, names: Iterable[object], of: Column) -> list[Self]:
        """Read back every name that is the column ``of`` of this family, in order."""
        return [family for name in names if (family := cls.parse(name, of))]

    @classmethod
    def made_of(cls, found: Mapping[str, str]) -> Self:
        """Make one of the texts that were found in a name."""
        return cls(**found)

    def blanks(self) -> dict[str, str]:
        """Give what is filled in in names."""
        return {field.name: str(getattr(self, field.name)) for field in fields(_dataclass(self))}

    def words(self, labels: Labels) -> Mapping[str, Text] | None:
        """Give what is filled in in texts besides; None where something has no word."""
        del labels
        return {}

    def describe(self, column: Column, labels: Labels) -> Column | None:
        """Fill in a column of this family; None where a word is missing."""
        words = self.words(labels)
        return None if words is None else column.filled(**self.blanks(), **words)


def _dataclass(family: Family) -> Any:  # noqa: ANN401
    return family


@cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = []
    for literal, blank, _, _ in Formatter().parse(name):
        parts.append(re.escape(literal))
        if blank:
            parts.append(f"(?P<{blank}>{_PATTERNS.get(blank, _KEY)})")
    return re.compile("".join(parts))
