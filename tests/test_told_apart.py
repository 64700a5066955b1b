"""Places of one name are told apart by their street, and never by their id."""

import geopandas as gpd
import openpyxl
import pytest
import shapely
from click.testing import CliRunner
from test_counted_once import CRITERIA, RUN

from towns import OsmDraft, facilities_table, points
from wozgeo.cli import main
from wozgeo.domain.contracts import ADDRESS_COLUMNS, RD_NEW
from wozgeo.runs.told_apart import tell_apart


def shops(*names: str, kind: str = "supermarkt", apart_m: float = 500) -> gpd.GeoDataFrame:
    table = facilities_table({f"n{i}": (kind, apart_m * i, 0) for i, _ in enumerate(names)})
    return table.assign(name=[*names])


def streets(*names: str, apart_m: float = 500) -> gpd.GeoDataFrame:
    """A street per name, each across the place of one shop."""
    x, y = points((0, 0)).iloc[0].coords[0]
    lines = [
        shapely.LineString([(x + apart_m * i, y + 5), (x + apart_m * i, y + 50)])
        for i, _ in enumerate(names)
    ]
    return gpd.GeoDataFrame({"name": [*names]}, geometry=lines, crs=RD_NEW)


def addresses(*rows: tuple[str, str, str, float, float]) -> gpd.GeoDataFrame:
    texts = dict.fromkeys(ADDRESS_COLUMNS, "")
    table = gpd.GeoDataFrame(
        texts, geometry=points(*(row[3:] for row in rows)), index=range(len(rows))
    )
    for i, name in enumerate(("straat", "huisnummer", "woonplaats")):
        table[name] = [str(row[i]) for row in rows]
    return table


NONE = addresses()


def names(*given: object, **choices: object) -> list[str]:
    return tell_apart(*given, **choices)["name"].tolist()


def test_shops_of_one_name_are_called_by_their_street_and_others_by_their_name_alone():
    told = names(
        shops("Albert Heijn", "Albert  heijn", "Jumbo"),
        streets("Oudestraat", "Markt", "Markt"),
        NONE,
    )
    assert told == ["Albert Heijn (Oudestraat)", "Albert  heijn (Markt)", "Jumbo"]


def test_the_street_is_that_of_the_address_where_one_is_near_and_not_of_the_lane_behind():
    near = addresses(("Oudestraat", "7", "Kampen", 10, 0), ("Markt", "1", "Kampen", 620, 0))
    told = names(shops("AH", "AH"), streets("Achterom", "Steeg"), near)
    assert told == ["AH (Oudestraat)", "AH (Steeg)"]


def test_in_streets_of_one_name_the_kern_is_told_too():
    near = addresses(("Dorpsstraat", "7", "Wilsum", 10, 0), ("Dorpsstraat", "7", "Zalk", 510, 0))
    assert names(shops("AH", "AH"), None, near) == [
        "AH (Dorpsstraat, Wilsum)",
        "AH (Dorpsstraat, Zalk)",
    ]


def test_in_one_street_the_address_is_told():
    near = addresses(("Dorpsstraat", "7", "Zalk", 10, 0), ("Dorpsstraat", "90", "Zalk", 510, 0))
    assert names(shops("AH", "AH"), None, near) == ["AH (Dorpsstraat 7)", "AH (Dorpsstraat 90)"]


def test_of_three_only_two_share_a_street():
    near = addresses(
        ("Dorpsstraat", "7", "Zalk", 10, 0), ("Dorpsstraat", "90", "Zalk", 510, 0), ("Markt", "1", "Zalk", 1010, 0)
    )  # fmt: skip
    assert names(shops("AH", "AH", "AH"), None, near) == [
        "AH (Dorpsstraat 7)", "AH (Dorpsstraat 90)", "AH (Markt)",
    ]  # fmt: skip


@pytest.mark.parametrize("near", [NONE, addresses(("Dorpsstraat", "7", "Zalk", 5, 0))])
def test_what_nothing_tells_apart_keeps_its_name(near):
    assert names(shops("AH", "AH", apart_m=10), None, near) == ["AH", "AH"]


def test_stops_on_both_sides_of_a_street_are_one_to_a_reader():
    ways = streets("Oudestraat", "Markt", apart_m=40)
    assert names(shops("Kerk", "Kerk", kind="ov_halte", apart_m=40), ways, NONE) == ["Kerk", "Kerk"]


def test_and_stops_of_that_name_in_another_street_are_told_apart_from_both():
    stops = shops(*["Kerk"] * 11, kind="ov_halte", apart_m=50).iloc[[0, 1, 10]]
    ways = streets("Oudestraat", "Steeg", *[""] * 8, "Markt", apart_m=50)
    assert names(stops, ways, NONE) == ["Kerk (Oudestraat)", "Kerk (Oudestraat)", "Kerk (Markt)"]


def test_a_shop_and_a_stop_of_one_name_are_no_two_shops():
    table = shops("De Hof", "De Hof").assign(voorziening=["supermarkt", "ov_halte"])
    assert names(table, streets("Oudestraat", "Markt"), NONE) == ["De Hof", "De Hof"]


def test_the_entrances_of_one_park_are_one_place_and_so_is_what_has_no_name():
    park = shops("Park", "Park", kind="park").set_axis(["w12:1", "w12:2"])
    assert names(park, streets("Oudestraat", "Markt"), NONE) == ["Park", "Park"]
    assert names(shops("", ""), streets("Oudestraat", "Markt"), NONE) == ["", ""]


def test_the_order_of_rows_changes_nothing():
    table, ways = shops("AH", "AH", "AH"), streets("A-straat", "B-straat", "B-straat")
    one, other = tell_apart(table, ways, NONE), tell_apart(table[::-1], ways[::-1], NONE)
    assert one["name"].to_dict() == other["name"].to_dict()


def test_every_face_has_the_same_name_for_them(tmp_path):
    """Two of one name, 150 m apart in streets of their own; the homes are nearest to the first."""
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.line((0, 0), (200, 0), highway="residential", name="Dorpsstraat")
    town.line((150, -100), (150, 100), highway="residential", name="Kerkweg")
    for number, x in ((1, 40), (2, 60)):
        town.box(x - 4, 6, 8, 8, building="house")
        address = {"street": "Dorpsstraat", "housenumber": str(number), "city": "Proefdorp"}
        town.node(x, 10, **{f"addr:{key}": text for key, text in address.items()})
    for x, y in ((20, -5), (155, 90)):
        town.node(x, y, amenity="community_centre", name="De Brink")
    town.write(tmp_path / "dorp.osm")
    (tmp_path / "criteria.toml").write_text(CRITERIA.replace("400", "100"), encoding="utf-8")
    text = "complex_id;straat;huisnummer;woonplaats\nc1;Dorpsstraat;1;Proefdorp\nc1;Dorpsstraat;2;Proefdorp\n"
    (tmp_path / "complexen.csv").write_text(text, encoding="utf-8")
    (tmp_path / "run.toml").write_text(RUN.format(language="nl"), encoding="utf-8")
    result = CliRunner().invoke(main, ["run", str(tmp_path / "run.toml")])
    assert result.exit_code == 0, result.output
    out = tmp_path / "uit"
    told = gpd.read_parquet(out / "complexen.parquet").loc["c1"]
    assert told["ontmoetingsplek_naam"] == "De Brink (Dorpsstraat)"
    assert "De Brink (Dorpsstraat)" in told["hangt_aan_proef"]
    places = gpd.read_file(out / "resultaat.gpkg", layer="voorzieningen")
    assert {*places["naam"]} == {"De Brink (Dorpsstraat)", "De Brink (Kerkweg)"}
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert any("De Brink (Kerkweg)" in cell for cell in cells)
    assert "De Brink (Dorpsstraat)" in (out / "rapport.html").read_text("utf-8")
