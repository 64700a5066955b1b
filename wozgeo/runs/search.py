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
    nearest_to_kernen,
    outline_areas,
)
from wozgeo.config import RunConfig
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.language import write_number
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.plain_types import Geometries
from wozgeo.domain.population import Population
from wozgeo.inputs.backdrop import backdrop_of
from wozgeo.inputs.study_areas import read_outline
from wozgeo.outputs.rasters.layers import SCORE_LAYER, senior_name
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read
from wozgeo.runs.surface import make_surface

_LACKING = (str(Aanwezig.GEEN), str(Aanwezig.ONBEKEND))


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
    for band, values in make_surface(config, read, measured, population, grid, folder):
        readings = band.certain_m, band.distance_m
        near.add(band.row, readings, values[SCORE_LAYER], values[name])
    backdrop = read.osm.backdrop if read.osm.backdrop is not None else backdrop_of(read.osm)
    return find_search_areas(config, read, near, land, backdrop)


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


def with_lacking_kernen(
    areas: gpd.GeoDataFrame, elke_kern: pd.DataFrame, read: Read, config: RunConfig
) -> gpd.GeoDataFrame:
    """Say for which kernen without geclusterd wonen each area is the nearest."""
    told = pd.Series("", index=areas.index, dtype=object)
    if len(elke_kern) and len(areas):
        lacking = [str(k) for k in elke_kern.index[elke_kern["aanwezig"].isin(_LACKING)]]
        homes = read.locations
        kern = name_kernen(homes["woonplaats"], homes["woonplaats"])
        found = nearest_to_kernen(_of_first(areas), homes, kern, lacking)
        found = found[found["rang"] > 0]
        said = pd.Series(
            [
                f"{name} ({write_number(round(metres), config.language)} m)"
                for name, metres in found["hemelsbreed_m"].items()
            ],
            index=found["rang"].to_numpy(),
            dtype=object,
        )
        told = said.groupby(level=0).agg(", ".join).reindex(areas.index, fill_value="")
    return areas.assign(voor_kern=told)


def plans_in_areas(plans: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Tell of every plan whether it lies in an area of the first definition that asks a walk."""
    return in_areas(plans.geometry, _of_first(areas))


def _of_first(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return (
        areas[(areas["definitie"] == areas["definitie"].iloc[0]).to_numpy()]
        if len(areas)
        else areas
    )
