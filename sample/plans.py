"""Which building plans does Wozerwaard have, as the Planmonitor Gelderland would export them?

Each tells one thing about the definition of geclusterd wonen; ``data/voorbeeld/README.md`` says what.
"""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon

from sample.model import XY, Sheet


@dataclass(frozen=True)
class Plan:
    """One plan; None is a field that nobody filled in.

    Attributes
    ----------
    homes
        Dwellings in the whole plan, and of those nultreden, geclusterd, zorggeschikt and let by the
        corporation.
    years
        First and last delivery.
    stand
        Plantype, projectfase, status_planologisch and realisatiekans.
    """

    number: int
    name: str
    kern: str
    site: tuple[XY, ...]
    homes: tuple[int, int | None, int | None, int | None, int | None]
    years: tuple[int, int]
    stand: tuple[str, str, str, str]
    client: str = "Woningbouwcorporatie"
    open_to: str = "Openbaar"
    second_site: tuple[XY, ...] = ()


_DENSER, _RENEWED, _CHANGED = "Verdichting", "Herstructurering", "Transformatiegebied"
_NEW, _OTHER = "Uitbreiding uitleg", "Uitbreiding overig"
_IDEA, _SHAPE, _DESIGN = "1. Initiatief", "2. Definitie", "3. Ontwerp"
_READY, _BUILDING = "4. Voorbereiding", "5. Realisatie"
_FIRM, _SET = "1A. Onherroepelijk", "2A. Vastgesteld"
_COMING, _VISION = "3. In voorbereiding", "4A. Visie"

PLANS = (
    Plan(
        1,
        "Vogelhof",
        "Wozerdam",
        ((2261, 2004), (2304, 2006), (2296, 2047), (2262, 2046)),
        (24, 24, 24, 4, 24),
        (2027, 2027),
        (_DENSER, _READY, _FIRM, "Groot"),
    ),
    Plan(
        2,
        "Stationshof",
        "Wozerdam",
        ((2391, 2002), (2429, 2002), (2424, 2034), (2391, 2034)),
        (18, 18, 18, 0, 18),
        (2028, 2028),
        (_RENEWED, _DESIGN, _SET, "Gemiddeld"),
    ),
    Plan(
        3,
        "Volkstuinen West",
        "Wozerdam",
        ((1640, 2070), (1760, 2072), (1758, 2130), (1642, 2128)),
        (30, 30, 30, 6, 10),
        (2029, 2030),
        (_CHANGED, _SHAPE, _COMING, "Gemiddeld"),
        client="Gemeente",
    ),
    Plan(
        4,
        "Achterom",
        "Wozerdam",
        ((2332, 2092), (2388, 2094), (2386, 2132), (2334, 2130)),
        (10, 10, 10, 0, 10),
        (2028, 2028),
        (_DENSER, _SHAPE, _COMING, "Groot"),
    ),
    Plan(
        5,
        "Spoorhof",
        "Wozerdam",
        ((2352, 2048), (2398, 2049), (2396, 2078), (2353, 2077)),
        (20, None, 20, None, 16),
        (2029, 2029),
        (_DENSER, _IDEA, _COMING, "Gemiddeld"),
    ),
    Plan(
        6,
        "Kadeterras",
        "Wozerdam",
        ((1970, 2586), (2014, 2587), (2014, 2617), (1971, 2616)),
        (12, 0, 12, 0, 0),
        (2026, 2026),
        (_CHANGED, _BUILDING, _FIRM, "Groot"),
        client="Projectontwikkelaar",
    ),
    Plan(
        7,
        "Grenshof",
        "Wozerdam",
        ((206, 2032), (262, 2034), (260, 2076), (208, 2074)),
        (14, 14, 14, 0, 0),
        (2030, 2030),
        (_OTHER, _IDEA, _VISION, "Klein"),
        client="Particulieren",
    ),
    Plan(
        8,
        "Eikenhof",
        "Overwoud",
        ((1791, 3042), (1834, 3041), (1834, 3072), (1792, 3073)),
        (16, 16, 0, 0, 6),
        (2027, 2028),
        (_DENSER, _DESIGN, _SET, "Groot"),
        client="Projectontwikkelaar",
    ),
    Plan(
        9,
        "Eikenlaan-Zuid",
        "Overwoud",
        ((2076, 2899), (2119, 2899), (2118, 2924), (2077, 2924)),
        (22, 22, None, None, 10),
        (2029, 2030),
        (_NEW, _IDEA, _VISION, "Gemiddeld"),
        client="Gemeente",
    ),
    Plan(
        10,
        "Boskavel",
        "Overwoud",
        ((1830, 3345), (1868, 3346), (1867, 3362), (1831, 3361)),
        (15, 15, 15, 0, 12),
        (2029, 2029),
        (_NEW, _SHAPE, _COMING, "Gemiddeld"),
    ),
    Plan(
        11,
        "Kerklaan-Noord",
        "Overwoud",
        ((2076, 3041), (2119, 3042), (2118, 3073), (2077, 3072)),
        (16, 16, 16, 2, 16),
        (2029, 2029),
        (_RENEWED, _SHAPE, _COMING, "Gemiddeld"),
        open_to="Gemeente",
    ),
    Plan(
        12,
        "Woudrand",
        "Overwoud",
        ((1839, 2897), (1882, 2897), (1882, 2931), (1840, 2931)),
        (14, 14, 14, 0, 14),
        (2032, 2033),
        (_OTHER, _IDEA, _VISION, "Klein"),
    ),
    Plan(
        13,
        "Oude Pastorietuin",
        "Overwoud",
        ((1911, 2897), (1954, 2897), (1953, 2931), (1912, 2930)),
        (30, 24, 20, 0, 8),
        (2029, 2030),
        (_CHANGED, _DESIGN, _SET, "Groot"),
        client="Meerdere, namelijk",
    ),
    Plan(
        14,
        "Veenakker-Oost",
        "Polderveen",
        ((4622, 1846), (4678, 1848), (4676, 1888), (4624, 1886)),
        (16, 16, 16, 0, 16),
        (2028, 2029),
        (_NEW, _DESIGN, _COMING, "Gemiddeld"),
    ),
    Plan(
        15,
        "Polderveen-Noord",
        "Polderveen",
        ((4560, 2102), (4698, 2104), (4698, 2164), (4562, 2162)),
        (96, 60, 30, 4, 24),
        (2028, 2032),
        (_NEW, _SHAPE, _COMING, "Gemiddeld"),
        client="Gemeente",
        second_site=((4412, 2088), (4500, 2096), (4498, 2144), (4414, 2140)),
    ),
)


def build_plans(sheet: Sheet, shift: XY) -> gpd.GeoDataFrame:
    """Give the plans of one sheet as a table in the columns of the Planmonitor Gelderland.

    Parameters
    ----------
    shift
        Metres in RD New from the sheet's own origin.
    """
    rows = [_row(sheet, plan) for plan in PLANS]
    shapes = [_site(plan, shift) for plan in PLANS]
    table = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:28992")
    counts = [
        name for name in map(str, table) if name.startswith(("aantal_", "Totaal_", "oplevering_"))
    ]
    return table.astype(dict.fromkeys(counts, "Int32"))


def _row(sheet: Sheet, plan: Plan) -> dict[str, object]:
    total, nultreden, geclusterd, zorggeschikt, corporatie = plan.homes
    plantype, fase, status, kans = plan.stand
    copy = f"-{sheet.number + 1}" if sheet.number else ""
    return {
        "plan_id": f"WW{copy}-{plan.number:02d}",
        "plannaam": sheet.name(plan.name),
        "gemeente": sheet.name("Wozerwaard"),
        "woonplaats": sheet.name(plan.kern),
        "vertrouwelijkheid": plan.open_to,
        "opdrachtgever_type": plan.client,
        "plantype": plantype,
        "projectfase": fase,
        "status_planologisch": status,
        "oplevering_eerste": plan.years[0],
        "oplevering_laatste": plan.years[1],
        "aantal_nultreden_woningen": _maybe(nultreden),
        "aantal_geclusterde_woningen": _maybe(geclusterd),
        "aantal_zorggeschikte_woningen": _maybe(zorggeschikt),
        "aantal_huurwoningen_corporatie": _maybe(corporatie),
        "Totaal_bouw": total,
        "Totaal_resterend": total,
        "Totaal_netto": total,
        "realisatiekans": kans,
    }


def _maybe(count: int | None) -> object:
    return pd.NA if count is None else count


def _site(plan: Plan, shift: XY) -> MultiPolygon:
    rings = [ring for ring in (plan.site, plan.second_site) if ring]
    places = [Polygon([(x + shift[0], y + shift[1]) for x, y in ring]) for ring in rings]
    return shapely.multipolygons(places)
