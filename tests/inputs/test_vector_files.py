"""A list is read as what its first bytes say, and opens no other file and no address."""

import http.server
import json
import re
import sqlite3
import threading
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from wozgeo.domain.errors import InputError
from wozgeo.inputs.bag import read_bag
from wozgeo.inputs.cbs import read_areas
from wozgeo.inputs.plans import read_plan_list
from wozgeo.inputs.points import read_facility_list, read_location_list
from wozgeo.inputs.vector_files import open_vector_file

PACKAGE = Path(__file__).parents[2] / "wozgeo"
READERS = {
    "plans": lambda path: read_plan_list(path, extent=None),
    "facilities": lambda path: read_facility_list(path, extent=None, mode="add"),
    "locations": lambda path: read_location_list(path, extent=None),
    "areas": read_areas,
    "bag": lambda path: read_bag(path, area=None),
}


@pytest.fixture(scope="module")
def asked():
    """Run a server that remembers what is asked of it: its address, and what was asked."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()


def plans(path: Path, **writing) -> Path:
    table = {
        "plan_id": ["P1", "P2"],
        "id": ["P1", "P2"],
        "naam": ["Geheime plannen", "Meer"],
        "voorziening": ["huisarts", "huisarts"],
        "vertrouwelijk": ["nee", "nee"],
        "aantal_woningen": [5, 6],
        "buurtcode": ["BU00010001", "BU00010002"],
    }
    squares = [shapely.box(x, 434_000, x + 50, 434_050) for x in (171_000, 171_100)]
    path.parent.mkdir(exist_ok=True)
    with warnings.catch_warnings():  # a Shapefile cuts names off
        warnings.simplefilter("ignore")
        gpd.GeoDataFrame(table, geometry=squares, crs=28992).to_file(path, **writing)
    return path


def _with_crs(path: Path, member: str) -> str:
    return re.sub(r'"crs": \{.*?\} \}', lambda _: member, path.read_text(), count=1)


def mean_files(folder: Path, address: str) -> list[Path]:
    """Write files that are no more than a way to another file or an address."""
    other = plans(folder / "elders.geojson")
    vrt = (
        "<OGRVRTDataSource><OGRVRTLayer name='plannen'><SrcDataSource>{}</SrcDataSource>"
        "<SrcLayer>elders</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
    )
    streamed = {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {other}"}
    wfs = f"<OGRWFSDataSource><URL>{address}/wfs</URL></OGRWFSDataSource>"
    contents = {
        "vrt": vrt.format(other),
        "vrt_net": vrt.format(f"/vsicurl/{address}/plannen.geojson"),
        "vrt_bom": "\ufeff\n " + vrt.format(other),
        "gdalg": json.dumps(streamed),
        "wfs": wfs,
        "text": str(other),
        "url": f"{address}/plannen.geojson",
    }
    paths = []
    for name, content in contents.items():
        for suffix in (".gpkg", ".geojson", ".json", ".shp"):
            path = folder / f"{name}{suffix}"
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as parts:
            parts.writestr("map/plannen.gpkg", content)
        paths.append(folder / f"{name}.zip")
    return paths


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_points_to_another_file_or_an_address_is_refused(tmp_path, asked, reader):
    address, seen = asked
    seen.clear()
    for path in mean_files(tmp_path, address):
        with pytest.raises(InputError) as told:
            READERS[reader](path)
        assert told.value.source == str(path)
        assert "Geheime plannen" not in str(told.value)
    assert seen == []


@pytest.mark.parametrize("kind", ["link", "url"])
@pytest.mark.parametrize("key", ['"crs"', r'"\u0063rs"'])
def test_a_geojson_whose_crs_is_an_address_is_refused(tmp_path, asked, kind, key):
    address, seen = asked
    seen.clear()
    path = plans(tmp_path / "plannen.geojson")
    crs = {"type": kind, "properties": {"href": f"{address}/crs", "url": f"{address}/crs"}}
    path.write_text(_with_crs(path, f"{key}: {json.dumps(crs)}"))
    with pytest.raises(InputError, match="its CRS is not a name"):
        read_plan_list(path, extent=None)
    assert seen == []


@pytest.mark.parametrize(
    "name",
    ["http://www.opengis.net/def/crs/EPSG/0/28992", "urn:ogc:def:crs:EPSG::28992", "EPSG:28992"],
)
def test_a_geojson_whose_crs_is_a_name_is_read(tmp_path, name):
    path = plans(tmp_path / "plannen.geojson")
    crs = {"type": "name", "properties": {"name": name}}
    path.write_text(_with_crs(path, f'"crs": {json.dumps(crs)}'))
    assert len(read_plan_list(path, extent=None).plans) == 2


def test_a_word_crs_in_a_cell_is_no_crs(tmp_path):
    path = plans(tmp_path / "plannen.geojson")
    told = json.dumps('{"crs": {"type": "link"}}')[1:-1]
    path.write_text(path.read_text().replace("Geheime plannen", told))
    assert read_plan_list(path, extent=None).plans["naam"].iloc[0] == '{"crs": {"type": "link"}}'


class TestWhatAGeoPackageHolds:
    def endless(self, path: Path) -> None:
        with sqlite3.connect(path) as database:
            database.execute(
                "CREATE VIEW zonder_einde AS WITH RECURSIVE n(i) AS "
                "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, p.geom, p.plan_id, "
                "p.aantal_woningen, p.vertrouwelijk FROM n, plannen p"
            )
            database.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                "VALUES ('zonder_einde', 'features', 'zonder_einde', 28992)"
            )
            database.execute(
                "INSERT INTO gpkg_geometry_columns VALUES "
                "('zonder_einde', 'geom', 'POLYGON', 28992, 0, 0)"
            )

    def test_a_view_without_end_is_not_asked(self, tmp_path):
        path = plans(tmp_path / "plannen.gpkg", layer="plannen")
        self.endless(path)
        assert len(read_plan_list(path, extent=None).plans) == 2
        with pytest.raises(InputError, match="is a view") as told:
            read_plan_list(path, extent=None, layer="zonder_einde")
        assert "choose one of plannen" in str(told.value)

    def test_a_table_made_of_another_file_is_refused(self, tmp_path):
        path = plans(tmp_path / "plannen.gpkg", layer="plannen")
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA writable_schema = 1")
            database.execute(
                "INSERT INTO sqlite_master VALUES ('table', 'elders', 'elders', 0, "
                "'CREATE VIRTUAL TABLE elders USING VirtualOGR(''/vsicurl/http://x/y.gpkg'')')"
            )
        with pytest.raises(InputError, match="is made of something else"):
            read_plan_list(path, extent=None)

    def test_a_crs_that_is_an_address_is_not_asked(self, tmp_path, asked):
        address, seen = asked
        seen.clear()
        path = plans(tmp_path / "plannen.gpkg", layer="plannen")
        with sqlite3.connect(path) as database:
            database.execute("UPDATE gpkg_spatial_ref_sys SET definition = ?", (address,))
            database.execute("UPDATE gpkg_spatial_ref_sys SET organization = 'x' WHERE srs_id > 0")
        with pytest.raises(InputError):
            read_plan_list(path, extent=None)
        assert seen == []


@pytest.mark.parametrize("folder", ["!Projecten", "a;b", "a:b", "a!b.zip"])
@pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson"])
def test_a_path_means_what_it_says(tmp_path, folder, name):
    (tmp_path / folder).mkdir()
    path = plans(tmp_path / name).rename(tmp_path / folder / name)
    assert len(read_plan_list(path, extent=None).plans) == 2


def test_a_path_that_would_be_cut_is_told(tmp_path):
    folder = plans(tmp_path / "map" / "plannen.shp").parent.rename(tmp_path / "!Projecten")
    path = folder / "plannen.shp"
    with pytest.raises(InputError, match="rename that folder"):
        read_plan_list(path, extent=None)


def test_shapefiles_beside_each_other_in_a_zip_are_layers_where_several_may_be(tmp_path):
    for name in ("buurten", "wijken"):
        plans(tmp_path / f"{name}.shp")
    with zipfile.ZipFile(tmp_path / "cbs.zip", "w") as parts:
        for file in tmp_path.glob("*.[sdp][hbr][pxfj]"):
            parts.write(file, f"uitvoer/{file.name}")
    found = open_vector_file(tmp_path / "cbs.zip", remedy="", several=True)
    assert sorted(found.layers()) == ["buurten", "wijken"]
    with pytest.raises(InputError, match="expected one"):
        open_vector_file(tmp_path / "cbs.zip", remedy="")


def test_a_zip_that_unpacks_to_more_than_any_list_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("plannen.geojson", b"{" + b" " * (80 << 20))
    with pytest.raises(InputError, match="unpacks to"):
        read_plan_list(tmp_path / "bom.zip", extent=None)


def test_a_device_is_no_list():
    with pytest.raises(InputError):
        open_vector_file(Path("/dev/zero"), remedy="")


def test_features_that_cannot_be_read_are_counted(tmp_path):
    path = plans(tmp_path / "plannen.geojson")
    path.write_text(path.read_text().replace('"type": "Feature"', '"type": "feature"', 1))
    with pytest.raises(InputError, match="1 of 2 features can be read"):
        read_plan_list(path, extent=None)
    with pytest.raises(InputError, match="1 of 2 features can be read"):
        read_location_list(path, extent=None)
    found = read_plan_list(path, extent=None, skip_faulty=True)
    assert len(found.plans) == 1
    assert any("1 van de 2" in note.nl for note in found.notes)


def test_a_ring_that_does_not_close_is_a_fault_of_that_plan(tmp_path):
    path = plans(tmp_path / "plannen.geojson")
    content = json.loads(path.read_text())
    content["features"][0]["geometry"]["coordinates"][0].pop()
    path.write_text(json.dumps(content))
    with pytest.raises(InputError, match=r"feature 1 \(P1\): has no geometry"):
        read_plan_list(path, extent=None)
    found = read_plan_list(path, extent=None, skip_faulty=True)
    assert [*found.plans.index] == ["P2"]


def test_nothing_else_in_wozgeo_opens_a_file_of_features():
    opens = re.compile(r"pyogrio\.(read_|list_layers|open_)|\bread_file\(|gpd\.read|fiona|osgeo")
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if opens.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["inputs/vector_files.py"]


CRS_OF_NOWHERE = {
    "drawing": 'LOCAL_CS["lokaal",UNIT["metre",1]]',
    "mars": 'GEOGCS["Mars 2000",DATUM["D_Mars_2000",SPHEROID["Mars_2000_IAU_IAG",3396190.0,169.894]],'
    'PRIMEM["Reference_Meridian",0],UNIT["Degree",0.0174532925199433]]',
}


@pytest.mark.parametrize("wkt", CRS_OF_NOWHERE.values(), ids=[*CRS_OF_NOWHERE])
@pytest.mark.parametrize("reader", READERS)
def test_a_crs_of_a_drawing_or_another_planet_asks_for_the_true_one(tmp_path, reader, wkt):
    path = plans(tmp_path / "plannen.gpkg", layer="verblijfsobject")
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO gpkg_spatial_ref_sys VALUES ('x', 99001, 'NONE', 0, ?, '')", (wkt,)
        )
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            database.execute(f"UPDATE {table} SET srs_id = 99001")
    with pytest.raises(InputError, match="CRS"):
        READERS[reader](path)
