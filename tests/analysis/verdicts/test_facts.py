"""Claims about what the counts of a planmonitor say; every case is worked out by hand."""

import pandas as pd
import pytest
from said import telling

from wozgeo.analysis.verdicts.facts import known_facts
from wozgeo.domain.language import Language

known_facts = telling(known_facts)

YES, NO, UNKNOWN = True, False, pd.NA


def facts(minimum=12, **columns):
    table = pd.DataFrame({name: [value] for name, value in columns.items()}, index=["p"])
    return known_facts(table, minimum=minimum).loc["p"]


@pytest.mark.parametrize(
    ("total", "clustered", "nultreden", "answer"),
    [
        (24, 24, 24, YES),  # all of them
        (40, 15, 40, YES),  # every dwelling is, so the 15 are
        (40, 15, 15, UNKNOWN),  # the same 15, or 15 others
        (40, 30, 25, YES),  # at least 15 are both: 30 + 25 - 40
        (40, 30, 21, UNKNOWN),  # at least 11, and 12 are asked
        (40, 15, 11, NO),  # 11 at most
        (40, 15, 0, NO),
        (24, 24, pd.NA, UNKNOWN),
        (10, 10, 10, YES),  # too few dwellings is another requirement
        (10, 10, 9, NO),
        (24, 0, 24, YES),  # no part is stated: all dwellings are judged
        (24, pd.NA, 12, YES),
        (24, pd.NA, 11, NO),
    ],
)
def test_enough_nultreden_among_the_geclusterde(total, clustered, nultreden, answer) -> None:
    found = facts(n_dwellings=total, n_geclusterd=clustered, n_nultreden=nultreden)["nultreden"]
    assert found is answer or found == answer


def test_the_geclusterde_dwellings_are_judged_where_some_are_stated() -> None:
    assert facts(n_dwellings=40, n_geclusterd=15)["n_dwellings"] == 15
    assert facts(n_dwellings=40, n_geclusterd=0)["n_dwellings"] == 40
    assert facts(n_dwellings=40, n_geclusterd=pd.NA)["n_dwellings"] == 40


def test_stated_geclusterd_is_meant_for_seniors_and_none_stated_is_not() -> None:
    assert facts(n_dwellings=40, n_geclusterd=15)["voor_senioren"] == YES
    assert facts(n_dwellings=40, n_geclusterd=0)["voor_senioren"] == NO
    assert facts(n_dwellings=40, n_geclusterd=pd.NA)["voor_senioren"] is UNKNOWN
    said = facts(n_dwellings=40, n_geclusterd=0, voor_senioren=True)
    assert said["voor_senioren"] == YES  # what the list says itself comes first


def test_addresses_that_nobody_found_do_not_make_the_minimum() -> None:
    doubtful = facts(n_dwellings=12, n_gevonden=11)
    assert doubtful["n_dwellings"] is UNKNOWN
    assert (
        doubtful["n_note"]
        == "aantal woningen niet zeker (11 van de 12 adressen als woning gevonden)"
    )
    enough = facts(n_dwellings=13, n_gevonden=12)
    assert (enough["n_dwellings"], enough["n_note"]) == (12, "zeker; opgegeven 13, mogelijk 13")
    assert facts(n_dwellings=11, n_gevonden=10)["n_dwellings"] == 11


def test_an_address_that_may_be_a_range_leaves_the_number_unknown() -> None:
    doubtful = facts(n_dwellings=1, n_gevonden=0, n_mogelijk=23)
    assert doubtful["n_dwellings"] is UNKNOWN
    assert (
        "0 van het ene adres als woning gevonden, en wat niet is gevonden kan een reeks zijn"
        in doubtful["n_note"]
    )
    assert facts(n_dwellings=1, n_gevonden=0, n_mogelijk=11)["n_dwellings"] == 1
    assert facts(n_dwellings=14, n_gevonden=13, n_mogelijk=30)["n_dwellings"] == 13


def test_forty_numbers_of_which_fourteen_exist_are_fourteen() -> None:
    found = facts(n_dwellings=14, n_opgegeven=40, n_gevonden=14, n_mogelijk=40)
    assert (found["n_dwellings"], found["n_note"]) == (14, "zeker; opgegeven 40, mogelijk 40")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("kant", "7, of 13 als beide kanten van de straat zijn bedoeld: schrijf (even), (oneven) of (alle)"),
        ("letters", "7, of 13 als ook de nummers met een letter zijn bedoeld"),
        ("aantal", "7 zeker, 13 mogelijk: de lijst noemt een ander aantal dan zij adressen geeft"),
        ("nog_niet", "in gebruik als woning: 7 van de 7 adressen; andere staan in de BAG"),
    ],
)  # fmt: skip
def test_the_note_says_why_the_number_is_not_certain(why, said) -> None:
    found = facts(n_dwellings=7, n_opgegeven=7, n_gevonden=7, n_mogelijk=13, n_twijfel=why)
    assert found["n_dwellings"] is UNKNOWN
    assert said in found["n_note"]
    assert found["n_nodig"] != ""


def test_what_a_list_does_not_say_stays_unknown() -> None:
    found = facts(n_dwellings=pd.NA)
    assert all(found[name] is UNKNOWN for name in ("n_dwellings", "nultreden", "intramuraal"))


def test_what_is_not_certain_is_told_in_english_as_well() -> None:
    table = pd.DataFrame({"n_dwellings": [1_200], "n_gevonden": [1_100]}, index=["p"])
    found = known_facts(table, minimum=1_200, language=Language.EN).loc["p", "n_note"]
    assert found == (
        "number of dwellings not certain (1,100 of the 1,200 addresses found as a dwelling)"
    )


def test_the_notes_tell_which_counts_an_answer_was_taken_from() -> None:
    some = facts(n_dwellings=40, n_geclusterd=15, n_nultreden=20)
    assert some["n_note"] == "de geclusterde van de 40"
    assert some["senioren_note"] == "opgegeven geclusterde woningen: 15"
    assert some["nultreden_note"] == (
        "nultredenwoningen: 20 van de 40, en of de 15 geclusterde daarbij horen is niet opgegeven"
    )
    none = facts(n_dwellings=40, n_geclusterd=0, n_nultreden=0)
    assert none["senioren_note"] == "opgegeven geclusterde woningen: 0"
    assert (none["n_note"], none["nultreden_note"]) == ("", "")
    silent = facts(n_dwellings=40, n_geclusterd=pd.NA, n_nultreden=pd.NA)
    assert not any(silent[[name for name in silent.index if name.endswith("_note")]])
