"""Following the trees from any location gives the very route that was traced for it."""

import numpy as np
import pandas as pd
import pytest
import shapely

from towns import (
    Town,
    by_the_steps,
    care_home,
    neighbours_lane,
    one_edge,
    path_or_road,
    private_short_cut,
    sloot,
    straight_street,
    two_islands,
    walk,
)
from wozgeo.network.path_trees import PathTrees, build_path_trees
from wozgeo.network.search import NOWHERE

TOWNS = {
    "straight": (straight_street, "voetganger"),
    "one edge": (one_edge, "voetganger"),
    "alley": (private_short_cut, "voetganger"),
    "care home": (care_home, "rollator"),
    "sloot": (sloot, "rollator"),
    "path": (path_or_road, "rollator"),
    "lane": (neighbours_lane, "voetganger"),
    "steps": (by_the_steps, "voetganger"),
}


def trees_of(ready, *, limit_m=5_000, wanted=("supermarkt",)) -> PathTrees:
    return build_path_trees(
        ready.network,
        ready.locations,
        ready.facilities,
        ready.tables.facilities["voorziening"],
        wanted=wanted,
        search_limit_m=limit_m,
    )


def follow(trees: PathTrees, place: str, voorziening: str, door) -> tuple[np.ndarray, float]:
    """Walk as a page does: to the nearest point of the edge, then on and on. The metres unknown too."""
    row, tree = trees.locations.loc[place], trees.voorzieningen.index(voorziening)
    way = row[f"edge_{voorziening}"]
    ends = trees.xy[[row[f"end_{way}"], row[f"other_end_{way}"]]]
    edge = shapely.LineString(ends)
    xy = [door.coords[0], edge.interpolate(edge.project(door)).coords[0]]
    unknown, at, state = 0.0, row[f"to_{voorziening}"], row[f"unknown_{way}"]
    while at != NOWHERE:
        xy.append(tuple(trees.xy[at]))
        unknown += np.hypot(*np.subtract(xy[-1], xy[-2])) * state
        state, at = trees.unknown[tree, at], trees.onward[tree, at]
    return np.array(xy), unknown


@pytest.mark.parametrize("name", TOWNS)
def test_following_gives_the_route_and_its_unknown_metres(name):
    make, profile = TOWNS[name]
    ready = walk(make(), profile=profile)
    trees, routes = trees_of(ready), ready.routes()
    assert len(routes) > 0
    for (place, v), route in routes.iterrows():
        xy, unknown = follow(trees, place, v, ready.locations.points[place])
        assert np.allclose(xy, shapely.get_coordinates(route.geometry)[:-1])
        assert unknown == pytest.approx(route["unknown_m"], abs=1e-6)


def test_each_voorziening_has_its_own_way():
    ready = walk(care_home(), profile="rollator")
    wanted = ("supermarkt", "ontmoetingsplek")
    trees = trees_of(ready, wanted=wanted)
    for v in wanted:
        route = ready.routes(wanted=[v]).geometry[("e", v)]
        xy, _ = follow(trees, "e", v, ready.locations.points["e"])
        assert np.allclose(xy, shapely.get_coordinates(route)[:-1])


def test_where_there_is_no_walk_there_is_no_way():
    assert trees_of(walk(two_islands())).locations["to_supermarkt"]["h"] == NOWHERE
    near, far = (trees_of(walk(straight_street()), limit_m=m) for m in (180, 179))
    assert near.locations["to_supermarkt"].ge(0).all()
    assert far.locations["to_supermarkt"].eq(NOWHERE).all()


@pytest.mark.parametrize("town", [straight_street().but(locations={}), straight_street()])
def test_nothing_wanted_or_nobody_there(town):
    assert trees_of(walk(town), wanted=()).onward.shape[0] == 0
    assert len(trees_of(walk(town), wanted=["huisarts"]).locations) == len(town.locations)


class TestSome:
    def town(self) -> Town:
        return Town(
            nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (300, 0)},
            ways=["A B: residential", "B C: residential", "C D: residential"],
            locations={"h": (30, 4), "i": (250, 4)},
            facilities={"s": (140, 3)},
        )

    def test_the_walks_kept_are_the_same_and_the_rest_is_gone(self):
        ready = walk(self.town())
        trees = trees_of(ready)
        some = trees.only(pd.Index(["i", "elsewhere"]))
        assert some.locations.index.tolist() == ["i"]
        door = ready.locations.points["i"]
        assert np.array_equal(
            follow(some, "i", "supermarkt", door)[0], follow(trees, "i", "supermarkt", door)[0]
        )
        assert len(some.xy) == 3 < len(trees.xy)
