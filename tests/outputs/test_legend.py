"""Classes, colours and counts of the map say the same as the table."""

import math
import re
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import ConfigError
from wozgeo.outputs import legend
from wozgeo.outputs.legend import (
    DISTANCE_BREAKS_M,
    build_views,
    classify,
)

DRAWN = (Path(legend.__file__).parent / "assets" / "backdrop.js").read_text(encoding="utf-8")


def ground(name: str) -> str:
    """Read a colour of the backdrop from the script that draws it."""
    return re.search(rf'\b{name}(?: =|:) "(#[0-9a-f]{{6}})"', DRAWN)[1]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def views_of(afstand, zeker=None, breaks=DISTANCE_BREAKS_M, **more):
    data = {"afstand_supermarkt_m": afstand, "zeker_supermarkt_m": zeker or afstand, **more}
    points = gpd.points_from_xy([190_000.0] * len(afstand), [507_000.0] * len(afstand))
    woningen = gpd.GeoDataFrame(data, geometry=points, crs=RD_NEW)
    return build_views(woningen, breaks_m=breaks, search_limit_m=5000)


class TestClasses:
    @pytest.mark.parametrize(
        ("distance", "expected"),
        [(0, 0), (249.99, 0), (250, 1), (399.99, 1), (400, 2), (499.99, 2), (500, 3), (800, 4),
         (1e9, 4), (math.inf, 5), (math.nan, 6)],
    )  # fmt: skip
    def test_a_distance_on_a_break_belongs_to_the_further_class(self, distance, expected):
        values = pd.Series([float(distance)])
        assert classify(values, DISTANCE_BREAKS_M, with_beyond=True).tolist() == [expected]

    @given(st.lists(st.floats(0, 1e4) | st.sampled_from([math.inf, math.nan]), max_size=30))
    def test_every_dwelling_is_counted_once(self, afstand):
        (view,) = views_of(afstand)
        assert sum(row.n for row in view.classes) == len(afstand)
        assert view.classes[view.beyond].n == sum(map(math.isinf, afstand))
        assert view.classes[view.unknown].n == sum(map(math.isnan, afstand))

    def test_doubtful_are_those_whose_certain_reading_is_in_another_class(self):
        nan, inf = math.nan, math.inf
        (view,) = views_of([100.0, 390.0, 300.0, inf, nan], [120.0, 410.0, inf, inf, nan])
        assert view.n_doubtful == 2

    def test_a_score_gets_five_classes_and_its_own_unknowns(self):
        view = views_of([1.0, 2.0, 3.0], score=[0.0, 100.0, math.nan])[1]
        assert [row.n for row in view.classes] == [1, 0, 0, 0, 1, 1]
        assert view.beyond is None

    @pytest.mark.parametrize("breaks", [(), (399.5,), (400, 250), (250, 250), (0, 400), (-1,)])
    def test_breaks_that_whole_metres_cannot_judge_are_refused(self, breaks):
        with pytest.raises(ConfigError, match="class breaks"):
            views_of([1.0], breaks=breaks)


class TestLooks:
    @pytest.mark.parametrize(
        "breaks", [DISTANCE_BREAKS_M, (400,), (100, 200, 300, 400, 900), (500,)]
    )
    def test_the_colour_family_changes_at_400_m(self, breaks):
        (view,) = views_of([1.0], breaks=breaks)
        dots = view.classes[: len(breaks) + 1]
        blue = [int(row.colour[5:7], 16) > int(row.colour[1:3], 16) for row in dots]
        assert blue == [b <= 400 for b in breaks] + [False]

    def test_colours_stand_out_from_everything_behind_them(self):
        distance, score = views_of([1.0], score=[1.0])
        for row in distance.classes:
            for behind in ("LAND", "gebouw", "groen", "water"):
                assert contrast(row.colour, ground(behind)) >= 3
        for row in score.classes:
            assert contrast(row.colour, ground("LAND")) >= 3

    def test_shape_and_darkness_tell_every_class_without_its_colour(self):
        distance, score = views_of([1.0], score=[1.0])
        shapes = [row.shape for row in distance.classes]
        assert shapes == ["dot"] * 2 + ["square"] * 3 + ["cross", "ring"]
        for view in (distance, score):
            for shape in {row.shape for row in view.classes}:
                light = [luminance(r.colour) for r in view.classes if r.shape == shape]
                steps = [max(pair) / max(min(pair), 0.005) for pair in combinations(light, 2)]
                assert all(step > 1.25 for step in steps)
