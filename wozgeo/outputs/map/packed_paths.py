"""How do the ways to walk of every dwelling travel inside a page?

The places of all trees on one lattice, and per voorziening how many places further the way on leads:
mostly one, so it costs next to nothing. A dwelling carries the ends of its edge and its first place.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.network.path_trees import EDGE, END, OTHER_END, UNKNOWN, PathTrees
from wozgeo.network.search import NOWHERE
from wozgeo.outputs.map.packed_points import PackedColumn
from wozgeo.outputs.map.packing import Grid, Stream, mercator_to_rd, pack, rd_to_mercator, unpack

_STEP_M = 0.5
"""Lattice step in metres of EPSG:3857 (0.3 m on the ground): below a pixel up to zoom 18."""

_NAMES = {END: "pad_van", OTHER_END: "pad_tot"}
_UNKNOWN = "pad_onbekend"


def pack_paths(paths: PathTrees) -> str:
    """Pack the places and the way on from each.

    Returns
    -------
    str
        Base64 text for the page; :func:`unpack_paths` reads it.
    """
    xy = rd_to_mercator(paths.xy)
    grid = Grid.around(xy, step_m=_STEP_M)
    column, row = grid.snap(xy)
    streams = {"x": Stream(column, delta=True), "y": Stream(row, delta=True)}
    here = np.arange(len(xy))
    for v, onward, unknown in zip(paths.voorzieningen, paths.onward, paths.unknown, strict=True):
        streams[f"on.{v}"] = Stream(np.where(onward == NOWHERE, 0, onward - here))
        streams[f"unknown.{v}"] = Stream(unknown.astype(np.int64))
    return pack({"grid": grid.as_header(), "voorzieningen": list(paths.voorzieningen)}, streams)


def unpack_paths(text: str, locations: pd.DataFrame) -> PathTrees:
    """Read back the trees; the locations travel apart (:func:`with_paths`)."""
    header, streams = unpack(text)
    kinds = tuple(header["voorzieningen"])
    here = np.arange(len(streams["x"]))
    steps = np.array([streams[f"on.{v}"] for v in kinds]).reshape(len(kinds), len(here))
    unknown = np.array([streams[f"unknown.{v}"] for v in kinds], dtype=bool)
    return PathTrees(
        xy=mercator_to_rd(Grid(**header["grid"]).locate(streams["x"], streams["y"])),
        voorzieningen=kinds,
        onward=np.where(steps == 0, NOWHERE, here + steps),
        unknown=unknown.reshape(steps.shape),
        locations=locations,
    )


def with_paths(woningen: gpd.GeoDataFrame, paths: PathTrees) -> gpd.GeoDataFrame:
    """Give dwellings the places where their ways begin; what has no way is unknown (NaN)."""
    found = paths.locations.reindex(woningen.index)
    places = {_named(end): found[end].where(found[end] >= 0) for end in paths.ends}
    for v in paths.voorzieningen:
        places[_to(v)] = found[f"to_{v}"].where(found[f"to_{v}"] >= 0)
        places[_way(v)] = found[f"{EDGE}_{v}"]
    places[_UNKNOWN] = pd.Series(0, index=found.index)
    for i in range(len(paths.ends) // 2):
        places[_UNKNOWN] += found[f"{UNKNOWN}_{i}"].fillna(0).astype(int) * 2**i
    return woningen.assign(**{name: column.astype(float) for name, column in places.items()})


def path_columns(paths: PathTrees) -> list[PackedColumn]:
    """List the columns of :func:`with_paths` as they are packed."""
    names = [_named(end) for end in paths.ends]
    columns = [
        PackedColumn(name, "number", like=name.replace("tot", "van") if "tot" in name else None)
        for name in names
    ]
    for v in paths.voorzieningen:
        columns.append(PackedColumn(_to(v), "number", like=names[0]))
        columns.append(PackedColumn(_way(v), "number"))
    return [*columns, PackedColumn(_UNKNOWN, "number")]


def path_names(paths: PathTrees) -> dict[str, Any]:
    """Name the columns of :func:`with_paths` for the page, so that it spells none itself.

    Returns
    -------
    dict
        ``to`` and ``way`` by voorziening: the first place, and by which edge one leaves; ``ends``: the two
        ends of each such edge; ``unknown``: a bit per edge.
    """
    names = [_named(end) for end in paths.ends]
    return {
        "to": {v: _to(v) for v in paths.voorzieningen},
        "way": {v: _way(v) for v in paths.voorzieningen},
        "ends": list(zip(names[::2], names[1::2], strict=True)),
        "unknown": _UNKNOWN,
    }


def _to(voorziening: str) -> str:
    return f"pad_{voorziening}"


def _way(voorziening: str) -> str:
    return f"pad_weg_{voorziening}"


def _named(end: str) -> str:
    """Name a column of ends as a page knows it: ``end_0`` is ``pad_van_0``."""
    kind, _, number = end.rpartition("_")
    return f"{_NAMES[kind]}_{number}"
