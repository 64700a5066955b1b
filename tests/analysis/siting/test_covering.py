"""Claims about where the next places should come: no other set reaches more, and equals are told."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from wozgeo.analysis.siting.covering import (
    Demand,
    choose_places,
    cut_to,
    new_by_step,
    only_by,
)


def demand(cover, weights=None, reached=(), kern=None) -> Demand:
    table = np.array(cover)
    n = table.shape[1]
    return Demand(
        csr_array(table),
        np.ones(n) if weights is None else np.array(weights, dtype=float),
        np.isin(np.arange(n), list(reached)),
        np.zeros(n, dtype=np.int64) if kern is None else np.array(kern),
    )


THREE = [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]


def test_the_best_two_of_three_are_not_the_best_one_and_another():
    found = choose_places(demand(THREE, weights=[3, 4, 4, 3]), 2)
    assert sorted(found.chosen) == [0, 2]
    assert found.value == 14
    assert choose_places(demand(THREE, weights=[3, 4, 4, 3]), 1).chosen == (1,)


def test_who_is_reached_already_counts_for_nothing():
    found = choose_places(demand(THREE, weights=[3, 9, 9, 1], reached=[1, 2]), 1)
    assert (found.chosen, found.value) == ((0,), 3)


def test_equals_are_told():
    found = choose_places(demand(THREE), 1)
    assert found.ties == ((0,), (1,), (2,))
    assert found.all_ties
    assert found.chosen == (0,)


def test_of_equals_the_kern_that_is_worst_off_decides_then_the_walk():
    # dwelling 3 is the only one of kern 1
    assert choose_places(demand(THREE, kern=[0, 0, 0, 1]), 1).chosen == (2,)
    metres = np.array([[9, 9, 0, 0], [0, 5, 5, 0], [0, 0, 7, 7.0]])
    assert choose_places(demand(THREE), 1, metres=metres.__getitem__).chosen == (1,)


def test_no_more_places_than_bring_something():
    found = choose_places(demand(THREE), 3)
    assert sorted(found.chosen) == [0, 2]
    assert choose_places(demand(THREE, reached=[0, 1, 2, 3]), 2).chosen == ()


def test_the_gain_of_each_step_is_of_those_that_none_before_reaches():
    one = demand(THREE, weights=[3, 4, 4, 3])
    steps = new_by_step(one.cover, (1, 0), one.reached)
    assert steps.tolist() == [[0, 1, 1, 0], [1, 0, 0, 0]]


def test_what_a_closing_place_takes_with_it_is_what_no_other_reaches():
    assert (only_by(csr_array(np.array(THREE))) @ np.array([[3.0], [4], [5], [6]])).tolist() == [
        [3],
        [0],
        [6],
    ]


def test_who_has_another_place_is_not_among_those_that_a_closing_place_leaves_without():
    """They were kept as entries that are 0, and whoever asked for the columns of a row counted them."""
    alone = only_by(csr_array(np.array(THREE)))
    assert [alone[[row]].indices.tolist() for row in range(3)] == [[0], [], [3]]


def test_who_is_cut_off_is_in_no_set_and_brings_no_place_anything():
    cover = cut_to(csr_array(np.array(THREE)), np.array([True, False, False, True]))
    asked = Demand(cover, np.array([1, 50, 50, 2.0]), np.zeros(4, bool), np.zeros(4, np.int64))
    found = choose_places(asked, 1)
    assert (found.chosen, found.value) == ((2,), 2)
    assert new_by_step(cover, [1], asked.reached).sum() == 0


def test_when_time_runs_out_the_bound_says_how_much_better_it_may_be():
    found = choose_places(demand(THREE, weights=[3, 4, 4, 3]), 2, seconds=0)
    assert found.value <= found.bound
    assert found.bound <= 14 + 1e-9


@st.composite
def cases(draw):
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    bits = st.lists(st.integers(0, 1), min_size=m, max_size=m)
    cover = draw(st.lists(bits, min_size=n, max_size=n))
    weights = draw(st.lists(st.sampled_from([0, 0.5, 1, 1, 2, 3.25]), min_size=m, max_size=m))
    reached = draw(st.sets(st.integers(0, m - 1), max_size=2))
    kern = draw(st.lists(st.integers(-1, 1), min_size=m, max_size=m))
    return demand(cover, weights, reached, kern), draw(st.integers(1, n))


@settings(max_examples=150)
@given(cases())
def test_as_looking_at_every_set(case):
    one, k = case
    n = one.cover.shape[0]
    every = [s for size in range(k + 1) for s in combinations(range(n), size)]
    most = max(one.value(s) for s in every)
    fewest = min(len(s) for s in every if one.value(s) > most - 1e-9)
    best = {s for s in every if one.value(s) > most - 1e-9 and len(s) == fewest}
    found = choose_places(one, k)
    assert found.value == pytest.approx(most)
    assert found.bound == pytest.approx(most)
    assert found.all_ties
    assert set(found.ties) == best
    assert one.worst_off(found.chosen) == pytest.approx(max(one.worst_off(s) for s in best))


@settings(max_examples=50)
@given(cases())
def test_one_more_place_never_lowers_what_is_reached(case):
    one, k = case
    assert choose_places(one, k + 1).value >= choose_places(one, k).value - 1e-9
