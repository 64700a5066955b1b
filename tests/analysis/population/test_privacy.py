"""Is no small number of persons shown, and can none be found by subtracting?"""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wozgeo.analysis.population.privacy import publishable

NAMES = [f"{bound}_{age}" for age in (65, 75) for bound in ("low", "likely", "high")]


def table(likely: dict[tuple[str, str], tuple[float, float]]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples([*likely], names=["niveau", "code"])
    of_65, of_75 = (np.array([value[i] for value in likely.values()], dtype=float) for i in (0, 1))
    columns = dict(zip(NAMES, (of_65, of_65, of_65, of_75, of_75, of_75), strict=True))
    return pd.DataFrame(columns, index=index)


def shown(found: pd.DataFrame, age: int = 65) -> set[str]:
    return {str(code) for (_, code), value in found[f"likely_{age}"].items() if not pd.isna(value)}


TWO = pd.DataFrame({"buurt": ["a", "b"], "gemeente": ["g", "g"]}, dtype=object)


def test_a_number_below_five_is_not_shown_and_does_not_follow_from_the_total() -> None:
    found = publishable(
        table({("buurt", "a"): (26, 13), ("buurt", "b"): (4, 2), ("gemeente", "g"): (30, 15)}), TWO
    )
    assert shown(found) == {"g"}


def test_numbers_that_are_large_enough_are_all_shown() -> None:
    found = publishable(
        table({("buurt", "a"): (26, 13), ("buurt", "b"): (24, 12), ("gemeente", "g"): (50, 25)}),
        TWO,
    )
    assert shown(found) == shown(found, 75) == {"a", "b", "g"}
    assert found.loc[("buurt", "a")].tolist() == [26, 26, 26, 13, 13, 13]


def test_a_higher_least_hides_more() -> None:
    likely = {("buurt", "a"): (26, 13), ("buurt", "b"): (24, 12), ("gemeente", "g"): (50, 25)}
    assert shown(publishable(table(likely), TWO, at_least=25)) == {"g"}
    with pytest.raises(ValueError, match="expected 5 or more"):
        publishable(table(likely), TWO, at_least=4)


def test_who_is_between_65_and_75_does_not_follow_from_both() -> None:
    """26 of 65 and over and 23 of 75 and over would show 3 between."""
    found = publishable(
        table({("buurt", "a"): (26, 23), ("buurt", "b"): (24, 12), ("gemeente", "g"): (50, 35)}),
        TWO,
    )
    assert shown(found) == {"a", "b", "g"}
    assert "a" not in shown(found, 75)
    assert len(shown(found, 75)) < 2, "of b and g the 23 would follow"


def test_a_least_below_the_least_is_left_out_alone() -> None:
    one = table({("buurt", "a"): (26, 13), ("buurt", "b"): (24, 12), ("gemeente", "g"): (50, 25)})
    found = publishable(one.assign(low_65=[3.0, 24.0, 27.0]), TWO)
    assert pd.isna(found.loc[("buurt", "a"), "low_65"])
    assert found.loc[("buurt", "a"), "likely_65"] == 26


def test_what_lies_across_kern_and_buurt_does_not_follow_either() -> None:
    """The kern is buurt a and two of the persons of b: these would follow from the kern less a."""
    holds = pd.DataFrame(
        {"kern": ["k", "k", ""], "buurt": ["a", "b", "b"], "gemeente": ["g"] * 3}, dtype=object
    )
    likely = {
        ("kern", "k"): (22.0, 11.0),
        ("buurt", "a"): (20.0, 10.0),
        ("buurt", "b"): (12.0, 6.0),
        ("gemeente", "g"): (32.0, 16.0),
    }
    seen = shown(publishable(table(likely), holds))
    assert not {"k", "a"} <= seen
    assert not {"g", "k"} <= seen or "b" not in seen or "a" not in seen


@st.composite
def _areas(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    n = draw(st.integers(2, 14))
    of_65 = np.array(draw(st.lists(st.integers(0, 25), min_size=n, max_size=n)), dtype=float)
    of_75 = np.array([draw(st.integers(0, int(value))) for value in of_65], dtype=float)
    buurt = draw(st.lists(st.sampled_from("abcdef"), min_size=n, max_size=n))
    wijk = [{"a": "w1", "b": "w1", "c": "w2", "d": "w2"}.get(b, "w3") for b in buurt]
    kern = draw(st.lists(st.sampled_from(["k1", "k2", ""]), min_size=n, max_size=n))
    holds = pd.DataFrame(
        {"kern": kern, "buurt": buurt, "wijk": wijk, "gemeente": ["g"] * n}, dtype=object
    )
    likely = {
        (niveau, code): (
            of_65[(holds[niveau] == code).to_numpy()].sum(),
            of_75[(holds[niveau] == code).to_numpy()].sum(),
        )
        for niveau in holds
        for code in sorted(set(holds[niveau]) - {""})
    }
    return table(likely), holds


def _sets(
    found: pd.DataFrame, holds: pd.DataFrame, name: str
) -> list[tuple[frozenset[int], float, str]]:
    return [
        (frozenset(np.flatnonzero((holds[niveau] == code).to_numpy())), float(value), niveau)
        for (niveau, code), value in found[name].items()
        if not pd.isna(value)
    ]


@settings(max_examples=80, deadline=None)
@given(_areas())
def test_no_small_number_is_shown_nor_found_by_any_difference(
    areas: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    """Every number, every two, and every area less all combinations of up to four areas of one kind in it."""
    found = publishable(*areas)
    between = found.assign(between=found["likely_65"] - found["likely_75"])
    for name in ("likely_65", "likely_75", "between"):
        sets = _sets(between, areas[1], name)
        assert all(value >= 5 for _, value, _ in sets)
        for whole, value, _ in sets:
            inside = [(part, v, niveau) for part, v, niveau in sets if part < whole]
            for niveau in {one[2] for one in inside}:
                own = [one for one in inside if one[2] == niveau]
                for n in (1, len(own)):
                    for parts in itertools.combinations(own, n):
                        left = whole - frozenset().union(*(p[0] for p in parts))
                        assert not left or value - sum(p[1] for p in parts) >= 5
