"""How do the walks of its places and what is known of it become one row per plan or complex?

The row holds the verdict by every definition with its evidence, and the place each of them leans on.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.scores import PointRule, points_of_locations, score_locations
from wozgeo.analysis.verdicts.facts import known_facts
from wozgeo.analysis.verdicts.judge import NearMiss, judge_objects
from wozgeo.analysis.verdicts.location import tell_location
from wozgeo.analysis.verdicts.places import (
    NO_PLACE,
    decided_walks,
    rows_by_voorziening,
    share_all_near,
    summarise_places,
)
from wozgeo.analysis.verdicts.three_valued import FACT_TABLE, UNKNOWN_WALK, walk_column
from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_sites import SitePoints
from wozgeo.domain.columns_walks import AskedWalk
from wozgeo.domain.criteria import AtLeast, Definition, Within
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import Eis, Measure, Voorziening

TYPICAL_SPOTS = ("raster", "adres")
"""Kinds of places (`wozgeo.network.sites.Spot`) that count for the typical distance and the share."""


@dataclass(frozen=True)
class JudgingRule:
    """How objects are judged.

    Attributes
    ----------
    definitions
        By name; the first decides which facility is named and which route is drawn.
    measure
        Which place counts where a definition does not say.
    near
        What counts as just missing.
    score
        SitePoints per voorziening.
    searched_m
        How far was searched, in metres.
    wanted
        The voorzieningen that were measured.
    """

    definitions: Mapping[str, Definition]
    measure: Measure
    near: NearMiss
    score: Mapping[str, PointRule]
    searched_m: float
    wanted: Collection[str]

    def measure_of(self, walk: Within | None) -> Measure:
        """Tell which place counts for a walk."""
        return (walk.measure if walk else None) or self.measure


@dataclass(frozen=True)
class Judged:
    """What was judged.

    Attributes
    ----------
    objects
        On the index of the objects: their columns; per voorziening v ``afstand_{v}_min_m``,
        ``_mediaan_m``, ``_max_m``, ``reden_{v}``, ``rand_{v}`` (whether from the place that this is
        about a nearer one may lie outside the data), ``{v}_id``, ``{v}_naam``; ``score`` and
        the points it is made of, ``punten_{v}``; per definition d
        ``oordeel_d``, ``gemeten_d_m`` (as the sentence says it), ``marge_d_m``, ``aandeel_d``,
        ``bijna_d``, ``toelichting_d``, ``nodig_d``, ``ontbreekt_d``, ``hangt_af_van_d``,
        ``ruimte_nodig_d``, ``ligt_goed_d``, ``ligging_d``. Unrounded.
    requirements
        See `wozgeo.analysis.verdicts.judge.Verdicts`.
    deciding
        place_id per object (index) and definition (columns); missing where an object has no place. Of a
        definition with several walks the place that decides about the ontmoetingsplek, else the first.
    decided
        By voorziening the same, for the first definition that asks a walk to it.
    walks
        See `walks_of_places`.
    """

    objects: gpd.GeoDataFrame
    requirements: pd.DataFrame
    deciding: pd.DataFrame
    decided: Mapping[str, pd.Series]
    walks: Mapping[str, pd.DataFrame]


def judge_listed(
    objects: gpd.GeoDataFrame,
    places: pd.DataFrame,
    distances: pd.DataFrame,
    crosses: pd.Series,
    names: pd.Series,
    *,
    rule: JudgingRule,
) -> Judged:
    """Judge plans, complexes or clusters by every definition.

    Parameters
    ----------
    objects
        Index: unique ids; ``n_dwellings``, what `wozgeo.analysis.verdicts.facts.known_facts` takes, and
        anything that is to travel along. Geometry in RD New. May be empty.
    places
        Places contract: ``object_id``, ``kind``; those that were not found have no distances.
    distances
        Distances contract, of the places that were found.
    crosses
        What the off-network leg of each of these crosses.
    names
        Name per facility id.
    rule
        How is judged.
    """
    walks = walks_of_places(places, distances, crosses, rule)
    table = gpd.GeoDataFrame(objects.rename(columns={"n_dwellings": "n_woningen"}))
    deciding: dict[str, pd.Series] = {}
    decided: dict[str, pd.DataFrame] = {}
    requirements = []
    judged: dict[str, pd.Series] = {}
    for name, definition in rule.definitions.items():
        facts = known_facts(objects, minimum=minimum_dwellings(definition))
        chosen = chosen_walks(definition, walks, objects.index, rule)
        for kind, told in chosen.items():
            facts = with_walk(facts, told, kind)
        verdicts = judge_objects(
            facts,
            {name: definition},
            near=rule.near,
            searched_m=rule.searched_m,
        )
        first = chosen.get(Voorziening.ONTMOETINGSPLEK, next(iter(chosen.values())))
        deciding[name] = first["place_id"]
        if definition.walks:
            decided = {**chosen, **decided}
        requirements.append(verdicts.requirements)
        judged |= _columns(name, verdicts.whole.droplevel("definition"))
        judged |= tell_location(facts, definition, searched_m=rule.searched_m)
        judged |= dict(_each_walk(definition, verdicts.requirements))
        judged[OfDefinition(name).aandeel] = pd.Series(np.nan, index=objects.index)
        if definition.walks:
            pairs = [(walks[walk.voorziening], walk) for walk in definition.walks]
            share = share_all_near(pairs, searched_m=rule.searched_m)
            judged[OfDefinition(name).aandeel] = share.reindex(objects.index)
    summary = summarise_places(distances, walks[Voorziening.ONTMOETINGSPLEK], rule.wanted).reindex(
        objects.index
    )
    columns = {
        **_distance_columns(summary, distances, places.index, decided, names, rule),
        **_scores(summary, rule),
        **judged,
    }
    return Judged(
        objects=table.assign(**{name: column.to_numpy() for name, column in columns.items()}),
        requirements=pd.concat(requirements),
        deciding=pd.DataFrame(deciding, index=objects.index),
        decided={kind: told["place_id"] for kind, told in decided.items()},
        walks=walks,
    )


def walks_of_places(
    places: pd.DataFrame, distances: pd.DataFrame, crosses: pd.Series, rule: JudgingRule
) -> dict[str, pd.DataFrame]:
    """Lay beside every place the walk to each voorziening that a definition asks, and to an ontmoetingsplek.

    The parameters are those of `judge_listed`; the tables have ``object_id``, ``typical`` and WALK_FACTS, on
    the index of places.
    """
    asked = {walk.voorziening for d in rule.definitions.values() for walk in d.walks}
    rows = rows_by_voorziening(distances, places.index)
    none, crossed = np.full(len(places), NO_PLACE), crosses.reindex(places.index)
    return {
        kind: _walks(places, distances, rows.get(kind, none), crossed)
        for kind in sorted({str(Voorziening.ONTMOETINGSPLEK), *asked})
    }


def chosen_walks(
    definition: Definition, walks: Mapping[str, pd.DataFrame], objects: pd.Index, rule: JudgingRule
) -> dict[str, pd.DataFrame]:
    """Choose by voorziening the walk that every object is told by; without any asked the distance decides."""
    asked: dict[str, Within | None] = {walk.voorziening: walk for walk in definition.walks}
    return {
        kind: decided_walks(
            walks[kind], walk, measure=rule.measure_of(walk), searched_m=rule.searched_m
        ).reindex(objects)
        for kind, walk in (asked or {str(Voorziening.ONTMOETINGSPLEK): None}).items()
    }


def _walks(
    places: pd.DataFrame, distances: pd.DataFrame, rows: IntArray, crossed: pd.Series
) -> pd.DataFrame:
    """Lay the walk to one voorziening beside every place; unknown where the place was not found."""
    metres = {
        name: np.append(distances[name].to_numpy(dtype=np.float64), np.nan)[rows]
        for name in ("distance_m", "certain_m", "edge_m")
    }
    reason = np.append(distances["reason"].to_numpy(dtype=object), "adres_niet_gevonden")[rows]
    crosses = np.where(rows != NO_PLACE, crossed.to_numpy(dtype=object), "")
    return pd.DataFrame(
        {
            "object_id": places["object_id"],
            "typical": places["kind"].isin(TYPICAL_SPOTS),
            **metres,
            "reason": pd.Series(np.where(pd.isna(reason), "", reason), places.index, dtype=object),
            "crosses": pd.Series(crosses, places.index, dtype=object),
        },
        index=places.index,
    )


def with_walk(facts: pd.DataFrame, told: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Add to the facts the walk that every object is told by; unknown where it has no place."""
    nowhere = told["place_id"].isna().to_numpy()
    for name, unknown in UNKNOWN_WALK.items():
        values = told[name].to_numpy(dtype=FACT_TABLE[name], copy=True)
        values[nowhere] = unknown
        facts[walk_column(name, kind)] = values
    return facts


def minimum_dwellings(definition: Definition) -> float:
    """How many dwellings a definition asks; 1 where it asks none."""
    asked = [
        a.minimum
        for r in definition.requirements
        if r.kind is Eis.WONINGEN
        for a in r.alternatives
        if isinstance(a, AtLeast)
    ]
    return max(asked, default=1)


def _columns(name: str, whole: pd.DataFrame) -> dict[str, pd.Series]:
    of = OfDefinition(name)
    return {
        of.oordeel: whole["verdict"].astype(object),
        of.gemeten_m: whole["measured_m"],
        of.marge_m: whole["margin_m"],
        of.bijna: whole["near_miss"],
        of.toelichting: whole["sentence"],
        of.nodig: whole["nodig"],
        of.ontbreekt: whole["missing"],
        of.hangt_af_van: whole["hangs_on"],
        of.ruimte_nodig: whole["room"],
    }


def _each_walk(
    definition: Definition, requirements: pd.DataFrame
) -> Iterator[tuple[str, pd.Series]]:
    """Give what was found of every walk, as the sentence says it, where a definition asks several."""
    if len(definition.walks) < 2:
        return
    for requirement in definition.requirements:
        asked = [a for a in requirement.alternatives if isinstance(a, Within)]
        names = requirements.index.get_level_values("requirement")
        rows = requirements[names == requirement.name].droplevel(["definition", "requirement"])
        if asked and (rows["unit"] == "m").all():
            told = tenths(rows["found"].to_numpy(dtype=np.float64), asked[0].limit_m)
            column = AskedWalk(asked[0].voorziening, definition.name).gemeten_m
            yield column, pd.Series(told, rows.index)


def _distance_columns(
    summary: pd.DataFrame,
    distances: pd.DataFrame,
    places: pd.Index,
    decided: Mapping[str, pd.DataFrame],
    names: pd.Series,
    rule: JudgingRule,
) -> dict[str, pd.Series]:
    """Give the distances of each object, and the facility that its deciding place goes to."""
    columns: dict[str, pd.Series] = {}
    names = names.astype(object)
    rows, none = rows_by_voorziening(distances, places), np.full(len(places), NO_PLACE)
    # what is told of a place that was not found stands in the last row; it has no edge
    told_of = {
        name: np.append(distances[name].to_numpy(dtype=object), missing)
        for name, missing in (("facility_id", np.nan), ("reason", np.nan), ("beyond_edge", False))
    }
    for kind in rule.wanted:
        walk = Walk(kind)
        for measure in Measure:
            columns[walk.measured(measure)] = summary[f"{kind}_{measure}_m"].astype(float)
        place = summary[f"{kind}_place"].astype(object)
        if kind in decided:
            place = decided[kind]["place_id"].astype(object)
        at = np.append(rows.get(str(kind), none), NO_PLACE)[places.get_indexer(pd.Index(place))]
        ids = pd.Series(told_of["facility_id"][at], dtype=object).fillna("")
        missing = np.where(place.notna(), "adres_niet_gevonden", "")
        reason = told_of["reason"][at]
        reason = np.where(pd.isna(reason), missing, reason)
        beyond = told_of["beyond_edge"][at].astype(bool)
        if kind in decided:
            told = decided[kind]
            reason = np.where(place.notna(), told["reason"].fillna(""), reason)
            beyond = beyond | (told["edge_m"] < told["distance_m"]).to_numpy()
        columns[walk.reden] = pd.Series(reason, index=summary.index)
        columns[walk.rand] = pd.Series(beyond, index=summary.index)
        columns[walk.id] = ids.set_axis(summary.index)
        named = names.reindex(ids.to_numpy(), fill_value="").to_numpy(dtype=object)
        columns[walk.naam] = pd.Series(named, index=summary.index)
    return columns


def _scores(summary: pd.DataFrame, rule: JudgingRule) -> dict[str, pd.Series]:
    """Score every object by the distances in the run's measure, and give the points it is made of."""
    metres = pd.concat(
        {str(kind): summary[f"{kind}_{rule.measure}_m"].astype(float) for kind in rule.wanted},
        names=["voorziening"],
    )
    metres.index = metres.index.set_names(["voorziening", "location_id"])
    metres = metres.swaplevel()
    scores = score_locations(metres, rule.score, search_limit_m=rule.searched_m)
    points = points_of_locations(metres, rule.score, search_limit_m=rule.searched_m)
    found = points.reindex(summary.index)
    return {
        "score": scores.reindex(summary.index),
        **{SitePoints(str(kind)).punten: found[kind] for kind in found},
    }


def ranks(scores: pd.Series) -> pd.Series:
    """Rank by score, the highest first; equal scores share a rank, an unknown score has none."""
    return scores.rank(method="min", ascending=False).astype("Int64")
