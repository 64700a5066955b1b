"""How do results reach their folder whole or not at all?

One run at a time has a folder. It makes its results beside it, and only what a run wrote and nobody changed
since is replaced or removed: in a folder of results there may be files of the user.
"""

import os
import platform
import re
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wozgeo.domain.errors import OutputError
from wozgeo.outputs.exchange import (
    BUILDING,
    JOURNAL,
    MOST_KEPT,
    NEW,
    can_exchange,
    exchange_files,
    exchange_folders,
    finish_exchange,
    remove_work,
    undo_exchange,
)
from wozgeo.outputs.locks import locked
from wozgeo.outputs.written import entries, parents, written_before

_WORK = re.compile(
    r"\.wozgeo-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-(?P<whose>[0-9a-f]{8})-[a-z0-9_]{8}"
)
"""A folder in which a run makes its results, and the process that does; the end is of tempfile."""

_SURELY_LEFT_S = 24 * 60 * 60
"""No run writes results for longer than this."""


@dataclass
class Claim:
    """A folder that is of one run, as long as it lasts.

    Attributes
    ----------
    folder
        Where the results go, as the user named it; need not be there.
    place
        The same without links.
    beside
        Whether results can be made beside it.
    """

    folder: Path
    place: Path
    beside: bool

    def require_apart(self, known: Iterable[str], inputs: Iterable[Path]) -> None:
        """Raise OutputError when writing results would overwrite or remove an input.

        Parameters
        ----------
        known
            Files that a run may write, as paths within the folder.
        inputs
            What this run reads.
        """
        results = [self.place / name for name in {*known, *written_before(self.place)}]
        places = {_place(result) for result in results}
        faults = [
            f"{path} is an input of this run and would be overwritten; choose another folder"
            for path in dict.fromkeys(inputs)
            if {_place(path), _place(path.resolve())} & places
            or any(_same_file(path, result) for result in results)
        ]
        if faults:
            raise OutputError(self.folder, faults)

    def require_free(self, names: Iterable[str]) -> None:
        """Raise OutputError when something that no run wrote stands where a file must come.

        Parameters
        ----------
        names
            Files that this run will write, as paths within the folder.
        """
        names, own = sorted(names), written_before(self.place)
        faults = [
            f"{name} {_why_not_ours(self.place / name)}, and a file of that name must come there; give it "
            "another name, or choose another folder"
            for name in names
            if os.path.lexists(self.place / name) and name not in own
        ]
        faults += [
            f"{name} is {_not_a_folder(self.place / name)}, and a folder must come there; give it another "
            "name, or choose another folder"
            for name in sorted(parents(names))
            if os.path.lexists(self.place / name) and _not_a_folder(self.place / name)
        ]
        if faults:
            raise OutputError(self.folder, faults)

    @contextmanager
    def replaced(self) -> Iterator[Path]:
        """Give a temporary folder whose files replace those of an earlier run when all went well.

        What an earlier run wrote and this one does not is removed, so that a folder never holds the
        results of two runs.

        Raises
        ------
        OutputError
            When the folder cannot be written, or something of the user stands where a file must come.
            Earlier results are then as they were.
        """
        try:
            made = self._make()
            where = self.place.parent if self.beside else self.place
            work = Path(tempfile.mkdtemp(dir=where, prefix=_work_prefix(self.place)))
            (work / BUILDING).touch()
            (work / NEW).mkdir()
        except OSError as error:
            raise OutputError(self.folder, _remedy(error)) from error
        done = False
        try:
            yield work / NEW
            self._exchange(work)
            done = True
        except OSError as error:
            raise OutputError(self.folder, _remedy(error)) from error
        finally:
            if not (work / JOURNAL).exists():  # else the next run restores from it
                remove_work(work)
            if not done:
                _unmake(made)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder for what must wait until the results are written; it is gone afterwards.

        It lies where the results are made, not in the temporary folder of the computer: what a killed run
        leaves in it, the next one removes.

        Raises
        ------
        OutputError
            When it cannot be made.
        """
        try:
            made = self._make()
            where = self.place.parent if self.beside else self.place
            work = Path(tempfile.mkdtemp(dir=where, prefix=_work_prefix(self.place)))
            (work / BUILDING).touch()
        except OSError as error:
            raise OutputError(self.folder, _remedy(error)) from error
        try:
            yield work
        finally:
            remove_work(work)
            with suppress(OSError):  # it holds the results now
                _unmake(made)

    def _make(self) -> list[Path]:
        """Make the folder; give it when it was not there."""
        missing = [] if self.place.exists() else [self.place]
        self.place.mkdir(parents=True, exist_ok=True)
        return missing

    def _exchange(self, work: Path) -> None:
        written = {name for name in entries(work / NEW) if not (work / NEW / name).is_dir()}
        self.require_free(written)
        stale = written_before(self.place)
        kept = self._kept(stale)
        possible = kept is not None and can_exchange(work, self.place, kept)
        if possible and exchange_folders(work, self.place, kept=kept or []):
            finish_exchange(work, self.place)
        else:
            exchange_files(work, self.place, written=written, stale=stale)

    def _kept(self, stale: frozenset[str]) -> list[str] | None:
        """Name what stays; None where that is too much to look at, or may not be looked at."""
        try:
            found = [*islice(entries(self.place), MOST_KEPT + len(stale) + 1)]
        except OSError:
            return None
        kept = [name for name in found if name not in stale]
        return kept if len(found) <= MOST_KEPT + len(stale) else None


@contextmanager
def claimed_folder(folder: Path) -> Iterator[Claim]:
    """Keep a folder for one run, and restore what a killed run left of it, before any work is done.

    Raises
    ------
    OutputError
        When another run is writing there, or when it cannot be written.
    """
    try:
        place = folder.resolve()
        with suppress(FileNotFoundError):
            place.stat()
        made = [path for path in place.parents if not path.exists()]
        place.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(folder, _remedy(error)) from error
    try:
        with locked(_lock_of(place), folder) as certain:
            _require_writable(place, folder)
            _restore(place, folder, certain=certain)
            yield Claim(folder, place, _can_be_beside(place))
    finally:
        if not os.path.lexists(place):
            _unmake(made)


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Claim a folder and replace its results, see :meth:`Claim.replaced`."""
    with claimed_folder(folder) as claim, claim.replaced() as work:
        yield work


def _lock_of(place: Path) -> Path:
    """Name the lock: beside the folder, for it is exchanged itself; in it where nothing can be beside it."""
    inside = os.path.ismount(place) or not os.access(place.parent, os.W_OK | os.X_OK)
    return (place if inside else place.parent) / f".wozgeo-{_whose(place)}.slot"


def _require_writable(place: Path, folder: Path) -> None:
    try:
        existing = place if os.path.lexists(place) else place.parent
        with tempfile.TemporaryDirectory(dir=existing, prefix=_work_prefix(place)):
            pass
    except OSError as error:
        raise OutputError(folder, _remedy(error)) from error


def _can_be_beside(place: Path) -> bool:
    """Tell whether a folder can be made beside this one, and take its place.

    Not where somebody stands in it: their folder would be gone from under their feet.
    """
    here = Path.cwd()
    if place == here or place in here.parents or os.path.ismount(place):
        return False
    return os.access(place.parent, os.W_OK | os.X_OK)


def _not_a_folder(path: Path) -> str:
    if path.is_symlink():
        return "a link"
    return "" if path.is_dir() else "a file"


def _why_not_ours(path: Path) -> str:
    if path.is_dir() and not path.is_symlink():
        return "is a folder"
    return "was not written by wozgeo, or was changed since"


def _unmake(made: Iterable[Path]) -> None:
    for path in made:
        with suppress(OSError):  # somebody put something in it
            path.rmdir()


# --- inputs --------------------------------------------------------------------------------------


def _place(path: Path) -> str:
    """Spell where an entry of a folder is; a link is an entry itself, whatever it points to."""
    return os.path.normcase(path.parent.resolve() / path.name)


def _same_file(path: Path, result: Path) -> bool:
    """Ask the disk: it may not care about capitals. A result that is a link is no result."""
    try:
        return not result.is_symlink() and path.samefile(result)
    except (OSError, ValueError):
        return False


# --- what a killed run left ----------------------------------------------------------------------


def _work_prefix(place: Path) -> str:
    return f".wozgeo-{_host()}-{os.getpid()}-{_whose(place)}-"


def _host() -> str:
    """Tell computers that share a folder apart, without spelling their names in it."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _whose(place: Path) -> str:
    """Tell the folders beside each other apart."""
    return f"{zlib.crc32(os.path.normcase(place.name).encode('utf-8', 'surrogateescape')):08x}"


def _restore(place: Path, folder: Path, *, certain: bool) -> None:
    """Put back or finish what killed runs left, and remove their work: it may hold confidential plans.

    Parameters
    ----------
    place, folder
        The folder of the results, without links and as the user named it.
    certain
        Whether no other run of this computer can be at work in it.
    """
    for where in (place.parent, place):
        for path in sorted(where.iterdir()) if where.is_dir() else ():
            found = _WORK.fullmatch(path.name)
            if not found or found["whose"] != _whose(place) or path.is_symlink():
                continue
            here = found["host"] == _host()
            gone = here and (certain or not _may_run(int(found["pid"])))
            if path.is_dir() and (gone or _age_s(path) > _SURELY_LEFT_S):
                try:
                    _restore_from(path, place)
                except OSError as error:
                    raise OutputError(folder, _remedy(error)) from error


def _restore_from(work: Path, place: Path) -> None:
    if (work / JOURNAL).exists():
        undo_exchange(work, place)
    if (work / BUILDING).exists() or not place.is_dir():
        remove_work(work)
    else:
        finish_exchange(work, place)


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


def _remedy(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"cannot be written ({reason}); close files that are open in it, or choose another folder"
    )
