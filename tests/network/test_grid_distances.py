"""Claims about the surface: a cell is measured as a dwelling at its centre would be."""

import tracemalloc
from functools import cache, partial

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from towns import Town, Walk, at, care_home, private_short_cut, sloot, walk
from wozgeo.domain.grids import Cell, CellGrid
from wozgeo.domain.vocabulary import Reason
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.grid_distances import Surroundings, WalksFromCells, measure_cells
from wozgeo.network.nearby import Nearby
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within
from wozgeo.runs.surface import Homes

EVERYWHERE = shapely.box(*at(-20_000, -20_000), *at(20_000, 20_000))


def grid(west: float, south: float, east: float, north: float, cell_m: float = 10.0) -> CellGrid:
    return CellGrid.around((*at(west, south), *at(east, north)), cell_m)


def surface(
    made: Walk,
    cells: CellGrid,
    *,
    limit_m: float = 5_000,
    extent: shapely.Polygon = EVERYWHERE,
    area: shapely.Geometry | None = None,
    wanted=("supermarkt",),
    counted=None,
):
    """Measure a grid in a town: what is known of the cells, both readings of one voorziening, and counts."""
    walks = WalksFromCells.of(
        made.network, made.facilities, made.tables.facilities["voorziening"], wanted
    )
    found = np.full((4, *cells.shape), np.nan)
    blocks = measure_cells(
        cells,
        Surroundings.of(made.tables.obstacles, extent, area),
        made.snapper,
        walks,
        search_limit_m=limit_m,
        counted=counted,
    )
    n_cells = 0
    for block in blocks:
        n_rows, n_cols = block.grid.shape
        part = np.s_[:, block.row : block.row + n_rows, block.col : block.col + n_cols]
        measured = block.cells, block.distance_m[wanted[0]], block.certain_m[wanted[0]]
        found[part][:3] = measured
        if len(block.counted):
            found[part][3:] = block.counted[:1]
        n_cells += block.grid.n_cells
    assert n_cells == cells.n_cells
    return tuple(found)


def at_centres(town: Town, cells: CellGrid) -> Town:
    """Put a dwelling at the centre of every cell."""
    origin = np.array(at(0, 0))
    return town.but(
        locations={f"c{i:06d}": tuple(xy - origin) for i, xy in enumerate(cells.centres())}
    )


def square() -> Town:
    """A square of 100 by 100 m with a street to it from the west, and a shop in the far corner.

    ::

        A-------P-----------S        square P Q R S, 100 m to the east of P
                |           |
                Q-----------R        s (190, -95) near R
    """
    return Town(
        nodes={"A": (0, 0), "P": (100, 0), "Q": (100, -100), "R": (200, -100), "S": (200, 0)},
        ways=["A P: residential", "P Q R S P: pedestrian area=yes"],
        facilities={"s": (190, -95)},
    )


def river() -> Town:
    """Two streets with a river between them, and no bridge.

    ::

        A=================B   y = 60, with s (250, 60)
        ~~~~~~~~~~~~~~~~~~~   river, y 20..40
        C=================D   y = 0
    """
    return Town(
        nodes={"A": (0, 60), "B": (300, 60), "C": (0, 0), "D": (300, 0)},
        ways=["A B: residential", "C D: residential"],
        obstacles=[("water", [(-500, 20), (800, 20), (800, 40), (-500, 40), (-500, 20)])],
        facilities={"s": (250, 60)},
    )


def unsure() -> Town:
    """A street with a path of unknown surface beside it, that is nearer to who lives behind it."""
    return Town(
        nodes={"A": (0, 0), "B": (200, 0), "C": (0, 30), "D": (200, 30)},
        ways=["A B: residential", "A C D: path", "D B: path"],
        facilities={"s": (190, -5)},
    )


TOWNS = {
    "square": (square(), grid(-40, -140, 240, 40)),
    "river": (river(), grid(-50, -50, 350, 110)),
    "private": (private_short_cut(), grid(-50, -250, 300, 50)),
    "care home": (care_home(), grid(-50, -200, 450, 50)),
    "sloot": (sloot(), grid(-60, -100, 160, 60)),
    "unsure": (unsure(), grid(-30, -30, 230, 60)),
}
HOMES = {
    "square": [(20, 5), (90, -20), (150, -50), (195, -90), (60, -5)],
    "river": [(10, 65), (120, 70), (200, -5), (290, 2), (150, 12)],
    "private": [(5, 5), (60, -10), (5, -190), (150, 5)],
    "care home": [(20, 5), (150, -60), (300, -10)],
    "sloot": [(10, 5), (60, 10), (100, -30)],
    "unsure": [(20, 20), (100, 26), (180, 10), (100, -6)],
}


@pytest.mark.parametrize("profile", ["rollator", "voetganger"])
@pytest.mark.parametrize("name", TOWNS)
def test_a_cell_and_a_dwelling_at_its_centre_have_one_distance(name: str, profile: str) -> None:
    town, cells = TOWNS[name]
    known, possible, certain, _ = surface(walk(town, profile=profile), cells)
    homes = walk(at_centres(town, cells), profile=profile).distances().droplevel(1)
    reason = homes["reason"].astype(str).to_numpy().reshape(cells.shape)
    dry = known != Cell.WATER
    assert dry.sum() > 100
    for found, column in ((possible, "distance_m"), (certain, "certain_m")):
        expected = homes[column].to_numpy().reshape(cells.shape)
        np.testing.assert_allclose(found[dry], expected[dry], atol=1e-6, rtol=0)
        assert np.isnan(found[~dry]).all()
    why = {Cell.TE_VER_VAN_WEG: Reason.TE_VER_VAN_WEG, Cell.NIET_VERBONDEN: Reason.NIET_VERBONDEN}
    for code, expected_reason in why.items():
        np.testing.assert_array_equal(known[dry] == code, reason[dry] == expected_reason)


@pytest.mark.parametrize("name", ["square", "river", "unsure"])
def test_places_anywhere_are_measured_as_dwellings_there(name: str) -> None:
    """Those on and beside a square among them; ``inf`` where a dwelling is not connected, whyever."""
    town, _ = TOWNS[name]
    made = walk(town)
    places = {"a": (33.3, -12.7), "b": (131.9, -44.4), "c": (97.2, -50.1), "d": (12.5, 71.0)}
    walks = WalksFromCells.of(
        made.network, made.facilities, made.tables.facilities["voorziening"], ["supermarkt"]
    )
    xy = np.array([at(*place) for place in places.values()])
    homes = walk(town.but(locations=places)).distances().droplevel(1)
    expected = homes[["distance_m", "certain_m"]].to_numpy().T
    found = walks.metres_at(xy, made.snapper)
    assert found.shape == (1, 2, 4)
    assert np.isfinite(found).any()
    np.testing.assert_allclose(
        found[0], np.where(np.isnan(expected), np.inf, expected), atol=1e-6, rtol=0
    )


def test_a_square_is_crossed_from_the_cell_itself() -> None:
    _, possible, *_ = surface(walk(square()), CellGrid(10.0, 19_010, 50_700 - 1, 1, 1))
    # the centre is (105, -15): straight to (190, -95)
    assert possible[0, 0] == pytest.approx(np.hypot(85, 80), abs=1e-6)


def test_a_river_without_a_bridge_keeps_its_banks_apart() -> None:
    known, possible, certain, _ = surface(walk(river()), grid(100, 0, 110, 60))
    # from the north: 10 m from A-B and further; the river, y 20 to 40; the south bank
    assert known[:, 0].tolist() == [
        *[Cell.GEMETEN] * 2,
        *[Cell.WATER] * 2,
        *[Cell.NIET_VERBONDEN] * 2,
    ]
    assert possible[:2, 0] == pytest.approx([145 + 5, 145 + 15])
    assert np.isnan(possible[2:]).all()
    assert np.isnan(certain[2:]).all()


def test_private_ground_is_no_way_through_for_a_cell_either() -> None:
    # the centre is (10, 10), a leg of 10 m; by the alley it would be 300 m
    _, possible, *_ = surface(walk(private_short_cut()), CellGrid(20.0, 9_500, 25_351, 1, 1))
    assert possible[0, 0] == pytest.approx(10 + 990 + 200 + 900)


def test_a_cell_exactly_on_a_street_has_no_leg() -> None:
    town = Town(
        nodes={"A": (0, 5), "B": (200, 5)}, ways=["A B: residential"], facilities={"s": (155, 5)}
    )
    _, possible, certain, _ = surface(walk(town), grid(50, 0, 60, 10))
    assert possible.tolist() == [[100.0]]
    assert certain.tolist() == [[100.0]]


def test_an_island_in_the_water_is_measured_and_the_water_is_not() -> None:
    lake = [(-100, -100), (100, -100), (100, 100), (-100, 100), (-100, -100)]
    town = Town(
        nodes={"A": (-150, 0), "B": (-150, 200)},
        ways=["A B: residential"],
        facilities={"s": (-150, 200)},
    )
    made = walk(town)
    island = shapely.Polygon(
        [at(*xy) for xy in lake], [[at(*xy) for xy in [(-20, -20), (20, -20), (20, 20), (-20, 20)]]]
    )
    obstacles = made.tables.obstacles.iloc[:0].reindex([0]).set_geometry([island], crs=28992)
    obstacles["kind"] = "water"
    walks = WalksFromCells.of(
        made.network, made.facilities, made.tables.facilities["voorziening"], ["supermarkt"]
    )
    snapper = type(made.snapper)(made.network, obstacles, 250.0)
    cells = grid(-100, -100, 100, 100)
    ground = Surroundings.of(obstacles, EVERYWHERE, None)
    (block,) = measure_cells(cells, ground, snapper, walks, search_limit_m=5000)
    assert (block.cells == Cell.WATER).sum() == 20 * 20 - 4 * 4
    assert (block.cells[8:12, 8:12] == Cell.KRUIST).all()
    assert np.isfinite(block.distance_m["supermarkt"][8:12, 8:12]).all()
    assert np.isinf(block.certain_m["supermarkt"][8:12, 8:12]).all()


def test_what_lies_beyond_the_limit_is_inf_and_what_cannot_be_searched_is_nan() -> None:
    town = Town(
        nodes={"A": (0, 5), "B": (600, 5)}, ways=["A B: residential"], facilities={"s": (0, 5)}
    )
    made = walk(town, max_off_m=30)
    known, possible, *_ = surface(made, grid(0, 0, 600, 10), limit_m=300)
    assert np.isfinite(possible[0, :30]).all()
    assert np.isinf(possible[0, 30:]).all()
    assert (known == Cell.GEMETEN).all()
    known, possible, *_ = surface(made, grid(0, 40, 600, 50), limit_m=300)
    assert (known == Cell.TE_VER_VAN_WEG).all()
    assert np.isnan(possible).all()


def test_of_a_voorziening_that_is_nowhere_the_mask_says_so() -> None:
    town = Town(
        nodes={"A": (0, 5), "B": (600, 5)}, ways=["A B: residential"], facilities={"s": (0, 5)}
    )
    wanted = ("huisarts", "supermarkt")
    known, huisarts, *_ = surface(walk(town), grid(0, 0, 100, 10), wanted=wanted)
    assert np.isnan(huisarts).all()
    assert (known == Cell.DEELS).all()


def test_outside_the_area_and_outside_the_map_are_told_apart() -> None:
    town = Town(
        nodes={"A": (0, 5), "B": (600, 5)}, ways=["A B: residential"], facilities={"s": (0, 5)}
    )
    extent, area = shapely.box(*at(0, 0), *at(50, 10)), shapely.box(*at(0, 0), *at(70, 10))
    known, possible, *_ = surface(walk(town), grid(0, 0, 100, 10), extent=extent, area=area)
    assert known[0].tolist() == [
        *[Cell.GEMETEN] * 5,
        *[Cell.BUITEN_KAART] * 2,
        *[Cell.BUITEN_GEBIED] * 3,
    ]
    assert np.isnan(possible[0, 5:]).all()


PEOPLED = {
    name: (town.but(locations={f"h{i}": xy for i, xy in enumerate(HOMES[name])}), cells)
    for name, (town, cells) in TOWNS.items()
}


@cache
def peopled(name: str) -> tuple[Walk, Homes, tuple[np.ndarray, ...]]:
    """Walk a town with dwellings in it, and measure its surface in one block."""
    town, cells = PEOPLED[name]
    made = walk(town)
    xy = made.locations.points.get_coordinates().to_numpy()
    weights = np.column_stack([1.0 + np.arange(len(xy)), np.zeros(len(xy))])
    homes = Homes(made.network, made.locations, xy, weights)
    return made, homes, surface(made, cells, counted=partial(homes.within, 150.0))


@settings(max_examples=10, deadline=None)
@given(
    name=st.sampled_from(sorted(TOWNS)),
    side=st.integers(6, 60),
    waiting=st.integers(1, 9),
)
@example(name="square", side=9, waiting=3)
@example(name="square", side=12, waiting=1)
def test_blocks_of_any_size_give_the_same_surface_to_the_bit(
    name: str, side: int, waiting: int
) -> None:
    """At their seams too: distances in both readings, who lives within a walk, and what the mask says."""
    made, homes, whole = peopled(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wozgeo.network.grid_distances.TILE", side)
        patch.setattr("wozgeo.network.grid_distances.MOST_WAITING", waiting)
        found = surface(made, PEOPLED[name][1], counted=partial(homes.within, 150.0))
    for one, expected in zip(found, whole, strict=True):
        np.testing.assert_array_equal(one, expected)


@pytest.mark.parametrize("name", ["river", "square", "private"])
def test_who_lives_within_a_walk_is_the_same_on_the_streets_nearby_as_on_all(name: str) -> None:
    made, homes, _ = peopled(name)
    n_edges = []

    def counted(network: WalkNetwork, points: Accesses) -> np.ndarray:
        found = homes.within(100.0, network, points)
        everywhere = Searcher.possible(network, homes.access, points)
        expected = Within(everywhere, 100.0).sums(homes.weights)
        expected[points.leaving.possible["edge"].to_numpy() < 0] = np.nan
        np.testing.assert_array_equal(found, expected)
        box = points.points.total_bounds.reshape(2, 2)
        n_edges.append((Nearby.of(network, (box[0], box[1]), []).network.n_edges, network.n_edges))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wozgeo.network.grid_distances.TILE", 9)
        *_, sums = surface(made, PEOPLED[name][1], counted=counted)
    assert np.nanmax(sums) > 0
    assert any(near < whole for near, whole in n_edges)


def peak_of(made: Walk, homes: Homes, cells: CellGrid) -> int:
    """Measure cells, keep nothing of them, and tell how many bytes were held at most."""
    walks = WalksFromCells.of(
        made.network, made.facilities, made.tables.facilities["voorziening"], ["supermarkt"]
    )
    ground = Surroundings.of(made.tables.obstacles, EVERYWHERE, None)
    counted = partial(homes.within, 150.0)
    tracemalloc.start()
    for _ in measure_cells(
        cells, ground, made.snapper, walks, search_limit_m=5_000, counted=counted
    ):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", ["river", "square"])
def test_ten_times_the_cells_are_measured_in_the_memory_of_one_time(name: str) -> None:
    made, homes, _ = peopled(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wozgeo.network.grid_distances.TILE", 40)
        patch.setattr("wozgeo.network.grid_distances.MOST_WAITING", 2)
        few, many = grid(-200, -200, 600, 200), grid(-2_200, -200, 5_800, 200)
        few_bytes, many_bytes = peak_of(made, homes, few), peak_of(made, homes, many)
    assert many.n_cells >= 10 * few.n_cells
    assert many_bytes < 1.4 * few_bytes  # all blocks together would take more than twice as much


def test_what_else_is_asked_of_a_cell_stands_where_it_was_asked() -> None:
    town, cells = TOWNS["square"]
    made = walk(town)
    walks = WalksFromCells.of(
        made.network, made.facilities, made.tables.facilities["voorziening"], ["supermarkt"]
    )
    (block,) = measure_cells(
        cells,
        Surroundings.of(made.tables.obstacles, EVERYWHERE, None),
        made.snapper,
        walks,
        search_limit_m=5000,
        counted=lambda _, points: np.column_stack([points.points.x, points.points.y]),
    )
    xy = cells.centres().reshape(*cells.shape, 2)
    np.testing.assert_array_equal(np.moveaxis(block.counted, 0, -1), xy)


def test_a_grid_lies_on_whole_multiples_and_covers_what_it_must() -> None:
    cells = CellGrid.around((3.0, 4.0, 25.0, 11.0), 10.0)
    assert cells.bounds == (0.0, 0.0, 30.0, 20.0)
    assert cells.shape == (2, 3)
    assert cells.centres().tolist()[0] == [5.0, 15.0]
    assert cells.centres().tolist()[-1] == [25.0, 5.0]
    assert cells.part(1, 2, 9, 9).centres().tolist() == [[25.0, 5.0]]


def test_a_cell_is_within_a_shape_when_its_centre_is() -> None:
    cells = CellGrid.around((0.0, 0.0, 30.0, 20.0), 10.0)
    inside = cells.within([shapely.box(0, 0, 16, 14), shapely.box(100, 100, 110, 110)])
    assert inside.tolist() == [[False, False, False], [True, True, False]]
    assert not cells.within([]).any()


def test_cells_of_half_a_metre_lie_on_halves() -> None:
    assert CellGrid.around((0.6, 0.6, 1.4, 1.4), 0.5).bounds == (0.5, 0.5, 1.5, 1.5)


def test_distances_of_a_series_are_untouched_by_the_surface() -> None:
    town = square().but(locations={"h": (50, 10)})
    before = walk(town).distances()
    made = walk(town)
    surface(made, grid(-40, -140, 240, 40))
    pd.testing.assert_frame_equal(before, made.distances())
