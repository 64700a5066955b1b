"""What does the view "Oordeel" of the map show, count and say, per definition?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.language import Language
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.map.objects import SOORTEN, VERDICTS, Judged, verdict_ranks
from wozgeo.outputs.texts import Texts, read_texts


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
        In the order of `VERDICTS`.
    n_bijna
        Objects that just miss it.
    """

    key: str
    label: str
    title: str
    definition: int
    classes: tuple[VerdictClass, ...]
    n_bijna: int


def build_verdict_views(judged: Judged, *, language: str = Language.NL) -> list[VerdictView]:
    """Describe one view per definition; none when nothing is listed."""
    tables = judged.listed()
    if not tables:
        return []
    texts = read_texts(language)
    return [
        VerdictView(
            key=f"oordeel_{name}",
            label=texts("page.verdict") if len(judged.definitions) == 1 else title,
            title=texts("page.verdict_by", title=title),
            definition=place,
            classes=_classes(tables, name, texts),
            n_bijna=sum(
                _n_true(table, f"bijna_{name}")
                for soort, table in tables.items()
                if soort != "clusters"  # off at first: nobody could find their rings
            ),
        )
        for place, (name, title) in enumerate(judged.definitions.items())
    ]


def summarise_views(
    views: Sequence[VerdictView], *, language: str = Language.NL
) -> list[tuple[str, list[str]]]:
    """Say per definition how many plans and complexes meet it, in a sentence each.

    Clusters are left out: nobody listed them, so their number answers no question.
    """
    texts = read_texts(language)
    return [(view.title, list(_sentences(view, texts))) for view in views]


def _sentences(view: VerdictView, texts: Texts) -> Iterator[str]:
    for soort in SOORTEN[:2]:
        counts = [look.counts[soort] for look in view.classes if soort in look.counts]
        if counts:
            yield _sentence(soort, counts, texts)


def count_words(soort: str, n: int, *, language: str = Language.NL) -> str:
    """Say a number of objects: "1 bouwplan", "12 complexen"."""
    return read_texts(language)(soort, n=n)


def _sentence(soort: str, counts: Sequence[int], texts: Texts) -> str:
    yes, no, unknown = (
        texts(f"said_{verdict}", n=n) for verdict, n in zip(VERDICTS, counts, strict=True)
    )
    objects = texts(soort, n=sum(counts))
    return texts("page.sentence", objects=objects, yes=yes, no=no, unknown=unknown)


def _classes(
    tables: Mapping[str, pd.DataFrame], definition: str, texts: Texts
) -> tuple[VerdictClass, ...]:
    ranks = {soort: verdict_ranks(table, definition) for soort, table in tables.items()}
    return tuple(
        VerdictClass(
            texts.labels.verdicts[verdict],
            *VERDICT_LOOKS[verdict],
            {soort: found.count(place) for soort, found in ranks.items()},
        )
        for place, verdict in enumerate(VERDICTS)
    )


def _n_true(table: pd.DataFrame, column: str) -> int:
    return int(table[column].fillna(False).astype(bool).sum()) if column in table.columns else 0
