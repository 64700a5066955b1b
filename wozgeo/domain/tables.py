"""What do the tables look like that travel between the rooms, and does a table keep to it?

A `Contract` says it once: ``TABLE.empty()`` gives the table without rows, ``TABLE.require(table)`` tells
every way in which a table does not keep to it. All geometry is in RD New (EPSG:28992, metres). The index
of a table is its identity.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.domain.contracts import (
    ADDRESS_COLUMNS,
    BARRIER_TAGS,
    FACT_COLUMNS,
    PLACE_TAGS,
    PLAN_COUNTS,
    PLAN_TEXTS,
    PLAN_YEARS,
    RD_NEW,
    WALKING_TAGS,
)
from wozgeo.domain.errors import InputError

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table that travels.

    Parameters
    ----------
    name
        As tables have it.
    dtype
        Of pandas. ``object`` is text unless ``meaning`` says otherwise; a table may keep text in a
        dtype of its own, and an integer, number or boolean with or without missing values. "": whoever
        reads it understands any.
    meaning
        What it says, with its unit and what missing means.
    """

    name: str
    dtype: str
    meaning: str

    def kept_by(self, column: pd.Series) -> bool:
        """Tell whether a column holds what this says; an empty one may have any dtype."""
        if not self.dtype or not len(column):
            return True
        return _KEPT[_FORM.get(self.dtype, self.dtype)](column.dtype)


def _is_text(dtype: Any) -> bool:  # noqa: ANN401
    return bool(pd.api.types.is_object_dtype(dtype) or pd.api.types.is_string_dtype(dtype))


_FORM = {"int64": "Int64", "float64": "Float64", "bool": "boolean"}
_KEPT: dict[str, Callable[[Any], bool]] = {
    "object": lambda dtype: _is_text(
        dtype.categories.dtype if isinstance(dtype, pd.CategoricalDtype) else dtype
    ),
    "Int64": pd.api.types.is_integer_dtype,
    "Float64": pd.api.types.is_float_dtype,
    "boolean": pd.api.types.is_bool_dtype,
}


@dataclass(frozen=True)
class Contract:
    """What a table looks like.

    Parameters
    ----------
    name
        In faults.
    index
        Names of the levels of its index; "" for one without a name.
    fields
        Its columns; a table may have more.
    repeats
        Whether an entry of the index may stand there twice.
    """

    name: str
    index: tuple[str, ...]
    fields: tuple[Field, ...]
    repeats: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(field.name for field in self.fields)

    def empty(self) -> pd.DataFrame:
        """Give the table without rows."""
        columns = {f.name: pd.Series(dtype=f.dtype) for f in self.fields}
        return pd.DataFrame(columns, columns=[*self.columns]).set_index(self._no_entries())

    def require(self, table: pd.DataFrame) -> None:
        """Raise unless a table keeps to this.

        Raises
        ------
        InputError
            Naming every fault: what was found, what was expected and the remedy.
        """
        faults = [*self._faults(table)]
        if faults:
            raise InputError(self.name, faults)

    def of(self, columns: Iterable[str]) -> "Contract":
        """Give what is asked of some of the columns, wherever its rows lie."""
        wanted = {*columns}
        fields = tuple(field for field in self.fields if field.name in wanted)
        return Contract(self.name, self.index, fields, self.repeats)

    def _no_entries(self) -> pd.Index:
        if len(self.index) == 1:
            return pd.Index([], dtype=object, name=self.index[0] or None)
        none = [pd.Index([], dtype=object)] * len(self.index)
        return pd.MultiIndex.from_arrays(none, names=self.index)

    def _faults(self, table: pd.DataFrame) -> Iterator[str]:
        missing = [name for name in self.columns if name not in table.columns]
        if missing:
            found = ", ".join(map(str, table.columns)) or "none"
            yield f"columns missing: {', '.join(missing)} (found: {found})"
        for field in self.fields:
            if field.name in table.columns and not field.kept_by(table[field.name]):
                held = table[field.name].dtype
                yield f"column {field.name} is {held}, expected {field.dtype}: {field.meaning}"
        if table.index.nlevels != len(self.index):
            levels = ", ".join(self.index)
            yield f"the index has {table.index.nlevels} levels, expected {levels}; use set_index"
        elif not self.repeats and not table.index.is_unique:
            repeated = table.index[table.index.duplicated()].unique()
            yield f"ids repeat: {', '.join(map(str, repeated[:_SHOWN]))}"


@dataclass(frozen=True)
class GeoContract(Contract):
    """What a table with places looks like.

    Parameters
    ----------
    shapes
        Types of geometry; None and empty geometry always may be there where ``somewhere`` is False.
    somewhere
        Whether every row lies somewhere.
    """

    shapes: tuple[str, ...] = ()
    somewhere: bool = True

    def empty(self) -> gpd.GeoDataFrame:
        """Give the table without rows."""
        return gpd.GeoDataFrame(super().empty(), geometry=[], crs=RD_NEW)

    def _faults(self, table: pd.DataFrame) -> Iterator[str]:
        yield from super()._faults(table)
        if not isinstance(table, gpd.GeoDataFrame) or table.active_geometry_name is None:
            yield "it has no geometry; make it a GeoDataFrame"
            return
        if table.crs is None or table.crs.to_epsg() != 28992:
            yield f"the CRS is {table.crs}, expected {RD_NEW}; convert with to_crs"
        known = ~(table.geometry.isna() | table.geometry.is_empty)
        if self.somewhere and not known.all():
            yield f"without geometry: {', '.join(map(str, table.index[~known][:_SHOWN]))}"
        other = sorted({*table.geom_type[known]} - {*self.shapes})
        if other:
            yield f"geometry of type {', '.join(other)}, expected {', '.join(self.shapes)}"


def _texts(names: Iterable[str], meaning: str) -> tuple[Field, ...]:
    return tuple(Field(name, "object", meaning) for name in names)


_POLYGONS = ("Polygon", "MultiPolygon")

_FACTS = tuple(
    Field(name, dtype, 'see `wozgeo.domain.facts`; NA, of a text "", is unknown')
    for name, dtype in FACT_COLUMNS.items()
)

WAY_TABLE = GeoContract(
    "ways",
    index=("way_id",),
    fields=(
        Field(
            "nodes", "object", "array of int64 ids of nodes, one per coordinate, of a square none"
        ),
        *_texts((*WALKING_TAGS, *PLACE_TAGS), 'tag of OpenStreetMap; "" where it has none'),
    ),
    repeats=True,  # where a way was cut
    shapes=("LineString", *_POLYGONS),
)
"""The ways people may walk, and the squares they cross; ``way_id`` below 0 is a relation."""

STOP_TABLE = Contract(
    "stops",
    index=("node_id",),
    fields=_texts(BARRIER_TAGS, 'tag of a node with one of `STOP_KEYS`; "" where it has none'),
)
"""Nodes that may stop who walks."""

LOCATION_TABLE = GeoContract(
    "locations",
    index=("location_id",),
    fields=(
        Field("kind", "object", "woning"),
        *_texts(("naam", *ADDRESS_COLUMNS), 'text; "" where unknown'),
    ),
    shapes=("Point",),
)
"""Where people live or might live."""

DWELLING_TABLE = replace(
    LOCATION_TABLE,
    name="dwellings",
    fields=(
        *LOCATION_TABLE.fields,
        Field("pand_id", "object", 'the building in the register; "" where unknown'),
    ),
)
"""Where people live, as a register has it; a list of the user has no buildings."""

FACILITY_TABLE = GeoContract(
    "facilities",
    index=("facility_id",),
    fields=(
        Field("voorziening", "object", "key of the voorziening"),
        Field("name", "object", 'text; "" where unknown'),
        Field("source", "object", "where it comes from"),
        Field("rule", "object", 'why it counts; "" where a list of the user says so'),
    ),
    repeats=True,  # one place may be two voorzieningen
    shapes=("Point",),
)
"""Where people go."""

DISTANCE_TABLE = Contract(
    "distances",
    index=("location_id", "voorziening"),
    fields=(
        Field("distance_m", "float64", "metres; inf: searched, none found; NaN: not searched"),
        Field("certain_m", "float64", "the same over what is known to be open only"),
        Field("shortest_m", "float64", "whichever doors are meant at either end, whatever is open"),
        Field("longest_m", "float64", "whichever doors are meant at either end, in either reading"),
        Field("door_low_m", "float64", "shortest by whichever door one leaves by"),
        Field("door_high_m", "float64", "longest by whichever door one leaves by"),
        Field("place_low_m", "float64", "shortest to wherever one enters the facility"),
        Field("place_high_m", "float64", "longest to wherever one enters the facility"),
        Field("place_low_id", "object", 'the facility that is then nearest; "" where none is'),
        Field("facility_id", "object", 'the nearest; "" where none was found'),
        Field("reason", "object", 'why there is no distance; "" where there is'),
        Field("beyond_edge", "bool", "whether a nearer one may lie outside the data"),
        Field("edge_m", "float64", "metres to the edge of the data"),
    ),
)
"""How far it is from every location to the nearest of each voorziening."""

PLAN_TABLE = GeoContract(
    "plans",
    index=("",),
    fields=(
        *_texts((*PLAN_TEXTS, "bron"), 'text; "" where unknown'),
        *_FACTS,
        *(Field(name, "Int64", "year; NA: unknown") for name in PLAN_YEARS),
        *(Field(name, "Int64", "dwellings; NA: unknown") for name in PLAN_COUNTS),
        Field("vertrouwelijk", "bool", "whether it may not be shared"),
    ),
    shapes=("Point", "MultiPoint", *_POLYGONS),
)
"""Building plans."""

COMPLEX_TABLE = GeoContract(
    "complexes",
    index=("",),
    fields=(
        *_texts(("naam", "kern", "bron"), 'text; "" where unknown'),
        *_FACTS,
        Field("n_dwellings", "Int64", "dwellings found with certainty"),
        Field("n_gevonden", "Int64", "addresses found with certainty"),
        Field("n_opgegeven", "Int64", "addresses given"),
        Field("n_mogelijk", "Int64", "dwellings it may have"),
        Field("n_twijfel", "object", 'why the number is not certain; "" where it is'),
    ),
    shapes=("Point", "MultiPoint"),
    somewhere=False,
)
"""Complexes, at the addresses that were found."""

HOME_TABLE = GeoContract(
    "homes",
    index=("",),
    fields=(
        Field("object_id", "object", "the complex"),
        Field("location_id", "object", 'the address in the register; "" where not found'),
        Field(
            "straat", "object", 'the street it is on, as the register has it; "" where not found'
        ),
        Field("kern", "object", 'text; "" where unknown'),
        Field("dwelling", "bool", "whether the register says that it is one"),
    ),
    shapes=("Point",),
    somewhere=False,
)
"""Addresses of complexes."""

OBSTACLE_TABLE = GeoContract(
    "obstacles",
    index=("",),
    fields=(Field("kind", "object", "what a leg crosses there: a `Crossing`"),),
    shapes=("LineString", "LinearRing", "MultiLineString", *_POLYGONS, "GeometryCollection"),
    somewhere=False,
)
"""What the straight leg from a door to the street may not cross."""

ACCESS_TABLE = Contract(
    "access",
    index=("id",),
    fields=(
        Field("edge", "int64", "row of the edge in the network; -1: none within reach"),
        Field("along_m", "float64", "metres from the start of the edge; NaN without an edge"),
        Field("off_m", "float64", "metres straight to the edge; NaN without an edge"),
        Field("crosses", "object", 'what that leg crosses, a `Crossing`; "" where nothing'),
    ),
    repeats=True,  # a location and a place of a plan may have one id
)
"""Where points meet the streets."""

PLACE_TABLE = GeoContract(
    "places",
    index=("place_id",),
    fields=(
        Field("object_id", "object", "the plan or complex it is a place of"),
        Field("kind", "object", "a `Spot`: on the grid, on the edge, or where a street is met"),
    ),
    shapes=("Point",),
)
"""The points that stand for a site."""

AREA_TABLE = GeoContract(
    "areas",
    index=("niveau", "code"),
    fields=(
        Field("naam", "object", 'text; "" where unknown'),
        Field("n_inwoners", "Int64", "inhabitants; NA: kept secret or not given"),
        Field("share_65plus", "Float64", "0 to 1; NA: kept secret or not given"),
    ),
    shapes=_POLYGONS,
)
"""Buurten, wijken and gemeenten."""

_SENIORS = tuple(
    Field(f"{bound}_{age}", "float64", f"persons of {age} and over, {told}; NaN: not known")
    for age in (65, 75)
    for bound, told in (("low", "at least"), ("likely", "expected"), ("high", "at most"))
)

SENIOR_TABLE = Contract(
    "seniors",
    index=("location_id",),
    fields=(*_SENIORS, Field("zone", "object", "the finest zone whose bounds hold here")),
)
"""How many seniors live in every dwelling: expected values within bounds, never people."""

ZONE_TABLE = Contract(
    "zones",
    index=("zone",),
    fields=(*_SENIORS, Field("within", "object", 'the zone it is a part of; "" where none')),
)
"""How many seniors live in every zone, after bounds were carried between them; zones are nested."""
