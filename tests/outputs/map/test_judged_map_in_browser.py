"""What a reader sees of plans, complexes and areas: the finished page, the network cut."""

import geopandas as gpd
import numpy as np
import pytest
from browser import Reader
from judged import at, clusters, draw_judged, dwellings, near

from wozgeo.domain.contracts import RD_NEW

pytestmark = pytest.mark.browser

BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#6b6b6b"
EEN, TWEE = "oordeel_een", "oordeel_twee"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return draw_judged(tmp_path_factory.mktemp("kaart"))


class TestOpening:
    def test_it_opens_with_the_first_definition(self, reader):
        assert reader.page.is_checked(f"input[value={EEN}]")
        assert "Een" in reader.page.inner_text("#legenda-titel")
        assert "Van 2 bouwplannen: 1 voldoet" in reader.page.text_content(".antwoord")

    def test_dwellings_recede(self, reader):
        places = dwellings().geometry
        reader.look_at(near(40, 320))
        faint = reader.colour_at(np.array(places["n13"].coords[0]))
        reader.view("ontmoetingsplek")
        assert reader.colour_at(np.array(places["n13"].coords[0])) != faint

    def test_without_anything_judged_there_is_no_list(self, chromium, tmp_path):
        nothing = {"plannen": None, "complexen": None, "clusters": None, "routes": None}
        reader = Reader(chromium, draw_judged(tmp_path, **nothing))
        assert reader.page.locator("#lijst").count() == 0
        assert reader.complaints == []
        reader.page.close()

    def test_what_the_page_decodes_is_what_was_packed(self, reader):
        found = reader.page.evaluate(
            """() => wozgeo.kaart.oordelen.records.map((record, i) => {
                 const { lat, lng } = wozgeo.kaart.oordelen.latLng(i);
                 return [record.soort, record.id, record.oordelen[0].o, lat, lng]; })"""
        )
        assert [row[:3] for row in found[:3]] == [
            ["plannen", "P1", 0],
            ["plannen", "P2", 1],
            ["complexen", "007", 0],
        ]
        point = gpd.GeoSeries([at(500, 300)], crs=RD_NEW).to_crs("EPSG:4326")[0]
        off_by = np.array([found[1][4] - point.x, found[1][3] - point.y]) * [67_500, 111_200]
        assert np.abs(off_by).max() < 0.6


class TestDrawing:
    def test_a_sign_has_the_colour_of_its_verdict(self, reader):
        reader.look_at(near(300, 250), zoom=17)
        assert reader.colour_at(near(500, 300)) == ORANGE
        assert reader.colour_at(near(70, 70)) == BLUE
        reader.view(TWEE)
        assert reader.colour_at(near(500, 300)) == GREY

    def test_the_site_of_a_plan_is_drawn_as_it_is(self, reader):
        inside, outside = near(210, 110), near(190, 90)
        reader.look_at(inside)
        assert reader.colour_at(inside) != reader.colour_at(outside)

    def test_in_other_views_colour_belongs_to_the_dwellings(self, reader):
        reader.look_at(near(500, 300))
        reader.view("ontmoetingsplek")
        assert reader.colour_at(near(500, 300)) == "#1f2d38"

    def test_a_class_can_be_switched_off_in_every_view(self, reader):
        reader.look_at(near(300, 250))
        reader.page.click("#klassen li[data-klasse='1'] input")
        assert reader.colour_at(near(500, 300)) != ORANGE
        assert reader.colour_at(near(70, 70)) == BLUE
        reader.page.click("#klassen li[data-klasse='1'] input")
        assert reader.colour_at(near(500, 300)) == ORANGE
        reader.view("ontmoetingsplek")
        dwelling = np.array(dwellings().geometry["n13"].coords[0])
        coloured = reader.colour_at(dwelling)
        reader.page.click("#klassen li[data-klasse='0'] input")
        assert reader.colour_at(dwelling) != coloured

    def test_clusters_wait_until_one_asks_for_them(self, reader):
        place = near(610, 500)
        reader.look_at(place)
        assert not reader.page.is_checked("#objecten input[value=clusters]")
        reader.click(place)
        assert "Plaats op de kaart" in reader.card
        reader.page.check("#objecten input[value=clusters]")
        reader.click(place)
        assert "kansrijk cluster K1" in reader.card

    def test_going_to_a_cluster_shows_it_and_a_link_does_too(self, chromium, path):
        reader = Reader(chromium, path, address="#keuze=clusters:K1")
        assert reader.page.is_checked("#objecten input[value=clusters]")
        reader.page.evaluate("map_kaart.panBy([40, 0], {animate: false})")
        assert "omgezet=clusters" in reader.page.url
        reader.page.close()

    def test_a_cluster_with_a_name_is_told_without_its_id(self, chromium, tmp_path):
        """The id of a cluster is made from that of a building: it says nothing to who reads the card."""
        named = clusters().assign(naam="Hof aan de Kerkstraat")
        reader = Reader(
            chromium, draw_judged(tmp_path, clusters=named), address="#keuze=clusters:K1"
        )
        assert "Hof aan de Kerkstraat" in reader.card
        assert "kansrijk cluster · Voorbeelddorp" in reader.card
        assert "K1" not in reader.card
        reader.page.close()

    def test_where_dwellings_are_the_subject_signs_come_from_close_by(self, reader):
        place = near(500, 300)
        reader.look_at(place, zoom=14)
        assert reader.colour_at(place) == ORANGE
        reader.view("ontmoetingsplek")
        assert reader.colour_at(place) not in (ORANGE, "#1f2d38")

    def test_a_kind_can_be_switched_off(self, reader):
        reader.look_at(near(500, 300))
        reader.page.uncheck("#objecten input[value=plannen]")
        assert reader.colour_at(near(500, 300)) != ORANGE


class TestCard:
    def test_a_plan_tells_verdict_why_what_it_needs_and_how_far(self, reader):
        reader.look_at(near(500, 300))
        reader.click(near(500, 300))
        card = reader.card
        assert "Veerweg" in card
        assert "bouwplan P2 · Voorbeelddorp · 20 woningen" in card
        assert "voldoet niet\nnet niet\n36,2 m te ver" in card
        assert "436,2 m lopen van De ontmoetingsplek" in card
        assert "Nodig: een ontmoetingsplek die 36,3 m dichterbij ligt" in card
        assert "436,2\xa0m, ongeveer 10 min" in card
        assert "mediaan 200\u00a0m, dichtstbij 120\u00a0m" in card

    def test_of_other_definitions_the_verdict_shows_and_the_rest_unfolds(self, reader):
        reader.look_at(near(500, 300))
        reader.click(near(500, 300))
        assert "Twee\n\nonbekend" in reader.card
        assert "nultreden niet opgegeven" not in reader.card
        reader.page.click("details.oordeelblok summary")
        assert "Ontbreekt: nultreden niet opgegeven" in reader.card

    def test_a_site_can_be_clicked_anywhere_inside(self, reader):
        reader.look_at(near(260, 140))
        reader.click(near(215, 115))
        assert "Kloosterakker" in reader.card

    def test_a_complex_tells_what_the_verdict_hangs_on_and_what_was_given(self, reader):
        reader.look_at(near(70, 70))
        reader.click(near(70, 70))
        assert "0,1 m binnen de grens" in reader.card
        assert "Hangt aan: 38 m pad" in reader.card
        reader.page.click(".bronfeiten summary")
        assert "3 van 4" in reader.card

    def test_the_way_to_walk_is_drawn_and_dashed_where_metres_are_unknown(self, reader):
        """37.4 of the 310 m are unknown, from 100 m on: there it is dotted and nowhere else."""
        reader.look_at(near(300, 200), zoom=16)
        reader.click(near(70, 70))
        lengths = reader.page.evaluate(
            """() => { const { line, unknown } = wozgeo.kaart.walks.listed(wozgeo.kaart.walks.of(2)[0]);
                 const far = (a, b) => map_kaart.distance(a, b);
                 return [far(line[0], line[1]), unknown.length, far(line[0], unknown[0][0]),
                         far(unknown[0][0], unknown[0][1])]; }"""
        )
        assert lengths == [
            pytest.approx(310.2, abs=2),
            1,
            pytest.approx(100, abs=1),
            pytest.approx(37.4, abs=1),
        ]
        dashed = ".leaflet-overlay-pane path[stroke-dasharray]"
        assert reader.page.locator(dashed).count() == 1
        assert "van 38 m is niet bekend of die begaanbaar is" in reader.card
        reader.click(near(260, 140))
        assert reader.page.locator(dashed).count() == 0
        before = reader.page.locator(".leaflet-overlay-pane path").count()
        reader.page.click("#kaartje button.wie:has-text('De supermarkt')")
        assert "gekozen" in reader.page.locator(
            "#kaartje li:has-text('supermarkt')"
        ).first.get_attribute("class")
        assert reader.page.locator(".leaflet-overlay-pane path").count() == before

    def test_an_area_tells_its_figures_when_its_layer_is_on(self, reader):
        empty = near(-150, -150)
        reader.look_at(empty)
        reader.click(empty)
        assert "Plaats op de kaart" in reader.card
        reader.page.check("#lagen input[value=kernen]")
        reader.click(empty)
        assert "Voorbeelddorp" in reader.card
        assert "399\u00a0m mediaan" in reader.card
        assert "400\xa0m: 99\xa0%" in reader.card
        assert "bouwplannen: 1 voldoet, 1 voldoet niet\n" in reader.card

    def test_a_kern_is_found_by_its_name_and_opens_with_its_figures(self, reader):
        reader.page.fill("#zoek", "voorbeelddorp")
        reader.page.locator("#vondsten li", has_text="kern").last.wait_for()
        texts = reader.page.locator("#vondsten li").all_inner_texts()
        assert any("Voorbeelddorp" in text and text.rstrip().endswith("kern") for text in texts)
        found = next(k for k, text in enumerate(texts) if text.rstrip().endswith("kern"))
        reader.page.locator("#vondsten li").nth(found).click()
        assert "399\u00a0m mediaan" in reader.card

    def test_the_walkshed_is_a_layer(self, reader):
        place = near(60, 600)
        reader.look_at(place)
        before = reader.colour_at(place)
        reader.page.check("#lagen input[value=loopgebied]")
        assert reader.colour_at(place) != before
