"""Claims about what may turn the verdicts of a run: measured on a drawn street, and checked by measuring again."""

from datetime import date
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from towns import Town, walk
from wozgeo.analysis.doubts import Cause
from wozgeo.analysis.firmness import tell_firmness
from wozgeo.analysis.verdicts.judge import NearMiss
from wozgeo.analysis.verdicts.rows import JudgingRule, walks_of_places
from wozgeo.analysis.verdicts.three_valued import VOLDOET
from wozgeo.domain.definitions import Definition, Requirement, Source, Within
from wozgeo.domain.values import OWN_LIST
from wozgeo.domain.vocabulary import Eis, Measure
from wozgeo.runs.doubts import RunDoubts
from wozgeo.runs.measuring import Measured

KIND = "ontmoetingsplek"
ASKED = Definition(
    "proef",
    "proef",
    (Requirement(Eis.ONTMOETINGSRUIMTE, (Within(250, strict=True),), Source("B", "1", "2026")),),
)
RULE = JudgingRule({"proef": ASKED}, Measure.MAX, NearMiss(0.1, 40), {}, 5_000, [KIND])
STREET = Town(
    nodes={"A": (0, 0), "B": (300, 0), "C": (600, 0), "D": (900, 0), "E": (600, 200)},
    ways=["A B C D: residential", "C E: path access=unknown"],
    locations={"a": (100, 0), "b": (290, 0), "c": (520, 5), "d": (880, 0), "e": (200, 0)},
    facilities={
        "zaal": (KIND, 50, 0),
        "hof": (KIND, 400, -5),
        "kerk": (KIND, 600, 150),
        "huis": (KIND, 890, 0),
    },
)
"""a: zaal 50 m, without it hof 305 m. b: hof 115 m, without it zaal 240 m. c: hof 130 m, without it kerk
235 m, by a path of which nobody knows whether it is open. d: huis 10 m, without it 430 m. e: zaal 150 m, without it
hof 205 m."""

OWNERS = {"a": "x", "b": "x", "c": "y", "d": "z", "e": "w"}


def measured(town: Town) -> Measured:
    done = walk(town, profile="rollator")
    table, tables = done.distances(wanted=[KIND]), done.tables
    nothing = done.locations.only(np.array([], dtype=int))
    return Measured(
        done.network,
        tables.locations,
        tables.facilities,
        done.locations,
        done.facilities,
        table,
        pd.DataFrame(),
        gpd.GeoDataFrame(geometry=[], crs=tables.locations.crs),
        nothing,
        table.iloc[:0],
        done.snapper,
    )


def told(town: Town, thin=(), own=(), days=MappingProxyType({}), **columns) -> pd.DataFrame:
    found = measured(town)
    found.facilities.loc[[*own], "source"] = OWN_LIST
    distances = found.distances.rename_axis(["place_id", "voorziening"]).assign(**columns)
    places = pd.DataFrame({"object_id": OWNERS, "kind": "adres"}).rename_axis("place_id")
    objects = pd.DataFrame(
        {"n_dwellings": 20}, index=pd.Index(["x", "y", "z", "w"], name="object_id")
    )
    doubts = RunDoubts.of(found, [KIND], thin=thin, paths=None, search_limit_m=5_000, **days)
    crosses = found.access.possible["crosses"]
    return tell_firmness(
        objects,
        walks_of_places(places, distances, crosses, RULE),
        ASKED,
        doubts.of_group(distances, dwellings=True),
        rule=RULE,
    )


def test_the_place_a_verdict_rests_on_is_that_without_which_measuring_again_gives_another() -> None:
    found = told(STREET)
    assert (found["rank"] == VOLDOET).all()
    rests = {name: text.nl for name, text in found["een_plek"].items()}
    assert rests == {
        "x": "zaal (OpenStreetMap)",
        "y": "hof (OpenStreetMap)",
        "z": "huis (OpenStreetMap)",
        "w": "",
    }
    assert found["stevig"].all()
    for gone in STREET.facilities or {}:
        others = {k: v for k, v in (STREET.facilities or {}).items() if k != gone}
        again = told(STREET.but(facilities=others))
        lost = set(found.index[(again["rank"] < VOLDOET).to_numpy()])
        assert lost == {name for name, text in rests.items() if text.startswith(gone)}


def test_the_sentence_tells_how_far_it_then_is() -> None:
    assert told(STREET)["hangt_aan"]["x"].nl == (
        "hangt aan één plek: zaal (OpenStreetMap); zonder die ligt de dichtstbijzijnde ontmoetingsplek op 305 m"
    )


def test_the_one_place_is_told_with_the_day_of_the_map_or_of_the_list_that_it_is_from() -> None:
    days = {"map_day": date(2023, 1, 30), "list_day": date(2025, 3, 9)}
    found = told(STREET, own=["hof"], days=days)["een_plek"]
    assert found["x"].nl == "zaal (OpenStreetMap, 30 januari 2023)"
    assert found["y"].nl == "hof (eigen lijst, 9 maart 2025)"
    assert found["y"].en == "hof (own list, 9 March 2025)"


def test_a_list_that_is_incomplete_turns_only_what_is_too_far() -> None:
    far = STREET.but(facilities={"zaal": (KIND, 50, 0)})
    whole, thin = told(far), told(far, thin=[KIND])
    assert whole["stevig"].tolist() == [True, True, True, True]
    assert thin["stevig"].tolist() == [True, False, False, True]
    assert thin["causes"]["z"] == (Cause.LIJST,)


@pytest.mark.parametrize(("longest", "firm"), [(249.9, True), (250, False)])
def test_the_doors_of_dwellings_are_a_doubt_where_they_were_measured(longest, firm) -> None:
    found = told(STREET, door_low_m=5.0, door_high_m=[60, 120, 130, longest, 160])
    assert found["stevig"].tolist() == [True, True, firm, True]
    assert found["causes"]["z"] == (() if firm else (Cause.DEUR,))


@pytest.mark.parametrize(("longest", "firm"), [(249.9, True), (250, False)])
def test_where_one_enters_is_a_doubt_that_names_the_place(longest, firm) -> None:
    found = told(STREET, place_low_m=5.0, place_high_m=[60, 120, 130, longest, 160])
    assert found["stevig"].tolist() == [True, True, firm, True]
    assert found["causes"]["z"] == (() if firm else (Cause.PLEK,))
    if not firm:
        assert found["hangt_aan"]["z"].nl.startswith(
            "plek huis: de dichtstbijzijnde ontmoetingsplek ligt op 10 m, en op 250 m als men haar elders "
            "binnenkomt; minder dan 250 m is nodig"
        )


def test_a_place_that_would_bring_it_nearer_is_named_after_what_is_then_nearest() -> None:
    far = STREET.but(facilities={"zaal": (KIND, 50, 0), "huis": (KIND, 300, 300)})
    ids = pd.Categorical(["zaal", "zaal", "zaal", "huis", "zaal"])
    found = told(far, place_low_m=[50, 240, 240, 200, 150], place_low_id=ids)
    assert Cause.PLEK in found["causes"]["z"]
    assert "plek huis" in found["hangt_aan"]["z"].nl


def test_a_door_and_a_place_that_turn_it_only_together_are_both_named() -> None:
    """By another door 245 m, to another entry 245 m, by both at once 270 m: none alone, and together."""
    found = told(
        STREET,
        door_high_m=[60, 120, 130, 245, 160],
        place_high_m=[60, 120, 130, 245, 160],
        longest_m=[60, 120, 130, 270, 160],
    )
    assert found["stevig"].tolist() == [True, True, False, True]
    assert set(found["causes"]["z"]) == {Cause.DEUR, Cause.PLEK}
    assert "samen keren zij het oordeel" in found["hangt_aan"]["z"].nl
