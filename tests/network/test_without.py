"""Claims about the walk without the place one walks to: the next nearest, exactly, for all places at once."""

import numpy as np
import pytest
from generated_towns import ready, towns
from hypothesis import given, settings

from towns import Town, walk
from wozgeo.network.search import NOWHERE
from wozgeo.network.searcher import Searcher
from wozgeo.network.without import leave_one_out

STREET = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
    ways=["A B C D: residential"],
    locations={"h": (100, 0), "k": (250, 5), "m": (295, 0)},
    facilities={"s": (0, 0), "t": (300, 0), "u": (290, -5)},
)


def left_out(town, reading="possible", but=()):
    done = walk(town, profile="rollator")
    searcher = getattr(Searcher, reading)(done.network, done.locations, done.facilities)
    chosen = ~done.facilities.points.index.isin(but)
    return leave_one_out(searcher, chosen)


def test_a_street_with_three_shops():
    found = left_out(STREET)
    assert found.metres == pytest.approx([100, 50, 5])  # k walks 5 + 40 + 5 to u, m 5 to t
    assert found.facility.tolist() == [0, 2, 1]
    assert found.without_m == pytest.approx([195, 55, 10])  # h then walks 190 + 5 to u


def test_of_the_only_shop_nothing_is_left():
    found = left_out(STREET, but=["t", "u"])
    assert np.isinf(found.without_m).all()
    assert found.metres == pytest.approx([100, 255, 295])


def test_without_any_shop_nobody_walks():
    found = left_out(STREET, but=["s", "t", "u"])
    assert np.isinf(found.metres).all()
    assert np.isinf(found.without_m).all()
    assert (found.facility == NOWHERE).all()


def test_a_shop_at_the_same_place_takes_over():
    found = left_out(STREET.with_facilities(v=(0, 0)))
    assert found.without_m[0] == pytest.approx(100)


@pytest.mark.parametrize("reading", ["possible", "certain"])
@settings(max_examples=150)
@given(town=towns(max_points=6))
def test_leaving_each_out_is_measuring_without_it(reading, town):
    done = ready(town)
    searcher = getattr(Searcher, reading)(done.network, done.locations, done.facilities)
    everything = np.ones(len(done.facilities.points), dtype=bool)
    found = leave_one_out(searcher, everything)
    assert (found.without_m >= found.metres).all()
    for facility in range(len(everything)):
        others = everything.copy()
        others[facility] = False
        without = searcher.nearest(others).metres
        expected = np.where(found.facility == facility, found.without_m, found.metres)
        np.testing.assert_allclose(expected, without, atol=2e-6)
