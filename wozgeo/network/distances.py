"""How far is the nearest facility of each kind from every location, on foot?

distance = off-network leg of the location + along the streets + off-network leg of the facility. One
search outward from all facilities of a voorziening answers it for every location at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.vocabulary import Reason, Voorziening
from wozgeo.network.build import IntArray, WalkNetwork
from wozgeo.network.search import (
    NOWHERE,
    FloatArray,
    Reading,
    SearchGraph,
    build_search_graph,
)
from wozgeo.network.snapping import Snapper

_MICROMETRE = 6
"""Decimals kept of a metre: sums of binary fractions must not turn 400 m into 399.999 999 999 9 m."""

Option = tuple[IntArray, FloatArray, IntArray, IntArray]
"""Walks on offer: access of the location, metres, place in the search graph, access of the facility."""

SAME_EDGE = -2
"""In `Nearest.place`: location and facility stand on one edge, no node lies between."""


@dataclass(frozen=True)
class Accesses:
    """How a table of points is connected with the streets.

    Attributes
    ----------
    points
        Points in RD New; index: ids.
    possible
        Access to the nearest edge, open or unknown.
    certain
        Access to the nearest edge known to be open, over dry ground; the same where that is the same.
    """

    points: gpd.GeoSeries
    possible: pd.DataFrame
    certain: pd.DataFrame

    @classmethod
    def of(cls, points: gpd.GeoSeries, snapper: Snapper) -> "Accesses":
        """Connect points with the streets."""
        possible = snapper.snap(points)
        return cls(points, possible, snapper.snap_certain(points, possible))

    def either(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack both accesses, the second only where it differs; and the row each belongs to."""
        other = (self.certain["edge"] >= 0) & (self.certain["edge"] != self.possible["edge"])
        rows = np.concatenate([np.arange(len(self.points)), np.flatnonzero(other)])
        return pd.concat([self.possible, self.certain[other]]), rows


@dataclass(frozen=True)
class Nearest:
    """The nearest facility of every location in one reading, by position.

    Attributes
    ----------
    metres
        ``inf`` where no facility is connected.
    facility
        Row of the facility; `NOWHERE` if none.
    access, facility_access
        Row of the access used on either side.
    place
        Where the location comes off its edge: a place in the search graph, or `SAME_EDGE`.
    """

    metres: FloatArray
    facility: IntArray
    access: IntArray
    facility_access: IntArray
    place: IntArray


@dataclass(frozen=True)
class Searcher:
    """One reading of the network with locations and facilities in it."""

    graph: SearchGraph
    locations: pd.DataFrame
    location_rows: IntArray
    facilities: pd.DataFrame
    facility_rows: IntArray
    n_locations: int

    @classmethod
    def possible(
        cls, network: WalkNetwork, locations: Accesses, facilities: Accesses
    ) -> "Searcher":
        """Walk everything not known to be closed, leaving by whichever access is shorter."""
        reading = Reading.possible(network)
        return cls._of(reading, locations.either(), facilities.either(), len(locations.points))

    @classmethod
    def certain(cls, network: WalkNetwork, locations: Accesses, facilities: Accesses) -> "Searcher":
        """Walk only what is known to be open."""
        sides = [(side.certain, np.arange(len(side.points))) for side in (locations, facilities)]
        return cls._of(Reading.certain(network), sides[0], sides[1], len(locations.points))

    @classmethod
    def _of(
        cls,
        reading: Reading,
        locations: tuple[pd.DataFrame, IntArray],
        facilities: tuple[pd.DataFrame, IntArray],
        n_locations: int,
    ) -> "Searcher":
        graph = build_search_graph(reading, facilities[0])
        return cls(graph, *locations, *facilities, n_locations)

    def nearest(self, chosen: NDArray[np.bool_]) -> Nearest:
        """Find, for every location, the nearest of the chosen facilities (a mask over their rows)."""
        return self.nearest_with_tree(chosen)[0]

    def nearest_with_tree(self, chosen: NDArray[np.bool_]) -> tuple[Nearest, IntArray]:
        """As `nearest`, and for every place in the search graph the place one comes from."""
        connected = chosen[self.facility_rows] & (self.facilities["edge"].to_numpy() >= 0)
        metres, before, source = self.graph.search(np.flatnonzero(connected))
        options = [*self._by_street(metres, source), self._on_same_edge(connected)]
        best = _Best(self.n_locations)
        for access, total, place, via in options:
            best.take(self.location_rows[access], total, (access, place, via))
        access, place, via = best.columns
        facility = np.append(self.facility_rows, NOWHERE)[via]
        rounded = np.round(best.metres, _MICROMETRE)
        return Nearest(rounded, facility, access, via, place), before

    def _by_street(self, metres: FloatArray, source: IntArray) -> Iterator[Option]:
        """Leave the edge at one of its ends; the first access of each location, then the second."""
        edge, along, off = (self.locations[c].to_numpy() for c in ("edge", "along_m", "off_m"))
        access = np.flatnonzero(edge >= 0)
        length = self.graph.reading.network.length_m
        first = access < self.n_locations
        for chosen in (access[first], access[~first]):
            at = edge[chosen]
            to_u, to_v = along[chosen], length[at] - along[chosen]
            for ends, to_end in ((self.graph.end_u, to_u), (self.graph.end_v, to_v)):
                place = ends[at]
                yield chosen, metres[place] + (off[chosen] + to_end), place, source[place]

    @cached_property
    def _same_edge(self) -> pd.DataFrame:
        """Pairs of accesses of a location and a facility on one edge."""
        columns = ["edge", "along_m", "off_m"]
        here = self.locations[columns].reset_index(drop=True).rename_axis("access").reset_index()
        there = self.facilities[columns].reset_index(drop=True).rename_axis("via").reset_index()
        here = here[here["edge"].isin(there["edge"]) & (here["edge"] >= 0)]
        return here.merge(there, on="edge", suffixes=("", "_there")).sort_values(["access", "via"])

    def _on_same_edge(self, connected: NDArray[np.bool_]) -> Option:
        """Walk along the edge itself: such a pair never passes an end node."""
        pairs = self._same_edge[connected[self._same_edge["via"].to_numpy()]]
        along = (pairs["along_m"] - pairs["along_m_there"]).abs()
        total = (pairs["off_m"] + pairs["off_m_there"] + along).to_numpy()
        order = np.argsort(total, kind="stable")
        place = np.full(len(pairs), SAME_EDGE, dtype=np.int64)
        return (
            pairs["access"].to_numpy()[order],
            total[order],
            place,
            pairs["via"].to_numpy()[order],
        )


class _Best:
    """The shortest so far for every location; of equally short ones the first that was offered."""

    def __init__(self, n_locations: int) -> None:
        self.metres = np.full(n_locations, np.inf)
        self.columns = tuple(np.full(n_locations, NOWHERE, dtype=np.int64) for _ in range(3))

    def take(self, rows: IntArray, metres: FloatArray, values: tuple[IntArray, ...]) -> None:
        """Offer walks to locations; where one location has several, the shortest comes first."""
        shorter = np.flatnonzero(metres < self.metres[rows])[::-1]
        self.metres[rows[shorter]] = metres[shorter]
        for column, offered in zip(self.columns, values, strict=True):
            column[rows[shorter]] = offered[shorter]


def measure_distances(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Sequence[Voorziening],
    search_limit_m: float,
    extent: shapely.Polygon,
) -> pd.DataFrame:
    """Measure the walk from every location to the nearest facility of each voorziening.

    Parameters
    ----------
    network
        Streets of one profile.
    locations, facilities
        Points and where they meet the streets.
    voorziening
        What each facility is; aligned with ``facilities.points``.
    wanted
        The voorzieningen to measure.
    search_limit_m
        What lies further is ``inf``, never the limit itself.
    extent
        The area the streets cover, RD New: beyond it nothing is known.

    Returns
    -------
    DataFrame
        Distances contract: index (location_id, voorziening); ``distance_m`` walks all that is not known
        to be closed, ``certain_m`` only what is known to be open and is never shorter. ``inf``:
        searched, none within the limit. ``NaN``: could not be searched, ``reason`` says why.
        ``beyond_edge``: a nearer one may lie outside the data.
    """
    searchers = [
        build(network, locations, facilities) for build in (Searcher.possible, Searcher.certain)
    ]
    inside = shapely.covers(extent, locations.points.to_numpy())
    edge_m = np.where(inside, shapely.distance(locations.points.to_numpy(), extent.exterior), -1.0)
    ids = facilities.points.index.to_numpy(dtype=object)
    tables = []
    for kind in wanted:
        chosen = (voorziening == kind).to_numpy()
        possible, certain = (searcher.nearest(chosen) for searcher in searchers)
        usable = bool((facilities.possible["edge"].to_numpy()[chosen] >= 0).any())
        reason = _reasons(
            possible.metres, locations.possible, inside, search_limit_m, usable=usable
        )
        unsearched = ~np.isin(reason, ("", Reason.BUITEN_ZOEKGRENS))
        distance = np.where(possible.metres > search_limit_m, np.inf, possible.metres)
        surely = np.where(certain.metres > search_limit_m, np.inf, certain.metres)
        tables.append(
            {
                "distance_m": np.where(unsearched, np.nan, distance),
                "certain_m": np.where(unsearched, np.nan, surely),
                "facility_id": np.where(reason == "", np.append(ids, "")[possible.facility], ""),
                "reason": reason,
                "beyond_edge": edge_m < np.where(reason == "", possible.metres, search_limit_m),
            }
        )
    return _long_table(tables, locations.points.index, wanted)


def _reasons(
    metres: FloatArray,
    access: pd.DataFrame,
    inside: NDArray[np.bool_],
    search_limit_m: float,
    *,
    usable: bool,
) -> NDArray[np.object_]:
    met = access["edge"].to_numpy() >= 0
    conditions = [
        (~inside & ~met, Reason.BUITEN_KAART),
        (~met, Reason.TE_VER_VAN_WEG),
        (np.full(len(met), not usable), Reason.GEEN_VOORZIENING),
        (np.isinf(metres), Reason.NIET_VERBONDEN),
        (metres > search_limit_m, Reason.BUITEN_ZOEKGRENS),
    ]
    reason = np.full(len(met), "", dtype=object)
    for condition, why in reversed(conditions):
        reason[condition] = str(why)
    return reason


def _long_table(
    tables: list[dict[str, NDArray[np.generic]]], locations: pd.Index, wanted: Sequence[Voorziening]
) -> pd.DataFrame:
    """Interleave one table per voorziening into one row per (location, voorziening)."""
    index = pd.MultiIndex.from_product(
        [locations, [str(kind) for kind in wanted]], names=["location_id", "voorziening"]
    )
    columns = tables[0].keys() if tables else ()
    data = {
        column: np.stack([table[column] for table in tables], axis=1).reshape(-1)
        for column in columns
    }
    frame = pd.DataFrame(data, index=index)
    for column in {"facility_id", "reason"} & set(frame):
        frame[column] = pd.Categorical(frame[column])
    return frame
