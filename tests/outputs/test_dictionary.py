"""Whoever opens the folder in a few years can read what every column means."""

import re

import pytest

from wozgeo.domain.contracts import ATTRIBUTES, PLAN_COUNTS, PLAN_TEXTS, PLAN_YEARS
from wozgeo.domain.dictionary import COLUMNS, find_column
from wozgeo.domain.dictionary import describe as describe_column
from wozgeo.domain.errors import OutputError
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Reason, Verdict
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.tables.readme import write_readme
from wozgeo.outputs.tables.words_readme import FILES

ADDRESS = ["naam", "straat", "huisnummer", "postcode", "woonplaats"]
PER_VOORZIENING = ["afstand_{}_m", "zeker_{}_m", "reden_{}", "{}_id", "{}_naam", "rand_{}"]
TABLES = {
    "woningen": [
        "locatie_id",
        *ADDRESS,
        "aanloop_m",
        "aanloop_kruist",
        *(pattern.format(v) for v in read_voorzieningen() for pattern in PER_VOORZIENING),
        *("score", "score_zeker", "x", "y"),
    ],
    "voorzieningen": ["id", "voorziening", "naam", "kern", "telt_als", "bron", "aanloop_m"],
    "looproutes": [
        *("locatie_id", "voorziening", "voorziening_id", "afstand_m", "aanloop_m"),
        *("langs_straten_m", "aanloop_voorziening_m", "onbekend_m"),
    ],
}
PER_DEFINITION = [
    *(
        "oordeel_{}",
        "gemeten_{}_m",
        "marge_{}_m",
        "bijna_{}",
        "toelichting_{}",
        "nodig_{}",
        "aandeel_{}",
    ),
    *("ontbreekt_{}", "hangt_af_van_{}"),
    *(
        f"{woningen}{kind}_{verdict}_{{}}"
        for woningen in ("", "woningen_")
        for kind in ("plannen", "complexen")
        for verdict in Verdict
    ),
]
PER_OBJECT = ["afstand_{}_min_m", "afstand_{}_mediaan_m", "afstand_{}_max_m"]
PER_AREA = ["gemiddeld_{}_m", "mediaan_{}_m", "n_geen_{}", "n_onbekend_{}", "aandeel_{}_400"]
JUDGED = [
    *("id", "naam", "kern", "n_woningen", "score", "rang", "soort", "aandeel_55plus", "bron"),
    *(
        *PLAN_TEXTS,
        *PLAN_YEARS,
        *ATTRIBUTES,
        "vertrouwelijk",
        "n_opgegeven",
        "n_gevonden",
        "n_mogelijk",
    ),
    *(name for name in PLAN_COUNTS if name != "n_dwellings"),
    *("niveau", "code", "n_inwoners", "aandeel_65plus"),
    *("complex_id", "rij", "opgegeven", "uitkomst", "kandidaten"),
    *(p.format(v) for v in read_voorzieningen() for p in (*PER_OBJECT, *PER_AREA, "cbs_{}_km")),
    *(p.format(d) for d in ("druten", "mijn_eigen_2", "niet") for p in PER_DEFINITION),
]


def describe(name, language=Language.NL):
    return describe_column(find_column(name), language)


def readme(tmp_path, *, title="Brugge", notes=(), warnings=(), columns=TABLES):
    path = write_readme(
        tmp_path / "LEESMIJ.md",
        title=title,
        files=FILES,
        columns=columns,
        notes=notes,
        warnings=warnings,
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
    assert "dichtstbijzijnde plek (OV-halte)" in describe("afstand_ov_halte_m")
    assert "`reden_ov_halte`" in describe("afstand_ov_halte_m")


@pytest.mark.parametrize("column", sorted(set(JUDGED)))
def test_every_column_of_what_was_judged_is_described(column):
    told = describe(column)
    assert len(told) > 15
    assert "{" not in told
    if column.endswith("_m") and not column.endswith("_naam"):
        assert "(meter)" in told


@pytest.mark.parametrize("name", ["druten", "rijk", "mijn_eigen_2", "niet"])
def test_a_description_names_the_definition(name):
    assert f"`{name}`" in describe(f"oordeel_{name}")
    assert f"die voldoen aan de definitie `{name}`" in describe(f"plannen_voldoet_{name}")


def test_plans_that_do_not_meet_a_definition_are_not_those_that_meet_another():
    assert "niet voldoen aan de definitie `druten`" in describe("plannen_voldoet_niet_druten")


@pytest.mark.parametrize("metres", ["250", "400", "612.5"])
def test_a_share_names_its_distance_and_voorziening(metres):
    told = describe(f"aandeel_ov_halte_{metres}")
    assert f"OV-halte op minder dan {metres} m lopen" in told


def test_a_share_of_a_definition_is_not_that_of_a_voorziening():
    assert "definitie `druten`" in describe("aandeel_druten")
    assert "55-plus" in describe("aandeel_55plus")


def test_the_folder_with_confidential_plans_says_so():
    assert FILES["vertrouwelijk"].nl == "Plannen die niet openbaar zijn; deel deze map niet."


@pytest.mark.parametrize(
    "column", ["oordeel_", "oordeel_Druten", "aandeel_", "marge_druten", "plannen_druten"]
)
def test_a_name_that_only_resembles_one_is_refused(column):
    with pytest.raises(KeyError, match="is not declared"):
        describe(column)


@pytest.mark.parametrize(
    "column", ["afstand_slager_m", "slager_id", "_id", "afstand__m", "Score", ""]
)
def test_a_column_nobody_described_is_refused(column, tmp_path):
    with pytest.raises(KeyError, match="is not declared"):
        describe(column)
    with pytest.raises(KeyError):
        readme(tmp_path, columns={"woningen": [column]})
    assert not (tmp_path / "LEESMIJ.md").exists()


def test_no_column_is_described_twice():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)


def test_the_readme_explains_every_file_column_and_reason(tmp_path):
    text = readme(tmp_path)
    explained = names_told(text)
    assert {*explained} == {c for names in TABLES.values() for c in names} | {
        r.value for r in Reason
    }
    lists = re.findall(r"^- (`[^:]+`): ", text, re.MULTILINE)
    assert set(re.findall(r"`([^`]+)`", " ".join(lists))) == set(FILES)


def names_told(text: str) -> list[str]:
    first = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    return re.findall(r"`([^`]+)`", " ".join(first))


def test_no_column_is_told_twice_in_the_readme(tmp_path):
    """A run's was 126 kB: every column of every layer, and each again per voorziening and definition."""
    layers = {
        "plannen": ["id", "naam", "oordeel_druten", "oordeel_rijk", "reden_huisarts", "gemeente"],
        "complexen": ["id", "naam", "oordeel_druten", "oordeel_rijk", "reden_huisarts"],
        "woningen": ["naam", "afstand_huisarts_m", "afstand_ov_halte_m", "reden_huisarts"],
    }
    told = names_told(readme(tmp_path, columns=layers))
    told = [name for name in told if name not in {r.value for r in Reason}]
    assert sorted(told) == sorted({c for names in layers.values() for c in names})


def test_columns_that_differ_in_the_voorziening_or_definition_alone_are_told_in_one_line(tmp_path):
    layers = {
        "woningen": ["afstand_huisarts_m", "afstand_ov_halte_m", "zeker_huisarts_m"],
        "plannen": ["oordeel_druten", "oordeel_rijk", "plannen_voldoet_druten"],
    }
    lines = {
        tuple(names_told(line)): line for line in readme(tmp_path, columns=layers).splitlines()
    }
    both = lines["afstand_huisarts_m", "afstand_ov_halte_m"]
    assert "dichtstbijzijnde plek (voorziening)" in both
    assert "zie `reden_…`" in both
    assert "(huisarts)" in lines[("zeker_huisarts_m",)]
    assert "de definitie `…`" in lines["oordeel_druten", "oordeel_rijk"]
    assert "de definitie `druten`" in lines[("plannen_voldoet_druten",)]


def test_a_column_of_several_layers_names_them(tmp_path):
    layers = {"plannen": ["id", "kern"], "paden": ["kern"], "woningen": ["straat"]}
    text = readme(tmp_path, columns=layers)
    assert "### In meer lagen" in text
    assert "| `kern` | `plannen`, `paden` | De kern" in text
    assert text.index("### `plannen`") < text.index("| `id` |") < text.index("### `woningen`")


def test_what_people_open_is_told_before_what_programs_read(tmp_path):
    text = readme(tmp_path)
    order = [text.index(f"`{name}`") for name in ("kaart.html", "rapport.html", "oordelen.xlsx")]
    assert order == sorted(order)
    assert order[-1] < text.index("`woningen.csv`") < text.index("`plannen.parquet`")


def test_every_line_of_a_table_has_as_many_cells_as_its_head(tmp_path):
    for table in re.findall(r"(?:^\|.*\n)+", readme(tmp_path), re.MULTILINE):
        assert len({len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    "told",
    [
        "OpenStreetMap-bijdragers",
        "ODbL",
        "AVG",
        "Openen in Excel",
        "apostrof",
        "Drie soorten",
        "een kop in woorden",
    ],
)
def test_the_readme_tells_of_licence_privacy_and_excel(tmp_path, told):
    assert told in readme(tmp_path)


def test_notes_and_title_are_text_whatever_they_hold(tmp_path):
    text = readme(
        tmp_path, title="<script>alert(1)</script>", notes=["a\n# kop | [x](javascript:y) <b>"]
    )
    assert "<script>" not in text
    assert r"- a # kop \| \[x\](javascript:y) &lt;b>" in text


def test_without_warnings_and_notes_there_is_no_heading_for_them(tmp_path):
    assert "Let op" not in readme(tmp_path)
    assert "Hoe de gegevens zijn gelezen" not in readme(tmp_path)


def test_what_to_know_of_the_numbers_stands_apart_from_how_the_data_were_read(tmp_path):
    text = readme(tmp_path, warnings=["Dun: huisarts"], notes=["plannen.gpkg: gelezen"])
    assert "## Let op bij dit resultaat\n\n- Dun: huisarts\n\n" in text
    assert "## Hoe de gegevens zijn gelezen\n\n- plannen.gpkg: gelezen\n\n" in text


def test_equal_input_gives_an_equal_readme(tmp_path):
    assert readme(tmp_path) == readme(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OutputError, match="check that the folder exists"):
        readme(tmp_path / "weg")


def test_what_a_table_of_the_user_calls_a_voorziening_stays_text_in_one_cell(tmp_path):
    called = "<b>leeszaal & co</b>"
    path = write_readme(
        tmp_path / "LEESMIJ.md",
        title="Brugge",
        files=FILES,
        columns={"woningen": ["afstand_bibliotheek_m"]},
        notes=(),
        labels={"bibliotheek": Text(called, called)},
    )
    text = path.read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("| `afstand_bibliotheek_m`")]
    assert "<b>" not in text
    assert "&lt;b>leeszaal &amp; co&lt;/b>" in row
