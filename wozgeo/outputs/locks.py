"""Who has a folder to itself?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from wozgeo.domain.errors import OutputError

_TAKEN = (BlockingIOError, PermissionError)


@contextmanager
def locked(path: Path, folder: Path) -> Iterator[bool]:
    """Hold a lock file as long as this lasts; the system lets go of it however the process ends.

    Parameters
    ----------
    path
        The lock file; removed afterwards.
    folder
        What it is the lock of, for the error.

    Yields
    ------
    bool
        Whether it is certain that nobody else has it: not where the file system knows no locks.

    Raises
    ------
    OutputError
        When another process holds it.
    """
    handle, certain = _hold(path, folder)
    try:
        yield certain
    finally:
        if handle is not None:
            with suppress(OSError):  # Windows removes no open file
                path.unlink()
            handle.close()
            with suppress(OSError):
                _remove_if_free(path)


def _hold(path: Path, folder: Path) -> "tuple[IO[bytes] | None, bool]":
    for _ in range(100):
        try:
            handle = path.open("ab")
        except (
            OSError
        ):  # a folder in which nothing can be made: then nothing is exchanged in it either
            return None, False
        try:
            _take(handle)
        except _TAKEN as error:
            handle.close()
            raise OutputError(
                folder,
                "another run is writing its results there; wait until it is done, or choose another folder",
            ) from error
        except OSError:  # a network drive that knows no locks
            return handle, False
        if _is(handle, path):
            return handle, True
        handle.close()  # its last holder removed it in between
    return None, False


def _is(handle: "IO[bytes]", path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _remove_if_free(path: Path) -> None:
    if os.name == "nt":
        path.unlink()


def _take(handle: "IO[bytes]") -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
