"""Claims about verdicts on drawn plans and complexes, from the streets to the sentence.

::

    0        100 ... 400        500        600  metres
    A----------------C----------D==========E     A-D residential, D-E an untagged path
    |ontmoetingsplek (0, 0)                      dwellings stand on the street: no off-network legs
"""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from said import telling

from towns import ORIGIN, Town, walk
from wozgeo.analysis.verdicts.judge import NearMiss
from wozgeo.analysis.verdicts.rows import JudgingRule, judge_listed, ranks
from wozgeo.domain.contracts import ATTRIBUTES, RD_NEW
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.vocabulary import Measure, Voorziening
from wozgeo.network.accesses import Accesses
from wozgeo.network.distances import measure_distances
from wozgeo.network.sites import sample_sites

judge_listed = telling(judge_listed)

PLEK = Voorziening.ONTMOETINGSPLEK
STREET = Town(
    nodes={"A": (0, 0), "C": (400, 0), "D": (500, 0), "E": (600, 0)},
    ways=["A C D: residential", "D E: path"],
    facilities={"f": ("ontmoetingsplek", 0, 0)},
)
X, Y = ORIGIN
EVERYWHERE = shapely.box(X - 9e3, Y - 9e3, X + 9e3, Y + 9e3)
ALL_IS_WELL = {"levensloopgeschikt": True, "voor_senioren": True, "inpandig": False}


def judge(
    town,
    objects,
    places,
    *,
    definitions=("druten",),
    measure=Measure.MAX,
    profile="rollator",
    extent=EVERYWHERE,
    edge=None,
):
    """Measure places in a town and judge the objects they belong to.

    ``objects``: id to attributes; ``places``: rows of object id, kind and x, y (None: not found); ``edge``:
    metres from a place to an edge of the data that runs otherwise than ``extent``.
    """
    table = pd.DataFrame.from_dict(objects, orient="index").reindex(
        columns=["naam", "kern", "n_dwellings", *ATTRIBUTES]
    )
    for name in ATTRIBUTES:
        table[name] = table[name].astype("boolean")
    table["n_dwellings"] = table["n_dwellings"].astype("Int64")
    objects = gpd.GeoDataFrame(table, geometry=[shapely.MultiPoint()] * len(table), crs=RD_NEW)
    if not isinstance(places, gpd.GeoDataFrame):
        rows = [
            (f"{name}#{i}", name, kind, shapely.Point(X + at[0], Y + at[1]) if at else None)
            for i, (name, kind, at) in enumerate(places, start=1)
        ]
        frame = pd.DataFrame(rows, columns=["place_id", "object_id", "kind", "geometry"])
        places = gpd.GeoDataFrame(frame.set_index("place_id"), geometry="geometry", crs=RD_NEW)
    ready = walk(town, profile=profile)
    found = places[places.geometry.notna()]
    access = Accesses.of(found.geometry, ready.snapper)
    distances = measure_distances(
        ready.network, access, ready.facilities, ready.tables.facilities["voorziening"],
        wanted=[PLEK], search_limit_m=5000, extent=extent,
    )  # fmt: skip
    for place, metres in (edge or {}).items():
        distances.loc[(place, PLEK), ["edge_m", "beyond_edge"]] = [metres, False]
    criteria = read_criteria()
    rule = JudgingRule(
        {name: criteria[name] for name in definitions}, measure, NearMiss(0.1, 40), {}, 5000, [PLEK]
    )
    return judge_listed(
        objects,
        places,
        distances,
        access.possible["crosses"],
        pd.Series({"f": "De Plek"}),
        rule=rule,
    )


def dwellings(name, *xs):
    return [(name, "adres", (x, 0)) for x in xs]


def verdict(places, n=12, **attributes):
    facts = {"x": {"n_dwellings": n, **ALL_IS_WELL, **attributes}}
    return judge(STREET, facts, places).objects.loc["x"]


def test_exactly_400_metres_is_too_far_and_a_little_less_is_not() -> None:
    far, near = verdict(dwellings("x", 400)), verdict(dwellings("x", 399.9))
    assert far["oordeel_druten"] == "voldoet_niet"
    assert far["marge_druten_m"] == 0
    assert far["bijna_druten"]
    assert near["oordeel_druten"] == "voldoet"
    assert near["marge_druten_m"] == pytest.approx(0.1)


def test_the_farthest_dwelling_decides_because_every_resident_counts() -> None:
    row = verdict(dwellings("x", 100, 436, 200))
    assert row["oordeel_druten"] == "voldoet_niet"
    assert "436 m lopen, 36 m te ver" in row["toelichting_druten"]
    assert row["afstand_ontmoetingsplek_max_m"] == 436
    assert row["afstand_ontmoetingsplek_mediaan_m"] == 200
    assert row["afstand_ontmoetingsplek_min_m"] == 100
    assert row["aandeel_druten"] == pytest.approx(2 / 3)
    assert row["ontmoetingsplek_naam"] == "De Plek"


def test_beside_a_dwelling_surely_too_far_the_farthest_is_told_everywhere_and_is_no_near_miss() -> (
    None
):
    """434,1 m is surely too far; 500 m lies 1 m from the edge of the data."""
    facts = {"x": {"n_dwellings": 12, **ALL_IS_WELL}}
    judged = judge(
        STREET,
        facts,
        dwellings("x", 434.1, 500),
        extent=shapely.box(X - 9e3, Y - 9e3, X + 501, Y + 9e3),
        edge={"x#1": 401.0},
    )
    row = judged.objects.loc["x"]
    assert row["oordeel_druten"] == "voldoet_niet"
    assert row["marge_druten_m"] == -100
    assert "500 m lopen, 100 m te ver" in row["toelichting_druten"]
    assert "nu 500 m, dus meer dan 100 m dichterbij" in row["nodig_druten"]
    assert row["afstand_ontmoetingsplek_max_m"] == 500
    assert row["rand_ontmoetingsplek"]
    assert not row["bijna_druten"]
    assert judged.deciding.loc["x", "druten"] == "x#2"


def test_one_address_not_found_beside_one_too_far_is_told_and_is_no_near_miss() -> None:
    row = verdict([*dwellings("x", 436), ("x", "adres", None)])
    assert row["oordeel_druten"] == "voldoet_niet"
    assert "36 m te ver, en niet overal was het te meten" in row["toelichting_druten"]
    assert row["reden_ontmoetingsplek"] == "adres_niet_gevonden"
    assert not row["bijna_druten"]


def test_the_typical_dwelling_decides_where_the_run_says_so() -> None:
    facts = {"x": {"n_dwellings": 12, **ALL_IS_WELL}}
    judged = judge(STREET, facts, dwellings("x", 100, 436, 200), measure=Measure.MEDIAAN)
    assert judged.objects.loc["x", "oordeel_druten"] == "voldoet"
    assert judged.deciding.loc["x", "druten"] == "x#3"


def test_399_9_by_an_unknown_path_is_unknown() -> None:
    town = STREET.but(
        nodes={"A": (0, 0), "B": (300, 0), "C": (450, 0)}, ways=["A B: residential", "B C: path"]
    )
    facts = {"x": {"n_dwellings": 12, **ALL_IS_WELL}}
    row = judge(town, facts, dwellings("x", 399.9)).objects.loc["x"]
    assert row["oordeel_druten"] == "onbekend"
    assert row["hangt_af_van_druten"] == "onbekende meters"
    assert "begaanbaar" in row["nodig_druten"]
    sure = judge(town, facts, dwellings("x", 399.9), profile="voetganger").objects.loc["x"]
    assert sure["oordeel_druten"] == "voldoet"


def test_twelve_dwellings_over_two_panden_are_twelve() -> None:
    places = dwellings("x", *range(10, 70, 10)) + dwellings("x", *range(200, 260, 10))
    assert verdict(places, n=12)["oordeel_druten"] == "voldoet"
    assert verdict(places, n=11)["oordeel_druten"] == "voldoet_niet"


def test_an_inpandige_ontmoetingsruimte_needs_no_walk() -> None:
    nowhere = [("x", "adres", None)]
    assert verdict(nowhere, inpandig=True)["oordeel_druten"] == "voldoet"
    unknown = verdict(nowhere, inpandig=False)
    assert unknown["oordeel_druten"] == "onbekend"
    assert "adres niet met zekerheid gevonden" in unknown["toelichting_druten"]
    assert unknown["reden_ontmoetingsplek"] == "adres_niet_gevonden"


def test_too_far_and_nothing_known_of_the_building_is_unknown() -> None:
    assert verdict(dwellings("x", 450), inpandig=pd.NA)["oordeel_druten"] == "onbekend"
    assert verdict(dwellings("x", 450), inpandig=False)["oordeel_druten"] == "voldoet_niet"


def test_one_address_that_nobody_found_leaves_the_whole_unknown() -> None:
    row = verdict([*dwellings("x", 100, 200), ("x", "adres", None)])
    assert row["oordeel_druten"] == "onbekend"
    assert pd.isna(row["afstand_ontmoetingsplek_max_m"])
    assert row["afstand_ontmoetingsplek_min_m"] == 100
    assert verdict([*dwellings("x", 450), ("x", "adres", None)])["oordeel_druten"] == "voldoet_niet"


def test_a_site_half_in_reach() -> None:
    site = gpd.GeoSeries({"x": shapely.box(X + 300, Y + 1, X + 500, Y + 21)}, crs=RD_NEW)
    places = sample_sites(site, walk(STREET).network, spacing_m=10, max_points=1000)
    row = verdict(places)
    assert row["oordeel_druten"] == "voldoet_niet"
    # the far corners: 500 m along the street and 21 m up
    assert row["afstand_ontmoetingsplek_max_m"] == pytest.approx(521)
    assert row["afstand_ontmoetingsplek_min_m"] == pytest.approx(301)
    # the grid: 19 columns at 10 m and 20 m up; of these 8 and 7 lie within 400 m
    assert row["aandeel_druten"] == pytest.approx(15 / 38)


def test_finer_points_decide_and_are_in_neither_median_nor_share() -> None:
    rough = [("x", "raster", (x, 0)) for x in (100, 200, 300)]
    near = [("x", "fijn", (x, 0)) for x in (396, 397, 398, 410)]
    row = verdict([*rough, *near])
    assert row["afstand_ontmoetingsplek_max_m"] == 410
    assert row["oordeel_druten"] == "voldoet_niet"
    assert row["afstand_ontmoetingsplek_mediaan_m"] == 200
    assert row["aandeel_druten"] == 1
    facts = {"x": {"n_dwellings": 12, **ALL_IS_WELL}}
    typical = judge(STREET, facts, [*rough, *near], measure=Measure.MEDIAAN)
    assert typical.deciding.loc["x", "druten"] == "x#2"


def test_definitions_stand_side_by_side() -> None:
    facts = {"x": {"n_dwellings": 12, **ALL_IS_WELL}}
    row = judge(STREET, facts, dwellings("x", 100), definitions=("druten", "rijk")).objects.loc["x"]
    assert row["oordeel_druten"] == "voldoet"
    assert row["oordeel_rijk"] == "voldoet_niet"  # inpandig only
    assert pd.isna(row["marge_rijk_m"])
    assert pd.isna(row["aandeel_rijk"])


def test_an_object_without_any_place_is_unknown_and_not_left_out() -> None:
    judged = judge(STREET, {"x": {"n_dwellings": 12, **ALL_IS_WELL}}, dwellings("y", 10)[:0])
    assert judged.objects.loc["x", "oordeel_druten"] == "onbekend"


def test_verdicts_do_not_hang_on_row_order() -> None:
    facts = {name: {"n_dwellings": 12, **ALL_IS_WELL} for name in "abc"}
    places = dwellings("a", 100, 300) + dwellings("b", 450) + dwellings("c", 399, 550)
    forth = judge(STREET, facts, places).objects
    back = judge(STREET, dict(reversed(facts.items())), places[::-1]).objects
    for name in ("oordeel_druten", "marge_druten_m", "toelichting_druten", "nodig_druten"):
        assert back[name].reindex(forth.index).equals(forth[name])


def test_ranks_share_and_skip() -> None:
    scores = pd.Series({"a": 50.0, "b": 90.0, "c": 50.0, "d": float("nan"), "e": 10.0})
    assert ranks(scores)[["a", "b", "c", "e"]].to_list() == [2, 1, 2, 4]
    assert pd.isna(ranks(scores)["d"])
