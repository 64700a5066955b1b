"""What does an OpenStreetMap file say about streets, places, addresses and obstacles?

One pass over the file gives columns of all its objects; what is asked of them is told from those.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import BARRIER_TAGS, PLACE_TAGS, RD_NEW, STOP_KEYS, WALKING_TAGS
from wozgeo.domain.crs import to_rd
from wozgeo.domain.errors import InputError
from wozgeo.domain.memory import give_back
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.areas import Outlines, outlines
from wozgeo.inputs.backdrop import backdrop_table
from wozgeo.inputs.cut_waters import closed_waters
from wozgeo.inputs.dwellings import DwellingRule, read_dwelling_rule
from wozgeo.inputs.facilities import FacilityRules, merge_duplicates, read_facility_rules
from wozgeo.inputs.facility_places import entrances_table, facility_places
from wozgeo.inputs.main_doors import at_main_doors
from wozgeo.inputs.obstacles import obstacles_table
from wozgeo.inputs.opl import Box, read_columns, read_header
from wozgeo.inputs.osm_addresses import DRAWN_KEYS, drawn_addresses
from wozgeo.inputs.osm_columns import NODE, WAY, Lines, OsmColumns
from wozgeo.inputs.osm_kinds import OsmKinds, keys_that_tell
from wozgeo.inputs.osm_tables import OsmTables
from wozgeo.inputs.squares import lines_of, squares_table
from wozgeo.inputs.uncounted import uncounted_places

__all__ = ["OsmTables", "read_backdrop", "read_osm"]

_NODE_KEYS = {"addr:housenumber", "entrance"} | STOP_KEYS
_WORDS = {*WALKING_TAGS, *PLACE_TAGS, *BARRIER_TAGS, *DRAWN_KEYS}
"""Keys of the tags that come into the tables as they are."""

_MOST_NODES_LOST = 0.45
"""Share. An extract that cuts every way at its edge misses a tenth."""


@dataclass(frozen=True)
class _File:
    """What one pass over a file gave; local to one reading."""

    box: Box | None
    columns: OsmColumns
    kinds: OsmKinds
    draws: bool
    """Whether the backdrop is wanted."""

    def rows(self, *names: str) -> IntArray:
        """Give the rows of what has one of some attributes of `Meaning`."""
        found = np.zeros(len(self.columns), dtype=bool)
        for name in names:
            found |= self.kinds.which(name)
        return np.flatnonzero(found)

    @cached_property
    def addresses(self) -> IntArray:
        return np.flatnonzero(self.columns.has({"addr:housenumber"}))

    @cached_property
    def streets(self) -> IntArray:
        return self.rows("is_street")

    @cached_property
    def street_lines(self) -> Lines:
        return self.columns.lines.only(self.streets)

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """The outlines of all that is no building and not only drawn, made once; None for everything else."""
        told = self.rows("obstacle", "counts_as", "uncounted", "is_square")
        rows = np.concatenate([told, self.addresses])
        return outlines(self.columns, rows[self.columns.kind[rows] != NODE])

    @cached_property
    def buildings(self) -> "Outlines":
        """The outlines of buildings, of a country not all at once."""
        return Outlines(self.columns, self.rows("is_building"))


def read_osm(
    path: Path | str,
    *,
    rules: FacilityRules | None = None,
    dwelling_rule: DwellingRule | None = None,
    with_backdrop: bool = False,
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
    with_backdrop
        Read what the map draws under the answers too: it costs memory.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated, not OSM, or holds no street.
    """
    path, rules = Path(path), rules or read_facility_rules()
    dwelling_rule = dwelling_rule or read_dwelling_rule()
    with _uncollected():
        file, timestamp = _pass_over(path, rules, dwelling_rule, draws=with_backdrop)
        _require_streets(path, file)
        return _tables(path, file, timestamp, rules, dwelling_rule)


def read_backdrop(path: Path) -> gpd.GeoDataFrame:
    """Read nothing but what the map draws under the answers: see `wozgeo.inputs.backdrop`.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated or not OSM.
    """
    with _uncollected():
        rules, dwelling_rule = read_facility_rules(), read_dwelling_rule()
        return _backdrop(_pass_over(path, rules, dwelling_rule, draws=True)[0])


def _pass_over(
    path: Path, rules: FacilityRules, dwelling_rule: DwellingRule, *, draws: bool
) -> tuple[_File, str]:
    header = read_header(path)
    columns = read_columns(
        path,
        node_keys=_NODE_KEYS | rules.keys | dwelling_rule.function_keys,
        keys=keys_that_tell(rules, dwelling_rule) | _WORDS,
    )
    kinds = OsmKinds.told(columns, rules, dwelling_rule)
    give_back()  # the text, and what it was cut into
    return _File(header.box, columns, kinds, draws), header.timestamp


def _require_streets(path: Path, file: _File) -> None:
    """Raise InputError when nothing in a file is a street that has a place."""
    is_road = file.columns.has({"highway"})[file.streets]
    if not len(file.rows("is_square")) and not is_road.any():
        raise InputError(path, "no street in it (no way tagged highway); choose another extract")


def _tables(
    path: Path, file: _File, timestamp: str, rules: FacilityRules, dwelling_rule: DwellingRule
) -> OsmTables:
    obstacles = _obstacles(file)
    ways = _ways_and_squares(file, obstacles)
    if ways.empty:
        raise InputError(path, _without_positions(file.street_lines))
    _require_most_nodes(path, file.street_lines)
    extent = _extent(file.box, ways)
    if file.box is not None:
        obstacles = _with_closed_waters(obstacles, extent, ways)
    addresses, told = drawn_addresses(
        file.columns, file.kinds, file.shapes, file.addresses, file.buildings, rule=dwelling_rule
    )
    drawn = _facilities(file)
    once = merge_duplicates(drawn, rules, ways=lines_of(ways[ways["highway"] != ""]))
    doors = file.rows("is_main_door")
    facilities = at_main_doors(once.facilities, file.columns, file.rows("counts_as"), doors)
    entrances = entrances_table(file.columns)
    places, crossed = facility_places(
        facilities,
        drawn,
        addresses,
        file.columns,
        buildings=file.buildings,
        entrances=entrances,
        drawn_as=once.drawn_as,
    )
    grounds = addresses["ground"].value_counts().sort_index()
    kinds = facilities["voorziening"].value_counts().sort_index()
    return OsmTables(
        ways=ways,
        stops=_stops(file),
        obstacles=obstacles,
        addresses=addresses,
        facilities=facilities,
        extent=extent,
        timestamp=timestamp,
        counts={
            "adressen": {str(k): int(n) for k, n in grounds.items() if n},
            "voorzieningen_uit_osm": {str(k): int(n) for k, n in kinds.items()},
            "dubbel_gekarteerd_samengevoegd": once.counts,
            "voorzieningen_weggelaten": file.kinds.left_out(),
            "zonder_plaats_weggelaten": _without_place(file),
            "omtrek_kruist_zichzelf": {"voorzieningen": crossed},
            "adressen_gelezen_als": told,
            "straten": {"zonder_plaats": _streets_without_place(file.street_lines)},
        },
        backdrop=_backdrop(file) if file.draws else None,
        uncounted=uncounted_places(file.columns, file.kinds, file.shapes),
        places=places,
        entrances=entrances,
    )


def _backdrop(file: _File) -> gpd.GeoDataFrame:
    drawn = Outlines(file.columns, file.rows("backdrop"))
    return backdrop_table(file.columns, file.kinds.column("backdrop"), drawn, file.box)


def _require_most_nodes(path: Path, streets: Lines) -> None:
    """Raise InputError when streets miss more of their nodes than an edge of an extract cuts off."""
    lost, every = int(streets.lost.sum()), len(streets.nodes)
    if lost > _MOST_NODES_LOST * every:
        raise InputError(
            path,
            f"{lost} of the {every} nodes of its streets are not in it, so streets would be walked in pieces; "
            "take an extract with whole ways (osmium extract --strategy complete_ways), or download it again",
        )


def _without_positions(streets: Lines) -> str:
    """Tell why no street has a place on the map."""
    if (streets.nodes[streets.offsets[:-1][streets.counts > 0]] < 0).any():
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


def _ways_and_squares(file: _File, obstacles: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the ways contract; a square that does not close in this extract is a line like any other."""
    squares = file.rows("is_square")
    closed = np.isin(shapely.get_type_id(file.shapes[squares]), (3, 6))
    cut = squares[~closed & (file.columns.kind[squares] == WAY)]
    ways = _ways(file.columns, np.concatenate([file.streets, cut]))
    if not closed.any():
        return ways
    on_ground = ~file.kinds.which("over_ground")
    houses = (shapes[on_ground[rows]] for rows, shapes in file.buildings.batches())
    areas = squares_table(
        file.columns,
        squares[closed],
        file.shapes[squares[closed]],
        buildings=houses,
        obstacles=obstacles,
    )
    return gpd.GeoDataFrame(pd.concat([ways, areas]), geometry="geometry", crs=RD_NEW)


def _ways(columns: OsmColumns, streets: IntArray) -> gpd.GeoDataFrame:
    lines = columns.lines.only(streets)
    way, known = lines.way, lines.known
    fresh = np.r_[True, (way[1:] != way[:-1]) | ~known[:-1]]
    run = np.cumsum(fresh)[known]
    xy, nodes, way = to_rd(lines.lonlat)[known], lines.nodes[known], way[known]
    _, start, run, counts = np.unique(
        run, return_index=True, return_inverse=True, return_counts=True
    )
    keep = counts >= 2
    inside = keep[run]
    geometry = shapely.linestrings(
        xy[inside], indices=np.unique(run[inside], return_inverse=True)[1]
    )
    pieces = np.split(nodes[inside], np.cumsum(counts[keep])[:-1]) if keep.any() else []
    piece_of = way[start[keep]]
    tags = columns.words((*WALKING_TAGS, *PLACE_TAGS), streets)
    if len(piece_of) != len(streets) or (np.diff(piece_of) != 1).any():
        tags = {tag: values.take(piece_of) for tag, values in tags.items()}
    return gpd.GeoDataFrame(
        {
            "nodes": pd.Series(pieces, dtype=object, index=range(len(piece_of))),
            **tags,
        },
        geometry=geometry,
        crs=RD_NEW,
    ).set_index(pd.Index(columns.osm_id[streets][piece_of], name="way_id"))


def _streets_without_place(streets: Lines) -> int:
    """Count the streets of which no piece is left; at the edge of every extract others are cut."""
    return int(np.count_nonzero(streets.lost >= streets.counts - 1))


def _without_place(file: _File) -> dict[str, int]:
    """Count what is in the file but has too few of its nodes there to have a place.

    Streets are cut at every edge of every extract; that is no news to anyone.
    """

    def lost(rows: IntArray) -> int:
        outlined = rows[file.columns.kind[rows] != NODE]
        return sum(shape is None for shape in file.shapes[outlined])

    return {
        "voorzieningen": lost(file.rows("counts_as")),
        "adressen": lost(file.addresses),
    }


def _stops(file: _File) -> pd.DataFrame:
    rows = file.rows("is_stop")
    return pd.DataFrame(
        file.columns.table(BARRIER_TAGS, rows),
        index=pd.Index(file.columns.osm_id[rows], name="node_id"),
        dtype=object,
    )


def _obstacles(file: _File) -> gpd.GeoDataFrame:
    rows = file.rows("obstacle")
    gates = np.flatnonzero(file.kinds.which("is_stop") & file.kinds.which("is_gate"))
    return obstacles_table(
        file.kinds.column("obstacle")[rows],
        file.shapes[rows],
        is_line=file.kinds.which("is_coast_or_road")[rows],
        gates=to_rd(file.columns.lonlat(gates)),
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


def _facilities(file: _File) -> gpd.GeoDataFrame:
    found, columns = file.rows("counts_as"), file.columns
    is_node = columns.kind[found] == NODE
    found = np.concatenate([found[is_node], found[~is_node]])
    shapes = file.shapes[found]
    shapes[: np.count_nonzero(is_node)] = shapely.points(columns.lonlat(found[: is_node.sum()]))
    named, counts_as = columns.texts("name", found), file.kinds.column("counts_as")[found]
    rows = [
        (ref, str(voorziening), name, rule, shape)
        for ref, name, shape, taken in zip(
            columns.refs(found), named, shapes, counts_as, strict=True
        )
        if shape is not None
        for voorziening, rule in taken.items()
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


def _extent(box: Box | None, ways: gpd.GeoDataFrame) -> shapely.Polygon:
    """Outline the area the data covers: the header's box, else the box of the streets."""
    if box is None:
        return shapely.box(*ways.total_bounds)
    return shapely.transform(shapely.segmentize(shapely.box(*box), 0.05), to_rd)
