"""How many seniors does a forecast expect where the present ones live?

Every dwelling gets the factors of its wijk, else of its gemeente, else those for everywhere. A zone or an area
with several factors lies between the smallest and the largest of them.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.population import Growth, SetOfFigures

_WHERE = ("wijk", "gemeente")
_MADE_OF = (("wijk", "buurt"), ("gemeente", "wijk"))
"""Areas and what they consist of, the finest first."""
_BOUNDS = tuple(f"{bound}_{age}" for age in (65, 75) for bound in ("low", "high"))


def factor_per_dwelling(
    growth: Growth, holds: pd.DataFrame, names: Mapping[str, str]
) -> "pd.DataFrame":
    """Give the factors of every dwelling, NaN where the forecast has none.

    Parameters
    ----------
    growth
        The forecast.
    holds
        To which area every dwelling belongs.
    names
        Name of an area to its code.
    """
    known = growth.factors.set_axis([names.get(str(one), str(one)) for one in growth.factors.index])
    nowhere = np.full(len(known.columns), np.nan)
    every = known.loc[[""]].to_numpy(float)[0] if "" in known.index else nowhere
    found = pd.DataFrame(np.tile(every, (len(holds), 1)), index=holds.index, columns=known.columns)
    for niveau in reversed(_WHERE):
        own = known.reindex(holds[niveau].to_numpy()).set_axis(holds.index)
        found = own.where(holds[niveau].ne("") & own.notna().all(axis=1), found)
    return found


def grown(figures: SetOfFigures, factors: pd.DataFrame, holds: pd.DataFrame) -> SetOfFigures:
    """Expect seniors of every dwelling, zone and area by a forecast.

    Parameters
    ----------
    figures
        Of now.
    factors
        Of every dwelling: `factor_per_dwelling`.
    holds
        To which area every dwelling belongs.

    Returns
    -------
    SetOfFigures
        NaN where a dwelling has no factor.
    """
    homes = figures.dwellings.drop(columns="zone")
    own = factors.reindex(homes.index)
    dwellings = _scaled(homes, own, own, own)
    whole = dwellings.assign(zone=figures.dwellings["zone"])
    zone = figures.dwellings["zone"].astype(object)
    above = zone.to_numpy()
    parts: dict[str, list[IntArray]] = {}
    within = figures.zones["within"].to_dict()
    while (above != "").any():
        for name, rows in pd.Series(np.arange(len(above))).groupby(above).groups.items():
            parts.setdefault(str(name), []).append(np.asarray(rows))
        above = np.array([within.get(name, "") for name in above], dtype=object)
    in_zone = {name: np.concatenate(rows) for name, rows in parts.items()}
    zones = _of_groups(figures.zones.drop(columns="within"), homes, own, in_zone)
    areas = [
        _of_groups(table.droplevel("niveau"), homes, own, _rows_of(holds[niveau].reindex(homes.index)))
        .assign(niveau=niveau).set_index("niveau", append=True).swaplevel()
        for niveau, table in _per_niveau(figures.areas)
    ]  # fmt: skip
    together = pd.concat(areas).rename_axis(["niveau", "code"]) if areas else figures.areas
    for level, parts_level in _MADE_OF:
        together = _within_parts(together, holds, level, parts_level)
    return SetOfFigures(whole, zones.assign(within=figures.zones["within"]), together)


def _within_parts(areas: pd.DataFrame, holds: pd.DataFrame, level: str, of: str) -> pd.DataFrame:
    """Keep an area within what its parts add up to, where all of it lies in parts that are known.

    Each part has its own factors, and the area between the least and the most of them has wider bounds.
    """
    codes = holds[[level, of]]
    whole = codes[(codes[level] != "").to_numpy()].drop_duplicates()
    in_one = whole.groupby(of)[level].transform("size") == 1
    found, bounds = areas.copy(), areas[[*_BOUNDS]]
    for code, mine in whole.groupby(level):
        keys = [(of, one) for one in mine[of]]
        known = all(key in areas.index for key in keys) and (level, code) in areas.index
        if not (known and in_one.loc[mine.index].all() and (mine[of] != "").all()):
            continue
        parts = bounds.reindex(pd.MultiIndex.from_tuples(keys)).to_numpy(np.float64).sum(axis=0)
        here = pd.MultiIndex.from_tuples([(level, code)])
        own = bounds.reindex(here).to_numpy(np.float64)[0]
        lower = np.array([name.startswith("low") for name in _BOUNDS])
        narrower = np.where(lower, np.fmax(own, parts), np.fmin(own, parts))
        found.loc[(level, code), [*_BOUNDS]] = np.where(np.isnan(own), own, narrower)
    return found


def _per_niveau(areas: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for niveau in areas.index.unique(level="niveau"):
        yield str(niveau), areas[areas.index.get_level_values("niveau") == niveau]


def _rows_of(codes: "pd.Series[str]") -> dict[str, IntArray]:
    groups = pd.Series(np.arange(len(codes))).groupby(codes.to_numpy(dtype=object)).groups
    return {str(name): np.asarray(rows) for name, rows in groups.items()}


def _of_groups(
    table: pd.DataFrame,
    homes: pd.DataFrame,
    factors: pd.DataFrame,
    rows: Mapping[str, IntArray],
) -> pd.DataFrame:
    """Scale groups of dwellings: between the least and the most of their factors."""
    values, weight = factors.to_numpy(float), homes[["likely_65"]].to_numpy(float)
    none = np.full(values.shape[1], np.nan)
    low, mean, high = [], [], []
    for name in table.index:
        own = values[rows[name]] if name in rows else none[None, :]
        share = np.nan_to_num(weight[rows[name]]) if name in rows else np.ones((1, 1))
        low.append(own.min(axis=0))
        high.append(own.max(axis=0))
        mean.append(
            (own * share).sum(axis=0) / share.sum() if share.sum() > 0 else own.mean(axis=0)
        )
    columns = [*factors.columns]
    frames = (
        pd.DataFrame(np.array(one), index=table.index, columns=columns) for one in (low, mean, high)
    )
    return _scaled(table, *frames)


def _scaled(
    table: pd.DataFrame, least: pd.DataFrame, mean: pd.DataFrame, most: pd.DataFrame
) -> pd.DataFrame:
    found = table.copy()
    old = {name: table[name].to_numpy(float) for name in table}
    at_least = _both(least, [(old["low_65"], old["low_75"]), (old["low_65"], old["high_75"])])
    middle = _both(mean, [(old["likely_65"], old["likely_75"])])
    at_most = _both(most, [(old["high_65"], old["low_75"]), (old["high_65"], old["high_75"])])
    found["low_65"], found["high_65"] = at_least.min(axis=0), at_most.max(axis=0)
    # of an area with dwellings of which nothing is known there is no most
    found["likely_65"] = np.where(
        np.isnan(middle[0]), np.nan, np.fmax(np.fmin(middle[0], found["high_65"]), found["low_65"])
    )
    for name, factor in (("low", least), ("likely", mean), ("high", most)):
        found[f"{name}_75"] = old[f"{name}_75"] * factor["factor_75"].to_numpy(float)
    return found


def _both(factors: pd.DataFrame, ends: Sequence[tuple[FloatArray, FloatArray]]) -> FloatArray:
    """Give those of 65 and over, for every end of the numbers of 65 and of 75 and over."""
    if "factor_65" in factors:
        return np.array([of_65 * factors["factor_65"].to_numpy(float) for of_65, _ in ends])
    younger, older = factors["factor_65_74"].to_numpy(float), factors["factor_75"].to_numpy(float)
    return np.array([younger * (a - np.fmin(b, a)) + older * np.fmin(b, a) for a, b in ends])
