"""How long does a surface take, beside scoring the dwellings of the same extract?

Prints ratios of CPU seconds (user and system) measured in processes of their own, in turns:

    python scripts/benchmark_surface.py                            # the sample municipality
    python scripts/benchmark_surface.py --osm kampen.osm.pbf       # a real extract
    python scripts/benchmark_surface.py --osm ... --copies 2 4 10  # and so many of them side by side

All layers are made and written: distances in two readings, the score, and the seniors within 400 m, for which
every dwelling is given one senior.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from benchmark import SAMPLE, measure_ours, write_copies

if TYPE_CHECKING:
    from wozgeo.config import RunConfig
    from wozgeo.domain.grids import CellGrid
    from wozgeo.network.grid_distances import CellBlock
    from wozgeo.outputs.rasters.layers import RasterLayer

MOST_TIMES, MOST_MB, MOST_PER_CELL = 15.0, 1000.0, 1.2


def main() -> None:
    """Run the benchmark, or one measurement of it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, default=SAMPLE, help="extract to measure on")
    parser.add_argument("--copies", type=int, nargs="*", default=[], help="also these side by side")
    parser.add_argument("--runs", type=int, default=3, help="times each measurement is repeated")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        ours = {"scoring": measure_ours, "surface": measure_surface}
        print(json.dumps(ours[options.measure](options.osm)))
        return
    pairs = [
        (_measured("scoring", options.osm), _measured("surface", options.osm))
        for _ in range(options.runs)
    ]
    ratios = [surface["seconds"] / scoring["seconds"] for scoring, surface in pairs]
    one = pairs[0][1]
    seconds = statistics.median(surface["seconds"] for _, surface in pairs)
    print(f"{options.osm.name}: {one['cells']:.0f} cells of 10 m, {options.runs} runs in turns")
    print(
        f"  surface / scoring the dwellings {statistics.median(ratios):.1f} x "
        f"[{min(ratios):.1f} .. {max(ratios):.1f}] (goal at most {MOST_TIMES:g} x)"
    )
    print(
        f"  surface {seconds:.1f} s, peak {max(s['peak_mb'] for _, s in pairs):.0f} MB "
        f"(goal at most {MOST_MB:g} MB), {_on_top(one)}",
        flush=True,
    )
    for copies in options.copies:
        _report_copies(options.osm, copies, one | {"seconds": seconds})


def _report_copies(osm: Path, copies: int, one: dict[str, float]) -> None:
    """Measure so many of an extract side by side, and say how much more that takes than one."""
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        target = Path(folder) / f"{copies}.osm.pbf"
        write_copies(osm, target)
        many = _measured("surface", target)
    per_cell = (many["seconds"] / many["cells"]) / (one["seconds"] / one["cells"])
    print(
        f"  {copies} side by side: {many['cells']:.0f} cells, {many['seconds']:.0f} s, per cell {per_cell:.2f} "
        f"x that of one (goal at most {MOST_PER_CELL:g} x); peak {many['peak_mb']:.0f} MB, {_on_top(many)}",
        flush=True,
    )


def _on_top(measured: dict[str, float]) -> str:
    """Say how much of the peak the surface asks, on top of what is held of the map when it begins."""
    before = measured["before_mb"]
    return f"{measured['peak_mb'] - before:.0f} MB on top of {before:.0f} for the map and its dwellings"


def _measured(what: str, osm: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", what, "--osm", str(osm)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_surface(osm: Path) -> dict[str, float]:
    """Make all rasters of an extract: the seconds are those after its dwellings were scored."""
    import numpy as np

    from wozgeo.config import parse_config
    from wozgeo.domain.grids import CellGrid
    from wozgeo.domain.memory import set_for_a_command
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm
    from wozgeo.network.grid_distances import Surroundings, WalksFromCells, measure_cells
    from wozgeo.runs import measure
    from wozgeo.runs.surface import Homes

    set_for_a_command()
    table = {"run": {"out": "."}, "osm": {"file": str(osm)}, "surface": {}}
    config = parse_config(table, source="benchmark", folder=Path())
    tables = read_osm(osm, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    measured = measure(config, tables, tables.addresses, tables.facilities)
    scored_mb, before_mb = _memory_mb("VmHWM"), _forget_peak()
    start = process_time()
    xy = tables.addresses.get_coordinates().to_numpy()
    weights = np.column_stack([np.ones(len(xy)), np.zeros(len(xy))])
    homes = Homes(measured.network, measured.access, xy, weights)
    grid = CellGrid.around(tables.extent.bounds, config.surface.cell_m)
    walks = WalksFromCells.of(
        measured.network, measured.facility_access, measured.kinds_entered, config.voorzieningen
    )
    blocks = measure_cells(
        grid,
        Surroundings.of(tables.obstacles, tables.extent, None),
        measured.snapper,
        walks,
        search_limit_m=config.search_limit_m,
        counted=lambda network, points: homes.within(400.0, network, points),
    )
    _write(config, grid, blocks)
    return {
        "seconds": process_time() - start,
        "peak_mb": _memory_mb("VmHWM"),
        "before_mb": before_mb,
        "read_and_score_mb": scored_mb,
        "cells": grid.n_cells,
    }


def _write(config: "RunConfig", grid: "CellGrid", blocks: "Iterator[CellBlock]") -> None:
    """Write all rasters as the cells come in, and outline the search areas."""
    import numpy as np

    from wozgeo.analysis.siting.search_areas import NearEnough, outline_areas
    from wozgeo.domain.definitions import Within
    from wozgeo.outputs.rasters.files import filled_rasters
    from wozgeo.outputs.rasters.layers import SCORE_LAYER, senior_name
    from wozgeo.runs.surface import values_of

    layers = _layers(config)
    near = NearEnough(grid, {"druten": [Within(400.0, strict=True)]})
    with (
        tempfile.TemporaryDirectory(prefix="wozgeo-") as folder,
        filled_rasters(Path(folder) / "raster", grid, layers, tags={}) as rasters,
    ):
        for block in blocks:
            values = values_of(config, block)
            rasters.write(block.row, block.col, values)
            readings = block.certain_m, block.distance_m
            near.add(
                (block.row, block.col), readings, values[SCORE_LAYER], values[senior_name(400.0)]
            )
    outline_areas(near, np.array([], dtype=object), least_m2=config.surface.least_m2)


def _layers(config: "RunConfig") -> "list[RasterLayer]":
    """Declare all rasters, those of seniors too."""
    from wozgeo.outputs.looks import distance_scale
    from wozgeo.outputs.rasters.layers import raster_layers

    return raster_layers(
        config.voorzieningen,
        distance_scale(config.map_breaks_m, 400.0),
        layers=config.surface.layers,
        search_limit_m=config.search_limit_m,
        senior_limit_m=400.0,
        at_least=5,
        language=config.language,
    )


def _forget_peak() -> float:
    """Let the peak begin anew (Linux alone), and tell how much memory is in use now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return _memory_mb("VmRSS")


def _memory_mb(what: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
