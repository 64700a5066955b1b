"""How does a run file become a folder of results?

Read, build, measure, judge, write: each step is a function of the rooms below, this module only
passes their tables on.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.caveats import (
    doubtful_distances,
    left_out,
    merged_facilities,
    shallow_search,
    thin_facilities,
    unconnected_facilities,
    wet_facilities,
)
from wozgeo.analysis.scores import score_locations
from wozgeo.config import RunConfig
from wozgeo.domain.contracts import require_points
from wozgeo.domain.errors import InputError, WozgeoError
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.inputs.backdrop import backdrop_of, read_backdrop
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import FacilityRules, read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.inputs.overpass import fetch_osm_tables
from wozgeo.inputs.points import FacilityList, apply_lists, read_facility_list, read_location_list
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.distances import Accesses, measure_distances
from wozgeo.network.routes import trace_routes
from wozgeo.network.snapping import Snapper
from wozgeo.outputs.dictionary import FILES, write_readme
from wozgeo.outputs.folder import replaced_folder, require_writable
from wozgeo.outputs.manifest import describe_inputs, versions, write_manifest
from wozgeo.outputs.maps import ATTRIBUTION, draw_map, write_map
from wozgeo.outputs.results import build_looproutes, build_voorzieningen, build_woningen
from wozgeo.outputs.styles import style_looproutes, style_voorzieningen, style_woningen
from wozgeo.outputs.tables import parquet_available, write_csv, write_geopackage, write_parquet

Report = Callable[[str], None]
"""Told the name of every stage as it begins."""


@dataclass(frozen=True)
class RunResult:
    """What a run made.

    Attributes
    ----------
    out
        The folder.
    files
        Name of every file in it.
    n_locations
        How many locations were measured.
    warnings
        Dutch sentences, as on the map.
    seconds
        Per stage.
    """

    out: Path
    files: tuple[str, ...]
    n_locations: int
    warnings: tuple[str, ...]
    seconds: dict[str, float]


@dataclass(frozen=True)
class Measured:
    """Everything between reading and writing, as contract tables."""

    network: WalkNetwork
    locations: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    access: Accesses
    facility_access: Accesses
    distances: pd.DataFrame
    scores: pd.DataFrame


@dataclass
class _Stages:
    """Times the stages of a run and tells about them."""

    report: Report
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.report(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def run(config: RunConfig, *, report: Report = lambda _: None) -> RunResult:
    """Do a whole run: from streets to answers in a folder.

    Parameters
    ----------
    config
        What is asked.
    report
        Told the name of every stage as it begins.

    Raises
    ------
    WozgeoError
        Whatever a user can mend. Earlier results in the folder are then as they were.
    """
    stages = _Stages(report)
    require_writable(config.out)
    rules = read_facility_rules(config.facility_table, include=config.include)
    with stages.stage("reading streets, addresses and places"):
        osm = _read_osm(config, rules)
    with stages.stage("reading own lists"):
        locations, facilities, notes, named = _read_lists(config, osm)
        config = replace(config, also=named)
        facilities = facilities[facilities["voorziening"].isin(config.voorzieningen)]
    with stages.stage("measuring distances"):
        measured = measure(config, osm, locations, facilities)
    warnings = _warnings(config, osm, measured, rules)
    with stages.stage("reading the backdrop of the map"):
        backdrop = read_backdrop(config.osm_file) if config.osm_file else backdrop_of(osm)
    with replaced_folder(config.out, known=tuple(FILES)) as folder:
        with stages.stage("writing tables"):
            tables = _build_tables(config, measured)
            _write_tables(folder, config, tables)
        with stages.stage("drawing the map"):
            _write_map(folder, config, tables, backdrop, [*notes, *warnings])
        _write_papers(folder, config, osm, tables, (notes, warnings), stages.seconds)
        files = tuple(sorted(path.name for path in folder.iterdir()))
    return RunResult(config.out, files, len(locations), tuple(warnings), stages.seconds)


def measure(
    config: RunConfig, osm: OsmTables, locations: gpd.GeoDataFrame, facilities: gpd.GeoDataFrame
) -> Measured:
    """Measure and score every location: contract tables in and out, no file touched."""
    try:
        network = build_network(osm.ways, osm.stops, profile=config.profile)
    except InputError as error:
        raise InputError(config.osm_file or config.place, error.faults) from error
    snapper = Snapper(network, osm.obstacles, config.max_off_network_m, config.max_extra_m)
    access = Accesses.of(locations.geometry, snapper)
    facility_access = Accesses.of(facilities.geometry, snapper)
    distances = measure_distances(
        network,
        access,
        facility_access,
        facilities["voorziening"],
        wanted=config.voorzieningen,
        search_limit_m=config.search_limit_m,
        extent=osm.extent,
    )
    readings = {"score": "distance_m", "score_zeker": "certain_m"}
    scores = pd.DataFrame(
        {
            name: score_locations(
                distances[column], config.score, search_limit_m=config.search_limit_m
            )
            for name, column in readings.items()
        }
    )
    return Measured(network, locations, facilities, access, facility_access, distances, scores)


def _read_osm(config: RunConfig, rules: FacilityRules) -> OsmTables:
    dwelling_rule = read_dwelling_rule(config.dwelling_table)
    if config.osm_file:
        return read_osm(config.osm_file, rules=rules, dwelling_rule=dwelling_rule)
    return fetch_osm_tables(
        config.place or "",
        buffer_m=config.search_limit_m,
        rules=rules,
        dwelling_rule=dwelling_rule,
    )


def _read_lists(
    config: RunConfig, osm: OsmTables
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, list[str], frozenset[Voorziening]]:
    """Read the user's own lists, all of them before any fault is raised.

    Returns
    -------
    tuple
        Locations, facilities, what the lists did, and the voorzieningen they name.
    """
    extent = osm.extent.buffer(config.max_off_network_m).bounds
    faults: list[WozgeoError] = []
    lists, places = [], []
    for source in config.facilities:
        with _remembered(faults):
            table = read_facility_list(source.file, extent=extent, mode=source.mode)
            lists.append(FacilityList(source.file.name, source.mode, table))
    for path in config.locations:
        with _remembered(faults):
            places.append(read_location_list(path, extent=extent))
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise InputError(
            "own lists", [f"{e.source}: {fault}" for e in faults for fault in e.faults]
        )
    facilities, notes = apply_lists(osm.facilities, lists)
    named = frozenset(Voorziening(name) for own in lists for name in own.table["voorziening"])
    return (_joined(places) if places else osm.dwellings), facilities, notes, named


@contextmanager
def _remembered(faults: list[WozgeoError]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        faults.append(error)


def _joined(own: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    joined = pd.concat(own)
    require_points(joined, name="locations")
    return joined


def _warnings(
    config: RunConfig, osm: OsmTables, measured: Measured, rules: FacilityRules
) -> list[str]:
    counts = measured.facilities["voorziening"].value_counts()
    return [
        *thin_facilities(
            {v: int(counts.get(v, 0)) for v in config.voorzieningen},
            int(osm.addresses["dwelling"].sum()),
            {kind.voorziening: kind.dwellings_per_facility for kind in rules.kinds},
            thin_share=config.warnings.thin_share,
        ),
        *unconnected_facilities(measured.facilities, measured.facility_access.possible),
        *wet_facilities(measured.facilities, measured.facility_access.possible),
        *left_out(osm.counts.get("zonder_plaats_weggelaten", {})),
        *doubtful_distances(
            measured.distances, measured.access.possible, config.voorzieningen, config.warnings
        ),
        *shallow_search(config.score, config.search_limit_m),
        *merged_facilities(osm.counts["dubbel_gekarteerd_samengevoegd"]),
    ]


@dataclass(frozen=True)
class _Tables:
    woningen: gpd.GeoDataFrame
    voorzieningen: gpd.GeoDataFrame
    looproutes: gpd.GeoDataFrame | None

    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        layers = {"woningen": self.woningen, "voorzieningen": self.voorzieningen}
        return layers if self.looproutes is None else {**layers, "looproutes": self.looproutes}


def _build_tables(config: RunConfig, measured: Measured) -> _Tables:
    facilities = measured.facilities
    woningen = build_woningen(
        measured.locations,
        measured.access.possible,
        measured.distances,
        measured.scores,
        facilities["name"][~facilities.index.duplicated()],
        wanted=config.voorzieningen,
    )
    voorzieningen = build_voorzieningen(facilities, measured.facility_access.possible)
    if not config.routes:
        return _Tables(woningen, voorzieningen, None)
    routes = trace_routes(
        measured.network,
        measured.access,
        measured.facility_access,
        facilities["voorziening"],
        wanted=config.voorzieningen,
        search_limit_m=config.search_limit_m,
    )
    return _Tables(woningen, voorzieningen, build_looproutes(routes))


def _write_tables(folder: Path, config: RunConfig, tables: _Tables) -> None:
    write_csv(folder / "woningen.csv", tables.woningen)
    if parquet_available():
        write_parquet(folder / "woningen.parquet", tables.woningen)
    styles = {
        "woningen": style_woningen(config.voorzieningen[0]),
        "voorzieningen": style_voorzieningen(config.voorzieningen),
        "looproutes": style_looproutes(),
    }
    write_geopackage(folder / "resultaat.gpkg", tables.layers(), styles=styles)


def _write_map(
    folder: Path,
    config: RunConfig,
    tables: _Tables,
    backdrop: gpd.GeoDataFrame,
    warnings: Sequence[str],
) -> None:
    drawn = draw_map(
        tables.woningen,
        tables.voorzieningen,
        backdrop,
        title=config.name,
        profile=config.profile,
        search_limit_m=config.search_limit_m,
        warnings=warnings,
        attribution=config.attribution or ATTRIBUTION,
        online_backdrop=config.online_backdrop,
    )
    write_map(drawn, folder / "kaart.html")


def _write_papers(
    folder: Path,
    config: RunConfig,
    osm: OsmTables,
    tables: _Tables,
    remarks: tuple[Sequence[str], Sequence[str]],
    seconds: dict[str, float],
) -> None:
    notes, warnings = remarks
    names = [path.name for path in folder.iterdir()] + ["run.json", "LEESMIJ.md"]
    write_readme(
        folder / "LEESMIJ.md",
        title=config.name,
        files={name: text for name, text in FILES.items() if name in names},
        columns={
            name: [str(table.index.name), *table.drop(columns="geometry")]
            for name, table in tables.layers().items()
        },
        notes=[_how(config), *notes, *warnings],
    )
    inputs = [
        config.osm_file,
        *(own.file for own in config.facilities),
        *config.locations,
        config.facility_table,
        config.dwelling_table,
    ]
    write_manifest(
        folder / "run.json",
        {
            "naam": config.name,
            "gemaakt_op": datetime.now(UTC).isoformat(timespec="seconds"),
            "osm_stand": osm.timestamp,
            "invoer": describe_inputs(path for path in inputs if path),
            "instellingen": _settings(config),
            "aantallen": {
                "woningen": len(tables.woningen),
                "voorzieningen": tables.voorzieningen["voorziening"]
                .value_counts()
                .sort_index()
                .to_dict(),
                **osm.counts,
            },
            "eigen_lijsten": list(notes),
            "waarschuwingen": list(warnings),
            "seconden": seconds,
            "versies": versions(),
        },
    )


def _how(config: RunConfig) -> str:
    return (
        f"Gelopen als {config.profile}; gezocht tot {config.search_limit_m:g} m; de aanloop van een adres "
        f"tot een begaanbare weg is hooguit {config.max_off_network_m:g} m."
    )


def _settings(config: RunConfig) -> dict[str, Any]:
    settings = asdict(config)
    for hidden in (
        "out",
        "osm_file",
        "facilities",
        "locations",
        "facility_table",
        "dwelling_table",
        "also",
    ):
        del settings[hidden]
    return {
        **settings,
        "osm": config.osm_file.name if config.osm_file else config.place,
        "facilities": [{"file": own.file.name, "mode": own.mode} for own in config.facilities],
        "locations": [path.name for path in config.locations],
    }
