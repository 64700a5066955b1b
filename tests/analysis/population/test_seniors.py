"""Do all sources work together, and does more of them never make an interval wider?

The town of the first tests::

    E1900N5000   E1901N5000      two squares of 100 m, one postcode
    [ a   b  ]   [   c    ]      three dwellings
      10 of 65+    secret
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.analysis.population.seniors import SeniorSpread, spread_seniors
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.population import Figures, Known, ZoneKind

INF = float("inf")


def figures(
    kind: ZoneKind,
    zones: dict[str, tuple[float, float, float]],
    **older: tuple[float, float, float],
) -> Figures:
    """Write down a source: code to (low, likely, high) of 65 and over; by keyword those of 75."""
    unknown = (0.0, np.nan, INF)
    rows = {
        code: {
            **dict(zip(("low_65", "likely_65", "high_65"), of_65, strict=True)),
            **dict(zip(("low_75", "likely_75", "high_75"), older.get(code, unknown), strict=True)),
            "known_65": str(Known.COUNTED),
            "known_75": str(Known.COUNTED if code in older else Known.ABSENT),
        }
        for code, of_65 in zones.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("code")
    nowhere = np.full(len(table), None, dtype=object)
    return Figures(kind, f"{kind}.csv", gpd.GeoDataFrame(table, geometry=nowhere, crs=RD_NEW))


def spread(codes: dict[str, list[str]], sources: list[Figures], **holds: list[str]) -> SeniorSpread:
    homes = pd.Index(
        [f"{i:02d}" for i in range(len(next(iter(codes.values()))))], name="location_id"
    )
    areas = holds or {"kern": ["Dorp"] * len(homes)}
    return spread_seniors(
        pd.DataFrame(codes, index=homes, dtype=object),
        pd.DataFrame(areas, index=homes, dtype=object),
        sources,
        extra=pd.Index([]),
    )


def row(table: pd.DataFrame, at: object, age: int = 65) -> list[float]:
    return [round(float(table.loc[at, f"{name}_{age}"]), 6) for name in ("low", "likely", "high")]


SQUARES = figures(ZoneKind.VIERKANT, {"E1900N5000": (7.5, 10, 12.5), "E1901N5000": (0, np.nan, 4)})
THREE = {"vierkant": ["E1900N5000", "E1900N5000", "E1901N5000"]}


def test_two_squares_one_of_them_secret_and_three_dwellings() -> None:
    """7.5 to 12.5 in the one, 0 to 4 in the other: together 7.5 to 16.5; secret is not nought."""
    whole = spread(THREE, [SQUARES])
    assert (whole.n_off, whole.most_off, whole.refused) == (0, 0, ())
    found = whole.figures
    assert row(found.areas, ("kern", "Dorp"))[::2] == [7.5, 16.5]
    assert row(found.zones, "E1900N5000") == [7.5, 10, 12.5]
    assert row(found.dwellings, "00") == [0, 5, 12.5], "of two dwellings either may have all"
    assert row(found.dwellings, "02")[::2] == [0, 4]
    assert 0 < row(found.dwellings, "02")[1] <= 4


def test_the_postcode_narrows_what_a_square_keeps_secret() -> None:
    """The postcode has 13 at least and 13.5 at most: the secret square then has 0.5 to 4."""
    pc4 = figures(ZoneKind.PC4, {"8261": (13, 13, 13.5)})
    found = spread({**THREE, "pc4": ["8261"] * 3}, [SQUARES, pc4]).figures
    assert row(found.dwellings, "02")[::2] == [0.5, 4]
    assert row(found.zones, "8261/E1900N5000")[::2] == [9, 12.5]
    assert row(found.areas, ("kern", "Dorp")) == [13, 13, 13.5]
    assert found.zones.loc["8261/E1901N5000", "within"] == "8261"


def test_who_alone_has_no_most_has_what_the_others_leave() -> None:
    """The postcode has 20 to 25, the one square 3 to 7: the other, of which nothing is told, 13 to 22."""
    squares = figures(ZoneKind.VIERKANT, {"E1900N5000": (3, 5, 7), "E1901N5000": (0, np.nan, INF)})
    pc4 = figures(ZoneKind.PC4, {"8261": (20, 22.5, 25)})
    found = spread({**THREE, "pc4": ["8261"] * 3}, [squares, pc4]).figures
    assert row(found.dwellings, "02")[::2] == [13, 22]


def test_of_75_and_over_the_ratio_of_the_postcode_is_taken() -> None:
    """Of 15 there are 6 of 75 and over: so are two in five of the 10 in the square, within its bounds."""
    both = figures(ZoneKind.VIERKANT, {"E1900N5000": (7.5, 10, 12.5), "E1901N5000": (2.5, 5, 7.5)})
    pc4 = figures(ZoneKind.PC4, {"8261": (15, 15, 15)}, **{"8261": (6, 6, 6)})
    found = spread({**THREE, "pc4": ["8261"] * 3}, [both, pc4]).figures
    assert row(found.zones, "8261/E1900N5000", 75)[1] == 4
    assert row(found.zones, "8261", 75) == [6, 6, 6]
    assert row(found.dwellings, "02", 75) == [0, 2, 6]


def test_where_no_source_says_anything_nothing_is_known() -> None:
    found = spread({"vierkant": ["E1900N5000", "", "E1901N5000"]}, [SQUARES]).figures
    assert found.dwellings.loc["01"].drop("zone").isna().all()
    assert found.dwellings.loc["01", "zone"] == ""
    area = found.areas.loc[("kern", "Dorp")]
    assert area["low_65"] == 7.5
    assert np.isnan(area["high_65"]), "who is not known has no most"


def test_a_coarser_figure_that_cannot_be_is_left_out_and_told() -> None:
    """The squares hold 7.5 at least; a postcode with 5 at most is of another year."""
    pc4 = figures(ZoneKind.PC4, {"8261": (0, 3, 5)})
    found = spread({**THREE, "pc4": ["8261"] * 3}, [pc4, SQUARES])
    (told,) = found.refused
    assert (told.figures.kind, told.code, told.age) == (ZoneKind.PC4, "8261", 65)
    assert (told.low, told.high, told.others_low, told.others_high) == (0, 5, 7.5, 16.5)
    assert row(found.figures.zones, "8261/E1900N5000")[::2] == [7.5, 12.5]


def test_a_figure_beside_one_that_cannot_be_is_not_left_out_with_it() -> None:
    """Of three postcodes 1 alone contradicts its square; the others keep their bounds and their 75 and over."""
    square = figures(ZoneKind.VIERKANT, {"s": (90, 92, 95), "t": (25, 26, 27), "u": (14, 15, 16)})
    pc4 = figures(
        ZoneKind.PC4,
        {"p": (40, 45, 50), "q": (24, 26, 28), "r": (13, 15, 17)},
        p=(20, 20, 20),
        q=(10, 11, 12),
        r=(6, 7, 8),
    )
    whole = figures(ZoneKind.GEMEENTE, {"g": (0, 133, 1000)})
    codes = {
        "vierkant": ["s", "s", "t", "u"],
        "pc4": ["p", "p", "q", "r"],
        "gemeente": ["g"] * 4,
    }
    found = spread(codes, [whole, pc4, square], kern=["A", "A", "B", "C"])
    assert [(one.code, one.age) for one in found.refused] == [("p", 65)]
    assert row(found.figures.areas, ("kern", "B")) == [25, 26, 27]
    assert row(found.figures.areas, ("kern", "B"), 75) == [10, 11, 12]
    assert row(found.figures.areas, ("kern", "C"), 75) == [6, 7, 8]


def test_what_two_sources_say_together_is_kept_when_a_third_cuts_through_it() -> None:
    """Square and postcode leave 2 for b and c; a buurt between these two does not make that 4."""
    square = figures(ZoneKind.VIERKANT, {"s": (0, 2, 2), "t": (0, 50, 100)})
    pc4 = figures(ZoneKind.PC4, {"p": (0, 10, 10), "q": (0, 50, 100)})
    buurt = figures(ZoneKind.BUURT, {"m": (0, 50, 100), "n": (0, 50, 100)})
    codes = {"vierkant": ["t", "s", "s", "s"], "pc4": ["p", "p", "p", "q"]}
    kern = ["Ver", "Dorp", "Dorp", "Ver"]
    two = spread(codes, [square, pc4], kern=kern).figures.areas
    three = spread(
        {**codes, "buurt": ["m", "m", "n", "n"]}, [square, pc4, buurt], kern=kern
    ).figures.areas
    assert row(two, ("kern", "Dorp"))[2] == row(three, ("kern", "Dorp"))[2] == 2


def _source(
    kind: ZoneKind, codes: list[str], people: list[tuple[int, int]], slack: list[float]
) -> Figures:
    """Make intervals around the truth, so that sources never contradict each other."""
    zones, older = {}, {}
    for i, code in enumerate(sorted(set(codes))):
        of_65 = sum(p[0] for p, c in zip(people, codes, strict=True) if c == code)
        of_75 = sum(p[1] for p, c in zip(people, codes, strict=True) if c == code)
        off = slack[i % len(slack)]
        zones[code] = (max(of_65 - off, 0.0), float(of_65), of_65 + off)
        if i % 2:
            older[code] = (max(of_75 - off, 0.0), float(of_75), of_75 + off)
    return figures(kind, zones, **older)


@st.composite
def _towns(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[Figures], list[tuple[int, int]]]:
    n = draw(st.integers(2, 12))
    people = [
        (of_65, draw(st.integers(0, of_65)))
        for of_65 in draw(st.lists(st.integers(0, 6), min_size=n, max_size=n))
    ]
    codes: dict[str, list[str]] = {}
    sources = []
    for kind in (ZoneKind.VIERKANT, ZoneKind.BUURT, ZoneKind.PC4):
        own = draw(st.lists(st.sampled_from("abcd"), min_size=n, max_size=n))
        slack = draw(st.lists(st.sampled_from([0.0, 0.5, 2.5, 4.0, INF]), min_size=1, max_size=4))
        codes[str(kind)] = own
        sources.append(_source(kind, own, people, slack))
    return codes, sources, people


@settings(max_examples=30, deadline=None)
@given(_towns())
def test_more_information_never_widens_an_interval_and_the_truth_stays_within(
    town: tuple[dict[str, list[str]], list[Figures], list[tuple[int, int]]],
) -> None:
    codes, sources, people = town
    kern = [("Dorp", "Stad")[i % 2] for i in range(len(people))]
    before = None
    for n in (1, 2, 3):
        some = sources[:n]
        found = spread({one.name: codes[one.name] for one in some}, some, kern=kern)
        assert not found.refused
        areas = found.figures.areas
        for name in ("Dorp", "Stad"):
            for place, age in enumerate((65, 75)):
                truth = sum(p[place] for p, k in zip(people, kern, strict=True) if k == name)
                area = areas.loc[("kern", name)]
                high = area[f"high_{age}"] if not np.isnan(area[f"high_{age}"]) else INF
                assert np.nan_to_num(area[f"low_{age}"]) - 1e-6 <= truth <= high + 1e-6
        for table in (areas, found.figures.zones, found.figures.dwellings):
            for age in (65, 75):
                known = table[f"likely_{age}"].notna()
                low, mid = table.loc[known, f"low_{age}"], table.loc[known, f"likely_{age}"]
                assert (low <= mid).all()
                assert (mid <= table.loc[known, f"high_{age}"].fillna(INF)).all()
        low = pd.concat(
            [areas.filter(like="low"), found.figures.dwellings.filter(like="low")]
        ).fillna(0)
        high = pd.concat(
            [areas.filter(like="high"), found.figures.dwellings.filter(like="high")]
        ).fillna(INF)
        if before is not None:
            assert (low >= before[0] - 1e-6).all(axis=None)
            assert (high <= before[1] + 1e-6).all(axis=None)
        before = low, high


@settings(max_examples=30, deadline=None)
@given(_towns())
def test_what_is_expected_fits_every_zone_of_every_source(
    town: tuple[dict[str, list[str]], list[Figures], list[tuple[int, int]]],
) -> None:
    codes, sources, _ = town
    dwellings = spread(codes, sources).figures.dwellings
    for one in sources:
        for age in (65, 75):
            total = dwellings[f"likely_{age}"].groupby(codes[one.name]).sum(min_count=1)
            for code, value in total.dropna().items():
                if dwellings[f"likely_{age}"][np.array(codes[one.name]) == code].notna().all():
                    said = one.table.loc[code]
                    assert said[f"low_{age}"] - 0.02 <= value <= said[f"high_{age}"] + 0.02


@pytest.mark.parametrize("n", [1, 7])
def test_one_total_is_kept_to_the_person_and_shared_by_dwellings(n: int) -> None:
    found = spread({"pc4": ["8261"] * n}, [figures(ZoneKind.PC4, {"8261": (31, 35, 39)})]).figures
    assert found.dwellings["likely_65"].sum() == pytest.approx(35)
    assert found.dwellings["likely_65"].nunique() == 1


CROSSING = {"buurt": ["A", "A", "B", "B"], "pc4": ["P", "Q", "P", "Q"]}
"""Four dwellings: of each buurt one in either postcode."""
BUURTEN = figures(ZoneKind.BUURT, {"A": (17.5, 20, 22.5), "B": (37.5, 40, 42.5)})


def crossing(*others: Figures, gemeente: bool = False) -> pd.DataFrame:
    codes = CROSSING | ({"gemeente": ["G"] * 4} if gemeente else {})
    holds = {"buurt": CROSSING["buurt"], "gemeente": ["G"] * 4}
    return spread(codes, [BUURTEN, *others], **holds).figures.areas


def test_a_whole_buurt_keeps_what_its_source_says_where_nothing_narrower_crosses_it() -> None:
    """P and Q have 20 to 42 each: what the buurten say is within that, and stays to the person."""
    alone = figures(ZoneKind.PC4, {"P": (20, np.nan, 42), "Q": (20, np.nan, 42)})
    found = crossing(alone)
    assert row(found, ("buurt", "A")) == [17.5, 20, 22.5]
    assert row(found, ("buurt", "B")) == [37.5, 40, 42.5]
    assert row(found, ("gemeente", "G")) == [55, 60, 65]


def test_of_sources_that_cross_the_coarsest_keeps_its_number_and_the_finer_its_bounds() -> None:
    """P 32.5 and Q 30 are 62.5 together; the buurten, 60 as stated, give way by 2.5 within their bounds."""
    pc4 = figures(ZoneKind.PC4, {"P": (30, 32.5, 35), "Q": (27.5, 30, 32.5)})
    found = crossing(pc4)
    low, likely, high = row(found, ("gemeente", "G"))
    assert (low, likely, high) == (57.5, 62.5, 65)
    a, b = row(found, ("buurt", "A")), row(found, ("buurt", "B"))
    assert a[1] + b[1] == pytest.approx(62.5)
    assert a[1] == pytest.approx(20 * 62.5 / 60, abs=0.05)
    assert (a[0], a[2]) == (17.5, 22.5)


def test_a_number_for_the_whole_gemeente_stays_to_the_person() -> None:
    pc4 = figures(ZoneKind.PC4, {"P": (30, 32.5, 35), "Q": (27.5, 30, 32.5)})
    whole = figures(ZoneKind.GEMEENTE, {"G": (61, 61, 61)})
    found = crossing(pc4, whole, gemeente=True)
    assert row(found, ("gemeente", "G")) == [61, 61, 61]
    assert row(found, ("buurt", "A"))[::2] == [18.5, 22.5], "61 less at most 42.5 in B"
