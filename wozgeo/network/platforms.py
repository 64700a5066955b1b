"""Which platforms and piers join streets?

A platform in line with the pavement, or a pier between two quays, is walked although it is no
``highway``. One that hangs on a street by one place, or on nothing, leads nowhere: a bus stop or a house
that came to stand on it would lose every voorziening.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def joins_streets(ways: pd.DataFrame, walkable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which walkable ways are streets, or platforms and piers that join streets in two places.

    Parameters
    ----------
    ways
        Ways contract; a platform or pier is what has no ``highway``. One that is an area is a square
        like any other: see `wozgeo.network.square_doors` for those that join nothing.
    walkable
        Per way, whether it may be walked. What is not walkable joins nothing.

    Returns
    -------
    ndarray
        Per way; ``walkable`` without the platforms that lead nowhere. Platforms that share a node are
        one: together they must meet streets at two nodes or more.
    """
    nodes = ways["nodes"].to_numpy()
    is_line = np.array([len(of_way) > 0 for of_way in nodes], dtype=bool)
    platform = walkable & is_line & (ways["highway"] == "").to_numpy()
    if not platform.any():
        return walkable
    on_streets = np.unique(np.concatenate([np.empty(0, np.int64), *nodes[walkable & ~platform]]))
    own = np.flatnonzero(platform)
    way = np.repeat(np.arange(len(own)), [len(nodes[i]) for i in own])
    node, code = np.unique(np.concatenate(nodes[own]), return_inverse=True)
    shape = (len(own), len(node))
    touches = coo_array((np.ones(len(way)), (way, code)), shape=shape).tocsr()
    _, piece = connected_components(touches @ touches.T, directed=False)
    met = np.unique(np.stack([piece[way], code])[:, np.isin(node[code], on_streets)], axis=1)
    n_met = np.bincount(met[0], minlength=piece.max() + 1)
    kept = walkable.copy()
    kept[own] = n_met[piece] >= 2
    return kept
