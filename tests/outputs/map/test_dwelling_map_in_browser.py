"""The way a dwelling walks: followed in the page, the very one that was measured; the network cut."""

import numpy as np
import pytest
import shapely
from browser import Reader

from towns import Town, walk
from wozgeo.domain.crs import to_rd
from wozgeo.network.path_trees import build_path_trees
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.draw import draw_map, write_map
from wozgeo.outputs.measured_tables import build_voorzieningen

pytestmark = pytest.mark.browser

TOWN = Town(
    nodes={"A": (0, 0), "B": (100, 0), "C": (160, 0), "D": (200, 0), "E": (200, 150)},
    ways=["A B: residential", "B C: path", "C D: residential", "D E: path"],
    locations={"h": (10, 12), "i": (170, 12), "j": (212, 60)},
    facilities={"s": (212, 100)},
)


@pytest.fixture(scope="module")
def ready():
    return walk(TOWN, profile="rollator", max_off_m=50)


def page_of(folder, ready, *, paths=True):
    wanted = ["supermarkt"]
    distances = ready.distances().xs("supermarkt", level=1)
    points = ready.locations.points
    woningen = points.to_frame("geometry").assign(
        straat="Kerkstraat",
        huisnummer=points.index.astype(str),
        afstand_supermarkt_m=distances["distance_m"],
        supermarkt_id=distances["facility_id"].astype(str),
    )
    facilities = ready.tables.facilities.assign(name="De winkel", source="OpenStreetMap")
    trees = build_path_trees(
        ready.network,
        ready.locations,
        ready.facilities,
        facilities["voorziening"],
        wanted=wanted,
        search_limit_m=5_000,
    )
    found = Found(
        name="Voorbeeld",
        search_limit_m=5_000,
        woningen=woningen.rename_axis("locatie_id"),
        voorzieningen=build_voorzieningen(
            facilities, ready.facilities.possible, facilities["source"]
        ),
        backdrop=ready.tables.ways.assign(kind="straat")[["kind", "geometry"]],
        paths=trees if paths else None,
    )
    return write_map(draw_map(found), folder / "kaart.html")


@pytest.fixture(scope="module")
def path(tmp_path_factory, ready):
    return page_of(tmp_path_factory.mktemp("kaart"), ready)


WALK = """async (id) => {
  const { kaart } = wozgeo; const { table } = kaart.dwellings;
  const i = [0, 1, 2].find((k) => table.text("index", k) === id);
  await kaart.walks.open();
  const { line, unknown } = kaart.walks.ofDwelling(i, "supermarkt");
  const flat = (latlngs) => latlngs.map(({ lat, lng }) => [lng, lat]);
  return [flat(line), unknown.map(flat)]; }"""


@pytest.mark.parametrize("place", ["h", "i", "j"])
def test_the_page_finds_the_route_that_was_measured(reader, ready, place):
    line, unknown = reader.page.evaluate(WALK, place)
    route = ready.routes().loc[(place, "supermarkt")]
    found = shapely.LineString(to_rd(np.array(line)))
    assert found.hausdorff_distance(route.geometry) < 0.6
    assert found.length == pytest.approx(route["distance_m"], abs=2)
    stretches = shapely.MultiLineString([to_rd(np.array(stretch)) for stretch in unknown])
    assert stretches.length == pytest.approx(route["unknown_m"], abs=2)
    assert len(stretches.geoms) == len(route["unknown_geometry"].geoms)


def test_the_card_draws_it_with_dots_where_it_is_unknown(reader, ready):
    door = np.array(ready.locations.points["h"].coords[0])
    reader.look_at(door)
    reader.click(door)
    assert "Kerkstraat h" in reader.card
    reader.page.wait_for_selector(".leaflet-overlay-pane path[stroke-dasharray]")
    assert reader.page.locator(".leaflet-overlay-pane path[stroke-dasharray]").count() == 2
    assert reader.page.get_attribute("#kaartje button.wie", "title") == "Toon de looproute"
    reader.page.keyboard.press("Escape")
    assert reader.page.locator(".leaflet-overlay-pane path[stroke-dasharray]").count() == 0


def test_without_paths_a_ring_says_which_place(chromium, tmp_path, ready):
    reader = Reader(chromium, page_of(tmp_path, ready, paths=False))
    door = np.array(ready.locations.points["h"].coords[0])
    reader.look_at(door)
    reader.click(door)
    assert reader.page.get_attribute("#kaartje button.wie", "title") == "Toon op de kaart"
    assert reader.page.locator(".leaflet-overlay-pane path").count() == 4
    assert reader.complaints == []
    reader.page.close()
