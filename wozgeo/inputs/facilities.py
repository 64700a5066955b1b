"""Which places in OpenStreetMap count as which voorziening, and when are two of them one?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_table_of_places
from wozgeo.inputs.facility_rules import FacilityRules, read_facility_rules, read_voorzieningen

__all__ = ["FacilityRules", "merge_duplicates", "read_facility_rules", "read_voorzieningen"]

_NO_WAYS: NDArray[np.object_] = np.empty(0, dtype=object)


def merge_duplicates(
    facilities: gpd.GeoDataFrame, rules: FacilityRules, *, ways: NDArray[np.object_] = _NO_WAYS
) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Make one facility of a place that is mapped as a node and as a building.

    A node and an area of the same voorziening are one place when they lie within ``merge_m`` of each
    other (a node inside the building lies at 0 m) and their names are equal or one of them has none;
    two areas when they overlap. The nearest are taken first. Two nodes are two places, and so are two
    areas apart: the stops on both sides of a street.

    Parameters
    ----------
    facilities
        Index facility_id; ``geometry`` of any kind in RD New; ``voorziening``; ``name``; ``rule``.
    rules
        The table of what counts.
    ways
        Lines in RD New, for the kinds that are reached where a way enters them (a park): each
        entrance is a facility of its own, ``w12:1``, ``w12:2``. An area nothing enters is one point.

    Returns
    -------
    tuple
        The facilities as points (the node is kept, else the area's representative point; a name is
        inherited), sorted by id; and how many were merged away per voorziening.
    """
    kept, merged = [], {}
    for kind in rules.kinds:
        table = facilities[facilities["voorziening"] == kind.voorziening]
        table = table.iloc[np.lexsort((table.index, table.index.str[0].map("nwr".index)))]
        single = _without_spares(_merge_kind(table, kind.merge_m), kind.merge_m, rules.spare)
        kept.append(_entrances(single, ways) if kind.entrances else single)
        if len(table) > len(single):
            merged[str(kind.voorziening)] = len(table) - len(single)
    result = pd.concat(kept) if kept else facilities
    points = gpd.GeoDataFrame(
        result.drop(columns="geometry"),
        geometry=shapely.point_on_surface(result.geometry.to_numpy()),
        crs=RD_NEW,
    )
    return points.sort_values(["voorziening"], kind="stable").sort_index(kind="stable"), merged


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
    names = table["name"].str.casefold().str.strip().to_numpy()
    mine, other = shapely.STRtree(geometry[~is_spare]).query(
        geometry[is_spare], predicate="dwithin", distance=merge_m
    )
    my_name, its_name = names[is_spare][mine], names[~is_spare][other]
    alike = (my_name == its_name) | (my_name == "") | (its_name == "")
    gone = np.zeros(len(table), dtype=bool)
    gone[np.flatnonzero(is_spare)[mine[alike]]] = True
    return table[~gone]


def _merge_kind(table: gpd.GeoDataFrame, merge_m: float) -> gpd.GeoDataFrame:
    geometry = table.geometry.to_numpy()
    first, second = shapely.STRtree(geometry).query(geometry, predicate="dwithin", distance=merge_m)
    apart_m = shapely.distance(geometry[first], geometry[second])
    is_node = shapely.get_type_id(geometry) == 0
    names = table["name"].str.casefold().str.strip().to_numpy()
    alike = (names[first] == names[second]) | (names[first] == "") | (names[second] == "")
    one_place = is_node[first] | (apart_m == 0)
    pairs = np.flatnonzero((first < second) & ~is_node[second] & alike & one_place)
    name = table["name"].to_numpy().copy()
    gone = np.zeros(len(table), dtype=bool)
    for pair in pairs[np.lexsort((second[pairs], first[pairs], apart_m[pairs]))]:
        keeps, goes = first[pair], second[pair]
        if not gone[keeps] and not gone[goes]:
            gone[goes] = True
            name[keeps] = name[keeps] or name[goes]
    return table.assign(name=name)[~gone]
