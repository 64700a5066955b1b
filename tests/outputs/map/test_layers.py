"""What is packed into a page comes out of it again, and nothing crosses a class break."""

import math

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.legend import classify
from wozgeo.outputs.map.layers import PackedBackdrop, PackedPoints
from wozgeo.outputs.map.packed_backdrop import LEVEL_TOLERANCES_M, pack_backdrop, unpack_backdrop
from wozgeo.outputs.map.packed_points import PackedColumn, number_codes, pack_points, unpack_points
from wozgeo.outputs.map.packing import (
    Grid,
    Stream,
    mercator_to_rd,
    morton_order,
    pack,
    rd_to_mercator,
    unpack,
)

BREAKS = (250, 400, 500, 800)
COLUMNS = [
    PackedColumn("index", "id"),
    PackedColumn("naam", "text"),
    PackedColumn("afstand_m", "number"),
    PackedColumn("zeker_m", "number", like="afstand_m"),
]
MERCATOR_PER_METRE = 1.72
"""At most so many metres of Web Mercator go into a metre of the Netherlands."""

distances = st.one_of(
    st.floats(0, 20_000, allow_nan=False).map(lambda d: round(d, 2)),
    st.sampled_from([249.99, 250.0, 399.96, 399.99, 400.0, 500.0, 800.0, 0.0, math.inf, math.nan]),
)
rows = st.tuples(
    st.floats(10_000, 278_000),
    st.floats(306_000, 619_000),
    distances,
    distances,
    st.text(max_size=9),
)


def table_of(given_rows, ids=None) -> gpd.GeoDataFrame:
    columns = list(zip(*given_rows, strict=True)) or [[], [], [], [], []]
    x, y, afstand, zeker, naam = (list(c) for c in columns)
    index = pd.Index(ids or [f"n{k * 7}" for k in range(len(x))], dtype=object)
    data = {"afstand_m": np.array(afstand, float), "zeker_m": np.array(zeker, float)}
    data["naam"] = np.array(naam, dtype=object)
    return gpd.GeoDataFrame(data, index=index, geometry=gpd.points_from_xy(x, y), crs=RD_NEW)


def assert_round_trip(table: gpd.GeoDataFrame) -> None:
    found = unpack_points(pack_points(table, COLUMNS))
    assert sorted(found.index) == sorted(table.index)
    expected = table.loc[found.index]
    assert (found.geometry.distance(expected.geometry) <= 0.1).all()
    for column in ("afstand_m", "zeker_m"):
        was, now = expected[column].to_numpy(), found[column].to_numpy(dtype=float)
        np.testing.assert_array_equal(np.isnan(now), np.isnan(was))
        np.testing.assert_array_equal(np.isposinf(now), np.isposinf(was))
        np.testing.assert_array_equal(now[np.isfinite(was)], np.floor(was[np.isfinite(was)]))
    assert found["naam"].tolist() == expected["naam"].tolist()


class TestStreams:
    @given(
        st.lists(st.integers(-(2**53), 2**53), max_size=60),
        st.lists(st.integers(-(2**53), 2**53), max_size=60),
        st.booleans(),
    )
    def test_whole_numbers_of_any_size_come_back(self, first, second, delta):
        streams = {"a": Stream(np.array(first, np.int64), delta=delta)}
        streams["b"] = Stream(np.array(second, np.int64))
        header, columns = unpack(pack({"n": 3, "text": "é</script>"}, streams))
        assert columns["a"].tolist() == first
        assert columns["b"].tolist() == second
        assert header["text"] == "é</script>"

    def test_equal_input_gives_equal_text(self):
        streams = {"a": Stream(np.arange(1000))}
        assert pack({"n": 1}, streams) == pack({"n": 1}, streams)

    def test_wide_numbers_are_announced_to_the_page(self):
        header, _ = unpack(pack({}, {"id": Stream(np.array([2**31])), "x": Stream(np.array([7]))}))
        assert [stream["wide"] for stream in header["streams"]] == [True, False]

    def test_morton_order_visits_a_square_quarter_by_quarter(self):
        column = np.array([0, 1, 2, 3] * 4)
        row = np.repeat([0, 1, 2, 3], 4)
        order = morton_order(column, row)
        first_quarter = set(zip(column[order[:4]], row[order[:4]], strict=True))
        assert first_quarter == {(0, 0), (1, 0), (0, 1), (1, 1)}

    @given(st.floats(10_000, 278_000), st.floats(306_000, 619_000))
    def test_mercator_and_back_stays_within_a_centimetre(self, x, y):
        there = rd_to_mercator(np.array([[x, y]]))
        assert np.abs(mercator_to_rd(there) - [x, y]).max() < 0.01

    def test_mercator_agrees_with_proj(self):
        point = gpd.GeoSeries([shapely.Point(190_000, 507_000)], crs=RD_NEW).to_crs("EPSG:3857")[0]
        ours = rd_to_mercator(np.array([[190_000.0, 507_000.0]]))[0]
        assert np.hypot(ours[0] - point.x, ours[1] - point.y) < 0.5

    def test_a_lattice_place_is_at_most_half_a_step_away(self):
        xy = np.array([[10.0, 20.0], [10.31, 20.07]])
        grid = Grid.around(xy)
        assert np.abs(grid.locate(*grid.snap(xy)) - xy).max() <= grid.step_m / 2 + 1e-9


class TestPoints:
    @settings(max_examples=40)
    @given(st.lists(rows, max_size=15))
    def test_places_texts_and_distances_come_back(self, given_rows):
        assert_round_trip(table_of(given_rows))

    @settings(max_examples=50)
    @given(st.lists(distances, min_size=1, max_size=30))
    def test_no_dwelling_crosses_a_class_break(self, values):
        table = table_of([(190_000.0 + k, 507_000.0, v, v, "") for k, v in enumerate(values)])
        found = unpack_points(pack_points(table, COLUMNS))["afstand_m"]
        expected = classify(table["afstand_m"].loc[found.index], BREAKS, with_beyond=True)
        assert classify(found, BREAKS, with_beyond=True).tolist() == expected.tolist()

    def test_just_below_400_stays_below_and_400_does_not(self):
        codes = number_codes(pd.Series([399.96, 399.99, 400.0]))
        assert (codes - 2).tolist() == [399, 399, 400]

    def test_unknown_and_beyond_never_look_alike(self):
        unknown, beyond, zero = number_codes(pd.Series([math.nan, math.inf, 0.0]))
        assert len({unknown, beyond, zero}) == 3

    @pytest.mark.parametrize("n", [0, 1])
    def test_very_small_tables_come_back(self, n):
        assert_round_trip(table_of([(190_000.0, 507_000.0, 12.3, math.inf, "x")] * n))

    @pytest.mark.slow
    def test_three_hundred_thousand_rows_come_back(self):
        rng = np.random.default_rng(4)
        n = 300_000
        afstand = rng.gamma(2, 400, n).round(2)
        afstand[rng.random(n) < 0.01] = math.inf
        afstand[rng.random(n) < 0.01] = math.nan
        zeker = np.where(rng.random(n) < 0.05, math.inf, afstand + 20)
        xy = rng.uniform([180_000, 480_000], [220_000, 520_000], (n, 2))
        naam = rng.choice(np.array(["a", "b", "c"], dtype=object), n)
        assert_round_trip(
            table_of(list(zip(xy[:, 0], xy[:, 1], afstand, zeker, naam, strict=True)))
        )

    @pytest.mark.parametrize(
        "ids",
        [
            ["n1", "n22", "w333"],
            ["0193010000012345", "0193200000054321", "1"],
            ["007", "7", "n007"],
            ["<b>", "a b", ""],
            ["n99999999999999", "r0", "5"],
        ],
    )
    def test_ids_are_text_and_keep_their_zeros(self, ids):
        rows_ = [(190_000.0 + 10 * k, 507_000.0, 1.0, 1.0, "") for k in range(3)]
        found = unpack_points(pack_points(table_of(rows_, ids), COLUMNS))
        assert set(found.index) == set(ids)

    def test_row_order_changes_nothing(self):
        rows_ = [(190_000.0 + 13 * k % 50, 507_000.0, k, k, str(k)) for k in range(40)]
        table = table_of(rows_)
        shuffled = table.sample(frac=1, random_state=3)
        assert pack_points(table, COLUMNS) == pack_points(shuffled, COLUMNS)

    def test_columns_the_table_lacks_are_left_out(self):
        table = table_of([(190_000.0, 507_000.0, 1.0, 1.0, "x")]).drop(
            columns=["naam", "afstand_m"]
        )
        found = unpack_points(pack_points(table, COLUMNS))
        assert set(found.columns) == {"zeker_m", "geometry"}
        assert found["zeker_m"].tolist() == [1.0]


def backdrop_of(*shapes: tuple[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    kinds = [kind for kind, _ in shapes]
    geometry = [shape for _, shape in shapes]
    return gpd.GeoDataFrame({"kind": kinds, "name": ""}, geometry=geometry, crs=RD_NEW)


def wavy_line(n: int = 400) -> shapely.LineString:
    along = np.linspace(0, 3000, n)
    wave = 25 * np.sin(along / 60) + 3 * np.sin(along / 7)
    return shapely.LineString(np.column_stack([190_000 + along, 507_000 + wave]))


class TestBackdrop:
    def test_lines_keep_their_place_close_by(self):
        line = wavy_line()
        found = unpack_backdrop(pack_backdrop(backdrop_of(("straat", line))))
        assert found["kind"].tolist() == ["straat"]
        assert found.geometry[0].hausdorff_distance(line) < 0.3

    @pytest.mark.parametrize(("zoom", "level"), [(15, 1), (13, 2), (12, 3)])
    def test_far_away_lines_have_fewer_corners_within_the_tolerance(self, zoom, level):
        line = wavy_line()
        packed = pack_backdrop(backdrop_of(("straat", line)))
        found = unpack_backdrop(packed, zoom=zoom).geometry[0]
        reach = sum(LEVEL_TOLERANCES_M[: level + 1]) / 1.55 + 0.3
        assert shapely.get_num_coordinates(found) < shapely.get_num_coordinates(line) / 1.5
        assert found.hausdorff_distance(line) < reach
        assert found.distance(shapely.Point(line.coords[0])) < 0.3

    def test_small_buildings_and_paths_wait_for_a_closer_look(self):
        shed = shapely.box(190_000, 507_000, 190_008, 507_008)
        hall = shapely.box(190_100, 507_000, 190_200, 507_100)
        path = shapely.LineString([(190_000, 506_990), (190_300, 506_990)])
        backdrop = backdrop_of(("gebouw", shed), ("gebouw", hall), ("pad", path))
        packed = pack_backdrop(backdrop)
        n_drawn = [len(unpack_backdrop(packed, zoom=zoom)) for zoom in (12, 13, 17)]
        assert n_drawn == [0, 1, 3]

    def test_a_hole_turns_the_other_way_so_it_stays_open(self):
        ring = [(0, 0), (100, 0), (100, 100), (0, 100)]
        hole = [(40, 40), (60, 40), (60, 60), (40, 60)]
        place = np.array([190_000, 507_000])
        lake = shapely.Polygon(np.array(ring) + place, [np.array(hole) + place])
        for shape in (lake, shapely.Polygon(lake.exterior.coords[::-1], [lake.interiors[0]])):
            rings = unpack_backdrop(pack_backdrop(backdrop_of(("water", shape)))).geometry
            turns = [ring.exterior.is_ccw for ring in rings]
            assert sorted(turns) == [False, True]
            assert sorted(rings.area) == pytest.approx([400, 10_000], rel=0.03)

    def test_multi_forms_are_taken_apart_and_unknown_kinds_left_out(self):
        island = shapely.box(190_000, 507_000, 190_050, 507_050)
        other = shapely.box(190_100, 507_000, 190_150, 507_050)
        backdrop = backdrop_of(
            ("groen", shapely.MultiPolygon([island, other])),
            ("straat", shapely.MultiLineString([wavy_line(5), wavy_line(6)])),
            ("kerktoren", island),
            ("water", shapely.Polygon()),
        )
        found = unpack_backdrop(pack_backdrop(backdrop))
        assert found["kind"].tolist() == ["groen", "groen", "straat", "straat"]

    def test_an_empty_backdrop_is_no_trouble(self):
        empty = backdrop_of()
        assert len(unpack_backdrop(pack_backdrop(empty))) == 0

    @settings(max_examples=30)
    @given(
        st.lists(
            st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=12),
            max_size=8,
        )
    )
    def test_generated_lines_come_back(self, corners):
        lines = [shapely.LineString(np.array(c) + np.array([190_000, 507_000])) for c in corners]
        long_enough = [line for line in lines if line.length > 1.0]
        packed = pack_backdrop(backdrop_of(*(("hoofdweg", line) for line in long_enough)))
        found = unpack_backdrop(packed)
        assert len(found) == len(long_enough)
        for line in long_enough:
            assert found.geometry.hausdorff_distance(line).min() < 0.4

    def test_closed_streets_survive_thinning(self):
        loop = shapely.Point(190_000, 507_000).buffer(3).exterior
        found = unpack_backdrop(pack_backdrop(backdrop_of(("hoofdweg", loop))), zoom=11)
        assert len(found) == 1


class TestFoliumLayers:
    def test_the_layers_work_on_any_folium_map_and_bring_their_decoder_once(self):
        points = table_of([(190_000.0, 507_000.0, 1.0, 1.0, "x")])
        map_ = folium.Map(tiles=None)
        packed = pack_backdrop(backdrop_of(("straat", wavy_line(9))))
        PackedBackdrop(packed, name="ondergrond").add_to(map_)
        PackedPoints(pack_points(points, COLUMNS), name="stippen", zIndex=2).add_to(map_)
        page = map_.get_root().render()
        assert page.count("wozgeo.PackedPoints = ") == 1
        assert "new wozgeo.PackedBackdrop(" in page
        assert 'new wozgeo.PackedPoints("packed_points_stippen_data", {"zIndex":2})' in page

    def test_they_are_overlays_so_that_both_are_seen(self):
        layer = PackedBackdrop(pack_backdrop(backdrop_of()), name="ondergrond")
        assert layer.overlay is True
