"""What covers the ground between roads and houses: fields, ditches, woods and gardens?"""

import math
from collections.abc import Iterable, Sequence

import shapely
from shapely import STRtree, affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from sample import curves
from sample.curves import HEIGHT_M, WIDTH_M
from sample.model import XY, Area, Sheet, as_tags, corners, polygons


def draw_fields(sheet: Sheet) -> None:
    """Cover what is left of the sheet; ditches run between the parcels."""
    built = residential(sheet)
    woods = overwoud_woods(sheet, built)
    taken = [built.buffer(4), woods, *(a.outline for a in sheet.areas if _keeps(a))]
    strips = [w.line.buffer(_verge_m(w.tags)) for w in sheet.ways if _divides(w.tags)]
    open_land = box(0, 0, WIDTH_M, HEIGHT_M).difference(shapely.union_all([*taken, *strips]))
    for piece in _large(open_land, 6000.0):
        _parcels(sheet, piece)
    roadside_ditches(sheet)
    cut_water_at_roads(sheet)


def _keeps(area: Area) -> bool:
    tags = area.tags
    return "natural" in tags or tags.get("landuse") in {
        "industrial",
        "cemetery",
        "allotments",
        "farmyard",
    }


def _divides(tags: dict[str, str]) -> bool:
    return "railway" in tags or tags.get("highway") in {
        "trunk",
        "trunk_link",
        "secondary",
        "tertiary",
        "unclassified",
        "cycleway",
        "residential",
    }


def _verge_m(tags: dict[str, str]) -> float:
    wide = {"trunk": 20.0, "secondary": 17.0, "tertiary": 13.0, "unclassified": 10.0}
    return 16.0 if "railway" in tags else wide.get(tags.get("highway", ""), 8.0)


def residential(sheet: Sheet) -> BaseGeometry:
    """Draw the built-up ground around houses that stand together; return it."""
    lots = [b.outline.buffer(30, quad_segs=2) for b in sheet.buildings if b.addresses]
    ground: BaseGeometry = shapely.union_all(lots).buffer(26, quad_segs=2).buffer(-38, quad_segs=2)
    river = [a.outline.buffer(4) for a in sheet.areas if a.tags.get("water") in {"river", "lake"}]
    works = [a.outline for a in sheet.areas if a.tags.get("landuse") == "industrial"]
    ground = ground.difference(shapely.union_all(river + works)).simplify(3.0)
    for part in _large(ground, 9000.0):
        sheet.add_area(Polygon(part.exterior), landuse="residential")
    return ground


def overwoud_woods(sheet: Sheet, built: BaseGeometry) -> BaseGeometry:
    """Draw the wood north of Overwoud, with a track through it."""
    wood: BaseGeometry = Polygon(
        [
            (1210, 3180),
            (1290, 3640),
            (1500, 3790),
            (1980, 3770),
            (2420, 3690),
            (2760, 3740),
            (2900, 3560),
            (2620, 3420),
            (2240, 3400),
            (1700, 3420),
            (1600, 3240),
        ]
    )
    wood = wood.buffer(-30).buffer(45, quad_segs=3).difference(built.buffer(25))
    roads = [w.line.buffer(9) for w in sheet.ways if "highway" in w.tags]
    fields = [a.outline.buffer(6) for a in sheet.areas if a.tags.get("landuse") == "cemetery"]
    wood = wood.difference(shapely.union_all(roads + fields))
    for part in _large(wood, 3000.0):
        sheet.add_area(Polygon(part.exterior), landuse="forest", name=sheet.name("Overwoudse Bos"))
    track: list[XY] = [
        (1352, 3640),
        (1700, 3600),
        (2050, 3520),
        (2400, 3560),
        (2700, 3480),
        (2860, 3300),
    ]
    track += [(2890, curves.wood_y(2890))]
    sheet.add_way(track, highway="track", tracktype="grade3")
    return wood


def _large(shape: BaseGeometry, least_m2: float) -> Iterable[Polygon]:
    return (part for part in polygons(shape) if part.area >= least_m2)


def _parcels(sheet: Sheet, piece: Polygon) -> None:
    """Cut a piece of open land in strips by slanting lines, with a ditch on every line."""
    rng = sheet.rng
    turn = math.radians(rng.uniform(-9, 9))
    middle = piece.centroid
    flat = affinity.rotate(piece, -turn, origin=middle, use_radians=True)
    x0, y0, x1, y1 = flat.bounds
    x, left = x0, x0
    while left < x1:
        x = left + rng.uniform(110, 260)
        if x1 - x < 90:
            x = x1
        strip = affinity.rotate(box(left, y0, x, y1), turn, origin=middle, use_radians=True)
        for part in _large(piece.intersection(strip), 1500.0):
            kind = rng.choices(("meadow", "farmland", "orchard", ""), _mix(part))[0]
            if kind:
                sheet.add_area(Polygon(polygons(part.simplify(1.5))[0].exterior), landuse=kind)
        edge = LineString([(x, y0), (x, y1)])
        ditch = affinity.rotate(edge, turn, origin=middle, use_radians=True).intersection(piece)
        for line in getattr(ditch, "geoms", [ditch]):
            if isinstance(line, LineString) and line.length > 60 and rng.random() < 0.8 and x < x1:
                sheet.add_way(corners(line), waterway="ditch")
        left = x


def _mix(part: Polygon) -> tuple[float, float, float, float]:
    """Return the shares of meadow, farmland, orchard and of parcels nobody mapped."""
    x, y = part.centroid.coords[0]
    if abs(y - curves.river_y(x)) < 150:
        return (0.9, 0.0, 0.0, 0.1)
    if y < curves.rail_y(x):
        return (0.45, 0.15, 0.05, 0.35)
    return (0.3, 0.15, 0.25, 0.3)


def roadside_ditches(sheet: Sheet) -> None:
    """Dig a ditch along both sides of the road through the polder."""
    for off_m in (-8.0, 8.0):
        line = [(x, y + off_m) for x, y in curves.along(curves.polder_y, 0, WIDTH_M)]
        sheet.add_way(line, waterway="ditch")


def cut_water_at_roads(sheet: Sheet) -> None:
    """Leave a dam in ditches and drains wherever a street crosses them without a bridge."""
    roads = [w for w in sheet.ways if "highway" in w.tags and "bridge" not in w.tags]
    dams = [w.line.buffer(2.5, quad_segs=2) for w in roads]
    tree = STRtree(dams)
    for way in [w for w in sheet.ways if w.tags.get("waterway") in {"ditch", "canal"}]:
        left = _without(way.line, dams, tree)
        lines = [g for g in getattr(left, "geoms", [left]) if g.length > 5]
        sheet.ways.remove(way)
        for line in lines:
            sheet.add_way(corners(line), **way.tags)
    for area in [a for a in sheet.areas if a.tags.get("water") in {"canal", "moat"}]:
        left = _without(area.outline, dams, tree)
        sheet.areas.remove(area)
        sheet.areas += [Area(p, as_tags(area.tags)) for p in polygons(left) if p.area > 20]


def _without(shape: BaseGeometry, dams: Sequence[BaseGeometry], tree: STRtree) -> BaseGeometry:
    near = [dams[i] for i in sorted(tree.query(shape))]
    return shape.difference(shapely.union_all(near)) if near else shape
