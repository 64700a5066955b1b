"""A public name means one thing in the whole package, and is defined in one place."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import wozgeo

PACKAGE = Path(wozgeo.__file__).parent

ALLOWED: dict[str, str] = {
    "UNKNOWN": "a word of the verdicts, read as words.UNKNOWN; and the state of a way, whose table reads better so",
    "METRES": "what a coordinate may be in metres; and words, read as words.METRES",
    "AREAS": "the columns of areas; and words, read as words.AREAS",
    "Within": "who lives within a walk of places; and, in a definition, what is within a walk",
}
"""Names that are defined twice on purpose, each with why."""


def names_in(statement: ast.stmt) -> Iterator[str]:
    """Name what one statement at the top of a module defines."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield statement.name
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    for target in targets:
        yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def public_names(source: str) -> set[str]:
    found = {name for statement in ast.parse(source).body for name in names_in(statement)}
    return {name for name in found if not name.startswith("_")}


def is_of_words(path: Path) -> bool:
    """Tell a module of texts: each holds what one room says, and two rooms may both say AND."""
    return path.stem.startswith("words") or path.stem.endswith("words")


def defined_in(folder: Path) -> dict[str, list[Path]]:
    homes: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.py")):
        for name in public_names(path.read_text(encoding="utf-8")):
            homes[name].append(path)
    return homes


def twice(homes: dict[str, list[Path]]) -> dict[str, list[str]]:
    """Give the names defined in more than one module; modules of texts may repeat each other's."""
    return {
        name: [path.as_posix() for path in paths]
        for name, paths in homes.items()
        if len(paths) > 1 and not all(is_of_words(path) for path in paths)
    }


VAGUE = {
    "answers", "cells", "common", "deciding", "findings", "helpers", "listed", "listing", "parts", "telling", "utils",
    "weighing", "whole",
}  # fmt: skip
"""Names of modules that say nothing to who does not know what is in them."""


def vague_modules(folder: Path) -> list[str]:
    return [str(p.relative_to(folder)) for p in sorted(folder.rglob("*.py")) if p.stem in VAGUE]


@pytest.mark.parametrize("folder", [PACKAGE, PACKAGE.parent / "sample"])
def test_the_name_of_a_module_explains_itself(folder: Path) -> None:
    assert vague_modules(folder) == [], "call it by what it does"


def test_a_vague_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "cells.py").touch()
    (tmp_path / "workbook_cells.py").touch()
    assert vague_modules(tmp_path) == ["cells.py"]


def test_no_public_name_is_defined_twice() -> None:
    found = twice(defined_in(PACKAGE))
    assert {name: where for name, where in found.items() if name not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found), "an exception that is no longer needed"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class A: ...", {"A"}),
        ("def f(): g = 1", {"f"}),
        ("X, (Y, Z) = 1, (2, 3)", {"X", "Y", "Z"}),
        ("X: int = 1", {"X"}),
        ("_X = 1\nfrom a import B", set()),
    ],
)
def test_what_defines_a_name(source: str, names: set[str]) -> None:
    assert public_names(source) == names


def test_no_name_is_defined_twice_in_one_module() -> None:
    """The later one would silently take the place of the earlier: two texts with other blanks did."""
    twice = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        names = [
            name
            for statement in ast.parse(path.read_text("utf-8")).body
            for name in names_in(statement)
        ]
        again = {name for name in names if names.count(name) > 1}
        if again:
            twice[path.relative_to(PACKAGE).as_posix()] = again
    assert twice == {}


def test_a_second_home_is_found(tmp_path: Path) -> None:
    for name in ("one", "other", "words", "words_more"):
        text = "AND = 1\n" if "words" in name else "class Judged: ...\n"
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    assert list(twice(defined_in(tmp_path))) == ["Judged"]
