"""A river that the edge of the extract has cut is water between its banks, and a boat on it is on water."""

import numpy as np
import pytest
import shapely

from wozgeo.inputs.cut_waters import closed_waters

EXTENT = shapely.box(0, 0, 1000, 600)
STREETS = np.array([(x, y) for x in range(10, 1000, 30) for y in (50, 550)], dtype=float)
SOUTH, NORTH = [(-50, 200), (500, 220), (1050, 200)], [(1050, 400), (500, 380), (-50, 400)]


def closed(*lines, streets=STREETS):
    banks = np.array([shapely.MultiLineString(list(lines))], dtype=object)
    return closed_waters(banks, EXTENT, streets)[0]


def test_between_two_banks_lies_the_water():
    river = closed(SOUTH, NORTH)
    assert shapely.get_dimensions(river) == 2
    for (x, y), wet in {
        (500, 300): True,
        (5, 300): True,
        (500, 100): False,
        (500, 500): False,
    }.items():
        assert river.contains(shapely.Point(x, y)) is wet


def test_an_island_in_it_is_land():
    ring = [(400, 280), (600, 280), (600, 320), (400, 320), (400, 280)]
    river = closed(SOUTH, NORTH, ring)
    assert not river.contains(shapely.Point(500, 300))
    assert river.contains(shapely.Point(300, 300))


def test_beyond_one_bank_it_is_water_up_to_the_edge():
    north = STREETS[STREETS[:, 1] > 300]
    lake = closed(SOUTH, streets=north)
    assert lake.contains(shapely.Point(500, 100))
    assert not lake.contains(shapely.Point(500, 300))


def test_a_bank_that_ends_a_little_before_the_edge_goes_on_to_it():
    south, north = [(30, 201), (500, 220), (960, 203)], [(980, 400), (500, 380), (3, 400)]
    river = closed(south, north)
    assert river.contains(shapely.Point(500, 300))
    assert not river.contains(shapely.Point(500, 100))


def test_a_bridge_over_it_does_not_make_it_land():
    streets = np.concatenate([STREETS, [(500, 300), (510, 300)]])
    assert closed(SOUTH, NORTH, streets=streets).contains(shapely.Point(500, 300))


@pytest.mark.parametrize(
    ("lines", "streets"),
    [
        ([[(100, 200), (500, 220)]], STREETS),
        ([SOUTH], STREETS),
        ([SOUTH, NORTH], np.empty((0, 2))),
    ],
    ids=["ends in the middle", "streets on both sides", "no streets"],
)
def test_where_it_cannot_be_told_it_stays_a_bank(lines, streets):
    assert shapely.get_dimensions(closed(*lines, streets=streets)) == 1
