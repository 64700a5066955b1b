"""Which places in OpenStreetMap count as which voorziening?

The table is data (``data/voorzieningen.toml``); this module reads it, applies it, and makes one of a
place that is mapped twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.toml_files import read_toml
from wozgeo.domain.vocabulary import Voorziening

_NO_WAYS: NDArray[np.object_] = np.empty(0, dtype=object)


@dataclass(frozen=True)
class TakeRule:
    """One way in which a place counts: all tags must fit.

    ``"*"`` is any value, ``""`` is: the tag is absent. A tag may hold several values, split by ``;``.
    """

    name: str
    tags: Mapping[str, frozenset[str]]

    def fits(self, tags: Tags) -> bool:
        """Whether a place's tags fit this rule."""
        return all(_allowed(tags.get(key, ""), allowed) for key, allowed in self.tags.items())


def _allowed(value: str, allowed: frozenset[str]) -> bool:
    if value and "*" in allowed:
        return True
    return any(part.strip() in allowed for part in value.split(";"))


@dataclass(frozen=True)
class KindRule:
    """One voorziening: its rules and its numbers (see the table's own comments)."""

    voorziening: Voorziening
    label: str
    dwellings_per_facility: float
    merge_m: float
    take: tuple[TakeRule, ...]
    entrances: bool = False


@dataclass(frozen=True)
class FacilityRules:
    """The whole table."""

    kinds: tuple[KindRule, ...]
    leave: Mapping[str, frozenset[str]]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key by which a rule can take a place."""
        return frozenset(
            key
            for kind in self.kinds
            for rule in kind.take
            for key, v in rule.tags.items()
            if "" not in v
        )

    @cached_property
    def _telling(self) -> list[tuple[str, frozenset[str]]]:
        """Per key the values without which no rule can fit: most objects are turned away by these."""
        needed: dict[str, frozenset[str]] = {}
        for rule in (rule for kind in self.kinds for rule in kind.take):
            key, values = next((k, v) for k, v in rule.tags.items() if "" not in v)
            needed[key] = needed.get(key, frozenset()) | values
        return list(needed.items())

    def _may_fit(self, tags: Tags) -> bool:
        for key, values in self._telling:
            value = tags.get(key)
            if value and (value in values or ";" in value or "*" in values):
                return True
        return False

    def classify(self, tags: Tags) -> dict[Voorziening, str]:
        """Name what a place counts as, usually nothing or one, and by which rule: the first that fits."""
        if self.keys.isdisjoint(tags) or not self._may_fit(tags):
            return {}
        if any(tags.get(key) in values for key, values in self.leave.items()):
            return {}
        found: dict[Voorziening, str] = {}
        for kind in self.kinds:
            for rule in kind.take:
                if rule.fits(tags):
                    found.setdefault(kind.voorziening, rule.name)
        return found


def read_facility_rules(
    path: Path | None = None, *, include: Collection[str] = ()
) -> FacilityRules:
    """Read the table of what counts.

    Parameters
    ----------
    path
        The user's own table; the one that comes with wozgeo when None.
    include
        Names of rules that are off by default and must be on.

    Raises
    ------
    ConfigError
        Every fault in the table at once.
    """
    path = path or packaged_path("voorzieningen.toml")
    table = read_toml(path, what="a table of voorzieningen")
    faults: list[str] = []
    leave = _tag_lists(table.pop("leave", {}), "leave", faults)
    if not table:
        faults.append("no voorziening in it; copy the table that comes with wozgeo and change that")
    kinds = [
        kind for name, body in table.items() if (kind := _kind(name, body, set(include), faults))
    ]
    names = {
        str(rule["rule"]) for body in table.values() for rule in _rules(body) if "rule" in rule
    }
    faults += [
        f"include: no rule is called {name!r}; known are {', '.join(sorted(names))}"
        for name in include
        if name not in names
    ]
    if faults:
        raise ConfigError(path, faults)
    return FacilityRules(tuple(kinds), leave)


def _rules(body: object) -> list[dict[str, Any]]:
    take = body.get("take", []) if isinstance(body, dict) else []
    return [rule for rule in take if isinstance(rule, dict)]


_KIND_KEYS = ("label", "dwellings_per_facility", "merge_m", "entrances", "take")
_RULE_KEYS = ("rule", "on", "tags")


def _tag_lists(found: object, place: str, faults: list[str]) -> dict[str, frozenset[str]]:
    """Check a table of tags with their values."""
    if not isinstance(found, dict):
        faults.append(f"{place}: found {found!r}, expected a table of tags")
        return {}
    for key, values in found.items():
        if (
            not isinstance(values, list)
            or not values
            or not all(isinstance(v, str) for v in values)
        ):
            faults.append(
                f"{place}.{key}: found {values!r}, expected a list of texts such as ['yes']"
            )
    return {k: frozenset(map(str, v)) for k, v in found.items() if isinstance(v, list)}


def _known(
    table: Mapping[str, object], keys: tuple[str, ...], place: str, faults: list[str]
) -> None:
    faults += [
        f"{place}.{key}: unknown key; known are {', '.join(keys)}"
        for key in table
        if key not in keys
    ]


def _kind(name: str, body: object, include: set[str], faults: list[str]) -> KindRule | None:
    if name not in list(Voorziening):
        faults.append(f"{name}: unknown voorziening; known are {', '.join(Voorziening)}")
        return None
    if not isinstance(body, dict):
        faults.append(f"{name}: found {body!r}, expected a table with take rules")
        return None
    before = len(faults)
    _known(body, _KIND_KEYS, name, faults)
    numbers: dict[str, float] = {}
    for key in ("dwellings_per_facility", "merge_m"):
        found = body.get(key)
        if isinstance(found, int | float) and not isinstance(found, bool) and found > 0:
            numbers[key] = float(found)
        else:
            faults.append(f"{name}.{key}: found {found!r}, expected a number above 0")
    entrances = body.get("entrances", False)
    if not isinstance(entrances, bool):
        faults.append(f"{name}.entrances: found {entrances!r}, expected true or false")
    if not _rules(body):
        faults.append(f"{name}: no [[{name}.take]] table, so nothing would count")
    take = [
        rule
        for place, found in enumerate(_rules(body), start=1)
        if (rule := _rule(found, f"{name}.take {place}", include, faults))
    ]
    if len(faults) > before:
        return None
    label = str(body.get("label", name))
    return KindRule(Voorziening(name), label, **numbers, take=tuple(take), entrances=entrances)


def _rule(
    found: Mapping[str, Any], place: str, include: set[str], faults: list[str]
) -> TakeRule | None:
    _known(found, _RULE_KEYS, place, faults)
    tags = _tag_lists(found.get("tags"), f"{place} tags", faults)
    if tags and all("" in values for values in tags.values()):
        faults.append(f"{place}: every tag may be absent, so anything would count")
    if not isinstance(found.get("on", True), bool):
        faults.append(f"{place}.on: found {found['on']!r}, expected true or false")
    if not tags or not (found.get("on", True) or found.get("rule") in include):
        return None
    return TakeRule(str(found.get("rule", place)), tags)


def merge_duplicates(
    facilities: gpd.GeoDataFrame, rules: FacilityRules, *, ways: NDArray[np.object_] = _NO_WAYS
) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Make one facility of a place that is mapped as a node and as a building.

    A node and an area of the same voorziening are one place when they lie within ``merge_m`` of each
    other (a node inside the building lies at 0 m) and their names are equal or one of them has none;
    two areas when they overlap. The nearest are taken first. Two nodes are two places, and so are two
    areas apart: the stops on both sides of a street.

    Parameters
    ----------
    facilities
        Index facility_id; ``geometry`` of any kind in RD New; ``voorziening``; ``name``.
    rules
        The table of what counts.
    ways
        Lines in RD New, for the kinds that are reached where a way enters them (a park): each
        entrance is a facility of its own, ``w12:1``, ``w12:2``. An area nothing enters is one point.

    Returns
    -------
    tuple
        The facilities as points (the node is kept, else the area's representative point; a name is
        inherited), sorted by id; and how many were merged away per voorziening.
    """
    kept, merged = [], {}
    for kind in rules.kinds:
        table = facilities[facilities["voorziening"] == kind.voorziening]
        table = table.iloc[np.lexsort((table.index, table.index.str[0].map("nwr".index)))]
        single = _merge_kind(table, kind.merge_m)
        kept.append(_entrances(single, ways) if kind.entrances else single)
        if len(table) > len(single):
            merged[str(kind.voorziening)] = len(table) - len(single)
    result = pd.concat(kept) if kept else facilities
    points = gpd.GeoDataFrame(
        result.drop(columns="geometry"),
        geometry=shapely.point_on_surface(result.geometry.to_numpy()),
        crs=RD_NEW,
    )
    return points.sort_values(["voorziening"], kind="stable").sort_index(kind="stable"), merged


def _entrances(table: gpd.GeoDataFrame, ways: NDArray[np.object_]) -> gpd.GeoDataFrame:
    """Replace every area by the points where a way crosses its outline."""
    geometry = table.geometry.to_numpy()
    area, way = shapely.STRtree(ways).query(geometry, predicate="intersects")
    crossings = shapely.intersection(shapely.boundary(geometry[area]), ways[way])
    xy, crossing = shapely.get_coordinates(crossings, return_index=True)
    places = np.unique(np.column_stack([area[crossing], np.round(xy, 2)]), axis=0)
    row = places[:, 0].astype(np.int64)
    number = np.arange(len(row)) - np.searchsorted(row, row) + 1
    entered = table.iloc[row].set_geometry(
        gpd.points_from_xy(places[:, 1], places[:, 2]), crs=table.crs
    )
    entered.index = entered.index + ":" + pd.Index(number.astype(str))
    closed = table[~np.isin(np.arange(len(table)), row)]
    return pd.concat([entered, closed]).rename_axis(table.index.name)


def _merge_kind(table: gpd.GeoDataFrame, merge_m: float) -> gpd.GeoDataFrame:
    geometry = table.geometry.to_numpy()
    first, second = shapely.STRtree(geometry).query(geometry, predicate="dwithin", distance=merge_m)
    apart_m = shapely.distance(geometry[first], geometry[second])
    is_node = shapely.get_type_id(geometry) == 0
    names = table["name"].str.casefold().str.strip().to_numpy()
    alike = (names[first] == names[second]) | (names[first] == "") | (names[second] == "")
    one_place = is_node[first] | (apart_m == 0)
    pairs = np.flatnonzero((first < second) & ~is_node[second] & alike & one_place)
    name = table["name"].to_numpy().copy()
    gone = np.zeros(len(table), dtype=bool)
    for pair in pairs[np.lexsort((second[pairs], first[pairs], apart_m[pairs]))]:
        keeps, goes = first[pair], second[pair]
        if not gone[keeps] and not gone[goes]:
            gone[goes] = True
            name[keeps] = name[keeps] or name[goes]
    return table.assign(name=name)[~gone]
