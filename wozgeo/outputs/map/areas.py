"""What does the page know of kernen and buurten, and of what lies within walking distance?"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.columns_areas import AreaWalk, ShareNear, VerdictCount
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.objects import VERDICT_ORDER
from wozgeo.outputs.map.packed_points import number_codes
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.map.senior_words import say_on_card, senior_shares

AREA_WORDS = {"kernen": "kern", "buurten": "buurt"}
"""Layer of the map and the word for one of its areas."""

_TOLERANCE_M = 1.0
"""How far an outline may move: below a pixel up to zoom 17."""


def describe_areas(found: Found) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give the outline and the figures of every kern and buurt."""
    shapes: list[Shapes] = [np.zeros(0, dtype=object)]
    records: list[dict[str, Any]] = []
    for laag, word in AREA_WORDS.items():
        table = found.areas.get(laag)
        if table is None or not len(table):
            continue
        table = table.sort_index(kind="stable")
        shapes.append(_thinned(table.geometry.to_numpy()))
        for key, row in table.drop(columns="geometry").iterrows():
            niveau, code = key if isinstance(key, tuple) else (word, key)
            area = _area(laag, str(niveau), str(code), row, found.titles)
            shares = {**area_shares(row, found), **senior_shares(row)}
            told = say_on_card(row, found)
            records.append({**area, "aandelen": shares, **({"ouderen": told} if told else {})})
    return np.concatenate(shapes), records


def describe_walksheds(found: Found) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give from where an ontmoetingsplek can be reached on foot: the area, then the streets.

    Those of all ontmoetingsplekken together: where two overlap nothing is nearer than elsewhere.
    """
    table = found.walksheds
    if table is None or not len(table):
        return np.zeros(0, dtype=object), []
    parts = {"gebied": shapely.union_all(shapely.make_valid(table.geometry.to_numpy()))}
    if "straten" in table.columns:
        joined = shapely.line_merge(shapely.union_all(table["straten"].to_numpy()))
        parts["straten"] = joined
    shapes = np.array([*parts.values()], dtype=object)
    return _thinned(shapes), [{"deel": part} for part in parts]


def _thinned(shapes: Shapes) -> Shapes:
    thinned: Shapes = shapely.simplify(shapes, _TOLERANCE_M)
    return thinned


def _area(
    laag: str, niveau: str, code: str, row: pd.Series, definitions: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "laag": laag,
        "niveau": niveau,
        "code": code,
        "naam": str(row.get("naam") or code),
        "n": _count(row.get("n_woningen")),
        "afstanden": _distances(row),
        "oordelen": [_counts(row, name) for name in definitions],
    }


def _distances(row: pd.Series) -> list[dict[str, Any]]:
    """Give per voorziening the typical distance, what was not found, and shares within."""
    return [
        {
            "v": walk.voorziening,
            "mediaan": _code(row.get(walk.mediaan_m)),
            "gemiddeld": _code(row.get(walk.gemiddeld_m)),
            "geen": _count(row.get(walk.n_geen)),
            "onbekend": _count(row.get(walk.n_onbekend)),
            "binnen": _shares(row, walk.voorziening),
        }
        for walk in AreaWalk.among(row.index, AreaWalk.mediaan_m)
    ]


def _shares(row: pd.Series, voorziening: str) -> list[list[int]]:
    """Give the share of the dwellings within each distance, as (metres, whole percent)."""
    shares = [
        (int(near.metres), row[near.aandeel])
        for near in ShareNear.among(row.index, ShareNear.aandeel)
        if near.voorziening == voorziening and near.metres.isdecimal()
    ]
    known = [(metres, share) for metres, share in shares if not pd.isna(share)]
    return [[metres, math.floor(100 * share + 1e-9)] for metres, share in sorted(known)]


def area_shares(row: pd.Series, found: Found) -> dict[str, int]:
    """Give what can be drawn per area, by the key of the view: a share of the dwellings in whole percents.

    What is not known is left out.
    """
    near_m = found.summary_near_m
    shares = {
        near.voorziening: row[near.aandeel]
        for near in ShareNear.among(row.index, ShareNear.aandeel)
        if near == ShareNear.within(near.voorziening, near_m)
    }
    return {v: math.floor(100 * s + 1e-9) for v, s in shares.items() if not pd.isna(s)}


def _counts(row: pd.Series, definition: str) -> dict[str, list[int | None]]:
    """Give per kind how many objects got each verdict."""
    return {
        soort: [_count(row.get(VerdictCount(soort, v, definition).n)) for v in VERDICT_ORDER]
        for soort in ("plannen", "complexen")
        if VerdictCount(soort, VERDICT_ORDER[0], definition).n in row.index
    }


def _count(value: Any) -> int | None:  # noqa: ANN401
    return None if value is None or pd.isna(value) else int(value)


def _code(value: Any) -> int:  # noqa: ANN401
    number = math.nan if value is None or pd.isna(value) else float(value)
    return int(number_codes(pd.Series([number]))[0])
