"""Tables become files that say what the table says, in the form their readers expect."""

import csv
import sqlite3
import warnings
from contextlib import closing
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.dictionary import describe, find_column
from wozgeo.domain.errors import OutputError
from wozgeo.domain.language import Language
from wozgeo.outputs.tables import files as tables
from wozgeo.outputs.tables.files import (
    parquet_available,
    write_csv,
    write_geopackage,
    write_parquet,
)
from wozgeo.outputs.tables.styles import style_looproutes

STYLES = {"woningen": "<qgis>w</qgis>", "voorzieningen": "<qgis>v</qgis>", "looproutes": "<qgis/>"}


def woningen(**columns):
    given = {
        "naam": ["", "De Hof; oost", 'Huis "Zon"'],
        "afstand_huisarts_m": [1234.5, np.inf, np.nan],
        "reden_huisarts": ["", "buiten_zoekgrens", "buiten_kaart"],
        "rand_huisarts": [True, False, False],
        "x": [191_000.25, 191_001.0, 191_002.5],
        "y": [507_000.0, 507_000.0, 507_000.0],
        **columns,
    }
    n = len(given["naam"])
    return gpd.GeoDataFrame(
        given,
        geometry=[Point(191_000 + i, 507_000) for i in range(n)],
        index=pd.Index([f"n{i + 1}" for i in range(n)], name="locatie_id"),
        crs=RD_NEW,
    )


def voorzieningen():
    return gpd.GeoDataFrame(
        {"voorziening": ["huisarts", "apotheek"], "naam": ["Brug", "Brug"]},
        geometry=[Point(191_000, 507_000)] * 2,
        index=pd.Index(["n9", "n9"], name="id"),
        crs=RD_NEW,
    )


def looproutes():
    return gpd.GeoDataFrame(
        {"locatie_id": ["n1"], "afstand_m": [10.0]},
        geometry=[LineString([(191_000, 507_000), (191_010, 507_000)])],
        crs=RD_NEW,
    )


def rows_of(path, table, columns="*"):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(f"SELECT {columns} FROM {table}").fetchall()


def cells_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


# --- GeoPackage --------------------------------------------------------------------------------


def test_every_layer_reads_back_with_its_index_first(tmp_path):
    layers = {"woningen": woningen(), "voorzieningen": voorzieningen(), "looproutes": looproutes()}
    path = write_geopackage(tmp_path / "tijdelijk.tmp.gpkg", layers, styles=STYLES)
    assert path == tmp_path / "tijdelijk.tmp.gpkg"
    read = {name: gpd.read_file(path, layer=name) for name in layers}
    assert [*read["woningen"].columns[:2]] == ["locatie_id", "naam"]
    assert read["woningen"]["locatie_id"].tolist() == ["n1", "n2", "n3"]
    assert read["voorzieningen"]["id"].tolist() == ["n9", "n9"]
    assert [*map(len, read.values())] == [3, 2, 1]
    for name, table in layers.items():
        assert read[name].crs == RD_NEW
        assert read[name].geometry.tolist() == table.geometry.tolist()
    assert read["woningen"]["naam"].tolist() == woningen()["naam"].tolist()
    assert read["woningen"]["rand_huisarts"].tolist() == [True, False, False]


def test_infinity_and_nan_are_null_and_the_reason_tells_them_apart(tmp_path):
    before = woningen()
    path = write_geopackage(tmp_path / "r.gpkg", {"woningen": before}, styles={})
    found = rows_of(path, "woningen", "afstand_huisarts_m, reden_huisarts")
    assert found == [(1234.5, ""), (None, "buiten_zoekgrens"), (None, "buiten_kaart")]
    assert np.isinf(before["afstand_huisarts_m"].iloc[1])


def test_the_version_is_one_that_older_gis_reads(tmp_path):
    path = write_geopackage(tmp_path / "r.gpkg", {"woningen": woningen()}, styles=STYLES)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (10200,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_qgis_finds_a_default_style_for_each_layer_written(tmp_path):
    layers = {"woningen": woningen(), "voorzieningen": voorzieningen()}
    path = write_geopackage(tmp_path / "r.gpkg", layers, styles=STYLES)
    found = rows_of(
        path,
        "layer_styles",
        "f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
        "styleSLD, useAsDefault, description, owner, ui, update_time",
    )
    assert [row[2] for row in found] == ["woningen", "voorzieningen"]
    assert [row[5].partition("  <aliases>")[0] for row in found] == ["<qgis>w", "<qgis>v"]
    assert {row[7] for row in found} == {1}
    geometry_columns = rows_of(path, "gpkg_geometry_columns", "column_name")
    assert {(row[3],) for row in found} == set(geometry_columns)
    contents = dict(rows_of(path, "gpkg_contents", "table_name, data_type"))
    assert contents["layer_styles"] == "attributes"


def test_a_gis_shows_words_above_the_columns_which_keep_their_names(tmp_path):
    table = woningen(eigen=[1, 2, 3])
    layers = {"woningen": table, "voorzieningen": voorzieningen()}
    path = write_geopackage(tmp_path / "r.gpkg", layers, styles=STYLES)
    shown = {
        (layer, column): (name, title, description)
        for layer, column, name, title, description in rows_of(
            path, "gpkg_data_columns", "table_name, column_name, name, title, description"
        )
    }
    head = "Loopafstand tot huisarts (m)"
    meaning = describe(find_column("afstand_huisarts_m"), Language.NL)
    assert shown["woningen", "afstand_huisarts_m"] == (head, head, meaning)
    assert shown["voorzieningen", "id"][0] == "Id"
    assert ("woningen", "eigen") not in shown  # nobody declared it
    fields = [
        f"{layer}.{name}"
        for layer in layers
        for name in pyogrio.read_info(path, layer=layer)["fields"]
    ]
    assert {".".join(key) for key in shown} == {*fields} - {"woningen.eigen"}
    styles = dict(rows_of(path, "layer_styles", "f_table_name, styleQML"))
    aliases = ET.fromstring(styles["woningen"]).find("aliases")
    assert {a.get("field"): a.get("name") for a in aliases}["afstand_huisarts_m"] == head


def test_the_words_above_the_columns_are_in_the_language_of_the_run(tmp_path):
    layers = {"woningen": woningen()}
    path = write_geopackage(tmp_path / "r.gpkg", layers, styles=STYLES, language=Language.EN)
    names = dict(rows_of(path, "gpkg_data_columns", "column_name, name"))
    assert names["afstand_huisarts_m"] == "Walking distance to GP (m)"


def test_the_words_above_the_columns_are_there_as_the_schema_extension_asks(tmp_path):
    path = write_geopackage(tmp_path / "r.gpkg", {"woningen": woningen()}, styles={})
    said = rows_of(
        path, "gpkg_extensions WHERE extension_name = 'gpkg_schema'", "table_name, scope"
    )
    assert said == [
        ("gpkg_data_columns", "read-write"),
        ("gpkg_data_column_constraints", "read-write"),
    ]
    assert rows_of(path, "gpkg_data_column_constraints") == []
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_qgis_takes_the_drawing_and_the_aliases_of_a_style(tmp_path):
    styles = {"looproutes": style_looproutes()}
    path = write_geopackage(tmp_path / "r.gpkg", {"looproutes": looproutes()}, styles=styles)
    ((qml,),) = rows_of(path, "layer_styles", "styleQML")
    assert qml.startswith("<!DOCTYPE qgis")
    root = ET.fromstring(qml.partition("\n")[2])
    assert root.get("styleCategories") == "Symbology|Fields"
    assert root.find("renderer-v2") is not None
    assert [a.get("name") for a in root.iter("alias")] == ["Id van de woning", "Hele route (m)"]


def test_without_styles_there_is_no_table_of_styles(tmp_path):
    path = write_geopackage(tmp_path / "r.gpkg", {"woningen": woningen()}, styles={})
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["woningen"]


@pytest.mark.parametrize("arrow", [True, False])
def test_equal_tables_give_equal_bytes_at_any_moment(tmp_path, monkeypatch, arrow):
    monkeypatch.setattr(tables, "parquet_available", lambda: arrow)
    layers = {"woningen": woningen(), "looproutes": looproutes()}
    first = write_geopackage(tmp_path / "een.gpkg", layers, styles=STYLES).read_bytes()
    assert write_geopackage(tmp_path / "twee.gpkg", layers, styles=STYLES).read_bytes() == first
    other = {"woningen": woningen(x=[0.0, 1.0, 2.0]), "looproutes": looproutes()}
    assert write_geopackage(tmp_path / "drie.gpkg", other, styles=STYLES).read_bytes() != first
    assert b"2000-01-01T00:00:00.000Z" in first


def test_with_and_without_pyarrow_the_same_is_written(tmp_path, monkeypatch):
    found = []
    for arrow in (True, False):
        monkeypatch.setattr(tables, "parquet_available", lambda arrow=arrow: arrow)
        path = write_geopackage(tmp_path / "r.gpkg", {"woningen": woningen()}, styles=STYLES)
        found.append(rows_of(path, "woningen"))
    assert found[0] == found[1]


def test_gdal_keeps_its_own_time_afterwards(tmp_path):
    write_geopackage(tmp_path / "r.gpkg", {"woningen": woningen()}, styles={})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None
    with pytest.raises(OutputError):
        write_geopackage(tmp_path / "weg" / "r.gpkg", {"woningen": woningen()}, styles={})
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_an_earlier_file_is_replaced_not_joined(tmp_path):
    path = tmp_path / "r.gpkg"
    write_geopackage(path, {"oud": woningen()}, styles={})
    write_geopackage(path, {"woningen": woningen()}, styles=STYLES)
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["woningen", "layer_styles"]


def test_an_empty_layer_is_a_layer_without_rows(tmp_path):
    layers = {"woningen": woningen(), "voorzieningen": voorzieningen().iloc[:0]}
    path = write_geopackage(tmp_path / "r.gpkg", layers, styles=STYLES)
    assert rows_of(path, "voorzieningen") == []


# --- CSV ---------------------------------------------------------------------------------------


def test_csv_is_what_dutch_excel_opens(tmp_path):
    path = write_csv(tmp_path / "w.csv.tmp", woningen())
    assert path.read_bytes() == (
        b"\xef\xbb\xbf"
        b"locatie_id;naam;afstand_huisarts_m;reden_huisarts;rand_huisarts;x;y\r\n"
        b"n1;;1234,5;;ja;191000,25;507000,0\r\n"
        b'n2;"De Hof; oost";;buiten_zoekgrens;nee;191001,0;507000,0\r\n'
        b'n3;"Huis ""Zon""";;buiten_kaart;nee;191002,5;507000,0\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_excel_would_run_is_text(tmp_path, start):
    name = f"{start}cmd|' /C calc'!A0"
    path = write_csv(tmp_path / "w.csv", woningen(naam=[name, "x", f"a{start}b"]))
    assert [row[1] for row in cells_of(path)] == ["naam", f"'{name}", "x", f"a{start}b"]


def test_an_id_that_excel_would_run_is_text(tmp_path):
    table = woningen().set_axis(["=1+1", "+31", "n3"]).rename_axis("locatie_id")
    assert [row[0] for row in cells_of(write_csv(tmp_path / "w.csv", table))[1:]] == [
        "'=1+1",
        "'+31",
        "n3",
    ]


def test_no_cell_of_the_csv_is_a_formula_to_a_spreadsheet(tmp_path):
    names = ["=1+1", "@SUM(A1)", "<script>"]
    cells = cells_of(write_csv(tmp_path / "w.csv", woningen(naam=names)))
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value} == {
        "s"
    }


def test_a_negative_number_stays_a_number(tmp_path):
    cells = cells_of(write_csv(tmp_path / "w.csv", woningen(x=[-1.5, 0.0, 2.0])))
    assert [row[5] for row in cells[1:]] == ["-1,5", "0,0", "2,0"]


def test_sixteen_digits_and_zeros_in_front_are_written_whole(tmp_path):
    cells = cells_of(
        write_csv(tmp_path / "w.csv", woningen(naam=["1660100000123457", "0012", "1E5"]))
    )
    assert [row[1] for row in cells[1:]] == ["1660100000123457", "0012", "1E5"]


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ([1, 2, 3], ["1", "2", "3"]),
        (pd.array([1, None, 3], dtype="Int64"), ["1", "", "3"]),
        (pd.array([True, None, False], dtype="boolean"), ["ja", "", "nee"]),
        (pd.array([1.5, None, np.inf], dtype="Float64"), ["1,5", "", ""]),
        (["a", None, np.nan], ["a", "", ""]),
        (pd.Categorical(["a", "b", None]), ["a", "b", ""]),
        (np.array([True, 2.5, -np.inf], dtype=object), ["ja", "2,5", ""]),
        ([np.inf, -np.inf, np.nan], ["", "", ""]),
        (["Café", "Łódź", "日本"], ["Café", "Łódź", "日本"]),
    ],
)
def test_every_kind_of_column_is_told(tmp_path, column, written):
    path = write_csv(tmp_path / "w.csv", woningen().assign(kolom=column))
    assert [row[-1] for row in cells_of(path)[1:]] == written


@given(st.lists(st.floats(), min_size=3, max_size=3), st.lists(st.text(), min_size=3, max_size=3))
@settings(max_examples=50, deadline=None)
def test_any_content_reads_back(tmp_path_factory, numbers, texts):
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    path = tmp_path_factory.mktemp("csv") / "w.csv"
    cells = cells_of(write_csv(path, woningen(x=numbers, naam=texts)))
    assert [row[1].removeprefix("'") for row in cells[1:]] == [t.removeprefix("'") for t in texts]
    read = [float(row[5].replace(",", ".")) if row[5] else None for row in cells[1:]]
    assert read == [number if np.isfinite(number) else None for number in numbers]


def test_a_table_without_rows_is_a_header(tmp_path):
    assert len(cells_of(write_csv(tmp_path / "w.csv", woningen().iloc[:0]))) == 1


def test_equal_tables_give_equal_csv(tmp_path):
    one = write_csv(tmp_path / "een.csv", woningen()).read_bytes()
    assert write_csv(tmp_path / "twee.csv", woningen()).read_bytes() == one


# --- GeoParquet --------------------------------------------------------------------------------


def test_geoparquet_keeps_all_three_kinds_of_answer(tmp_path):
    path = write_parquet(tmp_path / "w.parquet.tmp", woningen())
    read = gpd.read_parquet(path)
    assert read.index.name == "locatie_id"
    assert read.crs == RD_NEW
    assert read["afstand_huisarts_m"].iloc[0] == 1234.5
    assert np.isposinf(read["afstand_huisarts_m"].iloc[1])
    import pyarrow.parquet as pq

    assert pq.read_table(path)["afstand_huisarts_m"].is_null().to_pylist() == [False, False, True]
    assert read.equals(woningen())


def test_equal_tables_give_equal_geoparquet(tmp_path):
    one = write_parquet(tmp_path / "een.parquet", woningen()).read_bytes()
    assert write_parquet(tmp_path / "twee.parquet", woningen()).read_bytes() == one


def test_without_pyarrow_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert not parquet_available()
    with pytest.raises(OutputError, match=r"pip install 'wozgeo\[parquet\]'"):
        write_parquet(tmp_path / "w.parquet", woningen())
    assert not (tmp_path / "w.parquet").exists()


# --- everywhere --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        write_csv,
        write_parquet,
        lambda path, table: write_geopackage(path, {"woningen": table}, styles=STYLES),
    ],
)
def test_a_folder_that_is_not_there_is_told(tmp_path, write):
    with pytest.raises(OutputError, match="check that the folder exists") as error:
        write(tmp_path / "weg" / "bestand.gpkg", woningen())
    assert error.value.source == str(tmp_path / "weg" / "bestand.gpkg")


@pytest.mark.parametrize("name", ["resultaat.gpkg", ".resultaat.gpkg.tmp", "~resultaat"])
def test_a_geopackage_may_have_any_temporary_name(tmp_path, name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = write_geopackage(tmp_path / name, {"woningen": woningen()}, styles=STYLES)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert rows_of(path, "woningen", "count(*)") == [(3,)]
