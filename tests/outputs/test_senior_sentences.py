"""What is told of seniors, search areas and what just misses: in one sentence each, with bounds, never a gap."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from judged import judged
from shapely import LineString, MultiLineString, Point, box

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.language import Language
from wozgeo.domain.population import Seniors
from wozgeo.outputs.found import Found
from wozgeo.outputs.remedy_sentences import cut_short, say_remedies
from wozgeo.outputs.report.kern_seniors import drawn_seniors, senior_line
from wozgeo.outputs.report.new_places import (
    plans_of_each,
    remedy_tables,
    search_tables,
    siting_tables,
)
from wozgeo.outputs.report.page import render_report
from wozgeo.outputs.report.seniors import _share_within, build_seniors
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.search_sentences import say_search
from wozgeo.outputs.senior_sentences import say_interval, say_seniors
from wozgeo.outputs.workbook.senior_sheets import (
    ids_last,
    place_sheets,
    search_sheet,
    senior_sheets,
)

INT = "Int64"
NOBODY = gpd.GeoDataFrame({"woonplaats": pd.Series(dtype=object)}, geometry=[], crs=RD_NEW)


def areas(**gemeente) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(
        [("kern", "Dorp"), ("kern", "Buiten"), ("buurt", "BU1"), ("gemeente", "GM1")],
        names=["niveau", "code"],
    )
    table = pd.DataFrame(
        {
            "naam": ["Dorp", "Buiten", "Oost", "Gemeente Een"],
            "n_65_laag": pd.array([1265, pd.NA, 30, 1265], INT),
            "n_65": pd.array([1280, pd.NA, 40, 1290], INT),
            "n_65_hoog": pd.array([1303, pd.NA, pd.NA, 1340], INT),
            "n_75_laag": pd.array([600, pd.NA, pd.NA, pd.NA], INT),
            "n_75": pd.array([640, pd.NA, 20, 650], INT),
            "n_75_hoog": pd.array([660, pd.NA, 40, 700], INT),
            "aandeel_65": [0.246, None, 0.2, 0.24],
            "tekort_laag": pd.array([-117, pd.NA, pd.NA, -120], INT),
            "tekort": pd.array([-41, pd.NA, pd.NA, 9], INT),
            "tekort_hoog": pd.array([4, pd.NA, pd.NA, 12], INT),
            "geclusterd_bestaand": [12, 0, 0, 12],
            "geclusterd_zeker": [44, 0, 0, 44],
            "geclusterd_mogelijk": [73, 0, 0, 73],
        },
        index=index,
    )
    return table.assign(**gemeente)


def concentrations() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "naam": ["Voorstraat", "Achterweg"],
            "buurt": ["Oost", ""],
            "kern": ["Dorp", "Dorp"],
            "n_woningen": [1137, 20],
            "n_65_laag": pd.array([440, 5], INT),
            "n_65": pd.array([595, 30], INT),
            "n_65_hoog": pd.array([730, 60], INT),
            "n_65_zonder_ontmoetingsplek": pd.array([280, pd.NA], INT),
            "mist": ["supermarkt", ""],
        },
        geometry=[MultiLineString([LineString([(0, 0), (400, 0)])]), MultiLineString()],
        index=pd.RangeIndex(1, 3, name="rang"),
        crs=RD_NEW,
    )


def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "plek": ["gekozen", "kandidaat", "bestaand"],
            "rang": pd.array([1, pd.NA, pd.NA], INT),
            "naam": ["Gymzaal", "School", ""],
            "kern": ["Dorp", "Dorp", "Dorp"],
            "winst_laag": pd.array([50, 10, pd.NA], INT),
            "winst": pd.array([120, 40, pd.NA], INT),
            "winst_hoog": pd.array([225, 85, pd.NA], INT),
            "verlies_laag": pd.array([pd.NA, pd.NA, pd.NA], INT),
            "verlies": pd.array([pd.NA, pd.NA, pd.NA], INT),
            "verlies_hoog": pd.array([pd.NA, pd.NA, 10], INT),
            "altijd_gekozen": pd.array([True, pd.NA, pd.NA], "boolean"),
            "even_goed": ["School", "", ""],
        },
        geometry=[Point(100, 50), Point(200, 50), Point(300, 50)],
        index=pd.Index(["K1", "K2", "n3"], name="id"),
        crs=RD_NEW,
    )


def search() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "definitie": ["een", "een", "twee"],
            "lezing": ["zeker", "mogelijk", "zeker"],
            "kern": ["Dorp", "Buiten", "Dorp"],
            "oppervlakte_m2": [342_500, 3_100, 10],
            "share_bebouwd": [0.16, 0.0, 0.0],
            "score": [91.93, 40.0, 1.0],
            "n_65_bereik_laag": pd.array([255, None, None], INT),
            "n_65_bereik": pd.array([280, 0, 5], INT),
            "n_65_bereik_hoog": pd.array([300, None, 10], INT),
            "voor_kern": ["Buiten (120 m)", "", ""],
        },
        geometry=[box(0, 0, 100, 100), box(100, 0, 200, 100), box(0, 0, 900, 900)],
        index=pd.RangeIndex(1, 4, name="rang"),
        crs=RD_NEW,
    )


def plans() -> gpd.GeoDataFrame:
    """Lie in the first area; for most in the second; far away."""
    return gpd.GeoDataFrame(
        {"naam": ["Hof", "", "Ver"], "zoekgebied": ["zeker", "mogelijk", "nee"]},
        geometry=[box(10, 10, 20, 20), box(90, 10, 190, 20), box(500, 500, 510, 510)],
        index=pd.Index(["P1", "P2", "P3"], name="id"),
        crs=RD_NEW,
    )


def run(language=Language.NL, *, per_area=None, plannen=None, **tables) -> Found:
    given = {"concentraties": concentrations(), "plekken": places(), "zoekgebieden": search()}
    per_area = areas() if per_area is None else per_area
    seniors = Seniors(
        per_area=per_area,
        supply=per_area[per_area.index.get_level_values("niveau") == "gemeente"],
        place_kind="ontmoetingsplek",
        ratio=12,
        told=("Bron: vierkanten.gpkg",),
        national="Ter vergelijking, landelijk: 132.001 geclusterde woningen.",
    )
    found = judged()
    tables = {**given, **({"plannen": plannen} if plannen is not None else {}), **tables}
    tables = {**found.tables, **tables}
    given = {"population": seniors, "language": language, "tables": tables}
    return replace(found, **given, woningen=NOBODY, made_on=date(2026, 1, 2))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"n": 1280, "n_laag": 1265, "n_hoog": 1303}, "1.280 (1.265–1.303)"),
        ({"n": 1280, "n_laag": 1265, "n_hoog": pd.NA}, "1.280 (ten minste 1.265)"),
        ({"n": 1280, "n_laag": 0, "n_hoog": pd.NA}, "1.280 (geen grenzen bekend)"),
        ({"n": 1280, "n_laag": pd.NA, "n_hoog": 1303}, "1.280 (ten hoogste 1.303)"),
        ({"n": 20}, "20"),
        ({"n": 0, "n_laag": 0, "n_hoog": 0}, "0 (0–0)"),
        ({"n": pd.NA, "n_laag": 5, "n_hoog": 9}, ""),
        ({}, ""),
    ],
)
def test_a_bound_that_is_not_known_is_never_made_up(row, said):
    assert say_interval(row, "n", Language.NL) == said


def test_a_gap_below_nought_is_no_range_of_minuses():
    row = {"tekort": -41, "tekort_laag": -117, "tekort_hoog": 4}
    assert say_interval(row, "tekort", Language.NL, signed=True) == "−41 (−117 tot 4)"
    assert say_interval(row, "tekort", Language.EN, signed=True) == "−41 (−117 to 4)"


def test_the_answer_is_one_sentence_with_bounds_what_lacks_and_what_is_next():
    assert [*say_seniors(run())] == [
        "Er wonen naar verwachting 1.290 (1.265–1.340) 65-plussers; in 1 concentratie hebben er 280 geen "
        "ontmoetingsplek op minder dan 400 m zeker lopen; de volgende plek, Gymzaal (Dorp), brengt er "
        "120 (50–225) binnen 400 m."
    ]
    (english,) = say_seniors(run(Language.EN))
    assert english.startswith(
        "An expected 1,290 (1,265–1,340) people of 65 and over live here; in 1 "
    )


def test_without_a_gemeente_the_kernen_are_named_and_of_none_known_nothing_is_said():
    dorp = areas().loc[[("kern", "Dorp")]]
    table = pd.concat([dorp, dorp.rename(index={"Dorp": "Elders"}).assign(naam="Elders")])
    (said,) = say_seniors(run(per_area=table, concentraties=concentrations().iloc[:0]))
    assert "65-plussers in Dorp: 1.280 (1.265–1.303), Elders: 1.280 (1.265–1.303);" in said
    assert [*say_seniors(replace(run(), population=None))] == []


def test_a_gain_that_is_not_shown_is_fewer_and_not_nought():
    table = places()
    table["winst"] = pd.array([pd.NA] * 3, INT)
    assert "brengt er minder dan 5 binnen 400 m" in next(iter(say_seniors(run(plekken=table))))


def test_which_plans_lie_in_a_search_area_of_the_first_definition():
    areas_said, plans_said = say_search(run(plannen=plans()))
    assert areas_said.startswith("Er zijn 2 zoekgebieden: daar haalt een nieuwe woonvorm")
    assert plans_said == (
        "Plannen die er voor meer dan de helft in liggen, de rest kan te ver zijn: zeker 1 (Hof); "
        "misschien 1 (P2); niet 1 (Ver)."
    )
    (none,) = say_search(run(zoekgebieden=search().iloc[:0], plannen=plans()))
    assert none.startswith("Er is geen zoekgebied")


def test_two_plans_of_one_name_are_told_apart_by_their_ids():
    """The sentence named "Plan Schepenenstraat" twice, and nobody could say which lay where."""
    twice = plans().assign(naam="Hof")
    said = " ".join(say_search(run(plannen=twice)))
    assert all(f"(Hof {key})" in said for key in twice.index)


def test_a_kern_from_where_no_street_leads_to_a_search_area_is_named():
    _, said, _ = say_search(replace(run(plannen=plans()), no_way_to_area=["Eiland", "Verweg"]))
    assert said.startswith("Voor Eiland, Verweg is geen zoekgebied te noemen")


def test_a_plan_stands_with_the_area_most_of_it_lies_in():
    mine = search().iloc[:2]
    assert plans_of_each(mine, plans()) == {1: ["Hof"], 2: ["P2"]}
    assert plans_of_each(mine, None) == {1: [], 2: []}


def test_the_table_of_search_areas_is_not_headed_by_a_definition_by_a_definition():
    (table,) = search_tables(run(), ReportWords(Language.NL))
    assert table.caption.count("volgens") == 1


def remedies() -> dict[str, gpd.GeoDataFrame]:
    streets = gpd.GeoDataFrame(
        {
            "wat": ["plan"], "naam": ["Hof"], "kern": ["Dorp"], "straten_m": [101.9],
            "straten": ["A, B, C, D, E, F"], "niet_geteld": ["Kerk (kerk): 352,9 m"],
        },
        geometry=[None], index=pd.Index(["P1"], name="id"), crs=RD_NEW,
    )  # fmt: skip
    there = gpd.GeoDataFrame(
        {
            "naam": ["", "Westerkerk"], "telt_niet_omdat": ["kerk", "kerk"], "helpt_complexen": [1, 13],
            "helpt_plannen": [1, 0], "zou_helpen": ["x", "y"],
        },
        geometry=[None, None], index=pd.Index(["w1", "w2"], name="id"), crs=RD_NEW,
    )  # fmt: skip
    return {"straten_erbij": streets, "plekken_erbij": there}


def test_where_a_place_would_have_to_come_is_told_in_words():
    streets, there = say_remedies(run(**remedies()))
    assert streets == (
        "Voor 1 plan of complex dat net te ver ligt, zou een ontmoetingsplek aan een van deze straten genoeg "
        "zijn: Hof (A, B, C, D en nog 2)."
    )
    assert there == (
        "2 plekken die nu niet tellen, zouden iemand helpen als zij wel telden; het meest: zonder naam, kerk "
        "(1 complex, 1 plan); Westerkerk, kerk (13 complexen)."
    )
    assert cut_short("", Language.NL) == "een straat zonder naam"
    captions = [t.caption for t in remedy_tables(run(**remedies()), ReportWords(Language.NL))]
    assert len(captions) == 2


# --- report -------------------------------------------------------------------------------------------


def section(found=None):
    built = build_seniors(found or run(plannen=plans()), ReportWords(Language.NL))
    return {table.caption.split(":")[0]: table for table in built.tables}


def test_every_row_of_every_table_has_a_cell_under_each_head():
    for table in section().values():
        assert table.rows
        assert all(len(row.cells) == len(table.heads) for row in table.rows)


def test_kernen_come_before_the_whole_and_what_is_not_shown_is_a_dash():
    rows = section()["Hoeveel ouderen er wonen"].rows
    assert [row.cells[0] for row in rows] == ["Dorp", "Buiten", "gemeente Gemeente Een"]
    assert [row.whole for row in rows] == [False, False, True]
    assert rows[1].cells[1:3] == ["–", "–"]
    assert rows[0].cells[3] == "24\u00a0%"


def test_a_gemeente_of_which_only_the_code_is_known_is_the_whole_gemeente():
    nameless = areas().assign(naam=["Dorp", "Buiten", "Oost", ""])
    found = run(plannen=plans())
    population = replace(found.population, per_area=nameless, supply=nameless)
    tables = section(replace(found, population=population))
    assert tables["Hoeveel ouderen er wonen"].rows[-1].cells[0] == "hele gemeente"


def test_a_share_of_a_few_is_not_nought_percent():
    """Of 8.957 there were 40 who reach all, "· 0 %"."""
    words = ReportWords(Language.NL)
    few, none = ({"n_65": n, "aandeel_65_binnen": 0.0} for n in (40, 0))
    assert _share_within(pd.Series(few), words) == "<\u00a01\u00a0%"
    assert _share_within(pd.Series(none), words) == "0\u00a0%"
    assert (
        _share_within(pd.Series({"n_65": pd.NA, "aandeel_65_binnen": float("nan")}), words) == "–"
    )


def test_supply_says_the_gap_with_its_ratio_and_the_whole_country():
    table = section()["Vraag en aanbod"]
    assert table.rows[0].cells[1:] == ["12", "44", "73", "650 (ten hoogste 700)", "9 (−120 tot 12)"]
    assert "eigen norm van 12 geclusterde woningen" in table.note
    assert "132.001" in table.note
    found = run()
    without = replace(found, population=replace(found.population, ratio=None))
    table = section(without)["Vraag en aanbod"]
    assert len(table.heads) == 5
    assert "geen eigen norm" in table.note


def test_steps_ties_and_what_closing_would_cost():
    steps, others, closing = siting_tables(run(), ReportWords(Language.NL))
    assert steps.rows[0].cells == ["1", "Gymzaal", "120 (50–225)", "ja", "School"]
    assert others.rows[0].cells == ["School", "Dorp", "40 (10–85)"]
    assert closing.rows[0].cells == ["zonder naam", "Dorp", "minder dan 5"]


def test_search_areas_name_their_plans_and_the_kern_they_are_nearest_for():
    (table,) = search_tables(run(plannen=plans()), ReportWords(Language.NL))
    assert [row.cells[-2:] for row in table.rows] == [["Buiten (120 m)", "Hof"], ["–", "P2"]]
    assert [row.cells[6] for row in table.rows] == ["280 (255–300)", "minder dan 5"]


def test_the_page_of_a_kern_says_and_draws_its_seniors():
    found = run()
    assert senior_line("Dorp", found) == (
        "65-plussers: 1.280 (1.265–1.303) · 75-plussers: 640 (600–660) · 2 concentraties, rond Voorstraat, "
        "Achterweg"
    )
    assert senior_line("Nergens", found) == ""
    drawn = drawn_seniors(found)
    assert drawn is not None
    assert [number for number, _ in drawn.steps] == ["1"]


@pytest.mark.parametrize(
    ("language", "heading"), [(Language.NL, "Senioren"), (Language.EN, "Seniors")]
)
def test_the_report_has_the_section_only_where_seniors_are_known(language, heading):
    page = render_report(run(language))
    assert f'<h2 id="senioren-kop">{heading}</h2>' in page
    assert "1.290" in page if language is Language.NL else "1,290" in page
    assert 'id="senioren"' not in render_report(
        replace(judged(), woningen=NOBODY, made_on=date(2026, 1, 2))
    )


def test_warnings_stand_apart_from_how_the_data_were_read():
    found = replace(
        run(), warnings=("Dun: huisarts.",), notes=("plannen.gpkg: gelezen als nieuw.",)
    )
    page = render_report(found)
    beware, read = (
        page.index("<h3>Let op</h3>"),
        page.index("<h3>Hoe de gegevens zijn gelezen</h3>"),
    )
    assert beware < page.index("Dun: huisarts.") < read < page.index("Gelezen als nieuw")


# --- workbook -----------------------------------------------------------------------------------------


def test_sheets_begin_with_names_and_end_with_ids():
    found = run()
    for table in senior_sheets(found):
        assert [*table.index.names] == ["niveau", "naam"]
        assert table.columns[-1] == "code"
    supply = senior_sheets(found)[1]
    assert [*supply.columns[:4]] == [
        "geclusterd_bestaand", "geclusterd_zeker", "geclusterd_mogelijk", "tekort_laag",
    ]  # fmt: skip
    concentrated, _, new = place_sheets(found)
    assert [*concentrated.columns[:4]] == ["naam", "kern", "buurt", "mist"]
    assert [new.index.name, *new.columns[:3], new.columns[-1]] == [
        "plek",
        "rang",
        "naam",
        "kern",
        "id",
    ]
    assert new["altijd_gekozen"].tolist() == ["ja", "", ""]
    assert search_sheet(found).columns[0] == "kern"


def test_ids_move_and_no_row_or_column_is_lost():
    table = pd.DataFrame({"b": [1, 2], "naam": ["x", "y"]}, index=pd.Index(["i", "j"], name="id"))
    moved = ids_last(table, first=("naam",))
    assert moved.reset_index().to_dict("list") == {
        "b": [1, 2],
        "naam": ["x", "y"],
        "id": ["i", "j"],
    }


def test_of_a_single_kern_its_name_is_told_for_only_a_part_of_it_may_be_asked_about():
    """Seniors are counted of whole areas: those of the kern are not those of a square in it."""
    one = areas().loc[[("kern", "Dorp")]]
    (said,) = say_seniors(run(per_area=one))
    assert said.startswith("Naar verwachting wonen er 65-plussers in Dorp: ")
