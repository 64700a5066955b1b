"""How far is the nearest facility of each kind from every location, on foot?

distance = off-network leg of the location + along the streets + off-network leg of the facility. One
search outward from all facilities of a voorziening answers it for every location at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
        usable = np.flatnonzero(connected)
        metres, before, source = self.graph.search(usable)
        options = [self._by_street(metres, source, end) for end in ("u", "v")]
        options.append(self._on_same_edge(usable))
        access, total, place, via = (np.concatenate(part) for part in zip(*options, strict=True))
        row = self.location_rows[access]
        order = np.lexsort((via, access, total, row))
        found, first = np.unique(row[order], return_index=True)
        best = order[first]
        values = (self.facility_rows[via[best]], access[best], via[best], place[best])
        columns = [np.full(self.n_locations, NOWHERE, dtype=np.int64) for _ in values]
        distance = np.full(self.n_locations, np.inf)
        distance[found] = np.round(total[best], _MICROMETRE)
        for column, value in zip(columns, values, strict=True):
            column[found] = value
        return Nearest(distance, *columns), before

    def _by_street(
        self, metres: FloatArray, source: IntArray, end: str
    ) -> tuple[IntArray, FloatArray, IntArray, IntArray]:
        """Leave the edge at one of its ends."""
        access = np.flatnonzero(self.locations["edge"].to_numpy() >= 0)
        edge, along, off = (
            self.locations[c].to_numpy()[access] for c in ("edge", "along_m", "off_m")
        )
        place = (self.graph.end_u if end == "u" else self.graph.end_v)[edge]
        length = self.graph.reading.network.length_m[edge]
        total = metres[place] + (off + (along if end == "u" else length - along))
        there = np.isfinite(total)
        return access[there], total[there], place[there], source[place[there]]

    def _on_same_edge(self, usable: IntArray) -> tuple[IntArray, FloatArray, IntArray, IntArray]:
        """Walk along the edge itself: such a pair never passes an end node."""
        columns = ["edge", "along_m", "off_m"]
        here = self.locations[columns].reset_index(drop=True).rename_axis("access").reset_index()
        there = self.facilities[columns].reset_index(drop=True).rename_axis("via").reset_index()
        there = there.iloc[usable]
        here = here[here["edge"].isin(there["edge"]) & (here["edge"] >= 0)]
        pairs = here.merge(there, on="edge", suffixes=("", "_there"))
        total = (pairs["off_m"] + pairs["off_m_there"]) + (
            pairs["along_m"] - pairs["along_m_there"]
        ).abs()
        place = np.full(len(pairs), SAME_EDGE, dtype=np.int64)
        return pairs["access"].to_numpy(), total.to_numpy(), place, pairs["via"].to_numpy()


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
    edge_m = shapely.distance(locations.points.to_numpy(), extent.exterior)
    inside = shapely.covers(extent, locations.points.to_numpy())
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
