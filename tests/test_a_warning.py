"""A made-up warning touches the three files that CONTRIBUTING names, and is told by every face."""

import json
import re
from pathlib import Path

import pytest
from added import Edit, files_named, house_with, touched, wozgeo_of

from towns import OsmDraft

FILES = {"wozgeo/analysis/words_caveats.py", "wozgeo/analysis/caveats.py", "wozgeo/runs/warning.py"}
ADDED = (
    Edit(
        "wozgeo/analysis/words_caveats.py",
        """
NAMELESS = Text(
    "Zonder naam, dus na te zien: {places}.", "Without a name, so to be looked at: {places}."
)
""",
    ),
    Edit(
        "wozgeo/analysis/caveats.py",
        '''

def nameless_facilities(facilities: pd.DataFrame, kinds: Voorzieningen) -> list[Text]:
    """Tell how many facilities have no name."""
    counts = facilities.loc[facilities["name"] == "", "voorziening"].astype(str).value_counts()
    said = [kinds[kind].counted(int(n)) for kind, n in counts.sort_index().items()]
    return [words.NAMELESS.about(places=listed(said, words.AND))] if said else []
''',
    ),
    Edit(
        "wozgeo/runs/warning.py",
        "        *nameless_facilities(measured.facilities, config.known),",
        after="    told = (",
    ),
    Edit(
        "wozgeo/runs/warning.py",
        "    nameless_facilities,",
        after="from wozgeo.analysis.caveats import (",
    ),
)
SAID = {
    "nl": "Zonder naam, dus na te zien: 2 ontmoetingsplekken en 1 supermarkt.",
    "en": "Without a name, so to be looked at: 2 meeting places and 1 supermarket.",
}
RUN = """
[run]
out = "uit_{language}"
language = "{language}"
[osm]
file = "dorp.osm"
[[complexes]]
file = "complexen.csv"
"""
COMPLEXES = "complex_id;naam;straat;huisnummer;woonplaats\nc1;Hof;Dorpsstraat;1;Proefdorp\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return house_with(tmp_path_factory.mktemp("huis"), ADDED)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dorp")
    town = OsmDraft()
    town.line((0, 0), (100, 0), (400, 0), highway="residential", name="Dorpsstraat")
    address = {"addr:street": "Dorpsstraat", "addr:housenumber": "1", "addr:city": "Proefdorp"}
    town.box(46, 6, 8, 8, building="house")
    town.node(50, 10, **address)
    for x in (100, 300):
        town.node(x, 5, amenity="community_centre")
    town.node(200, 5, shop="supermarket")
    town.node(250, 5, shop="supermarket", name="Spar")
    town.write(folder / "dorp.osm")
    (folder / "complexen.csv").write_text(COMPLEXES, encoding="utf-8")
    return folder


def test_it_touches_three_files(house: Path) -> None:
    assert touched(house) == FILES
    assert len(FILES) == files_named("warning") == 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_face_tells_it_in_the_language_of_the_reader(
    house: Path, town: Path, language: str
) -> None:
    (town / "run.toml").write_text(RUN.format(language=language), encoding="utf-8")
    done = wozgeo_of(house, "run", town / "run.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    said, out = SAID[language], town / f"uit_{language}"
    assert said in done.stdout
    assert said in json.loads((out / "run.json").read_text("utf-8"))["waarschuwingen"]
    for name in ("kaart.html", "rapport.html"):
        plain = re.sub(r"\s+", " ", (out / name).read_text("utf-8").replace("\u00a0", " "))
        assert said in plain, name
    (other,) = {*SAID.values()} - {said}
    assert other not in (out / "kaart.html").read_text("utf-8")
