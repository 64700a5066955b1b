"""What does a drawn gemeente consist of, and where is there still room on the sheet?

Everything is in metres on a local sheet (x east, y north, origin in its south-west corner); only
``writing`` knows about RD New and degrees.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

XY = tuple[float, float]
Bounds = tuple[float, float, float, float]

GEMEENTECODE = "0999"
"""In no register: Wozerwaard does not exist."""


@dataclass(frozen=True)
class Kern:
    """A built-up village: its name, postcode digits and where its name stands on a map."""

    name: str
    postcode: str
    place: str
    centre: XY


@dataclass
class Address:
    """One address (in BAG: a verblijfsobject) inside a building."""

    street: str
    number: int
    letter: str
    addition: str
    postcode: str
    city: str
    at: XY
    vbo_id: str
    tags: dict[str, str] = field(default_factory=dict)
    node_id: int | None = None
    status: str = "Verblijfsobject in gebruik"
    purposes: str = ""
    """What the BAG says it is used for; "" follows from the tags."""

    @property
    def housenumber(self) -> str:
        """As OpenStreetMap and BAG write it together: ``12``, ``12A``, ``12-A``."""
        return f"{self.number}{self.letter}" + (f"-{self.addition}" if self.addition else "")


@dataclass
class Building:
    """One pand with its addresses; ``pand_id`` is 16 digits of text."""

    pand_id: str
    outline: Polygon
    tags: dict[str, str]
    kern: str
    year: int
    addresses: list[Address] = field(default_factory=list)
    status: str = "Pand in gebruik"
    register_only: list[Address] = field(default_factory=list)
    """Addresses that the BAG has and OpenStreetMap has not."""


@dataclass
class Berth:
    """A ligplaats or standplaats: a dwelling without a pand, known to the BAG only."""

    kind: str
    outline: Polygon
    address: Address


@dataclass
class Way:
    """A line with tags: street, path, rail, ferry, water line or border."""

    points: list[XY]
    tags: dict[str, str]

    @property
    def line(self) -> LineString:
        """The way as a shapely line."""
        return LineString(self.points)


@dataclass
class Spot:
    """A point with tags; ``on_way`` makes it a vertex of the street or rail below it."""

    at: XY
    tags: dict[str, str]
    on_way: bool = False


@dataclass
class Area:
    """A polygon with tags; with holes it becomes a multipolygon relation."""

    outline: Polygon
    tags: dict[str, str]


@dataclass
class Boundary:
    """An administrative border, made of ways that neighbours share."""

    parts: list[Way]
    tags: dict[str, str]


class Room:
    """Which ground is taken? A coarse grid of polygons, so that asking stays cheap."""

    def __init__(self, cell_m: float = 60.0) -> None:
        self._cell_m = cell_m
        self._cells: dict[tuple[int, int], list[tuple[Bounds, BaseGeometry]]] = defaultdict(list)

    def _keys(self, bounds: Bounds) -> Iterable[tuple[int, int]]:
        x0, y0, x1, y1 = (math.floor(v / self._cell_m) for v in bounds)
        return ((i, j) for i in range(x0, x1 + 1) for j in range(y0, y1 + 1))

    def take(self, shape: BaseGeometry) -> None:
        """Mark ground as taken."""
        bounds = shape.bounds
        for key in self._keys(bounds):
            self._cells[key].append((bounds, shape))

    def is_free(self, shape: BaseGeometry) -> bool:
        """Whether nothing that was taken overlaps the shape."""
        x0, y0, x1, y1 = bounds = shape.bounds
        near = {
            id(taken): taken
            for key in self._keys(bounds)
            for (a0, b0, a1, b1), taken in self._cells.get(key, ())
            if a0 <= x1 and x0 <= a1 and b0 <= y1 and y0 <= b1
        }
        return not any(shape.intersects(taken) for taken in near.values())


_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"


class Postcodes:
    """Which postcode does a house get? One per street side and some twenty addresses."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self._current: dict[tuple[str, str, int], tuple[str, int]] = {}

    def postcode(self, digits: str, street: str, number: int) -> str:
        """Return the postcode of the next address on this side of the street."""
        key = (digits, street, number % 2)
        code, used = self._current.get(key, ("", 20))
        if used >= 20:
            serial, used = self._given[digits], 0
            self._given[digits] += 1
            code = f"{digits}{_LETTERS[serial // 20 % 20]}{_LETTERS[serial % 20]}"
        self._current[key] = (code, used + 1)
        return code


class Sheet:
    """One drawn gemeente: what is on it, and the room that is left.

    Parameters
    ----------
    number
        Which copy this is: 0 is the committed sample, others make a larger one.
    density
        Share of the ordinary rows of houses that is built, 0 to 1.
    """

    def __init__(self, number: int = 0, *, density: float = 1.0) -> None:
        self.number = number
        self.density = density
        self.rng = random.Random(f"wozerwaard {number}")
        self.kernen: dict[str, Kern] = {}
        self.buildings: list[Building] = []
        self.register_only: list[Building] = []
        self.berths: list[Berth] = []
        self.ways: list[Way] = []
        self.spots: list[Spot] = []
        self.areas: list[Area] = []
        self.boundaries: list[Boundary] = []
        self.streets: dict[str, list[LineString]] = defaultdict(list)
        self.room = Room()
        self._postcodes = Postcodes()
        self._n_addresses = 0
        self._given_numbers: set[tuple[str, int]] = set()
        self._next_number: dict[tuple[str, int], int] = {}

    def name(self, text: str) -> str:
        """Return a name that stays telling when the gemeente is drawn more than once."""
        return text if self.number == 0 else f"{text} {self.number + 1}"

    def add_way(self, points: Sequence[XY], **tags: str) -> Way:
        """Draw a line; ``__`` in a keyword stands for the colon in a tag."""
        way = Way([(float(x), float(y)) for x, y in points], as_tags(tags))
        self.ways.append(way)
        return way

    def add_street(
        self, points: Sequence[XY], name: str, highway: str = "residential", **tags: str
    ) -> LineString:
        """Draw a street and keep the ground below it free of houses."""
        way = self.add_way(points, highway=highway, **({"name": name} if name else {}), **tags)
        self.keep_clear(way.line, highway)
        if name:
            self.streets[name].append(way.line)
        return way.line

    def keep_clear(self, line: LineString, highway: str) -> None:
        """Keep houses off a street; wide ones get a wider strip."""
        margin_m = {"footway": 1.6, "path": 1.6, "steps": 1.6, "service": 2.6, "cycleway": 2.2}
        wide_m = {"secondary": 9.0, "trunk": 18.0, "tertiary": 6.5, "rail": 12.0}
        self.room.take(line.buffer(wide_m.get(highway, margin_m.get(highway, 4.6)), quad_segs=2))

    def add_area(self, outline: Polygon, *, taken: bool = False, **tags: str) -> None:
        """Draw a polygon; ``taken`` keeps houses off it."""
        self.areas.append(Area(outline, as_tags(tags)))
        if taken:
            self.room.take(outline)

    def add_spot(self, at: XY, *, on_way: bool = False, **tags: str) -> None:
        """Draw a point, on a way or beside it."""
        self.spots.append(Spot((float(at[0]), float(at[1])), as_tags(tags), on_way))

    def add_building(
        self, outline: Polygon, kern: str, *, year: int = 1980, **tags: str
    ) -> Building:
        """Draw a pand and take its ground. The caller checks that there is room."""
        pand_id = self.pand_id(len(self.buildings) + 1)
        building = Building(pand_id, outline, as_tags({"building": "yes", **tags}), kern, year)
        self.buildings.append(building)
        self.room.take(outline)
        return building

    def pand_id(self, n: int) -> str:
        """Give the id of the n-th pand of this sheet."""
        return f"{GEMEENTECODE}10{self.number:04d}{n:06d}"

    def add_address(
        self,
        building: Building,
        street: str,
        number: int,
        *,
        letter: str = "",
        addition: str = "",
        at: XY | None = None,
        **tags: str,
    ) -> Address:
        """Put an address inside a building; in its middle unless said where."""
        point = at or building.outline.representative_point().coords[0]
        address = self.new_address(building.kern, street, number, (point[0], point[1]))
        address.letter, address.addition, address.tags = letter, addition, as_tags(tags)
        building.addresses.append(address)
        return address

    def new_address(
        self, kern: str, street: str, number: int, at: XY, *, kind: str = "01"
    ) -> Address:
        """Give out an address that is in no building yet; ``kind`` is the kind of object in its id."""
        self._n_addresses += 1
        self._given_numbers.add((street, number))
        return Address(
            street=street,
            number=number,
            letter="",
            addition="",
            postcode=self._postcodes.postcode(self.kernen[kern].postcode, street, number),
            city=self.kernen[kern].name,
            at=at,
            vbo_id=f"{GEMEENTECODE}{kind}{self.number:04d}{self._n_addresses:06d}",
        )

    def next_number(self, street: str, parity: int) -> int:
        """Count up the house numbers of one side of a street, over those given out already."""
        key = (street, parity)
        number = self._next_number.get(key, parity - 2 if parity else 0) + 2
        while (street, number) in self._given_numbers:
            number += 2
        self._next_number[key] = number
        return number

    def onto(self, street: str, near: XY) -> XY:
        """Return the place on a street that is nearest to a point: where a path joins it."""
        here = Point(near)
        line = min(self.streets[self.name(street)], key=here.distance)
        place = line.interpolate(line.project(here))
        return place.x, place.y


def corners(shape: Point | LineString) -> list[XY]:
    """Give the corners of a line or ring, or the place of a point."""
    return [(x, y) for x, y, *_ in shape.coords]


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """Give the polygons that a shape consists of."""
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]


def as_tags(keywords: dict[str, str]) -> dict[str, str]:
    """Turn ``addr__street`` into ``addr:street`` and leave out what is empty."""
    return {key.strip("_").replace("__", ":"): value for key, value in keywords.items() if value}


def block(centre: XY, along_m: float, deep_m: float, angle: float = 0.0) -> Polygon:
    """Return a rectangle around a point, turned by an angle in radians."""
    c, s = math.cos(angle), math.sin(angle)
    half = ((sx * along_m / 2, sy * deep_m / 2) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    x, y = centre
    return shapely.polygons([(x + u * c - v * s, y + u * s + v * c) for u, v in half])


def beside(line: LineString, along_m: float, off_m: float) -> tuple[XY, float]:
    """Return the point beside a line (left is positive) and the direction of the line there."""
    a, b = line.interpolate(max(along_m - 4, 0)), line.interpolate(along_m + 4)
    angle = math.atan2(b.y - a.y, b.x - a.x)
    p: Point = line.interpolate(along_m)
    return (p.x - off_m * math.sin(angle), p.y + off_m * math.cos(angle)), angle
