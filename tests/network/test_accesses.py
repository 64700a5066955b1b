"""Points that were connected with the streets, taken apart and laid together again, are connected as they were."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from towns import Town, walk
from wozgeo.network.accesses import Accesses

TOWN = Town(
    nodes={
        "A": (0, 0),
        "B": (100, 0),
        "C": (100, 40),
        "D": (0, 40),
        "E": (400, 0),
        "F": (230, 8),
        "G": (270, 8),
    },
    ways=[
        "A B: residential name=Achterlaan",
        "B C: residential",
        "C D: residential name=Voorstraat",
        "B E: residential name=Achterlaan",
        "F G: steps",
        "G E: residential",
    ],
    locations={"h": (30, 15), "k": (60, 15), "m": (250, 5), "n": (40, 25)},
    facilities={"s": (400, 0), "t": (20, 44)},
    straten={"h": "Voorstraat", "k": "Achterlaan", "n": "Achterlaan"},
)
TABLES = ("possible", "certain", "street", "others")


@pytest.fixture(scope="module")
def town():
    made = walk(TOWN)
    closed = np.array([False, True, False, True])
    return replace(made, locations=replace(made.locations, closed=closed))


def require_same(one: Accesses, other: Accesses) -> None:
    assert one.points.equals(other.points)
    for name in TABLES:
        left, right = getattr(one, name), getattr(other, name)
        if name == "others":
            left, right = (t.sort_values([*t.columns], ignore_index=True) for t in (left, right))
        pd.testing.assert_frame_equal(left, right, check_dtype=False, check_index_type=False)
    assert one.closed.tolist() == other.closed.tolist()
    assert one.by_street == other.by_street


def test_the_town_has_something_of_everything(town):
    assert len(town.locations.others)
    assert (town.locations.street["edge"] >= 0).sum() == 3
    assert town.facilities.street is None


@pytest.mark.parametrize("at", [1, 2, 3])
def test_taken_apart_and_laid_together_they_are_the_same(town, at):
    every = np.arange(4)
    first, rest = town.locations.only(every < at), town.locations.only(every[at:])
    require_same(first.with_more(rest), town.locations)


def test_taken_in_another_order_under_other_ids_each_keeps_its_own(town):
    order = np.array([2, 0, 3])
    taken = town.locations.only(order, pd.Index(["x", "y", "z"]))
    assert [*taken.points.index] == ["x", "y", "z"]
    assert taken.closed.tolist() == [False, False, True]
    for name in ("possible", "certain", "street"):
        table, was = getattr(taken, name), getattr(town.locations, name)
        assert [*table.index] == ["x", "y", "z"]
        pd.testing.assert_frame_equal(table, was.iloc[order].set_axis(table.index))
    for new, old in enumerate(order):
        theirs, was = (
            one.others.loc[one.others["row"] == row, "edge"].tolist()
            for one, row in ((taken, new), (town.locations, old))
        )
        assert theirs == was


@pytest.mark.parametrize("turned", [False, True])
def test_laid_together_with_points_without_addresses_each_keeps_its_street(town, turned):
    sides = [town.locations, town.facilities]
    one, other = sides[::-1] if turned else sides
    together = one.with_more(other)
    street = town.locations.street
    assert together.street.loc[street.index, "edge"].tolist() == street["edge"].tolist()
    assert (together.street.loc[["s", "t"], "edge"] < 0).all()
    assert dict(zip(together.points.index, together.closed, strict=True)) == {
        "h": False, "k": True, "m": False, "n": True, "s": False, "t": False,
    }  # fmt: skip
    alone = town.facilities.with_more(town.facilities)
    assert alone.street is None
    assert alone.closed is None
