"""Which buurten, wijken and gemeenten are there, and what does CBS say of them?

How CBS calls its columns, in which years, and what its numbers mean is in ``data/cbs.toml``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from wozgeo.domain.columns_areas import AreaWalk
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Language, Text
from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import NIVEAUS
from wozgeo.domain.shown import short
from wozgeo.domain.toml_files import read_toml
from wozgeo.inputs.area_codes import PARENTS, dissolved, faulty_codes, restored_codes
from wozgeo.inputs.coordinates import METRES, Extent
from wozgeo.inputs.cut_off_names import find_cut_off, tell_unclear
from wozgeo.inputs.numerals import parse_counts, parse_numbers
from wozgeo.inputs.sheet import cell_text, shortened
from wozgeo.inputs.spelling import column_key
from wozgeo.inputs.vector_files import FAULTY_CRS, VectorFile, open_vector_file
from wozgeo.inputs.words_lists import CODES_RESTORED, FIGURES, FIGURES_ABSENT

_PREFIXES = {"BU": "buurt", "WK": "wijk", "GM": "gemeente"}
_CBS_CODE = r"(?:BU\d{4}[0-9A-Z]{4}|WK\d{4}[0-9A-Z]{2})"
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_REMEDY = (
    "expected a GeoPackage, GeoJSON or Shapefile: open it in QGIS and save it again as GeoPackage"
)


@dataclass(frozen=True)
class _Spellings:
    """The content of ``data/cbs.toml``; names in lower case."""

    columns: Mapping[str, tuple[str, ...]]
    missing_at_most: float
    left_out: frozenset[str]
    others: tuple[str, ...]

    @property
    def kilometres(self) -> list[str]:
        return [key for key in self.columns if key.endswith("_km")]


@dataclass(frozen=True)
class _Layer:
    """A layer that holds areas: of which niveau, and which field answers to which key."""

    name: str
    niveau: str
    code: str
    naam: str | None
    fields: Mapping[str, str]
    crs: str | None
    own_codes: bool = False
    unclear: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_areas(
    path: Path, *, columns: Mapping[str, str] = _NO_NAMES, extent: Extent | None = None
) -> gpd.GeoDataFrame:
    """Read buurten, wijken and gemeenten, whichever of them a file holds.

    Parameters
    ----------
    path
        CBS wijken en buurten (layers ``gemeenten``, ``wijken``, ``buurten``, or some of them), or one
        layer of areas: GeoPackage, GeoJSON or Shapefile, zipped or not (also in a folder), in any CRS.
        Capitals, spaces and underscores in the names of columns do not count. Codes of the CBS that have
        lost their letters and a zero in front (9990101) get them back.
    columns
        What the file calls a column, where it is not as CBS does: key of ``data/cbs.toml`` to column.
    extent
        Only areas that touch this box (metres, RD New) are read; None: all of them.

    Returns
    -------
    GeoDataFrame
        Areas of the contract: index (niveau, code), buurten first, then by code. ``naam`` ("" where
        unknown), ``n_inwoners`` Int64, ``share_65plus`` 0 to 1 and, for what CBS gives in this file,
        ``cbs_huisarts_km`` and the like: Float64, NA where CBS keeps it secret. Water is left out.
        Wijken and gemeenten the file has no layer of are dissolved from the areas it has, by code;
        with ``extent`` only from those that touch it. Their inhabitants are the sum, NA as soon as
        one is; shares and distances of a whole do not follow from rounded parts: NA. ``attrs`` has ``notes``.

    Raises
    ------
    InputError
        Naming every fault: no code column, codes empty or there twice, no or broken outlines, no CRS,
        numbers that cannot be, nothing within ``extent``.
    """
    spellings = _read_spellings()
    file = open_vector_file(path, remedy=_REMEDY, several=True)
    layers, faults = _find_layers(file, spellings, columns)
    tables = []
    for layer in layers:
        table, wrong = _read_layer(file, layer, spellings, extent)
        tables.append(table)
        faults += [f"layer {layer.name}: {fault}" for fault in wrong]
    if faults:
        raise InputError(path, faults)
    given = pd.concat(tables)
    if given.empty:
        raise InputError(path, _nothing_left(extent))
    km = [key for key in spellings.kilometres if any(key in layer.fields for layer in layers)]
    areas = _contract(pd.concat([given, *dissolved(given)]), km)
    areas.attrs["notes"] = tuple(
        _notes(layers, spellings, sum(t.attrs["restored"] for t in tables))
    )
    return areas


def _notes(layers: Sequence[_Layer], spellings: _Spellings, n_restored: int) -> Iterator[Text]:
    """Tell which known figures no layer has, and how many codes were mended."""
    read = {key for layer in layers for key in layer.fields}
    known = {key: FIGURES[key] for key in spellings.columns if key in FIGURES}
    absent = [name for key, name in known.items() if key not in read]
    if absent:
        nl, en = (", ".join(name(language) for name in absent) for language in Language)
        yield FIGURES_ABSENT.about(figures=Text(nl, en))
    for layer in layers:
        yield from tell_unclear(layer.unclear)
    if n_restored:
        yield CODES_RESTORED.about(n=n_restored)


def _contract(table: pd.DataFrame, km: Sequence[str]) -> gpd.GeoDataFrame:
    ranked = table.assign(rank=table["niveau"].map(NIVEAUS.index)).sort_values(["rank", "code"])
    index = pd.MultiIndex.from_frame(ranked[["niveau", "code"]].astype(str))
    figures = ranked[["naam", "n_inwoners", "share_65plus", *km]].set_axis(index)
    figures = figures.rename(columns={key: AreaWalk(key.removesuffix("_km")).cbs_km for key in km})
    return gpd.GeoDataFrame(figures, geometry=ranked["geometry"].to_numpy(), crs=RD_NEW)


def _nothing_left(extent: Extent | None) -> str:
    box = (
        ""
        if extent is None
        else "within x {0:.0f} to {2:.0f}, y {1:.0f} to {3:.0f}".format(*extent)
    )
    return f"holds no areas {box or 'besides water'}; take the file of the region that is looked at"


def _read_spellings() -> _Spellings:
    table = read_toml(packaged_path("cbs.toml"), what="the spellings of CBS")
    names = {key: tuple(names) for key, names in table["columns"].items()}
    left_out = frozenset(text.casefold() for text in table["values"]["left_out"])
    others = tuple(table["cut_off"]["others"])
    return _Spellings(names, float(table["values"]["missing_at_most"]), left_out, others)


def _find_layers(
    file: VectorFile, spellings: _Spellings, columns: Mapping[str, str]
) -> tuple[list[_Layer], list[str]]:
    """Choose the layers that hold areas, and tell what is wrong with the names of columns."""
    every = _layer_fields(file)
    names = sorted({field for fields, _ in every.values() for field in fields})
    lower = {column_key(name): name for name in names}
    faults = [
        f"columns.{key}: unknown; known are {', '.join(spellings.columns)}{_meant(key, spellings.columns)}"
        for key in columns
        if key not in spellings.columns
    ]
    faults += [
        f"columns.{key}: no column {name!r} (found: {', '.join(names) or 'none'}){_meant(name, lower)}"
        for key, name in columns.items()
        if column_key(name) not in lower
    ]
    wanted = {**spellings.columns, **{key: (name,) for key, name in columns.items()}}
    layers = [
        replace(layer, own_codes=bool({"code", f"{layer.niveau}code"} & {*columns}))
        for name, (fields, crs) in every.items()
        if (layer := _as_layer(file, name, fields, crs, wanted, spellings.others))
    ]
    if not layers and not faults:
        faults.append(_no_codes(names, lower, wanted))
    return layers, [*faults, *_twice_a_niveau(layers)]


def _layer_fields(file: VectorFile) -> dict[str, tuple[list[str], str | None]]:
    """Give the fields and the CRS of every layer with shapes."""
    infos = {name: file.info(name) for name, kind in file.layers().items() if kind is not None}
    if not infos:
        raise InputError(
            file.path, "has no layer with outlines; take the file with the map, not the table"
        )
    return {name: ([str(f) for f in info["fields"]], info["crs"]) for name, info in infos.items()}


def _as_layer(
    file: VectorFile,
    name: str,
    fields: Sequence[str],
    crs: str | None,
    wanted: Mapping[str, tuple[str, ...]],
    others: Collection[str],
) -> _Layer | None:
    """Tell of which niveau a layer is: by its codes, or by the smallest area it has a code of."""
    by_key = {column_key(field): field for field in reversed(fields)}
    found = {
        key: by_key[column_key(spelling)]
        for key, spellings in wanted.items()
        for spelling in reversed(spellings)
        if column_key(spelling) in by_key
    }
    unclear: dict[str, list[str]] = {}
    if file.kind == "ESRI Shapefile":
        left = {key: names for key, names in wanted.items() if key not in found}
        cut, unclear = find_cut_off([f for f in fields if f not in found.values()], left, others)
        found |= cut
    if "code" in found:
        only = {"columns": [found["code"]], "read_geometry": False, "max_features": 1}
        first, _ = file.read(name, **only)
        start = "".join(first[found["code"]].map(cell_text))[:2].upper()
        if start in _PREFIXES:
            return _Layer(
                name,
                _PREFIXES[start],
                found["code"],
                found.get("naam"),
                found,
                crs,
                unclear=unclear,
            )
    for niveau in NIVEAUS:
        if f"{niveau}code" in found:
            own_name = found.get(f"{niveau}naam")
            code = found[f"{niveau}code"]
            return _Layer(name, niveau, code, own_name, found, crs, unclear=unclear)
    return None


def _no_codes(
    names: Sequence[str], lower: Collection[str], wanted: Mapping[str, tuple[str, ...]]
) -> str:
    codes = [n for key in ("buurtcode", "wijkcode", "gemeentecode", "code") for n in wanted[key]]
    near = [found for code in codes for found in get_close_matches(code, lower, n=1, cutoff=0.6)]
    hint = f'columns = {{ buurtcode = "{near[0] if near else "..."}" }}'
    return (
        f"no column with codes of areas: expected one of {', '.join(codes)} (with codes like "
        f"BU01660000), found: {', '.join(names) or 'none'}; name it with {hint}"
    )


def _twice_a_niveau(layers: Sequence[_Layer]) -> list[str]:
    return [
        f"several layers hold areas of niveau {niveau}: {', '.join(names)}; "
        "save the one that counts to a file of its own"
        for niveau in NIVEAUS
        if len(names := [layer.name for layer in layers if layer.niveau == niveau]) > 1
    ]


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name.casefold(), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _read_layer(
    file: VectorFile, layer: _Layer, spellings: _Spellings, extent: Extent | None
) -> tuple[pd.DataFrame, list[str]]:
    """Read one layer without its water, and list what is wrong with it."""
    if layer.crs is None or pyproj.CRS(layer.crs).name.lower().startswith(FAULTY_CRS):
        return _nothing_read(
            "has no CRS, so its coordinates can mean anything; give it the one it was made in (QGIS: "
            "Laag > CRS van laag instellen), usually EPSG:28992, and save it again"
        )
    file.require_on_earth(layer.crs)
    fields, box = sorted({*layer.fields.values()}), _box_in(layer.crs, extent)
    raw, passed_over = file.read(layer.name, columns=fields, bbox=box)
    if passed_over:
        return _nothing_read(f"{passed_over}; {_REMEDY}")
    if "water" in layer.fields:
        water = raw[layer.fields["water"]].map(cell_text).str.casefold()
        raw = raw[~water.isin(spellings.left_out).to_numpy()]
    raw = raw.reset_index(drop=True)
    texts = _texts(raw, layer)
    labels = texts["code"].where(texts["code"] != "", "feature " + (raw.index + 1).astype(str))
    figures, faults = _figures(raw, layer, spellings, labels)
    shapes, misshapen = rd_outlines(as_places(raw.geometry), labels)
    table = texts.assign(**figures, geometry=shapes)
    table.attrs["restored"] = texts.attrs["restored"]
    return table, [*faulty_codes(texts["code"]), *faults, *misshapen]


def _nothing_read(fault: str) -> tuple[pd.DataFrame, list[str]]:
    """Give a table without areas, and why."""
    nothing = pd.DataFrame()
    nothing.attrs["restored"] = 0
    return nothing, [fault]


def _box_in(crs: str, extent: Extent | None) -> Extent | None:
    if extent is None:
        return None
    to_layer = pyproj.Transformer.from_crs(RD_NEW, crs, always_xy=True)
    return cast(Extent, tuple(to_layer.transform_bounds(*extent)))


def _texts(raw: pd.DataFrame, layer: _Layer) -> pd.DataFrame:
    """Give codes and names, and of the wijk and gemeente an area belongs to as well."""

    def text(field: str | None) -> pd.Series:
        cells = [""] * len(raw) if field is None else [cell_text(cell) for cell in raw[field]]
        return pd.Series(cells, index=raw.index, dtype=object)

    given_code = text(layer.code)
    code = given_code if layer.own_codes else restored_codes(given_code, layer.niveau)
    table = pd.DataFrame(
        {"niveau": layer.niveau, "code": code, "naam": text(layer.naam).map(short)}
    )
    table.attrs["restored"] = int((code != given_code).sum())
    own = code.str.fullmatch(_CBS_CODE)
    for niveau, (prefix, digits) in PARENTS.items():
        if NIVEAUS.index(niveau) <= NIVEAUS.index(layer.niveau):
            table[niveau] = table[f"{niveau}naam"] = ""
            continue
        given = restored_codes(text(layer.fields.get(f"{niveau}code")), niveau)
        table[niveau] = given.where(given != "", (prefix + code.str[digits]).where(own, ""))
        table[f"{niveau}naam"] = text(layer.fields.get(f"{niveau}naam"))
    return table


def _figures(
    raw: pd.DataFrame, layer: _Layer, spellings: _Spellings, labels: pd.Series
) -> tuple[dict[str, pd.Series], list[str]]:
    """Read the numbers of CBS, NA where they are missing."""
    expected = {
        "inwoners": "a whole number of inhabitants, 0 or more, without a mark between thousands",
        "percentage_65plus": "a percentage from 0 to 100",
        **dict.fromkeys(spellings.kilometres, "a number of kilometres, 0 or more"),
    }
    table: dict[str, pd.Series] = {}
    faults: list[str] = []
    for key, wanted in expected.items():
        table[key] = pd.Series(np.nan, index=raw.index).astype("Float64")
        if key not in layer.fields:
            continue
        cells = raw[layer.fields[key]].map(cell_text, na_action=None)
        numbers = parse_counts(cells) if key == "inwoners" else parse_numbers(cells)
        unread = np.isnan(numbers) & (cells != "").to_numpy()
        numbers[numbers <= spellings.missing_at_most] = np.nan
        wrong = unread | (numbers < 0)
        wrong |= (numbers > 100) & (key == "percentage_65plus")
        wrong |= (numbers % 1 > 0) & (key == "inwoners")
        faults += shortened(
            f"{label}: {layer.fields[key]} is {cell!r}, expected {wanted}"
            for label, cell in zip(labels[wrong], cells[wrong], strict=True)
        )
        table[key] = pd.Series(np.where(wrong, np.nan, numbers), index=raw.index).astype("Float64")
    n_inwoners = table.pop("inwoners").astype("Int64")
    share = table.pop("percentage_65plus") / 100
    return {"n_inwoners": n_inwoners, "share_65plus": share, **table}, faults


def rd_outlines(shapes: gpd.GeoSeries, labels: pd.Series) -> tuple[NDArray[np.object_], list[str]]:
    """Bring outlines to RD New, and tell which are none, are broken or lie elsewhere."""
    found = shapely.force_2d(shapes.to_numpy())
    gone = shapely.is_missing(found) | shapely.is_empty(found)
    other = ~gone & ~np.isin(shapely.get_type_id(found), (3, 6))
    broken = ~gone & ~other & ~shapely.is_valid(found)
    rd = gpd.GeoSeries(found, crs=shapes.crs).to_crs(RD_NEW).to_numpy()
    low_x, low_y, high_x, high_y = shapely.bounds(rd).T
    inside = METRES.holds((low_x + high_x) / 2, (low_y + high_y) / 2)
    faults = [
        *shortened(f"{label}: no outline; draw it or remove the area" for label in labels[gone]),
        *shortened(
            f"{label}: a {shape.geom_type}, expected a polygon; take the layer with outlines"
            for label, shape in zip(labels[other], found[other], strict=True)
        ),
        *shortened(
            f"{label}: its outline is broken ({shapely.is_valid_reason(shape)}); mend it in QGIS "
            "(Vector > Geometriegereedschap > Geometrieën repareren)"
            for label, shape in zip(labels[broken], found[broken], strict=True)
        ),
        *shortened(
            f"{label}: lies outside the Netherlands, so the layer has another CRS than it says; give "
            "it its true one (QGIS: Laag > CRS van laag instellen) and save it again"
            for label in labels[~gone & ~inside]
        ),
    ]
    crossed = ~gone & inside & ~broken & ~shapely.is_valid(rd)
    rd[crossed] = shapely.make_valid(rd[crossed])  # a hair-thin spike, turned
    return rd, faults
