"""Which way may be walked, by whom, and why?

A way is *open*, *closed*, or *unknown*; unknown is never silently counted as either. What decides stands
in `wozgeo.network.walking_rules`: the law, what a rollator adds, and what a barrier stops.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import BARRIER_TAGS, WALKING_TAGS
from wozgeo.domain.plain_types import Tags
from wozgeo.domain.tables import STOP_TABLE, WAY_TABLE
from wozgeo.domain.vocabulary import Profile, State
from wozgeo.network.tag_words import (
    PRIVATE,
    says,
    values_by_day,
)
from wozgeo.network.walking_rules import (
    CLOSED,
    LAW,
    OPEN,
    ROLLATOR,
    STOPS,
    TELLS_NOTHING,
    UNKNOWN,
    foot_allowed,
)


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
        When a column of tags is missing or no text.

    Notes
    -----
    Rules are asked once per combination of tags, of which a town has a few hundred.
    """
    tags = [tag for tag in WALKING_TAGS if tag not in TELLS_NOTHING]
    WAY_TABLE.of(tags).require(ways)
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


def _by_day(tags: Tags) -> Iterator[Tags]:
    """Give tags as they stand, and as they are while something conditional holds."""
    yield tags
    for tag in ("access", "foot"):
        yield from ({**tags, tag: value} for value in values_by_day(tags[f"{tag}:conditional"]))


_NOT_ALWAYS = "niet altijd hetzelfde: onder voorwaarden"


def _judge(tags: Tags, profile: Profile) -> tuple[State, bool, str]:
    """Judge one combination; what holds under a condition only, either way, is unknown."""
    found = [_judge_as_it_is(variant, profile) for variant in _by_day(tags)]
    if len({(state, private) for state, private, _ in found}) == 1:
        return found[0]
    return UNKNOWN, all(private for _, private, _ in found), _NOT_ALWAYS


def _judge_as_it_is(tags: Tags, profile: Profile) -> tuple[State, bool, str]:
    private = says(tags, "foot", PRIVATE) or (
        says(tags, "access", PRIVATE) and not foot_allowed(tags)
    )
    law = next(rule for rule in LAW if rule.fits(tags))
    if law.state == CLOSED or profile == Profile.VOETGANGER:
        return law.state, private, law.reason
    own = next(rule for rule in ROLLATOR if rule.fits(tags))
    worst = max(law, own, key=lambda rule: rule.state)
    return worst.state, private, (own if worst.state == OPEN else worst).reason


def passability(stops: pd.DataFrame, *, profile: Profile) -> pd.DataFrame:
    """Judge every barrier on a node for a profile.

    Parameters
    ----------
    stops
        Stops contract.

    Returns
    -------
    DataFrame
        On the same index: ``state`` and ``reason``, and ``own`` (bool): unknown to others, but who lives
        or has to be behind it passes, as over private ground.
    """
    STOP_TABLE.require(stops)
    rows: list[dict[Any, Any]] = stops[list(BARRIER_TAGS)].to_dict("records")
    judged = [_judge_stop(tags, profile) for tags in rows]
    table = pd.DataFrame(judged, index=stops.index, columns=["state", "own", "reason"])
    return table.astype({"state": np.int64, "own": bool})


def _judge_stop(tags: Tags, profile: Profile) -> tuple[int, bool, str]:
    found = [_stop_as_it_is(variant, profile) for variant in _by_day(tags)]
    if len({(state, own) for state, own, _ in found}) == 1:
        return found[0]
    return int(UNKNOWN), all(own for _, own, _ in found), _NOT_ALWAYS


def _stop_as_it_is(tags: Tags, profile: Profile) -> tuple[int, bool, str]:
    found = [(rule.state.get(profile, OPEN), rule) for rule in STOPS if rule.fits(tags)]
    state = max((state for state, _ in found), default=OPEN)
    worst = [rule for at, rule in found if at == state and state != OPEN]
    own = state == UNKNOWN and all(rule.own for rule in worst)
    return int(state), own, worst[0].reason if worst else ""
