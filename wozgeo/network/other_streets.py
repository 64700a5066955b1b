"""Which other street may serve a point than the one that lies nearest?

A private lane that lies nearest may be a neighbour's: the public street hardly further serves too. And
whatever serves a rollator serves a walker, who may stand nearest to steps: so a walker may also leave by
the street that someone with a rollator would take.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.vocabulary import State
from wozgeo.network.snapping import Snapper

NEIGHBOUR_M = 10.0
"""So much further than private ground a public street may lie, and serve as well."""

COLUMNS = {"edge": np.int64, "along_m": np.float64, "off_m": np.float64, "crosses": object,
           "row": np.int64, "certain": bool}  # fmt: skip
"""The access contract, the position of the point, and whether the way is known to be open and dry."""


def no_others() -> pd.DataFrame:
    """Give what a point without another street has."""
    return pd.DataFrame({name: np.empty(0, dtype=kind) for name, kind in COLUMNS.items()})


def other_streets(
    snapper: Snapper, points: gpd.GeoSeries, possible: pd.DataFrame, certain: pd.DataFrame
) -> pd.DataFrame:
    """Connect points with what else may serve as their street.

    Parameters
    ----------
    snapper, points
        The points, and what connects them.
    possible, certain
        Where `Snapper.snap` and `Snapper.snap_certain` connected them.

    Returns
    -------
    DataFrame
        `COLUMNS`, by row and edge; without the edges that ``possible`` and ``certain`` name already.
    """
    network = snapper.network
    tables = list(_public_streets(snapper, points, possible, certain, wheels=False))
    if (network.wheels != network.state).any():
        edge = possible["edge"].to_numpy()
        own = (edge >= 0) & (network.wheels[edge] != State.OPEN)
        near, known = possible.copy(), certain.copy()
        if own.any():
            found = snapper.snap(points[own], wheels=True)
            sure = snapper.snap_certain(points[own], found, wheels=True)
            for whole, part in ((near, found), (known, sure)):
                for column in part:
                    whole.loc[own, column] = part[column].to_numpy()
            tables += [_rows(near, own, certain=False), _rows(known, own, certain=True)]
        tables += _public_streets(snapper, points, near, known, wheels=True)
    if not tables:
        return no_others()
    found = pd.concat(tables, ignore_index=True)
    found = found[found["edge"] >= 0].astype(COLUMNS)
    found = found.sort_values(["row", "edge", "certain"], kind="stable")
    found = found.drop_duplicates(["row", "edge"], keep="last")
    named = [table["edge"].to_numpy()[found["row"]] for table in (possible, certain)]
    fresh = (np.stack(named) != found["edge"].to_numpy()).all(axis=0)
    return pd.DataFrame(found[fresh]).reset_index(drop=True)


def _public_streets(
    snapper: Snapper,
    points: gpd.GeoSeries,
    possible: pd.DataFrame,
    certain: pd.DataFrame,
    *,
    wheels: bool,
) -> list[pd.DataFrame]:
    """Find the public streets hardly further than private ground, open or unknown, then known to be open."""
    private = snapper.network.private
    tables = []
    for access, known in ((possible, False), (certain, True)):
        edge = access["edge"].to_numpy()
        chosen = (edge >= 0) & private[edge]
        if chosen.any():
            found = snapper.snap(points[chosen], known=known, public=True, wheels=wheels)
            found = snapper.near_and_dry(found, possible[chosen], max_extra_m=NEIGHBOUR_M)
            tables.append(found.assign(row=np.flatnonzero(chosen), certain=known))
    return tables


def _rows(access: pd.DataFrame, chosen: NDArray[np.bool_], *, certain: bool) -> pd.DataFrame:
    return access[chosen].assign(row=np.flatnonzero(chosen), certain=certain)
