"""The map says the same in every language, and every text it has is said somewhere."""

import json
import re
from importlib import resources

import pytest
from browser import Reader, open_chromium
from judged import draw_judged

from wozgeo.domain.columns_paths import Doet
from wozgeo.domain.language import Language
from wozgeo.outputs.found import SOORTEN
from wozgeo.outputs.map.areas import AREA_WORDS
from wozgeo.outputs.texts import languages, read_texts

ROOM = resources.files("wozgeo.outputs")
MAP = sorted(path for path in (ROOM / "map").iterdir() if path.name.endswith(".py"))
ASSETS = [path for path in (ROOM / "assets").iterdir() if not path.name.startswith("rapport")]
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*MAP, ROOM / "legend.py", *ASSETS]
    if not path.name.endswith(".json")
)
DUTCH = (
    r"\b(woning|woningen|afstand|oordeel|voldoet|onbekend|lopen|zoek|kaart|weergave|marge|naam)\b"
)


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


class TestCatalogue:
    def test_each_language_has_the_same_texts_with_the_same_blanks(self):
        first, *others = languages()
        for other in others:
            assert list(other.entries) == list(first.entries)
            for key, text in first.entries.items():
                assert blanks(other.entries[key]) == blanks(text), key

    def test_none_is_empty_or_left_in_dutch(self):
        english = read_texts("en").entries
        assert all(english.values())
        left = {k for k, text in english.items() if re.search(DUTCH, text, re.IGNORECASE)}
        assert left == set()

    def test_every_text_is_used(self):
        built = {f"{head}.{s}" for head in ("soort", "words", "short") for s in SOORTEN}
        built |= {f"one.{s}" for s in SOORTEN} | {"share_within_homes", "spread_homes"}
        built |= {f"{head}.{laag}" for head in ("layer", "per") for laag in AREA_WORDS} | set(
            SOORTEN
        )
        built |= {f"{head}{doet}" for head in ("layer.pad_", "path.") for doet in Doet}
        starts = (
            "page.feit_",
            "said_",
            "page.how_",
            "page.walker_",
            "page.speed_",
            "page.source_",
            "meeting_",
        )
        for key in read_texts().entries:
            name = re.sub(r"\.(one|many)$", "", key)
            used = re.search(rf'["\'.]{re.escape(name)}["\']', CODE) or name.startswith(
                "page.counts_"
            )
            assert used or name in built or name.startswith(starts), key

    def test_every_text_that_is_asked_for_is_there(self):
        known = {re.sub(r"\.(one|many)$", "", key) for key in read_texts().entries}
        asked = set(re.findall(r'\b(?:t|texts|say)\(\s*"([a-z0-9_.]+)"', CODE))
        assert asked > {"page.skip", "close", "homes"}
        assert {key for key in asked if not key.endswith((".", "_"))} <= known


class TestSaying:
    def test_one_is_singular_and_numbers_are_written_as_the_language_does(self):
        dutch, english = read_texts("nl"), read_texts("en")
        assert [dutch("homes", n=n) for n in (1, 1200)] == ["1 woning", "1.200 woningen"]
        assert [english("homes", n=n) for n in (1, 1200)] == ["1 dwelling", "1,200 dwellings"]

    def test_scripts_get_what_they_say_and_no_more(self):
        found = read_texts().for_scripts()
        assert "close" in found
        assert not [key for key in found if key.startswith(("page.", "index."))]

    def test_a_language_that_is_not_there_is_refused(self):
        with pytest.raises(ValueError, match="de"):
            read_texts("de")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with open_chromium() as browser:
        path = draw_judged(tmp_path_factory.mktemp("map"), language=Language.EN)
        yield Reader(browser, path)


@pytest.mark.browser
class TestEnglishPage:
    def test_it_says_so_and_speaks_it(self, reader):
        assert reader.page.get_attribute("html", "lang") == "en"
        assert reader.page.title() == "Voorbeeld: walking distances"
        assert "does not meet" in reader.page.inner_text("#klassen")
        assert reader.page.get_attribute(".sluit, .thuis", "title") == "Show the whole area"
        reader.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        panel = reader.page.inner_text(".paneel").replace("geclusterd wonen volgens", "")
        assert re.findall(DUTCH, panel, re.IGNORECASE) == []

    def test_cards_and_search_do_too(self, reader):
        reader.page.evaluate("wozgeo.kaart.goTo(1)")
        assert "building plan P2 · Voorbeelddorp · 20 dwellings" in reader.card
        assert "36.2 m too far" in reader.card
        reader.page.evaluate("wozgeo.kaart.card.openDwelling([0], 0)")
        assert "meeting place\n" in reader.card
        assert ", about " in reader.card
        reader.page.fill("#zoek", "xyz")
        assert reader.page.inner_text("#vondsten") == "Nothing found"

    def test_settings_hold_no_dutch_words_for_verdicts_and_reasons(self, reader):
        settings = json.loads(reader.page.text_content("#kaart-gegevens"))
        assert settings["listed"]["oordelen"][0]["label"] == "meets"
        assert settings["reasons"]["buiten_kaart"] == "outside the map"
        assert settings["attribution"] == "© OpenStreetMap contributors (ODbL)"
