"""What stands in the cells of an Excel workbook?"""

import lzma
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from wozgeo.domain.errors import InputError
from wozgeo.inputs.merged_cells import MergedPlace, merged_in, with_whole_header
from wozgeo.inputs.sheet import Rows, Sheet, Uncomputed, known_names, sheet_from_rows
from wozgeo.inputs.spelling import column_key
from wozgeo.inputs.words_lists import HIDDEN_ROWS, STRUCK_ROWS
from wozgeo.inputs.workbook_cells import (
    as_rows,
    filled_cells,
    require_bounded,
    struck_rows,
    tells_struck_text,
)

_NOT_A_WORKBOOK = (
    zipfile.BadZipFile,
    InvalidFileException,
    lzma.LZMAError,
    struct.error,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the zip, the XML (SyntaxError) and openpyxl raise on a damaged file, depending on where the
damage is; RuntimeError also stands for an encrypted part or a kind of zip that is not read."""

_CHUNK, _LONGEST_TAG = 1 << 20, 4096
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)

_Cells = dict[str, dict[int, dict[int, object]]]
"""Per sheet, row number and column the cells; without empty rows."""


def read_workbook(path: Path, columns: Collection[str]) -> Sheet:
    """Read the sheet of a workbook that knows most of the names; hidden ones only when none is visible.

    Of a formula its last computed value counts, as Excel saved it.

    Parameters
    ----------
    path
        ``.xlsx`` or ``.xlsm``.
    columns
        Names that mean something, in lower case.

    Raises
    ------
    InputError
        When it is damaged, not a workbook, or holds nothing; or when several sheets hold such a list, so
        that the others would be passed over.
    """
    try:
        require_bounded(path)
        cells = _read_cells(path, values=True)
        formulas = _read_cells(path, values=False) if _has_formulas(path) else {}
    except _NOT_A_WORKBOOK as fault:
        raise InputError(
            path,
            f"cannot be read as an Excel workbook ({type(fault).__name__}: {fault}); it is damaged "
            "or of another kind: open it in Excel and save it again as .xlsx",
        ) from fault
    tables = {name: _rows(cells[name], formulas.get(name, {})) for name in cells}
    knows = {name: known_names(table, columns) for name, table in tables.items() if len(table) > 1}
    best = max(knows, key=lambda name: knows[name], default=next(iter(tables), ""))
    alike = [name for name, known in knows.items() if known and known == knows[best]]
    if len(alike) > 1:
        raise InputError(
            path,
            f"the sheets {', '.join(map(repr, alike))} hold such a list, and one would be read; put the rows "
            "on one sheet, or save each sheet as a file of its own",
        )
    if not tables.get(best):
        raise InputError(path, "has no filled cells; expected a header and at least one row")
    (hidden, merged), struck = _looks_of_rows(path, best)
    rows = with_whole_header(tables[best], merged, {column_key(name) for name in columns})
    sheet = sheet_from_rows(rows, columns=columns)
    there = {*sheet.cells.index}
    counts = {HIDDEN_ROWS: len(hidden & there), STRUCK_ROWS: len(struck & there)}
    return replace(
        sheet,
        merged=merged_in(sheet, merged, rows, cells[best]),
        notes=(*sheet.notes, *(told.about(n) for told, n in counts.items() if n)),
    )


def _looks_of_rows(path: Path, title: str) -> tuple[tuple[set[int], list[MergedPlace]], set[int]]:
    """Give the rows of a sheet that are hidden, the cells merged over rows, and the rows struck through."""
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        rich = tells_struck_text(path)
        sheet = openpyxl.load_workbook(file, read_only=True, rich_text=rich)[title]
        inside = getattr(sheet, "_worksheet_path", "")
        return _hidden_and_merged(path, inside), struck_rows(sheet, parts_of_texts=rich)


def _hidden_and_merged(path: Path, inside: str) -> tuple[set[int], list[MergedPlace]]:
    """Give the rows that a filter or the user has hidden, by number, and the cells that are merged."""
    hidden: set[int] = set()
    merged: set[tuple[str, int, int]] = set()
    if not inside:
        return hidden, []
    with zipfile.ZipFile(path) as parts, parts.open(str(inside).lstrip("/")) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            for row in _ROW.finditer(text):
                number = _NUMBER.search(row[1])
                if number and _HIDDEN.search(row[1]):
                    hidden.add(int(number[1]))
            for column, first, last in _MERGED.findall(text):
                merged.add((column.decode("ascii"), int(first), int(last)))
            rest = text[-_LONGEST_TAG:]
    over = sorted(one for one in merged if one[1] < one[2])
    places = [MergedPlace(name, column_index_from_string(name), *rows) for name, *rows in over]
    return hidden, places


def _read_cells(path: Path, *, values: bool) -> _Cells:
    """Read every sheet: values as Excel last computed them, or the formulas themselves."""
    with warnings.catch_warnings(), path.open("rb") as file:
        # openpyxl warns of parts it leaves out (validation, formatting): no concern here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, read_only=True, data_only=values)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return {
            sheet.title: dict(filled_cells(sheet, values=values))
            for sheet in visible or book.worksheets
        }


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as parts:
        return any(
            mark in parts.read(name)
            for name in parts.namelist()
            if name.startswith("xl/worksheets/")
            for mark in (b"<f>", b"<f ", b":f>", b":f ")
        )


def _rows(values: dict[int, dict[int, object]], formulas: dict[int, dict[int, object]]) -> Rows:
    """Join values and formulas."""
    joined = {}
    for number in values.keys() | formulas.keys():
        value, formula = values.get(number, {}), formulas.get(number, {})
        row = {
            column: cell
            for column in value.keys() | formula.keys()
            if (cell := _cell(value.get(column), formula.get(column))) is not None
        }
        if any(cell != "" for cell in row.values()):
            joined[number] = row
    return as_rows(joined)


def _cell(value: object, formula: object) -> object:
    """Give the value; where Excel never computed a formula, the formula itself as such."""
    if value is not None or formula is None:
        return value
    return Uncomputed(str(getattr(formula, "text", formula)))
