"""The ground of the map is packed beside what goes on, or kept: the same bytes, one clear error, nothing left behind."""

import multiprocessing
import os
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from test_side_by_side import FORKS, demo, die, files

from wozgeo.config import read_config
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError, OutputError
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.osm_arrays import arrays_to_bytes
from wozgeo.outputs.map.ground import MapGround, pack_ground
from wozgeo.outputs.map.packed_backdrop import unpack_backdrop
from wozgeo.outputs.map.packed_shapes import unpack_shapes
from wozgeo.outputs.report.ground import Window, trace_ground
from wozgeo.runs import given, ground, run
from wozgeo.runs.ground import KeptWindows, ground_aside
from wozgeo.runs.keeping import GROUND, Kept
from wozgeo.runs.stages import PACKING, Stages

RUN = packaged_path("voorbeeld/wozerwaard.toml")
STREET = shapely.LineString([(190_000, 500_000), (190_080, 500_000)])


@pytest.fixture
def packed(monkeypatch) -> list[int]:
    """How many shapes were packed, each time that any were; of this process alone."""
    seen: list[int] = []

    def noted(backdrop) -> MapGround:
        seen.append(len(backdrop))
        return pack_ground(backdrop)

    monkeypatch.setattr(ground, "pack_ground", noted)
    return seen


def test_the_ground_is_the_street_and_its_name_where_it_is_long_enough() -> None:
    made = pack_ground(street())
    (drawn,) = unpack_backdrop(made.backdrop).geometry
    assert drawn.equals_exact(STREET, 0.5)
    (named,) = unpack_shapes(made.street_names).itertuples()
    assert (named.record["naam"], named.record["m"]) == ("Dorpsstraat", 80)
    assert named.geometry.equals_exact(shapely.Point(190_040, 500_000), 0.5)
    assert pack_ground(street("")) == MapGround(made.backdrop, "")


@dataclass(frozen=True)
class Streets:
    """What the ground asks of the streets that were read."""

    backdrop: gpd.GeoDataFrame | None
    n_dwellings: int = 3

    @property
    def addresses(self) -> pd.DataFrame:
        return pd.DataFrame({"dwelling": [True] * self.n_dwellings + [False]})


def street(name: str = "Dorpsstraat") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"kind": ["straat"], "name": [name]}, geometry=[STREET], crs=RD_NEW)


def begun(kept: Kept, method: str = "", *, backdrop=None, n_dwellings: int = 3, at_most: int = 9):
    streets = Streets(street() if backdrop is None else backdrop, n_dwellings)
    with ground_aside(Stages(lambda _: None), method, max_dwellings=at_most) as work:
        work.begin(streets, kept)
        return work.wait()


@pytest.mark.parametrize("method", ["", pytest.param("fork", marks=FORKS)])
def test_a_kept_ground_is_the_same_and_is_not_packed_again(method, kept, packed) -> None:
    first = begun(kept, method)
    assert len([*kept.place.parent.glob(f"*{GROUND}")]) == 1
    assert len(packed) == (0 if method else 1)  # what is packed aside is not packed here
    assert begun(kept, "") == first == pack_ground(street())
    assert len(packed) == (0 if method else 1)


def test_of_another_extract_it_is_packed_anew(kept, packed) -> None:
    other = Kept(kept.place, "of another extract")
    assert begun(kept) != begun(other, backdrop=street("Kerkstraat"))
    assert len(packed) == 2


def test_another_library_that_packs_makes_it_anew(kept, packed, monkeypatch) -> None:
    begun(kept)
    monkeypatch.setattr(ground.zlib, "ZLIB_RUNTIME_VERSION", "another")
    begun(kept)
    assert len(packed) == 2


def tampered(key: str) -> bytes:
    """A ground with the right checksum and key, whose text ends the script that it stands in."""
    text = np.frombuffer(b"</script><script>alert(1)</script>", dtype=np.uint8)
    return arrays_to_bytes({"backdrop": text, "street_names": text[:0]}, {}, key=key)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _good, _key: b"",
        lambda good, _key: good[:-9],
        lambda good, _key: good[:-9] + b"\0" * 9,
        lambda _good, key: arrays_to_bytes({}, {}, key=key),
        lambda _good, key: tampered(key),
    ],
)
def test_a_ground_that_is_damaged_or_no_ground_is_packed_anew_and_mended(
    spoil, kept, packed
) -> None:
    first = begun(kept)
    (file,) = kept.place.parent.glob(f"*{GROUND}")
    good = file.read_bytes()
    file.write_bytes(spoil(good, file.stem))
    assert begun(kept) == first
    assert len(packed) == 2
    assert file.read_bytes() == good


def test_what_is_kept_nowhere_is_packed_all_the_same(packed) -> None:
    for n in (1, 2):
        assert begun(Kept()) == pack_ground(street())
        assert len(packed) == n


@pytest.mark.parametrize("method", ["", pytest.param("fork", marks=FORKS)])
def test_several_maps_and_streets_without_a_backdrop_have_no_ground_of_all(
    method, kept, packed
) -> None:
    assert begun(kept, method, n_dwellings=10) is None
    with ground_aside(Stages(lambda _: None), method, max_dwellings=9) as work:
        work.begin(Streets(None), kept)
        assert work.wait() is None
    assert not packed


WINDOW = Window(189_900, 500_400, 500)


@pytest.fixture
def traced(monkeypatch) -> list[Window]:
    """Which windows were traced."""
    seen: list[Window] = []

    def noted(backdrop, window) -> dict[str, str]:
        seen.append(window)
        return trace_ground(backdrop, window)

    monkeypatch.setattr(ground, "trace_ground", noted)
    return seen


def test_a_kept_window_of_the_report_is_the_same_and_is_not_traced_again(kept, traced) -> None:
    windows = KeptWindows(street(), kept)
    # 100 m from the west and 400 m from the north of 500 m is 200 and 800 of 1000 units, 80 m are 160
    assert windows(WINDOW) == windows(WINDOW) == {"straat": "M200 800l160 0"}
    assert traced == [WINDOW]
    moved = Window(189_900, 500_401, 500)
    assert windows(moved) == {"straat": "M200 802l160 0"}
    other = KeptWindows(gpd.GeoDataFrame(street().iloc[:0]), Kept(kept.place, "another extract"))
    assert other(WINDOW) == {}
    assert traced == [WINDOW, moved, WINDOW]


@pytest.mark.parametrize(
    "told", [{"straat": '"/><script>alert(1)</script>'}, {"straat": 3}, ["straat"], None]
)
def test_a_window_that_is_no_strokes_is_traced_anew_and_mended(told, kept, traced) -> None:
    windows = KeptWindows(street(), kept)
    first = windows(WINDOW)
    (file,) = kept.place.parent.glob(f"*{GROUND}")
    good = file.read_bytes()
    file.write_bytes(arrays_to_bytes({}, {"traced": told}, key=file.stem))
    assert windows(WINDOW) == first
    assert traced == [WINDOW, WINDOW]
    assert file.read_bytes() == good


def test_of_an_extract_that_changes_while_it_is_read_no_ground_is_kept(
    cache, tmp_path, monkeypatch
) -> None:
    config = read_config(RUN, out=tmp_path / "uit")
    extract = tmp_path / config.osm_file.name
    extract.write_bytes(config.osm_file.read_bytes())
    read = given.read_streets

    def changed(*asked: object) -> OsmTables:
        found = read(*asked)
        with extract.open("ab") as file:
            file.write(b"\n")
        return found

    monkeypatch.setattr(given, "read_streets", changed)
    with pytest.raises(InputError, match="changed"):
        run(replace(config, osm_file=extract), processes="")
    assert not [*cache.glob(f"*{GROUND}")]


@FORKS
def test_a_run_with_a_kept_ground_writes_the_same_bytes(cache, tmp_path) -> None:
    demo(tmp_path / "eerst", "fork")
    kept = {path.name for path in cache.glob(f"*{GROUND}")}
    assert len(kept) > 1  # of the map, and of the maps of the kernen in the report
    assert PACKING not in demo(tmp_path / "weer", "").seconds
    assert files(tmp_path / "weer") == files(tmp_path / "eerst")
    assert {path.name for path in cache.glob(f"*{GROUND}")} == kept


@FORKS
def test_a_ground_whose_process_dies_is_one_error_and_leaves_the_earlier_result(
    tmp_path, monkeypatch
) -> None:
    out = tmp_path / "uit"
    demo(out, "")
    earlier = files(out)
    monkeypatch.setattr(ground, "pack_ground", die)
    with pytest.raises(OutputError, match=r"kaart.html: .*signal 9"):
        demo(out, "fork")
    assert files(out) == earlier
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]
    assert not multiprocessing.active_children()


def begun_and_told(pid: Path):
    def slow(_backdrop: object, _mine: Kept) -> None:
        pid.write_text(str(os.getpid()))
        multiprocessing.Event().wait(120)

    return slow


@FORKS
def test_a_fault_in_a_list_ends_the_ground_that_goes_on(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(ground, "pack_ground_and_keep", begun_and_told(tmp_path / "pid"))

    def refused(*_given: object) -> None:
        raise InputError("lijst.xlsx", "has a fault")

    monkeypatch.setattr(given, "read_lists", refused)
    with pytest.raises(InputError, match=r"lijst.xlsx: has a fault"):
        demo(tmp_path / "uit", "fork")
    assert not multiprocessing.active_children()
