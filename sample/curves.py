"""Where do the river, the dikes, the railway and the two old towns lie on the sheet?

Every line that leaves the sheet does so at the same height on both sides, so that copies of the
sheet laid side by side make one larger country.
"""

import math
from collections.abc import Callable, Iterable

from sample.model import XY

WIDTH_M = 6400.0
HEIGHT_M = 4400.0
BRIDGE_X = 3420.0
RIVER_HALF_M = 37.0
DIKE_M = 62.0
"""From the middle of the river to the quay, in the towns; the dikes lie further off elsewhere."""


def _wave(x: float, periods: int, phase: float) -> float:
    return math.sin(2 * math.pi * periods * (x / WIDTH_M - phase))


def river_y(x: float) -> float:
    """Return the middle of the river."""
    return 2520 + 100 * _wave(x, 1, 0.02) + 135 * _wave(x, 2, 0.17) + 22 * _wave(x, 5, 0.3)


def river_half_m(x: float) -> float:
    """Return half the width of the river: never the same for long."""
    return RIVER_HALF_M + 4 * _wave(x, 3, 0.1) + 3 * _wave(x, 7, 0.4)


def rail_y(x: float) -> float:
    """Return the railway."""
    return 1640 + 60 * _wave(x, 1, 0.15) + 18 * _wave(x, 2, 0.4)


def _swing(x: float, low: float, high: float, ease: float) -> float:
    """0 between low and high, rising to 1 within ``ease`` metres on either side."""
    away = max(low - x, x - high, 0.0) / ease
    t = min(away, 1.0)
    return t * t * (3 - 2 * t)


def south_dike_y(x: float) -> float:
    """Return the dike south of the river: the quay in Wozerdam, behind meadows elsewhere."""
    bend = _swing(x, 1840, 3010, 330)
    return river_y(x) - DIKE_M - bend * (95 + 25 * _wave(x, 3, 0.2))


def north_dike_y(x: float) -> float:
    """Return the dike north of the river: the quay in Overwoud, behind meadows elsewhere."""
    return river_y(x) + DIKE_M + _swing(x, 1690, 2330, 380) * (110 + 30 * _wave(x, 3, 0.7))


def main_y(x: float) -> float:
    """Return the Rijksweg, which runs through Wozerdam and Polderveen."""
    return 0.5 * (river_y(x) - DIKE_M + rail_y(x) + 45) + 14 * _wave(x, 4, 0.1)


def wood_y(x: float) -> float:
    """Return the Woudweg, which runs through Overwoud."""
    return 0.62 * (river_y(x) + DIKE_M) + 0.38 * 3560 + 25 * _wave(x, 3, 0.55)


def trunk_y(x: float) -> float:
    """Return the road for motor vehicles in the north."""
    return 3920 + 70 * _wave(x, 1, 0.6)


def polder_y(x: float) -> float:
    """Return the road through the polder in the south."""
    return 690 + 35 * _wave(x, 1, 0.35) + 10 * _wave(x, 4, 0.2)


def province_x(y: float) -> float:
    """Return the provincial road, the only one that crosses the river."""
    wave = math.sin(2 * math.pi * y / HEIGHT_M)
    return BRIDGE_X + 120 * wave * _swing(y, 2150, 2850, 700)


def along(curve: Callable[[float], float], low: float, high: float, step: float = 40.0) -> list[XY]:
    """Follow ``y = curve(x)`` from west to east; at the sheet's edge exactly on it."""
    return [(x, curve(x)) for x in _steps(low, high, step)]


def upward(
    curve: Callable[[float], float], low: float, high: float, step: float = 40.0
) -> list[XY]:
    """Follow ``x = curve(y)`` from south to north."""
    return [(curve(y), y) for y in _steps(low, high, step)]


def _steps(low: float, high: float, step: float) -> Iterable[float]:
    n = max(1, round((high - low) / step))
    return (low + (high - low) * i / n for i in range(n + 1))


def wozerdam(u: float, t: float) -> XY:
    """Return a place in Wozerdam: ``u`` along the river, ``t`` from the quay (0) to the track (1).

    ``t = 0.5`` is the Rijksweg.
    """
    x = u + (24 * math.sin(2.6 * t + u / 500) + 7 * math.sin(11 * t + u / 90)) * min(1.0, 3 * t)
    top, bottom = south_dike_y(x), rail_y(x) + 48
    calm = min(1.0, 4 * min(t, 1 - t)) * min(1.0, 4 * abs(t - 0.5))
    to_main = (main_y(x) - (top + bottom) / 2) * max(0.0, 1 - abs(t - 0.5) * 4)
    return x, top + (bottom - top) * t + to_main + 10 * calm * math.sin(x / 120 + 8 * t)


def overwoud(u: float, t: float) -> XY:
    """Return a place in Overwoud: ``u`` along the river, ``t`` from the quay (0) northward (1)."""
    x = u + (30 * math.sin(2.2 * t) + 9 * math.sin(7 * t + u / 80)) * min(1.0, 3 * t)
    low = north_dike_y(x)
    if t <= 0.5:
        return x, low + (wood_y(x) - low) * t * 2
    return x, wood_y(x) + (t - 0.5) * 400 + 8 * math.sin(u / 90) * min(1.0, 4 * (t - 0.5))
