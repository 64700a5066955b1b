"""What each way and barrier does to a walk: a hundred metres of it in the short cut of a small town.

::

    A-----P=====Q-----B      A (0, 0) to B (300, 0); P-Q is the way that is judged, or the barrier
    |                 |      stands on N (150, 0), halfway; A-P and Q-B are paved footways
    C-----------------D      the way round, 500 m, open to everyone

The tables say what someone who walks at A finds, in metres to B: possible / certain, for a walker and
for someone with a rollator. 300 is straight on, 500 the way round.
"""

from pathlib import Path

import numpy as np
import pytest

from towns import OsmDraft, Tables, Town, measure, parse_tags, stops_table, ways_table
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm

PROFILES = ("voetganger", "rollator")

WAYS = """
residential                                            300/300 300/300
cycleway                                               300/300 300/300
cycleway oneway=-1                                     300/300 300/300
path surface=asphalt foot=designated bicycle=designated 300/300 300/300
path                                                   300/300 300/500
track tracktype=grade1                                 300/300 300/300
track tracktype=grade2                                 300/300 300/500
track tracktype=grade4                                 300/300 500/500
unclassified foot=no                                   500/500 500/500
motorway                                               500/500 500/500
trunk motorroad=yes                                    500/500 500/500
# in the Netherlands a trunk is an autoweg, unless it says that it is none
trunk                                                  300/500 300/500
trunk motorroad=no                                     300/300 300/300
trunk foot=yes                                         300/300 300/300
trunk sidewalk=both                                    300/300 300/300
trunk motorroad=maybe foot=yes                         300/500 300/500
trunk_link                                             500/500 500/500
trunk_link foot=yes                                    300/300 300/300
trunk_link sidewalk=right                              300/300 300/300
trunk_link sidewalk=lint                               300/500 300/500
busway                                                 500/500 500/500
busway foot=yes                                        300/300 300/300
busway foot=maybe                                      300/500 300/500
corridor indoor=yes level=0                            300/300 300/300
elevator wheelchair=yes                                300/300 300/300
platform                                               300/300 300/300
# not there any more, or not yet
construction construction=residential                  500/500 500/500
proposed proposed=footway                              500/500 500/500
dismantled                                             500/500 500/500
removed                                                500/500 500/500
razed                                                  500/500 500/500
footway disused=yes                                    300/500 300/500
footway abandoned=yes                                  300/500 300/500
footway construction=yes                               300/500 300/500
footway construction=minor                             300/500 300/500
footway removed=yes                                    300/500 300/500
footway proposed=yes                                   300/500 300/500
footway disused=no abandoned=no construction=no        300/300 300/300
motorway disused=yes                                   500/500 500/500
# who may
footway access=no                                      500/500 500/500
footway access=no foot=yes                             300/300 300/300
footway access=military                                500/500 500/500
service access=private foot=permissive                 300/300 300/300
service access=private                                 500/500 500/500
service access=customers                               500/500 500/500
service access=delivery                                500/500 500/500
service access=permit                                  500/500 500/500
footway access=customers;private                       500/500 500/500
residential access=destination                         300/300 300/300
service vehicle=no                                     300/300 300/300
service access=no bus=yes                              500/500 500/500
# a word that nobody knows is not "known to be open"
footway access=unknown                                 300/500 300/500
cycleway foot=unknown                                  300/500 300/500
footway access=restricted                              300/500 300/500
footway access=employees                               300/500 300/500
footway access=members                                 300/500 300/500
footway access=yes;no                                  300/500 300/500
footway access=restricted foot=yes                     300/300 300/300
footway access=no foot=unknown                         300/500 300/500
footway foot=yes;designated                            300/300 300/300
footway foot=yes;no                                    300/500 300/500
lint                                                   300/500 300/500
road                                                   300/500 300/500
footway;lint                                           300/500 300/500
lint foot=yes                                          300/300 300/500
lint foot=yes surface=asphalt                          300/300 300/300
footway surface=plonk                                  300/300 300/500
footway surface=asphalt smoothness=plonk               300/300 300/500
footway tracktype=grade9                               300/300 300/500
footway surface=asphalt wheelchair=plonk               300/300 300/500
footway surface=asphalt kerb=plonk                     300/300 300/500
# the pavement beside it is prescribed: whether it is there, and where, nobody knows
secondary foot=use_sidepath                            300/500 300/500
cycleway foot=use_sidepath                             300/500 300/500
secondary access=use_sidepath                          300/500 300/500
motorway foot=use_sidepath                             500/500 500/500
# not always
footway foot=yes foot:conditional=no~@~(20:00-08:00)   300/300 300/300
footway access:conditional=no~@~(sunset-sunrise)       300/300 300/300
footway access:conditional=no~@~(Oct-Mar)              300/500 300/500
footway foot=no foot:conditional=yes~@~(07:00-21:00)   300/500 300/500
corridor access=no access:conditional=yes~@~(Mo-Sa~08:00-20:00) 300/500 300/500
footway foot=no foot:conditional=no~@~(Oct-Mar)        500/500 500/500
footway access:conditional=no~@~(weight>3.5)           300/300 300/300
footway access:conditional=plonk                       300/500 300/500
footway access:conditional=private~@~(Apr-Oct)         300/500 300/500
service access=private access:conditional=yes~@~(Sa)   300/500 300/500
service access=private access:conditional=customers~@~(Sa) 500/500 500/500
motorway access:conditional=yes~@~(Su)                 500/500 500/500
footway foot=yes access:conditional=no~@~(Oct-Mar)     300/300 300/300
steps access:conditional=no~@~(Oct-Mar)                300/500 500/500
footway opening_hours=Apr-Oct                          300/500 300/500
footway opening_hours=Mo-Fr~08:00-18:00                300/500 300/500
footway opening_hours=09:00-22:00                      300/500 300/500
footway opening_hours=06:00-23:00                      300/300 300/300
footway opening_hours=24/7                             300/300 300/300
footway access=no opening_hours=24/7                   500/500 500/500
footway seasonal=summer                                300/500 300/500
footway seasonal=no                                    300/300 300/300
footway tidal=yes                                      300/500 300/500
footway tidal=no                                       300/300 300/300
# wheels
ladder                                                 300/500 500/500
path ladder=yes surface=metal                          300/500 500/500
path ladder=no surface=metal                           300/300 300/300
steps                                                  300/300 500/500
steps ramp=yes                                         300/300 300/300
steps ramp=yes ramp:bicycle=no                         300/300 300/300
steps ramp=no                                          300/300 500/500
steps ramp=yes ramp:wheelchair=yes                     300/300 300/300
steps ramp=yes ramp:wheelchair=no                      300/300 500/500
steps ramp=yes ramp:bicycle=yes                        300/300 500/500
steps ramp:stroller=yes                                300/300 300/500
steps ramp=yes ramp:stroller=yes ramp:wheelchair=no    300/300 300/500
# the ramp is another way: these steps have none
steps ramp=separate                                    300/300 500/500
steps ramp:wheelchair=separate                         300/300 500/500
steps ramp=yes ramp:wheelchair=separate                300/300 500/500
steps ramp:stroller=separate                           300/300 500/500
steps ramp=separate ramp:wheelchair=yes                300/300 300/500
steps ramp=plonk                                       300/300 300/500
steps conveying=forward                                300/300 500/500
steps ramp:wheelchair=yes conveying=yes                300/300 500/500
footway conveying=yes surface=metal                    300/300 300/500
footway conveying=no surface=metal                     300/300 300/300
footway ford=yes                                       300/500 300/500
footway ford=no                                        300/300 300/300
footway ford=stepping_stones                           300/300 500/500
footway surface=stepping_stones                        300/300 500/500
footway surface=asphalt smoothness=bad                 300/300 300/500
footway surface=asphalt smoothness=very_bad            300/300 500/500
footway surface=sand wheelchair=yes                    300/300 300/300
footway maxwidth:physical=0.55                         300/300 300/500
footway maxwidth:physical=55~cm                        300/300 300/500
footway maxwidth:physical=0,9~m                        300/300 300/300
footway maxwidth:physical=smal                         300/300 300/500
footway kerb=raised                                    300/300 300/500
footway kerb=lowered                                   300/300 300/300
# platforms and piers that join two streets
public_transport=platform bus=yes                      300/500 300/500
public_transport=platform foot=yes                     300/300 300/500
public_transport=platform foot=yes surface=asphalt     300/300 300/300
public_transport=platform foot=no                      500/500 500/500
railway=platform                                       300/500 300/500
man_made=pier                                          300/500 300/500
man_made=pier access=private                           500/500 500/500
"""

NODES = """
gate                                                   300/300 300/300
gate access=private                                    300/500 300/500
gate foot=yes access=private                           300/300 300/300
gate access=no                                         500/500 500/500
gate access=no foot=yes                                300/300 300/300
gate foot=no                                           500/500 500/500
gate locked=yes                                        300/500 300/500
gate locked=no                                         300/300 300/300
gate locked=plonk                                      300/500 300/500
gate access=employees                                  300/500 300/500
gate foot=yes foot:conditional=no~@~(18:00-08:00)      300/300 300/300
gate access=no access:conditional=yes~@~(06:00-22:00)  300/500 300/500
gate access=private access:conditional=yes~@~(Sa)      300/500 300/500
gate opening_hours=Mo-Fr~09:00-17:00                   300/500 300/500
gate opening_hours=07:00-22:00                         300/300 300/300
# whatever access says to cars, one walks round
lift_gate access=no                                    300/300 300/300
swing_gate access=no                                   300/300 300/300
swing_gate locked=yes                                  300/300 300/300
bus_trap access=no bus=yes                             300/300 300/300
bus_trap                                               300/300 300/300
bollard access=private                                 300/300 300/300
bollard access=permit                                  300/300 300/300
bollard access=no                                      300/300 300/300
bollard access=plonk                                   300/300 300/300
bollard foot=no                                        500/500 500/500
bollard foot=private                                   300/500 300/500
block access=no                                        300/300 300/300
# wheels
bollard maxwidth:physical=0.55                         300/300 300/500
bollard maxwidth:physical=1.2                          300/300 300/300
kerb kerb=raised                                       300/300 300/500
kerb=raised                                            300/300 300/500
kerb kerb=raised wheelchair=yes                        300/300 300/300
kerb kerb=lowered                                      300/300 300/300
kerb=flush                                             300/300 300/300
kerb                                                   300/300 300/300
kerb=plonk                                             300/300 300/500
ford=yes                                               300/500 300/500
ford=stepping_stones                                   300/300 500/500
ford=no                                                300/300 300/300
cycle_barrier                                          300/300 500/500
cycle_barrier wheelchair=yes                           300/300 300/300
cycle_barrier wheelchair=plonk                         300/300 500/500
turnstile wheelchair=designated                        300/300 300/300
full-height_turnstile                                  300/300 500/500
motorcycle_barrier                                     300/300 300/500
chain                                                  300/300 300/500
kissing_gate;gate                                      300/300 500/500
# nobody knows how one gets past these
fence                                                  300/500 300/500
wall                                                   300/500 300/500
hedge                                                  300/500 300/500
yes                                                    300/500 300/500
guard_rail                                             300/500 300/500
gate;lint                                              300/500 300/500
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    lines = [line for line in table.strip().splitlines() if not line.startswith("#")]
    return [tuple(line.rsplit(maxsplit=2)) for line in lines]


PLACES = {1: (0, 0), 2: (100, 0), 3: (150, 0), 4: (200, 0), 5: (300, 0), 6: (0, 100), 7: (300, 100)}
FOOTWAY = {"highway": "footway", "surface": "paving_stones"}
OUTER = [
    ([1, 2], FOOTWAY),
    ([4, 5], FOOTWAY),
    ([1, 6, 7, 5], {"highway": "residential"}),
]


def spaced(tags: dict[str, str]) -> dict[str, str]:
    return {tag: value.replace("~", " ") for tag, value in tags.items()}


CASES = [(tags, parse_tags(tags, "highway"), {}) for tags, *_ in rows(WAYS)]
CASES += [(tags, FOOTWAY, parse_tags(tags, "barrier")) for tags, *_ in rows(NODES)]


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, str], str]:
    """Draw every case as a town of its own on one sheet, 1 km apart, and measure all at once."""
    places, ways, stops, locations, facilities = {}, [], {}, {}, {}
    for i, (_, middle, stop) in enumerate(CASES):
        x, y = 1000 * (i % 16), 1000 * (i // 16)
        places |= {10 * i + n: (x + px, y + py) for n, (px, py) in PLACES.items()}
        for nodes, tags in [*OUTER, ([2, 3, 4], spaced(middle))]:
            ways.append((1000 + len(ways), [10 * i + n for n in nodes], tags))
        if stop:
            stops[10 * i + 3] = spaced(stop)
        locations[f"a{i}"], facilities[f"b{i}"] = (x, y), (x + 300, y)
    sheet = Town({}, [], locations=locations, facilities=facilities).tables()
    tables = Tables(
        ways_table(places, ways),
        stops_table(stops),
        sheet.obstacles,
        sheet.locations,
        sheet.facilities,
    )
    found = {}
    for profile in PROFILES:
        table = measure(tables, profile=profile)
        assert [f"b{name[1:]}" for name in table.index] == table["facility_id"].astype(str).tolist()
        for (tags, *_), possible, certain in zip(
            CASES, table["distance_m"], table["certain_m"], strict=True
        ):
            found[profile, tags] = f"{possible:.0f}/{certain:.0f}"
    return found


@pytest.mark.parametrize(("tags", "walker", "rollator"), [*rows(WAYS), *rows(NODES)])
def test_a_way_or_a_barrier(tags, walker, rollator, answers):
    assert [answers[profile, tags] for profile in PROFILES] == [walker, rollator]


def test_no_case_is_written_twice():
    assert len({tags for tags, *_ in CASES}) == len(CASES)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_file_reader_keeps_what_the_tables_need(profile, tmp_path):
    """One of each kind, drawn in a file: a tag that is not read would make it open."""
    cases = [
        ({"highway": "footway", "tidal": "yes"}, {}),
        ({"highway": "footway", "access:conditional": "no @ (Oct-Mar)"}, {}),
        ({"man_made": "pier"}, {}),
        ({"public_transport": "platform"}, {}),
        ({"railway": "platform"}, {}),
        (FOOTWAY, {"barrier": "fence"}),
        (FOOTWAY, {"ford": "yes"}),
        (FOOTWAY, {"barrier": "gate", "opening_hours": "Apr-Oct"}),
    ]
    for middle, stop in cases:
        draft = OsmDraft()
        ids = {n: draft.node(*xy, **(stop if n == 3 else {})) for n, xy in PLACES.items()}
        for nodes, tags in [*OUTER, ([2, 3, 4], middle)]:
            draft.way([ids[n] for n in nodes], **tags)
        draft.node(0, 0, addr__housenumber="1")
        draft.node(300, 0, shop="supermarket")
        assert read_and_measure(draft.write(tmp_path / "t.osm"), profile) == pytest.approx(
            (300, 500), abs=0.1
        )


def read_and_measure(path: Path, profile: str) -> tuple[float, float]:
    osm = read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    shops = osm.facilities[osm.facilities["voorziening"] == "supermarkt"]
    row = measure(
        Tables(osm.ways, osm.stops, osm.obstacles, osm.addresses, shops), profile=profile
    ).iloc[0]
    return row["distance_m"], row["certain_m"]


class TestPlatformsAndPiers:
    TOWN = Town(
        nodes={"A": (0, 0), "B": (300, 0), "P": (100, 5), "Q": (200, 5), "E": (150, 60)},
        ways=["A B: residential"],
        locations={"h": (150, 70)},
        facilities={"s": (0, 0)},
    )

    def distance(self, *ways: str) -> float:
        return measure(self.TOWN.with_ways(*ways))["distance_m"]["h"]

    def test_a_loose_one_takes_nobody_from_the_street(self):
        """A house beside a jetty that meets no street leaves by the street, as if it were not there."""
        assert self.distance("P Q E: man_made=pier") == pytest.approx(70 + 150)

    def test_one_that_hangs_on_a_street_by_one_node_neither(self):
        assert self.distance("A P E: man_made=pier") == pytest.approx(70 + 150)

    def test_two_that_together_join_two_streets_are_walked(self):
        walked = self.distance("A P E: man_made=pier", "E Q B: public_transport=platform")
        assert walked == pytest.approx(10 + np.hypot(50, 55) + np.hypot(100, 5))

    def test_a_closed_street_is_no_street_to_join(self):
        walked = self.distance("A P E: man_made=pier", "E Q: man_made=pier", "Q B: motorway")
        assert walked == pytest.approx(70 + 150)

    def test_an_area_is_walked_along_its_edge(self):
        """Footways end at a platform whose edge is drawn: 5 + 100 + 5 round it."""
        town = Town(
            nodes={"A": (0, 0), "P": (100, 0), "Q": (200, 0), "B": (300, 0), "a": (100, 5), "b": (200, 5),
                   "c": (200, -5), "d": (100, -5)},
            ways=["A P: footway", "Q B: footway", "P a b Q c d P: public_transport=platform"],
            locations={"h": (0, 0)}, facilities={"s": (300, 0)},
        )  # fmt: skip
        assert measure(town)["distance_m"]["h"] == pytest.approx(310)


class TestGatesOfOnesOwn:
    """A private drive D-G-H with a gate on G (100, 10); the shop is at A, 180 m from its end."""

    TOWN = Town(
        nodes={"A": (0, 0), "D": (100, 0), "G": (100, 10), "H": (100, 80)},
        ways=["A D: residential", "D G H: service access=private"],
        locations={"h": (100, 80)},
        facilities={"s": (0, 0)},
    )
    GATES = ("gate access=private", "gate access=private locked=yes", "gate access=residents",
             "gate locked=yes", "bollard foot=private")  # fmt: skip

    @pytest.mark.parametrize("profile", PROFILES)
    @pytest.mark.parametrize("gate", GATES)
    def test_who_lives_behind_it_passes_for_certain(self, gate, profile):
        row = measure(self.TOWN.but(stops={"G": gate}), profile=profile).loc["h"]
        assert (row["distance_m"], row["certain_m"]) == pytest.approx((180, 180))

    @pytest.mark.parametrize("profile", PROFILES)
    @pytest.mark.parametrize("gate", GATES)
    def test_so_does_who_goes_to_a_hall_on_gated_grounds(self, gate, profile):
        town = self.TOWN.but(
            stops={"G": gate}, locations={"h": (0, 0)}, facilities={"s": (100, 80)}
        )
        row = measure(town, profile=profile).loc["h"]
        assert (row["distance_m"], row["certain_m"]) == pytest.approx((180, 180))

    def test_neighbours_within_the_same_gate_meet(self):
        town = self.TOWN.but(stops={"G": "gate access=private"}, facilities={"s": (100, 30)})
        assert measure(town)["certain_m"]["h"] == pytest.approx(50)

    @pytest.mark.parametrize("gate", ["gate access=no", "gate foot=no"])
    def test_a_gate_that_is_shut_for_all_stays_so(self, gate):
        assert np.isnan(measure(self.TOWN.but(stops={"G": gate}))["distance_m"]["h"])

    def test_wheels_pass_no_stile_of_their_own(self):
        town = self.TOWN.but(stops={"G": "stile access=private"})
        assert measure(town, profile="voetganger")["certain_m"]["h"] == pytest.approx(180)
        assert np.isnan(measure(town, profile="rollator")["distance_m"]["h"])

    def test_a_cattle_grid_of_ones_own_stays_uncertain_for_wheels(self):
        town = self.TOWN.but(stops={"G": "cattle_grid access=private"})
        row = measure(town, profile="rollator").loc["h"]
        assert (row["distance_m"], row["certain_m"]) == (pytest.approx(180), np.inf)

    def test_in_at_one_gate_and_out_at_another_is_no_way_through(self):
        """Private ground with a gate at either end: a short cut of 100 m, and 500 m round it."""
        town = Town(
            nodes={"A": (0, 0), "M": (50, 0), "B": (100, 0), "C": (0, 200), "D": (100, 200)},
            ways=["A M B: footway", "A C D B: residential"],
            stops={"A": "gate access=private", "B": "gate access=private"},
            locations={"a": (0, 10), "m": (50, 0)},
            facilities={"s": (100, 10)},
        )
        certain = measure(town)["certain_m"]
        assert certain["a"] == pytest.approx(190 + 100 + 190)
        assert certain["m"] == np.inf  # from between the gates: whose ground it is nobody says
