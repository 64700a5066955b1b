"""Lists as municipalities and corporations really send them: right, or one fault that says what is asked; never a guess."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from wozgeo.domain.errors import InputError
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.numerals import parse_counts
from wozgeo.inputs.plans import read_plan_list
from wozgeo.inputs.points import read_location_list

HERE = (180_000.0, 490_000.0, 200_000.0, 520_000.0)
OF_PLANS = ["plan_id", "naam", "aantal_woningen", "openbaar", "x", "y"]
OF_COMPLEXES = ["complex_id", "straat", "huisnummer", "woonplaats", "aantal_woningen"]


def workbook(folder: Path, rows: list[list[object]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(folder / "lijst.xlsx")
    return folder / "lijst.xlsx"


def csv(folder: Path, *lines: str) -> Path:
    (folder / "lijst.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "lijst.csv"


def refused(read, path: Path, **how: object) -> str:
    with pytest.raises(InputError) as error:
        read(path, **how)
    return "\n".join(error.value.faults)


# --- numbers of things ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1.000", "12.000", "2,000", " 120.000 "])
def test_a_thousand_that_may_be_one_is_asked_and_never_one(tmp_path, text):
    assert parse_counts(pd.Series([text])).tolist() == pytest.approx([float("nan")], nan_ok=True)
    plan = f"P1;Hof;{text};ja;190000;507000"
    assert f"aantal_woningen is {text.strip()!r}" in refused(
        read_plan_list, csv(tmp_path, ";".join(OF_PLANS), plan), extent=HERE
    )
    row = f"C1;Laan;1;Dorp;{text}"
    assert f"aantal_woningen is {text.strip()!r}" in refused(
        read_complex_list, csv(tmp_path, ";".join(OF_COMPLEXES), row)
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [("1000", 1000), ("1 000", 1000), ("1.000,0", 1000), ("40.0", 40), ("40,00", 40), ("0,000", 0)],
)
def test_a_number_that_means_one_thing_is_read(text, number):
    assert parse_counts(pd.Series([text])).tolist() == [number]


# --- house numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["12.0", "12,0", "12.00", " 12.0 "])
def test_a_house_number_that_a_program_made_a_fraction_of_is_that_number(tmp_path, text):
    lines = ("complex_id;straat;huisnummer;toevoeging", f"C1;Laan;{text};2.0", "C1;Laan;14;A")
    read = read_complex_list(csv(tmp_path, *lines)).addresses
    assert [*zip(read["nummer"], read["toevoeging"], strict=True)] == [(12, "2"), (14, "a")]


@pytest.mark.parametrize("text", ["1E+1", "1,00E+01", "1.2E+2", "3e+0"])
def test_a_house_number_that_excel_rounded_is_no_list_of_two(tmp_path, text):
    told = refused(
        read_complex_list, csv(tmp_path, "complex_id;straat;huisnummer", f"C1;Laan;{text}")
    )
    assert "which Excel has made of what was typed" in told


@pytest.mark.parametrize("text", ["12.5", "1.200", "1.000", "12 (leeg)", "14*", "1.3.5"])
def test_what_is_no_house_number_is_no_house_number(tmp_path, text):
    told = refused(
        read_complex_list, csv(tmp_path, "complex_id;straat;huisnummer", f"C1;Laan;{text}")
    )
    assert "row 2 (C1): huisnummer: found" in told


# --- merged cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values"),
    [("D", ["Dorp", None, None]), ("B", ["Laan", None, None]), ("E", [3, None, None])],
)
def test_a_cell_merged_over_rows_of_a_complex_is_asked(tmp_path, column, values):
    """Without its place the second row could be found in another town."""
    rows: list[list[object]] = [["C1", "Laan", n, "Dorp", None] for n in (1, 3, 5)]
    for row, value in zip(rows, values, strict=True):
        row["ABCDE".index(column)] = value
    path = workbook(tmp_path, [OF_COMPLEXES, *rows], f"{column}2:{column}4")
    told = refused(read_complex_list, path)
    assert f"rows 2 to 4: column {column} is one merged cell, with {str(values[0])!r}" in told


@pytest.mark.parametrize(("column", "value"), [("C", 40), ("D", "ja")])
def test_a_number_or_an_answer_merged_over_plans_is_of_none_of_them(tmp_path, column, value):
    """40 dwellings of two plans together are not 40 of the first; nor is a second plan public in silence."""
    rows: list[list[object]] = [
        ["P1", "Hof", 40, "ja", 190_000, 507_000], ["P2", "Erf", 40, "ja", 190_010, 507_000],
    ]  # fmt: skip
    rows[0]["ABCD".index(column)], rows[1]["ABCD".index(column)] = value, None
    path = workbook(tmp_path, [OF_PLANS, *rows], f"{column}2:{column}3")
    assert "rows 2 to 3" in refused(read_plan_list, path, extent=HERE)


def test_cells_merged_over_locations_are_asked_too(tmp_path):
    rows = [["id", "naam", "x", "y"], ["a", "A", 190_000, 507_000], ["b", None, 190_010, 507_000]]
    assert "rows 2 to 3" in refused(
        read_location_list, workbook(tmp_path, rows, "B2:B3"), extent=HERE
    )


def test_cells_merged_in_a_title_in_one_row_or_without_content_do_no_harm(tmp_path):
    rows = [
        ["Complexen van Woonwaarts", None, None, None, None],
        OF_COMPLEXES,
        ["C1", "Laan", 1, "Dorp", None],
        ["C1", "Laan", 3, "Dorp", None],
        [None, None, None, None, None],
    ]
    path = workbook(tmp_path, rows, "A1:E1", "E3:E4", "D5:E6")
    assert len(read_complex_list(path).addresses) == 2


# --- rows that are no rows -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", ["Totaal;;;;2", "Subtotaal Hof;;;;", ";;;Totaal;2", "Bron: corporatie;;;;"]
)
def test_a_row_of_totals_or_a_remark_below_is_asked_and_no_complex(tmp_path, row):
    lines = (";".join(OF_COMPLEXES), "C1;Laan;1;Dorp;2", "C1;Laan;3;Dorp;2", row)
    assert "row 4" in refused(read_complex_list, csv(tmp_path, *lines))


def test_a_header_that_comes_back_on_the_next_page_is_no_address(tmp_path):
    head = ";".join(OF_COMPLEXES)
    lines = (head, "C1;Laan;1;Dorp;2", head, "C1;Laan;3;Dorp;2")
    assert "row 3" in refused(read_complex_list, csv(tmp_path, *lines))


@pytest.mark.parametrize("text", ["#1", "#Hof", "Hof #3", "#", "C#", "#12/3"])
def test_a_hash_in_a_name_is_no_error(tmp_path, text):
    lines = ("complex_id;straat;huisnummer", f"{text};Laan;1")
    assert read_complex_list(csv(tmp_path, *lines)).complexes.index.tolist() == [text]


def test_an_error_of_a_dutch_spreadsheet_is_no_id_and_no_street(tmp_path):
    errors = [
        "#N/B",
        "#NAAM?",
        "#WAARDE!",
        "#VERW!",
        "#DEEL/0!",
        "#GETAL!",
        "#LEEG!",
        "#OVERLOOP!",
        "#REF!",
        "####",
    ]
    for error in errors:
        lines = ("complex_id;straat;huisnummer", f"{error};Laan;1", f"C2;{error};3")
        told = refused(read_complex_list, csv(tmp_path, *lines))
        assert f"row 2, column 'complex_id': the spreadsheet error {error}" in told
        assert f"row 3, column 'straat': the spreadsheet error {error}" in told
