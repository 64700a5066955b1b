"""How far is everything, by an engine that is slow and written from the rules alone?"""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from generated_towns import KINDS, MAX_OFF_M, STOPS

from towns import Town, Walk, at, parse_way
from wozgeo.network.accesses import Accesses
from wozgeo.network.pieces import STRAY_M


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
                # a gate of one's own keeps nothing apart: all that meets there is one piece
                ends = (self.end(end, number, certain=certain, own=True) for end in (a, b))
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

    def near(self, point: shapely.Point, *, only_open: bool) -> tuple[list, float]:
        """All edges with their distance, and the least that may serve; inf where none may."""
        reach = [
            (line.distance(point), number)
            for number, line in enumerate(self.lines)
            if self.edges[number][2] or not only_open
        ]
        nearest = min((off for off, _ in reach), default=np.inf)
        of_any_kind = min((line.distance(point) for line in self.lines), default=np.inf)
        # the street in front of the house may serve, a road across the field may not
        if nearest > min(MAX_OFF_M, of_any_kind + self.fast.snapper.max_extra_m):
            return reach, np.inf
        if only_open and all(self.edges[n][3] for off, n in reach if off < nearest + 1e-9):
            fronts = [off for off, n in reach if not self.edges[n][3] and off <= nearest + 5]
            nearest = min((off for off in fronts if off <= MAX_OFF_M), default=nearest)
        return reach, nearest

    def place(self, point: shapely.Point, access: pd.Series, *, only_open: bool):
        """The nearest edge by looking at all; of equally near ones the one the fast engine took."""
        reach, nearest = self.near(point, only_open=only_open)
        if np.isinf(nearest):
            assert access["edge"] == -1
            return None
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

    def strays(self, point: shapely.Point, accesses: Accesses, name: str, *, only_open: bool):
        """The nearest edge of who was joined with a larger piece: it serves as well."""
        reach, nearest = self.near(point, only_open=only_open)
        access = (accesses.certain if only_open else accesses.possible).loc[name]
        tied = {self.way_ids[n]: n for off, n in reach if abs(off - nearest) < 1e-9}
        others = accesses.others[accesses.others["row"] == accesses.points.index.get_loc(name)]
        edges = [
            *others["edge"][others["certain"] | (not only_open)],
            accesses.certain["edge"][name],
        ]
        ways = [w for w in self.fast.network.way_id[[e for e in edges if e >= 0]] if w in tied]
        joined = access["edge"] >= 0 and access["off_m"] > nearest + 1e-6
        assert ways or not joined, "the stray piece beside a larger one does not serve"
        return [(n, self.lines[n].project(point), nearest) for n in {tied[w] for w in ways}]

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
                for only_open in (True,) if certain else (True, False):
                    found += self.strays(point, accesses, name, only_open=only_open)
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

    def end(self, node: str, edge: int, *, certain: bool, own: bool = False) -> tuple:
        stop = STOPS.get((self.town.stops or {}).get(node, "bollard"))
        blocked = stop == "closed" or (certain and stop in {"doubtful", *(() if own else ("own",))})
        return ("node", (node, edge)) if blocked else ("node", (node,))
