"""Claims about `import wozgeo`: a dozen verbs, quick to import, that come to what a whole run says."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import wozgeo
from wozgeo.config import parse_config
from wozgeo.config.run_file import read_standard
from wozgeo.domain.packaged import packaged_path
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
        streets=named_streets(osm.ways, homes["straat"], osm.backdrop),
    )
    snapper = Snapper(network, osm.obstacles, 250.0)
    entered = enter_facilities(
        osm.facilities, osm.places, snapper, osm.ways, osm.backdrop, by_street=True
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
