"""How much hangs on where one enters a facility: in any town, against a search for every entry by itself."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from generated_towns import towns
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, at, walk
from wozgeo.network.distances import measure_distances
from wozgeo.network.entries import Entries
from wozgeo.network.farthest import _EXACT_M, Farthest
from wozgeo.network.searcher import Searcher
from wozgeo.network.without import leave_one_out

EXTENT = shapely.box(*at(-20_000, -20_000), *at(20_000, 20_000))
COLUMNS = ["shortest_m", "distance_m", "certain_m", "longest_m"]


def measured(
    town: Town,
    facility: list[int],
    middle: list[bool],
    sole: list[bool] | None = None,
    *,
    profile: str = "rollator",
    **choices,
) -> pd.DataFrame:
    """Measure a town in which each facility of it is an entry of one of some others."""
    ready = walk(town, profile=profile, max_off_m=60)
    of = np.array(facility)
    alone = np.ones(len(of), dtype=bool) if sole is None else np.array(sole)
    entries = Entries(of, np.array(middle), alone)
    return measure_distances(
        ready.network,
        ready.locations,
        ready.facilities,
        ready.tables.facilities["voorziening"],
        wanted=["supermarkt"],
        search_limit_m=5_000,
        extent=EXTENT,
        entries=entries,
        **choices,
    ).droplevel("voorziening")


@st.composite
def entered_towns(draw) -> tuple[Town, list[int], list[bool], list[bool]]:
    """A town; of each place in it the facility that it is an entry of, whether a middle, and whether it may be the only one."""
    town = draw(towns())
    names = list(town.facilities or {})
    facility = [draw(st.integers(0, 1)) for _ in names]
    middle = [draw(st.booleans()) for _ in names]
    for number in {*facility}:
        middle[facility.index(number)] = True
    return town, facility, middle, [draw(st.booleans()) for _ in names]


@given(entered_towns())
def test_in_any_town_van_afstand_zeker_tot_never_grow_shorter(drawn):
    table = measured(*drawn)
    metres = table[COLUMNS].dropna().to_numpy()
    assert (metres[:, 1:] >= metres[:, :-1] - 1e-6).all()
    for low, high in (("door_low_m", "door_high_m"), ("place_low_m", "place_high_m")):
        part = table[["shortest_m", low, "distance_m", "certain_m", high, "longest_m"]].dropna()
        part = part.to_numpy()
        assert (part[:, 1:] >= part[:, :-1] - 1e-6).all()


@given(entered_towns())
def test_in_any_town_the_shortest_is_that_to_the_nearest_of_all_entries(drawn):
    town, facility, *_ = drawn
    every = measured(town, list(range(len(facility))), [True] * len(facility))
    table = measured(*drawn)
    known = table["distance_m"].notna()
    assert np.allclose(table["place_low_m"][known], every["distance_m"][known])


def farthest_of_the_best(drawn, *, profile: str) -> tuple[pd.Series, pd.Series]:
    """Search each entry by itself, in a town of its own: the longest to one facility, the shortest of all.

    Returns
    -------
    tuple
        Metres in the certain reading; what nobody gets to is none. And whether each entry is certainly got to
        within what is searched exactly, so that there is no more to it.
    """
    town, facility, middle, sole = drawn
    names = list(town.facilities or {})
    alone = {
        name: measured(
            town.but(facilities={name: town.facilities[name]}), [0], [True], profile=profile
        )["certain_m"]
        for name in names
    }
    farthest = []
    for number in {*facility}:
        mine = [k for k, of in enumerate(facility) if of == number]
        # the middles are one entry: whichever is nearest; who must not be walked to does not count
        own = pd.concat([alone[names[k]] for k in mine if middle[k]], axis=1).min(axis=1)
        others = [alone[names[k]] for k in mine if sole[k] and not middle[k]]
        found = pd.concat([own, *others], axis=1).replace(np.inf, np.nan).max(axis=1)
        farthest.append(found)
    every = pd.concat(alone.values(), axis=1)
    return pd.concat(farthest, axis=1).min(axis=1), (every <= _EXACT_M).all(axis=1)


@given(entered_towns(), st.sampled_from(["rollator", "voetganger"]))
def test_in_any_town_the_longest_is_that_to_the_farthest_entry_of_the_best_facility(drawn, profile):
    """Exactly where all is near, and never less."""
    high = measured(*drawn, profile=profile)["place_high_m"]
    expected, near = farthest_of_the_best(drawn, profile=profile)
    known = expected.notna() & high.notna()
    assert (high[known] >= expected[known] - 1e-6).all()
    assert high[near].to_numpy() == pytest.approx(expected[near].to_numpy(), abs=1e-6)


def test_near_by_the_longest_is_exact():
    """Two shops on one street, each with an entry at either end; who lives between them."""
    town = Town(
        nodes={"A": (0, 0), "B": (500, 0)},
        ways=["A B: residential"],
        locations={"h": (100, 10), "i": (10, 10), "j": (250, 10)},
        facilities={"a1": (50, -5), "a2": (20, -5), "b1": (300, -5), "b2": (450, -5)},
    )
    table = measured(town, [0, 0, 1, 1], [True, False, True, False])
    assert table["longest_m"].to_dict() == pytest.approx({"h": 95, "i": 55, "j": 215})
    assert table["shortest_m"].to_dict() == pytest.approx({"h": 65, "i": 25, "j": 65})
    assert table["distance_m"].to_dict() == pytest.approx({"h": 65, "i": 55, "j": 65})


def test_a_facility_far_away_is_walked_to_by_its_farthest_entry():
    """2 km of street to a shop with entries 100 m apart on it."""
    town = Town(
        nodes={"A": (0, 0), "B": (1_000, 0), "C": (2_000, 0), "D": (2_200, 0)},
        ways=["A B C D: residential"],
        locations={"h": (0, 10)},
        facilities={"a1": (2_000, -5), "a2": (2_100, -5)},
    )
    table = measured(town, [0, 0], [True, False])
    assert table["longest_m"].tolist() == pytest.approx([2_115])
    assert table["distance_m"].tolist() == pytest.approx([2_015])


@pytest.mark.parametrize(("factor", "n_near", "n_around"), [(1.0, 10, 12), (0.5, 19, 20)])
def test_for_one_facility_no_region_is_searched_but_all_that_is_near(factor, n_near, n_around):
    """A street of 2 km with a node every 100 m, and a shop at 1130 and 1180; also were it half as far as it is."""
    nodes = {f"N{x}": (x, 0) for x in range(0, 2_001, 100)}
    town = Town(
        nodes=nodes,
        ways=[f"{' '.join(nodes)}: residential"],
        locations={"h": (1_000, 10)},
        facilities={"a1": (1_130, -5), "a2": (1_180, -5)},
    )
    ready = walk(town, profile="rollator", max_off_m=60)
    length_m = ready.network.length_m * factor
    its = ready.facilities.possible["edge"].to_numpy()
    length_m[its] = ready.network.length_m[its]
    network = replace(ready.network, length_m=length_m)
    searcher = Searcher.possible(network, ready.locations, ready.facilities)
    around = Farthest(searcher, Entries.single(2))._around(np.arange(2), _EXACT_M)
    metres, _, _ = searcher.graph.search(np.arange(2))
    near = np.flatnonzero(metres[: searcher.graph.first_facility] <= _EXACT_M)
    assert set(near) <= set(around)
    assert (len(near), len(around)) == (n_near, n_around)


def test_an_entry_on_a_street_that_joins_nothing_is_none():
    town = Town(
        nodes={"A": (0, 0), "B": (500, 0), "X": (0, 300), "Y": (500, 300)},
        ways=["A B: residential", "X Y: residential"],
        locations={"h": (100, 10)},
        facilities={"a1": (200, -5), "a2": (200, 305)},
    )
    table = measured(town, [0, 0], [True, False])
    assert table[COLUMNS].iloc[0].tolist() == pytest.approx([115] * 4)


@given(entered_towns(), st.randoms(use_true_random=False))
def test_in_any_town_the_order_of_entries_changes_nothing(drawn, seed):
    town, facility, middle, sole = drawn
    order = list(range(len(facility)))
    seed.shuffle(order)
    names = list(town.facilities)
    turned = town.but(facilities={names[i]: town.facilities[names[i]] for i in order})
    one = measured(*drawn)
    again = measured(turned, *([part[i] for i in order] for part in (facility, middle, sole)))
    for column in (*COLUMNS, "place_low_m", "place_high_m"):
        assert np.allclose(one[column], again[column], equal_nan=True)


@given(entered_towns())
def test_without_a_facility_all_its_doors_are_gone(drawn):
    """Leave-one-out of facilities with several doors equals measuring again without all of them."""
    town, facility, *_ = drawn
    ready = walk(town, profile="rollator", max_off_m=60)
    searcher = Searcher.possible(ready.network, ready.locations, ready.facilities)
    of, every = np.array(facility), np.ones(len(facility), dtype=bool)
    found = leave_one_out(searcher, every, of)
    for number in {*facility}:
        mine = found.facility == number
        again = searcher.nearest(of != number)
        assert np.allclose(found.without_m[mine], again.metres[mine])
