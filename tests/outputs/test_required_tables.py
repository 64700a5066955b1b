"""What enters the outputs keeps to what its columns are declared to be, or nothing is written."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from judged import DEFINITIONS
from shapely.geometry import LineString, Point, box

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.dictionary import find_column
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Text
from wozgeo.outputs.found import Found
from wozgeo.outputs.required_tables import contracts_of, require_tables

JUDGED = ("plannen", "complexen", "clusters", "kernen", "buurten", "paden")
EMPTY = gpd.GeoDataFrame(geometry=[], crs=RD_NEW)
PLACES = {
    "Point": Point(1, 1),
    "LineString": LineString([(0, 0), (1, 1)]),
    "Polygon": box(0, 0, 1, 1),
}
VALUES = {"bool": True, "boolean": True, "Int64": 3, "float64": 1.5, "object": "text"}


def found(**tables):
    names = ("woningen", "voorzieningen", "looproutes")
    measured = {name: tables.pop(name) for name in names if name in tables}
    return Found(
        name="",
        search_limit_m=1000,
        definitions=DEFINITIONS,
        wanted=("bibliotheek", "ontmoetingsplek"),
        tables=tables,
        **measured,
    )


ALL = dict(contracts_of(found(**dict.fromkeys((*JUDGED, "looproutes"), EMPTY))))


def row_of(contract):
    """Make a table of one row that keeps to a contract."""
    columns = {f.name: pd.Series([VALUES[f.dtype]], dtype=f.dtype) for f in contract.fields}
    table = gpd.GeoDataFrame(columns, geometry=[PLACES[contract.shapes[0]]], crs=RD_NEW)
    if "vertrouwelijk" in table:
        table["vertrouwelijk"] = False
    levels = [np.array(["a"], dtype=object)] * len(contract.index)
    index = pd.MultiIndex.from_arrays(levels) if len(levels) > 1 else pd.Index(levels[0])
    return table.set_index(index)


def faults_of(name, table):
    with pytest.raises(InputError) as error:
        ALL[name].require(table)
    return str(error.value)


def test_every_result_table_has_a_contract():
    assert [*ALL] == [*JUDGED, "woningen", "voorzieningen", "looproutes"]
    require_tables(found(**{name: row_of(contract) for name, contract in ALL.items()}))


@pytest.mark.parametrize("name", ALL)
def test_the_table_without_rows_keeps_to_its_contract(name):
    empty = ALL[name].empty()
    ALL[name].require(empty)
    assert not len(empty)


@pytest.mark.parametrize("name", ALL)
def test_a_column_is_required_as_it_is_declared_for_the_reader(name):
    labels = dict.fromkeys(("bibliotheek", "ontmoetingsplek"), Text("plek", "place"))
    for field in ALL[name].fields:
        kind = find_column(field.name, labels).kind
        assert field.dtype == kind.dtype, field.name


@pytest.mark.parametrize(
    ("name", "lost"), [(name, f.name) for name, contract in ALL.items() for f in contract.fields]
)
def test_a_table_without_a_column_is_refused(name, lost):
    told = faults_of(name, row_of(ALL[name]).drop(columns=lost))
    assert f"columns missing: {lost} (found: " in told


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name, contract in ALL.items() for field in contract.fields],
)
def test_a_column_of_another_kind_is_refused(name, field):
    other = pd.Timestamp("2026-01-01")
    told = faults_of(name, row_of(ALL[name]).assign(**{field.name: other}))
    assert f"column {field.name} is datetime64" in told
    assert f"expected {field.dtype}: {field.meaning}" in told


def test_every_fault_of_every_table_is_named_at_once():
    tables = {name: row_of(contract) for name, contract in ALL.items()}
    tables["plannen"] = tables["plannen"].drop(columns=["kern", "oordeel_een"])
    tables["kernen"] = tables["kernen"].assign(n_woningen="veel").to_crs("EPSG:4326")
    tables["woningen"] = tables["woningen"].drop(columns="zeker_bibliotheek_m")
    with pytest.raises(InputError) as error:
        require_tables(found(**tables))
    for fault in (
        "plannen: columns missing: kern, oordeel_een",
        "kernen: column n_woningen is",
        "kernen: the CRS is EPSG:4326",
        "woningen: columns missing: zeker_bibliotheek_m",
    ):
        assert fault in str(error.value)


def test_without_judging_an_area_needs_no_counts_of_verdicts():
    contracts = dict(contracts_of(found(kernen=EMPTY)))
    assert not [name for name in contracts["kernen"].columns if "voldoet" in name]
    assert "complexen_voldoet_een" in ALL["kernen"].columns
