"""How are bars and signs drawn, so that they are told apart without colour too?

Every picture is SVG with its own patterns and a title. Bars are as wide as where they stand; the words
and numbers beside them are text of the page, so that they stay legible on a narrow screen.
"""

from collections.abc import Iterable

from markupsafe import Markup

from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.looks import VERDICT_LOOKS, ClassLook, Texture, VerdictLook

Look = ClassLook | VerdictLook
"""What a part of a bar looks like: its colour, and the texture that tells it apart where there is none."""

BAR_HEIGHT = 16

SHAPES = {
    "circle": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "triangle": "M0-1.2 1.2.9-1.2.9z",
    "lozenge": "M0-1.28 1.28 0 0 1.28-1.28 0z",
}
"""Around the origin, equally large to the eye: the signs of the map."""

_TILES: dict[Texture, Markup] = {
    "stripes": Markup(
        '<rect width="6" height="6" fill="{colour}"/>'
        '<path d="M-1 7 7-1M-1 1 1-1M5 7 7 5" stroke="#fff" stroke-width="1.3"/>'
    ),
    "rules": Markup(
        '<rect width="6" height="6" fill="{colour}"/>'
        '<path d="M1.5-1V7" stroke="#fff" stroke-width="1"/>'
    ),
    "crosses": Markup(
        '<rect width="6" height="6" fill="{colour}"/>'
        '<path d="M0 0 6 6M6 0 0 6" stroke="#fff" stroke-width=".7"/>'
    ),
    "dots": Markup(
        '<rect width="6" height="6" fill="#fff"/>'
        '<circle cx="1.5" cy="1.5" r="1.1" fill="{colour}"/>'
        '<circle cx="4.5" cy="4.5" r="1.1" fill="{colour}"/>'
    ),
}


def draw_bar(
    parts: Iterable[tuple[float, Look]], *, title: str, name: str, mark: float | None = None
) -> Markup:
    """Draw one stacked bar.

    Parameters
    ----------
    parts
        Share of the whole width (0 to 1) and look, from left to right; nothing is drawn for 0.
    title
        What it says, for who cannot see it.
    name
        Unique in the page.
    mark
        Where a line crosses the bar (0 to 1); None for no line.
    """
    defs, rects = Markup(), Markup()
    at = 0.0
    for k, (share, look) in enumerate(parts):
        if share <= 0:
            continue
        defs += _pattern(look, f"{name}-{k}")
        rects += Markup(
            '<rect x="{}%" y="3" width="{}%" height="{}" fill="{}" stroke="#fff" stroke-width=".7"/>'
        ).format(_percent(at), _percent(share), BAR_HEIGHT - 6, _paint(look, f"{name}-{k}"))
        at += share
    frame = Markup('<rect x="0" y="3" width="100%" height="{}" fill="#f1efea"/>').format(
        BAR_HEIGHT - 6
    )
    line = Markup()
    if mark is not None:
        line = Markup(
            '<line x1="{0}%" x2="{0}%" y1="0" y2="{1}" stroke="#fff" stroke-width="5"/>'
            '<line x1="{0}%" x2="{0}%" y1="0" y2="{1}" stroke="#1f2d38" stroke-width="2.4"/>'
        ).format(_percent(min(max(mark, 0.003), 0.997)), BAR_HEIGHT)
    return Markup(
        '<svg class="balk" width="100%" height="{}" role="img" aria-labelledby="{}-t">'
        '<title id="{}-t">{}</title><defs>{}</defs>{}{}{}</svg>'
    ).format(BAR_HEIGHT, name, name, title, defs, frame, rects, line)


def draw_swatch(look: Look, *, name: str) -> Markup:
    """Draw what a class looks like; the words beside it say what it is."""
    return Markup(
        '<svg class="staal" width="16" height="10" aria-hidden="true"><defs>{}</defs>'
        '<rect width="16" height="10" fill="{}" stroke="{}" stroke-width="1"/></svg>'
    ).format(_pattern(look, name), _paint(look, name), look.colour)


def draw_sign(verdict: Verdict, soort: str) -> Markup:
    """Draw the sign of a plan (on a plate) or a complex (full); the words beside it say what it is."""
    return Markup(
        '<svg class="teken" viewBox="-10 -10 20 20" width="16" height="16" aria-hidden="true">{}</svg>'
    ).format(sign_shape(verdict, soort, 7.2))


def sign_shape(verdict: Verdict, soort: str, radius: float) -> Markup:
    """Give the shapes of a sign around the origin, with a light edge."""
    look = VERDICT_LOOKS[verdict]
    full = soort != "plannen"
    inner = Markup('<path d="{}" transform="scale({})" fill="{}"{}/>').format(
        SHAPES[look.shape],
        _short(radius * (1 if full else 0.66)),
        look.colour,
        Markup(' stroke="#fff" stroke-width=".28" paint-order="stroke"') if full else Markup(),
    )
    if full:
        return inner
    side = radius * 1.16
    plate = Markup(
        '<rect x="{0}" y="{0}" width="{1}" height="{1}" rx="{2}" fill="#fff" stroke="{3}" '
        'stroke-width="{4}"/>'
    ).format(*map(_short, (-side, 2 * side, radius * 0.3)), look.colour, _short(radius * 0.24))
    return plate + inner


def pattern_of(look: Look, name: str) -> tuple[Markup, str]:
    """Give the definition of a look's pattern and what to fill with."""
    return _pattern(look, name), _paint(look, name)


def _pattern(look: Look, name: str) -> Markup:
    if look.texture == "plain":
        return Markup()
    tile = _TILES[look.texture].format(colour=look.colour)
    return Markup(
        '<pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse">{}</pattern>'
    ).format(name, tile)


def _paint(look: Look, name: str) -> str:
    return look.colour if look.texture == "plain" else f"url(#{name})"


def _percent(share: float) -> str:
    return _short(100 * share)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
