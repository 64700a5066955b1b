"""What sentences call a facility without a name, and a street."""

import geopandas as gpd
import pytest
import shapely

from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import MEETING_PLACE
from wozgeo.inputs.file_dates import day_of
from wozgeo.runs.called import call_facilities, say_street, with_source

KIND = "ontmoetingsplek"


def facilities(**names: str) -> gpd.GeoDataFrame:
    points = [shapely.Point(10 * i, 5) for i, _ in enumerate(names)]
    table = {
        "voorziening": KIND,
        "name": [*names.values()],
        "source": "OpenStreetMap",
        "rule": "bibliotheek",
    }
    return gpd.GeoDataFrame(table, geometry=points, index=[*names], crs="EPSG:28992")


def ways(**names: str) -> gpd.GeoDataFrame:
    lines = [
        shapely.LineString([(-50, y), (50, y)]) for y in map(float, range(0, 100 * len(names), 100))
    ]
    return gpd.GeoDataFrame({"name": [*names.values()]}, geometry=lines, crs="EPSG:28992")


def test_a_place_without_a_name_is_called_by_what_it_is_and_its_street_and_never_by_its_id():
    library = MEETING_PLACE.__class__(
        KIND, "ontmoetingsplek", "ontmoetingsplekken", "meeting place", "meeting places",
        rules=(Text("bibliotheek", "library"),),
    )  # fmt: skip
    called = call_facilities(
        facilities(n1="De Brug", n2="", n3=""), ways(a="", b="Burgwal"), {KIND: library}
    )
    assert called["n1", KIND].nl == "De Brug"
    assert called["n2", KIND] == Text(
        "bibliotheek zonder naam bij de Burgwal", "library without a name near Burgwal"
    )
    assert called["n3", KIND] == called["n2", KIND]


@pytest.mark.parametrize("streets", [None, ways(a=""), ways(a="")[:0]])
def test_where_no_street_has_a_name_it_is_called_by_what_it_is(streets):
    called = call_facilities(facilities(n1=""), streets, {KIND: MEETING_PLACE})
    assert called["n1", KIND].nl == "ontmoetingsplek zonder naam"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Dorpsstraat", "de Dorpsstraat"),
        ("Marktplein", "het Marktplein"),
        ("Achterom", "Achterom"),
        ("De Weerd", "De Weerd"),
        ("Aan de Dijk", "Aan de Dijk"),
        ("Burg. Jansenlaan", "de Burg. Jansenlaan"),
    ],
)
def test_a_street_has_the_article_that_its_name_tells(name, said):
    assert say_street(name).nl == said
    assert say_street(name).en == name


def test_a_place_is_told_with_where_it_is_known_from_and_of_which_day():
    name = Text("De Brink", "De Brink")
    assert with_source(name, "OpenStreetMap", day_of("2023-01-30T21:21:44Z")) == Text(
        "De Brink (OpenStreetMap, 30 januari 2023)", "De Brink (OpenStreetMap, 30 January 2023)"
    )
    assert with_source(name, "OpenStreetMap", day_of("")).nl == "De Brink (OpenStreetMap)"
    assert with_source(name, "") == name
