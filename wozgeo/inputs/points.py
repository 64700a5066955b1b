"""Which points does a user's own list hold?

Facilities and locations come as CSV, Excel, GeoPackage or GeoJSON; they leave as contract tables in
RD New. A list is read as a whole or not at all: one error names every fault in it.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW, STATED_DOOR
from wozgeo.domain.errors import InputError
from wozgeo.domain.labels import FILE_SAYS
from wozgeo.domain.language import Text
from wozgeo.domain.plain_types import Mode
from wozgeo.domain.shown import short
from wozgeo.domain.values import OWN_LIST
from wozgeo.domain.vocabulary import Voorzieningen
from wozgeo.inputs.coordinates import Extent, locate, missing_coordinates
from wozgeo.inputs.elsewhere import leave_out_elsewhere
from wozgeo.inputs.facility_rules import read_voorzieningen
from wozgeo.inputs.listed_outlines import listed_places, outlined_rows
from wozgeo.inputs.missing_columns import missing_columns
from wozgeo.inputs.place_ids import faulty_ids, repeated_place_ids, these_rows
from wozgeo.inputs.placed_by_address import NAMES, gives_addresses, place_by_address
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.sheet_files import read_sheet
from wozgeo.inputs.spelling import column_key, plain_hyphens
from wozgeo.inputs.stated_doors import stated_doors
from wozgeo.inputs.words_lists import (
    ADDS,
    DROPS,
    FACILITIES_ELSEWHERE,
    LOCATIONS_ELSEWHERE,
    REPLACES,
)

_COORDINATES = ("lon", "lat", "x", "y")
_FACILITY_COLUMNS = ("id", "voorziening", "naam", *_COORDINATES)
_LOCATION_COLUMNS = ("id", "naam", *ADDRESS_COLUMNS, *_COORDINATES, *STATED_DOOR)


@dataclass(frozen=True)
class FacilityList:
    """A user's list of facilities and what it is for.

    Parameters
    ----------
    name
        How notes and errors call it, usually the name of the file.
    mode
        See :data:`Mode`.
    table
        From :func:`read_facility_list`.
    places
        Where its facilities are entered; None where nothing is known of it.
    """

    name: str
    mode: Mode
    table: gpd.GeoDataFrame
    places: gpd.GeoDataFrame | None = None


def read_facility_list(
    path: Path,
    *,
    extent: Extent | None,
    mode: Mode,
    kinds: Voorzieningen | None = None,
    register: gpd.GeoDataFrame | None = None,
) -> gpd.GeoDataFrame:
    """Read a user's list of facilities.

    Parameters
    ----------
    path
        Columns ``id``, ``voorziening``, ``naam`` and ``lon``, ``lat`` (WGS84) or ``x``, ``y`` (RD
        New), or points or outlines in a layer; or an address. For ``drop`` only ``id`` and ``voorziening``.
    extent
        Of the streets that were read: what lies outside is left out, and the notes tell how many; when
        nothing is left, that is a fault. None: not checked.
    mode
        What the list is for.
    register
        In which rows without coordinates are looked up by their address. None: they are a fault.
    kinds
        Which voorzieningen there are; None: those that come with wozgeo.

    Returns
    -------
    GeoDataFrame
        Facilities of the contract, sorted; one id may stand for several voorzieningen. For
        ``drop`` the points are empty. In ``attrs`` ``notes``: how the list was read; and
        ``places``: where they are entered.

    Raises
    ------
    InputError
        Naming every fault in the list.
    """
    needed = ("id", "voorziening") if mode == "drop" else ("id", "voorziening", "naam")
    sheet = _read(path, needed if mode == "drop" else _FACILITY_COLUMNS)
    spellings = _spellings(read_voorzieningen() if kinds is None else kinds)
    named = _text(sheet, "voorziening").map(lambda text: spellings.get(_squashed(text), text))
    points: object = shapely.Point()
    misplaced, notes, streets = list[str](), list[Text](), None
    sheet, outlines, said = outlined_rows(sheet) if mode != "drop" else (sheet, {}, [])
    if mode != "drop":
        points, misplaced, notes, streets = _points(sheet, register)
    _require_none(
        path,
        missing_columns(sheet, needed),
        sheet.faults,
        faulty_ids(sheet),
        repeated_place_ids(sheet, named),
        _unknown_voorzieningen(sheet, named, spellings),
        misplaced,
    )
    table = gpd.GeoDataFrame(
        {
            "geometry": points,
            "voorziening": named,
            "name": _text(sheet, "naam").map(short),
            "rule": "",
            "source": OWN_LIST,
        },
        crs=RD_NEW,
    ).set_index(pd.Index(sheet.cells["id"], name="facility_id"))
    table = table.sort_values(["facility_id", "voorziening"])
    left_out: list[Text] = []
    if mode != "drop":
        table, left_out = leave_out_elsewhere(
            path, table, FACILITIES_ELSEWHERE, extent=extent, replacing=mode == "replace"
        )
    table.attrs["notes"] = (*sheet.notes, *notes, *said, *left_out)
    table.attrs["places"] = listed_places(sheet.cells["id"], table, outlines, streets)
    return table


def read_location_list(
    path: Path, *, extent: Extent | None, register: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """Read a user's own points, to be measured instead of the dwellings of OpenStreetMap.

    Parameters
    ----------
    path
        Columns ``id`` and ``lon``, ``lat`` (WGS84) or ``x``, ``y`` (RD New), or the geometry of a
        layer; ``naam``, ``straat``, ``huisnummer``, ``postcode`` and ``woonplaats`` when there, by which a
        row is found where the list has no coordinates; ``deur_x`` and ``deur_y`` when there: its door, RD New.
    extent
        Of the streets that were read: what lies outside is left out, and the notes tell how many; when
        nothing is left, that is a fault. None: not checked.
    register
        In which rows without coordinates are looked up by their address. None: they are a fault.

    Returns
    -------
    GeoDataFrame
        Locations of the contract, kind ``woning``, sorted by id. In ``attrs`` ``notes``: how the list was
        read.

    Raises
    ------
    InputError
        Naming every fault in the list.
    """
    sheet = _read(path, _LOCATION_COLUMNS)
    points, misplaced, notes, _ = _points(sheet, register)
    doors, faulty_doors = stated_doors(sheet)
    _require_none(
        path,
        missing_columns(sheet, ("id",)),
        sheet.faults,
        faulty_ids(sheet),
        repeated_place_ids(sheet, None),
        [*misplaced, *faulty_doors],
    )
    texts = {name: _text(sheet, name).map(short) for name in ("naam", *ADDRESS_COLUMNS)}
    table = gpd.GeoDataFrame({"geometry": points, "kind": "woning", **texts, **doors}, crs=RD_NEW)
    table = table.set_index(pd.Index(sheet.cells["id"], name="location_id")).sort_index()
    table, left_out = leave_out_elsewhere(path, table, LOCATIONS_ELSEWHERE, extent=extent)
    table.attrs["notes"] = (*sheet.notes, *notes, *left_out)
    return table


def apply_lists(
    facilities: gpd.GeoDataFrame,
    lists: Sequence[FacilityList],
    kinds: Voorzieningen | None = None,
) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """Let the user's lists replace, join or remove the facilities that are known, in order.

    Parameters
    ----------
    facilities
        Those of OpenStreetMap, in the form of the contract. May be empty.
    lists
        May be empty.
    kinds
        Which voorzieningen there are; None: those that come with wozgeo.

    Returns
    -------
    tuple
        The facilities that count, and what each list did to each voorziening.

    Raises
    ------
    InputError
        When a list adds what is already there, or drops what is not; naming all of them.
    """
    kinds = read_voorzieningen() if kinds is None else kinds
    notes: list[Text] = []
    faults: dict[str, list[str]] = {}
    for own in lists:
        for_this = _colliding(facilities, own) if own.mode == "add" else []
        for_this += _not_there(facilities, own) if own.mode == "drop" else []
        if for_this:
            faults.setdefault(own.name, []).extend(for_this)
            continue
        notes += _notes(facilities, own, kinds)
        facilities = _applied(facilities, own)
    if len(faults) == 1:
        raise InputError(*next(iter(faults.items())))
    if faults:
        raise InputError(
            "own lists", [f"{name}: {f}" for name, told in faults.items() for f in told]
        )
    return facilities, notes


def _applied(facilities: gpd.GeoDataFrame, own: FacilityList) -> gpd.GeoDataFrame:
    if own.mode == "drop":
        return facilities[~_keys(facilities).isin(_keys(own.table))]
    if own.mode == "replace":
        facilities = facilities[~facilities["voorziening"].isin(own.table["voorziening"])]
    if facilities.empty:
        return own.table
    return pd.concat([facilities, own.table]).rename_axis(index="facility_id")


def _notes(facilities: gpd.GeoDataFrame, own: FacilityList, kinds: Voorzieningen) -> list[Text]:
    before = facilities["voorziening"].value_counts()
    notes = []
    for key, kind in kinds.items():
        n = int((own.table["voorziening"] == key).sum())
        told = {
            "replace": REPLACES.about(before=kind.counted(before.get(key, 0)), n=n),
            "add": ADDS.about(places=kind.counted(n)),
            "drop": DROPS.about(places=kind.counted(n)),
        }
        notes += [FILE_SAYS.about(file=own.name, said=told[own.mode])] if n else []
    return notes


def _colliding(facilities: gpd.GeoDataFrame, own: FacilityList) -> list[str]:
    keys = _keys(own.table)
    return shortened(
        f"id {name!r} is already there for {kind}; give it another id, or use mode replace"
        for name, kind in keys[keys.isin(_keys(facilities))]
    )


def _not_there(facilities: gpd.GeoDataFrame, own: FacilityList) -> list[str]:
    keys = _keys(own.table)
    return shortened(
        f"id {name!r} is not there for {kind}, so it cannot be dropped; take id and voorziening "
        "from the layer voorzieningen of an earlier result"
        for name, kind in keys[~keys.isin(_keys(facilities))]
    )


def _keys(facilities: gpd.GeoDataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([facilities.index.astype(str), facilities["voorziening"]])


def _require_none(path: Path, *faults: Sequence[str]) -> None:
    every = [fault for some in faults for fault in some]
    if every:
        raise InputError(path, every)


def _text(sheet: Sheet, column: str) -> "pd.Series[str]":
    """Give a column, or empty text where the list does not have it."""
    if column in sheet.cells:
        return sheet.cells[column]
    return pd.Series("", index=sheet.cells.index, dtype=str)


def _read(path: Path, columns: Sequence[str]) -> Sheet:
    """Read a list, and call its columns as we do whatever their spaces, hyphens and underscores."""
    sheet = read_sheet(path, columns=[*columns, *NAMES])
    ours = {column_key(name): name for name in columns}
    taken = {*sheet.cells.columns}
    names = {
        name: known
        for name in sheet.cells.columns
        if (known := ours.get(column_key(str(name)), name)) not in taken
    }
    cells = sheet.cells.rename(columns=names)
    if "id" in cells:
        cells = cells.assign(id=cells["id"].map(plain_hyphens))
    return replace(sheet, cells=cells)


def _points(
    sheet: Sheet, register: gpd.GeoDataFrame | None
) -> tuple[NDArray[np.object_], list[str], list[Text], "pd.Series[str] | None"]:
    """Place rows by their coordinates, or by their address: then the street of each is told too."""
    faults = missing_coordinates(sheet)
    nowhere = bool(faults) and not {*_COORDINATES} & {*sheet.cells.columns}
    if nowhere and register is not None and gives_addresses(sheet):
        return place_by_address(sheet, register)
    if faults:
        return np.full(len(sheet.cells), shapely.Point(), dtype=object), faults, [], None
    xy, faults = locate(sheet)
    return cast("NDArray[np.object_]", shapely.points(xy)), faults, [], None


def _squashed(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold()


def _spellings(kinds: Voorzieningen) -> dict[str, str]:
    """Know a voorziening by key or label, whatever its capitals, spaces and hyphens; nothing more."""
    labels = {_squashed(one.label): key for key, one in kinds.items()}
    return labels | {_squashed(key): key for key in kinds}


def _unknown_voorzieningen(
    sheet: Sheet, named: "pd.Series[str]", spellings: Mapping[str, str]
) -> list[str]:
    if "voorziening" not in sheet.cells:
        return []
    known = [*dict.fromkeys(spellings.values())]
    unknown = named[~named.isin(known)]
    return shortened(
        f"voorziening {text!r} is unknown ({these_rows(sheet, rows.index)}){_nearest(text, spellings)}; "
        f"expected one of {', '.join(known)}"
        for text, rows in unknown.groupby(unknown, sort=False)
    )


def _nearest(text: str, spellings: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(_squashed(text), spellings, n=1, cutoff=0.6)
    return f"; did you mean {spellings[near[0]]}?" if near else ""
