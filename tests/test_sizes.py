"""Can every module and every function be read at one sitting?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSES = ("wozgeo", "sample", "scripts")
MOST_OF_A_MODULE = 399
MOST_OF_A_FUNCTION = 50
"""Lines of what it does: without its signature and its docstring."""

LONG_MODULES: dict[str, str] = {}
"""Modules that are longer on purpose, each with why."""


def modules(root: Path) -> Iterator[tuple[str, str]]:
    for house in HOUSES:
        for path in sorted((root / house).rglob("*.py")):
            yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    lengths = {name: len(text.splitlines()) for name, text in modules(ROOT)}
    long = {name: n for name, n in lengths.items() if n > MOST_OF_A_MODULE}
    assert {name: n for name, n in long.items() if name not in LONG_MODULES} == {}
    assert LONG_MODULES.keys() <= long.keys(), "an exception that is none any more"


def test_no_function_is_longer_than_a_screen() -> None:
    found = [
        (name, function, n)
        for name, text in modules(ROOT)
        for function, n in functions(text)
        if n > MOST_OF_A_FUNCTION
    ]
    assert found == []


@pytest.mark.parametrize(("n", "counted"), [(50, 50), (51, 51)])
def test_signature_and_docstring_are_not_counted(n: int, counted: int) -> None:
    body = "".join(f"    x{i} = {i}\n" for i in range(n))
    text = f'def long(\n    a: int,\n) -> None:\n    """Say.\n\n    More.\n    """\n{body}'
    assert list(functions(text)) == [("long", counted)]
