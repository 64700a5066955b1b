"""What an OpenStreetMap file says about streets, places, addresses and obstacles."""

from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely

from towns import (
    ORIGIN,
    OsmDraft,
    Tables,
    care_home,
    measure,
    path_or_road,
    private_short_cut,
    sloot,
    straight_street,
    write_osm,
)
from wozgeo.domain.contracts import BARRIER_TAGS, RD_NEW, WALKING_TAGS, require_points
from wozgeo.domain.errors import InputError
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm

CM = 0.02
"""OpenStreetMap keeps seven decimals of a degree: about a centimetre."""


@pytest.fixture
def read(tmp_path):
    def read_draft(draft, *, name: str = "t.osm", **choices) -> OsmTables:
        path = draft.write(tmp_path / name, **choices) if isinstance(draft, OsmDraft) else draft
        return read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())

    return read_draft


def street(draft: OsmDraft | None = None, **tags: str) -> OsmDraft:
    """A draft with one street of 100 m, nodes first."""
    draft = draft or OsmDraft()
    draft.line((0, 0), (100, 0), **{"highway": "residential", **tags})
    return draft


def metres(geometry: shapely.Geometry) -> list[tuple[float, float]]:
    return [tuple(row) for row in (shapely.get_coordinates(geometry) - np.array(ORIGIN)).tolist()]


class TestWholeTowns:
    @pytest.mark.parametrize("name", ["t.osm", "t.osm.gz", "t.osm.bz2", "t.osm.pbf"])
    @pytest.mark.parametrize(
        "make", [straight_street, care_home, sloot, private_short_cut, path_or_road]
    )
    def test_a_town_read_from_a_file_has_the_distances_of_the_drawing(
        self, tmp_path, read, make, name
    ):
        town = make()
        path = write_osm(town, tmp_path / "source.osm")
        if name != "t.osm":
            path = repack(path, tmp_path / name)
        tables = read(path)
        shops = tables.facilities[tables.facilities["voorziening"] == "supermarkt"]
        got = measure(
            Tables(tables.ways, tables.stops, tables.obstacles, tables.dwellings, shops),
            profile="rollator",
        )
        only_shops = {k: v for k, v in town.facilities.items() if len(v) == 2}
        assert len(only_shops) <= len(shops)
        if len(only_shops) == len(town.facilities):
            wanted = measure(town, profile="rollator")
            assert got["distance_m"].tolist() == pytest.approx(
                wanted["distance_m"].tolist(), abs=10 * CM
            )
            assert got["certain_m"].tolist() == pytest.approx(
                wanted["certain_m"].tolist(), abs=10 * CM
            )

    def test_twice_is_the_same(self, tmp_path, read):
        path = write_osm(sloot(), tmp_path / "t.osm")
        one, two = read(path), read(path)
        for table in ("ways", "stops", "obstacles", "addresses", "facilities"):
            assert getattr(one, table).to_csv() == getattr(two, table).to_csv()


def repack(source, target):
    with osmium.SimpleWriter(str(target)) as writer:
        for thing in osmium.FileProcessor(str(source)):
            writer.add(thing)
    return target


class TestWays:
    def test_the_contract(self, read):
        tables = read(street(surface="asphalt", name="Oude Straat"))
        ways = tables.ways
        assert ways.crs == RD_NEW
        assert ways.index.name == "way_id"
        assert set(WALKING_TAGS) <= set(ways.columns)
        row = ways.iloc[0]
        assert (row["highway"], row["surface"], row["name"], row["foot"]) == (
            "residential",
            "asphalt",
            "Oude Straat",
            "",
        )
        assert metres(row.geometry) == [
            pytest.approx((0, 0), abs=CM),
            pytest.approx((100, 0), abs=CM),
        ]
        assert row["nodes"].tolist() == [1, 2]
        assert row["nodes"].dtype == np.int64

    def test_a_file_with_nothing_but_a_street(self, read):
        tables = read(street())
        assert tables.facilities.empty
        assert tables.addresses.empty
        assert tables.dwellings.empty
        assert tables.obstacles.empty
        assert tables.stops.empty
        assert list(tables.stops.columns) == list(BARRIER_TAGS)
        require_points(tables.dwellings, name="woningen")

    def test_every_tag_that_matters_is_carried(self, read):
        tags = {tag: f"v{i}" for i, tag in enumerate(WALKING_TAGS)}
        row = read(street(**tags)).ways.iloc[0]
        assert {tag: row[tag] for tag in WALKING_TAGS} == tags

    def test_at_the_edge_a_missing_node_takes_its_segments_away_not_the_way(self, read):
        draft = OsmDraft()
        a, b, c, d = (draft.node(x, 0) for x in (0, 100, 200, 300))
        draft.way([a, b, 9_999_999, c, d], highway="residential", id=77)
        draft.way([9_999_998, a, 9_999_997, 9_999_996], highway="path", id=78)
        ways = read(draft).ways
        assert ways.index.tolist() == [77, 77]
        assert [nodes.tolist() for nodes in ways["nodes"]] == [[a, b], [c, d]]
        assert ways.geometry.length.tolist() == pytest.approx([100, 100], abs=CM)

    def test_a_closed_way_stays_a_ring_of_streets(self, read):
        draft = OsmDraft()
        draft.area((0, 0), (100, 0), (100, 100), highway="living_street")
        (nodes,) = read(draft).ways["nodes"]
        assert nodes[0] == nodes[-1]
        assert len(nodes) == 4

    def test_negative_ids_of_a_file_never_uploaded_are_named(self, read):
        draft = OsmDraft()
        a, b = draft.node(0, 0, id=-1), draft.node(100, 0, id=-2)
        draft.way([a, b], id=-3, highway="residential")
        with pytest.raises(InputError, match=r"negative ids.*osmium renumber"):
            read(draft)

    def test_ids_beyond_32_bits(self, read):
        draft = OsmDraft()
        a, b = draft.node(0, 0, id=11_000_000_001), draft.node(100, 0, id=11_000_000_002)
        draft.way([a, b], highway="residential")
        assert read(draft).ways["nodes"].iloc[0].tolist() == [11_000_000_001, 11_000_000_002]

    def test_barriers_on_nodes(self, read):
        draft = street()
        gate = draft.node(50, 0, barrier="gate", access="private")
        draft.node(60, 0, barrier="kissing_gate", wheelchair="no", foot="yes")
        stops = read(draft).stops
        assert stops.loc[gate].to_dict() == {
            "barrier": "gate",
            "access": "private",
            "foot": "",
            "wheelchair": "",
            "locked": "",
            **dict.fromkeys(BARRIER_TAGS[3:6], ""),
            **dict.fromkeys(BARRIER_TAGS[7:10], ""),
        }
        assert len(stops) == 2


class TestBadFiles:
    def test_no_street(self, read):
        draft = OsmDraft()
        draft.node(0, 0, shop="supermarket")
        draft.box(0, 0, 10, 10, building="yes")
        with pytest.raises(InputError, match="highway"):
            read(draft)

    def test_an_empty_document(self, read):
        with pytest.raises(InputError):
            read(OsmDraft())

    def test_ways_before_their_nodes(self, read):
        with pytest.raises(InputError, match=r"sort"):
            read(street(), ways_first=True)

    def test_a_way_whose_nodes_are_all_missing(self, read):
        draft = OsmDraft()
        draft.node(0, 0)
        draft.way([91, 92], highway="residential")
        with pytest.raises(InputError):
            read(draft)

    def test_truncated(self, tmp_path, read):
        path = write_osm(care_home(), tmp_path / "t.osm")
        path.write_bytes(path.read_bytes()[:-200])
        with pytest.raises(InputError, match="truncated"):
            read(path)


class TestObstacles:
    def shapes(self, draft, read):
        table = read(draft).obstacles
        return sorted(
            (kind, shape.geom_type)
            for kind, shape in zip(table["kind"], table.geometry, strict=True)
        )

    def test_water_and_rails(self, read):
        draft = street()
        draft.box(0, 10, 50, 50, natural="water")
        draft.line((0, 5), (100, 5), waterway="ditch")
        draft.line((0, -5), (100, -5), railway="rail")
        assert self.shapes(draft, read) == [
            ("spoor", "LineString"),
            ("water", "LineString"),
            ("water", "Polygon"),
        ]

    @pytest.mark.parametrize(
        "tags",
        [
            {"waterway": "stream", "tunnel": "culvert"},
            {"waterway": "drain", "tunnel": "yes"},
            {"railway": "rail", "tunnel": "yes"},
            {"railway": "rail", "bridge": "yes"},
            {"railway": "abandoned"},
            {"railway": "razed"},
            {"railway": "platform"},
            {"waterway": "weir"},
            {"natural": "wood"},
            {"landuse": "basin", "basin": "infiltration"},
            {"barrier": "hedge"},
            {"barrier": "kerb"},
            {"natural": "coastline", "tunnel": "yes"},
        ],
    )
    def test_what_stops_nobody(self, read, tags):
        draft = street()
        draft.line((0, 5), (100, 5), **tags)
        assert read(draft).obstacles.empty

    @pytest.mark.parametrize(
        ("tags", "kind"),
        [
            ({"natural": "coastline"}, "water"),
            ({"landuse": "basin"}, "water"),
            ({"landuse": "reservoir"}, "water"),
            ({"leisure": "marina"}, "water"),
            ({"waterway": "tidal_channel"}, "water"),
            ({"highway": "motorway"}, "weg"),
            ({"highway": "motorway_link"}, "weg"),
            ({"highway": "trunk", "motorroad": "yes"}, "weg"),
            ({"highway": "primary", "foot": "no"}, "weg"),
            ({"highway": "tertiary_link", "foot": "no"}, "weg"),
            ({"barrier": "wall", "wall": "noise_barrier"}, "muur of hek"),
            ({"barrier": "fence"}, "muur of hek"),
            ({"barrier": "retaining_wall"}, "muur of hek"),
        ],
    )
    def test_what_nobody_gets_across(self, read, tags, kind):
        draft = street()
        draft.line((0, 5), (100, 5), **tags)
        assert self.shapes(draft, read) == [(kind, "LineString")]

    @pytest.mark.parametrize(
        "tags",
        [
            {"highway": "motorway", "bridge": "yes"},
            {"highway": "motorway", "tunnel": "yes"},
            {"highway": "primary", "foot": "use_sidepath"},
            {"highway": "primary"},
            {"highway": "cycleway", "foot": "no"},
            {"highway": "residential", "foot": "no"},
            {"highway": "busway", "foot": "no"},
        ],
    )
    def test_a_road_one_passes_under_or_over_on_foot_is_no_obstacle(self, read, tags):
        draft = street()
        draft.line((0, 5), (100, 5), **tags)
        assert read(draft).obstacles.empty

    def test_a_coast_that_closes_has_land_inside(self, read):
        draft = street()
        draft.box(0, 10, 50, 50, natural="coastline")
        assert self.shapes(draft, read) == [("water", "LineString")]

    def test_a_roundabout_nobody_crosses_is_its_line(self, read):
        draft = street()
        draft.box(0, 10, 50, 50, highway="primary", foot="no", junction="roundabout")
        assert self.shapes(draft, read) == [("weg", "LineString")]

    def test_a_fence_is_open_where_a_gate_stands_on_it(self, read):
        draft = street()
        gate = draft.node(50, 5, barrier="gate")
        draft.way([draft.node(0, 5), gate, draft.node(100, 5)], barrier="fence")
        (fence,) = read(draft).obstacles.geometry
        assert fence.length == pytest.approx(90, abs=0.1)

    def test_a_lake_with_an_island_has_a_hole(self, read):
        draft = street()
        outer = draft.box(0, 10, 100, 100)
        inner = draft.box(40, 40, 20, 20)
        draft.relation(
            [("w", outer, "outer"), ("w", inner, "inner")], type="multipolygon", natural="water"
        )
        (lake,) = read(draft).obstacles.geometry
        assert lake.area == pytest.approx(100 * 100 - 20 * 20, rel=1e-3)
        assert len(lake.interiors) == 1

    def test_a_lake_of_two_sides_is_one_area(self, read):
        draft = street()
        corners = [draft.node(*xy) for xy in [(0, 10), (100, 10), (100, 110), (0, 110)]]
        south = draft.way([corners[3], corners[0], corners[1]])
        north = draft.way([corners[1], corners[2], corners[3]])
        draft.relation(
            [("w", south, "outer"), ("w", north, "outer")], type="multipolygon", natural="water"
        )
        (lake,) = read(draft).obstacles.geometry
        assert lake.geom_type in {"Polygon", "MultiPolygon"}
        assert lake.area == pytest.approx(10_000, rel=1e-3)

    def test_a_lake_cut_at_the_edge_still_stops_who_would_cross_its_shore(self, read):
        draft = street()
        side = draft.line((0, 10), (100, 10), (100, 110))
        draft.relation(
            [("w", side, "outer"), ("w", 999_999, "outer")], type="multipolygon", natural="water"
        )
        (shore,) = read(draft).obstacles.geometry
        assert shore.length == pytest.approx(200, abs=0.1)

    def test_a_river_of_which_the_file_holds_two_banks_alone_is_an_area_all_the_same(self, read):
        draft = OsmDraft(box=(0, 0, 1000, 600))
        for y in (50, 550):
            draft.line(*((float(x), y) for x in range(10, 1000, 50)), highway="residential")
        sides = [draft.line((-50, y), (500, y), (1050, y)) for y in (200, 400)]
        draft.relation(
            [("w", way, "outer") for way in [*sides, 999_999]], type="multipolygon", natural="water"
        )
        (river,) = read(draft).obstacles.geometry
        assert river.area == pytest.approx(1000 * 200, rel=0.01)


class TestMainDoor:
    def shop(self, read, *doors: dict[str, str], node: bool = False):
        """A shop of 60 by 40 m; doors in the middle of its lower and upper side."""
        draft = street()
        places = [draft.node(30, 10, **doors[0]), draft.node(30, 50, **(doors[1:] or ({},))[0])]
        corners = [draft.node(*xy) for xy in [(0, 10), (60, 10), (60, 50), (0, 50)]]
        ring = [corners[0], places[0], *corners[1:3], places[1], corners[3], corners[0]]
        draft.way(ring, shop="supermarket", building="retail")
        if node:
            draft.node(40, 40, shop="supermarket")
        (point,) = read(draft).facilities.geometry
        return round(point.x - ORIGIN[0], 1), round(point.y - ORIGIN[1], 1)

    def test_a_facility_is_at_its_main_entrance(self, read):
        assert self.shop(read, {"entrance": "main"}) == (30, 10)
        assert self.shop(read, {"entrance": "service"}, {"entrance": "main"}) == (30, 50)

    @pytest.mark.parametrize("kind", ["yes", "service", "exit"])
    def test_not_at_another(self, read, kind):
        assert self.shop(read, {"entrance": kind}) == (30, 30)

    def test_one_with_two_stays_in_the_middle(self, read):
        assert self.shop(read, {"entrance": "main"}, {"entrance": "main"}) == (30, 30)

    def test_one_that_is_a_node_as_well_is_where_the_node_says(self, read):
        assert self.shop(read, {"entrance": "main"}, node=True) == (40, 40)


class TestSquares:
    def square(self, draft, read):
        ways = read(draft).ways
        return ways[ways.geom_type != "LineString"]

    def test_a_closed_way_with_area_yes_is_one(self, read):
        draft = street()
        way = draft.box(0, 10, 100, 100, highway="pedestrian", area="yes", name="Markt")
        found = self.square(draft, read)
        assert found.index.tolist() == [way]
        assert found.iloc[0].geometry.area == pytest.approx(10_000, rel=1e-3)
        assert (found.iloc[0]["name"], len(found.iloc[0]["nodes"])) == ("Markt", 0)

    def test_a_multipolygon_is_one_with_its_holes(self, read):
        draft = street()
        sides = [(draft.box(0, 10, 100, 100), "outer"), (draft.box(40, 40, 20, 20), "inner")]
        relation = draft.relation(
            [("w", way, role) for way, role in sides], type="multipolygon", highway="pedestrian"
        )
        found = self.square(draft, read)
        assert found.index.tolist() == [-relation]
        assert found.iloc[0].geometry.area == pytest.approx(10_000 - 400, rel=1e-3)

    @pytest.mark.parametrize("key", ["public_transport", "railway"])
    def test_a_platform_drawn_as_an_area_is_one(self, read, key):
        draft = street()
        platform = draft.box(0, 10, 100, 5, **{key: "platform", "area": "yes"})
        draft.box(0, 30, 100, 5, **{key: "station", "area": "yes"})
        draft.line((0, 50), (100, 50), **{key: "platform"})
        assert self.square(draft, read).index.tolist() == [platform]

    def test_a_route_or_a_street_of_several_ways_is_none(self, read):
        draft = street()
        way = draft.box(0, 10, 100, 100)
        draft.relation([("w", way, "")], type="route", highway="pedestrian")
        draft.box(200, 10, 50, 50, highway="pedestrian")
        assert self.square(draft, read).empty
        assert len(read(draft).ways) == 2

    def test_houses_and_water_on_it_are_cut_out_and_roofs_are_not(self, read):
        draft = street()
        draft.box(0, 10, 100, 100, highway="pedestrian", area="yes")
        draft.box(10, 20, 10, 10, building="yes")
        draft.box(90, 20, 30, 10, building="house")
        draft.box(30, 20, 10, 10, building="roof")
        draft.box(50, 50, 20, 20, natural="water")
        draft.box(100, 60, 30, 30, building="house")
        assert self.square(draft, read).iloc[0].geometry.area == pytest.approx(
            10_000 - 100 - 100 - 400, rel=1e-3
        )

    def test_one_wholly_under_a_house_is_no_square(self, read):
        draft = street()
        draft.box(10, 10, 10, 10, highway="pedestrian", area="yes")
        draft.box(0, 0, 40, 40, building="yes")
        assert self.square(draft, read).empty

    def test_one_that_the_edge_of_the_extract_has_cut_is_a_line(self, read):
        draft = street()
        corners = [draft.node(*xy) for xy in [(0, 10), (50, 10), (50, 60)]]
        draft.way([*corners, 999_999, corners[0]], highway="pedestrian", area="yes")
        assert self.square(draft, read).empty
        assert len(read(draft).ways) == 2

    def test_a_file_with_a_square_alone_can_be_walked(self, read):
        draft = OsmDraft()
        draft.box(0, 10, 100, 100, highway="pedestrian", area="yes")
        assert len(self.square(draft, read)) == 1


class TestAddresses:
    def test_on_a_node(self, read):
        draft = street()
        draft.box(0, 0, 10, 10, building="house")
        node = draft.node(
            5,
            5,
            addr__street="Oude Straat",
            addr__housenumber="12a",
            addr__postcode="8261 AB",
            addr__city="Kampen",
        )
        table = read(draft).dwellings
        assert table.index.tolist() == [f"n{node}"]
        row = table.iloc[0]
        assert [row[c] for c in ("straat", "huisnummer", "postcode", "woonplaats")] == [
            "Oude Straat",
            "12a",
            "8261 AB",
            "Kampen",
        ]
        assert row["kind"] == "woning"
        assert metres(row.geometry) == [pytest.approx((5, 5), abs=CM)]
        require_points(table, name="woningen")

    def test_on_a_building(self, read):
        draft = street()
        way = draft.box(0, 0, 10, 10, building="house", addr__street="Dijk", addr__housenumber="1")
        table = read(draft).dwellings
        assert table.index.tolist() == [f"w{way}"]
        assert metres(table.geometry.iloc[0]) == [pytest.approx((5, 5), abs=6)]
        assert table["straat"].tolist() == ["Dijk"]

    def test_on_a_building_with_a_courtyard(self, read):
        draft = street()
        outer, inner = draft.box(0, 0, 30, 30), draft.box(10, 10, 10, 10)
        draft.relation(
            [("w", outer, "outer"), ("w", inner, "inner")],
            type="multipolygon",
            building="apartments",
            addr__street="Hof",
            addr__housenumber="1",
        )
        assert read(draft).dwellings["straat"].tolist() == ["Hof"]

    def test_inside_a_building_with_a_courtyard(self, read):
        draft = street()
        outer, inner = draft.box(0, 0, 30, 30), draft.box(10, 10, 10, 10)
        draft.relation(
            [("w", outer, "outer"), ("w", inner, "inner")],
            type="multipolygon",
            building="apartments",
        )
        lives = draft.node(5, 5, addr__housenumber="1")
        draft.node(15, 15, addr__housenumber="2")
        assert read(draft).dwellings.index.tolist() == [f"n{lives}"]

    def test_a_building_whose_nodes_have_the_addresses_is_not_one_more(self, read):
        draft = street()
        draft.box(0, 0, 30, 10, building="apartments", addr__street="Flat", addr__housenumber="1-3")
        nodes = [draft.node(5 + 10 * i, 5, addr__housenumber=str(i)) for i in range(3)]
        assert read(draft).dwellings.index.tolist() == sorted(f"n{i}" for i in nodes)

    def test_the_building_it_lies_in(self, read):
        draft = street()
        flat = draft.box(0, 0, 30, 10, building="apartments")
        shop = draft.box(60, 0, 30, 10, building="retail")
        nodes = [draft.node(x, 5, addr__housenumber=str(x)) for x in (5, 15, 50, 65)]
        tables = read(draft)
        panden = tables.addresses["pand_id"]
        assert [panden[f"n{i}"] for i in nodes] == [f"w{flat}", f"w{flat}", "", f"w{shop}"]
        assert tables.dwellings["pand_id"].tolist() == [f"w{flat}", f"w{flat}"]

    def test_an_outline_with_an_address_is_its_own_building(self, read):
        draft = street()
        way = draft.box(0, 0, 10, 10, building="house", addr__housenumber="1")
        assert read(draft).dwellings["pand_id"].tolist() == [f"w{way}"]

    def test_the_building_may_have_a_courtyard(self, read):
        draft = street()
        outer, inner = draft.box(0, 0, 30, 30), draft.box(10, 10, 10, 10)
        members = [("w", outer, "outer"), ("w", inner, "inner")]
        block = draft.relation(members, type="multipolygon", building="apartments")
        lives = draft.node(5, 5, addr__housenumber="1")
        yard = draft.node(15, 15, addr__housenumber="2")
        panden = read(draft).addresses["pand_id"]
        assert panden.to_dict() == {f"n{lives}": f"r{block}", f"n{yard}": ""}

    @pytest.mark.parametrize("tags", [("retail", "house"), ("house", "retail")])
    def test_of_several_buildings_the_one_that_houses_best(self, read, tags):
        draft = street()
        ways = [draft.box(-i, -i, 10 + i, 10 + i, building=tag) for i, tag in enumerate(tags)]
        draft.node(5, 5, addr__housenumber="1")
        assert read(draft).dwellings["pand_id"].tolist() == [f"w{ways[tags.index('house')]}"]

    @pytest.mark.parametrize("ids", [(801, 802), (802, 801)])
    def test_of_equally_good_buildings_the_smallest_id(self, read, ids):
        draft = street()
        for i, number in enumerate(ids):
            draft.area((-i, -i), (9, -i), (9, 9), (-i, 9), id=number, building="house")
        draft.node(5, 5, addr__housenumber="1")
        assert read(draft).dwellings["pand_id"].tolist() == ["w801"]

    def test_sorted_and_unique(self, read):
        draft = street()
        for x in (30, 10, 20):
            draft.box(x, 0, 5, 5, building="house", addr__housenumber=str(x))
        index = read(draft).addresses.index
        assert index.is_unique
        assert index.is_monotonic_increasing

    def test_the_number_of_addresses_per_rule_is_reported(self, read):
        draft = street()
        draft.box(0, 0, 10, 10, building="house", addr__housenumber="1")
        draft.box(20, 0, 10, 10, building="yes", addr__housenumber="2")
        draft.box(40, 0, 10, 10, building="garage", addr__housenumber="3")
        draft.node(70, 5, addr__housenumber="4")
        tables = read(draft)
        assert sum(tables.counts["adressen"].values()) == 4
        assert len(tables.dwellings) == 2
        assert len(tables.counts["adressen"]) == 4


class TestFacilities:
    def test_node_and_building_are_one(self, read):
        draft = street()
        draft.box(0, 0, 40, 30, building="retail", shop="supermarket", name="Albert Heijn")
        node = draft.node(10, 10, shop="supermarket", name="Albert Heijn")
        tables = read(draft)
        assert tables.facilities.index.tolist() == [f"n{node}"]
        assert tables.counts["dubbel_gekarteerd_samengevoegd"] == {"supermarkt": 1}
        row = tables.facilities.iloc[0]
        assert (row["voorziening"], row["name"], row["source"], row["rule"]) == (
            "supermarkt",
            "Albert Heijn",
            "OpenStreetMap",
            "supermarkt",
        )

    def test_a_building_lies_inside_its_outline(self, read):
        draft = street()
        draft.area((0, 0), (50, 0), (50, 10), (10, 10), (10, 50), (0, 50), shop="supermarket")
        point = metres(read(draft).facilities.geometry.iloc[0])[0]
        assert shapely.Polygon([(0, 0), (50, 0), (50, 10), (10, 10), (10, 50), (0, 50)]).contains(
            shapely.Point(point)
        )

    def test_two_stops_across_the_street_are_two(self, read):
        draft = street()
        draft.node(50, 4, highway="bus_stop", public_transport="platform", name="Markt")
        draft.node(55, -4, highway="bus_stop", public_transport="platform", name="Markt")
        assert len(read(draft).facilities) == 2

    def test_two_platforms_across_the_street_are_two(self, read):
        draft = street()
        draft.box(45, 4, 12, 2, public_transport="platform", name="Markt")
        draft.box(45, -6, 12, 2, public_transport="platform", name="Markt")
        assert len(read(draft).facilities) == 2

    def test_stop_and_platform_on_each_side_stay_two_stops(self, read):
        draft = street()
        for y in (4, -6):
            draft.box(45, y, 12, 2, public_transport="platform", name="Markt")
            draft.node(50, y + 1, highway="bus_stop", name="Markt")
        assert sorted(read(draft).facilities.index.str[0]) == ["n", "n"]

    def test_the_place_of_the_stop_on_the_carriageway_counts_only_where_it_is_all_there_is(
        self, read
    ):
        draft = street()
        draft.node(50, 0, public_transport="stop_position", highway="bus_stop", bus="yes")
        draft.node(60, 0, public_transport="stop_position", railway="stop")
        draft.node(95, 0, public_transport="stop_position", railway="tram_stop")
        assert list(read(draft).facilities["rule"]) == [
            "bushalte op de rijbaan",
            "tramhalte op het spoor",
        ]
        draft.node(52, 3, public_transport="platform")
        assert sorted(read(draft).facilities["rule"]) == ["perron", "tramhalte op het spoor"]

    def test_what_is_no_longer_there_is_left_out(self, read):
        draft = street()
        draft.node(50, 0, disused__shop="supermarket")
        draft.node(50, 0, was__amenity="doctors")
        draft.node(50, 0, shop="supermarket", disused="yes")
        assert read(draft).facilities.empty

    def test_an_area_of_several_ways(self, read):
        draft = street()
        outer, inner = draft.box(0, 0, 30, 30), draft.box(10, 10, 10, 10)
        draft.relation(
            [("w", outer, "outer"), ("w", inner, "inner")],
            type="multipolygon",
            amenity="library",
            name="Stadsbibliotheek",
        )
        (place,) = read(draft).facilities.geometry
        x, y = metres(place)[0]
        assert not (10 < x < 20 and 10 < y < 20)

    def test_names_are_text_whatever_is_in_them(self, read):
        name = "Kaas, brood & <script>alert('é')</script> = 100 %"
        draft = street()
        draft.node(50, 0, shop="supermarket", name=name)
        assert read(draft).facilities["name"].tolist() == [name]


class TestExtent:
    def test_is_the_box_the_file_names(self, read):
        tables = read(street(OsmDraft(box=(-500, -300, 900, 700))))
        west, south, east, north = tables.extent.bounds
        assert (west - ORIGIN[0], south - ORIGIN[1]) == pytest.approx((-500, -300), abs=40)
        assert (east - ORIGIN[0], north - ORIGIN[1]) == pytest.approx((900, 700), abs=40)

    def test_is_as_far_as_the_data_goes_where_the_file_is_silent(self, read):
        draft = OsmDraft()
        draft.line((0, 0), (100, 0), (100, 80), highway="residential")
        tables = read(draft)
        west, south, east, north = tables.extent.bounds
        assert (east - west, north - south) == pytest.approx((100, 80), abs=0.1)


# --- how many dwellings an address is -----------------------------------------------------------


def drawn(tmp_path, *, nodes=(), building="apartments", on_building=None):
    """Read a building of 20 by 20 m with address nodes; ``nodes``: tags, metres east of its corner."""
    step = 1 / 111_320
    corners = [
        (5.9, 52.5),
        (5.9 + 40 * step, 52.5),
        (5.9 + 40 * step, 52.5 + 40 * step),
        (5.9, 52.5 + 40 * step),
    ]
    lines = ['<osm version="0.6">']
    for i, (x, y) in enumerate([*corners, (5.89, 52.5), (5.91, 52.5)], start=1):
        lines.append(f'<node id="{i}" version="1" lon="{x:.8f}" lat="{y:.8f}"/>')
    for i, (tags, east_m) in enumerate(nodes, start=101):
        told = "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
        lines.append(
            f'<node id="{i}" version="1" lon="{5.9 + east_m * step:.8f}" lat="{52.5 + 20 * step:.8f}">{told}</node>'
        )
    told = "".join(
        f'<tag k="{k}" v="{v}"/>' for k, v in {"building": building, **(on_building or {})}.items()
    )
    refs = "".join(f'<nd ref="{i}"/>' for i in (1, 2, 3, 4, 1))
    lines.append(f'<way id="10" version="1">{refs}{told if building else ""}</way>')
    lines.append(
        '<way id="11" version="1"><nd ref="5"/><nd ref="6"/><tag k="highway" v="residential"/></way></osm>'
    )
    path = tmp_path / "stad.osm"
    path.write_text("".join(lines), encoding="utf-8")
    return read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())


def at(number, *, east_m=10, street="Kade", postcode="8260AA", city="Stad", **tags):
    told = {
        "addr:street": street,
        "addr:housenumber": number,
        "addr:postcode": postcode,
        "addr:city": city,
    }
    return {k: v for k, v in told.items() if v} | {
        k.replace("__", ":"): v for k, v in tags.items()
    }, east_m


@pytest.mark.parametrize(
    ("numbers", "n"), [("1;3;5", 3), ("1, 3", 2), ("1;", 1), ("1-5", 1), ("12, bis", 1), ("7", 1)]
)
def test_a_list_of_numbers_is_as_many_dwellings(tmp_path, numbers, n):
    tags, _ = at(numbers)
    tables = drawn(tmp_path, on_building=tags)
    assert len(tables.dwellings) == n
    assert tables.addresses.index.is_unique
    assert tables.counts["adressen_gelezen_als"].get("lijst_van_nummers_gesplitst", 0) == n - 1


@pytest.mark.parametrize(
    "twin",
    [
        at("10", east_m=12),
        at("10", east_m=12, postcode="", city=""),
        at("10", east_m=12, postcode="8260 aa", street="KADE"),
    ],
)
def test_one_address_on_two_nodes_is_one(tmp_path, twin):
    tables = drawn(tmp_path, nodes=[at("10"), twin])
    assert tables.addresses.index.tolist() == ["n101"]
    assert tables.counts["adressen_gelezen_als"] == {"zelfde_adres_samengevoegd": 1}


@pytest.mark.parametrize(
    "other",
    [
        at("10", east_m=12, postcode="8260AB"),
        at("10", east_m=12, city="Elders"),
        at("10", east_m=500),
        at("10A", east_m=12),
        at("10", east_m=12, street="Laan"),
    ],
)
def test_two_addresses_stay_two(tmp_path, other):
    assert len(drawn(tmp_path, nodes=[at("10"), other]).addresses) == 2


def test_a_shop_drawn_on_the_same_address_makes_it_a_shop(tmp_path):
    tables = drawn(tmp_path, nodes=[at("10", shop="bakery"), at("10", east_m=12)])
    assert tables.addresses["ground"].to_dict() == {"n102": "functie op gebouw of adres"}


@pytest.mark.parametrize(
    ("flat", "building", "home"),
    [
        ("17A", "retail", True),
        ("17-1", "commercial", True),
        ("17 bis", "retail", True),
        ("19", "retail", False),  # nobody says what is there
        ("19A", "retail", False),
        ("17-19", "retail", False),  # a shop of two numbers
        ("17A", "industrial", False),
    ],
)
def test_a_flat_above_a_shop_is_a_dwelling(tmp_path, flat, building, home):
    nodes = [at("17", shop="bakery"), at(flat, east_m=12)]
    tables = drawn(tmp_path, nodes=nodes, building=building)
    assert tables.dwellings.index.tolist() == (["n102"] if home else [])
    assert tables.counts["adressen"].get("toevoeging boven een winkel", 0) == home


@pytest.mark.parametrize(
    "tags",
    [
        {"houseboat": "yes"},
        {"floating": "yes"},
        {"building": "houseboat"},
        {"building": "static_caravan"},
    ],
)
def test_a_berth_without_a_building_is_a_dwelling(tmp_path, tags):
    tables = drawn(tmp_path, nodes=[at("18", east_m=300, **tags)])
    assert tables.addresses["ground"].tolist() == ["ligplaats of standplaats"]
    assert len(tables.dwellings) == 1


def test_a_berth_with_a_shop_in_it_and_an_address_nowhere_are_none(tmp_path):
    nodes = [at("18", east_m=300, houseboat="yes", shop="books"), at("19", east_m=300)]
    assert drawn(tmp_path, nodes=nodes).dwellings.empty


@pytest.mark.parametrize(
    "number",
    [
        "67-GR12",
        "67-GR",
        "67GR01",
        "19-TR",
        "19A-TR",
        "C3-GR4",
        "5-NUTS",
        "5-KEL",
        "5-BRWH",
        "5 gar",
    ],
)
@pytest.mark.parametrize("building", ["apartments", "yes", "house", "garages"])
def test_garage_boxes_and_transformer_houses_are_no_dwellings(tmp_path, number, building):
    tables = drawn(tmp_path, nodes=[at(number)], building=building)
    assert tables.dwellings.empty
    assert tables.counts["adressen"] == {"garagebox, trafo of nutsgebouw, aan het nummer": 1}


@pytest.mark.parametrize(
    "number", ["67", "67-A", "67-II", "67-BY", "67-HS", "67 bis", "67-G1", "67-T"]
)
def test_other_additions_are_dwellings(tmp_path, number):
    assert len(drawn(tmp_path, nodes=[at(number)]).dwellings) == 1


WONINGEN = Path(__file__).parents[3] / "shared" / "cases" / "woningen"


@pytest.mark.parametrize(
    ("case", "n"),
    [("flats_list_on_outline", 3), ("node_no_building_floating", 1), ("retail_flat_above", 1), ("same_address_two_nodes", 1)],
)  # fmt: skip
def test_the_drawn_cases_of_dwellings(case, n):
    path = WONINGEN / f"woning_{case}" / "stad.osm"
    if not path.is_file():
        pytest.skip("the drawn cases are not here: ../shared/cases/woningen")
    tables = read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    assert len(tables.dwellings) == n
