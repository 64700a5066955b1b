"""What does a cell that is merged over several rows say of each of them?

Only the first row of the file holds its content. A name, a place or an id that spans rows belongs to each of
them; of a number or an answer nobody knows whether it is of each or of all together.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wozgeo.domain.language import Text
from wozgeo.inputs.sheet import (
    BESIDE,
    HEADER_WITHIN_ROWS,
    MergedCell,
    Rows,
    Sheet,
    cell_text,
    column_name,
    shortened,
)
from wozgeo.inputs.spelling import column_key
from wozgeo.inputs.words_lists import MERGED_CELLS


@dataclass(frozen=True)
class MergedPlace:
    """Where a cell is merged over rows: its column (letters, and number from 1), first and last row."""

    letters: str
    column: int
    first: int
    last: int


def merged_faults(merged: Sequence[MergedCell]) -> list[str]:
    """Tell where one filled cell stands for several rows: it was of one, and the others would lack it."""
    return shortened(
        f"rows {cell.rows[0]} to {cell.rows[-1]}: column {cell.letters} is one merged cell, with "
        f"{cell.text!r}; split it (Start > Samenvoegen en centreren) and fill in what holds of each row"
        for cell in merged
    )


def merged_in(
    sheet: Sheet,
    places: Sequence[MergedPlace],
    rows: Rows,
    cells: Mapping[int, Mapping[int, object]],
) -> tuple[MergedCell, ...]:
    """Give the filled cells that are merged over more than one row of a list, in the order of the file.

    Parameters
    ----------
    rows
        All that the sheet was made of, with their header.
    cells
        The same by row and column, both from 1.
    """
    numbers = sorted(sheet.cells.index)
    above = [cells for number, cells in rows if number < min(numbers, default=0)]
    above_it = ([column_name(cell) for cell in cells] for cells in reversed(above))
    header = next((names for names in above_it if {*sheet.cells} <= {*names}), [])
    found = []
    for place in sorted(places, key=lambda one: (one.first, one.letters)):
        first, end = bisect_left(numbers, place.first), bisect_right(numbers, place.last)
        over = tuple(numbers[first:end])
        text = cell_text(cells.get(place.first, {}).get(place.column))
        if text and len(over) > 1:
            at = place.column - 1
            name = header[at] if at < min(len(header), BESIDE) else ""
            read = bool(name) and header.index(name) == at
            found.append(MergedCell(place.letters, name if read else "", over, text))
    return tuple(found)


def with_whole_header(rows: Rows, places: Sequence[MergedPlace], keys: Collection[str]) -> Rows:
    """Lay a header of several rows together, where names in it are merged downwards.

    A column is called as its lowest name that means something, else as the lowest that is there.

    Parameters
    ----------
    keys
        Names that mean something, as `wozgeo.inputs.spelling.column_key` spells them.
    """
    among = rows[:HEADER_WITHIN_ROWS]
    known = {n: sum(column_key(cell_text(cell)) in keys for cell in cells) for n, cells in among}
    if not known or not max(known.values()):
        return rows
    header = max(known, key=lambda number: known[number])
    over = [one for one in places if one.first <= header <= one.last]
    contents = dict(among)
    over = [
        one
        for one in over
        if one.column <= min(len(contents.get(one.first, ())), BESIDE)
        and column_key(cell_text(contents[one.first][one.column - 1])) in keys
    ]
    if not over:
        return rows
    first, last = min(one.first for one in over), max(one.last for one in over)
    parts = [cells for number, cells in rows if first <= number <= last]
    width = max(map(len, parts))
    names = [_lowest([cells[i] for cells in parts if i < len(cells)], keys) for i in range(width)]
    kept = [(number, cells) for number, cells in rows if not first <= number <= last]
    return sorted([*kept, (last, names)], key=lambda row: row[0])


def _lowest(cells: Sequence[object], keys: Collection[str]) -> object:
    filled = [cell for cell in reversed(cells) if cell_text(cell)]
    return next(
        (c for c in filled if column_key(cell_text(c)) in keys), filled[0] if filled else None
    )


def spread(sheet: Sheet, columns: Collection[str]) -> Sheet:
    """Give every row what the cells merged over it say, of columns of which that is said of each; and note it.

    Parameters
    ----------
    columns
        As they are called in the sheet.
    """
    taken = [cell for cell in sheet.merged if cell.column in columns]
    if not taken:
        return sheet
    cells = sheet.cells.copy()
    for cell in taken:
        cells.loc[[*cell.rows], cell.column] = cell.text
    note: Text = MERGED_CELLS.about(
        len(taken), first=taken[0].text, rows=f"{taken[0].rows[0]}-{taken[0].rows[-1]}"
    )
    rest = tuple(cell for cell in sheet.merged if cell not in taken)
    return replace(sheet, cells=cells, merged=rest, notes=(*sheet.notes, note))


def is_within_one(cell: MergedCell, ids: "pd.Series[str]") -> bool:
    """Tell whether a merged cell lies within the rows of one id, so that it is said of that one."""
    return len({*ids[[*cell.rows]]}) == 1
