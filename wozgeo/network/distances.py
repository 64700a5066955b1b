"""How far is the nearest facility of each kind from every location, on foot?

distance = off-network leg of the location + along the streets + off-network leg of the facility. One
search outward from all facilities of a voorziening answers it for every location at once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Reason
from wozgeo.network.build import WalkNetwork
from wozgeo.network.other_streets import (
    OTHER_COLUMNS,
    no_others,
    once,
    streets_of_wheels,
)
from wozgeo.network.search import (
    NOWHERE,
    Reading,
    SearchGraph,
    build_search_graph,
)
from wozgeo.network.snapping import Snapper
from wozgeo.network.stray import Pieces, join_fronts, join_strays, other_fronts

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
        Where that edge joins nothing, to the nearest of a larger piece.
    others
        What else may serve as a point's street: `wozgeo.network.other_streets`.
    """

    points: gpd.GeoSeries
    possible: pd.DataFrame
    certain: pd.DataFrame
    others: pd.DataFrame = field(default_factory=no_others)

    @classmethod
    def of(cls, points: gpd.GeoSeries, snapper: Snapper) -> "Accesses":
        """Connect points with the streets, also where the nearest is private or joins nothing."""
        possible = snapper.snap(points)
        certain = join_fronts(points, snapper, snapper.snap_certain(points, possible))
        fronts = other_fronts(points, snapper, possible)
        network = snapper.network
        pieces = Pieces.of(Reading.possible(network)), Pieces.of(Reading.certain(network))
        possible, certain = join_strays(points, snapper, (possible, certain), pieces)
        own = cls(points, possible, certain, once([fronts], possible, certain))
        if snapper.wheels is None or not len(points):
            return own
        return own._or_as(cls.of(points, snapper.wheels), snapper, snapper.wheels)

    def _or_as(self, other: "Accesses", snapper: Snapper, wheels: Snapper) -> "Accesses":
        """Let a walker also leave by the streets by which someone with a rollator would."""
        row = np.arange(len(self.points))
        tables = [
            other.possible.assign(row=row, certain=False),
            other.certain.assign(row=row, certain=True),
            other.others,
        ]
        theirs = pd.concat([t[list(OTHER_COLUMNS)] for t in tables if len(t)], ignore_index=True)
        found = streets_of_wheels(snapper, wheels, theirs, self.possible, self.certain)
        others = once([self.others, found], self.possible, self.certain)
        return replace(self, others=others)

    def only(self, chosen: NDArray[Any], ids: pd.Index | None = None) -> "Accesses":
        """Take some points, by mask or by position, under other ids if need be."""
        parts = [part.iloc[chosen] for part in (self.points, self.possible, self.certain)]
        parts = parts if ids is None else [part.set_axis(ids) for part in parts]
        rank = np.full(len(self.points), NOWHERE)
        rank[chosen] = np.arange(len(parts[0]))
        others = self.others.assign(row=rank[self.others["row"]])
        others = others[others["row"] >= 0].reset_index(drop=True)
        return Accesses(parts[0], parts[1], parts[2], others)

    def with_more(self, other: "Accesses") -> "Accesses":
        """Lay other points after these."""
        return Accesses(
            pd.concat([self.points, other.points]),
            pd.concat([self.possible, other.possible]),
            pd.concat([self.certain, other.certain]),
            pd.concat(
                [self.others, other.others.assign(row=other.others["row"] + len(self.points))],
                ignore_index=True,
            ),
        )

    def either(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack all accesses, each once; and the row each belongs to: first one of every point."""
        other = (self.certain["edge"] >= 0) & (self.certain["edge"] != self.possible["edge"])
        more = self.others["edge"].to_numpy()
        more = self.others[more != self.possible["edge"].to_numpy()[self.others["row"]]]
        rows = (np.arange(len(self.points)), np.flatnonzero(other), more["row"])
        tables = (self.possible, self.certain[other], more[self.possible.columns])
        return pd.concat(tables), np.concatenate(rows)

    def known(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack the accesses known to be open, and the row each belongs to: first one of every point."""
        others = self.others[self.others["certain"].to_numpy()]
        rows = np.concatenate([np.arange(len(self.points)), others["row"]])
        return pd.concat([self.certain, others[self.certain.columns]]), rows


def connect_points(
    points: gpd.GeoSeries,
    network: WalkNetwork,
    obstacles: gpd.GeoDataFrame,
    *,
    max_off_m: float = 250.0,
    max_extra_m: float = 25.0,
) -> Accesses:
    """Connect points with the streets, over ground that can be crossed.

    Parameters
    ----------
    points
        Points in RD New; index: ids. May be empty.
    network
        Streets of one profile.
    obstacles
        What a leg may not cross (`wozgeo.read_osm` gives it); may be empty.
    max_off_m, max_extra_m
        The longest leg to a street, and how much further a street known to be open may lie; metres. The
        defaults are those of ``data/standaard.toml``, and a test holds them to it.

    Returns
    -------
    Accesses
        In the order of the points; what lies further than ``max_off_m`` from every street has none.
    """
    return Accesses.of(points, Snapper(network, obstacles, max_off_m, max_extra_m))


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
        reading = Reading.certain(network)
        return cls._of(reading, locations.known(), facilities.known(), len(locations.points))

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
        """Leave the edge at one of its ends; the first access of each location, then the others."""
        edge, along, off = (self.locations[c].to_numpy() for c in ("edge", "along_m", "off_m"))
        access = np.flatnonzero(edge >= 0)
        length = self.graph.reading.network.length_m
        turn = self.turn[access]
        for chosen in (access[turn == i] for i in range(int(turn.max(initial=0)) + 1)):
            at = edge[chosen]
            to_u, to_v = along[chosen], length[at] - along[chosen]
            for ends, to_end in ((self.graph.end_u, to_u), (self.graph.end_v, to_v)):
                place = ends[at]
                yield chosen, metres[place] + (off[chosen] + to_end), place, source[place]

    @cached_property
    def turn(self) -> IntArray:
        """Which of the accesses of its location each one is: 0 for the first."""
        rows = pd.Series(self.location_rows)
        return np.asarray(rows.groupby(rows).cumcount(), dtype=np.int64)

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
    wanted: Collection[str],
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
        ``beyond_edge``: a nearer one may lie outside the data. ``edge_m``: how far the edge of the
        data is in a straight line, where that is within the search limit; else ``inf``.
    """
    searchers = [
        build(network, locations, facilities) for build in (Searcher.possible, Searcher.certain)
    ]
    shapely.prepare(extent)
    inside = shapely.covers(extent, locations.points.to_numpy())
    edge_m = _distance_to_edge(locations.points, extent, inside, search_limit_m)
    ids, codes = np.unique(
        np.append(facilities.points.index.to_numpy(str), ""), return_inverse=True
    )
    columns: dict[str, list[NDArray[Any]]] = {}
    for kind in wanted:
        chosen = (voorziening == kind).to_numpy()
        possible, certain = (searcher.nearest(chosen) for searcher in searchers)
        usable = bool((facilities.possible["edge"].to_numpy()[chosen] >= 0).any())
        reason = _reasons(
            possible.metres, locations.possible, inside, search_limit_m, usable=usable
        )
        found, searched = reason == 0, reason <= _REASONS.index(Reason.BUITEN_ZOEKGRENS)
        answers: dict[str, NDArray[Any]] = {
            "distance_m": _within(possible.metres, search_limit_m, searched),
            "certain_m": _within(certain.metres, search_limit_m, searched),
            "facility_id": codes[np.where(found, possible.facility, NOWHERE)],
            "reason": reason,
            "beyond_edge": edge_m < np.where(found, possible.metres, search_limit_m),
            "edge_m": edge_m,
        }
        for name, values in answers.items():
            columns.setdefault(name, []).append(values)
    return _long_table(columns, locations.points.index, wanted, ids)


def _within(metres: FloatArray, limit_m: float, searched: NDArray[np.bool_]) -> FloatArray:
    """Tell the three kinds of answer apart: walked, none within the limit, not searched."""
    return np.where(searched, np.where(metres > limit_m, np.inf, metres), np.nan)


def _distance_to_edge(
    points: gpd.GeoSeries, extent: shapely.Polygon, inside: NDArray[np.bool_], limit_m: float
) -> FloatArray:
    """Measure how far points lie from the edge of the data, where that is near enough to matter."""
    geometry = points.to_numpy()
    edge = extent.exterior
    shapely.prepare(edge)
    near = shapely.dwithin(edge, geometry, limit_m)
    metres = np.full(len(geometry), np.inf)
    metres[near] = shapely.distance(geometry[near], edge)
    metres[~inside] = -1.0
    return metres


_REASONS = ("", Reason.BUITEN_ZOEKGRENS, *(r for r in Reason if r != Reason.BUITEN_ZOEKGRENS))
"""Codes of reasons: 0 none, 1 searched in vain, from 2 on not searched."""


def _reasons(
    metres: FloatArray,
    access: pd.DataFrame,
    inside: NDArray[np.bool_],
    search_limit_m: float,
    *,
    usable: bool,
) -> NDArray[np.int8]:
    met = access["edge"].to_numpy() >= 0
    conditions = [
        (~inside & ~met, Reason.BUITEN_KAART),
        (~met, Reason.TE_VER_VAN_WEG),
        (np.full(len(met), not usable), Reason.GEEN_VOORZIENING),
        (np.isinf(metres), Reason.NIET_VERBONDEN),
        (metres > search_limit_m, Reason.BUITEN_ZOEKGRENS),
    ]
    reason = np.zeros(len(met), dtype=np.int8)
    for condition, why in reversed(conditions):
        reason[condition] = _REASONS.index(why)
    return reason


def _long_table(
    columns: dict[str, list[NDArray[Any]]],
    locations: pd.Index,
    wanted: Collection[str],
    facility_ids: NDArray[np.str_],
) -> pd.DataFrame:
    """Interleave one column per voorziening into one row per (location, voorziening)."""
    index = pd.MultiIndex.from_product(
        [locations, [str(kind) for kind in wanted]], names=["location_id", "voorziening"]
    )
    data: dict[str, Any] = {
        name: np.stack(parts, axis=1).reshape(-1) for name, parts in columns.items()
    }
    for name, texts in (("facility_id", facility_ids), ("reason", map(str, _REASONS))):
        if name in data:
            data[name] = pd.Categorical.from_codes(data[name], categories=pd.Index(texts))
    return pd.DataFrame(data, index=index)
