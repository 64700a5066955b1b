"""A table that travels keeps to its contract, and every way in which it does not is told at once."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point, box

from towns import stops_table, ways_table
from wozgeo.config import read_config
from wozgeo.domain import tables
from wozgeo.domain.contracts import RD_NEW, WGS84
from wozgeo.domain.errors import InputError
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.tables import (
    AREA_TABLE,
    DISTANCE_TABLE,
    FACILITY_TABLE,
    LOCATION_TABLE,
    PLAN_TABLE,
    Contract,
)
from wozgeo.domain.vocabulary import Profile
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.network.accesses import connect_points
from wozgeo.network.build import build_network
from wozgeo.runs.measuring import measure
from wozgeo.runs.reading import read_lists, read_streets

CONTRACTS = [value for value in vars(tables).values() if isinstance(value, Contract)]


def locations(**columns):
    texts = ("kind", "naam", "straat", "huisnummer", "postcode", "woonplaats")
    return gpd.GeoDataFrame(
        {**{name: ["", ""] for name in texts}, **columns},
        geometry=[Point(0, 0), Point(1, 0)],
        index=pd.Index(["a", "b"], name="location_id"),
        crs=RD_NEW,
    )


def faults_of(contract, table):
    with pytest.raises(InputError) as error:
        contract.require(table)
    return str(error.value)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_the_table_without_rows_keeps_to_its_own_contract(contract):
    empty = contract.empty()
    contract.require(empty)
    assert len(empty) == 0
    assert [empty[f.name].dtype for f in contract.fields] == [f.dtype for f in contract.fields]
    assert [name or "" for name in empty.index.names] == [*contract.index]


def test_every_fault_is_told_at_once_with_what_was_found_and_the_remedy():
    table = locations(naam=[1.5, 2.5]).drop(columns=["straat", "postcode"]).to_crs(WGS84)
    table = table.set_geometry([LineString([(0, 0), (1, 1)]), None]).set_axis(["a", "a"])
    told = faults_of(LOCATION_TABLE, table)
    for fault in (
        "columns missing: straat, postcode (found: kind,",
        "column naam is float64, expected object",
        "ids repeat: a",
        "EPSG:4326, expected EPSG:28992; convert with to_crs",
        "without geometry: a",
        "geometry of type LineString, expected Point",
    ):
        assert fault in told


def test_a_table_may_have_more_columns_and_text_of_its_own_dtype():
    table = locations(eigen=[1, 2])
    LOCATION_TABLE.require(table)
    LOCATION_TABLE.require(table.astype({"naam": "string"}))


def test_obstacles_in_degrees_or_without_a_kind_are_refused_at_the_door_of_the_network():
    """They lie thousands of kilometres away in RD New: no leg would cross anything."""
    water = gpd.GeoDataFrame({"soort": ["water"]}, geometry=[box(5, 52, 6, 53)], crs=WGS84)
    network = build_network(
        ways_table({1: (0, 0), 2: (100, 0)}, [(1, [1, 2], {"highway": "residential"})]),
        stops_table({}),
        profile=Profile.VOETGANGER,
    )
    with pytest.raises(InputError) as error:
        connect_points(gpd.GeoSeries([Point(0, 1)], index=["a"], crs=RD_NEW), network, water)
    told = str(error.value)
    assert "columns missing: kind (found: soort, geometry)" in told
    assert "EPSG:4326, expected EPSG:28992" in told


def test_a_table_without_places_is_told_so():
    assert "make it a GeoDataFrame" in faults_of(LOCATION_TABLE, pd.DataFrame(locations()))


def test_one_level_of_index_is_not_two():
    assert "expected niveau, code; use set_index" in faults_of(
        AREA_TABLE, AREA_TABLE.empty().droplevel("niveau")
    )


def test_what_may_repeat_may_repeat():
    places = gpd.GeoDataFrame(
        dict.fromkeys(FACILITY_TABLE.columns, "x"),
        geometry=[Point(0, 0)] * 2,
        index=["f", "f"],
        crs=RD_NEW,
    )
    FACILITY_TABLE.require(places)
    assert "ids repeat: f" in faults_of(replace(FACILITY_TABLE, repeats=False), places)


def test_a_number_of_dwellings_is_whole():
    plans = PLAN_TABLE.empty().reindex(["p"]).set_geometry([Point(0, 0)], crs=RD_NEW)
    plans = plans.assign(vertrouwelijk=False, n_dwellings=12.5)
    assert "column n_dwellings is float64, expected Int64" in faults_of(PLAN_TABLE, plans)


def test_what_is_read_and_measured_keeps_to_the_contracts():
    config = read_config(packaged_path("voorbeeld/wozerwaard.toml"))
    osm = read_streets(config, read_facility_rules(config.facility_table))
    read = read_lists(config, osm)
    measured = measure(config, osm, read.locations, read.facilities, read.listed)
    tables.WAY_TABLE.require(osm.ways)
    tables.STOP_TABLE.require(osm.stops)
    tables.DWELLING_TABLE.require(read.locations)
    FACILITY_TABLE.require(read.facilities)
    PLAN_TABLE.require(read.listed.plans)
    tables.COMPLEX_TABLE.require(read.listed.complexes)
    tables.HOME_TABLE.require(read.listed.homes)
    AREA_TABLE.require(read.areas)
    DISTANCE_TABLE.require(measured.distances)
    DISTANCE_TABLE.require(measured.place_distances)
