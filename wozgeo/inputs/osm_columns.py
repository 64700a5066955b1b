"""What does an OpenStreetMap file say, in columns?

A line of OPL is ``w12 Thighway=path Nn1x5.9y52.5,n2x5.9y52.6``: one letter before each field, one space
between. Its text is cut with a few calls for a whole file; no object of it becomes one of Python.
"""

import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.shown import printable

NODE, WAY, RELATION = map(ord, "nwr")
_ESCAPE = re.compile(r"%([0-9a-fA-F]+)%")
_AS_CSV = bytes.maketrans(b",xy", b"\n,,")

_UNITS = 1e7
_NOWHERE = np.iinfo(np.int32).min

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Lines:
    """The nodes of many ways, one after the other.

    Attributes
    ----------
    offsets
        Way i has the nodes ``offsets[i]:offsets[i + 1]``.
    nodes
        Node ids, int64.
    places
        Shape (n, 2), int32: longitude and latitude in ten-millionths of a degree, as OpenStreetMap keeps
        them; `_NOWHERE` where the file does not hold the node (cut at its edge).
    """

    offsets: IntArray
    nodes: IntArray
    places: NDArray[np.int32]

    @property
    def lonlat(self) -> NDArray[np.float64]:
        """Where the nodes are: shape (n, 2), degrees; NaN where that is not known."""
        return np.where(self.known[:, None], self.places / _UNITS, np.nan)

    @property
    def counts(self) -> IntArray:
        """How many nodes each way has."""
        return np.diff(self.offsets)

    @property
    def way(self) -> IntArray:
        """Which way each node is of."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @property
    def known(self) -> Mask:
        """Which nodes have a place."""
        return np.not_equal(self.places[:, 0], _NOWHERE)

    @property
    def lost(self) -> IntArray:
        """How many nodes of each way have no place."""
        return np.bincount(self.way[~self.known], minlength=len(self.counts))

    def only(self, chosen: NDArray[Any]) -> "Lines":
        """Take some ways, by mask or by position."""
        counts, starts = self.counts[chosen], self.offsets[:-1][chosen]
        offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        at = np.repeat(starts - offsets[:-1], counts) + np.arange(offsets[-1])
        return Lines(offsets, self.nodes[at], self.places[at])


@dataclass(frozen=True)
class OsmColumns:
    """The objects of a file, in its order; a *row* is the position of one.

    Attributes
    ----------
    kind
        Of each object `NODE`, `WAY` or `RELATION`.
    osm_id
        The number OpenStreetMap gave it.
    tag_of, tag
        Of each tag the row of its object, rising, and its position in ``pairs``.
    pairs
        Every key with every value it has, once.
    lines
        The nodes of each object: those of a way, of a node itself, of a relation none.
    members
        The members of relations by row, undecoded: see `members_of`.
    """

    kind: NDArray[np.uint8]
    osm_id: IntArray
    tag_of: IntArray
    tag: IntArray
    pairs: list[tuple[str, str]]
    lines: Lines
    members: dict[int, str]

    def __len__(self) -> int:
        """How many objects there are."""
        return len(self.kind)

    def refs(self, rows: IntArray) -> list[str]:
        """Give the ids that are used everywhere: ``n123``, ``w123``, ``r123``."""
        each = zip(self.kind[rows].tolist(), self.osm_id[rows].tolist(), strict=True)
        return [f"{chr(kind)}{number}" for kind, number in each]

    @cached_property
    def _pair_key(self) -> NDArray[np.object_]:
        return _objects([key for key, _ in self.pairs])

    @cached_property
    def _pair_value(self) -> NDArray[np.object_]:
        return _objects([value for _, value in self.pairs])

    def _is_of(self, keys: Collection[str]) -> Mask:
        """Tell of each tag whether its key is one of these."""
        wanted = np.array([key in keys for key in self._pair_key], dtype=bool)
        return wanted[self.tag] if len(wanted) else np.zeros(0, dtype=bool)

    def has(self, keys: Collection[str]) -> Mask:
        """Tell which objects have a tag with one of these keys, whatever its value."""
        found = np.zeros(len(self), dtype=bool)
        found[self.tag_of[self._is_of(keys)]] = True
        return found

    def texts(self, key: str, rows: IntArray) -> NDArray[np.object_]:
        """Give the values of a key for some rows, "" where there is none."""
        return self.table((key,), rows)[key]

    def table(self, keys: Collection[str], rows: IntArray) -> dict[str, NDArray[np.object_]]:
        """Give the values of several keys for some rows, each once, "" where there is none."""
        place = np.full(len(self), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        use = (place[self.tag_of] >= 0) & self._is_of(keys)
        at, tag = place[self.tag_of[use]], self.tag[use]
        of_key = self._pair_key[tag]
        found = {key: np.full(len(rows), "", dtype=object) for key in keys}
        for key, column in found.items():
            mine = of_key == key
            column[at[mine]] = self._pair_value[tag[mine]]
        return found

    def words(self, keys: Collection[str], rows: IntArray) -> dict[str, ExtensionArray]:
        """Give what `table` gives as pandas keeps texts; of each value one text is made, not one per row."""
        place = np.full(len(self), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        use = (place[self.tag_of] >= 0) & self._is_of(keys)
        at, tag = place[self.tag_of[use]], self.tag[use]
        of_key = self._pair_key[tag]
        found: dict[str, ExtensionArray] = {}
        for key in keys:
            mine = of_key == key
            tags, value = np.unique(tag[mine], return_inverse=True)
            which = np.zeros(len(rows), dtype=np.int64)
            which[at[mine]] = value + 1
            texts = pd.array(np.append("", self._pair_value[tags]), dtype="str")
            found[key] = texts.take(which)
        return found

    def distinct(self, keys: Collection[str]) -> tuple[list[tuple[str, dict[str, str]]], IntArray]:
        """Tell which objects are the same, as far as their kind and some tags go.

        Parameters
        ----------
        keys
            The tags that matter.

        Returns
        -------
        tuple
            What there is, once: kind (``"n"``, ``"w"``, ``"r"``) and those tags; and for every object
            its position in that list.
        """
        use = self._is_of(keys)
        of, tag = self.tag_of[use], self.tag[use]
        turn = np.arange(len(of)) - np.searchsorted(of, of)
        code = self.kind.astype(np.int64)
        for number in range(int(turn.max(initial=-1)) + 1):
            mine = turn == number
            pairs = code[of[mine]] * len(self.pairs) + tag[mine]
            code[of[mine]] = pd.factorize(pairs)[0] + code.max() + 1
        _, first, same = np.unique(code, return_index=True, return_inverse=True)
        starts, ends = np.searchsorted(of, first), np.searchsorted(of, first, side="right")
        return [
            (chr(self.kind[row]), dict(self.pairs[i] for i in tag[start:end].tolist()))
            for row, start, end in zip(first.tolist(), starts, ends, strict=True)
        ], same

    def lonlat(self, nodes: IntArray) -> NDArray[np.float64]:
        """Give the places of nodes, by row: shape (n, 2), degrees; NaN where there is none."""
        return self.lines.only(nodes).lonlat

    def members_of(self, relation: int) -> list[tuple[str, int, str]]:
        """List the members of a relation, by row, as (kind, id, role)."""
        found = []
        for member in self.members[relation][1:].split(","):
            ref, _, role = member.partition("@")
            if ref:
                found.append((ref[0], int(ref[1:]), _plain(role)))
        return found

    def ways_with(self, numbers: IntArray) -> IntArray:
        """Give the rows of the ways with these numbers; -1 where the file does not hold one."""
        ways = np.flatnonzero(self.kind == WAY)
        ways = ways[np.argsort(self.osm_id[ways], kind="stable")]
        place = np.searchsorted(self.osm_id[ways], numbers)
        rows = np.append(ways, -1)[place]
        return np.where(np.append(self.osm_id, 0)[rows] == numbers, rows, -1)

    def first_repeated(self) -> str:
        """Name the first object that is there for the second time; "" where all are there once."""
        kinds, ids = self.kind.astype(np.int64), self.osm_id
        same_kind = kinds[1:] == kinds[:-1]
        if (same_kind & (ids[1:] > ids[:-1]) | (kinds[1:] > kinds[:-1]) & ~same_kind).all():
            return ""
        again = np.flatnonzero(pd.DataFrame({"kind": kinds, "id": ids}).duplicated())
        return self.refs(again)[0] if len(again) else ""


class ColumnsFromText:
    """Lines of OPL, part by part, on their way to columns."""

    def __init__(self, keys: Collection[str] | None) -> None:
        """Keep tags with these keys; with None all of them."""
        self._keys = None if keys is None else frozenset(keys)
        self._n = 0
        self._pair_of: dict[str, int] = {}
        self._members: dict[int, str] = {}
        self._parts: list[list[NDArray[Any]]] = []

    def add(self, text: bytes) -> None:
        """Take whole lines."""
        lines = text.removesuffix(b"\n").split(b"\n")
        ids, tags, rests = zip(*[line.split(b" ", 2) for line in lines], strict=True)
        kind = np.frombuffer(b"".join([ref[:1] for ref in ids]), dtype=np.uint8)
        start = self._n
        self._n += len(ids)
        self._members |= {
            start + row: rests[row].decode("utf-8", errors="replace")
            for row in np.flatnonzero(kind == RELATION).tolist()
        }
        own = [
            rest if ref[0] == WAY else ref + rest.replace(b" ", b"") if ref[0] == NODE else b""
            for ref, rest in zip(ids, rests, strict=True)
        ]
        nodes, places = _places(b",".join([some for some in own if len(some) > 1]))
        counts = np.fromiter([some.count(b"n") for some in own], np.int64, len(own))
        n_tags = np.fromiter([some.count(b"=") for some in tags], np.int64, len(tags))
        words = b",".join([some[1:] for some in tags if some != b"T"])
        tag = self._pairs_in(words.decode("utf-8", errors="replace"))
        tag_of, kept = np.repeat(np.arange(start, self._n), n_tags), tag >= 0
        self._parts.append([kind, _ids(ids), tag_of[kept], tag[kept], counts, nodes, places])

    def _pairs_in(self, text: str) -> IntArray:
        """Give the tags of a text their numbers, -1 for what is left out; a comma in a value is escaped."""
        items = text.split(",") if text else []
        known = self._pair_of
        for item in dict.fromkeys(items):
            if item not in known and (
                self._keys is None or _plain(item.partition("=")[0]) in self._keys
            ):
                known[item] = len(known)
        return np.fromiter(map(known.get, items, repeat(-1)), np.int64, len(items))

    def joined(self) -> OsmColumns:
        """Lay all parts after each other."""
        none = np.empty(0, dtype=np.int64)
        parts = self._parts or [[none] * 6 + [np.empty((0, 2), dtype=np.int32)]]
        # column by column, so that never more than one of them is there twice
        places, nodes, counts, tag, tag_of, osm_id, kind = (
            np.concatenate([part.pop() for part in parts]) for _ in range(7)
        )
        pairs = [item.partition("=") for item in self._pair_of]
        return OsmColumns(
            kind,
            osm_id,
            tag_of,
            tag,
            [(_plain(key), _plain(value)) for key, _, value in pairs],
            Lines(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]), nodes, places),
            self._members,
        )


def _plain(text: str) -> str:
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda match: printable(chr(int(match[1], 16))), text)


def _ids(refs: Collection[bytes]) -> IntArray:
    numbers = b",".join(refs).translate(None, b"nwr")
    return np.fromstring(numbers, dtype=np.int64, sep=",")


def _places(text: bytes) -> tuple[IntArray, NDArray[np.int32]]:
    """Read ``Nn12x5.9y52.5,n13xy`` as CSV, letters being the separators: ids, longitude and latitude."""
    if not text:
        return np.empty(0, dtype=np.int64), np.empty((0, 2), dtype=np.int32)
    types = {"node": "int64", "lon": "float64", "lat": "float64"}
    csv = io.BytesIO(text.translate(_AS_CSV, b"nN"))
    table = pd.read_csv(csv, header=None, names=[*types], dtype=types, skip_blank_lines=False)
    degrees = table[["lon", "lat"]].to_numpy()
    units = np.where(np.isnan(degrees), _NOWHERE, np.rint(degrees * _UNITS))
    return table["node"].to_numpy(), units.astype(np.int32)


def _objects(texts: list[str]) -> NDArray[np.object_]:
    return np.array([*texts, None], dtype=object)[:-1]
