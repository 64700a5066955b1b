"""What lies on the ground of a small map, as few and short SVG paths as legible?

A window of the ground is a square of `UNITS` whole units: finer than print shows, so that coordinates are
short and outlines are as simple as they look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.plain_types import Geometries, IntArray

UNITS = 1000
"""Width and height of a small map."""

MIN_SIDE_M = 500.0
_BUILDINGS_BELOW_M = 1500.0
_PATHS_BELOW_M = 2600.0
_BLOCK_M = 14.0
"""Houses nearer than twice this are one built-up block where single ones would be dust."""
_BLOCK_UNITS = 8.0
"""No block is smaller: two thirds of a millimetre on paper."""
_FINEST_M = 2.0
_EDGE_UNITS = 6
_DUST_UNITS2 = 60.0
_SHOWN_PERCENT = 80
"""Of the dwellings, around their middle: farms far away do not shrink the village."""


@dataclass(frozen=True)
class Window:
    """A square of the ground, in RD New metres.

    Parameters
    ----------
    west_m, north_m
        Its upper left corner.
    side_m
        Its width and height.
    """

    west_m: float
    north_m: float
    side_m: float

    def units(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give where points (n, 2) lie in units, rightwards and downwards."""
        scale = UNITS / self.side_m
        return np.column_stack(
            [(points[:, 0] - self.west_m) * scale, (self.north_m - points[:, 1]) * scale]
        )

    def box(self, edge_units: float = 0.0) -> tuple[float, float, float, float]:
        """Give west, south, east and north, somewhat wider by an edge."""
        edge = edge_units * self.side_m / UNITS
        return (
            self.west_m - edge,
            self.north_m - self.side_m - edge,
            self.west_m + self.side_m + edge,
            self.north_m + edge,
        )

    @property
    def tolerance_m(self) -> float:
        """How far an outline may move: what a print does not show."""
        return max(_FINEST_M, 3.0 * self.side_m / UNITS)


def window_of(dwellings: gpd.GeoSeries, objects: Iterable[BaseGeometry | None]) -> Window | None:
    """Choose what a map shows: the dwellings but the farthest few, and every object.

    Returns
    -------
    Window or None
        None where there is nothing to show.
    """
    boxes = [shapely.bounds(g) for g in objects if g is not None and not g.is_empty]
    places = shapely.get_coordinates(dwellings.to_numpy())
    if len(places):
        middle = np.median(places, axis=0)
        reach = 1.15 * np.percentile(np.abs(places - middle).max(axis=1), _SHOWN_PERCENT)
        boxes.append(np.concatenate([middle - reach, middle + reach]))
    if not boxes:
        return None
    west, south = np.min(boxes, axis=0)[:2]
    east, north = np.max(boxes, axis=0)[2:]
    side = max(MIN_SIDE_M, 1.12 * max(east - west, north - south))
    return Window((west + east - side) / 2, (south + north + side) / 2, side)


def draw_ground(backdrop: gpd.GeoDataFrame, window: Window) -> Markup:
    """Draw green, water, houses, railways and streets of a window, one path per kind."""
    here = _inside(backdrop, window)
    drawn = Markup()
    for kind in _LOOKS:
        shapes = here.get(kind)
        if shapes is None:
            continue
        if kind == "gebouw":
            shapes = _houses(shapes, window)
        if kind == "groen":
            shapes = _one_field(shapes, window)
        if kind == "pad" and window.side_m > _PATHS_BELOW_M:
            continue
        path = path_of(shapes, window, lines=kind in _LINES)
        if path:
            drawn += Markup('<path {} d="{}"/>').format(_LOOKS[kind], path)
    return drawn


def path_of(shapes: Geometries, window: Window, *, lines: bool = False) -> str:
    """Write shapes as the content of a ``d``: whole units, relative, closed unless lines."""
    thinned = shapely.simplify(_joined(shapes) if lines else shapes, window.tolerance_m)
    parts = shapely.get_parts(thinned[~shapely.is_empty(thinned)])
    if not lines:
        scale = UNITS / window.side_m
        areal = parts[shapely.get_type_id(parts) == 3]
        parts = shapely.get_rings(areal[shapely.area(areal) * scale**2 > _DUST_UNITS2])
    xy, part = shapely.get_coordinates(parts, return_index=True)
    steps = np.rint(window.units(xy)).astype(np.int64)
    return "".join(_strokes(steps, part, "" if lines else "z"))


def _one_field(shapes: Geometries, window: Window) -> Geometries:
    """Let areas be one that lie over each other, or nearer than is drawn: fields and the ditch between."""
    gap_m = window.tolerance_m / 2
    wide = shapely.buffer(shapely.union_all(shapes), gap_m, join_style="mitre")
    return shapely.get_parts(shapely.buffer(wide, -gap_m, join_style="mitre"))


def _joined(lines: Geometries) -> Geometries:
    """Let lines that follow each other be one: it begins once, and its corners are thinned together."""
    parts = shapely.get_parts(lines)
    parts = parts[shapely.get_type_id(parts) == 1]
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts)))


_LINE = Markup(
    'fill="none" stroke-linejoin="round" stroke-linecap="round" stroke="{}" stroke-width="{}"'
)
_LOOKS: dict[str, Markup] = {
    "groen": Markup('fill="#e8efdd"'),
    "water": Markup('fill="#cbdfea"'),
    "waterlijn": _LINE.format("#b3d0df", 1.6),
    "gebouw": Markup('fill="#e2dcd0"'),
    "spoor": Markup('fill="none" stroke="#8c877e" stroke-width="2" stroke-dasharray="9 5"'),
    "pad": _LINE.format("#d3ccbf", 1),
    "straat": _LINE.format("#c5bdae", 1.7),
    "hoofdweg": _LINE.format("#a89f8d", 4.2),
}
"""Per kind how it is drawn, from the bottom up; attributes, since a PDF takes no style sheet into SVG."""

_LINES = frozenset({"waterlijn", "spoor", "pad", "straat", "hoofdweg"})


def _inside(backdrop: gpd.GeoDataFrame, window: Window) -> dict[str, Geometries]:
    """Give the shapes of each kind that a window cuts out."""
    box = window.box(_EDGE_UNITS)
    if not len(backdrop):
        return {}
    near = np.sort(backdrop.sindex.query(shapely.box(*box)))
    shapes = backdrop.geometry.to_numpy()[near]
    kinds = pd.Series(backdrop["kind"].to_numpy(dtype=object)[near])
    areal = ~kinds.isin(_LINES).to_numpy()
    cut = shapes.copy()
    over = _over_the_edge(shapes, box)
    blocks = (kinds == "gebouw").to_numpy() & (window.side_m > _BUILDINGS_BELOW_M)
    mended = areal & (over | ~blocks)  # of houses that become blocks only the bounds are asked
    cut[mended] = shapely.make_valid(cut[mended])
    cut[over] = shapely.clip_by_rect(cut[over], *box)
    kept = ~shapely.is_empty(cut)
    return {
        str(kind): cut[np.flatnonzero((kinds == kind).to_numpy() & kept)] for kind in kinds.unique()
    }


def _over_the_edge(shapes: Geometries, box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Tell which shapes do not lie whole within a box: the others need no clipping."""
    west, south, east, north = shapely.bounds(shapes).T
    inside = (west > box[0]) & (south > box[1]) & (east < box[2]) & (north < box[3])
    return np.asarray(~inside)


def _houses(shapes: Geometries, window: Window) -> Geometries:
    """Give houses one by one in a village, as blocks where the window is a town."""
    if window.side_m <= _BUILDINGS_BELOW_M:
        return shapes
    corners = shapely.bounds(shapes).reshape(-1, 2, 2)
    ends = np.concatenate([corners[:, 0], corners[:, 1], corners.mean(axis=1)])
    block_m = max(_BLOCK_M, _BLOCK_UNITS * window.side_m / UNITS)
    cells = np.unique(np.floor(ends / block_m), axis=0) * block_m
    boxes = shapely.box(*cells.T, *(cells + block_m).T)
    blocks: Geometries = shapely.get_parts(shapely.coverage_union_all(boxes))
    return blocks


def _strokes(steps: IntArray, part: IntArray, end: str) -> Iterator[str]:
    """Write every part as its first corner and the steps from there; who takes no step is not drawn.

    Parameters
    ----------
    steps
        Corners in whole units, (n, 2).
    part
        Which part each is of, rising.
    end
        What closes a part; its last step is then left to it.
    """
    moves = np.diff(steps, axis=0)
    taken = (part[1:] == part[:-1]) & moves.any(axis=1)
    moves, owner = moves[taken], part[1:][taken]
    if end:
        kept = np.append(owner[1:] == owner[:-1], False) if len(owner) else taken[:0]
        moves, owner = moves[kept], owner[kept]
    if not len(owner):
        return
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    written = [f"{n}" if n < 0 else f" {n}" for n in moves.ravel().tolist()]
    corners = steps[np.searchsorted(part, owner[first])].tolist()
    bounds = [*(2 * first).tolist(), len(written)]
    for (x, y), start, stop in zip(corners, bounds, bounds[1:], strict=False):
        yield f"M{x} {y}l{''.join(written[start:stop]).strip()}{end}"
