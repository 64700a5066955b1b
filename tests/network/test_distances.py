"""How far it is on foot in towns small enough to work out with a pencil."""

import math

import numpy as np
import pandas as pd
import pytest
import shapely

from towns import (
    Town,
    at,
    care_home,
    measure,
    one_edge,
    path_or_road,
    private_short_cut,
    sloot,
    straight_street,
    two_islands,
    walk,
)
from wozgeo.domain.vocabulary import Reason

PROFILES = ["voetganger", "rollator"]


def row(town: Town, name: str = "h", **choices) -> pd.Series:
    return measure(town, **choices).loc[name]


@pytest.mark.parametrize("profile", PROFILES)
class TestAlongTheStreet:
    def test_both_legs_count(self, profile):
        answer = row(straight_street(), profile=profile)
        assert answer["distance_m"] == pytest.approx(180)
        assert answer["certain_m"] == pytest.approx(180)
        assert (answer["facility_id"], answer["reason"], bool(answer["beyond_edge"])) == (
            "s",
            "",
            False,
        )

    def test_location_and_facility_on_one_edge_never_pass_its_ends(self, profile):
        answer = measure(one_edge(), profile=profile)["distance_m"]
        assert answer.to_dict() == {
            k: pytest.approx(v) for k, v in {"h": 60, "i": 9, "g": 28}.items()
        }

    def test_at_one_point_the_walk_is_nothing(self, profile):
        answer = row(
            one_edge().but(locations={"h": (70, -5)}, facilities={"s": (70, 0)}), profile=profile
        )
        assert answer["distance_m"] == pytest.approx(5)
        answer = row(
            one_edge().but(locations={"h": (70, 0)}, facilities={"s": (70, 0)}), profile=profile
        )
        assert (answer["distance_m"], answer["certain_m"]) == (0, 0)

    def test_on_a_node_of_the_street(self, profile):
        town = straight_street().but(
            locations={"h": (100, 0), "a": (0, 0)}, facilities={"s": (300, 0)}
        )
        assert measure(town, profile=profile)["distance_m"].to_dict() == {"h": 200, "a": 300}

    def test_the_nearest_along_the_streets_goes_before_the_nearest_in_a_straight_line(
        self, profile
    ):
        hairpin = Town(
            nodes={"A": (0, 0), "B": (500, 0), "C": (500, 40), "D": (0, 40)},
            ways=["A B C D: residential"],
            locations={"h": (0, 0)},
            facilities={"across": (0, 40), "along": (400, 0)},
        )
        answer = row(hairpin, profile=profile)
        assert (answer["facility_id"], answer["distance_m"]) == ("along", pytest.approx(400))

    def test_two_nodes_in_one_place_are_no_distance_apart(self, profile):
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "B2": (100, 0), "C": (200, 0)},
            ways=["A B B2 C: residential"],
            locations={"h": (10, 5)},
            facilities={"s": (150, -5)},
        )
        assert row(town, profile=profile)["distance_m"] == pytest.approx(150)

    def test_a_loop_street_is_walked_the_shorter_way_round(self, profile):
        ring = Town(
            nodes={"A": (0, 0), "B": (300, 0), "C": (300, 100), "D": (0, 100)},
            ways=["A B C D A: residential"],
            locations={"h": (0, 50), "g": (100, 0)},
            facilities={"s": (280, 0)},
        )
        assert measure(ring, profile=profile)["distance_m"].to_dict() == {
            "h": pytest.approx(50 + 280),
            "g": pytest.approx(180),
        }
        answer = row(ring.but(facilities={"s": (290, 100)}), "h", profile=profile)
        assert answer["distance_m"] == pytest.approx(50 + 290)

    def test_of_parallel_streets_the_shorter_is_walked(self, profile):
        town = straight_street().with_ways("A P B: residential", P=(50, 60))
        assert row(town, profile=profile)["distance_m"] == pytest.approx(180)

    def test_the_same_street_drawn_twice_is_no_longer(self, profile):
        town = straight_street().with_ways("C B A: residential", "A B: footway")
        assert row(town, profile=profile)["distance_m"] == pytest.approx(180)

    def test_location_and_facility_on_a_street_drawn_twice(self, profile):
        town = one_edge().with_ways("B A: footway", "A B: service access=private")
        assert row(town, profile=profile)["distance_m"] == pytest.approx(60)

    def test_a_repeated_node_in_a_way_changes_nothing(self, profile):
        town = straight_street().but(ways=["A A B B B C: residential"])
        assert row(town, profile=profile)["distance_m"] == pytest.approx(180)


class TestThreeKindsOfAnswer:
    def test_beyond_the_search_limit_is_inf_and_never_the_limit(self):
        answer = row(straight_street(), limit_m=179.99)
        assert answer["distance_m"] == math.inf
        assert answer["certain_m"] == math.inf
        assert (answer["facility_id"], answer["reason"]) == ("", Reason.BUITEN_ZOEKGRENS)

    @pytest.mark.parametrize("limit", [180, 180.01])
    def test_exactly_at_the_limit_is_still_found(self, limit):
        assert row(straight_street(), limit_m=limit)["distance_m"] == pytest.approx(180)

    def test_exactly_400_is_exactly_400(self):
        """Sums of binary fractions must not turn 400 m into a little less, or more."""
        nodes = {f"N{i}": (i * 0.1, 0) for i in range(4001)}
        town = Town(
            nodes,
            [" ".join(nodes) + ": residential"],
            locations={"h": (0, 0)},
            facilities={"s": (400, 0)},
        )
        answer = row(town, limit_m=400)
        assert answer["distance_m"] == 400.0
        assert answer["certain_m"] == 400.0

    @pytest.mark.parametrize("x", [0.6, 0.7])
    def test_exactly_400_with_both_legs_is_exactly_400(self, x):
        """A door at 0.3 m, a shop at 12 m, 387.7 m along: as binary fractions 399.999 999 999 97 m."""
        town = Town(
            nodes={"A": (0, 0), "B": (500, 0)},
            ways=["A B: residential"],
            locations={"h": (x, 0.3)},
            facilities={"s": (round(x + 387.7, 1), -12.0)},
        )
        answer = row(town, limit_m=400)
        assert (answer["distance_m"], answer["certain_m"]) == (400.0, 400.0)

    @pytest.mark.parametrize("flip", [False, True])
    @pytest.mark.parametrize("way", ["A B", "A P Q B"])
    def test_of_two_shops_as_near_the_one_where_the_street_begins_is_named(self, way, flip):
        """50 m to either side, and not whichever comes first in the table."""
        shops = [("a", (0, 0)), ("b", (100, 0))]
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "P": (40, 0), "Q": (60, 0)},
            ways=[f"{way}: residential"],
            locations={"h": (50, 7)},
            facilities=dict(reversed(shops) if flip else shops),
        )
        assert row(town)[["distance_m", "facility_id"]].tolist() == [57.0, "a"]

    @pytest.mark.parametrize("flip", [False, True])
    def test_of_two_as_near_on_one_piece_of_street_the_first_in_the_table_is_named(self, flip):
        shops = [("a", (30, 0)), ("b", (70, 0))]
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0)},
            ways=["A B: residential"],
            locations={"h": (50, 7)},
            facilities=dict(reversed(shops) if flip else shops),
        )
        assert row(town)[["distance_m", "facility_id"]].tolist() == [27.0, "b" if flip else "a"]

    def test_an_island_is_not_connected(self):
        answer = measure(two_islands())
        assert math.isnan(answer.loc["h", "distance_m"])
        assert math.isnan(answer.loc["h", "certain_m"])
        assert (answer.loc["h", "reason"], answer.loc["h", "facility_id"]) == (
            Reason.NIET_VERBONDEN,
            "",
        )
        assert answer.loc["k", "distance_m"] == pytest.approx(50)

    def test_too_far_from_a_road(self):
        town = straight_street().but(locations={"h": (30, 10), "far": (30, 251), "near": (30, 250)})
        answer = measure(town)
        assert math.isnan(answer.loc["far", "distance_m"])
        assert answer.loc["far", "reason"] == Reason.TE_VER_VAN_WEG
        assert answer.loc["near", "distance_m"] == pytest.approx(250 + 150 + 20)

    def test_no_facility_of_this_kind(self):
        table = walk(straight_street()).distances(wanted=["supermarkt", "huisarts"])
        answer = table.loc[("h", "huisarts")]
        assert math.isnan(answer["distance_m"])
        assert math.isnan(answer["certain_m"])
        assert answer["reason"] == Reason.GEEN_VOORZIENING
        assert table.loc[("h", "supermarkt"), "distance_m"] == pytest.approx(180)

    def test_no_facilities_at_all(self):
        assert row(straight_street().but(facilities={}))["reason"] == Reason.GEEN_VOORZIENING

    def test_no_locations_at_all_is_an_empty_table_of_the_same_form(self):
        full = measure(straight_street())
        empty = measure(straight_street().but(locations={}))
        assert empty.empty
        assert list(empty.columns) == list(full.columns)

    def test_a_facility_no_street_reaches_is_none(self):
        town = straight_street().but(facilities={"s": (150, 900)})
        assert row(town)["reason"] == Reason.GEEN_VOORZIENING

    def test_a_facility_no_street_reaches_does_not_hide_one_that_is(self):
        town = straight_street().with_facilities(lost=(150, 900))
        assert row(town)["facility_id"] == "s"

    def test_outside_the_map(self):
        extent = shapely.box(*at(-50, -50), *at(350, 50))
        town = straight_street().but(locations={"h": (30, 10), "out": (2_000, 0)})
        answer = measure(town, extent=extent)
        assert answer.loc["out", "reason"] == Reason.BUITEN_KAART
        assert math.isnan(answer.loc["out", "distance_m"])
        assert answer.loc["h", "reason"] == ""

    def test_each_voorziening_has_its_own_answer_and_id_even_where_an_id_serves_two(self):
        town = straight_street()
        tables = town.with_facilities(z=("huisarts", 300, 0), t=("ontmoetingsplek", 0, 0)).tables()
        tables.facilities.index = pd.Index(["n1", "n2", "n1"], name="facility_id")
        table = walk(tables).distances(wanted=["huisarts", "ontmoetingsplek", "supermarkt"])
        assert table.index.tolist() == [
            ("h", v) for v in ("huisarts", "ontmoetingsplek", "supermarkt")
        ]
        assert table["facility_id"].tolist() == ["n2", "n1", "n1"]
        assert table["distance_m"].tolist() == pytest.approx([280, 40, 180])


class TestEdgeOfTheData:
    """The edge of the map is 100 m from h; the shop stands 180 m away."""

    @pytest.mark.parametrize(("margin", "flagged"), [(179.9, True), (180.1, False)])
    def test_flagged_when_the_edge_is_nearer_than_the_answer(self, margin, flagged):
        extent = shapely.box(*at(30 - margin, -1_000), *at(2_000, 1_000))
        assert bool(row(straight_street(), extent=extent)["beyond_edge"]) == flagged

    @pytest.mark.parametrize(("margin", "flagged"), [(99.9, True), (100.1, False)])
    def test_where_nothing_was_found_the_search_limit_decides(self, margin, flagged):
        extent = shapely.box(*at(30 - margin, -1_000), *at(2_000, 1_000))
        answer = row(straight_street(), extent=extent, limit_m=100)
        assert answer["distance_m"] == math.inf
        assert bool(answer["beyond_edge"]) == flagged

    def test_a_location_outside_the_map_that_meets_a_street_is_always_flagged(self):
        """A street may stick out of the map; what else stands there is not in the data."""
        extent = shapely.box(*at(-1_000, -1_000), *at(-100, 1_000))
        answer = row(straight_street(), extent=extent)
        assert math.isnan(answer["distance_m"]) or bool(answer["beyond_edge"])
        answer = row(straight_street().but(facilities={"s": (40, 0)}), extent=extent)
        assert math.isnan(answer["distance_m"]) or bool(answer["beyond_edge"])


@pytest.mark.parametrize("profile", PROFILES)
class TestPrivateGround:
    def test_never_a_short_cut_between_public_streets(self, profile):
        answer = row(private_short_cut(), profile=profile)
        assert (answer["distance_m"], answer["certain_m"]) == (
            pytest.approx(2090),
            pytest.approx(2090),
        )

    def test_the_same_alley_is_taken_when_it_is_public(self, profile):
        town = private_short_cut()
        town = town.but(ways=[way.replace(" access=private", "") for way in town.ways])
        assert row(town, profile=profile)["distance_m"] == pytest.approx(290)

    def test_who_lives_in_the_alley_leaves_on_either_side(self, profile):
        town = private_short_cut().but(
            locations={"h": (105, -150), "g": (95, -40)}, facilities={"s": (0, 0), "t": (200, -200)}
        )
        answer = measure(town, profile=profile)
        assert answer.loc["h", "distance_m"] == pytest.approx(5 + 50 + 100)
        assert answer.loc["g", "distance_m"] == pytest.approx(5 + 40 + 100)

    def test_a_facility_in_the_alley_is_reached_from_either_side(self, profile):
        town = private_short_cut().but(
            locations={"h": (10, 0), "g": (150, -200)}, facilities={"s": (100, -120)}
        )
        answer = measure(town, profile=profile)
        assert answer.loc["h", "distance_m"] == pytest.approx(90 + 120)
        assert answer.loc["g", "distance_m"] == pytest.approx(50 + 80)

    def test_out_over_ones_own_ground_of_several_ways(self, profile):
        answer = measure(care_home(), profile=profile)
        assert answer.loc["d", "distance_m"] == pytest.approx(350)
        assert answer.loc["e", "distance_m"] == pytest.approx(330)

    def test_in_over_the_ground_of_the_facility(self, profile):
        town = care_home().but(locations={"h": (0, 0)}, facilities={"s": (300, -50)})
        assert row(town, profile=profile)["distance_m"] == pytest.approx(350)

    def test_between_two_places_on_the_same_ground(self, profile):
        answer = measure(care_home(), profile=profile, wanted=["ontmoetingsplek"])
        assert answer.loc["e", "distance_m"] == pytest.approx(180)
        assert answer.loc["d", "distance_m"] == pytest.approx(0)

    def test_an_island_of_private_ground_serves_who_lives_on_it(self, profile):
        town = care_home()
        town = town.but(ways=[way for way in town.ways if "G P" not in way])
        assert measure(town, profile=profile, wanted=["ontmoetingsplek"]).loc[
            "e", "distance_m"
        ] == pytest.approx(180)
        assert measure(town, profile=profile).loc["e", "reason"] == Reason.NIET_VERBONDEN

    def test_from_ones_own_ground_to_another_by_the_public_street(self, profile):
        town = care_home().with_ways("B T: service access=private", T=(400, -90))
        town = town.but(facilities={"s": (400, -90)})
        assert measure(town, profile=profile).loc["d", "distance_m"] == pytest.approx(
            100 + 50 + 200 + 90
        )

    def test_through_ground_that_is_neither_ones_own_nor_the_facilitys_is_closed(self, profile):
        """Public p-q and v-w are joined by private q-v alone: who lives on p-q does not get to v-w."""
        town = Town(
            nodes={"P": (0, 0), "Q": (100, 0), "V": (200, 0), "W": (300, 0)},
            ways=["P Q: residential", "Q V: service access=private", "V W: residential"],
            locations={"h": (0, 0), "alley": (150, 10)},
            facilities={"s": (300, 0)},
        )
        answer = measure(town, profile=profile)
        assert answer.loc["h", "reason"] == Reason.NIET_VERBONDEN
        assert answer.loc["alley", "distance_m"] == pytest.approx(10 + 150)

    def test_permission_for_walkers_makes_it_public(self, profile):
        town = private_short_cut()
        town = town.but(
            ways=[way.replace("access=private", "access=private foot=yes") for way in town.ways]
        )
        assert row(town, profile=profile)["distance_m"] == pytest.approx(290)


class TestWhoMayPass:
    DETOUR = Town(
        nodes={"A": (0, 0), "B": (50, 0), "C": (100, 0), "P": (0, 200), "Q": (100, 200)},
        ways=["A B C: {}", "A P Q C: residential"],
        locations={"h": (0, -5)},
        facilities={"s": (100, -5)},
    )
    """Straight on 5 + 100 + 5 = 110 m; by P and Q 5 + 500 + 5 = 510 m."""

    def straight(self, tags: str, **changes) -> Town:
        return self.DETOUR.but(ways=[way.format(tags) for way in self.DETOUR.ways], **changes)

    @pytest.mark.parametrize(
        ("tags", "walker", "rollator"),
        [
            ("residential", 110, 110),
            ("cycleway", 110, 110),
            ("cycleway foot=no", 510, 510),
            ("steps", 110, 510),
            ("steps ramp=yes", 110, 110),
            ("steps ramp:bicycle=yes", 110, 510),
            ("primary motorroad=yes", 510, 510),
            ("route=ferry", 510, 510),
            ("motorway", 510, 510),
            ("unclassified maxspeed=60", 110, 110),
        ],
    )
    def test_by_the_law_and_the_profile(self, tags, walker, rollator):
        assert row(self.straight(tags), profile="voetganger")["distance_m"] == pytest.approx(walker)
        assert row(self.straight(tags), profile="rollator")["distance_m"] == pytest.approx(rollator)

    @pytest.mark.parametrize(
        ("stop", "walker", "rollator", "certain_rollator"),
        [
            ("kissing_gate", 110, 510, 510),
            ("stile", 110, 510, 510),
            ("bollard", 110, 110, 110),
            ("gate access=private", 110, 110, 510),
            ("gate access=no", 510, 510, 510),
        ],
    )
    def test_a_barrier_on_a_node(self, stop, walker, rollator, certain_rollator):
        town = self.straight("residential", stops={"B": stop})
        assert row(town, profile="voetganger")["distance_m"] == pytest.approx(walker)
        answer = row(town, profile="rollator")
        assert answer["distance_m"] == pytest.approx(rollator)
        assert answer["certain_m"] == pytest.approx(certain_rollator)

    def test_up_to_a_barrier_one_may_walk_on_both_sides(self):
        town = self.straight("residential", stops={"B": "kissing_gate"}).but(
            locations={"west": (40, 5), "east": (60, 5)}, facilities={"s": (0, -5)}
        )
        answer = measure(town, profile="rollator")["distance_m"]
        assert answer["west"] == pytest.approx(5 + 40 + 5)
        assert answer["east"] == pytest.approx(5 + 40 + 500 + 5)

    def test_a_private_gate_is_doubtful_for_a_walker_as_well(self):
        answer = row(
            self.straight("residential", stops={"B": "gate access=private"}), profile="voetganger"
        )
        assert (answer["distance_m"], answer["certain_m"]) == (
            pytest.approx(110),
            pytest.approx(510),
        )


class TestBehindAGate:
    """::

        A-----B-----C-----D     A-B a street, B-C-D a drive; B a private gate; s at x = 50, h at x = 250

    The way from h to s is 5 + 200 + 5 = 210 m.
    """

    TOWN = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
        ways=["A B: residential", "B C: service {}", "C D: service {}"],
        stops={"B": "gate access=private"},
        locations={"h": (250, 5)},
        facilities={"s": (50, 5)},
    )

    def answer(self, tags: str, **changes):
        town = self.TOWN.but(ways=[way.format(tags) for way in self.TOWN.ways], **changes)
        found = row(town, profile="voetganger")
        return found["distance_m"], found["certain_m"]

    def test_on_private_ways_who_lives_there_passes_for_certain(self):
        assert self.answer("access=private") == (pytest.approx(210), pytest.approx(210))

    def test_on_ways_that_nobody_calls_private_it_is_unknown(self):
        """Gate and drive contradict each other: whose ground it is, and who has the key, is not known."""
        assert self.answer("") == (pytest.approx(210), math.inf)

    def test_nor_is_it_certain_for_who_comes_from_the_street(self):
        turned = {"locations": {"h": (50, 5)}, "facilities": {"s": (250, 5)}}
        assert self.answer("", **turned) == (pytest.approx(210), math.inf)


class TestTwoReadings:
    def test_certain_goes_round_what_is_unknown(self):
        answer = row(path_or_road(), profile="rollator")
        assert (answer["distance_m"], answer["certain_m"]) == (
            pytest.approx(100),
            pytest.approx(200),
        )

    def test_a_walker_has_one_reading(self):
        answer = row(path_or_road(), profile="voetganger")
        assert (answer["distance_m"], answer["certain_m"]) == (
            pytest.approx(100),
            pytest.approx(100),
        )

    def test_without_a_certain_route_certain_is_inf(self):
        town = path_or_road().but(ways=["A B: path"])
        answer = row(town, profile="rollator")
        assert (answer["distance_m"], answer["certain_m"]) == (pytest.approx(100), math.inf)
        assert answer["reason"] == ""

    def test_a_certain_route_beyond_the_limit_is_inf(self):
        answer = row(path_or_road(), profile="rollator", limit_m=150)
        assert (answer["distance_m"], answer["certain_m"]) == (pytest.approx(100), math.inf)

    def test_a_house_beside_a_path_leaves_for_certain_by_the_street(self):
        town = path_or_road().but(locations={"h": (50, -20)}, facilities={"s": (50, -60)})
        answer = row(town, profile="rollator")
        assert answer["certain_m"] == pytest.approx(30 + 0 + 10)
        assert answer["distance_m"] == pytest.approx(40), (
            "the path is nearer, but the street is the shorter way"
        )

    def test_another_facility_may_be_the_certain_one(self):
        town = path_or_road().with_facilities(far=(0, -90))
        answer = row(town, profile="rollator")
        assert answer["certain_m"] == pytest.approx(50 + 40)
        assert answer["distance_m"] == pytest.approx(90)


class TestWater:
    def test_round_the_canal(self):
        answer = row(sloot())
        assert (answer["distance_m"], answer["certain_m"]) == (
            pytest.approx(1440),
            pytest.approx(1440),
        )

    def test_a_leg_over_water_is_never_certain(self):
        answer = row(sloot().but(ways=["A B: residential"]))
        assert answer["distance_m"] == pytest.approx(20 + 100)
        assert answer["certain_m"] == math.inf

    def test_a_facility_over_water_is_never_certain_either(self):
        town = sloot().but(
            ways=["A B: residential"], locations={"h": (100, 20)}, facilities={"s": (0, 0)}
        )
        answer = row(town)
        assert answer["distance_m"] == pytest.approx(20 + 100)
        assert answer["certain_m"] == math.inf


class TestCertainIsNeverShorter:
    def test_an_unknown_public_path_into_private_ground_divides_it_in_both_readings(self):
        """The alley B-C is a short cut from the street to the ground C-D, unless C is public.

        ::

            A------B......C......D       A-B street 100, B-C and C-D private, 100 each
            |             :
            |             :  C-E path, unknown; E-A street the long way round
            +-------------E
        """
        town = Town(
            nodes={
                "A": (0, 0),
                "B": (100, 0),
                "C": (200, 0),
                "D": (300, 0),
                "E": (200, -300),
                "F": (0, -300),
            },
            ways=[
                "A B: residential",
                "B C D: service access=private",
                "C E: path",
                "E F A: residential",
            ],
            locations={"h": (50, 0)},
            facilities={"s": (300, 0)},
        )
        answer = row(town, profile="rollator")
        assert not answer["certain_m"] < answer["distance_m"]

    @pytest.mark.parametrize("stub", ["C E: footway", "C E: path", "C E: service access=private"])
    def test_a_dead_end_does_not_cut_private_ground_off(self, stub):
        """A stub of footpath on the grounds: who lives behind it still walks home over their own drive.

        ::

            A------B......C......D       A-B street 100, B-C and C-D private, 100 each
                          |
                          E              a public footpath that goes nowhere
        """
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0), "E": (200, -30)},
            ways=["A B: residential", "B C D: service access=private"],
            locations={"h": (290, 0)},
            facilities={"s": (50, 0)},
        )
        assert row(town)["distance_m"] == pytest.approx(240)
        assert row(town.with_ways(stub))["distance_m"] == pytest.approx(240)

    def test_a_private_way_under_a_path_of_unknown_surface_still_leads_home(self):
        """Two ways over the same nodes: a private drive known to be open, a public path that is not."""
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0)},
            ways=["A B: residential", "B C: service access=private"],
            locations={"h": (200, 0)},
            facilities={"s": (0, 0)},
        )
        before = row(town, profile="rollator", max_off_m=50)
        after = row(town.with_ways("B C: path"), profile="rollator", max_off_m=50)
        assert after["certain_m"] <= before["certain_m"] == pytest.approx(200)


def test_a_house_at_a_gate_has_the_same_answer_whatever_the_numbers_of_the_nodes():
    """Its nearest street is the gate itself: which side it is on must not hang on an id."""
    place = {"A": (0, 0), "G": (100, 0), "B": (200, 0)}
    answers = set()
    for order in ("AGB", "BGA", "GAB", "GBA"):
        town = Town(
            nodes={name: place[name] for name in order},
            ways=["A G: residential", "G B: residential"],
            stops={"G": "kissing_gate"},
            locations={"h": (100, 10)},
            facilities={"s": (0, 0)},
        )
        answers.add(str(row(town, profile="rollator")["distance_m"]))
    assert len(answers) == 1, answers


def test_distances_are_numbers_and_texts_of_the_contract():
    table = measure(two_islands())
    assert table["distance_m"].dtype == np.float64
    assert table["certain_m"].dtype == np.float64
    assert table["beyond_edge"].dtype == bool
    assert set(table.columns) == {
        "distance_m",
        "certain_m",
        "shortest_m",
        "longest_m",
        "door_low_m",
        "door_high_m",
        "place_low_m",
        "place_high_m",
        "place_low_id",
        "facility_id",
        "reason",
        "beyond_edge",
        "edge_m",
    }
