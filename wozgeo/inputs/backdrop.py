"""What does the map draw under the answers?

Streets, water, green and buildings of OpenStreetMap itself, so that the map needs no other server.
"""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.areas import Outlines
from wozgeo.inputs.backdrop_kinds import AREAL, backdrop_kind
from wozgeo.inputs.opl import Box
from wozgeo.inputs.osm_columns import OsmColumns
from wozgeo.inputs.osm_tables import OsmTables
from wozgeo.inputs.squares import lines_of

_NEAR_EDGE_DEG = 0.003
"""Some 300 m: an extract keeps the nodes inside its box, the next one lies beyond."""


def backdrop_table(
    columns: OsmColumns, kind: NDArray[np.object_], drawn: Outlines, box: Box | None
) -> gpd.GeoDataFrame:
    """Make what the map draws under the answers.

    Parameters
    ----------
    columns
        The objects of a file.
    kind
        Of each its `backdrop_kind`.
    drawn
        The outlines of those that have one.
    box
        What the file covers, degrees; None if it does not say.

    Returns
    -------
    GeoDataFrame
        RD New; ``kind`` in {hoofdweg, straat, pad, spoor, waterlijn, water, groen, gebouw}, ``name``.
    """
    parts = [_drawn(rows, kind[rows], shapes, box) for rows, shapes in drawn.batches()]
    rows, made = (np.concatenate(some) for some in zip(*parts, strict=True))
    return gpd.GeoDataFrame(
        {"kind": kind[rows], "name": columns.texts("name", rows)}, geometry=made, crs=RD_NEW
    )


def _drawn(
    rows: IntArray, kind: NDArray[np.object_], shapes: NDArray[np.object_], box: Box | None
) -> tuple[IntArray, NDArray[np.object_]]:
    """Give the rows that can be drawn, and their shapes in RD New."""
    there = np.array([shape is not None for shape in shapes], dtype=bool)
    rows, kind, shapes = rows[there], kind[there], shapes[there]
    areal = np.isin(kind.astype(str), list(AREAL))
    if box is not None:
        edge = shapely.box(*box)
        for cut in np.flatnonzero(areal & ~np.isin(shapely.get_type_id(shapes), (3, 6))):
            shapes[cut] = _closed_at_edge(shapes[cut], edge)
    is_area = np.isin(shapely.get_type_id(shapes), (3, 6))
    drawn = is_area & ~areal
    shapes[drawn] = shapely.boundary(shapes[drawn])
    keep = is_area | ~areal
    return rows[keep], shapely.transform(shapes[keep], to_rd)


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


def backdrop_of(osm: OsmTables) -> gpd.GeoDataFrame:
    """Give the ground that was read; without it make do with the streets, water and railways."""
    if osm.backdrop is not None:
        return osm.backdrop
    kind_of = {highway: backdrop_kind({"highway": highway}) for highway in osm.ways["highway"]}
    highways = [kind_of[highway] for highway in osm.ways["highway"]]
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
