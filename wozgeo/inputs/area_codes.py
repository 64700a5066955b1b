"""Which buurt lies in which wijk and gemeente, and what became of the codes that say so?"""

from collections.abc import Iterator

import pandas as pd
import shapely

from wozgeo.domain.plain_types import NIVEAUS
from wozgeo.inputs.sheet import shortened

PARENTS = {"wijk": ("WK", slice(2, 8)), "gemeente": ("GM", slice(2, 6))}
"""Of a code of the CBS: the letters of the larger area, and which characters are its code."""

_DIGITS = {"buurt": ("BU", 8), "wijk": ("WK", 6), "gemeente": ("GM", 4)}


def restored_codes(codes: pd.Series, niveau: str) -> pd.Series:
    """Give codes of the CBS their letters and their zero in front back, where all of a column lost them.

    A code of a buurt has eight digits (9990101 is BU09990101), of a wijk six and of a gemeente four.
    """
    letters, n_digits = _DIGITS[niveau]
    bare = codes.str.removeprefix(letters)
    lost = (codes == "") | bare.str.fullmatch(rf"\d{{{n_digits - 1},{n_digits}}}")
    if not len(codes) or not lost.all():
        return codes
    return (letters + bare.str.zfill(n_digits)).where(codes != "", "")


def faulty_codes(codes: pd.Series) -> list[str]:
    """Tell which areas have no code, and which codes are there more than once."""
    empty = int((codes == "").sum())
    counts = codes[codes != ""].value_counts().sort_index()
    return [
        *([f"{empty} areas have no code; fill it in or remove them"] if empty else []),
        *shortened(
            f"code {code} is there {n} times; make one feature of them (QGIS: Vector > "
            "Geoprocessing > Samenvoegen) or remove the wrong ones"
            for code, n in counts[counts > 1].items()
        ),
    ]


def dissolved(given: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Make the wijken and gemeenten that were not given, of the areas whose code names them."""
    there = set(given["niveau"])
    for niveau in PARENTS:
        smaller = [n for n in NIVEAUS[: NIVEAUS.index(niveau)] if n in there]
        parts = given[given["niveau"].isin(smaller[:1]) & (given[niveau] != "")]
        if len(parts) and niveau not in there:
            groups = parts.groupby(niveau, sort=True)
            yield pd.DataFrame(
                {
                    "niveau": niveau,
                    "code": list(groups.groups),
                    "naam": groups[f"{niveau}naam"].first().to_numpy(dtype=object),
                    "n_inwoners": groups["n_inwoners"].sum(skipna=False).array,
                    "share_65plus": pd.array([pd.NA] * groups.ngroups, dtype="Float64"),
                    "geometry": [
                        shapely.union_all(part.to_numpy()) for _, part in groups["geometry"]
                    ],
                }
            )
