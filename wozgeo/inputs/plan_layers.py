"""What stands in a layer of building plans, and where do its sites lie?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places, as_table_of_places, points_at, shapes_of
from wozgeo.domain.plain_types import Geometries
from wozgeo.inputs.coordinates import Extent, locate, missing_coordinates
from wozgeo.inputs.sheet import Sheet, cell_text
from wozgeo.inputs.vector_files import FAULTY_CRS, PassedOver, VectorFile, open_vector_file

SUFFIXES = (".gdb", ".gpkg", ".geojson", ".json", ".shp", ".zip")
"""Files with layers."""

Told = dict[int, str]
"""What is wrong with a row, in a sentence. Rows without a fault are absent."""

_REMEDY = (
    "it is damaged, of another kind, or a part of it is missing (a Shapefile needs .shp, .shx, .dbf and "
    ".prj together): open it in QGIS and save it again as GeoPackage"
)
_SITES = (
    shapely.GeometryType.POINT,
    shapely.GeometryType.MULTIPOINT,
    shapely.GeometryType.POLYGON,
    shapely.GeometryType.MULTIPOLYGON,
)
_AREAS = _SITES[2:]
_CURVED = r"(?i)CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE"
"""Kinds of WKT that shapely does not read and ends with a traceback at."""

_WKT_PREFIX = r"^\s*SRID=28992;"


@dataclass(frozen=True)
class PlanLayer:
    """The content of one layer.

    Attributes
    ----------
    sheet
        Cells as text, columns in lower case, features numbered from 1; and the geometry.
    fields
        The columns as they are spelled in the file, with the number of the feature where it has a name.
    cut_off
        Whether the format cuts names off (Shapefile).
    passed_over
        That not all of it could be read.
    """

    sheet: Sheet
    fields: tuple[str, ...]
    cut_off: bool
    passed_over: PassedOver | None = None


def read_plan_layer(path: Path, *, layer: str | None, known: Collection[str]) -> PlanLayer:
    """Read a layer: the one that is named, else the one that knows most of the names.

    Parameters
    ----------
    path
        FileGDB (the folder, or zipped), GeoPackage, GeoJSON, Shapefile (``.shp``, or zipped).
    layer
        None when there is only one that can be meant. Tables without geometry are never meant.
    known
        Names that mean something, in lower case.

    Raises
    ------
    InputError
        When it cannot be read, is empty, or does not say which layer is meant.
    """
    file = open_vector_file(path, remedy=_REMEDY)
    name = _choose_layer(file, layer, known)
    info = file.info(name)
    table, passed_over = file.read(name, fid_as_index=True)
    if table.empty:
        raise InputError(path, f"layer {name} holds no features; expected at least one plan")
    return _as_layer(
        as_table_of_places(table),
        number=info["fid_column"],
        cut_off=file.kind == "ESRI Shapefile",
        passed_over=passed_over,
    )


def find_sites(
    sheet: Sheet, *, extent: Extent | None
) -> tuple[gpd.GeoSeries, Told, pd.Index, list[str]]:
    """Find where every plan lies, in RD New.

    Parameters
    ----------
    sheet
        With geometry, or with columns ``lon`` and ``lat``, ``x`` and ``y``, or ``geometrie`` (WKT in
        RD New).
    extent
        Of the streets that were read. None: not checked.

    Returns
    -------
    tuple
        The sites, flat, None where there is a fault; per faulty plan what is wrong with it; which sound
        sites lie wholly outside the extent, which is no fault; and what is wrong with the list as a whole.
        Nothing is mended.
    """
    faults = _placeless(sheet)
    if faults:
        return (
            _as_sites(sheet, np.full(len(sheet.cells), None, dtype=object)),
            {},
            sheet.cells.index[:0],
            faults,
        )
    if sheet.geometry is not None:
        shapes, told = _flat(sheet.geometry, {})
    elif "geometrie" in sheet.cells:
        shapes, told = _from_wkt(sheet.cells["geometrie"])
    else:
        shapes, told = _from_columns(sheet)
    told |= _misplaced(as_places(shapes[~shapes.index.isin([*told])]))
    sound = as_places(shapes[~shapes.index.isin([*told])]).to_crs(RD_NEW)
    told |= _broken(sound)
    sites = as_places(sound[~sound.index.isin([*told])])
    elsewhere = sites.index[:0]
    if extent is not None:
        elsewhere = sites.index[~shapely.intersects(shapes_of(sites), shapely.box(*extent))]
    return as_places(sites.reindex(sheet.cells.index)), told, elsewhere, []


# --- files ---------------------------------------------------------------------------------------


def _choose_layer(file: VectorFile, layer: str | None, known: Collection[str]) -> str:
    path, every = file.path, file.layers()
    shaped = [name for name, kind in every.items() if kind is not None]
    if layer is not None:
        if layer in shaped:
            return layer
        what = "has no geometry" if layer in every else "is not there"
        if layer.casefold() in file.views:
            what = "is a view, of which the answer may have no end: save it as a layer of its own"
        raise InputError(
            path, f"layer {layer!r} {what}; choose one of {', '.join(shaped) or 'none'}"
        )
    counts = {}
    for name in shaped:
        fields = file.info(name)["fields"]
        counts[name] = len({str(field).casefold() for field in fields} & {*known})
    best = [name for name, count in counts.items() if count == max(counts.values())]
    if len(best) != 1:
        raise InputError(
            path,
            f"expected one layer that holds the plans, found: {', '.join(best) or 'none'}; "
            'choose it with layer = "..."',
        )
    return best[0]


def _as_layer(
    table: gpd.GeoDataFrame, *, number: str, cut_off: bool, passed_over: PassedOver | None
) -> PlanLayer:
    """Spell every cell; ``number`` is what the file calls the number of a feature, if anything."""
    index = pd.RangeIndex(1, len(table) + 1)
    fids = pd.Series([str(fid) for fid in table.index], index=index, dtype=str)
    fields = [str(name) for name in table.columns if name != table.geometry.name]
    cells = {number.casefold(): fids} if number else {}
    for field in reversed(fields):
        texts = [cell_text(cell) for cell in table[field].astype(object)]
        cells[field.casefold()] = pd.Series(texts, index=index, dtype=str)
    return PlanLayer(
        Sheet(pd.DataFrame(cells, index=index), table.geometry.set_axis(index), "feature"),
        (*fields, number) if number else tuple(fields),
        cut_off,
        passed_over,
    )


# --- sites ---------------------------------------------------------------------------------------


def _placeless(sheet: Sheet) -> list[str]:
    """Tell why nothing in the list can have a place; empty when that is not so."""
    if sheet.geometry is not None:
        crs = sheet.geometry.crs
        if crs is not None and not crs.name.lower().startswith(FAULTY_CRS):
            return []
        _, faults = locate(sheet)
        return faults
    if "geometrie" not in sheet.cells:
        return missing_coordinates(sheet)
    also = [name for name in ("lon", "lat", "x", "y") if name in sheet.cells]
    if not also:
        return []
    return [
        f"both geometrie and {', '.join(also)} are there; keep one, so that they cannot disagree"
    ]


def _flat(shapes: gpd.GeoSeries, told: Told) -> tuple[gpd.GeoSeries, Told]:
    """Drop heights, and tell which rows hold no place or something that is no site."""
    flat = shapely.force_2d(shapes.to_numpy())
    gone = shapely.is_missing(flat) | shapely.is_empty(flat)
    gone |= ~np.isfinite(shapely.bounds(flat)).all(axis=1)
    other = ~gone & ~np.isin(shapely.get_type_id(flat), _SITES)
    without = dict.fromkeys(
        shapes.index[gone], "has no geometry; draw the site, or remove the plan from the list"
    )
    odd = {
        row: f"is a {shape.geom_type}, expected a point or a polygon; draw the outline of the site"
        for row, shape in zip(shapes.index[other], flat[other], strict=True)
    }
    return gpd.GeoSeries(flat, index=shapes.index, crs=shapes.crs), {**without, **odd, **told}


def _from_wkt(texts: "pd.Series[str]") -> tuple[gpd.GeoSeries, Told]:
    bare = texts.str.replace(_WKT_PREFIX, "", regex=True)
    curved = bare.str.contains(_CURVED, regex=True)
    shapes = np.full(len(bare), None, dtype=object)
    flat = ~curved.to_numpy(dtype=bool)
    shapes[flat] = shapely.from_wkt(bare[flat].to_numpy(dtype=object), on_invalid="ignore")
    unread = shapely.is_missing(shapes) & (bare != "").to_numpy() & flat
    told = {
        row: f"geometrie is curved ({texts[row][:40]!r}), expected straight pieces, POLYGON ((...)); "
        "save the layer in QGIS as GeoPackage and give that, or write the outline out (QGIS: ST_CurveToLine)"
        for row in texts.index[curved]
    }
    told |= {
        row: f"geometrie {texts[row][:40]!r} is not WKT, expected something like POINT (171500 "
        "434200) or POLYGON ((...)) in RD New"
        for row in texts.index[unread]
    }
    return _flat(gpd.GeoSeries(shapes, index=texts.index, crs=RD_NEW), told)


def _from_columns(sheet: Sheet) -> tuple[gpd.GeoSeries, Told]:
    xy, _ = locate(sheet)
    lost = np.isnan(xy[:, 0])
    shapes = points_at(np.nan_to_num(xy))
    shapes[lost] = None
    told = {row: _why_nowhere(sheet, row) for row in sheet.cells.index[lost]}
    return _as_sites(sheet, shapes), told


def _misplaced(shapes: gpd.GeoSeries) -> Told:
    """Tell which shapes do not lie in the Netherlands when their CRS is taken at its word."""
    middles = _middles(shapes)
    sheet = Sheet(pd.DataFrame(index=shapes.index), middles, "feature")
    xy, _ = locate(sheet)
    lost = np.isnan(xy[:, 0])
    return {row: _why_nowhere(sheet, row) for row in shapes.index[lost]}


def _middles(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    low_x, low_y, high_x, high_y = shapely.bounds(shapes.to_numpy()).T
    middles = np.round(np.column_stack([low_x + high_x, low_y + high_y]) / 2, 6)  # to be shown
    points = shapely.points(middles)
    return gpd.GeoSeries(points, index=shapes.index, crs=shapes.crs)


def _why_nowhere(sheet: Sheet, row: int) -> str:
    """Ask again where one row lies: the answer for all of them does not say which fault is whose."""
    alone = replace(
        sheet,
        cells=sheet.cells.loc[[row]].drop(columns="id", errors="ignore"),
        geometry=None if sheet.geometry is None else as_places(sheet.geometry.loc[[row]]),
    )
    _, faults = locate(alone)
    return "; ".join(fault.removeprefix(f"{sheet.row_word} {row}: ") for fault in faults)


def _broken(sites: gpd.GeoSeries) -> Told:
    shapes = sites.to_numpy()
    # Of an outline that crosses itself the halves can cancel out: the hull has an area all the same.
    flat = np.isin(shapely.get_type_id(shapes), _AREAS)
    flat &= shapely.area(shapely.convex_hull(shapes)) == 0
    broken = ~flat & ~shapely.is_valid(shapes)
    return {
        **dict.fromkeys(sites.index[flat], "is a polygon without area; draw the outline again"),
        **{
            row: f"has a broken outline ({shapely.is_valid_reason(shape)}, in RD New); mend it in "
            "QGIS (Vector > Geometriegereedschap > Geometrieën repareren)"
            for row, shape in zip(sites.index[broken], shapes[broken], strict=True)
        },
    }


def _as_sites(sheet: Sheet, shapes: Geometries) -> gpd.GeoSeries:
    return gpd.GeoSeries(shapes, index=sheet.cells.index, crs=RD_NEW)
