"""What does an object stop: who cannot come across it on foot?

Water, railways, roads that nobody on foot may be on, walls and fences. What runs in a tunnel or over a
bridge stops nobody on the ground.
"""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.many_shapes import points_at
from wozgeo.domain.tables import OBSTACLE_TABLE
from wozgeo.domain.vocabulary import Crossing

OBSTACLE_TAGS: Mapping[str, frozenset[str]] = {
    "natural": frozenset({"water", "coastline"}),
    "landuse": frozenset({"basin", "reservoir"}),
    "leisure": frozenset({"marina"}),
    "waterway": frozenset(
        {
            "river", "canal", "stream", "ditch", "drain", "riverbank", "dock", "fairway",
            "tidal_channel",
        }
    ),
    "railway": frozenset({"rail", "light_rail", "subway", "narrow_gauge"}),
    "barrier": frozenset({"wall", "city_wall", "retaining_wall", "fence", "guard_rail"}),
}  # fmt: skip
"""Objects that stop who walks. A hedge does not: gaps in hedges are hardly ever drawn."""

OBSTACLE_KIND_KEYS = frozenset(
    {*OBSTACLE_TAGS, "tunnel", "location", "bridge", "basin", "highway", "motorroad", "foot"}
)
"""The tags by which `obstacle_kind` tells."""

_DRY_BASINS = frozenset({"detention", "infiltration"})
_CARRIAGEWAYS = frozenset({"trunk", "primary", "secondary", "tertiary", "unclassified"})
_GATE_M = 5.0
"""So far to both sides of a gate a fence stops nobody: straight on is nearly through the gate."""


def obstacle_kind(tags: Mapping[str, str]) -> str:
    """Tell what who walks would have to cross: a `Crossing`, or "" where nothing is in the way."""
    if _is_below(tags):
        return ""
    if any(tags.get(key) in OBSTACLE_TAGS[key] for key in ("natural", "waterway", "leisure")):
        return str(Crossing.WATER)
    if tags.get("landuse") in OBSTACLE_TAGS["landuse"] and tags.get("basin") not in _DRY_BASINS:
        return str(Crossing.WATER)
    if _is_above(tags):
        return ""
    if tags.get("railway") in OBSTACLE_TAGS["railway"]:
        return str(Crossing.SPOOR)
    if _never_on_foot(tags):
        return str(Crossing.WEG)
    return str(Crossing.MUUR) if tags.get("barrier") in OBSTACLE_TAGS["barrier"] else ""


def _is_below(tags: Mapping[str, str]) -> bool:
    return tags.get("tunnel", "no") != "no" or tags.get("location") == "underground"


def _is_above(tags: Mapping[str, str]) -> bool:
    return tags.get("bridge", "no") != "no"


def _never_on_foot(tags: Mapping[str, str]) -> bool:
    """Whether it is a road that nobody crosses: one where walking is forbidden, and not for cycles only.

    A street where ``foot=no`` stands on a cycle path or a drive is crossed all the same, and so is a
    road with ``foot=use_sidepath``: that says where to walk along it.
    """
    highway = tags.get("highway", "")
    if not highway:
        return False
    of_class = highway.removesuffix("_link")
    if of_class == "motorway" or tags.get("motorroad") == "yes":
        return tags.get("foot") not in {"yes", "designated"}
    return of_class in _CARRIAGEWAYS and tags.get("foot") == "no"


def obstacles_table(
    kind: NDArray[np.object_],
    shapes: NDArray[np.object_],
    *,
    is_line: NDArray[np.bool_],
    gates: NDArray[np.float64],
) -> gpd.GeoDataFrame:
    """Make the obstacles contract.

    Parameters
    ----------
    kind, shapes
        Of each object its `obstacle_kind`; shapes in degrees, None where the file holds too little of it.
    is_line
        Whether it is a coastline or a road.
    gates
        Shape (n, 2), RD New: where a gate or an entrance stands, so that a fence is no obstacle there.

    Returns
    -------
    GeoDataFrame
        Obstacles contract. A closed coastline or road is a line: land lies inside it.
    """
    there = np.array([shape is not None for shape in shapes], dtype=bool)
    kind = kind[there]
    found = shapely.transform(shapes[there], to_rd)
    is_area = np.isin(shapely.get_type_id(found), (3, 6))
    found = np.where(is_line[there] & is_area, shapely.boundary(found), found)
    found = _without_gates(found, kind == Crossing.MUUR, gates)
    table = gpd.GeoDataFrame({"kind": kind}, geometry=found, crs=RD_NEW)
    OBSTACLE_TABLE.require(table)
    return table


def _without_gates(
    shapes: NDArray[np.object_], is_wall: NDArray[np.bool_], gates: NDArray[np.float64]
) -> NDArray[np.object_]:
    """Open walls and fences where a gate stands on them."""
    walls = np.flatnonzero(is_wall)
    if not len(walls) or not len(gates):
        return shapes
    points = points_at(gates)
    wall, gate = shapely.STRtree(points).query(shapes[walls], predicate="dwithin", distance=0.1)
    shapes = shapes.copy()
    for number in np.unique(wall):
        outline = shapes[walls[number]]
        if shapely.get_dimensions(outline) == 2:
            outline = shapely.boundary(outline)
        openings = shapely.union_all(shapely.buffer(points[gate[wall == number]], _GATE_M))
        shapes[walls[number]] = shapely.difference(outline, openings)
    return shapes
