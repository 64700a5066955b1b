"""Which way the walk goes: as long as it says, from door to door, and only where one may walk."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from towns import (
    ORIGIN,
    Town,
    care_home,
    one_edge,
    path_or_road,
    private_short_cut,
    sloot,
    straight_street,
    two_islands,
    walk,
)
from wozgeo.domain.vocabulary import State
from wozgeo.network.routes import edges_between, no_routes

TOWNS = {
    "straight": (straight_street, "voetganger"),
    "one edge": (one_edge, "voetganger"),
    "alley": (private_short_cut, "voetganger"),
    "care home": (care_home, "rollator"),
    "sloot": (sloot, "rollator"),
    "path": (path_or_road, "rollator"),
}


def corners(route: shapely.LineString) -> list[tuple[float, float]]:
    """The places a route passes, each once."""
    xy = np.round(shapely.get_coordinates(route) - np.array(ORIGIN), 6)
    keep = np.r_[True, (xy[1:] != xy[:-1]).any(axis=1)]
    return [tuple(place) for place in xy[keep].tolist()]


@pytest.mark.parametrize("name", TOWNS)
def test_as_long_as_the_distance_and_from_door_to_door(name):
    make, profile = TOWNS[name]
    town = make()
    ready = walk(town, profile=profile)
    distances, routes = ready.distances(), ready.routes()
    assert len(routes) == len(town.locations)
    for key, route in routes.iterrows():
        assert route.geometry.length == pytest.approx(distances.loc[key, "distance_m"], abs=1e-6)
        assert route["distance_m"] == pytest.approx(distances.loc[key, "distance_m"], abs=1e-9)
        assert route["facility_id"] == distances.loc[key, "facility_id"]
        legs = route["location_leg_m"] + route["street_m"] + route["facility_leg_m"]
        assert legs == pytest.approx(route["distance_m"])
        start, end = shapely.get_coordinates(route.geometry)[[0, -1]]
        assert tuple(start) == ready.locations.points[key[0]].coords[0]
        assert tuple(end) == ready.facilities.points[route["facility_id"]].coords[0]


def test_it_passes_the_corners_of_the_street():
    route = walk(straight_street()).routes().geometry.iloc[0]
    assert corners(route) == [(30, 10), (30, 0), (100, 0), (180, 0), (180, -20)]


def test_on_one_edge_it_passes_no_node():
    routes = walk(one_edge()).routes().geometry
    assert corners(routes[("h", "supermarkt")]) == [(20, 5), (20, 0), (70, 0), (70, -5)]


def test_it_goes_round_somebody_elses_ground():
    route = walk(private_short_cut()).routes().geometry.iloc[0]
    assert corners(route) == [(10, 0), (100, 0), (1000, 0), (1000, -200), (100, -200)]


def test_it_leaves_over_ones_own_ground():
    route = walk(care_home()).routes().geometry[("e", "supermarkt")]
    assert corners(route) == [(200, -130), (200, -50), (200, 0), (0, 0)]


def test_over_private_ground_alone():
    route = walk(care_home()).routes(wanted=["ontmoetingsplek"]).geometry[("e", "ontmoetingsplek")]
    assert corners(route) == [(200, -130), (200, -50), (300, -50)]


class TestUnknownMetres:
    def test_all_of_a_path(self):
        route = walk(path_or_road(), profile="rollator").routes().iloc[0]
        assert route["unknown_m"] == pytest.approx(100)

    def test_none_for_a_walker(self):
        assert walk(path_or_road()).routes()["unknown_m"].tolist() == [0]

    @pytest.mark.parametrize("flip", [False, True])
    def test_only_the_part_that_is_walked(self, flip):
        """h stands at 30 of a path A-B of 100; s stands 40 beyond B, on a street."""
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0)},
            ways=["B A: path" if flip else "A B: path", "B C: residential"],
            locations={"h": (30, 4)},
            facilities={"s": (140, 3)},
        )
        route = walk(town, profile="rollator", max_off_m=50).routes().iloc[0]
        assert route["distance_m"] == pytest.approx(4 + 70 + 40 + 3)
        assert route["unknown_m"] == pytest.approx(70)

    def test_both_on_one_path(self):
        town = one_edge().but(ways=["A B: path"])
        routes = walk(town, profile="rollator").routes()["unknown_m"].droplevel(1)
        assert routes.to_dict() == {"h": pytest.approx(50), "i": 0, "g": pytest.approx(20)}

    def test_in_the_middle_and_at_the_end(self):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (160, 0), "D": (200, 0), "E": (300, 0)},
            ways=["A B: residential", "B C: path", "C D: residential", "D E: path"],
            locations={"h": (10, 2)},
            facilities={"s": (225, 1)},
        )
        route = walk(town, profile="rollator", max_off_m=20).routes().iloc[0]
        assert route["unknown_m"] == pytest.approx(60 + 25)

    @pytest.mark.parametrize("order", [1, -1])
    def test_beside_a_private_drive_the_public_path_is_what_others_walk(self, order):
        """Two ways over the same nodes B and C: an unknown public path, an open private drive."""
        pair = ["B C: path", "B C: service access=private"][::order]
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (160, 0), "D": (300, 0)},
            ways=["A B: residential", *pair, "C D: residential"],
            locations={"h": (10, 2)},
            facilities={"s": (225, 1)},
        )
        made = walk(town, profile="rollator", max_off_m=20)
        assert made.routes()["unknown_m"].tolist() == [pytest.approx(60)]
        own = walk(town.but(locations={"h": (130, 2)}), profile="rollator", max_off_m=20)
        assert own.routes()["unknown_m"].tolist() == [pytest.approx(30)], "joins the public one"

    def test_over_ones_own_drive_nothing_is_unknown_though_a_path_runs_beside_it(self):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (160, 0), "E": (160, -50)},
            ways=["A B: residential", "B C: path", "B C E: service access=private"],
            locations={"h": (160, -40)},
            facilities={"s": (10, 2)},
        )
        assert walk(town, profile="rollator").routes()["unknown_m"].tolist() == [0.0]


def test_of_two_private_edges_between_the_same_nodes_the_open_one_is_walked():
    """A path inside private grounds is private too: it lies unknown beside the open drive."""
    network = SimpleNamespace(
        n_nodes=2,
        u=np.array([0, 1, 0]),
        v=np.array([1, 0, 1]),
        private=np.array([True, True, False]),
        state=np.array([State.UNKNOWN, State.OPEN, State.UNKNOWN], dtype=np.int8),
    )
    there, back = np.array([0]), np.array([1])
    own, others = np.array([True]), np.array([False])
    assert edges_between(network, there, back, own).tolist() == [1]
    assert edges_between(network, back, there, own).tolist() == [1]
    assert edges_between(network, there, back, others).tolist() == [2]


class TestUnknownStretches:
    """The metres that are unknown, as they lie: a map draws them dashed and the rest not."""

    def stretches(self, town, **how):
        route = walk(town, profile="rollator", **how).routes().iloc[0]
        found = route["unknown_geometry"]
        assert found.geom_type == "MultiLineString"
        assert found.length == pytest.approx(route["unknown_m"], abs=1e-9)
        return [corners(line) for line in found.geoms]

    def test_in_the_middle_and_at_the_end(self):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (160, 0), "D": (200, 0), "E": (300, 0)},
            ways=["A B: residential", "B C: path", "C D: residential", "D E: path"],
            locations={"h": (10, 2)},
            facilities={"s": (225, 1)},
        )
        assert self.stretches(town, max_off_m=20) == [[(100, 0), (160, 0)], [(200, 0), (225, 0)]]

    @pytest.mark.parametrize("flip", [False, True])
    def test_a_bend_does_not_break_it_and_the_off_network_leg_is_no_part_of_it(self, flip):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (100, 50), "D": (200, 50)},
            ways=["C B A: path" if flip else "A B C: path", "C D: residential"],
            locations={"h": (30, 4)},
            facilities={"s": (140, 53)},
        )
        assert self.stretches(town, max_off_m=50) == [[(30, 0), (100, 0), (100, 50)]]

    def test_both_on_one_path(self):
        routes = walk(one_edge().but(ways=["A B: path"]), profile="rollator").routes()
        found = routes["unknown_geometry"][("h", "supermarkt")]
        assert [corners(line) for line in found.geoms] == [[(20, 0), (70, 0)]]

    def test_none_is_empty(self):
        assert self.stretches(one_edge()) == []
        routes = walk(path_or_road()).routes()
        assert routes["unknown_geometry"].is_empty.all()

    def test_nobody_walks(self):
        routes = walk(straight_street().but(locations={})).routes()
        assert "unknown_geometry" in routes.columns


class TestWithoutAWalk:
    def test_only_where_there_is_a_walk(self):
        routes = walk(two_islands()).routes()
        assert routes.index.tolist() == [("k", "supermarkt")]

    def test_nobody_has_one(self):
        town = two_islands().but(locations={"h": (50, 10)})
        assert walk(town).routes().empty

    def test_none_within_the_limit(self):
        assert walk(straight_street()).routes(limit_m=179).empty
        assert len(walk(straight_street()).routes(limit_m=180)) == 1

    def test_no_facility_and_no_location(self):
        assert walk(straight_street()).routes(wanted=["huisarts"]).empty
        assert walk(straight_street().but(locations={})).routes().empty


def test_at_one_point_the_route_has_no_length():
    town = one_edge().but(locations={"h": (70, 0)}, facilities={"s": (70, 0)})
    route = walk(town).routes().iloc[0]
    assert route.geometry.length == 0
    assert math.isclose(route["distance_m"], 0)


def test_the_routes_of_nobody_have_the_columns_of_routes():
    town = straight_street()
    some = walk(town, profile="voetganger").routes()
    none = no_routes()
    assert len(some)
    assert not len(none)
    assert list(none.columns) == list(some.columns)
    assert none.index.nlevels == some.index.nlevels
    assert none.crs == some.crs
