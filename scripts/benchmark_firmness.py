"""What do doors, places and firmness cost, beside measuring by the nearest door to a facility's point?

    python scripts/benchmark_firmness.py --osm kampen.osm.pbf     # with made-up lists: 50 plans, 200 complexes

CPU seconds (user and system) of one process without threads of its own, in turns of one run; nothing that an
earlier run kept is used. The ratios hold on a busy machine, the seconds less. Goals beside them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

import geopandas as gpd
import pandas as pd

from wozgeo.analysis.firmness import tell_firmness
from wozgeo.config import RunConfig, parse_config
from wozgeo.domain.memory import set_for_a_command
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import build_network
from wozgeo.network.searcher import Searcher
from wozgeo.network.snapping import Snapper
from wozgeo.network.square_doors import open_doors
from wozgeo.network.without import leave_one_out
from wozgeo.outputs.found import Found
from wozgeo.runs import doubts, paths, pipeline, run, verdicts
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.writing import write_pages

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "voorbeeld" / "wozerwaard.osm.pbf"
OF_FIRMNESS = ("stevig_", "hangt_aan_", "een_plek_")


class Turn:
    """One run with its stages counted.

    Attributes
    ----------
    seconds
        CPU seconds by what was done, the sum of all calls.
    calls
        How many calls.
    bytes
        Of the map as it is, and without what is told of firmness and of paths.
    """

    def __init__(self, config: RunConfig) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self.bytes = (0, 0)
        self.measured: Measured | None = None
        with self._counting():
            run(config, processes="", fresh=True)

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            start = process_time()
            made = call(*given, **named)
            self.seconds[name] += process_time() - start
            self.calls[name] += 1
            return made

        return counted

    @contextmanager
    def _counting(self) -> Iterator[None]:
        of, counted = doubts.RunDoubts, self._counted
        with ExitStack() as stack:
            for owner, name, call in (
                (pipeline, "measure", counted("now", self._measuring(measure))),
                (of, "of", counted("doubts", of.of)),
                (of, "of_group", counted("firm", of.of_group)),
                (verdicts, "tell_firmness", counted("firm", tell_firmness)),
                (doubts, "leave_one_out", counted("without", leave_one_out)),
                (pipeline, "find_new_paths", self._linking),
                (pipeline, "write_pages", self._drawing),
            ):
                stack.enter_context(patch.object(owner, name, call))
            yield

    def _measuring(self, call: Callable[..., Measured]) -> Callable[..., Measured]:
        def kept(*given: Any, **named: Any) -> Measured:  # noqa: ANN401
            # near no limit: more places of sites are no part of this
            self.measured = call(*given[:5], **named)
            return self.measured

        return kept

    def _linking(self, config: RunConfig, read: Any, *given: Any) -> Any:  # noqa: ANN401
        """Look for paths to every voorziening, and give those to what the definitions ask a walk to."""
        self._as_before(config, read)
        first = next(paths._asked(config, read))
        for kind in config.voorzieningen:
            asked = iter([replace(first, voorziening=kind)])
            with patch.object(paths, "_asked", lambda *_, asked=asked: asked):
                self._counted(f"links {kind}", paths.find_new_paths)(config, read, *given)
        return paths.find_new_paths(config, read, *given)

    def _as_before(self, config: RunConfig, read: Any) -> None:  # noqa: ANN401
        """Measure both readings by the nearest door, from the same places to the points of facilities."""
        osm, measured = read.osm, self.measured
        if measured is None:
            raise RuntimeError("nothing was measured")
        points = pd.concat([measured.locations.geometry, measured.place_access.points])
        points = gpd.GeoSeries(points, crs=measured.locations.crs)
        to = measured.facilities

        def before() -> None:
            network = build_network(
                osm.ways, osm.stops, profile=config.profile, obstacles=osm.obstacles
            )
            limits = config.max_off_network_m, config.max_extra_m
            snapper = Snapper(network, osm.obstacles, *limits)
            near, far = Accesses.of(points, snapper), Accesses.of(to.geometry, snapper)
            network, near, far = open_doors(network, near, far, max_extra_m=config.max_extra_m)
            for reading in (Searcher.possible, Searcher.certain):
                searcher = reading(network, near, far)
                for kind in config.voorzieningen:
                    searcher.nearest((to["voorziening"] == kind).to_numpy())

        self._counted("before", before)()

    def _drawing(self, folder: Path, found: Found, *given: Any) -> None:  # noqa: ANN401
        sizes = []
        for one in (_without_firmness(found), found):
            write_pages(folder, one, *given)
            sizes.append((folder / "kaart.html").stat().st_size)
        self.bytes = (sizes[1], sizes[0])


def _without_firmness(found: Found) -> Found:
    """Leave out what is told of firmness, the walks by other doors, and the paths that are not there."""
    tables = {
        name: table.drop(columns=[c for c in table if str(c).startswith(OF_FIRMNESS)])
        for name, table in found.tables.items()
        if name != "paden"
    }
    routes = found.routes
    if routes is not None and "deur" in routes:
        routes = routes[~routes["deur"].astype(bool)]
    return replace(found, tables=tables, routes=routes)


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, default=SAMPLE, help="extract to measure on")
    parser.add_argument("--runs", type=int, default=3, help="turns; the median is told")
    options = parser.parse_args()
    os.environ["WOZGEO_CACHE_MB"] = "0"
    set_for_a_command()  # looking for cycles among all that an earlier turn left is no part of this
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as name:
        folder, osm = Path(name), options.osm.resolve()
        lists = [sys.executable, str(ROOT / "scripts/make_lists.py"), str(osm), "--out", name]
        subprocess.run([*lists, "--plans", "50", "--complexes", "200"], check=True)
        config = _config(osm, folder)
        turns = [Turn(config) for _ in range(options.runs)]
    _print(osm, config, turns)


def _config(osm: Path, folder: Path) -> RunConfig:
    table = {
        "run": {"out": str(folder / "uit")},
        "osm": {"file": str(osm)},
        "plans": [{"file": str(folder / "planmonitor.gpkg")}],
        "complexes": [{"file": str(folder / "complexen.xlsx")}],
        "criteria": {"definitions": ["druten"]},
    }
    return parse_config(table, source="benchmark", folder=folder)


def _print(osm: Path, config: RunConfig, turns: list[Turn]) -> None:
    def line(name: str, of: Callable[[Turn], float], unit: str, goal: float | None = None) -> None:
        values = [of(turn) for turn in turns]
        at_most = "" if goal is None else f"   (goal at most {goal:g} {unit})"
        middle, low, high = statistics.median(values), min(values), max(values)
        print(f"  {name:58s} {middle:7.2f} {unit} [{low:.2f} .. {high:.2f}]{at_most}")

    def second(name: str) -> Callable[[Turn], float]:
        return lambda turn: turn.seconds[name]

    def more(turn: Turn) -> float:
        took = turn.seconds
        return took["now"] - took["before"] + took["doubts"] + took["firm"]

    print(f"{osm.name}: {len(turns)} turns, median [least .. most], CPU")
    line("both readings by the nearest door, to points", second("before"), "s")
    line("measuring with doors and places", second("now"), "s")
    line("what a verdict may hang on", second("doubts"), "s")
    line("how firm each verdict is", second("firm"), "s")
    line(
        "doors, places and firmness / both readings",
        lambda t: more(t) / t.seconds["before"],
        "x",
        1,
    )
    for kind in config.voorzieningen:
        line(f"links to {kind}", second(f"links {kind}"), "s", 3)
    line(
        "leave-one-out, all facilities of a kind, both readings",
        lambda t: 2 * t.seconds["without"] / t.calls["without"],
        "s",
        0.2,
    )
    line("map with firmness and paths / without", lambda t: t.bytes[0] / t.bytes[1], "x", 1.1)
    line("the map", lambda t: t.bytes[0] / 1e6, "MB")


if __name__ == "__main__":
    main()
