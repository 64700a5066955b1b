"""Which rows of a list lie outside the area that is looked at?

A list of the whole province is no broken list: what lies elsewhere is left out, and one sentence tells how
many. A list of which nothing lies here is of another region, and that stops.
"""

from pathlib import Path

import geopandas as gpd
import shapely

from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Counted, Text
from wozgeo.inputs.coordinates import Extent

_REMEDY = "take a larger OSM extract, or the list of this region"


def leave_out_elsewhere(
    path: Path,
    table: gpd.GeoDataFrame,
    told: Counted,
    *,
    extent: Extent | None,
    replacing: bool = False,
) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """Leave out what lies outside the streets that were read.

    Parameters
    ----------
    path
        The list.
    table
        Points in RD New; an empty point is one that is known to lie elsewhere. A column ``voorziening``
        where the list is one of facilities.
    told
        How a reader is told how many were left out.
    extent
        Of the streets that were read. None: only empty points lie elsewhere.
    replacing
        Whether the list takes the place of what was known: then a voorziening of which all lies elsewhere
        is a fault, since none would be left and nobody would see it.

    Returns
    -------
    tuple
        The rest, and one sentence where something was left out.

    Raises
    ------
    InputError
        When nothing is left, of the list or of a voorziening it replaces.
    """
    points = table.geometry.to_numpy()
    away = shapely.is_empty(points)
    if extent is not None:
        away = away | ~shapely.intersects(points, shapely.box(*extent))
    if not away.any():
        return table, []
    if away.all():
        raise InputError(path, [f"nothing in it lies {_where(table, extent)}; {_REMEDY}"])
    here = table[~away]
    if replacing:
        gone = sorted({*table["voorziening"]} - {*here["voorziening"]})
        faults = [
            f"voorziening {kind}: all {int((table['voorziening'] == kind).sum())} of the list lie outside the "
            f"streets that were read, so with mode replace none would be left; {_REMEDY}, or remove these rows"
            for kind in gone
        ]
        if faults:
            raise InputError(path, faults)
    return here, [told.about(int(away.sum()))]


def _where(table: gpd.GeoDataFrame, extent: Extent | None) -> str:
    low_x, low_y, high_x, high_y = table.total_bounds
    if extent is None or not low_x <= high_x:
        return "in the streets that were read"
    return (
        "in the streets that were read (x {0:.0f} to {2:.0f}, y {1:.0f} to {3:.0f}): ".format(
            *extent
        )
        + f"it lies at x {low_x:.0f} to {high_x:.0f}, y {low_y:.0f} to {high_y:.0f}"
    )
