"""On what can a verdict hang that the map does not settle?

The other cases show a path that may be closed, one that is not there, a facility that is entered who knows
where, and the edge of the map. Here stand the door, and what closes a question, or half of it: an entrance,
two entrances, and a platform on the map.
"""

from math import cos, sin

from shapely.geometry import LineString, Point

from sample.landmarks import HALTS, VOGEL
from sample.model import XY, Building, Sheet, beside, block, corners

HOME_XY: XY = (2504.0, 2330.0)
ANGLE = -0.24
HOMES = 12
FIRST_NUMBER = 101
_WIDE_M = 4.4


def lane_behind_homes(sheet: Sheet) -> None:
    """Draw a footway behind the Wilgenstraat, that comes out in the Veerstraat only.

    Behind, one is nearer to it than to the street in front; to the library it is the longer way.
    """
    end = sheet.onto("Veerstraat", (2559.0, 2337.0))
    lane = [(2493.0, 2341.0), (2516.0, 2335.3), (2531.0, 2335.6), (2547.0, 2336.4), end]
    sheet.add_street(lane, "", "footway", surface="paving_stones")


def homes_between_two_streets(sheet: Sheet) -> None:
    """Build the Wilgenhof between the Wilgenstraat and the lane: within 400 m by the one, beyond by the other.

    It comes last, so that all that stands elsewhere keeps its number.
    """
    number = len(sheet.buildings) + len(sheet.register_only) + 1
    outline = block(HOME_XY, 28.0, 9.0, ANGLE)
    home = Building(sheet.pand_id(number), outline, {"building": "apartments"}, "Wozerdam", 2019)
    sheet.buildings.append(home)
    sheet.room.take(outline)
    street = sheet.name("Wilgenstraat")
    x, y = HOME_XY
    axis = LineString(
        [(x - 14 * cos(ANGLE), y - 14 * sin(ANGLE)), (x + 14 * cos(ANGLE), y + 14 * sin(ANGLE))]
    )
    for i in range(HOMES):
        at, _ = beside(axis, 3.0 + _WIDE_M * (i // 2), 1.0 if i % 2 else -1.0)
        sheet.add_address(home, street, FIRST_NUMBER + 2 * i, at=at)


def entrance_of_a_supermarket(sheet: Sheet) -> None:
    """Map the main entrance of the Voordeelmarkt: one walks there, and nothing hangs on where it is entered."""
    _door(sheet, sheet.name("Voordeelmarkt Wozerdam"), 0, "main")


def entrances_of_a_buurthuis(sheet: Sheet) -> None:
    """Map a door at either side of De Vogel: one walks to the nearer of two, and no third is thinkable."""
    for corner in (2, 0):
        _door(sheet, VOGEL, corner, "yes")


def _door(sheet: Sheet, name: str, corner: int, kind: str) -> None:
    """Set an entrance in the middle of the wall that begins at one corner of a building."""
    (house,) = (b for b in sheet.buildings if b.tags.get("name") == name)
    ring = corners(house.outline.exterior)[:-1]
    here, there = ring[corner], ring[(corner + 1) % len(ring)]
    door = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
    ring.insert(corner + 1, door)
    house.outline = type(house.outline)(ring)
    sheet.add_spot(door, on_way=False, entrance=kind)


def platform_of_a_bus_stop(sheet: Sheet) -> None:
    """Draw the platform of one halt as the line it is: one walks to its near end."""
    x, y, halt = dict(HALTS)["Polderveenseweg"][1]
    name = sheet.name("Polderveenseweg")
    here = Point(sheet.onto("Polderveenseweg", (x, y)))
    line = min(sheet.streets[name], key=here.distance)
    along_m = line.project(here)
    ends = [beside(line, along_m + shift, -5.0)[0] for shift in (-21.0, 3.0)]
    tags = {"public_transport": "platform", "bus": "yes", "name": sheet.name(halt)}
    sheet.add_way(ends, **tags)
