"""How does a GIS show words to read above a column, while the column keeps its name?

Two ways, as one program reads the one and another the other: the schema extension of GeoPackage (GDAL,
and with it ArcGIS and newer QGIS) and the aliases in a style of QGIS.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from wozgeo.domain.column import Column, Labels
from wozgeo.domain.dictionary import describe, find_column, kind_of
from wozgeo.domain.language import Language

_PARTS = re.compile(r'(styleCategories="[^"]*)"')
"""What QGIS takes from a style: it says itself which parts it holds."""

_SCHEMA = (
    """CREATE TABLE "gpkg_data_columns" (
  "table_name" TEXT NOT NULL, "column_name" TEXT NOT NULL, "name" TEXT, "title" TEXT,
  "description" TEXT, "mime_type" TEXT, "constraint_name" TEXT,
  CONSTRAINT "pk_gdc" PRIMARY KEY ("table_name", "column_name"),
  CONSTRAINT "gdc_tn" UNIQUE ("table_name", "name"))""",
    """CREATE TABLE "gpkg_data_column_constraints" (
  "constraint_name" TEXT NOT NULL, "constraint_type" TEXT NOT NULL, "value" TEXT, "min" NUMERIC,
  "min_is_inclusive" BOOLEAN, "max" NUMERIC, "max_is_inclusive" BOOLEAN, "description" TEXT,
  CONSTRAINT "gdcc_ntv" UNIQUE ("constraint_name", "constraint_type", "value"))""",
)

_EXTENSION = (
    'INSERT INTO "gpkg_extensions" ("table_name", "column_name", "extension_name", "definition", '
    "\"scope\") VALUES (?, NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec120/#extension_schema', 'read-write')"
)


def known_columns(names: Iterable[str], labels: Labels | None) -> dict[str, Column]:
    """Find what is known of each column; one that nobody declared has no alias."""
    return {name: find_column(name, labels) for name in names if kind_of(name)}


def write_aliases(
    database: sqlite3.Connection, layers: Mapping[str, Mapping[str, Column]], language: Language
) -> None:
    """Add the head and the meaning of every column to a GeoPackage, as its schema extension asks.

    Parameters
    ----------
    database
        The GeoPackage; it has no schema yet.
    layers
        Layer to name to column.
    language
        Of the heads and meanings.
    """
    rows = [
        (layer, name, head, head, describe(column, language))
        for layer, columns in layers.items()
        for name, column in columns.items()
        for head in (column.head(language),)
    ]
    if not rows:
        return
    for statement in _SCHEMA:
        database.execute(statement)
    tables = ("gpkg_data_columns", "gpkg_data_column_constraints")
    database.executemany(_EXTENSION, [(table,) for table in tables])
    database.executemany(
        'INSERT INTO "gpkg_data_columns" ("table_name", "column_name", "name", "title", '
        '"description") VALUES (?, ?, ?, ?, ?)',
        rows,
    )


def with_aliases(qml: str, columns: Mapping[str, Column], language: Language) -> str:
    """Add the heads of columns to a style of QGIS; anything else in it stays as it is."""
    before, end, after = qml.rpartition("</qgis>")
    if not columns or not end:
        return qml
    aliases = ET.Element("aliases")
    for place, (name, column) in enumerate(columns.items()):
        ET.SubElement(aliases, "alias", field=name, index=str(place), name=column.head(language))
    ET.indent(aliases, level=1)
    before = _PARTS.sub(r'\1|Fields"', before, count=1)
    return f"{before}  {ET.tostring(aliases, encoding='unicode')}\n{end}{after}"
