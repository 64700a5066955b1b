"""A list of complexes is read as a whole, or refused with every fault in it."""

import datetime

import openpyxl
import pandas as pd
import pytest
from said import dutch, read

from wozgeo.domain.contracts import ATTRIBUTES, FACT_COLUMNS
from wozgeo.domain.errors import InputError
from wozgeo.inputs.complex_columns import TARGETS
from wozgeo.inputs.complexes import read_complex_list

COLUMNS = [
    "complex_id",
    "rij",
    "opgegeven",
    "straat",
    "nummer",
    "toevoeging",
    "postcode",
    "woonplaats",
    "apart",
    "deur_x",
    "deur_y",
    "reeks",
    "andere_kant",
]


def written(tmp_path, *lines, name="lijst.csv"):
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def workbook(tmp_path, *rows, name="lijst.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def faults_of(path, **options):
    with pytest.raises(InputError) as error:
        read_complex_list(path, **options)
    assert error.value.source == str(path)
    return list(error.value.faults)


def one_fault(path, **options):
    faults = faults_of(path, **options)
    assert len(faults) == 1, faults
    return faults[0]


def one_complex(tmp_path, header, *rows):
    """Attributes of the one complex in a list with an address on every row."""
    lines = [f"C;Dorpsstraat;{i};{row}" for i, row in enumerate(rows, start=1)]
    path = written(tmp_path, f"complex_id;straat;huisnummer;{header}", *lines)
    (row,) = read_complex_list(path).complexes.to_dict("records")
    return row


def numbers(own):
    return (own.addresses["nummer"].astype(str) + own.addresses["toevoeging"]).tolist()


# --- what is read ------------------------------------------------------------------------------


def test_a_row_per_address(tmp_path):
    path = written(
        tmp_path,
        "complex_id;naam;straat;huisnummer;toevoeging;postcode;woonplaats;voor_senioren;aandeel_55plus",
        "0012;De Brug;Dorpsstraat;12;A;1234 ab;Wozerdam;ja;62,5",
        "0012;De Brug;Dorpsstraat;14;;1234AB;Wozerdam;;",
    )
    own = read_complex_list(path)
    assert own.complexes.index.tolist() == ["0012"]
    assert own.complexes.index.name == "complex_id"
    assert own.complexes.columns.tolist() == ["naam", *FACT_COLUMNS, "bron"]
    row = own.complexes.loc["0012"]
    assert (row["naam"], row["bron"], row["share_55plus"]) == ("De Brug", "lijst.csv", 0.625)
    assert row["voor_senioren"] is True or row["voor_senioren"]
    assert row[[name for name in ATTRIBUTES if name != "voor_senioren"]].isna().all()
    assert own.addresses.columns.tolist() == COLUMNS
    assert own.addresses[["deur_x", "deur_y"]].isna().to_numpy().all()
    told = own.addresses.drop(columns=["deur_x", "deur_y"])
    assert told.to_numpy().tolist() == [
        ["0012", 2, "Dorpsstraat 12-A, 1234 ab Wozerdam", "Dorpsstraat", 12, "a", "1234AB", "Wozerdam", True, False, False],
        ["0012", 3, "Dorpsstraat 14, 1234AB Wozerdam", "Dorpsstraat", 14, "", "1234AB", "Wozerdam", False, False, False],
    ]  # fmt: skip
    assert own.addresses["nummer"].dtype == "Int64"
    assert own.notes == ()
    assert own.repeated.empty


def test_excel_says_the_same_as_csv(tmp_path):
    rows = [
        ["Onze complexen"],
        [],
        ["Complex_ID", "naam", "straat", "huisnummer", "woonplaats", "intramuraal", "aandeel_55plus"],
        ["C1", "De Brug", "Dorpsstraat", 12, "Wozerdam", False, 55],
        ["C1", None, "Dorpsstraat", "14 t/m 18 (even)", "Wozerdam", None, None],
    ]  # fmt: skip
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
    excel = read_complex_list(workbook(tmp_path, *rows))
    text = read_complex_list(written(tmp_path, *lines))
    pd.testing.assert_frame_equal(excel.addresses, text.addresses)
    pd.testing.assert_frame_equal(excel.complexes.drop(columns="bron"), text.complexes.drop(columns="bron"))  # fmt: skip
    assert numbers(excel) == ["12", "14", "16", "18"]
    assert excel.addresses["rij"].tolist() == [4, 5, 5, 5]
    assert excel.addresses["reeks"].tolist() == [False, True, True, True]
    assert not excel.complexes.loc["C1", "intramuraal"]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("adres", "Dorpsstraat 1 t/m 5 (oneven)", ["1", "3", "5"]),
        ("adres", "Dorpsstraat 12-A", ["12a"]),
        ("adres", "Dorpsstraat 1, 3, 5 en 7", ["1", "3", "5", "7"]),
        ("adres", "Dorpsstraat 1-3", ["13"]),
        ("straat;huisnummer", "Dorpsstraat;1a", ["1a"]),
        ("straat;huisnummer", "Dorpsstraat;1 en 3", ["1", "3"]),
        ("straat;huisnummer;huisletter;toevoeging", "Dorpsstraat;1;A;2", ["1a2"]),
    ],
)
def test_a_cell_may_hold_several_addresses(tmp_path, header, row, expected):
    own = read_complex_list(written(tmp_path, f"complex_id;{header}", f"C;{row}"))
    assert numbers(own) == expected
    assert set(own.addresses["straat"]) == {"Dorpsstraat"}


def test_postcode_and_place_may_stand_in_the_address_or_beside_it(tmp_path):
    path = written(
        tmp_path,
        "complex_id;adres;postcode;woonplaats",
        "C;Dorpsstraat 1, 1234 AB Wozerdam;;",
        "C;Dorpsstraat 2;1234 AB;Wozerdam",
    )
    own = read_complex_list(path)
    assert own.addresses["postcode"].tolist() == ["1234AB"] * 2
    assert own.addresses["woonplaats"].tolist() == ["Wozerdam"] * 2
    assert own.addresses["opgegeven"].str.replace("1,", "2,").nunique() == 1


def test_a_row_without_address_may_hold_the_attributes(tmp_path):
    path = written(
        tmp_path,
        "complex_id;naam;straat;huisnummer;woonplaats;voor_senioren",
        "C;De Brug;;;Wozerdam;ja",
        "C;;Dorpsstraat;1;Wozerdam;",
    )
    own = read_complex_list(path)
    assert own.addresses["rij"].tolist() == [3]
    assert own.complexes.loc["C", "naam"] == "De Brug"
    assert own.complexes.loc["C", "voor_senioren"]


def test_complexes_are_sorted_and_rows_keep_their_order(tmp_path):
    own = read_complex_list(written(tmp_path, "complex_id;adres", "D;A 1", "C;A 2", "D;A 3"))
    assert own.complexes.index.tolist() == ["C", "D"]
    assert own.addresses["complex_id"].tolist() == ["D", "C", "D"]


# --- yes, no and unknown -----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["ja", "J", "Ja", "true", "WAAR", "1", "x", "X"])
def test_words_for_yes(tmp_path, word):
    assert one_complex(tmp_path, "ontmoetingsruimte_inpandig", word)["inpandig"] is True


@pytest.mark.parametrize("word", ["nee", "N", "False", "onwaar", "0"])
def test_words_for_no(tmp_path, word):
    assert one_complex(tmp_path, "ontmoetingsruimte_voor_bewoners", word)["voor_bewoners"] is False


@pytest.mark.parametrize(
    "word", ["", " ", "onbekend", "nvt", "N.v.t.", "-", "–", "?", "niet bekend"]
)
def test_words_for_unknown(tmp_path, word):
    assert pd.isna(one_complex(tmp_path, "nultreden", word)["nultreden"])


def test_empty_beside_yes_is_yes(tmp_path):
    assert one_complex(tmp_path, "nultreden", "", "x", "", "ja")["nultreden"] is True


@pytest.mark.parametrize("word", ["misschien", "ja?", "2"])
def test_another_word_is_a_fault(tmp_path, word):
    path = written(tmp_path, "complex_id;adres;nultreden", f"C;Dorpsstraat 1;{word}")
    assert one_fault(path).startswith(f"row 2 (C): nultreden is {word!r}; expected ja or nee")


@pytest.mark.parametrize(
    ("text", "share"), [("0", 0.0), ("100", 1.0), ("55%", 0.55), ("62,5", 0.625), ("1%", 0.01)]
)
def test_a_percentage_becomes_a_share(tmp_path, text, share):
    assert one_complex(tmp_path, "aandeel_55plus", text)["share_55plus"] == pytest.approx(share)


@pytest.mark.parametrize("text", ["-1", "100,1", "veel", "0,55", "1", "1,0"])
def test_what_may_be_a_share_already_or_no_percentage_is_a_fault(tmp_path, text):
    path = written(tmp_path, "complex_id;adres;aandeel_55plus", f"C;Dorpsstraat 1;{text}")
    assert one_fault(path).startswith(f"row 2 (C): aandeel_55plus is {text!r}; expected")


@pytest.mark.parametrize(
    ("target", "one", "other"),
    [
        ("nultreden", "ja", "nee"),
        ("voor_senioren", "x", "0"),
        ("aandeel_55plus", "50", "60"),
        ("naam", "De Brug", "De Hof"),
    ],
)
def test_a_complex_that_contradicts_itself_is_a_fault_with_its_rows(tmp_path, target, one, other):
    path = written(
        tmp_path,
        f"complex_id;adres;{target}",
        f"C;Dorpsstraat 1;{one}",
        "C;Dorpsstraat 2;",
        f"C;Dorpsstraat 3;{other}",
        f"D;Dorpsstraat 4;{other}",
    )
    told = f"complex 'C': {target} is {one!r} on row 2 and {other!r} on row 4; make them the same"
    assert one_fault(path).startswith(told)


def test_the_same_in_other_words_is_no_contradiction(tmp_path):
    assert one_complex(
        tmp_path, "nultreden;aandeel_55plus;naam", "ja;55;de  brug", "x;55,0;De Brug"
    )


# --- columns -----------------------------------------------------------------------------------


def test_own_names_go_first_and_are_told(tmp_path):
    path = written(
        tmp_path, "Nummer;Omschrijving;naam;Adres", "C;De Brug;iets anders;Dorpsstraat 1"
    )
    own = read_complex_list(path, columns={"complex_id": "nummer", "naam": " OMSCHRIJVING "})
    assert own.complexes.loc["C", "naam"] == "De Brug"
    assert own.mapping == {"complex_id": "nummer", "naam": "omschrijving", "adres": "adres"}
    assert dutch(own.notes) == ("niet gebruikte kolommen: naam",)


def test_a_column_that_is_given_to_a_target_is_for_no_other(tmp_path):
    path = written(tmp_path, "complex_id;adres;huisnummer", "C;Dorpsstraat;1")
    own = read_complex_list(path, columns={"straat": "adres"})
    assert own.addresses[["straat", "nummer"]].to_numpy().tolist() == [["Dorpsstraat", 1]]


def test_spaces_stand_for_underscores(tmp_path):
    path = written(tmp_path, "Complex ID;Adres;Ontmoetingsruimte inpandig", "C;Dorpsstraat 1;ja")
    assert read_complex_list(path).complexes.loc["C", "inpandig"]


def test_a_column_that_may_be_meant_does_not_go_unseen(tmp_path):
    path = written(tmp_path, "complex_id;straat;huisnummer;omschrijving", "C;Dorpsstraat;1;A")
    (note,) = dutch(read_complex_list(path).notes)
    assert "omschrijving lijkt op naam" in note


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("complex;adres", "rename 'complex' to 'complex_id'"),
        ("complexnummr;adres", "rename 'complexnummr' to 'complex_id'"),
        ("complex_id;straatnaam;nr", "rename 'nr' to 'huisnummer', or say in columns"),
        ("complex_id;huisnummer", "column adres, or huisnummer with straat or postcode, is missing"),
        ("complex_id;straat", "column adres, or huisnummer with straat or postcode, is missing"),
    ],
)  # fmt: skip
def test_a_missing_column_is_told_with_what_may_be_it(tmp_path, header, told):
    row = "Laan 1" if "adres" in header else ";".join(["1"] * header.count(";"))
    assert told in one_fault(written(tmp_path, header, f"C;{row}"))


def test_unknown_targets_and_absent_columns_are_told_together(tmp_path):
    path = written(tmp_path, "complex_id;adres;naam", "C;Dorpsstraat 1;De Brug")
    unknown, absent = faults_of(path, columns={"straatt": "adres", "naam": "naamm"})
    assert "'straatt' is unknown (did you mean 'straat'?)" in unknown
    assert all(target in unknown for target in TARGETS)
    assert "column 'naamm', given for naam, is not there (did you mean 'naam'?)" in absent


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        ("adres", "Dorpsstraat", "row 2 (C): adres: found no house number in 'Dorpsstraat'"),
        ("adres;huisnummer;straat", "Dorpsstraat 1;1;", "adres is filled and so are columns"),
        ("straat;huisnummer", "Dorpsstraat;-4", "huisnummer: found the negative house number '-4'"),
        ("straat;huisnummer", "Dorpsstraat;9 t/m 1", "runs backwards"),
        ("straat;huisnummer", "Dorpsstraat;1 t/m 9999", "expected at most 2000"),
        ("straat;huisnummer", "Dorpsstraat;", "huisnummer is empty (found 'Dorpsstraat')"),
        ("straat;huisnummer;toevoeging", "Dorpsstraat;1, 3;A", "its own row"),
        ("straat;huisnummer", ";1", "'1' has neither street nor postcode"),
        ("straat;huisnummer;postcode", "Dorpsstraat;1;1234", "postcode '1234'; expected one as 1234 AB"),
        ("adres;postcode", "Dorpsstraat 1, 1234 AB;1234 AC", "has another postcode or place"),
        ("adres;woonplaats", "Dorpsstraat 1, Wozerdam;Elders", "has another postcode or place"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_a_fault(tmp_path, header, row, told):
    path = written(tmp_path, f"complex_id;{header}", f"C;{row}", "D;" + valid(header))
    fault = one_fault(path)
    assert fault.startswith("row 2 (C): ")
    assert told in fault


def valid(header):
    cells = {"adres": "Laan 1", "straat": "Laan", "huisnummer": "1"}
    names = header.split(";")
    return ";".join(cells.get(n, "") if n == "adres" or "adres" not in names else "" for n in names)


@pytest.mark.parametrize(
    ("id_", "told"),
    [("", "complex_id is empty"), ("1,23E+15", "Excel has rounded this id")],
)
def test_an_id_that_is_none_is_a_fault(tmp_path, id_, told):
    assert told in one_fault(
        written(tmp_path, "complex_id;adres", f"{id_};Dorpsstraat 1", "D;Laan 1")
    )


def test_a_complex_without_any_address_is_a_fault(tmp_path):
    path = written(tmp_path, "complex_id;naam;adres", "C;De Brug;", "D;De Hof;Laan 1")
    assert one_fault(path).startswith("complex 'C' (row 2) has no address")
    nothing = written(tmp_path, "complex_id;naam;adres", "C;De Brug;", name="leeg.csv")
    assert one_fault(nothing).startswith("complex 'C' (row 2) has no address")


def test_every_fault_is_told_at_once(tmp_path):
    path = written(
        tmp_path,
        "complex_id;straat;huisnummer;nultreden;aandeel_55plus",
        "C;Dorpsstraat;-4;ja;110",
        ";Dorpsstraat;9 t/m 1;wel;",
        "C;Dorpsstraat;3;nee;",
    )
    told = "\n".join(faults_of(path))
    for part in ("-4", "110", "complex_id is empty", "backwards", "'wel'", "'ja' on row 2"):
        assert part in told
    assert len(told.splitlines()) == 6


def test_many_faults_of_a_kind_are_counted(tmp_path):
    path = written(tmp_path, "complex_id;adres", *(f"C{i};Dorpsstraat" for i in range(30)))
    assert faults_of(path)[10:] == ["and 20 more of this kind"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=A1", "the formula =A1 has no value in the file"),
        ("#N/A", "the spreadsheet error #N/A"),
        (datetime.datetime(2026, 3, 1), "a date or time"),
        (1234567890123456, "longer than the 15 digits"),
    ],
)
def test_a_cell_that_lost_its_content_is_a_fault(tmp_path, cell, told):
    rows = [["complex_id", "straat", "huisnummer"], ["C", "Dorpsstraat", cell]]
    faults = faults_of(workbook(tmp_path, *rows))
    assert any(told in f and "row 2, column 'huisnummer'" in f for f in faults)


# --- given more than once ----------------------------------------------------------------------


def test_an_address_given_twice_is_counted_once_and_told(tmp_path):
    path = written(
        tmp_path,
        "complex_id;adres;woonplaats",
        "C;Dorpsstraat 1 t/m 5 (oneven);Wozerdam",
        "C;Dorpsstr. 3;wozerdam",
        "C;Dorpsstraat 3A;Wozerdam",
    )
    own = read_complex_list(path)
    assert numbers(own) == ["1", "3", "5", "3a"]
    assert own.addresses.index.tolist() == [0, 1, 2, 3]
    assert dutch(own.notes) == (
        "Dorpsstr. 3, wozerdam: twee keer opgegeven bij complex C (rij 2 en 3); telt één keer",
    )
    assert read(own.repeated).to_dict("records") == [
        {"complex_id": "C", "rij": 3, "opgegeven": "Dorpsstr. 3, wozerdam", "eerder": 2}
    ]


def test_an_address_in_two_complexes_counts_in_both_and_is_told(tmp_path):
    path = written(tmp_path, "complex_id;adres", "C;Laan 1 t/m 2", "D;Laan 2", "E;Laan 3")
    own = read_complex_list(path)
    assert numbers(own) == ["1", "2", "2", "3"]
    assert dutch(own.notes) == (
        "Laan 1 t/m 2, nummer 2: staat bij de complexen C, D; telt bij elk mee",
    )
    assert own.repeated.empty


def test_more_addresses_than_can_be_named_are_counted(tmp_path):
    path = written(
        tmp_path,
        "complex_id;adres",
        "C;Laan 1 t/m 5",
        "D;Laan 1 t/m 5",
        "E;Dijk 1",
        "F;Dijk 1",
        "F;Laan 9",
    )
    own = read_complex_list(path)
    assert dutch(own.notes) == (
        "6 adressen staan in meer dan één complex en tellen bij elk mee (C, D: 5; E, F: 1); ze staan op het blad "
        "Na te kijken",
    )
    assert own.notes[0].en.startswith(
        "6 addresses are listed in more than one complex and count in each"
    )


def test_more_repetitions_than_can_be_named_are_counted(tmp_path):
    own = read_complex_list(
        written(tmp_path, "complex_id;adres", "C;Laan 1 t/m 5", "C;Laan 1 t/m 4")
    )
    (note,) = dutch(own.notes)
    assert note.startswith("4 adressen zijn bij hun complex twee keer opgegeven en tellen één keer")
    assert len(own.repeated) == 4


def test_numbers_that_only_look_alike_are_not_the_same_address(tmp_path):
    own = read_complex_list(written(tmp_path, "complex_id;adres", "C;Laan 1-1", "C;Laan 11"))
    assert len(own.addresses) == 2
    assert own.notes == ()


# --- what would be lost or read twice ----------------------------------------------------------


def book(path, **sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.removeprefix("hidden_"))
        sheet.sheet_state = "hidden" if name.startswith("hidden_") else "visible"
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


HEAD = ["complex_id", "adres", "ontmoetingsruimte_inpandig"]


def test_a_hidden_sheet_is_not_read(tmp_path):
    path = book(
        tmp_path / "lijst.xlsx",
        hidden_oud=[HEAD, ["C", "Laan 1", "ja"]],
        nieuw=[HEAD, ["C", "Laan 1", "nee"]],
    )
    assert not read_complex_list(path).complexes.loc["C", "inpandig"]
    path = book(tmp_path / "een.xlsx", hidden_oud=[HEAD, ["C", "Laan 1", "ja"]], leeg=[])
    assert "no filled cells" in one_fault(path)


def test_two_sheets_with_a_list_are_not_chosen_from(tmp_path):
    path = book(
        tmp_path / "lijst.xlsx",
        Oost=[HEAD, ["C", "Laan 1", "ja"]],
        West=[HEAD, ["D", "Laan 2", "ja"]],
    )
    assert "the sheets 'Oost', 'West' hold such a list" in one_fault(path)


def test_a_column_with_cells_and_no_name_is_a_fault_and_notes_beside_a_list_are_not(tmp_path):
    rows = [["complex_id", "adres", None, "naam"], ["C", "Laan 1", "ja", "Brug"]]
    assert "column 3 has cells and no name" in one_fault(book(tmp_path / "a.xlsx", Blad=rows))
    beside = [["complex_id", "adres", "naam", None, None], ["C", "Laan 1", "Brug", None, "let op"]]
    assert read_complex_list(book(tmp_path / "b.xlsx", Blad=beside)).complexes.index.tolist() == [
        "C"
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("WB-7", "wb-7"),
        ("7", "007"),
        ("A 1", "A1"),
        ("12.0", "12"),
        ("A_1", "A-1"),
        ("A.01", "A1"),
        ("1-1", "1.1"),
        ("A/1", "A1"),
    ],
)
def test_ids_that_are_nearly_alike_are_a_fault(tmp_path, pair):
    one, other = pair
    path = written(tmp_path, "complex_id;adres", f"{one};Laan 1", f"{other};Laan 2")
    assert f"complex_id {one!r} and {other!r} differ only in" in one_fault(path)


@pytest.mark.parametrize("pair", [("1.1", "11"), ("2-11", "21-1"), ("A1", "A10"), ("é", "e")])
def test_ids_that_differ_in_more_are_two_complexes(tmp_path, pair):
    one, other = pair
    path = written(tmp_path, "complex_id;adres", f"{one};Laan 1", f"{other};Laan 2")
    assert sorted(read_complex_list(path).complexes.index) == sorted(pair)


# --- columns under other names, and columns that are not read -----------------------------------


@pytest.mark.parametrize("name", ["plaats", "Plaatsnaam", "woonplaats_naam", "Woon plaats", "kern"])
def test_the_place_is_read_under_its_other_names(tmp_path, name):
    own = read_complex_list(written(tmp_path, f"complex_id;adres;{name}", "C;Laan 1;Tiel"))
    assert own.addresses["woonplaats"].tolist() == ["Tiel"]
    assert own.notes == ()


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        *((n, "") for n in ("huisnummertoevoeging", "toev", "Toev.", "bisnr", "Huisnr.-toev", "huisnummer toevoeging")),
        *((n, "B") for n in ("letter", "hltr", "Huis letter", "huisltr.")),
    ],
)  # fmt: skip
def test_additions_are_read_under_their_other_names(tmp_path, name, letter):
    rows = [f"C;Laan;60;{a}" for a in ("", "A", "B", "C")]
    own = read_complex_list(written(tmp_path, f"complex_id;straat;huisnr;{name}", *rows))
    assert numbers(own) == ["60", "60a", "60b", "60c"]
    assert own.mapping["huisletter" if letter else "toevoeging"] == " ".join(name.lower().split())


def test_where_only_an_unread_column_tells_rows_apart_reading_stops(tmp_path):
    rows = [f"C;Laan;60;{a}" for a in ("", "A", "B")]
    path = written(tmp_path, "complex_id;straat;huisnummer;unit", *rows, "C;Laan;61;A")
    fault = one_fault(path)
    assert "rows 2 (''), 3 ('A'), 4 ('B') give one address and differ in the column 'unit'" in fault
    assert "name it toevoeging" in fault
    own = read_complex_list(path, columns={"toevoeging": "unit"})
    assert numbers(own) == ["60", "60a", "60b", "61a"]


def test_rows_that_are_the_same_in_every_column_are_still_one_address(tmp_path):
    path = written(tmp_path, "complex_id;adres;huurder", "C;Laan 1;x", "C;Laan 1;x", "C;Laan 2;y")
    assert numbers(read_complex_list(path)) == ["1", "2"]


def test_rows_of_two_complexes_are_not_told_apart_by_a_column_that_is_not_read(tmp_path):
    path = written(tmp_path, "complex_id;adres;eigenaar", "C;Laan 1;x", "D;Laan 1;y")
    assert len(read_complex_list(path).addresses) == 2


def test_rows_without_an_address_may_differ_in_what_is_not_read(tmp_path):
    path = written(tmp_path, "complex_id;adres;opmerking", "C;;een", "C;;twee", "C;Laan 1;drie")
    assert numbers(read_complex_list(path)) == ["1"]


def test_two_columns_of_one_meaning_that_disagree_are_a_fault(tmp_path):
    path = written(
        tmp_path, "complex_id;adres;woonplaats;plaats", "C;Laan 1;Tiel;Tiel", "C;Laan 2;Tiel;Ede"
    )
    assert "'woonplaats' and 'plaats' both say woonplaats and differ on row 3" in one_fault(path)
    assert len(read_complex_list(path, columns={"woonplaats": "plaats"}).addresses) == 2
    kern = written(tmp_path, "complex_id;adres;woonplaats;kern", "C;Laan 1;Tiel;Tiel-Oost")
    assert read_complex_list(kern).addresses["woonplaats"].tolist() == ["Tiel"]


# --- how many dwellings a list says itself ------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("Aantal woningen", ("14", "14"), (14, 28)),
        ("aantal_vhe", ("1", "1"), (1, 2)),
        ("VHE", ("1", "1"), (1, 2)),
        ("VHE's", ("1", "1"), (1, 2)),
        ("woningen", ("5", "9"), (pd.NA, 14)),
        ("Aantal-woningen", ("14", "nvt"), (14, 14)),
        ("aantal_woningen", ("", "-"), (pd.NA, pd.NA)),
    ],
)
def test_the_number_a_list_states_is_read_as_one_number_and_as_a_sum(tmp_path, header, cells, read):
    rows = [f"C;Laan {i};{cell}" for i, cell in enumerate(cells, start=1)]
    own = read_complex_list(written(tmp_path, f"complex_id;adres;{header}", *rows))
    found = own.complexes.loc["C", ["n_genoemd", "n_genoemd_som"]].tolist()
    assert [pd.isna(n) or n for n in found] == [pd.isna(n) or n for n in read]


def test_a_number_of_dwellings_that_is_none_is_a_fault(tmp_path):
    path = written(tmp_path, "complex_id;adres;aantal woningen", "C;Laan 1;circa 12")
    assert "aantal_woningen is 'circa 12', expected a whole number" in one_fault(path)


# --- equal to the eye ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "twin", ["WB-01\u200b", "\ufeffWB-01", "WB\u201101", "WB\u00ad-01", "WB\u201301", "WB-01\u00a0"]
)
def test_ids_that_look_the_same_are_one_complex(tmp_path, twin):
    path = written(tmp_path, "complex_id;adres", "WB-01;Laan 1", f"{twin};Laan 2")
    assert read_complex_list(path).complexes.index.tolist() == ["WB-01"]


@pytest.mark.parametrize(
    "header", ["complex\u200b_id", "complex\u00a0id", "complex\u2011id", "COMPLEX ID"]
)
def test_names_of_columns_that_look_the_same_are_one(tmp_path, header):
    path = written(tmp_path, f"{header};adres", "C;Laan 1")
    assert read_complex_list(path).complexes.index.tolist() == ["C"]


def test_a_street_is_the_same_whatever_hides_in_it(tmp_path):
    path = written(
        tmp_path, "complex_id;adres", "C;Sint\u00a0Jans\u2011laan 1", "C;Sint Jans-laan\u200b 1"
    )
    assert len(read_complex_list(path).addresses) == 1


# --- what can be made so, and classes ----------------------------------------------------------


@pytest.mark.parametrize("cell", ["aanpasbaar", "In potentie", "geschikt te maken"])
def test_what_can_be_made_so_is_not_so_yet_and_is_kept_as_such(tmp_path, cell):
    row = one_complex(tmp_path, "levensloopgeschikt", cell)
    assert (row["levensloopgeschikt"], row["levensloopgeschikt_in_potentie"]) == (False, True)


def test_what_is_or_is_not_so_is_not_in_potentie_and_what_nobody_says_is_unknown(tmp_path):
    for cell in ("ja", "nee"):
        row = one_complex(tmp_path, "nultreden", cell)
        assert row["nultreden_in_potentie"] == False  # noqa: E712
    row = one_complex(tmp_path, "nultreden", "")
    assert pd.isna(row["nultreden"])
    assert pd.isna(row["nultreden_in_potentie"])


def test_only_what_can_be_made_so_can_be_in_potentie(tmp_path):
    path = written(
        tmp_path, "complex_id;straat;huisnummer;intramuraal", "C;Dorpsstraat;1;aanpasbaar"
    )
    assert "intramuraal is 'aanpasbaar'; expected ja or nee" in one_fault(path)


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("ROA", "rollator"), ("Rolstoelwoning", "rolstoeldoorgankelijk"), ("gel", "gelijkvloers"),
        ("rolstoeltoegankelijk", "rolstoeltoegankelijk"), ("RUI", "rolstoel_extra_ruim"),
        ("Woning zonder bijzondere toegankelijkheid", "zonder"), ("", ""), ("onbekend", ""),
    ],
)  # fmt: skip
def test_a_class_is_read_by_its_name_or_its_code_of_vera(tmp_path, cell, grade):
    assert one_complex(tmp_path, "toegankelijkheidslabel", cell)["toegankelijkheid"] == grade


def test_a_class_that_is_none_is_told_with_those_there_are(tmp_path):
    path = written(
        tmp_path, "complex_id;straat;huisnummer;toegankelijkheid", "C;Dorpsstraat;1;vier sterren"
    )
    assert (
        "toegankelijkheid is 'vier sterren'; expected zonder, gelijkvloers, rollator"
        in one_fault(path)
    )


def test_ids_whose_accents_are_stored_otherwise_are_asked_about(tmp_path):
    path = written(
        tmp_path,
        "complex_id;straat;huisnummer",
        "Cafe\u0301;Dorpsstraat;1",
        "Caf\u00e9;Dorpsstraat;3",
    )
    assert "differ only in" in one_fault(path)


@pytest.mark.parametrize(
    "street",
    [
        "Kerkstraat 3 / Brinkhofje",
        "Kerkstraat 3\nBrinkhofje",
        "Kerkstraat 3, Brinkhofje",
        "Kerkstraat 3 Brinkhofje",
    ],
)
def test_two_addresses_in_a_column_straat_are_a_fault(tmp_path, street):
    path = written(tmp_path, "complex_id;straat;huisnummer", f'C;"{street}";1')
    assert "found two addresses in" in one_fault(path)
    kept = written(tmp_path, "complex_id;straat;huisnummer", "C;Plein 1940-1945;1")
    assert read_complex_list(kept).addresses["straat"].tolist() == ["Plein 1940-1945"]


def test_a_place_near_an_address_in_a_column_straat_is_a_fault(tmp_path):
    path = written(tmp_path, "complex_id;straat;huisnummer", "C;naast Kerkstraat;1")
    assert "a place near an address" in one_fault(path)
