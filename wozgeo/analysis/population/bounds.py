"""Within which bounds lies the number of seniors of every group, when all sources hold at once?

A group is the sum of its parts: it has at least what they have at least, and a part has at most what the others
leave of it. That is carried up and down through all partitions until nothing moves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.population.partitions import Partitions, Step
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.population import AGES, Figures

_MOST_ROUNDS = 500
_STILL = 1e-9
_APART = 1e-6
"""Persons: what is nearer to each other than this is the same."""


@dataclass
class GroupBounds:
    """At least and at most, per partition: arrays of shape (ages, groups)."""

    low: list[FloatArray]
    high: list[FloatArray]

    @classmethod
    def unknown(cls, partitions: Partitions) -> "GroupBounds":
        """Give what holds before any source says something."""
        sizes = [(len(AGES), part.n) for part in partitions.kept]
        return cls([np.zeros(size) for size in sizes], [np.full(size, np.inf) for size in sizes])

    def copy(self) -> "GroupBounds":
        """Give the same bounds, to be narrowed apart."""
        return GroupBounds([a.copy() for a in self.low], [a.copy() for a in self.high])

    def contradictions(self) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """Give the partitions with groups of which the least is above the most."""
        for number, (low, high) in enumerate(zip(self.low, self.high, strict=True)):
            wrong = np.any(low > high + _APART, axis=0)
            if wrong.any():
                yield number, wrong


@dataclass(frozen=True)
class Refused:
    """A figure that cannot hold beside those that are believed before it.

    Attributes
    ----------
    figures, code
        The source and the zone.
    age
        Of which years and over.
    low, high
        What it says.
    others_low, others_high
        What the others leave.
    """

    figures: Figures
    code: str
    age: int
    low: float
    high: float
    others_low: float
    others_high: float


def narrowed(
    partitions: Partitions, sources: Sequence[Figures]
) -> tuple[GroupBounds, list[Refused]]:
    """Carry what all sources say to every group.

    Parameters
    ----------
    partitions
        A column of codes per source, by its ``name``.
    sources
        In the order in which they are believed: a figure that cannot hold beside those before it is left out
        whole, and told.

    Returns
    -------
    tuple
        GroupBounds of every group, and which figures were refused.
    """
    bounds = GroupBounds.unknown(partitions)
    refused: list[Refused] = []
    for source in sources:
        kept = np.ones(len(partitions.codes(source.name)), dtype=bool)
        while True:
            tried = bounds.copy()
            _laid_down(tried, partitions, source, kept)
            wrong = kept & _apart_at_once(tried, partitions.of([source.name]))
            if (
                not wrong.any()
            ):  # else what is carried from one wrong figure makes those beside it wrong
                _carry(tried, partitions)
                wrong = _touching(tried, partitions, source, kept)
            if not wrong.any():
                bounds = tried
                break
            refused += _told(bounds, partitions, source, wrong)
            kept &= ~wrong
    return bounds, refused


def _said(partitions: Partitions, source: Figures) -> pd.DataFrame:
    return pd.DataFrame(source.table.drop(columns="geometry")).reindex(
        partitions.codes(source.name)
    )


def _laid_down(
    bounds: GroupBounds,
    partitions: Partitions,
    source: Figures,
    kept: NDArray[np.bool_],
) -> None:
    at, said = partitions.of([source.name]), _said(partitions, source)
    for row, age in enumerate(AGES):
        low = said[f"low_{age}"].fillna(0).to_numpy(float)
        high = said[f"high_{age}"].fillna(np.inf).to_numpy(float)
        bounds.low[at][row] = np.where(
            kept, np.maximum(bounds.low[at][row], low), bounds.low[at][row]
        )
        bounds.high[at][row] = np.where(
            kept, np.minimum(bounds.high[at][row], high), bounds.high[at][row]
        )


def _apart_at_once(bounds: GroupBounds, at: int) -> NDArray[np.bool_]:
    """Tell which zones cannot hold beside what was believed of these very zones."""
    apart: NDArray[np.bool_] = np.any(bounds.low[at] > bounds.high[at] + _APART, axis=0)
    return apart


def _carry(bounds: GroupBounds, partitions: Partitions) -> None:
    """Narrow until nothing moves, or something contradicts itself."""
    for _ in range(_MOST_ROUNDS):
        before = [array.copy() for array in (*bounds.low, *bounds.high)]
        for low, high in zip(bounds.low, bounds.high, strict=True):
            high[1] = np.minimum(high[1], high[0])  # who is 75 is 65
            low[0] = np.maximum(low[0], low[1])
        for step in reversed(partitions.steps):
            _narrow(bounds, step)
        for step in partitions.steps:
            _narrow(bounds, step)
        if next(bounds.contradictions(), None) is not None:
            return
        after = (*bounds.low, *bounds.high)
        if all(_same(a, b) for a, b in zip(before, after, strict=True)):
            return


def _same(before: FloatArray, after: FloatArray) -> bool:
    moved = before != after
    return bool(np.all(np.abs(before[moved] - after[moved]) < _STILL))


def _narrow(bounds: GroupBounds, step: Step) -> None:
    low, high = bounds.low[step.fine], bounds.high[step.fine]
    whole_low, whole_high = bounds.low[step.coarse], bounds.high[step.coarse]
    for row in range(len(AGES)):
        least, most, endless = _sums(low[row], high[row], step.parent, whole_low.shape[1])
        np.maximum(whole_low[row], least, out=whole_low[row])
        np.minimum(whole_high[row], np.where(endless > 0, np.inf, most), out=whole_high[row])
        finite = np.where(np.isinf(high[row]), 0, high[row])
        alone = endless[step.parent] - np.isinf(high[row]) == 0
        left = whole_low[row][step.parent] - (most[step.parent] - finite)
        room = whole_high[row][step.parent] - (least[step.parent] - low[row])
        np.maximum(low[row], np.where(alone, left, 0), out=low[row])
        np.minimum(high[row], room, out=high[row])


def _sums(
    low: FloatArray, high: FloatArray, parent: IntArray, n: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Add up the least, the most that is finite, and how many have no limit."""
    without = np.isinf(high)
    return (
        np.bincount(parent, low, n).astype(float),
        np.bincount(parent, np.where(without, 0, high), n).astype(float),
        np.bincount(parent, without.astype(float), n).astype(float),
    )


def _touching(
    bounds: GroupBounds,
    partitions: Partitions,
    source: Figures,
    kept: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell which zones of a source hold a part of a group that contradicts itself."""
    own = partitions.kept[partitions.of([source.name])]
    wrong = np.zeros(own.n, dtype=bool)
    found = [*bounds.contradictions()]
    exact = [(number, groups) for number, groups in found if number == partitions.of([source.name])]
    for number, groups in exact or found:
        wrong[own.groups[groups[partitions.kept[number].groups]]] = True
    wrong &= kept
    if found and not wrong.any():  # nothing it says is in reach of it: none of it can be kept
        return kept.copy()
    return wrong


def _told(
    believed: GroupBounds,
    partitions: Partitions,
    source: Figures,
    wrong: NDArray[np.bool_],
) -> Iterator[Refused]:
    at, said = partitions.of([source.name]), _said(partitions, source)
    for row, age in enumerate(AGES):
        low, high = said[f"low_{age}"].to_numpy(float), said[f"high_{age}"].to_numpy(float)
        others = believed.low[at][row], believed.high[at][row]
        apart = (low > others[1] + _APART) | (high < others[0] - _APART)
        for i in map(int, np.flatnonzero(wrong & (apart | (row == 0)))):
            if row == 0 or apart[i]:
                yield Refused(
                    source, str(said.index[i]), age, low[i], high[i], others[0][i], others[1][i]
                )
