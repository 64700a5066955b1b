"""A house number, list or range means what it says, or is told to be unclear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.inputs.house_numbers import (
    addition_key,
    read_house_numbers,
    registered_numbers,
    split_address,
    with_addition,
)
from wozgeo.inputs.street_names import Woonplaats, place_key, street_key


def told(numbers):
    assert not numbers.fault
    return " ".join(f"{n.number}{n.addition}" for n in numbers.found)


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1A", "1a", "1-A", "1 A", "1 - a", " 1–A "])
def test_spellings_of_a_letter_are_one(text):
    assert told(read_house_numbers(text)) == "1a"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1 hs", "1hs"),
        ("1-HS", "1hs"),
        ("1 bis", "1bis"),
        ("19-TR02", "19tr2"),
        ("23A-TR", "23atr"),
        ("12-01", "121"),
    ],
)
def test_a_number_has_its_addition(text, number):
    assert told(read_house_numbers(text)) == number


def test_a_hyphen_makes_an_addition_and_never_a_range():
    (only,) = read_house_numbers("1-3").found
    assert (only.number, only.addition, only.in_range) == (1, "3", False)


@pytest.mark.parametrize(
    "word",
    ["t/m", " t/m ", "tm", " TM ", " t.m. ", " tot en met ", " t / m ", " t.e.m. ", " tem "],
)
def test_a_range_has_a_word_and_holds_its_ends(word):
    numbers = read_house_numbers(f"9{word}11")
    assert told(numbers) == "9 10 11"
    assert all(n.in_range for n in numbers.found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 t/m 7 (oneven)", "1 3 5 7"),
        ("2 t/m 6 even", "2 4 6"),
        ("2 t/m 6 (even nummers)", "2 4 6"),
        ("1 t/m 3 (even en oneven)", "1 2 3"),
        ("1 t/m 3 (doorlopend)", "1 2 3"),
        ("1, 3, 5 en 7", "1 3 5 7"),
        ("1;3 & 5a", "1 3 5a"),
        ("1, 3, 5 (oneven)", "1 3 5"),
        ("1 t/m 5 (oneven) en 2 t/m 4 (even), 8-A", "1 3 5 2 4 8a"),
        ("60-A t/m 60-C", "60a 60b 60c"),
        ("67-01 t/m 67-03", "671 672 673"),
        ("67-GR09 t/m 67-GR11", "67gr9 67gr10 67gr11"),
        ("5 t/m 5", "5"),
    ],
)
def test_lists_and_ranges(text, numbers):
    assert told(read_house_numbers(text)) == numbers


def test_only_the_numbers_of_a_range_are_of_a_range():
    assert [n.in_range for n in read_house_numbers("1 t/m 2, 7").found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "found ''"),
        ("x", "found 'x'"),
        ("0", "house number 0"),
        ("-5", "negative house number '-5'"),
        ("12.5", "expected a number"),
        ("12 3", "expected a number"),
        ("123456", "expected a number"),
        ("1 tot 3", "expected a number"),
        ("1,,3", "expected a number"),
        ("9 t/m", "expected a number"),
        ("t/m 9", "expected a number"),
        ("1 t/m 3 t/m 5", "more than two ends"),
        ("12 beneden", "column toevoeging"),
        ("1 - 3", "may be a range or an addition"),
        ("60A-F", "may be a range of letters"),
        ("32A-I", "one addition without the hyphen (60AF)"),
        ("60 A - F", "may be a range of letters"),
        ("2-10 (even)", 't/m in a range: "2 t/m 10 (even)"'),
        ("9 t/m 1", "runs backwards"),
        ("60-C t/m 60-A", "runs backwards"),
        ("1 t/m 24 (oneven)", "24 is not oneven"),
        ("1 t/m 23 (even)", "1 is not even"),
        ("4 (oneven)", "4 is not oneven"),
        ("1 t/m 3, 6 t/m 8 (even)", "behind each range"),
        ("12 t/m 12F", "additions of one number"),
        ("60-A t/m 62-C", "additions of one number"),
        ("60-A t/m 60-3", "additions of one number"),
        ("1 t/m 2001", "2001 numbers; expected at most 2000"),
    ],
)
def test_what_is_unclear_is_a_fault_and_gives_no_number(text, why):
    numbers = read_house_numbers(text)
    assert why in numbers.fault
    assert numbers.found == ()


@pytest.mark.parametrize(
    "text",
    ["1-dec", "3-jan", "1-12-2026", "12-1-26", "1/12/2026", "2026-12-01", "dec-12", "5 mei", "1-okt-26", "2-May"],
)  # fmt: skip
def test_what_excel_made_a_date_of_is_no_house_number(text):
    assert "a date that Excel has made" in read_house_numbers(text).fault
    if text[0].isdigit():
        assert "a date that Excel has made" in split_address(f"Annahofje {text}").numbers.fault


@pytest.mark.parametrize("text", ["1-12", "1-A", "1-bis", "12-decl", "5 me", "1-12A"])
def test_an_addition_that_is_no_date_stays_an_addition(text):
    assert len(read_house_numbers(text).found) == 1


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1 t/m 7", "2 4 6"),
        ("2 t/m 6", "3 5"),
        ("1 t/m 8", ""),
        ("1 t/m 7 (oneven)", ""),
        ("1 t/m 7 (alle)", ""),
        ("1 t/m 7 (even en oneven)", ""),
        ("60-A t/m 60-C", ""),
        ("5 t/m 5", ""),
    ],
)
def test_a_range_with_both_ends_on_one_side_may_leave_the_other_side_out(text, other):
    found = read_house_numbers(text).found
    assert " ".join(str(n.number) for n in found if n.other_side) == other


def test_two_thousand_numbers_are_not_too_many():
    assert len(read_house_numbers("1 t/m 2000").found) == 2000


@given(st.integers(1, 99_999), st.integers(1, 1_000))
def test_every_range_with_a_side_counts_in_twos(first, n):
    side = "oneven" if first % 2 else "even"
    last = first + 2 * (n - 1)
    numbers = read_house_numbers(f"{first} t/m {last} ({side})")
    if last <= 99_999:
        assert [x.number for x in numbers.found] == list(range(first, last + 1, 2))
    else:
        assert numbers.fault


@given(st.text(max_size=15) | st.from_regex(r"[0-9 a-z,/()-]{0,20}", fullmatch=True))
def test_any_text_gives_numbers_or_a_fault(text):
    for numbers in (read_house_numbers(text), split_address(text).numbers):
        assert bool(numbers.found) != bool(numbers.fault)


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (("12", "A", ""), "12a"),
        (("12", "", "-2"), "122"),
        (("12", "A", "2"), "12a2"),
        (("12A", "", "2"), "12a2"),
        (("12", "", ""), "12"),
        (("1 t/m 2", "", ""), "1 2"),
        (("60", "", "A t/m C"), "60a 60b 60c"),
        (("60", "A t/m C", ""), "60a 60b 60c"),
        (("60", "", "01 t/m 03"), "601 602 603"),
        (("60", "", "A, B en D"), "60a 60b 60d"),
        (("60", "", "A t/m C; F"), "60a 60b 60c 60f"),
        (("12A", "", "1 t/m 3"), "12a1 12a2 12a3"),
        (("12", "", "H-1"), "12h1"),
    ],
)
def test_cells_beside_the_number_hold_its_addition(cells, number):
    assert told(with_addition(*cells)) == number


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("1, 3", "A", ""), "its own row"),
        (("60", "", "A-F"), "may be a range of letters"),
        (("60", "", "F t/m A"), "runs backwards"),
        (("60", "A", "1, 2"), "expected a number"),
        (("12A", "A", ""), "once more"),
        (("x", "A", ""), "found 'x'"),
    ],
)
def test_an_addition_that_fits_no_single_number_is_a_fault(cells, why):
    assert why in with_addition(*cells).fault


def test_an_address_as_32a_i_can_be_written_so_that_it_is_one():
    assert told(read_house_numbers("32AI")) == told(with_addition("32", "A", "I")) == "32ai"
    assert registered_numbers("32A-I") == [(32, "ai")]


def test_digits_of_an_addition_do_not_run_together():
    assert addition_key("1-1") == "1-1" != addition_key("11")


def test_a_register_may_give_several_numbers_to_one_address():
    assert registered_numbers("20;21-a") == [(20, ""), (21, "a")]
    assert registered_numbers("zwart") == []


# --- whole addresses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "street", "numbers", "postcode", "place"),
    [
        ("Dorpsstraat 1 t/m 5 (oneven)", "Dorpsstraat", "1 3 5", "", ""),
        ("Dorpsstraat 12-A", "Dorpsstraat", "12a", "", ""),
        ("Dorpsstraat 1, 3 en 5", "Dorpsstraat", "1 3 5", "", ""),
        ("Dorpsstraat 1 en 3, Wozerdam", "Dorpsstraat", "1 3", "", "Wozerdam"),
        ("Dorpsstraat 12, 1234 AB Wozerdam", "Dorpsstraat", "12", "1234 AB", "Wozerdam"),
        ("Dorpsstraat  12 1234ab", "Dorpsstraat", "12", "1234ab", ""),
        ("Dorpsstraat 1234 hs", "Dorpsstraat", "1234hs", "", ""),
        ("Dorpsstraat 1234 hs, 1234 AB Wozerdam", "Dorpsstraat", "1234hs", "1234 AB", "Wozerdam"),
        ("Plein 1945 12", "Plein 1945", "12", "", ""),
        ("Plein 40-45 7a", "Plein 40-45", "7a", "", ""),
        ("1e Weerdstraat 4", "1e Weerdstraat", "4", "", ""),
        ("Laan van 3 oktober 12", "Laan van 3 oktober", "12", "", ""),
        ("Annahofje nr. 1 t/m nr. 3", "Annahofje", "1 2 3", "", ""),
        ("Annahofje\u00a01\u2011A", "Annahofje", "1a", "", ""),
        ("'s-Gravenweg 12bis, 's-Hertogenbosch", "'s-Gravenweg", "12bis", "", "'s-Hertogenbosch"),
    ],
)
def test_an_address_falls_apart_in_its_parts(text, street, numbers, postcode, place):
    split = split_address(text)
    assert (split.street, told(split.numbers), split.postcode, split.place) == (
        street,
        numbers,
        postcode,
        place,
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Dorpsstraat", "no house number in 'Dorpsstraat'"),
        ("12", "no house number"),
        ("Dorpsstraat 23 t/m 1", "runs backwards"),
        ("Dorpsstraat 1, 3 5", "found '3 5'"),
        ("Dorpsstraat -5", "negative"),
        ("Dorpsstraat 2-10 (even)", "t/m in a range"),
        ("Dorpsstraat 1 - 23", "may be a range or an addition"),
        ("Dorpsstraat 1, 3, oneven", "found 'oneven'"),
        ("Annahofje 1 tot 14", "found '1 tot 14'"),
        ("Annahofje 1 tot nr. 14", "found '1 tot 14'"),
        ("Annahofje 1 — 14", "may be a range or an addition"),
        ("Annahofje nr. 1 \u2012 nr. 14", "may be a range or an addition"),
        ("Annahofje 1 / 14", "found '1 / 14'"),
        ("Annahofje 1: 14", "found '1: 14'"),
        ("Annahofje 1 … 14", "found '1 … 14'"),
        ("Annahofje 1 > 14, 1234 AB Wozerdam", "found '1 > 14'"),
        ("Annahofje 1A = 14A", "found '1A = 14A'"),
        ("Annahofje 1 of 3", "found '1 of 3'"),
    ],
)
def test_the_end_of_a_faulty_list_is_not_taken_for_the_address(text, why):
    assert why in split_address(text).numbers.fault


@pytest.mark.parametrize(
    ("text", "number"), [("12 I-II", "12i-ii"), ("12-I-III", "12i-iii"), ("12 III", "12iii")]
)
def test_two_floors_are_not_the_floor_that_their_signs_add_up_to(text, number):
    assert told(read_house_numbers(text)) == number
    assert registered_numbers(text) == [(12, number.removeprefix("12"))]


@pytest.mark.parametrize("dash", ["\u2012", "\u2013", "\u2014", "\u2015"])
@pytest.mark.parametrize("text", ["1{}9", "1 {}9", "3, 1{}9"])
def test_a_dash_between_numbers_is_asked_about_and_no_addition(dash, text):
    written = text.format(dash)
    assert "may be a range" in read_house_numbers(written).fault
    assert "may be a range" in split_address(f"Laan {written}, 1234 AB Wozerdam").numbers.fault
    assert "may be a range" in with_addition("60", "", f"1{dash}9").fault


def test_a_dash_in_the_name_of_a_street_is_a_hyphen():
    found = split_address("Plein 1940\u20131945 12")
    assert (found.street, told(found.numbers)) == ("Plein 1940-1945", "12")


@pytest.mark.parametrize("line", ["\n", "\r\n", " \n ", "\r"])
def test_two_addresses_on_two_lines_of_a_cell_are_not_one_street(line):
    assert split_address(f"Kerkstraat 3{line}Brinkhofje 1").numbers.fault
    found = split_address(f"Kerkstraat 3{line}1234 AB Wozerdam")
    assert (found.street, told(found.numbers), found.place) == ("Kerkstraat", "3", "Wozerdam")
    assert told(split_address(f"Kerkstraat{line}3").numbers) == "3"
    assert told(split_address(f"Kerkstraat 3{line}5").numbers) == "3 5"


# --- streets and places ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dorpsstraat", "DORPSSTR."),
        ("Dorpsstraat", "Dorps straat"),
        ("van Oss-straat", "Van Ossstraat"),
        ("Loriéstraat", "Loriestraat"),
        ("IJsselkade", "Ÿsselkade"),
        ("'s-Gravenweg", "’s Gravenweg"),
        ("Burgemeester Bergstraat", "Burg. Bergstr."),
        ("Dr. Schaepmanstraat", "Doctor Schaepmanstraat"),
        ("Dokter Schaepmanstraat", "Dr Schaepmanstraat"),
        ("Sint Olafsplein", "St.  Olafsplein"),
        ("1e Weerdstraat", "Eerste Weerdstraat"),
        ("J.H. Koksingel", "J H Koksingel"),
    ],
)
def test_spellings_of_a_street_are_one(one, other):
    assert street_key(one) == street_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dorpsstraat", "Dorpslaan"),
        ("1e Weerdstraat", "2e Weerdstraat"),
        ("Bergstraat", "Burgemeester Bergstraat"),
        ("Sint", "Burg"),
        ("Straat", "Laan"),
    ],
)
def test_other_streets_stay_apart(one, other):
    assert street_key(one) != street_key(other)


def test_a_province_is_not_part_of_the_name():
    assert place_key("Rijssen OV") == place_key("RIJSSEN (Ov)") == Woonplaats("ryssen", "ov")
    assert place_key("Rijssen") == Woonplaats("ryssen", "")
    assert place_key("Hengelo (Gld)") == place_key("Hengelo GD") != place_key("Hengelo OV")


@pytest.mark.parametrize(
    "text",
    [
        "Kerkstraat 3 / Brinkhofje 1",
        "Kerkstraat 3; Brinkhofje 1",
        "Kerkstraat 3a en Brinkhofje 1",
        "Kerkstraat 3 - Brinkhofje 1",
        "Kerkstraat 3 Brinkhofje 1",
        "Kerkstraat 3a Brinkhofje 1, Overwoud",
    ],
)
def test_two_addresses_in_one_cell_are_not_the_second_alone(text):
    numbers = split_address(text).numbers
    assert not numbers.found
    assert "give each its own row" in numbers.fault


@pytest.mark.parametrize(
    "text",
    [
        "tegenover Brinkhofje 1",
        "Brinkhofje naast 1",
        "t.o. Brinkhofje 1",
        "Brinkhofje t.h.v. 1",
        "Brinkhofje hoek Dorpsstraat 1",
    ],
)
def test_what_is_near_an_address_is_not_that_address(text):
    numbers = split_address(text).numbers
    assert not numbers.found
    assert "write the address itself" in numbers.fault


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Plein 1940-1945 3", "Plein 1940-1945"),
        ("Plein 1940 - 1945 3", "Plein 1940 - 1945"),
        ("De Hoek 3", "De Hoek"),
        ("De Hoek van Oost 3", "De Hoek van Oost"),
        ("Achter de Kerk 3", "Achter de Kerk"),
        ("Hoek van Hollandstraat 3", "Hoek van Hollandstraat"),
        ("Naastweg 3", "Naastweg"),
    ],
)
def test_streets_that_only_resemble_two_addresses_stay_streets(text, street):
    address = split_address(text)
    assert address.street == street
    assert [n.number for n in address.numbers.found] == [3]
