"""Which addresses does an OpenStreetMap file give, where are they, and which are dwellings?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.many_shapes import points_at
from wozgeo.inputs.areas import Areas
from wozgeo.inputs.dwellings import DWELLING_GROUNDS, DwellingRule, housing_of
from wozgeo.inputs.mapped_addresses import one_row_per_address, refined_grounds
from wozgeo.inputs.opl import node_positions


class Address(NamedTuple):
    """An address as it was drawn; ``rest`` is the undecoded node or way."""

    ref: str
    rest: str
    has_function: bool
    street: str
    number: str
    postcode: str
    city: str
    berth: bool = False


class Building(NamedTuple):
    """A building, and how well it houses people (`DwellingRule.rank`)."""

    ref: str
    rest: str
    rank: int
    shops_below: bool = False


def drawn_addresses(
    addresses: list[Address],
    buildings: list[Building],
    functions: list[str],
    areas: Areas,
    *,
    rule: DwellingRule,
) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Give the addresses of a file, and say of each whether it is a dwelling.

    Parameters
    ----------
    addresses, buildings
        As they were drawn, in any order.
    functions
        Nodes with a shop or the like and without an address, undecoded.
    areas
        The outlines of them all.
    rule
        Which addresses are dwellings.

    Returns
    -------
    tuple
        Locations contract with ``dwelling`` and ``ground``; and how many were read otherwise than drawn.
    """
    buildings = sorted(buildings)  # of equally good ones the first counts: the smallest id
    outlines = areas.of(buildings)
    outlines[~np.isin(shapely.get_type_id(outlines), (3, 6))] = None
    drawn, points = _address_points(sorted(addresses), areas)
    refs, _, has_function, *address, berth = _columns(drawn)
    table, told = one_row_per_address(
        pd.DataFrame(
            {
                "location_id": np.array(refs, dtype=object),
                **{
                    name: np.array(texts, dtype=object)
                    for name, texts in zip(ADDRESS_COLUMNS, address, strict=True)
                },
                "has_function": np.array(has_function, dtype=bool)
                & np.array([ref[0] == "n" for ref in refs], dtype=bool),
                "berth": np.array(berth, dtype=bool),
                "at": points,
            }
        )
    )
    points = table["at"].to_numpy()
    ground, within = housing_of(
        points,
        table["has_function"].to_numpy(dtype=bool),
        outlines,
        np.array([o.rank for o in buildings], dtype=np.int64),
        points_at(node_positions(functions)),
    )
    below = np.array([*(o.shops_below for o in buildings), False], dtype=bool)
    ground = refined_grounds(table, ground, within, below[within], rule)
    return (
        gpd.GeoDataFrame(
            {
                "kind": "woning",
                "naam": "",
                **{name: table[name].to_numpy(dtype=object) for name in ADDRESS_COLUMNS},
                "pand_id": np.array([*(o.ref for o in buildings), ""], dtype=object)[within],
                "dwelling": ground.isin(DWELLING_GROUNDS),
                "ground": ground,
            },
            geometry=shapely.points(to_rd(shapely.get_coordinates(points))),
            crs=RD_NEW,
            index=pd.Index(table["location_id"], name="location_id"),
        ),
        told,
    )


def _columns(addresses: list[Address]) -> list[Sequence[Any]]:
    return list(zip(*addresses, strict=True)) if addresses else [()] * len(Address._fields)


def _address_points(
    addresses: list[Address], areas: Areas
) -> tuple[list[Address], NDArray[np.object_]]:
    """Give every address once, as a point in degrees.

    An address on an outline counts at a point inside it, unless nodes inside it carry addresses of
    their own: then those are the addresses.
    """
    nodes = [o for o in addresses if o.ref[0] == "n"]
    points = points_at(node_positions([o.rest for o in nodes]))
    outlined = [o for o in addresses if o.ref[0] != "n"]
    shapes = areas.of(outlined)
    taken, _ = shapely.STRtree(points).query(shapes, predicate="intersects")
    free = np.array([shape is not None for shape in shapes], dtype=bool)
    free[taken] = False
    kept = [o for o, is_free in zip(outlined, free, strict=True) if is_free]
    # "n..." sorts before "r..." and "w...": the whole stays sorted by id
    return nodes + kept, np.concatenate([points, shapely.point_on_surface(shapes[free])])
