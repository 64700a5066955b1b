"""How do results reach their folder whole or not at all?"""

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from wozgeo.domain.errors import OutputError


def require_writable(folder: Path) -> None:
    """Raise OutputError unless results can be written in the folder, before any work is done."""
    existing = folder
    try:
        while not existing.exists() and existing != existing.parent:
            existing = existing.parent
        with tempfile.TemporaryDirectory(dir=existing, prefix=".wozgeo-"):
            pass
    except OSError as error:
        raise OutputError(folder, _remedy(error)) from error


@contextmanager
def replaced_folder(folder: Path, *, known: Collection[str]) -> Iterator[Path]:
    """Give a temporary folder whose files replace those in ``folder`` when all went well.

    Parameters
    ----------
    folder
        Where the results go; made when it is not there.
    known
        Names of results: an earlier one that this run does not write again is removed, so that a
        folder never holds the results of two runs.

    Raises
    ------
    OutputError
        When the folder cannot be written. Earlier results are then as they were.
    """
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=folder, prefix=".wozgeo-"))
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


def _exchange(work: Path, folder: Path, known: Collection[str]) -> None:
    """Put new files in the place of old ones; when one cannot be, put all old ones back."""
    written = sorted(path.name for path in work.iterdir())
    old = work / ".old"
    old.mkdir()
    kept, placed = [], []
    try:
        for name in sorted({*known, *written}):
            if (folder / name).exists():
                (folder / name).replace(old / name)
                kept.append(name)
        for name in written:
            (work / name).replace(folder / name)
            placed.append(name)
    except OSError:
        for name in placed:
            (folder / name).unlink()
        for name in kept:
            (old / name).replace(folder / name)
        raise


def _remedy(error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"cannot be written ({reason}); close files that are open in it, or choose another folder"
    )
