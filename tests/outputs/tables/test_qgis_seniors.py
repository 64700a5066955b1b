"""QGIS draws seniors, new places and rasters as the map does, in a project that opens by itself."""

import os
import subprocess
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from judged import judged
from senior_layers import GIVEN, with_seniors

from wozgeo.domain.grids import CellGrid
from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import DISTANCE_BREAKS_M, distance_scale
from wozgeo.outputs.rasters.files import filled_rasters, style_of
from wozgeo.outputs.rasters.layers import raster_layers
from wozgeo.outputs.shown_surface import RasterFile
from wozgeo.outputs.tables.files import write_geopackage
from wozgeo.outputs.tables.qgis_project import list_views, write_project
from wozgeo.outputs.tables.styles import build_styles

SYSTEM_PYTHON = Path("/usr/bin/python3")

LAYERS = raster_layers(
    {},
    distance_scale(DISTANCE_BREAKS_M, 400),
    layers=("score",),
    search_limit_m=5000,
    senior_limit_m=None,
    at_least=5,
    language=Language.NL,
)


def town(language: Language = Language.NL) -> Found:
    tables = {**GIVEN["tables"], "kernen": named(with_seniors("kernen"))}
    rasters = [
        RasterFile(f"raster/{one.name}.tif", one.description, style_of(one)) for one in LAYERS
    ]
    return judged(language=language, **(GIVEN | {"tables": tables, "rasters": rasters}))


def named(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return areas[["naam", "aandeel_65", "aandeel_75", "geometry"]].droplevel(0).rename_axis("code")


def views(language: Language = Language.NL) -> dict[str, list[str]]:
    return {
        group.title: [view.title for view in group.views] for group in list_views(town(language))
    }


def test_there_is_a_view_for_each_layer_and_for_each_way_to_walk():
    assert views()["Ouderen en nieuwe plekken"] == [
        "Volgende en bestaande plekken",
        "Plekken die nog niet tellen",
        "Waar een plek zou moeten komen",
        "Concentraties van 65-plussers",
        "Straten waar ouderen lopen, naar ontmoetingsplek",
        "Straten waar ouderen lopen, naar supermarkt",
    ]
    assert views()["Gebieden"] == [
        "Kernen: 65-plussers per gebied",
        "Kernen: 75-plussers per gebied",
    ]
    assert "Seniors and new places" in views(Language.EN)


def test_every_layer_has_a_style_of_its_own_and_names_are_quoted():
    styles = build_styles(town())
    assert set(GIVEN["tables"]) <= set(styles)
    assert "NOT array_contains(" in styles["concentraties"]


_IN_QGIS = """
import sys
from qgis.core import QgsApplication, QgsProject, QgsExpressionContextUtils, QgsExpressionContext
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
assert project.read(f"geopackage:{sys.argv[1]}?projectName=wozgeo")
for node in project.layerTreeRoot().findLayers():
    layer = node.layer()
    if layer.providerType() == "wms":
        continue
    if layer.type() == 1:
        print(node.name(), layer.isValid(), layer.renderer().type(), sep="|")
        continue
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    drawn = []
    for rule in layer.renderer().rootRule().children():
        n = 0
        for feature in layer.getFeatures():
            context.setFeature(feature)
            filter_ = rule.filter()
            n += not filter_ or bool(filter_.evaluate(context))
            assert not filter_ or not filter_.hasEvalError(), filter_.evalErrorString()
        drawn.append(n)
    print(node.name(), layer.isValid(), drawn, sep="|")
"""


@pytest.mark.slow
def test_qgis_draws_every_row_by_one_rule_and_the_rasters_coloured(tmp_path):
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run(
            [SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("QGIS is not installed (Debian: python3-qgis)")
    told = town()
    path = tmp_path / "resultaat.gpkg"
    project = partial(write_project, found=told, file_name=path.name)
    layers = {name: table for name, table in told.layers.items() if len(table)}
    write_geopackage(path, layers, styles=build_styles(told), project=project)
    grid = CellGrid(10.0, 19_000, 50_710, 4, 5)
    with filled_rasters(tmp_path / "raster", grid, LAYERS, tags={}) as rasters:
        rasters.write(0, 0, {"score": np.full((4, 5), 50.0), "masker": np.ones((4, 5), np.uint8)})
    shown = subprocess.run(
        [SYSTEM_PYTHON, "-c", _IN_QGIS, path],
        capture_output=True, text=True, check=False, timeout=120,
        env={"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    rows = dict(line.split("|", 1) for line in shown.stdout.splitlines())
    assert rows == {
        "Volgende en bestaande plekken": "True|[1, 1, 1]",
        "Plekken die nog niet tellen": "True|[1]",
        "Waar een plek zou moeten komen": "True|[1]",
        "Concentraties van 65-plussers": "True|[1, 0, 1]",
        "Straten waar ouderen lopen, naar ontmoetingsplek": "True|[0, 0, 0, 1]",
        "Straten waar ouderen lopen, naar supermarkt": "True|[0, 1, 0, 0]",
        "Zoekgebieden": "True|[1, 1]",
        "Kernen: 65-plussers per gebied": "True|[0, 0, 0, 0, 1, 1]",
        "Kernen: 75-plussers per gebied": "True|[0, 0, 0, 0, 1, 1]",
        "Score van 0 tot 100 (rangordening, geen oordeel)": "True|singlebandpseudocolor",
        "Wat van elke cel bekend is": "True|paletted",
    }
