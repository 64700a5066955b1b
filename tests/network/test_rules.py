"""Every line of the law, of what a rollator adds and of what a barrier stops, and every word in them.

A rule that decides nothing here would be missed by nobody; nor would a word that no row names.
"""

import pytest

from towns import parse_tags, stops_table, ways_table
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network import tag_words as words
from wozgeo.network.walkability import passability, walkability
from wozgeo.network.walking_rules import LAW, ROLLATOR, ROLLATOR_M, STOPS

OPEN, UNKNOWN, CLOSED = State.OPEN, State.UNKNOWN, State.CLOSED
WALKER, WHEELS = Profile.VOETGANGER, Profile.ROLLATOR
NL_PAVED = "Nederlandse straten zijn verhard"


def judge(text: str, profile: Profile) -> tuple[State, str]:
    way = ways_table({1: (0, 0), 2: (9, 0)}, [(1, [1, 2], parse_tags(text, "highway"))])
    row = walkability(way, profile=profile).iloc[0]
    return State(row["state"]), row["reason"]


def stop(text: str, profile: Profile) -> tuple[State, str]:
    row = passability(stops_table({1: parse_tags(text, "barrier")}), profile=profile).iloc[0]
    return State(row["state"]), row["reason"]


IN_LAW = {
    "razed": "geen weg (meer), of nog niet",
    "service route=ferry": "veerpont: geen looproute",
    "footway foot=no": "foot verbiedt voetgangers",
    "motorway": "autosnelweg (RVV 1990)",
    "motorway_link foot=yes": "autosnelweg (RVV 1990)",
    "primary motorroad=yes": "autoweg (RVV 1990)",
    "trunk_link sidewalk=none": "op- of afrit van een autoweg",
    "busway": "busbaan zonder voetgangers",
    "footway access=no": "verboden toegang",
    "secondary foot=use_sidepath": "het pad ernaast is voorgeschreven: of het er is en waar, is niet bekend",
    "footway access=plonk": "niet te lezen wie er mag lopen",
    "footway disused=yes": "buiten gebruik, of er wordt aan gewerkt",
    "footway proposed=yes": "nog niet aangelegd",
    "footway seasonal=winter": "niet in elk seizoen",
    "footway tidal=yes": "soms onder water",
    "footway opening_hours=sunset-sunrise": "niet de hele dag open",
    "footway ford=yes": "doorwaadbare plaats",
    "ladder": "ladder",
    "footway ladder=yes": "ladder",
    "primary motorroad=plonk": "niet te lezen of het een autoweg is",
    "trunk": "in Nederland doorgaans een autoweg (motorroad=no zegt van niet)",
    "man_made=pier": "perron, halte of steiger: niet bekend of men er langs mag",
    "lint": "soort weg niet bekend",
    "residential": "begaanbaar (RVV 1990 art. 4)",
}
FOR_WHEELS = {
    "steps conveying=yes ramp=yes": "roltrap",
    "footway ladder=yes": "ladder",
    "footway ford=stepping_stones": "stapstenen",
    "steps": "trap zonder helling",
    "footway surface=sand wheelchair=yes": "rolstoel toegestaan",
    "footway smoothness=horrible": "te slecht wegdek",
    "footway surface=mud": "los wegdek",
    "track tracktype=grade4 surface=asphalt": "onverharde veldweg",
    "steps ramp:stroller=yes": "trap met een helling die misschien geen rollator draagt",
    "footway conveying=yes": "rolpad",
    "footway wheelchair=no surface=asphalt": "niet geschikt voor rolstoelen",
    "footway smoothness=bad surface=asphalt": "slecht wegdek",
    "footway maxwidth:physical=0.6 surface=asphalt": "misschien te smal",
    "footway kerb=raised surface=asphalt": "hoge stoeprand",
    "footway smoothness=plonk surface=asphalt": "niet te lezen of wielen er kunnen",
    "path surface=asphalt": "verhard",
    "footway surface=plonk": "wegdek misschien niet geschikt",
    "track tracktype=grade1": "verharde veldweg",
    "bridleway": "wegdek onbekend",
    "lint foot=yes": "soort weg en wegdek onbekend",
    "footway": NL_PAVED,
}
AT_STOPS = {
    "gate foot=no": "hek dicht voor voetgangers",
    "gate access=residents": "particulier hek: alleen voor wie erachter moet zijn",
    "gate locked=yes": "hek op slot: alleen voor wie een sleutel heeft",
    "gate access=plonk": "niet te lezen wie erdoor mag",
    "hedge": "hindernis van onbekende soort",
    "gate opening_hours=Apr-Oct": "hek dat niet de hele dag open is",
    "ford=yes": "doorwaadbare plaats",
    "ford=stepping_stones": "stapstenen",
    "kissing_gate": "hek of sluis waar een rollator niet door kan",
    "log": "hindernis waar een rollator misschien niet over kan",
    "kerb kerb=raised": "hoge stoeprand",
    "bollard maxwidth:physical=0.6": "misschien te smal",
    "gate wheelchair=no": "niet geschikt voor rolstoelen, of niet te lezen",
}


@pytest.mark.parametrize(("tags", "reason"), IN_LAW.items())
def test_the_law(tags, reason):
    states = {rule.reason: rule.state for rule in LAW}
    assert judge(tags, WALKER) == (states[reason], reason)


@pytest.mark.parametrize(("tags", "reason"), FOR_WHEELS.items())
def test_what_a_rollator_adds(tags, reason):
    states = {rule.reason: rule.state for rule in ROLLATOR}
    assert judge(tags, WHEELS) == (states[reason], reason)


@pytest.mark.parametrize(("tags", "reason"), AT_STOPS.items())
def test_what_a_barrier_stops(tags, reason):
    states = {rule.reason: rule.state for rule in STOPS}
    assert stop(tags, WHEELS) == (states[reason][WHEELS], reason)
    of_walker = states[reason].get(WALKER, OPEN)
    assert stop(tags, WALKER) == (of_walker, reason if of_walker else "")


def test_every_line_decides_something_here():
    assert {rule.reason for rule in LAW} == set(IN_LAW.values())
    assert {rule.reason for rule in ROLLATOR} == set(FOR_WHEELS.values())
    assert {rule.reason for rule in STOPS} == set(AT_STOPS.values())


def test_reasons_of_one_table_are_all_different():
    for table in (LAW, ROLLATOR, STOPS):
        assert len({rule.reason for rule in table}) == len(table)


# --- every word ---------------------------------------------------------------------------------

# set of words, a way with one of them, what it is to a walker and to a rollator, the words themselves
WORDS_OF_WAYS = [
    ("NO_STREET", "{}", CLOSED, CLOSED, """
        abandoned bus_guideway construction demolished destroyed dismantled disused
        emergency_access_point emergency_bay escape no planned proposed raceway razed removed rest_area
        services via_ferrata"""),
    ("ALLOWED", "footway access=no foot={}", OPEN, OPEN,
        "yes designated permissive official destination"),
    ("ALLOWED", "footway access={}", OPEN, OPEN, "yes designated permissive official destination"),
    ("FORBIDDEN", "footway foot={}", CLOSED, CLOSED, "no military emergency"),
    ("FORBIDDEN", "footway access={}", CLOSED, CLOSED, "no military emergency"),
    ("SIDEPATH", "secondary foot={}", UNKNOWN, UNKNOWN, "use_sidepath"),
    ("PAVED", "path surface={}", OPEN, OPEN, """
        acrylic asphalt bricks chipseal clinker compacted concrete concrete:lanes concrete:plates metal
        metal_grid paved paving_stones paving_stones:30 plastic rubber sett tartan tiles wood"""),
    ("LOOSE", "footway surface={}", OPEN, CLOSED, """
        clay dirt earth grass gravel ground mud pebblestone rock rocks sand shells soil stepping_stones
        woodchips"""),
    ("PERHAPS_PAVED", "footway surface={}", OPEN, UNKNOWN, """
        artificial_turf brick cobblestone fine_gravel grass_paver stone unhewn_cobblestone unpaved"""),
    ("SMOOTH", "footway smoothness={}", OPEN, OPEN, "excellent good intermediate"),
    ("ROUGH", "footway smoothness={}", OPEN, CLOSED,
        "very_bad horrible very_horrible impassable"),
    ("UNSURFACED_CLASSES", "{}", OPEN, UNKNOWN, "path track bridleway"),
    ("FIT_FOR_WHEELS", "path wheelchair={}", OPEN, OPEN, "yes designated"),
    ("PAVEMENT", "trunk sidewalk={}", OPEN, OPEN, "both left right yes separate"),
]  # fmt: skip
WORDS_AT_STOPS = [
    ("STOPS_WHEELS", "{}", OPEN, CLOSED, """
        kissing_gate stile turnstile full-height_turnstile cycle_barrier"""),
    ("HINDERS_WHEELS", "{}", OPEN, UNKNOWN, """
        cattle_grid chain debris hampshire_gate horse_stile log motorcycle_barrier rope"""),
    ("PASSED", "{}", OPEN, OPEN, """
        border_control coupure door entrance gap gate no sally_port sliding_gate toll_booth
        wicket_gate"""),
    ("FORBIDDEN", "gate access={}", CLOSED, CLOSED, "no military emergency"),
    ("ALLOWED", "gate access=no foot={}", OPEN, OPEN, "yes designated permissive official destination"),
    ("SIDEPATH", "gate foot={}", UNKNOWN, UNKNOWN, "use_sidepath"),
    ("FIT_FOR_WHEELS", "stile wheelchair={}", OPEN, OPEN, "yes designated"),
]  # fmt: skip
STREETS = """
    bridleway busway corridor crossing cycleway elevator footway ladder living_street motorway motorway_link
    path pedestrian platform primary primary_link residential secondary secondary_link service steps tertiary
    tertiary_link track trunk trunk_link unclassified"""
PRIVATE = "private customers permit residents delivery agricultural forestry"
WALKED_ROUND = """
    block bollard bus_trap chain delineators height_restrictor jersey_barrier kerb lift_gate planter spikes
    sump_buster swing_gate wedge"""


def each(table: list[tuple]) -> list[tuple]:
    return [
        (pattern.format(word), walker, wheels)
        for _, pattern, walker, wheels, listed in table
        for word in listed.split()
    ]


@pytest.mark.parametrize(("tags", "walker", "wheels"), each(WORDS_OF_WAYS))
def test_every_word_of_a_way(tags, walker, wheels):
    assert (judge(tags, WALKER)[0], judge(tags, WHEELS)[0]) == (walker, wheels)


@pytest.mark.parametrize(("tags", "walker", "wheels"), each(WORDS_AT_STOPS))
def test_every_word_at_a_barrier(tags, walker, wheels):
    assert (stop(tags, WALKER)[0], stop(tags, WHEELS)[0]) == (walker, wheels)


@pytest.mark.parametrize("highway", STREETS.split())
def test_every_class_of_street_is_known(highway):
    """Whatever its own rule says of it, and whoever may not walk there: nobody finds it strange."""
    assert "niet bekend" not in judge(f"{highway} surface=asphalt", WALKER)[1]


@pytest.mark.parametrize("word", PRIVATE.split())
def test_every_word_for_private_ground(word):
    for tags in (f"footway access={word}", f"footway access=yes foot={word}"):
        way = ways_table({1: (0, 0), 2: (9, 0)}, [(1, [1, 2], parse_tags(tags, "highway"))])
        row = walkability(way, profile=WALKER).iloc[0]
        assert (State(row["state"]), row["private"]) == (OPEN, True)
    for tags in (f"gate access={word}", f"bollard foot={word}"):
        row = passability(stops_table({1: parse_tags(tags, "barrier")}), profile=WALKER).iloc[0]
        assert (State(row["state"]), row["own"]) == (UNKNOWN, True)


@pytest.mark.parametrize("barrier", WALKED_ROUND.split())
@pytest.mark.parametrize("says", ["", "access=no", "access=private", "access=plonk", "locked=yes"])
def test_every_barrier_that_one_walks_round(barrier, says):
    assert stop(f"{barrier} {says}", WALKER)[0] == OPEN
    over_it = UNKNOWN if barrier == "chain" else OPEN
    assert stop(f"{barrier} {says}", WHEELS)[0] == over_it
    assert stop(f"{barrier} {says} foot=no", WALKER)[0] == CLOSED


def test_every_word_of_every_set_is_in_a_table_here():
    listed: dict[str, set[str]] = {
        "STREETS": set(STREETS.split()),
        "PRIVATE": set(PRIVATE.split()),
        "WALKED_ROUND": set(WALKED_ROUND.split()),
    }
    for name, _, _, _, text in [*WORDS_OF_WAYS, *WORDS_AT_STOPS]:
        listed.setdefault(name, set(text.split()))
        assert listed[name] == set(text.split())
    sets = {name: value for name, value in vars(words).items() if isinstance(value, frozenset)}
    assert {name: set(value) for name, value in sets.items()} == listed


@pytest.mark.parametrize("word", ["grade2", "grade3"])
def test_half_hard_tracks_are_unknown_to_wheels_and_hard_ones_open(word):
    assert judge(f"track tracktype={word}", WHEELS)[0] == UNKNOWN
    assert judge("track tracktype=grade1", WHEELS)[0] == OPEN
    assert judge("track tracktype=grade5", WHEELS)[0] == CLOSED


@pytest.mark.parametrize("tag", ["wheelchair=limited", "kerb=flush", "kerb=lowered", "kerb=no", "kerb=rolled",
                                 "kerb=yes", "ramp=no", "ramp:bicycle=separate"])  # fmt: skip
def test_known_words_that_stop_no_wheels_on_the_flat(tag):
    assert judge(f"footway {tag}", WHEELS) == (OPEN, NL_PAVED)
    assert stop(f"gate {tag}", WHEELS)[0] == OPEN


class TestHours:
    @pytest.mark.parametrize("hours", ["", "24/7", "sunrise-sunset", "08:00-18:00", "Mo-Su 7:00-23:00",
                                       "07:00-02:00", "Mo-Su,PH 06:00-22:00"])  # fmt: skip
    def test_open_by_day(self, hours):
        assert not words.closed_by_day(hours)

    @pytest.mark.parametrize("hours", ["08:01-18:00", "08:00-17:59", "Mo-Fr 06:00-22:00", "Apr-Oct", "off",
                                       "20:00-06:00", "sunset-sunrise", "08:00-12:00,13:00-18:00", "?"])  # fmt: skip
    def test_perhaps_closed_by_day(self, hours):
        assert words.closed_by_day(hours)

    @pytest.mark.parametrize("when", ["18:00-08:00", "Mo-Fr 20:00-07:00", "sunset-sunrise", "22:00-24:00",
                                      "00:00-06:00"])  # fmt: skip
    def test_what_holds_by_night_is_no_matter(self, when):
        assert list(words.values_by_day(f"no @ ({when})")) == []

    @pytest.mark.parametrize("when", ["17:59-08:00", "18:00-08:01", "Oct-Mar", "wet", "06:00-09:00",
                                      "20:00-07:00,12:00-13:00"])  # fmt: skip
    def test_what_holds_by_day_is(self, when):
        assert list(words.values_by_day(f"no @ ({when})")) == ["no"]

    @pytest.mark.parametrize(
        "what", ["weight>3.5", "width < 2", "length>12", "axleload>5", "height>2.2"]
    )
    def test_what_holds_for_vehicles_is_no_matter(self, what):
        assert list(words.values_by_day(f"no @ ({what})")) == []

    def test_several_at_once(self):
        text = "no @ (20:00-06:00); private @ (Oct-Mar); yes @ Sa"
        assert list(words.values_by_day(text)) == ["private", "yes"]
        assert list(words.values_by_day("")) == []

    @pytest.mark.parametrize("text", ["no @", "@ (Oct)", "no @ (Oct-Mar", "no @ (Oct) plonk"])
    def test_what_cannot_be_read_is_a_word_that_nobody_knows(self, text):
        assert not set(words.values_by_day(text)) <= words.KNOWN["foot"]


@pytest.mark.parametrize(("width", "narrow"), [
    ("", False), ("0.69", True), ("0.7", False), ("0,69 m", True), ("69 cm", True), ("70 cm", False),
    ("70", False), ("2'", True), ("smal", True),
])  # fmt: skip
def test_widths(width, narrow):
    assert ROLLATOR_M == 0.7
    assert words.narrower(width, ROLLATOR_M) == narrow


@pytest.mark.parametrize("tag", sorted(words.KNOWN))
@pytest.mark.parametrize("profile", [WALKER, WHEELS])
def test_a_word_no_list_knows_is_never_open_on_a_way(tag, profile):
    text = " ".join(f"{k}={v}" for k, v in {"highway": "footway", tag: "plonk"}.items())
    assert judge(text, profile)[0] == UNKNOWN


@pytest.mark.parametrize("tag", sorted(words.KNOWN_TO_WHEELS))
def test_a_word_no_list_knows_is_never_open_to_wheels(tag):
    kind = "steps" if tag.startswith("ramp") else "footway"
    assert judge(f"{kind} {tag}=plonk", WHEELS)[0] in {UNKNOWN, CLOSED}


@pytest.mark.parametrize("tag", sorted(words.KNOWN_AT_STOPS | words.KNOWN_TO_WHEELS_AT_STOPS))
def test_a_word_no_list_knows_is_never_open_at_a_barrier(tag):
    text = " ".join(f"{k}={v}" for k, v in {"barrier": "gate", tag: "plonk"}.items())
    assert stop(text, WHEELS)[0] == UNKNOWN
    known_to_walker = tag in words.KNOWN_TO_WHEELS_AT_STOPS
    assert stop(text, WALKER)[0] == (OPEN if known_to_walker else UNKNOWN)
