"""What does the view "Oordeel" of the map show, count and say, per definition?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.map.objects import VERDICT_ORDER, verdict_ranks
from wozgeo.outputs.texts import PageTexts


@dataclass(frozen=True)
class VerdictClass:
    """One row of the legend: ``counts`` per kind of object."""

    label: str
    colour: str
    shape: str
    counts: Mapping[str, int]


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
        In the order of `VERDICT_ORDER`.
    n_bijna
        Objects that just miss it.
    """

    key: str
    label: str
    title: str
    definition: int
    classes: tuple[VerdictClass, ...]
    n_bijna: int


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
        counts = [look.counts[soort] for look in view.classes if soort in look.counts]
        if counts:
            yield _sentence(soort, counts, texts)


def _sentence(soort: str, counts: Sequence[int], texts: PageTexts) -> str:
    yes, no, unknown = (
        texts(f"said_{verdict}", n=n) for verdict, n in zip(VERDICT_ORDER, counts, strict=True)
    )
    objects = texts(soort, n=sum(counts))
    return texts("page.sentence", objects=objects, yes=yes, no=no, unknown=unknown)


def _classes(
    tables: Mapping[str, pd.DataFrame], definition: str, texts: PageTexts
) -> tuple[VerdictClass, ...]:
    ranks = {soort: verdict_ranks(table, definition) for soort, table in tables.items()}
    return tuple(
        VerdictClass(
            texts.labels.verdicts[verdict],
            VERDICT_LOOKS[verdict].colour,
            VERDICT_LOOKS[verdict].shape,
            {soort: found.count(place) for soort, found in ranks.items()},
        )
        for place, verdict in enumerate(VERDICT_ORDER)
    )


def _n_true(table: pd.DataFrame, column: str) -> int:
    return int(table[column].fillna(False).astype(bool).sum()) if column in table.columns else 0
