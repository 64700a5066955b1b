"""Which kernen does the report know, and how are they spelled?"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from wozgeo.domain.values import UNKNOWN_KERN
from wozgeo.outputs.found import Found

UNNAMED_KERN = UNKNOWN_KERN.nl
"""Where dwellings without a woonplaats are counted, here as in the table of kernen."""


def kern_names(found: Found) -> list[str]:
    """List the kernen: those of the summary, else those of the dwellings; the unknown one last."""
    kernen = found.tables.get("kernen")
    if kernen is not None and len(kernen):
        names = [str(name) for name in kernen.index]
    else:
        names = [
            str(name).strip() for name in found.woningen["woonplaats"].astype(object).fillna("")
        ]
    known = sorted(set(names) - {"", UNNAMED_KERN}, key=str.casefold)
    return [*known, *([UNNAMED_KERN] if {"", UNNAMED_KERN} & set(names) else [])]


def spell_kernen(written: "pd.Series[str]", kernen: Sequence[str]) -> "pd.Series[str]":
    """Name the kern of every row as the report does; "" is `UNNAMED_KERN`.

    Spellings that differ in capitals, spaces or the form of an apostrophe only are one kern.
    """
    spelled = {_plain(name): name for name in kernen}
    codes, texts = pd.factorize(written.astype(object).fillna("").to_numpy(dtype=object))
    names = [spelled.get(_plain(str(t)), str(t).strip()) or UNNAMED_KERN for t in texts]
    return pd.Series(np.array(names, dtype=object)[codes], index=written.index)


def _plain(name: str) -> str:
    return re.sub("[‘’`´]", "'", name.strip().casefold())
