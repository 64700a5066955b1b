"""Which dwellings stand around the same court or path."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, walk
from wozgeo.network.build import WalkNetwork
from wozgeo.network.neighbours import Paths, group_neighbours

PATHS = ("footway", "path", "service")


def path_of(*xs: float, y: float = 5, ways=("A B: footway",)) -> Town:
    """Doors at these metres along one path of 200 m, each y off it."""
    return Town(
        nodes={"A": (0, 0), "B": (200, 0), "C": (200, 200)},
        ways=list(ways),
        locations={f"h{i}": (x, y) for i, x in enumerate(xs)},
    )


def groups(town: Town, *, max_step_m: float, highway=PATHS, max_off_m: float = 100) -> pd.Series:
    """The group of every dwelling, by its id."""
    ready = walk(town, max_off_m=max_off_m)
    paths = Paths.of(ready.network, ready.tables.ways, highway)
    return group_neighbours(ready.locations.possible, paths, max_step_m=max_step_m)


def together(town: Town, **choices) -> list[str]:
    """Who belong together: "h0 h1"; without those on no path."""
    found = groups(town, **choices)
    found = found[found >= 0]
    return sorted(" ".join(sorted(part.index)) for _, part in found.groupby(found))


class TestStep:
    """Two doors at 10 and 30, each 5 m off the path: 5 + 20 + 5 = 30 m."""

    def test_exactly_near_enough(self):
        assert together(path_of(10, 30), max_step_m=30) == ["h0 h1"]

    def test_a_millimetre_too_far(self):
        assert together(path_of(10, 30.001), max_step_m=30) == ["h0", "h1"]

    def test_binary_fractions_make_no_difference(self):
        # 0.1 + 0.2 is a little more than 0.3 in binary
        assert together(path_of(100.1, 100.3, y=0.1), max_step_m=0.4) == ["h0 h1"]

    @pytest.mark.parametrize("tenths", [1, 7, 13, 31])
    def test_whatever_the_fractions_what_is_exactly_near_enough_is(self, tenths):
        off = tenths / 10
        assert together(path_of(100.3, 120.3, y=off), max_step_m=round(20 + 2 * off, 1)) == [
            "h0 h1"
        ]

    def test_both_sides_of_a_path(self):
        town = path_of(10).but(locations={"h0": (10, 5), "h1": (10, -6)})
        assert together(town, max_step_m=11) == ["h0 h1"]
        assert together(town, max_step_m=10.9) == ["h0", "h1"]

    def test_neighbours_of_neighbours_belong_together(self):
        assert together(path_of(10, 30, 50, 90), max_step_m=30) == ["h0 h1 h2", "h3"]

    def test_round_a_corner(self):
        town = path_of(ways=["A B C: footway"]).but(locations={"h0": (190, -5), "h1": (205, 10)})
        assert together(town, max_step_m=30) == ["h0 h1"]
        assert together(town, max_step_m=29.9) == ["h0", "h1"]

    def test_a_door_far_from_the_path_does_not_part_the_others(self):
        """h1 lies between the others but 20 m off; they are 2 + 20 + 2 apart."""
        town = path_of().but(locations={"h0": (20, 2), "h1": (30, 20), "h2": (40, 2)})
        assert together(town, max_step_m=24) == ["h0 h2", "h1"]
        assert together(town, max_step_m=32) == ["h0 h1 h2"]

    def test_through_one_door(self):
        town = path_of().but(locations={"h0": (20, 0), "h1": (20, 0)})
        assert together(town, max_step_m=1) == ["h0 h1"]

    def test_not_as_the_crow_flies(self):
        """Back to back, 10 m apart, along two paths that meet at the far end."""
        town = Town(
            nodes={"A": (0, 0), "B": (200, 0), "C": (200, 14), "D": (0, 14)},
            ways=["A B C D: footway"],
            locations={"h0": (20, 2), "h1": (20, 12)},
        )
        assert together(town, max_step_m=100) == ["h0", "h1"]
        assert together(town, max_step_m=2 + 180 + 14 + 180 + 2) == ["h0 h1"]


class TestPaths:
    @pytest.mark.parametrize("street", ["residential", "unclassified", "cycleway"])
    def test_a_street_joins_nobody(self, street):
        assert together(path_of(10, 12, ways=[f"A B: {street}"]), max_step_m=30) == []

    @pytest.mark.parametrize("path", PATHS)
    def test_every_kind_of_path_does(self, path):
        assert together(path_of(10, 12, ways=[f"A B: {path}"]), max_step_m=30) == ["h0 h1"]

    def test_one_does_not_walk_from_path_to_path_along_a_street(self):
        town = Town(
            nodes={"A": (0, 0), "B": (50, 0), "C": (52, 0), "D": (100, 0)},
            ways=["A B: footway", "B C: residential", "C D: footway"],
            locations={"h0": (48, 1), "h1": (54, 1)},
        )
        assert together(town, max_step_m=50) == ["h0", "h1"]
        assert together(town, max_step_m=50, highway=[*PATHS, "residential"]) == ["h0 h1"]

    def test_a_private_court_is_a_court(self):
        town = path_of(10, 20, ways=["B C: residential", "A B: service access=private"])
        assert together(town, max_step_m=20) == ["h0 h1"]

    def test_two_ways_over_the_same_nodes(self):
        town = path_of(190, ways=["A B: path", "A B: service access=private", "B C: footway"])
        town = town.but(locations={"h0": (190, 1), "h1": (201, 10)})
        assert together(town, max_step_m=22) == ["h0 h1"]

    def test_who_stands_on_a_street_is_in_no_group(self):
        town = path_of(10, 20).with_ways("A E: residential", E=(0, -300))
        town = town.but(locations={"h0": (10, 5), "h1": (-5, -100)})
        assert groups(town, max_step_m=30).to_dict() == {"h0": 0, "h1": -1}

    def test_who_is_too_far_from_any_way_is_in_no_group(self):
        town = path_of(10).but(locations={"h0": (10, 5), "h1": (10, 90)})
        assert groups(town, max_step_m=500, max_off_m=50).to_dict() == {"h0": 0, "h1": -1}

    def test_who_must_cross_water_is_in_no_group(self):
        ditch = [(-50, 20), (250, 20), (250, 22), (-50, 22), (-50, 20)]
        town = path_of(10).but(
            locations={"h0": (10, 5), "h1": (10, 30)}, obstacles=[("water", ditch)]
        )
        assert groups(town, max_step_m=500, max_off_m=50).to_dict() == {"h0": 0, "h1": -1}


class TestEmpty:
    def test_no_dwelling(self):
        found = groups(path_of(), max_step_m=30)
        assert (len(found), found.name) == (0, "group")

    def test_no_path(self):
        assert groups(path_of(10, ways=["A B: residential"]), max_step_m=30).tolist() == [-1]


places = st.lists(
    st.tuples(st.integers(-10, 110), st.integers(-10, 110)), min_size=2, max_size=14, unique=True
)


@given(
    places=places,
    step_m=st.integers(1, 80),
    kinds=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_the_same_as_measuring_every_pair(places, step_m, kinds):
    """On a lattice of paths and streets: single linkage over all pairs, the slow way."""
    pairs = [(f"n{i}{j}", f"n{i + 1}{j}") for i in range(2) for j in range(3)]
    pairs += [(f"n{i}{j}", f"n{i}{j + 1}") for i in range(3) for j in range(2)]
    ways = [
        f"{a} {b}: {'footway' if is_path else 'residential'}"
        for (a, b), is_path in zip(pairs, kinds, strict=True)
    ]
    nodes = {f"n{i}{j}": (i * 50, j * 50) for i in range(3) for j in range(3)}
    town = Town(nodes, ways, locations={f"h{i:02}": xy for i, xy in enumerate(places)})
    assert together(town, max_step_m=step_m) == slowly(town, step_m)


def slowly(town: Town, step_m: float) -> list[str]:
    ready = walk(town, max_off_m=100)
    network, access = ready.network, ready.locations.possible
    on_path = Paths.of(network, ready.tables.ways, PATHS).edges
    doors = access[on_path[access["edge"].to_numpy()]]
    graph = cut_at_doors(network, on_path, doors)
    near = nx.Graph()
    near.add_nodes_from(doors.index)
    for here in doors.index:
        reached = nx.single_source_dijkstra_path_length(graph, here)
        near.add_edges_from(
            (here, there) for there in doors.index if reached.get(there, np.inf) <= step_m + 1e-6
        )
    return sorted(" ".join(sorted(part)) for part in nx.connected_components(near))


def cut_at_doors(network: WalkNetwork, on_path: np.ndarray, doors: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    for edge in np.flatnonzero(on_path):
        stops = [(0.0, int(network.u[edge])), (network.length_m[edge], int(network.v[edge]))]
        here = doors[doors["edge"] == edge]
        stops += [(along, f"foot of {door}") for door, along in here["along_m"].items()]
        stops.sort(key=lambda stop: stop[0])
        for (a_m, a), (b_m, b) in zip(stops, stops[1:], strict=False):
            graph.add_edge(a, b, weight=b_m - a_m)
        for door, off_m in here["off_m"].items():
            graph.add_edge(f"foot of {door}", door, weight=off_m)
    return graph
