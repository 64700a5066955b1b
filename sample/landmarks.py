"""Where are the shops, practices, halts, schools, parks and works of Wozerwaard?"""

from shapely.geometry import LineString, Point, Polygon

from sample import curves
from sample.curves import overwoud, wozerdam
from sample.houses import VILLA, fill_line
from sample.model import XY, Building, Sheet, beside, block, corners

VOGEL = 'Buurthuis <b>"De Vogel"</b> & co'


def draw_landmarks(sheet: Sheet) -> None:
    """Draw everything that needs a place before the houses come."""
    market_square(sheet)
    supermarkets(sheet)
    meeting_places(sheet)
    health(sheet)
    industrial_estate(sheet)
    parks(sheet)
    schools_and_sports(sheet)
    railway_station(sheet)


def _put(
    sheet: Sheet,
    at: XY,
    size: tuple[float, float],
    street: str,
    *,
    kern: str = "Wozerdam",
    angle: float = 0.0,
    **tags: str,
) -> Building:
    """Put one building with one address; the address carries no function of its own."""
    building = sheet.add_building(block(at, *size, angle), kern, year=1985, **tags)
    name = sheet.name(street)
    sheet.add_address(building, name, sheet.next_number(name, 0))
    return building


def _near_street(sheet: Sheet, street: str, near: XY, off_m: float) -> tuple[XY, float]:
    """Return a place beside a street (left positive), next to a point, and its direction."""
    lines = sheet.streets[sheet.name(street)]
    line = min(lines, key=lambda part: part.distance(Point(near)))
    return beside(line, line.project(Point(near)), off_m)


def market_square(sheet: Sheet) -> None:
    """Draw the market with the church; a square to walk over and a library beside it."""
    square = Polygon(
        [wozerdam(*c) for c in ((2336, 0.16), (2398, 0.16), (2398, 0.224), (2336, 0.224))]
    )
    ring = {"highway": "pedestrian", "area": "yes", "name": sheet.name("Markt")}
    sheet.add_way(corners(square.exterior), **ring)
    sheet.room.take(square)
    middle = wozerdam(2372, 0.19)
    turn = wozerdam(2335, 0.168)
    west, east = sheet.onto("Kerksteeg", wozerdam(2245, 0.165)), sheet.onto("Marktstraat", middle)
    sheet.add_street([west, turn, middle, east], sheet.name("Markt"), "pedestrian", surface="sett")
    church = wozerdam(2300, 0.206)
    nave = [(-22, -8), (10, -8), (10, -14), (20, -14), (20, 14), (10, 14), (10, 8), (-22, 8)]
    outline = Polygon([(church[0] + dx, church[1] + dy - 2) for dx, dy in nave])
    tags = {"amenity": "place_of_worship", "religion": "christian", "name": sheet.name("Dorpskerk")}
    sheet.add_building(outline, "Wozerdam", year=1478, building="church", **tags)
    sheet.room.take(outline.buffer(9))


def supermarkets(sheet: Sheet) -> None:
    """Cases 8 and 12: two in Wozerdam, one in Overwoud, none in Polderveen.

    The one in the centre is mapped twice, as a building and as a point; the name of the one in
    Overwoud starts with an equals sign.
    """
    name = sheet.name("Supermarkt De Wozer")
    at, angle = _near_street(sheet, "Achterstraat", wozerdam(2490, 0.15), -26.0)
    shop = {"shop": "supermarket", "name": name}
    _put(sheet, at, (36, 26), "Achterstraat", angle=angle, building="retail", **shop)
    sheet.add_spot((at[0] + 6, at[1] + 4), on_way=False, wheelchair="yes", **shop)
    at, angle = _near_street(sheet, "Rijksweg", wozerdam(3010, 0.5), -34.0)
    east = {"shop": "supermarket", "name": sheet.name("Voordeelmarkt Wozerdam")}
    _put(sheet, at, (46, 32), "Rijksweg", angle=angle, building="retail", **east)
    parking, _ = _near_street(sheet, "Rijksweg", wozerdam(3062, 0.5), -30.0)
    sheet.add_area(block(parking, 40, 36, angle), amenity="parking", taken=True)
    at, angle = _near_street(sheet, "Overwoudse Dorpsstraat", overwoud(2085, 0.5), -25.0)
    store = _put(
        sheet,
        at,
        (26, 22),
        "Overwoudse Dorpsstraat",
        kern="Overwoud",
        angle=angle,
        building="retail",
    )
    store.addresses[0].tags |= {"shop": "supermarket", "name": '=SUPER("Overwoud")'}
    at, angle = _near_street(sheet, "Polderveenseweg", (4262.0, curves.main_y(4262)), 16.0)
    store = _put(sheet, at, (12, 10), "Polderveenseweg", kern="Polderveen", angle=angle)
    store.addresses[0].tags |= {"shop": "convenience", "name": sheet.name("Buurtwinkel Polderveen")}


def meeting_places(sheet: Sheet) -> None:
    """Cases 4, 9 and 12: library, buurthuis, dorpshuizen; one name with markup and quotes."""
    at, angle = _near_street(sheet, "Kerksteeg", wozerdam(2246, 0.118), 22.0)
    library = {"amenity": "library", "name": sheet.name("Bibliotheek Wozerdam")}
    _put(sheet, at, (24, 20), "Kerksteeg", angle=angle, building="civic", **library)
    at, angle = _near_street(sheet, "Rijksweg", (2335, 2195), -22.0)
    house = {"amenity": "community_centre", "name": VOGEL}
    _put(sheet, at, (20, 16), "Rijksweg", angle=angle, **house)
    at, angle = _near_street(sheet, "Overwoudse Dorpsstraat", overwoud(1960, 0.5), 22.0)
    house = {"amenity": "community_centre", "name": sheet.name("Dorpshuis De Brink")}
    _put(sheet, at, (22, 18), "Overwoudse Dorpsstraat", kern="Overwoud", angle=angle, **house)
    at, angle = _near_street(sheet, "Polderveenseweg", (4520.0, curves.main_y(4520)), 20.0)
    hall = _put(sheet, at, (22, 18), "Polderveenseweg", kern="Polderveen", angle=angle)
    hall.tags["building"] = "civic"
    hall.addresses[0].tags |= {"amenity": "community_centre", "name": "Dorpshuis 't Veen"}


def health(sheet: Sheet) -> None:
    """Cases 8 and 12: a huisarts, an apotheek and two that are no huisarts; none in Overwoud."""
    for street, near, off_m, tags in (
        (
            "Molenstraat",
            wozerdam(2480, 0.235),
            -18.0,
            {"amenity": "doctors", "healthcare": "doctor", "name": "Huisartsenpraktijk De Kade"},
        ),
        (
            "Molenstraat",
            wozerdam(2520, 0.235),
            -18.0,
            {"amenity": "pharmacy", "healthcare": "pharmacy", "name": "Apotheek Wozerdam"},
        ),
        (
            "Kloosterstraat",
            wozerdam(2080, 0.27),
            18.0,
            {"amenity": "dentist", "healthcare": "dentist", "name": "Tandartsen Wozerdam"},
        ),
    ):
        at, angle = _near_street(sheet, street, near, off_m)
        house = _put(sheet, at, (15, 12), street, angle=angle)
        house.addresses[0].tags |= tags | {"name": sheet.name(tags["name"])}
    at, angle = _near_street(sheet, "Reigerstraat", wozerdam(2830, 0.575), 19.0)
    _put(sheet, at, (22, 14), "Reigerstraat", angle=angle, building="commercial")
    at, angle = _near_street(sheet, "Turfstraat", (4396.0, curves.main_y(4396) - 60), 17.0)
    tags = {"kern": "Polderveen", "building": "commercial"}
    _put(sheet, at, (12, 12), "Turfstraat", angle=angle, **tags)
    sheet.add_spot(
        (1822.0, curves.main_y(1822) + 62),
        amenity="doctors",
        healthcare="sample_collection",
        name=sheet.name("Coronateststraat Wozerdam"),
    )


def industrial_estate(sheet: Sheet) -> None:
    """Case 13: works with addresses that are no dwellings."""
    x0, y0 = 3010.0, 1790.0
    west = sheet.onto("Oosterparklaan", (3000.0, 1910.0))
    spine = [west, (3040.0, west[1] - 10), (3180.0, 1900.0), (3300.0, 1890.0)]
    sheet.add_street(spine, sheet.name("Ambachtsweg"), "unclassified", surface="asphalt")
    north = [(3180.0, 1900.0), (3190.0, 1980.0), (3180.0, curves.main_y(3180))]
    sheet.add_street(north, sheet.name("Nijverheidsweg"), "unclassified")
    line = LineString(spine)
    rng = sheet.rng
    for street, lane in (("Ambachtsweg", line), ("Nijverheidsweg", LineString(north))):
        for side in (1, -1):
            at = 105.0 if lane is line else 22.0
            while at < lane.length - 20:
                wide, deep = rng.uniform(24, 44), rng.uniform(22, 46)
                centre, angle = beside(lane, at + wide / 2, side * (10 + deep / 2))
                hall = block(centre, wide, deep, angle)
                if sheet.room.is_free(hall):
                    kind = "industrial" if rng.random() < 0.8 else "commercial"
                    _put(sheet, centre, (wide, deep), street, angle=angle, building=kind)
                at += wide + rng.uniform(6, 12)
    estate = Polygon([(x0 - 12, y0 - 20), (3345, y0), (3330, 1985), (3130, 2005), (x0, 1990)])
    sheet.add_area(
        estate, landuse="industrial", name=sheet.name("Bedrijventerrein Oost"), taken=True
    )


def parks(sheet: Sheet) -> None:
    """Draw the park with its pond, the brink of Overwoud and greens between the houses."""
    park = [wozerdam(*c) for c in ((2592, 0.335), (2704, 0.335), (2716, 0.448), (2596, 0.448))]
    pond = Point(wozerdam(2660, 0.39)).buffer(21, quad_segs=4)
    name = sheet.name("Wozerpark")
    sheet.add_area(Polygon(park), leisure="park", name=name, taken=True)
    sheet.add_area(pond, natural="water", water="pond")
    turn, bend = wozerdam(2625, 0.42), wozerdam(2622, 0.36)
    entry, out = sheet.onto("Veerstraat", wozerdam(2569, 0.4)), sheet.onto("Molenweg", turn)
    paths = ([entry, turn, out], [turn, bend, sheet.onto("Wilgenstraat", bend)])
    for path in paths:
        sheet.add_street(path, "", "footway", surface="fine_gravel")
    west, east = overwoud(1878, 0.53), overwoud(1994, 0.53)
    brink = Polygon([west, east, overwoud(1996, 0.625), overwoud(1878, 0.63)])
    sheet.add_area(brink, leisure="park", name=sheet.name("De Brink"), taken=True)
    middle = overwoud(1940, 0.61)
    across = [sheet.onto("Brinklaan", middle), middle, sheet.onto("Kerklaan", middle)]
    sheet.add_street(across, "", "footway", surface="paving_stones")
    for u, t in ((2015, 0.68), (2165, 0.875), (2640, 0.635)):
        green = Point(wozerdam(u, t)).buffer(24, quad_segs=3)
        sheet.add_area(green, leisure="playground", taken=True)
    for place, wide, deep in (
        ((2285, 2035), 60, 70),
        ((2160, 2010), 40, 80),
        ((2000, 2020), 60, 70),
    ):
        sheet.add_area(block(place, wide, deep, 0.1), landuse="grass", taken=True)
    green = Polygon(
        [wozerdam(*c) for c in ((2745, 0.33), (2885, 0.33), (2885, 0.37), (2745, 0.37))]
    )
    sheet.add_area(green, landuse="grass", taken=True)


def schools_and_sports(sheet: Sheet) -> None:
    """Draw two schools, the sports fields in the west and the cemetery."""
    at = wozerdam(2815, 0.41)
    school = {"amenity": "school", "name": sheet.name("Basisschool De Wozer")}
    _put(sheet, at, (52, 26), "Molenweg", angle=0.0, building="school", **school)
    sheet.room.take(block(at, 110, 60))
    at = overwoud(1930, 0.4)
    school = {"amenity": "school", "name": sheet.name("Basisschool De Eik")}
    _put(sheet, at, (36, 18), "Eikenlaan", kern="Overwoud", angle=0.0, building="school", **school)
    sheet.room.take(block(at, 60, 46))
    for x, y in ((1660, 2380), (1770, 2385), (1665, 2275)):
        sheet.add_area(block((x, y), 68, 100, 0.05), leisure="pitch", sport="soccer", taken=True)
    club = {"leisure": "sports_centre", "name": sheet.name("Sportpark De Weide")}
    _put(sheet, (1760, 2290), (34, 14), "Rijksweg", angle=0.0, **club)
    gate = [(1800.0, curves.main_y(1800)), (1800.0, 2290.0)]
    sheet.add_street(gate, "", "service")
    sheet.add_area(block((1825, 2262), 34, 60), amenity="parking", taken=True)
    sheet.add_area(block((2560, 3290), 120, 90, -0.3), landuse="cemetery", taken=True)
    sheet.add_area(block((1700, 2100), 130, 70, 0.03), landuse="allotments", taken=True)


def railway_station(sheet: Sheet) -> None:
    """Draw the station with one platform, north of the track."""
    rail = curves.rail_y
    xs = (2400.0, 2460.0, 2540.0)
    platform = [(x, rail(x) + 7) for x in xs]
    way = sheet.add_way(
        platform, railway="platform", public_transport="platform", highway="platform", ref="1"
    )
    sheet.room.take(way.line.buffer(5))
    name = sheet.name("Station Wozerdam")
    sheet.add_spot(
        (2475, rail(2475) + 11), railway="station", public_transport="station", name=name
    )
    up = [platform[-1], (2566.0, rail(2566) + 12), sheet.onto("Stationsweg", (2580, 1740))]
    sheet.add_street(up, "", "footway", surface="paving_stones")
    sheet.add_area(block((2480, rail(2480) + 34), 90, 22), amenity="parking", taken=True)


HALTS: tuple[tuple[str, tuple[tuple[float, float, str], ...]], ...] = (
    (
        "Rijksweg",
        (
            (270, 2010, "Grensweg"),
            (690, 2060, "Oude Veldweg"),
            (1290, 2140, "De Boomgaarden"),
            (1985, 2195, "Zorgcentrum"),
            (2320, 2200, "Vogelring"),
            (2660, 2150, "Wozerpark"),
            (2818, 2120, "Reigerstraat"),
            (3350, 2040, "Bedrijventerrein"),
            (3740, 2020, "De Hoge Akker"),
        ),
    ),
    (
        "Polderveenseweg",
        (
            (4110, 2020, "Molenakker"),
            (4440, 2040, "Dorpshuis"),
            (5230, 2060, "Weteringweg"),
            (6130, 2010, "Oostgrens"),
        ),
    ),
    (
        "Woudweg",
        (
            (300, 2880, "Westgrens"),
            (930, 2950, "Plas"),
            (1500, 3060, "Boslaan"),
            (2700, 2960, "Woudzicht"),
            (3250, 2880, "Wozerbrug Noord"),
            (3960, 2880, "Eendenkooi"),
            (4640, 2950, "Hooilandseweg"),
            (5690, 2930, "De Uithof"),
        ),
    ),
    ("Overwoudse Dorpsstraat", ((1965, 3120, "De Brink"), (2240, 3100, "Boomgaardlaan"))),
    (
        "Provincialeweg",
        (
            (3480, 330, "Lage Polder"),
            (3520, 1250, "Hoge Veld"),
            (3400, 2980, "Kruispunt Overwoud"),
            (3320, 3420, "Noordpolder"),
        ),
    ),
)


def bus_stops(sheet: Sheet) -> None:
    """Draw halts in pairs: a platform on either side, and the stopping place on the carriageway."""
    for street, halts in HALTS:
        for x, y, halt in halts:
            here = Point(sheet.onto(street, (x, y)))
            line = min(sheet.streets[sheet.name(street)], key=here.distance)
            tags = {"bus": "yes", "name": sheet.name(halt)}
            along_m = line.project(here)
            for shift, side in ((-9.0, -5.0), (9.0, 5.0)):
                at, _ = beside(line, along_m + shift, side)
                sheet.add_spot(
                    at, on_way=False, highway="bus_stop", public_transport="platform", **tags
                )
            sheet.add_spot(corners(here)[0], on_way=True, public_transport="stop_position", **tags)


def shops_in_the_centre(sheet: Sheet) -> None:
    """Case 13: houses in the Voorstraat become shops and offices; some keep a dwelling above."""
    street = sheet.name("Voorstraat")
    middle = wozerdam(2410, 0.075)
    houses = [b for b in sheet.buildings if b.addresses and b.addresses[0].street == street]
    houses.sort(key=lambda b: b.outline.distance(Point(middle)))
    kinds = ("bakery", "butcher", "clothes", "optician", "hairdresser", "florist", "books", "gift")
    for i, kind in enumerate(kinds):
        house = houses[2 * i]
        house.tags["building"] = "yes"
        first = house.addresses[0]
        first.tags["shop"] = kind
        if i % 2:
            x, y = first.at
            sheet.add_address(house, street, first.number, addition="A", at=(x + 0.6, y + 0.6))
    for i, tags in enumerate(({"office": "notary"}, {"office": "company"}, {"craft": "shoemaker"})):
        house = houses[2 * i + 1]
        house.tags |= {"building": "yes"} | tags


def villas_in_the_woods(sheet: Sheet) -> None:
    """Build the loose houses along the Boslaan and the Hooilandseweg."""
    for name in ("Boslaan", "Hooilandseweg"):
        start = LineString(sheet.streets[sheet.name(name)][0].coords[:3])
        fill_line(sheet, "Overwoud", sheet.name(name), start, VILLA, sides=(1,))
