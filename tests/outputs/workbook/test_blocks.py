"""Claims about the pages to read: the question, the answer, and what everything means."""

import numpy as np
import pandas as pd
import pytest

from wozgeo.domain.criteria import choose_definitions, read_criteria
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.workbook.blocks import explanation_blocks, summary_blocks

ALL = read_criteria()


def definitions(*names):
    return choose_definitions(ALL, names, source="test")


def judged(verdicts, *, name="druten", near=(), margins=None):
    n = len(verdicts)
    ids = [f"x{i + 1}" for i in range(n)]
    return pd.DataFrame(
        {
            "naam": [f"Hof {i}" for i in ids],
            "kern": "Dorp",
            "n_woningen": pd.array([12] * n, dtype="Int64"),
            "afstand_ontmoetingsplek_max_m": [399.96] * n,
            f"oordeel_{name}": verdicts,
            f"gemeten_{name}_m": [399.9] * n,
            f"marge_{name}_m": margins or [np.nan] * n,
            f"bijna_{name}": [i in near for i in ids],
            f"toelichting_{name}": [f"Waarom {i}." for i in ids],
            f"nodig_{name}": ["" if v == "voldoet" else f"iets voor {v}" for v in verdicts],
        },
        index=pd.Index(ids, name="id"),
    )


def found(**more):
    tables = {name: more.pop(name) for name in SOORTEN if name in more}
    given = {"name": "Proef", "search_limit_m": 5000, "definitions": definitions("druten")}
    return Found(**(given | more), tables=tables)


def summary(**more):
    return {block.heading: block for block in summary_blocks(found(**more))}


def explanation(columns=None, **more):
    return {block.heading: block for block in explanation_blocks(found(**more), columns or {})}


def test_the_question_names_every_definition():
    sentence = summary(definitions=definitions("rigo", "druten", "rijk"))["De vraag"].sentences[0]
    assert (
        "geclusterd wonen volgens RIGO, geclusterd wonen volgens Druten en geclusterd wonen volgens "
        "het Rijk (CBS)?"
    ) in sentence
    assert "aan geclusterd wonen volgens Druten?" in summary()["De vraag"].sentences[0]


@pytest.mark.parametrize(
    ("verdicts", "near", "sentence"),
    [
        (
            ["voldoet", "voldoet", "voldoet_niet", "onbekend"],
            (),
            "van de 4 voldoen er 2, voldoet er 1 niet en is het van 1 onbekend.",
        ),
        (
            ["voldoet_niet", "voldoet_niet", "voldoet"],
            ("x2",),
            "van de 3 voldoet er 1, voldoen er 2 niet en is het van 0 onbekend. Net niet: 1 (Hof x2, "
            "nodig: iets voor voldoet_niet).",
        ),
    ],
)
def test_the_answer_counts_every_verdict(verdicts, near, sentence):
    answer = summary(complexen=judged(verdicts, near=near))["Het antwoord"]
    assert answer.sentences == [f"Complexen, geclusterd wonen volgens Druten: {sentence}"]
    row = answer.table.iloc[0]
    assert row["aantal"] == len(verdicts) == row[["voldoet", "voldoet niet", "onbekend"]].sum()
    assert row["net niet"] == len(near)


@pytest.mark.parametrize(
    ("margin_m", "said"),
    [
        (-32.24, "Hof x1, 32,3 m te ver"),
        (0.0, "Hof x1, 0 m te ver"),
        (5.0, "Hof x1, nodig: een"),
        (None, "Hof x1, nodig: een"),
    ],
)
def test_what_just_misses_is_named_with_how_far_it_is_or_what_it_needs(margin_m, said):
    table = judged(["voldoet_niet", "voldoet"], near=("x1",)).assign(nodig_druten="een")
    table["marge_druten_m"] = pd.array([margin_m, 1.0], dtype="Float64").to_numpy(
        float, na_value=np.nan
    )
    (sentence,) = summary(complexen=table)["Het antwoord"].sentences
    assert sentence.endswith(f"Net niet: 1 ({said}).")


def requirements(*rows):
    columns = ["id", "eis", "eenheid", "marge", "net_niet", "toelichting"]
    return pd.DataFrame(rows, columns=columns).assign(wat="complex", definitie="druten")


DWELLINGS = ("x1", "woningen", "woningen", -1, True, "11 woningen, 1 te weinig")


@pytest.mark.parametrize(
    ("margin_m", "rows", "said", "too_far"),
    [
        # a room is not stated, or is there, and the place lies far away: neither is what it just misses
        (-2066.54, [DWELLINGS], "Hof x1, 11 woningen, 1 te weinig", None),
        (
            -2066.54,
            [DWELLINGS, ("x1", "r", "m", -2066.6, False, "ver")],
            "Hof x1, 11 woningen, 1",
            None,
        ),
        # metres alone, and metres beside another number
        (-36.14, [("x1", "r", "m", -36.2, True, "ver")], "Hof x1, 36,2 m te ver)", 36.2),
        (
            -5.0,
            [DWELLINGS, ("x1", "r", "m", -5, True, "ver")],
            "5 m te ver, 11 woningen, 1 te",
            5.0,
        ),
    ],
)
def test_what_just_misses_in_dwellings_is_not_told_as_metres_too_far(margin_m, rows, said, too_far):
    table = judged(["voldoet_niet", "voldoet"], near=("x1",), margins=[margin_m, 1.0])
    page = summary(complexen=table, eisen=requirements(*rows))
    (sentence,) = page["Het antwoord"].sentences
    assert "Net niet: 1 (" in sentence
    assert said in sentence
    assert ("m te ver" in sentence) == (too_far is not None)
    listed = page["Complexen die het net niet halen: geclusterd wonen volgens Druten"].table
    assert listed["te ver (m)"].tolist() == pytest.approx([too_far or np.nan], nan_ok=True)


def test_there_is_a_count_for_each_definition_and_kind():
    tables = {
        kind: judged(["voldoet"]).join(judged(["onbekend"], name="rijk").filter(like="_rijk"))
        for kind in ("plannen", "clusters")
    }
    table = summary(definitions=definitions("druten", "rijk"), **tables)["Het antwoord"].table
    assert [*zip(table["definitie"], table["wat"], table["voldoet"], strict=True)] == [
        ("druten", "plannen", 1),
        ("druten", "kansrijke clusters", 1),
        ("rijk", "plannen", 0),
        ("rijk", "kansrijke clusters", 0),
    ]


def test_what_meets_is_listed_with_its_reason_and_nothing_else_is():
    page = summary(plannen=judged(["voldoet_niet", "voldoet"]))
    table = page["Plannen die voldoen aan geclusterd wonen volgens Druten"].table
    assert table["id"].tolist() == ["x2"]
    assert table["waarom"].tolist() == ["Waarom x2."]
    assert table["ontmoetingsplek (m)"].tolist() == [399.9]


def test_near_misses_stand_nearest_first_with_what_they_need():
    table = judged(
        ["voldoet_niet", "onbekend", "voldoet_niet", "voldoet_niet"],
        near=("x1", "x2", "x4"),
        margins=[-36.14, -0.04, -500.0, 11.0],
    )
    listed = summary(complexen=table)[
        "Complexen die het net niet halen: geclusterd wonen volgens Druten"
    ].table
    assert listed["id"].tolist() == ["x2", "x1", "x4"]
    assert listed["te ver (m)"].tolist()[:2] == [0.1, 36.2]
    assert np.isnan(listed["te ver (m)"].iloc[2])
    assert listed["oordeel"].tolist() == ["onbekend", "voldoet niet", "voldoet niet"]
    assert listed["wat er nodig is"].tolist()[0] == "iets voor onbekend"


def test_a_list_without_anyone_says_so():
    page = summary(plannen=judged(["onbekend"]))
    block = page["Plannen die voldoen aan geclusterd wonen volgens Druten"]
    assert (block.sentences, block.table) == (["Geen."], None)


def test_without_objects_the_answer_is_that_nothing_was_judged():
    page = summary()
    assert page["Het antwoord"].sentences == [
        "Er zijn in deze run geen plannen of complexen beoordeeld."
    ]
    assert page["Het antwoord"].table is None
    only_clusters = summary(clusters=judged(["onbekend"]))["Het antwoord"]
    assert only_clusters.sentences == page["Het antwoord"].sentences
    assert only_clusters.table["onbekend"].tolist() == [1]
    assert {"Hoe ver is het doel?", "Let op"}.isdisjoint(page)


def test_the_target_is_told_per_kern_and_in_words():
    columns = ["zeker", "mogelijk", "voldoet_niet", "na_jaar", "bestaand_voldoet"]
    progress = pd.DataFrame(
        {
            **{column: [3, 0, 0, 3] for column in columns},
            "bestaand_onbekend": [1, 0, 1, 2],
            "bestaand_voldoet_niet": [0, 0, 0, 0],
            "n_zonder_aantal": [2, 0, 0, 2],
            "geen": [False, True, False, False],
        },
        index=pd.Index(["Dorp", "Leeg", "Onzeker", "totaal"], name="kern"),
    )
    page = summary(progress=progress, progress_said=["Nog 4 te gaan.", "Leeg heeft niets."])
    block = page["Hoe ver is het doel?"]
    assert block.sentences == ["Nog 4 te gaan.", "Leeg heeft niets."]
    assert block.table["kern"].tolist() == ["Dorp", "Leeg", "Onzeker", "totaal"]
    assert block.table["opmerking"].tolist() == [
        "2 zonder aantal woningen",
        "geen plan of complex dat voldoet of misschien voldoet",
        "nog niets dat zeker voldoet",
        "2 zonder aantal woningen",
    ]
    assert "Nog 4 te gaan." in page["Het antwoord"].sentences


def test_warnings_are_told():
    assert summary(warnings=["Dun: huisarts."])["Let op"].sentences == ["Dun: huisarts."]


def test_every_requirement_is_there_with_its_source():
    chosen = definitions("druten", "rijk", "rigo", "wwz")
    table = explanation(definitions=chosen)["De definities"].table
    requirements = [r for d in chosen.values() for r in d.requirements]
    assert table["wat er wordt gevraagd"].tolist() == [str(r) for r in requirements]
    assert table["bron"].tolist() == [str(r.source) for r in requirements]
    assert "niet intramuraal" in table["eis"].tolist()


def test_what_counted_as_ontmoetingsplek_is_listed_and_counted_by_source():
    places = pd.DataFrame(
        {
            "naam": ["Brink", "", "Hof"],
            "kern": ["Dorp", "Dorp", ""],
            "telt_als": ["bibliotheek", "buurthuis", ""],
            "bron": ["OpenStreetMap", "OpenStreetMap", "eigen lijst"],
        },
        index=pd.Index(["w1", "n2", "e3"], name="id"),
    )
    block = explanation(voorzieningen=places.assign(voorziening="ontmoetingsplek"))[
        "Wat telde als ontmoetingsplek"
    ]
    assert block.sentences == ["3 in totaal (OpenStreetMap: 2; eigen lijst: 1)."]
    assert block.table["id"].tolist() == ["w1", "n2", "e3"]
    none = explanation()["Wat telde als ontmoetingsplek"]
    assert none.table is None
    assert none.sentences == ["Er is geen ontmoetingsplek bekend in deze run."]


def test_the_three_verdicts_are_explained_apart():
    table = explanation()["Zo leest u de oordelen"].table
    assert table["oordeel"].tolist() == ["voldoet", "voldoet niet", "onbekend"]
    assert table["betekenis"].nunique() == 3


def test_settings_sources_and_columns_are_explained():
    page = explanation(
        {"Plannen": ["id", "oordeel_druten"], "Kernen": ["code", "aandeel_huisarts_400"]},
        settings={"zoekgrens": "2.000 m"},
        sources=["© OpenStreetMap-bijdragers"],
    )
    assert page["De instellingen"].table.to_numpy().tolist() == [["zoekgrens", "2.000 m"]]
    assert page["De gegevens"].sentences == ["© OpenStreetMap-bijdragers"]
    table = page["De kolommen"].table
    assert table["kolom"].tolist() == ["id", "oordeel_druten", "code", "aandeel_huisarts_400"]
    assert "huisarts op minder dan 400 m" in table["betekenis"].iloc[3]


def test_a_column_of_several_sheets_is_explained_once():
    table = explanation({"Plannen": ["id"], "Complexen": ["id"]})["De kolommen"].table
    assert table[["kolom", "bladen"]].to_numpy().tolist() == [["id", "Plannen, Complexen"]]


def test_the_walk_of_the_first_definition_that_asks_one_is_the_limit():
    assert found().limit_m == 400
    assert found(definitions=definitions("rijk")).limit_m is None
    assert found(definitions=definitions("rijk", "druten")).limit_m == 400
