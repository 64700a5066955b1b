"""Claims about the dwellings in Excel: what is text stays text, and what is too much is told."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found
from wozgeo.outputs.workbook import dwellings
from wozgeo.outputs.workbook.dwellings import dwelling_columns, too_many, write_dwellings


def run(**more) -> Found:
    table = gpd.GeoDataFrame(
        {
            "naam": ["", ""],
            "straat": ["=1+1", "Laan"],
            "huisnummer": ["12-3", "7"],
            "postcode": ["1234 AB", ""],
            "woonplaats": ["Dorp", "Dorp"],
            "afstand_supermarkt_m": [399.96, np.inf],
            "zeker_supermarkt_m": [np.nan, np.inf],
            "reden_supermarkt": ["", "buiten_zoekgrens"],
            "supermarkt_naam": ["Super", ""],
            "score": [71.94, np.nan],
            "x": [1.0, 2.0],
        },
        geometry=[shapely.Point(190_000, 500_000)] * 2,
        crs=RD_NEW,
        index=["0012345678901234", "n7"],
    ).rename_axis("locatie_id")
    return replace(Found(name="Proef", search_limit_m=5000.0, woningen=table), **more)


def rows(path):
    sheet = openpyxl.load_workbook(path)["Woningen"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def test_a_house_number_that_looks_like_a_date_stays_text(tmp_path):
    (heads, names, first, second), sheet = rows(write_dwellings(tmp_path / "w.xlsx", run()))
    assert heads[2] == "Huisnummer"
    assert names[:5] == ["locatie_id", "straat", "huisnummer", "postcode", "woonplaats"]
    assert first[:5] == ["0012345678901234", "=1+1", "12-3", "1234 AB", "Dorp"]
    assert sheet["C3"].data_type == "s"
    assert sheet["B3"].data_type == "s", "a text never becomes a formula"
    assert sheet.auto_filter.ref == "A2:J4"
    assert second[2] == "7"


def test_a_distance_is_a_number_an_infinite_one_is_empty_with_its_reason(tmp_path):
    (_, names, first, second), _ = rows(write_dwellings(tmp_path / "w.xlsx", run()))
    at = names.index("afstand_supermarkt_m")
    assert first[at : at + 4] == [399.9, None, None, "Super"]
    assert second[at] is None
    assert second[at + 2] == "verder dan de zoekgrens"
    assert first[names.index("score")] == 71.94
    assert "x" not in names


def test_equal_runs_give_equal_bytes(tmp_path):
    one, two = (write_dwellings(tmp_path / name, run()).read_bytes() for name in ("a", "b"))
    assert one == two


def test_more_than_excel_is_good_for_is_not_written_but_told(monkeypatch):
    assert too_many(run()) == ""
    monkeypatch.setattr(dwellings, "MOST_DWELLINGS", 1)
    assert "het zijn er 2," in too_many(run())
    assert "1.048.575" in too_many(run())
    assert "1,048,575" in too_many(run(language=Language.EN))


@pytest.mark.parametrize("columns", [[], ["straat", "afstand_park_m"]])
def test_only_columns_that_are_there_are_written(columns):
    assert dwelling_columns(columns) == columns


def many(n: int) -> Found:
    """More rows than are laid in at once, with texts that XML and Excel write in ways of their own."""
    odd = ["a & b <i>", " voor", "na\n", "bel\x07", "<r><t>x</t></r>", '"', "\ufffe", ""]
    one = run().woningen.iloc[[0]]
    table = one.iloc[[0] * n].set_axis([f"n{i}" for i in range(n)]).rename_axis("locatie_id")
    table["straat"] = [odd[i % 100] if i % 100 < len(odd) else f"Laan {i % 7}" for i in range(n)]
    table["afstand_supermarkt_m"] = [np.inf if i % 5 == 0 else i / 7 - 3 for i in range(n)]
    table["score"] = [-0.0 if i % 3 else 1e-7 * i for i in range(n)]
    return run(woningen=table)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 9000])
def test_rows_laid_in_are_the_rows_that_xlsxwriter_writes(n, tmp_path, monkeypatch):
    found = many(n)
    laid_in = write_dwellings(tmp_path / "w.xlsx", found).read_bytes()
    monkeypatch.setattr(dwellings, "rows_apart", lambda columns: range(len(columns[0].content)))
    assert write_dwellings(tmp_path / "x.xlsx", found).read_bytes() == laid_in


def test_rows_laid_in_are_read_as_they_were_given(tmp_path):
    found = many(9000)
    (_, names, *lines), _ = rows(write_dwellings(tmp_path / "w.xlsx", found))
    assert len(lines) == 9000
    assert [line[0] for line in lines] == [*found.woningen.index]
    plain = [i for i in range(9000) if i % 100 == 0 or i % 100 > 8]
    street = names.index("straat")
    assert [lines[i][street] for i in plain] == [*found.woningen["straat"].iloc[plain]]


@pytest.mark.parametrize("n", [1, 3, 40])
@pytest.mark.parametrize("text", ["<r></r>", "<r><t>12</t></r>", "{=1+1}", "<b>1</b>"])
def test_what_a_user_wrote_stands_in_the_cell_as_it_was_written(n, text, tmp_path):
    """In every row: the first and the last are written by xlsxwriter, those between are laid in."""
    table = run().woningen.iloc[[0] * n].assign(straat=text, supermarkt_naam=text)
    table.index = pd.Index([f"n{k}" for k in range(n)], name="locatie_id")
    path = write_dwellings(tmp_path / "w.xlsx", run(woningen=table, name=text))
    book = openpyxl.load_workbook(path)
    _, names, *body = book["Woningen"].iter_rows(values_only=True)
    for name in ("straat", "supermarkt_naam"):
        assert [row[names.index(name)] for row in body] == [text] * n
    assert book.properties.title == text
