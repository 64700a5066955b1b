"""Is a file of OpenStreetMap as an editor or a server left it, and what does it say then?

Editors keep what was deleted (``action="delete"``), number what is new below zero and put it where they like;
a history holds every version. libosmium reads such files as if all of it were there, or drops the new nodes.
They are written anew first: the newest version of what is there, sorted, with numbers above zero.
"""

import bz2
import gzip
import re
import xml.parsers.expat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast
from xml.sax.saxutils import quoteattr

from wozgeo.domain.errors import InputError
from wozgeo.inputs.nameless_files import nameless_file

NEW_FROM = 10**12
"""The new object -3 is 1000000000003: above every number of OpenStreetMap."""

_KINDS = ("node", "way", "relation")
_START = re.compile(rb"<(node|way|relation)\s[^<>]*")
_ID = re.compile(rb"""\sid\s*=\s*["']\s*(-?\d{1,18})\s*["']""")
_GONE = re.compile(rb"""\s(?:action\s*=\s*["']delete|visible\s*=\s*["'](?:false|0))""")
_NUMBER = re.compile(r"-?\d{1,18}")
_DEGREES = re.compile(r"-?(?:1[0-7]\d|180(?=\.?0*$)|\d{1,2})(?:\.\d*)?(?:[eE]-?\d+)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")
_VALUES = {
    **dict.fromkeys(("id", "ref", "version", "changeset", "uid"), _NUMBER),
    **dict.fromkeys(("lat", "lon", "minlat", "minlon", "maxlat", "maxlon"), _DEGREES),
    "timestamp": _TIME,
}
_CHUNK = 1 << 24
_OVERLAP = 1 << 12

_Object = tuple[int, dict[str, str], list[tuple[str, dict[str, str]]]]
"""Version, attributes and what is in it."""


@contextmanager
def tidied(path: Path) -> Iterator[Path]:
    """Give a file that holds every object once, sorted, without what was deleted: mostly the file itself.

    Raises
    ------
    InputError
        When it must be written anew and is not XML that can be read.
    """
    if not _is_xml(path) or _is_tidy(path):
        yield path
        return
    with nameless_file("stad.osm") as target:
        _Anew(path).write(target)
        yield target


def _is_xml(path: Path) -> bool:
    name = path.name.lower()
    return any(part in name for part in (".osm", ".xml")) and not name.endswith(".pbf")


def _open(path: Path) -> IO[bytes]:
    name = path.name.lower()
    if name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path))
    return cast(IO[bytes], bz2.open(path) if name.endswith(".bz2") else path.open("rb"))


def _is_tidy(path: Path) -> bool:
    """Look at the start of every object: is it there, once, in order, and numbered above zero?

    A file of which everything is new, or every way comes before the first node, is left to its reader,
    who says what to do.
    """
    seen = dict.fromkeys(_KINDS, (0, 0))  # how many, and the last number
    n_new_nodes = n_after_ways = 0
    twice_or_gone = False
    try:
        for start, kind, number in _starts(path):
            n, last = seen[kind]
            n_new_nodes += kind == "node" and number < 0
            n_after_ways += kind == "node" and seen["way"][0] > 0
            twice_or_gone |= (n > 0 and abs(number) <= last) or bool(_GONE.search(start))
            seen[kind] = (n + 1, abs(number))
    except (OSError, EOFError, ValueError):
        return True  # what is wrong with it is for libosmium to tell
    n_nodes = seen["node"][0]
    partly_new = 0 < n_new_nodes < n_nodes
    return not (twice_or_gone or partly_new or 0 < n_after_ways < n_nodes)


def _starts(path: Path) -> Iterator[tuple[bytes, str, int]]:
    """Give the start of every object, its kind and its number."""
    with _open(path) as file:
        kept = b""
        while chunk := file.read(_CHUNK):
            text = kept + chunk
            cut = len(text) if len(chunk) < _CHUNK else max(text.rfind(b"<"), 0)
            kept = text[cut:] if len(text) - cut <= _OVERLAP else b""
            for found in _START.finditer(text, 0, cut):
                number = _ID.search(found[0])
                if number is None:
                    raise ValueError
                yield found[0], found[1].decode(), int(number[1])


def find_faulty_value(path: Path) -> str:
    """Tell where in an XML file the first value is that no reader takes; "" when none is found."""
    if not _is_xml(path):
        return ""
    parser = xml.parsers.expat.ParserCreate()
    found: list[str] = []

    def look(name: str, said: dict[str, str]) -> None:
        for key, pattern in _VALUES.items() if name != "osm" else ():
            if key in said and not found and not pattern.fullmatch(said[key]):
                number = f" {said['id']}" if "id" in said else ""
                found.append(
                    f"line {parser.CurrentLineNumber}: {name}{number} has {key}={said[key][:40]!r}"
                )

    parser.StartElementHandler = look
    try:
        with _open(path) as file:
            parser.ParseFile(file)
    except (xml.parsers.expat.ExpatError, OSError, EOFError, ValueError):
        pass
    return found[0] if found else ""


class _Anew:
    """What an XML file comes to; local to one reading."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bounds: dict[str, str] | None = None
        self._objects: dict[str, dict[int, _Object]] = {kind: {} for kind in _KINDS}
        self._open_kind = ""
        self._now: _Object | None = None
        self._deleting = False
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            with _open(path) as file:
                parser.ParseFile(file)
        except (xml.parsers.expat.ExpatError, OSError, EOFError) as fault:
            raise InputError(path, f"not readable as OpenStreetMap data ({fault})") from fault
        except (ValueError, KeyError) as fault:
            line = parser.CurrentLineNumber
            raise InputError(
                path, f"not readable as OpenStreetMap data (line {line}: {fault}); save it again"
            ) from fault

    def _start(self, name: str, said: dict[str, str]) -> None:
        if name in _KINDS and not self._open_kind:
            self._open_kind = name
            self._now = (int(said.get("version") or 0), said, [])
            int(said["id"])
        elif self._now is not None and name in ("tag", "nd", "member"):
            if "ref" in said:
                int(said["ref"])
            self._now[2].append((name, said))
        elif name == "bounds":
            self._bounds = said
        elif name == "delete":  # of an osmChange
            self._deleting = True

    def _end(self, name: str) -> None:
        if name == "delete":
            self._deleting = False
        if name != self._open_kind or self._now is None:
            return
        if self._deleting:
            self._now[1]["visible"] = "false"
        known = self._objects[name]
        number = int(self._now[1]["id"])
        if number not in known or known[number][0] <= self._now[0]:
            known[number] = self._now
        self._open_kind, self._now = "", None

    def write(self, target: Path) -> None:
        with target.open("w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n')
            if self._bounds is not None:
                file.write(f"<bounds{_attributes(self._bounds)}/>\n")
            for kind, objects in self._objects.items():
                there = {_positive(n): o for n, o in objects.items() if not _is_gone(o[1])}
                for number, (_, said, inside) in sorted(there.items()):
                    own = {k: v for k, v in said.items() if k in ("lat", "lon", "timestamp")}
                    file.write(f"<{kind}{_attributes({'id': str(number), **own})}>")
                    file.writelines(f"<{name}{_attributes(_above_zero(a))}/>" for name, a in inside)
                    file.write(f"</{kind}>\n")
            file.write("</osm>\n")


def _is_gone(said: dict[str, str]) -> bool:
    return said.get("action") == "delete" or said.get("visible") in ("false", "0")


def _positive(number: int) -> int:
    return number if number > 0 else NEW_FROM - number


def _above_zero(said: dict[str, str]) -> dict[str, str]:
    return {**said, "ref": str(_positive(int(said["ref"])))} if "ref" in said else said


def _attributes(said: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in said.items())
