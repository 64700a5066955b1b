"""A made-up analysis with a view touches at most the files that CONTRIBUTING names, and every face shows it.

How many of the voorzieningen has a dwelling nearer than the limit? The analysis is written into a copy of
wozgeo as a maintainer would: its rule and words, its columns, its place in a run and in what was found, its
looks, and what shows it. Worked out by hand::

    0        100       200       300       400  metres      all residential, doors 10 m north
    A---------B---------C---------D---------E
       |h1|                            |h2|             doors at x = 50 and 350
    M       S                                           meeting place x = 0, supermarkt x = 80, 5 m north

h1 walks 65 m to the meeting place and 45 m to the supermarkt; h2 walks 365 m and 285 m: of both, with a
limit of 300 m, h1 has 2 and h2 has 1. There is no huisarts and no stop: of two of the four nobody knows.
"""

import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pytest
from added import Edit, files_named, house_with, touched, wozgeo_of

from towns import OsmDraft
from wozgeo.outputs.map.packed_points import unpack_points

MOST_FILES = 11
ADDED = (
    Edit(
        "wozgeo/analysis/words_nearby.py",
        '''
"""In which words is told how much a dwelling has nearby?"""

from wozgeo.domain.language import Text

LABEL = Text("aantal nabij", "number nearby")
TITLE = Text(
    "Voorzieningen binnen {limit} m lopen", "Voorzieningen (facilities) within {limit} m on foot"
)
CAPTION = Text(
    "Aantal woningen naar aantal voorzieningen nabij", "Number of dwellings by facilities nearby"
)
SAID = Text(
    "Met minstens {n} voorzieningen op minder dan {limit} m lopen: {homes}.",
    "With {n} facilities or more less than {limit} m away on foot: {homes}.",
)
''',
    ),
    Edit(
        "wozgeo/analysis/nearby.py",
        '''
"""How many of the voorzieningen has a dwelling nearby?"""

import pandas as pd

from wozgeo.analysis import words_nearby as words
from wozgeo.domain.columns_measured import NABIJ, NABIJ_ZEKER
from wozgeo.domain.labels import DWELLINGS
from wozgeo.domain.language import Text

MANY = 2
"""So many are told in a sentence."""


def count_nearby(distances: pd.DataFrame, limit_m: float) -> pd.DataFrame:
    """Count per location the voorzieningen nearer than a limit, in both readings."""
    readings = {NABIJ: "distance_m", NABIJ_ZEKER: "certain_m"}
    near = {name: distances[column] < limit_m for name, column in readings.items()}
    return pd.DataFrame(near).groupby(level=0, sort=False).sum().astype("Int64")


def say_nearby(nearby: pd.DataFrame, limit_m: float) -> Text:
    """Say how many dwellings surely have many nearby."""
    homes = DWELLINGS.about(int((nearby[NABIJ_ZEKER] >= MANY).sum()))
    return words.SAID.about(homes=homes, n=MANY, limit=limit_m)
''',
    ),
    Edit(
        "wozgeo/domain/columns_measured.py",
        """
NABIJ, NABIJ_ZEKER = "n_nabij", "n_nabij_zeker"

MEASURED += (
    Column(
        NABIJ,
        Text("Aantal nabij", "Number nearby"),
        Text("Hoeveel voorzieningen nabij zijn", "How many voorzieningen are nearby"),
        Kind.COUNT,
    ),
    Column(
        NABIJ_ZEKER,
        Text("Aantal zeker nabij", "Number surely nearby"),
        Text("Hoeveel er zeker nabij zijn", "How many are surely nearby"),
        Kind.COUNT,
    ),
)
""",
    ),
    Edit(
        "wozgeo/runs/summarising.py",
        '''

def summarise_nearby(config: RunConfig, read: Read, measured: Measured) -> pd.DataFrame | None:
    """Count what is nearby, by the first limit that a definition asks; None where none does."""
    limit_m = next((d.walk.limit_m for d in read.definitions.values() if d.walk), None)
    return None if limit_m is None else count_nearby(measured.distances, limit_m)
''',
    ),
    Edit(
        "wozgeo/runs/summarising.py",
        "from wozgeo.analysis.nearby import count_nearby",
        after="from wozgeo.analysis.completeness import missing_facilities",
    ),
    Edit(
        "wozgeo/runs/finding.py",
        """
from wozgeo.analysis import words_nearby
from wozgeo.analysis.nearby import say_nearby
""",
        after="import pandas as pd",
    ),
    Edit(
        "wozgeo/runs/finding.py",
        "from wozgeo.outputs.found import Found, Nearby, confidential_part",
        instead="from wozgeo.outputs.found import Found, confidential_part",
    ),
    Edit(
        "wozgeo/runs/finding.py",
        "from wozgeo.runs.summarising import Summaries, summarise_nearby",
        instead="from wozgeo.runs.summarising import Summaries",
    ),
    Edit(
        "wozgeo/runs/finding.py",
        """
    measured = build_tables(config, answered.measured, judged, read.everyone)
    counted = summarise_nearby(config, read, answered.measured)
    nearby = None
    if counted is not None:
        measured["woningen"] = measured["woningen"].join(counted)
        limit_m = next(d.walk.limit_m for d in read.definitions.values() if d.walk)
        nearby = Nearby(
            words_nearby.LABEL(config.language),
            words_nearby.TITLE(config.language, limit=limit_m),
            words_nearby.CAPTION(config.language),
            say_nearby(counted, limit_m)(config.language),
        )
""",
        instead="    measured = build_tables(config, answered.measured, judged, read.everyone)",
    ),
    Edit(
        "wozgeo/runs/finding.py",
        "        nearby=nearby,",
        after="        name=config.name,",
    ),
    Edit(
        "wozgeo/outputs/found.py",
        '''

@dataclass(frozen=True)
class Nearby:
    """How many voorzieningen dwellings have nearby, in words."""

    label: str
    title: str
    caption: str
    said: str
''',
        after='    return _nothing_there("kind", "name")',
    ),
    Edit(
        "wozgeo/outputs/found.py",
        "    nearby: Nearby | None = None",
        after="    thin: Mapping[str, str] = field(default_factory=dict)",
    ),
    Edit(
        "wozgeo/outputs/looks.py",
        '''

NEARBY_LOOKS = tuple(map(ClassLook, ramp(_NEAR, 3), ("ring", "square", "dot")))
"""Of dwellings with none, one, and more voorzieningen nearby."""
''',
    ),
    Edit(
        "wozgeo/outputs/legend.py",
        "from wozgeo.outputs.looks import NEARBY_LOOKS",
        after="from wozgeo.outputs.texts import PageTexts",
    ),
    Edit(
        "wozgeo/outputs/legend.py",
        """
    if found.nearby:
        looks = list(zip(("0", "1", "2+", texts("page.class_unknown")), (*NEARBY_LOOKS, UNKNOWN_CLASS), strict=True))
        views.append(
            _view(
                woningen,
                key="nabij",
                label=found.nearby.label,
                title=found.nearby.title,
                columns=("n_nabij", "n_nabij_zeker"),
                breaks=(1, 2),
                looks=looks,
                caption=found.nearby.caption,
                sign="#",
            )
        )
    return views
""",
        instead="    return views",
    ),
    Edit(
        "wozgeo/outputs/report/page.py",
        "            *([found.nearby.said] if found.nearby else []),",
        after="            *say_locations(found, definitions[0]),",
    ),
    Edit(
        "wozgeo/outputs/workbook/blocks.py",
        """
    if found.nearby:
        yield Block(found.nearby.title, [found.nearby.said])
    read = [*filter(None, [say_exactly(found) if found.titles else ""]), *found.notes]
""",
        instead='    read = [*filter(None, [say_exactly(found) if found.titles else ""]), *found.notes]',
    ),
)
FILES = {edit.file for edit in ADDED}
CRITERIA = """
[nabij]
title = "nabij wonen"
[nabij.ontmoetingsruimte]
any_of = ["loopafstand"]
limit_m = 300
strict = true
source = { document = "Visie", place = "blz. 1", date = "2026" }
"""
RUN = """
[run]
out = "uit"
[osm]
file = "dorp.osm"
[criteria]
file = "criteria.toml"
definitions = ["nabij"]
[[complexes]]
file = "complexen.csv"
"""
COMPLEXES = "complex_id;naam;straat;huisnummer;woonplaats\nc1;Hof;Dorpsstraat;1;Proefdorp\n"
SAID = "Met minstens 2 voorzieningen op minder dan 300 m lopen: 1 woning."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return house_with(tmp_path_factory.mktemp("huis"), ADDED)


@pytest.fixture(scope="module")
def out(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dorp")
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.line((0, 0), (200, 0), (400, 0), highway="residential", name="Dorpsstraat")
    for number, x in ((1, 50), (2, 350)):
        address = {"addr:street": "Dorpsstraat", "addr:housenumber": str(number)}
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, id=9000 + number, **address, **{"addr:city": "Proefdorp"})
    town.node(0, 5, amenity="community_centre", name="De Brink")
    town.node(80, 5, shop="supermarket", name="Spar")
    town.write(folder / "dorp.osm")
    for name, text in (
        ("run.toml", RUN),
        ("criteria.toml", CRITERIA),
        ("complexen.csv", COMPLEXES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    done = wozgeo_of(house, "run", folder / "run.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "uit"


def settings_of(page: str) -> dict[str, Any]:
    start = page.index('id="kaart-gegevens">') + len('id="kaart-gegevens">')
    found: dict[str, Any] = json.loads(page[start : page.index("</script>", start)])
    return found


def test_it_touches_no_more_files_than_contributing_names(house: Path) -> None:
    assert touched(house) == FILES
    assert len(FILES) <= MOST_FILES == files_named("analysis with a view")


def test_every_table_has_its_column_and_leesmij_explains_it(out: Path) -> None:
    homes = gpd.read_parquet(out / "woningen.parquet")
    assert homes["n_nabij"].to_dict() == {"n9001": 2, "n9002": 1}
    assert homes["n_nabij_zeker"].to_dict() == {"n9001": 2, "n9002": 1}
    layer = gpd.read_file(out / "resultaat.gpkg", layer="woningen").set_index("locatie_id")
    assert layer["n_nabij"].to_dict() == {"n9001": 2, "n9002": 1}
    assert "n_nabij" in (out / "woningen.csv").read_text("utf-8-sig").splitlines()[0]
    readme = (out / "LEESMIJ.md").read_text("utf-8")
    assert "| `n_nabij` | Hoeveel voorzieningen nabij zijn" in readme


def test_the_map_has_its_view_and_every_dwelling_its_number(out: Path) -> None:
    page = (out / "kaart.html").read_text("utf-8")
    views = {view["key"]: view for view in settings_of(page)["views"]}
    view = views["nabij"]
    assert view["title"] == "Voorzieningen binnen 300 m lopen"
    assert [(look["label"], look["n"]) for look in view["classes"]] == [
        ("0", 0), ("1", 1), ("2+", 1), ("onbekend", 0),
    ]  # fmt: skip
    packed = re.search(r'id="[^"]*woningen[^"]*_data">([^<]+)<', page)
    assert packed
    assert unpack_points(packed[1])["n_nabij"].to_dict() == {"n9001": 2, "n9002": 1}


def test_what_is_said_of_walks_is_not_said_of_it(out: Path) -> None:
    page = (out / "kaart.html").read_text("utf-8")
    assert "% van de woningen: supermarkt op minder dan 300 m lopen" in page
    assert "% van de woningen: aantal nabij" not in page
    assert "Aantal woningen naar aantal voorzieningen nabij" in page


def test_report_and_workbook_say_it(out: Path) -> None:
    report = (out / "rapport.html").read_text("utf-8").replace("\u00a0", " ")
    assert SAID in report
    sheet = openpyxl.load_workbook(out / "oordelen.xlsx")["Samenvatting"]
    assert SAID in [cell for row in sheet.iter_rows(values_only=True) for cell in row]
