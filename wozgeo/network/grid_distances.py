"""How far is it from every cell of a grid, by the rules that hold for a dwelling?

The centre of a cell meets the streets as any point does that has no address: by the nearest that can be
reached over open ground. So a cell and a dwelling at one place have one distance, where the dwelling leaves
by the nearest street as well. The streets are searched once, outward from all facilities; the cells are
taken a block at a time and let go, so that of the area only its streets are held.

What lies on or beside a square walks straight across it, and for that the square gets a door at every such
place (`wozgeo.network.square_doors`). Those cells are few: their block waits until there are some more of
such blocks, and all are measured together.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
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
"""Cells along the side of a block: what a tiled raster has in one."""
MOST_WAITING = 8
"""Blocks with cells on a square that are held, some 6 MB each: one search of the streets serves all."""

AskedOfCells = Callable[[WalkNetwork, Accesses], FloatArray]
"""What else is asked of points that meet the streets: a column for each, shape (points, columns)."""


class CellBlock(NamedTuple):
    """What was measured of some rows and columns of a grid.

    Attributes
    ----------
    row, col
        The first of them.
    grid
        Those cells.
    cells
        What is known of every cell: `Cell`, shape (rows, columns).
    distance_m, certain_m
        By voorziening: metres, shape (rows, columns); ``inf``: searched, none within the limit; ``NaN``: could
        not be searched, and ``cells`` says why.
    counted
        What else was asked, shape (columns asked, rows, columns); NaN where no street is met.
    """

    row: int
    col: int
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
                kind: (_lean(searchers[0].outward(mask)), _lean(searchers[1].outward(mask)))
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


def _lean(walk: Outward) -> Outward:
    """Keep of a walk outward what metres take: half of it, and it is held as long as there are cells."""
    return walk._replace(before=np.empty(0, np.int64), source=walk.source.astype(np.int32))


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

    def water_in(self, box: shapely.Polygon) -> Geometries:
        """Give the water that comes into a box."""
        return self.water[np.sort(self._index.query(box, predicate="intersects"))]

    @cached_property
    def _index(self) -> shapely.STRtree:
        return shapely.STRtree(self.water)


def measure_cells(
    grid: CellGrid,
    ground: Surroundings,
    snapper: Snapper,
    walks: WalksFromCells,
    *,
    search_limit_m: float,
    counted: AskedOfCells | None = None,
) -> Iterator[CellBlock]:
    """Measure the walk from the centre of every cell, block by block.

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
    CellBlock
        Of `TILE` rows and columns, each once, in no order. No more than `MOST_WAITING` are held here.
    """
    taken = _Taken(ground, snapper, walks, search_limit_m, counted)
    waiting: list[_Block] = []
    for row, col, part in grid.windows(TILE, TILE):
        block = taken.block(row, col, part)
        if not len(block.square.points.points):
            yield taken.answers(block)
            continue
        waiting.append(block)
        if len(waiting) >= MOST_WAITING:
            yield from taken.across(waiting)
            waiting = []
    if waiting:
        yield from taken.across(waiting)


class _Met(NamedTuple):
    """Cells that meet the streets: where they are in their block, and by what."""

    cell: tuple[NDArray[np.intp], NDArray[np.intp]]
    points: Accesses

    def only(self, chosen: NDArray[np.bool_]) -> "_Met":
        """Keep some of them."""
        rows, cols = self.cell
        return _Met((rows[chosen], cols[chosen]), self.points.only(chosen))


@dataclass
class _Block:
    """A block that is being measured; ``square``: the cells that meet the streets across a square."""

    row: int
    col: int
    grid: CellGrid
    cells: NDArray[np.uint8]
    metres: FloatArray
    counted: FloatArray
    square: _Met


@dataclass(frozen=True)
class _Taken:
    """Everything that is the same for each block."""

    ground: Surroundings
    snapper: Snapper
    walks: WalksFromCells
    search_limit_m: float
    counted: AskedOfCells | None

    def block(self, row: int, col: int, grid: CellGrid) -> _Block:
        """Measure one block, but for what lies on or beside a square."""
        cells = self._ground_of(grid)
        rows, cols = np.nonzero(cells == Cell.GEMETEN)
        xy = grid.centres()[rows * grid.n_cols + cols]
        points = Accesses.of(gpd.GeoSeries(points_at(xy), crs=RD_NEW), self.snapper)
        cells[rows, cols] = _met(points)
        square, met = meets_square(self.walks.network, points), _Met((rows, cols), points)
        shape = (len(self.walks.outward), 2, *grid.shape)
        metres, counted = np.full(shape, np.nan), np.full((0, *grid.shape), np.nan)
        block = _Block(row, col, grid, cells, metres, counted, met.only(square))
        self._take(self.walks, met.only(~square), block)
        return block

    def across(self, blocks: list[_Block]) -> Iterator[CellBlock]:
        """Open a door in the squares for each cell on or beside one, and search again."""
        points = blocks[0].square.points
        for block in blocks[1:]:
            points = points.with_more(block.square.points)
        of = np.repeat(np.arange(len(blocks)), [len(b.square.points.points) for b in blocks])
        wider, near = self.walks.across_squares(points, self.snapper)
        for i, block in enumerate(blocks):
            self._take(wider, _Met(block.square.cell, near.only(of == i)), block)
            yield self.answers(block)

    def _ground_of(self, grid: CellGrid) -> NDArray[np.uint8]:
        """Tell which cells are measured, and of the others why not."""
        cells = np.full(grid.shape, Cell.GEMETEN, dtype=np.uint8)
        cells[grid.within(self.ground.water_in(shapely.box(*grid.bounds)))] = Cell.WATER
        cells[~grid.within([self.ground.extent])] = Cell.BUITEN_KAART
        if self.ground.area is not None:
            cells[~grid.within([self.ground.area])] = Cell.BUITEN_GEBIED
        return cells

    def _take(self, walks: WalksFromCells, met: _Met, block: _Block) -> None:
        """Put what is measured from some cells in its place."""
        rows, cols = met.cell
        if not len(rows):
            return
        block.metres[:, :, rows, cols] = walks.metres(met.points)
        if self.counted is None:
            return
        found = self.counted(walks.network, met.points)
        if not len(block.counted):
            block.counted = np.full((found.shape[1], *block.grid.shape), np.nan)
        block.counted[:, rows, cols] = found.T

    def answers(self, block: _Block) -> CellBlock:
        """Tell the three kinds of answer apart, as for a dwelling."""
        cells, metres = block.cells, block.metres
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
        return CellBlock(block.row, block.col, block.grid, cells, possible, certain, block.counted)


def _met(points: Accesses) -> NDArray[np.uint8]:
    """Tell which points meet a street, and which of them over something that is not crossed."""
    possible = points.leaving.possible
    crosses = (possible["crosses"] != Crossing.NONE).to_numpy()
    certain = points.leaving.certain["edge"].to_numpy() >= 0
    cells = np.where(crosses & ~certain, Cell.KRUIST, Cell.GEMETEN)
    cells[possible["edge"].to_numpy() < 0] = Cell.TE_VER_VAN_WEG
    return cells.astype(np.uint8)
