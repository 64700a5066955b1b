"""Claims about the day that a file says it is of."""

import os
import sqlite3
import zipfile
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from wozgeo.inputs.file_dates import day_of, one_day, read_date

LONG_AGO = 946_684_800


def geopackage(path, last_change):
    gpd.GeoDataFrame({"a": [1]}, geometry=[Point(1, 2)], crs=28992).to_file(path, driver="GPKG")
    with sqlite3.connect(path) as file:
        file.execute("UPDATE gpkg_contents SET last_change = ?", (last_change,))
    return path


def workbook(path, core):
    pd.DataFrame({"a": [1]}).to_excel(path, index=False)
    with zipfile.ZipFile(path) as parts:
        kept = {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in kept.items():
            parts.writestr(name, content)
        if core is not None:
            parts.writestr("docProps/core.xml", core)
    return path


def core(text):
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>{text}</dcterms:modified></cp:coreProperties>'
    )


def test_a_geopackage_says_it_whatever_the_clock_of_the_disk(tmp_path):
    path = geopackage(tmp_path / "plannen.gpkg", "2025-03-09T23:59:59.000Z")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert read_date(path) == date(2025, 3, 9)


def test_a_workbook_says_it_whatever_the_clock_of_the_disk(tmp_path):
    path = workbook(tmp_path / "complexen.xlsx", core("2025-11-30T08:00:00Z"))
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert read_date(path) == date(2025, 11, 30)


@pytest.mark.parametrize(
    "said", [None, "", "<", core(""), core("gisteren"), core("2025-13-01T00:00:00Z")]
)
def test_a_workbook_that_does_not_say_has_no_date(tmp_path, said):
    assert read_date(workbook(tmp_path / "complexen.xlsx", said)) is None


@pytest.mark.parametrize("said", ["", "gisteren", None])
def test_a_geopackage_that_does_not_say_has_no_date(tmp_path, said):
    path = tmp_path / "plannen.gpkg"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE gpkg_contents (last_change)")
        file.execute("INSERT INTO gpkg_contents VALUES (?)", (said,))
    assert read_date(path) is None


@pytest.mark.parametrize("name", ["lijst.csv", "lijst.gdb", "lijst.xlsx", "lijst.gpkg"])
def test_another_kind_a_broken_or_an_absent_file_has_no_date(tmp_path, name):
    assert read_date(tmp_path / name) is None
    (tmp_path / name).write_text("2025-01-01")
    assert read_date(tmp_path / name) is None


def test_files_are_of_one_day_only_where_all_of_them_say_the_same(tmp_path):
    first, same, later = (
        geopackage(tmp_path / f"{name}.gpkg", day)
        for name, day in (
            ("a", "2025-03-09T01:00:00.000Z"),
            ("b", "2025-03-09T23:00:00.000Z"),
            ("c", "2025-03-10T00:00:00.000Z"),
        )
    )
    assert one_day([first, same]) == date(2025, 3, 9)
    assert one_day([first, later]) is None
    assert one_day([first, tmp_path / "zonder.csv"]) is None
    assert one_day([]) is None


@pytest.mark.parametrize("moment", ["", "gisteren", "2025-13-01T00:00:00Z", "2025"])
def test_a_moment_that_is_none_has_no_day(moment):
    assert day_of(moment) is None
    assert day_of("2025-03-09T23:59:59Z") == date(2025, 3, 9)
