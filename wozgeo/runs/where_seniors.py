"""What does this run say of where seniors concentrate, what they reach and where the next place should come?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from wozgeo.config import RunConfig
from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.language import Text, number_text, some_named
from wozgeo.domain.population import Population
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.runs import words_places as words
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read
from wozgeo.runs.senior_places import SeniorPlaces
from wozgeo.runs.senior_reach import reach_table, street_table
from wozgeo.runs.siting import SitingRun, failing_homes

_MOST_NAMED = 5


@dataclass(frozen=True)
class WhereSeniors:
    """What may be shared of it: no number of persons below the least, nothing per dwelling.

    Attributes
    ----------
    tables
        ``concentraties``, ``straten`` and, where asked, ``plekken``; RD New.
    bereik
        Who has what within a walk, per area: index (niveau, code).
    said
        The answers, in sentences.
    warnings
        Which candidates cannot be chosen.
    """

    tables: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    bereik: pd.DataFrame = field(default_factory=pd.DataFrame)
    said: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()


def find_where(
    config: RunConfig,
    read: Read,
    measured: Measured,
    population: Population | None,
    candidates: gpd.GeoDataFrame | None,
    complexes: gpd.GeoDataFrame | None = None,
) -> WhereSeniors:
    """Find concentrations, reach, streets and new places; nothing where no seniors are known.

    Parameters
    ----------
    candidates
        Places that may be chosen; None: corners alone, or nothing is asked.
    complexes
        As they were judged; None: they were not.
    """
    if population is None:
        return WhereSeniors()
    places = SeniorPlaces.of(config, read, measured, population)
    concentrations = places.concentrations()
    tables = {"concentraties": concentrations, "straten": street_table(places)}
    said = [*_said_of(concentrations, config)]
    warnings: tuple[Text, ...] = ()
    if config.siting:
        failing = failing_homes(places, complexes)
        siting = SitingRun(places, config.siting, candidates, failing)
        tables["plekken"] = siting.table()
        said += siting.said(tables["plekken"])
        warnings = siting.candidates.warnings
    return WhereSeniors(tables, reach_table(places), tuple(said), warnings)


def _said_of(concentrations: gpd.GeoDataFrame, config: RunConfig) -> Iterator[Text]:
    """Tell how many there are, and of which most people have no ontmoetingsplek near."""
    rule = config.population
    yield words.CONCENTRATIONS.about(
        len(concentrations),
        least=number_text(rule.concentration_65),
        metres=number_text(rule.walk_m),
        times=""
        if rule.concentration_times == 1
        else words.TIMES.about(n=rule.concentration_times),
    )
    kind = str(Voorziening.ONTMOETINGSPLEK)
    column = Lacking(kind).n_zonder
    if column not in concentrations:
        return
    without = concentrations[concentrations[column].fillna(0) > 0]
    what, metres = config.known[kind].one, number_text(rule.walk_m)
    if len(without):
        named = [
            words.ONE_LACKING.about(
                name=row["naam"],
                kern=row["kern"],
                n=number_text(row["n_65"]),
                lack=number_text(row[column]),
            )
            for row in without.to_dict("records")
        ]
        some = some_named(named, _MOST_NAMED, between="; ")
        yield words.LACKING.about(what=what, metres=metres, named=some)
    elif len(concentrations):
        yield words.NONE_LACKING.about(what=what, metres=metres)
