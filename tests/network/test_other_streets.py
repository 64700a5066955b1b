"""Which other street serves: the own one beside a neighbour's lane, and a rollator's."""

import numpy as np
import pytest

from towns import Town, by_the_steps, measure, neighbours_lane, walk

PROFILES = ("voetganger", "rollator")


def both(town: Town, profile: str, **choices) -> tuple[float, float]:
    row = measure(town, profile=profile, **choices).loc["h"]
    return row["distance_m"], row["certain_m"]


@pytest.mark.parametrize("profile", PROFILES)
class TestANeighboursLane:
    def test_the_own_street_a_few_metres_further_serves_as_well(self, profile):
        assert both(neighbours_lane(), profile) == pytest.approx((112, 112))

    def test_so_it_does_for_a_shop(self, profile):
        town = neighbours_lane().but(locations={"h": (100, 12)}, facilities={"s": (0, 0)})
        assert both(town, profile) == pytest.approx((112, 112))

    def test_the_lane_serves_where_it_is_the_shorter_way_but_for_certain_one_takes_the_street(
        self, profile
    ):
        """To a shop at the end of the lane: 8 + 200, or 12 + 200 + 20."""
        town = neighbours_lane().but(facilities={"s": (200, -8)})
        assert both(town, profile) == pytest.approx((208, 232))

    def test_a_drive_of_ones_own_away_from_the_street_is_kept(self, profile):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (100, 50)},
            ways=["A B: residential", "B C: service access=private"],
            locations={"h": (90, 50)},
            facilities={"s": (0, 0)},
        )
        assert both(town, profile) == pytest.approx((160, 160))

    def test_the_other_street_is_not_taken_over_water(self, profile):
        town = neighbours_lane().but(obstacles=[("water", [(-90, 6), (190, 6)])])
        assert both(town, profile) == pytest.approx((328, 328))

    def test_an_unknown_street_serves_the_possible_reading_alone(self, profile):
        """To a shop at E (300, 12): by the street 12 + 300, and for certain by the lane 8 + 200 + 20 + 100."""
        assert both(beside_unknown_street(), profile) == pytest.approx((312, 328))

    def test_so_it_does_beside_an_unknown_lane(self, profile):
        """Nothing but the unknown is near: 12 + 300, and for certain nothing."""
        lane = neighbours_lane().ways[1]
        town = beside_unknown_street()
        ways = [
            f"{way} foot=plonk" if way.startswith(lane.split(":")[0]) else way for way in town.ways
        ]
        metres = both(town.but(ways=ways), profile)
        assert metres[0] == pytest.approx(312)

    @pytest.mark.parametrize(("y", "by_street"), [(13.0, True), (13.1, False)])
    def test_five_metres_further_is_hardly_further(self, y, by_street, profile):
        """The lane 8 m behind the house, the unknown street 13 m or a hair more in front of it."""
        town = beside_unknown_street(y)
        by_lane = 8 + 200 + (y + 8) + 100
        wanted = y + 300 if by_street else by_lane
        assert both(town, profile) == pytest.approx((wanted, by_lane))

    def test_a_street_beyond_water_is_not_taken(self, profile):
        town = beside_unknown_street().but(obstacles=[("water", [(-90, 6), (190, 6)])])
        assert both(town, profile) == pytest.approx((328, 328))


def beside_unknown_street(y: float = 12.0) -> Town:
    """The neighbour's lane, a street nobody knows to be open, and a shop 100 m beyond both."""
    lane = neighbours_lane()
    town = lane.but(
        nodes={**lane.nodes, "A": (lane.nodes["A"][0], y), "B": (200, y)},
        ways=["A B: residential access=plonk", *lane.ways[1:]],
        facilities={"s": (300, y)},
    )
    return town.with_ways("B E: residential", E=(300, y))


class TestWhateverServesARollatorServesAWalker:
    def test_who_lives_by_the_steps_may_leave_by_the_street(self):
        for profile in PROFILES:
            assert both(by_the_steps(), profile) == pytest.approx((80, 80))

    def test_steps_that_are_the_shorter_way_serve_a_walker(self):
        town = by_the_steps().but(facilities={"s": (200, 35)})
        assert both(town, "voetganger") == pytest.approx((155, 155))
        assert both(town, "rollator") == pytest.approx((30 + 150 + 35,) * 2)

    def test_what_may_serve_a_rollator_may_serve_a_walker_and_no_more(self):
        """By the street 80 m, where wheels may not get through: for certain a walker takes the steps."""
        town = by_the_steps().but(
            ways=["A B: residential wheelchair=no", "C D: steps", "D B: residential"]
        )
        assert both(town, "voetganger") == pytest.approx((80, 290))
        assert both(town, "rollator") == pytest.approx((80, np.inf))

    def test_where_a_rollator_knows_nothing_near_a_walker_keeps_the_path(self):
        town = by_the_steps().but(
            ways=["C D: steps", "D B: residential", "A B: residential foot=no"]
        )
        assert both(town, "voetganger") == pytest.approx((5 + 50 + 35, 5 + 50 + 35))
        assert both(town, "rollator") == pytest.approx((150 + 30 + 100, 150 + 30 + 100))


def test_an_access_is_named_once():
    for town in (neighbours_lane(), by_the_steps()):
        for profile in PROFILES:
            ready = walk(town, profile=profile)
            for side in (ready.locations, ready.facilities):
                table, rows = side.either()
                pairs = list(zip(rows, table["edge"], strict=True))
                assert len(set(pairs)) == len(pairs)


def test_some_of_the_points_keep_their_other_streets():
    town = by_the_steps().but(locations={"far": (50, 5), "h": (50, 30), "g": (90, 31)})
    every = walk(town).locations
    assert every.others["row"].tolist() == [1, 2]
    assert every.only(np.array([2])).others["row"].tolist() == [0]
    assert every.only(np.array([True, False, True])).others["row"].tolist() == [1]
    assert every.only(np.array([0])).others.empty
    twice = every.with_more(every)
    assert twice.others["row"].tolist() == [1, 2, 4, 5]
