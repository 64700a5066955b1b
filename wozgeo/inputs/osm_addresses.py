"""Which addresses does an OpenStreetMap file give, where are they, and which are dwellings?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.many_shapes import points_at
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.areas import Outlines
from wozgeo.inputs.dwellings import DWELLING_GROUNDS, DwellingRule, housing_in, lies_in, only_areas
from wozgeo.inputs.mapped_addresses import one_row_per_address, refined_grounds
from wozgeo.inputs.osm_columns import NODE, OsmColumns
from wozgeo.inputs.osm_kinds import OsmKinds

DRAWN_KEYS = ("addr:street", "addr:housenumber", "addr:postcode", "addr:city")
"""In the order of ADDRESS_COLUMNS."""


def drawn_addresses(
    columns: OsmColumns,
    kinds: OsmKinds,
    shapes: NDArray[np.object_],
    addresses: IntArray,
    buildings: Outlines,
    *,
    rule: DwellingRule,
) -> tuple[gpd.GeoDataFrame, dict[str, int]]:
    """Give the addresses of a file, and say of each whether it is a dwelling.

    Parameters
    ----------
    columns, kinds
        The objects of the file, and what they are.
    shapes
        Of each object its outline in degrees; None of nodes, and where the file holds too little.
    addresses
        Rows of the objects with a house number.
    buildings
        The outlines of all buildings.
    rule
        Which addresses are dwellings.

    Returns
    -------
    tuple
        Locations contract with ``dwelling`` and ``ground``; and how many were read otherwise than drawn.
    """
    drawn, places = _address_places(columns, _by_id(columns, addresses), shapes)
    has_function = kinds.which("has_function")
    is_node = columns.kind == NODE
    table, told = one_row_per_address(
        pd.DataFrame(
            {
                "location_id": _refs(columns, drawn),
                **dict(
                    zip(ADDRESS_COLUMNS, columns.table(DRAWN_KEYS, drawn).values(), strict=True)
                ),
                "has_function": (has_function & is_node)[drawn],
                "berth": kinds.which("is_berth")[drawn],
                "lon": places[:, 0],
                "lat": places[:, 1],
            }
        )
    )
    places = table[["lon", "lat"]].to_numpy()
    unnumbered = np.setdiff1d(np.flatnonzero(has_function & is_node), addresses)
    # of equally good buildings the first counts: the smallest id
    houses = _by_id(columns, buildings.rows)
    place = np.empty(len(columns), dtype=np.int64)
    place[houses] = np.arange(len(houses))
    ground, within = housing_in(
        lies_in(
            points_at(places),
            points_at(columns.lonlat(unnumbered)),
            ((place[rows], only_areas(some)) for rows, some in buildings.batches()),
        ),
        table["has_function"].to_numpy(dtype=bool),
        kinds.column("rank")[houses].astype(np.int64),
    )
    below = np.append(kinds.which("shops_below")[houses], False)
    ground = refined_grounds(table, ground, within, below[within], rule)
    return (
        gpd.GeoDataFrame(
            {
                "kind": "woning",
                "naam": "",
                **{name: table[name].to_numpy(dtype=object) for name in ADDRESS_COLUMNS},
                "pand_id": np.append(_refs(columns, houses), "")[within],
                "dwelling": ground.isin(DWELLING_GROUNDS),
                "ground": ground,
            },
            geometry=points_at(to_rd(places)),
            crs=RD_NEW,
            index=pd.Index(table["location_id"], name="location_id"),
        ),
        told,
    )


def _refs(columns: OsmColumns, rows: IntArray) -> NDArray[np.object_]:
    return np.array(columns.refs(rows), dtype=object)


def _by_id(columns: OsmColumns, rows: IntArray) -> IntArray:
    """Put rows in the order of their ids as texts: nodes before relations before ways."""
    refs = columns.refs(rows)
    order = np.array(sorted(range(len(refs)), key=refs.__getitem__), dtype=np.int64)
    return rows[order]


def _address_places(
    columns: OsmColumns, addresses: IntArray, shapes: NDArray[np.object_]
) -> tuple[IntArray, NDArray[np.float64]]:
    """Give every address once, and its place: shape (n, 2), degrees.

    An address on an outline counts at a point inside it, unless nodes inside it carry addresses of
    their own: then those are the addresses.
    """
    is_node = columns.kind[addresses] == NODE
    nodes, outlined = addresses[is_node], addresses[~is_node]
    places = columns.lonlat(nodes)
    taken, _ = shapely.STRtree(points_at(places)).query(shapes[outlined], predicate="intersects")
    free = np.array([shape is not None for shape in shapes[outlined]], dtype=bool)
    free[taken] = False
    kept = outlined[free]
    # "n..." sorts before "r..." and "w...": the whole stays sorted by id
    return (
        np.concatenate([nodes, kept]),
        np.concatenate([places, shapely.get_coordinates(shapely.point_on_surface(shapes[kept]))]),
    )
