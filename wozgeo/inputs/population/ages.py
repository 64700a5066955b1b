"""Which years does a class of age hold? ``65-69``, ``65 tot 70 jaar`` and ``95+`` say it."""

import re

_FROM_TO = re.compile(r"(\d{1,3})\s*(?:-|–|t/m|tot en met)\s*(\d{1,3})(?:\s*jaar)?")
_UP_TO = re.compile(r"(\d{1,3})\s*tot\s*(\d{1,3})(?:\s*jaar)?")
_AND_OVER = re.compile(
    r"(\d{1,3})\s*(?:\+|(?:jaar\s*)?(?:en|of)\s*(?:ouder|meer)|jaar\s*(?:en|of)\s*ouder|plus)"
)
_ALL = ("totaal", "total", "alle leeftijden")


def parse_ages(text: str) -> tuple[int, int | None] | None:
    """Read a class of age.

    Returns
    -------
    tuple or None
        First and last year, both in it; None for the last: no end. None: no class that can be read.

    Examples
    --------
    >>> parse_ages("65-69"), parse_ages("65 tot 70 jaar"), parse_ages("95+")
    ((65, 69), (65, 69), (95, None))
    """
    said = text.strip().casefold()
    if match := _AND_OVER.fullmatch(said):
        return int(match[1]), None
    if match := _FROM_TO.fullmatch(said):
        return (int(match[1]), int(match[2])) if int(match[1]) <= int(match[2]) else None
    if match := _UP_TO.fullmatch(said):
        return (int(match[1]), int(match[2]) - 1) if int(match[1]) < int(match[2]) else None
    return None


def is_total(text: str) -> bool:
    """Tell whether a class is that of everyone."""
    return text.strip().casefold() in _ALL
