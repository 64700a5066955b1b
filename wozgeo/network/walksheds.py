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
from numpy.typing import NDArray
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
    return draw_pieces(network, edge, start_m, stop_m)


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


def draw_pieces(
    network: WalkNetwork, edge: IntArray, start_m: FloatArray, stop_m: FloatArray
) -> shapely.MultiLineString:
    """Draw pieces of edges once each, also where they overlap or two edges join the same nodes.

    Parameters
    ----------
    network
        Whose edges they are of.
    edge, start_m, stop_m
        Edges, and between which metres along them a piece lies.

    Returns
    -------
    MultiLineString
        RD New; pieces that follow each other are one line.
    """
    u, v, length_m = network.u[edge], network.v[edge], network.length_m[edge]
    turned = u > v
    start_m, stop_m = (
        np.where(turned, length_m - stop_m, start_m),
        np.where(turned, length_m - start_m, stop_m),
    )
    a, b = np.where(turned, v, u), np.where(turned, u, v)
    some = np.flatnonzero(stop_m > start_m)
    order = some[np.lexsort((stop_m[some], start_m[some], b[some], a[some]))]
    a, b, start_m, stop_m, length_m = (c[order] for c in (a, b, start_m, stop_m, length_m))
    other = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))[: len(a)]
    reached_m, before_m = reached_so_far(stop_m, other)
    first = np.flatnonzero(start_m > before_m)
    last = np.append(first[1:], len(a))[: len(first)] - 1
    ends = [
        _between(network.xy[a[first]], network.xy[b[first]], metres / length_m[first])
        for metres in (start_m[first], reached_m[last])
    ]
    merged = shapely.line_merge(as_one_multiline(lines_between(*ends)))
    return as_one_multiline(shapely.get_parts(merged))


def reached_so_far(stop_m: FloatArray, other: NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """Tell how far the pieces of a stretch reach up to each, and up to the one before it.

    ``other`` tells with which pieces another stretch begins; nothing comes before its first.
    """
    reached_m = stop_m.copy()
    while True:  # as often as pieces of one stretch lie over each other: a few times
        before_m = np.where(other, -np.inf, np.append(-np.inf, reached_m[:-1])[: len(reached_m)])
        if not (before_m > reached_m).any():
            return reached_m, before_m
        reached_m = np.maximum(reached_m, before_m)


def _between(a: FloatArray, b: FloatArray, share: FloatArray) -> FloatArray:
    """Go a share of the way from a to b; all of it is b to the last bit, so that pieces join."""
    part = share[:, None]
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
