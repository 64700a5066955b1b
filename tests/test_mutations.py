"""Can the tests fail? The code is changed in one place at a time, and a test must fail.

Three ways: single changes that once changed an answer unseen (`scripts/changes.toml`), each of which must be
caught; a seeded sample of the words in the tables of the law; and a seeded sample of the changes that mutmut
can make, held against the tests of the changed module alone. The score of a larger sample (`make mutations`),
and what survived it, is in docs/mutaties.md.
"""

import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
SEED, SAMPLE, FLOOR = 11, 10, 0.9
MODULES, FLOOR_OF_MUTMUT = 8, 0.5
"""Not every change is a fault: some cost time alone, and some change nothing. Which are drawn hangs on the code
itself: of larger samples three in four are caught, and with a floor of half a change elsewhere fails no test by chance.
"""

sys.path.insert(0, str(SCRIPTS))
from change_once import changes, words  # noqa: E402

pytestmark = [
    pytest.mark.mutations,
    pytest.mark.skipif(
        not hasattr(os, "fork"), reason="no change is made in a fork on this system"
    ),
]


@pytest.fixture(scope="module")
def run_with() -> Iterator[Callable[..., int]]:
    """Give a way to run tests over a change, each in a process that what they need is loaded in already."""
    with subprocess.Popen(
        [sys.executable, SCRIPTS / "change_once.py", "serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:

        def run(*what: str) -> int:
            print(*what, sep="\t", file=server.stdin, flush=True)
            told, code = [], ""
            while not code.startswith("outcome "):
                code = server.stdout.readline()
                assert code, "".join(told[-40:])
                told.append(code)
            outcome = int(code.split()[1])
            assert outcome in (0, 1), "".join(told[-40:])
            return outcome

        yield run
        server.stdin.close()


@pytest.mark.parametrize("name", changes())
def test_a_single_change_makes_a_test_fail(name, run_with):
    assert run_with(name) == 0, "no test notices"


def test_a_word_misspelled_in_the_lists_makes_a_test_fail(run_with):
    """The lists of words are no functions, so mutmut leaves them alone: a seeded sample of them here."""
    sample = random.Random(SEED).sample(words(), SAMPLE)
    caught = [run_with("word", str(place)) == 0 for place in sample]
    assert sum(caught) >= FLOOR * SAMPLE, [p for p, c in zip(sample, caught, strict=True) if not c]


def test_most_changes_of_a_drawn_sample_make_a_test_of_their_module_fail():
    pytest.importorskip(
        "mutmut", reason="mutmut is not installed: make mutations, or the extra dev"
    )
    command = [
        sys.executable,
        SCRIPTS / "mutations.py",
        "--changes",
        str(MODULES),
        "--drawn",
        str(SEED),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    held, of = map(int, re.search(r"^all: (\d+) of (\d+)", done.stdout, re.MULTILINE).groups())
    assert of == MODULES
    assert FLOOR_OF_MUTMUT * of <= held, done.stdout
