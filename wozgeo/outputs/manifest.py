"""How do you know? What went in, what was asked, what came out, and with which versions."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wozgeo.domain.errors import OutputError

_PACKAGES = (
    "wozgeo",
    "geopandas",
    "numpy",
    "osmium",
    "pandas",
    "pyogrio",
    "pyproj",
    "scipy",
    "shapely",
)
_CHUNK = 1 << 20


def describe_inputs(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """List files with their size and SHA-256, so that a result can be traced to its data.

    A folder that is one source (a FileGDB) counts as all its files, one after the other by their names;
    lock files come and go with every reader, and are passed over.
    """
    described = []
    for path in paths:
        digest, size = hashlib.sha256(), 0
        for file in _files(path):
            with file.open("rb") as handle:
                while chunk := handle.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        described.append({"bestand": path.name, "bytes": size, "sha256": digest.hexdigest()})
    return described


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
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
