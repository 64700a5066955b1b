"""Which layers does a file of features hold, without opening any other file or the network?

A file that a list points to comes from someone else. GDAL reads some seventy kinds, and several of them
are no more than an instruction to read another file or address: 500 bytes of XML under the name of a
GeoPackage are enough. So the first bytes say of which of four kinds a file is, that driver alone is asked
to read it, and what such a file may refer to is refused. Nothing else in wozgeo opens one.
"""

import json
import lzma
import mmap
import re
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal, NamedTuple, cast
from urllib.request import pathname2url

import pandas as pd
import pyogrio
import shapely

from wozgeo.domain.errors import InputError

Kind = Literal["GPKG", "GeoJSON", "ESRI Shapefile", "OpenFileGDB"]
"""Drivers of GDAL that read one file, or one folder, and nothing else."""

KINDS: dict[Kind, str] = {
    "GPKG": "GeoPackage",
    "GeoJSON": "GeoJSON",
    "ESRI Shapefile": "Shapefile",
    "OpenFileGDB": "FileGDB",
}
"""Their names for a reader."""

_STARTS: dict[Kind, tuple[bytes, ...]] = {
    "GPKG": (b"SQLite format 3\x00",),
    "ESRI Shapefile": (b"\x00\x00\x27\x0a",),
    "GeoJSON": (b"{",),
}
_GDB_CATALOGUE = "a00000001.gdbtable"
_INSIDE_ZIP = (".gdb", ".shp", ".gpkg", ".geojson")
_EXTRAS_OF_MACOS = "__MACOSX"
_MOST_UNPACKED = 4 << 30
"""Bytes. The BAG and the squares of CBS of the whole country are smaller."""
_MOST_IN_MEMORY = 512 << 20
_MOST_TIMES_PACKED, _SMALL = 1000, 64 << 20

_NO_NETWORK = {"GDAL_HTTP_PROXY": "127.0.0.1:9", "GDAL_HTTPS_PROXY": "127.0.0.1:9"}
"""Nothing listens on the port "discard": what still asks for an address gets no answer."""

_VIRTUAL = re.compile(r"create\s+virtual\s+table.*?\busing\s+(?!(rtree|fts\d)\b)", re.I | re.S)
_JSON_CRS = re.compile(rb'"(?:c|\\u0063)(?:r|\\u0072)(?:s|\\u0073)"\s*:\s*(?=\{)')
_LONGEST_CRS = 10_000
_MAGIC_LENGTH = 16
_MISREAD_BY_PYOGRIO = re.compile(r"[!;]")


_REFUSED = (
    ArithmeticError, LookupError, OSError, RecursionError, RuntimeError, ValueError,
    shapely.errors.ShapelyError, sqlite3.Error,
)  # fmt: skip
"""What GDAL, GEOS and PROJ raise at a file that they cannot read."""


_NOT_A_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, sqlite3.Error,
    EOFError, LookupError, OSError, RuntimeError, ValueError, struct.error,
)  # fmt: skip


class PassedOver(NamedTuple):
    """That fewer features could be read than there are, and what GDAL says of it."""

    n_read: int
    n_there: int
    why: str

    def __str__(self) -> str:
        """Say so for an error."""
        told = f"{self.n_read} of {self.n_there} features can be read"
        return f"{told} ({self.why})" if self.why else told


@dataclass(frozen=True)
class VectorFile:
    """A file of features of which it is certain what will be read.

    Attributes
    ----------
    path
        As the user named it.
    kind
        The driver that reads it.
    source
        How GDAL is told to read it with that driver alone.
    remedy
        What to do when it cannot be read.
    views
        In lower case, what looks like a layer of a GeoPackage and is a question to it: not read, since
        the answer may have no end.
    """

    path: Path
    kind: Kind
    source: str
    remedy: str
    views: frozenset[str] = frozenset()

    def layers(self) -> dict[str, str | None]:
        """Name the layers, and the type of their geometry: None for a table without."""
        with self.reading():
            found = pyogrio.list_layers(self.source)
        return {
            str(name): kind
            for name, kind in found
            if name != "layer_styles" and str(name).casefold() not in self.views
        }

    def info(self, layer: str) -> dict[str, Any]:
        """Tell the fields, the CRS and the like of a layer."""
        with self.reading():
            told = cast("dict[str, Any]", pyogrio.read_info(self.source, layer=layer))
        if told["driver"] != self.kind:
            raise InputError(self.path, f"is of the kind {told['driver']}; {self.remedy}")
        return told

    def read(self, layer: str, **choices: Any) -> tuple[pd.DataFrame, PassedOver | None]:  # noqa: ANN401
        """Read a layer; ``choices`` as :func:`pyogrio.read_dataframe` has them.

        Returns
        -------
        tuple
            The features, None for a geometry that is no shape (a ring that does not close); and what
            was passed over, None when nothing was.

        Raises
        ------
        InputError
            When it is damaged.
        """
        with self.reading() as warned:
            table = pyogrio.read_dataframe(self.source, layer=layer, on_invalid="ignore", **choices)
            whole = not {"bbox", "max_features", "columns"} & {
                name for name, value in choices.items() if value is not None
            }
            there = self._count(layer) if whole else None
        if there is None or len(table) >= there:
            return table, None
        passed_over = PassedOver(len(table), there, next(iter(warned), "")[:200])
        if self.kind != "GeoJSON":
            raise InputError(self.path, f"layer {layer}: {passed_over}; {self.remedy}")
        return table, passed_over

    @contextmanager
    def reading(self) -> Iterator[list[str]]:
        """Make errors of what cannot be read tell what to do; give what is warned of meanwhile."""
        told: list[str] = []
        try:
            with warnings.catch_warnings(record=True) as caught, _no_network():
                warnings.simplefilter("always")
                yield told
                told += [str(warning.message) for warning in caught]
        except _REFUSED as fault:
            raise InputError(self.path, f"cannot be read ({fault}); {self.remedy}") from fault

    def _count(self, layer: str) -> int | None:
        """Count the features without GDAL; None where that cannot be done."""
        if self.kind == "GPKG" and "/vsizip/" not in self.source:
            with closing(_sqlite(self.path)) as database:
                name = layer.replace('"', '""')
                (n,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
                return int(n)
        if self.kind == "GeoJSON" and "/vsizip/" not in self.source:
            top = json.loads(self.path.read_bytes(), object_hook=_only_count)
            return top if isinstance(top, int) else None
        return None


def _only_count(thing: dict[str, Any]) -> int | None:
    """Keep of an object of GeoJSON how many features it holds: their content is not for memory."""
    features = thing.get("features")
    return len(features) if isinstance(features, list) else None


def open_vector_file(
    path: Path,
    *,
    remedy: str,
    kinds: Collection[Kind] = tuple(KINDS),
    several: bool = False,
) -> VectorFile:
    """Tell of which kind a file of features is, by its content, and how it is read as that alone.

    Parameters
    ----------
    path
        A file, a zip with one such file in it, or the folder of a FileGDB.
    remedy
        What a user can do when it cannot be read.
    kinds
        What is expected here.
    several
        Whether a zip may hold several Shapefiles beside each other: they are the layers.

    Raises
    ------
    InputError
        When it is not there, is of no expected kind, or refers to another file or address.
    """
    try:
        there = path.exists()
        regular = path.is_file() or path.is_dir()
    except (OSError, ValueError):  # a name no file system takes
        there = regular = False
    if not there:
        raise InputError(path, "there is no such file; check the path and the name")
    if not regular:
        raise InputError(path, "is not a file; give the path of a file")
    try:
        file = (
            _open_folder(path, remedy)
            if path.is_dir()
            else _open_file(path, remedy, several=several)
        )
    except (OSError, ValueError, RuntimeError, EOFError, sqlite3.Error) as fault:
        raise InputError(path, f"cannot be read ({fault}); {remedy}") from fault
    if file.kind not in kinds:
        raise InputError(
            path,
            f"the file is of the kind {file.kind}, expected {_either(kinds)}; {remedy}",
        )
    return file


def _open_file(path: Path, remedy: str, *, several: bool) -> VectorFile:
    start = _start_of(path, _MAGIC_LENGTH)
    if start.startswith(b"PK"):
        return _open_zip(path, remedy, several=several)
    kind = _kind_of(start, path, path.name, remedy)
    views: frozenset[str] = frozenset()
    if kind == "GPKG":
        with closing(_sqlite(path)) as database:
            views = _require_plain_database(path, database, remedy)
    elif kind == "GeoJSON":
        with (
            path.open("rb") as handle,
            mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as text,
        ):
            _require_plain_json(path, text)
    return VectorFile(path, kind, _source(path, kind, str(path.resolve())), remedy, views)


def _start_of(path: Path, length: int) -> bytes:
    with path.open("rb") as handle:
        return handle.read(length)


def _open_folder(path: Path, remedy: str) -> VectorFile:
    if path.suffix.lower() != ".gdb":
        raise InputError(path, "is a folder; give the file, or a folder that ends in .gdb")
    names = {entry.name for entry in path.iterdir()}
    _require_plain_gdb(path, names, lambda: _start_of(path / _GDB_CATALOGUE, 4), remedy)
    kind: Kind = "OpenFileGDB"
    return VectorFile(path, kind, _source(path, kind, str(path.resolve())), remedy)


def _source(path: Path, kind: Kind, place: str) -> str:
    """Spell a place so that GDAL asks one driver only, and pyogrio leaves the spelling alone."""
    if kind == "GeoJSON" or (kind == "GPKG" and ":" not in place):  # else GDAL sees a table in it
        return f"{kind}:{place}"
    windows = PureWindowsPath(place).drive.endswith(":")  # pyogrio knows these
    if _MISREAD_BY_PYOGRIO.search(place) and not windows and not place.startswith("/vsi"):
        raise InputError(
            path, f"its path holds ! or ; ({place}); rename that folder or file, or zip the file"
        )
    return place


def _kind_of(start: bytes, path: Path, name: str, remedy: str) -> Kind:
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for kind, starts in _STARTS.items():
        if (bare if kind == "GeoJSON" else start).startswith(starts):
            return kind
    inside = f" ({name} in the zip)" if name != path.name else ""
    is_text = "an XML file that may refer to others" if bare.startswith(b"<") else "of another kind"
    raise InputError(
        path,
        f"cannot be read{inside}: by its content it is {is_text}, not a {_either(KINDS)}; {remedy}",
    )


def _either(kinds: Collection[Kind]) -> str:
    *first, last = (KINDS[kind] for kind in KINDS if kind in kinds)
    return f"{', '.join(first)} or {last}" if first else last


@contextmanager
def _no_network() -> Iterator[None]:
    before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_NETWORK}
    pyogrio.set_gdal_config_options(_NO_NETWORK)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


# --- what the file may hold ----------------------------------------------------------------------


def _sqlite(path: Path) -> sqlite3.Connection:
    """Open a database to look at, not to change: also where no file can be made beside it."""
    address = f"file:{pathname2url(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True)


def _require_plain_database(
    path: Path, database: sqlite3.Connection, remedy: str
) -> frozenset[str]:
    """Raise InputError for tables that are made of other files; name the views."""
    try:
        schema = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    except (sqlite3.Error, ValueError) as fault:
        raise InputError(path, f"cannot be read ({fault}); {remedy}") from fault
    made = [str(name) for _, name, sql in schema if _VIRTUAL.search(str(sql))]
    if made:
        raise InputError(path, f"table {made[0][:60]!r} is made of something else; {remedy}")
    return frozenset(str(name).casefold() for kind, name, _ in schema if kind == "view")


def _require_plain_json(path: Path, text: "mmap.mmap | bytes") -> None:
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


def _require_plain_gdb(
    path: Path, names: Collection[str], read_start: Callable[[], bytes], remedy: str
) -> None:
    others = sorted(
        name for name in names if name.lower().endswith((".shp", ".vrt", ".gpkg", ".csv"))
    )
    if _GDB_CATALOGUE not in names or others or read_start() != b"\x03\x00\x00\x00":
        also = f" (it holds {others[0]})" if others else ""
        raise InputError(path, f"cannot be read: it is not a FileGDB{also}; {remedy}")


# --- zip -----------------------------------------------------------------------------------------


def _open_zip(path: Path, remedy: str, *, several: bool) -> VectorFile:
    try:
        with zipfile.ZipFile(path) as parts:
            return _open_in_zip(path, parts, remedy, several=several)
    except _NOT_A_ZIP as fault:
        raise InputError(
            path, f"is not a zip that can be opened ({fault}); zip it again"
        ) from fault


def _open_in_zip(path: Path, parts: zipfile.ZipFile, remedy: str, *, several: bool) -> VectorFile:
    names = [part.filename for part in parts.infolist()]
    found = sorted({inside for name in names if (inside := _layered(name))})
    shapes = {PurePosixPath(name).parent for name in found if name.lower().endswith(".shp")}
    beside = several and len(found) > 1 and len(shapes) == 1
    beside = beside and all(name.lower().endswith(".shp") for name in found)
    if (len(found) != 1 and not beside) or "}" in str(path.resolve()):
        raise InputError(
            path,
            f"expected one {', '.join(_INSIDE_ZIP)} in the zip, found: {', '.join(found[:20]) or 'none'}; "
            "unzip it and give the file itself",
        )
    require_unpackable(path, parts)
    for name in found if beside else ():
        _kind_of(_start_in(parts, name, _MAGIC_LENGTH), path, name, remedy)
    inside = str(shapes.pop()) if beside else found[0]
    if beside:
        kind: Kind = "ESRI Shapefile"
    elif inside.lower().endswith(".gdb"):
        within = [
            name.removeprefix(f"{inside}/") for name in names if name.startswith(f"{inside}/")
        ]
        _require_plain_gdb(
            path, within, lambda: _start_in(parts, f"{inside}/{_GDB_CATALOGUE}", 4), remedy
        )
        kind = "OpenFileGDB"
    else:
        kind = _kind_of(_start_in(parts, inside, _MAGIC_LENGTH), path, inside, remedy)
    views: frozenset[str] = frozenset()
    if kind in ("GPKG", "GeoJSON"):
        views = _look_into(path, parts, inside, kind, remedy)
    place = f"/vsizip/{{{path.resolve().as_posix()}}}/{inside}"
    return VectorFile(path, kind, _source(path, kind, place), remedy, views)


def _look_into(
    path: Path, parts: zipfile.ZipFile, inside: str, kind: Kind, remedy: str
) -> frozenset[str]:
    if parts.getinfo(inside).file_size > _MOST_IN_MEMORY:
        raise InputError(path, f"{inside} is large; unzip it and give the file itself")
    content = parts.read(inside)
    if kind == "GeoJSON":
        _require_plain_json(path, content)
        return frozenset()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return _require_plain_database(path, database, remedy)


def _start_in(parts: zipfile.ZipFile, name: str, length: int) -> bytes:
    with parts.open(name) as handle:
        return handle.read(length)


def require_unpackable(path: Path, parts: zipfile.ZipFile) -> None:
    """Raise InputError for a zip that unpacks to more than any list or register is."""
    unpacked = sum(part.file_size for part in parts.infolist())
    packed = max(path.stat().st_size, 1)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and unpacked > _MOST_TIMES_PACKED * packed):
        raise InputError(
            path,
            f"unpacks to {unpacked / 1e9:.1f} GB, more than any list; unzip it and see what is in it",
        )


def _layered(name: str) -> str:
    """Give the part of a name inside a zip that is a file with layers, or ""."""
    path = PurePosixPath(name)
    if path.parts[:1] == (_EXTRAS_OF_MACOS,):
        return ""
    for part in (*reversed(path.parents), path):
        if part.suffix.lower() in _INSIDE_ZIP:
            return str(part)
    return ""
