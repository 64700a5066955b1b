"""Kernen and buurten show the figures of their table, and nothing sounds better than it is."""

import json

import numpy as np
import shapely
from judged import areas, judged

from wozgeo.outputs.found import Found
from wozgeo.outputs.map.areas import describe_areas, describe_walksheds


def nothing(**but: object) -> Found:
    return Found(name="Leeg", search_limit_m=5000, **but)


class TestAreas:
    def test_figures_and_counts_come_along(self):
        _, (kern, buurt) = describe_areas(judged())
        assert (kern["laag"], kern["naam"], kern["n"]) == ("kernen", "Voorbeelddorp", 400)
        assert (buurt["niveau"], buurt["code"]) == ("buurt", "BU00010001")
        assert kern["oordelen"][0] == {"plannen": [1, 1, 0], "complexen": [1, 0, 1]}
        assert kern["oordelen"][1] == {}

    def test_nearly_all_is_not_all_and_nearly_400_is_below(self):
        _, (kern, _) = describe_areas(judged())
        (supermarkt, _) = kern["afstanden"]
        assert supermarkt["binnen"] == [[400, 99], [800, 100]]
        assert supermarkt["mediaan"] - 2 == 399
        assert (supermarkt["geen"], supermarkt["onbekend"]) == (3, 1)

    def test_records_are_json_without_nan(self):
        unknown = areas("kern", "K", "K").assign(mediaan_supermarkt_m=np.nan, n_woningen=None)
        _, found = describe_areas(nothing(areas={"kernen": unknown}))
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        assert (found[0]["n"], found[0]["afstanden"][0]["mediaan"]) == (None, 0)

    def test_nothing_given_is_no_trouble(self):
        assert describe_areas(nothing())[1] == []
        assert describe_walksheds(nothing())[1] == []

    def test_a_walkshed_keeps_its_shape_within_a_metre(self):
        (shape,), (record,) = describe_walksheds(judged())
        assert record == {"deel": "gebied"}
        assert shapely.hausdorff_distance(shape, judged().walksheds.geometry.iloc[0]) <= 1.0
