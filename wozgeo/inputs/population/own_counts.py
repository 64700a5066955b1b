"""How many seniors did the gemeente count itself, per address, postcode, area of CBS or outline?"""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.plain_types import Geometries
from wozgeo.domain.population import Figures, ZoneKind
from wozgeo.inputs.cbs import rd_outlines
from wozgeo.inputs.numerals import parse_numbers
from wozgeo.inputs.population import words
from wozgeo.inputs.population.figures import figures_of
from wozgeo.inputs.population.person_intervals import (
    PersonCells,
    at_most_all,
    more_than_all,
    read_counts,
)
from wozgeo.inputs.population.spellings import find_columns, read_spellings
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.sheet_files import read_sheet

_FORMS = {
    ZoneKind.PC6: r"[1-9]\d{3}[A-Z]{2}",
    ZoneKind.PC4: r"[1-9]\d{3}",
    ZoneKind.ADRES: r"[1-9]\d{3}[A-Z]{2} \d+\S*",
    ZoneKind.BUURT: r"BU\d{4}[0-9A-Z]{4}",
    ZoneKind.WIJK: r"WK\d{4}[0-9A-Z]{2}",
    ZoneKind.GEMEENTE: r"GM\d{4}",
    ZoneKind.GEBIED: r".+",
}
_STEP = 5


def read_own_counts(path: Path) -> Figures:
    """Read counts of the gemeente's own.

    Parameters
    ----------
    path
        CSV, Excel, GeoPackage or GeoJSON with ``n_65`` and, where known, ``n_75``, and one of: ``postcode``
        with ``huisnummer``; ``postcode`` (8261AB or 8261); ``buurtcode``; ``wijkcode``; ``gemeentecode``; or
        outlines with ``gebied``. Where all numbers are multiples of five they are read as rounded. An empty
        cell is not known.

    Raises
    ------
    InputError
        Naming every fault.
    """
    spellings = read_spellings()
    names = spellings.names("telling")
    sheet = read_sheet(path, columns=[n for key in names for n in names[key]])
    found = find_columns([*map(str, sheet.cells)], names)
    if "personen_65" not in found:
        given = ", ".join(map(str, sheet.cells))
        raise InputError(path, f"no column with persons of 65 and over (n_65); found: {given}")
    kind, code = _zones(path, sheet, found)
    labels, faults = sheet.labels(), [*sheet.faults]
    odd = ~code.str.fullmatch(_FORMS[kind])
    faults += shortened(
        f"{label}: {text!r} is no {kind}"
        for label, text in zip(labels[odd], code[odd], strict=True)
    )
    faults += shortened(
        f"{one}: there twice" for one in sorted(set(code[code.duplicated() & ~odd]))
    )
    rounded = _rounded(sheet, found)
    cells = {}
    for key in ("personen_65", "personen_75"):
        cells[key] = PersonCells.absent(sheet.cells.index)
        if key in found:
            half = spellings.half if rounded else 0.0
            cells[key] = read_counts(
                sheet.cells[found[key]],
                labels,
                spellings.meaning("buurt"),
                half=half,
                name=found[key],
            )
            faults += cells[key].faults
    of_65 = cells["personen_65"]
    if "personen_75" in found:
        name = found["personen_75"]
        faults += more_than_all(
            cells["personen_75"], of_65, labels, name=name, of=found["personen_65"]
        )
    shapes, misshapen = _shapes(sheet, kind, code)
    if faults or misshapen:
        raise InputError(path, [*faults, *misshapen])
    of_75 = at_most_all(cells["personen_75"], of_65)
    table = pd.DataFrame({**of_65.columns(65), **of_75.columns(75)})
    places = gpd.GeoDataFrame(
        table.set_axis(pd.Index(code, name="code")), geometry=shapes, crs=RD_NEW
    )
    notes = [words.ROUNDED.about(file=path.name)] if rounded else []
    strange = {found[key]: one.strange for key, one in cells.items() if key in found}
    return figures_of(kind, path, places.sort_index(), strange=strange, notes=notes, own=True)


def _zones(path: Path, sheet: Sheet, found: Mapping[str, str]) -> tuple[ZoneKind, "pd.Series[str]"]:
    """Tell what the rows count: the finest that is there."""
    cells = sheet.cells
    if "postcode" in found:
        postcode = cells[found["postcode"]].str.replace(" ", "", regex=False).str.upper()
        if "huisnummer" in found:
            number = cells[found["huisnummer"]].str.replace(" ", "", regex=False).str.upper()
            return ZoneKind.ADRES, postcode + " " + number
        return (
            ZoneKind.PC4 if (postcode.str.len() == len("8261")).all() else ZoneKind.PC6
        ), postcode
    for key, kind in (
        ("buurt", ZoneKind.BUURT),
        ("wijk", ZoneKind.WIJK),
        ("gemeente", ZoneKind.GEMEENTE),
    ):
        if key in found:
            return kind, cells[found[key]].str.upper()
    if "gebied" in found and sheet.geometry is not None:
        return ZoneKind.GEBIED, cells[found["gebied"]]
    given = ", ".join(map(str, cells))
    raise InputError(
        path,
        "nothing says where these persons live; expected postcode (with huisnummer), buurtcode, wijkcode, "
        f"gemeentecode, or outlines with gebied (found: {given})",
    )


def _rounded(sheet: Sheet, found: Mapping[str, str]) -> bool:
    columns = [found[key] for key in ("personen_65", "personen_75") if key in found]
    numbers = np.concatenate([parse_numbers(sheet.cells[name]) for name in columns])
    counted = numbers[numbers > 0]
    return bool(len(counted) and (counted % _STEP == 0).all())


def _shapes(sheet: Sheet, kind: ZoneKind, labels: "pd.Series[str]") -> tuple[Geometries, list[str]]:
    if kind != ZoneKind.GEBIED or sheet.geometry is None:
        return np.full(len(labels), None, dtype=object), []
    if sheet.geometry.crs is None:
        return np.full(len(labels), None, dtype=object), [
            "has no CRS; give it the one it was made in"
        ]
    return rd_outlines(as_places(sheet.geometry), labels)
