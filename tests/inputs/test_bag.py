"""The BAG says who lives where: in three spellings, by one rule, and only where it is asked."""

import json
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal
from said import dutch
from shapely.geometry import MultiPoint, Point, Polygon, box

from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW, WGS84, require_points
from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.inputs import bag_layers
from wozgeo.inputs.bag import read_bag, read_bag_rule

X, Y = 190_000.0, 506_000.0
IN_USE = "Verblijfsobject in gebruik"

WFS = {
    "openbare_ruimte_naam": "openbare_ruimte",
    "woonplaats_naam": "woonplaats",
    "pand_identificatie": "pandidentificatie",
}
OGC = {"pand_identificatie": "pand.href"}
ITEMS = "https://api.pdok.nl/kadaster/bag/ogc/v2/collections/pand/items"


def vbo_id(number):
    return f"016601{number:010d}"


def pand_id(number):
    return f"016610{number:010d}"


def house(number=1, **changes):
    """One verblijfsobject in the words of the GeoPackage: a home at 10 m from the one before."""
    return {
        "identificatie": vbo_id(number),
        "oppervlakte": 100 + number,
        "status": IN_USE,
        "gebruiksdoel": "woonfunctie",
        "openbare_ruimte_naam": "Dijk",
        "huisnummer": number,
        "huisletter": None,
        "toevoeging": None,
        "postcode": "8261AB",
        "woonplaats_naam": "Brugge",
        "bouwjaar": 1900 + number,
        "pand_identificatie": pand_id(number),
        "geometry": Point(X + 10 * number, Y),
    } | changes


def place(number=1, *, code="02", **changes):
    """One ligplaats, or a standplaats with code 03: a square of 8 m around its middle."""
    return {
        "identificatie": f"0166{code}{number:010d}",
        "status": "Plaats aangewezen",
        "openbare_ruimte_naam": "Kade",
        "huisnummer": number,
        "huisletter": None,
        "toevoeging": None,
        "postcode": "8261AC",
        "woonplaats_naam": "Brugge",
        "geometry": box(X - 4, Y + 96, X + 4, Y + 104),
    } | changes


def bag_file(tmp_path, *rows, crs=RD_NEW, layer="verblijfsobject", name="bag.gpkg", **options):
    """Write one layer of a BAG GeoPackage, beside those that are there."""
    frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=crs)
    path = tmp_path / name
    pyogrio.write_dataframe(frame, path, layer=layer, append=path.exists(), **options)
    return path


def renamed(rows, names):
    return [{names.get(key, key): value for key, value in row.items()} for row in rows]


def geojson(tmp_path, *rows, crs=None, name="download.geojson"):
    """Write rows as a service does; ``crs`` is the one it states, if any."""
    features = [
        {
            "type": "Feature",
            "geometry": None
            if row["geometry"] is None
            else shapely.geometry.mapping(row["geometry"]),
            "properties": {key: value for key, value in row.items() if key != "geometry"},
        }
        for row in rows
    ]
    stated = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", **stated, "features": features}))
    return path


def in_degrees(row):
    return row | {"geometry": shapely.transform(row["geometry"], to_wgs84)}


def town(n, *, shuffled=False):
    """Many homes, a square of them 10 m apart; every tenth is a shop; four to a pand."""
    places = np.random.default_rng(7).permutation(n) if shuffled else np.arange(n)
    side = int(np.ceil(np.sqrt(n)))
    numbers = np.arange(n)
    return gpd.GeoDataFrame(
        {
            "identificatie": [vbo_id(k) for k in numbers],
            "oppervlakte": 40 + numbers % 160,
            "status": IN_USE,
            "gebruiksdoel": np.where(numbers % 10 == 0, "winkelfunctie", "woonfunctie"),
            "openbare_ruimte_naam": [f"Straat {k // 50}" for k in numbers],
            "huisnummer": numbers % 50 + 1,
            "huisletter": None,
            "toevoeging": None,
            "postcode": [f"{1000 + k // 1000 % 9000}AB" for k in numbers],
            "woonplaats_naam": "Brugge",
            "bouwjaar": 1900 + numbers % 120,
            "pand_identificatie": [pand_id(k // 4) for k in numbers],
            "bronhouder_naam": "Brugge",
        },
        geometry=gpd.points_from_xy(
            100_000 + places % side * 10.0, 400_000 + places // side * 10.0
        ),
        crs=RD_NEW,
    )


def faults_of(path, **choices):
    with pytest.raises(InputError) as error:
        read_bag(path, **choices)
    return list(error.value.faults)


def one_fault(path, **choices):
    faults = faults_of(path, **choices)
    assert len(faults) == 1, faults
    return faults[0]


@pytest.fixture(params=[True, False], ids=["arrow", "no arrow"])
def arrow(request, monkeypatch):
    if request.param:
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(bag_layers, "has_arrow", lambda: request.param)


# --- the table ---------------------------------------------------------------------------------


def test_the_addresses_follow_the_contract_of_locations(tmp_path):
    tables = read_bag(bag_file(tmp_path, house(2), house(1)))
    addresses = tables.addresses
    require_points(addresses, name="addresses")
    assert addresses.index.name == "location_id"
    assert addresses.index.tolist() == [vbo_id(1), vbo_id(2)]
    row = addresses.loc[vbo_id(2)]
    assert row[["kind", "naam", *ADDRESS_COLUMNS]].tolist() == [
        "woning",
        "",
        "Dijk",
        "2",
        "8261AB",
        "Brugge",
    ]
    assert (row["pand_id"], row["bouwjaar"], row["oppervlakte_m2"]) == (pand_id(2), 1902, 102)
    assert (row.geometry.x, row.geometry.y) == (X + 20, Y)


def test_dwellings_leave_out_the_other_addresses_but_keep_what_is_known(tmp_path):
    shop = house(2, gebruiksdoel="winkelfunctie")
    tables = read_bag(bag_file(tmp_path, house(1), shop))
    assert tables.addresses["dwelling"].tolist() == [True, False]
    assert tables.dwellings.index.tolist() == [vbo_id(1)]
    assert {"bouwjaar", "oppervlakte_m2", "pand_id"} <= set(tables.dwellings.columns)


@pytest.mark.parametrize(
    ("number", "letter", "addition", "joined"),
    [
        (12, None, None, "12"),
        (12, "A", None, "12A"),
        (12, None, "2", "12-2"),
        (12, "A", "2", "12A-2"),
        (12, "", " hs ", "12-hs"),
        ("12", "a", "", "12a"),
    ],
)
def test_number_letter_and_addition_are_one_text(tmp_path, number, letter, addition, joined):
    row = house(huisnummer=number, huisletter=letter, toevoeging=addition)
    assert read_bag(bag_file(tmp_path, row)).addresses["huisnummer"].tolist() == [joined]


def test_what_the_bag_does_not_say_is_unknown(tmp_path):
    row = house(bouwjaar=None, oppervlakte=None, postcode=None, pand_identificatie=None)
    path = bag_file(tmp_path, row, house(2))
    found = read_bag(path).addresses.loc[vbo_id(1)]
    assert found[["postcode", "pand_id"]].tolist() == ["", ""]
    assert found[["bouwjaar", "oppervlakte_m2"]].isna().all()


def test_year_and_surface_need_not_be_there(tmp_path):
    row = {k: v for k, v in house().items() if k not in ("bouwjaar", "oppervlakte")}
    addresses = read_bag(bag_file(tmp_path, row)).addresses
    assert addresses[["bouwjaar", "oppervlakte_m2"]].isna().all(axis=None)
    assert addresses.dtypes[["bouwjaar", "oppervlakte_m2"]].astype(str).tolist() == ["Int64"] * 2


@pytest.mark.parametrize("absent", ["huisletter", "toevoeging"])
def test_a_missing_letter_or_addition_is_told(tmp_path, absent):
    row = {key: value for key, value in house().items() if key != absent}
    told = [note for note in dutch(read_bag(bag_file(tmp_path, row)).notes) if absent in note]
    assert len(told) == 1


# --- three spellings ---------------------------------------------------------------------------


def test_the_three_spellings_give_the_same_dwellings(tmp_path):
    rows = [
        house(1, huisletter="A", gebruiksdoel="winkelfunctie,woonfunctie"),
        house(2, toevoeging="2", status="Verblijfsobject gevormd"),
        house(3),
        house(4, gebruiksdoel="kantoorfunctie"),
        house(5, pand_identificatie=f"{pand_id(5)},{pand_id(6)}"),
    ]
    links = [
        row | {"pand_identificatie": [f"{ITEMS}/{i}" for i in row["pand_identificatie"].split(",")]}
        for row in rows
    ]
    one_text = [
        row | {"pand_identificatie": row["pand_identificatie"][0] + "?f=json"} for row in links
    ]
    as_json = [row | {"pand_identificatie": json.dumps(row["pand_identificatie"])} for row in links]
    as_qgis = [row | {"pand_identificatie": f"(1:{row['pand_identificatie'][0]})"} for row in links]
    rd = "urn:ogc:def:crs:EPSG::28992"
    paths = [
        bag_file(tmp_path, *renamed(rows, WFS), layer="bag:verblijfsobject", name="wfs.gpkg"),
        geojson(tmp_path, *renamed(rows, WFS), crs=rd, name="wfs.geojson"),
        bag_file(tmp_path, *renamed(as_json, OGC), layer="mijn download", name="ogc.gpkg"),
        bag_file(tmp_path, *renamed(as_qgis, OGC), layer="mijn download", name="qgis.gpkg"),
        geojson(tmp_path, *renamed(one_text, OGC), crs=rd, name="ogc_rd.geojson"),
        geojson(tmp_path, *map(in_degrees, renamed(links, OGC)), name="ogc.geojson"),
    ]
    expected = read_bag(bag_file(tmp_path, *rows)).dwellings
    assert expected.index.tolist() == [vbo_id(1), vbo_id(3), vbo_id(5)]
    assert expected["pand_id"].tolist() == [pand_id(1), pand_id(3), pand_id(5)]
    for path in paths:
        found = read_bag(path).dwellings
        assert_frame_equal(
            pd.DataFrame(found.drop(columns="geometry")),
            pd.DataFrame(expected.drop(columns="geometry")),
        )
        assert found.crs == expected.crs
        assert found.geometry.distance(expected.geometry).max() < 0.001
        areas = [(X, Y - 5, X + 35, Y + 5), (X + 25, Y - 5, X + 35, Y + 5)]
        assert [len(read_bag(path, area=area).dwellings) for area in areas] == [2, 1]


def test_columns_are_known_in_capitals_too(tmp_path):
    rows = [{k.upper() if k != "geometry" else k: v for k, v in house().items()}]
    assert len(read_bag(bag_file(tmp_path, *rows)).dwellings) == 1


def test_the_key_of_the_ogc_api_groups_a_pand_and_is_told(tmp_path):
    key = "9a46dd63-1c2b-5e4f-8a7b-0123456789ab"
    rows = renamed([house(n, pand_identificatie=[f"{ITEMS}/{key}"]) for n in (1, 2)], OGC)
    tables = read_bag(geojson(tmp_path, *map(in_degrees, rows)))
    assert tables.addresses["pand_id"].tolist() == [key, key]
    assert [note for note in dutch(tables.notes) if "OGC" in note and note.endswith(": 2.")]


def test_of_several_panden_the_first_counts_and_it_is_told(tmp_path):
    rows = [house(1, pand_identificatie=f"{pand_id(7)},{pand_id(6)}"), house(2)]
    tables = read_bag(bag_file(tmp_path, *rows))
    assert tables.addresses["pand_id"].tolist() == [pand_id(7), pand_id(2)]
    assert [
        note
        for note in dutch(tables.notes)
        if "meer dan één pand" in note and note.endswith(": 1.")
    ]
    link = f"http://bag.basisregistraties.overheid.nl/bag/id/pand/{pand_id(1)}"
    for one in (pand_id(1), link):
        path = bag_file(tmp_path, house(pand_identificatie=one), name=f"{len(one)}.gpkg")
        assert not any("pand" in note for note in dutch(read_bag(path).notes))


def test_gebruiksdoel_may_be_a_list(tmp_path):
    rows = [
        house(1, gebruiksdoel=["winkelfunctie", "woonfunctie"]),
        house(2, gebruiksdoel=["winkelfunctie"]),
        house(3, gebruiksdoel=None),
    ]
    tables = read_bag(geojson(tmp_path, *map(in_degrees, rows)))
    assert tables.addresses["dwelling"].tolist() == [True, False, False]


# --- the rule ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("Verblijfsobject in gebruik", True),
        ("verblijfsobject in gebruik ", True),
        ("Verblijfsobject in gebruik (niet ingemeten)", True),
        ("Verblijfsobject buiten gebruik", True),
        ("Verblijfsobject gevormd", False),
        ("Niet gerealiseerd verblijfsobject", False),
        ("Verblijfsobject ingetrokken", False),
        ("Verblijfsobject ten onrechte opgevoerd", False),
        ("Verbouwing verblijfsobject", True),
        ("Plaats aangewezen", False),
        (None, False),
    ],
)
def test_status_decides_what_is_in_use(tmp_path, status, counts):
    tables = read_bag(bag_file(tmp_path, house(1), house(2, status=status)))
    assert (vbo_id(2) in tables.addresses.index) == counts
    left_out = tables.counts["niet_in_gebruik_weggelaten"]
    assert left_out == ({} if counts else {status or "(geen status)": 1})


@pytest.mark.parametrize(
    ("uses", "home"),
    [
        ("woonfunctie", True),
        ("winkelfunctie,woonfunctie", True),
        ("woonfunctie, kantoorfunctie", True),
        ("Woonfunctie", True),
        ("winkelfunctie", False),
        ("logiesfunctie,celfunctie", False),
        ("overige gebruiksfunctie", False),
        ("geen woonfunctie meer", False),
        (None, False),
    ],
)
def test_a_woonfunctie_among_the_uses_makes_a_dwelling(tmp_path, uses, home):
    tables = read_bag(bag_file(tmp_path, house(1), house(2, gebruiksdoel=uses)))
    assert tables.addresses.loc[vbo_id(2), "dwelling"] == home
    assert tables.addresses.loc[vbo_id(2), "ground"] == (
        "woonfunctie" if home else "geen woonfunctie"
    )


@pytest.mark.parametrize(("layer", "code"), [("ligplaats", "02"), ("standplaats", "03")])
def test_a_place_for_a_boat_or_caravan_is_a_dwelling_while_it_is_assigned(tmp_path, layer, code):
    path = bag_file(tmp_path, house())
    gone = place(2, code=code, status="Plaats ingetrokken")
    bag_file(tmp_path, place(1, code=code), gone, layer=layer)
    found = read_bag(path).dwellings
    assert found.index.tolist() == [vbo_id(1), f"0166{code}0000000001"]
    row = found.iloc[1]
    assert box(X - 4, Y + 96, X + 4, Y + 104).contains(row.geometry)
    assert row[[*ADDRESS_COLUMNS, "pand_id"]].tolist() == ["Kade", "1", "8261AC", "Brugge", ""]
    assert pd.isna(row["bouwjaar"])


def test_layers_that_are_absent_are_told(tmp_path):
    path = bag_file(tmp_path, house())
    assert any("ligplaats" in n and "standplaats" in n for n in dutch(read_bag(path).notes))
    bag_file(tmp_path, place(), layer="ligplaats")
    bag_file(tmp_path, place(code="03"), layer="standplaats")
    assert read_bag(path).notes == ()


def test_everything_found_is_counted_once(tmp_path):
    path = bag_file(
        tmp_path,
        house(1),
        house(2, gebruiksdoel="winkelfunctie"),
        house(3, status="Verblijfsobject gevormd"),
        house(4, status="Verblijfsobject gevormd", gebruiksdoel="winkelfunctie"),
    )
    bag_file(tmp_path, place(1), place(2, status="Plaats ingetrokken"), layer="ligplaats")
    assert read_bag(path).counts == {
        "gevonden_in_bag": {"ligplaats": 2, "verblijfsobject": 4},
        "niet_in_gebruik_weggelaten": {"Plaats ingetrokken": 1, "Verblijfsobject gevormd": 2},
        "adressen": {"geen woonfunctie": 1, "ligplaats": 1, "woonfunctie": 1},
    }


# --- the area ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("arrow")
def test_what_lies_on_the_outline_is_in_the_area_and_what_lies_beside_it_is_not(tmp_path):
    places = {1: (X, Y), 2: (X - 0.001, Y), 3: (X + 50, Y + 100), 4: (X + 50, Y + 100.001)}
    rows = [house(n, geometry=Point(*xy)) for n, xy in places.items()]
    tables = read_bag(bag_file(tmp_path, *rows), area=(X, Y, X + 100, Y + 100))
    assert tables.addresses.index.tolist() == [vbo_id(1), vbo_id(3)]
    assert tables.counts["gevonden_in_bag"] == {"verblijfsobject": 2}


@pytest.mark.usefixtures("arrow")
def test_the_area_is_the_polygon_and_not_the_box_around_it(tmp_path):
    frame = town(400, shuffled=True)
    pyogrio.write_dataframe(frame, tmp_path / "bag.gpkg", layer="verblijfsobject")
    rng = np.random.default_rng(3)
    for _ in range(20):
        area = MultiPoint(rng.uniform((99_990, 399_990), (100_200, 400_200), (7, 2))).convex_hull
        expected = frame.loc[frame.intersects(area), "identificatie"].sort_values().tolist()
        assert 0 < len(expected) < len(frame)
        assert read_bag(tmp_path / "bag.gpkg", area=area).addresses.index.tolist() == expected


def test_an_area_may_be_of_several_pieces(tmp_path):
    path = bag_file(tmp_path, *map(house, range(1, 6)))
    around = [Point(X + 10 * n, Y).buffer(1) for n in (1, 4)]
    found = read_bag(path, area=shapely.union_all(around)).addresses
    assert found.index.tolist() == [vbo_id(1), vbo_id(4)]


def test_an_outline_is_in_the_area_where_its_representative_point_is(tmp_path):
    wide, far = box(X, Y, X + 30, Y + 10), box(X + 20, Y, X + 50, Y + 10)
    path = bag_file(tmp_path, house(1, geometry=wide), house(2, geometry=far))
    found = read_bag(path, area=(X, Y, X + 30, Y + 10)).addresses
    assert found.index.tolist() == [vbo_id(1)]
    assert wide.contains(found.geometry.iloc[0])


def test_a_point_with_a_height_or_alone_in_a_multipoint_is_that_point(tmp_path):
    rows = [house(1, geometry=Point(X, Y, 3)), house(2, geometry=MultiPoint([(X, Y)]))]
    for number, row in enumerate(rows):
        found = read_bag(bag_file(tmp_path, row, name=f"{number}.gpkg")).addresses
        assert shapely.get_coordinates(found.geometry, include_z=True)[0, :2].tolist() == [X, Y]
        assert not found.has_z.any()


def test_only_the_area_is_read(tmp_path, monkeypatch):
    pyogrio.write_dataframe(town(10_000), tmp_path / "bag.gpkg", layer="verblijfsobject")
    bare, rows = pyogrio.read_dataframe, []

    def spied(*args, **options):
        table = bare(*args, **options)
        rows.append(table)
        return table

    monkeypatch.setattr(pyogrio, "read_dataframe", spied)
    found = read_bag(tmp_path / "bag.gpkg", area=(100_100, 400_100, 100_195, 400_195))
    assert [len(table) for table in rows] == [100] == [len(found.addresses)]
    assert "bronhouder_naam" not in rows[0]


def test_without_a_spatial_index_the_answer_is_the_same_and_it_is_told(tmp_path):
    rows = [*map(house, range(1, 6))]
    area = (X, Y - 1, X + 25, Y + 1)
    plain = bag_file(tmp_path, *rows, name="plain.gpkg", layer_options={"SPATIAL_INDEX": "NO"})
    indexed = read_bag(bag_file(tmp_path, *rows), area=area)
    found = read_bag(plain, area=area)
    assert len(found.addresses) == 2
    assert_geodataframe_equal(found.addresses, indexed.addresses)
    assert [any("index" in n for n in dutch(t.notes)) for t in (found, indexed)] == [True, False]


def test_pyarrow_changes_nothing(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    path = bag_file(tmp_path, house(1, bouwjaar=None), house(2, huisletter="B"), house(3))
    bag_file(tmp_path, place(), layer="ligplaats")
    tables = []
    for has_arrow in (True, False):
        monkeypatch.setattr(bag_layers, "has_arrow", lambda has=has_arrow: has)
        tables.append(read_bag(path, area=(X - 50, Y - 50, X + 200, Y + 200)))
    assert len(tables[0].addresses) == 4
    assert_geodataframe_equal(tables[0].addresses, tables[1].addresses)
    assert tables[0].counts == tables[1].counts


def test_the_order_of_rows_means_nothing(tmp_path):
    rows = [house(n, pand_identificatie=pand_id(n // 2)) for n in range(1, 9)]
    one = read_bag(bag_file(tmp_path, *rows))
    other = read_bag(bag_file(tmp_path, *reversed(rows), name="other.gpkg"))
    assert_geodataframe_equal(one.addresses, other.addresses)
    assert (one.counts, one.notes) == (other.counts, other.notes)


@pytest.mark.slow
def test_an_area_costs_little_of_the_time_of_the_whole(tmp_path):
    path = tmp_path / "bag.gpkg"
    pyogrio.write_dataframe(town(200_000), path, layer="verblijfsobject")

    def seconds(area):
        start = time.perf_counter()
        n = len(read_bag(path, area=area).addresses)
        return time.perf_counter() - start, n

    area_s, n = min(seconds((101_000, 401_000, 101_495, 401_395)) for _ in range(5))
    whole_s, n_whole = seconds(None)
    assert (n, n_whole) == (2_000, 200_000)
    assert (
        area_s < 0.04 * whole_s
    )  # 1 % of the objects; opening the file weighs more than in a large one


# --- ids ---------------------------------------------------------------------------------------


def test_an_id_that_lost_its_zeros_to_a_number_gets_them_back_and_it_is_told(tmp_path):
    row = house(identificatie=int(vbo_id(1)), pand_identificatie=int(pand_id(1)))
    tables = read_bag(bag_file(tmp_path, row))
    assert tables.addresses.index.tolist() == [vbo_id(1)]
    assert tables.addresses["pand_id"].tolist() == [pand_id(1)]
    assert sum("voorloopnullen" in note for note in dutch(tables.notes)) == 2


def test_an_id_of_sixteen_digits_stays_as_it_is(tmp_path):
    tables = read_bag(bag_file(tmp_path, house(identificatie="1999010000000001")))
    assert tables.addresses.index.tolist() == ["1999010000000001"]
    assert not any("voorloopnullen" in note for note in dutch(tables.notes))


@pytest.mark.parametrize(
    "wrong",
    [
        "166010000001",  # too short for any gemeente
        "016601000000001",  # begins with a zero, so its end was lost
        "166100000000001",  # with the zero back it is a pand
        "01660100000000001",
        "0166O10000000001",
        "NL.IMBAG.0166010000000001",
        "1.66010000000001E+14",
        None,
    ],
)
def test_what_is_no_id_is_refused_by_name(tmp_path, wrong):
    fault = one_fault(bag_file(tmp_path, house(1), house(2, identificatie=wrong)))
    assert repr(wrong or "") in fault
    assert "16 digits" in fault


def test_what_is_no_id_of_a_pand_is_refused_by_name(tmp_path):
    fault = one_fault(bag_file(tmp_path, house(pand_identificatie="pand 7")))
    assert "pand 7" in fault


@pytest.mark.parametrize("column", ["identificatie", "pand_identificatie"])
def test_ids_as_decimal_numbers_are_refused(tmp_path, column):
    fault = one_fault(bag_file(tmp_path, house(**{column: 1.66010000000001e14})))
    assert column in fault
    assert "decimals" in fault


def test_ids_that_repeat_are_listed(tmp_path):
    path = bag_file(tmp_path, house(1), house(2), house(2), house(3), house(3), house(3))
    faults = faults_of(path)
    assert [vbo_id(2) in faults[0], "2 times" in faults[0]] == [True, True]
    assert [vbo_id(3) in faults[1], "3 times" in faults[1]] == [True, True]
    assert len(faults) == 2


def test_an_id_repeats_only_among_what_is_in_use(tmp_path):
    path = bag_file(tmp_path, house(1), house(1, status="Verblijfsobject ingetrokken"))
    assert len(read_bag(path).addresses) == 1


# --- faults ------------------------------------------------------------------------------------


def test_every_missing_column_is_named_with_what_looks_like_it(tmp_path):
    names = {"identificatie": "identificate", "woonplaats_naam": "plaats", "status": "stat"}
    faults = faults_of(bag_file(tmp_path, *renamed([house()], names)))
    assert len(faults) == 3
    told = "\n".join(faults)
    assert "column identificatie is missing (nearest: identificate" in told
    assert "column woonplaats_naam or woonplaats or woonplaatsnaam is missing" in told
    assert all("verblijfsobject" in fault and "huisnummer" in fault for fault in faults)


def test_a_ligplaats_needs_no_pand_but_an_address(tmp_path):
    path = bag_file(tmp_path, house())
    bag_file(tmp_path, *renamed([place()], {"huisnummer": "nr"}), layer="ligplaats")
    fault = one_fault(path)
    assert "ligplaats" in fault
    assert "huisnummer" in fault


def test_a_missing_layer_is_named_with_what_looks_like_it(tmp_path):
    path = bag_file(tmp_path, house(), layer="verblijfsobjecten")
    bag_file(tmp_path, place(), layer="pand")
    fault = one_fault(path)
    assert "verblijfsobjecten, pand" in fault
    assert "nearest: verblijfsobjecten" in fault


def test_faults_of_all_layers_come_in_one_error(tmp_path):
    path = bag_file(tmp_path, house(1), house(1), house(2, identificatie="x"))
    bag_file(tmp_path, place(), layer="ligplaats", crs=WGS84)
    bag_file(tmp_path, *renamed([place()], {"status": "stand"}), layer="standplaats")
    told = faults_of(path)
    assert len(told) == 4
    assert [sum(word in fault for fault in told) for word in ("times", "'x'", "CRS", "status")] == [
        1
    ] * 4


def test_an_object_without_a_place_is_listed_by_id(tmp_path):
    rows = [
        house(1),
        house(2, geometry=None),
        house(3, geometry=Point()),
        house(4, geometry=Polygon()),
    ]
    faults = faults_of(bag_file(tmp_path, *rows))
    assert [vbo_id(n) in fault for n, fault in zip((2, 3, 4), faults, strict=True)] == [True] * 3
    gone = house(2, geometry=None, status="Verblijfsobject ingetrokken")
    assert len(read_bag(bag_file(tmp_path, house(1), gone, name="b.gpkg")).addresses) == 1


def test_an_object_outside_the_netherlands_is_listed_by_id(tmp_path):
    fault = one_fault(bag_file(tmp_path, house(1), house(2, geometry=Point(Y, X))))
    assert vbo_id(2) in fault
    assert "outside the Netherlands" in fault


@pytest.mark.parametrize("crs", [WGS84, "EPSG:3857", None])
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_geopackage_in_another_crs_is_refused(tmp_path, crs):
    fault = one_fault(bag_file(tmp_path, in_degrees(house()), crs=crs))
    assert "CRS" in fault
    assert RD_NEW in fault


def test_degrees_under_the_name_of_rd_new_are_refused(tmp_path):
    fault = one_fault(bag_file(tmp_path, in_degrees(house())), area=(X, Y - 50, X + 90, Y + 50))
    assert "the coordinates are degrees" in fault


def test_metres_under_the_name_of_degrees_are_refused(tmp_path):
    fault = one_fault(geojson(tmp_path, house(), house(2)))
    assert "the coordinates are metres" in fault


def test_latitude_before_longitude_is_refused(tmp_path):
    row = in_degrees(house())
    swapped = Point(row["geometry"].y, row["geometry"].x)
    assert "outside the Netherlands" in one_fault(geojson(tmp_path, row | {"geometry": swapped}))


@pytest.mark.parametrize(
    ("row", "area", "told"),
    [
        (house(gebruiksdoel="winkelfunctie"), None, "1 verblijfsobject"),
        (house(status="Verblijfsobject gevormd"), None, "1 'Verblijfsobject gevormd'"),
        (house(), (X + 500, Y, X + 600, Y + 10), "0 verblijfsobject"),
    ],
)
def test_no_dwelling_in_the_area_is_an_error_that_says_what_there_was(tmp_path, row, area, told):
    fault = one_fault(bag_file(tmp_path, row), area=area)
    assert "no dwelling in the area" in fault
    assert told in fault


@pytest.mark.parametrize(
    "area",
    [
        (5.8, 52.5, 6.0, 52.6),
        (X, Y, X, Y),
        Polygon(),
        Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)]),
    ],
)
def test_an_area_that_is_none_is_refused(tmp_path, area):
    assert "RD New" in one_fault(bag_file(tmp_path, house()), area=area)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bag.gpkg", b"", "cannot be read"),
        ("bag.gpkg", b"SQLite format 3\x00" + b"x" * 4000, "cannot be read"),
        ("bag.zip", b"PK\x03\x04" + b"x" * 200, "cannot be read"),
        ("bag.txt", b"dag", "cannot be read"),
        ("bag.geojson", b'{"type": "FeatureCollection", "features": [', "cannot be read"),
        ("bag.csv", b"identificatie,status\n1,2\n", "expected a GeoPackage or GeoJSON"),
    ],
)
def test_another_kind_of_file_is_refused(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    assert told in one_fault(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for path in (tmp_path / "weg.gpkg", tmp_path):
        assert "no such file" in one_fault(path)


@pytest.mark.usefixtures("arrow")
@pytest.mark.parametrize("area", [None, (100_000, 400_000, 100_600, 400_600)])
def test_a_damaged_geopackage_is_refused_and_never_read_in_part(tmp_path, area):
    path = tmp_path / "bag.gpkg"
    pyogrio.write_dataframe(town(3_000), path, layer="verblijfsobject")
    whole = path.read_bytes()
    assert len(read_bag(path, area=area).addresses) == 3_000
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + b"\xff" * 20_000 + whole[middle + 20_000 :])
    assert "damaged" in one_fault(path, area=area)
    path.write_bytes(whole[: int(0.9 * len(whole))])
    assert "damaged" in one_fault(path, area=area)


# --- own rule ----------------------------------------------------------------------------------


RULE = """
verblijfsobject_in_gebruik = ["Verblijfsobject gevormd"]
woonfunctie = ["logiesfunctie"]
ligplaats_in_gebruik = []
standplaats_in_gebruik = []
"""


def test_another_rule_is_another_file(tmp_path):
    (tmp_path / "eigen.toml").write_text(RULE)
    rule = read_bag_rule(tmp_path / "eigen.toml")
    row = house(2, status="Verblijfsobject gevormd", gebruiksdoel="logiesfunctie")
    path = bag_file(tmp_path, house(1), row)
    bag_file(tmp_path, place(), layer="ligplaats")
    assert read_bag(path, rule=rule).dwellings.index.tolist() == [vbo_id(2)]
    assert vbo_id(2) not in read_bag(path).dwellings.index


def test_every_fault_of_a_rule_is_named(tmp_path):
    path = tmp_path / "eigen.toml"
    path.write_text('woonfunctie = "woonfunctie"\nligplaats_in_gebruik = [1]\nhuis = []\n')
    with pytest.raises(ConfigError) as caught:
        read_bag_rule(path)
    words = ("woonfunctie", "ligplaats_in_gebruik", "standplaats_in_gebruik", "huis")
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("text", ["woonfunctie = [", None])
def test_a_rule_that_cannot_be_read_is_refused(tmp_path, text):
    if text:
        (tmp_path / "eigen.toml").write_text(text)
    with pytest.raises(ConfigError, match="eigen"):
        read_bag_rule(tmp_path / "eigen.toml")


# --- what is not in use, and what is not known -----------------------------------------------------


def test_what_is_registered_and_not_in_use_yet_is_kept_apart(tmp_path):
    rows = [
        house(1),
        house(2, status="Verblijfsobject gevormd"),
        house(3, status="Verblijfsobject ingetrokken"),
    ]
    tables = read_bag(bag_file(tmp_path, *rows))
    assert tables.addresses.index.tolist() == [vbo_id(1)]
    assert tables.not_yet.index.tolist() == [vbo_id(2)]
    assert not tables.not_yet["dwelling"].any()
    assert tables.not_yet.columns.tolist() == tables.addresses.columns.tolist()


def test_how_many_objects_a_status_left_out_is_told(tmp_path):
    words = [
        "Verblijfsobject gevormd",
        "Verblijfsobject ingetrokken",
        "Verblijfsobject ingetrokken",
        None,
        "Gesloopt",
    ]
    rows = [house(i, status=word) for i, word in enumerate(words, start=2)]
    notes = dutch(read_bag(bag_file(tmp_path, house(1), *rows)).notes)
    assert (
        "BAG-objecten die om hun status niet meetellen: Verblijfsobject gevormd: 1, "
        "Verblijfsobject ingetrokken: 2."
    ) in notes
    assert any(
        "niet kent, of zonder status; zij tellen niet mee: (geen status): 1, Gesloopt: 1" in n
        for n in notes
    )


def test_addresses_without_a_use_are_told(tmp_path):
    notes = dutch(read_bag(bag_file(tmp_path, house(1), house(2, gebruiksdoel=None))).notes)
    assert any(
        n.startswith("Adressen zonder gebruiksdoel") and n.endswith("tellen: 1.") for n in notes
    )


def test_an_object_that_is_there_once_for_every_pand_is_one_object(tmp_path):
    rows = [
        house(1, pand_identificatie=pand_id(7)),
        house(1, pand_identificatie=pand_id(3)),
        house(2),
    ]
    for some in (rows, rows[::-1]):
        (tmp_path / "bag.gpkg").unlink(missing_ok=True)
        tables = read_bag(bag_file(tmp_path, *some))
        assert tables.addresses["pand_id"].to_dict()[vbo_id(1)] == pand_id(3)
        assert len(tables.addresses) == 2
        assert any(
            "in meer dan één pand, waarvan het eerste telt: 1" in n for n in dutch(tables.notes)
        )


def test_an_object_that_is_there_twice_with_one_pand_or_with_two_addresses_is_a_fault(tmp_path):
    assert "is there 2 times" in one_fault(bag_file(tmp_path, house(1), house(1)))
    twice = [
        house(1, pand_identificatie=pand_id(7)),
        house(1, pand_identificatie=pand_id(3), huisnummer=99),
    ]
    assert "is there 2 times" in one_fault(bag_file(tmp_path, *twice, name="twee.gpkg"))


def test_a_rule_of_before_does_not_need_the_new_lists(tmp_path):
    old = tmp_path / "oud.toml"
    old.write_text(
        'verblijfsobject_in_gebruik = ["Verblijfsobject in gebruik"]\nwoonfunctie = ["woonfunctie"]\n'
        "ligplaats_in_gebruik = []\nstandplaats_in_gebruik = []\n",
        encoding="utf-8",
    )
    assert read_bag_rule(old).nog_niet_in_gebruik == frozenset()


def test_what_is_wrong_with_an_object_that_is_not_in_use_yet_stops_nothing(tmp_path):
    later = {"status": "Verblijfsobject gevormd"}
    rows = [
        house(1),
        house(2, geometry=None, **later),
        house(3, **later),
        house(3, **later),
        house(1, **later),
    ]
    tables = read_bag(bag_file(tmp_path, *rows))
    assert tables.not_yet.index.tolist() == [vbo_id(3)]
