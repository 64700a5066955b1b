"""What does OpenStreetMap say, asked live for a place name?

OSMnx finds the place (Nominatim) and asks for what lies in and around it (Overpass). The answer is
kept as it came, written to a temporary OSM file and read by `read_osm`: tags are interpreted in one
place only, so these tables are those of a file with the same objects.
"""

import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import shapely

from wozgeo.domain.contracts import PLATFORM_TAGS
from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.inputs.coordinates import DEGREES
from wozgeo.inputs.dwellings import DwellingRule
from wozgeo.inputs.facilities import FacilityRules
from wozgeo.inputs.nameless_files import file_in_memory
from wozgeo.inputs.obstacles import OBSTACLE_TAGS
from wozgeo.inputs.osm import OsmTables, read_osm

_Asked = dict[str, bool | str | list[str]]
Element = dict[str, Any]
"""A node, way or relation in Overpass's JSON."""

_OUTDOORS: _Asked = {
    "highway": True,
    "waterway": True,
    "railway": True,
    **{key: sorted(OBSTACLE_TAGS[key]) for key in ("natural", "landuse", "leisure", "barrier")},
    **{tag: kind for tag, kind in PLATFORM_TAGS.items() if tag != "railway"},
}
_HOUSES: _Asked = {"building": True, "addr:housenumber": True}
_HOUSES_MARGIN_M = 100.0
"""A building on the boundary comes with all its addresses: the dwelling rule counts them."""
_OUTLINE_M = 10.0
"""Outlines are asked for this much wider and may then be drawn with fewer corners."""
_BUSY = frozenset({429, 504})
_PATIENCE = 2
"""Times a server may say that it is busy before we give up; OSMnx waits a minute after each."""


@dataclass(frozen=True)
class _Place:
    """What a place name turned out to mean: Nominatim's full name, the area in RD New."""

    name: str
    area: shapely.Geometry


class _Response(Protocol):
    """The part of a `requests.Response` that is looked at."""

    url: str
    status_code: int

    @property
    def ok(self) -> bool: ...
    @property
    def is_redirect(self) -> bool: ...
    def json(self) -> Any: ...  # noqa: ANN401 - whatever the server said
    def close(self) -> None: ...


@dataclass
class _Listener:
    """Hears every answer before OSMnx does, and stops where OSMnx would go on without telling."""

    place: str
    answers: list[Any] = field(default_factory=list)
    n_busy: int = 0

    def __call__(self, response: _Response, *_: object, **__: object) -> None:
        address = response.url.partition("?")[0]
        if response.is_redirect or address.endswith("/status"):
            return
        if response.status_code in _BUSY and self.n_busy < _PATIENCE:
            self.n_busy += 1
            return
        self.answers.append(self._content(address, response))

    def _content(self, address: str, response: _Response) -> object:
        if not response.ok:
            response.close()  # its content is not of use
            fault = f"{address} refused with status {response.status_code}"
            raise InputError(self.place, f"{fault}; try again later or use another server")
        try:
            answer = response.json()
        except ValueError as error:
            fault = f"{address} did not answer with JSON"
            raise InputError(self.place, f"{fault}; check the address of the server") from error
        if isinstance(answer, dict) and "remark" in answer:
            fault = f"{address} did not finish ({answer['remark']})"
            raise InputError(self.place, f"{fault}; ask for a smaller area or try again later")
        return answer

    @property
    def elements(self) -> list[Element]:
        """Every object in Overpass's answers, in the order they came."""
        return [e for answer in self._from_overpass for e in answer.get("elements", [])]

    @property
    def timestamp(self) -> str:
        """The oldest state of the data among Overpass's answers; "" if they do not say."""
        heads = [answer.get("osm3s", {}) for answer in self._from_overpass]
        return min((str(head.get("timestamp_osm_base", "")) for head in heads), default="")

    @property
    def _from_overpass(self) -> list[dict[str, Any]]:
        return [answer for answer in self.answers if isinstance(answer, dict)]


def fetch_osm_tables(
    place: str,
    *,
    buffer_m: float,
    rules: FacilityRules,
    dwelling_rule: DwellingRule,
    overpass_url: str | None = None,
    nominatim_url: str | None = None,
) -> OsmTables:
    """Ask OpenStreetMap for everything a walk in a place is made of.

    Parameters
    ----------
    place
        As one would type it in a search box, for instance ``"Kampen, Overijssel"``; searched for in
        the Netherlands, and of what is found the first area is taken.
    buffer_m
        How far around the place streets, obstacles and facilities are asked for, metres; 0 or more.
    rules
        What counts as which voorziening.
    dwelling_rule
        Which addresses are dwellings.
    overpass_url, nominatim_url
        Other servers than the public ones, for instance ``"http://localhost:12345/api"``. A named
        Overpass server is not asked first whether it has time.

    Returns
    -------
    OsmTables
        As `read_osm` gives. Addresses lie inside the place itself; the rest reaches ``buffer_m``
        around it, and ``extent`` is that wider area. Ways are not cut at its edge; a barrier is
        there when it stands on a street. ``counts["gevonden_plaats"]`` tells how the name was
        understood, and how many addresses are there.

    Raises
    ------
    InputError
        When the place is unknown, has no area or lies elsewhere; when a server cannot be reached,
        is too busy, refuses or does not finish; and when there is no street.

    Notes
    -----
    OSMnx's settings are as they were afterwards, and nothing is left in its cache.
    """
    listener = _Listener(place)
    with _osmnx_for(listener, overpass_url, nominatim_url) as osmnx:
        found = _find_place(osmnx, place)
        extent = _around(found.area, buffer_m)
        houses = _around(found.area, _HOUSES_MARGIN_M)
        _ask(osmnx, extent, _OUTDOORS | dict.fromkeys(sorted(rules.keys), True))
        _ask(osmnx, houses, _HOUSES | dict.fromkeys(sorted(dwelling_rule.function_keys), True))
    elements = listener.elements
    if not any(e["type"] == "way" and "highway" in e.get("tags", {}) for e in elements):
        raise InputError(place, f"no street in or around {found.name}; name a larger place")
    with file_in_memory("answer.osm.pbf") as path:
        _write_objects(elements, path)
        tables = read_osm(path, rules=rules, dwelling_rule=dwelling_rule)
    return _within(replace(tables, extent=extent, timestamp=listener.timestamp), found)


@contextmanager
def _osmnx_for(
    listener: _Listener, overpass_url: str | None, nominatim_url: str | None
) -> Iterator[ModuleType]:
    """Lend OSMnx with settings of our own, and put everything back.

    Raises
    ------
    InputError
        When a server cannot be reached.
    """
    import osmnx

    settings = osmnx.settings
    ours: dict[str, Any] = {
        "cache_only_mode": True,  # stop after the download, before OSMnx makes features of it
        "use_cache": False,
        "doh_url_template": None,  # ask no third party for the address of a server
        "http_accept_language": "nl",
        "requests_kwargs": {**settings.requests_kwargs, "hooks": {"response": listener}},
        "nominatim_url": nominatim_url or settings.nominatim_url,
        "overpass_url": overpass_url or settings.overpass_url,
        "overpass_rate_limit": settings.overpass_rate_limit and overpass_url is None,
    }
    before = {name: getattr(settings, name) for name in ours}
    resolve = socket.getaddrinfo
    try:
        for name, value in ours.items():
            setattr(settings, name, value)
        yield osmnx
    except OSError as error:
        fault = f"OpenStreetMap cannot be reached ({error})"
        remedy = "check the network and the proxy, or download an extract and read that file"
        raise InputError(listener.place, f"{fault}; {remedy}") from error
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
        socket.getaddrinfo = resolve  # OSMnx ties the server's name to one address


def _find_place(osmnx: ModuleType, place: str) -> _Place:
    try:
        found = osmnx.geocoder.geocode_to_gdf({"q": place, "countrycodes": "nl"}).iloc[0]
    except (ValueError, TypeError) as error:
        fault = f"not found in the Netherlands as a place with an area ({error})"
        remedy = "write it as on openstreetmap.org, for instance 'Kampen, Overijssel'"
        raise InputError(place, f"{fault}; {remedy}") from error
    corners = shapely.get_coordinates(shapely.box(*found.geometry.bounds))
    name = str(found["display_name"])
    if not DEGREES.holds(*corners.T).all():
        fault = f"found as {name}, of which not all lies within {DEGREES}"
        raise InputError(place, f"{fault}; name another place")
    return _Place(name, shapely.transform(found.geometry, to_rd))


def _around(area: shapely.Geometry, buffer_m: float) -> shapely.Polygon:
    """Draw one outline that lies at least so many metres around an area, without holes."""
    wide = shapely.buffer(area, buffer_m + _OUTLINE_M).simplify(_OUTLINE_M)
    one = wide if isinstance(wide, shapely.Polygon) else wide.convex_hull
    return shapely.Polygon(shapely.get_exterior_ring(one))


def _ask(osmnx: ModuleType, area: shapely.Polygon, tags: _Asked) -> None:
    """Have everything with one of the tags in an area downloaded; the listener keeps it."""
    try:
        osmnx.features.features_from_polygon(shapely.transform(area, to_wgs84), tags)
    except InterruptedError:  # how OSMnx says that all has come in and that it stops there
        return


def _write_objects(elements: Collection[Element], path: Path) -> None:
    """Write each object once, sorted as in an extract: nodes, ways, relations, each by id."""
    import osmium
    from osmium.osm.mutable import Node, Relation, Way

    of_kind: dict[str, dict[int, Element]] = {"node": {}, "way": {}, "relation": {}}
    for element in elements:
        of_kind.get(element["type"], {})[element["id"]] = element
    with osmium.SimpleWriter(osmium.io.File(str(path), "pbf"), overwrite=True) as writer:
        for osm_id, e in sorted(of_kind["node"].items()):
            writer.add_node(Node(id=osm_id, location=(e["lon"], e["lat"]), tags=e.get("tags", {})))
        for osm_id, e in sorted(of_kind["way"].items()):
            writer.add_way(Way(id=osm_id, nodes=e.get("nodes", []), tags=e.get("tags", {})))
        for osm_id, e in sorted(of_kind["relation"].items()):
            sides = [(m["type"][0], m["ref"], m["role"]) for m in e.get("members", [])]
            writer.add_relation(Relation(id=osm_id, members=sides, tags=e.get("tags", {})))


def _within(tables: OsmTables, place: _Place) -> OsmTables:
    """Keep the addresses of the place itself: the study area is not the map."""
    shapely.prepare(place.area)
    inside = shapely.covers(place.area, tables.addresses.geometry.to_numpy())
    addresses = tables.addresses[inside]
    grounds = addresses["ground"].value_counts().sort_index()
    counts = tables.counts | {
        "adressen": {str(ground): int(n) for ground, n in grounds.items() if n},
        "gevonden_plaats": {place.name: len(addresses)},
    }
    return replace(tables, addresses=addresses, counts=counts)
