"""Claims of the README: its commands and its code do what they say."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from wozgeo.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


COMMANDS = [
    line.split("#")[0].strip()
    for block in blocks("sh")
    for line in block.splitlines()
    if line.startswith("wozgeo ")
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample municipality in it, as the README's commands expect."""
    for file in (ROOT / "data" / "voorbeeld").iterdir():
        shutil.copy(file, tmp_path)
    (tmp_path / "punten.csv").write_text("id;naam;x;y\n1;Proefplek;169651,4;432669,5\n")
    run_file = tmp_path / "wozerwaard.toml"
    run_file.write_text(
        run_file.read_text(encoding="utf-8").replace("../../maps", "maps"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_commands_for_each_thing_wozgeo_does() -> None:
    assert {command.split()[1] for command in COMMANDS} == {
        "demo",
        "run",
        "score",
        "screen",
        "sites",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_ends_with_the_path_of_a_map(command: str, desk: Path) -> None:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    last = Path(result.output.splitlines()[-1])
    assert last.name == "kaart.html"
    assert (desk / last).is_file()


def test_the_code_of_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks("python"):
        exec(block, {})
    assert capsys.readouterr().out.startswith("2616 ")


def test_the_run_file_of_the_readme_is_understood(tmp_path: Path) -> None:
    from wozgeo.config import read_config

    (tmp_path / "run.toml").write_text(blocks("toml")[0], encoding="utf-8")
    config = read_config(tmp_path / "run.toml")
    assert [own.mode for own in config.facilities] == ["add"]
    assert config.criteria.definitions == ("druten", "rijk")
    assert [own.file.name for own in config.plans] == ["planmonitor.gpkg"]


DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "LEESMIJ.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_readme_leads_to_every_document() -> None:
    named = {(ROOT / link).resolve() for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", README)}
    apart = {"README.md", "mutaties.md"}
    assert {path for path in DOCUMENTS if path.name not in apart} <= named


def test_no_figure_is_left_to_be_filled_in() -> None:
    assert re.findall(r"@[A-Z]+@|TODO|TBD", README) == []
