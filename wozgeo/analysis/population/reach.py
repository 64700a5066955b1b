"""How many seniors live within a walk of what they need, and how much is there to choose?

Counted twice: who certainly can walk there, over ways known to be open, and who perhaps can. Unknown is never
counted as yes: the least and the expected number rest on the certain walk, the most on the possible one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.analysis.population.sets import People, PersonBounds
from wozgeo.domain.plain_types import FloatArray

EVERY_KIND, OF_NONE = "alle", "geen"
"""In the place of a voorziening: all of them, or none of them, within the walk."""


class Near(NamedTuple):
    """Who has something within a walk.

    Attributes
    ----------
    voorziening
        Its key, `EVERY_KIND` or `OF_NONE`.
    metres
        The walk: less than this.
    certain, possible
        Shape (dwellings,): for certain, and perhaps.
    """

    voorziening: str
    metres: float
    certain: NDArray[np.bool_]
    possible: NDArray[np.bool_]


def who_is_near(
    distances: pd.DataFrame, limits_m: Mapping[str, Sequence[float]], common_m: Sequence[float]
) -> Iterator[Near]:
    """Tell of every voorziening and walk who has it within reach, then of all and of none of them.

    Parameters
    ----------
    distances
        `DISTANCE_TABLE`: one row per dwelling, in the same order, and voorziening.
    limits_m
        By voorziening the walks that are asked.
    common_m
        For which walks it is asked who has all within reach, and who none.
    """
    kinds = distances.index.get_level_values("voorziening")
    found: dict[tuple[str, float], Near] = {}
    for kind, metres in ((kind, m) for kind, several in limits_m.items() for m in several):
        walk = distances[kinds == kind]
        certain = walk["certain_m"].to_numpy(dtype=np.float64) < metres
        # what could not be searched may be near
        possible = ~(walk["distance_m"].to_numpy(dtype=np.float64) >= metres)
        found[kind, metres] = Near(kind, metres, certain, possible)
    yield from found.values()
    for metres in common_m:
        mine = [one for one in found.values() if one.metres == metres]
        if len(mine) > 1:
            certain = np.array([one.certain for one in mine])
            possible = np.array([one.possible for one in mine])
            every, some = np.logical_and.reduce, np.logical_or.reduce
            yield Near(EVERY_KIND, metres, every(certain), every(possible))
            yield Near(OF_NONE, metres, ~some(possible), ~some(certain))


@dataclass(frozen=True)
class SetsOfHomes:
    """Sets of dwellings to count in: areas, or stretches of street.

    Attributes
    ----------
    members
        Shape (sets, dwellings).
    """

    members: csr_array

    def of(self, chosen: NDArray[np.bool_]) -> csr_array:
        """Keep the chosen dwellings alone."""
        return csr_array(self.members * chosen[None, :].astype(np.float64))

    def count(self, people: People, near: Near) -> PersonBounds:
        """Count who is near: at least and expected for certain, at most perhaps."""
        sure, perhaps = people.ask(self.of(near.certain)), people.ask(self.of(near.possible))
        return sure._replace(high=perhaps.high)


def areas_as_sets(codes: "pd.Series[str]") -> tuple[list[str], csr_array]:
    """Lay areas out as sets of dwellings: their codes, sorted, and shape (areas, dwellings); "" is none."""
    names = sorted({*codes} - {""})
    number = codes.map({name: i for i, name in enumerate(names)})
    rows = np.flatnonzero(number.notna().to_numpy())
    columns = number.to_numpy(dtype=np.float64)[rows].astype(np.int64)
    shape = (len(names), len(codes))
    return names, csr_array((np.ones(len(rows)), (columns, rows)), shape=shape)


def mean_of(people: People, groups: SetsOfHomes, numbers: FloatArray) -> FloatArray:
    """Give the mean of a number per dwelling, per expected senior of each set; NaN where none is expected."""
    weight = np.nan_to_num(people.likely)
    total = groups.members @ weight
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((groups.members @ (weight * numbers)) / total, dtype=np.float64)
