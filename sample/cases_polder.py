"""Which telling cases lie in the polder, in the lake and in Polderveen?"""

from shapely.geometry import LineString, Polygon

from sample import curves
from sample.curves import polder_y
from sample.houses import SEMI, VILLA, build_house, fill_line, fill_street
from sample.model import Building, Sheet, block, corners, polygons

WETERING_NORTH_M = 46.0
"""From the Lage Polderweg to the middle of the wetering."""
WETERING = (2700.0, 4880.0)


def draw_polder_cases(sheet: Sheet) -> None:
    """Draw all cases of this module."""
    untagged_path(sheet)
    farms_with_a_driveway(sheet)
    farms_behind_the_wetering(sheet)
    farm_without_a_way_over_the_ditch(sheet)
    farm_far_from_any_road(sheet)
    island_of_streets(sheet)


def untagged_path(sheet: Sheet) -> None:
    """Case 9: a path without a surface makes the dorpshuis near for the Veenakker, or not.

    For a rollator the path is unknown: under 400 m with it, over 400 m along the streets.
    """
    start = corners(sheet.streets[sheet.name("Veenakker")][0])[-1]
    end = sheet.onto("Polderveenseweg", (start[0], start[1] + 118))
    sheet.add_street([start, (start[0] - 6, start[1] + 60), end], "", "path")


def _farm(sheet: Sheet, x: float, y: float, street: str, number: int, kern: str) -> Building:
    """Draw a farmhouse with two barns around a yard."""
    turn = sheet.rng.uniform(-0.12, 0.12)
    house = sheet.add_building(
        block((x, y), 13, 11, turn), kern, year=sheet.rng.randint(1850, 1975), building="house"
    )
    sheet.add_address(house, sheet.name(street), number)
    away = 1 if y > polder_y(x) else -1
    for dx, dy, wide, deep in ((-24, 20, 19, 34), (6, 30, 24, 16)):
        barn = block((x + dx, y + away * dy), wide, deep, turn)
        sheet.add_building(barn, kern, year=1990, building="farm_auxiliary")
    yard = block((x - 8, y + away * 17), 66, 74, turn)
    sheet.add_area(yard, landuse="farmyard")
    sheet.room.take(yard)
    return house


_FARMS = (
    # x along the Lage Polderweg, metres north of it
    (240, 42),
    (560, -46),
    (860, 52),
    (1290, -40),
    (1480, 44),
    (2150, -44),
    (2370, 48),
    (2860, -45),
    (3160, -42),
    (3790, -48),
    (4330, -44),
    (5300, 50),
    (5580, -45),
    (6010, 46),
)


def farms_with_a_driveway(sheet: Sheet) -> None:
    """Case 6: farms along a road without pavement, each with a mapped driveway over the ditch."""
    for i, (x, dy) in enumerate(_FARMS):
        y = polder_y(x) + dy
        _farm(sheet, x, y, "Lage Polderweg", 2 * i + 1 + (dy > 0), _kern_at(x))
        driveway = [(x + 13, polder_y(x + 13)), (x + 12, y), (x + 11, y + (14 if dy > 0 else -14))]
        sheet.add_street(driveway, "", "service", service="driveway")


def _kern_at(x: float) -> str:
    return "Wozerdam" if x < 3450 else "Polderveen"


def farms_behind_the_wetering(sheet: Sheet) -> None:
    """Case 6: a wide drain along the road; each farm behind it has its own bridge."""
    xs = [WETERING[0] + 40 * i for i in range(int((WETERING[1] - WETERING[0]) / 40) + 1)]
    line = [(x, polder_y(x) + WETERING_NORTH_M) for x in xs]
    water = LineString(line).buffer(4.5, cap_style="flat")
    farms = (2800.0, 3080.0, 3720.0, 4080.0, 4520.0)
    name = sheet.name("Wozerwetering")
    sheet.add_way(line, waterway="canal", name=name)
    sheet.add_area(water, natural="water", water="canal", name=name, taken=True)
    for i, x in enumerate(farms):
        road, drain = polder_y(x), polder_y(x) + WETERING_NORTH_M
        _farm(sheet, x - 12, drain + 30, "Lage Polderweg", 50 + 2 * i, _kern_at(x))
        sheet.add_street([(x, road), (x, drain - 6)], "", "service", service="driveway")
        bridge = {"bridge": "yes", "layer": "1", "service": "driveway"}
        sheet.add_street([(x, drain - 6), (x, drain + 6)], "", "service", **bridge)
        sheet.add_street([(x, drain + 6), (x - 1, drain + 44)], "", "service", service="driveway")


def farm_without_a_way_over_the_ditch(sheet: Sheet) -> None:
    """Case 6: a farm with water all around and no driveway on the map.

    Its nearest road is across the ditch, and there is none on its own side.
    """
    x, y = 1880.0, polder_y(1880) + 52
    _farm(sheet, x, y, "Lage Polderweg", 90, "Wozerdam")
    ring = block((x - 6, y + 20), 112, 108)
    sheet.add_way(corners(ring.exterior), waterway="ditch")
    sheet.room.take(ring)


def farm_far_from_any_road(sheet: Sheet) -> None:
    """Case 6: the nearest road is more than 250 m from this farm."""
    _farm(sheet, 4080.0, 250.0, "Lage Polderweg", 101, "Polderveen")


def island_of_streets(sheet: Sheet) -> None:
    """Case 11: houses on an island in the lake, reached by boat only: niet_verbonden."""
    x, y = 720.0, 3420.0
    lake = Polygon(
        [
            (x - 330, y - 40),
            (x - 260, y + 120),
            (x - 90, y + 190),
            (x + 120, y + 160),
            (x + 300, y + 90),
            (x + 340, y - 60),
            (x + 210, y - 170),
            (x - 20, y - 200),
            (x - 240, y - 165),
        ]
    )
    lake = lake.buffer(-60, quad_segs=4).buffer(60, quad_segs=4)
    isle = Polygon([(x - 85, y - 20), (x - 40, y + 62), (x + 70, y + 50), (x + 95, y - 30)])
    isle = isle.buffer(20, quad_segs=4)
    (water,) = polygons(lake.difference(isle))
    sheet.add_area(water, natural="water", water="lake", name=sheet.name("Wozerplas"), taken=True)
    lane = sheet.add_street(
        [(x - 80, y), (x - 20, y + 12), (x + 60, y), (x + 88, y - 8)],
        sheet.name("Plaseiland"),
        "residential",
    )
    for i, along_m in enumerate((18.0, 48.0, 82.0, 112.0, 140.0, 66.0)):
        off_m = 18.0 if i % 2 else -18.0
        build_house(sheet, "Overwoud", sheet.name("Plaseiland"), lane, along_m=along_m, off_m=off_m)


def fill_polder(sheet: Sheet) -> None:
    """Build the loose ribbons of houses outside the kernen, among them those at the edge.

    The outer ones stand so near to the edge of the map that a nearer facility may lie beyond it.
    """
    for name, kern, curve, spans in (
        ("Rijksweg", "Wozerdam", curves.main_y, ((130, 420),)),
        ("Polderveenseweg", "Polderveen", curves.main_y, ((6020, 6290),)),
        ("Woudweg", "Overwoud", curves.wood_y, ((180, 330), (5250, 5480), (6120, 6300))),
    ):
        for low, high in spans:
            ribbon = LineString(curves.along(curve, low, high))
            fill_line(sheet, kern, sheet.name(name), ribbon, VILLA)
    fill_street(sheet, "Wozerdam", sheet.name("Overspoor"), SEMI)
    fill_street(sheet, "Wozerdam", sheet.name("De Weerd"), SEMI)
