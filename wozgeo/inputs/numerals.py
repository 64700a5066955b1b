"""Which number does a Dutch or an English spelling mean?

``5,912`` and ``5.912`` are the same number; so are ``195123,4``, ``195 123,4``, ``195.123,4`` and
``195,123.4``. A single point or comma is always a decimal mark, so ``195.123`` is 195 metres and a
bit, which lies outside the Netherlands and is told as such: guessing would move a house.
"""

import math
import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.inputs.made_by_excel import may_be_thousands

_SPACES = " \u00a0\u202f'’"
_NUMBER = re.compile(
    rf"""
    [+-]? (?:
        (?: \d+ | \d{{1,3}} (?: [{_SPACES}] \d{{3}} )+ ) (?: [.,] (?P<plain>\d+) )?
      | \d{{1,3}} (?: \. \d{{3}} )+ , (?P<dutch>\d+)
      | \d{{1,3}} (?: , \d{{3}} )+ \. (?P<english>\d+)
      | \d{{1,3}} (?: (?: \. \d{{3}} ){{2,}} | (?: , \d{{3}} ){{2,}} )
    )
    """,
    re.VERBOSE | re.ASCII,
)


def parse_number(text: str) -> float:
    """Read a number as a Dutch or an English spreadsheet writes it.

    Parameters
    ----------
    text
        Spaces around it do not matter. No exponents: a spreadsheet that wrote ``1,95E+05`` has
        already lost the rest.

    Returns
    -------
    float
        NaN when it is not a number, or empty.

    Examples
    --------
    >>> parse_number("195 123,4"), parse_number("5.912")
    (195123.4, 5.912)
    """
    text = text.strip().replace("\u2212", "-")
    found = _NUMBER.fullmatch(text)
    if not found:
        return math.nan
    decimals = found["plain"] or found["dutch"] or found["english"] or ""
    whole = text[: len(text) - len(decimals)] if decimals else text
    sign = "-" if text.startswith("-") else ""
    return float(f"{sign}{re.sub(r'[^0-9]', '', whole)}.{decimals or '0'}")


def parse_numbers(texts: "pd.Series[str]") -> NDArray[np.float64]:
    """Read a column of numbers; NaN where a text is not a number."""
    return np.array([parse_number(text) for text in texts], dtype=np.float64)


def parse_counts(texts: "pd.Series[str]") -> NDArray[np.float64]:
    """Read a column of numbers of things; NaN also where a text may mean a thousand times as many.

    A Dutch spreadsheet writes a thousand as ``1.000``, and a database one as ``1.000``: nobody knows which.
    """
    numbers = parse_numbers(texts)
    numbers[[may_be_thousands(text) for text in texts]] = np.nan
    return numbers
