"""Claims about what a place is chosen for, and among which buildings and corners."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from tests.towns import OsmDraft
from wozgeo.config import read_config
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.domain.language import Language
from wozgeo.inputs.candidate_buildings import read_building_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.network.searcher import Searcher
from wozgeo.runs import where_alone
from wozgeo.runs.called import named_by_street
from wozgeo.runs.candidates import _corner_name
from wozgeo.runs.senior_places import SeniorPlaces
from wozgeo.runs.siting import HOMES_WON, SitingRun, failing_homes
from wozgeo.runs.where_seniors import WhereSeniors, find_where

SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"


@pytest.fixture(scope="module")
def asked():
    """What the stages of a run hand over when places are sought for complexes that fail."""
    config = read_config(SAMPLE / "wozerwaard.toml")
    rule = replace(config.siting, candidates=None, junctions=12, goal="complexen", k=2)
    given = []

    def see(*args) -> WhereSeniors:
        given.append(args)
        return WhereSeniors()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where_alone, "find_where", see)
        where_alone.find_places(replace(config, siting=rule))
    return given[0]


@pytest.fixture(scope="module")
def places(asked) -> SeniorPlaces:
    return SeniorPlaces.of(*asked[:4])


@pytest.fixture(scope="module")
def found(asked):
    return find_where(*asked)


def test_who_counts_lives_in_a_complex_that_fails_for_certain(asked, places):
    complexes = asked[5]
    failing = failing_homes(places, complexes)
    homes = places.read.listed.homes
    ids = complexes.index[complexes["oordeel_druten"].astype(str) == "voldoet_niet"]
    theirs = {*homes["location_id"][homes["object_id"].isin(ids)]} - {""}
    assert {*places.access.points.index[failing]} == theirs & {*places.access.points.index}
    assert 0 < len(ids) < len(complexes)


def test_no_other_two_corners_bring_more_failing_dwellings_near(asked, places):
    siting = SitingRun(places, asked[0].siting, None, failing_homes(places, asked[5]))
    cover = siting.cover.toarray() > 0

    def brings(chosen) -> int:
        near = cover[list(chosen)].any(axis=0) & ~siting.reached
        return int((near & siting.failing).sum())

    every = {pair: brings(pair) for pair in combinations(range(len(cover)), 2)}
    assert max(every.values()) > 0
    assert siting.siting.value == max(every.values())
    table = siting.table()
    chosen = table[table["plek"] == "gekozen"]
    assert chosen[HOMES_WON].sum() == max(every.values())


def test_the_answer_names_the_definition_and_promises_no_verdict(found):
    (line,) = [
        s(Language.NL) for s in found.said if "complexen die nu niet voldoen" in s(Language.NL)
    ]
    assert "(druten)" in line
    assert "hangt ook van de andere eisen af" in line


def test_complexes_that_are_not_listed_cannot_fail(tmp_path):
    file = tmp_path / "run.toml"
    file.write_text(
        '[run]\nout = "uit"\n[osm]\nfile = "a.osm.pbf"\n[population]\npc4 = "p.csv"\n'
        '[siting]\njunctions = 9\ngoal = "complexen"\n',
        "utf-8",
    )
    with pytest.raises(ConfigError, match="no complexes are listed"):
        read_config(file)


def test_the_extra_metres_are_those_to_the_next_place_of_half_of_the_seniors(asked, places, found):
    """Each place is closed in turn, and who walked to it is measured anew."""
    measured, kind = places.measured, "ontmoetingsplek"
    searcher = Searcher.certain(measured.network, places.access, measured.facility_access)
    chosen = places.kind_of_entry == kind
    all_open = searcher.nearest(chosen).metres
    further, checked = np.full(len(all_open), np.inf), 0
    rows = measured.facility_rows
    for facility in np.unique(rows[chosen]):
        mine = searcher.nearest(chosen & (rows == facility)).metres == all_open
        mine &= np.isfinite(all_open)
        without = searcher.nearest(chosen & (rows != facility)).metres
        further[mine] = without[mine] - all_open[mine]
    weight = np.nan_to_num(places.people[65].likely)
    table = found.bereik.reset_index()
    rows = table[(table["niveau"] == "kern") & (table["voorziening"] == kind)]
    for row in rows.to_dict("records"):
        mine = (places.holds["kern"] == row["code"]).to_numpy() & (all_open < row["binnen_m"])
        mine &= np.arange(len(mine)) < places.n_own
        if weight[mine].sum() < 5:
            assert pd.isna(row["extra_m_bij_sluiten"])
            continue
        order = np.argsort(further[mine])
        running = weight[mine][order].cumsum().round(6)
        middle = further[mine][order][np.searchsorted(running, round(running[-1] / 2, 6))]
        if np.isfinite(middle):
            assert row["extra_m_bij_sluiten"] == pytest.approx(middle, abs=5.01)
            checked += 1
        else:
            assert pd.isna(row["extra_m_bij_sluiten"])
    assert checked


# --- buildings ------------------------------------------------------------------------------------


def buildings(tmp_path) -> gpd.GeoDataFrame:
    town = OsmDraft()
    town.line((0, 0), (500, 0), highway="residential", name="Dorpsstraat")
    town.box(10, 10, 10, 10, building="yes", amenity="townhall", name="Raadhuis")
    town.box(50, 10, 10, 10, building="school", disused="yes")
    town.box(90, 10, 10, 10, building="retail", **{"disused:shop": "bakery"})
    town.box(130, 10, 10, 10, building="public", name="Loket")
    town.box(170, 10, 10, 10, building="house")
    town.box(210, 10, 10, 10, building="ruins", disused="yes")
    town.box(250, 10, 10, 10, building="yes", amenity="library", planned="yes")
    town.node(300, 10, shop="vacant", name="Leeg")
    rules = read_building_rules().rules
    return read_osm(town.write(tmp_path / "dorp.osm"), rules=rules).facilities


def test_public_and_vacant_buildings_are_candidates_and_no_house_ruin_or_plan(tmp_path):
    found = buildings(tmp_path)
    assert sorted(zip(found["name"], found["rule"], strict=True)) == [
        ("", "leegstaand gebouw"),
        ("", "leegstaande winkel"),
        ("Leeg", "leegstaande winkel"),
        ("Loket", "openbaar gebouw"),
        ("Raadhuis", "gemeentehuis"),
    ]


def test_every_rule_of_buildings_has_its_words_in_both_languages():
    rules, called = read_building_rules()
    names = {rule.name for kind in rules.kinds for rule in kind.take}
    assert names == {*called}
    assert all(
        one(Language.EN) != one(Language.NL) or one(Language.EN) == "school"
        for one in called.values()
    )


def test_more_places_than_buildings_is_a_fault():
    config = read_config(SAMPLE / "wozerwaard.toml")
    rule = replace(config.siting, candidates=None, buildings=True, k=100)
    with pytest.raises(InputError, match="asks for 100 places"):
        where_alone.find_places(replace(config, siting=rule))


@pytest.mark.parametrize(
    ("streets", "near", "said"),
    [
        (["Dorpsstraat", "Kerkpad"], "", "hoek Dorpsstraat / Kerkpad"),
        (["Dorpsstraat"], "", "kruising aan de Dorpsstraat"),
        ([], "Marktplein", "kruising bij het Marktplein"),
        ([], "", "kruising zonder straatnaam"),
    ],
)
def test_a_corner_of_one_street_or_none_is_no_corner_of_two(streets, near, said):
    """A council read "hoek Binnenweg" and "hoek zonder straatnaam": nobody finds those."""
    assert _corner_name(streets, near)(Language.NL) == said


def test_every_corner_is_called_by_a_street_of_the_map(places, asked):
    names = SitingRun(places, asked[0].siting, None, failing_homes(places, asked[5])).table()[
        "naam"
    ]
    corners = names[names.index.str.startswith("hoek")]
    assert len(corners)
    streets = {*places.read.osm.ways["name"]} - {""}
    assert all(any(street in name for street in streets) for name in corners)


def test_an_existing_place_without_a_name_is_called_by_its_street(places, asked):
    """What closing would cost was told of "zonder naam"."""
    siting = SitingRun(places, asked[0].siting, None, failing_homes(places, asked[5]))
    nameless = siting.existing.assign(name="")
    told = named_by_street(nameless, places.read.osm.ways, Language.NL)
    assert all(name.startswith("zonder naam bij ") for name in told)
    assert named_by_street(nameless, None, Language.NL).tolist() == [""] * len(nameless)
    siting.__dict__["existing"] = nameless
    table = siting.table()
    assert sorted(table["naam"][table["plek"] == "bestaand"]) == sorted(told)
