"""What the page knows of plans and complexes is what was judged: never rounded over a limit."""

import json
import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from judged import DEFINITIONS, VOORZIENINGEN, judged, judged_table, plannen, routes

from wozgeo.outputs.found import Found
from wozgeo.outputs.map.objects import (
    describe_listed,
    describe_routes,
    listed_voorzieningen,
    verdict_ranks,
)


def records(**other) -> dict[tuple[str, str], dict]:
    _, found = describe_listed(judged(**other))
    return {(record["soort"], record["id"]): record for record in found}


def nothing(**but: object) -> Found:
    return Found(name="Leeg", search_limit_m=5000, **but)


class TestRecords:
    def test_kinds_stand_in_the_order_of_the_page_and_ids_in_their_own(self):
        assert list(records()) == [
            ("plannen", "P1"),
            ("plannen", "P2"),
            ("complexen", "007"),
            ("complexen", "P1"),
            ("clusters", "K1"),
        ]

    def test_ids_stay_text_with_their_zeros(self):
        assert records()["complexen", "007"]["id"] == "007"

    def test_verdicts_are_those_of_each_definition(self):
        een, twee = records()["plannen", "P2"]["oordelen"]
        assert (een["o"], een["bijna"], twee["o"]) == (1, True, 2)
        assert een["nodig"] == "een ontmoetingsplek die 36,3 m dichterbij ligt"
        assert twee["ontbreekt"] == "nultreden niet opgegeven"

    def test_only_a_verdict_that_is_not_firm_says_so(self):
        firmness = {"stevig_een": [False, True], "stevig_twee": [False, False]}
        found = records(plannen=plannen().assign(**firmness))
        soft = {
            key[1]: [v.get("zacht") for v in r["oordelen"]]
            for key, r in found.items()
            if key[0] == "plannen"
        }
        assert soft == {"P1": [True, True], "P2": [None, None]}

    @pytest.mark.parametrize(
        ("margin_m", "tenths"),
        [
            (89.8, 898),
            (-36.2, -362),
            (0.04, 1),
            (0.0, 0),
            (-0.04, -1),
            (math.nan, None),
            (-math.inf, None),
        ],
    )
    def test_a_margin_is_never_rounded_over_the_limit(self, margin_m, tenths):
        table = judged_table([{"id": "P", "geometry": None, "marge_een_m": margin_m}])
        _, (record,) = describe_listed(
            nothing(objects={"plannen": table}, definitions={"een": DEFINITIONS["een"]})
        )
        assert record["oordelen"][0]["marge"] == tenths

    def test_distances_are_as_in_the_sentences_and_unknown_differs_from_none_found(self):
        values = {"min": 399.96, "mediaan": math.inf, "max": math.nan}
        row = {f"afstand_supermarkt_{m}_m": v for m, v in values.items()}
        table = judged_table([{"id": "P", "geometry": None, **row}])
        _, (record,) = describe_listed(nothing(objects={"plannen": table}))
        assert record["afstanden"][0]["m"] == [3999, -1, None]

    def test_what_the_source_says_is_in_words_and_silence_is_left_out(self):
        facts = dict(records()["complexen", "007"]["feiten"])
        assert facts == {
            "Ontmoetingsruimte inpandig": "nee",
            "Levensloopgeschikt": "ja",
            "Aandeel 55-plus": "62 %",
            "Adressen gevonden": "3 van 4",
        }
        assert dict(records()["plannen", "P1"]["feiten"])["Oplevering"] == "2027–2029"
        assert records()["clusters", "K1"]["feiten"] == []

    def test_a_route_by_another_door_says_so_and_the_others_do_not(self):
        by_door = routes().iloc[[1]].assign(distance_m=401.0, deur=True)
        both = pd.concat([routes().assign(deur=False), by_door])
        _, told = describe_routes(nothing(routes=both))
        assert sorted((r["id"], r["m"] - 2) for r in told if r.get("deur")) == [("007", 401)]
        assert len(told) == 4

    def test_records_are_json_without_nan(self):
        _, found = describe_listed(judged())
        assert json.loads(json.dumps(found, allow_nan=False)) == found

    def test_shapes_stand_beside_their_records(self):
        shapes, found = describe_listed(judged())
        assert [shapely.is_empty(shape) for shape in shapes] == [False] * 3 + [True, False]
        assert len(shapes) == len(found)

    def test_row_order_changes_nothing(self):
        assert records(plannen=plannen().iloc[::-1]) == records()

    def test_nothing_judged_is_no_trouble(self):
        shapes, found = describe_listed(nothing())
        assert (len(shapes), found) == (0, [])
        assert describe_routes(nothing())[1] == []
        assert nothing(objects={"plannen": plannen().iloc[:0]}).listed == {}

    def test_a_column_that_is_missing_is_unknown_not_voldoet(self):
        table = plannen().drop(columns=["oordeel_een", "marge_een_m", "bijna_een", "score"])
        assert verdict_ranks(table, "een") == [2, 2]
        record = records(plannen=table)["plannen", "P1"]
        assert (record["oordelen"][0]["marge"], record["score"]) == (None, None)

    def test_voorzieningen_are_those_with_distances(self):
        assert listed_voorzieningen(judged()) == list(VOORZIENINGEN)


class TestRoutes:
    def test_unknown_metres_are_rounded_up(self):
        shapes, found = describe_routes(judged())
        of_linde = next(record for record in found if record["id"] == "007")
        assert of_linde["onbekend_m"] == 38
        assert {record["naar"] for record in found} == {"o1", "s1"}
        assert len(shapes) == len(found)

    def test_the_whole_line_comes_first_then_its_unknown_stretches(self):
        shapes, found = describe_routes(judged())
        lengths = {
            (record["id"], record["v"]): [round(part.length, 1) for part in shape.geoms]
            for record, shape in zip(found, shapes, strict=True)
        }
        assert lengths["007", "ontmoetingsplek"] == [310.2, 37.4]
        assert lengths["P1", "ontmoetingsplek"] == [480.0]

    def test_without_stretches_there_is_the_line_alone(self):
        table = judged().routes.drop(columns="unknown_geometry")
        shapes, _ = describe_routes(judged(routes=table))
        assert all(isinstance(shape, shapely.LineString) for shape in shapes)

    def test_a_route_may_say_to_which_kind_it_belongs(self):
        table = judged().routes.assign(soort="plannen")
        assert {r["soort"] for r in describe_routes(judged(routes=table))[1]} == {"plannen"}
        empty = gpd.GeoDataFrame({"facility_id": []}, geometry=np.array([], object), crs=28992)
        assert describe_routes(judged(routes=empty))[1] == []
