"""How is a junction a place to walk to and from?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.tables import ACCESS_TABLE
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.search import NOWHERE


def junction_accesses(network: WalkNetwork, nodes: IntArray) -> Accesses:
    """Let junctions be places: on the street, without a leg of their own.

    Parameters
    ----------
    network
        Streets of one profile.
    nodes
        Positions of nodes in it; where a public edge ends there one stands on the public street.

    Returns
    -------
    Accesses
        Indexed by the position of the node. A junction where nothing is known to be open has no certain
        access.
    """
    ends = np.concatenate([network.u, network.v])
    edge = np.tile(np.arange(network.n_edges), 2)
    at_end = np.repeat([False, True], network.n_edges)
    points = gpd.GeoSeries(
        shapely.points(network.xy[nodes]), index=pd.Index(nodes, name="node"), crs=RD_NEW
    )
    tables = []
    for usable in (np.ones(network.n_edges, dtype=bool), network.open):
        order = np.lexsort((edge, ~network.open[edge], network.private[edge]))
        order = order[usable[edge[order]]]
        first = np.full(network.n_nodes, NOWHERE)
        first[ends[order[::-1]]] = order[::-1]
        tables.append(_at_ends(network, first[nodes], edge, at_end, points.index))
    possible, certain = tables
    return Accesses(points, possible, certain)


def _at_ends(
    network: WalkNetwork,
    taken: IntArray,
    edge: IntArray,
    at_end: NDArray[np.bool_],
    index: pd.Index,
) -> pd.DataFrame:
    met = taken >= 0
    along_m = np.where(at_end[taken], network.length_m[edge[taken]], 0.0)
    return pd.DataFrame(
        {
            "edge": np.where(met, edge[taken], NOWHERE),
            "along_m": np.where(met, along_m, np.nan),
            "off_m": np.where(met, 0.0, np.nan),
            "crosses": "",
        },
        index=index,
    )[list(ACCESS_TABLE.columns)]
