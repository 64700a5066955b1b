"""How do streets, water, green and buildings travel inside a page, finer the closer one looks?

Every vertex carries the coarsest level of detail at which it is still drawn, every part (a line, a
ring) the zoom from which it is worth drawing. So one list serves every zoom: nothing is stored
twice. Rings are oriented (outer and inner against each other), so that filling by the non-zero rule
leaves the holes open.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.map.packing import (
    WORLD_M,
    Grid,
    Integers,
    Stream,
    mercator_to_rd,
    morton_order,
    pack,
    rd_to_mercator,
    unpack,
)

POLYGON_KINDS = ("groen", "water", "gebouw")
LINE_KINDS = ("waterlijn", "pad", "straat", "hoofdweg", "spoor")

_STEP_M = 0.5
"""Lattice step in metres of EPSG:3857 (0.3 m on the ground): below a pixel up to zoom 18."""

LEVEL_TOLERANCES_M = (0.0, 1.2, 5.0, 20.0)
"""Level 0 keeps every vertex; level k may move a line by the tolerance (metres of EPSG:3857)."""

LEVEL_ZOOMS = (17, 15, 13, 0)
"""The zoom from which each level is drawn: its tolerance is then about half a pixel."""

_LINE_ZOOMS = {"hoofdweg": 0, "spoor": 0, "straat": 12, "waterlijn": 13, "pad": 14}
_LOWEST_ZOOM = {"gebouw": 13}
_SMALLEST_SIDE_PX = {"gebouw": 1.3, "groen": 3.0, "water": 1.5}
_MAX_ZOOM = 19
_LARGEST_LOWEST_ZOOM = 16


@dataclass(frozen=True)
class Parts:
    """Lines or rings in Mercator metres.

    Parameters
    ----------
    xy
        All vertices after one another, shape ``(n, 2)``; a ring is not closed.
    part
        For each vertex the number of its part.
    """

    xy: npt.NDArray[np.float64]
    part: Integers


def pack_backdrop(backdrop: gpd.GeoDataFrame) -> str:
    """Pack the shapes behind the dots.

    Parameters
    ----------
    backdrop
        ``kind`` and geometry in RD New (LineString, Polygon or their Multi forms); may be empty.
        Kinds that are not known, and empty shapes, are left out.

    Returns
    -------
    str
        Base64 text for the page; :func:`unpack_backdrop` reads it.
    """
    shapes, kinds = backdrop.geometry.to_numpy(), backdrop["kind"].to_numpy()
    drawable = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    shapes, kinds = shapely.transform(shapes[drawable], rd_to_mercator), kinds[drawable]
    grid = Grid.around(shapely.get_coordinates(shapes), step_m=_STEP_M)
    streams: dict[str, Stream] = {}
    for kind in POLYGON_KINDS + LINE_KINDS:
        streams |= _kind_streams(kind, shapes[kinds == kind], grid)
    levels = {"zooms": list(LEVEL_ZOOMS)}
    kinds_drawn = {"polygons": list(POLYGON_KINDS), "lines": list(LINE_KINDS)}
    return pack({"grid": grid.as_header(), "levels": levels, "kinds": kinds_drawn}, streams)


def unpack_backdrop(text: str, *, zoom: int = _MAX_ZOOM) -> gpd.GeoDataFrame:
    """Read back what the page draws at a zoom.

    Returns
    -------
    GeoDataFrame
        ``kind`` and geometry in RD New: LineStrings, and for areas every ring as a Polygon of its
        own (holes too), at the detail of that zoom.
    """
    header, streams = unpack(text)
    grid = Grid(**header["grid"])
    level = next(k for k, lowest in enumerate(header["levels"]["zooms"]) if zoom >= lowest)
    kinds: list[str] = []
    shapes: list[shapely.Geometry] = []
    for kind in header["kinds"]["polygons"] + header["kinds"]["lines"]:
        found = _read_kind(kind, streams, grid, level, zoom)
        kinds += [kind] * len(found)
        shapes += found
    in_rd = shapely.transform(np.array(shapes, dtype=object), mercator_to_rd)
    return gpd.GeoDataFrame({"kind": kinds}, geometry=in_rd, crs=RD_NEW)


def _kind_streams(kind: str, shapes: npt.NDArray[np.object_], grid: Grid) -> dict[str, Stream]:
    """Columns of one kind: vertices per part, zoom per part, place and level per vertex."""
    rings = kind in POLYGON_KINDS
    parts = _without_repeats(_as_parts(shapes, rings=rings), grid, at_least=3 if rings else 2)
    column, row = grid.snap(parts.xy)
    n_vertices = np.bincount(parts.part) if len(parts.part) else np.array([], dtype=np.int64)
    starts = np.cumsum(n_vertices) - n_vertices
    order = morton_order(column[starts], row[starts])
    shuffled = _vertices_of(order, starts, n_vertices)
    levels = _levels(parts)
    zooms = _lowest_zooms(kind, parts, len(n_vertices))
    return {
        f"{kind}.n": Stream(n_vertices[order].astype(np.int64)),
        f"{kind}.zoom": Stream(zooms[order]),
        f"{kind}.x": Stream(column[shuffled], delta=True),
        f"{kind}.y": Stream(row[shuffled], delta=True),
        f"{kind}.level": Stream(levels[shuffled]),
    }


def _as_parts(shapes: npt.NDArray[np.object_], *, rings: bool) -> Parts:
    """Take Multi forms apart; areas become oriented rings without their closing vertex."""
    simple = shapely.get_parts(shapes)
    if rings:
        simple = shapely.get_rings(shapely.normalize(simple[shapely.get_dimensions(simple) == 2]))
    else:
        simple = simple[shapely.get_dimensions(simple) == 1]
    xy, part = shapely.get_coordinates(simple, return_index=True)
    if rings and len(part):
        last_of_part = np.append(part[1:] != part[:-1], True)
        xy, part = xy[~last_of_part], part[~last_of_part]
    return Parts(xy, part.astype(np.int64))


def _without_repeats(parts: Parts, grid: Grid, *, at_least: int) -> Parts:
    """Drop vertices on the lattice place of the one before, then parts with too few left."""
    place = np.column_stack(grid.snap(parts.xy))
    same = np.zeros(len(place), dtype=bool)
    same[1:] = (place[1:] == place[:-1]).all(axis=1) & (parts.part[1:] == parts.part[:-1])
    xy, part = parts.xy[~same], parts.part[~same]
    if not len(part):
        return Parts(xy, part)
    enough = np.bincount(part)[part] >= at_least
    _, renumbered = np.unique(part[enough], return_inverse=True)
    return Parts(xy[enough], renumbered.astype(np.int64))


def _levels(parts: Parts) -> Integers:
    """Say for every vertex the coarsest level that keeps it; each level thins the one below."""
    levels = np.zeros(len(parts.part), dtype=np.int64)
    kept = np.arange(len(parts.part))
    for level, tolerance_m in enumerate(LEVEL_TOLERANCES_M[1:], start=1):
        kept = kept[_survivors(parts.xy[kept], parts.part[kept], tolerance_m)]
        levels[kept] = level
    return levels


def _survivors(xy: npt.NDArray[np.float64], part: Integers, tolerance_m: float) -> Integers:
    """Find the vertices that a Douglas-Peucker line through each part keeps.

    The first and the last vertex of a part always stay, so no part vanishes; a ring is thinned as
    the line that ends one vertex before it closes. The number of a vertex travels as its height.
    """
    if not len(part):
        return np.zeros(0, dtype=np.int64)
    numbered = np.column_stack([xy, np.arange(len(xy))])
    lines = shapely.linestrings(numbered, indices=part)
    thinned = shapely.simplify(lines, tolerance_m, preserve_topology=False)
    survivors: Integers = shapely.get_coordinates(thinned, include_z=True)[:, 2].astype(np.int64)
    return survivors


def _lowest_zooms(kind: str, parts: Parts, n_parts: int) -> Integers:
    """Say from which zoom each part is worth drawing: lines by kind, areas by their size."""
    if kind in LINE_KINDS or not n_parts:
        return np.full(n_parts, _LINE_ZOOMS.get(kind, 0), dtype=np.int64)
    side_m = np.sqrt(np.maximum(_ring_areas_m2(parts, n_parts), 1e-6))
    zoom = np.ceil(np.log2(_SMALLEST_SIDE_PX[kind] * WORLD_M / 256 / side_m))
    return np.clip(zoom, _LOWEST_ZOOM.get(kind, 0), _LARGEST_LOWEST_ZOOM).astype(np.int64)


def _ring_areas_m2(parts: Parts, n_parts: int) -> npt.NDArray[np.float64]:
    """Measure every ring by the shoelace formula, around its own first vertex for precision."""
    first = np.append(True, parts.part[1:] != parts.part[:-1])
    last = np.append(first[1:], True)
    here = parts.xy - parts.xy[first][parts.part]
    following = np.roll(here, -1, axis=0)
    following[last] = here[first]
    cross = here[:, 0] * following[:, 1] - here[:, 1] * following[:, 0]
    return np.abs(np.bincount(parts.part, weights=cross, minlength=n_parts)) / 2


def _vertices_of(order: Integers, starts: Integers, n_vertices: Integers) -> Integers:
    """List the vertices of the parts in another order of the parts."""
    sizes = n_vertices[order]
    if not len(sizes):
        return np.zeros(0, dtype=np.int64)
    new_starts = np.cumsum(sizes) - sizes
    return np.repeat(starts[order] - new_starts, sizes) + np.arange(int(sizes.sum()))


def _read_kind(
    kind: str, streams: Mapping[str, Integers], grid: Grid, level: int, zoom: int
) -> list[shapely.Geometry]:
    sizes = streams[f"{kind}.n"]
    part = np.repeat(np.arange(len(sizes)), sizes)
    xy = grid.locate(streams[f"{kind}.x"], streams[f"{kind}.y"])
    worth = streams[f"{kind}.zoom"] <= zoom
    drawn = (streams[f"{kind}.level"] >= level) & worth[part]
    if not drawn.any():
        return []
    vertices = np.split(xy[drawn], np.flatnonzero(np.diff(part[drawn])) + 1)
    if kind in POLYGON_KINDS:
        return [shapely.Polygon(ring) for ring in vertices if len(ring) >= 3]
    return [shapely.LineString(line) for line in vertices]
