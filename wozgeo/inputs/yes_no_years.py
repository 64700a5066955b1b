"""What does a cell answer to a question of yes or no, and which years does it name?

The same words mean the same in every list; they are in ``data/planmonitor.toml``.
"""

import datetime
import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import read_toml
from wozgeo.inputs.spelling import plain_hyphens, visible

_YEAR = re.compile(r"(?P<year>(?:19|20|21)\d\d)")
_YEAR_FIRST = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?P<mark>[-/])(?P<month>\d\d?)"
    r"(?:(?P=mark)(?P<day>\d\d?)(?:[T ](?P<time>.*))?)?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d\d?)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<year>(?:19|20|21)\d\d)(?: .*)?"
)
_WITH_OFFSET = re.compile(r".*(?:Z|[+-]\d\d(?::?\d\d)?)")
_SHORT_RANGE = re.compile(r"((?:19|20|21)\d\d)(\s*[-/]\s*)(\d\d)(?!\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_DUTCH_TIME = "Europe/Amsterdam"


class Years(NamedTuple):
    """The first and the last year that a text allows; NaN where it leaves that open."""

    first: float
    last: float


@cache
def _words(table: str) -> dict[str, frozenset[str]]:
    content = read_toml(packaged_path("planmonitor.toml"), what="the words of planmonitors")[table]
    return {meaning: frozenset(words) for meaning, words in content.items()}


def is_unknown(text: str) -> bool:
    """Whether a cell says that something is not known: empty, onbekend, nvt, -, ?"""
    return not text or _plain(text) in _words("answers")["unknown"]


def read_answer(text: str) -> bool | None:
    """Read yes or no; None where it is neither (see `is_unknown` for what is meant to be neither).

    Examples
    --------
    >>> read_answer("Ja"), read_answer("x"), read_answer("nvt")
    (True, True, None)
    """
    said = _plain(text)
    if said in _words("answers")["yes"]:
        return True
    return False if said in _words("answers")["no"] else None


def read_years(text: str) -> Years | None:
    """Read a year, a date, or years as planners write them; None where that is not understood.

    What is open to one side is not known there: "2030 en verder" begins in 2030 and ends nobody knows when.

    Examples
    --------
    >>> read_years("Q3 2027"), read_years("2025-2029"), read_years("2030 en verder")
    (Years(first=2027.0, last=2027.0), Years(first=2025.0, last=2029.0), Years(first=2030.0, last=nan))
    """
    if is_unknown(text):
        return Years(np.nan, np.nan)
    exact = _exact_year(text)
    return Years(exact, exact) if exact == exact else _written_years(_plain(text))


def is_wide(text: str) -> bool:
    """Whether a cell says a year in more words than a year or a date, and is understood."""
    exact = _exact_year(text)
    return not is_unknown(text) and exact != exact and read_years(text) is not None


def _plain(text: str) -> str:
    return " ".join(plain_hyphens(visible(text)).casefold().split())


def _exact_year(text: str) -> float:
    """Read the year of a year or a date; NaN when it is neither.

    ArcGIS keeps the first of January 2027 as 2026-12-31 23:00 in UTC: such a moment is told in Dutch
    time first.
    """
    found = _YEAR.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if not found:
        return np.nan
    parts = found.groupdict()
    try:
        if _WITH_OFFSET.fullmatch(parts.get("time") or ""):
            return float(pd.Timestamp(text).tz_convert(_DUTCH_TIME).year)
        date = (int(parts["year"]), int(parts.get("month") or 1), int(parts.get("day") or 1))
        return float(datetime.date(*date).year)
    except ValueError:
        return np.nan


def _written_years(text: str) -> Years | None:
    """Read one or two years among words of which every one is known."""
    whole = _SHORT_RANGE.sub(lambda m: f"{m[1]}{m[2]}{m[1][:2]}{m[3]}", text)
    years = [float(year) for year in _FOUR_DIGITS.findall(whole)]
    rest, said = f" {_FOUR_DIGITS.sub(' ', whole)} ", []
    for word, meanings in _meanings():
        pattern = rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
        if word in rest and re.search(pattern, rest):
            rest = re.sub(pattern, " ", rest)
            said.append(meanings)
    if rest.strip() or not 1 <= len(years) <= 2 or years != sorted(years):
        return None
    if len(years) == 2:
        return Years(*years) if all(s & {"between", "about"} for s in said) else None
    (year,) = years
    one_sided = [s & {"later", "after", "until", "before"} for s in said if "about" not in s]
    if not one_sided:
        return Years(year, year)
    return _one_sided(year, one_sided[0]) if len(one_sided) == 1 else None


def _one_sided(year: float, meaning: set[str] | frozenset[str]) -> Years | None:
    if meaning & {"later", "after"}:
        return Years(year + ("after" in meaning), np.nan)
    return Years(np.nan, year - ("before" in meaning)) if meaning else None


@cache
def _meanings() -> list[tuple[str, frozenset[str]]]:
    """Give every word with what it may mean, the longest first: "tot en met" goes before "en"."""
    words = _words("years")
    every = {word for some in words.values() for word in some}
    return [
        (word, frozenset(meaning for meaning, some in words.items() if word in some))
        for word in sorted(every, key=lambda word: (-len(word), word))
    ]
