"""Claims about search areas: cells near enough, certain and possible apart, clipped, and for every kern."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.siting.search_areas import (
    NearEnough,
    bytes_held,
    cells_of_areas,
    in_areas,
    outline_areas,
    rank_areas,
)
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.definitions import Within
from wozgeo.domain.grids import CellGrid

GRID = CellGrid(10.0, 0, 6, 6, 8)
WALK = Within(400, strict=True)
NO_BUILDINGS = np.empty(0, dtype=object)


def near(possible: np.ndarray, certain: np.ndarray | None = None, **more) -> NearEnough:
    """Gather one block of which the walk to an ontmoetingsplek is given."""
    found = NearEnough(GRID, {"druten": [WALK]})
    certain = possible if certain is None else certain
    score = more.get("score", np.full(GRID.shape, 50.0))
    seniors = more.get("seniors", np.full(GRID.shape, 20.0))
    key = WALK.voorziening
    found.add((0, 0), ({key: certain}, {key: possible}), score, seniors)
    return found


def cells(*boxes: tuple[int, int, int, int], metres: float = 399.9) -> np.ndarray:
    """Lay boxes of near cells (rows and columns) in a grid where the rest is far, unknown and not found."""
    found = np.full(GRID.shape, 400.0)
    found[0, 0], found[0, 1] = np.nan, np.inf
    for top, left, bottom, right in boxes:
        found[top:bottom, left:right] = metres
    return found


def test_an_area_is_the_cells_that_hang_together_side_by_side() -> None:
    areas = outline_areas(near(cells((1, 1, 3, 3), (3, 3, 5, 5))), NO_BUILDINGS, least_m2=0)
    # two squares of 20 m that touch at a corner: two areas
    assert areas["oppervlakte_m2"].tolist() == [400.0, 400.0]
    assert areas.geometry.area.tolist() == [400.0, 400.0]
    assert {tuple(b) for b in areas.geometry.bounds.to_numpy()} == {
        (10, 30, 30, 50),
        (30, 10, 50, 30),
    }
    assert areas.index.tolist() == [1, 2]


def test_exactly_the_limit_is_too_far_and_unknown_is_never_near() -> None:
    assert outline_areas(near(cells()), NO_BUILDINGS, least_m2=0).empty


def test_certain_and_possible_are_never_one_area() -> None:
    possible, certain = cells((1, 1, 3, 5)), cells((1, 1, 3, 3))
    areas = outline_areas(near(possible, certain), NO_BUILDINGS, least_m2=0)
    assert areas["lezing"].tolist() == ["zeker", "mogelijk"]
    assert areas["oppervlakte_m2"].tolist() == [400.0, 400.0]
    assert not areas.geometry.iloc[0].overlaps(areas.geometry.iloc[1])


def test_every_walk_of_a_definition_must_be_short_enough() -> None:
    found = NearEnough(GRID, {"twee": [WALK, Within(300, strict=False, voorziening="park")]})
    metres = {WALK.voorziening: cells((0, 0, 6, 8)), "park": cells((0, 4, 6, 8), metres=300.0)}
    found.add((0, 0), (metres, metres), np.zeros(GRID.shape), np.zeros(GRID.shape))
    areas = outline_areas(found, NO_BUILDINGS, least_m2=0)
    assert areas["oppervlakte_m2"].tolist() == [6 * 4 * 100.0]


def test_blocks_come_together_in_whatever_order() -> None:
    whole = cells((1, 1, 5, 3), (1, 3, 2, 8))
    score, seniors = (np.arange(48.0).reshape(GRID.shape) + more for more in (0, 100))
    at_once = outline_areas(near(whole, score=score, seniors=seniors), NO_BUILDINGS, least_m2=0)
    assert at_once["oppervlakte_m2"].tolist() == [(8 + 5) * 100.0]
    found = NearEnough(GRID, {"druten": [WALK]})
    for row, col in ((3, 5), (0, 0), (0, 5), (3, 0)):
        part = np.s_[row : row + 3, col : col + 5]
        metres = {WALK.voorziening: whole[part]}
        found.add((row, col), (metres, metres), score[part], seniors[part])
    pd.testing.assert_frame_equal(outline_areas(found, NO_BUILDINGS, least_m2=0), at_once)


def test_a_grid_holds_as_many_bytes_as_is_told_before_it_is_made() -> None:
    grid = CellGrid(10.0, 0, 1_024, 1_024, 1_024)
    tracemalloc.start()
    found = NearEnough(grid, {"een": [WALK], "twee": [WALK]})
    for row, col, part in grid.windows(256, 256):
        metres = np.full(part.shape, 500.0)
        metres[20:50, 20:50] = 100.0
        key = {WALK.voorziening: metres}
        found.add((row, col), (key, key), np.zeros(part.shape), np.zeros(part.shape))
    assert tracemalloc.get_traced_memory()[0] < 3 * grid.n_cells  # a byte for each definition
    tracemalloc.reset_peak()
    assert len(outline_areas(found, NO_BUILDINGS, least_m2=0)) == 2 * 16
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert bytes_held(grid, 2) <= held < 1.25 * bytes_held(grid, 2)


def test_where_no_walk_is_asked_no_cell_is_held() -> None:
    assert bytes_held(GRID, 0) == 0
    assert NearEnough(GRID, {}).codes == {}


def test_land_outside_what_is_allowed_and_within_what_is_excluded_is_out() -> None:
    found = near(cells((0, 0, 6, 8)))
    allowed = np.array([shapely.box(0, 0, 40, 60)], dtype=object)
    found.limited_to(allowed, np.array([shapely.box(0, 0, 40, 20)], dtype=object))
    (area,) = outline_areas(found, NO_BUILDINGS, least_m2=0).geometry
    assert area.equals(shapely.box(0, 20, 40, 60))


def test_no_allowed_land_at_all_leaves_nothing() -> None:
    found = near(cells((0, 0, 6, 8)))
    found.limited_to(np.empty(0, dtype=object), None)
    assert outline_areas(found, NO_BUILDINGS, least_m2=0).empty


def test_small_areas_are_left_out_by_their_size() -> None:
    found = near(cells((0, 2, 1, 4), (3, 0, 5, 4)))
    assert outline_areas(found, NO_BUILDINGS, least_m2=200)["oppervlakte_m2"].tolist() == [800, 200]
    assert outline_areas(found, NO_BUILDINGS, least_m2=201)["oppervlakte_m2"].tolist() == [800]


def test_an_area_has_the_mean_score_the_most_seniors_and_what_is_built_on() -> None:
    score, seniors = np.zeros(GRID.shape), np.full(GRID.shape, np.nan)
    score[1, 1:3], seniors[1, 1] = [40, 60], 35
    found = near(cells((1, 1, 2, 3)), score=score, seniors=seniors)
    buildings = np.array([shapely.box(10, 40, 20, 50)], dtype=object)
    (row,) = outline_areas(found, buildings, least_m2=0).to_dict("records")
    assert (row["score"], row["n_65_bereik"], row["share_bebouwd"]) == (50.0, 35.0, 0.5)


def test_of_seniors_nobody_knows_nothing_is_said() -> None:
    found = near(cells((1, 1, 2, 3)), seniors=np.full(GRID.shape, np.nan))
    assert outline_areas(found, NO_BUILDINGS, least_m2=0)["n_65_bereik"].isna().all()


def test_most_seniors_come_first_and_certain_before_that() -> None:
    seniors = np.zeros(GRID.shape)
    seniors[:, :4], seniors[:, 4:] = 10, 90
    possible, certain = (
        cells((1, 0, 2, 2), (1, 6, 2, 8), (4, 5, 5, 8)),
        cells((1, 0, 2, 2), (1, 6, 2, 8)),
    )
    areas = outline_areas(near(possible, certain, seniors=seniors), NO_BUILDINGS, least_m2=0)
    assert areas["n_65_bereik"].tolist() == [90, 10, 90]
    assert areas["lezing"].tolist() == ["zeker", "zeker", "mogelijk"]


def test_the_cells_of_areas_are_those_they_were_drawn_of() -> None:
    grid = near(cells()).grid
    areas = outline_areas(near(cells((1, 1, 2, 2), (1, 6, 2, 8))), NO_BUILDINGS, least_m2=0)
    rank, xy = cells_of_areas(areas, grid)
    bounds = areas.geometry.bounds["minx"]
    assert sorted(
        (float(bounds[r]), *place) for r, place in zip(rank, xy.tolist(), strict=True)
    ) == [
        (10.0, 15.0, 45.0),
        (60.0, 65.0, 45.0),
        (60.0, 75.0, 45.0),
    ]
    nothing, nowhere = cells_of_areas(areas.iloc[:0], grid)
    assert (len(nothing), nowhere.shape) == (0, (0, 2))


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (shapely.Point(15, 45), "zeker"),
        (shapely.Point(45, 45), "mogelijk"),
        (shapely.Point(75, 5), "nee"),
        (shapely.box(10, 40, 29, 50), "zeker"),
        (shapely.box(0, 40, 20, 50), "nee"),  # exactly half
        (shapely.box(25, 40, 45, 50), "mogelijk"),  # both together
    ],
)
def test_a_plan_lies_in_an_area_when_most_of_it_does(plan: shapely.Geometry, told: str) -> None:
    possible, certain = cells((1, 1, 2, 5)), cells((1, 1, 2, 3))
    areas = outline_areas(near(possible, certain), NO_BUILDINGS, least_m2=0)
    plans = gpd.GeoSeries([plan], index=["p"], crs=28992)
    assert in_areas(plans, areas).to_dict() == {"p": told}


def test_areas_are_numbered_by_the_seniors_that_are_told_of_them() -> None:
    """As first outlined 1 and 2 held the most; told are 0, 65, and of the last nobody knows."""
    told = gpd.GeoDataFrame(
        {
            "definitie": "een",
            "lezing": ["zeker", "mogelijk", "mogelijk", "mogelijk"],
            "n_65_bereik": [5, np.nan, 0, 65],
            "score": 1.0,
            "oppervlakte_m2": 100.0,
        },
        geometry=[shapely.box(x, 0, x + 10, 10) for x in range(0, 40, 10)],
        crs=RD_NEW,
        index=pd.RangeIndex(1, 5, name="rang"),
    )
    again = rank_areas(told, ["een"])
    assert again.index.tolist() == [1, 2, 3, 4]
    assert again.index.name == "rang"
    np.testing.assert_array_equal(again["n_65_bereik"], [5, 65, 0, np.nan])
