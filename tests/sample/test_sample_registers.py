"""The registers of the sample municipality: made by the script, and telling what its README says."""

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from click.testing import CliRunner

from wozgeo.inputs.bag import read_bag
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import build_network
from wozgeo.network.distances import measure_distances
from wozgeo.network.snapping import Snapper

FOLDER = Path(__file__).parents[2] / "data" / "voorbeeld"
EXPECTED = json.loads((Path(__file__).parent / "expected_verdicts.json").read_text("utf-8"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")
WORDS = {"voldoet": "voldoet", "voldoet_niet": "voldoet niet", "onbekend": "onbekend"}

ADDRESS = ["openbare_ruimte_naam", "huisnummer", "huisletter", "toevoeging", "postcode"]
ADDRESS += ["woonplaats_naam"]
PLAN_COLUMNS = {
    *("plan_id", "plannaam", "gemeente", "woonplaats", "vertrouwelijkheid"),
    *("opdrachtgever_type", "plantype", "projectfase", "status_planologisch"),
    *("oplevering_eerste", "oplevering_laatste", "aantal_nultreden_woningen"),
    *("aantal_geclusterde_woningen", "aantal_zorggeschikte_woningen"),
    *("aantal_huurwoningen_corporatie", "Totaal_bouw", "Totaal_resterend", "Totaal_netto"),
    *("realisatiekans", "geometry"),
}
CBS_COLUMNS = {
    *("gemeentecode", "gemeentenaam", "aantal_inwoners", "percentage_personen_65_jaar_en_ouder"),
    *("huisartsenpraktijk_gemiddelde_afstand_in_km", "grote_supermarkt_gemiddelde_afstand_in_km"),
    "geometry",
}


def layer(file: str, name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(FOLDER / file, layer=name)


@pytest.fixture(scope="module")
def sheet(made):
    return made[0][0][0]


@pytest.fixture(scope="module")
def written(script, made, tmp_path_factory) -> list[Path]:
    return script.write_registers(made[0], tmp_path_factory.mktemp("registers"))


@pytest.fixture(scope="module")
def vbo() -> gpd.GeoDataFrame:
    return layer("bag.gpkg", "verblijfsobject")


@pytest.fixture(scope="module")
def panden() -> gpd.GeoDataFrame:
    return layer("bag.gpkg", "pand")


@pytest.fixture(scope="module")
def plans() -> gpd.GeoDataFrame:
    return layer("planmonitor.gpkg", "planmonitor").set_index("plan_id", drop=False)


@pytest.fixture(scope="module")
def buurten() -> gpd.GeoDataFrame:
    return layer("buurten.gpkg", "buurten").set_index("buurtcode", drop=False)


@pytest.fixture(scope="module")
def osm():
    return read_osm(
        FOLDER / "wozerwaard.osm.pbf",
        rules=read_facility_rules(None, include=()),
        dwelling_rule=read_dwelling_rule(None),
    )


@pytest.fixture(scope="module")
def bag():
    return read_bag(FOLDER / "bag.gpkg")


@pytest.fixture(scope="module")
def walk(osm):
    """Measure the walk with a rollator from points to the nearest ontmoetingsplek."""
    network = build_network(osm.ways, osm.stops, profile="rollator")
    snapper = Snapper(network, osm.obstacles, 250.0)
    places = osm.facilities[osm.facilities["voorziening"].isin(read_facility_rules().always)]

    def measure(points: np.ndarray) -> pd.DataFrame:
        spots = gpd.GeoSeries(points, index=[str(i) for i in range(len(points))], crs=28992)
        access = Accesses.of(spots, snapper)
        found = measure_distances(
            network,
            access,
            Accesses.of(places.geometry, snapper),
            places["voorziening"],
            wanted=["ontmoetingsplek"],
            search_limit_m=5000.0,
            extent=osm.extent,
        )
        return found.droplevel("voorziening").assign(crosses=access.possible["crosses"])

    return measure


# --- made by the script ---------------------------------------------------------------------


def test_the_committed_registers_are_what_the_script_makes(written):
    for path in written:
        if path.suffix == ".xlsx":
            assert rows(path) == rows(FOLDER / path.name)
            continue
        if path.suffix == ".csv":
            assert path.read_bytes() == (FOLDER / path.name).read_bytes()
            continue
        names = pyogrio.list_layers(path)[:, 0]
        assert np.array_equal(names, pyogrio.list_layers(FOLDER / path.name)[:, 0])
        for name in names:
            again, here = gpd.read_file(path, layer=name), layer(path.name, name)
            pd.testing.assert_frame_equal(
                again.drop(columns="geometry"), here.drop(columns="geometry")
            )
            assert shapely.equals_exact(again.geometry, here.geometry, 0.01).all()


def test_equal_sheets_give_equal_registers_byte_for_byte(script, made, written, tmp_path):
    again = script.write_registers(made[0], tmp_path)
    assert [p.name for p in again] == [p.name for p in written]
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(again, written, strict=True))


def test_the_whole_sample_is_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_500_000


def test_registers_of_a_folder_that_is_not_there_are_told(script, made, tmp_path):
    with pytest.raises(FileNotFoundError, match="no such folder"):
        script.write_registers(made[0], tmp_path / "nowhere")


@pytest.mark.slow
def test_a_larger_municipality_may_have_registers_too(script, tmp_path):
    arguments = ["--dwellings", "5000", "--out", str(tmp_path / "groot.osm.pbf")]
    result = CliRunner().invoke(script.main, [*arguments, "--registers", str(tmp_path)])
    assert result.exit_code == 0, result.output
    bag = read_bag(tmp_path / "bag.gpkg")
    assert 4_500 <= len(bag.dwellings) <= 5_600
    plans = gpd.read_file(tmp_path / "planmonitor.gpkg")
    assert plans["plan_id"].is_unique
    assert len(plans) == 2 * len(EXPECTED["plannen"])
    assert len(gpd.read_file(tmp_path / "buurten.gpkg", layer="gemeenten")) == 2


# --- the BAG ------------------------------------------------------------------------------------


def test_bag_layers_have_the_columns_of_bag_light(vbo, panden):
    assert list(vbo) == [
        *("identificatie", "oppervlakte", "bouwjaar", "status", "gebruiksdoel", *ADDRESS),
        *("pand_identificatie", "geometry"),
    ]
    assert list(panden) == [
        *("identificatie", "bouwjaar", "status", "gebruiksdoel"),
        *("aantal_verblijfsobjecten", "geometry"),
    ]
    for name in ("ligplaats", "standplaats"):
        assert list(layer("bag.gpkg", name)) == ["identificatie", "status", *ADDRESS, "geometry"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("verblijfsobject", "01"), ("ligplaats", "02"), ("standplaats", "03"), ("pand", "10")],
)
def test_bag_ids_are_sixteen_digits_of_text_that_tell_the_kind(name, kind):
    ids = layer("bag.gpkg", name)["identificatie"]
    assert len(ids) > 2
    assert ids.is_unique
    assert ids.str.fullmatch(rf"0999{kind}\d{{10}}").all()


@pytest.mark.parametrize("file", ["bag.gpkg", "buurten.gpkg", "planmonitor.gpkg"])
def test_every_layer_is_in_rd_new_with_a_spatial_index(file):
    with closing(sqlite3.connect(FOLDER / file)) as database:
        found = database.execute("SELECT table_name, srs_id FROM gpkg_geometry_columns").fetchall()
        query = "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
        indexed = {name for (name,) in database.execute(query)}
    assert {name for name, _ in found} == indexed
    assert {srs for _, srs in found} == {28992}


def test_every_verblijfsobject_lies_in_its_pand(vbo, panden):
    outlines = panden.set_index("identificatie").geometry.reindex(vbo["pand_identificatie"])
    assert shapely.contains(outlines.to_numpy(), vbo.geometry.to_numpy()).all()
    counts = vbo["pand_identificatie"].value_counts()
    told = panden.set_index("identificatie")["aantal_verblijfsobjecten"]
    assert (counts.reindex(told.index, fill_value=0) == told).all()


def test_statuses_and_uses_are_of_every_kind(vbo):
    assert set(vbo["status"]) == {
        "Verblijfsobject in gebruik",
        "Verblijfsobject in gebruik (niet ingemeten)",
        "Verblijfsobject buiten gebruik",
        "Verblijfsobject gevormd",
        "Verblijfsobject ingetrokken",
        "Niet gerealiseerd verblijfsobject",
    }
    uses = {use for uses in vbo["gebruiksdoel"] for use in uses.split(",")}
    assert {"woonfunctie", "winkelfunctie", "bijeenkomstfunctie", "gezondheidszorgfunctie"} <= uses
    assert vbo["gebruiksdoel"].str.contains(",").any()


def test_bag_and_osm_know_the_same_dwellings_but_for_a_handful(osm, bag):
    def keys(table: gpd.GeoDataFrame) -> Counter[tuple[str, str]]:
        return Counter(zip(table["straat"], table["huisnummer"], strict=True))

    drawn, registered = keys(osm.dwellings), keys(bag.dwellings)
    assert set(drawn - registered) == {("Boslaan", "38"), ("Oostsingel", "16")}
    extra = Counter(street for street, _ in (registered - drawn).elements())
    assert extra == {
        "Rijksweg": 20,
        "Beukenlaan": 12 + 14,
        "Lindelaan": 12,
        "Plaseiland": 12,
        "Wozerkade": 4,
        "Overspoor": 3,
        "Voorstraat": 1,
        "Turfstraat": 1,
    }
    assert registered["Turfstraat", "12"] == 2
    assert max(drawn.values()) == 1


def test_what_only_the_bag_knows_stands_on_free_ground(sheet):
    tree = shapely.STRtree([b.outline for b in sheet.buildings])
    new = [b.outline for b in (*sheet.register_only, *sheet.berths)]
    assert len(new) == 16
    assert tree.query(new, "intersects").size == 0
    streets = shapely.STRtree([w.line for w in sheet.ways if "highway" in w.tags])
    assert streets.query(new, "intersects").size == 0


def test_houseboats_lie_in_the_river_and_reach_their_own_bank(walk, bag, sheet):
    boats = bag.dwellings[bag.addresses["ground"].reindex(bag.dwellings.index) == "ligplaats"]
    (river,) = [a.outline for a in sheet.areas if a.tags.get("water") == "river"]
    assert len(boats) == 4
    afloat = [b.outline for b in sheet.berths if b.kind == "ligplaats"]
    assert shapely.contains(river, afloat).all()
    assert (walk(shapely.centroid(boats.geometry.to_numpy()))["crosses"] == "").all()


def test_the_readme_gives_telling_addresses_their_bag_id(sheet):
    told = dict(re.findall(r"^\| n(1\d{3}) \| .*? \| (\d{16}) \|$", README, re.MULTILINE))
    ids = {str(a.node_id): a.vbo_id for b in sheet.buildings for a in b.addresses}
    assert len(told) == 30
    assert told.items() <= ids.items()


# --- the buurten --------------------------------------------------------------------------------


def test_cbs_layers_have_the_columns_of_cbs():
    assert set(layer("buurten.gpkg", "gemeenten")) == CBS_COLUMNS
    assert set(layer("buurten.gpkg", "wijken")) == CBS_COLUMNS | {"wijkcode", "wijknaam"}
    assert set(layer("buurten.gpkg", "buurten")) == CBS_COLUMNS | {
        *("buurtcode", "buurtnaam", "wijkcode", "aantal_personen_65_jaar_en_ouder"),
    }


def test_eight_buurten_are_the_gemeente_without_gaps_or_overlaps(buurten):
    (gemeente,) = layer("buurten.gpkg", "gemeenten").geometry
    assert len(buurten) == 8
    assert buurten.area.sum() == pytest.approx(gemeente.area, abs=10)
    assert shapely.union_all(buurten.geometry).area == pytest.approx(gemeente.area, abs=10)
    assert (buurten.geom_type == "MultiPolygon").all()
    assert buurten.is_valid.all()


def test_every_dwelling_is_in_one_buurt_of_its_kern(buurten, bag):
    dwellings = bag.dwellings.set_geometry(bag.dwellings.centroid)
    inside = gpd.sjoin(dwellings, buurten[["wijkcode", "geometry"]], predicate="within")
    assert inside.index.is_unique
    assert len(inside) > 0.99 * len(dwellings)
    wijk = {"Wozerdam": "WK099901", "Overwoud": "WK099902", "Polderveen": "WK099903"}
    assert (inside["woonplaats"].map(wijk) == inside["wijkcode"]).mean() > 0.99


def test_one_buurt_is_suppressed(buurten):
    figures = ["percentage_personen_65_jaar_en_ouder", *(c for c in buurten if c.endswith("_km"))]
    secret = (buurten[figures] == -99997).all(axis=1)
    assert list(buurten.index[secret]) == ["BU09990309"]
    assert (buurten.loc[~secret, figures] >= 0).all(axis=None)


def test_cbs_knows_a_huisarts_in_overwoud_that_our_lists_do_not(buurten, osm):
    overwoud = buurten.loc["BU09990201"]
    assert overwoud["huisartsenpraktijk_gemiddelde_afstand_in_km"] < 1
    own = pd.read_csv(FOLDER / "huisartsen.csv", sep=";", decimal=",")
    known = osm.facilities[osm.facilities["voorziening"] == "huisarts"].geometry
    spots = [*known, *shapely.points(own["x"], own["y"])]
    assert len(spots) == 3
    assert shapely.distance(overwoud.geometry, spots).min() > 100


# --- the plans ----------------------------------------------------------------------------------


def test_plans_look_like_a_planmonitor(plans):
    assert set(plans) == PLAN_COLUMNS
    assert list(plans.index) == list(EXPECTED["plannen"])
    assert (plans.geom_type == "MultiPolygon").all()
    assert plans.is_valid.all()
    assert set(plans["woonplaats"]) == {"Wozerdam", "Overwoud", "Polderveen"}
    parts = plans.filter(like="aantal_")
    assert (parts.le(plans["Totaal_bouw"], axis=0) | parts.isna()).all(axis=None)
    assert plans["aantal_nultreden_woningen"].isna().sum() == 1
    assert plans["aantal_geclusterde_woningen"].isna().sum() == 1


def test_sites_lie_on_free_ground_in_their_kern(plans, sheet, osm, buurten):
    place = dict(osm.dwellings.groupby("woonplaats").geometry.apply(lambda g: g.union_all()))
    for plan in plans.itertuples():
        assert min(place, key=lambda kern: place[kern].distance(plan.geometry)) == plan.woonplaats
    origin = osm.extent.bounds[0], osm.extent.bounds[1]
    assert origin[0] == pytest.approx(166_800, abs=60)
    taken = [b.outline for b in sheet.buildings]
    taken += [w.line for w in sheet.ways if w.tags.keys() & {"highway", "railway", "waterway"}]
    here = shapely.transform(plans.geometry.to_numpy(), lambda xy: xy - (166_800.0, 430_600.0))
    assert shapely.STRtree(taken).query(here, "intersects").size == 0


SITES = {
    # plan: nearest and farthest place of the site, in metres from its ontmoetingsplek
    "WW-01": (270, 390),
    "WW-02": (280, 440),
    "WW-03": (600, 850),
    "WW-04": (80, 375),
    "WW-05": (240, 395),
    "WW-06": (280, 380),
    "WW-07": (2100, 2300),
    "WW-08": (210, 400),
    "WW-09": (300, 390),
    "WW-10": (330, 390),
    "WW-11": (150, 360),
    "WW-12": (300, 390),
    "WW-13": (310, 400),
    "WW-14": (270, 370),
    "WW-15": (70, 340),
}


@pytest.mark.parametrize("plan", EXPECTED["plannen"])
def test_sites_are_as_far_as_the_readme_says(plan, plans, walk):
    least_m, most_m = SITES[plan]
    edge = shapely.segmentize(plans.loc[plan].geometry, 12.0)
    found = walk(shapely.points(shapely.get_coordinates(edge)))
    assert least_m < found["distance_m"].min()
    assert found["distance_m"].max() < most_m
    if plan == "WW-02":
        assert 0.3 < (found["distance_m"] < 400).mean() < 0.8
        assert found["distance_m"].max() > 430
    sure = {"WW-10": np.inf, "WW-14": 630.0}.get(plan)
    if sure is None:
        assert (found["certain_m"] == found["distance_m"]).all()
    else:
        assert found["certain_m"].min() >= sure
    assert (found["crosses"] == "water").all() == (plan == "WW-10")


def test_one_plan_is_confidential_and_one_comes_too_late(plans):
    assert list(plans.index[plans["vertrouwelijkheid"] != "Openbaar"]) == ["WW-11"]
    assert list(plans.index[plans["oplevering_eerste"] > 2030]) == ["WW-12"]


def test_one_site_is_near_the_edge_of_the_map(plans, osm):
    edge_m = plans.distance(osm.extent.exterior)
    assert list(plans.index[edge_m < 400]) == ["WW-07"]


# --- the complexes ------------------------------------------------------------------------------


def rows(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = [tuple(row) for row in book.active.iter_rows(values_only=True)]
    book.close()
    return found


@pytest.fixture(scope="module")
def complexes() -> pd.DataFrame:
    found = rows(FOLDER / "complexen.xlsx")
    return pd.DataFrame(found[3:], columns=found[2], dtype=object).fillna("")


def test_the_workbook_has_a_title_above_its_header(complexes):
    found = rows(FOLDER / "complexen.xlsx")
    assert sum(cell is not None for cell in found[0]) == 1
    assert list(complexes) == [
        *("complex_id", "naam", "straat", "huisnummer", "toevoeging", "postcode", "woonplaats"),
        *("levensloopgeschikt", "ontmoetingsruimte_inpandig", "voor_senioren", "intramuraal"),
        "aandeel_55plus",
    ]
    assert list(dict.fromkeys(complexes["complex_id"])) == list(EXPECTED["complexen"])


def test_what_is_known_of_a_complex_is_the_same_on_all_its_rows(complexes):
    known = [*complexes.columns[7:], "naam", "woonplaats"]
    assert (complexes.groupby("complex_id")[known].nunique() == 1).all(axis=None)


def test_addresses_are_written_in_more_than_one_way(complexes):
    numbers = complexes["huisnummer"].astype(str)
    assert {"60-A", "60 c", "1 t/m 14", "182-1 t/m 182-18"} <= set(numbers)
    assert numbers.str.contains("(oneven)", regex=False).any()
    assert numbers.str.contains("(even)", regex=False).any()
    assert "Molenstraat 30 t/m 56 (even)" in set(complexes["straat"])


def test_one_address_does_not_exist_and_one_stands_twice(complexes, bag):
    single = complexes[complexes["huisnummer"].map(lambda cell: isinstance(cell, int))]
    known = set(zip(bag.addresses["straat"], bag.addresses["huisnummer"], strict=True))
    added = single["toevoeging"].astype(str)
    number = single["huisnummer"].astype(str) + added.where(added == "", "-" + added)
    written = list(zip(single["straat"], number, strict=True))
    assert [address for address in written if address not in known] == [("Lijsterstraat", "77")]
    assert [a for a, n in Counter(written).items() if n > 1] == [("Reigerstraat", "7")]


def test_postcodes_are_those_of_the_address(complexes, bag):
    given = complexes[(complexes["postcode"] != "") & (complexes["toevoeging"] == "")]
    known = bag.addresses.drop_duplicates(["straat", "huisnummer"])
    known = known.set_index(["straat", "huisnummer"])["postcode"]
    keys = list(zip(given["straat"], given["huisnummer"].astype(str), strict=True))
    assert len(keys) > 30
    assert list(known.reindex(keys)) == list(given["postcode"].str.replace(" ", ""))


COMPLEXES = {
    # complex: street, numbers, how many dwellings, nearest and farthest in metres
    "WB-01": ("Annahofje", range(1, 15), 14, (365, 400)),
    "WB-02": ("Brinkhofje", range(1, 15), 14, (400, 440)),
    "WB-03": ("Ooievaarstraat", range(60, 83), 48, (700, 850)),
    "WB-04": ("Fuutstraat", range(1, 28, 2), 14, (440, 600)),
    "WB-05": ("Spoorlaan", range(1, 24, 2), 12, (600, 750)),
    "WB-06": ("Populierenstraat", range(34, 51, 2), 9, (180, 300)),
    "WB-07": ("Beukenlaan", range(101, 124, 2), 12, (170, 210)),
    "WB-08": ("Oosteresch", range(3, 26, 2), 12, (260, 390)),
    "WB-09": ("Beukenlaan", range(2, 29, 2), 14, (200, 320)),
    "WB-10": ("Rijksweg", range(180, 181), 20, (380, 640)),
    "WB-11": ("Rijksweg", range(182, 183), 18, (580, 640)),
    "WB-12": ("Lijsterstraat", range(45, 68, 2), 12, (280, 380)),
    "WB-13": ("Reigerstraat", range(1, 22, 2), 11, (260, 350)),
    "WB-14": ("Turfstraat", range(4, 31, 2), 15, (190, 360)),
    "WB-16": ("Lindelaan", range(50, 73, 2), 12, (340, 390)),
    "WB-17": ("Veenakker", range(1, 30, 2), 15, (210, 330)),
    "WB-18": ("Wozerkade", range(65, 88, 2), 12, (490, 600)),
    "WB-19": ("Molenstraat", range(30, 57, 2), 14, (110, 330)),
    "WB-20": ("Populierenstraat", range(49, 72, 2), 12, (160, 345)),
    "WB-21": ("Kievitstraat", range(2, 25, 2), 12, (340, 430)),
    "WB-22": ("Wilgenstraat", range(101, 124, 2), 12, (350, 540)),
}


@pytest.mark.parametrize("complex_id", COMPLEXES)
def test_complexes_are_as_large_and_as_far_as_the_readme_says(complex_id, bag, walk):
    street, numbers, n, (least_m, most_m) = COMPLEXES[complex_id]
    number = bag.dwellings["huisnummer"].str.extract(r"^(\d+)")[0].astype(int)
    homes = bag.dwellings[(bag.dwellings["straat"] == street) & number.isin(numbers)]
    assert len(homes) == n
    found = walk(homes.geometry.to_numpy())
    assert least_m < found["distance_m"].min()
    assert found["distance_m"].max() < most_m
    sure = {"WB-16": np.inf, "WB-17": 500.0}.get(complex_id)
    assert (found["certain_m"] == found["distance_m"]).all() == (sure is None)
    assert sure is None or found["certain_m"].min() > sure - 1 or np.isinf(sure)
    assert (found["crosses"] == "water").all() == (complex_id == "WB-16")


def test_a_complex_on_the_island_is_connected_with_nothing(bag, walk):
    homes = bag.dwellings[bag.dwellings["straat"] == "Plaseiland"]
    assert len(homes) == 6 + 12
    assert (walk(homes.geometry.to_numpy())["reason"] == "niet_verbonden").all()


def test_twelve_dwellings_stand_in_two_panden(bag):
    new = bag.dwellings[bag.dwellings["huisnummer"].isin([str(n) for n in range(101, 124, 2)])]
    panden = new.loc[new["straat"] == "Beukenlaan", "pand_id"]
    assert sorted(panden.value_counts()) == [6, 6]


# --- what is expected ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["plannen", "complexen"])
def test_every_verdict_is_expected_somewhere(kind):
    assert set(EXPECTED[kind].values()) == set(WORDS)
    assert list(EXPECTED["rijk"][kind]) == list(EXPECTED[kind])


def test_the_readme_expects_the_same_verdicts():
    lines = {line[2:7]: line for line in README.splitlines() if re.match(r"\| W[WB]-\d\d \|", line)}
    assert list(lines) == [*EXPECTED["plannen"], *EXPECTED["complexen"]]
    for name, line in lines.items():
        cells = [cell.strip().removesuffix(", net niet") for cell in line.strip("| ").split(" | ")]
        if name in EXPECTED["plannen"]:
            assert cells[3] == WORDS[EXPECTED["plannen"][name]]
        else:
            assert cells[3] == WORDS[EXPECTED["complexen"][name]]
            assert cells[4] == WORDS[EXPECTED["rijk"]["complexen"][name]]


def test_polderveen_has_nothing_that_meets_the_definition(plans, complexes):
    there = [*plans.index[plans["woonplaats"] == "Polderveen"]]
    there += [*complexes.loc[complexes["woonplaats"] == "Polderveen", "complex_id"].unique()]
    verdicts = EXPECTED["plannen"] | EXPECTED["complexen"]
    assert len(there) == 4
    assert {verdicts[name] for name in there} == {"onbekend"}
