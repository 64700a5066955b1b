"""On which street would a place be near enough for all: by hand, and in any town against a place put there."""

import numpy as np
import pytest
import shapely
from generated_towns import MAX_OFF_M, ready, towns
from hypothesis import given
from hypothesis import strategies as st

from towns import ORIGIN, Town, measure
from wozgeo.network.common_streets import build_common_streets
from wozgeo.network.search import Reading
from wozgeo.network.street_pieces import Pieces


def stretch(town: Town, limit_m: float, n_needed: int) -> shapely.MultiLineString:
    made = ready(town)
    return build_common_streets(made.network, made.locations, limit_m=limit_m, n_needed=n_needed)


def near(town: Town, x: float, y: float, limit_m: float) -> int:
    """Put one place somewhere, measure again, and count who surely walks less than the limit to it."""
    with_it = town.but(facilities={"new": (x - ORIGIN[0], y - ORIGIN[1])})
    return int(
        (measure(with_it, profile="rollator", max_off_m=MAX_OFF_M)["certain_m"] < limit_m).sum()
    )


def four_dwellings() -> Town:
    """A complex of four; b lies among the others, and its door is on the lane.

    ::

             d (100, 40)
       E-----F
       |     b (100, 12)
       |
       A-----------C      Straat, 200 m; the Laan goes from A 30 m up and 100 m to F
       a (0, -10)  c (200, -10)

    To A: a 10 m, d 10 + 130, b 18 + 130. To C: c 10.
    """
    return Town(
        nodes={"A": (0, 0), "C": (200, 0), "E": (0, 30), "F": (100, 30)},
        ways=["A C: residential name=Straat", "A E F: residential name=Laan"],
        locations={"a": (0, -10), "b": (100, 12), "c": (200, -10), "d": (100, 40)},
        straten={"b": "Laan"},
    )


def test_a_dwelling_among_the_others_counts_that_no_outer_one_speaks_for():
    found = stretch(four_dwellings(), 200, 4)
    # c comes to 10 m from A, b to 52 m from it; d, the farthest of the outer ones, would come to 60 m
    assert found.bounds == pytest.approx(
        (ORIGIN[0] + 10, ORIGIN[1], ORIGIN[0] + 52, ORIGIN[1]), abs=1e-6
    )
    assert found.length == pytest.approx(42)


def test_where_three_of_four_are_enough_any_three_are():
    # without c: the lane and the street up to 52 m; without b: up to 60 m
    assert stretch(four_dwellings(), 200, 3).length == pytest.approx(130 + 60)


def round_a_block() -> Town:
    """Two dwellings at a block of 240 m.

    ::

       b (0, 10)
       A---------------B      100 m
       |               |       20 m
       D---------------C
            a (50, -30)

    a comes to A and to B in 10 + 50 + 20 = 80 m; b to A in 10 m, to D in 30 m, to B in 110 m.
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (100, -20), "D": (0, -20)},
        ways=["A B C D A: residential"],
        locations={"a": (50, -30), "b": (0, 10)},
    )


@pytest.mark.parametrize(
    ("limit_m", "needed", "metres"),
    [
        (130, 1, 240),
        (130, 2, 240),  # a walks 50 m of A-B from either end, which is the whole of it
        (125, 2, 45 + 45 + 20 + 95 + 15),  # a leaves 10 m of A-B; b comes 95 m from D, 15 m from B
        (60, 2, 30),  # b comes 30 m from D, where a comes as well; a comes no further than D and C
    ],
)
def test_a_street_is_whole_where_walks_from_both_its_ends_meet(limit_m, needed, metres):
    assert stretch(round_a_block(), limit_m, needed).length == pytest.approx(metres)


def test_an_unknown_path_is_no_street_on_which_a_place_would_surely_do():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0)},
        ways=["A B: residential", "B C: path access=private"],
        locations={"a": (50, 10)},
    )
    assert stretch(town, 100, 1).length == pytest.approx(100)


def test_who_meets_no_street_is_within_reach_of_none():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0)},
        ways=["A B: residential"],
        locations={"a": (50, 10), "far": (50, 300)},
    )
    assert stretch(town, 100, 2).is_empty
    assert stretch(town, 100, 1).length == pytest.approx(100)


@given(towns(), st.sampled_from([60, 120, 250]), st.integers(1, 8))
def test_in_any_town_a_place_on_the_stretch_does_and_one_beyond_does_not(town, limit_m, needed):
    made = ready(town)
    needed = min(needed, len(town.locations))
    found = stretch(town, limit_m, needed)
    network = made.network
    ends = shapely.get_coordinates(found)[:12]
    share = np.linspace(0.1, 0.9, 4)[:, None, None]
    along = network.xy[network.u] * (1 - share) + network.xy[network.v] * share
    beside = np.array([(-0.3, 0), (0.3, 0), (0, -0.3), (0, 0.3)])
    places = np.concatenate([*(ends + step for step in beside), along.reshape(-1, 2)])
    streets = Pieces.of(Reading.certain(network))
    public = network.open & ~network.private
    public &= ~streets.stray(np.arange(network.n_edges)) | (streets.metres == streets.metres.max())
    lines = shapely.linestrings(np.stack([network.xy[network.u], network.xy[network.v]], axis=1))
    on_street = shapely.dwithin(shapely.union_all(lines[public]), shapely.points(places), 1e-6)
    at_an_end = shapely.dwithin(found.boundary, shapely.points(places), 1e-3)
    places = places[on_street & ~at_an_end]  # beside a street one walks a leg to it
    for x, y in places[:: max(1, len(places) // 6)]:
        inside = shapely.dwithin(found, shapely.Point(x, y), 1e-6)
        assert (near(town, x, y, limit_m) >= needed) == inside, (x - ORIGIN[0], y - ORIGIN[1])
