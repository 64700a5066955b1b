"""Claims about definitions: exactly what the documents say, every number with its source, every fault told."""

from pathlib import Path
from typing import Any

import pytest

from wozgeo.domain.criteria import (
    AtLeast,
    Attribute,
    Definition,
    Within,
    choose_definitions,
    dutch_number,
    parse_criteria,
    read_criteria,
)
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Eis, Measure

SOURCE = {"document": "Afspraken", "place": "§1", "date": "2025"}


def table(kind: str, **keys: Any) -> dict[str, Any]:
    return {"proef": {"title": "de proef", kind: {"source": SOURCE, **keys}}}


def faults(content: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_criteria(content, source="mijn.toml")
    return caught.value.faults


def asked(definition: Definition) -> dict[str, tuple[object, ...]]:
    return {str(r.kind): r.alternatives for r in definition.requirements}


INPANDIG, VOOR_BEWONERS = Attribute("inpandig"), Attribute("voor_bewoners")
NOT_INTRAMURAAL = Attribute("intramuraal", wanted=False)
HALF_55PLUS = AtLeast("share_55plus", 0.5)


def test_druten_asks_12_dwellings_and_less_than_400_m() -> None:
    assert asked(read_criteria()["druten"]) == {
        "woningen": (AtLeast("n_dwellings", 12),),
        "ontmoetingsruimte": (INPANDIG, Within(400, strict=True)),
        "ouderen": (Attribute("voor_senioren"),),
        "toegankelijk": (Attribute("levensloopgeschikt"),),
    }


def test_rijk_knows_no_walk() -> None:
    assert asked(read_criteria()["rijk"]) == {
        "woningen": (AtLeast("n_dwellings", 12),),
        "ontmoetingsruimte": (INPANDIG,),
        "ouderen": (HALF_55PLUS,),
        "toegankelijk": (Attribute("nultreden"), Attribute("levensloopgeschikt")),
        "niet_intramuraal": (NOT_INTRAMURAAL,),
    }
    assert read_criteria()["rijk"].walk is None


def test_rigo_asks_5_dwellings_and_nothing_about_stairs() -> None:
    assert asked(read_criteria()["rigo"]) == {
        "woningen": (AtLeast("n_dwellings", 5),),
        "ontmoetingsruimte": (INPANDIG, VOOR_BEWONERS),
        "ouderen": (HALF_55PLUS,),
        "niet_intramuraal": (NOT_INTRAMURAAL,),
    }


def test_wwz_asks_5_dwellings_half_of_them_for_seniors() -> None:
    assert asked(read_criteria()["wwz"]) == {
        "woningen": (AtLeast("n_dwellings", 5),),
        "ontmoetingsruimte": (INPANDIG, VOOR_BEWONERS),
        "ouderen": (Attribute("voor_senioren"), HALF_55PLUS),
        "toegankelijk": (Attribute("levensloopgeschikt"),),
        "niet_intramuraal": (NOT_INTRAMURAAL,),
    }


def test_nultreden_answers_for_druten_where_levensloopgeschikt_is_not_given() -> None:
    (requirement,) = (
        r for r in read_criteria()["druten"].requirements if r.kind is Eis.TOEGANKELIJK
    )
    assert requirement.stand_in == Attribute("nultreden")


def test_four_definitions_come_with_wozgeo_and_every_requirement_names_its_source() -> None:
    criteria = read_criteria()
    assert list(criteria) == ["druten", "rijk", "rigo", "wwz"]
    for name, definition in criteria.items():
        assert definition.name == name
        for requirement in definition.requirements:
            source = requirement.source
            assert "" not in (source.document, source.place, source.date)


def test_a_requirement_reads_as_dutch_with_its_strictness() -> None:
    strict, loose = Within(400, strict=True), Within(412.5, strict=False, measure=Measure.MAX)
    assert str(strict) == "een ontmoetingsplek op minder dan 400 m lopen (400 m zelf is te ver)"
    assert str(loose) == (
        "een ontmoetingsplek op hoogstens 412,5 m lopen (412,5 m zelf is nog goed, de verste plek telt)"
    )
    assert str(AtLeast("n_dwellings", 12)) == "minstens 12 woningen"
    assert str(AtLeast("share_55plus", 0.58)) == "minstens 58 % 55-plus"


def test_a_requirement_reads_as_english_as_well() -> None:
    requirements = {str(r.kind): r for r in read_criteria()["druten"].requirements}
    said = {kind: r.said(Language.EN) for kind, r in requirements.items()}
    assert said == {
        "woningen": "at least 12 dwellings",
        "ontmoetingsruimte": (
            "an in-house meeting room, or a meeting place less than 400 m away on foot (400 m itself is too far)"
        ),
        "ouderen": "intended for seniors",
        "toegankelijk": (
            "suitable for all stages of life (where not stated, this counts: step-free dwellings)"
        ),
    }
    loose = Within(1412.5, strict=False, measure=Measure.MAX)
    assert loose.said(Language.EN).endswith(
        "at most 1,412.5 m away on foot (1,412.5 m itself is near enough, the farthest place counts)"
    )
    assert AtLeast("share_55plus", 0.58).said(Language.EN) == "at least 58% aged 55 or over"


def test_a_source_keeps_its_own_name_in_english() -> None:
    source = read_criteria()["rigo"].requirements[0].source
    assert source.said(Language.EN) == (
        "monitorgeclusterdwonen.nl (place: not stated; date: not stated)"
    )
    assert str(source) == "monitorgeclusterdwonen.nl (plaats: niet vermeld; datum: niet vermeld)"


def test_a_definition_without_an_english_title_keeps_its_own() -> None:
    criteria = read_criteria()
    assert criteria["druten"].title_in(Language.NL) == "geclusterd wonen volgens Druten"
    assert criteria["druten"].title_in(Language.EN) == (
        "the Druten definition of geclusterd wonen (clustered housing)"
    )
    assert all(definition.title_en for definition in criteria.values())
    own = parse_criteria(table("niet_intramuraal"), source="mijn.toml")["proef"]
    assert own.title_in(Language.EN) == "de proef"
    assert Definition("a", "{plan}", ()).title_in(Language.EN) == "{plan}"


def test_an_english_title_is_a_text() -> None:
    content = table("niet_intramuraal")
    content["proef"]["title_en"] = 3
    assert faults(content) == ("proef.title_en: found 3, expected a text in quotes",)


@pytest.mark.parametrize(
    ("number", "text"),
    [(400.0, "400"), (0.0, "0"), (1436.1, "1.436,1"), (-36.5, "-36,5"), (1200000, "1.200.000")],
)
def test_numbers_are_written_the_dutch_way(number: float, text: str) -> None:
    assert dutch_number(number) == text


def test_a_gemeente_can_copy_and_change_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mijn.toml"
    file.write_text(
        '\ufeff[eigen]\ntitle = "eigen"\n[eigen.ontmoetingsruimte]\nany_of = ["loopafstand"]\n'
        'limit_m = 500\nstrict = false\nmeasure = "mediaan"\n'
        'source = { document = "Visie", place = "blz. 3", date = "2026" }\n',
        encoding="utf-8",
    )
    assert read_criteria(file)["eigen"].walk == Within(500, strict=False, measure=Measure.MEDIAAN)


def test_a_file_that_is_not_there_or_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        read_criteria(tmp_path / "weg.toml")
    (tmp_path / "fout.toml").write_text("[druten")
    with pytest.raises(ConfigError, match="not readable as TOML"):
        read_criteria(tmp_path / "fout.toml")


WALK = {"any_of": ["loopafstand"], "limit_m": 400, "strict": True}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "no definitions found"),
        ({"proef": 3}, "proef: found 3, expected a table"),
        ({"proef": {}}, "proef: no requirement"),
        ({"proef": {"title": "x"}}, "proef: no requirement"),
        ({"Proef 1": table("niet_intramuraal")["proef"]}, "Proef 1: a definition's name"),
        ({"proef": {"niet_intramuraal": {"source": SOURCE}}}, "proef.title: missing"),
        (table("wonigen"), "proef.wonigen: unknown key; did you mean woningen?"),
        (table("parkeren"), "proef.parkeren: unknown key; known are title, woningen"),
        (
            {"proef": {"title": "x", "woningen": 12}},
            "proef.woningen: found 12, expected a table such as [proef.woningen] with source, minimum",
        ),
        (table("woningen"), "proef.woningen.minimum: missing"),
        (table("woningen", minimum=0), "minimum: found 0"),
        (table("woningen", minimum=2.5), "minimum: found 2.5, expected a whole number"),
        (table("woningen", minimum=True), "minimum: found True"),
        (table("woningen", minimum="12"), "minimum: found '12'"),
        (table("woningen", minimum=float("inf")), "minimum: found inf"),
        (table("woningen", minimum=12.00000001), "expected a whole number"),
        (table("woningen", minimum=0.5), "minimum: found 0.5, expected a whole number"),
        (table("woningen", minimun=12), "minimun: unknown key; did you mean minimum?"),
        (
            table("ontmoetingsruimte"),
            "any_of: missing; expected a list of inpandig, voor_bewoners, loopafstand",
        ),
        (table("ontmoetingsruimte", any_of=[]), "any_of: found []"),
        (
            table("ontmoetingsruimte", any_of="inpandig"),
            "any_of: found 'inpandig', expected a list",
        ),
        (table("toegankelijk", any_of=3), "any_of: found 3, expected a list of levensloopgeschikt"),
        (table("ontmoetingsruimte", any_of=["inpandg"]), "did you mean inpandig?"),
        (table("ontmoetingsruimte", any_of=[3]), "any_of[1]: found 3"),
        (
            table("ontmoetingsruimte", any_of=["binnen", "loopafstand"], strict="ja"),
            "limit_m: missing",
        ),
        (
            table("ontmoetingsruimte", any_of=["binnen", "loopafstand"], strict="ja"),
            "strict: found 'ja'",
        ),
        (table("ontmoetingsruimte", any_of=["inpandig"] * 2), "inpandig is named twice"),
        (table("ontmoetingsruimte", **{**WALK, "limit_m": 0}), "limit_m: found 0"),
        (table("ontmoetingsruimte", **{**WALK, "limit_m": -400}), "limit_m: found -400"),
        (table("ontmoetingsruimte", **{**WALK, "limit_m": float("nan")}), "limit_m: found nan"),
        (
            table("ontmoetingsruimte", **{**WALK, "strict": 1}),
            "strict: found 1, expected true or false",
        ),
        (table("ontmoetingsruimte", any_of=["loopafstand"], limit_m=400), "strict: missing"),
        (table("ontmoetingsruimte", any_of=["loopafstand"], strict=True), "limit_m: missing"),
        (table("ontmoetingsruimte", **WALK, measure="mediann"), "did you mean mediaan?"),
        (
            table("ontmoetingsruimte", any_of=["inpandig"], limit_m=400),
            'limit_m: means nothing without "loopafstand" in any_of',
        ),
        (table("ouderen", any_of=["aandeel_55plus"]), "minimum_share: missing"),
        (
            table("ouderen", any_of=["aandeel_55plus"], minimum_share=50),
            "found 50, expected a share",
        ),
        (table("ouderen", any_of=["aandeel_55plus"], minimum_share=-0.1), "found -0.1"),
        (table("toegankelijk", any_of=["nultreden"], stand_in="nultreden"), "is already in any_of"),
        (table("toegankelijk", any_of=["nultreden"], stand_in="lift"), "stand_in: found 'lift'"),
        ({"proef": {"title": "x", "niet_intramuraal": {}}}, "niet_intramuraal.source: missing"),
        (table("niet_intramuraal", source="CBS"), "source: found 'CBS', expected a table"),
        (table("niet_intramuraal", source={**SOURCE, "date": ""}), "source.date: found ''"),
        (table("niet_intramuraal", source={"document": "a", "place": "b"}), "source.date: missing"),
        (table("niet_intramuraal", source={**SOURCE, "datum": "x"}), "source.datum: unknown key"),
    ],
)
def test_a_fault_is_told_once_with_what_was_found(content: dict[str, Any], said: str) -> None:
    found = faults(content)
    assert [said in fault for fault in found].count(True) == 1, found


def test_all_faults_are_told_at_once() -> None:
    found = faults(
        {
            "druten": {
                "title": "Druten",
                "woningen": {"minimum": "12"},
                "ontmoetingsruimte": {"any_of": ["loopafstand"], "limit_m": -1, "source": SOURCE},
            },
            "rijk": {"titel": "Rijk", "niet_intramuraal": {"source": SOURCE}},
        }
    )
    assert len(found) == 6
    for said in (
        "druten.woningen.source: missing",
        "druten.woningen.minimum: found '12'",
        "druten.ontmoetingsruimte.limit_m: found -1",
        "druten.ontmoetingsruimte.strict: missing",
        "rijk.titel: unknown key; did you mean title?",
        "rijk.title: missing",
    ):
        assert any(said in fault for fault in found), (said, found)


def test_definitions_are_chosen_by_name_in_the_order_asked() -> None:
    assert list(choose_definitions(read_criteria(), ["rijk", "druten"], source="run")) == [
        "rijk",
        "druten",
    ]


def test_every_unknown_definition_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        choose_definitions(read_criteria(), ["drutn", "druten", "zwolle"], source="run.toml")
    assert caught.value.faults == (
        "drutn: unknown definition; did you mean druten?",
        "zwolle: unknown definition; known are druten, rijk, rigo, wwz",
    )
