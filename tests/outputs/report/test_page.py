"""What a council reads: the finished page, its numbers, and that it asks the network for nothing."""

import math
import re
import shutil
import sys
import zlib
from datetime import date
from html.parser import HTMLParser

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from judged import CORNER, SITE, at, judged_table

from wozgeo.domain.columns_reasons import ALL_KERNEN, ALL_REQUIREMENTS
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import choose_definitions, read_criteria
from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found
from wozgeo.outputs.judged_tables import build_complexen, build_plannen
from wozgeo.outputs.report.page import render_report, write_report
from wozgeo.outputs.report.pdf import pdf_available, write_report_pdf
from wozgeo.outputs.whole_percents import whole_percents

HOSTILE = "</style></script><img src=x onerror=window.hacked=1>{{ 7 * 7 }}"
DEFINITIONS = choose_definitions(read_criteria(), ["druten", "rijk"], source="test")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
VOORZIENINGEN = ("supermarkt", "ontmoetingsplek")


def verdicts(druten, rijk="onbekend", **more):
    given = {"kern": "Dorp"}
    for name, verdict in (("druten", druten), ("rijk", rijk)):
        said = {"voldoet": "Voldoet", "voldoet_niet": "Voldoet niet", "onbekend": "Onbekend"}[
            verdict
        ]
        title = DEFINITIONS[name].title
        given |= {f"oordeel_{name}": verdict, f"marge_{name}_m": math.nan, f"bijna_{name}": False}
        given |= {f"gemeten_{name}_m": more.get("afstand_ontmoetingsplek_max_m", 310.2)}
        given |= {f"toelichting_{name}": f"{said} aan {title}: zo is het.", f"nodig_{name}": ""}
        given |= {f"aandeel_{name}": 1.0, f"ontbreekt_{name}": "", f"hangt_af_van_{name}": ""}
    return given | more


def plannen(**other):
    return build_plannen(
        judged_table(
            [
                verdicts("voldoet", id="P1", naam="Kloosterakker", geometry=SITE),
                verdicts(
                    "voldoet_niet",
                    id="P2",
                    naam="Veerweg",
                    geometry=at(500, 300),
                    bijna_druten=True,
                    afstand_ontmoetingsplek_max_m=400.04,
                    nodig_druten="een ontmoetingsplek die dichterbij ligt",
                    **other,
                ),
            ]
        ),
        DEFINITIONS,
        VOORZIENINGEN,
    )


def complexen():
    row = verdicts("onbekend", id="007", naam="De Linde", geometry=shapely.MultiPoint([at(60, 60)]))
    nowhere = verdicts("onbekend", id="008", naam="", kern="", geometry=shapely.MultiPoint())
    return build_complexen(judged_table([row, nowhere]), DEFINITIONS, VOORZIENINGEN)


def woningen(n=40):
    k = np.arange(n)
    data = {"woonplaats": np.where(k % 4, "Dorp", "Gehucht").astype(object)}
    for v, metres in (("supermarkt", 100.0 + 20 * k), ("ontmoetingsplek", 500.0 + k)):
        data |= {f"afstand_{v}_m": metres, f"zeker_{v}_m": metres}
    places = shapely.points(CORNER + np.column_stack([20.0 * k, 10.0 * (k % 7)]).reshape(-1, 2))
    return gpd.GeoDataFrame(data, geometry=places, crs=RD_NEW)


def voorzieningen():
    return gpd.GeoDataFrame(
        {
            "voorziening": ["ontmoetingsplek"],
            "naam": [""],
            "kern": ["Dorp"],
            "telt_als": ["buurthuis of dorpshuis"],
            "bron": ["OpenStreetMap"],
        },
        index=pd.Index(["n1"], name="id"),
        geometry=[at(100, 100)],
        crs=RD_NEW,
    )


def backdrop():
    street = shapely.LineString([at(0, 0), at(800, 0)])
    return gpd.GeoDataFrame({"kind": ["straat"], "name": [HOSTILE]}, geometry=[street], crs=RD_NEW)


def progress():
    columns = ["zeker", "mogelijk", "voldoet_niet", "na_jaar", "bestaand_voldoet"]
    table = pd.DataFrame(
        [[24, 10, 0, 0, 3], [0, 0, 0, 0, 0], [24, 10, 0, 0, 3]],
        columns=columns,
        index=pd.Index(["Dorp", "Gehucht", "totaal"], name="kern"),
    ).assign(bestaand_onbekend=0, bestaand_voldoet_niet=0, n_zonder_aantal=[1, 0, 1])
    return table.astype("Int64").assign(geen=[False, True, False])


def found(**more):
    given = {
        "name": "Proef",
        "search_limit_m": 5000.0,
        "definitions": DEFINITIONS,
        "tables": {"plannen": plannen(), "complexen": complexen()},
        "progress": progress(),
        "progress_said": ("Van de 85 woningen zijn er 24.", "En nog iets."),
        "target_units": 85,
        "warnings": ["Let hierop.", "lijst.xlsx: Dit is gelezen.", "lijst.xlsx: Dat ook."],
        "settings": {"Wie loopt": "rollator"},
        "sources": ["Straten: © OpenStreetMap-bijdragers (ODbL), stand 2025-01-01."],
        "woningen": woningen(),
        "voorzieningen": voorzieningen(),
        "backdrop": backdrop(),
        "made_on": date(2026, 3, 9),
        "attribution": "© OpenStreetMap-bijdragers (ODbL)",
    }
    return Found(**(given | more))


def bare(name, **more):
    """Give a run in which nothing was judged, found or told."""
    given = {"search_limit_m": 5000.0, "made_on": date(2026, 3, 9)}
    return Found(name=name, **(given | more))


class Page(HTMLParser):
    """Tags, ids, heading levels and the texts of every table row."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.rows = [], []
        self.text, self._silent, self._in_cell = "", 0, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._silent += tag == "style"
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        self._silent -= tag == "style"
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data):
        if not self._silent:
            self.text += data
            if self._in_cell:
                self.rows[-1][-1] = f"{self.rows[-1][-1]} {data}"

    def all(self, *names):
        return [(tag, attrs) for tag, attrs in self.tags if tag in names]

    def row(self, *beginning):
        """Give the rows that begin with these texts."""
        rows = [[" ".join(cell.split()) for cell in row] for row in self.rows]
        return [row for row in rows if tuple(row[: len(beginning)]) == beginning]


@pytest.fixture(scope="module")
def html():
    return render_report(found())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_the_page_has_a_language_a_title_landmarks_and_a_way_to_the_answer(page, html):
    assert page.all("html")[0][1]["lang"] == "nl"
    assert "<title>Proef · Rapport</title>" in html
    assert [len(page.all(tag)) for tag in ("h1", "main", "nav")] == [1, 1, 1]
    assert page.all("a")[0][1]["href"] == "#antwoord"


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))


def test_every_link_leads_somewhere_in_the_page_and_no_id_is_used_twice(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.all("a")} <= set(ids)
    used = [a.get("aria-labelledby") or "" for _, a in page.tags]
    assert {name for text in used for name in text.split()} <= set(ids)


def test_nothing_can_be_requested_and_nothing_runs(page, html):
    policy = next(
        a["content"] for _, a in page.all("meta") if "Security" in a.get("http-equiv", "")
    )
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert not page.all("script", "img", "iframe", "object", "base", "form")
    assert not re.search(r"https?:|@import", html)
    sources = [a.get("src") or a.get("href") or "" for _, a in page.tags]
    assert all(s.startswith(("#", "data:,")) or not s for s in sources)


def test_every_table_has_a_caption_and_scoped_heads(page):
    assert len(page.all("caption")) == len(page.all("table")) > 8
    assert {a.get("scope") for _, a in page.all("th")} == {"col", "row", "colgroup", "rowgroup"}


def test_every_picture_has_a_text_or_is_hidden(page):
    for _, attrs in page.all("svg"):
        assert attrs.get("role") == "img" or attrs.get("aria-hidden") == "true"


def test_the_answer_stands_before_everything_else(page):
    places = [page.text.index(t) for t in ("De vraag", "Van de 85 woningen", "Wat elke kern")]
    assert places == sorted(places)


def test_counts_per_verdict_are_those_of_the_tables(page):
    plans, complexes = page.row("Plannen")[0], page.row("Complexen")[0]
    assert plans[2:] == ["1", "1", "0", "1", "2"]
    assert complexes[2:] == ["0", "0", "2", "0", "2"]


def test_a_kern_says_what_it_has_lacks_and_plans(page):
    table = woningen()
    dorp = table[table["woonplaats"] == "Dorp"]
    near = math.floor(100 * (dorp["zeker_supermarkt_m"] < 400).mean())
    row = next(r for r in page.row("Dorp") if len(r) == 11)
    assert row[1:] == ["30", f"{near} %", "0 %", "1", "0", "2", "0", "1", "1", "ontmoetingsplek"]


def test_a_kern_without_any_plan_or_complex_says_none(page):
    row = next(r for r in page.row("Gehucht") if "geen" in r)
    assert row[4:6] == ["geen", "geen"]
    assert row[-1] == "ontmoetingsplek; geen plan of complex"


def test_the_shares_of_a_row_are_those_of_its_dwellings(page):
    table = woningen()
    metres = table["zeker_supermarkt_m"][table["woonplaats"] == "Dorp"]
    edges = [0, 250, 400, 500, 800, 1500, math.inf]
    counts = [
        int(((metres >= a) & (metres < b)).sum()) for a, b in zip(edges, edges[1:], strict=False)
    ]
    shares = whole_percents(counts, n_near=2)
    assert sum(shares) == 100
    together = math.floor(100 * (metres < 400).mean())
    assert sum(shares[:2]) == together
    row = page.row("Dorp", "30", f"Dorp: {together} % zeker op minder dan 400 m lopen")[0]
    assert row[5] == f"{together} %"
    told = [0 if s == "–" else int(s.removesuffix(" %")) for s in row[3:5] + row[6:]]
    assert sum(told) == 100
    assert sum(told[:2]) == together
    assert all(abs(one - share) < 1 for one, share in zip(told, [*shares, 0, 0], strict=True))


def test_the_target_has_a_line_and_the_numbers_beside_it(page):
    row = next(r for r in page.row("alle kernen") if "het doel is 85" in r[1])
    assert row[2:] == ["24", "10"]
    everything = next(r for r in page.row("Gehucht") if r[1:3] == ["0", "0"])
    assert everything[-1] == "geen plan of complex dat voldoet of misschien voldoet"


def test_every_plan_and_complex_has_its_sentence_and_what_it_needs(page):
    row = next(r for r in page.rows if r and "Veerweg" in r[0] and len(r) == 3)
    text = [" ".join(cell.split()) for cell in row]
    assert text[0].startswith("Veerweg net niet P2 · Dorp · 20")
    assert text[0].endswith("· volgens het Rijk (CBS): onbekend")
    assert text[1] == "400,1"
    assert text[2] == "Zo is het. Nodig: een ontmoetingsplek die dichterbij ligt"
    assert sum("008" in " ".join(r) for r in page.rows) == 2  # once per definition


def test_a_kern_has_its_factsheet_with_a_map(html):
    assert html.count("<article") == 2
    assert "Kaart van Dorp" in html


def test_what_the_data_lack_stands_where_it_would_be_read_as_an_answer():
    thin = "Waarschijnlijk ontbreken er huisartsen: 2 bekend."
    page = Page(render_report(found(thin={"huisarts": thin})))
    assert (
        page.text.count(f"{thin} Waar er geen dichtbij is, is daarom onbekend of er een is.") == 3
    )
    assert page.text.count(thin) == 3 + ("afstand_huisarts_m" in woningen())


def test_warnings_are_grouped_by_the_list_they_come_from(page):
    assert "Uit lijst.xlsx" in page.text
    assert "Lees dit met de 3 kanttekeningen" in page.text
    assert page.text.count("lijst.xlsx") == 1


def test_what_counted_the_definitions_and_the_licences_are_named(page):
    assert page.row("zonder naam", "Dorp", "buurthuis of dorpshuis", "OpenStreetMap", "n1")
    assert "minstens 12 woningen" in page.text
    assert "bijlage 1" in page.text
    assert "(ODbL), stand 2025-01-01" in page.text


def test_names_stay_text():
    table = plannen().assign(naam=HOSTILE, kern=HOSTILE, nodig_druten=HOSTILE)
    hostile = found(
        name=HOSTILE,
        tables={"plannen": table, "complexen": complexen()},
        voorzieningen=voorzieningen().assign(naam=HOSTILE),
        woningen=woningen().assign(woonplaats=HOSTILE),
        warnings=[HOSTILE],
        sources=[HOSTILE],
        attribution=HOSTILE,
    )
    text = render_report(hostile)
    page = Page(text)
    assert not page.all("img", "script")
    assert "<img" not in text
    assert "{{ 7 * 7 }}" in text
    assert "49" not in page.row(HOSTILE)
    assert page.text.count(HOSTILE) > 8


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_run_without_anything_is_a_page_of_sentences(language):
    nothing = bare(
        "Leeg", definitions=DEFINITIONS, woningen=woningen(0), language=Language(language)
    )
    said = Page(render_report(nothing))
    expected = {
        "nl": ["Er is geen ontmoetingsplek bekend", "geen kanttekeningen", "geen woningen met een"],
        "en": ["No meeting place is known", "There are no remarks", "No dwelling has a known kern"],
    }
    assert all(sentence in said.text for sentence in expected[language])


def test_without_definitions_the_distances_remain():
    said = Page(render_report(bare("Kaal", woningen=woningen(), voorzieningen=voorzieningen())))
    assert said.row("Dorp", "30")
    assert "Plannen en complexen" not in said.text


def test_english_marks_what_stays_dutch(html):
    english = render_report(found(language=Language.EN))
    page = Page(english)
    assert page.all("html")[0][1]["lang"] == "en"
    assert "What each kern has, lacks and plans" in page.text
    assert "of 2, 1 meets it, 1 does not, and of 0 it is unknown." in page.text
    assert "at least 12 dwellings" in page.text
    assert '<ul lang="nl">\n    <li>Straten' in english
    assert 'lang="nl">' not in html.replace('<html lang="nl">', "")


def test_equal_runs_give_equal_files(tmp_path, html):
    path = write_report(tmp_path / "rapport.html", found())
    assert path.read_text(encoding="utf-8") == html


def test_without_the_extra_no_pdf_is_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert not pdf_available()
    assert write_report_pdf(tmp_path / "rapport.html", tmp_path / "rapport.pdf") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not pdf_available(), reason="the extra pdf is not installed")
def test_the_pdf_is_tagged_and_has_language_and_title(tmp_path):
    path = write_report(tmp_path / "rapport.html", found())
    content = write_report_pdf(path, tmp_path / "rapport.pdf").read_bytes()
    streams = re.findall(rb"/FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", content, re.DOTALL)
    text = content + b"".join(zlib.decompress(stream) for stream in streams)
    assert b"pdfuaid:part" in text
    assert re.search(rb"/Marked true", text)
    assert re.search(rb"/Lang ?\(nl\)", text)
    assert b"Proef" in text
    figures = re.findall(rb"/S ?/Figure[^>]*?/BBox ?\[[^]]*\]>> ?(.{4})", text, re.DOTALL)
    assert figures
    assert len(figures) == text.count(b"/Figure/K")
    assert {*figures} == {b"/Alt"}


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser_nothing_is_requested_nothing_overflows_and_it_prints(
    browser, tmp_path, html, width
):
    path = tmp_path / "rapport.html"
    path.write_text(html, encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 844})
    seen = []
    tab.on("console", lambda message: seen.append(message.text))
    tab.on("pageerror", lambda error: seen.append(str(error)))
    tab.on("request", lambda request: seen.append(request.url))
    tab.goto(path.as_uri())
    assert seen == [path.as_uri()]
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.evaluate("document.querySelectorAll('article').length") == 2
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Naar het antwoord"
    pages = tab.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages >= 4
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_violation_in_the_report(browser, tmp_path, language):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: not checked"
    ).Axe()
    path = write_report(tmp_path / "rapport.html", found(language=Language(language)))
    for width in (1280, 390):
        tab = browser.new_page(viewport={"width": width, "height": 844})
        tab.goto(path.as_uri())
        faults = axe.run(tab).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
        tab.close()


@pytest.mark.parametrize(("nearest", "columns"), [(["", ""], 3), (["Hof", ""], 4)])
def test_a_column_that_says_nothing_of_any_kern_is_left_out(nearest, columns):
    """The report squeezed an empty column beside a list of twelve complexes."""
    kernen = pd.DataFrame(
        {
            "definitie": next(iter(DEFINITIONS)),
            "aanwezig": ["heeft het", "geen"],
            "namen": ["Hof", ""],
            "kandidaat": nearest,
            "nodig": "",
        },
        index=pd.Index(["Noord", "Oost"], name="kern"),
    )
    whole = {"eis": ALL_REQUIREMENTS.nl, "kern": ALL_KERNEN.nl, "wat": "plan"}
    counts = dict.fromkeys(["voldoet", "voldoet_niet", "onbekend", "wacht_op_antwoord"], 1)
    waarom = pd.DataFrame([{"definitie": next(iter(DEFINITIONS)), **whole, **counts}])
    told = render_report(found(elke_kern=kernen, waarom=waarom))
    table = told.split("<caption>In elke kern")[1].split("</table>")[0]
    assert table.count('scope="col"') == columns
    assert table.count("<td") == 2 * (columns - 1)
