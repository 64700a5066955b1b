"""The map is one file that asks for nothing, says everything in words too, and trusts no name."""

import html
import json
import math
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.definitions import Definition, Requirement, Source, Within
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.vocabulary import Eis
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.draw import ATTRIBUTION, draw_map, nearness, write_map
from wozgeo.outputs.map.page import as_json, leaflet_css, leaflet_js

HOSTILE = "</script><script>window.hacked = 1</script>\"'&{{ 7 * 7 }}{% endraw %}{#\u2028=1+1"


def town(n: int = 3) -> gpd.GeoDataFrame:
    ids = pd.Index([f"n{k}" for k in range(n)], name="locatie_id", dtype=object)
    afstand = np.resize([399.96, math.inf, math.nan], n)
    return gpd.GeoDataFrame(
        {
            "straat": "Kerkstraat",
            "huisnummer": [str(k + 1) for k in range(n)],
            "woonplaats": "Voorbeelddorp",
            "aanloop_m": 4.6,
            "afstand_supermarkt_m": afstand,
            "zeker_supermarkt_m": np.resize([612.3, math.inf, math.nan], n),
            "reden_supermarkt": np.resize(["", "buiten_zoekgrens", "te_ver_van_weg"], n).astype(
                object
            ),
            "supermarkt_id": np.resize(["n90", "", ""], n).astype(object),
            "supermarkt_naam": np.resize(["De Winkel", "", ""], n).astype(object),
            "rand_supermarkt": False,
        },
        index=ids,
        geometry=gpd.points_from_xy(190_000 + 20 * np.arange(n), np.full(n, 507_000)),
        crs=RD_NEW,
    )


def shops(name: str = "De Winkel") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "voorziening": ["supermarkt"],
            "naam": [name],
            "telt_als": [""],
            "bron": ["OpenStreetMap"],
            "aanloop_m": [2.0],
        },
        index=pd.Index(["n90"], name="id", dtype=object),
        geometry=[shapely.Point(190_100, 507_100)],
        crs=RD_NEW,
    )


def street() -> gpd.GeoDataFrame:
    line = shapely.LineString([(189_900, 507_000), (190_200, 507_000)])
    return gpd.GeoDataFrame({"kind": ["straat"], "name": [HOSTILE]}, geometry=[line], crs=RD_NEW)


def found(woningen=None, voorzieningen=None, backdrop=None, **choices) -> Found:
    given = {
        "name": "Voorbeeld",
        "search_limit_m": 5000,
        "woningen": town() if woningen is None else woningen,
        "voorzieningen": shops() if voorzieningen is None else voorzieningen,
        "backdrop": street() if backdrop is None else backdrop,
    }
    return Found(**(given | choices))


def page_of(*tables, online_backdrop=False, **choices) -> str:
    drawn = draw_map(found(*tables, **choices), online_backdrop=online_backdrop)
    return drawn.get_root().render()


def settings_in(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="kaart-gegevens">(.*?)</script>', page)
    return json.loads(found[1])


def policy_in(page: str) -> str:
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]


class TestOneFile:
    def test_nothing_in_the_page_loads_from_elsewhere(self):
        page = page_of()
        without_code = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
        sources = re.findall(r'\b(?:src|href|srcset|data)="([^"]*)"', without_code)
        assert set(sources) == {"data:,", "#cijfers"}
        assert not re.findall(r"url\((?!data:|#)", re.sub(r"//.*", "", "".join(re.findall(
            r"<style>(.*?)</style>", page, flags=re.DOTALL))))  # fmt: skip
        assert "@import" not in page
        assert "sourceMappingURL" not in page
        assert not re.search(r"jquery|bootstrap|cdn\.|unpkg", page, flags=re.IGNORECASE)

    def test_the_policy_forbids_every_request(self):
        policy = policy_in(page_of())
        assert policy.startswith("default-src 'none';")
        assert "img-src data: blob:;" in policy
        assert "http" not in policy
        assert "*" not in policy

    def test_with_the_online_backdrop_only_its_host_may_send_pictures(self):
        page = page_of(online_backdrop=True)
        assert "img-src data: blob: https://service.pdok.nl;" in policy_in(page)
        assert policy_in(page).count("http") == 1
        online = settings_in(page)["online"]
        assert [tiles["key"] for tiles in online] == ["grijs", "luchtfoto"]
        assert all(tiles["url"].startswith("https://service.pdok.nl/") for tiles in online)
        assert settings_in(page_of())["online"] == []

    def test_leaflet_is_the_installed_one_with_its_pictures_inside(self):
        assert "Leaflet 1.9" in leaflet_js()
        assert "url(images" not in leaflet_css()
        assert "url(data:image/png;base64," in leaflet_css()

    def test_equal_input_gives_equal_bytes_and_writing_twice_too(self, tmp_path):
        choices = {"name": "A", "profile": "voetganger", "search_limit_m": 2500, "warnings": ["x"]}
        one = draw_map(found(**choices))
        other = draw_map(found(**choices))
        path = write_map(one, tmp_path / "een.html")
        again = write_map(one, tmp_path / "nog.html")
        written = write_map(other, tmp_path / "twee.html")
        assert path == tmp_path / "een.html"
        assert path.read_bytes() == again.read_bytes() == written.read_bytes()

    def test_row_order_changes_nothing(self):
        shuffled = town(30).sample(frac=1, random_state=1)
        assert page_of(town(30)) == page_of(shuffled)


class TestWords:
    def test_the_page_is_dutch_and_has_its_title(self):
        page = page_of(name="Gemeente Voorbeeld")
        assert '<html lang="nl">' in page
        assert "<title>Gemeente Voorbeeld: loopafstanden</title>" in page
        assert "<h1>Gemeente Voorbeeld</h1>" in page
        assert "Loopafstand met een rollator, 3 woningen" in page
        assert 'content="width=device-width, initial-scale=1"' in page

    def test_the_counts_stand_in_a_table_as_well(self):
        table = re.search(r"<tbody>(.*?)</tbody>", page_of(), flags=re.DOTALL)[1]
        rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', table)
        assert rows == [
            ("minder dan 250 m", "0"),
            ("250–400 m", "1"),
            ("400–500 m", "0"),
            ("500–800 m", "0"),
            ("800–1.500 m", "0"),
            ("1.500 m of meer", "0"),
            ("verder dan de zoekgrens (5.000 m)", "1"),
            ("onbekend", "1"),
        ]

    def test_warnings_are_shown_and_absent_when_there_are_none(self):
        page = page_of(warnings=["Slechts 1 huisarts gevonden."])
        assert "<li>Slechts 1 huisarts gevonden.</li>" in page
        assert "Let op" not in page_of()

    def test_minutes_name_their_speed_and_an_unknown_profile_gets_none(self):
        assert settings_in(page_of())["profile"]["speed_m_s"] == 0.75
        assert settings_in(page_of(profile="voetganger"))["profile"]["speed_m_s"] == 1.2
        assert settings_in(page_of(profile="scootmobiel"))["profile"]["speed_m_s"] is None
        assert "University of Bath" in page_of()

    def test_attribution_and_every_reason_travel_along(self):
        settings = settings_in(page_of())
        assert settings["attribution"] == ATTRIBUTION
        assert settings["reasons"]["te_ver_van_weg"] == "te ver van een begaanbare weg"

    def test_a_place_with_enough_dwellings_gets_its_name(self):
        assert settings_in(page_of(town(12)))["places"][0]["name"] == "Voorbeelddorp"
        assert settings_in(page_of(town(3)))["places"] == []


class TestHostileNames:
    def test_no_name_becomes_code(self):
        woningen = town().assign(naam=HOSTILE, straat=HOSTILE, woonplaats=HOSTILE)
        woningen["supermarkt_naam"] = HOSTILE
        page = page_of(
            woningen,
            shops(HOSTILE),
            name=HOSTILE,
            profile=HOSTILE,
            warnings=[HOSTILE],
            attribution=HOSTILE,
        )
        plain = page_of()
        assert page.count("<script") == plain.count("<script")
        assert page.count("</script") == plain.count("</script")
        assert f"<h1>{html.escape(HOSTILE, quote=False)}"[:20] in page
        assert settings_in(page)["title"] == HOSTILE

    def test_json_cannot_break_out_of_a_script_and_reads_back(self):
        text = as_json({HOSTILE: [HOSTILE]})
        assert not set(text) & set("<>&\u2028\u2029")
        assert json.loads(text) == {HOSTILE: [HOSTILE]}


class TestAnyTable:
    @pytest.mark.parametrize("n", [0, 1])
    def test_hardly_any_dwellings(self, n):
        settings = settings_in(page_of(town(n)))
        (south, west), (north, east) = settings["bounds"]
        assert 50 < south < north < 54
        assert 3 < west < east < 8

    def test_nothing_at_all(self):
        settings = settings_in(page_of(town(0), shops().iloc[:0], street().iloc[:0]))
        assert settings["bounds"] == [[50.7, 3.3], [53.6, 7.3]]
        assert [kind["n"] for kind in settings["facilities"]] == [0]

    @pytest.mark.parametrize("value", [math.nan, math.inf])
    def test_all_unknown_or_all_beyond(self, value):
        woningen = town(5).assign(afstand_supermarkt_m=value, zeker_supermarkt_m=value)
        counts = [row["n"] for row in settings_in(page_of(woningen))["views"][0]["classes"]]
        assert counts == ([0] * 7 + [5] if math.isnan(value) else [0] * 6 + [5, 0])

    def test_geometry_alone_is_enough(self):
        settings = settings_in(page_of(town()[["geometry"]]))
        assert settings["views"] == []

    def test_other_voorzieningen_get_a_view_and_a_letter(self):
        woningen = town().assign(afstand_bank_m=[1.0, 2.0, 3.0], score=[50.0, math.nan, 100.0])
        settings = settings_in(page_of(woningen))
        assert [view["key"] for view in settings["views"]] == ["supermarkt", "bank", "score"]
        bank = settings["facilities"][1]
        assert (bank["label"], bank["letter"], bank["path"], bank["n"]) == ("bank", "B", None, 0)

    def test_breaks_that_cannot_be_judged_are_refused(self):
        with pytest.raises(ConfigError, match=r"399\.5"):
            page_of(breaks_m=(250, 399.5))


def asks(limit_m: float, *, strict: bool) -> Found:
    walk = Within(limit_m, strict=strict)
    asked = Requirement(Eis.ONTMOETINGSRUIMTE, (walk,), Source("bron", "1", "2026"))
    eigen = Definition("eigen", "eigen definitie", (asked,))
    return Found(name="Leeg", search_limit_m=5000, definitions={"eigen": eigen})


@pytest.mark.parametrize(
    ("strict", "expected"),
    [(True, [2, 0, 0, 0, 1, 1]), (False, [2, 2, 0, 0, 1, 1])],
)
def test_a_card_says_of_exactly_the_limit_what_the_definition_says(strict, expected) -> None:
    homes = dwellings_at(
        [499.9, 500.0, 500.4, math.inf, 499.0, 499.9],
        [499.9, 500.0, 500.4, math.inf, 501.0, math.inf],
    )
    assert nearness(homes, Within(500, strict=strict)).tolist() == expected


def test_a_card_says_nothing_where_nobody_can_know() -> None:
    homes = dwellings_at([math.nan, 300.0, 700.0], [math.nan, 300.0, 700.0]).assign(
        aanloop_kruist=["", "water", ""], rand_ontmoetingsplek=[False, False, True]
    )
    assert np.isnan(nearness(homes, Within(400, strict=True))).all()


def dwellings_at(possible, certain):
    return pd.DataFrame({"afstand_ontmoetingsplek_m": possible, "zeker_ontmoetingsplek_m": certain})


@pytest.mark.parametrize(
    ("strict", "bound"), [(True, "minder dan 350 m"), (False, "hoogstens 350 m")]
)
def test_the_page_names_the_limit_of_the_definition(strict, bound) -> None:
    page = draw_map(asks(350, strict=strict)).get_root().render()
    assert f"is die van eigen definitie: {bound}." in page
    assert "De grens van 400 m" not in page
