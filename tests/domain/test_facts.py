"""Claims about facts of a building: each is complete in both languages, and no word means two things."""

from collections import Counter
from dataclasses import fields

import pytest

from wozgeo.domain.criteria import parse_criteria
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.facts import FACTS, IN_POTENTIE_WORDS, Fact, FactKind, facts_for
from wozgeo.domain.language import Language, Text

SOURCE = {"document": "Afspraken", "place": "§1", "date": "2025"}
NEEDED = {
    FactKind.YES_NO: {"label", "meaning", "missing", "so", "not_so", "state"},
    FactKind.CLASS: {"label", "meaning", "missing"},
    FactKind.SHARE: {"label", "meaning", "missing", "so", "asked", "state"},
}


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
def test_every_fact_says_all_it_needs_in_both_languages(fact: Fact) -> None:
    texts = {f.name: getattr(fact, f.name) for f in fields(fact)}
    said = {name for name, text in texts.items() if isinstance(text, Text) and text}
    assert said >= NEEDED[fact.kind]
    for name in said:
        assert texts[name].nl, name
        assert texts[name].en, name
    for grade in fact.grades:
        assert grade.label.nl
        assert grade.label.en


def test_no_column_of_a_list_means_two_facts() -> None:
    names = Counter(name for fact in FACTS.values() for name in fact.columns)
    assert [name for name, n in names.items() if n > 1] == []


def test_no_word_means_two_classes() -> None:
    for fact in FACTS.values():
        words = Counter(w for grade in fact.grades for w in (grade.name, *grade.words))
        assert [word for word, n in words.items() if n > 1] == []
        assert not IN_POTENTIE_WORDS & {*words}


def toegankelijk(**keys: object) -> dict[str, object]:
    return {"proef": {"title": "de proef", "toegankelijk": {"source": SOURCE, **keys}}}


def said(language: Language, **keys: object) -> str:
    definition = parse_criteria(toegankelijk(**keys), source="mijn.toml")["proef"]
    return definition.requirements[0].said(language)


def test_a_definition_says_which_class_it_asks_and_whether_potential_counts() -> None:
    keys = {
        "any_of": ["levensloopgeschikt", "toegankelijkheid"],
        "minimum_class": "rollator",
        "in_potentie": True,
    }
    assert said(Language.NL, **keys) == (
        "levensloopgeschikt (in potentie telt mee), of toegankelijkheid: minstens rollator"
    )
    assert said(Language.EN, **keys) == (
        "suitable for all stages of life (what can be made so counts), or accessibility: at least "
        "with a rollator"
    )


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"any_of": ["toegankelijkheid"]}, "minimum_class: missing"),
        ({"any_of": ["toegankelijkheid"], "minimum_class": "rolator"}, "did you mean rollator?"),
        ({"any_of": ["nultreden"], "minimum_class": "rollator"}, "minimum_class: means nothing"),
        ({"any_of": ["nultreden"], "in_potentie": "ja"}, "expected true or false"),
        (
            {"any_of": ["toegankelijkheid"], "minimum_class": "rollator", "in_potentie": True},
            "in_potentie: means nothing",
        ),
    ],
)
def test_a_class_or_potential_that_says_nothing_is_a_fault(
    keys: dict[str, object], told: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_criteria(toegankelijk(**keys), source="mijn.toml")
    assert len(caught.value.faults) == 1
    assert told in caught.value.faults[0]


def test_every_requirement_on_the_building_can_be_answered() -> None:
    asked = {name for eis in {f.eis for f in FACTS.values() if f.eis} for name in facts_for(eis)}
    assert asked >= {"inpandig", "levensloopgeschikt", "toegankelijkheid", "aandeel_55plus"}
