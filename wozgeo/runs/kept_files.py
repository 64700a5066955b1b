"""Which files of dwellings did an earlier run write of just these, and what did it pack of them for the map?

They hang on no plan and on no complex: whoever changes one line in a list gets them as they were. They are
known by their content, by every word that stands above it and by the libraries that write it.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np

from wozgeo.config import RunConfig
from wozgeo.inputs.osm_arrays import arrays_from_bytes, arrays_to_bytes, told_as_damage
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.packed_points import PackedColumn, pack_points
from wozgeo.outputs.write_errors import told_as_output_error
from wozgeo.runs.connecting import kept_apart
from wozgeo.runs.keeping import OF_DWELLINGS, Kept

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_WRITERS = ("pyarrow", "xlsxwriter")
"""What writes them beside the libraries that are in every key."""
_RUN_BY_EXCEL, _BEFORE_A_CELL = (b"=", b"+", b"@"), b';\n"\xbf'
"""What `wozgeo.outputs.tables.files.write_csv` lets no cell begin with; a minus may be that of a number."""


@dataclass(frozen=True)
class KeptFiles:
    """Writes files of dwellings and packs them, or takes what an earlier run left of the same.

    Parameters
    ----------
    kept
        Where what is made of this extract is kept; nowhere where a list says who lives where.
    """

    kept: Kept = Kept()  # noqa: RUF009  # nothing, and frozen

    @classmethod
    def of(cls, config: RunConfig, locations: gpd.GeoDataFrame, kept: Kept) -> "KeptFiles":
        """Find the place for the files of ``locations``."""
        return cls(kept_apart(config, locations, kept))

    def of_dwellings(self, found: Found) -> "KeptFiles":
        """Find the place for the files of these dwellings, called by these words."""
        if self.kept.place is None:
            return self
        given = {
            "what": "files of dwellings",
            "table": found.woningen,
            "index": [*map(str, found.woningen.index.names)],
            "called": [found.name, str(found.language), found.labels],
            "by": [_writers(), zlib.ZLIB_RUNTIME_VERSION],
        }
        return KeptFiles(self.kept.about(given, OF_DWELLINGS))

    def write(self, path: Path, write: Callable[[Path], object]) -> None:
        """Write a file as it was kept, or by ``write``, and keep it.

        Raises
        ------
        OutputError
            When it cannot be written there.
        """
        mine = self.kept.about({"file": path.name}, OF_DWELLINGS)
        content = mine.found(lambda kept, key: _checked(path.suffix, _content(kept, key)))
        if content is None:
            write(path)
            mine.keep(lambda key: _kept(path.read_bytes(), key))
            return
        with told_as_output_error(path):
            path.write_bytes(content)

    def points(self, table: gpd.GeoDataFrame, columns: Sequence[PackedColumn]) -> str:
        """Give points for the map as `pack_points` does."""
        given = {
            "what": "points of the map",
            "table": table,
            "index": [*map(str, table.index.names)],
            "columns": [asdict(column) for column in columns],
            "by": zlib.ZLIB_RUNTIME_VERSION,
        }
        mine = self.kept.about(given, OF_DWELLINGS) if self.kept.place is not None else self.kept
        content = mine.found(lambda kept, key: _checked("", _content(kept, key)))
        if content is not None:
            return content.decode("ascii")
        packed = pack_points(table, columns)
        mine.keep(lambda key: _kept(packed.encode("ascii"), key))
        return packed


def _writers() -> list[str]:
    found = []
    for name in _WRITERS:
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return found


def _kept(content: bytes, key: str) -> bytes:
    return arrays_to_bytes({"content": np.frombuffer(content, dtype=np.uint8)}, {}, key=key)


def _content(kept: bytes, key: str) -> bytes:
    arrays, _ = arrays_from_bytes(kept, key=key)
    with told_as_damage():
        return arrays["content"].tobytes()


def _begins_as_formula(content: bytes) -> bool:
    """Tell whether any cell of a CSV begins as a formula does."""
    for mark in _RUN_BY_EXCEL:
        at = content.find(mark)
        while at >= 0:
            if content[at - 1] in _BEFORE_A_CELL:
                return True
            at = content.find(mark, at + 1)
    return False


def _checked(suffix: str, content: bytes) -> bytes:
    """Give the content where nothing in it can be run, by a page or by a program that opens it.

    Raises
    ------
    DamagedError
        When something can, or it is another kind of file.
    """
    with told_as_damage():
        if suffix == ".csv":
            good = content.startswith(b"\xef\xbb\xbf") and not _begins_as_formula(content)
        elif suffix == ".xlsx":
            with zipfile.ZipFile(BytesIO(content)) as book:
                names = book.namelist()
            good = all(name.endswith((".xml", ".rels")) for name in names)
        elif suffix == ".parquet":
            good = content[:4] == content[-4:] == b"PAR1"
        else:
            good = bool(_BASE64.fullmatch(content))
        if not good:
            raise ValueError("what is taken as it is must be what a run writes")
        return content
