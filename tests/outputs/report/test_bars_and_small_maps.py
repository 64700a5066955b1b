"""Claims about the numbers, bars, words and small maps that the report is made of."""

import math
import re
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from judged import CORNER, SITE, at
from markupsafe import Markup

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.vocabulary import Verdict
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import VERDICT_LOOKS, ClassLook, distance_scale
from wozgeo.outputs.report.charts import draw_bar, draw_sign
from wozgeo.outputs.report.distances import TOTAL, spread_distances
from wozgeo.outputs.report.ground import (
    UNITS,
    Window,
    _each_once,
    draw_ground,
    path_of,
    trace_ground,
    window_of,
)
from wozgeo.outputs.report.kern_map import Mark, draw_kern_map
from wozgeo.outputs.report.kern_names import UNNAMED_KERN, spell_kernen
from wozgeo.outputs.report.kernen import kern_rows
from wozgeo.outputs.report.tables import distance_classes
from wozgeo.outputs.report.verdicts import in_order, without_title
from wozgeo.outputs.report.words import TEXTS, ReportWords

NL, EN = ReportWords("nl"), ReportWords("en")
WINDOW = Window(CORNER[0], CORNER[1] + 1000, 1000.0)


def woningen(*rows):
    """Rows of (woonplaats, afstand, zeker)."""
    return pd.DataFrame(
        {
            "woonplaats": [r[0] for r in rows],
            "afstand_supermarkt_m": [float(r[1]) for r in rows],
            "zeker_supermarkt_m": [float(r[2]) for r in rows],
        }
    )


def spreads(table, kernen=("Dorp",), breaks=(250, 400, 800)):
    found = spread_distances(table, kernen, breaks_m=breaks, near_m=400)
    return {spread.kern: spread for spread in found}


@pytest.mark.parametrize(
    ("distance", "place"),
    [(249.99, 0), (250.0, 1), (399.99, 1), (400.0, 2), (800.0, 3), (math.inf, 4), (math.nan, 5)],
)
def test_a_dwelling_on_a_break_belongs_to_the_class_beyond_it(distance, place):
    spread = spreads(woningen(("Dorp", distance, distance)))["Dorp"]
    assert [k for k, n in enumerate(spread.counts) if n] == [place]
    assert spread.n_near == (place < 2)


def test_a_dwelling_is_near_only_by_its_certain_distance():
    spread = spreads(woningen(("Dorp", 300, 450), ("Dorp", 300, 399)))["Dorp"]
    assert (spread.counts, spread.n_near) == ((0, 1, 1, 0, 0, 0), 1)


def test_a_way_that_may_not_be_walkable_is_unknown_not_far():
    assert spreads(woningen(("Dorp", 300, math.inf)))["Dorp"].counts[-1] == 1


@pytest.mark.parametrize(
    ("distance", "certain", "maybe"),
    [(900, 900, 0), (300, 450, 1), (300, math.inf, 1), (math.nan, math.nan, 1), (300, 300, 0)],
)
def test_what_may_be_near_is_not_missing(distance, certain, maybe):
    spread = spreads(woningen(("Dorp", distance, certain)))["Dorp"]
    assert spread.n_maybe == maybe
    (row, _) = kern_rows(
        Found(name="run", search_limit_m=5000), [spread, replace(spread, kern=TOTAL)], NL
    )
    missing = not maybe and not spread.n_near
    assert row.lacks_places == (["supermarkt"] if missing else [])
    assert row.lacks_objects == ("onbekend: supermarkt" if maybe else "")


def test_where_places_are_probably_missing_from_the_data_nobody_knows_that_none_is_near():
    spread = spreads(woningen(("Dorp", 900, 900)))["Dorp"]
    thin = Found(
        name="run",
        search_limit_m=5000,
        thin={"supermarkt": "Waarschijnlijk ontbreken er supermarkten."},
    )
    (row, _) = kern_rows(thin, [spread, replace(spread, kern=TOTAL)], NL)
    assert (row.lacks_places, row.lacks_objects) == ([], "onbekend: supermarkt")


def test_every_dwelling_is_counted_once_in_a_kern_and_once_in_all():
    table = woningen(("Dorp", 100, 100), ("dorp ", 900, 900), ("", 10, 10), ("Stad", 10, 10))
    found = spreads(table, ("Dorp", "Stad", UNNAMED_KERN))
    assert {kern: s.n for kern, s in found.items()} == {
        "Dorp": 2,
        "Stad": 1,
        UNNAMED_KERN: 1,
        TOTAL: 4,
    }


def test_no_dwellings_at_all_is_a_share_of_zero():
    assert spreads(woningen())[TOTAL].share_near == 0


def test_the_criterion_is_always_a_break():
    assert distance_scale((250, 800), 400).breaks_m == (250, 400, 800)


@pytest.mark.parametrize("limit_m", [400, 500, None])
def test_a_bar_tells_near_from_far_by_its_texture(limit_m):
    near_m = limit_m or 400
    scale = distance_scale((250, 400, 500, 800), limit_m)
    classes = distance_classes(scale, near_m, 5000, NL)
    n_near = scale.breaks_m.index(near_m) + 1
    assert [look.texture == "plain" for look in classes.looks[:-2]] == [True] * n_near + [False] * (
        5 - n_near
    )
    assert [look.colour for look in classes.looks[:-2]] == [look.colour for look in scale.looks]


def test_kernen_that_differ_in_spelling_are_one():
    spelled = spell_kernen(
        pd.Series([" 's-HEERENBERG", "’s-Heerenberg", "", "Elders"]), ["'s-Heerenberg"]
    )
    assert spelled.tolist() == ["'s-Heerenberg", "'s-Heerenberg", UNNAMED_KERN, "Elders"]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.0004, "< 1 %"), (0.29, "29 %"), (0.9999, "99 %"), (1, "100 %")],
)
def test_a_share_is_rounded_down_but_a_little_is_not_none(share, said):
    assert NL.percent(share).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("metres", "dutch", "english"),
    [
        (399.96, "399,9", "399.9"),
        (400.04, "400,1", "400.1"),
        (400.0, "400,0", "400.0"),
        (1436.12, "1.436,2", "1,436.2"),
        (math.inf, "geen", "none"),
        (math.nan, "onbekend", "unknown"),
    ],
)
def test_metres_are_never_written_across_the_limit(metres, dutch, english):
    assert (NL.metres(metres, 400), EN.metres(metres, 400)) == (dutch, english)


def test_a_date_is_written_in_words():
    assert (NL.day(date(2026, 3, 9)), EN.day(date(2026, 3, 9))) == ("9 maart 2026", "9 March 2026")


def test_both_languages_fill_in_the_same_blanks():
    def blanks(text):
        return sorted(re.findall(r"\{(?:a_)?(\w+)\}", text))

    assert [key for key, (nl, en) in TEXTS.items() if blanks(nl) != blanks(en)] == []


def test_a_bar_is_as_wide_as_its_parts_and_says_what_it_shows():
    looks = list(VERDICT_LOOKS.values())
    bar = draw_bar([(0.25, looks[0]), (0.0, looks[1]), (0.75, looks[2])], title="<b>", name="x")
    widths = re.findall(r'<rect x="([\d.]+)%" y="3" width="([\d.]+)%"', bar)
    assert widths == [("0", "25"), ("25", "75")]
    assert '<title id="x-t">&lt;b&gt;</title>' in bar


def test_parts_of_a_bar_differ_without_colour():
    textures = {look.texture for look in VERDICT_LOOKS.values()}
    assert len(textures) == len(Verdict)


def test_the_mark_stands_where_near_ends():
    bar = draw_bar([(1.0, ClassLook("#000000", "dot"))], title="", name="x", mark=0.29)
    assert bar.count('x1="29%"') == 2
    assert "<line" not in draw_bar([], title="", name="x")


def test_a_plan_has_a_frame_and_a_complex_has_none():
    assert "<rect" in draw_sign(Verdict.VOLDOET, "plannen")
    assert "<rect" not in draw_sign(Verdict.VOLDOET, "complexen")


def test_the_beginning_that_the_heading_says_is_left_out():
    assert without_title("Voldoet aan wonen: een zin.", "wonen") == "Een zin."
    assert without_title("Een andere zin.", "wonen") == "Een andere zin."


def test_near_misses_stand_before_the_rest_of_their_verdict():
    table = pd.DataFrame(
        {
            "oordeel_d": ["voldoet_niet", "onbekend", "voldoet_niet", "voldoet"],
            "bijna_d": [False, False, True, False],
            "kern": "Dorp",
            "naam": ["a", "b", "c", "d"],
        },
        index=["1", "2", "3", "4"],
    )
    assert [*in_order(table, "d").index] == ["4", "3", "1", "2"]
    assert [*in_order(table, "d", (Verdict.ONBEKEND, *list(Verdict)[:2])).index] == [
        "2",
        "4",
        "3",
        "1",
    ]


def test_a_window_shows_every_object_but_not_every_farm():
    cluster = gpd.GeoSeries([at(x, 0) for x in range(0, 300, 3)] + [at(9000, 0)] * 5)
    window = window_of(cluster, [at(900, 100)])
    west, south, east, north = window.box()
    assert west <= CORNER[0]
    assert east >= CORNER[0] + 900
    assert east < CORNER[0] + 2000
    assert east - west == pytest.approx(north - south)


def test_there_is_no_window_on_nothing():
    assert window_of(gpd.GeoSeries([]), [shapely.MultiPoint()]) is None


def test_paths_are_short_whole_units_and_close():
    corners = [at(0, 1000), at(100, 1000), at(100, 900), at(0, 900)]
    path = path_of(np.array([shapely.Polygon(corners)]), WINDOW)
    assert set(path) <= set("Mlz -0123456789")
    assert path.endswith("z")
    assert path.count("M") == 1
    steps = [int(n) for n in re.findall(r"-?\d+", path.split("l")[1])]
    assert sorted(map(abs, steps)) == [0, 0, 0, 100, 100, 100]


def test_ground_outside_the_window_is_not_in_the_file():
    lines = [
        shapely.LineString([at(0, 500), at(90_000, 500)]),
        shapely.LineString([at(5000, 0), at(6000, 0)]),
    ]
    ground = gpd.GeoDataFrame({"kind": ["straat"] * 2, "name": ""}, geometry=lines, crs=RD_NEW)
    drawn = draw_ground(trace_ground(ground, WINDOW))
    assert drawn.count("M") == 1
    assert max(int(n) for n in re.findall(r"\d+", drawn.split(' d="')[1])) <= UNITS + 10


def test_a_street_of_many_ways_is_one_line_and_fields_with_a_ditch_between_one_field():
    """A report with a thousand of either was over 2 MB once it was printed from a browser."""
    ways = [shapely.LineString([at(x, 500), at(x + 100, 500)]) for x in range(0, 500, 100)]
    corners = [(x, 100, x + 98, 200) for x in (0, 100, 200, 300, 400, 600)]
    fields = [shapely.envelope(shapely.LineString([at(*c[:2]), at(*c[2:])])) for c in corners]
    kinds = ["straat"] * len(ways) + ["groen"] * len(fields)
    ground = gpd.GeoDataFrame({"kind": kinds, "name": ""}, geometry=[*ways, *fields], crs=RD_NEW)
    wide = Window(WINDOW.west_m, WINDOW.north_m, 3000.0)
    green, street = re.findall(r' d="([^"]*)"', draw_ground(trace_ground(ground, wide)))
    assert street.count("M") == 1
    assert street.count(" ") <= 3
    assert green.count("M") == 2


def test_an_empty_ground_is_an_empty_drawing():
    nothing = gpd.GeoDataFrame({"kind": []}, geometry=[], crs=RD_NEW)
    assert draw_ground(trace_ground(nothing, WINDOW)) == ""


PLEK = read_voorzieningen()["ontmoetingsplek"]


def drawn_map(*marks):
    nothing = np.array([], dtype=object)
    words = {"title": "<Dorp>", "desc": "Twee.", "north": "N"}
    return draw_kern_map(
        WINDOW, Markup(), marks, nothing, nothing, name="k", kind=PLEK, words=words
    )


def test_a_map_has_a_title_a_scale_and_a_sign_for_every_object():
    marks = [
        Mark("plannen", Verdict.ONBEKEND, SITE, number="1"),
        Mark(
            "complexen",
            Verdict.VOLDOET,
            shapely.MultiPoint([at(500, 500), at(510, 500)]),
            near=True,
        ),
        Mark("complexen", Verdict.VOLDOET, at(5000, 500)),
    ]
    drawn = drawn_map(*marks)
    assert "&lt;Dorp&gt;</title>" in drawn
    assert ">Twee.</desc>" in drawn
    assert ">250 m<" in drawn
    assert drawn.count('transform="scale(') == 2  # the third lies outside
    assert ">1</text>" in drawn


def test_the_sign_of_a_complex_stands_at_one_of_its_addresses():
    places = [at(0, 0), at(400, 0), at(0, 400)]
    assert Mark("complexen", Verdict.VOLDOET, shapely.MultiPoint(places)).place in places


def test_numbers_do_not_lie_on_each_other():
    marks = [
        Mark("complexen", Verdict.VOLDOET, at(500 + 8 * k, 500), number=str(k + 1))
        for k in range(5)
    ]
    spots = re.findall(r'<text x="(\d+)" y="(\d+)" fill="#1f2d38">\d</text>', drawn_map(*marks))
    xy = np.array(spots, dtype=float)
    gaps = np.hypot(*(xy[:, None] - xy[None, :]).T)[~np.eye(len(xy), dtype=bool)]
    assert len(xy) == 5
    assert gaps.min() > 15


@pytest.mark.parametrize("low", [-3, 0, 40_000])
def test_blocks_of_houses_are_laid_once_each_in_their_order(low) -> None:
    cells = np.random.default_rng(1).integers(low, low + 9, (300, 2)).astype(np.float64)
    assert np.array_equal(_each_once(cells), np.unique(cells, axis=0))
    assert len(_each_once(cells[:0])) == 0
