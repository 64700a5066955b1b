"""One claim: every fact, voorziening, reason, verdict, requirement and column is said in Dutch and in English."""

import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

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
