"""The sample municipality: made by the script, byte for byte, and telling what its README says."""

import csv
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import osmium
import pytest
import shapely
from click.testing import CliRunner

from wozgeo.config import read_config
from wozgeo.domain.crs import to_rd

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "voorbeeld"
SAMPLE = FOLDER / "wozerwaard.osm.pbf"

MOTOR = {"trunk", "trunk_link"}
Tags = dict[str, str]


@dataclass
class Town:
    """A file read with plain pyosmium; positions in RD New."""

    box: tuple[float, float, float, float]
    nodes: dict[int, tuple[float, float, Tags]]
    ways: dict[int, tuple[list[int], Tags]]
    relations: dict[int, tuple[list[tuple[str, int, str]], Tags]]

    @cached_property
    def xy(self) -> dict[int, tuple[float, float]]:
        places = to_rd([(lon, lat) for lon, lat, _ in self.nodes.values()])
        return dict(zip(self.nodes, map(tuple, places.tolist()), strict=True))

    def line(self, refs: list[int]) -> shapely.LineString:
        return shapely.LineString([self.xy[r] for r in refs if r in self.xy])

    def lines(self, **tags: str) -> list[shapely.LineString]:
        return [self.line(refs) for refs, t in self.ways.values() if tags.items() <= t.items()]

    def areas(self, **tags: str) -> list[shapely.Polygon]:
        found = [
            shapely.Polygon([self.xy[r] for r in refs])
            for refs, t in self.ways.values()
            if refs[0] == refs[-1] and tags.items() <= t.items()
        ]
        for members, t in self.relations.values():
            if t.get("type") == "multipolygon" and tags.items() <= t.items():
                rings = {role: [self.xy[r] for r in self.ways[i][0]] for _, i, role in members}
                found.append(shapely.Polygon(rings["outer"], [rings["inner"]]))
        return found

    @cached_property
    def streets(self) -> list[tuple[list[int], Tags]]:
        """Everything walkable, with the rest of its tags."""
        return [
            (refs, t)
            for refs, t in self.ways.values()
            if "highway" in t and t["highway"] not in MOTOR
        ]

    @cached_property
    def buildings(self) -> tuple[list[Tags], list[shapely.Polygon]]:
        found = [(t, refs) for refs, t in self.ways.values() if "building" in t]
        return [t for t, _ in found], [
            shapely.Polygon([self.xy[r] for r in refs]) for _, refs in found
        ]

    @cached_property
    def addresses(self) -> dict[int, Tags]:
        return {i: t for i, (_, _, t) in self.nodes.items() if "addr:housenumber" in t}

    def of_street(self, street: str) -> list[int]:
        return [i for i, t in self.addresses.items() if t["addr:street"] == street]

    def building_of(self, node: int) -> Tags:
        tags, outlines = self.buildings
        (found,) = shapely.STRtree(outlines).query(shapely.Point(self.xy[node]), "within")
        return tags[found]

    def place(self, **tags: str) -> tuple[float, float]:
        """Where the one node or building with these tags is."""
        spots = [self.xy[i] for i, (_, _, t) in self.nodes.items() if tags.items() <= t.items()]
        tag_list, outlines = self.buildings
        spots += [
            o.representative_point().coords[0]
            for t, o in zip(tag_list, outlines, strict=True)
            if tags.items() <= t.items()
        ]
        assert spots, tags
        return spots[0]


def _read(path: Path) -> Town:
    box = osmium.io.Reader(str(path)).header().box()
    corners = (box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat)
    town = Town(corners, {}, {}, {})
    for thing in osmium.FileProcessor(str(path)):
        tags = dict(thing.tags)
        if thing.is_node():
            town.nodes[thing.id] = (thing.location.lon, thing.location.lat, tags)
        elif thing.is_way():
            town.ways[thing.id] = ([n.ref for n in thing.nodes], tags)
        else:
            town.relations[thing.id] = ([(m.type, m.ref, m.role) for m in thing.members], tags)
    return town


@pytest.fixture(scope="module")
def town() -> Town:
    return _read(SAMPLE)


class Walks:
    """A slow, plain measure of a walk, to hold the claims against."""

    def __init__(self, town: Town, leave_out: Any = lambda tags: False) -> None:
        self.town, self.graph = town, nx.Graph()
        self.edges: list[tuple[int, int]] = []
        for refs, tags in town.streets:
            if not leave_out(tags):
                known = [r for r in refs if r in town.xy]
                self.edges += list(pairwise(known))
        for u, v in self.edges:
            self.graph.add_edge(u, v, weight=math.dist(town.xy[u], town.xy[v]))
        self.tree = shapely.STRtree([town.line([u, v]) for u, v in self.edges])

    def onto(self, spot: tuple[float, float]) -> tuple[dict[int, float], int]:
        point = shapely.Point(spot)
        edge = int(self.tree.nearest(point))
        line = self.tree.geometries[edge]
        u, v = self.edges[edge]
        off, along = line.distance(point), line.project(point)
        return {u: off + along, v: off + line.length - along}, edge

    def metres(self, start: tuple[float, float], *ends: tuple[float, float]) -> float:
        """The walk to the nearest of the ends, none of which is on the edge of the start."""
        legs, edge = self.onto(start)
        there = [self.onto(end) for end in ends]
        assert edge not in {other for _, other in there}
        metres = math.inf
        for node in (n for n in legs if n in self.graph):
            reach = nx.single_source_dijkstra_path_length(self.graph, node, weight="weight")
            walk = [reach.get(m, math.inf) + leg for b, _ in there for m, leg in b.items()]
            metres = min(metres, legs[node] + min(walk))
        return metres


def _private(tags: Tags) -> bool:
    return tags.get("access") == "private"


@pytest.fixture(scope="module")
def walks(town: Town) -> Walks:
    return Walks(town, _private)


def meeting_places(town: Town) -> list[tuple[float, float]]:
    return [
        town.place(amenity="library"),
        town.place(name='Buurthuis <b>"De Vogel"</b> & co'),
        town.place(name="Dorpshuis De Brink"),
        town.place(name="Dorpshuis 't Veen"),
    ]


def stops(town: Town) -> list[tuple[float, float]]:
    kinds = [("highway", "bus_stop"), ("railway", "station")]
    return [
        town.xy[i] for i, (_, _, t) in town.nodes.items() if any(t.get(k) == v for k, v in kinds)
    ]


# --- made by the script ---------------------------------------------------------------------


def test_the_committed_file_is_what_the_script_makes(made, town):
    again = _read(made[1])
    assert again.box == town.box
    assert again.nodes == town.nodes
    assert again.ways == town.ways
    assert again.relations == town.relations


def test_equal_sheets_give_equal_bytes(script, made, tmp_path):
    sheets, path = made
    assert script.write_sheets(sheets, tmp_path / "again.osm.pbf").read_bytes() == path.read_bytes()


def test_the_file_is_small_and_dated(town):
    assert SAMPLE.stat().st_size <= 500_000
    header = osmium.io.Reader(str(SAMPLE)).header()
    assert header.get("osmosis_replication_timestamp") == "2025-01-01T00:00:00Z"


def test_there_are_about_2500_addresses_in_three_kernen(town):
    cities = Counter(t["addr:city"] for t in town.addresses.values())
    assert 2400 <= cities.total() <= 2650
    assert cities["Wozerdam"] > 1500
    assert cities["Overwoud"] > 300
    assert cities["Polderveen"] > 200
    assert len(cities) == 3


@pytest.mark.slow
def test_a_larger_municipality_has_about_as_many_dwellings_as_asked(script, tmp_path):
    out = tmp_path / "groot.osm.pbf"
    result = CliRunner().invoke(script.main, ["--dwellings", "10000", "--out", str(out)])
    assert result.exit_code == 0, result.output
    large = _read(out)
    assert 9_000 <= len(large.addresses) <= 11_000
    graph = nx.Graph(e for refs, _ in large.streets for e in pairwise(refs))
    together = max(nx.connected_components(graph), key=len)
    assert len(together) > 0.95 * len(graph), "the sheets are joined by their roads"


def test_another_size_never_replaces_the_sample(script):
    before = SAMPLE.read_bytes()
    result = CliRunner().invoke(script.main, ["--dwellings", "5000"])
    assert result.exit_code == 2
    assert "--out" in result.output
    assert SAMPLE.read_bytes() == before


def test_few_dwellings_thin_out_the_houses(script):
    assert script.plan_sheets(2500) == (1, 1.0)
    assert script.plan_sheets(100_000)[0] == 40
    count, density = script.plan_sheets(3000)
    assert (count, density) == (2, 0.6)


def test_a_folder_that_is_not_there_is_told(script, made, tmp_path):
    with pytest.raises(FileNotFoundError, match="no such folder"):
        script.write_sheets(made[0], tmp_path / "nowhere" / "x.osm.pbf")


# --- drawn as OpenStreetMap in the Netherlands is ----------------------------------------------


def test_every_address_is_inside_one_building(town):
    points = shapely.points([town.xy[i] for i in town.addresses])
    pairs = shapely.STRtree(town.buildings[1]).query(points, "within")
    assert np.array_equal(pairs[0], np.arange(len(points)))


def test_addresses_are_complete_and_unique(town):
    keys = ("addr:street", "addr:housenumber", "addr:postcode", "addr:city", "source")
    assert all(set(keys) <= t.keys() for t in town.addresses.values())
    assert all(
        re.fullmatch(r"669[789][A-Z]{2}", t["addr:postcode"]) for t in town.addresses.values()
    )
    written = Counter(tuple(t[k] for k in keys) for t in town.addresses.values())
    assert written.most_common(1)[0][1] == 1
    codes = defaultdict(set)
    for t in town.addresses.values():
        codes[t["addr:postcode"]].add(t["addr:street"])
    assert all(len(streets) == 1 for streets in codes.values())


def test_nothing_overlaps_a_building(town):
    outlines = town.buildings[1]
    tree = shapely.STRtree(outlines)
    a, b = tree.query(outlines, "intersects")
    shared = shapely.area(shapely.intersection(np.take(outlines, a), np.take(outlines, b)))
    assert shared[a != b].max(initial=0.0) < 0.5, "neighbours share a wall and no more"
    lines = [town.line(refs) for refs, _ in town.streets]
    lines += town.lines(railway="rail") + town.lines(waterway="ditch")
    assert tree.query(lines, "intersects").size == 0
    assert tree.query(town.areas(natural="water"), "intersects").size == 0


def test_bag_ids_are_text_without_leading_zeros(town):
    ids = [t["ref:bag"] for t in town.buildings[0]]
    assert len(ids) == len(set(ids)) > 3000
    assert all(re.fullmatch(r"99910\d{10}", ref) for ref in ids)


def test_structures_keep_what_a_bag_file_needs(made):
    ((sheet, _, _),) = made[0]
    panden = [b for b in sheet.buildings if b.addresses]
    assert all(re.fullmatch(r"099910\d{10}", b.pand_id) for b in panden)
    vbo = [a.vbo_id for b in panden for a in b.addresses]
    assert all(re.fullmatch(r"099901\d{10}", i) for i in vbo)
    assert len(vbo) == len(set(vbo))
    assert all(b.kern in sheet.kernen for b in panden)
    assert {a.street for b in panden for a in b.addresses} - set(sheet.streets) == {
        "Annahofje",
        "Brinkhofje",
    }


def test_roads_run_over_the_edge_of_the_data_and_houses_stay_inside(town):
    west, south, east, north = town.box

    def inside(node: int) -> bool:
        lon, lat, _ = town.nodes[node]
        return west < lon < east and south < lat < north

    assert all(inside(i) for i in town.addresses)
    edge = shapely.box(*np.ravel(to_rd([(west, south), (east, north)]))).exterior
    near = [i for i in town.addresses if edge.distance(shapely.Point(town.xy[i])) < 400]
    assert 20 < len(near) < 150
    cut = [refs for refs, _ in town.streets if any(r not in town.nodes for r in refs)]
    assert len(cut) > 8, "ways cut at the edge name nodes that are not there"
    assert all(sum(r in town.nodes for r in refs) > 2 for refs in cut)


def test_surfaces_are_only_partly_mapped(town):
    named = [t for _, t in town.streets if t["highway"] in {"residential", "unclassified"}]
    assert 0.2 < sum("surface" in t for t in named) / len(named) < 0.8


def test_borders_enclose_gemeente_and_kernen(town):
    names = {t["name"]: t["admin_level"] for _, t in town.relations.values() if "boundary" in t}
    assert names == {
        "Wozerwaard (verzonnen)": "8",
        "Wozerdam": "10",
        "Overwoud": "10",
        "Polderveen": "10",
    }
    for name, area in _kernen(town).items():
        homes = [town.xy[i] for i, t in town.addresses.items() if t["addr:city"] == name]
        assert shapely.contains_xy(area, np.array(homes)).mean() > 0.99


def _kernen(town: Town) -> dict[str, shapely.Polygon]:
    return {
        t["name"]: shapely.polygonize([town.line(town.ways[i][0]) for _, i, _ in members]).geoms[0]
        for members, t in town.relations.values()
        if t.get("admin_level") == "10"
    }


# --- the telling cases, by their number in the README --------------------------------------------


def test_case_1_one_bridge_and_kilometres_between_the_quays(town, walks):
    (river,) = town.areas(water="river")
    over = [town.line(refs) for refs, t in town.streets if t.get("bridge") == "yes"]
    over = [line for line in over if line.crosses(river)]
    assert over
    assert shapely.union_all(over).envelope.bounds[2] - over[0].bounds[0] < 30
    others = [town.line(refs) for refs, t in town.streets if t.get("bridge") != "yes"]
    assert not any(line.intersects(river) for line in others)
    south, north = town.xy[1001], town.xy[1002]
    assert math.dist(south, north) < 170
    assert walks.metres(south, north) > 3000


def test_case_2_steps_divide_rollator_from_walker(town, walks):
    steps = [t for _, t in town.streets if t["highway"] == "steps"]
    assert sorted("ramp" in t for t in steps) == [False, True]
    rollator = Walks(town, lambda t: _private(t) or (t["highway"] == "steps" and "ramp" not in t))
    library = town.place(amenity="library")
    assert walks.metres(town.xy[1003], library) < 260
    assert rollator.metres(town.xy[1003], library) > 500
    market = town.place(name="Supermarkt De Wozer")
    upright = Walks(town, lambda t: _private(t) or t["highway"] == "steps")
    assert rollator.metres(town.xy[1004], market) < upright.metres(town.xy[1004], market) - 50


def test_case_3_no_short_cut_over_private_ground(town, walks):
    anyone = Walks(town)
    halts = stops(town)
    assert anyone.metres(town.xy[1007], *halts) < 310
    assert walks.metres(town.xy[1007], *halts) > 490
    roads = [town.line(refs) for refs, t in town.streets if not _private(t)]
    flat = shapely.Point(town.xy[1006])
    drives = [town.line(refs) for refs, t in town.streets if _private(t)]
    assert min(map(flat.distance, drives)) < min(map(flat.distance, roads))


@pytest.mark.parametrize(
    ("hofje", "least_m", "most_m"), [("Annahofje", 350, 400), ("Brinkhofje", 400, 440)]
)
def test_case_4_hofjes_on_either_side_of_400_m(town, walks, hofje, least_m, most_m):
    homes = town.of_street(hofje)
    assert len(homes) == 14
    assert len({town.building_of(i)["ref:bag"] for i in homes}) == 14
    near = [walks.metres(town.xy[i], *meeting_places(town)) for i in homes[::3]]
    assert least_m < min(near) <= max(near) < most_m


def test_case_5_a_flat_of_48_addresses(town):
    flat = town.building_of(1010)
    assert flat["building"] == "apartments"
    assert town.building_of(1011)["ref:bag"] == flat["ref:bag"]
    inside = [
        town.addresses[i]["addr:housenumber"]
        for i in town.of_street("Ooievaarstraat")
        if town.building_of(i)["ref:bag"] == flat["ref:bag"]
    ]
    assert len(set(inside)) == 48
    assert {"60", "60-A", "82-C"} <= set(inside)


def test_case_6_farms_dry_wet_and_far(town):
    water = shapely.union_all([*town.lines(waterway="ditch"), *town.areas(natural="water")])
    lines = [town.line(refs) for refs, t in town.streets if not _private(t)]
    polder = [t for _, t in town.streets if t.get("name") == "Lage Polderweg"]
    assert polder
    assert all("sidewalk" not in t and t["highway"] == "unclassified" for t in polder)

    def dry(node: int) -> list[bool]:
        farm = shapely.Point(town.xy[node])
        near = [line for line in lines if line.distance(farm) <= 250]
        return [not shapely.shortest_line(farm, line).intersects(water) for line in near]

    assert any(dry(1012))
    assert any(dry(1013))
    assert dry(1014)
    assert not any(dry(1014))
    assert dry(1015) == []
    bridges = [t for _, t in town.streets if t.get("service") == "driveway" and "bridge" in t]
    assert len(bridges) == 5


def test_case_7_the_only_way_in_is_a_cycleway(town, walks):
    ways = [t for _, t in town.streets if t["highway"] == "cycleway" and "foot" not in t]
    assert ways
    dropped = Walks(town, lambda t: _private(t) or t["highway"] == "cycleway")
    halt = town.place(highway="bus_stop", name="Zorgcentrum")
    assert walks.metres(town.xy[1016], halt) < 700
    assert math.isinf(dropped.metres(town.xy[1016], halt))


def test_case_8_one_kern_without_supermarkt_and_one_without_huisarts(town):
    kernen = _kernen(town)
    tagged = [(shapely.Point(town.xy[i]), t) for i, (_, _, t) in town.nodes.items() if t]
    tagged += [(o, t) for t, o in zip(*town.buildings, strict=True)]
    shops = [p for p, t in tagged if t.get("shop") == "supermarket"]
    doctors = [p for p, t in tagged if t.get("healthcare") == "doctor"]
    counts = {
        name: [sum(map(k.contains, p)) for p in (shops, doctors)] for name, k in kernen.items()
    }
    assert counts["Polderveen"] == [0, 0]
    assert counts["Overwoud"] == [1, 0]
    assert counts["Wozerdam"] == [3, 1]


def test_case_9_an_untagged_path_decides_about_400_m(town, walks):
    (path,) = [t for _, t in town.streets if t["highway"] == "path"]
    assert path == {"highway": "path"}
    certain = Walks(town, lambda t: _private(t) or t["highway"] == "path")
    for home in town.of_street("Veenakker")[::8]:
        walk = [w.metres(town.xy[home], *meeting_places(town)) for w in (walks, certain)]
        assert walk[0] < 400 <= walk[1]


def test_case_10_barriers_stand_on_footways(town):
    barriers = {t["barrier"]: i for i, (_, _, t) in town.nodes.items() if "barrier" in t}
    assert set(barriers) == {"bollard", "cycle_barrier", "kissing_gate"}
    for node in barriers.values():
        (tags,) = [t for refs, t in town.streets if node in refs]
        assert tags["highway"] == "footway"


@pytest.mark.parametrize(
    ("home", "barrier", "extra_m"),
    [(1020, "cycle_barrier", 100), (1021, "bollard", 20), (1022, "kissing_gate", 40)],
)
def test_case_10_who_cannot_pass_a_barrier_walks_around(town, walks, home, barrier, extra_m):
    (node,) = [i for i, (_, _, t) in town.nodes.items() if t.get("barrier") == barrier]
    closed = Walks(town, _private)
    closed.graph.remove_node(node)
    near = stops(town)
    through = walks.metres(town.xy[home], *near)
    assert closed.metres(town.xy[home], *near) > through + extra_m


def test_case_10_ferry_motorroad_and_level_crossing(town):
    (ferry,) = [refs for refs, t in town.ways.values() if t.get("route") == "ferry"]
    on_land = {r for refs, _ in town.streets for r in refs}
    assert set(ferry) <= on_land, "the ferry joins the streets on both quays"
    motor = [t for _, t in town.ways.values() if t.get("highway") in MOTOR]
    assert motor
    assert all(t["motorroad"] == "yes" for t in motor)
    rails = {r for refs, t in town.ways.values() if t.get("railway") == "rail" for r in refs}
    crossings = {i for i, (_, _, t) in town.nodes.items() if t.get("railway") == "level_crossing"}
    assert len(crossings) >= 4
    assert crossings == rails & on_land & town.nodes.keys()


def test_case_10_the_nearest_way_lies_across_the_track(town):
    (rail,) = town.lines(railway="rail")
    lines = [town.line(refs) for refs, _ in town.streets]
    for home, on_own_side in ((1023, True), (1024, False)):
        house = shapely.Point(town.xy[home])
        legs = [shapely.shortest_line(house, line) for line in lines if line.distance(house) <= 250]
        assert min(legs, key=shapely.length).intersects(rail)
        assert any(not leg.intersects(rail) for leg in legs) == on_own_side


def test_case_11_an_island_is_connected_with_nothing(town, walks):
    assert len(town.of_street("Plaseiland")) == 6
    assert math.isinf(walks.metres(town.xy[1025], town.place(amenity="library")))
    parts = list(nx.connected_components(walks.graph))
    assert len(parts) == 2, "apart from the island all streets are connected"
    (lake,) = town.areas(water="lake")
    assert len(lake.interiors) == 1


def test_case_12_facilities_that_mislead(town):
    everything = [t for _, _, t in town.nodes.values()] + town.buildings[0]
    both = [t for t in everything if t.get("name") == "Supermarkt De Wozer"]
    assert sorted("building" in t for t in both) == [False, True]
    names = {t.get("name") for t in everything}
    assert {'Buurthuis <b>"De Vogel"</b> & co', '=SUPER("Overwoud")'} <= names
    assert any(t.get("shop") == "convenience" for t in everything)
    doctors = [t["healthcare"] for t in everything if t.get("amenity") == "doctors"]
    assert sorted(doctors) == ["doctor", "sample_collection"]
    kinds = Counter(t.get("public_transport") for t in everything)
    assert 40 <= kinds["platform"] <= 80
    assert kinds["stop_position"] == 27
    assert sum(t.get("railway") == "station" for t in everything) == 1


def test_case_13_what_is_a_dwelling_and_what_is_not(town):
    assert "shop" in town.addresses[1026]
    assert "shop" not in town.addresses[1027]
    assert town.building_of(1027)["building"] == "yes"
    assert town.building_of(1028).keys() == {"building", "ref:bag", "source", "start_date"}
    assert town.building_of(1029)["building"] in {"industrial", "commercial"}
    assert town.building_of(1005)["social_facility"] == "nursing_home"
    assert any("office" in t and t["building"] == "yes" for t in town.buildings[0])


# --- the folder ----------------------------------------------------------------------------------


def test_the_run_file_is_understood(town):
    config = read_config(FOLDER / "wozerwaard.toml")
    assert config.osm_file.samefile(SAMPLE)
    assert [f.file.name for f in config.facilities] == ["huisartsen.csv"]


def test_own_huisartsen_stand_in_buildings(town):
    with (FOLDER / "huisartsen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["id", "voorziening", "naam", "x", "y"]
    tags, outlines = town.buildings
    for row in rows:
        spot = shapely.Point(*(float(row[axis].replace(",", ".")) for axis in "xy"))
        (found,) = shapely.STRtree(outlines).query(spot, "within")
        assert tags[found]["building"] == "commercial"


def test_the_readme_names_every_telling_address_and_function(town):
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    telling = [i for i in town.nodes if i < 10_000]
    assert telling == list(range(1001, 1031))
    assert {f"n{i}" for i in telling} == set(re.findall(r"\bn1\d{3}\b", text))
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "sample").glob("*.py"))
    functions = set(re.findall(r"`([a-z0-9]+_[a-z0-9_]+)`", text)) - {"locatie_id"}
    functions -= {"te_ver_van_weg", "niet_verbonden"}
    assert len(functions) > 15
    assert all(f"def {name}(" in code for name in functions)
