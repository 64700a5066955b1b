"""A whole run that is killed leaves the old result or the new one, whole, and nothing in the temporary folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not of this system")
def test_a_killed_run_leaves_the_old_result_or_the_new_one_whole() -> None:
    """At random moments of 30 runs of the command itself; what was found stands in docs/veiligheid.md."""
    script = Path(__file__).with_name("killing_runs.py")
    told = subprocess.run(
        [sys.executable, str(script), "--kills", "30"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(told.stdout)
    states = {seen.split(": ", 1)[1] for seen in found}
    assert {"oud"} <= states <= {"oud", "nieuw"}, found
    assert {seen.split(": ")[0] for seen in found} == {"SIGKILL", "SIGTERM"}
    assert sum(found.values()) >= 30, found
