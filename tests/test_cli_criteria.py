"""Claims about `wozgeo criteria`: it prints what is judged, and tells every fault of a file."""

from pathlib import Path

from click.testing import CliRunner, Result

from wozgeo.cli import main
from wozgeo.domain.criteria import read_criteria


def criteria(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["criteria", *map(str, arguments)])


def test_it_prints_every_definition_with_its_requirements_and_sources() -> None:
    result = criteria()
    assert result.exit_code == 0, result.output
    for definition in read_criteria().values():
        assert f"{definition.name}: {definition.title}" in result.output
        for requirement in definition.requirements:
            assert f"  {requirement.kind}: {requirement}\n" in result.output
            assert f"bron: {requirement.source}\n" in result.output


def test_it_prints_numbers_with_their_strictness() -> None:
    output = criteria().output
    assert "minstens 12 woningen" in output
    assert "minder dan 400 m lopen (400 m zelf is te ver)" in output
    assert "minstens 50 % 55-plus" in output


def test_what_it_prints_survives_a_windows_console() -> None:
    criteria().output.encode("cp1252")


def test_a_file_of_ones_own_takes_the_place_of_the_standard(tmp_path: Path) -> None:
    file = tmp_path / "mijn.toml"
    file.write_text(
        '[eigen]\ntitle = "onze eigen definitie"\n[eigen.woningen]\nminimum = 8\n'
        'source = { document = "Raadsbesluit", place = "blz. 2", date = "2026" }\n',
        encoding="utf-8",
    )
    result = criteria("--file", file)
    assert result.output == (
        "eigen: onze eigen definitie\n  woningen: minstens 8 woningen\n"
        "      bron: Raadsbesluit (plaats: blz. 2; datum: 2026)\n"
    )


def test_every_fault_of_a_file_is_told_with_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "mijn.toml"
    file.write_text('[eigen]\ntitel = "x"\n[eigen.woningen]\nminimum = -1\n', encoding="utf-8")
    result = criteria("--file", file)
    assert result.exit_code == 2
    for said in (
        str(file),
        "4 faults",
        "titel: unknown key",
        "minimum: found -1",
        "source: missing",
    ):
        assert said in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_told_with_exit_code_2(tmp_path: Path) -> None:
    result = criteria("--file", tmp_path / "weg.toml")
    assert result.exit_code == 2
    assert "no such file" in result.output
