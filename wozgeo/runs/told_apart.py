"""How are places of one name told apart: "Albert Heijn (Oudestraat)"?

A reader knows a place by its name, and one of three shops of a chain by its street. So what is counted is
called apart where it is read: every table, sentence, map and sheet has the same name for it.
"""

from collections import Counter

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.plain_types import IntArray
from wozgeo.runs.called import nearest_streets

_OWN_M = 30.0
"""An address this near to a place is probably its own."""
_NEAR_M = 250.0
"""An address further away says nothing about where something is."""


def tell_apart(
    facilities: gpd.GeoDataFrame, ways: gpd.GeoDataFrame | None, addresses: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Write the street behind the name of places that have one name for one voorziening.

    Parameters
    ----------
    facilities
        Facilities contract. The entrances of one park (``w12:1``, ``w12:2``) are one place.
    ways
        Ways contract; None: not known.
    addresses
        Locations contract, of everything with a number.

    Returns
    -------
    GeoDataFrame
        The same, with another ``name`` where the street of the nearest address (else the nearest street)
        tells a place apart; where streets are equal the kern with it, or else the address. What nothing tells
        apart, as two stops across a street, keeps its name.
    """
    names = facilities["name"].fillna("").astype(str)
    alike = names.str.casefold().str.split().str.join(" ")
    place = (
        facilities.index.to_series().astype(str).str.replace(r"^([nwr]\d+):\d+$", r"\1", regex=True)
    )
    table = pd.DataFrame(
        {
            "kind": facilities["voorziening"].to_numpy(),
            "alike": alike.to_numpy(),
            "place": place.to_numpy(),
        }
    )
    several = table.groupby(["kind", "alike"])["place"].transform("nunique").to_numpy() > 1
    rows = np.flatnonzero(several & (alike != "").to_numpy())
    if not len(rows):
        return facilities
    levels = _wheres(facilities, rows, ways, addresses)
    told = names.to_numpy(dtype=object).copy()
    for _, group in table.iloc[rows].reset_index(drop=True).groupby(["kind", "alike"]):
        for at, where in zip(group.index, _labels(levels.loc[group.index]), strict=True):
            if where:
                told[rows[at]] = f"{names.iloc[rows[at]].strip()} ({where})"
    return facilities.assign(name=told)


def _wheres(
    facilities: gpd.GeoDataFrame,
    rows: IntArray,
    ways: gpd.GeoDataFrame | None,
    addresses: gpd.GeoDataFrame,
) -> pd.DataFrame:
    """Tell where places are in three ways, each more exact: ``street``, ``kern`` with it, and ``address``."""
    points = facilities.geometry.to_numpy()[rows]
    text = addresses[["straat", "huisnummer", "woonplaats"]].fillna("").astype(str)
    named = np.flatnonzero((text["straat"] != "").to_numpy())
    near = np.full(len(rows), -1)
    apart = np.full(len(rows), np.inf)
    if len(named):
        tree = shapely.STRtree(addresses.geometry.to_numpy()[named])
        (at, found), metres = tree.query_nearest(points, max_distance=_NEAR_M, return_distance=True)
        first = np.lexsort((text.index.to_numpy(dtype=str)[named[found]], metres, at))
        at, found, metres = at[first], named[found[first]], metres[first]
        once = np.r_[True, at[1:] != at[:-1]] if len(at) else np.empty(0, dtype=bool)
        near[at[once]], apart[at[once]] = found[once], metres[once]
    known = text.iloc[np.maximum(near, 0)].reset_index(drop=True) if len(text) else None
    by_way = nearest_streets(facilities, rows, ways)
    told = []
    for i, row in enumerate(rows.tolist()):
        one = known.iloc[i] if known is not None and near[i] >= 0 else None
        street = "" if one is None else str(one["straat"])
        street = by_way.get(row, street) if apart[i] > _OWN_M else street
        kern = "" if one is None else str(one["woonplaats"])
        number = "" if one is None else f"{one['straat']} {one['huisnummer']}".strip()
        told.append((street, ", ".join(part for part in (street, kern) if part), number))
    return pd.DataFrame(told, columns=["street", "kern", "address"])


def _labels(levels: pd.DataFrame) -> list[str]:
    """Choose for each of some places of one name the first way of telling where it is that no other has."""
    counts = [Counter(levels[name]) for name in levels]
    same_street = len(counts[0]) == 1
    chosen = []
    for told in levels.itertuples(index=False):
        own = [text for text, count in zip(told, counts, strict=True) if text and count[text] == 1]
        chosen.append(own[0] if own else "" if same_street else str(told[0]))
    return chosen
