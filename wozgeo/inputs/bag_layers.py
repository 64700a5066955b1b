"""Where in a BAG file are the objects with an address, and how does it spell their columns?

The BAG light GeoPackage has a layer for each kind; a download from the WFS or the OGC API, saved as
GeoPackage or GeoJSON, has one. Only the area asked for is read, by the spatial index of the file.
"""

import difflib
import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import as_table_of_places
from wozgeo.inputs.vector_files import VectorFile, open_vector_file
from wozgeo.inputs.words_lists import AND_NO_LAYER, NO_COLUMN, NO_INDEX, NO_LAYER

VERBLIJFSOBJECT = "verblijfsobject"
KINDS = (VERBLIJFSOBJECT, "ligplaats", "standplaats")
"""Objects with an address, named as the layers of the BAG."""

SPELLINGS: dict[str, tuple[str, ...]] = {
    "identificatie": ("identificatie",),
    "status": ("status",),
    "straat": ("openbare_ruimte_naam", "openbare_ruimte", "openbareruimte_naam"),
    "huisnummer": ("huisnummer",),
    "postcode": ("postcode",),
    "woonplaats": ("woonplaats_naam", "woonplaats", "woonplaatsnaam"),
    "gebruiksdoel": ("gebruiksdoel",),
    "pand": ("pand_identificatie", "pandidentificatie", "pand.href"),
    "huisletter": ("huisletter",),
    "toevoeging": ("toevoeging", "huisnummertoevoeging"),
    "bouwjaar": ("bouwjaar",),
    "oppervlakte": ("oppervlakte",),
}
"""How a column is spelled by the GeoPackage, the WFS and the OGC API; the first that is there counts."""

_REQUIRED = ("identificatie", "status", "straat", "huisnummer", "postcode", "woonplaats")
_REQUIRED_OF_VERBLIJFSOBJECT = ("gebruiksdoel", "pand")
_TOLD_WHEN_MISSING = ("huisletter", "toevoeging")
_IDS = ("identificatie", "pand")

_SAVE_AGAIN = "download it again, or open it in QGIS and save it as GeoPackage in EPSG:28992"
_REMEDY = f"it is damaged or of another kind: {_SAVE_AGAIN}"


@dataclass(frozen=True)
class BagLayers:
    """What stands in a BAG file, before any rule is applied.

    Attributes
    ----------
    tables
        Per kind the objects in the area: columns named by the keys of `SPELLINGS` (an optional one
        that is not in the file is left out), cells as in the file; ``geometry`` Point in RD New, the
        representative point of what was no point, None where the file has none.
    notes
        How the file was read.
    faults
        What makes a layer useless; it is then not among the tables.
    """

    tables: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_layers(path: Path, *, area: BaseGeometry | None) -> BagLayers:
    """Read the objects with an address.

    Parameters
    ----------
    path
        BAG light GeoPackage (EPSG:28992), or a download saved as GeoPackage (EPSG:28992) or GeoJSON
        (any CRS that it states).
    area
        Polygon in RD New; what lies on its outline is in it. None: the whole file.

    Raises
    ------
    InputError
        When the file is missing, damaged or of another kind.
    """
    file = open_vector_file(path, remedy=_REMEDY, kinds=("GPKG", "GeoJSON"))
    layers = [*file.layers()]
    found = BagLayers()
    chosen = _choose(layers)
    if VERBLIJFSOBJECT not in chosen:
        found.faults.append(_missing_layer(layers))
    for kind, layer in chosen.items():
        info = file.info(layer)
        columns = _columns(info["fields"], kind)
        faults = [*_place_faults(info), *_column_faults(info, kind, columns)]
        found.faults.extend(f"layer {layer!r}: {fault}" for fault in faults)
        if not faults:
            found.notes.extend(_notes(info, kind, layer, columns))
            found.tables[kind] = _read(file, info, columns, area)
    absent = [kind for kind in KINDS if kind not in chosen]
    if absent and not found.faults:
        found.notes.append(
            NO_LAYER.about(layers=Text(AND_NO_LAYER.nl.join(absent), AND_NO_LAYER.en.join(absent)))
        )
    return found


def _choose(layers: list[str]) -> dict[str, str]:
    """Name the layer of each kind; a file with one layer of any other name is a download."""
    chosen: dict[str, str] = {}
    for layer in layers:
        kind = layer.casefold().rpartition(":")[2]
        if kind in KINDS:
            chosen.setdefault(kind, layer)
    if not chosen and len(layers) == 1:
        return {VERBLIJFSOBJECT: layers[0]}
    return {kind: chosen[kind] for kind in KINDS if kind in chosen}


def _missing_layer(layers: list[str]) -> str:
    found = ", ".join(layers) or "none"
    return (
        f"layer {VERBLIJFSOBJECT!r} is missing; found: {found}{_nearest([VERBLIJFSOBJECT], layers)}; "
        "take the BAG light GeoPackage, or name the layer of the download so"
    )


def _nearest(wanted: tuple[str, ...] | list[str], found: list[str]) -> str:
    near = {name for w in wanted for name in difflib.get_close_matches(w, found, n=2, cutoff=0.6)}
    return f" (nearest: {', '.join(sorted(near))})" if near else ""


def _columns(fields: Iterable[object], kind: str) -> dict[str, str]:
    """Map the columns of a layer that are known to our names for them."""
    there = {str(name).casefold(): str(name) for name in fields}
    columns = {}
    for ours, spellings in SPELLINGS.items():
        known = [there[s] for s in spellings if s in there]
        if known and (kind == VERBLIJFSOBJECT or ours not in _REQUIRED_OF_VERBLIJFSOBJECT):
            columns[known[0]] = ours
    return columns


def _column_faults(info: Mapping[str, Any], kind: str, columns: Mapping[str, str]) -> list[str]:
    fields = [str(name) for name in info["fields"]]
    wanted = _REQUIRED + (_REQUIRED_OF_VERBLIJFSOBJECT if kind == VERBLIJFSOBJECT else ())
    faults = [
        f"column {' or '.join(SPELLINGS[ours])} is missing{_nearest(SPELLINGS[ours], fields)}; "
        f"found: {', '.join(fields) or 'none'}; keep the names as they were downloaded"
        for ours in wanted
        if ours not in columns.values()
    ]
    dtypes = dict(zip(fields, map(str, info["dtypes"]), strict=True))
    return faults + [
        f"column {theirs} holds numbers with decimals, in which an id of 16 digits gets lost; "
        "expected text; download the file again and keep the column as text"
        for theirs, ours in columns.items()
        if ours in _IDS and dtypes[theirs].startswith("float")
    ]


def _place_faults(info: Mapping[str, Any]) -> list[str]:
    """Tell what makes the geometry of a layer unusable as a whole."""
    if info["geometry_type"] is None:
        return [f"there is no geometry in it; {_SAVE_AGAIN}"]
    crs = pyproj.CRS.from_user_input(info["crs"]) if info["crs"] else None
    in_rd = _is_rd(crs)
    if info["driver"] == "GPKG" and not in_rd:
        return [f"the CRS is {crs.name if crs else 'not given'}, expected {RD_NEW}; {_SAVE_AGAIN}"]
    bounds = info["total_bounds"]
    if crs is None or bounds is None or not np.isfinite(bounds).all():
        return [] if crs else [f"no CRS is given, expected {RD_NEW}; {_SAVE_AGAIN}"]
    looks_degrees = bool((np.abs(bounds) <= (180, 90, 180, 90)).all())
    if looks_degrees == crs.is_geographic:
        return []
    said, are = ("metres", "degrees") if looks_degrees else ("degrees", "metres")
    return [
        f"the CRS ({crs.name}) is in {said}, but the coordinates are {are} (from "
        f"{bounds[0]:.5g}, {bounds[1]:.5g} to {bounds[2]:.5g}, {bounds[3]:.5g}); give the layer its "
        f"true CRS (QGIS: Laag > CRS van laag instellen) and save it as GeoPackage in {RD_NEW}"
    ]


def _is_rd(crs: pyproj.CRS | None) -> bool:
    return crs is not None and bool(crs.to_epsg() == 28992)


def _notes(
    info: Mapping[str, Any], kind: str, layer: str, columns: Mapping[str, str]
) -> list[Text]:
    notes = [
        NO_COLUMN.about(layer=layer, column=name, kind=kind)
        for name in _TOLD_WHEN_MISSING
        if name not in columns.values()
    ]
    if info["driver"] == "GPKG" and not info["capabilities"]["fast_spatial_filter"]:
        notes.append(NO_INDEX.about(layer=layer))
    return notes


def _read(
    file: VectorFile,
    info: Mapping[str, Any],
    columns: Mapping[str, str],
    area: BaseGeometry | None,
) -> gpd.GeoDataFrame:
    dtypes = dict(zip(info["fields"], map(str, info["dtypes"]), strict=True))
    bounds = area.bounds if area is not None and _is_rd(pyproj.CRS(info["crs"])) else None
    # By Arrow a damaged GeoPackage read as a whole loses objects without a word; within bounds
    # it raises, and so does the other way.
    table, passed_over = file.read(
        info["layer_name"],
        columns=[*columns],
        bbox=bounds,
        use_arrow=bounds is not None and has_arrow(),
    )
    if passed_over:
        raise InputError(file.path, f"{passed_over}; {_REMEDY}")
    for name in columns:
        if dtypes[name].startswith("list"):
            table[name] = [None if cell is None else ",".join(cell) for cell in table[name]]
    table = _as_points(as_table_of_places(table.rename(columns=dict(columns))))
    if area is None:
        return table
    shapely.prepare(area)
    shapes = table.geometry.to_numpy()
    inside = shapely.intersects_xy(area, shapely.get_x(shapes), shapely.get_y(shapes))
    kept = inside | shapely.is_missing(shapes)
    return table if kept.all() else table[kept]


def has_arrow() -> bool:
    """Whether pyarrow is installed: it halves the time of reading, nothing else."""
    return importlib.util.find_spec("pyarrow") is not None


def _as_points(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make a point in RD New of every geometry; of an empty one None."""
    shapes = shapely.force_2d(table.geometry.to_numpy())
    shapes[shapely.is_empty(shapes)] = None
    others = ~np.isin(shapely.get_type_id(shapes), (-1, shapely.GeometryType.POINT))
    shapes[others] = shapely.point_on_surface(shapes[others])
    points = gpd.GeoSeries(shapes, crs=table.crs)
    cells = pd.DataFrame(table.drop(columns=table.geometry.name))
    in_rd = points if _is_rd(table.crs) else points.to_crs(RD_NEW)
    return gpd.GeoDataFrame(cells, geometry=in_rd.to_numpy(), crs=RD_NEW)
