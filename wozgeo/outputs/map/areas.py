"""What does the page know of kernen and buurten, and of what lies within walking distance?"""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from wozgeo.outputs.map.objects import VERDICTS, Judged
from wozgeo.outputs.map.packed_points import number_codes
from wozgeo.outputs.map.packed_shapes import Shapes

NIVEAUS = {"kernen": "kern", "buurten": "buurt"}
"""Layer of the map and the word for one of its areas."""

_TOLERANCE_M = 1.0
"""How far an outline may move: below a pixel up to zoom 17."""


def describe_areas(judged: Judged) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give the outline and the figures of every kern and buurt."""
    shapes: list[Shapes] = [np.zeros(0, dtype=object)]
    records: list[dict[str, Any]] = []
    for laag, word in NIVEAUS.items():
        table = getattr(judged, laag)
        if table is None or not len(table):
            continue
        table = table.sort_index(kind="stable")
        shapes.append(_thinned(table.geometry.to_numpy()))
        for key, row in table.drop(columns="geometry").iterrows():
            niveau, code = key if isinstance(key, tuple) else (word, key)
            records.append(_area(laag, str(niveau), str(code), row, judged.definitions))
    return np.concatenate(shapes), records


def describe_walksheds(judged: Judged) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give from where an ontmoetingsplek can be reached on foot: the area, then the streets.

    Those of all ontmoetingsplekken together: where two overlap nothing is nearer than elsewhere.
    """
    table = judged.walksheds
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
    found = (re.fullmatch(r"mediaan_(.+)_m", str(column)) for column in row.index)
    return [
        {
            "v": v,
            "mediaan": _code(row.get(f"mediaan_{v}_m")),
            "gemiddeld": _code(row.get(f"gemiddeld_{v}_m")),
            "geen": _count(row.get(f"n_geen_{v}")),
            "onbekend": _count(row.get(f"n_onbekend_{v}")),
            "binnen": _shares(row, v),
        }
        for v in (match[1] for match in found if match)
    ]


def _shares(row: pd.Series, voorziening: str) -> list[list[int]]:
    """Give the share of the dwellings within each distance, as (metres, whole percent)."""
    pattern = rf"aandeel_{re.escape(voorziening)}_(\d+)"
    shares = [(re.fullmatch(pattern, str(column)), value) for column, value in row.items()]
    known = [(int(match[1]), value) for match, value in shares if match and not pd.isna(value)]
    return [[metres, math.floor(100 * share + 1e-9)] for metres, share in sorted(known)]


def _counts(row: pd.Series, definition: str) -> dict[str, list[int | None]]:
    """Give per kind how many objects got each verdict."""
    return {
        soort: [_count(row.get(f"{soort}_{verdict}_{definition}")) for verdict in VERDICTS]
        for soort in ("plannen", "complexen")
        if f"{soort}_{VERDICTS[0]}_{definition}" in row.index
    }


def _count(value: Any) -> int | None:  # noqa: ANN401
    return None if value is None or pd.isna(value) else int(value)


def _code(value: Any) -> int:  # noqa: ANN401
    number = math.nan if value is None or pd.isna(value) else float(value)
    return int(number_codes(pd.Series([number]))[0])
