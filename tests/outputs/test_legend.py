"""Classes, colours and counts of the map say the same as the table."""

import math
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import choose_definitions, read_criteria
from wozgeo.domain.definitions import Within
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.outputs import legend
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import build_views, classify, turn_in_legend
from wozgeo.outputs.looks import DISTANCE_BREAKS_M, distance_scale

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


def definition_of(name, limit_m, *, strict=True):
    """Give a definition with a walk of so many metres, or None for without."""
    chosen = choose_definitions(read_criteria(), ["druten", "rijk"], source="test")
    base = chosen["rijk" if limit_m is None else "druten"]

    def asking(requirement):
        changed = [
            replace(a, limit_m=limit_m, strict=strict) if isinstance(a, Within) else a
            for a in requirement.alternatives
        ]
        return replace(requirement, alternatives=tuple(changed))

    asked = tuple(map(asking, base.requirements))
    return replace(base, name=name, title=f"definitie {name}", requirements=asked)


def found(language=Language.NL, **limits_m):
    """Give a run with a definition per limit."""
    asked = {name: definition_of(name, limit_m) for name, limit_m in limits_m.items()}
    return Found(name="", search_limit_m=5000, definitions=asked, language=language)


def views_of(afstand, zeker=None, breaks=DISTANCE_BREAKS_M, limit_m=400, **more):
    data = {"afstand_supermarkt_m": afstand, "zeker_supermarkt_m": zeker or afstand, **more}
    points = gpd.points_from_xy([190_000.0] * len(afstand), [507_000.0] * len(afstand))
    woningen = gpd.GeoDataFrame(data, geometry=points, crs=RD_NEW)
    asked = {"x": definition_of("x", limit_m)}
    return build_views(
        Found(name="", search_limit_m=5000, definitions=asked, breaks_m=breaks, woningen=woningen)
    )


class TestClasses:
    @pytest.mark.parametrize(
        ("distance", "expected"),
        [(0, 0), (249.99, 0), (250, 1), (399.99, 1), (400, 2), (499.99, 2), (500, 3), (800, 4),
         (1499.99, 4), (1500, 5), (1e9, 5), (math.inf, 6), (math.nan, 7)],
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
    @pytest.mark.parametrize("limit_m", [300, 400, 500.0, 1000])
    @pytest.mark.parametrize(
        "breaks", [DISTANCE_BREAKS_M, (400,), (100, 200, 300, 400, 900), (500,)]
    )
    def test_colour_and_shape_turn_at_the_limit_and_nowhere_else(self, breaks, limit_m):
        (view,) = views_of([1.0], breaks=breaks, limit_m=limit_m)
        assert limit_m in view.breaks
        near = [b <= limit_m for b in view.breaks] + [False]
        drawn = view.classes[: len(near)]
        assert [int(row.colour[5:7], 16) > int(row.colour[1:3], 16) for row in drawn] == near
        assert [row.shape == "dot" for row in drawn] == near

    def test_a_limit_that_is_no_whole_metre_never_lets_what_is_too_far_look_near(self):
        assert distance_scale((250, 800), 399.5).breaks_m == (250, 399, 800)

    @pytest.mark.parametrize("limit_m", [300, 400, 1500, None])
    @pytest.mark.parametrize(
        "breaks",
        [DISTANCE_BREAKS_M, (400,), (100, 200, 300, 400, 900), tuple(range(100, 1100, 100))],
    )
    def test_who_sees_no_colours_sees_where_near_ends_and_where_the_search_does(
        self, breaks, limit_m
    ):
        (view,) = views_of([1.0], breaks=breaks, limit_m=limit_m)
        colours = [row.colour for row in view.classes]
        assert contrast(*colours[view.beyond - 1 : view.beyond + 1]) >= 3
        if limit_m:
            place = view.breaks.index(limit_m)
            assert contrast(*colours[place : place + 2]) >= 3
        for colour in colours:
            assert all(
                contrast(colour, ground(b)) >= 3 for b in ("LAND", "gebouw", "groen", "water")
            )

    def test_where_no_definition_asks_a_walk_nothing_turns_and_lighter_is_further(self):
        (view,) = views_of([1.0], limit_m=None)
        drawn = view.classes[:6]
        assert {row.shape for row in drawn} == {"dot"}
        light = [luminance(row.colour) for row in drawn]
        assert all(other > 1.25 * one for one, other in pairwise(light))
        for row in drawn:
            for behind in ("LAND", "gebouw", "groen", "water"):
                assert contrast(row.colour, ground(behind)) >= 3

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
        assert shapes == ["dot"] * 2 + ["square"] * 4 + ["cross", "ring"]
        for view in (distance, score):
            for shape in {row.shape for row in view.classes}:
                light = [luminance(r.colour) for r in view.classes if r.shape == shape]
                steps = [max(pair) / max(min(pair), 0.005) for pair in combinations(light, 2)]
                assert all(step > 1.25 for step in steps)


class TestWhoseLimit:
    @pytest.mark.parametrize(
        ("limits_m", "first"),
        [
            ({"a": None, "b": 500, "c": 400}, 500),
            ({"a": 400, "b": 500}, 400),
            ({"a": None}, None),
            ({}, None),
        ],
    )
    def test_the_first_definition_that_asks_a_walk_decides(self, limits_m, first):
        assert found(**limits_m).limit_m == first

    def test_the_legend_says_whose_limit_it_is_where_they_differ(self):
        said = turn_in_legend(found(a=None, b=500, c=400, d=500))
        assert "bij 500 m, de grens van definitie b; definitie c vraagt 400 m." in said
        assert "definitie d" not in said

    @pytest.mark.parametrize("limits_m", [{"a": 400}, {"a": 500, "b": None, "c": 500}])
    def test_it_says_nothing_where_they_agree(self, limits_m):
        assert turn_in_legend(found(Language.EN, **limits_m)) == ""

    @pytest.mark.parametrize(("strict", "told"), [(True, False), (False, True)])
    def test_it_says_what_becomes_of_exactly_a_limit_that_is_near_enough(self, strict, told):
        asked = {"a": definition_of("a", 500, strict=strict)}
        said = turn_in_legend(replace(found(a=500), definitions=asked))
        assert said.startswith("Precies 500 m is volgens definitie a dichtbij genoeg") == told
        walk = asked["a"].walk
        assert walk.near_enough(np.array([499.9, 500.0, 500.1])).tolist() == [True, told, False]
        assert classify(pd.Series([499.9, 500.0, 500.1]), (500,), with_beyond=True).tolist() == [
            0, 1, 1,
        ]  # fmt: skip

    def test_it_says_that_no_definition_asks_a_walk(self):
        assert "No definition of this run asks a walk" in turn_in_legend(found(Language.EN, a=None))


def test_voorzieningen_without_a_symbol_share_no_letter() -> None:
    from wozgeo.outputs.looks import free_letters

    taken: list[str] = []
    for label in ("bibliotheek", "brievenbus", "bakker", "brillenwinkel", "b", "bb"):
        taken.append(free_letters(label, taken))
    assert taken[:2] == ["B", "BR"]
    assert len(set(taken)) == len(taken)
