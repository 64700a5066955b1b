"""Whole percents that are told together are 100, and what is near is never told as more than it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.outputs.whole_percents import whole_percents

COUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=9)


@given(COUNTS, st.integers(0, 9))
def test_they_add_up_to_100_and_none_is_a_whole_percent_off(counts, n_near):
    percents = whole_percents(counts, n_near)
    assert sum(percents) == (100 if sum(counts) else 0)
    for percent, count in zip(percents, counts, strict=True):
        assert not sum(counts) or abs(percent - 100 * count / sum(counts)) < 1
        assert count or percent == 0


@given(COUNTS, st.integers(0, 9))
def test_what_is_near_is_together_the_share_that_is_told_in_words(counts, n_near):
    if sum(counts):
        near = sum(whole_percents(counts, n_near)[:n_near])
        assert near == 100 * sum(counts[:n_near]) // sum(counts)


@pytest.mark.parametrize(
    ("counts", "expected"), [([2, 2, 2, 1], [29, 29, 28, 14]), ([0, 7], [0, 100]), ([0], [0])]
)
def test_what_is_left_goes_to_who_lost_most(counts, expected):
    assert whole_percents(counts) == expected
