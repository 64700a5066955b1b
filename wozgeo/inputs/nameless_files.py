"""Where does what is made on the way lie, so that a run that is killed leaves nothing?

libosmium reads and writes files only, and a pipe would wait for a reader that waits for libosmium.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OPENED = Path("/proc/self/fd")
"""Where Linux has a name for what this process has opened."""


@contextmanager
def file_in_memory(name: str) -> Iterator[Path]:
    """Give an empty file in memory; where a system has none, one on disk of that name that is removed after."""
    if hasattr(os, "memfd_create") and _OPENED.is_dir():
        with os.fdopen(os.memfd_create("wozgeo"), "rb") as file:
            yield _OPENED / str(file.fileno())
        return
    with _on_disk(name) as path:
        yield path


@contextmanager
def nameless_file(name: str) -> Iterator[Path]:
    """Give an empty file on disk that is gone with its process; where a system has none, one of that name."""
    if hasattr(os, "O_TMPFILE") and _OPENED.is_dir():
        with tempfile.TemporaryFile() as file:
            yield _OPENED / str(file.fileno())
        return
    with _on_disk(name) as path:
        yield path


def is_nameless(path: Path) -> bool:
    """Tell whether a path is that of a file without a name."""
    return path.parent == _OPENED


@contextmanager
def _on_disk(name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        yield Path(folder) / name
