"""How are the gemeente's own counts read, so that nothing that is made of them tells of few persons?

Whatever is published can be subtracted from whatever else is: areas, walks, streets, cells, forecasts. So few
persons are put together before anything is computed, and no result knows more than the groups: whoever
subtracts finds groups, never an address. Counts per address or postcode are put together with their neighbours;
a small count of an area becomes secret, as CBS does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.population import AGES, Figures, Known, ZoneKind

POOLED_COUNTS = (ZoneKind.ADRES, ZoneKind.PC6)
"""Zones so small that neighbours are put together."""
_NEXT_TO_M = 50.0
"""Zones in one square of this side, about, are neighbours."""
_BOUNDS = ("low", "likely", "high")


@dataclass(frozen=True)
class Pooled:
    """Counts in which nobody can be told apart.

    Attributes
    ----------
    figures
        Of groups of zones, or of zones of which small numbers are secret.
    group_of
        Index: the zones as they were; the code of the group each is in.
    n_together, n_secret
        How many zones were put together, and of how many a number became secret.
    """

    figures: Figures
    group_of: "pd.Series[str]"
    n_together: int = 0
    n_secret: int = 0


def pool_counts(
    figures: Figures,
    code: "pd.Series[str]",
    homes: gpd.GeoDataFrame,
    holds: pd.DataFrame,
    *,
    at_least: int,
) -> Pooled:
    """Put few persons together in counts of the gemeente's own.

    Parameters
    ----------
    figures
        Counts of one source.
    code
        In which of its zones every dwelling is; "" for none.
    homes
        The dwellings, RD New.
    holds
        To which kern, buurt, wijk and gemeente each belongs: groups lie in one of each where that can be.
    at_least
        A group has so many zones and so many persons of 65 and over, of 75 and over and between these, or more.

    Returns
    -------
    Pooled
        Counts of other makers as they are.

    Examples
    --------
    Of ten addresses in a street with one person each come two groups of five, with five persons each.
    """
    same = pd.Series(figures.table.index, index=figures.table.index, dtype=object)
    if not figures.own:
        return Pooled(figures, same)
    if figures.kind not in POOLED_COUNTS:
        table = _secret(figures.table, at_least)
        changed = (table["known_65"] != figures.table["known_65"]) | (
            table["known_75"] != figures.table["known_75"]
        )
        return Pooled(replace(figures, table=table), same, n_secret=int(changed.sum()))
    lived = code[code != ""]
    order = _in_walking_order(lived, homes.loc[lived.index], holds.loc[lived.index])
    known = figures.table.loc[order.index]
    counted = (known["known_65"] != str(Known.ABSENT)).to_numpy()
    order, known = order[counted], known[counted]
    number = _groups(known, np.asarray(order, dtype=np.int64), at_least)
    first = pd.Series(order.index, index=order.index).groupby(number).transform("first")
    group_of = same.copy()
    group_of.loc[order.index] = first.to_numpy(dtype=object)
    rest = figures.table[~figures.table.index.isin(order.index)]
    # where nobody lives that is known the number says nothing, and may not be told either
    together = _added_up(known, first)
    if float(known["low_65"].sum()) < at_least:
        together = _unknown(together)
    laid = pd.concat([together, _unknown(rest)]).sort_index()
    pooled = replace(figures, table=gpd.GeoDataFrame(laid, geometry="geometry", crs=homes.crs))
    return Pooled(pooled, group_of, n_together=len(order))


def _in_walking_order(
    code: "pd.Series[str]", homes: gpd.GeoDataFrame, holds: pd.DataFrame
) -> "pd.Series[int]":
    """Put zones in an order in which neighbours follow each other; give the number of the area of each."""
    xy = homes.geometry.centroid.get_coordinates().groupby(code).mean()
    areas = holds[["gemeente", "wijk", "buurt", "kern"]].groupby(code).first()
    column, row = np.floor(xy.to_numpy() / _NEXT_TO_M).T
    across = np.where(row % 2 == 0, column, -column)  # there and back again
    table = areas.assign(row=row, across=across, x=xy["x"], y=xy["y"], code=areas.index)
    table = table.sort_values([*table.columns])
    number = table.groupby([*areas.columns], sort=False).ngroup()
    return number.astype(np.int64)


def _groups(known: pd.DataFrame, area: IntArray, at_least: int) -> IntArray:
    """Give the group of each zone; an area that cannot make one joins the group before it, or the first."""
    numbers = known[["low_65", "low_75", "high_75"]].to_numpy(dtype=np.float64)
    aged = bool((known["known_75"] != str(Known.ABSENT)).any())
    group = np.zeros(len(known), dtype=np.int64)
    closed = -1
    last_area = -1
    held: list[int] = []
    for place in range(len(known)):
        if held and area[place] != last_area:
            group[held] = max(closed, 0)
            held = []
        last_area = int(area[place])
        held.append(place)
        if _enough(numbers[held], at_least, aged=aged):
            closed += 1
            group[held] = closed
            held = []
    group[held] = max(closed, 0)
    return group


def _enough(held: FloatArray, at_least: int, *, aged: bool) -> bool:
    of_65, of_75, most_75 = held.sum(axis=0)
    if len(held) < at_least or of_65 < at_least:
        return False
    between = of_65 - most_75
    # unknown of some: of the group nothing is known, so that nothing can be told
    return not aged or not np.isfinite(most_75) or (of_75 >= at_least and between >= at_least)


def _added_up(known: pd.DataFrame, first: "pd.Series[str]") -> pd.DataFrame:
    """Add up the bounds of every group; of which one is not known nothing is expected."""
    names = [f"{bound}_{age}" for age in AGES for bound in _BOUNDS]
    table = known[names].groupby(first).sum(min_count=1)
    likely = [f"likely_{age}" for age in AGES]
    missing = known[likely].isna().groupby(first).any()
    table[likely] = table[likely].mask(missing)
    for age in AGES:
        absent = (known[f"known_{age}"] == str(Known.ABSENT)).groupby(first).any()
        table[f"known_{age}"] = np.where(absent, str(Known.ABSENT), str(Known.COUNTED))
        table.loc[absent, f"low_{age}"] = 0.0
    table["high_75"] = np.fmin(table["high_75"], table["high_65"])
    table["geometry"] = None
    return table.rename_axis("code")


def _unknown(given: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(given)
    for age in AGES:
        table[f"low_{age}"], table[f"likely_{age}"] = 0.0, np.nan
        table[f"high_{age}"], table[f"known_{age}"] = np.inf, str(Known.ABSENT)
    return table


def _secret(given: gpd.GeoDataFrame, at_least: int) -> gpd.GeoDataFrame:
    """Make small numbers of areas secret: fewer than the least, and no more is known."""
    table = given.copy()
    known = {age: (table[f"known_{age}"] == str(Known.COUNTED)).to_numpy() for age in AGES}
    few = known[65] & (table["high_65"] < at_least).to_numpy()
    few_75 = known[75] & (table["high_75"] < at_least).to_numpy()
    between = (table["high_65"] - table["low_75"]).to_numpy()
    alike = known[75] & ~few_75 & (between < at_least)
    for age, small in ((65, few), (75, few_75 | few)):
        table.loc[small, f"low_{age}"], table.loc[small, f"likely_{age}"] = 0.0, np.nan
        table.loc[small, f"high_{age}"] = at_least - 1.0
        table.loc[small, f"known_{age}"] = str(Known.SECRET)
    table.loc[alike, "low_75"], table.loc[alike, "likely_75"] = 0.0, np.nan
    table.loc[alike, "high_75"] = table.loc[alike, "high_65"]
    table.loc[alike, "known_75"] = str(Known.SECRET)
    return table


def small_rests(
    finer: Figures, coarser: Figures, codes: pd.DataFrame, *, at_least: int
) -> list[str]:
    """Find zones of which the rest, beside those of a finer source in it, would tell of few persons.

    Parameters
    ----------
    finer, coarser
        Two counts of the gemeente's own, pooled.
    codes
        In which zone of each, by its ``name``, every dwelling is.
    """
    return [*_small_rests(finer, coarser, codes[finer.name], codes[coarser.name], at_least)]


def _small_rests(
    finer: Figures,
    coarser: Figures,
    fine: "pd.Series[str]",
    coarse: "pd.Series[str]",
    at_least: int,
) -> Iterator[str]:
    told = finer.table[np.isfinite(finer.table["high_65"].to_numpy(dtype=np.float64))]
    in_one = coarse[fine != ""].groupby(fine).agg(["nunique", "first"])
    inside = in_one["first"][(in_one["nunique"] == 1) & in_one.index.isin(told.index)]
    size = coarse[coarse != ""].groupby(coarse).size()
    covered = coarse[fine.isin(inside.index)].groupby(coarse).size()
    for code, parts in inside.groupby(inside):
        if code not in size.index or not np.isfinite(coarser.table.loc[code, "high_65"]):
            continue
        rest = int(size[code] - covered.get(code, 0))
        persons = [
            coarser.table.loc[code, f"high_{age}"] - told.loc[parts.index, f"low_{age}"].sum()
            for age in AGES
        ]
        if rest and (rest < at_least or min(persons) < at_least):
            yield str(code)


def without(figures: Figures, codes: list[str]) -> Figures:
    """Leave out what is said of some zones."""
    table = figures.table.copy()
    chosen = table.index.isin(codes)
    for age in AGES:
        table.loc[chosen, [f"low_{age}"]] = 0.0
        table.loc[chosen, [f"likely_{age}"]] = np.nan
        table.loc[chosen, [f"high_{age}"]] = np.inf
        table.loc[chosen, [f"known_{age}"]] = str(Known.ABSENT)
    return replace(figures, table=table)
