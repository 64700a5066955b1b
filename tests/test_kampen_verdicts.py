"""On the real streets of Kampen, with a planmonitor and a list of complexes made up from real addresses."""

import importlib.util
import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from wozgeo.config import parse_config
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.runs import run

pytestmark = [pytest.mark.kampen, pytest.mark.slow]

ROOT = Path(__file__).parents[1]


def script():
    path = ROOT / "scripts" / "make_lists.py"
    spec = importlib.util.spec_from_file_location("make_lists", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def results(kampen_file, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kampen")
    osm = read_osm(kampen_file, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    make = script()
    make.make_plans(osm.dwellings, 50).to_file(folder / "plannen.gpkg", layer="planmonitor")
    make.write_complexes(make.make_complexes(osm.dwellings, 200), folder / "complexen.xlsx")
    table = {
        "run": {"name": "Kampen", "out": str(folder / "uit")},
        "osm": {"file": str(kampen_file)},
        "plans": [{"file": str(folder / "plannen.gpkg")}],
        "complexes": [{"file": str(folder / "complexen.xlsx")}],
        "areas": [{"file": str(kampen_file.parent / "kampen_buurten_2022_rd.geojson")}],
        "criteria": {"definitions": ["druten", "rijk"]},
        "target": {"units": 85, "year": 2030, "tenure": "sociale_huur"},
    }
    run(parse_config(table, source="test", folder=Path()))
    return folder / "uit"


def test_every_plan_and_complex_is_judged_and_every_verdict_occurs(results: Path) -> None:
    for name, n in (("plannen", 50), ("complexen", 200)):
        table = gpd.read_parquet(results / f"{name}.parquet")
        assert len(table) == n
        assert set(table["oordeel_druten"]) == {"voldoet", "voldoet_niet", "onbekend"}
        assert (table["toelichting_druten"] != "").all()


def test_a_complex_is_as_far_as_its_farthest_dwelling(results: Path) -> None:
    complexes = gpd.read_parquet(results / "complexen.parquet")
    homes = gpd.read_parquet(results / "woningen.parquet")
    at = dict(zip(map(shapely.Point.wkt.fget, homes.geometry), homes.index, strict=True))
    checked = 0
    for _, row in complexes[complexes["n_gevonden"] == complexes["n_woningen"]].iterrows():
        ids = [at.get(point.wkt) for point in row.geometry.geoms]
        if None in ids:
            continue  # an address that is no dwelling by the rule
        metres = homes.loc[ids, "afstand_ontmoetingsplek_m"]
        if metres.notna().all():
            assert row["afstand_ontmoetingsplek_max_m"] == pytest.approx(metres.max(), abs=0.02)
            checked += 1
    assert checked > 100


def test_no_unknown_counts_as_yes(results: Path) -> None:
    table = gpd.read_parquet(results / "complexen.parquet")
    met = table[table["oordeel_druten"] == "voldoet"]
    for name in ("levensloopgeschikt", "voor_senioren"):
        assert met[name].fillna(False).astype(bool).all()
    near = met["afstand_ontmoetingsplek_max_m"] < 400
    assert (near | met["inpandig"].fillna(False).astype(bool)).all()
    assert (met["n_woningen"] >= 12).all()


def test_kernen_and_buurten_add_up_to_the_town(results: Path) -> None:
    homes = gpd.read_parquet(results / "woningen.parquet")
    kernen = pd.read_parquet(results / "kernen.parquet")
    outside = homes["woonplaats"].eq("Dronten")  # a neighbour at the edge of the extract
    assert 0 < outside.sum() < 500
    assert kernen["n_woningen"].sum() == (~outside).sum()
    assert "Dronten" not in set(kernen["naam"])
    warnings = json.loads((results / "run.json").read_text(encoding="utf-8"))["waarschuwingen"]
    assert any(f"Dronten ({outside.sum()} woningen)" in text for text in warnings)
    assert (
        kernen[[c for c in kernen if c.startswith("plannen_") and c.endswith("_druten")]]
        .sum()
        .sum()
        == 50
    )
    assert {"Kampen", "IJsselmuiden", "Grafhorst", "Wilsum"} <= set(kernen["naam"])


def test_existing_dwellings_that_meet_are_counted_once_each(results: Path) -> None:
    table = gpd.read_parquet(results / "complexen.parquet")
    met = table[table["oordeel_druten"] == "voldoet"]
    places = {point.wkt for shape in met.geometry for point in shape.geoms}
    lost = int((met["n_woningen"] - met.geometry.map(lambda shape: len(shape.geoms))).sum())
    assert len(places) < met["n_woningen"].sum()  # the made-up complexes overlap
    book = openpyxl.load_workbook(results / "oordelen.xlsx", read_only=True)
    rows = [row for row in book["Samenvatting"].iter_rows(values_only=True) if row[0] == "totaal"]
    (header,) = [r for r in book["Samenvatting"].iter_rows(values_only=True) if r[0] == "kern"]
    counted = rows[0][header.index("bestaand: voldoet")]
    assert len(places) <= counted <= len(places) + lost
    kernen = gpd.read_parquet(results / "kernen.parquet")
    assert kernen["woningen_complexen_voldoet_druten"].sum() == counted


def test_a_town_too_large_for_one_map_has_a_map_per_kern_and_buurt(kampen_file, tmp_path) -> None:
    table = {
        "run": {"name": "Kampen", "out": str(tmp_path / "uit")},
        "osm": {"file": str(kampen_file)},
        "areas": [{"file": str(kampen_file.parent / "kampen_buurten_2022_rd.geojson")}],
        "map": {"max_dwellings": 8_000},
    }
    result = run(parse_config(table, source="test", folder=Path()))
    maps = {name for name in result.files if name.startswith("kaart-")}
    assert {"kaart-ijsselmuiden.html", "kaart-kampen-brunnepe.html", "kaart-wilsum.html"} <= maps
    index = (tmp_path / "uit" / "kaart.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in maps)
    assert "Kampen, Brunnepe" in index
