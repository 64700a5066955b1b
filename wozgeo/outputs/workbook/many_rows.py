"""How does a workbook get many rows without a call for every cell?

xlsxwriter makes the workbook with its looks and columns, its first and last rows and every row with a text that
is more than plain; the rows between are laid in as the same XML, a column at a time.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from wozgeo.outputs.workbook.excel_values import Cells, as_fits

_MORE_THAN_PLAIN = re.compile(
    r"_x[0-9a-fA-F]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|^\s|\s$|^<r>"
)
"""What Excel wants written in a way of its own."""
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_ROW = re.compile(r'<row r="(\d+)".*?</row>', re.DOTALL)
_COLUMNS = re.compile(r'<col min="(\d+)" max="(\d+)"([^>]*)/>')
_STYLE = re.compile(r' style="(\d+)"')
_AT_ONCE = 4096
"""Rows that are laid in together: memory stays small."""


def rows_apart(columns: Sequence[Cells]) -> list[int]:
    """Choose the rows that xlsxwriter must write itself: the first, the last, and those that are not plain.

    Parameters
    ----------
    columns
        Of the same length.

    Returns
    -------
    list of int
        In order, counted from 0.
    """
    n = len(columns[0].content) if columns else 0
    apart = {0, n - 1} if n else set()
    odd: dict[object, bool] = {}
    for column in columns:
        for row, value in enumerate(column.content):
            if isinstance(value, str):
                found = odd.get(value)
                if found is None:
                    found = odd[value] = bool(_MORE_THAN_PLAIN.search(value))
                if found:
                    apart.add(row)
    return sorted(apart)


def lay_in_rows(path: Path, book: BytesIO, columns: Sequence[Cells], *, first: int) -> None:
    """Write a workbook of one sheet with all rows of its table.

    Parameters
    ----------
    path
        Where to.
    book
        The workbook with the rows of `rows_apart` in their places, its texts inline and a look for each column.
    columns
        The whole table; every cell has the look of its column.
    first
        The row of the sheet, counted from 0, where the table begins.

    Raises
    ------
    OSError
        When the file cannot be written there.
    """
    with ZipFile(book) as made, ZipFile(path, "w", ZIP_DEFLATED) as whole:
        for part in made.infolist():
            content = made.read(part)
            with whole.open(part, "w", force_zip64=False) as file:
                if not _SHEET.fullmatch(part.filename):
                    file.write(content)
                    continue
                for text in _with_rows(content.decode("utf-8"), columns, first):
                    file.write(text.encode("utf-8"))


def _with_rows(sheet: str, columns: Sequence[Cells], first: int) -> Iterator[str]:
    """Give the XML of a sheet in pieces, the rows that it lacks in their places."""
    there = {int(row[1]): row[0] for row in _ROW.finditer(sheet)}
    before, _, rest = sheet.partition("<sheetData>")
    yield f"{before}<sheetData>"
    yield from (there[number] for number in sorted(there) if number <= first)
    styles = _styles(before)
    n = len(columns[0].content) if columns else 0
    written: dict[object, str] = {}
    for start in range(0, n, _AT_ONCE):
        numbers = range(first + start + 1, first + min(start + _AT_ONCE, n) + 1)
        cells = [
            _cells(column.content[start : start + _AT_ONCE], numbers, place, style, written)
            for place, (column, style) in enumerate(zip(columns, styles, strict=False))
        ]
        rows = zip(numbers, map("".join, zip(*cells, strict=True)), strict=True)
        yield "".join(there.get(n) or f'<row r="{n}">{cells}</row>' for n, cells in rows)
    yield f"</sheetData>{rest.partition('</sheetData>')[2]}"


def _cells(
    content: Sequence[object],
    numbers: range,
    place: int,
    style: str,
    written: dict[object, str],
) -> list[str]:
    """Write part of a column; what was ``written`` of a text before is taken again."""
    from xlsxwriter.utility import xl_col_to_name

    begin, found = f'<c r="{xl_col_to_name(place)}', []
    for number, value in zip(numbers, content, strict=True):
        if value is None:
            found.append("")
        elif isinstance(value, str):
            text = written.get(value)
            if text is None:
                text = written[value] = _inline(value)
            found.append(f'{begin}{number}"{style}{text}')
        else:
            found.append(f'{begin}{number}"{style}><v>{value:.16G}</v></c>')
    return found


def _inline(text: str) -> str:
    fits = as_fits(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t>{fits}</t></is></c>'


def _styles(head: str) -> list[str]:
    """Tell how cells name the look of their column, from the first column on."""
    found: list[str] = []
    for low, high, more in _COLUMNS.findall(head):
        style = _STYLE.search(more)
        found += [f' s="{style[1]}"' if style else ""] * (int(high) - int(low) + 1)
    return found
