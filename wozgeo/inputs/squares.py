"""Which ground may be walked all over, and not along a line: where lie the squares?

A square is a closed way or a multipolygon tagged ``highway`` and drawn as an area. Houses and water on it
are cut out.
"""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import PLACE_TAGS, RD_NEW, WALKING_TAGS
from wozgeo.domain.crs import to_rd
from wozgeo.domain.plain_types import IntArray, Tags
from wozgeo.inputs.osm_columns import WAY, OsmColumns

_SPECK_M2 = 1.0
"""What is left of a square beside the houses on it, and smaller than this, is no ground to walk on."""


SQUARE_KEYS = frozenset(
    {"highway", "public_transport", "railway", "type", "area"}
    | {"building", "building:min_level", "location"}
)
"""The tags by which it is told what is a square, and what stands over one."""


def may_be_square(kind: str, tags: Tags) -> bool:
    """Whether an object that is walked on is drawn as an area: a square, or a platform; its shape decides."""
    is_platform = "platform" in (tags.get("public_transport"), tags.get("railway"))
    if "highway" not in tags and not is_platform:
        return False
    if kind == "r":
        return tags.get("type") == "multipolygon"
    return tags.get("area") == "yes"


def is_over_ground(tags: Mapping[str, str]) -> bool:
    """Whether one may walk below a building: a roof on posts, a part that starts higher up."""
    return (
        tags.get("building") in {"roof", "carport", "canopy"}
        or tags.get("building:min_level", "0") not in {"0", ""}
        or tags.get("location") in {"overground", "underground", "roof"}
    )


def squares_table(
    columns: OsmColumns,
    rows: IntArray,
    shapes: NDArray[np.object_],
    *,
    buildings: Iterable[NDArray[np.object_]],
    obstacles: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Make rows of the ways contract of squares.

    Parameters
    ----------
    columns, rows, shapes
        What is drawn as an area, and the polygons of those rows in degrees.
    buildings
        Outlines in degrees, of whatever stands on the ground; some at a time.
    obstacles
        Obstacles contract: water that lies on a square is cut out of it.

    Returns
    -------
    GeoDataFrame
        Index way_id, below 0 for a relation; ``geometry`` Polygon or MultiPolygon in RD New, ``nodes``
        empty. A square of which nothing is left is not there.
    """
    outlines = shapely.make_valid(shapely.transform(shapes, to_rd))
    near = np.concatenate([_near(shapes, some) for some in buildings])
    houses = shapely.make_valid(shapely.transform(near, to_rd))
    wet = obstacles.geometry.to_numpy()[(obstacles["kind"] == "water").to_numpy()]
    wet = wet[shapely.get_dimensions(wet) == 2]
    free = _without(_without(outlines, houses), wet)
    ids = np.where(columns.kind[rows] == WAY, 1, -1) * columns.osm_id[rows]
    nodes = np.full(len(rows), None, dtype=object)
    nodes[:] = [np.empty(0, dtype=np.int64) for _ in rows]
    squares = gpd.GeoDataFrame(
        {"nodes": nodes, **columns.table((*WALKING_TAGS, *PLACE_TAGS), rows)},
        geometry=[_areas_of(shape) for shape in free],
        crs=RD_NEW,
        index=pd.Index(ids, name="way_id"),
    )
    return squares[~squares.geometry.is_empty]


def _near(shapes: NDArray[np.object_], buildings: NDArray[np.object_]) -> NDArray[np.object_]:
    """Choose the buildings near squares, before anything is worked out in metres."""
    there = buildings[np.isin(shapely.get_type_id(buildings), (3, 6))]
    _, near = shapely.STRtree(there).query(shapes)
    chosen: NDArray[np.object_] = there[np.unique(near)]
    return chosen


def _without(outlines: NDArray[np.object_], things: NDArray[np.object_]) -> NDArray[np.object_]:
    """Cut things out of the squares they lie on; what only touches a square leaves it as it is."""
    square, thing = shapely.STRtree(things).query(outlines, predicate="intersects")
    over = shapely.area(shapely.intersection(outlines[square], things[thing])) > 0.0
    square, thing = square[over], thing[over]
    free = outlines.copy()
    for number in np.unique(square):
        taken = shapely.union_all(things[thing[square == number]])
        free[number] = shapely.difference(outlines[number], taken)
    return free


def _areas_of(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    parts = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > _SPECK_M2)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))


def lines_of(ways: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Give ways as lines, squares by their outline."""
    shapes = ways.geometry.to_numpy()
    lines: NDArray[np.object_] = np.where(
        shapely.get_dimensions(shapes) == 2, shapely.boundary(shapes), shapes
    )
    return lines
