"""Claims about what a place that does not count would be to a complex: the place of it that decides, and for whom."""

from math import inf, nan

import numpy as np
import pandas as pd
import pytest

from wozgeo.analysis.remedies import n_that_decide, walks_to_each, whom_each_serves
from wozgeo.domain.definitions import Within
from wozgeo.domain.vocabulary import Measure

OBJECTS = pd.Series({"b1": "B", "a1": "A", "a2": "A", "a3": "A", "a4": "A", "c1": "C", "c2": "C"})
WALKS = pd.DataFrame(
    {
        "s1": {"a3": 300.0, "a1": 100.0, "b1": 400.0, "a4": nan, "a2": 200.0, "c1": 50, "c2": 80},
        "s2": {"a3": 10.0, "a1": 10.0, "b1": nan, "a4": inf, "a2": inf, "c1": nan, "c2": inf},
    }
)
"""In no order; of A one place reaches s1 not at all, and two reach s2."""


@pytest.mark.parametrize(
    ("measure", "s1", "s2"),
    [
        (Measure.MIN, [100, 400, 50], [10, inf, inf]),
        # of four places the third, of two the second: the worse of the middle two
        (Measure.MEDIAAN, [300, 400, 80], [inf, inf, inf]),
        (Measure.MAX, [inf, 400, 80], [inf, inf, inf]),
    ],
)
def test_the_place_that_decides_is_the_one_that_counts(measure, s1, s2):
    found = walks_to_each(WALKS, OBJECTS, measure=measure)
    expected = pd.DataFrame({"s1": s1, "s2": s2}, index=["A", "B", "C"], dtype=float)
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("n", range(1, 8))
def test_as_many_places_as_decide_have_a_walk_no_longer_than_the_one_that_counts(n, measure):
    metres = np.random.default_rng(n).permutation(n) * 10.0
    places = [f"p{i}" for i in range(n)]
    found = walks_to_each(
        pd.DataFrame({"s": metres}, index=places), pd.Series("A", index=places), measure=measure
    )
    assert (metres <= found.loc["A", "s"]).sum() == n_that_decide(n, measure)


@pytest.mark.parametrize(("strict", "served"), [(True, ["C", "A"]), (False, ["C", "A", "B", "D"])])
def test_who_is_served_is_told_nearest_first_and_by_the_limit_as_it_is_asked(strict, served):
    walks = pd.DataFrame(
        {"s1": [300.0, 400.0, 80.0, 400.0], "s2": [inf, nan, inf, 400.1]}, index=[*"ABCD"]
    )
    assert whom_each_serves(walks, Within(400, strict=strict)) == {"s1": served, "s2": []}


def test_without_objects_nobody_is_served():
    none = walks_to_each(WALKS.iloc[:0], OBJECTS.iloc[:0], measure=Measure.MAX)
    assert whom_each_serves(none, Within(400, strict=True)) == {"s1": [], "s2": []}
