"""What stands in a GeoPackage or GeoJSON that a user made?"""

from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.errors import InputError
from wozgeo.inputs.sheet import Sheet, column_name, sheet_from_columns
from wozgeo.inputs.spelling import column_key
from wozgeo.inputs.vector_files import VectorFile, open_vector_file

_REMEDY = "it is damaged or of another kind: open it in QGIS and save it again as GeoPackage"


def read_layer(path: Path, columns: Collection[str]) -> Sheet:
    """Read the only layer, or the one that knows most of the names.

    Parameters
    ----------
    path
        GeoPackage or GeoJSON.
    columns
        Names that mean something, in lower case.

    Raises
    ------
    InputError
        When it cannot be read, or when several layers could be the list.
    """
    file = open_vector_file(path, remedy=_REMEDY, kinds=("GPKG", "GeoJSON"))
    layer, id_is_fid = _choose_layer(file, columns)
    table, passed_over = file.read(layer, fid_as_index=id_is_fid)
    if passed_over:
        raise InputError(path, f"{passed_over}; {_REMEDY}")
    if id_is_fid:
        table = table.rename_axis(index="id").reset_index()
    return _as_sheet(table, columns)


def _choose_layer(file: VectorFile, columns: Collection[str]) -> tuple[str, bool]:
    """Name the layer, and say whether its column ``id`` is the number of the feature itself."""
    known: dict[str, int] = {}
    keys = {column_key(name) for name in columns}
    fid_is_id: dict[str, bool] = {}
    for layer in file.layers():
        info = file.info(layer)
        fields = {column_key(str(name)) for name in info["fields"]}
        fid_is_id[layer] = "id" not in fields and info["fid_column"].casefold() == "id"
        known[layer] = len(fields & keys) + fid_is_id[layer]
    best = [layer for layer, count in known.items() if count == max(known.values())]
    if len(best) != 1:
        found = ", ".join(known) or "none"
        raise InputError(
            file.path,
            f"expected one layer that is the list, found: {found}; "
            "save that layer to a file of its own",
        )
    return best[0], fid_is_id[best[0]]


def _as_sheet(table: pd.DataFrame, columns: Collection[str]) -> Sheet:
    index = range(1, len(table) + 1)
    geometry = None
    if isinstance(table, gpd.GeoDataFrame):
        geometry = table.geometry.set_axis(pd.Index(index, dtype=int))
        table = pd.DataFrame(table.drop(columns=table.geometry.name))
    values = {
        column_name(name): [_spelled(cell) for cell in table[name].astype(object)]
        for name in table.columns
    }
    return sheet_from_columns(
        values, index=index, columns=columns, row_word="feature", geometry=geometry
    )


def _spelled(cell: object) -> object:
    """Spell whole numbers: here they are exact, however long, unlike those of a spreadsheet."""
    return str(cell) if isinstance(cell, int | np.integer) else cell
