"""Claims about arcs that are taken in one: every way between what is kept is as long as it was."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.network.chains import take_in_one


def arcs_of(n: int, both_ways=(), one_way=()) -> csr_array:
    found = {}
    for a, b, metres in [*one_way, *both_ways, *((b, a, m) for a, b, m in both_ways)]:
        found[a, b] = min(metres, found.get((a, b), np.inf))
    tail, head = zip(*found, strict=True)
    return csr_array((np.array([*found.values()], dtype=float), (tail, head)), shape=(n, n))


def laid(arcs: csr_array) -> dict:
    coo = arcs.tocoo()
    return {
        (int(a), int(b)): m for a, b, m in zip(coo.row, coo.col, coo.data.tolist(), strict=True)
    }


def kept(n: int, *nodes: int) -> np.ndarray:
    return np.isin(np.arange(n), nodes)


def test_a_street_with_two_bends_is_one_arc_each_way():
    street = arcs_of(4, [(0, 1, 10), (1, 2, 20), (2, 3, 40)])
    assert laid(take_in_one(street, kept(4))) == {(0, 3): 70, (3, 0): 70}


def test_a_bend_of_which_something_is_asked_stays():
    street = arcs_of(4, [(0, 1, 10), (1, 2, 20), (2, 3, 40)])
    found = laid(take_in_one(street, kept(4, 2)))
    assert found == {(0, 2): 30, (2, 0): 30, (2, 3): 40, (3, 2): 40}


def test_of_two_ways_round_the_shorter_is_left():
    # 0 and 1 are joined by 0-2-1 (50) and 0-3-1 (30), and each has a street of its own
    block = arcs_of(6, [(0, 2, 20), (2, 1, 30), (0, 3, 10), (3, 1, 20), (0, 4, 7), (1, 5, 8)])
    found = laid(take_in_one(block, kept(6)))
    assert found[0, 1] == found[1, 0] == 30


def test_a_loop_that_comes_back_leads_nowhere():
    # 0-1, and from 1 round by 2 and 3 back to 1
    loop = arcs_of(4, [(0, 1, 10), (1, 2, 5), (2, 3, 5), (3, 1, 5)])
    assert laid(take_in_one(loop, kept(4))) == {(0, 1): 10, (1, 0): 10}


def test_a_ring_without_a_way_in_is_gone():
    ring = arcs_of(5, [(0, 1, 1), (1, 2, 1), (2, 0, 1), (3, 4, 6)])
    assert laid(take_in_one(ring, kept(5))) == {(3, 4): 6, (4, 3): 6}


def test_where_one_goes_in_one_direction_nothing_is_taken_together():
    lane = arcs_of(3, one_way=[(0, 1, 10), (1, 2, 20)])
    assert laid(take_in_one(lane, kept(3))) == {(0, 1): 10, (1, 2): 20}


def test_an_arc_of_no_length_is_an_arc():
    # 1 leads on by a gate of no length, and back by one
    gate = arcs_of(4, [(0, 1, 10), (1, 2, 0), (2, 3, 5)])
    found = take_in_one(gate, kept(4, 0, 3))
    assert dijkstra(found, indices=0)[3] == dijkstra(found, indices=3)[0] == 15


def test_an_arc_to_itself_is_no_second_way_on():
    dead_end = arcs_of(3, [(0, 1, 10), (1, 2, 4)], one_way=[(2, 2, 3)])
    found = take_in_one(dead_end, kept(3, 0, 2))
    assert dijkstra(found, indices=0)[2] == 14


NODES = 9
ARCS = st.lists(
    st.tuples(
        st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.sampled_from([0, 1, 2.5, 4, 100])
    ),
    min_size=1,
    max_size=16,
)


@given(
    ARCS, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.just(3))), st.integers(0, 511)
)
def test_every_way_between_what_is_kept_is_as_long_as_it_was(both_ways, one_way, asked):
    arcs = arcs_of(NODES, both_ways, one_way[:3])
    stays = np.array([bool(asked >> i & 1) for i in range(NODES)])
    before, after = dijkstra(arcs), dijkstra(take_in_one(arcs, stays))
    np.testing.assert_array_equal(after[stays][:, stays], before[stays][:, stays])
