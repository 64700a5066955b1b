"""Which way may be walked, by whom, and why?

Dutch law (RVV 1990 art. 4) as a table of rules: the first rule that fits a way decides, its reason
travels with the result. Pedestrians use pavement or footpath; where there is none, the cycle path;
where that is missing too, the verge or the edge of the carriageway. So a cycleway is walkable unless
``foot=no``, and so is a rural road; a motorway and a *motorroad* (autoweg) are not.

A way is *open*, *closed*, or *unknown*; unknown is never silently counted as either. Dutch streets are
paved: where no surface is tagged the class of the street answers, and only path, track and bridleway
stay unknown for a rollator.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import BARRIER_TAGS, WALKING_TAGS, require_columns
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.vocabulary import Profile, State

OPEN, UNKNOWN, CLOSED = State.OPEN, State.UNKNOWN, State.CLOSED

ALLOWED = frozenset({"yes", "designated", "permissive", "official", "destination"})
PRIVATE = frozenset(
    {"private", "customers", "permit", "residents", "delivery", "agricultural", "forestry"}
)
FORBIDDEN = frozenset({"no", "use_sidepath", "military", "emergency"})

NO_STREET = frozenset(
    {
        "abandoned", "bus_guideway", "construction", "demolished", "disused", "escape", "planned",
        "proposed", "raceway", "razed", "rest_area", "services", "via_ferrata", "emergency_bay",
        "emergency_access_point", "no",
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
ROUGH = frozenset({"very_bad", "horrible", "very_horrible", "impassable"})
UNSURFACED_CLASSES = frozenset({"path", "track", "bridleway"})


_TELLS_NOTHING = frozenset({"name", "bridge"})


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


def _foot_allowed(tags: Tags) -> bool:
    return tags["foot"] in ALLOWED


def _surfaces(tags: Tags) -> set[str]:
    return {part.strip() for part in tags["surface"].split(";")}


def _has_ramp(tags: Tags) -> bool:
    """Whether wheels that carry a person's weight get up: a gutter for bicycles is no ramp."""
    kinds = [tags["ramp:wheelchair"], tags["ramp:stroller"], tags["ramp:bicycle"]]
    if any(kinds[:2]):
        return "yes" in kinds[:2] or "separate" in kinds[:2]
    return tags["ramp"] in {"yes", "separate"} and kinds[2] in {"", "no"}


LAW: tuple[WayRule, ...] = (
    WayRule("geen weg (meer), of nog niet", lambda t: t["highway"] in NO_STREET, CLOSED),
    WayRule("veerpont: geen looproute", lambda t: t["route"] == "ferry", CLOSED),
    WayRule("foot verbiedt voetgangers", lambda t: t["foot"] in FORBIDDEN, CLOSED),
    WayRule(
        "autosnelweg (RVV 1990)", lambda t: t["highway"] in {"motorway", "motorway_link"}, CLOSED
    ),
    WayRule("autoweg (RVV 1990)", lambda t: t["motorroad"] == "yes", CLOSED),
    WayRule(
        "op- of afrit van een autoweg",
        lambda t: (
            t["highway"] == "trunk_link"
            and t["sidewalk"] in {"", "no", "none"}
            and not _foot_allowed(t)
        ),
        CLOSED,
    ),
    WayRule(
        "busbaan zonder voetgangers",
        lambda t: t["highway"] == "busway" and not _foot_allowed(t),
        CLOSED,
    ),
    WayRule(
        "verboden toegang",
        lambda t: t["access"] in FORBIDDEN and not (_foot_allowed(t) or t["foot"] in PRIVATE),
        CLOSED,
    ),
    WayRule("begaanbaar (RVV 1990 art. 4)", lambda _: True, OPEN),
)
"""What holds for everyone on foot."""

ROLLATOR: tuple[WayRule, ...] = (
    WayRule("roltrap", lambda t: t["conveying"] not in {"", "no"}, CLOSED),
    WayRule("trap zonder helling", lambda t: t["highway"] == "steps" and not _has_ramp(t), CLOSED),
    WayRule("rolstoel toegestaan", lambda t: t["wheelchair"] in {"yes", "designated"}, OPEN),
    WayRule("te slecht wegdek", lambda t: t["smoothness"] in ROUGH, CLOSED),
    WayRule("los wegdek", lambda t: bool(_surfaces(t) & LOOSE), CLOSED),
    WayRule("onverharde veldweg", lambda t: t["tracktype"] in {"grade4", "grade5"}, CLOSED),
    WayRule("niet geschikt voor rolstoelen", lambda t: t["wheelchair"] == "no", UNKNOWN),
    WayRule("slecht wegdek", lambda t: t["smoothness"] == "bad", UNKNOWN),
    WayRule("verhard", lambda t: _surfaces(t) <= PAVED, OPEN),
    WayRule("wegdek misschien niet geschikt", lambda t: t["surface"] != "", UNKNOWN),
    WayRule("verharde veldweg", lambda t: t["tracktype"] == "grade1", OPEN),
    WayRule("wegdek onbekend", lambda t: t["highway"] in UNSURFACED_CLASSES, UNKNOWN),
    WayRule("Nederlandse straten zijn verhard", lambda _: True, OPEN),
)
"""What holds for someone with a rollator, where the law allows walking."""


@dataclass(frozen=True)
class StopRule:
    """What a barrier on a node means: for whom it is closed or unknown."""

    reason: str
    fits: Callable[[Tags], bool]
    state: Mapping[Profile, State]


def _fit_for_wheels(tags: Tags) -> bool:
    return tags["wheelchair"] in {"yes", "designated"}


_BOTH = (Profile.ROLLATOR, Profile.VOETGANGER)
_ROLLATOR_STOPS = frozenset(
    {"kissing_gate", "stile", "turnstile", "full-height_turnstile", "cycle_barrier"}
)
_WALKED_ROUND = frozenset(
    {
        "block",
        "bollard",
        "chain",
        "height_restrictor",
        "jersey_barrier",
        "kerb",
        "lift_gate",
        "planter",
    }
)
"""Where ``access=no`` speaks of vehicles: whoever walks goes round or under."""
_ROLLATOR_DOUBTS = frozenset(
    {"cattle_grid", "hampshire_gate", "horse_stile", "log", "debris", "motorcycle_barrier"}
)

STOPS: tuple[StopRule, ...] = (
    StopRule(
        "hek dicht voor voetgangers",
        lambda t: (
            t["foot"] == "no"
            or (t["access"] == "no" and t["barrier"] not in _WALKED_ROUND and not _foot_allowed(t))
        ),
        dict.fromkeys(_BOTH, CLOSED),
    ),
    StopRule(
        "particulier hek: niet bekend of men er langs mag",
        lambda t: t["access"] in PRIVATE and not _foot_allowed(t),
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule("rolstoel kan erdoor", lambda t: t["wheelchair"] in {"yes", "designated"}, {}),
    StopRule(
        "hek op slot: niet bekend of men er langs kan",
        lambda t: t["locked"] == "yes",
        dict.fromkeys(_BOTH, UNKNOWN),
    ),
    StopRule(
        "hek of sluis waar een rollator niet door kan",
        lambda t: t["barrier"] in _ROLLATOR_STOPS and not _fit_for_wheels(t),
        {Profile.ROLLATOR: CLOSED},
    ),
    StopRule(
        "hindernis waar een rollator misschien niet over kan",
        lambda t: t["barrier"] in _ROLLATOR_DOUBTS and not _fit_for_wheels(t),
        {Profile.ROLLATOR: UNKNOWN},
    ),
    StopRule(
        "niet geschikt voor rolstoelen",
        lambda t: t["wheelchair"] == "no",
        {Profile.ROLLATOR: UNKNOWN},
    ),
)
"""What a barrier on a node stops, the worst that fits; a bollard, a kerb or a gate stops nobody."""


def walkability(ways: pd.DataFrame, *, profile: Profile) -> pd.DataFrame:
    """Judge every way for a profile.

    Parameters
    ----------
    ways
        Ways contract; only the WALKING_TAGS are looked at.
    profile
        Who walks.

    Returns
    -------
    DataFrame
        On the same index: ``state`` (int8, `State`), ``private`` (bool: first or last leg only),
        ``reason`` (categorical).

    Raises
    ------
    InputError
        When a tag column is missing.

    Notes
    -----
    Rules are asked once per combination of tags, of which a town has a few hundred.
    """
    tags = [tag for tag in WALKING_TAGS if tag not in _TELLS_NOTHING]
    require_columns(ways, tags, name="ways")
    combinations, which = _combinations(ways, tags)
    judged = [_judge(combination, profile) for combination in combinations]
    states, private, reasons = zip(*judged, strict=True) if judged else ((), (), ())
    return pd.DataFrame(
        {
            "state": np.array(states, dtype=np.int8)[which],
            "private": np.array(private, dtype=bool)[which],
            "reason": pd.Categorical(np.array(reasons, dtype=object)[which]),
        },
        index=ways.index,
    )


def _combinations(
    table: pd.DataFrame, columns: list[str]
) -> tuple[list[dict[str, str]], NDArray[np.intp]]:
    groups = table[columns].groupby(columns, sort=True, observed=True)
    rows: list[dict[Any, Any]] = groups.size().reset_index()[columns].to_dict("records")
    return rows, np.asarray(groups.ngroup(), dtype=np.intp)


def _judge(tags: Tags, profile: Profile) -> tuple[State, bool, str]:
    private = tags["foot"] in PRIVATE or (tags["access"] in PRIVATE and not _foot_allowed(tags))
    law = next(rule for rule in LAW if rule.fits(tags))
    if law.state == CLOSED or profile == Profile.VOETGANGER:
        return law.state, private, law.reason
    own = next(rule for rule in ROLLATOR if rule.fits(tags))
    return own.state, private, own.reason


def passability(stops: pd.DataFrame, *, profile: Profile) -> pd.DataFrame:
    """Judge every barrier on a node for a profile.

    Parameters
    ----------
    stops
        Stops contract.

    Returns
    -------
    DataFrame
        On the same index: ``state`` and ``reason``.
    """
    require_columns(stops, BARRIER_TAGS, name="stops")
    judged = []
    rows: list[dict[Any, Any]] = stops[list(BARRIER_TAGS)].to_dict("records")
    for tags in rows:
        found = [(rule.state.get(profile, OPEN), rule.reason) for rule in STOPS if rule.fits(tags)]
        state, reason = max(found, key=lambda pair: pair[0], default=(OPEN, ""))
        judged.append((int(state), reason if state else ""))
    return pd.DataFrame(judged, index=stops.index, columns=["state", "reason"])
