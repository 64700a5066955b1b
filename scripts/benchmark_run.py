"""What does a whole run cost: CPU seconds, wall and memory, beside the goals and beside another checkout?

Runs are made in turns, so that their ratios hold on a noisy machine; seconds alone do not::

    python scripts/benchmark_run.py --osm kampen.osm.pbf                 # score; 50 plans and 200 complexes;
                                                                         # again with other complexes
    python scripts/benchmark_run.py --osm kampen.osm.pbf --base ../main  # and the same of another checkout
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
GOALS_S = {"imports": 1.0, "score": 6.0, "lists": 11.0, "again": 4.0}
"""CPU seconds on the machine on which the runs of `BEFORE_S` were measured."""
BEFORE_S = {"imports": 1.9, "score": 11.9, "lists": 21.1, "again": 21.1}
WALL_SHARE, PEAK_MB = 0.6, 400
IMPORTS = """
import contextlib, importlib.util
import wozgeo.cli
told = contextlib.nullcontext
if hasattr(wozgeo.cli, "__path__"):
    from wozgeo.cli.printing import faults_told as told
with told():
    import wozgeo.config
    importlib.import_module("wozgeo.runs" if importlib.util.find_spec("wozgeo.runs") else "wozgeo.run")
"""
"""As a command imports them, of this version and of earlier ones."""
RUN = """
[run]
name = "proef"
[osm]
file = "{osm}"
[[plans]]
file = "planmonitor.gpkg"
[[complexes]]
file = "{complexes}"
[criteria]
definitions = ["druten", "rijk"]
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, required=True, help="extract to measure on")
    parser.add_argument("--base", type=Path, help="another checkout, measured in the same turns")
    parser.add_argument("--runs", type=int, default=3, help="turns; the median is told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        report(options.osm.resolve(), options.base, options.runs, Path(folder))


def report(osm: Path, base: Path | None, runs: int, folder: Path) -> None:
    """Print every measurement beside its goal."""
    make_lists(osm, folder)
    wozgeo = [sys.executable, "-c", "from wozgeo.cli import main; main()"]
    commands = {
        "imports": [sys.executable, "-c", IMPORTS],
        "score": [*wozgeo, "score", "--osm", str(osm)],
        "lists": [*wozgeo, "run", str(folder / "run.toml")],
        "again": [*wozgeo, "run", str(folder / "other.toml")],
    }
    checkouts = [ROOT, *([base.resolve()] if base else [])]
    # bytecode as an installed wozgeo has it, whatever the environment says of it
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    for k, checkout in enumerate(checkouts):  # compiles its modules, and keeps what it keeps
        first = [*commands["lists"], "--out", str(folder / f"out-first{k}")]
        (folder / f"kept{k}").mkdir()
        _measured(first, checkout, {"WOZGEO_CACHE": str(folder / f"kept{k}")})
    told: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    for _ in range(runs):
        for name, command in commands.items():
            for k, checkout in enumerate(checkouts):
                out = [] if name == "imports" else ["--out", str(folder / f"out-{name}{k}")]
                place = {"WOZGEO_CACHE_MB": "0"}  # nothing kept by an earlier turn
                if name == "again":
                    place = {"WOZGEO_CACHE": str(_only_the_first(folder, k))}
                told.setdefault((name, k), []).append(_measured([*command, *out], checkout, place))
    print(f"{osm.name}: {runs} runs in turns, medians; before: {BEFORE_S} CPU s, goals {GOALS_S}")
    for name in commands:
        cpu, wall, peak = map(statistics.median, zip(*told[name, 0], strict=True))
        line = f"  {name:8s}{cpu:7.2f} CPU s  wall / CPU {wall / cpu:.2f} (goal {WALL_SHARE})"
        line += f"  {peak:4.0f} MB (goal {PEAK_MB})"
        if base:
            pairs = zip(told[name, 0], told[name, 1], strict=True)
            both = [(a[0] / b[0], a[1] / b[1]) for a, b in pairs]
            ratio, wall = (statistics.median(r[i] for r in both) for i in (0, 1))
            goal = GOALS_S[name] / BEFORE_S[name]
            cpu, _, peak = map(statistics.median, zip(*told[name, 1], strict=True))
            line += f"  CPU {ratio:.2f} x the other (goal {goal:.2f} of before), wall {wall:.2f} x"
            line += f"; the other {cpu:.2f} CPU s, {peak:.0f} MB"
        print(line)


def make_lists(osm: Path, folder: Path) -> None:
    """Make up plans and complexes and the run file that judges them, and one with other complexes."""
    lists = [sys.executable, str(ROOT / "scripts/make_lists.py"), str(osm), "--plans", "50"]
    for run, complexes, n in (("run", folder, 200), ("other", folder / "other", 190)):
        complexes.mkdir(exist_ok=True)
        asked = [*lists, "--complexes", str(n), "--out", str(complexes)]
        subprocess.run(asked, check=True, capture_output=True)
        told = RUN.format(osm=osm, complexes=complexes / "complexen.xlsx")
        (folder / f"{run}.toml").write_text(told, encoding="utf-8")


def _only_the_first(folder: Path, k: int) -> Path:
    """Give a copy of what the first run kept: no turn finds what an earlier turn of it left."""
    place = folder / f"again{k}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / f"kept{k}", place)
    return place


def _measured(
    command: list[str], checkout: Path, place: dict[str, str]
) -> tuple[float, float, float]:
    """Give CPU seconds with all children, wall seconds, and MB of the largest process of the run.

    ``place`` says in the environment where what is read and measured is kept.
    """
    before, start = os.times(), perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(checkout), **place}
    # not from here: what lies in the folder of a program comes before every path
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir()
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall, after = perf_counter() - start, os.times()
    if status:
        raise SystemExit(f"{command} stopped with {os.waitstatus_to_exitcode(status)}")
    cpu = after.children_user + after.children_system
    return cpu - before.children_user - before.children_system, wall, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
