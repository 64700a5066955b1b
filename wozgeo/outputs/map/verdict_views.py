"""What does the view "Oordeel" of the map show, count and say, per definition?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.map.objects import VERDICT_ORDER, is_soft, verdict_ranks
from wozgeo.outputs.texts import PageTexts


@dataclass(frozen=True)
class VerdictClass:
    """One row of the legend.

    Parameters
    ----------
    label, colour, shape
        As the reader sees it.
    counts
        Per kind of object.
    oordeel
        Place of the verdict in `VERDICT_ORDER`.
    zacht
        Whether these are the verdicts that are not firm: with a hatch over the colour.
    """

    label: str
    colour: str
    shape: str
    counts: Mapping[str, int]
    oordeel: int
    zacht: bool = False


@dataclass(frozen=True)
class VerdictView:
    """One definition as a way of looking at the map.

    Parameters
    ----------
    key, label, title
        In the page, in the switch, above the legend.
    definition
        Place of the definition among those of the run.
    classes
        From voldoet to voldoet niet with what is not firm between them (ILAC-G8:09/2019), then onbekend; of
        verdicts that nobody asked how firm they are no class is not firm.
    n_bijna
        Objects that just miss it.
    vraagt
        What the definition asks, in a sentence.
    """

    key: str
    label: str
    title: str
    definition: int
    classes: tuple[VerdictClass, ...]
    n_bijna: int
    vraagt: str = ""


def build_verdict_views(found: Found) -> list[VerdictView]:
    """Describe one view per definition; none when nothing is listed."""
    tables, titles, texts = found.listed, found.titles, found.texts
    if not tables:
        return []
    return [
        VerdictView(
            key=OfDefinition(name).oordeel,
            label=texts("page.verdict") if len(titles) == 1 else title,
            title=texts("page.verdict_by", title=title),
            definition=place,
            classes=_classes(tables, name, texts),
            n_bijna=sum(
                _n_true(table, OfDefinition(name).bijna)
                for soort, table in tables.items()
                if soort != "clusters"  # off at first: nobody could find their rings
            ),
            vraagt=found.definitions[name].asks_in(found.language),
        )
        for place, (name, title) in enumerate(titles.items())
    ]


def summarise_views(views: Sequence[VerdictView], texts: PageTexts) -> list[tuple[str, list[str]]]:
    """Say per definition how many plans and complexes meet it, in a sentence each.

    Clusters are left out: nobody listed them, so their number answers no question.
    """
    return [(view.title, list(_sentences(view, texts))) for view in views]


def _sentences(view: VerdictView, texts: PageTexts) -> Iterator[str]:
    for soort in SOORTEN[:2]:
        counts = [
            sum(look.counts[soort] for look in view.classes if look.oordeel == place)
            for place in range(len(VERDICT_ORDER))
            if soort in view.classes[0].counts
        ]
        if counts:
            yield _sentence(soort, counts, texts)


def _sentence(soort: str, counts: Sequence[int], texts: PageTexts) -> str:
    yes, no, unknown = (
        texts(f"said_{verdict}", n=n) for verdict, n in zip(VERDICT_ORDER, counts, strict=True)
    )
    objects = texts(soort, n=sum(counts))
    return texts("page.sentence", objects=objects, yes=yes, no=no, unknown=unknown)


_GRADES = (
    (Verdict.VOLDOET, False),
    (Verdict.VOLDOET, True),
    (Verdict.VOLDOET_NIET, True),
    (Verdict.VOLDOET_NIET, False),
    (Verdict.ONBEKEND, False),
)
"""Verdict, and whether it is not firm, in the order of the legend."""


def _classes(
    tables: Mapping[str, pd.DataFrame], definition: str, texts: PageTexts
) -> tuple[VerdictClass, ...]:
    of = OfDefinition(definition)
    told = any(of.stevig in table.columns for table in tables.values())
    graded = {
        soort: list(zip(verdict_ranks(table, definition), is_soft(table, definition), strict=True))
        for soort, table in tables.items()
    }
    labels = texts.labels.verdicts
    return tuple(
        VerdictClass(
            texts("not_firm", verdict=labels[verdict]) if soft else labels[verdict],
            VERDICT_LOOKS[verdict].colour,
            VERDICT_LOOKS[verdict].shape,
            {soort: found.count((place, soft)) for soort, found in graded.items()},
            place,
            soft,
        )
        for verdict, soft in _GRADES
        if told or not soft
        for place in [VERDICT_ORDER.index(verdict)]
    )


def _n_true(table: pd.DataFrame, column: str) -> int:
    return int(table[column].fillna(False).astype(bool).sum()) if column in table.columns else 0
