"""How does a run file become a RunConfig?

A run file is TOML; `data/standaard.toml` says what holds where it is silent. Everything is checked at
once: every unknown key, wrong type and impossible value is listed, with the remedy. Paths are relative
to the run file.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from wozgeo.config.run_config import (
    AreaRule,
    CompletenessRule,
    CriteriaRule,
    OwnFacilities,
    OwnPlans,
    OwnTable,
    PathRule,
    PopulationRule,
    RunConfig,
    ScoreRule,
    SiteRule,
    SitingRule,
    SurfaceRule,
    TargetRule,
    WarningLevels,
)
from wozgeo.config.tables import FILLED_IN, ListTable, Plans, RunFile, TargetTable
from wozgeo.config.tables_population import SENIORS_FROM, PopulationTable
from wozgeo.config.tables_siting import SitingTable
from wozgeo.config.tables_surface import SurfaceTable
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import hint, read_toml, require_table
from wozgeo.domain.vocabulary import Voorzieningen
from wozgeo.inputs.facility_rules import read_voorzieningen


def read_config(
    path: Path | str,
    *,
    out: Path | str | None = None,
    gemeente: str | None = None,
    surface: Mapping[str, float] | None = None,
) -> RunConfig:
    """Read a run file.

    Parameters
    ----------
    path
        The run file.
    out
        Where the results go instead of ``run.out``.
    gemeente
        The gemeente that is asked about instead of ``area.gemeente``.
    surface
        Keys of ``[surface]`` instead of those in the file: rasters are made, whatever it says.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    path = Path(path)
    table = read_toml(path, what="a run file")
    if out is not None and isinstance(table.setdefault("run", {}), dict):
        table["run"]["out"] = str(Path(out).absolute())
    if gemeente is not None and isinstance(table.setdefault("area", {}), dict):
        table["area"]["gemeente"] = gemeente
    if surface is not None and isinstance(table.setdefault("surface", {}), dict):
        table["surface"] |= surface
    return parse_config(table, source=str(path), folder=path.parent)


def read_standard() -> dict[str, Any]:
    """Read what holds where a run file is silent (``data/standaard.toml``)."""
    return read_toml(packaged_path("standaard.toml"), what="the standard settings")


def parse_config(table: Mapping[str, Any], *, source: str, folder: Path) -> RunConfig:
    """Check the content of a run file and make it a RunConfig.

    Parameters
    ----------
    table
        As TOML gives it.
    source
        How faults name it.
    folder
        What paths are relative to.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    standard = read_standard()
    merged = {"run": {}, "osm": {}, **standard, **table}
    for name in FILLED_IN:
        if isinstance(merged[name], dict):
            merged[name] = {**standard[name], **merged[name]}
    known, faults = _known(merged, folder)
    own = table.get("population")
    if isinstance(own, dict) and not any(map(own.get, SENIORS_FROM)):
        faults = [
            *faults,
            "population: nothing says how many seniors live where; give pc4, squares, ...",
        ]
    try:
        file = require_table(RunFile, merged, source=source)
    except ConfigError as error:
        raise ConfigError(source, [*error.faults, *faults]) from error
    if faults:
        raise ConfigError(source, faults)
    return _flat(file, folder, known, surface="surface" in table)


def _known(table: Mapping[str, Any], folder: Path) -> tuple[Voorzieningen, list[str]]:
    """Read which voorzieningen there are, and tell which ones are scored that are none.

    A table of the user's own that is not there is told by who reads what counts, like every other file.
    """
    osm, score = table["osm"], table["score"]
    own = osm.get("voorzieningen") if isinstance(osm, dict) else None
    path = folder / Path(own).expanduser() if isinstance(own, str) and own.strip() else None
    if path and not path.exists():
        return read_voorzieningen(), []
    try:
        known = read_voorzieningen(path)
    except ConfigError as error:
        told = [f"osm.voorzieningen ({error.source}): {fault}" for fault in error.faults]
        return read_voorzieningen(), told
    named = score if isinstance(score, dict) else ()
    return known, [
        f"score.{name}: unknown key{hint(name, [*known])}" for name in named if name not in known
    ]


def _flat(file: RunFile, folder: Path, known: Voorzieningen, *, surface: bool) -> RunConfig:
    def at(name: str) -> Path:
        return folder / Path(name).expanduser()

    perhaps = partial(_perhaps, folder)
    run, osm, walking, drawn = file.run, file.osm, file.walking, file.map
    return RunConfig(
        name=run.name,
        out=at(run.out),
        language=run.language,
        pdf=run.pdf,
        routes=run.routes,
        online_backdrop=run.online_backdrop,
        osm_file=perhaps(osm.file),
        place=osm.place,
        facility_table=perhaps(osm.voorzieningen),
        dwelling_table=perhaps(osm.woningen),
        include=tuple(osm.include),
        attribution=osm.attribution,
        profile=walking.profile,
        search_limit_m=walking.search_limit_m,
        max_off_network_m=walking.max_off_network_m,
        max_extra_m=walking.max_extra_m,
        door=walking.door,
        area=_area(file, perhaps),
        **_seniors(file, perhaps),
        bag_file=perhaps(file.bag.file),
        known=known,
        score={key: ScoreRule(**rule.model_dump()) for key, rule in file.score.items()},
        criteria=CriteriaRule(
            **file.criteria.model_dump(exclude={"file", "definitions"}),
            file=perhaps(file.criteria.file),
            definitions=tuple(file.criteria.definitions),
        ),
        target=_target(file.target, file.criteria.definitions),
        sites=SiteRule(**file.sites.model_dump()),
        completeness=CompletenessRule(**file.completeness.model_dump()),
        paths=PathRule(**file.paths.model_dump()),
        surface=_surface(file.surface, perhaps, asked=surface),
        warnings=WarningLevels(**file.warnings.model_dump()),
        map_breaks_m=tuple(drawn.breaks_m),
        max_dwellings=drawn.max_dwellings,
        walkshed_width_m=drawn.walkshed_width_m,
        summary_breaks_m=tuple(file.summary.breaks_m),
        facilities=tuple(OwnFacilities(at(own.file), own.mode) for own in file.facilities),
        locations=tuple(at(own.file) for own in file.locations),
        plans=tuple(_plans(own, at(own.file)) for own in file.plans),
        complexes=tuple(_table(own, at(own.file)) for own in file.complexes),
        areas=tuple(_table(own, at(own.file)) for own in file.areas),
    )


def _perhaps(folder: Path, name: str | None) -> Path | None:
    return folder / Path(name).expanduser() if name is not None else None


def _area(file: RunFile, at: Callable[[str | None], Path | None]) -> AreaRule | None:
    area, named = file.area, "name" in file.run.model_fields_set
    return AreaRule(area.gemeente, at(area.file), names_run=not named) if area else None


def _seniors(file: RunFile, at: Callable[[str | None], Path | None]) -> dict[str, Any]:
    """Where it says how many seniors there are, and what is asked of them."""
    return {"population": _population(file.population, at), "siting": _siting(file.siting, at)}


def _siting(
    given: SitingTable | None, at: Callable[[str | None], Path | None]
) -> SitingRule | None:
    if given is None:
        return None
    return SitingRule(**{**given.model_dump(), "candidates": at(given.candidates)})


def _population(given: PopulationTable, at: Callable[[str | None], Path | None]) -> PopulationRule:
    pc4 = [given.pc4] if isinstance(given.pc4, str) else given.pc4 or []
    return PopulationRule(
        squares=at(given.squares),
        squares_year=given.squares_year,
        buurten=at(given.buurten),
        pc4=tuple(path for name in pc4 if (path := at(name))),
        pc4_outlines=at(given.pc4_outlines),
        forecast=at(given.forecast),
        at_least=given.at_least,
        walk_m=given.walk_m,
        concentration_65=given.concentration_65,
        concentration_times=given.concentration_times,
        reach_m=tuple(given.reach_m),
        park_m=given.park_m,
        streets_m=given.streets_m,
        ratio=given.ratio,
        counts=tuple(path for name in given.counts if (path := at(name))),
    )


def _surface(
    given: SurfaceTable, at: Callable[[str | None], Path | None], *, asked: bool
) -> SurfaceRule:
    return SurfaceRule(
        cell_m=given.cell_m,
        layers=tuple(given.layers),
        seniors_m=given.seniors_m,
        least_m2=given.least_m2,
        asked=asked,
        allowed=at(given.allowed),
        excluded=at(given.excluded),
    )


def _target(target: TargetTable | None, definitions: Sequence[str]) -> TargetRule | None:
    if target is None:
        return None
    values = target.model_dump()
    return TargetRule(**{**values, "definition": target.definition or definitions[0]})


def _plans(own: Plans, file: Path) -> OwnPlans:
    values = own.model_dump(exclude={"file", "publish"})
    return OwnPlans(file=file, publish=tuple(own.publish), **values)


def _table(own: ListTable, file: Path) -> OwnTable:
    return OwnTable(file, own.columns)
