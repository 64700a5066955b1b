"""What is to be expected within the bounds: as many seniors in every dwelling, as far as the bounds allow?

Where a source gives a number, its zone begins with that; elsewhere every dwelling begins alike. Then every zone
is brought within its bounds, the coarsest source to its very number, by adding or taking off in proportion to
what there is room for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wozgeo.analysis.population.bounds import GroupBounds
from wozgeo.analysis.population.partitions import Partitions
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.population import AGES, Figures, Known

_MOST_ROUNDS = 600
_LOOSEN_AFTER = 200
_STILL = 1e-7


@dataclass(frozen=True)
class _Zones:
    """Groups that a number of seniors must fit: between ``low`` and ``high``."""

    groups: IntArray
    low: FloatArray
    high: FloatArray
    point: FloatArray
    said: NDArray[np.bool_]


def likely_seniors(
    partitions: Partitions,
    bounds: GroupBounds,
    sources: Sequence[Figures],
    n_dwellings: FloatArray,
    finest: int,
) -> FloatArray:
    """Expect seniors in every atom.

    Parameters
    ----------
    partitions, bounds
        What was narrowed.
    sources
        From fine to coarse.
    n_dwellings
        Per atom.
    finest
        The partition whose groups are the finest.

    Returns
    -------
    array of shape (ages, atoms)
        NaN where nothing is known.
    """
    at = partitions.kept[finest].groups
    expected = np.full((len(AGES), len(n_dwellings)), np.nan)
    begin = n_dwellings.astype(float)
    for row, age in enumerate(AGES):
        low, high = _shared_out(bounds.low[finest][row], bounds.high[finest][row], at, n_dwellings)
        if row:
            high = np.minimum(high, expected[0])
        zones = _zones(partitions, bounds, sources, row, age)
        begun = _begun(begin, zones)
        known = np.isfinite(bounds.high[finest][row])[at] & _spoken_of(zones, len(at))
        found = _fitted(np.clip(begun, low, np.maximum(low, high)), low, high, zones)
        expected[row] = np.where(known, found, np.nan)
        begin = np.where(known, expected[row], begin)
    return expected


def _spoken_of(zones: Sequence[_Zones], n: int) -> NDArray[np.bool_]:
    """Tell in which atoms a source gives a bound of its own: who is 75 is 65, but that says not how many."""
    spoken = np.zeros(n, dtype=bool)
    for zone in zones:
        spoken |= zone.said[zone.groups]
    return spoken


def _shared_out(
    low: FloatArray, high: FloatArray, at: IntArray, n_dwellings: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Give the bounds of atoms: those of their group, which holds one atom or shares by dwellings."""
    share = n_dwellings / np.maximum(np.bincount(at, n_dwellings)[at], 1e-300)
    alone = np.bincount(at)[at] == 1
    return np.where(alone, low[at], low[at] * share), np.where(alone, high[at], high[at] * share)


def _zones(
    partitions: Partitions, bounds: GroupBounds, sources: Sequence[Figures], row: int, age: int
) -> list[_Zones]:
    found = []
    for source in sources:
        number = partitions.of([source.name])
        low, high = bounds.low[number][row], bounds.high[number][row]
        said = source.table[f"likely_{age}"].reindex(partitions.codes(source.name)).to_numpy(float)
        most = source.table[f"high_{age}"].reindex(partitions.codes(source.name)).to_numpy(float)
        point = np.clip(said, low, high)
        spoken = np.isfinite(most) & ~np.isnan(most)
        if age != AGES[0]:  # at most as many as of 65 and over is no word of its own
            states = source.table[f"known_{age}"].reindex(partitions.codes(source.name))
            spoken &= (states != str(Known.ABSENT)).to_numpy()
        found.append(_Zones(partitions.kept[number].groups, low, high, point, spoken))
    return found


def _begun(weight: FloatArray, zones: Sequence[_Zones]) -> FloatArray:
    """Begin with what the finest source says, by weight in its zone; elsewhere with the rate of the coarser."""
    begun = weight * _rate(weight, zones)
    for zone in reversed(zones):
        there = np.bincount(zone.groups, begun, len(zone.low))
        rate = np.where(
            np.isnan(zone.point) | (there <= 0), 1.0, zone.point / np.where(there > 0, there, 1)
        )
        begun = begun * rate[zone.groups]
    return begun


def _rate(weight: FloatArray, zones: Sequence[_Zones]) -> float:
    """Give how many there are by weight where the coarsest source that has numbers gives one; 1 without any."""
    zone = _coarsest(zones)
    if zone is None:
        return 1.0
    there = np.bincount(zone.groups, weight, len(zone.low))
    known = ~np.isnan(zone.point) & (there > 0)
    total = float(there[known].sum())
    return float(zone.point[known].sum()) / total if total > 0 else 1.0


def _fitted(
    begun: FloatArray, low: FloatArray, high: FloatArray, zones: Sequence[_Zones]
) -> FloatArray:
    """Bring every zone within its bounds, until all are."""
    found, coarsest = begun, _coarsest(zones)
    for turn in range(_MOST_ROUNDS):
        moved = 0.0
        for zone in zones:
            aim_low, aim_high = zone.low, zone.high
            if zone is coarsest and turn < _LOOSEN_AFTER:
                known = ~np.isnan(zone.point)
                aim_low = np.where(known, zone.point, aim_low)
                aim_high = np.where(known, zone.point, aim_high)
            after = _into(found, low, high, zone.groups, aim_low, aim_high)
            moved = max(moved, float(np.abs(after - found).max(initial=0)))
            found = after
        if moved < _STILL:
            break
    return found


def _coarsest(zones: Sequence[_Zones]) -> _Zones | None:
    numbered = [z for z in zones if not np.isnan(z.point).all()]
    return numbered[-1] if numbered else None


def _into(
    found: FloatArray,
    low: FloatArray,
    high: FloatArray,
    groups: IntArray,
    aim_low: FloatArray,
    aim_high: FloatArray,
) -> FloatArray:
    """Add to the groups that have too few and take from those that have too many, by what there is room for."""
    n = len(aim_low)
    total = np.bincount(groups, found, n)
    over, under = np.maximum(total - aim_high, 0), np.maximum(aim_low - total, 0)
    over, under = np.where(np.isfinite(over), over, 0), np.where(np.isfinite(under), under, 0)
    spare = np.maximum(found - low, 0)
    spares = np.bincount(groups, spare, n)
    down = np.where(spares > 0, np.minimum(over / np.where(spares > 0, spares, 1), 1), 0)
    after = found - spare * down[groups]
    room = np.maximum(high - found, 0)
    endless = np.isinf(room)
    weight = np.where(endless, np.maximum(found, 1e-9), room)
    any_endless = np.bincount(groups, endless, n) > 0
    weight = np.where(any_endless[groups] & ~endless, 0, weight)
    # what grows in proportion to what is there, as long as that leaves nobody above the most
    grown = np.where(total > 0, under / np.where(total > 0, total, 1), 0)[groups] * found
    fits = np.bincount(groups, grown > room + 1e-12, n) == 0
    weights = np.bincount(groups, weight, n)
    by_room = weight * np.where(weights > 0, under / np.where(weights > 0, weights, 1), 0)[groups]
    added = np.where(
        fits[groups] & (total > 0)[groups], np.nan_to_num(grown), np.minimum(by_room, room)
    )
    result: FloatArray = after + np.where((under > 0)[groups], added, 0)
    return result
