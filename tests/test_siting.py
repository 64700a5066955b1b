"""Claims about where the sample municipality should make its next ontmoetingsplek: by wozgeo siting and in a run."""

import re
import shutil
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from wozgeo.cli import main
from wozgeo.config import read_config
from wozgeo.domain.language import Language
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within
from wozgeo.runs import pipeline, where_alone
from wozgeo.runs.senior_places import SeniorPlaces
from wozgeo.runs.siting import SitingRun, failing_homes
from wozgeo.runs.where_seniors import WhereSeniors, find_where

SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"
PERSONS = ("n_65", "n_75", "winst", "verlies")


@pytest.fixture(scope="module")
def asked():
    """What the stages of a run hand to the question where seniors are."""
    given = []

    def see(*args) -> WhereSeniors:
        given.append(args)
        return WhereSeniors()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where_alone, "find_where", see)
        where_alone.find_places(read_config(SAMPLE / "wozerwaard.toml"))
    return given[0]


@pytest.fixture(scope="module")
def found(asked):
    return find_where(*asked)


@pytest.fixture(scope="module")
def siting(asked) -> SitingRun:
    config, read, measured, population, candidates, complexes = asked
    places = SeniorPlaces.of(config, read, measured, population)
    return SitingRun(places, config.siting, candidates, failing_homes(places, complexes))


def test_no_other_two_of_the_list_bring_more(siting):
    expected = siting.places.expected[:, 0]
    cover = siting.cover.toarray() > 0

    def brings(chosen) -> float:
        return expected[cover[list(chosen)].any(axis=0) & ~siting.reached].sum()

    every = {pair: brings(pair) for pair in combinations(range(len(cover)), 2)}
    assert siting.siting.value == pytest.approx(max(every.values()))
    assert every[tuple(sorted(siting.siting.chosen))] == pytest.approx(max(every.values()))


def test_the_answer_says_where_and_how_many(found):
    said = [text(Language.NL) for text in found.said]
    assert any("Wijkcentrum Kievitstraat (Wozerdam)" in line for line in said)
    assert any("Polderveenseweg (Polderveen), 55 van de 95" in line for line in said)
    chosen = found.tables["plekken"].query("plek == 'gekozen'")
    assert chosen["rang"].tolist() == [1, 2]
    assert (chosen["winst_laag"] <= chosen["winst"]).all()
    assert (chosen["winst"] <= chosen["winst_hoog"]).all()


def test_metres_and_persons_are_written_as_the_language_does(siting):
    rule = replace(siting.rule, within_m=1250.5)
    table = siting.table().assign(winst_hoog=1180)
    said = list(replace(siting, rule=rule).said(table))
    assert "1.250,5 m" in said[0](Language.NL)
    assert "1.180" in said[0](Language.NL)
    assert "1,250.5 m" in said[0](Language.EN)
    closing = said[-1](Language.NL)
    assert closing.endswith("65-plussers hebben dan geen andere binnen 1.250,5 m.")


def test_who_lies_in_the_water_is_named_and_not_chosen(found):
    (warning,) = found.warnings
    assert "Ponton in de plas" in warning(Language.NL)
    assert "Ponton in de plas" not in found.tables["plekken"]["naam"].tolist()


def test_no_table_holds_a_number_of_persons_below_the_least_or_between_its_multiples(found):
    tables = [*found.tables.values(), found.bereik]
    seen = 0
    for table in tables:
        for name in table.columns:
            if str(name).startswith(PERSONS) or name == "n_senioren":
                values = table[name].dropna().astype(int)
                assert (values % 5 == 0).all(), name
                seen += len(values)
    assert seen > 500


def test_least_expected_and_most_are_in_order_everywhere(found):
    for table in (found.tables["concentraties"], found.bereik):
        for age in (65, 75):
            three = table[[f"n_{age}_laag", f"n_{age}", f"n_{age}_hoog"]].dropna()
            assert (three.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)


def test_further_never_reaches_fewer(found):
    share = found.bereik.reset_index().pivot_table(
        index=["niveau", "code", "voorziening"], columns="binnen_m", values="n_65", aggfunc="first"
    )
    share = share.drop(index="geen", level="voorziening").dropna()
    assert len(share) > 20
    assert (share[400.0] <= share[500.0]).all()
    assert (share[500.0] <= share[800.0]).all()


def test_with_one_more_place_nobody_reaches_less(siting):
    rule = siting.rule
    values = []
    for k in (1, 2, 3):
        values.append(replace(siting, rule=replace(rule, k=k)).siting.value)
    assert values == sorted(values)


def test_streets_are_walked_by_those_who_live_there(found):
    streets = found.tables["straten"]
    assert set(streets["voorziening"]) == {"supermarkt", "huisarts", "ov_halte", "ontmoetingsplek"}
    assert (streets["n_senioren"] >= 5).all()
    assert (streets.geometry.length > 0).all()


def test_the_command_measures_to_what_a_run_measures_to(tmp_path):
    """A definition may ask a walk to a park: then *all* and *none* count it, in both."""
    shutil.copytree(SAMPLE, tmp_path / "voorbeeld")
    file = tmp_path / "voorbeeld" / "wozerwaard.toml"
    text = file.read_text("utf-8").replace('"../../maps/wozerwaard"', '"uit"')
    text = text.replace("[criteria]", '[criteria]\nfile = "eigen.toml"', 1)
    text = text.replace('definitions = ["druten", "rijk"]', 'definitions = ["groen"]')
    (tmp_path / "voorbeeld" / "eigen.toml").write_text(
        """
[groen]
title = "bij het groen"
[groen.loopafstand.park]
limit_m = 300
strict = true
source = { document = "Visie", place = "blz. 1", date = "2026" }
""",
        "utf-8",
    )
    file.write_text(re.sub(r"\[surface\][^\[]*", "", text), "utf-8")
    given = []

    class SeenError(Exception):
        pass

    def see(*args) -> None:
        given.append(args)
        raise SeenError

    with pytest.MonkeyPatch.context() as patch:
        for asks, ask in ((where_alone, where_alone.find_places), (pipeline, pipeline.run)):
            patch.setattr(asks, "find_where", see)
            with pytest.raises(SeenError):
                ask(read_config(file))
    (alone, of_a_run) = given
    assert "park" in map(str, alone[0].voorzieningen)
    assert alone[0].voorzieningen == of_a_run[0].voorzieningen
    pd.testing.assert_frame_equal(alone[2].distances, of_a_run[2].distances)


# --- bad input ------------------------------------------------------------------------------------


def told(tmp_path, siting: str) -> str:
    shutil.copytree(SAMPLE, tmp_path / "voorbeeld")
    file = tmp_path / "voorbeeld" / "wozerwaard.toml"
    before = file.read_text("utf-8").split("[siting]")[0]
    file.write_text(f"{before}\n[siting]\n{siting}\n", "utf-8")
    result = CliRunner().invoke(main, ["siting", str(file)])
    assert result.exit_code == 2
    return result.output


def test_a_candidate_outside_the_map_is_told_and_so_is_a_source_that_is_not_used(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "voorbeeld")
    file = tmp_path / "voorbeeld" / "wozerwaard.toml"
    listed = file.parent / "kandidaten.csv"
    listed.write_text(listed.read_text("utf-8-sig") + "K9;Ver weg;267560,0;433900,0\n", "utf-8")
    ages = file.parent / "pc4_leeftijd.csv"
    ages.write_text(ages.read_text("utf-8").replace("6697;65-69;235", "6697;65-69;23500"), "utf-8")
    result = CliRunner().invoke(main, ["siting", str(file)])
    assert result.exit_code == 0, result.output
    assert "kandidaten.csv: 1 locatie ligt buiten het gebied van de kaart" in result.output
    assert "Het cijfer van pc4_leeftijd.csv is daar niet gebruikt" in result.output


def test_more_places_than_candidates_is_a_fault(tmp_path):
    output = told(tmp_path, 'candidates = "kandidaten.csv"\nk = 9')
    assert "siting.k asks for 9 places, and there are 8 candidates" in output


def test_both_kinds_of_candidates_or_none_is_a_fault(tmp_path):
    assert "either candidates" in told(
        tmp_path / "a", 'candidates = "kandidaten.csv"\njunctions = 9'
    )
    assert "either candidates" in told(tmp_path / "b", "k = 2")


def test_a_voorziening_that_is_not_measured_is_a_fault(tmp_path):
    assert "theehuis" in told(tmp_path, 'junctions = 9\nvoorziening = "theehuis"')


def test_nothing_is_chosen_where_nobody_says_how_many_live(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "voorbeeld")
    file = tmp_path / "voorbeeld" / "wozerwaard.toml"
    text = file.read_text("utf-8")
    file.write_text(text.split("[population]")[0] + "[siting]\njunctions = 9\n", "utf-8")
    result = CliRunner().invoke(main, ["siting", str(file)])
    assert result.exit_code == 2
    assert "nothing says how many seniors live where" in result.output


def test_a_facility_with_several_doors_is_one_place_reached_by_whichever_is_near(siting):
    """The first gets the only door of another besides: it is reached by who reaches either."""
    measured = siting.places.measured
    doors = measured.facility_access
    n_doors = np.bincount(measured.facility_rows, minlength=len(measured.facilities))
    other = int(np.flatnonzero(n_doors[1:] == 1)[0]) + 1
    door = np.flatnonzero(measured.facility_rows == other)
    more = replace(
        measured,
        facility_access=doors.only(door).with_more(doors),
        of_access=np.append(0, measured.facility_rows),
    )
    places = replace(siting.places, measured=more)
    kinds = measured.facilities["voorziening"].astype(str).tolist()
    assert places.kind_of_entry.tolist() == [kinds[row] for row in (0, *measured.facility_rows)]

    def reached(of, access) -> np.ndarray:
        searcher = Searcher.certain(measured.network, of.access, access)
        return of.by_facility(Within(searcher, 400).matrix()).toarray() > 0

    before, after = reached(siting.places, doors), reached(places, more.facility_access)
    assert (after[0] == before[0] | before[other]).all()
    assert (after[0] != before[0]).any()
    assert (after[1:] == before[1:]).all()


def test_who_reaches_what_agrees_with_the_distances_that_were_measured(siting):
    """Of every dwelling: an ontmoetingsplek within 400 m is one of those that were counted."""
    distances = siting.places.measured.distances
    kinds = distances.index.get_level_values("voorziening")
    certain = distances["certain_m"][kinds == "ontmoetingsplek"].to_numpy() < 400
    assert (siting.reached[: siting.places.n_own] == certain).all()


def test_what_closing_costs_leaves_out_who_reaches_another_place(siting):
    """The seniors of all places together were more than have any place within the walk."""
    expected, table = siting.places.expected[:, 0], siting.table()
    cover = siting._existing_cover.toarray() > 0
    assert ((cover.sum(axis=0) > 1) & (expected > 0)).any()
    alone = cover & (cover.sum(axis=0) == 1)
    for name, mine in zip(siting.existing.index, alone, strict=True):
        assert table.loc[name, "verlies"] == pytest.approx(expected[mine].sum(), abs=2.5)


def test_who_lives_outside_the_study_area_brings_no_place_a_gain(siting):
    """Of every second dwelling, as if the others lay in the next gemeente."""

    class Smaller(SeniorPlaces):
        n_own = len(siting.places.measured.locations) // 2

    places = Smaller(**{name: getattr(siting.places, name) for name in _FIELDS})
    table = replace(siting, places=places).table().query("plek == 'kandidaat'")
    expected = np.where(np.arange(len(siting.reached)) < Smaller.n_own, places.expected[:, 0], 0.0)
    cover = siting.cover.toarray() > 0
    for name, gain in table["winst"].items():
        mine = cover[siting.candidates.table.index.get_loc(name)] & ~siting.reached
        assert abs(int(0 if gain is pd.NA else gain) - expected[mine].sum()) <= 5, name


_FIELDS = ("config", "read", "measured", "population", "access")
