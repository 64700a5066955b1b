"""Where do seniors concentrate and where should the next places come, without judging or writing anything?"""

from dataclasses import replace

import geopandas as gpd

from wozgeo.config import RunConfig
from wozgeo.config.run_config import COMPLEXES
from wozgeo.runs.doubts import RunDoubts
from wozgeo.runs.given import read_of_seniors
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.reading import Read
from wozgeo.runs.verdicts import judge
from wozgeo.runs.warning import thin_kinds
from wozgeo.runs.where_seniors import WhereSeniors, find_where


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
    given, population = read_of_seniors(config, fresh=fresh)
    config, read = given.config, given.read
    judges = config.siting is not None and config.siting.goal == COMPLEXES
    listed = (read.listed, read.limits_m) if judges else ()
    measured = measure(
        config,
        read.osm,
        read.locations,
        read.facilities,
        *listed,
        known=read.places,
        kept=given.kept,
    )
    complexes = _judged(config, read, measured) if judges else None
    where = find_where(config, read, measured, population, given.candidates, complexes)
    return replace(where, warnings=(*population.warnings, *where.warnings))


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
