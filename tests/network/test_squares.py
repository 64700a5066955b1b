"""Across a square one walks straight, round what stands on it, from the very door."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, Walk, at, measure, points, walk
from wozgeo.network.accesses import Accesses
from wozgeo.network.square_doors import open_doors

SQUARE = Town(
    nodes={
        "A": (0, 0), "B": (100, 0), "C": (100, 50), "D": (200, 50), "E": (200, 0),
        "F": (200, -50), "G": (100, -50), "H": (300, 0),
    },
    ways=["A B: residential", "B C D E F G B: pedestrian area=yes", "E H: residential"],
    locations={"h": (0, 0)},
    facilities={"s": (300, 0)},
)  # fmt: skip
"""Two streets of 100 m end in the middle of the sides of a square of 100 by 100 m."""
FOUNTAIN = [(140, -10), (140, 10), (160, 10), (160, -10)]


def answer(town: Town, name: str = "h", **choices) -> tuple[float, float]:
    row = measure(town, **choices).loc[name]
    return pytest.approx(row["distance_m"], abs=1e-3), pytest.approx(row["certain_m"], abs=1e-3)


def test_it_is_crossed_in_a_straight_line_and_not_along_its_edge():
    assert answer(SQUARE) == (300, 300)


@pytest.mark.parametrize(
    ("kind", "profile", "distance_m", "certain_m"),
    [
        ("footway area=yes", "rollator", 300, 300),
        ("living_street area=yes", "rollator", 300, 300),
        ("pedestrian area=yes surface=gravel", "rollator", np.nan, np.nan),
        ("pedestrian area=yes surface=unknown_stuff", "rollator", 300, np.inf),
        ("pedestrian area=yes foot=no", "voetganger", np.nan, np.nan),
        # without area=yes it is a street round something, and that is walked round
        ("pedestrian", "voetganger", 400, 400),
    ],
)
def test_what_a_street_of_its_kind_is_to_someone_the_square_is_too(
    kind, profile, distance_m, certain_m
):
    town = SQUARE.but(ways=["A B: residential", f"B C D E F G B: {kind}", "E H: residential"])
    row = measure(town, profile=profile).loc["h"]
    assert row["distance_m"] == pytest.approx(distance_m, nan_ok=True)
    assert row["certain_m"] == pytest.approx(certain_m, nan_ok=True)


def test_it_goes_round_a_fountain():
    """From the middle of the side to a corner of the fountain: 40 along, 10 aside; then 20 past it."""
    assert answer(SQUARE.but(houses=[FOUNTAIN])) == (220 + 2 * np.hypot(40, 10),) * 2


def test_a_house_on_the_edge_is_gone_round():
    """It stands from the lower edge to 20 m above the middle, 10 m wide."""
    house = [(145, -60), (155, -60), (155, 20), (145, 20)]
    assert answer(SQUARE.but(houses=[house])) == (210 + 2 * np.hypot(45, 20),) * 2


def test_a_house_right_across_leaves_two_squares():
    house = [(145, -60), (155, -60), (155, 60), (145, 60)]
    assert np.isnan(measure(SQUARE.but(houses=[house])).loc["h", "distance_m"])


def test_two_squares_side_by_side_are_one():
    """A line slanting over both: with a corner for every crossing of their seam it would be longer."""
    town = SQUARE.but(
        nodes={**SQUARE.nodes, "P": (150, 50), "Q": (150, -50), "K": (200, 90)},
        ways=[
            "A B: residential",
            "B C P Q G B: pedestrian area=yes",
            "P D E F Q P: footway area=yes",
            "D K: residential",
        ],
        facilities={"s": (200, 90)},
    )
    assert answer(town) == (100 + np.hypot(100, 50) + 40,) * 2


def test_a_private_square_is_no_way_through():
    town = SQUARE.but(
        ways=[
            "A B: residential",
            "B C D E F G B: pedestrian area=yes access=private",
            "E H: residential",
        ]
    )
    assert np.isnan(measure(town).loc["h", "distance_m"])
    assert answer(town.but(locations={"h": (150, -20)})) == (np.hypot(50, 20) + 100,) * 2


def test_the_middle_of_a_bridge_over_it_is_no_way_onto_it():
    town = Town(
        nodes={**SQUARE.nodes, "U": (150, 200), "M": (150, 0), "W": (150, -200)},
        ways=[*SQUARE.ways, "U M W: footway bridge=yes"],
        locations={"h": (150, 200)},
        facilities={"s": (300, 0)},
    )
    assert np.isnan(measure(town).loc["h", "distance_m"])
    assert np.isfinite(
        measure(town.but(ways=[*SQUARE.ways, "U M W: footway"])).loc["h", "distance_m"]
    )


class TestDoors:
    @pytest.mark.parametrize("y", [-63, -68])
    def test_on_a_square_that_no_way_meets_one_comes_to_the_street_beside_it(self, y):
        """A kiosk 3 or 8 m within a loose square, whose edge lies 10 m from the street."""
        town = SQUARE.but(
            nodes={**SQUARE.nodes, "P": (0, -50), "Q": (90, -60), "R": (190, -60), "S": (190, -99),
                   "T": (90, -99), "U": (600, -50)},
            ways=["P U: residential", "Q R S T Q: pedestrian area=yes"],
            locations={"h": (0, -50)},
            facilities={"s": (140, y)},
        )  # fmt: skip
        assert answer(town) == (140 - 50 - y,) * 2
        assert answer(town.but(locations={"h": (100, -90)}))[0] == np.hypot(40, 90 + y)

    def test_a_house_beside_it_leaves_straight_from_its_door(self):
        """5 m to the square, then slanting over it to where the street begins."""
        town = SQUARE.but(locations={"h": (150, -55)}, facilities={"s": (200, 0)})
        assert answer(town) == (5 + np.hypot(50, 50),) * 2

    def test_a_kiosk_in_the_middle_starts_where_it_stands(self):
        town = SQUARE.but(locations={"h": (130, -20)})
        assert answer(town) == (np.hypot(70, 20) + 100,) * 2
        assert walk(town).locations.possible["off_m"].tolist() == [0.0]

    def test_from_door_to_door_it_meets_no_street_at_all(self):
        town = SQUARE.but(locations={"h": (130, -55)}, facilities={"s": (180, 54)})
        assert answer(town) == (5 + np.hypot(50, 100) + 4,) * 2

    def test_not_even_where_no_street_meets_the_square(self):
        town = SQUARE.but(
            ways=["B C D E F G B: pedestrian area=yes"],
            locations={"h": (130, -55)},
            facilities={"s": (180, 54)},
        )
        assert answer(town) == (5 + np.hypot(50, 100) + 4,) * 2

    def test_a_line_between_two_doors_counts_once_where_one_is_of_a_house_and_a_hall(self):
        """h lives above a hall: drawn from either side the line to the shop would be twice as long."""
        town = SQUARE.but(
            ways=["B C D E F G B: pedestrian area=yes"],
            locations={"h": (130, -30)},
            facilities={
                "hall": ("ontmoetingsplek", 130, -30),
                "s": (150, 30),
                "other hall": ("ontmoetingsplek", 180, 30),
            },
        )
        assert answer(town) == (np.hypot(20, 60),) * 2

    def test_round_the_fountain_from_door_to_door(self):
        town = SQUARE.but(
            houses=[FOUNTAIN], locations={"h": (150, -55)}, facilities={"s": (150, 54)}
        )
        assert answer(town) == (5 + 2 * np.hypot(10, 40) + 20 + 4,) * 2

    def test_of_one_door_the_shop_is_no_walk_away(self):
        town = SQUARE.but(locations={"h": (150, -55)}, facilities={"s": (150, -53)})
        assert answer(town) == (8, 8)

    def test_it_still_leaves_by_a_street_that_is_nearer(self):
        town = SQUARE.but(locations={"h": (96, 3)})
        assert answer(town) == (3 + 4 + 200,) * 2

    def test_one_more_house_on_the_square_changes_no_other(self):
        town = SQUARE.but(houses=[FOUNTAIN], locations={"h": (130, -53)})
        more = town.but(locations={"h": (130, -53), "i": (133, -30), "k": (110, 52)})
        assert answer(more) == answer(town)

    def test_the_route_is_as_long_as_it_says_and_stays_on_the_square(self):
        town = SQUARE.but(houses=[FOUNTAIN], locations={"h": (135, -55)})
        made = walk(town)
        route = made.routes().iloc[0]
        assert route.geometry.length == pytest.approx(made.distances()["distance_m"].iloc[0])
        fountain = shapely.Polygon([at(*xy) for xy in FOUNTAIN])
        assert shapely.area(shapely.buffer(route.geometry, 1e-6).intersection(fountain)) < 1e-3
        assert route["unknown_m"] == 0.0

    def test_where_the_square_is_unknown_the_certain_walk_leaves_by_the_street(self):
        town = SQUARE.but(
            ways=[
                "A B: residential",
                "B C D E F G B: pedestrian area=yes surface=unknown_stuff",
                "E H: residential",
                "A X H: residential",
            ],
            nodes={**SQUARE.nodes, "X": (150, 300)},
            locations={"h": (106, 0)},
        )
        row = measure(town, profile="rollator").loc["h"]
        assert row["distance_m"] == pytest.approx(94 + 100)
        assert row["certain_m"] == pytest.approx(6 + 100 + 2 * np.hypot(150, 300))

    def test_a_street_more_than_25_m_from_where_one_stands_is_not_its_front(self):
        town = SQUARE.but(
            ways=[
                "A B: residential",
                "B C D E F G B: pedestrian area=yes surface=unknown_stuff",
                "E H: residential",
                "A X H: residential",
            ],
            nodes={**SQUARE.nodes, "X": (150, 300)},
            locations={"h": (126, 0)},
        )
        assert np.isinf(measure(town, profile="rollator").loc["h", "certain_m"])


# --- against looking along every line ------------------------------------------------------------

centre = st.tuples(st.integers(10, 90), st.integers(10, 90))
house = st.tuples(centre, st.integers(4, 30), st.integers(4, 30), st.integers(0, 89))


def corners(centre: tuple[int, int], width: float, depth: float, turn: float) -> list:
    box = shapely.box(-width / 2, -depth / 2, width / 2, depth / 2)
    turned = shapely.affinity.translate(shapely.affinity.rotate(box, turn), *centre)
    return [tuple(np.round(xy, 2)) for xy in turned.exterior.coords[:-1]]


@given(
    houses=st.lists(house, max_size=4),
    door=st.tuples(st.floats(1, 99), st.floats(-9, 99)),
    shop=st.tuples(st.floats(-9, 99), st.floats(1, 99)),
)
def test_as_far_as_looking_along_every_line_says(houses, door, shop):
    """A slow search over all corners of a square of 100 by 100 m with houses on it, and both doors."""
    shapes = [corners(*h) for h in houses]
    taken = shapely.union_all([shapely.Polygon(c) for c in shapes])
    free = shapely.difference(shapely.box(0, 0, 100, 100), taken)
    feet = []
    for place in (door, shop):
        point = shapely.Point(np.round(place, 3))
        feet.append((shapely.shortest_line(free, point).coords[0], free.distance(point)))
        if shapely.Point(place).distance(free.boundary) < 0.01:
            return
    graph = nx.Graph()
    room = shapely.buffer(free, 1e-3, join_style="mitre")
    places = [foot for foot, _ in feet] + list(map(tuple, shapely.get_coordinates(free)))
    for i, a in enumerate(places):
        for b in places[i + 1 :]:
            line = shapely.LineString([a, b])
            if room.covers(line):
                graph.add_edge(a, b, weight=line.length)
    try:
        expected = nx.dijkstra_path_length(graph, *(foot for foot, _ in feet))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        expected = np.inf
    expected += sum(off for _, off in feet)
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (100, 100), "D": (0, 100)},
        ways=["A B C D A: pedestrian area=yes"],
        houses=shapes,
        locations={"h": tuple(np.round(door, 3))},
        facilities={"s": tuple(np.round(shop, 3))},
    )
    found = measure(town)["distance_m"].fillna(np.inf).iloc[0]
    assert found == pytest.approx(expected, abs=0.01)


def test_someone_elsewhere_at_a_square_takes_no_certain_walk_away() -> None:
    """Beside a stray piece one may go further for a street: that is not to hang on who else is measured.

    ::

        h (50, 60): 20 m above the unknown path P-Q, 22 m below the stray open piece R-S (30 m long), and
        46 m above the street A-B. Far away is a square, and at it k.
    """
    town = Town(
        nodes={
            "A": (0, 14), "B": (600, 14), "P": (0, 40), "Q": (100, 40), "R": (40, 82), "S": (70, 82),
            "T": (500, 14), "U": (500, -86), "V": (600, -86),
        },
        ways=["A T B: residential", "P Q: path", "R S: footway", "T U V B T: pedestrian area=yes"],
        locations={"h": (50, 60)},
        facilities={"s": (300, 14)},
    )  # fmt: skip
    alone = measure(town, profile="rollator")
    together = measure(
        town.but(locations={"h": (50, 60), "k": (550, -30)}), profile="rollator"
    ).loc[["h"]]
    assert alone.loc["h", "certain_m"] == pytest.approx(46 + 250)
    pd.testing.assert_frame_equal(alone, together)


# --- who comes later -----------------------------------------------------------------------------


def later(made: Walk, *places: tuple[float, float]) -> Walk:
    """Let more points onto the squares of a town whose doors were opened before."""
    spots = points(*places).set_axis(
        pd.Index([f"later {i}" for i in range(len(places))], dtype=object)
    )
    network, more, near = open_doors(
        made.network, Accesses.of(spots, made.snapper), made.facilities, max_extra_m=25.0
    )
    return replace(made, network=network, locations=more, facilities=near)


def test_who_comes_later_walks_to_the_door_that_is_there() -> None:
    """A site that is measured more densely: its new places see the shop that others see already."""
    first = walk(SQUARE.but(locations={"h": (130, -20)}, facilities={"s": (180, 30)}))
    second = later(first, (130, 20), (140, -53))
    expected = [np.hypot(50, 10), 3 + np.hypot(40, 80)]
    assert second.distances()["distance_m"].tolist() == pytest.approx(expected)
    kept = replace(second, facilities=first.facilities)
    assert kept.distances()["distance_m"].tolist() == pytest.approx(expected)
    assert shapely.length(kept.routes().geometry).tolist() == pytest.approx(expected)


def test_a_door_is_made_once() -> None:
    first = walk(SQUARE.but(locations={"h": (130, -20)}, facilities={"s": (180, 30)}))
    same = later(first, (130, -20))
    assert (same.network.n_nodes, same.network.n_edges) == (
        first.network.n_nodes,
        first.network.n_edges,
    )


@given(
    houses=st.lists(house, max_size=3),
    homes=st.lists(st.tuples(st.integers(-9, 109), st.integers(-9, 109)), min_size=1, max_size=3),
    shops=st.lists(st.tuples(st.integers(-9, 109), st.integers(-9, 109)), min_size=1, max_size=3),
    more=st.lists(st.tuples(st.integers(-9, 109), st.integers(-9, 109)), min_size=1, max_size=3),
)
def test_whoever_comes_later_the_route_is_as_long_as_the_metres_told(houses, homes, shops, more):
    """And these are the metres of who was there from the start."""
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (100, 100), "D": (0, 100), "E": (300, 0)},
        ways=["A B C D A: pedestrian area=yes", "B E: residential"],
        houses=[corners(*h) for h in houses],
        locations={f"h{i}": xy for i, xy in enumerate(homes)},
        facilities={f"s{i}": xy for i, xy in enumerate(shops)},
    )
    first = walk(town)
    second = later(first, *more)
    told = second.distances()["distance_m"]
    at_once = walk(town.but(locations={f"later {i}": xy for i, xy in enumerate(more)}))
    pd.testing.assert_series_equal(told, at_once.distances()["distance_m"])
    for facilities in (first.facilities, second.facilities):
        routes = replace(second, facilities=facilities).routes()
        walked = told[told <= 5_000].to_numpy()
        assert shapely.length(routes.geometry).to_numpy() == pytest.approx(walked, abs=1e-6)
        assert routes["distance_m"].to_numpy() == pytest.approx(walked, abs=1e-6)
    again = replace(second, locations=first.locations, facilities=first.facilities)
    before = first.distances()["distance_m"]
    pd.testing.assert_series_equal(again.distances()["distance_m"], before)
