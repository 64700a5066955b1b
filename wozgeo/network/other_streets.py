"""Which other street may serve a walker than the one that lies nearest?

Whatever serves a rollator serves a walker, who may stand nearest to steps: so a walker may also leave by the
street that someone with a rollator would take.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.network.snapping import Snapper, place_on_edge

_SAME_M = 0.002
"""Places this near to each other are one."""

OTHER_COLUMNS = {"edge": np.int64, "along_m": np.float64, "off_m": np.float64, "crosses": object,
           "row": np.int64, "certain": bool, "street": bool}  # fmt: skip
"""The access contract, the position of the point, whether the way is known to be open and dry, and whether
one also leaves by it who leaves by the street of the address."""


def no_others() -> pd.DataFrame:
    """Give what a point without another street has."""
    return pd.DataFrame({name: np.empty(0, dtype=kind) for name, kind in OTHER_COLUMNS.items()})


def streets_of_wheels(
    snapper: Snapper,
    wheels: Snapper,
    theirs: pd.DataFrame,
    possible: pd.DataFrame,
    certain: pd.DataFrame,
) -> pd.DataFrame:
    """Find, among the streets of a walker, where someone with a rollator would come to the streets.

    Parameters
    ----------
    snapper, wheels
        What connects a walker, and someone with a rollator.
    theirs
        `OTHER_COLUMNS`: where the latter comes to the streets.
    possible, certain
        Access contract: where the walker comes to them already.

    Returns
    -------
    DataFrame
        `OTHER_COLUMNS`, by row and edge; without the edges that ``possible`` and ``certain`` name already.
    """
    theirs = theirs[theirs["edge"].to_numpy() >= 0].reset_index(drop=True)
    edge, row = theirs["edge"].to_numpy(), theirs["row"].to_numpy()
    feet = place_on_edge(wheels.network, edge, theirs["along_m"].to_numpy())
    here = _is_at(snapper, possible, row, feet)
    same = here & (~theirs["certain"].to_numpy() | _is_at(snapper, certain, row, feet))
    theirs, feet, edge = theirs[~same].reset_index(drop=True), feet[~same], edge[~same]
    found = snapper.edges_at(feet, _SAME_M)
    network = snapper.network
    other_way = network.way_id[found.edge] != wheels.network.way_id[edge[found.point]]
    # a corner is on two edges: straight to it is shorter than by the nearest point of the first
    row = theirs["row"].to_numpy()[found.point]
    have = possible["edge"].to_numpy()[row] == found.edge
    rank = (found.edge, ~network.open[found.edge], network.private[found.edge], have, other_way)
    found = found.only(np.lexsort((*rank, found.point)))
    point, first = np.unique(found.point, return_index=True)
    best = found.only(first)
    mapped = theirs.iloc[point].assign(edge=best.edge, along_m=best.along_m)
    mapped["certain"] &= network.open[best.edge]
    return once([no_others(), mapped], possible, certain)


def _is_at(
    snapper: Snapper, access: pd.DataFrame, row: NDArray[np.int64], feet: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which accesses of these rows come to the streets at these places."""
    edge, along_m = (access[name].to_numpy()[row] for name in ("edge", "along_m"))
    met = edge >= 0
    found = np.full((len(row), 2), np.nan)
    found[met] = place_on_edge(snapper.network, edge[met], along_m[met])
    return np.asarray(np.hypot(*(found - feet).T) < _SAME_M)


def once(tables: list[pd.DataFrame], possible: pd.DataFrame, certain: pd.DataFrame) -> pd.DataFrame:
    """Lay tables together, each edge of a point once and none that it has already, by row and edge."""
    tables = [table for table in tables if len(table)]
    if not tables:
        return no_others()
    found = pd.concat(tables, ignore_index=True)[list(OTHER_COLUMNS)].astype(OTHER_COLUMNS)
    found = found.sort_values(["row", "edge", "certain"], kind="stable")
    if found["street"].any():
        found["street"] = found.groupby(["row", "edge"])["street"].transform("max")
    found = found.drop_duplicates(["row", "edge"], keep="last")
    row, edge = found["row"].to_numpy(), found["edge"].to_numpy()
    known = found["certain"].to_numpy()
    have = [table["edge"].to_numpy()[row] == edge for table in (possible, certain)]
    return pd.DataFrame(found[~(have[1] | (have[0] & ~known))]).reset_index(drop=True)
