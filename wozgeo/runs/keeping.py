"""Where is what was read and measured kept for a next run, and when may it be used?

In a folder of its owner's alone, whole or absent, oldest out first. It is used only where everything that
had a say in it is the same; whatever is wrong with it, all is made anew and nobody notices. It holds what the
extract itself says by the rules of what counts, where dwellings meet its streets and facilities are entered,
how far the one is from the other, which paths between these would save metres, the files of dwellings that say
this and no more, and the ground as it is drawn: no plan, no complex, no verdict.

Whatever is kept goes through `Kept`: a question spelled out, what answers it, and its `Form` in arrays.
"""

import hashlib
import json
import os
import platform
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pydantic import BaseModel

from wozgeo.domain.crs import to_rd
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.inputs.osm_arrays import (
    Arrays,
    DamagedError,
    arrays_from_bytes,
    arrays_to_bytes,
    tables_apart,
    tables_together,
    told_as_damage,
)
from wozgeo.outputs.manifest import Watched, is_unchanged, versions

FOLDER_VARIABLE, MEGABYTES_VARIABLE = "WOZGEO_CACHE", "WOZGEO_CACHE_MB"
_MOST_MB = 2000.0
_READ, _UNFINISHED = ".streets", ".unfinished"
CONNECTED, ENTERED, WALKED, LINKED = ".doors", ".entries", ".walks", ".links"
GROUND, OF_DWELLINGS = ".ground", ".files"
_KINDS = (_READ, CONNECTED, ENTERED, WALKED, LINKED, GROUND, OF_DWELLINGS)
_ABANDONED_S = 24 * 3600.0
"""So old an unfinished file is of nobody any more."""
_T = TypeVar("_T")
_PROBES = ((5.0, 52.0), (6.85, 53.45), (3.4, 51.3))
"""Degrees: what PROJ makes of them tells whether it has the same grids."""


@dataclass(frozen=True)
class Form(Generic[_T]):
    """How something becomes arrays and what is told beside them, and comes back exactly as it was.

    Attributes
    ----------
    apart
        Gives both; raises TypeError where arrays cannot hold it, which is then not kept.
    together
        Gives it back; whatever it raises over arrays that do not go together is told as damage.
    """

    apart: Callable[[_T], tuple[Arrays, dict[str, Any]]]
    together: Callable[[Arrays, dict[str, Any]], _T]


@dataclass(frozen=True)
class Kept:
    """A place for what is the answer to one question.

    Attributes
    ----------
    place
        The file, there or not; None where nothing may be kept.
    key
        The question, spelled out in a checksum.
    """

    place: Path | None = None
    key: str = ""

    @classmethod
    def of(cls, file: Watched | None, asked: Mapping[str, Any]) -> "Kept":
        """Find the place of a reading of an extract."""
        folder = kept_folder() if file is not None and most_bytes() > 0 else None
        key = "" if file is None or folder is None else key_of(file, asked)
        return cls(folder / f"{key}{_READ}", key) if folder is not None and key else cls()

    def about(self, given: Mapping[str, Any], suffix: str) -> "Kept":
        """Find the place of what is made of this and of what is ``given``, besides which nothing has a say.

        Nowhere where something is given of which the content cannot be spelled out.
        """
        if self.place is None:
            return self
        with suppress(TypeError):
            whole = json.dumps([self.key, spelled(given)]).encode("ascii")
            key = hashlib.sha256(whole).hexdigest()
            return Kept(self.place.with_name(f"{key}{suffix}"), key)
        return Kept()

    def once(
        self, make: Callable[[], _T], form: Form[_T], may_keep: Callable[[], bool] = lambda: True
    ) -> _T:
        """Take what an earlier run kept, or make it and keep it where it may be, asked once it is made."""
        if (found := self.taken(form)) is not None:
            return found
        made = make()
        if may_keep():
            self.left(made, form)
        return made

    def taken(self, form: Form[_T]) -> _T | None:
        """Take what an earlier run kept; None where that is nothing, or damaged."""
        if self.place is None:
            return None
        with suppress(OSError, DamagedError):
            content = self.place.read_bytes()
            with told_as_damage():
                found = form.together(*arrays_from_bytes(content, key=self.key))
            with suppress(OSError):
                os.utime(self.place)  # the oldest that nobody used goes first
            return found
        return None

    def left(self, made: _T, form: Form[_T]) -> None:
        """Leave for a later run what was made; what arrays cannot hold is not: a run never fails by it."""
        if self.place is not None:
            with suppress(OSError, TypeError):
                _keep(self.place, arrays_to_bytes(*form.apart(made), key=self.key))


def read_osm_once(path: Path, watched: Collection[Watched], **asked: Any) -> OsmTables:  # noqa: ANN401
    """Read an extract as `read_osm` does, or take what an earlier run kept of the same.

    Parameters
    ----------
    path
        The extract.
    watched
        The inputs of the run, as they were before anything was read; without the extract nothing is kept.
    asked
        Everything else that `read_osm` is asked.

    Raises
    ------
    InputError
        As `read_osm`.
    """
    file = next((one for one in watched if one.path == path), None)
    kept = Kept.of(file, asked)
    return kept.once(
        lambda: read_osm(path, **asked),
        Form(tables_apart, tables_together),
        lambda: file is not None and is_unchanged(file),
    )


def kept_folder() -> Path | None:
    """Give the folder where things are kept, made if need be; None where it is not its owner's alone."""
    with suppress(OSError, RuntimeError):
        folder = _of_user() / "extracts"
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        told = folder.lstat()
        if not stat.S_ISDIR(told.st_mode):
            return None
        if hasattr(os, "geteuid") and (told.st_uid != os.geteuid() or told.st_mode & 0o077):
            return None
        return folder
    return None


def _of_user() -> Path:
    """Say where this user's programs keep what they can make again."""
    if own := os.environ.get(FOLDER_VARIABLE):
        return Path(own).expanduser().absolute()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "wozgeo" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "wozgeo"
    base = os.environ.get("XDG_CACHE_HOME", "")
    # a relative one counts as none: so says the XDG Base Directory Specification
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "wozgeo"


def most_bytes() -> float:
    """Say how much is kept at most; 0: nothing, also where the variable is no number."""
    try:
        megabytes = float(os.environ.get(MEGABYTES_VARIABLE) or _MOST_MB)
    except ValueError:
        return 0
    return megabytes * 1e6 if megabytes > 0 else 0


def key_of(file: Watched, asked: Mapping[str, Any]) -> str:
    """Name what a reading is the answer to; "" where that cannot be known.

    The content of the extract and how it is read by its name, everything asked, our own code and tables,
    and the versions of all that has a say in the numbers, PROJ's grids among them.
    """
    code = _code()
    if not code:
        return ""
    whole = {
        "extract": [file.sha256, file.n_bytes, [s.lower() for s in file.path.suffixes]],
        "asked": spelled(asked),
        "code": code,
        "versions": versions(),
        "machine": [platform.machine(), sys.byteorder],
        "metres": [x.hex() for x in to_rd(_PROBES).ravel().tolist()],
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode("ascii")).hexdigest()


def spelled(value: object) -> Any:  # noqa: ANN401
    """Write a value out, the same in every process: sets sorted, of mappings the order kept.

    Raises
    ------
    TypeError
        When it is of a kind of which that is not known; it would be a key that forgets something.
    """
    if isinstance(value, BaseModel):
        return [
            type(value).__name__,
            spelled({k: getattr(value, k) for k in type(value).model_fields}),
        ]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            type(value).__name__,
            spelled({f.name: getattr(value, f.name) for f in fields(value)}),
        ]
    if isinstance(value, Mapping):
        return {"mapping": [[spelled(key), spelled(one)] for key, one in value.items()]}
    if isinstance(value, set | frozenset):
        return {"set": sorted(json.dumps(spelled(one)) for one in value)}
    if isinstance(value, list | tuple):
        return [spelled(one) for one in value]
    if isinstance(value, shapely.Geometry):
        return {"wkb": shapely.to_wkb(value, hex=True)}
    if isinstance(value, np.ndarray | pd.Index):
        return _content(value)
    if isinstance(value, pd.Series):
        return {"column": _content(value), "index": _content(value.index)}
    if isinstance(value, pd.DataFrame):
        columns = [[str(name), _content(value[name])] for name in value.columns]
        return {"table": columns, "index": _content(value.index)}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be part of a key")


def _content(column: "NDArray[Any] | pd.Index | pd.Series[Any]") -> Any:  # noqa: ANN401
    """Give the checksum of many values, with their kind and shape.

    Raises
    ------
    TypeError
        When they are neither numbers, texts nor shapes.
    """
    if isinstance(column, pd.Series | pd.Index) and str(column.dtype) == "category":
        codes, words = pd.factorize(np.asarray(column, dtype=object), use_na_sentinel=True)
        return {"words": _content(codes), "of": [spelled(word) for word in words]}
    if isinstance(column, pd.Series | pd.Index) and str(column.dtype) == "str":
        codes, texts = pd.factorize(column, use_na_sentinel=True)
        return {"texts": _content(codes), "of": _content(pd.Index(texts, dtype=object))}
    values = np.asarray(column)
    kind = [str(column.dtype), list(values.shape)]
    if values.dtype.kind in "OU":
        content = _bytes_of(values.ravel().astype(object))
    else:
        content = np.ascontiguousarray(values).tobytes()
    return {"many": [*kind, hashlib.sha256(content).hexdigest()]}


def _bytes_of(values: NDArray[np.object_]) -> bytes:
    """Write texts, shapes or arrays out one after the other, so that no two columns are alike."""
    if all(one is None or isinstance(one, shapely.Geometry) for one in values):
        return b"".join(shape or b"-" for shape in shapely.to_wkb(values))
    return json.dumps([_plain(one) for one in values]).encode("ascii")


def _plain(value: object) -> Any:  # noqa: ANN401
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if value is pd.NA:
        return ["NA"]
    if isinstance(value, np.generic):
        return [value.dtype.str, value.item()]
    if isinstance(value, np.ndarray):
        return _content(value)
    raise TypeError(f"a {type(value).__name__} cannot be part of a key")


def _code() -> str:
    """Give the checksum of all our code and tables; "" where they are no files."""
    package, data = Path(__file__).parents[1], packaged_path("woningen.toml").parent
    digest, found = hashlib.sha256(), False
    for path in [*sorted(package.rglob("*.py")), *sorted(data.glob("*.toml"))]:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
        found = True
    return digest.hexdigest() if found else ""


def _keep(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, and let the oldest go."""
    if len(content) > most_bytes():
        return
    handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=place.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    _forget_oldest(place)


def _forget_oldest(newest: Path) -> None:
    """Remove the files that were used longest ago until the rest fits, and what was never finished."""
    left, now, found = most_bytes() - newest.stat().st_size, time.time(), []
    for path in newest.parent.iterdir():
        with suppress(OSError):  # another run may have removed it
            told = path.lstat()
            if path.suffix == _UNFINISHED and now - told.st_mtime > _ABANDONED_S:
                path.unlink()
            elif path.suffix in _KINDS and path != newest:
                found.append((told.st_mtime_ns, path, told.st_size))
    for _, path, size in sorted(found, reverse=True):
        left -= size
        if left < 0:
            with suppress(OSError):
                path.unlink()
