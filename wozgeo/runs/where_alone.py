"""Where do seniors concentrate and where should the next places come, without judging or writing anything?"""

from dataclasses import replace

import geopandas as gpd

from wozgeo.config import RunConfig
from wozgeo.config.run_config import COMPLEXES
from wozgeo.domain.errors import ConfigError
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.outputs.manifest import watch_inputs
from wozgeo.runs.candidates import read_candidates
from wozgeo.runs.doubts import RunDoubts
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.reading import Read, read_lists, read_streets
from wozgeo.runs.seniors import find_population, read_figures
from wozgeo.runs.verdicts import judge
from wozgeo.runs.warning import thin_kinds
from wozgeo.runs.where_seniors import WhereSeniors, find_where
from wozgeo.runs.writing import inputs_of


def find_places(config: RunConfig, *, fresh: bool = False) -> WhereSeniors:
    """Find concentrations, reach, streets and, where the run file asks, the next places.

    Parameters
    ----------
    config
        What is asked.
    fresh
        Whether to read the extract anew though an earlier run kept what it says.

    Raises
    ------
    ConfigError
        When the run names no source of seniors.
    InputError
        Naming every fault in a list.
    """
    if not config.population.given:
        raise ConfigError(
            "population", "nothing says how many live there; give squares, buurten, pc4 or counts"
        )
    rules = read_facility_rules(config.facility_table, include=config.include)
    inputs = watch_inputs(inputs_of(config))
    osm = read_streets(config, rules, () if fresh else inputs)
    read = read_lists(config, osm)
    figures = read_figures(config.population, osm.extent.bounds)
    judges = config.siting is not None and config.siting.goal == COMPLEXES
    config = replace(config, also=read.named | ({*read.limits_m} if judges else set()))
    candidates = read_candidates(config, read, () if fresh else inputs)
    wanted = read.facilities["voorziening"].isin(config.voorzieningen)
    read = replace(read, facilities=read.facilities[wanted])
    listed = (read.listed, read.limits_m) if judges else ()
    measured = measure(config, osm, read.locations, read.facilities, *listed, known=read.places)
    population = find_population(config, read, figures)
    complexes = _judged(config, read, measured) if judges else None
    return find_where(config, read, measured, population, candidates, complexes)


def _judged(config: RunConfig, read: Read, measured: Measured) -> gpd.GeoDataFrame:
    """Judge the listed complexes, as a run does: what only may be so fails nothing."""
    doubts = RunDoubts.of(
        measured,
        read.limits_m,
        thin=thin_kinds(config, read, measured),
        paths=None,
        search_limit_m=config.search_limit_m,
    )
    return judge(config, read, measured, doubts).complexen.objects
