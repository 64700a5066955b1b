"""One does not leave a house over a motorway, through a wall, down into a tunnel or up onto a bridge."""

import numpy as np
import pytest

from towns import Town, measure, walk
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Crossing
from wozgeo.network.levels import on_ground

BESIDE = Town(
    nodes={"A": (-400, 0), "B": (500, 0), "C": (-400, -100), "D": (500, -100)},
    ways=["A B: cycleway", "C D: residential", "A C: residential"],
    locations={"h": (150, -40)},
    facilities={"s": (300, -100)},
)
"""A cycle path 40 m behind the house, the own street 60 m in front; what lies between them is at y = -20."""
LINE = [(-600, -20), (700, -20)]
KINDS = [Crossing.WATER, Crossing.SPOOR, Crossing.WEG, Crossing.MUUR]


def both(town: Town, **choices) -> tuple[float, float]:
    row = measure(town, **choices).loc["h"]
    return row["distance_m"], row["certain_m"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", ["voetganger", "rollator"])
def test_the_door_leads_to_the_own_street(kind, profile):
    town = BESIDE.but(obstacles=[(kind, LINE)])
    assert both(town, profile=profile) == pytest.approx((60 + 150, 60 + 150))


def test_with_nothing_between_the_nearest_is_taken():
    assert both(BESIDE)[0] == pytest.approx(40 + 550 + 100 + 700)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shop_beyond_it_is_not_near(kind):
    town = BESIDE.but(obstacles=[(kind, LINE)], facilities={"s": (300, 0)})
    assert both(town)[0] == pytest.approx(60 + 550 + 100 + 700)


@pytest.mark.parametrize("kind", KINDS)
def test_where_every_way_lies_beyond_it_that_is_told_and_nothing_is_certain(kind):
    town = BESIDE.but(ways=["A B: cycleway"], obstacles=[(kind, LINE)], facilities={"s": (300, 0)})
    made = walk(town)
    assert made.locations.possible["crosses"].tolist() == [kind]
    assert both(town) == (pytest.approx(40 + 150), np.inf)


def test_of_several_the_gravest_is_told():
    town = BESIDE.but(ways=["A B: cycleway"])
    for kinds, said in (
        (["muur of hek", "weg"], "weg"),
        (["weg", "spoor"], "spoor"),
        (["spoor", "water", "muur of hek"], "water en spoor"),
    ):
        lines = [(kind, [(-600, -5 - i), (700, -5 - i)]) for i, kind in enumerate(kinds)]
        assert walk(town.but(obstacles=lines)).locations.possible["crosses"].tolist() == [said]


def test_every_crossing_has_words_in_both_languages():
    for language in Language:
        said = LABELS_IN[language].crossings
        assert set(said) == set(Crossing)
        assert all(said[crossing] for crossing in Crossing if crossing)


def test_who_stands_within_a_fence_that_closes_leaves_it_once():
    yard = ("muur of hek", [(140, -50), (160, -50), (160, -30), (140, -30), (140, -50)])
    assert both(BESIDE.but(obstacles=[yard])) == both(BESIDE)
    assert both(BESIDE.but(obstacles=[yard, ("muur of hek", LINE)])) == pytest.approx((210, 210))


class TestNotOnTheGround:
    TUNNEL = Town(
        nodes={"A": (-200, 0), "B": (200, 0), "C": (-200, 40), "D": (300, 40)},
        ways=[
            "A B: footway surface=asphalt tunnel=yes layer=-1",
            "C D: residential",
            "A C: footway surface=paving_stones",
        ],
        locations={"h": (0, 5)},
        facilities={"s": (100, 40)},
    )
    """A foot tunnel 5 m from the house, the street 35 m from it."""

    @pytest.mark.parametrize("profile", ["voetganger", "rollator"])
    @pytest.mark.parametrize(
        "tags",
        [
            "tunnel=yes layer=-1",
            "tunnel=yes",
            "bridge=viaduct layer=1",
            "bridge=yes",
            "level=1",
            "level=-1",
            "covered=yes layer=-1",
            "location=underground",
        ],
    )
    def test_one_does_not_step_into_it_or_onto_it_midway(self, tags, profile):
        town = self.TUNNEL.but(ways=[f"A B: footway surface=asphalt {tags}", *self.TUNNEL.ways[1:]])
        assert both(town, profile=profile) == pytest.approx((135, 135))

    @pytest.mark.parametrize(
        "tags",
        [
            "tunnel=building_passage",
            "covered=yes",
            "layer=1",
            "layer=-1",
            "level=0",
            "level=-1;0",
            "level=0-1",
            "level=ground",
            "bridge=boardwalk",
            "tunnel=no bridge=no",
        ],
    )
    def test_what_lies_on_the_ground_is_joined_anywhere(self, tags):
        """``layer`` alone says what lies over what, not where the ground is."""
        town = self.TUNNEL.but(ways=[f"A B: footway surface=asphalt {tags}", *self.TUNNEL.ways[1:]])
        assert both(town)[0] == pytest.approx(5 + 200 + 40 + 300)

    def test_its_ends_are_on_the_ground(self):
        """A shop at the mouth: round by the street, 35 + 200 + 40, and not 5 + 200."""
        assert both(self.TUNNEL.but(facilities={"s": (-200, 0)})) == pytest.approx((275, 275))

    def test_a_stop_on_the_bridge_itself_is_reached_over_the_bridge(self):
        town = self.TUNNEL.but(
            ways=["A B: secondary bridge=viaduct layer=1", *self.TUNNEL.ways[1:]],
            facilities={"s": (100, 0)},
        )
        assert both(town) == pytest.approx((35 + 200 + 40 + 300,) * 2)

    def test_through_it_one_walks(self):
        town = self.TUNNEL.but(
            ways=[
                *self.TUNNEL.ways[:2],
                "A E: footway surface=asphalt",
                "B F: footway surface=asphalt",
            ],
            nodes={**self.TUNNEL.nodes, "E": (-210, 0), "F": (210, 0)},
            locations={"h": (-210, 0)},
            facilities={"s": (210, 0)},
        )
        assert both(town) == pytest.approx((420, 420))

    def test_where_there_is_nothing_else_that_is_told_and_nothing_is_certain(self):
        town = self.TUNNEL.but(ways=self.TUNNEL.ways[:1], facilities={"s": (100, 0)})
        made = walk(town)
        assert made.locations.possible["crosses"].tolist() == ["hoogteverschil"]
        assert both(town) == (pytest.approx(105), np.inf)

    def test_a_flat_above_a_private_garage_leaves_by_its_front_path(self):
        town = Town(
            nodes={
                "A": (-30, -2), "B": (30, -2), "C": (30, -60), "D": (-50, 15), "E": (200, 15), "F": (200, -60),
            },
            ways=[
                "A B C: service service=parking_aisle tunnel=yes layer=-1 access=private",
                "D E: footway surface=paving_stones",
                "C F E: residential",
            ],
            locations={"h": (0, 0)},
            facilities={"s": (100, 15)},
        )  # fmt: skip
        assert both(town) == pytest.approx((115, 115))

    def test_every_way_is_judged_by_its_own_tags(self):
        tables = self.TUNNEL.tables()
        assert on_ground(tables.ways).tolist() == [False, True, True]
        assert on_ground(tables.ways.iloc[:0]).tolist() == []


class TestHouseboats:
    """A canal of 20 m between two quays; the boat is nearer to the lower one: 17 m, and then round."""

    TOWN = Town(
        nodes={"A": (-100, 25), "B": (100, 25), "C": (-100, -15), "D": (100, -15)},
        ways=["A B: residential", "C D: residential", "A C: residential"],
        locations={"h": (0, 2)},
        facilities={"s": (80, 25)},
    )
    WHOLE = ((-200, -10), (200, -10), (200, 10), (-200, 10), (-200, -10))

    @staticmethod
    def box(x: float, y: float, far_x: float, far_y: float) -> tuple[str, list]:
        return "water", [(x, y), (far_x, y), (far_x, far_y), (x, far_y), (x, y)]

    @pytest.mark.parametrize(
        "cuts",
        [
            [(-200, -10, 200, 10)],
            [(-200, -10, 5, 10), (5, -10, 200, 10)],
            [(-200, -10, 200, 4), (-200, 4, 200, 10)],
            [(-200, -10, 200, 0), (-200, 0, 200, 6), (-200, 6, 200, 10)],
            [(-200, -10, 200, 7), (-200, 5, 200, 10)],
        ],
    )
    def test_the_answer_is_the_same_wherever_the_map_cuts_the_water(self, cuts):
        town = self.TOWN.but(obstacles=[self.box(*cut) for cut in cuts])
        assert both(town) == pytest.approx((17 + 100 + 40 + 180, 17 + 100 + 40 + 180))
        made = walk(town)
        whole = walk(self.TOWN.but(obstacles=[("water", self.WHOLE)]))
        for column in ("edge", "off_m", "crosses"):
            found = made.locations.possible[column].tolist()
            assert found == whole.locations.possible[column].tolist()
        assert made.locations.possible["crosses"].tolist() == [""]
        assert both(town) == both(self.TOWN.but(obstacles=[("water", self.WHOLE)]))

    def test_waters_that_do_not_touch_are_two(self):
        cut = [self.box(-200, -10, 200, 4), self.box(-200, 5, 200, 10)]
        town = self.TOWN.but(ways=["A B: residential"], obstacles=cut)
        assert walk(town).locations.possible["crosses"].tolist() == ["water"]


def test_a_stop_between_two_tracks_is_near_but_not_for_certain():
    """Which side has the way out is not in the map: the street behind the station may be the near one.

    Some would call the 130 m certain, because there is a street on one side only. It is not: a person
    on the platform may have to go out at the other end, and by a tunnel that is not drawn.
    """
    town = Town(
        nodes={"A": (-300, 30), "B": (300, 30)},
        ways=["A B: residential"],
        obstacles=[("spoor", [(-400, 3), (400, 3)]), ("spoor", [(-400, -3), (400, -3)])],
        locations={"h": (0, 30)},
        facilities={"s": (100, 0)},
    )
    assert both(town) == (pytest.approx(130), np.inf)
