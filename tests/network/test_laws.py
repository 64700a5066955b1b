"""On any town: the fast engine agrees with a slow one, and keeps to laws a walk cannot break."""

import re
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from generated_towns import KINDS, MAX_OFF_M, STOPS, place, ready, towns
from hypothesis import example, given
from hypothesis import strategies as st

from towns import Tables, Town, Walk, at, measure, parse_way
from wozgeo.network.accesses import Accesses
from wozgeo.network.pieces import STRAY_M


def metres(town: Town | Tables, **choices) -> pd.DataFrame:
    """Distances without the difference between inf and NaN: no walk is endlessly far."""
    table = measure(town, profile="rollator", max_off_m=MAX_OFF_M, **choices).sort_index()
    return table[["distance_m", "certain_m"]].fillna(np.inf)


# --- the slow engine ----------------------------------------------------------------------------


class SlowTown:
    """Points inserted as nodes, private ground by its rule: private, then public, then private."""

    def __init__(self, town: Town, fast: Walk) -> None:
        self.town, self.fast = town, fast
        self.edges, self.way_ids = [], []
        for way_id, text in enumerate(town.ways, start=101):
            (a, b), _ = parse_way(text)
            if KINDS[text.split(": ")[1]]:
                self.edges.append((a, b, *KINDS[text.split(": ")[1]]))
                self.way_ids.append(way_id)
        self.lines = [
            shapely.LineString([at(*town.nodes[a]), at(*town.nodes[b])]) for a, b, *_ in self.edges
        ]
        self.enclose([text.split(": ")[1] for text in town.ways if KINDS[text.split(": ")[1]]])
        self.street_m = {certain: self.pieces(certain=certain) for certain in (False, True)}

    def pieces(self, *, certain: bool, only=None) -> list[float]:
        """Per edge the metres of street that hang together with it."""
        graph = nx.MultiGraph()
        for number, (a, b, is_open, _) in enumerate(self.edges):
            if (is_open or not certain) and (only is None or number in only):
                ends = (self.end(end, number, certain=certain) for end in (a, b))
                graph.add_edge(*ends, number=number)
        metres = [0.0] * len(self.edges)
        self.together = [None] * len(self.edges)
        for nodes in nx.connected_components(graph):
            there = sorted({n for _, _, n in graph.edges(nodes, data="number")})
            # ways over the same nodes are one edge
            lines = {frozenset(self.edges[n][:2]): self.lines[n].length for n in there}
            for n in there:
                metres[n], self.together[n] = round(sum(lines.values()), 3), there
        return metres

    def enclose(self, tags: list[str]) -> None:
        """Paths that private ways alone lead to are private, the largest public piece is not."""
        self.pieces(certain=False)
        whole = [frozenset(there) for there in self.together]
        public = {n for n, edge in enumerate(self.edges) if not edge[3] or self.doubled(n)}
        metres = self.pieces(certain=False, only=public)
        part = [frozenset(there or ()) for there in self.together]

        def rank(piece: frozenset) -> tuple:
            xy = np.concatenate([shapely.get_coordinates(self.lines[n]) for n in piece])
            return -metres[min(piece)], *xy.min(axis=0)

        for piece in {p for p in part if p}:
            others = {part[n] for n in whole[min(piece)] if n in public}
            paths = all("residential" not in tags[n] for n in piece)
            if piece != min(others, key=rank) and paths and metres[min(piece)] < STRAY_M:
                for n in piece:
                    self.edges[n] = (*self.edges[n][:3], True)

    def doubled(self, number: int) -> bool:
        """Whether a public way runs over the same nodes."""
        ends = set(self.edges[number][:2])
        return any(set(e[:2]) == ends and not e[3] for e in self.edges)

    def place(self, point: shapely.Point, access: pd.Series, *, only_open: bool):
        """The nearest edge by looking at all; of equally near ones the one the fast engine took."""
        reach = [
            (line.distance(point), number)
            for number, line in enumerate(self.lines)
            if self.edges[number][2] or not only_open
        ]
        nearest = min((off for off, _ in reach), default=np.inf)
        of_any_kind = min((line.distance(point) for line in self.lines), default=np.inf)
        # the street in front of the house may serve, a road across the field may not
        if nearest > min(MAX_OFF_M, of_any_kind + self.fast.snapper.max_extra_m):
            assert access["edge"] == -1
            return None
        if only_open and all(self.edges[n][3] for off, n in reach if off < nearest + 1e-9):
            fronts = [off for off, n in reach if not self.edges[n][3] and off <= nearest + 5]
            nearest = min((off for off in fronts if off <= MAX_OFF_M), default=nearest)
        way_id = self.fast.network.way_id[access["edge"]]
        street_m = self.street_m[only_open]
        own_m = max(street_m[n] for off, n in reach if off < nearest + 1e-9)
        reach_m = min(MAX_OFF_M, nearest + self.fast.snapper.max_extra_m)
        larger = [(off, n) for off, n in reach if off <= reach_m and street_m[n] > own_m + 1e-3]
        if access["off_m"] > nearest + 1e-6:
            assert larger, "a further edge is taken, but for no larger piece"
            most = max(min(street_m[n], STRAY_M) for _, n in larger)
            nearest = min(off for off, n in larger if min(street_m[n], STRAY_M) > most - 1e-3)
            assert own_m < STRAY_M
        elif only_open:
            assert not larger or own_m >= STRAY_M, "beside a stray piece lies a larger one"
        assert access["off_m"] == pytest.approx(nearest, abs=1e-6)
        tied = [n for off, n in reach if off < nearest + 1e-9 and self.way_ids[n] == way_id]
        assert tied, "the fast engine took an edge that is not the nearest"
        return tied[0], self.lines[tied[0]].project(point), nearest

    def front(self, point: shapely.Point, accesses: Accesses, name: str):
        """A public street at most 5 m further than a private lane, known to be open or not."""
        reach = [(line.distance(point), number) for number, line in enumerate(self.lines)]
        nearest = min((off for off, _ in reach), default=np.inf)
        if nearest > MAX_OFF_M or not all(
            self.edges[n][3] for off, n in reach if off < nearest + 1e-9
        ):
            return None
        public = [(off, n) for off, n in reach if not self.edges[n][3] and off <= nearest + 5]
        off = min((off for off, _ in public if off <= MAX_OFF_M), default=np.inf)
        tied = {self.way_ids[n]: n for there, n in public if there < off + 1e-9}
        if not tied:
            return None
        row = accesses.points.index.get_loc(name)
        others = accesses.others["edge"][accesses.others["row"] == row]
        taken = [*others, accesses.possible["edge"][name], accesses.certain["edge"][name]]
        ways = [w for w in self.fast.network.way_id[[e for e in taken if e >= 0]] if w in tied]
        assert ways, "the public street beside a private lane does not serve"
        return tied[ways[0]], self.lines[tied[ways[0]]].project(point), off

    def distances(self, *, certain: bool) -> dict[str, float]:
        sides = {}
        for side in ("locations", "facilities"):
            accesses = getattr(self.fast, side)
            for name, point in accesses.points.items():
                known = self.place(point, accesses.certain.loc[name], only_open=True)
                near = self.place(point, accesses.possible.loc[name], only_open=False)
                front = None if certain else self.front(point, accesses, name)
                found = [known] if certain else [known, near, front]
                sides[name] = [one for one in found if one]
        graph = self.graph(sides, certain=certain)
        result = {}
        for name in self.fast.locations.points.index:
            reached = (
                nx.single_source_dijkstra_path_length(graph, ("point", name, 0))
                if sides[name]
                else {}
            )
            ends = [reached.get(("point", f, 2), np.inf) for f in self.fast.facilities.points.index]
            result[name] = min(ends)
        return result

    def graph(self, sides, *, certain: bool) -> nx.DiGraph:
        graph = nx.DiGraph()

        def join(a, b, length: float, private: bool) -> None:
            for phase in (0, 2) if private else (1,):
                for tail, head in ((a, b), (b, a)):
                    arc = ((*tail, phase), (*head, phase))
                    if graph.get_edge_data(*arc, {"weight": np.inf})["weight"] > length:
                        graph.add_edge(*arc, weight=length)

        for number, (a, b, is_open, private) in enumerate(self.edges):
            if certain and not is_open:
                continue
            beads = [(0.0, self.end(a, number, certain=certain))]
            for name, found in sides.items():
                for turn, (edge, along, off) in enumerate(found):
                    if edge == number:
                        foot = ("foot", (name, turn))
                        beads.append((along, foot))
                        self.hang(graph, name, foot, off)
            beads = sorted(beads, key=lambda bead: bead[0])
            beads.append((self.lines[number].length, self.end(b, number, certain=certain)))
            for (s, one), (t, other) in zip(beads, beads[1:], strict=False):
                join(one, other, t - s, private)
        if certain:
            self.open_own_gates(graph, join)
        for node in {node[:2] for node in graph.nodes if node[0] != "point"}:
            for phase in (0, 1):
                graph.add_edge((*node, phase), (*node, phase + 1), weight=0.0)
        for name in sides:
            graph.add_node(("point", name, 0))
        return graph

    def open_own_gates(self, graph: nx.DiGraph, join) -> None:
        """A private gate is private ground of no length between all that meets there."""
        gates = {n for n, tags in (self.town.stops or {}).items() if STOPS[tags] == "own"}
        for kind, where, *_ in list(graph.nodes):
            if kind == "node" and where[0] in gates and len(where) == 2:
                join(("node", where), ("gate", where[0]), 0.0, private=True)

    @staticmethod
    def hang(graph: nx.DiGraph, name: str, foot: tuple, off: float) -> None:
        if name.startswith("h"):
            graph.add_edge(("point", name, 0), (*foot, 0), weight=off)
        else:
            graph.add_edge((*foot, 2), ("point", name, 2), weight=off)

    def end(self, node: str, edge: int, *, certain: bool) -> tuple:
        stop = STOPS.get((self.town.stops or {}).get(node, "bollard"))
        blocked = stop == "closed" or (certain and stop in {"doubtful", "own"})
        return ("node", (node, edge)) if blocked else ("node", (node,))


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
