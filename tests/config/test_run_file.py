"""Claims about the run file: everything checked, every fault listed, nothing guessed."""

from pathlib import Path

import pytest

from wozgeo.config import RunConfig, parse_config, read_config
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.vocabulary import Profile

MINIMAL = {"run": {"out": "uit"}, "osm": {"file": "kaart.osm.pbf"}}

ALWAYS = {"supermarkt", "huisarts", "ov_halte", "ontmoetingsplek"}


def parse(**tables: object) -> RunConfig:
    return parse_config({**MINIMAL, **tables}, source="run.toml", folder=Path("/map"))


def faults(**tables: object) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse(**tables)
    return caught.value.faults


def test_what_a_run_file_does_not_say_comes_from_the_standard() -> None:
    config = parse()
    assert config.profile is Profile.ROLLATOR
    assert config.search_limit_m == 5000
    assert config.max_off_network_m == 250
    assert set(config.score) == ALWAYS
    assert config.score["supermarkt"].weight == 52
    assert config.routes is False


def test_one_walking_key_leaves_the_others_at_their_standard() -> None:
    config = parse(walking={"profile": "voetganger"})
    assert (config.profile, config.search_limit_m) == (Profile.VOETGANGER, 5000)


def test_a_score_table_replaces_the_standard_and_the_main_four_are_still_measured() -> None:
    config = parse(score={"apotheek": {"weight": 1, "good_m": 400, "poor_m": 800}})
    assert set(config.score) == {"apotheek"}
    assert set(config.voorzieningen) == {*ALWAYS, "apotheek"}


def test_paths_are_relative_to_the_run_file(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text('[run]\nout = "uit"\n[osm]\nfile = "a.osm"\n[[facilities]]\nfile = "l.csv"\n')
    config = read_config(file)
    assert config.out == tmp_path / "uit"
    assert config.osm_file == tmp_path / "a.osm"
    assert config.facilities[0].file == tmp_path / "l.csv"
    assert config.facilities[0].mode == "replace"


def test_another_folder_can_be_asked_for_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text('[run]\nout = "uit"\n[osm]\nfile = "a.osm"\n')
    assert read_config(file, out=tmp_path / "elders").out == tmp_path / "elders"


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"walkng": {}}, "walkng: unknown key; did you mean walking?"),
        (
            {"walking": {"profiel": "rollator"}},
            "walking.profiel: unknown key; did you mean profile?",
        ),
        ({"walking": {"profile": "rolator"}}, "did you mean rollator?"),
        ({"walking": {"search_limit_m": "5000"}}, "found '5000', expected a number without quotes"),
        ({"walking": {"search_limit_m": 0}}, "expected a number above 0"),
        ({"walking": {"search_limit_m": float("nan")}}, "expected a number above 0"),
        ({"walking": {"max_off_network_m": True}}, "found True, expected a number"),
        ({"walking": 7}, "walking: found 7, expected a table"),
        ({"osm": {}}, "osm: give either file"),
        ({"osm": {"file": "a.osm", "place": "Druten"}}, "osm: give either file"),
        ({"osm": {"file": 3}}, "osm.file: found 3, expected a text in quotes"),
        ({"run": {"out": ""}}, "run.out: found an empty text"),
        ({"run": {}}, "run.out: missing"),
        ({"run": {"out": "uit", "routes": "ja"}}, "run.routes: found 'ja', expected true or false"),
        ({"facilities": [{"mode": "add"}]}, "facilities[1].file: missing"),
        ({"facilities": [{"file": "a.csv", "mode": "ad"}]}, "did you mean add?"),
        ({"facilities": {"file": "a.csv"}}, "expected [[facilities]] tables"),
        (
            {"score": {"kapper": {"weight": 1, "good_m": 1, "poor_m": 2}}},
            "score.kapper: unknown key",
        ),
        (
            {"score": {"huisarts": {"weight": 1, "good_m": 900, "poor_m": 800}}},
            "must be below poor_m",
        ),
        (
            {"score": {"huisarts": {"weight": -1, "good_m": 1, "poor_m": 2}}},
            "expected a number 0 or more",
        ),
        ({"score": {"huisarts": {"weight": 0, "good_m": 1, "poor_m": 2}}}, "at least one weight"),
        (
            {"siting": {"junctions": 10, "k": 500}},
            "found 500, expected a whole number, 1 or more and 100 or less",
        ),
        ({"siting": {"junctions": 9_999}}, "expected a whole number, 1 or more and 5,000 or less"),
        ({"surface": {"cell_m": 2_000}}, "expected a number 0.5 or more and 1,000 or less"),
        ({"paths": {"within_m": 300}}, "expected a number above 0 and 250 or less"),
    ],
)
def test_every_fault_is_named_with_what_was_found_and_the_remedy(
    tables: dict[str, object], said: str
) -> None:
    assert any(said in fault for fault in faults(**tables)), faults(**tables)


def test_all_faults_are_listed_at_once() -> None:
    found = faults(run={"uit": "x"}, walking={"profile": "x", "search_limit_m": -1}, kaart={})
    assert len(found) == 5


@pytest.mark.parametrize("path", [r"C:\data\kampen.osm.pbf", r"C:\Users\planner\kampen.osm.pbf"])
def test_a_windows_path_between_double_quotes_is_told_how_to_write_it(
    tmp_path: Path, path: str
) -> None:
    file = tmp_path / "run.toml"
    file.write_text(f'[run]\nout = "uit"\n[osm]\nfile = "{path}"\n')
    with pytest.raises(ConfigError, match=r"write a path with / .*single quotes"):
        read_config(file)


def test_a_file_that_is_not_toml_is_one_clear_fault(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text("[run\n")
    with pytest.raises(ConfigError, match="not readable as TOML"):
        read_config(file)
    with pytest.raises(ConfigError, match="no such file"):
        read_config(tmp_path / "weg.toml")
