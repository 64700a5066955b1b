"""How do the tables become files that people open?

Three forms of the same tables: GeoPackage for a GIS (styled when QGIS opens it), CSV for Excel and
GeoParquet for programs. Each writer writes to exactly the path it is given: the caller chooses a
temporary name and renames when all is well. Equal tables give byte-equal files.

A distance has three kinds of answer. GeoParquet keeps all of them (``inf`` and null differ); a
GeoPackage and Excel know no infinity, so there both are empty and the column with the reason tells
them apart.
"""

import importlib.util
import os
import re
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from wozgeo.domain.column import Labels
from wozgeo.domain.errors import OutputError
from wozgeo.domain.language import Language
from wozgeo.outputs.tables.aliases import known_columns, with_aliases, write_aliases
from wozgeo.outputs.write_errors import told_as_output_error

if TYPE_CHECKING:
    import geopandas as gpd

GEOMETRY_COLUMN = "geom"
"""What the geometry column is called in a GeoPackage."""

GEOPACKAGE_VERSION = "1.2"
"""Old enough for the GDAL inside an older QGIS or ArcGIS."""

FIXED_TIME = "2000-01-01T00:00:00.000Z"
"""What a GeoPackage says instead of the time of writing, so that equal runs give equal files."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that Excel would run as a formula in a CSV (OWASP, CSV injection)."""

CSV_SEPARATOR = ";"

_NOT_AS_IT_IS = re.compile(r'[;"\n\r]|\A[=+\-@\t]')
"""What a cell of a CSV holds or begins with that is written in a way of its own."""

_LONGEST_PATH = 400
"""Bytes; SQLite adds a name of its own behind it."""

_STYLES_TABLE = """
CREATE TABLE "layer_styles" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "f_table_catalog" TEXT(256),
  "f_table_schema" TEXT(256), "f_table_name" TEXT(256), "f_geometry_column" TEXT(256),
  "styleName" TEXT(30), "styleQML" TEXT, "styleSLD" TEXT, "useAsDefault" BOOLEAN,
  "description" TEXT, "owner" TEXT(30), "ui" TEXT(30), "update_time" DATETIME)
"""


def write_geopackage(
    path: Path,
    layers: "Mapping[str, gpd.GeoDataFrame]",
    *,
    styles: Mapping[str, str],
    labels: Labels | None = None,
    language: Language = Language.NL,
    project: Callable[[sqlite3.Connection], None] | None = None,
) -> Path:
    """Write tables as the layers of one GeoPackage, styled when QGIS opens it.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    layers
        Layer name to table, in the order a GIS should list them. The index becomes the first
        column. ``inf`` and ``NaN`` become NULL.
    styles
        Layer name to QML: the style QGIS takes when it opens that layer. Layers without one get
        QGIS's own; a style of a layer that is not written is left out.

    labels
        The voorzieningen of the columns.
    language
        Of the words that a GIS shows above the columns, which keep their names.
    project
        Adds a project of QGIS, when all layers are there.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    OutputError
        When the file cannot be written there.
    """
    import pyogrio

    columns = {name: known_columns(_fields(table), labels) for name, table in layers.items()}
    drawn = {
        name: with_aliases(styles[name], columns[name], language)
        for name in layers
        if name in styles
    }
    with told_as_output_error(path), _fixed_gdal_time(), warnings.catch_warnings():
        # The caller renames afterwards, so a temporary name need not end in .gpkg.
        warnings.filterwarnings("ignore", "The filename extension should be", RuntimeWarning)
        path.unlink(missing_ok=True)
        with _plainly_named(path) as file:
            for name, table in layers.items():
                pyogrio.write_dataframe(
                    _without_infinity(table).reset_index(),
                    file,
                    layer=name,
                    driver="GPKG",
                    use_arrow=parquet_available(),
                    dataset_options={"VERSION": GEOPACKAGE_VERSION},
                    layer_options={"GEOMETRY_NAME": GEOMETRY_COLUMN},
                )
            with closing(sqlite3.connect(file)) as database, database:
                _write_styles(database, drawn)
                write_aliases(database, columns, language)
                if project is not None:
                    project(database)
    return path


def write_csv(path: Path, table: "gpd.GeoDataFrame") -> Path:
    r"""Write a table in the form that Dutch Excel opens with a double click.

    Semicolons, decimal commas, UTF-8 with BOM, ``\r\n``; no geometry; booleans ``ja``/``nee``.
    ``inf``, ``NaN`` and missing text are empty. A text that Excel would run as a formula (see
    ``FORMULA_STARTS``) gets an apostrophe in front; numbers stay numbers.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    table
        The index becomes the first column. May be empty: then only the header is written.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    OutputError
        When the file cannot be written there.
    """
    plain = pd.DataFrame(table.drop(columns=table.geometry.name)).reset_index()
    header = [_quoted(_harmless(str(name))) for name in plain.columns]
    cells = [_csv_cells(plain.iloc[:, i]) for i in range(plain.shape[1])]
    lines = [CSV_SEPARATOR.join(header), *map(CSV_SEPARATOR.join, zip(*cells, strict=True)), ""]
    with told_as_output_error(path):
        path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    return path


def write_parquet(path: Path, table: "gpd.GeoDataFrame") -> Path:
    """Write a table as GeoParquet, with all three kinds of answer.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    table
        ``inf`` stays ``inf``, ``NaN`` becomes null; the index travels along under its name.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    OutputError
        When pyarrow is not installed, or the file cannot be written there.
    """
    if not parquet_available():
        raise OutputError(
            path, "GeoParquet needs pyarrow, which is not installed: pip install 'wozgeo[parquet]'"
        )
    with told_as_output_error(path):
        table.to_parquet(path, index=True, compression="zstd")
    return path


def parquet_available() -> bool:
    """Tell whether pyarrow is installed, so that GeoParquet can be written."""
    return importlib.util.find_spec("pyarrow") is not None


def _fields(table: "gpd.GeoDataFrame") -> list[str]:
    return [*map(str, table.index.names), *table.columns.drop([table.geometry.name]).map(str)]


def _without_infinity(table: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    infinite = {
        str(name): column.where(np.isfinite(column))
        for name, column in table.select_dtypes([np.floating]).items()
        if np.isinf(column).any()
    }
    return table.assign(**infinite)


@contextmanager
def _plainly_named(path: Path) -> Iterator[Path]:
    """Give the path; where GDAL or SQLite would not understand it, one that is copied to it after.

    GDAL takes what stands before a ``!`` for an archive, SQLite knows no path of more than 512 letters.
    """
    whole = path.absolute()
    if "!" not in str(path) and len(os.fsencode(whole)) <= _LONGEST_PATH:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        plain = Path(folder) / "tabel.gpkg"
        yield plain
        shutil.copyfile(plain, path)


@contextmanager
def _fixed_gdal_time() -> Iterator[None]:
    """Let GDAL believe it is always the same moment; its setting is put back afterwards."""
    import pyogrio

    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _write_styles(database: sqlite3.Connection, styles: Mapping[str, str]) -> None:
    """Add the table in which QGIS looks for the style of a layer."""
    if not styles:
        return
    rows = [
        ("", "", name, GEOMETRY_COLUMN, name, qml, "", 1, "wozgeo", "", None, FIXED_TIME)
        for name, qml in styles.items()
    ]
    database.execute(_STYLES_TABLE)
    database.executemany(
        'INSERT INTO layer_styles ("f_table_catalog", "f_table_schema", "f_table_name", '
        '"f_geometry_column", "styleName", "styleQML", "styleSLD", "useAsDefault", '
        '"description", "owner", "ui", "update_time") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)',
        rows,
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
        "last_change, srs_id) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)",
        (FIXED_TIME,),
    )
    database.execute(
        "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES (?, ?)",
        ("layer_styles", len(rows)),
    )


def _csv_cells(column: "pd.Series[Any]") -> list[str]:
    if pd.api.types.is_float_dtype(column.dtype):
        return _float_cells(column)
    codes, values = pd.factorize(column, use_na_sentinel=True)
    texts = np.array([*(_cell(value) for value in values), ""], dtype=object)
    return cast("list[str]", texts[codes].tolist())  # code -1, a missing value, is the last: ""


def _float_cells(column: "pd.Series[Any]") -> list[str]:
    numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
    finite = np.isfinite(numbers)
    # One replace over all numbers at once: a replace for each takes three times as long.
    texts = "\n".join(map(repr, numbers[finite].tolist())).replace(".", ",").split("\n")
    cells = np.full(len(numbers), "", dtype=object)
    if finite.any():
        cells[finite] = texts
    return cast("list[str]", cells.tolist())


def _cell(value: object) -> str:
    if isinstance(value, str) and not _NOT_AS_IT_IS.search(value):
        return str(value)
    if isinstance(value, bool | np.bool_):
        return "ja" if value else "nee"
    if isinstance(value, int | np.integer):
        return str(value)
    if isinstance(value, float):
        return repr(float(value)).replace(".", ",") if np.isfinite(value) else ""
    return _quoted(_harmless(str(value)))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _quoted(text: str) -> str:
    if any(mark in text for mark in (CSV_SEPARATOR, '"', "\n", "\r")):
        return '"{}"'.format(text.replace('"', '""'))
    return text
