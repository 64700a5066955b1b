"""Claims about the cells of the workbook: what is shown stays on its side of a limit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.outputs.cells import MAX_CHARACTERS, as_fits, cells_of, margin_tenths, tenths


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (399.96, 399.9),
        (399.999, 399.9),
        (400.0, 400.0),
        (400.001, 400.1),
        (400.04, 400.1),
        (436.14, 436.1),
        (2.3, 2.3),
        (0.0, 0.0),
    ],
)
def test_a_distance_is_shown_on_its_side_of_a_whole_metre(metres, shown):
    assert tenths(np.array([metres]))[0] == shown


@pytest.mark.parametrize(
    ("metres", "shown"),
    [(399.96, 399.9), (400.0, 400.0), (400.04, 400.1), (436.14, 436.2), (499.96, 499.9)],
)
def test_from_the_limit_on_a_distance_is_rounded_up_as_its_sentence_is(metres, shown):
    assert tenths(np.array([metres]), 400.0)[0] == shown


@given(
    st.floats(min_value=0, max_value=5000),
    st.integers(min_value=0, max_value=5000),
    st.sampled_from([250.0, 400.0, np.inf]),
)
def test_no_whole_metre_is_ever_crossed(metres, limit_m, judged_m):
    shown = tenths(np.array([metres]), judged_m)[0]
    assert (shown < limit_m, shown <= limit_m) == (metres < limit_m, metres <= limit_m)
    assert abs(shown - metres) < 0.111


@pytest.mark.parametrize(
    ("margin", "shown"),
    [(0.04, 0.1), (0.0, 0.0), (-0.04, -0.1), (-36.14, -36.2), (11.8, 11.8), (-np.inf, -np.inf)],
)
def test_a_margin_is_nought_only_when_there_is_none(margin, shown):
    assert margin_tenths(np.array([margin]))[0] == shown


@pytest.mark.parametrize("metres", [380.15, 399.96, 400.04, 436.14, 1520.77])
def test_distance_and_margin_add_up_to_the_limit(metres):
    margin = margin_tenths(np.array([400 - metres]))[0]
    assert tenths(np.array([metres]), 400.0)[0] + margin == pytest.approx(400)


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
