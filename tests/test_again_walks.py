"""A second run measures no dwelling anew that the first measured: the same bytes, never those of other settings."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.config import RunConfig, read_config
from wozgeo.config.run_config import PathRule, PopulationRule, ScoreRule, SiteRule, SitingRule
from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.language import Language
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.vocabulary import Door, Profile
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables
from wozgeo.outputs.manifest import watch_inputs
from wozgeo.runs import measuring
from wozgeo.runs.keeping import Kept, spelled
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.pipeline import run
from wozgeo.runs.reading import Read, kept_streets, read_lists, read_streets

RUN = packaged_path("voorbeeld/wozerwaard.toml")


@pytest.fixture(scope="module")
def config() -> RunConfig:
    """Only the own facilities of the sample: what is listed has tests of its own."""
    whole = read_config(RUN, out=Path("uit"))
    return replace(whole, plans=(), complexes=(), areas=(), population=PopulationRule(), area=None)


@pytest.fixture(scope="module")
def streets(config) -> OsmTables:
    return read_streets(config, read_facility_rules(config.facility_table, include=config.include))


@pytest.fixture(scope="module")
def read(config, streets) -> Read:
    return read_lists(config, streets)


@pytest.fixture
def searched(monkeypatch) -> list[int]:
    """From how many points was walked, each time that was."""
    seen: list[int] = []
    real = measuring.measure_distances

    def noted(network, locations, *given, **asked) -> pd.DataFrame:
        seen.append(len(locations.points))
        return real(network, locations, *given, **asked)

    monkeypatch.setattr(measuring, "measure_distances", noted)
    return seen


def kept_of(config: RunConfig) -> Kept:
    rules = read_facility_rules(config.facility_table, include=config.include)
    return kept_streets(config, rules, watch_inputs([config.osm_file]))


def measured(config: RunConfig, read: Read, kept: Kept, **other: Any) -> Measured:
    given = {"locations": read.locations, "facilities": read.facilities, **other}
    return measure(config, read.osm, **given, known=read.places, kept=kept)


def require_alike(one: Measured, other: Measured) -> None:
    for name in ("distances", "scores", "place_distances"):
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, check_index_type="exact"
        )
    for name in ("access", "place_access", "facility_access"):
        a, b = getattr(one, name), getattr(other, name)
        pd.testing.assert_series_equal(a.points.to_wkb(), b.points.to_wkb())
        assert a.by_street == b.by_street
        for table in ("possible", "certain", "others", "street"):
            if getattr(a, table) is None:
                assert getattr(b, table) is None
                continue
            pd.testing.assert_frame_equal(getattr(a, table), getattr(b, table), check_exact=True)
    assert one.facility_rows.tolist() == other.facility_rows.tolist()
    assert one.measured_to is not None
    pd.testing.assert_series_equal(one.measured_to, other.measured_to)
    for name in ("u", "v", "xy", "length_m", "node_id"):
        assert np.array_equal(getattr(one.network, name), getattr(other.network, name))


def test_what_was_measured_comes_back_exactly(config, read, cache, searched) -> None:
    first, second = (measured(config, read, kept_of(config)) for _ in range(2))
    require_alike(first, second)
    require_alike(first, measured(config, read, Kept()))
    n = len(read.locations)
    assert searched == [n, n]  # by the first, and by the one for which nothing is kept
    assert [len([*cache.glob(f"*.{kind}")]) for kind in ("walks", "entries", "doors")] == [1, 1, 1]


def test_no_dwelling_at_all_comes_back(config, read, cache) -> None:
    nobody = {"locations": read.locations.iloc[:0]}
    first, second = (measured(config, read, kept_of(config), **nobody) for _ in range(2))
    require_alike(first, second)


def test_another_place_in_a_list_of_ones_own_is_another_walk(config, read, cache, searched):
    kept = kept_of(config)
    measured(config, read, kept)
    own = np.flatnonzero(read.facilities["source"].to_numpy() != "osm")
    assert len(own), "the sample has a list of its own"
    shapes = read.facilities.geometry.to_list()
    x, y = shapely.get_coordinates(shapes[own[0]])[0]
    shapes[own[0]] = shapely.Point(x + 30.0, y)
    others = [
        read.facilities.assign(geometry=shapes),
        read.facilities.drop(index=read.facilities.index[own[0]]),
        read.facilities.iloc[::-1],
        read.facilities.rename(index={read.facilities.index[own[0]]: "zzz"}),
    ]
    for n, facilities in enumerate(others, start=1):
        again, fresh = (
            measured(config, read, one, facilities=facilities) for one in (kept, Kept())
        )
        require_alike(again, fresh)
        assert len(searched) == 2 * n + 1
    measured(config, read, kept, facilities=others[0])
    assert len(searched) == 2 * len(others) + 1


@pytest.mark.parametrize("kind", ["walks", "entries"])
@pytest.mark.parametrize("spoil", [lambda b: b"", lambda b: b[:-9], lambda b: b[:-9] + b"\0" * 9])
def test_what_is_damaged_is_measured_anew_and_mended(kind, spoil, config, read, cache) -> None:
    first = measured(config, read, kept_of(config))
    (file,) = cache.glob(f"*.{kind}")
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    require_alike(first, measured(config, read, kept_of(config)))
    assert file.read_bytes() == good


@pytest.mark.parametrize("kind", ["walks", "entries"])
def test_what_was_kept_for_another_question_is_no_answer(kind, config, read, cache) -> None:
    measured(config, read, kept_of(config))
    (file,) = cache.glob(f"*.{kind}")
    other = replace(config, door=Door.DICHTSTBIJ, search_limit_m=700.0)
    fresh = measured(other, read, Kept())
    measured(other, read, kept_of(other))
    (second,) = {*cache.glob(f"*.{kind}")} - {file}
    shutil.copyfile(file, second)
    require_alike(fresh, measured(other, read, kept_of(other)))


def test_of_dwellings_in_a_list_of_ones_own_no_walk_is_kept(config, read, cache) -> None:
    measured(replace(config, locations=(Path("wij.csv"),)), read, kept_of(config))
    doors = np.full((len(read.locations), 2), np.nan)
    doors[0] = read.locations.geometry.iloc[0].coords[0]
    stated = read.locations.assign(**dict(zip(STATED_DOOR, doors.T, strict=True)))
    measured(config, read, kept_of(config), locations=stated)
    assert not [*cache.glob("*.walks"), *cache.glob("*.doors")]


# --- which settings have a say ------------------------------------------------------------------------

SAY: dict[str, Any] = {
    "profile": Profile.VOETGANGER,
    "search_limit_m": 700.0,
    "max_off_network_m": 60.0,
    "max_extra_m": 5.0,
    "door": Door.DICHTSTBIJ,
    "score": {"park": ScoreRule(1.0, 200.0, 900.0)},
    "also": frozenset({"park"}),
}
"""What is measured, and how: another value of each, and something is made anew."""
READ = {"osm_file", "facility_table", "dwelling_table", "include", "bag_file", "area", "known"}
"""These say what is read; what was read is in the key itself, by its content."""
LISTS = {"facilities", "locations", "plans", "complexes", "areas"}
"""Of these, too, what was read of them; nothing is kept of own locations, nor of plans and complexes."""
NO_SAY: dict[str, Any] = {
    "name": "anders",
    "out": Path("elders"),
    "criteria": None,
    "sites": SiteRule(7.0, 9),
    "completeness": None,
    "paths": PathRule(11.0, 12.0),
    "surface": None,
    "warnings": None,
    "map_breaks_m": (1, 2),
    "summary_breaks_m": (3, 4),
    "walkshed_width_m": 3.0,
    "max_dwellings": 5,
    "language": Language.EN,
    "pdf": True,
    "population": PopulationRule(at_least=7),
    "siting": SitingRule(None, None, False, "senioren", "apotheek", 1, 2.0, 3.0),
    "attribution": "wij",
    "target": None,
    "routes": True,
    "online_backdrop": True,
    "place": None,
}
"""What comes after measuring, and a place of which nothing is kept."""


def test_every_setting_is_known_to_have_a_say_or_none() -> None:
    told = [*SAY, *READ, *LISTS, *NO_SAY]
    assert sorted(told) == sorted(one.name for one in fields(RunConfig))


@pytest.mark.parametrize("name", SAY)
def test_a_setting_that_has_a_say_makes_it_anew(name, config, read, cache) -> None:
    measured(config, read, kept_of(config))
    before = {*cache.iterdir()}
    other = replace(config, **{name: SAY[name]})
    require_alike(measured(other, read, kept_of(other)), measured(other, read, Kept()))
    assert {*cache.iterdir()} - before


def test_a_setting_that_has_no_say_changes_no_walk(config, read, cache) -> None:
    first = measured(config, read, kept_of(config))
    before = {*cache.iterdir()}
    other = replace(config, **NO_SAY)
    require_alike(first, measured(other, read, kept_of(other)))
    require_alike(first, measured(other, read, Kept()))
    assert {*cache.iterdir()} == before


def test_places_that_nobody_lists_are_other_streets_only_on_a_square(read, config, cache) -> None:
    """Who stands on a square has a node of their own there: the walks are kept by the streets with it."""
    whole = read_config(RUN, out=Path("uit"))
    everything = read_lists(whole, read.osm)
    kept = kept_of(config)
    for listed in (None, everything.listed, None, everything.listed):
        again, fresh = (measured(config, read, one, listed=listed) for one in (kept, Kept()))
        require_alike(again, fresh)


# --- what is spelled out ------------------------------------------------------------------------------


def different() -> Iterator[Any]:
    yield from (
        np.array(values) for values in ([1, 2], [2, 1], [1.0, 2.0], [[1, 2]], [], ["1", "2"])
    )
    yield from (np.array(values, dtype=object) for values in (["a", "b"], ["a", None], ["ab"], [1]))
    yield np.array(["a", np.nan], dtype=object)
    yield np.array([shapely.Point(1, 2), None], dtype=object)
    yield np.array([None, shapely.Point(1, 2)], dtype=object)
    yield pd.Series(["a", "b"], dtype="category")
    yield pd.Series(["b", "a"], dtype="category")
    yield pd.Series(["a", "b"], index=[1, 2], dtype="category")
    yield pd.DataFrame({"a": [1], "b": [2]})
    yield pd.DataFrame({"b": [1], "a": [2]})
    yield pd.DataFrame({"a": [1], "b": [2]}, index=["x"])
    yield gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)])
    yield gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 3)])


def test_tables_and_arrays_that_differ_are_spelled_otherwise() -> None:
    told = [json.dumps(spelled(one)) for one in different()]
    assert told == [json.dumps(spelled(one)) for one in different()]
    assert len({*told}) == len(told)


def test_what_cannot_be_spelled_out_is_kept_nowhere(tmp_path) -> None:
    kept = Kept(tmp_path / "a.streets", "a")
    assert kept.about({"a": np.array([object()])}, ".walks").place is None
    assert kept.about({"a": np.array([1])}, ".walks").place is not None


# --- whole runs ---------------------------------------------------------------------------------------


def test_a_run_with_one_line_less_in_a_list_is_the_same_as_a_fresh_one(tmp_path, cache) -> None:
    folder = tmp_path / "voorbeeld"
    shutil.copytree(RUN.parent, folder)
    own = folder / "huisartsen.csv"
    made = {}
    for name, fresh in (("eerst", False), ("weer", False), ("vers", True)):
        if name == "weer":
            *first, _ = own.read_text(encoding="utf-8").splitlines(keepends=True)
            own.write_text("".join(first), encoding="utf-8")
        config = read_config(folder / RUN.name, out=tmp_path / name)
        plain = replace(config.surface, asked=False)
        config = replace(config, siting=None, population=PopulationRule(), surface=plain)
        run(config, processes="", fresh=fresh)
        made[name] = {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file() and path.name != "run.json"
        }
    assert made["weer"] == made["vers"]
    assert made["eerst"] != made["weer"]
