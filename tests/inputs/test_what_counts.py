"""Claims about which places in OpenStreetMap count: those that are there, and for everyone."""

from pathlib import Path

import geopandas as gpd
import pytest

from towns import OsmDraft
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm

RULES = read_facility_rules()


def counts(**tags: str) -> set[str]:
    return set(RULES.classify({key.replace("__", ":"): value for key, value in tags.items()}))


@pytest.mark.parametrize("healthcare", ["", "yes", "doctor", "doctors", "centre", "clinic"])
@pytest.mark.parametrize("speciality", ["", "general", "general_practitioner", "gp", "family"])
def test_a_practice_is_a_huisarts_however_it_is_tagged(healthcare: str, speciality: str) -> None:
    tags = {"healthcare": healthcare, "healthcare__speciality": speciality}
    assert counts(amenity="doctors", **{k: v for k, v in tags.items() if v}) == {"huisarts"}


def test_a_clinic_is_a_huisarts_where_it_says_that_it_is_a_doctor() -> None:
    assert counts(amenity="clinic", healthcare="doctor") == {"huisarts"}
    assert counts(amenity="clinic") == counts(amenity="clinic", healthcare="clinic") == set()
    assert (
        counts(amenity="clinic", healthcare="doctor", healthcare__speciality="dermatology") == set()
    )


@pytest.mark.parametrize(
    "speciality", ["dermatology", "physiotherapy", "dentist", "general;dermatology"]
)
def test_another_speciality_is_no_huisarts_unless_it_is_one_besides(speciality: str) -> None:
    found = counts(amenity="doctors", healthcare__speciality=speciality)
    assert found == ({"huisarts"} if "general" in speciality else set())


@pytest.mark.parametrize(
    "reason",
    [
        *(f"access={word}" for word in ("private", "no", "members", "residents", "employees")),
        *(f"{word}=yes" for word in ("disused", "abandoned", "demolished", "removed", "razed")),
        *(f"{word}=yes" for word in ("proposed", "planned", "construction", "closed", "vacant")),
        "opening_hours=off",
        "opening_hours=closed",
        "opening_hours=Off",
        "building=construction",
    ],
)
@pytest.mark.parametrize(
    "place", ["amenity=community_centre", "shop=supermarket", "amenity=library"]
)
def test_what_is_not_there_or_not_for_everyone_does_not_count(place: str, reason: str) -> None:
    tags = dict(pair.split("=") for pair in (place, reason))
    assert RULES.classify(tags) == {}
    assert RULES.left_out(tags) == reason
    assert RULES.classify(dict([place.split("=")])) != {}


@pytest.mark.parametrize(
    "kept",
    [
        "access=yes",
        "access=customers",
        "access=permissive",
        "opening_hours=Mo-Fr 09:00-17:00",
        "building=yes",
    ],
)
def test_what_is_open_to_visitors_counts(kept: str) -> None:
    tags = {"amenity": "community_centre", **dict([kept.split("=")])}
    assert set(RULES.classify(tags)) == {"ontmoetingsplek"}
    assert RULES.left_out(tags) == ""


def test_what_would_never_count_is_not_counted_as_left_out() -> None:
    assert RULES.left_out({"amenity": "bench", "access": "private"}) == ""
    assert (
        RULES.left_out(
            {"amenity": "doctors", "healthcare:speciality": "dentist", "access": "private"}
        )
        == ""
    )


@pytest.mark.parametrize("key", ["disused", "was"])
def test_a_word_that_was_forgotten_beside_what_it_was_before_does_not_count(key: str) -> None:
    assert counts(**{f"{key}__amenity": "doctors"}, healthcare="doctor") == set()


@pytest.mark.parametrize(
    "tags",
    [
        "shop=supermarket disused:shop=bakery",
        "shop=supermarket disused:amenity=doctors",
        "shop=supermarket was:amenity=community_centre",
        "amenity=doctors disused:amenity=clinic",
        "amenity=library disused:amenity=library",
        "highway=bus_stop disused:public_transport=platform",
    ],
)
def test_what_stood_there_before_does_not_close_what_is_there_now(tags: str) -> None:
    now = dict(pair.split("=") for pair in tags.split())
    assert len(RULES.classify(now)) == 1
    assert RULES.left_out(now) == ""


@pytest.mark.parametrize(
    "tags",
    [
        {"planned:amenity": "doctors", "healthcare": "doctor"},
        {"disused:highway": "bus_stop", "public_transport": "platform"},
        {"disused:railway": "halt", "public_transport": "platform"},
    ],
)
def test_what_is_left_standing_of_a_place_that_is_gone_does_not_count(tags: dict[str, str]) -> None:
    assert RULES.classify(tags) == {}
    assert RULES.left_out(tags) != ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("access", "members;residents"),
        ("access", "Guests"),
        ("access", "een woord dat niemand kent"),
        ("demolished", "2020-05"),
        ("planned", "2029"),
        ("construction", "community_centre"),
        ("opening_hours", 'off "verbouwing; tot nader order"'),
        ("opening_hours", '"off"'),
        ("opening_hours", "Mo-Su  off"),
        ("operational_status", "closed"),
    ],
)
def test_other_words_for_shut_gone_and_not_for_you_do_not_count(key: str, value: str) -> None:
    assert RULES.classify({"amenity": "community_centre", key: value}) == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("access", "private;customers"),
        ("access", "unknown"),
        ("disused", "no"),
        ("construction", "no"),
        ("opening_hours", "Mo-Fr 09:00-17:00; PH off"),
        ("opening_hours", "Mo-Sa 10:00-16:00; Su closed"),
        ("opening_hours", 'Mo-Fr 09:00-17:00 "zaal 2 off"'),
        ("opening_hours", '"op afspraak"'),
    ],
)
def test_closed_on_a_holiday_is_not_closed(key: str, value: str) -> None:
    assert set(RULES.classify({"amenity": "community_centre", key: value})) == {"ontmoetingsplek"}


@pytest.mark.parametrize("tag", ["usage=tourism", "railway:preserved=yes", "station=miniature"])
def test_museum_and_miniature_railways_are_no_public_transport(tag: str) -> None:
    assert RULES.classify({"railway": "station", **dict([tag.split("=")])}) == {}
    assert set(RULES.classify({"railway": "station", "usage": "main"})) == {"ov_halte"}


def stops(path: Path, *nodes: tuple[float, float, dict[str, str]]) -> gpd.GeoDataFrame:
    draft = OsmDraft()
    draft.line((0, 0), (200, 0), highway="residential")
    for x, y, tags in nodes:
        draft.node(x, y, **tags)
    found = read_osm(draft.write(path / "stad.osm"), rules=RULES).facilities
    return found[found["voorziening"] == "ov_halte"]


ON_ROAD = {"highway": "bus_stop", "public_transport": "stop_position", "name": "Markt"}
PLATFORM = {"public_transport": "platform", "name": "Markt"}
TRAM = {"railway": "tram_stop", "public_transport": "stop_position", "name": "Markt"}


@pytest.mark.parametrize("tags", [ON_ROAD, TRAM])
def test_a_stop_that_is_mapped_on_the_carriageway_only_exists(
    tmp_path: Path, tags: dict[str, str]
) -> None:
    assert len(stops(tmp_path, (100, 0, tags))) == 1


@pytest.mark.parametrize(
    ("distance", "name", "n"), [(5, "Markt", 1), (29, "", 1), (31, "Markt", 2), (5, "Kade", 2)]
)
def test_beside_its_own_platform_it_is_the_same_stop(
    tmp_path: Path, distance: float, name: str, n: int
) -> None:
    found = stops(tmp_path, (100, 0, ON_ROAD), (100, distance, {**PLATFORM, "name": name}))
    assert len(found) == n
    assert "perron" in set(found["rule"])


def test_a_run_counts_what_it_left_out(tmp_path: Path) -> None:
    draft = OsmDraft()
    draft.line((0, 0), (200, 0), highway="residential")
    draft.node(10, 0, amenity="community_centre", access="private")
    draft.node(20, 0, amenity="library", access="private")
    draft.node(30, 0, shop="supermarket", opening_hours="off")
    tables = read_osm(draft.write(tmp_path / "stad.osm"))
    assert tables.facilities.empty
    assert tables.counts["voorzieningen_weggelaten"] == {
        "access=private": 2,
        "opening_hours=off": 1,
    }


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"access": "no", "foot": "yes"}, ""),
        ({"access": "private", "foot": "designated"}, ""),
        ({"access": "no", "foot": "permissive"}, ""),
        ({"access": "no", "foot": "no"}, "access=no"),
        ({"access": "no", "foot": "private"}, "access=no"),
        ({"access": "no", "bicycle": "yes"}, "access=no"),
        ({"access": "no", "foot": "yes", "disused": "yes"}, "disused=yes"),
    ],
)
def test_what_is_said_of_walkers_goes_before_what_is_said_of_all(tags, reason):
    """access=* is for all ways of travel, foot=* for one: the more specific one holds (OSM wiki, Key:access)."""
    assert RULES.left_out({"amenity": "library", **tags}) == reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("minor", ""),
        ("Minor", ""),
        ("yes", "construction=yes"),
    ],
)
def test_minor_works_close_nothing(value, reason):
    """construction=minor stands on what is there and stays in use (OSM wiki, Key:construction)."""
    told = RULES.left_out({"amenity": "library", "construction": value})
    assert told == reason


@pytest.mark.parametrize("railway", ["halt", "station"])
@pytest.mark.parametrize(("distance", "n"), [(29, 1), (31, 2)])
def test_a_halt_drawn_on_the_track_alone_exists_and_beside_its_platform_is_the_same(
    tmp_path: Path, railway: str, distance: float, n: int
) -> None:
    halt = {"railway": railway, "public_transport": "stop_position", "name": "Markt"}
    assert len(stops(tmp_path, (100, 0, halt))) == 1
    found = stops(tmp_path, (100, 0, halt), (100, distance, PLATFORM))
    assert len(found) == n
    assert "perron" in set(found["rule"])
