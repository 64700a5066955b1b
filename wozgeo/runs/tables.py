"""Which tables do people read, of everything that was measured and judged?"""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.areas import nearest_kern
from wozgeo.config import RunConfig
from wozgeo.network.routes import trace_routes
from wozgeo.outputs.judged_tables import (
    build_buurten,
    build_clusters,
    build_complexen,
    build_eisen,
    build_kernen,
    build_plannen,
)
from wozgeo.outputs.measured_tables import build_looproutes, build_voorzieningen, build_woningen
from wozgeo.runs.measuring import Measured
from wozgeo.runs.summarising import Summaries
from wozgeo.runs.verdicts import Group, Judgement


def build_tables(
    config: RunConfig, measured: Measured, judged: Judgement, everyone: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Build the tables of what was measured; ``looproutes`` None unless asked for.

    A facility lies in the kern of the nearest of ``everyone``: it may lie across the border.
    """
    facilities = measured.facilities
    woningen = build_woningen(
        measured.locations,
        measured.access.leaving.possible,
        measured.distances,
        measured.scores,
        facilities["name"][~facilities.index.duplicated()],
        wanted=config.voorzieningen,
    )
    voorzieningen = build_voorzieningen(
        facilities,
        measured.first_access.leaving.possible,
        nearest_kern(facilities.geometry, everyone),
        measured.measured_to,
    )
    looproutes = _looproutes(config, measured, judged)
    return {"woningen": woningen, "voorzieningen": voorzieningen, "looproutes": looproutes}


def result_tables(
    config: RunConfig, judged: Judgement, summaries: Summaries, definitions: list[str]
) -> dict[str, gpd.GeoDataFrame]:
    """Build the tables of what was judged and summarised, those that were asked for."""
    tables = judged_tables(config, judged, definitions) if config.judges else {}
    if config.judges or config.areas or config.population.given:
        tables["kernen"] = build_kernen(summaries.kernen)
        if len(summaries.buurten):
            tables["buurten"] = build_buurten(summaries.buurten)
            niveau = tables["buurten"].index.get_level_values("niveau")
            whole = tables["buurten"][niveau == "gemeente"]
            if config.population.given and len(whole):
                tables["gemeente"] = whole
    return tables


def judged_tables(
    config: RunConfig, judged: Judgement, definitions: list[str]
) -> dict[str, gpd.GeoDataFrame]:
    """Build the tables of what was judged, those that were asked for."""
    tables = {}
    if config.plans:
        tables["plannen"] = build_plannen(judged.plannen.objects, definitions, config.voorzieningen)
    if config.complexes:
        tables["complexen"] = build_complexen(
            judged.complexen.objects, definitions, config.voorzieningen
        )
    tables["clusters"] = build_clusters(judged.clusters.objects, definitions, config.voorzieningen)
    return tables


def requirement_rows(groups: Mapping[str, Group]) -> pd.DataFrame:
    """Lay every verdict on a single requirement in one table, per word for what was judged."""
    return build_eisen({w: (g.requirements, g.objects["naam"]) for w, g in groups.items()})


def joined_routes(judged: Judgement, *, other_doors: bool = False) -> gpd.GeoDataFrame:
    """Lay the routes of everything that may be shared in one table, with ``soort``.

    With ``other_doors`` those by another door besides, of what hangs on the door: ``deur`` says so.
    """
    groups = {
        "plannen": judged.plannen,
        "complexen": judged.complexen,
        "clusters": judged.clusters,
    }
    parts = [group.routes.assign(soort=soort) for soort, group in groups.items()]
    if other_doors:
        by_doors = [group.door_routes.assign(soort=soort) for soort, group in groups.items()]
        parts = [part.assign(deur=False) for part in parts]
        parts += [part.assign(deur=True) for part in by_doors if len(part)]
    return gpd.GeoDataFrame(pd.concat(parts), crs=parts[0].crs)


def _looproutes(
    config: RunConfig, measured: Measured, judged: Judgement
) -> gpd.GeoDataFrame | None:
    if not config.routes:
        return None
    routes = trace_routes(
        measured.network,
        measured.access,
        measured.facility_access,
        measured.kinds_entered,
        wanted=config.voorzieningen,
        search_limit_m=config.search_limit_m,
    )
    of_objects = joined_routes(judged) if config.judges else None
    return build_looproutes(routes, of_objects)
