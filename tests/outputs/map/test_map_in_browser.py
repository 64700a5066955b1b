"""What a reader sees and does: the finished page in a real browser, the network cut."""

import base64
import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from browser import Reader, colour_of_single_pixel

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.crs import to_wgs84
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import build_views, classify
from wozgeo.outputs.map.draw import draw_map, write_map

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=window.hacked=1>\"'{{ 7 * 7 }}"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
VOORZIENINGEN = ("supermarkt", "huisarts", "ov_halte")
CORNER = np.array([190_000.0, 507_000.0])


def near(east_m: float, north_m: float) -> np.ndarray:
    return CORNER + np.array([east_m, north_m])


def town() -> gpd.GeoDataFrame:
    """A grid of 400 dwellings, 40 m apart; the first rows are the ones the tests know."""
    n = 400
    k = np.arange(n)
    xy = CORNER + 40.0 * np.column_stack([k % 20, k // 20])
    data: dict[str, object] = {
        "naam": np.full(n, "", dtype=object),
        "straat": np.array([f"{i // 20 + 1}e Straat" for i in k], dtype=object),
        "huisnummer": np.array([str(i % 20 + 1) for i in k], dtype=object),
        "postcode": "8260 AA",
        "woonplaats": "Voorbeelddorp",
        "aanloop_m": 12.4,
        "aanloop_kruist": np.full(n, "", dtype=object),
    }
    for step, v in enumerate(VOORZIENINGEN):
        afstand = (60.0 + 2.37 * ((k * (step + 3)) % n)).round(2)
        data |= {f"afstand_{v}_m": afstand, f"zeker_{v}_m": afstand.copy()}
        data |= {f"reden_{v}": np.full(n, "", dtype=object), f"rand_{v}": np.zeros(n, dtype=bool)}
        data |= {
            f"{v}_id": np.full(n, f"{v[0]}1", object),
            f"{v}_naam": np.full(n, f"De {v}", object),
        }
    data |= {"score": ((k * 7) % 101).astype(float), "score_zeker": ((k * 7) % 101).astype(float)}
    index = pd.Index([f"n{1000 + i}" for i in k], name="locatie_id", dtype=object)
    table = gpd.GeoDataFrame(data, index=index, geometry=shapely.points(xy), crs=RD_NEW)
    known = {
        "n1105": ("supermarkt", 399.96, 612.4, ""),
        "n1107": ("supermarkt", 400.0, math.inf, ""),
        "n1109": ("supermarkt", math.inf, math.inf, "buiten_zoekgrens"),
        "n1111": ("supermarkt", math.nan, math.nan, "te_ver_van_weg"),
    }
    for place, (v, afstand, zeker, reden) in known.items():
        table.loc[place, [f"afstand_{v}_m", f"zeker_{v}_m", f"reden_{v}"]] = [afstand, zeker, reden]
        if reden:
            table.loc[place, [f"{v}_id", f"{v}_naam"]] = ""
    table.loc["n1105", ["rand_supermarkt", "aanloop_kruist"]] = [True, "water"]
    table.loc["n1150", ["naam", "straat", "supermarkt_naam"]] = HOSTILE
    return table


def facilities() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "voorziening": list(VOORZIENINGEN),
            "naam": [HOSTILE, "Praktijk aan de Dijk", ""],
            "telt_als": ["", "supermarkt", "bushalte"],
            "bron": ["eigen lijst", "OpenStreetMap", "OpenStreetMap"],
            "aanloop_m": [3.0, math.nan, math.inf],
        },
        index=pd.Index([f"{v[0]}1" for v in VOORZIENINGEN], name="id", dtype=object),
        geometry=shapely.points([near(-60, 20), near(-60, 200), near(-60, 400)]),
        crs=RD_NEW,
    )


def streets() -> gpd.GeoDataFrame:
    rows = [CORNER[1] + 40 * k + 18 for k in range(20)]
    lines = [shapely.LineString([(CORNER[0] - 100, y), (CORNER[0] + 860, y)]) for y in rows]
    lake = shapely.Point(near(1100, 300)).buffer(200)
    names = ["", HOSTILE, *(f"Naam {k}" for k in range(18)), "Meer"]
    return gpd.GeoDataFrame(
        {"kind": ["straat"] * 20 + ["water"], "name": names}, geometry=[*lines, lake], crs=RD_NEW
    )


def found(woningen=None, **more):
    woningen = town() if woningen is None else woningen
    given = {"name": "Voorbeeld", "search_limit_m": 5000, "backdrop": streets()}
    return Found(woningen=woningen, **({"voorzieningen": facilities()} | given | more))


def draw(path, woningen=None, *, online_backdrop=False, **more):
    drawn = draw_map(found(woningen, **more), online_backdrop=online_backdrop)
    return write_map(drawn, path / "kaart.html")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return draw(tmp_path_factory.mktemp("kaart"), warnings=[HOSTILE])


@pytest.fixture(scope="module")
def opened(chromium, path):
    reader = Reader(chromium, path)
    yield reader
    reader.page.close()


@pytest.fixture
def reader(opened):
    """The open page, back at its first view."""
    opened.page.keyboard.press("Escape")
    opened.page.evaluate("wozgeo.kaart.home(false)")
    opened.view("supermarkt")
    return opened


def place_of(locatie_id):
    return np.array(town().geometry[locatie_id].coords[0])


def test_the_legend_says_of_which_voorziening_places_are_probably_missing(chromium, tmp_path):
    thin = {"supermarkt": f"Waarschijnlijk ontbreken er supermarkten. {HOSTILE}"}
    reader = Reader(chromium, draw(tmp_path, thin=thin))
    reader.view("supermarkt")
    assert reader.page.locator("#dun").inner_text() == thin["supermarkt"]
    reader.view("huisarts")
    assert not reader.page.locator("#dun").is_visible()
    reader.page.close()


def test_on_paper_the_names_of_streets_do_not_cover_the_ground(reader):
    """A canvas over the ground prints as a white sheet; a picture of it does not."""
    reader.page.evaluate(
        "wozgeo.kaart.map.setView(wozgeo.kaart.dwellings.table.latLng(0), 17, { animate: false })"
    )
    pane = ".leaflet-straatnamen-pane"
    assert reader.page.locator(f"{pane} canvas").is_visible()
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not reader.page.locator(f"{pane} canvas").is_visible()
    assert reader.page.locator(f"{pane} img").get_attribute("src").startswith("data:image/png")
    reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert reader.page.locator(f"{pane} canvas").is_visible()
    assert not reader.page.locator(f"{pane} img").count()


class TestOpening:
    def test_one_file_no_request_no_complaint(self, chromium, path):
        reader = Reader(chromium, path)
        reader.look_at(place_of("n1105"))
        reader.click(place_of("n1105"))
        reader.view("score")
        assert reader.requests == [path.as_uri()]
        assert reader.complaints == []
        reader.page.close()

    def test_a_voorziening_without_a_symbol_is_drawn_as_a_letter_without_complaint(
        self, chromium, tmp_path
    ):
        woningen = town().assign(afstand_bank_m=100.0, zeker_bank_m=100.0)
        places = facilities()
        places.loc[places.index[0], ["voorziening", "naam"]] = ["bank", "De bank"]
        drawn = draw_map(found(woningen, voorzieningen=places))
        reader = Reader(chromium, write_map(drawn, tmp_path / "kaart.html"))
        reader.look_at(near(-60, 20))
        reader.view("bank")
        assert reader.complaints == []
        reader.page.close()

    def test_what_the_page_decodes_is_what_was_measured(self, reader):
        found = reader.page.evaluate(
            """() => { const t = wozgeo.kaart.dwellings.table; const rows = {};
                 for (let i = 0; i < t.n; i++) {
                   const d = t.number("afstand_supermarkt_m", i), at = t.latLng(i);
                   rows[t.text("index", i)] = [d === null ? "NaN" : String(d),
                     String(t.number("zeker_huisarts_m", i)), t.text("straat", i), at.lng, at.lat];
                 } return rows; }"""
        )
        expected = town()
        assert set(found) == set(expected.index)
        lonlat = np.array([found[i][3:] for i in expected.index])
        true = to_wgs84(shapely.get_coordinates(expected.geometry))
        assert np.abs((lonlat - true) * [67_500, 111_200]).max() < 0.1
        for place, row in expected.iterrows():
            distance = row["afstand_supermarkt_m"]
            text = {True: "Infinity"}.get(math.isinf(distance), "NaN")
            assert found[place][0] == (
                str(math.floor(distance)) if math.isfinite(distance) else text
            )
            assert found[place][1] == str(math.floor(row["zeker_huisarts_m"]))
            assert found[place][2] == row["straat"]

    @pytest.mark.parametrize("n", [0, 1])
    def test_hardly_anything_to_draw_still_finishes(self, chromium, tmp_path, n):
        reader = Reader(chromium, draw(tmp_path, town().iloc[:n]))
        assert reader.complaints == []
        reader.page.close()

    def test_the_online_map_is_asked_for_only_when_switched_on(self, chromium, tmp_path):
        path = draw(tmp_path, online_backdrop=True)
        reader = Reader(chromium, path)
        assert reader.requests == [path.as_uri()]
        for name, service in (("grijs", "brt"), ("luchtfoto", "hwh")):
            before = set(reader.requests)
            reader.page.check(f"#ondergrond-{name}")
            reader.page.wait_for_timeout(100)
            asked = set(reader.requests) - before
            assert asked
            assert all(url.startswith(f"https://service.pdok.nl/{service}/") for url in asked)
        reader.page.check("#ondergrond-bestand")
        reader.page.close()

    def test_where_pdok_does_not_answer_the_own_backdrop_stays_and_the_reader_is_told(
        self, chromium, tmp_path
    ):
        reader = Reader(chromium, draw(tmp_path, online_backdrop=True))
        reader.page.check("#ondergrond-grijs")
        reader.page.wait_for_selector("text=PDOK antwoordt niet", timeout=5_000)
        assert reader.page.evaluate("wozgeo.kaart.backdrop.options.opacity") == 1
        assert "Kadaster" not in reader.page.inner_text(".bron")
        reader.page.check("#ondergrond-bestand")
        assert reader.page.is_hidden("text=PDOK antwoordt niet")
        reader.page.close()

    @pytest.mark.parametrize(
        ("name", "source"),
        [("grijs", "© Kadaster"), ("luchtfoto", "© Beeldmateriaal Nederland (CC BY 4.0)")],
    )
    def test_a_map_from_the_network_names_its_own_source(self, chromium, tmp_path, name, source):
        reader = Reader(chromium, draw(tmp_path, online_backdrop=True))
        tile = base64.b64decode(PIXEL)
        reader.page.route(
            "https://service.pdok.nl/**",
            lambda route: route.fulfill(body=tile, content_type="image/png"),
        )
        reader.page.check(f"#ondergrond-{name}")
        reader.page.wait_for_selector("#bron-pdok", timeout=5_000)
        assert reader.page.inner_text(".bron").count(source) == 1
        assert reader.page.evaluate("wozgeo.kaart.backdrop.options.opacity") == 0
        reader.page.check("#ondergrond-bestand")
        assert source not in reader.page.inner_text(".bron")
        reader.page.close()

    def test_an_old_browser_is_told_and_keeps_the_table(self, chromium, path):
        page = chromium.new_page()
        page.add_init_script("delete window.DecompressionStream")
        page.goto(path.as_uri())
        page.wait_for_selector(".melding")
        assert "recente versie" in page.inner_text(".melding")
        assert page.is_visible("#cijfers table")
        page.close()


class TestDrawing:
    @pytest.mark.parametrize("key", [*VOORZIENINGEN, "score"])
    def test_a_dwelling_has_the_colour_of_its_class(self, reader, key):
        views = build_views(found())
        view = next(view for view in views if view.key == key)
        table = town()
        classes = classify(table[view.column], view.breaks, with_beyond=view.beyond is not None)
        reader.view(key)
        seen = set()
        for place in ("n1105", "n1107", "n1109", "n1150", "n1399"):
            look = view.classes[classes[table.index.get_loc(place)]]
            reader.look_at(place_of(place))
            assert reader.colour_at(place_of(place)) == look.colour, place
            seen.add(look.colour)
        assert len(seen) > 1

    def test_an_unknown_dwelling_is_hollow(self, reader):
        reader.look_at(place_of("n1111"))
        assert reader.colour_at(place_of("n1111")) == "#ffffff"

    def test_a_doubtful_dwelling_has_a_dark_rim(self, reader):
        def darkest(place):
            reader.look_at(place_of(place), zoom=19)
            x, y = reader.pixel_of(place_of(place))
            strip = [reader.page.screenshot(clip={"x": x + d, "y": y, "width": 1, "height": 1})
                     for d in range(7, 13)]  # fmt: skip
            return min(sum(bytes.fromhex(colour_of_single_pixel(p)[1:])) for p in strip)

        assert darkest("n1107") < darkest("n1108") - 60

    def test_the_backdrop_has_water_where_the_lake_is(self, reader):
        reader.look_at(near(1100, 300), zoom=15)
        assert reader.colour_at(near(1100, 300)) == "#d2e6f0"

    def test_streets_have_their_names_from_close_by(self, reader):
        written = "wozgeo.kaart.streets.written"
        reader.look_at(near(380, 380), zoom=15)
        assert reader.page.evaluate(written) == []
        reader.look_at(near(380, 380), zoom=17)
        names = reader.page.evaluate(written)
        assert {"Naam 6", "Naam 7"} <= set(names)
        assert "Meer" not in names
        reader.look_at(near(380, 58), zoom=17)
        assert HOSTILE in reader.page.evaluate(written)
        assert reader.page.evaluate("window.hacked") is None


class TestLegend:
    def test_it_follows_the_view_and_counts_everyone(self, reader):
        titles = set()
        for key in (*VOORZIENINGEN, "score"):
            reader.view(key)
            titles.add(reader.page.inner_text("#legenda-titel"))
            counts = reader.page.locator("#klassen .n").all_inner_texts()
            assert sum(int(n.replace(".", "")) for n in counts) == 400
        assert len(titles) == 4

    def test_a_kind_of_facility_can_be_switched_off(self, reader):
        reader.look_at(near(-60, 20))
        with_symbol = reader.colour_at(near(-60, 27))
        reader.page.uncheck("#soorten input[value=supermarkt]")
        assert reader.colour_at(near(-60, 27)) != with_symbol
        reader.page.check("#soorten input[value=supermarkt]")


class TestCard:
    def test_a_dwelling_tells_its_address_distances_and_doubts(self, reader):
        reader.look_at(place_of("n1105"))
        reader.click(place_of("n1105"))
        card = reader.card
        assert "6e Straat 6" in card
        assert "8260 AA Voorbeelddorp" in card
        assert "399 m, ongeveer 9 min" in card
        assert "400 m" not in card
        assert "zonder het onbekende pad: 612 m" in card
        assert "dichterbij kan er een buiten de kaart liggen" in card
        assert "de aanloop kruist water: controleer ter plaatse" in card
        assert "Aanloop naar de straat: 12 m" in card
        assert "Score" in card
        assert "De huisarts" in card

    def test_missing_distances_are_explained_and_never_look_alike(self, reader):
        reader.look_at(place_of("n1109"))
        reader.click(place_of("n1109"))
        assert "verder dan de zoekgrens" in reader.card
        reader.click(place_of("n1111"))
        assert "te ver van een begaanbare weg" in reader.card
        reader.click(place_of("n1107"))
        assert "400 m" in reader.card
        assert "geen zekere route" in reader.card

    def test_a_facility_tells_its_name_kind_and_source(self, reader):
        reader.look_at(near(-60, 200))
        reader.click(near(-60, 200))
        assert "Praktijk aan de Dijk" in reader.card
        assert "OpenStreetMap" in reader.card
        assert "voor 400 woningen" in reader.card

    def test_names_stay_text(self, reader):
        reader.look_at(place_of("n1150"))
        reader.click(place_of("n1150"))
        assert reader.page.inner_text("#kaartje h2") == HOSTILE
        assert HOSTILE in reader.page.inner_text("#kaartje .afstanden")
        reader.look_at(near(-60, 20))
        reader.click(near(-60, 20))
        assert reader.page.inner_text("#kaartje h2") == HOSTILE
        assert HOSTILE in reader.page.inner_text(".letop")
        assert reader.page.evaluate("window.hacked") is None
        assert reader.page.locator("img").count() == 0
        assert reader.complaints == []

    def test_dwellings_on_one_spot_can_be_leafed_through(self, chromium, tmp_path):
        flat = town().iloc[:3].set_geometry([shapely.Point(CORNER)] * 3, crs=RD_NEW)
        reader = Reader(chromium, draw(tmp_path, flat))
        reader.click(CORNER)
        assert "1 van 3 woningen op deze plek" in reader.card
        first = reader.page.inner_text("#kaartje h2")
        reader.page.click("#kaartje button[title='Volgende woning']")
        assert "2 van 3" in reader.card
        assert reader.page.inner_text("#kaartje h2") != first
        reader.page.close()


class TestWithoutAMouse:
    def test_enter_opens_the_dwelling_in_the_middle_and_escape_closes_it(self, reader):
        reader.look_at(place_of("n1105"))
        reader.page.focus("#map_kaart")
        reader.page.keyboard.press("Enter")
        assert "6e Straat 6" in reader.card
        assert reader.page.evaluate("document.activeElement.id") == "kaartje-titel"
        reader.page.keyboard.press("Escape")
        assert reader.page.locator("#kaartje").is_hidden()
        assert reader.page.evaluate("document.activeElement.id") == "map_kaart"

    def test_tab_reaches_everything_and_gets_out_again(self, reader):
        reader.page.evaluate("document.activeElement.blur()")
        reached = []
        for _ in range(30):
            reader.page.keyboard.press("Tab")
            reached.append(
                reader.page.evaluate(
                    """(({ id, className, name, tagName, title }) =>
                         id || name || title || className || tagName)(document.activeElement)"""
                )
            )
        assert {"spring", "map_kaart", "Inzoomen", "Uitzoomen", "weergave"} <= set(reached)
        assert "SUMMARY" in reached
        assert reached.count("spring") > 1 or "BODY" in reached

    def test_focus_is_visible_on_every_control(self, reader):
        reader.page.focus("#map_kaart")
        for _ in range(6):
            reader.page.keyboard.press("Tab")
            outline = reader.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"


class TestRoom:
    @pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (1600, 1000)])
    def test_nothing_overlaps_and_nothing_sticks_out(self, chromium, path, width, height):
        reader = Reader(chromium, path, width=width, height=height)
        wide = reader.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        boxes = reader.page.evaluate(
            """() => [".kop", ".paneel", ".leaflet-control-zoom", ".thuis", ".bron",
                      ".leaflet-control-scale"].map((name) => {
                 const b = document.querySelector(name).getBoundingClientRect();
                 return [name, b.left, b.top, b.right, b.bottom];
               })"""
        )
        for k, (name, left, top, right, bottom) in enumerate(boxes):
            assert left >= 0, name
            assert right <= width + 0.5, name
            assert bottom <= height + 0.5, name
            for other, *box in boxes[k + 1 :]:
                apart = right <= box[0] or box[2] <= left or bottom <= box[1] or box[3] <= top
                assert apart, (name, other)
        reader.page.close()

    def test_the_card_does_not_cover_the_dwelling_it_is_about(self, reader):
        for place in ("n1110", "n1105", "n1171"):
            reader.page.keyboard.press("Escape")
            reader.look_at(place_of("n1105"))
            reader.click(place_of(place))
            reader.page.wait_for_timeout(400)
            x, y = reader.pixel_of(place_of(place))
            box = reader.page.locator("#kaartje").bounding_box()
            inside = (
                box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]
            )
            assert not inside
