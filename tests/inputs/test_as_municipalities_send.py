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


def rows_of(*complexes: str) -> list[list[object]]:
    return [[name, "Laan", 2 * i + 1, "Dorp", None] for i, name in enumerate(complexes)]


@pytest.mark.parametrize("column", ["A", "B", "D"])
def test_a_name_or_place_merged_over_rows_is_of_each_of_them_and_told(tmp_path, column):
    """Without its place the second row could be found in another town; without its id it was asked for."""
    rows, at = rows_of("C1", "C1", "C1"), "ABD".index(column) + (column == "D")
    rows[1][at] = rows[2][at] = None
    path = workbook(tmp_path, [OF_COMPLEXES, *rows], f"{column}2:{column}4")
    read = read_complex_list(path)
    found = read.addresses[["complex_id", "straat", "nummer", "woonplaats"]]
    assert found.to_numpy().tolist() == [["C1", "Laan", n, "Dorp"] for n in (1, 3, 5)]
    assert any("gelezen als van elk van die rijen" in note.nl for note in read.notes)


def test_every_complex_keeps_its_own_merged_name(tmp_path):
    head = ["complex_id", "naam", "eigenaar", "straat", "huisnummer"]
    rows: list[list[object]] = [
        ["C1", "Hof", "Woonwaarts", "Laan", 1], [None, None, None, "Laan", 3],
        ["C2", "Erf", None, "Brink", 2], [None, None, None, None, 4],
    ]  # fmt: skip
    merged = ("A2:A3", "A4:A5", "B2:B3", "B4:B5", "C2:C5", "D4:D5")
    read = read_complex_list(workbook(tmp_path, [head, *rows], *merged))
    assert read.complexes["naam"].to_dict() == {"C1": "Hof", "C2": "Erf"}
    assert set(read.complexes["opdrachtgever"]) == {"Woonwaarts"}
    given = [*zip(*(read.addresses[c] for c in ("complex_id", "straat", "nummer")), strict=True)]
    assert given == [("C1", "Laan", 1), ("C1", "Laan", 3), ("C2", "Brink", 2), ("C2", "Brink", 4)]


def test_a_number_merged_over_one_complex_is_of_that_complex(tmp_path):
    rows = rows_of("C1", "C1", "C2")
    rows[0][0], rows[1][0], rows[0][4], rows[2][4] = "C1", None, 2, 1
    path = workbook(tmp_path, [OF_COMPLEXES, *rows], "A2:A3", "E2:E3")
    stated = read_complex_list(path).complexes
    assert stated["n_genoemd"].to_dict() == {"C1": 2, "C2": 1}
    assert stated["n_genoemd_som"].to_dict() == {"C1": 2, "C2": 1}


def test_an_answer_merged_over_one_complex_is_of_that_complex_and_over_two_is_asked(tmp_path):
    head = ["complex_id", "straat", "huisnummer", "voor_senioren"]
    rows: list[list[object]] = [
        ["C1", "Laan", 1, "ja"],
        ["C1", "Laan", 3, None],
        ["C2", "Laan", 5, None],
    ]
    read = read_complex_list(workbook(tmp_path, [head, *rows], "D2:D3"))
    assert read.complexes["voor_senioren"].fillna(False).to_dict() == {"C1": True, "C2": False}
    path = workbook(tmp_path, [head, *rows], "D2:D4")
    assert "rows 2 to 4: column D is one merged cell, with 'ja'" in refused(read_complex_list, path)


@pytest.mark.parametrize(("column", "value"), [("C", 3), ("E", 3)])
def test_a_number_merged_over_houses_or_over_complexes_is_asked(tmp_path, column, value):
    rows = rows_of("C1", "C1", "C2")
    for row in rows:
        row["ABCDE".index(column)] = None
    rows[0]["ABCDE".index(column)] = value
    path = workbook(tmp_path, [OF_COMPLEXES, *rows], f"{column}2:{column}4")
    told = refused(read_complex_list, path)
    assert f"rows 2 to 4: column {column} is one merged cell, with {str(value)!r}" in told


@pytest.mark.parametrize(
    "rest", [["straat", "huisnummer", None], ["straat", "huisnummer", "(zelf geteld)"]]
)
def test_a_header_of_two_rows_with_merged_names_is_read(tmp_path, rest):
    """As municipalities lay them out: a title, then names merged downwards beside one merged sideways."""
    head: list[list[object]] = [
        ["Complexen van Woonwaarts", None, None, None, None],
        ["complex_id", "Adres", None, "aantal_woningen", "Opmerkingen"],
        [None, *rest, None],
        ["C1", "Laan", 1, 2, "x"],
        ["C1", "Laan", 3, None, None],
    ]
    path = workbook(
        tmp_path, head, "A1:E1", "A2:A3", "B2:C2", *(["D2:D3"] if not rest[2] else []), "D4:D5"
    )
    read = read_complex_list(path)
    assert read.addresses["nummer"].tolist() == [1, 3]
    assert read.complexes["n_genoemd"].tolist() == [2]


def test_a_header_in_one_row_above_a_merged_place_stays_the_header(tmp_path):
    """Dorp is a name of a column as well."""
    rows = rows_of("C1", "C1", "C1")
    rows[1][3] = rows[2][3] = None
    read = read_complex_list(workbook(tmp_path, [OF_COMPLEXES, *rows], "D2:D4"))
    assert read.addresses["woonplaats"].tolist() == ["Dorp"] * 3


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


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Subtotaal C1;;Laan;2", "complex_id 'Subtotaal C1'"), ("Totaal;;Laan;2", "complex_id 'Totaal'"),
        ("C9;Eindtotaal;Laan;2", "naam 'Eindtotaal'"), ("som;;Laan;2", "complex_id 'som'"),
        ("C1;Sub-totaal Hof;Laan;2", "naam 'Sub-totaal Hof'"), ("Total;;Laan;2", "complex_id 'Total'"),
    ],
)  # fmt: skip
def test_a_total_with_an_address_of_its_own_is_asked_and_no_complex(tmp_path, row, what):
    lines = ("complex_id;naam;straat;huisnummer", "C1;Hof;Laan;1", "C2;Erf;Laan;3", row)
    told = refused(read_complex_list, csv(tmp_path, *lines))
    assert f"{what} is that of a total" in told


def test_a_total_that_lies_somewhere_is_no_plan(tmp_path):
    lines = (";".join(OF_PLANS), "P1;Hof;12;ja;190000;507000", "Totaal;Alle;12;ja;190000;507000")
    told = refused(read_plan_list, csv(tmp_path, *lines), extent=HERE)
    assert "plan_id 'Totaal' is that of a total" in told


@pytest.mark.parametrize(
    "name", ["Sommelsdijk", "Somerset", "De Totale Hof", "Totalenstraat", "Sumatra"]
)
def test_a_name_that_only_begins_so_is_a_name(tmp_path, name):
    lines = ("complex_id;naam;straat;huisnummer", f"{name};{name};Laan;1")
    assert read_complex_list(csv(tmp_path, *lines)).complexes.index.tolist() == [name]


def test_rows_with_only_a_note_beside_the_list_are_told_and_none_of_it(tmp_path):
    rows = [["Let op", *[None] * 6], OF_COMPLEXES, [*[None] * 6, "x"], *rows_of("C1", "C1")]
    rows += [[*[None] * 6, "gezien: AB"], ["C2", "Laan", 9, "Dorp", None, None, "y"]]
    read = read_complex_list(workbook(tmp_path, rows, "D4:D5"))
    assert read.addresses["nummer"].tolist() == [1, 3, 9]
    assert any(note.nl.startswith("2 rijen hebben alleen iets rechts") for note in read.notes)


def test_a_row_without_anything_but_what_the_list_asks_is_still_a_row(tmp_path):
    rows = [OF_COMPLEXES, *rows_of("C1"), [None, None, None, None, 3]]
    assert "row 3: complex_id is empty" in refused(read_complex_list, workbook(tmp_path, rows))


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
