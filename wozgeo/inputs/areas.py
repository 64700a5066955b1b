"""What shape has an object: a polygon, a line, or too little to tell?

Ways that close are polygons; multipolygons are joined from their sides. What the edge of the extract
has cut stays lines, so that water is an obstacle even where its far bank is not in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.many_shapes import as_one_multiline
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.osm_columns import RELATION, WAY, Lines, OsmColumns

_BATCH = 50_000
"""Outlines that are made at once: some 2 kB each, and all of a town."""


def outlines(columns: OsmColumns, rows: IntArray) -> NDArray[np.object_]:
    """Outline ways and relations in degrees: polygons where they close.

    Parameters
    ----------
    columns
        The objects of a file.
    rows
        Those whose shape is wanted, any number of times; nodes among them have none.

    Returns
    -------
    ndarray
        One per object of the file: None for what was not asked, and where the file holds too little of it.
    """
    wanted = np.zeros(len(columns), dtype=bool)
    wanted[rows] = True
    sides = {
        row: [(n, role) for kind, n, role in columns.members_of(row) if kind == "w"]
        for row in np.flatnonzero(wanted & (columns.kind == RELATION)).tolist()
    }
    numbers = np.array([n for parts in sides.values() for n, _ in parts], dtype=np.int64)
    side_rows = columns.ways_with(numbers)
    wanted[side_rows[side_rows >= 0]] = True
    ways = np.flatnonzero(wanted & (columns.kind == WAY))
    shapes = np.full(len(columns) + 1, None, dtype=object)  # the last: a way the file does not hold
    shapes[ways] = _outlines(columns.lines.only(ways))
    each = iter(side_rows.tolist())
    for row, parts in sides.items():
        found = [(role, shapes[next(each)]) for _, role in parts]
        shapes[row] = _assemble(
            [shape for role, shape in found if shape is not None and role != "inner"],
            [shape for role, shape in found if shape is not None and role == "inner"],
        )
    return shapes[:-1]


@dataclass(frozen=True)
class Outlines:
    """The outlines of many objects, some at a time: those of a country do not fit in memory.

    Attributes
    ----------
    columns, rows
        See `outlines`.
    """

    columns: OsmColumns
    rows: IntArray

    def batches(self) -> Iterator[tuple[IntArray, NDArray[np.object_]]]:
        """Give rows and the shape of each; what fits in one batch is made once."""
        if len(self.rows) <= _BATCH:
            yield self.rows, self._all
            return
        for start in range(0, len(self.rows), _BATCH):
            some = self.rows[start : start + _BATCH]
            yield some, outlines(self.columns, some)[some]

    @cached_property
    def _all(self) -> NDArray[np.object_]:
        shapes: NDArray[np.object_] = outlines(self.columns, self.rows)[self.rows]
        return shapes


def _outlines(lines: Lines) -> NDArray[np.object_]:
    """Make a polygon of each closed way, a line of each other, None of fewer than two nodes."""
    n = len(lines.counts)
    way, whole = lines.way, lines.known
    counts = np.bincount(way[whole], minlength=n)
    first, last = lines.offsets[:-1], np.maximum(lines.offsets[1:] - 1, 0)
    nodes = np.append(lines.nodes, -1)
    closed = (nodes[first] == nodes[last]) & (counts == lines.counts) & (counts >= 4)
    shapes = np.full(n, None, dtype=object)
    for ring, chosen in ((True, closed), (False, ~closed & (counts >= 2))):
        use = whole & chosen[way]
        number = (np.cumsum(chosen) - 1)[way[use]]
        made = (shapely.linearrings if ring else shapely.linestrings)(
            lines.lonlat[use], indices=number
        )
        shapes[chosen] = shapely.polygons(made) if ring else made
    return shapes


def _assemble(outer: list[BaseGeometry], inner: list[BaseGeometry]) -> shapely.Geometry | None:
    """Join the sides of a multipolygon; what does not close stays lines."""
    if not outer:
        return None
    area = shapely.difference(_filled(outer), _filled(inner))
    if not area.is_empty:
        return area
    islands = [side.exterior if isinstance(side, shapely.Polygon) else side for side in inner]
    return as_one_multiline(np.array([*outer, *islands], dtype=object))


def _filled(sides: list[BaseGeometry]) -> BaseGeometry:
    closed = [side for side in sides if side.geom_type == "Polygon"]
    joined = shapely.polygonize([side for side in sides if side.geom_type != "Polygon"])
    return shapely.union_all(shapely.make_valid([*closed, *joined.geoms]))
