"""How does a table become a sheet that reads well in Excel?

Text stays text, whatever it begins with; a sheet prints one page wide; equal runs give equal bytes.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from wozgeo.domain.column import Kind
from wozgeo.domain.columns import Walk
from wozgeo.domain.dictionary import kind_of
from wozgeo.domain.errors import OutputError
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Measure, Voorziening
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.workbook import words
from wozgeo.outputs.workbook.blocks import Block
from wozgeo.outputs.workbook.excel_values import Cells, Value, cells_of
from wozgeo.outputs.workbook.plain_text import TEXT_IS_TEXT, footer_text, property_text, write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_575
"""What a sheet of Excel holds below its header."""

WORKBOOK_TIME = datetime(2000, 1, 1)  # Excel knows no time zones
"""What a workbook says instead of the time of writing, so that equal runs give equal files."""

_WIDEST, _NARROWEST = 60, 8
_FILTER_BUTTON = 5
_BOLD = 1.1
"""How much wider bold text is."""
_SMALL = 0.8
"""How much narrower the small text of a machine name is."""
_HEADS = 2
"""Rows above the content of a table: heads to read, then the names of the columns."""
_LINE_HEIGHT = 15.0
_HIGHEST = 409.0
"""A row of Excel is no higher."""

_VERDICT_FILLS = {
    labels.verdicts[verdict]: (look.tint, look.ink)
    for labels in LABELS_IN.values()
    for verdict, look in VERDICT_LOOKS.items()
}
"""Fill and text."""

_BASE = {"valign": "top", "font_name": "Calibri", "font_size": 11}

_RULE = {"bottom": 1, "bottom_color": "#d5dce1"}

_LOOKS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1, **_RULE},
    "whole": {"num_format": "#,##0", **_RULE},
    "year": {"num_format": "0", **_RULE},
    "tenth": {"num_format": "#,##0.0", **_RULE},
    "share": {"num_format": "0.0%", **_RULE},
    "header": {
        "bold": True,
        "bg_color": "#22384a",
        "font_color": "#ffffff",
        "valign": "vcenter",
        "text_wrap": True,
        "indent": 1,
    },
    "name": {
        "font_size": 8,
        "bg_color": "#e9eef2",
        "font_color": "#4a5a66",
        "valign": "vcenter",
        "indent": 1,
    },
    "title": {"bold": True, "font_size": 16, "font_color": "#22384a", "text_wrap": True},
    "heading": {"bold": True, "font_size": 12, "font_color": "#22384a", "text_wrap": True},
    "sentence": {"text_wrap": True, "align": "left"},
    **{
        label: {"bg_color": fill, "font_color": colour, "bold": True, "indent": 1, **_RULE}
        for label, (fill, colour) in _VERDICT_FILLS.items()
    },
}


class Book:
    """A workbook in the making, in memory; ``content`` closes it."""

    def __init__(self, path: Path, name: str, language: Language = Language.NL) -> None:
        import xlsxwriter

        self._buffer = BytesIO()
        self._book: Workbook = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, **TEXT_IS_TEXT},
        )
        self._path, self._name, self.language = path, name, language
        self._book.set_properties({"title": property_text(name), "created": WORKBOOK_TIME})
        self.looks = {
            look: self._book.add_format({**_BASE, **more}) for look, more in _LOOKS.items()
        }

    def add_sheet(self, name: str) -> "Worksheet":
        """Add a sheet that prints well: landscape A4, one page wide, its name and pages below."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.75)
        sheet.hide_gridlines(1)  # on paper only
        pages = words.PAGE_OF(self.language, page="&P", pages="&N")
        sheet.set_footer(f"&L{footer_text(self._name)}&C&A&R{pages}")
        return sheet

    def require_room(self, name: str, n_rows: int) -> None:
        """Raise OutputError unless a sheet can hold so many rows below its header."""
        if n_rows > MAX_ROWS:
            raise OutputError(
                self._path,
                f"sheet {name} would have {n_rows} rows, and Excel holds {MAX_ROWS}; "
                "split the lists and run each part by itself",
            )

    def content(self) -> bytes:
        """Close the workbook and give its bytes."""
        self._book.close()
        return self._buffer.getvalue()

    def write(self, sheet: "Worksheet", row: int, column: int, value: Value, look: str) -> None:
        """Write one cell; a text never becomes a formula, a link or a number."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.looks["text"])
        elif isinstance(value, str):
            look = (value if value in _VERDICT_FILLS else "text") if look == "verdict" else look
            write_text(sheet, row, column, value, self.looks[look])
        else:
            sheet.write_number(row, column, value, self.looks[look])


def write_table(
    book: Book,
    name: str,
    table: pd.DataFrame,
    *,
    heads: Mapping[str, str],
    empty: str,
    limit_m: float = math.inf,
    printed: int | None = None,
) -> None:
    """Write a table as a sheet with frozen heads, filters and fitting widths.

    The first row has a head to read above each column, the second its name as in every other file.

    Parameters
    ----------
    book, name
        Where to.
    table
        The index comes first. May be empty.
    heads
        Per column, the index included.
    empty
        The line that stands there instead of a table without rows.
    limit_m
        See `cells_of`, for the walk to the ontmoetingsplek.
    printed
        How many columns are printed; None: all.
    """
    book.require_room(name, len(table))
    sheet = book.add_sheet(name)
    if table.empty:
        sheet.set_column(0, 0, _WIDEST)
        book.write(sheet, 0, 0, empty, "text")
        return
    n_index = table.index.nlevels
    flat = table.reset_index()
    last = flat.shape[1] - 1
    lines = [1] * (_HEADS + len(flat))
    for place, column in enumerate(map(str, flat.columns)):
        limit = limit_m if column in _MEETING else math.inf
        cells = cells_of(column, flat.iloc[:, place], limit, language=book.language)
        look = "verdict" if kind_of(column) is Kind.VERDICT else cells.look
        head = heads[column]
        width = _width(head, column, cells)
        sheet.set_column(place, place, width)
        book.write(sheet, 0, place, head, "header")
        book.write(sheet, 1, place, column, "name")
        lines[0] = max(lines[0], _lines(head, width / _BOLD))
        for row, value in enumerate(cells.content, start=_HEADS):
            book.write(sheet, row, place, value, look)
            wraps = isinstance(value, str) and len(value) > width - 3
            lines[row] = max(lines[row], _lines(str(value), width) if wraps else 1)
    for row, high in enumerate(lines):
        if high > 1:  # not every program makes rows as high as their text
            sheet.set_row(row, min(high * _LINE_HEIGHT, _HIGHEST))
    end = len(lines) - 1
    sheet.freeze_panes(_HEADS, n_index + ("naam" in flat))
    sheet.autofilter(_HEADS - 1, 0, end, last)
    sheet.repeat_rows(0, _HEADS - 1)
    sheet.print_area(0, 0, end, min(printed or last + 1, last + 1) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{end + 1}"})


_MEETING = {Walk(Voorziening.ONTMOETINGSPLEK).measured(measure) for measure in Measure}


def _width(head: str, name: str, cells: Cells) -> float:
    """Fit the name on one line, the longest word of the head, and the content up to a limit."""
    shown = (f"{v:,.1f}" if isinstance(v, float) else v or "" for v in cells.content)
    longest = max((len(line) for text in shown for line in text.splitlines()), default=0)
    word = max(map(len, head.split()), default=0)
    return max(
        _NARROWEST,
        _SMALL * len(name) + _FILTER_BUTTON,
        _BOLD * word + 3,
        min(longest + 3, _WIDEST),
    )


def write_page(
    book: Book, name: str, title: str, blocks: Iterable[Block], *, widths: Sequence[float]
) -> None:
    """Write a sheet to read from top to bottom: a title and parts below each other.

    Parameters
    ----------
    book, name
        Where to.
    title
        Its first line.
    blocks
        Its parts.
    widths
        Of the columns that all tables share. The last column of a table that is text runs on to the
        last of these.
    """
    parts = list(blocks)
    tables = sum(len(part.table) for part in parts if part.table is not None)
    book.require_room(name, tables + sum(len(part.sentences) + 3 for part in parts))
    page = _Page(book, book.add_sheet(name), widths)
    for column, width in enumerate(widths):
        page.sheet.set_column(column, column, width)
    page.line(title, "title", 1.6)
    for block in parts:
        page.row += 1
        if block.heading:
            page.line(block.heading, "heading", 1.2)
        for sentence in block.sentences:
            page.line(sentence, "sentence")
        if block.table is not None:
            page.table(block.table)
    page.sheet.hide_gridlines(2)
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{page.row + 1}"})


@dataclass
class _Page:
    """Remembers on which row the next line comes; local to `write_page`."""

    book: Book
    sheet: "Worksheet"
    widths: Sequence[float]
    row: int = 0

    def line(self, text: str, look: str, scale: float = 1.0) -> None:
        height = _lines(text, sum(self.widths) / scale) * _LINE_HEIGHT * scale
        self.sheet.set_row(self.row, min(height, _HIGHEST))
        self.wide(0, text, look)
        self.row += 1

    def wide(self, first: int, text: Value, look: str) -> None:
        """Write a cell that runs on to the last column."""
        last = len(self.widths) - 1
        if first < last:
            self.sheet.merge_range(self.row, first, self.row, last, "", self.book.looks[look])
        self.book.write(self.sheet, self.row, first, text, look)

    def table(self, table: pd.DataFrame) -> None:
        columns = [
            cells_of(str(name), table[name], language=self.book.language) for name in table.columns
        ]
        last = len(columns) - 1
        run_on = columns[last].look == "text"
        self.cells([*map(str, table.columns)], ["header"] * len(columns), run_on)
        looks = [
            "verdict" if name == words.VERDICT(self.book.language) else cells.look
            for name, cells in zip(table.columns, columns, strict=True)
        ]
        for values in zip(*(cells.content for cells in columns), strict=True):
            self.cells(values, looks, run_on)

    def cells(self, values: Sequence[Value], looks: Sequence[str], run_on: bool) -> None:
        last = len(values) - 1
        lines = 1
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            room = sum(self.widths[column:]) if run_on and column == last else self.widths[column]
            lines = max(lines, _lines(value, room) if isinstance(value, str) else 1)
            if run_on and column == last:
                self.wide(column, value, look)
            else:
                self.book.write(self.sheet, self.row, column, value, look)
        self.sheet.set_row(self.row, min(lines * _LINE_HEIGHT, _HIGHEST))
        self.row += 1


def _lines(text: str, width: float) -> int:
    """Guess on how many lines a text fits, rather one too many: merged cells do not grow by themselves."""
    room = max(width * 0.85 - 2, 1)
    return max(1, sum(max(1, math.ceil(len(line) / room)) for line in text.splitlines()))
