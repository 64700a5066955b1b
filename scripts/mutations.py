"""Change network and analysis in one place at a time, and count for how many of the changes a test fails.

Usage::

    python scripts/mutations.py                       # about 150 changes, evenly over both rooms
    python scripts/mutations.py --changes 500 --part wozgeo/analysis/siting
    python scripts/mutations.py --changes 200 --minutes 30    # as many of these as half an hour holds
    python scripts/mutations.py --changes 10 --drawn 11   # in 10 modules, by a seed; their own tests alone

The changes are those of mutmut. Its own run takes minutes before the first change, for it rewrites every
function with all its changes inside and then runs every test; here one change is laid over one file in a
fork of a warm process, and only the tests of that module run. When none of them fails, those of the
modules that import it run too. The last score is in docs/mutaties.md.
"""

import difflib
import os
import random
import re
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import takewhile
from math import ceil, inf
from pathlib import Path
from time import monotonic

import click
import pytest
from change_once import lay_over

ROOT = Path(__file__).parents[1]
PARTS = ("wozgeo/network", "wozgeo/analysis")
TESTS = ("tests/network", "tests/analysis")
QUICK = "not slow and not browser and not kampen and not mutations and not fuzz"
OPTIONS = ("-q", "-x", "-m", QUICK, "-p", "no:cacheprovider", "-p", "no:xdist")
ALSO = {
    "wozgeo/analysis/population/belonging.py": "tests/analysis/population/test_in_which_zone.py",
    "wozgeo/network/build.py": "tests/network/test_pavements.py",
    "wozgeo/network/entries.py": "tests/test_where_one_enters.py",
    "wozgeo/network/platforms.py": "tests/test_where_one_enters.py",
}
"""Tests of a module that have another name, or stand with those of a run."""
WARM = (
    "geopandas",
    "networkx",
    "osmium",
    "pydantic",
    "pyogrio",
    "scipy.sparse.csgraph",
    "scipy.spatial",
)
SOUND = "wozgeo/analysis/scores.py"
"""Left as it is, its tests must pass."""
NOT_RUN = 70
OUTCOMES = {
    int(pytest.ExitCode.OK): "survived",
    int(pytest.ExitCode.TESTS_FAILED): "caught",
    int(pytest.ExitCode.INTERRUPTED): "caught",  # the change cannot even be imported
    int(pytest.ExitCode.NO_TESTS_COLLECTED): "no tests",
}
LATER = "caught by others' tests"
HELD = ("caught", LATER, "too slow")
LIMIT_S = 45
"""CPU seconds in which the tests of a module end: a change that takes longer never would."""
LIMIT_OF_MORE_S = 120
"""Those of its users besides."""


@dataclass(frozen=True)
class Change:
    """One file with one place changed."""

    path: Path
    line: int
    source: str

    @property
    def place(self) -> str:
        """Name the place."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{self.line}"

    @property
    def difference(self) -> str:
        """Show what changed, without the lines around it."""
        before, after = self.path.read_text("utf-8").splitlines(), self.source.splitlines()
        lines = [*difflib.unified_diff(before, after, n=0, lineterm="")][2:]
        return "\n".join(f"    {line}" for line in lines if not line.startswith("@@"))


def every_change(path: Path) -> list[Callable[[], Change]]:
    """Give what makes each change that mutmut can make in a file."""
    from libcst.metadata import MetadataWrapper, PositionProvider
    from mutmut.mutation.file_mutation import Mutation, create_mutations

    module, mutations, _, _ = create_mutations(str(path), path.read_text("utf-8"))

    def made(change: Mutation) -> Change:
        places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
        changed = module.deep_replace(change.original_node, change.mutated_node)
        return Change(path, places[change.original_node].start.line, changed.code)

    return [partial(made, m) for m in mutations if m.contained_by_top_level_function is not None]


def even(parts: tuple[str, ...], number: int) -> Iterator[Change]:
    """Give an even sample of all changes, as many as asked at most, in a fixed order of no meaning."""
    every = [make for path in files(*parts) for make in every_change(path)]
    step = ceil(len(every) / number)
    sample = every[step // 2 :: step]
    print(f"{len(every)} changes can be made; one in {step}: {len(sample)}", flush=True)
    random.Random(number).shuffle(sample)  # who stops halfway has tried a fair part of both rooms
    return (make() for make in sample)


def drawn(parts: tuple[str, ...], number: int, seed: int) -> Iterator[Change]:
    """Draw modules that have tests of their own name, and of each one change."""
    draw = random.Random(seed)
    named = {path.stem for path in files(*TESTS)}
    modules = [path for path in files(*parts) if f"test_{path.stem}" in named]
    for path in draw.sample(modules, number):
        at = draw.random()
        every = every_change(path)
        yield every[int(at * len(every))]()


@cache
def files(*folders: str) -> dict[Path, str]:
    """Read the Python files of these folders."""
    found = sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))
    return {path: path.read_text("utf-8") for path in found}


def importing(module: Path, texts: dict[Path, str]) -> list[Path]:
    """Tell which files import a module."""
    room, _, name = ".".join(module.relative_to(ROOT).with_suffix("").parts).rpartition(".")
    imported = re.compile(rf"\b{room}\.{name}\b|from {room} import [^\n(]*\b{name}\b")
    return [path for path, text in texts.items() if imported.search(text)]


@cache
def own_tests(module: Path) -> tuple[Path, ...]:
    """Give the tests of a module: those of its name, else those that import it, else its users' tests."""
    tests = {p: text for p, text in files(*TESTS).items() if p.name.startswith("test_")}
    named = [path for path in tests if path.stem == f"test_{module.stem}"]
    also = ALSO.get(module.relative_to(ROOT).as_posix())
    found = [*(named or importing(module, tests)), *([ROOT / also] if also else [])]
    return tuple(found or sorted({test for user in users(module) for test in own_tests(user)}))


def users(module: Path) -> list[Path]:
    """Tell which modules of the two rooms import this one."""
    return [path for path in importing(module, files(*PARTS)) if path != module]


def more_tests(module: Path) -> tuple[Path, ...]:
    """Give the tests that import a module besides its own, those of its users, and those of its folder."""
    tests = {p: text for p, text in files(*TESTS).items() if p.name.startswith("test_")}
    more = {*importing(module, tests), *(t for user in users(module) for t in own_tests(user))}
    if module.parent.parent in [ROOT / part for part in PARTS]:
        more |= {p for p in tests if p.parent.name == module.parent.name}
    return tuple(sorted(more - set(own_tests(module))))


def outcome(change: Change, tests: tuple[Path, ...], limit_s: int = LIMIT_S) -> str:
    """Run tests over a change, in a process of its own: caught, too slow, survived, or no tests."""
    if not tests:
        return "no tests"
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s + 5))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = NOT_RUN
        try:
            lay_over(change.path, change.source)
            code = int(pytest.main([*OPTIONS, *map(str, tests)]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "too slow" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "caught"
    return OUTCOMES.get(os.WEXITSTATUS(status), "could not run")


def require_sound(path: Path) -> None:
    """Stop where tests fail though nothing changed: every change would seem to be noticed."""
    found = outcome(Change(path, 0, path.read_text("utf-8")), own_tests(path))
    if found != "survived":
        sys.exit(f"{found}: {path.name} as it is")


def judged(change: Change) -> str:
    """Tell whether a test fails by a change, first those of the module and then those of its users."""
    found = outcome(change, own_tests(change.path))
    if found in ("caught", "too slow"):
        return found
    later = outcome(change, more_tests(change.path), LIMIT_OF_MORE_S)
    return LATER if later == "caught" else found


def warm_up() -> None:
    """Import once what every test imports: wozgeo itself is imported anew over each change."""
    os.chdir(ROOT)  # where mutmut looks for its settings
    for library in WARM:
        import_module(library)


@click.command()
@click.option("--changes", "number", type=click.IntRange(1), default=150, show_default=True)
@click.option("--part", "parts", multiple=True, default=PARTS, help="Folders to change.")
@click.option(
    "--drawn", "seed", type=int, help="Draw by this seed, and run the module's own tests alone."
)
@click.option("--minutes", type=float, default=inf, help="Begin no change after these minutes.")
def main(number: int, parts: tuple[str, ...], seed: int | None, minutes: float) -> None:
    """Try a sample of the changes, and print what no test of their module notices and the score."""
    began = monotonic()
    warm_up()
    sample = even(parts, number) if seed is None else drawn(parts, number, seed)
    require_sound(ROOT / SOUND)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    for change in takewhile(lambda _: monotonic() - began < 60 * minutes, sample):
        found = judged(change) if seed is None else outcome(change, own_tests(change.path))
        outcomes["/".join(change.place.split("/")[:2])][found] += 1
        print(f"{found}: {change.place}", flush=True)
        if found != "caught":
            print(change.difference, flush=True)
    for part, counts in [*outcomes.items(), ("all", sum(outcomes.values(), Counter()))]:
        held = sum(counts[found] for found in HELD)
        print(f"{part}: {held} of {counts.total()} ({held / counts.total():.0%}) {dict(counts)}")


if __name__ == "__main__":
    main()
