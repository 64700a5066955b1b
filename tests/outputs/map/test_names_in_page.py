"""The page spells no column that comes once per voorziening: it is told their names."""

import json
import math
import re
from dataclasses import replace
from importlib import resources

import pytest
from browser import Reader
from judged import dwellings, facilities

from towns import path_or_road, walk
from wozgeo.domain.columns import Walk
from wozgeo.domain.dictionary import PLAIN
from wozgeo.network.path_trees import build_path_trees
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.draw import NEARNESS, draw_map, write_map
from wozgeo.outputs.map.packed_paths import path_columns, path_names

ASSETS = resources.files("wozgeo.outputs") / "assets"
SCRIPTS = {
    file.name: file.read_text(encoding="utf-8")
    for file in ASSETS.iterdir()
    if file.name.endswith(".js")
}
ASKED = re.compile(r"\.(?:text|number|has|codes)\(\s*\"([^\"]*)\"\s*(\+?)")
SUFFIX = re.compile(r"\+\s*\"_(?:m|id|naam)\"|\"(?:reden|rand|pad|afstand|zeker|oordeel)_\"")


def three():
    """Near, beyond the search limit, and not to be measured."""
    table = (
        dwellings()
        .iloc[:3]
        .assign(
            ontmoetingsplek_naam=["De ontmoetingsplek", "", ""],
            ontmoetingsplek_id=["o1", "", ""],
            reden_ontmoetingsplek=["", "buiten_zoekgrens", "te_ver_van_weg"],
            rand_ontmoetingsplek=True,
        )
    )
    return table.assign(afstand_ontmoetingsplek_m=[120.0, math.inf, math.nan])


def page_of(woningen):
    return draw_map(
        Found(name="", search_limit_m=5000, woningen=woningen, voorzieningen=facilities())
    )


def settings_of(page):
    told = re.search(r'id="kaart-gegevens"[^>]*>(.*?)</script>', page, re.DOTALL)
    return json.loads(told[1])


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_asks_for_columns_that_are_declared_and_puts_no_name_together(name):
    declared = {column.name for column in PLAIN} | {"index", NEARNESS}
    asked = ASKED.findall(SCRIPTS[name])
    assert {column for column, _ in asked} <= declared
    assert not [column for column, joined in asked if joined]
    assert not SUFFIX.search(SCRIPTS[name])


def test_the_scan_sees_the_columns_that_scripts_ask_for():
    asked = {column for text in SCRIPTS.values() for column, _ in ASKED.findall(text)}
    assert {"straat", "score_zeker", "telt_als", "aanloop_kruist"} <= asked
    assert SUFFIX.search('t.text("reden_" + key, i)')
    assert SUFFIX.search('key + "_id"')


def test_the_names_of_paths_are_those_that_are_packed():
    ready = walk(path_or_road(), profile="rollator")
    kinds = ready.tables.facilities["voorziening"]
    paths = build_path_trees(
        ready.network,
        ready.locations,
        ready.facilities,
        kinds,
        wanted=("supermarkt", "huisarts"),
        search_limit_m=5_000,
    )
    names = path_names(paths)
    told = [*names["to"].values(), *names["way"].values(), names["unknown"]]
    told += [end for ends in names["ends"] for end in ends]
    assert sorted(told) == sorted(column.name for column in path_columns(paths))


@pytest.fixture
def renamed(monkeypatch):
    """Every column of the walk that the page reads has another name."""
    names = {
        "reden": "waarom_geen_{voorziening}",
        "rand": "buiten_{voorziening}",
        "naam": "hoe_heet_{voorziening}",
        "id": "welke_{voorziening}",
    }
    old = {column: getattr(Walk("ontmoetingsplek"), column) for column in names}
    for column, name in names.items():
        monkeypatch.setattr(Walk, column, replace(vars(Walk)[column], name=name))
    new = {column: getattr(Walk("ontmoetingsplek"), column) for column in names}
    return {old[column]: new[column] for column in names}


def test_the_page_is_told_the_names_as_they_are_declared(renamed):
    page = page_of(three().rename(columns=renamed)).get_root().render()
    kind = settings_of(page)["facilities"][0]
    assert sorted(kind["columns"].values()) == sorted(renamed.values())


@pytest.mark.browser
def test_a_card_tells_the_same_under_other_names(chromium, renamed, tmp_path):
    woningen = three()
    path = write_map(page_of(woningen.rename(columns=renamed)), tmp_path / "kaart.html")
    reader = Reader(chromium, path)
    cards = []
    for place in woningen.geometry:
        reader.look_at((place.x, place.y), zoom=18)
        reader.click((place.x, place.y))
        cards.append(reader.card)
    assert not reader.complaints
    near, beyond, unknown = cards
    assert "De ontmoetingsplek" in near
    assert "dichterbij" in near
    assert "verder dan de zoekgrens" in beyond
    assert "te ver van" in unknown
