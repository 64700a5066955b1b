"""How does QGIS draw what was judged: which verdict, and is it firm?

As on the map: the colour and the marker say the verdict, a hatch over it that it is not firm. What a site
has in its middle is the marker of its verdict, so that no area is told by its colour alone.
"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.looks import VERDICT_LOOKS, VerdictLook
from wozgeo.outputs.tables.qml import (
    Drawn,
    Rule,
    Symbol,
    build_qml,
    fill,
    hatch,
    hatched_marker,
    in_the_middle,
    marker,
)

_VERDICT = Text("{title}: {verdict}", "{title}: {verdict}")
_NOT_FIRM = Text("{title}: {verdict}, niet stevig", "{title}: {verdict}, not firm")
_MARKER_MM = 3.2


def style_verdicts(
    table: pd.DataFrame, definition: str, title: str, *, points: bool, language: Language
) -> str:
    """Draw plans, complexes or clusters by their verdict and how firm it is, as QML.

    Parameters
    ----------
    table
        The layer: ``oordeel_<definition>``, and ``stevig_<definition>`` where that was looked at.
    definition, title
        Its name, and as the legend says it.
    points
        Whether the layer holds points instead of polygons: a style of QGIS is for one of both.
    language
        Of the legend.
    """
    of = OfDefinition(definition)
    kind: Symbol = "marker" if points else "fill"
    rules = [
        Rule(
            (_VERDICT if firm else _NOT_FIRM)(
                language, title=title, verdict=LABELS_IN[language].verdicts[verdict]
            ),
            where,
            _marked(VERDICT_LOOKS[verdict], firm=firm) if points else _site(VERDICT_LOOKS[verdict]),
            over=() if points else [*_over_site(VERDICT_LOOKS[verdict], firm=firm)],
        )
        for verdict, firm, where in _classes(of, told=of.stevig in table.columns)
    ]
    return build_qml(rules, kind=kind, label="naam" if "naam" in table.columns else "")


def _classes(of: OfDefinition, *, told: bool) -> Iterator[tuple[Verdict, bool, str]]:
    """Give every class: verdict, whether it is drawn as firm, and its rows. Unknown is neither."""
    for verdict in VERDICT_LOOKS:
        where = f"\"{of.oordeel}\" = '{verdict.value}'"
        if not told or verdict is Verdict.ONBEKEND:
            yield verdict, True, where
            continue
        yield verdict, True, f'{where} AND coalesce("{of.stevig}", true)'
        yield verdict, False, f'{where} AND NOT coalesce("{of.stevig}", true)'


def _marked(look: VerdictLook, *, firm: bool) -> Drawn:
    if firm:
        return Drawn(marker(look.marker, fill=look.colour, outline="#ffffff", size=_MARKER_MM))
    return hatched_marker(look.marker, look.colour, size=_MARKER_MM)


def _site(look: VerdictLook) -> dict[str, str]:
    return fill(look.tint, look.outline, rim=look.colour, width=0.7)


def _over_site(look: VerdictLook, *, firm: bool) -> Iterator[Drawn]:
    if not firm:
        yield hatch(look.colour, apart_mm=1.5, width_mm=0.4)
    yield in_the_middle(_marked(look, firm=firm))
