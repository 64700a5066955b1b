"""Which search areas does a run find on its surface, for which kernen, and which plans lie in one?"""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.analysis.areas import name_kernen, nearest_kern
from wozgeo.analysis.every_kern import Aanwezig
from wozgeo.analysis.siting.search_areas import (
    NearEnough,
    in_areas,
    outline_areas,
    rank_areas,
)
from wozgeo.config import RunConfig
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.language import Language, Text
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.plain_types import Geometries
from wozgeo.domain.population import Population
from wozgeo.inputs.backdrop import backdrop_of
from wozgeo.inputs.study_areas import read_outline
from wozgeo.network.accesses import Accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.square_doors import open_doors
from wozgeo.network.within import Within
from wozgeo.outputs.rasters.layers import SCORE_LAYER, senior_name
from wozgeo.runs.measuring import Measured
from wozgeo.runs.nearest_areas import NearestArea, nearest_on_foot
from wozgeo.runs.reading import Read
from wozgeo.runs.senior_places import SeniorPlaces
from wozgeo.runs.surface import grid_of, make_surface

_LACKING = (str(Aanwezig.GEEN), str(Aanwezig.ONBEKEND))
_WALK = Text("{kern} ({metres} m)", "{kern} ({metres} m)")
_WALKS = Text(
    "{kern} ({metres} m, zeker {certain} m)", "{kern} ({metres} m, for certain {certain} m)"
)
_UNSURE = Text("{kern} ({metres} m, niet zeker)", "{kern} ({metres} m, not for certain)")


def read_land(config: RunConfig) -> dict[str, Geometries]:
    """Read the land that search areas are limited to, or kept out of: ``allowed`` and ``excluded`` where given.

    Raises
    ------
    InputError
        When a file is faulty.
    """
    rule = config.surface
    named = {"allowed": rule.allowed, "excluded": rule.excluded} if rule.asked else {}
    return {
        name: np.asarray(shapely.get_parts(read_outline(path).outline))
        for name, path in named.items()
        if path is not None
    }


def surface_and_areas(
    config: RunConfig,
    read: Read,
    measured: Measured,
    population: Population | None,
    grid: CellGrid,
    folder: Path,
) -> gpd.GeoDataFrame:
    """Measure the surface, write its rasters in a folder, and outline the search areas on it."""
    land, near = read_land(config), start_search(read, grid)
    name = senior_name(config.surface.seniors_m)
    for block, values in make_surface(config, read, measured, population, grid, folder):
        readings = block.certain_m, block.distance_m
        near.add((block.row, block.col), readings, values[SCORE_LAYER], values[name])
    return find_search_areas(config, read, near, land, backdrop_of(read.osm))


def start_search(read: Read, grid: CellGrid) -> NearEnough:
    """Ask of the surface where the walks of each definition are short enough."""
    walks = {name: one.walks for name, one in read.definitions.items() if one.walks}
    return NearEnough(grid, walks)


def find_search_areas(
    config: RunConfig,
    read: Read,
    near: NearEnough,
    land: Mapping[str, Geometries],
    backdrop: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Outline the search areas, each with the kern it lies nearest to."""
    near.limited_to(land.get("allowed"), land.get("excluded"))
    buildings = shapes_of(backdrop.geometry[(backdrop["kind"] == "gebouw").to_numpy()])
    areas = outline_areas(near, buildings, least_m2=config.surface.least_m2)
    inside = areas.geometry.representative_point()
    return areas.assign(kern=nearest_kern(inside, read.everyone))


def with_seniors_in_reach(
    areas: gpd.GeoDataFrame, places: SeniorPlaces, limit_m: float
) -> gpd.GeoDataFrame:
    """Count who lives within a walk of the best place of each area: at least, expected and at most.

    At least and expected over what is known to be open, at most over all that may be: as of any new place. By
    what is expected they are numbered anew.
    """
    known = np.flatnonzero(areas["n_65_bereik"].notna())
    spots = gpd.GeoSeries.from_xy(
        areas["beste_x"].iloc[known], areas["beste_y"].iloc[known], crs=areas.crs
    )
    access = Accesses.of(spots, places.measured.snapper)
    network, homes, access = open_doors(
        places.measured.network, places.access, access, max_extra_m=places.config.max_extra_m
    )
    sure, perhaps = (
        Within(of(network, homes, access), limit_m).matrix()
        for of in (Searcher.certain, Searcher.possible)
    )
    people = places.people[65]
    bounds = people.ask(sure.astype(np.float64))._replace(
        high=people.ask(perhaps.astype(np.float64)).high
    )
    size = np.asarray(perhaps.sum(axis=1)).reshape(-1).astype(np.int64)
    found = areas.copy()
    for name, shown in places.shown({65: bounds}, size).items():
        column = name.replace("n_65", "n_65_bereik")
        found[column] = pd.Series(shown, index=areas.index[known]).reindex(areas.index)
    few = found["n_65_bereik"].isna() & areas["n_65_bereik"].notna()
    unknown = pd.Series(np.isnan(bounds.likely), index=areas.index[known]).reindex(areas.index)
    found.loc[few & ~unknown.fillna(value=True).astype(bool), "n_65_bereik"] = 0
    return rank_areas(found, [*dict.fromkeys(areas["definitie"])])


def with_lacking_kernen(
    areas: gpd.GeoDataFrame,
    elke_kern: pd.DataFrame,
    read: Read,
    measured: Measured,
    config: RunConfig,
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Say for which kernen without geclusterd wonen each area is the nearest on foot.

    Parameters
    ----------
    elke_kern
        Whether every kern has it, by each definition: ``definitie``, ``aanwezig``; that of the areas counts.

    Returns
    -------
    tuple
        The areas with ``voor_kern``, and the kernen from where no street leads to any of them.
    """
    said: dict[int, list[str]] = {}
    none: list[str] = []
    if len(elke_kern) and len(areas):
        grid, mine = grid_of(config, read), _of_first(areas)
        homes = read.locations["woonplaats"]
        kern = name_kernen(homes, homes)
        same = elke_kern["definitie"] == mine["definitie"].iloc[0]
        for name in elke_kern.index[same & elke_kern["aanwezig"].isin(_LACKING)]:
            its = (kern == str(name)).to_numpy()
            near = nearest_on_foot(mine, grid, measured, its)
            if near.rank:
                said.setdefault(near.rank, []).append(_walk_from(str(name), near, config.language))
            else:
                none.append(str(name))
    told = [", ".join(said.get(int(rank), [])) for rank in areas.index]
    return areas.assign(voor_kern=pd.Series(told, index=areas.index, dtype=object)), none


def _walk_from(kern: str, near: NearestArea, language: Language) -> str:
    """Say how far it is, and how far over what is known to be open where that is not as far."""
    metres = round(near.distance_m)
    if not np.isfinite(near.certain_m):
        return _UNSURE(language, kern=kern, metres=metres)
    certain = round(near.certain_m)
    words = _WALK if certain == metres else _WALKS
    return words(language, kern=kern, metres=metres, certain=certain)


def plans_in_areas(plans: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Tell of every plan whether it lies in an area of the first definition that asks a walk."""
    return in_areas(plans.geometry, _of_first(areas))


def _of_first(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return (
        areas[(areas["definitie"] == areas["definitie"].iloc[0]).to_numpy()]
        if len(areas)
        else areas
    )
