"""Claims about who has what within a walk: unknown is never counted as yes."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from wozgeo.analysis.population.reach import SetsOfHomes, areas_as_sets, mean_of, who_is_near
from wozgeo.analysis.population.sets import People
from wozgeo.domain.tables import ZONE_TABLE


def distances(rows: dict) -> pd.DataFrame:
    """Dwelling to voorziening to (certain, possible) metres."""
    flat = {(home, kind): metres for home, of in rows.items() for kind, metres in of.items()}
    index = pd.MultiIndex.from_tuples(list(flat), names=["location_id", "voorziening"])
    return pd.DataFrame(list(flat.values()), index=index, columns=["certain_m", "distance_m"])


WALKS = distances(
    {
        "a": {"winkel": (399.9, 399.9), "arts": (400, 400)},
        "b": {"winkel": (np.inf, 300), "arts": (100, 100)},
        "c": {"winkel": (np.nan, np.nan), "arts": (np.inf, np.inf)},
    }
)


def near(kind: str):
    found = who_is_near(WALKS, {"winkel": (400,), "arts": (400,)}, (400,))
    return next(
        (one.certain.tolist(), one.possible.tolist()) for one in found if one.voorziening == kind
    )


def test_exactly_the_limit_is_not_within():
    assert near("arts") == ([False, True, False], [False, True, False])


def test_what_is_unknown_is_perhaps_near_and_never_for_certain():
    assert near("winkel") == ([True, False, False], [True, True, True])


def test_all_and_none_are_certain_only_where_each_is():
    assert near("alle") == ([False, False, False], [False, True, False])
    # nobody certainly has nothing but... c may have a shop: what could not be searched may be near
    assert near("geen") == ([False, False, False], [False, False, True])


def three_people() -> People:
    bounds = {
        f"{b}_{age}": [x] * 3
        for age in (65, 75)
        for b, x in (("low", 1.0), ("likely", 2.0), ("high", 3.0))
    }
    return People.of(pd.DataFrame({**bounds, "zone": ""}), ZONE_TABLE.empty(), 65)


def test_at_least_and_expected_are_of_who_is_near_for_certain_at_most_of_who_perhaps_is():
    groups = SetsOfHomes(csr_array(np.ones((1, 3))))
    found = groups.count(three_people(), next(iter(who_is_near(WALKS, {"winkel": (400,)}, ()))))
    assert (found.low.tolist(), found.likely.tolist(), found.high.tolist()) == ([1], [2], [9])


def test_areas_are_sets_and_who_is_in_none_is_in_no_set():
    names, members = areas_as_sets(pd.Series(["y", "", "x"]))
    assert names == ["x", "y"]
    assert members.toarray().tolist() == [[0, 0, 1], [1, 0, 0]]


def test_the_mean_choice_is_that_of_seniors():
    groups = SetsOfHomes(csr_array(np.array([[1.0, 1, 0], [0, 0, 0]])))
    found = mean_of(three_people(), groups, np.array([4.0, 1, 9]))
    assert found[0] == 2.5
    assert np.isnan(found[1])
