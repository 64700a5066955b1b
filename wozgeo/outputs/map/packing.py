"""How do columns of numbers and texts become a short line of text, and back again?

A packed text is base64 of gzip of: the length of a header (varint), the header (JSON), and one
stream of varints per column. A stream may hold differences between neighbours instead of the
values themselves. ``assets/packed.js`` reads the same form; :func:`unpack` mirrors it.
"""

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wozgeo.domain.crs import to_rd, to_wgs84

Integers = npt.NDArray[np.int64]

_EARTH_RADIUS_M = 6378137.0
WORLD_M = 2 * np.pi * _EARTH_RADIUS_M
"""Width of the square world of Web Mercator (EPSG:3857)."""

_MERCATOR_STEP_M = 0.15
"""Step of packed points in metres of EPSG:3857: at most 0.1 m on Dutch ground, where a metre of
Mercator is 0.59 to 0.64 m."""


def rd_to_mercator(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Turn RD New into Web Mercator metres, through the same degrees as every reader."""
    lon, lat = np.radians(to_wgs84(xy)).T
    return _EARTH_RADIUS_M * np.column_stack([lon, np.arcsinh(np.tan(lat))])


def mercator_to_rd(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Turn Web Mercator metres into RD New."""
    lon, northing = (xy / _EARTH_RADIUS_M).T
    return to_rd(np.degrees(np.column_stack([lon, np.arctan(np.sinh(northing))])))


@dataclass(frozen=True)
class Stream:
    """One column of whole numbers; ``delta`` when neighbours are alike."""

    values: Integers
    delta: bool = False


@dataclass(frozen=True)
class Grid:
    """A lattice over Web Mercator (EPSG:3857): where it starts and how fine it is, in metres."""

    west_m: float
    south_m: float
    step_m: float

    @classmethod
    def around(cls, xy: npt.NDArray[np.float64], *, step_m: float = _MERCATOR_STEP_M) -> "Grid":
        """Lay a lattice whose origin is the lower-left corner of the points.

        Parameters
        ----------
        xy
            Mercator metres, shape ``(n, 2)``; without points the origin is (0, 0).
        step_m
            Distance between the lines of the lattice.
        """
        west, south = xy.min(axis=0) if len(xy) else (0.0, 0.0)
        return cls(float(np.floor(west)), float(np.floor(south)), step_m)

    def snap(self, xy: npt.NDArray[np.float64]) -> tuple[Integers, Integers]:
        """Give the lattice column and row nearest to each point (non-negative near the origin)."""
        column = np.rint((xy[:, 0] - self.west_m) / self.step_m).astype(np.int64)
        row = np.rint((xy[:, 1] - self.south_m) / self.step_m).astype(np.int64)
        return column, row

    def locate(self, column: Integers, row: Integers) -> npt.NDArray[np.float64]:
        """Give the Mercator metres of lattice places, shape ``(n, 2)``."""
        x = self.west_m + column * self.step_m
        return np.column_stack([x, self.south_m + row * self.step_m])

    def as_header(self) -> dict[str, float]:
        """Say it in the header of a packed text."""
        return {"west_m": self.west_m, "south_m": self.south_m, "step_m": self.step_m}


def morton_order(column: Integers, row: Integers) -> Integers:
    """Give the order in which neighbours on the ground are neighbours in the list.

    Ties keep their order. Columns and rows are non-negative and below 2**31.
    """
    return np.argsort(_spread(column) | (_spread(row) << np.uint64(1)), kind="stable")


def _spread(values: Integers) -> npt.NDArray[np.uint64]:
    """Put a zero bit between every two bits of 31-bit numbers."""
    bits = values.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits


def pack(header: Mapping[str, Any], streams: Mapping[str, Stream]) -> str:
    """Pack a header and its columns into one line of base64.

    Equal input gives equal text. ``header`` must be JSON; the key ``streams`` is taken.
    """
    described = [
        {
            "name": name,
            "count": len(stream.values),
            "delta": stream.delta,
            "wide": bool(len(stream.values) and np.abs(stream.values).max() >= 2**31),
        }
        for name, stream in streams.items()
    ]
    head = json.dumps({**header, "streams": described}, ensure_ascii=False, separators=(",", ":"))
    body = [_varints(_zigzag(_differences(s))) for s in streams.values()]
    head_bytes = head.encode()
    raw = b"".join([_varints(np.array([len(head_bytes)], dtype=np.uint64)), head_bytes, *body])
    return base64.b64encode(gzip.compress(raw, compresslevel=9, mtime=0)).decode("ascii")


def unpack(text: str) -> tuple[dict[str, Any], dict[str, Integers]]:
    """Read back the header and the columns of a packed text."""
    raw = np.frombuffer(gzip.decompress(base64.b64decode(text)), dtype=np.uint8)
    ends = np.flatnonzero(raw[:10] < 128)
    length = int(_from_varints(raw[: ends[0] + 1])[0])
    start = int(ends[0]) + 1
    header: dict[str, Any] = json.loads(raw[start : start + length].tobytes())
    numbers = _from_zigzag(_from_varints(raw[start + length :]))
    columns, at = {}, 0
    for described in header["streams"]:
        values = numbers[at : at + described["count"]]
        at += described["count"]
        columns[described["name"]] = np.cumsum(values) if described["delta"] else values
    return header, columns


def _differences(stream: Stream) -> Integers:
    values = stream.values.astype(np.int64)
    return np.diff(values, prepend=np.int64(0)) if stream.delta else values


def _zigzag(values: Integers) -> npt.NDArray[np.uint64]:
    """Fold negative numbers between the positive ones: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return ((values << 1) ^ (values >> 63)).astype(np.uint64)


def _from_zigzag(values: npt.NDArray[np.uint64]) -> Integers:
    return (values >> np.uint64(1)).astype(np.int64) ^ -(values & np.uint64(1)).astype(np.int64)


def _varints(values: npt.NDArray[np.uint64]) -> bytes:
    """Write seven bits per byte, lowest first; the high bit says that more follows."""
    if not len(values):
        return b""
    n_bytes = np.ones(len(values), dtype=np.int64)
    for seven in range(1, 10):
        n_bytes += values >= np.uint64(1 << (7 * seven))
    ends = np.cumsum(n_bytes)
    out = np.empty(int(ends[-1]), dtype=np.uint8)
    starts = ends - n_bytes
    for place in range(int(n_bytes.max())):
        here = n_bytes > place
        seven_bits = (values[here] >> np.uint64(7 * place)) & np.uint64(127)
        more = (n_bytes[here] > place + 1).astype(np.uint64) << np.uint64(7)
        out[starts[here] + place] = (seven_bits | more).astype(np.uint8)
    return out.tobytes()


def _from_varints(raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    last = raw < 128
    starts = np.flatnonzero(np.concatenate([[True], last[:-1]])) if len(raw) else np.array([], int)
    if not len(starts):
        return np.array([], dtype=np.uint64)
    number = np.cumsum(np.concatenate([[0], last[:-1]]))
    place = np.arange(len(raw)) - starts[number]
    bits = (raw & 127).astype(np.uint64) << (7 * place).astype(np.uint64)
    return np.bitwise_or.reduceat(bits, starts)
