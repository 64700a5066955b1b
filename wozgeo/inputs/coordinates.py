"""Where do the rows of a list lie, and what is wrong with those that lie nowhere?"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import RD_NEW, WGS84
from wozgeo.domain.crs import to_rd
from wozgeo.inputs.numerals import parse_numbers
from wozgeo.inputs.sheet import Sheet, cell_text, shortened

Extent = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax in metres, RD New."""

Points = NDArray[np.float64]
"""Shape (n, 2)."""

_POINT_REMEDY = (
    "make points of the shapes (QGIS: Vector > Geometriegereedschap > Zwaartepunten) "
    "and remove features without a shape"
)


_OTHER_NAMES = {
    "lon": ("longitude", "long", "lng", "lengtegraad"),
    "lat": ("latitude", "breedtegraad"),
    "x": ("x_rd", "rd_x", "rdx", "x_coordinaat", "x-coordinaat", "xcoord"),
    "y": ("y_rd", "rd_y", "rdy", "y_coordinaat", "y-coordinaat", "ycoord"),
}
"""What others call these columns: only to say in an error which one to rename."""


@dataclass(frozen=True)
class System:
    """A pair of columns that say where something is.

    Parameters
    ----------
    first, second
        The columns.
    unit
        What the numbers are, for messages.
    bounds
        Around the Netherlands: lowest first, lowest second, highest first, highest second. The
        ranges of the two columns do not overlap, so that swapped columns show.
    """

    first: str
    second: str
    unit: str
    bounds: Extent

    def holds(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which points lie in or near the Netherlands; NaN never does."""
        low_first, low_second, high_first, high_second = self.bounds
        inside = (low_first <= first) & (first <= high_first)
        return inside & (low_second <= second) & (second <= high_second)

    def __str__(self) -> str:
        low_first, low_second, high_first, high_second = self.bounds
        return (
            f"{self.first} {low_first:g} to {high_first:g} and "
            f"{self.second} {low_second:g} to {high_second:g} ({self.unit})"
        )


DEGREES = System("lon", "lat", "degrees, WGS84", (3.0, 50.5, 7.5, 54.0))
METRES = System("x", "y", "metres, RD New", (0.0, 300_000.0, 300_000.0, 630_000.0))


def missing_coordinates(sheet: Sheet) -> list[str]:
    """Tell what is wrong with the choice of coordinate columns itself; empty when nothing is."""
    if sheet.geometry is not None:
        return []
    found = set(sheet.cells.columns)
    pairs = {system: {system.first, system.second} & found for system in (DEGREES, METRES)}
    whole = [system for system, there in pairs.items() if len(there) == 2]
    if len(whole) == 2:
        return ["both lon, lat and x, y are there; keep one pair, so that they cannot disagree"]
    if whole:
        return []
    half = [
        f"column {name!r} is missing beside {next(iter(there))!r}{_rename(found)}"
        for system, there in pairs.items()
        if there
        for name in {system.first, system.second} - there
    ]
    return half or [
        "the coordinates are missing: expected columns lon and lat (degrees, WGS84) or x and y "
        f"(metres, RD New), found: {', '.join(sheet.cells.columns) or 'none'}{_rename(found)}"
    ]


def _rename(found: set[str]) -> str:
    likely = [
        f"{column!r} to {name!r}"
        for name, others in _OTHER_NAMES.items()
        for column in others
        if column in found
    ]
    return f"; rename {', '.join(likely)}" if likely else ""


def locate(sheet: Sheet) -> tuple[Points, list[str]]:
    """Find the place of every row in RD New.

    Parameters
    ----------
    sheet
        With coordinates: see :func:`missing_coordinates`.

    Returns
    -------
    tuple
        x and y, shape (n, 2), in the order of the rows, NaN where there is a fault; and the faults.
    """
    if sheet.geometry is not None:
        return _from_geometry(sheet, sheet.geometry)
    if {"x", "y"} <= set(sheet.cells.columns):
        return _from_columns(sheet, METRES)
    return _from_columns(sheet, DEGREES)


def _from_columns(sheet: Sheet, system: System) -> tuple[Points, list[str]]:
    names = (system.first, system.second)
    texts = sheet.cells[[*names]].to_numpy(dtype=object)
    numbers = np.column_stack([parse_numbers(sheet.cells[name]) for name in names])
    labels = sheet.labels().to_numpy()
    gaps = (texts == "").any(axis=1)
    faults = shortened(
        f"{label}: {' and '.join(n for n, t in zip(names, row, strict=True) if not t)} empty; "
        "fill in the coordinates or remove the row"
        for label, row in zip(labels[gaps], texts[gaps], strict=True)
    )
    odd = np.isnan(numbers) & (texts != "")
    faults += shortened(
        f"{labels[row]}: {names[column]} {texts[row, column]!r} is not a number; "
        "write it like 5,912 or 5.912"
        for row, column in np.argwhere(odd)
    )
    other = METRES if system is DEGREES else DEGREES
    remedy = f"name the columns {other.first} and {other.second}"
    xy, misplaced = _inside_netherlands(numbers, system, labels=labels, remedy=remedy)
    return (xy if system is METRES else to_rd(xy)), [*faults, *misplaced]


def _from_geometry(sheet: Sheet, geometry: gpd.GeoSeries) -> tuple[Points, list[str]]:
    labels = sheet.labels().to_numpy()
    crs, numbers = geometry.crs, np.full((len(geometry), 2), np.nan)
    if crs is None or crs.name.lower().startswith(("undefined", "unknown")):
        return numbers, [
            "the layer has no CRS, so its coordinates can mean anything; give it the one it was "
            "made in (QGIS: Laag > CRS van laag instellen), usually EPSG:28992, and save it again"
        ]
    shapes = _single_points(geometry.to_numpy())
    usable = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    usable &= ~shapely.is_empty(shapes)
    faults = shortened(
        f"{label}: {_kind_of(shape)}, expected a point; {_POINT_REMEDY}"
        for label, shape in zip(labels[~usable], shapes[~usable], strict=True)
    )
    numbers[usable] = shapely.get_coordinates(shapes[usable])
    system = DEGREES if crs.is_geographic else METRES
    remedy = "give the layer its true CRS (QGIS: Laag > CRS van laag instellen) and save it again"
    if system is METRES:
        numbers = _from_crs(numbers, crs)
    xy, misplaced = _inside_netherlands(numbers, system, labels=labels, remedy=remedy)
    return (_from_crs(xy, crs) if system is DEGREES else xy), [*faults, *misplaced]


def _single_points(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Take the point out of a multipoint that holds just one, as QGIS often writes them."""
    single = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT
    single &= shapely.get_num_geometries(shapes) == 1
    return np.where(single, shapely.get_geometry(shapes, 0), shapes)


def _kind_of(shape: BaseGeometry | None) -> str:
    return "no geometry" if shape is None or shape.is_empty else f"a {shape.geom_type}"


def _from_crs(numbers: Points, crs: pyproj.CRS) -> Points:
    """Turn coordinates of any CRS into RD New; NaN stays NaN."""
    if crs == WGS84:
        return to_rd(numbers)
    placed, xy = ~np.isnan(numbers).any(axis=1), np.full_like(numbers, np.nan)
    to_rd_new = pyproj.Transformer.from_crs(crs, RD_NEW, always_xy=True)
    xy[placed] = np.column_stack(to_rd_new.transform(*numbers[placed].T))
    return xy


def _inside_netherlands(
    numbers: Points, system: System, *, labels: NDArray[np.object_], remedy: str
) -> tuple[Points, list[str]]:
    """Keep what lies in the Netherlands, NaN for the rest, and say what the rest looks like.

    ``remedy`` is for numbers that are good ones of the other system.
    """
    first, second = numbers.T
    other = METRES if system is DEGREES else DEGREES
    inside = system.holds(first, second)
    swapped = system.holds(second, first)
    foreign = other.holds(first, second) | other.holds(second, first)
    lost = ~inside & _without_decimals(numbers) & (system is DEGREES)
    swapped, foreign = swapped & ~lost, foreign & ~lost
    elsewhere = ~(inside | swapped | foreign | lost) & ~np.isnan(numbers).any(axis=1)
    kinds = {
        "have lost their decimal mark (Excel took it for a mark between thousands): 55832 is probably 5,5832; "
        "make the columns text (Celeigenschappen > Tekst), fill them in again and save": lost,
        f"are swapped; exchange the two, expected {system}": swapped,
        f"are {other.unit}, expected {system.unit}; {remedy}": foreign,
        f"lie outside the Netherlands; expected {system}{_thousands_hint(system)}": elsewhere,
    }
    faults = [
        fault
        for told, rows in kinds.items()
        for fault in shortened(
            f"{label}: {system.first} {cell_text(float(a))} and "
            f"{system.second} {cell_text(float(b))} {told}"
            for label, (a, b) in zip(labels[rows], numbers[rows], strict=True)
        )
    ]
    return np.where(inside[:, np.newaxis], numbers, np.nan), faults


def _without_decimals(numbers: Points) -> NDArray[np.bool_]:
    """Tell which pairs are whole numbers that with a decimal mark are degrees in the Netherlands.

    As metres such a pair lies in the North Sea, so nothing that can be meant otherwise is taken for it.
    """
    sizes = np.abs(np.nan_to_num(numbers))
    whole = (sizes >= 100) & (sizes == np.round(sizes))
    powers = np.floor(np.log10(np.maximum(sizes, 1)))
    first, second = (sizes * 10.0 ** ([0, 1] - powers)).T
    in_degrees: NDArray[np.bool_] = DEGREES.holds(first, second)
    return in_degrees & np.asarray(whole.all(axis=1), dtype=np.bool_)


def _thousands_hint(system: System) -> str:
    return ", without a mark between thousands" if system is METRES else ""
