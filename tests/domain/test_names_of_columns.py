"""The name of a column that comes once per voorziening or definition is spelled where it is declared."""

import ast
import re
from pathlib import Path

import pytest

import wozgeo
from wozgeo.domain.dictionary import FAMILIES, PLAIN

PACKAGE = Path(wozgeo.__file__).parent
DECLARED = {
    PACKAGE / "domain" / name
    for name in (
        "columns.py",
        "columns_areas.py",
        "columns_reach.py",
        "columns_sites.py",
        "columns_walks.py",
    )
}
STARTS = {
    column.name.partition("{")[0]
    for family in FAMILIES
    for column in family.columns()
    if not column.name.startswith("{")
}
SPELLED = re.compile(rf"(?<![a-z_])(?:{'|'.join(sorted(STARTS))})")
OTHERS = {"cbs_m", "aandeel_55"}
"""A column that stays within `wozgeo.analysis.completeness`, and how a list of a user may call one."""
OWN_NAMES = re.compile(rf"\b(?:{'|'.join(sorted({c.name for c in PLAIN} | OTHERS))})\b")


def docstrings_of(tree):
    """Give the texts that stand alone: they explain, and name no column of a table."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def spelled_in(source):
    tree = ast.parse(source)
    alone = docstrings_of(tree)
    texts = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]
    return [n.value for n in texts if SPELLED.search(OWN_NAMES.sub("", n.value))]


def test_every_family_is_looked_for():
    assert {"oordeel_", "afstand_", "zeker_", "marge_", "aandeel_", "hangt_af_van_"} <= STARTS


@pytest.mark.parametrize(
    "source",
    [
        'x = f"oordeel_{d}"',
        'x = f"\\"reden_{v}\\" IS NULL"',
        're.match(r"zeker_(.+)_m", x)',
        'y = "n_geen_park"',
    ],
)
def test_a_name_that_is_spelled_is_found(source):
    assert spelled_in(source)


@pytest.mark.parametrize(
    "source", ['"""Explains afstand_{v}_m."""', 'x = "afstand_m"', 'x = "aandeel_65plus"']
)
def test_columns_with_a_name_of_their_own_are_not_meant(source):
    assert not spelled_in(source)


def test_no_name_of_a_family_is_spelled_outside_its_declaration():
    spelled = {
        str(path.relative_to(PACKAGE)): found
        for path in sorted(PACKAGE.rglob("*.py"))
        if path not in DECLARED and (found := spelled_in(path.read_text(encoding="utf-8")))
    }
    assert spelled == {}


def test_no_heading_holds_the_name_of_one_of_our_classes():
    columns = [*PLAIN, *(column for family in FAMILIES for column in family.columns())]
    said = [text for column in columns for text in (column.head.nl, column.head.en)]
    assert len(said) > 100
    assert [text for text in said if re.search(r"[a-z][A-Z]", text)] == []
