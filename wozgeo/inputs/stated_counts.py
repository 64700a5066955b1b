"""How many dwellings does a list say that a complex has, whatever addresses it gives?

A column *aantal woningen* stands on every row of a complex or on some, and means the row or the whole
complex: nobody says. Both readings are kept.
"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.inputs.numerals import parse_counts
from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.yes_no_years import is_unknown

_MOST_DWELLINGS = 100_000
"""More is a slip of the keyboard, or an id in the wrong column."""


def stated_counts(
    ids: "pd.Series[str]", texts: "pd.Series[str]", labels: "pd.Series[str]"
) -> tuple[pd.DataFrame, list[str]]:
    """Give per complex what the column says, read as one number and as a sum.

    Parameters
    ----------
    ids, texts, labels
        Per row: the complex, the cell and how a fault calls the row.

    Returns
    -------
    tuple
        ``n_genoemd`` (the number itself, where all rows that say one say the same) and
        ``n_genoemd_som`` (the sum over the rows): Int64, NA where nothing is said; and the faults.
    """
    numbers = pd.Series(parse_counts(texts), index=texts.index)
    said = ~texts.map(is_unknown).astype(bool)
    wrong = said & ~(numbers.between(0, _MOST_DWELLINGS) & (numbers.round() == numbers))
    read = numbers[said & ~wrong].groupby(ids[said & ~wrong])
    index = pd.Index(sorted(ids.unique()), name="complex_id")
    table = pd.DataFrame(
        {
            "n_genoemd": read.first().where(read.min() == read.max()).reindex(index),
            "n_genoemd_som": read.sum().reindex(index),
        }
    )
    return table.astype("Int64"), shortened(_faults(texts[wrong], labels[wrong]))


def _faults(texts: "pd.Series[str]", labels: "pd.Series[str]") -> Iterator[str]:
    for label, text in zip(labels, texts, strict=True):
        yield (
            f"{label}: aantal_woningen is {text!r}, expected a whole number without a mark between thousands; "
            "mend it, or empty the cell when it is not known"
        )
