"""A path that is not there is told in one sentence: where, how long, whom it helps, and what to do."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from wozgeo.domain.language import Language
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.path_sentences import say_paths


def paths(*rows: dict) -> gpd.GeoDataFrame:
    base = {
        "kern": "Wozerdam", "doet": "nakijken", "van": "Wozerkade", "naar": "Voorstraat",
        "lengte_m": 17.89, "scheelt_m": 361.03, "n_over_grens": 39, "n_woningen": 56,
        "n_complexen": 0, "n_plannen": 0, "grens_m": 400.0,
        "geometry": shapely.LineString([(190_000, 507_000), (190_018, 507_000)]),
    }  # fmt: skip
    filled = [
        {"voorziening": "ontmoetingsplek", "rang": k, **base, **r} for k, r in enumerate(rows, 1)
    ]
    table = pd.DataFrame(filled).set_index(["voorziening", "rang"])
    return gpd.GeoDataFrame(table, geometry="geometry", crs="EPSG:28992")


def said(language: Language = Language.NL, **row: object) -> str:
    return next(say_paths(paths(row), read_voorzieningen(), language)).sentence


def test_a_path_to_look_for_says_where_and_whom_it_brings_within_the_limit():
    assert said() == (
        "Een pad van 18 m tussen Wozerkade en Voorstraat zou 39 woningen binnen 400 m van een "
        "ontmoetingsplek brengen: kijk ter plaatse na of het er al ligt."
    )


def test_the_same_in_english():
    assert said(Language.EN).startswith(
        "A path of 18 m between Wozerkade and Voorstraat would bring 39 dwellings within 400 m of "
    )


def test_a_path_to_build_says_so():
    assert said(doet="aanleggen").endswith("dus aanleggen.")


@pytest.mark.parametrize(
    ("counts", "who"),
    [
        ({"n_over_grens": 1}, "1 woning binnen"),
        ({"n_complexen": 1}, "39 woningen en 1 complex binnen"),
        ({"n_complexen": 2, "n_plannen": 1}, "39 woningen, 2 complexen en 1 plan binnen"),
        ({"n_over_grens": 0, "n_plannen": 2}, "2 plannen binnen"),
        (
            {"n_over_grens": 0},
            "56 woningen dichter bij een ontmoetingsplek brengen, niemand binnen 400 m",
        ),
    ],
)
def test_who_is_brought_is_counted_and_nobody_is_said(counts, who):
    assert f" zou {who}" in said(**counts)


@pytest.mark.parametrize(
    ("streets", "where"),
    [
        ({"naar": "Wozerkade"}, "18 m bij Wozerkade zou"),
        ({"van": ""}, "18 m bij Voorstraat zou"),
        ({"van": "", "naar": ""}, "18 m in Wozerdam zou"),
        ({"van": "", "naar": "", "kern": ""}, "18 m zou"),
    ],
)
def test_a_street_without_a_name_leaves_no_gap_in_the_sentence(streets, where):
    assert where in said(**streets)
