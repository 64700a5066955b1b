"""Which files does a run leave behind?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.config import RunConfig
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.network.path_trees import build_path_trees
from wozgeo.network.walksheds import build_walksheds
from wozgeo.outputs.found import Oordelen
from wozgeo.outputs.manifest import Watched, describe_inputs, versions, write_manifest
from wozgeo.outputs.map.objects import Judged
from wozgeo.outputs.map.split import Scene, write_maps
from wozgeo.outputs.report.page import write_report
from wozgeo.outputs.report.pdf import write_report_pdf
from wozgeo.outputs.report.surroundings import Surroundings
from wozgeo.outputs.tables.files import (
    parquet_available,
    write_csv,
    write_geopackage,
    write_parquet,
)
from wozgeo.outputs.tables.readme import FILES, write_readme
from wozgeo.outputs.tables.styles import (
    style_buurten,
    style_kernen,
    style_looproutes,
    style_objecten,
    style_plannen,
    style_voorzieningen,
    style_woningen,
)
from wozgeo.outputs.workbook.book import write_workbook
from wozgeo.outputs.written import FILES_KEY, list_written
from wozgeo.run.measuring import Measured
from wozgeo.run.provenance import (
    attribution_of,
    how_in_words,
    settings_in_words,
    sources_in_words,
)
from wozgeo.run.reading import Read
from wozgeo.run.summarising import Summaries
from wozgeo.run.tables import Tables, joined_routes, requirement_rows
from wozgeo.run.verdicts import Judgement, verdict_counts

CONFIDENTIAL_FILES = ("vertrouwelijk/plannen.gpkg", "vertrouwelijk/oordelen.xlsx")
"""What may not be shared, in a folder of its own."""


@dataclass(frozen=True)
class Done:
    """Everything there is to write.

    Attributes
    ----------
    config, read, measured, judged, summaries, tables
        What the earlier stages made.
    inputs
        The files that were read, as they were then.
    backdrop
        For the map.
    notes, warnings
        What lists did, and what a reader must know: sentences in the language of the run.
    thin
        Voorzieningen of which there are probably more than are known, and the warning.
    """

    config: RunConfig
    inputs: Sequence[Watched]
    read: Read
    measured: Measured
    judged: Judgement
    summaries: Summaries
    tables: Tables
    backdrop: gpd.GeoDataFrame
    notes: Sequence[str]
    warnings: Sequence[str]
    thin: Mapping[Voorziening, str]

    @cached_property
    def walksheds(self) -> gpd.GeoDataFrame | None:
        """What can be reached on foot from each ontmoetingsplek; None where no definition asks a walk."""
        limit_m, measured = _limit_m(self), self.measured
        if not limit_m:
            return None
        chosen = (measured.facilities["voorziening"] == str(Voorziening.ONTMOETINGSPLEK)).to_numpy()
        sheds = build_walksheds(
            measured.network,
            measured.facility_access.only(chosen),
            limit_m=limit_m,
            width_m=self.config.walkshed_width_m,
        )
        names = measured.facilities["name"][chosen]
        names = names[~names.index.duplicated()].reindex(sheds.gebied.index)
        return gpd.GeoDataFrame({"naam": names, "straten": sheds.straten}, geometry=sheds.gebied)

    @property
    def titles(self) -> dict[str, str]:
        """Title per definition."""
        return {name: d.title_in(self.config.language) for name, d in self.read.definitions.items()}


def write_tables(folder: Path, done: Done) -> None:
    """Write tables: CSV, GeoPackage, GeoParquet and, where anything was judged, the workbook."""
    config, tables = done.config, done.tables
    write_csv(folder / "woningen.csv", tables.woningen)
    if parquet_available():
        write_parquet(folder / "woningen.parquet", tables.woningen)
        for name, table in tables.judged.items():
            write_parquet(folder / f"{name}.parquet", table)
    write_geopackage(folder / "resultaat.gpkg", tables.layers(), styles=_styles(done))
    if config.judges:
        write_workbook(folder / "oordelen.xlsx", findings(done, tables.judged))


def _styles(done: Done) -> dict[str, str]:
    first = next(iter(done.read.definitions))
    near = f"aandeel_{Voorziening.ONTMOETINGSPLEK}_{_break_of_criterion(done)}"
    plans = done.tables.judged.get("plannen")
    points = plans is not None and bool(plans.geom_type.isin(("Point", "MultiPoint")).any())
    return {
        "plannen": style_plannen(first, points=points),
        "complexen": style_objecten(first),
        "clusters": style_objecten(first),
        "kernen": style_kernen(near),
        "buurten": style_buurten(near),
        "woningen": style_woningen(done.config.voorzieningen[0]),
        "voorzieningen": style_voorzieningen(done.config.voorzieningen),
        "looproutes": style_looproutes(),
    }


def _limit_m(done: Done) -> float | None:
    """Give the walk that the first definition that asks one allows."""
    walks = [d.walk for d in done.read.definitions.values() if d.walk]
    return walks[0].limit_m if walks else None


def _break_of_criterion(done: Done) -> int:
    """Choose the break of the summaries that is the criterion, else the nearest to it."""
    breaks, limit_m = done.config.summary_breaks_m, _limit_m(done)
    return min(breaks, key=lambda b: abs(b - limit_m)) if limit_m else breaks[0]


def findings(
    done: Done, judged: Mapping[str, gpd.GeoDataFrame], *, shared: bool = True
) -> Oordelen:
    """Lay together what the workbook and the report say.

    What is not shared says nothing of the target: its sums are of what is.
    """
    facilities = done.tables.voorzieningen
    meeting = facilities[facilities["voorziening"] == str(Voorziening.ONTMOETINGSPLEK)]
    tables = {name: pd.DataFrame(t.drop(columns="geometry")) for name, t in judged.items()}
    progress = done.summaries.progress if shared else None
    groups = {"plan": done.judged.plannen, "complex": done.judged.complexen}
    if not shared:
        groups = {"plan": done.judged.vertrouwelijk}
    return Oordelen(
        name=done.config.name,
        definitions=done.read.definitions,
        **tables,
        eisen=requirement_rows(groups),
        niet_gevonden=done.read.listed.not_found if shared else pd.DataFrame(),
        ontmoetingsplekken=pd.DataFrame(meeting.drop(columns="geometry")),
        progress=pd.DataFrame() if progress is None else progress,
        progress_sentences=done.summaries.progress_said if shared else (),
        warnings=[*done.notes, *done.warnings],
        thin={str(kind): warning for kind, warning in done.thin.items()},
        settings=settings_in_words(done.config, done.read),
        sources=sources_in_words(done.config, done.read),
    )


def write_confidential(folder: Path, done: Done, plannen: gpd.GeoDataFrame) -> None:
    """Write what may not be shared in a folder of its own, for its owner alone: the plans, nothing else."""
    folder.mkdir(mode=0o700)
    write_geopackage(
        folder / "plannen.gpkg", {"plannen": plannen}, styles={"plannen": _styles(done)["plannen"]}
    )
    write_workbook(folder / "oordelen.xlsx", findings(done, {"plannen": plannen}, shared=False))
    for path in folder.iterdir():
        path.chmod(0o600)


def write_pages(folder: Path, done: Done) -> None:
    """Draw the map, or one per kern and a page that lists them."""
    config, measured, tables = done.config, done.measured, done.tables
    paths = build_path_trees(
        measured.network,
        measured.access,
        measured.facility_access,
        measured.facilities["voorziening"],
        wanted=config.voorzieningen,
        search_limit_m=config.search_limit_m,
    )
    judged = _on_the_map(done) if tables.judged else Judged()
    scene = Scene(tables.woningen, tables.voorzieningen, done.backdrop, judged, paths)
    write_maps(
        folder,
        scene,
        max_dwellings=config.max_dwellings,
        language=config.language,
        title=config.name,
        profile=config.profile,
        search_limit_m=config.search_limit_m,
        warnings=[*done.notes, *done.warnings],
        thin=done.thin,
        breaks_m=config.map_breaks_m,
        attribution=config.attribution or "",
        online_backdrop=config.online_backdrop,
        made_on=done.read.osm.timestamp[:10],
    )


def _on_the_map(done: Done) -> Judged:
    judged, summaries = done.judged, done.summaries
    return Judged(
        plannen=judged.plannen.objects,
        complexen=judged.complexen.objects,
        clusters=judged.clusters.objects,
        routes=joined_routes(judged),
        definitions=done.titles if done.config.judges else {},
        kernen=summaries.kernen,
        buurten=summaries.buurten,
        walksheds=done.walksheds,
        limit_m=_limit_m(done),
    )


def write_council_report(folder: Path, done: Done) -> None:
    """Write the report, where anything was judged; as PDF too when that is asked."""
    config, judged = done.config, done.judged
    if not config.judges:
        return
    ground = Surroundings(
        woningen=done.tables.woningen,
        voorzieningen=done.tables.voorzieningen,
        backdrop=done.backdrop,
        profile=str(config.profile),
        search_limit_m=config.search_limit_m,
        made_on=datetime.now(UTC).date(),
        objects={"plannen": judged.plannen.objects, "complexen": judged.complexen.objects},
        walksheds=done.walksheds,
        breaks_m=config.map_breaks_m,
        target_units=config.target.units if config.target else None,
        attribution=attribution_of(config),
    )
    found = findings(done, done.tables.judged)
    page = write_report(folder / "rapport.html", found, ground, language=config.language.value)
    if config.pdf:
        write_report_pdf(page, folder / "rapport.pdf")


def write_papers(folder: Path, done: Done, seconds: Mapping[str, float]) -> None:
    """Write what every file means and how it was made."""
    config, tables = done.config, done.tables
    names = [path.name for path in folder.iterdir()] + ["run.json", "LEESMIJ.md"]
    write_readme(
        folder / "LEESMIJ.md",
        title=config.name,
        files={name: text for name, text in FILES.items() if name in names},
        columns={
            name: [*map(str, table.index.names), *table.drop(columns="geometry")]
            for name, table in tables.layers().items()
        },
        notes=[how_in_words(config), *done.notes, *done.warnings],
    )
    write_manifest(
        folder / "run.json",
        {
            "naam": config.name,
            "gemaakt_op": datetime.now(UTC).isoformat(timespec="seconds"),
            "osm_stand": done.read.osm.timestamp,
            "invoer": describe_inputs(done.inputs),
            "instellingen": _settings(config),
            "kolommen": done.read.listed.mappings,
            "aantallen": _counts(done),
            "doel": list(done.summaries.progress_said),
            "eigen_lijsten": list(done.notes),
            "waarschuwingen": list(done.warnings),
            "seconden": dict(seconds),
            "versies": versions(),
            FILES_KEY: list_written(folder),
        },
    )


def names_of(config: RunConfig) -> tuple[str, ...]:
    """Name the files that this run will surely write, as paths within the folder; there may be more."""
    names = ["woningen.csv", "resultaat.gpkg", "kaart.html", "LEESMIJ.md", "run.json"]
    names += ["woningen.parquet"] if parquet_available() else []
    names += ["oordelen.xlsx", "rapport.html"] if config.judges else []
    names += ["rapport.pdf"] if config.judges and config.pdf else []
    return tuple(names)


def inputs_of(config: RunConfig) -> list[Path]:
    """List every file the run reads, the run file itself apart."""
    files = [
        config.osm_file,
        config.bag_file,
        *(own.file for own in config.facilities),
        *(own.file for own in config.plans),
        *(own.file for own in (*config.complexes, *config.areas)),
        *config.locations,
        config.criteria.file,
        config.facility_table,
        config.dwelling_table,
    ]
    return [path for path in files if path]


def _counts(done: Done) -> dict[str, Any]:
    kinds = done.tables.voorzieningen["voorziening"].value_counts().sort_index()
    groups = {"plannen": done.judged.plannen, "complexen": done.judged.complexen}
    groups = {name: group for name, group in groups.items() if name in done.tables.judged}
    bag = (
        {f"bag_{name}": counts for name, counts in done.read.bag.counts.items()}
        if done.read.bag
        else {}
    )
    return {
        "woningen": len(done.tables.woningen),
        "voorzieningen": kinds.to_dict(),
        **verdict_counts(groups, list(done.read.definitions)),
        **done.read.osm.counts,
        **bag,
    }


_HIDDEN = (
    "out",
    "osm_file",
    "bag_file",
    "facilities",
    "locations",
    "plans",
    "complexes",
    "areas",
    "facility_table",
    "dwelling_table",
    "also",
)


def _settings(config: RunConfig) -> dict[str, Any]:
    """Give every setting, files by their name alone: where they stood is nobody's business."""
    settings = {name: value for name, value in asdict(config).items() if name not in _HIDDEN}
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
    }
