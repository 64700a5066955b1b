"""How are the rasters of a run made: which grid, which seniors, and into which folder?

The blocks of the surface go straight to the disk, in a folder of their own until the results are written.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wozgeo.analysis.siting.search_areas import bytes_held
from wozgeo.analysis.surface import pool_seniors, score_cells, shown_seniors
from wozgeo.config import RunConfig
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.memory import free_bytes
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.population import Population
from wozgeo.domain.vocabulary import Door
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.grid_distances import CellBlock, Surroundings, WalksFromCells, measure_cells
from wozgeo.network.nearby import Nearby, reach_in
from wozgeo.network.searcher import Searcher
from wozgeo.network.square_doors import open_doors
from wozgeo.network.within import Within
from wozgeo.outputs.looks import distance_scale
from wozgeo.outputs.rasters.files import bytes_of, filled_rasters
from wozgeo.outputs.rasters.layers import (
    MASK,
    SCORE_LAYER,
    RasterLayer,
    distance_names,
    raster_layers,
    senior_name,
)
from wozgeo.outputs.rasters.words import HOW
from wozgeo.runs.measuring import Measured
from wozgeo.runs.named_streets import named_streets
from wozgeo.runs.reading import Read

_MOST_CELLS = 60_000_000
"""Of a grid: 6 000 km2 in cells of 10 m, and about 40 minutes of work."""
_NICE_M = (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
_MB = 1_000_000


@dataclass(frozen=True)
class Homes:
    """Dwellings with their seniors, those around the study area too.

    Attributes
    ----------
    network, access
        Streets with a door for each on a square, and where they meet them.
    xy
        Shape (dwellings, 2), RD New.
    weights
        Shape (dwellings, 2): pooled persons of 65 and over, 0 where not known; and 1 where not known.
    """

    network: WalkNetwork
    access: Accesses
    xy: FloatArray
    weights: FloatArray

    def within(self, limit_m: float, network: WalkNetwork, points: Accesses) -> FloatArray:
        """Add up weights of who lives within a walk of points; NaN where these meet no street."""
        xy, reach = points.points.get_coordinates().to_numpy(), reach_in(network, limit_m)
        low, high = xy.min(axis=0) - reach, xy.max(axis=0) + reach
        near = np.flatnonzero(((self.xy >= low) & (self.xy <= high)).all(axis=1))
        access = self.access.only(near)
        here = Nearby.of(network, (low, high), [access, points])
        searcher = Searcher.possible(here.network, here.accesses(access), here.accesses(points))
        found = Within(searcher, limit_m).sums(self.weights[near])
        found[points.leaving.possible["edge"].to_numpy() < 0] = np.nan
        return found


def plan_grid(config: RunConfig, read: Read) -> CellGrid | None:
    """Lay the grid of the rasters over the area that is asked about; None where none are asked.

    Raises
    ------
    ConfigError
        When it has more cells than can be, or than fit on the disk or in memory: with the size and the remedy.
    """
    rule = config.surface
    if not rule.asked:
        return None
    grid, n_walks = grid_of(config, read), sum(1 for d in read.definitions.values() if d.walks)
    n_bytes = bytes_of(grid, layers_of(config, read, seniors=config.population.given))
    free = shutil.disk_usage(config.out.parent if config.out.parent.exists() else Path()).free
    memory = free_bytes()

    def fits(one: CellGrid) -> bool:
        held = bytes_held(one, n_walks)
        return one.n_cells <= _MOST_CELLS and (memory is None or held <= memory)

    size = f"{grid.n_rows:,} x {grid.n_cols:,} cells of {rule.cell_m:g} m ({grid.n_cells:,})"
    bounds = _covered(read).bounds
    wider = next((m for m in _NICE_M if fits(CellGrid.around(bounds, m))), _NICE_M[-1])
    remedy = "or ask about a smaller area ([area])"
    if not fits(grid):
        most, held = (
            f"at most {_MOST_CELLS:,}",
            f"{bytes_held(grid, n_walks) // _MB:,} MB of memory",
        )
        if grid.n_cells <= _MOST_CELLS and memory is not None:
            most = f"{memory // _MB:,} MB of it is free"
        raise ConfigError(
            "surface.cell_m",
            f"the grid is {size} and would hold at least {held} beside the streets, {most}; "
            f"take cell_m = {wider:g} or more, {remedy}",
        )
    if n_bytes > free:
        raise ConfigError(
            "surface.cell_m",
            f"the grid is {size} and may take {n_bytes // _MB:,} MB while it is made, of which "
            f"{free // _MB:,} MB is free; take a larger cell_m or fewer layers, {remedy}",
        )
    return grid


def grid_of(config: RunConfig, read: Read) -> CellGrid:
    """Lay the grid over the area that is asked about."""
    return CellGrid.around(_covered(read).bounds, config.surface.cell_m)


def _covered(read: Read) -> BaseGeometry:
    return read.area.outline if read.area else read.osm.extent


def layers_of(config: RunConfig, read: Read, *, seniors: bool) -> list[RasterLayer]:
    """Declare the rasters that a run makes."""
    rule = config.surface
    limit_m = next((d.walk.limit_m for d in read.definitions.values() if d.walk), None)
    return raster_layers(
        config.voorzieningen,
        distance_scale(config.map_breaks_m, limit_m),
        layers=rule.layers,
        search_limit_m=config.search_limit_m,
        senior_limit_m=rule.seniors_m if seniors else None,
        at_least=config.population.at_least,
        language=config.language,
    )


def make_surface(
    config: RunConfig,
    read: Read,
    measured: Measured,
    population: Population | None,
    grid: CellGrid,
    folder: Path,
) -> Iterator[tuple[CellBlock, Mapping[str, NDArray[Any]]]]:
    """Measure the surface and write its rasters, block by block.

    Parameters
    ----------
    folder
        Where the rasters come; nothing else is in it.

    Yields
    ------
    tuple
        A block as it was measured, and the numbers of its rasters before they are rounded. The rasters are
        there when the last has been taken.
    """
    rule, snapper = config.surface, measured.snapper
    seniors = population is not None and "senioren" in rule.layers
    homes = homes_of(config, read, measured, population) if population and seniors else None
    network = homes.network if homes else measured.network
    walks = WalksFromCells.of(
        network,
        measured.facility_access,
        measured.kinds_entered,
        list(config.voorzieningen),
    )
    blocks = measure_cells(
        grid,
        Surroundings.of(
            read.osm.obstacles, read.osm.extent, read.area.outline if read.area else None
        ),
        snapper,
        walks,
        search_limit_m=config.search_limit_m,
        counted=(lambda net, points: homes.within(rule.seniors_m, net, points)) if homes else None,
    )
    layers = layers_of(config, read, seniors=homes is not None)
    tags = {"UITGANGSPUNT": HOW(config.language, cell=grid.cell_m)}
    with filled_rasters(folder, grid, layers, tags=tags) as rasters:
        for block in blocks:
            values = values_of(config, block)
            rasters.write(block.row, block.col, values)
            yield block, values


def values_of(config: RunConfig, block: CellBlock) -> Mapping[str, NDArray[Any]]:
    """Give the numbers of every raster, by its name."""
    values: dict[str, NDArray[Any]] = {MASK: block.cells, SCORE_LAYER: score_block(config, block)}
    for reading, metres in (("afstand", block.distance_m), ("zeker", block.certain_m)):
        values |= {distance_names(kind)[reading]: found for kind, found in metres.items()}
    name = senior_name(config.surface.seniors_m)
    if len(block.counted):
        at_least = config.population.at_least
        values[name] = shown_seniors(block.counted[0], block.counted[1], at_least=at_least)
    else:  # nothing in this block meets a street
        values[name] = np.full(block.grid.shape, np.nan)
    return values


def score_block(config: RunConfig, block: CellBlock) -> FloatArray:
    """Score the cells of a block, in the possible reading, as the column ``score`` of dwellings."""
    return score_cells(block.distance_m, config.score, search_limit_m=config.search_limit_m)


def homes_of(config: RunConfig, read: Read, measured: Measured, population: Population) -> Homes:
    """Connect everyone whose number of seniors may count, across the border of the study area too."""
    everyone = read.everyone
    network, access = measured.network, measured.access
    if not access.points.index.equals(everyone.index):
        streets = named_streets(read.osm.ways, everyone["straat"], read.osm.buildings)
        by_street = config.door == Door.STRAAT
        network, access, _ = open_doors(
            network,
            Accesses.of(everyone.geometry, measured.snapper, streets, by_street=by_street),
            measured.facility_access,
            max_extra_m=config.max_extra_m,
        )
    persons = population.now.dwellings["likely_65"].reindex(everyone.index).to_numpy(np.float64)
    xy = everyone.get_coordinates().to_numpy()
    pooled = pool_seniors(persons, xy, at_least=population.at_least)
    unknown = np.isnan(pooled)
    weights = np.column_stack([np.where(unknown, 0.0, pooled), unknown.astype(np.float64)])
    return Homes(network, access, xy, weights)
