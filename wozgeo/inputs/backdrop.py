"""What does the map draw under the answers?

Streets, water, green and buildings of OpenStreetMap itself, so that the map needs no other server.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.inputs.areas import Areas
from wozgeo.inputs.opl import OsmObject, read_header, scan
from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.squares import lines_of

_MAIN_ROADS = {"motorway", "trunk", "primary", "secondary"}
_PATHS = {"footway", "cycleway", "path", "steps", "track", "bridleway", "corridor"}
_STREETS = {
    "tertiary", "unclassified", "residential", "living_street", "pedestrian", "service", "road", "busway",
}  # fmt: skip
_GREEN = {
    "landuse": {
        "allotments", "cemetery", "farmland", "flowerbed", "forest", "grass", "meadow", "orchard",
        "recreation_ground", "village_green",
    },
    "leisure": {"garden", "golf_course", "nature_reserve", "park", "pitch", "playground"},
    "natural": {"grassland", "heath", "scrub", "wetland", "wood"},
}  # fmt: skip
_NEAR_EDGE_DEG = 0.003
"""Some 300 m: an extract keeps the nodes inside its box, the next one lies beyond."""
_WATER_LINES = {"river", "canal", "stream", "ditch", "drain"}


def read_backdrop(path: Path) -> gpd.GeoDataFrame:
    """Read what the map draws under the answers.

    Parameters
    ----------
    path
        The OSM file.

    Returns
    -------
    GeoDataFrame
        RD New; ``kind`` in {hoofdweg, straat, pad, spoor, waterlijn, water, groen, gebouw}, ``name``.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated or not OSM.
    """
    header = read_header(path)
    chosen, sides = [], {}
    for thing in scan(path, node_keys={"wozgeo:none"}):
        if thing.ref[0] == "n":
            continue
        if kind := backdrop_kind(thing):
            chosen.append((kind, thing))
        elif thing.ref[0] == "w":
            sides[thing.ref] = thing.rest
    objects = [thing for _, thing in chosen]
    shapes = Areas(objects, sides).of(objects)
    there = np.array([shape is not None for shape in shapes], dtype=bool)
    areal = np.array([kind in {"water", "groen", "gebouw"} for kind, _ in chosen], dtype=bool)
    if header.box is not None:
        cut = np.flatnonzero(there & areal & ~np.isin(shapely.get_type_id(shapes), (3, 6)))
        shapes[cut] = [_closed_at_edge(shape, shapely.box(*header.box)) for shape in shapes[cut]]
    is_area = np.isin(shapely.get_type_id(shapes), (3, 6))
    keep = there & (is_area | ~areal)
    shapes = np.where(keep & is_area & ~areal, shapely.boundary(shapes), shapes)
    return gpd.GeoDataFrame(
        {
            "kind": np.array([kind for kind, _ in chosen], dtype=object)[keep],
            "name": np.array([thing.tags.get("name", "") for thing in objects], dtype=object)[keep],
        },
        geometry=shapely.transform(shapes[keep], to_rd),
        crs=RD_NEW,
    )


def _closed_at_edge(outline: shapely.Geometry, box: shapely.Polygon) -> shapely.Geometry:
    """Close an outline that the edge of the extract has cut, along that edge; else leave it."""
    lines = shapely.get_parts(shapely.line_merge(outline))
    islands = shapely.is_closed(lines) & (shapely.get_num_points(lines) > 3)
    if np.count_nonzero(~islands) != 1 or len(lines[~islands][0].coords) < 3:
        return outline
    line = lines[~islands][0]
    ends = shapely.points([line.coords[0], line.coords[-1]])
    if (shapely.distance(ends, box.exterior) > _NEAR_EDGE_DEG).any():
        return outline
    area = shapely.make_valid(shapely.Polygon(line.coords))
    holes = shapely.union_all(shapely.get_parts(shapely.polygonize(lines[islands])))
    return shapely.difference(area, holes)


def backdrop_kind(thing: OsmObject) -> str:
    """Tell how the map draws an object; "" if it does not."""
    tags = thing.tags
    highway = tags.get("highway", "")
    if highway:
        highway = highway.removesuffix("_link")
        kinds = ((_MAIN_ROADS, "hoofdweg"), (_STREETS, "straat"), (_PATHS, "pad"))
        return next((kind for classes, kind in kinds if highway in classes), "")
    if tags.get("building", "no") != "no":
        return "gebouw"
    if tags.get("railway") in {"rail", "light_rail", "tram", "subway"}:
        return "" if tags.get("tunnel", "no") != "no" else "spoor"
    if tags.get("natural") == "water" or tags.get("waterway") in {"riverbank", "dock"}:
        return "water"
    if tags.get("waterway") in _WATER_LINES:
        return "" if tags.get("tunnel", "no") != "no" else "waterlijn"
    return "groen" if any(tags.get(key) in values for key, values in _GREEN.items()) else ""


def backdrop_of(osm: OsmTables) -> gpd.GeoDataFrame:
    """Make do with the streets, water and railways that were read, where there is no file to reread."""
    highways = [
        backdrop_kind(OsmObject("w0", {"highway": highway}, "")) for highway in osm.ways["highway"]
    ]
    obstacles = osm.obstacles[osm.obstacles["kind"].isin(["water", "spoor"])]
    is_area = np.isin(shapely.get_type_id(obstacles.geometry.to_numpy()), (3, 6))
    kinds = np.where(is_area, "water", np.where(obstacles["kind"] == "spoor", "spoor", "waterlijn"))
    table = gpd.GeoDataFrame(
        {
            "kind": np.concatenate([np.array(highways, dtype=object), kinds]),
            "name": np.concatenate(
                [osm.ways["name"].to_numpy(dtype=object), np.full(len(kinds), "")]
            ),
        },
        geometry=np.concatenate([lines_of(osm.ways), obstacles.geometry.to_numpy()]),
        crs=RD_NEW,
    )
    return table[table["kind"] != ""]
