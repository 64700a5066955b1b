"""How does a run go from beginning to end?

Read, build, measure, judge, write: each step is a function of the rooms below, this one only passes
their tables on.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wozgeo.config import RunConfig
from wozgeo.domain.errors import OutputError
from wozgeo.domain.memory import give_back
from wozgeo.inputs.backdrop import backdrop_of
from wozgeo.inputs.file_dates import day_of, one_day
from wozgeo.outputs.folder import Claim, claimed_folder
from wozgeo.outputs.found import Found
from wozgeo.outputs.manifest import Watched, require_unchanged, watch_inputs
from wozgeo.outputs.map.ground import MapGround
from wozgeo.outputs.rasters.layers import FOLDER
from wozgeo.outputs.report.pdf import pdf_available
from wozgeo.outputs.required_tables import require_tables
from wozgeo.outputs.tables.words_readme import FILES
from wozgeo.outputs.terminal import tell_seniors, tell_verdicts
from wozgeo.runs.doubts import RunDoubts
from wozgeo.runs.finding import Answered, find, find_confidential
from wozgeo.runs.given import read_given
from wozgeo.runs.ground import GroundWork, KeptWindows, ground_aside
from wozgeo.runs.kept_files import KeptFiles
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.paths import NewPaths, find_new_paths
from wozgeo.runs.provenance import columns_in_words
from wozgeo.runs.reading import Read
from wozgeo.runs.remedies import find_remedies
from wozgeo.runs.search import surface_and_areas, with_seniors_in_reach
from wozgeo.runs.senior_places import SeniorPlaces
from wozgeo.runs.seniors import find_population, published
from wozgeo.runs.side_by_side import Work, done_aside, start_method
from wozgeo.runs.stages import (
    JUDGING,
    LAYING_OUT,
    MAP,
    MEASURING,
    NEW_PATHS,
    REACHING,
    REPORT,
    SPREADING,
    SURFACE,
    TABLES,
    Report,
    Stages,
)
from wozgeo.runs.summarising import summarise
from wozgeo.runs.surface import plan_grid
from wozgeo.runs.surface_faces import with_surface
from wozgeo.runs.verdicts import judge
from wozgeo.runs.warning import thin_kinds
from wozgeo.runs.where_seniors import find_where
from wozgeo.runs.writing import (
    CONFIDENTIAL_FILES,
    inputs_of,
    possible_files,
    possible_of_dwellings,
    possible_of_lists,
    write_confidential,
    write_council_report,
    write_pages,
    write_papers,
    write_tables,
)


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
    warnings, notes
        Sentences as on the map: what to know of the numbers, and what the lists did.
    columns
        Which column of each list was taken for what, in lines for a terminal.
    summary
        What was judged, in lines for a terminal; empty where nothing was.
    seconds
        Per stage.
    """

    out: Path
    files: tuple[str, ...]
    n_locations: int
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    summary: tuple[str, ...]
    seconds: dict[str, float]


def run(
    config: RunConfig,
    *,
    report: Report = lambda _: None,
    done: Report = lambda _: None,
    processes: str | None = None,
    fresh: bool = False,
) -> RunResult:
    """Do a whole run: from streets to answers in a folder.

    Parameters
    ----------
    config
        What is asked.
    report
        Told the name of every stage as it begins; several go on at once.
    done
        Told the name of every stage as it ends.
    processes
        How map and report get a process of their own: ``fork``, ``spawn``, or "" for none; None lets the
        computer decide. The results are the same bytes.
    fresh
        Whether to read the extract anew though an earlier run kept what it says, and keep nothing.
        The results are the same bytes.

    Raises
    ------
    WozgeoError
        Whatever a user can mend. Earlier results in the folder are then as they were.
    """
    with claimed_folder(config.out) as claim:
        return _run(config, claim, Stages(report, done), processes, fresh=fresh)


def _run(
    config: RunConfig, claim: Claim, stages: Stages, processes: str | None, *, fresh: bool
) -> RunResult:
    claim.require_apart((*FILES, *CONFIDENTIAL_FILES), inputs_of(config))
    claim.require_free(possible_files(config))
    if config.pdf and not pdf_available():
        raise OutputError(
            "rapport.pdf", "needs an extra, and Pango on the system: pip install 'wozgeo[pdf]'"
        )
    if not config.surface.asked:  # nothing waits
        return _made(config, claim, stages, processes, None, fresh=fresh)
    with claim.scratch() as work:
        return _made(config, claim, stages, processes, work / FOLDER, fresh=fresh)


def _made(
    config: RunConfig,
    claim: Claim,
    stages: Stages,
    processes: str | None,
    rasters: Path | None,
    *,
    fresh: bool,
) -> RunResult:
    """Answer what is asked and write it down; rasters wait in a folder until everything is there."""
    inputs = watch_inputs(inputs_of(config))
    with ground_aside(stages, processes, max_dwellings=config.max_dwellings) as begun:
        # tables and streets from which it was laid out are not kept while it is written down
        answered = _answered(config, claim, inputs, stages, rasters, begun, fresh=fresh)
        laid = _laid_out(answered, stages, rasters)
        files = KeptFiles.of(answered.config, answered.read.locations, begun.kept)
        del answered
        give_back()
        before = Before(begun.wait(), begun.windows, files)
    found = laid.found
    method = start_method(len(found.woningen)) if processes is None else processes
    written = _written(laid, before, claim, inputs, stages, method, rasters)
    return RunResult(
        out=config.out,
        files=written,
        n_locations=len(found.woningen),
        warnings=tuple(found.warnings),
        notes=tuple(found.notes),
        columns=laid.columns,
        summary=(*tell_verdicts(found), *tell_seniors(found)),
        seconds=stages.seconds,
    )


class _LaidOut(NamedTuple):
    """What is written down: what may be shared and what may not, and the columns in words."""

    config: RunConfig
    found: Found
    secret: Found | None
    columns: tuple[str, ...]


class Before(NamedTuple):
    """What there is before anything is written: the ground of map and report, and files of an earlier run."""

    of_map: MapGround | None
    windows: KeptWindows | None
    files: KeptFiles


def _laid_out(answered: Answered, stages: Stages, rasters: Path | None) -> _LaidOut:
    """Lay out what was found for its readers."""
    config = answered.config
    with stages.stage(LAYING_OUT):
        found = find(answered)
        if rasters:
            found = with_surface(found, answered.config, answered.read, rasters)
        secret = find_confidential(answered, found)
        for part in (found, *([secret] if secret else [])):
            require_tables(part)
    said = columns_in_words(answered.read, config.language)
    columns = tuple(f"{name}: {told}" for name, told in said.items())
    return _LaidOut(config, found, secret, columns)


def _answered(
    config: RunConfig,
    claim: Claim,
    inputs: list[Watched],
    stages: Stages,
    rasters: Path | None,
    ground: GroundWork,
    *,
    fresh: bool,
) -> Answered:
    """Read, measure, judge and summarise: everything but laying it out and writing it down."""
    given = read_given(config, inputs, stages, fresh=fresh, streets_read=ground.begin)
    claim.require_free(possible_of_lists(given.config, given.read.listed))
    config, read = given.config, given.read
    claim.require_free(possible_of_dwellings(config, read))
    grid = plan_grid(config, read)
    require_unchanged(inputs)
    with stages.stage(MEASURING):
        measured = measure(
            config,
            read.osm,
            read.locations,
            read.facilities,
            read.listed,
            read.limits_m,
            known=read.places,
            kept=given.kept,
        )
    with stages.stage(SPREADING):
        population = find_population(config, read, given.figures)
    areas = None
    if grid is not None and rasters:
        with stages.stage(SURFACE):
            over = (grid, rasters)
            areas = surface_and_areas(config, read, measured, population, *over)
    thin = thin_kinds(config, read, measured)
    backdrop = backdrop_of(read.osm)
    with stages.stage(NEW_PATHS):
        new_paths = find_new_paths(config, read, measured, backdrop, given.kept)
    with stages.stage(JUDGING):
        doubts = _doubts(config, read, measured, thin, new_paths)
        judged = judge(config, read, measured, doubts)
        summaries = summarise(config, read, measured, judged)
        if population:
            population = published(config, population, read, judged, summaries)
            summaries = summaries.beside(population.published)
        remedies = find_remedies(config, read, measured, judged)
    with stages.stage(REACHING):
        complexes = judged.complexen.objects
        where = find_where(config, read, measured, population, given.candidates, complexes)
        if areas is not None and population is not None:
            seniors = SeniorPlaces.of(config, read, measured, population)
            areas = with_seniors_in_reach(areas, seniors, config.surface.seniors_m)
    paths = new_paths.table if new_paths else None
    asked = (backdrop, paths, population, where, areas, remedies)
    return Answered(config, read, measured, judged, summaries, thin, *asked)


def _doubts(
    config: RunConfig,
    read: Read,
    measured: Measured,
    thin: Mapping[str, str],
    new_paths: NewPaths | None,
) -> RunDoubts:
    """Look on what every verdict may hang."""
    return RunDoubts.of(
        measured,
        read.limits_m if config.judges else (),
        thin=thin,
        paths=new_paths,
        search_limit_m=config.search_limit_m,
        ways=read.osm.ways,
        known=config.known,
        map_day=day_of(read.osm.timestamp),
        list_day=one_day(own.file for own in config.facilities),
    )


def _written(
    laid: _LaidOut,
    before: Before,
    claim: Claim,
    inputs: list[Watched],
    stages: Stages,
    method: str,
    rasters: Path | None,
) -> tuple[str, ...]:
    """Write every file, and name them; an earlier result stays until all are there."""
    config, found, secret, _ = laid
    with claim.replaced() as folder:
        drawn = (folder, found, config, before.of_map, before.files)
        works = [Work(MAP, "kaart.html", write_pages, drawn)]
        if found.reports:
            given = (folder, found, config.pdf, before.windows)
            works.append(Work(REPORT, "rapport.html", write_council_report, given))
        with done_aside(works if method else [], method) as aside:
            for one in aside:
                stages.report(one.work.name)
            with stages.stage(TABLES):
                write_tables(folder, found, before.files)
                if secret is not None:
                    write_confidential(folder / "vertrouwelijk", secret)
            for one in aside:
                one.wait()
                stages.ended(one.work.name, one.seconds)
        for one_work in () if method else works:
            with stages.stage(one_work.name):
                one_work.do(*one_work.given)
        if rasters and rasters.is_dir():
            shutil.move(rasters, folder / FOLDER)
        write_papers(folder, found, config, stages.seconds, inputs=inputs)
        return tuple(sorted(path.name for path in folder.iterdir()))
