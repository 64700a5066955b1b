"""Where lie the rows of a list that gives addresses instead of coordinates?"""

import difflib

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS
from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.inputs.address_register import address_keys
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

_ALIKE = 0.75
"""Towns spelt as near as this are one that was misspelt."""

NAMES = tuple(name for target in ADDRESS for name in names_of(target) if name != "kern")
"""The columns of an address, under all their names."""


def gives_addresses(sheet: Sheet) -> bool:
    """Whether a list has enough columns to find its rows by their address."""
    return has_addresses(choose_mapping(sheet, {}))


def place_by_address(
    sheet: Sheet, register: gpd.GeoDataFrame
) -> tuple[NDArray[np.object_], list[str], list[Text], "pd.Series[str]"]:
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
        A point per row (empty where there is a fault, or where the register does not know the woonplaats at
        all: that lies elsewhere); what is wrong with the rows, each with the nearest addresses; how many
        were found so; and per row the street of its address as the register spells it, "" where there is none.
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
        return points, faults, [], _NO_STREETS
    lookup = find_addresses(wanted, register)
    found = (lookup["uitkomst"] == Uitkomst.GEVONDEN).to_numpy(dtype=bool)
    at = sheet.cells.index.get_indexer(pd.Index(wanted["rij"][found]))
    points[at] = shapes_of(register.geometry.reindex(lookup["location_id"][found]))
    streets = np.full(len(sheet.cells), "", dtype=object)
    streets[at] = register["straat"].reindex(lookup["location_id"][found]).fillna("")
    found = found | _elsewhere(wanted, register)
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
    n_found = int((lookup["uitkomst"] == Uitkomst.GEVONDEN).sum())
    notes = [FOUND_BY_ADDRESS.about(n=n_found)]
    nearly = [FOUND_NEARLY.about(n=n_nearly)] if n_nearly else []
    return points, faults, [*notes, *nearly], pd.Series(streets, index=sheet.cells.index)


def _elsewhere(wanted: pd.DataFrame, register: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which addresses are in a town that is not in the register, nor misspelt from one that is."""
    known = address_keys(pd.DataFrame(register)[[*ADDRESS_COLUMNS]].fillna("").astype(object))
    towns = {*known["plaats"]} - {""}
    asked = address_keys(wanted)["plaats"]
    away = {
        town
        for town in {*asked} - towns - {""}
        if towns and not difflib.get_close_matches(town, towns, n=1, cutoff=_ALIKE)
    }
    numbers = {*register["postcode"].fillna("").astype(str).str[:4]} - {""}
    strange = ~wanted["postcode"].astype(str).str[:4].isin(numbers).to_numpy()
    return np.asarray(asked.isin(away).to_numpy() & strange)


_NO_STREETS = pd.Series(dtype=object)

_WHY = {
    str(Uitkomst.NIET_GEVONDEN): "not found",
    str(Uitkomst.DUBBEL_GEVONDEN): "found more than once",
}
