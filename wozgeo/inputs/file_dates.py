"""Of which day is a file, by what it says itself?

Not by the clock of the disk: a copy is as old as the copying.
"""

import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

_WORKBOOKS = (".xlsx", ".xlsm")
_PROPERTIES = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_MOST_BYTES = 100_000
"""Larger properties are none."""


def read_date(path: Path) -> date | None:
    """Read when a file was last saved.

    Excel keeps it among the properties of the workbook (OOXML, part 2: core properties), a GeoPackage
    per layer (OGC 12-128r19, ``gpkg_contents.last_change``).

    Returns
    -------
    date or None
        None where a file of this kind does not say, or says no date.
    """
    suffix = path.suffix.lower()
    try:
        text = _of_workbook(path) if suffix in _WORKBOOKS else ""
        text = _of_geopackage(path) if suffix == ".gpkg" else text
        return day_of(text)
    except (OSError, ValueError, KeyError, ET.ParseError, zipfile.BadZipFile, sqlite3.Error):
        return None


def day_of(moment: str) -> date | None:
    """Give the day of a moment that a file writes down ("2025-03-09T23:59:59Z"); None where it is none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def one_day(paths: Iterable[Path]) -> date | None:
    """Read the day on which some files were last saved; None unless all say the same."""
    days = {read_date(path) for path in paths}
    return days.pop() if len(days) == 1 else None


def _of_workbook(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        if parts.getinfo(_PROPERTIES).file_size > _MOST_BYTES:
            return ""
        root = ET.fromstring(parts.read(_PROPERTIES))  # noqa: S314  # small, and expat expands no bombs
    return (root.findtext(_MODIFIED) or "").strip()


def _of_geopackage(path: Path) -> str:
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as file:
        (last,) = file.execute("SELECT max(last_change) FROM gpkg_contents").fetchone()
    return str(last or "")
