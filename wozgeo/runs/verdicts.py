"""Which plans, complexes and clusters meet the definitions, and what does that make of each area?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.clusters import find_clusters, read_cluster_rule
from wozgeo.analysis.doubts import Cause, Doubts
from wozgeo.analysis.firmness import tell_firmness, with_firmness
from wozgeo.analysis.verdicts.judge import NearMiss
from wozgeo.analysis.verdicts.rows import (
    Judged,
    JudgingRule,
    judge_listed,
    minimum_dwellings,
    ranks,
)
from wozgeo.analysis.withheld import with_withheld, withheld_requirements
from wozgeo.config import RunConfig
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.told import in_language
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.network.accesses import Accesses
from wozgeo.network.door_routes import trace_other_doors
from wozgeo.network.neighbours import Paths
from wozgeo.network.routes import no_routes, trace_routes
from wozgeo.runs.doubts import RunDoubts
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read


@dataclass(frozen=True)
class Group:
    """One kind of objects, judged.

    Attributes
    ----------
    objects
        See `wozgeo.analysis.verdicts.rows.Judged`.
    routes
        Index (object id, voorziening): the walk from the deciding place to the nearest facility.
    door_routes
        The same by another door, of what hangs on the door: at most two of each.
    requirements
        See `wozgeo.analysis.verdicts.judge.Verdicts`.
    firm
        By definition, see `wozgeo.analysis.firmness.tell_firmness`.
    """

    objects: gpd.GeoDataFrame
    routes: gpd.GeoDataFrame
    requirements: pd.DataFrame
    firm: Mapping[str, pd.DataFrame]
    door_routes: gpd.GeoDataFrame = field(default_factory=no_routes)

    @classmethod
    def nothing(cls) -> "Group":
        """Give a group of which nothing was listed, so that nothing was judged."""
        objects = gpd.GeoDataFrame({"naam": pd.Series(dtype=object)}, geometry=[], crs=RD_NEW)
        return cls(objects, no_routes(), pd.DataFrame(), {})


@dataclass(frozen=True)
class Judgement:
    """Everything that was judged.

    Attributes
    ----------
    plannen
        Plans that may be shared.
    vertrouwelijk
        Plans that may not.
    complexen, clusters
        What was listed, and what nobody listed.
    """

    plannen: Group
    vertrouwelijk: Group
    complexen: Group
    clusters: Group


def judging_rule(config: RunConfig, read: Read) -> JudgingRule:
    """Say how this run judges."""
    return JudgingRule(
        definitions=read.definitions,
        measure=config.criteria.measure,
        near=NearMiss(config.criteria.near_miss_share, config.criteria.near_miss_m),
        score=config.score,
        searched_m=config.search_limit_m,
        wanted=config.voorzieningen,
    )


def judge(config: RunConfig, read: Read, measured: Measured, doubts: RunDoubts) -> Judgement:
    """Judge everything that is listed, and where anything is, the clusters that nobody listed.

    Where nothing is listed and no target is asked, nothing is judged: nobody sees it.
    """
    if not config.judges and config.target is None:
        nothing = Group.nothing()
        return Judgement(nothing, nothing, nothing, nothing)
    judging = _Judging(config, measured, judging_rule(config, read), doubts)
    plans = read.listed.plans
    secret = plans["vertrouwelijk"].astype(bool).to_numpy()
    return Judgement(
        plannen=_ranked(judging.listed(plans[~secret], "plan")),
        vertrouwelijk=_ranked(judging.listed(plans[secret], "plan"))
        if secret.any()
        else Group.nothing(),
        complexen=judging.listed(read.listed.complexes, "complex"),
        clusters=judging.clusters(_unlisted(config, read, measured)),
    )


def _unlisted(config: RunConfig, read: Read, measured: Measured) -> gpd.GeoDataFrame:
    """Find groups of dwellings that could be a geclusterde woonvorm by their number alone."""
    rule = read_cluster_rule()
    homes = measured.locations
    asked = [n for d in read.definitions.values() if (n := minimum_dwellings(d)) > 1]
    if not config.judges or not asked or "pand_id" not in homes:
        homes = homes.iloc[:0].assign(pand_id="")
    return find_clusters(
        homes,
        measured.access.possible,
        Paths.of(measured.network, read.osm.ways, rule.highway),
        minimum=int(min(asked, default=1)),
        rule=rule,
        known=pd.Index(read.listed.homes["location_id"]),
    )


@dataclass(frozen=True)
class _Judging:
    config: RunConfig
    measured: Measured
    rule: JudgingRule
    doubts: RunDoubts

    def listed(self, objects: gpd.GeoDataFrame, group: str) -> Group:
        """Judge plans or complexes by their own places."""
        places = self.measured.places
        mine = (places["group"] == group).to_numpy(copy=True)
        mine[mine] = objects.index.get_indexer(pd.Index(places["object_id"][mine])) >= 0
        found = places.geometry.notna().to_numpy()
        # distances go place by place, each with all voorzieningen
        rows = np.repeat(mine[found], len(self.rule.wanted))
        distances = self.measured.place_distances[rows]
        doubts = self.doubts.of_group(distances, dwellings=False)
        access = self.measured.place_access
        judged = self._judged(objects, places[mine], distances, access, doubts)
        return _room_first(judged, list(self.rule.definitions)) if group == "complex" else judged

    def clusters(self, clusters: gpd.GeoDataFrame) -> Group:
        """Judge clusters by their dwellings, which were measured already."""
        homes = clusters["location_ids"].explode()
        places = pd.DataFrame(
            {"object_id": homes.index, "kind": "adres"},
            index=pd.Index(homes.to_numpy(dtype=object), name="place_id"),
        )
        chosen = places.index.get_indexer(self.measured.locations.index) >= 0
        distances = self.measured.distances[np.repeat(chosen, len(self.rule.wanted))]
        table = distances.rename_axis(index=["place_id", "voorziening"])
        objects = clusters.drop(columns="location_ids")
        doubts = self.doubts.of_group(table, dwellings=True)
        return self._judged(objects, places, table, self.measured.access, doubts)

    def _judged(
        self,
        objects: gpd.GeoDataFrame,
        places: pd.DataFrame,
        distances: pd.DataFrame,
        access: Accesses,
        doubts: Doubts,
    ) -> Group:
        names = self.measured.facilities["name"]
        crosses, rule = access.leaving.possible["crosses"], self.rule
        names = names[~names.index.duplicated()]
        judged = judge_listed(objects, places, distances, crosses, names, rule=rule)
        firm = {
            name: tell_firmness(objects, judged.walks, definition, doubts, rule=rule)
            for name, definition in rule.definitions.items()
        }
        told = with_firmness(judged.objects, firm, rule.definitions)
        language = self.config.language
        told = gpd.GeoDataFrame(in_language(told, language))
        requirements = withheld_requirements(judged.requirements, firm, rule.definitions)
        requirements = in_language(requirements, language)
        by_doors = self._by_other_doors(judged, access, firm)
        firm = {name: with_withheld(one, rule.definitions[name]) for name, one in firm.items()}
        return Group(told, self._routes(judged, access), requirements, firm, by_doors)

    def _by_other_doors(
        self, judged: Judged, access: Accesses, firm: Mapping[str, pd.DataFrame]
    ) -> gpd.GeoDataFrame:
        """Draw the walks by other doors of what hangs on the door, to what its definition asks a walk to."""
        parts = [
            self._routes_from(
                judged.deciding[name][told.to_numpy()], access, kinds, other_doors=True
            )
            for name, table in firm.items()
            if (kinds := [walk.voorziening for walk in self.rule.definitions[name].walks])
            for told in [table["causes"].map(lambda causes: Cause.DEUR in causes)]
            if told.any()
        ]
        if not parts:
            return no_routes()
        drawn = pd.concat(parts)
        once = ~pd.MultiIndex.from_arrays(
            [*map(drawn.index.get_level_values, (0, 1)), drawn["distance_m"].round(2)]
        ).duplicated()
        return gpd.GeoDataFrame(drawn[once], geometry="geometry", crs=parts[0].crs)

    def _routes(self, judged: Judged, access: Accesses) -> gpd.GeoDataFrame:
        """Draw the walk from the place that decides by the first definition that asks a walk."""
        definitions = self.rule.definitions
        walking = [name for name, d in definitions.items() if d.walk]
        walking = walking or [name for name, d in definitions.items() if d.walks]
        name = (walking or list(definitions))[0]
        apart = [k for k in judged.decided if k != Voorziening.ONTMOETINGSPLEK]
        rest = [kind for kind in self.config.voorzieningen if kind not in apart]
        routes = [
            self._routes_from(judged.deciding[name], access, rest),
            *(self._routes_from(judged.decided[kind], access, [kind]) for kind in apart),
        ]
        drawn = pd.concat(routes).sort_index(kind="stable") if apart else routes[0]
        return gpd.GeoDataFrame(drawn, geometry="geometry", crs=routes[0].crs)

    def _routes_from(
        self,
        deciding: pd.Series,
        access: Accesses,
        wanted: Collection[str],
        *,
        other_doors: bool = False,
    ) -> gpd.GeoDataFrame:
        place = deciding.dropna()
        rows = access.points.index.get_indexer(pd.Index(place))
        place, rows = place[rows >= 0], rows[rows >= 0]
        trace = trace_other_doors if other_doors else trace_routes
        routes = trace(
            self.measured.network,
            access.only(rows, place.index),
            self.measured.facility_access,
            self.measured.kinds_entered,
            wanted=wanted,
            search_limit_m=self.config.search_limit_m,
        )
        return routes.rename_axis(index=["id", "voorziening"])


def _room_first(group: Group, definitions: list[str]) -> Group:
    """Begin what is told of a complex with whether it needs a meeting room of its own, and why.

    That is what the agreements ask of existing complexes first (Meerjarige Prestatieafspraken Druten
    2025-2028, §4.3).
    """
    told = {}
    for of in map(OfDefinition, definitions):
        both = group.objects[of.ruimte_nodig] + " " + group.objects[of.toelichting]
        told[of.toelichting] = both.str.strip()
    return replace(group, objects=group.objects.assign(**told))


def _ranked(group: Group) -> Group:
    objects = group.objects
    return replace(group, objects=objects.assign(rang=ranks(objects["score"])))


def verdict_counts(groups: Mapping[str, Group], names: list[str]) -> dict[str, dict[str, int]]:
    """Count objects by verdict, for the manifest."""
    return {
        f"{word}_{name}": {
            str(verdict): int(n)
            for verdict, n in group.objects[OfDefinition(name).oordeel]
            .value_counts()
            .sort_index()
            .items()
        }
        for word, group in groups.items()
        for name in names
    }
