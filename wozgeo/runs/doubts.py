"""What may turn the verdicts of this run?"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, cast

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.doubts import Bounds, Cause, Doubts, Removed
from wozgeo.domain.language import Text
from wozgeo.domain.values import OWN_LIST
from wozgeo.domain.vocabulary import Reason, Voorzieningen
from wozgeo.network.searcher import Searcher
from wozgeo.network.without import leave_one_out
from wozgeo.runs.called import LeftBy, call_facilities, with_source
from wozgeo.runs.measuring import Measured
from wozgeo.runs.paths import NewPaths

_SEARCHED = ("", str(Reason.BUITEN_ZOEKGRENS), str(Reason.GEEN_VOORZIENING))
"""Reasons beside which one more facility would make a difference."""


class _Walks(NamedTuple):
    """The walks to one voorziening: their rows in the distances, and of which places they are."""

    voorziening: str
    places: pd.Index
    rows: NDArray[np.intp]
    distances: pd.DataFrame

    def column(self, name: str) -> pd.Series:
        """Give a column of theirs."""
        return self.distances[name].iloc[self.rows]


@dataclass(frozen=True)
class RunDoubts:
    """Everything that may turn a verdict, of dwellings and of the places of what is listed.

    Attributes
    ----------
    kinds
        Voorzieningen that a definition asks a walk to: on another no verdict hangs.
    thin
        Those of which there are probably more than are known.
    paths
        Paths that are not there; None where none were looked for.
    of_dwellings, of_places
        The walk of each when the facility it walks to is not there.
    left_by
        By whether they are dwellings and by voorziening, the streets by which places are left.
    names
        What facilities are called, by their id and voorziening.
    """

    kinds: Collection[str]
    thin: Collection[str]
    paths: NewPaths | None
    of_dwellings: Sequence[Removed]
    of_places: Sequence[Removed]
    left_by: Callable[[bool, str], LeftBy]
    names: Mapping[tuple[str, str], Text]

    @classmethod
    def of(
        cls,
        measured: Measured,
        kinds: Collection[str],
        *,
        thin: Collection[str],
        paths: NewPaths | None,
        search_limit_m: float,
        ways: gpd.GeoDataFrame | None = None,
        known: Voorzieningen = MappingProxyType({}),
        map_day: date | None = None,
        list_day: date | None = None,
    ) -> "RunDoubts":
        """Find, for each voorziening that a definition asks a walk to, what every walk hangs on.

        ``ways`` and ``known`` name the streets and what has no name; ``map_day`` is that of the map,
        ``list_day`` that of the user's own facilities, where one day is known of all of them.
        """
        asked = sorted({*map(str, kinds)})
        kinds = sorted({*asked} & {*measured.facilities["voorziening"]})
        names = call_facilities(measured.facilities, ways, known)
        sourced = _sourced(measured.facilities, names, map_day, list_day)
        removed = [*_removed(measured, kinds, search_limit_m, sourced)] if kinds else []

        def left_by(dwellings: bool, kind: str) -> LeftBy:
            access = measured.access if dwellings else measured.place_access
            return LeftBy(measured, access, kind, ways)

        return cls(
            asked,
            [kind for kind in thin if kind in asked],
            paths,
            [one for one, _ in removed],
            [one for _, one in removed],
            cache(left_by),
            names,
        )

    def of_group(self, distances: pd.DataFrame, *, dwellings: bool) -> Doubts:
        """Take what concerns the places of some objects.

        Parameters
        ----------
        distances
            Of these places, as `wozgeo.network.distances.measure_distances` gives them.
        dwellings
            Whether they are dwellings, or places of what is listed.
        """
        walks = [*_by_voorziening(distances, self.kinds)]
        bounds = [
            *(
                replace(one, street=self.left_by(dwellings, one.voorziening))
                for one in _between(Cause.DEUR, walks, "door_low_m", "door_high_m")
            ),
            *self._of_entries(walks),
            *self._of_paths(dwellings=dwellings),
            *self._of_thin(walks),
        ]
        removed = self.of_dwellings if dwellings else self.of_places
        return Doubts(bounds, removed, [*_between(Cause.DEUR, walks, "shortest_m", "longest_m")])

    def _of_entries(self, walks: Sequence[_Walks]) -> Iterator[Bounds]:
        """Take the shortest and the longest walk over all entries of facilities, with their names."""
        by_kind = {walk.voorziening: walk for walk in walks}
        for bounds in _between(Cause.PLEK, walks, "place_low_m", "place_high_m"):
            mine = by_kind[bounds.voorziening]
            told = {
                f"{side}_name": self._called(mine.column(column), bounds.voorziening)
                for side, column in (("low", "place_low_id"), ("high", "facility_id"))
            }
            yield replace(bounds, table=bounds.table.assign(**told))

    def _called(self, ids: "pd.Series[str]", kind: str) -> NDArray[np.object_]:
        """Name facilities of one voorziening."""
        names = {key: text for (key, of), text in self.names.items() if of == kind}
        called = pd.Series(names, dtype=object)
        return called.reindex(pd.Index(ids.astype(str)), fill_value="").to_numpy(dtype=object)

    def _of_paths(self, *, dwellings: bool) -> Iterator[Bounds]:
        for kind, shorter in (self.paths.shorter if self.paths else {}).items():
            table = shorter.of_dwellings if dwellings else shorter.of_places
            low_m, name = table["low_m"].to_numpy(), table["name"].to_numpy()
            yield Bounds.of(Cause.PAD, kind, table.index, low_m=low_m, low_name=name)

    def _of_thin(self, walks: Sequence[_Walks]) -> Iterator[Bounds]:
        by_kind = {walk.voorziening: walk for walk in walks}
        for kind in self.thin:
            if kind in by_kind:
                searched = by_kind[kind].column("reason").astype(str).isin(_SEARCHED).to_numpy()
                places = by_kind[kind].places[searched]
                yield Bounds.of(Cause.LIJST, kind, places, low_m=0.0)


def _by_voorziening(distances: pd.DataFrame, kinds: Collection[str]) -> Iterator[_Walks]:
    """Take the walks to each of some voorzieningen apart."""
    index = cast(pd.MultiIndex, distances.index)
    code_of = {str(kind): code for code, kind in enumerate(index.levels[1])}
    for kind in kinds:
        rows = np.flatnonzero(index.codes[1] == code_of.get(kind, len(code_of)))
        if len(rows):
            yield _Walks(kind, index.levels[0].take(index.codes[0][rows]), rows, distances)


def _between(cause: Cause, walks: Sequence[_Walks], low: str, high: str) -> Iterator[Bounds]:
    """Take the shortest and the longest walk that one reason leaves open."""
    for walk in walks:
        if {low, high} <= {*walk.distances.columns}:
            low_m, high_m = (walk.column(name).to_numpy() for name in (low, high))
            yield Bounds.of(cause, walk.voorziening, walk.places, low_m=low_m, high_m=high_m)


def _sourced(
    facilities: gpd.GeoDataFrame,
    called: Mapping[tuple[str, str], Text],
    map_day: date | None,
    list_day: date | None,
) -> dict[tuple[str, str], Text]:
    """Say of facilities where they are known from, and of which day that is."""
    rows = zip(facilities.index, facilities["voorziening"], facilities["source"], strict=True)
    return {
        (str(key), str(kind)): with_source(
            called[str(key), str(kind)], str(source), list_day if source == OWN_LIST else map_day
        )
        for key, kind, source in rows
    }


def _removed(
    measured: Measured,
    kinds: Sequence[str],
    search_limit_m: float,
    called: Mapping[tuple[str, str], Text],
) -> Iterator[tuple[Removed, Removed]]:
    """Measure both readings without the facility that is nearest in each: of dwellings, and of places."""
    both = measured.access.with_more(measured.place_access)
    searchers = [
        build(measured.network, both, measured.facility_access)
        for build in (Searcher.possible, Searcher.certain)
    ]
    ids = np.append(measured.facilities.index.to_numpy(dtype=str), "").astype(object)
    n = len(measured.access.points)
    for kind in kinds:
        chosen = (measured.kinds_entered == kind).to_numpy()
        possible, certain = (
            leave_one_out(searcher, chosen, measured.facility_rows) for searcher in searchers
        )
        columns = {
            "facility_id": ids[possible.facility],
            "without_m": possible.without_m,
            "certain_id": ids[certain.facility],
            "certain_without_m": certain.without_m,
        }
        table = pd.DataFrame(columns)
        for name in ("without_m", "certain_without_m"):
            table[name] = table[name].where(table[name] <= search_limit_m, np.inf)
        mine = measured.facilities[(measured.facilities["voorziening"] == kind).to_numpy()]
        names = {str(key): called[str(key), kind] for key in mine.index}
        yield (
            Removed(kind, table.iloc[:n].set_axis(measured.access.points.index), names),
            Removed(kind, table.iloc[n:].set_axis(measured.place_access.points.index), names),
        )
