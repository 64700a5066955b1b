"""Claims about `import wozgeo`: a dozen verbs, quick to import, that come to what a whole run says."""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import networkx as nx
import pandas as pd
import pytest
import shapely

import wozgeo
from towns import OsmDraft, at
from wozgeo.config import parse_config
from wozgeo.config.run_file import read_standard
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.tables import OBSTACLE_TABLE
from wozgeo.domain.vocabulary import Profile
from wozgeo.network.snapping import Snapper
from wozgeo.network.square_doors import open_doors
from wozgeo.runs.named_streets import named_streets
from wozgeo.runs.places import enter_facilities

VERBS = {
    "build_network",
    "connect_points",
    "from_networkx",
    "judge_objects",
    "known_facts",
    "measure_distances",
    "read_config",
    "read_criteria",
    "read_osm",
    "run",
    "to_networkx",
    "trace_routes",
}
SAMPLE = packaged_path("voorbeeld/wozerwaard.osm.pbf")


def asked_in_a_new_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_verbs_are_these_and_no_others() -> None:
    assert set(wozgeo.__all__) == VERBS | {"WozgeoError", "__version__"}
    assert set(dir(wozgeo)) == set(wozgeo.__all__)


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_can_be_imported_and_explains_itself(name: str) -> None:
    code = f"from wozgeo import {name} as verb; print(verb.__name__, callable(verb))"
    assert asked_in_a_new_python(code) == f"{name} True"
    assert "Parameters" in inspect.getdoc(getattr(wozgeo, name))


def test_run_stays_a_verb_whatever_else_was_imported() -> None:
    code = "import wozgeo.runs, wozgeo.cli; from wozgeo import run; print(callable(run))"
    assert asked_in_a_new_python(code) == "True"


def test_importing_wozgeo_imports_nothing_heavy() -> None:
    code = "import sys, json, wozgeo; print(json.dumps([m for m in sys.modules if '.' not in m]))"
    loaded = set(json.loads(asked_in_a_new_python(code)))
    assert not loaded & {"geopandas", "pandas", "numpy", "pydantic", "osmium", "folium", "scipy"}


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'wandelen'"):
        _ = wozgeo.wandelen


def test_the_version_is_that_of_the_package() -> None:
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    assert f'version = "{wozgeo.__version__}"' in text


def test_step_by_step_gives_the_metres_of_a_whole_run(tmp_path: Path) -> None:
    osm = wozgeo.read_osm(SAMPLE, with_backdrop=True)
    network = wozgeo.build_network(osm.ways, osm.stops, profile=Profile.ROLLATOR)
    homes = osm.dwellings
    locations = wozgeo.connect_points(
        homes.geometry,
        network,
        osm.obstacles,
        streets=named_streets(osm.ways, homes["straat"], osm.buildings),
    )
    snapper = Snapper(network, osm.obstacles, 250.0)
    entered = enter_facilities(
        osm.facilities, osm.places, snapper, osm.ways, osm.buildings, by_street=True
    )
    network, locations, facilities = open_doors(
        network, locations, entered.access, max_extra_m=25.0
    )
    steps = wozgeo.measure_distances(
        network,
        locations,
        facilities,
        osm.facilities["voorziening"].iloc[entered.entries.facility],
        entries=entered.entries,
        wanted=["supermarkt"],
        search_limit_m=5000,
        extent=osm.extent,
    ).droplevel(1)
    table = {"run": {"out": str(tmp_path / "uit")}, "osm": {"file": str(SAMPLE)}}
    result = wozgeo.run(parse_config(table, source="test", folder=Path()))
    whole = pd.read_csv(result.out / "woningen.csv", sep=";", decimal=",", index_col="locatie_id")
    assert len(steps) == len(whole) > 2000
    for column, read in {
        "distance_m": "afstand_supermarkt_m",
        "certain_m": "zeker_supermarkt_m",
        "shortest_m": "afstand_van_supermarkt_m",
        "longest_m": "afstand_tot_supermarkt_m",
    }.items():
        found = steps[column].reindex(whole.index)
        found = found.where(found < float("inf"))
        assert whole[read].notna().sum() > 2000
        pd.testing.assert_series_equal(found, whole[read], check_names=False, atol=0.0101)


def test_the_defaults_of_connect_points_are_those_of_a_run() -> None:
    defaults = inspect.signature(wozgeo.connect_points).parameters
    walking = read_standard()["walking"]
    assert defaults["max_off_m"].default == walking["max_off_network_m"]
    assert defaults["max_extra_m"].default == walking["max_extra_m"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street with a bend, oneway, and a path of stairs that would be shorter::

    A---------B          A-B-C 200 m and D beyond it; h at x = 20, shop at D
     .        |
      . steps |
        . . . C----D
    """
    town = OsmDraft()
    a, b, c, d = (town.node(*xy) for xy in ((0, 0), (100, 0), (100, -100), (180, -100)))
    town.way([a, b, c], id=900, highway="residential", name="Dorpsstraat", oneway="yes", lanes="1")
    town.way([c, d], id=901, highway="living_street", maxspeed="15")
    town.way([a, town.node(50, -50), c], id=902, highway="steps")
    town.node(180, -95, shop="supermarket", name="Spar")
    return town.write(tmp_path_factory.mktemp("osmnx") / "dorp.osm")


def walk_m(network: Any) -> float:
    """Walk from 10 m beside the street at x = 20 to the shop, 5 m beside the end of it."""
    home = gpd.GeoSeries([shapely.Point(at(20, 10))], index=["h"], crs="EPSG:28992")
    shop = gpd.GeoSeries([shapely.Point(at(180, -95))], index=["s"], crs="EPSG:28992")
    nothing = OBSTACLE_TABLE.empty()
    found = wozgeo.measure_distances(
        network,
        wozgeo.connect_points(home, network, nothing),
        wozgeo.connect_points(shop, network, nothing),
        pd.Series(["supermarkt"], index=["s"]),
        wanted=["supermarkt"],
        search_limit_m=5000,
        extent=shapely.box(*at(-1000, -1000), *at(1000, 1000)),
    )
    return float(found["distance_m"].iloc[0])


WALKED_M = 10 + 80 + 100 + 80 + 5


@pytest.mark.parametrize("simplify", [True, False])
@pytest.mark.parametrize("projected", ["", "EPSG:32631", "EPSG:28992"])
def test_a_graph_of_osmnx_is_walked_as_the_file_it_was_made_of(
    drawn: Path, simplify: bool, projected: str
) -> None:
    """Oneway is for cars, stairs are closed for a rollator, and a projection changes no metre."""
    import osmnx

    graph = osmnx.graph_from_xml(drawn, simplify=simplify, retain_all=True)
    if projected:
        graph = osmnx.project_graph(graph, to_crs=projected)
    assert isinstance(graph, nx.MultiDiGraph)
    osm = wozgeo.read_osm(drawn)
    made = wozgeo.build_network(osm.ways, osm.stops, profile=Profile.ROLLATOR)
    taken = wozgeo.from_networkx(graph, profile=Profile.ROLLATOR)
    assert walk_m(made) == pytest.approx(WALKED_M, abs=0.1)
    assert walk_m(taken) == pytest.approx(walk_m(made), abs=0.05)
    assert set(taken.way_id) == {900, 901}


@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:4326"])
def test_what_goes_out_is_a_graph_as_osmnx_makes_it_and_comes_back_as_it_was(
    drawn: Path, crs: str
) -> None:
    import osmnx

    osm = wozgeo.read_osm(drawn)
    network = wozgeo.build_network(osm.ways, osm.stops, profile=Profile.ROLLATOR)
    graph = wozgeo.to_networkx(network, crs=crs)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.graph["crs"] == crs
    nodes, edges = osmnx.graph_to_gdfs(graph)
    assert (nodes.crs, edges.crs) == (crs, crs)
    assert {"osmid", "length", "state", "private"} <= {*edges.columns}
    route = osmnx.shortest_path(graph, 1, 4, weight="length")
    assert route == [1, 2, 3, 4]
    assert nx.path_weight(graph, route, "length") == pytest.approx(280, abs=0.1)
    back = wozgeo.from_networkx(graph, profile=Profile.ROLLATOR)
    assert walk_m(back) == pytest.approx(walk_m(network), abs=0.01)
