"""Claims about progress to a target: what is certain, what may be, and that unknown is never counted as yes."""

from dataclasses import dataclass

import pandas as pd
import pytest
from said import telling

from wozgeo.analysis.targets import TOTAAL, Tenure, progress_to_target, say_progress
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Language

say_progress = telling(say_progress)


@dataclass(frozen=True)
class Aim:
    units: int = 85
    year: int = 2030
    tenure: Tenure = "sociale_huur"
    definition: str = "druten"
    counts_existing: bool = False


AIM = Aim()
COUNTS = ("n_woningen", "n_geclusterd", "n_sociale_huur", "oplevering_eerste", "oplevering_laatste")


def plan(
    verdict="voldoet", n=20, clustered=20, social=20, first=2028, last=2028, kern="Dorp"
) -> dict[str, object]:
    numbers = dict(zip(COUNTS, (n, clustered, social, first, last), strict=True))
    return {"kern": kern, "oordeel_druten": verdict, **numbers}


def plans(*rows: dict[str, object]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kern", "oordeel_druten", *COUNTS])
    return table.astype(dict.fromkeys(COUNTS, "Int64"))


def complexes(*rows: tuple[str, str, object], **columns) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["kern", "oordeel_druten", "n_woningen"])
    return table.assign(**columns).astype({"n_woningen": "Int64"})


def progress(*rows, existing=None, kernen=("Dorp",), aim=AIM) -> pd.DataFrame:
    found = complexes() if existing is None else existing
    return progress_to_target(plans(*rows), found, kernen, aim)


def counted(*rows, **choices) -> dict[str, int]:
    """What is not 0 of the dwellings of plans, in the total."""
    names = ["voldoet", "onbekend", "voldoet_niet", "na_jaar"]
    row = progress(*rows, **choices).loc[TOTAAL, names]
    return {name: int(n) for name, n in row.items() if n}


class TestUnitsThatAreBothGeclusterdAndSocial:
    @pytest.mark.parametrize(
        ("n", "clustered", "social", "certain", "maybe"),
        [
            (20, 20, 20, 20, 0),  # all of it is both
            (40, 15, 20, 0, 15),  # none need be both, 15 may
            (40, 30, 20, 10, 10),  # 30 + 20 - 40 must be, 20 may
            (40, 30, 0, 0, 0),
            (40, 0, 40, 0, 0),
            (40, None, 20, 0, 20),  # geclusterd unknown: up to all social ones
            (40, 15, None, 0, 15),
            (40, None, None, 0, 40),
            (None, 15, 20, 0, 15),  # total unknown: they may all be different ones
            (None, None, 20, 0, 20),
            (12, 14, 10, 0, 10),  # more geclusterd than there are: the total is not believed
        ],
    )
    def test_of_a_plan_that_is_voldoet(self, n, clustered, social, certain, maybe):
        found = counted(plan(n=n, clustered=clustered, social=social))
        assert found == {k: v for k, v in (("voldoet", certain), ("onbekend", maybe)) if v}

    @pytest.mark.parametrize(
        ("n", "clustered", "expected"),
        [
            (40, 15, {"voldoet": 15}),
            (40, None, {"onbekend": 40}),
            (None, 15, {"voldoet": 15}),
        ],
    )
    def test_any_tenure_counts_all_that_are_geclusterd(self, n, clustered, expected):
        found = counted(plan(n=n, clustered=clustered, social=0), aim=Aim(tenure=""))
        assert found == expected

    def test_without_any_number_a_plan_counts_for_nothing_and_is_told(self):
        table = progress(plan(n=None, clustered=None, social=None))
        assert table.loc[TOTAAL, ["voldoet", "onbekend", "n_zonder_aantal"]].tolist() == [0, 0, 1]


class TestVerdictOfThePlan:
    def test_unknown_verdict_is_unknown_units_at_most(self):
        assert counted(plan("onbekend", n=40, clustered=30, social=20)) == {"onbekend": 20}

    def test_voldoet_niet_counts_all_that_might_have_counted(self):
        assert counted(plan("voldoet_niet", n=40, clustered=30, social=20)) == {"voldoet_niet": 20}

    def test_only_the_definition_of_the_target_counts(self):
        table = plans(plan()).assign(oordeel_rijk="voldoet_niet")
        none = complexes().assign(oordeel_rijk="")
        found = progress_to_target(table, none, ["Dorp"], Aim(definition="rijk"))
        assert found.loc[TOTAAL, ["voldoet", "voldoet_niet"]].tolist() == [0, 20]


class TestYearOfDelivery:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (2028, 2030, "voldoet"),  # the year itself is in time
            (None, 2030, "voldoet"),
            (2030, 2030, "voldoet"),  # begun and done in the year itself
            (2031, 2031, "na_jaar"),
            (2031, None, "na_jaar"),
            (2029, 2031, "onbekend"),  # some of it in time, nobody knows how much
            (2029, None, "onbekend"),
            (None, 2031, "onbekend"),
            (None, None, "onbekend"),
        ],
    )
    def test_only_what_is_surely_ready_in_time_is_voldoet(self, first, last, expected):
        assert counted(plan(first=first, last=last)) == {expected: 20}

    def test_too_late_is_too_late_whatever_the_verdict(self):
        for verdict in ("voldoet", "onbekend", "voldoet_niet"):
            assert counted(plan(verdict, first=2031, last=2032)) == {"na_jaar": 20}

    def test_voldoet_niet_stays_so_without_a_year(self):
        assert counted(plan("voldoet_niet", first=None, last=None)) == {"voldoet_niet": 20}


class TestKernen:
    def test_every_kern_is_there_and_the_total_adds_them_up(self):
        table = progress(
            plan(), plan(kern="Gat", n=8, clustered=8, social=8), kernen=["Zalk", "Dorp"]
        )
        assert table.index.tolist() == ["Dorp", "Gat", "Zalk", TOTAAL]
        assert table["voldoet"].tolist() == [20, 8, 0, 28]
        assert table["n_plannen"].tolist() == [1, 1, 0, 2]
        assert table["geen"].tolist() == [False, False, True, False]

    def test_a_plan_belongs_to_its_kern_however_that_is_spelled(self):
        assert progress(plan(kern=" dorp")).index.tolist() == ["Dorp", TOTAAL]
        assert progress(plan(kern="")).index.tolist() == ["Dorp", "onbekend", TOTAAL]

    @pytest.mark.parametrize(
        ("given", "geen"),
        [
            (plan("onbekend"), False),
            (plan("voldoet_niet"), True),
            (plan(first=2031, last=2031), True),
        ],
    )
    def test_a_kern_has_none_unless_something_in_time_meets_or_may_meet(self, given, geen):
        assert progress(given)["geen"].tolist() == [geen, geen]

    def test_an_existing_complex_that_meets_is_something(self):
        table = progress(existing=complexes(("Dorp", "voldoet", 24)))
        assert not table.loc["Dorp", "geen"]

    def test_nothing_planned_anywhere(self):
        table = progress(kernen=["B", "A"])
        assert table.index.tolist() == ["A", "B", TOTAAL]
        assert table["geen"].all()
        assert (table.drop(columns="geen") == 0).all(axis=None)
        assert (table.drop(columns="geen").dtypes == "Int64").all()

    def test_the_order_of_the_rows_changes_nothing(self):
        rows = (plan(), plan("onbekend", kern="Gat"), plan("voldoet_niet", n=40))
        pd.testing.assert_frame_equal(progress(*rows), progress(*rows[::-1]))


class TestExistingComplexes:
    HAVE = complexes(
        ("Dorp", "voldoet", 24),
        ("Dorp", "onbekend", 10),
        ("Gat", "voldoet_niet", 6),
        ("Gat", "voldoet", None),
    )

    def test_are_shown_apart_and_do_not_count_unless_asked(self):
        total = progress(plan(), existing=self.HAVE).loc[TOTAAL]
        shown = ["bestaand_voldoet", "bestaand_onbekend", "bestaand_voldoet_niet"]
        assert total[shown].tolist() == [24, 10, 6]
        assert total[["zeker", "mogelijk"]].tolist() == [20, 0]
        assert total[["n_complexen", "n_zonder_aantal"]].tolist() == [4, 1]

    def test_count_when_asked(self):
        aim = Aim(tenure="", counts_existing=True)
        total = progress(plan(), existing=self.HAVE, aim=aim).loc[TOTAAL]
        assert total[["zeker", "mogelijk"]].tolist() == [20 + 24, 10]

    def test_whose_tenure_is_not_known_may_count_and_no_more(self):
        aim = Aim(counts_existing=True)
        total = progress(existing=self.HAVE, aim=aim).loc[TOTAAL]
        assert total[["zeker", "mogelijk"]].tolist() == [0, 24 + 10]

    def test_whose_tenure_is_known_count_by_it(self):
        have = self.HAVE.assign(n_sociale_huur=pd.array([20, 10, 6, 5], dtype="Int64"))
        total = progress(existing=have, aim=Aim(counts_existing=True)).loc[TOTAAL]
        assert total[["zeker", "mogelijk"]].tolist() == [20, 10 + 5]


def test_missing_columns_are_told():
    with pytest.raises(InputError, match="n_sociale_huur"):
        progress_to_target(
            plans(plan()).drop(columns="n_sociale_huur"), complexes(), ["Dorp"], Aim()
        )
    with pytest.raises(InputError, match="oordeel_rijk"):
        progress_to_target(plans(plan()), complexes(), ["Dorp"], Aim(definition="rijk"))


class TestSentences:
    def answer(self, *rows, aim=AIM, existing=None) -> str:
        return say_progress(progress(*rows, aim=aim, existing=existing), aim)[0]

    def test_what_is_there_and_what_is_lacking(self):
        rows = (
            plan(n=24, clustered=24, social=24),
            plan("onbekend", n=30, clustered=30, social=30),
        )
        assert self.answer(*rows) == (
            "Van de 85 woningen in sociale huur t/m 2030 zijn er 24 zeker in plannen die voldoen; van "
            "nog eens 30 is niet zeker of ze meetellen. Er ontbreken er nog 31 (als alle onzekere "
            "meetellen)."
        )
        assert self.answer(*rows, aim=Aim(tenure="")).startswith("Van de 85 woningen t/m 2030 zijn")

    def test_nothing_unknown_needs_no_condition(self):
        assert self.answer(plan(n=84, clustered=84, social=84)).endswith(
            "die voldoen. Er ontbreekt er nog 1."
        )

    def test_enough(self):
        assert self.answer(plan(n=85, clustered=85, social=85)).endswith(". Dat is genoeg.")

    def test_enough_only_if_enough_of_the_unknown_meet_it(self):
        rows = (plan(), plan("onbekend", n=65, clustered=65, social=65))
        assert self.answer(*rows).endswith(
            ". Dat is genoeg als er van die onzekere minstens 65 meetellen."
        )

    def test_existing_complexes_are_named_when_they_count(self):
        aim = Aim(tenure="", counts_existing=True)
        have = complexes(("Dorp", "voldoet", 24))
        assert "zijn er 24 zeker in plannen of complexen die voldoen" in self.answer(
            aim=aim, existing=have
        )

    def test_the_rest_is_said_where_there_is_something_to_say(self):
        have = complexes(("Dorp", "voldoet", 1_240), ("Dorp", "onbekend", None))
        table = progress(
            plan(),
            plan(first=2031, last=2031, n=1, clustered=1, social=1),
            existing=have,
            kernen=["Zalk", "Wilsum"],
        )
        assert say_progress(table, Aim())[1:] == [
            "Nog 1 woning staat in plannen die pas na 2030 worden opgeleverd.",
            "In bestaande complexen die voldoen staan 1.240 woningen; bestaande woningen tellen niet "
            "mee voor het doel.",
            "Van 1 plan of complex is geen aantal woningen bekend: dat telt niet mee.",
            "Geen plan of complex dat voldoet of misschien voldoet is er in: Wilsum, Zalk.",
        ]
        assert len(say_progress(progress(plan()), Aim())) == 1

    def test_the_same_in_english(self):
        rows = (
            plan(n=24, clustered=24, social=24),
            plan("onbekend", n=30, clustered=30, social=30),
            plan(first=2031, last=2031, n=1, clustered=1, social=1),
        )
        have = complexes(("Dorp", "voldoet", 1_240), ("", "voldoet_niet", None))
        table = progress(*rows, existing=have, kernen=["Dorp", "Zalk"])
        assert say_progress(table, AIM, language=Language.EN) == [
            "Of the 85 dwellings of social rent by the end of 2030, 24 are certainly in plans that "
            "meet the definition; of another 30 it is not certain whether they count. 31 are still lacking "
            "(if all uncertain ones are counted).",
            "A dwelling is not certain when the verdict on its plan is unknown, when part of the plan may be "
            "completed after 2030 or the year is not stated, or when it is not stated which dwellings of the "
            "plan they are.",
            "Another 1 dwelling is in plans that will not be completed until after 2030.",
            "Existing complexes that meet the definition hold 1,240 dwellings; existing dwellings do not "
            "count towards the target.",
            "Of 1 plan or complex the number of dwellings is unknown: it does not count.",
            "There is no plan or complex that meets the definition, or may meet it, in: Zalk, village "
            "unknown.",
        ]
