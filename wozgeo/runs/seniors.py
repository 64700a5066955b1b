"""How many seniors live where, in this run?

Every source is read before any fault is raised; all of them work together. What comes of it is for the stages
of a run: per dwelling nothing may be written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.areas import assign_areas, name_kernen, nearest_kern
from wozgeo.analysis.population.belonging import (
    belonging,
    cut_off,
    lived_in_without_address,
)
from wozgeo.analysis.population.growing import factor_per_dwelling, grown
from wozgeo.analysis.population.pooling import Pooled, pool_counts, small_rests, without
from wozgeo.analysis.population.published import published_areas
from wozgeo.analysis.population.seniors import add_places, spread_seniors
from wozgeo.analysis.population.supply import clustered_in_plans, supply_beside_need
from wozgeo.config import RunConfig
from wozgeo.config.run_config import PopulationRule
from wozgeo.domain.errors import InputError, WozgeoError
from wozgeo.domain.language import Text, write_day
from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.plain_types import NIVEAUS
from wozgeo.domain.population import Figures, Population, SetOfFigures, ZoneKind
from wozgeo.domain.tables import AREA_TABLE
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.population.buurten import read_buurten
from wozgeo.inputs.population.forecasts import read_forecast
from wozgeo.inputs.population.own_counts import read_own_counts
from wozgeo.inputs.population.pc4 import read_pc4_files
from wozgeo.inputs.population.spellings import read_spellings
from wozgeo.inputs.population.squares import read_squares
from wozgeo.runs import words_seniors as words
from wozgeo.runs.pooled_counts import said_of_misfit, said_of_pooled
from wozgeo.runs.reading import Read
from wozgeo.runs.said_of_seniors import (
    assumptions,
    said_of_edge,
    said_of_empty,
    said_of_refused,
    said_of_sources,
)
from wozgeo.runs.summarising import Summaries
from wozgeo.runs.verdicts import Judgement


def read_figures(rule: PopulationRule, extent: Extent | None = None) -> list[Figures]:
    """Read every source of seniors that a run names, within a box (metres, RD New).

    Raises
    ------
    InputError
        Naming every fault in every source.
    """
    readers: list[Callable[[], Sequence[Figures]]] = []
    if squares := rule.squares:
        readers.append(lambda: [read_squares(squares, extent=extent, year=rule.squares_year)])
    if buurten := rule.buurten:
        readers.append(lambda: [read_buurten(buurten, extent=extent)])
    if pc4 := rule.pc4:
        readers.append(lambda: [read_pc4_files(pc4, rule.pc4_outlines)])
    readers += [partial(_own_counts, path) for path in rule.counts]
    figures = list(_all_of(readers))
    names = [one.name for one in figures]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            "population.counts", f"two files count per {', '.join(twice)}; put these in one file"
        )
    return figures


def _own_counts(path: Path) -> list[Figures]:
    return [read_own_counts(path)]


def _all_of(readers: Sequence[Callable[[], Sequence[Figures]]]) -> Iterator[Figures]:
    faults: list[WozgeoError] = []
    read: list[Figures] = []
    for reader in readers:
        try:
            read += reader()
        except InputError as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise InputError(
            "population", [f"{e.source}: {fault}" for e in faults for fault in e.faults]
        )
    yield from read


def find_population(config: RunConfig, read: Read, figures: Sequence[Figures]) -> Population | None:
    """Spread seniors over all dwellings that were read, those around the study area too.

    Returns
    -------
    Population or None
        None where no source is given.

    Raises
    ------
    InputError
        When zones of a source lie elsewhere than all dwellings.
    """
    if not figures:
        return None
    homes = read.everyone
    areas, around = _areas_of(read)
    belongs = area_of_each(homes, homes, areas)
    zones = belongs if around is areas else area_of_each(homes, homes, around)
    told: list[Text] = [words.OWN_LOCATIONS] if config.locations else []
    pooled, found = list[Pooled](), []
    for one in figures:
        here, empty, said = _read_here(config, read, one, belongs, zones)
        pooled.append(here)
        found.append(empty.set_axis([f"{one.name}:{code}" for code in empty.index]).geometry)
        told += said
    everyone = add_places(homes, gpd.GeoDataFrame(geometry=pd.concat(found), crs=homes.crs))
    extra = everyone.index[len(homes) :]
    holds = area_of_each(everyone, homes, areas)
    of_all = holds if around is areas else area_of_each(everyone, homes, around)
    codes = pd.DataFrame(
        {
            one.name: _zone_of_each(everyone, one, of_all).map(of.group_of).fillna("")
            for one, of in zip(figures, pooled, strict=True)
        }
    )
    sources, said_of_rests = _without_small_rests(config, [of.figures for of in pooled], codes)
    told += said_of_rests
    spread = spread_seniors(codes, holds, sources, extra=extra)
    told += said_of_refused(spread.refused, sources, config.population.at_least)
    told += said_of_misfit(spread)
    unknown = int(spread.figures.dwellings["likely_65"].isna().sum())
    told += [words.NOT_COVERED.about(unknown)] if unknown else []
    of_homes = holds.drop(index=extra)
    forecast, said_of_forecast = _forecast(config, spread.figures, (of_homes, zones), around)
    return Population(
        now=spread.figures,
        holds=of_homes,
        inhabitants=_inhabitants(sources, codes, holds, extra),
        forecast=forecast,
        sources=(*said_of_sources(figures), *said_of_forecast[0]),
        notes=(*(note for one in figures for note in one.notes), *assumptions(figures)),
        warnings=(
            *(warning for one in figures for warning in one.warnings), *told, *said_of_forecast[1]
        ),
        at_least=config.population.at_least,
    )  # fmt: skip


def _areas_of(read: Read) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Give the areas that are told, and with them those that the study area cuts through or leaves out."""
    areas = AREA_TABLE.empty() if read.areas is None else read.areas
    return areas, areas if read.areas_around is None else read.areas_around


def _inhabitants(
    sources: Sequence[Figures], codes: pd.DataFrame, holds: pd.DataFrame, extra: pd.Index
) -> "pd.Series[float]":
    """Expect how many people of all ages live in every area, by the sources that say so; else nothing."""
    everyone_of = [inhabited for one in sources if (inhabited := one.of_everyone())]
    if not everyone_of:
        return pd.Series(dtype="float64")
    known = codes[[one.name for one in everyone_of]]
    return spread_seniors(known, holds, everyone_of, extra=extra).figures.areas["likely_65"]


def _read_here(
    config: RunConfig, read: Read, one: Figures, belongs: pd.DataFrame, zones: pd.DataFrame
) -> tuple[Pooled, gpd.GeoDataFrame, list[Text]]:
    """Take of a source what holds here, few persons put together, and its zones without a dwelling."""
    homes, extent, least = read.everyone, read.osm.extent, config.population.at_least
    code = _zone_of_each(homes, one, zones)
    if not (code != "").any():
        raise InputError(
            one.source,
            "none of its zones holds a dwelling that was read; is it of another town?",
        )
    outlined = _with_outlines(one, _areas_of(read)[1])
    here, partly = cut_off(outlined, code, homes.geometry, extent, read_spellings().crowd)
    pooled = pool_counts(here, code, homes, belongs, at_least=least)
    empty = lived_in_without_address(pooled.figures, code, extent)
    told = [
        *said_of_edge(outlined, partly),
        *said_of_pooled(pooled, code, least),
        *said_of_empty(one, empty),
    ]
    return pooled, empty, told


def _without_small_rests(
    config: RunConfig, sources: list[Figures], codes: pd.DataFrame
) -> tuple[list[Figures], list[Text]]:
    """Leave out numbers of the gemeente's own that would tell of few persons beside finer ones of its own."""
    kept, told = [*sources], list[Text]()
    own = sorted((i for i, one in enumerate(sources) if one.own), key=lambda i: _place(sources[i]))
    for place, i in enumerate(own):
        for j in own[place + 1 :]:
            small = small_rests(kept[i], kept[j], codes, at_least=config.population.at_least)
            kept[j] = without(kept[j], small)
            if small:
                told.append(
                    words.SMALL_REST.about(
                        len(small),
                        file=kept[j].source,
                        finer=kept[i].source,
                        zones=", ".join(small),
                    )
                )
    return kept, told


def _place(figures: Figures) -> int:
    return [*ZoneKind].index(figures.kind)


def _zone_of_each(
    homes: gpd.GeoDataFrame, figures: Figures, belongs: pd.DataFrame
) -> "pd.Series[str]":
    """Find the zone of every dwelling; an area without an outline of its own is that of the run's areas."""
    if str(figures.kind) in NIVEAUS and figures.table.geometry.isna().all():
        code = belongs[str(figures.kind)]
        return code.where(code.isin(figures.table.index), "")
    return belonging(homes, figures)


def _with_outlines(figures: Figures, areas: gpd.GeoDataFrame) -> Figures:
    """Give zones that are areas of the run the outlines of these, where they have none of their own."""
    kind, table = str(figures.kind), figures.table
    if kind not in NIVEAUS or table.geometry.notna().any() or not len(areas):
        return figures
    of_kind = areas.geometry[areas.index.get_level_values("niveau") == kind]
    shapes = of_kind.droplevel("niveau").reindex(table.index)
    return replace(figures, table=table.set_geometry(gpd.GeoSeries(shapes, crs=areas.crs)))


def _day(written: str) -> Text:
    """Say a date as each language does; as it is written where that is no whole date: a forecast of 2026.

    Examples
    --------
    >>> _day("2026-01-01").nl, _day("2026-01-01").en, _day("2026").nl
    ('1 januari 2026', '1 January 2026', '2026')
    """
    try:
        return Text.of(partial(write_day, date.fromisoformat(written)))
    except ValueError:
        return Text(written, written)


def _forecast(
    config: RunConfig,
    now: SetOfFigures,
    belong: tuple[pd.DataFrame, pd.DataFrame],
    areas: gpd.GeoDataFrame,
) -> tuple[dict[str, SetOfFigures], tuple[list[Text], list[Text]]]:
    """Expect seniors by the user's forecast, and say whose it is and what to know of it.

    ``belong``: to which area that is told every dwelling belongs, and to which of all areas.
    """
    holds, zones = belong
    if config.population.forecast is None:
        return {}, ([], [])
    growth = read_forecast(config.population.forecast)
    codes = areas.index.get_level_values("code")
    names = {str(name): str(code) for name, code in zip(areas["naam"], codes, strict=True) if name}
    factors = factor_per_dwelling(growth, zones, names)
    known = {names.get(str(one), str(one)) for one in growth.factors.index} - {""}
    strange = sorted(known - {*zones["wijk"], *zones["gemeente"]})
    if factors["factor_75"].isna().all():
        raise InputError(
            growth.file,
            f"no dwelling lies in {', '.join(strange)}; expected the name or code of a gemeente or wijk of "
            "[[areas]], or an empty gebied for everywhere",
        )
    source = words.FORECAST.about(
        file=growth.file, year=growth.year, source=growth.source, date=_day(growth.date)
    )
    told = (
        [words.NOT_IN_FORECAST.about(file=growth.file, areas=", ".join(strange))] if strange else []
    )
    without = int(factors["factor_75"].isna().sum())
    told += [words.WITHOUT_FACTOR.about(without, file=growth.file)] if without else []
    return {growth.year: grown(now, factors, holds)}, ([source], [*growth.warnings, *told])


def published(
    config: RunConfig,
    population: Population,
    read: Read,
    judged: Judgement,
    summaries: Summaries,
) -> Population:
    """Add what may be written per kern, buurt, wijk and gemeente of a run, and supply beside need."""
    areas = summaries.kernen.index.append(summaries.buurten.index)
    table = publish_areas(population, read).reindex(areas)
    summary = pd.concat([pd.DataFrame(summaries.kernen), pd.DataFrame(summaries.buurten)])
    supply = pd.DataFrame()
    if config.judges:
        first = next(iter(read.definitions))
        known_areas = AREA_TABLE.empty() if read.areas is None else read.areas
        planned = clustered_in_plans(judged.plannen.objects, read.locations, known_areas, first)
        ratio = config.population.ratio
        supply = supply_beside_need(summary, table, planned, first, ratio=ratio)
    named = summary[["naam"]].join(table)
    notes = (*population.notes, *([national_figures()] if len(supply) else []))
    return replace(population, published=named, supply=supply, notes=notes)


def publish_areas(population: Population, read: Read) -> pd.DataFrame:
    """Lay out what may be written of every area that holds a dwelling of the run.

    The only place where this is decided: what is shown apart could be subtracted.

    Returns
    -------
    DataFrame
        Index (niveau, code).
    """
    here = population.holds.reindex(read.locations.index)
    areas = pd.MultiIndex.from_tuples(
        [(str(niveau), code) for niveau in here for code in sorted({*here[niveau]} - {""})],
        names=["niveau", "code"],
    )
    known = pd.Series(np.nan, index=areas)
    if read.areas is not None:
        known = read.areas["n_inwoners"].astype("Float64").astype(float).reindex(areas)
    return published_areas(
        population.now,
        population.forecast,
        population.holds,
        areas,
        known.fillna(population.inhabitants.reindex(areas)),
        at_least=population.at_least,
    )


def national_figures() -> Text:
    """Give the figures of the whole country to compare with, each with its source."""
    known = read_spellings().table["landelijk"]
    numbers = {key: value for key, value in known.items() if not key.startswith("bron_")}
    sources = {
        key: Text(str(known[key]), str(known[f"{key}_en"]))
        for key in ("bron_geclusterd", "bron_erbij")
    }
    return words.NATIONAL.about(**numbers, **sources)


def area_of_each(
    everyone: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Tell to which kern, buurt, wijk and gemeente everyone belongs; "" for the areas there are none of."""
    kern = name_kernen(homes["woonplaats"], homes["woonplaats"]).reindex(everyone.index)
    nameless = kern.isna()
    kern[nameless] = nearest_kern(as_places(everyone.geometry[nameless]), homes)
    of_areas = assign_areas(everyone.geometry, areas)
    return pd.DataFrame({"kern": kern.astype(object), **{n: of_areas[n] for n in NIVEAUS}})
