"""How do points, lines and areas with what is known of them travel inside a page?

Every object is one record (any JSON: its words and numbers) and the parts of its geometry: points,
lines, rings. Vertices lie on the lattice of :mod:`wozgeo.outputs.map.packing`. Nothing is thinned: these
are the shapes a reader looks at, not the backdrop. Rings are oriented, so that filling by the non-zero
rule leaves holes open.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.map.packing import (
    Grid,
    Integers,
    Stream,
    mercator_to_rd,
    pack,
    rd_to_mercator,
    unpack,
)

POINT, LINE, RING = 0, 1, 2
"""What a part is: the dimension of the shape that it belongs to."""

Shapes = npt.NDArray[np.object_]


def pack_shapes(shapes: Shapes, records: Sequence[Mapping[str, Any]]) -> str:
    """Pack shapes with their records.

    Parameters
    ----------
    shapes
        Geometries in RD New of any kind; None or empty for an object that has no place.
    records
        What is known of each of them, as JSON: no NaN, no inf.

    Returns
    -------
    str
        Base64 text for the page; :func:`unpack_shapes` reads it.
    """
    parts, owner = _parts(shapes)
    kinds = shapely.get_dimensions(parts)
    kinds[shapely.get_type_id(parts) == shapely.GeometryType.LINEARRING] = RING
    xy, part = shapely.get_coordinates(parts, return_index=True)
    closing = (kinds[part] == RING) & np.append(part[1:] != part[:-1], True)[: len(part)]
    xy, part = rd_to_mercator(xy[~closing]), part[~closing]
    middle, known = _middles(shapes)
    grid = Grid.around(np.vstack([xy, middle[known]]))
    column, row = grid.snap(xy)
    at_column, at_row = grid.snap(np.where(known[:, None], middle, (grid.west_m, grid.south_m)))
    streams = {
        "n": Stream(np.bincount(part, minlength=len(parts)).astype(np.int64)),
        "owner": Stream(owner, delta=True),
        "kind": Stream(kinds.astype(np.int64)),
        "x": Stream(column, delta=True),
        "y": Stream(row, delta=True),
        "known": Stream(known.astype(np.int64)),
        "at.x": Stream(at_column, delta=True),
        "at.y": Stream(at_row, delta=True),
    }
    return pack({"grid": grid.as_header(), "records": list(records)}, streams)


def unpack_shapes(text: str) -> gpd.GeoDataFrame:
    """Read back what the page draws.

    Returns
    -------
    GeoDataFrame
        One row per part: ``owner`` (number of the object), ``record``, geometry in RD New (a ring as a
        Polygon of its own, holes too). Objects without a place have no row.
    """
    header, streams = unpack(text)
    xy = mercator_to_rd(Grid(**header["grid"]).locate(streams["x"], streams["y"]))
    ends = np.cumsum(streams["n"])
    make: dict[int, Callable[[Any], BaseGeometry]] = {
        POINT: lambda p: shapely.Point(p[0]),
        LINE: shapely.LineString,
        RING: shapely.Polygon,
    }
    vertices = np.split(xy, ends[:-1]) if len(ends) else []
    built = [make[kind](p) for kind, p in zip(streams["kind"].tolist(), vertices, strict=True)]
    owner = streams["owner"]
    data = {"owner": owner, "record": [header["records"][i] for i in owner]}
    return gpd.GeoDataFrame(data, geometry=built, crs=RD_NEW)


def _parts(shapes: Shapes) -> tuple[Shapes, Integers]:
    """Take shapes apart into points, lines and rings, and say to which object each belongs."""
    simple, owner = shapely.get_parts(shapes, return_index=True)
    simple, inner = shapely.get_parts(simple, return_index=True)  # what was in a collection
    owner = owner[inner]
    full = ~shapely.is_empty(simple)
    simple, owner = simple[full], owner[full]
    areas = shapely.get_dimensions(simple) == 2
    rings, of_area = shapely.get_rings(shapely.normalize(simple[areas]), return_index=True)
    parts = np.concatenate([simple[~areas], rings])
    owner = np.concatenate([owner[~areas], owner[areas][of_area]]).astype(np.int64)
    order = np.argsort(owner, kind="stable")
    return parts[order], owner[order]


def _middles(shapes: Shapes) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Say where the symbol of each object stands: inside an area, in the middle of points."""
    known = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    areas = known & (shapely.get_dimensions(shapes) == 2)
    middles = shapely.centroid(shapes)
    middles[areas] = shapely.point_on_surface(shapes[areas])
    xy = np.full((len(shapes), 2), np.nan)
    xy[known] = rd_to_mercator(shapely.get_coordinates(middles[known]))
    return xy, known
