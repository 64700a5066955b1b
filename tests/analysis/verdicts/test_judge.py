"""Claims about verdicts: three answers, worked out by hand, and what would make an object meet a definition."""

import math
import re
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import telling

from wozgeo.analysis.verdicts.judge import NearMiss, Verdicts, judge_objects
from wozgeo.analysis.verdicts.three_valued import unknown_facts, walk_column
from wozgeo.domain.criteria import (
    AtLeast,
    Attribute,
    Definition,
    Requirement,
    Source,
    Within,
    read_criteria,
)
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Eis, Reason, Verdict

judge_objects = telling(judge_objects)

V, N, U = Verdict.VOLDOET, Verdict.VOLDOET_NIET, Verdict.ONBEKEND
INF, NAN = np.inf, np.nan
CRITERIA = read_criteria()
NEAR = NearMiss(share=0.1, metres=40)
SOURCE = Source("Afspraken", "§1", "2025")

GOOD = {
    "n_dwellings": 12,
    "share_55plus": 0.5,
    "inpandig": False,
    "voor_bewoners": True,
    "voor_senioren": True,
    "levensloopgeschikt": True,
    "nultreden": True,
    "intramuraal": False,
    "distance_m": 312.0,
    "certain_m": 312.0,
    "edge_m": INF,
}
"""Meets druten, rigo and wwz; not rijk, which asks an inpandige ontmoetingsruimte."""


def table(rows: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    facts = unknown_facts(pd.Index(list(rows), dtype=object))
    for column in {column for row in rows.values() for column in row}:
        blank = facts[column].tolist()
        given = [row.get(column, b) for row, b in zip(rows.values(), blank, strict=True)]
        facts[column] = pd.Series(given, index=facts.index, dtype=facts[column].dtype)
    return facts


def walked(distance_m: float, certain_m: float | None = None, **more: Any) -> dict[str, Any]:
    certain = distance_m if certain_m is None else certain_m
    return {"distance_m": distance_m, "certain_m": certain, **more}


def judge(
    definitions: Mapping[str, Definition] = CRITERIA,
    searched_m: float = 5000,
    language: Language = Language.NL,
    **changes: Any,
) -> Verdicts:
    """Judge one object, "a", that differs from GOOD in what is given."""
    facts = table({"a": {**GOOD, **changes}})
    return judge_objects(facts, definitions, near=NEAR, searched_m=searched_m, language=language)


def whole(definition: str | Definition, **changes: Any) -> Any:
    chosen = CRITERIA[definition] if isinstance(definition, str) else definition
    return judge({chosen.name: chosen}, **changes).whole.iloc[0]


def part(name: str, kind: str, **changes: Any) -> Any:
    return judge({name: CRITERIA[name]}, **changes).requirements.loc[("a", name, kind)]


# --- drawn cases, worked by hand ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "facts", "druten", "rijk", "rigo", "wwz"),
    [
        ("all is well, the ontmoetingsruimte elsewhere", {}, V, N, V, V),
        ("inpandig", {"inpandig": True}, V, V, V, V),
        ("exactly 400.0 m", walked(400.0), N, N, V, V),
        ("a hair below 400 m", walked(399.999999), V, N, V, V),
        ("399.9 by an unknown path", walked(399.9, 450.0), U, N, V, V),
        ("399.9 by an unknown path, no sure route", walked(399.9, INF), U, N, V, V),
        ("a sure route of 399.9 beside a shorter unknown one", walked(380.0, 399.9), V, N, V, V),
        ("the unknown path is too long as well", walked(400.0, 450.0), N, N, V, V),
        ("inpandig without any walk", walked(NAN, inpandig=True), V, V, V, V),
        ("inpandig, too far to walk", walked(INF, inpandig=True), V, V, V, V),
        ("too far, inpandig unknown", walked(436.0, inpandig=pd.NA), U, U, V, V),
        ("near enough, inpandig unknown", {"inpandig": pd.NA}, V, U, V, V),
        ("none within the search limit", walked(INF), N, N, V, V),
        ("not searched", walked(NAN), U, N, V, V),
        ("380 m, but the leg crosses water", walked(380.0, INF, crosses="water"), U, N, V, V),
        ("a crossing outweighs a sure route", walked(380.0, crosses="spoor"), U, N, V, V),
        ("too far, and the leg crosses water", walked(436.0, INF, crosses="water"), N, N, V, V),
        ("too far, the edge of the data nearer", walked(436.0, edge_m=399.9), U, N, V, V),
        ("too far, the edge exactly at the limit", walked(436.0, edge_m=400.0), N, N, V, V),
        ("too far, the edge beyond the limit", walked(436.0, edge_m=420.0), N, N, V, V),
        ("too far, outside the data", walked(436.0, edge_m=-1.0), U, N, V, V),
        ("too far, the edge unknown", walked(436.0, edge_m=NAN), U, N, V, V),
        ("near enough at the edge", {"edge_m": 1.0}, V, N, V, V),
        ("none found, the edge near", walked(INF, edge_m=100.0), U, N, V, V),
        ("11 dwellings", {"n_dwellings": 11}, N, N, V, V),
        ("12 dwellings over two panden", {"n_dwellings": 7 + 5}, V, N, V, V),
        ("5 dwellings", {"n_dwellings": 5}, N, N, V, V),
        ("4 dwellings", {"n_dwellings": 4}, N, N, N, N),
        ("dwellings unknown", {"n_dwellings": pd.NA}, U, N, U, U),
        ("half 55+", {"share_55plus": 0.5, "voor_senioren": False}, N, N, V, V),
        ("just under half 55+", {"share_55plus": 0.4999, "voor_senioren": False}, N, N, N, N),
        ("for seniors, share unknown", {"share_55plus": pd.NA}, V, N, U, V),
        ("share known, for seniors unknown", {"voor_senioren": pd.NA}, U, N, V, V),
        ("levensloopgeschikt unknown", {"levensloopgeschikt": pd.NA}, V, N, V, U),
        ("stairs unknown", {"levensloopgeschikt": pd.NA, "nultreden": pd.NA}, U, N, V, U),
        ("nultreden no, else unknown", {"levensloopgeschikt": pd.NA, "nultreden": False}, N, N, V, U),
        ("not levensloopgeschikt", {"levensloopgeschikt": False}, N, N, V, N),
        ("no stairs counted twice", {"levensloopgeschikt": False, "nultreden": False}, N, N, V, N),
        ("intramuraal", {"intramuraal": True}, V, N, N, N),
        ("intramuraal unknown", {"intramuraal": pd.NA}, V, N, U, U),
        ("elsewhere, not for residents", {"voor_bewoners": False}, V, N, N, N),
        ("elsewhere, residents unknown", {"voor_bewoners": pd.NA}, V, N, U, U),
        ("inpandig, residents unknown", {"inpandig": True, "voor_bewoners": pd.NA}, V, V, V, V),
        ("a no beats every unknown", {"n_dwellings": 4, "intramuraal": pd.NA, "voor_senioren": pd.NA}, N, N, N, N),
    ],
)  # fmt: skip
def test_drawn_cases(
    case: str, facts: dict[str, Any], druten: Verdict, rijk: Verdict, rigo: Verdict, wwz: Verdict
) -> None:
    found = judge(**facts).whole["verdict"].loc["a"]
    assert dict(found) == {"druten": druten, "rijk": rijk, "rigo": rigo, "wwz": wwz}, case


def test_a_site_half_in_reach_meets_the_limit_only_by_the_measure_that_is_in_reach() -> None:
    measures = {"max": 520.0, "mediaan": 410.0, "min": 280.0}
    facts = table({name: {**GOOD, **walked(metres)} for name, metres in measures.items()})
    verdicts = judge_objects(facts, {"druten": CRITERIA["druten"]}, near=NEAR, searched_m=5000)
    assert list(verdicts.whole["verdict"]) == [N, N, V]


def test_nothing_known_is_unknown_by_every_definition() -> None:
    verdicts = judge_objects(table({"a": {}}), CRITERIA, near=NEAR, searched_m=5000)
    assert set(verdicts.whole["verdict"]) == {U}
    assert set(verdicts.requirements["verdict"]) == {U}


def test_a_limit_that_is_not_strict_is_met_at_the_limit_itself() -> None:
    def loose(strict: bool, **facts: Any) -> Verdict:
        walk = Requirement(Eis.ONTMOETINGSRUIMTE, (Within(400, strict=strict),), SOURCE)
        return whole(Definition("p", "p", (walk,)), **facts)["verdict"]

    assert (loose(False, **walked(400.0)), loose(True, **walked(400.0))) == (V, N)
    assert (loose(False, **walked(400.000001)), loose(False, **walked(399.0))) == (N, V)
    assert (
        loose(False, **walked(500.0, edge_m=400.0)),
        loose(True, **walked(500.0, edge_m=400.0)),
    ) == (U, N)


def test_a_search_that_stopped_before_the_limit_says_nothing_about_it() -> None:
    stopped = part("druten", "ontmoetingsruimte", searched_m=300, **walked(INF))
    assert stopped["verdict"] == U
    assert stopped["missing"] == "niet verder gezocht dan 300 m"
    assert not stopped["near_miss"]
    assert part("druten", "ontmoetingsruimte", searched_m=400, **walked(INF))["verdict"] == N


# --- logic ----------------------------------------------------------------------------------------

SAID = {V: True, N: False, U: pd.NA}
AND = {(a, b): N if N in (a, b) else U if U in (a, b) else V for a, b in product(SAID, SAID)}
OR = {(a, b): V if V in (a, b) else U if U in (a, b) else N for a, b in product(SAID, SAID)}


def requirement(kind: Eis, *alternatives: Any, stand_in: Attribute | None = None) -> Requirement:
    return Requirement(kind, alternatives, SOURCE, stand_in)


def verdict_of(*requirements: Requirement, **facts: Any) -> Verdict:
    definition = Definition("proef", "de proef", requirements)
    return whole(definition, **facts)["verdict"]


def test_the_tables_of_and_and_or_are_those_of_the_issue() -> None:
    assert [AND[V, x] for x in (V, N, U)] == [V, N, U]
    assert [AND[U, x] for x in (V, N, U)] == [U, N, U]
    assert [OR[N, x] for x in (V, N, U)] == [V, N, U]
    assert [OR[U, x] for x in (V, N, U)] == [V, U, U]


@pytest.mark.parametrize(("a", "b"), AND)
def test_every_combination_of_two_requirements_gives_the_right_whole(
    a: Verdict, b: Verdict
) -> None:
    found = verdict_of(
        requirement(Eis.OUDEREN, Attribute("voor_senioren")),
        requirement(Eis.TOEGANKELIJK, Attribute("nultreden")),
        voor_senioren=SAID[a],
        nultreden=SAID[b],
    )
    assert found == AND[a, b]


@pytest.mark.parametrize(("a", "b"), OR)
def test_every_combination_of_two_alternatives_gives_the_right_requirement(
    a: Verdict, b: Verdict
) -> None:
    room = requirement(Eis.ONTMOETINGSRUIMTE, Attribute("inpandig"), Attribute("voor_bewoners"))
    assert verdict_of(room, inpandig=SAID[a], voor_bewoners=SAID[b]) == OR[a, b]


WALKS = {V: walked(399.9), N: walked(400.0), U: walked(399.9, 400.0)}


@pytest.mark.parametrize(("a", "b"), OR)
def test_every_combination_of_walk_and_inpandig_gives_the_right_requirement(
    a: Verdict, b: Verdict
) -> None:
    room = requirement(Eis.ONTMOETINGSRUIMTE, Attribute("inpandig"), Within(400, strict=True))
    assert verdict_of(room, inpandig=SAID[a], **WALKS[b]) == OR[a, b]


NUMBERS = {V: 12, N: 11, U: pd.NA}


def test_every_combination_of_drutens_four_requirements_gives_the_right_whole() -> None:
    combinations = list(product(SAID, repeat=4))
    rows = {
        "-".join((dwellings, walk, seniors, access)): {
            **GOOD,
            **WALKS[walk],
            "n_dwellings": NUMBERS[dwellings],
            "voor_senioren": SAID[seniors],
            "levensloopgeschikt": SAID[access],
            "nultreden": pd.NA,
        }
        for dwellings, walk, seniors, access in combinations
    }
    verdicts = judge_objects(
        table(rows), {"druten": CRITERIA["druten"]}, near=NEAR, searched_m=5000
    )
    expected = [N if N in c else U if U in c else V for c in combinations]
    assert list(verdicts.whole["verdict"]) == expected
    parts = verdicts.requirements["verdict"].astype(str).to_numpy().reshape(-1, 4)
    assert [tuple(row) for row in parts] == combinations


@pytest.mark.parametrize(("a", "b"), AND)
def test_a_stand_in_answers_only_where_the_attribute_is_unknown(a: Verdict, b: Verdict) -> None:
    access = requirement(
        Eis.TOEGANKELIJK, Attribute("levensloopgeschikt"), stand_in=Attribute("nultreden")
    )
    found = verdict_of(access, levensloopgeschikt=SAID[a], nultreden=SAID[b])
    assert found == (b if a == U else a)


# --- laws -----------------------------------------------------------------------------------------

RANK = {str(N): 0, str(U): 1, str(V): 2}
METRES = st.one_of(st.floats(0, 1000), st.sampled_from([399.9, 400.0, 400.1, INF]))
ATTRIBUTES = ["inpandig", "voor_bewoners", "voor_senioren", "levensloopgeschikt", "nultreden", "intramuraal"]  # fmt: skip


@st.composite
def objects(draw: st.DrawFn) -> dict[str, Any]:
    distance_m = draw(st.one_of(METRES, st.just(NAN)))
    return {
        "n_dwellings": draw(st.one_of(st.just(pd.NA), st.integers(0, 30))),
        "share_55plus": draw(st.one_of(st.just(pd.NA), st.floats(0, 1))),
        **{name: draw(st.sampled_from([True, False, pd.NA])) for name in ATTRIBUTES},
        "distance_m": distance_m,
        "certain_m": distance_m + draw(st.sampled_from([0.0, 0.0, 30.0, INF])),
        "reason": str(Reason.TE_VER_VAN_WEG) if np.isnan(distance_m) else "",
        "crosses": draw(st.sampled_from(["", "", "water"])),
        "edge_m": draw(METRES),
    }


def ranks(*rows: dict[str, Any]) -> list[list[int]]:
    verdicts = judge_objects(
        table({str(i): row for i, row in enumerate(rows)}), CRITERIA, near=NEAR, searched_m=5000
    )
    coded = verdicts.whole["verdict"].astype(str).map(RANK).unstack("definition", sort=False)
    return coded.to_numpy().tolist()


@given(objects(), st.integers(1, 20))
def test_more_dwellings_never_worsen_a_verdict(row: dict[str, Any], more: int) -> None:
    n = row["n_dwellings"]
    before, after = ranks(row, {**row, "n_dwellings": pd.NA if n is pd.NA else n + more})
    assert all(b >= a for a, b in zip(before, after, strict=True))


@given(objects(), METRES)
def test_a_nearer_ontmoetingsplek_never_worsens_a_verdict(
    row: dict[str, Any], metres: float
) -> None:
    nearer = {name: min(row[name], metres) for name in ("distance_m", "certain_m")}
    before, after = ranks(row, {**row, **nearer} if not np.isnan(row["distance_m"]) else row)
    assert all(b >= a for a, b in zip(before, after, strict=True))


@given(objects(), st.sampled_from(ATTRIBUTES), st.booleans())
def test_an_attribute_that_becomes_known_spoils_a_verdict_only_by_saying_so(
    row: dict[str, Any], name: str, said: bool
) -> None:
    before, after = ranks({**row, name: pd.NA}, {**row, name: said})
    says_so = said == (name == "intramuraal")
    for a, b in zip(before, after, strict=True):
        assert b >= a or says_so
        if name != "levensloopgeschikt":  # the one a stand-in may have answered for
            assert {a, b} != {0, 2}


@settings(max_examples=20)
@given(st.lists(objects(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_verdicts_do_not_depend_on_row_order(rows: list[dict[str, Any]], random: Any) -> None:
    facts = table({f"o{i}": row for i, row in enumerate(rows)})
    shuffled = facts.loc[random.sample(list(facts.index), len(facts))]
    one, other = (judge_objects(f, CRITERIA, near=NEAR, searched_m=5000) for f in (facts, shuffled))
    pd.testing.assert_frame_equal(one.whole.sort_index(), other.whole.sort_index())
    pd.testing.assert_frame_equal(one.requirements.sort_index(), other.requirements.sort_index())


@settings(max_examples=20)
@given(st.lists(objects(), min_size=2, max_size=4))
def test_an_object_is_judged_by_itself(rows: list[dict[str, Any]]) -> None:
    assert ranks(*rows) == [ranks(row)[0] for row in rows]


@given(objects())
def test_words_and_verdict_agree(row: dict[str, Any]) -> None:
    verdicts = judge_objects(table({"a": row}), CRITERIA, near=NEAR, searched_m=5000)
    opening = {V: "Voldoet aan ", N: "Voldoet niet aan ", U: "Onbekend of dit voldoet aan "}
    for found in verdicts.whole.itertuples():
        assert found.sentence.startswith(opening[Verdict(found.verdict)])
        assert (found.nodig == "") == (found.verdict == V)
        assert not (found.near_miss and found.verdict == V)
    for found in verdicts.requirements.itertuples():
        assert found.said
        assert (found.nodig == "") == (found.verdict == V)
        assert bool(found.missing or found.hangs_on) == (found.verdict == U)


# --- margins and near misses ----------------------------------------------------------------------


def test_room_to_spare_that_is_not_certain_is_no_margin() -> None:
    walk = part("druten", "ontmoetingsruimte", **walked(380.0, 450.0))
    assert walk["found"] == 380
    assert math.isnan(walk["margin"])


@pytest.mark.parametrize(
    ("distance_m", "certain_m", "found", "margin_m"),
    [
        (436.0, 436.0, 436, -36),
        (312.0, 320.0, 320, 80),
        (INF, INF, INF, -INF),
    ],
)
def test_the_margin_is_that_of_the_reading_the_verdict_leans_on(
    distance_m: float, certain_m: float, found: float, margin_m: float
) -> None:
    walk = part("druten", "ontmoetingsruimte", **walked(distance_m, certain_m))
    assert (walk["found"], walk["limit"], walk["margin"]) == (found, 400, margin_m)
    assert walk["unit"] == "m"
    assert whole("druten", **walked(distance_m, certain_m))["margin_m"] == margin_m


def test_no_walk_has_a_margin_when_the_building_decides_or_none_is_asked() -> None:
    assert np.isnan(whole("druten", inpandig=True, **walked(900.0))["margin_m"])
    assert np.isnan(whole("rijk")["margin_m"])
    assert np.isnan(whole("druten", **walked(NAN))["margin_m"])


def test_a_walk_that_the_building_answers_takes_no_margin_from_another_and_an_open_one_does() -> (
    None
):
    """Room in the building or within 400 m, and a park within 300 m: 200 m away, 100 m to spare."""
    room = requirement(Eis.ONTMOETINGSRUIMTE, Attribute("inpandig"), Within(400, strict=True))
    park = requirement(Eis.LOOPAFSTAND, Within(300, strict=True, voorziening="park"))
    both = Definition("beide", "beide", (room, park))

    def margin(**changes: Any) -> tuple[Verdict, float]:
        facts = table({"a": {**GOOD, **changes}})
        for name, value in {**walked(200.0), "edge_m": INF, "reason": "", "crosses": ""}.items():
            facts[walk_column(name, "park")] = value
        found = judge_objects(facts, {both.name: both}, near=NEAR, searched_m=5000).whole.iloc[0]
        return found["verdict"], found["margin_m"]

    assert margin(**walked(350.0)) == (V, 50)
    assert margin(inpandig=True, **walked(900.0)) == (V, 100)
    verdict, open_ = margin(**walked(380.0, 450.0))
    assert (verdict, math.isnan(open_)) == (U, True)
    assert margin(**walked(436.0)) == (N, -36)


def test_dwellings_have_a_margin_in_dwellings() -> None:
    short = part("druten", "woningen", n_dwellings=10)
    assert (short["found"], short["limit"], short["margin"]) == (10, 12, -2)
    assert short["unit"] == "woningen"


@pytest.mark.parametrize(
    ("facts", "near_miss"),
    [
        (walked(399.9), False),
        (walked(400.0), True),
        (walked(440.0), True),
        (walked(440.1), False),
        (walked(INF), False),
        (walked(NAN), False),
        (walked(399.9, 450.0), False),
        (walked(436.0, inpandig=pd.NA), False),  # nobody knows whether it is met
        (walked(436.0, inpandig=True), False),
        (walked(436.0, edge_m=100.0), False),
        (walked(436.0, reason="adres_niet_gevonden"), False),  # another may be farther
        ({"n_dwellings": 11}, True),
        ({"n_dwellings": 10}, False),
        (walked(436.0, n_dwellings=11), True),
        (walked(436.0, n_dwellings=10), False),
        (walked(436.0, levensloopgeschikt=False), False),
        (walked(436.0, levensloopgeschikt=pd.NA, nultreden=pd.NA), True),
        ({"levensloopgeschikt": False}, False),
    ],
)
def test_a_near_miss_is_by_a_tenth_or_by_40_m_and_nothing_else_fails(
    facts: dict[str, Any], near_miss: bool
) -> None:
    assert whole("druten", **facts)["near_miss"] == near_miss


def test_what_is_near_can_be_adjusted() -> None:
    facts = table({"a": {**GOOD, **walked(436.0)}})
    for near, expected in (
        (NearMiss(0.05, 35), False),
        (NearMiss(0.1, 0), True),
        (NearMiss(0, 36), True),
    ):
        verdicts = judge_objects(facts, CRITERIA, near=near, searched_m=5000)
        assert verdicts.whole.loc[("a", "druten"), "near_miss"] == expected


# --- words ----------------------------------------------------------------------------------------

TITLE = "geclusterd wonen volgens Druten"
BEYOND = "een ontmoetingsplek op minder dan 400 m lopen"


@pytest.mark.parametrize(
    ("facts", "sentence", "nodig"),
    [
        (
            {},
            f"Voldoet aan {TITLE}: 12 woningen; een ontmoetingsplek op 312 m lopen; bestemd voor senioren; levensloopgeschikt.",
            "",
        ),
        (
            walked(399.96),
            f"Voldoet aan {TITLE}: 12 woningen; een ontmoetingsplek op 399,9 m lopen; bestemd voor senioren; levensloopgeschikt.",
            "",
        ),
        (
            walked(436.0),
            f"Voldoet niet aan {TITLE}: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek ligt op 436 m lopen, 36 m te ver.",
            f"een inpandige ontmoetingsruimte, of {BEYOND} (nu 436 m, dus meer dan 36 m dichterbij)",
        ),
        (
            walked(400.0),
            f"Voldoet niet aan {TITLE}: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek ligt op 400 m lopen, precies op de grens (minder dan 400 m is nodig).",
            f"een inpandige ontmoetingsruimte, of {BEYOND} (nu 400 m, precies op de grens)",
        ),
        (
            {"n_dwellings": 10, "levensloopgeschikt": False},
            f"Voldoet niet aan {TITLE}: 10 woningen, 2 te weinig; niet levensloopgeschikt.",
            "2 woningen meer; levensloopgeschikte woningen",
        ),
        (
            {"n_dwellings": 11, "levensloopgeschikt": pd.NA, "nultreden": pd.NA},
            f"Voldoet niet aan {TITLE}: 11 woningen, 1 te weinig. Nog open: levensloopgeschikt niet opgegeven.",
            "1 woning meer; een opgave dat de woningen levensloopgeschikt zijn",
        ),
        (
            {"levensloopgeschikt": pd.NA, "nultreden": pd.NA},
            f"Onbekend of dit voldoet aan {TITLE}: levensloopgeschikt niet opgegeven. Aan de andere eisen is voldaan.",
            "een opgave dat de woningen levensloopgeschikt zijn",
        ),
        (
            walked(399.9, 450.0),
            f"Onbekend of dit voldoet aan {TITLE}: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek ligt op 399,9 m lopen als de onbekende paden begaanbaar zijn, en op 450 m langs zeker begaanbare wegen. Aan de andere eisen is voldaan.",
            "een inpandige ontmoetingsruimte, of zekerheid dat de route van 399,9 m begaanbaar is",
        ),
        (
            walked(380.0, INF, crosses="water"),
            f"Onbekend of dit voldoet aan {TITLE}: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek ligt op 380 m lopen, maar de aanloop kruist water. Aan de andere eisen is voldaan.",
            "een inpandige ontmoetingsruimte, of zekerheid dat men op de aanloop over water kan komen",
        ),
        (
            walked(436.0, edge_m=100.0),
            f"Onbekend of dit voldoet aan {TITLE}: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek ligt op 436 m lopen, 36 m te ver, maar buiten de kaart kan een dichtere liggen. Aan de andere eisen is voldaan.",
            f"een inpandige ontmoetingsruimte, of {BEYOND} (nu 436 m, dus meer dan 36 m dichterbij), of een ruimere kaart waarop er een blijkt te liggen",
        ),
        (
            walked(NAN, reason=str(Reason.TE_VER_VAN_WEG)),
            f"Onbekend of dit voldoet aan {TITLE}: geen inpandige ontmoetingsruimte, en loopafstand niet bepaald: te ver van een begaanbare weg. Aan de andere eisen is voldaan.",
            f"een inpandige ontmoetingsruimte, of {BEYOND} (nu niet te meten: te ver van een begaanbare weg)",
        ),
        (
            walked(INF, n_dwellings=1436),
            f"Voldoet niet aan {TITLE}: geen inpandige ontmoetingsruimte, en geen ontmoetingsplek binnen 5.000 m lopen.",
            f"een inpandige ontmoetingsruimte, of {BEYOND} (nu geen binnen 5.000 m)",
        ),
    ],
)
def test_a_council_member_can_read_the_verdict(
    facts: dict[str, Any], sentence: str, nodig: str
) -> None:
    found = whole("druten", **facts)
    assert (found["sentence"], found["nodig"]) == (sentence, nodig)


def test_a_share_is_told_in_percent_and_never_rounded_up_to_the_limit() -> None:
    short = part("rijk", "ouderen", share_55plus=0.4999)
    assert short["said"] == "49,9 % 55-plus, 0,1 procentpunt te weinig"
    assert short["nodig"] == "minstens 50 % 55-plus (nu 49,9 %)"
    assert part("rijk", "ouderen", share_55plus=0.58)["said"] == "58 % 55-plus"
    assert part("rijk", "ouderen", share_55plus=0.29)["nodig"].endswith("(nu 29 %)")


@pytest.mark.parametrize(
    ("kind", "column", "said"),
    [
        ("woningen", "n_dwellings", "aantal woningen niet opgegeven"),
        ("ouderen", "share_55plus", "aandeel 55-plus niet opgegeven"),
    ],
)
def test_a_number_that_is_not_stated_is_called_by_what_it_counts(
    kind: str, column: str, said: str
) -> None:
    assert part("rijk", kind, **{column: pd.NA})["said"] == said


@pytest.mark.parametrize(
    ("facts", "missing", "hangs_on"),
    [
        (walked(399.9, 450.0), "", "onbekende meters"),
        (walked(380.0, INF, crosses="spoor"), "", "aanloop over spoor"),
        (walked(436.0, edge_m=10.0), "", "rand van de gegevens"),
        (walked(436.0, inpandig=pd.NA), "inpandige ontmoetingsruimte niet opgegeven", ""),
        (walked(NAN), "loopafstand niet bepaald", ""),
        (
            walked(NAN, reason=str(Reason.GEEN_VOORZIENING)),
            "loopafstand niet bepaald: geen voorziening van deze soort bekend bij een begaanbare weg",
            "",
        ),
        (walked(436.0, edge_m=10.0, inpandig=True), "", ""),
        (walked(399.9, 450.0, inpandig=True), "", ""),
    ],
)
def test_it_tells_what_is_missing_and_what_the_verdict_hangs_on(
    facts: dict[str, Any], missing: str, hangs_on: str
) -> None:
    found = part("druten", "ontmoetingsruimte", **facts)
    assert (found["missing"], found["hangs_on"]) == (missing, hangs_on)


def test_the_whole_lists_all_that_is_missing() -> None:
    found = whole("wwz", voor_bewoners=pd.NA, intramuraal=pd.NA, n_dwellings=4)
    assert found["verdict"] == N
    assert found["missing"] == (
        "ontmoetingsruimte voor de bewoners niet opgegeven, intramuraal niet opgegeven"
    )


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (399.96, "op 399,9 m lopen"),
        (399.999999, "op 399,9 m lopen"),
        (400.000001, "op 400,1 m lopen, 0,1 m te ver"),
        (380.04, "op 380,1 m lopen"),
        (436.04, "op 436,1 m lopen, 36,1 m te ver"),
        (436.1004, "op 436,1 m lopen, 36,1 m te ver"),
        (1436.14, "op 1.436,2 m lopen, 1.036,2 m te ver"),
    ],
)
def test_shown_numbers_never_cross_a_limit_and_add_up(metres: float, said: str) -> None:
    assert part("druten", "ontmoetingsruimte", **walked(metres))["said"].endswith(said)


# --- in English -----------------------------------------------------------------------------------

ENGLISH = "the Druten definition of geclusterd wonen (clustered housing)"
WITHIN_REACH = "an in-house meeting room, or a meeting place less than 400 m away on foot"


@pytest.mark.parametrize(
    ("facts", "sentence", "nodig"),
    [
        (
            walked(399.96),
            f"Meets {ENGLISH}: 12 dwellings; a meeting place 399.9 m away on foot; intended for seniors; suitable for all stages of life.",
            "",
        ),
        (
            walked(312.0, 320.0),
            f"Meets {ENGLISH}: 12 dwellings; a meeting place 320 m away on foot along ways known to be walkable; intended for seniors; suitable for all stages of life.",
            "",
        ),
        (
            walked(1436.14),
            f"Does not meet {ENGLISH}: no in-house meeting room, and the nearest meeting place is 1,436.2 m away on foot, 1,036.2 m too far.",
            f"{WITHIN_REACH} (now 1,436.2 m, so more than 1,036.2 m nearer)",
        ),
        (
            walked(400.0),
            f"Does not meet {ENGLISH}: no in-house meeting room, and the nearest meeting place is 400 m away on foot, exactly at the limit (less than 400 m is needed).",
            f"{WITHIN_REACH} (now 400 m, exactly at the limit)",
        ),
        (
            {"n_dwellings": 11, "levensloopgeschikt": pd.NA, "nultreden": pd.NA},
            f"Does not meet {ENGLISH}: 11 dwellings, 1 too few. Still open: not stated whether it is suitable for all stages of life.",
            "1 more dwelling; a statement that the dwellings are suitable for all stages of life",
        ),
        (
            walked(399.9, 450.0),
            f"Unknown whether this meets {ENGLISH}: no in-house meeting room, and the nearest meeting place is 399.9 m away on foot if the unknown paths can be walked, and 450 m along ways known to be walkable. The other requirements are met.",
            "an in-house meeting room, or certainty that the route of 399.9 m can be walked",
        ),
        (
            walked(380.0, INF, crosses="spoor"),
            f"Unknown whether this meets {ENGLISH}: no in-house meeting room, and the nearest meeting place is 380 m away on foot, but the way to the street crosses a railway. The other requirements are met.",
            "an in-house meeting room, or certainty that the way to the street gets across a railway",
        ),
        (
            walked(436.0, edge_m=100.0),
            f"Unknown whether this meets {ENGLISH}: no in-house meeting room, and the nearest meeting place is 436 m away on foot, 36 m too far, but a nearer one may lie outside the map. The other requirements are met.",
            f"{WITHIN_REACH} (now 436 m, so more than 36 m nearer), or a larger map that turns out to show one",
        ),
        (
            walked(NAN, reason=str(Reason.TE_VER_VAN_WEG)),
            f"Unknown whether this meets {ENGLISH}: no in-house meeting room, and walking distance not determined: too far from a walkable street. The other requirements are met.",
            f"{WITHIN_REACH} (cannot be measured now: too far from a walkable street)",
        ),
        (
            walked(INF),
            f"Does not meet {ENGLISH}: no in-house meeting room, and no meeting place within 5,000 m on foot.",
            f"{WITHIN_REACH} (now none within 5,000 m)",
        ),
    ],
)
def test_a_council_member_can_read_the_verdict_in_english(
    facts: dict[str, Any], sentence: str, nodig: str
) -> None:
    found = whole("druten", language=Language.EN, **facts)
    assert (found["sentence"], found["nodig"]) == (sentence, nodig)


def test_shares_are_told_in_english() -> None:
    found = whole("rijk", language=Language.EN, share_55plus=0.49999, inpandig=True)
    assert "49.9% aged 55 or over, 0.1 percentage points too few" in found["sentence"]
    assert found["nodig"] == "at least 50% aged 55 or over (now 49.9%)"


def test_what_is_missing_and_hung_on_is_told_in_english() -> None:
    found = whole("druten", language=Language.EN, **walked(436.0, edge_m=1.0, inpandig=pd.NA))
    assert found["missing"] == "not stated whether there is an in-house meeting room"
    assert found["hangs_on"] == "the edge of the data"
    assert (
        whole("druten", language=Language.EN, **walked(380.0, INF, crosses="water"))["hangs_on"]
        == "the way to the street across water"
    )


DUTCH = r"\b(de|een|het|en|niet|geen|woning\w*|ontmoeting\w*|lopen|opgegeven|senioren|nultreden\w*|begaanbaar)\b"
TEXTS = ["said", "missing", "hangs_on", "nodig"]


@given(objects())
def test_no_dutch_is_left_in_english_and_the_verdict_is_the_same(row: dict[str, Any]) -> None:
    told = judge_objects(
        table({"a": row}), CRITERIA, near=NEAR, searched_m=5000, language=Language.EN
    )
    dutch = judge_objects(table({"a": row}), CRITERIA, near=NEAR, searched_m=5000)
    plain = {name: d.title_in(Language.EN) for name, d in CRITERIA.items()}
    for (_, name), found in told.whole.iterrows():
        sentence = found["sentence"].replace(plain[name], "")
        assert not re.search(DUTCH, " ".join((sentence, *found[["missing", "hangs_on", "nodig"]])))
    pd.testing.assert_frame_equal(
        told.requirements.drop(columns=TEXTS), dutch.requirements.drop(columns=TEXTS)
    )
    for column in TEXTS:
        same = (told.requirements[column] == "") == (dutch.requirements[column] == "")
        assert same.all(), column


# --- tables ---------------------------------------------------------------------------------------


def test_both_tables_stand_on_objects_in_their_own_order() -> None:
    facts = table({"b": GOOD, "a": GOOD}).rename_axis("plan_id")
    verdicts = judge_objects(facts, CRITERIA, near=NEAR, searched_m=5000)
    assert list(verdicts.whole.index) == list(product(["b", "a"], CRITERIA))
    assert verdicts.whole.index.names == ["plan_id", "definition"]
    assert verdicts.requirements.index.names == ["plan_id", "definition", "requirement"]
    assert verdicts.requirements.index.is_unique
    kinds = [str(r.kind) for definition in CRITERIA.values() for r in definition.requirements]
    assert list(verdicts.requirements.index.get_level_values("requirement")) == kinds * 2


def test_no_objects_give_empty_tables() -> None:
    verdicts = judge_objects(table({}), CRITERIA, near=NEAR, searched_m=5000)
    full = judge()
    for empty, filled in ((verdicts.whole, full.whole), (verdicts.requirements, full.requirements)):
        assert len(empty) == 0
        assert list(empty.columns) == list(filled.columns)
        assert list(empty["verdict"].cat.categories) == ["voldoet_niet", "onbekend", "voldoet"]


def test_facts_without_a_column_or_with_repeated_ids_are_refused() -> None:
    facts = table({"a": GOOD})
    with pytest.raises(InputError, match="columns missing: inpandig, edge_m"):
        judge_objects(
            facts.drop(columns=["inpandig", "edge_m"]), CRITERIA, near=NEAR, searched_m=5000
        )
    with pytest.raises(InputError, match="ids repeat: a"):
        judge_objects(pd.concat([facts, facts]), CRITERIA, near=NEAR, searched_m=5000)


def test_plain_python_columns_are_understood_as_well_as_nullable_ones() -> None:
    facts = table({"a": GOOD, "b": GOOD})
    facts["inpandig"] = pd.Series([None, True], index=facts.index, dtype=object)
    facts["n_dwellings"] = [11.0, NAN]
    verdicts = judge_objects(facts, {"druten": CRITERIA["druten"]}, near=NEAR, searched_m=5000)
    assert list(verdicts.whole["verdict"]) == [N, U]


def test_a_share_alone_can_be_asked() -> None:
    share = requirement(Eis.OUDEREN, AtLeast("share_55plus", 0.3))
    assert verdict_of(share, share_55plus=0.3) == V


def test_a_number_that_is_sure_needs_dwellings_and_not_addresses_however_it_was_counted() -> None:
    """Sure with a note, unsure with a note, unsure without: only the second asks for addresses."""
    note = Text("2 van de 12 gevonden", "2 of the 12 found")
    addresses = "een juiste opgave van de adressen die niet zijn gevonden"
    sure = part("druten", "woningen", n_dwellings=10, n_note=note)
    assert sure["nodig"] == "2 woningen meer"
    unsure = part("druten", "woningen", n_dwellings=pd.NA, n_note=note)
    assert unsure["nodig"] == addresses
    silent = part("druten", "woningen", n_dwellings=pd.NA)
    assert silent["nodig"] == "een opgave van minstens 12 woningen"


# --- is a meeting room in the building needed (Druten, §4.3) ---------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (walked(204.0), "is niet nodig: er is een ontmoetingsplek op 204 m lopen."),
        (
            walked(628.6),
            "is nodig: de dichtstbijzijnde ontmoetingsplek ligt op 628,6 m lopen, 228,6 m te ver.",
        ),
        (
            {"inpandig": True} | walked(628.6),
            "is nodig, en is er: de dichtstbijzijnde ontmoetingsplek ligt op 628,6 m lopen, 228,6 m te ver.",
        ),
        ({"inpandig": None} | walked(INF), "is nodig: geen ontmoetingsplek binnen 5.000 m lopen."),
        # exactly at a limit that is strict is too far
        (
            walked(400.0),
            "is nodig: de dichtstbijzijnde ontmoetingsplek ligt op 400 m lopen, precies op de grens (minder dan "
            "400 m is nodig).",
        ),
    ],
)
def test_a_room_in_the_building_is_needed_where_no_meeting_place_is_near(facts, said):
    assert whole("druten", **facts).room == f"Een inpandige ontmoetingsruimte {said}"


def test_by_an_unknown_path_it_is_not_certain_that_a_room_is_needed():
    assert whole("druten", **walked(380.0, 420.0)).room.startswith(
        "Of een inpandige ontmoetingsruimte nodig is, is niet zeker: de dichtstbijzijnde"
    )


def test_where_a_definition_asks_a_room_whatever_is_near_nothing_is_said_of_a_choice():
    assert whole("rijk", **walked(204.0)).room == ""
