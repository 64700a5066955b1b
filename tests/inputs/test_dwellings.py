"""Which addresses in OpenStreetMap are dwellings."""

import numpy as np
import pytest
import shapely

from wozgeo.domain.errors import ConfigError
from wozgeo.inputs.dwellings import (
    DWELLING_GROUNDS,
    DwellingRule,
    Ground,
    ground_of,
    read_dwelling_rule,
)

HOUSE = shapely.box(0, 0, 10, 10)
INSIDE = shapely.Point(5, 5)


@pytest.fixture(scope="module")
def rule() -> DwellingRule:
    return read_dwelling_rule()


def ground(rule, building, address=None, *, pois=(), addresses=1) -> Ground:
    """The ground of the first of some addresses in one building with these tags."""
    return ground_of(
        np.array([shapely.Point(5, 5 + i / 10) for i in range(addresses)], dtype=object),
        np.array([rule.has_function(address or {})] + [False] * (addresses - 1)),
        np.array([HOUSE] if building is not None else [], dtype=object),
        np.array([rule.rank(building)] if building is not None else [], dtype=np.int64),
        np.array([shapely.Point(6, 6) for tags in pois if rule.has_function(tags)], dtype=object),
    )[0]


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


def test_of_buildings_within_buildings_the_one_that_houses_best_counts(rule):
    tags = [{"building": "retail"}, {"building": "apartments"}, {"building": "yes"}]
    found = ground_of(
        np.array([INSIDE], dtype=object),
        np.array([False]),
        np.array([HOUSE, HOUSE.buffer(3), HOUSE.buffer(6)], dtype=object),
        np.array([rule.rank(t) for t in tags], dtype=np.int64),
        np.array([], dtype=object),
    )
    assert found[0] == HOME


def test_an_address_on_the_outline_is_on_the_building(rule):
    found = ground_of(
        np.array([shapely.Point(0, 5), shapely.Point(-0.1, 5)], dtype=object),
        np.array([False, False]),
        np.array([HOUSE], dtype=object),
        np.array([rule.rank({"building": "house"})], dtype=np.int64),
        np.array([], dtype=object),
    )
    assert found.tolist() == [HOME, Ground.GEEN_GEBOUW]


def test_no_addresses_is_an_empty_answer(rule):
    nothing = np.array([], dtype=object)
    assert (
        len(
            ground_of(
                nothing, np.array([], dtype=bool), nothing, np.array([], dtype=np.int64), nothing
            )
        )
        == 0
    )


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
