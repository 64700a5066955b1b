"""Which files of dwellings did an earlier run write of just these, and what did it pack of them for the map?

They hang on no plan and on no complex: whoever changes one line in a list gets them as they were. They are
known by their content, by every word that stands above it and by the libraries that write it.
"""

import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import geopandas as gpd

from wozgeo.config import RunConfig
from wozgeo.inputs.osm_arrays import Arrays
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.packed_points import PackedColumn, pack_points
from wozgeo.outputs.write_errors import told_as_output_error
from wozgeo.runs.connecting import kept_apart
from wozgeo.runs.forms import base64_in, text_array
from wozgeo.runs.keeping import OF_DWELLINGS, Form, Kept

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
        mine, form = self.kept.about({"file": path.name}, OF_DWELLINGS), _FORMS[path.suffix]
        content = mine.taken(form)
        if content is not None:
            with told_as_output_error(path):
                path.write_bytes(content)
            return
        write(path)
        if mine.place is not None:
            with suppress(OSError):  # a run never fails by what it keeps
                mine.left(path.read_bytes(), form)

    def points(self, table: gpd.GeoDataFrame, columns: Sequence[PackedColumn]) -> str:
        """Give points for the map as `pack_points` does."""
        given = {
            "what": "points of the map",
            "table": table,
            "index": [*map(str, table.index.names)],
            "columns": [asdict(column) for column in columns],
            "by": zlib.ZLIB_RUNTIME_VERSION,
        }
        mine = self.kept.about(given, OF_DWELLINGS)
        return mine.once(lambda: pack_points(table, columns), _POINTS)


def _writers() -> list[str]:
    found = []
    for name in _WRITERS:
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return found


def _begins_as_formula(content: bytes) -> bool:
    """Tell whether any cell of a CSV begins as a formula does."""
    for mark in _RUN_BY_EXCEL:
        at = content.find(mark)
        while at >= 0:
            if content[at - 1] in _BEFORE_A_CELL:
                return True
            at = content.find(mark, at + 1)
    return False


def _is_csv(content: bytes) -> bool:
    return content.startswith(b"\xef\xbb\xbf") and not _begins_as_formula(content)


def _is_workbook(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return all(name.endswith((".xml", ".rels")) for name in book.namelist())


def _is_parquet(content: bytes) -> bool:
    return content[:4] == content[-4:] == b"PAR1"


def _file_form(is_good: Callable[[bytes], bool]) -> Form[bytes]:
    """Say how a file is kept: it comes back where nothing in it can be run by a program that opens it."""

    def together(arrays: Arrays, _: object) -> bytes:
        content = arrays["content"].tobytes()
        if not is_good(content):
            raise ValueError("what is taken as it is must be what a run writes")
        return content

    return Form(lambda content: ({"content": text_array(content)}, {}), together)


_FORMS = {
    ".csv": _file_form(_is_csv),
    ".xlsx": _file_form(_is_workbook),
    ".parquet": _file_form(_is_parquet),
}
_POINTS = Form[str](
    lambda packed: ({"content": text_array(packed)}, {}),
    lambda arrays, _: base64_in(arrays["content"]),
)
