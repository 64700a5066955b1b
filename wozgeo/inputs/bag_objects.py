"""Which rows of a BAG table are one object, and what was left out?"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.language import Text
from wozgeo.domain.plain_types import Texts
from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.spelling import visible
from wozgeo.inputs.words_lists import LEFT_OUT, STRANGE_STATUS


def once_per_object(addresses: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, int]:
    """Make one row of an object that is there once for every pand it lies in; the first pand counts.

    Returns
    -------
    tuple
        The addresses, sorted by id, and how many were in more than one pand so. What differs in more than
        its pand, or is there twice with one pand, stays as it is.
    """
    if addresses.index.is_unique:
        return addresses, 0
    some = addresses[addresses.index.duplicated(keep=False)]
    rest = pd.DataFrame(some.drop(columns=["pand_id", "geometry"]))
    rest = rest.assign(at=some.geometry.to_wkb())
    alike: pd.Series[bool] = rest.groupby(level=0).nunique(dropna=False).le(1).all(axis=1)
    panden = some["pand_id"].groupby(level=0)
    several = alike.index[(alike & (panden.nunique() == panden.size())).to_numpy(dtype=bool)]
    ordered = addresses.iloc[np.lexsort((addresses["pand_id"].astype(str), addresses.index))]
    again = ordered.index.isin(several) & ordered.index.duplicated()
    return ordered[~again], len(several)


def repeated_ids(addresses: gpd.GeoDataFrame) -> list[str]:
    """Tell which ids are there more than once."""
    times = Counter(addresses.index[addresses.index.duplicated(keep=False)])
    return shortened(
        f"id {name} is there {n} times; expected once; keep one of them (downloads of areas that "
        "overlap repeat what is in both)"
        for name, n in sorted(times.items())
    )


def tell_left_out(left_out: Mapping[str, int], known: Collection[str]) -> Iterator[Text]:
    """Tell how many objects each status left out, and apart from those which status nobody knows."""
    counts = {word: n for word, n in sorted(left_out.items()) if plain_word(word) in known}
    strange = {word: n for word, n in sorted(left_out.items()) if word not in counts}
    for said, some in ((LEFT_OUT, counts), (STRANGE_STATUS, strange)):
        if some:
            yield said.about(states=", ".join(f"{word}: {n}" for word, n in some.items()))


def plain_word(text: str) -> str:
    """Spell a word of the register so that equal ones are equal."""
    return " ".join(visible(text).casefold().split())


def cell_texts(column: pd.Series) -> Texts:
    """Give every cell as text without spaces around it, "" where it is empty."""
    codes, different = pd.factorize(column)
    words = [_text(cell) for cell in different.astype(object)]
    return np.array([*words, ""], dtype=object)[codes]


def _text(cell: object) -> str:
    if isinstance(cell, float):  # whole numbers, where some are missing
        return f"{cell:.0f}" if cell.is_integer() else str(cell)
    return visible(str(cell))
