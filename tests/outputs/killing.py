"""Kill a run while it exchanges its results, at each step and at random moments; tell what was found.

A program of its own: every run is a fork, so that hundreds are killed in seconds. Prints one line of JSON.

    python tests/outputs/killing.py --random 200
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

from wozgeo.cli import stopped_cleanly
from wozgeo.outputs import exchange
from wozgeo.outputs import folder as folders
from wozgeo.outputs.folder import claimed_folder, replaced_folder
from wozgeo.outputs.written import list_written

NAMES = ("a.csv", "kaart.html", "vertrouwelijk/plannen.gpkg", "vertrouwelijk/oordelen.xlsx")
OWN = {"notitie.txt": "mijn", "eigen/lijst.csv": "mijn", "vertrouwelijk/eigen.csv": "mijn"}
SIGNALS = (signal.SIGKILL, signal.SIGTERM)
STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "shutil.rmtree"}


def write_result(out: Path, text: str, *, extra: str) -> None:
    with replaced_folder(out) as work:
        for name in (*NAMES, extra):
            (work / name).parent.mkdir(exist_ok=True)
            (work / name).write_text(text * 500)
        (work / "run.json").write_text(json.dumps({"van": text, "bestanden": list_written(work)}))


def state_of(out: Path) -> str:
    """Tell whose result is in a folder: old, new or neither; and whether the user's files are there.

    "unlisted" is a folder without a run.json: it does not say that it is a result.
    """
    found = {
        path.relative_to(out).as_posix(): path.read_text()
        for path in out.rglob("*")
        if path.is_file() and ".wozgeo-" not in path.as_posix()
    }
    if any(found.pop(name, None) != text for name, text in OWN.items()):
        return "own file lost"
    listed = json.loads(found.pop("run.json", "null"))
    if listed is None:
        return "unlisted"
    for text in ("oud", "nieuw"):
        whole = dict.fromkeys((*NAMES, f"alleen-{text}.csv"), text * 500)
        if found == whole and listed and listed["van"] == text:
            return text
    return "neither"


def killed(out: Path, moment: "int | float", kind: signal.Signals) -> bool:
    """Let a fork write a new result and kill it at a step (int) or after seconds; False: it was done."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if isinstance(moment, int):
                kill_at(moment, kind)
            with stopped_cleanly():
                write_result(out, "nieuw", extra="alleen-nieuw.csv")
            status = 0
        finally:
            os._exit(status)
    if isinstance(moment, float):
        time.sleep(moment)
        os.kill(child, kind)
    return os.waitpid(child, 0)[1] != 0


def kill_at(step: int, kind: signal.Signals) -> None:
    left = iter(range(step, -1, -1))

    def tick(event: str, _args: object) -> None:
        if event in STEPS and next(left, -1) == 0:
            os.kill(os.getpid(), kind)
            time.sleep(0.001)

    swap = exchange._rename_exchange

    def watched(new: Path, place: Path) -> None:
        tick("os.rename", ())
        swap(new, place)
        tick("os.rename", ())

    exchange._rename_exchange = watched
    sys.addaudithook(tick)


def try_once(
    folder: Path, moment: "int | float", kind: signal.Signals, *, at_once: bool
) -> tuple[str, bool]:
    """Kill one run; tell what is in the folder, and whether the run was killed before it was done."""
    out = folder / "uit"
    write_result(out, "oud", extra="alleen-oud.csv")
    for name, text in OWN.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(text)
    was_killed = killed(out, moment, kind)
    found = state_of(out)
    with claimed_folder(out):
        pass
    restored = state_of(out)
    if found != restored and (at_once or found != "unlisted"):
        return f"{found}, then {restored}", was_killed
    write_result(out, "oud", extra="alleen-oud.csv")
    left = [path.name for path in (*folder.iterdir(), *out.iterdir()) if ".wozgeo-" in path.name]
    if left or state_of(out) != "oud":
        return f"left behind: {left}", was_killed
    return restored, was_killed


def every_kill(n_random: int, seed: int, *, at_once: bool) -> Counter[str]:
    chance, found = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        write_result(Path(folder) / "uit", "oud", extra="alleen-oud.csv")
        start = time.perf_counter()
        killed(Path(folder) / "uit", 10**6, signal.SIGKILL)
        whole_s = time.perf_counter() - start

    def tried(moment: "int | float", kind: signal.Signals) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            state, was_killed = try_once(Path(folder), moment, kind, at_once=at_once)
        if was_killed:
            found[f"{kind.name} {'step' if isinstance(moment, int) else 'random'}: {state}"] += 1
        return was_killed

    for kind in SIGNALS:
        for step in count():
            if not tried(step, kind):
                break
    for number in range(n_random):
        tried(chance.uniform(0, whole_s), SIGNALS[number % 2])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ways: dict[str, Callable[[], None]] = {"in one step": lambda: None, "file by file": _by_file}
    told = {}
    for way, choose in ways.items():
        choose()
        at_once = way == "in one step"
        told[way] = every_kill(options.random // 2, options.seed, at_once=at_once)
    sys.stdout.write(json.dumps(told) + "\n")


def _by_file() -> None:
    folders.can_exchange = lambda *_: False


if __name__ == "__main__":
    main()
