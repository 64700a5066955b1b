"""Which files does a run leave behind?

Map and report are imported where they are made: what folium brings costs a tenth of all imports, and
the process that reads and measures needs none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from wozgeo.analysis.questions import whom_to_ask
from wozgeo.config import RunConfig
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import say_exactly
from wozgeo.outputs.manifest import Watched, describe_inputs, versions, write_manifest
from wozgeo.outputs.map.ground import MapGround
from wozgeo.outputs.map.several_maps import possible_maps
from wozgeo.outputs.rasters.layers import FOLDER
from wozgeo.outputs.report.ground import GroundOf
from wozgeo.outputs.tables.files import (
    parquet_available,
    write_csv,
    write_geopackage,
    write_parquet,
)
from wozgeo.outputs.tables.qgis_project import write_project
from wozgeo.outputs.tables.readme import write_readme
from wozgeo.outputs.tables.styles import build_styles
from wozgeo.outputs.tables.words_readme import FILES
from wozgeo.outputs.workbook.book import write_workbook
from wozgeo.outputs.workbook.dwellings import DWELLINGS_FILE, too_many, write_dwellings
from wozgeo.outputs.workbook.to_send import possible_lists, write_lists
from wozgeo.outputs.written import FILES_KEY, list_written
from wozgeo.runs.kept_files import KeptFiles
from wozgeo.runs.lists import Listed
from wozgeo.runs.reading import Read
from wozgeo.runs.surface import layers_of

CONFIDENTIAL_FILES = ("vertrouwelijk/plannen.gpkg", "vertrouwelijk/oordelen.xlsx")
"""What may not be shared, in a folder of its own."""


def write_tables(folder: Path, found: Found, kept: KeptFiles = KeptFiles()) -> None:  # noqa: B008
    """Write tables: CSV, Excel, GeoPackage, GeoParquet and, where there is one, the workbook.

    Files of dwellings alone are taken from ``kept``, where an earlier run left them.
    """
    kept = kept.of_dwellings(found)
    kept.write(folder / "woningen.csv", lambda path: write_csv(path, found.woningen))
    if not too_many(found):
        kept.write(folder / DWELLINGS_FILE, lambda path: write_dwellings(path, found))
    if parquet_available():
        kept.write(folder / "woningen.parquet", lambda path: write_parquet(path, found.woningen))
        for name, table in found.tables.items():
            write_parquet(folder / f"{name}.parquet", table)
    styles, language, labels = build_styles(found), found.language, found.labels
    path = folder / "resultaat.gpkg"
    project = partial(write_project, found=found, file_name=path.name)
    write_geopackage(
        path, found.layers, styles=styles, language=language, labels=labels, project=project
    )
    if found.reports:
        write_workbook(folder / "oordelen.xlsx", found)
        write_lists(folder, found)


def write_confidential(folder: Path, found: Found) -> None:
    """Write what may not be shared in a folder of its own, for its owner alone: the plans, nothing else."""
    folder.mkdir(mode=0o700)
    styles = {"plannen": build_styles(found)["plannen"]}
    path, language, labels = folder / "plannen.gpkg", found.language, found.labels
    write_geopackage(path, found.tables, styles=styles, language=language, labels=labels)
    write_workbook(folder / "oordelen.xlsx", found)
    for path in folder.iterdir():
        path.chmod(0o600)


def write_pages(
    folder: Path,
    found: Found,
    config: RunConfig,
    ground: MapGround | None = None,
    kept: KeptFiles = KeptFiles(),  # noqa: B008  # nothing, and frozen
) -> None:
    """Draw the map, over the ``ground`` that was packed for it, or one per kern and a page that lists them."""
    from wozgeo.outputs.map.split import write_maps

    write_maps(
        folder,
        found,
        max_dwellings=config.max_dwellings,
        online_backdrop=config.online_backdrop,
        ground=ground,
        points=kept.points,
    )


def write_council_report(
    folder: Path, found: Found, pdf: bool, ground: GroundOf | None = None
) -> None:
    """Write the report, where there is one; as PDF too when that is asked."""
    if not found.reports:
        return
    from wozgeo.outputs.report.page import write_report
    from wozgeo.outputs.report.pdf import write_report_pdf

    page = write_report(folder / "rapport.html", found, ground=ground)
    if pdf:
        write_report_pdf(page, folder / "rapport.pdf")


def write_papers(
    folder: Path,
    found: Found,
    config: RunConfig,
    seconds: Mapping[str, float],
    *,
    inputs: Sequence[Watched],
) -> None:
    """Write what every file means and how it was made; ``inputs`` as they were when they were read."""
    names = [path.name for path in folder.iterdir()] + ["run.json", "LEESMIJ.md"]
    write_readme(
        folder / "LEESMIJ.md",
        title=found.name,
        files={name: text for name, text in FILES.items() if name in names},
        columns={
            name: [*map(str, table.index.names), *table.drop(columns="geometry")]
            for name, table in found.layers.items()
        },
        labels=found.labels,
        notes=[*filter(None, [found.how, too_many(found), say_exactly(found)]), *found.notes],
        warnings=found.warnings,
        language=found.language,
    )
    write_manifest(
        folder / "run.json",
        {
            "naam": found.name,
            "gemaakt_op": datetime.now(UTC).isoformat(timespec="seconds"),
            "osm_stand": found.streets_stamp,
            "invoer": describe_inputs(inputs),
            "instellingen": _settings(config),
            "beslisregel": {
                name: {
                    "decision": str(definition.decision),
                    "bron": asdict(definition.decision_source),
                }
                for name, definition in found.definitions.items()
            },
            "kolommen": found.columns,
            "aantallen": found.counts,
            "doel": list(found.progress_said),
            "eigen_lijsten": list(found.notes),
            "waarschuwingen": list(found.warnings),
            "seconden": dict(seconds),
            "versies": versions(),
            FILES_KEY: list_written(folder),
        },
    )


def possible_files(config: RunConfig) -> tuple[str, ...]:
    """Name the files that this run will surely write, as paths within the folder; there may be more."""
    names = ["woningen.csv", "resultaat.gpkg", "kaart.html", "LEESMIJ.md", "run.json"]
    names += ["woningen.parquet"] if parquet_available() else []
    reports = config.judges or bool(config.areas)
    names += ["oordelen.xlsx", "rapport.html"] if reports else []
    names += ["rapport.pdf"] if reports and config.pdf else []
    names += ["raster/masker.tif"] if config.surface.asked else []
    return tuple(names)


def possible_of_lists(config: RunConfig, listed: Listed) -> tuple[str, ...]:
    """Name what there may be besides, now that the lists are read: who is asked, and what may not be shared."""
    secret = listed.plans["vertrouwelijk"].astype(bool)
    shared = {"plannen": listed.plans[~secret], "complexen": listed.complexes}
    shared = {name: table for name, table in shared.items() if len(table)}
    names = [*CONFIDENTIAL_FILES] if secret.any() else []
    names += [f"{name}.parquet" for name in shared] if parquet_available() else []
    if config.judges:
        names += possible_lists(whom for table in shared.values() for whom in whom_to_ask(table))
    return tuple(names)


def possible_of_dwellings(config: RunConfig, read: Read) -> tuple[str, ...]:
    """Name the maps beside the first and the rasters that there may be, now that the dwellings are read."""
    language, many = config.language, config.max_dwellings
    names = possible_maps(read.locations, read.areas, max_dwellings=many, language=language)
    if config.surface.asked:
        layers = layers_of(config, read, seniors=config.population.given)
        names += [f"{FOLDER}/{layer.name}{end}" for layer in layers for end in (".tif", ".qml")]
    return tuple(names)


def inputs_of(config: RunConfig) -> list[Path]:
    """List every file the run reads, the run file itself apart."""
    files = [
        config.osm_file,
        config.bag_file,
        config.area.file if config.area else None,
        *(own.file for own in config.facilities),
        *(own.file for own in config.plans),
        *(own.file for own in (*config.complexes, *config.areas)),
        *config.locations,
        *config.population.files,
        config.siting.candidates if config.siting else None,
        *((config.surface.allowed, config.surface.excluded) if config.surface.asked else ()),
        config.criteria.file,
        config.facility_table,
        config.dwelling_table,
    ]
    return [path for path in files if path]


_HIDDEN = (
    "out",
    "osm_file",
    "bag_file",
    "facilities",
    "locations",
    "plans",
    "complexes",
    "areas",
    "area",
    "population",
    "siting",
    "facility_table",
    "dwelling_table",
    "known",
    "also",
)


def _settings(config: RunConfig) -> dict[str, Any]:
    """Give every setting, files by their name alone: where they stood is nobody's business."""
    settings = {name: value for name, value in asdict(config).items() if name not in _HIDDEN}
    for name in ("allowed", "excluded"):
        path = settings["surface"][name]
        settings["surface"][name] = path.name if path else None
    criteria = settings["criteria"]
    criteria["file"] = config.criteria.file.name if config.criteria.file else None
    return {
        **settings,
        "osm": config.osm_file.name if config.osm_file else config.place,
        "bag": config.bag_file.name if config.bag_file else None,
        "facilities": [{"file": own.file.name, "mode": own.mode} for own in config.facilities],
        "locations": [path.name for path in config.locations],
        "plans": [
            {
                "file": own.file.name,
                "layer": own.layer,
                "preset": own.preset,
                "skip_faulty": own.skip_faulty,
                "publish": list(own.publish),
                "openbaar": own.openbaar,
            }
            for own in config.plans
        ],
        "complexes": [own.file.name for own in config.complexes],
        "areas": [own.file.name for own in config.areas],
        "population": config.population.named(),
        "siting": config.siting
        and {
            **asdict(config.siting),
            "candidates": config.siting.candidates.name if config.siting.candidates else None,
        },
        "area": config.area
        and {
            "gemeente": config.area.gemeente,
            "file": config.area.file.name if config.area.file else None,
        },
    }
