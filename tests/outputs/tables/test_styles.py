"""QGIS draws each answer apart: near and far, none within the limit, and not known."""

import sqlite3
from base64 import b64decode
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from wozgeo.domain.language import Language
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.looks import DISTANCE_BREAKS_M, FACILITY_INK, distance_scale
from wozgeo.outputs.tables.marks import facility_svg
from wozgeo.outputs.tables.styles import (
    style_buurten,
    style_kernen,
    style_looproutes,
    style_voorzieningen,
    style_woningen,
)
from wozgeo.outputs.tables.verdict_styles import style_verdicts


def judged(*, points, told=False):
    """Draw what was judged by druten, of which ``told`` says how firm it is."""
    columns = ["oordeel_druten", *(["stevig_druten"] if told else [])]
    table = pd.DataFrame(columns=columns)
    return style_verdicts(table, "druten", "Druten", points=points, language=Language.NL)


SCALE = distance_scale(DISTANCE_BREAKS_M, 400)
KINDS = read_voorzieningen()
ALL = {
    "woningen": style_woningen(KINDS["huisarts"], SCALE),
    "voorzieningen": style_voorzieningen(KINDS),
    "looproutes": style_looproutes(),
    "plannen": judged(points=False),
    "plannen als punt": judged(points=True),
    "complexen": judged(points=True, told=True),
    "plannen, ook hoe stevig": judged(points=False, told=True),
    "kernen": style_kernen("aandeel_ontmoetingsplek_400", "ontmoetingsplek binnen 400 m"),
    "buurten": style_buurten("aandeel_ontmoetingsplek_400", "ontmoetingsplek binnen 400 m"),
}
JUDGED = ("plannen", "plannen als punt")
TOLD = ("complexen", "plannen, ook hoe stevig")


def rules(qml):
    return ET.fromstring(qml).findall("renderer-v2[@type='RuleRenderer']/rules/rule")


def symbol(qml, name):
    layer = ET.fromstring(qml).find(f"renderer-v2/symbols/symbol[@name='{name}']/layer")
    return {option.get("name"): option.get("value") for option in layer.findall("Option/Option")}


def drawn_for(qml, **columns):
    """Name the labels of the rules that take a row; SQLite reads these filters as QGIS does."""
    names = ", ".join(f"? AS {name}" for name in columns)
    with closing(sqlite3.connect(":memory:")) as database:
        return [
            rule.get("label")
            for rule in rules(qml)
            if database.execute(
                f"SELECT 1 FROM (SELECT {names}) WHERE {rule.get('filter')}", [*columns.values()]
            ).fetchone()
        ]


@pytest.mark.parametrize(
    ("distance_m", "reason", "label"),
    [
        (0.0, "", "huisarts: minder dan 250 m"),
        (249.99, "", "huisarts: minder dan 250 m"),
        (250.0, "", "huisarts: 250 tot 400 m"),
        (399.99, "", "huisarts: 250 tot 400 m"),
        (400.0, "", "huisarts: 400 tot 500 m"),
        (500.0, "", "huisarts: 500 tot 800 m"),
        (800.0, "", "huisarts: 800 tot 1.500 m"),
        (1500.0, "", "huisarts: 1.500 m of meer"),
        (None, "buiten_zoekgrens", "huisarts: geen binnen de zoekgrens"),
        (None, "niet_verbonden", "huisarts: geen antwoord (zie reden)"),
        (None, "", "huisarts: geen antwoord (zie reden)"),
        (None, None, "huisarts: geen antwoord (zie reden)"),
    ],
)
def test_every_answer_is_drawn_by_exactly_one_rule(distance_m, reason, label):
    row = {"afstand_huisarts_m": distance_m, "reden_huisarts": reason}
    assert drawn_for(ALL["woningen"], **row) == [label]


@pytest.mark.parametrize(
    ("unknown_m", "drawn"),
    [
        (0.0, "looproute"),
        (None, "looproute"),
        (3.0, "looproute, deels onbekend begaanbaar"),
    ],
)
def test_a_route_over_unknown_ways_is_drawn_apart(unknown_m, drawn):
    assert drawn_for(ALL["looproutes"], onbekend_m=unknown_m) == [drawn]


@pytest.mark.parametrize("kind", [*KINDS])
def test_every_voorziening_has_a_mark_of_its_own(kind):
    assert len(drawn_for(ALL["voorzieningen"], voorziening=kind)) == 1
    marks = [symbol(ALL["voorzieningen"], i)["name"] for i in range(len(KINDS))]
    assert len(set(marks)) == len(KINDS)


def test_a_voorziening_looks_as_on_the_map():
    """A white symbol, or its first letter, on a dark disc: the colours of the verdicts stand for verdicts alone."""
    drawn = {}
    for number, kind in enumerate(KINDS):
        name = symbol(ALL["voorzieningen"], number)["name"]
        assert name.startswith("base64:")
        drawn[kind] = ET.fromstring(b64decode(name.removeprefix("base64:")))
    disc, inner = drawn["supermarkt"]
    assert (disc.get("fill"), inner.get("d")) == (FACILITY_INK, KINDS["supermarkt"].symbol)
    own = replace(KINDS["supermarkt"], symbol="", label="bibliotheek")
    assert ET.fromstring(facility_svg(own, "B"))[1].text == "B"


@pytest.mark.parametrize("name", ALL)
def test_every_rule_has_a_symbol_in_both_spellings_of_qgis(name):
    root = ET.fromstring(ALL[name])
    symbols = {s.get("name"): s for s in root.findall("renderer-v2/symbols/symbol")}
    assert [*symbols] == [rule.get("symbol") for rule in rules(ALL[name])]
    for one in symbols.values():
        options = {o.get("name"): o.get("value") for o in one.findall("layer/Option/Option")}
        assert options == {p.get("k"): p.get("v") for p in one.findall("layer/prop")}
        assert options


def test_none_within_the_limit_and_not_known_are_drawn_like_no_distance_and_unlike_each_other():
    drawings = [symbol(ALL["woningen"], i) for i in range(len(rules(ALL["woningen"])))]
    *distances, beyond, unknown = drawings
    assert beyond["name"] == "cross_fill"
    assert beyond["name"] not in {d["name"] for d in distances}
    hollow = [d["color"].endswith(",0") for d in drawings]
    assert hollow == [False] * len(distances) + [False, True]
    assert unknown["outline_style"] == "solid"


def contrast_on_white(rgba):
    parts = [int(part) / 255 for part in rgba.split(",")[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("name", ALL)
def test_every_colour_stands_out_on_white(name):
    for number in range(len(rules(ALL[name]))):
        drawing = symbol(ALL[name], number)
        colours = [drawing[k] for k in ("color", "outline_color", "line_color") if k in drawing]
        assert max(map(contrast_on_white, colours)) >= 3


@pytest.mark.parametrize(
    ("breaks_m", "limit_m", "markers"),
    [
        (DISTANCE_BREAKS_M, 400, ["circle"] * 2 + ["square"] * 4),
        (DISTANCE_BREAKS_M, 500, ["circle"] * 3 + ["square"] * 3),
        ((100, 900), 400, ["circle"] * 2 + ["square"] * 2),
        ((100, 900), None, ["circle"] * 3),
    ],
)
def test_classes_and_the_place_where_they_turn_are_those_of_the_map(breaks_m, limit_m, markers):
    scale = distance_scale(breaks_m, limit_m)
    drawn = style_woningen(KINDS["huisarts"], scale)
    drawings = [symbol(drawn, number) for number in range(len(rules(drawn)) - 2)]
    assert [d["name"] for d in drawings] == markers
    for drawing, look in zip(drawings, scale.looks, strict=True):
        red, green, blue, _ = map(int, drawing["color"].split(","))
        assert f"#{red:02x}{green:02x}{blue:02x}" == look.colour
    edges = [0, *scale.breaks_m, 10_000]
    for number, (low, high) in enumerate(pairwise(edges)):
        for metres in (low, high - 0.01):
            assert drawn_for(drawn, afstand_huisarts_m=metres, reden_huisarts="") == [
                rules(drawn)[number].get("label")
            ]


@pytest.mark.parametrize("name", JUDGED)
@pytest.mark.parametrize(
    ("verdict", "label"),
    [("voldoet", "voldoet"), ("voldoet_niet", "voldoet niet"), ("onbekend", "onbekend")],
)
def test_every_verdict_is_drawn_by_exactly_one_rule(name, verdict, label):
    assert drawn_for(ALL[name], oordeel_druten=verdict) == [f"Druten: {label}"]


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize(
    ("verdict", "firm", "label"),
    [
        ("voldoet", True, "voldoet"),
        ("voldoet", None, "voldoet"),
        ("voldoet", False, "voldoet, niet stevig"),
        ("voldoet_niet", True, "voldoet niet"),
        ("voldoet_niet", False, "voldoet niet, niet stevig"),
        ("onbekend", False, "onbekend"),
    ],
)
def test_every_verdict_is_drawn_with_how_firm_it_is(name, verdict, firm, label):
    row = {"oordeel_druten": verdict, "stevig_druten": firm}
    assert drawn_for(ALL[name], **row) == [f"Druten: {label}"]


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_firm_is_hatched_and_nothing_else_is(name):
    """A hatch is lines over the colour: neither another colour nor a fainter one."""
    hatched = {
        rule.get("label"): bool(
            ET.fromstring(ALL[name]).findall(
                f"renderer-v2/symbols/symbol[@name='{rule.get('symbol')}']"
                "//layer[@class='LinePatternFill']"
            )
        )
        for rule in rules(ALL[name])
    }
    assert hatched == {label: label.endswith("niet stevig") for label in hatched}
    assert sum(hatched.values()) == 2
    firm, soft = (symbol(ALL[name], number)["color"] for number in (0, 1))
    assert firm == soft


@pytest.mark.parametrize("name", JUDGED)
def test_verdicts_are_told_apart_without_colour(name):
    """By a marker of their own; a site has it in its middle."""
    path = "renderer-v2/symbols/symbol[@name='{}']//Option[@name='name']"
    shapes = [ET.fromstring(ALL[name]).find(path.format(k)).get("value") for k in range(3)]
    assert shapes == ["circle", "triangle", "diamond"]


def test_verdicts_have_the_colours_of_the_map():
    colours = [symbol(ALL["plannen als punt"], number)["color"] for number in range(3)]
    assert colours == ["0,114,178,255", "213,94,0,255", "107,107,107,255"]


@pytest.mark.parametrize(
    ("share", "label"),
    [
        (0.0, "0 tot 20 % van de woningen"),
        (0.199, "0 tot 20 % van de woningen"),
        (0.2, "20 tot 40 % van de woningen"),
        (0.6, "60 tot 80 % van de woningen"),
        (0.8, "80 % of meer van de woningen"),
        (1.0, "80 % of meer van de woningen"),
        (None, "onbekend"),
    ],
)
def test_every_share_is_drawn_by_exactly_one_rule(share, label):
    row, said = {"aandeel_ontmoetingsplek_400": share}, f"ontmoetingsplek binnen 400 m: {label}"
    assert drawn_for(ALL["kernen"], **row) == [said]
    assert drawn_for(ALL["buurten"], niveau="buurt", **row) == [said]


@pytest.mark.parametrize("niveau", ["wijk", "gemeente"])
def test_a_wijk_or_gemeente_never_covers_its_buurten(niveau):
    assert drawn_for(ALL["buurten"], niveau=niveau, aandeel_ontmoetingsplek_400=0.5) == [niveau]
    labels = [rule.get("label") for rule in rules(ALL["buurten"])]
    assert symbol(ALL["buurten"], labels.index(niveau))["style"] == "no"


@pytest.mark.parametrize(
    ("name", "kind"), [("plannen", "2"), ("plannen als punt", "0"), ("kernen", "2"), ("looproutes", "1")]
)  # fmt: skip
def test_a_style_names_the_geometry_it_is_for(name, kind):
    assert ET.fromstring(ALL[name]).find("layerGeometryType").text == kind
