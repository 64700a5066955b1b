"""Result tables of where seniors live and where places could come, in the town of `judged`; all made up."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from judged import areas, at, judged

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.map.packing import rd_to_mercator
from wozgeo.outputs.shown_surface import NO_CELL, SENIOR_CELLS, MapCells


def line(*places: tuple[float, float]) -> shapely.MultiLineString:
    return shapely.MultiLineString([shapely.LineString([at(*place) for place in places])])


def table(rows: list[dict], index: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.DataFrame(rows).set_index(index), geometry="geometry", crs=RD_NEW)


def concentraties() -> gpd.GeoDataFrame:
    told = {
        "lengte_m": 500.0,
        "buurt": "Centrum",
        "kern": "Voorbeelddorp",
        "n_woningen": 60,
        "n_65_laag": 80,
        "n_65": 120,
        "n_65_hoog": 150,
        "n_75_laag": pd.NA,
        "n_75": 40,
        "n_75_hoog": 90,
        "n_65_rond": 100,
        "n_65_zonder_supermarkt": pd.NA,
        "n_65_zonder_ontmoetingsplek": 85,
    }
    rows = [
        {"rang": 1, "naam": "<b>Kerkstraat", "mist": "ontmoetingsplek"},
        {"rang": 2, "naam": "Veerweg", "mist": ""},
    ]
    shapes = [line((0, 600), (200, 600)), line((400, 600), (600, 600))]
    return table(
        [told | row | {"geometry": g} for row, g in zip(rows, shapes, strict=True)], "rang"
    )


def plekken() -> gpd.GeoDataFrame:
    empty = dict.fromkeys(
        ("winst_laag", "winst", "winst_hoog", "verlies_laag", "verlies", "verlies_hoog"), pd.NA
    )
    rows = [
        {"id": "K1", "plek": "gekozen", "rang": 1, "naam": "Oude school", "altijd_gekozen": False}
        | {"winst_laag": 50, "winst": 120, "winst_hoog": 225, "geometry": at(300, 500)},
        {"id": "K2", "plek": "kandidaat", "rang": pd.NA, "naam": "Loods", "altijd_gekozen": pd.NA}
        | {"winst_laag": 0, "winst": 15, "winst_hoog": 40, "geometry": at(420, 500)},
        {"id": "o1", "plek": "bestaand", "rang": pd.NA, "naam": "De plek", "altijd_gekozen": pd.NA}
        | {"verlies_laag": 10, "verlies": 30, "verlies_hoog": 45, "geometry": at(600, 500)},
    ]
    return table([empty | {"kern": "Voorbeelddorp", "even_goed": ""} | row for row in rows], "id")


def straten() -> gpd.GeoDataFrame:
    rows = [
        {"nr": 1, "voorziening": "ontmoetingsplek", "n_senioren": 600},
        {"nr": 2, "voorziening": "supermarkt", "n_senioren": 60},
    ]
    shapes = [line((0, 700), (200, 700)), line((400, 700), (600, 700))]
    return table([row | {"geometry": g} for row, g in zip(rows, shapes, strict=True)], "nr")


def zoekgebieden() -> gpd.GeoDataFrame:
    told = {"definitie": "een", "kern": "Voorbeelddorp", "oppervlakte_m2": 10_000, "score": 71.4}
    told |= {"share_bebouwd": 0.25, "voor_kern": "", "n_65_bereik_laag": 40, "n_65_bereik_hoog": 60}
    rows = [
        {"rang": 1, "lezing": "zeker", "n_65_bereik": 45, "geometry": at(0, 850).buffer(50)},
        {"rang": 2, "lezing": "mogelijk", "n_65_bereik": 0, "geometry": at(300, 850).buffer(50)},
    ]
    return table([told | row for row in rows], "rang")


def straten_erbij() -> gpd.GeoDataFrame:
    row = {"id": "P2", "wat": "plan", "naam": "Veerweg", "kern": "Dorp", "straten": "Kade, Plein"}
    row |= {"straten_m": 201.3, "niet_geteld": "De Bron (kerk): 352,9 m"}
    return table([row | {"geometry": line((0, 780), (200, 780))}], "id")


def plekken_erbij() -> gpd.GeoDataFrame:
    row = {"id": "n9", "naam": "", "telt_niet_omdat": "kerk", "helpt_complexen": 2}
    row |= {"helpt_plannen": 1, "zou_helpen": "Veerweg: 390,1 m", "geometry": at(500, 780)}
    return table([row], "id")


def with_seniors(laag: str) -> gpd.GeoDataFrame:
    """Give two areas side by side: one that says how many, one that says nothing."""
    niveau = {"kernen": "kern", "buurten": "buurt"}[laag]
    parts = [areas(niveau, "A", "Dorp"), areas(niveau, "B", "Gehucht")]
    found = gpd.GeoDataFrame(pd.concat(parts), crs=RD_NEW)
    found.geometry = [
        shapely.box(*place.bounds) for place in (at(0, 0).buffer(400), at(900, 0).buffer(400))
    ]
    numbers = {"n_65_laag": 260, "n_65": 270, "n_65_hoog": 280, "aandeel_65": 0.301}
    numbers |= {"n_75_laag": pd.NA, "n_75": 120, "n_75_hoog": 133, "aandeel_75": 0.134}
    for name, value in numbers.items():
        found[name] = [value, pd.NA]
    return found


def cells() -> MapCells:
    """Cells of 20 m: near west of 200 m, far east of it, and nothing in the last column.

    Few seniors in the west; east of it 5 or more, and in the last but one column nobody knows.
    """
    west_m, north_m = rd_to_mercator(np.array([[at(0, 0).x, at(0, 1000).y]]))[0]
    classes = np.zeros((20, 21), dtype=np.uint8)
    classes[:, 10:] = 4
    classes[:, 20] = NO_CELL
    seniors = np.where(classes == 4, 1, classes)
    seniors[:, 19] = 2
    return MapCells(
        *(west_m, north_m, 32.7, 20.0, 10.0),
        {"ontmoetingsplek": classes, SENIOR_CELLS: seniors},
        seniors_m=400.0,
        senior_classes=(
            ("#ffffff", "minder dan 5"), ("#00263f", "5 personen of meer"), ("#6b6b6b", "niet bekend"),
        ),
    )  # fmt: skip


TABLES = {
    "concentraties": concentraties,
    "plekken": plekken,
    "straten": straten,
    "zoekgebieden": zoekgebieden,
    "straten_erbij": straten_erbij,
    "plekken_erbij": plekken_erbij,
}

GIVEN = {
    "tables": {name: make() for name, make in TABLES.items()},
    "senior_walk_m": 400.0,
    "sited": ("ontmoetingsplek", 400.0),
    "cells": cells(),
    "kernen": with_seniors("kernen"),
    "buurten": with_seniors("buurten"),
}
"""For `judged.judged` and `judged.draw_judged`."""


def found(**other):
    return judged(**(GIVEN | other))
