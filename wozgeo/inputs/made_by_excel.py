"""What did a spreadsheet, or a program that takes every number for a fraction, make of what was typed?

``1-12`` becomes a date, ``1E1`` becomes 1E+01, 12 becomes 12.0, and a thousand is written 1.000.
"""

import re

_MONTHS = (
    "jan(?:uar[iy])?|feb(?:ruar[iy])?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|june?|juni|jul[iy]?|aug(?:ustu?s?t?)?|"
    "sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DATE = re.compile(
    rf"""
    \d{{1,2}} [-/ ] (?: {_MONTHS} ) \.? (?: [-/ ] (?: \d\d | \d{{4}} ) )?
    | (?: {_MONTHS} ) \.? [-/ ] \d{{1,4}}
    | (?: 0?[1-9] | [12]\d | 3[01] ) (?P<mark>[-/]) (?: 0?[1-9] | 1[0-2] ) (?P=mark) (?: \d\d | (?:19|20)\d\d )
    | (?:19|20)\d\d (?P<sign>[-/]) (?: 0?[1-9] | 1[0-2] ) (?P=sign) (?: 0?[1-9] | [12]\d | 3[01] ) (?: \s .* )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What Excel makes of 1-12 or 3-1 and writes into a CSV."""

ROUNDED_BY_EXCEL = re.compile(r"\d+(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
"""What it makes of 1E1, and of numbers with too many digits for the width of their column."""

_FRACTION_OF_NOTHING = re.compile(r"\s*(\d{1,5})[.,]0{1,2}\s*")
_THOUSANDS_OR_FRACTION = re.compile(r"\s*[+-]?[1-9]\d{0,2}[.,]000\s*")


def without_fraction(text: str) -> str:
    """Write a number without the ``.0`` that programs put behind whole ones; anything else stays as it is.

    Examples
    --------
    >>> without_fraction("12.0"), without_fraction("12,00"), without_fraction("1.000"), without_fraction("12A")
    ('12', '12', '1.000', '12A')
    """
    found = _FRACTION_OF_NOTHING.fullmatch(text)
    return found[1] if found else text


def may_be_thousands(text: str) -> bool:
    """Whether a number of things may be so many, or a thousand times as many.

    Examples
    --------
    >>> [may_be_thousands(text) for text in ("1.000", "1 000", "1.000,0", "0,000")]
    [True, False, False, False]
    """
    return _THOUSANDS_OR_FRACTION.fullmatch(text) is not None
