"""What stands in the cells of a file that a user made?

CSV in every dialect a Dutch office makes, Excel, GeoPackage and GeoJSON; what is in the file
decides, its name only says what was meant.
"""

import csv
import io
import itertools
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from wozgeo.domain.errors import InputError
from wozgeo.inputs.file_kinds import kind_fault
from wozgeo.inputs.merged_cells import merged_faults
from wozgeo.inputs.sheet import Sheet, sheet_from_rows
from wozgeo.inputs.spelling import column_key

_SEPARATORS = ";,\t"
_HEADER_WITHIN_LINES = 20
_MOST_COLUMNS, _MOST_BYTES = 16_384, 100 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIP = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\x00"


def read_sheet(path: Path, *, columns: Collection[str], keep_merged: bool = False) -> Sheet:
    """Read a user's file as text, whatever its form.

    Parameters
    ----------
    path
        ``.csv``, ``.txt``, ``.tsv``, ``.xlsx``, ``.xlsm``, ``.gpkg``, ``.geojson`` or ``.json``.
    columns
        Names that mean something, in lower case: by them the header row, the separator, the sheet
        and the layer are chosen. Faults in cells of other columns are left alone.
    keep_merged
        Whether the caller looks at the cells that are merged over rows (`Sheet.merged`); else each is a fault.

    Raises
    ------
    InputError
        When the file is not there, is empty, has no rows or is not what it says it is.
    """
    sheet = _reader_for(path)(path, columns)
    if not keep_merged:
        sheet = replace(sheet, faults=(*sheet.faults, *merged_faults(sheet.merged)), merged=())
    if not len(sheet.cells):
        no_rows = f"holds no {sheet.row_word}s; expected at least one besides the column names"
        raise InputError(path, [no_rows, *sheet.faults])
    return sheet


def _reader_for(path: Path) -> Callable[[Path, Collection[str]], Sheet]:
    start, suffix = _start_of(path), path.suffix.lower()
    fault = kind_fault(path, start)
    if fault:
        raise InputError(path, fault)
    if start.startswith(_OLE):
        raise InputError(
            path,
            "is an Excel workbook with a password, or one of the old form (.xls); open it in "
            "Excel, take the password off (Bestand > Info > Werkmap beveiligen) and save it as "
            ".xlsx",
        )
    if start.startswith(_ZIP) or suffix in (".xlsx", ".xlsm"):
        from wozgeo.inputs.workbooks import read_workbook

        return read_workbook
    if start.startswith(_SQLITE) or suffix in (".gpkg", ".geojson", ".json"):
        from wozgeo.inputs.point_layers import read_layer

        return read_layer
    if suffix in (".csv", ".txt", ".tsv", ""):
        return _read_csv
    raise InputError(
        path, f"is of a kind that is not read ({suffix}); save it as .csv, .xlsx, .gpkg or .geojson"
    )


def _start_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise InputError(path, "is not a file; give the list itself")
        with path.open("rb") as file:
            start = file.read(1024)
    except FileNotFoundError:
        raise InputError(path, "there is no such file; check the path and the name") from None
    except IsADirectoryError:
        raise InputError(path, "is a folder; give the list itself") from None
    except (OSError, ValueError) as fault:
        raise InputError(
            path, f"cannot be read ({fault}); close it in other programs and check your rights"
        ) from fault
    if not start.strip():
        raise InputError(path, "is empty; expected a header and at least one row")
    return start


def _read_csv(path: Path, columns: Collection[str]) -> Sheet:
    text = _decoded(path)
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        # Excel's own way of naming the separator; Excel does not count it as a row.
        return _sheet_from_csv(path, text[5:].lstrip("\r\n"), text[4], columns)
    by_separator = {
        separator: _known_and_all(text, separator, columns) for separator in _SEPARATORS
    }
    best = max(_SEPARATORS, key=by_separator.__getitem__)
    return _sheet_from_csv(path, text, best, columns)


def _sheet_from_csv(path: Path, text: str, separator: str, columns: Collection[str]) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > _MOST_COLUMNS:
                raise InputError(
                    path,
                    f"row {number} has {len(cells)} columns, more than the {_MOST_COLUMNS} of Excel; "
                    "export the list again",
                )
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error as fault:
        raise InputError(
            path,
            f"line {reader.line_num} is not CSV ({fault}); probably a double quote too many or too "
            'few: inside a quoted text a double quote is written twice ("")',
        ) from fault
    if not rows:
        raise InputError(path, "is empty; expected a header and at least one row")
    return sheet_from_rows(rows, columns=columns)


def _known_and_all(text: str, separator: str, columns: Collection[str]) -> tuple[int, int]:
    """Count the known names and all cells in the best of the first lines, cut by a separator."""
    keys = {column_key(name) for name in columns}
    lines = itertools.islice(io.StringIO(text, newline=""), _HEADER_WITHIN_LINES)
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0, 0  # told when the whole file is read
    known = [len({column_key(cell) for cell in row} & keys) for row in rows]
    return max(zip(known, map(len, rows), strict=True), default=(0, 0))


def _decoded(path: Path) -> str:
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(
            path, f"is {path.stat().st_size / 1e6:.0f} MB, more than any list; is it another file?"
        )
    content = path.read_bytes()
    encodings = ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(path, "is not a text file; save it as CSV (UTF-8) or as .xlsx")
