"""A number means the same however a Dutch or an English spreadsheet spells it."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.inputs.numerals import parse_number, parse_numbers

CENTS = st.integers(-99_999_999, 99_999_999)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5,912", 5.912),
        ("5.912", 5.912),
        (" 5,912 ", 5.912),
        ("195 123,4", 195_123.4),
        ("195\u00a0123,4", 195_123.4),
        ("195.123,4", 195_123.4),
        ("195,123.4", 195_123.4),
        ("195'123.4", 195_123.4),
        ("1.195.123", 1_195_123.0),
        ("195123", 195_123.0),
        ("195.123", 195.123),
        ("-3,5", -3.5),
        ("\u22123,5", -3.5),
        ("0", 0.0),
    ],
)
def test_a_spelling_means_its_number(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "onbekend",
        "1,95E+05",
        "5,9,1",
        "5.9.1",
        "19 5123",
        "12.34,5",
        "1,,2",
        "5 m",
        "٣",
        "--1",
        ",",
    ],
)
def test_what_is_not_a_number_is_nan(text):
    assert math.isnan(parse_number(text))


@given(CENTS)
def test_every_way_of_writing_a_number_reads_back(cents):
    english = f"{cents / 100:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    spellings = [
        english,
        dutch,
        dutch.replace(".", " "),
        dutch.replace(".", ""),
        english.replace(",", ""),
    ]
    assert [parse_number(text) for text in spellings] == [cents / 100] * 5


@given(st.floats(-1e9, 1e9))
def test_no_decimal_is_lost(number):
    text = f"{number:.12f}"
    assert parse_number(text) == parse_number(text.replace(".", ",")) == float(text)


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_nan(text):
    assert isinstance(parse_number(text), float)


def test_a_column_keeps_its_order():
    assert parse_numbers(pd.Series(["1,5", "x", "2"])).tolist()[::2] == [1.5, 2.0]
