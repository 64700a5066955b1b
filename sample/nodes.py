"""Where do streets meet, so that they share a node as in OpenStreetMap?"""

import math
from collections import defaultdict
from itertools import pairwise

from shapely import STRtree
from shapely.geometry import LineString, Point

from sample.model import XY, Sheet, Way

NEAR_M = 0.05
"""Places closer than this are one node."""

REACH_M = 4.0
"""The end of a street this near to another street is meant to lie on it."""


def join_ways(sheet: Sheet) -> None:
    """Insert a vertex in every way where another one crosses, ends or has a spot on it.

    Ways on different layers pass without meeting.
    """
    ways = [w for w in sheet.ways if w.tags.keys() & {"highway", "railway", "route"}]
    _pull_ends(ways)
    lines = [w.line for w in ways]
    tree = STRtree(lines)
    cuts: dict[int, list[XY]] = defaultdict(list)
    for i, (way, line) in enumerate(zip(ways, lines, strict=True)):
        near = sorted(int(j) for j in tree.query(line.buffer(NEAR_M)))
        for j in (j for j in near if j > i and _same_level(way, ways[j])):
            for point in _meetings(line, lines[j]):
                cuts[i].append(point)
                cuts[j].append(point)
        for end in (way.points[0], way.points[-1]):
            for j in (j for j in near if j != i and lines[j].distance(Point(end)) < NEAR_M):
                cuts[j].append(end)
    for spot in (s for s in sheet.spots if s.on_way):
        for j in tree.query(Point(spot.at), predicate="dwithin", distance=NEAR_M):
            cuts[int(j)].append(spot.at)
    for i, points in cuts.items():
        ways[i].points = _with_vertices(lines[i], ways[i].points, points)


def _pull_ends(ways: list[Way]) -> None:
    """Move the end of a street onto the line of the street it all but reaches.

    Streets are drawn as chords of curves, so an end meant to lie on one is some decimetres off.
    """
    lines = [w.line for w in ways]
    tree = STRtree(lines)
    for i, way in enumerate(ways):
        for end in (0, -1):
            here = Point(way.points[end])
            near = [
                (lines[j].distance(here), int(j))
                for j in tree.query(here.buffer(REACH_M))
                if j != i
            ]
            near = [
                (d, j) for d, j in near if "highway" in ways[j].tags and _same_level(way, ways[j])
            ]
            if not near or min(near)[0] > REACH_M or min(near)[0] < NEAR_M / 5:
                continue
            line = lines[min(near)[1]]
            vertex = line.interpolate(line.project(here))
            way.points[end] = (vertex.x, vertex.y)


def _same_level(a: Way, b: Way) -> bool:
    if "route" in a.tags or "route" in b.tags:
        return False
    return a.tags.get("layer", "0") == b.tags.get("layer", "0")


def _meetings(a: LineString, b: LineString) -> list[XY]:
    shape = a.intersection(b)
    parts = getattr(shape, "geoms", [shape])
    return [p.coords[0] for p in parts if not p.is_empty]


def _with_vertices(line: LineString, points: list[XY], extra: list[XY]) -> list[XY]:
    """Insert points that lie on a line, in order, leaving out what is a vertex already."""
    at, length = [0.0], 0.0
    for a, b in pairwise(points):
        length += math.dist(a, b)
        at.append(length)
    placed = list(zip(at, points, strict=True))
    for point in extra:
        if all(math.dist(point, p) > NEAR_M for _, p in placed):
            placed.append((line.project(Point(point)), point))
    return [p for _, p in sorted(placed)]
