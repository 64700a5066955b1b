"""Which words of OpenStreetMap does wozgeo know, and what does a value say that is more than a word?

A word that stands in no list here is not known, and what is not known is never taken for open: the rules
in `wozgeo.network.walkability` make it *unknown*, and a run tells how often (`wozgeo.network.unread`).
"""

import re
from collections.abc import Iterator

from wozgeo.domain.plain_types import Tags

ALLOWED = frozenset({"yes", "designated", "permissive", "official", "destination"})
PRIVATE = frozenset(
    {"private", "customers", "permit", "residents", "delivery", "agricultural", "forestry"}
)
FORBIDDEN = frozenset({"no", "military", "emergency"})
SIDEPATH = frozenset({"use_sidepath"})

NO_STREET = frozenset(
    {
        "abandoned", "bus_guideway", "construction", "demolished", "destroyed", "dismantled",
        "disused", "emergency_access_point", "emergency_bay", "escape", "no", "planned", "proposed",
        "raceway", "razed", "removed", "rest_area", "services", "via_ferrata",
    }
)  # fmt: skip
STREETS = frozenset(
    {
        "bridleway", "busway", "corridor", "crossing", "cycleway", "elevator", "footway", "ladder",
        "living_street", "motorway", "motorway_link", "path", "pedestrian", "platform", "primary",
        "primary_link", "residential", "secondary", "secondary_link", "service", "steps",
        "tertiary", "tertiary_link", "track", "trunk", "trunk_link", "unclassified",
    }
)  # fmt: skip

PAVED = frozenset(
    {
        "acrylic", "asphalt", "bricks", "chipseal", "clinker", "compacted", "concrete",
        "concrete:lanes", "concrete:plates", "metal", "metal_grid", "paved", "paving_stones",
        "paving_stones:30", "plastic", "rubber", "sett", "tartan", "tiles", "wood",
    }
)  # fmt: skip
LOOSE = frozenset(
    {
        "clay", "dirt", "earth", "grass", "gravel", "ground", "mud", "pebblestone", "rock", "rocks",
        "sand", "shells", "soil", "stepping_stones", "woodchips",
    }
)  # fmt: skip
PERHAPS_PAVED = frozenset(
    {
        "artificial_turf", "brick", "cobblestone", "fine_gravel", "grass_paver", "stone",
        "unhewn_cobblestone", "unpaved",
    }
)  # fmt: skip
SMOOTH = frozenset({"excellent", "good", "intermediate"})
ROUGH = frozenset({"very_bad", "horrible", "very_horrible", "impassable"})
UNSURFACED_CLASSES = frozenset({"path", "track", "bridleway"})
FIT_FOR_WHEELS = frozenset({"yes", "designated"})
PAVEMENT = frozenset({"both", "left", "right", "yes", "separate"})

STOPS_WHEELS = frozenset(
    {"kissing_gate", "stile", "turnstile", "full-height_turnstile", "cycle_barrier"}
)
HINDERS_WHEELS = frozenset(
    {
        "cattle_grid", "chain", "debris", "hampshire_gate", "horse_stile", "log",
        "motorcycle_barrier", "rope",
    }
)  # fmt: skip
WALKED_ROUND = frozenset(
    {
        "block", "bollard", "bus_trap", "chain", "delineators", "height_restrictor",
        "jersey_barrier", "kerb", "lift_gate", "planter", "spikes", "sump_buster", "swing_gate",
        "wedge",
    }
)  # fmt: skip
"""Where ``access`` speaks of vehicles: whoever walks goes beside, over or under."""
PASSED = frozenset(
    {
        "border_control", "coupure", "door", "entrance", "gap", "gate", "no", "sally_port",
        "sliding_gate", "toll_booth", "wicket_gate",
    }
)  # fmt: skip
"""Open to who walks, unless other tags say otherwise."""

KNOWN: dict[str, frozenset[str]] = {
    "highway": STREETS | NO_STREET,
    "access": ALLOWED | PRIVATE | FORBIDDEN | SIDEPATH,
    "foot": ALLOWED | PRIVATE | FORBIDDEN | SIDEPATH,
    "motorroad": frozenset({"yes", "no"}),
}
"""Every word with a meaning to whoever walks; no word at all is known too."""
KNOWN_TO_WHEELS: dict[str, frozenset[str]] = {
    "surface": PAVED | LOOSE | PERHAPS_PAVED,
    "smoothness": SMOOTH | ROUGH | {"bad"},
    "tracktype": frozenset({"grade1", "grade2", "grade3", "grade4", "grade5"}),
    "wheelchair": FIT_FOR_WHEELS | {"no", "limited"},
    "ramp": frozenset({"yes", "no", "separate"}),
    "ramp:wheelchair": frozenset({"yes", "no", "separate"}),
    "ramp:stroller": frozenset({"yes", "no", "separate"}),
    "ramp:bicycle": frozenset({"yes", "no", "separate"}),
    "kerb": frozenset({"flush", "lowered", "no", "raised", "rolled", "yes"}),
}
KNOWN_AT_STOPS: dict[str, frozenset[str]] = {
    "barrier": STOPS_WHEELS | HINDERS_WHEELS | WALKED_ROUND | PASSED,
    "access": KNOWN["access"],
    "foot": KNOWN["foot"],
    "locked": frozenset({"yes", "no"}),
}
KNOWN_TO_WHEELS_AT_STOPS = {tag: KNOWN_TO_WHEELS[tag] for tag in ("wheelchair", "kerb")}


def words_of(value: str) -> set[str]:
    """Take a value apart: ``"asphalt;sand"`` is two words."""
    return {word.strip() for word in value.split(";")}


def says(tags: Tags, tag: str, words: frozenset[str]) -> bool:
    """Whether a tag is there and each of its words is one of these."""
    return tags[tag] != "" and words_of(tags[tag]) <= words


def unread(tags: Tags, tag: str, words: frozenset[str]) -> bool:
    """Whether a tag is there with a word that is none of these."""
    return tags[tag] != "" and not words_of(tags[tag]) <= words


_METRES = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|cm)?")


def narrower(value: str, limit_m: float) -> bool:
    """Whether a width (``0.55``, ``0,55 m``, ``55 cm``) is below a limit, or cannot be read."""
    found = _METRES.fullmatch(value.strip())
    if value == "" or found is None:
        return value != ""
    return float(found[1].replace(",", ".")) * (0.01 if found[2] == "cm" else 1.0) < limit_m


# --- what holds at some times only ---------------------------------------------------------------

_DAY = (8 * 60, 18 * 60)
"""Minutes between which people walk to a voorziening: what is closed by night only is open to them."""
_CONDITIONAL = re.compile(r"\s*([^@;()]+?)\s*@\s*(\([^()]*\)|[^;()]+)\s*(?:;|$)")
_HOURS = re.compile(
    r"(?P<days>[A-Za-z][A-Za-z,\- ]*\s)?\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})"
)
_OF_VEHICLES = re.compile(r"(weight|axleload|height|width|length|wheels|emission\w*)\s*[<>=].*")


def values_by_day(conditional: str) -> Iterator[str]:
    """List the values that a ``*:conditional`` tag gives to someone who walks by day.

    ``"no @ (20:00-08:00)"`` gives none, ``"no @ (Oct-Mar)"`` gives ``"no"``, and what cannot be read is
    itself the value: a word that nobody knows.
    """
    end = 0
    for found in _CONDITIONAL.finditer(conditional):
        if found.start() != end:
            break
        end = found.end()
        when = found[2].strip("() ")
        if not (_by_night_only(when) or _OF_VEHICLES.fullmatch(when)):
            yield found[1]
    if end < len(conditional):
        yield conditional


def closed_by_day(opening_hours: str) -> bool:
    """Whether opening hours may mean closed to someone who walks by day; none at all do not."""
    if opening_hours in {"", "24/7", "sunrise-sunset"}:
        return False
    hours = _HOURS.fullmatch(opening_hours)
    if hours is None or (hours["days"] or "Mo-Su").strip() not in {"Mo-Su", "Mo-Su,PH"}:
        return True
    start, stop = _minutes(hours)
    return not (start <= _DAY[0] and (stop >= _DAY[1] or stop <= start))


def _by_night_only(when: str) -> bool:
    if when == "sunset-sunrise":
        return True
    hours = _HOURS.fullmatch(when)
    if hours is None:
        return False
    start, stop = _minutes(hours)
    ends_early = stop <= _DAY[0] if stop <= start else True
    return (start >= _DAY[1] and ends_early) or (start < stop <= _DAY[0])


def _minutes(hours: re.Match[str]) -> tuple[int, int]:
    start, start_minute, stop, stop_minute = (int(hours[i]) for i in (2, 3, 4, 5))
    return start * 60 + start_minute, stop * 60 + stop_minute
