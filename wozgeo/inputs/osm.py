"""What does an OpenStreetMap file say about streets, places, addresses and obstacles?

One pass over the file; a second, for the ways of its areas with holes, where there are any. The
backdrop of the map has a reader of its own (`wozgeo.inputs.backdrop`).
"""

import gc
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.contracts import (
    BARRIER_TAGS,
    PLACE_TAGS,
    PLATFORM_TAGS,
    RD_NEW,
    STOP_KEYS,
    WALKING_TAGS,
)
from wozgeo.domain.crs import to_rd
from wozgeo.domain.errors import InputError
from wozgeo.inputs.areas import Areas, HasRest
from wozgeo.inputs.cut_waters import closed_waters
from wozgeo.inputs.dwellings import DwellingRule, read_dwelling_rule
from wozgeo.inputs.facilities import FacilityRules, merge_duplicates, read_facility_rules
from wozgeo.inputs.main_doors import at_main_doors
from wozgeo.inputs.obstacles import OBSTACLE_TAGS, obstacle_kind, obstacles_table
from wozgeo.inputs.opl import (
    Header,
    OsmObject,
    node_positions,
    read_header,
    scan,
    way_lines,
)
from wozgeo.inputs.osm_addresses import Address, Building, drawn_addresses
from wozgeo.inputs.squares import (
    is_over_ground,
    lines_of,
    may_be_square,
    squares_table,
)

_OBSTACLE_KEYS = frozenset(OBSTACLE_TAGS)
_WAY_KEYS = {"highway", "building", *PLATFORM_TAGS} | _OBSTACLE_KEYS
_NODE_KEYS = {"addr:housenumber", "entrance"} | STOP_KEYS
_GATES = re.compile("gate|stile|turnstile|entrance|opening")
"""Barriers on a node by which one gets through a fence."""

_MOST_NODES_LOST = 0.45
"""Share. An extract that cuts every way at its edge misses a tenth."""


@dataclass(frozen=True)
class OsmTables:
    """What was read, as contract tables (`wozgeo.domain.contracts`), all in RD New.

    Attributes
    ----------
    ways, stops, obstacles
        What the walking network is made of.
    addresses
        Locations contract (``pand_id``: the building), ``dwelling`` (bool), ``ground`` (why so).
    facilities
        Facilities contract; places mapped twice are merged.
    extent
        The area the file holds, from its header, else from its nodes.
    timestamp
        The state of the data, as the file says; "" if it does not.
    counts
        What was found, and by which rule; goes into run.json.
    """

    ways: gpd.GeoDataFrame
    stops: pd.DataFrame
    obstacles: gpd.GeoDataFrame
    addresses: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    extent: shapely.Polygon
    timestamp: str
    counts: dict[str, dict[str, int]]

    @property
    def dwellings(self) -> gpd.GeoDataFrame:
        """The addresses that are dwellings."""
        chosen = self.addresses[self.addresses["dwelling"]]
        return chosen.drop(columns=["dwelling", "ground"])


@dataclass
class _Found:
    """Objects of one pass, sorted by what they are for; local to `read_osm`."""

    streets: list[OsmObject] = field(default_factory=list)
    squares: list[OsmObject] = field(default_factory=list)
    stops: list[OsmObject] = field(default_factory=list)
    obstacles: list[OsmObject] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    roofs: set[str] = field(default_factory=set)
    """Buildings that one may walk below."""
    functions: list[str] = field(default_factory=list)
    facilities: list[OsmObject] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Places that would count as a voorziening, by the tag by which they do not."""
    main_doors: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    """Ways without a tag that matters: they may be sides of an area."""


def read_osm(
    path: Path,
    *,
    rules: FacilityRules | None = None,
    dwelling_rule: DwellingRule | None = None,
) -> OsmTables:
    """Read everything a walk is made of.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    rules
        What counts as which voorziening; None: the table that comes with wozgeo.
    dwelling_rule
        Which addresses are dwellings; None: the rule that comes with wozgeo.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated, not OSM, or holds no street.
    """
    header = read_header(path)
    with _uncollected():
        return _read(
            path,
            header,
            rules or read_facility_rules(),
            dwelling_rule or read_dwelling_rule(),
        )


def _read(
    path: Path, header: Header, rules: FacilityRules, dwelling_rule: DwellingRule
) -> OsmTables:
    found = _sort_objects(path, rules, dwelling_rule)
    if not found.squares and not any("highway" in street.tags for street in found.streets):
        raise InputError(path, "no street in it (no way tagged highway); choose another extract")
    shaped: list[HasRest] = [*found.buildings, *found.obstacles, *found.facilities]
    shaped += [*found.addresses, *found.squares]
    areas = Areas(shaped, {**found.sides, **{o.ref: o.rest for o in found.streets}})
    obstacles = _obstacles(found, areas)
    ways = _ways_and_squares(found, areas, obstacles)
    if ways.empty:
        raise InputError(path, _without_positions(found.streets))
    _require_most_nodes(path, found.streets)
    extent = _extent(header.box, ways)
    if header.box is not None:
        obstacles = _with_closed_waters(obstacles, extent, ways)
    addresses, told = drawn_addresses(
        found.addresses, found.buildings, found.functions, areas, rule=dwelling_rule
    )
    facilities, merged = merge_duplicates(
        _facilities(found.facilities, areas, rules),
        rules,
        ways=lines_of(ways[ways["highway"] != ""]),
    )
    facilities = at_main_doors(facilities, found.facilities, found.main_doors)
    return OsmTables(
        ways=ways,
        stops=_stops(found.stops),
        obstacles=obstacles,
        addresses=addresses,
        facilities=facilities,
        extent=extent,
        timestamp=header.timestamp,
        counts={
            "adressen": {
                str(k): int(n)
                for k, n in addresses["ground"].value_counts().sort_index().items()
                if n
            },
            "voorzieningen_uit_osm": {
                str(k): int(n)
                for k, n in facilities["voorziening"].value_counts().sort_index().items()
            },
            "dubbel_gekarteerd_samengevoegd": merged,
            "voorzieningen_weggelaten": dict(found.left_out.most_common()),
            "zonder_plaats_weggelaten": _without_place(found, areas),
            "adressen_gelezen_als": told,
            "straten": {"zonder_plaats": _streets_without_place(found.streets)},
        },
    )


def _require_most_nodes(path: Path, streets: list[OsmObject]) -> None:
    """Raise InputError when streets miss more of their nodes than an edge of an extract cuts off."""
    lost = sum(street.rest.count("xy") for street in streets)
    every = sum(street.rest.count("n") for street in streets)
    if lost > _MOST_NODES_LOST * every:
        raise InputError(
            path,
            f"{lost} of the {every} nodes of its streets are not in it, so streets would be walked in pieces; "
            "take an extract with whole ways (osmium extract --strategy complete_ways), or download it again",
        )


def _without_positions(streets: list[OsmObject]) -> str:
    """Tell why no street has a place on the map."""
    if any(street.rest.startswith("Nn-") for street in streets):
        return (
            "its nodes have negative ids, as in a file that was never uploaded; give them others "
            "(osmium renumber) or save it from the editor after an upload"
        )
    return (
        "its ways have no positions: the nodes must come before the ways; sort the file "
        "(osmium sort) or download it again"
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking all that was read, again and again, while reading.

    Nothing here refers to itself, so nothing is left for it to find; a third of the time is saved.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sort_objects(path: Path, rules: FacilityRules, dwelling_rule: DwellingRule) -> _Found:
    found = _Found()
    functions, berths = dwelling_rule.function_keys, dwelling_rule.berth_keys
    for thing in scan(path, node_keys=_NODE_KEYS | rules.keys | functions):
        ref, tags, rest = thing
        kind = ref[0]
        has_function = not functions.isdisjoint(tags) and dwelling_rule.has_function(tags)
        if rules.classify(tags):
            found.facilities.append(thing)
        elif reason := rules.left_out(tags):
            found.left_out[reason] += 1
        if "addr:housenumber" in tags:
            get = tags.get
            street, number = intern(get("addr:street", "")), tags["addr:housenumber"]
            postcode, city = intern(get("addr:postcode", "")), intern(get("addr:city", ""))
            berth = not berths.isdisjoint(tags) and dwelling_rule.is_berth(tags)
            address = (ref, rest, has_function, street, number, postcode, city, berth)
            found.addresses.append(Address._make(address))
        elif kind == "n" and has_function:
            found.functions.append(rest)
        if kind == "n":
            if not STOP_KEYS.isdisjoint(tags):
                found.stops.append(thing)
            if tags.get("entrance") == "main":
                found.main_doors[ref] = rest
        elif _WAY_KEYS.isdisjoint(tags):
            if kind == "w":
                found.sides[ref] = rest
        else:
            _sort_way(found, thing, dwelling_rule)
    return found


def _sort_way(found: _Found, thing: OsmObject, dwelling_rule: DwellingRule) -> None:
    ref, tags, rest = thing
    if "building" in tags:
        below = dwelling_rule.has_shops_below(tags)
        found.buildings.append(Building(ref, rest, dwelling_rule.rank(tags), below))
        if is_over_ground(tags):
            found.roofs.add(ref)
    if may_be_square(thing):
        found.squares.append(thing)
    elif ref[0] == "w" and ("highway" in tags or _is_platform(tags)):
        found.streets.append(thing)
        if obstacle_kind(tags):
            found.obstacles.append(thing)
    elif not _OBSTACLE_KEYS.isdisjoint(tags) and obstacle_kind(tags):
        found.obstacles.append(thing)
    elif ref[0] == "w" and "building" not in tags:
        found.sides[ref] = rest


def _is_platform(tags: dict[str, str]) -> bool:
    return any(tags.get(tag) == kind for tag, kind in PLATFORM_TAGS.items())


def _ways_and_squares(found: _Found, areas: Areas, obstacles: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the ways contract; a square that does not close in this extract is a line like any other."""
    shapes = areas.of(found.squares)
    closed = np.isin(shapely.get_type_id(shapes), (3, 6))
    cut = [o for o, whole in zip(found.squares, closed, strict=True) if not whole]
    ways = _ways([*found.streets, *(o for o in cut if o.ref[0] == "w")])
    if not closed.any():
        return ways
    houses = areas.of([b for b in found.buildings if b.ref not in found.roofs])
    squares = squares_table(
        [o for o, whole in zip(found.squares, closed, strict=True) if whole],
        shapes[closed],
        buildings=houses,
        obstacles=obstacles,
    )
    return gpd.GeoDataFrame(pd.concat([ways, squares]), geometry="geometry", crs=RD_NEW)


def _ways(streets: list[OsmObject]) -> gpd.GeoDataFrame:
    lines = way_lines([o.rest for o in streets])
    lines = replace(lines, lonlat=to_rd(lines.lonlat))
    way = np.repeat(np.arange(len(streets)), np.diff(lines.offsets))
    known = ~np.isnan(lines.lonlat[:, 0])
    fresh = np.r_[True, (way[1:] != way[:-1]) | ~known[:-1]]
    run = np.cumsum(fresh)[known]
    xy, nodes, way = lines.lonlat[known], lines.nodes[known], way[known]
    _, start, run, counts = np.unique(
        run, return_index=True, return_inverse=True, return_counts=True
    )
    keep = counts >= 2
    inside = keep[run]
    geometry = shapely.linestrings(
        xy[inside], indices=np.unique(run[inside], return_inverse=True)[1]
    )
    pieces = np.split(nodes[inside], np.cumsum(counts[keep])[:-1]) if keep.any() else []
    chosen = way[start[keep]]
    table = {
        tag: np.array([o.tags.get(tag, "") for o in streets], dtype=object)[chosen]
        for tag in (*WALKING_TAGS, *PLACE_TAGS)
    }
    return gpd.GeoDataFrame(
        {"nodes": pd.Series(pieces, dtype=object, index=range(len(chosen))), **table},
        geometry=geometry,
        crs=RD_NEW,
    ).set_index(
        pd.Index(np.array([o.osm_id for o in streets], dtype=np.int64)[chosen], name="way_id")
    )


def _streets_without_place(streets: list[OsmObject]) -> int:
    """Count the streets of which no piece is left; at the edge of every extract others are cut."""
    return sum(street.rest.count("xy") >= street.rest.count("n") - 1 for street in streets)


def _without_place(found: _Found, areas: Areas) -> dict[str, int]:
    """Count what is in the file but has too few of its nodes there to have a place.

    Streets are cut at every edge of every extract; that is no news to anyone.
    """

    def lost(objects: Sequence[HasRest]) -> int:
        outlined = [o for o in objects if o.ref[0] != "n"]
        return sum(shape is None for shape in areas.of(outlined))

    return {
        "voorzieningen": lost(found.facilities),
        "adressen": lost(found.addresses),
    }


def _stops(stops: list[OsmObject]) -> pd.DataFrame:
    return pd.DataFrame(
        {tag: [o.tags.get(tag, "") for o in stops] for tag in BARRIER_TAGS},
        index=pd.Index([o.osm_id for o in stops], name="node_id", dtype=np.int64),
        dtype=object,
    )


def _obstacles(found: _Found, areas: Areas) -> gpd.GeoDataFrame:
    gates = [o.rest for o in found.stops if _GATES.search(o.tags.get("barrier", ""))]
    return obstacles_table(
        [o.tags for o in found.obstacles],
        areas.of(found.obstacles),
        gates=to_rd(node_positions(gates)),
    )


def _with_closed_waters(
    obstacles: gpd.GeoDataFrame, extent: shapely.Polygon, ways: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Make areas of multipolygons of water that the edge of the extract has cut."""
    shapes = obstacles.geometry.to_numpy().copy()
    cut = (shapely.get_type_id(shapes) == 5) & (obstacles["kind"] == "water").to_numpy()
    if not cut.any():
        return obstacles
    streets = shapely.get_coordinates(ways.geometry.to_numpy())
    shapes[cut] = closed_waters(shapes[cut], extent, streets)
    return obstacles.set_geometry(shapes, crs=RD_NEW)


def _facilities(objects: list[OsmObject], areas: Areas, rules: FacilityRules) -> gpd.GeoDataFrame:
    nodes = [o for o in objects if o.ref[0] == "n"]
    others = [o for o in objects if o.ref[0] != "n"]
    shapes = np.concatenate(
        [shapely.points(node_positions([o.rest for o in nodes])), areas.of(others)]
    )
    rows = [
        (o.ref, str(voorziening), o.tags.get("name", ""), rule, shape)
        for o, shape in zip(nodes + others, shapes, strict=True)
        if shape is not None
        for voorziening, rule in rules.classify(o.tags).items()
    ]
    ids, kinds, names, rule_names, geometry = zip(*rows, strict=True) if rows else ((),) * 5
    return gpd.GeoDataFrame(
        {
            "voorziening": np.array(kinds, dtype=object),
            "name": np.array(names, dtype=object),
            "rule": np.array(rule_names, dtype=object),
            "source": "OpenStreetMap",
        },
        geometry=shapely.transform(np.array(geometry, dtype=object), to_rd),
        crs=RD_NEW,
        index=pd.Index(ids, name="facility_id", dtype=object),
    )


def _extent(
    box: tuple[float, float, float, float] | None, ways: gpd.GeoDataFrame
) -> shapely.Polygon:
    """Outline the area the data covers: the header's box, else the box of the streets."""
    if box is None:
        return shapely.box(*ways.total_bounds)
    return shapely.transform(shapely.segmentize(shapely.box(*box), 0.05), to_rd)
