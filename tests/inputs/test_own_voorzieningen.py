"""A user's own table lies over the one of wozgeo, key by key, and may add what wozgeo has never heard of."""

import re
from pathlib import Path

import pytest

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.inputs.facilities import FacilityRules, read_facility_rules, read_voorzieningen

LIBRARY = (
    '[bibliotheek]\nlabel = "leeszaal"\n[[bibliotheek.take]]\ntags = { amenity = ["library"] }\n'
)


@pytest.fixture
def own(tmp_path: Path):
    def read(text: str, **choices) -> FacilityRules:
        path = tmp_path / "voorzieningen.toml"
        path.write_text(text, encoding="utf-8")
        return read_facility_rules(path, **choices)

    return read


def faults_of(own, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        own(text)
    return str(caught.value)


def test_a_new_voorziening_is_measured_and_the_others_stay_as_they_are(own):
    rules = own(LIBRARY)
    standard = read_facility_rules()
    assert list(rules.voorzieningen) == [*standard.voorzieningen, "bibliotheek"]
    assert rules.always == [*standard.always, "bibliotheek"]
    assert rules.classify({"amenity": "library"}) == {
        "ontmoetingsplek": "bibliotheek",
        "bibliotheek": "bibliotheek",
    }
    assert rules.classify({"shop": "supermarket"}) == {"supermarkt": "supermarkt"}
    assert rules.leave == standard.leave


def test_a_new_voorziening_needs_a_label_and_no_more(own):
    one = own('[wijkteam]\nlabel = "wijkteam"\n').voorzieningen["wijkteam"]
    assert (one.label, one.plural, one.label_en, one.plural_en) == ("wijkteam",) * 4
    assert (one.article, one.symbol, one.always) == ("de", "", True)


def test_what_is_silent_in_english_is_said_in_dutch(own):
    words = own('[x]\nlabel = "fysio"\nplural = "fysiopraktijken"\n').voorzieningen["x"]
    assert (words.label_en, words.plural_en) == ("fysio", "fysiopraktijken")
    words = own('[x]\nlabel = "fysio"\nplural = "fysiopraktijken"\nlabel_en = "physio"\n')
    assert words.voorzieningen["x"].plural_en == "physio"


def test_a_label_of_the_users_own_brings_none_of_the_old_words_along(own):
    place = own('[ontmoetingsplek]\nlabel = "wijkcentrum"\narticle = "het"\n').voorzieningen[
        Voorziening.ONTMOETINGSPLEK
    ]
    assert [place.one(language) for language in Language] == ["wijkcentrum"] * 2
    assert [place.many(language) for language in Language] == ["wijkcentrum"] * 2
    assert place.the(Language.NL) == "het"
    standard = read_voorzieningen()["ontmoetingsplek"]
    assert (place.always, place.symbol) == (True, standard.symbol)
    assert place.dwellings_per_facility == standard.dwellings_per_facility


def test_a_copy_of_the_standard_table_changes_nothing(own):
    text = (Path(__file__).parents[2] / "data" / "voorzieningen.toml").read_text(encoding="utf-8")
    assert own(text) == read_facility_rules()


def test_a_rule_of_the_users_own_takes_the_place_of_the_rules_of_that_voorziening_alone(own):
    rules = own('[supermarkt]\n[[supermarkt.take]]\ntags = { shop = ["convenience"] }\n')
    assert not rules.classify({"shop": "supermarket"})
    assert rules.classify({"shop": "convenience"}) == {"supermarkt": "supermarkt"}
    assert rules.classify({"amenity": "pharmacy"})


def test_a_rule_of_wozgeo_can_be_switched_on_beside_a_table_that_does_not_name_it(own):
    assert own(LIBRARY, include=["kerk"]).classify({"amenity": "place_of_worship"})


def test_a_byte_order_mark_is_no_fault(own):
    assert "bibliotheek" in own("\ufeff" + LIBRARY).voorzieningen


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[Bieb]\nlabel = "x"\n', "Bieb: the name of a voorziening becomes part of column names"),
        ('["wijk team"]\nlabel = "x"\n', "use lower case letters, digits and _"),
        ('[2e_huis]\nlabel = "x"\n', "beginning with a letter"),
        ('[score]\nlabel = "x"\n', "score: this name is taken for another column"),
        ('[locatie]\nlabel = "x"\n', "locatie: this name is taken"),
        ('[park_max]\nlabel = "x"\n', "park_max: this name is taken"),
        ("[supermarkten]\nmerge_m = 9\n", "unknown voorziening; did you mean supermarkt?"),
        ("[zwembad]\nmerge_m = 9\n", "zwembad: unknown voorziening; A new one needs a label"),
        ('[x]\nlabel = "huisarts"\n', "x.label: 'huisarts' is what huisarts is called"),
        ('[x]\nlabel = " "\n', "x.label: found ' '"),
        ('[x]\nlabel = "{n}"\n', "x.label: found '{n}'"),
        ("[x]\nlabel = 3\n", "x.label: found 3"),
        ('[x]\nlabel = "y"\narticle = "een"\n', "x.article: found 'een', expected de or het"),
        ('[x]\nlabel = "y"\nsymbol = "<script>"\n', "x.symbol: found '<script>'"),
        ('[x]\nlabel = "y"\nalways = "ja"\n', "x.always: found 'ja', expected true or false"),
        ('[x]\nlabel = "y"\ntake = 3\n', "x.take: found 3, expected [[x.take]] tables"),
        ('[x]\nlabel = "y"\ntake = ["shop"]\n', "x.take[1]: found 'shop', expected a table"),
        ('[x]\nlabel = "y"\nplurals = "z"\n', "x.plurals: unknown key; did you mean plural?"),
        ('[x]\nlabel = "y"\n[[x.take]]\n', "x.take[1].tags: missing"),
        ('[x]\nlabel = "y"\n[[x.take]]\ntags = {}\n', "so anything would count"),
        (
            '[x]\nlabel = "y"\n[[x.take]]\ntags = { shop = "yes" }\n',
            "x.take[1].tags.shop: found 'yes', expected a list of texts such as ['yes']",
        ),
        (
            '[x]\nlabel = "y"\n[[x.take]]\ntag = { shop = ["yes"] }\n',
            "x.take[1].tag: unknown key; did you mean tags?",
        ),
        ('[x]\nlabel = "y"\nmerge_m = nan\n', "x.merge_m: found nan, expected a number above 0"),
        ('leave = 3\n[x]\nlabel = "y"\n', "leave: found 3, expected a table"),
        ("x = 3\n", "x: found 3, expected a table such as [x]"),
        ("", "no voorziening in it"),
    ],
)
def test_a_faulty_table_is_told_with_its_remedy(own, text, told):
    assert told in faults_of(own, text)


def test_every_fault_of_a_table_comes_at_once(own):
    told = faults_of(own, '[Bieb]\nlabel = "x"\n[y]\nlabel = ""\n[zwembad]\nmerge_m = -1\n')
    assert all(word in told for word in ("Bieb", "y.label", "zwembad:", "zwembad.merge_m"))


def test_every_voorziening_of_wozgeo_has_words_in_both_languages_and_a_symbol():
    for key, one in read_voorzieningen().items():
        assert one.key == key
        assert all((one.label, one.plural, one.label_en, one.plural_en))
        assert one.plural != one.label
        assert one.plural_en != one.label_en
        assert re.fullmatch(r"M[\dMmLlHhVvCcAaZz. -]+z", one.symbol)


def test_english_says_an_before_a_vowel():
    words = read_voorzieningen()["park"]
    assert words.some(Language.EN) == "a park"
    library = Voorziening("x", "x", "x", "optician", "opticians")
    assert library.some(Language.EN) == "an optician"


def test_an_own_word_for_what_is_gone_leaves_the_others_standing(tmp_path):
    """Who adds one word must not open every private hall by it."""
    own = tmp_path / "v.toml"
    own.write_text('[leave]\nfixme = ["weg"]\n[x]\nlabel = "y"\n')
    rules = read_facility_rules(own)
    hall = {"amenity": "community_centre"}
    assert rules.classify({**hall, "fixme": "weg"}) == {}
    assert rules.classify({**hall, "access": "private"}) == {}
    assert rules.classify(hall) != {}


def test_an_own_list_for_a_tag_takes_the_place_of_ours(tmp_path):
    own = tmp_path / "v.toml"
    own.write_text('[leave]\naccess = ["no"]\n[x]\nlabel = "y"\n')
    rules = read_facility_rules(own)
    assert rules.classify({"amenity": "community_centre", "access": "members"}) != {}
    assert rules.classify({"amenity": "community_centre", "access": "no"}) == {}


def test_a_name_that_is_unknown_itself_is_not_called_known(own):
    told = faults_of(own, "[zwembad]\nmerge_m = 9\n[zwembat]\nmerge_m = 9\n")
    assert told.count("unknown voorziening") == 2
    assert "did you mean zwembad" not in told
    for line in told.splitlines():
        assert "zwem" not in line.partition("known are")[2]


def test_a_new_voorziening_of_the_same_table_is_known_wherever_it_stands(own):
    told = faults_of(own, '[zwembat]\nmerge_m = 9\n[zwembad]\nlabel = "zwembad"\n')
    assert "zwembat: unknown voorziening; did you mean zwembad?" in told
