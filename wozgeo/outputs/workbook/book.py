"""What does a reader find in oordelen.xlsx?

A sheet to read first, a sheet per kind of thing that was judged or counted, and one that explains it all.
"""

from pathlib import Path

import pandas as pd

from wozgeo.outputs.found import Oordelen
from wozgeo.outputs.judged_tables import first_columns, first_of_areas
from wozgeo.outputs.workbook.blocks import explanation_blocks, summary_blocks
from wozgeo.outputs.workbook.sheets import Book, write_page, write_table
from wozgeo.outputs.write_errors import told_as_output_error

SHEETS = (
    "Samenvatting",
    "Plannen",
    "Complexen",
    "Kansrijke clusters",
    "Kernen",
    "Buurten",
    "Per eis",
    "Niet gevonden",
    "Toelichting",
)
"""The sheets, in their order."""

_EMPTY = {
    "Plannen": "Geen (openbare) plannen opgegeven in deze run.",
    "Complexen": "Geen complexen opgegeven in deze run.",
    "Kansrijke clusters": "Geen kansrijke clusters in deze run: er is niet naar gezocht, of geen groep "
    "woningen die niet al is opgegeven, is groot genoeg.",
    "Kernen": "Geen kernen in deze run: van geen woning is een woonplaats bekend.",
    "Buurten": "Geen buurten opgegeven in deze run.",
    "Per eis": "Geen plannen of complexen beoordeeld in deze run.",
}

_ALL_FOUND = "Alle opgegeven adressen zijn gevonden."

_SUMMARY_WIDTHS = (21, 34, 18, 14, 20, 18, 18, 18, 56)
_EXPLANATION_WIDTHS = (36, 40, 60, 60)


def write_workbook(path: Path, found: Oordelen) -> Path:
    """Write oordelen.xlsx: verdicts, what is needed, and everything they rest on.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    found
        What there is to say. A table without rows becomes a sheet with one line that says why.

    Returns
    -------
    Path
        The path given. Equal content gives equal bytes.

    Raises
    ------
    OutputError
        When a table has more rows than Excel holds, or the file cannot be written there.
    """
    book = Book(path, found.name)
    tables = _tables(found)
    title = f"Geclusterd wonen: {found.name}"
    write_page(book, SHEETS[0], title, summary_blocks(found), widths=_SUMMARY_WIDTHS)
    for name, table in tables.items():
        empty = _EMPTY.get(name) or (_ALL_FOUND if len(found.complexen) else _EMPTY["Complexen"])
        write_table(
            book,
            name,
            table,
            empty=empty,
            limit_m=found.limit_m,
            printed=_printed(table, found),
        )
    columns = {
        name: [*map(str, table.index.names), *map(str, table.columns)]
        for name, table in tables.items()
        if len(table)
    }
    blocks = explanation_blocks(found, columns)
    write_page(book, SHEETS[-1], "Toelichting", blocks, widths=_EXPLANATION_WIDTHS)
    with told_as_output_error(path):
        path.write_bytes(book.content())
    return path


def _tables(found: Oordelen) -> dict[str, pd.DataFrame]:
    tables = (found.plannen, found.complexen, found.clusters, found.kernen, found.buurten)
    plain = [pd.DataFrame(table).drop(columns="geometry", errors="ignore") for table in tables]
    lost, rules = found.niet_gevonden, found.eisen
    plain.append(rules.set_index(["wat", "id"]) if len(rules) else rules)
    plain.append(lost.set_index("complex_id") if len(lost) else lost)
    return dict(zip(SHEETS[1:-1], plain, strict=True))


def _printed(table: pd.DataFrame, found: Oordelen) -> int:
    """Count the columns that go on paper: the answer by the first definition, without its evidence."""
    if "eis" in table.columns:
        return table.index.nlevels + [*table.columns].index("toelichting") + 1
    first = {*first_columns([*found.definitions][:1]), *first_of_areas(table)}
    leading = [column for column in table.columns if column in first]
    return table.index.nlevels + (len(leading) or table.shape[1])
