"""How does what was read of an extract, or measured on it, become bytes, and come back exactly as it was?

Arrays and JSON only: nothing in the bytes can be run. Texts are numbers into a list of different texts,
geometries are well-known binary, points their coordinates.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import WozgeoError
from wozgeo.inputs.osm_tables import OsmTables

_TABLES = (
    "ways",
    "stops",
    "obstacles",
    "addresses",
    "facilities",
    "backdrop",
    "places",
    "uncounted",
    "entrances",
)
_HEAD = b"wozgeo arrays 2\n"
_INDEX = "(index)"
"""No name of a column."""

Arrays = dict[str, NDArray[Any]]


class DamagedError(WozgeoError):
    """Bytes that are not what was written; for who can read anew, never for a user."""


def tables_to_bytes(osm: OsmTables, *, key: str) -> bytes:
    """Write what was read of an extract.

    Parameters
    ----------
    osm
        What `wozgeo.inputs.osm.read_osm` gave.
    key
        What it is the answer to; must be given again to get it back.

    Raises
    ------
    TypeError
        When a table holds what arrays cannot hold: a fault of ours.
    """
    return arrays_to_bytes(*tables_apart(osm), key=key)


def tables_from_bytes(content: bytes, *, key: str) -> OsmTables:
    """Give back what `tables_to_bytes` wrote.

    Raises
    ------
    DamagedError
        When it is anything else, or was written for another key.
    """
    with told_as_damage():
        return tables_together(*arrays_from_bytes(content, key=key))


def tables_apart(osm: OsmTables) -> tuple[Arrays, dict[str, Any]]:
    """Lay what was read of an extract into arrays, and say how they go together."""
    arrays: Arrays = {"extent": _bytes(shapely.to_wkb(osm.extent))}
    tables = {
        name: table_apart(name, table, arrays)
        for name in _TABLES
        if (table := getattr(osm, name)) is not None
    }
    return arrays, {"timestamp": osm.timestamp, "counts": osm.counts, "tables": tables}


def tables_together(arrays: Arrays, told: Mapping[str, Any]) -> OsmTables:
    """Give back what `tables_apart` took apart."""
    tables: dict[str, Any] = {
        name: table_together(name, how, arrays) for name, how in told["tables"].items()
    }
    extent: Any = shapely.from_wkb(arrays["extent"].tobytes())
    return OsmTables(extent=extent, timestamp=told["timestamp"], counts=told["counts"], **tables)


def arrays_to_bytes(arrays: Arrays, told: Mapping[str, Any], *, key: str) -> bytes:
    """Write arrays by their names, and what is told beside them as JSON.

    Raises
    ------
    TypeError
        When an array holds objects: they would be written as a pickle, which can hold code.
    """
    objects = [name for name, array in arrays.items() if array.dtype.hasobject]
    if objects:
        raise TypeError(f"{', '.join(objects)}: objects are not kept")
    content, text = io.BytesIO(), json.dumps({**told, "key": key}).encode("ascii")
    named: dict[str, Any] = {**arrays, "told": _bytes(text)}
    np.savez(content, **named)  # without allow_pickle, which numpy 2.0 takes for an array
    body = content.getbuffer()
    return b"".join([_HEAD, hashlib.sha256(body).digest(), body])


def arrays_from_bytes(content: bytes, *, key: str) -> tuple[Arrays, dict[str, Any]]:
    """Give back what `arrays_to_bytes` wrote.

    Raises
    ------
    DamagedError
        When it is anything else, or was written for another key.
    """
    start = len(_HEAD) + hashlib.sha256().digest_size
    body = memoryview(content)[start:]
    if content[:start] != _HEAD + hashlib.sha256(body).digest():
        raise DamagedError("kept arrays", "are damaged")
    with told_as_damage():
        with np.load(io.BytesIO(body), allow_pickle=False) as file:
            arrays: Arrays = dict(file)
        told: dict[str, Any] = json.loads(arrays.pop("told").tobytes())
        if told["key"] != key:
            raise DamagedError("kept arrays", "are of something else")
        return arrays, told


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Raise whatever arrays that do not go together raise as `DamagedError`."""
    try:
        yield
    except (LookupError, TypeError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise DamagedError("kept arrays", f"cannot be read ({error})") from error


def _bytes(content: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(content, dtype=np.uint8)


def table_apart(name: str, table: pd.DataFrame, arrays: Arrays) -> dict[str, Any]:
    """Lay a table into arrays that are called after it, and say how they go together."""
    if table.attrs:
        raise TypeError(f"{name} has attrs, which are not kept")
    columns = {column: table[column] for column in table.columns if column != "geometry"}
    is_range = isinstance(table.index, pd.RangeIndex)
    if is_range and not table.index.equals(pd.RangeIndex(len(table))):
        raise TypeError(f"the rows of {name} are numbered otherwise than from 0")
    if not is_range:
        columns[_INDEX] = pd.Series(table.index, dtype=table.index.dtype)
    codes, hows = [], {}
    for column, values in columns.items():
        how, code = _column(f"{name}/{column}", values, arrays)
        hows[column] = how
        if code is not None:
            codes.append(code)
    arrays[f"{name}/codes"] = np.array(codes, dtype=np.int32).reshape(len(codes), len(table))
    if isinstance(table, gpd.GeoDataFrame):
        if table.crs != RD_NEW:
            raise TypeError(f"{name} is in {table.crs}")
        shapes_apart(name, table.geometry.to_numpy(), arrays)
    return {
        "columns": hows,
        "order": [*table.columns],
        "n": len(table),
        "index": table.index.name,
        "is_range": is_range,
    }


def _column(
    name: str, values: "pd.Series[Any]", arrays: Arrays
) -> tuple[dict[str, Any], NDArray[np.int32] | None]:
    """Say how a column is kept; give its numbers where it is one of texts."""
    dtype = str(values.dtype)
    if dtype == "category":
        words = values.cat.categories
        _require_texts(name, [*words])
        how = {"words": [*words], "words_dtype": str(words.dtype), "ordered": values.cat.ordered}
        return {"dtype": dtype, **how}, values.cat.codes.to_numpy().astype(np.int32)
    if dtype in ("bool", "int64", "float64"):
        arrays[name] = values.to_numpy()
        return {"dtype": dtype}, None
    if dtype == "object" and len(values) and isinstance(values.iloc[0], np.ndarray):
        pieces = values.to_numpy()
        arrays[f"{name}/counts"] = np.array([len(piece) for piece in pieces], dtype=np.int64)
        arrays[name] = np.concatenate(pieces)
        return {"dtype": "arrays"}, None
    if dtype not in ("object", "str"):
        raise TypeError(f"{name} is a column of {dtype}, which is not kept")
    codes, unique = pd.factorize(values.to_numpy(dtype=object), use_na_sentinel=dtype == "str")
    _require_texts(name, unique)
    return {"dtype": dtype, "words": [*unique]}, codes.astype(np.int32)


def _require_texts(name: str, values: "list[Any] | NDArray[np.object_]") -> None:
    if not all(type(value) is str for value in values):
        raise TypeError(f"{name} holds other things than texts")


def table_together(name: str, told: Mapping[str, Any], arrays: Arrays) -> pd.DataFrame:
    """Give back the table that `table_apart` took apart."""
    codes = iter(arrays[f"{name}/codes"])
    made = {
        column: _made(f"{name}/{column}", how, codes, arrays)
        for column, how in told["columns"].items()
    }
    index = pd.RangeIndex(told["n"])
    if not told["is_range"]:
        values = made.pop(_INDEX)
        index = pd.Index(values, dtype=values.dtype)
    index.name = told["index"]
    # a bare array of texts would become a column of "str", whatever it was
    made = {
        column: pd.Series(values, index=index, dtype=values.dtype, copy=False)
        for column, values in made.items()
    }
    if "geometry" not in told["order"]:
        return pd.DataFrame(made, index=index, columns=told["order"])
    shapes = shapes_together(name, arrays)
    table = gpd.GeoDataFrame(made, index=index, geometry=shapes, crs=RD_NEW)
    return table if [*table.columns] == told["order"] else table[told["order"]]


def _made(name: str, how: Mapping[str, Any], codes: Any, arrays: Arrays) -> Any:  # noqa: ANN401
    dtype = how["dtype"]
    if dtype == "arrays":
        ends = np.cumsum(arrays[f"{name}/counts"])
        pieces = np.empty(len(ends), dtype=object)
        pieces[:] = np.split(arrays[name], ends[:-1])
        return pieces
    if "words" not in how:
        return arrays[name]
    code = next(codes)
    if dtype == "category":
        words = pd.Index(how["words"], dtype=how["words_dtype"])
        return pd.Categorical.from_codes(code, words, ordered=how["ordered"])
    if dtype == "str":
        return pd.array(how["words"], dtype="str").take(code, allow_fill=True)
    return np.array([*how["words"], None], dtype=object)[code]


def shapes_apart(name: str, shapes: NDArray[np.object_], arrays: Arrays) -> None:
    """Lay shapes into arrays that are called after them."""
    plain = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes) & ~shapely.has_z(shapes)
    if plain.all():
        arrays[f"{name}/points"] = shapely.get_coordinates(shapes)
        return
    parts = [part or b"" for part in shapely.to_wkb(shapes)]
    arrays[f"{name}/wkb"] = _bytes(b"".join(parts))
    arrays[f"{name}/wkb_counts"] = np.array([len(part) for part in parts], dtype=np.int64)


def shapes_together(name: str, arrays: Arrays) -> NDArray[np.object_]:
    """Give back the shapes that `shapes_apart` laid into arrays."""
    if f"{name}/points" in arrays:
        made: NDArray[np.object_] = np.asarray(shapely.points(arrays[f"{name}/points"]))
        return made
    content = arrays[f"{name}/wkb"].tobytes()
    ends = np.cumsum(arrays[f"{name}/wkb_counts"]).tolist()
    parts = [content[a:b] or None for a, b in zip([0, *ends], ends, strict=False)]
    return np.asarray(shapely.from_wkb(np.array([*parts, None], dtype=object)[:-1]))
