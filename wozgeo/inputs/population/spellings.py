"""How do sources of seniors call their columns, and what do their codes mean?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.population import AGES, EVERYONE
from wozgeo.domain.toml_files import read_toml
from wozgeo.inputs.spelling import column_key

_YEAR = "{jaar}"


@dataclass(frozen=True)
class CodeMeaning:
    """What numbers below zero mean in one kind of file.

    Attributes
    ----------
    codes
        Number to ``geheim``, ``geen`` or ``onbekend``.
    from_on
        From here downwards a number is a code.
    secret_at_most
        Persons where a count is kept secret.
    """

    codes: Mapping[int, str]
    from_on: float
    secret_at_most: float


@dataclass(frozen=True)
class SeniorSpellings:
    """The content of ``data/bevolking.toml``."""

    table: Mapping[str, Any]

    def names(self, kind: str) -> dict[str, tuple[str, ...]]:
        """Give the spellings per column of one kind of file."""
        return {key: tuple(names) for key, names in self.table[kind].items()}

    def meaning(self, kind: str) -> CodeMeaning:
        """Tell what codes mean in one kind of file."""
        codes = self.table["codes"]
        known = {int(code): str(word) for code, word in codes[kind].items()}
        return CodeMeaning(known, float(codes["vanaf"]), float(codes["geheim_hoogstens"]))

    @property
    def half(self) -> float:
        """How far a rounded number of persons may be off."""
        return float(self.table["afronding"]["op"]) / 2

    @property
    def half_percent(self) -> float:
        """How far a rounded percentage may be off."""
        return float(self.table["afronding"]["percentage"]) / 2

    @property
    def crowd(self) -> dict[int, float]:
        """Tell by age (0: all inhabitants) how many persons per dwelling no postcode has on average."""
        per_home = self.table["zonder_omtrek"]
        return {EVERYONE: float(per_home["inwoners"]), AGES[0]: float(per_home["personen_65"])}

    def is_withdrawn(self, source: str) -> bool:
        """Tell whether the makers of a forecast withdrew its ages."""
        text = source.casefold()
        return any(
            any(re.search(rf"\b{re.escape(word)}", text) for word in one["woorden"])
            and any(year in text for year in one["jaren"])
            for one in self.table["ingetrokken"]
        )


@cache
def read_spellings() -> SeniorSpellings:
    """Read the spellings once."""
    return SeniorSpellings(
        read_toml(packaged_path("bevolking.toml"), what="the spellings of seniors")
    )


def find_columns(
    fields: Sequence[str], wanted: Mapping[str, Sequence[str]], *, year: int | None = None
) -> dict[str, str]:
    """Find the field per key; of one with a year in its name the year asked for, else the last.

    Capitals, spaces, underscores and hyphens do not count.
    """
    found = {}
    for key, names in wanted.items():
        for name in names:
            pattern = re.escape(column_key(name).replace(_YEAR, "0000")).replace("0000", r"(\d{4})")
            hits = {
                match[1] if match.groups() else "": field
                for field in fields
                if (match := re.fullmatch(pattern, column_key(field)))
            }
            if year is not None and _YEAR in name:
                hits = {y: field for y, field in hits.items() if y == str(year)}
            if hits:
                found[key] = hits[max(hits)]
                break
    return found
