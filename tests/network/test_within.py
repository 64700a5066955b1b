"""Claims about who lives within a walk: the same metres as those of the slow engine, whatever the tiles."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from generated_towns import ready, towns
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_town import SlowTown

from towns import Town, care_home, private_short_cut, two_islands, walk
from wozgeo.network.accesses import Accesses
from wozgeo.network.junctions import junction_accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within

READINGS = ("possible", "certain")


def within(done, limit_m, *, reading="possible", places=None, **choices) -> Within:
    searcher = getattr(Searcher, reading)(
        done.network, done.locations, done.facilities if places is None else places
    )
    return Within(searcher, limit_m, **choices)


def persons(town: Town, limit_m: float, weights, **choices) -> list:
    done = walk(town, profile="rollator")
    return within(done, limit_m, **choices).sums(np.array(weights, dtype=float)).tolist()


STREET = Town(
    nodes={"A": (0, 0), "B": (200, 0), "C": (500, 0)},
    ways=["A B C: residential"],
    locations={"h": (0, 0), "k": (399, 0), "m": (400, 0)},
    facilities={"s": (0, 0), "t": (450, 10)},
)


def test_exactly_four_hundred_metres_is_not_within():
    assert persons(STREET, 400, [[2, 1], [3, 1], [4, 1]]) == [[5, 2], [7, 2]]


def test_a_street_that_is_shorter_than_it_is_drawn_is_walked_as_far_as_it_is():
    """A graph of another may say so: at half their length, 1000 m of street to the shop are 500."""
    nodes = {f"N{x}": (x, 0) for x in range(0, 1_101, 100)}
    town = Town(
        nodes=nodes,
        ways=[f"{' '.join(nodes)}: residential"],
        locations={"h": (1_050, 0), "k": (900, 0), "m": (450, 0)},
        facilities={"s": (0, 0)},
    )
    done = walk(town, profile="rollator")
    half = replace(done.network, length_m=done.network.length_m / 2)
    done = replace(
        done, network=half, locations=_half(done.locations), facilities=_half(done.facilities)
    )
    people = np.array([[1.0], [10.0], [100.0]])
    assert within(done, 526).sums(people).tolist() == [[111]]
    assert within(done, 500).sums(people).tolist() == [[110]]
    assert within(done, 300).sums(people).tolist() == [[100]]


def _half(accesses: Accesses) -> Accesses:
    tables = {
        name: table.assign(along_m=table["along_m"] / 2)
        for name in ("possible", "certain")
        if (table := getattr(accesses, name)) is not None
    }
    return replace(accesses, **tables)


def test_the_legs_to_the_street_count():
    # t stands 10 m from the street: from k 51 + 10 = 61 m, from m 50 + 10 = 60 m
    assert persons(STREET, 61, [[2], [3], [4]])[1] == [4]
    assert persons(STREET, 61.001, [[2], [3], [4]])[1] == [7]


def test_a_river_without_a_bridge_keeps_its_banks_apart():
    assert persons(two_islands(), 2_000, [[2], [3]]) in ([[2]], [[3]])


def test_private_ground_is_no_way_through():
    # by the alley 290 m, but that is somebody's ground: 2090 m
    assert persons(private_short_cut(), 2_000, [[5]]) == [[0]]
    assert persons(private_short_cut(), 2_091, [[5]]) == [[5]]


def test_on_its_own_ground_one_walks_straight():
    # s at A: d 350, e 330; the hall at Q: d 0, e 80 + 100 = 180 wholly over private ground
    assert persons(care_home(), 340, [[1], [10]]) == [[10], [11]]
    assert persons(care_home(), 351, [[1], [10]]) == [[11], [11]]


def test_a_place_that_meets_no_street_reaches_nobody():
    far = STREET.with_facilities(u=(0, 5_000))
    assert persons(far, 400, [[2], [3], [4]])[2] == [0]


def test_a_dwelling_that_meets_no_street_is_reached_by_nobody():
    lonely = STREET.but(locations={**STREET.locations, "far": (0, 5_000)})
    assert persons(lonely, 9_000, [[2], [3], [4], [100]]) == [[9], [9]]


def test_a_junction_is_a_place_without_a_leg():
    done = walk(STREET, profile="rollator")
    junctions = junction_accesses(done.network, np.arange(done.network.n_nodes))
    found = within(done, 201, places=junctions).sums(np.array([[2.0], [3], [4]]))
    xy = done.network.xy[:, 0] - done.network.xy[:, 0].min()
    assert dict(zip(xy, found[:, 0], strict=True)) == {0: 2, 200: 9, 500: 7}


def test_of_a_junction_of_a_lane_and_a_street_one_stands_on_the_street():
    """From the gate at G one walks on along the street, and not only back into the grounds."""
    done = walk(care_home(), profile="rollator")
    junctions = junction_accesses(done.network, np.arange(done.network.n_nodes))
    found = within(done, 251, places=junctions).sums(np.array([[1.0], [10]]))[:, 0]
    at = {
        tuple(np.round(xy - done.network.xy.min(axis=0))): n
        for xy, n in zip(done.network.xy, found, strict=True)
    }
    assert at[(200, 130)] == 11  # G: d 150, e 130


# --- against the slow engine --------------------------------------------------------------------


def slow_metres(town: Town, done, *, certain: bool) -> np.ndarray:
    """The walk between every place and every dwelling, by the slow engine, from the same doors."""
    slow, sides = SlowTown(town, done), {}
    for accesses in (done.locations, done.facilities):
        table, rows = accesses.known() if certain else accesses.either()
        sides |= {name: [] for name in accesses.points.index}
        for row, (edge, off) in zip(rows, table[["edge", "off_m"]].to_numpy(), strict=True):
            if edge >= 0:
                number = slow.way_ids.index(done.network.way_id[int(edge)])
                along = slow.lines[number].project(accesses.points.iloc[row])
                sides[accesses.points.index[row]].append((number, along, off))
    graph = slow.graph(sides, certain=certain)
    walks = []
    for name in done.locations.points.index:
        reached = nx.single_source_dijkstra_path_length(graph, ("point", name, 0))
        walks.append([reached.get(("point", f, 2), np.inf) for f in done.facilities.points.index])
    return np.array(walks).T


@pytest.mark.parametrize("reading", READINGS)
@settings(max_examples=40)
@given(towns(), st.floats(20, 500), st.sampled_from([60.0, 150.0, 5_000.0]))
def test_as_the_slow_engine_says(reading, town, limit_m, tile_m):
    done = ready(town)
    slow = slow_metres(town, done, certain=reading == "certain")
    doubt = np.abs(slow - limit_m) < 1e-5
    found = within(done, limit_m, reading=reading, tile_m=tile_m).matrix().toarray()
    assert found.shape == slow.shape
    np.testing.assert_array_equal(found[~doubt], (slow < limit_m)[~doubt])


@settings(max_examples=25)
@given(towns(), st.floats(20, 500))
def test_as_measuring_to_one_place_at_a_time(town, limit_m):
    done = ready(town)
    searcher = Searcher.possible(done.network, done.locations, done.facilities)
    n = len(done.facilities.points)
    each = np.array([searcher.nearest(np.arange(n) == i).metres for i in range(n)])
    weights = np.arange(1.0, 1 + 2 * each.shape[1]).reshape(-1, 2)
    np.testing.assert_allclose(Within(searcher, limit_m).sums(weights), (each < limit_m) @ weights)


@settings(max_examples=25)
@given(towns(), st.floats(20, 500))
def test_it_is_as_far_back_as_there(town, limit_m):
    """Dwellings and places change sides: private ground is a first or last leg in either direction."""
    done = ready(town)
    back = replace(done, locations=done.facilities, facilities=done.locations)
    there = within(done, limit_m).matrix().toarray()
    np.testing.assert_array_equal(there, within(back, limit_m).matrix().toarray().T)


@settings(max_examples=25)
@given(towns(), st.floats(20, 500))
def test_parts_of_a_tile_change_nothing(town, limit_m):
    done = ready(town)
    whole = within(done, limit_m).matrix().toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wozgeo.network.within._MOST_CELLS", 1)
        np.testing.assert_array_equal(within(done, limit_m).matrix().toarray(), whole)


def test_two_dwellings_at_one_door_both_count():
    flat = STREET.but(locations={"a": (0, 5), "b": (0, 5), "c": (0, 5)})
    done = walk(flat, profile="rollator")
    found = within(done, 100)
    assert found.n_spots == 1
    assert found.sums(np.array([[1.0], [2], [4]])).tolist() == [[7], [0]]


def test_without_dwellings_or_places_there_is_nothing_to_add_up():
    done = walk(STREET, profile="rollator")
    nobody = within(replace(done, locations=done.locations.only([])), 400)
    assert nobody.sums(np.empty((0, 2))).tolist() == [[0, 0], [0, 0]]
    nowhere = within(done, 400, places=done.facilities.only([]))
    assert nowhere.sums(np.ones((3, 2))).shape == (0, 2)
    assert isinstance(done.facilities.only([]), Accesses)
