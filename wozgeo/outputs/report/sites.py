"""How do the plans lie side by side: rank, score, points and verdict?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from markupsafe import Markup

from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_sites import Location, SitePoints
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Measure, Verdict
from wozgeo.outputs.found import Found
from wozgeo.outputs.report.charts import draw_sign
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.site_sentences import ranked_plans, say_sites

MOST_SITES = 25
"""So many stand side by side in the report; the workbook has all."""

_HEADING = Text("De locaties naast elkaar", "The sites side by side")
_INTRO = Text(
    "De score (0 tot 100) zegt hoe een plan ligt, en alleen dat: het gewogen gemiddelde van de punten per "
    "voorziening, 100 dichtbij en 0 ver weg. Gemeten is vanaf {place}. Gewichten: {weights}.",
    "The score (0 to 100) tells how a plan lies, and only that: the weighted mean of the points per facility, "
    "100 near and 0 far. Measured from {place}. Weights: {weights}.",
)
_PLACES = {
    Measure.MAX: Text("de verste plek van het plan", "the farthest place of the plan"),
    Measure.MEDIAAN: Text("de middelste plek van het plan", "the middle place of the plan"),
    Measure.MIN: Text("de dichtste plek van het plan", "the nearest place of the plan"),
}
_WEIGHT = Text("{place} {weight}", "{place} {weight}")
_CAPTION = Text("Rang, score en punten per plan", "Rank, score and points per plan")
_MORE = Text(
    "De {n} hoogste van {of}; de andere staan in oordelen.xlsx, blad Plannen.",
    "The {n} highest of {of}; the others are in oordelen.xlsx, sheet Plannen.",
)
_RANK, _SCORE = Text("nr.", "no."), Text("score", "score")
_POINTS = Text("{place}: m (punten)", "{place}: m (points)")
_LIES = Text("ligging, en wat nog moet worden opgegeven", "location, and what is to be stated")
_METRES_AND_POINTS = Text("{metres} ({points})", "{metres} ({points})")


@dataclass(frozen=True)
class SiteRow:
    """One plan: what it is called, its rank and score, a cell per voorziening, how it lies, and its verdict."""

    name: str
    about: str
    rank: str
    score: str
    cells: Sequence[str]
    lies: str
    sign: Markup
    verdict: str


@dataclass(frozen=True)
class SiteRows:
    """What the section says.

    Attributes
    ----------
    heading, intro, caption, more
        Of the section; ``more`` is "" where all stand in it.
    sentences
        How many lie well, and what the rank of the best has to do with its verdict.
    heads
        Above rank, score, each voorziening and the location.
    rows
        The best first.
    """

    heading: str
    intro: str
    caption: str
    more: str
    sentences: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[SiteRow]


def build_sites(found: Found, words: ReportWords) -> SiteRows | None:
    """Lay the section together; None where no plan has a rank."""
    ranked, definition = ranked_plans(found), next(iter(found.definitions.values()), None)
    if not len(ranked) or definition is None:
        return None
    language = found.language
    kinds = [kind for kind in found.weights if SitePoints(kind).punten in ranked]
    shown = ranked.head(MOST_SITES)
    more = _MORE(language, n=len(shown), of=len(ranked)) if len(shown) < len(ranked) else ""
    places = [_POINTS(language, place=words.voorziening(kind)) for kind in kinds]
    return SiteRows(
        heading=_HEADING(language),
        intro=_INTRO(
            language,
            place=_PLACES[Measure(found.measure)],
            weights=", ".join(_weights(found, words)),
        ),
        caption=_CAPTION(language),
        more=more,
        sentences=[*say_sites(found, definition)],
        heads=[_RANK(language), _SCORE(language), *places, _LIES(language)],
        rows=[
            _row(str(key), row, kinds, definition, found, words) for key, row in shown.iterrows()
        ],
    )


def _weights(found: Found, words: ReportWords) -> list[str]:
    """Name every weight as the run file gives it: equal ones stay equal."""
    return [
        _WEIGHT(found.language, place=words.voorziening(kind), weight=weight)
        for kind, weight in found.weights.items()
    ]


def _row(
    key: str,
    row: "pd.Series",
    kinds: Sequence[str],
    definition: Definition,
    found: Found,
    words: ReportWords,
) -> SiteRow:
    verdict = Verdict(str(row[OfDefinition(definition.name).oordeel]))
    about = [key if row["naam"] else "", str(row["kern"] or "")]
    return SiteRow(
        name=str(row["naam"] or key),
        about=" · ".join(filter(None, about)),
        rank=str(row["rang"]),
        score=words.tenth(float(row["score"])),
        cells=[_cell(row, kind, definition.walk, found, words) for kind in kinds],
        lies=str(row.get(Location(definition.name).ligging, "") or ""),
        sign=draw_sign(verdict, "plannen"),
        verdict=words.verdict(verdict),
    )


_DUST = 1e-9
"""Of points that are whole: what is a little too far for all of them has not all of them."""


def _cell(
    row: "pd.Series", kind: str, walk: Within | None, found: Found, words: ReportWords
) -> str:
    """Tell metres and points; what the definition asks is rounded as in the sentence beside it."""
    limit_m = walk.limit_m if walk and walk.voorziening == kind else math.inf
    metres = float(row[Walk(kind).measured(Measure(found.measure))])
    points = float(row[SitePoints(kind).punten])
    shown = words("unknown") if np.isnan(points) else words.number(math.floor(points + _DUST))
    return _METRES_AND_POINTS(found.language, metres=words.metres(metres, limit_m), points=shown)
