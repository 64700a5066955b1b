"""How many seniors live in a set of dwellings, at least, probably and at most?

Nobody knows how many live at an address: a zone has so many, spread over its dwellings in some way. Of a
zone that is wholly in the set all count; of one that is partly in it as few as the rest can hold, and as
many as fit in. Zones lie in each other (square, PC4, gemeente), and each has its say.

For every zone three things are held apart: who is in the set, who is not, and all of them. Each lies within
bounds, and what the parts of a zone say adds up exactly (the three are a polygon with sides in three
directions, and such polygons add up side by side). So one pass from the finest zones to the coarsest gives
the very bounds that a linear programme would.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, eye_array

from wozgeo.domain.plain_types import FloatArray, IntArray

_DECIMALS = 6
"""Of persons: in which order they are added up must not show."""
_AT_ONCE = 4_000_000
"""Numbers held at once, of so many sets times so many zones."""


class PersonBounds(NamedTuple):
    """Persons in some sets of dwellings, each shape (sets,).

    Attributes
    ----------
    low, likely, high
        At least (0 where nothing is known), expected (of the dwellings that are known; NaN where none is) and
        at most (``inf`` where some are not known).
    n_unknown
        Dwellings of the set of which nothing is known.
    """

    low: FloatArray
    likely: FloatArray
    high: FloatArray
    n_unknown: IntArray

    def table(self, age: int, index: pd.Index) -> pd.DataFrame:
        """Lay them out as ``low_65``, ``likely_65`` and ``high_65``."""
        names = [f"{bound}_{age}" for bound in ("low", "likely", "high")]
        return pd.DataFrame(dict(zip(names, self[:3], strict=True)), index=index)


@dataclass(frozen=True)
class People:
    """The seniors of one age in dwellings, ready to be asked how many live in any set of these.

    Attributes
    ----------
    low, likely, high
        Shape (dwellings,): 0, NaN and ``inf`` where not known.
    zone_of
        The zone of every dwelling; the last one is that of none.
    parent
        Shape (zones,): the zone it lies in; -1 for none.
    least, most
        Shape (zones,): what holds for the zone, with what its parts say.
    """

    low: FloatArray
    likely: FloatArray
    high: FloatArray
    zone_of: IntArray
    parent: IntArray
    least: FloatArray
    most: FloatArray

    @classmethod
    def of(cls, seniors: pd.DataFrame, zones: pd.DataFrame, age: int) -> "People":
        """Take those of one age.

        Parameters
        ----------
        seniors
            `SENIOR_TABLE`, in the order in which dwellings are in the sets.
        zones
            `ZONE_TABLE`: every zone once, its ``within`` another of them or "".
        age
            65 or 75.
        """
        n = len(zones)
        number = pd.Series(np.arange(n), index=zones.index)
        zone_of = number.reindex(seniors["zone"]).fillna(n).to_numpy(dtype=np.int64)
        parent = number.reindex(zones["within"]).fillna(-1).to_numpy(dtype=np.int64)
        low, high = _known(seniors, age)
        least, most = _known(zones, age)
        people = cls(
            low,
            seniors[f"likely_{age}"].to_numpy(dtype=np.float64),
            high,
            zone_of,
            np.append(parent, -1),
            np.append(least, 0.0),
            np.append(most, np.inf),
        )
        return people._with_parts()

    @property
    def n_zones(self) -> int:
        """How many zones there are, with that of none."""
        return len(self.parent)

    @cached_property
    def levels(self) -> list[IntArray]:
        """Give the zones by how deep they lie, the deepest first."""
        depth = np.zeros(self.n_zones, dtype=np.int64)
        at = self.parent.copy()
        while (inside := at >= 0).any():
            depth[inside] += 1
            at[inside] = self.parent[at[inside]]
        return [np.flatnonzero(depth == d) for d in range(int(depth.max()), -1, -1)]

    @cached_property
    def per_zone(self) -> list[csr_array]:
        """Give four tables of shape (dwellings, zones).

        The least, the most where it is known, 1 where it is not, and 1 everywhere.
        """
        rows, shape = np.arange(len(self.low)), (len(self.low), self.n_zones)
        endless = np.isinf(self.high)
        columns = self.low, np.where(endless, 0.0, self.high), endless, np.ones(len(rows))
        return [
            csr_array((column.astype(np.float64), (rows, self.zone_of)), shape=shape)
            for column in columns
        ]

    @cached_property
    def plain(self) -> FloatArray:
        """Shape (dwellings, 3): expected, 1 where that is known, and 1 where it is not."""
        known = np.isfinite(self.likely)
        columns = [np.where(known, self.likely, 0.0), known, ~known]
        return np.column_stack(columns).astype(np.float64)

    def ask(self, members: csr_array) -> PersonBounds:
        """Tell how many live in some sets.

        Parameters
        ----------
        members
            Shape (sets, dwellings): 1 where a dwelling is in the set.
        """
        return self.within(csr_array(eye_array(len(self.low)))).ask(members)

    def within(self, parts: csr_array) -> "PeopleInParts":
        """Get ready to be asked about sets that are made of parts, shape (parts, dwellings)."""
        laid = [csr_array(parts @ one) for one in self.per_zone]
        return PeopleInParts(self, laid, np.asarray(parts @ self.plain, dtype=np.float64))

    def bounds(self, laid: list[csr_array]) -> tuple[FloatArray, FloatArray]:
        """Go from the finest zones that are touched to the coarsest; ``laid`` is `per_zone` per set."""
        touched = self._touched(laid[3].indices.astype(np.int64))
        place = np.full(self.n_zones, -1)
        place[touched] = np.arange(len(touched))
        low, high, endless = (one[:, touched].toarray() for one in laid[:3])
        whole = self._direct[:, touched]
        in_low, in_high = low, np.where(endless > 0, np.inf, high)
        out_low = np.maximum(whole[0] - low, 0.0) + self._untouched(touched, self.least)[touched]
        out_high = np.where(whole[2] - endless > 0, np.inf, np.maximum(whole[1] - high, 0.0))
        out_high = out_high + self._untouched(touched, self.most)[touched]
        total_low, total_high = (np.zeros(low.shape[0]) for _ in range(2))
        for level in self.levels:
            here = place[level][place[level] >= 0]
            least, most = self.least[touched[here]], self.most[touched[here]]
            a, b, c, d = (t[:, here] for t in (in_low, in_high, out_low, out_high))
            tight = (
                np.maximum(a, _left(least, d)),
                np.minimum(b, most - c),
                np.maximum(c, _left(least, b)),
                np.minimum(d, most - a),
            )
            up = self.parent[touched[here]]
            total_low += tight[0][:, up < 0].sum(axis=1)
            total_high += tight[1][:, up < 0].sum(axis=1)
            for table, part in zip((in_low, in_high, out_low, out_high), tight, strict=True):
                np.add.at(table.T, place[up[up >= 0]], part[:, up >= 0].T)
        return total_low, total_high

    def _touched(self, zones: IntArray) -> IntArray:
        """List the zones of which some dwelling is in a set, and those they lie in."""
        found = np.zeros(self.n_zones, dtype=bool)
        at = np.unique(zones)
        while len(at):
            found[at] = True
            at = np.unique(self.parent[at])
            at = at[at >= 0]
        return np.flatnonzero(found)

    def _untouched(self, touched: IntArray, bound: FloatArray) -> FloatArray:
        """Add up a bound of the zones that are not touched, per zone they lie in."""
        rest = np.ones(self.n_zones, dtype=bool)
        rest[touched] = False
        rest &= self.parent >= 0
        return np.bincount(self.parent[rest], bound[rest], self.n_zones).astype(np.float64)

    @cached_property
    def _direct(self) -> FloatArray:
        """Shape (3, zones): the first of `per_zone`, added up over all dwellings."""
        return np.stack([np.asarray(one.sum(axis=0)).reshape(-1) for one in self.per_zone[:3]])

    def _with_parts(self) -> "People":
        """Narrow what holds for every zone by what its parts say."""
        least, most = self.least.copy(), self.most.copy()
        low, high, endless = self._direct
        low, high = low.copy(), np.where(endless > 0, np.inf, high)
        # where no dwelling is known seniors live all the same: a care home
        empty = np.bincount(self.zone_of, minlength=self.n_zones) == 0
        empty[self.parent[self.parent >= 0]] = False
        high[empty] = np.inf
        for level in self.levels:
            least[level] = np.maximum(least[level], low[level])
            most[level] = np.maximum(np.minimum(most[level], high[level]), least[level])
            up = self.parent[level]
            inside = level[up >= 0]
            np.add.at(low, up[up >= 0], least[inside])
            np.add.at(high, up[up >= 0], most[inside])
        return People(self.low, self.likely, self.high, self.zone_of, self.parent, least, most)


@dataclass(frozen=True)
class PeopleInParts:
    """PeopleInParts of which sets are made, no two with a dwelling in common in one set.

    Attributes
    ----------
    people
        Who lives in the dwellings.
    laid
        `People.per_zone` per part.
    plain
        `People.plain` per part.
    """

    people: People
    laid: list[csr_array]
    plain: FloatArray

    def ask(self, sets: csr_array) -> PersonBounds:
        """Tell how many live in sets, shape (sets, parts): 1 where a part is in the set."""
        n = sets.shape[0]
        expected, n_known, n_unknown = (sets @ self.plain).T
        low, high = np.zeros(n), np.zeros(n)
        step = max(1, _AT_ONCE // self.people.n_zones)
        for begin in range(0, n, step):
            some = slice(begin, begin + step)
            laid = [csr_array(sets[some] @ one) for one in self.laid]
            low[some], high[some] = self.people.bounds(laid)
        low, high = np.round(low, _DECIMALS), np.round(high, _DECIMALS)
        known = np.clip(np.round(expected, _DECIMALS), low, high)
        likely = np.where((n_known == 0) & (n_unknown > 0), np.nan, known)
        return PersonBounds(low, likely, high, np.rint(n_unknown).astype(np.int64))


def _left(least: FloatArray, others: FloatArray) -> FloatArray:
    """Give what must be in one part when the other holds as many as it can."""
    return np.where(np.isinf(others), -np.inf, least - np.where(np.isinf(others), 0.0, others))


def _known(table: pd.DataFrame, age: int) -> tuple[FloatArray, FloatArray]:
    """Give at least and at most; of what is not known 0 and no limit."""
    low = table[f"low_{age}"].fillna(0.0).to_numpy(dtype=np.float64)
    high = table[f"high_{age}"].fillna(np.inf).to_numpy(dtype=np.float64)
    return low, high
