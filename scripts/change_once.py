"""Run tests with one file of wozgeo changed in one place, without touching the file.

Usage: ``python scripts/change_once.py NAME``, with a name of ``scripts/changes.toml``; exit code 0 when a
test fails (good), 1 when none does, 2 when the change can no longer be made.
"""

import importlib.machinery
import sys
import tomllib
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "scripts" / "changes.toml"


def changes() -> dict[str, dict[str, str]]:
    """Read every change, by name."""
    return {c["name"]: c for c in tomllib.loads(TABLE.read_text("utf-8"))["change"]}


def changed(change: dict[str, str]) -> str:
    """Give the source with the change made."""
    source = (ROOT / "wozgeo" / change["file"]).read_text("utf-8")
    if source.count(change["from"]) != 1:
        sys.exit(2)
    return source.replace(change["from"], change["to"])


def lay_over(path: Path, source: str) -> None:
    """Let Python import this source where it would import the file."""
    plain = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        if Path(loader.path) == path:
            return compile(source, loader.path, "exec")
        return plain(loader, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def main(name: str) -> int:
    """Make the change and run its tests."""
    change = changes()[name]
    lay_over(ROOT / "wozgeo" / change["file"], changed(change))
    tests = [str(ROOT / "tests" / test) for test in change["tests"]]
    quick = "not slow and not browser and not kampen"
    found = pytest.main(
        ["-q", "-x", "-m", quick, "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    )
    return 0 if found == pytest.ExitCode.TESTS_FAILED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
