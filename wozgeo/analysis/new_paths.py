"""Which paths, if they were there, would change most answers: missing from the map, or worth building?

The paths and whom they bring nearer are found by `wozgeo.network.links`; here they are counted and ranked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.columns_paths import PATHS, Doet
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Measure

SHORT_M = 10.0
"""A gap no longer than this is more likely one in the map than one in the street: look before building."""


@dataclass(frozen=True)
class Asked:
    """What a walk to a voorziening should stay within.

    Attributes
    ----------
    voorziening
        Its key.
    limit_m, strict
        Metres, and whether exactly so many is too far.
    measure
        Which distance of a complex or plan counts.
    """

    voorziening: str
    limit_m: float
    strict: bool = True
    measure: Measure = Measure.MAX

    def near(self, metres: FloatArray) -> NDArray[np.bool_]:
        """Tell which walks are short enough."""
        return np.asarray(metres < self.limit_m if self.strict else metres <= self.limit_m)


@dataclass(frozen=True)
class Walkers:
    """Who was measured: dwellings first, then the places of plans and complexes.

    Attributes
    ----------
    n_dwellings
        How many rows are dwellings.
    objects
        Per further row the plan or complex it is a place of: (``"plan"`` or ``"complex"``, id). Of what may not
        be shared nothing is in here: a count would tell.
    typical
        Per further row whether it counts for a median: a place on the edge of a site does not.
    """

    n_dwellings: int
    objects: Sequence[tuple[str, str]]
    typical: NDArray[np.bool_]


def count_paths(
    asked: Asked,
    lines: gpd.GeoSeries,
    gain_m: FloatArray,
    served: Iterable[tuple[int, IntArray, FloatArray]],
    before_m: FloatArray,
    walkers: Walkers,
) -> gpd.GeoDataFrame:
    """Count for each path whom it brings nearer, and rank them.

    Parameters
    ----------
    asked
        The voorziening, and when it is near enough.
    lines
        The paths, RD New, metres.
    gain_m
        What each saves at most, metres; ``inf`` where there was no walk at all.
    served
        Per path its number, the rows it brings nearer, and their metres with it.
    before_m
        Metres of every row without any of them.
    walkers
        What the rows are.

    Returns
    -------
    GeoDataFrame
        `PATHS` but for the place names; index ``rang`` from 1. Ranked by dwellings that come within the
        limit, then
        complexes and plans that do, then dwellings that walk less, then the shorter. Left out: paths that bring
        nobody nearer, and those that help only whom a path that ranks higher helps as well.
    """
    near, nearer, over = [], [], []
    counts: list[dict[str, int]] = []
    whole = _Objects(walkers, before_m, asked)
    for number, rows, metres in served:
        dwelling = rows < walkers.n_dwellings
        comes_in = asked.near(metres) & ~asked.near(before_m[rows])
        objects = whole.brought_in(rows[~dwelling], metres[~dwelling])
        if not dwelling.any() and not objects:
            continue
        near.append(number)
        nearer.append({*rows[dwelling].tolist()})
        over.append({*rows[dwelling & comes_in].tolist(), *objects})
        counts.append(
            {
                "n_over_grens": int((dwelling & comes_in).sum()),
                "n_complexen": sum(kind == "complex" for kind, _ in objects),
                "n_plannen": sum(kind == "plan" for kind, _ in objects),
                "n_woningen": int(dwelling.sum()),
            }
        )
    chosen = np.array(near, dtype=np.int64)
    table = pd.DataFrame(counts, columns=["n_over_grens", "n_complexen", "n_plannen", "n_woningen"])
    table["voorziening"], table["grens_m"] = asked.voorziening, asked.limit_m
    table["lengte_m"] = lines.length.to_numpy()[chosen]
    table["scheelt_m"] = gain_m[chosen]
    order = _ranked(table)
    order = order[_news([nearer[i] for i in order], [over[i] for i in order])]
    found = gpd.GeoDataFrame(
        table.iloc[order].reset_index(drop=True),
        geometry=lines.to_numpy()[chosen[order]],
        crs=RD_NEW,
    )
    return found.set_index(pd.RangeIndex(1, len(found) + 1, name="rang"))


def _ranked(table: pd.DataFrame) -> IntArray:
    objects = table["n_complexen"] + table["n_plannen"]
    keys = (
        table["lengte_m"],
        -table["scheelt_m"],
        -table["n_woningen"],
        -objects,
        -table["n_over_grens"],
    )
    return np.lexsort([key.to_numpy() for key in keys]).astype(np.int64)


def _news(nearer: Sequence[set[int]], over: Sequence[set[object]]) -> NDArray[np.bool_]:
    """Tell which of ranked paths help somebody whom no path before helps: the others are the same gap again."""
    had_nearer: set[int] = set()
    had_over: set[object] = set()
    news = np.zeros(len(nearer), dtype=bool)
    for number, (less, into) in enumerate(zip(nearer, over, strict=True)):
        news[number] = bool(into - had_over) if into else bool(less - had_nearer)
        if news[number]:
            had_nearer |= less
            had_over |= into
    return news


class _Objects:
    """Which plans and complexes come within the limit when some of their places do?"""

    def __init__(self, walkers: Walkers, before_m: FloatArray, asked: Asked) -> None:
        self._first, self._asked = walkers.n_dwellings, asked
        self._of = list(walkers.objects)
        self._before = before_m[walkers.n_dwellings :]
        counted = walkers.typical | (asked.measure is not Measure.MEDIAAN)
        self._rows: dict[tuple[str, str], list[int]] = {}
        for row, key in enumerate(self._of):
            if counted[row]:
                self._rows.setdefault(key, []).append(row)
        self._measured: Callable[[FloatArray], float] = {
            Measure.MAX: lambda metres: float(metres.max()),
            Measure.MEDIAAN: lambda metres: float(np.sort(metres)[len(metres) // 2]),
            Measure.MIN: lambda metres: float(metres.min()),
        }[asked.measure]

    def brought_in(self, rows: IntArray, metres: FloatArray) -> list[tuple[str, str]]:
        """Name the objects that were too far, and are near enough with these metres at these rows."""
        now = dict(zip((rows - self._first).tolist(), metres.tolist(), strict=True))
        found = []
        for key in sorted({self._of[row] for row in now}):
            mine = self._rows.get(key)
            if not mine:
                continue
            before = self._before[mine]
            after = np.array([now.get(row, self._before[row]) for row in mine])
            measured = np.array([self._measured(before), self._measured(after)])
            if self._asked.near(measured).tolist() == [False, True]:
                found.append(key)
        return found


def what_to_do(length_m: FloatArray, dead_end: NDArray[np.bool_]) -> list[str]:
    """Say whether to look on the spot first, or that there is nothing to be walked yet.

    A street that simply stops, or a gap of a few metres, is often a path that the map does not have;
    between two
    streets that pass each other it is one that would have to be built. A judgement, without an external source.
    """
    return [
        str(Doet.NAKIJKEN if look else Doet.AANLEGGEN) for look in dead_end | (length_m <= SHORT_M)
    ]


def as_contract(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put the columns in their order: which voorziening, where and what to do, then what it brings."""
    names = [column.name for column in PATHS]
    names.insert(names.index("n_over_grens") + 1, "n_woningen")
    return table[["voorziening", "kern", *names, "geometry"]]
