"""How does a table of points travel inside a page?

Points are put in Morton order on a lattice over Web Mercator. Every number keeps its whole part
only: rounded *down*, so that it stays on its own side of every class break in whole metres (399.96
becomes 399, which is below 400; 400.0 stays 400, which is not). ``NaN`` and ``inf`` have codes of
their own.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.map.packing import (
    Grid,
    Integers,
    Stream,
    mercator_to_rd,
    morton_order,
    pack,
    rd_to_mercator,
    unpack,
)

CODE_UNKNOWN = 0
CODE_BEYOND = 1
CODE_ZERO = 2
"""A packed number: unknown (NaN), beyond every limit (inf), or its whole part plus CODE_ZERO."""

_LETTER_AND_NUMBER = re.compile(r"([a-z]?)(0|[1-9][0-9]{0,14})")


@dataclass(frozen=True)
class PackedColumn:
    """A column to pack.

    Parameters
    ----------
    name
        As in the table.
    kind
        ``number``: rounded down to a whole number, NaN and inf kept. ``text``: through a list of
        the different texts. ``id``: text that is mostly a letter and a number.
    like
        Another number column that has nearly the same values; the difference is stored.
    """

    name: str
    kind: Literal["number", "text", "id"]
    like: str | None = None


PackPoints = Callable[[gpd.GeoDataFrame, Sequence[PackedColumn]], str]
"""What gives points as `pack_points` does."""


def pack_points(table: gpd.GeoDataFrame, columns: Sequence[PackedColumn]) -> str:
    """Pack points with the columns that the table has; others are left out.

    Parameters
    ----------
    table
        Points in RD New; may be empty. Row order does not matter when the index is unique.
    columns
        What travels along. The name ``index`` stands for the index.

    Returns
    -------
    str
        Base64 text for the page; :func:`unpack_points` reads it.
    """
    table = table.sort_index(kind="stable")
    xy = rd_to_mercator(shapely.get_coordinates(table.geometry.to_numpy()))
    grid = Grid.around(xy)
    column, row = grid.snap(xy)
    order = morton_order(column, row)
    table, column, row = table.iloc[order], column[order], row[order]
    streams = {"x": Stream(column, delta=True), "y": Stream(row, delta=True)}
    described: dict[str, Any] = {}
    for wanted in columns:
        if wanted.name == "index" or wanted.name in table.columns:
            _add(wanted, table, streams, described)
    return pack({"n": len(table), "grid": grid.as_header(), "columns": described}, streams)


def unpack_points(text: str) -> gpd.GeoDataFrame:
    """Read packed points back as the page does.

    Returns
    -------
    GeoDataFrame
        Points in RD New, in packed order, within 0.1 m of where they were; numbers rounded down.
    """
    header, streams = unpack(text)
    xy = Grid(**header["grid"]).locate(streams["x"], streams["y"])
    data = {name: _read(name, header["columns"], streams) for name in header["columns"]}
    points = shapely.points(mercator_to_rd(xy))
    table = gpd.GeoDataFrame(data, geometry=points, crs=RD_NEW)
    return table.set_index("index") if "index" in table.columns else table


def number_codes(values: pd.Series) -> Integers:
    """Turn numbers into codes: unknown, beyond, or rounded down to a whole number.

    Examples
    --------
    >>> number_codes(pd.Series([399.96, 400.0, float("inf"), float("nan")])).tolist()
    [401, 402, 1, 0]
    """
    numbers = values.to_numpy(dtype=np.float64)
    codes = np.full(len(numbers), CODE_UNKNOWN, dtype=np.int64)
    finite = np.isfinite(numbers)
    codes[finite] = np.floor(numbers[finite]).astype(np.int64) + CODE_ZERO
    codes[np.isposinf(numbers)] = CODE_BEYOND
    return codes


def _add(
    wanted: PackedColumn,
    table: gpd.GeoDataFrame,
    streams: dict[str, Stream],
    described: dict[str, Any],
) -> None:
    """Put one column into the streams and say in the header how it is written."""
    values = table.index.to_series() if wanted.name == "index" else table[wanted.name]
    if wanted.kind == "number":
        codes = number_codes(values)
        like = wanted.like if wanted.like in described else None
        if like:
            codes = codes - number_codes(table[like])
        streams[wanted.name] = Stream(codes, delta=like is None)
        described[wanted.name] = {"kind": "number", "like": like}
        return
    texts = values.fillna("").astype(str).to_numpy(dtype=object)
    parts = [*map(_LETTER_AND_NUMBER.fullmatch, texts)] if wanted.kind == "id" else [None]
    found = [part.groups() for part in parts if part]
    if len(found) == len(parts):
        letters, index = _dictionary(np.array([letter for letter, _ in found], dtype=object))
        streams[f"{wanted.name}.letter"] = Stream(index)
        numbers = np.array([int(number) for _, number in found], dtype=np.int64)
        streams[wanted.name] = Stream(numbers, delta=True)
        described[wanted.name] = {"kind": "id", "texts": letters}
        return
    different, index = _dictionary(texts)
    streams[wanted.name] = Stream(index)
    described[wanted.name] = {"kind": "text", "texts": different}


def _dictionary(texts: NDArray[np.object_]) -> tuple[list[str], Integers]:
    """List the different texts by first appearance, and say per row which of them it is."""
    index, different = pd.factorize(texts)
    return [str(text) for text in different], index.astype(np.int64)


def _read(name: str, described: Mapping[str, Any], streams: Mapping[str, Integers]) -> Any:  # noqa: ANN401
    form, values = described[name], streams[name]
    if form["kind"] == "number":
        numbers = _codes(name, described, streams).astype(np.float64) - CODE_ZERO
        numbers[numbers == CODE_UNKNOWN - CODE_ZERO] = np.nan
        numbers[numbers == CODE_BEYOND - CODE_ZERO] = np.inf
        return numbers
    if form["kind"] == "id":
        letters = np.array(form["texts"], dtype=object)[streams[f"{name}.letter"]]
        return [f"{letter}{number}" for letter, number in zip(letters, values, strict=True)]
    return np.array(form["texts"], dtype=object)[values]


def _codes(name: str, described: Mapping[str, Any], streams: Mapping[str, Integers]) -> Integers:
    like = described[name]["like"]
    return streams[name] if like is None else streams[name] + _codes(like, described, streams)
