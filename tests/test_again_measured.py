"""A second run connects no dwelling anew that the first connected: the same bytes, never the wrong ones."""

import shutil
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely.affinity

from wozgeo.config import RunConfig, parse_config, read_config
from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.network.accesses import Accesses
from wozgeo.network.snapping import Snapper
from wozgeo.outputs.manifest import watch_inputs
from wozgeo.runs import connecting, keeping
from wozgeo.runs.connecting import Connected, connect_dwellings
from wozgeo.runs.keeping import Kept
from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.pipeline import run
from wozgeo.runs.reading import kept_streets, read_lists, read_streets

SAMPLE = packaged_path("voorbeeld/wozerwaard.osm.pbf")
RUN = packaged_path("voorbeeld/wozerwaard.toml")


@pytest.fixture
def built(monkeypatch) -> list[int]:
    """How many dwellings were connected, each time that any were."""
    seen: list[int] = []
    real = connecting.connect

    def noted(config, osm, snapper, places, homes=None) -> tuple[Accesses, int]:
        seen.append(len(places))
        return real(config, osm, snapper, places, homes)

    monkeypatch.setattr(connecting, "connect", noted)
    return seen


@pytest.fixture(scope="module")
def streets() -> OsmTables:
    return read_osm(SAMPLE, with_backdrop=True)


def config_of(**walking: object) -> RunConfig:
    table = {"run": {"out": "uit"}, "osm": {"file": str(SAMPLE)}, "walking": walking}
    return parse_config(table, source="test", folder=Path())


def kept_of(config: RunConfig) -> Kept:
    return kept_streets(config, read_facility_rules(), watch_inputs([config.osm_file]))


def connected(
    osm: OsmTables, config: RunConfig | None = None, dwellings: gpd.GeoDataFrame | None = None
) -> Connected:
    config = config or config_of()
    return connect_dwellings(
        config, osm, osm.addresses if dwellings is None else dwellings, kept_of(config)
    )


def require_alike(one: Connected, other: Connected) -> None:
    snappers = [one.snapper, other.snapper]
    while all(snappers):
        networks = [snapper.network for snapper in snappers]
        for name in ("node_id", "xy", "u", "v", "length_m", "way_id", "state", "private", "bridge",
                     "ground", "doubtful", "own_gate", "square", "across"):  # fmt: skip
            a, b = (getattr(network, name) for network in networks)
            assert (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes()), name
        a, b = (network.squares for network in networks)
        assert [shape.wkb for shape in a.shapes] == [shape.wkb for shape in b.shapes]
        for name in ("way_id", "state", "private", "ground"):
            assert getattr(a, name).tobytes() == getattr(b, name).tobytes()
        a, b = (network.sights for network in networks)
        for name in ("node", "square", "bends", "before", "after"):
            assert getattr(a, name).tobytes() == getattr(b, name).tobytes()
        limits = [(s.max_off_m, s.max_extra_m, id(s.obstacles)) for s in snappers]
        assert limits[0][:2] == limits[1][:2]
        snappers = [snapper.wheels for snapper in snappers]
    assert snappers == [None, None]
    assert one.dwellings.points.equals(other.dwellings.points)
    assert one.dwellings.by_street == other.dwellings.by_street
    assert one.dwellings.closed.tobytes() == other.dwellings.closed.tobytes()
    assert one.n_far_doors == other.n_far_doors
    for name in ("possible", "certain", "others", "street"):
        a, b = getattr(one.dwellings, name), getattr(other.dwellings, name)
        pd.testing.assert_frame_equal(a, b, check_exact=True, check_index_type="exact")


@pytest.mark.parametrize("profile", ["rollator", "voetganger"])
def test_what_was_connected_comes_back_exactly(profile, cache, built, streets) -> None:
    config = config_of(profile=profile)
    first, second = connected(streets, config), connected(streets, config)
    require_alike(first, second)
    assert built == [len(streets.addresses)]
    assert len(first.dwellings.others) or profile == "rollator"
    assert len([*cache.glob("*.doors")]) == 1


def test_an_extract_without_dwellings_comes_back(cache, built, streets) -> None:
    nobody = streets.addresses.iloc[:0]
    require_alike(connected(streets, dwellings=nobody), connected(streets, dwellings=nobody))
    assert built == [0]


def test_everything_that_has_a_say_makes_it_anew(cache, built, streets, monkeypatch, tmp_path):
    connected(streets)
    homes = streets.addresses
    places = homes.geometry.to_list()
    moved = homes.assign(geometry=[shapely.affinity.translate(places[0], 0.001), *places[1:]])
    renamed = homes.assign(straat=[*homes["straat"].iloc[:-1], "Andere straat"])
    others = [
        {"dwellings": renamed},
        {"dwellings": moved},
        {"dwellings": homes.iloc[:-1]},
        {"dwellings": homes.iloc[::-1]},
        {"config": config_of(profile="voetganger")},
        {"config": config_of(door="dichtstbij")},
        {"config": config_of(max_off_network_m=200)},
        {"config": config_of(max_extra_m=20)},
    ]
    for n, other in enumerate(others, start=2):
        connected(streets, **other)
        assert len(built) == n, other
    elsewhere = tmp_path / "ander.osm.pbf"
    elsewhere.write_bytes(SAMPLE.read_bytes())
    config = replace(config_of(), osm_file=elsewhere)
    connected(streets, config)
    assert len(built) == len(others) + 1  # the same content by another name
    for name, change in {"versions": lambda: {"numpy": "0"}, "_code": lambda: "other"}.items():
        with monkeypatch.context() as patch:
            patch.setattr(keeping, name, change)
            connected(streets)
    assert len(built) == len(others) + 3
    connected(streets)
    assert len(built) == len(others) + 3


def test_another_content_of_the_extract_makes_it_anew(cache, built, streets, tmp_path) -> None:
    path = tmp_path / "stad.osm.pbf"
    config = replace(config_of(), osm_file=path)
    for content in (SAMPLE.read_bytes(), SAMPLE.read_bytes() + b"\0"):
        path.write_bytes(content)
        connected(streets, config)
    assert len(built) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b"",
        lambda b: b[:-9],
        lambda b: b[: len(b) // 2] + bytes([b[len(b) // 2] ^ 1]) + b[len(b) // 2 + 1 :],
    ],
)
def test_what_is_damaged_is_connected_anew_and_mended(spoil, cache, built, streets) -> None:
    first = connected(streets)
    (file,) = cache.glob("*.doors")
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    require_alike(first, connected(streets))
    assert len(built) == 2
    assert file.read_bytes() == good


def test_what_was_kept_for_another_question_is_no_answer(cache, built, streets) -> None:
    connected(streets)
    (file,) = cache.glob("*.doors")
    other = config_of(max_extra_m=20)
    connected(streets, other)
    (second,) = {*cache.glob("*.doors")} - {file}
    shutil.copyfile(file, second)
    connected(streets, other)
    assert len(built) == 3


def test_of_dwellings_in_a_list_of_ones_own_nothing_is_kept(cache, built, streets) -> None:
    config = replace(config_of(), locations=(Path("wij.csv"),))
    for _ in range(2):
        connected(streets, config)
    assert len(built) == 2
    assert not [*cache.glob("*.doors")]


def test_of_dwellings_whose_door_a_list_states_nothing_is_kept(cache, built, streets) -> None:
    first = streets.addresses.geometry.iloc[0]
    doors = np.full((len(streets.addresses), 2), np.nan)
    doors[0] = first.x + 1.0, first.y
    stated = streets.addresses.assign(**dict(zip(STATED_DOOR, doors.T, strict=True)))
    for _ in range(2):
        assert connected(streets, dwellings=stated).dwellings.points.iloc[0].x == first.x + 1.0
    assert len(built) == 2
    assert not [*cache.glob("*.doors")]


def test_the_oldest_that_nobody_used_goes_whatever_it_holds(cache, built, streets, monkeypatch):
    connected(streets)
    (first,) = cache.glob("*.doors")
    monkeypatch.setenv("WOZGEO_CACHE_MB", str(1.5 * first.stat().st_size / 1e6))
    connected(streets, config_of(max_extra_m=20))
    assert len([*cache.glob("*.doors")]) == 1
    assert not first.exists()


# --- whole runs ---------------------------------------------------------------------------------------


def measured_by(config: RunConfig, kept: Kept, streets: OsmTables) -> Measured:
    read = read_lists(config, streets)
    return measure(
        config, streets, read.locations, read.facilities, read.listed, read.limits_m, kept=kept
    )


@pytest.mark.parametrize("drop", [("plans",), ("complexes",), ("facilities",), ()])
def test_another_list_gives_what_a_fresh_run_gives(drop, cache, built, tmp_path) -> None:
    whole = read_config(RUN, out=tmp_path / "uit")
    rules = read_facility_rules(whole.facility_table, include=whole.include)
    streets = read_streets(whole, rules)
    kept = kept_streets(whole, rules, watch_inputs([whole.osm_file]))
    measured_by(whole, kept, streets)
    n_built = len(built)
    other = replace(whole, **dict.fromkeys(drop, ()))
    again, fresh = (measured_by(other, place, streets) for place in (kept, Kept()))
    assert len(built) == n_built + 1  # by the fresh one alone
    for name in ("distances", "scores", "place_distances"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(fresh, name), check_exact=True)
    for name in ("access", "place_access", "facility_access"):
        for table in ("possible", "certain", "others"):
            a, b = (getattr(getattr(one, name), table) for one in (again, fresh))
            pd.testing.assert_frame_equal(a, b, check_exact=True)


def test_fresh_keeps_nothing_of_what_it_measured(cache, tmp_path) -> None:
    run(read_config(RUN, out=tmp_path / "uit"), processes="", fresh=True)
    assert not cache.exists() or not [*cache.iterdir()]


def test_places_connected_apart_are_connected_as_together(streets) -> None:
    config = config_of(profile="voetganger")
    snapper: Snapper = connect_dwellings(config, streets, streets.addresses, Kept()).snapper
    homes = streets.addresses
    whole, _ = connecting.connect(config, streets, snapper, homes)
    parts = [connecting.connect(config, streets, snapper, homes[rows])[0] for rows in (
        slice(0, 7), slice(7, 400), slice(400, None))]  # fmt: skip
    joined = parts[0].with_more(parts[1]).with_more(parts[2])
    for name in ("possible", "certain", "others", "street"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(joined, name), check_exact=True)
