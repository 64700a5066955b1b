"""Which streets make up the three kernen, and what is built along them?

Streets first (tables below), then the cases and landmarks take their ground, then ``fill_kernen``
builds rows of houses wherever there is room left.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from shapely.geometry import LineString, Point

from sample import curves
from sample.houses import MIXED, OLD, ROW, SEMI, VILLA, Style, fill_street
from sample.model import XY, Boundary, Kern, Sheet

PLACE = {"Wozerdam": "town", "Overwoud": "village", "Polderveen": "village"}

REACH_M = 18.0
"""Ends of streets are drawn about as near as this to the street they lead to."""

PAVED = {"surface": "paving_stones"}
CALM = {"highway": "living_street", "surface": "paving_stones"}

Street = tuple[str, Style, dict[str, str], tuple[tuple[float, float], ...]]

_WOZERDAM: tuple[Street, ...] = (
    # name, style, further tags, points as (u along the river, t from quay to track)
    ("Voorstraat", OLD, PAVED, ((2050, 0.075), (2780, 0.075))),
    ("Achterstraat", MIXED, PAVED, ((1960, 0.15), (2900, 0.15))),
    ("Molenstraat", SEMI, {}, ((1885, 0.235), (2720, 0.235))),
    ("Wilgenstraat", VILLA, {}, ((1880, 0.32), (2200, 0.33), (2560, 0.315), (2720, 0.32))),
    ("Populierenstraat", SEMI, PAVED, ((2080, 0.41), (2300, 0.42), (2560, 0.41))),
    ("Westsingel", VILLA, {}, ((1890, 0.13), (1880, 0.24), (1880, 0.33))),
    ("Kloosterstraat", VILLA, {}, ((2080, 0.075), (2080, 0.5))),
    ("Kerksteeg", OLD, PAVED, ((2250, 0.075), (2240, 0.235))),
    ("Marktstraat", OLD, PAVED, ((2410, 0.0), (2410, 0.5))),
    ("Veerstraat", OLD, PAVED, ((2560, 0.075), (2575, 0.41))),
    ("Molenweg", SEMI, {}, ((2720, 0.15), (2715, 0.3), (2730, 0.5))),
    ("Oostsingel", VILLA, {}, ((2900, 0.0), (2900, 0.5))),
    ("Stationsstraat", SEMI, {}, ((2410, 0.5), (2445, 0.62), (2560, 0.985))),
    (
        "Vogelring",
        SEMI,
        {},
        (
            (1960, 0.5),
            (1955, 0.61),
            (1880, 0.71),
            (1905, 0.86),
            (2060, 0.945),
            (2250, 0.93),
            (2345, 0.84),
            (2335, 0.69),
            (2262, 0.60),
            (2250, 0.5),
        ),
    ),
    ("Lijsterstraat", ROW, PAVED, ((1955, 0.615), (2110, 0.60), (2268, 0.61))),
    ("Merelstraat", ROW, PAVED, ((2110, 0.605), (2085, 0.72), (2110, 0.94))),
    ("Vinkenhof", ROW, CALM, ((2088, 0.755), (2000, 0.76), (1965, 0.80))),
    ("Mezenhof", ROW, CALM, ((2340, 0.775), (2220, 0.765), (2190, 0.80))),
    ("Reigerstraat", ROW, {}, ((2440, 0.6), (2600, 0.575), (2725, 0.585), (2905, 0.57))),
    ("Kievitstraat", ROW, PAVED, ((2475, 0.71), (2600, 0.69), (2730, 0.695), (2905, 0.68))),
    ("Ooievaarstraat", SEMI, {}, ((2730, 0.5), (2722, 0.7), (2745, 0.93))),
    ("Fuutstraat", ROW, PAVED, ((2510, 0.82), (2620, 0.80), (2732, 0.81))),
    ("Spoorlaan", MIXED, {}, ((2250, 0.93), (2400, 0.955), (2545, 0.93), (2905, 0.935))),
    ("Oosterparklaan", SEMI, {}, ((2900, 0.5), (2905, 0.72), (2905, 0.935))),
)
_OVERWOUD: tuple[Street, ...] = (
    ("Eikenlaan", VILLA, {}, ((1720, 0.24), (1880, 0.27), (2150, 0.24), (2300, 0.27))),
    ("Beukenlaan", SEMI, {}, ((1720, 0.66), (2010, 0.67), (2160, 0.64), (2305, 0.66))),
    ("Lindelaan", VILLA, {}, ((1730, 0.83), (1800, 0.9), (1860, 0.88))),
    ("Sparrenlaan", SEMI, PAVED, ((1865, 0.95), (2000, 1.02), (2165, 0.96))),
    ("Westeresch", VILLA, {}, ((1720, 0.0), (1715, 0.5), (1730, 0.83))),
    ("Brinklaan", VILLA, {}, ((1860, 0.25), (1855, 0.5), (1865, 0.95))),
    ("Kerklaan", VILLA, {}, ((2010, 0.0), (2000, 0.3), (2010, 0.67))),
    ("Oosteresch", SEMI, {}, ((2160, 0.25), (2160, 0.64), (2165, 0.96))),
    ("Boomgaardlaan", VILLA, {}, ((2300, 0.0), (2290, 0.3), (2310, 0.82))),
)
_POLDERVEEN: tuple[Street, ...] = (
    # points as (x, metres north of the main road)
    ("Molenakker", SEMI, {}, ((4180, 0), (4195, -120), (4180, -245))),
    ("Nieuweveen", SEMI, {}, ((4180, -245), (4300, -255), (4410, -238), (4575, -250))),
    ("Turfstraat", MIXED, {}, ((4400, 0), (4392, -110), (4410, -238))),
    ("Rietstraat", SEMI, PAVED, ((4195, -120), (4290, -138), (4396, -118))),
    ("Veenakker", ROW, PAVED, ((4575, -250), (4588, -180), (4572, -118))),
    ("Kerkpolder", SEMI, {}, ((4130, 0), (4112, 90), (4200, 150), (4304, 132))),
)


def found_kernen(sheet: Sheet) -> None:
    """Name the three kernen."""
    sites = (
        ("Wozerdam", "6697", curves.wozerdam(2410, 0.3)),
        ("Overwoud", "6698", curves.overwoud(2000, 0.5)),
        ("Polderveen", "6699", (4350.0, curves.main_y(4350) - 60)),
    )
    for name, digits, centre in sites:
        place = PLACE[name]
        sheet.kernen[name] = Kern(sheet.name(name), digits, place, centre)
        sheet.add_spot(centre, place=place, name=sheet.name(name))


def draw_kern_streets(sheet: Sheet) -> None:
    """Draw the streets of the three kernen."""
    for streets, spot in (
        (_WOZERDAM, curves.wozerdam),
        (_OVERWOUD, curves.overwoud),
        (_POLDERVEEN, _polderveen),
    ):
        lines = [[spot(*p) for p in _dense(smooth(points))] for *_, points in streets]
        roads = [LineString(line) for line in lines]
        roads += [
            w.line for w in sheet.ways if w.tags.get("highway") in {"tertiary", "unclassified"}
        ]
        for i, ((name, _, tags, _), line) in enumerate(zip(streets, lines, strict=True)):
            others = [road for j, road in enumerate(roads) if j != i]
            _reach(line, others)
            sheet.add_street(line, sheet.name(name), **{"highway": "residential"} | tags)


def _reach(line: list[XY], others: list[LineString]) -> None:
    """Let both ends of a street reach the street that they nearly touch."""
    for end in (0, -1):
        here = Point(line[end])
        other = min(others, key=here.distance)
        if other.distance(here) < REACH_M:
            place = other.interpolate(other.project(here))
            line[end] = (place.x, place.y)


def _polderveen(x: float, north_m: float) -> XY:
    return x, curves.main_y(x) + north_m


def smooth(points: Sequence[XY], rounds: int = 2) -> list[XY]:
    """Cut the corners of a line; its ends stay where they are."""
    line = list(points)
    for _ in range(rounds if len(line) > 2 else 0):
        inner = []
        for (ax, ay), (bx, by) in pairwise(line):
            inner += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by)]
            inner += [(0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        line = [line[0], *inner[1:-1], line[-1]]
    return line


def _dense(points: list[XY]) -> list[XY]:
    """Add a point every thirty metres or so, since the map from (u, t) to the sheet is curved."""
    line = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        n = max(1, round(math.hypot(bx - ax, (by - ay) * (1000 if abs(by - ay) < 2 else 1)) / 30))
        line += [(ax + (bx - ax) * i / n, ay + (by - ay) * i / n) for i in range(1, n + 1)]
    return line


def fill_kernen(sheet: Sheet) -> None:
    """Build houses along the streets: through roads first, side streets where room is left."""
    fill_street(sheet, "Wozerdam", sheet.name("Wozerkade"), OLD, sides=(-1,))
    fill_street(sheet, "Overwoud", sheet.name("Woudkade"), VILLA, sides=(1,))
    fill_street(sheet, "Wozerdam", sheet.name("Rijksweg"), SEMI, lines=slice(1, 2))
    fill_street(sheet, "Overwoud", sheet.name("Overwoudse Dorpsstraat"), SEMI)
    fill_street(sheet, "Polderveen", sheet.name("Polderveenseweg"), SEMI, lines=slice(0, 1))
    for kern, streets in (
        ("Wozerdam", _WOZERDAM),
        ("Overwoud", _OVERWOUD),
        ("Polderveen", _POLDERVEEN),
    ):
        for name, style, _, _ in streets:
            fill_street(sheet, kern, sheet.name(name), style)


def draw_borders(sheet: Sheet) -> None:
    """Draw the gemeente and its three woonplaatsen; neighbours share a border."""
    river, edge, split = curves.river_y, 60.0, 3640.0
    east, north = curves.WIDTH_M - edge, curves.HEIGHT_M - edge
    tags = {"boundary": "administrative"}
    lines = (
        [(edge, river(edge)), (edge, edge), (split, edge)],
        [(split, edge), (east, edge), (east, river(east))],
        [(east, river(east)), (east, north), (edge, north), (edge, river(edge))],
        curves.along(river, edge, split),
        curves.along(river, split, east),
        [(split, edge), (split, river(split))],
    )
    west, east_side, upper, left, right, middle = (sheet.add_way(p, **tags) for p in lines)
    gemeente = {"name": sheet.name("Wozerwaard (verzonnen)"), "admin_level": "8"}
    sheet.boundaries.append(Boundary([west, east_side, upper], tags | gemeente))
    for name, parts in (
        ("Wozerdam", [west, middle, left]),
        ("Polderveen", [east_side, right, middle]),
        ("Overwoud", [upper, left, right]),
    ):
        place = {"name": sheet.name(name), "admin_level": "10"}
        sheet.boundaries.append(Boundary(parts, tags | place))
