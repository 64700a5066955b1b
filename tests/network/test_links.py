"""Claims about paths that are not there: whom one would bring nearer, exactly, and what it may not cross.

Two dead ends back to back, 30 m apart::

    h (170, 10)             s (230, 10)
    |                       |
    A--------------B   C----D
    |0           185  215  240
    |                       |
    E-----------------------F     200 m to the south

h walks 10 + 170 west, 200 south, 240 east, 200 north and 10 west, and 10 to the shop: 840 m. A link of 30 m from
B to C makes it 10 + 15 + 30 + 15 + 10 = 80 m.
"""

import networkx as nx
import numpy as np
import pytest
import shapely
from generated_towns import ready, towns
from hypothesis import given, settings

from towns import Town, at, walk
from wozgeo.network.links import Places, Walked, draw_links, effects, find_links
from wozgeo.network.searcher import Searcher

HOFJES = Town(
    nodes={"A": (0, 0), "B": (185, 0), "C": (215, 0), "D": (240, 0), "E": (0, -200), "F": (240, -200)},
    ways=["A B: residential", "C D: residential", "A E F D: residential"],
    locations={"h": (170, 10), "j": (100, 10), "k": (0, -150), "m": (240, -100)},
    facilities={"s": (230, 10)},
)  # fmt: skip
NOTHING = np.empty(0, dtype=object)


def searched(town, *, reading="possible", profile="rollator") -> Walked:
    done = walk(town, profile=profile)
    searcher = getattr(Searcher, reading)(done.network, done.locations, done.facilities)
    return Walked(searcher, np.ones(len(done.facilities.points), dtype=bool))


def links_of(town, *, blocking=(), spacing_m=10.0, within_m=40.0, least_gain_m=20.0, reach_m=5_000):
    """The links of a town, and whom each serves: (names with metres)."""
    walked = searched(town)
    places = Places.on(walked.searcher.graph.reading.network, spacing_m=spacing_m)
    shapes = np.array([shapely.LineString([at(*a), at(*b)]) for a, b in blocking], dtype=object)
    pairs = find_links(walked, places, shapes, within_m=within_m, least_gain_m=least_gain_m)
    names = list(town.locations)
    served = [
        {names[row]: metres for row, metres in zip(rows, found, strict=True)}
        for _, rows, found in effects(walked, places, pairs, within_m=reach_m)
    ]
    return pairs, draw_links(pairs, places), served


def drawn(line: shapely.LineString) -> list[tuple[float, float]]:
    return [
        (round(x - at(0, 0)[0], 3), round(y - at(0, 0)[1], 3))
        for x, y in shapely.get_coordinates(line)
    ]


def test_two_dead_ends_back_to_back():
    pairs, lines, served = links_of(HOFJES)
    assert drawn(lines.iloc[0]) == [(185, 0), (215, 0)]
    assert pairs.length_m[0] == pytest.approx(30)
    # B walks 185 + 200 + 240 + 200 + 10 + 10 = 845 without it, and 30 + 15 + 10 = 55 with it
    assert pairs.gain_m[0] == pytest.approx(845 - 55)
    # k walks 50 + 240 + 200 + 20 = 510 the other way, and 150 + 185 + 55 = 390 with it
    assert served[0] == pytest.approx({"h": 80, "j": 10 + 85 + 55, "k": 150 + 185 + 55})
    assert len(pairs.far) == 1


def test_who_does_not_walk_less_is_not_served():
    assert "m" not in links_of(HOFJES)[2][0]


def test_whom_it_brings_no_nearer_than_what_is_asked_is_left_out():
    assert links_of(HOFJES, reach_m=150)[2][0] == pytest.approx({"h": 80, "j": 150})
    assert links_of(HOFJES, reach_m=149.999)[2][0] == pytest.approx({"h": 80})


@pytest.mark.parametrize(
    ("wall", "free"), [(((200, 300), (200, -300)), False), (((0, 30), (240, 30)), True)]
)
def test_nothing_is_crossed(wall, free):
    assert (len(links_of(HOFJES, blocking=[wall])[0].far) > 0) == free


def test_a_link_stops_at_a_private_way_and_at_another_street():
    for tags in ("service access=private", "residential"):
        between = HOFJES.with_ways(f"X Y: {tags}", X=(200, 30), Y=(200, -30))
        ends = {tuple(sorted((a[0], b[0]))) for a, b in map(drawn, links_of(between)[1])}
        assert not any(a < 200 < b for a, b in ends)


def test_a_longer_link_than_is_asked_is_none():
    assert len(links_of(HOFJES, within_m=29.9)[0].far) == 0
    assert len(links_of(HOFJES, within_m=30.0)[0].far) == 1


def test_the_inside_of_a_bend_is_no_link():
    bend = Town(
        nodes={"A": (0, 0), "B": (20, 0), "C": (20, 20)},
        ways=["A B C: residential"],
        locations={"h": (1, 5)},
        facilities={"s": (25, 20)},
    )
    assert (
        len(links_of(bend)[0].far) == 0
    )  # it saves 40 - 28.3 m at most, and less between the places
    assert len(links_of(bend, least_gain_m=12)[0].far) == 0
    assert len(links_of(bend, least_gain_m=11)[0].far) == 1


def test_who_had_no_walk_at_all_gets_one():
    apart = HOFJES.but(ways=["A B: residential", "C D: residential", "E F: residential"])
    pairs, _, served = links_of(apart)
    assert pairs.gain_m[0] == np.inf
    assert served[0] == pytest.approx({"h": 80, "j": 150})


def test_a_facility_on_the_edge_itself_is_not_walked_around():
    """Halfway the far edge the nearest shop is on that edge: D there is not that of its ends."""
    town = HOFJES.with_facilities(t=(120, 5))
    walked = searched(town)
    edge = int(walked.searcher.facilities["edge"].iloc[-1])
    length = walked.searcher.graph.reading.network.length_m[edge]
    found = walked.at(np.full(3, edge), np.array([0.0, 100.0, length]))
    assert sorted(found[[0, 2]]) == pytest.approx([70, 125])
    assert found[1] == pytest.approx(min(abs(length - 120 - 100), abs(120 - 100)) + 5)


# --- against adding the way and searching again ---------------------------------------------------


def again(walked: Walked, ends) -> np.ndarray:
    """Metres per location by a slow search, with a link between two places: (edge, metres along it)."""
    searcher = walked.searcher
    reading = searcher.graph.reading
    graph = nx.DiGraph()

    def join(a, b, metres, *, private):
        for phase in (0, 2) if private else (1,):
            for tail, head in ((a, b), (b, a)):
                arc = ((tail, phase), (head, phase))
                if graph.get_edge_data(*arc, {"weight": np.inf})["weight"] > metres:
                    graph.add_edge(*arc, weight=metres)

    for edge in np.flatnonzero(reading.usable):
        length = reading.network.length_m[edge]
        beads = [(0.0, ("node", reading.u[edge])), (length, ("node", reading.v[edge]))]
        for side in ("locations", "facilities"):
            table = getattr(searcher, side)
            beads += [
                (along, (side, i))
                for i, (e, along) in enumerate(zip(table["edge"], table["along_m"], strict=True))
                if e == edge
            ]
        beads += [(along, ("link", i)) for i, (e, along) in enumerate(ends) if e == edge]
        beads.sort(key=lambda bead: bead[0])
        for (s, one), (t, other) in zip(beads, beads[1:], strict=False):
            join(one, other, t - s, private=reading.network.private[edge])
    for one, other in reading.gates:
        join(("node", one), ("node", other), 0.0, private=True)
    if len(ends):
        xy = [reading.xy[reading.u[e]] + (reading.xy[reading.v[e]] - reading.xy[reading.u[e]])
              * (along / reading.network.length_m[e]) for e, along in ends]  # fmt: skip
        join(("link", 0), ("link", 1), float(np.hypot(*(xy[0] - xy[1]))), private=False)
    for name in {name for name, _ in graph.nodes}:
        for phase in (0, 1):
            graph.add_edge((name, phase), (name, phase + 1), weight=0.0)
    for i, off in enumerate(searcher.facilities["off_m"]):
        if searcher.facilities["edge"].iloc[i] >= 0:
            graph.add_edge(("start", 0), (("facilities", i), 0), weight=off)
    reached = (
        nx.single_source_dijkstra_path_length(graph, ("start", 0)) if ("start", 0) in graph else {}
    )
    metres = np.full(searcher.n_locations, np.inf)
    for i, (row, off) in enumerate(
        zip(searcher.location_rows, searcher.locations["off_m"], strict=True)
    ):
        if searcher.locations["edge"].iloc[i] >= 0:
            metres[row] = min(metres[row], reached.get((("locations", i), 2), np.inf) + off)
    return metres


@pytest.mark.parametrize("reading", ["possible", "certain"])
@settings(max_examples=150)
@given(town=towns(max_points=5))
def test_a_link_does_what_adding_the_way_and_searching_again_does(reading, town):
    done = ready(town)
    searcher = getattr(Searcher, reading)(done.network, done.locations, done.facilities)
    walked = Walked(searcher, np.ones(len(done.facilities.points), dtype=bool))
    places = Places.on(done.network, spacing_m=70)
    usable = searcher.graph.reading.usable[places.edge]
    places = Places(*(column[usable] for column in places))
    before = again(walked, [])
    np.testing.assert_allclose(walked.of_locations, before, atol=2e-6)
    pairs = find_links(walked, places, NOTHING, within_m=150, least_gain_m=0)
    for number, rows, metres in effects(walked, places, pairs, within_m=np.inf):
        ends = [
            (places.edge[i], places.along_m[i]) for i in (pairs.far[number], pairs.near[number])
        ]
        after = again(walked, ends)
        expected = np.flatnonzero(after < before - 1e-5)
        assert set(expected) <= set(rows)
        np.testing.assert_allclose(metres, after[rows], atol=1e-5)


@settings(max_examples=60)
@given(town=towns(max_points=4))
def test_who_differs_by_less_than_the_link_is_long_gains_nothing(town):
    """The other half of the claim: no pair is missed."""
    done = ready(town)
    searcher = Searcher.possible(done.network, done.locations, done.facilities)
    walked = Walked(searcher, np.ones(len(done.facilities.points), dtype=bool))
    places = Places.on(done.network, spacing_m=1_000)
    metres, before = walked.at(places.edge, places.along_m), again(walked, [])
    for i in range(len(places.edge)):
        for j in range(i):
            length = float(np.hypot(*(places.xy[i] - places.xy[j])))
            ends = [(places.edge[k], places.along_m[k]) for k in (i, j)]
            with np.errstate(invalid="ignore"):
                gains = abs(metres[i] - metres[j]) > length + 1e-6
            if not gains:
                np.testing.assert_allclose(again(walked, ends), before, atol=1e-5)
