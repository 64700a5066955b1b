"""Claims about the search area that is nearest to a kern: on foot, and not in a straight line."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from towns import Town, at, measure, walk
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.grids import CellGrid
from wozgeo.domain.language import Language
from wozgeo.runs.nearest_areas import NO_AREA, nearest_on_foot
from wozgeo.runs.search import with_lacking_kernen

#   h ---- A -------- 1000 m -------- B ---- C      y = 0: the street of the kern
#        (river, no bridge)           |
#   X ------------------------------- Y             y = 100, reached by Y-B alone
RIVER = Town(
    nodes={"H": (0, 0), "B": (1000, 0), "C": (1500, 0), "X": (0, 100), "Y": (1000, 100)},
    ways=["H B: residential", "B C: residential", "B Y: residential", "Y X: residential"],
    locations={"h": (0, 0)},
    facilities={"s": (1500, 0)},
)
GRID = CellGrid.around((*at(-500, -500), *at(2000, 500)), 10.0)


def measured_town(town: Town):
    """Measure a town as a run does, as far as is asked here."""
    made = walk(town, profile="rollator")

    class Measured:
        network, access, snapper = made.network, made.locations, made.snapper

    return Measured


def areas(*boxes: tuple[str, float, float, float, float]) -> gpd.GeoDataFrame:
    shapes = [shapely.box(*at(*box[1:3]), *at(*box[3:])) for box in boxes]
    table = gpd.GeoDataFrame({"lezing": [box[0] for box in boxes]}, geometry=shapes, crs=RD_NEW)
    table.index += 1
    return table


ACROSS = (0, 90, 20, 110)  # two cells of 20 m: over the river, 100 m from h in a straight line
ALONG = (1100, -10, 1120, 10)


def nearest(town: Town, *boxes):
    mine = np.ones(len(town.locations), dtype=bool)
    return nearest_on_foot(areas(*boxes), GRID, measured_town(town), mine)


def test_an_area_over_a_river_without_a_bridge_is_not_the_nearest():
    # over B and Y: 1000 + 100 + 980 and more; along the street to the cell at x = 1105, 5 m off it
    found = nearest(RIVER, ("zeker", *ACROSS), ("zeker", *ALONG))
    assert (found.rank, found.distance_m, found.certain_m) == (2, 1110.0, 1110.0)


def test_the_walk_is_that_to_the_nearest_cell_however_far():
    # x = 15, y = 95 or 105: 5 m off, 985 m to Y, 100 to B, 1000 home
    assert nearest(RIVER, ("zeker", *ACROSS)).distance_m == 2090.0


def test_who_lives_in_an_area_is_there():
    found = nearest(RIVER, ("zeker", *ALONG), ("zeker", -10, -10, 10, 10))
    assert found == (2, 0.0, 0.0)


def test_one_that_is_near_enough_for_certain_goes_first_though_it_is_further():
    assert nearest(RIVER, ("mogelijk", *ALONG), ("zeker", *ACROSS)).rank == 2


def test_over_a_path_of_which_nobody_knows_it_is_less_and_not_certain():
    # a path of unknown access straight over: h to X 100 m, and 15 m along
    path = RIVER.with_ways("H X: path")
    found = nearest(path, ("zeker", *ACROSS))
    assert found.certain_m == 2090.0
    assert found.distance_m == pytest.approx(100 + 5 + 5)


def test_where_no_street_leads_to_an_area_there_is_none():
    apart = RIVER.but(ways=["H B: residential", "B C: residential", "Y X: residential"])
    assert nearest(apart, ("zeker", *ACROSS)) == NO_AREA


def test_without_areas_or_dwellings_there_is_none():
    assert nearest(RIVER) == NO_AREA
    nobody = nearest_on_foot(
        areas(("zeker", *ALONG)), GRID, measured_town(RIVER), np.zeros(1, dtype=bool)
    )
    assert nobody == NO_AREA


@pytest.mark.parametrize("reading", [0, 1])
def test_it_is_the_least_of_measuring_every_cell(reading):
    # many cells, taken in several looks
    box = (-200, -250, 1400, 300)
    found = nearest(RIVER.but(locations={"h": (1450, 20)}), ("zeker", *box))
    town = RIVER.but(locations={"h": (1450, 20)})
    inside = GRID.centres() - np.array(at(0, 0))
    inside = inside[(inside[:, 0] > box[0]) & (inside[:, 0] < box[2])]
    inside = inside[(inside[:, 1] > box[1]) & (inside[:, 1] < box[3])]
    cells = {f"c{i}": tuple(xy) for i, xy in enumerate(inside.tolist())}
    each = measure(town.but(locations=cells, facilities={"s": (1450, 20)}), limit_m=9_000)
    column = ["distance_m", "certain_m"][reading]
    assert found[1 + reading] == pytest.approx(each[column].min(), abs=1e-6)


def lacking(town: Town, standing: dict[str, list[str]], **kern: str):
    """Ask for which kernen the area along the street is the nearest, by the definition it was drawn for."""
    whole = shapely.box(*at(-500, -500), *at(2000, 500))
    read = SimpleNamespace(
        area=SimpleNamespace(outline=whole),
        locations=pd.DataFrame({"woonplaats": pd.Series(kern).reindex([*town.locations])}),
    )
    config = SimpleNamespace(surface=SimpleNamespace(cell_m=10.0), language=Language.NL)
    table = pd.DataFrame(standing).set_index("kern")
    drawn = areas(("zeker", *ALONG)).assign(definitie="druten")
    return with_lacking_kernen(drawn, table, read, measured_town(town), config)


TWO_KERNEN = RIVER.but(
    ways=["H B: residential", "B C: residential", "Y X: residential"],
    locations={"h": (0, 0), "x": (0, 100)},
)


def test_a_kern_without_any_street_to_an_area_is_told_and_not_left_out():
    asked = {"kern": ["Dorp", "Eiland"], "definitie": ["druten"] * 2, "aanwezig": ["geen"] * 2}
    told, none = lacking(TWO_KERNEN, asked, h="Dorp", x="Eiland")
    assert [*told["voor_kern"]] == ["Dorp (1.110 m)"]
    assert none == ["Eiland"]


def test_what_another_definition_says_of_a_kern_does_not_count():
    asked = {"kern": ["Dorp"] * 2, "definitie": ["rijk", "druten"], "aanwezig": ["geen", "heeft"]}
    told, none = lacking(RIVER, asked, h="Dorp")
    assert ([*told["voor_kern"]], none) == ([""], [])
