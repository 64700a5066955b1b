"""On any town: the fast engine agrees with a slow one, and keeps to laws a walk cannot break."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from generated_towns import MAX_OFF_M, place, ready, towns
from hypothesis import example, given
from hypothesis import strategies as st
from slow_town import SlowTown

from towns import Tables, Town, at, measure, parse_way


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


@given(
    town=towns(max_points=2),
    tags=st.sampled_from(["residential", "path", "service access=private"]),
    data=st.data(),
)
def test_one_more_street_elsewhere_never_lengthens_a_walk(town, tags, data):
    fast = ready(town)
    near = [
        (point, off)
        for side in (fast.locations, fast.facilities)
        for access in (side.possible, side.certain)
        for point, off in zip(side.points, access["off_m"].fillna(MAX_OFF_M), strict=True)
    ]

    def elsewhere(a: str, b: str) -> bool:
        street = shapely.LineString([at(*town.nodes[a]), at(*town.nodes[b])])
        return all(street.distance(point) > off + 1e-6 for point, off in near)

    taken = {frozenset(parse_way(way)[0]) for way in town.ways}
    names = sorted(town.nodes)
    pairs = [
        (a, b) for a in names for b in names if a < b and {a, b} not in taken and elsewhere(a, b)
    ]
    if not pairs:
        return
    a, b = data.draw(st.sampled_from(pairs))
    assert_never_longer(metres(town.with_ways(f"{a} {b}: {tags}")), metres(town))


@given(
    town=towns(max_points=2),
    tags=st.sampled_from(["residential", "path", "service access=private"]),
    data=st.data(),
)
def test_one_more_dead_end_never_lengthens_a_walk(town, tags, data):
    """It leaves the town from any node, away from every point."""
    start = data.draw(st.sampled_from(sorted(town.nodes)))
    fast = ready(town)
    x, y = town.nodes[start]
    far = town.with_ways(f"{start} far: {tags}", far=(x - 9_000.0, y - 4_000.0))
    street = shapely.LineString([at(x, y), at(x - 9_000.0, y - 4_000.0)])
    for side in (fast.locations, fast.facilities):
        for access in (side.possible, side.certain):
            offs = access["off_m"].fillna(MAX_OFF_M)
            if any(
                street.distance(p) <= off + 1e-6 for p, off in zip(side.points, offs, strict=True)
            ):
                return
    assert_never_longer(metres(far), metres(town))


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
