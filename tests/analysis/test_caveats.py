"""Claims about the warnings: they come when they should, stay away when they should, and say how much."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from said import telling

from wozgeo.analysis.caveats import (
    another_street,
    doubtful_distances,
    left_out,
    merged_facilities,
    shallow_search,
    short_register,
    stray_facilities,
    thin_facilities,
    unconnected_facilities,
    unread_values,
    wet_facilities,
)
from wozgeo.domain.language import Language
from wozgeo.inputs.facilities import read_voorzieningen

another_street = telling(another_street)
doubtful_distances = telling(doubtful_distances)
left_out = telling(left_out)
merged_facilities = telling(merged_facilities)
shallow_search = telling(shallow_search)
short_register = telling(short_register)
thin_facilities = telling(thin_facilities)
stray_facilities = telling(stray_facilities)
unconnected_facilities = telling(unconnected_facilities)
unread_values = telling(unread_values)
wet_facilities = telling(wet_facilities)

SHOP, DOCTOR = "supermarkt", "huisarts"
KINDS = read_voorzieningen()
SHOPS = {SHOP: KINDS[SHOP]}


@dataclass(frozen=True)
class Levels:
    thin_share: float = 0.5
    edge_share: float = 0.05
    unknown_share: float = 0.05
    unknown_m: float = 20.0


def distances(**columns: list[object]) -> pd.DataFrame:
    n = len(next(iter(columns.values())))
    index = pd.MultiIndex.from_product(
        [[f"n{i}" for i in range(n)], [SHOP]], names=["location_id", "voorziening"]
    )
    table = {
        "distance_m": [100.0] * n,
        "certain_m": [100.0] * n,
        "reason": [""] * n,
        "beyond_edge": [False] * n,
    }
    return pd.DataFrame({**table, **columns}, index=index)


def access(crosses: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"crosses": crosses, "edge": [0] * len(crosses)})


def warn(**columns: list[object]) -> list[str]:
    table = distances(**columns)
    return doubtful_distances(table, access([""] * len(table)), SHOPS, Levels())


def test_a_voorziening_nobody_mapped_is_named() -> None:
    said = thin_facilities({DOCTOR: 0}, 100, KINDS, thin_share=0.5)
    assert said == {DOCTOR: "Geen huisarts bekend in dit gebied: vul aan met een eigen lijst."}


def test_far_fewer_than_the_dwellings_suggest_is_thin_and_half_of_it_is_not() -> None:
    said = thin_facilities({DOCTOR: 2}, 24_000, KINDS, thin_share=0.5)
    assert "2 bekend, terwijl 24.000 woningen er ongeveer 12 doen verwachten" in said[DOCTOR]
    assert thin_facilities({DOCTOR: 6}, 24_000, KINDS, thin_share=0.5) == {}


def test_a_register_far_short_of_openstreetmap_is_told_and_one_a_little_short_is_not() -> None:
    (said,) = short_register(692, 2_604, register_share=0.75)
    assert said.startswith("Het BAG-bestand geeft 692 woningen waar OpenStreetMap er 2.604 kent")
    assert short_register(1_953, 2_604, register_share=0.75) == []
    assert len(short_register(1_952, 2_604, register_share=0.75)) == 1
    assert short_register(0, 0, register_share=0.75) == []


def test_two_readings_are_told_from_five_percent_on() -> None:
    said = warn(certain_m=[130.0] + [100.0] * 19)
    assert (
        "of men er kan lopen (zonder die stukken meer dan 20 m verder): supermarkt (5 %)."
        in said[0]
    )
    assert warn(certain_m=[130.0] + [100.0] * 20) == []
    assert warn(certain_m=[119.0] * 20) == []
    assert len(warn(certain_m=[np.inf] * 20)) == 1


def test_the_edge_of_the_data_is_told_from_five_percent_on() -> None:
    assert (
        "kan buiten de kaart een voorziening dichterbij liggen: supermarkt (5 %)"
        in (warn(beyond_edge=[True] + [False] * 19)[0])
    )
    assert warn(beyond_edge=[True] + [False] * 20) == []


def test_one_home_that_is_cut_off_is_told_in_the_singular() -> None:
    said = warn(reason=["niet_verbonden", ""], distance_m=[np.nan, 1.0], certain_m=[np.nan, 1.0])
    assert said == ["1 woning is over begaanbare wegen niet verbonden met een supermarkt."]


def test_homes_without_a_road_are_counted_once_not_once_per_voorziening() -> None:
    said = warn(reason=["te_ver_van_weg", ""], distance_m=[np.nan, 1.0], certain_m=[np.nan, 1.0])
    assert said == [
        "1 woning ligt te ver van een begaanbare weg: daarvoor is geen afstand bepaald."
    ]


def test_a_connector_over_water_is_told() -> None:
    said = doubtful_distances(
        distances(distance_m=[1.0, 2.0]), access(["water", ""]), SHOPS, Levels()
    )
    assert said[0].startswith(
        "Van 1 woning kruist de aanloop water, spoor, een autoweg, een muur of"
    )


def test_no_location_at_all_is_told_and_nothing_else() -> None:
    empty = distances(distance_m=[1.0]).iloc[:0]
    said = doubtful_distances(empty, access([]), SHOPS, Levels())
    assert len(said) == 1
    assert said[0].startswith("Geen woningen gevonden")


def test_facilities_without_a_street_are_named_by_name_or_else_by_id() -> None:
    facilities = pd.DataFrame(
        {"voorziening": [SHOP] * 3, "name": ["De <b>Hoek", "", "Erbij"]},
        index=["n1", "n2", "n3"],
    )
    said = unconnected_facilities(
        facilities, pd.DataFrame({"edge": [-1, -1, 4]}, index=facilities.index), KINDS
    )
    assert len(said) == 2
    assert "De <b>Hoek" in said[0]
    assert "n2" in said[1]


def test_merged_places_are_counted() -> None:
    assert merged_facilities({SHOP: 2, DOCTOR: 1}, KINDS) == [
        "Dubbel gekarteerd en als één plek geteld: 2 supermarkten en 1 huisarts."
    ]
    assert merged_facilities({}, KINDS) == []


def test_homes_cut_off_from_several_kinds_alike_are_told_once() -> None:
    index = pd.MultiIndex.from_product(
        [["a", "b"], [SHOP, DOCTOR]], names=["location_id", "voorziening"]
    )
    table = pd.DataFrame(
        {
            "distance_m": np.nan,
            "certain_m": np.nan,
            "reason": "niet_verbonden",
            "beyond_edge": False,
        },
        index=index,
    )
    assert doubtful_distances(
        table, access(["", ""]), {key: KINDS[key] for key in (SHOP, DOCTOR)}, Levels()
    ) == ["2 woningen zijn over begaanbare wegen niet verbonden met een supermarkt of huisarts."]


@dataclass(frozen=True)
class Points:
    weight: float = 1
    good_m: float = 400
    poor_m: float = 1500


def test_a_search_that_stops_before_the_score_is_zero_is_told() -> None:
    rules = {SHOP: Points(), DOCTOR: Points(poor_m=900)}
    assert "supermarkt (1.500 m)." in shallow_search(rules, 1000, KINDS)[0]
    assert shallow_search(rules, 1500, KINDS) == []


def test_facilities_over_water_and_objects_without_a_place_are_told() -> None:
    facilities = pd.DataFrame(
        {"voorziening": [SHOP] * 2, "name": ["De Overkant", "Erbij"]}, index=["n1", "n2"]
    )
    said = wet_facilities(facilities, access(["water", ""]), KINDS)
    assert said[0].startswith("De aanloop kruist water, spoor, een autoweg, een muur of een")
    assert "bij supermarkt De Overkant:" in said[0]
    assert wet_facilities(facilities, access(["", ""]), KINDS) == []
    assert "voorzieningen (2) en adressen (1)" in left_out({"voorzieningen": 2, "adressen": 1})[0]
    assert left_out({"voorzieningen": 0}) == []


def test_words_that_nobody_knows_are_told_with_how_often() -> None:
    assert unread_values({}) == []
    assert unread_values({"access=restricted": 1_200, "highway=lint": 1}) == [
        "Woorden in OpenStreetMap die wozgeo niet kent: access=restricted (1.200) en highway=lint (1). "
        "Zo'n weg of hek geldt als onbekend, niet als open."
    ]
    many = {f"surface=s{i}": 9 - i for i in range(7)}
    (said,) = unread_values(many, language=Language.EN)
    assert "surface=s4 (5) and 2 others. Such a way or gate counts as unknown" in said
    assert "s5" not in said


def test_a_voorziening_keeps_its_capitals_at_the_head_of_a_sentence() -> None:
    stops = pd.DataFrame({"voorziening": ["ov_halte"], "name": ["Markt"]}, index=["n1"])
    doctors = stops.assign(voorziening=DOCTOR)
    lost = pd.DataFrame({"edge": [-1]}, index=["n1"])
    assert unconnected_facilities(stops, lost, KINDS)[0].startswith("OV-halte Markt ligt te ver")
    (said,) = unconnected_facilities(doctors, lost, KINDS, language=Language.EN)
    assert said == "GP Markt is too far from a walkable street and does not count."


class TestInEnglish:
    EN = Language.EN

    def test_facilities(self) -> None:
        assert thin_facilities({DOCTOR: 0}, 9, KINDS, thin_share=0.5, language=self.EN) == {
            DOCTOR: "No GP known in this area: add a list of your own."
        }
        assert thin_facilities({DOCTOR: 2}, 24_000, KINDS, thin_share=0.5, language=self.EN) == {
            DOCTOR: "Some GPs are probably missing: 2 known, where 24,000 dwellings suggest about 12; add a "
            "list of your own."
        }
        assert merged_facilities({SHOP: 2, DOCTOR: 1}, KINDS, language=self.EN) == [
            "Mapped twice and counted as one place: 2 supermarkets and 1 GP."
        ]
        assert left_out({"voorzieningen": 2, "adressen": 1_000}, language=self.EN) == [
            "Left out because the extract does not hold their place: facilities (2) and addresses (1,000); "
            "take a larger extract."
        ]
        assert (
            "supermarket (1,500 m)."
            in shallow_search({SHOP: Points()}, 1000, KINDS, language=self.EN)[0]
        )

    def test_distances(self) -> None:
        def said(crosses: str = "", **columns: list[object]) -> list[str]:
            table = distances(**columns)
            return doubtful_distances(
                table, access([crosses] * len(table)), SHOPS, Levels(), language=self.EN
            )

        lost = {"distance_m": [np.nan], "certain_m": [np.nan]}
        assert said(reason=["niet_verbonden"], **lost) == [
            "1 dwelling is not connected with a supermarket by walkable streets."
        ]
        assert said(reason=["te_ver_van_weg"] * 2, distance_m=[np.nan] * 2) == [
            "2 dwellings are too far from a walkable street: no distance was determined."
        ]
        assert said(certain_m=[130.0])[0].endswith("more than 20 m further): supermarket (100%).")
        assert said(beyond_edge=[True])[0].endswith("supermarket (100%); take a larger extract.")
        assert said("water", distance_m=[1.0])[0].startswith("For 1 dwelling the way to the street")


def test_facilities_beside_a_piece_of_street_that_joins_nothing_are_named() -> None:
    facilities = pd.DataFrame(
        {"voorziening": [str(SHOP)] * 3, "name": ["Hier", "", "Erbij"]}, index=["n1", "n2", "n3"]
    )
    stray = np.array([True, True, False])
    (said,) = stray_facilities(facilities, stray, KINDS)
    assert "supermarkt Hier en supermarkt n2; controleer" in said
    (said,) = stray_facilities(facilities, stray, KINDS, language=Language.EN)
    assert "supermarket Hier and supermarket n2; check" in said
    assert stray_facilities(facilities, ~stray & False, KINDS) == []


def test_whose_street_is_not_near_is_told_and_who_has_no_street_or_no_way_is_not():
    straat = pd.Series(["Dorpsstraat", "Dorpsstraat", "", "Kerkpad"])
    nearest, street = (pd.DataFrame({"edge": edges}) for edges in ([3, 4, 5, -1], [3, -1, -1, -1]))
    assert another_street(straat, nearest, street, extra_m=25.0) == [
        "Van 1 woning ligt de straat van het adres niet, of niet onder die naam, binnen 25 m verder dan de "
        "dichtstbijzijnde weg: daar is uitgegaan van de dichtstbijzijnde."
    ]
    assert another_street(straat[:1], nearest[:1], street[:1], extra_m=25.0) == []
