"""Where may one enter what is drawn as a facility: by which doors, or somewhere along which outline?

A facility has an outline where it is drawn as an area, where its building is drawn as one too, and where its
point lies in a building. Doors that the map knows say where one enters; where it knows none, the outline is
told, and the street of the address with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.many_shapes import points_at, shapes_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray
from wozgeo.inputs.areas import Outlines
from wozgeo.inputs.osm_columns import NODE, OsmColumns

_ON_IT_M = 0.3
"""A door this near to an outline is a door in it: nodes are kept to a centimetre."""
_NO_WAY_IN = frozenset({"no", "none"})
_FOR_OTHERS = frozenset(
    {"emergency", "exit", "fire_exit", "service", "delivery", "garage", "staircase", "home"}
)
"""Doors for leaving, for goods, for cars and for who lives above: a visitor does not come in by them."""
_TAGS = ("addr:street", "public_transport", "railway", "highway")


class PlaceKind(StrEnum):
    """What is known of where one enters a facility."""

    DEUR = "deur"
    """A door: one enters by whichever is nearest."""
    MISSCHIEN = "misschien"
    """A door of its building, which may be another's."""
    NEVEN = "neven"
    """A door beside the main one."""
    DIENST = "dienst"
    """A door for leaving or for goods: better than nothing."""
    OMTREK = "omtrek"
    """Somewhere along this outline."""
    PERRON = "perron"
    """Anywhere on it, or at it."""
    ADRES = "adres"
    """A point that was found by its address: one enters as one leaves a dwelling."""


PLACE_COLUMNS = ("source", "kind", "straat")


def no_places() -> gpd.GeoDataFrame:
    """Give the table of facilities of which nothing but their point is known."""
    table = {name: np.empty(0, dtype=object) for name in PLACE_COLUMNS}
    index = pd.Index([], dtype=object, name="facility_id")
    return gpd.GeoDataFrame(table, geometry=[], crs=RD_NEW, index=index)


def places_table(
    ids: list[str], source: str, kinds: list[str], streets: list[str], shapes: list[object]
) -> gpd.GeoDataFrame:
    """Lay out what is known of where facilities are entered.

    Returns
    -------
    GeoDataFrame
        Index facility_id, of which an entry may be there more than once; ``source`` of the facility, ``kind``
        a `PlaceKind`, ``straat`` the street of its address, "" where that is not known; geometry in RD New.
    """
    if not ids:
        return no_places()
    geometry = np.full(len(shapes), None, dtype=object)
    geometry[:] = shapes
    columns = {"source": source, "kind": kinds, "straat": streets}
    index = pd.Index(ids, name="facility_id", dtype=object)
    table = gpd.GeoDataFrame(columns, geometry=geometry, crs=RD_NEW, index=index)
    return table.astype(dict.fromkeys(PLACE_COLUMNS, object))


def entrances_table(columns: OsmColumns) -> gpd.GeoDataFrame:
    """Give the doors on the map: nodes tagged ``entrance``.

    Returns
    -------
    GeoDataFrame
        ``kind``: the value of that tag; Points in RD New. What is no way in is not there.
    """
    rows = np.flatnonzero((columns.kind == NODE) & columns.has({"entrance"}))
    texts = [str(text).strip().casefold() for text in columns.texts("entrance", rows)]
    kind = np.array([*texts, None], dtype=object)[:-1]
    kept = np.array([text not in _NO_WAY_IN for text in texts], dtype=bool)
    places = points_at(to_rd(columns.lonlat(rows[kept])))
    return gpd.GeoDataFrame({"kind": kind[kept]}, geometry=places, crs=RD_NEW)


class _Doors(NamedTuple):
    """Doors on the map: places in RD New, and what each is."""

    shapes: Geometries
    kind: NDArray[np.object_]


@dataclass(frozen=True)
class _Known:
    """A facility with an outline.

    Attributes
    ----------
    name
        Its id.
    point
        Where it is.
    outlines
        Of itself, as often as it is drawn; else of the building it lies in.
    own
        Whether the outlines are its own.
    building
        The building it lies in; None where it lies in none.
    platform
        Whether it is a platform.
    street
        Of its address; "" where that is not known.
    """

    name: str
    point: shapely.Geometry
    outlines: list[shapely.Geometry]
    own: bool
    building: shapely.Geometry | None
    platform: bool
    street: str


def facility_places(
    facilities: gpd.GeoDataFrame,
    drawn: gpd.GeoDataFrame,
    addresses: gpd.GeoDataFrame,
    columns: OsmColumns,
    *,
    buildings: Outlines,
    entrances: gpd.GeoDataFrame,
    drawn_as: Mapping[tuple[str, str], list[str]],
) -> tuple[gpd.GeoDataFrame, int]:
    """Tell where the facilities of a file may be entered.

    Parameters
    ----------
    facilities
        Facilities contract, as they are measured.
    drawn
        The same as they are drawn: a geometry of any kind in RD New per object and voorziening.
    addresses
        Locations contract, of everything with a number.
    columns
        The objects of the file.
    buildings
        The outlines of what stands on the ground.
    entrances
        See `entrances_table`.
    drawn_as
        Which objects are one place with a facility (`wozgeo.inputs.facilities.Merged`).

    Returns
    -------
    tuple
        See `places_table`; and how many have an outline that crosses itself and are measured by their point.
    """
    own, crossed = _outlines_of(facilities, drawn, drawn_as)
    known = [*_known(facilities, drawn, own, crossed, addresses, columns, buildings)]
    doors = _Doors(shapes_of(entrances.geometry), entrances["kind"].to_numpy(dtype=object))
    rows = [row for one in known for row in _ways_in(one, doors)]
    ids, kinds, streets, shapes = (
        (list(part) for part in zip(*rows, strict=True)) if rows else ([],) * 4
    )
    return places_table(ids, "OpenStreetMap", kinds, streets, shapes), len(crossed)


_Outline = tuple[str, shapely.Geometry]
"""The id of an object, and its shape."""


def _outlines_of(
    facilities: gpd.GeoDataFrame,
    drawn: gpd.GeoDataFrame,
    drawn_as: Mapping[tuple[str, str], list[str]],
) -> tuple[dict[str, list[_Outline]], set[str]]:
    """Give the outlines of facilities, and the object of each; and which have none but what crosses itself."""
    outlined = drawn[shapely.get_dimensions(drawn.geometry.to_numpy()) > 0]
    shapes = dict(zip(outlined.index, outlined.geometry, strict=True))
    found: dict[str, dict[str, shapely.Geometry]] = {}
    for name, kind in zip(facilities.index, facilities["voorziening"], strict=True):
        refs = (ref for ref in (name, *drawn_as.get((kind, name), ())) if ref in shapes)
        if mine := {ref: shapes[ref] for ref in refs}:
            found.setdefault(str(name), {}).update(mine)
    valid = {
        name: [one for one in mine.items() if shapely.is_valid(one[1])]
        for name, mine in found.items()
    }
    crossed = {name for name, mine in valid.items() if not mine}
    return {name: mine for name, mine in valid.items() if mine}, crossed


def _areas_around(
    facilities: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame
) -> dict[str, tuple[shapely.Geometry, str]]:
    """Give the smallest area of its own voorziening each facility lies in, which is another's, and its id."""
    shapes = drawn.geometry.to_numpy()
    areas = drawn[(shapely.get_dimensions(shapes) == 2) & shapely.is_valid(shapes)]
    tree = shapely.STRtree(areas.geometry.to_numpy())
    point, area = tree.query(facilities.geometry.to_numpy(), predicate="covered_by")
    kinds = areas["voorziening"].to_numpy()[area]
    same = facilities["voorziening"].to_numpy()[point] == kinds
    found = sorted(
        (float(shapely.area(areas.geometry.iloc[i])), str(areas.index[i]), int(at), int(i))
        for at, i in zip(point[same], area[same], strict=True)
        if facilities.index[at] != areas.index[i]
    )
    return {
        str(facilities.index[at]): (areas.geometry.iloc[i], ref) for _, ref, at, i in found[::-1]
    }


def _known(
    facilities: gpd.GeoDataFrame,
    drawn: gpd.GeoDataFrame,
    own: dict[str, list[_Outline]],
    crossed: set[str],
    addresses: gpd.GeoDataFrame,
    columns: OsmColumns,
    buildings: Outlines,
) -> Iterator[_Known]:
    """Tell of every facility that has an outline which it is, and which street its address names."""
    single = facilities[~facilities.index.duplicated()]
    within, around = _buildings_around(single, buildings), _areas_around(single, drawn)
    drawings = {ref for mine in own.values() for ref, _ in mine}
    wanted = {*single.index, *drawings, *(ref for _, ref in around.values())}
    numbers = {ref: row for row, ref in _refs(columns, wanted)}
    texts = columns.table(_TAGS, np.array([*numbers.values()], dtype=np.int64)).values()
    tags = {
        ref: dict(zip(_TAGS, told, strict=True))
        for ref, told in zip(numbers, zip(*texts, strict=True), strict=True)
    }
    for name, (area, ref) in around.items():
        within.setdefault(name, (area, tags[ref]["addr:street"]))
    houses = addresses.geometry.to_numpy()
    tree = shapely.STRtree(houses)
    streets = addresses["straat"].to_numpy(dtype=object)
    for name, point in zip(single.index.astype(str), single.geometry, strict=True):
        drawn_here = own.get(name, [])
        if name not in tags or name in crossed:
            continue
        building, built = within.get(name, (None, ""))
        told = [tags[ref] for ref in dict.fromkeys((name, *(ref for ref, _ in drawn_here)))]
        stops = [_stop(one) for one in told]
        # a line is cut at the edge of the file, or a whole route; but a platform may be one
        outlines = [
            shape
            for ref, shape in drawn_here
            if shapely.get_dimensions(shape) == 2 or (any(stops) and not ref.startswith("r"))
        ]
        is_own = bool(outlines)
        if not is_own and building is not None and not (drawn_here or any(stops)):
            outlines = [building]
        if not outlines:
            continue
        street = next((text for text in (*(one["addr:street"] for one in told), built) if text), "")
        if not street:
            around_it = streets[tree.query(_largest(outlines), predicate="intersects")]
            different = {*around_it} - {""}
            street = different.pop() if len(different) == 1 else ""
        platform = is_own and any(stops) and "station" not in stops
        yield _Known(name, point, outlines, is_own, building, platform, str(street))


def _largest(outlines: list[shapely.Geometry]) -> shapely.Geometry:
    """Give the largest of some outlines, of equals the first."""
    return outlines[int(np.argmax(shapely.area(outlines)))]


def _refs(columns: OsmColumns, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """Find the rows of some objects."""
    ids = np.array([int(ref[1:]) for ref in wanted if ":" not in ref], dtype=np.int64)
    rows = np.flatnonzero(np.isin(columns.osm_id, ids))
    for row, ref in zip(rows.tolist(), columns.refs(rows), strict=True):
        if ref in wanted:
            yield row, ref


def _stop(tags: Mapping[str, str]) -> str:
    """Tell what kind of stop something is: a station, a platform, or another; "" where it is none."""
    values = {tags["public_transport"], tags["railway"]} - {""}
    if "platform" in values:
        return "platform"
    if values & {"station", "halt"}:
        return "station"
    return "stop" if values or tags["highway"] == "bus_stop" else ""


def _buildings_around(
    facilities: gpd.GeoDataFrame, buildings: Outlines
) -> dict[str, tuple[shapely.Geometry, str]]:
    """Give the smallest building each facility lies in, in RD New, and the street in its address."""
    points = facilities.to_crs("EPSG:4326").geometry.to_numpy()
    tree = shapely.STRtree(points)
    best: dict[int, tuple[float, str, shapely.Geometry, int]] = {}
    for rows, shapes in buildings.batches():
        house, point = tree.query(shapes, predicate="covers")
        outlines = shapely.transform(shapes[house], to_rd)
        refs = buildings.columns.refs(rows[house])
        for at, shape, ref, row in zip(point, outlines, refs, rows[house], strict=True):
            if shapely.get_dimensions(shape) == 2 and shapely.is_valid(shape):
                found = (shapely.area(shape), ref, shape, int(row))
                best[at] = min(found, best.get(at, found), key=lambda one: one[:2])
    names = facilities.index.astype(str)
    streets = buildings.columns.texts(
        "addr:street", np.array([one[3] for one in best.values()], dtype=np.int64)
    )
    return {
        names[at]: (one[2], str(street))
        for (at, one), street in zip(best.items(), streets, strict=True)
    }


_Row = tuple[str, str, str, shapely.Geometry]


def _ways_in(known: _Known, doors: _Doors) -> Iterator[_Row]:
    """Tell where one facility is entered: id, kind, street and shape."""
    if known.platform:
        for outline in known.outlines:
            yield known.name, PlaceKind.PERRON, "", outline
        return
    mine = _doors_in(known.outlines, doors)
    own = known.own
    if own and not _for_visitors(doors.kind[mine]).any() and known.building is not None:
        mine, own = np.concatenate([mine, _doors_in([known.building], doors)]), False
    public = mine[_for_visitors(doors.kind[mine])]
    if len(public):
        main = public[doors.kind[public] == "main"]
        chosen = main if len(main) else public
        if not own:  # a building may be of several: the nearest door is probably the one
            apart = shapely.distance(doors.shapes[chosen], known.point)
            chosen = chosen[[int(np.lexsort((_order(doors.shapes[chosen]), apart))[0])]]
        for door in public:
            other = PlaceKind.NEVEN if own else PlaceKind.MISSCHIEN
            kind = PlaceKind.DEUR if door in chosen else other
            yield known.name, kind, "", doors.shapes[door]
        return
    for door in mine:
        yield known.name, PlaceKind.DIENST, "", doors.shapes[door]
    yield known.name, PlaceKind.OMTREK, known.street, _largest(known.outlines)


def _for_visitors(kind: NDArray[np.object_]) -> NDArray[np.bool_]:
    return ~np.isin(kind.astype(str), [*_FOR_OTHERS])


def _order(shapes: Geometries) -> FloatArray:
    """Give numbers by which equally near doors are told apart whatever their ids."""
    x, y = shapely.get_coordinates(shapes).T
    return np.asarray(np.argsort(np.lexsort((y, x))), dtype=np.float64)


def _doors_in(outlines: list[shapely.Geometry], doors: _Doors) -> IntArray:
    """Give the doors on some outlines, each once."""
    edges = [shapely.boundary(one) if shapely.get_dimensions(one) == 2 else one for one in outlines]
    found = [np.flatnonzero(shapely.dwithin(doors.shapes, edge, _ON_IT_M)) for edge in edges]
    return np.asarray(np.unique(np.concatenate(found)), dtype=np.int64)


def kept_places(facilities: gpd.GeoDataFrame, *tables: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Keep what is told of where facilities are entered that are still there, from the same source."""
    keys = pd.MultiIndex.from_arrays([facilities.index, facilities["source"]])
    kept = [
        table[pd.MultiIndex.from_arrays([table.index, table["source"]]).isin(keys)]
        for table in tables
        if table is not None and len(table)
    ]
    if not kept:
        return no_places()
    together = pd.concat(kept)
    return gpd.GeoDataFrame(together, geometry=shapes_of(together.geometry), crs=RD_NEW)
