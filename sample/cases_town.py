"""Which telling cases stand in Wozerdam and Overwoud?

One named function each; ``data/voorbeeld/README.md`` says what a planner should see there.
"""

from shapely.geometry import Polygon

from sample import curves
from sample.curves import overwoud, wozerdam
from sample.model import XY, Building, Sheet, block, polygons


def draw_town_cases(sheet: Sheet) -> None:
    """Draw all cases of this module."""
    dike_with_steps(sheet)
    care_home_on_private_ground(sheet)
    hofje_within_400_m(sheet)
    hofje_beyond_400_m(sheet)
    flat_with_48_addresses(sheet)
    neighbourhood_behind_a_cycleway(sheet)
    barriers_on_footways(sheet)
    ferry_nobody_walks(sheet)
    houses_across_the_track(sheet)


def dike_with_steps(sheet: Sheet) -> None:
    """Case 2: from the quay down to the Voorstraat, once by steps only, once with a ramp.

    Someone with a rollator walks around the first and takes the second.
    """
    plain = {"step_count": "16", "handrail": "yes"}
    ramp = {"step_count": "18", "handrail": "yes", "ramp": "yes", "ramp__wheelchair": "yes"}
    for u, tags in ((2165.0, plain), (2650.0, ramp)):
        low = sheet.onto("Voorstraat", wozerdam(u, 0.075))
        top = sheet.onto("Wozerkade", low)

        def part(share: float, top: XY = top, low: XY = low) -> XY:
            return top[0] + (low[0] - top[0]) * share, top[1] + (low[1] - top[1]) * share

        sheet.add_street([top, part(0.3)], "", "footway", surface="paving_stones")
        sheet.add_street([part(0.3), part(0.55)], "", "steps", surface="concrete", **tags)
        sheet.add_street([part(0.55), low], "", "footway", surface="paving_stones")


def care_home_on_private_ground(sheet: Sheet) -> None:
    """Cases 3 and 13: a care home and sheltered flats, reached by private roads only.

    The private road also links the Wilgenstraat with the Rijksweg: a short cut that is nobody's way
    through. The rooms of the care home are addresses but no dwellings; the sheltered flats are.
    """
    gate = sheet.onto("Rijksweg", wozerdam(1945, 0.5))
    back = sheet.onto("Wilgenstraat", wozerdam(1915, 0.32))
    yard = wozerdam(1940, 0.415)
    private = {"access": "private", "surface": "paving_stones"}
    sheet.add_street([gate, yard, back], "", "service", **private)
    east = wozerdam(2040, 0.41)
    sheet.add_street([yard, east], "", "service", service="driveway", **private)
    corners = [wozerdam(*c) for c in ((1895, 0.335), (2066, 0.335), (2066, 0.488), (1895, 0.488))]
    grounds = Polygon(corners)
    x, y = wozerdam(2000, 0.45)
    shape = [(-32, -9), (32, -9), (32, 5), (-8, 5), (-8, 24), (-22, 24), (-22, 5), (-32, 5)]
    home = sheet.add_building(
        Polygon([(x + dx, y + dy) for dx, dy in shape]),
        "Wozerdam",
        year=1988,
        amenity="social_facility",
        social_facility="nursing_home",
        social_facility__for="senior",
        name=sheet.name("Zorgcentrum De Wozerhof"),
    )
    _rooms(sheet, home, "Rijksweg", (180, 20), ((x - 30, y - 6), (3.1, 0.0)))
    flats = sheet.add_building(
        block(wozerdam(2002, 0.385), 56, 11, 0.02), "Wozerdam", year=1994, building="apartments"
    )
    fx, fy = flats.outline.centroid.coords[0]
    _rooms(sheet, flats, "Rijksweg", (182, 18), ((fx - 25.5, fy), (3.0, 0.0)))
    sheet.room.take(grounds)
    sheet.add_area(grounds, landuse="grass")


def _rooms(
    sheet: Sheet, home: Building, street: str, numbers: tuple[int, int], row: tuple[XY, XY]
) -> None:
    """Give a building ``numbers[1]`` addresses ``numbers[0]``-1, -2 ... in a row of points."""
    (x, y), (dx, dy) = row
    for i in range(numbers[1]):
        at = (x + i * dx, y + i * dy)
        sheet.add_address(home, sheet.name(street), numbers[0], addition=str(i + 1), at=at)


def _hofje(sheet: Sheet, kern: str, name: str, centre: XY, exit_to: list[XY]) -> None:
    """Draw fourteen small houses around a court with a footway that leads to ``exit_to``."""
    x, y = centre
    out = 1 if exit_to[0][0] > x else -1
    gate = (x + 9.0 * out, y)
    ring = [
        gate,
        *((x + 9.0 * i * out, y + 9.0 * j) for i, j in ((1, 1), (-1, 1), (-1, -1), (1, -1))),
    ]
    footway = {"surface": "paving_stones", "name": sheet.name(name)}
    for line in ([*ring, gate], [gate, *exit_to]):
        way = sheet.add_way(line, highway="footway", **footway)
        sheet.keep_clear(way.line, "footway")
    rows = [((x - 11.2 + 5.6 * i, y + 15.5), 5.6, 7.0) for i in range(5)]
    rows += [((x - 15.5 * out, y + 8.4 - 5.6 * i), 7.0, 5.6) for i in range(4)]
    rows += [((x - 11.2 + 5.6 * i, y - 15.5), 5.6, 7.0) for i in range(5)]
    year = 1736 if kern == "Wozerdam" else 1951
    for i, (middle, wide, deep) in enumerate(rows):
        house = sheet.add_building(block(middle, wide, deep), kern, year=year, building="house")
        sheet.add_address(house, sheet.name(name), i + 1)
    sheet.room.take(block(centre, 40, 52))
    sheet.add_area(block(centre, 13, 13), leisure="garden", access="private")


def hofje_within_400_m(sheet: Sheet) -> None:
    """Case 4: every house of the Annahofje is just under 400 m from its buurthuis, on foot."""
    x, y = wozerdam(2215, 0.685)
    street = sheet.onto("Lijsterstraat", (x + 26, y + 70))
    _hofje(sheet, "Wozerdam", "Annahofje", (x, y), [(x + 24, y), (x + 25, y + 40), street])


def hofje_beyond_400_m(sheet: Sheet) -> None:
    """Case 4: every house of the Brinkhofje is just over 400 m from the dorpshuis, on foot."""
    x, y = overwoud(2240, 0.83)
    street = sheet.onto("Oosteresch", (x - 90, y))
    _hofje(sheet, "Overwoud", "Brinkhofje", (x, y), [(x - 22, y), street])


def flat_with_48_addresses(sheet: Sheet) -> None:
    """Case 5: one pand, twelve stairwells, four floors: 60, 60-A, 60-B, 60-C, 62 and so on."""
    centre = wozerdam(2822, 0.815)
    flat = sheet.add_building(
        block(centre, 78, 12.5, -0.03),
        "Wozerdam",
        year=1971,
        building="apartments",
        building__levels="4",
        name=sheet.name("Reigerflat"),
    )
    for stair in range(12):
        for floor, addition in enumerate(("", "A", "B", "C")):
            at = (
                centre[0] - 35.5 + 6.4 * stair,
                centre[1] - 3.6 + 2.4 * floor - 0.19 * (stair - 6),
            )
            street = sheet.name("Ooievaarstraat")
            sheet.add_address(flat, street, 60 + 2 * stair, addition=addition, at=at)
    front = [(centre[0] - 44, centre[1] - 10), (centre[0] + 40, centre[1] - 12.5)]
    street_side = sheet.onto("Ooievaarstraat", (centre[0] - 80, centre[1] - 10))
    sheet.add_street([street_side, *front], "", "footway", surface="paving_stones")
    sheet.add_area(block((centre[0], centre[1] + 4), 104, 54, -0.03), landuse="grass", taken=True)
    parking = block((centre[0] + 2, centre[1] - 32), 70, 16, -0.03)
    sheet.add_area(parking, amenity="parking", taken=True)


def neighbourhood_behind_a_cycleway(sheet: Sheet) -> None:
    """Case 7: De Weerd can only be reached by a cycleway without a word on walking.

    Dutch law lets pedestrians use it. Who leaves cycleways out cuts the neighbourhood off.
    """
    x, y = 1668.0, 1874.0
    west_end = sheet.onto("Vogelring", (x + 200, y + 40))
    ring = [(x + 48, y), (x + 38, y + 42), (x - 45, y + 45), (x - 52, y), (x - 44, y - 44)]
    ring += [(x + 38, y - 42), (x + 48, y)]
    sheet.add_street(ring, sheet.name("De Weerd"), "living_street", surface="paving_stones")
    sheet.add_street([(x + 48, y), (x + 110, y + 4), west_end], "", "cycleway", surface="asphalt")
    outer = Polygon([(x - 108, y - 100), (x + 98, y - 96), (x + 96, y + 98), (x - 100, y + 104)])
    outer = outer.buffer(-8).buffer(12, quad_segs=3)
    gap = block((x + 98, y + 3), 40, 7)
    (moat,) = polygons(outer.difference(outer.buffer(-9)).difference(gap))
    sheet.add_area(moat, natural="water", water="moat", taken=True)


def barriers_on_footways(sheet: Sheet) -> None:
    """Case 10: a bollard, which anybody passes; a cycle barrier and a kissing gate, no rollator."""
    for name, near, streets in (
        ("bollard", (2640.0, 0.87), ("Fuutstraat", "Spoorlaan")),
        ("cycle_barrier", (2812.0, 0.63), ("Reigerstraat", "Kievitstraat")),
        ("", (2812.0, 0.54), ("Rijksweg", "Reigerstraat")),
    ):
        a, b = (sheet.onto(street, wozerdam(*near)) for street in streets)
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        sheet.add_street([a, middle, b], "", "footway", surface="paving_stones")
        if name:
            sheet.add_spot(middle, on_way=True, barrier=name)
    gate = (1600.0, 3036.0)
    a, b = sheet.onto("Westeresch", (1700.0, 3050.0)), sheet.onto("Woudweg", (1500.0, 3050.0))
    sheet.add_street([a, gate, b], "", "footway", surface="paving_stones")
    sheet.add_spot(gate, on_way=True, barrier="kissing_gate")


def ferry_nobody_walks(sheet: Sheet) -> None:
    """Case 10: the summer ferry from quay to quay is no way to walk."""
    south = sheet.onto("Wozerkade", (2025.0, curves.south_dike_y(2025)))
    north = sheet.onto("Woudkade", (2035.0, curves.north_dike_y(2035)))
    sheet.add_way(
        [south, north],
        route="ferry",
        name=sheet.name("Voetveer Wozerdam - Overwoud"),
        foot="yes",
        bicycle="yes",
        motor_vehicle="no",
    )
    for x, y in (south, north):
        sheet.add_spot((x, y + (6 if y < 2720 else -6)), amenity="ferry_terminal", name="Veerstoep")


def houses_across_the_track(sheet: Sheet) -> None:
    """Case 10: two houses whose nearest way lies across the railway.

    One has a street on its own side, further off; the old crossing keeper's house has none.
    """
    rail = curves.rail_y
    lane = [(2590.0, 1560.0), (2700.0, 1585.0), (2860.0, 1592.0)]
    sheet.add_street(lane, sheet.name("Overspoor"), "residential")
    path = [(x, rail(x) + 20) for x in (2606.0, 2680.0, 2760.0, 2840.0)]
    path.append(sheet.onto("Oosterparklaan", (2920.0, rail(2920) + 70)))
    sheet.add_street(path, sheet.name("Spoorpad"), "footway", surface="asphalt")
    near = sheet.add_building(block((2790, rail(2790) - 27), 9, 10), "Wozerdam", building="house")
    sheet.add_address(near, sheet.name("Overspoor"), 99)
    keeper = sheet.add_building(block((2235, rail(2235) - 20), 7, 9), "Wozerdam", building="house")
    sheet.add_address(keeper, sheet.name("Spoorlaan"), 200)


KAVEL = (1808.0, 3319.0, 1872.0, 3378.0)
"""A field north of the Lindelaan with a ditch around it: west, south, east and north."""


def field_with_a_ditch_around(sheet: Sheet) -> None:
    """Draw a field that is near the dorpshuis, and whose bridge is not on the map.

    Whatever is built or planned there is reached across water only.
    """
    west, south, east, north = KAVEL
    a, b, c, d = (west, south), (east, south + 4), (east - 2, north), (west + 3, north - 3)
    for side in ([a, b, c, d], [d, a]):
        sheet.add_way(side, waterway="ditch")
