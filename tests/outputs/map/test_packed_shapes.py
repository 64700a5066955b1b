"""Shapes come out of a page as they went in, whatever they are, with their records."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.outputs.map.packed_shapes import pack_shapes, unpack_shapes

ORIGIN = np.array([190_000.0, 507_000.0])
BOX = shapely.box(190_000, 507_000, 190_080, 507_050)


def packed(*shapes) -> gpd.GeoDataFrame:
    records = [{"id": str(k)} for k in range(len(shapes))]
    return unpack_shapes(pack_shapes(np.array(shapes, dtype=object), records))


class TestShapes:
    @pytest.mark.parametrize(
        "shape",
        [
            shapely.Point(190_000, 507_000),
            shapely.MultiPoint([(190_000, 507_000), (190_010, 507_020)]),
            shapely.LineString([(190_000, 507_000), (190_010, 507_020), (190_300, 507_020)]),
            BOX,
            shapely.MultiPolygon([BOX, shapely.affinity.translate(BOX, 500, 0)]),
        ],
        ids=lambda shape: shape.geom_type,
    )
    def test_every_kind_comes_back_within_a_decimetre(self, shape):
        found = packed(shape)
        assert shapely.hausdorff_distance(shapely.unary_union(found.geometry), shape) < 0.1
        assert set(found["owner"]) == {0}

    @given(
        st.lists(
            st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), min_size=2, max_size=9),
            max_size=6,
        )
    )
    def test_generated_lines_keep_their_owner_and_their_corners(self, drawn):
        lines = [shapely.LineString(np.array(corners) / 10 + ORIGIN) for corners in drawn]
        found = packed(*lines)
        assert found["owner"].tolist() == list(range(len(lines)))
        for line, back in zip(lines, found.geometry, strict=True):
            there = shapely.get_coordinates(line)
            assert np.hypot(*(shapely.get_coordinates(back) - there).T).max() < 0.1

    def test_a_hole_turns_the_other_way_so_it_stays_open(self):
        hole = shapely.box(190_020, 507_010, 190_040, 507_030)
        rings = packed(shapely.difference(BOX, hole)).geometry
        assert sorted(ring.exterior.is_ccw for ring in rings) == [False, True]
        assert sorted(round(area, -2) for area in rings.area) == [400, 4000]

    def test_what_has_no_place_keeps_its_record(self):
        found = packed(None, shapely.MultiPoint(), BOX)
        assert found["record"].tolist() == [{"id": "2"}]

    @pytest.mark.parametrize("shapes", [(), (None,), (shapely.Polygon(), None)])
    def test_nothing_to_draw_is_no_trouble(self, shapes):
        assert len(packed(*shapes)) == 0

    def test_words_come_back_as_they_are(self):
        record = {"naam": "</script>{{ 7 * 7 }}'\"\u2028", "n": None, "zin": "é"}
        back = unpack_shapes(pack_shapes(np.array([BOX], dtype=object), [record]))
        assert back["record"][0] == record

    def test_equal_input_gives_equal_text(self):
        one, other = (pack_shapes(np.array([BOX], dtype=object), [{}]) for _ in range(2))
        assert one == other
