"""Which places in OpenStreetMap count as which voorziening, and when are two of them one?"""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_table_of_places
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.facility_rules import FacilityRules, read_facility_rules, read_voorzieningen
from wozgeo.inputs.spelling import name_key

__all__ = [
    "FacilityRules",
    "Merged",
    "merge_duplicates",
    "read_facility_rules",
    "read_voorzieningen",
]


class Merged(NamedTuple):
    """Places of which each is there once.

    Attributes
    ----------
    facilities
        As points (the node is kept, else the area's representative point; a name is inherited), sorted by id.
    counts
        How many were merged away, per voorziening.
    drawn_as
        By voorziening and id, how else a place is drawn: the ids that went into it, in the order they did.
    """

    facilities: gpd.GeoDataFrame
    counts: dict[str, int]
    drawn_as: dict[tuple[str, str], list[str]]


_NO_WAYS: NDArray[np.object_] = np.empty(0, dtype=object)


def merge_duplicates(
    facilities: gpd.GeoDataFrame, rules: FacilityRules, *, ways: NDArray[np.object_] = _NO_WAYS
) -> Merged:
    """Make one facility of a place that is mapped as a node and as a building.

    A node and an area of the same voorziening are one place when they lie within ``merge_m`` of each
    other (a node inside the building lies at 0 m) and their names are equal or one of them has none;
    two areas when they overlap, or touch and have one name. What lies in an area may have a name that is a
    longer or shorter form of it. The nearest are taken first. Two nodes are two places, and so are two
    areas apart: the stops on both sides of a street; unless both lie in one area of their name and their rule.

    Parameters
    ----------
    facilities
        Index facility_id; ``geometry`` of any kind in RD New; ``voorziening``; ``name``; ``rule``.
    rules
        The table of what counts.
    ways
        Lines in RD New, for the kinds that are reached where a way enters them (a park): each
        entrance is a facility of its own, ``w12:1``, ``w12:2``. An area nothing enters is one point.
    """
    kept = []
    merged: dict[str, int] = {}
    drawn_as: dict[tuple[str, str], list[str]] = {}
    for kind in rules.kinds:
        table = facilities[facilities["voorziening"] == kind.voorziening]
        table = table.iloc[np.lexsort((table.index, table.index.str[0].map("nwr".index)))]
        once, into = _merge_kind(table, kind.merge_m)
        single = _without_spares(once, kind.merge_m, rules.spare)
        for goes, keeps in into.items():
            drawn_as.setdefault((str(kind.voorziening), keeps), []).append(goes)
        kept.append(_entrances(single, ways) if kind.entrances else single)
        if len(table) > len(single):
            merged[str(kind.voorziening)] = len(table) - len(single)
    result = pd.concat(kept) if kept else facilities
    points = gpd.GeoDataFrame(
        result.drop(columns="geometry"),
        geometry=shapely.point_on_surface(result.geometry.to_numpy()),
        crs=RD_NEW,
    )
    in_order = points.sort_values(["voorziening"], kind="stable").sort_index(kind="stable")
    return Merged(in_order, merged, drawn_as)


def _entrances(table: gpd.GeoDataFrame, ways: NDArray[np.object_]) -> gpd.GeoDataFrame:
    """Replace every area by the points where a way crosses its outline."""
    geometry = table.geometry.to_numpy()
    area, way = shapely.STRtree(ways).query(geometry, predicate="intersects")
    crossings = shapely.intersection(shapely.boundary(geometry[area]), ways[way])
    xy, crossing = shapely.get_coordinates(crossings, return_index=True)
    places = np.unique(np.column_stack([area[crossing], np.round(xy, 2)]), axis=0)
    row = places[:, 0].astype(np.int64)
    number = np.arange(len(row)) - np.searchsorted(row, row) + 1
    entered = table.iloc[row].set_geometry(
        gpd.points_from_xy(places[:, 1], places[:, 2]), crs=table.crs
    )
    entered.index = entered.index + ":" + pd.Index(number.astype(str))
    closed = table[~np.isin(np.arange(len(table)), row)]
    together = pd.concat([entered, closed])
    together.index.name = table.index.name
    return as_table_of_places(together)


def _without_spares(
    table: gpd.GeoDataFrame, merge_m: float, spare: frozenset[str]
) -> gpd.GeoDataFrame:
    """Leave out a place of a spare rule where another of that name, or one without, lies near."""
    if "rule" not in table or not table["rule"].isin(spare).any():
        return table
    is_spare = table["rule"].isin(spare).to_numpy()
    geometry = table.geometry.to_numpy()
    names = table["name"].map(name_key).to_numpy(dtype=object)
    mine, other = shapely.STRtree(geometry[~is_spare]).query(
        geometry[is_spare], predicate="dwithin", distance=merge_m
    )
    my_name, its_name = names[is_spare][mine], names[~is_spare][other]
    alike = (my_name == its_name) | (my_name == "") | (its_name == "")
    gone = np.zeros(len(table), dtype=bool)
    gone[np.flatnonzero(is_spare)[mine[alike]]] = True
    return table[~gone]


def _merge_kind(table: gpd.GeoDataFrame, merge_m: float) -> tuple[gpd.GeoDataFrame, dict[str, str]]:
    """Take together what is one place; and tell what went into which."""
    geometry = table.geometry.to_numpy()
    first, second = shapely.STRtree(geometry).query(geometry, predicate="dwithin", distance=merge_m)
    ahead = first < second
    first, second = first[ahead], second[ahead]
    is_node = shapely.get_type_id(geometry) == 0
    apart_m = shapely.distance(geometry[first], geometry[second])
    names = table["name"].map(name_key).to_numpy(dtype=object)
    alike = (names[first] == names[second]) | (names[first] == "") | (names[second] == "")
    within = apart_m == 0
    alike[within] |= _forms_of_one(names[first[within]], names[second[within]])
    one_place = is_node[first] | (within & ~_only_touch(geometry, names, first, second, within))
    pairs = np.flatnonzero(~is_node[second] & alike & one_place)
    name = table["name"].to_numpy().copy()
    into = np.full(len(table), -1)
    for pair in pairs[np.lexsort((second[pairs], first[pairs], apart_m[pairs]))]:
        keeps, goes = first[pair], second[pair]
        if into[keeps] < 0 and into[goes] < 0:
            into[goes] = keeps
            name[keeps] = name[keeps] or name[goes]
    _join_nodes(into, first[pairs], second[pairs], names, table, within[pairs])
    gone, ids = into >= 0, table.index.to_numpy(dtype=object)
    told = dict(zip(ids[gone].tolist(), ids[_last(into)[gone]].tolist(), strict=True))
    return table.assign(name=name)[~gone], told


def _forms_of_one(one: NDArray[np.object_], other: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which names have all words of the other: "Jumbo" and "Jumbo Kampen"."""
    words = [(set(a.split()), set(b.split())) for a, b in zip(one, other, strict=True)]
    return np.array([a <= b or b <= a for a, b in words], dtype=bool)


def _only_touch(
    geometry: NDArray[np.object_],
    names: NDArray[np.object_],
    first: IntArray,
    second: IntArray,
    within: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell which areas have no more than a wall in common, and not one name: two shops beside each other."""
    flat = (shapely.get_dimensions(geometry) == 2) & shapely.is_valid(geometry)
    asked = np.flatnonzero(within & flat[first] & flat[second])
    found = np.zeros(len(first), dtype=bool)
    one, other = geometry[first[asked]], geometry[second[asked]]
    named = (names[first[asked]] == names[second[asked]]) & (names[first[asked]] != "")
    found[asked] = shapely.touches(one, other) & ~named
    return found


def _join_nodes(
    into: IntArray,
    node: IntArray,
    area: IntArray,
    names: NDArray[np.object_],
    table: gpd.GeoDataFrame,
    within: NDArray[np.bool_],
) -> None:
    """Let further nodes go where their area went: of its name and by its rule, and inside it."""
    rule = table["rule"].to_numpy(dtype=object) if "rule" in table else names
    for one, other in zip(node[within].tolist(), area[within].tolist(), strict=True):
        kept = into[other]
        if kept < 0 or kept == one or into[one] >= 0 or names[one] == "" or (into == one).any():
            continue
        if names[one] == names[other] == names[kept] and rule[one] == rule[other] == rule[kept]:
            into[one] = kept


def _last(into: IntArray) -> IntArray:
    """Follow what went into what went into another."""
    found = np.where(into < 0, np.arange(len(into)), into)
    while (found[found] != found).any():
        found = found[found]
    return found
