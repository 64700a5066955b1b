"""How does an object lie, apart from what is known of the building?

A list of candidate sites says nothing of the building, so that every verdict by the whole definition is
unknown; how it lies can be measured all the same, and is told by itself.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wozgeo.analysis.verdicts.spoken import Spoken, Telling, as_texts
from wozgeo.analysis.verdicts.three_valued import NIET, ONBEKEND, VOLDOET, Weighed
from wozgeo.domain.columns_sites import Location
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.facts import FACTS
from wozgeo.domain.language import NOTHING, Text, joined
from wozgeo.domain.plain_types import Texts

_LIES = {
    VOLDOET: Text("Ligt goed: ja, {said}", "Lies well: yes, {said}"),
    ONBEKEND: Text("Ligt goed: niet zeker, {said}", "Lies well: not certain, {said}"),
    NIET: Text("Ligt goed: nee, {said}", "Lies well: no, {said}"),
}
_TO_STATE = Text("{lies}; nog op te geven: {what}.", "{lies}; still to be stated: {what}.")
_ALL_STATED = Text("{lies}.", "{lies}.")
_DWELLINGS = Text("aantal woningen", "number of dwellings")
_AND, _OR = Text(", en ", ", and "), Text(" of ", " or ")
_LIES_WELL = {VOLDOET: True, NIET: False, ONBEKEND: pd.NA}


def tell_location(
    facts: pd.DataFrame, definition: Definition, *, searched_m: float
) -> dict[str, pd.Series]:
    """Tell how every object lies by the walks of one definition, and what is still to be stated.

    Parameters
    ----------
    facts
        As for `wozgeo.analysis.verdicts.judge.judge_objects`.
    definition
        What is asked.
    searched_m
        How far was searched, in metres.

    Returns
    -------
    dict
        The columns of `wozgeo.domain.columns_sites.Location`, on the index of the facts: whether every walk
        is met (boolean, missing where that is not certain), and a `Text`. Of a definition that names no walk
        nothing is known, and nothing said.
    """
    of, telling = Location(definition.name), Telling(facts, searched_m)
    walks = [telling.weigh(walk) for walk in definition.walks]
    if not walks:
        silent = pd.Series([NOTHING] * len(facts), facts.index, dtype=object)
        unknown = pd.Series(pd.NA, facts.index, dtype="boolean")
        return {of.ligt_goed: unknown, of.ligging: silent}
    rank = np.stack([walk.rank for walk in walks]).min(axis=0)
    spoken = [Spoken.of(walk, telling) for walk in walks]
    open_ = _to_state(definition, telling)
    said = as_texts(
        _say(int(worst), [one.said[row] for one in spoken if one.rank[row] == worst], what)
        for row, (worst, what) in enumerate(zip(rank, open_, strict=True))
    )
    return {
        of.ligt_goed: pd.Series([_LIES_WELL[int(r)] for r in rank], facts.index, dtype="boolean"),
        of.ligging: pd.Series(said, facts.index, dtype=object),
    }


def _say(rank: int, said: Sequence[Text], what: Text) -> Text:
    lies = _LIES[rank].about(said=joined(said, _AND))
    return _TO_STATE.about(lies=lies, what=what) if what else _ALL_STATED.about(lies=lies)


def _to_state(definition: Definition, telling: Telling) -> Texts:
    """Name per object what nobody stated and a requirement waits for, the walk left out of account."""
    parts: list[Texts] = []
    for requirement in definition.requirements:
        weighed = [telling.weigh(one) for one in requirement.alternatives]
        met = np.any([one.rank == VOLDOET for one in weighed], axis=0)
        asked = [one for one in weighed if not isinstance(one.alternative, Within)]
        if requirement.stand_in:
            met |= telling.weigh(requirement.stand_in).rank != ONBEKEND
        parts.append(_asked_by(asked, met, len(telling.facts)))
    return as_texts(joined(row, ", ") for row in zip(*parts, strict=True))


def _asked_by(asked: Sequence[Weighed], met: "np.typing.NDArray[np.bool_]", n: int) -> Texts:
    return as_texts(
        joined(
            (_label(one) for one in asked if not met[row] and one.rank[row] == ONBEKEND),
            _OR,
        )
        for row in range(n)
    )


def _label(one: Weighed) -> Text:
    column = one.alternative.column if not isinstance(one.alternative, Within) else ""
    return FACTS[column].label.small() if column in FACTS else _DWELLINGS
