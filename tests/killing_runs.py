"""Kill `wozgeo run` itself, started as its user starts it, at random moments; tell what was found.

A program of its own. Prints one line of JSON: per signal and state of the folder how often it was seen.

    python tests/killing_runs.py --kills 120 --seed 1
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from towns import OsmDraft

_SIGNALS = (signal.SIGKILL, signal.SIGTERM)
_WHOLE = ("oud", "nieuw")
_OTHER = dict(zip(_WHOLE, reversed(_WHOLE), strict=True))
_MENDED_EVERY = 10
"""After so many kills a run is let be, and has to leave its own result and nothing else."""


def draw_town(folder: Path) -> None:
    """A street with two homes and a shop, and a run file for an old and for a new result."""
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    town.line((0, 0), (300, 0), highway="residential", name="Dorpsstraat")
    town.node(200, 5, shop="supermarket", name="Winkel")
    for x in (50, 100):
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, **{"addr:street": "Dorpsstraat", "addr:housenumber": str(x)})
    town.write(folder / "dorp.osm")
    for name in _WHOLE:
        (folder / f"{name}.toml").write_text(
            f'[run]\nname = "{name}"\nout = "uit"\n[osm]\nfile = "dorp.osm"\n', encoding="utf-8"
        )


def start(folder: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a run as a process of its own, with a temporary folder in which nothing else lies."""
    code = "import sys; from wozgeo.cli import main; main(sys.argv[1:])"
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", code, "run", str(folder / f"{name}.toml")],
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def state_of(out: Path) -> str:
    """Tell whose result is in a folder, if every file in it is the one that run.json lists."""
    try:
        said = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "no run.json"
    listed = {item["bestand"]: item["sha256"] for item in said["bestanden"]}
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.name != "run.json" and ".wozgeo-" not in path.as_posix()
    }
    return str(said["naam"]) if found == listed else "mixed"


def left_behind(folder: Path) -> list[str]:
    """Name what lies in the temporary folder, or beside or in the results, and is no result."""
    beside = [path.name for path in folder.iterdir() if path.name.startswith(".wozgeo-")]
    inside = [path.name for path in (folder / "uit").iterdir() if ".wozgeo-" in path.name]
    return sorted([*beside, *inside, *(path.name for path in (folder / "tmp").iterdir())])


def try_once(
    folder: Path, there: str, after_s: float, kind: signal.Signals
) -> tuple[str, str, bool]:
    """Kill a run that puts one result in the place of the other.

    Returns
    -------
    tuple
        Whose result is there at once; the same as seen from the run (``oud``, ``nieuw``, or what is
        wrong); and whether it was killed before it was done.
    """
    before = left_behind(folder)  # by an earlier SIGKILL: a lock, until a run gets so far
    run = start(folder, _OTHER[there])
    with suppress(subprocess.TimeoutExpired):  # one that is done sooner is not waited for
        run.wait(after_s)
    run.send_signal(kind)
    was_killed = run.wait() != 0
    found = state_of(folder / "uit")
    told = {there: "oud", _OTHER[there]: "nieuw"}.get(found, found)
    in_temporary = sorted(path.name for path in (folder / "tmp").iterdir())
    left = sorted({*left_behind(folder)} - {*before})
    if in_temporary:
        told = f"{told}, in the temporary folder {in_temporary}"
    elif kind is signal.SIGTERM and left:
        told = f"{told}, left behind {left}"
    return found, told, was_killed


def not_mended(folder: Path) -> tuple[str, float]:
    """Let a run end as it should; tell what an earlier one left that it did not put right, and how long it took."""
    began = time.perf_counter()
    start(folder, "oud").wait()
    took_s = time.perf_counter() - began
    state, left = state_of(folder / "uit"), left_behind(folder)
    return "" if state == "oud" and not left else f"next run: {state}, {left}", took_s


def every_kill(n_kills: int, seed: int) -> Counter[str]:
    """Kill runs until so many were killed before they were done."""
    chance, found, n = random.Random(seed), Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw_town(folder)
        whole_s = 0.0
        for _ in range(2):  # the first fills the caches of the system
            began = time.perf_counter()
            if start(folder, "oud").wait():
                raise RuntimeError("the run does not even end well when it is left alone")
            whole_s = time.perf_counter() - began
        there = "oud"
        while n < n_kills:
            # most of them near the end, when results are written and exchanged
            low = 0.6 if n % 4 > 1 else 0.0
            kind = _SIGNALS[n % 2]
            state, told, was_killed = try_once(
                folder, there, chance.uniform(low, 1.1) * whole_s, kind
            )
            n += was_killed
            whole_s *= 1 if was_killed else 0.9  # the machine was busier when it was measured
            if was_killed:
                found[f"{kind.name}: {told}"] += 1
                sys.stderr.write(f"{n} of {n_kills}: {dict(found)}\n")
            there = state
            if state not in _WHOLE or (was_killed and n % _MENDED_EVERY == 0) or n == n_kills:
                wrong, whole_s = not_mended(folder)  # a busy machine is slower by now
                found[wrong] += 1
                there = "oud"
    del found[""]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.write(json.dumps(every_kill(options.kills, options.seed)) + "\n")


if __name__ == "__main__":
    main()
