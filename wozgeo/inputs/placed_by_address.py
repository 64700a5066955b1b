"""Where lie the rows of a list that gives addresses instead of coordinates?"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.inputs.addresses import Uitkomst, find_addresses
from wozgeo.inputs.complex_columns import (
    ADDRESS,
    choose_mapping,
    chosen_cells,
    has_addresses,
    names_of,
)
from wozgeo.inputs.complexes import read_addresses
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.words_lists import FOUND_BY_ADDRESS, FOUND_NEARLY

NAMES = tuple(name for target in ADDRESS for name in names_of(target) if name != "kern")
"""The columns of an address, under all their names."""


def gives_addresses(sheet: Sheet) -> bool:
    """Whether a list has enough columns to find its rows by their address."""
    return has_addresses(choose_mapping(sheet, {}))


def place_by_address(
    sheet: Sheet, register: gpd.GeoDataFrame
) -> tuple[NDArray[np.object_], list[str], list[Text]]:
    """Find the rows of a list in a register of addresses.

    Parameters
    ----------
    sheet
        With columns of addresses, see `gives_addresses`.
    register
        Locations with their addresses, RD New.

    Returns
    -------
    tuple
        A point per row (empty where there is a fault); what is wrong with the rows, each with the nearest
        addresses; and how many were found so.
    """
    rows = pd.Series(sheet.cells.index.astype(str), index=sheet.cells.index, dtype=object)
    cells = chosen_cells(sheet, choose_mapping(sheet, {})).assign(complex_id=rows)
    labels = sheet.labels()
    wanted, faults = read_addresses(cells, labels)
    n_given = wanted["rij"].value_counts().reindex(sheet.cells.index, fill_value=0)
    if not faults:
        faults = [
            *shortened(f"{label}: no address; fill it in" for label in labels[n_given == 0]),
            *shortened(
                f"{label}: the address is of {n} numbers; give the one where the place is"
                for label, n in zip(labels[n_given > 1], n_given[n_given > 1], strict=True)
            ),
        ]
    points = np.full(len(sheet.cells), shapely.Point(), dtype=object)
    if faults:
        return points, faults, []
    lookup = find_addresses(wanted, register)
    found = (lookup["uitkomst"] == Uitkomst.GEVONDEN).to_numpy(dtype=bool)
    at = sheet.cells.index.get_indexer(pd.Index(wanted["rij"][found]))
    points[at] = shapes_of(register.geometry.reindex(lookup["location_id"][found]))
    faults = shortened(
        f"{labels[row]}: {given!r} is {_WHY[str(what)]} in the register of addresses"
        f"{f' (nearest: {near})' if near else ''}; mend it, or give coordinates"
        for row, given, what, near in zip(
            wanted["rij"][~found],
            wanted["opgegeven"][~found],
            lookup["uitkomst"][~found],
            lookup["kandidaten"][~found],
            strict=True,
        )
    )
    n_nearly = int((lookup["anders"] != "").sum())
    notes = [FOUND_BY_ADDRESS.about(n=int(found.sum()))]
    return points, faults, [*notes, *([FOUND_NEARLY.about(n=n_nearly)] if n_nearly else [])]


_WHY = {
    str(Uitkomst.NIET_GEVONDEN): "not found",
    str(Uitkomst.DUBBEL_GEVONDEN): "found more than once",
}
