"""Which list goes to whom: what each developer or corporation is asked, in a workbook of its own?

Nobody is sent what others are asked. The last column is left empty for the answer.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from wozgeo.domain.dictionary import find_column
from wozgeo.domain.language import Text
from wozgeo.outputs.found import Found
from wozgeo.outputs.workbook.sheets import Book, write_table
from wozgeo.outputs.write_errors import told_as_output_error

LISTS_FOLDER = "navragen"

_COLUMNS = ("id", "naam", "kern", "vraag", "voor")
_EMPTY = Text("Er is niets na te vragen.", "There is nothing to ask.")
_LONGEST_NAME = 60
_ENDING = re.compile(r"\.(xlsx|xlsm|xls|csv|gpkg|gdb|geojson)$", re.IGNORECASE)
_TAKEN_BY_WINDOWS = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def write_lists(folder: Path, found: Found) -> list[Path]:
    """Write a workbook per developer or corporation, with what it is asked and room for the answers.

    Parameters
    ----------
    folder
        Of the results; the lists come in its folder `LISTS_FOLDER`, which is made where there is any.
    found
        What was found; nothing confidential.

    Returns
    -------
    list of Path
        In the order of the names; empty where there is nothing to ask.

    Raises
    ------
    OutputError
        When a file cannot be written there.
    """
    if not len(found.navragen):
        return []
    place = folder / LISTS_FOLDER
    with told_as_output_error(place):
        place.mkdir(exist_ok=True)
    return [_write(place / name, asked, found) for name, asked in _apart(found.navragen)]


def _write(path: Path, asked: pd.DataFrame, found: Found) -> Path:
    book = Book(path, str(asked["aan"].iloc[0]), found.language)
    table = asked[["wat", *_COLUMNS]].assign(antwoord="").set_index("wat")
    names = ["wat", *map(str, table.columns)]
    heads = {name: find_column(name, found.labels).head(found.language) for name in names}
    write_table(book, "Navragen", table, heads=heads, empty=_EMPTY(found.language))
    with told_as_output_error(path):
        path.write_bytes(book.content())
    return path


def _apart(questions: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the questions to each, and a name for the file that no other has."""
    by_whom = {str(whom): asked for whom, asked in questions.groupby("aan", sort=False)}
    for whom, name in _names(by_whom):
        yield name, by_whom[whom]


def possible_lists(everyone: Iterable[str]) -> list[str]:
    """Name the lists that there may be, as paths within the folder, when everyone might be asked something."""
    return [f"{LISTS_FOLDER}/{name}" for _, name in _names(everyone)]


def _names(everyone: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each, in order, and the name of their file."""
    taken: set[str] = set()
    for whom in sorted({*everyone}):
        name = base = file_name(whom)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} {number}"
        taken.add(name.casefold())
        yield whom, f"{name}.xlsx"


def file_name(whom: str) -> str:
    """Name a file after whom it is for, so that every computer can hold it.

    Examples
    --------
    "Woonwaarts B.V. / De Kernen" is "Woonwaarts B.V De Kernen"; what leaves nothing is "zonder naam".
    """
    bare = _ENDING.sub("", whom)  # where nobody owns it, the list that names it is asked
    name = " ".join(re.sub(r"[^\w .&+-]|_", " ", bare).split())[:_LONGEST_NAME]
    name = name.replace(". ", " ").strip(" .")
    if _TAKEN_BY_WINDOWS.match(name.casefold()):
        name = f"{name} lijst"
    return name or "zonder naam"
