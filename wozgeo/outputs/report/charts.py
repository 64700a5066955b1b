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

_STEP = 6
"""Of a texture, in pixels of a bar."""

_DASHED = Markup(
    '<line x1="{x0}" x2="{x1}" y1="{y}" y2="{y}" stroke="{ink}" stroke-width="{height}" '
    'stroke-dasharray="{dash}"{more}/>'
)
"""One broad line in dashes: a browser prints it as lines, and a pattern as a photograph of megabytes."""

_LINES: dict[Texture, tuple[str, str]] = {
    "stripes": ("-45", "1.84 4.16"),
    "rules": ("0", "1 5"),
    "crosses": ("-45 45", ".99 5.01"),
    "bands": ("45", "3 3"),
}
"""How textures of lines slant, in degrees, and their dashes: one step together."""

Covered = tuple[float, float, float | None, float]
"""West, north, east and south, y downwards; without east it is as wide as where it is drawn, and begins at 0.

A print has every dash, also those cut off: so none is drawn beyond.
"""


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
    rects, at = Markup(), 0.0
    for share, look in parts:
        if share <= 0:
            continue
        box = Markup('x="{}%" y="3" width="{}%" height="{}"').format(
            _percent(at), _percent(share), BAR_HEIGHT - 6
        )
        rects += Markup("<rect {}{}/>").format(
            box, Markup(' fill="{}" stroke="#fff" stroke-width=".7"').format(_ground(look))
        )
        if look.texture != "plain":
            lines = draw_texture(look, (0, 0, None, BAR_HEIGHT - 6))
            rects += Markup('<svg aria-hidden="true" {}>{}</svg>').format(box, lines)
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
        '<title id="{}-t">{}</title>{}{}{}</svg>'
    ).format(BAR_HEIGHT, name, name, title, frame, rects, line)


def draw_swatch(look: Look) -> Markup:
    """Draw what a class looks like; the words beside it say what it is."""
    return Markup(
        '<svg class="staal" width="16" height="10" aria-hidden="true">'
        '<rect width="16" height="10" fill="{}"/>{}'
        '<rect width="16" height="10" fill="none" stroke="{}" stroke-width="1"/></svg>'
    ).format(_ground(look), draw_texture(look, (0, 0, 16, 10)), look.colour)


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


def draw_texture(look: Look, box: Covered, *, scale: int = 1) -> Markup:
    """Draw the lines or dots of a look over a box; who asks clips them.

    Parameters
    ----------
    look
        Whose texture; of a plain one nothing is drawn.
    box
        What is covered.
    scale
        How many times larger than in a bar.
    """
    west, north, east, south = box
    if look.texture == "dots":
        return _dots(look.colour, box, scale)
    height, middle, drawn = south - north, (north + south) / 2, Markup()
    slants, dash = _LINES.get(look.texture, ("", ""))
    dashes = " ".join(_short(scale * float(part)) for part in dash.split())
    for slant in slants.split():
        # slanted it ends half its height further to either side: shifted by as much it covers the east
        shift = 0.0 if slant == "0" else height / 2
        turned = Markup(' transform="translate({} {}) skewX({}) translate(-{} -{})"').format(
            *map(_short, (west + shift, middle)), slant, *map(_short, (west, middle))
        )
        drawn += _DASHED.format(
            x0=_short(west - 2 * shift + scale), x1=_end(east), y=_short(middle), ink="#fff",
            height=_short(height), dash=dashes, more=turned if slant != "0" else Markup(),
        )  # fmt: skip
    return drawn


def _end(east: float | None) -> str:
    return "100%" if east is None else _short(east)


def _dots(colour: str, box: Covered, scale: int) -> Markup:
    """Draw rows of dots, every other row half a step further: squares, for round ones print as curves."""
    west, north, east, south = box
    half, dot = scale * _STEP / 2, 2 * scale
    drawn = Markup()
    for k in range(int((south - north) // half) + 1):
        drawn += Markup('<line x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            _short(west + half / 2 - dot / 2 + half * (k % 2)),
            _end(east),
            y=_short(north + half / 2 + half * k),
        )
    return Markup('<g stroke="{}" stroke-width="{}" stroke-dasharray="{} {}">{}</g>').format(
        colour, _short(dot), _short(dot), _short(_STEP * scale - dot), drawn
    )


def _ground(look: Look) -> str:
    """Give the colour behind the texture."""
    return "#fff" if look.texture == "dots" else look.colour


def fill_shape(path: str, look: Look, box: tuple[float, float, float, float], name: str) -> Markup:
    """Fill a shape with a look: its path (``d``), what it is within, and a name unique in the page."""
    if look.texture == "plain":
        return Markup('<path d="{}" fill="{}" opacity=".5"/>').format(path, look.colour)
    return Markup(
        '<clipPath id="{0}"><path d="{1}"/></clipPath><g clip-path="url(#{0})" opacity=".5">'
        '<path d="{1}" fill="{2}"/>{3}</g>'
    ).format(name, path, _ground(look), draw_texture(look, box, scale=2))


def _percent(share: float) -> str:
    return _short(100 * share)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
