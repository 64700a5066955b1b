"""What does the BAG know of a drawn gemeente that OpenStreetMap does not, or not yet?

Drawn last, on a sheet that is whole: nothing of it is in the ``.osm.pbf``.
"""

from shapely.geometry import Polygon

from sample import curves
from sample.cases_town import KAVEL
from sample.model import XY, Address, Berth, Building, Sheet, beside, block, corners

NOT_MEASURED = "Verblijfsobject in gebruik (niet ingemeten)"
OUT_OF_USE = "Verblijfsobject buiten gebruik"
FORMED = "Verblijfsobject gevormd"
WITHDRAWN = "Verblijfsobject ingetrokken"
NOT_BUILT = "Niet gerealiseerd verblijfsobject"

WIDE_M = 6.4
"""What one dwelling in a new block takes of its front."""


def register_what_osm_lacks(sheet: Sheet) -> None:
    """Register everything of this module."""
    two_panden_of_six(sheet)
    block_that_nobody_listed(sheet)
    new_block_on_the_island(sheet)
    new_block_behind_a_ditch(sheet)
    block_under_construction(sheet)
    houses_that_were_pulled_down(sheet)
    houses_out_of_use(sheet)
    house_to_let_to_tourists(sheet)
    address_with_two_objects(sheet)
    houseboats_along_the_quay(sheet)
    caravans_beside_the_track(sheet)


def two_panden_of_six(sheet: Sheet) -> None:
    """Register the Beukenhof, twelve dwellings in two panden, finished last year."""
    for i, x in enumerate((2021.5, 2057.5)):
        _new_block(sheet, "Overwoud", (x, 3234.0), 6, ("Beukenlaan", 101 + 12 * i))


def block_that_nobody_listed(sheet: Sheet) -> None:
    """Register fourteen dwellings in one pand that are on no list of complexes: a cluster to ask after."""
    _new_block(sheet, "Overwoud", (2110.0, 3234.0), 14, ("Beukenlaan", 125))


def new_block_on_the_island(sheet: Sheet) -> None:
    """Register twelve dwellings on the island, which no street connects with the rest."""
    _new_block(sheet, "Overwoud", (722.0, 3462.0), 12, ("Plaseiland", 8))


def new_block_behind_a_ditch(sheet: Sheet) -> None:
    """Register the Boszicht, on a field whose bridge OpenStreetMap does not have yet."""
    west, south, _, _ = KAVEL
    _new_block(sheet, "Overwoud", (west + 27.0, south + 16.0), 12, ("Lindelaan", 50))


def block_under_construction(sheet: Sheet) -> None:
    """Register fourteen dwellings that have a permit and stand in scaffolding."""
    block_ = _new_block(sheet, "Wozerdam", (1992.0, 2601.0), 12, ("Wozerkade", 301), FORMED)
    block_.status = "Bouw gestart"
    last = block_.register_only[-1]
    last.status = NOT_BUILT


def _new_block(
    sheet: Sheet,
    kern: str,
    centre: XY,
    n: int,
    first: tuple[str, int],
    status: str = NOT_MEASURED,
) -> Building:
    """Register a block of ``n`` dwellings on two floors; numbers go up by two."""
    street, number = sheet.name(first[0]), first[1]
    per_floor = n // 2
    building = _register_building(sheet, kern, block(centre, per_floor * WIDE_M, 11.0), 2024)
    building.status = "Pand in gebruik (niet ingemeten)"
    for i in range(n):
        along_m = (i % per_floor - (per_floor - 1) / 2) * WIDE_M
        at = (centre[0] + along_m, centre[1] - 1.5 + 3.0 * (i // per_floor))
        address = sheet.new_address(kern, street, number + 2 * i, at)
        address.status, address.purposes = status, "woonfunctie"
        building.register_only.append(address)
    return building


def _register_building(sheet: Sheet, kern: str, outline: Polygon, year: int) -> Building:
    n = len(sheet.buildings) + len(sheet.register_only) + 1
    building = Building(sheet.pand_id(n), outline, {"building": "apartments"}, kern, year)
    sheet.register_only.append(building)
    return building


def houses_that_were_pulled_down(sheet: Sheet) -> None:
    """Withdraw a house that OpenStreetMap still has, and three that are gone there too."""
    house, address = _house(sheet, "Oostsingel", last=True)
    house.status, address.status = "Pand gesloopt", WITHDRAWN
    street = sheet.name("Merelstraat")
    for i in range(3):
        at = (2160.0, 1985.0 + 20.0 * i)
        gone = _register_building(sheet, "Wozerdam", block(at, 9.0, 7.0), 1956)
        gone.status = "Pand gesloopt"
        old = sheet.new_address("Wozerdam", street, 101 + 2 * i, at)
        old.status, old.purposes = WITHDRAWN, "woonfunctie"
        gone.register_only.append(old)


def houses_out_of_use(sheet: Sheet) -> None:
    """Mark two dwellings as out of use for now: they stay dwellings."""
    for street in ("Achterstraat", "Sparrenlaan"):
        _house(sheet, street, last=True)[1].status = OUT_OF_USE


def house_to_let_to_tourists(sheet: Sheet) -> None:
    """Let one house in the woods be no dwelling for the BAG, whatever OpenStreetMap says."""
    _house(sheet, "Boslaan", last=True)[1].purposes = "logiesfunctie"


def address_with_two_objects(sheet: Sheet) -> None:
    """Register one address twice, as happens when a house is split and one half keeps its number."""
    house, address = _house(sheet, "Turfstraat", number=12)
    x, y = address.at
    twin = sheet.new_address(house.kern, address.street, address.number, (x + 1.5, y + 1.5))
    twin.postcode = address.postcode
    house.register_only.append(twin)


def _house(
    sheet: Sheet, street: str, *, number: int = 0, last: bool = False
) -> tuple[Building, Address]:
    """Find a house of a street: the last plain one, or the one with a number or the next higher."""
    found = [
        (address.number, building, address)
        for building in sheet.buildings
        for address in building.addresses
        if address.street == sheet.name(street) and not address.tags
        if building.tags.keys() == {"building"}
    ]
    found.sort(key=lambda item: item[0])
    chosen = found[-1] if last else next((f for f in found if f[0] >= number), found[-1])
    return chosen[1], chosen[2]


def houseboats_along_the_quay(sheet: Sheet) -> None:
    """Register four houseboats east of Wozerdam; the quay is on their own bank."""
    for i in range(4):
        x = 2920.0 + 24.0 * i
        slope = (curves.river_y(x + 10) - curves.river_y(x - 10)) / 20
        y = curves.river_y(x) - curves.river_half_m(x) + 7.0
        _berth(sheet, "ligplaats", block((x, y), 18.0, 5.0, slope), ("Wozerkade", 351 + 2 * i))


def caravans_beside_the_track(sheet: Sheet) -> None:
    """Register three caravans at the end of the Overspoor."""
    (line,) = sheet.streets[sheet.name("Overspoor")]
    for i, (further_m, off_m) in enumerate(((12.0, 14.0), (12.0, -14.0), (34.0, 0.0))):
        at, angle = beside(line, line.length, off_m)
        place = block((at[0] + further_m, at[1]), 16.0, 12.0, angle)
        _berth(sheet, "standplaats", place, ("Overspoor", 131 + 2 * i))


def _berth(sheet: Sheet, kind: str, outline: Polygon, address: tuple[str, int]) -> None:
    street, number = address
    at = corners(outline.centroid)[0]
    code = {"ligplaats": "02", "standplaats": "03"}[kind]
    given = sheet.new_address("Wozerdam", sheet.name(street), number, at, kind=code)
    given.status = "Plaats aangewezen"
    sheet.berths.append(Berth(kind, outline, given))
