"""What does a map show of the ground itself, whatever was measured or judged on it?

It waits for no answer: it can be packed as soon as the streets are read, and be kept for a next run.
"""

from dataclasses import dataclass

import geopandas as gpd

from wozgeo.outputs.map.packed_backdrop import pack_backdrop
from wozgeo.outputs.map.packed_shapes import pack_shapes
from wozgeo.outputs.map.street_names import place_street_names


@dataclass(frozen=True)
class MapGround:
    """The ground as it travels inside a page.

    Attributes
    ----------
    backdrop
        Streets, water, green and buildings, from `pack_backdrop`.
    street_names
        Where names of streets are written, from `pack_shapes`; "" where none is.
    """

    backdrop: str
    street_names: str


def pack_ground(backdrop: gpd.GeoDataFrame) -> MapGround:
    """Pack what a map shows of the ground.

    Parameters
    ----------
    backdrop
        ``kind``, ``name`` and geometry in RD New, as `wozgeo.inputs.backdrop` gives it. May be empty.
    """
    places, names = place_street_names(backdrop)
    return MapGround(pack_backdrop(backdrop), pack_shapes(places, names) if names else "")
