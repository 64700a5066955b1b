"""What is given to a run, whatever it is asked: the streets, and the lists over them?"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import geopandas as gpd

from wozgeo.config import RunConfig
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.population import Figures, Population
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables
from wozgeo.outputs.manifest import Watched, is_unchanged, watch_inputs
from wozgeo.runs.candidates import read_candidates
from wozgeo.runs.keeping import Kept
from wozgeo.runs.reading import Read, kept_streets, read_lists, read_streets
from wozgeo.runs.seniors import find_population, read_figures
from wozgeo.runs.stages import LISTS, READING_STREETS, Stages
from wozgeo.runs.writing import inputs_of


@dataclass(frozen=True)
class Given:
    """What was read, before anything is measured.

    Attributes
    ----------
    config
        What is asked, called after the area and with every voorziening that a definition names.
    kept, read
        What an earlier run kept of the streets; the streets, and the lists over them.
    figures, candidates
        How many seniors live where; places that may be chosen: None where not asked.
    """

    config: RunConfig
    kept: Kept
    read: Read
    figures: list[Figures]
    candidates: gpd.GeoDataFrame | None


def read_given(
    config: RunConfig,
    inputs: list[Watched],
    stages: Stages,
    *,
    fresh: bool,
    streets_read: Callable[[OsmTables, Kept], None] = lambda _osm, _kept: None,
) -> Given:
    """Read the streets, then the lists; the run is called and measured after what they say.

    Parameters
    ----------
    config
        What is asked.
    inputs
        The files as they were watched.
    stages
        Told what is read.
    fresh
        Whether to read the extract anew though an earlier run kept what it says.
    streets_read
        Given the streets before any list is read, and where what is made of them may be kept: nowhere once
        an input has changed.

    Raises
    ------
    ConfigError, InputError
        Naming every fault in a list.
    """
    rules = read_facility_rules(config.facility_table, include=config.include)
    with stages.stage(READING_STREETS):
        watched = () if fresh else inputs
        osm, kept = read_streets(config, rules, watched), kept_streets(config, rules, watched)
    streets_read(osm, kept if all(map(is_unchanged, inputs)) else Kept())
    with stages.stage(LISTS):
        read = read_lists(config, osm)
        figures = read_figures(config.population, osm.extent.bounds)
        named = read.named | {*read.limits_m}
        config = replace(config, name=_title(config, read), also=named)
        candidates = read_candidates(config, read, watched)
        wanted = read.facilities["voorziening"].isin(config.voorzieningen)
        read = replace(read, facilities=read.facilities[wanted])
        return Given(config, kept, read, figures, candidates)


def read_of_seniors(config: RunConfig, *, fresh: bool = False) -> tuple[Given, Population]:
    """Read what a run reads, and spread the seniors over it, for a question about seniors alone.

    Raises
    ------
    ConfigError
        When the run names no source of seniors.
    InputError
        Naming every fault in a list.
    """
    inputs = watch_inputs(inputs_of(config))
    given = read_given(config, inputs, Stages(lambda _: None), fresh=fresh)
    population = find_population(given.config, given.read, given.figures)
    if population is None:
        raise ConfigError(
            "population", "nothing says how many live there; give squares, buurten, pc4 or counts"
        )
    return given, population


def _title(config: RunConfig, read: Read) -> str:
    """Call the run as it was named, else after the area that is asked about, where that has a name."""
    named = config.area.names_run and read.area and read.area.name if config.area else ""
    return named or config.name
