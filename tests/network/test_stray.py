"""Who stands beside a piece of street that joins nothing comes to the street that does."""

import numpy as np
import pytest

from towns import Town, measure, walk
from wozgeo.domain.vocabulary import Reason
from wozgeo.network.stray import on_stray_pieces

STRAY = Town(
    nodes={"A": (0, 0), "B": (400, 0), "P": (190, 10), "Q": (230, 10)},
    ways=["A B: residential", "P Q: footway"],
    locations={"h": (10, -5)},
    facilities={"s": (210, 13), "far": (370, -5)},
)
"""A shop 3 m from a loose footway of 40 m and 13 m from the street; another shop 360 m along the street."""


def both(town: Town, **choices) -> tuple[float, float]:
    row = measure(town, **choices).loc["h"]
    return row["distance_m"], row["certain_m"]


@pytest.mark.parametrize("profile", ["voetganger", "rollator"])
def test_a_shop_beside_a_loose_footway_is_reached_from_the_street(profile):
    assert both(STRAY, profile=profile) == pytest.approx((5 + 200 + 13, 5 + 200 + 13))


def test_so_is_a_dwelling():
    town = STRAY.but(locations={"h": (210, 13)}, facilities={"s": (10, -5)})
    assert both(town) == pytest.approx((218, 218))


def test_a_platform_70_cm_beside_the_pavement_is_reached_from_the_pavement():
    town = STRAY.but(
        nodes={**STRAY.nodes, "P": (100, 0.7), "Q": (120, 0.7)},
        facilities={"stop": (110, 2)},
    )
    assert both(town) == pytest.approx((5 + 100 + 2, 5 + 100 + 2))


def test_a_street_more_than_25_m_further_is_not_beside_it():
    near = STRAY.but(facilities={"s": (210, 13)})
    for y, reached in ((25.0, True), (25.1, False)):
        nodes = {**STRAY.nodes, "P": (190, y), "Q": (230, y)}
        town = near.but(nodes=nodes, facilities={"s": (210, y)})
        assert bool(np.isfinite(measure(town).loc["h", "distance_m"])) is reached


def test_nor_is_one_over_water():
    ditch = ("water", [(-100, 5), (500, 5)])
    town = STRAY.but(facilities={"s": (210, 13)}, obstacles=[ditch])
    assert np.isnan(measure(town).loc["h", "distance_m"])


def test_neighbours_on_the_loose_piece_still_reach_each_other_along_it():
    town = STRAY.but(locations={"h": (195, 12)}, facilities={"s": (225, 12)})
    assert both(town)[0] == pytest.approx(2 + 30 + 2)


def test_where_the_larger_piece_is_unknown_only_the_possible_walk_goes_there():
    town = STRAY.but(ways=["A B: path", "P Q: footway"], facilities={"s": (210, 13)})
    assert both(town, profile="rollator") == (pytest.approx(218), np.inf)


def test_the_certain_walk_passes_an_unknown_path_over_for_the_street_behind_it():
    """The path 7 m from the shop may be closed; the street 13 m from it is open."""
    town = STRAY.but(
        nodes={**STRAY.nodes, "C": (0, 20), "D": (400, 20)},
        ways=[*STRAY.ways, "A C: residential", "C D: path"],
        facilities={"s": (210, 13)},
    )
    assert both(town, profile="rollator") == pytest.approx((218, 218))


def test_of_several_pieces_the_nearest_that_is_not_stray_itself():
    """A loose path 6 m off is larger than the footway, but the street of 1.2 km 13 m off leads somewhere."""
    town = STRAY.but(
        nodes={**STRAY.nodes, "B": (1200, 0), "R": (150, 19), "S": (260, 19)},
        ways=[*STRAY.ways, "R S: footway"],
        facilities={"s": (210, 13)},
    )
    assert both(town) == pytest.approx((218, 218))


def test_who_is_on_a_stray_piece_for_good_is_known():
    town = STRAY.but(nodes={**STRAY.nodes, "P": (190, 90), "Q": (230, 90)})
    town = town.but(facilities={"s": (210, 93), "far": (370, -5)})
    assert lost(town, "facilities") == [True, False]
    assert lost(town, "locations") == [False]
    assert lost(STRAY, "facilities") == [False, False]
    assert lost(STRAY.but(ways=["P Q: footway"]), "facilities") == [False, False], "the whole town"


def lost(town: Town, side: str) -> list[bool]:
    made = walk(town)
    access = getattr(made, side)
    return on_stray_pieces(made.network, access.possible, access.certain).tolist()


class TestBehindADrive:
    """Inner paths of a care home, drawn public behind its private drive."""

    TOWN = Town(
        nodes={
            "A": (0, 0), "G": (200, 0), "B": (400, 0), "P": (200, -50), "Q": (300, -50), "R": (300, -80),
        },
        ways=["A G B: residential", "G P: service access=private", "P Q R: footway"],
        locations={"h": (300, -80)},
        facilities={"s": (0, 0)},
    )  # fmt: skip

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    def test_who_lives_on_them_leaves_by_the_drive(self, profile):
        metres = 30 + 100 + 50 + 200
        assert both(self.TOWN, profile=profile) == pytest.approx((metres, metres))

    def test_who_visits_comes_in_by_it(self):
        town = self.TOWN.but(locations={"h": (0, 0)}, facilities={"hall": (300, -80)})
        assert both(town) == pytest.approx((380, 380))

    def test_nobody_else_passes(self):
        """A second drive at the other end does not make a short cut of them."""
        town = self.TOWN.with_ways(
            "R X: service access=private", "A Y X Z: residential",
            X=(300, -130), Y=(0, -900), Z=(400, -130),
        )  # fmt: skip
        town = town.but(locations={"h": (400, 0)}, facilities={"s": (400, -130)})
        round_m = 400 + 900 + np.hypot(300, 770) + 100
        assert both(town) == pytest.approx((round_m, round_m))

    def test_a_street_of_the_town_is_nobodys_ground(self):
        town = self.TOWN.but(ways=[*self.TOWN.ways[:2], "P Q R: residential"])
        row = measure(town).loc["h"]
        assert row["reason"] == Reason.NIET_VERBONDEN

    def test_paths_with_a_public_way_out_stay_public(self):
        town = self.TOWN.with_ways("R B: path")
        made = walk(town)
        assert made.network.private.sum() == 1
        assert both(town)[0] == pytest.approx(np.hypot(100, 80) + 400)

    def test_a_network_of_paths_that_is_as_large_as_a_quarter_stays_public(self):
        for y, enclosed in ((-949, True), (-950, False)):  # 100 + 899 or 900 m of path
            town = self.TOWN.but(
                nodes={**self.TOWN.nodes, "A": (-3000, 0), "R": (300, y)},
                locations={"h": (300, y)},
            )
            assert bool(np.isfinite(measure(town).loc["h", "distance_m"])) is enclosed


class TestSomebodysLane:
    """A private parking lane 8 m behind the house, the own street 12 m in front."""

    TOWN = Town(
        nodes={"A": (-50, 12), "B": (200, 12), "C": (-20, -8), "D": (200, -8)},
        ways=[
            "A B: residential",
            "C D: service service=parking_aisle access=private",
            "D B: residential",
        ],
        locations={"h": (0, 0)},
        facilities={"s": (100, 12)},
    )

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    def test_the_own_street_hardly_further_is_the_front_as_well(self, profile):
        assert both(self.TOWN, profile=profile) == pytest.approx((112, 112))

    def test_a_shop_on_the_lane_is_still_reached_over_it(self):
        assert both(self.TOWN.but(facilities={"s": (150, -8)}))[0] == pytest.approx(8 + 150)

    @pytest.mark.parametrize(("y", "front"), [(13.0, True), (13.1, False)])
    def test_a_street_more_than_5_m_further_is_not(self, y, front):
        nodes = {**self.TOWN.nodes, "A": (-50, y), "B": (200, y)}
        town = self.TOWN.but(nodes=nodes, facilities={"s": (100, y)})
        around = 8 + 200 + (y + 8) + 100
        assert both(town) == pytest.approx((y + 100,) * 2 if front else (around,) * 2)

    def test_nor_one_over_water(self):
        town = self.TOWN.but(obstacles=[("water", [(-60, 6), (180, 6)])])
        assert both(town) == pytest.approx((8 + 200 + 20 + 100,) * 2)
