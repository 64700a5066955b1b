"""What a reader sees of seniors, new places and the surface: switch, legend, sign, card; the network cut."""

import pytest
from browser import Reader
from judged import draw_judged, near
from senior_layers import GIVEN

pytestmark = pytest.mark.browser

CARDS = {
    "concentraties": (near(50, 600), "Niet zeker een ontmoetingsplek binnen 400 m: 85"),
    "plekken": (near(300, 500), "naar verwachting 120 (minstens 50, hoogstens 225)"),
    "plekken_bestaand": (near(600, 500), "als deze sluit: naar verwachting 30"),
    "plekken_kandidaat": (near(420, 500), "misschien geen, hoogstens 40"),
    "zoekgebieden_een": (near(30, 850), "10.000 m², waarvan al bebouwd: 25 %"),
    "straten": (near(50, 700), "gaan hier 600 65-plussers langs"),
    "straten_erbij": (near(50, 780), "samen 201 m straat: Kade, Plein"),
    "plekken_erbij": (near(500, 780), "2 complexen en 1 plan"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return draw_judged(tmp_path_factory.mktemp("ouderen"), **GIVEN)


def test_each_layer_waits_for_its_switch_and_opens_its_card(reader):
    for laag, (place, said) in CARDS.items():
        reader.look_at(place, 16)
        reader.click(place)
        assert said not in reader.card, laag
        reader.page.keyboard.press("Escape")
        reader.page.check(f"#lagen input[value={laag}]")
        reader.page.wait_for_timeout(60)
        reader.click(place)
        assert said in reader.card, laag
        assert f"keuze={laag}" in reader.page.url
        reader.page.uncheck(f"#lagen input[value={laag}]")
        reader.page.keyboard.press("Escape")


def test_a_name_is_text(reader):
    reader.page.check("#lagen input[value=concentraties]")
    reader.look_at(near(50, 600), 16)
    reader.click(near(50, 600))
    assert reader.page.inner_text("#kaartje h2") == "<b>Kerkstraat"


def test_the_keyboard_switches_and_opens_what_is_in_the_middle(reader):
    reader.page.focus("#lagen input[value=plekken]")
    reader.page.keyboard.press("Space")
    reader.look_at(near(300, 500), 16)
    reader.page.focus("#map_kaart")
    reader.page.keyboard.press("Enter")
    assert "Oude school" in reader.card
    assert reader.page.evaluate("document.activeElement.id") == "kaartje-titel"


def test_streets_are_those_to_what_the_view_shows(reader):
    reader.page.check("#lagen input[value=straten]")
    assert reader.page.evaluate("wozgeo.kaart.lagen.walked") == "ontmoetingsplek"
    reader.look_at(near(500, 700), 16)
    reader.click(near(500, 700))
    assert "60 65-plussers" not in reader.card


def test_the_search_finds_a_place_and_switches_its_layer_on(reader):
    reader.page.fill("#zoek", "oude school")
    reader.page.keyboard.press("Enter")
    assert "volgende ontmoetingsplek, nummer 1" in reader.card
    assert reader.page.is_checked("#lagen input[value=plekken]")


def test_seniors_are_a_view_of_areas_alone_with_the_interval_on_the_card(chromium, path):
    reader = Reader(chromium, path, address="#weergave=aandeel_65&keuze=buurten:A")
    assert "naar verwachting 270 (minstens 260, hoogstens 280)" in reader.card
    shown = reader.page.locator("#per label:visible").all_inner_texts()
    assert shown == ["kern", "buurt"]
    assert "25 % of meer" in reader.page.inner_text("#klassen")
    reader.view("ontmoetingsplek")
    assert reader.complaints == []
    reader.page.close()


def test_the_surface_is_coloured_as_the_dwellings_and_open_where_there_is_none(reader):
    plain = {}
    for east in (100, 300, 410):
        reader.look_at(near(east, 800), 16)
        plain[east] = reader.colour_at(near(east, 800))
    reader.page.check("#lagen input[value=vlak]")
    seen = {}
    for east in plain:
        reader.look_at(near(east, 800), 16)
        reader.page.wait_for_timeout(100)
        seen[east] = reader.colour_at(near(east, 800))
    assert seen[410] == plain[410]
    near_red, near_blue, far_red, far_blue = (
        int(seen[east][k : k + 2], 16) for east in (100, 300) for k in (1, 5)
    )
    assert near_blue > near_red
    assert far_red > far_blue
    assert "Cellen van 20 m" in reader.page.inner_text("#lagen")


def test_seniors_cover_the_land_in_their_own_classes_and_never_together_with_walks(reader):
    reader.page.check("#lagen input[value=vlak]")
    reader.page.check("#lagen input[value=vlak_senioren]")
    assert not reader.page.is_checked("#lagen input[value=vlak]")
    said = reader.page.inner_text("#lagen")
    assert "5 personen of meer" in said
    assert "nooit mensen geteld per adres" in said
    seen = {}
    for east in (100, 300):
        reader.look_at(near(east, 800), 16)
        reader.page.wait_for_timeout(100)
        seen[east] = sum(int(reader.colour_at(near(east, 800))[k : k + 2], 16) for k in (1, 3, 5))
    assert seen[300] < seen[100] - 150
    reader.view("score")
    assert reader.page.is_checked("#lagen input[value=vlak_senioren]")
    assert "5 personen of meer" in reader.page.inner_text("#lagen")


def test_every_colour_of_a_sign_or_line_stands_out_from_the_land(reader):
    least = reader.page.evaluate(
        """() => {
             const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
               .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
               .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
             const land = light("#f6f4ee");
             const looks = wozgeo.kaart.settings.lagen.flatMap(({ klassen }) => klassen);
             return Math.min(...looks.map(({ colour }) => (land + 0.05) / (light(colour) + 0.05))); }"""
    )
    assert least >= 3
