"""By which rule may a way be walked, and past which barrier?

Dutch law (RVV 1990 art. 4) as a table of rules: the first rule that fits a way decides, its reason
travels with the result. Pedestrians use pavement or footpath; where there is none, the cycle path;
where that is missing too, the verge or the edge of the carriageway. So a cycleway is walkable unless
``foot=no``, and so is a rural road; a motorway and a *motorroad* (autoweg) are not.

Dutch streets are paved: where no surface is tagged the class of the street answers, and only path, track
and bridleway stay unknown for a rollator.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wozgeo.domain.contracts import PLATFORM_TAGS
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.tag_words import (
    ALLOWED,
    FIT_FOR_WHEELS,
    FORBIDDEN,
    HINDERS_WHEELS,
    KNOWN,
    KNOWN_AT_STOPS,
    KNOWN_TO_WHEELS,
    KNOWN_TO_WHEELS_AT_STOPS,
    LOOSE,
    NO_STREET,
    PAVED,
    PAVEMENT,
    PRIVATE,
    ROUGH,
    SIDEPATH,
    STOPS_WHEELS,
    UNSURFACED_CLASSES,
    WALKED_ROUND,
    closed_by_day,
    narrower,
    says,
    unread,
    words_of,
)

OPEN, UNKNOWN, CLOSED = State.OPEN, State.UNKNOWN, State.CLOSED

TELLS_NOTHING = frozenset({"name", "bridge"})
"""Tags of a way that say nothing about who may walk it."""
ROLLATOR_M = 0.70
"""A rollator is 0.60 to 0.65 m wide, and hands hold it: what is narrower than this may stop it."""
GONE = ("abandoned", "construction", "demolished", "destroyed", "dismantled", "disused", "razed",
        "removed")  # fmt: skip


@dataclass(frozen=True)
class WayRule:
    """One line of the law or of the profile.

    Attributes
    ----------
    reason
        Why, in one sentence a reader of the result can check.
    fits
        Whether the rule speaks about a way with these tags (absent tags are ``""``).
    state
        What it says.
    """

    reason: str
    fits: Callable[[Tags], bool]
    state: State


def foot_allowed(tags: Tags) -> bool:
    """Tell whether a way says in so many words that who walks may go there."""
    return says(tags, "foot", ALLOWED)


def _nothing_for_feet(tags: Tags) -> bool:
    """Whether feet are not spoken of, or as of anyone on that ground: then ``access`` or the class decides."""
    return tags["foot"] == "" or says(tags, "foot", PRIVATE)


def _unread_for_feet(tags: Tags) -> bool:
    """Whether it cannot be told who may walk here: ``foot`` decides, and only without it ``access``."""
    if tags["foot"]:
        return unread(tags, "foot", KNOWN["foot"]) or not any(
            says(tags, "foot", words) for words in (ALLOWED, PRIVATE, FORBIDDEN, SIDEPATH)
        )
    return tags["access"] != "" and not any(
        says(tags, "access", words) for words in (ALLOWED, PRIVATE, FORBIDDEN)
    )


def _is_platform(tags: Tags) -> bool:
    kinds = PLATFORM_TAGS.items()
    return tags["highway"] == "" and any(kind in words_of(tags[tag]) for tag, kind in kinds)


def _of_unknown_class(tags: Tags) -> bool:
    return tags["highway"] == "" or unread(tags, "highway", KNOWN["highway"])


LAW: tuple[WayRule, ...] = (
    WayRule("geen weg (meer), of nog niet", lambda t: says(t, "highway", NO_STREET), CLOSED),
    WayRule("veerpont: geen looproute", lambda t: t["route"] == "ferry", CLOSED),
    WayRule("foot verbiedt voetgangers", lambda t: says(t, "foot", FORBIDDEN), CLOSED),
    WayRule(
        "autosnelweg (RVV 1990)", lambda t: t["highway"] in {"motorway", "motorway_link"}, CLOSED
    ),
    WayRule("autoweg (RVV 1990)", lambda t: t["motorroad"] == "yes", CLOSED),
    WayRule(
        "op- of afrit van een autoweg",
        lambda t: (
            t["highway"] == "trunk_link"
            and t["sidewalk"] in {"", "no", "none"}
            and _nothing_for_feet(t)
        ),
        CLOSED,
    ),
    WayRule(
        "busbaan zonder voetgangers",
        lambda t: t["highway"] == "busway" and _nothing_for_feet(t),
        CLOSED,
    ),
    WayRule("verboden toegang", lambda t: t["foot"] == "" and says(t, "access", FORBIDDEN), CLOSED),
    WayRule(
        "het pad ernaast is voorgeschreven: of het er is en waar, is niet bekend",
        lambda t: says(t, "foot", SIDEPATH),
        UNKNOWN,
    ),
    WayRule("niet te lezen wie er mag lopen", _unread_for_feet, UNKNOWN),
    WayRule(
        "buiten gebruik, of er wordt aan gewerkt",
        lambda t: any(t[tag] not in {"", "no"} for tag in GONE),
        UNKNOWN,
    ),
    WayRule("nog niet aangelegd", lambda t: t["proposed"] == "yes", UNKNOWN),
    WayRule("niet in elk seizoen", lambda t: t["seasonal"] not in {"", "no"}, UNKNOWN),
    WayRule("soms onder water", lambda t: t["tidal"] not in {"", "no"}, UNKNOWN),
    WayRule("niet de hele dag open", lambda t: closed_by_day(t["opening_hours"]), UNKNOWN),
    WayRule(
        "doorwaadbare plaats",
        lambda t: t["ford"] not in {"", "no", "stepping_stones"},
        UNKNOWN,
    ),
    WayRule("ladder", lambda t: t["highway"] == "ladder" or t["ladder"] not in {"", "no"}, UNKNOWN),
    WayRule(
        "niet te lezen of het een autoweg is",
        lambda t: unread(t, "motorroad", KNOWN["motorroad"]),
        UNKNOWN,
    ),
    WayRule(
        "in Nederland doorgaans een autoweg (motorroad=no zegt van niet)",
        lambda t: (
            t["highway"] in {"trunk", "trunk_link"}
            and t["motorroad"] != "no"
            and not says(t, "sidewalk", PAVEMENT)
            and not foot_allowed(t)
        ),
        UNKNOWN,
    ),
    WayRule(
        "perron, halte of steiger: niet bekend of men er langs mag",
        lambda t: _is_platform(t) and not foot_allowed(t),
        UNKNOWN,
    ),
    WayRule(
        "soort weg niet bekend",
        lambda t: _of_unknown_class(t) and not foot_allowed(t),
        UNKNOWN,
    ),
    WayRule("begaanbaar (RVV 1990 art. 4)", lambda _: True, OPEN),
)
"""What holds for everyone on foot."""


def _ramp(tags: Tags) -> State:
    """Tell whether wheels that carry a person's weight get up steps.

    A gutter for bicycles is no ramp, two rails for a pram are no certain one, and one that is *separate*
    is another way: these steps have none.
    """
    if tags["ramp:wheelchair"] == "yes":
        return UNKNOWN if tags["ramp"] in {"no", "separate"} else OPEN
    kinds = ("ramp", "ramp:wheelchair", "ramp:stroller", "ramp:bicycle")
    if tags["ramp:stroller"] == "yes" or any(unread(tags, k, KNOWN_TO_WHEELS[k]) for k in kinds):
        return UNKNOWN
    told_of = any(tags[kind] not in {"", "no"} for kind in kinds[1:])
    plain = tags["ramp"] == "yes" and not told_of and tags["ramp:wheelchair"] == ""
    return OPEN if plain and tags["ramp:stroller"] == "" else CLOSED


def _steps(tags: Tags) -> State:
    return _ramp(tags) if tags["highway"] == "steps" else OPEN


def _moves(tags: Tags) -> bool:
    return tags["conveying"] not in {"", "no"}


def _unread_for_wheels(tags: Tags) -> bool:
    words = ("smoothness", "tracktype", "wheelchair", "kerb")
    return any(unread(tags, tag, KNOWN_TO_WHEELS[tag]) for tag in words)


ROLLATOR: tuple[WayRule, ...] = (
    WayRule("roltrap", lambda t: _moves(t) and t["highway"] == "steps", CLOSED),
    WayRule("ladder", lambda t: t["highway"] == "ladder" or t["ladder"] not in {"", "no"}, CLOSED),
    WayRule("stapstenen", lambda t: t["ford"] == "stepping_stones", CLOSED),
    WayRule("trap zonder helling", lambda t: _steps(t) == CLOSED, CLOSED),
    WayRule("rolstoel toegestaan", lambda t: says(t, "wheelchair", FIT_FOR_WHEELS), OPEN),
    WayRule("te slecht wegdek", lambda t: says(t, "smoothness", ROUGH), CLOSED),
    WayRule("los wegdek", lambda t: bool(words_of(t["surface"]) & LOOSE), CLOSED),
    WayRule("onverharde veldweg", lambda t: t["tracktype"] in {"grade4", "grade5"}, CLOSED),
    WayRule(
        "trap met een helling die misschien geen rollator draagt",
        lambda t: _steps(t) == UNKNOWN,
        UNKNOWN,
    ),
    WayRule("rolpad", _moves, UNKNOWN),
    WayRule("niet geschikt voor rolstoelen", lambda t: t["wheelchair"] == "no", UNKNOWN),
    WayRule("slecht wegdek", lambda t: t["smoothness"] == "bad", UNKNOWN),
    WayRule("misschien te smal", lambda t: narrower(t["maxwidth:physical"], ROLLATOR_M), UNKNOWN),
    WayRule("hoge stoeprand", lambda t: t["kerb"] == "raised", UNKNOWN),
    WayRule("niet te lezen of wielen er kunnen", _unread_for_wheels, UNKNOWN),
    WayRule("verhard", lambda t: says(t, "surface", PAVED), OPEN),
    WayRule("wegdek misschien niet geschikt", lambda t: t["surface"] != "", UNKNOWN),
    WayRule("verharde veldweg", lambda t: t["tracktype"] == "grade1", OPEN),
    WayRule("wegdek onbekend", lambda t: t["highway"] in UNSURFACED_CLASSES, UNKNOWN),
    WayRule("soort weg en wegdek onbekend", _of_unknown_class, UNKNOWN),
    WayRule("Nederlandse straten zijn verhard", lambda _: True, OPEN),
)
"""What holds for someone with a rollator, where the law allows walking."""


@dataclass(frozen=True)
class StopRule:
    """What a barrier on a node means: for whom it is closed or unknown.

    ``own``: whoever lives or has to be behind it passes; nobody passes through.
    """

    reason: str
    fits: Callable[[Tags], bool]
    state: Mapping[Profile, State]
    own: bool = False


def _fit_for_wheels(tags: Tags) -> bool:
    return says(tags, "wheelchair", FIT_FOR_WHEELS)


def _walked_round(tags: Tags) -> bool:
    """Whether ``access`` speaks of vehicles here; ``foot`` speaks of feet everywhere."""
    return tags["foot"] == "" and says(tags, "barrier", WALKED_ROUND)


_BOTH = (Profile.ROLLATOR, Profile.VOETGANGER)

STOPS: tuple[StopRule, ...] = (
    StopRule(
        "hek dicht voor voetgangers",
        lambda t: (
            says(t, "foot", FORBIDDEN)
            or (t["foot"] == "" and says(t, "access", FORBIDDEN) and not _walked_round(t))
        ),
        dict.fromkeys(_BOTH, CLOSED),
    ),
    StopRule(
        "particulier hek: alleen voor wie erachter moet zijn",
        lambda t: (
            says(t, "foot", PRIVATE)
            or (t["foot"] == "" and says(t, "access", PRIVATE) and not _walked_round(t))
        ),
        dict.fromkeys(_BOTH, UNKNOWN),
        own=True,
    ),
    StopRule(
        "hek op slot: alleen voor wie een sleutel heeft",
        lambda t: t["locked"] == "yes" and not _walked_round(t),
        dict.fromkeys(_BOTH, UNKNOWN),
        own=True,
    ),
    StopRule(
        "niet te lezen wie erdoor mag",
        lambda t: (
            (_unread_for_feet(t) and not _walked_round(t))
            or says(t, "foot", SIDEPATH)
            or unread(t, "locked", KNOWN_AT_STOPS["locked"])
        ),
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule(
        "hindernis van onbekende soort",
        lambda t: unread(t, "barrier", KNOWN_AT_STOPS["barrier"]),
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule(
        "hek dat niet de hele dag open is",
        lambda t: closed_by_day(t["opening_hours"]),
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule(
        "doorwaadbare plaats",
        lambda t: t["ford"] not in {"", "no", "stepping_stones"},
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule("stapstenen", lambda t: t["ford"] == "stepping_stones", {Profile.ROLLATOR: CLOSED}),
    StopRule(
        "hek of sluis waar een rollator niet door kan",
        lambda t: bool(words_of(t["barrier"]) & STOPS_WHEELS) and not _fit_for_wheels(t),
        {Profile.ROLLATOR: CLOSED},
    ),
    StopRule(
        "hindernis waar een rollator misschien niet over kan",
        lambda t: bool(words_of(t["barrier"]) & HINDERS_WHEELS) and not _fit_for_wheels(t),
        {Profile.ROLLATOR: UNKNOWN},
    ),
    StopRule(
        "hoge stoeprand",
        lambda t: t["kerb"] == "raised" and not _fit_for_wheels(t),
        {Profile.ROLLATOR: UNKNOWN},
    ),
    StopRule(
        "misschien te smal",
        lambda t: narrower(t["maxwidth:physical"], ROLLATOR_M) and not _fit_for_wheels(t),
        {Profile.ROLLATOR: UNKNOWN},
    ),
    StopRule(
        "niet geschikt voor rolstoelen, of niet te lezen",
        lambda t: (
            t["wheelchair"] == "no"
            or any(unread(t, tag, known) for tag, known in KNOWN_TO_WHEELS_AT_STOPS.items())
        ),
        {Profile.ROLLATOR: UNKNOWN},
    ),
)
"""What a barrier on a node stops, the worst that fits; a bollard, a kerb or a gate stops nobody."""
