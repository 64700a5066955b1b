"""Which addresses does an OpenStreetMap file give, where are they, and which are dwellings?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW
from wozgeo.domain.crs import to_rd
from wozgeo.domain.plain_types import IntArray
from wozgeo.inputs.dwellings import DWELLING_GROUNDS, DwellingRule, housing_of
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
    rule
        Which addresses are dwellings.

    Returns
    -------
    tuple
        Locations contract with ``dwelling`` and ``ground``; and how many were read otherwise than drawn.
    """
    # of equally good buildings the first counts: the smallest id
    buildings = _by_id(columns, np.flatnonzero(kinds.which("is_building")))
    outlines = shapes[buildings]
    outlines[~np.isin(shapely.get_type_id(outlines), (3, 6))] = None
    drawn, points = _address_points(columns, _by_id(columns, addresses), shapes)
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
                "at": points,
            }
        )
    )
    points = table["at"].to_numpy()
    unnumbered = has_function & is_node
    unnumbered[addresses] = False
    ground, within = housing_of(
        points,
        table["has_function"].to_numpy(dtype=bool),
        outlines,
        kinds.column("rank")[buildings].astype(np.int64),
        shapely.points(columns.lonlat(np.flatnonzero(unnumbered))),
    )
    below = np.append(kinds.which("shops_below")[buildings], False)
    ground = refined_grounds(table, ground, within, below[within], rule)
    return (
        gpd.GeoDataFrame(
            {
                "kind": "woning",
                "naam": "",
                **{name: table[name].to_numpy(dtype=object) for name in ADDRESS_COLUMNS},
                "pand_id": np.append(_refs(columns, buildings), "")[within],
                "dwelling": ground.isin(DWELLING_GROUNDS),
                "ground": ground,
            },
            geometry=shapely.points(to_rd(shapely.get_coordinates(points))),
            crs=RD_NEW,
            index=pd.Index(table["location_id"], name="location_id"),
        ),
        told,
    )


def _refs(columns: OsmColumns, rows: IntArray) -> NDArray[np.object_]:
    return np.array([columns.refs[row] for row in rows.tolist()], dtype=object)


def _by_id(columns: OsmColumns, rows: IntArray) -> IntArray:
    """Put rows in the order of their ids as texts: nodes before relations before ways."""
    return np.array(sorted(rows.tolist(), key=columns.refs.__getitem__), dtype=np.int64)


def _address_points(
    columns: OsmColumns, addresses: IntArray, shapes: NDArray[np.object_]
) -> tuple[IntArray, NDArray[np.object_]]:
    """Give every address once, as a point in degrees.

    An address on an outline counts at a point inside it, unless nodes inside it carry addresses of
    their own: then those are the addresses.
    """
    is_node = columns.kind[addresses] == NODE
    nodes, outlined = addresses[is_node], addresses[~is_node]
    points = shapely.points(columns.lonlat(nodes))
    taken, _ = shapely.STRtree(points).query(shapes[outlined], predicate="intersects")
    free = np.array([shape is not None for shape in shapes[outlined]], dtype=bool)
    free[taken] = False
    kept = outlined[free]
    # "n..." sorts before "r..." and "w...": the whole stays sorted by id
    return (
        np.concatenate([nodes, kept]),
        np.concatenate([points, shapely.point_on_surface(shapes[kept])]),
    )
