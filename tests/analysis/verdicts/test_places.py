"""Claims about which place of an object decides; worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from wozgeo.analysis.verdicts.places import deciding_places, share_near, summarise_places
from wozgeo.domain.criteria import Within
from wozgeo.domain.vocabulary import Measure

LIMIT = Within(400, strict=True)
NAN, INF = float("nan"), float("inf")


def walks(*rows, **objects):
    """Each row: distance, certain; the object is x unless given by name."""
    objects = {"x": rows} if rows else objects
    table = [
        (f"{name}#{i}", name, typical, d, c)
        for name, places in objects.items()
        for i, (d, c, *rest) in enumerate(places, start=1)
        for typical in (rest[0] if rest else True,)
    ]
    frame = pd.DataFrame(
        table, columns=["place_id", "object_id", "typical", "distance_m", "certain_m"]
    )
    return frame.set_index("place_id").assign(reason="", crosses="", edge_m=INF)


def decide(places, measure=Measure.MAX, walk=LIMIT):
    return deciding_places(places, walk, measure=measure, searched_m=5000).to_dict()


@pytest.mark.parametrize(
    ("measure", "place"), [(Measure.MAX, "x#2"), (Measure.MEDIAAN, "x#3"), (Measure.MIN, "x#1")]
)
def test_the_farthest_typical_or_nearest_place_decides(measure, place) -> None:
    places = walks((100, 100), (390, 390), (200, 200))
    assert decide(places, measure) == {"x": place}


def test_of_an_even_number_the_worse_of_the_middle_two_is_typical() -> None:
    places = walks((100, 100), (200, 200), (300, 300), (350, 350))
    assert decide(places, Measure.MEDIAAN) == {"x": "x#3"}


def test_one_place_too_far_decides_against_the_farthest_however_unsure_the_others() -> None:
    places = walks((NAN, NAN), (410, 410), (390, INF))
    assert decide(places) == {"x": "x#2"}


def test_an_unknown_place_decides_where_none_is_too_far() -> None:
    places = walks((NAN, NAN), (390, 390), (200, 200))
    assert decide(places) == {"x": "x#1"}
    assert decide(walks((350, INF), (390, 390))) == {"x": "x#1"}


def test_by_the_nearest_one_sure_place_is_enough() -> None:
    places = walks((NAN, NAN), (410, 410), (390, 390))
    assert decide(places, Measure.MIN) == {"x": "x#3"}
    assert decide(walks((380, INF), (410, 410)), Measure.MIN) == {"x": "x#1"}


def test_the_edge_of_a_site_counts_for_the_farthest_and_not_for_the_typical_place() -> None:
    places = walks((100, 100, True), (399, 399, False), (120, 120, True))
    assert decide(places) == {"x": "x#2"}
    assert decide(places, Measure.MEDIAAN) == {"x": "x#3"}


def test_without_a_walk_in_the_definition_the_distance_decides() -> None:
    assert decide(walks((100, 100), (900, INF)), walk=None) == {"x": "x#2"}


def test_row_order_changes_nothing() -> None:
    places = walks(a=[(1, 1), (450, 450), (450, 450)], b=[(NAN, NAN), (20, 20)])
    expected = {"a": "a#2", "b": "b#1"}
    assert decide(places) == decide(places.iloc[::-1]) == expected


def test_the_share_is_of_typical_places_that_are_surely_near() -> None:
    places = walks((399.9, 399.9), (400, 400), (390, INF), (10, 10, False), (NAN, NAN))
    assert share_near(places, LIMIT, searched_m=5000).to_dict() == {"x": 0.25}


def test_three_distances_of_every_object() -> None:
    places = walks(
        a=[(100, 100), (300, 300), (200, 200), (900, 900, False)], b=[(NAN, NAN), (50, 50)]
    )
    index = pd.MultiIndex.from_product(
        [places.index, ["huisarts"]], names=["place_id", "voorziening"]
    )
    distances = pd.DataFrame({"distance_m": places["distance_m"].to_numpy()}, index=index)
    table = summarise_places(distances, places, ["huisarts"])
    assert table.loc["a"].to_dict() == {
        "huisarts_max_m": 900, "huisarts_mediaan_m": 200, "huisarts_min_m": 100, "huisarts_place": "a#4",
    }  # fmt: skip
    assert np.isnan(table.loc["b", "huisarts_max_m"])  # one place is unknown
    assert table.loc["b", "huisarts_place"] == "b#1"
    assert table.loc["b", "huisarts_min_m"] == 50


@pytest.mark.parametrize(
    ("metres", "middle"),
    [
        ((100, 200, 300, 350), 300),  # of the middle two the worse
        ((350, 100), 350),
        ((100, 200, 300, INF), 300),
        ((100, 200, 300, 400, NAN), 300),  # of those that are known: four
    ],
)
def test_of_an_even_number_of_places_the_worse_of_the_middle_two_is_shown(metres, middle) -> None:
    places = walks(*((m, m) for m in metres))
    index = pd.MultiIndex.from_product(
        [places.index, ["huisarts"]], names=["place_id", "voorziening"]
    )
    distances = pd.DataFrame({"distance_m": metres}, index=index)
    table = summarise_places(distances, places, ["huisarts"])
    assert table.loc["x", "huisarts_mediaan_m"] == middle


def test_of_places_alike_the_first_by_its_id_decides_whatever_their_order() -> None:
    places = walks((450, 450), (450, 450), (450, 450))
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        assert decide(places.iloc[order]) == {"x": "x#1"}
        assert decide(places.iloc[order], Measure.MEDIAAN) == {"x": "x#2"}
        assert decide(places.iloc[order], Measure.MIN) == {"x": "x#3"}


def test_none_found_is_farther_than_any_distance() -> None:
    places = walks((100, 100), (INF, INF))
    assert decide(places) == {"x": "x#2"}


def test_no_places_no_answers() -> None:
    empty = walks((1, 1)).iloc[:0]
    assert decide(empty) == {}
    assert summarise_places(
        pd.DataFrame(
            {"distance_m": []},
            index=pd.MultiIndex.from_arrays([[], []], names=["place_id", "voorziening"]),
        ),
        empty,
        ["huisarts"],
    ).empty
