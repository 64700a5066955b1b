"""What may turn the verdicts of this run?"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis.doubts import Bounds, Cause, Doubts, Removed
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Reason, Voorzieningen
from wozgeo.network.searcher import Searcher
from wozgeo.network.without import leave_one_out
from wozgeo.runs.called import LeftBy, call_facilities, with_source
from wozgeo.runs.measuring import Measured
from wozgeo.runs.paths import NewPaths

_SEARCHED = ("", str(Reason.BUITEN_ZOEKGRENS), str(Reason.GEEN_VOORZIENING))
"""Reasons beside which one more facility would make a difference."""


@dataclass(frozen=True)
class RunDoubts:
    """Everything that may turn a verdict, of dwellings and of the places of what is listed.

    Attributes
    ----------
    thin
        Voorzieningen of which there are probably more than are known.
    paths
        Paths that are not there; None where none were looked for.
    of_dwellings, of_places
        The walk of each when the facility it walks to is not there.
    left_by
        By whether they are dwellings and by voorziening, the streets by which places are left.
    names
        What facilities are called, by their id and voorziening.
    """

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
    ) -> "RunDoubts":
        """Find, for each voorziening that a definition asks a walk to, what every walk hangs on.

        ``ways`` and ``known`` name the streets and what has no name.
        """
        kinds = sorted({*kinds} & {*measured.facilities["voorziening"]})
        names = call_facilities(measured.facilities, ways, known)
        removed = [*_removed(measured, kinds, search_limit_m, names)] if kinds else []

        def left_by(dwellings: bool, kind: str) -> LeftBy:
            access = measured.access if dwellings else measured.place_access
            return LeftBy(measured, access, kind, ways)

        return cls(
            thin,
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
        bounds = [
            *(
                replace(one, street=self.left_by(dwellings, one.voorziening))
                for one in _of(Cause.DEUR, distances, "door")
            ),
            *self._of_entries(distances),
            *self._of_paths(dwellings=dwellings),
            *self._of_thin(distances),
        ]
        removed = self.of_dwellings if dwellings else self.of_places
        return Doubts(bounds, removed, [*_both_ends(distances)])

    def _of_entries(self, distances: pd.DataFrame) -> Iterator[Bounds]:
        """Take the shortest and the longest walk over all entries of facilities, with their names."""
        for bounds in _of(Cause.PLEK, distances, "place"):
            mine = distances[distances.index.get_level_values(1) == bounds.voorziening]
            told = {
                f"{side}_name": self._called(mine[column], bounds.voorziening)
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

    def _of_thin(self, distances: pd.DataFrame) -> Iterator[Bounds]:
        searched = distances["reason"].astype(str).isin(_SEARCHED).to_numpy()
        kinds = distances.index.get_level_values(1)
        for kind in self.thin:
            places = distances.index.get_level_values(0)[searched & (kinds == kind)]
            yield Bounds.of(Cause.LIJST, kind, places, low_m=0.0)


def _of(cause: Cause, distances: pd.DataFrame, what: str) -> Iterator[Bounds]:
    """Take the shortest and the longest walk that one reason leaves open."""
    yield from _between(cause, distances, f"{what}_low_m", f"{what}_high_m")


def _both_ends(distances: pd.DataFrame) -> Iterator[Bounds]:
    """Take the shortest and the longest walk, whichever door is meant at either end."""
    yield from _between(Cause.DEUR, distances, "shortest_m", "longest_m")


def _between(cause: Cause, distances: pd.DataFrame, low: str, high: str) -> Iterator[Bounds]:
    if not {low, high} <= {*distances.columns}:
        return
    kinds = distances.index.get_level_values(1)
    for kind in sorted(map(str, kinds.unique())):
        mine = distances[kinds == kind].droplevel(1)
        low_m, high_m = (mine[name].to_numpy() for name in (low, high))
        yield Bounds.of(cause, kind, mine.index, low_m=low_m, high_m=high_m)


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
        names = {
            str(key): with_source(called[str(key), kind], str(source))
            for key, source in zip(mine.index, mine["source"], strict=True)
        }
        yield (
            Removed(kind, table.iloc[:n].set_axis(measured.access.points.index), names),
            Removed(kind, table.iloc[n:].set_axis(measured.place_access.points.index), names),
        )
