"""Claims about what can be made so, and about classes: unknown is never yes, and possible is not yet."""

from typing import Any

import pandas as pd
import pytest
from said import telling

from wozgeo.analysis.verdicts.judge import NearMiss, judge_objects
from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.criteria import Attribute, Definition, Requirement, Source
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Eis

SOURCE = Source("Afspraken", "§1", "2025")
MADE = {"levensloopgeschikt": False, "levensloopgeschikt_in_potentie": True}
GRADES = ("zonder", "gelijkvloers", "rollator", "rolstoeltoegankelijk", "rolstoeldoorgankelijk")


def judged(
    *asked: Attribute,
    stand_in: Attribute | None = None,
    language: Language = Language.NL,
    **known: Any,
) -> Any:
    requirement = Requirement(Eis.TOEGANKELIJK, asked, SOURCE, stand_in)
    facts = unknown_facts(pd.Index(["a"], dtype=object))
    for name, value in known.items():
        facts[name] = pd.Series([value], index=facts.index, dtype=facts[name].dtype)
    return telling(judge_objects)(
        facts,
        {"proef": Definition("proef", "de proef", (requirement,), "the test")},
        near=NearMiss(0.1, 40),
        searched_m=5000,
        language=language,
    ).whole.iloc[0]


LEVENSLOOP = Attribute("levensloopgeschikt")


def test_what_can_be_made_so_does_not_meet_and_the_sentence_says_that_it_can() -> None:
    found = judged(LEVENSLOOP, **MADE)
    assert found["verdict"] == "voldoet_niet"
    assert found["sentence"] == (
        "Voldoet niet aan de proef: niet levensloopgeschikt, wel levensloopgeschikt te maken."
    )
    assert found["nodig"] == "levensloopgeschikte woningen (dat kan, volgens de opgave)"
    assert found["missing"] == ""
    english = judged(LEVENSLOOP, **MADE, language=Language.EN)
    assert english["sentence"] == (
        "Does not meet the test: not suitable for all stages of life, but can be made suitable for "
        "all stages of life."
    )
    assert english["nodig"] == (
        "dwellings suitable for all stages of life (which is possible, as stated)"
    )


def test_a_definition_may_count_what_can_be_made_so_and_never_what_nobody_stated() -> None:
    counts = Attribute("levensloopgeschikt", potential=True)
    assert judged(counts, **MADE)["verdict"] == "voldoet"
    assert judged(counts)["verdict"] == "onbekend"
    assert judged(counts, levensloopgeschikt=False)["verdict"] == "voldoet_niet"
    assert judged(counts, levensloopgeschikt=True)["verdict"] == "voldoet"


def test_a_stand_in_that_can_be_made_so_does_not_meet_either() -> None:
    made = {"nultreden": False, "nultreden_in_potentie": True}
    found = judged(LEVENSLOOP, stand_in=Attribute("nultreden"), **made)
    assert found["verdict"] == "voldoet_niet"
    assert "geen nultredenwoningen, wel tot nultredenwoningen te maken" in found["sentence"]


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("least", GRADES)
def test_a_class_at_least_as_good_answers_a_requirement(grade: str, least: str) -> None:
    found = judged(Attribute("toegankelijkheid", least=least), toegankelijkheid=grade)
    enough = GRADES.index(grade) >= GRADES.index(least)
    assert found["verdict"] == ("voldoet" if enough else "voldoet_niet")


def test_a_class_too_low_is_told_with_what_is_asked() -> None:
    rollator = Attribute("toegankelijkheid", least="rollator")
    found = judged(rollator, toegankelijkheid="gelijkvloers")
    assert found["sentence"] == (
        "Voldoet niet aan de proef: toegankelijkheid: gelijkvloers, en minstens rollator is nodig."
    )
    assert found["nodig"] == "toegankelijkheid: minstens rollator"
    assert judged(rollator, toegankelijkheid="rollator")["nodig"] == ""


def test_a_class_that_nobody_stated_is_unknown() -> None:
    found = judged(Attribute("toegankelijkheid", least="zonder"))
    assert found["verdict"] == "onbekend"
    assert found["missing"] == "toegankelijkheid niet opgegeven"
    assert (
        found["nodig"]
        == "een opgave van de toegankelijkheid, minstens zonder bijzondere toegankelijkheid"
    )
