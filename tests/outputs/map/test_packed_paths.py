"""The ways to walk that a page unpacks are those that were packed."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from towns import Town, path_or_road, straight_street, walk
from wozgeo.domain.contracts import RD_NEW
from wozgeo.network.path_trees import PathTrees, build_path_trees
from wozgeo.network.search import NOWHERE
from wozgeo.outputs.map.packed_paths import pack_paths, path_columns, unpack_paths, with_paths
from wozgeo.outputs.map.packed_points import pack_points, unpack_points


def trees(town: Town, *, wanted=("supermarkt",)) -> tuple[PathTrees, gpd.GeoDataFrame]:
    ready = walk(town, profile="rollator")
    found = build_path_trees(
        ready.network,
        ready.locations,
        ready.facilities,
        ready.tables.facilities["voorziening"],
        wanted=wanted,
        search_limit_m=5_000,
    )
    index = ready.locations.points.index.rename("locatie_id")
    return found, gpd.GeoDataFrame(geometry=ready.locations.points.set_axis(index), crs=RD_NEW)


@pytest.mark.parametrize("town", [straight_street(), path_or_road()])
def test_the_way_on_and_what_is_unknown_come_back_and_places_within_half_a_metre(town):
    paths, _ = trees(town)
    back = unpack_paths(pack_paths(paths), paths.locations)
    assert back.voorzieningen == ("supermarkt",)
    assert np.array_equal(back.onward, paths.onward)
    assert np.array_equal(back.unknown, paths.unknown)
    assert np.abs(back.xy - paths.xy).max() < 0.5


@pytest.mark.parametrize("wanted", [(), ("huisarts",), ("supermarkt", "huisarts")])
def test_what_nobody_walks_to_is_packed_as_well(wanted):
    paths, _ = trees(straight_street(), wanted=wanted)
    back = unpack_paths(pack_paths(paths), paths.locations)
    assert np.array_equal(back.onward, paths.onward)


def test_no_dwelling_gives_no_place():
    paths, _ = trees(straight_street().but(locations={}))
    assert len(unpack_paths(pack_paths(paths), paths.locations).xy) == 0


class TestDwellings:
    def test_they_carry_where_their_way_begins(self):
        paths, woningen = trees(path_or_road())
        table = unpack_points(pack_points(with_paths(woningen, paths), path_columns(paths)))
        row = paths.locations.iloc[0]
        assert table["pad_van_0"].tolist() == [row["end_0"]]
        assert table["pad_tot_0"].tolist() == [row["other_end_0"]]
        assert table["pad_supermarkt"].tolist() == [row["to_supermarkt"]]
        assert table["pad_weg_supermarkt"].tolist() == [0]

    def test_what_has_no_way_is_unknown_and_never_a_place(self):
        paths, woningen = trees(path_or_road())
        elsewhere = woningen.set_axis(pd.Index(["elsewhere"], name="locatie_id"))
        table = with_paths(elsewhere, paths)
        assert table[["pad_van_0", "pad_tot_0", "pad_supermarkt"]].isna().all(axis=None)
        nowhere = paths.locations.assign(to_supermarkt=NOWHERE)
        paths = PathTrees(paths.xy, paths.voorzieningen, paths.onward, paths.unknown, nowhere)
        assert with_paths(woningen, paths)["pad_supermarkt"].isna().all()
