"""What do the lists of plans and complexes come to, once their addresses are found?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.config import RunConfig
from wozgeo.domain.columns_judged import NOT_FOUND
from wozgeo.domain.contracts import RD_NEW, STATED_DOOR
from wozgeo.domain.errors import InputError
from wozgeo.domain.labels import FILE_SAYS
from wozgeo.domain.language import Text, some_named
from wozgeo.domain.many_shapes import as_one_multipoint, shapes_of
from wozgeo.domain.tables import COMPLEX_TABLE, HOME_TABLE, PLAN_TABLE
from wozgeo.inputs.addresses import Uitkomst, find_addresses, found_again
from wozgeo.inputs.complexes import ComplexList
from wozgeo.inputs.not_found import (
    as_told,
    not_found_table,
    possible_numbers,
    to_check,
    urgent_first,
)
from wozgeo.inputs.plans import PlanList
from wozgeo.inputs.street_names import street_key
from wozgeo.inputs.words_check import NO_DWELLING
from wozgeo.runs.counting import count_dwellings, possible_dwellings
from wozgeo.runs.words_run import (
    AS_POINTS,
    NEARLY_FOUND,
    NOT_IN_USE_YET,
    PERHAPS_BOTH_SIDES,
    PERHAPS_LETTERS,
    PERHAPS_RANGES,
    PLANS_SKIPPED,
    SECRET_SKIPPED,
)

_MOST_NAMED = 10
"""More plans that are left out are counted."""


@dataclass(frozen=True)
class Listed:
    """Plans and complexes, as contract tables.

    Attributes
    ----------
    plans
        Plans contract.
    complexes
        Complexes contract, with ``kern`` and the numbers of `wozgeo.runs.counting.count_dwellings`;
        geometry: the addresses that were found.
    homes
        Places contract: a row per address of a complex, ``location_id`` "" and no geometry where it
        was not found; ``dwelling``: whether the register says that it is one.
    not_found
        What the sheet *Na te kijken* tells, in every language.
    mappings
        Which column was taken for what, per file.
    """

    plans: gpd.GeoDataFrame
    complexes: gpd.GeoDataFrame
    homes: gpd.GeoDataFrame
    not_found: pd.DataFrame
    mappings: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def nothing(cls) -> "Listed":
        """Give the tables of a run in which nothing is listed."""
        lost = pd.DataFrame(columns=[column.name for column in NOT_FOUND])
        return cls(PLAN_TABLE.empty(), COMPLEX_TABLE.empty(), HOME_TABLE.empty(), lost)


def lay_together(
    config: RunConfig,
    plans: list[PlanList],
    complexes: list[ComplexList],
    register: gpd.GeoDataFrame,
    not_yet: gpd.GeoDataFrame | None = None,
) -> tuple[Listed, list[Text]]:
    """Join the lists, and find the addresses of complexes.

    Parameters
    ----------
    config
        What is asked.
    plans, complexes
        As they were read.
    register
        Addresses in use.
    not_yet
        Addresses that the register has and that are not in use yet; None: none.

    Returns
    -------
    tuple
        What is listed, and what a reader should know of each list.

    Raises
    ------
    InputError
        When one id is in more than one list.
    """
    listed = Listed.nothing()
    notes: list[Text] = []
    mappings: dict[str, dict[str, str]] = {}
    for source, plan_list in zip(config.plans, plans, strict=True):
        name = _name_of(source.file, mappings)
        mappings[name] = dict(plan_list.mapping)
        told = (*plan_list.notes, *_left_out(plan_list), *_as_points(plan_list.plans))
        notes += [FILE_SAYS.about(file=name, said=note) for note in told]
    for own, complex_list in zip(config.complexes, complexes, strict=True):
        name = _name_of(own.file, mappings)
        mappings[name] = dict(complex_list.mapping)
        notes += [FILE_SAYS.about(file=name, said=note) for note in complex_list.notes]
    if plans:
        joined = pd.concat([own.plans for own in plans])
        _require_unique(joined.index, "plans")
        listed = replace(listed, plans=joined.sort_index())
    if complexes:
        listed, told_of_addresses = _with_complexes(listed, complexes, register, not_yet)
        notes += told_of_addresses
    return replace(listed, mappings=mappings), notes


def _with_complexes(
    listed: Listed,
    complexes: list[ComplexList],
    register: gpd.GeoDataFrame,
    not_yet: gpd.GeoDataFrame | None,
) -> tuple[Listed, list[Text]]:
    """Join the lists of complexes and find their addresses."""
    table = pd.concat([own.complexes for own in complexes])
    _require_unique(table.index, "complexes")
    wanted = pd.concat([own.addresses for own in complexes], ignore_index=True)
    lookup = _looked_up(wanted, register, not_yet)
    everything = register if not_yet is None else pd.concat([register, not_yet])
    once = ~found_again(wanted, lookup) & ~_skipped_numbers(wanted, lookup)
    lookup = _other_side_apart(wanted, lookup)
    homes = _homes(wanted[once], lookup[once], everything)
    there = pd.Series(homes["dwelling"].to_numpy(), index=lookup.index[once])
    across = _dwellings(lookup[once]["across"], everything)
    homes["possible"] = possible_dwellings(wanted[once], lookup[once], there | across).to_numpy()
    notes = [*_lookup_notes(wanted[once], lookup[once])]
    counts = count_dwellings(table, wanted[once], lookup[once], homes)
    known = (
        table.drop(columns=["n_genoemd", "n_genoemd_som"], errors="ignore")
        .join(counts)
        .sort_index()
    )
    listed = replace(
        listed,
        complexes=_laid_together(known, homes),
        homes=homes,
        not_found=urgent_first(
            (
                not_found_table(
                    wanted, lookup, repeated=pd.concat([own.repeated for own in complexes])
                ),
                _no_dwellings(wanted[once], lookup[once], homes),
            )
        ),
    )
    return listed, notes


def _looked_up(
    wanted: pd.DataFrame, register: gpd.GeoDataFrame, not_yet: gpd.GeoDataFrame | None
) -> pd.DataFrame:
    """Find every address among those in use, and else among those that are not in use yet."""
    lookup = find_addresses(wanted, register)
    missing = lookup["uitkomst"] == Uitkomst.NIET_GEVONDEN
    if not_yet is None or not_yet.empty or not missing.any():
        return lookup
    later = find_addresses(wanted[missing], not_yet)
    found = later[later["uitkomst"] == Uitkomst.GEVONDEN]
    lookup.loc[found.index, ["location_id", "kandidaten", "anders"]] = found[
        ["location_id", "kandidaten", "anders"]
    ]
    lookup.loc[found.index, "uitkomst"] = Uitkomst.NOG_NIET_IN_GEBRUIK
    return lookup


def _other_side_apart(wanted: pd.DataFrame, lookup: pd.DataFrame) -> pd.DataFrame:
    """Forget the place of what lies across the street from both ends of its range: is it meant?

    ``across`` keeps what was found.
    """
    there = wanted["andere_kant"].astype(bool) & (lookup["location_id"] != "")
    return lookup.assign(
        across=lookup["location_id"].where(there, ""),
        location_id=lookup["location_id"].mask(there, ""),
        uitkomst=lookup["uitkomst"].mask(there, Uitkomst.ANDERE_KANT),
    )


def _dwellings(ids: "pd.Series[str]", register: gpd.GeoDataFrame) -> "pd.Series[bool]":
    """Tell which addresses of the register are dwellings; no id is none."""
    if "dwelling" not in register:
        return ids != ""
    known = register["dwelling"].astype(bool)
    return pd.Series(known.reindex(ids).fillna(value=False).to_numpy(dtype=bool), index=ids.index)


def _lookup_notes(wanted: pd.DataFrame, lookup: pd.DataFrame) -> Iterator[Text]:
    """Tell what was read otherwise than written, or may be more than was written."""
    ranges = wanted["opgegeven"][possible_numbers(wanted, lookup) > 1]
    sides = wanted["opgegeven"][wanted["andere_kant"].astype(bool)].drop_duplicates()
    letters = wanted["opgegeven"][lookup["letters"] > 0].drop_duplicates()
    nearly = wanted["opgegeven"][lookup["anders"] != ""]
    later = wanted["opgegeven"][lookup["uitkomst"] == Uitkomst.NOG_NIET_IN_GEBRUIK]
    told = {
        PERHAPS_RANGES: ranges,
        PERHAPS_BOTH_SIDES: sides,
        PERHAPS_LETTERS: letters,
        NEARLY_FOUND: nearly,
        NOT_IN_USE_YET: later,
    }
    for said, rows in told.items():
        if len(rows):
            yield said.about(n=len(rows), first=rows.iloc[0])


def _name_of(file: Path, taken: Mapping[str, object]) -> str:
    """Name a list by its file, and tell lists of one name apart."""
    if file.name not in taken:
        return file.name
    return next(name for n in count(2) if (name := f"{file.name} ({n})") not in taken)


def _left_out(read: PlanList) -> Iterator[Text]:
    """Tell which plans were left out for their site; of confidential ones only how many."""
    secret = read.skipped["vertrouwelijk"].astype(bool)
    names = sorted(read.skipped["id"][~secret].astype(str).unique())
    if names:
        yield PLANS_SKIPPED.about(plans=some_named(names, _MOST_NAMED))
    n = read.skipped["id"][secret].nunique()
    if n:
        yield SECRET_SKIPPED.about(n=n)


def _as_points(plans: gpd.GeoDataFrame) -> Iterator[Text]:
    """Tell how many plans that may be shared are no more than a point."""
    shared = plans[~plans["vertrouwelijk"].astype(bool)]
    n = int(shared.geom_type.isin(("Point", "MultiPoint")).sum())
    if n:
        yield AS_POINTS.about(n)


def _require_unique(ids: pd.Index, name: str) -> None:
    twice = ids[ids.duplicated()].unique()
    if len(twice):
        named = ", ".join(map(str, twice[:10]))
        raise InputError(
            name,
            f"ids are in more than one list: {named}; give each list ids of its own, or leave one of them out",
        )


def _skipped_numbers(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which numbers of a range are on a side of the street where it has no address at all.

    "1 t/m 24" in a street of odd numbers means the odd ones: the even ones are no dwellings. Another
    number that is not found counts as a dwelling of which nobody knows the place; but not across the street
    from both ends of its range, where it may not be meant, nor one there of another postcode. Of a range of
    which nothing is found (another street, another place) nobody knows what lies across: that counts.
    """
    there = (lookup["location_id"] != "") & (lookup["anders"] == "")
    across = wanted["andere_kant"].astype(bool)
    keys = [wanted[name] for name in ("complex_id", "rij", "opgegeven")]
    side = wanted["nummer"].astype(int) % 2
    found = lookup["location_id"] != ""
    any_found = found.groupby(keys).transform("any")
    on_this_side = found.groupby([*keys, side]).transform("any")
    told = any_found & (lookup["uitkomst"] != Uitkomst.DUBBEL_GEVONDEN)
    lost = across & ~there & (told | _written_already(wanted))
    return (wanted["reeks"].astype(bool) & any_found & ~on_this_side) | lost


def _written_already(wanted: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which numbers across the street their complex gives itself, or has across once already."""
    streets = wanted["straat"].map({name: street_key(name) for name in wanted["straat"].unique()})
    names = ["complex_id", "nummer", "toevoeging", "postcode", "woonplaats"]
    keys = pd.MultiIndex.from_frame(wanted[names].assign(straat=streets))
    across = wanted["andere_kant"].to_numpy(dtype=bool)
    again = np.zeros(len(wanted), dtype=bool)
    again[across] = keys[across].isin(keys[~across]) | keys[across].duplicated()
    return pd.Series(again, index=wanted.index, dtype=bool)


def _homes(
    wanted: pd.DataFrame, lookup: pd.DataFrame, register: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Give every dwelling of a complex its place; None where it was not found."""
    ids = lookup["location_id"].astype(str)
    found = (ids != "").to_numpy()
    points = np.full(len(ids), None, dtype=object)
    points[found] = shapes_of(register.geometry.reindex(ids[found]))
    kern = np.full(len(ids), "", dtype=object)
    kern[found] = register["woonplaats"].reindex(ids[found]).to_numpy(dtype=object)
    kern = np.where(kern == "", wanted["woonplaats"].to_numpy(dtype=object), kern)
    straat = np.full(len(ids), "", dtype=object)
    straat[found] = register["straat"].reindex(ids[found]).to_numpy(dtype=object)
    owner = wanted["complex_id"].to_numpy(dtype=object)
    number = wanted.groupby("complex_id").cumcount() + 1
    dwelling = np.zeros(len(ids), dtype=bool)
    if "dwelling" in register:
        dwelling[found] = register["dwelling"].reindex(ids[found]).to_numpy(dtype=bool)
    return gpd.GeoDataFrame(
        {
            "object_id": owner,
            "location_id": ids.to_numpy(),
            "straat": straat,
            "kern": kern,
            "dwelling": dwelling,
            **{name: wanted[name].to_numpy(dtype=np.float64) for name in STATED_DOOR},
        },
        geometry=points,
        crs=RD_NEW,
        index=pd.Index([f"{o}#{n}" for o, n in zip(owner, number, strict=True)], name="place_id"),
    )


def _no_dwellings(
    wanted: pd.DataFrame, lookup: pd.DataFrame, homes: gpd.GeoDataFrame
) -> pd.DataFrame:
    """List the addresses that were found in use, and are no dwelling according to the register."""
    in_use = (lookup["uitkomst"] == Uitkomst.GEVONDEN).to_numpy(dtype=bool)
    strange = in_use & ((homes["location_id"] != "") & ~homes["dwelling"]).to_numpy()
    rows = wanted.loc[strange, ["complex_id", "rij"]].astype(object)
    return to_check(rows.assign(opgegeven=as_told(wanted[strange])), NO_DWELLING)


def _most_frequent(names: pd.Series) -> str:
    """Give the name that stands there most often, of equals the first by the alphabet."""
    counts = Counter(map(str, names.dropna()))
    return min(counts, key=lambda name: (-counts[name], name))


def _laid_together(complexes: pd.DataFrame, homes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Name the kern of complexes and lay their addresses together."""
    found = homes[homes["location_id"] != ""]
    kernen = homes[homes["kern"] != ""].groupby("object_id")["kern"]
    main = pd.Series({name: _most_frequent(names) for name, names in kernen}, dtype=object)
    kern = main.reindex(complexes.index).fillna("").astype(object)
    points = {
        name: as_one_multipoint(shapes_of(p)) for name, p in found.groupby("object_id")["geometry"]
    }
    shapes = [points.get(name, shapely.MultiPoint()) for name in complexes.index]
    return gpd.GeoDataFrame(complexes.assign(kern=kern), geometry=shapes, crs=RD_NEW)
