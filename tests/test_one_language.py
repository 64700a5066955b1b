"""One claim: nobody who reads one language is told anything in the other, wherever a run tells it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from one_language import Said, faults, phrases_found, phrases_in, said_in, telltale
from one_or_many import miscounted, never_one

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


@pytest.mark.parametrize("language", list(Language))
def test_one_is_one_and_numbers_are_written_as_their_reader_writes_them(
    told: dict[Language, tuple[list[Said], list[str]]], language: Language
) -> None:
    said, own = told[language]
    data = {phrase.casefold() for phrase in own}
    assert [*miscounted(((w, s) for w, s in said if s.casefold() not in data), language)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.NL, "1 woningen"),
        (Language.NL, "zie 1 openbare plannen"),
        (Language.NL, "11 complex ligt"),
        (Language.NL, "399.9 m lopen"),
        (Language.NL, "1,234 woningen"),
        (Language.NL, "24045 woningen"),
        (Language.EN, "1 dwellings"),
        (Language.EN, "1 of 1 times"),
        (Language.EN, "399,9 m"),
        (Language.EN, "1.234 m"),
    ],
)
def test_a_miscounted_word_or_number_is_found(language: Language, said: str) -> None:
    assert [*miscounted([("here", said)], language)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.NL, "1 woning, 21 woningen, 1.234 woningen op 1.399,9 m, §1.2, 2030"),
        (Language.EN, "1 dwelling, 21 dwellings, 1,234 dwellings at 1,399.9 m, §1.2, 2030"),
    ],
)
def test_what_is_counted_well_is_no_fault(language: Language, said: str) -> None:
    assert not [*miscounted([("here", said)], language)]


def test_no_text_of_the_package_has_a_plural_for_one() -> None:
    assert [*never_one()] == []
