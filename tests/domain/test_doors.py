"""Every door that asks for columns tells of a table all that is missing or of the wrong kind, at once."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from towns import straight_street
from wozgeo.analysis.areas import summarise_areas
from wozgeo.analysis.clusters import find_clusters, read_cluster_rule
from wozgeo.analysis.targets import progress_to_target
from wozgeo.analysis.verdicts.three_valued import require_facts, unknown_facts
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.tables import ACCESS_TABLE, AREA_TABLE, DISTANCE_TABLE, DWELLING_TABLE
from wozgeo.domain.vocabulary import Profile
from wozgeo.network.build import build_network
from wozgeo.network.levels import on_ground
from wozgeo.network.walkability import passability, walkability


@dataclass(frozen=True)
class Asked:
    units: int = 10
    year: int = 2030
    tenure: str = ""
    definition: str = "druten"
    counts_existing: bool = False


TOWN = straight_street().tables()


def ways(*lost, **other):
    return TOWN.ways.drop(columns=[*lost]).assign(**other)


def objects(**columns):
    table = gpd.GeoDataFrame(columns, geometry=[Point(190_000, 507_000)], crs=RD_NEW)
    return table.rename(index={0: "p1"})


def summarise(plannen):
    areas = AREA_TABLE.empty()
    none = (DWELLING_TABLE.empty(), DISTANCE_TABLE.empty())
    summarise_areas(*none, areas, {"plannen": plannen}, wanted=(), breaks_m=())


def cluster(dwellings):
    rule = read_cluster_rule()
    none = pd.Index([])
    find_clusters(dwellings, ACCESS_TABLE.empty(), None, minimum=2, rule=rule, known=none)


STOPS = pd.DataFrame({"barrier": ["gate"], "locked": [1]}, index=pd.Index([1], name="node_id"))
DWELLINGS = TOWN.locations.assign(straat=1.5)

DOORS = {
    "walkability": (
        lambda: walkability(ways("ford", surface=1.5), profile=Profile.ROLLATOR),
        ("ways", "columns missing: ford", "column surface is float64, expected object"),
    ),
    "passability": (
        lambda: passability(STOPS, profile=Profile.ROLLATOR),
        ("stops", "columns missing: access, foot", "column locked is int64, expected object"),
    ),
    "levels": (
        lambda: on_ground(ways("bridge", layer=1)),
        ("ways", "columns missing: bridge", "column layer is int64, expected object"),
    ),
    "build": (
        lambda: build_network(
            ways("nodes", layer=1).to_crs("EPSG:4326"), TOWN.stops, profile=Profile.ROLLATOR
        ),
        ("ways", "columns missing: nodes", "column layer is int64", "EPSG:4326"),
    ),
    "areas": (
        lambda: summarise(objects(n_woningen=["12"])),
        ("objects", "columns missing: kern", "column n_woningen is str, expected Int64"),
    ),
    "facts": (
        lambda: require_facts(
            unknown_facts(pd.Index(["a"])).drop(columns="crosses").assign(distance_m="12")
        ),
        ("facts", "columns missing: crosses", "column distance_m is str, expected float64"),
    ),
    "plans of a target": (
        lambda: progress_to_target(
            objects(kern=[""], n_woningen=["x"]), objects(kern=[""]), (), Asked()
        ),
        ("plans", "columns missing: oordeel_druten, n_geclusterd", "column n_woningen is str"),
    ),
    "clusters": (
        lambda: cluster(DWELLINGS.drop(columns="postcode")),
        ("dwellings", "columns missing: postcode, pand_id", "column straat is float64"),
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_names_every_column_that_is_missing_or_of_another_kind(door):
    enter, faults = DOORS[door]
    with pytest.raises(InputError) as error:
        enter()
    for fault in faults:
        assert fault in str(error.value)
