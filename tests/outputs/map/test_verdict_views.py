"""The view "Oordeel" counts what was judged, in numbers and in words."""

from judged import DEFINITIONS, complexen, judged, plannen

from wozgeo.outputs.found import Found
from wozgeo.outputs.map.verdict_views import build_verdict_views, summarise_views
from wozgeo.outputs.texts import read_texts


class TestViews:
    def test_one_view_per_definition_in_the_order_of_the_run(self):
        views = build_verdict_views(judged())
        assert [view.key for view in views] == ["oordeel_een", "oordeel_twee"]
        assert views[0].title == "Oordeel: geclusterd wonen volgens Een"

    def test_every_object_is_counted_once(self):
        for view in build_verdict_views(judged()):
            for soort, n in (("plannen", 2), ("complexen", 2), ("clusters", 1)):
                assert sum(look.counts[soort] for look in view.classes) == n

    def test_counts_are_those_of_the_tables(self):
        een, twee = build_verdict_views(judged())
        assert [dict(look.counts) for look in een.classes] == [
            {"plannen": 1, "complexen": 1, "clusters": 0},
            {"plannen": 1, "complexen": 0, "clusters": 0},
            {"plannen": 0, "complexen": 1, "clusters": 1},
        ]
        assert (een.n_bijna, twee.n_bijna) == (1, 0)

    def test_what_is_not_firm_is_counted_apart_and_onbekend_is_neither(self):
        table = plannen().assign(stevig_een=[False, True])
        unknown = complexen().assign(stevig_een=False)
        found = judged(plannen=table, complexen=unknown)
        classes = build_verdict_views(found)[0].classes
        assert [
            (c.label, c.zacht, c.counts["plannen"], c.counts["complexen"]) for c in classes
        ] == [
            ("voldoet", False, 0, 0),
            ("voldoet, niet stevig", True, 1, 1),
            ("voldoet niet, niet stevig", True, 0, 0),
            ("voldoet niet", False, 1, 0),
            ("onbekend", False, 0, 1),
        ]
        (_, (plans, _)), _ = summarise_views(build_verdict_views(found), read_texts())
        assert plans == "Van 2 bouwplannen: 1 voldoet, 1 voldoet niet en 0 zijn onbekend."

    def test_a_definition_says_in_one_sentence_what_it_asks(self):
        een, twee = build_verdict_views(judged())
        assert een.vraagt == (
            "Vraagt een ontmoetingsplek op minder dan 400 m lopen (400 m zelf is te ver)."
        )
        assert twee.vraagt == ""

    def test_colour_is_never_alone(self):
        view = build_verdict_views(judged())[0]
        assert len({look.shape for look in view.classes}) == 3
        assert len({look.colour for look in view.classes}) == 3

    def test_nothing_listed_gives_no_view(self):
        nothing = Found(name="Leeg", search_limit_m=5000, definitions=DEFINITIONS)
        assert build_verdict_views(nothing) == []


class TestWords:
    def test_plans_and_complexes_are_said_in_a_sentence_and_clusters_are_not(self):
        (title, sentences), _ = summarise_views(build_verdict_views(judged()), read_texts())
        assert title == "Oordeel: geclusterd wonen volgens Een"
        assert sentences == [
            "Van 2 bouwplannen: 1 voldoet, 1 voldoet niet en 0 zijn onbekend.",
            "Van 2 complexen: 1 voldoet, 0 voldoen niet en 1 is onbekend.",
        ]

    def test_one_is_singular(self):
        assert read_texts()("plannen", n=1) == "1 bouwplan"
        assert read_texts()("clusters", n=1200) == "1.200 kansrijke clusters"
