"""Claims about where the names of streets are written; every place is worked out by hand."""

import geopandas as gpd
import pytest
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.map.street_names import place_street_names

X, Y = 190_000.0, 507_000.0


def line(*points):
    return shapely.LineString([(X + x, Y + y) for x, y in points])


def placed(*streets):
    kinds, names, lines = zip(*streets, strict=True) if streets else ((), (), ())
    table = {"kind": list(kinds), "name": list(names)}
    points, records = place_street_names(gpd.GeoDataFrame(table, geometry=[*lines], crs=RD_NEW))
    return [
        (r["naam"], p.x - X, p.y - Y, r["hoek"], r["m"])
        for p, r in zip(points, records, strict=True)
    ]


def test_a_name_stands_in_the_middle_of_a_straight_street() -> None:
    assert placed(("straat", "Laan", line((0, 0), (100, 0)))) == [("Laan", 50, 0, 0, 100)]


def test_pieces_of_a_street_are_one_street() -> None:
    pieces = [("straat", "Laan", line((x, 0), (x + 20, 0))) for x in (0, 20, 40, 60, 80)]
    assert placed(*pieces) == [("Laan", 50, 0, 0, 100)]


@pytest.mark.parametrize(
    ("end", "angle"),
    [((100, 0), 0), ((-100, 0), 0), ((100, 100), -45), ((-100, -100), -45), ((100, -100), 45), ((0, 100), -90), ((0, -100), -90)],
)  # fmt: skip
def test_a_name_can_be_read_whichever_way_a_street_was_drawn(end, angle) -> None:
    assert placed(("straat", "Laan", line((0, 0), end)))[0][3] == angle


def test_a_name_is_written_along_a_straight_stretch_not_across_a_bend() -> None:
    bend = line((0, 0), (100, 0), (100, 60))
    assert placed(("straat", "Laan", bend)) == [("Laan", 50, 0, 0, 100)]


def test_a_short_street_and_one_without_a_name_get_none() -> None:
    assert placed(("straat", "Laan", line((0, 0), (29, 0)))) == []
    assert placed(("straat", "", line((0, 0), (100, 0)))) == []
    assert placed(("water", "Gracht", line((0, 0), (100, 0)))) == []
    assert placed() == []


@pytest.mark.parametrize(
    "nothing",
    [
        shapely.LineString(),
        shapely.Point(X, Y),
        shapely.GeometryCollection(),
        line((0, 0), (9, 0)).buffer(3),
    ],
)
def test_a_street_of_which_the_edge_of_the_map_left_no_line_gets_no_name(nothing) -> None:
    there = ("straat", "Laan", line((0, 0), (100, 0)))
    assert placed(("straat", "Dijk", nothing), there) == [("Laan", 50, 0, 0, 100)]
    assert placed(there, ("straat", "Weg", nothing)) == [("Laan", 50, 0, 0, 100)]
    assert placed(("straat", "Weg", nothing)) == []


def test_a_long_street_is_named_again_after_300_metres() -> None:
    far = [("straat", "Laan", line((x, x % 7 * 30), (x + 80, x % 7 * 30))) for x in (0, 200, 400)]
    assert {x for _, x, *_ in placed(*far)} == {40, 440}


def test_main_roads_come_first_then_the_longest() -> None:
    found = placed(
        ("straat", "Kort", line((0, 0), (50, 0))),
        ("straat", "Lang", line((0, 50), (90, 50))),
        ("hoofdweg", "Weg", line((0, 100), (40, 100))),
    )
    assert [name for name, *_ in found] == ["Weg", "Lang", "Kort"]


def test_a_backdrop_without_names_gets_none() -> None:
    bare = gpd.GeoDataFrame({"kind": ["straat"]}, geometry=[line((0, 0), (100, 0))], crs=RD_NEW)
    shapes, records = place_street_names(bare)
    assert (len(shapes), records) == (0, [])
