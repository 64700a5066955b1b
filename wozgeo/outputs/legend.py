"""Which classes has a view of the map, how do they look and how many dwellings are in each?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.domain.language import Text
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import (
    BEYOND,
    SCORE_LOOKS,
    UNKNOWN_CLASS,
    ClassLook,
    DistanceScale,
    Shape,
)
from wozgeo.outputs.texts import PageTexts
from wozgeo.outputs.whole_percents import whole_percents

_Described = tuple[str, ClassLook]
"""A class in words, and how it looks."""

SCORE_BREAKS: tuple[int, ...] = (20, 40, 60, 80)

_TURNS = Text(
    "Kleur en vorm van loopafstanden slaan om bij {metres} m, de grens van {title}{others}.",
    "Colour and shape of walking distances turn at {metres} m, the limit of {title}{others}.",
)
_OTHER_LIMIT = Text("; {title} vraagt {metres} m", "; {title} asks {metres} m")
_EXACTLY = Text(
    "Precies {metres} m is volgens {title} dichtbij genoeg; kleuren, klassen en aandelen van woningen tellen "
    "het bij verder.",
    "Exactly {metres} m is near enough by {title}; colours, classes and shares of dwellings count it as "
    "farther.",
)
_NEVER_TURNS = Text(
    "Geen definitie van deze run vraagt een loopafstand: verder is lichter, en nergens slaat de kleur om.",
    "No definition of this run asks a walk: further is lighter, and the colour turns nowhere.",
)


@dataclass(frozen=True)
class MapClass:
    """One row of a legend: ``percent`` is the whole percent of the dwellings, 100 over all rows."""

    label: str
    colour: str
    shape: Shape
    n: int
    percent: int


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
    caption
        Above its counts in the table beside the map.
    sign
        On its switch: "0–100"; "" where it shows walks to a voorziening, which has a symbol of its own. What
        is said of a walk (how far, along which way, by a limit) is said of such a view alone.
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
    caption: str
    sign: str = ""

    @property
    def walks(self) -> bool:
        """Whether it shows how far the walk to a voorziening is."""
        return not self.sign


def voorzieningen_of(woningen: pd.DataFrame) -> list[str]:
    """List the voorzieningen that a table has distances to, in the table's order."""
    return [walk.voorziening for walk in Walk.among(woningen.columns, Walk.afstand_m)]


def label_of(voorziening: str, found: Found) -> str:
    """Give the word for a voorziening; its own name with spaces when there is none."""
    known = found.kinds.get(voorziening)
    return known.one(found.language) if known else voorziening.replace("_", " ")


def _the(voorziening: str, found: Found) -> str:
    known = found.kinds.get(voorziening)
    return known.the(found.language) if known else Text("de", "the")(found.language)


def build_views(found: Found) -> list[View]:
    """Describe every view that the columns of the dwellings allow: the voorzieningen, then the score."""
    woningen, scale, texts = found.woningen, found.scale, found.texts
    looks = _distance_classes(scale, found.search_limit_m, texts)
    words = {v: label_of(v, found) for v in voorzieningen_of(woningen)}
    views = [
        _view(
            woningen,
            key=voorziening,
            label=label,
            title=texts("page.nearest", label=label, the=_the(voorziening, found)),
            columns=(Walk(voorziening).afstand_m, Walk(voorziening).zeker_m),
            breaks=scale.breaks_m,
            looks=looks,
            caption=texts("page.counts_distance"),
            n_near=scale.n_near,
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
                looks=_score_classes(texts),
                caption=texts("page.counts_score"),
                sign="0–100",
            )
        )
    return views


def classify(
    values: pd.Series, breaks: Sequence[float], *, with_beyond: bool
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


def _view(
    woningen: pd.DataFrame,
    *,
    key: str,
    label: str,
    title: str,
    columns: tuple[str, str],
    breaks: tuple[int, ...],
    looks: list[_Described],
    caption: str,
    sign: str = "",
    n_near: int = 0,
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
        classes=tuple(
            MapClass(label, look.colour, look.shape, int(n), percent)
            for (label, look), n, percent in zip(
                looks, counts, whole_percents(counts.tolist(), n_near), strict=True
            )
        ),
        beyond=len(breaks) + 1 if with_beyond else None,
        unknown=len(looks) - 1,
        n_doubtful=doubtful,
        caption=caption,
        sign=sign,
    )


def _distance_classes(scale: DistanceScale, limit_m: float, say: PageTexts) -> list[_Described]:
    breaks = scale.breaks_m
    between = [say("page.class_between", low=low, high=high) for low, high in pairwise(breaks)]
    first, last = (
        say("page.class_below", high=breaks[0]),
        say("page.class_from", low=breaks[-1]),
    )
    texts = [first, *between, last, say("page.class_beyond", limit=limit_m)]
    texts.append(say("page.class_unknown"))
    return list(zip(texts, (*scale.looks, BEYOND, UNKNOWN_CLASS), strict=True))


def _score_classes(say: PageTexts) -> list[_Described]:
    edges = (0, *SCORE_BREAKS, 100)
    texts = [say("page.class_score", low=low, high=high) for low, high in pairwise(edges)]
    texts[-1] = say("page.class_score_last", low=edges[-2], high=edges[-1])
    texts.append(say("page.class_unknown"))
    return list(zip(texts, (*SCORE_LOOKS, UNKNOWN_CLASS), strict=True))


def turn_in_legend(found: Found) -> str:
    """Say at whose limit the colours turn, where that is not plain, and what becomes of exactly that limit.

    "" where all ask the same walk and exactly its limit is too far, as the classes have it.
    """
    language, definitions = found.language, found.definitions.values()
    walks = [(d.title_in(language), d.walk.limit_m) for d in definitions if d.walk]
    if not walks:
        return _NEVER_TURNS(language)
    (title, metres), *more = walks
    others = [_OTHER_LIMIT(language, title=t, metres=m) for t, m in more if m != metres]
    turns = _TURNS(language, title=title, metres=metres, others="".join(others))
    return " ".join(filter(None, (turns if others else "", say_exactly(found))))


def say_exactly(found: Found) -> str:
    """Say that exactly the limit is near enough for who asks it, while every class and share counts it farther.

    Classes begin on whole metres in every face, as the page keeps no more: what is judged stands in the
    verdicts. "" where exactly the limit is too far, as the classes have it.
    """
    asking, language = found.asking, found.language
    if asking is None or asking.walk is None or asking.walk.strict:
        return ""
    return _EXACTLY(language, title=asking.title_in(language), metres=asking.walk.limit_m)
