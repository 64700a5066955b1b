"""How firm is a verdict? Places with their metres written down, so that every answer can be seen by eye."""

import math
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.analysis.doubts import Bounds, Cause, Doubts, Removed
from wozgeo.analysis.firmness import tell_firmness, with_firmness
from wozgeo.analysis.hanging import count_causes
from wozgeo.analysis.judged_anew import Judging
from wozgeo.analysis.reasons import whole_verdicts
from wozgeo.analysis.verdicts.facts import known_facts
from wozgeo.analysis.verdicts.judge import NearMiss, judge_objects
from wozgeo.analysis.verdicts.rows import JudgingRule, chosen_walks, with_walk
from wozgeo.analysis.verdicts.three_valued import VERDICTS, VOLDOET, WalkFacts, rank_objects
from wozgeo.analysis.withheld import with_withheld, withheld_requirements
from wozgeo.domain.criteria import (
    Attribute,
    Definition,
    Requirement,
    Source,
    Within,
    parse_criteria,
    read_criteria,
)
from wozgeo.domain.definitions import Decision
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Eis, Measure, Verdict

WALK = Within(400, strict=True)
SOURCE = Source("Bron", "§1", "2026")
ROOM = Attribute("inpandig")
KIND = "ontmoetingsplek"


def definition(*alternatives: Any) -> Definition:
    asked = Requirement(Eis.ONTMOETINGSRUIMTE, alternatives or (WALK,), SOURCE)
    return Definition("proef", "geclusterd wonen volgens Proef", (asked,))


def rule_for(asked: Definition, measure: Measure = Measure.MAX) -> JudgingRule:
    return JudgingRule({"proef": asked}, measure, NearMiss(0.1, 40), {}, 5_000, [KIND])


def places(*rows: tuple[str, str, float, float], **more: Any) -> pd.DataFrame:
    """Give (place, object, possible metres, certain metres)."""
    ids, objects, distance_m, certain_m = zip(*rows, strict=True)
    table = {
        "object_id": objects,
        "typical": True,
        "distance_m": np.array(distance_m, dtype=float),
        "certain_m": np.array(certain_m, dtype=float),
        "edge_m": math.inf,
        "reason": "",
        "crosses": "",
    }
    return pd.DataFrame(table | more, index=pd.Index(ids, name="place_id"))


def objects_of(walks: pd.DataFrame, **facts: Any) -> pd.DataFrame:
    index = pd.Index(walks["object_id"].drop_duplicates(), name="object_id")
    return pd.DataFrame({"n_dwellings": 20, **facts}, index=index)


def firmness(
    walks: pd.DataFrame,
    doubts: Doubts = Doubts(),  # noqa: B008
    asked: Definition | None = None,
    measure: Measure = Measure.MAX,
    **facts: Any,
) -> pd.DataFrame:
    asked = asked or definition()
    return tell_firmness(
        objects_of(walks, **facts),
        {KIND: walks},
        asked,
        doubts,
        rule=rule_for(asked, measure),
    )


def bounds(cause: Cause = Cause.DEUR, **metres: tuple[float, float]) -> Bounds:
    low, high = zip(*metres.values(), strict=True)
    return Bounds.of(
        cause, KIND, pd.Index(list(metres)), low_m=np.array(low), high_m=np.array(high)
    )


def only(table: pd.DataFrame) -> tuple[Verdict, bool, tuple[Cause, ...]]:
    (row,) = table.itertuples()
    return VERDICTS[row.rank], bool(row.stevig), row.causes


@pytest.mark.parametrize(
    ("measured", "door", "answer"),
    [
        ((380, 380), (370, 399), (Verdict.VOLDOET, True, ())),
        ((380, 380), (370, 400), (Verdict.VOLDOET, False, (Cause.DEUR,))),
        ((420, 420), (400, 900), (Verdict.VOLDOET_NIET, True, ())),
        ((420, 420), (399, 900), (Verdict.VOLDOET_NIET, False, (Cause.DEUR,))),
        ((380, 420), (math.nan, math.nan), (Verdict.ONBEKEND, False, (Cause.TOEGANKELIJKHEID,))),
        ((math.inf, math.inf), (math.nan, math.nan), (Verdict.VOLDOET_NIET, True, ())),
    ],
)
def test_a_verdict_is_firm_where_no_door_turns_it(measured, door, answer) -> None:
    walks = places(("p", "x", *measured))
    assert only(firmness(walks, Doubts([bounds(p=door)]))) == answer


def test_what_is_not_stated_leaves_a_verdict_that_cannot_be_firm() -> None:
    told = firmness(places(("p", "x", 900, 900)), asked=definition(ROOM, WALK))
    assert only(told) == (Verdict.ONBEKEND, False, (Cause.OPGAVE,))


def test_a_room_within_makes_every_door_idle() -> None:
    walks = places(("p", "x", 380, 380))
    told = firmness(walks, Doubts([bounds(p=(100, 900))]), definition(ROOM, WALK), inpandig=[True])
    assert only(told) == (Verdict.VOLDOET, True, ())


@pytest.mark.parametrize(
    ("crosses", "edge_m", "metres", "cause"),
    [("water", math.inf, 300, Cause.DEUR), ("", 100, 900, Cause.LIJST)],
)
def test_what_keeps_a_verdict_unknown_is_what_it_hangs_on(crosses, edge_m, metres, cause) -> None:
    walks = places(("p", "x", metres, metres), crosses=crosses, edge_m=edge_m)
    assert only(firmness(walks)) == (Verdict.ONBEKEND, False, (cause,))


def test_the_farthest_place_decides_so_only_its_door_matters() -> None:
    walks = places(("p", "x", 200, 200), ("q", "x", 390, 390))
    near = Doubts([bounds(p=(100, 399))])
    far = Doubts([bounds(p=(100, 399), q=(390, 401))])
    assert only(firmness(walks, near)) == (Verdict.VOLDOET, True, ())
    assert only(firmness(walks, far))[1] is False
    assert only(firmness(walks, far, measure=Measure.MIN)) == (Verdict.VOLDOET, True, ())


def test_two_doubts_that_only_together_turn_a_verdict_are_both_named() -> None:
    walks = places(("p", "x", 450, 450), ("q", "x", 450, 450))
    door, path = bounds(Cause.DEUR, p=(390, 450)), bounds(Cause.PAD, q=(390, 450))
    assert only(firmness(walks, Doubts([door]))) == (Verdict.VOLDOET_NIET, True, ())
    assert only(firmness(walks, Doubts([path]))) == (Verdict.VOLDOET_NIET, True, ())
    assert only(firmness(walks, Doubts([door, path])))[1:] == (False, (Cause.DEUR, Cause.PAD))


def test_the_numbers_and_the_name_are_told_in_both_languages() -> None:
    path = Bounds.of(Cause.PAD, KIND, pd.Index(["p"]), low_m=380.0, low_name="Dorpsstraat")
    (said,) = firmness(places(("p", "x", 420, 420)), Doubts([path]))["hangt_aan"]
    assert said(Language.NL) == (
        "pad Dorpsstraat: de dichtstbijzijnde ontmoetingsplek ligt op 420 m, en op 380 m met dat pad, dat niet "
        "op de kaart staat; minder dan 400 m is nodig"
    )
    assert said(Language.EN).startswith("path Dorpsstraat: the nearest")


@pytest.mark.parametrize("door", [(380, 420), (370, 430), (390, 410)])
def test_a_door_that_is_as_far_in_each_reading_is_not_told_twice_as_what_it_hangs_on(door) -> None:
    """Unknown for whether a path is open: by each door 380 m with it and 420 m without, and no door settles that."""
    told = firmness(places(("p", "x", 380, 420)), Doubts([bounds(p=door)]))
    assert only(told) == (Verdict.ONBEKEND, False, (Cause.TOEGANKELIJKHEID,))


def test_a_door_that_would_settle_an_unknown_verdict_is_told() -> None:
    asked = definition(ROOM, WALK)
    walks = places(("p", "x", 420, 420))
    told = firmness(walks, Doubts([bounds(p=(380, 420))]), asked)
    assert only(told) == (Verdict.ONBEKEND, False, (Cause.OPGAVE, Cause.DEUR))


def test_the_streets_of_both_doors_are_told_where_they_are_known() -> None:
    streets = {
        380.0: Text("de Dorpsstraat", "Dorpsstraat"),
        421.0: Text("het achterpad", "the lane"),
    }
    door = replace(bounds(p=(380, 421)), street=lambda place, metres: streets[metres])
    (said,) = firmness(places(("p", "x", 380, 380)), Doubts([door]))["hangt_aan"]
    assert said.nl == (
        "deur: de dichtstbijzijnde ontmoetingsplek ligt op 380 m gerekend vanaf de Dorpsstraat, en op 421 m "
        "gerekend vanaf het achterpad; minder dan 400 m is nodig"
    )


# --- one place ------------------------------------------------------------------------------------


def removed(**rows: tuple[str, float]) -> Removed:
    table = pd.DataFrame(
        {
            "facility_id": [who for who, _ in rows.values()],
            "without_m": [metres for _, metres in rows.values()],
            "certain_id": [who for who, _ in rows.values()],
            "certain_without_m": [metres for _, metres in rows.values()],
        },
        index=pd.Index(list(rows)),
    )
    return Removed(KIND, table, {name: Text(f"De {name}", f"The {name}") for name in "AB"})


@pytest.mark.parametrize(("without_m", "on"), [(399, ""), (400, "De A"), (math.inf, "De A")])
def test_a_verdict_rests_on_a_place_without_which_it_is_not_met(without_m, on) -> None:
    told = firmness(places(("p", "x", 300, 300)), Doubts([], [removed(p=("A", without_m))]))
    assert only(told) == (Verdict.VOLDOET, True, ())
    assert told["een_plek"].iloc[0].nl == on


def test_who_walks_to_two_places_loses_one_at_a_time() -> None:
    walks = places(("p", "x", 300, 300), ("q", "x", 100, 100))
    gone = removed(p=("A", 350), q=("B", 500))
    told = firmness(walks, Doubts([], [gone]))
    assert told["een_plek"].iloc[0].nl == "De B"
    nearest = firmness(walks, Doubts([], [gone]), measure=Measure.MIN)
    assert nearest["een_plek"].iloc[0].nl == ""


# --- laws -----------------------------------------------------------------------------------------

METRES = st.sampled_from([0.0, 100.0, 399.0, 399.9, 400.0, 401.0, 900.0, math.inf])


@st.composite
def sites(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    n = draw(st.integers(1, 6))
    both = np.sort(np.array([draw(st.tuples(METRES, METRES)) for _ in range(n)]), axis=1)
    spread = np.array([draw(st.tuples(METRES, METRES)) for _ in range(n)])
    low, high = np.minimum(both[:, 0], spread[:, 0]), np.maximum(both[:, 1], spread[:, 1])
    ids = [f"p{i}" for i in range(n)]
    owners = [draw(st.sampled_from("xyz")) for _ in range(n)]
    walks = places(*zip(ids, owners, *both.T, strict=True))
    return walks, pd.DataFrame({"low": low, "high": high}, index=walks.index)


def under(walks: pd.DataFrame, table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    door = Bounds.of(
        Cause.DEUR,
        KIND,
        walks.index,
        low_m=table["low"].to_numpy(),
        high_m=table["high"].to_numpy(),
    )
    return firmness(walks, Doubts([door]), measure=measure).drop(columns=["hangt_aan", "een_plek"])


@settings(max_examples=60, deadline=None)
@given(sites(), st.sampled_from(Measure), st.floats(0, 1))
def test_more_information_never_makes_a_firm_verdict_doubtful(site, measure, share) -> None:
    walks, wide = site
    narrow = wide.copy()
    known = np.arange(len(wide)) < share * len(wide)
    narrow.loc[known, "low"] = walks["distance_m"][known]
    narrow.loc[known, "high"] = walks["certain_m"][known]
    before, after = under(walks, wide, measure), under(walks, narrow, measure)
    assert after["stevig"][before["stevig"]].all()


@settings(max_examples=30, deadline=None)
@given(sites(), st.sampled_from(Measure), st.randoms())
def test_the_order_of_rows_and_their_ids_change_nothing(site, measure, random) -> None:
    walks, table = site
    order = list(range(len(walks)))
    random.shuffle(order)
    names = {old: f"n{k}" for k, old in enumerate(walks.index[order])}
    other = walks.iloc[order].rename(index=names), table.iloc[order].rename(index=names)
    told, again = under(walks, table, measure), under(*other, measure)
    pd.testing.assert_frame_equal(told, again.loc[told.index], check_names=False)


@settings(max_examples=30, deadline=None)
@given(sites(), st.sampled_from(Measure))
def test_the_verdict_without_words_is_the_verdict_with_words(site, measure) -> None:
    walks, _ = site
    objects = objects_of(walks, inpandig=pd.NA)
    for name, asked in read_criteria().items():
        if any(w.voorziening != KIND for w in asked.walks) or not asked.walks:
            continue
        rule = rule_for(asked, measure)
        facts = known_facts(objects, minimum=12)
        for kind, told in chosen_walks(asked, {KIND: walks}, objects.index, rule).items():
            facts = with_walk(facts, told, kind)
        whole = judge_objects(facts, {name: asked}, near=rule.near, searched_m=5_000).whole
        ranks = rank_objects(facts, asked, searched_m=5_000)
        assert [str(VERDICTS[r]) for r in ranks] == whole["verdict"].astype(str).tolist()


def verdicts(walks: pd.DataFrame, objects: pd.DataFrame, rule: JudgingRule) -> list[int]:
    """Judge everything, the slow way."""
    asked = rule.definitions["proef"]
    facts = known_facts(objects, minimum=1)
    for kind, told in chosen_walks(asked, {KIND: walks}, objects.index, rule).items():
        facts = with_walk(facts, told, kind)
    return rank_objects(facts, asked, searched_m=rule.searched_m).tolist()


@settings(max_examples=200, deadline=None)
@given(sites(), st.sampled_from(Measure), st.lists(st.integers(0, 5)), st.data())
def test_what_is_judged_anew_has_the_verdict_that_judging_everything_gives(
    site, measure, moved, data
) -> None:
    walks, table = site
    walks["typical"] = [data.draw(st.booleans()) for _ in walks.index]
    rule, objects = rule_for(definition(ROOM, WALK), measure), objects_of(walks)
    objects["inpandig"] = pd.array(
        [data.draw(st.sampled_from([True, False, pd.NA])) for _ in objects.index]
    )
    judging = Judging(objects, {KIND: walks}, rule.definitions["proef"], rule)
    assert judging.rank.tolist() == verdicts(walks, objects, rule)
    other = walks.copy()
    chosen = np.isin(np.arange(len(walks)), moved)
    other.loc[chosen, "distance_m"] = table["low"][chosen]
    other.loc[chosen, "certain_m"] = table["high"][chosen]
    anew = judging.under({KIND: WalkFacts.of(other)})
    assert anew.rank.tolist() == verdicts(other, objects, rule)
    told = chosen_walks(rule.definitions["proef"], {KIND: other}, objects.index, rule)[KIND]
    for row in np.flatnonzero(anew.told[KIND].place >= 0):
        assert judging.places[anew.told[KIND].place[row]] == told["place_id"].iloc[row]
        assert anew.told[KIND].walked.distance_m[row] == told["distance_m"].iloc[row]


@settings(max_examples=100, deadline=None)
@given(sites(), st.sampled_from(Measure), st.data())
def test_without_a_facility_the_verdict_is_that_of_judging_everything_without_it(
    site, measure, data
) -> None:
    walks, table = site
    rule, objects = rule_for(definition(), measure), objects_of(walks)
    of = {n: [data.draw(st.sampled_from(["", "A", "B"])) for _ in walks.index] for n in ("f", "c")}
    gone = pd.DataFrame(
        {
            "facility_id": of["f"],
            "without_m": table["high"],
            "certain_id": of["c"],
            "certain_without_m": table["high"],
        },
        index=walks.index,
    )
    judging = Judging(objects, {KIND: walks}, rule.definitions["proef"], rule)
    found = judging.without_each(Removed(KIND, gone, {}))
    pairs = {*zip(found.row.tolist(), found.facility.tolist(), strict=True)}
    for name in "AB":
        other = walks.copy()
        for metres, who, then in (
            ("distance_m", "facility_id", "without_m"),
            ("certain_m", "certain_id", "certain_without_m"),
        ):
            other[metres] = other[metres].mask(gone[who] == name, gone[then])
        expected = verdicts(other, objects, rule)
        mine = found.facility == name
        assert found.rank[mine].tolist() == [expected[row] for row in found.row[mine]]
        for row, key in enumerate(objects.index):
            uses = (
                (gone[["facility_id", "certain_id"]] == name)
                .any(axis=1)[walks["object_id"] == key]
                .any()
            )
            assert ((row, name) in pairs) == (uses and judging.rank[row] == VOLDOET)


# --- the decision rule ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "verdict", "begins", "needs"),
    [
        (Decision.EENVOUDIG, "voldoet", "Voldoet aan", ""),
        (
            Decision.BEHOEDZAAM,
            "onbekend",
            "Onbekend, want niet stevig",
            "uitsluitsel over wat het oordeel keert",
        ),
    ],
)
def test_the_decision_rule_says_what_becomes_of_a_verdict_that_is_not_firm(
    decision, verdict, begins, needs
) -> None:
    walks = places(("p", "x", 380, 380), ("q", "y", 300, 300))
    asked = replace(definition(), decision=decision)
    index = pd.Index(["x", "y"], name="object_id")
    verdicts = gpd.GeoDataFrame(
        {
            "oordeel_proef": "voldoet",
            "bijna_proef": False,
            "toelichting_proef": [Text("Voldoet aan.", "Meets.")] * 2,
            "nodig_proef": [Text("", "")] * 2,
        },
        index=index,
        geometry=[None, None],
    )
    doubts = Doubts([bounds(p=(370, 420), q=(290, 310))])
    told = with_firmness(verdicts, {"proef": firmness(walks, doubts, asked)}, {"proef": asked})
    assert told["oordeel_proef"].tolist() == [verdict, "voldoet"]
    assert told["stevig_proef"].tolist() == [False, True]
    assert told["toelichting_proef"].iloc[0].nl.startswith(begins)
    assert told["toelichting_proef"].iloc[1].nl == "Voldoet aan."
    assert [text.nl for text in told["nodig_proef"]] == [needs, ""]


def test_a_decision_rule_names_its_source() -> None:
    source = {"document": "Raadsbesluit", "place": "art. 3", "date": "2026"}
    table = {
        "title": "Proef",
        "woningen": {"minimum": 12, "source": source},
        "decision": "behoedzaam",
    }
    with pytest.raises(ConfigError, match="decision_source"):
        parse_criteria({"proef": table}, source="proef.toml")
    read = parse_criteria({"proef": table | {"decision_source": source}}, source="proef.toml")
    assert read["proef"].decision is Decision.BEHOEDZAAM
    assert "Raadsbesluit" in read["proef"].decision_in(Language.NL)
    assert "ILAC-G8:09/2019" in read_criteria()["druten"].decision_in(Language.EN)


def test_what_is_withheld_is_onbekend_in_every_count_and_of_the_room() -> None:
    """x is near enough by one door alone and y by every door: no count may call x a verdict."""
    asked = replace(definition(ROOM, WALK), decision=Decision.BEHOEDZAAM)
    walks = places(("p", "x", 380, 380), ("q", "y", 300, 300))
    doubts = Doubts([bounds(p=(370, 420), q=(290, 310))])
    firm = firmness(walks, doubts, asked, inpandig=[False, False])
    assert firm["turned_by"].tolist() == [(KIND,), ()]
    counts = count_causes({"plan": {"proef": with_withheld(firm, asked)}}).set_index("oorzaak")
    assert counts.loc["", ["niet_stevig", "oordeel_onbekend"]].tolist() == [0, 1]
    assert counts.loc["deur", ["niet_stevig", "oordeel_onbekend"]].tolist() == [0, 1]
    nothing = Text("", "")
    rows = pd.DataFrame(
        {"verdict": "voldoet", "near_miss": False, "asks": "", "open_walk": False},
        index=pd.MultiIndex.from_product([["x", "y"], ["proef"], [str(Eis.ONTMOETINGSRUIMTE)]]),
    ).assign(nodig=[nothing, nothing])
    told = withheld_requirements(rows, {"proef": firm}, {"proef": asked})
    assert told["verdict"].tolist() == ["onbekend", "voldoet"] == whole_verdicts(told).tolist()
    assert told["open_walk"].tolist() == [True, False]
    assert [bool(text) for text in told["nodig"]] == [True, False]
    room = Text("Een inpandige ontmoetingsruimte is niet nodig: er is een plek.", "Not needed.")
    objects = gpd.GeoDataFrame(
        {
            "oordeel_proef": "voldoet",
            "bijna_proef": False,
            **{f"{name}_proef": [nothing] * 2 for name in ("toelichting", "nodig")},
            "ruimte_nodig_proef": [room] * 2,
        },
        index=firm.index,
        geometry=[None, None],
    )
    said = with_firmness(objects, {"proef": firm}, {"proef": asked})["ruimte_nodig_proef"]
    assert said.iloc[0].nl.startswith("Of een inpandige ontmoetingsruimte nodig is, is niet zeker")
    assert said.iloc[1] == room


def test_by_the_simple_rule_nothing_is_withheld() -> None:
    walks = places(("p", "x", 380, 380))
    firm = firmness(walks, Doubts([bounds(p=(370, 420))]))
    assert with_withheld(firm, definition())["rank"].tolist() == [VOLDOET]
    rows = pd.DataFrame({"verdict": ["voldoet"]})
    assert withheld_requirements(rows, {"proef": firm}, {"proef": definition()}) is rows
