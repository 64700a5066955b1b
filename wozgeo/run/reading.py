"""What did the user give?

Every list is read before any fault is raised, so that one error names them all.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.config import RunConfig
from wozgeo.domain.contracts import (
    ATTRIBUTES,
    PLAN_COUNTS,
    PLAN_TEXTS,
    PLAN_YEARS,
    RD_NEW,
    require_points,
)
from wozgeo.domain.criteria import Definition, choose_definitions, read_criteria
from wozgeo.domain.errors import ConfigError, InputError, WozgeoError
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.inputs.addresses import Uitkomst, find_addresses, found_again, not_found_table
from wozgeo.inputs.bag import BagTables, read_bag
from wozgeo.inputs.cbs import read_areas
from wozgeo.inputs.complexes import ComplexList, read_complex_list
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import FacilityRules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.inputs.overpass import fetch_osm_tables
from wozgeo.inputs.plans import PlanList, read_plan_list
from wozgeo.inputs.points import FacilityList, apply_lists, read_facility_list, read_location_list


@dataclass(frozen=True)
class Listed:
    """Plans and complexes, as contract tables.

    Attributes
    ----------
    plans
        Plans contract.
    complexes
        Complexes contract, with ``kern``, ``n_dwellings``, ``n_opgegeven`` and ``n_gevonden``; geometry:
        the addresses that were found.
    homes
        Places contract: a row per dwelling of a complex, ``location_id`` "" and no geometry where it
        was not found.
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
        texts = {
            "object": ("naam", "kern", "bron"),
            "boolean": ATTRIBUTES,
            "Float64": ("share_55plus",),
        }
        counted = (*PLAN_COUNTS, *PLAN_YEARS)
        plans = _empty({**texts, "object": (*PLAN_TEXTS, "bron"), "Int64": counted})
        plans = plans.assign(vertrouwelijk=pd.Series(dtype=bool))
        complexes = _empty({**texts, "Int64": ("n_dwellings", "n_gevonden", "n_opgegeven")})
        homes = _empty({"object": ("object_id", "location_id", "kern")})
        columns = ["complex_id", "rij", "opgegeven", "uitkomst", "kandidaten"]
        return cls(plans, complexes, homes, pd.DataFrame(columns=columns))


@dataclass(frozen=True)
class Read:
    """Everything that was read.

    Attributes
    ----------
    osm, bag
        The registers; ``bag`` None where the run has none.
    locations, facilities
        What is measured from and to.
    listed
        Plans and complexes.
    areas
        Areas contract; None where the run has none.
    definitions
        By which is judged.
    notes
        What the lists did, in Dutch.
    named
        Voorzieningen that own lists name.
    """

    osm: OsmTables
    bag: BagTables | None
    locations: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    listed: Listed
    areas: gpd.GeoDataFrame | None
    definitions: dict[str, Definition]
    notes: tuple[str, ...]
    named: frozenset[Voorziening]


def _empty(columns: Mapping[str, Iterable[str]]) -> gpd.GeoDataFrame:
    """Give a table without rows, of columns by their dtype."""
    data = {name: pd.Series(dtype=dtype) for dtype, names in columns.items() for name in names}
    return gpd.GeoDataFrame(data, geometry=[], crs=RD_NEW, index=pd.Index([], dtype=object))


def read_streets(config: RunConfig, rules: FacilityRules) -> OsmTables:
    """Read what a walk is made of: from the extract, or by Overpass."""
    dwelling_rule = read_dwelling_rule(config.dwelling_table)
    if config.osm_file:
        return read_osm(config.osm_file, rules=rules, dwelling_rule=dwelling_rule)
    return fetch_osm_tables(
        config.place or "",
        buffer_m=config.search_limit_m,
        rules=rules,
        dwelling_rule=dwelling_rule,
    )


def read_definitions(config: RunConfig) -> dict[str, Definition]:
    """Read the definitions the run names.

    Raises
    ------
    ConfigError
        When a name is unknown, or the file is faulty.
    """
    criteria = read_criteria(config.criteria.file)
    source = str(config.criteria.file or "criteria.definitions")
    return dict(choose_definitions(criteria, config.criteria.definitions, source=source))


def read_lists(config: RunConfig, osm: OsmTables) -> Read:
    """Read registers and the user's own lists.

    Raises
    ------
    InputError
        Naming every fault in every list.
    """
    reader = _Reader(osm.extent.buffer(config.max_off_network_m).bounds)
    with reader.remembered():
        definitions = read_definitions(config)
    bag = areas = None
    if config.bag_file:
        with reader.remembered():
            bag = read_bag(config.bag_file, area=osm.extent)
    facility_lists = list(reader.facility_lists(config))
    places = list(reader.location_lists(config))
    plans = list(reader.plan_lists(config))
    complexes = list(reader.complex_lists(config))
    for own in config.areas:
        with reader.remembered():
            read = read_areas(own.file, columns=own.columns)
            areas = read if areas is None else pd.concat([areas, read])
    reader.raise_faults()
    register = bag.addresses if bag else osm.addresses
    facilities, notes = apply_lists(osm.facilities, facility_lists)
    listed, remarks = _listed(config, plans, complexes, register)
    return Read(
        osm=osm,
        bag=bag,
        locations=_joined(places) if places else (bag.dwellings if bag else osm.dwellings),
        facilities=facilities,
        listed=listed,
        areas=areas,
        definitions=definitions,
        notes=(*notes, *(bag.notes if bag else ()), *remarks),
        named=frozenset(Voorziening(n) for own in facility_lists for n in own.table["voorziening"]),
    )


@dataclass
class _Reader:
    """Reads lists one after the other and remembers what is wrong with them."""

    extent: Extent
    faults: list[WozgeoError] = field(default_factory=list)

    @contextmanager
    def remembered(self) -> Iterator[None]:
        try:
            yield
        except (InputError, ConfigError) as error:
            self.faults.append(error)

    def facility_lists(self, config: RunConfig) -> Iterator[FacilityList]:
        for source in config.facilities:
            with self.remembered():
                table = read_facility_list(source.file, extent=self.extent, mode=source.mode)
                yield FacilityList(source.file.name, source.mode, table)

    def location_lists(self, config: RunConfig) -> Iterator[gpd.GeoDataFrame]:
        for path in config.locations:
            with self.remembered():
                yield read_location_list(path, extent=self.extent)

    def plan_lists(self, config: RunConfig) -> Iterator[PlanList]:
        for own in config.plans:
            with self.remembered():
                read = read_plan_list(
                    own.file,
                    layer=own.layer,
                    preset=own.preset,
                    columns=own.columns,
                    skip_faulty=own.skip_faulty,
                    extent=self.extent,
                )
                yield _published(read, own.publish, str(own.file))

    def complex_lists(self, config: RunConfig) -> Iterator[ComplexList]:
        for own in config.complexes:
            with self.remembered():
                yield read_complex_list(own.file, columns=own.columns)

    def raise_faults(self) -> None:
        if len(self.faults) == 1:
            raise self.faults[0]
        if self.faults:
            raise InputError(
                "own lists", [f"{e.source}: {fault}" for e in self.faults for fault in e.faults]
            )


def _published(read: PlanList, publish: tuple[str, ...], source: str) -> PlanList:
    """Let plans that the run file names into the shared results, confidential or not."""
    unknown = sorted(set(publish) - set(read.plans.index))
    if unknown:
        raise InputError(
            source, f"publish names plans that are not in the list: {', '.join(unknown)}"
        )
    shared = read.plans["vertrouwelijk"] & ~read.plans.index.isin(list(publish))
    return replace(read, plans=read.plans.assign(vertrouwelijk=shared))


def _joined(own: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    joined = pd.concat(own)
    require_points(joined, name="locations")
    return joined


def _listed(
    config: RunConfig,
    plans: list[PlanList],
    complexes: list[ComplexList],
    register: gpd.GeoDataFrame,
) -> tuple[Listed, list[str]]:
    """Join the lists, and find the addresses of complexes."""
    listed = Listed.nothing()
    notes: list[str] = []
    mappings: dict[str, dict[str, str]] = {}
    for source, plan_list in zip(config.plans, plans, strict=True):
        name = source.file.name
        mappings[name] = dict(plan_list.mapping)
        notes += [f"{name}: {note}" for note in (*plan_list.notes, *_left_out(plan_list))]
    for own, complex_list in zip(config.complexes, complexes, strict=True):
        mappings[own.file.name] = dict(complex_list.mapping)
        notes += [f"{own.file.name}: {note}" for note in complex_list.notes]
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
        listed = replace(
            listed,
            complexes=_counted(table.sort_index(), homes),
            homes=homes,
            not_found=not_found_table(
                wanted, lookup, repeated=pd.concat([own.repeated for own in complexes])
            ),
        )
    return replace(listed, mappings=mappings), notes


def _left_out(read: PlanList) -> Iterator[str]:
    """Tell which plans were left out for their site; of confidential ones only how many."""
    secret = (
        read.skipped["vertrouwelijk"].astype(bool) if len(read.skipped) else pd.Series(dtype=bool)
    )
    for row in read.skipped[~secret].itertuples() if len(read.skipped) else ():
        yield f"plan {row.id} is overgeslagen om zijn ligging: {row.fault}"
    if secret.sum():
        yield f"{secret.sum()} vertrouwelijke plannen zijn overgeslagen om hun ligging"


def _require_unique(ids: pd.Index, name: str) -> None:
    twice = ids[ids.duplicated()].unique()
    if len(twice):
        raise InputError(name, f"ids are in more than one list: {', '.join(map(str, twice[:10]))}")


def _skipped_numbers(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which numbers of a range do not exist, where others of it do: "1 t/m 23" in an odd street.

    They are no dwellings, and are listed as not found all the same.
    """
    found = lookup["location_id"] != ""
    keys = [wanted[name] for name in ("complex_id", "rij", "opgegeven")]
    some = found.groupby(keys).transform("any")
    return wanted["reeks"].astype(bool) & some & (lookup["uitkomst"] == Uitkomst.NIET_GEVONDEN)


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
    return gpd.GeoDataFrame(
        {"object_id": owner, "location_id": ids.to_numpy(), "kern": kern},
        geometry=points,
        crs=RD_NEW,
        index=pd.Index([f"{o}#{n}" for o, n in zip(owner, number, strict=True)], name="place_id"),
    )


def _counted(complexes: pd.DataFrame, homes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Count the dwellings of complexes, name their kern and lay their addresses together."""
    found = homes[homes["location_id"] != ""]
    counts = {
        "n_dwellings": homes.groupby("object_id").size(),
        "n_gevonden": found.groupby("object_id").size(),
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
