"""Claims about the cells of the workbook: what is shown stays on its side of a limit."""

import re
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from said import telling

from wozgeo.analysis.verdicts.judge import NearMiss, judge_objects
from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.criteria import Definition, Requirement, Source, Within
from wozgeo.domain.metres import centimetres
from wozgeo.domain.vocabulary import Eis
from wozgeo.outputs.workbook.excel_values import MAX_CHARACTERS, as_fits, cells_of

NEAR = NearMiss(share=0.1, metres=40)
METRES = st.one_of(
    st.floats(min_value=0, max_value=5000).map(lambda metres: round(metres, 6)),
    st.integers(min_value=0, max_value=1_000_000).map(lambda halves: halves * 0.005),
)
"""Distances as anyone could measure them, and those half way between two centimetres."""


def judged(metres, limit_m, strict):
    """Judge one object by its walk alone."""
    walk = Requirement(Eis.ONTMOETINGSRUIMTE, (Within(limit_m, strict=strict),), Source("", "", ""))
    facts = unknown_facts(pd.Index(["a"])).assign(
        distance_m=metres, certain_m=metres, edge_m=np.inf
    )
    definition = {"proef": Definition("proef", "de proef", (walk,))}
    found = telling(judge_objects)(facts, definition, near=NEAR, searched_m=5000)
    return found.whole.iloc[0]


def cell(name, metres, limit_m):
    """Write what the tables of people hold, to the centimetre, in a cell."""
    column = pd.Series(centimetres(np.array([metres], dtype=float)))
    return cells_of(name, column, limit_m).content[0]


def numbers_of(sentence):
    return [
        Decimal(n.replace(".", "").replace(",", "."))
        for n in re.findall(r"([\d.,]+) m\b", sentence)
    ]


@given(METRES, st.integers(min_value=1, max_value=5000), st.booleans())
@example(436.1004, 400, True)
@example(380.05, 400, True)
@example(435.96, 400, False)
@example(380.195, 400, True)
@settings(deadline=None)
def test_sentence_cell_and_margin_say_the_same(metres, limit_m, strict):
    found = judged(metres, float(limit_m), strict)
    said = numbers_of(found["sentence"])
    shown = Decimal(str(cell("afstand_ontmoetingsplek_max_m", metres, limit_m)))
    margin = Decimal(str(cell("marge_proef_m", found["margin_m"], limit_m)))
    assert said[0] == shown
    assert limit_m - shown == margin
    if metres > limit_m:
        assert said[1] == -margin
        assert numbers_of(found["nodig"])[1:] == [shown, -margin]


@pytest.mark.parametrize(
    ("name", "column", "content", "look"),
    [
        ("inpandig", pd.array([True, None, False], dtype="boolean"), ["ja", "onbekend", "nee"], "text"),
        ("bijna_druten", np.array([True, False]), ["ja", "nee"], "text"),
        ("n_woningen", pd.array([12, None], dtype="Int64"), [12.0, None], "whole"),
        ("oplevering_eerste", pd.array([2027, None], dtype="Int64"), [2027.0, None], "year"),
        ("afstand_huisarts_max_m", [399.96, np.inf, np.nan], [399.9, None, None], "tenth"),
        ("marge_druten_m", [-0.04, -np.inf], [-0.1, None], "tenth"),
        ("aandeel_55plus", pd.array([0.499, None], dtype="Float64"), [0.499, None], "share"),
        ("score", [61.2, np.nan], [61.2, None], "tenth"),
        ("oordeel_druten", ["voldoet_niet", "onbekend"], ["voldoet niet", "onbekend"], "text"),
        ("reden_huisarts", ["buiten_zoekgrens", ""], ["verder dan de zoekgrens", None], "text"),
        ("naam", ["voldoet_niet", None, "", "=1+1"], ["voldoet_niet", None, None, "=1+1"], "text"),
        ("rij", np.array([4, np.nan, True], dtype=object), [4.0, None, "ja"], "text"),
    ],
)  # fmt: skip
def test_every_kind_of_column_is_told(name, column, content, look):
    cells = cells_of(name, pd.Series(column))
    assert (cells.content, cells.look) == (content, look)


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    assert as_fits("a" * MAX_CHARACTERS) == "a" * MAX_CHARACTERS
    cut = as_fits("a" * (MAX_CHARACTERS + 1))
    assert len(cut) == MAX_CHARACTERS
    assert cut.endswith("a…")


def test_what_counts_double_in_excel_counts_double_here():
    cut = as_fits("a" + "🏠" * MAX_CHARACTERS)
    assert len(cut.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert cut.endswith("🏠…")
