"""What do maps and projects know of a surface: which rasters there are, and its cells as a page draws them?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

NO_CELL = 255
"""The class of a cell where nothing is drawn: water, or outside the area."""
SENIOR_CELLS = "senioren"
"""Under which the classes of seniors within a walk are kept."""


@dataclass(frozen=True)
class RasterFile:
    """A raster beside the results.

    Attributes
    ----------
    file
        From the folder of the results.
    title
        What a reader calls it.
    qml
        How QGIS draws it.
    """

    file: str
    title: str
    qml: str


@dataclass(frozen=True)
class MapCells:
    """Square cells in Web Mercator, row by row from the north-west.

    Attributes
    ----------
    west_m, north_m, step_m
        Of EPSG:3857: the north-west corner, and the side of a cell.
    cell_m, fine_m
        The side of a cell on the ground, about; and of the cells of the rasters it was taken from.
    classes
        By voorziening, and of ``score``, the class of every cell, shape (rows, columns), as the dwellings
        have them; of `SENIOR_CELLS` as their raster has them, and one more where nobody knows; `NO_CELL`
        where there is none.
    seniors_m, senior_classes
        The walk within which seniors are counted, and the colour and the words of each class of them; 0 and
        nothing where those are not shown.
    """

    west_m: float
    north_m: float
    step_m: float
    cell_m: float
    fine_m: float
    classes: Mapping[str, NDArray[np.uint8]]
    seniors_m: float = 0.0
    senior_classes: tuple[tuple[str, str], ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = next(iter(self.classes.values())).shape
        return rows, columns

    def only(self, kinds: Collection[str]) -> "MapCells | None":
        """Keep the classes of some; None where there are none of those."""
        kept = {kind: one for kind, one in self.classes.items() if kind in kinds}
        return replace(self, classes=kept) if kept else None

    def within(self, west: float, south: float, east: float, north: float) -> "MapCells":
        """Keep the cells that lie in a box of EPSG:3857, wholly or for a part."""
        rows, columns = self.shape
        left = min(max(floor((west - self.west_m) / self.step_m), 0), columns)
        right = min(max(ceil((east - self.west_m) / self.step_m), left), columns)
        top = min(max(floor((self.north_m - north) / self.step_m), 0), rows)
        bottom = min(max(ceil((self.north_m - south) / self.step_m), top), rows)
        kept = {kind: one[top:bottom, left:right] for kind, one in self.classes.items()}
        west_m, north_m = self.west_m + left * self.step_m, self.north_m - top * self.step_m
        return replace(self, west_m=west_m, north_m=north_m, classes=kept)
