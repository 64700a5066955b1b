"""Which addresses in OpenStreetMap are dwellings."""

from itertools import permutations

import numpy as np
import pytest
import shapely

from wozgeo.domain.errors import ConfigError
from wozgeo.inputs.dwellings import (
    DWELLING_GROUNDS,
    DwellingRule,
    Ground,
    housing_of,
    read_dwelling_rule,
)

HOUSE = shapely.box(0, 0, 10, 10)
INSIDE = shapely.Point(5, 5)


@pytest.fixture(scope="module")
def rule() -> DwellingRule:
    return read_dwelling_rule()


def ground(rule, building, address=None, *, pois=(), addresses=1) -> Ground:
    """The ground of the first of some addresses in one building with these tags."""
    return housing_of(
        np.array([shapely.Point(5, 5 + i / 10) for i in range(addresses)], dtype=object),
        np.array([rule.has_function(address or {})] + [False] * (addresses - 1)),
        np.array([HOUSE] if building is not None else [], dtype=object),
        np.array([rule.rank(building)] if building is not None else [], dtype=np.int64),
        np.array([shapely.Point(6, 6) for tags in pois if rule.has_function(tags)], dtype=object),
    ).ground[0]


HOME = Ground.WOONGEBOUW
PLAIN = Ground.ZONDER_FUNCTIE


@pytest.mark.parametrize(
    ("building", "address", "expected"),
    [
        ({"building": "house"}, {}, HOME),
        ({"building": "apartments"}, {}, HOME),
        ({"building": "residential"}, {}, HOME),
        ({"building": "farm"}, {}, HOME),
        ({"building": "houseboat"}, {}, HOME),
        ({"building": "static_caravan"}, {}, HOME),
        ({"building": "yes"}, {}, PLAIN),
        # a business at home leaves it a home
        ({"building": "house"}, {"office": "company"}, HOME),
        ({"building": "house", "office": "company"}, {}, HOME),
        # a shop in the plinth of a flat is no home, the addresses above it are
        ({"building": "apartments"}, {"shop": "bakery"}, Ground.FUNCTIE),
        ({"building": "yes"}, {"shop": "bakery"}, Ground.FUNCTIE),
        ({"building": "yes"}, {"amenity": "bench"}, PLAIN),
        ({"building": "retail"}, {}, Ground.ANDER_GEBOUW),
        ({"building": "garage"}, {}, Ground.ANDER_GEBOUW),
        ({"building": "industrial"}, {}, Ground.ANDER_GEBOUW),
        (None, {}, Ground.GEEN_GEBOUW),
        (None, {"shop": "bakery"}, Ground.GEEN_GEBOUW),
    ],
)
def test_an_address_in_one_building(rule, building, address, expected):
    found = ground(rule, building, address)
    assert found == expected
    assert (found in DWELLING_GROUNDS) == (expected in (HOME, PLAIN))


@pytest.mark.parametrize(
    "function",
    [
        {"shop": "bakery"},
        {"office": "lawyer"},
        {"amenity": "school"},
        {"craft": "painter"},
        {"tourism": "hotel"},
    ],
)
def test_a_function_on_a_plain_building_makes_it_no_dwelling(rule, function):
    assert ground(rule, {"building": "yes", **function}) not in DWELLING_GROUNDS


@pytest.mark.parametrize("function", [{"shop": "no"}, {"shop": "vacant"}, {"amenity": "parking"}])
def test_what_is_no_function_changes_nothing(rule, function):
    assert ground(rule, {"building": "yes", **function}) == PLAIN


class TestShopWithoutAnAddressOfItsOwn:
    def test_takes_the_only_address_of_a_plain_building(self, rule):
        assert ground(rule, {"building": "yes"}, pois=[{"shop": "bakery"}]) == Ground.FUNCTIE

    def test_does_not_take_one_of_several_addresses(self, rule):
        assert ground(rule, {"building": "yes"}, pois=[{"shop": "bakery"}], addresses=2) == PLAIN

    @pytest.mark.parametrize("building", ["house", "apartments"])
    def test_does_not_take_a_home(self, rule, building):
        assert ground(rule, {"building": building}, pois=[{"shop": "bakery"}]) == HOME

    def test_a_letter_box_takes_nothing(self, rule):
        assert ground(rule, {"building": "yes"}, pois=[{"amenity": "post_box"}]) == PLAIN


def in_buildings(rule, points, outlines, tags):
    return housing_of(
        np.array(points, dtype=object),
        np.zeros(len(points), dtype=bool),
        np.array(outlines, dtype=object),
        np.array([rule.rank({"building": value}) for value in tags], dtype=np.int64),
        np.array([], dtype=object),
    )


class TestBuildingsWithinBuildings:
    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_the_one_that_houses_best_counts(self, rule, order):
        outlines, tags = [HOUSE, HOUSE.buffer(3), HOUSE.buffer(6)], ["retail", "apartments", "yes"]
        found = in_buildings(rule, [INSIDE], [outlines[i] for i in order], [tags[i] for i in order])
        assert found.ground[0] == HOME
        assert found.building.tolist() == [order.index(1)]

    def test_of_equals_the_first(self, rule):
        outlines = [HOUSE.buffer(6), HOUSE, HOUSE.buffer(3)]
        assert in_buildings(rule, [INSIDE], outlines, ["house"] * 3).building.tolist() == [0]

    def test_every_address_has_its_own(self, rule):
        points = [INSIDE, shapely.Point(40, 5), shapely.Point(90, 5), shapely.Point(6, 6)]
        outlines = [shapely.box(35, 0, 45, 10), HOUSE]
        found = in_buildings(rule, points, outlines, ["retail", "house"])
        assert found.building.tolist() == [1, 0, -1, 1]
        assert found.ground.tolist() == [HOME, Ground.ANDER_GEBOUW, Ground.GEEN_GEBOUW, HOME]

    def test_a_building_without_an_area_holds_nobody(self, rule):
        found = in_buildings(rule, [INSIDE], [None, HOUSE], ["house", "house"])
        assert found.building.tolist() == [1]


def test_an_address_on_the_outline_is_on_the_building(rule):
    points = [shapely.Point(0, 5), shapely.Point(-0.1, 5)]
    found = in_buildings(rule, points, [HOUSE], ["house"])
    assert found.ground.tolist() == [HOME, Ground.GEEN_GEBOUW]
    assert found.building.tolist() == [0, -1]


def test_no_addresses_is_an_empty_answer(rule):
    found = in_buildings(rule, [], [], [])
    assert len(found.ground) == len(found.building) == 0


class TestOwnTable:
    def test_words_can_be_added(self, tmp_path):
        path = tmp_path / "w.toml"
        path.write_text(
            'home = ["hofje"]\nshared = []\nunspecified = []\nfunction_keys = ["shop"]\nno_function = []\n'
        )
        own = read_dwelling_rule(path)
        assert ground(own, {"building": "hofje"}) == HOME
        assert ground(own, {"building": "house"}) == Ground.ANDER_GEBOUW

    def test_every_fault_is_named(self, tmp_path):
        path = tmp_path / "w.toml"
        path.write_text('home = ["house"]\nshared = "apartments"\nhuis = []\n')
        with pytest.raises(ConfigError) as caught:
            read_dwelling_rule(path)
        text = str(caught.value)
        assert all(
            word in text
            for word in ("shared", "unspecified", "function_keys", "no_function", "huis")
        )

    @pytest.mark.parametrize("words", ["[1, 2]", "[[]]", '["house", 3]'])
    def test_words_are_text(self, tmp_path, words):
        path = tmp_path / "w.toml"
        path.write_text(
            f"home = {words}\nshared = []\nunspecified = []\nfunction_keys = []\nno_function = []\n"
        )
        with pytest.raises(ConfigError, match="home"):
            read_dwelling_rule(path)

    def test_no_toml_and_no_file(self, tmp_path):
        (tmp_path / "w.toml").write_text("home = [")
        for name in ("w.toml", "nergens.toml"):
            with pytest.raises(ConfigError, match=name):
                read_dwelling_rule(tmp_path / name)
