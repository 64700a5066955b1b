"""Which kind of file is this that is no list, and what is its owner to do with it?"""

import lzma
import re
import zipfile
import zlib
from pathlib import Path

_AS_LAYER = (
    "open it in QGIS and save the layer as .gpkg or .geojson (Exporteren > Objecten opslaan als)"
)
_AS_WORKBOOK = "open it and save it as .xlsx or as CSV"
_KML = f"is a Google Earth file (KML); {_AS_LAYER}"
_ZIP = b"PK\x03\x04"
_STRICT = b"purl.oclc.org/ooxml/"

_INSIDE_ZIP = (
    (r"(^|/)[^/]+\.kml$", f"is a Google Earth file (KMZ); {_AS_LAYER}"),
    (r"(^|/)[^/]+\.shp$", f"is a zipped Shapefile; unzip it, {_AS_LAYER}"),
    (r"(^|/)[^/]+\.gdb/", f"is a zipped geodatabase; {_AS_LAYER}"),
    (r"(^|/)[^/]+\.(gpkg|geojson|xlsx|csv)$", "is a zip; unzip it and give the file that is in it"),
    (r"^xl/workbook\.bin$", f"is a binary Excel workbook (.xlsb); {_AS_WORKBOOK}"),
    (r"^word/", f"is a Word document; put the list in Excel, and {_AS_WORKBOOK}"),
    (
        r"^Index/|^Index\.zip$",
        f"is a file of Apple Numbers; {_AS_WORKBOOK} (Exporteer naar > Excel)",
    ),
    (r"^content\.xml$", f"is an OpenDocument file (.ods); {_AS_WORKBOOK}"),
)
"""What tells by the names inside a zip what it is; the first that is there counts."""


def kind_fault(path: Path, start: bytes) -> str:
    """Tell what a file is that is no list, with the remedy; "" for what may be one.

    Parameters
    ----------
    path
        The file.
    start
        Its first bytes.
    """
    if start.startswith(_ZIP):
        return _inside(path)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if path.suffix.lower() == ".kml" or b"<kml" in text:
        return _KML
    if path.suffix.lower() in (".shp", ".dbf", ".shx"):
        return f"is a part of a Shapefile; {_AS_LAYER}"
    if path.suffix.lower() == ".gpx" or b"<gpx" in text:
        return f"is a GPX file; {_AS_LAYER}"
    if text.startswith((b"<html", b"<!doctype html", b"<table")):
        return f"is a web page, whatever its name; {_AS_WORKBOOK} (Excel-werkmap)"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return f"is an XML spreadsheet of Excel 2003; {_AS_WORKBOOK} (Excel-werkmap)"
    return ""


def _inside(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            if "xl/workbook.xml" in names:
                with parts.open("xl/workbook.xml") as part:
                    strict = _STRICT in part.read(4096)
                return _STRICT_WORKBOOK if strict else ""
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, RuntimeError
    ):  # fmt: skip
        return ""  # told by who reads it as a workbook
    for pattern, fault in _INSIDE_ZIP:
        if any(re.search(pattern, name) for name in names):
            return fault
    return ""


_STRICT_WORKBOOK = (
    "is a Strict Open XML workbook; save it as an ordinary Excel workbook (Opslaan als > Excel-werkmap "
    "(*.xlsx), not Strict Open XML)"
)
