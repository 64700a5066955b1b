"""Which ways are the street of whose address?

Both are compared as addresses are: capitals, accents and the usual abbreviations do not count.
"""

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.many_shapes import IndexedShapes
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.street_names import street_key
from wozgeo.network.doors import UNNAMED_STREET, Streets


def named_streets(
    ways: gpd.GeoDataFrame, straat: "pd.Series[str]", buildings: IndexedShapes | None = None
) -> Streets:
    """Give the streets of ways and of addresses the same numbers.

    Parameters
    ----------
    ways
        Ways contract.
    straat
        The street in the address of each point; "" where it has none.
    buildings
        Their outlines: one leaves through none but one's own. None: not known.

    Returns
    -------
    Streets
        For `wozgeo.network.accesses.Accesses.of`.
    """
    names = [column.fillna("").astype(object).to_numpy() for column in (ways["name"], straat)]
    number, spelled = pd.factorize(np.concatenate(names))
    keys, of_key = np.unique([street_key(str(name)) for name in spelled], return_inverse=True)
    if len(keys) and keys[0] == "":  # sorts first
        of_key = of_key.astype(np.int64) - 1
    number = np.where(of_key >= 0, of_key, UNNAMED_STREET)[number]
    way_id: IntArray = ways.index.to_numpy(dtype=np.int64)
    return Streets(way_id, number[: len(ways)], number[len(ways) :], buildings)
