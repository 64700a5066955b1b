"""On the real streets of Kampen: counts, readings, and the same distances as OSMnx on the same ways."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import osmium
import pandas as pd
import pytest
import scipy.spatial
import shapely

from wozgeo.domain.crs import to_rd, to_wgs84
from wozgeo.domain.vocabulary import Profile, Reason, State
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.distances import measure_distances
from wozgeo.network.doors import open_doors
from wozgeo.network.routes import trace_routes
from wozgeo.network.snapping import Snapper
from wozgeo.network.walkability import walkability

pytestmark = [pytest.mark.kampen, pytest.mark.slow]

SEARCH_LIMIT_M = 5_000

ALWAYS = read_facility_rules().always


@dataclass(frozen=True)
class Measured:
    network: WalkNetwork
    locations: Accesses
    facilities: Accesses
    distances: pd.DataFrame


@pytest.fixture(scope="module")
def kampen(kampen_file) -> OsmTables:
    return read_osm(kampen_file, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())


def measured(tables: OsmTables, profile: Profile, *, wheels: "Measured | None" = None) -> Measured:
    network = build_network(tables.ways, tables.stops, profile=profile, obstacles=tables.obstacles)
    fit = Snapper(wheels.network, tables.obstacles, 250) if wheels else None
    snapper = Snapper(network, tables.obstacles, 250, wheels=fit)
    on_nodes = tables.addresses[tables.addresses.index.str.startswith("n")]
    sides = [Accesses.of(table.geometry, snapper) for table in (on_nodes, tables.facilities)]
    network, *sides = open_doors(network, *sides, max_extra_m=snapper.max_extra_m)
    distances = measure_distances(
        network,
        *sides,
        tables.facilities["voorziening"],
        wanted=ALWAYS,
        search_limit_m=SEARCH_LIMIT_M,
        extent=tables.extent,
    )
    return Measured(network, *sides, distances)


@pytest.fixture(scope="module")
def rollator(kampen) -> Measured:
    return measured(kampen, Profile.ROLLATOR)


class TestWhatIsThere:
    def test_addresses(self, kampen):
        # 25 819 nodes; 26 are drawn twice, and one holds two numbers
        assert kampen.addresses.index.str.startswith("n").sum() == 25_819 - 26 + 1
        assert kampen.addresses.index.is_unique
        assert 0.88 < len(kampen.dwellings) / len(kampen.addresses) < 0.97

    def test_garage_boxes_and_transformer_houses_are_no_dwellings(self, kampen):
        assert kampen.counts["adressen"]["garagebox, trafo of nutsgebouw, aan het nummer"] == 1_190
        assert len(kampen.dwellings) == 22_915
        numbers = kampen.dwellings["huisnummer"]
        assert not numbers.str.contains(r"(?:GR|TR|NUTS|KEL|BRWH)\d*$").any()

    def test_facilities(self, kampen):
        count = kampen.facilities["voorziening"].value_counts()
        assert count["supermarkt"] == 14
        assert count["huisarts"] == 2, "three amenity=doctors, one of them a test site"
        assert count["ontmoetingsplek"] == 3 + 2
        assert count["ov_halte"] >= 110 + 2

    def test_the_edge_of_the_map(self, kampen):
        west, south, east, north = to_wgs84(shapely.get_coordinates(kampen.extent)).T[[0, 1, 0, 1]]
        assert (west.min(), south.min()) == pytest.approx((5.841, 52.524), abs=1e-3)
        assert (east.max(), north.max()) == pytest.approx((5.989, 52.584), abs=1e-3)
        assert len(kampen.ways.index[kampen.ways["highway"] != ""].unique()) <= 5_555


class TestDistances:
    def test_certain_is_never_shorter(self, rollator):
        table = rollator.distances
        assert not (table["certain_m"] < table["distance_m"]).any()

    def test_nearly_every_address_has_an_answer(self, rollator):
        reason = rollator.distances["reason"].astype(str)
        assert reason.isin(["", *Reason]).all()
        assert (reason.isin(["", Reason.BUITEN_ZOEKGRENS])).mean() > 0.99

    @pytest.mark.parametrize("voorziening", ALWAYS)
    def test_the_third_state_costs_little(self, rollator, voorziening):
        table = rollator.distances.xs(str(voorziening), level="voorziening")
        unknown = (table["distance_m"] < 400) & ~(table["certain_m"] < 400)
        assert unknown.mean() < 0.01

    def test_never_shorter_than_the_crow_flies(self, rollator):
        table = rollator.distances.reset_index()
        table = table[np.isfinite(table["distance_m"])]
        here = rollator.locations.points.loc[table["location_id"]].to_numpy()
        there = rollator.facilities.points.loc[table["facility_id"].astype(str)].to_numpy()
        assert (table["distance_m"].to_numpy() >= shapely.distance(here, there) - 1e-5).all()

    def test_a_walker_never_walks_more_than_someone_with_a_rollator(self, kampen, rollator):
        """What serves a rollator serves a walker, also where the nearest way leads nowhere."""
        walker = measured(kampen, Profile.VOETGANGER, wheels=rollator)
        for reading in ("distance_m", "certain_m"):
            one, two = (m.distances[reading].fillna(np.inf) for m in (walker, rollator))
            assert (one <= two + 1e-5).all()
            assert (one < two - 50).sum() > 100, "many walk less: the test can fail"

    def test_routes_are_as_long_as_the_distances(self, kampen, rollator):
        chosen = np.sort(
            np.random.default_rng(4).choice(len(rollator.locations.points), 400, replace=False)
        )
        some = rollator.locations.only(chosen)
        routes = trace_routes(
            rollator.network,
            some,
            rollator.facilities,
            kampen.facilities["voorziening"],
            wanted=ALWAYS,
            search_limit_m=SEARCH_LIMIT_M,
        )
        wanted = rollator.distances["distance_m"].reindex(routes.index)
        assert len(routes) > 1_400
        assert routes.geometry.length.to_numpy() == pytest.approx(wanted.to_numpy(), abs=1e-4)


@pytest.fixture(scope="module")
def ways(kampen) -> gpd.GeoDataFrame:
    judged = walkability(kampen.ways, profile=Profile.VOETGANGER)
    public = (judged["state"] == State.OPEN) & ~judged["private"]
    lines = (kampen.ways.geom_type == "LineString") & (kampen.ways["highway"] != "")
    return kampen.ways[(public & lines).to_numpy()]


@pytest.fixture(scope="module")
def graph(ways, tmp_path_factory) -> nx.MultiDiGraph:
    import osmnx as ox

    path = tmp_path_factory.mktemp("osmnx") / "ways.osm"
    write_ways(ways, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ox.graph_from_xml(path, bidirectional=True, simplify=False, retain_all=True)


@pytest.fixture(scope="module")
def nodes(kampen, ways) -> tuple[pd.Series, pd.DataFrame]:
    """The street node nearest to each of 200 addresses, and to each facility."""
    ids = np.concatenate(ways["nodes"].to_numpy())
    xy = shapely.get_coordinates(ways.geometry.to_numpy())
    tree = scipy.spatial.KDTree(xy)
    sample = kampen.addresses.sample(200, random_state=11)
    place = {
        name: tree.query(shapely.get_coordinates(table.geometry))[1]
        for name, table in (("address", sample), ("facility", kampen.facilities))
    }
    locations = pd.Series({f"a{i}": int(ids[k]) for i, k in enumerate(place["address"])})
    facilities = pd.DataFrame(
        {
            "node": ids[place["facility"]],
            "voorziening": kampen.facilities["voorziening"].to_numpy(),
        },
        index=[f"f{i}" for i in range(len(kampen.facilities))],
    )
    return locations, facilities


@pytest.fixture(scope="module")
def ours(kampen, ways, nodes) -> pd.DataFrame:
    locations, facilities = nodes
    ids = np.concatenate(ways["nodes"].to_numpy())
    where = dict(zip(ids.tolist(), shapely.get_coordinates(ways.geometry.to_numpy()), strict=True))
    network = build_network(ways, kampen.stops.iloc[:0], profile=Profile.VOETGANGER)
    snapper = Snapper(network, kampen.obstacles.iloc[:0], 1)

    def side(numbers: pd.Series) -> Accesses:
        return Accesses.of(
            gpd.GeoSeries(
                [shapely.Point(where[n]) for n in numbers], index=numbers.index, crs=28992
            ),
            snapper,
        )

    return measure_distances(
        network,
        side(locations),
        side(facilities["node"]),
        facilities["voorziening"],
        wanted=ALWAYS,
        search_limit_m=100_000,
        extent=kampen.extent,
    )["distance_m"].unstack()


class TestAgainstOsmnx:
    """Public ways a walker may use, from node to node: only the definition of a length differs.

    OSMnx measures great circles on a sphere, wozgeo straight pieces in RD New: up to 0.3 % apart,
    depending on the direction. With RD lengths on OSMnx's graph nothing is left but centimetres.
    """

    def theirs(self, graph, nodes) -> pd.DataFrame:
        locations, facilities = nodes
        columns = {}
        for voorziening in ALWAYS:
            sources = set(facilities.loc[facilities["voorziening"] == voorziening, "node"].tolist())
            reached = nx.multi_source_dijkstra_path_length(graph, sources, weight="length")
            columns[str(voorziening)] = locations.map(reached.get).astype(float)
        return pd.DataFrame(columns)

    def test_great_circles_are_within_three_per_mille(self, graph, nodes, ours):
        theirs = self.theirs(graph, nodes)[ours.columns].loc[ours.index]
        assert theirs.shape == (200, 4)
        assert (theirs.isna() == ours.isna()).all(axis=None)
        assert theirs.notna().mean(axis=None) > 0.95
        apart = ((theirs - ours) / ours).where(ours > 50).stack().dropna()
        assert len(apart) > 600
        assert apart.abs().max() < 0.004
        assert apart.abs().max() > 1e-5, "the lengths do differ: this check looks at something"

    def test_with_the_same_lengths_nothing_is_left(self, graph, nodes, ours):
        same = graph.copy()
        xy = dict(
            zip(
                same.nodes, to_rd([(d["x"], d["y"]) for _, d in same.nodes(data=True)]), strict=True
            )
        )
        for u, v, data in same.edges(data=True):
            data["length"] = float(np.hypot(*(xy[u] - xy[v])))
        theirs = self.theirs(same, nodes)[ours.columns].loc[ours.index]
        assert np.nanmax((theirs - ours).abs().to_numpy()) < 0.5, (
            "7 decimals of a degree, over some hundred nodes"
        )


def write_ways(ways: gpd.GeoDataFrame, path: Path) -> None:
    """Write some ways as OpenStreetMap XML."""
    ids = np.concatenate(ways["nodes"].to_numpy())
    lonlat = to_wgs84(shapely.get_coordinates(ways.geometry.to_numpy()))
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in sorted(dict(zip(ids.tolist(), lonlat.tolist(), strict=True)).items()):
            writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=place))
        for number, (nodes, highway) in enumerate(
            zip(ways["nodes"], ways["highway"], strict=True), start=1
        ):
            writer.add_way(
                osmium.osm.mutable.Way(
                    id=number, version=1, nodes=nodes.tolist(), tags={"highway": highway}
                )
            )
