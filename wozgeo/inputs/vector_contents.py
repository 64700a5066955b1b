"""What may a file of features hold, so that it is read from itself alone?"""

import json
import mmap
import re
import sqlite3
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.request import pathname2url

from wozgeo.domain.errors import InputError

GDB_CATALOGUE = "a00000001.gdbtable"
INSIDE_ZIP = (".gdb", ".shp", ".gpkg", ".geojson")
_EXTRAS_OF_MACOS = "__MACOSX"
_MOST_UNPACKED = 4 << 30
"""Bytes. The BAG and the squares of CBS of the whole country are smaller."""
_MOST_TIMES_PACKED, _SMALL = 1000, 64 << 20
_VIRTUAL = re.compile(r"create\s+virtual\s+table.*?\busing\s+(?!(rtree|fts\d)\b)", re.I | re.S)
_JSON_CRS = re.compile(rb'"(?:c|\\u0063)(?:r|\\u0072)(?:s|\\u0073)"\s*:\s*(?=\{)')
_LONGEST_CRS = 10_000


def look_into(path: Path) -> sqlite3.Connection:
    """Open a database to look at, not to change: also where no file can be made beside it."""
    address = f"file:{pathname2url(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True)


def require_plain_database(path: Path, database: sqlite3.Connection, remedy: str) -> frozenset[str]:
    """Raise InputError for tables that are made of other files; name the views."""
    try:
        schema = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    except (sqlite3.Error, ValueError) as fault:
        raise InputError(path, f"cannot be read ({fault}); {remedy}") from fault
    made = [str(name) for _, name, sql in schema if _VIRTUAL.search(str(sql))]
    if made:
        raise InputError(path, f"table {made[0][:60]!r} is made of something else; {remedy}")
    return frozenset(str(name).casefold() for kind, name, _ in schema if kind == "view")


def require_plain_json(path: Path, text: "mmap.mmap | bytes") -> None:
    """Raise InputError where the CRS is an address to ask for it."""
    for found in _JSON_CRS.finditer(text):
        start = found.end()
        part = text[start : start + _LONGEST_CRS].decode("utf-8", "replace")
        try:
            crs, _ = json.JSONDecoder().raw_decode(part)
        except (ValueError, RecursionError):
            crs = {}
        said = json.dumps(crs.get("properties"))
        elsewhere = "://" in said and "opengis.net/def/crs" not in said
        if str(crs.get("type", "")).casefold() not in ("name", "epsg", "ogc") or elsewhere:
            raise InputError(
                path,
                f"its CRS is not a name but {part[:80]!r}, which would have to be asked of another file "
                "or the network; open it in QGIS and save it again as GeoPackage",
            )


def require_plain_gdb(
    path: Path, names: Collection[str], read_start: Callable[[], bytes], remedy: str
) -> None:
    """Raise InputError for a folder or zip that is no geodatabase, or holds something else too."""
    others = sorted(
        name for name in names if name.lower().endswith((".shp", ".vrt", ".gpkg", ".csv"))
    )
    if GDB_CATALOGUE not in names or others or read_start() != b"\x03\x00\x00\x00":
        also = f" (it holds {others[0]})" if others else ""
        raise InputError(path, f"cannot be read: it is not a FileGDB{also}; {remedy}")


def require_unpackable(path: Path, parts: zipfile.ZipFile) -> None:
    """Raise InputError for a zip that unpacks to more than any list or register is."""
    unpacked = sum(part.file_size for part in parts.infolist())
    packed = max(path.stat().st_size, 1)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and unpacked > _MOST_TIMES_PACKED * packed):
        raise InputError(
            path,
            f"unpacks to {unpacked / 1e9:.1f} GB, more than any list; unzip it and see what is in it",
        )


def layered(name: str) -> str:
    """Give the part of a name inside a zip that is a file with layers, or ""."""
    path = PurePosixPath(name)
    if path.parts[:1] == (_EXTRAS_OF_MACOS,):
        return ""
    for part in (*reversed(path.parents), path):
        if part.suffix.lower() in INSIDE_ZIP:
            return str(part)
    return ""


def start_in(parts: zipfile.ZipFile, name: str, length: int) -> bytes:
    """Give the first bytes of a file in a zip."""
    with parts.open(name) as handle:
        return handle.read(length)


def only_count(thing: dict[str, Any]) -> int | None:
    """Keep of an object of GeoJSON how many features it holds: their content is not for memory."""
    features = thing.get("features")
    return len(features) if isinstance(features, list) else None
