"""Claims about the tables of verdicts and areas: in order, in Dutch, and never over a limit."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.judged_tables import (
    build_buurten,
    build_clusters,
    build_complexen,
    build_kernen,
    build_plannen,
    thousandths,
)
from wozgeo.outputs.tables.files import write_geopackage, write_parquet

WANTED = ["huisarts", "ontmoetingsplek"]
EVIDENCE = ["oordeel_{}", "gemeten_{}_m", "marge_{}_m", "bijna_{}", "toelichting_{}", "nodig_{}"]


def objects(definitions=("druten",), **columns):
    """Draw three objects, given in no order at all."""
    given = {
        "gemeente": ["W", "W", ""],
        "naam": ["Zon", "Maan", ""],
        "kern": ["Dorp", "", "Dorp"],
        "n_woningen": pd.array([12, None, 30], dtype="Int64"),
        "share_55plus": pd.array([0.4996, None, 0.5], dtype="Float64"),
        "inpandig": pd.array([True, None, False], dtype="boolean"),
        "score": [61.25, np.nan, 80.0],
        "rang": pd.array([2, None, 1], dtype="Int64"),
    }
    for v in WANTED:
        for measure in ("min", "mediaan", "max"):
            given[f"afstand_{v}_{measure}_m"] = [399.996, np.inf, np.nan]
        given |= {f"reden_{v}": ["", "buiten_zoekgrens", "buiten_kaart"], f"{v}_id": ["n1", "", ""]}
        given[f"{v}_naam"] = ["Hal", "", ""]
    for d in definitions:
        given |= {
            f"oordeel_{d}": ["voldoet", "voldoet_niet", "onbekend"],
            f"gemeten_{d}_m": [399.9, np.inf, np.nan],
            f"marge_{d}_m": [0.004, -np.inf, np.nan],
            f"aandeel_{d}": [0.9999, 0.0, np.nan],
            f"bijna_{d}": [False, False, True],
            f"toelichting_{d}": ["Ja.", "Nee.", "Wie weet."],
            f"nodig_{d}": ["", "van alles", "iets"],
            f"ontbreekt_{d}": ["", "", "x"],
            f"hangt_af_van_{d}": ["", "", ""],
        }
    return gpd.GeoDataFrame(
        {**given, **columns},
        geometry=[Point(i, 0) for i in range(3)],
        index=pd.Index(["p2", "p10", "p1"], name="plan_id"),
        crs=RD_NEW,
    )


def areas():
    rows = [
        ("kern", "Dorp"),
        ("gemeente", "GM1"),
        ("wijk", "WK1"),
        ("buurt", "BU2"),
        ("buurt", "BU1"),
    ]
    return gpd.GeoDataFrame(
        {
            "gemiddeld_huisarts_m": [399.996, 400.004, 12.346, np.nan, 1.0],
            "aandeel_huisarts_400": [0.9999, 0.0001, 0.0, 1.0, np.nan],
            "plannen_voldoet_druten": [1, 2, 3, 4, 5],
            "woningen_plannen_voldoet_druten": [1, 2, 3, 4, 5],
            "naam": ["Dorp", "G", "W", "B2", "B1"],
            "n_woningen": [10, 40, 30, 20, 10],
            "share_65plus": pd.array([None, 0.25, 0.2, 0.1234, None], dtype="Float64"),
            "cbs_huisarts_km": pd.array([None, 0.9, 0.9, 0.9, None], dtype="Float64"),
        },
        geometry=[box(0, 0, 1, 1)] * 5,
        index=pd.MultiIndex.from_tuples(rows, names=["niveau", "code"]),
        crs=RD_NEW,
    )


@pytest.mark.parametrize("build", [build_plannen, build_complexen, build_clusters])
@pytest.mark.parametrize("definitions", [["druten"], ["rijk", "druten"]])
def test_the_answer_stands_before_its_evidence(build, definitions):
    table = build(objects(definitions), definitions, WANTED)
    answer = [pattern.format(d) for d in definitions for pattern in EVIDENCE]
    first = ["naam", "kern", "n_woningen", *answer]
    assert [*table.columns[: len(first)]] == first
    assert table.columns[-1] == "geometry"
    assert set(table.columns) == {
        *objects(definitions).rename(columns={"share_55plus": "aandeel_55plus"}).columns
    }


def test_rows_are_sorted_by_the_id_of_the_source_whatever_their_order():
    table = build_plannen(objects(), ["druten"], WANTED)
    assert table.index.name == "id"
    assert [*table.index] == ["p1", "p10", "p2"]
    shuffled = build_plannen(objects().iloc[[2, 0, 1]], ["druten"], WANTED)
    pd.testing.assert_frame_equal(pd.DataFrame(table), pd.DataFrame(shuffled))


def test_what_was_searched_in_vain_and_what_was_not_stay_apart():
    table = build_plannen(objects(), ["druten"], WANTED)
    metres = table["afstand_ontmoetingsplek_max_m"]
    assert [metres["p2"], metres["p10"]] == [399.99, np.inf]
    assert np.isnan(metres["p1"])
    assert table.loc["p10", "marge_druten_m"] == -np.inf


def test_a_share_below_a_half_is_not_a_half_and_nearly_all_is_not_all():
    table = build_plannen(objects(), ["druten"], WANTED)
    assert table.loc["p2", "aandeel_55plus"] == 0.499
    assert table.loc["p1", "aandeel_55plus"] == 0.5
    assert table.loc["p2", "aandeel_druten"] == 0.999


def test_unknown_stays_unknown():
    table = build_plannen(objects(), ["druten"], WANTED)
    assert table["inpandig"].isna().tolist() == [False, True, False]
    assert table["n_woningen"].isna().tolist() == [False, True, False]
    assert np.isnan(table.loc["p10", "score"])
    assert table.loc["p2", "score"] == 61.2


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.4996, 0.499), (0.57, 0.57), (0.29, 0.29), (1.0, 1.0), (0.99999, 0.999), (1e-6, 0.001),
     (0.0, 0.0), (1 / 3, 0.333), (2 / 3, 0.666)],
)  # fmt: skip
def test_a_share_is_rounded_down_but_a_little_is_not_none(share, shown):
    assert thousandths(np.array([share]))[0] == shown


def test_kernen_are_kernen_alone_without_what_cbs_tells():
    table = build_kernen(areas())
    assert [*table.index] == ["Dorp"]
    assert table.index.name == "code"
    assert [*table.columns] == [
        "naam",
        "n_woningen",
        "plannen_voldoet_druten",
        "gemiddeld_huisarts_m",
        "aandeel_huisarts_400",
        "woningen_plannen_voldoet_druten",
        "geometry",
    ]
    assert table["gemiddeld_huisarts_m"].tolist() == [399.99]


def test_buurten_come_before_their_wijk_and_gemeente():
    table = build_buurten(areas())
    assert [*table.index] == [
        ("buurt", "BU1"),
        ("buurt", "BU2"),
        ("wijk", "WK1"),
        ("gemeente", "GM1"),
    ]
    assert table["gemiddeld_huisarts_m"].tolist()[2:] == [12.35, 400.01]
    assert table["aandeel_huisarts_400"].tolist()[1:] == [1.0, 0.0, 0.001]
    assert table["aandeel_65plus"].tolist()[1:] == [0.123, 0.2, 0.25]


def test_without_rows_the_columns_are_the_same():
    full = build_plannen(objects(), ["druten"], WANTED)
    none = build_plannen(objects().iloc[:0], ["druten"], WANTED)
    assert none.empty
    assert [*none.columns] == [*full.columns]
    assert build_kernen(areas().iloc[:0]).empty
    assert build_buurten(areas().iloc[:0]).empty
    assert build_buurten(areas().iloc[:1]).crs == RD_NEW


def test_nothing_is_changed_in_what_was_given():
    given, summary = objects(), areas()
    build_plannen(given, ["druten"], WANTED)
    build_buurten(summary)
    pd.testing.assert_frame_equal(pd.DataFrame(given), pd.DataFrame(objects()))
    pd.testing.assert_frame_equal(pd.DataFrame(summary), pd.DataFrame(areas()))


def test_a_geopackage_and_geoparquet_take_them(tmp_path):
    tables = {
        "plannen": build_plannen(objects(), ["druten"], WANTED),
        "kernen": build_kernen(areas()),
        "buurten": build_buurten(areas()),
    }
    path = write_geopackage(tmp_path / "r.gpkg", tables, styles={})
    read = gpd.read_file(path, layer="plannen")
    assert read["afstand_ontmoetingsplek_max_m"].isna().tolist() == [True, True, False]
    assert read["marge_druten_m"].isna().tolist() == [True, True, False]
    assert read["reden_ontmoetingsplek"].tolist() == ["buiten_kaart", "buiten_zoekgrens", ""]
    for name, table in tables.items():
        again = gpd.read_parquet(write_parquet(tmp_path / f"{name}.parquet", table))
        assert [*again.index] == [*table.index]
