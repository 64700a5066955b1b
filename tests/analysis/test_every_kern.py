"""Claims about geclusterd wonen in every kern: worked out by hand."""

import pandas as pd

from wozgeo.analysis.every_kern import clustered_in_every_kern

NAN = float("nan")


def things(*rows):
    columns = ["id", "kern", "naam", "oordeel_druten", "marge_druten_m"]
    table = pd.DataFrame(list(rows), columns=columns).set_index("id")
    near = table["marge_druten_m"].between(-40, 0) & (table["oordeel_druten"] == "voldoet_niet")
    return table.assign(bijna_druten=near, nodig_druten="iets voor " + table.index)


PLANS = things(
    ("p1", "Noord", "", "voldoet", 50.0),
    ("p2", "Zuid", "Hof", "voldoet", 80.0),
    ("p3", "Oost", "Laan", "voldoet_niet", -300.0),
)
COMPLEXES = things(
    ("c1", "Noord", "Linde", "voldoet", 10.0),
    ("c2", "Zuid", "Eik", "onbekend", -2.0),
    ("c3", "Oost", "Beuk", "onbekend", -700.0),
    ("c4", "West", "", "voldoet_niet", -40.0),
    ("c5", "West", "Wilg", "voldoet_niet", -30.0),
    ("c6", "West", "Den", "voldoet_niet", NAN),
    # near enough, and failing on something else by far
    ("c7", "West", "Es", "voldoet_niet", 200.0),
)


def test_every_kern_has_it_plans_it_or_is_told_what_is_nearest_to_it():
    table = clustered_in_every_kern(
        PLANS, COMPLEXES, ["Leeg", "Noord", "Oost", "West", "Zuid"], "druten"
    )
    assert list(table.itertuples(name=None)) == [
        ("Leeg", "geen", "", "", ""),
        ("Noord", "heeft het", "Linde", "", ""),
        # what is unknown comes before what is known to fail, however far it is
        ("Oost", "onbekend", "Beuk", "Beuk", "iets voor c3"),
        ("West", "geen", "", "Wilg", "iets voor c5"),
        # a plan that meets it counts before a complex of which it is not known
        ("Zuid", "gepland", "Hof", "", ""),
    ]


def test_without_plans_and_complexes_no_kern_has_it():
    table = clustered_in_every_kern(PLANS[:0], COMPLEXES[:0], ["Noord"], "druten")
    assert table["aanwezig"].tolist() == ["geen"]


def test_the_order_of_rows_changes_nothing():
    one = clustered_in_every_kern(PLANS, COMPLEXES, ["Noord", "West", "Oost"], "druten")
    two = clustered_in_every_kern(PLANS[::-1], COMPLEXES[::-1], ["Noord", "West", "Oost"], "druten")
    pd.testing.assert_frame_equal(one, two)
