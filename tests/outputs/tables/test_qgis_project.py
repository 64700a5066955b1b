"""A project of QGIS lies in the GeoPackage: a layer per view, drawn, named and in groups, and no network asked."""

import io
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
import shapely

from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found
from wozgeo.outputs.tables.files import write_geopackage
from wozgeo.outputs.tables.qgis_project import PROJECT, list_views, project_xml, write_project
from wozgeo.outputs.tables.styles import build_styles

SYSTEM_PYTHON = Path("/usr/bin/python3")


def table(index: str, geometry: shapely.Geometry, **columns) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {name: [value] for name, value in columns.items()}, geometry=[geometry], crs=28992
    )
    return frame.rename(index={0: "x1"}).rename_axis(index)


def found(language: Language = Language.NL) -> Found:
    point = shapely.Point(190_000, 507_000)
    verdicts = {"oordeel_druten": "voldoet", "stevig_druten": False, "oordeel_rijk": "onbekend"}
    return Found(
        name="Wozerdam & <b>",
        search_limit_m=5_000,
        definitions={name: read_criteria()[name] for name in ("druten", "rijk")},
        language=language,
        wanted=("supermarkt", "huisarts"),
        woningen=table("locatie_id", point, afstand_supermarkt_m=300.0, reden_supermarkt="", afstand_huisarts_m=1.0, reden_huisarts=""),
        voorzieningen=table("id", point, voorziening="huisarts", naam="", kern="", telt_als="", bron=""),
        tables={
            "plannen": table("id", point.buffer(50), naam="Plan A", **verdicts),
            "complexen": table("id", shapely.MultiPoint([point]), naam="C", **verdicts),
            "kernen": table("code", point.buffer(90), naam="K", aandeel_supermarkt_400=0.5, aandeel_huisarts_400=1.0),
        },
    )  # fmt: skip


@pytest.fixture
def package(tmp_path) -> Path:
    told = found()
    project = partial(write_project, found=told, file_name="resultaat.gpkg")
    path = tmp_path / "resultaat.gpkg"
    return write_geopackage(path, told.layers, styles=build_styles(told), project=project)


def stored(path: Path) -> ET.Element:
    with closing(sqlite3.connect(path)) as database:
        ((name, content),) = database.execute("SELECT name, content FROM qgis_projects")
    assert name == PROJECT
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
        return ET.fromstring(archive.read(f"{PROJECT}.qgs"))


def test_there_is_a_layer_for_every_view_in_its_group(package):
    tree = stored(package).find("layer-tree-group")
    shown = [
        (group.get("name"), [layer.get("name") for layer in group.findall("layer-tree-layer")])
        for group in tree.findall("layer-tree-group")
    ]
    assert shown == [
        ("Oordelen", [
            "Plannen: geclusterd wonen volgens Druten", "Complexen: geclusterd wonen volgens Druten",
            "Plannen: geclusterd wonen volgens het Rijk (CBS)",
            "Complexen: geclusterd wonen volgens het Rijk (CBS)",
        ]),
        ("Woningen", ["Lopen naar supermarkt", "Lopen naar huisarts"]),
        ("Gebieden", ["Kernen: supermarkt binnen 400 m", "Kernen: huisarts binnen 400 m"]),
        ("Ondergrond (met internet)", ["PDOK, grijze kaart"]),
    ]  # fmt: skip
    on = [n.get("name") for n in tree.iter("layer-tree-layer") if n.get("checked") == "Qt::Checked"]
    assert on == ["Voorzieningen", *shown[0][1][:2]]


def test_every_layer_of_the_tree_is_there_and_has_an_id_that_qgis_keeps(package):
    project = stored(package)
    tree = [node.get("id") for node in project.iter("layer-tree-layer")]
    assert tree == [layer.findtext("id") for layer in project.iter("maplayer")]
    assert len(set(tree)) == len(tree)
    assert min(map(len, tree)) > 10


def test_layers_point_at_the_file_the_project_lies_in(package):
    sources = [layer.findtext("datasource") for layer in stored(package).iter("maplayer")]
    assert {s.partition("|")[0] for s in sources[:-1]} == {"./resultaat.gpkg"}
    assert sources[-1].startswith(
        "type=xyz&url=https://service.pdok.nl/"
    )  # no list of layers is asked
    assert "%7Bz%7D" in sources[-1]


def test_the_same_layer_is_drawn_by_another_column_in_each_view():
    drawn = {view.title: view.qml for group in list_views(found()) for view in group.views}
    assert "oordeel_rijk" in drawn["Plannen: geclusterd wonen volgens het Rijk (CBS)"]
    assert "oordeel_druten" not in drawn["Plannen: geclusterd wonen volgens het Rijk (CBS)"]
    assert "afstand_huisarts_m" in drawn["Lopen naar huisarts"]


def test_it_is_in_the_language_of_the_run_and_a_name_is_text():
    english = project_xml(found(Language.EN), file_name="r.gpkg")
    assert "Walk to general practice" in english or "Walk to" in english
    assert "Lopen naar" not in english
    assert ET.fromstring(english).findtext("title") == "Wozerdam & <b>"


def test_a_run_that_found_nothing_has_a_project_all_the_same():
    nothing = Found(name="Leeg", search_limit_m=5_000)
    project = ET.fromstring(project_xml(nothing, file_name="r.gpkg"))
    assert [n.get("name") for n in project.iter("layer-tree-layer")] == ["PDOK, grijze kaart"]


def test_equal_runs_give_equal_projects(package, tmp_path):
    with closing(sqlite3.connect(package)) as database:
        first = database.execute("SELECT * FROM qgis_projects").fetchall()
    with closing(sqlite3.connect(":memory:")) as database:
        write_project(database, found(), file_name="resultaat.gpkg")
        assert database.execute("SELECT * FROM qgis_projects").fetchall() == first


_IN_QGIS = """
import sys
from qgis.core import QgsApplication, QgsProject
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
assert project.read(f"geopackage:{sys.argv[1]}?projectName=wozgeo")
print(project.title(), project.crs().authid())
for node in project.layerTreeRoot().findLayers():
    layer = node.layer()
    rules = layer.renderer().rootRule().children() if layer.type() == 0 else []
    kinds = {part.layerType() for rule in rules for part in rule.symbol().symbolLayers()}
    soft = bool(kinds & {"FilledMarker", "LinePatternFill"})
    named = layer.type() == 0 and layer.labelsEnabled() and layer.labeling() is not None
    print(node.name(), layer.isValid(), len(rules), soft, named, sep="|")
"""


@pytest.mark.slow
def test_qgis_opens_it(package, tmp_path):
    try:
        asked = [SYSTEM_PYTHON, "-c", "import qgis.core"]
        there = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:
        there = False
    if not there:
        pytest.skip("QGIS is not installed (Debian: python3-qgis)")
    (tmp_path / "elders").mkdir()
    moved = package.rename(tmp_path / "elders" / "resultaat.gpkg")
    shown = subprocess.run(
        [SYSTEM_PYTHON, "-c", _IN_QGIS, moved],
        capture_output=True, text=True, check=True, timeout=120,
        env={"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )  # fmt: skip
    title, *layers = shown.stdout.splitlines()
    assert title == "Wozerdam & <b> EPSG:28992"
    assert len(layers) == 10
    assert all(layer.split("|")[1] == "True" for layer in layers)
    assert [int(layer.split("|")[2]) for layer in layers] == [2, 5, 5, 3, 3, 8, 8, 6, 6, 0]
    hatched = [layer.split("|")[3] == "True" for layer in layers]
    assert hatched == [False, True, True, *[False] * 7]
    named = [layer.split("|")[4] == "True" for layer in layers]
    assert named == [False, *[True] * 4, False, False, True, True, False]
