"""Yes, no, unknown and years mean the same in every list, in all the words that planners use."""

import math

import pytest

from wozgeo.inputs.yes_no_years import is_unknown, read_answer, read_years


@pytest.mark.parametrize(
    "text", ["ja", "JA", "j", "yes", "Y", "x", "X", "1", "waar", "true", " ja\u00a0", "\u2713"]
)
def test_yes(text):
    assert read_answer(text) is True


@pytest.mark.parametrize("text", ["nee", "Nee", "n", "no", "0", "onwaar", "false"])
def test_no(text):
    assert read_answer(text) is False


@pytest.mark.parametrize(
    "text",
    ["", "-", "\u2013", "\u2014", "?", "nvt", "N.v.t.", "niet bekend", "onbekend", "n.b.", "ntb"],
)
def test_unknown_is_neither(text):
    assert is_unknown(text)
    assert read_answer(text) is None


@pytest.mark.parametrize("text", ["misschien", "ja?", "2", "jawel nee"])
def test_another_word_is_no_answer_and_not_unknown(text):
    assert read_answer(text) is None
    assert not is_unknown(text)


OPEN = math.nan


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2030", 2030, 2030),
        ("2027-05-01", 2027, 2027),
        ("01-05-2027", 2027, 2027),
        ("2026-12-31T23:00:00+00:00", 2027, 2027),  # midnight in Dutch time
        ("Q3 2027", 2027, 2027),
        ("2027 Q3", 2027, 2027),
        ("3e kwartaal 2027", 2027, 2027),
        ("medio 2027", 2027, 2027),
        ("ca. 2027", 2027, 2027),
        ("mei 2027", 2027, 2027),
        ("2025-2029", 2025, 2029),
        ("2025 \u2013 2029", 2025, 2029),
        ("2025 t/m 2029", 2025, 2029),
        ("tussen 2025 en 2029", 2025, 2029),
        ("2027/28", 2027, 2028),
        ("begin 2027 - eind 2028", 2027, 2028),
        ("2030 en verder", 2030, OPEN),
        ("2030 e.v.", 2030, OPEN),
        ("2030+", 2030, OPEN),
        ("vanaf 2030", 2030, OPEN),
        ("na 2030", 2031, OPEN),
        ("> 2030", 2031, OPEN),
        ("uiterlijk 2029", OPEN, 2029),
        ("t/m 2029", OPEN, 2029),
        ("voor 2030", OPEN, 2029),
        ("", OPEN, OPEN),
        ("nvt", OPEN, OPEN),
    ],
)
def test_years_as_planners_write_them(text, first, last):
    found = read_years(text)
    assert found is not None
    assert [str(float(n)) for n in found] == [str(float(n)) for n in (first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "twintig",
        "2029-2025",
        "2027 misschien",
        "20270",
        "27",
        "2025, 2026, 2027",
        "2027-13",
        "voor en na 2030",
    ],
)
def test_what_is_not_understood_is_no_year(text):
    assert read_years(text) is None
