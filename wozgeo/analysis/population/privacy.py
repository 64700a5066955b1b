"""Which numbers of persons may be published, so that no small one is shown or can be found by subtracting?

A number below the least is left out. So is another beside it, where it would follow from the total: of every
area the areas of each niveau that lie in it are subtracted, all together and one by one, and what remains may
be nothing at all or no less than the least. The same holds for those of 65 to 75: who shows both shows these.
What is left out is left out of all three columns: at least, expected and at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.population import AGES

LEAST = 5
"""CBS never shows fewer persons."""
_IN_SPAN = 1e-6


def publishable(table: pd.DataFrame, holds: pd.DataFrame, *, at_least: int = LEAST) -> pd.DataFrame:
    """Give a table of persons per area as it may be published.

    Parameters
    ----------
    table
        Index (niveau, code); ``low_65``, ``likely_65``, ``high_65`` and of 75, unrounded; NaN: not known. All
        areas of whatever is published together: what is published apart can be subtracted as well.
    holds
        Index location_id: per niveau of the table the code of the area every dwelling is in; "" where in none.
        Areas may overlap, and lie in each other.
    at_least
        No number below this is shown or follows; 5 or more.

    Returns
    -------
    DataFrame
        Same index and columns, Int64: at least rounded down, at most up, NA where it may not be shown. A bound
        ``low`` below the least is left out alone.

    Raises
    ------
    ValueError
        For a least below 5.

    Examples
    --------
    Of a gemeente with 30 in two buurten, 26 and 4, the 4 is not shown, and the 26 neither.
    """
    if at_least < LEAST:
        raise ValueError(f"found a least of {at_least}, expected {LEAST} or more")
    rounded = _rounded(table)
    audit = _Audit(_members(table.index, holds), table.index, at_least)
    shown = {age: _enough(rounded[f"likely_{age}"], at_least) for age in AGES}
    of_65, of_75 = (_numbers(rounded[f"likely_{age}"]) for age in AGES)
    audit.hide(of_65, shown[65])
    shown[75] &= shown[65]
    between = of_65 - of_75
    shown[75] &= (between >= at_least) | np.isnan(of_75)
    while True:
        before = shown[75].sum()
        audit.hide(of_75, shown[75])
        both = shown[65] & shown[75]
        audit.hide(between, both)
        shown[75] &= both
        if shown[75].sum() == before:
            break
    for age in AGES:
        names = [f"{bound}_{age}" for bound in ("low", "likely", "high")]
        rounded.loc[~shown[age], names] = pd.NA
        low = rounded[f"low_{age}"]
        rounded[f"low_{age}"] = low.where(low >= at_least)
    return rounded


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Make whole persons: at least down, at most up, and what is expected between them."""
    columns = {}
    for age in AGES:
        for bound, whole in (("low", np.floor), ("likely", np.round), ("high", np.ceil)):
            values = np.round(table[f"{bound}_{age}"].to_numpy(float), 6)
            columns[f"{bound}_{age}"] = pd.array(whole(values), dtype="Float64").astype("Int64")
    return pd.DataFrame(columns, index=table.index).reindex(columns=[*columns])


def _numbers(column: pd.Series) -> FloatArray:
    return np.array(column.astype("Float64").to_numpy(float, na_value=np.nan), dtype=np.float64)


def _enough(column: pd.Series, at_least: int) -> NDArray[np.bool_]:
    return (column >= at_least).fillna(value=False).to_numpy(dtype=bool)


def _members(index: pd.Index, holds: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which areas hold which kinds of dwellings: shape (areas, kinds); a kind is in the same areas."""
    kinds = holds.drop_duplicates()
    niveaus, codes = index.get_level_values("niveau"), index.get_level_values("code")
    rows = [
        kinds[niveau].to_numpy(dtype=object) == code
        if niveau in kinds
        else np.zeros(len(kinds), dtype=bool)
        for niveau, code in zip(niveaus, codes, strict=True)
    ]
    return np.array(rows, dtype=bool).reshape(len(index), len(kinds))


@dataclass(frozen=True)
class _Audit:
    """Who subtracts what is shown, and what to hide so that nothing small comes of it."""

    members: NDArray[np.bool_]
    index: pd.Index
    at_least: int

    def hide(self, values: FloatArray, shown: NDArray[np.bool_]) -> None:
        """Hide more, in place, until no small number follows: the smallest that helps first."""
        while (victim := self._victim(values, shown)) is not None:
            shown[victim] = False

    def _victim(self, values: FloatArray, shown: NDArray[np.bool_]) -> int | None:
        for whole, parts in self.differences(shown):
            rest = values[whole] - values[parts].sum()
            if rest < self.at_least and not self._is_all(whole, parts):
                return int(min(parts, key=lambda part: (values[part], part)))
        return self._found_by_adding(values, shown)

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Tell of every two areas whether the second, not the same, lies in the first."""
        members = self.members.astype(float)
        size = members.sum(axis=1)
        inside: NDArray[np.bool_] = (members @ members.T == size) & (size > 0)
        np.fill_diagonal(inside, val=False)
        return inside

    def _is_all(self, whole: int, parts: Sequence[int]) -> bool:
        return not (self.members[whole] & ~self.members[parts].any(axis=0)).any()

    def differences(self, shown: NDArray[np.bool_]) -> Iterator[tuple[int, list[int]]]:
        """Give every area with areas in it that do not overlap: those of a niveau together, and each alone."""
        niveaus = self.index.get_level_values("niveau")
        for whole in map(int, np.flatnonzero(shown)):
            within = [int(part) for part in np.flatnonzero(self.inside[whole] & shown)]
            by_niveau: Mapping[str, list[int]] = {
                niveau: [part for part in within if niveaus[part] == niveau]
                for niveau in dict.fromkeys(niveaus)
            }
            for parts in by_niveau.values():
                if len(parts) > 1:
                    yield whole, parts
            for part in within:
                yield whole, [part]

    def _found_by_adding(self, values: FloatArray, shown: NDArray[np.bool_]) -> int | None:
        """Hide one more where a hidden area follows from adding and subtracting any of those that are shown."""
        known = self.members[shown].astype(float)
        hidden = [int(i) for i in np.flatnonzero(~shown) if self.members[i].any()]
        small = [i for i in hidden if values[i] < self.at_least]
        if not small or not known.size:
            return None
        wanted = self.members[small].astype(float).T
        found, *_ = np.linalg.lstsq(known.T, wanted, rcond=None)
        off = np.abs(known.T @ found - wanted).max(axis=0)
        rows = np.flatnonzero(shown)
        for place in range(len(small)):
            if off[place] < _IN_SPAN:
                used = rows[np.abs(found[:, place]) > _IN_SPAN]
                return int(min(used, key=lambda row: (values[row], row))) if len(used) else None
        return None
