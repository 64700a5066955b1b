"""One claim: every fact, voorziening, reason, verdict, requirement and column is said in Dutch and in English."""

import ast
import re
import string
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import wozgeo
from wozgeo.domain.dictionary import FAMILIES, PLAIN
from wozgeo.domain.facts import FACTS
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Counted, Language, Text
from wozgeo.domain.vocabulary import Crossing, Eis, Reason, Verdict
from wozgeo.inputs.facilities import read_voorzieningen


def texts_in(found: object) -> Iterator[Text]:
    """Find every text in a declaration, however deep."""
    if isinstance(found, Text):
        yield found
    elif isinstance(found, Counted):
        yield from (found.one, found.many)
    elif isinstance(found, tuple | list):
        for one in found:
            yield from texts_in(one)
    elif isinstance(found, dict):
        yield from texts_in([*found.values()])
    elif is_dataclass(found):
        yield from texts_in([getattr(found, field.name) for field in fields(found)])


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


DECLARED = {
    **{f"feit {name}": [*texts_in(fact)] for name, fact in FACTS.items()},
    **{f"voorziening {k}": [v.one, v.many] for k, v in read_voorzieningen().items()},
    **{f"kolom {column.name}": [*texts_in(column)] for column in PLAIN},
    **{
        f"kolom {column.name}": [*texts_in(column)]
        for family in FAMILIES
        for column in family.columns()
    },
}


@pytest.mark.parametrize("name", DECLARED)
def test_a_declaration_is_complete_in_both_languages(name: str) -> None:
    said = [text for text in DECLARED[name] if text != Text("", "")]
    assert said, "nothing is said of it"
    for text in said:
        assert text.nl.strip(), text
        assert text.en.strip(), text
        assert blanks(text.nl) == blanks(text.en), text


@pytest.mark.parametrize("language", list(Language))
def test_every_word_of_the_vocabulary_is_there(language: Language) -> None:
    labels = LABELS_IN[language]
    assert set(labels.reasons) == set(Reason)
    assert set(labels.verdicts) == set(Verdict)
    assert set(labels.requirements) == set(Eis)
    assert set(labels.crossings) == set(Crossing)
    for words in (labels.reasons, labels.verdicts, labels.requirements):
        assert all(text.strip() for text in words.values())


def test_what_lacks_english_is_found() -> None:
    assert [t.en for t in texts_in({"a": Counted(Text("een", ""), Text("meer", "more"))})] == [
        "",
        "more",
    ]


def test_no_template_of_a_column_puts_an_article_before_a_name_that_may_be_a_het_word() -> None:
    articles = re.compile(r"\b(?:de|het|deze|dit|die|dat)\s(?:\w+\s)?\{label\}", re.IGNORECASE)
    said = [t.nl for family in FAMILIES for column in family.columns() for t in texts_in(column)]
    assert said
    assert [text for text in said if articles.search(text)] == []


PACKAGE = Path(wozgeo.__file__).parent
TWO_MEANINGS = {
    "onbekend": "unknown; and, of a village and in a hint, what it is that is not known",
    "kern": "a column explains it once; within a sentence it is a kern",
    "net niet": "a head; and the beginning of a line at the terminal",
    "postcode": "of an address; and a zone of CBS, which keeps its Dutch name",
    "voorziening": "a column explains it once; a head in the report has no room",
    "buurt": "a column explains it once; a zone keeps its name",
    "geclusterd wonen": "a column translates it; the report keeps the name of the policy",
    "hangt aan": "a head, and a verb",
    "intramuraal": "of dwellings, and of one complex",
    "voldoet er {n}": "before a definition, and where it was just named",
    "voldoen er {n}": "before a definition, and where it was just named",
    "mist": "what an object misses; and what a kern lacks",
    "gemeente {name}": "with and without an article",
    "let op": "a title; and what begins a line",
}
"""Dutch that is said in two ways in English on purpose, each with why."""


def translations(folder: Path) -> dict[str, set[str]]:
    """Give every English text of each Dutch one that is written down in a package, whoever says it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"):
                continue
            said = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if len(said) == len(node.args) == 2:
                dutch, english = (str(text).casefold().strip(" .") for text in said)
                found[dutch].add(english)
    return found


def test_no_text_has_two_translations() -> None:
    every = translations(PACKAGE)
    assert len(every) > 1_000
    found = {dutch: said for dutch, said in every.items() if len(said) > 1}
    assert {dutch: said for dutch, said in found.items() if dutch not in TWO_MEANINGS} == {}
    assert set(TWO_MEANINGS) <= set(found), "an exception that is no longer needed"


def test_levensloopgeschikt_is_called_the_same_in_every_sentence() -> None:
    said = [
        text
        for texts in (DECLARED.values())
        for text in texts
        if "levensloopgeschikt" in text.nl and "`" not in text.nl
    ]
    assert len(said) > 5
    assert [text.en for text in said if "suitable for all stages of life" not in text.en] == []


def test_a_second_translation_is_found(tmp_path: Path) -> None:
    texts = 'A = Text("Geschikt.", "suitable")\nB = Text("geschikt", "fit")\nC = Text("a", "b")\n'
    (tmp_path / "words.py").write_text(texts, encoding="utf-8")
    assert translations(tmp_path)["geschikt"] == {"suitable", "fit"}
