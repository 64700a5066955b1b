"""Which rows of a layer of facilities are outlines, and not points?

An outline has a point of its own, as in OpenStreetMap, and tells where the facility may be entered. One that
crosses itself tells that to nobody: it is measured by its point.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.values import OWN_LIST
from wozgeo.inputs.facility_places import PlaceKind, places_table
from wozgeo.inputs.sheet import Sheet
from wozgeo.inputs.words_lists import OUTLINES_CROSS


def outlined_rows(
    sheet: Sheet,
) -> tuple[Sheet, dict[Hashable, shapely.Geometry], list[Text]]:
    """Give the rows that are outlines a point of their own.

    Parameters
    ----------
    sheet
        With or without a geometry.

    Returns
    -------
    tuple
        The sheet with points; the outlines in RD New by row, of those that do not cross themselves; and how
        many do.
    """
    geometry = sheet.geometry
    if geometry is None or geometry.crs is None:
        return sheet, {}, []
    shapes = np.array([*geometry, None], dtype=object)[:-1]
    area = (shapely.get_dimensions(shapes) == 2) & ~shapely.is_empty(shapes)
    if not area.any():
        return sheet, {}, []
    whole = area & shapely.is_valid(shapes)
    in_rd = gpd.GeoSeries(shapes[whole], index=geometry.index[whole], crs=geometry.crs)
    outlines: dict[Hashable, shapely.Geometry] = dict(
        zip(in_rd.index, shapes_of(in_rd.to_crs(RD_NEW)), strict=True)
    )
    shapes[area] = shapely.point_on_surface(shapes[area])
    n_crossed = int(area.sum()) - len(outlines)
    said = [OUTLINES_CROSS.about(n_crossed)] if n_crossed else []
    points = gpd.GeoSeries(shapes, index=geometry.index, crs=geometry.crs)
    return replace(sheet, geometry=points), outlines, said


def listed_places(
    ids: "pd.Series[str]",
    table: gpd.GeoDataFrame,
    outlines: Mapping[Hashable, shapely.Geometry],
    streets: "pd.Series[str] | None",
) -> gpd.GeoDataFrame:
    """Tell where the facilities of a list are entered: along an outline, or by the street of an address.

    Parameters
    ----------
    ids
        Of the rows of the list.
    table
        The facilities that are left of them.
    outlines
        See `outlined_rows`.
    streets
        Of the address by which each row was found; None where rows have coordinates.

    Returns
    -------
    GeoDataFrame
        See `wozgeo.inputs.facility_places.places_table`.
    """
    points = dict(zip(table.index, table.geometry, strict=True))
    kinds, told, shapes = {}, {}, {}
    for name, row in zip(ids, ids.index, strict=True):
        street = "" if streets is None else str(streets.get(row, ""))
        if name not in points or not (street or row in outlines):
            continue
        kinds[name] = str(PlaceKind.OMTREK if row in outlines else PlaceKind.ADRES)
        told[name], shapes[name] = street, outlines.get(row, points[name])
    columns = (kinds, told, shapes)
    return places_table([*kinds], OWN_LIST, *([*column.values()] for column in columns))
