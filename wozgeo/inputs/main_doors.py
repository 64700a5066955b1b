"""At which door does one enter a building that is a facility?

The middle of a large shop may lie nearer to the back lane than to the street its door is on. Where the map
tells the main entrance, the facility is there.
"""

import re
from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.inputs.opl import OsmObject, node_positions

_NODE = re.compile(r"n-?\d+")


def at_main_doors(
    facilities: gpd.GeoDataFrame, objects: Sequence[OsmObject], main_doors: Mapping[str, str]
) -> gpd.GeoDataFrame:
    """Move facilities that are drawn as a building to its main entrance.

    Parameters
    ----------
    facilities
        Facilities contract; index: the id of the object each was read from.
    objects
        Those objects.
    main_doors
        Position of every node tagged ``entrance=main``, by its id.

    Returns
    -------
    GeoDataFrame
        The same table. A building with several main entrances stays where it is: one of them would be
        right for some of its visitors only.
    """
    if not main_doors:
        return facilities
    doors = {
        o.ref: found
        for o in objects
        if o.ref[0] == "w" and len(found := main_doors.keys() & set(_NODE.findall(o.rest))) == 1
    }
    moved = [ref for ref in facilities.index if ref in doors]
    if not moved:
        return facilities
    places = to_rd(node_positions([main_doors[next(iter(doors[ref]))] for ref in moved]))
    points = facilities.geometry.copy()
    points.loc[moved] = gpd.GeoSeries(shapely.points(places), index=moved, crs=RD_NEW)
    return facilities.set_geometry(points)
