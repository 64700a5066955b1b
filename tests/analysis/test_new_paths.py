"""Claims about paths that are not there: who comes within a limit by them, which come first, which are one gap."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from wozgeo.analysis.new_paths import Asked, Walkers, count_paths, what_to_do
from wozgeo.domain.vocabulary import Measure

# rows 0-3 are dwellings; 4 and 5 the places of complex c, 6 and 7 of plan p (7 on its edge)
BEFORE = np.array([450.0, 500.0, 390.0, 400.0, 410.0, 300.0, 700.0, 900.0])
WALKERS = Walkers(
    4,
    [("complex", "c"), ("complex", "c"), ("plan", "p"), ("plan", "p")],
    np.array([True, True, True, False]),
)


def lines(n: int) -> gpd.GeoSeries:
    """Paths of 10, 20, 30 ... metres."""
    return gpd.GeoSeries(
        [shapely.LineString([(0, i), (10 * (i + 1), i)]) for i in range(n)], crs=28992
    )


def counted(*served, measure=Measure.MAX, strict=True, gains=None):
    found = [(i, np.array(list(rows)), np.array([*rows.values()], dtype=float)) for i, rows in
    enumerate(served)]  # fmt: skip
    asked = Asked("ontmoetingsplek", 400, strict, measure)
    gain_m = np.array(gains or [50.0] * len(served))
    return count_paths(asked, lines(len(served)), gain_m, found, BEFORE, WALKERS)


def test_who_comes_within_the_limit_and_who_only_walks_less():
    row = counted({0: 399.9, 1: 420.0, 2: 100.0}).iloc[0]
    assert (row["n_over_grens"], row["n_woningen"]) == (1, 3)
    assert (row["lengte_m"], row["grens_m"], row["voorziening"]) == (10, 400, "ontmoetingsplek")


@pytest.mark.parametrize(("strict", "n"), [(True, 0), (False, 1)])
def test_exactly_the_limit_is_as_the_definition_says(strict, n):
    assert counted({0: 400.0}, strict=strict)["n_over_grens"].tolist() == [n]


def test_who_stood_on_a_limit_that_counts_was_near_already():
    assert counted({3: 100.0}, strict=False)["n_over_grens"].tolist() == [0]
    assert counted({3: 100.0}, strict=True)["n_over_grens"].tolist() == [1]


def test_a_complex_comes_in_when_its_farthest_dwelling_does():
    assert counted({0: 440.0, 4: 399.0})["n_complexen"].tolist() == [1]
    assert counted({0: 440.0, 5: 100.0})["n_complexen"].tolist() == [0]


def test_a_plan_needs_all_its_places_but_on_its_edge_none_for_a_median():
    assert counted({0: 440.0, 6: 390.0})["n_plannen"].tolist() == [0]
    assert counted({0: 440.0, 6: 390.0, 7: 395.0})["n_plannen"].tolist() == [1]
    assert counted({0: 440.0, 6: 390.0}, measure=Measure.MEDIAAN)["n_plannen"].tolist() == [1]
    assert counted({0: 440.0, 7: 390.0}, measure=Measure.MEDIAAN)["n_plannen"].tolist() == [0]
    assert counted({0: 440.0, 7: 390.0}, measure=Measure.MIN)["n_plannen"].tolist() == [1]


def test_the_middle_of_two_is_the_worse():
    far = counted({0: 440.0, 4: 405.0}, measure=Measure.MEDIAAN)
    assert far["n_complexen"].tolist() == [0]
    assert counted({4: 399.0}, measure=Measure.MEDIAAN)["n_complexen"].tolist() == [1]


def test_a_path_that_helps_a_complex_alone_is_told():
    found = counted({4: 399.0})
    assert found[["n_woningen", "n_complexen", "n_plannen"]].to_numpy().tolist() == [[0, 1, 0]]


def test_who_brings_most_within_the_limit_comes_first():
    found = counted({2: 300.0}, {0: 399.0}, {1: 399.0, 3: 100.0})
    assert found["lengte_m"].tolist() == [30, 20, 10]
    assert found.index.tolist() == [1, 2, 3]


def test_of_equal_ones_the_shorter_comes_first():
    assert counted({1: 410.0}, {2: 380.0})["lengte_m"].tolist() == [10, 20]


def test_what_brings_a_complex_or_a_plan_within_the_limit_comes_before_who_walks_less():
    less = {0: 440.0, 1: 480.0}
    assert counted(less, {4: 399.0})["lengte_m"].tolist() == [20, 10]
    assert counted(less, {6: 390.0, 7: 390.0})["lengte_m"].tolist() == [20, 10]
    both = counted({4: 399.0}, {4: 399.0, 6: 390.0, 7: 390.0})
    assert both[["lengte_m", "n_complexen", "n_plannen"]].to_numpy().tolist() == [[20, 1, 1]]


def test_of_equal_ones_who_helps_more_dwellings_comes_first_and_then_what_saves_most():
    assert counted({2: 380.0}, {0: 440.0, 1: 480.0})["lengte_m"].tolist() == [20, 10]
    saved = counted({2: 380.0}, {1: 480.0}, gains=[50.0, 60.0])
    assert saved[["lengte_m", "scheelt_m"]].to_numpy().tolist() == [[20, 60], [10, 50]]


def test_whom_the_first_path_helps_no_third_helps_anew():
    brought = counted({1: 399.0, 3: 100.0}, {0: 399.0}, {3: 100.0})
    assert brought["lengte_m"].tolist() == [10, 20]
    nearer = counted({0: 440.0, 1: 480.0}, {2: 380.0}, {1: 480.0})
    assert nearer["lengte_m"].tolist() == [10, 20]


def test_who_walks_less_by_a_path_that_brings_others_within_the_limit_is_helped_by_it_too():
    assert counted({0: 399.0, 1: 410.0}, {1: 410.0})["lengte_m"].tolist() == [10]


def test_the_same_gap_again_is_left_out_and_another_that_helps_someone_else_is_not():
    twice = counted({0: 399.0, 1: 410.0}, {0: 398.0})
    assert twice["lengte_m"].tolist() == [10]
    other = counted({0: 399.0}, {0: 398.0, 1: 399.0})
    assert other["n_over_grens"].tolist() == [2]
    assert counted({0: 399.0}, {1: 399.0})["n_over_grens"].tolist() == [1, 1]


def test_a_path_that_serves_nobody_is_none():
    assert counted({5: 100.0}).empty
    assert counted().empty
    assert counted().index.name == "rang"


def test_a_dead_end_and_a_short_gap_are_looked_at_first():
    metres, dead_end = np.array([10.0, 10.1, 39.0]), np.array([False, False, True])
    assert what_to_do(metres, dead_end) == ["nakijken", "aanleggen", "nakijken"]
