"""Of which kind is a file of features, by its first bytes?"""

from collections.abc import Collection
from pathlib import Path
from typing import Literal, NamedTuple

from wozgeo.domain.errors import InputError

VectorKind = Literal["GPKG", "GeoJSON", "ESRI Shapefile", "OpenFileGDB"]
"""Drivers of GDAL that read one file, or one folder, and nothing else."""

VECTOR_KINDS: dict[VectorKind, str] = {
    "GPKG": "GeoPackage",
    "GeoJSON": "GeoJSON",
    "ESRI Shapefile": "Shapefile",
    "OpenFileGDB": "FileGDB",
}
"""Their names for a reader."""

_STARTS: dict[VectorKind, tuple[bytes, ...]] = {
    "GPKG": (b"SQLite format 3\x00",),
    "ESRI Shapefile": (b"\x00\x00\x27\x0a",),
    "GeoJSON": (b"{",),
}


class WantedKinds(NamedTuple):
    """What is asked of a file, see :func:`open_vector_file`."""

    remedy: str
    kinds: Collection[VectorKind]
    several: bool


def kind_by_content(start: bytes, path: Path, name: str, wanted: WantedKinds) -> VectorKind:
    """Tell of which kind a file is by how it starts.

    Raises
    ------
    InputError
        When it is of none that is read.
    """
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for kind, starts in _STARTS.items():
        if (bare if kind == "GeoJSON" else start).startswith(starts):
            return kind
    inside = f" ({name} in the zip)" if name != path.name else ""
    is_text = "an XML file that may refer to others" if bare.startswith(b"<") else "of another kind"
    raise InputError(
        path,
        f"cannot be read{inside}: by its content it is {is_text}, expected a {name_either(wanted.kinds)}; "
        f"{wanted.remedy}",
    )


def name_either(kinds: Collection[VectorKind]) -> str:
    """Name kinds for a reader: ``GeoPackage, GeoJSON or Shapefile``."""
    *first, last = (VECTOR_KINDS[kind] for kind in VECTOR_KINDS if kind in kinds)
    return f"{', '.join(first)} or {last}" if first else last
