"""How many seniors live in every square of 100 m of CBS?"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Text
from wozgeo.domain.plain_types import FloatArray, Geometries
from wozgeo.domain.population import EVERYONE, Figures, ZoneKind
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.population import words
from wozgeo.inputs.population.figures import figures_of
from wozgeo.inputs.population.outlines import NO_CRS, REMEDY, fields_of, has_crs, layer_with
from wozgeo.inputs.population.person_intervals import (
    PersonCells,
    at_most_all,
    more_than_all,
    read_counts,
)
from wozgeo.inputs.population.spellings import find_columns, read_spellings
from wozgeo.inputs.sheet import cell_text, shortened
from wozgeo.inputs.sheet_files import read_sheet
from wozgeo.inputs.spelling import column_key
from wozgeo.inputs.vector_files import open_vector_file

_CODE = re.compile(r"E(\d{4})N(\d{4})")
_SIDE_M = 100
_SHEETS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
_OLD = "c28992r100"
"""How the files of 2000-2014 call the code of a square."""
_NEAR_M = 75
"""From the middle that a code says to the middle that is drawn: further is another place."""


def read_squares(path: Path, *, extent: Extent | None = None, year: int | None = None) -> Figures:
    """Read CBS squares of 100 m.

    Parameters
    ----------
    path
        GeoPackage, Shapefile or GeoJSON, zipped or not, in any CRS; or CSV or Excel, for the code says where a
        square lies. The present names of columns
        (``crs28992res100m``, ``aantal_inwoners_65_jaar_en_ouder``) and those of 2000-2014 (``C28992R100``,
        ``INW2014``, ``I2014_65PL``).
    extent
        Only squares that touch this box (metres, RD New) are read; None: all.
    year
        Of a file with several years: which; None: the last.

    Returns
    -------
    Figures
        Index the code, which says where the square lies to the metre; the outline follows from it. A number is
        rounded to 5; one kept secret is 0 to 4; one not delivered is not known, and no more than inhabitants.

    Raises
    ------
    InputError
        Naming every fault: codes that cannot be read or are there twice, numbers that cannot be, more seniors
        than inhabitants, squares drawn elsewhere than their code says, none within ``extent``.
    """
    spellings = read_spellings()
    names = spellings.names("vierkant")
    given = _rows(path, names) if path.suffix.lower() in _SHEETS else _features(path, names, extent)
    found = find_columns(given.fields, names, year=year)
    if "personen_65" not in found:
        raise InputError(path, _no_seniors(given.fields, year))
    raw, crs, fields = given.read(found), given.crs, given.fields
    if raw.empty:
        raise InputError(path, _none_here(extent))
    code = raw[found["code"]].map(cell_text).str.upper()
    labels = code.where(code != "", "feature " + pd.Series(raw.index + 1, raw.index).astype(str))
    parsed = [_CODE.fullmatch(text) for text in code]
    corner = np.array([[int(m[1]), int(m[2])] if m else [0, 0] for m in parsed]) * float(_SIDE_M)
    read = np.array([m is not None for m in parsed])
    faults = [
        *shortened(
            f"{label}: code {text!r} cannot be read; expected a square of 100 m as E1905N5067"
            for label, text in zip(labels[~read], code[~read], strict=True)
        ),
        *shortened(f"{one}: there twice" for one in sorted(set(code[read & code.duplicated()]))),
        *_elsewhere(raw, crs, corner, read, labels),
    ]
    cells, wrong = _read_cells(raw, found, labels)
    if faults or wrong:
        raise InputError(path, [*faults, *wrong])
    of_65 = at_most_all(cells["personen_65"], cells["inwoners"])
    of_75 = at_most_all(cells["personen_75"], of_65)
    of_all = cells["inwoners"].columns(EVERYONE) if "inwoners" in found else {}
    table = pd.DataFrame({**of_65.columns(65), **of_75.columns(75), **of_all})
    shapes = _boxes(corner)
    places = gpd.GeoDataFrame(
        table.set_axis(pd.Index(code, name="code")), geometry=shapes, crs=RD_NEW
    )
    here = (
        np.ones(len(places), bool)
        if extent is None
        else shapely.intersects(shapes, shapely.box(*extent))
    )
    if not here.any():
        raise InputError(path, _none_here(extent))
    return figures_of(
        ZoneKind.VIERKANT, path, places[here].sort_index(),
        strange={found[key]: one.strange for key, one in cells.items() if key in found},
        notes=_which_year(path, found["personen_65"], fields),
    )  # fmt: skip


class _Given(NamedTuple):
    """A file of squares: its fields, its CRS (None: it has no outlines), and what reads some columns of it."""

    fields: list[str]
    crs: str | None
    read: Callable[[Mapping[str, str]], pd.DataFrame]


def _features(path: Path, names: Mapping[str, Sequence[str]], extent: Extent | None) -> _Given:
    file = open_vector_file(path, remedy=REMEDY)
    layer = layer_with(file, names["code"])
    crs = file.info(layer)["crs"]

    def read(found: Mapping[str, str]) -> pd.DataFrame:
        return file.read(layer, columns=sorted({*found.values()}), bbox=_box(crs, extent))[0]

    return _Given(fields_of(file, layer), crs, read)


def _rows(path: Path, names: Mapping[str, Sequence[str]]) -> _Given:
    """Take squares without outlines: the code says where each lies."""
    sheet = read_sheet(path, columns=[n for key in names for n in names[key]])
    if sheet.faults:
        raise InputError(path, sheet.faults)
    fields = [*map(str, sheet.cells)]
    if "code" not in find_columns(fields, names):
        expected, there = ", ".join(names["code"]), ", ".join(fields)
        raise InputError(path, f"no column with codes: expected one of {expected}, found: {there}")
    return _Given(fields, None, lambda found: sheet.cells[sorted({*found.values()})])


def _read_cells(
    raw: pd.DataFrame, found: dict[str, str], labels: "pd.Series[str]"
) -> tuple[dict[str, PersonCells], list[str]]:
    """Read inhabitants and seniors, and list what cannot be."""
    spellings = read_spellings()
    old = column_key(found["code"]) == _OLD
    meaning = spellings.meaning("vierkant_oud" if old else "vierkant")
    cells, wrong = {}, list[str]()
    for key in ("inwoners", "personen_65", "personen_75"):
        cells[key] = PersonCells.absent(raw.index)
        if key in found:
            cells[key] = read_counts(
                raw[found[key]], labels, meaning, half=spellings.half, name=found[key]
            )
            wrong += cells[key].faults
    for key in ("personen_65", "personen_75"):
        if key in found and "inwoners" in found:
            wrong += more_than_all(
                cells[key], cells["inwoners"], labels, name=found[key], of=found["inwoners"]
            )
    return cells, wrong


def _boxes(corner: FloatArray) -> Geometries:
    west, south = corner.T
    boxes: Geometries = shapely.box(west, south, west + _SIDE_M, south + _SIDE_M)
    return boxes


def _box(crs: str | None, extent: Extent | None) -> Extent | None:
    if extent is None or not has_crs(crs):
        return None
    west, south, east, north = pyproj.Transformer.from_crs(
        RD_NEW, crs, always_xy=True
    ).transform_bounds(*extent)
    return west, south, east, north


def _elsewhere(
    raw: pd.DataFrame,
    crs: str | None,
    corner: FloatArray,
    read: NDArray[np.bool_],
    labels: "pd.Series[str]",
) -> list[str]:
    """Tell which squares are drawn elsewhere than their code says: the CRS is wrong, or mixed."""
    if not has_crs(crs):
        return [] if crs is None else [NO_CRS]
    shapes = gpd.GeoSeries(raw.geometry, crs=crs).to_crs(RD_NEW).to_numpy()
    xy = shapely.get_coordinates(shapely.centroid(shapes))
    drawn = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    off = np.zeros(len(raw))
    off[drawn] = np.hypot(*(xy - corner[drawn] - _SIDE_M / 2).T)
    far = read & ~(off <= _NEAR_M)
    return shortened(
        f"{label}: is drawn {metres:.0f} m from where its code says; the layer has another CRS than it says, "
        "or two in one: download it again"
        for label, metres in zip(labels[far], off[far], strict=True)
    )


def _no_seniors(fields: list[str], year: int | None) -> str:
    asked = f" of {year}" if year else ""
    return (
        f"no column with inhabitants of 65 and over{asked}; expected aantal_inwoners_65_jaar_en_ouder or "
        f"I2014_65PL (found: {', '.join(fields)})"
    )


def _none_here(extent: Extent | None) -> str:
    box = (
        ""
        if extent is None
        else " within x {0:.0f} to {2:.0f}, y {1:.0f} to {3:.0f}".format(*extent)
    )
    return f"holds no squares{box}; take the file of the region that is looked at"


def _which_year(path: Path, column: str, fields: list[str]) -> list[Text]:
    years = [f for f in fields if re.fullmatch(r"i\d{4}_65pl", f.casefold())]
    return [words.WHICH_YEAR.about(file=path.name, column=column)] if len(years) > 1 else []
