"""Claims about what a surface says of its cells: the score of a dwelling, and persons nobody can be found in."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from wozgeo.analysis.scores import score_locations
from wozgeo.analysis.surface import LEAST_DWELLINGS, pool_seniors, score_cells, shown_seniors
from wozgeo.config import ScoreRule

RULES = {"supermarkt": ScoreRule(52, 400, 1500), "huisarts": ScoreRule(12, 500, 2000)}


@pytest.mark.parametrize("limit_m", [5_000, 1_800])
def test_a_cell_has_the_score_of_a_dwelling_with_its_distances(limit_m: int) -> None:
    rng = np.random.default_rng(5)
    metres = {kind: rng.uniform(0, 2500, 60).reshape(6, 10) for kind in RULES}
    metres["supermarkt"][0, :3] = np.inf
    metres["huisarts"][0, 2:5] = np.nan
    metres["huisarts"][1, :2] = np.inf
    index = pd.MultiIndex.from_product([RULES, range(60)], names=["voorziening", "location_id"])
    table = pd.Series(np.concatenate([metres[k].ravel() for k in RULES]), index=index)
    expected = score_locations(table, RULES, search_limit_m=limit_m).sort_index().to_numpy()
    found = score_cells(metres, RULES, search_limit_m=limit_m)
    np.testing.assert_allclose(found.ravel(), expected)
    assert np.isnan(found).any()
    assert (found == 0).sum() == (expected == 0).sum()


def neighbours(n: int) -> np.ndarray:
    """Dwellings in a row, 10 m apart."""
    return np.column_stack([190_000.0 + 10 * np.arange(n), np.full(n, 507_000.0)])


def test_persons_are_laid_together_until_a_pool_is_large_enough() -> None:
    persons = np.array([0, 3, 0, 0, 1, 2, 0, 0, 9, 0, 0, 1.0])
    # 0 3 0 0 1 2: five dwellings hold 4, six hold 6. 0 0 9 0 0: 9. The last one joins them.
    pooled = pool_seniors(persons, neighbours(12), at_least=5)
    assert pooled.tolist() == [*[1.0] * 6, *[10 / 6] * 6]


def test_what_a_dwelling_holds_shows_in_its_pool_alone() -> None:
    rng = np.random.default_rng(9)
    persons, xy = rng.integers(0, 4, 200).astype(float), rng.uniform(0, 700, (200, 2))
    pooled = pool_seniors(persons, xy, at_least=5)
    assert pooled.sum() == pytest.approx(persons.sum())
    values, size = np.unique(np.round(pooled, 9), return_counts=True)
    assert (size >= LEAST_DWELLINGS).all()
    assert (values * size >= 5 - 1e-6).all()


def test_two_persons_who_trade_dwellings_within_a_pool_change_nothing() -> None:
    one = np.array([2, 0, 1, 1, 2, 1, 1, 1, 1, 1.0])
    other = np.array([0, 2, 1, 1, 2, 1, 1, 1, 1, 1.0])
    xy = neighbours(10)
    np.testing.assert_array_equal(
        pool_seniors(one, xy, at_least=5), pool_seniors(other, xy, at_least=5)
    )


def test_fewer_persons_than_the_limit_in_all_are_not_there() -> None:
    assert (
        pool_seniors(np.array([1.0, 2, 0, 0, 0, 0]), neighbours(6), at_least=5).tolist()
        == [0.0] * 6
    )


def test_a_dwelling_of_which_nothing_is_known_stays_unknown_and_lends_nothing() -> None:
    persons = np.array([1, np.nan, 1, 1, 1, 1, 1.0])
    pooled = pool_seniors(persons, neighbours(7), at_least=5)
    assert np.isnan(pooled).tolist() == [False, True, *[False] * 5]
    assert np.nansum(pooled) == 6


def test_the_order_of_dwellings_changes_nothing() -> None:
    rng = np.random.default_rng(2)
    persons, xy = rng.integers(0, 4, 60).astype(float), rng.uniform(0, 500, (60, 2))
    turned = rng.permutation(60)
    np.testing.assert_allclose(
        pool_seniors(persons, xy, at_least=5)[turned],
        pool_seniors(persons[turned], xy[turned], at_least=5),
    )


def test_persons_are_shown_in_fives_and_never_below_the_limit() -> None:
    counted = np.array([0.0, 1, 4.9, 5, 7.4, 7.6, 12, np.nan, 40])
    unknown = np.array([0.0, 0, 0, 0, 0, 0, 0, 0, 1])
    shown = shown_seniors(counted, unknown, at_least=5)
    np.testing.assert_array_equal(shown, [0, 0, 0, 5, 5, 10, 10, np.nan, np.nan])
    higher = shown_seniors(counted, unknown, at_least=8)
    np.testing.assert_array_equal(higher, [0, 0, 0, 0, 0, 0, 10, np.nan, np.nan])


def test_differences_between_neighbouring_cells_are_made_of_shares_of_pools() -> None:
    """Walk along the row: whatever is added to what is within reach is the share of a pool."""
    persons = np.array([0, 0, 7, 0, 0, 0, 1, 1, 1, 1, 1, 6.0])
    pooled = pool_seniors(persons, neighbours(12), at_least=5)
    reach = [pooled[:n].sum() for n in range(1, 13)]
    steps = {round(b - a, 6) for a, b in pairwise([0, *reach])}
    assert steps == {1.4, round(11 / 7, 6)}
