"""Along which streets would a walk go that leaves by another door?"""

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.many_shapes import as_places
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.other_streets import no_others
from wozgeo.network.routes import no_routes, trace_routes

_SAME_M = 0.05
"""A walk that is no longer or shorter than this goes by the same door, for whoever looks at a map."""


def trace_other_doors(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Collection[str],
    search_limit_m: float,
) -> gpd.GeoDataFrame:
    """Draw the shortest and the longest walk from the doors of every location that has several.

    Parameters
    ----------
    network, locations, facilities, voorziening, wanted, search_limit_m
        As for `wozgeo.network.routes.trace_routes`.

    Returns
    -------
    GeoDataFrame
        As `wozgeo.network.routes.trace_routes` gives it, at most two rows per (location_id, voorziening):
        those that differ from the walk it draws, over whatever is not known to be closed.
    """
    doors, rows = locations.doubtful_doors()
    if not len(rows):
        return no_routes()
    numbers = pd.Index([str(k) for k in range(len(rows))], dtype=object)
    access = doors.drop(columns="known").set_axis(numbers)
    each = Accesses(
        as_places(locations.points.iloc[rows].set_axis(numbers)),
        access,
        access,
        no_others(),
        None,
        locations.by_street,
    )
    several = np.unique(rows)
    drawn, found = (
        trace_routes(
            network,
            leaving,
            facilities,
            voorziening,
            wanted=wanted,
            search_limit_m=search_limit_m,
        )
        for leaving in (locations.only(several), each)
    )
    ids = locations.points.index.to_numpy(dtype=object)[rows]
    number = found.index.get_level_values(0).astype(int)
    kinds = found.index.get_level_values(1)
    found.index = pd.MultiIndex.from_arrays([ids[number], kinds], names=[None, "voorziening"])
    return _extremes(found, drawn["distance_m"])


def _extremes(found: gpd.GeoDataFrame, drawn_m: pd.Series) -> gpd.GeoDataFrame:
    """Keep the shortest and the longest of every pair, without what is drawn already."""
    away = found["distance_m"].to_numpy() - drawn_m.reindex(found.index).to_numpy()
    found = found[~(np.abs(away) <= _SAME_M)].sort_values("distance_m", kind="stable")
    pairs = found.index
    kept = ~pairs.duplicated(keep="first") | ~pairs.duplicated(keep="last")
    return gpd.GeoDataFrame(found[kept].sort_index(kind="stable"))
