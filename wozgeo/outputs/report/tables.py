"""Which tables of the report have a bar in every row?

A bar and the numbers it is made of stand in one row, so that the picture never needs another text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd
from markupsafe import Markup

from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.looks import (
    BEYOND,
    FAR_TEXTURES,
    UNKNOWN_CLASS,
    VERDICT_LOOKS,
    ClassLook,
    DistanceScale,
)
from wozgeo.outputs.report.charts import Look, draw_bar, draw_swatch
from wozgeo.outputs.report.distances import TOTAL, Spread
from wozgeo.outputs.report.kern_names import UNNAMED_KERN
from wozgeo.outputs.report.words import ReportWords


@dataclass(frozen=True)
class Classes:
    """The classes of distance of a report.

    Parameters
    ----------
    labels
        Short words, in the order of the counts of a `Spread`.
    looks
        The same.
    n_near
        How many of the first are nearer than the criterion.
    near_m
        The criterion.
    """

    labels: Sequence[str]
    looks: Sequence[Look]
    n_near: int
    near_m: int


@dataclass(frozen=True)
class BarRow:
    """One row: its words, its bar and its numbers, written."""

    label: str
    n: str
    bar: Markup
    cells: Sequence[str]
    together: str = ""
    total: bool = False


@dataclass(frozen=True)
class BarTable:
    """A table with a bar in every row.

    Parameters
    ----------
    caption
        What it says.
    head
        What its rows are.
    classes
        Swatch and label of every column of numbers.
    n_near
        How many of the first are nearer than the criterion.
    rows
        In order.
    name
        Unique in the page.
    note
        What to know of it; "" for nothing.
    """

    caption: str
    head: str
    classes: Sequence[tuple[Markup, str]]
    n_near: int
    rows: Sequence[BarRow]
    name: str
    note: str = ""


def distance_classes(
    scale: DistanceScale, near_m: int, search_limit_m: float, words: ReportWords
) -> Classes:
    """Name and colour the classes of distance, as the map does; ``near_m`` is one of the breaks."""
    breaks_m = scale.breaks_m
    n_near = list(breaks_m).index(near_m) + 1
    between = [
        words("between", low=words.number(low), high=words.number(high))
        for low, high in pairwise(breaks_m)
    ]
    labels = [
        words("less_than", m=words.number(breaks_m[0])),
        *between,
        words("or_more", m=words.number(breaks_m[-1])),
        words("beyond", m=words.number(search_limit_m)),
        words("unknown"),
    ]
    looks = [_textured(look, k - n_near) for k, look in enumerate(scale.looks)]
    return Classes(labels, [*looks, BEYOND, UNKNOWN_CLASS], n_near, near_m)


def _textured(look: ClassLook, place: int) -> ClassLook:
    """Tell near from far in a bar, also where no definition says how far is too far."""
    return replace(look, texture=FAR_TEXTURES[place % len(FAR_TEXTURES)] if place >= 0 else "plain")


def kern_label(kern: str, words: ReportWords) -> str:
    """Name a kern for a reader."""
    return {TOTAL: words("all_kernen"), UNNAMED_KERN: words("unknown_kern")}.get(kern, kern)


def voorziening_tables(
    spreads: Sequence[Spread], classes: Classes, words: ReportWords, *, thin: Mapping[str, str]
) -> Iterator[BarTable]:
    """Give a table per voorziening, with a row per kern and one for all together, and what is thin."""
    for v in dict.fromkeys(spread.voorziening for spread in spreads):
        there = [s for s in spreads if s.voorziening == v and s.n]
        if sum(s.kern != TOTAL for s in there) < 2:
            there = [s for s in there if s.kern != TOTAL]
        labels = [kern_label(s.kern, words) for s in there]
        table = _table(
            words("distances_caption", place=words.voorziening(v)),
            words("kern"),
            there,
            labels,
            classes,
            words,
            name=f"afstand-{v}",
        )
        yield replace(table, note=thin.get(v, ""))


def kern_table(
    spreads: Sequence[Spread], classes: Classes, words: ReportWords, *, name: str
) -> BarTable:
    """Give the table of one kern, with a row per voorziening."""
    return _table(
        words("distances_caption_kern"),
        words("place"),
        spreads,
        [words.voorziening(s.voorziening) for s in spreads],
        classes,
        words,
        name=name,
    )


def target_table(progress: pd.DataFrame, units: int, words: ReportWords) -> BarTable:
    """Show how far the target is: what counts for certain and perhaps, per kern and together.

    Parameters
    ----------
    progress
        Index ``kern``, all together last; ``zeker``, ``mogelijk``. A kern without either has no row.
    units
        How many were agreed.
    words
        Of the report.
    """
    looks = [VERDICT_LOOKS[Verdict.VOLDOET], VERDICT_LOOKS[Verdict.ONBEKEND]]
    counts = progress[["zeker", "mogelijk"]].astype(int)
    full = 1.04 * max(units, int(counts.iloc[-1].sum()))
    last = len(counts) - 1
    rows = [
        _target_row(k, str(kern), (int(a), int(b)), full, units, looks, words, total=k == last)
        for k, (kern, a, b) in enumerate(counts.itertuples())
        if k == last or a or b
    ]
    heads = [words("certain"), words("maybe")]
    swatches = [draw_swatch(look) for look in looks]
    return BarTable(
        words("target_caption"),
        words("kern"),
        [*zip(swatches, heads, strict=True)],
        0,
        rows,
        "doel",
    )


def _target_row(
    k: int,
    kern: str,
    counts: tuple[int, int],
    full: float,
    units: int,
    looks: Sequence[Look],
    words: ReportWords,
    *,
    total: bool,
) -> BarRow:
    certain, maybe = (words.number(n) for n in counts)
    label = words("all_kernen") if total else kern_label(kern, words)
    title = (
        words(
            "target_bar",
            certain=words.count_dwellings(counts[0]),
            maybe=maybe,
            target=words.number(units),
        )
        if total
        else words("target_row", kern=label, certain=certain, maybe=maybe)
    )
    bar = draw_bar(
        [(n / full, look) for n, look in zip(counts, looks, strict=True)],
        title=title,
        name=f"doel-{k}",
        mark=units / full if total else None,
    )
    return BarRow(label, "", bar, [certain, maybe], total=total)


def _table(
    caption: str,
    head: str,
    spreads: Sequence[Spread],
    labels: Sequence[str],
    classes: Classes,
    words: ReportWords,
    *,
    name: str,
) -> BarTable:
    swatches = [draw_swatch(look) for look in classes.looks]
    rows = [
        _distance_row(spread, label, classes, words, f"{name}-{k}")
        for k, (spread, label) in enumerate(zip(spreads, labels, strict=True))
    ]
    heads = [*zip(swatches, classes.labels, strict=True)]
    return BarTable(caption, head, heads, classes.n_near, rows, name)


def _distance_row(
    spread: Spread, label: str, classes: Classes, words: ReportWords, name: str
) -> BarRow:
    shares = [n / spread.n if spread.n else 0.0 for n in spread.counts]
    together = words.percent(spread.share_near)
    near = words.number(classes.near_m)
    return BarRow(
        label=label,
        n=words.number(spread.n),
        bar=draw_bar(
            [*zip(shares, classes.looks, strict=True)],
            title=words("distance_bar", row=label, share=together, near=near),
            name=name,
            mark=spread.share_near if spread.n else None,
        ),
        cells=[words.percent(share) if share else "–" for share in shares],
        together=together,
        total=spread.kern == TOTAL,
    )
