"""How do streets, where points meet them, and walks become arrays, and come back exactly as they were?

The ids of points are not kept with them: whoever asks for them has these.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.inputs.osm_arrays import (
    Arrays,
    shapes_apart,
    shapes_together,
    table_apart,
    table_together,
)
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.squares import Sights, Squares
from wozgeo.runs.keeping import Form

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_TABLES = ("possible", "certain", "others", "street")


def network_apart(name: str, network: WalkNetwork, arrays: Arrays) -> None:
    """Lay streets and squares into arrays that are called after them."""
    for part, whole in (("", network), ("squares", network.squares), ("sights", network.sights)):
        for field in fields(whole):
            value = getattr(whole, field.name)
            if field.name == "shapes":
                shapes_apart(f"{name}/{part}/shapes", value, arrays)
            elif isinstance(value, np.ndarray):
                arrays[f"{name}/{part}/{field.name}"] = value


def network_together(name: str, arrays: Arrays) -> WalkNetwork:
    """Give back what `network_apart` took apart."""

    def of(part: str, kind: type) -> dict[str, Any]:
        start = f"{name}/{part}/"
        names = [field.name for field in fields(kind) if f"{start}{field.name}" in arrays]
        return {each: arrays[f"{start}{each}"] for each in names}

    shapes = shapes_of(pd.Series(shapes_together(f"{name}/squares/shapes", arrays), dtype=object))
    squares = Squares(shapes, **of("squares", Squares))
    sights = Sights(**of("sights", Sights))
    return WalkNetwork(**of("", WalkNetwork), squares=squares, sights=sights)


def accesses_apart(name: str, accesses: Accesses, arrays: Arrays) -> dict[str, Any]:
    """Lay where points meet the streets into arrays, and say how they go together."""
    tables = {
        table: table_apart(f"{name}/{table}", found.reset_index(drop=True), arrays)
        for table in _TABLES
        if (found := getattr(accesses, table)) is not None
    }
    shapes_apart(f"{name}/points", shapes_of(accesses.points), arrays)
    if accesses.closed is not None:
        arrays[f"{name}/closed"] = accesses.closed
    return {"tables": tables, "by_street": accesses.by_street}


def accesses_together(
    name: str, told: Mapping[str, Any], arrays: Arrays, ids: pd.Index
) -> Accesses:
    """Give back what `accesses_apart` took apart, of points that are called so.

    Raises
    ------
    ValueError
        When there are more or fewer of them.
    """
    tables: dict[str, pd.DataFrame] = {
        table: table_together(f"{name}/{table}", how, arrays)
        for table, how in told["tables"].items()
    }
    own = {
        table: found if table == "others" else found.set_axis(ids)
        for table, found in tables.items()
    }
    points = gpd.GeoSeries(shapes_together(f"{name}/points", arrays), index=ids, crs=RD_NEW)
    closed = arrays.get(f"{name}/closed")
    return Accesses(points, **own, by_street=told["by_street"], closed=closed)


def text_array(text: str | bytes) -> NDArray[np.uint8]:
    """Lay a text without accents, or bytes, into an array."""
    return np.frombuffer(text.encode("ascii") if isinstance(text, str) else text, dtype=np.uint8)


def base64_in(array: NDArray[Any]) -> str:
    """Give the text that `text_array` laid down, which goes into a page as it is.

    Raises
    ------
    ValueError
        When it is anything but base64.
    """
    content = array.tobytes()
    if not _BASE64.fullmatch(content):
        raise ValueError("what goes into a page as it is must be base64")
    return content.decode("ascii")


def walks_form(ids: pd.Index, wanted: Collection[str]) -> Form[pd.DataFrame]:
    """Say how the distances of points that are called so, to what was wanted, become arrays and come back."""

    def apart(distances: pd.DataFrame) -> tuple[Arrays, dict[str, Any]]:
        arrays: Arrays = {}
        return arrays, table_apart("walks", distances.reset_index(drop=True), arrays)

    def together(arrays: Arrays, told: dict[str, Any]) -> pd.DataFrame:
        kinds = [str(kind) for kind in wanted]
        index = pd.MultiIndex.from_product([ids, kinds], names=["location_id", "voorziening"])
        return table_together("walks", told, arrays).set_axis(index)

    return Form(apart, together)
