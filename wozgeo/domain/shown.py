"""How is text of somebody else shown, so that it can do nothing but be read?"""

import unicodedata

MOST_SHOWN = 200
"""Letters of a name. A longer one is no name, and breaks the page that holds it."""

_MOST_IN_A_LINE = 2000
_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the order of what is read around."""


def printable(text: str) -> str:
    """Take out what a terminal would obey and what turns the order of reading; a tab or line is a space."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(_as_shown(letter) for letter in text)


def short(text: str) -> str:
    """Show a name: what can be printed of it, on one line, and no more than is read."""
    shown = printable(text).strip()
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"


def told(text: str) -> str:
    """Show sentences on a terminal, a line each, of which none is endless."""
    lines = (printable(line) for line in text.split("\n"))
    return "\n".join(
        line if len(line) <= _MOST_IN_A_LINE else f"{line[:_MOST_IN_A_LINE]}…" for line in lines
    )


def _as_shown(letter: str) -> str:
    if letter in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    hidden = unicodedata.category(letter) in ("Cc", "Cs", "Co") or letter in _TURNS
    return "" if hidden else letter
