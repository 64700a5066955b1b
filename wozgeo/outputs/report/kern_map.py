"""What does the small map of one kern show?

Quiet ground, and on it the ontmoetingsplekken, what lies within walking distance of them, and the plans
and complexes with the signs of their verdict. Objects that the list beside it numbers have their number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.vocabulary import Verdict, Voorziening
from wozgeo.outputs.looks import (
    CONCENTRATION_COLOUR,
    VERDICT_LOOKS,
    WALKSHED_COLOUR,
    WALKSHED_EDGE,
)
from wozgeo.outputs.report.charts import fill_shape, sign_shape
from wozgeo.outputs.report.ground import UNITS, Window, path_of

_STACKING = (Verdict.VOLDOET_NIET, Verdict.ONBEKEND, Verdict.VOLDOET)
"""What is drawn last lies on top."""

_MANY = 60
_RADIUS, _RADIUS_OF_MANY = 13.0, 9.5
_PLACE_RADIUS = 15.0
_SCALES_M = (50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)
_SITE_UNITS = 18.0
"""A site smaller than this is its sign alone."""
_NUMBER = 25.0
_AROUND = tuple(
    (reach * np.cos(turn), reach * np.sin(turn))
    for reach in (1.0, 1.7)
    for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False)
)


@dataclass(frozen=True)
class Mark:
    """One plan or complex on a map.

    Parameters
    ----------
    soort
        ``plannen`` or ``complexen``.
    verdict
        Of the definition that the map shows.
    geometry
        Where it is, RD New; not empty.
    near
        Whether it just misses the definition.
    number
        Of the list beside the map; "" for none.
    """

    soort: str
    verdict: Verdict
    geometry: BaseGeometry
    near: bool = False
    number: str = ""

    @property
    def place(self) -> shapely.Point:
        """Where its sign stands: within the site, or at the address in the middle."""
        points = shapely.get_parts(self.geometry)
        if shapely.get_type_id(points[0]) != 0:
            return self.geometry.representative_point()
        middle = self.geometry.centroid
        nearest: shapely.Point = points[int(np.argmin(shapely.distance(points, middle)))]
        return nearest


@dataclass(frozen=True)
class DrawnSeniors:
    """Where seniors concentrate, and where new places should come.

    Parameters
    ----------
    concentrations
        Lines of streets, RD New; may be empty.
    steps
        Number and place of every new place.
    """

    concentrations: NDArray[np.object_]
    steps: Sequence[tuple[str, shapely.Point]] = ()


def draw_kern_map(
    window: Window,
    ground: Markup,
    marks: Sequence[Mark],
    places: NDArray[np.object_],
    walksheds: NDArray[np.object_],
    *,
    name: str,
    kind: Voorziening,
    words: Mapping[str, str],
    seniors: DrawnSeniors | None = None,
) -> Markup:
    """Draw one map as SVG.

    Parameters
    ----------
    window
        What it shows.
    ground
        From `draw_ground`.
    marks
        Plans and complexes.
    places
        Points of ontmoetingsplekken.
    walksheds
        What lies within walking distance of them; may be empty.
    name
        Unique in the page.
    kind
        What the places are: its symbol is drawn.
    words
        ``title``, ``desc``, and ``north`` for on the arrow.
    seniors
        Where they concentrate and where new places should come; None: not drawn.
    """
    ordered = sorted(marks, key=lambda m: (_STACKING.index(m.verdict), m.soort != "complexen"))
    shown = [m for m in ordered if _within(window, m.place)]
    spots = window.units(_coordinates(m.place for m in shown))
    radius = _RADIUS if len(shown) <= _MANY else _RADIUS_OF_MANY
    meeting = window.units(shapely.get_coordinates(places))
    meeting = meeting[((meeting >= 0) & (meeting <= UNITS)).all(axis=1)]
    taken = [*(tuple(s) for s in spots), *(tuple(s) for s in meeting)]
    layers = Markup().join(
        [
            ground,
            _concentrations(seniors, window) if seniors else Markup(),
            _sheds(walksheds, window),
            *_sites(shown, window, name),
            *(_meeting_place(x, y, kind) for x, y in meeting),
            *(_ring(x, y, radius) for m, (x, y) in zip(shown, spots, strict=True) if m.near),
            *(_sign(m, x, y, radius) for m, (x, y) in zip(shown, spots, strict=True)),
            *(_steps(seniors, window) if seniors else ()),
            *_numbers(shown, spots, taken, radius),
            _scale_bar(window),
            _north(words["north"]),
        ]
    )
    return Markup(
        '<svg class="plattegrond" viewBox="0 0 {0} {0}" role="img" aria-labelledby="{1}-t {1}-d">'
        '<title id="{1}-t">{2}</title><desc id="{1}-d">{3}</desc>'
        '<rect fill="#f9f8f4" width="{0}" height="{0}"/>{4}</svg>'
    ).format(UNITS, name, words["title"], words["desc"], layers)


def draw_senior_signs() -> tuple[Markup, Markup]:
    """Draw for a legend the sign of a concentration, and that of a new place."""
    frame = Markup(
        '<svg class="teken" viewBox="-18 -18 36 36" width="16" height="16" aria-hidden="true">{}</svg>'
    )
    line = Markup(
        '<path d="M-18 0H18" stroke="{}" stroke-opacity=".45" stroke-width="14"/>'
    ).format(CONCENTRATION_COLOUR)
    return frame.format(line), frame.format(_step(0, 0, "1"))


def draw_place_sign(kind: Voorziening) -> Markup:
    """Draw the sign of a voorziening for a legend."""
    return Markup(
        '<svg class="teken" viewBox="-18 -18 36 36" width="16" height="16" aria-hidden="true">{}</svg>'
    ).format(_meeting_place(0, 0, kind))


def _concentrations(seniors: DrawnSeniors, window: Window) -> Markup:
    lines = seniors.concentrations
    if not len(lines):
        return Markup()
    parts = shapely.get_parts(shapely.clip_by_rect(lines, *window.box(6)))
    path = path_of(parts[shapely.get_type_id(parts) == 1], window, lines=True)
    if not path:
        return Markup()
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-opacity=".45" stroke-width="13" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    ).format(path, CONCENTRATION_COLOUR)


def _steps(seniors: DrawnSeniors, window: Window) -> Iterator[Markup]:
    """Draw the new places, each with its step."""
    for number, place in seniors.steps:
        if _within(window, place):
            x, y = window.units(shapely.get_coordinates(place))[0]
            yield _step(x, y, number)


def _step(x: float, y: float, number: str) -> Markup:
    return Markup(
        '<g transform="translate({} {})"><path d="M0-20 20 0 0 20-20 0z" fill="#fff" stroke="#1f2d38" '
        'stroke-width="4"/><text y="8" font-size="22" font-weight="700" text-anchor="middle" '
        'fill="#1f2d38">{}</text></g>'
    ).format(round(x), round(y), number)


def _coordinates(points: Iterable[shapely.Point]) -> NDArray[np.float64]:
    places: NDArray[np.float64] = shapely.get_coordinates(list(points))
    return places


def _within(window: Window, place: shapely.Point) -> bool:
    west, south, east, north = window.box()
    return bool(west <= place.x <= east and south <= place.y <= north)


def _sheds(walksheds: NDArray[np.object_], window: Window) -> Markup:
    if not len(walksheds):
        return Markup()
    joined = shapely.union_all(shapely.make_valid(walksheds))
    path = path_of(np.array([shapely.clip_by_rect(joined, *window.box(6))]), window)
    if not path:
        return Markup()
    return Markup(
        '<path d="{}" fill="{}" fill-opacity=".13" stroke="{}" stroke-width="2.2" '
        'stroke-dasharray="9 6" stroke-linejoin="round"/>'
    ).format(path, WALKSHED_COLOUR, WALKSHED_EDGE)


def _sites(marks: Sequence[Mark], window: Window, name: str) -> Iterator[Markup]:
    """Draw the outlines of sites large enough to see."""
    for verdict, look in VERDICT_LOOKS.items():
        areal = [
            m.geometry
            for m in marks
            if m.verdict is verdict and shapely.get_dimensions(m.geometry) == 2
        ]
        sites = [g for g in areal if _size(g) * UNITS / window.side_m > _SITE_UNITS]
        for k, site in enumerate(sites):
            path = path_of(np.array([site], dtype=object), window)
            if not path:
                continue
            west, south, east, north = site.bounds
            (x0, y0), (x1, y1) = window.units(np.array([[west, north], [east, south]])).tolist()
            box = (max(x0, 0), max(y0, 0), min(x1, UNITS), min(y1, UNITS))
            yield fill_shape(path, look, box, f"{name}-{verdict.value}-{k}")
            yield Markup(
                '<path d="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round"/>'
            ).format(path, look.colour)


def _size(geometry: BaseGeometry) -> float:
    west, south, east, north = geometry.bounds
    return float(max(east - west, north - south))


def _meeting_place(x: float, y: float, kind: Voorziening) -> Markup:
    scale = _PLACE_RADIUS * 1.25 / 24
    drawn = Markup(
        '<path fill="#fff" fill-rule="evenodd" transform="scale({:.3f}) translate(-12 -12)" d="{}"/>'
    ).format(scale, kind.symbol)
    if not kind.symbol:
        drawn = Markup(
            '<text fill="#fff" font-size="{}" text-anchor="middle" dominant-baseline="central">{}</text>'
        ).format(round(_PLACE_RADIUS * 1.25), kind.label[:1].upper())
    return Markup(
        '<g transform="translate({} {})"><circle r="{}" fill="#1f2d38" stroke="#fff" '
        'stroke-width="2.5"/>{}</g>'
    ).format(round(x), round(y), _PLACE_RADIUS, drawn)


def _sign(mark: Mark, x: float, y: float, radius: float) -> Markup:
    return Markup('<g transform="translate({} {})">{}</g>').format(
        round(x), round(y), sign_shape(mark.verdict, mark.soort, radius)
    )


def _ring(x: float, y: float, radius: float) -> Markup:
    """Draw what marks a near miss: it lies below all signs, so that it hides none."""
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="#fff" stroke="#1f2d38" stroke-width="2.4"/>'
    ).format(round(x), round(y), round(radius * 1.7))


def _numbers(
    marks: Sequence[Mark],
    spots: NDArray[np.float64],
    taken: list[tuple[float, float]],
    radius: float,
) -> Iterator[Markup]:
    """Set each number where it covers least: no sign, no other number, not over the edge."""
    numbered = [(int(m.number), k) for k, m in enumerate(marks) if m.number]
    for _, k in sorted(numbered):
        x, y = spots[k]
        step = radius + _NUMBER * 0.72
        choices = [(x + dx * step, y + dy * step) for dx, dy in _AROUND]
        inside = [p for p in choices if all(_NUMBER < c < UNITS - _NUMBER for c in p)]
        clear = [p for p in inside if _nearest(p, taken) > _NUMBER * 0.95]
        spot = clear[0] if clear else max(inside or choices, key=lambda p: _nearest(p, taken))
        taken.append(spot)
        yield _text(marks[k].number, spot[0], spot[1] + _NUMBER * 0.35, bold=True)


def _nearest(point: tuple[float, float], others: Sequence[tuple[float, float]]) -> float:
    gaps = np.hypot(*(np.array(others) - np.array(point)).T)
    return float(gaps.min())


def _scale_bar(window: Window) -> Markup:
    """Draw a round number of metres, some fifth of the width."""
    metres = max((m for m in _SCALES_M if m <= 0.26 * window.side_m), default=_SCALES_M[0])
    width = round(metres * UNITS / window.side_m)
    label = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    bar = f"M28 {UNITS - 40}v12h{width}v-12"
    return Markup(
        '<g fill="none" stroke="#1f2d38" stroke-width="3"><path d="{0}" stroke="#fff" '
        'stroke-width="9"/><path d="{0}"/></g>{1}'
    ).format(bar, _text(label, 28 + width / 2, UNITS - 42))


def _text(text: str, x: float, y: float, *, bold: bool = False) -> Markup:
    """Write on the map, on a light edge of its own: not every reader of SVG can draw that below."""
    return Markup(
        '<g font-size="{2}" text-anchor="middle" font-weight="{4}">'
        '<text x="{0}" y="{1}" fill="#fff" stroke="#fff" stroke-width="6" stroke-linejoin="round">'
        "{3}</text>"
        '<text x="{0}" y="{1}" fill="#1f2d38">{3}</text></g>'
    ).format(round(x), round(y), round(_NUMBER), text, 700 if bold else 400)


def _north(letter: str) -> Markup:
    x = UNITS - 36
    arrow = Markup(
        '<path transform="translate({} 34)" d="M0-14 11 20 0 12-11 20z" fill="#1f2d38" '
        'stroke="#fff" stroke-width="2"/>'
    ).format(x)
    return arrow + _text(letter, x, 80)
