"""How near are the voorzieningen, and how many plans and complexes meet a definition, per area?

An area is a buurt, wijk or gemeente of CBS, or a kern: the woonplaats of the addresses.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.analysis.verdicts.places import NO_PLACE, rows_by_voorziening
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.columns_areas import AreaWalk, ShareNear, VerdictCount
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.plain_types import NIVEAUS
from wozgeo.domain.result_tables import of_objects
from wozgeo.domain.values import UNKNOWN_KERN

ONBEKENDE_KERN = UNKNOWN_KERN.nl
"""The kern of what has no woonplaats."""

ONCE = "eens_"
"""How a column begins with dwellings that each count once; the rest is the name of the definition."""

_CELL_M = 50
_GAP_M = 100
_MARGIN_M = 10


def assign_areas(points: gpd.GeoSeries, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find the buurt, wijk and gemeente every point lies in.

    Parameters
    ----------
    points
        RD New; an empty point lies nowhere.
    areas
        Areas of the contract; may be empty.

    Returns
    -------
    DataFrame
        On the index of ``points``: the codes in columns ``buurt``, ``wijk`` and ``gemeente``, "" where
        a point lies in none. On a border, or where outlines overlap, the first code counts: as codes
        of CBS nest, the wijk is then that of the buurt.
    """
    tree = shapely.STRtree(points.to_numpy())
    niveaus = areas.index.get_level_values("niveau")
    return pd.DataFrame(
        {niveau: _codes_at(tree, areas[niveaus == niveau], len(points)) for niveau in NIVEAUS},
        index=points.index,
        dtype=object,
    )


def _codes_at(tree: shapely.STRtree, areas: gpd.GeoDataFrame, n: int) -> NDArray[np.object_]:
    ordered = areas.sort_index(level="code")
    codes = ordered.index.get_level_values("code").to_numpy(dtype=object)
    # Asked from the polygons, so that each is prepared once for all the points near it.
    area, point = tree.query(ordered.geometry.to_numpy(), predicate="intersects")
    first = np.full(n, len(codes), dtype=np.intp)
    np.minimum.at(first, point, area)
    return np.append(codes, "")[first]


def name_kernen(woonplaats: "pd.Series[str]", known: "pd.Series[str]") -> "pd.Series[str]":
    """Spell the kern of every row as the addresses do.

    Parameters
    ----------
    woonplaats
        As someone wrote it; "" where unknown.
    known
        The woonplaats of every address. Of spellings that differ in capitals, spaces around them or
        the form of an apostrophe only, the commonest is kept (the first by alphabet of equals).

    Returns
    -------
    Series
        Text on the index of ``woonplaats``; `ONBEKENDE_KERN` for "", and a name no address has as it
        is written.
    """
    # few differ: what is done to text is done once to each
    counts = known.astype(object).value_counts()
    counts = counts.groupby(counts.index.astype(object).str.strip()).sum()
    commonest = counts.sort_index(ascending=False).sort_values(kind="stable")
    spelled = dict(zip(_alike(commonest.index.to_series()), commonest.index, strict=True))
    number, different = pd.factorize(woonplaats.astype(object), use_na_sentinel=False)
    written = pd.Series(different, dtype=object).str.strip()
    names = _alike(written).map(spelled).astype(object).fillna(written)  # of no address: floats
    each = names.where(names != "", ONBEKENDE_KERN).to_numpy(dtype=object)
    return pd.Series(each[number], index=woonplaats.index, name=woonplaats.name, dtype=object)


def nearest_kern(points: gpd.GeoSeries, locations: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Name the kern of places without an address: that of the nearest location that has one.

    As the crow flies, RD New; "" where no location has a woonplaats.
    """
    homes = locations[locations["woonplaats"] != ""]
    if homes.empty or points.empty:
        return pd.Series("", index=points.index, dtype=object)
    kern = name_kernen(homes["woonplaats"], homes["woonplaats"]).to_numpy(dtype=object)
    nearest = shapely.STRtree(homes.geometry.to_numpy()).nearest(points.to_numpy())
    return pd.Series(kern[nearest], index=points.index, dtype=object)


def _alike(names: "pd.Series[str]") -> "pd.Series[str]":
    return names.astype(object).str.casefold().str.replace("[‘’`´]", "'", regex=True)


def outline_kernen(locations: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Draw each kern around its dwellings.

    No open register of buurten holds kernen, so the dwellings draw them: squares of 50 m that hold
    one, gaps up to 200 m between them closed, corners rounded off by at most 10 m. Every dwelling
    lies within the outline of its kern; a lone farm is an island of its own.

    Parameters
    ----------
    locations
        Dwellings of the contract; may be empty.

    Returns
    -------
    GeoDataFrame
        Index ``kern``, sorted; dwellings without a woonplaats are in `ONBEKENDE_KERN`.
    """
    kern = name_kernen(locations["woonplaats"], locations["woonplaats"])
    names, row = np.unique(kern.to_numpy(dtype=str), return_inverse=True)
    xy = shapely.get_coordinates(locations.geometry.to_numpy())
    cells = np.unique(np.column_stack([row, np.floor(xy / _CELL_M).astype(np.int64)]), axis=0)
    west, south = cells[:, 1:].T * _CELL_M
    boxes = shapely.box(west, south, west + _CELL_M, south + _CELL_M)
    groups = np.split(boxes, np.flatnonzero(np.diff(cells[:, 0])) + 1) if len(boxes) else []
    outlines = [_closed(shapely.coverage_union_all(group)) for group in groups]
    return gpd.GeoDataFrame(
        geometry=outlines, index=pd.Index(names, name="kern", dtype=object), crs=RD_NEW
    )


def _closed(cells: shapely.Geometry) -> shapely.Geometry:
    # Square corners outward and few-sided arcs inward both err on the side of a larger outline.
    grown = shapely.buffer(cells, _GAP_M + _MARGIN_M, join_style="mitre")
    return shapely.simplify(shapely.buffer(grown, -_GAP_M, quad_segs=2), _MARGIN_M)


def summarise_areas(
    locations: gpd.GeoDataFrame,
    distances: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    objects: Mapping[str, gpd.GeoDataFrame],
    *,
    wanted: Collection[str],
    breaks_m: Sequence[float],
    lying: pd.DataFrame | None = None,
) -> gpd.GeoDataFrame:
    """Summarise dwellings and verdicts per kern, buurt, wijk and gemeente.

    Parameters
    ----------
    locations
        Dwellings of the contract.
    distances
        Of these dwellings. One that is not in it counts as unknown.
    areas
        Areas of the contract; without any the kernen remain.
    objects
        ``plannen`` and ``complexen``, judged: index id, ``kern``, ``n_woningen``, a column
        ``oordeel_<definition>`` for each definition, geometry; where dwellings may be in several, their
        number when each counts once in ``eens_<definition>``. What may not be published must have
        been left out. A kind that is not given has no columns.
    wanted
        The voorzieningen, in the order of the columns.
    breaks_m
        Distance classes in metres.
    lying
        In which areas the dwellings lie, of whoever asked `assign_areas` already.

    Returns
    -------
    GeoDataFrame
        Index (niveau, code): kernen by name, then the areas as they come. ``naam``, ``n_woningen``;
        per voorziening ``mediaan_{v}_m`` and ``gemiddeld_{v}_m`` over the dwellings whose distance could
        be searched (NaN: none could), ``n_geen_{v}`` (searched, none found) and ``n_onbekend_{v}``
        (could not be searched). A dwelling that has none within the search limit has one further: in a
        median it stands behind all that have (``inf``: half of the dwellings, or more, have none), and
        where there is one there is no mean (NaN). So neither hangs on the search limit. Further
        ``aandeel_{v}_{break}``: share, 0 to 1, of all dwellings whose ``certain_m``
        is below the break, NaN without dwellings. An unknown distance is never near: it stays in the
        denominator.
        Per kind and definition ``{kind}_{verdict}_{d}`` counts objects and
        ``woningen_{kind}_{verdict}_{d}`` their dwellings, without those whose number is unknown.

    Examples
    --------
    With a break of 400, a dwelling at 399.9 m counts and one at 400.0 m does not. Of 100 m, 300 m and
    none within the limit the median is 300 m, and there is no mean; of 100 m and none the median is ``inf``.
    """
    homes = locations.sort_index()  # sums of fractions hang on the order of the rows
    found = _of_dwellings(homes, distances, wanted, breaks_m)
    belongs = _lying(homes, areas, lying)
    belongs["kern"] = name_kernen(homes["woonplaats"], homes["woonplaats"])
    judged = {kind: areas_of_objects(table, homes, areas) for kind, table in objects.items()}
    rows = _rows(belongs, judged, areas)
    parts = []
    for niveau in rows.index.unique(level="niveau"):
        codes = rows.loc[[niveau]].index.get_level_values("code")
        columns = dict(_near(found, belongs[niveau], codes, wanted, breaks_m))
        for kind, table in objects.items():
            columns |= dict(_verdicts(kind, table, judged[kind][niveau], codes))
        parts.append(pd.DataFrame(columns, index=codes))
    figures = pd.concat(parts).set_axis(rows.index) if parts else pd.DataFrame(index=rows.index)
    named = pd.concat([rows[["naam"]], figures], axis=1)
    geometry = gpd.GeoSeries([*_kern_outlines(homes, rows), *areas.geometry], crs=RD_NEW)
    return gpd.GeoDataFrame(named, geometry=geometry.to_numpy(), crs=RD_NEW)


def _lying(
    homes: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, known: pd.DataFrame | None
) -> pd.DataFrame:
    return assign_areas(homes.geometry, areas) if known is None else known.loc[homes.index]


def _rows(
    belongs: pd.DataFrame, judged: Mapping[str, pd.DataFrame], areas: gpd.GeoDataFrame
) -> pd.DataFrame:
    """List the areas: every kern something lies in, then the areas as given."""
    kernen = sorted(
        {*belongs["kern"], *(kern for table in judged.values() for kern in table["kern"])}
    )
    index = pd.MultiIndex.from_tuples(
        [*(("kern", kern) for kern in kernen), *areas.index], names=["niveau", "code"]
    )
    return pd.DataFrame({"naam": [*kernen, *areas["naam"]]}, index=index, dtype=object)


def _kern_outlines(homes: gpd.GeoDataFrame, rows: pd.DataFrame) -> list[shapely.Geometry]:
    outlines = outline_kernen(homes).geometry
    kernen = rows.index.get_level_values("code")[rows.index.get_level_values("niveau") == "kern"]
    return [outlines[kern] if kern in outlines.index else shapely.Polygon() for kern in kernen]


def areas_of_objects(
    table: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Tell to which areas objects belong: the kern they name, else where they lie for the most.

    Parameters
    ----------
    table
        Judged plans or complexes: index id, ``kern``, ``n_woningen``, geometry.
    homes
        Dwellings of the contract.
    areas
        Areas of the contract.

    Returns
    -------
    DataFrame
        On the index of the objects: a column per niveau and ``kern``, the code of the area.
    """
    of_objects("objects", ("kern", "n_woningen")).require(table)
    belongs = assign_areas(table.geometry.representative_point(), areas)
    belongs["kern"] = name_kernen(table["kern"], homes["woonplaats"])
    return belongs


def _of_dwellings(
    homes: gpd.GeoDataFrame,
    distances: pd.DataFrame,
    wanted: Collection[str],
    breaks_m: Sequence[float],
) -> pd.DataFrame:
    """Lay what is counted and averaged of each dwelling in one row."""
    rows, none = rows_by_voorziening(distances, homes.index), np.full(len(homes), NO_PLACE)
    distance_m, certain_m = (
        np.append(distances[name].to_numpy(dtype=np.float64), np.nan)
        for name in ("distance_m", "certain_m")
    )
    columns: dict[str, NDArray[np.generic]] = {}
    for kind in wanted:
        row = rows.get(str(kind), none)
        metres = distance_m[row]
        columns[f"m_{kind}"] = metres
        columns[AreaWalk(kind).n_geen] = np.isinf(metres)
        columns[AreaWalk(kind).n_onbekend] = np.isnan(metres)
        for break_m in breaks_m:
            columns[ShareNear.within(kind, break_m).aandeel] = certain_m[row] < break_m
    return pd.DataFrame(columns, index=homes.index)


def _near(
    found: pd.DataFrame,
    code: "pd.Series[str]",
    codes: pd.Index,
    wanted: Collection[str],
    breaks_m: Sequence[float],
) -> Iterator[tuple[str, pd.Series]]:
    """Count and average the dwellings of each area."""
    groups = found.groupby(code.to_numpy(dtype=object), sort=True)
    n = groups.size().reindex(codes, fill_value=0)
    yield "n_woningen", n
    metres = [f"m_{kind}" for kind in wanted]
    counted = [name for name in found if name not in metres]
    mean, median, sums = groups[metres].mean(), groups[metres].median(), groups[counted].sum()
    for kind in wanted:
        walk, mine = AreaWalk(kind), mean[f"m_{kind}"]
        yield walk.gemiddeld_m, mine.where(np.isfinite(mine)).reindex(codes)
        yield walk.mediaan_m, median[f"m_{kind}"].reindex(codes)
        for name in (walk.n_geen, walk.n_onbekend):
            yield name, sums[name].reindex(codes, fill_value=0).astype(np.int64)
        for break_m in breaks_m:
            name = ShareNear.within(kind, break_m).aandeel
            yield name, sums[name].reindex(codes) / n.where(n > 0)


def mean_of_found(
    locations: gpd.GeoDataFrame,
    distances: pd.DataFrame,
    areas: gpd.GeoDataFrame,
    wanted: Collection[str],
    lying: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Average, per buurt, the distance of the dwellings that found one: a part of the answer only.

    Parameters
    ----------
    locations, distances, areas, wanted, lying
        As for `summarise_areas`.

    Returns
    -------
    DataFrame
        Index: code of the buurt, sorted; a column of metres per voorziening, NaN where no dwelling found one.
    """
    homes = locations.sort_index()
    buurt = _lying(homes, areas, lying)["buurt"].to_numpy(dtype=object)
    metres = _of_dwellings(homes, distances, wanted, ())
    found = {str(kind): metres[f"m_{kind}"].replace(np.inf, np.nan) for kind in wanted}
    return pd.DataFrame(found, index=homes.index).groupby(buurt, sort=True).mean()


def _verdicts(
    kind: str, table: gpd.GeoDataFrame, code: "pd.Series[str]", codes: pd.Index
) -> Iterator[tuple[str, pd.Series]]:
    """Count the objects of each area by verdict, and the dwellings in them."""
    for said in OfDefinition.among(table.columns, OfDefinition.oordeel):
        verdicts = table[said.oordeel].astype(str)
        dwellings = table.get(f"{ONCE}{said.definition}", table["n_woningen"])
        groups = dwellings.astype("Int64").groupby([code.to_numpy(), verdicts.to_numpy()])
        n, n_woningen = groups.size(), groups.sum()
        for counted in VerdictCount.of(kind, said.definition):
            mine = pd.MultiIndex.from_product([codes, [str(counted.verdict)]])
            yield counted.n, n.reindex(mine, fill_value=0).set_axis(codes)
            yield counted.n_woningen, n_woningen.reindex(mine, fill_value=0).set_axis(codes)
