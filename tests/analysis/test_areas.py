"""Claims about areas: who belongs where, what is averaged, and that unknown is never near.

Two buurten of 1 km side by side, and a third that nobody lives in::

    +------+------+------+
    | WEST | OOST | LEEG |     WEST and OOST are wijk 01, LEEG is wijk 02
    +------+------+------+
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.analysis.areas import (
    ONBEKENDE_KERN,
    assign_areas,
    mean_of_found,
    name_kernen,
    nearest_kern,
    outline_kernen,
    summarise_areas,
)
from wozgeo.domain import tables
from wozgeo.domain.errors import InputError
from wozgeo.inputs.cbs import read_areas

SHOP, DOCTOR = "supermarkt", "huisarts"
KAMPEN = Path(__file__).parents[3] / "shared/data/kampen/kampen_buurten_2022_rd.geojson"

WEST, OOST, LEEG = (shapely.box(x, 0, x + 1_000, 1_000) for x in (0, 1_000, 2_000))
AREAS = gpd.GeoDataFrame(
    {"naam": ["West", "Oost", "Leeg", "Stad", "Leegte", "Gemeente"]},
    index=pd.MultiIndex.from_tuples(
        [
            ("buurt", "BU00010101"),
            ("buurt", "BU00010102"),
            ("buurt", "BU00010201"),
            ("wijk", "WK000101"),
            ("wijk", "WK000102"),
            ("gemeente", "GM0001"),
        ],
        names=["niveau", "code"],
    ),
    geometry=[WEST, OOST, LEEG, WEST.union(OOST), LEEG, shapely.box(0, 0, 3_000, 1_000)],
    crs="EPSG:28992",
)


def dwellings(*rows: tuple[float, float, str]) -> gpd.GeoDataFrame:
    """Dwellings n0, n1, ... at x, y in a woonplaats."""
    return gpd.GeoDataFrame(
        {"woonplaats": [row[2] for row in rows]},
        geometry=gpd.points_from_xy([row[0] for row in rows], [row[1] for row in rows]),
        index=pd.Index([f"n{i}" for i in range(len(rows))], name="location_id"),
        crs="EPSG:28992",
    )


def metres(homes: gpd.GeoDataFrame, distance_m, certain_m=None) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [homes.index, [str(SHOP)]], names=["location_id", "voorziening"]
    )
    table = {"distance_m": distance_m, "certain_m": certain_m or distance_m}
    return pd.DataFrame(table, index=index, dtype=float)


def judged(*rows: tuple[str, object, str, object]) -> gpd.GeoDataFrame:
    """Objects a, b, ...: kern, number of dwellings, verdict and geometry."""
    kern, n, verdict, shape = zip(*rows, strict=True)
    return gpd.GeoDataFrame(
        {"kern": kern, "n_woningen": pd.array(n, dtype="Int64"), "oordeel_druten": verdict},
        geometry=list(shape),
        index=list("abcdef"[: len(rows)]),
        crs="EPSG:28992",
    )


def summarise(homes, distances, *, areas=AREAS, objects=None, wanted=(SHOP,), breaks_m=(250, 400)):
    return summarise_areas(homes, distances, areas, objects or {}, wanted=wanted, breaks_m=breaks_m)


def test_a_place_without_an_address_is_in_the_kern_of_the_nearest_address_that_has_one():
    homes = dwellings(
        (100, 100, "Druten"), (900, 100, ""), (1_900, 100, "Deest"), (1_950, 100, "deest ")
    )
    places = gpd.GeoSeries(
        gpd.points_from_xy([950, 1_100, 3_000], [100] * 3), index=["a", "b", "c"]
    )
    assert nearest_kern(places, homes).to_dict() == {"a": "Druten", "b": "Deest", "c": "Deest"}
    assert nearest_kern(places, homes.iloc[1:2]).to_dict() == dict.fromkeys("abc", "")
    assert nearest_kern(places.iloc[:0], homes).empty


class TestWhereAPointLies:
    def points(self, *xy: tuple[float, float]) -> gpd.GeoSeries:
        return gpd.GeoSeries([shapely.Point(p) for p in xy], crs="EPSG:28992")

    def test_inside_and_outside(self):
        found = assign_areas(self.points((500, 500), (1_500, 500), (5_000, 500)), AREAS)
        assert found["buurt"].tolist() == ["BU00010101", "BU00010102", ""]
        assert found["wijk"].tolist() == ["WK000101", "WK000101", ""]
        assert found["gemeente"].tolist() == ["GM0001", "GM0001", ""]

    def test_on_a_border_the_first_code_counts_whatever_the_order_of_the_areas(self):
        border = self.points((1_000, 500), (2_000, 500))
        for areas in (AREAS, AREAS.iloc[::-1]):
            found = assign_areas(border, areas)
            assert found["buurt"].tolist() == ["BU00010101", "BU00010102"]
            assert found["wijk"].tolist() == ["WK000101", "WK000101"], "that of the buurt"

    def test_an_empty_point_lies_nowhere(self):
        points = gpd.GeoSeries([shapely.Point(), None, shapely.Point(1, 1)], index=list("abc"))
        assert assign_areas(points, AREAS)["buurt"].to_dict() == {
            "a": "",
            "b": "",
            "c": "BU00010101",
        }

    def test_without_areas_everything_lies_nowhere(self):
        assert (assign_areas(self.points((500, 500)), tables.AREA_TABLE.empty()) == "").all(
            axis=None
        )
        assert assign_areas(self.points(), AREAS).empty

    def test_a_niveau_that_is_not_there_is_empty_text(self):
        found = assign_areas(self.points((500, 500)), AREAS.loc[["buurt"]])
        assert found.iloc[0].to_dict() == {"buurt": "BU00010101", "wijk": "", "gemeente": ""}


class TestNamesOfKernen:
    def test_spelling_follows_the_commonest_of_the_addresses(self):
        known = pd.Series(["Zalk", "Zalk", "ZALK", "'s-Heerenbroek"])
        written = pd.Series(["zalk ", "’s-heerenbroek", "Elders", ""])
        assert name_kernen(written, known).tolist() == [
            "Zalk",
            "'s-Heerenbroek",
            "Elders",
            "onbekend",
        ]

    def test_of_equally_common_spellings_the_first_by_alphabet_counts(self):
        for known in (["ZALK", "Zalk"], ["Zalk", "ZALK"]):
            assert name_kernen(pd.Series(["zalk"]), pd.Series(known)).tolist() == ["ZALK"]


class TestOutlineOfAKern:
    def test_holds_every_dwelling_of_it(self):
        rng = np.random.default_rng(3)
        xy = np.round(rng.normal(0, 400, (300, 2)) + 200_000, 1)
        homes = dwellings(*((x, y, "Dorp" if x < 200_100 else "Gat") for x, y in xy))
        outlines = outline_kernen(homes).geometry
        for kern in ("Dorp", "Gat"):
            there = homes.geometry[homes["woonplaats"] == kern].to_numpy()
            assert shapely.covers(outlines[kern], there).all()
            assert outlines[kern].is_valid

    def test_closes_gaps_up_to_200_m_and_leaves_a_lone_farm_apart(self):
        near = dwellings((25, 25, "Dorp"), (225, 25, "Dorp"))
        far = dwellings((25, 25, "Dorp"), (525, 25, "Dorp"))
        assert outline_kernen(near).geometry["Dorp"].geom_type == "Polygon"
        assert outline_kernen(far).geometry["Dorp"].geom_type == "MultiPolygon"

    def test_one_dwelling_is_a_square_of_about_50_m(self):
        outline = outline_kernen(dwellings((25, 25, "Dorp"))).geometry["Dorp"]
        assert 50**2 <= outline.area <= 75**2

    def test_unknown_is_a_kern_only_when_there_is_one_without(self):
        assert outline_kernen(dwellings((0, 0, "A"), (0, 0, ""))).index.tolist() == [
            "A",
            "onbekend",
        ]
        assert outline_kernen(dwellings((0, 0, "A"))).index.tolist() == ["A"]

    def test_no_dwellings_no_kernen(self):
        assert outline_kernen(dwellings((0, 0, "A")).iloc[:0]).empty


class TestDwellingsPerArea:
    HOMES = dwellings(
        (100, 100, "Dorp"),
        (200, 100, "Dorp"),
        (300, 100, "Dorp"),
        (400, 100, ""),
        (1_500, 100, "Gat"),
    )
    M = (100.0, 300.0, np.inf, np.nan, 800.0)

    def test_who_has_none_comes_last_in_the_median_and_takes_the_mean_away(self):
        table = summarise(self.HOMES, metres(self.HOMES, self.M))
        west = table.loc[("buurt", "BU00010101")]
        assert west["n_woningen"] == 4
        assert np.isnan(west["gemiddeld_supermarkt_m"])
        assert west["mediaan_supermarkt_m"] == 300  # of 100, 300 and none; the unknown is left out
        assert (west["n_geen_supermarkt"], west["n_onbekend_supermarkt"]) == (1, 1)
        whole = table.loc[("gemeente", "GM0001")]
        assert np.isnan(whole["gemiddeld_supermarkt_m"])
        assert whole["mediaan_supermarkt_m"] == 550  # of 100, 300, 800 and none

    @pytest.mark.parametrize(
        ("walks_m", "median_m", "mean_m"),
        [
            ((100.0, 300.0), 200, 200),
            ((100.0, np.inf), np.inf, np.nan),  # somewhere between 100 m and nowhere
            ((100.0, 300.0, 500.0, np.inf), 400, np.nan),
            ((100.0, 300.0, np.inf, np.inf), np.inf, np.nan),
            ((100.0, np.inf, np.nan, np.nan), np.inf, np.nan),
            ((100.0, 300.0, np.nan), 200, 200),
            ((np.inf,), np.inf, np.nan),
            ((np.nan,), np.nan, np.nan),
        ],
    )
    def test_a_median_and_a_mean_by_hand(self, walks_m, median_m, mean_m):
        homes = dwellings(*((1 + i, 1, "Dorp") for i in range(len(walks_m))))
        dorp = summarise(homes, metres(homes, walks_m)).loc[("kern", "Dorp")]
        found = [dorp["mediaan_supermarkt_m"], dorp["gemiddeld_supermarkt_m"]]
        np.testing.assert_equal(found, [median_m, mean_m])

    def test_a_wider_search_never_shortens_a_median(self):
        homes = dwellings(*((1 + i, 1, "Dorp") for i in range(5)))
        far = np.array([200.0, 900.0, 3_000.0, 6_000.0, 7_000.0])
        medians = [
            summarise(homes, metres(homes, np.where(far > limit, np.inf, far))).loc[
                ("kern", "Dorp"), "mediaan_supermarkt_m"
            ]
            for limit in (1_000, 5_000, 10_000)
        ]
        assert medians == [np.inf, 3_000, 3_000]

    def test_the_mean_of_those_that_found_one_is_apart(self):
        found = mean_of_found(self.HOMES, metres(self.HOMES, self.M), AREAS, ["supermarkt"])
        assert found.loc["BU00010101", "supermarkt"] == 200
        assert found.index.is_monotonic_increasing

    def test_unknown_and_none_stay_in_the_denominator_and_are_never_near(self):
        table = summarise(self.HOMES, metres(self.HOMES, self.M))
        west = table.loc[("buurt", "BU00010101")]
        assert west["aandeel_supermarkt_250"] == 1 / 4
        assert west["aandeel_supermarkt_400"] == 2 / 4

    def test_just_below_a_break_is_near_and_the_break_itself_is_not(self):
        homes = dwellings((1, 1, "Dorp"), (2, 1, "Dorp"))
        table = summarise(homes, metres(homes, (399.9, 400.0)))
        assert table.loc[("kern", "Dorp"), "aandeel_supermarkt_400"] == 0.5

    def test_the_certain_distance_decides_what_is_near(self):
        homes = dwellings((1, 1, "Dorp"), (2, 1, "Dorp"))
        found = metres(homes, (100.0, 100.0), (100.0, np.inf))
        dorp = summarise(homes, found).loc[("kern", "Dorp")]
        assert dorp["aandeel_supermarkt_250"] == 0.5
        assert dorp["gemiddeld_supermarkt_m"] == 100
        assert dorp["n_geen_supermarkt"] == 0

    def test_kernen_come_first_and_every_area_is_there(self):
        table = summarise(self.HOMES, metres(self.HOMES, self.M))
        assert table.index.tolist() == [
            ("kern", "Dorp"), ("kern", "Gat"), ("kern", "onbekend"), *AREAS.index
        ]  # fmt: skip
        assert table["naam"].tolist()[:4] == ["Dorp", "Gat", "onbekend", "West"]
        assert table["n_woningen"].tolist() == [3, 1, 1, 4, 1, 0, 5, 0, 5]

    def test_an_area_without_dwellings_has_no_distances(self):
        leeg = summarise(self.HOMES, metres(self.HOMES, self.M)).loc[("buurt", "BU00010201")]
        assert (leeg["n_woningen"], leeg["n_geen_supermarkt"], leeg["n_onbekend_supermarkt"]) == (
            0,
            0,
            0,
        )
        assert np.isnan(leeg["gemiddeld_supermarkt_m"])
        assert np.isnan(leeg["aandeel_supermarkt_400"])

    def test_a_dwelling_that_was_not_measured_is_unknown(self):
        some = metres(self.HOMES, self.M).drop(index="n0", level="location_id")
        west = summarise(self.HOMES, some).loc[("buurt", "BU00010101")]
        assert (west["n_woningen"], west["n_onbekend_supermarkt"]) == (4, 2)

    def test_without_areas_the_kernen_remain(self):
        table = summarise(self.HOMES, metres(self.HOMES, self.M), areas=tables.AREA_TABLE.empty())
        assert table.index.get_level_values("niveau").unique().tolist() == ["kern"]
        assert table.crs.to_epsg() == 28992

    def test_the_order_of_the_rows_changes_nothing(self):
        found = metres(self.HOMES, (0.1, 0.2, 0.3, 1e9, 0.7))
        one = summarise(self.HOMES, found)
        other = summarise(self.HOMES.iloc[::-1], found.iloc[::-1])
        pd.testing.assert_frame_equal(
            one.drop(columns="geometry"), other.drop(columns="geometry"), check_exact=True
        )

    def test_a_mean_is_the_same_whatever_the_order_of_the_rows(self):
        drawn = np.random.default_rng(7)
        for _ in range(10):
            homes = dwellings(*((100 + i, 100, "Dorp") for i in range(30)))
            found = metres(homes, np.round(drawn.uniform(0, 3_000, 30), 3))
            forth, back = (
                summarise(table, found.loc[table.index]) for table in (homes, homes.iloc[::-1])
            )
            name = "gemiddeld_supermarkt_m"
            assert forth[name].dropna().tolist() == back[name].dropna().tolist()

    def test_nobody_lives_here(self):
        none = self.HOMES.iloc[:0]
        table = summarise(none, metres(none, []))
        assert table["n_woningen"].tolist() == [0] * 6
        assert table["aandeel_supermarkt_400"].isna().all()


class TestObjectsPerArea:
    HOMES = dwellings((100, 100, "Dorp"), (1_500, 100, "Gat"))
    FOUND = metres(HOMES, (100.0, 100.0))

    def table(self, *rows) -> gpd.GeoDataFrame:
        return summarise(self.HOMES, self.FOUND, objects={"plannen": judged(*rows)})

    def test_objects_and_their_dwellings_are_counted_by_verdict(self):
        table = self.table(
            ("Dorp", 12, "voldoet", shapely.box(0, 0, 10, 10)),
            ("Dorp", 20, "voldoet", shapely.box(0, 0, 10, 10)),
            ("Gat", 7, "voldoet_niet", shapely.Point(1_500, 500)),
            ("Gat", None, "onbekend", shapely.Point(1_500, 500)),
        )
        dorp, gat = table.loc[("kern", "Dorp")], table.loc[("kern", "Gat")]
        assert (dorp["plannen_voldoet_druten"], dorp["woningen_plannen_voldoet_druten"]) == (2, 32)
        assert (dorp["plannen_voldoet_niet_druten"], dorp["plannen_onbekend_druten"]) == (0, 0)
        assert (gat["plannen_voldoet_niet_druten"], gat["plannen_onbekend_druten"]) == (1, 1)
        assert gat["woningen_plannen_onbekend_druten"] == 0, "their number is unknown"
        whole = table.loc[("gemeente", "GM0001")]
        assert (whole["plannen_voldoet_druten"], whole["plannen_onbekend_druten"]) == (2, 1)

    def test_an_object_belongs_to_the_kern_it_names_and_to_the_buurt_it_lies_in(self):
        table = self.table(("DORP", 12, "voldoet", shapely.box(900, 0, 1_900, 100)))
        assert table["plannen_voldoet_druten"].to_dict() == {
            ("kern", "Dorp"): 1,
            ("kern", "Gat"): 0,
            ("buurt", "BU00010101"): 0,
            ("buurt", "BU00010102"): 1,
            ("buurt", "BU00010201"): 0,
            ("wijk", "WK000101"): 1,
            ("wijk", "WK000102"): 0,
            ("gemeente", "GM0001"): 1,
        }

    def test_a_kern_without_dwellings_is_there_for_its_plan(self):
        table = self.table(("Nieuwland", 12, "voldoet", shapely.Point(2_500, 500)))
        assert table.loc[("kern", "Nieuwland"), "plannen_voldoet_druten"] == 1
        assert table.loc[("kern", "Nieuwland"), "n_woningen"] == 0
        assert table.geometry[("kern", "Nieuwland")].is_empty

    def test_without_a_kern_or_a_place_it_still_counts_somewhere(self):
        table = self.table(("", 12, "onbekend", shapely.MultiPoint()))
        assert table.loc[("kern", "onbekend"), "plannen_onbekend_druten"] == 1
        assert table.loc["gemeente"]["plannen_onbekend_druten"].sum() == 0

    def test_two_kinds_stand_side_by_side_and_an_empty_list_counts_nothing(self):
        plan = judged(("Dorp", 12, "voldoet", shapely.Point(5, 5)))
        objects = {"plannen": plan, "complexen": plan.iloc[:0]}
        dorp = summarise(self.HOMES, self.FOUND, objects=objects).loc[("kern", "Dorp")]
        assert (dorp["plannen_voldoet_druten"], dorp["complexen_voldoet_druten"]) == (1, 0)

    def test_objects_that_were_not_judged_are_refused(self):
        plan = judged(("Dorp", 12, "voldoet", shapely.Point(5, 5))).drop(columns="kern")
        with pytest.raises(InputError, match="kern"):
            summarise(self.HOMES, self.FOUND, objects={"plannen": plan})


def test_the_real_buurten_of_kampen_divide_a_grid_of_points_as_geopandas_does():
    if not KAMPEN.is_file():
        pytest.skip("the buurten of Kampen are not here: ../shared/data/kampen")
    areas = read_areas(KAMPEN)
    x, y = (
        a.ravel()
        for a in np.meshgrid(np.arange(184_000, 198_000, 331), np.arange(504_000, 516_000, 331))
    )
    points = gpd.GeoSeries(gpd.points_from_xy(x, y), crs="EPSG:28992")
    found = assign_areas(points, areas)
    joined = gpd.sjoin(points.to_frame("geometry"), areas.loc["buurt"][["geometry"]])
    assert 500 < (found["buurt"] != "").sum() == joined.index.nunique()
    assert (found["buurt"][joined.index] == joined["code"]).all()
    inside = found[found["buurt"] != ""]
    assert ("WK" + inside["buurt"].str[2:8] == inside["wijk"]).all()


def test_where_no_address_is_known_a_kern_stays_as_it_is_written():
    """It warned, and would have raised: a map of no names gives numbers."""
    written, none = pd.Series(["Proefdorp", ""]), pd.Series([], dtype=object)
    assert name_kernen(written, none).tolist() == ["Proefdorp", ONBEKENDE_KERN]
