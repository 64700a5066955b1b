"""What is told of verdicts that are not firm, where the decision rule is behoedzaam?

They are onbekend, and so is every requirement that another walk would turn: what counts verdicts, what
counts requirements and what is said of a meeting room then agree.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from wozgeo.analysis import words_firmness as words
from wozgeo.analysis.verdicts.judge import ROOM
from wozgeo.analysis.verdicts.three_valued import ONBEKEND
from wozgeo.analysis.verdicts.words import ROOM_PERHAPS_NEEDED
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.definitions import Attribute, Decision, Requirement
from wozgeo.domain.vocabulary import Verdict


def is_withheld(firm: pd.DataFrame, definition: Definition) -> "pd.Series[bool]":
    """Tell which verdicts are known and not firm, by a definition that is cautious.

    ``firm`` is what `wozgeo.analysis.firmness.tell_firmness` tells.
    """
    known = ~firm["stevig"].astype(bool) & (firm["rank"] != ONBEKEND)
    return known & (definition.decision is Decision.BEHOEDZAAM)


def withheld_columns(
    objects: pd.DataFrame, firm: pd.DataFrame, definition: Definition
) -> dict[str, "pd.Series"]:
    """Make onbekend of what is withheld, and say so and what it needs; none is a near miss."""
    of, withheld = OfDefinition(definition.name), is_withheld(firm, definition)
    if not withheld.any():
        return {}
    bare = withheld & ~objects[of.nodig].astype(bool)
    told = {
        of.toelichting: [words.CAUTIOUS.about(said=s) for s in objects[of.toelichting][withheld]],
        of.nodig: [words.SETTLE] * int(bare.sum()),
    }
    columns = {
        name: _replaced(objects[name], bare if name == of.nodig else withheld, texts)
        for name, texts in told.items()
    }
    if of.ruimte_nodig in objects:
        turned = withheld & _turns(firm, [r for r in definition.requirements if _asks_room(r)])
        turned &= objects[of.ruimte_nodig].astype(bool)
        why = [ROOM_PERHAPS_NEEDED.about(why=said) for said in firm["hangt_aan"][turned]]
        columns[of.ruimte_nodig] = _replaced(objects[of.ruimte_nodig], turned, why)
    return columns | {
        of.oordeel: objects[of.oordeel].mask(withheld, str(Verdict.ONBEKEND)),
        of.bijna: objects[of.bijna] & ~withheld,
    }


def withheld_requirements(
    requirements: pd.DataFrame,
    firm: Mapping[str, pd.DataFrame],
    definitions: Mapping[str, Definition],
) -> pd.DataFrame:
    """Make onbekend of every requirement that turns a verdict that is withheld.

    Parameters
    ----------
    requirements
        See `wozgeo.analysis.verdicts.judge.Verdicts`; the same comes back.
    firm
        By definition, see `wozgeo.analysis.firmness.tell_firmness`.
    definitions
        By name.
    """
    pairs = [
        (key, name, requirement.name)
        for name, definition in definitions.items()
        for withheld in [is_withheld(firm[name], definition)]
        if withheld.any()
        for requirement in definition.requirements
        for key in firm[name].index[withheld & _turns(firm[name], [requirement])]
    ]
    if not pairs:
        return requirements
    mine = requirements.index.isin(pairs)
    told = requirements.copy()
    bare = mine & ~told["nodig"].astype(bool).to_numpy()
    told["nodig"] = _replaced(
        told["nodig"], pd.Series(bare, index=told.index), [words.SETTLE] * int(bare.sum())
    )
    told["verdict"] = told["verdict"].mask(mine, str(Verdict.ONBEKEND))
    told["near_miss"] = told["near_miss"] & ~mine
    told["asks"], told["open_walk"] = told["asks"].mask(mine, ""), told["open_walk"] | mine
    return told


def with_withheld(firm: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Give the same with ``rank`` as it is told: of what is withheld onbekend."""
    return firm.assign(rank=firm["rank"].mask(is_withheld(firm, definition), ONBEKEND))


def _turns(firm: pd.DataFrame, requirements: Sequence[Requirement]) -> "pd.Series[bool]":
    """Tell of which objects another walk to what one of these requirements asks turns the verdict."""
    asked = {
        one.voorziening
        for requirement in requirements
        for one in requirement.alternatives
        if isinstance(one, Within)
    }
    return firm["turned_by"].map(lambda kinds: not asked.isdisjoint(kinds)).astype(bool)


def _asks_room(requirement: Requirement) -> bool:
    columns = [one.column for one in requirement.alternatives if isinstance(one, Attribute)]
    return ROOM in columns


def _replaced(column: pd.Series, rows: "pd.Series[bool]", texts: Sequence[Any]) -> pd.Series:
    """Put texts in some rows of a column."""
    told = column.astype(object).copy()
    mine = told.index[rows.to_numpy()]
    told[rows.to_numpy()] = pd.Series([*texts], index=mine, dtype=object)
    return told
