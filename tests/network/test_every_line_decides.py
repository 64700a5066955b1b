"""Take any line or any word out of the rules for walking, and an answer changes.

The rules are read as source, one line or word is left out in memory, and every way and barrier of a table
that is generated from the words themselves is judged again.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from wozgeo.domain.contracts import BARRIER_TAGS, WALKING_TAGS
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network import tag_words, walkability, walking_rules

pytestmark = pytest.mark.slow

WORDS, RULES, JUDGE = (m.__name__ for m in (tag_words, walking_rules, walkability))
TABLES = ("LAW", "ROLLATOR", "STOPS")


@cache
def source_of(module: str) -> str:
    return Path(find_spec(module).origin).read_text(encoding="utf-8")


# --- what may be left out ------------------------------------------------------------------------


@dataclass(frozen=True)
class Left:
    """One line or word: where it stands, and what it says."""

    module: str
    line: int
    column: int
    said: str

    def __str__(self) -> str:
        return f"{self.module.rpartition('.')[2]}:{self.line} {self.said}"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def words() -> Iterator[Left]:
    """Give every word in a set or tuple of words of both modules."""
    for module in (WORDS, RULES):
        for node in ast.walk(ast.parse(source_of(module))):
            for each in node.elts if isinstance(node, ast.Set | ast.Tuple) else ():
                if _is_text(each) and each.value not in {"", *walking_rules.TELLS_NOTHING}:
                    yield Left(module, each.lineno, each.col_offset, each.value)


def lines() -> Iterator[Left]:
    """Give every line of the three tables."""
    for node in ast.parse(source_of(RULES)).body:
        if isinstance(node, ast.AnnAssign) and node.target.id in TABLES:
            for rule in node.value.elts:
                said = f"{node.target.id}: {rule.args[0].value}"
                yield Left(RULES, rule.lineno, rule.col_offset, said)


class Without(ast.NodeTransformer):
    def __init__(self, left: Left) -> None:
        self.at = (left.line, left.column)

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Set | ast.Tuple):
            node.elts = [e for e in node.elts if (e.lineno, e.col_offset) != self.at]
            if isinstance(node, ast.Set) and not node.elts:
                return ast.parse("set()", mode="eval").body
        return self.generic_visit(node)


def judge_without(left: Left | None) -> tuple[ModuleType, ModuleType]:
    """Load the modules with something left out, who judges and the words; the real ones stay as they are."""
    real = {name: sys.modules[name] for name in (WORDS, RULES, JUDGE)}
    try:
        for name in real:
            tree = ast.parse(source_of(name))
            if left and left.module == name:
                tree = ast.fix_missing_locations(Without(left).visit(tree))
            sys.modules[name] = ModuleType(name)
            exec(compile(tree, name, "exec"), vars(sys.modules[name]))
        return sys.modules[JUDGE], sys.modules[WORDS]
    finally:
        sys.modules.update(real)


# --- what is judged ------------------------------------------------------------------------------

_PLAIN = ("yes", "no", "plonk")
_HOURS = ("24/7", "sunset-sunrise", "sunrise-sunset", "Mo-Su~07:00-22:00", "Mo-Su,PH~07:00-22:00")
WAY_VALUES = {
    **{tag: sorted(known) for tag, known in (tag_words.KNOWN | tag_words.KNOWN_TO_WHEELS).items()},
    **dict.fromkeys((*walking_rules.GONE, "proposed", "seasonal", "tidal", "ladder"), _PLAIN),
    "conveying": _PLAIN,
    "ford": (*_PLAIN, "stepping_stones"),
    "route": ("ferry",),
    "opening_hours": _HOURS,
    "maxwidth:physical": ("0.6", "2"),
    "sidewalk": sorted({*tag_words.PAVEMENT, *_PLAIN, "none"}),
    "public_transport": ("platform",),
    "railway": ("platform",),
    "man_made": ("pier",),
}
WAYS = (
    "highway=footway", "highway=path", "highway=path surface=asphalt", "highway=track", "highway=steps",
    "highway=trunk", "highway=trunk_link", "highway=busway", "highway=primary", "highway=motorway", "",
)  # fmt: skip
BESIDE_WAYS = (
    "", "foot=yes", "foot=private", "access=no", "access=private", "wheelchair=yes", "ramp=yes",
    "surface=plonk", "sidewalk=left", "motorroad=no", "ramp=no", "ramp=separate",
)  # fmt: skip
STOP_VALUES = {
    **{
        tag: sorted(known)
        for tag, known in (tag_words.KNOWN_AT_STOPS | tag_words.KNOWN_TO_WHEELS_AT_STOPS).items()
    },
    "ford": (*_PLAIN, "stepping_stones"),
    "opening_hours": _HOURS,
    "maxwidth:physical": ("0.6", "2"),
}
STOPS = ("", "barrier=gate", "barrier=bollard", "barrier=stile", "barrier=chain", "barrier=plonk")
BESIDE_STOPS = ("", "foot=yes", "access=no", "access=private", "wheelchair=yes", "locked=yes")


def _tags(text: str) -> dict[str, str]:
    return dict(word.replace("~", " ").split("=", 1) for word in text.split())


def _table(columns, values, bases, beside) -> list[dict[str, str]]:
    single = ["", *(f"{tag}={value}" for tag, known in values.items() for value in known)]
    single += [f"{tag}=plonk" for tag in values]
    rows = {" ".join(parts): parts for parts in product(bases, single, beside)}
    blank = dict.fromkeys(columns, "")
    return [{**blank, **_tags(text)} for text in rows]


TABLE = [
    *_table(WALKING_TAGS, WAY_VALUES, WAYS, BESIDE_WAYS),
    *_table(BARRIER_TAGS, STOP_VALUES, STOPS, BESIDE_STOPS),
]


def answers(judge: ModuleType, words: ModuleType, tags: dict[str, str], profile: Profile):
    """Give state, whether it is private, why, and what is told as strange; that none fits is an answer too."""
    of_stop = "barrier" in tags
    try:
        answer = (judge._judge_stop if of_stop else judge._judge)(tags, profile)
    except StopIteration:
        return None, None, "no rule fits", ()
    wheels = words.KNOWN_TO_WHEELS_AT_STOPS if of_stop else words.KNOWN_TO_WHEELS
    known = (words.KNOWN_AT_STOPS if of_stop else words.KNOWN) | (
        wheels if profile == Profile.ROLLATOR else {}
    )
    strange = [tag for tag, listed in known.items() if words.unread(tags, tag, listed)]
    return (*answer, strange if answer[0] < State.CLOSED else [])


REAL = judge_without(None)
EXPECTED = [{profile: answers(*REAL, tags, profile) for profile in Profile} for tags in TABLE]


def what_changes(left: Left) -> str:
    """Tell what of any answer changes at most: "state" (or whether it is private), "told" or nothing."""
    changed = judge_without(left)
    word = None if left.said.startswith(TABLES) else left.said
    told = ""
    for tags, expected in zip(TABLE, EXPECTED, strict=True):
        if word and word not in tags and not any(word in value for value in tags.values()):
            continue
        for profile, answer in expected.items():
            other = answers(*changed, tags, profile)
            if other[:2] != answer[:2]:
                return "state"
            if other != answer:
                told = "told"
    return told


ONLY_TOLD = {
    "LAW: perron, halte of steiger: niet bekend of men er langs mag",  # else its kind is not known
    "use_sidepath", "ladder", *tag_words.PERHAPS_PAVED, "bad", "grade4", "grade5", "yes", "no",
}  # fmt: skip
"""What decides of a state that is unknown anyway why, or whether a run calls the value strange."""
CLOSED_BEFORE = {"motorway", "motorway_link"}
"""Closed before anyone asks whether the class of street is known: they make that list complete."""


@pytest.mark.parametrize("left", [*lines(), *words()], ids=str)
def test_without_it_an_answer_is_another(left):
    found = what_changes(left)
    if not found:
        of_motorroad = "motorroad" in source_of(left.module).splitlines()[left.line - 1]
        assert left.said in CLOSED_BEFORE | ({"yes"} if of_motorroad else set())
    elif found == "told":
        assert left.said in ONLY_TOLD


def test_what_is_left_out_is_really_left_out():
    whole = [str(left) for left in (*lines(), *words())]
    assert len(whole) == len(set(whole)) > 250
    left = next(left for left in lines() if "veerpont" in left.said)
    assert "veerpont" not in [rule.reason for rule in judge_without(left)[0].LAW]
    assert len(judge_without(left)[0].LAW) == len(walking_rules.LAW) - 1
    mud = next(left for left in words() if left.said == "mud")
    assert {"mud"} == tag_words.LOOSE - judge_without(mud)[1].LOOSE
