"""Which small towns have answers that can be worked out by hand?

Each town is drawn in its docstring; coordinates are metres from an origin in RD New, and the answer in
the drawing is the one a person finds with a pencil. Ways are written as ``"A B C: residential
access=private"``: nodes, a colon, the highway class, further tags.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from wozgeo.domain.contracts import ADDRESS_COLUMNS, BARRIER_TAGS, PLACE_TAGS, RD_NEW, WALKING_TAGS
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Profile
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.distances import measure_distances
from wozgeo.network.doors import open_doors
from wozgeo.network.routes import trace_routes
from wozgeo.network.snapping import Snapper

ORIGIN = (190_000.0, 507_000.0)
XY = tuple[float, float]


@dataclass(frozen=True)
class Town:
    """Everything that is drawn on one sheet; metres from `ORIGIN`.

    Attributes
    ----------
    nodes
        Name and place of every street node; ids are 1, 2, ... in this order.
    ways
        ``"A B C: residential surface=asphalt"``; ids are 101, 102, ... in this order.
    stops
        Tags of the barriers on nodes: ``{"B": "kissing_gate access=no"}``.
    obstacles
        ``("water" or "spoor", corners)``; a polygon where the corners close, else a line.
    locations
        Name and place of every dwelling.
    facilities
        Name and place; or voorziening, x and y; a supermarkt unless said otherwise.
    houses
        Corners of what stands on the squares (closed ways with ``area=yes``).
    """

    nodes: Mapping[str, XY]
    ways: Sequence[str]
    stops: Mapping[str, str] | None = None
    obstacles: Sequence[tuple[str, Sequence[XY]]] = ()
    locations: Mapping[str, XY] | None = None
    facilities: Mapping[str, XY | tuple[str, float, float]] | None = None
    houses: Sequence[Sequence[XY]] = ()

    def but(self, **changes) -> "Town":
        return replace(self, **changes)

    def with_ways(self, *ways: str, **nodes: XY) -> "Town":
        return replace(self, nodes={**self.nodes, **nodes}, ways=[*self.ways, *ways])

    def with_facilities(self, **facilities) -> "Town":
        return replace(self, facilities={**(self.facilities or {}), **facilities})

    def node_ids(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.nodes, start=1)}

    def tables(self) -> "Tables":
        ids = self.node_ids()
        places = {ids[name]: xy for name, xy in self.nodes.items()}
        ways = [
            (101 + i, [ids[name] for name in names], tags)
            for i, (names, tags) in enumerate(map(parse_way, self.ways))
        ]
        stops = {
            ids[name]: parse_tags(text, "barrier") for name, text in (self.stops or {}).items()
        }
        return Tables(
            ways=_without_houses(ways_table(places, ways), self.houses),
            stops=stops_table(stops),
            obstacles=obstacles_table(self.obstacles),
            locations=locations_table(self.locations or {}),
            facilities=facilities_table(self.facilities or {}),
        )


@dataclass(frozen=True)
class Tables:
    """A town as contract tables."""

    ways: gpd.GeoDataFrame
    stops: pd.DataFrame
    obstacles: gpd.GeoDataFrame
    locations: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame


def at(x: float, y: float) -> XY:
    """Turn metres from the origin into RD New."""
    return ORIGIN[0] + x, ORIGIN[1] + y


def points(*places: XY) -> gpd.GeoSeries:
    """Give places on a sheet as a GeoSeries in RD New."""
    return gpd.GeoSeries([shapely.Point(at(*xy)) for xy in places], crs=RD_NEW)


def parse_tags(text: str, first_key: str) -> dict[str, str]:
    words = text.split()
    tags = dict(word.split("=", 1) for word in words if "=" in word)
    return tags | {first_key: word for word in words if "=" not in word}  # noqa: B035


def parse_way(text: str) -> tuple[list[str], dict[str, str]]:
    names, _, tags = text.partition(": ")
    return names.split(), parse_tags(tags, "highway")


def ways_table(
    places: Mapping[int, XY], ways: Sequence[tuple[int, Sequence[int], Mapping[str, str]]]
) -> gpd.GeoDataFrame:
    """Make the ways contract of nodes' places and (way id, node ids, tags)."""
    nodes = np.empty(len(ways), dtype=object)
    nodes[:] = [np.array([] if _is_square(ids, tags) else ids, np.int64) for _, ids, tags in ways]
    columns = {
        tag: np.array([tags.get(tag, "") for _, _, tags in ways], dtype=object)
        for tag in (*WALKING_TAGS, *PLACE_TAGS)
    }
    lines = [
        (shapely.Polygon if _is_square(ids, tags) else shapely.LineString)(
            [at(*places[i]) for i in ids]
        )
        for _, ids, tags in ways
    ]
    index = pd.Index([way for way, _, _ in ways], name="way_id", dtype=np.int64)
    return gpd.GeoDataFrame({"nodes": nodes, **columns}, geometry=lines, crs=RD_NEW, index=index)


def _without_houses(ways: gpd.GeoDataFrame, houses: Sequence[Sequence[XY]]) -> gpd.GeoDataFrame:
    shapes = ways.geometry.to_numpy().copy()
    square = shapely.get_dimensions(shapes) == 2
    taken = shapely.union_all([shapely.Polygon([at(*xy) for xy in house]) for house in houses])
    shapes[square] = shapely.difference(shapes[square], taken)
    return ways.set_geometry(shapes, crs=ways.crs)


def _is_square(nodes: Sequence[int], tags: Mapping[str, str]) -> bool:
    return tags.get("area") == "yes" and nodes[0] == nodes[-1]


def stops_table(stops: Mapping[int, Mapping[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {tag: [tags.get(tag, "") for tags in stops.values()] for tag in BARRIER_TAGS},
        index=pd.Index(list(stops), name="node_id", dtype=np.int64),
        dtype=object,
    )


def obstacles_table(obstacles: Sequence[tuple[str, Sequence[XY]]]) -> gpd.GeoDataFrame:
    def shape(corners: Sequence[XY]) -> shapely.Geometry:
        xy = [at(*corner) for corner in corners]
        return shapely.Polygon(xy) if len(xy) > 3 and xy[0] == xy[-1] else shapely.LineString(xy)

    return gpd.GeoDataFrame(
        {"kind": np.array([kind for kind, _ in obstacles], dtype=object)},
        geometry=[shape(corners) for _, corners in obstacles],
        crs=RD_NEW,
    )


def locations_table(locations: Mapping[str, XY]) -> gpd.GeoDataFrame:
    text = dict.fromkeys(("naam", *ADDRESS_COLUMNS), "")
    return gpd.GeoDataFrame(
        {"kind": "woning", **text},
        geometry=[shapely.Point(at(*xy)) for xy in locations.values()],
        crs=RD_NEW,
        index=pd.Index(list(locations), name="location_id", dtype=object),
    )


def facilities_table(facilities: Mapping[str, XY | tuple[str, float, float]]) -> gpd.GeoDataFrame:
    rows = [xy if len(xy) == 3 else ("supermarkt", *xy) for xy in facilities.values()]
    return gpd.GeoDataFrame(
        {
            "voorziening": np.array([row[0] for row in rows], dtype=object),
            "name": np.array(list(facilities), dtype=object),
            "rule": "",
            "source": "OpenStreetMap",
        },
        geometry=[shapely.Point(at(*row[1:])) for row in rows],
        crs=RD_NEW,
        index=pd.Index(list(facilities), name="facility_id", dtype=object),
    )


@dataclass(frozen=True)
class Walk:
    """A town made ready to be measured."""

    tables: Tables
    network: WalkNetwork
    snapper: Snapper
    locations: Accesses
    facilities: Accesses

    def distances(
        self,
        *,
        limit_m: float = 5_000,
        extent: shapely.Polygon | None = None,
        wanted=("supermarkt",),
    ):
        return measure_distances(
            self.network,
            self.locations,
            self.facilities,
            self.tables.facilities["voorziening"],
            wanted=wanted,
            search_limit_m=limit_m,
            extent=shapely.box(*at(-20_000, -20_000), *at(20_000, 20_000))
            if extent is None
            else extent,
        )

    def routes(self, *, limit_m: float = 5_000, wanted=("supermarkt",)) -> gpd.GeoDataFrame:
        return trace_routes(
            self.network,
            self.locations,
            self.facilities,
            self.tables.facilities["voorziening"],
            wanted=wanted,
            search_limit_m=limit_m,
        )


def walk(town: Town | Tables, *, profile: str = "voetganger", max_off_m: float = 250) -> Walk:
    """Build the network of a town and connect its points with it."""
    tables = town.tables() if isinstance(town, Town) else town

    def connect(who: Profile, wheels: Snapper | None = None) -> Snapper:
        obstacles = tables.obstacles
        network = build_network(tables.ways, tables.stops, profile=who, obstacles=obstacles)
        return Snapper(network, obstacles, max_off_m, wheels=wheels)

    wheels = None
    if profile == Profile.VOETGANGER:
        with suppress(InputError):
            wheels = connect(Profile.ROLLATOR)
    snapper = connect(Profile(profile), wheels)
    network = snapper.network
    sides = [
        Accesses.of(table.geometry, snapper) for table in (tables.locations, tables.facilities)
    ]
    network, *sides = open_doors(network, *sides, max_extra_m=snapper.max_extra_m)
    return Walk(tables, network, snapper, *sides)


def measure(
    town: Town | Tables, *, profile: str = "voetganger", max_off_m: float = 250, **choices
) -> pd.DataFrame:
    """Measure a town: one row per location, for one voorziening."""
    table = walk(town, profile=profile, max_off_m=max_off_m).distances(**choices)
    assert table.index.get_level_values("voorziening").nunique() <= 1
    return table.droplevel("voorziening")


# --- the towns ----------------------------------------------------------------------------------


def straight_street() -> Town:
    """One street, 300 m, over three nodes.

    ::

         h (30, 10)
         |
        -A-----------B----------------C-
         0          100        |     300
                               s (180, -20)

    From h to s: 10 + 150 + 20 = 180 m.
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (300, 0)},
        ways=["A B C: residential"],
        locations={"h": (30, 10)},
        facilities={"s": (180, -20)},
    )


def one_edge() -> Town:
    """Locations and a facility on one edge, which has no node between them.

    ::

            h (20, 5)      i (70, 4)
            |              |
        -A------------------------------B-
         0                 |           100
                    g      s (70, -5)
                    (50,-3)

    h: 5 + 50 + 5 = 60. i, straight across: 4 + 0 + 5 = 9. g, on the other side: 3 + 20 + 5 = 28.
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0)},
        ways=["A B: residential"],
        locations={"h": (20, 5), "i": (70, 4), "g": (50, -3)},
        facilities={"s": (70, -5)},
    )


def two_islands() -> Town:
    """Two streets that do not meet.

    ::

        h (50, 10)
        -A-------B-          -C-------D-
         0      100          400     500
                                 s (450, 10)
        h has no way to s; k (420, -10) has: 10 + 30 + 10 = 50.
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (400, 0), "D": (500, 0)},
        ways=["A B: residential", "C D: residential"],
        locations={"h": (50, 10), "k": (420, -10)},
        facilities={"s": (450, 10)},
    )


def private_short_cut() -> Town:
    """Two public streets, joined by a private alley and by a long public way round.

    ::

        h (10, 0)
        A----M------------B
        |    :            |          AD 1000 m, MN private alley 200 m
        ...  :           ...
        D----N------------C
             s (100, -200) is N itself; A is (0, 0), M (100, 0), B (1000, 0); the rows are 200 m apart

    h (10, 0) to s: by the alley 90 + 200 = 290, but that is somebody's ground; round by B and C:
    990 + 200 + 900 = 2090 m. The left side is open in the drawing only: A and D are not joined.
    """
    return Town(
        nodes={
            "A": (0, 0), "M": (100, 0), "B": (1000, 0),
            "D": (0, -200), "N": (100, -200), "C": (1000, -200),
        },
        ways=["A M B: residential", "B C: residential", "C N D: residential", "M N: service access=private"],
        locations={"h": (10, 0)},
        facilities={"s": (100, -200)},
    )  # fmt: skip


def care_home() -> Town:
    """A care home on private ground of several ways.

    ::

        A-----------G-----------B      public street, G (200, 0) is the gate of the grounds
                    :
                    P..........Q       private: G-P 50 m, P-Q 100 m, P-R 80 m
                    :
                    R
        d (300, -50) lives at Q; e (200, -130) lives at R; s (0, 0) is at A.

    d to s: 100 + 50 + 200 = 350. e to s: 80 + 50 + 200 = 330. A meeting place at Q for e: 80 + 100 = 180,
    wholly over private ground.
    """
    return Town(
        nodes={
            "A": (0, 0),
            "G": (200, 0),
            "B": (400, 0),
            "P": (200, -50),
            "Q": (300, -50),
            "R": (200, -130),
        },
        ways=[
            "A G B: residential",
            "G P: service access=private",
            "P Q: footway access=private",
            "P R: footway foot=private",
        ],
        locations={"d": (300, -50), "e": (200, -130)},
        facilities={"s": (0, 0), "zaal": ("ontmoetingsplek", 300, -50)},
    )


def sloot() -> Town:
    """A house with a canal between it and the nearest road.

    ::

        A=======================B     y = 20, near road
        ~~~~~~~~~~~~~~~~~~~~~~~~~     canal, y 8..12, x -500..500
             h (0, 0)
        C=======================D     y = -60, road on the house's own side
        s (100, 20) is at the near road; A and C are joined at x = -600 round the canal's end.

    h may not step over the canal (20 m): it leaves by C-D, 60 m away.
    h to s: 60 + 600 + 80 + 700 = 1440 m.
    """
    return Town(
        nodes={"A": (-600, 20), "B": (600, 20), "C": (-600, -60), "D": (600, -60)},
        ways=["A B: residential", "C D: residential", "A C: residential"],
        obstacles=[("water", [(-500, 8), (500, 8), (500, 12), (-500, 12), (-500, 8)])],
        locations={"h": (0, 0)},
        facilities={"s": (100, 20)},
    )


def path_or_road() -> Town:
    """A short path without a surface tag, and a longer street.

    ::

        A..............B      A-B path, 100 m, nobody knows its surface
        |              |
        C--------------D      A-C, C-D, D-B streets: 50 + 100 + 50

    h at (0, -50) is C, s at (100, 0) is B. Possible: 50 + 100 = 150; certain: 100 + 50 = 150.
    h at A: possible 100, certain 200.
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (0, -50), "D": (100, -50)},
        ways=["A B: path", "A C D B: residential"],
        locations={"h": (0, 0)},
        facilities={"s": (100, 0)},
    )


def neighbours_lane() -> Town:
    """Somebody's private parking lane lies nearer than the own street.

    ::

        A-----------------s-----B     the own street, y = 12: A (-50, 12), s (100, 12), B (200, 12)
                                |
              h (0, 0)          |     B-C joins the two
                                |
           P....................C     private lane, y = -8: P (-20, -8), C (200, -8)

    h leaves by its own street: 12 + 100 = 112 m, and not by the neighbour's lane: 8 + 200 + 20 + 100 = 328.
    """
    return Town(
        nodes={"A": (-50, 12), "B": (200, 12), "C": (200, -8), "P": (-20, -8)},
        ways=["A B: residential", "P C: service access=private", "B C: residential"],
        locations={"h": (0, 0)},
        facilities={"s": (100, 12)},
    )


def by_the_steps() -> Town:
    """A house whose nearest way is a flight of steps, which leads round a hill.

    ::

        A---------s----------B      the street, y = 0, s (100, 0)
             h (50, 30)             30 m from the street, 5 m from the steps
        C====================D      steps, y = 35, that meet the street by D-B only

    A rollator takes the street: 30 + 50 = 80 m. By the steps it is 5 + 150 + 35 + 100 = 290 m, and whoever
    walks without a rollator need not go round for that.
    """
    return Town(
        nodes={"A": (0, 0), "B": (200, 0), "C": (0, 35), "D": (200, 35)},
        ways=["A B: residential", "C D: steps", "D B: residential"],
        locations={"h": (50, 30)},
        facilities={"s": (100, 0)},
    )


# --- OpenStreetMap files ------------------------------------------------------------------------


class OsmDraft:
    """Write a small .osm file; places are metres from the origin, ids are given out in order."""

    def __init__(self, *, box: tuple[float, float, float, float] | None = None) -> None:
        self._to_degrees = pyproj.Transformer.from_crs(RD_NEW, "EPSG:4326", always_xy=True)
        self._next = 0
        self._box = box
        self.nodes: list[str] = []
        self.ways: list[str] = []
        self.relations: list[str] = []

    def _id(self, wanted: int | None) -> int:
        self._next += 1
        return self._next if wanted is None else wanted

    def node(self, x: float, y: float, *, id: int | None = None, **tags: str) -> int:
        number = self._id(id)
        lon, lat = self._to_degrees.transform(*at(x, y))
        self.nodes.append(
            f'<node id="{number}" version="1" lon="{lon:.7f}" lat="{lat:.7f}">{_tags(tags)}</node>'
        )
        return number

    def way(self, nodes: Sequence[int], *, id: int | None = None, **tags: str) -> int:
        number = self._id(id)
        refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
        self.ways.append(f'<way id="{number}" version="1">{refs}{_tags(tags)}</way>')
        return number

    def line(self, *places: XY, id: int | None = None, **tags: str) -> int:
        return self.way([self.node(*place) for place in places], id=id, **tags)

    def area(self, *corners: XY, id: int | None = None, **tags: str) -> int:
        nodes = [self.node(*corner) for corner in corners]
        return self.way([*nodes, nodes[0]], id=id, **tags)

    def box(self, x: float, y: float, width: float, height: float, **tags: str) -> int:
        return self.area((x, y), (x + width, y), (x + width, y + height), (x, y + height), **tags)

    def relation(self, members: Sequence[tuple[str, int, str]], **tags: str) -> int:
        number = self._id(None)
        kinds = {"n": "node", "w": "way", "r": "relation"}
        refs = "".join(
            f'<member type="{kinds[k]}" ref="{i}" role="{role}"/>' for k, i, role in members
        )
        self.relations.append(f'<relation id="{number}" version="1">{refs}{_tags(tags)}</relation>')
        return number

    def write(self, path: Path, *, ways_first: bool = False) -> Path:
        bounds = ""
        if self._box:
            (west, east), (south, north) = self._to_degrees.transform(
                *zip(at(*self._box[:2]), at(*self._box[2:]), strict=True)
            )
            bounds = f'<bounds minlon="{west:.7f}" minlat="{south:.7f}" maxlon="{east:.7f}" maxlat="{north:.7f}"/>'
        parts = [self.ways, self.nodes] if ways_first else [self.nodes, self.ways]
        body = "\n".join(text for part in (*parts, self.relations) for text in part)
        path.write_text(
            f"<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\" generator=\"towns\">{bounds}\n{body}\n</osm>\n",
            encoding="utf-8",
        )
        return path


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(
        f"<tag k={quoteattr(key.replace('__', ':'))} v={quoteattr(value)}/>"
        for key, value in tags.items()
    )


def write_osm(town: Town, path: Path) -> Path:
    """Write a town as OpenStreetMap would hold it: dwellings are address nodes in houses."""
    draft = OsmDraft()
    stops = town.stops or {}
    ids = {
        name: draft.node(*xy, **(parse_tags(stops[name], "barrier") if name in stops else {}))
        for name, xy in town.nodes.items()
    }
    for text in town.ways:
        names, tags = parse_way(text)
        draft.way([ids[name] for name in names], **tags)
    for number, (x, y) in enumerate((town.locations or {}).values(), start=1):
        draft.node(x, y, addr__street="Dorpsstraat", addr__housenumber=str(number))
        draft.box(x - 2, y - 2, 4, 4, building="house")
    for name, place in (town.facilities or {}).items():
        draft.node(*place[-2:], shop="supermarket", name=name)
    for kind, corners in town.obstacles:
        tags = {"natural": "water"} if kind == "water" else {"railway": "rail"}
        (
            draft.area(*corners[:-1], **tags)
            if corners[0] == corners[-1]
            else draft.line(*corners, **tags)
        )
    return draft.write(path)
