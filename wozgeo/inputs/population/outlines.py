"""Which outlines belong to the codes of a list?"""

from collections.abc import Collection, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places
from wozgeo.inputs.cbs import rd_outlines
from wozgeo.inputs.population.spellings import find_columns
from wozgeo.inputs.sheet import cell_text, shortened
from wozgeo.inputs.vector_files import FAULTY_CRS, VectorFile, open_vector_file

REMEDY = (
    "expected a GeoPackage, GeoJSON or Shapefile: open it in QGIS and save it again as GeoPackage"
)
NO_CRS = (
    "has no CRS, so its coordinates can mean anything; give it the one it was made in (QGIS: "
    "Laag > CRS van laag instellen), usually EPSG:28992, and save it again"
)


def has_crs(crs: str | None) -> bool:
    """Tell whether a layer says in which CRS it is."""
    return crs is not None and not pyproj.CRS(crs).name.lower().startswith(FAULTY_CRS)


def fields_of(file: VectorFile, layer: str) -> list[str]:
    """Name the fields of a layer."""
    return [str(field) for field in file.info(layer)["fields"]]


def layer_with(file: VectorFile, names: Sequence[str]) -> str:
    """Find the layer that has a column with one of these names, of several the one with the first of them.

    Raises
    ------
    InputError
        When there is none, or more than one.
    """
    fields = {
        name: fields_of(file, name) for name, kind in file.layers().items() if kind is not None
    }
    for spelling in names:
        found = [name for name in fields if find_columns(fields[name], {"code": [spelling]})]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                file.path,
                f"several layers hold such zones: {', '.join(found)}; save the one that counts alone",
            )
    every = ", ".join(sorted({f for own in fields.values() for f in own})) or "none"
    raise InputError(
        file.path, f"no column with codes: expected one of {', '.join(names)}, found: {every}"
    )


def read_outlines(path: Path, names: Sequence[str], *, wanted: Collection[str]) -> gpd.GeoSeries:
    """Read the outlines of codes.

    Parameters
    ----------
    path
        Any file of features, in any CRS.
    names
        Of the column with codes.
    wanted
        Which codes there must be.

    Returns
    -------
    GeoSeries
        RD New, index code.

    Raises
    ------
    InputError
        Naming every fault: codes without an outline or twice, broken outlines, no CRS.
    """
    file = open_vector_file(path, remedy=REMEDY)
    layer = layer_with(file, names)
    if not has_crs(file.info(layer)["crs"]):
        raise InputError(path, f"layer {layer}: {NO_CRS}")
    field = find_columns(fields_of(file, layer), {"code": names})["code"]
    raw, _ = file.read(layer, columns=[field])
    code = pd.Series([cell_text(cell).removesuffix(".0") for cell in raw[field]], dtype=object)
    shapes, faults = rd_outlines(as_places(raw.geometry), code)
    faults += shortened(f"{one}: there twice" for one in sorted(code[code.duplicated()].unique()))
    faults += shortened(
        f"{one}: has no outline here; take the outlines of the same year"
        for one in wanted
        if one not in set(code)
    )
    if faults:
        raise InputError(path, faults)
    return gpd.GeoSeries(shapes, index=pd.Index(code, name="code"), crs=RD_NEW)
