"""Claims about which numbers of persons a file holds: none below 5, and none that follows from two others."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.analysis.population.rounded import round_expected, round_persons
from wozgeo.analysis.population.sets import PersonBounds


def rounded(low, likely, high, n=3, at_least=5) -> list:
    bounds = PersonBounds(*(np.array([float(x)]) for x in (low, likely, high)), np.array([0]))
    return round_persons(bounds, at_least, np.array([n])).iloc[0].tolist()


def test_the_interval_is_widened_to_multiples_and_never_narrowed():
    assert rounded(11, 13, 16) == [10, 15, 20]


def test_fewer_than_five_are_not_shown_at_all():
    assert all(value is pd.NA for value in rounded(0, 4.9, 12))
    assert rounded(0, 5, 12) == [0, 5, 15]


def test_what_has_no_most_says_so():
    assert rounded(3, 8, np.inf) == [0, 10, pd.NA]


def test_of_what_is_not_known_nothing_is_shown():
    assert all(value is pd.NA for value in rounded(0, np.nan, np.inf))


def test_where_nobody_can_live_nobody_does():
    assert rounded(0, 0, 0, n=0) == [0, 0, 0]
    assert round_expected(np.array([0.0, 3.0]), 5, np.array([0, 2])).tolist() == [0, pd.NA]


@given(st.floats(0, 90), st.floats(0, 40), st.floats(0, 40), st.sampled_from([5, 10, 12]))
def test_no_difference_of_two_numbers_is_small(low, more, most, at_least):
    found = [
        x for x in rounded(low, low + more, low + more + most, at_least=at_least) if x is not pd.NA
    ]
    assert found == sorted(found)
    assert not {abs(a - b) for a in found for b in found} & {*range(1, at_least)}
    if len(found) == 3:
        assert found[0] <= low + 1e-5
        assert found[2] >= low + more + most - 1e-4
