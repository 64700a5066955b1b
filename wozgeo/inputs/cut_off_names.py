"""What did a column of a Shapefile say before its name was cut off at ten letters?

``aantal_inwoners`` becomes ``aantal_inw``, which CBS uses for nothing else: it is read. ``percentage`` may be
any of twelve, ``huisartsen`` a distance or a number of practices: those are told, not read. Of columns cut to
the same letters the later ones get a number (``percenta_1``), so that the first may be any of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wozgeo.domain.language import Text
from wozgeo.inputs.words_lists import CUT_OFF_COLUMN

MOST_LETTERS = 10
"""Of the name of a column in a Shapefile."""
_MOST_MEANINGS = 3


def find_cut_off(
    fields: Sequence[str], wanted: Mapping[str, Collection[str]], others: Collection[str]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Find which fields are known names that were cut off.

    Parameters
    ----------
    fields
        Names of the columns of a Shapefile.
    wanted
        What is looked for: key to the names it has.
    others
        Whatever else there is that begins the same.

    Returns
    -------
    tuple
        Key to field where it can be nothing else; and field to all it may be, where it can.
    """
    found: dict[str, str] = {}
    unclear: dict[str, list[str]] = {}
    for field in fields:
        meant = {key: _cut_to(field, names) for key, names in wanted.items()}
        keys = [key for key, names in meant.items() if names]
        if not keys:
            continue
        may_be = [*(name for key in keys for name in meant[key]), *_cut_to(field, others)]
        if len(may_be) > 1 or _has_numbered_twins(field, fields):
            unclear[field] = may_be
        else:
            found.setdefault(keys[0], field)
    return found, unclear


def tell_unclear(unclear: Mapping[str, Sequence[str]]) -> Iterator[Text]:
    """Tell which columns were not read, and what they may be."""
    for field, meanings in unclear.items():
        shown = ", ".join(meanings[:_MOST_MEANINGS])
        nl, en = " en dergelijke", " and the like"
        text = Text(shown + nl, shown + en) if len(meanings) > 1 else Text(shown, shown)
        yield CUT_OFF_COLUMN.about(column=field, meanings=text)


def _cut_to(field: str, names: Iterable[str]) -> list[str]:
    """Give the names of which these are the first ten letters, with or without underscores."""
    if len(field) != MOST_LETTERS:
        return []
    cut = field.casefold()
    return [
        name
        for name in names
        if any(
            len(spelled) > MOST_LETTERS and spelled[:MOST_LETTERS].casefold() == cut
            for spelled in (name, name.replace("_", ""))
        )
    ]


def _has_numbered_twins(field: str, fields: Iterable[str]) -> bool:
    """Tell whether other columns were cut to the same letters: ``percenta_1``, ``percent_10``."""
    numbered = (re.fullmatch(r"(.{1,8})_?(\d{1,3})", other) for other in fields if other != field)
    return any(
        match and len(match[0]) == MOST_LETTERS and field.casefold().startswith(match[1].casefold())
        for match in numbered
    )
