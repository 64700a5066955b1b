"""The walks by other doors: drawn beside the one that counts, and as long as the span says."""

import pytest

from towns import Town, walk
from wozgeo.network.door_routes import trace_other_doors

TWO_STREETS = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (100, 40), "D": (0, 40), "E": (400, 0)},
    ways=[
        "A B: residential name=Achterlaan",
        "B C: residential",
        "C D: residential name=Voorstraat",
        "B E: residential name=Achterlaan",
    ],
    locations={"h": (30, 15)},
    facilities={"s": (400, 0)},
    straten={"h": "Voorstraat"},
)
"""A house between two streets, 15 m from the one and 25 m from the other.

::

    D-----------C      Voorstraat
    h           |
    A-----------B-----------------E s      Achterlaan
"""
LANE, STREET = 385.0, 435.0
"""By the Achterlaan 15 + 370; by the Voorstraat 25 + 70 + 40 + 300."""


def other_doors(town, **how):
    ready = walk(town, **how)
    return trace_other_doors(
        ready.network,
        ready.locations,
        ready.facilities,
        ready.tables.facilities["voorziening"],
        wanted=["supermarkt"],
        search_limit_m=5_000,
    )


@pytest.mark.parametrize(("door", "other"), [("straat", LANE), ("dichtstbij", STREET)])
def test_the_other_door_is_the_one_by_which_one_does_not_leave(door, other):
    found = other_doors(TWO_STREETS, door=door)
    assert found["distance_m"].tolist() == [pytest.approx(other)]
    assert found.geometry.length.tolist() == [pytest.approx(other)]
    assert found.index.get_level_values(0).tolist() == ["h"]


def test_who_has_one_door_has_no_other_way():
    assert not len(other_doors(TWO_STREETS.but(straten={"h": "Achterlaan"})))
    assert not len(other_doors(TWO_STREETS.but(straten={})))
