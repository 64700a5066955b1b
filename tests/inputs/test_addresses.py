"""An address is found when it is certain, and otherwise told with what comes near it."""

import time

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from said import read

from wozgeo.domain.contracts import RD_NEW
from wozgeo.inputs.addresses import Uitkomst, find_addresses, found_again
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.house_numbers import registered_numbers
from wozgeo.inputs.not_found import not_found_table, possible_numbers
from wozgeo.inputs.osm import read_osm

GEVONDEN, NIET, DUBBEL = Uitkomst.GEVONDEN, Uitkomst.NIET_GEVONDEN, Uitkomst.DUBBEL_GEVONDEN

VILLAGE = {
    "d1": ("Dorpsstraat", "1", "1234AB", "Wozerdam"),
    "d3": ("Dorpsstraat", "3", "1234AB", "Wozerdam"),
    "d5": ("Dorpsstraat", "5", "1234AB", "Wozerdam"),
    "d60a": ("Dorpsstraat", "60-A", "1234AC", "Wozerdam"),
    "d60b": ("Dorpsstraat", "60-B", "1234AC", "Wozerdam"),
    "e3": ("Dorpsstraat", "3", "4321AB", "Elders"),
    "b7": ("Burgemeester Bergstraat", "7", "1234AD", "Wozerdam"),
    "k2": ("Kerkplein", "2-hs", "1234AE", "Wozerdam"),
    "t1": ("Torenweg", "9", "1234AF", "Wozerdam"),
    "t2": ("Torenweg", "9", "1234AF", "Wozerdam"),
    "zonder": ("Zandpad", "4", "", ""),
    "samen": ("Markt", "25;27", "1234AG", "Wozerdam"),
}


def register(addresses=VILLAGE):
    table = pd.DataFrame.from_dict(
        addresses, orient="index", columns=["straat", "huisnummer", "postcode", "woonplaats"]
    )
    return gpd.GeoDataFrame(
        table.assign(kind="woning", naam=""),
        geometry=shapely.points(np.zeros((len(table), 2))),
        crs=RD_NEW,
    ).rename_axis(index="location_id")


def asked(*rows, complex_id="C"):
    """Rows of (street, number, postcode, place)."""
    parsed = [registered_numbers(number)[0] for _, number, *_ in rows]
    return pd.DataFrame(
        {
            "complex_id": complex_id,
            "rij": range(2, len(rows) + 2),
            "opgegeven": [" ".join(filter(None, row)) for row in rows],
            "straat": [row[0] for row in rows],
            "nummer": pd.array([number for number, _ in parsed], dtype="Int64"),
            "toevoeging": [addition for _, addition in parsed],
            "postcode": [row[2] for row in rows],
            "woonplaats": [row[3] for row in rows],
            "apart": False,
            "reeks": False,
        }
    )


def answer(*row, addresses=VILLAGE):
    (found,) = find_addresses(asked(row), register(addresses)).to_dict("records")
    return found["uitkomst"], found["location_id"], found["kandidaten"]


def from_list(tmp_path, *lines, addresses=VILLAGE):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    own = read_complex_list(path)
    lookup = find_addresses(own.addresses, register(addresses))
    return own, lookup, read(not_found_table(own.addresses, lookup, repeated=own.repeated))


# --- found -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("", "3", "1234AB", ""), "d3"),
        (("", "60a", "1234AC", ""), "d60a"),
        (("", "2 HS", "1234AE", ""), "k2"),
        (("Dorpsstr.", "3", "1234AB", ""), "d3"),
        (("Dorpsstraat", "3", "", "Wozerdam"), "d3"),
        (("DORPSSTRAAT", "3", "", "elders"), "e3"),
        (("Dorpsstraat", "5", "", ""), "d5"),
        (("Burg. Bergstr", "7", "", "Wozerdam"), "b7"),
        (("Dorpsstraat", "60-A", "", "WOZERDAM"), "d60a"),
        (("Zandpad", "4", "", ""), "zonder"),
        (("Markt", "27", "", "Wozerdam"), "samen"),
        (("", "25", "1234AG", ""), "samen"),
    ],
)
def test_an_address_that_is_there_once_is_found(row, found):
    assert answer(*row) == (GEVONDEN, found, "")


def test_the_answer_lies_on_the_index_of_the_question():
    wanted = asked(("Dorpsstraat", "3", "", "Elders"), ("Dorpsstraat", "1", "", "")).set_axis(
        [9, 4]
    )
    found = find_addresses(wanted, register())
    assert found["location_id"].to_dict() == {9: "e3", 4: "d1"}
    again = find_addresses(wanted.loc[[4, 9]], register().iloc[::-1])
    assert again["location_id"].to_dict() == {4: "d1", 9: "e3"}


def test_nothing_asked_and_nothing_known():
    assert find_addresses(asked(), register()).columns.tolist() == ["location_id", "uitkomst", "kandidaten", "anders", "letters"]  # fmt: skip
    nothing = register().iloc[:0]
    (uitkomst,) = find_addresses(asked(("Dorpsstraat", "3", "1234AB", "")), nothing)["uitkomst"]
    assert uitkomst == NIET
    assert not_found_table(asked(), find_addresses(asked(), nothing)).empty


# --- not found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        (
            ("Dorpsstraat", "60", "", "Wozerdam"),
            "Dorpsstraat 60-A, 1234 AC Wozerdam; Dorpsstraat 60-B, 1234 AC Wozerdam; "
            "Dorpsstraat 5, 1234 AB Wozerdam",
        ),
        (
            ("", "4", "1234AB", ""),
            "Dorpsstraat 3, 1234 AB Wozerdam; Dorpsstraat 5, 1234 AB Wozerdam; "
            "Dorpsstraat 1, 1234 AB Wozerdam",
        ),
        (("Kerkplien", "2", "", "Wozerdam"), "Kerkplein 2-hs, 1234 AE Wozerdam"),
        (("Zandpad", "4", "", "Wozerdam"), "Zandpad 4"),
        (("Zandpad", "4", "1234AB", ""), "Zandpad 4; Dorpsstraat 3, 1234 AB Wozerdam; Dorpsstraat 5, 1234 AB Wozerdam"),
        (("Nergenslaan", "1", "", "Verweg"), ""),
        (("", "1", "9999ZZ", ""), ""),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_the_nearest(row, candidates):
    assert answer(*row) == (NIET, "", candidates)


def test_the_same_place_comes_before_the_nearest_number():
    *_, candidates = answer("Dorpsstraat", "4", "", "Elders")
    assert candidates.startswith("Dorpsstraat 3, 4321 AB Elders; Dorpsstraat 3, 1234 AB Wozerdam")


def test_a_place_with_a_slip_gives_no_match_but_a_candidate():
    uitkomst, location, candidates = answer("Dorpsstraat", "5", "", "Wozredam")
    assert (uitkomst, location) == (NIET, "")
    assert candidates.startswith("Dorpsstraat 5, 1234 AB Wozerdam")


def test_a_street_and_a_postcode_that_disagree_are_not_found():
    uitkomst, location, candidates = answer("Kerkplein", "3", "1234AB", "Wozerdam")
    assert (uitkomst, location) == (NIET, "")
    assert "Dorpsstraat 3, 1234 AB Wozerdam" in candidates
    assert "Kerkplein 2-hs, 1234 AE Wozerdam" in candidates


def test_a_postcode_without_a_street_counts_only_in_the_place_that_is_named():
    assert answer("", "1", "1234AB", "Wozerdam")[:2] == (GEVONDEN, "d1")
    assert answer("", "1", "1234AB", "")[:2] == (GEVONDEN, "d1")
    assert answer("", "1", "1234AB", "Elders")[:2] == (NIET, "")
    assert answer("Dorpsstraat", "1", "1234AB", "Elders")[:2] == (GEVONDEN, "d1")


# --- found but for one part --------------------------------------------------------------------

HOFJES = {
    "h1": ("Burgemeester van den Boschhofje", "1", "6697AC", "Wozerdam"),
    "h2": ("Burgemeester van den Boschhofje", "2", "6697AD", "Wozerdam"),
    "p1": ("Prinses Wilhelminalaan", "1", "6697AE", "Wozerdam"),
    "w1": ("Dorpsdwarsweg", "1", "6697AF", "Wozerdam"),
    "j1": ("Jan Bergstraat", "1", "6697AG", "Wozerdam"),
    "j2": ("Jacob Bergstraat", "1", "6697AH", "Wozerdam"),
    "g1": ("Laan", "8", "2511AA", "'s-Gravenhage"),
    "b1": ("Laan", "9", "5211AA", "'s-Hertogenbosch"),
    "s5": ("Steeg", "5-A", "6697AK", "Wozerdam"),
}


def nearly(*row):
    wanted = asked(row)
    (found,) = find_addresses(wanted, register({**VILLAGE, **HOFJES})).to_dict("records")
    return found["location_id"], found["anders"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("Dorpsstraat", "5", "1234ZZ", "Wozerdam"), ("d5", "postcode")),
        (("Dorpsplein", "5", "1234AB", "Wozerdam"), ("d5", "straat")),
        (("Dorpsstraat", "5", "1234AB", "Elders"), ("d5", "plaats")),
        (("Burgemeester Bergstraat", "8", "1234AD", "Wozerdam"), ("b7", "nummer")),
        (("Steeg", "5", "6697AK", "Wozerdam"), ("s5", "nummer")),
        (("Burg. v.d. Boschhofje", "1", "6697AC", "Wozerdam"), ("h1", "straat")),
        (("Burg vd Boschhofje", "2", "", "Wozerdam"), ("h2", "straat")),
        (("Prs. Wilhelminaln", "1", "", "Wozerdam"), ("p1", "straat")),
    ],
)
def test_what_agrees_but_for_one_part_is_found_and_told(row, found):
    assert nearly(*row) == found


@pytest.mark.parametrize(
    "row",
    [
        ("Dorpsstraat", "5", "1234ZZ", ""),  # two of four
        ("Dorpsstraat", "5", "", "Elders"),
        ("Dorpsstraat", "5", "1234ZZ", "Elders"),
        ("Dorpsplein", "5", "1234ZZ", "Wozerdam"),
        ("Dorpsstraat", "7", "1234AB", "Wozerdam"),  # 1, 3 and 5 remain
        ("Kerkplein", "3", "1234AB", "Wozerdam"),  # both streets are there
        ("Dorpsstraat", "3", "1234AB", "Elders"),  # in Wozerdam by postcode, in Elders by name
        ("Dorpsweg", "1", "", "Wozerdam"),  # no short form of Dorpsdwarsweg
        ("J. Bergstraat", "1", "", "Wozerdam"),  # Jan or Jacob
    ],
)
def test_what_leaves_two_readings_or_agrees_in_less_is_not_found(row):
    assert nearly(*row) == ("", "")


def test_a_number_with_a_slip_does_not_take_an_address_that_the_list_gives_itself():
    rows = [("Burgemeester Bergstraat", n, "1234AD", "Wozerdam") for n in ("7", "8", "9")]
    found = find_addresses(asked(*rows), register())
    assert found["location_id"].tolist() == ["b7", "", ""]
    found = find_addresses(asked(*rows[1:]), register())
    assert found["location_id"].tolist() == ["", ""]  # two that would be one


def test_numbers_of_a_range_are_never_another_number():
    wanted = asked(("Burgemeester Bergstraat", "8", "1234AD", "Wozerdam")).assign(reeks=True)
    assert find_addresses(wanted, register())["location_id"].tolist() == [""]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("Laan", "8", "", "Den Haag"), "g1"),
        (("Laan", "8", "", "'s Gravenhage"), "g1"),
        (("Laan", "9", "", "DEN BOSCH"), "b1"),
    ],
)
def test_a_town_has_two_names(row, found):
    assert nearly(*row) == (found, "")


def test_letters_beside_a_bare_number_of_a_range_are_counted():
    homes = {
        f"x{letter}": ("Laan", f"60{letter}", "1234AB", "Wozerdam")
        for letter in ("", "-A", "-B", "-C")
    }
    wanted = asked(("Laan", "60", "", "Wozerdam")).assign(reeks=True)
    assert find_addresses(wanted, register(homes))["letters"].tolist() == [3]
    assert find_addresses(wanted.assign(reeks=False), register(homes))["letters"].tolist() == [0]
    table = register(homes).assign(dwelling=[True, True, False, False])
    assert find_addresses(wanted, table)["letters"].tolist() == [1]


@pytest.mark.parametrize(
    ("row", "n"),
    [
        (("", "60", "1234AB", ""), 3),
        (("", "60", "1234AB", "Wozerdam"), 3),
        (("", "60", "1234AC", ""), 0),
        (("", "60", "1234AB", "Tiel"), 0),
        (("Laan", "60", "1234AB", ""), 3),
    ],
)
def test_letters_are_counted_for_a_postcode_without_a_street(row, n):
    homes = {
        f"x{letter}": ("Laan", f"60{letter}", "1234AB", "Wozerdam")
        for letter in ("", "-A", "-B", "-C")
    }
    wanted = asked(row).assign(reeks=True)
    assert find_addresses(wanted, register(homes))["letters"].tolist() == [n]


def test_a_province_decides_only_where_both_sides_name_it():
    towns = {"o": ("Laan", "1", "", "Hengelo OV"), "g": ("Laan", "2", "", "Hengelo (Gld)")}
    assert answer("Laan", "1", "", "Hengelo", addresses=towns)[1] == "o"
    assert answer("Laan", "2", "", "Hengelo GLD", addresses=towns)[1] == "g"
    assert answer("Laan", "1", "", "Hengelo Gld", addresses=towns)[0] == NIET


# --- found twice -------------------------------------------------------------------------------


def test_two_ids_for_one_address_are_both_told():
    told = "Torenweg 9, 1234 AF Wozerdam (t1); Torenweg 9, 1234 AF Wozerdam (t2)"
    assert answer("", "9", "1234AF", "") == (DUBBEL, "", told)
    assert answer("Torenweg", "9", "", "Wozerdam") == (DUBBEL, "", told)


def test_a_street_in_two_places_needs_its_place():
    uitkomst, location, candidates = answer("Dorpsstraat", "3", "", "")
    assert (uitkomst, location) == (DUBBEL, "")
    assert candidates == "Dorpsstraat 3, 1234 AB Wozerdam (d3); Dorpsstraat 3, 4321 AB Elders (e3)"


def test_two_spellings_in_the_register_are_not_chosen_between():
    spelled = {"een": ("Laan", "15-A", "1234AB", "X"), "twee": ("Laan", "15A", "1234AB", "X")}
    assert answer("Laan", "15-A", "1234AB", "X", addresses=spelled)[0] == DUBBEL


def test_more_than_three_are_counted():
    many = {f"n{i}": ("Laan", "1", "", "X") for i in range(5)}
    assert answer("Laan", "1", "", "X", addresses=many)[2].endswith("Laan 1, X (n2); en nog 2")


# --- the sheet "Na te kijken" -----------------------------------------------------------------


def test_the_sheet_tells_what_to_look_at_and_nothing_else(tmp_path):
    own, lookup, table = from_list(
        tmp_path,
        "complex_id;adres;postcode;woonplaats",
        "C;Dorpsstraat 1;;Wozerdam",
        "C;Dorpsstraat 3;;",
        "C;Dorpsstraat 61;;Wozerdam",
        "C;Dorpsstr. 1;;Wozerdam",
        "C;Dorpsstraat 1;1234 AB;",
        "D;Dorpsstraat 5;;Wozerdam",
        "E;Dorpsstraat 5;1234AB;",
    )
    assert lookup["location_id"].tolist() == ["d1", "", "", "d1", "d5", "d5"]
    assert found_again(own.addresses, lookup).tolist() == [False, False, False, True, False, False]
    assert table.columns.tolist() == [
        "complex_id", "rij", "opgegeven", "uitkomst", "doen", "kandidaten"
    ]  # fmt: skip
    rows = table.drop(columns=["opgegeven", "doen"]).to_numpy().tolist()
    assert [row[:3] for row in rows] == [
        ["C", 4, "niet gevonden"],
        ["C", 3, "dubbel gevonden"],
        ["D", 7, "in meer dan één complex"],
        ["E", 8, "in meer dan één complex"],
        ["C", 5, "twee keer opgegeven"],
        ["C", 6, "twee keer opgegeven"],
    ]
    assert [row[3] for row in rows[2:]] == [
        "ook in complex E",
        "ook in complex D",
        "telt één keer; ook op rij 2",
        "telt één keer; ook op rij 2",
    ]


def test_the_numbers_that_a_range_skips_share_a_row_without_candidates(tmp_path):
    _, lookup, table = from_list(
        tmp_path, "complex_id;adres;woonplaats", "C;Dorpsstraat 1 t/m 5;Wozerdam"
    )
    assert lookup["location_id"].tolist() == ["d1", "", "d3", "", "d5"]
    told = "Dorpsstraat 1 t/m 5, Wozerdam (nummer 2, 4)"
    assert table.drop(columns="doen").to_numpy().tolist() == [["C", 2, told, "niet gevonden", ""]]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("1 t/m 30", "2, 4, 6, 7 t/m 30"),
        ("1 t/m 15 (oneven)", "7 t/m 15 (oneven)"),
        ("2 t/m 12 (even)", "2 t/m 12 (even)"),
        ("5 t/m 8", "6, 7, 8"),
    ],
)
def test_missing_numbers_that_follow_each_other_are_written_as_one(tmp_path, given, missing):
    *_, table = from_list(
        tmp_path, "complex_id;adres;woonplaats", f"C;Dorpsstraat {given};Wozerdam"
    )
    assert table["opgegeven"].tolist() == [f"Dorpsstraat {given}, Wozerdam (nummer {missing})"]


@pytest.mark.parametrize(
    ("address", "possible", "told"),
    [
        (
            "Dorpsstraat 1-23",
            23,
            "als reeks bedoeld? schrijf dan 1 t/m 23; Dorpsstraat 1, 1234 AB Wozerdam",
        ),
        ("Dorpsstraat 5-3", 1, "Dorpsstraat 5, 1234 AB Wozerdam"),
        ("Dorpsstraat 5-bis", 1, "Dorpsstraat 5, 1234 AB Wozerdam"),
        ("Dorpsstraat 5", 1, ""),
    ],
)
def test_a_number_with_a_higher_one_behind_it_may_be_a_range_where_the_register_lacks_it(
    tmp_path, address, possible, told
):
    own, lookup, table = from_list(tmp_path, "complex_id;adres;woonplaats", f"C;{address};Wozerdam")
    assert possible_numbers(own.addresses, lookup).tolist() == [possible]
    assert "".join(table["kandidaten"]).startswith(told)


def test_an_addition_in_a_cell_of_its_own_is_no_range(tmp_path):
    own, lookup, table = from_list(
        tmp_path,
        "complex_id;straat;huisnummer;toevoeging;woonplaats",
        "C;Dorpsstraat;1;23;Wozerdam",
    )
    assert possible_numbers(own.addresses, lookup).tolist() == [1]
    assert table["kandidaten"].tolist()[0].startswith("Dorpsstraat 1, 1234 AB Wozerdam")


def test_a_range_that_is_unknown_as_a_whole_has_candidates(tmp_path):
    *_, table = from_list(tmp_path, "complex_id;adres;woonplaats", "C;Kerkplien 2 t/m 3;Wozerdam")
    (row,) = table.to_dict("records")
    assert row["kandidaten"] == "Kerkplein 2-hs, 1234 AE Wozerdam"


# --- real addresses, and many of them ----------------------------------------------------------


@pytest.fixture(scope="module")
def kampen(kampen_file):
    tables = read_osm(kampen_file, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    return tables.addresses


@pytest.mark.kampen
@pytest.mark.slow
@pytest.mark.parametrize("empty", [["straat", "woonplaats"], ["postcode"], []])
def test_every_address_of_kampen_that_is_there_once_finds_itself(kampen, empty):
    rows = kampen[["straat", "huisnummer", "postcode", "woonplaats"]].astype(object)
    wanted = asked(*rows.assign(**dict.fromkeys(empty, "")).itertuples(index=False, name=None))
    answers = find_addresses(wanted, kampen).set_axis(kampen.index)
    counts = answers["uitkomst"].value_counts()
    found = answers["uitkomst"] == GEVONDEN
    assert (answers.index[found] == answers.loc[found, "location_id"]).all()
    assert counts[GEVONDEN] > 25_800
    assert counts.get(DUBBEL, 0) < 100, "mapped twice, and too far apart to be one"
    unfindable = rows["postcode"].eq("") if empty == ["straat", "woonplaats"] else rows["straat"].eq("")  # fmt: skip
    assert (answers["uitkomst"].eq(NIET) == unfindable).all()
    mapped_twice = rows.duplicated(keep=False) & ~unfindable
    assert answers.loc[mapped_twice, "uitkomst"].eq(DUBBEL).all()


@pytest.mark.slow
def test_reading_and_finding_costs_little_beside_reading_the_workbook(tmp_path):
    streets = [f"{name}{kind}" for name in ("Berg", "Dorps", "Kerk", "Molen") for kind in ("weg", "laan", "pad")]  # fmt: skip
    known = register({
        f"n{i}": (streets[i % 12], str(i // 12 + 1), f"{1000 + i // 40}AB", "Wozerdam")
        for i in range(6_000)
    })  # fmt: skip
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["complex_id", "naam", "straat", "huisnummer", "woonplaats", "voor_senioren"])
    for i, row in enumerate(known.itertuples()):
        complex_id = f"C{i // 40}"
        sheet.append([complex_id, complex_id, row.straat, row.huisnummer, row.woonplaats, "ja"])
    book.save(tmp_path / "lijst.xlsx")

    start = time.perf_counter()
    bare = openpyxl.load_workbook(tmp_path / "lijst.xlsx", read_only=True)
    assert sum(1 for _ in bare.active.iter_rows(values_only=True)) == 6_001
    bare.close()
    reading_s = time.perf_counter() - start
    start = time.perf_counter()
    own = read_complex_list(tmp_path / "lijst.xlsx")
    lookup = find_addresses(own.addresses, known)
    table = not_found_table(own.addresses, lookup, repeated=own.repeated)
    assert time.perf_counter() - start < 20 * reading_s
    assert lookup["location_id"].tolist() == known.index.tolist()
    assert table.empty
