"""How is a number of persons said that is an interval: so many at least, expected and at most?

A number that is missing is not known, or too small to be shown: it is never read as nought.
"""

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from wozgeo.domain.language import Language, Text

_ALL = Text(
    "naar verwachting {n} (minstens {low}, hoogstens {high})",
    "expected {n} (at least {low}, at most {high})",
)
_NO_LEAST = Text(
    "naar verwachting {n} (hoogstens {high}; een ondergrens is niet bekend of wordt niet getoond)",
    "expected {n} (at most {high}; a least is not known or not shown)",
)
_NO_MOST = Text(
    "naar verwachting {n} (minstens {low}; een bovengrens is niet bekend of wordt niet getoond)",
    "expected {n} (at least {low}; a most is not known or not shown)",
)
_EXPECTED_ALONE = Text(
    "naar verwachting {n} (grenzen zijn niet bekend of worden niet getoond)",
    "expected {n} (bounds are not known or not shown)",
)
_PERHAPS_NONE = Text(
    "naar verwachting {n} (misschien geen, hoogstens {high})",
    "expected {n} (perhaps none, at most {high})",
)
_NOT_SHOWN = Text("niet bekend, of te weinig om te tonen", "not known, or too few to show")


def say_persons(values: Iterable[Any], language: Language) -> str:
    """Say an interval of persons, the expected number first.

    Parameters
    ----------
    values
        At least, expected and at most, as in a table that is published: NaN or None where it says nothing.
    language
        Of the reader.
    """
    least, n, most = (_number(value) for value in values)
    if n is None:
        return _NOT_SHOWN(language)
    if least is None and most is None:
        return _EXPECTED_ALONE(language, n=n)
    if least is None:
        return _NO_LEAST(language, n=n, high=most)
    if most is None:
        return _NO_MOST(language, n=n, low=least)
    if least == 0:
        return _PERHAPS_NONE(language, n=n, high=most)
    return _ALL(language, n=n, low=least, high=most)


def person_cells(values: Iterable[Any], language: Language) -> list[str]:
    """Write the three for a table: at least, expected, at most; "" for what is not said."""
    numbers = (_number(value) for value in values)
    return ["" if n is None else _PLAIN(language, n=n) for n in numbers]


_PLAIN = Text("{n}", "{n}")


def _number(value: Any) -> int | None:  # noqa: ANN401
    if value is None or pd.isna(value) or not math.isfinite(float(value)):
        return None
    return int(value)
