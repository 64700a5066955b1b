"""How does an OpenStreetMap file come in?

libosmium filters, looks up the position of every way's nodes and writes what is left as OPL, its
own line format, all in C++ and in memory; `wozgeo.inputs.osm_columns` cuts that text into columns.
Visiting the same objects one by one from Python takes several times as long.

Format: https://osmcode.org/opl-file-format/
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wozgeo.domain.errors import InputError
from wozgeo.inputs.nameless_files import file_in_memory, is_nameless
from wozgeo.inputs.osm_columns import ColumnsFromText, OsmColumns
from wozgeo.inputs.osm_xml import find_faulty_value, tidied

if TYPE_CHECKING:
    import osmium

_NOT_OSM = (RuntimeError, ValueError, OverflowError, OSError)
"""What libosmium raises beside its InvalidLocationError; a value that is no number is a ValueError."""

_SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xml")
_CHUNK = 1 << 22
"""Bytes of text that are cut into columns at once: few enough to use the same memory again and again."""


Box = tuple[float, float, float, float]
"""West, south, east, north; degrees."""


@dataclass(frozen=True)
class Header:
    """What a file says of itself: its bounding box in degrees (None if silent) and its date."""

    box: Box | None
    timestamp: str


def read_header(path: Path) -> Header:
    """Read the header of an OSM file.

    Raises
    ------
    InputError
        When the file is missing, empty, or not OSM.
    """
    import osmium

    require_osm_file(path)
    try:
        with osmium.io.Reader(_named(path), osmium.osm.NOTHING) as reader:
            header = reader.header()
            box = header.box()
            stamp = header.get("osmosis_replication_timestamp", "") or header.get("timestamp", "")
        if header.has_multiple_object_versions and path.name.endswith(".pbf"):
            raise InputError(
                path, "a history of OpenStreetMap; take one moment of it (osmium time-filter)"
            )
        if not box.valid():
            return Header(None, stamp)
        low, high = box.bottom_left, box.top_right
        if not (abs(low.lon) <= 180 and abs(high.lon) <= 180):
            raise ValueError(f"bounds from {low.lon:.7g} to {high.lon:.7g} degrees")
        if low.lon == high.lon or low.lat == high.lat:
            raise ValueError("bounds without an area")
        return Header((low.lon, low.lat, high.lon, high.lat), stamp)
    except (*_NOT_OSM, osmium.InvalidLocationError) as error:
        raise _unreadable(path, error) from error


def require_osm_file(path: Path) -> None:
    """Raise InputError unless the path is a file with content and a name osmium knows."""
    try:
        there = path.is_file()
    except OSError:  # a name no file system takes
        there = False
    if not there:
        raise InputError(
            path, "no such file; give the path of an .osm.pbf, .osm, .osm.gz or .osm.bz2 file"
        )
    if not path.name.endswith(_SUFFIXES) and not is_nameless(path):
        raise InputError(
            path, f"not an OSM file by its name; expected one of {', '.join(_SUFFIXES)}"
        )
    if path.stat().st_size == 0:
        raise InputError(path, "the file is empty; download it again")


def read_columns(
    path: Path, *, node_keys: Collection[str], keys: Collection[str] | None = None
) -> OsmColumns:
    """Read every node with one of some tags, and every way and every relation.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    node_keys
        A node passes when it has at least one of these tags. Ways all pass: those without tags are
        the sides of areas.
    keys
        Tags with other keys are left out; None: all are kept.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated or not OSM, or holds an object twice.
    """
    import osmium

    require_osm_file(path)
    with tidied(path) as tidy, file_in_memory("objects.opl") as lines:
        locations = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
        locations.ignore_errors()
        passes = osmium.filter.KeyFilter(*sorted(node_keys)).enable_for(osmium.osm.NODE)
        source = _named(path) if tidy == path else osmium.io.File(str(tidy), "osm")
        target = osmium.io.File(str(lines), "opl,locations_on_ways=true,add_metadata=false")
        try:
            with (
                osmium.io.Reader(source) as reader,
                osmium.SimpleWriter(target, overwrite=True) as writer,
            ):
                osmium.apply(reader, locations, passes, writer)
        except (*_NOT_OSM, osmium.InvalidLocationError) as error:
            raise _unreadable(path, error) from error
        del locations
        columns = ColumnsFromText(keys)
        for text in _chunks(lines):
            columns.add(text)
    found = columns.joined()
    if twice := found.first_repeated():
        raise InputError(
            path,
            f"holds {twice} more than once, as a history of OpenStreetMap does; take one moment of "
            "it (osmium time-filter), or download it again",
        )
    return found


def _chunks(lines: Path) -> Iterator[bytes]:
    """Give the text in parts of whole lines."""
    with lines.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk + file.readline()


def _named(path: Path) -> "str | osmium.io.File":
    """Give the path to libosmium, which knows by its name what a file is: one without a name is PBF."""
    import osmium

    return osmium.io.File(str(path), "pbf") if is_nameless(path) else str(path)


def _unreadable(path: Path, error: Exception) -> InputError:
    where = find_faulty_value(path)
    told = f"{str(error).strip()}; {where}" if where else str(error).strip()
    return InputError(
        path,
        f"not readable as OpenStreetMap data ({told}); it may be truncated or of another kind: download "
        "it again",
    )
