"""Does a forecast follow its factors, and does supply stand beside need as an interval?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.population.growing import factor_per_dwelling, grown
from wozgeo.analysis.population.published import published_areas
from wozgeo.analysis.population.supply import clustered_in_plans, supply_beside_need
from wozgeo.domain.crs import RD_NEW
from wozgeo.domain.population import Growth, SetOfFigures
from wozgeo.domain.tables import AREA_TABLE, LOCATION_TABLE

NAMES = [f"{bound}_{age}" for age in (65, 75) for bound in ("low", "likely", "high")]
HOLDS = pd.DataFrame(
    {"kern": ["A", "A", "B"], "buurt": "", "wijk": ["w1", "w1", "w2"], "gemeente": "g"},
    index=pd.Index(["1", "2", "3"], name="location_id"),
)


def growth(factors: dict[str, tuple[float, float]], column: str = "factor_65_74") -> Growth:
    table = pd.DataFrame.from_dict(factors, orient="index", columns=[column, "factor_75"])
    return Growth("2040", "Gemeente", "2026", "p.csv", table.rename_axis("gebied"))


def figures() -> SetOfFigures:
    """Two dwellings share a zone of 20 (18 to 22), a third has 10 exactly; four in ten are 75 and over."""
    rows = [
        (0.0, 10.0, 22.0, 0.0, 4.0, 9.0),
        (0.0, 10.0, 22.0, 0.0, 4.0, 9.0),
        (10.0, 10.0, 10.0, 4.0, 4.0, 4.0),
    ]
    dwellings = pd.DataFrame(rows, columns=NAMES, index=HOLDS.index).assign(zone=["z", "z", "y"])
    zones = pd.DataFrame(
        [(18.0, 20.0, 22.0, 7.0, 8.0, 9.0), rows[2], (28.0, 30.0, 32.0, 11.0, 12.0, 13.0)],
        columns=NAMES,
        index=pd.Index(["z", "y", "all"], name="zone"),
    ).assign(within=["all", "all", ""])
    areas = pd.DataFrame(
        [(18.0, 20.0, 22.0, 7.0, 8.0, 9.0), rows[2], (28.0, 30.0, 32.0, 11.0, 12.0, 13.0)],
        columns=NAMES,
        index=pd.MultiIndex.from_tuples(
            [("kern", "A"), ("kern", "B"), ("gemeente", "g")], names=["niveau", "code"]
        ),
    )
    return SetOfFigures(dwellings, zones, areas)


def expected(factors: dict[str, tuple[float, float]], column: str = "factor_65_74") -> SetOfFigures:
    return grown(
        figures(), factor_per_dwelling(growth(factors, column), HOLDS, {"Wijk Een": "w1"}), HOLDS
    )


def test_each_age_grows_by_its_own_factor() -> None:
    """Of 20 in kern A 12 are 65 to 75 and 8 older: 12 x 1.5 and 8 x 2 make 34."""
    area = expected({"": (1.5, 2.0)}).areas.loc[("kern", "A")]
    assert area["likely_65"] == pytest.approx(34)
    assert area["likely_75"] == pytest.approx(16)
    assert area["low_65"] == pytest.approx(1.5 * 11 + 2 * 7), "18 with as few as 7 of 75 and over"
    assert area["high_65"] == pytest.approx(1.5 * 13 + 2 * 9), "22 with as many as 9"


def test_a_zone_that_lies_in_no_other_grows_by_itself_beside_one_that_does() -> None:
    told = figures()
    told.zones.loc["y", "within"] = ""
    factors = factor_per_dwelling(growth({"": (1.5, 2.0)}), HOLDS, {})
    zones = grown(told, factors, HOLDS).zones
    assert zones.loc[["z", "y", "all"], "likely_75"].tolist() == [16, 8, 24]
    assert zones["within"].to_dict() == {"z": "all", "y": "", "all": ""}


def test_the_factor_of_a_wijk_goes_before_that_of_the_gemeente_and_of_everywhere() -> None:
    found = expected({"": (1.0, 1.0), "g": (2.0, 2.0), "Wijk Een": (3.0, 3.0)})
    assert found.dwellings["likely_65"].tolist() == [30, 30, 20]
    assert found.areas.loc[("kern", "B"), "likely_65"] == 20
    whole = found.areas.loc[("gemeente", "g")]
    assert whole["likely_65"] == pytest.approx(20 * 3 + 10 * 2)
    assert (whole["low_65"], whole["high_65"]) == (28 * 2, 32 * 3)
    assert found.zones.loc["all", "likely_75"] == pytest.approx(8 * 3 + 4 * 2)


def test_a_gemeente_is_not_expected_beyond_what_its_wijken_add_up_to() -> None:
    """Between the least and the most of its factors it had wider bounds than its wijken together."""
    told, (a, b) = figures(), (figures().areas.iloc[0], figures().areas.iloc[1])
    areas = pd.concat([told.areas, pd.DataFrame({("wijk", "w1"): a, ("wijk", "w2"): b}).T])
    told = SetOfFigures(told.dwellings, told.zones, areas.rename_axis(["niveau", "code"]))
    factors = factor_per_dwelling(growth({"w1": (3.0, 3.0), "w2": (2.0, 2.0)}), HOLDS, {})
    found = grown(told, factors, HOLDS).areas.loc[("gemeente", "g")]
    assert (found["low_65"], found["likely_65"], found["high_65"]) == (54 + 20, 80, 66 + 20)
    assert (found["low_75"], found["high_75"]) == (7 * 3 + 4 * 2, 9 * 3 + 4 * 2)
    outside = HOLDS.assign(wijk=["w1", "w1", ""])  # a part in no wijk: the sum says nothing
    assert grown(told, factors, outside).areas.loc[("gemeente", "g"), "low_65"] == 28 * 2


def test_where_the_forecast_has_no_factor_nothing_is_expected() -> None:
    found = expected({"w1": (1.0, 1.0)})
    assert found.dwellings.loc["3"].drop("zone").isna().all()
    assert np.isnan(found.areas.loc[("gemeente", "g"), "likely_65"])


@pytest.mark.parametrize("column", ["factor_65", "factor_65_74"])
def test_low_is_never_above_likely_nor_likely_above_high(column: str) -> None:
    found = expected({"w1": (0.5, 1.5), "w2": (1.25, 0.75)}, column)
    for table in (found.dwellings, found.zones, found.areas):
        for age in (65, 75):
            assert (table[f"low_{age}"] <= table[f"likely_{age}"] + 1e-9).all()
            assert (table[f"likely_{age}"] <= table[f"high_{age}"] + 1e-9).all()


AREAS = figures().areas.index


def test_a_forecast_does_not_show_what_is_not_shown_of_now() -> None:
    """Of 4 of 75 and over in kern B a factor of two would show 8: halve it and there they are."""
    now = figures()
    later = expected({"": (1.0, 2.0)})
    unknown = pd.Series(np.nan, index=AREAS)
    found = published_areas(now, {"2040": later}, HOLDS, AREAS, unknown, at_least=5)
    assert pd.isna(found.loc[("kern", "B"), "n_75"])
    assert pd.isna(found.loc[("kern", "B"), "n_75_prognose"])
    assert found.loc[("kern", "A"), "n_65_prognose"] == 28


def test_shares_are_of_the_inhabitants_that_are_known() -> None:
    known = pd.Series([200.0, np.nan, 300.0], index=AREAS)
    found = published_areas(figures(), {}, HOLDS, AREAS, known, at_least=5)
    assert found.loc[("kern", "A"), "aandeel_65"] == pytest.approx(0.1)
    assert pd.isna(found.loc[("kern", "B"), "aandeel_65"])


def test_the_gap_is_an_interval_between_all_that_may_count_and_what_exists() -> None:
    """At 50 per 100 of 75 and over: 13 persons at most ask 6.5, 12 ask 6, 11 ask 5.5."""
    published = published_areas(
        figures(), {}, HOLDS, AREAS, pd.Series(np.nan, index=AREAS), at_least=5
    )
    summary = pd.DataFrame(
        {
            "naam": ["A", "B", "G"],
            "woningen_complexen_voldoet_druten": [1, 0, 1],
            "woningen_complexen_onbekend_druten": [0, 1, 1],
            "woningen_plannen_voldoet_druten": [0, 9, 9],
            "woningen_plannen_onbekend_druten": [0, 0, 0],
        },
        index=AREAS,
    )
    planned = pd.DataFrame({"zeker": [2, 2], "mogelijk": [0, 0]}, index=AREAS[1:], dtype="Int64")
    found = supply_beside_need(summary, published, planned, "druten", ratio=50)
    whole = found.loc[("gemeente", "g")]
    assert whole[["geclusterd_bestaand", "geclusterd_zeker", "geclusterd_mogelijk"]].tolist() == [
        1,
        2,
        1,
    ]
    assert whole[["tekort_laag", "tekort", "tekort_hoog"]].tolist() == [1, 3, 6]
    assert "tekort" not in supply_beside_need(summary, published, planned, "druten", ratio=None)
    assert supply_beside_need(summary[["naam"]], published, planned, "druten", ratio=50).empty


def test_of_a_plan_its_geclusterde_dwellings_count_and_not_all_of_them() -> None:
    """Of 30 dwellings 20 are geclusterd: 20 are certain. Not stated: from none to all. Not met: none."""
    plans = gpd.GeoDataFrame(
        {
            "kern": ["A", "A", "A", "B", "B"],
            "n_woningen": pd.array([30, 14, 40, 12, None], dtype="Int64"),
            "n_geclusterd": pd.array([20, None, 25, 12, None], dtype="Int64"),
            "oordeel_druten": ["voldoet", "voldoet", "onbekend", "voldoet_niet", "onbekend"],
        },
        index=pd.Index(list("abcde"), name="id"),
        geometry=[shapely.Point(100_000 + i, 400_000) for i in range(5)],
        crs=RD_NEW,
    )
    none, without = LOCATION_TABLE.empty(), AREA_TABLE.empty()
    found = clustered_in_plans(plans, none, without, "druten")
    assert found.loc[("kern", "A")].tolist() == [20, 14 + 25]
    assert found.loc[("kern", "B")].tolist() == [0, 0]
    assert clustered_in_plans(plans[:0], none, without, "druten").empty
