"""A list of places may give addresses instead of coordinates; each is found for certain, or told."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from said import dutch

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.inputs.points import read_facility_list, read_location_list

REGISTER = gpd.GeoDataFrame(
    pd.DataFrame(
        {
            "straat": ["Dorpsstraat", "Dorpsstraat", "Kerkplein", "Burgemeester Bergstraat"],
            "huisnummer": ["1", "3", "2-A", "7"],
            "postcode": ["1234AB", "1234AB", "1234AE", "1234AD"],
            "woonplaats": ["Wozerdam"] * 4,
            "dwelling": [True, False, True, True],
        },
        index=pd.Index(["a", "b", "c", "d"], name="location_id"),
    ),
    geometry=shapely.points([[170_000, 434_000], [170_010, 434_000], [170_500, 434_000], [171_000, 434_000]]),
    crs=RD_NEW,
)  # fmt: skip


def written(tmp_path, *lines):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def faults_of(path, **choices):
    with pytest.raises(InputError) as error:
        read_facility_list(path, extent=None, mode="add", **choices)
    return error.value.faults


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("adres", "Dorpsstraat 3, 1234 AB Wozerdam"),
        ("straat;huisnummer;plaats", "Dorpsstr.;3;Wozerdam"),
        ("Postcode;Huisnr", "1234 ab;3"),
        ("straat;huisnummer;toev;woonplaats", "Dorpsstraat;3;;Wozerdam"),
    ],
)
def test_facilities_are_found_by_their_address(tmp_path, header, row):
    path = written(tmp_path, f"id;voorziening;naam;{header}", f"h1;huisarts;De Brug;{row}")
    table = read_facility_list(path, extent=None, mode="add", register=REGISTER)
    assert table.geometry["h1"].equals(shapely.Point(170_010, 434_000))
    assert table["name"]["h1"] == "De Brug"
    assert "bij hun adres zijn gezocht: 1" in dutch(table.attrs["notes"])[0]


def test_locations_are_found_by_their_address_and_keep_it(tmp_path):
    path = written(tmp_path, "id;straat;huisnummer;woonplaats", "x;Kerkplein;2a;Wozerdam")
    table = read_location_list(path, extent=None, register=REGISTER)
    assert table.geometry["x"].equals(shapely.Point(170_500, 434_000))
    assert table["straat"]["x"] == "Kerkplein"


def test_coordinates_go_before_addresses(tmp_path):
    path = written(
        tmp_path, "id;straat;huisnummer;woonplaats;x;y", "x;Kerkplein;2a;Wozerdam;171000;434500"
    )
    table = read_location_list(path, extent=None, register=REGISTER)
    assert table.geometry["x"].equals(shapely.Point(171_000, 434_500))
    assert table.attrs["notes"] == ()


def test_an_address_that_is_not_found_is_told_with_the_nearest(tmp_path):
    path = written(
        tmp_path, "id;voorziening;naam;adres;woonplaats", "h1;huisarts;A;Dorpsstraat 5;Wozerdam"
    )
    (fault,) = faults_of(path, register=REGISTER)
    assert fault.startswith(
        "row 2 (h1): 'Dorpsstraat 5, Wozerdam' is not found in the register of addresses"
    )
    assert "Dorpsstraat 3, 1234 AB Wozerdam" in fault


def test_every_row_has_one_address(tmp_path):
    path = written(
        tmp_path,
        "id;voorziening;naam;adres;woonplaats",
        "h1;huisarts;A;Dorpsstraat 1 en 3;Wozerdam",
        "h2;huisarts;B;;",
    )
    assert list(faults_of(path, register=REGISTER)) == [
        "row 3 (h2): no address; fill it in",
        "row 2 (h1): the address is of 2 numbers; give the one where the place is",
    ]


def test_what_agrees_but_for_one_part_is_found_and_told(tmp_path):
    path = written(
        tmp_path,
        "id;voorziening;naam;adres;woonplaats",
        "h1;huisarts;A;Burg. Bergstraat 8, 1234 AD;Wozerdam",
    )
    table = read_facility_list(path, extent=None, mode="add", register=REGISTER)
    assert table.geometry["h1"].equals(shapely.Point(171_000, 434_000))
    assert any("op één deel na" in note for note in dutch(table.attrs["notes"]))


def test_without_a_register_coordinates_are_asked_for(tmp_path):
    path = written(tmp_path, "id;voorziening;naam;adres", "h1;huisarts;A;Dorpsstraat 1")
    (fault,) = faults_of(path)
    assert "the coordinates are missing" in fault


@pytest.mark.parametrize("header", ["ID;Voorziening;Naam;X;Y", "id ;voorziening;naam;x\u200b;y"])
def test_names_of_columns_that_look_the_same_are_one(tmp_path, header):
    path = written(tmp_path, header, "h1;huisarts;A;170000;434000")
    assert read_facility_list(path, extent=None, mode="add").index.tolist() == ["h1"]


@pytest.mark.parametrize(
    ("lon", "lat", "told"),
    [
        ("55832", "518826", "have lost their decimal mark"),
        ("5912345", "52512345", "have lost their decimal mark"),
        ("59", "525", "lie outside the Netherlands"),  # too short to tell
        ("170000", "434000", "are metres, RD New"),
        ("190000", "507000", "are metres, RD New"),  # Kampen
    ],
)
def test_a_decimal_mark_that_excel_ate_is_told(tmp_path, lon, lat, told):
    path = written(tmp_path, "id;voorziening;naam;lat;lon", f"h1;huisarts;A;{lat};{lon}")
    (fault,) = faults_of(path)
    assert told in fault


def test_an_address_in_a_town_the_register_does_not_know_lies_elsewhere(tmp_path):
    path = written(
        tmp_path,
        "id;voorziening;naam;adres",
        "h1;huisarts;De Brug;Dorpsstraat 3, 1234 AB Wozerdam",
        "h2;huisarts;Elders;Dorpsstraat 3, 4001 AB Tiel",
        "h3;huisarts;Ook elders;Waalstraat 1, Tiel",
    )
    table = read_facility_list(path, extent=None, mode="replace", register=REGISTER)
    assert table.index.tolist() == ["h1"]
    notes = dutch(table.attrs["notes"])
    assert "bij hun adres zijn gezocht: 1" in notes[0]
    assert notes[-1] == "2 plekken liggen buiten het gebied van de kaart en tellen nergens mee."


@pytest.mark.parametrize(
    "address",
    [
        "Dorpsstraat 3, 1234 AB Tiel",  # the postcode is of here
        "Dorpsstraat 33, Wozerdan",  # misspelt, and no such number
        "Dorpsstraat 33, 4001 AB Wozerdam",
        "Dorpsstraat 33",
    ],
)
def test_an_address_that_may_lie_here_is_a_fault(tmp_path, address):
    path = written(
        tmp_path,
        "id;voorziening;naam;adres",
        "h1;huisarts;De Brug;Dorpsstraat 3, 1234 AB Wozerdam",
        f"h2;huisarts;Hier;{address}",
    )
    if address == "Dorpsstraat 3, 1234 AB Tiel":  # all agrees but the town
        table = read_facility_list(path, extent=None, mode="add", register=REGISTER)
        assert table.index.tolist() == ["h1", "h2"]
    else:
        assert "not found" in faults_of(path, register=REGISTER)[0]


def test_a_list_of_addresses_elsewhere_alone_is_of_another_region(tmp_path):
    path = written(tmp_path, "id;voorziening;naam;adres", "h;huisarts;E;Waalstraat 1, Tiel")
    assert faults_of(path, register=REGISTER)[0].startswith("nothing in it lies in the streets")
