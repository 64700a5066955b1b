"""Where would a geclusterde woonvorm meet the distances that a definition asks for?

Cells of the surface that are near enough hang together to areas. Near enough over what is known to be open is
*zeker*, near enough only where unknown paths can be walked is *mogelijk*: never one area. Water is out. Land
with buildings on it is in: conversion of what stands counts as much as building, and how much is built on
is told of every area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.definitions import Within
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray

_MOSTLY = 0.5
"""More than so much of a plan lies in areas before it is said to lie there."""


_OF_OUTLINING = 8
"""Bytes per cell while areas are outlined: their numbers, and what is chosen, kept, inside and built on."""


def bytes_held(grid: CellGrid, n_definitions: int) -> int:
    """Tell how much memory the cells of a grid take at least; each that is near enough some 60 more."""
    return grid.n_cells * (n_definitions + _OF_OUTLINING) if n_definitions else 0


class Lezing(StrEnum):
    """In which reading an area is near enough."""

    ZEKER = "zeker"
    MOGELIJK = "mogelijk"


_CODES = {2: Lezing.ZEKER, 1: Lezing.MOGELIJK}


class _Held(NamedTuple):
    """The score and the seniors of the cells of one block that are near enough, and the numbers of these."""

    cell: NDArray[np.int32]
    score: NDArray[np.float32]
    seniors: NDArray[np.float32]


@dataclass
class NearEnough:
    """Which cells are near enough by each definition, gathered block by block.

    Of a cell that is not near enough by any a byte per definition is held, and nothing else.

    Attributes
    ----------
    grid
        Of the whole.
    walks
        By the name of a definition, the walks it asks; one that asks none is left out.
    codes
        By definition, shape (rows, columns): 2 for certain, 1 only perhaps, 0 not.
    """

    grid: CellGrid
    walks: Mapping[str, Sequence[Within]]
    codes: dict[str, NDArray[np.uint8]] = field(init=False)
    _held: list[_Held] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.codes = {name: np.zeros(self.grid.shape, np.uint8) for name in self.walks}

    def add(
        self,
        at: tuple[int, int],
        readings: tuple[Mapping[str, FloatArray], Mapping[str, FloatArray]],
        score: FloatArray,
        seniors: FloatArray,
    ) -> None:
        """Take in a block from a row and a column on, each cell once.

        Metres by voorziening in the certain and in the possible reading; score and seniors of each cell, NaN
        where unknown.
        """
        some = np.zeros(score.shape, dtype=bool)
        part = tuple(slice(first, first + n) for first, n in zip(at, score.shape, strict=True))
        for name, walks in self.walks.items():
            for metres in readings:
                near = np.logical_and.reduce(
                    [walk.near_enough(metres[walk.voorziening]) for walk in walks]
                )
                self.codes[name][part] += near  # what is near for certain is near in both
                some |= near
        row, col = np.nonzero(some)
        cell = (at[0] + row) * self.grid.n_cols + at[1] + col
        kept = (one[some].astype(np.float32) for one in (score, seniors))
        self._held.append(_Held(cell.astype(np.int32), *kept))

    def held(self, cells: IntArray) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give the score and the seniors of cells that are near enough, by their rising numbers."""
        found = np.full((2, len(cells)), np.nan, np.float32)
        for held in self._held:
            place = np.searchsorted(cells, held.cell)
            place[place == len(cells)] = 0
            asked = np.flatnonzero(cells[place] == held.cell) if len(cells) else place[:0]
            found[0, place[asked]] = held.score[asked]
            found[1, place[asked]] = held.seniors[asked]
        return found[0], found[1]

    def limited_to(self, allowed: Geometries | None, excluded: Geometries | None) -> None:
        """Leave out what lies outside allowed land, or within excluded land."""
        out = np.zeros(self.grid.shape, dtype=bool)
        if allowed is not None:
            out |= ~self.grid.within(allowed)
        if excluded is not None:
            out |= self.grid.within(excluded)
        for codes in self.codes.values():
            codes[out] = 0


def outline_areas(near: NearEnough, buildings: Geometries, *, least_m2: float) -> gpd.GeoDataFrame:
    """Draw the areas in which cells hang together side by side.

    Parameters
    ----------
    near
        Which cells are near enough.
    buildings
        Outlines, RD New.
    least_m2
        Smaller areas are left out.

    Returns
    -------
    GeoDataFrame
        Index ``rang`` from 1: by definition, certain first, then by seniors, score, size and place.
        ``definitie``, ``lezing`` (`Lezing`), ``oppervlakte_m2``, ``share_bebouwd`` (0 to 1), ``score`` (mean
        of its cells), ``n_65_bereik`` (of the cell with most; NaN where not known), ``beste_x`` and ``beste_y``
        (the middle of that cell, of equals the first from the north-west); Polygon, RD New.
    """
    built = near.grid.within(buildings)
    rows: list[dict[str, Any]] = []
    for name, codes in near.codes.items():
        for code, reading in _CODES.items():
            rows += _areas_of(near, codes == code, built, least_m2, name, reading)
    columns = [
        "definitie", "lezing", "oppervlakte_m2", "share_bebouwd", "score", "n_65_bereik", "beste_x",
        "beste_y", "geometry",
    ]  # fmt: skip
    table = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=RD_NEW)
    return rank_areas(table, [*near.codes])


def rank_areas(areas: gpd.GeoDataFrame, definitions: Sequence[str]) -> gpd.GeoDataFrame:
    """Put areas in order, and number them: by definition, certain first, then seniors, score, size and place.

    Parameters
    ----------
    areas
        With the columns of `outline_areas`, in any order.
    definitions
        Their names, the first first.

    Returns
    -------
    GeoDataFrame
        Index ``rang`` from 1.
    """
    bounds = areas.geometry.bounds
    order = pd.DataFrame(
        {
            "definitie": areas["definitie"].map({name: i for i, name in enumerate(definitions)}),
            "lezing": areas["lezing"] != str(Lezing.ZEKER),
            "n_65_bereik": -areas["n_65_bereik"].astype(np.float64).fillna(-1.0),
            "score": -areas["score"].fillna(-1.0),
            "oppervlakte_m2": -areas["oppervlakte_m2"],
            "west": bounds["minx"],
            "south": bounds["miny"],
        }
    )
    ranked = areas.loc[order.sort_values([*order.columns], kind="stable").index]
    return ranked.set_axis(pd.RangeIndex(1, len(ranked) + 1, name="rang"), axis=0)


def _areas_of(
    near: NearEnough,
    chosen: NDArray[np.bool_],
    built: NDArray[np.bool_],
    least_m2: float,
    definition: str,
    reading: Lezing,
) -> list[dict[str, Any]]:
    """Outline what hangs together of some cells, and sum up what is in each."""
    from affine import Affine
    from rasterio.features import shapes
    from scipy.ndimage import label

    number, n_areas = label(chosen)  # four bytes per cell, while this is done
    cell_m2 = near.grid.cell_m**2
    size = np.bincount(number[chosen], minlength=n_areas + 1)
    kept = size * cell_m2 >= least_m2
    kept[0] = False
    inside = chosen & kept[number]
    number[~inside] = 0
    cells = np.flatnonzero(inside)
    if not len(cells):
        return []
    of = number.reshape(-1)[cells]
    held_score, held_seniors = near.held(cells)
    share = np.bincount(of, built.reshape(-1)[cells], n_areas + 1) / np.maximum(size, 1)
    score = np.bincount(of, held_score, n_areas + 1) / np.maximum(size, 1)
    most, at = _most_in_each(of.astype(np.int64), held_seniors, n_areas + 1)
    best = cells[at]
    x, y = near.grid.middles(best)
    outlines = shapes(number, mask=inside, connectivity=4, transform=Affine(*near.grid.transform))
    return [
        {
            "definitie": definition,
            "lezing": str(reading),
            "oppervlakte_m2": float(size[i] * cell_m2),
            "share_bebouwd": float(share[i]),
            "score": float(score[i]),
            "n_65_bereik": float(most[i]),
            "beste_x": float(x[i]),
            "beste_y": float(y[i]),
            "geometry": shape(outline),
        }
        for outline, value in outlines
        for i in (int(value),)
    ]


def _most_in_each(
    of: IntArray, persons: NDArray[np.float32], n: int
) -> tuple[FloatArray, IntArray]:
    """Find in each area the most persons (NaN: not known), and where, first come first served."""
    order = np.lexsort((-np.nan_to_num(persons, nan=-1.0), of))
    first = order[np.flatnonzero(np.diff(of[order], prepend=-1))]
    most, at = np.full(n, np.nan), np.zeros(n, dtype=np.int64)
    most[of[first]], at[of[first]] = persons[first], first
    return most, at


def cells_of_areas(areas: gpd.GeoDataFrame, grid: CellGrid) -> tuple[IntArray, FloatArray]:
    """List the cells of areas.

    Parameters
    ----------
    areas
        From `outline_areas`; no two overlap.
    grid
        On which they were drawn.

    Returns
    -------
    tuple
        Of every cell the rank of its area, and its middle: shape (cells, 2), RD New.
    """
    if not len(areas):
        return np.empty(0, dtype=np.int64), np.empty((0, 2))
    from affine import Affine
    from rasterio.features import rasterize

    drawn = zip(areas.geometry, areas.index, strict=True)
    rank = rasterize(drawn, grid.shape, transform=Affine(*grid.transform), dtype="int32").reshape(
        -1
    )
    inside = np.flatnonzero(rank)
    return rank[inside].astype(np.int64), np.column_stack(grid.middles(inside))


def in_areas(plans: gpd.GeoSeries, areas: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Tell which plans lie, for more than half, in areas of one definition.

    Parameters
    ----------
    plans
        RD New: points or outlines.
    areas
        From `outline_areas`, of one definition.

    Returns
    -------
    Series
        `Lezing`, or ``nee``: *zeker* where that much is so for certain, *mogelijk* where it takes both.
    """
    told = np.full(len(plans), "nee", dtype=object)
    certain = shapely.union_all(shapes_of(areas.geometry[areas["lezing"] == str(Lezing.ZEKER)]))
    either = shapely.union_all(shapes_of(areas.geometry))
    for outline, word in ((either, Lezing.MOGELIJK), (certain, Lezing.ZEKER)):
        told[_mostly_in(shapes_of(plans), outline)] = str(word)
    return pd.Series(told, index=plans.index, dtype=object)


def _mostly_in(plans: Geometries, outline: BaseGeometry) -> NDArray[np.bool_]:
    shapely.prepare(outline)
    size = shapely.area(plans)
    flat = size == 0
    within = np.asarray(shapely.intersects(plans, outline))
    share = np.divide(
        shapely.area(shapely.intersection(plans, outline)),
        size,
        out=np.zeros(len(plans)),
        where=~flat,
    )
    return np.where(flat, within, share > _MOSTLY)
