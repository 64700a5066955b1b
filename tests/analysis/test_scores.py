"""Claims about the score: a straight line, weighted, and unknown where a part is unknown."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from wozgeo.analysis.scores import score_locations


@dataclass(frozen=True)
class Rule:
    weight: float
    good_m: float
    poor_m: float


FAR_M = 5000
SHOP, DOCTOR = "supermarkt", "huisarts"


def metres(**rows: tuple[float, float]) -> pd.Series:
    index = pd.MultiIndex.from_product(
        [list(rows), [str(SHOP), str(DOCTOR)]], names=["location_id", "voorziening"]
    )
    return pd.Series([m for row in rows.values() for m in row], index=index, dtype=float)


@pytest.mark.parametrize(("m", "points"), [(0, 100), (400, 100), (950, 50), (1500, 0), (9000, 0)])
def test_points_fall_in_a_straight_line_between_the_two_distances(m: float, points: float) -> None:
    score = score_locations(metres(a=(m, 0.0)), {SHOP: Rule(1, 400, 1500)}, search_limit_m=FAR_M)
    assert score["a"] == pytest.approx(points)


def test_weights_count_relative_to_each_other() -> None:
    rules = {SHOP: Rule(52, 400, 1500), DOCTOR: Rule(12, 500, 2000)}
    score = score_locations(metres(a=(400, 2000)), rules, search_limit_m=FAR_M)
    assert score["a"] == pytest.approx(100 * 52 / 64)


def test_none_within_the_limit_earns_nothing_and_unknown_makes_the_score_unknown() -> None:
    rules = {SHOP: Rule(1, 400, 1500), DOCTOR: Rule(1, 500, 2000)}
    score = score_locations(
        metres(far=(0, np.inf), unknown=(0, np.nan)), rules, search_limit_m=FAR_M
    )
    assert score["far"] == 50
    assert np.isnan(score["unknown"])


def test_what_weighs_nothing_does_not_count_even_when_unknown() -> None:
    rules = {SHOP: Rule(1, 400, 1500), DOCTOR: Rule(0, 500, 2000)}
    assert score_locations(metres(a=(400, np.nan)), rules, search_limit_m=FAR_M)["a"] == 100


def test_the_score_stands_on_the_locations_in_their_own_order() -> None:
    score = score_locations(
        metres(b=(0, 0), a=(0, 0)), {SHOP: Rule(1, 400, 1500)}, search_limit_m=FAR_M
    )
    assert list(score.index) == ["b", "a"]
    assert score.name == "score"


def test_none_found_is_unknown_when_the_search_stopped_before_the_score_is_zero() -> None:
    rules = {SHOP: Rule(1, 400, 1500)}
    table = metres(none=(np.inf, 0), near=(400, 0))
    assert np.isnan(score_locations(table, rules, search_limit_m=1499)["none"])
    assert score_locations(table, rules, search_limit_m=1499)["near"] == 100
    assert score_locations(table, rules, search_limit_m=1500)["none"] == 0
