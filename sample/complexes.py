"""Which complexes does the corporation of Wozerwaard have, and how does it write them in Excel?

Each tells one thing about the definition of geclusterd wonen; ``data/voorbeeld/README.md`` says what.
The list is written as people write: some complexes a row per address, some a range, in more than one
spelling, below a title.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from sample.model import Sheet

TITLE = "Woningstichting De Wetering (verzonnen): complexen voor senioren, stand 1 januari 2026"
HEADER = (
    "complex_id",
    "naam",
    "straat",
    "huisnummer",
    "toevoeging",
    "postcode",
    "woonplaats",
    "levensloopgeschikt",
    "ontmoetingsruimte_inpandig",
    "voor_senioren",
    "intramuraal",
    "aandeel_55plus",
)

Cell = str | int
Written = tuple[str, Cell, Cell]
"""Street, house number and addition, as they are typed."""


@dataclass(frozen=True)
class Complex:
    """One complex.

    Attributes
    ----------
    known
        levensloopgeschikt, ontmoetingsruimte_inpandig, voor_senioren, intramuraal and aandeel_55plus;
        "" is not filled in.
    rows
        Its addresses, a row each.
    postcode
        Whether the postcode is filled in where a row is one address.
    """

    number: int
    name: str
    kern: str
    known: tuple[str, str, str, str, Cell]
    rows: tuple[Written, ...]
    postcode: bool = False


def _each(street: str, numbers: Iterable[int]) -> tuple[Written, ...]:
    return tuple((street, number, "") for number in numbers)


def _flat() -> Iterator[Written]:
    """Write the 48 addresses of the Reigerflat in the ways they are met: 60, 60-A, 60 B, 60c."""
    for number in range(60, 84, 2):
        yield "Ooievaarstraat", number, ""
        yield "Ooievaarstraat", f"{number}-A", ""
        yield "Ooievaarstraat", number, "B"
        yield "Ooievaarstraat", f"{number} c", ""


def _range(street: str, text: str) -> tuple[Written, ...]:
    return ((street, text, ""),)


_ODD_ROW = (*_each("Reigerstraat", range(1, 23, 2)), ("Reigerstraat", 7, ""))

COMPLEXES = (
    Complex(
        1,
        "Annahofje",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 80),
        _range("Annahofje", "1 t/m 14"),
    ),
    Complex(
        2,
        "Brinkhofje",
        "Overwoud",
        ("ja", "nee", "ja", "nee", 75),
        _each("Brinkhofje", range(1, 15)),
        postcode=True,
    ),
    Complex(3, "Reigerflat", "Wozerdam", ("ja", "ja", "ja", "nee", 62), tuple(_flat())),
    Complex(
        4,
        "De Fuut",
        "Wozerdam",
        ("ja", "", "ja", "nee", 60),
        _range("Fuutstraat", "1 t/m 27 (oneven)"),
    ),
    Complex(
        5,
        "Spoorzicht",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 55),
        _range("Spoorlaan", "1 t/m 23 oneven"),
    ),
    Complex(
        6,
        "Populierenhof",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 90),
        _range("Populierenstr.", "34 t/m 50 (even)"),
    ),
    Complex(
        7,
        "Beukenhof",
        "Overwoud",
        ("ja", "nee", "ja", "nee", 85),
        (
            *_range("Beukenlaan", "101 t/m 111 (oneven)"),
            *_range("Beukenlaan", "113 t/m 123 (oneven)"),
        ),
    ),
    Complex(
        8,
        "Oosteresch",
        "Overwoud",
        ("", "ja", "ja", "nee", 70),
        _range("Oosteresch", "3 t/m 25 (oneven)"),
    ),
    Complex(
        9,
        "Beukenlaan-West",
        "Overwoud",
        ("ja", "nee", "nee", "nee", 25),
        _range("Beukenlaan", "2 t/m 28 (even)"),
    ),
    Complex(
        10,
        "Zorgcentrum De Wozerhof",
        "Wozerdam",
        ("ja", "ja", "ja", "ja", 100),
        tuple(("Rijksweg", 180, i) for i in range(1, 21)),
        postcode=True,
    ),
    Complex(
        11,
        "Aanleunwoningen De Wozerhof",
        "Wozerdam",
        ("ja", "ja", "ja", "nee", 95),
        _range("Rijksweg", "182-1 t/m 182-18"),
    ),
    Complex(
        12,
        "Lijsterhof",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 65),
        _each("Lijsterstraat", (*range(45, 69, 2), 77)),
        postcode=True,
    ),
    Complex(13, "Reigerhof", "Wozerdam", ("ja", "nee", "ja", "nee", 70), _ODD_ROW, postcode=True),
    Complex(
        14,
        "Turfhof",
        "Polderveen",
        ("ja", "", "ja", "nee", 65),
        _range("Turfstraat", "4 t/m 30 (even)"),
    ),
    Complex(
        15,
        "De Steiger",
        "Overwoud",
        ("ja", "", "ja", "nee", 70),
        _range("Plaseiland", "8 t/m 30 (even)"),
    ),
    Complex(
        16,
        "Boszicht",
        "Overwoud",
        ("ja", "", "ja", "nee", 75),
        _range("Lindelaan", "50 t/m 72 (even)"),
    ),
    Complex(
        17,
        "Veenakker",
        "Polderveen",
        ("ja", "", "ja", "nee", 60),
        _range("Veenakker", "1 t/m 29 (oneven)"),
    ),
    Complex(
        18,
        "Kadewoningen",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 66),
        _range("Wozerkade", "65 t/m 87 (oneven)"),
    ),
    Complex(
        19,
        "Molenhof",
        "Wozerdam",
        ("ja", "ja", "ja", "nee", 45),
        (("Molenstraat 30 t/m 56 (even)", "", ""),),
    ),
    Complex(
        20,
        "Populierenstraat-Oost",
        "Wozerdam",
        ("ja", "nee", "", "nee", ""),
        _range("Populierenstraat", "49 t/m 71 (oneven)"),
    ),
    Complex(
        21,
        "Kievithof",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 58),
        _range("Kievitstraat", "2 t/m 24 (even)"),
    ),
    Complex(
        22,
        "Wilgenhof",
        "Wozerdam",
        ("ja", "nee", "ja", "nee", 72),
        _range("Wilgenstraat", "101 t/m 123 (oneven)"),
    ),
)


def write_complexes(path: Path, sheets: Iterable[Sheet]) -> Path:
    """Write the complexes of all sheets as one Excel workbook; equal sheets give equal bytes."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": TITLE, "created": datetime(2026, 1, 1)})
        page = book.add_worksheet("Complexen")
        bold = book.add_format({"bold": True})
        page.write_string(0, 0, TITLE, bold)
        for column, name in enumerate(HEADER):
            page.write_string(2, column, name, bold)
        lines = (line for sheet in sheets for line in complex_rows(sheet))
        for row, line in enumerate(lines, start=3):
            for column, cell in enumerate(line):
                if cell != "":
                    page.write(row, column, cell)
        page.freeze_panes(3, 2)
        page.set_column(0, len(HEADER) - 1, 16)
    return path


def complex_rows(sheet: Sheet) -> Iterator[list[Cell]]:
    """Give the rows of one sheet, in the order of HEADER."""
    postcodes = _postcodes(sheet)
    copy = f"{sheet.number + 1}-" if sheet.number else ""
    for complex_ in COMPLEXES:
        for street, number, addition in complex_.rows:
            code = postcodes.get((sheet.name(street), number), "") if complex_.postcode else ""
            yield [
                f"WB-{copy}{complex_.number:02d}",
                sheet.name(complex_.name),
                sheet.name(street),
                number,
                addition,
                code,
                sheet.name(complex_.kern),
                *complex_.known,
            ]


def _postcodes(sheet: Sheet) -> dict[tuple[str, Cell], str]:
    """Give the postcode of every number, with the space that people type."""
    return {
        (a.street, a.number): f"{a.postcode[:4]} {a.postcode[4:]}"
        for building in sheet.buildings
        for a in building.addresses
    }
