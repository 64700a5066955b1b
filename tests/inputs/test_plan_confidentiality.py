"""A plan is public only when every column that speaks of it says so, whatever the columns are called."""

import csv
from pathlib import Path

import openpyxl
import pytest
from said import dutch

from wozgeo.domain.errors import InputError
from wozgeo.inputs.plan_columns import choose_columns, read_planmonitor
from wozgeo.inputs.plans import read_plan_list

PUBLIC, SECRET = False, True


def listed(tmp_path, **columns):
    """Write a list of plans P1, P2, ... with further columns."""
    n = max(map(len, columns.values()))
    table = {
        "plan_id": [f"P{i + 1}" for i in range(n)],
        "aantal_woningen": [5] * n,
        "x": [171_000] * n,
        "y": [434_000] * n,
        **columns,
    }
    path = tmp_path / "plannen.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([table, *zip(*table.values(), strict=True)])
    return path


def read(path, **columns):
    return read_plan_list(path, columns=columns, extent=None)


def answers(path, **columns):
    return read(path, **columns).plans["vertrouwelijk"].tolist()


def faults_of(path, **columns):
    with pytest.raises(InputError) as error:
        read(path, **columns)
    return list(error.value.faults)


class TestTheMeaningOfYes:
    @pytest.mark.parametrize("field", ["publiceren", "mag_in_krant", "openbaar", "niet_geheim"])
    def test_what_the_user_calls_openbaar_asks_whether_a_plan_is_public(self, tmp_path, field):
        path = listed(tmp_path, **{field: ["ja", "nee", ""]})
        assert answers(path, openbaar=field) == [PUBLIC, SECRET, SECRET]

    @pytest.mark.parametrize("key", ["vertrouwelijk", "niet_openbaar", "Vertrouwelijkheid"])
    @pytest.mark.parametrize("field", ["afgeschermd", "geheim", "vertr_plan"])
    def test_what_the_user_calls_vertrouwelijk_asks_the_opposite(self, tmp_path, key, field):
        path = listed(tmp_path, **{field: ["ja", "nee", ""]})
        assert answers(path, **{key: field}) == [SECRET, PUBLIC, SECRET]

    @pytest.mark.parametrize(
        ("key", "field"),
        [
            ("vertrouwelijk", "is_openbaar"),
            ("vertrouwelijk", "publiceren"),
            ("vertrouwelijk", "niet_vertrouwelijk"),
            ("openbaar", "geheim_plan"),
            ("openbaar", "niet_publiek"),
            ("niet_openbaar", "is_openbaar"),
        ],
    )
    def test_where_the_user_and_the_name_contradict_each_other_yes_and_no_mean_nothing(
        self, tmp_path, key, field
    ):
        found = read(listed(tmp_path, **{field: ["ja", "nee", "Openbaar"]}), **{key: field})
        assert found.plans["vertrouwelijk"].tolist() == [SECRET, SECRET, PUBLIC]
        (told,) = [note for note in dutch(found.notes) if "niet zeker" in note]
        assert f"Kolom {field} " in told
        assert key in told

    def test_where_they_agree_there_is_nothing_to_tell(self, tmp_path):
        found = read(listed(tmp_path, is_openbaar=["nee", "ja"]), openbaar="is_openbaar")
        assert found.plans["vertrouwelijk"].tolist() == [SECRET, PUBLIC]
        assert not any("niet zeker" in note for note in dutch(found.notes))

    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            ("publiceren", [PUBLIC, SECRET]),
            ("openbaarheid", [PUBLIC, SECRET]),
            ("Geheim", [SECRET, PUBLIC]),
            ("Vertr.", [SECRET, PUBLIC]),
            ("intern", [SECRET, PUBLIC]),
            ("embargo", [SECRET, PUBLIC]),
            ("niet_openbaar", [SECRET, PUBLIC]),
        ],
    )
    def test_a_usual_name_is_understood_by_itself(self, tmp_path, field, expected):
        assert answers(listed(tmp_path, **{field: ["ja", "nee"]})) == expected

    def test_a_date_of_publication_does_not_make_a_plan_public(self, tmp_path):
        assert answers(listed(tmp_path, publicatie=["2020-01-01", "ja"])) == [SECRET, PUBLIC]


class TestSeveralColumns:
    @pytest.mark.parametrize(
        "columns",
        [
            {"vertrouwelijk": ["nee", "nee"], "openbaar": ["nee", "ja"]},
            {"vertrouwelijkheid": ["Openbaar", "Openbaar"], "geheim": ["ja", "nee"]},
            {"openbaar": ["ja", "ja"], "intern": ["ja", "nee"]},
            {"vertrouwelijk": ["nee", "nee"], "embargo": ["tot 2030", "nee"]},
            {"vertrouwelijk": ["nee", "nee"], "Vertr.": ["", "nee"]},
        ],
    )
    def test_the_strictest_counts_in_whatever_order_they_stand(self, tmp_path, columns):
        turned = dict(reversed(columns.items()))
        assert answers(listed(tmp_path, **columns)) == [SECRET, PUBLIC]
        assert answers(listed(tmp_path, **turned)) == [SECRET, PUBLIC]

    def test_a_column_that_the_user_names_does_not_hide_another(self, tmp_path):
        path = listed(tmp_path, mag_in_krant=["ja", "ja"], vertrouwelijk=["ja", "nee"])
        assert answers(path, openbaar="mag_in_krant") == [SECRET, PUBLIC]

    def test_the_user_may_name_several(self, tmp_path):
        path = listed(
            tmp_path,
            mag_in_krant=["ja", "ja", "nee"],
            afgeschermd=["ja", "nee", "nee"],
        )
        found = read(path, openbaar="mag_in_krant", vertrouwelijk="afgeschermd")
        assert found.plans["vertrouwelijk"].tolist() == [SECRET, PUBLIC, SECRET]
        told = " ".join(dutch(found.notes))
        assert "mag_in_krant" in told
        assert "afgeschermd" in told

    def test_one_column_under_two_names_of_opposite_meaning_makes_nothing_public(self, tmp_path):
        path = listed(tmp_path, krant=["ja", "nee"])
        assert answers(path, openbaar="krant", vertrouwelijk="krant") == [SECRET, SECRET]

    @pytest.mark.parametrize(
        "field",
        ["gemeente_intern", "publicatiestatus", "is_geheim", "openb.", "vertr_niv", "public"],
    )
    def test_a_further_column_that_is_not_understood_is_told(self, tmp_path, field):
        path = listed(tmp_path, vertrouwelijk=["nee"], **{field: ["ja"]})
        (fault,) = faults_of(path)
        assert f"column {field!r} looks as if it says which plans are confidential" in fault

    def test_what_is_told_can_be_followed_to_the_letter(self, tmp_path):
        path = listed(tmp_path, is_openbaar=["ja", "ja", "nee"], is_geheim=["nee", "ja", "nee"])
        public, secret = faults_of(path)
        assert "columns = { openbaar = 'is_openbaar' } (yes: it is public)" in public
        assert "columns = { vertrouwelijk = 'is_geheim' } (yes: it is confidential)" in secret
        found = answers(path, openbaar="is_openbaar", vertrouwelijk="is_geheim")
        assert found == [PUBLIC, SECRET, SECRET]

    def test_two_columns_that_are_told_get_a_name_each(self, tmp_path):
        first, second = faults_of(listed(tmp_path, is_geheim=["ja"], plan_embargo=["ja"]))
        assert "{ vertrouwelijk = 'is_geheim' }" in first
        assert "{ vertrouwelijkheid = 'plan_embargo' }" in second

    @pytest.mark.parametrize("field", ["internetadres", "interne_code", "aantal_vertrekken"])
    def test_a_name_that_only_begins_alike_is_left_alone(self, tmp_path, field):
        found = read_plan_list(listed(tmp_path, **{field: ["ja"]}), extent=None, public=True)
        assert found.plans["vertrouwelijk"].tolist() == [PUBLIC]

    def test_a_column_given_twice_is_told(self, tmp_path):
        book = openpyxl.Workbook()
        for row in (
            ["plan_id", "aantal_woningen", "x", "y", "vertrouwelijk", "geheim", "Geheim"],
            ["P1", 5, 171_000, 434_000, "nee", "nee", "ja"],
        ):
            book.active.append(row)
        book.save(tmp_path / "plannen.xlsx")
        assert "column 'geheim' is there 2 times" in faults_of(tmp_path / "plannen.xlsx")[0]

    def test_the_note_names_every_column_that_was_read(self, tmp_path):
        found = read(listed(tmp_path, vertrouwelijk=["nee", "nee"], geheim=["ja", "nee"]))
        assert (
            "Vertrouwelijk: 1 van de 2 plannen. Openbaar is alleen een plan waarvan elk van de "
            "kolommen vertrouwelijk en geheim dat met zoveel woorden zegt." in dutch(found.notes)
        )


HYPHENS = ["-", " ", "", "_", "\u2010", "\u2011", "\u2013", "\u00a0", " - ", "\u00ad", "-\u200b"]


class TestWordsInColumnsThatAreNotRead:
    """Nothing is read of them, so what they say would be lost: the user is asked."""

    @pytest.mark.parametrize("hyphen", HYPHENS)
    @pytest.mark.parametrize("public", [False, True])
    def test_niet_openbaar_is_seen_whatever_stands_between(self, tmp_path, hyphen, public):
        path = listed(tmp_path, opmerking=["", f"Niet{hyphen}openbaar"])
        with pytest.raises(InputError, match="column 'opmerking' is not read, and says 'Niet"):
            read_plan_list(path, extent=None, public=public)

    @pytest.mark.parametrize(
        "text",
        [
            "niet publiek",
            "NIET-PUBLIEK",
            "besloten",
            "alleen intern",
            "vertr.",
            "(vertr)",
            "concept",
            "Concept, versie 2",
            "geheimhouding opgelegd",
            "nog niet openbaar",
            "Vertrouwelijk!",
            "onder embargo",
            "niet delen",
        ],
    )
    def test_a_word_for_secret_in_a_remark_stops(self, tmp_path, text):
        (fault,) = faults_of(listed(tmp_path, opmerking=["", text]))
        assert f"column 'opmerking' is not read, and says {text!r}" in fault

    @pytest.mark.parametrize(
        "level",
        ["Openbaar", "publiek", "Gemeente", "Provincie", "ProvincieGemeente", "Regio", "gemeente "],
    )
    def test_a_level_as_a_whole_cell_stops(self, tmp_path, level):
        (fault,) = faults_of(listed(tmp_path, niveau=["", level]))
        assert f"column 'niveau' is not read, and says {level.strip()!r}" in fault
        assert answers(listed(tmp_path, niveau=["", "Openbaar"]), openbaar="niveau") == [
            SECRET,
            PUBLIC,
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "openbaar gebied wordt ingericht",
            "overleg met gemeente en provincie",
            "internet",
            "10 vertrekken",
            "conceptueel",
            "Regio Zwolle",
        ],
    )
    def test_other_remarks_do_not(self, tmp_path, text):
        assert answers(listed(tmp_path, vertrouwelijk=["nee"], opmerking=[text])) == [PUBLIC]

    @pytest.mark.parametrize("column", ["eigenaar", "initiatiefnemer", "opdrachtgever_naam"])
    def test_who_owns_a_plan_is_not_for_whom_it_is(self, tmp_path, column):
        assert answers(listed(tmp_path, vertrouwelijk=["nee"], **{column: ["Gemeente"]})) == [
            PUBLIC
        ]
        (fault,) = faults_of(listed(tmp_path, vertrouwelijk=["nee"], **{column: ["vertrouwelijk"]}))
        assert column in fault


class TestAPlanThatIsCalledConfidential:
    @pytest.mark.parametrize(
        "name",
        [
            "Kerkstraat (vertrouwelijk)",
            "VERTROUWELIJK Noord",
            "Plan X vertr.",
            "Hof (niet-openbaar)",
        ],
    )
    def test_it_stops(self, tmp_path, name):
        for columns in ({}, {"vertrouwelijk": ["nee", "nee"]}, {"openbaar": ["ja", "ja"]}):
            (fault,) = faults_of(listed(tmp_path, naam=["Een", name], **columns))
            assert fault.startswith(f"row 3 (P2): is called {name!r}")

    def test_where_a_column_says_so_too_there_is_nothing_to_ask(self, tmp_path):
        path = listed(tmp_path, naam=["Een", "Twee (vertrouwelijk)"], vertrouwelijk=["nee", "ja"])
        assert answers(path) == [PUBLIC, SECRET]

    @pytest.mark.parametrize(
        "name", ["Geheimzinnig A", "Vertrekhof", "Openbare School", "Internaat"]
    )
    def test_a_name_that_only_looks_like_it_does_not(self, tmp_path, name):
        assert answers(listed(tmp_path, naam=[name], vertrouwelijk=["nee"])) == [PUBLIC]


@pytest.mark.parametrize("hyphen", ["-", " ", "\u2011", "\u00a0"])
def test_niet_vertrouwelijk_is_public_whatever_stands_between(tmp_path, hyphen):
    said = f"Niet{hyphen}vertrouwelijk"
    assert answers(listed(tmp_path, vertrouwelijkheid=[said, "vertrouwelijk"])) == [PUBLIC, SECRET]


def test_the_shared_case_of_the_hyphen_stops():
    path = Path(__file__).parents[3] / "shared/cases/lijsten/09_confidential_hyphen/plannen.csv"
    if not path.is_file():
        pytest.skip("the cases are not here: ../shared/cases/lijsten")
    (fault,) = faults_of(path)
    assert "column 'opmerking' is not read, and says 'Niet-openbaar'" in fault


def test_every_name_that_is_understood_looks_like_what_it_is(tmp_path):
    """Else a name in the data could be read without its meaning being known."""
    known = read_planmonitor()
    for name in known.spellings(["vertrouwelijk"]):
        found = answers(listed(tmp_path, **{name: ["ja", "nee"]}))
        assert sorted(found) == [PUBLIC, SECRET], name


def test_no_other_name_that_is_understood_looks_confidential():
    known = read_planmonitor()
    others = known.spellings([*known.names]) - known.spellings(["vertrouwelijk"])
    others |= {name for preset in known.presets.values() for name in preset.others}
    _, faults = choose_columns(
        sorted(others), preset="gelderland", columns={}, with_places=True, cut_off=False
    )
    assert faults == []


@pytest.mark.parametrize("answer", ["openbaar?", "Openbaar ?", "nee?"])
def test_a_question_is_no_answer_that_a_plan_is_public(tmp_path, answer):
    assert answers(listed(tmp_path, vertrouwelijkheid=[answer, "openbaar"])) == [SECRET, PUBLIC]


@pytest.mark.parametrize(
    "remark",
    [
        "nog niet communiceren",
        "niet voor publicatie",
        "Niet naar buiten brengen",
        "DO NOT SHARE",
        "alleen ambtelijk",
        "v e r t r o u w e l i j k",
    ],
)
def test_a_remark_that_a_plan_is_not_to_be_told_stops_and_asks(tmp_path, remark):
    with pytest.raises(InputError, match="is not read"):
        read_plan_list(listed(tmp_path, opmerking=[remark]), public=True, extent=None)


def stops(path, match):
    with pytest.raises(InputError, match=match):
        read_plan_list(path, public=True, extent=None)


class TestALikelyNoThatIsWrittenOtherwise:
    """Also where the run file says that the whole list is public."""

    @pytest.mark.parametrize(
        "remark",
        [
            "draft",
            "DRAFT v2",
            "strikt persoonlijk",
            "Kabinet",
            "(onder de pet)",
            "vertr0uwelijk",
            "vertouwelijk",
            "vertrouwlijk",
            "Vertrouwelik stuk",
            "v3rtrouwelijk",
            "v e r t r o u w e l i j k stuk",
            "g e h e i m h o u d i n g",
            "classificatie=rood",
            "TLP:RED",
            "art. 25 Gemeentewet",
            "nog niet tonen",
            "niet zichtbaar voor derden",
            "niet op de kaart zetten",
            "klad",
            "confidentiël, confidentiel",
            "geclassificeerd: classified",
            "politiek gevoelig",
        ],
    )
    def test_a_remark_stops(self, tmp_path, remark):
        stops(listed(tmp_path, opmerking=["", remark]), "column 'opmerking' is not read")

    @pytest.mark.parametrize(
        "column",
        [
            "delen",
            "mag_delen",
            "tonen_op_kaart",
            "niet tonen",
            "Zichtbaar",
            "zichtbaarheid",
            "deelbaar",
            "getoond",
            "show",
            "share_public",
            "afgeschermd",
            "classificatie",
            "rubricering",
            "bekendmaken",
            "draft",
        ],
    )
    @pytest.mark.parametrize("answer", ["nee", "rood", ""])
    def test_a_column_of_showing_or_sharing_stops(self, tmp_path, column, answer):
        stops(listed(tmp_path, **{column: ["ja", answer]}), "looks as if it says which plans")

    @pytest.mark.parametrize("column", ["op_kaart", "website", "mag in de krant", "naar raad"])
    def test_a_column_of_a_place_to_show_stops_where_it_says_yes_and_no(self, tmp_path, column):
        stops(listed(tmp_path, **{column: ["ja", "nee"]}), f"column {column!r} is not read")
        read_plan_list(listed(tmp_path, **{column: ["www.dorp.nl", ""]}), public=True, extent=None)

    @pytest.mark.parametrize(("column", "key"), [("delen", "openbaar"), ("show", "openbaar")])
    def test_what_is_told_can_be_followed(self, tmp_path, column, key):
        path = listed(tmp_path, **{column: ["ja", "nee"]})
        assert f"{{ {key} = {column!r} }}" in faults_of(path)[0]
        assert answers(path, **{key: column}) == [PUBLIC, SECRET]

    @pytest.mark.parametrize("column", ["projectfase", "status", "plantype", "kern"])
    @pytest.mark.parametrize("text", ["vertrouwelijk", "vertr0uwelijk", "strikt persoonlijk"])
    def test_a_column_that_is_read_as_something_else_stops(self, tmp_path, column, text):
        stops(listed(tmp_path, **{column: ["", text]}), f"row 3 \\(P2\\): has {column} {text!r}")

    @pytest.mark.parametrize("column", ["projectfase", "status"])
    @pytest.mark.parametrize("phase", ["concept", "1. Concept", "draft"])
    def test_a_phase_of_concept_is_asked_where_nothing_else_says_who_may_see(
        self, tmp_path, column, phase
    ):
        stops(listed(tmp_path, **{column: [phase]}), f"has {column} {phase!r}")
        path = listed(tmp_path, **{column: [phase]}, vertrouwelijkheid=["openbaar"])
        assert answers(path) == [PUBLIC]

    @pytest.mark.parametrize(
        "remark",
        [
            "persoonlijk begeleid wonen",
            "geluidgevoelig gebied",
            "gedeelde tuin",
            "kabinetten in de hal",
            "vertrouwd wonen",
            "1 5 0 3 woningen",
            "conceptueel ontwerp",
            "openbare ruimte: bomen",
            "internationale school",
            "ontwerpbestemmingsplan ter inzage",
        ],
    )
    def test_a_remark_that_only_looks_like_it_does_not(self, tmp_path, remark):
        read_plan_list(listed(tmp_path, opmerking=[remark]), public=True, extent=None)

    @pytest.mark.parametrize("column", ["gedeelte", "onderdeel", "patroon", "kaartnummer", "deel"])
    def test_a_column_that_only_looks_like_it_does_not(self, tmp_path, column):
        read_plan_list(listed(tmp_path, **{column: ["12"]}), public=True, extent=None)
