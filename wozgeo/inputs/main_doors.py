"""At which door does one enter a building that is a facility?

The middle of a large shop may lie nearer to the back lane than to the street its door is on. Where the map
tells the main entrance, the facility is there.
"""

import geopandas as gpd
import numpy as np
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.osm_columns import WAY, OsmColumns


def at_main_doors(
    facilities: gpd.GeoDataFrame, columns: OsmColumns, rows: IntArray, main_doors: IntArray
) -> gpd.GeoDataFrame:
    """Move facilities that are drawn as a building to its main entrance.

    Parameters
    ----------
    facilities
        Facilities contract; index: the id of the object each was read from.
    columns, rows
        Those objects.
    main_doors
        Rows of the nodes tagged ``entrance=main``.

    Returns
    -------
    GeoDataFrame
        The same table. A building with several main entrances stays where it is: one of them would be
        right for some of its visitors only.
    """
    ways = rows[columns.kind[rows] == WAY]
    if not len(main_doors) or not len(ways):
        return facilities
    door_of = dict(zip(columns.osm_id[main_doors].tolist(), main_doors.tolist(), strict=True))
    outlines = columns.lines.only(ways)
    doors = {
        ref: door_of[found.pop()]
        for ref, nodes in zip(
            columns.refs(ways), np.split(outlines.nodes, outlines.offsets[1:-1]), strict=True
        )
        if len(found := door_of.keys() & set(nodes.tolist())) == 1
    }
    moved = [ref for ref in facilities.index if ref in doors]
    if not moved:
        return facilities
    places = to_rd(columns.lonlat(np.array([doors[ref] for ref in moved], dtype=np.int64)))
    points = facilities.geometry.copy()
    points.loc[moved] = gpd.GeoSeries(shapely.points(places), index=moved, crs=RD_NEW)
    return facilities.set_geometry(points)
