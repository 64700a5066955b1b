"""Which columns does a list lack, and which of its own is probably meant?"""

import difflib
from collections.abc import Sequence

from wozgeo.inputs.sheet import Sheet

_OTHER_NAMES = {
    "naam": ("name", "omschrijving"),
    "id": ("nummer", "nr", "code", "identificatie", "fid", "locatie_id"),
    "voorziening": ("soort", "type", "categorie", "facility"),
}
"""What others call these columns: only to say in an error which one to rename."""


def missing_columns(sheet: Sheet, needed: Sequence[str]) -> list[str]:
    """Tell which columns are not there, and what to rename or add."""
    found = [*sheet.cells.columns]
    return [
        f"column {name!r} is missing (found: {', '.join(found) or 'none'}); {_rename(name, found)}"
        for name in needed
        if name not in found
    ]


def _rename(name: str, found: Sequence[str]) -> str:
    likely = [column for column in found if column in _OTHER_NAMES.get(name, ())]
    likely += difflib.get_close_matches(name, found, n=1, cutoff=0.6)
    return f"rename {likely[0]!r} to {name!r}" if likely else f"add a column {name!r}"
