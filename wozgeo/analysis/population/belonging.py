"""In which zone of a source lies every dwelling, and who is counted where nobody has an address?"""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, Texts
from wozgeo.domain.population import AGES, EVERYONE, Figures, ZoneKind

SQUARE_M = 100
_OF_AN_ADDRESS = (ZoneKind.PC4, ZoneKind.PC6, ZoneKind.ADRES)
_OF_POSTCODE = (ZoneKind.PC4, ZoneKind.PC6)
_STEP_M = 10.0
"""How far apart the places on the border are that are looked at."""
_SLIVER = 0.999
"""So much of a zone inside is all of it: borders of two files differ a little."""
WHOLE_AREA = 0.9
"""Of a zone of which so much lies inside all dwellings are expected to be known; no bound rests on that."""


def belonging(homes: gpd.GeoDataFrame, figures: Figures) -> "pd.Series[str]":
    """Find the zone of one source every dwelling is in.

    Parameters
    ----------
    homes
        Locations of the contract.
    figures
        With an outline a zone holds what lies in it, on a border the first code; without one what has its
        postcode (``8261``, ``8261AB``) or address (``8261AB 12``). A square holds its south and west side.

    Returns
    -------
    Series
        On the index of ``homes``; "" where in none.
    """
    known = figures.table.index
    if figures.kind == ZoneKind.VIERKANT:
        code = pd.Series(square_at(homes.geometry), index=homes.index)
    elif figures.kind in _OF_AN_ADDRESS:
        # the postcode of an address is what it is, wherever an outline was drawn
        code = _by_address(homes, figures.kind)
        drawn = pd.Series(_in_outlines(homes.geometry, figures.table), index=homes.index)
        code = code.where((code != "") | (drawn == ""), drawn)
    else:
        code = pd.Series(_in_outlines(homes.geometry, figures.table), index=homes.index)
    return code.where(code.isin(known), "")


def square_at(points: gpd.GeoSeries) -> Texts:
    """Name the square of 100 m a point is in, as CBS does: ``E1905N5067``, by its south-west corner."""
    xy = np.floor(shapely.get_coordinates(points.to_numpy()) / SQUARE_M).astype(np.int64)
    return np.array([f"E{x:04d}N{y:04d}" for x, y in xy], dtype=object)


def _in_outlines(points: gpd.GeoSeries, table: gpd.GeoDataFrame) -> Texts:
    ordered = table[table.geometry.notna()].sort_index()
    codes = np.append(ordered.index.to_numpy(dtype=object), "")
    tree = shapely.STRtree(points.to_numpy())
    area, point = tree.query(ordered.geometry.to_numpy(), predicate="intersects")
    first = np.full(len(points), len(ordered), dtype=np.intp)
    np.minimum.at(first, point, area)
    chosen: Texts = codes[first]
    return chosen


def _by_address(homes: gpd.GeoDataFrame, kind: ZoneKind) -> "pd.Series[str]":
    postcode = homes["postcode"].astype(object).str.replace(" ", "", regex=False).str.upper()
    if kind == ZoneKind.PC4:
        return postcode.str[:4]
    if kind == ZoneKind.PC6:
        return postcode.str[:6]
    number = homes["huisnummer"].astype(object).str.replace(" ", "", regex=False).str.upper()
    return (postcode + " " + number).where((postcode != "") & (number != ""), "")


def lived_in_without_address(
    figures: Figures, codes: "pd.Series[str]", extent: shapely.Geometry
) -> gpd.GeoDataFrame:
    """Find the zones that have persons and no dwelling: a care home, or a dwelling that no register has.

    Only zones within the extent of the dwellings, each with a point in it.
    """
    table = figures.table
    placed = table[table.geometry.notna()]
    inside = shapely.covers(extent, placed.geometry.to_numpy())
    lived = (placed["low_65"] > 0).to_numpy() & ~placed.index.isin(set(codes))
    found = placed[inside & lived]
    return found.set_geometry(found.geometry.representative_point())


def share_inside(figures: Figures, extent: shapely.Geometry) -> "pd.Series[float]":
    """Tell which part of each zone lies in the extent of the dwellings: NaN for one without an outline."""
    shapes = figures.table.geometry.to_numpy()
    area = shapely.area(shapes)
    inside = shapely.area(shapely.intersection(shapes, extent))
    known = ~shapely.is_missing(shapes) & (area > 0)
    share = np.where(known, inside / np.where(known, area, 1), np.nan)
    return pd.Series(np.where(share >= _SLIVER, 1.0, share), index=figures.table.index)


def at_the_edge(
    homes: gpd.GeoSeries, codes: "pd.Series[str]", extent: shapely.Geometry
) -> set[str]:
    """Find the zones with the dwelling nearest to some place on the border of the extent.

    Where no outline says how far a zone reaches, it may go on there: no dwelling of another lies in between.
    """
    border = shapely.segmentize(shapely.boundary(extent), _STEP_M)
    places = shapely.points(shapely.get_coordinates(border))
    nearest = shapely.STRtree(homes.to_numpy()).nearest(places)
    return {*codes.to_numpy()[nearest]} - {""}


def cut_off(
    figures: Figures,
    codes: "pd.Series[str]",
    homes: gpd.GeoSeries,
    extent: shapely.Geometry,
    crowd: Mapping[int, float],
) -> tuple[Figures, pd.Index]:
    """Take of zones that reach further than the dwellings only what holds for the part that is there.

    Parameters
    ----------
    figures
        Of one source.
    codes
        In which of its zones every dwelling is.
    homes
        Where every dwelling is, on the index of ``codes``.
    extent
        Within which all dwellings are known.
    crowd
        By age (`EVERYONE`: all inhabitants) how many persons per dwelling no postcode has: with more, one that
        is `at_the_edge` and has no outline has most of its dwellings elsewhere. What is known first decides.

    Returns
    -------
    tuple
        Figures without a least where some of the seniors may live elsewhere; where less than `WHOLE_AREA` of
        the zone lies inside its number is what its dwellings would have at the rate of zones that are whole,
        and never more than it says. And which zones reach out, or may.
    """
    table = figures.table.copy()
    share = share_inside(figures, extent)
    count = codes.groupby(codes).size().reindex(share.index, fill_value=0)
    n: FloatArray = np.asarray(count, dtype=np.float64)
    partly, mostly_out = (share < 1).to_numpy(), (share < WHOLE_AREA).to_numpy()
    if figures.kind in _OF_POSTCODE and share.isna().any():
        edge = share.isna().to_numpy() & share.index.isin(at_the_edge(homes, codes, extent))
        crowded = figures.kind == ZoneKind.PC4 and _crowded(table, n, crowd)
        partly, mostly_out = partly | edge, mostly_out | (edge & crowded)
    for age in (*AGES, *([EVERYONE] if f"low_{EVERYONE}" in table else [])):
        said = table[f"likely_{age}"].to_numpy(float)
        whole = ~mostly_out & ~np.isnan(said) & (n > 0)
        rate = said[whole].sum() / n[whole].sum() if whole.any() else np.inf
        with np.errstate(invalid="ignore"):
            table[f"likely_{age}"] = np.where(mostly_out, np.fmin(said, n * rate), said)
        table[f"low_{age}"] = np.where(partly, 0.0, table[f"low_{age}"])
    return replace(figures, table=table), table.index[partly & (n > 0)]


def _crowded(table: pd.DataFrame, n: FloatArray, crowd: Mapping[int, float]) -> NDArray[np.bool_]:
    """Tell which zones have more persons per dwelling that was found than any has."""
    crowded = np.full(len(table), fill_value=False)
    undecided = n > 0
    for age, most in sorted(crowd.items()):
        if f"likely_{age}" in table:
            per_home = table[f"likely_{age}"].to_numpy(float) / np.where(n > 0, n, 1)
            decides = undecided & ~np.isnan(per_home)
            crowded |= decides & (per_home > most)
            undecided &= ~decides
    return crowded
