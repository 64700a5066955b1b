"""What does the page know of every building plan, complex and cluster, and of the way to walk?"""

import math
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.criteria import Definition
from wozgeo.domain.facts import FACTS, POTENTIAL_SUFFIX, Fact, FactKind
from wozgeo.domain.many_shapes import multilines_of
from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.vocabulary import Measure, Verdict, Voorziening
from wozgeo.outputs.deciding_walk import each_walk
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.packed_points import number_codes
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.texts import PageTexts

VERDICT_ORDER = tuple(Verdict)
"""A verdict travels as its place in this order."""

_MEASURES = (Measure.MIN, Measure.MEDIAAN, Measure.MAX)

_FEITEN = (
    "gemeente",
    "opdrachtgever",
    "plantype",
    "projectfase",
    "status",
    "realisatiekans",
    "n_geclusterd",
    "n_nultreden",
    "n_zorggeschikt",
    "n_sociale_huur",
)
"""What the source says of an object and the card tells, before the facts of the building."""


def listed_voorzieningen(found: Found) -> list[str]:
    """List the voorzieningen that any of the objects has distances to."""
    columns = chain.from_iterable(table.columns for table in found.listed.values())
    walks = Walk.among(columns, Walk.afstand_max_m)
    return list(dict.fromkeys(walk.voorziening for walk in walks))


def describe_listed(found: Found) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give the geometry and the record of every object, in the order of the page.

    Distances and margins travel in tenths of a metre, rounded as in the sentences: never onto a limit,
    so that only 0 is on it. A distance that is not known is None, one beyond the search limit -1.
    """
    shapes: list[Shapes] = [np.zeros(0, dtype=object)]
    records: list[dict[str, Any]] = []
    voorzieningen = dict.fromkeys(listed_voorzieningen(found), math.inf)
    if found.limit_m is not None and Voorziening.ONTMOETINGSPLEK in voorzieningen:
        voorzieningen[Voorziening.ONTMOETINGSPLEK] = found.limit_m
    for soort, table in found.listed.items():
        shapes.append(table.geometry.to_numpy())
        asked = [found.definitions[name] for name in found.titles]
        records += _records(soort, table, asked, voorzieningen, found.texts)
    return np.concatenate(shapes), records


def describe_routes(found: Found) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give every route, and to which object and voorziening it belongs.

    The whole line comes first, then the stretches of it that are unknown.
    """
    routes = found.routes
    if routes is None or not len(routes):
        return np.zeros(0, dtype=object), []
    routes = routes.sort_index(kind="stable")
    soorten = _texts(routes, "soort")
    records = [
        {
            "id": str(place),
            "v": str(voorziening),
            "soort": soort,
            "naar": facility,
            "m": length,
            "onbekend_m": unknown,
        }
        for (place, voorziening), soort, facility, length, unknown in zip(
            routes.index,
            soorten,
            _texts(routes, "facility_id"),
            _codes(routes, "distance_m"),
            _whole(_column(routes, "unknown_m"), math.ceil),
            strict=True,
        )
    ]
    return _with_stretches(routes), records


def _with_stretches(routes: gpd.GeoDataFrame) -> Shapes:
    lines: Shapes = routes.geometry.to_numpy()
    if "unknown_geometry" not in routes.columns:
        return lines
    stretches = routes["unknown_geometry"].to_numpy(dtype=object)
    parts, route = shapely.get_parts(stretches, return_index=True)
    order = np.argsort(np.concatenate([np.arange(len(lines)), route]), kind="stable")
    of = np.concatenate([np.arange(len(lines)), route])[order]
    return multilines_of(np.concatenate([lines, parts])[order], of)


def verdict_ranks(table: pd.DataFrame, definition: str) -> list[int]:
    """Say the verdict of every object as its place in `VERDICT_ORDER`; what is missing is onbekend."""
    places = {str(verdict): k for k, verdict in enumerate(VERDICT_ORDER)}
    unknown = places[Verdict.ONBEKEND]
    return [places.get(text, unknown) for text in _texts(table, OfDefinition(definition).oordeel)]


def _records(
    soort: str,
    table: gpd.GeoDataFrame,
    definitions: list[Definition],
    voorzieningen: Mapping[str, float],
    texts: PageTexts,
) -> Iterator[dict[str, Any]]:
    columns = {
        "id": [str(place) for place in table.index],
        "naam": _texts(table, "naam"),
        "kern": _texts(table, "kern"),
        "n": _whole(_column(table, "n_woningen")),
        "score": _whole(_column(table, "score"), round),
        "rang": _whole(_column(table, "rang")),
        "oordelen": _rows([list(_verdicts(table, d)) for d in definitions], len(table)),
        "afstanden": _rows(
            [list(_distances(table, v, limit_m)) for v, limit_m in voorzieningen.items()],
            len(table),
        ),
        "feiten": [
            [list(fact) for fact in _facts(row, texts)]
            for _, row in table.drop(columns="geometry").iterrows()
        ],
    }
    for row in zip(*columns.values(), strict=True):
        yield {"soort": soort, **dict(zip(columns, row, strict=True))}


def _verdicts(table: pd.DataFrame, definition: Definition) -> Iterator[dict[str, Any]]:
    """Give per object what one definition says of it; ``lopen`` each walk where it asks several."""
    of = OfDefinition(definition.name)
    told = each_walk(table, definition)
    walks = {one.walk.voorziening: _tenths(pd.Series(one.metres), math.inf) for one in told}
    near = _column(table, of.bijna).fillna(0).astype(bool)
    columns = {
        "o": verdict_ranks(table, definition.name),
        "gemeten": _tenths(_column(table, of.gemeten_m), math.inf),
        "marge": _margins(_column(table, of.marge_m)),
        "deel": _whole(_column(table, of.aandeel) * 100),
        "bijna": near.tolist(),
        "zin": _texts(table, of.toelichting),
        "nodig": _texts(table, of.nodig),
        "ontbreekt": _texts(table, of.ontbreekt),
        "hangt": _texts(table, of.hangt_aan if of.hangt_aan in table else of.hangt_af_van),
    }
    for i, row in enumerate(zip(*columns.values(), strict=True)):
        each = {"lopen": {key: metres[i] for key, metres in walks.items()}} if walks else {}
        yield {**dict(zip(columns, row, strict=True)), **each}


def _distances(table: pd.DataFrame, voorziening: str, limit_m: float) -> Iterator[dict[str, Any]]:
    """Give per object the nearest, typical and farthest distance, and to whom the farthest leads."""
    walk = Walk(voorziening)
    measures = [_tenths(_column(table, walk.measured(m)), limit_m) for m in _MEASURES]
    edge = _column(table, walk.rand).fillna(0).astype(bool)
    reason, place, name = (_texts(table, text) for text in (walk.reden, walk.id, walk.naam))
    for metres, why, who, called, beyond in zip(
        zip(*measures, strict=True), reason, place, name, edge.tolist(), strict=True
    ):
        yield {"m": list(metres), "reden": why, "id": who, "naam": called, "rand": beyond}


def _facts(row: pd.Series, texts: PageTexts) -> Iterator[tuple[str, str]]:
    """Give what the source says of one object, in words; what it does not say is left out."""
    for column in _FEITEN:
        value, label = row.get(column), texts(f"page.feit_{column}")
        if value is None or pd.isna(value) or value == "":
            continue
        yield label, str(value)
    for fact in FACTS.values():
        said = _said_of(row, fact, texts) if fact.kind is not FactKind.SHARE else ""
        if said:
            yield fact.label(texts.language), said
    years = [row.get("oplevering_eerste"), row.get("oplevering_laatste")]
    known = dict.fromkeys(str(int(y)) for y in years if y is not None and not pd.isna(y))
    if known:
        yield texts("page.feit_oplevering"), "–".join(known)
    for fact in FACTS.values():
        share = row.get(fact.name) if fact.kind is FactKind.SHARE else None
        if share is not None and not pd.isna(share):
            yield fact.label(texts.language), f"{math.floor(100 * share)} %"
    found, given = row.get("n_gevonden"), row.get("n_opgegeven")
    if found is not None and given is not None and not pd.isna(found) and not pd.isna(given):
        said = texts("page.of_given", found=int(found), given=int(given))
        yield texts("page.feit_gevonden"), said


def _said_of(row: pd.Series, fact: Fact, texts: PageTexts) -> str:
    """Say what is stated of a fact; "" for nothing."""
    value = row.get(fact.name)
    if value is None or pd.isna(value) or value == "":
        return ""
    if fact.kind is FactKind.CLASS:
        return fact.grade(str(value)).label(texts.language)
    said = texts("page.yes" if value else "page.no")
    made = row.get(f"{fact.name}{POTENTIAL_SUFFIX}") if fact.can_be_made else None
    if fact.can_be_made and made is not None and not pd.isna(made) and made:
        return f"{said}, {fact.can_be_made(texts.language)}"
    return said


def _column(table: pd.DataFrame, name: str) -> pd.Series:
    """Take numbers as floats: missing is NaN, whether a value or the whole column is."""
    if name not in table.columns:
        return pd.Series(math.nan, index=table.index)
    return table[name].astype("Float64").astype(object).map(_float)


def _margins(margins: pd.Series) -> list[int | None]:
    """Give margins in tenths of a metre, as the sentences and the tables show them."""
    return _whole(pd.Series(margin_tenths(margins.to_numpy(dtype=float))) * 10, round)


def _tenths(metres: pd.Series, limit_m: float) -> list[int | None]:
    numbers = metres.to_numpy(dtype=float)
    shown = _whole(pd.Series(tenths(numbers, limit_m)) * 10, round)
    return [-1 if beyond else n for n, beyond in zip(shown, np.isposinf(numbers), strict=True)]


def _float(value: Any) -> float:  # noqa: ANN401
    return math.nan if pd.isna(value) else float(value)


def _texts(table: pd.DataFrame, name: str) -> list[str]:
    if name not in table.columns:
        return [""] * len(table)
    return [str(text) for text in table[name].astype(object).fillna("")]


def _codes(table: pd.DataFrame, name: str) -> list[int]:
    return [int(code) for code in number_codes(_column(table, name).astype(float))]


def _whole(values: pd.Series, rounding: Any = math.floor) -> list[int | None]:  # noqa: ANN401
    """Round to whole numbers; what is not finite becomes None."""
    return [rounding(v) if math.isfinite(v) else None for v in values.astype(float)]


def _rows(columns: list[list[Any]], n: int) -> list[list[Any]]:
    """Turn columns into rows, also when there are no columns."""
    return [[column[i] for column in columns] for i in range(n)]
