"""Claims about languages: numbers as each writes them, and every text complete in both."""

import ast
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import wozgeo
from wozgeo.analysis import completeness, words_caveats, words_targets
from wozgeo.analysis.verdicts import facts, words
from wozgeo.domain import criteria_words, labels
from wozgeo.domain.language import (
    NOTHING,
    Counted,
    Language,
    Text,
    joined,
    listed,
    write_day,
    write_number,
)
from wozgeo.domain.told import in_language
from wozgeo.domain.vocabulary import Crossing, Eis, Reason, Verdict
from wozgeo.inputs import words_lists
from wozgeo.outputs import terminal
from wozgeo.runs import words_run

NL, EN = Language.NL, Language.EN
MODULES = (
    completeness,
    facts,
    words_caveats,
    words_targets,
    words,
    criteria_words,
    labels,
    words_lists,
    terminal,
    words_run,
)


def texts_in(found: object) -> Iterator[Text]:
    if isinstance(found, Text):
        yield found
    elif isinstance(found, Counted):
        yield from (found.one, found.many)
    elif isinstance(found, dict):
        for one in found.values():
            yield from texts_in(one)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (1436.1, "1.436,1", "1,436.1"),
        (400.0, "400", "400"),
        (-36.5, "-36,5", "-36.5"),
        (1_200_000, "1.200.000", "1,200,000"),
        (Decimal("49.90"), "49,9", "49.9"),
    ],
)
def test_a_number_is_written_as_the_language_does(
    number: float | Decimal, dutch: str, english: str
) -> None:
    assert (write_number(number, NL), write_number(number, EN)) == (dutch, english)


def test_blanks_are_filled_in_the_same_language() -> None:
    text = Text("{what}: {n} in {year}", "{what}: {n} in {year}, so")
    filled = {"what": Text("ja", "yes"), "n": 1200.5, "year": "2030"}
    assert text(NL, **filled) == "ja: 1.200,5 in 2030"
    assert text(EN, **filled) == "yes: 1,200.5 in 2030, so"


def test_what_is_filled_in_is_never_read_as_a_blank() -> None:
    assert Text("{name}!", "{name}!")(NL, name="{hof}") == "{hof}!"


def test_one_is_another_text_than_more() -> None:
    assert [labels.DWELLINGS(EN, n) for n in (0, 1, 1.0, 1_200)] == [
        "0 dwellings",
        "1 dwelling",
        "1 dwelling",
        "1,200 dwellings",
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_text_says_in_english_what_it_says_in_dutch(module: ModuleType) -> None:
    found = [text for value in vars(module).values() for text in texts_in(value)]
    assert found
    verbs = {"lie", "are", "stand"}
    for text in found:
        assert blanks(text.en) - verbs == blanks(text.nl) - verbs, text


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_vocabulary_has_a_label_in_every_language(language: Language) -> None:
    words = labels.LABELS_IN[language]
    for table, kind in (
        (words.reasons, Reason),
        (words.verdicts, Verdict),
        (words.crossings, Crossing),
        (words.requirements, Eis),
    ):
        assert list(table) == list(kind)
        assert all(text for key, text in table.items() if key)


def test_blanks_are_filled_in_every_language_at_once():
    metres = Text("{n} m", "{n} metres")
    said = Text("{file}: {far}", "{file} says {far}").about(
        file="a {b}.csv", far=metres.about(n=1436.1)
    )
    assert said(Language.NL) == "a {b}.csv: 1.436,1 m"
    assert said(Language.EN) == "a {b}.csv says 1,436.1 metres"


def test_one_and_more_are_filled_in_every_language_at_once():
    plans = Counted(Text("1 plan", "1 plan"), Text("{n} plannen", "{n} plans"))
    assert [plans.about(n)(Language.NL) for n in (1, 2, 1200)] == [
        "1 plan",
        "2 plannen",
        "1.200 plannen",
    ]


def test_a_day_is_written_in_words():
    assert write_day(date(2025, 3, 9), Language.NL) == "9 maart 2025"
    assert write_day(date(2025, 3, 9), Language.EN) == "9 March 2025"


@pytest.mark.parametrize("room", ["analysis", "inputs", "network"])
def test_what_is_read_and_computed_knows_every_language_and_takes_none(room: str) -> None:
    """The language of a reader is chosen at the face: no function below it takes one."""
    folder = Path(wozgeo.__file__).parent / room
    taking = [
        f"{path.name}: {node.name}"
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and "language" in {a.arg for a in (*node.args.args, *node.args.kwonlyargs)}
    ]
    assert taking == []


def test_texts_are_joined_and_listed_in_every_language_and_nothing_is_left_out_of_it() -> None:
    one, two, three = Text("een", "one"), Text("twee", "two"), Text("drie", "three")
    assert joined([one, NOTHING, two], Text(", of ", ", or ")) == Text(
        "een, of twee", "one, or two"
    )
    assert joined([], "; ") == NOTHING
    assert listed([one, two, three], Text("en", "and")) == Text(
        "een, twee en drie", "one, two and three"
    )
    assert listed([], Text("en", "and")) == NOTHING
    assert not NOTHING
    assert one


def test_a_table_is_read_in_a_language_and_keeps_all_else() -> None:
    table = pd.DataFrame({"a": [Text("ja", "yes"), NOTHING], "b": [1, 2], "c": ["x", "y"]})
    english = in_language(table, EN)
    assert english["a"].tolist() == ["yes", ""]
    assert english[["b", "c"]].equals(table[["b", "c"]])
    assert in_language(table, NL)["a"].tolist() == ["ja", ""]
    assert table["a"].iloc[0] == Text("ja", "yes")
