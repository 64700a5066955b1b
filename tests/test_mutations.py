"""Can the tests fail? The code is changed in one place at a time, and a test must fail.

Two ways: single changes that once changed an answer unseen (`scripts/changes.toml`), each of which must be
caught, and an even sample of all changes that mutmut can make in network and analysis, of which most must
be. The score of a larger sample, and what survived it, is in docs/mutaties.md.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
SAMPLE = 20
FLOOR = 0.7
"""The larger sample has 0.87; of twenty changes from such a lot, fewer than 70 % would fall once in forty."""

sys.path.insert(0, str(SCRIPTS))
from change_once import changes  # noqa: E402

pytestmark = pytest.mark.mutations


@pytest.mark.parametrize("name", changes())
def test_a_single_change_makes_a_test_fail(name):
    done = subprocess.run(
        [sys.executable, SCRIPTS / "change_once.py", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, {
        1: "no test notices",
        2: "the line is not there any more: mend scripts/changes.toml",
    }.get(done.returncode, done.stdout[-2000:] + done.stderr[-2000:])


def test_an_even_sample_of_all_changes_is_mostly_caught():
    pytest.importorskip("mutmut")
    done = subprocess.run(
        [sys.executable, SCRIPTS / "mutations.py", "--changes", str(SAMPLE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    tried, caught = (
        int(found[1]) if (found := re.search(pattern, done.stdout)) else 0
        for pattern in (r"^(\d+) of \d+ changes", r"'killed': (\d+)")
    )
    assert tried >= SAMPLE // 2, done.stdout
    assert caught >= FLOOR * tried, done.stdout
