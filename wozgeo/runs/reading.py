"""What did the user give?

Every list is read before any fault is raised, so that one error names them all.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.config import RunConfig
from wozgeo.domain.criteria import Definition, choose_definitions, read_criteria
from wozgeo.domain.errors import ConfigError, InputError, WozgeoError
from wozgeo.domain.labels import FILE_SAYS
from wozgeo.domain.language import Language, Text
from wozgeo.domain.tables import LOCATION_TABLE
from wozgeo.inputs.bag import BagTables, read_bag
from wozgeo.inputs.cbs import read_areas
from wozgeo.inputs.complexes import ComplexList, read_complex_list
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.dwellings import Ground, read_dwelling_rule
from wozgeo.inputs.facilities import FacilityRules
from wozgeo.inputs.listed_again import once_each
from wozgeo.inputs.osm_tables import OsmTables
from wozgeo.inputs.overpass import fetch_osm_tables
from wozgeo.inputs.plans import PlanList, read_plan_list
from wozgeo.inputs.points import FacilityList, apply_lists, read_facility_list, read_location_list
from wozgeo.inputs.study_areas import StudyArea
from wozgeo.inputs.words_lists import ROW, ROW_OF
from wozgeo.outputs.manifest import Watched
from wozgeo.runs.keeping import Kept, read_osm_once
from wozgeo.runs.lists import Listed, lay_together
from wozgeo.runs.study_area import (
    narrowed_areas,
    narrowed_lists,
    narrowed_locations,
    read_study_area,
    with_kernen,
)
from wozgeo.runs.told_apart import tell_apart
from wozgeo.runs.words_run import (
    ABOVE_SHOPS,
    BERTHS,
    NO_DWELLINGS_BY_NUMBER,
    NUMBERS_SPLIT,
    PUBLISHED,
    SAME_ADDRESS,
)


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
        What the lists did.
    named
        Voorzieningen that own lists name.
    everyone
        What could be measured from, the neighbours of the study area too.
    area
        The study area; None: all that was read.
    places
        Where facilities are entered (`wozgeo.inputs.facility_places.places_table`).
    areas_around
        Areas contract: those that the study area cuts through, or leaves out, as well.
    """

    osm: OsmTables
    bag: BagTables | None
    locations: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    listed: Listed
    areas: gpd.GeoDataFrame | None
    definitions: dict[str, Definition]
    notes: tuple[Text, ...]
    named: frozenset[str]
    everyone: gpd.GeoDataFrame
    area: StudyArea | None = None
    places: gpd.GeoDataFrame | None = None
    areas_around: gpd.GeoDataFrame | None = None

    @property
    def limits_m(self) -> dict[str, list[float]]:
        """By voorziening the walks that definitions ask to it, in metres."""
        limits: dict[str, list[float]] = {}
        for walk in (walk for d in self.definitions.values() for walk in d.walks):
            limits.setdefault(walk.voorziening, []).append(walk.limit_m)
        return limits


def read_streets(
    config: RunConfig, rules: FacilityRules, watched: Collection[Watched] = ()
) -> OsmTables:
    """Read what a walk is made of, and what the map draws below it: from the extract, or by Overpass.

    An extract that is among what is ``watched`` is not read again where an earlier run kept what it says.
    """
    if config.osm_file:
        return read_osm_once(config.osm_file, watched, **_asked(config, rules), with_backdrop=True)
    return fetch_osm_tables(
        config.place or "", buffer_m=config.search_limit_m, **_asked(config, rules)
    )


def kept_streets(config: RunConfig, rules: FacilityRules, watched: Collection[Watched]) -> Kept:
    """Find where what `read_streets` reads of an extract is kept; nowhere where that may not be."""
    file = next((one for one in watched if one.path == config.osm_file), None)
    return Kept.of(file, {**_asked(config, rules), "with_backdrop": True})


def _asked(config: RunConfig, rules: FacilityRules) -> dict[str, Any]:
    return {"rules": rules, "dwelling_rule": read_dwelling_rule(config.dwelling_table)}


def read_definitions(config: RunConfig) -> dict[str, Definition]:
    """Read the definitions the run names.

    Raises
    ------
    ConfigError
        When a name is unknown, the file is faulty, or two names would give columns alike.
    """
    criteria = read_criteria(config.criteria.file, kinds=config.known)
    source = str(config.criteria.file or "criteria.definitions")
    names = config.criteria.definitions
    alike = [name for name in names if f"niet_{name}" in names]
    if alike:
        # plannen_voldoet_niet_x would count both voldoet_niet of x and voldoet of niet_x
        raise ConfigError(
            source, [f"{name} and niet_{name} give columns alike; rename one" for name in alike]
        )
    return dict(choose_definitions(criteria, names, source=source))


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
    bag = area = None
    if config.bag_file:
        with reader.remembered():
            bag = read_bag(config.bag_file, area=osm.extent)
    register = bag.addresses if bag else osm.addresses
    facility_lists = list(reader.facility_lists(config, register))
    places = list(reader.location_lists(config, register))
    plans = list(reader.plan_lists(config))
    complexes = list(reader.complex_lists(config))
    areas = reader.area_lists(config, osm)
    with reader.remembered():
        area = read_study_area(config, osm, areas)
    reader.raise_faults()
    facilities, notes = apply_lists(osm.facilities, facility_lists, config.known)
    not_yet = bag.not_yet if bag else None
    own_places = (own.places for own in facility_lists)
    facilities, entered, twice = once_each(facilities, osm.facilities, osm.places, *own_places)
    facilities = tell_apart(facilities, osm.ways, register)
    listed, remarks = lay_together(config, plans, complexes, register, not_yet)
    locations = _joined(places) if places else (bag.dwellings if bag else osm.dwellings)
    read = Read(
        osm=osm,
        bag=bag,
        locations=locations,
        facilities=facilities,
        listed=listed,
        areas=areas,
        definitions=definitions,
        notes=(
            *notes,
            *twice,
            *(bag.notes if bag else _said_of_addresses(osm)),
            *reader.said,
            *remarks,
        ),
        named=frozenset(n for own in facility_lists for n in own.table["voorziening"]),
        everyone=locations,
        places=entered,
        areas_around=areas,
    )
    return _studied(read, area)


def _studied(read: Read, area: StudyArea | None) -> Read:
    """Keep what lies in the area that is asked about, and give every plan a kern."""
    told: list[Text] = []
    if area is not None:
        locations, said = narrowed_locations(read.locations, area)
        listed, said_of_lists = narrowed_lists(read.listed, area)
        areas = None if read.areas is None else narrowed_areas(read.areas, area)
        read = replace(read, locations=locations, listed=listed, areas=areas, area=area)
        told += [*said, *said_of_lists]
    plans, said_of_plans = with_kernen(read.listed.plans, read.locations)
    listed = replace(read.listed, plans=plans)
    return replace(read, listed=listed, notes=(*told, *read.notes, *said_of_plans))


def _said_of_addresses(osm: OsmTables) -> Iterator[Text]:
    """Tell which addresses of OpenStreetMap count otherwise than their building says, and how many."""
    grounds = osm.counts.get("adressen", {})
    read = osm.counts.get("adressen_gelezen_als", {})
    told = {
        NO_DWELLINGS_BY_NUMBER: grounds.get(str(Ground.GEEN_WONING_AAN_NUMMER), 0),
        ABOVE_SHOPS: grounds.get(str(Ground.BOVEN_WINKEL), 0),
        BERTHS: grounds.get(str(Ground.LIGPLAATS), 0),
        NUMBERS_SPLIT: read.get("lijst_van_nummers_gesplitst", 0),
        SAME_ADDRESS: read.get("zelfde_adres_samengevoegd", 0),
    }
    yield from (said.about(n=n) for said, n in told.items() if n)


@dataclass
class _Reader:
    """Reads lists one after the other and remembers what is wrong with them."""

    extent: Extent
    faults: list[WozgeoError] = field(default_factory=list)
    said: list[Text] = field(default_factory=list)

    @contextmanager
    def remembered(self) -> Iterator[None]:
        try:
            yield
        except (InputError, ConfigError) as error:
            self.faults.append(error)

    def facility_lists(
        self, config: RunConfig, register: gpd.GeoDataFrame
    ) -> Iterator[FacilityList]:
        for source in config.facilities:
            with self.remembered():
                table = read_facility_list(
                    source.file,
                    extent=self.extent,
                    mode=source.mode,
                    kinds=config.known,
                    register=register,
                )
                self.listen(source.file, table)
                places = table.attrs.pop("places")  # tables with a table in attrs cannot be joined
                yield FacilityList(source.file.name, source.mode, table, places)

    def location_lists(
        self, config: RunConfig, register: gpd.GeoDataFrame
    ) -> Iterator[gpd.GeoDataFrame]:
        for path in config.locations:
            with self.remembered():
                table = read_location_list(path, extent=self.extent, register=register)
                self.listen(path, table)
                yield table

    def listen(self, file: Path, table: gpd.GeoDataFrame) -> None:
        """Remember what a list says of how it was read."""
        notes = table.attrs["notes"]
        self.said += [FILE_SAYS.about(file=file.name, said=note) for note in notes]

    def plan_lists(self, config: RunConfig) -> Iterator[PlanList]:
        lists = []
        for own in config.plans:
            with self.remembered():
                read = read_plan_list(
                    own.file,
                    layer=own.layer,
                    preset=own.preset,
                    columns=own.columns,
                    skip_faulty=own.skip_faulty,
                    public=own.openbaar,
                    extent=self.extent,
                )
                lists.append((own, read))
        alone = sum(read.numbered for _, read in lists) < 2
        for own, read in lists:
            with self.remembered():
                named = _called_by_row(read, config.language, "" if alone else own.file.name)
                yield _published(named, own.publish, str(own.file))

    def complex_lists(self, config: RunConfig) -> Iterator[ComplexList]:
        for own in config.complexes:
            with self.remembered():
                yield read_complex_list(own.file, columns=own.columns)

    def area_lists(self, config: RunConfig, osm: OsmTables) -> gpd.GeoDataFrame | None:
        """Read the areas of every file together; None where the run has none."""
        tables = []
        for own in config.areas:
            with self.remembered():
                table = _here(read_areas(own.file, columns=own.columns), osm, own.file)
                self.listen(own.file, table)
                tables.append(table)
        return pd.concat(tables) if tables else None

    def raise_faults(self) -> None:
        if len(self.faults) == 1:
            raise self.faults[0]
        if self.faults:
            raise InputError(
                "own lists", [f"{e.source}: {fault}" for e in self.faults for fault in e.faults]
            )


def _called_by_row(read: PlanList, language: Language, file: str) -> PlanList:
    """Call plans of a list without ids as who opens it does: "rij 2"; with its file where there are more."""
    if not read.numbered:
        return read
    row = ROW_OF if file else ROW
    ids = [row(language, row=str(number), file=file) for number in read.plans.index]
    skipped = [row(language, row=str(number), file=file) for number in read.skipped["id"]]
    return replace(
        read,
        plans=read.plans.set_axis(pd.Index(ids, name=read.plans.index.name, dtype=str)),
        skipped=read.skipped.assign(id=pd.Series(skipped, read.skipped.index, dtype=object)),
    )


def _published(read: PlanList, publish: tuple[str, ...], source: str) -> PlanList:
    """Let plans that the run file names into the shared results, confidential or not."""
    unknown = sorted(set(publish) - set(read.plans.index))
    if unknown:
        raise InputError(
            source, f"publish names plans that are not in the list: {', '.join(unknown)}"
        )
    asked = read.plans.index.isin(list(publish))
    named = sorted(read.plans.index[asked & read.plans["vertrouwelijk"]].astype(str))
    if named and read.numbered:
        raise InputError(
            source,
            f"publish names confidential plans by their row ({', '.join(named)}), and another plan stands "
            "there when the list is made anew; give the list a column id, and name them by that",
        )
    note = [PUBLISHED.about(plans=", ".join(named))] if named else []
    secret = read.plans["vertrouwelijk"] & ~asked
    return replace(read, plans=read.plans.assign(vertrouwelijk=secret), notes=(*read.notes, *note))


def _here(areas: gpd.GeoDataFrame, osm: OsmTables, file: Path) -> gpd.GeoDataFrame:
    if not areas.intersects(osm.extent).any():
        raise InputError(
            file, "none of its areas lies in the streets that were read; is it of another town?"
        )
    return areas


def _joined(own: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    joined = pd.concat(own)
    LOCATION_TABLE.require(joined)
    return joined
