"""Which buurten and wijken does a drawn gemeente have, and what does CBS say of them?"""

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from sample import curves
from sample.curves import HEIGHT_M, WIDTH_M
from sample.model import GEMEENTECODE, XY, Sheet

Layers = dict[str, gpd.GeoDataFrame]

SECRET = -99997
"""What CBS writes where so few people live that a number would tell on them."""

EDGE_M, SPLIT_M = 60.0, 3640.0
"""Where the borders of the gemeente and of Polderveen run; see ``kernen.draw_borders``."""

GRID_M = 0.1
"""Borders run over points of this grid, so that neighbours fit."""

PER_HOME = 2.15
"""Inhabitants per dwelling, about the Dutch mean."""


@dataclass(frozen=True)
class Buurt:
    """One buurt; distances as CBS gives them: kilometres along roads for cars, one decimal.

    Attributes
    ----------
    area
        West and east border on the sheet, and what it lies between: names in `_bands`.
    percentage_65plus
        None where CBS keeps it secret, and the distances with it.
    """

    code: str
    name: str
    kern: str
    area: tuple[float, float, str, str]
    percentage_65plus: int | None
    huisarts_km: float
    supermarkt_km: float


BUURTEN = (
    Buurt("0101", "Wozerdam Centrum", "Wozerdam", (1820, 2980, "main", "river"), 27, 0.5, 0.5),
    Buurt("0102", "Vogelbuurt en De Weerd", "Wozerdam", (1540, 2410, "rail", "main"), 19, 1.0, 1.0),
    Buurt("0103", "Wozerdam-Oost", "Wozerdam", (2410, 3380, "rail", "main"), 16, 0.6, 0.7),
    Buurt("0109", "Buitengebied Wozerdam", "Wozerdam", (0, SPLIT_M, "low", "river"), 24, 1.6, 1.6),
    Buurt("0201", "Overwoud Dorp", "Overwoud", (1560, 2480, "river", "wood"), 31, 0.6, 0.5),
    Buurt("0209", "Bos en Plas", "Overwoud", (0, WIDTH_M, "river", "top"), 22, 2.4, 2.3),
    Buurt("0301", "Polderveen Dorp", "Polderveen", (3980, 4980, "rail", "river"), 23, 0.4, 1.5),
    Buurt("0309", "Lage Polder", "Polderveen", (SPLIT_M, WIDTH_M, "low", "river"), None, 0, 0),
)
"""In the order in which they take their ground: a later one gets what is left."""


def build_areas(sheets: Iterable[tuple[Sheet, XY]]) -> Layers:
    """Lay out the layers ``gemeenten``, ``wijken`` and ``buurten`` as CBS and Kadaster publish them.

    Parameters
    ----------
    sheets
        Each with its place in RD New; every sheet is a gemeente of its own.
    """
    buurten = pd.concat([_buurten(sheet, shift) for sheet, shift in sheets], ignore_index=True)
    wijken = _joined(buurten, ["wijkcode", "wijknaam", "gemeentecode", "gemeentenaam"])
    gemeenten = _joined(wijken, ["gemeentecode", "gemeentenaam"])
    return {
        "gemeenten": gemeenten,
        "wijken": wijken,
        "buurten": buurten.drop(columns="wijknaam"),
    }


def _buurten(sheet: Sheet, shift: XY) -> gpd.GeoDataFrame:
    homes = shapely.points([a.at for b in sheet.buildings for a in b.addresses])
    code = f"{int(GEMEENTECODE) - sheet.number:04d}"
    rows = []
    for buurt, outline in zip(BUURTEN, _outlines(), strict=True):
        n = int(shapely.contains(outline, homes).sum())
        rows.append(
            {
                "buurtcode": f"BU{code}{buurt.code}",
                "buurtnaam": sheet.name(buurt.name),
                "wijkcode": f"WK{code}{buurt.code[:2]}",
                "wijknaam": sheet.name(f"Wijk {buurt.code[:2]} {buurt.kern}"),
                "gemeentecode": f"GM{code}",
                "gemeentenaam": sheet.name("Wozerwaard"),
                "aantal_inwoners": 5 * round(n * PER_HOME / 5),
                **_figures(buurt.percentage_65plus, buurt.huisarts_km, buurt.supermarkt_km),
                "geometry": _in_rd(outline, shift),
            }
        )
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:28992")


def _figures(
    percentage: float | None, huisarts_km: float, supermarkt_km: float
) -> dict[str, float]:
    secret = percentage is None
    return {
        "percentage_personen_65_jaar_en_ouder": SECRET if percentage is None else percentage,
        "huisartsenpraktijk_gemiddelde_afstand_in_km": SECRET if secret else huisarts_km,
        "grote_supermarkt_gemiddelde_afstand_in_km": SECRET if secret else supermarkt_km,
    }


def _joined(parts: gpd.GeoDataFrame, keys: list[str]) -> gpd.GeoDataFrame:
    """Join areas to the larger one they are part of, with means weighted by inhabitants."""
    rows = []
    for names, group in parts.groupby(keys, sort=True):
        known = group[group["percentage_personen_65_jaar_en_ouder"] > SECRET]
        weights = known["aantal_inwoners"]
        means = [
            float(np.average(known[name], weights=weights))
            for name in _figures(None, 0, 0)  # their names
        ]
        rows.append(
            dict(zip(keys, names, strict=True))
            | {"aantal_inwoners": int(group["aantal_inwoners"].sum())}
            | _figures(round(means[0]), round(means[1], 1), round(means[2], 1))
            | {"geometry": as_one(group["geometry"])}
        )
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=parts.crs)


def as_one(areas: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join outlines that fit each other."""
    return _as_multi(_union(areas))


def _union(areas: Iterable[BaseGeometry]) -> BaseGeometry:
    return shapely.union_all([*areas], grid_size=GRID_M)


def _outlines() -> list[MultiPolygon]:
    """Give every buurt its ground; together they are the gemeente, without gaps or overlaps.

    All borders are drawn first, then every piece between them goes to the first buurt that wants it.
    """
    bands = _bands()
    gemeente = box(EDGE_M, EDGE_M, WIDTH_M - EDGE_M, HEIGHT_M - EDGE_M)
    wanted = [_wanted(buurt, bands).intersection(gemeente) for buurt in BUURTEN]
    lines = shapely.union_all(shapely.boundary([gemeente, *wanted]), grid_size=GRID_M)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    middles = shapely.point_on_surface(pieces)
    chosen = np.argmax([shapely.contains(area, middles) for area in wanted], axis=0)
    return [
        _as_multi(shapely.union_all(pieces[chosen == i], grid_size=GRID_M))
        for i in range(len(BUURTEN))
    ]


def _wanted(buurt: Buurt, bands: dict[str, BaseGeometry]) -> BaseGeometry:
    west, east, low, high = buurt.area
    return box(west, 0, east, HEIGHT_M).intersection(bands[high]).difference(bands[low])


def _bands() -> dict[str, BaseGeometry]:
    """Give all ground south of each line that borders follow."""
    lines = {
        "rail": curves.along(curves.rail_y, 0, WIDTH_M),
        "main": curves.along(curves.main_y, 0, WIDTH_M),
        "river": curves.along(curves.river_y, 0, WIDTH_M),
        "wood": [(0.0, 3450.0), (WIDTH_M, 3450.0)],
        "top": [(0.0, HEIGHT_M), (WIDTH_M, HEIGHT_M)],
    }
    south = {name: Polygon([(0, 0), *line, (WIDTH_M, 0)]) for name, line in lines.items()}
    return {**south, "low": Point(0, 0).buffer(0.0)}


def _as_multi(shape: BaseGeometry) -> MultiPolygon:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.area > 0]
    return MultiPolygon([part for part in parts if isinstance(part, Polygon)])


def _in_rd(shape: MultiPolygon, shift: XY) -> MultiPolygon:
    return shapely.transform(shape, lambda xy: np.round(xy + shift, 1))
