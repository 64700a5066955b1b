"""Claims about where seniors concentrate: a rule with a number, along streets that hang together."""

import numpy as np
import pandas as pd

from towns import Town, walk
from wozgeo.analysis.population.concentrations import Level, above, commonest, find_stretches

TWO_STREETS = Town(
    nodes={
        "A": (0, 0),
        "B": (100, 0),
        "C": (200, 0),
        "D": (300, 0),
        "E": (0, 900),
        "F": (100, 900),
    },
    ways=["A B C D: residential", "E F: residential"],
    locations={"h": (10, 5), "k": (150, 5), "m": (250, 5), "f": (50, 905)},
)


def stretches(inside: str, town: Town = TWO_STREETS):
    """Which corners are in a concentration, by their letters."""
    done = walk(town, profile="rollator")
    names = dict(zip(done.network.node_id.tolist(), "ABCDEF", strict=True))
    mask = np.array([names[i] in inside for i in done.network.node_id.tolist()])
    edge = done.locations.possible["edge"].to_numpy()
    return find_stretches(done.network, mask, np.arange(6.0), edge)


def test_a_stretch_lies_between_corners_that_hang_together():
    found = stretches("ABC")
    assert found.table["lengte_m"].tolist() == [200]
    assert found.of_dwelling.tolist() == [0, 0, -1, -1]  # m lives between C and D


def test_two_streets_apart_are_two_concentrations_from_west_to_east_then_south_to_north():
    found = stretches("ABCDEF")
    assert found.table["lengte_m"].tolist() == [300, 100]
    assert found.of_dwelling.tolist() == [0, 0, 0, 1]
    assert found.table["most"].tolist() == [3, 5]
    assert found.members().toarray().tolist() == [[1, 1, 1, 0], [0, 0, 0, 1]]


def test_a_corner_alone_is_no_stretch_and_one_where_nobody_lives_none_either():
    assert stretches("A").table.empty
    empty = TWO_STREETS.but(locations={"h": (10, 5)})
    assert len(stretches("ABEF", empty).table) == 1


def test_the_level_asks_so_many_and_so_many_times_the_mean():
    level = Level(persons=50, times=1.2, walk_m=400)
    persons, dwellings = np.array([49.0, 50, 60, 0]), np.array([10.0, 100, 100, 0])
    assert above(persons, dwellings, level, per_dwelling=0.5).tolist() == [
        False,
        False,
        True,
        False,
    ]
    assert above(persons, dwellings, level, per_dwelling=0.4).tolist() == [False, True, True, False]


def test_a_stretch_is_named_after_the_street_most_live_in():
    words = pd.Series(["b", "a", "b", "c", ""])
    assert commonest(words, np.array([0, 0, 0, 2, 1]), 3) == ["b", "", "c"]
    assert commonest(pd.Series(["b", "a"]), np.array([0, 0]), 1) == ["a"]
