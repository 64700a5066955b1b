"""A copy of wozgeo to which something is added, as a maintainer would: how many files does that touch?"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Edit:
    """Lines put into a file of wozgeo: after a line, instead of a line, or else at its end."""

    file: str
    text: str
    after: str = ""
    instead: str = ""


def house_with(folder: Path, edits: Iterable[Edit]) -> Path:
    """Copy the package, its data and documents, and put the lines in; a lost anchor is a fault here."""
    for name in ("wozgeo", "data", "docs", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for edit in edits:
        path, anchor = folder / edit.file, edit.after or edit.instead
        lines = path.read_text("utf-8").split("\n") if path.exists() else []
        first = lines.index(anchor) + bool(edit.after) if anchor else len(lines)
        last = first + bool(edit.instead)
        lines[first:last] = [*edit.text.strip("\n").split("\n"), *([] if anchor else [""])]
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return folder


def document(house: Path) -> Path:
    """Write the documents that follow from the code of a copy, as `make documents` does."""
    command = [sys.executable, house / "scripts" / "document_run_file.py"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(house)}, check=True)
    return house


def touched(house: Path) -> set[str]:
    """Name every file in which a copy differs from what it was copied of."""
    names = (p.relative_to(house) for p in house.rglob("*") if p.is_file())
    kept = (name for name in names if "__pycache__" not in name.parts)
    original = {str(name): ROOT / name for name in kept}
    return {
        name.replace(os.sep, "/")
        for name, path in original.items()
        if not path.exists() or not cmp(path, house / name, shallow=False)
    }


def files_named(what: str) -> int:
    """Read in CONTRIBUTING how many files adding something touches at most."""
    row = re.compile(rf"^\| \*\*{re.escape(what)}\*\*.*\| (\d+) \|$", re.MULTILINE)
    (number,) = row.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    return int(number)


def wozgeo_of(house: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line of a copy."""
    code = "import sys; from wozgeo.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
