"""What does the page know of every building plan, complex and cluster, and of the way to walk?"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.language import Language
from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.vocabulary import Verdict, Voorziening
from wozgeo.outputs.map.packed_points import number_codes
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.texts import Texts, read_texts

SOORTEN = ("plannen", "complexen", "clusters")
"""What can be listed, in the order of the page."""

VERDICTS = tuple(Verdict)
"""A verdict travels as its place in this order."""

MEASURES = ("min", "mediaan", "max")

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
    "inpandig",
    "voor_bewoners",
    "voor_senioren",
    "levensloopgeschikt",
    "nultreden",
    "intramuraal",
)
"""What the source says of an object and the card tells."""


@dataclass(frozen=True)
class Judged:
    """What was judged and summarised, as the map wants it; what is None is not there.

    Parameters
    ----------
    plannen, complexen, clusters
        Objects judged, indexed by their id in the source. Never a confidential plan.
    routes
        Ways to walk, indexed by (id of the object, voorziening): LineString in RD New,
        ``facility_id``, ``distance_m``, ``unknown_m`` and, to be drawn as such, ``unknown_geometry``
        (MultiLineString, empty where all is known). With a column ``soort`` (one of `SOORTEN`) a
        route belongs to that kind only; without it to every object of that id whose deciding
        facility it leads to.
    definitions
        Title of every definition by its name; the map opens with the first.
    kernen, buurten
        Summaries of areas, indexed by (niveau, code).
    walksheds
        From where every ontmoetingsplek can be reached on foot: areas indexed by ``facility_id``,
        ``naam`` and ``straten`` (MultiLineString), as in `wozgeo.network.walksheds.Walksheds`.
    limit_m
        How far that is.
    """

    plannen: gpd.GeoDataFrame | None = None
    complexen: gpd.GeoDataFrame | None = None
    clusters: gpd.GeoDataFrame | None = None
    routes: gpd.GeoDataFrame | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)
    kernen: gpd.GeoDataFrame | None = None
    buurten: gpd.GeoDataFrame | None = None
    walksheds: gpd.GeoDataFrame | None = None
    limit_m: float | None = None

    def listed(self) -> dict[str, gpd.GeoDataFrame]:
        """Give the tables that have rows, by kind, each in the order of its ids."""
        tables = {soort: getattr(self, soort) for soort in SOORTEN}
        return {
            soort: table.sort_index(kind="stable")
            for soort, table in tables.items()
            if table is not None and len(table)
        }


def listed_voorzieningen(judged: Judged) -> list[str]:
    """List the voorzieningen that any of the objects has distances to."""
    columns = chain.from_iterable(table.columns for table in judged.listed().values())
    found = (re.fullmatch(r"afstand_(.+)_max_m", str(column)) for column in columns)
    return list(dict.fromkeys(match[1] for match in found if match))


def describe_listed(
    judged: Judged, *, language: str = Language.NL
) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give the geometry and the record of every object, in the order of the page.

    Distances and margins travel in tenths of a metre, rounded as in the sentences: never onto a limit,
    so that only 0 is on it. A distance that is not known is None, one beyond the search limit -1.
    """
    shapes: list[Shapes] = [np.zeros(0, dtype=object)]
    records: list[dict[str, Any]] = []
    voorzieningen = dict.fromkeys(listed_voorzieningen(judged), math.inf)
    if judged.limit_m is not None and Voorziening.ONTMOETINGSPLEK in voorzieningen:
        voorzieningen[Voorziening.ONTMOETINGSPLEK] = judged.limit_m
    for soort, table in judged.listed().items():
        shapes.append(table.geometry.to_numpy())
        records += _records(
            soort, table, list(judged.definitions), voorzieningen, read_texts(language)
        )
    return np.concatenate(shapes), records


def describe_routes(judged: Judged) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give every route, and to which object and voorziening it belongs.

    The whole line comes first, then the stretches of it that are unknown.
    """
    routes = judged.routes
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
    whole: Shapes = shapely.multilinestrings(np.concatenate([lines, parts])[order], indices=of)
    return whole


def verdict_ranks(table: pd.DataFrame, definition: str) -> list[int]:
    """Say the verdict of every object as its place in `VERDICTS`; what is missing is onbekend."""
    places = {str(verdict): k for k, verdict in enumerate(VERDICTS)}
    unknown = places[Verdict.ONBEKEND]
    return [places.get(text, unknown) for text in _texts(table, f"oordeel_{definition}")]


def _records(
    soort: str,
    table: gpd.GeoDataFrame,
    definitions: list[str],
    voorzieningen: Mapping[str, float],
    texts: Texts,
) -> Iterator[dict[str, Any]]:
    columns = {
        "id": [str(place) for place in table.index],
        "naam": _texts(table, "naam"),
        "kern": _texts(table, "kern"),
        "n": _whole(_column(table, "n_woningen")),
        "score": _whole(_column(table, "score"), round),
        "rang": _whole(_column(table, "rang")),
        "oordelen": _rows([list(_verdicts(table, name)) for name in definitions], len(table)),
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


def _verdicts(table: pd.DataFrame, definition: str) -> Iterator[dict[str, Any]]:
    """Give per object what one definition says of it."""
    near = _column(table, f"bijna_{definition}").fillna(0).astype(bool)
    columns = {
        "o": verdict_ranks(table, definition),
        "marge": _margins(_column(table, f"marge_{definition}_m")),
        "deel": _whole(_column(table, f"aandeel_{definition}") * 100),
        "bijna": near.tolist(),
        "zin": _texts(table, f"toelichting_{definition}"),
        "nodig": _texts(table, f"nodig_{definition}"),
        "ontbreekt": _texts(table, f"ontbreekt_{definition}"),
        "hangt": _texts(table, f"hangt_af_van_{definition}"),
    }
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


def _distances(table: pd.DataFrame, voorziening: str, limit_m: float) -> Iterator[dict[str, Any]]:
    """Give per object the nearest, typical and farthest distance, and to whom the farthest leads."""
    measures = [
        _tenths(_column(table, f"afstand_{voorziening}_{measure}_m"), limit_m)
        for measure in MEASURES
    ]
    edge = _column(table, f"rand_{voorziening}").fillna(0).astype(bool)
    reason, place, name = (
        _texts(table, text.format(voorziening)) for text in ("reden_{}", "{}_id", "{}_naam")
    )
    for metres, why, who, called, beyond in zip(
        zip(*measures, strict=True), reason, place, name, edge.tolist(), strict=True
    ):
        yield {"m": list(metres), "reden": why, "id": who, "naam": called, "rand": beyond}


def _facts(row: pd.Series, texts: Texts) -> Iterator[tuple[str, str]]:
    """Give what the source says of one object, in words; what it does not say is left out."""
    for column in _FEITEN:
        value, label = row.get(column), texts(f"page.feit_{column}")
        if value is None or pd.isna(value) or value == "":
            continue
        if isinstance(value, bool | np.bool_):
            yield label, texts("page.yes" if value else "page.no")
        else:
            yield label, str(value)
    years = [row.get("oplevering_eerste"), row.get("oplevering_laatste")]
    known = dict.fromkeys(str(int(y)) for y in years if y is not None and not pd.isna(y))
    if known:
        yield texts("page.feit_oplevering"), "–".join(known)
    share = row.get("share_55plus")
    if share is not None and not pd.isna(share):
        yield texts("page.feit_55plus"), f"{math.floor(100 * share)} %"
    found, given = row.get("n_gevonden"), row.get("n_opgegeven")
    if found is not None and given is not None and not pd.isna(found) and not pd.isna(given):
        said = texts("page.of_given", found=int(found), given=int(given))
        yield texts("page.feit_gevonden"), said


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
