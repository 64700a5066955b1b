"""Which cells does a raster have, and which of them lie within a shape?

A grid lies on whole multiples of its cell in RD New, so that two runs, two gemeenten or two years give cells
that lie exactly on each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from math import ceil, floor
from typing import cast

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.language import Text
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray


class Cell(IntEnum):
    """What is known of a cell: the codes of ``masker.tif``."""

    BUITEN_GEBIED = 0
    """Outside the area that is asked about: not looked at."""
    GEMETEN = 1
    """Measured to every voorziening, over ground that can be crossed."""
    KRUIST = 2
    """Measured, but the leg to the street crosses water, rails, a road or a wall: nothing is certain."""
    DEELS = 3
    """Measured, but not to every voorziening: of one none is known, or no street leads to it."""
    NIET_VERBONDEN = 4
    """No street connects it with any voorziening."""
    TE_VER_VAN_WEG = 5
    """No walkable street within the limit on the off-network leg."""
    WATER = 6
    """Its centre lies in water."""
    BUITEN_KAART = 7
    """Outside the streets that were read."""


CELL_LABELS: dict[Cell, Text] = {
    Cell.BUITEN_GEBIED: Text("buiten het gebied", "outside the area"),
    Cell.GEMETEN: Text("gemeten", "measured"),
    Cell.KRUIST: Text(
        "gemeten, maar de aanloop kruist water, spoor, weg of muur",
        "measured, but the leg to the street crosses water, rails, a road or a wall",
    ),
    Cell.DEELS: Text(
        "gemeten, maar niet naar elke voorziening", "measured, but not to every voorziening"
    ),
    Cell.NIET_VERBONDEN: Text(
        "niet verbonden met een voorziening", "not connected with any voorziening"
    ),
    Cell.TE_VER_VAN_WEG: Text(
        "te ver van een begaanbare weg", "too far from a street that can be walked"
    ),
    Cell.WATER: Text("water", "water"),
    Cell.BUITEN_KAART: Text("buiten de kaart", "outside the map"),
}
"""What a reader is told of a cell."""


@dataclass(frozen=True)
class CellGrid:
    """Square cells in RD New, row by row from the north-west.

    Attributes
    ----------
    cell_m
        Side of a cell, metres.
    left, top
        How many cells the west and the north side lie from the origin of RD New.
    n_rows, n_cols
        How many cells there are from north to south and from west to east.

    Examples
    --------
    Of 10 m around (3, 4, 25, 11): three cells wide from 0 m, and two high up to 20 m.
    """

    cell_m: float
    left: int
    top: int
    n_rows: int
    n_cols: int

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], cell_m: float) -> "CellGrid":
        """Cover a box: west, south, east and north in RD New."""
        west, south, east, north = bounds
        left, top = floor(west / cell_m), ceil(north / cell_m)
        n_rows = max(top - floor(south / cell_m), 1)
        n_cols = max(ceil(east / cell_m) - left, 1)
        return cls(cell_m, left, top, n_rows, n_cols)

    @property
    def n_cells(self) -> int:
        """How many cells there are."""
        return self.n_rows * self.n_cols

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.n_rows, self.n_cols

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """From column and row to RD New, as GDAL and rasterio's Affine have it."""
        return (
            self.cell_m, 0.0, self.left * self.cell_m,
            0.0, -self.cell_m, self.top * self.cell_m,
        )  # fmt: skip

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in RD New."""
        m = self.cell_m
        bottom, right = self.top - self.n_rows, self.left + self.n_cols
        return self.left * m, bottom * m, right * m, self.top * m

    def part(self, row: int, col: int, n_rows: int, n_cols: int) -> "CellGrid":
        """Take a window, no further than the grid goes."""
        return replace(
            self,
            left=self.left + col,
            top=self.top - row,
            n_rows=min(n_rows, self.n_rows - row),
            n_cols=min(n_cols, self.n_cols - col),
        )

    def windows(self, n_rows: int, n_cols: int) -> Iterator[tuple[int, int, "CellGrid"]]:
        """Cut the grid in windows, and tell at which row and column each begins."""
        for row in range(0, self.n_rows, n_rows):
            for col in range(0, self.n_cols, n_cols):
                yield row, col, self.part(row, col, n_rows, n_cols)

    def middles(self, cells: IntArray) -> tuple[FloatArray, FloatArray]:
        """Give the middles of some cells, numbered row by row: x and y in RD New."""
        row, col = np.divmod(cells, self.n_cols)
        return (self.left + col + 0.5) * self.cell_m, (self.top - row - 0.5) * self.cell_m

    def centres(self) -> FloatArray:
        """Give the middle of every cell, row by row: shape (cells, 2), RD New."""
        x = (self.left + np.arange(self.n_cols) + 0.5) * self.cell_m
        y = (self.top - np.arange(self.n_rows) - 0.5) * self.cell_m
        return np.column_stack([np.tile(x, self.n_rows), np.repeat(y, self.n_cols)])

    def within(self, shapes: Geometries | list[BaseGeometry]) -> NDArray[np.bool_]:
        """Tell of which cells the centre lies within a polygon: shape (rows, columns)."""
        from rasterio.features import rasterize

        if not len(shapes):
            return np.zeros(self.shape, dtype=bool)
        burnt = rasterize(
            [(shape, 1) for shape in shapes],
            out_shape=self.shape,
            transform=self._affine(),
            fill=0,
            dtype="uint8",
        )
        return cast(NDArray[np.bool_], burnt > 0)

    def _affine(self) -> object:
        from affine import Affine

        return Affine(*self.transform)
