"""What a council would stumble over: a head that is said again, a sum of one, a list that ends without telling."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from judged import DEFINITIONS, judged

from wozgeo.config import read_config
from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.columns_sites import SitePoints
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Measure
from wozgeo.outputs.answer_sentences import answer
from wozgeo.outputs.conversion_sentences import say_conversions
from wozgeo.outputs.report import page, reasons, sites
from wozgeo.outputs.report.verdicts import say_hanging
from wozgeo.outputs.report.words import ReportWords
from wozgeo.runs import where_seniors

NL = Language.NL
SAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("hangt aan één plek: De Brink", "Hangt aan één plek: De Brink"),
        ("plek De Brink: op 384,5 m", "Hangt aan: plek De Brink: op 384,5 m"),
    ],
)
def test_hangs_on_is_not_said_twice_in_a_row(told, said):
    assert say_hanging(told, ReportWords(NL)) == said


def test_what_a_list_did_begins_with_a_capital_under_the_name_of_the_list():
    told = page._by_file(["lijst.csv: voegt 2 huisartsen toe", "1 plan ontbreekt."])
    assert dict(told) == {"": ["1 plan ontbreekt."], "lijst.csv": ["Voegt 2 huisartsen toe"]}


@pytest.mark.parametrize("name", ["buurten_2022.geojson", "ouderen.parquet", "bag.gpkg", "x.gz"])
def test_a_file_with_a_long_ending_has_its_own_head_and_keeps_its_name(name):
    """The report said "Kampen_buurten_2022_rd.geojson": no such file."""
    assert dict(page._by_file([f"{name}: 1 buurt heeft geen cijfers."])) == {
        name: ["1 buurt heeft geen cijfers."]
    }


@pytest.mark.parametrize(
    ("misses", "said"),
    [
        ([1, 1], "alle 2 die niet voldoen missen één ding: alleen woningen (2)"),
        ([1, 2, 2], "van de 3 die niet voldoen mist er 1 één ding: alleen woningen (1)"),
        ([1, 1, 2], "van de 3 die niet voldoen missen er 2 één ding: alleen woningen (2)"),
        ([1], "het ene dat niet voldoet mist één ding: alleen woningen (1)"),
    ],
)
def test_of_all_that_miss_one_thing_is_not_said_how_many_of_how_many(misses, said):
    definition = next(iter(DEFINITIONS.values()))
    table = pd.DataFrame(
        {
            "definitie": definition.name,
            "mist_eisen": ["ontmoetingsruimte" for _ in misses],
            "n_mist": misses,
        }
    )
    ((_, sentence),) = say_conversions(replace(judged(), ombouw=table), definition)
    assert (
        sentence
        == f"Complexen, {definition.title}: {said.replace('woningen', 'ontmoetingsruimte')}."
    )


def test_more_concentrations_without_a_place_than_are_named_are_counted():
    """The list stopped after five, and nothing told that there were more."""
    config = read_config(SAMPLE / "wozerwaard.toml")
    table = pd.DataFrame({"naam": [*"abcdefg"], "kern": "Dorp", "n_65": 40})
    table[Lacking("ontmoetingsplek").n_zonder] = 30
    said = [text(NL) for text in where_seniors._said_of(table, config)]
    assert "minstens 0,8 × het gemiddelde" in said[0]
    assert said[0].startswith(
        "Er zijn 7 concentraties van 65-plussers: straten waar overal minstens 60"
    )
    assert said[1].endswith("e (Dorp), 30 van de 40 65-plussers en nog 2.")


def test_once_the_mean_is_the_mean():
    """ "Minstens 1 × het gemiddelde"."""
    config = read_config(SAMPLE / "wozerwaard.toml")
    alike = replace(config, population=replace(config.population, concentration_times=1.0))
    (said,) = where_seniors._said_of(pd.DataFrame({"naam": ["a"]}), alike)
    assert "per woning minstens het gemiddelde" in said(NL)
    assert "at least the mean per dwelling" in said(Language.EN)


@pytest.mark.parametrize(
    ("verdicts", "firm", "said"),
    [
        (["voldoet", "voldoet"], [True, True], "De 2 oordelen ja of nee zijn stevig"),
        (["voldoet", "onbekend"], [True, False], "Dat oordeel ja of nee is stevig"),
        (
            ["voldoet", "voldoet_niet", "voldoet_niet", "onbekend"],
            [False, False, True, False],
            "Van de 3 oordelen ja of nee zijn er 2 niet stevig (1 die voldoet en 1 die niet voldoet)",
        ),
        (
            ["voldoet", "voldoet"],
            [False, True],
            "Van de 2 oordelen ja of nee is er 1 niet stevig (1 die voldoet)",
        ),
    ],
)
def test_how_many_are_firm_is_said_with_what_firm_is(verdicts, firm, said):
    """ "Hoe stevig: 1 × voldoet; 2 × voldoet, niet stevig": nobody had been told what firm means."""
    definition = next(iter(DEFINITIONS.values()))
    of = OfDefinition(definition.name)
    table = pd.DataFrame(
        {of.oordeel: verdicts, of.stevig: firm, of.een_plek: "", of.bijna: False, "naam": "x"}
    )
    sentence, again = answer({"plannen": table, "complexen": table}, [definition], NL)
    assert f" {said}: " in sentence
    assert "andere deur, ingang, weg of plek" in sentence
    assert f" {said}." in again, "said once"


def test_who_is_just_too_far_has_not_all_the_points():
    """Beside "405,2 m, 5,2 m te ver" stood 100 points of 100."""
    found, kind = judged(), "ontmoetingsplek"
    row = {Walk(kind).measured(Measure(found.measure)): 405.2, SitePoints(kind).punten: 99.6}
    cell = sites._cell(pd.Series(row), kind, None, found, ReportWords(NL))
    assert cell == "405,2 (99)"
    all_of_it = pd.Series(row | {SitePoints(kind).punten: 100.0})
    assert sites._cell(all_of_it, kind, None, found, ReportWords(NL)) == "405,2 (100)"


def test_a_kern_with_many_names_only_the_first_and_counts_the_rest():
    """Of Kampen 36 complexes stood in one cell."""
    name = next(iter(DEFINITIONS))
    row = {"definitie": name, "aanwezig": "heeft het", "kandidaat": "", "nodig": ""}
    many = ", ".join(f"Hof {i}" for i in range(15))
    table = pd.DataFrame([row | {"namen": many}, row | {"namen": ""}], index=["Groot", "Klein"])
    ((_, rows),) = reasons._kernen(replace(judged(), elke_kern=table))
    assert [names for _, _, names, *_ in rows] == [f"{many.partition(', Hof 12')[0]} en nog 3", ""]


def asked(*names: str) -> pd.DataFrame:
    rows = {
        "aan": "Gemeente",
        "wat": "plan",
        "naam": names,
        "kern": "Dorp",
        "vraag": "bevestig",
        "beslist": "",
    }
    return pd.DataFrame(rows).assign(id=[f"P{k}" for k in range(len(names))])


def test_a_question_about_two_plans_of_one_name_says_which():
    (row,) = reasons._asks(replace(judged(), navragen=asked("Hof", "Erf", "Hof")), ReportWords(NL))
    assert row.names == "Hof P0, Erf, Hof P2"


def test_a_complex_and_a_plan_of_one_id_are_not_taken_for_one_another():
    table = asked("Hof", "Erf").assign(id="1", wat=["plan", "complex"])
    (row,) = reasons._asks(replace(judged(), navragen=table), ReportWords(NL))
    assert row.names == "Hof, Erf"
