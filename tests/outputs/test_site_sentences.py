"""What is told of candidate sites: rank and verdict in one sentence, and how each lies."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from judged import judged, plannen

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found
from wozgeo.outputs.judged_tables import build_plannen
from wozgeo.outputs.kern_sentences import say_every_kern
from wozgeo.outputs.report.page import render_report
from wozgeo.outputs.report.sites import build_sites
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.site_sentences import ranked_plans, say_locations, say_sites

NOBODY = gpd.GeoDataFrame({"woonplaats": pd.Series(dtype=object)}, geometry=[], crs=RD_NEW)


def run(first="voldoet_niet", second="voldoet", language=Language.NL, lies=(True, pd.NA)) -> Found:
    plans = plannen().iloc[:2].copy()
    plans["oordeel_een"] = [second, first]
    plans["toelichting_een"] = [
        f"{'Voldoet' if verdict == 'voldoet' else 'Voldoet niet'} aan geclusterd wonen volgens Een: reden."
        for verdict in (second, first)
    ]
    plans["rang"] = pd.array([2, 1], dtype="Int64")
    plans["score"] = [70.0, 93.04]
    plans["ligt_goed_een"] = pd.array([*lies], dtype="boolean")
    plans["ligging_een"] = ["Ligt goed: ja, 204 m.", "Ligt goed: niet zeker."]
    plans["punten_supermarkt"] = [100.0, 12.4]
    tables = {"plannen": build_plannen(plans, ["een", "twee"], ("supermarkt", "ontmoetingsplek"))}
    weights = {"supermarkt": 52.0, "ontmoetingsplek": 12.0}
    return replace(judged(), tables=tables, weights=weights, language=language, woningen=NOBODY)


def said(found: Found) -> list[str]:
    return [*say_sites(found, found.definitions["een"])]


def test_the_best_place_of_a_plan_that_does_not_meet_it_is_told_with_why_and_who_does():
    assert "van de 2 goed 1, niet goed 0, niet zeker 1" in said(run())[0]
    best = said(run(lies=(True, True)))[1]
    assert best == (
        "Naar score ligt Veerweg, Voorbeelddorp het best (nummer 1, score 93), maar dat voldoet niet aan "
        "geclusterd wonen volgens Een, want: reden. De hoogste die wel voldoet is Kloosterakker, "
        "Voorbeelddorp, nummer 2."
    )


@pytest.mark.parametrize(
    ("first", "end"),
    [
        ("voldoet", "en dat voldoet aan geclusterd wonen volgens Een."),
        ("onbekend", "is nog onbekend: reden."),
    ],
)
def test_rank_and_verdict_are_connected_whatever_the_verdict_is(first, end):
    assert said(run(first, "voldoet_niet", lies=(True, True)))[1].endswith(end)


@pytest.mark.parametrize(
    ("first", "lies", "told"),
    [
        (
            "voldoet_niet",
            (True, False),
            "Naar score staat Veerweg, Voorbeelddorp bovenaan (nummer 1, score 93), maar het ligt te ver van "
            "wat is gevraagd; het voldoet niet aan geclusterd wonen volgens Een, want: reden. De hoogste die "
            "wel goed ligt is Kloosterakker, Voorbeelddorp, nummer 2.",
        ),
        (
            "onbekend",
            (False, False),
            "Naar score staat Veerweg, Voorbeelddorp bovenaan (nummer 1, score 93), maar het ligt te ver van "
            "wat is gevraagd; of het voldoet aan geclusterd wonen volgens Een is nog onbekend: reden. Van "
            "geen van de 2 staat vast dat het goed ligt.",
        ),
        (
            "voldoet",
            (False, False),
            "Naar score staat Veerweg, Voorbeelddorp bovenaan (nummer 1, score 93), maar het ligt te ver van "
            "wat is gevraagd; het voldoet wel aan geclusterd wonen volgens Een. Van geen van de 2 staat vast "
            "dat het goed ligt.",
        ),
        (
            "onbekend",
            (True, pd.NA),
            "Naar score staat Veerweg, Voorbeelddorp bovenaan (nummer 1, score 93), en of het goed ligt is "
            "niet zeker; of het voldoet aan geclusterd wonen volgens Een is nog onbekend: reden. De hoogste "
            "die wel goed ligt is Kloosterakker, Voorbeelddorp, nummer 2.",
        ),
    ],
)
def test_a_place_that_is_too_far_itself_is_not_said_to_lie_best(first, lies, told):
    assert said(run(first, "voldoet_niet", lies=lies))[1] == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            Language.NL,
            "Ligging van de complexen, {title}: van de 4 goed 1, niet goed 2, niet zeker 1;",
        ),
        (
            Language.EN,
            "Location of the complexes, {title}: of 4 good 1, not good 2, not certain 1;",
        ),
    ],
)
def test_how_many_complexes_lie_too_far_is_told_apart_from_their_verdicts(language, told):
    found = run(language=language)
    lies = pd.array([True, False, False, pd.NA], dtype="boolean")
    found.tables["complexen"] = pd.DataFrame({"ligt_goed_een": lies, "oordeel_een": "onbekend"})
    definition = found.definitions["een"]
    (sentence,) = say_locations(found, definition)
    assert sentence.startswith(told.format(title=definition.title_in(language)))


def test_nothing_is_told_of_where_complexes_lie_without_complexes_or_a_walk():
    found = run()
    for table in (None, pd.DataFrame(), pd.DataFrame({"oordeel_een": ["onbekend"]})):
        if table is not None:
            found.tables["complexen"] = table
        else:
            found.tables.pop("complexen", None)
        assert [*say_locations(found, found.definitions["een"])] == []


def test_without_a_score_nobody_is_first():
    found = run()
    found.tables["plannen"]["rang"] = pd.array([pd.NA, pd.NA], dtype="Int64")
    assert said(found) == []
    assert not len(ranked_plans(found))


def test_the_report_lays_the_sites_side_by_side_with_points_and_weights():
    page = render_report(replace(run(), made_on=date(2026, 3, 9)))
    assert page.index("Veerweg<small>") < page.index("Kloosterakker<small>")
    assert "supermarkt 52, ontmoetingsplek 12" in page
    assert "310,2 (12)" in page
    assert "310,2 (100)" in page
    assert "Ligt goed: ja, 204\u00a0m." in page


def test_it_is_told_in_english():
    lies, best = said(run(language=Language.EN))
    assert "good 1, not good 0, not certain 1" in lies
    assert "comes first (number 1, score 93), and whether it lies well is not certain" in best
    assert "but it does not meet" in said(run(language=Language.EN, lies=(True, True)))[1]


def test_every_kern_is_told_in_one_sentence_per_definition():
    table = pd.DataFrame(
        {
            "definitie": ["een"] * 3 + ["twee"],
            "aanwezig": ["heeft het", "geen", "geen", "gepland"],
        },
        index=pd.Index(["Noord", "Oost", "West", "Noord"], name="kern"),
    )
    found = replace(judged(), elke_kern=table)
    assert [*say_every_kern(found, found.definitions["een"])] == [
        "In elke kern, geclusterd wonen volgens Een: van de 3 kernen hebben het: 1 (Noord); geen: 2 (Oost, "
        "West)."
    ]
    assert [*say_every_kern(judged(), found.definitions["een"])] == []


def test_the_metres_beside_a_sentence_are_rounded_as_in_it():
    """A plan at 1.214,85 m lay at "1.214,8" in a cell and at "1.214,9 m" in the sentence beside it."""
    found = run()
    plans = plannen().iloc[:2].copy()
    plans["rang"], plans["score"] = pd.array([1, 2], dtype="Int64"), [80.0, 70.0]
    for kind in ("supermarkt", "ontmoetingsplek"):
        plans[f"punten_{kind}"], plans[f"afstand_{kind}_max_m"] = [26.0, 85.0], [1214.85, 399.96]
    tables = {"plannen": build_plannen(plans, ["een", "twee"], ("supermarkt", "ontmoetingsplek"))}
    rows = build_sites(replace(found, tables=tables), ReportWords(Language.NL))
    assert rows is not None
    assert [row.cells for row in rows.rows] == [
        ["1.214,8 (26)", "1.214,9 (26)"],
        ["399,9 (85)", "399,9 (85)"],
    ]
