"""Claims about which zone a dwelling is in, and what is left of a zone that reaches further than the dwellings."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.population.belonging import (
    belonging,
    cut_off,
    lived_in_without_address,
    share_inside,
    square_at,
)
from wozgeo.domain.population import EVERYONE, Figures, ZoneKind

RD = "EPSG:28992"
EXTENT = shapely.box(0, 0, 100, 100)


def homes(*points, postcode="", huisnummer="") -> gpd.GeoDataFrame:
    n = len(points)
    columns = {"postcode": postcode, "huisnummer": huisnummer}
    table = {
        k: pd.Series([v] * n if isinstance(v, str) else v, dtype=object) for k, v in columns.items()
    }
    made = gpd.GeoDataFrame(table, geometry=[shapely.Point(p) for p in points], crs=RD)
    return made.set_index(pd.Index([f"w{i}" for i in range(n)]))


def figures(kind: ZoneKind, zones: dict, persons=None, ages=(65, 75)) -> Figures:
    """Zones by code, each an outline or None, with the same persons in every figure of every age."""
    n = [*(persons or [10.0] * len(zones))]
    table = {f"{b}_{age}": n for age in ages for b in ("low", "likely", "high")}
    index = pd.Index([*zones], name="code")
    return Figures(
        kind, "tel.csv", gpd.GeoDataFrame(table, index=index, geometry=[*zones.values()], crs=RD)
    )


def left_of(given: Figures, codes: pd.Series) -> tuple[Figures, pd.Index]:
    """Cut off outlines: where the dwellings are and how many crowd tells of postcodes without one alone."""
    return cut_off(given, codes, homes(*[(1, 1)] * len(codes)).geometry, EXTENT, {})


# --- in which zone ---------------------------------------------------------------------------------


def test_a_square_holds_its_south_and_west_side():
    points = gpd.GeoSeries.from_xy(
        [190500, 190599.9, 190600, 190500], [506700, 506799.9, 506700, 506800]
    )
    assert [*square_at(points)] == ["E1905N5067", "E1905N5067", "E1906N5067", "E1905N5068"]


def test_a_dwelling_in_a_square_that_the_source_does_not_have_is_in_none():
    squares = figures(ZoneKind.VIERKANT, {"E0000N0000": None})
    assert [*belonging(homes((50, 50), (150, 50)), squares)] == ["E0000N0000", ""]


@pytest.mark.parametrize(
    ("kind", "postcode", "number", "code"),
    [
        (ZoneKind.PC4, "8261 ab", "", "8261"),
        (ZoneKind.PC6, "8261 ab", "", "8261AB"),
        (ZoneKind.PC6, "8 2 6 1 A B", "", "8261AB"),
        (ZoneKind.ADRES, "8261 ab", "12 a", "8261AB 12A"),
        (ZoneKind.ADRES, "8261AB", "12 - 1 b", "8261AB 12-1B"),
        (ZoneKind.ADRES, "8261AB", "", ""),
        (ZoneKind.ADRES, "", "12", ""),
        (ZoneKind.PC4, "", "", ""),
    ],
)
def test_an_address_is_in_the_zone_of_its_postcode(kind, postcode, number, code):
    # zones of the empty and of half an address must not catch who has no address
    zones = figures(
        kind, dict.fromkeys(["8261", "8261AB", "8261AB 12A", "8261AB 12-1B", "8261AB ", " 12"])
    )
    assert [*belonging(homes((0, 0), postcode=postcode, huisnummer=number), zones)] == [code]


def test_an_outline_tells_of_a_dwelling_without_a_postcode_and_of_no_other():
    zones = figures(ZoneKind.PC4, {"8261": shapely.box(0, 0, 10, 10), "8262": None})
    found = belonging(
        homes((5, 5), (5, 5), (50, 50), (50, 50), postcode=["", "8262XX", "8261XX", ""]), zones
    )
    assert [*found] == ["8261", "8262", "8261", ""]


def test_on_a_border_the_first_code_holds_it_whatever_the_order_of_the_zones():
    west, east = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    at = homes((10, 5), (9, 5), (11, 5), (0, 0), (20.1, 5))
    for zones in ({"b": west, "a": east, "c": None}, {"c": None, "a": east, "b": west}):
        assert [*belonging(at, figures(ZoneKind.BUURT, zones))] == ["a", "b", "a", "b", ""]


# --- who lives where no address is -----------------------------------------------------------------


def test_a_zone_with_persons_and_without_a_dwelling_is_found_inside_the_extent_alone():
    box = shapely.box
    zones = {
        "dwelling": box(0, 0, 10, 10),
        "home": box(20, 20, 30, 30),
        "nobody": box(40, 0, 50, 10),
        "border": box(95, 0, 105, 10),
        "away": box(200, 0, 210, 10),
        "nowhere": None,
    }
    given = figures(ZoneKind.VIERKANT, zones, [5.0, 1.0, 0.0, 5.0, 5.0, 5.0])
    found = lived_in_without_address(given, pd.Series(["dwelling"], index=["w"]), EXTENT)
    assert [*found.index] == ["home"]


def test_its_point_lies_in_the_zone_also_when_the_middle_does_not():
    ring = shapely.box(0, 0, 90, 90).difference(shapely.box(5, 5, 90, 90))
    found = lived_in_without_address(
        figures(ZoneKind.BUURT, {"ring": ring}), pd.Series(dtype=object), EXTENT
    )
    assert found.geometry.within(ring).all()
    assert not ring.centroid.within(ring)


# --- what reaches further --------------------------------------------------------------------------


def test_of_a_zone_that_part_is_inside_that_the_extent_covers():
    zones = {
        "half": shapely.box(50, 0, 150, 10),
        "sliver": shapely.box(0, 0, 100.05, 10),
        "out": shapely.box(200, 0, 210, 10),
        "line": shapely.LineString([(0, 0), (200, 0)]),
        "nowhere": None,
    }
    share = share_inside(figures(ZoneKind.BUURT, zones), EXTENT)
    assert share.iloc[:3].to_dict() == {"half": 0.5, "sliver": 1.0, "out": 0.0}
    assert share.iloc[3:].isna().all(), "of what has no area nobody can tell"


def test_a_zone_that_reaches_out_has_no_least_and_its_dwellings_the_rate_of_whole_zones():
    """10 of 5 dwellings, 30 of 10: a rate of 40 / 15 a dwelling; 3 dwellings are expected to have 8."""
    zones = {
        "a": shapely.box(0, 0, 10, 10),
        "b": shapely.box(0, 20, 10, 30),
        "half": shapely.box(50, 50, 150, 60),
        "most": shapely.box(5, 90, 105, 95),  # 95 % inside: its number is left
        "few": shapely.box(90, 0, 190, 10),
        "empty": shapely.box(99, 0, 199, 10),
    }
    n = {"a": 5, "b": 10, "half": 3, "most": 2, "few": 4, "empty": 0}
    persons = [10.0, 30.0, 50.0, 16.0, 6.0, 9.0]
    codes = pd.Series([code for code, many in n.items() for _ in range(many)], dtype=object)
    given = figures(ZoneKind.BUURT, zones, persons, ages=(EVERYONE, 65, 75))
    left, out = left_of(given, codes)
    rate = (10 + 30 + 16) / (5 + 10 + 2)
    for age in (EVERYONE, 65, 75):
        assert left.table[f"low_{age}"].tolist() == [10, 30, 0, 0, 0, 0]
        assert left.table[f"likely_{age}"].tolist() == pytest.approx([10, 30, 3 * rate, 16, 6, 0])
        assert left.table[f"high_{age}"].tolist() == persons
    assert [*out] == ["half", "most", "few"]
    assert given.table["low_65"].tolist() == persons, "what the source says is left as it was"
    assert (left.kind, left.source) == (given.kind, given.source)


def test_without_a_whole_zone_nothing_but_the_source_tells_what_to_expect():
    zones = {"half": shapely.box(50, 0, 150, 10), "secret": shapely.box(50, 20, 150, 30)}
    given = figures(ZoneKind.BUURT, zones, [12.0, np.nan])
    left, out = left_of(given, pd.Series(["half", "secret", "secret"]))
    assert left.table["likely_65"].tolist()[0] == 12
    assert [*out] == ["half", "secret"]


def test_a_secret_number_of_a_zone_that_reaches_out_becomes_that_of_its_dwellings():
    zones = {
        "whole": shapely.box(0, 0, 10, 10),
        "secret": shapely.box(50, 20, 150, 30),
        "dark": shapely.box(0, 20, 9, 29),
    }
    given = figures(ZoneKind.BUURT, zones, [12.0, np.nan, np.nan])
    left, _ = left_of(given, pd.Series([*["whole"] * 4, "secret", "dark"]))
    assert left.table["likely_65"].tolist() == pytest.approx([12, 3, np.nan], nan_ok=True)
