"""Over which maps are dwellings divided when there are too many for one, and what are those called?

Known before anything is measured, and without what drawing needs: a file of the user in their way is told then.
"""

import re
import unicodedata
from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely

from wozgeo.domain.language import Language
from wozgeo.outputs.texts import read_texts

INDEX = "kaart.html"
"""Name of the only map, or of the page that lists them."""


def possible_maps(
    woningen: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame | None,
    *,
    max_dwellings: int,
    language: Language,
) -> list[str]:
    """Name the maps that come beside ``kaart.html``; none where one holds all dwellings.

    Parameters
    ----------
    woningen, areas, max_dwellings
        As for `parts_of`.
    language
        Of the reader: what lies in no kern is called in it.
    """
    if len(woningen) <= max_dwellings:
        return []
    part = parts_of(woningen, areas, max_dwellings=max_dwellings)
    part = part.where(part != "", read_texts(language)("index.elsewhere"))
    return [*file_names(sorted(part.unique())).values()]


def parts_of(
    woningen: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None, *, max_dwellings: int
) -> pd.Series:
    """Say per dwelling in which map it comes: its kern, or "kern, wijk" (or buurt); "" where it has no kern.

    Parameters
    ----------
    woningen
        Point and, where it is known, ``woonplaats``.
    areas
        Outline and ``naam`` of wijken and buurten, on (niveau, code); None: none are known.
    max_dwellings
        A kern with more is divided further.
    """
    if "woonplaats" not in woningen.columns:
        return pd.Series("", index=woningen.index, dtype=object)
    part: pd.Series = woningen["woonplaats"].astype(object).fillna("")
    sizes = part.value_counts()
    districts = _districts(areas)
    for kern in sizes.index[sizes > max_dwellings] if len(districts) else []:
        chosen = part == kern
        _, nearest = shapely.STRtree(districts.geometry.to_numpy()).query_nearest(
            woningen.geometry[chosen].to_numpy(), all_matches=False
        )
        names = districts["naam"].astype(str).to_numpy()[nearest]
        part[chosen] = [f"{kern}, {name}" for name in names]
    return part


def _districts(areas: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Give the wijken, or the buurten where the wijken have no names."""
    if areas is None or not len(areas):
        return gpd.GeoDataFrame({"naam": []}, geometry=[])
    niveau, named = areas.index.get_level_values(0), areas["naam"].astype(str).str.strip() != ""
    wijken, buurten = (areas[(niveau == of) & named] for of in ("wijk", "buurt"))
    return wijken if len(wijken) else buurten


def file_names(names: Sequence[str]) -> dict[str, str]:
    """Give every map a name that each file system takes, and no two the same.

    Examples
    --------
    >>> file_names(["'s-Heerenbroek", "Súdwest"])
    {"'s-Heerenbroek": 'kaart-s-heerenbroek.html', 'Súdwest': 'kaart-sudwest.html'}
    """
    found: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = "kaart-" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "kern")
        taken = sum(
            re.fullmatch(rf"{stem}(-\d+)?\.html", file) is not None for file in found.values()
        )
        found[name] = f"{stem}-{taken + 1}.html" if taken else f"{stem}.html"
    return found
