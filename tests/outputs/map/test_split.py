"""Too many dwellings for one map: one per kern, each whole in itself, and a page that leads to them."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from browser import open_chromium
from judged import areas, at, complexen, dwellings, facilities, judged, plannen

from wozgeo.domain.contracts import RD_NEW
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.several_maps import file_names
from wozgeo.outputs.map.split import divide, only, write_maps


def two_kernen() -> gpd.GeoDataFrame:
    """60 dwellings in Voorbeelddorp and 60 in Verderop, five kilometres to the east."""
    here = dwellings()
    there = here.assign(woonplaats="Verderop", geometry=here.geometry.translate(5000, 0))
    there.index = pd.Index([f"m{i}" for i in range(len(there))], name="locatie_id")
    return gpd.GeoDataFrame(pd.concat([here, there]), crs=RD_NEW)


def scene(**other) -> Found:
    streets = [shapely.LineString([at(-100, 50), at(5700, 50)])]
    backdrop = gpd.GeoDataFrame({"kind": ["straat"], "name": ""}, geometry=streets, crs=RD_NEW)
    given = {"woningen": two_kernen(), "voorzieningen": facilities(), "backdrop": backdrop}
    return judged(**(given | other))


def part(**other):
    all_of_it = scene(**other)
    return all_of_it, divide(all_of_it, max_dwellings=100)


class TestHowMany:
    def test_as_many_as_the_limit_are_one_map(self, tmp_path):
        paths = write_maps(tmp_path, scene(), max_dwellings=120)
        assert [path.name for path in paths] == ["kaart.html"]
        assert "map_kaart" in paths[0].read_text()

    def test_one_more_makes_a_map_per_kern_and_a_page_that_leads_to_them(self, tmp_path):
        paths = write_maps(tmp_path, scene(), max_dwellings=119)
        names = ["kaart.html", "kaart-verderop.html", "kaart-voorbeelddorp.html"]
        assert [path.name for path in paths] == names
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
        index = paths[0].read_text()
        assert re.findall(r'<a href="([^"]*)"', index) == names[1:]
        assert "120 woningen" in index
        assert 'href="kaart.html"' in paths[1].read_text()
        assert "Voorbeeld: Verderop" in paths[1].read_text()

    def test_equal_input_gives_equal_files(self, tmp_path):
        folders = [tmp_path / name for name in "ab"]
        for folder in folders:
            folder.mkdir()
            write_maps(folder, scene(), max_dwellings=10)
        one, other = ([p.read_bytes() for p in sorted(f.iterdir())] for f in folders)
        assert one == other


class TestDivision:
    def test_a_kern_that_is_still_too_large_goes_by_wijk(self):
        west, east = (areas("wijk", f"WK{k}", name) for k, name in enumerate(("West", "Oost")))
        west.geometry, east.geometry = (
            [shapely.box(0, 0, 190_100, 1e6)],
            [shapely.box(190_100, 0, 191_000, 1e6)],
        )
        known = scene(buurten=gpd.GeoDataFrame(pd.concat([west, east]), crs=RD_NEW))
        found = divide(known, max_dwellings=50)
        assert set(found[:60]) == {"Voorbeelddorp, West", "Voorbeelddorp, Oost"}
        assert found["n1"] == "Voorbeelddorp, West"
        assert found["n10"] == "Voorbeelddorp, Oost"
        assert set(divide(known, max_dwellings=60)) == {"Voorbeelddorp", "Verderop"}

    def test_where_wijken_have_no_names_it_goes_by_buurt(self):
        nameless, buurt = areas("wijk", "WK1", " "), areas("buurt", "BU1", "Hoek")
        known = gpd.GeoDataFrame(pd.concat([nameless, buurt]), crs=RD_NEW)
        found = divide(scene(buurten=known), max_dwellings=50)
        assert set(found) == {"Voorbeelddorp, Hoek", "Verderop, Hoek"}
        known = scene(buurten=nameless)
        assert set(divide(known, max_dwellings=50)) == {"Voorbeelddorp", "Verderop"}

    def test_without_a_kern_it_has_no_name(self):
        nameless = two_kernen().drop(columns="woonplaats")
        assert set(divide(scene(woningen=nameless, buurten=None), max_dwellings=1)) == {""}

    @pytest.mark.parametrize(
        ("names", "files"),
        [
            (["'s-Heerenbroek"], ["kaart-s-heerenbroek.html"]),
            (["Súdwest", "Sudwest"], ["kaart-sudwest.html", "kaart-sudwest-2.html"]),
            (["../..", "<b>"], ["kaart-kern.html", "kaart-b.html"]),
        ],
    )
    def test_files_have_names_that_every_system_takes(self, names, files):
        assert list(file_names(names).values()) == files


class TestEachMap:
    def test_dwellings_are_in_one_map_only(self):
        everything, parts = part()
        found = [only(everything, parts, name).woningen.index for name in parts.unique()]
        assert sorted(found[0].append(found[1])) == sorted(everything.woningen.index)

    def test_what_is_listed_goes_with_its_kern(self):
        moved = complexen().assign(kern=["Verderop", ""])
        everything, parts = part(complexen=moved)
        here, there = (only(everything, parts, n) for n in ("Voorbeelddorp", "Verderop"))
        assert here.objects["plannen"].index.tolist() == ["P1", "P2"]
        assert there.objects["complexen"].index.tolist() == ["007"]
        assert "plannen" not in there.listed
        assert sorted(here.routes.index) == [("P1", "ontmoetingsplek"), ("P1", "supermarkt")]
        assert there.routes.index.tolist() == [("007", "ontmoetingsplek")]

    def test_without_a_kern_it_goes_with_the_nearest_dwelling_and_without_a_place_it_is_not_lost(
        self,
    ):
        plans = plannen().assign(kern="")
        plans.geometry = [at(5100, 300), shapely.Point()]
        everything, parts = part(plannen=plans)
        found = [
            only(everything, parts, n).objects["plannen"].index.tolist() for n in parts.unique()
        ]
        assert sorted(found) == [["P1"], ["P2"]]
        assert only(everything, parts, "Verderop").objects["plannen"].index[0] == "P1"

    def test_facilities_that_are_walked_to_stay_wherever_they_lie(self):
        everything, parts = part()
        kept = only(everything, parts, "Verderop").voorzieningen
        assert kept.index.tolist() == ["o1"]

    def test_the_backdrop_is_cut_to_it(self):
        everything, parts = part()
        west, _, east, _ = only(everything, parts, "Verderop").backdrop.total_bounds
        low, _, high, _ = everything.woningen.iloc[60:].total_bounds
        assert (west, east) == (low - 500, pytest.approx(min(high + 500, 195_700)))

    def test_of_water_that_crosses_itself_the_right_side_is_kept(self):
        """An outline round a map of 10 by 10, on which cutting by itself keeps two and a half times too much."""
        low, high = two_kernen().iloc[60:].total_bounds.reshape(2, 2) + np.array([[-500], [500]])
        corners = np.array([(10, 20), (30, -15), (-10, 30), (0, -15)])
        lake = shapely.Polygon(low + corners / 10 * (high - low))
        water = gpd.GeoDataFrame({"kind": ["water"], "name": ""}, geometry=[lake], crs=RD_NEW)
        everything, parts = part(backdrop=water)
        (cut,) = only(everything, parts, "Verderop").backdrop.geometry
        true = shapely.intersection(shapely.make_valid(lake), shapely.box(*low, *high))
        assert cut.area == pytest.approx(true.area)
        assert cut.area == pytest.approx(0.599 * np.prod(high - low), rel=0.01)


@pytest.mark.browser
def test_the_links_work_where_the_folder_lies(tmp_path):
    folder = tmp_path / "een stick"
    folder.mkdir()
    index = write_maps(folder, scene(), max_dwellings=100)[0]
    with open_chromium() as browser:
        page = browser.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(index.as_uri())
        page.click("a:has-text('Verderop')")
        page.wait_for_selector("html[data-ready=true]")
        page.click("a:has-text('Alle kaarten')")
        page.click("a:has-text('Voorbeelddorp')")
        page.wait_for_selector("html[data-ready=true]")
        assert complaints == []
