"""What of a zone is here, when it may reach further than the dwellings that were read?

The town: four dwellings in the middle (1001), seven around them (1002), and in a corner two (1003)::

    1002   1002   1003
    1002   1001   1002        1 000 by 1 000 m
    1002   1002   1002
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.population.belonging import at_the_edge, cut_off
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.population import EVERYONE, Figures, Known, ZoneKind

EXTENT = shapely.box(0, 0, 1000, 1000)
AROUND = [(100, 100), (500, 100), (900, 100), (100, 500), (900, 500), (100, 900), (500, 900)]
PLACES = [
    *[("1001", 450 + 100 * i, 450 + 100 * j) for i in range(2) for j in range(2)],
    *[("1002", x, y) for x, y in AROUND],
    *[("1003", 950, 950), ("1003", 960, 960)],
]
HOMES = gpd.GeoSeries([shapely.Point(x, y) for _, x, y in PLACES], crs=RD_NEW)
CODES = pd.Series([code for code, _, _ in PLACES], dtype=object)
CROWD = {EVERYONE: 4.0, 65: 2.0}
OF_65 = {"1001": 2.0, "1002": 4.0, "1003": 100.0}
INHABITANTS = {"1001": 9.0, "1002": 15.0, "1003": 700.0}


def figures(
    kind: ZoneKind = ZoneKind.PC4,
    of_65: dict[str, float] = OF_65,
    inhabitants: dict[str, float] | None = INHABITANTS,
    outlines: dict[str, shapely.Geometry] | None = None,
) -> Figures:
    columns: dict[str, object] = {}
    for age, given in ((EVERYONE, inhabitants), (65, of_65), (75, None)):
        if given is None and age == EVERYONE:
            continue
        likely = np.array([np.nan if given is None else given[code] for code in of_65])
        columns |= {f"low_{age}": np.nan_to_num(likely - 1), f"likely_{age}": likely}
        columns |= {f"high_{age}": np.nan_to_num(likely + 1, nan=np.inf)}
        columns[f"known_{age}"] = str(Known.COUNTED)
    shapes = [(outlines or {}).get(code) for code in of_65]
    index = pd.Index([*of_65], name="code")
    return Figures(
        kind, "t.csv", gpd.GeoDataFrame(columns, index=index, geometry=shapes, crs=RD_NEW)
    )


def here(one: Figures) -> tuple[pd.DataFrame, set[str]]:
    found, reaches = cut_off(one, CODES, HOMES, EXTENT, CROWD)
    return found.table, {*reaches}


def test_at_the_edge_is_who_has_no_dwelling_of_another_between_itself_and_the_border() -> None:
    assert at_the_edge(HOMES, CODES, EXTENT) == {"1002", "1003"}


def test_seven_hundred_people_do_not_live_in_two_dwellings() -> None:
    """Six seniors in eleven dwellings elsewhere: in two that is 12/11; it was a hundred."""
    table, reaches = here(figures())
    assert reaches == {"1002", "1003"}
    assert table.loc["1003", "likely_65"] == pytest.approx(12 / 11)
    assert table.loc["1003", f"likely_{EVERYONE}"] == pytest.approx(2 * 24 / 11)
    assert table["low_65"].tolist() == [1, 0, 0]
    assert table["likely_65"].tolist()[:2] == [2, 4]
    assert table["high_65"].tolist() == [3, 5, 101]


@pytest.mark.parametrize(("persons", "expected"), [(4.0, 4.0), (4.5, 12 / 11)])
def test_without_inhabitants_the_seniors_decide(persons: float, expected: float) -> None:
    table, _ = here(figures(of_65={**OF_65, "1003": persons}, inhabitants=None))
    assert table.loc["1003", "likely_65"] == pytest.approx(expected)


def test_inhabitants_that_fit_decide_before_many_seniors() -> None:
    """A postcode of elderly people in few, large houses is not cut off."""
    inhabitants = {**INHABITANTS, "1003": 8.0}
    table, _ = here(figures(of_65={**OF_65, "1003": 6.0}, inhabitants=inhabitants))
    assert table.loc["1003", "likely_65"] == 6


def test_a_crowded_postcode_within_is_not_at_the_border() -> None:
    """Dwellings are missing there, or a large home stands there: all its seniors are here."""
    table, reaches = here(figures(of_65={**OF_65, "1001": 90.0}))
    assert "1001" not in reaches
    assert table.loc["1001", ["low_65", "likely_65"]].tolist() == [89, 90]


def test_an_outline_settles_the_doubt() -> None:
    corner = shapely.box(940, 940, 970, 970)
    ring = shapely.box(0, 0, 940, 940)
    table, reaches = here(figures(outlines={"1002": ring, "1003": corner}))
    assert reaches == set()
    assert table["low_65"].tolist() == [1, 3, 99]
    assert table["likely_65"].tolist() == [2, 4, 100]


def test_a_care_home_in_a_postcode_of_six_is_not_taken_for_many_dwellings() -> None:
    """A hundred people at two addresses can be: it loses its least alone, at the border."""
    table, reaches = here(figures(ZoneKind.PC6))
    assert reaches == {"1002", "1003"}
    assert table.loc["1003", ["low_65", "likely_65", "high_65"]].tolist() == [0, 100, 101]


@pytest.mark.parametrize("kind", [ZoneKind.ADRES, ZoneKind.BUURT, ZoneKind.GEMEENTE])
def test_an_address_and_an_area_that_dwellings_name_are_as_they_were(kind: ZoneKind) -> None:
    table, reaches = here(figures(kind))
    assert reaches == set()
    assert table["low_65"].tolist() == [1, 3, 99]


def test_more_seniors_elsewhere_never_make_more_here_than_the_source_says() -> None:
    table, _ = here(figures(of_65={"1001": 400.0, "1002": 700.0, "1003": 10.0}))
    assert table.loc["1003", "likely_65"] == 10
