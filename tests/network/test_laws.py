"""On any town: the fast engine agrees with a slow one, and keeps to laws a walk cannot break."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from generated_towns import MAX_OFF_M, place, ready, towns
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from slow_town import SlowTown

from towns import Tables, Town, Walk, measure, parse_way
from wozgeo.network.snapping import place_on_edge


def metres(town: Town | Tables, **choices) -> pd.DataFrame:
    """Distances without the difference between inf and NaN: no walk is endlessly far."""
    table = measure(town, profile="rollator", max_off_m=MAX_OFF_M, **choices).sort_index()
    return table[["distance_m", "certain_m"]].fillna(np.inf)


FAR_STREET = Town(
    nodes={
        "n00": (1, 12), "n01": (-21, 123), "n02": (10, 228), "n10": (117, -26), "n11": (129, 116),
        "n12": (101, 186),
    },
    ways=[
        "n00 n10: residential", "n01 n11: residential", "n02 n12: residential", "n00 n01: residential",
        "n01 n02: path access=private", "n11 n12: residential",
    ],
    locations={"h0": (10.0, 174.325)},
    facilities={"s0": (0.0, 312.755)},
)  # fmt: skip
"""An unknown path beside the house, and the first street 33 m further: nothing certain is near."""


@example(FAR_STREET)
@given(towns())
def test_as_far_as_the_slow_engine_says(town):
    fast = ready(town)
    slow = SlowTown(town, fast)
    table = metres(town)
    assert table["distance_m"].to_dict() == pytest.approx(slow.distances(certain=False), abs=2e-6)
    certain = slow.distances(certain=True)
    connected = np.isfinite(table["distance_m"])
    assert table["certain_m"][connected].to_dict() == pytest.approx(
        {name: certain[name] for name in table.index[connected]}, abs=2e-6
    )


# --- the laws -----------------------------------------------------------------------------------


def assert_never_longer(after: pd.DataFrame, before: pd.DataFrame) -> None:
    longer = after.to_numpy() > before.to_numpy() + 1e-5
    assert not longer.any(), pd.concat([before, after], axis=1)


@given(towns(), place)
def test_one_more_facility_never_lengthens_a_walk(town, extra):
    assert_never_longer(metres(town.with_facilities(extra=extra)), metres(town))


def assert_a_street_more_lengthens_nothing(town: Town, more: Town) -> None:
    """Assert the law of one more street where it holds: whoever leaves as before walks no further.

    It holds where every door still comes to the streets at the places where it did (to others as well, if
    need be) and no ground that was public has become private. `docs/methode.md` says when that is not so.
    """
    before, after = ready(town), ready(more)
    assume(not public_ground(before) - public_ground(after))
    assume(all(known <= doors(after)[key] for key, known in doors(before).items()))
    assert_never_longer(metres(more), metres(town))


def public_ground(walk: Walk) -> set[tuple[float, ...]]:
    """Name every edge that is not private by its way and its ends."""
    network = walk.network
    ends = np.sort(np.round(network.xy[np.column_stack([network.u, network.v])].sum(axis=2), 3))
    return {
        (int(way), *map(float, pair))
        for way, pair, private in zip(network.way_id, ends, network.private, strict=True)
        if not private
    }


def doors(walk: Walk) -> dict[tuple[str, str, bool], set[tuple[float, ...]]]:
    """Give the places where each point comes to the streets, in either reading."""
    found = {}
    for side in (walk.locations, walk.facilities):
        for certain in (False, True):
            table, row = side.known() if certain else side.either()
            met = table["edge"].to_numpy() >= 0
            table, row = table[met], row[met]
            feet = place_on_edge(
                walk.network, table["edge"].to_numpy(), table["along_m"].to_numpy()
            )
            for number, name in enumerate(side.points.index):
                found[name, certain] = {tuple(foot) for foot in feet[row == number].round(3)}
    return found


STREETS = ["residential", "path", "service access=private"]


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(town=towns(max_points=3), tags=st.sampled_from(STREETS), data=st.data())
def test_one_more_street_never_lengthens_a_walk_that_leaves_by_the_same_doors(town, tags, data):
    """Between any two corners, also where it runs along a door, over another way, or over a square of streets."""
    taken = {frozenset(parse_way(way)[0]) for way in town.ways}
    names = sorted(town.nodes)
    pairs = [(a, b) for a in names for b in names if a < b and {a, b} not in taken]
    if pairs:
        a, b = data.draw(st.sampled_from(pairs))
        assert_a_street_more_lengthens_nothing(town, town.with_ways(f"{a} {b}: {tags}"))


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(town=towns(max_points=3), tags=st.sampled_from(STREETS), data=st.data())
def test_one_more_dead_end_never_lengthens_a_walk_that_leaves_by_the_same_doors(town, tags, data):
    """It leaves the town from any node: a piece that counted as stray may count no longer."""
    start = data.draw(st.sampled_from(sorted(town.nodes)))
    x, y = town.nodes[start]
    far = town.with_ways(f"{start} far: {tags}", far=(x - 9_000.0, y - 4_000.0))
    assert_a_street_more_lengthens_nothing(town, far)


STRAY_CYCLEWAY = Town(
    nodes={
        "n01": (13, 99), "n11": (117, 124), "n21": (200, 120), "n30": (300, 0), "n31": (300, 113),
    },
    ways=["n01 n11: path", "n21 n31: cycleway"],
    locations={"h1": (196.589, 86.324)},
    facilities={"s1": (196.589, 86.324)},
)  # fmt: skip
"""A house and a shop beside 100 m of cycleway that joins nothing, and no other street."""


def test_a_street_beyond_the_stray_way_takes_no_walk_along_it_away():
    """House and shop also came to the new street, 14 m further, and no longer to the cycleway between them."""
    alone = metres(STRAY_CYCLEWAY)
    assert alone["certain_m"]["h1"] == alone["distance_m"]["h1"] == pytest.approx(67.697, abs=1e-3)
    more = STRAY_CYCLEWAY.with_ways("n01 n30: residential")
    assert_never_longer(metres(more), alone)


def test_a_street_nearer_to_the_door_may_lengthen_the_walk():
    """Where the law does not hold: one leaves by the new street, and that goes round.

    ::

        n0 ------------ n1    residential; the shop stands at it, and the house 30 m below
        |     h
        m0 ---------- m1      the new street, 5 m below the house, which comes back at n0 alone
    """
    town = Town(
        nodes={"n0": (0, 0), "n1": (400, 0), "m0": (0, -35), "m1": (390, -35)},
        ways=["n0 n1: residential", "n0 m0: residential"],
        locations={"h": (300, -30)},
        facilities={"s": (300, 0)},
    )
    assert metres(town)["distance_m"]["h"] == pytest.approx(30)
    round_about = metres(town.with_ways("m0 m1: residential"))["distance_m"]["h"]
    assert round_about == pytest.approx(5 + 300 + 35 + 300)


@given(towns(), st.randoms(use_true_random=False))
def test_other_ids_and_another_order_change_nothing(town, random):
    tables = town.tables()
    ids = list(town.node_ids().values())
    fresh = dict(zip(ids, random.sample(range(-10_000, 10_000), len(ids)), strict=True))

    def shuffled(table):
        order = list(range(len(table)))
        random.shuffle(order)
        return table.iloc[order]

    ways = tables.ways.copy()
    for row, nodes in enumerate(ways["nodes"]):
        ways["nodes"].array[row] = np.array([fresh[i] for i in nodes], dtype=np.int64)
    ways.index = pd.Index(random.sample(range(1, 9_999), len(ways)), name="way_id")
    renamed = Tables(
        ways=shuffled(ways),
        stops=shuffled(tables.stops.set_axis(tables.stops.index.map(fresh.get).astype(np.int64))),
        obstacles=tables.obstacles,
        locations=shuffled(tables.locations),
        facilities=shuffled(
            tables.facilities.set_axis([f"f{i}" for i in reversed(range(len(tables.facilities)))])
        ),
    )
    np.testing.assert_allclose(metres(renamed).to_numpy(), metres(town).to_numpy(), atol=2e-6)


@given(towns())
def test_twice_is_bit_identical(town):
    once, again = (ready(town).distances() for _ in range(2))
    assert once["distance_m"].to_numpy().tobytes() == again["distance_m"].to_numpy().tobytes()
    pd.testing.assert_frame_equal(once, again, check_exact=True)


@given(towns())
def test_straight_line_then_possible_then_certain(town):
    tables, table = town.tables(), metres(town)
    assert (table["certain_m"] >= table["distance_m"]).all()
    for name, distance in table["distance_m"].items():
        crow = tables.facilities.distance(tables.locations.geometry[name]).min()
        assert distance >= crow - 1e-5


@given(towns(), st.floats(0, 60))
def test_a_walker_never_walks_more_than_someone_with_a_rollator(town, max_off_m):
    """In neither reading, wherever the nearest way is one that wheels cannot take."""
    rollator, walker = (
        measure(town, profile=profile, max_off_m=max_off_m).sort_index().fillna(np.inf)
        for profile in ("rollator", "voetganger")
    )
    for reading in ("distance_m", "certain_m"):
        assert_never_longer(walker[[reading]], rollator[[reading]])


@given(towns(), st.floats(0, 600))
def test_a_nearer_limit_hides_answers_and_changes_none(town, limit_m):
    far = ready(town).distances(limit_m=100_000)
    near = ready(town).distances(limit_m=limit_m)
    for column in ("distance_m", "certain_m"):
        expected = far[column].where(~(far[column] > limit_m), np.inf)
        np.testing.assert_array_equal(near[column], expected)
    assert (near["distance_m"].isna() == far["distance_m"].isna()).all()
    told = near["reason"].astype(str) != ""
    assert (told == ~np.isfinite(near["distance_m"])).all()


@given(towns(parallel=False))
def test_a_route_is_as_long_as_it_says_and_keeps_off_closed_and_private_ways(town):
    fast = ready(town)
    distances, routes = fast.distances(), fast.routes()
    assert set(routes.index) == set(distances.index[np.isfinite(distances["distance_m"])])
    slow = SlowTown(town, fast)
    for key, route in routes.iterrows():
        assert route.geometry.length == pytest.approx(distances.loc[key, "distance_m"], abs=5e-6)
        xy = shapely.get_coordinates(route.geometry)
        assert tuple(xy[0]) == fast.locations.points[key[0]].coords[0]
        assert tuple(xy[-1]) == fast.facilities.points[route["facility_id"]].coords[0]
        grounds, unknown_m = "", 0.0
        for a, b in zip(xy[1:-2], xy[2:-1], strict=True):
            length = float(np.hypot(*(b - a)))
            if length < 1e-6:
                continue
            middle = shapely.Point((a + b) / 2)
            number = int(np.argmin(shapely.distance(slow.lines, middle)))
            assert slow.lines[number].distance(middle) < 1e-6, (
                "a piece of the route lies on no walkable way"
            )
            _, _, is_open, private = slow.edges[number]
            grounds += "p" if private else "u"
            unknown_m += 0.0 if is_open else length
        assert re.fullmatch("p*u*p*", grounds), grounds
        assert route["unknown_m"] == pytest.approx(unknown_m, abs=1e-5)


def test_the_slow_engine_itself_knows_the_rule_of_private_ground():
    """Two-sided: it finds the way round, and the short cut once that is public."""
    alley = Town(
        nodes={"a": (0, 0), "b": (100, 0), "c": (100, 100), "d": (0, 100)},
        ways=[
            "a b: residential",
            "b c: residential",
            "c d: residential",
            "a d: service access=private",
        ],
        locations={"h0": (0, -10)},
        facilities={"s0": (0, 110)},
    )
    assert SlowTown(alley, ready(alley)).distances(certain=False) == {"h0": pytest.approx(320)}
    public = replace(alley, ways=[*alley.ways[:3], "a d: residential"])
    assert SlowTown(public, ready(public)).distances(certain=False) == {"h0": pytest.approx(120)}
