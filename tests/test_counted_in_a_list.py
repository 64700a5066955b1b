"""Claims about what a list of complexes comes to: how many dwellings are certain, given and possible."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from said import dutch, read

from wozgeo.config import parse_config
from wozgeo.domain.contracts import RD_NEW
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.runs.lists import Listed, lay_together

STREETS = {
    # odd 1 to 13 and even 2 to 12: both sides
    "Kievitstraat": [str(n) for n in range(1, 14)],
    # one side only
    "Beukenlaan": [str(n) for n in range(101, 125, 2)],
    # 60, 60-A, 60-B, 60-C ... 66-C
    "Ooievaarstraat": [f"{n}{a}" for n in (60, 62, 64, 66) for a in ("", "-A", "-B", "-C")],
    # without a bare number
    "Gracht": [f"{n}-{a}" for n in (1, 3) for a in ("H", "1", "2")],
}


def register(streets=STREETS, *, dwelling=True):
    rows = [(s, n, "", "Wozerdam") for s, numbers in streets.items() for n in numbers]
    ids = pd.Index([f"{row[0]} {row[1]}" for row in rows], name="location_id")
    table = pd.DataFrame(
        rows, columns=["straat", "huisnummer", "postcode", "woonplaats"], index=ids
    )
    return gpd.GeoDataFrame(
        table.assign(kind="woning", naam="", dwelling=dwelling),
        geometry=shapely.points(range(len(table)), 0),
        crs=RD_NEW,
    )


def listed(
    tmp_path: Path, *rows: str, header="complex_id;adres;woonplaats", known=None, not_yet=None
) -> tuple[Listed, tuple[str, ...]]:
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    config = parse_config(
        {
            "run": {"name": "t", "out": "uit"},
            "osm": {"file": "x.osm.pbf"},
            "complexes": [{"file": str(path)}],
        },
        source="test",
        folder=tmp_path,
    )
    complexes = [read_complex_list(path)]
    known = register() if known is None else known
    found, notes = lay_together(config, [], complexes, known, not_yet)
    return replace(found, not_found=read(found.not_found)), dutch(notes)


def numbers(found: Listed, name: str = "C") -> tuple[object, ...]:
    row = found.complexes.loc[name]
    return (row["n_dwellings"], row["n_opgegeven"], row["n_mogelijk"], row["n_twijfel"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        # both ends odd, both sides there: 7 or 13, nobody knows
        ("Kievitstraat 1 t/m 13", (7, 7, 13, "kant")),
        ("Kievitstraat 1 t/m 13 (oneven)", (7, 7, 7, "")),
        ("Kievitstraat 1 t/m 13 (alle)", (13, 13, 13, "")),
        ("Kievitstraat 2 t/m 12", (6, 6, 11, "kant")),
        ("Kievitstraat 1 t/m 12", (12, 12, 12, "")),
        # the other side is not there: no doubt
        ("Beukenlaan 101 t/m 123", (12, 12, 12, "")),
        # 40 are given and 12 exist
        ("Beukenlaan 101 t/m 179 (oneven)", (12, 40, 40, "adres")),
        # letters inside a range are possible, given ones are certain
        ("Ooievaarstraat 60 t/m 66 (even)", (4, 4, 16, "letters")),
        ("Ooievaarstraat 60-A t/m 60-C", (3, 3, 3, "")),
        # nothing but letters: two that are given are not there bare, and may be three each
        ("Gracht 1 t/m 3 (oneven)", (0, 2, 6, "letters")),
        # one cell that may be a range
        ("Beukenlaan 101-123", (0, 1, 23, "reeks")),
        ("Beukenlaan 101A-123A", (0, 1, 23, "reeks")),
        ("Beukenlaan 101 ev 123", (0, 1, 23, "reeks")),
    ],
)
def test_what_is_certain_given_and_possible(tmp_path, address, expected):
    found, _ = listed(tmp_path, f"C;{address};Wozerdam")
    assert numbers(found) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # no such street here (a slip of the pen, another place): nobody knows whether it has the other side
        (["C;Kastanjelaan 1 t/m 15;Wozerdam"], (0, 8, 15, "kant")),
        (["C;Kievitstraat 1 t/m 15;Tiel"], (0, 8, 15, "kant")),
        (["C;Kastanjelaan 1 t/m 15 (oneven);Wozerdam"], (0, 8, 8, "adres")),
        (["C;Kastanjelaan 1 t/m 14;Wozerdam"], (0, 14, 14, "adres")),
        # what the complex gives itself is not possible once more, nor what lies across from two ranges
        (["C;Kastanjelaan 1 t/m 5;Wozerdam", "C;Kastanjelaan 3 t/m 7;Wozerdam"], (0, 4, 7, "kant")),
        (["C;Kastanjelaan 1 t/m 5;Wozerdam", "C;Kastanjeln 2 t/m 4;Wozerdam"], (0, 5, 8, "kant")),
        (
            ["C;Kastanjelaan 1 t/m 5;Wozerdam", "C;Kastanjelaan 2 t/m 4;Wozerdam"],
            (0, 5, 5, "adres"),
        ),
        (["C;Kastanjelaan 1 t/m 5;Wozerdam", "D;Kastanjelaan 2 t/m 4;Wozerdam"], (0, 3, 5, "kant")),
    ],
)
def test_a_range_in_a_street_that_is_not_found_may_hold_both_sides(tmp_path, rows, expected):
    found, notes = listed(tmp_path, *rows)
    assert numbers(found) == expected
    assert any("schrijf (even), (oneven)" in note for note in notes) == (expected[3] == "kant")


def test_a_range_that_is_found_twice_may_hold_both_sides(tmp_path):
    here = register()
    there = here.set_axis(here.index + " b").assign(woonplaats="Overwoud")
    found, _ = listed(
        tmp_path,
        "C;Kievitstraat 1 t/m 13",
        header="complex_id;adres",
        known=pd.concat([here, there]),
    )
    assert numbers(found) == (0, 7, 13, "kant")


def test_letters_that_a_complex_gives_itself_are_not_possible_once_more(tmp_path):
    rows = [f"C;Ooievaarstraat 60-{letter};Wozerdam" for letter in "ABC"]
    found, _ = listed(tmp_path, "C;Ooievaarstraat 60 t/m 62 (even);Wozerdam", *rows)
    assert numbers(found) == (5, 5, 8, "letters")  # 62-A, 62-B and 62-C may be meant


@pytest.mark.parametrize("own", [(), ("60-A", "60-B"), ("60-A", "60-B", "60-C")])
def test_letters_inside_a_range_are_possible_for_a_list_of_postcodes(tmp_path, own):
    """60 and 62 are certain; 60-A to 62-C may be meant, but for those that the complex gives itself."""
    rows = [f"C;1234 AB;{number}" for number in ("60 t/m 62 (even)", *own)]
    known = register().assign(postcode="1234AB")
    known = known[known["straat"] == "Ooievaarstraat"]
    found, _ = listed(tmp_path, *rows, header="complex_id;postcode;huisnummer", known=known)
    assert numbers(found) == (2 + len(own), 2 + len(own), 8, "letters")


def test_letters_a_complex_gives_with_their_street_are_not_possible_once_more(tmp_path):
    rows = ["C;;1234 AB;60 t/m 62 (even)", *(f"C;Ooievaarstraat;1234 AB;60-{a}" for a in "ABC")]
    known = register().assign(postcode="1234AB")
    known = known[known["straat"] == "Ooievaarstraat"]
    head = "complex_id;straat;postcode;huisnummer"
    found, _ = listed(tmp_path, *rows, header=head, known=known)
    assert numbers(found) == (5, 5, 8, "letters")


def test_an_address_that_is_no_dwelling_is_not_certain(tmp_path):
    known = register()
    known.loc["Kievitstraat 1", "dwelling"] = False
    found, _ = listed(tmp_path, "C;Kievitstraat 1 t/m 3 (alle);Wozerdam", known=known)
    assert numbers(found) == (2, 3, 3, "adres")


def test_which_side_is_meant_is_asked(tmp_path):
    found, notes = listed(tmp_path, "C;Kievitstraat 1 t/m 13;Wozerdam")
    assert any("schrijf (even), (oneven) of (alle) achter de reeks" in note for note in notes)
    row = found.not_found[found.not_found["uitkomst"].str.startswith("andere kant")].iloc[0]
    assert "nummer 2 t/m 12 (even)" in row["opgegeven"]
    # the other side has no place: no distance leans on it
    across = found.homes[found.homes["location_id"] == ""]
    assert len(across) == 6
    assert across.geometry.isna().all()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("14", "14"), (2, 2, 28, "aantal")),  # 14 in all, or 14 a row
        (("2", "2"), (2, 2, 2, "")),
        (("1", "1"), (2, 2, 2, "")),
        (("1", ""), (1, 2, 2, "aantal")),
        (("", "nvt"), (2, 2, 2, "")),
    ],
)
def test_a_number_that_the_list_states_counts_where_it_differs(tmp_path, cells, expected):
    rows = [f"C;Beukenlaan {n};Wozerdam;{c}" for n, c in zip((101, 103), cells, strict=True)]
    header = "complex_id;adres;woonplaats;Aantal woningen"
    assert numbers(listed(tmp_path, *rows, header=header)[0]) == expected


def test_an_address_that_is_not_in_use_yet_is_no_address_that_is_not_found(tmp_path):
    later = register({"Kade": ["1", "3"]}, dwelling=False)
    found, notes = listed(tmp_path, "C;Kade 1 t/m 5 (oneven);Wozerdam", not_yet=later)
    assert numbers(found) == (0, 3, 3, "nog_niet")
    assert found.homes["location_id"].tolist() == ["Kade 1", "Kade 3", ""]
    assert any("nog niet in gebruik" in note for note in notes)
    outcomes = dict(zip(found.not_found["uitkomst"], found.not_found["opgegeven"], strict=True))
    assert "nummer 1, 3" in outcomes["in de BAG, nog niet in gebruik"]
    assert "nummer 5" in outcomes["niet gevonden"]


def test_what_was_found_but_for_one_part_is_told(tmp_path):
    known = register({"Burgemeester van den Boschhofje": ["1"]})
    found, notes = listed(tmp_path, "C;Burg. v.d. Boschhofje 1;Wozerdam", known=known)
    assert numbers(found) == (1, 1, 1, "")
    assert any("gevonden op één deel na" in note for note in notes)
    (row,) = found.not_found.to_dict("records")
    assert row["uitkomst"] == "gevonden, met een verschil"
    assert row["kandidaten"] == (
        "straat anders dan in het register: Burgemeester van den Boschhofje 1, Wozerdam"
    )


def test_a_list_of_another_town_is_found_nowhere(tmp_path):
    header = "complex_id;straat;huisnummer;plaats"
    found, _ = listed(tmp_path, "C;Beukenlaan;101 t/m 123 (oneven);Tiel", header=header)
    assert numbers(found) == (0, 12, 12, "adres")
    assert (found.homes["location_id"] == "").all()


def test_both_sides_in_two_ranges_leave_no_doubt(tmp_path):
    rows = ["C;Kievitstraat 1 t/m 13;Wozerdam", "C;Kievitstraat 2 t/m 12;Wozerdam"]
    for some in (rows, rows[::-1]):
        found, notes = listed(tmp_path, *some)
        assert numbers(found) == (13, 13, 13, "")
        assert notes == ()


def test_a_postcode_says_which_side_of_the_street_is_meant(tmp_path):
    known = register({"Kievitstraat": [str(n) for n in range(1, 14)]})
    odd = known["huisnummer"].astype(int) % 2 == 1
    known["postcode"] = ["6697AC" if side else "6697AD" for side in odd]
    header = "complex_id;adres;postcode;woonplaats"
    found, _ = listed(
        tmp_path, "C;Kievitstraat 1 t/m 13;6697AC;Wozerdam", header=header, known=known
    )
    assert numbers(found) == (7, 7, 7, "")
    found, _ = listed(
        tmp_path, "C;Kievitstraat 1 t/m 12;6697AC;Wozerdam", header=header, known=known
    )
    assert numbers(found) == (12, 12, 12, "")  # both sides are meant; the postcode is that of one
