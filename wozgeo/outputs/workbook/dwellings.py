"""How do the dwellings reach Excel so that a house number stays a house number?

A double click on a CSV turns 12-3 into a date; in a workbook it is text.
"""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.domain.dictionary import find_column
from wozgeo.domain.language import Text
from wozgeo.outputs.found import Found
from wozgeo.outputs.workbook.excel_values import Cells, cells_of
from wozgeo.outputs.workbook.many_rows import lay_in_rows, rows_apart
from wozgeo.outputs.workbook.plain_text import TEXT_IS_TEXT, property_text, write_text
from wozgeo.outputs.workbook.sheets import MAX_ROWS, WORKBOOK_TIME
from wozgeo.outputs.write_errors import told_as_output_error

DWELLINGS_FILE = "woningen.xlsx"

MOST_DWELLINGS = 200_000
"""Of more, Excel is no tool and writing takes minutes; below `wozgeo.outputs.workbook.sheets.MAX_ROWS`."""

TOO_MANY = Text(
    "woningen.xlsx is niet gemaakt: het zijn er {found}, en dat werkboek houdt er hoogstens {most} (Excel zelf "
    "{excel}); "
    "woningen.csv heeft ze alle, en kies in Excel Gegevens > Uit tekst/CSV met huisnummer als tekst.",
    "woningen.xlsx was not made: there are {found}, and that workbook holds {most} at most (Excel itself "
    "{excel}); "
    "woningen.csv has them all: in Excel choose Data > From Text/CSV, with huisnummer as text.",
)

_SHEET = "Woningen"
_ADDRESS = ("straat", "huisnummer", "postcode", "woonplaats")
_WIDTHS = {"text": 16, "whole": 11, "tenth": 13}
_HEADS = 2


def too_many(found: Found) -> str:
    """Tell why there is no workbook of the dwellings; "" where there is one."""
    n = len(found.woningen)
    if n <= MOST_DWELLINGS:
        return ""
    return TOO_MANY(found.language, found=n, most=MOST_DWELLINGS, excel=MAX_ROWS)


def dwelling_columns(columns: Collection[str]) -> list[str]:
    """Choose what a reader in Excel needs of the columns there are: the address, walks, names and scores."""
    walks = (
        name
        for walk in Walk.among(columns, Walk.afstand_m)
        for name in (walk.afstand_m, walk.zeker_m, walk.reden, walk.naam)
    )
    wished = ["locatie_id", *_ADDRESS, *walks, "score", "score_zeker"]
    return [name for name in wished if name in columns]


def write_dwellings(path: Path, found: Found) -> Path:
    """Write the dwellings as a workbook; the CSV beside it has every column.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    found
        What was found; at most `MOST_DWELLINGS` dwellings.

    Returns
    -------
    Path
        The path given. Equal content gives equal bytes.

    Raises
    ------
    OutputError
        When the file cannot be written there.
    """
    table = pd.DataFrame(found.woningen.drop(columns="geometry", errors="ignore")).reset_index()
    names = dwelling_columns([*map(str, table.columns)])
    cells = [cells_of(name, table[name], language=found.language) for name in names]
    with told_as_output_error(path):
        lay_in_rows(path, _book(found, names, cells, path.parent), cells, first=_HEADS)
    return path


def _book(found: Found, names: list[str], cells: list[Cells], work: Path) -> BytesIO:
    """Make the workbook with the heads to read, the names of the columns, and the rows that stand apart.

    What waits on disk meanwhile lies in ``work``, where the results are made.
    """
    import xlsxwriter

    file, n = BytesIO(), len(found.woningen)
    with xlsxwriter.Workbook(
        file, {"constant_memory": True, "tmpdir": str(work), **TEXT_IS_TEXT}
    ) as book:
        book.set_properties({"title": property_text(found.name), "created": WORKBOOK_TIME})
        sheet = book.add_worksheet(_SHEET)
        looks = {
            "tenth": book.add_format({"num_format": "#,##0.0"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "text": book.add_format({"num_format": "@"}),
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        }
        for place, cell in enumerate(cells):
            look = looks.get(cell.look)
            sheet.set_column(place, place, _WIDTHS.get(cell.look, 13), look)
        for place, name in enumerate(names):
            head = find_column(name, found.labels).head(found.language)
            write_text(sheet, 0, place, head, looks["head"])
        for place, name in enumerate(names):
            write_text(sheet, 1, place, name, looks["text"])
        for row in rows_apart(cells):
            for place, cell in enumerate(cells):
                value = cell.content[row]
                if isinstance(value, str):
                    write_text(sheet, row + _HEADS, place, value, looks["text"])
                elif value is not None:
                    sheet.write_number(row + _HEADS, place, value, looks.get(cell.look))
        sheet.freeze_panes(_HEADS, 1)
        sheet.autofilter(_HEADS - 1, 0, _HEADS - 1 + n, max(len(names) - 1, 0))
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{n + _HEADS}"})
    file.seek(0)
    return file
