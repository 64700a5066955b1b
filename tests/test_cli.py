"""Claims about bad input: one clear error that lists everything, exit code 2, earlier results untouched."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main
from wozgeo.outputs.written import list_written

X, Y = ORIGIN


def wozgeo(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def osm(tmp_path: Path) -> Path:
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    town.line((0, 0), (100, 0), highway="residential")
    return town.write(tmp_path / "dorp.osm")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "uit"
    folder.mkdir()
    (folder / "woningen.csv").write_text("van gisteren")
    (folder / "run.json").write_text(json.dumps({"bestanden": list_written(folder)}))
    return folder


def require_refused(result: Result, out: Path, *said: str) -> None:
    assert result.exit_code == 2, (result.exit_code, result.output, result.exception)
    for text in said:
        assert text in result.output, result.output
    assert "Traceback" not in result.output
    assert sorted(path.name for path in out.iterdir()) == ["run.json", "woningen.csv"]
    assert (out / "woningen.csv").read_text() == "van gisteren"


def no_file(path: Path) -> None:
    path.unlink(missing_ok=True)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    text = path.read_bytes()
    path.write_bytes(text[: len(text) // 2])


def not_osm(path: Path) -> None:
    path.write_text("geen kaart")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_file, "no such file"),
        (empty, "empty"),
        (truncated, "truncated"),
        (not_osm, "not readable as OpenStreetMap"),
    ],
)
def test_a_spoilt_extract_is_refused(
    spoil: Callable[[Path], None], said: str, osm: Path, out: Path
) -> None:
    spoil(osm)
    require_refused(wozgeo("score", "--osm", osm, "--out", out), out, str(osm), said)


def test_a_file_of_another_kind_is_refused(tmp_path: Path, out: Path) -> None:
    other = tmp_path / "kaart.shp"
    other.write_text("x")
    require_refused(
        wozgeo("score", "--osm", other, "--out", out),
        out,
        "not an OSM file by its name",
        ".osm.pbf",
    )


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ({"building": "yes"}, "no street in it"),
        ({"highway": "motorway"}, "can be walked by a rollator"),
    ],
)
def test_an_extract_nobody_can_walk_is_refused(
    tags: dict[str, str], said: str, tmp_path: Path, out: Path
) -> None:
    town = OsmDraft()
    town.line((0, 0), (100, 0), (100, 50), **tags)
    file = town.write(tmp_path / "leeg.osm")
    require_refused(wozgeo("score", "--osm", file, "--out", out), out, said)


def test_the_twin_of_all_these_passes(osm: Path, out: Path) -> None:
    assert wozgeo("score", "--osm", osm, "--out", out).exit_code == 0
    assert (out / "woningen.csv").read_text(encoding="utf-8-sig").startswith("locatie_id;")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id;naam\n1;a\n", ["voorziening"]),
        (f"id;voorziening;naam;x;y\n1;supermarkt;a;{Y};{X}\n", ["swapped"]),
        (
            "id;voorziening;naam;x;y\n1;supermarkt;a;150000;450000\n",
            ["nothing in it lies in the streets"],
        ),
        ("id;voorziening;naam;x;y\n1;supermarkt;a;;\n", ["row 2"]),
        (f"id;voorziening;naam;x;y\n1;supermarkt;a;hier;{Y}\n", ["hier"]),
        (f"id;voorziening;naam;x;y\n1;supermarkt;a;{X};{Y}\n1;supermarkt;b;{X};{Y}\n", ["1"]),
        (f"id;voorziening;naam;x;y\n1;kroeg;a;{X};{Y}\n", ["kroeg"]),
        (f"id;voorziening;naam;x;y\n1;kroeg;a;{Y};{X}\n1;kroeg;a;;\n", ["kroeg", "row 3"]),
    ],
)
def test_a_faulty_list_is_refused_with_every_fault(
    text: str, said: list[str], osm: Path, out: Path, tmp_path: Path
) -> None:
    own = tmp_path / "lijst.csv"
    own.write_text(text)
    result = wozgeo("score", "--osm", osm, "--out", out, "--facilities", own)
    require_refused(result, out, "lijst.csv", *said)


def test_faults_in_two_lists_are_told_at_once(osm: Path, out: Path, tmp_path: Path) -> None:
    shops, places = tmp_path / "winkels.csv", tmp_path / "plekken.csv"
    shops.write_text("id\n1\n")
    places.write_text(f"id;x;y\n1;{X};{Y}\n1;{X};{Y}\n")
    result = wozgeo(
        "score", "--osm", osm, "--out", out, "--facilities", shops, "--locations", places
    )
    require_refused(result, out, "winkels.csv", "plekken.csv")


def test_a_folder_that_is_a_file_is_refused_before_any_work(osm: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    result = wozgeo("score", "--osm", osm, "--out", tmp_path / "bestand")
    assert result.exit_code == 2
    assert "choose another folder" in result.output
    assert (tmp_path / "bestand").read_text() == "x"


def test_a_faulty_run_file_lists_every_fault(out: Path, tmp_path: Path) -> None:
    run_file = tmp_path / "run.toml"
    run_file.write_text('[run]\nout = "uit"\n[osm]\nfille = "x"\n[walking]\nprofile = "auto"\n')
    require_refused(
        wozgeo("run", run_file), out, "did you mean file?", "expected rollator or voetganger"
    )


def test_a_limit_of_nothing_is_refused(osm: Path, out: Path) -> None:
    require_refused(
        wozgeo("score", "--osm", osm, "--out", out, "--search-limit-m", "-5"), out, "above 0"
    )


def test_a_fault_of_our_own_keeps_its_traceback(
    osm: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("wozgeo.runs.connecting.build_network", broken)
    result = wozgeo("score", "--osm", osm, "--out", out)
    assert isinstance(result.exception, ZeroDivisionError)
    assert sorted(path.name for path in out.iterdir()) == ["run.json", "woningen.csv"]


@pytest.mark.parametrize("command", [[], ["run"], ["score"], ["demo"]])
def test_every_command_explains_itself(command: list[str]) -> None:
    result = wozgeo(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_help_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = {"pandas", "shapely", "scipy", "folium", "osmnx", "osmium"}
    code = f"import sys, wozgeo.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
