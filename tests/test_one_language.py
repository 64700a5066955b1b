"""One claim: nobody who reads one language is told anything in the other, wherever a run tells it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from one_language import Said, faults, phrases_found, phrases_in, said_in, telltale

from wozgeo.cli import main
from wozgeo.domain.language import Language

SAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, tuple[list[Said], list[str]]]:
    """Run the sample in every language: all that is said, and what its data say."""
    found = {}
    for language in Language:
        folder = tmp_path_factory.mktemp(str(language))
        shutil.copytree(SAMPLE, folder / "voorbeeld")
        asked = folder / "voorbeeld" / "wozerwaard.toml"
        asked.write_text(
            asked.read_text("utf-8").replace("[run]\n", f'[run]\nlanguage = "{language}"\n'),
            "utf-8",
        )
        result = CliRunner().invoke(main, ["run", str(asked), "--out", str(folder / "uit")])
        assert result.exit_code == 0, result.output
        said = [
            *said_in(folder / "uit"),
            *(("terminal", line) for line in result.output.splitlines()),
        ]
        own = [*phrases_in(folder / "voorbeeld"), *phrases_found(folder / "uit" / "resultaat.gpkg")]
        found[language] = said, own
    return found


@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_the_other_language_is_read_anywhere(
    told: dict[Language, tuple[list[Said], list[str]]], language: Language
) -> None:
    said, own = told[language]
    places = {where.split("!")[0].split(" ")[0] for where, _ in said}
    assert {
        "kaart.html",
        "rapport.html",
        "oordelen.xlsx",
        "LEESMIJ.md",
        "resultaat.gpkg",
        "terminal",
    } <= places
    assert len(said) > 5_000
    assert [*faults(said, language, own)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "does not meet: geen ontmoetingsruimte"),
        (Language.EN, "buurthuis of dorpshuis"),
        (Language.EN, "0% tot 20%"),
        (Language.EN, "twee keer opgegeven"),
        (Language.NL, "nearest meeting place"),
        (Language.NL, "not found"),
    ],
)
def test_a_word_of_the_other_language_is_found(language: Language, said: str) -> None:
    assert [*faults([("here", said)], language)]


def test_what_the_data_say_is_no_fault() -> None:
    assert "dorpshuis" in telltale(Language.EN)
    assert not [*faults([("here", "near Dorpshuis De Brink")], Language.EN, ["Dorpshuis De Brink"])]
    assert [*faults([("here", "near Dorpshuis De Brink")], Language.EN, ["De Brink"])]
