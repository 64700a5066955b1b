"""Whoever opens the folder in a few years can read what every column means."""

import re

import pytest

from wozgeo.domain.errors import OutputError
from wozgeo.domain.vocabulary import Reason, Voorziening
from wozgeo.outputs.dictionary import COLUMNS, FILES, describe, write_readme

ADDRESS = ["naam", "straat", "huisnummer", "postcode", "woonplaats"]
PER_VOORZIENING = ["afstand_{}_m", "zeker_{}_m", "reden_{}", "{}_id", "{}_naam", "rand_{}"]
TABLES = {
    "woningen": [
        "locatie_id",
        *ADDRESS,
        "aanloop_m",
        "aanloop_kruist",
        *(pattern.format(v.value) for v in Voorziening for pattern in PER_VOORZIENING),
        *("score", "score_zeker", "x", "y"),
    ],
    "voorzieningen": ["id", "voorziening", "naam", "bron", "aanloop_m"],
    "looproutes": [
        *("locatie_id", "voorziening", "voorziening_id", "afstand_m", "aanloop_m"),
        *("langs_straten_m", "aanloop_voorziening_m", "onbekend_m"),
    ],
}


def readme(tmp_path, *, title="Brugge", notes=(), columns=TABLES):
    path = write_readme(
        tmp_path / "LEESMIJ.md", title=title, files=FILES, columns=columns, notes=notes
    )
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("column", sorted({c for names in TABLES.values() for c in names}))
def test_every_exported_column_is_described_with_its_unit(column):
    told = describe(column)
    assert len(told) > 15
    assert "{" not in told
    if column.endswith("_m") or column in ("x", "y"):
        assert "(meter)" in told


def test_a_description_names_the_voorziening_and_its_column():
    assert "dichtstbijzijnde OV-halte" in describe("afstand_ov_halte_m")
    assert "`reden_ov_halte`" in describe("afstand_ov_halte_m")


@pytest.mark.parametrize(
    "column", ["afstand_slager_m", "slager_id", "_id", "afstand__m", "Score", ""]
)
def test_a_column_nobody_described_is_refused(column, tmp_path):
    with pytest.raises(KeyError, match="is not described"):
        describe(column)
    with pytest.raises(KeyError):
        readme(tmp_path, columns={"woningen": [column]})
    assert not (tmp_path / "LEESMIJ.md").exists()


def test_no_column_is_described_twice():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)


def test_the_readme_explains_every_file_column_and_reason(tmp_path):
    text = readme(tmp_path)
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE))
    assert explained == {c for names in TABLES.values() for c in names} | {r.value for r in Reason}
    assert set(re.findall(r"^- `([^`]+)`: ", text, re.MULTILINE)) == set(FILES)


def test_every_line_of_a_table_has_as_many_cells_as_its_head(tmp_path):
    for table in re.findall(r"(?:^\|.*\n)+", readme(tmp_path), re.MULTILINE):
        assert len({len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    "told",
    ["OpenStreetMap-bijdragers", "ODbL", "AVG", "Openen in Excel", "apostrof", "Drie soorten"],
)
def test_the_readme_tells_of_licence_privacy_and_excel(tmp_path, told):
    assert told in readme(tmp_path)


def test_notes_and_title_are_text_whatever_they_hold(tmp_path):
    text = readme(
        tmp_path, title="<script>alert(1)</script>", notes=["a\n# kop | [x](javascript:y) <b>"]
    )
    assert "<script>" not in text
    assert r"- a # kop \| \[x\](javascript:y) &lt;b>" in text


def test_without_notes_there_is_no_heading_for_them(tmp_path):
    assert "Let op" not in readme(tmp_path)
    assert "## Let op bij dit resultaat\n\n- Dun: huisarts" in readme(
        tmp_path, notes=["Dun: huisarts"]
    )


def test_equal_input_gives_an_equal_readme(tmp_path):
    assert readme(tmp_path) == readme(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OutputError, match="check that the folder exists"):
        readme(tmp_path / "weg")
