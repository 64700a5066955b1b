"""What do the tests share?

A failing town is easier to read when it is small: run it again with ``--hypothesis-profile=shrink``;
``--hypothesis-profile=long`` looks at twelve times as many, other ones each time.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from wozgeo.runs import ground, pipeline
from wozgeo.runs.keeping import Kept

os.environ["WOZGEO_CACHE_MB"] = "0"
"""Nothing that a test reads is kept for another, nor in the cache of who runs them; children see it too."""

settings.register_profile(
    "wozgeo",
    deadline=None,
    derandomize=True,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("shrink", parent=settings.get_profile("wozgeo"), phases=list(Phase))
settings.register_profile(
    "long", parent=settings.get_profile("wozgeo"), max_examples=300, derandomize=False
)
settings.load_profile("wozgeo")


@pytest.fixture(autouse=True, scope="session")
def _one_after_the_other() -> Iterator[None]:
    """The tests take every core already, and a fork of what runs them copies all that they hold."""
    with pytest.MonkeyPatch.context() as patch:
        for room in (ground, pipeline):
            patch.setattr(room, "start_method", lambda n_dwellings: "")
        yield


KAMPEN = Path(__file__).parents[2] / "shared" / "data" / "kampen" / "kampen.osm.pbf"


@pytest.fixture(scope="session")
def kampen_file() -> Path:
    if not KAMPEN.is_file():
        pytest.skip("the streets of Kampen are not here: ../shared/data/kampen/kampen.osm.pbf")
    return KAMPEN


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a test that asks for it keeps what was read, for itself alone; not there yet."""
    monkeypatch.setenv("WOZGEO_CACHE", str(tmp_path / "bewaard"))
    monkeypatch.setenv("WOZGEO_CACHE_MB", "100")
    return tmp_path / "bewaard" / "extracts"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A place for what is made of an extract that is called a."""
    monkeypatch.setenv("WOZGEO_CACHE_MB", "100")
    return Kept(tmp_path / "a.streets", "a")
