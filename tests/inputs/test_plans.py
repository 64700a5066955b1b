"""Building plans are read in whatever form they come, or refused with every fault in them."""

import contextlib
import csv
import datetime
import shutil
import sqlite3
import struct
import warnings
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from said import dutch
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon, box

from wozgeo.domain.contracts import (
    ATTRIBUTES,
    FACT_COLUMNS,
    PLAN_COUNTS,
    PLAN_TEXTS,
    PLAN_YEARS,
    RD_NEW,
)
from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.inputs.plan_columns import PLAN_TARGETS, read_planmonitor
from wozgeo.inputs.plans import read_plan_list

EXTENT = (170_000.0, 430_000.0, 180_000.0, 440_000.0)
SITE = box(171_000, 434_000, 171_100, 434_050)
OTHER_SITE = box(172_000, 435_000, 172_080, 435_060)
BOWTIE = Polygon([(171_000, 434_000), (171_100, 434_100), (171_100, 434_000), (171_000, 434_100)])

GELDERLAND = {
    "GlobalID": ["{B}", "{A}"],
    "plannaam": ["De Linde", "Het Hof"],
    "gemeente": ["Druten", "Druten"],
    "woonplaats": ["Puiflijk", "Deest"],
    "vertrouwelijkheid": ["Openbaar", "ProvincieGemeente"],
    "opdrachtgever_type": ["Gemeente", "Woningbouwcorporatie"],
    "opdrachtgever_naam": ["", ""],
    "plantype": ["Verdichting", "Uitbreiding uitleg"],
    "projectfase": ["3. Ontwerp", "1. Initiatief"],
    "status_planologisch": ["2A. Vastgesteld", "4A. Visie"],
    "oplevering_eerste": ["2027-05-01", None],
    "oplevering_laatste": ["2028-12-31", None],
    "aantal_nultreden_woningen": [20, 0],
    "aantal_geclusterde_woningen": [12, 0],
    "aantal_zorggeschikte_woningen": [4, 0],
    "aantal_huurwoningen_corporatie": [10, 30],
    "Totaal_bouw": [40, 30],
    "Totaal_netto": [35, -2],
    "realisatiekans": ["80%", "20%"],
}
SIMPLE = {"plan_id": ["P1", "P2"], "naam": ["Een", "Twee"], "aantal_woningen": [12, 8]}


def layer(tmp_path, columns, shapes, *, name="plannen.gpkg", crs=RD_NEW, **options):
    frame = gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names and types that a format does not have
        if name.endswith(".gdb"):
            options["driver"] = "OpenFileGDB"
        pyogrio.write_dataframe(frame, tmp_path / name, **options)
    return tmp_path / name


def simple(tmp_path, *shapes, name="plannen.gpkg", crs=RD_NEW, **columns):
    table = {**SIMPLE, **columns}
    return layer(tmp_path, table, shapes or (SITE, OTHER_SITE), name=name, crs=crs)


def several(tmp_path, *shapes):
    """Draw as many plans as there are shapes."""
    ids = [f"P{i}" for i in range(1, len(shapes) + 1)]
    return layer(
        tmp_path, {"plan_id": ids, "aantal_woningen": ["8"] * len(ids)}, shapes, name="p.gpkg"
    )


def monitor(tmp_path, *, name="plannen.gpkg", without=(), **columns):
    table = {k: v for k, v in {**GELDERLAND, **columns}.items() if k not in without}
    return layer(tmp_path, table, (SITE, OTHER_SITE), name=name)


def geodatabase(tmp_path):
    path = layer(
        tmp_path, GELDERLAND, map(shapely.multipolygons, [[SITE], [OTHER_SITE]]),
        name="planmonitor.gdb", layer="Planregistratie",
    )  # fmt: skip
    detail = pd.DataFrame({"plannaam": ["x"], "gemeente": ["x"], "totaal_bouw": ["x"]})
    pyogrio.write_dataframe(detail, path, driver="OpenFileGDB", layer="DetailPlanning")
    return path


def zipped(path, *, name, folder=""):
    with zipfile.ZipFile(path.parent / name, "w") as parts:
        inside = path.rglob("*") if path.is_dir() else path.parent.glob(f"{path.stem}.*")
        for file in [f for f in inside if f.is_file() and f.suffix != ".zip"]:
            parts.write(file, folder + str(file.relative_to(path.parent)))
    return path.parent / name


def edit(path, statement, *values):
    """Change a GeoPackage in a way that no ordinary program offers."""
    database = sqlite3.connect(path)
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f"DROP TRIGGER {name}")
    database.execute(statement, values)
    database.commit()
    database.close()


def sheet(tmp_path, *rows, name="plannen.csv"):
    if name.endswith(".csv"):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
    return tmp_path / name


def read(path, **options):
    return read_plan_list(path, **{"extent": EXTENT, **options})


def faults_of(path, **options):
    with pytest.raises(InputError) as error:
        read(path, **options)
    assert error.value.source == str(path)
    return list(error.value.faults)


def one_fault(path, **options):
    (fault,) = faults_of(path, **options)
    return fault


class TestTheContract:
    def test_it_holds_every_column_of_the_contract(self, tmp_path):
        plans = read(monitor(tmp_path)).plans
        columns = [*PLAN_TEXTS, *PLAN_YEARS, *PLAN_COUNTS, *FACT_COLUMNS]
        assert {*plans.columns} == {*columns, "vertrouwelijk", "bron", "geometry"}
        assert plans.index.name == "plan_id"
        assert plans.crs.to_epsg() == 28992
        assert (plans[[*PLAN_YEARS, *PLAN_COUNTS]].dtypes == "Int64").all()
        assert (plans[[*ATTRIBUTES]].dtypes == "boolean").all()
        assert plans["share_55plus"].dtype == "Float64"
        assert plans["vertrouwelijk"].dtype == bool
        assert (plans[[*PLAN_TEXTS, "bron"]].dtypes == "str").all()
        assert [*plans["bron"].unique()] == ["plannen.gpkg"]

    def test_planmonitor_gelderland_is_read_without_a_word_from_the_user(self, tmp_path):
        found = read(monitor(tmp_path))
        plan = found.plans.loc["{B}"]
        assert found.preset == "gelderland"
        assert plan[[*PLAN_TEXTS]].tolist() == [
            "De Linde", "Puiflijk", "Druten", "Gemeente", "Verdichting", "3. Ontwerp",
            "2A. Vastgesteld", "80%",
        ]  # fmt: skip
        assert plan[[*PLAN_YEARS]].tolist() == [2027, 2028]
        assert plan[[*PLAN_COUNTS]].tolist() == [40, 12, 20, 4, 10]
        assert plan[[*ATTRIBUTES, "share_55plus"]].isna().all()
        assert found.mapping["n_dwellings"] == "Totaal_bouw"
        assert found.mapping["kern"] == "woonplaats"

    def test_what_a_list_does_not_say_is_unknown(self, tmp_path):
        plan = read(simple(tmp_path)).plans.loc["P1"]
        assert plan["kern"] == ""
        assert plan[[*PLAN_YEARS, "n_geclusterd", *ATTRIBUTES, "share_55plus"]].isna().all()
        assert plan["n_dwellings"] == 12

    def test_the_names_of_wozgeo_itself_are_understood_in_excel(self, tmp_path):
        header = ["plan_id", "naam", "kern", "aantal_woningen", "aantal_geclusterd", "x", "y",
                  "ontmoetingsruimte_inpandig", "voor_senioren", "levensloopgeschikt", "intramuraal",
                  "aandeel_55plus", "vertrouwelijk"]  # fmt: skip
        path = sheet(
            tmp_path,
            ["Plannen 2026"],
            header,
            ["P1", "Een", "Deest", 20, 12, 171_000, 434_000, "ja", "Nee", True, "", 80, "nee"],
            ["P2", "Twee", "", None, "", 172_000, 435_000, "onbekend", 1, 0, "n", "62,5", "ja"],
            name="plannen.xlsx",
        )
        found = read(path)
        first, second = (found.plans.loc[name] for name in ("P1", "P2"))
        known = ["inpandig", "voor_senioren", "levensloopgeschikt"]
        assert first[known].tolist() == [True, False, True]
        assert first["intramuraal"] is pd.NA
        assert first["share_55plus"] == 0.8
        assert second["inpandig"] is pd.NA
        assert second[["voor_senioren", "levensloopgeschikt", "intramuraal"]].tolist() == [
            True, False, False,
        ]  # fmt: skip
        assert second["share_55plus"] == 0.625
        assert second["n_dwellings"] is pd.NA
        assert found.plans["vertrouwelijk"].tolist() == [False, True]
        assert found.preset == ""

    def test_the_order_of_the_rows_changes_nothing(self, tmp_path):
        one = read(monitor(tmp_path)).plans
        turned = {name: values[::-1] for name, values in GELDERLAND.items()}
        (tmp_path / "om").mkdir()
        other = read(layer(tmp_path / "om", turned, (OTHER_SITE, SITE))).plans
        pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))
        assert [*one.index] == ["{A}", "{B}"]


class TestFormats:
    def test_a_file_geodatabase_is_read_and_its_tables_without_shapes_are_not(self, tmp_path):
        found = read(geodatabase(tmp_path))
        assert [*found.plans.index] == ["{A}", "{B}"]
        assert found.mapping["n_dwellings"] == "Totaal_bouw"
        assert (found.plans.geom_type == "MultiPolygon").all()

    @pytest.mark.parametrize(
        ("name", "folder"), [("planmonitor.gdb.zip", ""), ("uitvoer.zip", "map/")]
    )
    def test_a_zipped_file_geodatabase_is_read_as_it_was_sent(self, tmp_path, name, folder):
        path = zipped(geodatabase(tmp_path), name=name, folder=folder)
        found = read(path)
        assert len(found.plans) == 2
        assert [*found.plans["bron"].unique()] == [name]

    @pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson", "plannen.shp"])
    def test_the_form_of_the_file_makes_no_difference(self, tmp_path, name):
        crs = RD_NEW if name != "plannen.geojson" else "EPSG:4326"
        shapes = gpd.GeoSeries([SITE, OTHER_SITE], crs=RD_NEW).to_crs(crs)
        plans = read(simple(tmp_path, *shapes, name=name, crs=crs, aantal_woningen=[5, 6])
                     if name != "plannen.shp" else
                     layer(tmp_path, {"plan_id": ["P1", "P2"], "naam": ["Een", "Twee"],
                                      "n_woningen": [5, 6]}, shapes, name=name)).plans  # fmt: skip
        assert plans["n_dwellings"].tolist() == [5, 6]
        assert plans["naam"].tolist() == ["Een", "Twee"]
        assert plans.geometry["P1"].hausdorff_distance(SITE) < 0.3

    def test_a_zipped_shapefile_is_read(self, tmp_path):
        path = layer(tmp_path, {"naam": ["Een"], "woningen": [5]}, [SITE], name="p.shp")
        assert read(zipped(path, name="p.zip", folder="map/")).plans["n_dwellings"].tolist() == [5]

    def test_what_macos_adds_to_a_zip_is_not_a_file(self, tmp_path):
        path = simple(tmp_path)
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as parts:
            parts.write(path, "map/plannen.gpkg")
            parts.writestr("__MACOSX/map/._plannen.gpkg", b"")
        assert len(read(tmp_path / "a.zip").plans) == 2

    def test_a_zip_with_two_files_is_not_chosen_from(self, tmp_path):
        layer(tmp_path, SIMPLE, (SITE, OTHER_SITE), name="a.gpkg")
        layer(tmp_path, SIMPLE, (SITE, OTHER_SITE), name="b.gpkg")
        with zipfile.ZipFile(tmp_path / "c.zip", "w") as parts:
            parts.write(tmp_path / "a.gpkg", "a.gpkg")
            parts.write(tmp_path / "b.gpkg", "b.gpkg")
        assert "found: a.gpkg, b.gpkg; unzip it" in one_fault(tmp_path / "c.zip")

    @pytest.mark.parametrize("name", ["plannen.csv", "plannen.xlsx"])
    def test_a_list_may_give_places_in_rd(self, tmp_path, name):
        path = sheet(
            tmp_path, ["naam", "woningen", "X", "Y"], ["Een", 5, 171_000, 434_000], name=name
        )
        assert read(path).plans.geometry.iloc[0] == Point(171_000, 434_000)

    def test_a_list_may_give_places_in_degrees(self, tmp_path):
        lon, lat = to_wgs84([[171_000, 434_000]])[0]
        path = sheet(tmp_path, ["naam", "woningen", "lon", "lat"], ["Een", 5, lon, lat])
        assert read(path).plans.geometry.iloc[0].distance(Point(171_000, 434_000)) < 0.3

    def test_a_list_may_give_outlines_as_wkt(self, tmp_path):
        path = sheet(
            tmp_path,
            ["id", "naam", "woningen", "geometrie"],
            ["1", "Een", 5, SITE.wkt],
            ["2", "Twee", 5, f"SRID=28992;{OTHER_SITE.wkt}"],
        )
        sites = read(path).plans.geometry
        assert sites["1"].equals(SITE)
        assert sites["2"].equals(OTHER_SITE)

    def test_wkt_that_is_none_is_told(self, tmp_path):
        path = sheet(tmp_path, ["id", "naam", "woningen", "wkt"], ["1", "Een", 5, "POLYGON ((1 2"])
        assert "row 2 (1): geometrie 'POLYGON ((1 2' is not WKT" in one_fault(path)

    def test_wkt_beside_coordinates_is_not_chosen_from(self, tmp_path):
        path = sheet(tmp_path, ["naam", "woningen", "wkt", "x", "y"], ["Een", 5, SITE.wkt, 1, 2])
        assert "both geometrie and x, y are there" in one_fault(path)

    def test_coordinates_under_another_name_are_named_by_the_user(self, tmp_path):
        path = sheet(tmp_path, ["naam", "woningen", "x_rd", "y_rd"], ["Een", 5, 171_000, 434_000])
        assert "rename 'x_rd' to 'x'" in one_fault(path)
        columns = {"x": "x_rd", "y": "Y_RD"}
        assert read(path, columns=columns).plans.geometry.iloc[0] == Point(171_000, 434_000)

    @pytest.mark.parametrize(
        "shape", [Point(171_000, 434_000), MultiPoint([(171_000, 434_000), (171_005, 434_000)])]
    )
    def test_points_and_multipoints_are_sites_too(self, tmp_path, shape):
        sites = read(simple(tmp_path, shape, shape)).plans.geometry
        assert sites["P1"].equals(shape)
        assert sites["P1"].geom_type == shape.geom_type

    def test_heights_are_dropped(self, tmp_path):
        path = simple(tmp_path, shapely.force_3d(SITE, 7.5), OTHER_SITE, crs="EPSG:7415")
        sites = read(path).plans.geometry
        assert not sites.has_z.any()
        assert sites["P1"].equals(SITE)

    def test_curves_become_lines(self, tmp_path):
        path = simple(tmp_path)
        circle = [(171_000.0, 434_000.0), (171_100.0, 434_000.0), (171_000.0, 434_000.0)]
        arc = struct.pack("<bII", 1, 8, 3) + b"".join(struct.pack("<dd", *xy) for xy in circle)
        curved = b"GP\x00\x01" + struct.pack("<i", 28992) + struct.pack("<bII", 1, 10, 1) + arc
        edit(path, "UPDATE plannen SET geom = ?", curved)
        area = read(path).plans.geometry["P1"].area
        assert area == pytest.approx(3.14159 * 50**2, rel=0.01)

    def test_another_crs_is_turned_into_rd(self, tmp_path):
        shapes = gpd.GeoSeries([SITE, OTHER_SITE], crs=RD_NEW).to_crs("EPSG:25831")
        plans = read(simple(tmp_path, *shapes, crs="EPSG:25831")).plans
        assert plans.geometry["P1"].hausdorff_distance(SITE) < 0.3

    def test_a_file_that_is_not_there_is_told(self, tmp_path):
        for name in ("geen.gpkg", "geen.csv", "geen.gdb"):
            assert "there is no such file" in one_fault(tmp_path / name)

    def test_a_damaged_file_is_told(self, tmp_path):
        (tmp_path / "kapot.gpkg").write_bytes(b"SQLite format 3\x00" + bytes(100))
        assert "cannot be read" in one_fault(tmp_path / "kapot.gpkg")
        (tmp_path / "kapot.zip").write_bytes(b"PK\x03\x04 nee")
        assert "is not a zip that can be opened" in one_fault(tmp_path / "kapot.zip")

    def test_a_zip_that_differs_by_one_byte_never_ends_in_a_traceback(self, tmp_path):
        sound = zipped(simple(tmp_path), name="a.zip").read_bytes()
        directory = sound.rindex(b"PK\x01\x02")
        for place in range(directory, directory + 46):
            spoilt = bytearray(sound)
            spoilt[place] ^= 0xFF
            (tmp_path / "b.zip").write_bytes(spoilt)
            with contextlib.suppress(InputError):
                assert len(read(tmp_path / "b.zip").plans) == 2

    def test_a_folder_is_not_a_list(self, tmp_path):
        (tmp_path / "map.zip").mkdir()
        assert "is a folder" in one_fault(tmp_path / "map.zip")

    def test_an_empty_layer_is_told(self, tmp_path):
        path = simple(tmp_path)
        edit(path, "DELETE FROM plannen")
        assert one_fault(path) == "layer plannen holds no features; expected at least one plan"


class TestLayers:
    def test_the_layer_that_knows_most_names_is_taken(self, tmp_path):
        layer(tmp_path, {"soort": ["weg"]}, [SITE], layer="wegen")
        path = layer(tmp_path, SIMPLE, (SITE, OTHER_SITE), layer="plannen")
        assert len(read(path).plans) == 2

    def test_layers_that_are_alike_are_not_chosen_from(self, tmp_path):
        layer(tmp_path, SIMPLE, (SITE, OTHER_SITE), layer="plannen_2025")
        path = layer(
            tmp_path, {**SIMPLE, "plan_id": ["N1", "N2"]}, (SITE, OTHER_SITE), layer="plannen_2026"
        )
        assert one_fault(path) == (
            "expected one layer that holds the plans, found: plannen_2025, plannen_2026; "
            'choose it with layer = "..."'
        )
        assert [*read(path, layer="plannen_2026").plans.index] == ["N1", "N2"]

    def test_a_layer_that_is_not_there_is_told(self, tmp_path):
        assert one_fault(simple(tmp_path), layer="weg") == (
            "layer 'weg' is not there; choose one of plannen"
        )
        path = geodatabase(tmp_path)
        assert "layer 'DetailPlanning' has no geometry" in one_fault(path, layer="DetailPlanning")

    def test_a_list_has_no_layers(self, tmp_path):
        path = sheet(tmp_path, ["naam", "woningen", "x", "y"], ["Een", 5, 171_000, 434_000])
        assert "a list has no layers" in one_fault(path, layer="Blad2")


class TestColumns:
    def test_the_users_own_names_go_before_those_of_a_preset(self, tmp_path):
        path = monitor(tmp_path, Totaal_resterend=[41, 37])
        assert read(path).plans["n_dwellings"].tolist() == [30, 40]
        found = read(path, columns={"N_dwellings": "totaal_RESTEREND"})
        assert found.plans["n_dwellings"].tolist() == [37, 41]
        assert found.mapping["n_dwellings"] == "Totaal_resterend"
        assert found.preset == "gelderland"

    def test_a_target_may_be_named_in_dutch(self, tmp_path):
        path = layer(tmp_path, {"titel": ["Een"], "hoeveel": [5]}, [SITE])
        columns = {"plannaam": "titel", "aantal_woningen": "hoeveel"}
        found = read(path, columns=columns)
        assert found.mapping == {"naam": "titel", "n_dwellings": "hoeveel"}
        assert found.plans["n_dwellings"].tolist() == [5]

    def test_every_unknown_name_is_told_with_the_nearest(self, tmp_path):
        columns = {"aantal_wonigen": "x", "kern": "gemeent", "naam": "naam", "plannaam": "naam"}
        table = {"gemeente": ["Druten", "Druten"]}
        unknown, absent, twice = faults_of(simple(tmp_path, **table), columns=columns)
        assert "columns.aantal_wonigen: unknown (did you mean aantal_woningen?)" in unknown
        assert absent == (
            "columns.kern: no column 'gemeent' (did you mean gemeente?); "
            "found: plan_id, naam, aantal_woningen, gemeente, fid"
        )
        assert twice == "columns.plannaam: naam is named twice; keep one of them"

    def test_missing_columns_are_told_with_what_was_found(self, tmp_path):
        path = layer(tmp_path, {"titel": ["Een"], "Aantal_wonigen": [5]}, [SITE])
        name, number = faults_of(path)
        assert "no column with the id or the name of the plans: expected one of plan_id" in name
        assert "columns = { naam = '...' }" in name
        assert "no column with the number of dwellings of the plans" in number
        assert "found: titel, Aantal_wonigen" in number
        assert "columns = { n_dwellings = 'Aantal_wonigen' }" in number
        columns = {"naam": "titel", "n_dwellings": "Aantal_wonigen"}
        assert read(path, columns=columns).plans["n_dwellings"].tolist() == [5]

    def test_an_unknown_preset_is_told(self, tmp_path):
        fault = one_fault(monitor(tmp_path), preset="geldeland")
        assert fault == (
            "preset 'geldeland' is unknown (did you mean gelderland?); "
            "expected one of gelderland, basisset, or none"
        )

    def test_the_national_set_is_known_by_its_names(self, tmp_path):
        table = {
            "id": ["1"], "plan_naam": ["Een"], "plaatsnaam": ["Deest"], "gemeente": ["Druten"],
            "status_project": ["Ontwerp"], "totaal_gepland": [40], "vertrouwelijkheid": ["Openbaar"],
        }  # fmt: skip
        found = read(layer(tmp_path, table, [SITE]))
        assert found.preset == "basisset"
        assert found.plans.loc["1", ["naam", "kern", "projectfase"]].tolist() == [
            "Een", "Deest", "Ontwerp",
        ]  # fmt: skip
        assert found.plans.loc["1", "n_dwellings"] == 40

    def test_two_presets_that_fit_equally_are_not_chosen_from(self, tmp_path):
        table = {
            "plannaam": ["Een"],
            "gemeente": ["Druten"],
            "Totaal_bouw": [40],
            "totaal_gepland": [45],
        }
        path = layer(tmp_path, table, [SITE])
        assert one_fault(path) == (
            "the columns fit several presets: gelderland, basisset; choose one with preset"
        )
        for preset, n_dwellings in (("basisset", 45), ("gelderland", 40)):
            found = read(path, preset=preset, public=True)
            assert found.plans["n_dwellings"].tolist() == [n_dwellings]

    @pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson"])
    def test_without_an_id_a_plan_is_called_by_its_row_and_that_is_told(self, tmp_path, name):
        columns = {key: values for key, values in SIMPLE.items() if key != "plan_id"}
        path = layer(tmp_path, columns, [SITE, OTHER_SITE], name=name)
        found = read(path, public=True)
        assert found.plans["naam"].to_dict() == {"1": "Een", "2": "Twee"}
        assert "plan_id" not in found.mapping
        assert any("heet naar zijn rij in het bestand" in note for note in dutch(found.notes))
        assert found.numbered
        noted = dutch(read(simple(tmp_path, name="b.gpkg")).notes)
        assert not any("geen kolom met een id" in note for note in noted)

    ROWS = (("naam", "aantal_woningen", "x", "y"), ("Een", 12, 171_000, 434_000))

    def test_a_row_of_a_list_is_called_as_who_opens_it_sees_it(self, tmp_path):
        path = sheet(tmp_path, *self.ROWS, ("Twee", 8, 172_000, 435_000))
        assert [*read(path, public=True).plans.index] == ["2", "3"]

    def test_a_message_does_not_name_a_row_twice(self, tmp_path):
        path = sheet(tmp_path, *self.ROWS, ("Twee", 8, "", ""))
        assert one_fault(path, public=True).startswith("row 3: ")

    def test_the_number_of_the_feature_may_be_named_as_the_id(self, tmp_path):
        path = layer(
            tmp_path, GELDERLAND | {"GlobalID": ["", ""]}, (SITE, OTHER_SITE), name="p.gdb"
        )
        found = read(path, columns={"plan_id": "objectid"})
        assert [*found.plans.index] == ["1", "2"]
        assert found.mapping["plan_id"] == "OBJECTID"

    def test_what_a_preset_reads_loosely_is_told(self, tmp_path):
        told = "ook hun middenhuur kan daarin zitten"
        assert any(told in note for note in dutch(read(monitor(tmp_path)).notes))
        columns = {"n_sociale_huur": "Totaal_netto"}
        path = monitor(tmp_path, name="b.gpkg", Totaal_netto=[1, 2])
        assert not any(told in note for note in dutch(read(path, columns=columns).notes))


class TestShapefile:
    def test_names_that_were_cut_off_are_completed(self, tmp_path):
        found = read(monitor(tmp_path, name="plannen.shp"))
        plan = found.plans.loc["{B}"]
        assert found.preset == "gelderland"
        assert plan[[*PLAN_COUNTS]].tolist() == [40, 12, 20, 4, 10]
        assert plan["status"] == "2A. Vastgesteld"
        assert found.plans["vertrouwelijk"].tolist() == [True, False]
        assert found.mapping["n_geclusterd"] == "aantal_gec"

    def test_a_name_that_could_be_two_things_is_not_read_and_that_is_told(self, tmp_path):
        path = monitor(tmp_path, name="plannen.shp")
        found = read(path)
        assert found.plans[["oplevering_eerste", "oplevering_laatste"]].isna().all(axis=None)
        assert (found.plans["opdrachtgever"] == "").all()
        (told,) = [note for note in dutch(found.notes) if "Kolom oplevering " in note]
        assert "afgekapt en kan oplevering_eerste of oplevering_laatste zijn" in told
        assert any("opdrachtgever_type of " in note for note in dutch(found.notes))

    def test_the_user_says_what_such_a_name_is(self, tmp_path):
        columns = {"oplevering_eerste": "oplevering", "oplevering_laatste": "opleveri_1"}
        found = read(monitor(tmp_path, name="plannen.shp"), columns=columns)
        assert found.plans.loc["{B}", [*PLAN_YEARS]].tolist() == [2027, 2028]
        assert not any("Kolom oplevering " in note for note in dutch(found.notes))

    def test_only_a_shapefile_cuts_names_off(self, tmp_path):
        path = simple(tmp_path, aantal_gec=[3, 4])
        assert read(path).plans["n_geclusterd"].isna().all()

    def test_without_a_prj_it_has_no_crs(self, tmp_path):
        path = monitor(tmp_path, name="plannen.shp")
        path.with_suffix(".prj").unlink()
        assert "the layer has no CRS" in one_fault(path)

    def test_without_its_other_parts_it_cannot_be_read(self, tmp_path):
        path = monitor(tmp_path, name="plannen.shp")
        shutil.move(path.with_suffix(".shx"), tmp_path / "weg.shx")
        assert "needs .shp, .shx, .dbf and .prj together" in one_fault(path)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "number"), [("12", 12), ("0", 0), ("12,0", 12), ("1 200", 1200), ("", None)]
    )
    def test_a_count_is_a_whole_number_or_unknown(self, tmp_path, text, number):
        path = simple(tmp_path, aantal_woningen=[text, "8"])
        found = read(path).plans["n_dwellings"]["P1"]
        assert (found is pd.NA) if number is None else (found == number)

    @pytest.mark.parametrize("text", ["-1", "2,5", "veel", "12 woningen", "1E+03", "1.200"])
    def test_anything_else_is_told_by_id_with_the_cell(self, tmp_path, text):
        fault = one_fault(simple(tmp_path, aantal_woningen=["8", text]))
        assert fault.startswith(
            f"feature 2 (P2): aantal_woningen is '{text}', expected a whole number"
        )

    @pytest.mark.parametrize(
        "number", ["100001", "9223372036854775807", "99999999999999999999", "9" * 400, 9e18]
    )
    def test_a_count_that_cannot_be_is_told(self, tmp_path, number):
        fault = one_fault(simple(tmp_path, aantal_woningen=[number, type(number)(8)]))
        assert fault.startswith("feature 1 (P1): aantal_woningen is '")
        assert "expected a whole number up to 100000" in fault

    def test_the_largest_count_that_can_be_is_read(self, tmp_path):
        path = simple(tmp_path, aantal_woningen=["100000", "8"])
        assert read(path).plans["n_dwellings"].tolist() == [100_000, 8]

    def test_a_negative_count_of_a_geodatabase_is_told(self, tmp_path):
        assert "Totaal_bouw is '-3'" in one_fault(
            monitor(
                tmp_path,
                Totaal_bouw=[-3, 30],
                aantal_geclusterde_woningen=[None, 0],
                aantal_nultreden_woningen=[None, 0],
                aantal_zorggeschikte_woningen=[None, 0],
                aantal_huurwoningen_corporatie=[None, 0],
            )
        )

    def test_a_part_is_not_larger_than_the_whole(self, tmp_path):
        path = simple(tmp_path, aantal_geclusterd=[13, 8], aantal_nultreden=[12, 9])
        assert faults_of(path) == [
            "feature 1 (P1): aantal_geclusterd 13 is more than aantal_woningen 12; mend one of them, "
            "or empty the one that is not known",
            "feature 2 (P2): aantal_nultreden 9 is more than aantal_woningen 8; mend one of them, "
            "or empty the one that is not known",
        ]
        path = simple(
            tmp_path, name="b.gpkg", aantal_geclusterd=[12, 8], aantal_nultreden=[None, 0]
        )
        assert read(path).plans["n_geclusterd"].tolist() == [12, 8]

    def test_a_part_of_an_unknown_whole_is_kept(self, tmp_path):
        path = simple(tmp_path, aantal_woningen=[None, 8], aantal_geclusterd=[13, 8])
        assert read(path).plans["n_geclusterd"]["P1"] == 13

    @pytest.mark.parametrize(
        "text",
        [
            "2027",
            "2027-05-01",
            "01-05-2027",
            "1/5/2027",
            "2027-05",
            "2027-05-01T00:00:00",
            "01.05.2027 00:00",
        ],
    )
    def test_a_year_is_read_from_a_year_or_a_date(self, tmp_path, text):
        assert (
            read(simple(tmp_path, oplevering_eerste=[text, ""])).plans["oplevering_eerste"]["P1"]
            == 2027
        )

    @pytest.mark.parametrize(
        "text", ["27", "46143", "2027-13-01", "31-02-2027", "voorjaar", "2027,5", "9999"]
    )
    def test_anything_else_is_no_year(self, tmp_path, text):
        fault = one_fault(simple(tmp_path, oplevering_eerste=[text, ""]))
        assert f"feature 1 (P1): oplevering_eerste is '{text}', expected a year or a date" in fault

    def test_dates_of_excel_are_dates(self, tmp_path):
        path = sheet(
            tmp_path,
            ["naam", "woningen", "x", "y", "oplevering_eerste", "gereed"],
            [
                "Een",
                5,
                171_000,
                434_000,
                datetime.date(2027, 5, 1),
                datetime.datetime(2028, 1, 1, 0, 0),
            ],
            name="plannen.xlsx",
        )
        found = read(path, columns={"opleverjaar": "Gereed"})
        assert found.plans[[*PLAN_YEARS]].iloc[0].tolist() == [2027, 2028]

    def test_a_date_where_a_number_belongs_is_told(self, tmp_path):
        path = sheet(
            tmp_path,
            ["naam", "woningen", "x", "y"],
            ["Een", datetime.date(2027, 5, 1), 171_000, 434_000],
            name="plannen.xlsx",
        )
        assert "column 'woningen': a date or time" in faults_of(path)[0]

    @pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.gdb"])
    def test_the_first_of_january_stays_in_its_year_when_kept_in_utc(self, tmp_path, name):
        moments = pd.to_datetime(["2026-12-31T23:00:00Z", "2027-06-30T22:00:00Z"])
        path = simple(tmp_path, oplevering_eerste=moments, name=name)
        assert read(path).plans["oplevering_eerste"].tolist() == [2027, 2027]

    def test_a_moment_written_as_text_is_told_in_dutch_time(self, tmp_path):
        words = ["2026/12/31 23:00:00+00", "2026-12-31T22:59:59Z"]
        path = simple(tmp_path, oplevering_eerste=words)
        assert read(path).plans["oplevering_eerste"].tolist() == [2027, 2026]

    def test_the_last_year_is_not_before_the_first(self, tmp_path):
        path = simple(tmp_path, oplevering_eerste=[2028, 2027], oplevering_laatste=[2027, 2027])
        assert "oplevering_eerste 2028 is more than oplevering_laatste 2027" in one_fault(path)

    def test_an_answer_that_is_neither_yes_nor_no_is_told(self, tmp_path):
        fault = one_fault(simple(tmp_path, voor_senioren=["deels", "ja"]))
        assert fault == (
            "feature 1 (P1): voor_senioren is 'deels', expected ja, nee or nothing (not known)"
        )

    @pytest.mark.parametrize("text", ["0,8", "1", "101", "-5", "veel"])
    def test_a_share_is_a_percentage(self, tmp_path, text):
        fault = one_fault(simple(tmp_path, aandeel_55plus=[text, "80%"]))
        assert f"aandeel_55plus is '{text}', expected a percentage from 0 to 100" in fault

    def test_percentages_become_shares(self, tmp_path):
        path = simple(tmp_path, aandeel_55plus=["80%", "0"])
        assert read(path).plans["share_55plus"].tolist() == [0.8, 0.0]

    def test_a_formula_that_was_never_computed_is_told(self, tmp_path):
        path = sheet(
            tmp_path,
            ["naam", "woningen", "x", "y"],
            ["Een", "=1+1", 171_000, 434_000],
            name="p.xlsx",
        )
        assert "the formula =1+1 has no value in the file" in one_fault(path)

    def test_all_faults_are_told_at_once(self, tmp_path):
        path = simple(
            tmp_path, SITE, BOWTIE, aantal_woningen=["-1", "8"], voor_senioren=["ja", "?!"]
        )
        told = faults_of(path)
        assert len(told) == 3


class TestIds:
    def test_an_id_given_twice_is_told_with_the_rows(self, tmp_path):
        assert one_fault(simple(tmp_path, plan_id=["P1", "P1"])) == (
            "id 'P1' is there 2 times (features 1, 2); give each plan an id of its own, "
            "or name another column with columns.plan_id"
        )

    @pytest.mark.parametrize(
        "pair",
        [("P1", "p1"), ("Cafe\u0301", "Caf\u00e9"), ("12.0", "12"), ("A_1", "A-1"), ("07", "7")],
    )
    def test_ids_that_a_reader_takes_for_one_are_asked_about(self, tmp_path, pair):
        one, other = pair
        assert one_fault(simple(tmp_path, plan_id=[*pair])).startswith(
            f"plan_id {one!r} and {other!r} differ only in"
        )

    def test_ids_that_differ_in_more_are_two_plans(self, tmp_path):
        assert len(read(simple(tmp_path, plan_id=["1.1", "11"])).plans) == 2

    def test_an_empty_id_is_told(self, tmp_path):
        assert one_fault(simple(tmp_path, plan_id=["P1", " "])) == (
            "feature 2: the id is empty; give every plan an id of its own"
        )

    def test_ids_stay_text(self, tmp_path):
        path = simple(tmp_path, plan_id=["007", "0100012345678901"])
        assert [*read(path).plans.index] == ["007", "0100012345678901"]

    def test_an_id_that_excel_rounded_is_told(self, tmp_path):
        path = sheet(tmp_path, ["id", "woningen", "x", "y"], ["1,23E+15", 5, 171_000, 434_000])
        assert "Excel has rounded this id" in one_fault(path)

    def test_whole_numbers_are_ids_without_a_decimal(self, tmp_path):
        path = simple(tmp_path, plan_id=[7.0, 12.0])
        assert [*read(path).plans.index] == ["12", "7"]


class TestConfidentiality:
    @pytest.mark.parametrize(
        ("column", "word"),
        [
            ("vertrouwelijkheid", "Openbaar"),
            ("vertrouwelijkheid", " openbaar "),
            ("vertrouwelijk", "nee"),
            ("vertrouwelijk", "Niet vertrouwelijk"),
            ("vertrouwelijk", False),
            ("vertrouwelijk", 0),
            ("niet_openbaar", "nee"),
            ("openbaar", "ja"),
        ],
    )
    def test_a_plan_is_public_when_its_file_says_so(self, tmp_path, column, word):
        assert not read(simple(tmp_path, **{column: [word, word]})).plans["vertrouwelijk"].any()

    @pytest.mark.parametrize(
        ("column", "word"),
        [
            ("vertrouwelijkheid", "Gemeente"),
            ("vertrouwelijkheid", "ProvincieGemeente"),
            ("vertrouwelijkheid", "niet openbaar"),
            ("vertrouwelijkheid", "onbekend"),
            ("vertrouwelijkheid", ""),
            ("vertrouwelijkheid", None),
            ("vertrouwelijk", "ja"),
            ("vertrouwelijk", True),
            ("vertrouwelijk", 2),
            ("openbaar", "nee"),
            ("openbaar", ""),
            ("niet_openbaar", "ja"),
        ],
    )
    def test_every_other_word_and_an_empty_cell_is_confidential(self, tmp_path, column, word):
        assert read(simple(tmp_path, **{column: [word, word]})).plans["vertrouwelijk"].all()

    def test_a_column_that_asks_whether_a_plan_is_public_is_not_read_the_other_way(self, tmp_path):
        path = simple(tmp_path, is_openbaar=["nee", "ja"])
        found = read(path, columns={"openbaar": "is_openbaar"})
        assert found.plans["vertrouwelijk"].tolist() == [True, False]
        found = read(path, columns={"vertrouwelijk": "is_openbaar"})
        assert found.plans["vertrouwelijk"].tolist() == [True, True]

    def test_without_such_a_column_a_plan_is_public_only_when_that_is_said(self, tmp_path):
        found = read(simple(tmp_path))
        assert found.plans["vertrouwelijk"].all()
        assert any("alle plannen gelden als vertrouwelijk" in note for note in dutch(found.notes))
        found = read(simple(tmp_path), public=True)
        assert not found.plans["vertrouwelijk"].any()
        assert any("alle plannen gelden als openbaar" in note for note in dutch(found.notes))

    def test_a_column_goes_before_what_is_said_of_the_list(self, tmp_path):
        path = simple(tmp_path, vertrouwelijk=["nee", ""])
        assert read(path, public=True).plans["vertrouwelijk"].tolist() == [False, True]

    @pytest.mark.parametrize("preset", [None, "gelderland"])
    def test_a_planmonitor_that_lost_its_column_stops(self, tmp_path, preset):
        path = monitor(tmp_path, without=["vertrouwelijkheid"])
        fault = one_fault(path, preset=preset)
        assert "has a column vertrouwelijkheid, and it is not in this file" in fault
        assert "openbaar = true" in fault
        assert "--openbaar" in fault
        assert not read(path, preset=preset, public=True).plans["vertrouwelijk"].any()

    def test_a_column_that_may_say_it_is_not_overlooked(self, tmp_path):
        path = simple(tmp_path, status_vertrouwelijk=["ja", "nee"])
        assert (
            "column 'status_vertrouwelijk' looks as if it says which plans are confidential"
            in one_fault(path)
        )
        found = read(path, columns={"vertrouwelijk": "status_vertrouwelijk"})
        assert found.plans["vertrouwelijk"].tolist() == [True, False]

    def test_the_notes_count_and_name_no_plan(self, tmp_path):
        found = read(monitor(tmp_path))
        assert any(
            note.startswith("Vertrouwelijk: 1 van de 2 plannen.") for note in dutch(found.notes)
        )
        told = " ".join(dutch(found.notes))
        for cells in GELDERLAND.values():
            for cell in cells:
                assert not (isinstance(cell, str) and len(cell) > 8 and cell in told)
        assert "{A}" not in told
        assert "Het Hof" not in told


class TestSites:
    @pytest.mark.parametrize(
        ("shape", "told"),
        [
            (None, "has no geometry"),
            (Polygon(), "has no geometry"),
            (BOWTIE, "has a broken outline (Self-intersection[171050 434050], in RD New)"),
            (Polygon([(171_000, 434_000), (171_100, 434_000), (171_000, 434_000)]), "without area"),
            (
                LineString([(171_000, 434_000), (171_100, 434_000)]),
                "is a LineString, expected a point",
            ),
            (box(5.7, 51.8, 5.8, 51.9), "x 5.75 and y 51.85 are degrees, WGS84, expected metres"),
            (Point(434_000, 171_000), "are swapped"),
            (Point(900_000, 900_000), "lie outside the Netherlands"),
        ],
    )
    def test_a_plan_that_has_no_sound_site_stops_the_reading_or_is_listed(
        self, tmp_path, shape, told
    ):
        path = simple(tmp_path, SITE, shape)
        fault = one_fault(path)
        assert fault.startswith("feature 2 (P2): ")
        assert told in fault
        found = read(path, skip_faulty=True)
        assert [*found.plans.index] == ["P1"]
        assert found.plans.geometry["P1"].equals(SITE)
        assert [*found.skipped["id"]] == ["P2"]
        assert told in found.skipped["fault"][0]
        assert any(note.startswith("1 plan is overgeslagen") for note in dutch(found.notes))

    def test_a_sound_list_skips_nothing(self, tmp_path):
        found = read(simple(tmp_path), skip_faulty=True)
        assert len(found.plans) == 2
        assert found.skipped.empty
        assert [*found.skipped] == ["id", "fault", "vertrouwelijk"]
        assert not any("overgeslagen" in note for note in dutch(found.notes))

    def test_what_was_skipped_says_whether_it_is_confidential(self, tmp_path):
        path = simple(tmp_path, BOWTIE, SITE, vertrouwelijk=["ja", "nee"])
        assert read(path, skip_faulty=True).skipped["vertrouwelijk"].tolist() == [True]

    def test_only_the_site_may_be_faulty(self, tmp_path):
        path = simple(tmp_path, SITE, BOWTIE, aantal_woningen=["-1", "8"])
        assert "aantal_woningen is '-1'" in one_fault(path, skip_faulty=True)

    def test_when_nothing_remains_that_is_a_fault(self, tmp_path):
        told = faults_of(simple(tmp_path, BOWTIE, None), skip_faulty=True)
        assert told[0] == "no plan has a sound site"
        assert len(told) == 3

    def test_a_site_partly_on_the_streets_that_were_read_is_kept(self, tmp_path):
        edge = box(169_900, 434_000, 170_001, 434_050)
        beyond = box(169_900, 434_000, 169_999, 434_050)
        assert len(read(simple(tmp_path, SITE, edge)).plans) == 2
        path = simple(tmp_path, SITE, beyond, name="b.gpkg")
        assert [*read(path).plans.index] == ["P1"]
        assert len(read(path, extent=None).plans) == 2

    @pytest.mark.parametrize("skip_faulty", [False, True])
    def test_plans_elsewhere_are_no_faults_and_told_in_one_sentence(self, tmp_path, skip_faulty):
        far = [Point(200_000 + i, 500_000) for i in range(30)]
        found = read(several(tmp_path, SITE, *far), skip_faulty=skip_faulty)
        assert [*found.plans.index] == ["P1"]
        assert found.skipped.empty
        (note,) = [n for n in dutch(found.notes) if "buiten het gebied" in n]
        assert note.startswith("30 plannen liggen buiten het gebied van de kaart")

    def test_broken_plans_are_told_apart_from_those_that_lie_elsewhere(self, tmp_path):
        found = read(several(tmp_path, SITE, BOWTIE, Point(200_000, 500_000)), skip_faulty=True)
        assert [*found.skipped["id"]] == ["P2"]
        notes = dutch(found.notes)
        assert "1 plan is overgeslagen: de ligging ontbreekt of is stuk." in notes
        assert any(n.startswith("1 plan ligt buiten het gebied") for n in notes)

    def test_a_list_of_another_region_is_a_fault(self, tmp_path):
        path = simple(tmp_path, Point(200_000, 500_000), Point(200_500, 500_000))
        assert "no plan lies in the streets that were read" in one_fault(path)

    def test_parts_on_both_sides_of_the_streets_are_not_on_them(self, tmp_path):
        around = MultiPolygon(
            [box(160_000, 434_000, 160_010, 434_010), box(190_000, 434_000, 190_010, 434_010)]
        )
        assert [*read(simple(tmp_path, SITE, around)).plans.index] == ["P1"]

    def test_overlapping_parts_are_not_mended_silently(self, tmp_path):
        double = MultiPolygon([SITE, SITE])
        assert "has a broken outline" in one_fault(simple(tmp_path, OTHER_SITE, double))

    @pytest.mark.parametrize("shape", [SITE, box(5.7, 51.8, 5.8, 51.9)])
    def test_a_layer_without_a_crs_is_refused_whatever_its_numbers(self, tmp_path, shape):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = simple(tmp_path, shape, shape, crs=None)
        for skip_faulty in (False, True):
            assert "the layer has no CRS" in one_fault(path, skip_faulty=skip_faulty)

    def test_a_layer_in_degrees_that_holds_metres_is_refused(self, tmp_path):
        told = faults_of(simple(tmp_path, crs="EPSG:4326"))
        assert len(told) == 2
        assert "are metres, RD New, expected degrees" in told[0]
        assert faults_of(tmp_path / "plannen.gpkg", skip_faulty=True)[1:] == told

    def test_an_empty_coordinate_is_a_missing_site(self, tmp_path):
        path = sheet(
            tmp_path,
            ["id", "woningen", "x", "y"],
            ["1", 5, "", 434_000],
            ["2", 5, 171_000, 434_000],
        )
        assert one_fault(path) == ("row 2 (1): x empty; fill in the coordinates or remove the row")
        found = read(path, skip_faulty=True)
        assert [*found.plans.index] == ["2"]
        assert found.skipped.loc[0, "fault"] == "x empty; fill in the coordinates or remove the row"

    def test_degrees_in_columns_for_metres_are_refused(self, tmp_path):
        path = sheet(tmp_path, ["id", "woningen", "x", "y"], ["1", 5, "5,75", "51,8"])
        assert "are degrees, WGS84" in one_fault(path)

    def test_many_faults_of_a_kind_are_counted(self, tmp_path):
        n = 14
        table = {"plan_id": [f"P{i}" for i in range(n)], "naam": "x", "aantal_woningen": 5}
        told = faults_of(layer(tmp_path, table, [BOWTIE] * n))
        assert len(told) == 11
        assert told[-1] == "and 4 more of this kind"


class TestTheData:
    def test_every_name_stands_for_a_column_of_the_contract(self):
        known = read_planmonitor()
        assert {*known.names} == {*PLAN_TARGETS}
        for preset in known.presets.values():
            assert {*preset.columns} <= {*PLAN_TARGETS}
            assert {*preset.notes} <= {*preset.columns}

    def test_no_name_has_two_meanings(self):
        known = read_planmonitor()
        for table in (known.names, *(preset.columns for preset in known.presets.values())):
            names = [name for several in table.values() for name in several]
            assert len(names) == len({*names})
            assert all(name == name.casefold().strip() for name in names)

    def test_no_word_is_both_public_and_its_opposite(self):
        words = read_planmonitor().confidentiality
        assert not words["denied"] & words["affirmed"]
        assert not words["public"] & (words["denied"] | words["affirmed"])


class TestWhatContradictsOrWouldBeLost:
    HEAD = ("plan_id", "aantal_woningen", "x", "y")
    ROW = ("P1", 24, 175_000, 435_000)

    @pytest.mark.parametrize(
        ("count", "answer"),
        [("aantal_nultreden", "nultreden"), ("aantal_geclusterd", "voor_senioren")],
    )
    def test_none_of_a_kind_and_yes_is_a_fault(self, tmp_path, count, answer):
        path = sheet(tmp_path, [*self.HEAD, count, answer], [*self.ROW, 0, "ja"])
        assert f"{answer} is ja and {count} is 0" in one_fault(path)
        for said in ("nee", ""):
            assert (
                len(read(sheet(tmp_path, [*self.HEAD, count, answer], [*self.ROW, 0, said])).plans)
                == 1
            )

    @pytest.mark.parametrize("said", ["vertrouwelijk", "VERTROUWELIJK, niet delen", "geheim"])
    def test_a_column_of_another_name_that_says_a_plan_is_confidential_stops_the_reading(
        self, tmp_path, said
    ):
        path = sheet(tmp_path, [*self.HEAD, "opmerkingen"], [*self.ROW, said])
        assert "column 'opmerkingen' is not read, and says" in one_fault(path)

    def test_a_column_that_merged_cells_left_without_a_name_is_a_fault(self, tmp_path):
        path = sheet(tmp_path, [*self.HEAD, None], [*self.ROW, "ja"], name="plannen.xlsx")
        assert "column 5 has cells and no name in the header" in one_fault(path)


class TestColumnsThatNothingIsReadFrom:
    """A column that is passed over in silence reads as if it had been weighed."""

    def unused(self, path):
        return [n for n in dutch(read(path).notes) if n.startswith("niet gebruikte kolommen")]

    @pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson", "plannen.csv"])
    def test_are_told_with_what_they_look_like(self, tmp_path, name):
        columns = {"Doelgroep": ["senioren", ""], "openbaar": ["ja", "ja"], "Adres": ["a", "b"]}
        if name.endswith(".csv"):
            head = ["plan_id", "aantal_woningen", "x", "y", *columns]
            path = sheet(tmp_path, head, ["P1", 12, 171000, 434000, "senioren", "ja", "a"])
        else:
            path = simple(tmp_path, name=name, **columns)
        (told,) = self.unused(path)
        named = told.casefold().removeprefix("niet gebruikte kolommen: ")
        assert named.startswith("doelgroep, adres (doelgroep lijkt op voor_senioren")

    def test_are_not_those_that_a_planmonitor_is_known_to_have(self, tmp_path):
        assert self.unused(monitor(tmp_path)) == []

    def test_are_counted_where_there_are_many(self, tmp_path):
        many = {f"kolom{i}": ["", ""] for i in range(33)}
        (told,) = self.unused(simple(tmp_path, **many))
        assert told.endswith("kolom19 en nog 13")
