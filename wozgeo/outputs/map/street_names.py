"""Where on the map can the name of a street be written?

Along its straight stretches, at most once per so many metres: a name is written straight, so it needs a
stretch that is.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from wozgeo.domain.many_shapes import points_at
from wozgeo.outputs.map.packed_shapes import Shapes

NAMED_KINDS = ("hoofdweg", "straat", "pad")
"""Kinds of the backdrop whose names are written, the most important first."""

_BEND_M = 5.0
"""A street that stays within this of a straight line is straight enough."""
_SHORTEST_M = 30.0
"""On a shorter stretch no name fits, at whatever zoom."""
_APART_M = 300.0
"""Two places for one name are at least this far apart."""


def place_street_names(backdrop: gpd.GeoDataFrame) -> tuple[Shapes, list[dict[str, Any]]]:
    """Choose places for the names of streets.

    Parameters
    ----------
    backdrop
        ``kind``, ``name`` ("" for none; the column may be missing) and geometry in RD New; may be empty.

    Returns
    -------
    tuple
        Points in RD New, the middles of the stretches; and per point its record: ``naam``, ``hoek``
        (whole degrees clockwise from east, -90 to 90: never upside down) and ``m`` (whole metres of the
        stretch). Main roads come first, then the longest stretches: the order in which to write them.
    """
    if "name" not in backdrop.columns:
        return np.zeros(0, dtype=object), []
    kinds, names = backdrop["kind"].to_numpy(), backdrop["name"].to_numpy(dtype=object)
    rank = np.full(len(backdrop), len(NAMED_KINDS))
    for place, kind in enumerate(NAMED_KINDS):
        rank[kinds == kind] = place
    chosen = np.flatnonzero((rank < len(NAMED_KINDS)) & (names != ""))
    if not len(chosen):
        return np.zeros(0, dtype=object), []
    keys, of = np.unique([f"{rank[i]} {names[i]}" for i in chosen.tolist()], return_inverse=True)
    start, stop, key = _straight_stretches(backdrop.geometry.to_numpy()[chosen], of)
    metres = np.hypot(*(stop - start).T)
    importance = np.array([int(text.partition(" ")[0]) for text in keys])
    order = np.lexsort((start[:, 1], start[:, 0], -metres, importance[key]))
    middle = (start + stop) / 2
    kept = _apart(middle, key, order)
    records: list[dict[str, Any]] = [
        {
            "naam": str(keys[key[i]]).partition(" ")[2],
            "hoek": _upright(*(stop[i] - start[i])),
            "m": int(metres[i]),
        }
        for i in kept
    ]
    return points_at(middle[kept]), records


def _straight_stretches(
    lines: Shapes, of: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.intp]]:
    """Join the pieces of each street and cut it where it bends: starts, ends, and whose they are."""
    parts, line = shapely.get_parts(lines, return_index=True)
    is_line = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    parts, line = parts[is_line], of[line[is_line]]
    order = np.argsort(line, kind="stable")
    # The edge of a map may leave no line of a street; shapely wants the others numbered without a gap.
    streets, numbered = np.unique(line[order], return_inverse=True)
    joined = shapely.line_merge(shapely.multilinestrings(parts[order], indices=numbered))
    whole, joint = shapely.get_parts(joined, return_index=True)
    street = streets[joint]
    xy, part = shapely.get_coordinates(shapely.simplify(whole, _BEND_M), return_index=True)
    follows = part[1:] == part[:-1]
    start, stop, key = xy[:-1][follows], xy[1:][follows], street[part[:-1][follows]]
    long = np.hypot(*(stop - start).T) >= _SHORTEST_M
    return start[long], stop[long], key[long]


def _apart(
    middle: npt.NDArray[np.float64], key: npt.NDArray[np.intp], order: npt.NDArray[np.intp]
) -> list[int]:
    """Keep places in order, leaving out those near another of the same name."""
    kept: list[int] = []
    by_name: dict[int, list[npt.NDArray[np.float64]]] = {}
    for i in order.tolist():
        near = by_name.setdefault(int(key[i]), [])
        if all(np.hypot(*(middle[i] - other)) >= _APART_M for other in near):
            near.append(middle[i])
            kept.append(i)
    return kept


def _upright(east_m: float, north_m: float) -> int:
    """Give the angle as a screen turns: clockwise, and so that the text can be read."""
    degrees = round(np.degrees(np.arctan2(-north_m, east_m)))
    return int((degrees + 90) % 180 - 90)
