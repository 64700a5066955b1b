"""How do results reach their folder whole or not at all?

Only what wozgeo wrote is replaced or removed: in a folder of results there may be files of the user.
"""

import os
import platform
import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from wozgeo.domain.errors import OutputError

_WORK = re.compile(r"\.wozgeo-(?:(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-)?[a-z0-9_]{8}")
"""A folder in which a run makes its results, and the process that does; the end is of tempfile."""

_SURELY_LEFT_S = 24 * 60 * 60
"""No run writes results for longer than this."""


def require_writable(folder: Path) -> None:
    """Raise OutputError unless results can be written in the folder, before any work is done."""
    existing = folder
    try:
        while not existing.exists() and existing != existing.parent:
            existing = existing.parent
        with tempfile.TemporaryDirectory(dir=existing, prefix=_work_prefix()):
            pass
    except OSError as error:
        raise OutputError(folder, _remedy(error)) from error


def require_apart(folder: Path, known: Iterable[str], inputs: Iterable[Path]) -> None:
    """Raise OutputError when writing the results would overwrite or remove an input.

    Parameters
    ----------
    folder
        Where the results go; need not be there.
    known
        Results of any run, see :func:`replaced_folder`.
    inputs
        What this run reads.

    Raises
    ------
    OutputError
        Naming every input that lies in the place of a result.
    """
    results = [folder / name for name in known]
    places = {_place(result) for result in results}
    faults = [
        f"{path} is an input of this run and would be overwritten; choose another folder"
        for path in dict.fromkeys(inputs)
        if {_place(path), _place(path.resolve())} & places
        or any(_same_file(path, result) for result in results)
    ]
    if faults:
        raise OutputError(folder, faults)


@contextmanager
def replaced_folder(folder: Path, *, known: Iterable[str]) -> Iterator[Path]:
    """Give a temporary folder whose files replace those in ``folder`` when all went well.

    What earlier runs left when they were killed is removed first.

    Parameters
    ----------
    folder
        Where the results go; made when it is not there.
    known
        Files that a run may write, as paths within the folder (``"vertrouwelijk/plannen.gpkg"``): an
        earlier one that this run does not write again is removed, so that a folder never holds the
        results of two runs. A folder within goes when its last file was such a result. Nothing else
        is ever touched.

    Raises
    ------
    OutputError
        When the folder cannot be written, or a folder of the user stands where a file must come.
        Earlier results are then as they were.
    """
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(folder)
        work = Path(tempfile.mkdtemp(dir=folder, prefix=_work_prefix()))
    except OSError as error:
        raise OutputError(folder, _remedy(error)) from error
    done = False
    try:
        yield work
        _exchange(work, folder, known)
        done = True
    except OSError as error:
        raise OutputError(folder, _remedy(error)) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if made and not done and not any(folder.iterdir()):
            folder.rmdir()


def _exchange(work: Path, folder: Path, known: Iterable[str]) -> None:
    """Put new files in the place of old ones; when one cannot be, put all old ones back."""
    written = sorted(
        path.relative_to(work).as_posix() for path in work.rglob("*") if not path.is_dir()
    )
    _require_room(folder, written)
    files = {*known, *written}
    replaced = sorted(name for name in files - _parents(files) if _is_file(folder / name))
    old = work / ".old"
    made: list[Path] = []
    try:
        for name in replaced:
            (old / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(old / name)
        for name in written:
            _make_parents(folder, name, made)
            (work / name).replace(folder / name)
    except BaseException:  # also when the user breaks off: only the disk knows how far it came
        for name in replaced:
            if os.path.lexists(old / name):
                (old / name).replace(folder / name)
        for name in {*written} - {*replaced}:
            if not os.path.lexists(work / name):
                (folder / name).unlink()
        for path in reversed(made):
            path.rmdir()
        raise
    for name in sorted(_parents(replaced), reverse=True):
        with suppress(OSError):  # it holds other files
            (folder / name).rmdir()


def _require_room(folder: Path, written: Sequence[str]) -> None:
    """Raise OutputError when a folder stands in the place of a file, or the other way round."""
    parents = sorted(_parents(written))
    faults = [
        f"{name} is a folder, and a file must come there; give it another name, or choose another "
        "folder"
        for name in written
        if (folder / name).is_dir()
    ]
    faults += [
        f"{name} is a file, and a folder must come there; give it another name, or choose another "
        "folder"
        for name in parents
        if os.path.lexists(folder / name) and not (folder / name).is_dir()
    ]
    if faults:
        raise OutputError(folder, faults)


def _parents(names: Iterable[str]) -> set[str]:
    """Name the folders in which files lie, without the one in which all do."""
    return {str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."}


def _is_file(path: Path) -> bool:
    """Tell a file, or a link that may be broken, from a folder and from nothing."""
    return os.path.lexists(path) and not path.is_dir()


def _make_parents(folder: Path, name: str, made: list[Path]) -> None:
    for parent in sorted(_parents([name])):
        if not (folder / parent).is_dir():
            (folder / parent).mkdir()
            made.append(folder / parent)


# --- inputs --------------------------------------------------------------------------------------


def _place(path: Path) -> str:
    """Spell where an entry of a folder is; a link is an entry itself, whatever it points to."""
    return os.path.normcase(path.parent.resolve() / path.name)


def _same_file(path: Path, result: Path) -> bool:
    """Ask the disk: it may not care about capitals. A result that is a link is only unlinked."""
    try:
        return not result.is_symlink() and path.samefile(result)
    except OSError:
        return False


# --- what a killed run left ----------------------------------------------------------------------


def _work_prefix() -> str:
    return f".wozgeo-{_host()}-{os.getpid()}-"


def _host() -> str:
    """Tell computers that share a folder apart, without spelling their names in it."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _remove_left_behind(folder: Path) -> None:
    """Remove work of runs that were killed: it may hold confidential plans."""
    for path in sorted(folder.iterdir()):
        found = _WORK.fullmatch(path.name)
        if found and path.is_dir() and not path.is_symlink():
            gone = found["host"] == _host() and not _may_run(int(found["pid"]))
            if gone or _age_s(path) > _SURELY_LEFT_S:
                shutil.rmtree(path, ignore_errors=True)


def _may_run(pid: int) -> bool:
    """Tell whether a process of this computer may be running; True where that cannot be asked.

    On Windows the question itself, signal 0, would end the process.
    """
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _remedy(error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"cannot be written ({reason}); close files that are open in it, or choose another folder"
    )
