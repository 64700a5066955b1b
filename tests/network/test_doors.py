"""By which street one leaves a dwelling, and how much hangs on it."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from generated_towns import towns
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, at, measure, walk
from wozgeo.domain.many_shapes import IndexedShapes
from wozgeo.network.accesses import Accesses
from wozgeo.runs.named_streets import named_streets

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

By the Achterlaan 15 + 370 = 385 m; by the Voorstraat 25 + 70 + 40 + 300 = 435 m.
"""
LANE, STREET = 385.0, 435.0


def answer(town: Town, name: str = "h", **choices) -> tuple:
    row = measure(town, **choices).loc[name]
    columns = ("shortest_m", "distance_m", "certain_m", "longest_m")
    return tuple(pytest.approx(row[column], abs=1e-3) for column in columns)


def test_between_two_streets_one_leaves_by_the_street_of_the_address():
    assert answer(TWO_STREETS) == (LANE, STREET, STREET, STREET)


def test_or_by_the_nearest_where_that_is_asked_and_the_span_is_the_same():
    assert answer(TWO_STREETS, door="dichtstbij") == (LANE, LANE, LANE, STREET)


def test_who_lives_on_the_nearest_street_has_one_door():
    assert answer(TWO_STREETS.but(straten={"h": "Achterlaan"})) == (LANE,) * 4


@pytest.mark.parametrize("straat", ["", "Dorpsstraat", "Voorstraatje"])
def test_a_street_that_is_not_there_is_not_guessed(straat):
    assert answer(TWO_STREETS.but(straten={"h": straat})) == (LANE,) * 4


@pytest.mark.parametrize(
    ("address", "on_the_map"),
    [("VOORSTR.", "Voorstraat"), ("Burg._Vosstraat", "Burgemeester_Vosstraat"), ("Café", "Cafe")],
)
def test_a_street_is_the_same_however_it_is_spelt(address, on_the_map):
    ways = [way.replace("Voorstraat", on_the_map) for way in TWO_STREETS.ways]
    town = TWO_STREETS.but(ways=ways, straten={"h": address})
    assert answer(town) == (LANE, STREET, STREET, STREET)


def test_the_street_may_lie_25_m_further_than_the_nearest_and_no_more():
    near = TWO_STREETS.but(locations={"h": (30, 7.6)})  # 32.4 m: 24.8 m further
    assert answer(near)[1] == 32.4 + 70 + 40 + 300
    far = TWO_STREETS.but(locations={"h": (30, 7.4)})  # 32.6 m: 25.2 m further
    assert answer(far) == (377.4,) * 4


def test_of_two_streets_of_one_name_the_near_one_is_meant_and_one_far_away_is_none():
    twice = TWO_STREETS.with_ways("X Y: residential name=Voorstraat", X=(0, 900), Y=(90, 900))
    assert answer(twice) == (LANE, STREET, STREET, STREET)
    elsewhere = [way.replace("C D: residential name=Voorstraat", "C D: residential name=Y")
                 for way in twice.ways]  # fmt: skip
    assert answer(twice.but(ways=elsewhere)) == (LANE,) * 4


def test_not_over_water():
    ditch = ("water", [(-50, 30), (90, 30)])
    assert answer(TWO_STREETS.but(obstacles=[ditch])) == (LANE,) * 4


def test_on_a_corner_the_address_says_which_side():
    """10 m from either street: west along the one is 10 + 90 + 100, round by the other 10 + 10 + 200."""
    town = Town(
        nodes={"A": (0, 0), "B": (200, 0), "C": (200, 200), "D": (0, 200)},
        ways=["A B: residential name=Zuid", "A D: residential name=West", "B C D: residential"],
        locations={"h": (10, 10)},
        facilities={"s": (200, 0)},
    )
    by_zuid, by_west = 10 + 190, 10 + 10 + 200
    assert answer(town.but(straten={"h": "Zuid"}))[1] == by_zuid
    assert answer(town.but(straten={"h": "West"})) == (by_zuid, by_west, by_west, by_west)


def test_a_lane_behind_the_house_that_nobody_knows_to_be_open_is_a_door_in_the_possible_reading():
    """The lane 385 m and unknown to a rollator; the street 435 m."""
    ways = [
        "A B: path name=Achterlaan",
        "B C: residential",
        "C D: residential name=Voorstraat",
        "B E: residential",
    ]
    town = TWO_STREETS.but(ways=ways)
    assert answer(town, profile="rollator") == (LANE, STREET, STREET, STREET)
    near = answer(town, profile="rollator", door="dichtstbij")
    assert near == (LANE, LANE, STREET, STREET)


def test_a_street_that_is_not_known_to_be_open_leaves_what_is_certain_as_it_was():
    """The Voorstraat is doubtful: 435 m is possible only, and by the lane 385 m is certain."""
    ways = [way.replace("residential name=Voor", "path name=Voor") for way in TWO_STREETS.ways]
    town = TWO_STREETS.but(ways=ways)
    assert answer(town, profile="rollator") == (LANE, LANE, LANE, STREET)


def test_on_a_square_of_the_address_one_starts_where_one_stands():
    """Straight across the square, 60 m, or by the street beside it: 5 + 55 m along and 25 m up."""
    town = Town(
        nodes={"B": (0, 0), "C": (0, 50), "D": (100, 50), "E": (100, 0), "F": (200, 50)},
        ways=["B C D E B: pedestrian area=yes name=Plein", "D F: residential name=Straat"],
        locations={"h": (40, 50)},
        facilities={"s": (200, 50)},
    )
    assert answer(town.but(straten={"h": "Plein"})) == (160,) * 4
    assert answer(town.but(locations={"h": (40, 25)}, straten={"h": "Plein"}))[1] == (
        pytest.approx(np.hypot(60, 25) + 100, abs=1e-3)
    )


def test_beside_a_square_with_the_address_in_the_street_one_leaves_by_the_street():
    town = Town(
        nodes={"A": (-100, -20), "Z": (100, -20), "B": (0, 0), "C": (0, 50), "D": (100, 50),
               "E": (100, 0)},
        ways=["A Z: residential name=Straat", "B C D E B: pedestrian area=yes name=Plein",
              "E Z: residential"],
        locations={"h": (20, -5)},
        facilities={"s": (100, 50)},
        straten={"h": "Straat"},
    )  # fmt: skip
    shortest, distance, certain, longest = answer(town)
    assert distance == 15 + 80 + 20 + 50
    assert shortest == 5 + np.hypot(80, 50)
    assert (certain, longest) == (165, 165)


def test_a_hofje_with_one_gate_is_left_by_its_own_path():
    """The court has its own name; the street behind its wall is nearer, and not its street."""
    town = Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (100, 30), "D": (20, 30), "E": (400, 0)},
        ways=["A B E: residential name=Straat", "B C D: footway name=Hofje"],
        locations={"h": (30, 14)},
        facilities={"s": (400, 0)},
        straten={"h": "Hofje"},
    )
    by_gate = 16 + 70 + 30 + 300
    assert answer(town) == (384, by_gate, by_gate, by_gate)


def test_a_street_that_leads_nowhere_is_no_door():
    loose = [way for way in TWO_STREETS.ways if not way.startswith("B C")]
    assert answer(TWO_STREETS.but(ways=loose)) == (LANE,) * 4


def test_a_route_leaves_by_the_same_door_and_is_as_long_as_its_distance():
    ready = walk(TWO_STREETS)
    route = ready.routes().iloc[0]
    assert route["distance_m"] == pytest.approx(STREET)
    assert route.geometry.length == pytest.approx(STREET)


named = st.sampled_from(["", "een", "twee", "drie"])


@st.composite
def named_towns(draw) -> Town:
    town = draw(towns())
    ways = [f"{way} name={name}" if (name := draw(named)) else way for way in town.ways]
    return town.but(ways=ways, straten={name: draw(named) for name in town.locations})


@pytest.mark.parametrize("profile", ["rollator", "voetganger"])
@given(town=named_towns())
def test_in_any_town_van_afstand_zeker_tot_never_grow_shorter(profile, town):
    for door in ("straat", "dichtstbij"):
        table = measure(town, profile=profile, max_off_m=60, door=door)
        metres = table[["shortest_m", "distance_m", "certain_m", "longest_m"]].dropna().to_numpy()
        assert (metres[:, 1:] >= metres[:, :-1]).all()


@given(town=named_towns())
def test_in_any_town_which_door_is_taken_does_not_change_the_span_but_by_what_is_certain(town):
    """`dichtstbij` gives what a town without addresses does, and neither leaves the span."""
    plain = measure(town.but(straten={}), profile="rollator", max_off_m=60)
    near = measure(town, profile="rollator", max_off_m=60, door="dichtstbij")
    street = measure(town, profile="rollator", max_off_m=60)
    for column in ("distance_m", "certain_m"):
        assert near[column].equals(plain[column])
    assert near["shortest_m"].equals(street["shortest_m"])


@given(town=named_towns(), seed=st.randoms(use_true_random=False))
def test_in_any_town_the_order_of_rows_and_ways_changes_nothing(town, seed):
    names, ways = list(town.locations), list(town.ways)
    seed.shuffle(names)
    other = town.but(locations={name: town.locations[name] for name in names}, ways=ways)
    one = measure(town, profile="rollator", max_off_m=60).sort_index()
    again = measure(other, profile="rollator", max_off_m=60).sort_index()
    for column in ("shortest_m", "distance_m", "certain_m", "longest_m"):
        assert one[column].equals(again[column])


@given(town=named_towns())
def test_in_any_town_routes_are_as_long_as_their_distance(town):
    ready = walk(town, profile="rollator", max_off_m=60)
    routes = ready.routes().droplevel("voorziening")
    table = ready.distances().droplevel("voorziening").loc[routes.index]
    assert np.allclose(routes["distance_m"], table["distance_m"])
    assert np.allclose(routes.geometry.length, routes["distance_m"], atol=1e-6)


@given(town=named_towns())
def test_in_any_town_what_serves_a_rollator_serves_a_walker(town):
    metres = [
        measure(town, profile=who, max_off_m=60)["distance_m"].fillna(np.inf)
        for who in ("voetganger", "rollator")
    ]
    assert (metres[0] <= metres[1] + 1e-6).all()


def block(*corners) -> np.ndarray:
    found = np.empty(1, dtype=object)
    found[0] = shapely.Polygon([at(*xy) for xy in corners])
    return found


@pytest.mark.parametrize(
    ("building", "free"),
    [
        (((20, 10), (40, 10), (40, 20), (20, 20)), True),  # h is in it: its own
        (((20, 15), (40, 15), (40, 30), (20, 30)), True),  # h is on its outline
        (((20, 25), (40, 25), (40, 35), (20, 35)), False),  # somebody else's, before the Voorstraat
        (((50, 25), (60, 25), (60, 35), (50, 35)), True),  # beside the leg
    ],
)
def test_one_does_not_leave_through_the_house_of_others(building, free):
    done = walk(TWO_STREETS)
    tables = done.tables
    streets = named_streets(tables.ways, tables.locations["straat"])
    streets = replace(streets, buildings=IndexedShapes(block(*building)))
    access = Accesses.of(tables.locations.geometry, done.snapper, streets, by_street=True)
    assert (access.street["edge"].iloc[0] >= 0) == free
