"""How far is it from every cell of a grid, by the rules that hold for a dwelling?

The centre of a cell meets the streets as any point does that has no address: by the nearest that can be
reached over open ground. So a cell and a dwelling at one place have one distance, where the dwelling leaves
by the nearest street as well. The streets are searched once, outward from all facilities; the cells are
taken a window at a time, so that memory does not grow with the area.

What lies on or beside a square walks straight across it, and for that the square gets a door at every such
place (`wozgeo.network.square_doors`). Those cells are few: they wait until a band is done, and are measured
together.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.grids import Cell, CellGrid
from wozgeo.domain.many_shapes import points_at, shapes_of
from wozgeo.domain.plain_types import FloatArray, Geometries
from wozgeo.domain.vocabulary import Crossing
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.searcher import Outward, Searcher
from wozgeo.network.snapping import Snapper
from wozgeo.network.square_doors import meets_square, open_doors

TILE = 256
"""Cells along the side of a window, and rows of a band: what a tiled raster has in one block."""

AskedOfCells = Callable[[WalkNetwork, Accesses], FloatArray]
"""What else is asked of points that meet the streets: a column for each, shape (points, columns)."""


class CellBand(NamedTuple):
    """What was measured of some rows of a grid.

    Attributes
    ----------
    row
        The first of them.
    grid
        Those rows.
    cells
        What is known of every cell: `Cell`, shape (rows, columns).
    distance_m, certain_m
        By voorziening: metres, shape (rows, columns); ``inf``: searched, none within the limit; ``NaN``: could
        not be searched, and ``cells`` says why.
    counted
        What else was asked, shape (columns asked, rows, columns); NaN where no street is met.
    """

    row: int
    grid: CellGrid
    cells: NDArray[np.uint8]
    distance_m: dict[str, FloatArray]
    certain_m: dict[str, FloatArray]
    counted: FloatArray


@dataclass(frozen=True)
class WalksFromCells:
    """The walk to the nearest of each voorziening, from wherever one meets the streets.

    Attributes
    ----------
    network, facilities, voorziening
        Streets, facilities with where they meet them, and what each facility is.
    searchers
        Of the possible and of the certain reading, without locations.
    outward
        By voorziening, the walk outward in both readings.
    usable
        By voorziening, whether any of it meets a street.
    """

    network: WalkNetwork
    facilities: Accesses
    voorziening: "pd.Series[str]"
    searchers: tuple[Searcher, Searcher]
    outward: Mapping[str, tuple[Outward, Outward]]
    usable: Mapping[str, bool]

    @classmethod
    def of(
        cls,
        network: WalkNetwork,
        facilities: Accesses,
        voorziening: "pd.Series[str]",
        wanted: Collection[str],
    ) -> "WalksFromCells":
        """Search outward from all facilities of each voorziening, in both readings."""
        nobody = facilities.only(np.zeros(len(facilities.points), dtype=bool))
        searchers = (
            Searcher.possible(network, nobody, facilities),
            Searcher.certain(network, nobody, facilities),
        )
        chosen = {str(kind): (voorziening == kind).to_numpy() for kind in wanted}
        met = facilities.possible["edge"].to_numpy() >= 0
        return cls(
            network,
            facilities,
            voorziening,
            searchers,
            {
                kind: (searchers[0].outward(mask), searchers[1].outward(mask))
                for kind, mask in chosen.items()
            },
            {kind: bool((met & mask).any()) for kind, mask in chosen.items()},
        )

    def metres(self, points: Accesses) -> FloatArray:
        """Measure from points: shape (voorzieningen, 2 readings, points); ``inf`` where none is connected."""
        n = len(points.points)
        sides = [
            replace(searcher, locations=access, location_rows=rows, n_locations=n)
            for searcher, (access, rows) in zip(
                self.searchers, (points.either(), points.known()), strict=True
            )
        ]
        found = np.empty((len(self.outward), 2, n))
        for i, walks in enumerate(self.outward.values()):
            for j, (searcher, outward) in enumerate(zip(sides, walks, strict=True)):
                found[i, j] = searcher.nearest_of(outward).metres
        return found

    def metres_at(self, xy: FloatArray, snapper: Snapper) -> FloatArray:
        """Measure from any places, those on and beside squares too: xy of shape (points, 2), RD New."""
        points = Accesses.of(gpd.GeoSeries(points_at(xy), crs=RD_NEW), snapper)
        found = self.metres(points)
        square = meets_square(self.network, points)
        if square.any():
            wider, near = self.across_squares(points.only(square), snapper)
            found[:, :, square] = wider.metres(near)
        return found

    def across_squares(
        self, points: Accesses, snapper: Snapper
    ) -> "tuple[WalksFromCells, Accesses]":
        """Open a door in the squares for points on or beside one, and search again."""
        network, near, far = open_doors(
            self.network, points, self.facilities, max_extra_m=snapper.max_extra_m
        )
        return WalksFromCells.of(network, far, self.voorziening, [*self.outward]), near


@dataclass(frozen=True)
class Surroundings:
    """On what a surface lies.

    Attributes
    ----------
    extent
        The area the streets cover, RD New: beyond it nothing is known.
    area
        The area that is asked about; None: all of it.
    water
        Polygons in RD New: nobody lives there.
    """

    extent: shapely.Polygon
    area: BaseGeometry | None
    water: Geometries

    @classmethod
    def of(
        cls, obstacles: gpd.GeoDataFrame, extent: shapely.Polygon, area: BaseGeometry | None
    ) -> "Surroundings":
        """Take the water out of the obstacles (obstacles contract): areas, for a ditch is a line."""
        shapes = shapes_of(obstacles.geometry)
        wet = (obstacles["kind"] == Crossing.WATER).to_numpy() & (
            shapely.get_dimensions(shapes) == 2
        )
        return cls(extent, area, shapes[wet])


def measure_cells(
    grid: CellGrid,
    ground: Surroundings,
    snapper: Snapper,
    walks: WalksFromCells,
    *,
    search_limit_m: float,
    counted: AskedOfCells | None = None,
) -> Iterator[CellBand]:
    """Measure the walk from the centre of every cell, band by band from the north.

    Parameters
    ----------
    grid
        Which cells.
    ground
        Where they lie: water and what is outside is not measured.
    snapper
        What connects points with the streets.
    walks
        To where.
    search_limit_m
        What lies further is ``inf``, never the limit itself.
    counted
        What else is asked of each cell.

    Yields
    ------
    CellBand
        Of `TILE` rows.
    """
    taken = _Taken(ground, snapper, walks, search_limit_m, counted)
    for row in range(0, grid.n_rows, TILE):
        yield taken.band(row, grid.part(row, 0, TILE, grid.n_cols))


class _Met(NamedTuple):
    """Cells that meet the streets across a square: where they are in the band, and by what."""

    cell: tuple[NDArray[np.intp], NDArray[np.intp]]
    points: Accesses


@dataclass(frozen=True)
class _Taken:
    """Everything that is the same for each band."""

    ground: Surroundings
    snapper: Snapper
    walks: WalksFromCells
    search_limit_m: float
    counted: AskedOfCells | None

    def band(self, row: int, grid: CellGrid) -> CellBand:
        """Measure one band."""
        wanted = [*self.walks.outward]
        cells = self._ground_of(grid)
        metres = np.full((len(wanted), 2, *grid.shape), np.nan)
        counted = np.full((0, *grid.shape), np.nan)
        across: list[_Met] = []
        asked = cells == Cell.GEMETEN
        for _, col, window in grid.windows(TILE, TILE):
            rows, cols = np.nonzero(asked[:, col : col + window.n_cols])
            if not len(rows):
                continue
            xy = window.centres()[rows * window.n_cols + cols]
            at = rows, cols + col
            points = Accesses.of(gpd.GeoSeries(points_at(xy), crs=RD_NEW), self.snapper)
            cells[at] = _met(points)
            square = meets_square(self.walks.network, points)
            if square.any():
                across.append(_Met((at[0][square], at[1][square]), points.only(square)))
            rest = ~square
            at, points = (at[0][rest], at[1][rest]), points.only(rest)
            counted = self._take(self.walks, _Met(at, points), metres, counted)
        if across:
            counted = self._take_across(across, metres, counted)
        return self._answers(row, grid, cells, metres, counted)

    def _ground_of(self, grid: CellGrid) -> NDArray[np.uint8]:
        """Tell which cells are measured, and of the others why not."""
        cells = np.full(grid.shape, Cell.GEMETEN, dtype=np.uint8)
        box = shapely.box(*grid.bounds)
        water = self.ground.water
        near = shapely.intersects(water, box) if len(water) else np.zeros(0, dtype=bool)
        cells[grid.within(water[near])] = Cell.WATER
        cells[~grid.within([self.ground.extent])] = Cell.BUITEN_KAART
        if self.ground.area is not None:
            cells[~grid.within([self.ground.area])] = Cell.BUITEN_GEBIED
        return cells

    def _take(
        self, walks: WalksFromCells, met: _Met, metres: FloatArray, counted: FloatArray
    ) -> FloatArray:
        """Put what is measured from some cells in its place; give all that is counted."""
        metres[:, :, met.cell[0], met.cell[1]] = walks.metres(met.points)
        if self.counted is None or not len(met.points.points):
            return counted
        found = self.counted(walks.network, met.points)
        if not len(counted):
            counted = np.full((found.shape[1], *counted.shape[1:]), np.nan)
        counted[:, met.cell[0], met.cell[1]] = found.T
        return counted

    def _take_across(
        self, across: list[_Met], metres: FloatArray, counted: FloatArray
    ) -> FloatArray:
        """Open a door in the squares for each cell on or beside one, and search again."""
        points = across[0].points
        for met in across[1:]:
            points = points.with_more(met.points)
        rows, cols = (np.concatenate([met.cell[i] for met in across]) for i in (0, 1))
        wider, near = self.walks.across_squares(points, self.snapper)
        return self._take(wider, _Met((rows, cols), near), metres, counted)

    def _answers(
        self,
        row: int,
        grid: CellGrid,
        cells: NDArray[np.uint8],
        metres: FloatArray,
        counted: FloatArray,
    ) -> CellBand:
        """Tell the three kinds of answer apart, as for a dwelling."""
        met = (cells == Cell.GEMETEN) | (cells == Cell.KRUIST)
        searched = np.isfinite(metres[:, 0])
        np.copyto(metres, np.nan, where=~searched[:, None])
        np.copyto(metres, np.inf, where=metres > self.search_limit_m)
        none, some = ~searched.any(axis=0), ~searched.all(axis=0)
        cells[met & some & (cells == Cell.GEMETEN)] = Cell.DEELS
        cells[met & none] = Cell.NIET_VERBONDEN
        possible, certain = (
            dict(zip(self.walks.outward, metres[:, i], strict=True)) for i in (0, 1)
        )
        return CellBand(row, grid, cells, possible, certain, counted)


def _met(points: Accesses) -> NDArray[np.uint8]:
    """Tell which points meet a street, and which of them over something that is not crossed."""
    possible = points.leaving.possible
    crosses = (possible["crosses"] != Crossing.NONE).to_numpy()
    certain = points.leaving.certain["edge"].to_numpy() >= 0
    cells = np.where(crosses & ~certain, Cell.KRUIST, Cell.GEMETEN)
    cells[possible["edge"].to_numpy() < 0] = Cell.TE_VER_VAN_WEG
    return cells.astype(np.uint8)
