"""Claims about who walks along which street: as following every walk by itself."""

import numpy as np
import pytest
from generated_towns import ready, towns
from hypothesis import given, settings

from towns import Town, private_short_cut, walk
from wozgeo.network.routes import edges_between
from wozgeo.network.searcher import SAME_EDGE, Searcher
from wozgeo.network.street_loads import loads_on_edges

STREET = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
    ways=["A B C D: residential"],
    locations={"h": (50, 0), "k": (150, 0), "m": (295, 0)},
    facilities={"s": (0, 0)},
)


def loads(town: Town, weights, limit_m=5_000) -> dict:
    done = walk(town, profile="rollator")
    searcher = Searcher.possible(done.network, done.locations, done.facilities)
    found = loads_on_edges(
        searcher,
        np.ones(len(done.facilities.points), dtype=bool),
        np.array(weights, dtype=float),
        limit_m=limit_m,
    )
    network = done.network
    middle = (network.xy[network.u, 0] + network.xy[network.v, 0]) / 2 - network.xy[:, 0].min()
    return dict(zip(middle.round().tolist(), found.tolist(), strict=True))


def test_who_lives_further_walks_along_every_piece_before():
    assert loads(STREET, [1, 2, 4]) == {50: 7, 150: 6, 250: 4}


@pytest.mark.parametrize("order", ["ABCD", "BACD", "BCAD", "DCBA", "BCDA"])
def test_it_makes_no_difference_which_corner_is_the_first_of_the_network(order):
    nodes = dict(sorted(zip(order, STREET.nodes.values(), strict=True)))
    turned = STREET.but(nodes=nodes, ways=[f"{' '.join(order)}: residential"])
    assert loads(turned, [1, 2, 4]) == {50: 7, 150: 6, 250: 4}


def test_who_has_to_walk_as_far_as_the_limit_walks_nowhere():
    assert loads(STREET, [1, 2, 4], limit_m=295) == {50: 3, 150: 2, 250: 0}


def test_on_one_piece_with_the_place_one_walks_along_it():
    assert loads(STREET.but(facilities={"s": (20, 0)}), [1, 0, 0]) == {50: 1, 150: 0, 250: 0}


def test_nobody_walks_over_private_ground_to_somewhere_else():
    assert loads(private_short_cut(), [3])[100] == 0


@settings(max_examples=60)
@given(town=towns(max_points=6))
def test_as_following_every_walk_by_itself(town):
    done = ready(town)
    searcher = Searcher.possible(done.network, done.locations, done.facilities)
    every = np.ones(len(done.facilities.points), dtype=bool)
    weights = np.arange(1.0, 1 + len(done.locations.points))
    found = loads_on_edges(searcher, every, weights, limit_m=400)
    nearest, before = searcher.nearest_with_tree(every)
    graph, expected = searcher.graph, np.zeros(done.network.n_edges)
    length = done.network.length_m

    def at_end(table, access, place) -> bool:
        edge, along = table["edge"].to_numpy()[access], table["along_m"].to_numpy()[access]
        at_u = graph.node_of_place[place] == graph.reading.u[edge]
        return (along if at_u else length[edge] - along) == 0

    for row in np.flatnonzero(nearest.metres < 400):
        place, access = nearest.place[row], nearest.access[row]
        if place == SAME_EDGE or not at_end(searcher.locations, access, place):
            expected[searcher.locations["edge"].to_numpy()[access]] += weights[row]
        while place != SAME_EDGE and before[place] >= 0:
            onward = before[place]
            if onward >= graph.first_facility:
                access = onward - graph.first_facility
                if not at_end(searcher.facilities, access, place):
                    expected[searcher.facilities["edge"].to_numpy()[access]] += weights[row]
            else:
                a, b = (graph.node_of_place[[p]] for p in (place, onward))
                if a != b:
                    ground = graph.on_ground(np.array([place]))
                    expected[edges_between(done.network, a, b, ground)] += weights[row]
            place = onward
    assert found == pytest.approx(expected)
