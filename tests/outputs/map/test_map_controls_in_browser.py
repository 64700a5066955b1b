"""What a reader does beside the map: list, search, address, paper, keyboard; the network cut."""

from dataclasses import replace

import pytest
from browser import Reader
from judged import CORNER, DEFINITIONS, SITE, complexen, draw_judged, judged_table, near

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=window.hacked=1>\"'{{ 7 * 7 }}"
EEN, TWEE = "oordeel_een", "oordeel_twee"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return draw_judged(tmp_path_factory.mktemp("kaart"))


def names(reader):
    return reader.page.locator("#lijst tbody tr:visible .naar").all_inner_texts()


class TestList:
    def test_it_sorts_by_every_column_and_unknown_comes_last(self, reader):
        reader.page.click("#tab-lijst")
        heads = reader.page.locator("#lijst thead button")
        heads.nth(0).click()
        assert names(reader) == [
            "De Linde",
            "kansrijk cluster K1",
            "Kloosterakker",
            "Veerweg",
            "Zonnehof",
        ]
        heads.nth(0).click()
        assert names(reader)[0] == "Zonnehof"
        heads.nth(1).click()
        assert names(reader)[:3] == ["De Linde", "Kloosterakker", "Veerweg"]
        heads.nth(2).click()
        assert names(reader)[:3] == ["Veerweg", "De Linde", "Kloosterakker"]
        heads.nth(3).click()
        assert names(reader)[-1] == "Veerweg"
        heads.nth(3).click()
        assert names(reader)[-1] == "Veerweg"
        assert (
            reader.page.get_attribute("#lijst thead th:nth-child(4)", "aria-sort") == "descending"
        )

    def test_it_can_show_one_kind(self, reader):
        reader.page.click("#tab-lijst")
        reader.page.click("#zeef button[value=plannen]")
        assert sorted(names(reader)) == ["Kloosterakker", "Veerweg"]

    def test_enter_goes_there_opens_the_card_and_escape_comes_back(self, reader):
        reader.page.click("#tab-lijst")
        reader.page.focus("#lijst .naar:has-text('Veerweg')")
        reader.page.keyboard.press("Enter")
        assert "Veerweg" in reader.card
        assert reader.page.evaluate("document.activeElement.id") == "kaartje-titel"
        assert reader.page.evaluate("map_kaart.getZoom()") == 17
        reader.page.keyboard.press("Escape")
        assert reader.page.evaluate("document.activeElement.textContent") == "Veerweg"

    def test_what_has_no_place_still_has_a_card(self, reader):
        reader.page.click("#tab-lijst")
        reader.page.click("#lijst .naar:has-text('Zonnehof')")
        assert "staat niet op de kaart" in reader.card
        assert "buiten de kaart" in reader.card

    def test_verdict_and_margin_follow_the_definition(self, reader):
        row = reader.page.locator("#lijst tr:has-text('Veerweg')")
        assert "−36,2\xa0m" in row.text_content()
        reader.view(TWEE)
        assert "onbekend" in row.text_content()
        assert "−36,2\xa0m" not in row.text_content()

    def test_arrows_move_between_the_tabs(self, reader):
        reader.page.focus("#tab-inhoud")
        reader.page.keyboard.press("ArrowRight")
        assert reader.page.is_visible("#lijst")
        assert reader.page.is_hidden("#klassen")
        reader.page.keyboard.press("ArrowLeft")
        assert reader.page.is_visible("#klassen")


class TestSearch:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [("kerkstr 12", "Kerkstraat 12"), ("veer", "Veerweg"), ("007", "De Linde"), ("supermarkt", "De supermarkt")],
    )  # fmt: skip
    def test_typing_finds_and_enter_goes_there(self, reader, typed, found):
        reader.page.fill("#zoek", typed)
        assert found in reader.page.inner_text("#vondsten li >> nth=0")
        reader.page.keyboard.press("Enter")
        assert found in reader.page.inner_text("#kaartje h2")
        assert reader.page.is_hidden("#vondsten")

    def test_arrows_choose_and_are_told_to_who_listens(self, reader):
        reader.page.fill("#zoek", "kerkstraat")
        reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.press("ArrowDown")
        assert reader.page.get_attribute("#zoek", "aria-activedescendant") == "vondst-1"
        assert reader.page.get_attribute("#vondst-1", "aria-selected") == "true"
        assert "60 gevonden" in reader.page.text_content("#zoek-stand")
        reader.page.keyboard.press("Escape")
        assert reader.page.get_attribute("#zoek", "aria-expanded") == "false"

    def test_nothing_found_is_said(self, reader):
        reader.page.fill("#zoek", "xyzzy")
        assert "Niets gevonden" in reader.page.inner_text("#vondsten")
        reader.page.keyboard.press("Enter")
        assert reader.page.is_hidden("#kaartje")


class TestAddress:
    def test_it_restores_view_place_layers_classes_and_choice(self, chromium, path):
        first = Reader(chromium, path)
        first.view(TWEE)
        first.page.check("#lagen input[value=buurten]")
        first.page.click("#klassen li[data-klasse='0'] input")
        first.look_at(near(500, 300), zoom=16)
        first.click(near(500, 300))
        first.look_at(near(480, 310), zoom=16)
        address = first.page.evaluate("location.hash")
        assert "keuze=plannen:P2" in address
        second = Reader(chromium, path, address=address)
        assert second.page.is_checked(f"input[value={TWEE}]")
        assert second.page.is_checked("#lagen input[value=buurten]")
        assert not second.page.is_checked("#klassen li[data-klasse='0'] input")
        assert "Veerweg" in second.card
        assert second.page.evaluate("location.hash") == address
        first.page.close()
        second.page.close()

    @pytest.mark.parametrize("soort", ["plannen", "complexen"])
    def test_one_id_in_two_lists_is_kept_apart(self, chromium, path, soort):
        reader = Reader(chromium, path, address=f"#keuze={soort}:P1")
        expected = {"plannen": "Kloosterakker", "complexen": "Zonnehof"}
        assert reader.page.inner_text("#kaartje h2") == expected[soort]
        reader.page.close()

    def test_an_address_in_an_open_page_puts_back_what_it_does_not_name(self, chromium, path):
        reader = Reader(chromium, path)
        plain = reader.page.evaluate("location.hash")
        reader.page.check("#lagen input[value=buurten]")
        reader.page.uncheck("#objecten input[value=complexen]")
        reader.page.click("#klassen li[data-klasse='0'] input")
        reader.page.evaluate("wozgeo.kaart.goTo(0)")
        assert reader.page.is_visible("#kaartje")
        reader.page.evaluate(f"location.hash = {plain!r}")
        reader.page.wait_for_selector("#kaartje", state="hidden")
        assert not reader.page.is_checked("#lagen input[value=buurten]")
        assert reader.page.is_checked("#objecten input[value=complexen]")
        assert reader.page.is_checked("#klassen li[data-klasse='0'] input")
        assert reader.page.evaluate("location.hash") == plain
        reader.page.close()

    def test_it_remembers_which_way_to_walk_is_drawn(self, chromium, path):
        first = Reader(chromium, path, address="#keuze=complexen:007&route=ontmoetingsplek")
        assert "route=ontmoetingsplek" in first.page.evaluate("location.hash")
        assert first.page.evaluate("wozgeo.kaart.choice.chosen.voorziening") == "ontmoetingsplek"
        first.page.close()

    def test_following_an_address_does_not_add_to_the_history(self, reader):
        before = reader.page.evaluate("history.length")
        reader.look_at(CORNER)
        reader.click(near(70, 70))
        assert reader.page.evaluate("history.length") == before

    @pytest.mark.parametrize(
        "address",
        ["#kaart=x/y/z", "#keuze=__proto__:1&lagen=__proto__&weergave=constructor", "#%%%", "#zonder=99"],
    )  # fmt: skip
    def test_nonsense_is_ignored(self, chromium, path, address):
        reader = Reader(chromium, path, address=address)
        assert reader.complaints == []
        assert reader.page.is_hidden("#kaartje")
        reader.page.close()


class TestPaper:
    def test_it_prints_on_one_landscape_page_with_legend_source_and_date(self, reader):
        pdf = reader.page.pdf(prefer_css_page_size=True)
        assert pdf.count(b"/Type /Page\n") == 1
        reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        line = reader.page.inner_text("#drukregel")
        assert "OpenStreetMap" in line
        assert "gegevens van 1 november 2026" in line
        assert "afgedrukt op" in line
        assert reader.page.is_visible("#klassen")
        assert reader.page.is_hidden("#zoek")
        reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert reader.page.is_visible("#zoek")

    def test_a_class_that_is_switched_off_is_named_as_not_shown(self, reader):
        reader.page.click("#klassen li[data-klasse='1'] input")
        reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert reader.page.is_visible("#klassen li[data-klasse='1']")
        said = """() => {
          const name = document.querySelector("#klassen li[data-klasse='1'] .klasse");
          return [getComputedStyle(name, '::after').content, name.dataset.uit];
        }"""
        content, uit = reader.page.evaluate(said)
        assert content not in ("none", "normal")
        assert uit == "niet getoond"
        reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    @pytest.mark.parametrize("i", range(5))
    def test_a_card_fits_on_the_sheet_with_the_row_that_decides_first(self, reader, i):
        reader.page.evaluate(f"wozgeo.kaart.goTo({i})")
        reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        fits = """() => {
          const [card, sheet] = ['#kaartje', '.veld'].map((s) => document.querySelector(s).getBoundingClientRect());
          return card.bottom <= sheet.bottom;
        }"""
        assert reader.page.evaluate(fits)
        reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")


class TestRoom:
    @pytest.mark.parametrize(
        ("width", "height"), [(1440, 900), (1024, 768), (900, 700), (844, 390), (390, 844)]
    )
    def test_what_is_gone_to_lies_clear_of_its_card(self, chromium, path, width, height):
        reader = Reader(chromium, path, width=width, height=height)
        reader.page.evaluate("wozgeo.kaart.goTo(1)")
        clear = """() => {
          const kaart = wozgeo.kaart, at = map_kaart.latLngToContainerPoint(kaart.oordelen.latLng(1));
          const map = map_kaart.getContainer().getBoundingClientRect();
          const card = document.querySelector('#kaartje').getBoundingClientRect();
          const [x, y] = [map.left + at.x, map.top + at.y];
          const inside = x > map.left && x < map.right && y > map.top && y < map.bottom;
          const under = x > card.left && x < card.right && y > card.top && y < card.bottom;
          return inside && !under && map_kaart.getZoom() >= 14;
        }"""
        assert reader.page.evaluate(clear)
        reader.page.close()

    def test_enlarged_four_times_the_page_scrolls_and_the_map_keeps_its_height(
        self, chromium, path
    ):
        reader = Reader(chromium, path, width=320, height=256)
        assert reader.page.evaluate("map_kaart.getContainer().clientHeight") >= 250
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert reader.page.evaluate("getComputedStyle(document.body).overflowY") == "auto"
        reader.page.close()

    def test_what_waits_for_a_larger_zoom_says_so(self, reader):
        reader.view("ontmoetingsplek")
        reader.look_at(CORNER, zoom=12)
        label = "#objecten label:has(input[value=plannen])"
        assert "te zien bij inzoomen" in reader.page.inner_text(label)
        reader.look_at(CORNER, zoom=16)
        assert "te zien bij inzoomen" not in reader.page.inner_text(label)


class TestEveryone:
    def test_the_crosshair_is_for_the_keyboard_alone(self, reader):
        reader.page.mouse.click(700, 400)
        assert reader.page.is_hidden(".vizier")
        reader.page.focus("#map_kaart")
        reader.page.keyboard.press("ArrowRight")
        assert reader.page.is_visible(".vizier")

    def test_tab_reaches_everything_and_gets_out_again(self, reader):
        reached = []
        for _ in range(60):
            reader.page.keyboard.press("Tab")
            reached.append(
                reader.page.evaluate(
                    "document.activeElement.id || document.activeElement.value || document.activeElement.tagName"
                )
            )
        for wanted in (
            "zoek",
            "SUMMARY",
            "map_kaart",
            "tab-inhoud",
            EEN,
            "plannen",
            "loopgebied",
            "afdrukken",
        ):
            assert wanted in reached, wanted
        assert reached.count("zoek") > 1 or "BODY" in reached

    def test_less_motion_when_asked_for(self, chromium, path):
        reader = Reader(chromium, path, reduced_motion="reduce")
        assert reader.page.evaluate("map_kaart.options.zoomAnimation") is False
        reader.page.close()

    def test_the_list_is_a_table_even_when_the_map_cannot_be_drawn(self, chromium, path):
        page = chromium.new_page()
        page.add_init_script("delete window.DecompressionStream")
        page.goto(path.as_uri())
        page.wait_for_selector(".melding")
        assert page.is_visible("#lijst")
        assert "voldoet niet" in page.inner_text("#lijst tr:has-text('Veerweg')")
        page.close()

    @pytest.mark.parametrize("width", [390, 1400])
    def test_axe_finds_no_violation(self, chromium, path, width):
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe is not installed: not checked"
        ).Axe()
        reader = Reader(chromium, path, width=width, height=844)
        reader.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        for step in (
            lambda: None,
            lambda: reader.page.uncheck("#klassen li[data-klasse='0'] input"),
            lambda: reader.view("ontmoetingsplek"),
            lambda: reader.page.fill("#zoek", "kerkstraat"),
            lambda: reader.page.keyboard.press("Enter"),
            lambda: reader.page.evaluate("wozgeo.kaart.list.tab('lijstvak')"),
            lambda: reader.page.evaluate("wozgeo.kaart.goTo(1)"),
        ):
            step()
            found = axe.run(reader.page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
        reader.page.close()

    @pytest.mark.parametrize("width", [390, 768, 1400])
    def test_nothing_sticks_out(self, chromium, path, width):
        reader = Reader(chromium, path, width=width, height=844)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        reader.page.click("#tab-lijst")
        reader.page.click("#lijst .naar >> nth=0")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        reader.page.close()


class TestHostileNames:
    def test_names_stay_text_everywhere(self, chromium, tmp_path):
        words = (
            "naam",
            "kern",
            "toelichting_een",
            "nodig_een",
            "ontbreekt_een",
            "hangt_af_van_een",
        )
        row = dict.fromkeys((*words, "gemeente", "supermarkt_naam"), HOSTILE)
        table = judged_table([{"id": HOSTILE, "geometry": SITE, **row}])
        path = draw_judged(
            tmp_path,
            plannen=table,
            complexen=complexen().assign(naam=HOSTILE),
            definitions={"een": replace(DEFINITIONS["een"], title=HOSTILE)},
        )
        reader = Reader(chromium, path)
        reader.page.click("#tab-lijst")
        reader.page.click("#lijst .naar >> nth=0")
        assert reader.page.inner_text("#kaartje h2") == HOSTILE
        reader.page.fill("#zoek", "onerror")
        assert HOSTILE in reader.page.inner_text("#vondsten li >> nth=0")
        assert reader.page.inner_text("#lijst-titel") == f"Oordeel: {HOSTILE}"
        assert reader.page.evaluate("window.hacked") is None
        assert reader.page.locator("img").count() == 0
        assert reader.complaints == []
        reader.page.close()
