"""Where one enters a facility, and how much hangs on it: towns drawn as OpenStreetMap would, with answers by hand."""

import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from towns import XY, OsmDraft, at, locations_table
from wozgeo.config import parse_config
from wozgeo.domain.contracts import RD_NEW
from wozgeo.inputs.osm import read_osm
from wozgeo.inputs.points import read_facility_list
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.reading import read_lists


class Drawn:
    """A file with streets and facilities, and dwellings at their places."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.draft = folder, OsmDraft(box=(-2_000, -2_000, 2_000, 2_000))
        self._nodes: dict[XY, int] = {}

    def node(self, place: XY) -> int:
        """A node at a place, one for all that meets there."""
        if place not in self._nodes:
            self._nodes[place] = self.draft.node(*place)
        return self._nodes[place]

    def street(self, *places: XY, highway: str = "residential", **tags: str) -> None:
        self.draft.way([self.node(place) for place in places], highway=highway, **tags)

    def shop(self, corners: list[XY], *doors: tuple[float, float, str], **tags: str) -> None:
        """Draw a shop; doors lie on its outline, between the corners after which they come."""
        ring = [self.draft.node(*corner) for corner in corners]
        on: dict[int, list[tuple[float, int]]] = {}
        for x, y, kind in doors:
            node = self.draft.node(x, y, entrance=kind)
            side = next(i for i in range(len(corners)) if _on_side(corners, i, (x, y)))
            along = abs(x - corners[side][0]) + abs(y - corners[side][1])
            on.setdefault(side, []).append((along, node))
        nodes = []
        for i, corner in enumerate(ring):
            nodes += [corner, *(node for _, node in sorted(on.get(i, [])))]
        self.draft.way([*nodes, ring[0]], **({"shop": "supermarket", "building": "retail"} | tags))

    def measured(self, kind: str = "supermarkt", *, door: str = "straat", **homes: XY) -> Measured:
        osm = read_osm(self.draft.write(self.folder / "t.osm"), with_backdrop=True)
        config = parse_config(
            {
                "run": {"out": "uit"},
                "osm": {"file": "t.osm"},
                "walking": {"profile": "rollator", "door": door},
            },
            source="run.toml",
            folder=self.folder,
        )
        facilities = osm.facilities[(osm.facilities["voorziening"] == kind).to_numpy()]
        homes_table = gpd.GeoDataFrame(locations_table(homes))
        return measure(config, osm, homes_table, facilities)

    def answer(self, kind: str = "supermarkt", *, door: str = "straat", **homes: XY) -> tuple:
        table = self.measured(kind, door=door, **homes).distances.xs(kind, level=1)
        row = table.iloc[0]
        assert row["shortest_m"] <= row["distance_m"] <= row["certain_m"] <= row["longest_m"]
        columns = ("shortest_m", "distance_m", "longest_m")
        return tuple(pytest.approx(row[name], abs=0.15) for name in columns)


def _on_side(corners: list[XY], i: int, place: XY) -> bool:
    (x0, y0), (x1, y1) = corners[i], corners[(i + 1) % len(corners)]
    x, y = place
    return min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)


@pytest.fixture
def town(tmp_path) -> Drawn:
    return Drawn(tmp_path)


def block(x: float, y: float, width: float, height: float) -> list[XY]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def mall(town: Drawn, south: str, north: str) -> None:
    """Two streets that meet at x = 300 only, and between them a mall with a door at either.

    ::

        n
        --------------------------------+   y = 80
                 [ door at (80, 70) ]   |
                 [ door at (20, 10) ]   |
        --------------------------------+   y = 0
        s
    """
    town.street((-200, 0), (300, 0), (300, 80), (-200, 80))
    town.shop(block(0, 10, 100, 60), (20, 10, south), (80, 70, north))


NORTH, SOUTH = {"n": (-100, 90)}, {"s": (-100, -10)}
TO_NORTH, TO_SOUTH, ROUND = 10 + 180 + 10, 10 + 120 + 10, 10 + 400 + 80 + 280 + 10


def test_a_mall_with_two_entrances_is_entered_by_the_nearest(town):
    mall(town, "yes", "yes")
    assert town.answer(**SOUTH) == (TO_SOUTH,) * 3
    assert town.answer(**NORTH) == (TO_NORTH,) * 3


def test_beside_a_main_entrance_another_may_be_shorter_and_is_never_a_must(town):
    mall(town, "main", "yes")
    assert town.answer(**SOUTH) == (TO_SOUTH,) * 3
    assert town.answer(**NORTH) == (TO_NORTH, ROUND, ROUND)


@pytest.mark.parametrize("kind", ["emergency", "exit", "service", "staircase", "no"])
def test_nobody_enters_by_a_door_for_leaving_for_goods_or_for_who_lives_above(town, kind):
    mall(town, "yes", kind)
    assert town.answer(**NORTH) == (ROUND,) * 3


def back_street(town: Drawn, **tags: str) -> None:
    """A shop between two streets that meet at x = 200; the point of it is (20, 30)."""
    town.street((-200, 0), (200, 0), name="Voorstraat")
    town.street((200, 0), (200, 60))
    town.street((200, 60), (-200, 60), name="Achterstraat")
    town.shop(block(0, 10, 40, 40), **tags)


AT_FRONT = {"h": (-100, -10)}
NEAREST, BY_BACK, FARTHEST = 10 + 100 + 10, 10 + 300 + 60 + 180 + 10, 10 + 300 + 60 + 200 + 10


def test_a_shop_with_its_address_on_the_back_street_is_entered_there(town):
    back_street(town, addr__street="Achterstraat")
    assert town.answer(**AT_FRONT) == (NEAREST, BY_BACK, FARTHEST)


def test_the_street_of_the_address_of_its_building_serves_as_well(town):
    back_street(town, shop="", building="retail", addr__street="Achterstraat")
    town.draft.node(20, 30, shop="supermarket")
    assert town.answer(**AT_FRONT) == (NEAREST, BY_BACK, FARTHEST)


def test_so_does_that_of_the_only_address_in_it(town):
    back_street(town)
    town.draft.node(25, 35, addr__street="Achterstraat", addr__housenumber="1")
    assert town.answer(**AT_FRONT) == (NEAREST, BY_BACK, FARTHEST)


def test_of_two_addresses_in_it_none_is_guessed(town):
    back_street(town)
    town.draft.node(25, 35, addr__street="Achterstraat", addr__housenumber="1")
    town.draft.node(25, 20, addr__street="Voorstraat", addr__housenumber="1")
    assert town.measured(**AT_FRONT).measured_to.tolist() == ["punt"]


def test_without_an_address_it_is_measured_to_its_point_and_may_be_entered_all_round(town):
    back_street(town)
    nearest, point, farthest = town.answer(**AT_FRONT)
    assert (nearest, farthest) == (NEAREST, FARTHEST)
    assert point in (10 + 120 + 30, 10 + 300 + 60 + 180 + 30)  # either street is 30 m from it


def test_or_as_before_where_the_nearest_is_asked(town):
    back_street(town, addr__street="Voorstraat")
    assert town.measured(door="dichtstbij", **AT_FRONT).measured_to.tolist() == ["punt"]
    assert town.answer(door="dichtstbij", **AT_FRONT)[::2] == (NEAREST, FARTHEST)


def test_a_door_on_the_map_ends_the_doubt(town):
    town.street((-200, 0), (200, 0), (200, 60), (-200, 60), name="Voorstraat")
    town.shop(block(0, 10, 40, 40), (20, 50, "yes"), addr__street="Voorstraat")
    assert town.answer(**AT_FRONT) == (BY_BACK,) * 3


def test_where_the_map_has_a_service_door_only_the_outline_says_more(town):
    town.street((-200, 0), (200, 0), (200, 60), (-200, 60))
    town.shop(block(0, 10, 40, 40), (20, 50, "service"))
    assert town.answer(**AT_FRONT)[::2] == (NEAREST, FARTHEST)


def test_a_service_door_serves_where_no_street_is_near(town):
    town.street((-200, -50), (200, -50))
    town.shop(block(0, 10, 40, 40), (20, 10, "service"))
    assert town.answer(h=(-100, -60)) == (10 + 120 + 60,) * 3


@pytest.mark.parametrize("as_area", [True, False])
def test_an_island_platform_is_reached_at_its_near_end(town, as_area):
    """Between two tracks, with a path to its east end: 10 + 50 + 23 + 40 m."""
    town.street((0, 0), (150, 0), (300, 0))
    town.street((110, 23), (150, 23), (150, 0), highway="footway")
    end = town.node((110, 23))
    corners = [town.draft.node(10, 20), town.draft.node(110, 20), end, town.draft.node(110, 26)]
    tags = {"public_transport": "platform", "railway": "platform"}
    if as_area:
        last = town.draft.node(10, 26)
        town.draft.way([*corners, last, corners[0]], area="yes", **tags)
    else:
        town.draft.way([town.draft.node(10, 23), end], **tags)
    for y in (15, 31):
        town.draft.line((-100, y), (130, y), railway="rail")
    assert town.answer("ov_halte", h=(200, -10)) == (123,) * 3


def test_in_a_hofje_with_one_gate_the_wall_is_no_way_in(town):
    """The street behind the wall is nearer, and is no street that the building faces."""
    town.street((-100, 0), (100, 0))
    town.street((0, 35), (100, 35), (100, 0), highway="footway", surface="paving_stones")
    town.draft.line((-20, 10), (90, 10), barrier="wall")
    town.shop(block(10, 15, 40, 10), shop="", amenity="community_centre")
    by_gate = 10 + 70 + 35
    nearest, point, farthest = town.answer("ontmoetingsplek", h=(30, -10))
    assert nearest == by_gate + 50 + 10
    assert point == by_gate + 70 + 15
    assert farthest == by_gate + 90 + 10


def test_on_a_corner_both_streets_may_have_the_door_and_the_address_says_which(town):
    """A shop of 20 by 20 m on the corner of two streets; who lives up the one walks to either front."""
    town.street((0, 0), (300, 0), name="Zuid")
    town.street((0, 0), (0, 300), name="West")
    town.shop(block(10, 10, 20, 20), addr__street="West")
    assert town.measured(h=(-10, 200)).measured_to.tolist() == ["straat"]
    nearest, middle, farthest = town.answer(h=(-10, 200))
    assert middle == 10 + 180 + 10  # the place at West nearest to its point: (10, 20)
    assert nearest == 10 + 170 + 10
    assert farthest == 10 + 200 + 30 + 10  # the far corner of its front at Zuid


def test_an_outline_that_crosses_itself_is_told_and_measured_by_its_point(town):
    town.street((-200, 0), (200, 0))
    town.shop([(0, 10), (40, 50), (40, 10), (0, 50)])
    found = town.measured(**AT_FRONT)
    assert found.measured_to.tolist() == ["punt"]
    row = found.distances.iloc[0]
    assert row["shortest_m"] == row["distance_m"] == row["longest_m"]
    osm = read_osm(town.folder / "t.osm")
    assert osm.counts["omtrek_kruist_zichzelf"] == {"voorzieningen": 1}


PARTS = (
    lambda town: town.street((-200, 0), (200, 0), (200, 60), (-200, 60), name="Voorstraat"),
    lambda town: town.shop(block(0, 10, 40, 40), (10, 10, "yes"), (30, 50, "yes")),
    lambda town: town.shop(block(60, 10, 30, 40), addr__street="Voorstraat"),
)


def test_ids_and_the_order_in_the_file_change_nothing(tmp_path):
    answers = []
    for name, turned in (("a", False), ("b", True)):
        (tmp_path / name).mkdir()
        town = Drawn(tmp_path / name)
        for part in reversed(PARTS) if turned else PARTS:
            part(town)
        answers.append(town.answer(h=(-100, 75)) + town.answer(h=(120, -10)))
        shutil.rmtree(tmp_path / name)
    assert [str(a) for a in answers[0]] == [str(b) for b in answers[1]]


def with_list(town: Drawn, table: gpd.GeoDataFrame | str, **homes: XY) -> Measured:
    """Measure what an own list says, as a run would: a layer, or the text of a CSV."""
    town.draft.node(0, 0, addr__street="Voorstraat", addr__housenumber="9", addr__city="Stad")
    town.draft.write(town.folder / "t.osm")
    name = "plekken.csv" if isinstance(table, str) else "plekken.gpkg"
    if isinstance(table, str):
        (town.folder / name).write_text(table, encoding="utf-8")
    else:
        table.to_file(town.folder / name)
    config = parse_config(
        {
            "run": {"out": "uit"},
            "osm": {"file": "t.osm"},
            "facilities": [{"file": name, "mode": "replace"}],
            "walking": {"profile": "rollator"},
        },
        source="run.toml",
        folder=town.folder,
    )
    osm = read_osm(town.folder / "t.osm", with_backdrop=True)
    read = read_lists(config, osm)
    mine = read.facilities[(read.facilities["voorziening"] == "supermarkt").to_numpy()]
    homes_table = gpd.GeoDataFrame(locations_table(homes))
    return measure(config, osm, homes_table, mine, known=read.places)


def layer(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    columns = {
        "id": [f"i{n}" for n in range(len(shapes))],
        "voorziening": "supermarkt",
        "naam": "x",
    }
    return gpd.GeoDataFrame(columns, geometry=[*shapes], crs=RD_NEW)


def test_an_outline_in_an_own_list_is_entered_wherever_it_faces_a_street(town):
    town.street((-200, 0), (200, 0), (200, 60), (-200, 60))
    shape = shapely.Polygon([at(*xy) for xy in block(0, 10, 40, 40)])
    row = with_list(town, layer(shape), **AT_FRONT).distances.iloc[0]
    assert row["shortest_m"] == pytest.approx(NEAREST, abs=0.15)
    assert row["longest_m"] == pytest.approx(FARTHEST, abs=0.15)


def test_an_outline_in_an_own_list_that_crosses_itself_is_told(town):
    town.street((-200, 0), (200, 0), (200, 60), (-200, 60))
    twisted = shapely.Polygon([at(*xy) for xy in [(0, 10), (40, 50), (40, 10), (0, 50)]])
    layer(twisted).to_file(town.folder / "l.gpkg")
    table = read_facility_list(town.folder / "l.gpkg", extent=None, mode="replace")
    assert any("kruist" in note.nl for note in table.attrs["notes"])
    assert table.attrs["places"].empty
    row = with_list(town, layer(twisted), **AT_FRONT).distances.iloc[0]
    assert row["shortest_m"] == row["longest_m"]


def test_a_list_with_addresses_follows_the_rule_of_dwellings(town):
    """The address is in the Voorstraat; the lane behind it is nearer: 12 m against 20 m."""
    town.street((-200, 0), (200, 0), name="Voorstraat")
    town.street((200, 0), (200, 32))
    town.street((200, 32), (-200, 32), name="Achterlaan")
    town.draft.node(50, 20, addr__street="Voorstraat", addr__housenumber="7", addr__city="Stad")
    text = "id;voorziening;naam;straat;huisnummer;woonplaats\n1;supermarkt;x;Voorstraat;7;Stad\n"
    found = with_list(town, text, h=(-100, -10))
    row = found.distances.iloc[0]
    assert found.measured_to.tolist() == ["adres"]
    assert row["distance_m"] == pytest.approx(10 + 150 + 20, abs=0.15)
    assert row["longest_m"] == pytest.approx(10 + 300 + 32 + 150 + 12, abs=0.15)
