"""From where a facility can be reached on foot within a limit."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from towns import (
    ORIGIN,
    Town,
    care_home,
    locations_table,
    one_edge,
    path_or_road,
    private_short_cut,
    straight_street,
    walk,
)
from wozgeo.domain.contracts import RD_NEW
from wozgeo.network.accesses import Accesses
from wozgeo.network.snapping import Snapper, place_on_edge
from wozgeo.network.walksheds import Walksheds, build_walksheds


def walksheds(
    town: Town, limit_m: float, *, profile="voetganger", width_m=20, **choices
) -> Walksheds:
    ready = walk(town, profile=profile, max_off_m=100)
    return build_walksheds(
        ready.network, ready.facilities, limit_m=limit_m, width_m=width_m, **choices
    )


def metres(town: Town, limit_m: float, **choices) -> float:
    """Metres of street within reach of the only facility."""
    (length,) = walksheds(town, limit_m, **choices).straten.length
    return float(length)


def reaches(shape: shapely.Geometry, x: float, y: float) -> bool:
    return shapely.distance(shape, shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y)) < 1e-6


def side_street() -> Town:
    """A straight street with a side street.

    ::

            s (200, 10)      N (300, 500)
            |                |
        -A------------------S-----------------B-
         0                  300              1000

    With 400 m: 10 m to the street, 390 m are left. West: 200 m, to the end. East: 390 m, to 590. Into
    the side street from S, where 290 m are left: 290 m. Together 880 m.
    """
    return Town(
        nodes={"A": (0, 0), "S": (300, 0), "B": (1000, 0), "N": (300, 500)},
        ways=["A S B: residential", "S N: residential"],
        facilities={"s": (200, 10)},
    )


class TestMetres:
    def test_add_up(self):
        (streets,) = walksheds(side_street(), 400).straten
        assert streets.length == pytest.approx(200 + 390 + 290, abs=1e-9)

    def test_every_end_is_cut_where_the_walk_is_the_limit(self):
        (streets,) = walksheds(side_street(), 400).straten
        assert reaches(streets, 0, 0)
        for (x, y), (beyond_x, beyond_y) in [
            ((590, 0), (590.001, 0)),
            ((300, 290), (300, 290.001)),
        ]:
            assert reaches(streets, x, y)
            assert not reaches(streets, beyond_x, beyond_y)

    @pytest.mark.parametrize(
        ("limit_m", "expected"),
        [
            (5, 0),  # not even to the street
            (10, 0),  # just to the street
            (40, 60),  # 30 m to both sides: no node is passed
            (110, 200),  # to S and 100 m to the west
            (111, 202 + 1),
            (210, 400 + 100),  # to A
            (310, 200 + 300 + 200),
            (5_000, 1_000 + 500),
        ],
    )
    def test_grow_with_the_limit(self, limit_m, expected):
        assert metres(side_street(), limit_m) == pytest.approx(expected, abs=1e-9)

    @pytest.mark.parametrize(("limit_m", "expected"), [(150, 300), (200, 400), (300, 400)])
    def test_of_a_ring_are_counted_once(self, limit_m, expected):
        """A ring of 400 m: both ways round meet on the far side."""
        town = Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (100, 100), "D": (0, 100)},
            ways=["A B C D A: residential"],
            facilities={"s": (0, 0)},
        )
        assert metres(town, limit_m) == pytest.approx(expected)

    @pytest.mark.parametrize(
        "ways", [["A B: path", "A B: service access=private"], ["B A: path"] * 2]
    )
    def test_of_two_ways_over_the_same_nodes_are_counted_once(self, ways):
        town = straight_street().but(ways=[*ways, "B C: residential"])
        assert metres(town, 1_000, profile="rollator") == pytest.approx(300)
        assert metres(town, 120, profile="rollator") == pytest.approx(180 + 20)

    def test_pieces_are_joined(self):
        (streets,) = walksheds(straight_street(), 1_000).straten
        assert len(streets.geoms) == 1
        assert streets.geom_type == "MultiLineString"


class TestRules:
    def test_nobody_goes_through_private_ground(self):
        """s is N: 100 m to D's side and 900 m to C; M, 200 m over the alley, is its first leg only.

        With 300 m: D-N 100 m, N-C 300 m, and the alley, from which s can be reached: 200 m. Nothing of
        the street at M.
        """
        (streets,) = walksheds(private_short_cut(), 300).straten
        assert streets.length == pytest.approx(100 + 300 + 200)
        assert reaches(streets, 100, -1)
        assert not reaches(streets, 120, 0)

    def test_over_ones_own_ground_one_reaches_the_street(self):
        """From zaal, Q: 100 to P, 50 to G, and along the street; 80 m to R on the same ground."""
        town = care_home().but(facilities={"zaal": ("ontmoetingsplek", 300, -50)})
        assert metres(town, 170) == pytest.approx(100 + 50 + 2 * 20 + 70)

    def test_what_is_closed_is_not_walked(self):
        """A rollator does not pass the kissing gate at B."""
        town = straight_street().but(stops={"B": "kissing_gate"})
        assert metres(town, 500, profile="rollator") == pytest.approx(200)
        assert metres(town, 500) == pytest.approx(300)

    def test_what_is_unknown_is_walked(self):
        assert metres(path_or_road(), 80, profile="rollator") == pytest.approx(80 + 80)

    @pytest.mark.parametrize(
        "make", [side_street, private_short_cut, care_home, one_edge, path_or_road]
    )
    @pytest.mark.parametrize("limit_m", [33, 77.7, 151, 290, 1_234])
    def test_a_place_is_on_them_if_and_only_if_its_distance_is_within_the_limit(
        self, make, limit_m
    ):
        town = make()
        ready = walk(town, max_off_m=100)
        network, tables = ready.network, ready.tables
        edge = np.repeat(np.arange(network.n_edges), 9)
        share = np.tile(np.linspace(0.09, 0.93, 9), network.n_edges)
        places = place_on_edge(network, edge, share * network.length_m[edge]) - np.array(ORIGIN)
        points = locations_table({f"d{i}": tuple(xy) for i, xy in enumerate(places)}).geometry
        on_street = replace(
            ready,
            locations=Accesses.of(points, Snapper(network, tables.obstacles, 1)),
            tables=replace(tables, facilities=tables.facilities.assign(voorziening="supermarkt")),
        )
        measured = on_street.distances(limit_m=1e6)["distance_m"]
        (streets,) = walksheds(town, limit_m, together=["alle"] * len(tables.facilities)).straten
        on_them = shapely.distance(streets, points.to_numpy()) < 1e-6
        assert on_them.tolist() == (measured <= limit_m).tolist()


class TestTable:
    def two(self) -> Town:
        """Two facilities 100 m apart on a street of 300 m."""
        return straight_street().but(facilities={"t": (200, 0), "s": (100, 0)})

    def test_a_walkshed_per_facility_sorted_by_id(self):
        found = walksheds(self.two(), 80)
        for shapes in (found.straten, found.gebied):
            assert shapes.index.tolist() == ["s", "t"]
            assert shapes.index.name == "facility_id"
            assert shapes.crs == RD_NEW
        assert found.straten.length.tolist() == pytest.approx([160, 160])

    def test_together_they_share_one(self):
        found = walksheds(self.two(), 80, together=["ontmoetingsplek"] * 2)
        assert found.straten.index.tolist() == ["ontmoetingsplek"]
        assert found.straten.length.tolist() == pytest.approx([80 + 100 + 80])
        assert len(found.straten.iloc[0].geoms) == 1

    def test_the_order_of_rows_changes_nothing(self):
        town = self.two()
        one = walksheds(town, 80)
        other = walksheds(town.but(facilities=dict(reversed(town.facilities.items()))), 80)
        assert one.straten.to_wkt().equals(other.straten.to_wkt())
        assert one.gebied.to_wkt().equals(other.gebied.to_wkt())

    def test_a_facility_far_from_every_street_has_none(self):
        found = walksheds(straight_street().but(facilities={"s": (100, 500)}), 400)
        assert found.straten.index.tolist() == ["s"]
        assert found.straten.is_empty.all()
        assert found.gebied.is_empty.all()

    def test_no_facility(self):
        found = walksheds(straight_street().but(facilities={}), 400)
        assert len(found.straten) == len(found.gebied) == 0
        assert found.straten.crs == RD_NEW


class TestArea:
    def test_lies_along_the_streets(self):
        found = walksheds(straight_street(), 100, width_m=25)
        (streets,), (area,) = found.straten, found.gebied
        assert area.covers(streets)
        caps = np.pi * 25**2
        assert area.area == pytest.approx(160 * 50 + caps, rel=0.01)
        assert reaches(area, 180, 24)
        assert not reaches(area, 180, 27)

    @pytest.mark.parametrize(("side_m", "n_holes"), [(60, 0), (200, 1)])
    def test_the_inside_of_a_block_is_closed_unless_it_is_large(self, side_m, n_holes):
        a = side_m
        town = Town(
            nodes={"A": (0, 0), "B": (a, 0), "C": (a, a), "D": (0, a)},
            ways=["A B C D A: residential"],
            facilities={"s": (0, 0)},
        )
        (area,) = walksheds(town, 1_000, width_m=10).gebied
        assert len(area.interiors) == n_holes

    def test_is_drawn_with_few_corners(self):
        x = np.linspace(0, 200, 101)
        bend = {f"n{i}": (float(v), float(0.1 * np.sin(v / 9))) for i, v in enumerate(x)}
        town = Town(bend, [" ".join(bend) + ": residential"], facilities={"s": (100, 0)})
        (area,) = walksheds(town, 400).gebied
        assert shapely.get_num_coordinates(area) < 40
