"""Streets drawn after other people's trouble: every answer is right, or it is said here why it is judged otherwise."""

import json
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

CASES = Path(__file__).parents[2] / "shared" / "cases"
DRAWN = (
    json.loads((CASES / "straten.json").read_text("utf-8"))
    if (CASES / "straten.json").is_file()
    else []
)
OTHERWISE = {
    "cycleway_use_sidepath": "foot=use_sidepath may send walkers away and may not: unknown, so the shorter way counts "
    "in `afstand` and not in `zeker`; issue and case differ, and both bounds harm nobody",
    "station_between_tracks": "the way out of a station between tracks is not on the map: no certain answer is given",
    "voorziening_stop_area_three_objects": "of a platform as an area the near end is walked to, 98 m, and not the "
    "stop in its middle, 104 m: nearest of them that is a platform",
}
"""Cases that are judged otherwise here, each with why."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DRAWN, reason="the drawn streets are not here: ../shared/cases"),
]


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = util.spec_from_file_location("straten", CASES / "straten.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", DRAWN, ids=[case["name"] for case in DRAWN])
def test_a_drawn_street_gives_the_right_metres(
    case: dict, runner: ModuleType, tmp_path: Path
) -> None:
    wrong = []
    for profile, wanted in case["want"].items():
        folder = tmp_path / profile
        folder.mkdir()
        rows = runner.answers(case, profile, folder)
        assert isinstance(rows, dict), rows
        for location, want in wanted.items():
            got = {
                name: runner.number(rows.get(location, {}).get(f"{name}_{case['kind']}_m"))
                for name in want
            }
            wrong += [
                (profile, location, name, got[name], want[name])
                for name in want
                if not runner.right(got[name], want[name])
            ]
    if case["name"] in OTHERWISE:
        assert wrong, "it is right now: take it off the list"
        assert all(reading != "zeker" or got is None for _, _, reading, got, _ in wrong)
    else:
        assert wrong == []
