"""When there are too many dwellings for one map, how are they divided over several?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from jinja2 import Environment

from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.legend import voorzieningen_of
from wozgeo.outputs.map.draw import draw_map, write_map
from wozgeo.outputs.map.ground import MapGround
from wozgeo.outputs.map.more_layers import near_a_box
from wozgeo.outputs.map.packed_cells import mercator_box
from wozgeo.outputs.map.packed_points import PackPoints, pack_points
from wozgeo.outputs.map.several_maps import INDEX, file_names, parts_of
from wozgeo.outputs.texts import PageTexts

_MARGIN_M = 500.0
"""How much of the surroundings a map shows around its dwellings."""


def write_maps(
    folder: Path,
    found: Found,
    *,
    max_dwellings: int,
    online_backdrop: bool = False,
    ground: MapGround | None = None,
    points: PackPoints = pack_points,
) -> list[Path]:
    """Write one map, or where it would hold too many dwellings one per kern and a page that lists them.

    Parameters
    ----------
    folder
        Where ``kaart.html`` comes, and beside it ``kaart-<kern>.html`` when there are several. They
        point to each other by name alone: the folder may be moved.
    found
        Everything there is to show.
    max_dwellings
        More than this makes several maps: one per kern (``woonplaats`` of the dwellings), and where a kern
        still has more, one per wijk if their outlines and names are known, else per buurt.
    online_backdrop, ground, points
        As for `wozgeo.outputs.map.draw.draw_map`; of several maps each packs the ground it shows.

    Returns
    -------
    list of Path
        ``kaart.html`` first.
    """
    if len(found.woningen) <= max_dwellings:
        drawn = draw_map(found, online_backdrop=online_backdrop, ground=ground, points=points)
        return [write_map(drawn, folder / INDEX)]
    part = divide(found, max_dwellings=max_dwellings)
    part = part.where(part != "", found.texts("index.elsewhere"))
    paths, rows = [], []
    for name, file in file_names(sorted(part.unique())).items():
        some = only(found, part, name)
        titled = replace(some, name=f"{found.name}: {name}")
        drawn = draw_map(titled, online_backdrop=online_backdrop, back=INDEX, points=points)
        paths.append(write_map(drawn, folder / file))
        rows.append({"name": name, "file": file, **_counts(some)})
    return [_write_index(folder / INDEX, found.name, rows, found.texts), *paths]


def divide(found: Found, *, max_dwellings: int) -> pd.Series:
    """Say per dwelling in which map it comes."""
    return parts_of(found.woningen, found.areas.get("buurten"), max_dwellings=max_dwellings)


def only(found: Found, part: pd.Series, name: str) -> Found:
    """Keep what belongs to one map: its dwellings, what is listed there, and its surroundings.

    Parameters
    ----------
    found
        Everything.
    part
        For every dwelling the name of its map.
    name
        The map to keep.
    """
    woningen = found.woningen[(part == name).to_numpy()]
    west, south, east, north = woningen.total_bounds
    box = shapely.box(west - _MARGIN_M, south - _MARGIN_M, east + _MARGIN_M, north + _MARGIN_M)
    objects = {
        soort: table[_parts_of_objects(table, found.woningen, part) == name]
        for soort, table in found.listed.items()
    }
    routes, sheds = found.routes, found.walksheds
    return replace(
        found,
        woningen=woningen,
        voorzieningen=_facilities(found.voorzieningen, woningen, box),
        backdrop=_clipped(found.backdrop, box),
        paths=found.paths.only(woningen.index) if found.paths is not None else None,
        objects={**found.objects, **objects},
        routes=routes if routes is None else routes[_belongs(routes, objects)],
        areas={laag: _near(table, box) for laag, table in found.areas.items()},
        walksheds=sheds if sheds is None else _near(sheds, box),
        tables=near_a_box(found.tables, lambda table: _near(table, box)),
        cells=found.cells and found.cells.within(*mercator_box(box.bounds)),
    )


def _facilities(
    facilities: gpd.GeoDataFrame, woningen: gpd.GeoDataFrame, box: shapely.Polygon
) -> gpd.GeoDataFrame:
    """Keep what lies there and what its dwellings walk to, wherever that lies."""
    kept = shapely.intersects(facilities.geometry.to_numpy(), box)
    kinds, ids = facilities["voorziening"].astype(str), facilities.index.astype(str)
    for v in voorzieningen_of(woningen):
        if f"{v}_id" in woningen.columns:
            kept |= (kinds == v).to_numpy() & ids.isin(woningen[f"{v}_id"].astype(str).unique())
    return facilities[kept]


def _clipped(backdrop: gpd.GeoDataFrame, box: shapely.Polygon) -> gpd.GeoDataFrame:
    shapes = backdrop.geometry.to_numpy()
    near = np.sort(shapely.STRtree(shapes).query(box))
    some = backdrop.iloc[near]
    cut = some.geometry.to_numpy().copy()
    crossing = ~shapely.covered_by(shapely.envelope(cut), box)
    # Of an outline that crosses itself (many lakes do) GEOS cuts off the wrong side.
    cut[crossing] = shapely.clip_by_rect(shapely.make_valid(cut[crossing]), *box.bounds)
    return some.set_geometry(gpd.GeoSeries(cut, index=some.index, crs=backdrop.crs))


def _near(areas: gpd.GeoDataFrame, box: shapely.Polygon) -> gpd.GeoDataFrame:
    return areas[shapely.intersects(areas.geometry.to_numpy(), box)]


def _parts_of_objects(
    table: gpd.GeoDataFrame, woningen: gpd.GeoDataFrame, part: pd.Series
) -> np.ndarray:
    """Say in which map each object comes: that of its kern, else of the nearest dwelling, else the largest."""
    found = np.full(len(table), part.value_counts().idxmax(), dtype=object)
    places = shapely.centroid(table.geometry.to_numpy())
    known = ~(shapely.is_missing(places) | shapely.is_empty(places))
    tree = shapely.STRtree(woningen.geometry.to_numpy())
    _, nearest = tree.query_nearest(places[known], all_matches=False)
    found[known] = part.to_numpy()[nearest]
    if "kern" in table.columns:
        kern = table["kern"].astype(object).fillna("").to_numpy()
        named = np.isin(kern.astype(str), part.unique().astype(str))
        found[named] = kern[named]
    return found


def _belongs(routes: gpd.GeoDataFrame, tables: Mapping[str, gpd.GeoDataFrame]) -> np.ndarray:
    ids = routes.index.get_level_values(0)
    kept = np.zeros(len(routes), dtype=bool)
    for soort in SOORTEN:
        if soort in tables:
            of = (routes["soort"] == soort).to_numpy() if "soort" in routes.columns else True
            kept |= ids.isin(tables[soort].index) & of
    return kept


def _counts(found: Found) -> dict[str, int]:
    listed = found.listed
    counts = {soort: len(listed[soort]) if soort in listed else 0 for soort in SOORTEN[:2]}
    return {"homes": len(found.woningen), **counts}


def _write_index(
    path: Path, title: str, rows: Sequence[Mapping[str, Any]], texts: PageTexts
) -> Path:
    template = Environment(autoescape=True).from_string(asset("kaarten.html"))
    soorten = [soort for soort in SOORTEN[:2] if any(row[soort] for row in rows)]
    total = sum(row["homes"] for row in rows)
    page = template.render(t=texts, title=title, rows=rows, soorten=soorten, total=total)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
