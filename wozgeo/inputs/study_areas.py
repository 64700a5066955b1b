"""Which area is asked about: a gemeente by its name or code, or what a file outlines?"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places, as_table_of_places, shapes_of
from wozgeo.domain.plain_types import Geometries
from wozgeo.inputs.cbs import rd_outlines
from wozgeo.inputs.street_names import place_key
from wozgeo.inputs.vector_files import FAULTY_CRS, open_vector_file

_REMEDY = (
    "expected a polygon in a GeoPackage, GeoJSON or Shapefile: open it in QGIS and save it again"
)
_MOST_NAMED = 10
"""More gemeenten than this are not all named in one sentence."""


@dataclass(frozen=True)
class StudyArea:
    """The area that is asked about.

    Attributes
    ----------
    name
        Of the gemeente as its file spells it, its code where the file has no name; "" of a polygon.
    outline
        Polygon or MultiPolygon in RD New; its border is inside.
    """

    name: str
    outline: BaseGeometry

    def holds(self, places: Geometries) -> NDArray[np.bool_]:
        """Tell which places touch the area; none where there is no place."""
        shapely.prepare(self.outline)
        return np.asarray(shapely.intersects(self.outline, places), dtype=bool)

    def within(self, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Give the rows that touch the area."""
        return as_table_of_places(table[self.holds(shapes_of(table.geometry))])


def choose_gemeente(areas: gpd.GeoDataFrame, asked: str, *, source: object) -> StudyArea:
    """Find a gemeente among areas by its name or its code.

    Parameters
    ----------
    areas
        Areas of the contract.
    asked
        As someone wrote it: Den Haag, 's-gravenhage, gemeente Kampen, GM0166.
    source
        The file of the areas, for who reads a fault.

    Raises
    ------
    InputError
        When no gemeente is called so, with those that look like it; or several are.
    """
    niveaus = areas.index.get_level_values("niveau")
    there = areas[niveaus == "gemeente"]
    codes = there.index.get_level_values("code").astype(str)
    names = pd.Series(there["naam"].to_numpy(dtype=object), index=codes, dtype=object)
    found = sorted({*_matching(names, asked)})
    if len(found) == 1:
        chosen = shapes_of(there.geometry[codes == found[0]])
        named = [name for name in names[[found[0]]] if name]
        return StudyArea(str(named[0]) if named else found[0], shapely.union_all(chosen))
    known = [_called(code, name) for code, name in names.sort_index().items()]
    if found:
        among = " or ".join(_called(code, names[[code]].iloc[0]) for code in found)
        raise InputError(source, f"gemeente {asked!r} may be {among}; give its code")
    raise InputError(source, f"has no gemeente {asked!r}{_perhaps(asked, names, known)}")


def _matching(names: "pd.Series[str]", asked: str) -> Iterator[str]:
    """Give the codes of the gemeenten that are called so; without a province, of any."""
    bare = asked.strip().removeprefix("gemeente ").removeprefix("Gemeente ")
    code = bare.strip().upper()
    code = f"GM{code.zfill(4)}" if code.isdecimal() else code
    if code in names.index:
        yield code
        return
    key = place_key(bare)
    keys = {str(code): place_key(name) for code, name in names.items() if name}
    same = [code for code, own in keys.items() if own == key]
    yield from same or [
        code for code, own in keys.items() if key.name == own.name and not key.province
    ]


def _called(code: object, name: object) -> str:
    return f"{name} ({code})" if name else str(code)


def _perhaps(asked: str, names: "pd.Series[str]", known: list[str]) -> str:
    """Tell which gemeente was perhaps meant, or else which there are."""
    if not known:
        return "; it says of no area in which gemeente it lies"
    by_key = {place_key(name).name: _called(code, name) for code, name in names.items() if name}
    near = get_close_matches(place_key(asked).name, list(by_key), n=3, cutoff=0.6)
    if near:
        return f"; did you mean {' or '.join(by_key[key] for key in near)}?"
    rest = len(known) - _MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    nameless = "" if by_key else "; the file has no names of gemeenten, so give the code"
    return f"; known are {', '.join(known[:_MOST_NAMED])}{more}{nameless}"


def read_outline(path: Path) -> StudyArea:
    """Read an area from a file of polygons: all of them together.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON or Shapefile with one layer of polygons, in any CRS.

    Raises
    ------
    InputError
        Naming every fault: no CRS, several layers, no polygons, broken outlines.
    """
    file = open_vector_file(path, remedy=_REMEDY)
    layers = [name for name, kind in file.layers().items() if kind is not None]
    if len(layers) != 1:
        found = ", ".join(layers) or "none"
        raise InputError(path, f"found the layers {found}; expected one, with the area asked about")
    crs = file.info(layers[0])["crs"]
    if crs is None or pyproj.CRS(crs).name.lower().startswith(FAULTY_CRS):
        raise InputError(
            path, "has no CRS; give it the one it was made in (QGIS: Laag > CRS van laag instellen)"
        )
    table, passed_over = file.read(layers[0], columns=[])
    if passed_over:
        raise InputError(path, f"{passed_over}; {_REMEDY}")
    labels = pd.Series([f"feature {n}" for n in range(1, len(table) + 1)], dtype=object)
    shapes, faults = rd_outlines(as_places(table["geometry"]), labels)
    if faults or not len(table):
        raise InputError(path, faults or f"holds no area; {_REMEDY}")
    return StudyArea("", shapely.union_all(shapes))
