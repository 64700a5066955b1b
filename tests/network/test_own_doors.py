"""A door that is known ends the question by which street one leaves."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from generated_towns import towns
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, at, walk
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import IndexedShapes
from wozgeo.network.accesses import Accesses
from wozgeo.network.doors import UNNAMED_STREET
from wozgeo.network.own_doors import OwnDoors, own_doors
from wozgeo.runs.named_streets import named_streets

TWO_STREETS = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (100, 40), "D": (0, 40), "E": (400, 0)},
    ways=[
        "A B: residential name=Achterlaan",
        "B C: residential",
        "C D: residential name=Voorstraat",
        "B E: residential name=Achterlaan",
    ],
    locations={"h": (30, 15)},
    facilities={"s": (400, 0)},
    straten={"h": "Voorstraat"},
)
"""As in ``test_doors.py``: by the Achterlaan 15 + 370 m, by the Voorstraat 25 + 70 + 40 + 300 m."""
LANE, STREET = 385.0, 435.0
COLUMNS = ["shortest_m", "distance_m", "certain_m", "longest_m"]
HOUSE = IndexedShapes(
    np.array([shapely.Polygon([at(*xy) for xy in [(20, 8), (40, 8), (40, 22), (20, 22)]])])
)
SOUTH, NORTH = (30, 8), (30, 22)


def on_the_map(*doors: tuple[float, float, str]) -> gpd.GeoDataFrame:
    shapes = [shapely.Point(at(x, y)) for x, y, _ in doors]
    return gpd.GeoDataFrame({"kind": [kind for *_, kind in doors]}, geometry=shapes, crs=RD_NEW)


def found(town: Town, stated=None, doors=(), houses=HOUSE) -> OwnDoors:
    points = town.tables().locations.geometry
    where = np.full((len(points), 2), np.nan)
    if stated is not None:
        where[0] = at(*stated)
    homes = np.ones(len(points), dtype=bool)
    return own_doors(points, where, homes, houses, on_the_map(*doors) if doors else None)


def measured(town: Town, own: OwnDoors, **choices):
    ready = walk(town, **choices)
    streets = named_streets(ready.tables.ways, ready.tables.locations["straat"])
    streets = replace(streets, of_point=np.where(own.known, UNNAMED_STREET, streets.of_point))
    access = replace(Accesses.of(own.points, ready.snapper, streets), closed=own.known)
    return replace(ready, locations=access).distances().droplevel("voorziening")[COLUMNS]


@pytest.mark.parametrize(
    ("doors", "metres"),
    [
        ([(*SOUTH, "main")], LANE - 7),  # 8 m to the lane, not 15
        ([(*NORTH, "yes")], STREET - 7),  # 18 m to the Voorstraat
        ([(*NORTH, "main"), (*SOUTH, "yes")], STREET - 7),
        ([(*NORTH, "staircase"), (*SOUTH, "garage")], STREET - 7),
    ],
)
def test_the_one_door_of_its_building_ends_the_question(doors, metres):
    row = measured(TWO_STREETS, found(TWO_STREETS, doors=doors)).loc["h"]
    assert row.tolist() == pytest.approx([metres] * 4, abs=1e-3)


@pytest.mark.parametrize("doors", [[(*SOUTH, "yes"), (*NORTH, "yes")], [(*SOUTH, "emergency")]])
def test_two_doors_or_one_for_others_leave_it_open(doors):
    own = found(TWO_STREETS, doors=doors)
    assert not own.known.any()
    assert measured(TWO_STREETS, own).loc["h"].tolist() == pytest.approx(
        [LANE, STREET, STREET, STREET]
    )


def test_an_address_on_a_door_is_that_door_whatever_others_its_building_has():
    town = TWO_STREETS.but(locations={"h": NORTH})
    own = found(town, doors=[(*SOUTH, "yes"), (*NORTH, "yes")])
    assert own.known.all()
    assert measured(town, own).loc["h"].tolist() == pytest.approx([STREET - 7] * 4)


def test_a_stated_door_goes_for_what_is_on_the_map():
    own = found(TWO_STREETS, stated=SOUTH, doors=[(*NORTH, "main")])
    assert measured(TWO_STREETS, own).loc["h"].tolist() == pytest.approx([LANE - 7] * 4)


@pytest.mark.parametrize(("y", "far"), [(46.9, False), (47.1, True)])
def test_a_stated_door_more_than_25_m_from_its_building_is_told_and_not_used(y, far):
    own = found(TWO_STREETS, stated=(30, y))
    assert own.far.tolist() == [far]
    assert own.known.tolist() == [not far]
    if far:
        assert own.points.iloc[0].equals(shapely.Point(at(30, 15)))


def test_a_place_of_a_plan_has_no_door_yet():
    points = TWO_STREETS.tables().locations.geometry
    nowhere, none = np.full((1, 2), np.nan), np.zeros(1, dtype=bool)
    assert not own_doors(points, nowhere, none, HOUSE, on_the_map((*NORTH, "main"))).known.any()


@pytest.mark.parametrize("profile", ["rollator", "voetganger"])
@given(town=towns(), dx=st.floats(-10, 10), dy=st.floats(-10, 10))
def test_in_any_town_a_stated_door_never_widens(profile, town, dx, dy):
    """What is left is what the map does not know of the ways: the door itself is no doubt any more."""
    locations = {name: (x + dx, y + dy) for name, (x, y) in town.locations.items()}
    points = town.but(locations=locations).tables().locations.geometry
    own = OwnDoors(points, np.ones(len(points), bool), np.zeros(len(points), bool))
    table = measured(town, own, profile=profile, max_off_m=60).dropna()
    assert (table["shortest_m"] == table["distance_m"]).all()
    assert (table["longest_m"] == table["certain_m"]).all()
