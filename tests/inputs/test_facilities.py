"""Which places in OpenStreetMap count as which voorziening, and when two are one."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from towns import at
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import ConfigError
from wozgeo.inputs.facilities import FacilityRules, merge_duplicates, read_facility_rules


@pytest.fixture(scope="module")
def rules() -> FacilityRules:
    return read_facility_rules()


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"shop": "supermarket"}, ["supermarkt"]),
        ({"shop": "convenience"}, []),
        ({"shop": "frozen_food"}, []),
        ({"shop": "deli"}, []),
        ({"disused:shop": "supermarket"}, []),
        ({"shop": "supermarket", "disused": "yes"}, []),
        ({"amenity": "doctors"}, ["huisarts"]),
        (
            {"amenity": "doctors", "healthcare": "doctor", "healthcare:speciality": "general"},
            ["huisarts"],
        ),
        ({"healthcare": "doctor", "healthcare:speciality": "family"}, ["huisarts"]),
        ({"healthcare": "doctor"}, ["huisarts"]),
        ({"healthcare": "doctor", "healthcare:speciality": "dermatology"}, []),
        ({"amenity": "doctors", "healthcare:speciality": "psychiatry"}, []),
        ({"amenity": "dentist", "healthcare": "dentist"}, []),
        ({"healthcare": "physiotherapist"}, []),
        ({"amenity": "doctors", "healthcare": "sample_collection"}, []),
        ({"amenity": "doctors", "healthcare": "test_centre"}, []),
        ({"highway": "bus_stop"}, ["ov_halte"]),
        ({"highway": "bus_stop", "public_transport": "platform"}, ["ov_halte"]),
        ({"public_transport": "platform"}, ["ov_halte"]),
        ({"railway": "tram_stop"}, ["ov_halte"]),
        ({"railway": "station"}, ["ov_halte"]),
        ({"railway": "station", "public_transport": "station"}, ["ov_halte"]),
        ({"railway": "halt"}, ["ov_halte"]),
        ({"public_transport": "stop_position"}, []),
        ({"highway": "bus_stop", "public_transport": "stop_position"}, ["ov_halte"]),
        ({"railway": "tram_stop", "public_transport": "stop_position"}, ["ov_halte"]),
        ({"railway": "halt", "public_transport": "stop_position"}, ["ov_halte"]),
        ({"railway": "station", "public_transport": "stop_position"}, ["ov_halte"]),
        ({"railway": "stop", "public_transport": "stop_position"}, []),
        ({"amenity": "community_centre"}, ["ontmoetingsplek"]),
        ({"amenity": "social_centre"}, ["ontmoetingsplek"]),
        ({"amenity": "library"}, ["ontmoetingsplek"]),
        ({"amenity": "place_of_worship"}, []),
        ({"amenity": "cafe"}, []),
        ({"leisure": "sports_centre"}, []),
        ({"amenity": "social_facility"}, []),
        ({"amenity": "pharmacy"}, ["apotheek"]),
        ({"shop": "chemist"}, []),
        ({"highway": "residential"}, []),
        ({}, []),
    ],
)
def test_what_counts_by_default(rules, tags, expected):
    assert [str(v) for v in rules.classify(tags)] == expected


@pytest.mark.parametrize(
    ("rule", "tags"),
    [
        ("kerk", {"amenity": "place_of_worship"}),
        ("cafe", {"amenity": "cafe"}),
        ("sportcentrum", {"leisure": "sports_centre"}),
        ("zorginstelling", {"amenity": "social_facility"}),
    ],
)
def test_what_is_off_can_be_switched_on_one_by_one(rule, tags):
    own = read_facility_rules(include=[rule])
    assert [str(v) for v in own.classify(tags)] == ["ontmoetingsplek"]
    others = [{"amenity": "place_of_worship"}, {"amenity": "cafe"}, {"leisure": "sports_centre"}]
    assert not any(own.classify(other) for other in others if other != tags)


def test_a_place_tells_by_which_rule_it_counts(rules):
    assert rules.classify({"amenity": "library"}) == {"ontmoetingsplek": "bibliotheek"}
    both = {"amenity": "doctors", "healthcare": "doctor"}
    assert rules.classify(both) == {"huisarts": "huisarts"}


class TestMerging:
    def table(self, **places) -> gpd.GeoDataFrame:
        """Places by id: (name, geometry in metres) or (name, geometry, voorziening)."""
        shift = lambda shape: shapely.transform(shape, lambda xy: xy + np.array(at(0, 0)))  # noqa: E731
        rows = [row if len(row) == 3 else (*row, "supermarkt") for row in places.values()]
        return gpd.GeoDataFrame(
            {
                "voorziening": np.array([r[2] for r in rows], dtype=object),
                "name": np.array([r[0] for r in rows], dtype=object),
                "rule": "",
                "source": "OpenStreetMap",
            },
            geometry=[shift(r[1]) for r in rows],
            crs=RD_NEW,
            index=pd.Index(list(places), name="facility_id", dtype=object),
        )

    BUILDING = shapely.box(0, 0, 40, 30)

    def kept(self, rules, **places) -> dict[str, str]:
        merged, _, _ = merge_duplicates(self.table(**places), rules)
        return merged["name"].to_dict()

    def test_a_node_in_its_building(self, rules):
        assert self.kept(
            rules, w1=("Jumbo", self.BUILDING), n1=("Jumbo", shapely.Point(10, 10))
        ) == {"n1": "Jumbo"}

    def test_a_name_is_inherited(self, rules):
        assert self.kept(rules, w1=("Jumbo", self.BUILDING), n1=("", shapely.Point(10, 10))) == {
            "n1": "Jumbo"
        }

    def test_capitals_and_blanks_do_not_make_another_name(self, rules):
        assert (
            len(self.kept(rules, w1=("JUMBO ", self.BUILDING), n1=("Jumbo", shapely.Point(10, 10))))
            == 1
        )

    def test_two_names_are_two_places_even_in_one_building(self, rules):
        assert (
            len(self.kept(rules, w1=("Jumbo", self.BUILDING), n1=("Lidl", shapely.Point(10, 10))))
            == 2
        )

    @pytest.mark.parametrize(("gap", "n_places"), [(59, 1), (61, 2)])
    def test_near_is_within_the_distance_of_the_table(self, rules, gap, n_places):
        places = {"w1": ("Jumbo", self.BUILDING), "n1": ("Jumbo", shapely.Point(40 + gap, 15))}
        assert len(self.kept(rules, **places)) == n_places

    def test_two_nodes_are_two_places(self, rules):
        a, b = shapely.Point(0, 0), shapely.Point(8, 0)
        assert len(self.kept(rules, n1=("Markt", a, "ov_halte"), n2=("Markt", b, "ov_halte"))) == 2

    def test_another_voorziening_in_the_same_building_is_another_place(self, rules):
        places = {"w1": ("", self.BUILDING), "n1": ("", shapely.Point(9, 9), "apotheek")}
        assert len(self.kept(rules, **places)) == 2

    def test_a_building_gives_its_name_to_the_place_inside_not_to_a_neighbour(self, rules):
        """n1 is another shop, 50 m off, that nobody named."""
        places = {
            "n1": ("", shapely.Point(90, 10)),
            "n2": ("", shapely.Point(10, 10)),
            "w1": ("Jumbo", self.BUILDING),
        }
        assert self.kept(rules, **places) == {"n1": "", "n2": "Jumbo"}

    def test_the_result_hangs_on_no_order(self, rules):
        places = {
            "w1": ("Jumbo", self.BUILDING),
            "n2": ("", shapely.Point(10, 10)),
            "n1": ("Jumbo", shapely.Point(30, 10)),
            "w3": ("", shapely.box(35, 0, 60, 20)),
            "r1": ("Jumbo", shapely.box(-5, -5, 45, 35)),
        }
        one, _, _ = merge_duplicates(self.table(**places), rules)
        two, _, _ = merge_duplicates(self.table(**dict(reversed(places.items()))), rules)
        pd.testing.assert_frame_equal(one, two)

    def test_how_many_were_merged_is_told(self, rules):
        places = {
            "w1": ("Jumbo", self.BUILDING),
            "n1": ("Jumbo", shapely.Point(10, 10)),
            "w2": ("Lidl", shapely.box(500, 0, 530, 20)),
        }
        merged, count, _ = merge_duplicates(self.table(**places), rules)
        assert count == {"supermarkt": 1}
        assert (merged.geom_type == "Point").all()
        assert merged.crs == RD_NEW

    def test_nothing_to_merge(self, rules):
        merged, count, _ = merge_duplicates(self.table(), rules)
        assert merged.empty
        assert count == {}


class TestOwnTable:
    def test_every_fault_is_named_at_once(self, tmp_path):
        path = tmp_path / "v.toml"
        path.write_text(
            '[zwembad]\nmerge_m = 3\n[supermarkt]\ndwellings_per_facility = -1\nmerge_m = "veel"\n'
            '[[supermarkt.take]]\nrule = "s"\ntags = { shop = "supermarket" }\n'
        )
        with pytest.raises(ConfigError) as caught:
            read_facility_rules(path, include=["kerkje"])
        text = str(caught.value)
        assert all(
            word in text
            for word in ("zwembad", "dwellings_per_facility", "merge_m", "tags", "kerkje")
        )

    @pytest.mark.parametrize(
        "body",
        [
            '[supermarkt]\ndwellings_per_facility = 1\nmerge_m = 1\ntake = "shop"\n',
            '[supermarkt]\ndwellings_per_facility = 1\nmerge_m = 1\nlabbel = "x"\n[[supermarkt.take]]\ntags = { shop = ["a"] }\n',
            '[leave]\ndisused = "yes"\n[supermarkt]\ndwellings_per_facility = 1\nmerge_m = 1\n[[supermarkt.take]]\ntags = { shop = ["a"] }\n',
            'leave = 3\n[supermarkt]\ndwellings_per_facility = 1\nmerge_m = 1\n[[supermarkt.take]]\ntags = { shop = ["a"] }\n',
            '[supermarkt]\ndwellings_per_facility = true\nmerge_m = 1\n[[supermarkt.take]]\ntags = { shop = ["a"] }\n',
            "",
        ],
        ids=[
            "take is no table",
            "unknown key",
            "leave without a list",
            "leave is no table",
            "true is no number",
            "empty",
        ],
    )
    def test_no_mistake_passes_in_silence(self, tmp_path, body):
        path = tmp_path / "v.toml"
        path.write_text(body)
        with pytest.raises(ConfigError):
            read_facility_rules(path)

    def test_any_value_and_several_values(self, tmp_path):
        path = tmp_path / "v.toml"
        path.write_text(
            '[supermarkt]\ndwellings_per_facility = 1\nmerge_m = 1\n[[supermarkt.take]]\nrule = "a"\ntags = { shop = ["*"] }\n'
        )
        own = read_facility_rules(path)
        assert own.classify({"shop": "anything"})
        assert not own.classify({"amenity": "anything"})
        assert read_facility_rules().classify({"shop": "supermarket;bakery"})


class TestPark:
    """A park of 100 by 100 m with a path through it from west to east, and one nothing enters."""

    PARK, GARDEN = shapely.box(0, 0, 100, 100), shapely.box(300, 0, 320, 20)

    def table(self) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(
            {"voorziening": "park", "name": ["Park", "Tuin"]},
            geometry=[self.PARK, self.GARDEN],
            index=pd.Index(["w1", "w2"], name="facility_id"),
            crs="EPSG:28992",
        )

    def test_it_is_reached_where_a_way_enters_it(self):
        ways = np.array([shapely.LineString([(-50, 40), (150, 60)])], dtype=object)
        found, _, _ = merge_duplicates(self.table(), read_facility_rules(), ways=ways)
        places = {key: (point.x, point.y) for key, point in found.geometry.items()}
        assert places["w1:1"] == pytest.approx((0, 45))
        assert places["w1:2"] == pytest.approx((100, 55))
        assert set(found["name"][["w1:1", "w1:2"]]) == {"Park"}

    def test_what_nothing_enters_is_one_point_inside(self):
        found, _, _ = merge_duplicates(self.table(), read_facility_rules())
        assert list(found.index) == ["w1", "w2"]
        assert self.GARDEN.contains(found.geometry["w2"])

    @pytest.mark.parametrize(
        ("tags", "counts"),
        [
            ({"leisure": "park"}, True),
            ({"leisure": "garden"}, True),
            ({"leisure": "garden", "access": "private"}, False),
            ({"leisure": "garden", "garden:type": "residential"}, False),
            ({"landuse": "grass"}, False),
        ],
    )
    def test_what_counts_as_a_park(self, tags, counts):
        assert ("park" in read_facility_rules().classify(tags)) is counts
