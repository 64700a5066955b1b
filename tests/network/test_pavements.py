"""A street with a pavement drawn on each side is crossed at the door, not at the next corner."""

import numpy as np
import pytest

from towns import Town, measure, walk

STREET = Town(
    nodes={
        "A": (-200, 0), "B": (200, 0), "N1": (-200, 5), "N2": (200, 5), "S1": (-200, -5), "S2": (200, -5),
    },
    ways=[
        "A B: residential sidewalk=separate",
        "S1 S2: footway footway=sidewalk surface=paving_stones",
        "N1 N2: footway footway=sidewalk surface=paving_stones",
        "S2 B N2: footway footway=crossing surface=asphalt",
    ],
    locations={"h": (0, -8)},
    facilities={"s": (20, 8)},
)  # fmt: skip
"""The only crossing that is drawn lies 200 m further: 3 + 200 + 10 + 180 + 3 = 396."""
ROUND = 3 + 200 + 10 + 180 + 3


def both(town: Town, **choices) -> tuple[float, float]:
    row = measure(town, **choices).loc["h"]
    return row["distance_m"], row["certain_m"]


@pytest.mark.parametrize("profile", ["voetganger", "rollator"])
def test_it_is_crossed_at_the_door_but_that_is_not_certain(profile):
    assert both(STREET, profile=profile) == pytest.approx((3 + 10 + 20 + 3, ROUND))


@pytest.mark.parametrize(
    "instead",
    [
        "A B: residential sidewalk=separate",
        "A B: living_street",
        "A B: unclassified",
        "A B: tertiary",
        "A B: secondary",
        "A B: secondary foot=use_sidepath",  # it may send walkers away: unknown, so only in this reading
    ],
)
def test_any_street_of_a_town_is(instead):
    assert both(STREET.but(ways=[instead, *STREET.ways[1:]]))[0] == pytest.approx(36)


@pytest.mark.parametrize(
    "instead",
    ["A B: primary", "A B: secondary foot=no", "A B: cycleway"],
)
def test_a_main_road_is_not(instead):
    town = STREET.but(ways=[instead, *STREET.ways[1:]])
    assert both(town)[0] == pytest.approx(ROUND)


@pytest.mark.parametrize("kind", ["water", "spoor", "weg", "muur of hek"])
@pytest.mark.parametrize("y", [-2.5, 2.5])
def test_nothing_is_crossed_to_get_there(kind, y):
    town = STREET.but(obstacles=[(kind, [(-300, y), (150, y)])])
    assert both(town)[0] == pytest.approx(3 + 160 + 10 + 140 + 3)


def test_nor_the_other_carriageway():
    """Each pavement is joined with the carriageway beside it; those two are not joined."""
    town = STREET.but(
        nodes={
            **STREET.nodes, "A": (-200, -2), "B": (200, -2), "C": (-200, 2), "D": (200, 2),
        },
        ways=[
            "A B: secondary oneway=yes",
            "D C: secondary oneway=yes",
            *STREET.ways[1:3],
            "S2 B D N2: footway footway=crossing surface=asphalt",
        ],
    )  # fmt: skip
    assert both(town)[0] == pytest.approx(ROUND)


@pytest.mark.parametrize("tags", ["", " tunnel=yes layer=-1", " bridge=yes layer=1"])
def test_nor_is_a_road_between_them_passed_over_at_whatever_level_it_lies(tags):
    town = STREET.but(
        nodes={**STREET.nodes, "E": (-300, 2.5), "F": (150, 2.5)},
        ways=[*STREET.ways, f"E F: primary{tags}"],
    )
    assert both(town)[0] == pytest.approx(3 + 160 + 10 + 140 + 3)


def test_a_cycle_track_between_them_is_passed_over():
    town = STREET.with_ways("K L: cycleway", K=(-250, -3), L=(250, -3))
    assert both(town)[0] == pytest.approx(36)


@pytest.mark.parametrize(
    ("way", "crossed"),
    [
        ("S1 S2: footway footway=sidewalk", True),
        ("S1 S2: path path=sidewalk surface=asphalt", True),
        ("S1 S2: footway is_sidepath=yes", True),
        ("S1 S2: footway", False),
        ("S1 S2: footway footway=crossing", False),
    ],
)
def test_what_does_not_say_that_it_is_a_pavement_is_left_alone(way, crossed):
    town = STREET.but(ways=[STREET.ways[0], way, *STREET.ways[2:]])
    assert both(town)[0] == pytest.approx(36 if crossed else ROUND)


@pytest.mark.parametrize(("y", "crossed"), [(-14.9, True), (-15.1, False)])
def test_a_street_more_than_15_m_away_is_another(y, crossed):
    nodes = {**STREET.nodes, "S1": (-200, y), "S2": (200, y)}
    town = STREET.but(nodes=nodes, locations={"h": (0, y - 3)})
    straight, around = 3 + (5 - y) + 20 + 3, 3 + 200 + (5 - y) + 180 + 3
    assert both(town)[0] == pytest.approx(straight if crossed else around)


def test_a_street_at_an_angle_is_another():
    nodes = {**STREET.nodes, "A": (-10, -40), "B": (200, 0), "X": (30, 40)}
    town = STREET.but(nodes=nodes, ways=["A X: residential", *STREET.ways[1:]])
    made = walk(town)
    assert made.network.across.sum() == 0


def test_a_pavement_in_a_tunnel_is_left_alone():
    ways = [STREET.ways[0], STREET.ways[1] + " tunnel=yes", *STREET.ways[2:]]
    assert walk(STREET.but(ways=ways)).network.across.sum() == walk(STREET).network.across.sum() / 2


def test_the_streets_are_as_long_as_before():
    network = walk(STREET).network
    assert network.length_m[~network.across].sum() == pytest.approx(3 * 400 + 10)
    assert network.length_m[network.across] == pytest.approx(5)
    assert not network.open[network.across].any()
    pairs = {tuple(sorted(p)) for p in zip(network.u.tolist(), network.v.tolist(), strict=True)}
    assert len(pairs) == network.n_edges


def test_across_at_any_metre_it_is_never_more_than_a_step_further():
    """Between two places to cross one goes to the nearer: at most 10 m more than straight across."""
    doors = {f"h{x}": (x / 3, -8) for x in range(-90, 90, 7)}
    town = STREET.but(locations=doors, facilities={"s": (4, 8)})
    found = measure(town)["distance_m"]
    straight = np.array([16 + abs(x / 3 - 4) for x in range(-90, 90, 7)])
    more = found.to_numpy() - straight
    assert (more > -1e-6).all()
    assert more.max() <= 10 + 1e-6


def test_the_way_across_is_told_as_unknown():
    route = walk(STREET).routes().iloc[0]
    assert route["distance_m"] == pytest.approx(36)
    assert route["unknown_m"] == pytest.approx(10)


@pytest.mark.parametrize("between", ["primary", "service", "track"])
def test_nor_what_lies_between_the_pavement_and_its_street(between):
    """The street 5 m away is nearest of those that may be crossed; a way that may not lies before it."""
    town = STREET.but(
        nodes={**STREET.nodes, "M1": (-200, -2.5), "M2": (200, -2.5)},
        ways=[*STREET.ways, f"M1 M2: {between}"],
    )
    assert both(town)[0] == pytest.approx(ROUND)
