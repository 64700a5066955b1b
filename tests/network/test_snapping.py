"""Where a point meets the streets, and what lies between."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from towns import ORIGIN, Town, at, one_edge, points, sloot, walk
from wozgeo.network.snapping import Snapper, place_on_edge


def snapper_of(town: Town, *, profile: str = "voetganger", max_off_m: float = 250) -> Snapper:
    return walk(town, profile=profile, max_off_m=max_off_m).snapper


def foot_of(snapper: Snapper, access) -> list[tuple[float, float]]:
    met = access[access["edge"] >= 0]
    xy = place_on_edge(snapper.network, met["edge"].to_numpy(), met["along_m"].to_numpy())
    return [tuple(np.round(row - np.array(ORIGIN), 6)) for row in xy]


def test_the_connector_goes_to_a_point_on_the_edge_not_to_a_node():
    snapper = snapper_of(one_edge())
    access = snapper.snap(points((40, 30)))
    assert access["off_m"].tolist() == [pytest.approx(30)]
    assert foot_of(snapper, access) == [(40, 0)]


def test_beyond_the_end_of_a_street_it_goes_to_its_end():
    snapper = snapper_of(one_edge())
    access = snapper.snap(points((103, 4)))
    assert access["off_m"].tolist() == [pytest.approx(5)]
    assert foot_of(snapper, access) == [(100, 0)]


def test_a_point_on_the_street_has_no_leg():
    access = snapper_of(one_edge()).snap(points((40, 0), (0, 0)))
    assert access["off_m"].tolist() == [0, 0]
    assert (access["edge"] >= 0).all()


def test_the_limit_on_the_leg_is_a_limit_on_both_sides():
    access = snapper_of(one_edge(), max_off_m=250).snap(
        points((50, 249.999), (50, 250), (50, 250.001))
    )
    assert (access["edge"] >= 0).tolist() == [True, True, False]
    assert np.isnan(access["off_m"].iloc[2])
    assert np.isnan(access["along_m"].iloc[2])


def test_the_index_is_that_of_the_points_even_where_ids_repeat():
    wanted = ["n7", "n7", "w1"]
    place = points((10, 3), (10, 3), (60, 700)).set_axis(wanted)
    snapper = snapper_of(one_edge())
    access = snapper.snap(place)
    assert access.index.tolist() == wanted
    assert snapper.snap_certain(place, access).index.tolist() == wanted


def test_no_points_is_an_empty_answer():
    snapper = snapper_of(one_edge())
    nothing = points((0, 0)).iloc[:0]
    assert snapper.snap_certain(nothing, snapper.snap(nothing)).empty


class TestWater:
    def test_the_far_edge_on_dry_ground_goes_before_the_near_one_over_water(self):
        snapper = snapper_of(sloot())
        access = snapper.snap(points((0, 0)))
        assert foot_of(snapper, access) == [(0, -60)]
        assert access["off_m"].tolist() == [pytest.approx(60)]
        assert access["crosses"].tolist() == [""]

    def test_without_the_canal_the_near_edge_is_taken(self):
        snapper = snapper_of(sloot().but(obstacles=[]))
        assert foot_of(snapper, snapper.snap(points((0, 0)))) == [(0, 20)]

    def test_where_every_edge_lies_over_water_the_nearest_is_taken_and_flagged(self):
        snapper = snapper_of(sloot().but(ways=["A B: residential"]))
        access = snapper.snap(points((0, 0)))
        assert foot_of(snapper, access) == [(0, 20)]
        assert access["crosses"].tolist() == ["water"]
        assert snapper.snap_certain(points((0, 0)), access)["edge"].tolist() == [-1]

    def test_a_dry_edge_beyond_the_limit_does_not_count(self):
        access = snapper_of(sloot(), max_off_m=59).snap(points((0, 0)))
        assert access["crosses"].tolist() == ["water"]

    def test_a_ditch_drawn_as_a_line_is_water_too(self):
        town = sloot().but(obstacles=[("water", [(-500, 10), (500, 10)])])
        snapper = snapper_of(town)
        assert foot_of(snapper, snapper.snap(points((0, 0)))) == [(0, -60)]

    @pytest.mark.parametrize(
        ("obstacles", "said"),
        [
            ([("spoor", [(-500, 10), (500, 10)])], "spoor"),
            (
                [("spoor", [(-500, 10), (500, 10)]), ("water", [(-500, 5), (500, 5)])],
                "water en spoor",
            ),
        ],
    )
    def test_a_railway_is_flagged_by_name(self, obstacles, said):
        access = snapper_of(sloot().but(ways=["A B: residential"], obstacles=obstacles)).snap(
            points((0, 0))
        )
        assert access["crosses"].tolist() == [said]

    def test_water_beside_the_connector_is_no_obstacle(self):
        town = one_edge().but(
            obstacles=[("water", [(60, 2), (90, 2), (90, 20), (60, 20), (60, 2)])]
        )
        assert snapper_of(town).snap(points((40, 30)))["crosses"].tolist() == [""]


class TestQuay:
    """A street along the water's edge, sharing its nodes: the land side is dry, the far side is not."""

    @pytest.mark.parametrize("angle_deg", [0, 7, 33, 61, 90, 123.4, 200.7, 311])
    def test_touching_is_not_crossing(self, angle_deg):
        turn = np.deg2rad(angle_deg)

        def turned(x: float, y: float) -> tuple[float, float]:
            return (
                round(x * np.cos(turn) - y * np.sin(turn), 3),
                round(x * np.sin(turn) + y * np.cos(turn), 3),
            )

        corners = [turned(*xy) for xy in [(0, 0), (90, 0), (200, 3), (200, 40), (0, 40)]]
        town = Town(
            nodes={"A": corners[0], "B": corners[1], "C": corners[2]},
            ways=["A B C: residential"],
            obstacles=[("water", [*corners, corners[0]])],
        )
        snapper = snapper_of(town)
        land = points(*[turned(float(x), -7.0) for x in np.linspace(0, 205, 83)])
        access = snapper.snap(land)
        assert set(access["crosses"]) == {""}
        street = shapely.LineString([at(*corner) for corner in corners[:3]])
        assert access["off_m"].to_numpy() == pytest.approx(
            street.distance(land.to_numpy()), abs=1e-6
        )
        far = points(*[turned(float(x), 47.0) for x in np.linspace(10, 190, 19)])
        assert set(snapper.snap(far)["crosses"]) == {"water"}

    def test_the_end_of_a_street_on_a_railway_is_reached_without_crossing_it(self):
        """A level crossing shares its node with the rails: one stands at the rails, not over them."""
        rails = [(-400.3, -100.1), (13.7, 17.3), (300.9, 98.8)]
        town = Town(
            nodes={"A": (-20.1, 80.4), "B": (13.7, 17.3)},
            ways=["A B: residential"],
            obstacles=[("spoor", rails)],
        )
        north = points(*[(13.7 + 0.3 * i, 24.9 + 0.5 * i) for i in range(30)])
        south = points((13.7, 2.0))
        access = snapper_of(town).snap(north)
        assert set(access["crosses"]) == {""}
        street = shapely.LineString([at(*town.nodes["A"]), at(*town.nodes["B"])])
        assert access["off_m"].to_numpy() == pytest.approx(
            street.distance(north.to_numpy()), abs=1e-6
        )
        assert set(snapper_of(town).snap(south)["crosses"]) <= {"", "spoor"}


class TestHouseboat:
    """A canal 20 m wide between two quays, one at y = 25 and one at y = -15; boats lie in the water."""

    TOWN = Town(
        nodes={"A": (-100, 25), "B": (100, 25), "C": (-100, -15), "D": (100, -15)},
        ways=["A B: residential", "C D: residential"],
        obstacles=[("water", [(-200, -10), (200, -10), (200, 10), (-200, 10), (-200, -10)])],
    )

    def test_it_reaches_its_own_bank_unflagged(self):
        snapper = snapper_of(self.TOWN)
        access = snapper.snap(points((0, 8), (0, -8)))
        assert foot_of(snapper, access) == [(0, 25), (0, -15)]
        assert access["crosses"].tolist() == ["", ""]
        assert (snapper.snap_certain(points((0, 8), (0, -8)), access)["edge"] >= 0).all()

    def test_it_does_not_cross_another_water_to_get_there(self):
        ditch = ("water", [(-200, 15), (200, 15)])
        town = self.TOWN.but(ways=["A B: residential"], obstacles=[*self.TOWN.obstacles, ditch])
        assert snapper_of(town).snap(points((0, 8)))["crosses"].tolist() == ["water"]

    def test_an_island_in_a_bend_is_the_other_bank(self):
        """A horseshoe of water: straight to the street leaves the water, enters it and leaves it again."""
        bend = [
            (-50, 0),
            (50, 0),
            (50, 60),
            (-50, 60),
            (-50, 40),
            (30, 40),
            (30, 20),
            (-50, 20),
            (-50, 0),
        ]
        town = Town(
            nodes={"A": (-50, 70), "B": (20, 70)},
            ways=["A B: residential"],
            obstacles=[("water", bend)],
        )
        assert snapper_of(town).snap(points((0, 10)))["crosses"].tolist() == ["water"]

    def test_it_does_not_climb_onto_a_bridge_over_its_water(self):
        """The bridge deck is nearer than the quay, but its middle is no bank."""
        town = self.TOWN.with_ways("A M: residential", "N C: residential", M=(20, 25), N=(20, -15))
        town = town.with_ways("M N: residential bridge=yes")
        snapper = snapper_of(town)
        access = snapper.snap(points((12, 0)))
        x, y = foot_of(snapper, access)[0]
        assert access["crosses"].tolist() == ["water"] or abs(y) >= 10, (x, y)

    def test_a_house_on_land_does_not_climb_onto_the_bridge_either(self):
        town = Town(
            nodes={"M": (0, -100), "N": (0, 100), "C": (-100, -100), "D": (100, -100)},
            ways=["M N: residential", "C M D: residential"],
            obstacles=[
                (
                    "water",
                    [
                        (-200, -90),
                        (200, -90),
                        (200, 90),
                        (15, 90),
                        (15, 40),
                        (-200, 40),
                        (-200, -90),
                    ],
                )
            ],
        )
        access = snapper_of(town, max_off_m=30).snap(points((16, 60)))
        assert access["crosses"].tolist() == [""], "the deck at (0, 60) is over land here"
        access = snapper_of(
            town.but(obstacles=[("water", [(-200, 0), (14, 0), (14, 95), (-200, 95), (-200, 0)])]),
            max_off_m=30,
        ).snap(points((16, 60)))
        assert access["crosses"].tolist() == ["water"]


class TestCertain:
    def test_it_leaves_by_the_nearest_way_known_to_be_open(self):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (0, 40), "D": (100, 40)},
            ways=["A B: path", "C D: residential"],
        )
        snapper = snapper_of(town, profile="rollator")
        place = points((50, 10), (50, 45))
        access = snapper.snap(place)
        assert access["off_m"].tolist() == pytest.approx([10, 5])
        certain = snapper.snap_certain(place, access)
        assert certain["off_m"].tolist() == pytest.approx([30, 5])
        assert certain.iloc[1].to_dict() == access.iloc[1].to_dict()

    @pytest.mark.parametrize(("y", "edge_there"), [(35.0, True), (35.1, False)])
    def test_a_street_more_than_25_m_further_than_the_path_is_not_its_front(self, y, edge_there):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (0, y), "D": (100, y)},
            ways=["A B: path", "C D: residential"],
        )
        snapper = snapper_of(town, profile="rollator")
        place = points((50, 5))
        certain = snapper.snap_certain(place, snapper.snap(place))
        assert bool(certain["edge"].iloc[0] >= 0) is edge_there

    def test_there_is_none_where_every_way_is_unknown(self):
        town = Town(nodes={"A": (0, 0), "B": (100, 0)}, ways=["A B: path"])
        snapper = snapper_of(town, profile="rollator")
        access = snapper.snap(points((50, 10)))
        assert access["edge"].tolist() == [0]
        assert snapper.snap_certain(points((50, 10)), access)["edge"].tolist() == [-1]


metres = st.integers(min_value=-300, max_value=300)
segment = st.tuples(metres, metres, metres, metres).filter(lambda s: s[:2] != s[2:])


@given(
    streets=st.lists(segment, min_size=1, max_size=6),
    ditches=st.lists(segment, max_size=3),
    place=st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
)
def test_of_all_edges_the_nearest_dry_one_else_the_nearest(streets, ditches, place):
    """Against looking at every edge one by one."""
    nodes = {
        f"{i}{end}": s[k : k + 2] for i, s in enumerate(streets) for end, k in (("a", 0), ("b", 2))
    }
    town = Town(
        nodes=nodes,
        ways=[f"{i}a {i}b: residential" for i in range(len(streets))],
        obstacles=[("water", [d[:2], d[2:]]) for d in ditches],
    )
    access = snapper_of(town).snap(points(place)).iloc[0]
    house = shapely.Point(at(*place))
    water = [shapely.LineString([at(*d[:2]), at(*d[2:])]) for d in ditches]
    dry, wet = [], []
    for s in streets:
        street = shapely.LineString([at(*s[:2]), at(*s[2:])])
        line = shapely.LineString([house, street.interpolate(street.project(house))])
        gaps = [line.distance(w) for w in water]
        touches = any(
            gap < 1e-6 and not _clearly_over(line, w) for gap, w in zip(gaps, water, strict=True)
        )
        if touches:
            return  # ends on the water's edge: a pencil cannot tell
        (wet if any(gap < 1e-6 for gap in gaps) else dry).append(line.length)
    reach = [off for off in dry if off <= 250]
    if reach:
        assert access["off_m"] == pytest.approx(min(reach), abs=1e-6)
        assert access["crosses"] == ""
    elif min(wet, default=999) <= 250:
        assert access["off_m"] == pytest.approx(min(wet), abs=1e-6)
        assert access["crosses"] == "water"
    else:
        assert access["edge"] == -1


def _clearly_over(line: shapely.LineString, water: shapely.LineString) -> bool:
    return line.crosses(water) and shapely.distance(line.boundary, water) > 1e-6
