"""How are places of one name told apart: "Albert Heijn (Oudestraat)"?

A reader knows a place by its name, and one of three shops of a chain by its street. So what is counted is
called apart where it is read: every table, sentence, map and sheet has the same name for it.
"""

from collections import Counter

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.spelling import name_key
from wozgeo.runs.called import nearest_streets

_OWN_M = 30.0
"""An address this near to a place is probably its own."""
_STOPS, _ONE_STOP_M = "ov_halte", 150.0
"""Stops of one name so near each other are one to a reader: both sides of a street, the bays of a station."""
_NEAR_M = 250.0
"""An address further away says nothing about where something is."""


def tell_apart(
    facilities: gpd.GeoDataFrame, ways: gpd.GeoDataFrame | None, addresses: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Write the street behind the name of places that have one name for one voorziening.

    Parameters
    ----------
    facilities
        Facilities contract. The entrances of one park (``w12:1``, ``w12:2``) are one place, and so are stops
        of one name within 150 m.
    ways
        Ways contract; None: not known.
    addresses
        Locations contract, of everything with a number.

    Returns
    -------
    GeoDataFrame
        The same, with another ``name`` where the street of the nearest address (else the nearest street)
        tells a place apart; where streets are equal the kern with it, or else the address. What nothing tells
        apart keeps its name.
    """
    names = facilities["name"].fillna("").astype(str).to_numpy(dtype=object)
    table = pd.DataFrame(
        {
            "kind": facilities["voorziening"].astype(str).to_numpy(),
            "alike": [name_key(name) for name in names],
            "id": facilities.index.astype(str),
        }
    )
    table = table[(table["alike"] != "") & table.duplicated(["kind", "alike"], keep=False)]
    table = table.assign(place=_places(facilities, table)).sort_values("id", kind="stable")
    once = table.drop_duplicates(["kind", "alike", "place"])
    once = once[once.duplicated(["kind", "alike"], keep=False)]
    if once.empty:
        return facilities
    levels = _wheres(facilities, once.index.to_numpy(dtype=np.int64), ways, addresses)
    where = {
        (*key, place): label
        for key, some in once.groupby(["kind", "alike"])
        for place, label in zip(some["place"], _labels(levels.loc[some.index]), strict=True)
    }
    for row, *key in table[["kind", "alike", "place"]].itertuples(name=None):
        if label := where.get(tuple(key), ""):
            names[row] = f"{names[row].strip()} ({label})"
    return facilities.assign(name=names)


def _places(facilities: gpd.GeoDataFrame, table: pd.DataFrame) -> "pd.Series[str]":
    """Tell of which place each of some facilities is, by the least id of it."""
    place = table["id"].str.replace(r"^([nwr]\d+):\d+$", r"\1", regex=True)
    for _, some in table[table["kind"] == _STOPS].groupby("alike"):
        points = facilities.geometry.to_numpy()[some.index]
        one, other = shapely.STRtree(points).query(
            points, predicate="dwithin", distance=_ONE_STOP_M
        )
        pairs = csr_array((np.ones(len(one)), (one, other)), shape=(len(some), len(some)))
        number = connected_components(pairs, directed=False)[1]
        place.loc[some.index] = some["id"].groupby(number).transform("min")
    return place


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
        told.append((street, f"{street}, {kern}" if street and kern else kern, number))
    return pd.DataFrame(told, columns=["street", "kern", "address"], index=rows)


def _labels(levels: pd.DataFrame) -> list[str]:
    """Choose for each of some places of one name the first way of telling where it is that no other has."""
    if (levels["kern"] == "").any():  # a kern beside nothing tells only half
        levels = levels.drop(columns="kern")
    counts = [Counter(levels[name]) for name in levels]
    same_street = len(counts[0]) == 1
    chosen = []
    for told in levels.itertuples(index=False):
        own = [text for text, count in zip(told, counts, strict=True) if text and count[text] == 1]
        chosen.append(own[0] if own else "" if same_street else str(told[0]))
    return chosen
