"""What is a user's list once the form of its file is forgotten?

A table of text with the row numbers the user sees. Text, because ids are text: a 16-digit BAG id or
a zero in front is lost as soon as something takes it for a number.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from wozgeo.domain.language import Text
from wozgeo.inputs.spelling import column_key, plain_hyphens, visible
from wozgeo.inputs.words_lists import ROWS_BESIDE

if TYPE_CHECKING:
    import geopandas as gpd

Rows = Sequence[tuple[int, Sequence[object]]]
"""Rows of cells, each with its number as the user sees it; without empty rows."""

FAULTS_OF_A_KIND = 10
"""How many faults of one kind are told before "and N more"."""

BESIDE = 256
"""Columns of a workbook beyond this without a cell in any row are passed over."""

_DIGITS_KEPT_BY_EXCEL = 15
HEADER_WITHIN_ROWS = 20
"""Among so many rows at the top the header is looked for."""

_SPREADSHEET_ERROR = re.compile(
    r"#(?:N/[A-Z]{1,2}|[A-Z_]{3,}(?:/0)?[!?]|GETTING_DATA|GEGEVENS_OPHALEN)|#{3,}"
)
"""An error in whatever language (#N/A is #N/B, #REF! is #VERW!), or a value too wide for its column."""


@dataclass(frozen=True)
class Uncomputed:
    """A cell with a formula of which the file does not hold the value."""

    formula: str


@dataclass(frozen=True)
class MergedCell:
    """A filled cell that is merged over several rows of a list; the file has its content on the first alone.

    Parameters
    ----------
    letters
        Of its column, as Excel calls it.
    column
        The name of its column in the list, "" where it has none.
    rows
        The numbers of the rows of the list that it covers, at least two.
    text
        What it says.
    """

    letters: str
    column: str
    rows: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Sheet:
    """The content of one list.

    Parameters
    ----------
    cells
        Text without spaces around it, "" where empty. Columns in lower case; the index is the row
        number as the user sees it.
    geometry
        For GeoPackage and GeoJSON: on the index of ``cells``, in whatever CRS the file has.
    row_word
        What a row is called: ``row`` in a spreadsheet, ``feature`` in a layer.
    faults
        What is wrong with the cells themselves.
    notes
        What a reader should know of how it was read.
    merged
        Cells merged over rows, where who reads the list can tell what they say of each row.
    """

    cells: pd.DataFrame
    geometry: "gpd.GeoSeries | None" = None
    row_word: Literal["row", "feature"] = "row"
    faults: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    merged: tuple[MergedCell, ...] = ()

    def labels(self) -> "pd.Series[str]":
        """Name each row for a message: its number, and its id when it has one."""
        numbers = pd.Series(
            [f"{self.row_word} {number}" for number in self.cells.index], index=self.cells.index
        )
        if "id" not in self.cells:
            return numbers
        ids = self.cells["id"]
        return numbers.where(ids == "", numbers + " (" + ids + ")")


def sheet_from_rows(rows: Rows, *, columns: Collection[str]) -> Sheet:
    """Find the header among the first rows and make the rest the table.

    The header is the row with most known names, so a title above it does no harm.

    Parameters
    ----------
    rows
        At least one.
    columns
        Names that mean something, in lower case; spaces, underscores, dots and hyphens in them do not
        count (`wozgeo.inputs.spelling.column_key`). Faults in cells of other columns are left alone.
    """
    columns = {column_key(name) for name in columns}
    position = max(_header_candidates(rows), key=lambda i: _known(rows[i][1], columns))
    names = [column_name(cell) for cell in rows[position][1]]
    below = rows[position + 1 :]
    body, beside = _rows_of_list(below, names)
    values = {
        name: [cells[i] if i < len(cells) else None for _, cells in body]
        for i, name in enumerate(names)
        if name and name not in names[:i]
    }
    sheet = sheet_from_columns(
        values,
        index=[number for number, _ in body],
        columns=columns,
        faults=[
            *_repeated_names(names, columns),
            *_too_long_rows(below, len(names)),
            *_nameless(names, body, columns),
        ],
    )
    return replace(sheet, notes=(ROWS_BESIDE.about(beside),) if beside else ())


def _rows_of_list(rows: Rows, names: Sequence[str]) -> tuple[Rows, int]:
    """Leave out the rows with cells beside the list alone, to the right of its last name, and count them."""
    width = max((i + 1 for i, name in enumerate(names) if name), default=0)
    # a formula without a saved value is something, and is asked for
    listed = [
        row
        for row in rows
        if any(cell is not None and cell != "" for cell in row[1][:width])
        or not any(cell_text(cell) for cell in row[1][width:])
    ]
    return listed, len(rows) - len(listed)


def known_names(rows: Rows, columns: Collection[str]) -> int:
    """Count the known names in the row that is most like a header."""
    keys = {column_key(name) for name in columns}
    return max((_known(rows[i][1], keys) for i in _header_candidates(rows)), default=0)


def sheet_from_columns(
    values: dict[str, list[object]],
    *,
    index: Sequence[int],
    columns: Collection[str],
    row_word: Literal["row", "feature"] = "row",
    geometry: "gpd.GeoSeries | None" = None,
    faults: Iterable[str] = (),
) -> Sheet:
    """Make a table of text of columns of cells, and list the cells that have lost their content."""
    keys = {column_key(name) for name in columns}
    lost = [
        f"{row_word} {number}, column {name!r}: {fault}"
        for name in values
        if column_key(name) in keys
        for number, value in zip(index, values[name], strict=True)
        if (fault := _loss(value))
    ]
    rows = pd.Index(index, dtype=int)
    texts = {
        name: pd.Series([cell_text(cell) for cell in column], index=rows, dtype=str)
        for name, column in values.items()
    }
    cells = pd.DataFrame(texts, index=rows)
    return Sheet(cells, geometry, row_word, (*faults, *shortened(lost)))


def column_name(cell: object) -> str:
    """Spell the name of a column as it is told: in lower case, as it looks."""
    return " ".join(plain_hyphens(cell_text(cell)).split()).casefold()


def cell_text(value: object) -> str:
    """Spell a cell as text: whole numbers as their digits, other numbers without exponent."""
    if isinstance(value, str):
        return visible(value)
    if value is None or value is pd.NaT or isinstance(value, Uncomputed):
        return ""
    if isinstance(value, float):
        if np.isnan(value):
            return ""
        if value.is_integer():
            return str(int(value))
        return np.format_float_positional(value, trim="-")
    return str(value)


def shortened(faults: Iterable[str]) -> list[str]:
    """Keep the first faults of one kind and count the rest."""
    every = list(faults)
    rest = len(every) - FAULTS_OF_A_KIND
    return every if rest <= 0 else [*every[:FAULTS_OF_A_KIND], f"and {rest} more of this kind"]


def _header_candidates(rows: Rows) -> range:
    return range(min(len(rows), HEADER_WITHIN_ROWS))


def _known(cells: Sequence[object], keys: Collection[str]) -> int:
    return len({column_key(cell_text(cell)) for cell in cells} & set(keys))


def _repeated_names(names: Sequence[str], keys: Collection[str]) -> list[str]:
    repeated = sorted({n for n in names if column_key(n) in keys and names.count(n) > 1})
    return [
        f"column {name!r} is there {names.count(name)} times; keep one of them" for name in repeated
    ]


def _nameless(names: Sequence[str], body: Rows, keys: Collection[str]) -> list[str]:
    """Tell which columns between those that are read have cells and no name: what they say would be lost."""
    known = [i for i, name in enumerate(names) if column_key(name) in keys]
    last = max(known, default=-1) + 1
    filled = [
        i
        for i, name in enumerate(names[: last + 1])
        if not name and any(i < len(cells) and cell_text(cells[i]) for _, cells in body)
    ]
    return [
        f"column {i + 1} has cells and no name in the header; name it there (a name that is merged over two "
        "rows belongs in the lower one), or empty the column"
        for i in filled
    ]


def _too_long_rows(body: Rows, width: int) -> list[str]:
    return shortened(
        f"row {number} has {len(cells)} cells and the header {width}; "
        "put a text or number that holds the separator between quotes"
        for number, cells in body
        if any(cell_text(cell) for cell in cells[width:])
    )


def _loss(value: object) -> str:
    """Say how a spreadsheet has already lost what the user typed, or "" when it has not."""
    if isinstance(value, str):
        error = _SPREADSHEET_ERROR.fullmatch(value.strip())
        return f"the spreadsheet error {value}; mend the formula or type the value" if error else ""
    if isinstance(value, Uncomputed):
        return (
            f"the formula {value.formula} has no value in the file; open it in Excel and save it, "
            "or replace the formula by its value (Plakken speciaal > Waarden)"
        )
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float) and abs(value) >= 10**_DIGITS_KEPT_BY_EXCEL:
        return (
            f"the number {value:.0f} is longer than the {_DIGITS_KEPT_BY_EXCEL} digits that Excel "
            "keeps, so its last digits are lost; make the column text (Celeigenschappen > Tekst) "
            "and fill in the ids again"
        )
    if isinstance(value, datetime.date | datetime.time):
        return (
            f"a date or time ({value}), expected text or a number; Excel has turned what was typed "
            "into a date: make the column text (Celeigenschappen > Tekst) and type it again"
        )
    return ""
