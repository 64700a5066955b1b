"""How does what was found look: which colour, shape and texture, on the map, in the report and in QGIS?

Nothing is told apart by its colour alone: a shape on the map, a texture in a bar, a marker or a filling in
QGIS says the same.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.vocabulary import Verdict

Shape = Literal["dot", "square", "cross", "ring"]
"""What tells classes apart for who sees no colours: a dot is near (or a high score), a square far;
within each, darker is further. None of them is the shape of a verdict."""

Texture = Literal["plain", "stripes", "rules", "crosses", "bands", "dots"]
"""What tells parts of a bar apart where there is no colour."""


# --- verdicts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """How a verdict is drawn.

    Parameters
    ----------
    colour, shape
        On the map and in the report. Each colour is 3:1 against the land.
    texture
        Of its part of a bar.
    marker, outline
        Of QGIS.
    tint, ink
        Of a cell of the workbook, and of a site on the maps: a tint of the colour, 4.5:1 or more against the
        text on it.

    Notes
    -----
    A verdict that is not firm is the same with a hatch over it, wherever it is drawn.
    """

    colour: str
    shape: str
    texture: Texture
    marker: str
    outline: str
    tint: str
    ink: str


VERDICT_LOOKS: dict[Verdict, VerdictLook] = {
    Verdict.VOLDOET: VerdictLook(
        "#0072b2", "circle", "plain", "circle", "solid", "#cfe5f3", "#00436b"
    ),
    Verdict.VOLDOET_NIET: VerdictLook(
        "#d55e00", "triangle", "rules", "triangle", "solid", "#fbdcc4", "#7a3600"
    ),
    Verdict.ONBEKEND: VerdictLook(
        "#6b6b6b", "lozenge", "dots", "diamond", "dash", "#e4e4e4", "#3f3f3f"
    ),
}


# --- walking distances ---------------------------------------------------------------------------

DISTANCE_BREAKS_M: tuple[int, ...] = (250, 400, 500, 800, 1500)
"""Class breaks of walking distance where a run names none. 250, 400 and 800 m: gemeente Amsterdam,
Loopafstanden OV; 400 m: rollatorafstand (Druten, bijlage 1); 500 m: Kenniscentrum Sport & Bewegen;
1500 m: where the classes of Woonzorganalyse Limburg end."""

_NEAR = ("#2384c1", "#00355f")
_FAR = ("#d55e00", "#c54e0a", "#b54115", "#a73420")
_NEITHER = ("#16103c", "#34418f", "#2384c1")
_SCORE = ("#2d0a3d", "#5b2a86", "#1d4e79", "#1f7a7a", "#6d9a1c")
"""From near to far (a score: from low to high). Every colour has at least 3:1 against the land, and the
distance classes against buildings and water too; blue and orange survive colour blindness. Where two
meet that must never be confused the step is in how light they are: the darkest blue against the lightest
orange at the limit, and the last class against the black of what lies beyond the search limit, 3:1 each."""

FAR_TEXTURES: tuple[Texture, ...] = ("stripes", "rules", "crosses", "bands")
"""Of the parts of a bar that are far, in turn."""

_SCORE_SHAPES: tuple[Shape, ...] = ("square", "square", "dot", "dot", "dot")


@dataclass(frozen=True, slots=True)
class ClassLook:
    """How a class of dwellings is drawn.

    Parameters
    ----------
    colour
        ``#rrggbb``.
    shape
        On the map.
    texture
        In a bar.
    marker
        In QGIS.
    """

    colour: str
    shape: Shape
    texture: Texture = "plain"
    marker: str = "circle"


BEYOND = ClassLook("#050507", "cross", marker="cross_fill")
"""None within the search limit."""

UNKNOWN_CLASS = ClassLook("#5f5f5f", "ring", "dots")
"""Nobody knows how far."""

SCORE_LOOKS: tuple[ClassLook, ...] = tuple(map(ClassLook, _SCORE, _SCORE_SHAPES))
"""Of the classes of a score, the lowest first."""


@dataclass(frozen=True, slots=True)
class DistanceScale:
    """Where classes of walking distance begin, and where near becomes far.

    Parameters
    ----------
    breaks_m
        Whole metres; the criterion is one of them. A distance on a break belongs to the further class.
    criterion_m
        Where colour, shape and marker turn, and with them how light it is; None where no definition asks a
        walk: lighter is further then, and nothing turns.
    """

    breaks_m: tuple[int, ...]
    criterion_m: int | None

    @property
    def n_near(self) -> int:
        """How many of the first classes are nearer than the criterion; 0 without one."""
        return 0 if self.criterion_m is None else self.breaks_m.index(self.criterion_m) + 1

    @property
    def looks(self) -> tuple[ClassLook, ...]:
        """How every class looks, the nearest first; there is one more than there are breaks."""
        n_classes = len(self.breaks_m) + 1
        if self.criterion_m is None:
            return tuple(ClassLook(colour, "dot") for colour in ramp(_NEITHER, n_classes))
        # From the limit inwards: where there is one class it is the dark one that stands beside the limit.
        near = [ClassLook(colour, "dot") for colour in ramp(_NEAR[::-1], self.n_near)[::-1]]
        far = [
            ClassLook(colour, "square", FAR_TEXTURES[k % len(FAR_TEXTURES)], "square")
            for k, colour in enumerate(ramp(_FAR, n_classes - self.n_near))
        ]
        return (*near, *far)


def distance_scale(breaks_m: Sequence[float], limit_m: float | None) -> DistanceScale:
    """Lay out the classes of walking distance, so that none of them lies across the criterion.

    Parameters
    ----------
    breaks_m
        Whole metres between the classes.
    limit_m
        The walk that a definition allows; None where none asks one. Down to whole metres: what is too far
        never looks near.

    Raises
    ------
    ConfigError
        When the breaks are not whole, positive and rising: the page keeps whole metres only, and
        whole metres cannot tell on which side of 399.5 m a dwelling lies.
    """
    whole = all(float(b).is_integer() and b > 0 for b in breaks_m)
    if not breaks_m or not whole or any(a >= b for a, b in pairwise(breaks_m)):
        found = ", ".join(f"{b:g}" for b in breaks_m) or "none"
        expected = "expected one or more whole numbers of metres, each above the one before"
        raise ConfigError("class breaks", f"found {found}; {expected}")
    criterion_m = (math.floor(limit_m) or None) if limit_m is not None else None
    breaks = {int(b) for b in breaks_m} | ({criterion_m} if criterion_m else set())
    return DistanceScale(tuple(sorted(breaks)), criterion_m)


def ramp(colours: Sequence[str], n: int) -> list[str]:
    """Take ``n`` colours from a ramp, in between where it has fewer."""
    if n == 0:
        return []
    rgb = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in colours], dtype=float)
    places = np.linspace(0, len(colours) - 1, n) if n > 1 else np.array([0.0])
    mixed = [np.interp(places, range(len(colours)), rgb[:, channel]) for channel in range(3)]
    return ["#" + "".join(f"{round(v):02x}" for v in row) for row in np.column_stack(mixed)]


# --- areas, routes and ground --------------------------------------------------------------------

SHARE_COLOURS = ("#f2f8fc", "#d0e4f2", "#9cc8e3", "#4d9ccb", "#00639e")
"""Of areas, from few dwellings to many, in equal steps."""

NO_SHARE_COLOUR = "#6b6b6b"
"""Of the dots over an area of which nobody knows its share."""

ROUTE_COLOUR, UNKNOWN_ROUTE_COLOUR = "#0072b2", "#d55e00"
"""Of a way to walk, and of one that is not known to be passable: dashed besides."""

LOOK_COLOUR, BUILD_COLOUR = "#7a3e9d", "#b5176c"
"""Of a path that is not there: to look for on the spot (dotted besides), and to build."""

WALKSHED_COLOUR, WALKSHED_EDGE = "#00785a", "#00614a"
"""Of what lies within walking distance of an ontmoetingsplek, on the small maps of the report."""

CONCENTRATION_COLOUR = "#8a63d2"
"""Of streets where seniors concentrate, on the small maps of the report: broad and pale."""


# --- seniors and new places ----------------------------------------------------------------------

SENIOR_BREAKS: dict[int, tuple[int, ...]] = {65: (10, 15, 20, 25), 75: (4, 7, 10, 13)}
"""By age the whole percents of the inhabitants between classes of areas: without a source, for the eye."""

LACKING_COLOURS = ("#d55e00", "#34418f", "#0072b2")
"""Of concentrations: most without an ontmoetingsplek near (dashed besides), lacking something else (dotted), or
nothing (a plain line)."""

WALKER_COLOUR = "#7b4f12"
"""Of streets by how many seniors walk them: the wider the more."""

WALKER_BREAKS: tuple[int, ...] = (50, 200, 500)
"""Persons between the widths of such streets: without a source, for the eye alone."""

PLACE_COLOUR, EXISTING_COLOUR, NEARLY_COLOUR, COME_COLOUR = (
    "#00614a",
    "#1f2d38",
    "#7b4f12",
    "#a3005c",
)
"""Of a place that could come (full where it is chosen), of one that exists, of one that nearly counts, and of
streets along which one would have to come (dotted besides)."""


# --- voorzieningen -------------------------------------------------------------------------------

FACILITY_INK = "#1f2d38"
"""The disc of a facility's mark, on the map and in QGIS; what is on it is white."""


def letters_of(labels: Mapping[str, str]) -> dict[str, str]:
    """Choose, in order, the letters of voorzieningen without a symbol of their own; see `free_letters`."""
    chosen: dict[str, str] = {}
    for key, label in labels.items():
        chosen[key] = free_letters(label, {*chosen.values()})
    return chosen


def free_letters(label: str, taken: Collection[str]) -> str:
    """Choose the letters that stand for a voorziening without a symbol of its own: unlike any other.

    Its first letter; else that with the first of its others that makes two nobody has; else with a digit.

    Examples
    --------
    >>> free_letters("bibliotheek", ()), free_letters("brievenbus", {"B"})
    ('B', 'BR')
    """
    letters = [character.upper() for character in label if character.isalnum()] or ["?"]
    first, *others = letters
    behind = [*others, *map(str, range(2, len(taken) + 3))]
    return next(
        tried for tried in (first, *(first + other for other in behind)) if tried not in taken
    )
