"""Which addresses tell what, under node ids that stay the same when the rest is redrawn?"""

import math

import numpy as np

from sample import curves
from sample.curves import overwoud, wozerdam
from sample.model import XY, Address, Building, Sheet

TELLING: tuple[tuple[int, str, str, XY, str], ...] = (
    # node id, what it tells, street, near which place on the sheet, and which one there:
    # a house number, a shop, an upstairs dwelling (A), a plain building (yes), or any
    (1001, "kade_zuid", "Wozerkade", (2030, curves.south_dike_y(2030) - 12), ""),
    (1002, "kade_noord", "Woudkade", (2030, curves.north_dike_y(2030) + 18), ""),
    (1003, "trap_zonder_helling", "Wozerkade", (2150, curves.south_dike_y(2150) - 12), ""),
    (1004, "trap_met_helling", "Wozerkade", (2645, curves.south_dike_y(2645) - 12), ""),
    (1005, "kamer_in_zorgcentrum", "Rijksweg", (1980, 2230), "180-1"),
    (1006, "aanleunwoning_op_eigen_terrein", "Rijksweg", (1980, 2340), "182-1"),
    (1007, "geen_sluiproute", "Wilgenstraat", wozerdam(1880, 0.31), ""),
    (1008, "annahofje_binnen_400_m", "Annahofje", (2200, 2000), "7"),
    (1009, "brinkhofje_voorbij_400_m", "Brinkhofje", (2270, 3220), "1"),
    (1010, "flat_begane_grond", "Ooievaarstraat", (2800, 1870), "60"),
    (1011, "flat_bovenste_laag", "Ooievaarstraat", (2800, 1870), "82-C"),
    (1012, "boerderij_met_oprit", "Lage Polderweg", (1290, 650), ""),
    (1013, "boerderij_achter_wetering", "Lage Polderweg", (3720, 800), ""),
    (1014, "boerderij_zonder_dam", "Lage Polderweg", (1880, 740), "90"),
    (1015, "boerderij_ver_van_weg", "Lage Polderweg", (4080, 250), "101"),
    (1016, "achter_het_fietspad", "De Weerd", (1720, 1880), ""),
    (1017, "kern_zonder_supermarkt", "Rietstraat", (4290, 1900), ""),
    (1018, "kern_zonder_huisarts", "Beukenlaan", overwoud(2060, 0.69), ""),
    (1019, "pad_zonder_verharding", "Veenakker", (4580, 1900), ""),
    (1020, "fietssluis", "Kievitstraat", wozerdam(2812, 0.69), ""),
    (1021, "paaltje", "Fuutstraat", (2666, 1884), ""),
    (1022, "klaphek", "Westeresch", overwoud(1700, 0.4), ""),
    (1023, "over_het_spoor_met_eigen_straat", "Overspoor", (2790, 1680), "99"),
    (1024, "over_het_spoor_zonder_straat", "Spoorlaan", (2235, 1666), "200"),
    (1025, "eiland", "Plaseiland", (720, 3420), "1"),
    (1026, "winkel", "Voorstraat", wozerdam(2410, 0.075), "shop"),
    (1027, "woning_boven_winkel", "Voorstraat", wozerdam(2410, 0.075), "A"),
    (1028, "gewoon_gebouw", "Achterstraat", wozerdam(2200, 0.15), "yes"),
    (1029, "bedrijf", "Ambachtsweg", (3100, 1900), ""),
    (1030, "rand_van_de_kaart", "Rijksweg", (140, 1990), ""),
)


def number_telling_addresses(sheet: Sheet) -> None:
    """Give the telling addresses their reserved node ids; on the first sheet, when it is whole.

    Raises
    ------
    ValueError
        When a redrawn sheet no longer has an address that fits.
    """
    if sheet.number or sheet.density < 1:
        return
    for node_id, what, street, near, wanted in TELLING:
        fitting = [
            address
            for building in sheet.buildings
            for address in building.addresses
            if address.street == street and address.node_id is None
            if _fits(address, building, wanted)
        ]
        if not fitting:
            raise ValueError(f"no address fits telling address {node_id} ({what})")
        fitting[np.argmin([math.dist(address.at, near) for address in fitting])].node_id = node_id


def _fits(address: Address, building: Building, wanted: str) -> bool:
    if wanted == "shop":
        return "shop" in address.tags
    if wanted == "A":
        return address.addition == "A"
    if wanted == "yes":
        return building.tags == {"building": "yes"} and not address.tags
    return wanted in ("", address.housenumber)
