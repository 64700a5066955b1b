"""At which places may a facility be entered, and which of them does one walk to?

A facility has one *middle* at least: what ``afstand`` leads to. Where it is not known where one enters, it has
others beside it: every place on its outline that faces a street.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import IndexedShapes, as_places, lines_between, points_at, shapes_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray
from wozgeo.network.snapping import Reach, Snapper, place_on_edge

_FACES_M = 25.0
"""A street further than this from an outline is not what it faces."""
_STEP_M = 10.05
"""At most between places on an outline, besides its corners; what is drawn 20 m long has one halfway."""
_ALIKE_M = 0.5
"""Corners of an outline that make less difference are none."""
_WALL_M, _INSIDE_M = 0.05, 0.3
"""So thick are walls; a leg that is longer than this within a building goes through it, or along its wall."""


@dataclass(frozen=True)
class Entries:
    """Which entry belongs to which facility: as long as a table of entries.

    Attributes
    ----------
    facility
        Row of the facility of each.
    middle
        Whether ``afstand`` may lead to it: of several of one facility to the nearest.
    sole
        Whether it may be the only one, so that one has to walk to it.
    """

    facility: IntArray
    middle: NDArray[np.bool_]
    sole: NDArray[np.bool_]

    @classmethod
    def single(cls, n: int) -> "Entries":
        """Give what holds for facilities with one entry each."""
        every = np.ones(n, dtype=bool)
        return cls(np.arange(n), every, every)

    @cached_property
    def alternative(self) -> IntArray:
        """Number what may be the only way in: the middles of one facility together, every other by itself."""
        number = np.arange(len(self.facility))
        middle = np.flatnonzero(self.middle)
        _, first, of = np.unique(self.facility[middle], return_index=True, return_inverse=True)
        number[middle] = middle[first][of]
        return number

    def only(self, chosen: NDArray[np.bool_]) -> "Entries":
        """Keep some entries."""
        return Entries(self.facility[chosen], self.middle[chosen], self.sole[chosen])


class Fronts(NamedTuple):
    """Places on outlines that face a street: parallel arrays, by outline.

    Attributes
    ----------
    outline
        Number of the outline.
    xy
        Shape (n, 2), RD New.
    edge, off_m
        The nearest edge they face, or one of the street that was asked; metres to it.
    """

    outline: IntArray
    xy: FloatArray
    edge: IntArray
    off_m: FloatArray


def find_fronts(
    outlines: Geometries,
    snapper: Snapper,
    buildings: IndexedShapes | None,
    *,
    of_edge: IntArray,
    of_outline: IntArray,
) -> tuple[Fronts, Fronts]:
    """Find the places on outlines that face a street.

    Parameters
    ----------
    outlines
        Polygon or MultiPolygon, RD New.
    snapper
        What connects points with the streets.
    buildings
        Polygons in RD New through which nobody walks; None where they are not known.
    of_edge, of_outline
        The number of the street of each edge and of the address of each outline; below 0 is none.

    Returns
    -------
    tuple
        Corners of the outline and a place every 10 m, from which the nearest street is no more than 25 m away
        over open ground and not through the building itself or another; and those from which the street of the
        address is, nearest first.
    """
    outline, xy = _along(outlines)
    places = gpd.GeoSeries(points_at(xy), crs=RD_NEW)
    found = snapper.dry_within(places, np.full(len(xy), _FACES_M), only_open=False)
    street = (of_edge[found.edge] == of_outline[outline[found.point]]) & (of_edge[found.edge] >= 0)
    nearest = np.zeros(len(found.point), dtype=bool)
    nearest[np.unique(found.point, return_index=True)[1]] = True
    asked = found.only(nearest | street)
    street, nearest = street[nearest | street], nearest[nearest | street]
    walls = shapely.buffer(outlines, _WALL_M)
    clear = _clear(snapper, walls[outline[asked.point]], xy, asked, buildings)
    all_round, at_street = asked.only(nearest & clear), asked.only(street & clear)
    return _fronts(all_round, outline, xy), _fronts(at_street, outline, xy)


def _fronts(found: Reach, outline: IntArray, xy: FloatArray) -> Fronts:
    return Fronts(outline[found.point], xy[found.point], found.edge, found.off_m)


def _along(outlines: Geometries) -> tuple[IntArray, FloatArray]:
    """List places along outlines, each once: number of the outline, and RD coordinates."""
    parts, part_of = shapely.get_parts(outlines, return_index=True)
    rings = shapely.get_exterior_ring(parts)
    rings = shapely.segmentize(shapely.simplify(rings, _ALIKE_M), _STEP_M)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    number = np.asarray(part_of, dtype=np.int64)[ring]
    rows = np.unique(np.column_stack([number, xy]), axis=0)
    return rows[:, 0].astype(np.int64), rows[:, 1:]


def _clear(
    snapper: Snapper,
    own: Geometries,
    xy: FloatArray,
    found: Reach,
    buildings: IndexedShapes | None,
) -> NDArray[np.bool_]:
    """Tell which legs lead outward, and through no building."""
    feet = place_on_edge(snapper.network, found.edge, found.along_m)
    legs = lines_between(xy[found.point], feet)
    clear = shapely.length(shapely.intersection(own, legs)) <= _INSIDE_M  # a wall is not faced
    if buildings is None or not len(buildings):
        return np.asarray(clear, dtype=bool)
    leg, building = buildings.tree.query(legs, predicate="intersects")
    within_m = shapely.length(shapely.intersection(buildings.shapes[building], legs[leg]))
    clear[leg[within_m > _INSIDE_M]] = False
    return np.asarray(clear, dtype=bool)


def places_along(line: shapely.Geometry) -> Geometries:
    """Give places along a line, or along the outline of an area: its corners and one every 10 m."""
    edge = shapely.boundary(line) if shapely.get_dimensions(line) == 2 else line
    parts = shapely.segmentize(shapely.get_parts(edge), _STEP_M)
    return points_at(np.unique(shapely.get_coordinates(parts), axis=0))


EntryRow = tuple[int, bool, bool, int, shapely.Geometry]
"""Row of the facility, whether a middle, whether it may be the only one, the street it is left by, a Point."""


def entries_table(rows: list[EntryRow]) -> pd.DataFrame:
    """Lay out entries, each once, middles first: the columns are those of `EntryRow`."""
    names = ["facility", "middle", "sole", "street", "geometry"]
    table = pd.DataFrame(rows, columns=names)
    xy = shapely.get_coordinates(shapes_of(as_places(table["geometry"])))
    table = table.assign(x=xy[:, 0], y=xy[:, 1])
    table = table.sort_values(["facility", "middle", "x", "y"], ascending=[True, False, True, True])
    return table.drop_duplicates(["facility", "x", "y", "street"])[names].reset_index(drop=True)
