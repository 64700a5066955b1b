"""Claims about facilities that are probably missing: only where we walk far further than CBS drives."""

import numpy as np
import pandas as pd
import pytest
from said import telling

from wozgeo.analysis.completeness import missing_facilities
from wozgeo.domain.language import Language
from wozgeo.domain.tables import AREA_TABLE
from wozgeo.inputs.facilities import read_voorzieningen

missing_facilities = telling(missing_facilities)

INDEX = pd.MultiIndex.from_tuples([("buurt", "BU1"), ("buurt", "BU2")], names=["niveau", "code"])


def summary(mean_m, *, n=(10, 10), none=(0, 0), unknown=(0, 0), names=("Hoek", "Kade")):
    return pd.DataFrame(
        {
            "naam": names,
            "n_woningen": n,
            "gemiddeld_huisarts_m": mean_m,
            "n_geen_huisarts": none,
            "n_onbekend_huisarts": unknown,
        },
        index=INDEX,
    )


def cbs(km) -> pd.DataFrame:
    return pd.DataFrame({"cbs_huisarts_km": pd.array(km, dtype="Float64")}, index=INDEX)


def missing(table, areas, **choices):
    found = table.filter(["gemiddeld_huisarts_m"]).droplevel("niveau")
    return missing_facilities(
        table,
        found.set_axis(["huisarts"] * found.shape[1], axis=1),
        areas,
        read_voorzieningen(),
        **{"factor": 2.0, "extra_m": 500.0, "searched_m": 5_000.0, **choices},
    )


def test_a_buurt_far_above_cbs_is_told_and_one_near_it_is_not():
    table, said = missing(summary([3_400.0, 1_000.0]), cbs([0.9, 0.9]))
    assert said == [
        "In buurt Hoek is de huisarts volgens CBS gemiddeld 0,9 km ver (over autowegen), wozgeo "
        "vindt 3,4 km: hier ontbreekt waarschijnlijk een huisarts."
    ]
    assert table.index.tolist() == [("BU1", "huisarts")]
    row = table.iloc[0]
    assert (row["cbs_m"], row["gevonden_m"], row["meer_m"]) == (900, 3_400, 2_500)
    assert not row["minstens"]


@pytest.mark.parametrize(
    ("mean_m", "km", "told"),
    [
        (2_000.0, 1.0, False),  # exactly twice as far is not more than twice
        (2_000.1, 1.0, True),
        (700.0, 0.2, False),  # exactly 500 m further is not more
        (700.1, 0.2, True),
        (500.0, 0.1, False),  # five times as far, but 400 m
        (5_000.0, 3.0, False),  # 2 km further, but not twice as far
    ],
)
def test_both_the_factor_and_the_metres_must_be_passed(mean_m, km, told):
    table, said = missing(summary([mean_m, 0.0]), cbs([km, 1.0]))
    assert len(table) == len(said) == told


def test_who_found_none_walks_at_least_as_far_as_was_searched():
    # 2 of 10 walk 500 m, 8 found none within 5 km: 4 100 m at the least
    table, said = missing(summary([500.0, 500.0], none=(8, 0)), cbs([0.9, 0.9]))
    assert table["gevonden_m"].tolist() == [4_100]
    assert "wozgeo vindt minstens 4,1 km:" in said[0]


def test_a_buurt_where_nobody_found_one_is_told_as_such():
    _, said = missing(summary([np.nan, 500.0], none=(10, 0)), cbs([0.9, 0.9]))
    assert "wozgeo vindt er geen binnen 5 km:" in said[0]


def test_far_in_the_country_finding_none_proves_nothing():
    assert missing(summary([np.nan, 500.0], none=(10, 0)), cbs([7.2, 0.9]))[1] == []


def test_dwellings_that_could_not_be_searched_do_not_count():
    table, _ = missing(summary([3_000.0, np.nan], unknown=(9, 10)), cbs([0.9, 0.9]))
    assert table["gevonden_m"].tolist() == [3_000]


def test_what_cbs_does_not_say_is_not_compared():
    table = summary([9_000.0, 9_000.0], n=(10, 0))
    assert missing(table, cbs([None, 0.9]))[1] == []
    assert missing(table, AREA_TABLE.empty())[1] == []
    assert missing(table.drop(columns="gemiddeld_huisarts_m"), cbs([0.9, 0.9]))[1] == []


def test_that_nothing_could_be_compared_is_told():
    table, said = missing(summary([3_400.0, 1_000.0]), cbs([0.9, 0.9])[[]])
    assert table.empty
    assert [text.split(":")[0] for text in said] == [
        "Niet nagegaan is waar een voorziening in de gegevens ontbreekt"
    ]


def test_the_largest_difference_comes_first_and_a_buurt_without_a_name_has_its_code():
    table, said = missing(summary([3_000.0, 4_000.0], names=("Hoek", "")), cbs([0.9, 0.9]))
    assert table.index.get_level_values("code").tolist() == ["BU2", "BU1"]
    assert said[0].startswith("In buurt BU2 is")


def test_it_is_told_in_english_as_well():
    _, said = missing(summary([3_400.0, 0.0]), cbs([0.9, 0.9]), language=Language.EN)
    assert said == [
        "In the neighbourhood Hoek the nearest GP is 0.9 km away on average according to CBS (along roads "
        "for cars), wozgeo finds 3.4 km: a GP is probably missing here."
    ]
    _, said = missing(summary([np.nan, 0.0], none=(10, 0)), cbs([0.9, 0.9]), language=Language.EN)
    assert "wozgeo finds none within 5 km:" in said[0]


def test_a_voorziening_of_which_none_is_known_is_missing_everywhere():
    nobody = summary([np.nan, np.nan], unknown=(10, 10))
    table, said = missing(nobody, cbs([0.6, 0.9]))
    assert (len(table), said) == (0, [])  # not searched: nothing can be said
    table, said = missing(nobody, cbs([0.6, 0.9]), absent=["huisarts"])
    assert table.index.tolist() == [("BU1", "huisarts"), ("BU2", "huisarts")]
    assert all("wozgeo vindt er geen binnen 5 km" in sentence for sentence in said)
    _, said = missing(nobody, cbs([pd.NA, pd.NA]), absent=["huisarts"])
    assert said == []
