"""Claims about what would fix a walk that is too long: the town is drawn and the metres are worked out by hand.

::

    0 m                                                  500 m   600 m
    A-----------------------------------------------------B-------C   Dorpsstraat
        |church at 200      |village hall at 470
    complex at 40 (10 m north of the street)
"""

from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plek")
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    street = [town.node(x, 0) for x in (0, 100, 200, 300, 400, 500, 600)]
    town.way(street, highway="residential", name="Dorpsstraat")
    town.box(36, 6, 8, 8, building="house")
    address = {"street": "Dorpsstraat", "housenumber": "1", "city": "Dorp"}
    town.node(40, 10, id=9001, **{f"addr:{key}": value for key, value in address.items()})
    town.node(200.25, 5, id=9100, amenity="place_of_worship", name="Sint-Jan")
    town.node(300.25, 5, id=9101, amenity="community_centre", access="private", name="Soos")
    town.node(350.25, 5, id=9104, amenity="cafe")
    # 10 m to the street, 400 along it and 5 to the hall: 415 m, 15 m too far
    town.node(440, 5, id=9102, amenity="community_centre", name="Dorpshuis")
    town.node(590, 5, id=9103, amenity="cafe", name="Ver weg")
    town.write(folder / "dorp.osm")
    (folder / "c.csv").write_text(
        "complex_id;naam;straat;huisnummer;woonplaats\nK1;Hof;Dorpsstraat;1;Dorp\n",
        encoding="utf-8",
    )
    arguments = ["screen", folder / "c.csv", "--osm", folder / "dorp.osm", "--out", folder / "uit"]
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return folder / "uit"


def test_places_that_do_not_count_are_told_with_why_and_the_metres(out: Path) -> None:
    places = gpd.read_parquet(out / "plekken_erbij.parquet")
    assert dict(zip(places["naam"], places["telt_niet_omdat"], strict=True)) == {
        "Sint-Jan": "kerk",
        "Soos": "access=private",
        "zonder naam bij de Dorpsstraat": "cafe",
    }
    assert places["zou_helpen"]["n9100"] == "Hof: 175,2 m"
    assert places["helpt_complexen"].tolist() == [1, 1, 1]
    assert places["helpt_plannen"].tolist() == [0, 0, 0]


def test_the_stretch_of_street_ends_where_the_walk_is_the_limit(out: Path) -> None:
    streets = gpd.read_parquet(out / "straten_erbij.parquet")
    assert streets["straten"].to_dict() == {"K1": "Dorpsstraat"}
    # 390 m along the street in one direction, to its end at 0 m in the other
    assert streets["straten_m"]["K1"] == pytest.approx(430, abs=0.2)
    west, _, east, _ = streets.geometry["K1"].bounds
    assert (west - ORIGIN[0], east - ORIGIN[0]) == pytest.approx((0, 430), abs=0.1)
    assert (
        streets["niet_geteld"]["K1"] == "Sint-Jan (kerk): 175,2 m; Soos (access=private): 275,2 m; "
        "zonder naam bij de Dorpsstraat (cafe): 325,2 m"
    )


def test_they_are_in_the_geopackage_and_the_workbook(out: Path) -> None:
    layer = gpd.read_file(out / "resultaat.gpkg", layer="straten_erbij")
    assert isinstance(layer.geometry.iloc[0], shapely.MultiLineString)
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    _, names, row = book["Plekken erbij"].iter_rows(values_only=True, max_row=3)
    assert dict(zip(names, row, strict=True))["naam"] == "Sint-Jan"
    sheet = pd.DataFrame(book["Straten erbij"].values)
    assert "Hof" in sheet.to_string()
