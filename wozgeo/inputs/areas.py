"""What shape has an object: a polygon, a line, or too little to tell?

Ways that close are polygons; multipolygons are joined from their sides. What the edge of the extract
has cut stays lines, so that water is an obstacle even where its far bank is not in the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.many_shapes import as_one_multiline
from wozgeo.inputs.opl import Lines, members, way_lines


class HasRest(Protocol):
    """An object with an id and its undecoded rest."""

    @property
    def ref(self) -> str:
        """Its id: ``n1``, ``w1`` or ``r1``."""

    @property
    def rest(self) -> str:
        """Undecoded: a node's position, a way's nodes, a relation's members."""


class Areas:
    """Outlines in degrees of ways and relations, decoded together; polygons where they close."""

    def __init__(self, objects: Iterable[HasRest], others: Mapping[str, str]) -> None:
        """Take the objects whose shape is wanted, and other ways that may be sides of them."""
        rests = {o.ref: o.rest for o in objects if o.ref[0] != "n"}
        sides = {ref: members(rest) for ref, rest in rests.items() if ref[0] == "r"}
        ways = {ref: rest for ref, rest in rests.items() if ref[0] == "w"}
        for kind, number, _ in (part for parts in sides.values() for part in parts):
            if kind == "w" and (rest := others.get(f"w{number}")):
                ways.setdefault(f"w{number}", rest)
        self._shapes = dict(zip(ways, _outlines(way_lines(list(ways.values()))), strict=True))
        for ref, parts in sides.items():
            shapes = [(role, self._shapes.get(f"w{i}")) for kind, i, role in parts if kind == "w"]
            self._shapes[ref] = _assemble(
                [shape for role, shape in shapes if shape is not None and role != "inner"],
                [shape for role, shape in shapes if shape is not None and role == "inner"],
            )

    def of(self, objects: Sequence[HasRest]) -> NDArray[np.object_]:
        """Give the shape of each object, None where the file holds too little of it."""
        shapes = np.full(len(objects), None, dtype=object)
        shapes[:] = [self._shapes[o.ref] for o in objects]
        return shapes


def _outlines(lines: Lines) -> NDArray[np.object_]:
    """Make a polygon of each closed way, a line of each other, None of fewer than two nodes."""
    n = len(lines.offsets) - 1
    way = np.repeat(np.arange(n), np.diff(lines.offsets))
    whole = ~np.isnan(lines.lonlat[:, 0])
    counts = np.bincount(way[whole], minlength=n)
    first, last = lines.offsets[:-1], np.maximum(lines.offsets[1:] - 1, 0)
    nodes = np.append(lines.nodes, -1)
    closed = (nodes[first] == nodes[last]) & (counts == np.diff(lines.offsets)) & (counts >= 4)
    shapes = np.full(n, None, dtype=object)
    for ring, chosen in ((True, closed), (False, ~closed & (counts >= 2))):
        use = whole & chosen[way]
        made = (shapely.linearrings if ring else shapely.linestrings)(
            lines.lonlat[use], indices=np.unique(way[use], return_inverse=True)[1]
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
