"""Run tests with one file of wozgeo changed in one place, without touching the file.

Usage: ``python scripts/change_once.py NAME``, with a name of ``scripts/changes.toml``, or ``word PLACE`` to
misspell the word that begins there in the lists of ``network/tag_words.py``. Exit code 0 when a test fails
(good), 1 when none does, 2 when the change can no longer be made or the tests cannot run. With ``serve`` it
reads such arguments from its input, a line (with tabs) for each, and says ``outcome CODE`` after every one:
what wozgeo stands on is then imported once for all.
"""

import importlib
import importlib.machinery
import os
import re
import sys
import tomllib
import traceback
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "scripts" / "changes.toml"
STOOD_ON = (
    "geopandas",
    "pyogrio",
    "pydantic",
    "openpyxl",
    "scipy.sparse.csgraph",
    "osmium",
)
WORDS = ROOT / "wozgeo" / "network" / "tag_words.py"


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

    loaders: Any = importlib.machinery.SourceFileLoader
    loaders.get_code = get_code


def words() -> list[int]:
    """Tell where each word of the lists begins."""
    source = WORDS.read_text("utf-8")
    lists = source[: source.index("KNOWN: dict")]
    return [found.start(1) for found in re.finditer(r'"([a-z][a-z_:0-9-]*)"', lists)]


def outcome(path: Path, source: str, tests: list[str]) -> int:
    """Run the tests over the changed source."""
    lay_over(path, source)
    quick = "not slow and not browser and not kampen"
    options = ["-q", "-x", "-m", quick, "-p", "no:cacheprovider", "-p", "no:xdist"]
    found = int(pytest.main([*options, *(str(ROOT / "tests" / test) for test in tests)]))
    return {int(pytest.ExitCode.TESTS_FAILED): 0, int(pytest.ExitCode.OK): 1}.get(found, 2)


def main(name: str, *place: str) -> int:
    """Make the change and run its tests."""
    if name == "word":
        source, at = WORDS.read_text("utf-8"), int(place[0])
        return outcome(WORDS, f"{source[:at]}zzz{source[at:]}", ["network/test_rules.py"])
    change = changes()[name]
    return outcome(ROOT / "wozgeo" / change["file"], changed(change), [*change["tests"]])


def serve() -> None:
    """Make each change of the input in a fork, in which all but wozgeo and the tests is loaded."""
    for module in STOOD_ON:
        importlib.import_module(module)
    for line in sys.stdin:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            code = 2
            try:
                code = main(*line.rstrip("\n").split("\t"))
            except BaseException:  # told, and the child ends here whatever it was
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        print(f"\noutcome {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        sys.exit(main(*sys.argv[1:]))
