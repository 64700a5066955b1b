"""On the real streets of Kampen: a door two metres off and a place five metres off stay within the span."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from wozgeo.config import parse_config
from wozgeo.domain.vocabulary import Profile
from wozgeo.inputs.osm import read_osm
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import build_network
from wozgeo.network.searcher import Searcher
from wozgeo.network.snapping import Snapper
from wozgeo.network.square_doors import open_doors
from wozgeo.runs.measuring import measure
from wozgeo.runs.named_streets import named_streets

pytestmark = [pytest.mark.kampen, pytest.mark.slow]

N_DRAWS, N_DWELLINGS, DOOR_M, PLACE_M = 200, 300, 2.0, 5.0


def moved(points: gpd.GeoSeries, metres: float, draw: np.random.Generator) -> gpd.GeoSeries:
    angle = draw.uniform(0, 2 * np.pi, len(points))
    step = metres * np.column_stack([np.cos(angle), np.sin(angle)])
    xy = shapely.get_coordinates(points.to_numpy()) + step
    return gpd.GeoSeries(shapely.points(xy), index=points.index, crs=points.crs)


@pytest.mark.parametrize("kind", ["supermarkt", "ontmoetingsplek"])
def test_of_200_draws_95_percent_fall_within_van_and_tot(kampen_file: Path, kind: str) -> None:
    """Each draw moves every door by 2 m and every place by 5 m, in any direction, and walks anew.

    The walk itself becomes up to 7 m longer or shorter by that, so so much is allowed at either end: what the
    span must hold is that by such a step one comes to another street.
    """
    osm = read_osm(kampen_file, with_backdrop=True)
    table = {"run": {"out": "."}, "osm": {"file": str(kampen_file)},
             "walking": {"profile": "rollator"}}  # fmt: skip
    config = parse_config(table, source="test", folder=Path())
    homes = osm.dwellings.sample(N_DWELLINGS, random_state=1)
    facilities = osm.facilities[(osm.facilities["voorziening"] == kind).to_numpy()]
    found = measure(config, osm, homes, facilities)
    span = found.distances.xs(kind, level="voorziening").loc[homes.index]
    network = build_network(osm.ways, osm.stops, profile=Profile.ROLLATOR, obstacles=osm.obstacles)
    snapper = Snapper(network, osm.obstacles, config.max_off_network_m, config.max_extra_m)
    streets = named_streets(osm.ways, homes["straat"], osm.buildings)
    draw, inside = np.random.default_rng(1), 0
    for _ in range(N_DRAWS):
        sides = (
            Accesses.of(moved(homes.geometry, DOOR_M, draw), snapper, streets),
            Accesses.of(moved(found.facility_access.points, PLACE_M, draw), snapper),
        )
        wider, *sides = open_doors(network, *sides, max_extra_m=config.max_extra_m)
        searcher = Searcher.possible(wider, *sides)
        metres = searcher.nearest(np.ones(len(sides[1].points), dtype=bool)).metres
        step_m = DOOR_M + PLACE_M
        low, high = span["shortest_m"] - step_m, span["longest_m"] + step_m
        inside += int(((metres >= low) & (metres <= high)).sum())
    known = int(span["distance_m"].notna().sum())
    share = inside / (N_DRAWS * known)
    assert share >= 0.95, share
