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


def only_layer(file: VectorFile, names: Sequence[str]) -> tuple[str, list[str]]:
    """Find the layer with one of these columns, and name its fields.

    Raises
    ------
    InputError
        When there is none, or more than one, or it has no CRS.
    """
    fields = {
        name: [str(field) for field in file.info(name)["fields"]]
        for name, kind in file.layers().items()
        if kind is not None
    }
    with_code = [name for name in fields if find_columns(fields[name], {"code": names})]
    if len(with_code) != 1:
        every = ", ".join(sorted({f for own in fields.values() for f in own})) or "none"
        raise InputError(
            file.path,
            f"several layers hold such zones: {', '.join(with_code)}; save the one that counts alone"
            if with_code
            else f"no column with codes: expected one of {', '.join(names)}, found: {every}",
        )
    (layer,) = with_code
    crs = file.info(layer)["crs"]
    if crs is None or pyproj.CRS(crs).name.lower().startswith(FAULTY_CRS):
        raise InputError(file.path, f"layer {layer}: {NO_CRS}")
    file.require_on_earth(crs)
    return layer, fields[layer]


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
    layer, fields = only_layer(file, names)
    field = find_columns(fields, {"code": names})["code"]
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
