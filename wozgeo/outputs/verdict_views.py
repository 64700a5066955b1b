"""What does the view "Oordeel" of the map show, count and say, per definition?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.vocabulary import VERDICT_LABELS, Verdict
from wozgeo.outputs.listed import SOORTEN, VERDICTS, Judged, verdict_ranks

VERDICT_LOOKS: dict[Verdict, tuple[str, str]] = {
    Verdict.VOLDOET: ("#0072b2", "circle"),
    Verdict.VOLDOET_NIET: ("#d55e00", "triangle"),
    Verdict.ONBEKEND: ("#6b6b6b", "lozenge"),
}
"""Colour and shape: apart for who sees no colours, and each 3:1 against the land."""

_SINGULAR = {"plannen": "bouwplan", "complexen": "complex", "clusters": "kansrijk cluster"}
_PLURAL = {"plannen": "bouwplannen", "complexen": "complexen", "clusters": "kansrijke clusters"}


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


def build_verdict_views(judged: Judged) -> list[VerdictView]:
    """Describe one view per definition; none when nothing is listed."""
    tables = judged.listed()
    if not tables:
        return []
    return [
        VerdictView(
            key=f"oordeel_{name}",
            label="oordeel" if len(judged.definitions) == 1 else title,
            title=f"Oordeel: {title}",
            definition=place,
            classes=_classes(tables, name),
            n_bijna=sum(_n_true(table, f"bijna_{name}") for table in tables.values()),
        )
        for place, (name, title) in enumerate(judged.definitions.items())
    ]


def summarise_views(views: Sequence[VerdictView]) -> list[tuple[str, list[str]]]:
    """Say per definition how many plans and complexes meet it, in a sentence each.

    Clusters are left out: nobody listed them, so their number answers no question.
    """
    return [(view.title, list(_sentences(view))) for view in views]


def _sentences(view: VerdictView) -> Iterator[str]:
    for soort in SOORTEN[:2]:
        counts = [look.counts[soort] for look in view.classes if soort in look.counts]
        if counts:
            yield _sentence(soort, counts)


def count_words(soort: str, n: int) -> str:
    """Say a number of objects: "1 bouwplan", "12 complexen"."""
    return f"{n:,} ".replace(",", ".") + (_SINGULAR if n == 1 else _PLURAL)[soort]


def _sentence(soort: str, counts: Sequence[int]) -> str:
    verbs = ("voldoet", "voldoet niet", "is onbekend"), ("voldoen", "voldoen niet", "zijn onbekend")
    said = [f"{n} {verbs[n != 1][k]}" for k, n in enumerate(counts)]
    return f"Van {count_words(soort, sum(counts))}: {', '.join(said[:-1])} en {said[-1]}."


def _classes(tables: Mapping[str, pd.DataFrame], definition: str) -> tuple[VerdictClass, ...]:
    ranks = {soort: verdict_ranks(table, definition) for soort, table in tables.items()}
    return tuple(
        VerdictClass(
            VERDICT_LABELS[verdict],
            *VERDICT_LOOKS[verdict],
            {soort: found.count(place) for soort, found in ranks.items()},
        )
        for place, verdict in enumerate(VERDICTS)
    )


def _n_true(table: pd.DataFrame, column: str) -> int:
    return int(table[column].fillna(False).astype(bool).sum()) if column in table.columns else 0
