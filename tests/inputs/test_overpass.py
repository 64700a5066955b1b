"""Asked live, OpenStreetMap says the same as in a file with the same objects.

A stand-in on this computer answers for Nominatim and for Overpass: it interprets the queries OSMnx
sends, on a drawn town. Nothing here goes onto the network.
"""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import quoteattr

import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.inputs.overpass import fetch_osm_tables

ORIGIN = (190_000.0, 507_000.0)
PLACE = shapely.box(0, 0, 1000, 1000)
BUFFER_M = 500.0
NAME = "Tekenstad, Overijssel, Nederland"


def degrees(*places: tuple[float, float]) -> list[tuple[float, float]]:
    """Longitude and latitude, as precise as OpenStreetMap keeps them, of metres from the origin."""
    rd = [(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in places]
    return [(round(lon, 7), round(lat, 7)) for lon, lat in to_wgs84(rd).tolist()]


@dataclass
class Town:
    """OpenStreetMap objects as Overpass writes them in JSON."""

    elements: list[dict] = field(default_factory=list)

    def _add(self, kind: str, tags: dict[str, str], **rest) -> int:
        osm_id = len(self.elements) + 1
        self.elements.append(
            {"type": kind, "id": osm_id, **rest, **({"tags": tags} if tags else {})}
        )
        return osm_id

    def node(self, x: float, y: float, tags: dict[str, str] | None = None) -> int:
        ((lon, lat),) = degrees((x, y))
        return self._add("node", tags or {}, lat=lat, lon=lon)

    def way(self, nodes: list[int], tags: dict[str, str] | None = None) -> int:
        return self._add("way", tags or {}, nodes=nodes)

    def box(self, x: float, y: float, width: float, tags: dict[str, str] | None = None) -> int:
        corners = [(0, 0), (width, 0), (width, width), (0, width)]
        nodes = [self.node(x + dx, y + dy) for dx, dy in corners]
        return self.way([*nodes, nodes[0]], tags)

    def relation(self, members: list[tuple[str, int, str]], tags: dict[str, str]) -> int:
        sides = [{"type": kind, "ref": ref, "role": role} for kind, ref, role in members]
        return self._add("relation", tags, members=sides)


def near_town() -> Town:
    """Draw what lies in the place (0 to 1000 m both ways) and within the buffer around it."""
    town = Town()
    gate = town.node(600, 500, {"barrier": "kissing_gate"})
    west, crossing, east = town.node(100, 500), town.node(1200, 500), town.node(1400, 500)
    street = {"highway": "residential", "name": "Dorpsstraat", "surface": "asphalt"}
    town.way([west, gate, crossing, east], street)
    town.way([crossing, town.node(1200, 900)], {"highway": "path"})
    town.way([east, town.node(2600, 500)], {"highway": "tertiary"})  # leaves the map
    town.way([town.node(700, 100), town.node(700, 900)], {"railway": "rail"})
    town.way([town.node(-400, 700), town.node(1400, 700)], {"waterway": "river"})
    town.box(300, 800, 60, {"natural": "water"})
    outer = town.way([town.node(400, 300), town.node(460, 300), town.node(460, 360), west])
    town.way([town.node(30, 30), town.node(40, 30)], {"landuse": "grass"})
    town.node(50, 50, {"natural": "tree"})
    _houses(town)
    _facilities(town, outer)
    return town


def _houses(town: Town) -> None:
    town.box(200, 520, 12, {"building": "house"})
    address = {"addr:street": "Dorpsstraat", "addr:postcode": "1234 AB", "addr:city": "Tekenstad"}
    town.node(206, 526, {"addr:housenumber": "1", **address})
    town.box(230, 520, 12, {"building": "yes", "addr:housenumber": "3", **address})
    # a shop somewhere in a building with two addresses, one on either side of the boundary
    town.box(990, 520, 60, {"building": "yes"})
    town.node(995, 530, {"addr:housenumber": "5", **address})
    town.node(1040, 530, {"addr:housenumber": "7", **address})
    town.node(1035, 525, {"shop": "bicycle"})
    town.box(1300, 520, 12, {"building": "house"})
    town.node(1306, 526, {"addr:housenumber": "9", **address})


def _facilities(town: Town, outer: int) -> None:
    town.box(1300, 440, 30, {"building": "retail", "shop": "supermarket", "name": "Buurtsuper"})
    town.node(1310, 450, {"shop": "supermarket", "name": "Buurtsuper"})
    town.node(300, 490, {"shop": "supermarket;bakery", "name": "<b>Bij & 'Jan'</b>"})
    town.node(500, 505, {"highway": "bus_stop", "name": "Dorpshart"})
    town.node(800, 480, {"amenity": "doctors"})
    inner = town.box(420, 310, 5)
    town.relation(
        [("way", outer, "outer"), ("way", inner, "inner")],
        {"type": "multipolygon", "amenity": "library", "name": "Bibliotheek"},
    )


def whole_town() -> Town:
    """Add what lies too far away to be asked for."""
    town = near_town()
    town.way([town.node(3000, 0), town.node(3000, 900)], {"highway": "residential"})
    town.box(3010, 10, 30, {"building": "retail", "shop": "supermarket"})
    town.way([town.node(1700, 0), town.node(1700, 100)], {"highway": "residential"})
    return town


def write_xml(town: Town, path: Path) -> Path:
    """Write a town as an .osm file."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<osm version='0.6'>"]
    for kind in ("node", "way", "relation"):
        for e in town.elements:
            if e["type"] != kind:
                continue
            place = f" lat='{e['lat']}' lon='{e['lon']}'" if kind == "node" else ""
            lines.append(f"<{kind} id='{e['id']}' version='1'{place}>")
            lines += [f"<nd ref='{n}'/>" for n in e.get("nodes", [])]
            lines += [
                f"<member type='{m['type']}' ref='{m['ref']}' role='{m['role']}'/>"
                for m in e.get("members", [])
            ]
            lines += [
                f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in e.get("tags", {}).items()
            ]
            lines.append(f"</{kind}>")
    path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
    return path


# ------------------------------------------------------------------------------- the stand-in


QUERY = re.compile(
    r"\((node|way|relation)\['([^']+)'(?:='([^']+)')?\]\(poly:'([^']+)'\);\(\._;>;\);\);"
)


def overpass_answer(town: Town, query: str) -> list[dict]:
    """Answer as Overpass would: what has the tag and meets the polygon, and all it is made of."""
    components = QUERY.findall(query)
    assert components
    assert QUERY.sub("", query).endswith(";();out;"), query
    by_ref = {(e["type"], e["id"]): e for e in town.elements}

    def below(e: dict) -> list[dict]:
        refs = [("node", n) for n in e.get("nodes", [])]
        refs += [(m["type"], m["ref"]) for m in e.get("members", [])]
        return [e, *(part for ref in refs for part in below(by_ref[ref]))]

    def shape(e: dict) -> shapely.Geometry:
        points = [(n["lon"], n["lat"]) for n in below(e) if n["type"] == "node"]
        return shapely.LineString(points) if e["type"] == "way" else shapely.MultiPoint(points)

    chosen = {}
    for kind, key, value, corners in components:
        numbers = [float(number) for number in corners.split()]
        area = shapely.Polygon(
            [(lon, lat) for lat, lon in zip(numbers[::2], numbers[1::2], strict=True)]
        )
        for e in town.elements:
            found = e.get("tags", {}).get(key)
            if (
                e["type"] == kind
                and found
                and found == (value or found)
                and area.intersects(shape(e))
            ):
                chosen |= {(part["type"], part["id"]): part for part in below(e)}
    return list(chosen.values())


Reply = Callable[[str], tuple[int, str]]


@dataclass
class StandIn:
    """Nominatim and Overpass on this computer; set ``nominatim`` or ``overpass`` to misbehave."""

    address: str = ""
    nominatim: Reply | None = None
    overpass: Reply | None = None
    asked: list[str] = field(default_factory=list)
    town: Town = field(default_factory=whole_town)
    area: shapely.Geometry = PLACE

    def reply(self, path: str, query: str) -> tuple[int, str]:
        self.asked.append(path)
        if path.endswith("/search"):
            return (self.nominatim or self._search)(query)
        if path.endswith("/interpreter"):
            return (self.overpass or self._interpret)(parse_qs(query)["data"][0])
        return 404, "not here"

    def _search(self, query: str) -> tuple[int, str]:
        asked = parse_qs(query)
        if asked["q"] != ["Tekenstad"] or asked["countrycodes"] != ["nl"]:
            return 200, "[]"
        return 200, json.dumps([found_by_nominatim(self.area)])

    def _interpret(self, query: str) -> tuple[int, str]:
        base = {"timestamp_osm_base": f"2024-05-0{1 + len(self.asked) % 2}T12:00:00Z"}
        return 200, json.dumps({"osm3s": base, "elements": overpass_answer(self.town, query)})


def found_by_nominatim(area: shapely.Geometry) -> dict:
    """Describe an area, in metres from the origin, as Nominatim does."""
    outline = shapely.transform(area, lambda xy: degrees(*xy.tolist()))
    west, south, east, north = map(str, outline.bounds)
    return {
        "place_id": 1,
        "osm_type": "relation",
        "osm_id": 1,
        "lat": south,
        "lon": west,
        "boundingbox": [south, north, west, east],
        "importance": 0.5,
        "display_name": NAME,
        "geojson": shapely.geometry.mapping(outline),
    }


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    """Answer on a free port; OSMnx's polite pauses are skipped."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._send(*stand_in.reply(parts.path, parts.query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(*stand_in.reply(self.path, body))

        def _send(self, status: int, text: str) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            return

    with (
        pytest.MonkeyPatch.context() as patch,
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening,
    ):
        patch.setattr("time.sleep", lambda seconds: None)
        patch.setenv("NO_PROXY", "127.0.0.1")
        stand_in.address = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, args=[0.01])
        thread.start()
        yield stand_in
        listening.shutdown()
        thread.join()


@pytest.fixture
def stand_in(server: StandIn) -> Iterator[StandIn]:
    """Lend the stand-in to one test, which may teach it to misbehave."""
    address = server.address
    yield server
    server.__init__(address)


def fetch(stand_in: StandIn, place: str = "Tekenstad", buffer_m: float = BUFFER_M) -> OsmTables:
    return fetch_osm_tables(
        place,
        buffer_m=buffer_m,
        rules=read_facility_rules(),
        dwelling_rule=read_dwelling_rule(),
        overpass_url=f"{stand_in.address}/api",
        nominatim_url=stand_in.address,
    )


# ----------------------------------------------------------------------------------- claims


@pytest.fixture(scope="module")
def fetched(server: StandIn) -> OsmTables:
    return fetch(server)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> OsmTables:
    path = write_xml(near_town(), tmp_path_factory.mktemp("overpass") / "near.osm")
    return read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())


def test_the_tables_are_those_of_a_file_with_the_same_objects(fetched: OsmTables, filed: OsmTables):
    assert len(filed.ways) == 3
    assert list(filed.stops["barrier"]) == ["kissing_gate"]
    assert sorted(filed.obstacles["kind"]) == ["spoor", "water", "water"]
    assert sorted(filed.facilities["voorziening"]) == sorted(
        ["supermarkt", "supermarkt", "ov_halte", "huisarts", "ontmoetingsplek"]
    )
    for table in ("ways", "obstacles", "facilities"):
        assert_geodataframe_equal(getattr(fetched, table), getattr(filed, table))
    pd.testing.assert_frame_equal(fetched.stops, filed.stops)
    for key in ("voorzieningen_uit_osm", "dubbel_gekarteerd_samengevoegd"):
        assert fetched.counts[key] == filed.counts[key]
    assert fetched.counts["dubbel_gekarteerd_samengevoegd"] == {"supermarkt": 1}


def test_addresses_come_from_the_place_itself_and_are_judged_with_their_neighbours(
    fetched: OsmTables, filed: OsmTables
):
    inside = filed.addresses["huisnummer"].isin(["1", "3", "5"])
    assert (len(filed.addresses), inside.sum()) == (5, 3)
    assert_geodataframe_equal(fetched.addresses, filed.addresses[inside])
    # number 7, over the boundary, is why the shop does not take number 5
    assert sorted(fetched.dwellings["huisnummer"]) == ["1", "3", "5"]
    assert fetched.counts["gevonden_plaats"] == {NAME: 3}
    assert fetched.counts["adressen"] == {
        "gebouw zonder aanduiding en zonder functie": 2,
        "in of op een woongebouw": 1,
    }


def test_the_extent_is_the_place_with_its_buffer_and_holds_nothing_further(fetched: OsmTables):
    place = shapely.transform(PLACE, lambda xy: to_rd(degrees(*xy.tolist())))
    assert fetched.extent.covers(place.buffer(BUFFER_M))
    assert place.buffer(BUFFER_M + 11).covers(fetched.extent)
    assert shapely.intersects(fetched.extent, fetched.ways.geometry.to_numpy()).all()
    assert fetched.facilities.geometry.within(fetched.extent).all()


def test_the_data_are_as_old_as_the_oldest_answer(fetched: OsmTables):
    assert fetched.timestamp == "2024-05-01T12:00:00Z"


def test_twice_is_the_same(stand_in: StandIn, fetched: OsmTables):
    again = fetch(stand_in)
    assert_geodataframe_equal(again.ways, fetched.ways)
    assert_geodataframe_equal(again.addresses, fetched.addresses)
    assert again.counts == fetched.counts


def test_with_a_wider_buffer_more_streets_and_facilities_come_but_no_more_addresses(
    stand_in: StandIn, fetched: OsmTables
):
    wide = fetch(stand_in, buffer_m=2500.0)
    assert (len(fetched.ways), len(wide.ways)) == (3, 5)
    assert (len(fetched.facilities), len(wide.facilities)) == (5, 6)
    assert_geodataframe_equal(fetched.addresses, wide.addresses)


def test_a_place_of_two_parts_lies_on_one_map(stand_in: StandIn):
    stand_in.area = shapely.union_all(
        [shapely.box(0, 0, 400, 1000), shapely.box(980, 0, 1000, 1000)]
    )
    fetched = fetch(stand_in, buffer_m=0.0)
    assert sorted(fetched.addresses["huisnummer"]) == ["1", "3", "5"]
    assert fetched.extent.geom_type == "Polygon"
    assert fetched.extent.covers(shapely.Point(ORIGIN[0] + 700, ORIGIN[1] + 500))


@pytest.mark.parametrize("place", ["Tekenstad", "Nergenshuizen"])
def test_settings_cache_and_names_of_servers_are_left_as_they_were(
    stand_in: StandIn, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    import osmnx

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(osmnx.settings, "requests_kwargs", {"verify": True})
    before, resolve = vars(osmnx.settings).copy(), socket.getaddrinfo
    if place == "Tekenstad":
        fetch(stand_in, place)
    else:
        with pytest.raises(InputError):
            fetch(stand_in, place)
    assert vars(osmnx.settings) == before
    assert socket.getaddrinfo is resolve
    assert list(tmp_path.iterdir()) == []
    assert not any("status" in path for path in stand_in.asked)


def test_a_busy_server_is_asked_again(stand_in: StandIn):
    answers = iter([(429, "later"), (504, "later")])
    stand_in.overpass = lambda query: next(answers, None) or stand_in._interpret(query)
    assert len(fetch(stand_in).ways) == 3


def no_polygon(query: str) -> tuple[int, str]:
    spot = found_by_nominatim(PLACE) | {"geojson": {"type": "Point", "coordinates": [5.9, 52.5]}}
    return 200, json.dumps([spot])


def in_germany(query: str) -> tuple[int, str]:
    return 200, json.dumps([found_by_nominatim(shapely.box(200_000, 0, 201_000, 1000))])


def always(status: int, text: str) -> Reply:
    return lambda query: (status, text)


EMPTY = json.dumps({"elements": []})
TIMED_OUT = json.dumps({"elements": [], "remark": "runtime error: Query timed out"})


@pytest.mark.parametrize(
    ("asked", "reply", "fault"),
    [
        pytest.param("nominatim", always(200, "[]"), "not found in the Netherlands", id="unknown"),
        pytest.param("nominatim", no_polygon, "a place with an area", id="a spot"),
        pytest.param("nominatim", in_germany, "not all lies within", id="abroad"),
        pytest.param("nominatim", always(200, "<html>"), "did not answer with JSON", id="no JSON"),
        pytest.param("nominatim", always(403, "[]"), "refused with status 403", id="refused"),
        pytest.param(
            "overpass", always(200, EMPTY), "no street in or around Tekenstad", id="empty"
        ),
        pytest.param("overpass", always(200, TIMED_OUT), "Query timed out", id="half an answer"),
        pytest.param("overpass", always(400, "<html>"), "refused with status 400", id="bad query"),
        pytest.param("overpass", always(500, EMPTY), "refused with status 500", id="broken"),
        pytest.param("overpass", always(429, ""), "refused with status 429", id="busy"),
        pytest.param("overpass", always(200, "<html>"), "check the address", id="another server"),
    ],
)
def test_what_goes_wrong_is_one_clear_error(
    stand_in: StandIn, asked: str, reply: Reply, fault: str
):
    setattr(stand_in, asked, reply)
    with pytest.raises(InputError, match=fault) as caught:
        fetch(stand_in)
    assert caught.value.source == "Tekenstad"
    assert len(caught.value.faults) == 1
    assert ";" in caught.value.faults[0]  # a remedy follows


def test_without_a_network_the_remedy_is_a_file(stand_in: StandIn):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        stand_in.address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InputError, match=r"cannot be reached .* download an extract"):
            fetch(stand_in)
