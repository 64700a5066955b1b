"""A facility that is drawn twice is one place, and keeps every door that either drawing knows.

The streets are those of `back_street` in test_where_one_enters::

    --------------------------------+   Achterstraat, y = 60
             [ 0..40, 10..50 ]      |
    -h------------------------------+   Voorstraat, y = 0, x to 200

Who lives at h walks 120 m to a door in the front at (20, 10), and around by x = 200 to one at the back.
"""

import pytest
from test_where_one_enters import AT_FRONT, BY_BACK, Drawn, block

from towns import XY, at
from wozgeo.config import parse_config
from wozgeo.inputs.osm import read_osm
from wozgeo.runs.reading import Read, read_lists

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


def listed(*points: XY, name: str = "De Hof", mode: str = "add", kind: str = "supermarkt") -> dict:
    return {"points": points, "name": name, "mode": mode, "kind": kind}


def read(town: Drawn, asked: dict) -> Read:
    """Read the map and an own list of points as a run would."""
    rows = [
        f"h{n};{asked['kind']};{asked['name']};{x};{y}"
        for n, (x, y) in enumerate(at(*p) for p in asked["points"])
    ]
    text = "\n".join(["id;voorziening;naam;x;y", *rows, ""])
    (town.folder / "plekken.csv").write_text(text, encoding="utf-8")
    town.draft.node(-200, 0, addr__street="Voorstraat", addr__housenumber="9", addr__city="Stad")
    town.draft.write(town.folder / "t.osm")
    table = {
        "run": {"out": "uit"},
        "osm": {"file": "t.osm"},
        "facilities": [{"file": "plekken.csv", "mode": asked["mode"]}],
    }
    config = parse_config(table, source="run.toml", folder=town.folder)
    return read_lists(config, read_osm(town.folder / "t.osm", with_backdrop=True))


def of_kind(found: Read, kind: str) -> list[str]:
    return found.facilities.index[(found.facilities["voorziening"] == kind).to_numpy()].tolist()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["add", "replace"])
def test_a_list_that_repeats_a_place_on_the_map_has_it_once_with_its_door(town, mode, kind):
    town.shop(SHOP, BACK_DOOR, **NOT | KINDS[kind], name="De Hof")
    found = read(town, listed((30, 20), mode=mode, kind=kind))
    assert of_kind(found, kind) == ["h0"]
    assert found.places.loc[["h0"], "kind"].tolist() == ["deur"]
    said = [note.nl for note in found.notes if "ook in OpenStreetMap (De Hof)" in note.nl]
    assert len(said) == (mode == "add")


def test_a_place_without_a_name_is_that_of_the_list_where_the_list_lies_in_it(town):
    town.shop(SHOP, BACK_DOOR)
    assert of_kind(read(town, listed((30, 20))), "supermarkt") == ["h0"]


@pytest.mark.parametrize(
    "asked", [listed((30, 20), name="Ander"), listed((120, 20)), listed((60, 20), name="Ander")]
)
def test_another_name_or_another_place_is_another(town, asked):
    town.shop(SHOP, BACK_DOOR, name="De Hof")
    found = read(town, asked)
    assert len(of_kind(found, "supermarkt")) == 2
    assert "h0" not in found.places.index


def test_the_stop_across_the_street_is_not_the_one_on_the_map(town):
    town.draft.node(20, 10, highway="bus_stop", name="De Hof")
    assert len(of_kind(read(town, listed((20, -10), kind="ov_halte")), "ov_halte")) == 2


def test_one_row_of_a_list_takes_one_place_of_that_name(town):
    for x in (0, 40):
        town.draft.node(x, 10, shop="supermarket", name="De Hof")
    found = of_kind(read(town, listed((5, 10))), "supermarkt")
    assert len(found) == 2
    assert "h0" in found


def test_what_a_list_leaves_out_itself_is_left_out_as_before(town):
    town.draft.node(0, 10, shop="supermarket", name="De Hof")
    found = read(town, listed((5, 10), mode="replace"))
    assert of_kind(found, "supermarkt") == ["h0"]
    assert not any("ook in OpenStreetMap" in note.nl for note in found.notes)


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("De Hof", "De  Hof"),
        ("De Hof", "DE\u00a0HOF "),
        ("Dorpshuis 't Veen", "Dorpshuis \u2019t Veen"),
        ("Caf\u00e9 Noord-West", "Cafe\u0301 Noord\u2013West"),
    ],
)
def test_a_name_that_reads_the_same_is_the_same_place_however_it_is_typed(town, drawn, told):
    town.shop(SHOP, BACK_DOOR, name=drawn)
    assert of_kind(read(town, listed((30, 20), name=told)), "supermarkt") == ["h0"]


def test_a_node_and_its_building_with_another_apostrophe_are_one_place(town):
    town.shop(SHOP, BACK_DOOR, name="\u2019t Hof")
    town.draft.node(20, 5, shop="supermarket", name="'t  Hof")
    assert len(ids(town, "supermarkt")) == 1


@pytest.mark.parametrize("mode", ["add", "replace"])
@pytest.mark.parametrize("second", [(30, 20), (36, 20)])
def test_a_place_that_a_list_has_twice_counts_once_and_is_told(town, mode, second):
    found = read(town, listed((30, 20), second, mode=mode))
    assert of_kind(found, "supermarkt") == ["h0"]
    said = [note.nl for note in found.notes if "nog eens wat een andere zegt (De Hof" in note.nl]
    assert len(said) == 1


def test_a_place_that_a_list_has_twice_and_the_map_too_counts_once_with_its_door(town):
    town.shop(SHOP, BACK_DOOR, name="De Hof")
    found = read(town, listed((30, 20), (31, 20), (30, 21)))
    assert of_kind(found, "supermarkt") == ["h0"]
    assert found.places.loc[["h0"], "kind"].tolist() == ["deur"]


@pytest.mark.parametrize(
    "asked",
    [
        listed((30, 20), (60, 20)),
        listed((30, 20), (30, 20), name=""),
        listed((20, 10), (26, 10), kind="ov_halte"),
    ],
)
def test_two_places_of_a_list_stay_two(town, asked):
    assert len(of_kind(read(town, asked), asked["kind"])) == 2
