"""How ways become edges: every straight piece once, with its true length, state and ground."""

import numpy as np
import pytest

from towns import ORIGIN, Town, straight_street
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.build import WalkNetwork, build_network


def network_of(town: Town, profile: str = "voetganger") -> WalkNetwork:
    tables = town.tables()
    return build_network(tables.ways, tables.stops, profile=Profile(profile))


def edges(network: WalkNetwork) -> dict[tuple[int, int], list[float]]:
    """Lengths per pair of OSM nodes."""
    found: dict[tuple[int, int], list[float]] = {}
    for u, v, length in zip(network.u, network.v, network.length_m, strict=True):
        a, b = sorted((int(network.node_id[u]), int(network.node_id[v])))
        found.setdefault((a, b), []).append(float(length))
    return found


def test_every_straight_piece_is_an_edge_with_its_drawn_length():
    network = network_of(straight_street())
    assert edges(network) == {(1, 2): [pytest.approx(100)], (2, 3): [pytest.approx(200)]}
    assert network.n_nodes == 3
    assert network.way_id.tolist() == [101, 101]


def test_a_closed_way_is_a_loop_of_edges():
    ring = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (100, 50), "D": (0, 50)},
        ways=["A B C D A: residential"],
    )
    assert set(edges(network_of(ring))) == {(1, 2), (2, 3), (3, 4), (1, 4)}


def test_a_node_named_twice_in_a_row_makes_no_edge_to_itself():
    town = Town(nodes={"A": (0, 0), "B": (100, 0)}, ways=["A A B B: residential"])
    assert edges(network_of(town)) == {(1, 2): [pytest.approx(100)]}


def test_a_way_that_goes_back_over_itself_counts_once():
    town = Town(nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0)}, ways=["A B C B: residential"])
    assert edges(network_of(town)) == {(1, 2): [pytest.approx(100)], (2, 3): [pytest.approx(100)]}


def test_the_same_way_twice_is_one_street():
    town = straight_street()
    assert edges(network_of(town.with_ways("C B A: residential"))) == edges(network_of(town))


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_ways_over_the_same_nodes_the_better_remains(order):
    nodes = {"A": (0, 0), "B": (100, 0)}
    public = network_of(Town(nodes, ["A B: service access=private", "A B: footway"][::order]))
    assert public.private.tolist() == [False]
    known = network_of(Town(nodes, ["A B: path", "A B: footway"][::order]), "rollator")
    assert known.state.tolist() == [State.OPEN]


@pytest.mark.parametrize("order", [1, -1])
def test_a_public_unknown_path_beside_a_private_open_drive_stays(order):
    """Nobody but the owner may use the drive; nobody knows whether a rollator gets over the path."""
    nodes = {"A": (0, 0), "B": (100, 0)}
    both = network_of(
        Town(nodes, ["A B: path", "A B: service access=private"][::order]), "rollator"
    )
    found = sorted(
        zip(both.private.tolist(), both.state.tolist(), both.way_id.tolist(), strict=True)
    )
    path, drive = (101, 102) if order == 1 else (102, 101)
    assert found == [(False, State.UNKNOWN, path), (True, State.OPEN, drive)]


def test_parallel_streets_with_nodes_of_their_own_are_both_kept():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "P": (50, 40)},
        ways=["A B: residential", "A P B: residential"],
    )
    assert len(edges(network_of(town))) == 3


def test_islands_are_kept():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (900, 0), "D": (950, 0)},
        ways=["A B: residential", "C D: residential"],
    )
    assert set(edges(network_of(town))) == {(1, 2), (3, 4)}


def test_what_is_closed_to_a_profile_is_not_in_its_network():
    town = straight_street().with_ways("A C: steps", "A C: motorway")
    assert (1, 3) in edges(network_of(town, "voetganger"))
    assert (1, 3) not in edges(network_of(town, "rollator"))


def test_state_and_ground_are_those_of_the_way():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
        ways=["A B: residential", "B C: path", "C D: path access=private"],
    )
    network = network_of(town, "rollator")
    by_way = {
        int(way): (State(state), bool(private))
        for way, state, private in zip(network.way_id, network.state, network.private, strict=True)
    }
    assert by_way == {
        101: (State.OPEN, False),
        102: (State.UNKNOWN, False),
        103: (State.UNKNOWN, True),
    }
    assert network.open.tolist() == (network.state == State.OPEN).tolist()


def test_an_impassable_node_is_there_once_per_edge_that_ends_in_it():
    town = straight_street().but(stops={"B": "kissing_gate"})
    network = network_of(town, "rollator")
    ends = np.concatenate([network.u, network.v])
    assert (network.node_id[ends] == 2).sum() == 2
    assert len(np.unique(ends[network.node_id[ends] == 2])) == 2
    assert edges(network) == edges(network_of(town, "voetganger"))


def test_a_doubtful_node_is_marked_and_stays_whole():
    network = network_of(straight_street().but(stops={"B": "gate access=private"}))
    assert network.doubtful[network.node_id == 2].tolist() == [True]
    assert not network.doubtful[network.node_id != 2].any()


def test_a_barrier_that_no_street_touches_changes_nothing():
    town = straight_street().but(
        nodes={**straight_street().nodes, "X": (5, 5)}, stops={"X": "kissing_gate"}
    )
    assert edges(network_of(town, "rollator")) == edges(network_of(straight_street(), "rollator"))


def test_coordinates_are_those_of_the_drawing():
    network = network_of(straight_street())
    place = {
        int(i): tuple(xy - np.array(ORIGIN))
        for i, xy in zip(network.node_id, network.xy, strict=True)
    }
    assert place == {1: (0, 0), 2: (100, 0), 3: (300, 0)}


def test_nothing_to_walk_on_is_an_error_that_names_the_profile():
    town = Town(nodes={"A": (0, 0), "B": (100, 0)}, ways=["A B: motorway"])
    with pytest.raises(InputError, match="rollator"):
        network_of(town, "rollator")


def test_no_ways_at_all_is_an_error():
    with pytest.raises(InputError):
        network_of(straight_street().but(ways=[]))


def test_only_ways_without_length_is_an_error():
    town = Town(nodes={"A": (0, 0)}, ways=["A A: residential"])
    with pytest.raises(InputError):
        network_of(town)
