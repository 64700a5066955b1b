"""Which rows of a list are no object of their own, but a total of others?

Counted as one more complex or plan, the dwellings of the others would be there twice.
"""

import re

import pandas as pd

from wozgeo.inputs.sheet import shortened

_TOTAL = re.compile(
    r"(?:(?:sub|deel|eind)?[ -]?tota(?:al|len)|(?:grand |sub)?total|som|sum)\b", re.IGNORECASE
)
"""How the id or name of such a row begins, in Dutch and English; Sommelsdijk is no som."""


def total_faults(
    ids: "pd.Series[str]", names: "pd.Series[str]", labels: "pd.Series[str]", what: str
) -> list[str]:
    """Ask of each row whose id or name begins with the word for a total whether it is one.

    Parameters
    ----------
    ids, names, labels
        Per row: its id, its name and how a fault calls it.
    what
        How an id is called.
    """
    told = pd.DataFrame({what: ids, "naam": names, "label": labels})
    return shortened(
        f"{row.label}: {column} {getattr(row, column)!r} is that of a total, and would count as one more; take "
        "the row out, or give it another name when it is none"
        for row in told.itertuples(index=False)
        for column in (what, "naam")
        if _TOTAL.match(getattr(row, column))
    )
