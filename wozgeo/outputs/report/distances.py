"""How are the dwellings of each kern spread over classes of walking distance?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.outputs.legend import classify
from wozgeo.outputs.report.kern_names import spell_kernen

TOTAL = ""
"""The kern of the row that counts all of them."""


@dataclass(frozen=True)
class Spread:
    """The dwellings of one kern, counted per class of distance to one voorziening.

    Parameters
    ----------
    kern
        `TOTAL` for all kernen together.
    voorziening
        What they walk to.
    counts
        Per class of distance, then without any within the search limit, then unknown.
    n_near
        How many certainly have one nearer than the criterion.
    n_maybe
        How many may have: the way is not certain, or no distance is known.
    """

    kern: str
    voorziening: str
    counts: tuple[int, ...]
    n_near: int
    n_maybe: int = 0

    @property
    def n(self) -> int:
        """How many dwellings there are."""
        return sum(self.counts)

    @property
    def share_near(self) -> float:
        """The share that certainly has one nearer than the criterion; 0 without dwellings."""
        return self.n_near / self.n if self.n else 0.0


def spread_distances(
    woningen: pd.DataFrame, kernen: Sequence[str], *, breaks_m: Sequence[int], near_m: int
) -> list[Spread]:
    """Count the dwellings per kern, voorziening and class.

    A dwelling is in the class of its certain distance, as in the shares of the table of kernen. One
    that has a distance but no certain one is unknown: nobody knows whether that way can be walked.

    Parameters
    ----------
    woningen
        Result table; may be empty.
    kernen
        In the order wanted; all of them together come last, without dwellings that are in none.
    breaks_m, near_m
        Whole metres, rising; ``near_m`` is one of them.

    Returns
    -------
    list of Spread
        Voorziening by voorziening, each with every kern in order.
    """
    breaks = tuple(breaks_m)
    n_classes, n_near = len(breaks) + 3, breaks.index(near_m) + 1
    where = spell_kernen(woningen["woonplaats"], kernen)
    place = pd.Index(list(kernen), dtype=object).get_indexer(pd.Index(where))
    somewhere = place >= 0  # a neighbour at the edge of the map is no kern
    spreads = []
    for v in _measured(woningen):
        classes = classify(_certain(woningen, v), breaks, with_beyond=True)
        possible = woningen[Walk(v).afstand_m].to_numpy(dtype=np.float64)
        maybe = ((possible < near_m) & (classes >= n_near)) | (classes == n_classes - 1)
        rows = {kern: place == k for k, kern in enumerate(kernen)} | {TOTAL: somewhere}
        for kern, here in rows.items():
            counts = np.bincount(classes[here], minlength=n_classes)
            near = int(counts[:n_near].sum())
            spreads.append(Spread(kern, v, tuple(map(int, counts)), near, int(maybe[here].sum())))
    return spreads


def _measured(woningen: pd.DataFrame) -> list[str]:
    return [walk.voorziening for walk in Walk.among(woningen.columns, Walk.zeker_m)]


def _certain(woningen: pd.DataFrame, voorziening: str) -> "pd.Series[float]":
    certain = woningen[Walk(voorziening).zeker_m].astype(float)
    possible = woningen[Walk(voorziening).afstand_m].astype(float)
    return certain.mask(np.isposinf(certain) & np.isfinite(possible))
