"""Which footpath that is not there would bring whom nearer?

A link of w metres between two places shortens somebody's walk to the nearest facility if and only if the
distances D of these places differ by more than w: who lives at the far one then walks w and the distance of
the near one. That is a closed form, and exact. Whom it serves, and by how much, one bounded search tells:
outward from the far place, as long as it is shorter than what was walked before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import lines_between, lines_short_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray
from wozgeo.network.build import WalkNetwork
from wozgeo.network.searcher import Outward, Searcher

_DUST_M = 1e-6
"""Sums of binary fractions differ by less."""
_BATCH = 4_000
"""Places are paired in batches: memory stays small."""


class Places(NamedTuple):
    """Places on public streets where a link may begin or end, as parallel arrays.

    Attributes
    ----------
    edge, along_m
        On which edge of the network, and how far along it.
    xy
        Shape (places, 2), RD New.
    """

    edge: IntArray
    along_m: FloatArray
    xy: FloatArray

    @classmethod
    def on(cls, network: WalkNetwork, *, spacing_m: float) -> "Places":
        """List every node of public streets on the ground, and a place every so many metres between."""
        streets = np.flatnonzero(
            ~network.private & network.ground & ~network.across & (network.square < 0)
        )
        ends = np.concatenate([network.u[streets], network.v[streets]])
        _, first = np.unique(ends, return_index=True)
        at_end = first >= len(streets)
        of_node = streets[first - len(streets) * at_end]
        n = np.maximum(np.ceil(network.length_m[streets] / spacing_m).astype(np.int64), 1) - 1
        between = np.repeat(streets, n)
        turn = np.arange(len(between)) - np.repeat(np.cumsum(n) - n, n) + 1
        edge = np.concatenate([of_node, between])
        share = np.concatenate([at_end.astype(float), turn / np.repeat(n + 1, n)])
        start, end = network.xy[network.u[edge]], network.xy[network.v[edge]]
        xy = start + share[:, None] * (end - start)
        return cls(edge, share * network.length_m[edge], xy)


class Pairs(NamedTuple):
    """Links between places, as parallel arrays: from the one that is far to the one that is near.

    Attributes
    ----------
    far, near
        Positions in `Places`.
    length_m
        Straight from one to the other.
    walk_m
        What who stands at the far one walks with the link: ``length_m`` and the distance of the near one.
    gain_m
        How much less that is than without; ``inf`` where there was no walk.
    """

    far: IntArray
    near: IntArray
    length_m: FloatArray
    walk_m: FloatArray
    gain_m: FloatArray

    def only(self, chosen: NDArray[np.bool_] | IntArray) -> "Pairs":
        """Keep some, by mask or by position."""
        columns: list[Any] = [column[chosen] for column in self]
        return Pairs(*columns)


@dataclass(frozen=True)
class Walked:
    """One search outward from the facilities of a voorziening, in one reading.

    Attributes
    ----------
    searcher
        The reading with its locations and facilities.
    chosen
        Which facilities are searched from: a mask over their rows.
    """

    searcher: Searcher
    chosen: NDArray[np.bool_]

    @cached_property
    def _outward(self) -> Outward:
        return self.searcher.outward(self.chosen)

    @property
    def metres(self) -> FloatArray:
        """Metres to the nearest facility, per place in the search graph."""
        return self._outward.metres

    @cached_property
    def of_locations(self) -> FloatArray:
        """Metres to the nearest facility, per location."""
        return self.searcher.nearest_of(self._outward).metres

    def at(self, edge: IntArray, along_m: FloatArray) -> FloatArray:
        """Give the metres from places on edges: by either end, or straight along to a facility there."""
        graph, length = self.searcher.graph, self.searcher.graph.reading.network.length_m
        beyond = np.append(self.metres, np.inf)  # NOWHERE is the last one
        found = np.minimum(
            beyond[graph.end_u[edge]] + along_m, beyond[graph.end_v[edge]] + length[edge] - along_m
        )
        there = self.searcher.facilities.loc[self._outward.connected, ["edge", "along_m", "off_m"]]
        here = pd.DataFrame({"edge": edge, "mine": along_m, "row": np.arange(len(edge))})
        met = here[here["edge"].isin(there["edge"])].merge(there, on="edge")
        straight = (met["along_m"] - met["mine"]).abs() + met["off_m"]
        usable = graph.end_u[met["edge"].to_numpy(np.int64)] >= 0
        np.minimum.at(found, met["row"].to_numpy(np.int64)[usable], straight.to_numpy()[usable])
        return found


def find_links(
    walked: Walked,
    places: Places,
    blocking: Geometries,
    *,
    within_m: float,
    least_gain_m: float,
) -> Pairs:
    """Find the links that shorten somebody's walk, and cross nothing.

    Parameters
    ----------
    walked
        From the facilities of one voorziening.
    places
        Where a link may begin and end.
    blocking
        Shapes in RD New that no link crosses: buildings, water, railways, walls, roads that nobody crosses.
        Private ways and other streets of the network count as well: across a street there are two links.
    within_m
        Longer links are not looked at.
    least_gain_m
        Links that save less are left out: the inside of every bend saves a metre.

    Returns
    -------
    Pairs
        The most saving first. Of links that begin and end near each other (within ``within_m`` in all) the
        one that saves most; of equal ones the shortest, then the one most to the south-west.
    """
    metres = walked.at(places.edge, places.along_m)
    pairs = _saving(places.xy, metres, within_m, max(least_gain_m, _DUST_M))
    network = walked.searcher.graph.reading.network
    pairs = pairs.only(_free(pairs, places, network, blocking))
    order = np.lexsort(
        (
            *places.xy[pairs.near].T[::-1],
            *places.xy[pairs.far].T[::-1],
            np.round(pairs.length_m, 3),
            -np.round(pairs.gain_m, 3),
        )
    )
    return _apart(pairs.only(order), places.xy, within_m)


def _saving(xy: FloatArray, metres: FloatArray, within_m: float, least_m: float) -> Pairs:
    """Pair the places that lie near each other and whose distances differ by more than that."""
    from scipy.spatial import cKDTree

    tree = cKDTree(xy)
    parts = [Pairs(*np.empty((2, 0), dtype=np.int64), *np.empty((3, 0)))]
    order = np.lexsort((xy[:, 1], np.floor(xy[:, 0] / within_m)))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        near = cKDTree(xy[batch]).sparse_distance_matrix(tree, within_m, output_type="ndarray")
        far, close, length = batch[near["i"]], near["j"].astype(np.int64), near["v"]
        known = np.isfinite(metres[close])
        far, close, length = far[known], close[known], length[known]
        walk_m = metres[close] + length
        gain = metres[far] - walk_m
        saves = gain >= least_m
        parts.append(Pairs(far, close, length, walk_m, gain).only(saves))
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _free(
    pairs: Pairs, places: Places, network: WalkNetwork, blocking: Geometries
) -> NDArray[np.bool_]:
    """Tell which links cross nothing; touching, at either end, is not crossing."""
    lines = lines_short_of(places.xy[pairs.far], places.xy[pairs.near])
    on_ground = np.flatnonzero(network.ground & ~network.across)
    ends = network.xy[network.u[on_ground]], network.xy[network.v[on_ground]]
    streets = lines_between(*ends)
    free = np.ones(len(lines), dtype=bool)
    for shapes in (blocking, streets):
        left = np.flatnonzero(free)
        free[left[shapely.STRtree(shapes).query(lines[left], predicate="intersects")[0]]] = False
    return free


def _apart(pairs: Pairs, xy: FloatArray, apart_m: float) -> Pairs:
    """Keep, of links that lie near each other, the first."""
    ends = np.hstack([xy[pairs.far], xy[pairs.near]])
    if not len(ends):
        return pairs
    from scipy.spatial import cKDTree

    tree = cKDTree(ends)
    left = np.ones(len(ends), dtype=bool)
    kept = []
    for number in range(len(ends)):
        if left[number]:
            kept.append(number)
            left[tree.query_ball_point(ends[number], apart_m)] = False
    return pairs.only(np.array(kept, dtype=np.int64))


@dataclass(frozen=True)
class LinkSearch:
    """Whom does a link serve? The graph and the locations, laid out to be asked once per link."""

    walked: Walked
    places: Places
    within_m: float

    @cached_property
    def _arcs(self) -> tuple[list[int], list[int], list[float]]:
        arcs = self.walked.searcher.graph.arcs
        return arcs.indptr.tolist(), arcs.indices.tolist(), arcs.data.tolist()

    @cached_property
    def _metres(self) -> list[float]:
        listed: list[float] = self.walked.metres.tolist()
        return listed

    @cached_property
    def _doors(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Per place in the graph, sorted: which accesses leave there, and their metres to it."""
        searcher = self.walked.searcher
        edge, along, off = (searcher.locations[c].to_numpy() for c in ("edge", "along_m", "off_m"))
        access = np.flatnonzero(edge >= 0)
        at, length = edge[access], searcher.graph.reading.network.length_m
        place = np.concatenate([searcher.graph.end_u[at], searcher.graph.end_v[at]])
        to_u, to_v = along[access], length[at] - along[access]
        metres = np.concatenate([to_u, to_v]) + np.tile(off[access], 2)
        order = np.argsort(place, kind="stable")
        return place[order], np.tile(access, 2)[order], metres[order]

    @cached_property
    def _on_edge(self) -> tuple[IntArray, IntArray]:
        """Per edge, sorted: which accesses stand on it."""
        edge = self.walked.searcher.locations["edge"].to_numpy()
        order = np.argsort(edge, kind="stable")
        return edge[order], order.astype(np.int64)

    @cached_property
    def _legs(self) -> tuple[FloatArray, FloatArray]:
        """Per access: metres along its edge, and to it."""
        locations = self.walked.searcher.locations
        return locations["along_m"].to_numpy(), locations["off_m"].to_numpy()

    def serves(self, far: int, walk_m: float) -> tuple[IntArray, FloatArray]:
        """Find the locations whose walk a link shortens, and how far they walk with it.

        Parameters
        ----------
        far
            The place where the link begins, in `Places`.
        walk_m
            What one walks from there with the link.

        Returns
        -------
        tuple
            Rows of the locations, in order, and their metres; those that then walk ``within_m`` at most.
        """
        searcher = self.walked.searcher
        edge, along = int(self.places.edge[far]), float(self.places.along_m[far])
        place, metres = self._reached(edge, along, walk_m)
        access, total = self._leaving(place, metres)
        sorted_edge, of_edge = self._on_edge
        here = of_edge[slice(*np.searchsorted(sorted_edge, [edge, edge + 1]))]
        along_m, off_m = self._legs
        straight = walk_m + np.abs(along_m[here] - along) + off_m[here]
        rows = searcher.location_rows[np.concatenate([access, here])]
        with_link = np.concatenate([total, straight])
        row, group = np.unique(rows, return_inverse=True)
        best = np.full(len(row), np.inf)
        np.minimum.at(best, group, with_link)
        shorter = (best < self.walked.of_locations[row] - _DUST_M) & (best <= self.within_m)
        return row[shorter], np.round(best[shorter], 6)

    def _reached(self, edge: int, along_m: float, walk_m: float) -> tuple[IntArray, FloatArray]:
        """Walk outward from the far end as long as that is shorter than before."""
        graph = self.walked.searcher.graph
        rest = float(graph.reading.network.length_m[edge]) - along_m
        first, heads, weights = self._arcs
        before, limit = self._metres, self.within_m
        queue = [
            (walk_m + along_m, int(graph.end_u[edge])), (walk_m + rest, int(graph.end_v[edge]))
        ]  # fmt: skip
        heapify(queue)
        found: dict[int, float] = {}
        while queue:
            metres, place = heappop(queue)
            if place in found or metres >= before[place] - _DUST_M or metres > limit:
                continue
            found[place] = metres
            for arc in range(first[place], first[place + 1]):
                head = heads[arc]
                if head not in found:
                    heappush(queue, (metres + weights[arc], head))
        place_of = np.array(list(found), dtype=np.int64)
        order = np.argsort(place_of)
        return place_of[order], np.array(list(found.values()))[order]

    def _leaving(self, place: IntArray, metres: FloatArray) -> tuple[IntArray, FloatArray]:
        """List the accesses that leave at places, and their metres by way of these."""
        at, access, extra = self._doors
        low, high = np.searchsorted(at, place), np.searchsorted(at, place, side="right")
        n = high - low
        which = np.repeat(low, n) + np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        return access[which], np.repeat(metres, n) + extra[which]


def draw_links(pairs: Pairs, places: Places) -> gpd.GeoSeries:
    """Draw links from the far place to the near one, RD New."""
    ends = np.stack([places.xy[pairs.far], places.xy[pairs.near]], axis=1)
    return gpd.GeoSeries(shapely.linestrings(ends), crs=RD_NEW)


def effects(
    walked: Walked, places: Places, pairs: Pairs, *, within_m: float
) -> Iterator[tuple[int, IntArray, FloatArray]]:
    """Tell, for every link, whom it serves: its number, rows of locations, their metres with it."""
    search = LinkSearch(walked, places, within_m)
    for number in range(len(pairs.far)):
        yield number, *search.serves(int(pairs.far[number]), float(pairs.walk_m[number]))
