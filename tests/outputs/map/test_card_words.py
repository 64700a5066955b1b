"""A card gives the reason that decides first, and says nothing thrice."""

import pytest

from wozgeo.analysis.words_firmness import OTHER_STREET
from wozgeo.domain.firm_words import FROM_STREET, NOW_AND_THEN, shorten
from wozgeo.domain.language import Language
from wozgeo.domain.verdict_words import take_apart
from wozgeo.outputs.map.card_words import card_words

ROOM = (
    "Een inpandige ontmoetingsruimte is nodig: de dichtstbijzijnde ontmoetingsplek ligt op "
    "1.016,9 m lopen, 616,9 m te ver."
)
FAILS = (
    "Voldoet niet aan Druten: niet levensloopgeschikt. Nog open: inpandige ontmoetingsruimte niet "
    "opgegeven, en de dichtstbijzijnde ontmoetingsplek ligt op 1.016,9 m lopen, 616,9 m te ver."
)
NEEDED = (
    "een opgave dat er een inpandige ontmoetingsruimte is, of een ontmoetingsplek op minder dan 400 m "
    "lopen (nu 1.016,9 m, dus meer dan 616,9 m dichterbij); levensloopgeschikte woningen"
)
MISSING = "inpandige ontmoetingsruimte niet opgegeven"


def said(sentence, room="", needed="", missing="", hangs_on=""):
    told = f"{room} {sentence}".strip()
    return card_words(told, room, needed, missing, hangs_on, title="Druten", language=Language.NL)


def test_the_reason_that_decides_stands_first_and_by_itself():
    card = said(FAILS, ROOM, NEEDED, MISSING)
    assert card.zin == "Niet levensloopgeschikt."
    assert card.ruimte == "Een inpandige ontmoetingsruimte is nodig."
    assert card.nodig == NEEDED
    assert card.ontbreekt == ""


def test_what_is_open_stays_where_nothing_says_what_is_needed():
    card = said(FAILS)
    assert card.zin.startswith("Niet levensloopgeschikt. Nog open: inpandige ontmoetingsruimte")


def test_metres_that_the_reason_gives_are_not_given_again():
    reason = (
        "Voldoet niet aan Druten: geen inpandige ontmoetingsruimte, en de dichtstbijzijnde ontmoetingsplek "
        "ligt op 596,1 m lopen, 196,1 m te ver."
    )
    needed = "een ontmoetingsplek op minder dan 400 m lopen (nu 596,1 m, dus meer dan 196,1 m dichterbij)"
    card = said(reason, needed=needed)
    assert card.nodig == "een ontmoetingsplek op minder dan 400 m lopen"
    assert "596,1 m" in card.zin


def test_a_room_keeps_its_why_where_nothing_else_tells_it():
    assert said("Voldoet aan Druten: 12 woningen.", ROOM).ruimte == ROOM


def test_a_statement_that_the_verdict_is_about_is_not_told_as_what_it_hangs_on():
    unknown = "Onbekend of dit voldoet aan Druten: levensloopgeschikt niet opgegeven."
    card = said(unknown, hangs_on="opgave: levensloopgeschikt niet opgegeven")
    assert (card.zin, card.hangt) == ("Levensloopgeschikt niet opgegeven.", "")


@pytest.mark.parametrize(
    "hangs_on",
    [
        "deur: op 380 m, en anders gerekend op 421 m",
        "hangt aan één plek: De Brug; zonder die op 960 m",
    ],
)
def test_what_it_hangs_on_stays_whole_where_nothing_else_says_it(hangs_on):
    card = said(
        "Voldoet aan Druten: 12 woningen; een ontmoetingsplek op 380 m lopen.", hangs_on=hangs_on
    )
    assert card.hangt.casefold() == hangs_on.casefold()


def test_a_verdict_that_was_withheld_keeps_its_whole_sentence():
    withheld = "Onbekend, want niet stevig. Zonder die regel: Voldoet aan Druten: 12 woningen."
    assert said(withheld).zin == withheld


@pytest.mark.parametrize("sentence", ["", "Voldoet aan een.", "Voldoet aan Anders: 12 woningen."])
def test_a_sentence_of_another_make_is_left_as_it_is(sentence):
    assert said(sentence).zin == sentence
    assert take_apart(sentence, "Druten", Language.NL).deciding == ""


def test_it_is_taken_apart_in_english_as_well():
    parts = take_apart(
        "Does not meet X: 8 dwellings. Still open: lift not stated.", "X", Language.EN
    )
    assert parts == ("", "8 dwellings.", "Still open: lift not stated.")


MEETS = "Voldoet aan Druten: 12 woningen; een ontmoetingsplek op 369,8 m lopen."
PLACE = (
    "plek De Brink: de dichtstbijzijnde ontmoetingsplek ligt op 369,8 m, en op 429,7 m als men haar elders "
    "binnenkomt; minder dan 400 m is nodig"
)
ALONE = "hangt aan één plek: De Brink (OpenStreetMap); zonder die ligt de dichtstbijzijnde ontmoetingsplek op 3.510,9 m"


def test_the_walk_that_the_reason_gives_is_not_given_again_by_what_it_hangs_on():
    card = said(MEETS, hangs_on=f"{PLACE}; {ALONE}")
    assert card.hangt == (
        "Plek De Brink: op 429,7 m als men haar elders binnenkomt; minder dan 400 m is nodig; hangt aan die ene "
        "plek; zonder die op 3.510,9 m"
    )


def test_the_bound_that_the_reason_gives_is_not_given_again():
    needed = "een ontmoetingsplek op minder dan 400 m lopen"
    card = said("Voldoet niet aan Druten: te ver.", needed=needed, hangs_on=PLACE)
    assert card.hangt == "Plek De Brink: op 429,7 m als men haar elders binnenkomt"


def test_one_place_alone_keeps_its_name_and_source():
    card = said(MEETS, hangs_on=ALONE)
    assert card.hangt == "Hangt aan één plek: De Brink (OpenStreetMap); zonder die op 3.510,9 m"


def test_it_is_shortened_in_english_as_well():
    whole = "door: the nearest place is at 380 m, and at 421 m by another door; less than 400 m is needed"
    assert shorten(whole, "less than 400 m", Language.EN) == "door: at 421 m by another door"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("now", ["380 m", "verder dan 5.000 m"])
def test_from_two_streets_both_walks_are_told_with_their_metres(language, now):
    """Without the metres of the first it is no sentence, and nothing else tells from where they are."""
    whole = NOW_AND_THEN(
        language,
        the="de",
        place="plek",
        now=FROM_STREET(language, metres=now, here="de Laan"),
        then=OTHER_STREET(language, then="421 m", there="het achterpad"),
        bound="400 m",
    )
    assert (
        shorten(whole, "400 m", language)
        == {
            Language.NL: f"op {now} gerekend vanaf de Laan, en op 421 m gerekend vanaf het achterpad",
            Language.EN: f"at {now} reckoned from de Laan, and at 421 m reckoned from het achterpad",
        }[language]
    )


@pytest.mark.parametrize("now", ["verder dan 5.000 m", "niet te bepalen"])
def test_a_walk_that_was_not_found_stands_on_the_card_already(now):
    whole = f"plek X: de dichtstbijzijnde plek ligt op {now}, en op 380 m met dat pad; minder dan 400 m is nodig"
    assert shorten(whole, "400 m", Language.NL) == "plek X: op 380 m met dat pad"
