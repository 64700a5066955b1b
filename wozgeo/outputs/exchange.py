"""How do new results take the place of old ones at once?

Where the system can exchange two folders in one step, the new folder (with what the user keeps in the old
one) takes the place of the old: no moment in between exists. Elsewhere files are exchanged one by one, and
what was going on is written down first, so that it can be undone, also by the next run.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from wozgeo.outputs.written import LIST, entries, parents, written_before

JOURNAL = ".wisseling.json"
"""In the folder in which a run works: which files it exchanges, until it has."""

OLD = ".oud"
"""In the folder in which a run works: the files that others have taken the place of."""

BUILDING = ".in-aanbouw"
"""In the folder in which a run works: that what is in it is not the result yet, nor was it."""

NEW = "nieuw"
"""In the folder in which a run works: the new result; after an exchange the old one."""

MOST_KEPT = 500
"""A folder with more of the user's own files is exchanged file by file."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def can_exchange(work: Path, folder: Path, kept: Collection[str]) -> bool:
    """Tell whether the folder can be exchanged in one step for what is beside it."""
    if work.parent != folder.parent or not sys.platform.startswith("linux"):
        return False
    if len(kept) > MOST_KEPT or any((folder / parent).is_mount() for parent in parents(kept)):
        return False
    return hasattr(ctypes.CDLL(None), "renameat2")


def exchange_folders(work: Path, folder: Path, *, kept: Collection[str]) -> bool:
    """Let the new folder take the place of the old in one step, with what the user keeps in it.

    Returns
    -------
    bool
        False when this file system cannot do it; nothing has changed then.
    """
    new = work / NEW
    try:
        for name in kept:
            _keep(folder, new, name)
        new.chmod(folder.stat().st_mode & 0o7777)
        sync_tree(new)
        (work / BUILDING).unlink()
        _rename_exchange(new, folder)
    except OSError:
        (work / BUILDING).touch()
        for name in kept:
            with suppress(OSError):
                (new / name).unlink()
        return False
    sync(folder.parent)
    return True


def finish_exchange(work: Path, folder: Path) -> None:
    """Bring over what the user put in the old folder while it was exchanged, and remove it.

    Also for what a killed run left: what is listed in its own ``run.json`` is a result.
    """
    old = work / NEW
    stale = written_before(old)
    for name in entries(old) if old.is_dir() else ():
        here, there = old / name, folder / name
        if name in stale or (os.path.lexists(there) and _same(here, there)):
            continue
        if here.is_dir() and not here.is_symlink():
            there.mkdir(parents=True, exist_ok=True)
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        here.replace(_free(there))
    (work / BUILDING).touch()  # what is left is missed by nobody, however much of it is removed
    sync(work)
    remove_work(work)


def remove_work(work: Path) -> None:
    """Remove what nobody misses; that it is so is told by the file that goes last."""
    for inside in (NEW, OLD):
        shutil.rmtree(work / inside, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)


def exchange_files(
    work: Path, folder: Path, *, written: Collection[str], stale: Collection[str]
) -> None:
    """Put new files in the place of old ones one by one; when one cannot be, put all old ones back.

    Parameters
    ----------
    written
        The new files, as paths within the folder.
    stale
        Files in ``folder`` that go: what the new ones take the place of, and what has no successor.
    """
    made = sorted(name for name in parents(written) if not (folder / name).exists())
    # whoever finds a run.json finds all that it names: it goes first and comes last
    steps = {
        "weg": sorted(stale, key=lambda name: (name != LIST, name)),
        "nieuw": sorted(written, key=lambda name: (name == LIST, name)),
        "mappen": made,
    }
    sync_tree(work / NEW)
    _write_down(work / JOURNAL, steps)
    try:
        for name in steps["weg"]:
            (work / OLD / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(work / OLD / name)
        for name in sorted(parents(written)):
            (folder / name).mkdir(exist_ok=True)
            (folder / name).chmod((work / NEW / name).stat().st_mode & 0o7777)
        for name in steps["nieuw"]:
            (work / NEW / name).replace(folder / name)
        for name in {".", *parents([*written, *stale])}:
            sync(folder / name)
        (work / JOURNAL).unlink()
        sync(work)
    except BaseException:  # also when the user breaks off: only the disk knows how far it came
        undo_exchange(work, folder)
        raise
    for name in sorted(parents(stale), reverse=True):
        with suppress(OSError):  # it holds other files
            (folder / name).rmdir()


def undo_exchange(work: Path, folder: Path) -> None:
    """Put old files back that were exchanged one by one, if that was not finished; may be repeated.

    Where the last new file is in its place the new result is whole, and stays.
    """
    try:
        steps = json.loads((work / JOURNAL).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except ValueError:  # it was killed before anything moved
        (work / JOURNAL).unlink()
        return
    if all(_has_moved(work, folder, name) for name in steps["nieuw"]):
        sync_tree(folder)
        (work / JOURNAL).unlink()
        return
    for name in reversed(steps["nieuw"]):
        old_is_there = name not in steps["weg"] or os.path.lexists(work / OLD / name)
        if _has_moved(work, folder, name) and old_is_there:
            (folder / name).replace(work / NEW / name)
    for name in reversed(steps["weg"]):
        if os.path.lexists(work / OLD / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (work / OLD / name).replace(folder / name)
    for name in sorted(steps["mappen"], reverse=True):
        with suppress(OSError):
            (folder / name).rmdir()
    sync(folder)
    (work / JOURNAL).unlink()


def _has_moved(work: Path, folder: Path, name: str) -> bool:
    return not os.path.lexists(work / NEW / name) and os.path.lexists(folder / name)


def sync_tree(folder: Path) -> None:
    """Make sure that a folder and all in it are on the disk, whatever happens to the power."""
    for place, _, names in os.walk(folder):
        for name in names:
            sync(Path(place) / name)
        sync(Path(place))


def sync(path: Path) -> None:
    """Make sure that a file, or what a folder lists, is on the disk."""
    if path.is_symlink() or not (path.is_file() or (path.is_dir() and os.name != "nt")):
        return
    with suppress(OSError):  # of another owner, or a file system that cannot
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_down(path: Path, steps: dict[str, list[str]]) -> None:
    path.write_text(json.dumps(steps), encoding="utf-8")
    sync(path)
    sync(path.parent)


def _keep(folder: Path, work: Path, name: str) -> None:
    """Let a file or link of the user be in the new folder too, as the same file where that can be."""
    source, target = folder / name, work / name
    is_folder = source.is_dir() and not source.is_symlink()
    for inside in sorted({*parents([name]), *([name] if is_folder else [])}):
        if not (work / inside).is_dir():
            (work / inside).mkdir()
            shutil.copystat(folder / inside, work / inside)
    if is_folder:
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _same(here: Path, there: Path) -> bool:
    if here.is_dir() and there.is_dir():
        return True
    if os.path.samestat(here.lstat(), there.lstat()):
        return True
    if here.is_symlink() or there.is_symlink():
        return here.is_symlink() and there.is_symlink() and here.readlink() == there.readlink()
    return here.is_file() and there.is_file() and here.read_bytes() == there.read_bytes()


def _free(path: Path) -> Path:
    """Give a name beside one that is taken."""
    if not os.path.lexists(path):
        return path
    n = 2
    while os.path.lexists(free := path.with_name(f"{path.stem} ({n}){path.suffix}")):
        n += 1
    return free


def _rename_exchange(work: Path, folder: Path) -> None:
    rename = ctypes.CDLL(None, use_errno=True).renameat2
    if rename(_AT_FDCWD, os.fsencode(work), _AT_FDCWD, os.fsencode(folder), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
