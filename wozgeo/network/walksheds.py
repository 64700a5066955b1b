"""From where can a facility be reached on foot within a limit?

Along streets, not in a circle: the pieces of street from which the walk is short enough, cut at the
metre, and for the eye the area along them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_one_multiline, lines_between
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.search import Reading, SearchGraph, build_search_graph

_HOLE_M2 = 5_000.0
"""Smaller holes in an area are closed: the inside of a block is no place to stay away from."""
_SIMPLIFY_M = 1.0
"""Corners of an area that make less difference are left out: a map holds many of them."""
_QUARTER = 4
"""Corners in a quarter of a circle."""


@dataclass(frozen=True)
class Walksheds:
    """Where one can walk from, per facility or group of facilities: the same sorted index.

    Attributes
    ----------
    straten
        MultiLineString, RD New: its length is metres of street, none counted twice.
    gebied
        Polygon or MultiPolygon, RD New: the area along those streets, for the eye. Whether a dwelling
        in it is near enough is said by its distance alone: it may have a leg of its own to walk.
    """

    straten: gpd.GeoSeries
    gebied: gpd.GeoSeries


def build_walksheds(
    network: WalkNetwork,
    facilities: Accesses,
    *,
    limit_m: float,
    width_m: float,
    together: Sequence[str] | None = None,
) -> Walksheds:
    """Find the streets from which facilities can be reached within a limit.

    The reading is the possible one: whatever is not known to be closed is walked. Private ground is
    walked as by `wozgeo.network.distances.measure_distances`: as first or last leg, never through. A
    piece ends where the walk is exactly the limit; whether the limit itself is near enough makes no
    difference to its length.

    Parameters
    ----------
    network
        Streets of one profile.
    facilities
        The facilities and where they meet the streets; may be empty.
    limit_m
        Longest walk from the street; the off-network leg of the facility counts.
    width_m
        How far the area reaches to both sides of a street.
    together
        A name per facility: those with the same name share one walkshed, which is the index. Without
        it each has its own, by its id.

    Returns
    -------
    Walksheds
        Empty shapes where no street is within the limit.
    """
    access, rows = facilities.either()
    graph = build_search_graph(Reading.possible(network), access)
    names = np.array(facilities.points.index if together is None else together, dtype=object)
    met = access["edge"].to_numpy() >= 0
    labels = np.unique(names)
    streets, areas = (np.full(len(labels), None, dtype=object) for _ in range(2))
    for i, name in enumerate(labels):
        chosen = np.flatnonzero(met & (names[rows] == name))
        streets[i] = _streets_within(graph, access, chosen, limit_m)
        areas[i] = _area_along(streets[i], width_m)
    index = pd.Index(labels, name=None if together else facilities.points.index.name)
    return Walksheds(*(gpd.GeoSeries(s, index=index, crs=RD_NEW) for s in (streets, areas)))


def _streets_within(
    graph: SearchGraph, access: pd.DataFrame, chosen: IntArray, limit_m: float
) -> shapely.MultiLineString:
    """Draw the pieces of street within reach of some accesses, none over another."""
    if not len(chosen):
        return shapely.MultiLineString()
    walked = dijkstra(
        graph.arcs, indices=graph.first_facility + chosen, min_only=True, limit=limit_m
    )
    network = graph.reading.network
    pieces = [*_from_ends(graph, walked, limit_m), _on_own_edge(network, access, chosen, limit_m)]
    edge, start_m, stop_m = (np.concatenate(column) for column in zip(*pieces, strict=True))
    merged = shapely.line_merge(_lines(network, edge, start_m, stop_m))
    return as_one_multiline(shapely.get_parts(merged))


WalkedPieces = tuple[IntArray, FloatArray, FloatArray]
"""Edges, and between which metres along them a piece lies."""


def _from_ends(graph: SearchGraph, walked: FloatArray, limit_m: float) -> Iterator[WalkedPieces]:
    """Go into every edge from its ends, as far as metres are left."""
    length_m = graph.reading.network.length_m
    for ends, from_u in ((graph.end_u, True), (graph.end_v, False)):
        left_m = limit_m - walked[ends]
        edge = np.flatnonzero((left_m > 0) & ~graph.reading.network.across)
        whole_m = length_m[edge]
        reach_m = np.minimum(left_m[edge], whole_m)
        yield (edge, np.zeros(len(edge)), reach_m) if from_u else (edge, whole_m - reach_m, whole_m)


def _on_own_edge(
    network: WalkNetwork, access: pd.DataFrame, chosen: IntArray, limit_m: float
) -> WalkedPieces:
    """Go both ways along the edge a facility stands on: this passes no node."""
    edge, along_m, off_m = (access[c].to_numpy()[chosen] for c in ("edge", "along_m", "off_m"))
    left_m = limit_m - off_m
    some = (left_m > 0) & ~network.across[edge]
    edge, along_m, left_m = edge[some], along_m[some], left_m[some]
    start_m = np.maximum(along_m - left_m, 0.0)
    return edge, start_m, np.minimum(along_m + left_m, network.length_m[edge])


def _lines(
    network: WalkNetwork, edge: IntArray, start_m: FloatArray, stop_m: FloatArray
) -> shapely.MultiLineString:
    """Draw pieces once each, also where they overlap or two edges join the same nodes."""
    u, v, length_m = network.u[edge], network.v[edge], network.length_m[edge]
    turned = u > v
    table = pd.DataFrame(
        {
            "a": np.where(turned, v, u),
            "b": np.where(turned, u, v),
            "start_m": np.where(turned, length_m - stop_m, start_m),
            "stop_m": np.where(turned, length_m - start_m, stop_m),
            "length_m": length_m,
        }
    )
    table = table[table["stop_m"] > table["start_m"]].sort_values(["a", "b", "start_m", "stop_m"])
    reached_m = table.groupby(["a", "b"])["stop_m"].cummax()
    before_m = reached_m.groupby([table["a"], table["b"]]).shift(fill_value=-np.inf)
    run = (table["start_m"] > before_m).cumsum()
    pieces = (
        table.assign(stop_m=reached_m)
        .groupby(run)
        .agg(
            {"a": "first", "b": "first", "start_m": "first", "stop_m": "last", "length_m": "first"}
        )
    )
    ends = [
        _between(network.xy[pieces["a"]], network.xy[pieces["b"]], pieces[m] / pieces["length_m"])
        for m in ("start_m", "stop_m")
    ]
    return as_one_multiline(lines_between(*ends))


def _between(a: FloatArray, b: FloatArray, share: pd.Series) -> FloatArray:
    """Go a share of the way from a to b; all of it is b to the last bit, so that pieces join."""
    part = share.to_numpy(np.float64)[:, None]
    place: FloatArray = a * (1 - part) + b * part
    return place


def _area_along(lines: shapely.MultiLineString, width_m: float) -> shapely.Geometry:
    """Widen streets to an area without small holes and needless corners."""
    # line by line: a third of the time of widening them together
    wide = shapely.union_all(shapely.buffer(shapely.get_parts(lines), width_m, quad_segs=_QUARTER))
    filled = [
        shapely.Polygon(
            part.exterior,
            [hole for hole in part.interiors if shapely.Polygon(hole).area >= _HOLE_M2],
        )
        for part in shapely.get_parts(wide)
    ]
    return shapely.simplify(shapely.union_all(filled), _SIMPLIFY_M)
