"""A second run reads nothing that the first kept: the same bytes, never the wrong ones, for its owner alone."""

import json
import os
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from wozgeo import cli
from wozgeo.config import parse_config, read_config
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.inputs.osm_arrays import DamagedError, tables_from_bytes, tables_to_bytes
from wozgeo.outputs.manifest import watch_inputs
from wozgeo.runs import keeping, run
from wozgeo.runs.keeping import kept_folder, key_of, read_osm_once, spelled

SAMPLE = packaged_path("voorbeeld/wozerwaard.osm.pbf")
OWNED = pytest.mark.skipif(
    not hasattr(os, "geteuid"), reason="who owns a folder is told otherwise here"
)
TABLES = ("ways", "stops", "obstacles", "addresses", "facilities", "backdrop")


@pytest.fixture
def readings(monkeypatch) -> list[Path]:
    """Every reading of an extract, as it happens."""
    seen: list[Path] = []

    def noted(path: Path, **asked: object) -> OsmTables:
        seen.append(path)
        return read_osm(path, **asked)

    monkeypatch.setattr(keeping, "read_osm", noted)
    return seen


@pytest.fixture(scope="module")
def sample() -> OsmTables:
    return read_osm(SAMPLE, with_backdrop=True)


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.streets"))


def require_alike(one: OsmTables, other: OsmTables) -> None:
    for name in TABLES:
        a, b = getattr(one, name), getattr(other, name)
        assert type(a) is type(b)
        if isinstance(a, gpd.GeoDataFrame):
            assert a.crs == b.crs
            assert [*shapely.to_wkb(a.geometry)] == [*shapely.to_wkb(b.geometry)]
        if "nodes" in a:
            assert all(map(np.array_equal, a["nodes"], b["nodes"]))
        plain = [
            pd.DataFrame(t).drop(columns=["geometry", "nodes"], errors="ignore") for t in (a, b)
        ]
        pd.testing.assert_frame_equal(
            *plain, check_exact=True, check_index_type="exact", check_column_type="exact"
        )
        assert [*a.columns] == [*b.columns]
    assert one.extent.wkb == other.extent.wkb
    assert (one.timestamp, one.counts) == (other.timestamp, other.counts)
    assert json.dumps(one.counts) == json.dumps(other.counts)


def read_twice(path: Path, **asked: object) -> OsmTables:
    for _ in range(2):
        found = read_osm_once(path, watch_inputs([path]), **asked)
    return found


# --- bytes and back -----------------------------------------------------------------------------------


def test_what_was_read_comes_back_exactly(sample) -> None:
    require_alike(sample, tables_from_bytes(tables_to_bytes(sample, key="k"), key="k"))


@pytest.mark.kampen
@pytest.mark.slow
def test_kampen_comes_back_exactly(kampen_file) -> None:
    osm = read_osm(kampen_file, with_backdrop=True)
    require_alike(osm, tables_from_bytes(tables_to_bytes(osm, key="k"), key="k"))


@pytest.mark.parametrize("name", ["stops", "obstacles", "addresses", "facilities", "backdrop"])
def test_a_table_without_rows_comes_back(sample, name) -> None:
    empty = replace(sample, **{name: getattr(sample, name).iloc[:0]})
    require_alike(empty, tables_from_bytes(tables_to_bytes(empty, key="k"), key="k"))


def test_every_kind_of_shape_and_text_comes_back(sample) -> None:
    shapes = [
        None,
        shapely.Point(),
        shapely.Point(0.1 + 0.2, -0.0),
        shapely.Point(1, 2, 3),
        shapely.LineString([(0, 0), (1e-300, 1 / 3)]),
        shapely.GeometryCollection([shapely.Point(1, 2), shapely.box(0, 0, 1, 1)]),
        shapely.MultiPolygon(),
    ]
    texts = ["", 'é\0\n"', "\ud800", "Ĳsselkade", "nan", " ", "a"]
    columns = {
        "kind": pd.Series(texts, dtype=object),
        "name": pd.Series([*texts[3:], None, "", None], dtype="str"),
    }
    table = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:28992")
    odd = replace(sample, backdrop=table)
    require_alike(odd, tables_from_bytes(tables_to_bytes(odd, key="k"), key="k"))


def test_what_arrays_cannot_hold_is_refused(sample) -> None:
    numbers = sample.stops.assign(ford=np.float32(1.5))
    with pytest.raises(TypeError, match="stops/ford is a column of float32"):
        tables_to_bytes(replace(sample, stops=numbers), key="k")
    mixed = sample.stops.assign(ford=pd.Series([None] * len(sample.stops), dtype=object).to_numpy())
    with pytest.raises(TypeError, match="holds other things than texts"):
        tables_to_bytes(replace(sample, stops=mixed), key="k")


def test_every_byte_that_is_wrong_is_seen(sample) -> None:
    content = tables_to_bytes(sample, key="k")
    step = len(content) // 97
    for at in [*range(60), *range(60, len(content), step)]:
        spoilt = bytearray(content)
        spoilt[at] ^= 1
        with pytest.raises(DamagedError):
            tables_from_bytes(bytes(spoilt), key="k")
    for n in (0, 1, 18, 50, 51, len(content) - 1):
        with pytest.raises(DamagedError):
            tables_from_bytes(content[:n], key="k")
    with pytest.raises(DamagedError, match="of something else"):
        tables_from_bytes(content, key="l")


# --- kept and found again -----------------------------------------------------------------------------


def test_the_second_time_nothing_is_read(cache, readings, sample) -> None:
    require_alike(sample, read_twice(SAMPLE, with_backdrop=True))
    assert readings == [SAMPLE]
    assert len(kept(cache)) == 1


def test_nothing_is_kept_of_a_file_that_nobody_watched(cache, readings) -> None:
    for _ in range(2):
        read_osm_once(SAMPLE, [])
    assert len(readings) == 2
    assert not cache.exists()


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-9], lambda b: b"", lambda b: b[:999] + b"x" + b[1000:]]
)
def test_what_is_damaged_is_read_anew_and_mended(spoil, cache, readings, sample) -> None:
    read_twice(SAMPLE, with_backdrop=True)
    (file,) = kept(cache)
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    require_alike(sample, read_twice(SAMPLE, with_backdrop=True))
    assert len(readings) == 2
    assert file.read_bytes() == good


def test_what_was_kept_under_another_name_is_not_trusted(cache, readings) -> None:
    read_twice(SAMPLE, with_backdrop=True)
    read_twice(SAMPLE, with_backdrop=False)
    one, other = kept(cache)
    one.replace(other)
    assert read_twice(SAMPLE, with_backdrop=True).backdrop is not None
    assert read_twice(SAMPLE, with_backdrop=False).backdrop is None
    assert len(readings) == 4


def test_another_extract_under_the_same_name_is_read(cache, readings, tmp_path) -> None:
    path = tmp_path / "stad.osm.pbf"
    path.write_bytes(SAMPLE.read_bytes())
    read_twice(path)
    os.utime(path, (1, 1))
    read_twice(path)  # the same bytes, at another time
    assert len(readings) == 1
    town = tmp_path / "stad.osm"
    town.write_text(
        '<osm version="0.6"><node id="1" lat="52.5" lon="5.9"/><node id="2" lat="52.5" lon="5.91"/>'
        '<way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
    )
    read_twice(town)
    town.write_text(town.read_text().replace("5.91", "5.92"))
    assert read_twice(town).ways.length.sum() > 1000
    assert len(readings) == 3


def test_a_file_that_changes_while_it_is_read_is_not_kept(cache, tmp_path, monkeypatch) -> None:
    path = tmp_path / "stad.osm.pbf"
    path.write_bytes(SAMPLE.read_bytes())

    def written_meanwhile(path: Path, **asked: object) -> OsmTables:
        found = read_osm(path, **asked)
        os.utime(path, (1, 1))
        return found

    monkeypatch.setattr(keeping, "read_osm", written_meanwhile)
    read_osm_once(path, watch_inputs([path]))
    assert kept(cache) == []


def test_everything_that_has_a_say_is_in_the_key(tmp_path, monkeypatch) -> None:
    (file,) = watch_inputs([SAMPLE])
    rules, rule = read_facility_rules(), read_dwelling_rule()
    asked = {"rules": rules, "dwelling_rule": rule, "with_backdrop": True}
    kinds = (replace(rules.kinds[0], merge_m=1.0), *rules.kinds[1:])
    others = [
        (replace(file, sha256="0" * 64), asked),
        (replace(file, path=Path("x.osm")), asked),
        (file, {**asked, "with_backdrop": False}),
        (file, {**asked, "rules": replace(rules, leave={})}),
        (file, {**asked, "rules": replace(rules, kinds=rules.kinds[::-1])}),
        (file, {**asked, "rules": replace(rules, kinds=kinds)}),
        (file, {**asked, "dwelling_rule": rule.model_copy(update={"berths": frozenset()})}),
    ]
    keys = [key_of(*one) for one in [(file, asked), *others]]
    changes = {
        "versions": lambda: {"numpy": "0"},
        "_code": lambda: "other",
        "to_rd": lambda _: np.zeros(6),
    }
    for name, change in changes.items():
        with monkeypatch.context() as patch:
            patch.setattr(keeping, name, change)
            keys.append(key_of(file, asked))
    assert len(set(keys)) == len(keys) == 1 + len(others) + len(changes)
    assert key_of(replace(file, path=tmp_path / "ander.osm.pbf"), dict(asked)) == keys[0]


def test_code_that_differs_in_one_byte_gives_another_key(tmp_path, monkeypatch) -> None:
    package = tmp_path / "wozgeo" / "runs"
    package.mkdir(parents=True)
    (package / "keeping.py").write_text("x = 1")
    (tmp_path / "woningen.toml").write_text("y = 1")
    monkeypatch.setattr(keeping, "__file__", str(package / "keeping.py"))
    monkeypatch.setattr(keeping, "packaged_path", lambda name: tmp_path / name)
    seen = [keeping._code()]
    for path in (package / "keeping.py", tmp_path / "woningen.toml"):
        path.write_text(path.read_text().replace("1", "2"))
        seen.append(keeping._code())
    assert len(set(seen)) == 3


def test_what_cannot_be_spelled_out_is_in_no_key() -> None:
    with pytest.raises(TypeError, match="a object cannot be part of a key"):
        spelled({"a": [object()]})
    told = [{"a": 1}, [["a", 1]], {"a"}, ["a"], "a", 1, True, None, "1", 1.5]
    assert len({json.dumps(spelled(one)) for one in told}) == len(told)
    assert spelled({"a": 1, "b": 2}) != spelled({"b": 2, "a": 1})


KEY = """
from pathlib import Path
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.outputs.manifest import watch_inputs
from wozgeo.runs.keeping import key_of
import sys
(file,) = watch_inputs([Path(sys.argv[1])])
print(key_of(file, {"rules": read_facility_rules(), "dwelling_rule": read_dwelling_rule()}))
"""


def test_every_process_makes_the_same_key() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", KEY, str(SAMPLE)],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).parents[1]),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert len(set(told)) == 1
    assert len(told[0]) == 64


# --- the folder ---------------------------------------------------------------------------------------


@OWNED
def test_the_folder_and_what_is_in_it_are_its_owners_alone(cache) -> None:
    read_twice(SAMPLE)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in cache.iterdir()] == [0o600]


@OWNED
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o750, 0o777])
def test_a_folder_that_others_may_enter_is_not_used(mode, cache, readings) -> None:
    read_twice(SAMPLE)
    cache.chmod(mode)
    assert kept_folder() is None
    read_twice(SAMPLE)
    assert len(readings) == 3
    cache.chmod(0o700)
    assert kept_folder() == cache


@OWNED
def test_a_folder_that_is_a_link_is_not_used(cache, tmp_path) -> None:
    (tmp_path / "elders").mkdir(mode=0o700)
    cache.parent.mkdir()
    cache.symlink_to(tmp_path / "elders")
    assert kept_folder() is None


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(cache, readings) -> None:
    cache.parent.write_text("a file")
    assert len(read_twice(SAMPLE).ways)
    assert len(readings) == 2


@pytest.mark.parametrize(
    ("system", "variables", "where"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/wozgeo"),
        ("linux", {"XDG_CACHE_HOME": "c"}, "/huis/.cache/wozgeo"),
        ("linux", {}, "/huis/.cache/wozgeo"),
        ("darwin", {"XDG_CACHE_HOME": "/c"}, "/huis/Library/Caches/wozgeo"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/wozgeo/Cache"),
        ("win32", {}, "/huis/AppData/Local/wozgeo/Cache"),
        ("win32", {"WOZGEO_CACHE": "/eigen"}, "/eigen"),
    ],
)
def test_every_system_has_its_own_place(system, variables, where, monkeypatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "WOZGEO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/huis"))
    assert keeping._of_user() == Path(where)


def test_the_one_used_longest_ago_goes_first(cache, monkeypatch, readings) -> None:
    read_osm_once(SAMPLE, watch_inputs([SAMPLE]), with_backdrop=True)
    (first,) = kept(cache)
    size = first.stat().st_size
    old, older = cache / "b.streets", cache / "a.streets"
    for path, age_s in ((old, 1000), (older, 2000)):
        path.write_bytes(b"x" * size)
        os.utime(path, (time.time() - age_s,) * 2)
    os.utime(first, (time.time() - 3000,) * 2)
    read_osm_once(SAMPLE, watch_inputs([SAMPLE]), with_backdrop=True)  # used: young again
    monkeypatch.setenv("WOZGEO_CACHE_MB", str(3 * size / 1e6))
    read_osm_once(SAMPLE, watch_inputs([SAMPLE]), with_backdrop=False)
    assert len(kept(cache)) == 3
    assert not older.exists()
    assert first.exists()
    assert old.exists()


@pytest.mark.parametrize("most", ["0", "-1", "0.0001", "veel", "nan"])
def test_no_room_is_nothing_kept(most, cache, readings, monkeypatch) -> None:
    monkeypatch.setenv("WOZGEO_CACHE_MB", most)
    read_twice(SAMPLE)
    assert len(readings) == 2
    assert not cache.exists() or not [*cache.iterdir()]


def test_what_was_never_finished_goes_after_a_day(cache) -> None:
    cache.mkdir(parents=True, mode=0o700)
    for name, hours in (("a", 1), ("b", 30)):
        (cache / f"{name}.unfinished").write_bytes(b"x")
        os.utime(cache / f"{name}.unfinished", (time.time() - hours * 3600,) * 2)
    read_twice(SAMPLE)
    assert [path.name for path in cache.glob("*.unfinished")] == ["a.unfinished"]


def test_a_disk_that_is_full_leaves_nothing_behind(cache, readings, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        read_twice(SAMPLE)
    assert [*cache.iterdir()] == []
    assert len(readings) == 2


def test_many_at_once_each_have_the_whole(cache, sample) -> None:
    found: list[OsmTables] = []

    def read() -> None:
        for _ in range(3):
            found.append(read_osm_once(SAMPLE, watch_inputs([SAMPLE]), with_backdrop=True))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    for one in found:
        require_alike(sample, one)
    assert len([*cache.iterdir()]) == 1


# --- whole runs ---------------------------------------------------------------------------------------


def files(folder: Path) -> dict[str, bytes]:
    found = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
    told = json.loads(found["run.json"])
    found["run.json"] = json.dumps(
        {k: v for k, v in told.items() if k not in ("gemaakt_op", "seconden")}
    ).encode()
    return found


def test_every_file_of_a_run_is_the_same_bytes_with_what_was_kept(
    cache, readings, tmp_path
) -> None:
    config = read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=tmp_path / "uit")
    made = []
    for fresh in (True, False, False, True):
        run(config, processes="", fresh=fresh)
        made.append(files(tmp_path / "uit"))
    assert len(readings) == 3
    assert all(one == made[0] for one in made)
    assert len(made[0]) > 6


@pytest.mark.kampen
@pytest.mark.slow
def test_every_file_of_kampen_is_the_same_bytes_with_what_was_kept(
    cache, readings, tmp_path, kampen_file
) -> None:
    table = {"run": {"out": str(tmp_path / "uit")}, "osm": {"file": str(kampen_file)}}
    config = parse_config(table, source="test", folder=Path())
    made = []
    for fresh in (True, False, False):
        run(config, processes="", fresh=fresh)
        made.append(files(tmp_path / "uit"))
    assert len(readings) == 2
    assert made[0] == made[1] == made[2]


def test_nothing_of_a_list_is_kept(cache, tmp_path) -> None:
    config = read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=tmp_path / "uit")
    run(config, processes="")
    (content,) = [path.read_bytes() for path in kept(cache)]
    alone = tables_to_bytes(
        read_osm(
            SAMPLE,
            rules=read_facility_rules(config.facility_table, include=config.include),
            dwelling_rule=read_dwelling_rule(config.dwelling_table),
            with_backdrop=True,
        ),
        key=kept(cache)[0].stem,
    )
    assert content == alone


@pytest.mark.parametrize("command", ["run", "score"])
def test_fresh_reads_anew_and_keeps_nothing(command, cache, readings, tmp_path) -> None:
    given = {
        "run": [str(packaged_path("voorbeeld/wozerwaard.toml"))],
        "score": ["--osm", str(SAMPLE)],
    }[command]
    ask = [command, *given, "--out", str(tmp_path / "uit")]
    for more, n_read, n_kept in ((["--fresh"], 1, 0), ([], 2, 1), ([], 2, 1), (["--fresh"], 3, 1)):
        result = CliRunner().invoke(cli.main, [*ask, *more])
        assert result.exit_code == 0, result.output
        assert (len(readings), len(kept(cache))) == (n_read, n_kept)
