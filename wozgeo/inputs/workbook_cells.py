"""Which cells of a sheet are filled, however far apart they lie?

openpyxl gives every row as wide as its last cell and every number between two rows a row of its own: one
stray cell in column XFD, or a row numbered 900 000 000, then costs gigabytes or hours. Its parser is asked
for the filled cells alone.
"""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet._reader import INLINE_STRING, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from wozgeo.domain.errors import InputError
from wozgeo.inputs.sheet import BESIDE, HEADER_WITHIN_ROWS

_MOST_UNPACKED = 120 << 20
"""Bytes of a workbook, unpacked: half a million cells with text. No list of plans or complexes is larger."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def require_bounded(path: Path) -> None:
    """Raise InputError for a workbook that unpacks to more than any list.

    Raises
    ------
    zipfile.BadZipFile, OSError
        When it is no zip, or cannot be opened.
    """
    with zipfile.ZipFile(path) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > _MOST_UNPACKED:
        raise InputError(
            path,
            f"unpacks to {unpacked / 1e6:.0f} MB, more than any list; remove the sheets and columns that are "
            "no part of the list, or save it as CSV",
        )


def filled_cells(sheet: Any, *, values: bool) -> Iterator[tuple[int, dict[int, object]]]:  # noqa: ANN401
    """Give every row with content: its number and its cells by column, from 1.

    Parameters
    ----------
    sheet
        Of openpyxl, opened for reading only.
    values
        Whether values count as last computed, instead of formulas.

    Raises
    ------
    ValueError
        For a cell beyond the last row or column of Excel.
    """
    with sheet._get_source() as source:
        for number, row in _parser(sheet, source, values=values).parse():
            cells: dict[int, object] = {}
            for cell in row:
                if not (0 < number <= _LAST_ROW and 0 < cell["column"] <= _LAST_COLUMN):
                    raise ValueError(
                        f"row {number}, column {cell['column']} is beyond the last of Excel"
                    )
                value = _content(cell)
                if value is not None:
                    cells[cell["column"]] = value
            if not 0 < number <= _LAST_ROW:
                raise ValueError(f"row {number} is beyond the last of Excel")
            if cells:
                yield number, cells


def tells_struck_text(path: Path) -> bool:
    """Whether letters of a text in a workbook may be struck through, apart from whole cells.

    Reading texts with their letters' looks costs several times as much, so it is asked first.
    """
    with zipfile.ZipFile(path) as parts:
        return any(
            _STRUCK in parts.read(part)
            for part in parts.namelist()
            if part.startswith("xl/worksheets/") or part.endswith("sharedStrings.xml")
        )


_STRUCK = b"strike"


def struck_rows(sheet: Any, *, parts_of_texts: bool = False) -> set[int]:  # noqa: ANN401
    """Give the numbers of the rows in which a filled cell, or a part of its text, is struck through.

    Parameters
    ----------
    sheet
        Of openpyxl, opened for reading only.
    parts_of_texts
        Whether it was opened with the looks of the letters of its texts.
    """
    book = sheet.parent
    struck = {i for i, font in enumerate(book._fonts) if font.strike}
    styles = {i for i, style in enumerate(book._cell_styles) if style.fontId in struck}
    if not styles and not parts_of_texts:
        return set()
    with sheet._get_source() as source:
        return {
            number
            for number, row in _parser(sheet, source, values=True, rich=parts_of_texts).parse()
            if any(
                cell["value"] is not None
                and (cell["style_id"] in styles or _partly_struck(cell["value"]))
                for cell in row
            )
        }


def _partly_struck(value: object) -> bool:
    parts = value if isinstance(value, CellRichText) else ()
    return any(
        isinstance(part, TextBlock) and part.font.strike and part.text.strip() for part in parts
    )


def _parser(sheet: Any, source: Any, *, values: bool, rich: bool = False) -> WorkSheetParser:  # noqa: ANN401
    book = sheet.parent
    return _Parser(
        source,
        sheet._shared_strings,
        data_only=values,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
        rich_text=rich,
    )


class _Parser(WorkSheetParser):
    """Takes a text that stands in its own cell as it is, where openpyxl makes four objects of each."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Give a cell as openpyxl does."""
        text = None if self.rich_text else _plain_text(element)
        if text:
            element.set("t", "str")
            value = element.makeelement(VALUE_TAG, {})
            value.text = text
            element.append(value)
        cell: dict[str, Any] = super().parse_cell(element)
        return cell


_TEXT = f"{{{SHEET_MAIN_NS}}}t"


def _plain_text(element: Element) -> str | None:
    """Give the text of a cell that holds nothing else: no formula, and no parts with looks of their own."""
    if element.get("t") != "inlineStr" or len(element) != 1:
        return None
    inline = element[0]
    if inline.tag != INLINE_STRING or inline.attrib or len(inline) != 1:
        return None
    only = inline[0]
    return only.text if only.tag == _TEXT and not len(only) else None


def as_rows(cells: Mapping[int, Mapping[int, object]]) -> list[tuple[int, list[object]]]:
    """Give rows of cells, as wide as they have to be; those among which the header is equally wide.

    Columns far to the right without any cell are passed over, notes beside a list do no harm.
    """
    used = sorted({column for row in cells.values() for column in row})
    places = {column: column - 1 for column in used if column <= BESIDE}
    places |= {column: BESIDE + i for i, column in enumerate(c for c in used if c > BESIDE)}
    width = max(places.values(), default=-1) + 1
    rows = []
    for i, number in enumerate(sorted(cells)):
        own = {places[column]: value for column, value in cells[number].items()}
        length = width if i < HEADER_WITHIN_ROWS else max(own, default=-1) + 1
        rows.append((number, [own.get(place) for place in range(length)]))
    return rows


def _content(cell: Mapping[str, Any]) -> object:
    """Give the value; a formula that came out as an empty text is not one without a value."""
    value: object = cell["value"]
    return "" if value is None and cell["data_type"] == "str" else value
