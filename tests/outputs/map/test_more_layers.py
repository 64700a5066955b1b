"""Layers of seniors and new places: words, classes, links; no number of persons beside those of the tables."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from judged import draw_judged
from senior_layers import GIVEN, cells, found

from wozgeo.domain.language import Language
from wozgeo.outputs.map.areas import describe_areas
from wozgeo.outputs.map.more import more_layers
from wozgeo.outputs.map.packed_cells import lay_cells, pack_cells
from wozgeo.outputs.map.packing import mercator_to_rd, unpack
from wozgeo.outputs.map.senior_views import build_senior_areas, senior_tables, senior_views
from wozgeo.outputs.map.surfaces import surfaces_of
from wozgeo.outputs.person_words import say_persons
from wozgeo.outputs.shown_surface import NO_CELL, SENIOR_CELLS

NL, EN = Language.NL, Language.EN


def card(laag: str, id_: str, language: Language = NL) -> str:
    records = more_layers(found(language=language)).described[1]
    (record,) = [r for r in records if r["laag"] == laag and r["id"] == id_]
    return "\n".join([record["naam"], record["onder"], *record["regels"]])


@pytest.mark.parametrize(
    ("values", "nl"),
    [
        ((50, 120, 225), "naar verwachting 120 (minstens 50, hoogstens 225)"),
        ((0, 120, 225), "naar verwachting 120 (misschien geen, hoogstens 225)"),
        (
            (pd.NA, 120, 225),
            "naar verwachting 120 (hoogstens 225; een ondergrens is niet bekend of",
        ),
        ((50, 120, np.nan), "naar verwachting 120 (minstens 50; een bovengrens is niet bekend of"),
        ((0, 120, np.inf), "naar verwachting 120 (minstens 0; een bovengrens is niet bekend"),
        ((5, None, 225), "niet bekend, of te weinig om te tonen"),
    ],
)
def test_an_interval_in_words_never_reads_what_is_missing_as_nought(values, nl):
    assert say_persons(values, NL).startswith(nl)


def test_a_concentration_says_how_many_what_it_lacks_and_what_is_not_shown():
    said = card("concentraties", "1")
    assert "65-plussers: naar verwachting 120 (minstens 80, hoogstens 150). Woningen: 60," in said
    assert "Niet zeker een ontmoetingsplek binnen 400 m: 85." in said
    assert "Niet zeker een supermarkt binnen 400 m: niet bekend, of te weinig om te tonen." in said
    assert "Meer dan de helft mist dichtbij: ontmoetingsplek." in said


def test_places_say_gain_rank_and_loss():
    chosen, other, there = (card(*one) for one in (("plekken", "K1"), ("plekken_kandidaat", "K2"), ("plekken_bestaand", "o1")))  # fmt: skip
    assert "volgende ontmoetingsplek, nummer 1" in chosen
    assert "binnen 400 m lopen van een ontmoetingsplek komen: naar verwachting 120" in chosen
    assert "Niet bij elk aantal de keuze" in chosen
    assert "misschien geen, hoogstens 40" in other
    assert "geen andere plek binnen 400 m hebben als deze sluit: naar verwachting 30" in there


def test_a_search_area_with_too_few_to_show_does_not_say_nought():
    assert "beste plek erin: naar verwachting 45 (minstens 40, hoogstens 60)" in card(
        "zoekgebieden_een", "1"
    )
    said = card("zoekgebieden_een", "2")
    assert "te weinig 65-plussers om te tonen" in said
    assert "misschien: als onbekende paden begaanbaar zijn" in said


def test_what_would_help_is_told():
    assert "dichtbij genoeg voor 2 complexen en 1 plan die nu te ver lopen" in card(
        "plekken_erbij", "n9"
    )
    assert "samen 201 m straat: Kade, Plein." in card("straten_erbij", "plan.P2")


def test_every_number_of_persons_on_the_cards_stands_in_the_tables():
    """So that what is kept out of the tables, as too few, cannot be read on the map."""
    wanted = {str(int(v)) for t in GIVEN["tables"].values() for name in t for v in t[name] if name.startswith(("n_65", "n_75", "winst", "verlies", "n_senioren")) and not pd.isna(v)}  # fmt: skip
    for record in more_layers(found()).described[1]:
        for told in record["regels"]:
            for n in re.findall(r"(?:verwachting|minstens|hoogstens) (\d+)", told):
                assert n in wanted


def test_both_languages_say_everything():
    for laag, id_ in (("concentraties", "1"), ("plekken", "K1"), ("straten_erbij", "plan.P2")):
        dutch, english = card(laag, id_), card(laag, id_, EN)
        assert dutch.splitlines()[2:] != english.splitlines()[2:]
        assert not re.search(r"\b(minstens|hoogstens|binnen|deze)\b", english)


def test_areas_say_an_interval_and_are_drawn_by_their_share():
    town = found()
    records = describe_areas(town)[1]
    first = next(r for r in records if r["laag"] == "buurten" and r["naam"] == "Dorp")
    assert first["ouderen"][0] == "65-plussers: naar verwachting 270 (minstens 260, hoogstens 280), 30 % van de inwoners."  # fmt: skip
    options = build_senior_areas(town, records)
    assert [one.laag for one in options] == ["kernen", "kernen", "buurten", "buurten"]
    counts = [one.counts["aandeel_65"] for one in options[0].classes]
    assert counts == [0, 0, 0, 0, 1, 1]  # 25 % or more, and the one that is not told
    assert [view["key"] for view in senior_views(town, records)] == ["aandeel_65", "aandeel_75"]


def test_the_same_stands_in_tables_beside_the_map():
    captions = {one["caption"]: one["rows"] for one in senior_tables(found())}
    assert captions["65-plussers, per kern"][1]["counts"] == ["", "", ""]
    assert captions["75-plussers, per kern"][0]["counts"] == ["", "120", "133"]
    gains = [rows for caption, rows in captions.items() if "volgende plek" in caption]
    assert gains == [[{"label": "1. Oude school", "counts": ["50", "120", "225"]}]]


def test_a_map_without_them_carries_nothing_of_them(tmp_path):
    page = draw_judged(tmp_path).read_text()
    for word in ("wozgeo.Lagen =", "wozgeo.PackedCells =", "concentraties", '"vlak', "aandeel_65"):
        assert word not in page


def test_cells_are_as_coarse_as_the_page_can_hold_and_each_has_the_class_of_its_middle():
    rng = np.random.default_rng(1)
    asked = []

    def noise(xy):
        asked.append(len(xy))
        return {"a": rng.integers(0, 8, len(xy)).astype(np.uint8)}

    bounds = (190_000.0, 500_000.0, 200_000.0, 510_000.0)
    laid = lay_cells(bounds, 10.0, noise, most_bytes=20_000)
    assert len(pack_cells(laid)) <= 20_000
    assert len(asked) > 1
    assert asked == sorted(asked, reverse=True)
    east = lay_cells(bounds, 500.0, lambda xy: {"a": (xy[:, 0] > 195_000).astype(np.uint8)})
    rows, columns = east.shape
    middle = mercator_to_rd(
        np.array([[east.west_m + 0.5 * east.step_m, east.north_m - 0.5 * east.step_m]])
    )
    assert east.cell_m == 500.0
    assert east.classes["a"][0, 0] == (middle[0, 0] > 195_000) == 0
    assert east.classes["a"][:, -1].all()
    assert rows * 500 == pytest.approx(10_000, abs=1100)
    assert columns * 500 == pytest.approx(10_000, abs=1100)


def test_packed_cells_come_back_as_they_were():
    some = cells()
    header, streams = unpack(pack_cells(some))
    back = streams["ontmoetingsplek"].reshape(header["rows"], header["columns"])
    assert (back == some.classes["ontmoetingsplek"]).all()
    assert (back[:, 20] == NO_CELL).all()


def test_a_map_of_a_part_keeps_the_cells_of_that_part():
    some = cells()
    m = some.step_m
    part = some.within(
        some.west_m + 9.5 * m, some.north_m - 2.9 * m, some.west_m + 11.9 * m, some.north_m + 99
    )
    assert part.classes["ontmoetingsplek"].tolist() == [[0, 4, 4]] * 3
    assert part.west_m == pytest.approx(some.west_m + 9 * m)


def test_seniors_of_every_place_are_a_surface_of_their_own_with_their_own_classes():
    told = more_layers(found()).settings["vlakken"]
    assert told["vlak"]["soorten"] == ["ontmoetingsplek"]
    assert told["vlak_senioren"]["label"] == "65-plussers binnen 400 m lopen van elke plek"
    assert [one["label"] for one in told["vlak_senioren"]["klassen"]] == [
        "minder dan 5", "5 personen of meer", "niet bekend",
    ]  # fmt: skip
    laid = surfaces_of(found())
    assert {name: [*cells.classes] for name, cells in laid.items()} == {
        "vlak": ["ontmoetingsplek"], "vlak_senioren": [SENIOR_CELLS],
    }  # fmt: skip
    without = replace(cells(), classes={"score": cells().classes["ontmoetingsplek"]})
    assert [*surfaces_of(found(cells=without))] == ["vlak"]
    assert surfaces_of(found(cells=None)) == {}
