"""Claims about the streets nearby: those in a box, as they were, and what is met elsewhere is not met here."""

from dataclasses import replace

import numpy as np
import pytest

from towns import Town, at, walk
from wozgeo.network.nearby import Nearby, reach_in

LONG = Town(
    nodes={f"N{x}": (x, 0) for x in range(0, 1_001, 100)},
    ways=[f"{' '.join(f'N{x}' for x in range(0, 1_001, 100))}: residential"],
    locations={"h": (50, 5), "k": (950, 5)},
    facilities={"s": (250, 5)},
)
BOX = np.array(at(210, -10)), np.array(at(330, 10))


def test_the_edges_in_a_box_keep_their_order_their_length_and_their_places() -> None:
    whole = walk(LONG).network
    near = Nearby.of(whole, BOX, [])
    kept = np.flatnonzero(near.number[:-1] >= 0)
    assert len(kept) == near.network.n_edges == 2, "from 200 to 300 and on to 400"
    np.testing.assert_array_equal(near.number[kept], [0, 1])
    for ends in ("u", "v"):
        here, there = (n.xy[getattr(n, ends)] for n in (near.network, whole))
        np.testing.assert_array_equal(here, there[kept])
    np.testing.assert_array_equal(near.network.length_m, whole.length_m[kept])


def test_what_points_meet_is_there_and_what_they_meet_elsewhere_is_not_met() -> None:
    made = walk(LONG)
    first = made.locations.only(np.array([True, False]))
    near = Nearby.of(made.network, BOX, [first])
    assert near.network.n_edges == 3
    met = near.accesses(made.locations).possible["edge"].to_numpy()
    assert (met >= 0).tolist() == [True, False]


@pytest.mark.parametrize(("share", "expected"), [(1.0, 400.01), (0.5, 800.01), (2.0, 400.01)])
def test_one_comes_further_than_one_walks_where_streets_are_said_to_be_shorter(
    share: float, expected: float
) -> None:
    network = walk(LONG).network
    told = replace(network, length_m=network.length_m * share)
    assert reach_in(told, 400.0) == pytest.approx(expected)
