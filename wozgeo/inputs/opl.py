"""What does an OpenStreetMap file say, object by object?

libosmium filters, looks up the position of every way's nodes and writes what is left as OPL, its
own line format, all in C++; Python then reads one short line per object that matters. Visiting the
same objects one by one from Python takes three to four times as long.

Format: https://osmcode.org/opl-file-format/
"""

import io
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.errors import InputError
from wozgeo.domain.shown import printable
from wozgeo.inputs.osm_xml import find_faulty_value, tidied

_NOT_OSM = (RuntimeError, ValueError, OverflowError, OSError)
"""What libosmium raises beside its InvalidLocationError; a value that is no number is a ValueError."""

_ESCAPE = re.compile(r"%([0-9a-fA-F]+)%")
_SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xml")


class OsmObject(NamedTuple):
    """One node, way or relation.

    Attributes
    ----------
    ref
        The id used everywhere: ``n123``, ``w123``, ``r123``.
    tags
        All its tags.
    rest
        Undecoded: a node's position, a way's nodes, a relation's members.
    """

    ref: str
    tags: dict[str, str]
    rest: str

    @property
    def osm_id(self) -> int:
        """The number OpenStreetMap gave it."""
        return int(self.ref[1:])


@dataclass(frozen=True)
class Header:
    """What a file says of itself: its bounding box in degrees (None if silent) and its date."""

    box: tuple[float, float, float, float] | None
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
        with osmium.io.Reader(str(path), osmium.osm.NOTHING) as reader:
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
    if not path.name.endswith(_SUFFIXES):
        raise InputError(
            path, f"not an OSM file by its name; expected one of {', '.join(_SUFFIXES)}"
        )
    if path.stat().st_size == 0:
        raise InputError(path, "the file is empty; download it again")


def scan(path: Path, *, node_keys: Collection[str]) -> Iterator[OsmObject]:
    """Give every node with one of some tags, then every way and every relation.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    node_keys
        A node passes when it has at least one of these tags. Ways all pass: those without tags are
        the sides of areas.

    Raises
    ------
    InputError
        When the file is missing, empty, truncated or not OSM.
    """
    import osmium

    require_osm_file(path)
    with tidied(path) as tidy, _nameless_file() as lines:
        locations = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
        locations.ignore_errors()
        keys = osmium.filter.KeyFilter(*sorted(node_keys)).enable_for(osmium.osm.NODE)
        target = osmium.io.File(str(lines), "opl,locations_on_ways=true,add_metadata=false")
        try:
            with (
                osmium.io.Reader(str(tidy)) as reader,
                osmium.SimpleWriter(target, overwrite=True) as writer,
            ):
                osmium.apply(reader, locations, keys, writer)
        except (*_NOT_OSM, osmium.InvalidLocationError) as error:
            raise _unreadable(path, error) from error
        with lines.open(encoding="utf-8", errors="replace", newline="\n") as handle:
            yield from _once(path, map(_parse, handle))


def _once(path: Path, objects: Iterator[OsmObject]) -> Iterator[OsmObject]:
    """Raise InputError for an object that is there twice: which of them counts is not known."""
    last = ""
    for thing in objects:
        if thing.ref == last:
            raise InputError(
                path,
                f"holds {thing.ref} more than once, as a history of OpenStreetMap does; take one moment of "
                "it (osmium time-filter), or download it again",
            )
        last = thing.ref
        yield thing


@contextmanager
def _nameless_file() -> Iterator[Path]:
    """Give a file that is gone with the process, however that ends; elsewhere one that is removed after."""
    if Path("/proc/self/fd").is_dir():
        with tempfile.TemporaryFile(prefix="wozgeo-") as file:
            yield Path(f"/proc/self/fd/{file.fileno()}")
        return
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        yield Path(folder) / "objects.opl"


def _parse(line: str) -> OsmObject:
    """Read ``w12 Thighway=path Nn1x5.9y52.5,...``: one letter before each field, one space between."""
    ref, tags, rest = line[:-1].split(" ", 2)
    return OsmObject._make((ref, _tags(tags), rest))


def _tags(text: str) -> dict[str, str]:
    """Read ``Tkey=value,key=value``; commas and equal signs in a value are escaped.

    Nothing but the letter is no tags: one part, no pair.
    """
    parts = text[1:].replace("=", ",").split(",")
    if "%" in text:
        parts = [_plain(part) if "%" in part else part for part in parts]
    values = iter(parts)
    return dict(zip(values, values, strict=False))


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: printable(chr(int(match[1], 16))), text)


def node_positions(positions: Iterable[str]) -> NDArray[np.float64]:
    """Decode nodes' positions: shape (n, 2), longitude and latitude; NaN where there is none."""
    return _numbers("\n".join(positions), ("lon", "lat")).to_numpy()


@dataclass(frozen=True)
class Lines:
    """The nodes of many ways, one after the other.

    Attributes
    ----------
    offsets
        Way i has the nodes ``offsets[i]:offsets[i + 1]``.
    nodes
        Node ids, int64.
    lonlat
        Shape (n, 2), degrees; NaN where the file does not hold the node (cut at its edge).
    """

    offsets: NDArray[np.int64]
    nodes: NDArray[np.int64]
    lonlat: NDArray[np.float64]


def way_lines(ways: Collection[str]) -> Lines:
    """Decode the nodes of many ways at once."""
    table = _numbers(",".join([way for way in ways if way != "N"]), ("node", "lon", "lat"))
    counts = np.array([way.count("n") for way in ways], dtype=np.int64)
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    return Lines(offsets, table["node"].to_numpy(), table[["lon", "lat"]].to_numpy())


_TO_CSV = bytes.maketrans(b",xy", b"\n,,")


def _numbers(text: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read ``Nn12x5.9y52.5,n13xy`` or ``x5.9 y52.5`` lines as CSV: letters are the separators."""
    types = {column: "int64" if column == "node" else "float64" for column in columns}
    if not text:
        return pd.DataFrame({column: np.empty(0, types[column]) for column in columns})
    if "node" not in columns:
        text = text.replace("x", "").replace(" y", "y")
    csv = text.encode("ascii").translate(_TO_CSV, b"nN")
    return pd.read_csv(
        io.BytesIO(csv), header=None, names=list(columns), dtype=types, skip_blank_lines=False
    )


def members(rest: str) -> list[tuple[str, int, str]]:
    """List a relation's members as (kind, id, role)."""
    found = []
    for member in rest[1:].split(","):
        ref, _, role = member.partition("@")
        if ref:
            found.append((ref[0], int(ref[1:]), _plain(role)))
    return found


def _unreadable(path: Path, error: Exception) -> InputError:
    where = find_faulty_value(path)
    told = f"{str(error).strip()}; {where}" if where else str(error).strip()
    return InputError(
        path,
        f"not readable as OpenStreetMap data ({told}); it may be truncated or of another kind: download "
        "it again",
    )
