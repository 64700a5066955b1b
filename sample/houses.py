"""How do houses come to stand along a street?

Rows on both sides, numbered as in the Netherlands: odd on the right, even on the left.
"""

import math
from dataclasses import dataclass

from shapely.geometry import LineString

from sample.model import XY, Building, Sheet, beside, block


@dataclass(frozen=True)
class Style:
    """A way of building of one period; all lengths in metres."""

    per_row: tuple[int, ...]
    wide: tuple[float, float]
    deep: tuple[float, float]
    setback: tuple[float, float]
    gap: tuple[float, float]
    garden: float
    years: tuple[int, int]
    plain_share: float = 0.1
    """How many are mapped as ``building=yes`` only."""
    shed_share: float = 0.3


OLD = Style(
    (2, 3, 4, 5), (6.0, 8.6), (9.5, 12.5), (6.4, 7.2), (0.4, 3.5), 7, (1720, 1915), 0.3, 0.1
)
ROW = Style(
    (4, 5, 6, 7, 8), (5.7, 6.6), (8.6, 9.6), (9.5, 12), (6, 14), 11, (1953, 1994), 0.04, 0.35
)
SEMI = Style((2,), (6.8, 8.8), (9.0, 11.0), (11, 14), (8, 17), 13, (1928, 2012), 0.06, 0.4)
MIXED = Style(
    (1, 2, 2, 3, 4), (6.2, 7.8), (9.0, 11.0), (10.5, 13), (7, 15), 12, (1965, 2019), 0.05, 0.3
)
VILLA = Style((1,), (9.5, 14.0), (9.0, 13.0), (13, 19), (12, 26), 14, (1905, 2016), 0.12, 0.4)


_ALL = slice(None)


@dataclass(frozen=True)
class Plot:
    """Where one row goes: beside which street, on which side (1 left, -1 right), in which style."""

    street: str
    kern: str
    line: LineString
    side: int
    style: Style


def fill_street(
    sheet: Sheet,
    kern: str,
    street: str,
    style: Style,
    *,
    sides: tuple[int, ...] = (1, -1),
    lines: slice = _ALL,
) -> None:
    """Build rows along every line of a street, wherever there is room.

    ``lines`` picks some of a street that consists of several.
    """
    for line in sheet.streets[street][lines]:
        fill_line(sheet, kern, street, line, style, sides=sides)


def fill_line(
    sheet: Sheet,
    kern: str,
    street: str,
    line: LineString,
    style: Style,
    *,
    sides: tuple[int, ...] = (1, -1),
) -> None:
    """Build rows along one line, which may be a part of a street."""
    for side in sides:
        _fill_side(sheet, Plot(street, kern, line, side, style), 8.0, line.length - 8.0)


def _fill_side(sheet: Sheet, plot: Plot, low_m: float, high_m: float) -> None:
    rng, style = sheet.rng, plot.style
    at = low_m
    while at < high_m - style.wide[0]:
        wide, deep = rng.uniform(*style.wide), rng.uniform(*style.deep)
        setback, gap = rng.uniform(*style.setback), rng.uniform(*style.gap)
        wanted = min(rng.choice(style.per_row), int((high_m - at) / wide))
        fits = [
            n for n in (wanted, 1) if n and _has_room(sheet, plot, at, (n * wide, deep, setback))
        ]
        if not fits:
            at += 4.0
            continue
        built = fits[0] if fits[0] > 1 else _longest(sheet, plot, at, (wide, deep, setback), wanted)
        if rng.random() < sheet.density:
            _build_row(sheet, plot, at, built, (wide, deep, setback))
        at += built * wide + gap


def _longest(
    sheet: Sheet, plot: Plot, at_m: float, size: tuple[float, float, float], wanted: int
) -> int:
    """Return the longest row of fewer than ``wanted`` houses for which there is room."""
    wide, deep, setback = size
    fits = (
        n
        for n in range(wanted - 1, 1, -1)
        if _has_room(sheet, plot, at_m, (n * wide, deep, setback))
    )
    return next(fits, 1)


def _has_room(sheet: Sheet, plot: Plot, at_m: float, size: tuple[float, float, float]) -> bool:
    long, deep, setback = size
    garden = plot.style.garden
    centre, angle = beside(plot.line, at_m + long / 2, plot.side * (setback + deep / 2))
    back = plot.side * garden / 4
    middle = (centre[0] - back * math.sin(angle), centre[1] + back * math.cos(angle))
    lot = block(middle, long + 0.3, deep + garden / 2, angle)
    if not sheet.room.is_free(lot):
        return False
    return plot.line.distance(block(centre, long, deep, angle)) >= setback - 3.0


def _build_row(
    sheet: Sheet, plot: Plot, at_m: float, n: int, size: tuple[float, float, float]
) -> None:
    wide, deep, setback = size
    off_m = plot.side * (setback + deep / 2)
    centre, angle = beside(plot.line, at_m + n * wide / 2, off_m)
    year = sheet.rng.randint(*plot.style.years)
    plain = sheet.rng.random() < plot.style.plain_share
    for i in range(n):
        step = (i - (n - 1) / 2) * wide
        middle = (centre[0] + step * math.cos(angle), centre[1] + step * math.sin(angle))
        house = sheet.add_building(
            block(middle, wide, deep, angle),
            plot.kern,
            year=year,
            building="yes" if plain else "house",
        )
        number = sheet.next_number(plot.street, 0 if plot.side > 0 else 1)
        front = plot.side * (deep / 2 - 2.5)
        door = (middle[0] + front * math.sin(angle), middle[1] - front * math.cos(angle))
        sheet.add_address(house, plot.street, number, at=door)
        _add_garden(sheet, plot, middle, angle, (wide, deep))


def _add_garden(
    sheet: Sheet, plot: Plot, middle: XY, angle: float, size: tuple[float, float]
) -> None:
    """Keep the back garden free of houses; some have a shed at the end."""
    wide, deep = size
    garden = plot.style.garden

    def behind(off_m: float, along_m: float = 0.0) -> XY:
        away = plot.side * (deep / 2 + off_m)
        return (
            middle[0] - away * math.sin(angle) + along_m * math.cos(angle),
            middle[1] + away * math.cos(angle) + along_m * math.sin(angle),
        )

    shed = block(behind(garden - 2.0, wide / 4), 2.6, 3.2, angle)
    if sheet.rng.random() < plot.style.shed_share and sheet.room.is_free(shed):
        sheet.add_building(shed, plot.kern, building="yes")
    sheet.room.take(block(behind(garden / 2), wide, garden - 0.4, angle))


def build_house(
    sheet: Sheet,
    kern: str,
    street: str,
    line: LineString,
    *,
    along_m: float,
    off_m: float,
    wide_m: float = 9.0,
    deep_m: float = 10.0,
    **tags: str,
) -> Building:
    """Build one house beside a street; ``off_m`` from the street to its middle, left positive."""
    centre, angle = beside(line, along_m, off_m)
    house = sheet.add_building(
        block(centre, wide_m, deep_m, angle),
        kern,
        year=sheet.rng.randint(1900, 2005),
        **{"building": "house", **tags},
    )
    sheet.add_address(house, street, sheet.next_number(street, 0 if off_m > 0 else 1))
    return house
