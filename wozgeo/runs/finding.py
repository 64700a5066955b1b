"""What do the stages of a run come to, for a reader?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.areas import ONBEKENDE_KERN, name_kernen
from wozgeo.analysis.conversion import rank_conversions
from wozgeo.analysis.every_kern import clustered_in_every_kern
from wozgeo.analysis.hanging import count_causes
from wozgeo.analysis.questions import open_questions
from wozgeo.analysis.reasons import JudgedRows, count_reasons
from wozgeo.config import RunConfig
from wozgeo.domain.population import Population, Seniors
from wozgeo.domain.told import in_language, read_all
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.network.path_trees import PathTrees, build_path_trees
from wozgeo.network.walksheds import build_walksheds
from wozgeo.outputs.found import Found, confidential_part
from wozgeo.outputs.judged_tables import build_plannen
from wozgeo.outputs.measured_tables import build_paden, build_zoekgebieden
from wozgeo.runs.measuring import Measured
from wozgeo.runs.provenance import (
    attribution_of,
    how_in_words,
    settings_in_words,
    sources_in_words,
)
from wozgeo.runs.reading import Read
from wozgeo.runs.remedies import Remedies
from wozgeo.runs.search import plans_in_areas, with_lacking_kernen
from wozgeo.runs.seniors import national_figures
from wozgeo.runs.summarising import Summaries
from wozgeo.runs.tables import build_tables, joined_routes, requirement_rows, result_tables
from wozgeo.runs.verdicts import Group, Judgement, verdict_counts
from wozgeo.runs.warning import warnings_of
from wozgeo.runs.where_seniors import WhereSeniors
from wozgeo.runs.words_run import KEPT_APART


@dataclass(frozen=True)
class Answered:
    """What the stages of a run made, before any of it is laid out for a reader.

    Attributes
    ----------
    config, read, measured, judged, summaries
        Of the stages.
    thin
        Voorzieningen of which there are probably more than are known, and the warning.
    backdrop
        For the maps.
    new_paths
        Paths that are not there and would bring someone nearer; None where none were looked for.
    population
        How many seniors live where; None where no source says so.
    where
        Where they concentrate, what they reach and where the next places should come.
    areas
        Search areas; None where no surface was asked.
    """

    config: RunConfig
    read: Read
    measured: Measured
    judged: Judgement
    summaries: Summaries
    thin: Mapping[str, str]
    backdrop: gpd.GeoDataFrame
    new_paths: gpd.GeoDataFrame | None = None
    population: Population | None = None
    where: WhereSeniors = field(default_factory=WhereSeniors)
    areas: gpd.GeoDataFrame | None = None
    remedies: Remedies | None = None


def find(answered: Answered) -> Found:
    """Lay out what may be shared of a run for its readers."""
    config, read = answered.config, answered.read
    judged, summaries = answered.judged, answered.summaries
    groups = {"plan": judged.plannen, "complex": judged.complexen}
    elke_kern = _every_kern(answered)
    tables = _layers(answered)
    no_way = _search(answered, tables, elke_kern)
    measured = build_tables(config, answered.measured, judged, read.everyone)
    return Found(
        name=config.name,
        search_limit_m=config.search_limit_m,
        definitions=read.definitions,
        language=config.language,
        profile=config.profile,
        wanted=config.voorzieningen,
        kinds=config.known,
        breaks_m=config.map_breaks_m,
        summary_breaks_m=config.summary_breaks_m,
        made_on=datetime.now(UTC).date(),
        streets_stamp=read.osm.timestamp,
        attribution=attribution_of(config),
        **measured,
        backdrop=answered.backdrop,
        paths=_paths(config, answered.measured),
        walksheds=_walksheds(answered) if tables else None,
        **_judged(answered),
        tables=tables,
        eisen=requirement_rows(groups),
        **_reasons(answered, groups),
        **_causes(answered, groups),
        elke_kern=elke_kern,
        no_way_to_area=no_way,
        niet_gevonden=in_language(read.listed.not_found, config.language),
        weights={str(kind): rule.weight for kind, rule in config.score.items() if rule.weight > 0},
        measure=config.criteria.measure,
        progress=pd.DataFrame() if summaries.progress is None else summaries.progress,
        progress_said=summaries.progress_said,
        target_units=config.target.units if config.target else None,
        notes=_notes(answered),
        warnings=tuple(_warnings(answered)),
        thin={str(kind): warning for kind, warning in answered.thin.items()},
        how=how_in_words(config),
        settings=settings_in_words(config, read),
        sources=(*sources_in_words(config, read), *_senior_sources(answered)),
        **_of_seniors(answered),
        counts=_counts(answered, tables),
        columns=read.listed.mappings,
    )


def _layers(answered: Answered) -> dict[str, gpd.GeoDataFrame]:
    """Lay out every table of results with a place, by the name of its layer."""
    of_run = answered.config, answered.judged, answered.summaries
    tables = result_tables(*of_run, list(answered.read.definitions))
    tables.update(answered.where.tables)
    if answered.new_paths is not None:
        tables["paden"] = build_paden(answered.new_paths)
    tables |= answered.remedies.tables if answered.remedies else {}
    return tables


def find_confidential(answered: Answered, found: Found) -> Found | None:
    """Lay out the plans that may not be shared, and nothing else of the run; None where there are none."""
    secret = answered.judged.vertrouwelijk
    if not len(secret.objects):
        return None
    wanted = answered.config.voorzieningen
    plannen = build_plannen(secret.objects, list(answered.read.definitions), wanted)
    groups = {"plan": secret}
    return confidential_part(found, plannen, requirement_rows(groups), **_reasons(answered, groups))


def _search(
    answered: Answered, tables: dict[str, gpd.GeoDataFrame], elke_kern: pd.DataFrame
) -> list[str]:
    """Add the search areas to the tables, and of every plan whether it lies in one, by the first with a walk.

    Gives the kernen from where no street leads to one.
    """
    areas = answered.areas
    if areas is None:
        return []
    told, no_way = with_lacking_kernen(
        areas, elke_kern, answered.read, answered.measured, answered.config
    )
    tables["zoekgebieden"] = build_zoekgebieden(told)
    if "plannen" in tables:
        plans = tables["plannen"]
        tables["plannen"] = plans.assign(zoekgebied=plans_in_areas(plans, areas))
    return no_way


def _every_kern(answered: Answered) -> pd.DataFrame:
    """Tell by each definition whether every kern has geclusterd wonen, or a plan for it.

    Empty where nothing is judged.
    """
    if not answered.config.judges:
        return pd.DataFrame()
    known = answered.measured.locations["woonplaats"]
    plans, complexes = (
        pd.DataFrame(group.objects).assign(kern=name_kernen(group.objects["kern"], known))
        for group in (answered.judged.plannen, answered.judged.complexen)
    )
    codes = answered.summaries.kernen.index.get_level_values("code")
    kernen = sorted({*map(str, codes)} - {ONBEKENDE_KERN}, key=str.casefold)
    parts = []
    for name in answered.read.definitions:
        table = clustered_in_every_kern(plans, complexes, kernen, name)
        table.insert(0, "definitie", name)
        parts.append(table)
    return pd.concat(parts)


def _reasons(answered: Answered, groups: Mapping[str, Group]) -> dict[str, Any]:
    """Count on what they fail or wait, and list what to ask, with every kern as the addresses spell it."""
    known = answered.measured.locations["woonplaats"]
    rows = {
        word: JudgedRows(
            group.requirements,
            pd.DataFrame(group.objects).assign(kern=name_kernen(group.objects["kern"], known)),
        )
        for word, group in groups.items()
        if len(group.objects)
    }
    questions = open_questions(rows, answered.read.definitions)
    return {
        "waarom": count_reasons(rows),
        "navragen": in_language(questions, answered.config.language),
    }


def _causes(answered: Answered, groups: Mapping[str, Group]) -> dict[str, Any]:
    """Count what verdicts hang on, and rank what could be converted."""
    causes = count_causes({word: group.firm for word, group in groups.items()})
    return {"oorzaken": causes, "ombouw": _conversions(answered)}


def _conversions(answered: Answered) -> pd.DataFrame:
    """Rank the complexes that do not meet a definition by what they miss."""
    known, group = answered.measured.locations["woonplaats"], answered.judged.complexen
    if not len(group.objects):
        return rank_conversions(None)
    named = pd.DataFrame(group.objects).assign(kern=name_kernen(group.objects["kern"], known))
    return rank_conversions(JudgedRows(group.requirements, named))


def _judged(answered: Answered) -> dict[str, Any]:
    """Give what the map draws, as it was judged: objects, their routes, and areas."""
    config, judged, summaries = answered.config, answered.judged, answered.summaries
    if not config.judges and not config.areas:
        return {}
    groups = {
        "plannen": judged.plannen,
        "complexen": judged.complexen,
        "clusters": judged.clusters,
    }
    return {
        "objects": {soort: g.objects for soort, g in groups.items()} if config.judges else {},
        "routes": joined_routes(judged, other_doors=True),
        "areas": {"kernen": summaries.kernen, "buurten": summaries.buurten},
    }


def _paths(config: RunConfig, measured: Measured) -> PathTrees:
    return build_path_trees(
        measured.network,
        measured.access,
        measured.facility_access,
        measured.kinds_entered,
        wanted=config.voorzieningen,
        search_limit_m=config.search_limit_m,
    )


def _walksheds(answered: Answered) -> gpd.GeoDataFrame | None:
    """Find what can be reached on foot from each ontmoetingsplek; None where no definition asks a walk."""
    measured, definitions = answered.measured, answered.read.definitions
    limit_m = next((d.walk.limit_m for d in definitions.values() if d.walk), None)
    if not limit_m:
        return None
    chosen = (measured.kinds_entered == str(Voorziening.ONTMOETINGSPLEK)).to_numpy()
    sheds = build_walksheds(
        measured.network,
        measured.facility_access.only(chosen),
        limit_m=limit_m,
        width_m=answered.config.walkshed_width_m,
    )
    names = measured.facilities["name"].iloc[measured.facility_rows[chosen]]
    names = names[~names.index.duplicated()].reindex(sheds.gebied.index)
    return gpd.GeoDataFrame({"naam": names, "straten": sheds.straten}, geometry=sheds.gebied)


def _notes(answered: Answered) -> tuple[str, ...]:
    """Tell what the lists did, and that confidential plans are in no sum: how many, and no more."""
    n_secret = len(answered.judged.vertrouwelijk.objects)
    kept_apart = [KEPT_APART.about(n_secret)] if n_secret else []
    seniors = answered.population.notes if answered.population else ()
    notes = (*answered.read.notes, *seniors, *kept_apart)
    told = (note(answered.config.language) for note in notes)
    return (*told, *answered.summaries.once_said)


def _warnings(answered: Answered) -> Iterator[str]:
    yield from answered.thin.values()
    yield from warnings_of(answered.config, answered.read, answered.measured)
    yield from answered.summaries.missing_said
    yield from answered.summaries.outside_said
    if answered.population:
        yield from read_all(answered.population.warnings, answered.config.language)
    yield from read_all(answered.where.warnings, answered.config.language)


def _senior_sources(answered: Answered) -> tuple[str, ...]:
    told = answered.population.sources if answered.population else ()
    return read_all(told, answered.config.language)


def _of_seniors(answered: Answered) -> dict[str, Any]:
    """Give what may leave of where seniors live and what they reach."""
    where, language, config = answered.where, answered.config.language, answered.config
    siting = config.siting if "plekken" in where.tables else None
    return {
        "senior_walk_m": config.population.walk_m if answered.population else None,
        "sited": (str(siting.voorziening), siting.within_m) if siting else None,
        "population": _published(answered),
        "bereik": where.bereik,
        "places_said": read_all(where.said, language),
    }


def _published(answered: Answered) -> Seniors | None:
    """Give what may leave of how many seniors live where; nothing per dwelling."""
    population, config = answered.population, answered.config
    if population is None:
        return None
    national = national_figures()
    own = [note for note in population.notes if note != national]
    asked = config.siting
    return Seniors(
        per_area=population.published,
        supply=population.supply,
        at_least=population.at_least,
        walk_m=config.population.walk_m,
        place_kind=asked.voorziening if asked else "",
        place_m=asked.within_m if asked else config.population.walk_m,
        ratio=config.population.ratio,
        forecast=next(iter(population.forecast), ""),
        told=read_all((*population.sources, *own), config.language),
        national=national(config.language) if len(population.supply) else "",
    )


def _counts(answered: Answered, tables: Mapping[str, gpd.GeoDataFrame]) -> dict[str, Any]:
    read, judged = answered.read, answered.judged
    kinds = answered.measured.facilities["voorziening"].astype(str).value_counts().sort_index()
    groups = {"plannen": judged.plannen, "complexen": judged.complexen}
    bag = {f"bag_{name}": n for name, n in read.bag.counts.items()} if read.bag else {}
    return {
        "woningen": len(answered.measured.locations),
        "voorzieningen": kinds.to_dict(),
        **verdict_counts(
            {name: group for name, group in groups.items() if name in tables},
            list(read.definitions),
        ),
        **read.osm.counts,
        **bag,
    }
