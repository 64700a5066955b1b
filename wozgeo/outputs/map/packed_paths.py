"""How do the ways to walk of every dwelling travel inside a page?

The places of all trees on one lattice, and per voorziening how many places further the way on leads:
mostly one, so it costs next to nothing. A dwelling carries the ends of its edge and its first place.
"""

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.network.path_trees import ENDS, PathTrees
from wozgeo.network.search import NOWHERE
from wozgeo.outputs.map.packed_points import PackedColumn
from wozgeo.outputs.map.packing import Grid, Stream, mercator_to_rd, pack, rd_to_mercator, unpack

_STEP_M = 0.5
"""Lattice step in metres of EPSG:3857 (0.3 m on the ground): below a pixel up to zoom 18."""

_NAMES = dict(zip(ENDS, ("pad_van", "pad_tot", "pad_van_tweede", "pad_tot_tweede"), strict=True))


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
    places = {name: found[end].where(found[end] >= 0) for end, name in _NAMES.items()}
    for v in paths.voorzieningen:
        places[f"pad_{v}"] = found[f"to_{v}"].where(found[f"to_{v}"] >= 0)
        places[f"pad_tweede_{v}"] = found[f"second_{v}"]
    unknown, second = (found[name].fillna(0) for name in ("unknown", "second_unknown"))
    places["pad_onbekend"] = unknown.astype(int) + 2 * second.astype(int)
    return woningen.assign(**{name: column.astype(float) for name, column in places.items()})


def path_columns(paths: PathTrees) -> list[PackedColumn]:
    """List the columns of :func:`with_paths` as they are packed."""
    like = {"pad_tot": "pad_van", "pad_tot_tweede": "pad_van_tweede"}
    columns = [PackedColumn(name, "number", like=like.get(name)) for name in _NAMES.values()]
    for v in paths.voorzieningen:
        columns.append(PackedColumn(f"pad_{v}", "number", like="pad_van"))
        columns.append(PackedColumn(f"pad_tweede_{v}", "number"))
    return [*columns, PackedColumn("pad_onbekend", "number")]
