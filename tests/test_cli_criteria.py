"""Claims about `wozgeo criteria`: it prints what is judged, and tells every fault of a file."""

from pathlib import Path

import pytest
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


OWN = """[proef]
title = "de proef"
title_en = "the test"
[proef.loopafstand.bibliotheek]
limit_m = 300
strict = true
source = { document = "Visie", place = "blz. 3", date = "2026" }
"""
RUN = """[run]
out = "uit"
language = "{language}"
[osm]
file = "niet_nodig.osm"
voorzieningen = "voorzieningen.toml"
[criteria]
file = "criteria.toml"
definitions = ["proef"]
"""
TABLE = '[bibliotheek]\nlabel = "leeszaal"\nlabel_en = "reading room"\n'


def run_file(folder: Path, *, language: str = "nl", table: str = TABLE) -> Path:
    files = {"criteria": OWN, "voorzieningen": table, "run": RUN.format(language=language)}
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder / "run.toml"


def test_a_run_file_shows_by_what_it_judges_in_the_words_of_its_own_table(tmp_path: Path) -> None:
    result = criteria("--run", run_file(tmp_path))
    assert result.exit_code == 0, result.output
    assert result.output == (
        "proef: de proef\n"
        "  loopafstand_bibliotheek: een leeszaal op minder dan 300 m lopen (300 m zelf is te ver)\n"
        "      bron: Visie (plaats: blz. 3; datum: 2026)\n"
    )


def test_a_run_file_in_english_shows_them_in_english(tmp_path: Path) -> None:
    result = criteria("--run", run_file(tmp_path, language="en"))
    assert result.exit_code == 0, result.output
    assert "proef: the test" in result.output
    assert "a reading room less than 300 m away on foot" in result.output
    assert "source: Visie (place: blz. 3; date: 2026)" in result.output


def test_a_walk_to_nothing_in_the_runs_table_is_told(tmp_path: Path) -> None:
    result = criteria("--run", run_file(tmp_path, table='[bibliotheken]\nlabel = "leeszaal"\n'))
    assert result.exit_code == 2
    told = (
        "proef.loopafstand.bibliotheek: 'bibliotheek' is no voorziening; did you mean bibliotheken?"
    )
    assert told in result.output


def test_a_table_of_the_run_that_is_not_there_is_told_instead_of_its_words(tmp_path: Path) -> None:
    run = run_file(tmp_path)
    (tmp_path / "voorzieningen.toml").unlink()
    result = criteria("--run", run)
    assert result.exit_code == 2
    assert "no such file; give the path of a table of voorzieningen" in result.output
    assert "is no voorziening" not in result.output


def test_without_a_run_file_an_own_voorziening_is_shown_by_its_key_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_file(tmp_path)
    main(["criteria", "--file", str(tmp_path / "criteria.toml")], standalone_mode=False)
    told = capsys.readouterr()
    assert "een bibliotheek op minder dan 300 m lopen" in told.out
    assert "bibliotheek: no voorziening of wozgeo" in told.err
    assert "--run RUN.toml" in told.err


def test_without_a_run_file_the_voorzieningen_of_wozgeo_have_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_file(tmp_path)
    own = OWN.replace("bibliotheek", "ov_halte")
    (tmp_path / "criteria.toml").write_text(own, encoding="utf-8")
    main(["criteria", "--file", str(tmp_path / "criteria.toml")], standalone_mode=False)
    told = capsys.readouterr()
    assert "een OV-halte op minder dan 300 m lopen" in told.out
    assert told.err == ""


def test_a_file_and_a_run_file_are_not_both_asked(tmp_path: Path) -> None:
    run = run_file(tmp_path)
    result = criteria("--run", run, "--file", tmp_path / "criteria.toml")
    assert result.exit_code == 2
    assert "give --file or --run" in result.output
