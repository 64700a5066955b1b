"""Claims about what is counted of the reasons, and what is asked of whom."""

import pandas as pd
import pytest
from said import telling

from wozgeo.analysis.questions import open_questions, whom_to_ask
from wozgeo.analysis.reasons import JudgedRows, count_reasons
from wozgeo.analysis.verdicts.judge import NearMiss, judge_objects
from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.language import Language

CRITERIA = {name: d for name, d in read_criteria().items() if name in ("druten", "rijk")}
GOOD = {
    "n_dwellings": 12, "share_55plus": 0.5, "inpandig": True, "voor_senioren": True, "levensloopgeschikt": True,
    "nultreden": True, "intramuraal": False, "distance_m": 500.0, "certain_m": 500.0, "edge_m": float("inf"),
}  # fmt: skip
"""Meets both by its ontmoetingsruimte; the walk is 100 m too far."""

OBJECTS = {
    "a": GOOD,
    "b": GOOD | {"inpandig": None},  # one word about the ontmoetingsruimte
    "c": GOOD
    | {"inpandig": None, "distance_m": 380.0},  # 380 by an unknown path: a no leaves the path
    "d": GOOD | {"inpandig": None, "n_dwellings": 5},  # too small whatever is answered
    "e": GOOD | {"inpandig": None, "voor_senioren": None},  # two answers; by rijk one
    "f": GOOD | {"levensloopgeschikt": None, "nultreden": None},  # rijk: either will do
}
KERN = {"a": "Noord", "b": "Noord", "c": "zuid", "d": "zuid", "e": "", "f": "Noord"}
AAN = {"a": "", "b": "Bouw BV", "c": "", "d": "", "e": "aan de Bouw", "f": ""}


def group(**objects):
    ids = pd.Index(list(objects), dtype=object)
    facts = unknown_facts(ids)
    for column in GOOD:
        values = [
            facts[column].iloc[0] if o[column] is None else o[column] for o in objects.values()
        ]
        facts[column] = pd.Series(values, index=ids, dtype=facts[column].dtype)
    parts = [
        judge_objects(facts, {name: d}, near=NearMiss(0.1, 40), searched_m=5000).requirements
        for name, d in CRITERIA.items()
    ]
    things = pd.DataFrame(
        {
            "naam": "", "bron": "lijst.xlsx", "kern": pd.Series(KERN), "opdrachtgever": pd.Series(AAN),
        }
    ).reindex(ids)  # fmt: skip
    return JudgedRows(pd.concat(parts), things)


@pytest.fixture
def counted():
    table = count_reasons({"plan": group(**OBJECTS)})
    return table.set_index(["definitie", "eis", "kern"])


COUNTS = ["voldoet", "voldoet_niet", "onbekend", "wacht_op_antwoord"]


@pytest.mark.parametrize(
    ("definition", "eis", "kern", "counts"),
    [
        # b waits for the ontmoetingsruimte alone, f for levensloopgeschikt
        ("druten", "alle eisen samen", "alle kernen samen", [1, 1, 4, 2]),
        # b, c, d and e are not known; only b is settled by any answer
        ("druten", "ontmoetingsruimte", "alle kernen samen", [2, 0, 4, 1]),
        ("druten", "ontmoetingsruimte", "Noord", [2, 0, 1, 1]),
        ("druten", "ontmoetingsruimte", "zuid", [0, 0, 2, 0]),
        ("druten", "ontmoetingsruimte", "onbekend", [0, 0, 1, 0]),
        ("druten", "woningen", "zuid", [1, 1, 0, 0]),
        ("druten", "ouderen", "onbekend", [0, 0, 1, 0]),
        # rijk asks no walk, so c is settled as well, and it asks no voor_senioren, so e is
        ("rijk", "ontmoetingsruimte", "alle kernen samen", [2, 0, 4, 3]),
        ("rijk", "alle eisen samen", "alle kernen samen", [1, 1, 4, 3]),
        # of two things that would both do a "no" to one settles nothing
        ("rijk", "toegankelijk", "Noord", [2, 0, 1, 0]),
    ],
)
def test_every_requirement_is_counted_per_kern(counted, definition, eis, kern, counts):
    assert counted.loc[(definition, eis, kern), COUNTS].tolist() == counts


def test_the_counts_of_every_requirement_add_up_to_all_objects(counted):
    together = counted.xs("alle kernen samen", level="kern")[COUNTS[:3]].sum(axis=1)
    assert set(together) == {len(OBJECTS)}
    by_kern = counted.drop("alle kernen samen", level="kern").groupby(level=[0, 1])[COUNTS].sum()
    assert (
        by_kern.loc[("druten", "ouderen")].tolist()
        == counted.loc[("druten", "ouderen", "alle kernen samen"), COUNTS].tolist()
    )


def test_what_is_counted_together_comes_first():
    table = count_reasons({"plan": group(**OBJECTS)})
    assert table.iloc[0][["wat", "definitie", "eis", "kern"]].tolist() == [
        "plan", "druten", "alle eisen samen", "alle kernen samen",
    ]  # fmt: skip
    assert table["kern"][:4].tolist() == ["alle kernen samen", "Noord", "onbekend", "zuid"]


def test_of_nothing_nothing_is_counted_or_asked():
    assert len(count_reasons({})) == 0
    assert len(open_questions({}, CRITERIA)) == 0


def asked(word="plan", language=Language.NL):
    table = telling(open_questions)({word: group(**OBJECTS)}, CRITERIA, language=language)
    return table.set_index(["id", "vraag"])


ROOM = "bevestig dat er een ontmoetingsruimte in het gebouw komt"


def test_one_answer_is_asked_once_for_all_definitions_that_wait_for_it():
    row = asked().loc[("b", ROOM)]
    assert row[["voor", "beslist", "voldoet_bij_ja"]].tolist() == ["druten, rijk"] * 3


def test_an_answer_beside_an_unknown_path_settles_only_if_yes():
    row = asked().loc[("c", ROOM)]
    assert row[["voor", "beslist", "voldoet_bij_ja"]].tolist() == [
        "druten, rijk",
        "rijk",
        "druten, rijk",
    ]


def test_of_two_answers_neither_settles():
    row = asked().loc[("e", ROOM)]
    assert row[["voor", "beslist", "voldoet_bij_ja"]].tolist() == ["druten, rijk", "rijk", "rijk"]
    assert asked().loc[("e", "bevestig dat het voor senioren bestemd is"), "voor"] == "druten"


def test_nothing_is_asked_of_what_does_not_meet_it_anyhow():
    assert "d" not in asked().index.get_level_values(0)
    assert "a" not in asked().index.get_level_values(0)


def test_of_what_is_built_is_asked_what_is():
    questions = set(asked("complex").index.get_level_values(1))
    assert "bevestig dat er een ontmoetingsruimte in het gebouw is" in questions
    assert "confirm that there is a meeting room in the building" in {
        *asked("complex", Language.EN).index.get_level_values(1)
    }


def test_questions_go_to_who_commissioned_it_else_to_the_list():
    table = asked().reset_index()
    assert table["aan"].tolist() == sorted(table["aan"], key=str.casefold)
    assert table.set_index("id").loc["b", "aan"] == "Bouw BV"
    assert set(table.set_index("id").loc[["c", "f"], "aan"]) == {"lijst.xlsx"}


def test_the_number_of_dwellings_is_asked_with_what_is_needed():
    table = open_questions({"complex": group(b=GOOD | {"n_dwellings": None})}, CRITERIA)
    (question,) = table["vraag"]
    assert question.nl == "bevestig dat het minstens 12 woningen zijn"
    assert table["beslist"].tolist() == ["druten, rijk"]


def test_whom_something_may_be_asked_is_who_commissioned_it_else_the_list_it_is_in() -> None:
    objects = pd.DataFrame(
        {
            "opdrachtgever": ["Bouw BV", "  ", None, "Bouw BV"],
            "bron": ["a.xlsx", "b.csv", "c.csv", "d.csv"],
        },
        index=["1", "2", "3", "4"],
    )
    assert whom_to_ask(objects) == {"Bouw BV", "b.csv", "c.csv"}
    assert whom_to_ask(objects.drop(columns="opdrachtgever")) == {*objects["bron"]}
