"""Which classes has a view of the map, how do they look and how many dwellings are in each?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Voorzieningen
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.texts import Texts, read_texts

DISTANCE_BREAKS_M: tuple[int, ...] = (250, 400, 500, 800)
"""Class breaks of walking distance. 250, 400 and 800 m: gemeente Amsterdam, Loopafstanden OV;
400 m: rollatorafstand (Druten, bijlage 1); 500 m: Kenniscentrum Sport & Bewegen."""

CRITERION_M = 400
"""The break where the colours change family: rollatorafstand (Druten, bijlage 1)."""

SCORE_BREAKS: tuple[int, ...] = (20, 40, 60, 80)

_NEAR = ("#2384c1", "#005a92")
_FAR = ("#d55e00", "#9c3a00", "#571d00")
_SCORE = ("#2d0a3d", "#5b2a86", "#1d4e79", "#1f7a7a", "#6d9a1c")
_BEYOND = "#17131f"
_UNKNOWN = "#5f5f5f"
"""Darker is further (or a lower score). Every colour has at least 3:1 against the land, and the
distance classes against buildings and water too; blue and orange survive colour blindness."""

Shape = Literal["dot", "square", "cross", "ring"]
"""What tells classes apart for who sees no colours: a dot is near (or a high score), a square far;
within each, darker is further. None of them is the shape of a verdict."""

_SCORE_SHAPES: tuple[Shape, ...] = ("square", "square", "dot", "dot", "dot")


@dataclass(frozen=True)
class MapClass:
    """One row of a legend."""

    label: str
    colour: str
    shape: Shape
    n: int


@dataclass(frozen=True)
class View:
    """One way of looking at the dwellings.

    Parameters
    ----------
    key
        The voorziening, or ``score``.
    label
        As the switch says it.
    title
        As the legend says it.
    column, certain
        The columns that are drawn; ``certain`` None when there is no second reading.
    breaks
        A value below a break belongs to an earlier class; a value on a break to the later one.
    classes
        One more than breaks, then the class beyond the limit (when ``beyond`` is not None) and the
        class of unknowns.
    n_doubtful
        Dwellings whose certain reading is in another class.
    """

    key: str
    label: str
    title: str
    column: str
    certain: str | None
    breaks: tuple[int, ...]
    classes: tuple[MapClass, ...]
    beyond: int | None
    unknown: int
    n_doubtful: int


def voorzieningen_of(woningen: pd.DataFrame) -> list[str]:
    """List the voorzieningen that a table has distances to, in the table's order."""
    found = (re.fullmatch(r"afstand_(.+)_m", str(column)) for column in woningen.columns)
    return [match[1] for match in found if match]


def label_of(
    voorziening: str, kinds: Voorzieningen | None = None, language: str = Language.NL
) -> str:
    """Give the word for a voorziening; its own name with spaces when there is none."""
    known = (read_voorzieningen() if kinds is None else kinds).get(voorziening)
    return known.one(Language(language)) if known else voorziening.replace("_", " ")


def build_views(
    woningen: pd.DataFrame,
    *,
    breaks_m: Sequence[float],
    search_limit_m: float,
    kinds: Voorzieningen | None = None,
    language: str = Language.NL,
) -> list[View]:
    """Describe every view that the columns allow: the voorzieningen, then the score.

    Raises
    ------
    ConfigError
        When the breaks are not whole, positive and rising: the page keeps whole metres only, and
        whole metres cannot tell on which side of 399.5 m a dwelling lies.
    """
    breaks = _require_breaks(breaks_m)
    texts = read_texts(language)
    looks = _distance_looks(breaks, search_limit_m, texts)
    words = {v: label_of(v, kinds, language) for v in voorzieningen_of(woningen)}
    views = [
        _view(
            woningen,
            key=voorziening,
            label=label,
            title=texts("page.nearest", label=label),
            columns=(f"afstand_{voorziening}_m", f"zeker_{voorziening}_m"),
            breaks=breaks,
            looks=looks,
        )
        for voorziening, label in words.items()
    ]
    if "score" in woningen.columns:
        views.append(
            _view(
                woningen,
                key="score",
                label=texts("page.score"),
                title=texts("page.score_title"),
                columns=("score", "score_zeker"),
                breaks=SCORE_BREAKS,
                looks=_score_looks(texts),
            )
        )
    return views


def classify(
    values: pd.Series, breaks: Sequence[int], *, with_beyond: bool
) -> npt.NDArray[np.intp]:
    """Say the class of every value: by breaks, then beyond (inf), then unknown (NaN).

    Examples
    --------
    >>> classify(pd.Series([399.96, 400.0, float("inf")]), (250, 400), with_beyond=True).tolist()
    [1, 2, 3]
    """
    numbers = values.to_numpy(dtype=np.float64)
    classes = np.searchsorted(np.asarray(breaks, dtype=np.float64), numbers, side="right")
    n_classes = len(breaks) + 1
    if with_beyond:
        classes[np.isposinf(numbers)] = n_classes
    classes[np.isnan(numbers)] = n_classes + with_beyond
    return classes


def _require_breaks(breaks_m: Sequence[float]) -> tuple[int, ...]:
    whole = all(float(b).is_integer() and b > 0 for b in breaks_m)
    if not breaks_m or not whole or any(a >= b for a, b in pairwise(breaks_m)):
        found = ", ".join(f"{b:g}" for b in breaks_m) or "none"
        expected = "expected one or more whole numbers of metres, each above the one before"
        raise ConfigError("class breaks of the map", f"found {found}; {expected}")
    return tuple(int(b) for b in breaks_m)


def _view(
    woningen: pd.DataFrame,
    *,
    key: str,
    label: str,
    title: str,
    columns: tuple[str, str],
    breaks: tuple[int, ...],
    looks: list[tuple[str, str, Shape]],
) -> View:
    with_beyond = len(looks) == len(breaks) + 3
    column, certain = columns
    classes = classify(woningen[column], breaks, with_beyond=with_beyond)
    doubtful = 0
    if certain in woningen.columns:
        other = classify(woningen[certain], breaks, with_beyond=with_beyond)
        doubtful = int(((other != classes) & (classes != len(looks) - 1)).sum())
    counts = np.bincount(classes, minlength=len(looks))
    return View(
        key=key,
        label=label,
        title=title,
        column=column,
        certain=certain if certain in woningen.columns else None,
        breaks=breaks,
        classes=tuple(MapClass(*look, int(n)) for look, n in zip(looks, counts, strict=True)),
        beyond=len(breaks) + 1 if with_beyond else None,
        unknown=len(looks) - 1,
        n_doubtful=doubtful,
    )


def _distance_looks(
    breaks: tuple[int, ...], limit_m: float, say: Texts
) -> list[tuple[str, str, Shape]]:
    n_near = sum(b <= CRITERION_M for b in breaks)
    colours = _ramp(_NEAR, n_near) + _ramp(_FAR, len(breaks) + 1 - n_near)
    between = [say("page.class_between", low=low, high=high) for low, high in pairwise(breaks)]
    first, last = (
        say("page.class_below", high=breaks[0]),
        say("page.class_from", low=breaks[-1]),
    )
    texts = [first, *between, last]
    shapes: list[Shape] = ["dot" if place < n_near else "square" for place in range(len(texts))]
    looks = _looks(texts, colours, shapes)
    beyond = say("page.class_beyond", limit=limit_m)
    return [*looks, (beyond, _BEYOND, "cross"), (say("page.class_unknown"), _UNKNOWN, "ring")]


def _score_looks(say: Texts) -> list[tuple[str, str, Shape]]:
    edges = (0, *SCORE_BREAKS, 100)
    texts = [say("page.class_score", low=low, high=high) for low, high in pairwise(edges)]
    texts[-1] = say("page.class_score_last", low=edges[-2], high=edges[-1])
    looks = _looks(texts, _SCORE, _SCORE_SHAPES)
    return [*looks, (say("page.class_unknown"), _UNKNOWN, "ring")]


def _looks(
    texts: Sequence[str], colours: Sequence[str], shapes: Sequence[Shape]
) -> list[tuple[str, str, Shape]]:
    return list(zip(texts, colours, shapes, strict=True))


def _ramp(colours: Sequence[str], n: int) -> list[str]:
    """Take ``n`` colours from a ramp, in between where it has fewer."""
    if n == 0:
        return []
    rgb = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in colours], dtype=float)
    places = np.linspace(0, len(colours) - 1, n) if n > 1 else np.array([0.0])
    mixed = [np.interp(places, range(len(colours)), rgb[:, channel]) for channel in range(3)]
    return ["#" + "".join(f"{round(v):02x}" for v in row) for row in np.column_stack(mixed)]
