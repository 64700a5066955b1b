"""Which dwellings have one door of which everyone knows where it is?

The door that a list states; else the only one that the map has for the building of the dwelling. Then there is
nothing to choose: the walk begins there.
"""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import IndexedShapes, points_at, shapes_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray

_ON_IT_M = 0.3
"""A door this near to the outline of a building is a door in it."""
_AT_IT_M = 0.5
"""An address this near to a door is that door."""
_FAR_M = 25.0
"""A stated door further than this from its building is probably a mistake."""
_NO_HOME = frozenset(
    {"emergency", "exit", "fire_exit", "service", "delivery", "garage", "shop", "no", "none"}
)
"""Doors by which nobody comes home."""


class OwnDoors(NamedTuple):
    """Where walks begin.

    Attributes
    ----------
    points
        The points, moved to their door where that is known.
    known
        Of which it is.
    far
        For which a door was stated that lies far from the building: these stay as they are.
    """

    points: gpd.GeoSeries
    known: NDArray[np.bool_]
    far: NDArray[np.bool_]


def own_doors(
    points: gpd.GeoSeries,
    stated: FloatArray,
    homes: NDArray[np.bool_],
    buildings: IndexedShapes | None,
    entrances: gpd.GeoDataFrame | None,
) -> OwnDoors:
    """Move points to the one door that is known of them.

    Parameters
    ----------
    points
        Points in RD New.
    stated
        Shape (n, 2), RD New: the door that a list states; NaN where it does not.
    homes
        Which points are dwellings: a place of a plan has no door yet.
    buildings
        Polygons in RD New; None where they are not known.
    entrances
        The doors on the map, with ``kind``; None where they are not known.

    Returns
    -------
    OwnDoors
        A stated door goes for what is on the map.
    """
    shapes, known = shapes_of(points).copy(), np.zeros(len(points), dtype=bool)
    if buildings is not None and entrances is not None and len(entrances):
        rows, doors = _mapped(shapes, homes, buildings, entrances)
        shapes[rows], known[rows] = doors, True
    given = np.flatnonzero(~np.isnan(stated).any(axis=1))
    places = points_at(stated[given])
    far = np.zeros(len(points), dtype=bool)
    far[given] = _apart(shapes_of(points)[given], places, buildings) > _FAR_M
    near = ~far[given]
    shapes[given[near]], known[given[near]] = places[near], True
    return OwnDoors(gpd.GeoSeries(shapes, index=points.index, crs=points.crs), known, far)


def _apart(points: Geometries, doors: Geometries, buildings: IndexedShapes | None) -> FloatArray:
    """Give how far doors lie from the buildings that points lie in; from the point where that is in none."""
    apart = np.asarray(shapely.distance(points, doors), dtype=np.float64)
    if buildings is None or not len(points):
        return apart
    point, building = buildings.tree.query(points, predicate="intersects")
    np.minimum.at(apart, point, shapely.distance(buildings.shapes[building], doors[point]))
    return apart


def _mapped(
    points: Geometries,
    homes: NDArray[np.bool_],
    buildings: IndexedShapes,
    entrances: gpd.GeoDataFrame,
) -> tuple[IntArray, Geometries]:
    """Find the points whose building has one door to come home by: their rows, and the door of each."""
    kind = entrances["kind"].to_numpy(dtype=object)
    usable = ~np.isin(kind.astype(str), [*_NO_HOME])
    kind, doors = kind[usable], shapes_of(entrances.geometry)[usable]
    door, building = buildings.tree.query(doors, predicate="dwithin", distance=_ON_IT_M)
    edge_m = shapely.distance(shapely.boundary(buildings.shapes[building]), doors[door])
    door, building = door[edge_m <= _ON_IT_M], building[edge_m <= _ON_IT_M]
    only: dict[int, int] = {}
    for number in np.unique(building):
        mine = door[building == number]
        main = mine[kind[mine] == "main"]
        chosen = main if len(main) == 1 else mine
        if len(chosen) == 1:
            only[int(number)] = int(chosen[0])
    found: dict[int, int] = {}
    numbers = np.array([*only], dtype=np.int64)
    rows = np.flatnonzero(homes)
    row, place = shapely.STRtree(buildings.shapes[numbers]).query(
        points[rows], predicate="intersects"
    )
    for at, number in zip(rows[row].tolist(), numbers[place].tolist(), strict=True):
        found[at] = only[number]
    row, door = shapely.STRtree(doors).query(points[rows], predicate="dwithin", distance=_AT_IT_M)
    found |= dict(zip(rows[row].tolist(), door.tolist(), strict=True))
    at = np.array([*found], dtype=np.int64)
    return at, doors[np.array([*found.values()], dtype=np.int64)]
