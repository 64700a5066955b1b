"""A definition may ask more than one walk: to a meeting place, and to a park within 300 m.

::

    plek                home                                park
    0                    x                                   y    metres along one street, both ends walkable

The home lies on the street, so its walk to the plek is x and to the park y - x.
"""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from said import telling

from towns import ORIGIN, Town, walk
from wozgeo.analysis.verdicts.judge import NearMiss
from wozgeo.analysis.verdicts.rows import JudgingRule, judge_listed
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import parse_criteria
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Measure
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.network.accesses import Accesses
from wozgeo.network.distances import measure_distances

judge_listed = telling(judge_listed)

SOURCE = {"document": "proef", "place": "p. 1", "date": "2025"}
X, Y = ORIGIN
WANTED = ("ontmoetingsplek", "park")


def asked(*, strict: bool = False, **park: object) -> dict:
    return {
        "proef": {
            "title": "de proef",
            "title_en": "the trial",
            "ontmoetingsruimte": {
                "any_of": ["loopafstand"], "limit_m": 400, "strict": True, "source": SOURCE
            },
            "loopafstand": {"park": {"limit_m": 300, "strict": strict, "source": SOURCE, **park}},
        }
    }  # fmt: skip


def judge(homes, park_at, *, plek_at=0.0, table=None, town=None, objects=("x",), near=(0.1, 40)):
    """Judge homes at these metres along the street, with the plek and the park where they are."""
    definitions = parse_criteria(table or asked(), source="c.toml", kinds=read_voorzieningen())
    town = town or Town(
        nodes={"A": (-100, 0), "B": (2000, 0)},
        ways=["A B: residential"],
        facilities={"f": ("ontmoetingsplek", plek_at, 0), "p": ("park", park_at, 0)},
    )
    ready = walk(town, profile="rollator")
    places = gpd.GeoDataFrame(
        {"object_id": objects[0], "kind": "adres"},
        geometry=[shapely.Point(X + x, Y) for x in homes],
        index=pd.Index([f"x#{i}" for i in range(1, len(homes) + 1)], name="place_id"),
        crs=RD_NEW,
    )
    access = Accesses.of(places.geometry, ready.snapper)
    distances = measure_distances(
        ready.network, access, ready.facilities, ready.tables.facilities["voorziening"],
        wanted=WANTED, search_limit_m=5000, extent=shapely.box(X - 9e3, Y - 9e3, X + 9e3, Y + 9e3),
    )  # fmt: skip
    table = gpd.GeoDataFrame(
        {"n_dwellings": pd.array([12], dtype="Int64")},
        geometry=[shapely.MultiPoint()],
        index=list(objects),
        crs=RD_NEW,
    )
    rule = JudgingRule(definitions, Measure.MAX, NearMiss(*near), {}, 5000, WANTED)
    names = pd.Series({"f": "De Plek", "p": "Het Park"})
    return judge_listed(table, places, distances, access.possible["crosses"], names, rule=rule)


def row_of(*args, **choices) -> pd.Series:
    return judge(*args, **choices).objects.loc["x"]


@pytest.mark.parametrize(
    ("strict", "metres", "verdict"),
    [
        (False, 299.9, "voldoet"),
        (False, 300.0, "voldoet"),
        (False, 300.1, "voldoet_niet"),
        (True, 299.9, "voldoet"),
        (True, 300.0, "voldoet_niet"),
        (True, 300.1, "voldoet_niet"),
    ],
)
def test_a_park_at_299_9_300_and_300_1_metres(strict, metres, verdict):
    row = row_of([50], 50 + metres, table=asked(strict=strict))
    assert row["oordeel_proef"] == verdict
    assert row["afstand_park_max_m"] == pytest.approx(metres)
    assert row["afstand_ontmoetingsplek_max_m"] == pytest.approx(50)


def test_the_sentence_names_each_place_and_what_is_too_far():
    row = row_of([50], 400)
    assert row["toelichting_proef"] == (
        "Voldoet niet aan de proef: het dichtstbijzijnde park ligt op 350 m lopen, 50 m te ver."
    )
    assert row["nodig_proef"] == (
        "een park op hoogstens 300 m lopen (nu 350 m, dus 50 m dichterbij)"
    )
    row = row_of([50], 150)
    assert row["toelichting_proef"] == (
        "Voldoet aan de proef: een ontmoetingsplek op 50 m lopen; een park op 100 m lopen."
    )


def test_the_margin_is_that_of_the_walk_with_the_least_room():
    assert row_of([50], 150)["marge_proef_m"] == pytest.approx(200)  # plek 350 to spare, park 200
    assert row_of([350], 400)["marge_proef_m"] == pytest.approx(50)  # plek 50, park 250
    assert row_of([50], 400)["marge_proef_m"] == pytest.approx(
        -50
    )  # the plek has room, the park not


def test_a_park_that_is_just_too_far_is_a_near_miss_and_one_much_too_far_is_not():
    assert row_of([50], 390)["bijna_proef"]  # 40 m too far
    assert not row_of([50], 391)["bijna_proef"]
    # the park misses by little, the plek by much: that is no near miss
    assert not row_of([600], 930)["bijna_proef"]


def test_each_walk_is_decided_by_a_place_of_its_own():
    """Homes at 100 and 380: the plek is far from the second, the park (at 420) from the first."""
    judged = judge([100, 380], 420)
    row = judged.objects.loc["x"]
    assert row["oordeel_proef"] == "voldoet_niet"
    assert "een ontmoetingsplek" not in row["toelichting_proef"]
    assert "het dichtstbijzijnde park ligt op 320 m lopen, 20 m te ver" in row["toelichting_proef"]
    assert judged.deciding.loc["x", "proef"] == "x#2"
    assert judged.decided["ontmoetingsplek"]["x"] == "x#2"
    assert judged.decided["park"]["x"] == "x#1"
    # of the two homes only the second is near enough to both
    assert row["aandeel_proef"] == pytest.approx(0.5)
    assert (row["park_id"], row["park_naam"]) == ("p", "Het Park")


def test_a_walk_may_have_a_measure_of_its_own():
    table = asked(measure="min")
    assert row_of([100, 380], 420, table=table)["oordeel_proef"] == "voldoet"


def test_the_requirements_are_told_apart_by_what_the_walk_leads_to():
    parts = judge([50], 400).requirements
    names = parts.index.get_level_values("requirement")
    assert list(names) == ["ontmoetingsruimte", "loopafstand_park"]
    park = parts.loc[("x", "proef", "loopafstand_park")]
    assert (park["found"], park["limit"], park["unit"]) == (pytest.approx(350), 300, "m")
    plek = parts.loc[("x", "proef", "ontmoetingsruimte")]
    assert (plek["found"], plek["limit"]) == (pytest.approx(50), 400)


def test_what_is_unknown_of_one_walk_says_of_which():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (400, 0)},
        ways=["A B: residential", "B C: path"],
        facilities={"f": ("ontmoetingsplek", 0, 0), "p": ("park", 300, 0)},
    )
    row = row_of([50], 300, town=town)
    assert row["oordeel_proef"] == "onbekend"
    assert row["hangt_af_van_proef"] == "onbekende meters (park)"
    assert pd.isna(row["marge_proef_m"])  # the plek has room, but nobody knows of the park
    assert row["toelichting_proef"].startswith(
        "Onbekend of dit voldoet aan de proef: het dichtstbijzijnde park ligt op 250 m lopen als"
    )


def test_no_park_at_all_is_unknown_never_met():
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0)},
        ways=["A B: residential"],
        facilities={"f": ("ontmoetingsplek", 0, 0)},
    )
    row = row_of([50], 0, town=town)
    assert row["oordeel_proef"] == "onbekend"
    assert row["ontbreekt_proef"].startswith("loopafstand niet bepaald (park): ")


def test_a_definition_says_its_walks_in_both_languages():
    (definition,) = parse_criteria(asked(), source="c.toml", kinds=read_voorzieningen()).values()
    park = definition.requirements[1]
    assert park.name == "loopafstand_park"
    assert park.said(Language.NL) == "een park op hoogstens 300 m lopen (300 m zelf is nog goed)"
    assert (
        park.said(Language.EN) == "a park at most 300 m away on foot (300 m itself is near enough)"
    )
    assert [walk.voorziening for walk in definition.walks] == ["ontmoetingsplek", "park"]
    assert definition.walk.limit_m == 400


def test_what_counts_as_a_meeting_place_may_be_another_voorziening():
    table = asked()
    table["proef"]["ontmoetingsruimte"]["voorziening"] = "apotheek"
    (definition,) = parse_criteria(table, source="c.toml", kinds=read_voorzieningen()).values()
    assert [walk.voorziening for walk in definition.walks] == ["apotheek", "park"]
    assert definition.walk is None


@pytest.mark.parametrize(
    ("loopafstand", "told"),
    [
        ({"parkje": {"limit_m": 300, "strict": True, "source": SOURCE}}, "did you mean park?"),
        ({"park": {"limit_m": 0, "strict": True, "source": SOURCE}}, "loopafstand.park.limit_m"),
        ({"park": {"limit_m": 300, "source": SOURCE}}, "loopafstand.park.strict: missing"),
        ({"park": {"limit_m": 300, "strict": True}}, "loopafstand.park.source: missing"),
        ({"park": {"limit": 3}}, "proef.loopafstand.park.limit: unknown key; did you mean limit_m?"),
        ({"park": 300}, "proef.loopafstand.park: found 300"),
        ({}, "expected a table per voorziening, such as [proef.loopafstand.park]"),
        ({"ontmoetingsplek": {"limit_m": 300, "strict": True, "source": SOURCE}}, "asked twice"),
    ],
)  # fmt: skip
def test_a_faulty_walk_is_told_with_its_remedy(loopafstand, told):
    table = asked()
    table["proef"]["loopafstand"] = loopafstand
    with pytest.raises(ConfigError) as caught:
        parse_criteria(table, source="c.toml", kinds=read_voorzieningen())
    assert told in str(caught.value)
