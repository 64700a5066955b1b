"""A column is declared once: its name is made and read back, and everything it says is in both languages."""

import re

import pytest

from wozgeo.domain.column import Kind
from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_areas import AreaWalk, ShareNear, VerdictCount
from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.columns_sites import Location, SitePoints
from wozgeo.domain.columns_walks import AskedWalk
from wozgeo.domain.dictionary import COLUMNS, FAMILIES, built_in, describe, find_column, kind_of
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Measure, Verdict

LIBRARY = {"bibliotheek": Text("bibliotheek", "library")}
EXAMPLES = (
    Walk("ov_halte"),
    OfDefinition("mijn_eigen_2"),
    Location("mijn_eigen_2"),
    SitePoints("ov_halte"),
    *VerdictCount.of("plannen", "niet"),
    *VerdictCount.of("complexen", "druten"),
    AskedWalk("ov_halte", "mijn_eigen_2"),
    AreaWalk("apotheek"),
    ShareNear.within("ov_halte", 612.5),
    Lacking("apotheek"),
)
FIXED = [column for column in COLUMNS if "{" not in column.name]
MADE = [(family, column) for family in EXAMPLES for column in type(family).columns()]


def name_of(family, column):
    return column.__get__(family, type(family))


def test_a_family_makes_the_names_that_others_use_as_written():
    assert OfDefinition("druten").oordeel == "oordeel_druten"
    assert OfDefinition("druten").marge_m == "marge_druten_m"
    assert Walk("huisarts").afstand_m == "afstand_huisarts_m"
    assert Walk("ov_halte").naam == "ov_halte_naam"
    assert Walk("park").measured(Measure.MEDIAAN) == "afstand_park_mediaan_m"
    assert ShareNear.within("park", 400.0).aandeel == "aandeel_park_400"
    assert [counted.n for counted in VerdictCount.of("plannen", "wwz")] == [
        f"plannen_{verdict}_wwz" for verdict in Verdict
    ]


def test_there_is_an_example_of_every_family():
    assert {type(family) for family in EXAMPLES} == set(FAMILIES)


@pytest.mark.parametrize(("family", "column"), MADE)
def test_what_a_family_names_it_reads_back(family, column):
    assert type(family).parse(name_of(family, column), column) == family


@pytest.mark.parametrize(
    "name",
    ["oordeel_", "oordeel_Druten", "marge_druten", "Oordeel_druten", "", 3, None, ("a", "b")],
)
def test_what_only_resembles_a_name_is_not_read(name):
    assert OfDefinition.parse(name, OfDefinition.oordeel) is None
    assert OfDefinition.parse(name, OfDefinition.marge_m) is None


def test_the_families_among_columns_keep_their_order():
    columns = ["naam", "afstand_park_m", "zeker_park_m", "afstand_m", "afstand_bibliotheek_m", 3]
    assert Walk.among(columns, Walk.afstand_m) == [Walk("park"), Walk("bibliotheek")]


@pytest.mark.parametrize(("family", "column"), MADE)
def test_a_made_name_is_found_with_every_blank_filled_in(family, column):
    name = name_of(family, column)
    found = find_column(name)
    assert found.name == name
    assert found.kind == kind_of(name) == column.kind
    for language in Language:
        texts = [found.head(language), describe(found, language)]
        assert not re.search(r"[{}]", " ".join(texts))


@pytest.mark.parametrize("column", FIXED, ids=lambda column: column.name)
def test_a_column_with_a_name_of_its_own_is_found(column):
    found = find_column(column.name)
    assert (found.name, found.kind) == (column.name, column.kind)
    assert not re.search(r"[{}]", describe(found, Language.NL) + describe(found, Language.EN))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_says_what_it_means_in_both_languages(column):
    for text in (column.meaning, column.kind.unit, column.empty):
        if text is not None:
            assert text.nl
            assert text.en
            assert text.nl != text.en
    assert column.head.nl
    assert column.head.en


def test_no_two_columns_have_the_same_name_or_head():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    for language in Language:
        tables = ("geometry", "geom")  # the same column, as two formats call it
        heads = [find_column(c.name).head(language) for c in FIXED if c.name not in tables]
        heads += [find_column(name_of(*made)).head(language) for made in MADE]
        assert len(set(heads)) == len(heads)


def test_a_voorziening_of_an_own_table_gives_columns_with_its_word():
    found = find_column("afstand_bibliotheek_m", {**built_in(), **LIBRARY})
    assert found.head(Language.NL) == "Loopafstand tot bibliotheek (m)"
    assert found.head(Language.EN) == "Walking distance to library (m)"
    assert "`reden_bibliotheek`" in describe(found, Language.NL)
    assert "bibliotheek" in describe(find_column("voorziening", LIBRARY), Language.NL)


def test_a_voorziening_that_is_not_there_has_no_column():
    with pytest.raises(KeyError, match="'afstand_bibliotheek_m' is not declared"):
        find_column("afstand_bibliotheek_m")


def test_a_definition_whose_name_ends_in_a_number_is_no_share_of_a_voorziening():
    assert "definitie `wwz_5`" in describe(find_column("aandeel_wwz_5"), Language.NL)


def test_a_word_for_a_voorziening_is_text_whatever_it_holds():
    found = find_column("reden_x", {"x": Text("{a} of {0}", "{b}")})
    assert "{a} of {0}" in found.head(Language.NL)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("afstand_bibliotheek_max_m", Kind.METRES),
        ("marge_druten_m", Kind.MARGIN_M),
        ("aandeel_bibliotheek_400", Kind.SHARE),
        ("oplevering_eerste", Kind.YEAR),
        ("pand_m", None),
    ],
)
def test_the_kind_of_a_column_is_known_whichever_voorzieningen_there_are(name, kind):
    assert kind_of(name) is kind


def test_the_distance_by_another_door_is_no_distance_to_something_else():
    names = ["afstand_van_supermarkt_m", "afstand_supermarkt_m", "afstand_tot_supermarkt_m"]
    assert Walk.among(names, Walk.afstand_m) == [Walk("supermarkt")]
    assert Walk.among(names, Walk.afstand_van_m) == [Walk("supermarkt")]
