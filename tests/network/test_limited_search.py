"""Claims about a walk outward that ends at a limit: what is within it is walked exactly as without one."""

import numpy as np
import pytest
from generated_towns import ready, towns
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.network.searcher import Searcher


@pytest.mark.parametrize("reading", ["possible", "certain"])
@settings(max_examples=40, deadline=None)
@given(town=towns(max_points=6), limit_m=st.floats(0, 500))
def test_what_is_within_the_limit_is_walked_as_without_one_and_no_further(reading, town, limit_m):
    done = ready(town)
    searcher = getattr(Searcher, reading)(done.network, done.locations, done.facilities)
    chosen = np.ones(len(done.facilities.points), dtype=bool)
    whole, part = searcher.outward(chosen), searcher.outward(chosen, limit_m)
    near = whole.metres <= limit_m
    assert np.array_equal(part.metres, np.where(near, whole.metres, np.inf))
    assert np.array_equal(part.source[near], whole.source[near])

    all_m, some_m = (searcher.nearest_of(outward).metres for outward in (whole, part))
    assert np.array_equal(some_m[all_m < limit_m - 1.0], all_m[all_m < limit_m - 1.0])
    assert (some_m >= all_m).all()
