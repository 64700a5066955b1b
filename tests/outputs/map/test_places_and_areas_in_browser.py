"""Shares per buurt, an address that is not there, coordinates, what is not firm: on the finished page."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from browser import Reader, open_chromium
from judged import CORNER, areas, at, complexen, draw_judged, dwellings, near, plannen

from wozgeo.domain.crs import to_wgs84
from wozgeo.outputs.looks import SHARE_COLOURS

pytestmark = pytest.mark.browser


def two_buurten():
    """Draw two buurten side by side: in the west 99 % has an ontmoetingsplek near, in the east 10 %."""
    west, east = areas("buurt", "BU1", "West"), areas("buurt", "BU2", "Oost")
    east["aandeel_ontmoetingsplek_400"] = 0.1
    both = pd.concat([west, east])
    split = CORNER[0] + 400
    low, high = CORNER[1] - 200, CORNER[1] + 1000
    both.geometry = [
        shapely.box(CORNER[0] - 200, low, split, high),
        shapely.box(split, low, CORNER[0] + 1000, high),
    ]
    return gpd.GeoDataFrame(both, crs=west.crs)


@pytest.fixture(scope="module")
def chromium():
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    soft = plannen().assign(stevig_een=[False, True], hangt_aan_een=["deur: net binnen", ""])
    firm = complexen().assign(stevig_een=True)
    folder = tmp_path_factory.mktemp("kaart")
    return draw_judged(folder, buurten=two_buurten(), plannen=soft, complexen=firm)


@pytest.fixture
def reader(chromium, path):
    reader = Reader(chromium, path)
    yield reader
    assert reader.complaints == []
    reader.page.close()


class TestPerBuurt:
    def test_a_share_fills_its_buurt_and_the_legend_counts_them(self, reader):
        assert reader.page.is_hidden("#per")
        reader.view("ontmoetingsplek")
        reader.page.click("#per label:has-text('buurt')")
        reader.look_at(near(400, 900), 14)
        assert reader.colour_at(near(350, 950)) == SHARE_COLOURS[-1]
        assert reader.colour_at(near(450, 950)) == SHARE_COLOURS[0]
        assert "op minder dan 400 m lopen, per buurt" in reader.page.inner_text(".paneel")
        rows = reader.page.locator("#klassen .rij").all_inner_texts()
        counts = {row.split("\n")[0]: row.split("\n")[-1] for row in rows}
        assert counts["0 tot 20 %"] == counts["80 % of meer"] == "1"
        assert counts["20 tot 40 %"] == counts["niet bekend: geen woningen"] == "0"

    def test_a_click_opens_the_figures_and_a_link_shows_the_same(self, reader, chromium, path):
        reader.view("ontmoetingsplek")
        reader.page.click("#per label:has-text('buurt')")
        reader.look_at(near(700, 900), 14)
        reader.click(near(700, 950))
        assert "Oost" in reader.card
        other = Reader(chromium, path, address="#" + reader.page.url.split("#")[1])
        other.look_at(near(400, 900), 14)
        assert other.colour_at(near(350, 950)) == SHARE_COLOURS[-1]
        other.page.close()

    def test_dwellings_come_back_in_other_views_and_where_there_is_room(self, reader):
        reader.view("ontmoetingsplek")
        reader.page.click("#per label:has-text('buurt')")
        dot = np.array(dwellings().geometry["n13"].coords[0])
        reader.look_at(dot, 14)
        reader.click(dot)
        assert "Kerkstraat" not in reader.card.split("\n")[2]
        reader.look_at(dot, 18)
        reader.click(dot)
        assert "Kerkstraat 13" in reader.card

    def test_one_area_is_no_comparison(self, chromium, tmp_path):
        reader = Reader(chromium, draw_judged(tmp_path))
        reader.view("ontmoetingsplek")
        assert reader.page.is_hidden("#per")
        reader.page.close()


class TestSearch:
    def found(self, reader, typed):
        reader.page.fill("#zoek", typed)
        reader.page.locator("#vondsten li").first.wait_for()
        return reader.page.locator("#vondsten li").all_inner_texts()

    @pytest.mark.parametrize(
        ("typed", "number"), [("Kerkstraat 98", 60), ("kerkstraat 0", 1), ("Kerkstraat 61a", 60)]
    )
    def test_an_address_that_is_not_there_gives_the_nearest_number_and_says_so(
        self, reader, typed, number
    ):
        first = self.found(reader, typed)[0]
        asked = typed.split()[1]
        assert first.startswith(f"Kerkstraat {number}")
        assert f"nummer {asked} is er niet bij; dit is het dichtstbijzijnde nummer" in first
        reader.page.press("#zoek", "Enter")
        assert f"Kerkstraat {number}" in reader.card

    def test_an_address_that_is_there_is_found_without_a_word(self, reader):
        found = self.found(reader, "kerkstraat 12 voorbeelddorp")
        assert found[0].startswith("Kerkstraat 12")
        assert not any("niet bij" in text for text in found)

    def test_a_street_that_is_not_there_gives_nothing(self, reader):
        assert "Niets gevonden" in self.found(reader, "dorpsstraat 12")[0]

    @pytest.mark.parametrize("name", ["oost", "west", "voorbeelddorp"])
    def test_buurten_and_kernen_are_found(self, reader, name):
        assert any(text.casefold().startswith(name) for text in self.found(reader, name))


class TestCoordinates:
    def test_what_went_in_as_rd_comes_out_again(self, reader):
        rng = np.random.default_rng(7)
        xy = np.column_stack(
            [rng.uniform(20_000, 275_000, 200), rng.uniform(310_000, 615_000, 200)]
        )
        places = [{"lat": lat, "lng": lon} for lon, lat in to_wgs84(xy)]
        found = reader.page.evaluate(
            "places => places.map(wozgeo.toRd).map(({x, y}) => [x, y])", places
        )
        assert np.hypot(*(np.array(found) - xy).T).max() < 0.02

    def test_a_click_anywhere_gives_them_and_the_nearest_address(self, reader):
        place = near(-150, 900)
        reader.look_at(place)
        reader.click(place)
        assert "Plaats op de kaart" in reader.card
        x, y = map(int, re.search(r"(\d{6}), (\d{6})", reader.card).groups())
        assert np.hypot(x - place[0], y - place[1]) < 3
        assert re.search(r"52\.\d{5}, 5\.\d{5}", reader.card)
        assert "Dichtstbijzijnde adres: Kerkstraat" in reader.card
        reader.click(near(-100, 900))
        assert reader.page.is_hidden("#kaartje")

    def test_they_are_copied_from_a_card(self, chromium, path):
        reader = Reader(chromium, path, address="#keuze=plannen:P2")
        reader.page.click("#kaartje .kopieer >> nth=0")
        reader.page.locator(".gedaan:not(:empty)").wait_for()
        assert "Gekopieerd: 190500, 507300" in reader.card
        reader.page.close()


class TestFirmness:
    def test_what_is_not_firm_is_hatched_on_its_site_and_in_the_legend(self, reader):
        assert reader.page.locator("#klassen clipPath").count() == 2
        reader.look_at(near(260, 140), 18)
        row = [reader.colour_at(near(210 + k / 4, 110)) for k in range(24)]
        assert len(set(row)) > 2

    def test_the_list_says_it_and_sorts_by_it(self, reader):
        reader.page.click("#tab-lijst")
        reader.page.locator("#lijst thead button").nth(2).click()
        rows = reader.page.locator("#lijst tbody tr").all_inner_texts()
        assert "Kloosterakker" in rows[0]
        assert "voldoet, niet stevig" in rows[0]
        firm = [
            reader.page.locator(f"#lijst tbody tr:nth-child({k + 1}) td:nth-child(3)").inner_text()
            for k in range(5)
        ]
        assert firm == ["nee", "ja", "ja", "–", "–"]

    def test_the_card_says_verdict_firmness_and_what_it_hangs_on(self, reader):
        reader.look_at(at(260, 140).coords[0])
        reader.click(near(260, 140))
        assert "voldoet, niet stevig" in reader.card
        assert "Hangt aan: Deur: net binnen" in reader.card

    def test_what_a_definition_asks_stands_under_its_title(self, reader):
        assert reader.page.inner_text("#vraagt").startswith("Vraagt een ontmoetingsplek")
        reader.view("ontmoetingsplek")
        assert reader.page.is_hidden("#vraagt")
