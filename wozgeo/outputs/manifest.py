"""How do you know? What went in, what was asked, what came out, and with which versions."""

import hashlib
import json
import platform
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wozgeo.domain.errors import InputError, OutputError

_PACKAGES = (
    "wozgeo",
    "geopandas",
    "numpy",
    "osmium",
    "pandas",
    "pyogrio",
    "pyproj",
    "rasterio",
    "scipy",
    "shapely",
)
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Watched:
    """A file that is read, as it was before anything was read of it.

    Attributes
    ----------
    path
        A file, or a folder that is one source (a FileGDB): all its files, one after the other by their
        names. Lock files come and go with every reader, and are passed over.
    n_bytes, sha256
        Of its content.
    stamps
        What tells that a file was changed or replaced since.
    """

    path: Path
    n_bytes: int
    sha256: str
    stamps: tuple[tuple[str, int, int, int], ...]


def watch_inputs(paths: Iterable[Path]) -> list[Watched]:
    """Note what files hold before they are read; what cannot be read is for its reader to tell."""
    watched = []
    for path in paths:
        digest, size = hashlib.sha256(), 0
        try:
            stamps = _stamps(path)
            for file in _files(path):
                with file.open("rb") as handle:
                    while chunk := handle.read(_CHUNK):
                        digest.update(chunk)
                        size += len(chunk)
        except (OSError, ValueError):
            continue
        watched.append(Watched(path, size, digest.hexdigest(), stamps))
    return watched


def require_unchanged(watched: Iterable[Watched]) -> None:
    """Raise InputError when a file was changed or replaced while it was read.

    What was read may then be partly the old file and partly the new, and no checksum is that of it.
    """
    for file in watched:
        if not is_unchanged(file):
            raise InputError(
                file.path,
                "was changed or removed while it was read; wait until nobody writes it, and run again",
            )


def is_unchanged(file: Watched) -> bool:
    """Whether a file is still the one that was watched."""
    try:
        return _stamps(file.path) == file.stamps
    except (OSError, ValueError):
        return False


def describe_inputs(watched: Iterable[Watched]) -> list[dict[str, Any]]:
    """List files with their size and SHA-256, so that a result can be traced to its data."""
    return [
        {"bestand": file.path.name, "bytes": file.n_bytes, "sha256": file.sha256}
        for file in watched
    ]


def _stamps(path: Path) -> tuple[tuple[str, int, int, int], ...]:
    found = []
    for file in _files(path):
        told = file.stat()
        found.append((str(file), told.st_ino, told.st_size, told.st_mtime_ns))
    return tuple(found)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if not stat.S_ISREG(path.stat().st_mode):  # a device may have no end
            raise OSError
        return [path]
    inside = (file for file in path.rglob("*") if file.is_file() and file.suffix != ".lock")
    return sorted(inside, key=lambda file: file.relative_to(path).as_posix())


def versions() -> dict[str, str]:
    """Name the versions of everything that has a say in the numbers."""
    import pyogrio
    import pyproj
    import shapely

    return {
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
        "gdal": ".".join(map(str, pyogrio.__gdal_version__)),
        "geos": shapely.geos_version_string,
        "proj": pyproj.proj_version_str,
    }


def write_manifest(path: Path, content: Mapping[str, Any]) -> Path:
    """Write run.json, in UTF-8, readable by people too.

    Raises
    ------
    OutputError
        When the file cannot be written there.
    """
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error})") from error
    return path
