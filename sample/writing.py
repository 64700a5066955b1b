"""How does a drawn gemeente become OpenStreetMap data in a ``.osm.pbf``?

Local metres become RD New, RD New becomes degrees, and every address and vertex becomes a node.
The same sheets give the same bytes.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import osmium
import pyproj
from osmium.osm.mutable import Node, Relation, Way
from shapely.geometry import Polygon
from shapely.geometry.polygon import orient

from sample.curves import HEIGHT_M, WIDTH_M
from sample.model import XY, Boundary, Building, Sheet

ORIGIN_RD = (166_800.0, 430_600.0)
"""South-west corner of the first sheet, in RD New (EPSG:28992)."""

TIMESTAMP = "2025-01-01T00:00:00Z"
FIRST_NODE, FIRST_WAY, FIRST_RELATION = 9_100_000_001, 910_000_001, 9_100_001
ABSENT_NODE = 9_000_000_001
"""Named by ways that are cut at the edge of the map, and absent from the file."""

RD_TO_DEGREES = (
    "+proj=pipeline +step +inv +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 "
    "+k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +step +proj=push +v_3 "
    "+step +proj=cart +ellps=bessel +step +proj=helmert +x=565.4171 +y=50.3319 +z=465.5524 "
    "+rx=0.398957388243134 +ry=-0.343987817378283 +rz=1.87740163998045 +s=4.0725 "
    "+convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
"""EPSG:28992 to WGS84, spelt out: equal coordinates whatever grids a machine has."""


@dataclass
class _Store:
    """Objects in the making; vertices at one place and of one family are one node."""

    nodes: dict[int, tuple[XY, dict[str, str]]] = field(default_factory=dict)
    ways: list[tuple[list[int], dict[str, str]]] = field(default_factory=list)
    relations: list[tuple[list[tuple[int, str]], dict[str, str]]] = field(default_factory=list)
    _known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def new_node(self, at: XY, tags: dict[str, str], node_id: int | None = None) -> int:
        chosen = node_id or FIRST_NODE + len(self.nodes)
        self.nodes[chosen] = (at, tags)
        return chosen

    def node(self, family: str, at: XY) -> int:
        """Return the node here; one less than five centimetres away counts as here."""
        i, j = round(at[0] * 20), round(at[1] * 20)
        for di in (0, -1, 1):
            for dj in (0, -1, 1):
                found = self._known.get((family, i + di, j + dj))
                if found is not None and math.dist(self.nodes[found][0], at) < 0.05:
                    return found
        self._known[family, i, j] = made = self.new_node(at, {})
        return made

    def way(self, family: str, points: Sequence[XY], tags: dict[str, str]) -> int:
        refs: list[int] = []
        for point in points:
            ref = self.node(family, point)
            if not refs or refs[-1] != ref:
                refs.append(ref)
        self.ways.append((refs, tags))
        return FIRST_WAY + len(self.ways) - 1


def write_sheets(sheets: Iterable[tuple[Sheet, int, int]], path: Path) -> Path:
    """Write sheets, each with its column and row in the larger map, as one file.

    Raises
    ------
    FileNotFoundError
        When the folder of ``path`` does not exist.
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(f"{path.parent}: no such folder; make it first")
    store = _Store()
    placed = list(sheets)
    columns = 1 + max(column for _, column, _ in placed)
    rows = 1 + max(row for _, _, row in placed)
    size = (columns * WIDTH_M, rows * HEIGHT_M)
    for sheet, column, row in placed:
        _store_sheet(store, sheet, (column * WIDTH_M, row * HEIGHT_M), size)
    _write(store, path, size)
    return path


def _store_sheet(store: _Store, sheet: Sheet, shift: XY, size: XY) -> None:
    line_ids: dict[int, int] = {}
    for way in sheet.ways:
        family = "water" if "waterway" in way.tags else "road"
        family = "border" if "boundary" in way.tags else family
        points = _moved(way.points, shift)
        line_ids[id(way)] = store.way(family, points, way.tags)
        if family == "road" and len(way.points) > 6:
            _cut_at_edge(store.ways[-1][0], points, size)
    for spot in sheet.spots:
        (at,) = _moved([spot.at], shift)
        if spot.on_way:
            store.nodes[store.node("road", at)][1].update(spot.tags)
        else:
            store.new_node(at, spot.tags)
    for area in sheet.areas:
        rings = [_moved(ring, shift) for ring in _rings(area.outline)]
        _store_area(store, rings, area.tags)
    for building in sheet.buildings:
        _store_building(store, building, shift)
    for boundary in sheet.boundaries:
        _store_boundary(store, boundary, line_ids)


def _moved(points: Iterable[XY], shift: XY) -> list[XY]:
    return [(x + shift[0], y + shift[1]) for x, y in points]


def _cut_at_edge(refs: list[int], points: list[XY], size: XY) -> None:
    """Let a road at the edge of the map go on to a node that the file does not hold."""
    for index, (x, y) in ((0, points[0]), (len(refs), points[-1])):
        if min(x, y, size[0] - x, size[1] - y) < 0.01:
            refs.insert(index and len(refs), ABSENT_NODE)


def _rings(outline: Polygon) -> list[list[XY]]:
    turned = orient(outline)
    rings = [turned.exterior, *turned.interiors]
    return [[(x, y) for x, y in ring.coords] for ring in rings]


def _store_area(store: _Store, rings: list[list[XY]], tags: dict[str, str]) -> None:
    if len(rings) == 1:
        store.way("area", rings[0], tags)
        return
    members = [
        (store.way("area", ring, {}), "inner" if i else "outer") for i, ring in enumerate(rings)
    ]
    store.relations.append((members, {"type": "multipolygon"} | tags))


def _store_boundary(store: _Store, boundary: Boundary, line_ids: dict[int, int]) -> None:
    members = [(line_ids[id(way)], "outer") for way in boundary.parts]
    store.relations.append((members, {"type": "boundary"} | boundary.tags))


def _store_building(store: _Store, building: Building, shift: XY) -> None:
    tags = building.tags | {
        "ref:bag": building.pand_id.lstrip("0"),
        "source": "BAG",
        "start_date": str(building.year),
    }
    store.way("building", _moved(_rings(building.outline)[0], shift), tags)
    for address in building.addresses:
        (at,) = _moved([address.at], shift)
        street = {
            "addr:street": address.street,
            "addr:housenumber": address.housenumber,
            "addr:postcode": address.postcode,
            "addr:city": address.city,
            "source": "BAG",
        }
        address.node_id = store.new_node(at, street | address.tags, address.node_id)


def _degrees(points: Sequence[XY]) -> list[XY]:
    transformer = pyproj.Transformer.from_pipeline(RD_TO_DEGREES)
    xs, ys = zip(*points, strict=True)
    lon, lat = transformer.transform(
        [round(x + ORIGIN_RD[0], 3) for x in xs], [round(y + ORIGIN_RD[1], 3) for y in ys]
    )
    return [(round(a, 7), round(b, 7)) for a, b in zip(lon, lat, strict=True)]


def header_box(size: XY) -> osmium.osm.Box:
    """Return the box of the map in degrees: inside the sheet, so that roads run over its edge."""
    width, height = size
    west = _degrees([(0, 0), (0, height)])
    east = _degrees([(width, 0), (width, height)])
    return osmium.osm.Box(
        max(lon for lon, _ in west),
        max(lat for _, lat in (west[0], east[0])),
        min(lon for lon, _ in east),
        min(lat for _, lat in (west[1], east[1])),
    )


def _write(store: _Store, path: Path, size: XY) -> None:
    header = osmium.io.Header()
    header.set("generator", "wozgeo make_sample")
    header.set("osmosis_replication_timestamp", TIMESTAMP)
    header.set("sorting", "Type_then_ID")
    header.add_box(header_box(size))
    stamp = {"version": 1, "timestamp": TIMESTAMP}
    ids = sorted(store.nodes)
    lonlat = _degrees([store.nodes[i][0] for i in ids])
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for node_id, place in zip(ids, lonlat, strict=True):
            tags = _sorted(store.nodes[node_id][1])
            writer.add_node(Node(id=node_id, location=place, tags=tags, **stamp))
        for i, (refs, tags) in enumerate(store.ways):
            writer.add_way(Way(id=FIRST_WAY + i, nodes=refs, tags=_sorted(tags), **stamp))
        for i, (members, tags) in enumerate(store.relations):
            parts = [("w", way_id, role) for way_id, role in members]
            number = FIRST_RELATION + i
            writer.add_relation(Relation(id=number, members=parts, tags=_sorted(tags), **stamp))


def _sorted(tags: dict[str, str]) -> dict[str, str]:
    return dict(sorted(tags.items()))
