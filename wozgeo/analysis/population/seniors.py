"""How many seniors live in every dwelling, zone and area, when all sources work together?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.population.bounds import GroupBounds, Refused, narrowed
from wozgeo.analysis.population.likely import likely_seniors
from wozgeo.analysis.population.partitions import Partition, Partitions, build_partitions
from wozgeo.domain.plain_types import FloatArray, Texts
from wozgeo.domain.population import AGES, Figures, SetOfFigures, ZoneKind
from wozgeo.domain.tables import SENIOR_TABLE, ZONE_TABLE

_FINE_FIRST = {kind: place for place, kind in enumerate(ZoneKind)}
_NOWHERE = "-"
_HALF = 0.5
"""Of a person: what is not seen in whole numbers."""
"""Of which areas figures are given."""


@dataclass(frozen=True)
class SeniorSpread:
    """What came of spreading seniors over dwellings.

    Attributes
    ----------
    figures
        Per dwelling, zone and area.
    refused
        Figures that contradict those of a source that is believed before.
    n_off, most_off
        In how many zones what is expected is not within the bounds, and by how many persons at most: sources
        that cross each other can leave no numbers that suit all at once.
    """

    figures: SetOfFigures
    refused: tuple[Refused, ...]
    n_off: int = 0
    most_off: float = 0.0


def believed_first(sources: Sequence[Figures]) -> list[Figures]:
    """Put sources in the order in which they are believed: counts of one's own first, then the finer."""
    return sorted(sources, key=lambda one: (not one.own, _FINE_FIRST[one.kind]))


def spread_seniors(
    codes: pd.DataFrame, holds: pd.DataFrame, sources: Sequence[Figures], *, extra: pd.Index
) -> SeniorSpread:
    """SeniorSpread seniors over dwellings.

    Parameters
    ----------
    codes
        Index location_id: per source, by its ``name``, the zone of every dwelling; "" where in none.
    holds
        Same index: to which area of every layer it belongs; "" where in none.
    sources
        What is known.
    extra
        Which rows are no dwellings, but zones where seniors live and no dwelling is known.

    Returns
    -------
    SeniorSpread
        ``dwellings`` without what is extra; ``areas`` with it.
    """
    believed = believed_first(sources)
    layered = holds.add_prefix("gebied:")
    partitions = build_partitions(codes.join(layered), [*codes])
    bounds, refused = narrowed(partitions, believed)
    n = np.bincount(partitions.atom_of, ~codes.index.isin(extra), len(partitions.atoms))
    weight = np.where(n > 0, n, 1)  # where no dwelling is known seniors live all the same
    kept = [_without(one, refused) for one in sources]
    fine_first = sorted(kept, key=lambda one: _FINE_FIRST[one.kind])
    finest = partitions.of([*codes])
    likely = likely_seniors(partitions, bounds, fine_first, weight, finest)
    chain = _Chain(partitions, [one.name for one in reversed(fine_first)])
    dwellings = _per_dwelling(codes.index, partitions, bounds, likely, weight, finest)
    dwellings["zone"] = chain.names(len(chain.order))[partitions.atom_of]
    dwellings = dwellings[~dwellings.index.isin(extra)]
    SENIOR_TABLE.require(dwellings)
    zones = chain.table(bounds, likely)
    areas = _per_area(partitions, bounds, likely, [*layered])
    off = _off(partitions, bounds, likely, [*codes])
    most_off = float(off.max(initial=0.0))
    return SeniorSpread(
        SetOfFigures(dwellings, zones, areas), tuple(refused), int((off > 0).sum()), most_off
    )


def _off(
    partitions: Partitions, bounds: GroupBounds, likely: FloatArray, names: Sequence[str]
) -> FloatArray:
    """Tell of the zones of every source how far what is expected is out of bounds; half a person is not."""
    found = []
    for name in names:
        number = partitions.of([name])
        part, named = partitions.kept[number], (partitions.codes(name) != "").astype(bool)
        for row in range(len(AGES)):
            known = np.bincount(part.groups, np.isnan(likely[row]), part.n) == 0
            total = np.bincount(part.groups, np.nan_to_num(likely[row]), part.n)
            out = np.maximum(bounds.low[number][row] - total, total - bounds.high[number][row])
            found.append(np.where(named & known & (out > _HALF), out, 0.0))
    return np.concatenate(found) if found else np.zeros(0)


def _without(source: Figures, refused: Sequence[Refused]) -> Figures:
    """Expect nothing of the numbers that were left out."""
    wrong = [one.code for one in refused if one.figures is source]
    table = source.table.copy()
    table.loc[table.index.isin(wrong), [f"likely_{age}" for age in AGES]] = np.nan
    return replace(source, table=table)


def _table(low: FloatArray, likely: FloatArray, high: FloatArray, index: pd.Index) -> pd.DataFrame:
    """Lay out bounds; of what has no limit nothing is known."""
    columns = {}
    for row, age in enumerate(AGES):
        known = np.isfinite(high[row]) & ~np.isnan(likely[row])
        middle = np.clip(likely[row], low[row], np.maximum(low[row], high[row]))
        for name, values in (("low", low[row]), ("likely", middle), ("high", high[row])):
            columns[f"{name}_{age}"] = np.where(known, values, np.nan)
    return pd.DataFrame(columns, index=index)


def _open_table(
    low: FloatArray, likely: FloatArray, high: FloatArray, index: pd.Index
) -> pd.DataFrame:
    """Lay out bounds of areas: without a most there may still be a least, and something to expect."""
    columns = {}
    for row, age in enumerate(AGES):
        middle = np.clip(likely[row], low[row], np.maximum(low[row], high[row]))
        columns[f"low_{age}"] = np.where(np.isnan(middle), np.nan, low[row])
        columns[f"likely_{age}"] = middle
        columns[f"high_{age}"] = np.where(np.isfinite(high[row]), high[row], np.nan)
    return pd.DataFrame(columns, index=index)


def _per_dwelling(
    index: pd.Index,
    partitions: Partitions,
    bounds: GroupBounds,
    likely: FloatArray,
    weight: FloatArray,
    finest: int,
) -> pd.DataFrame:
    group = partitions.kept[finest].groups
    alone = (np.bincount(group, weight)[group] == 1)[partitions.atom_of]
    low = np.where(alone, bounds.low[finest][:, group][:, partitions.atom_of], 0.0)
    high = bounds.high[finest][:, group][:, partitions.atom_of]
    each = (likely / weight)[:, partitions.atom_of]
    return _table(low, each, high, pd.Index(index, name="location_id"))


def _per_area(
    partitions: Partitions, bounds: GroupBounds, likely: FloatArray, layers: Sequence[str]
) -> pd.DataFrame:
    parts = []
    for layer in layers:
        number = partitions.of([layer])
        codes = partitions.codes(layer)
        part = partitions.kept[number]
        told = np.nan_to_num(
            likely
        )  # of what no source says nothing is expected, and there is no most
        total = summed(told, part)
        niveau = layer.removeprefix("gebied:")
        index = pd.MultiIndex.from_arrays([[niveau] * part.n, codes], names=["niveau", "code"])
        unknown = np.stack(
            [np.bincount(part.groups, np.isfinite(row), part.n) == 0 for row in likely]
        )
        total = np.where(unknown, np.nan, total)
        table = _open_table(bounds.low[number], total, bounds.high[number], index)
        parts.append(table[codes != ""])
    return pd.concat(parts).sort_index() if parts else pd.DataFrame()


@dataclass(frozen=True)
class _Chain:
    """Zones that lie in each other: those of the coarsest source, cut by the next, and so on."""

    partitions: Partitions
    order: Sequence[str]

    def names(self, depth: int) -> Texts:
        """Name the zone of every atom, cut by so many sources; "" where it is in none at all."""
        atoms = self.partitions.atoms
        columns = [atoms[name].where(atoms[name] != "", _NOWHERE) for name in self.order[:depth]]
        names = columns[0].astype(object)
        for column in columns[1:]:
            names = names + "/" + column
        nowhere = pd.concat([column == _NOWHERE for column in columns], axis=1).all(axis=1)
        return names.where(~nowhere, "").to_numpy(dtype=object)

    def table(self, bounds: GroupBounds, likely: FloatArray) -> pd.DataFrame:
        """Give all zones with their bounds, the coarse before what lies in them."""
        parts, above = [], np.full(len(self.partitions.atoms), "", dtype=object)
        for depth in range(1, len(self.order) + 1):
            number = self.partitions.of(self.order[:depth])
            part, names = self.partitions.kept[number], self.names(depth)
            first = np.zeros(part.n, dtype=np.int64)
            first[part.groups] = np.arange(len(names))
            total = summed(likely, part)
            index = pd.Index(names[first], name="zone", dtype=object)
            table = _table(bounds.low[number], total, bounds.high[number], index)
            table["within"] = above[first]
            parts.append(table[(index != "") & (index != table["within"].to_numpy())])
            above = names
        zones = pd.concat(parts)
        ZONE_TABLE.require(zones)
        return zones


def add_places(homes: gpd.GeoDataFrame, extra: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put places where seniors live without a dwelling behind the dwellings."""
    if extra.empty:
        return homes
    blank = {name: "" for name in homes.columns if name != homes.geometry.name}
    added = gpd.GeoDataFrame(blank, index=extra.index, geometry=extra.geometry, crs=homes.crs)
    return pd.concat([homes, added])


def summed(values: FloatArray, part: Partition) -> FloatArray:
    """Add up per group what stands per atom, for every age."""
    return np.stack([np.bincount(part.groups, row, part.n).astype(float) for row in values])
