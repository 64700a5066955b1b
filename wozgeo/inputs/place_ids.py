"""Which ids of a list of places cannot stand: empty, rounded, too long, there twice, or alike to the eye?"""

import pandas as pd

from wozgeo.domain.shown import MOST_SHOWN
from wozgeo.inputs.alike_ids import alike_ids
from wozgeo.inputs.sheet import Sheet, shortened

_ROUNDED_BY_EXCEL = r"\d(?:[.,]\d+)?E\+\d+"
"""How Excel writes a long number in a CSV."""


def faulty_ids(sheet: Sheet) -> list[str]:
    """Tell which ids are empty, rounded by Excel, too long, or one to who reads them."""
    if "id" not in sheet.cells:
        return []
    ids, labels = sheet.cells["id"], sheet.labels()
    empty = shortened(
        f"{label}: id is empty; give every {sheet.row_word} an id of its own"
        for label in labels[ids == ""]
    )
    rounded = shortened(
        f"{label}: Excel has rounded this id when it saved the file; make the column text "
        "(Celeigenschappen > Tekst), fill in the ids again and save"
        for label in labels[ids.str.fullmatch(_ROUNDED_BY_EXCEL)]
    )
    long = shortened(
        f"{label[:60]}: the id is longer than {MOST_SHOWN} letters"
        for label in labels[ids.str.len() > MOST_SHOWN]
    )
    return [*empty, *rounded, *long, *alike_ids(ids, "id")]


def repeated_place_ids(sheet: Sheet, kinds: "pd.Series[str] | None") -> list[str]:
    """Tell which ids stand there more than once (for one voorziening, when ``kinds`` is given)."""
    if "id" not in sheet.cells:
        return []
    named = pd.DataFrame({"id": sheet.cells["id"], "kind": "" if kinds is None else kinds})
    named = named[named["id"] != ""]
    repeated = named[named.duplicated(keep=False)]
    return shortened(
        f"id {name!r} is there {len(rows)} times{f' for {kind}' if kind else ''} "
        f"({these_rows(sheet, rows.index)}); give each an id of its own"
        for (name, kind), rows in repeated.groupby(["id", "kind"], sort=False)
    )


def these_rows(sheet: Sheet, rows: pd.Index) -> str:
    """Name rows of a list: "rows 3, 5"."""
    told = ", ".join(map(str, rows[:5]))
    rest = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"{sheet.row_word}{'s' if len(rows) > 1 else ''} {told}{rest}"
