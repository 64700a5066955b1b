"""At which places is a building site measured?

A site is no point: its residents will live all over it. It is measured at a grid of points inside, along
its edge with every corner, and where it meets the walkable streets. Where all of these only just stay
within a limit, a place between them may not: there it is measured up to ten times as
densely.
"""

from collections.abc import Sequence
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_one_multiline, as_table_of_places, lines_between
from wozgeo.domain.plain_types import Geometries
from wozgeo.domain.tables import PLACE_TABLE
from wozgeo.network.build import WalkNetwork

_FINER = 10
"""How many times as densely a site is measured near a limit, and how many times as many points it may get."""

_NEAR_STEPS = 1.5
"""How near is near: a place between the points of the grid may be so many of its steps further. Tried on a
site slid along a street of the sample municipality in 117 positions: at most 0.94 steps."""


class Spot(StrEnum):
    """What a place of a site or complex is."""

    RASTER = "raster"
    """A point of the grid inside, or the site itself where it is a point: counts for typical and share."""
    RAND = "rand"
    """On the edge of the site."""
    STRAAT = "straat"
    """Where the site meets a walkable street."""
    FIJN = "fijn"
    """Between the others, where the site only just stays within a limit."""
    ADRES = "adres"
    """A dwelling: counts for typical and share."""


def sample_sites(
    sites: gpd.GeoSeries, network: WalkNetwork, *, spacing_m: float, max_points: float
) -> gpd.GeoDataFrame:
    """Choose the places at which sites are measured.

    Parameters
    ----------
    sites
        Points, multipoints, polygons or multipolygons in RD New; index: unique ids. May be empty.
    network
        Walkable streets.
    spacing_m
        Distance between the points of the grid, and at most between points along the edge. The grid
        lies on whole multiples of it, so that what it holds hangs on the site alone.
    max_points
        A site that would get more points of the grid gets a wider one.

    Returns
    -------
    GeoDataFrame
        Points in RD New, index ``place_id``; ``object_id``; ``kind``, a `Spot`. Every polygon has at
        least one of the grid, every corner of its outer edge, and where it meets a street: where a
        street crosses its edge, else the place on its edge that is nearest to one.
    """
    shapes = sites.to_numpy()
    is_area = np.isin(shapely.get_type_id(shapes), (3, 6))
    areas, at = shapes[is_area], np.flatnonzero(is_area)
    grid = [_grid(area, spacing_m, max_points) for area in areas]
    edge = [shapely.get_coordinates(_outer(area, spacing_m)) for area in areas]
    points, of_point = shapely.get_coordinates(shapes[~is_area], return_index=True)
    meets, of_meet = _meetings(areas, network)
    parts = [
        (points, np.flatnonzero(~is_area)[of_point], Spot.RASTER),
        (_stacked(grid), at[_owners(grid)], Spot.RASTER),
        (_stacked(edge), at[_owners(edge)], Spot.RAND),
        (meets, at[of_meet], Spot.STRAAT),
    ]
    owner = np.concatenate([rows for _, rows, _ in parts])
    table = gpd.GeoDataFrame(
        {
            "object_id": sites.index.to_numpy(dtype=object)[owner],
            "kind": np.repeat([str(kind) for *_, kind in parts], [len(p[0]) for p in parts]),
        },
        geometry=shapely.points(np.concatenate([xy for xy, *_ in parts])),
        crs=RD_NEW,
    )
    places = _numbered(as_table_of_places(table.iloc[np.argsort(owner, kind="stable")]))
    PLACE_TABLE.require(places)
    return places


def refine_sites(
    sites: gpd.GeoSeries,
    places: gpd.GeoDataFrame,
    certain_m: "pd.Series[float]",
    *,
    limits_m: Sequence[float],
    spacing_m: float,
    max_points: float,
) -> gpd.GeoDataFrame:
    """Choose more places of the sites that only just stay within a limit.

    Parameters
    ----------
    sites, spacing_m, max_points
        As for `sample_sites`.
    places
        What that gave.
    certain_m
        How far each of these places certainly walks, on their index. A site with a place that walks too
        far, or of which it is not known, is left as it is.
    limits_m
        Walks that definitions ask.

    Returns
    -------
    GeoDataFrame
        As from `sample_sites`, of kind `Spot.FIJN`: a grid and an edge with steps a tenth as wide, or as
        wide as gives ten times ``max_points``.

    Examples
    --------
    With a limit of 400, a grid of 10 m and 400 points at most, a site of 4 000 m² whose farthest place walks
    390 m is measured every metre all over; one whose farthest place walks 384 m is not.
    """
    owners = places["object_id"].to_numpy(dtype=object)
    metres = certain_m.to_numpy(dtype=np.float64)
    farthest = pd.Series(np.where(np.isnan(metres), np.inf, metres)).groupby(owners).max()
    found: list[NDArray[np.float64]] = []
    ids: list[object] = []
    for name, site in sites.items():
        step = _step(site, spacing_m, max_points)
        above = [
            limit for limit in limits_m if 0 < limit - farthest[str(name)] <= _NEAR_STEPS * step
        ]
        if not above or shapely.get_dimensions(site) < 2:
            continue
        # Everywhere, not only where it is far: the next street along may be another, and the walk much longer.
        fine = max(step / _FINER, float(np.sqrt(shapely.area(site) / (_FINER * max_points))))
        edge = shapely.get_coordinates(_outer(site, fine))
        found.append(np.concatenate([_lattice(site, fine), edge]))
        ids.append(name)
    owner = np.array(ids, dtype=object)[_owners(found)]
    table = gpd.GeoDataFrame(
        {"object_id": owner, "kind": str(Spot.FIJN)},
        geometry=shapely.points(_stacked(found)),
        crs=RD_NEW,
    )
    return _numbered(table, mark=f"#{Spot.FIJN}")


def _step(area: shapely.Geometry, spacing_m: float, max_points: float) -> float:
    return max(spacing_m, float(np.sqrt(shapely.area(area) / max_points)))


def _lattice(area: shapely.Geometry, step: float) -> NDArray[np.float64]:
    """Give the points inside an area on whole multiples of a step."""
    low_x, low_y, high_x, high_y = shapely.bounds(area)
    x = np.arange(np.ceil(low_x / step), np.floor(high_x / step) + 1) * step
    y = np.arange(np.ceil(low_y / step), np.floor(high_y / step) + 1) * step
    xy = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    shapely.prepare(area)
    inside: NDArray[np.float64] = xy[shapely.contains_xy(area, xy)]
    return inside


def _grid(area: shapely.Geometry, spacing_m: float, max_points: float) -> NDArray[np.float64]:
    """Lay a grid over an area; a point inside each part where no point of the grid is."""
    inside = _lattice(area, _step(area, spacing_m, max_points))
    parts = shapely.get_parts(area)
    if len(parts) == 1 and len(inside):
        return inside
    passed_over = [part for part in parts if not shapely.contains_xy(part, inside).any()]
    extra = shapely.get_coordinates(shapely.point_on_surface(passed_over))
    return np.concatenate([inside, extra])


def _outer(area: shapely.Geometry, spacing_m: float) -> shapely.Geometry:
    """Take the outer edges of an area, with points along them."""
    rings = shapely.get_exterior_ring(shapely.get_parts(area))
    return shapely.segmentize(as_one_multiline(rings), spacing_m)


def _meetings(
    areas: Geometries, network: WalkNetwork
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Find where areas meet streets, and which area each place belongs to."""
    if not len(areas) or not network.n_edges:
        return np.empty((0, 2)), np.empty(0, dtype=np.intp)
    street = ~network.across
    ends = network.xy[network.u[street]], network.xy[network.v[street]]
    edges = lines_between(*ends)
    tree, outlines = shapely.STRtree(edges), shapely.boundary(areas)
    area, edge = tree.query(outlines, predicate="intersects")
    common = shapely.intersection(outlines[area], edges[edge])
    xy, of = shapely.get_coordinates(common, return_index=True)
    lonely = np.setdiff1d(np.arange(len(areas)), area)
    near = tree.nearest(areas[lonely])
    ways_there = shapely.shortest_line(areas[lonely], edges[near])
    nearest = shapely.get_coordinates(shapely.get_point(ways_there, 0))
    places = np.concatenate([np.column_stack([area[of], xy]), np.column_stack([lonely, nearest])])
    places = np.unique(places, axis=0)
    return places[:, 1:], places[:, 0].astype(np.intp)


def _stacked(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.concatenate([np.empty((0, 2)), *parts])


def _owners(parts: list[NDArray[np.float64]]) -> NDArray[np.intp]:
    return np.repeat(np.arange(len(parts)), [len(part) for part in parts]).astype(np.intp)


def _numbered(table: gpd.GeoDataFrame, *, mark: str = "#") -> gpd.GeoDataFrame:
    number = table.groupby("object_id", sort=False).cumcount() + 1
    ids = table["object_id"].astype(str) + mark + number.astype(str)
    return table.set_index(pd.Index(ids, name="place_id"))
