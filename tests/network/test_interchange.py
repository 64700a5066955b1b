"""A network goes to networkx and OSMnx and comes back as it was; their graphs come in whole."""

from collections import Counter
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from towns import Town, at
from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.errors import InputError
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.graphs import NO_WAY
from wozgeo.network.interchange import from_networkx, to_networkx

ROLLATOR, VOETGANGER = Profile.ROLLATOR, Profile.VOETGANGER


def network_of(town: Town, profile: Profile = ROLLATOR) -> WalkNetwork:
    tables = town.tables()
    return build_network(tables.ways, tables.stops, profile=profile)


def gate_town() -> Town:
    """Draw a street through a gate that nobody with a rollator passes, and a private path.

    ::

        A===B===C     A-B-C street 200 m, B a kissing gate
                |
                D     C-D private path, 50 m, surface unknown, D a private gate
    """
    return Town(
        nodes={"A": (0, 0), "B": (100, 0), "C": (200, 0), "D": (200, -50)},
        ways=["A B C: residential", "C D: path access=private"],
        stops={"B": "kissing_gate", "D": "gate access=private"},
    )


def graph_of(
    nodes: dict[object, tuple[float, float]], *edges: tuple, kind: type = nx.MultiDiGraph, **graph
) -> nx.Graph:
    """Draw a graph: places in metres from the origin, edges as (u, v, attributes)."""
    drawn = kind(crs="EPSG:28992", **graph) if "crs" not in graph else kind(**graph)
    for name, place in nodes.items():
        x, y = at(*place)
        drawn.add_node(name, x=x, y=y)
    for u, v, attributes in edges:
        drawn.add_edge(u, v, **attributes)
    return drawn


def line(*places: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([at(*place) for place in places])


def streets_of(network: WalkNetwork) -> list[tuple]:
    """List edges as (one end, other end, metres), in metres from the origin, whatever their order."""
    xy = np.round(network.xy - at(0, 0), 3)
    ends = [
        sorted(map(tuple, xy[[u, v]].tolist())) for u, v in zip(network.u, network.v, strict=True)
    ]
    return sorted(
        (a, b, round(m, 3)) for (a, b), m in zip(ends, network.length_m.tolist(), strict=True)
    )


def description(network: WalkNetwork, digits: int = 9) -> list[tuple]:
    """Describe every node by itself and by its edges, whatever their order.

    Copies of a node differ in their edges only.
    """
    places = np.round(network.xy, digits).tolist()
    edges: list[list[tuple]] = [[] for _ in range(network.n_nodes)]
    says = (network.way_id, network.state, network.private, network.bridge, network.ground)
    parts = (network.u, network.v, network.length_m, *says)
    for u, v, length, *rest in zip(*(part.tolist() for part in parts), strict=True):
        for here, there in ((u, v), (v, u)):
            edges[here].append((int(network.node_id[there]), round(length, digits), *rest))
    nodes = zip(network.node_id.tolist(), places, network.doubtful.tolist(), edges, strict=True)
    return sorted(
        (node, *place, doubtful, sorted(around)) for node, place, doubtful, around in nodes
    )


# --- out ------------------------------------------------------------------------------------------


def test_a_network_goes_out_in_the_form_of_osmnx():
    graph = to_networkx(network_of(gate_town()))
    assert graph.graph == {"crs": "EPSG:28992"}
    marks = {"doubtful": False, "own_gate": False}
    assert graph.nodes[1] == {"x": 190_000.0, "y": 507_000.0, **marks}
    assert graph.nodes[4]["doubtful"] is True
    assert graph.nodes[4]["own_gate"] is True
    assert graph.number_of_edges() == 2 * 3
    expected = {
        "osmid": 102,
        "length": 50.0,
        "state": "unknown",
        "private": True,
        "bridge": "no",
        "ground": "yes",
    }
    assert graph.edges[3, 4, 0] == graph.edges[4, 3, 0] == expected


def test_a_node_that_cannot_be_passed_goes_out_as_copies_without_a_way_through():
    graph = to_networkx(network_of(gate_town()))
    copies = {node for node, data in graph.nodes(data=True) if data.get("copy_of") == 2}
    assert len(copies) == 2
    assert all(node < 0 for node in copies)
    assert not nx.has_path(graph, 1, 3)
    assert nx.has_path(to_networkx(network_of(gate_town(), VOETGANGER)), 1, 3)


def test_degrees_change_places_but_not_metres():
    network = network_of(gate_town())
    metres, degrees = to_networkx(network), to_networkx(network, crs="EPSG:4326")
    assert degrees.graph["crs"] == "EPSG:4326"
    ((lon, lat),) = to_wgs84([at(0, 0)])
    assert (degrees.nodes[1]["x"], degrees.nodes[1]["y"]) == (lon, lat)
    assert 5 < lon < 7 < 52 < lat < 53
    assert list(degrees.edges(data=True)) == list(metres.edges(data=True))


# --- there and back -------------------------------------------------------------------------------

TAGS = [
    "residential",
    "path",
    "path access=private",
    "service access=private",
    "cycleway surface=asphalt bridge=yes",
    "service access=private surface=asphalt bridge=movable",
    "motorway",
]
STOPS = ["kissing_gate", "gate access=private", "bollard"]
spot = st.floats(-500, 500, allow_nan=False)


@st.composite
def towns(draw: st.DrawFn) -> Town:
    """Streets of any shape between a few nodes: parallel, in loops, to and fro."""
    nodes = {
        f"n{i}": place
        for i, place in enumerate(draw(st.lists(st.tuples(spot, spot), min_size=2, max_size=7)))
    }
    names = st.sampled_from(sorted(nodes))
    way = st.tuples(st.lists(names, min_size=2, max_size=5), st.sampled_from(TAGS))
    ways = [
        f"{' '.join(along)}: {tags}" for along, tags in draw(st.lists(way, min_size=1, max_size=6))
    ]
    return Town(
        nodes=nodes,
        ways=[*ways, "n0 n1: residential"],
        stops=draw(st.dictionaries(names, st.sampled_from(STOPS), max_size=3)),
    )


@given(towns(), st.sampled_from(Profile))
def test_there_and_back_nothing_has_changed(town: Town, profile: Profile):
    network = network_of(town, profile)
    assert description(from_networkx(to_networkx(network), profile=profile)) == description(network)


@given(towns())
def test_there_and_back_through_degrees_nothing_moves_a_millimetre(town: Town):
    network = network_of(town)
    back = from_networkx(to_networkx(network, crs="EPSG:4326"), profile=ROLLATOR)
    np.testing.assert_array_equal(back.node_id, network.node_id)
    np.testing.assert_array_equal(back.doubtful, network.doubtful)
    np.testing.assert_array_equal(back.own_gate, network.own_gate)
    np.testing.assert_allclose(back.xy, network.xy, rtol=0, atol=0.001)
    assert Counter(back.state) == Counter(network.state)
    assert back.length_m.sum() == pytest.approx(network.length_m.sum(), abs=0.002 * back.n_edges)


@pytest.mark.kampen
def test_kampen_goes_there_and_back(kampen_file):
    from wozgeo.inputs.dwellings import read_dwelling_rule
    from wozgeo.inputs.facilities import read_facility_rules
    from wozgeo.inputs.osm import read_osm

    tables = read_osm(kampen_file, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    network = build_network(tables.ways, tables.stops, profile=ROLLATOR)
    assert network.n_edges > 20_000
    assert (network.state == State.UNKNOWN).any()
    assert network.private.any()
    back = from_networkx(to_networkx(network), profile=ROLLATOR)
    assert description(back) == description(network)


# --- in: hand-drawn graphs ------------------------------------------------------------------------


def test_a_plain_graph_needs_no_more_than_places():
    graph = nx.Graph()
    for name, place in {"hier": (0, 0), "daar": (30, 40)}.items():
        graph.add_node(name, x=at(*place)[0], y=at(*place)[1])
    graph.add_edge("hier", "daar", length=50.0)
    network = from_networkx(graph, profile=ROLLATOR)
    assert streets_of(network) == [((0.0, 0.0), (30.0, 40.0), 50.0)]
    assert (network.node_id < 0).all()
    assert network.way_id.tolist() == [NO_WAY]
    assert network.open.all()
    assert not network.private.any()


def test_metres_are_measured_not_believed():
    graph = graph_of({1: (0, 0), 2: (100, 0)}, (1, 2, {"length": 0.1}))
    assert from_networkx(graph, profile=ROLLATOR).length_m.tolist() == [100.0]


@pytest.mark.parametrize("crs", [None, "epsg:4326", "EPSG:25832", "EPSG:3857"])
def test_any_crs_gives_the_same_metres(crs):
    import pyproj

    rd = np.array([at(0, 0), at(300, 400)])
    lonlat = to_wgs84(rd)
    xy = lonlat
    if crs not in (None, "epsg:4326"):
        xy = np.column_stack(
            pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(*lonlat.T)
        )
    graph = nx.MultiDiGraph() if crs is None else nx.MultiDiGraph(crs=pyproj.CRS(crs))
    for node, (x, y) in enumerate(xy.tolist(), start=1):
        graph.add_node(node, x=x, y=y)
    graph.add_edge(1, 2, geometry=shapely.LineString([xy[0], (xy[0] + xy[1]) / 2, xy[1]]))
    network = from_networkx(graph, profile=ROLLATOR)
    np.testing.assert_allclose(network.xy[:2], to_rd(lonlat), rtol=0, atol=0.001)
    assert network.length_m.sum() == pytest.approx(500, abs=0.05)


BEND = line((0, 0), (50, 30), (100, 0))


def test_a_bend_becomes_straight_pieces_with_nodes_of_their_own():
    """A two-way street with a bend in it.

    ::

            .
          /   \\       1 to 2 by (50, 30): 2 x 58.31 m
        1       2
    """
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)},
        (1, 2, {"geometry": BEND, "osmid": 7}),
        (2, 1, {"geometry": BEND.reverse(), "osmid": 7}),
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert streets_of(network) == [
        ((0.0, 0.0), (50.0, 30.0), 58.31),
        ((50.0, 30.0), (100.0, 0.0), 58.31),
    ]
    assert network.node_id.tolist()[:2] == [1, 2]
    assert network.node_id[2] < 0
    assert network.way_id.tolist() == [7, 7]


@pytest.mark.parametrize("one_way", [(1, 2), (2, 1)])
def test_walking_ignores_oneway_and_the_direction_a_line_was_drawn_in(one_way):
    graph = graph_of({1: (0, 0), 2: (100, 0)}, (*one_way, {"geometry": BEND, "oneway": True}))
    assert len(streets_of(from_networkx(graph, profile=ROLLATOR))) == 2


def test_two_streets_between_two_nodes_stay_two_when_their_lines_differ():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)},
        (1, 2, {"geometry": BEND}),
        (2, 1, {"geometry": line((100, 0), (50, -30), (0, 0))}),
        (1, 2, {}),
        (1, 2, {"geometry": line((0, 0), (100, 0))}),
    )
    lengths = Counter(m for *_, m in streets_of(from_networkx(graph, profile=ROLLATOR)))
    assert lengths == {58.31: 4, 100.0: 1}


def test_lines_that_cross_without_a_node_are_not_connected():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0), 3: (50, -50), 4: (50, 50)},
        (1, 2, {"geometry": line((0, 0), (50, 0), (100, 0))}),
        (3, 4, {"geometry": line((50, -50), (50, 0), (50, 50))}),
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert (network.n_nodes, network.n_edges) == (6, 4)


def test_a_street_that_returns_to_its_node_is_kept_once():
    loop = line((0, 0), (30, 0), (30, 30), (0, 0))
    graph = graph_of(
        {1: (0, 0), 2: (-10, 0)},
        (1, 1, {"geometry": loop}),
        (1, 1, {"geometry": loop.reverse()}),
        (1, 2, {}),
        (1, 1, {}),
    )
    assert [m for *_, m in streets_of(from_networkx(graph, profile=ROLLATOR))] == [
        10.0,
        30.0,
        42.426,
        30.0,
    ]


def test_a_line_that_stops_short_of_its_nodes_is_walked_from_them():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)}, (1, 2, {"geometry": line((10, 0), (10, 0), (90, 0))})
    )
    assert [m for *_, m in streets_of(from_networkx(graph, profile=ROLLATOR))] == [10.0, 80.0, 10.0]


@pytest.mark.parametrize(
    ("tags", "profile", "state", "private"),
    [
        ({"highway": "residential"}, ROLLATOR, State.OPEN, False),
        ({"highway": "cycleway", "oneway": True}, ROLLATOR, State.OPEN, False),
        ({"highway": "path"}, ROLLATOR, State.UNKNOWN, False),
        ({"highway": "path", "surface": float("nan")}, VOETGANGER, State.OPEN, False),
        ({"highway": "path", "surface": "asphalt"}, ROLLATOR, State.OPEN, False),
        ({"highway": "service", "access": "private"}, ROLLATOR, State.OPEN, True),
        # merged by simplification: the worst of the combinations
        ({"highway": ["residential", "path"]}, ROLLATOR, State.UNKNOWN, False),
        ({"highway": ["residential", "path"]}, VOETGANGER, State.OPEN, False),
        (
            {"highway": ["path", "cycleway"], "surface": ["asphalt", "fine_gravel"]},
            ROLLATOR,
            State.UNKNOWN,
            False,
        ),
        ({"highway": "service", "access": ["yes", "private"]}, ROLLATOR, State.OPEN, True),
        # what the edge says itself comes first
        ({"highway": "path", "state": "open"}, ROLLATOR, State.OPEN, False),
        ({"state": ["open", "unknown"], "private": [False, True]}, ROLLATOR, State.UNKNOWN, True),
    ],
)
def test_tags_are_judged_by_the_same_law(tags, profile, state, private):
    network = from_networkx(graph_of({1: (0, 0), 2: (100, 0)}, (1, 2, tags)), profile=profile)
    assert (network.state.tolist(), network.private.tolist()) == ([state], [private])


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": ["residential", "steps"]},
        {"highway": "residential", "foot": ["yes", "no"]},
        {"state": ["open", "closed"]},
    ],
)
def test_what_is_closed_in_part_is_left_out(tags):
    graph = graph_of(
        {1: (0, 0), 2: (100, 0), 3: (200, 0)}, (1, 2, tags), (2, 3, {"highway": "service"})
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert streets_of(network) == [((100.0, 0.0), (200.0, 0.0), 100.0)]
    assert network.node_id.tolist() == [1, 2, 3]


def test_of_two_directions_the_better_one_counts():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)},
        (1, 2, {"highway": "path", "osmid": 5}),
        (2, 1, {"highway": "residential", "osmid": [9, 6]}),
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert (network.open.tolist(), network.way_id.tolist()) == ([True], [6])


def test_a_private_street_known_to_be_open_stays_beside_a_public_one_that_is_not():
    bend = {"geometry": BEND, "highway": "path"}
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)},
        (1, 2, bend),
        (2, 1, {**bend, "access": "private", "surface": "asphalt"}),
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert (
        sorted(zip(network.open, network.private, strict=True))
        == [(False, False)] * 2 + [(True, True)] * 2
    )


@pytest.mark.parametrize(
    ("tag", "bridge"), [("yes", True), (["yes", "movable"], True), ("no", False), (None, False)]
)
def test_a_bridge_stays_a_bridge(tag, bridge):
    network = from_networkx(
        graph_of({1: (0, 0), 2: (100, 0)}, (1, 2, {"bridge": tag})), profile=ROLLATOR
    )
    assert network.bridge.tolist() == [bridge]


def test_a_direction_that_is_closed_does_not_close_the_other():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0)},
        (1, 2, {"highway": "service", "foot": "no"}),
        (2, 1, {"highway": "service", "access": "private"}),
    )
    assert from_networkx(graph, profile=ROLLATOR).private.tolist() == [True]


def test_barriers_on_nodes_stop_as_they_do_in_a_file():
    graph = to_networkx(
        replace(network_of(gate_town(), VOETGANGER), doubtful=np.zeros(4, dtype=bool))
    )
    graph.nodes[2]["barrier"] = "kissing_gate"
    graph.nodes[4].update(barrier="gate", access="private")
    assert description(from_networkx(graph, profile=ROLLATOR))[0] == (
        1,
        *at(0, 0),
        False,
        [(2, 100.0, 101, 0, False, False, True)],
    )
    network = from_networkx(graph, profile=ROLLATOR)
    assert sorted(network.node_id) == [1, 2, 2, 2, 3, 4]
    assert network.node_id[network.doubtful].tolist() == [4]


# --- in: from OSMnx -------------------------------------------------------------------------------


def test_a_graph_that_osmnx_simplified_is_as_long_and_as_well_connected():
    """OSMnx keeps the crossings D and F, bends the street F-A-B-C-D and lists the ways it is of.

    ::

        A--B--C         D to F straight, by E with a bend, or all around
        |     |
        F=====D--E
         \\______/
    """
    import osmnx

    nodes = {
        "A": (0, 0),
        "B": (40, 10),
        "C": (100, 0),
        "D": (100, -80),
        "E": (140, -100),
        "F": (0, -80),
    }
    ways = ["A B C: residential", "C D: residential", "D E F D: service", "F A: residential"]
    town = Town(nodes=nodes, ways=ways)
    network = network_of(town)
    graph = osmnx.simplify_graph(to_networkx(network, crs="EPSG:4326"))
    assert len(graph) == 2
    assert any(isinstance(data["osmid"], list) for *_, data in graph.edges(data=True))
    back = from_networkx(graph, profile=ROLLATOR)
    assert back.n_edges == network.n_edges
    assert back.length_m.sum() == pytest.approx(network.length_m.sum(), abs=0.01)
    there, here = (nx.Graph(to_networkx(n)) for n in (network, back))
    assert nx.shortest_path_length(here, 4, 6, weight="length") == pytest.approx(100.0, abs=0.01)
    assert nx.number_connected_components(there) == nx.number_connected_components(here) == 1


def test_osmnx_takes_what_goes_out_and_gives_it_back(tmp_path):
    import osmnx

    network = network_of(gate_town())
    graph = to_networkx(network)
    nodes, edges = osmnx.graph_to_gdfs(graph)
    assert (len(nodes), len(edges)) == (6, 6)
    assert edges.length.tolist() == edges["length"].tolist()
    osmnx.save_graphml(graph, tmp_path / "streets.graphml")
    for back in (
        osmnx.graph_from_gdfs(nodes, edges),
        osmnx.load_graphml(tmp_path / "streets.graphml"),
    ):
        assert description(from_networkx(back, profile=ROLLATOR)) == description(network)


# --- in: what is wrong ----------------------------------------------------------------------------


def test_every_fault_of_the_edges_is_named_at_once():
    graph = graph_of(
        {1: (0, 0), 2: (100, 0), 3: (200, 0)},
        (1, 2, {"geometry": shapely.Point(at(0, 0))}),
        (2, 3, {"length": 250.0}),
        (1, 3, {"geometry": "LINESTRING (0 0, 1 1)", "state": "ajar"}),
    )
    with pytest.raises(InputError) as caught:
        from_networkx(graph, profile=ROLLATOR)
    line_fault, length_fault, state_fault = caught.value.faults
    assert line_fault.startswith("edges (1, 2), (1, 3) have a geometry that is no LineString")
    assert length_fault.startswith("edges (2, 3) are longer than the straight line")
    assert state_fault.startswith("edges (1, 3) have another state than open, unknown, closed")


@pytest.mark.parametrize(
    ("graph", "fault"),
    [
        pytest.param(nx.Graph(), "there are none", id="empty"),
        pytest.param(
            nx.Graph([(1, 2), (2, 3), (3, 4)]), "1, 2, 3 and 1 more; give", id="no places"
        ),
        pytest.param(graph_of({1: (0, 0)}), "none of its 0 edges", id="no edges"),
        pytest.param(
            graph_of({1: (0, 0), 2: (9, 0)}, (1, 2, {"highway": "motorway"})),
            "none of its 1 edges can be walked by a rollator",
            id="motorway",
        ),
        pytest.param(
            graph_of({1: (0, 0), 2: (9, 0)}, (1, 1, {})),
            "none of its edges has any length",
            id="dots",
        ),
        pytest.param(graph_of({1: (-500_000, 0)}), "outside the Netherlands: 1", id="far away"),
        pytest.param(
            graph_of({1: (0, 0)}, crs="epsg:4326"),
            "outside the Netherlands: 1",
            id="metres as degrees",
        ),
        pytest.param(graph_of({1: (0, 0)}, crs="EPSG:1"), "'EPSG:1' is not known", id="crs"),
    ],
)
def test_a_graph_that_is_no_network_is_refused_with_a_reason(graph, fault):
    with pytest.raises(InputError, match=fault):
        from_networkx(graph, profile=ROLLATOR)
