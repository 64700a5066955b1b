"""Places of one name are told apart by their street, and never by their id."""

import geopandas as gpd
import pytest
import shapely

from towns import facilities_table, points
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
    both = shops("Kerk", "Kerk", kind="ov_halte", apart_m=10)
    assert names(both, None, near) == ["Kerk", "Kerk"]


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
