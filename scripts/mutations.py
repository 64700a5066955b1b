"""Change network and analysis in one place at a time, and count for how many of the changes a test fails.

Usage::

    python scripts/mutations.py            # a sample of about 120 changes, in a temporary copy
    python scripts/mutations.py --changes 500

Needs mutmut (``make mutations`` installs it); what it may change and which tests judge it stands in
pyproject.toml. The last score is in docs/mutaties.md.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from math import ceil
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
SOURCES = ("wozgeo/network", "wozgeo/analysis")


def names_of_changes(folder: Path) -> list[str]:
    """Name every change that can be made, file by file."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    files = sorted(p for source in SOURCES for p in (folder / source).rglob("*.py"))
    return [
        get_mutant_name(path.relative_to(folder), name)
        for path in files
        for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
    ]


@click.command()
@click.option("--changes", type=click.IntRange(1), default=120, show_default=True)
def main(changes: int) -> None:
    """Try an even sample of the changes."""
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as folder:
        copy = Path(folder) / "wozgeo"
        ignore = shutil.ignore_patterns(".git", ".venv*", "maps", "*cache*")
        shutil.copytree(ROOT, copy, ignore=ignore)
        every = names_of_changes(copy)
        step = ceil(len(every) / changes)
        chosen = every[step // 2 :: step]
        print(f"{len(chosen)} of {len(every)} changes", flush=True)
        tool = [sys.executable, "-m", "mutmut"]
        subprocess.run([*tool, "run", *chosen], cwd=copy, check=False, stdout=subprocess.DEVNULL)
        told = subprocess.run(
            [*tool, "results", "--all", "true"],
            cwd=copy,
            check=True,
            capture_output=True,
            text=True,
        )
        lines = (line.strip().rsplit(": ", 1) for line in told.stdout.splitlines() if ": " in line)
        found = {name: outcome for name, outcome in lines if name in chosen}
        print(dict(Counter(found.values())))
        for name, outcome in sorted(found.items()):
            if outcome != "killed":
                print(f"{outcome}: {name}")


if __name__ == "__main__":
    main()
