"""What lies between the kernen: river, dikes, railway and the roads that reach the sheet's edge?"""

from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from sample import curves
from sample.curves import BRIDGE_X, HEIGHT_M, WIDTH_M
from sample.model import XY, Sheet


def draw_country(sheet: Sheet) -> None:
    """Draw everything that crosses the whole sheet."""
    river_with_one_bridge(sheet)
    dikes(sheet)
    railway_with_level_crossings(sheet)
    main_roads(sheet)
    road_for_motor_vehicles(sheet)
    polder_roads(sheet)
    lanes_to_the_dikes(sheet)


def river_with_one_bridge(sheet: Sheet) -> None:
    """Case 1: the river; the provincial road is the only way over it."""
    xs = [x * 40.0 for x in range(int(WIDTH_M / 40) + 1)]
    south = [(x, curves.river_y(x) - curves.river_half_m(x)) for x in xs]
    north = [(x, curves.river_y(x) + curves.river_half_m(x)) for x in xs]
    water = Polygon(south + north[::-1])
    sheet.add_area(water, natural="water", water="river", name=sheet.name("Wozer"), taken=True)
    middle = [(x, curves.river_y(x)) for x in xs]
    sheet.add_way(middle, waterway="river", name=sheet.name("Wozer"))
    low, high = _bridge_ends()
    for off_m, tags in _PROVINCIAL:
        _provincial_line(sheet, off_m, 0.0, low, tags)
        _provincial_line(sheet, off_m, low, high, tags | {"bridge": "yes", "layer": "1"})
        trunk = curves.trunk_y(BRIDGE_X)
        _provincial_line(sheet, off_m, high, trunk - 45, tags)
        _provincial_line(
            sheet, off_m, trunk - 45, trunk + 45, tags | {"bridge": "yes", "layer": "1"}
        )
        _provincial_line(sheet, off_m, trunk + 45, HEIGHT_M, tags)


_PROVINCIAL: tuple[tuple[float, dict[str, str]], ...] = (
    (
        0.0,
        {
            "highway": "secondary",
            "name": "Provincialeweg",
            "maxspeed": "80",
            "surface": "asphalt",
            "bicycle": "use_sidepath",
        },
    ),
    (11.0, {"highway": "cycleway", "surface": "asphalt", "oneway": "no", "moped": "designated"}),
)


def _bridge_ends() -> tuple[float, float]:
    return curves.south_dike_y(BRIDGE_X) + 20, curves.north_dike_y(BRIDGE_X) - 20


def _provincial_line(
    sheet: Sheet, off_m: float, low: float, high: float, tags: dict[str, str]
) -> None:
    points = [(x + off_m, y) for x, y in curves.upward(curves.province_x, low, high)]
    way = sheet.add_way(points, **{k: v for k, v in tags.items() if k != "name"})
    if "name" in tags:
        way.tags["name"] = sheet.name(tags["name"])
        sheet.streets[way.tags["name"]].append(way.line)
    sheet.keep_clear(way.line, tags["highway"])


def dikes(sheet: Sheet) -> None:
    """Draw the roads on the dikes; in the towns the dike is the quay."""
    tags = {"embankment": "yes", "maxspeed": "60", "source__maxspeed": "NL:zone60"}
    town = {"maxspeed": "30", "surface": "sett"}
    south, north = curves.south_dike_y, curves.north_dike_y
    _dike(sheet, curves.along(south, 0, 1860), "Wozerdijk", tags)
    _dike(sheet, curves.along(south, 1860, 3000), "Wozerkade", town)
    _dike(sheet, curves.along(south, 3000, WIDTH_M), "Wozerdijk", tags)
    _dike(sheet, curves.along(north, 0, 1680), "Overwoudsedijk", tags)
    _dike(sheet, curves.along(north, 1680, 2330), "Woudkade", town)
    _dike(sheet, curves.along(north, 2330, WIDTH_M), "Overwoudsedijk", tags)


def _dike(sheet: Sheet, points: list[XY], name: str, tags: dict[str, str]) -> None:
    sheet.add_street(points, sheet.name(name), "unclassified", **tags)


def railway_with_level_crossings(sheet: Sheet) -> None:
    """Case 10: the track, crossed by the Provincialeweg and by the Stationsweg."""
    line = curves.along(curves.rail_y, 0, WIDTH_M)
    tags = {"railway": "rail", "electrified": "contact_line", "gauge": "1435", "usage": "main"}
    way = sheet.add_way(line, **tags)
    sheet.keep_clear(way.line, "rail")


def main_roads(sheet: Sheet) -> None:
    """Draw the Rijksweg and the Woudweg with their cycleways outside the kernen."""
    rural = {"maxspeed": "60", "surface": "asphalt", "bicycle": "use_sidepath"}
    urban = {"maxspeed": "50", "sidewalk": "both", "lit": "yes"}
    main = (
        (0.0, 1740.0, "Rijksweg", rural),
        (1740.0, 3180.0, "Rijksweg", urban),
        (3180.0, 4060.0, "Rijksweg", rural),
        (4060.0, 4700.0, "Polderveenseweg", urban),
        (4700.0, WIDTH_M, "Polderveenseweg", rural),
    )
    wood = (
        (0.0, 1640.0, "Woudweg", rural),
        (1640.0, 2380.0, "Overwoudse Dorpsstraat", urban | {"maxspeed": "30"}),
        (2380.0, WIDTH_M, "Woudweg", rural),
    )
    for curve, parts in ((curves.main_y, main), (curves.wood_y, wood)):
        for low, high, name, tags in parts:
            points = curves.along(curve, low, high)
            sheet.add_street(points, sheet.name(name), "tertiary", **tags)
            if tags is rural:
                _cycleway_beside(sheet, points)


def _cycleway_beside(sheet: Sheet, points: list[XY]) -> None:
    """Draw a cycleway seven metres north of a rural road, joined to it at both ends."""
    line = [(x, y + 7.5) for x, y in points]
    inner = [p for p in line if 14 < p[0] < WIDTH_M - 14]
    start = points[0] if points[0][0] > 0 else line[0]
    end = points[-1] if points[-1][0] < WIDTH_M else line[-1]
    path = [start, *inner[1 if start == points[0] else 0 : -1 if end == points[-1] else None], end]
    sheet.add_street(path, "", "cycleway", surface="asphalt", foot="yes", moped="designated")


def road_for_motor_vehicles(sheet: Sheet) -> None:
    """Case 10: a ``motorroad=yes`` on which nobody walks, with slip roads."""
    tags = {"motorroad": "yes", "maxspeed": "100", "surface": "asphalt", "oneway": "yes"}
    for off_m, step in ((-9.0, 1), (9.0, -1)):
        line = [(x, y + off_m) for x, y in curves.along(curves.trunk_y, 0, WIDTH_M)]
        sheet.add_street(line[::step], "", "trunk", **tags)
    for side, reach in ((-1, -420), (-1, 420), (1, -420), (1, 420)):
        low = curves.trunk_y(BRIDGE_X + reach) + side * 9
        foot = curves.trunk_y(BRIDGE_X) + side * 90
        x_road = curves.province_x(foot)
        bend = (x_road + reach * 0.28, (0.35 * low + 0.65 * foot))
        line = [(BRIDGE_X + reach, low), bend, (x_road, foot)]
        sheet.add_street(line, "", "trunk_link", motorroad="yes", oneway="yes")


_RURAL = {"maxspeed": "60", "source__maxspeed": "NL:zone60"}


def polder_roads(sheet: Sheet) -> None:
    """Case 6: draw the roads without a pavement through the polder, and the road over the track."""
    rail, main, polder = curves.rail_y, curves.main_y, curves.polder_y
    low = curves.along(polder, 0, WIDTH_M)
    sheet.add_street(low, sheet.name("Lage Polderweg"), "unclassified", **_RURAL)
    east = [(4980.0, 0.0), (4960.0, 350.0), (5000.0, polder(5000)), (5020.0, 1200.0)]
    east += [(4960.0, rail(4960)), (4930.0, 1800.0), (4900.0, main(4900))]
    sheet.add_street(east, sheet.name("Weteringweg"), "unclassified", surface="asphalt", **_RURAL)
    station = curves.wozerdam(2560, 0.985)
    over = [station, (station[0] + 12, rail(station[0] + 12)), (2590.0, 1480.0)]
    sheet.add_street(over, sheet.name("Stationsweg"), "residential", sidewalk="both")
    over = [(2590.0, 1480.0), (2560.0, 1200.0), (2600.0, 900.0), (2590.0, polder(2590))]
    sheet.add_street(over, sheet.name("Hoge Veldweg"), "unclassified", **_RURAL)
    west = [(1010.0, polder(1010)), (1040.0, 1150.0), (1000.0, rail(1000))]
    west += [(985.0, rail(985) + 160), (1005.0, main(1005))]
    sheet.add_street(west, sheet.name("Oude Veldweg"), "unclassified", **_RURAL)


def lanes_to_the_dikes(sheet: Sheet) -> None:
    """Draw the lanes between dikes and main roads, and those of the woods and hayfields."""
    wood = curves.wood_y
    lane = [(1400.0, wood(1400)), (1430.0, 3400.0), (1350.0, 3640.0)]
    sheet.add_street(lane, sheet.name("Boslaan"), "unclassified", **_RURAL)
    lane = [(4600.0, wood(4600)), (4640.0, 3250.0), (4900.0, 3480.0), (5600.0, 3420.0)]
    lane += [(5700.0, 3150.0), (5680.0, wood(5680))]
    sheet.add_street(lane, sheet.name("Hooilandseweg"), "unclassified", **_RURAL)
    for x, name in ((4300.0, "Dijkweg West"), (5480.0, "Dijkweg Oost")):
        lane = [(x, curves.main_y(x)), (x + 15, curves.south_dike_y(x + 15))]
        sheet.add_street(lane, sheet.name(name), "unclassified")
    for x, name in ((2900.0, "Kromme Steeg"), (5050.0, "Uithofsesteeg"), (700.0, "Plassteeg")):
        lane = [(x, curves.north_dike_y(x)), (x - 20, wood(x - 20))]
        sheet.add_street(lane, sheet.name(name))


def level_crossings(sheet: Sheet) -> None:
    """Put a level crossing wherever a street crosses the track."""
    rails = [w.line for w in sheet.ways if w.tags.get("railway") == "rail"]
    for way in [w for w in sheet.ways if "highway" in w.tags and "layer" not in w.tags]:
        for rail in rails:
            for point in _points(way.line.intersection(rail)):
                sheet.add_spot(
                    point, on_way=True, railway="level_crossing", crossing__barrier="full"
                )


def _points(shape: BaseGeometry) -> list[XY]:
    parts = getattr(shape, "geoms", [shape])
    return [(p.x, p.y) for p in parts if isinstance(p, Point) and not p.is_empty]
