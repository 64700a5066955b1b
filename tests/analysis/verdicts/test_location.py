"""Claims about how a place lies, whatever is known of the building: worked out by hand."""

import pandas as pd
import pytest

from wozgeo.analysis.verdicts.location import tell_location
from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.language import Language

CRITERIA = read_criteria()


def told(name="druten", language=Language.NL, **facts):
    table = unknown_facts(pd.Index(["a"], dtype=object))
    for column, value in facts.items():
        table[column] = pd.Series([value], table.index, dtype=table[column].dtype)
    columns = tell_location(table, CRITERIA[name], searched_m=5000)
    return columns[f"ligt_goed_{name}"].iloc[0], columns[f"ligging_{name}"].iloc[0](language)


def test_a_candidate_site_of_which_nothing_is_stated_is_told_how_it_lies():
    well, said = told(distance_m=204.0, certain_m=204.0, edge_m=float("inf"))
    assert bool(well)
    assert said == (
        "Ligt goed: ja, een ontmoetingsplek op 204 m lopen; nog op te geven: aantal woningen, "
        "voor senioren, levensloopgeschikt."
    )


@pytest.mark.parametrize(("metres", "well"), [(399.9, True), (400.0, False), (float("inf"), False)])
def test_the_limit_counts_as_it_does_for_the_verdict(metres, well):
    found, said = told(distance_m=metres, certain_m=metres, edge_m=float("inf"))
    assert bool(found) is well
    assert said.startswith("Ligt goed: ja" if well else "Ligt goed: nee")


def test_an_unknown_path_leaves_it_open():
    found, said = told(distance_m=300.0, certain_m=700.0, edge_m=float("inf"))
    assert found is pd.NA
    assert said.startswith("Ligt goed: niet zeker, ")


def test_what_was_stated_is_not_asked_again_and_a_room_does_not_make_it_lie_well():
    found, said = told(
        distance_m=900.0, certain_m=900.0, edge_m=float("inf"), inpandig=True, n_dwellings=3,
        voor_senioren=False, levensloopgeschikt=True,
    )  # fmt: skip
    assert bool(found) is False
    assert "nog op te geven" not in said
    assert said.endswith("500 m te ver.")


def test_an_answer_that_stands_in_is_enough():
    _, said = told(
        distance_m=100.0, certain_m=100.0, edge_m=float("inf"), n_dwellings=12, voor_senioren=True,
        nultreden=False,
    )  # fmt: skip
    assert "nog op te geven" not in said


def test_a_definition_without_a_walk_says_nothing():
    well, said = told("rijk", distance_m=100.0, certain_m=100.0)
    assert well is pd.NA
    assert said == ""


def test_it_is_told_in_english_too():
    _, said = told(language=Language.EN, distance_m=204.0, certain_m=204.0, edge_m=float("inf"))
    assert said.startswith("Lies well: yes, ")
    assert "still to be stated: number of dwellings" in said
