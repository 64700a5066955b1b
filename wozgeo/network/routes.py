"""Along which streets does a walk go?"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.vocabulary import State, Voorziening
from wozgeo.network.build import IntArray, WalkNetwork
from wozgeo.network.distances import SAME_EDGE, Accesses, Nearest, Searcher
from wozgeo.network.search import FloatArray
from wozgeo.network.snapping import place_on_edge


def trace_routes(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Sequence[Voorziening],
    search_limit_m: float,
) -> gpd.GeoDataFrame:
    """Draw the walk from every location to the nearest facility of each voorziening.

    Parameters
    ----------
    network, locations, facilities, voorziening, wanted, search_limit_m
        As for `wozgeo.network.distances.measure_distances`.

    Returns
    -------
    GeoDataFrame
        Index (location_id, voorziening), only where there is a walk within the limit: LineString in RD
        New from the location to the facility, both off-network legs included, so its length is
        ``distance_m``. Columns: ``facility_id``, ``distance_m``, ``location_leg_m``, ``street_m``,
        ``facility_leg_m``, ``unknown_m`` (metres along ways whose state is unknown).
    """
    searcher = Searcher.possible(network, locations, facilities)
    parts = [
        _trace(
            searcher, locations, facilities, (voorziening == kind).to_numpy(), search_limit_m
        ).assign(voorziening=str(kind))
        for kind in wanted
    ]
    table = pd.concat(parts) if parts else pd.DataFrame()
    return table.set_index("voorziening", append=True).sort_index()


def _trace(
    searcher: Searcher,
    locations: Accesses,
    facilities: Accesses,
    chosen: NDArray[np.bool_],
    search_limit_m: float,
) -> gpd.GeoDataFrame:
    nearest, before = searcher.nearest_with_tree(chosen)
    rows = np.flatnonzero(nearest.metres <= search_limit_m)
    start = _sides(searcher.locations, nearest.access[rows])
    stop = _sides(searcher.facilities, nearest.facility_access[rows])
    network = searcher.graph.reading.network
    route, node = _nodes_between(searcher, nearest, rows, before)

    order = np.arange(len(rows))
    ends = [
        (locations.points.iloc[rows].to_numpy(), 0),
        (shapely.points(place_on_edge(network, *start[:2])), 1),
        (shapely.points(place_on_edge(network, *stop[:2])), 3),
        (facilities.points.iloc[nearest.facility[rows]].to_numpy(), 4),
    ]
    xy = np.concatenate(
        [searcher.graph.reading.xy[node], *(shapely.get_coordinates(p) for p, _ in ends)]
    )
    which = np.concatenate([route, *(order for _ in ends)])
    stage = np.concatenate([np.full(len(route), 2), *(np.full(len(rows), s) for _, s in ends)])
    step = np.concatenate([np.arange(len(route)), np.zeros(4 * len(rows), dtype=np.int64)])
    sort = np.lexsort((step, stage, which))
    ids = facilities.points.index.to_numpy(dtype=object)
    metres, location_leg, facility_leg = nearest.metres[rows], start[2], stop[2]
    return gpd.GeoDataFrame(
        {
            "facility_id": ids[nearest.facility[rows]],
            "distance_m": metres,
            "location_leg_m": location_leg,
            "street_m": metres - location_leg - facility_leg,
            "facility_leg_m": facility_leg,
            "unknown_m": _unknown_m(searcher, nearest, rows, (route, node), (start, stop)),
        },
        geometry=shapely.linestrings(xy[sort], indices=which[sort]),
        crs=RD_NEW,
        index=locations.points.index[rows],
    )


Side = tuple[IntArray, FloatArray, FloatArray]


def _sides(access: pd.DataFrame, rows: IntArray) -> Side:
    edge, along_m, off_m = (access[c].to_numpy()[rows] for c in ("edge", "along_m", "off_m"))
    return edge, along_m, off_m


def _nodes_between(
    searcher: Searcher, nearest: Nearest, rows: IntArray, before: IntArray
) -> tuple[IntArray, IntArray]:
    """Follow all routes back to their facilities at once, a node at a time."""
    graph = searcher.graph
    route = np.flatnonzero(nearest.place[rows] != SAME_EDGE)
    place = nearest.place[rows][route]
    routes, nodes = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    while len(route):
        going = (place >= 0) & (place < graph.first_facility)
        route, place = route[going], place[going]
        routes.append(route)
        nodes.append(graph.node_of_place[place])
        place = before[place]
    return np.concatenate(routes), np.concatenate(nodes)


def _unknown_m(
    searcher: Searcher,
    nearest: Nearest,
    rows: IntArray,
    path: tuple[IntArray, IntArray],
    sides: tuple[Side, Side],
) -> FloatArray:
    """Add up the metres of each route along ways whose state is unknown."""
    network = searcher.graph.reading.network
    route, node = path
    order = np.argsort(route, kind="stable")
    route, node = route[order], node[order]
    # stepping from private ground to the street stays on one node
    step = np.flatnonzero((route[1:] == route[:-1]) & (node[1:] != node[:-1]))
    edge = _edges_between(network, node[step], node[step + 1])
    unknown = np.where(network.state[edge] == State.UNKNOWN, network.length_m[edge], 0.0)
    total = np.zeros(len(rows))
    np.add.at(total, route[step], unknown)
    same = nearest.place[rows] == SAME_EDGE
    first, last = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    first[route[::-1]], last[route] = node[::-1], node
    for (edge, along_m, _), end in zip(sides, (first, last), strict=True):
        to_end = np.where(network.u[edge] == end, along_m, network.length_m[edge] - along_m)
        total += np.where(~same & (network.state[edge] == State.UNKNOWN), to_end, 0.0)
    (edge, here, _), (_, there, _) = sides
    return total + np.where(
        same & (network.state[edge] == State.UNKNOWN), np.abs(here - there), 0.0
    )


def _edges_between(network: WalkNetwork, a: IntArray, b: IntArray) -> IntArray:
    """Find the edge between pairs of neighbouring nodes, the best known one where there are two."""
    size = np.int64(network.n_nodes)
    keys = np.minimum(network.u, network.v) * size + np.maximum(network.u, network.v)
    order = np.lexsort((network.state, keys))
    found = np.searchsorted(keys[order], np.minimum(a, b) * size + np.maximum(a, b))
    return order[found]
