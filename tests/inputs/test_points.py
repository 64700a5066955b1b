"""A user's own list is read in whatever form it comes, or refused with every fault in it."""

import random
import re
import zipfile

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from said import dutch
from shapely.geometry import MultiPoint, Point, Polygon

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.inputs.points import (
    FacilityList,
    apply_lists,
    read_facility_list,
    read_location_list,
)

EXTENT = (190_000.0, 506_000.0, 192_000.0, 508_000.0)
X, Y = 191_000.5, 507_000.25
LON, LAT = to_wgs84([[X, Y]])[0]


def written(tmp_path, text, *, name="lijst.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(tmp_path, *rows, name="lijst.xlsx", sheets=None):
    book = openpyxl.Workbook()
    for title, lines in (sheets or {"Blad1": rows}).items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.remove(book.worksheets[0])
    book.save(tmp_path / name)
    return tmp_path / name


def layer(tmp_path, columns, shapes, *, crs=RD_NEW, name="lijst.gpkg", **options):
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)
    pyogrio.write_dataframe(frame, tmp_path / name, **options)
    return tmp_path / name


def faults_of(path, *, mode="replace", extent=EXTENT):
    with pytest.raises(InputError) as error:
        read_facility_list(path, extent=extent, mode=mode)
    assert error.value.source == str(path)
    return list(error.value.faults)


def one_fault(path, **options):
    faults = faults_of(path, **options)
    assert len(faults) == 1, faults
    return faults[0]


def location_faults(path, *, extent=EXTENT):
    with pytest.raises(InputError) as error:
        read_location_list(path, extent=extent)
    return list(error.value.faults)


def assert_is_the_practice(table):
    assert table.index.tolist() == ["0012"]
    assert table.index.name == "facility_id"
    assert table.crs == RD_NEW
    assert table[["voorziening", "name", "source"]].iloc[0].tolist() == [
        "huisarts",
        "Café 'De Brug'",
        "eigen lijst",
    ]
    assert (table.geometry.x.iloc[0], table.geometry.y.iloc[0]) == pytest.approx((X, Y), abs=0.02)


# --- forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        f"id;voorziening;naam;x;y\n0012;huisarts;Café 'De Brug';{X};{Y}\n",
        "id;voorziening;naam;x;y\n0012;huisarts;Café 'De Brug';191.000,5;507 000,25\n",
        f"id,voorziening,naam,x,y\n0012,huisarts,Café 'De Brug',{X},{Y}\n",
        'id,voorziening,naam,x,y\n0012,huisarts,Café \'De Brug\',"191000,5","507000,25"\n',
        f"id\tvoorziening\tnaam\tx\ty\n0012\thuisarts\tCafé 'De Brug'\t{X}\t{Y}\n",
        f"id;voorziening;naam;lon;lat\n0012;huisarts;Café 'De Brug';{LON:.7f};{LAT:.7f}\n",
        f"sep=;\nid;voorziening;naam;x;y\n0012;huisarts;Café 'De Brug';{X};{Y}\n",
        f" ID ;Voorziening;NAAM; X;Y \n\n 0012 ; Huisarts;Café 'De Brug'; {X};{Y}\n;;;;\n",
        f"Onze lijst, mei\n\nid;voorziening;naam;x;y\n0012;huisarts;Café 'De Brug';{X};{Y}",
        f"y;x;opmerking;naam;voorziening;id\n{Y};{X};;Café 'De Brug';huisarts;0012\n",
    ],
)
def test_every_dialect_of_csv_says_the_same(tmp_path, text, newline, encoding):
    path = written(tmp_path, text.replace("\n", newline), encoding=encoding)
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


@pytest.mark.parametrize("title", [None, "Onze lijst"])
def test_excel_says_the_same(tmp_path, title):
    lines = [[title], []] if title else []
    lines += [
        ["ID", " Voorziening", "naam", "X", "y"],
        ["0012", "huisarts", "Café 'De Brug'", X, Y],
    ]
    path = workbook(tmp_path, *lines)
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


def test_excel_takes_the_sheet_that_is_the_list(tmp_path):
    path = workbook(
        tmp_path,
        sheets={
            "Toelichting": [["Dit is onze lijst"], ["met een naam"]],
            "Huisartsen": [
                ["id", "voorziening", "naam", "x", "y"],
                ["0012", "huisarts", "Café 'De Brug'", "191000,5", "507000,25"],
            ],
        },
    )
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


def test_excel_under_the_name_of_a_csv_is_read_as_what_it_is(tmp_path):
    path = workbook(
        tmp_path,
        ["id", "voorziening", "naam", "x", "y"],
        ["0012", "huisarts", "Café 'De Brug'", X, Y],
        name="lijst.csv",
    )
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


@pytest.mark.parametrize("name", ["lijst.gpkg", "lijst.geojson"])
@pytest.mark.parametrize("crs", [RD_NEW, "EPSG:4326", "EPSG:4258", "EPSG:32631"])
@pytest.mark.parametrize(
    "shape", [Point, lambda x, y: Point(x, y, 3.0), lambda x, y: MultiPoint([(x, y)])]
)
def test_a_layer_in_any_crs_says_the_same(tmp_path, name, crs, shape):
    columns = {"ID": ["0012"], "voorziening": ["huisarts"], "Naam": ["Café 'De Brug'"]}
    place = gpd.GeoSeries([Point(X, Y)], crs=RD_NEW).to_crs(crs).iloc[0]
    path = layer(tmp_path, columns, [shape(place.x, place.y)], crs=crs, name=name)
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


def test_a_result_of_wozgeo_can_be_a_list(tmp_path):
    columns = {
        "id": ["0012"],
        "voorziening": ["huisarts"],
        "naam": ["Café 'De Brug'"],
        "bron": ["osm"],
    }
    path = layer(tmp_path, columns, [Point(X, Y)], layer="voorzieningen")
    styles = pd.DataFrame({"styleName": ["voorzieningen"], "naam": ["a"], "id": ["b"]})
    pyogrio.write_dataframe(styles, path, layer="layer_styles", append=True)
    assert_is_the_practice(read_facility_list(path, extent=EXTENT, mode="replace"))


def test_the_id_of_a_layer_may_be_the_number_of_the_feature(tmp_path):
    path = layer(
        tmp_path, {"naam": ["a", "b"]}, [Point(X, Y)] * 2, layer_options={"FID": "id"}, layer="p"
    )
    assert read_location_list(path, extent=EXTENT).index.tolist() == ["1", "2"]


def test_a_layer_of_whole_number_ids_keeps_all_sixteen_digits(tmp_path):
    path = layer(tmp_path, {"id": [1660100000123457]}, [Point(X, Y)])
    assert read_location_list(path, extent=EXTENT).index.tolist() == ["1660100000123457"]


# --- locations ---------------------------------------------------------------------------------


def test_a_location_list_carries_its_address(tmp_path):
    path = written(
        tmp_path,
        "id;naam;straat;huisnummer;postcode;woonplaats;x;y\n"
        f"b;De Hof;Dijk;12-a;8261 AB;Brugge;{X};{Y}\na;;;;;;{X};{Y}\n",
    )
    table = read_location_list(path, extent=EXTENT)
    assert table.index.tolist() == ["a", "b"]
    assert table.index.name == "location_id"
    address = ["kind", "naam", "straat", "huisnummer", "postcode", "woonplaats"]
    assert [*table.columns] == ["geometry", *address]
    assert table.loc["b", address].tolist() == [
        "woning",
        "De Hof",
        "Dijk",
        "12-a",
        "8261 AB",
        "Brugge",
    ]
    assert table.loc["a", address].tolist() == ["woning", "", "", "", "", ""]


def test_a_location_list_needs_no_more_than_id_and_coordinates(tmp_path):
    table = read_location_list(written(tmp_path, f"id;x;y\n1;{X};{Y}\n"), extent=None)
    assert table.loc["1", "straat"] == ""


def test_excel_numbers_become_their_digits(tmp_path):
    path = workbook(tmp_path, ["id", "huisnummer", "x", "y"], [12.0, 7, X, Y], ["007", 7.5, X, Y])
    table = read_location_list(path, extent=EXTENT)
    assert table["huisnummer"].to_dict() == {"12": "7", "007": "7.5"}


# --- faults of the file ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (None, "weg.csv", "there is no such file"),
        (b"", "leeg.csv", "is empty"),
        (b"\xef\xbb\xbf\r\n", "leeg.csv", "is empty"),
        (b"  \n \n", "leeg.csv", "is empty"),
        (b" " * 2000, "leeg.csv", "is empty"),
        (b";;\n;;\n", "leeg.csv", "is empty"),
        (b"id;voorziening;naam;x;y\n", "kop.csv", "holds no rows"),
        (b"id;naam\n1;\x00\x81\n", "bytes.csv", "is not a text file"),
        (b'id;naam\n1;"open\n', "quote.csv", "line 2 is not CSV"),
        (b"PK\x03\x04rest", "kapot.xlsx", "cannot be read as an Excel workbook"),
        (b"id;naam\n", "tekst.xlsx", "cannot be read as an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "slot.xlsx", "with a password"),
        (b"SQLite format 3\x00rest", "kapot.gpkg", "cannot be read"),
        (b'{"type": "FeatureCollection", ', "kapot.geojson", "cannot be read"),
        (b"%PDF-1.7", "lijst.pdf", "is of a kind that is not read (.pdf)"),
    ],
)
def test_a_file_that_is_no_list_gives_one_clear_fault(tmp_path, content, name, told):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert told in one_fault(path)


def test_a_folder_is_no_list(tmp_path):
    assert "is a folder" in one_fault(tmp_path)


def test_a_workbook_without_cells_is_empty(tmp_path):
    assert "no filled cells" in one_fault(workbook(tmp_path))


def test_a_truncated_workbook_is_told(tmp_path):
    path = workbook(tmp_path, ["id", "x", "y"], *[[str(i), X, Y] for i in range(500)])
    path.write_bytes(path.read_bytes()[:-400])
    assert "damaged" in one_fault(path)


def test_a_workbook_that_differs_by_one_byte_is_read_or_told_but_never_ends_in_a_traceback(
    tmp_path,
):
    sound = workbook(tmp_path, ["id", "x", "y"], ["1", X, Y], ["2", X, "=C2"]).read_bytes()
    path, chance, n_told = tmp_path / "kapot.xlsx", random.Random(7), 0
    for _ in range(300):
        spoilt = bytearray(sound)
        spoilt[chance.randrange(len(sound))] ^= chance.randrange(1, 256)
        path.write_bytes(spoilt)
        try:
            read_location_list(path, extent=None)
        except InputError:
            n_told += 1
    assert n_told > 100


@pytest.mark.parametrize(
    ("place", "byte"),
    [(6, b"\x01"), (6, b"\x20"), (4, b"\xff"), (8, b"\x09"), (8, b"\x0e")],
    ids=["encrypted", "patched", "version", "deflate64", "lzma"],
)
def test_a_kind_of_zip_that_is_not_read_is_told(tmp_path, place, byte):
    """A flag or number of the zip says something that Excel never writes."""
    path = workbook(tmp_path, ["id", "x", "y"], ["1", X, Y])
    spoilt = bytearray(path.read_bytes())
    for start in re.finditer(b"PK\x01\x02", bytes(spoilt)):
        spoilt[start.start() + place + 2 : start.start() + place + 3] = byte
    path.write_bytes(spoilt)
    assert "cannot be read as an Excel workbook" in one_fault(path)


def test_two_layers_that_could_be_the_list_are_told(tmp_path):
    path = layer(tmp_path, {"id": ["1"]}, [Point(X, Y)], layer="een")
    layer(tmp_path, {"id": ["1"]}, [Point(X, Y)], layer="twee")
    assert "found: een, twee" in location_faults(path)[0]


# --- faults of the columns ---------------------------------------------------------------------


def test_missing_columns_are_all_told_with_what_was_found_and_the_likely_one(tmp_path):
    faults = faults_of(written(tmp_path, "nummer;soort;name;longitude;latitude\n1;2;3;5,9;52,5\n"))
    assert "found: nummer, soort, name, longitude, latitude" in faults[0]
    assert [fault.rsplit("; ", 1)[1] for fault in faults] == [
        "rename 'nummer' to 'id'",
        "rename 'soort' to 'voorziening'",
        "rename 'name' to 'naam'",
        "rename 'longitude' to 'lon', 'latitude' to 'lat'",
    ]


def test_a_misspelt_column_gets_its_nearest_name(tmp_path):
    faults = faults_of(written(tmp_path, f"id;voorzieningen;naam;x;y\n1;huisarts;a;{X};{Y}\n"))
    assert faults[0].endswith("rename 'voorzieningen' to 'voorziening'")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("id;naam;voorziening", "the coordinates are missing"),
        ("id;naam;voorziening;x", "column 'y' is missing beside 'x'"),
        ("id;naam;voorziening;lat", "column 'lon' is missing beside 'lat'"),
        ("id;naam;voorziening;lon;lat;x;y", "both lon, lat and x, y are there"),
    ],
)
def test_coordinates_need_exactly_one_pair_of_columns(tmp_path, header, told):
    row = ["1", "a", "huisarts", "1", "1", "1", "1"][: header.count(";") + 1]
    assert told in one_fault(written(tmp_path, f"{header}\n{';'.join(row)}\n"))


def test_a_column_that_repeats_is_told(tmp_path):
    path = written(tmp_path, f"id;x;y;id\n1;{X};{Y};2\n")
    assert location_faults(path) == ["column 'id' is there 2 times; keep one of them"]


def test_a_decimal_comma_in_a_comma_file_is_told(tmp_path):
    faults = location_faults(written(tmp_path, "id,x,y\n1,191000,5,507000,2\n"))
    assert faults[0].startswith("row 2 has 5 cells and the header 3; put")


# --- faults of the rows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "first", "second", "told"),
    [
        ("lon;lat", f"{LAT}", f"{LON}", "are swapped"),
        ("x;y", f"{Y}", f"{X}", "are swapped"),
        ("x;y", f"{LON}", f"{LAT}", "expected metres, RD New; name the columns lon and lat"),
        ("x;y", f"{LAT}", f"{LON}", "are degrees, WGS84"),
        ("lon;lat", f"{X}", f"{Y}", "expected degrees, WGS84; name the columns x and y"),
        ("lon;lat", "2,35", "48,86", "lie outside the Netherlands"),
        ("x;y", "191.000", "507.000", "without a mark between thousands"),
        ("x;y", "", f"{Y}", "x empty"),
        ("x;y", "", "", "x and y empty"),
        ("x;y", "onbekend", f"{Y}", "x 'onbekend' is not a number"),
        ("x;y", "1,91E+05", f"{Y}", "x '1,91E+05' is not a number"),
        ("x;y", "nan", f"{Y}", "x 'nan' is not a number"),
        ("x;y", "inf", f"{Y}", "x 'inf' is not a number"),
    ],
)  # fmt: skip
def test_a_row_that_lies_nowhere_is_told_and_its_good_twin_is_read(
    tmp_path, header, first, second, told
):
    good = {"x;y": f"{X};{Y}", "lon;lat": f"{LON};{LAT}"}[header]
    bad = written(tmp_path, f"id;{header}\ng1;{good}\nh7;{first};{second}\n")
    faults = location_faults(bad)
    assert len(faults) == 1
    assert faults[0].startswith("row 3 (h7): ")
    assert told in faults[0]
    twin = written(tmp_path, f"id;{header}\ng1;{good}\nh7;{good}\n")
    assert read_location_list(twin, extent=EXTENT).index.tolist() == ["g1", "h7"]


def test_locations_elsewhere_are_left_out_and_one_sentence_tells_how_many(tmp_path):
    rows = "".join(f"w{i};{X + 5000 + i};{Y}\n" for i in range(299))
    table = read_location_list(written(tmp_path, f"id;x;y\ng1;{X};{Y}\n{rows}"), extent=EXTENT)
    assert table.index.tolist() == ["g1"]
    assert dutch(table.attrs["notes"]) == (
        "299 locaties liggen buiten het gebied van de kaart en zijn niet gemeten.",
    )
    one = written(tmp_path, f"id;x;y\ng1;{X};{Y}\nw;{X};{Y + 9000}\n")
    table = read_location_list(one, extent=EXTENT)
    assert dutch(table.attrs["notes"])[0].startswith("1 locatie ligt buiten")


def test_features_elsewhere_are_left_out_as_rows_are(tmp_path):
    path = layer(tmp_path, {"id": ["a", "b"]}, [Point(X, Y), Point(X, Y + 9000)])
    assert read_location_list(path, extent=EXTENT).index.tolist() == ["a"]


@pytest.mark.parametrize("mode", ["add", "replace"])
def test_facilities_elsewhere_are_left_out_and_one_sentence_tells_how_many(tmp_path, mode):
    head = "id;voorziening;naam;x;y\n"
    rows = "".join(f"w{i};huisarts;W;{X};{Y - 5000 - i}\n" for i in range(20))
    path = written(tmp_path, f"{head}h;huisarts;Hier;{X};{Y}\n{rows}")
    table = read_facility_list(path, extent=EXTENT, mode=mode)
    assert table.index.tolist() == ["h"]
    assert dutch(table.attrs["notes"]) == (
        "20 plekken liggen buiten het gebied van de kaart en tellen nergens mee.",
    )


def test_a_list_of_which_nothing_lies_here_is_of_another_region(tmp_path):
    rows = f"id;voorziening;naam;x;y\nh;huisarts;A;{X + 9000};{Y}\ni;apotheek;B;{X + 9100};{Y}\n"
    told = one_fault(written(tmp_path, rows))
    assert told.startswith("nothing in it lies in the streets that were read (x 190000 to 192000")
    assert "it lies at x 200000 to 200100" in told


def test_no_voorziening_is_replaced_by_nothing_in_silence(tmp_path):
    rows = f"id;voorziening;naam;x;y\nh;huisarts;A;{X};{Y}\ni;apotheek;B;{X + 9100};{Y}\n"
    told = one_fault(written(tmp_path, rows))
    assert told.startswith("voorziening apotheek: all 1 of the list lie outside the streets")
    table = read_facility_list(tmp_path / "lijst.csv", extent=EXTENT, mode="add")
    assert table.index.tolist() == ["h"]


def test_what_is_dropped_may_lie_anywhere(tmp_path):
    path = written(tmp_path, f"id;voorziening;x;y\nh;huisarts;{X + 9000};{Y}\n")
    assert read_facility_list(path, extent=EXTENT, mode="drop").index.tolist() == ["h"]


def test_a_place_outside_the_streets_is_fine_when_the_streets_are_not_known(tmp_path):
    path = written(tmp_path, f"id;x;y\n1;{X + 5000};{Y}\n")
    assert len(read_location_list(path, extent=None)) == 1


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        (None, "no geometry"),
        (Point(), "no geometry"),
        (Polygon([(X, Y), (X + 1, Y), (X, Y + 1)]), "a Polygon, expected a point"),
        (MultiPoint([(X, Y), (X, Y + 1)]), "a MultiPoint, expected a point"),
        (Point(Y, X), "are swapped"),
        (Point(LON, LAT), "give the layer its true CRS"),
    ],
)
def test_a_feature_that_is_no_point_in_place_is_told(tmp_path, shape, told):
    path = layer(tmp_path, {"id": ["a", "b"]}, [Point(X, Y), shape])
    faults = location_faults(path)
    assert len(faults) == 1
    assert faults[0].startswith("feature 2 (b): ")
    assert told in faults[0]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_layer_without_crs_is_told(tmp_path):
    path = layer(tmp_path, {"id": ["a"]}, [Point(X, Y)], crs=None)
    assert "has no CRS" in location_faults(path)[0]


def test_metres_in_a_geojson_that_says_degrees_are_told(tmp_path):
    path = tmp_path / "rd.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "a"},'
        f'"geometry": {{"type": "Point", "coordinates": [{X}, {Y}]}}}}]}}'
    )
    assert "are metres, RD New, expected degrees" in location_faults(path)[0]


def test_ids_that_repeat_are_told_with_their_rows(tmp_path):
    path = written(tmp_path, f"id;x;y\na;{X};{Y}\nb;{X};{Y}\na;{X};{Y}\n")
    assert location_faults(path) == [
        "id 'a' is there 2 times (rows 2, 4); give each an id of its own"
    ]


def test_one_id_may_stand_for_two_voorzieningen_but_not_twice_for_one(tmp_path):
    text = f"id;voorziening;naam;x;y\na;huisarts;;{X};{Y}\na;apotheek;;{X};{Y}\n"
    table = read_facility_list(written(tmp_path, text), extent=EXTENT, mode="replace")
    assert [*zip(table.index, table["voorziening"], strict=True)] == [
        ("a", "apotheek"),
        ("a", "huisarts"),
    ]
    fault = one_fault(written(tmp_path, text.replace("apotheek", "Huisarts")))
    assert fault.startswith("id 'a' is there 2 times for huisarts (rows 2, 3)")


def test_an_empty_id_is_told(tmp_path):
    path = written(tmp_path, f"id;x;y\n ;{X};{Y}\nb;{X};{Y}\n")
    assert location_faults(path) == ["row 2: id is empty; give every row an id of its own"]


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("OV-halte", "ov_halte"),
        ("ov halte", "ov_halte"),
        ("OVhalte", "ov_halte"),
        (" ov_halte", "ov_halte"),
        ("Supermarkt", "supermarkt"),
        ("PARK", "park"),
    ],
)
def test_capitals_spaces_and_hyphens_do_not_matter(tmp_path, written_as, meant):
    path = written(tmp_path, f"id;voorziening;naam;x;y\n1;{written_as};a;{X};{Y}\n")
    assert read_facility_list(path, extent=EXTENT, mode="add")["voorziening"].tolist() == [meant]


@pytest.mark.parametrize(
    ("written_as", "told"),
    [
        ("huisartsen", "did you mean huisarts?"),
        ("bushalte", "did you mean ov_halte?"),
        ("zwembad", ""),
        ("", ""),
    ],
)
def test_an_unknown_voorziening_is_told_once_with_its_rows_and_the_valid_ones(
    tmp_path, written_as, told
):
    row = f"{written_as};a;{X};{Y}\n"
    fault = one_fault(
        written(tmp_path, f"id;voorziening;naam;x;y\n1;{row}2;{row}3;park;b;{X};{Y}\n")
    )
    assert fault.startswith(f"voorziening {written_as!r} is unknown (rows 2, 3)")
    assert told in fault
    assert fault.endswith(
        "expected one of supermarkt, huisarts, ov_halte, ontmoetingsplek, apotheek, park"
    )


def test_all_faults_come_at_once(tmp_path):
    path = written(
        tmp_path,
        f"id;voorziening;naam;lon;lat\na;huisarts;;{LAT};{LON}\na;huisarts;;;\n;slager;;5,9;bos\nd;park;;2,35;48,86\n",
    )
    kinds = [
        "id is empty",
        "2 times",
        "unknown",
        "empty",
        "not a number",
        "swapped",
        "outside the Netherlands",
    ]
    for fault, kind in zip(faults_of(path), kinds, strict=True):
        assert kind in fault


def test_ten_faults_of_a_kind_are_told_and_the_rest_counted(tmp_path):
    rows = "".join(f"{i};{Y};{X}\n" for i in range(25))
    faults = location_faults(written(tmp_path, "id;x;y\n" + rows))
    assert len(faults) == 11
    assert faults[-1] == "and 15 more of this kind"


# --- what Excel does to cells ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (1660100000123457, "longer than the 15 digits"),
        (1.66e15, "longer than the 15 digits"),
        (pd.Timestamp("2025-02-01"), "Excel has turned what was typed into a date"),
        ("#N/A", "the spreadsheet error #N/A"),
        ("=A9", "the formula =A9 has no value"),
    ],
)
def test_an_id_that_excel_has_spoilt_is_told_and_its_twin_as_text_is_read(tmp_path, cell, told):
    faults = location_faults(workbook(tmp_path, ["id", "x", "y"], [cell, X, Y]))
    assert told in faults[0]
    assert faults[0].startswith("row 2, column 'id'")
    twin = workbook(tmp_path, ["id", "x", "y"], ["1660100000123457", X, Y])
    assert read_location_list(twin, extent=EXTENT).index.tolist() == ["1660100000123457"]


def test_what_excel_has_done_to_a_column_that_is_not_used_is_no_fault(tmp_path):
    path = workbook(
        tmp_path,
        ["id", "x", "y", "datum"],
        ["1", X, Y, pd.Timestamp("2025-02-01")],
        [2, X, Y, "=A1"],
    )
    assert read_location_list(path, extent=EXTENT).index.tolist() == ["1", "2"]


def test_an_array_formula_without_value_is_told(tmp_path):
    path = workbook(tmp_path, ["id", "x", "y"], ["1", ArrayFormula("B2", "=SUM(1,2)"), Y])
    assert "the formula =SUM(1,2) has no value" in location_faults(path)[0]


def test_a_row_of_nothing_but_formulas_is_told_not_skipped(tmp_path):
    path = workbook(tmp_path, ["id", "x", "y"], ["1", X, Y], ["=A9", "=B9", "=C9"])
    assert sum("has no value" in fault for fault in location_faults(path)) == 3


def edited(path, pattern, replacement):
    """Change the XML of the first sheet of a workbook, as another program would have written it."""
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    sheet = content["xl/worksheets/sheet1.xml"].decode()
    changed = re.sub(pattern, replacement, sheet)
    assert changed != sheet
    content["xl/worksheets/sheet1.xml"] = changed.encode()
    with zipfile.ZipFile(path, "w") as parts:
        for name, data in content.items():
            parts.writestr(name, data)
    return path


def test_a_wrong_size_of_the_sheet_hides_no_rows(tmp_path):
    path = workbook(tmp_path, ["id", "x", "y"], ["1", X, Y], ["2", X, Y])
    edited(path, '<dimension ref="[^"]*"', '<dimension ref="A1:B2"')
    assert read_location_list(path, extent=EXTENT).index.tolist() == ["1", "2"]


def test_of_a_formula_the_saved_value_counts_also_when_it_is_empty(tmp_path):
    path = workbook(tmp_path, ["id", "naam", "x", "y"], ["1", "=Z1", "=Z2", Y])
    edited(path, r">\s*<f>Z1</f><v ?/>", ' t="str"><f>Z1</f><v></v>')
    assert location_faults(path) == [
        "row 2, column 'x': the formula =Z2 has no value in the file; open it in Excel and save "
        "it, or replace the formula by its value (Plakken speciaal > Waarden)",
        "row 2 (1): x empty; fill in the coordinates or remove the row",
    ]
    edited(path, r"<f>Z2</f><v ?/>", f"<f>Z2</f><v>{X}</v>")
    table = read_location_list(path, extent=EXTENT)
    assert table["naam"].tolist() == [""]
    assert table.geometry.iloc[0] == Point(X, Y)


def test_ids_that_excel_rounded_in_a_csv_are_told(tmp_path):
    faults = location_faults(written(tmp_path, f"id;x;y\n1,6601E+15;{X};{Y}\nE+5;{X};{Y}\n"))
    assert len(faults) == 1
    assert "Excel has rounded this id" in faults[0]


def test_a_name_is_kept_as_it_is(tmp_path):
    name = '=HYPERLINK("x") <script>'
    path = written(tmp_path, f'id;naam;x;y\n1;"{name.replace(chr(34), chr(34) * 2)}";{X};{Y}\n')
    assert read_location_list(path, extent=EXTENT)["naam"].tolist() == [name]


def test_the_order_of_rows_changes_nothing(tmp_path):
    rows = [f"{i};huisarts;n{i};{X + i};{Y}\n" for i in (3, 1, 2)]
    header = "id;voorziening;naam;x;y\n"
    one = read_facility_list(written(tmp_path, header + "".join(rows)), extent=EXTENT, mode="add")
    two = read_facility_list(
        written(tmp_path, header + "".join(rows[::-1])), extent=EXTENT, mode="add"
    )
    assert one.equals(two)


# --- what a list does --------------------------------------------------------------------------


def facilities(*rows, source="OpenStreetMap"):
    ids, kinds = zip(*rows, strict=True) if rows else ((), ())
    return gpd.GeoDataFrame(
        {
            "geometry": [Point(X, Y)] * len(ids),
            "voorziening": [*kinds],
            "name": "",
            "rule": "",
            "source": source,
        },
        index=pd.Index([*ids], name="facility_id", dtype=str),
        crs=RD_NEW,
    )


def own(mode, *rows, name="lijst.csv"):
    return FacilityList(name, mode, facilities(*rows, source="eigen lijst"))


def pairs(table):
    return [*zip(table.index, table["voorziening"], strict=True)]


OSM = facilities(("n1", "huisarts"), ("n2", "huisarts"), ("n2", "apotheek"), ("n3", "park"))


def test_replace_takes_the_place_of_the_voorzieningen_it_names():
    table, notes = apply_lists(OSM, [own("replace", ("h1", "huisarts"), ("n2", "ov_halte"))])
    assert pairs(table) == [
        ("n2", "apotheek"),
        ("n3", "park"),
        ("h1", "huisarts"),
        ("n2", "ov_halte"),
    ]
    assert table.crs == RD_NEW
    assert table.index.name == "facility_id"
    assert dutch(notes) == (
        "lijst.csv: vervangt 2 huisartsen door 1",
        "lijst.csv: vervangt 0 OV-haltes door 1",
    )


def test_add_joins_and_an_id_of_another_voorziening_is_free():
    table, notes = apply_lists(OSM, [own("add", ("n1", "park"))])
    assert pairs(table) == [*pairs(OSM), ("n1", "park")]
    assert dutch(notes) == ("lijst.csv: voegt 1 park toe",)


def test_add_refuses_an_id_that_is_there():
    with pytest.raises(InputError, match=r"lijst\.csv: id 'n1' is already there for huisarts"):
        apply_lists(OSM, [own("add", ("n1", "huisarts"), ("n9", "huisarts"))])


def test_drop_removes_by_id_and_voorziening():
    table, notes = apply_lists(OSM, [own("drop", ("n2", "huisarts"))])
    assert pairs(table) == [("n1", "huisarts"), ("n2", "apotheek"), ("n3", "park")]
    assert dutch(notes) == ("lijst.csv: laat 1 huisarts weg",)


def test_drop_refuses_what_is_not_there():
    with pytest.raises(InputError) as error:
        apply_lists(OSM, [own("drop", ("n3", "huisarts"), ("n7", "park"), ("n1", "huisarts"))])
    assert [fault.split(",")[0] for fault in error.value.faults] == [
        "id 'n3' is not there for huisarts",
        "id 'n7' is not there for park",
    ]


def test_lists_work_in_order():
    lists = [
        own("add", ("a", "park")),
        own("replace", ("b", "park")),
        own("add", ("c", "park")),
        own("drop", ("b", "park")),
    ]
    table, notes = apply_lists(OSM, lists)
    assert [i for i, kind in pairs(table) if kind == "park"] == ["c"]
    assert dutch(notes)[1] == "lijst.csv: vervangt 2 parken door 1"


def test_the_faults_of_all_lists_are_told():
    lists = [own("add", ("n1", "huisarts"), name="a.csv"), own("drop", ("q", "park"), name="b.csv")]
    with pytest.raises(InputError) as error:
        apply_lists(OSM, lists)
    assert [fault[:10] for fault in error.value.faults] == ["a.csv: id ", "b.csv: id "]


@pytest.mark.parametrize("mode", ["replace", "add"])
def test_a_list_also_serves_where_osm_has_nothing(mode):
    table, _ = apply_lists(facilities(), [own(mode, ("h1", "huisarts"))])
    assert pairs(table) == [("h1", "huisarts")]


def test_without_lists_nothing_changes():
    table, notes = apply_lists(OSM, [])
    assert table.equals(OSM)
    assert notes == []


def test_a_drop_list_needs_no_coordinates(tmp_path):
    path = written(tmp_path, "id;voorziening\nn2;Huisarts\n")
    table = read_facility_list(path, extent=EXTENT, mode="drop")
    assert table.geometry.is_empty.all()
    assert pairs(apply_lists(OSM, [FacilityList(path.name, "drop", table)])[0]) == [
        ("n1", "huisarts"),
        ("n2", "apotheek"),
        ("n3", "park"),
    ]
    assert "'naam' is missing" in faults_of(path, mode="add")[0]


def test_dropping_everything_leaves_an_empty_table():
    table, _ = apply_lists(OSM, [own("drop", *pairs(OSM))])
    assert len(table) == 0
    assert np.array_equal(table.columns, OSM.columns)


class TestIdsAlike:
    """One place under two ids would count as two."""

    @pytest.mark.parametrize(("one", "other"), [("A-1", "a 1"), ("h07", "h7"), ("12", "12.0")])
    def test_a_list_of_facilities_stops(self, tmp_path, one, other):
        path = tmp_path / "huisartsen.csv"
        rows = [f"{one};huisarts;A;5,90;52,55", f"{other};huisarts;B;5,91;52,56"]
        path.write_text("\n".join(["id;voorziening;naam;lon;lat", *rows]), encoding="utf-8")
        with pytest.raises(InputError, match="differ only in capitals, spaces, marks or zeros"):
            read_facility_list(path, extent=None, mode="add")
        with pytest.raises(InputError, match="differ only in"):
            read_facility_list(path, extent=None, mode="drop")

    def test_a_list_of_locations_stops(self, tmp_path):
        path = tmp_path / "woningen.csv"
        path.write_text("id;lon;lat\nw-1;5,90;52,55\nW1;5,91;52,56\n", encoding="utf-8")
        with pytest.raises(InputError, match="differ only in"):
            read_location_list(path, extent=None)

    def test_one_place_may_be_two_voorzieningen(self, tmp_path):
        path = tmp_path / "plekken.csv"
        rows = ["h1;huisarts;A;5,90;52,55", "h1;apotheek;A;5,90;52,55", "h2;huisarts;B;5,91;52,55"]
        path.write_text("\n".join(["id;voorziening;naam;lon;lat", *rows]), encoding="utf-8")
        assert len(read_facility_list(path, extent=None, mode="add")) == 3
