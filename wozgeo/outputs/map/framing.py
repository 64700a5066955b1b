"""What lies where on the map before anything is clicked: the view it opens with, names of places."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from wozgeo.domain.crs import to_wgs84

_NETHERLANDS = ((50.7, 3.3), (53.6, 7.3))
_MIN_DWELLINGS_OF_A_PLACE = 10
_SMALLEST_VIEW_M = 400.0


def places_of(woningen: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give the name of every woonplaats with enough dwellings, in the middle of them."""
    if "woonplaats" not in woningen.columns or not len(woningen):
        return []
    lon_lat = to_wgs84(shapely.get_coordinates(woningen.geometry.to_numpy()))
    names = woningen["woonplaats"].fillna("").astype(str).to_numpy()
    places = []
    for name in sorted(set(names) - {""}):
        here = lon_lat[names == name]
        if len(here) >= _MIN_DWELLINGS_OF_A_PLACE:
            lon, lat = np.median(here, axis=0).round(5)
            places.append({"name": name, "lat": float(lat), "lon": float(lon), "n": len(here)})
    return sorted(places, key=lambda place: (-int(place["n"]), str(place["name"])))


def bounds_of(*tables: gpd.GeoDataFrame) -> list[list[float]]:
    """Give south-west and north-east of the first table that has anything, never a mere point."""
    filled = [table for table in tables if len(table) and not table.geometry.is_empty.all()]
    if not filled:
        return [list(corner) for corner in _NETHERLANDS]
    west, south, east, north = filled[0].total_bounds
    margin_x = max(0.0, (_SMALLEST_VIEW_M - (east - west)) / 2)
    margin_y = max(0.0, (_SMALLEST_VIEW_M - (north - south)) / 2)
    corners = [(west - margin_x, south - margin_y), (east + margin_x, north + margin_y)]
    return [[float(lat), float(lon)] for lon, lat in to_wgs84(corners).round(5)]
