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
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple, cast

import pandas as pd
import pyogrio
import pyproj
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.inputs.vector_contents import (
    GDB_CATALOGUE,
    INSIDE_ZIP,
    layered,
    look_into,
    only_count,
    require_plain_database,
    require_plain_gdb,
    require_plain_json,
    require_unpackable,
    start_in,
)
from wozgeo.inputs.vector_kinds import (
    VECTOR_KINDS,
    VectorKind,
    WantedKinds,
    kind_by_content,
    name_either,
)

_MOST_IN_MEMORY = 512 << 20

_NO_NETWORK = {"GDAL_HTTP_PROXY": "127.0.0.1:9", "GDAL_HTTPS_PROXY": "127.0.0.1:9"}
"""Nothing listens on the port "discard": what still asks for an address gets no answer."""

_MAGIC_LENGTH = 16
_MISREAD_BY_PYOGRIO = re.compile(r"[!;]")


FAULTY_CRS = ("undefined", "unknown")
"""How the name of a CRS begins that says nothing."""

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
    kind: VectorKind
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
        self.require_on_earth(self.info(layer)["crs"])
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

    def require_on_earth(self, crs: str | None) -> None:
        """Raise InputError for a CRS that cannot be turned into RD New; None is for the caller to judge."""
        try:
            if crs and not pyproj.CRS(crs).name.lower().startswith(FAULTY_CRS):
                pyproj.Transformer.from_crs(crs, RD_NEW, always_xy=True)
        except pyproj.exceptions.ProjError as fault:
            raise InputError(
                self.path,
                f"its CRS ({_name_of(crs)}) cannot be turned into {RD_NEW}: it is that of a drawing, or not of "
                "the earth; give the layer the CRS that it was made in (QGIS: Laag > CRS van laag instellen), "
                f"usually {RD_NEW}, and save it again",
            ) from fault

    def _count(self, layer: str) -> int | None:
        """Count the features without GDAL; None where that cannot be done."""
        if self.kind == "GPKG" and "/vsizip/" not in self.source:
            with closing(look_into(self.path)) as database:
                name = layer.replace('"', '""')
                (n,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
                return int(n)
        if self.kind == "GeoJSON" and "/vsizip/" not in self.source:
            top = json.loads(self.path.read_bytes(), object_hook=only_count)
            return top if isinstance(top, int) else None
        return None


def _name_of(crs: str | None) -> str:
    try:
        return str(pyproj.CRS(crs).name)[:60]
    except pyproj.exceptions.ProjError:
        return f"{str(crs)[:60]!r}"


def open_vector_file(
    path: Path,
    *,
    remedy: str,
    kinds: Collection[VectorKind] = tuple(VECTOR_KINDS),
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
    if path.is_dir() and "OpenFileGDB" not in kinds:
        raise InputError(path, "there is no such file: it is a folder; give the file itself")
    if not regular:
        raise InputError(path, "is not a file; give the path of a file")
    wanted = WantedKinds(remedy, kinds, several)
    try:
        file = _open_folder(path, remedy) if path.is_dir() else _open_file(path, wanted)
    except (OSError, ValueError, RuntimeError, EOFError, sqlite3.Error) as fault:
        raise InputError(path, f"cannot be read ({fault}); {remedy}") from fault
    if file.kind not in kinds:
        raise InputError(
            path,
            f"the file is of the kind {file.kind}, expected {name_either(kinds)}; {remedy}",
        )
    return file


def _open_file(path: Path, wanted: WantedKinds) -> VectorFile:
    remedy = wanted.remedy
    start = _start_of(path, _MAGIC_LENGTH)
    if start.startswith(b"PK"):
        return _open_zip(path, wanted)
    kind = kind_by_content(start, path, path.name, wanted)
    views: frozenset[str] = frozenset()
    if kind == "GPKG":
        with closing(look_into(path)) as database:
            views = require_plain_database(path, database, remedy)
    elif kind == "GeoJSON":
        with (
            path.open("rb") as handle,
            mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as text,
        ):
            require_plain_json(path, text)
    return VectorFile(path, kind, _source(path, kind, str(path.resolve())), remedy, views)


def _start_of(path: Path, length: int) -> bytes:
    with path.open("rb") as handle:
        return handle.read(length)


def _open_folder(path: Path, remedy: str) -> VectorFile:
    if path.suffix.lower() != ".gdb":
        raise InputError(path, "is a folder; give the file, or a folder that ends in .gdb")
    names = {entry.name for entry in path.iterdir()}
    require_plain_gdb(path, names, lambda: _start_of(path / GDB_CATALOGUE, 4), remedy)
    kind: VectorKind = "OpenFileGDB"
    return VectorFile(path, kind, _source(path, kind, str(path.resolve())), remedy)


def _source(path: Path, kind: VectorKind, place: str) -> str:
    """Spell a place so that GDAL asks one driver only, and pyogrio leaves the spelling alone."""
    if kind == "GeoJSON" or (kind == "GPKG" and ":" not in place):  # else GDAL sees a table in it
        return f"{kind}:{place}"
    windows = PureWindowsPath(place).drive.endswith(":")  # pyogrio knows these
    if _MISREAD_BY_PYOGRIO.search(place) and not windows and not place.startswith("/vsi"):
        raise InputError(
            path, f"its path holds ! or ; ({place}); rename that folder or file, or zip the file"
        )
    return place


@contextmanager
def _no_network() -> Iterator[None]:
    before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_NETWORK}
    pyogrio.set_gdal_config_options(_NO_NETWORK)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


# --- zip -----------------------------------------------------------------------------------------


def _open_zip(path: Path, wanted: WantedKinds) -> VectorFile:
    try:
        with zipfile.ZipFile(path) as parts:
            return _open_in_zip(path, parts, wanted)
    except _NOT_A_ZIP as fault:
        raise InputError(
            path, f"cannot be read: it is not a zip that can be opened ({fault}); zip it again"
        ) from fault


def _open_in_zip(path: Path, parts: zipfile.ZipFile, wanted: WantedKinds) -> VectorFile:
    remedy = wanted.remedy
    names = [part.filename for part in parts.infolist()]
    found = sorted({inside for name in names if (inside := layered(name))})
    shapes = {PurePosixPath(name).parent for name in found if name.lower().endswith(".shp")}
    beside = wanted.several and len(found) > 1 and len(shapes) == 1
    beside = beside and all(name.lower().endswith(".shp") for name in found)
    if (len(found) != 1 and not beside) or "}" in str(path.resolve()):
        raise InputError(
            path,
            f"expected one {', '.join(INSIDE_ZIP)} in the zip, found: {', '.join(found[:20]) or 'none'}; "
            "unzip it and give the file itself",
        )
    require_unpackable(path, parts)
    for name in found if beside else ():
        kind_by_content(start_in(parts, name, _MAGIC_LENGTH), path, name, wanted)
    inside = str(shapes.pop()) if beside else found[0]
    if beside:
        kind: VectorKind = "ESRI Shapefile"
    elif inside.lower().endswith(".gdb"):
        within = [
            name.removeprefix(f"{inside}/") for name in names if name.startswith(f"{inside}/")
        ]
        require_plain_gdb(
            path, within, lambda: start_in(parts, f"{inside}/{GDB_CATALOGUE}", 4), remedy
        )
        kind = "OpenFileGDB"
    else:
        kind = kind_by_content(start_in(parts, inside, _MAGIC_LENGTH), path, inside, wanted)
    views: frozenset[str] = frozenset()
    if kind in ("GPKG", "GeoJSON"):
        views = _look_into(path, parts, inside, kind, remedy)
    place = f"/vsizip/{{{path.resolve().as_posix()}}}/{inside}".removesuffix("/.")
    return VectorFile(path, kind, _source(path, kind, place), remedy, views)


def _look_into(
    path: Path, parts: zipfile.ZipFile, inside: str, kind: VectorKind, remedy: str
) -> frozenset[str]:
    if parts.getinfo(inside).file_size > _MOST_IN_MEMORY:
        raise InputError(path, f"{inside} is large; unzip it and give the file itself")
    content = parts.read(inside)
    if kind == "GeoJSON":
        require_plain_json(path, content)
        return frozenset()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return require_plain_database(path, database, remedy)
