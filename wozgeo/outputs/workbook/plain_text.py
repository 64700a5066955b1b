"""How does what a user wrote stay text in a workbook?

A text that begins with an equals sign, looks like a link or a number, or holds what xlsxwriter keeps for
itself, is what it says: no formula, no link, no markup. What is printed below a sheet and what a workbook is
called know no cells, and what no XML may hold is left out of them.
"""

import re
from typing import TYPE_CHECKING

from wozgeo.outputs.workbook.excel_values import as_fits

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook in which a text is a text."""

MARKUP = re.compile(r"\A<r>.*</r>\Z", re.DOTALL)
"""What xlsxwriter writes as it is, for it makes texts of several looks that way."""

_ALONE = re.compile(r"[\ud800-\udfff]")
"""Half a character, as in the name of a file that is not UTF-8: no file can hold it."""

_NO_XML = re.compile(r"[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_FOOTER = 180
"""Characters of a name below a sheet, which holds 255 in all."""


def write_text(sheet: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    """Write a text in a cell as it is; one that is too long ends in "…"."""
    fits = as_fits(_ALONE.sub("\ufffd", text))
    if MARKUP.match(fits):  # in two parts of one look it is no markup, and reads the same
        sheet.write_rich_string(row, column, fits[:1], look, fits[1:], look)
    else:
        sheet.write_string(row, column, fits, look)


def property_text(text: str) -> str:
    """Keep a text as the property of a workbook, without what no XML may hold."""
    return as_fits(_NO_XML.sub(" ", text))


def footer_text(text: str) -> str:
    """Keep a text below a sheet, where "&" begins a code: two of them are one, and never cut apart."""
    return _NO_XML.sub(" ", text)[: _LONGEST_FOOTER // (2 if "&" in text else 1)].replace("&", "&&")
