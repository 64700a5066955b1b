"""Claims about where a building site is measured.

::

    0         100        200        300 metres
    A----------B----------C----------D      a street; a site of 100 by 50 m lies 10 m north of it,
          [ site  ]                         another one is crossed by it
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from towns import ORIGIN, Town, walk
from wozgeo.domain.contracts import RD_NEW
from wozgeo.network.sites import Spot, refine_sites, sample_sites

STREET = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
    ways=["A B C D: residential"],
    facilities={"f": (0, 5)},
)
X, Y = ORIGIN


def box(x0, y0, x1, y1):
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def places(spacing_m=25.0, max_points=400, **sites):
    series = gpd.GeoSeries(sites, crs=RD_NEW)
    return sample_sites(series, walk(STREET).network, spacing_m=spacing_m, max_points=max_points)


def xy(table, kind):
    chosen = table[table["kind"] == kind].geometry
    return {(round(p.x - X, 6), round(p.y - Y, 6)) for p in chosen}


def test_a_site_beside_the_street_is_measured_inside_along_its_edge_and_where_it_is_nearest() -> (
    None
):
    table = places(p=box(50, 10, 150, 60))
    inside = {(x, y) for x in (75, 100, 125) for y in (25, 50)}
    assert xy(table, Spot.RASTER) == inside
    edge = xy(table, Spot.RAND)
    assert {(50, 10), (150, 10), (150, 60), (50, 60)} <= edge
    assert (75, 10) in edge
    street = xy(table, Spot.STRAAT)
    assert len(street) == 1
    assert next(iter(street))[1] == 10


def test_a_site_across_the_street_meets_it_where_the_street_crosses_its_edge() -> None:
    table = places(p=box(40, -30, 160, 30))
    assert xy(table, Spot.STRAAT) == {(40, 0), (160, 0)}


def test_a_street_that_begins_in_a_site_is_met_where_it_leaves_it_and_nowhere_inside() -> None:
    table = places(p=box(-20, -30, 150, 30), beside=box(220, 10, 260, 50))
    assert xy(table[table["object_id"] == "p"], Spot.STRAAT) == {(150, 0)}
    assert len(xy(table[table["object_id"] == "beside"], Spot.STRAAT)) == 1


def test_every_corner_is_measured_whatever_the_spacing() -> None:
    corners = {(50, 10), (150, 10), (150, 60), (50, 60)}
    assert corners <= xy(places(p=box(50, 10, 150, 60), spacing_m=1000), Spot.RAND)


def test_a_site_between_the_points_of_the_grid_has_a_point_inside_all_the_same() -> None:
    table = places(p=box(51, 26, 60, 40))
    (point,) = table[table["kind"] == Spot.RASTER].geometry
    assert box(51, 26, 60, 40).contains(point)


def test_a_large_site_is_measured_more_coarsely_and_a_hole_is_left_out() -> None:
    fine = places(p=box(0, 10, 500, 510))
    coarse = places(p=box(0, 10, 500, 510), max_points=50)
    assert (fine["kind"] == Spot.RASTER).sum() > 300
    assert (coarse["kind"] == Spot.RASTER).sum() <= 64
    holed = box(0, 10, 500, 510).difference(box(100, 110, 400, 410))
    inside = places(p=holed)
    grid = inside[inside["kind"] == Spot.RASTER].geometry
    assert not any(box(101, 111, 399, 409).contains(p) for p in grid)


def test_points_are_places_themselves() -> None:
    many = shapely.MultiPoint([(X + 5, Y + 5), (X + 9, Y + 5)])
    table = places(one=shapely.Point(X + 1, Y + 2), two=many)
    assert table["object_id"].to_list() == ["one", "two", "two"]
    assert set(table["kind"]) == {Spot.RASTER}


def test_places_do_not_hang_on_the_order_of_the_sites() -> None:
    sites = {"a": box(50, 10, 150, 60), "b": box(40, -30, 160, 30), "c": shapely.Point(X, Y)}
    forth, back = places(**sites), places(**dict(reversed(sites.items())))
    assert back.sort_index().geometry.geom_equals(forth.sort_index().geometry).all()
    assert forth.index.is_unique


@pytest.mark.parametrize("empty", [gpd.GeoSeries([], crs=RD_NEW)])
def test_no_sites_no_places(empty) -> None:
    table = sample_sites(empty, walk(STREET).network, spacing_m=25, max_points=400)
    assert table.empty
    assert list(table.columns) == ["object_id", "kind", "geometry"]


def test_a_site_of_two_parts_is_measured_in_both() -> None:
    both = shapely.union_all([box(0, 10, 40, 50), box(200, 10, 240, 50)])
    grid = np.array(sorted(xy(places(p=both), Spot.RASTER)))
    assert grid[0, 0] < 40
    assert grid[-1, 0] > 200


def test_a_site_of_two_parts_is_an_area_in_every_way() -> None:
    """Not a set of points: its edges count, with their corners, and it meets a street."""
    table = places(p=shapely.union_all([box(0, -10, 40, 50), box(200, 10, 240, 50)]))
    edge = xy(table, Spot.RAND)
    assert {(0, 50), (40, 50), (200, 10), (240, 50)} <= edge
    assert xy(table, Spot.STRAAT) == {(0, 0), (40, 0)}
    assert not xy(table, Spot.RASTER) & edge
    assert (25, 25) in xy(table, Spot.RASTER)


def refined(*metres, limits_m=(400,), site=None, spacing_m=25.0, max_points=400):
    """A site of 100 by 50 m whose places walk so many metres, the last of these for all others."""
    shape = box(50, 10, 150, 60) if site is None else site
    sites = gpd.GeoSeries({"p": shape}, crs=RD_NEW)
    coarse = sample_sites(sites, walk(STREET).network, spacing_m=spacing_m, max_points=max_points)
    walked = [*metres, *[metres[-1]] * len(coarse)][: len(coarse)]
    certain = pd.Series(walked, index=coarse.index, dtype=float)
    return refine_sites(
        sites, coarse, certain, limits_m=limits_m, spacing_m=spacing_m, max_points=max_points
    )


@pytest.mark.parametrize(
    ("farthest", "more"),
    [(399.9, True), (362.5, True), (362.4, False), (400.0, False), (450.0, False), (np.nan, False), (np.inf, False)],
)  # fmt: skip
def test_a_site_that_only_just_stays_within_the_limit_is_measured_ten_times_as_densely(
    farthest, more
) -> None:
    """One and a half steps of 25 m below 400 m is 362.5 m."""
    table = refined(farthest, 300.0)
    assert bool(len(table)) == more
    if more:
        assert set(table["kind"]) == {Spot.FIJN}
        assert set(table["object_id"]) == {"p"}
        assert table.index.is_unique
        assert (52.5, 12.5) in xy(table, Spot.FIJN)
        assert (50, 10) in xy(table, Spot.FIJN)
        assert len(table) == 39 * 19 + (2 * 40 + 2 * 20 + 1)


def test_no_limit_and_no_area_are_not_measured_more_densely() -> None:
    assert refined(399.0, limits_m=()).empty
    assert refined(399.0, site=shapely.Point(X + 60, Y + 20)).empty
    assert not refined(399.0, limits_m=(250, 400)).empty


def test_a_large_site_gets_no_more_than_ten_times_its_points() -> None:
    assert 50 < len(refined(399.0, max_points=8)) < 180
