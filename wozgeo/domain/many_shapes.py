"""How are shapes made by the thousand, and what do they look like to who checks types?

shapely gives one shape or an array of them, whichever it was given, and geopandas a column where a column of
places was chosen from; their stubs forget which. What wozgeo makes by the array comes through these doors,
which say what it is. Coordinates are in RD New.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray

TOUCH_M = 0.01
"""Nearer than this is touching."""


@dataclass(frozen=True)
class IndexedShapes:
    """Many shapes that are looked among more than once: their index is made once.

    Attributes
    ----------
    shapes
        RD New.
    """

    shapes: Geometries

    def __len__(self) -> int:
        return len(self.shapes)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Their index, by position."""
        return shapely.STRtree(self.shapes)


def points_at(xy: FloatArray) -> Geometries:
    """Make a Point at each row of an array of shape (n, 2)."""
    return cast(Geometries, shapely.points(xy))


def lines_between(start: FloatArray, stop: FloatArray) -> Geometries:
    """Make a LineString of two ends for each pair of rows of arrays of shape (n, 2)."""
    return cast(Geometries, shapely.linestrings(np.stack([start, stop], axis=1)))


def lines_short_of(start: FloatArray, stop: FloatArray) -> Geometries:
    """Make such lines a centimetre short at both ends: what they only touch they do not meet."""
    step = stop - start
    length = np.hypot(step[:, 0], step[:, 1])
    share = np.divide(TOUCH_M, length, out=np.full_like(length, 0.5), where=length > 2 * TOUCH_M)
    inset = share[:, None] * step
    return lines_between(start + inset, stop - inset)


def multilines_of(lines: Geometries, owner: IntArray) -> Geometries:
    """Lay lines with the same owner (0 to n, in order) together."""
    return cast(Geometries, shapely.multilinestrings(lines, indices=owner))


def as_one_multiline(lines: Geometries) -> shapely.MultiLineString:
    """Lay an array of lines together."""
    return cast(shapely.MultiLineString, shapely.multilinestrings(lines))


def as_one_multipoint(points: Geometries) -> shapely.MultiPoint:
    """Lay an array of points together."""
    return cast(shapely.MultiPoint, shapely.multipoints(points))


def shapes_of(places: pd.Series) -> Geometries:
    """Give what a column of places holds as an array; None where there is no place."""
    return np.asarray(places, dtype=object)


def as_places(column: pd.Series) -> gpd.GeoSeries:
    """Say that what was chosen from a column of places is one too."""
    return cast(gpd.GeoSeries, column)


def as_table_of_places(table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Say that what was made of a table of places is one too."""
    return cast(gpd.GeoDataFrame, table)
