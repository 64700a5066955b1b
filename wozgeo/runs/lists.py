"""What do the lists of plans and complexes come to, once their addresses are found?"""

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
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.labels import FILE_SAYS
from wozgeo.domain.language import Text
from wozgeo.domain.tables import COMPLEX_TABLE, HOME_TABLE, PLAN_TABLE
from wozgeo.inputs.addresses import find_addresses, found_again
from wozgeo.inputs.complexes import ComplexList
from wozgeo.inputs.not_found import (
    GIVEN_AGAIN,
    IN_SEVERAL,
    not_found_table,
    possible_numbers,
)
from wozgeo.inputs.plans import PlanList
from wozgeo.runs.words_run import AS_POINTS, PERHAPS_RANGES, PLAN_SKIPPED, SECRET_SKIPPED


@dataclass(frozen=True)
class Listed:
    """Plans and complexes, as contract tables.

    Attributes
    ----------
    plans
        Plans contract.
    complexes
        Complexes contract, with ``kern``, ``n_dwellings``, ``n_opgegeven``, ``n_gevonden`` and
        ``n_mogelijk`` (with what may be ranges); geometry: the addresses that were found.
    homes
        Places contract: a row per address of a complex, ``location_id`` "" and no geometry where it
        was not found; ``dwelling``: whether the register says that it is one.
    not_found
        What the sheet "Niet gevonden" tells.
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
) -> tuple[Listed, list[Text]]:
    """Join the lists, and find the addresses of complexes.

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
        table = pd.concat([own.complexes for own in complexes])
        _require_unique(table.index, "complexes")
        wanted = pd.concat([own.addresses for own in complexes], ignore_index=True)
        lookup = find_addresses(wanted, register)
        once = ~found_again(wanted, lookup) & ~_skipped_numbers(wanted, lookup)
        homes = _homes(wanted[once], lookup[once], register)
        homes["possible"] = possible_numbers(wanted[once], lookup[once]).to_numpy()
        ranges = wanted["opgegeven"][once][homes["possible"].to_numpy() > 1]
        notes += [PERHAPS_RANGES.about(n=len(ranges), first=ranges.iloc[0])] if len(ranges) else []
        listed = replace(
            listed,
            complexes=_counted(table.sort_index(), homes),
            homes=homes,
            not_found=_urgent_first(
                not_found_table(
                    wanted, lookup, repeated=pd.concat([own.repeated for own in complexes])
                ),
                _no_dwellings(wanted[once], homes),
            ),
        )
    return replace(listed, mappings=mappings), notes


def _urgent_first(listed: pd.DataFrame, no_dwellings: pd.DataFrame) -> pd.DataFrame:
    """Put what has no place or is no dwelling before what was found, though more than once."""
    has_place = listed["uitkomst"].isin((GIVEN_AGAIN, IN_SEVERAL))
    parts = [listed[~has_place], no_dwellings, listed[has_place]]
    return pd.concat(parts, ignore_index=True)


def _name_of(file: Path, taken: Mapping[str, object]) -> str:
    """Name a list by its file, and tell lists of one name apart."""
    if file.name not in taken:
        return file.name
    return next(name for n in count(2) if (name := f"{file.name} ({n})") not in taken)


def _left_out(read: PlanList) -> Iterator[Text]:
    """Tell which plans were left out for their site; of confidential ones only how many."""
    secret = read.skipped["vertrouwelijk"].astype(bool)
    for name in sorted(read.skipped["id"][~secret].astype(str).unique()):
        yield PLAN_SKIPPED.about(plan=name)
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
        raise InputError(name, f"ids are in more than one list: {', '.join(map(str, twice[:10]))}")


def _skipped_numbers(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which numbers of a range are on a side of the street where it has no address at all.

    "1 t/m 23" in a street of odd numbers means the odd ones: the even ones are no dwellings. Another
    number that is not found counts as a dwelling of which nobody knows the place.
    """
    keys = [wanted[name] for name in ("complex_id", "rij", "opgegeven")]
    side = wanted["nummer"].astype(int) % 2
    found = lookup["location_id"] != ""
    any_found = found.groupby(keys).transform("any")
    on_this_side = found.groupby([*keys, side]).transform("any")
    return wanted["reeks"].astype(bool) & any_found & ~on_this_side


def _homes(
    wanted: pd.DataFrame, lookup: pd.DataFrame, register: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Give every dwelling of a complex its place; None where it was not found."""
    ids = lookup["location_id"].astype(str)
    found = (ids != "").to_numpy()
    points = np.full(len(ids), None, dtype=object)
    points[found] = register.geometry.reindex(ids[found]).to_numpy()
    kern = np.full(len(ids), "", dtype=object)
    kern[found] = register["woonplaats"].reindex(ids[found]).to_numpy(dtype=object)
    kern = np.where(kern == "", wanted["woonplaats"].to_numpy(dtype=object), kern)
    owner = wanted["complex_id"].to_numpy(dtype=object)
    number = wanted.groupby("complex_id").cumcount() + 1
    dwelling = np.zeros(len(ids), dtype=bool)
    if "dwelling" in register:
        dwelling[found] = register["dwelling"].reindex(ids[found]).to_numpy(dtype=bool)
    return gpd.GeoDataFrame(
        {"object_id": owner, "location_id": ids.to_numpy(), "kern": kern, "dwelling": dwelling},
        geometry=points,
        crs=RD_NEW,
        index=pd.Index([f"{o}#{n}" for o, n in zip(owner, number, strict=True)], name="place_id"),
    )


def _no_dwellings(wanted: pd.DataFrame, homes: gpd.GeoDataFrame) -> pd.DataFrame:
    """List the addresses that were found, and are no dwelling according to the register."""
    strange = ((homes["location_id"] != "") & ~homes["dwelling"]).to_numpy()
    rows = wanted.loc[strange, ["complex_id", "rij", "opgegeven"]].astype(object)
    number = wanted["nummer"].astype(str) + wanted["toevoeging"].astype(object)
    rows["opgegeven"] = rows["opgegeven"].where(
        ~wanted["reeks"][strange], rows["opgegeven"] + ", nummer " + number[strange]
    )
    return pd.DataFrame(
        rows.assign(uitkomst="gevonden, maar geen woning volgens het register", kandidaten="")
    )


def _counted(complexes: pd.DataFrame, homes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Count the dwellings of complexes, name their kern and lay their addresses together."""
    found = homes[homes["location_id"] != ""]
    counts = {
        "n_dwellings": homes.groupby("object_id").size(),
        "n_gevonden": found[found["dwelling"]].groupby("object_id").size(),
        "n_mogelijk": homes.groupby("object_id")["possible"].sum(),
    }
    table = complexes.assign(
        **{
            name: n.reindex(complexes.index, fill_value=0).astype("Int64")
            for name, n in counts.items()
        }
    )
    table["n_opgegeven"] = table["n_dwellings"]
    kernen = homes[homes["kern"] != ""].groupby("object_id")["kern"]
    main = kernen.agg(lambda names: names.value_counts().sort_index(kind="stable").idxmax())
    table["kern"] = main.reindex(table.index).fillna("").astype(object)
    points = found.groupby("object_id")["geometry"].agg(lambda p: shapely.multipoints(p.to_numpy()))
    shapes = [points.get(name, shapely.MultiPoint()) for name in table.index]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=RD_NEW)
