"""What is a table of the report that has words and numbers, and no bars or signs?"""

from collections.abc import Sequence
from dataclasses import dataclass

EMPTY_CELL = "–"
"""In a cell of which nothing is known or shown."""


@dataclass(frozen=True)
class PlainRow:
    """One row.

    Parameters
    ----------
    cells
        As many as there are heads; none where ``title`` goes over all of them.
    about
        Small below the name of the row.
    whole
        Whether it is all others together.
    title
        Of the rows that follow; "" for a row with cells.
    """

    cells: Sequence[str] = ()
    about: str = ""
    whole: bool = False
    title: str = ""


@dataclass(frozen=True)
class PlainTable:
    """A table; on a narrow screen every row is a card.

    Parameters
    ----------
    caption, note
        Above it; ``note`` is "" for none.
    heads
        Above the columns.
    rows
        In their order.
    named
        Which column names the row.
    numeric
        Which columns have numbers: they stand right.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[PlainRow]
    note: str = ""
    named: int = 0
    numeric: frozenset[int] = frozenset()


def plain_table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[PlainRow],
    *,
    note: str = "",
    named: int = 0,
    words: Sequence[int] = (),
) -> list[PlainTable]:
    """Give a table of which all columns but the name and some with words are numbers; none without rows."""
    numeric = frozenset(range(len(heads))) - {named, *words}
    return [PlainTable(caption, heads, rows, note, named, numeric)] if rows else []
