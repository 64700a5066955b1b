"""A facility that is drawn twice is one place, and keeps every door that either drawing knows.

The streets are those of `back_street` in test_where_one_enters::

    --------------------------------+   Achterstraat, y = 60
             [ 0..40, 10..50 ]      |
    -h------------------------------+   Voorstraat, y = 0, x to 200

Who lives at h walks 120 m to a door in the front at (20, 10), and around by x = 200 to one at the back.
"""

import pytest
from test_where_one_enters import AT_FRONT, BY_BACK, Drawn, block

from wozgeo.inputs.osm import read_osm

SHOP, BACK_DOOR = block(0, 10, 40, 40), (20, 50, "yes")
KINDS = {
    "supermarkt": {"shop": "supermarket"},
    "huisarts": {"amenity": "doctors"},
    "ontmoetingsplek": {"amenity": "community_centre"},
}
NOT = {"shop": ""}
"""What the outline of a shop is not, where it is another facility."""


@pytest.fixture
def town(tmp_path) -> Drawn:
    town = Drawn(tmp_path)
    town.street((-200, 0), (200, 0), name="Voorstraat")
    town.street((200, 0), (200, 60))
    town.street((200, 60), (-200, 60), name="Achterstraat")
    return town


def ids(town: Drawn, kind: str) -> list[str]:
    found = read_osm(town.draft.write(town.folder / "t.osm")).facilities
    return found.index[(found["voorziening"] == kind).to_numpy()].tolist()


@pytest.mark.parametrize(
    ("kind", "node"),
    [*zip([*KINDS, "supermarkt"], [(20, 30), (20, 12), (20, 5), (60, 30)], strict=True)],
)
def test_a_node_in_or_beside_its_building_keeps_the_door_of_the_building(town, kind, node):
    town.shop(SHOP, BACK_DOOR, **NOT | KINDS[kind], name="De Hof")
    town.draft.node(*node, **KINDS[kind], name="De Hof")
    assert len(ids(town, kind)) == 1
    assert town.answer(kind, **AT_FRONT) == (BY_BACK,) * 3


@pytest.mark.parametrize(
    ("kind", "node"), [*zip(KINDS, [(20, 30), (20, 12), (20, 10)], strict=True)]
)
def test_a_node_in_a_building_of_no_kind_keeps_the_door_of_the_building(town, kind, node):
    town.shop(SHOP, BACK_DOOR, **NOT)
    town.draft.node(*node, **KINDS[kind], name="De Hof")
    assert town.answer(kind, **AT_FRONT) == (BY_BACK,) * 3


def test_another_shop_beside_it_does_not_take_its_doors(town):
    """The point of the other is nearest to the outline; the door is in that of De Hof."""
    town.shop(SHOP, BACK_DOOR, name="De Hof")
    town.draft.node(20, 30, shop="supermarket", name="De Hof")
    town.draft.node(20, 9, shop="supermarket", name="Ander")
    assert len(ids(town, "supermarkt")) == 2
    row = town.measured(**AT_FRONT).distances.iloc[0]
    assert row["longest_m"] == pytest.approx(10 + 120 + 9, abs=0.15)


def test_an_outline_within_reach_of_another_shop_is_of_the_shop_it_is_one_with(town):
    town.shop(SHOP, BACK_DOOR, name="De Hof")
    town.draft.node(-20, 30, shop="supermarket", name="De Hof")
    town.draft.node(20, 30, shop="supermarket", name="Ander")
    places = read_osm(town.draft.write(town.folder / "t.osm")).places
    hof, ander = ids(town, "supermarkt")
    assert places.loc[hof, "kind"] == "deur"
    assert ander not in places.index or places.loc[ander, "kind"] != "neven"


def test_an_outline_that_is_two_things_gives_its_door_to_the_node_of_either(town):
    """A supermarkt with an apotheek: the apotheek has a node, the supermarkt has none."""
    town.shop(SHOP, BACK_DOOR, amenity="pharmacy", name="De Hof", building="")
    town.draft.node(20, 30, amenity="pharmacy", name="De Hof")
    assert town.answer(**AT_FRONT) == (BY_BACK,) * 3
    osm = read_osm(town.folder / "t.osm")
    (pharmacy,) = osm.facilities.index[(osm.facilities["voorziening"] == "apotheek").to_numpy()]
    assert osm.places.loc[pharmacy, "kind"] == "deur"


@pytest.mark.parametrize("inner_first", [True, False])
def test_of_an_outline_within_another_both_doors_serve(town, inner_first):
    """A room with a door in the front, within a building with one at the back: one place."""

    def room():
        town.shop(block(5, 10, 20, 20), (15, 10, "yes"), building="", name="De Hof")

    def around():
        town.shop(SHOP, BACK_DOOR, name="De Hof")

    for draw in (room, around) if inner_first else (around, room):
        draw()
    assert len(ids(town, "supermarkt")) == 1
    assert town.answer(**AT_FRONT)[0] == pytest.approx(10 + 115 + 10, abs=0.15)


@pytest.mark.parametrize("with_node", [True, False])
@pytest.mark.parametrize("outer_first", [True, False])
def test_the_door_of_either_outline_is_kept_where_only_one_has_any(town, outer_first, with_node):
    def room():
        town.shop(block(5, 15, 20, 20), building="", name="De Hof")

    def around():
        town.shop(SHOP, BACK_DOOR, building="", name="De Hof")

    for draw in (around, room) if outer_first else (room, around):
        draw()
    if with_node:
        town.draft.node(15, 20, shop="supermarket", name="De Hof")
    assert len(ids(town, "supermarkt")) == 1
    assert town.answer(**AT_FRONT) == (BY_BACK,) * 3


def test_an_outline_and_a_relation_of_it_are_one_place_with_its_door(town):
    ring = [town.draft.node(*corner) for corner in SHOP[:2]]
    door = town.draft.node(20, 50, entrance="yes")
    ring += [town.draft.node(*SHOP[2]), door, town.draft.node(*SHOP[3])]
    way = town.draft.way([*ring, ring[0]], shop="supermarket", name="De Hof")
    town.draft.relation(
        [("w", way, "outer")], type="multipolygon", shop="supermarket", name="De Hof"
    )
    assert len(ids(town, "supermarkt")) == 1
    assert town.answer(**AT_FRONT) == (BY_BACK,) * 3


def test_a_longer_name_within_the_outline_is_the_same_place(town):
    town.shop(SHOP, BACK_DOOR, name="Jumbo")
    town.draft.node(20, 30, shop="supermarket", name="Jumbo Kampen")
    assert len(ids(town, "supermarkt")) == 1
    assert town.answer(**AT_FRONT) == (BY_BACK,) * 3


def test_another_name_within_the_outline_is_another_place_and_is_entered_by_its_door(town):
    town.shop(SHOP, BACK_DOOR, **NOT, amenity="doctors", name="Centrum De Brug", building="")
    town.draft.node(20, 20, amenity="doctors", name="Huisarts Jansen")
    assert len(ids(town, "huisarts")) == 2
    assert town.answer("huisarts", **AT_FRONT) == (BY_BACK,) * 3


def test_two_nodes_of_one_name_in_their_outline_are_one_place(town):
    town.shop(SHOP, BACK_DOOR, name="De Hof")
    town.draft.node(20, 30, shop="supermarket", name="De Hof")
    town.draft.node(30, 30, shop="supermarket", name="De Hof")
    assert len(ids(town, "supermarkt")) == 1


def test_two_stops_of_one_name_on_their_platforms_stay_two(town):
    for y, side in ((10, 16), (-10, -16)):
        town.draft.node(20, y, highway="bus_stop", name="Hof")
        low, high = min(y, side), max(y, side)
        town.shop(
            block(10, low, 30, high - low),
            **NOT,
            building="",
            public_transport="platform",
            name="Hof",
        )
    assert len(ids(town, "ov_halte")) == 2
    assert town.answer("ov_halte", **AT_FRONT)[0] == pytest.approx(10 + 110 + 10, abs=0.15)


def test_two_outlines_that_touch_are_two_places(town):
    town.shop(block(0, 10, 40, 40))
    town.shop(block(40, 10, 40, 40), name="De Hof")
    assert len(ids(town, "supermarkt")) == 2
