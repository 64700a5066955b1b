"""Claims about which place of an object decides; worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.analysis.verdicts.places import decided_walks, share_near, summarise_places
from wozgeo.analysis.verdicts.three_valued import NIET, ONBEKEND, VOLDOET, weigh
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
    told = decided_walks(places, walk, measure=measure, searched_m=5000)
    return told["place_id"].to_dict()


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


# --- one place, one number ------------------------------------------------------------------------


def at_edge(*rows, typical=True):
    """Each row: distance and straight metres to the edge of the data, all ways known to be open."""
    return walks(*((d, d, typical) for d, _ in rows)).assign(edge_m=[edge for _, edge in rows])


def told(places, measure=Measure.MAX, walk=LIMIT):
    return decided_walks(places, walk, measure=measure, searched_m=5000).loc["x"]


def rank_of(facts, walk=LIMIT):
    return weigh(walk, facts.to_frame().T.infer_objects(), searched_m=5000).rank[0]


def test_700_1_m_near_the_edge_is_not_told_as_34_1_m_too_far() -> None:
    places = at_edge((434.1, INF), (700.1, 50))
    walk = told(places)
    assert (walk["place_id"], walk["distance_m"]) == ("x#2", 700.1)
    assert rank_of(walk) == NIET  # the other is surely too far, wherever the data end


def test_the_edge_alone_leaves_it_unknown_and_tells_the_farthest() -> None:
    walk = told(at_edge((390, INF), (450, 50), (700.1, 60)))
    assert (walk["place_id"], walk["edge_m"]) == ("x#3", 50)
    assert rank_of(walk) == ONBEKEND


def test_the_nearest_is_told_where_another_may_be_nearer_outside_the_data() -> None:
    walk = told(at_edge((434.1, INF), (500, 50)), Measure.MIN)
    assert (walk["place_id"], walk["distance_m"]) == ("x#1", 434.1)
    assert rank_of(walk) == ONBEKEND


def test_the_typical_is_told_where_a_farther_one_may_be_near() -> None:
    walk = told(at_edge((300, INF), (434.1, INF), (700, 50)), Measure.MEDIAAN)
    assert (walk["place_id"], walk["distance_m"]) == ("x#2", 434.1)
    assert rank_of(walk) == ONBEKEND


def test_a_place_that_was_not_measured_is_told_beside_the_one_that_is_too_far() -> None:
    places = walks((434.1, 434.1), (NAN, NAN)).assign(reason=["", "adres_niet_gevonden"])
    walk = told(places)
    assert (walk["place_id"], walk["reason"]) == ("x#1", "adres_niet_gevonden")
    assert rank_of(walk) == NIET


def test_of_places_equally_far_the_sure_one_is_told_then_the_lowest_id() -> None:
    assert told(at_edge((450, 50), (450, INF), (450, INF)))["place_id"] == "x#2"
    assert told(at_edge((450, INF), (450, 50), (450, INF)), Measure.MIN)["place_id"] == "x#2"


def test_without_a_walk_asked_a_place_that_was_not_measured_goes_before_the_farthest() -> None:
    assert decide(walks((900, 900), (NAN, NAN), (100, 100)), walk=None) == {"x": "x#2"}
    assert decide(walks((900, 900), (NAN, NAN)), Measure.MIN, walk=None) == {"x": "x#1"}


METRES = st.sampled_from([NAN, INF, 0.0, 120.0, 399.9, 400.0, 434.1, 434.1, 700.1])
PLACE = st.tuples(
    METRES, METRES, st.sampled_from([NAN, INF, 50.0, 420.0]), st.sampled_from(["", "water"])
)


@given(st.lists(PLACE, min_size=1, max_size=7), st.sampled_from(list(Measure)), st.booleans())
@settings(max_examples=600, deadline=None, derandomize=True)
def test_the_place_that_is_told_has_the_verdict_and_the_metres_of_the_object(rows, measure, strict):
    limit = Within(400, strict=strict)
    frame = walks(*((min(d, c), INF if np.isnan(c) else max(d, c)) for d, c, *_ in rows))
    frame["certain_m"] = frame["certain_m"].where(frame["distance_m"].notna())
    places = frame.assign(
        edge_m=[edge for *_, edge, _ in rows],
        crosses=[crosses for *_, crosses in rows],
        reason=np.where(frame["distance_m"].isna(), "niet_verbonden", ""),
    )
    walk = told(places, measure, limit)
    each = weigh(limit, places, searched_m=5000)
    n = len(rows)
    at = {Measure.MAX: 0, Measure.MEDIAAN: (n - 1) // 2, Measure.MIN: n - 1}[measure]
    assert rank_of(walk, limit) == sorted(each.rank)[at]  # Kleene: and, or, and most
    own = places.loc[walk["place_id"]]
    same = [walk["distance_m"], walk["certain_m"]], [own["distance_m"], own["certain_m"]]
    np.testing.assert_array_equal(*same)
    metres = places["distance_m"]
    if rank_of(walk, limit) == NIET and measure is Measure.MAX:
        assert walk["distance_m"] == metres.max()
    if rank_of(walk, limit) == NIET and measure is Measure.MIN:
        assert walk["distance_m"] == metres.min()
    if rank_of(walk, limit) == VOLDOET and measure is Measure.MAX:
        assert walk["certain_m"] == places["certain_m"].max()
    pd.testing.assert_series_equal(walk, told(places.iloc[::-1], measure, limit))


def test_a_place_that_was_not_measured_goes_before_one_that_is_in_doubt_at_the_edge() -> None:
    places = walks((434, 434), (NAN, NAN)).assign(edge_m=100.0)  # 434 m, the edge at 100: in doubt
    assert decide(places) == {"x": "x#2"}


def test_without_a_walk_asked_the_nearest_keeps_its_own_edge_and_no_reason_of_another() -> None:
    places = walks((100, 100), (NAN, NAN)).assign(edge_m=50.0, reason=["", "niet_verbonden"])
    row = decided_walks(places, None, measure=Measure.MIN, searched_m=5000).loc["x"]
    assert (row["place_id"], row["reason"], row["edge_m"]) == ("x#1", "", 50)
