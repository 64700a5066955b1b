"""What in a folder did a run write, and nobody change since?

``run.json`` lists it with checksums. Only that may be replaced or removed; anything else is the user's,
whatever it is called.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

LIST = "run.json"
"""The file that lists the others; it is a run's own when it lists anything."""

FILES_KEY = "bestanden"
"""Under which key it does."""

_CHUNK = 1 << 20


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def list_written(folder: Path) -> list[dict[str, Any]]:
    """List every file in a folder by its path, with its size and SHA-256, sorted."""
    return [
        {
            "bestand": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": checksum(folder / name),
        }
        for name in entries(folder)
        if (folder / name).is_file()
    ]


def written_before(folder: Path) -> frozenset[str]:
    """Name what an earlier run wrote in a folder and is unchanged, as paths within it.

    What lies behind a link is not in the folder. Empty where no list is, or not of a run.
    """
    listed = _listed(folder / LIST)
    own = {name for name, size, digest in listed if _is_unchanged(folder, name, size, digest)}
    return frozenset(own | {LIST}) if listed else frozenset()


def entries(folder: Path) -> Iterator[str]:
    """Give every file, link and empty folder in a folder as a path within it; links are not followed."""
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            empty = True
            for name in entries(Path(entry.path)):
                yield f"{entry.name}/{name}"
                empty = False
            if not empty:
                continue
        yield entry.name


def parents(names: Iterable[str]) -> set[str]:
    """Name the folders in which files lie, without the one in which all do."""
    return {str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."}


def _listed(path: Path) -> list[tuple[str, int, str]]:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return []
        content = json.loads(path.read_text(encoding="utf-8"))
        found = [
            (str(item["bestand"]), int(item["bytes"]), str(item["sha256"]))
            for item in content[FILES_KEY]
        ]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return []
    return [item for item in found if _is_within(item[0])]


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and bool(name)


def _is_unchanged(folder: Path, name: str, size: int, digest: str) -> bool:
    try:
        for parent in parents([name]):
            if not stat.S_ISDIR((folder / parent).lstat().st_mode):
                return False
        found = (folder / name).lstat()
        same_size = stat.S_ISREG(found.st_mode) and found.st_size == size
        return same_size and checksum(folder / name) == digest
    except (OSError, ValueError):
        return False
