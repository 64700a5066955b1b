"""Who may walk where: Dutch law for everyone, and what a rollator adds to it."""

import pytest

from towns import parse_tags, stops_table, ways_table
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.walkability import passability, walkability

OPEN, UNKNOWN, CLOSED = State.OPEN, State.UNKNOWN, State.CLOSED
PLACES = {1: (0, 0), 2: (100, 0)}


def judge(text: str, profile: str) -> tuple[State, bool]:
    row = walkability(
        ways_table(PLACES, [(1, [1, 2], parse_tags(text, "highway"))]), profile=Profile(profile)
    ).iloc[0]
    assert row["reason"], "every judgement tells its reason"
    return State(row["state"]), bool(row["private"])


def passes(text: str, profile: str) -> State:
    return State(
        passability(stops_table({1: parse_tags(text, "barrier")}), profile=Profile(profile)).iloc[
            0
        ]["state"]
    )


EVERYONE_MAY = [
    "residential",
    "living_street",
    "pedestrian",
    "footway",
    "service",
    "tertiary maxspeed=60",
    "unclassified",
    "primary",
    "secondary sidewalk=separate",
    "residential sidewalk=no",
    "cycleway",
    "cycleway foot=yes",
    "cycleway foot=designated",
    "footway access=permissive",
    "footway access=no foot=yes",
    "footway access=no foot=designated",
    "footway access=private foot=yes",
    "residential access=destination",
]

NOBODY_MAY = [
    "motorway",
    "motorway_link",
    "trunk motorroad=yes",
    "trunk_link motorroad=yes",
    "primary motorroad=yes",
    "cycleway foot=no",
    "residential foot=no",
    "footway access=no",
    "path access=no",
    "construction",
    "proposed",
    "bus_guideway",
]


@pytest.mark.parametrize("profile", ["voetganger", "rollator"])
class TestDutchLaw:
    @pytest.mark.parametrize("tags", EVERYONE_MAY)
    def test_everyone_may_walk_here_and_through(self, tags, profile):
        assert judge(tags, profile) == (OPEN, False)

    @pytest.mark.parametrize("tags", NOBODY_MAY)
    def test_nobody_may_walk_here(self, tags, profile):
        assert judge(tags, profile)[0] == CLOSED

    @pytest.mark.parametrize("tags", ["service route=ferry", "route=ferry", "route=ferry foot=yes"])
    def test_a_ferry_is_no_street(self, tags, profile):
        assert judge(tags, profile)[0] == CLOSED

    @pytest.mark.parametrize(
        "tags", ["service access=private", "footway foot=private", "residential access=private"]
    )
    def test_private_ground_is_open_but_only_for_who_starts_or_ends_there(self, tags, profile):
        assert judge(tags, profile) == (OPEN, True)


class TestRollator:
    @pytest.mark.parametrize(
        "tags",
        ["steps", "steps ramp=no", "steps ramp:bicycle=yes", "steps ramp=yes ramp:bicycle=yes", "steps ramp:wheelchair=no",
         "steps conveying=yes", "steps ramp=no ramp:wheelchair=no"],
    )  # fmt: skip
    def test_steps_are_closed_without_a_ramp_that_carries_a_person(self, tags):
        assert judge(tags, "rollator")[0] == CLOSED
        assert judge(tags, "voetganger")[0] == OPEN

    @pytest.mark.parametrize(
        "tags", ["steps ramp=yes", "steps ramp:wheelchair=yes", "steps ramp:stroller=yes"]
    )
    def test_steps_with_a_ramp_are_not_closed(self, tags):
        assert judge(tags, "rollator")[0] != CLOSED

    @pytest.mark.parametrize("ramp", ["no", "separate"])
    def test_a_ramp_for_wheels_beside_a_ramp_elsewhere_is_no_certain_one(self, ramp):
        assert judge(f"steps ramp:wheelchair=yes ramp={ramp}", "rollator")[0] == UNKNOWN
        assert judge("steps ramp:wheelchair=yes ramp=yes", "rollator")[0] == OPEN

    @pytest.mark.parametrize("highway", ["path", "track", "bridleway"])
    def test_only_path_track_and_bridleway_are_unknown_without_a_surface(self, highway):
        assert judge(highway, "rollator")[0] == UNKNOWN

    @pytest.mark.parametrize("highway", ["path", "track"])
    def test_a_walker_knows_these_to_be_open(self, highway):
        assert judge(highway, "voetganger")[0] == OPEN

    @pytest.mark.parametrize(
        "highway", ["residential", "footway", "cycleway", "service", "unclassified", "pedestrian"]
    )
    def test_the_class_answers_where_no_surface_is_tagged(self, highway):
        assert judge(highway, "rollator")[0] == OPEN

    @pytest.mark.parametrize("surface", ["asphalt", "paving_stones", "concrete", "paved", "sett"])
    def test_a_paved_path_is_open(self, surface):
        assert judge(f"path surface={surface}", "rollator")[0] == OPEN

    @pytest.mark.parametrize(
        "surface", ["sand", "grass", "mud", "dirt", "unpaved", "fine_gravel", "plonk"]
    )
    def test_a_path_not_known_to_be_paved_is_never_open(self, surface):
        assert judge(f"path surface={surface}", "rollator")[0] != OPEN

    def test_a_mixed_surface_is_as_good_as_its_worst_part(self):
        assert judge("footway surface=asphalt;sand", "rollator")[0] != OPEN
        assert judge("footway surface=asphalt;concrete", "rollator")[0] == OPEN

    @pytest.mark.parametrize(
        "tags",
        ["footway smoothness=impassable", "footway smoothness=horrible", "footway wheelchair=no"],
    )
    def test_what_wheels_cannot_take_is_never_open(self, tags):
        assert judge(tags, "rollator")[0] != OPEN
        assert judge(tags, "voetganger")[0] == OPEN

    def test_private_and_unknown_go_together(self):
        assert judge("path access=private", "rollator") == (UNKNOWN, True)


class TestBarriers:
    @pytest.mark.parametrize("barrier", ["kissing_gate", "stile", "turnstile", "cycle_barrier"])
    def test_stops_a_rollator_but_not_a_walker(self, barrier):
        assert passes(barrier, "rollator") == CLOSED
        assert passes(barrier, "voetganger") == OPEN

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    @pytest.mark.parametrize(
        "barrier", ["bollard", "kerb", "lift_gate", "gate", "block", "gate access=private foot=yes"]
    )
    def test_stops_nobody(self, barrier, profile):
        assert passes(barrier, profile) == OPEN

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    def test_a_private_gate_is_unknown(self, profile):
        assert passes("gate access=private", profile) == UNKNOWN

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    @pytest.mark.parametrize("tags", ["gate access=no", "gate foot=no", "bollard foot=no"])
    def test_a_gate_that_forbids_is_closed(self, tags, profile):
        assert passes(tags, profile) == CLOSED

    def test_a_private_kissing_gate_stays_closed_for_a_rollator(self):
        """The worse of the two: a gate one may perhaps pass, but wheels never can."""
        assert passes("kissing_gate access=private", "rollator") == CLOSED

    def test_a_gate_marked_unfit_for_wheels_is_not_open_to_a_rollator(self):
        assert passes("gate wheelchair=no", "rollator") != OPEN
        assert passes("gate wheelchair=no", "voetganger") == OPEN

    @pytest.mark.parametrize("profile", ["rollator", "voetganger"])
    def test_a_bollard_that_keeps_cars_out_stops_nobody_on_foot(self, profile):
        assert passes("bollard access=no bicycle=yes", profile) == OPEN
        assert passes("gate access=no", profile) == CLOSED
        assert passes("bollard foot=no", profile) == CLOSED

    @pytest.mark.parametrize("profile", ["rollator", "voetganger"])
    def test_a_gate_on_the_latch_is_unknown(self, profile):
        assert passes("gate locked=yes", profile) == UNKNOWN
        assert passes("gate locked=no", profile) == OPEN

    def test_no_barriers_at_all_is_an_empty_answer(self):
        assert passability(stops_table({}), profile=Profile.ROLLATOR).empty


def test_a_missing_tag_column_is_named():
    ways = ways_table(PLACES, [(1, [1, 2], {"highway": "footway"})]).drop(
        columns=["surface", "foot"]
    )
    with pytest.raises(InputError, match=r"(?s)foot.*surface"):
        walkability(ways, profile=Profile.ROLLATOR)


def test_every_way_gets_its_own_judgement_whatever_the_order():
    texts = ["motorway", "residential", "path", "service access=private", "residential"]
    ways = ways_table(PLACES, [(i, [1, 2], parse_tags(t, "highway")) for i, t in enumerate(texts)])
    judged = walkability(ways, profile=Profile.ROLLATOR)
    assert judged.index.equals(ways.index)
    assert judged["state"].tolist() == [CLOSED, OPEN, UNKNOWN, OPEN, OPEN]
    assert judged["private"].tolist() == [False, False, False, True, False]
    backwards = walkability(ways.iloc[::-1], profile=Profile.ROLLATOR)
    assert backwards.iloc[::-1]["state"].tolist() == judged["state"].tolist()
