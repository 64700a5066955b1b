"""What can the seniors of this run reach, per area, and along which streets do they walk?"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.analysis.population.reach import Near, SetsOfHomes, areas_as_sets, mean_of
from wozgeo.analysis.population.rounded import nearest, round_expected
from wozgeo.analysis.population.sets import PersonBounds
from wozgeo.domain.many_shapes import as_one_multiline, lines_between
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.searcher import Searcher
from wozgeo.network.street_loads import loads_on_edges
from wozgeo.network.within import Within
from wozgeo.network.without import leave_one_out
from wozgeo.runs.senior_places import SeniorPlaces

PARK = "park"
"""Of which a walk of its own is asked (3-30-300)."""
_DECIMALS = 6
_NIVEAUS = ("kern", "buurt", "wijk", "gemeente")
_COLUMNS = ("naam", "voorziening", "binnen_m")


def reach_table(places: SeniorPlaces) -> pd.DataFrame:
    """Count, per area, who has what within a walk, and how much there is to choose.

    Returns
    -------
    DataFrame
        Index (niveau, code): a row per voorziening and walk, then those for all of them and for none.
    """
    rule, kinds = places.config.population, [str(kind) for kind in places.config.voorzieningen]
    limits = {
        kind: ((rule.park_m,) if kind == PARK else ()) + tuple(rule.reach_m) for kind in kinds
    }
    near, choice = places.near(limits, rule.reach_m), _choice(places)
    parts = [part for niveau in _NIVEAUS for part in _of_niveau(places, niveau, near, choice)]
    table = pd.concat(parts, ignore_index=True)
    return table.set_index(["niveau", "code"])


class Choices(NamedTuple):
    """What there is to choose.

    Attributes
    ----------
    numbers
        By voorziening and walk how many places every dwelling has.
    extra_m
        By voorziening how much further every dwelling walks without its nearest, ``inf`` without another.
    """

    numbers: Mapping[tuple[str, float], FloatArray]
    extra_m: Mapping[str, FloatArray]


def _of_niveau(
    places: SeniorPlaces, niveau: str, near: list[Near], choice: Choices
) -> Iterator[pd.DataFrame]:
    own = np.arange(len(places.holds)) < places.n_own
    held = places.holds[niveau].where(own, "")
    codes, members = areas_as_sets(held)
    named = held if niveau == "kern" else places.names(niveau)
    names = dict(zip(held, named, strict=True))
    groups = SetsOfHomes(members)
    total = places.people[65].ask(members)
    for one in near:
        head = {
            "niveau": niveau,
            "code": codes,
            "naam": [str(names[code]) for code in codes],
            "voorziening": one.voorziening,
            "binnen_m": float(one.metres),
        }
        yield pd.DataFrame({**head, **_counted(places, groups, one, total, choice)})


def _counted(
    places: SeniorPlaces, groups: SetsOfHomes, near: Near, total: PersonBounds, choice: Choices
) -> dict[str, object]:
    """Count who is near in every set."""
    at_least = places.population.at_least
    bounds = {age: groups.count(people, near) for age, people in places.people.items()}
    told = total.likely >= at_least
    shown = places.shown(bounds, _size(groups.of(near.possible)))
    columns: dict[str, object] = {
        **shown,
        "aandeel_65_binnen": _share(shown["n_65"], nearest(total.likely, at_least), told),
    }
    numbers = choice.numbers.get((near.voorziening, float(near.metres)))
    if numbers is None:
        return columns
    alone = groups.of(numbers == 1)
    expected = np.nan_to_num(places.people[65].ask(alone).likely)
    mean = np.round(mean_of(places.people[65], groups, numbers), 1)
    return {
        **columns,
        "keuze": np.where(told, mean, np.nan),
        "n_65_op_een": round_expected(expected, at_least, _size(alone)),
        "extra_m_bij_sluiten": _extra(
            places, groups.of(near.certain), choice.extra_m[near.voorziening]
        ),
    }


def _extra(places: SeniorPlaces, sets: csr_array, extra_m: FloatArray) -> FloatArray:
    """Give the median of metres over the expected seniors of sets; NaN where they are few."""
    weight = np.nan_to_num(places.people[65].likely)
    found = np.full(sets.shape[0], np.nan)
    for row in range(sets.shape[0]):
        mine = (
            sets[[row]].toarray().reshape(-1).nonzero()[0]
        )  # a set keeps the noughts it was cut to
        mine = mine[np.argsort(extra_m[mine], kind="stable")]
        running = np.round(
            weight[mine].cumsum(), _DECIMALS
        )  # in which order they are added up shows not
        if len(mine) and running[-1] >= places.population.at_least:
            middle = int(np.searchsorted(running, round(running[-1] / 2, _DECIMALS)))
            found[row] = extra_m[mine[middle]]
    return np.where(np.isfinite(found), np.round(found, -1), np.nan)


def _share(
    shown: pd.api.extensions.ExtensionArray, total: FloatArray, told: NDArray[np.bool_]
) -> FloatArray:
    """Give the share by the numbers that are shown, so that it tells no more than these."""
    persons = pd.Series(shown).astype("Float64").to_numpy(float, na_value=np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.round(np.fmin(persons / total, 1.0), 2)
    return np.where(told & ~np.isnan(persons), share, np.nan)


def _size(sets: csr_array) -> IntArray:
    return np.asarray(sets.sum(axis=1)).reshape(-1).astype(np.int64)


def _choice(places: SeniorPlaces) -> Choices:
    """Count, for every dwelling, the places of a voorziening that are within a walk for certain."""
    measured, rule = places.measured, places.config.population
    searcher = Searcher.certain(measured.network, places.access, measured.facility_access)
    kind_of = measured.facilities["voorziening"].astype(str).to_numpy()
    found, extra_m = {}, {}
    kind_of_entry = places.kind_of_entry
    for kind in map(str, places.config.voorzieningen):
        walks = leave_one_out(searcher, kind_of_entry == kind, measured.facility_rows)
        with np.errstate(invalid="ignore"):
            extra = walks.without_m - walks.metres
        extra_m[kind] = np.where(np.isfinite(extra), np.maximum(extra, 0.0), np.inf)
    for metres in {float(m) for m in (*rule.reach_m, rule.park_m)}:
        matrix = places.by_facility(Within(searcher, metres).matrix())
        for kind in map(str, places.config.voorzieningen):
            mine = csr_array(matrix[np.flatnonzero(kind_of == kind)])
            found[kind, metres] = np.asarray(mine.sum(axis=0), dtype=np.float64).reshape(-1)
    return Choices(found, extra_m)


def street_table(places: SeniorPlaces) -> gpd.GeoDataFrame:
    """Draw the streets along which seniors walk to the nearest of each voorziening, and how many.

    Returns
    -------
    GeoDataFrame
        Index ``nr``; RD New, MultiLineString: all pieces of one voorziening with one number, the most first.
    """
    measured, at_least = places.measured, places.population.at_least
    network = measured.network
    searcher = Searcher.possible(network, places.access, measured.facility_access)
    kind_of = places.kind_of_entry
    rows = []
    for kind in map(str, places.config.voorzieningen):
        limit_m = places.config.population.streets_m
        loads = loads_on_edges(searcher, kind_of == kind, places.expected[:, 0], limit_m=limit_m)
        persons = np.where(loads >= at_least, nearest(loads, at_least), 0).astype(np.int64)
        for number in np.unique(persons[persons > 0])[::-1]:
            mine = np.flatnonzero(persons == number)
            lines = lines_between(network.xy[network.u[mine]], network.xy[network.v[mine]])
            rows.append((kind, int(number), as_one_multiline(lines)))
    return gpd.GeoDataFrame(
        {
            "voorziening": pd.Series([row[0] for row in rows], dtype=object),
            "n_senioren": pd.array([row[1] for row in rows], dtype="Int64"),
        },
        geometry=[row[2] for row in rows],
        crs=measured.locations.crs,
    ).set_index(pd.RangeIndex(1, len(rows) + 1, name="nr"))
