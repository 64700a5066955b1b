"""Every verb that reads a file takes its path as text as well, and says the same of one that is not there."""

import inspect
from pathlib import Path

import pytest

import wozgeo

SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"
FILES = {
    "read_osm": SAMPLE / "wozerwaard.osm.pbf",
    "read_config": SAMPLE / "wozerwaard.toml",
    "read_criteria": SAMPLE.parent / "criteria.toml",
}


def test_these_are_all_the_verbs_with_a_path() -> None:
    verbs = {name: getattr(wozgeo, name) for name in wozgeo.__all__ if name.startswith("read_")}
    assert {name for name, verb in verbs.items() if "path" in inspect.signature(verb).parameters}
    assert {*verbs} == {*FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_path_may_be_text(name: str) -> None:
    read = getattr(wozgeo, name)
    one, other = read(str(FILES[name])), read(FILES[name])
    if name == "read_osm":
        one, other = len(one.addresses), len(other.addresses)
    assert one == other


@pytest.mark.parametrize("name", FILES)
def test_of_a_file_that_is_not_there_it_says_so(name: str) -> None:
    with pytest.raises(wozgeo.WozgeoError, match="nergens"):
        getattr(wozgeo, name)("nergens.osm.pbf")


def test_the_folder_of_results_may_be_text(tmp_path: Path) -> None:
    config = wozgeo.read_config(str(FILES["read_config"]), out=str(tmp_path))
    assert config.out == tmp_path
