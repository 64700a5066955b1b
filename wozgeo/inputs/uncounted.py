"""Which places nearly count as a voorziening, and why do they not?

By a rule that is off (a church, a care institution), or by a tag that says that it is closed or private.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.inputs.osm_columns import NODE, OsmColumns
from wozgeo.inputs.osm_kinds import OsmKinds

UNCOUNTED_COLUMNS = ("voorziening", "name", "why")


def no_uncounted() -> gpd.GeoDataFrame:
    """Give the table of a file in which nothing nearly counts."""
    table = {name: np.empty(0, dtype=object) for name in UNCOUNTED_COLUMNS}
    return gpd.GeoDataFrame(table, geometry=[], crs=RD_NEW).rename_axis("place")


def uncounted_places(
    columns: OsmColumns, kinds: OsmKinds, shapes: NDArray[np.object_]
) -> gpd.GeoDataFrame:
    """List the places that nearly count, each once for every voorziening.

    Parameters
    ----------
    columns, kinds
        Of the file.
    shapes
        Outline of every object in degrees; None where it has none.

    Returns
    -------
    GeoDataFrame
        Index ``place`` (an OSM id, which may repeat), sorted; ``voorziening``, ``name``, ``why``: the name of
        the rule that is off, or the tag (``"access=private"``); a point in RD New.
    """
    rows = np.flatnonzero(kinds.which("uncounted"))
    if not len(rows):
        return no_uncounted()
    told = kinds.column("uncounted")[rows]
    points = shapes[rows].copy()
    is_node = columns.kind[rows] == NODE
    points[is_node] = shapely.points(columns.lonlat(rows[is_node]))
    found = [
        (ref, voorziening, name, why, point)
        for ref, name, why_not, point in zip(
            columns.refs(rows), columns.texts("name", rows), told, points, strict=True
        )
        if point is not None
        for voorziening, why in why_not.items()
    ]
    if not found:
        return no_uncounted()
    ids, *texts, geometry = zip(*found, strict=True)
    inside = shapely.point_on_surface(shapely.transform(np.array(geometry, dtype=object), to_rd))
    table = {n: np.array(t, dtype=object) for n, t in zip(UNCOUNTED_COLUMNS, texts, strict=True)}
    index = pd.Index(ids, name="place", dtype=object)
    places = gpd.GeoDataFrame(table, geometry=inside, crs=RD_NEW, index=index)
    return places.sort_values("voorziening", kind="stable").sort_index(kind="stable")
