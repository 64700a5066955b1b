"""How do degrees become metres in RD New, and back?

Degrees live only in readers and in the map; everything between is RD New (EPSG:28992). Without the
NTv2 grid the step is 7 cm off on average and 24 cm at most: fine for a criterion of 400 m.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wozgeo.domain.contracts import RD_NEW, WGS84

if TYPE_CHECKING:
    from pyproj import Transformer


@cache
def _transformer(source: str, target: str) -> "Transformer":
    import pyproj

    pyproj.network.set_network_enabled(active=False)
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def to_rd(lonlat: ArrayLike) -> NDArray[np.float64]:
    """Turn WGS84 degrees into RD New metres.

    Parameters
    ----------
    lonlat
        Shape (n, 2): longitude, latitude.

    Returns
    -------
    ndarray
        Shape (n, 2): x, y in metres. NaN stays NaN.
    """
    return _transform(WGS84, RD_NEW, lonlat)


def to_wgs84(xy: ArrayLike) -> NDArray[np.float64]:
    """Turn RD New metres into WGS84 degrees: shape (n, 2) in, longitude and latitude out."""
    return _transform(RD_NEW, WGS84, xy)


def _transform(source: str, target: str, points: ArrayLike) -> NDArray[np.float64]:
    array = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if not len(array):
        return array.copy()
    return np.column_stack(_transformer(source, target).transform(array[:, 0], array[:, 1]))
