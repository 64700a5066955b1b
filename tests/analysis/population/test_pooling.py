"""Are few persons put together before anything is computed?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.population.pooling import pool_counts, small_rests, without
from wozgeo.domain.population import AGES, Figures, Known, ZoneKind

RD = "EPSG:28992"


def figures(
    kind: ZoneKind, of_65: dict[str, float], of_75: dict[str, float] | None = None
) -> Figures:
    columns: dict[str, object] = {}
    for age, given in ((65, of_65), (75, of_75)):
        values = [np.nan] * len(of_65) if given is None else [given[code] for code in of_65]
        known = str(Known.ABSENT) if given is None else str(Known.COUNTED)
        columns[f"low_{age}"] = np.nan_to_num(values)
        columns[f"likely_{age}"] = values
        columns[f"high_{age}"] = np.nan_to_num(values, nan=np.inf)
        columns[f"known_{age}"] = known
    table = gpd.GeoDataFrame(
        columns, index=pd.Index([*of_65], name="code"), geometry=[None] * len(of_65), crs=RD
    )
    return Figures(kind, "tel.csv", table.sort_index(), own=True)


def street(n: int, kern: list[str] | None = None):
    """Give dwellings at every 10 m, a zone each."""
    ids = [f"w{i:02d}" for i in range(n)]
    homes = gpd.GeoDataFrame(
        index=ids, geometry=[shapely.Point(10 * i, 0) for i in range(n)], crs=RD
    )
    code = pd.Series([f"a{i:02d}" for i in range(n)], index=ids, dtype=object)
    holds = pd.DataFrame(
        {"kern": kern or ["k"] * n, "buurt": "", "wijk": "", "gemeente": "g"}, index=ids
    )
    return code, homes, holds


def test_ten_addresses_with_one_each_are_two_groups_of_five():
    code, homes, holds = street(10)
    found = pool_counts(
        figures(ZoneKind.ADRES, dict.fromkeys(code, 1.0)), code, homes, holds, at_least=5
    )
    assert found.group_of.tolist() == ["a00"] * 5 + ["a05"] * 5
    assert found.figures.table["likely_65"].tolist() == [5, 5]
    assert found.figures.table["high_65"].tolist() == [5, 5]


def test_neighbours_are_put_together_whatever_they_are_called():
    """Four at 0, 10, 20 and 30 m, by other names in another order: the first two and the last two."""
    code, homes, holds = street(4)
    code = code.map({"a00": "a02", "a01": "a00", "a02": "a03", "a03": "a01"})
    found = pool_counts(
        figures(ZoneKind.ADRES, dict.fromkeys(code, 2.0)), code, homes, holds, at_least=2
    )
    group = found.group_of[code].tolist()
    assert group[0] == group[1] != group[2] == group[3]


def test_one_address_with_forty_is_not_alone_in_its_group():
    code, homes, holds = street(10)
    counts = {**dict.fromkeys(code, 0.0), "a03": 40.0}
    found = pool_counts(figures(ZoneKind.ADRES, counts), code, homes, holds, at_least=5)
    group = found.group_of["a03"]
    assert (found.group_of == group).sum() >= 5
    assert found.figures.table["likely_65"].sum() == 40


@pytest.mark.parametrize("at_least", [5, 10])
def test_of_a_group_neither_those_of_75_nor_those_under_it_are_few(at_least):
    rng = np.random.default_rng(at_least)
    code, homes, holds = street(200)
    of_65 = dict(zip(code, rng.integers(0, 3, 200).astype(float), strict=True))
    of_75 = {one: min(n, float(rng.integers(0, 2))) for one, n in of_65.items()}
    found = pool_counts(
        figures(ZoneKind.ADRES, of_65, of_75), code, homes, holds, at_least=at_least
    )
    table = found.figures.table
    assert len(table) > 3
    assert (table["likely_75"] >= at_least).all()
    assert (table["likely_65"] - table["likely_75"] >= at_least).all()
    assert table["likely_65"].sum() == sum(of_65.values())
    assert table["likely_75"].sum() == sum(of_75.values())
    assert found.group_of.value_counts().min() >= at_least


def test_groups_lie_in_one_kern_and_keep_its_total():
    code, homes, holds = street(20, ["k"] * 10 + ["l"] * 10)
    found = pool_counts(
        figures(ZoneKind.ADRES, dict.fromkeys(code, 1.0)), code, homes, holds, at_least=7
    )
    kern = holds["kern"].set_axis(code)
    assert (kern.groupby(found.group_of).nunique() == 1).all()


def test_a_kern_with_few_joins_the_one_beside_it():
    code, homes, holds = street(13, ["k"] * 10 + ["l"] * 3)
    found = pool_counts(
        figures(ZoneKind.ADRES, dict.fromkeys(code, 1.0)), code, homes, holds, at_least=5
    )
    assert (found.group_of[-3:] == "a05").all()
    assert found.figures.table["likely_65"].tolist() == [5, 8]


def test_where_all_together_are_few_nothing_is_told():
    code, homes, holds = street(9)
    counts = {**dict.fromkeys(code, 0.0), "a03": 4.0}
    found = pool_counts(figures(ZoneKind.ADRES, counts), code, homes, holds, at_least=5)
    assert found.figures.table["likely_65"].isna().all()
    assert np.isinf(found.figures.table["high_65"]).all()


def test_a_few_in_a_buurt_are_secret_and_so_are_a_few_of_75():
    code, homes, holds = street(4)
    given = figures(
        ZoneKind.BUURT,
        {"a00": 3.0, "a01": 40.0, "a02": 40.0, "a03": 40.0},
        {"a00": 1.0, "a01": 2.0, "a02": 38.0, "a03": 20.0},
    )
    found = pool_counts(given, code, homes, holds, at_least=5)
    table = found.figures.table
    assert found.n_secret == 3
    assert table.loc["a00", ["low_65", "high_65", "low_75", "high_75"]].tolist() == [0, 4, 0, 4]
    assert table.loc["a01", ["low_65", "high_65", "low_75", "high_75"]].tolist() == [40, 40, 0, 4]
    assert table.loc["a02", ["low_65", "high_65", "low_75", "high_75"]].tolist() == [40, 40, 0, 40]
    assert table.loc["a03", ["low_75", "high_75"]].tolist() == [20, 20]
    assert table.loc[["a00"], [f"likely_{age}" for age in AGES]].isna().all(axis=None)


def test_the_rest_of_a_buurt_beside_its_addresses_is_not_told_where_it_is_few():
    """Of eleven addresses ten are counted, with ten persons; the buurt has twelve: two at the last address."""
    code, homes, holds = street(11)
    fine = pool_counts(
        figures(ZoneKind.ADRES, dict.fromkeys(code[:10], 1.0), dict.fromkeys(code[:10], 0.0)),
        code.where(code != "a10", ""), homes, holds, at_least=5,
    )  # fmt: skip
    coarse = figures(ZoneKind.BUURT, {"b": 12.0}, {"b": 6.0})
    codes = pd.DataFrame(
        {fine.figures.name: code.map(fine.group_of).fillna(""), coarse.name: "b"}, index=code.index
    )
    assert small_rests(fine.figures, coarse, codes, at_least=5) == ["b"]
    left = without(coarse, ["b"]).table.loc["b"]
    assert np.isinf(left["high_65"])
    assert np.isnan(left["likely_65"])


@pytest.mark.parametrize(
    ("n", "counted", "of_65", "of_75", "small"),
    [
        (15, 10, 15.0, 15.0, False),  # five dwellings with five persons may be told
        (14, 10, 15.0, 15.0, True),  # four dwellings
        (15, 10, 14.0, 15.0, True),  # four persons of 65
        (15, 10, 15.0, 14.0, True),  # four of 75
        (15, 10, 10.0, 10.0, True),  # nobody: that tells of them too
        (10, 10, 12.0, 12.0, False),  # no dwelling is left of which it would tell
        (12, 10, np.nan, np.nan, False),  # secret already
    ],
)
def test_what_is_left_beside_a_finer_count_is_five_of_everything_or_is_not_told(
    n, counted, of_65, of_75, small
):
    """One finer zone of ten dwellings and ten persons, in a buurt with more."""
    fine = figures(ZoneKind.PC6, {"f": 10.0}, {"f": 10.0})
    coarse = figures(ZoneKind.BUURT, {"b": of_65}, {"b": of_75})
    codes = pd.DataFrame({fine.name: ["f"] * counted + [""] * (n - counted), coarse.name: "b"})
    assert small_rests(fine, coarse, codes, at_least=5) == ["b"] * small


def test_a_finer_zone_that_is_secret_or_lies_in_two_coarser_ones_tells_nothing_of_a_rest():
    fine = figures(ZoneKind.PC6, {"f": 10.0, "g": np.nan, "h": 7.0})
    coarse = figures(ZoneKind.BUURT, {"b": 12.0, "c": 30.0})
    codes = pd.DataFrame(
        {
            fine.name: [*["g"] * 10, *["h"] * 8],
            coarse.name: [*["b"] * 10, *["b"] * 4, *["c"] * 4],
        }
    )
    assert small_rests(fine, coarse, codes, at_least=5) == []
    codes[fine.name] = [*["f"] * 10, *["h"] * 8]
    assert small_rests(fine, coarse, codes, at_least=5) == ["b"]


def test_counts_of_other_makers_are_left_alone():
    code, homes, holds = street(10)
    given = figures(ZoneKind.PC6, dict.fromkeys(code, 1.0))
    given = Figures(given.kind, given.source, given.table)
    assert pool_counts(given, code, homes, holds, at_least=5).figures is given
