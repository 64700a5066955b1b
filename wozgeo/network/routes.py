"""Along which streets does a walk go?"""

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import as_table_of_places, shapes_of
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import State
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.searcher import SAME_EDGE, Nearest, Searcher
from wozgeo.network.snapping import place_on_edge


def trace_routes(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Collection[str],
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
        ``facility_leg_m``, ``unknown_m`` (metres along ways whose state is unknown) and
        ``unknown_geometry``: those stretches, a MultiLineString as long as ``unknown_m``, empty where
        there are none.
    """
    if not len(locations.points):
        return no_routes()
    searcher = Searcher.possible(network, locations, facilities)
    parts = [
        _trace(
            searcher, locations, facilities, (voorziening == kind).to_numpy(), search_limit_m
        ).assign(voorziening=str(kind))
        for kind in wanted
    ]
    table = pd.concat(parts) if parts else pd.DataFrame()
    return as_table_of_places(table.set_index("voorziening", append=True).sort_index())


def no_routes() -> gpd.GeoDataFrame:
    """Give what `trace_routes` draws for nobody: the same columns, and no rows."""
    ids = pd.MultiIndex.from_arrays(
        [pd.Index([], dtype=object), pd.Index([], dtype=object)], names=[None, "voorziening"]
    )
    metres = ("distance_m", "location_leg_m", "street_m", "facility_leg_m", "unknown_m")
    table = gpd.GeoDataFrame(
        {
            "facility_id": pd.Series(dtype=object),
            **{name: pd.Series(dtype=float) for name in metres},
            "unknown_geometry": gpd.GeoSeries([], crs=RD_NEW),
        },
        geometry=gpd.GeoSeries([], crs=RD_NEW),
        crs=RD_NEW,
    )
    table.index = ids
    return table


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
    doors = (
        shapes_of(locations.points.iloc[rows]),
        shapes_of(facilities.points.iloc[nearest.facility[rows]]),
    )
    path = _nodes_between(searcher, nearest, rows, before)
    xy, which, onward = _vertices(searcher, path, (start, stop), doors)
    stretches = _stretches(xy, which, onward, len(rows))
    ids = facilities.points.index.to_numpy(dtype=object)
    metres, location_leg, facility_leg = nearest.metres[rows], start[2], stop[2]
    return gpd.GeoDataFrame(
        {
            "facility_id": ids[nearest.facility[rows]],
            "distance_m": metres,
            "location_leg_m": location_leg,
            "street_m": metres - location_leg - facility_leg,
            "facility_leg_m": facility_leg,
            "unknown_m": shapely.length(stretches),
            "unknown_geometry": gpd.GeoSeries(
                stretches, crs=RD_NEW, index=locations.points.index[rows]
            ),
        },
        geometry=shapely.linestrings(xy, indices=which),
        crs=RD_NEW,
        index=locations.points.index[rows],
    )


Path = tuple[IntArray, IntArray, NDArray[np.bool_]]
"""Which route, which node it passes, and whether on private ground."""
Side = tuple[IntArray, FloatArray, FloatArray]


def _sides(access: pd.DataFrame, rows: IntArray) -> Side:
    edge, along_m, off_m = (access[c].to_numpy()[rows] for c in ("edge", "along_m", "off_m"))
    return edge, along_m, off_m


def _nodes_between(searcher: Searcher, nearest: Nearest, rows: IntArray, before: IntArray) -> Path:
    """Follow all routes back to their facilities at once, a node at a time."""
    graph = searcher.graph
    route = np.flatnonzero(nearest.place[rows] != SAME_EDGE)
    place = nearest.place[rows][route]
    routes, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    while len(route):
        going = (place >= 0) & (place < graph.first_facility)
        route, place = route[going], place[going]
        routes.append(route)
        places.append(place)
        place = before[place]
    passed = np.concatenate(places)
    return np.concatenate(routes), graph.node_of_place[passed], graph.on_ground(passed)


def _vertices(
    searcher: Searcher,
    path: Path,
    sides: tuple[Side, Side],
    doors: tuple[NDArray[np.object_], NDArray[np.object_]],
) -> tuple[FloatArray, IntArray, NDArray[np.bool_]]:
    """List the vertices of all routes from door to door, and whether the way on from each is unknown.

    Between the nodes come the doors (first and last) and the places where their legs meet the street.
    """
    network = searcher.graph.reading.network
    (route, node, _), (start, stop) = path, sides
    unknown = network.state == State.UNKNOWN
    nothing = np.zeros(len(doors[0]), dtype=bool)
    ends = [
        (0, shapely.get_coordinates(doors[0]), nothing),
        (1, place_on_edge(network, *start[:2]), unknown[start[0]]),
        (3, place_on_edge(network, *stop[:2]), nothing),
        (4, shapely.get_coordinates(doors[1]), nothing),
    ]
    order = np.arange(len(nothing))
    xy = np.concatenate([searcher.graph.reading.xy[node], *(place for _, place, _ in ends)])
    which = np.concatenate([route, *(order for _ in ends)])
    stage = np.repeat([2, *(s for s, _, _ in ends)], [len(route), *(len(order) for _ in ends)])
    onward = _unknown_onward(network, unknown, path, stop[0])
    onward = np.concatenate([onward, *(u for _, _, u in ends)])
    sort = np.lexsort((stage, which))  # keeps the nodes of a route in their order
    return xy[sort], which[sort], onward[sort]


def _unknown_onward(
    network: WalkNetwork,
    unknown: NDArray[np.bool_],
    path: Path,
    stop_edge: IntArray,
) -> NDArray[np.bool_]:
    """Say per node of each route whether the way on from there is unknown."""
    route, node, ground = path
    onward = unknown[stop_edge[route]]  # for the last node of a route; mended for the others
    order = np.argsort(route, kind="stable")
    going = route[order][1:] == route[order][:-1]
    here, there = node[order][:-1][going], node[order][1:][going]
    # stepping from private ground to the street stays on one node
    moves = here != there
    on = np.zeros(len(here), dtype=bool)
    private = ground[order][:-1][going][moves]
    on[moves] = unknown[edges_between(network, here[moves], there[moves], private)]
    onward[order[:-1][going]] = on
    return onward


def _stretches(
    xy: FloatArray, which: IntArray, onward: NDArray[np.bool_], n_routes: int
) -> NDArray[np.object_]:
    """Cut the stretches out of each route of which every vertex says whether the way on is unknown."""
    first = np.flatnonzero(onward[:-1] & (which[1:] == which[:-1]))
    first = first[(xy[first] != xy[first + 1]).any(axis=1)]
    new = np.append(True, (np.diff(first) > 1) | (np.diff(which[first]) > 0))[: len(first)]
    stretch = np.cumsum(new) - 1
    vertex = np.concatenate([first[new], first + 1])
    of = np.concatenate([stretch[new], stretch])
    sort = np.lexsort((vertex, of))
    lines = shapely.linestrings(xy[vertex[sort]], indices=of[sort])
    found = np.full(n_routes, shapely.MultiLineString(), dtype=object)
    shapely.multilinestrings(lines, indices=which[first[new]], out=found)
    return found


def edges_between(
    network: WalkNetwork, a: IntArray, b: IntArray, private: NDArray[np.bool_]
) -> IntArray:
    """Find the edge that is walked between pairs of neighbouring nodes: the private or the public one."""
    size = np.int64(network.n_nodes)
    low, high = np.minimum(network.u, network.v), np.maximum(network.u, network.v)
    keys = (low * size + high) * 2 + network.private
    order = np.lexsort((network.state, keys))
    wanted = (np.minimum(a, b) * size + np.maximum(a, b)) * 2 + private
    return order[np.searchsorted(keys[order], wanted)]
