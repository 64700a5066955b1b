"""Which plan lies best, and does what lies best meet the definition?

A rank says how a place lies; a verdict says whether a plan meets a definition. The two may differ, and a
reader who sees one beside the other is told why.
"""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.columns_sites import Location
from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.found import Found

_BEST = Text(
    "Naar score ligt {name} het best (nummer 1, score {score})",
    "By score {name} lies best (number 1, score {score})",
)
_TOO_FAR = Text(
    "Naar score staat {name} bovenaan (nummer 1, score {score}), maar het ligt te ver van wat is gevraagd",
    "By score {name} comes first (number 1, score {score}), but it lies too far from what is asked",
)
_NOT_CERTAIN = Text(
    "Naar score staat {name} bovenaan (nummer 1, score {score}), en of het goed ligt is niet zeker",
    "By score {name} comes first (number 1, score {score}), and whether it lies well is not certain",
)
_AND_MEETS = {
    Verdict.VOLDOET: Text("{best}, en dat voldoet aan {title}.", "{best}, and it meets {title}."),
    Verdict.VOLDOET_NIET: Text(
        "{best}, maar dat voldoet niet aan {title}, want: {why}",
        "{best}, but it does not meet {title}, for: {why}",
    ),
    Verdict.ONBEKEND: Text(
        "{best}; of het voldoet aan {title} is nog onbekend: {why}",
        "{best}; whether it meets {title} is unknown yet: {why}",
    ),
}
"""Behind a place that lies well."""
_BESIDE = {
    Verdict.VOLDOET: Text("{best}; het voldoet wel aan {title}.", "{best}; it does meet {title}."),
    Verdict.VOLDOET_NIET: Text(
        "{best}; het voldoet niet aan {title}, want: {why}",
        "{best}; it does not meet {title}, for: {why}",
    ),
    Verdict.ONBEKEND: _AND_MEETS[Verdict.ONBEKEND],
}
"""Behind a place that does not, or not for certain."""
_FIRST_THAT_LIES_WELL = Text(
    " De hoogste die wel goed ligt is {name}, nummer {rank}.",
    " The highest that does lie well is {name}, number {rank}.",
)
_NONE_LIES_WELL = Text(
    " Van geen van de {n} staat vast dat het goed ligt.",
    " Of none of the {n} it is certain that it lies well.",
)
_FIRST_THAT_MEETS = Text(
    " De hoogste die wel voldoet is {name}, nummer {rank}.",
    " The highest that does meet it is {name}, number {rank}.",
)
_LIE_WELL = Text(
    "Ligging van de {what}, {title}: van de {of} goed {n}, niet goed {bad}, niet zeker {open}; over het "
    "gebouw zegt dat niets.",
    "Location of the {what}, {title}: of {of} good {n}, not good {bad}, not certain {open}; of the building "
    "that says nothing.",
)
_PLANS, _COMPLEXES = Text("plannen", "plans"), Text("complexen", "complexes")


def ranked_plans(found: Found) -> pd.DataFrame:
    """Give the plans that have a rank, the best first; empty where there are none."""
    plans = found.tables.get("plannen")
    if plans is None or "rang" not in plans or not len(plans):
        return pd.DataFrame()
    table = pd.DataFrame(plans)
    return table[table["rang"].notna()].sort_values("rang", kind="stable")


def say_sites(found: Found, definition: Definition) -> Iterator[str]:
    """Say how many plans lie well, and connect the rank of the best with its verdict.

    Yields
    ------
    str
        In the language of the run; nothing where no plan has a rank.
    """
    ranked = ranked_plans(found)
    if not len(ranked):
        return
    language, of = found.language, OfDefinition(definition.name)
    yield from _lie_well("plannen", _PLANS, found, definition)
    title = definition.title_in(language)
    first = ranked.iloc[0]
    verdict = Verdict(str(first[of.oordeel]))
    well = _well(ranked, definition)
    best, connect, lower = _BEST, _AND_MEETS, ""
    if well is not None and not well.fillna(value=False).iloc[0]:
        best, connect = _NOT_CERTAIN if pd.isna(well.iloc[0]) else _TOO_FAR, _BESIDE
        lower = _first_that_lies_well(ranked, well, language)
    said = connect[verdict](
        language,
        best=best(
            language, name=call_plan(first.name, first), score=round(float(first["score"]), 1)
        ),
        title=title,
        why=_reason(str(first[of.toelichting]), title),
    )
    meets = ranked[ranked[of.oordeel].astype(str) == Verdict.VOLDOET.value]
    if verdict is not Verdict.VOLDOET and len(meets):
        highest = meets.iloc[0]
        rank = int(highest["rang"])
        said += _FIRST_THAT_MEETS(language, name=call_plan(highest.name, highest), rank=rank)
    yield said + lower


def _well(ranked: pd.DataFrame, definition: Definition) -> "pd.Series[bool] | None":
    """Tell of every plan whether it lies well, missing where not certain; None where no walk is asked."""
    of = Location(definition.name)
    if of.ligt_goed not in ranked or not ranked[of.ligging].astype(bool).any():
        return None
    return ranked[of.ligt_goed].astype("boolean")


def _first_that_lies_well(ranked: pd.DataFrame, well: "pd.Series[bool]", language: Language) -> str:
    """Name the highest that does lie well, or say that there is none."""
    good = ranked[well.fillna(value=False).to_numpy(dtype=bool)]
    if not len(good):
        return _NONE_LIES_WELL(language, n=len(ranked))
    highest = good.iloc[0]
    name = call_plan(highest.name, highest)
    return _FIRST_THAT_LIES_WELL(language, name=name, rank=int(highest["rang"]))


def call_plan(key: object, row: "pd.Series[Any]") -> str:
    """Name a plan by its name and kern; by its id where it has no name."""
    place = f", {row['kern']}" if row["kern"] else ""
    return f"{row['naam'] or key}{place}"


def site_line(key: object, row: "pd.Series[Any]", definition: str, language: Language) -> str:
    """Tell one plan in a line: its rank, its name, its score and how it lies."""
    score = float(row["score"])
    told = "" if math.isnan(score) else _SCORED(language, score=round(score, 1))
    lies = str(row.get(Location(definition).ligging, "") or "")
    return f"{row['rang']}. {call_plan(key, row)} ({key}{told}){': ' + lies if lies else ''}"


_SCORED = Text(", score {score}", ", score {score}")


def say_locations(found: Found, definition: Definition) -> Iterator[str]:
    """Say how many complexes lie well: what a corporation asks first, whatever is known of the building.

    Yields
    ------
    str
        In the language of the run; nothing without complexes, or where the definition asks no walk.
    """
    yield from _lie_well("complexen", _COMPLEXES, found, definition)


def _lie_well(word: str, what: Text, found: Found, definition: Definition) -> Iterator[str]:
    table, column = found.tables.get(word), Location(definition.name).ligt_goed
    if table is None or column not in table or not len(table):
        return
    well = table[column].astype("boolean")
    yes, no = int(well.fillna(value=False).sum()), int((~well).fillna(value=False).sum())
    yield _LIE_WELL(
        found.language,
        what=what,
        n=yes,
        title=definition.title_in(found.language),
        of=len(table),
        bad=no,
        open=len(table) - yes - no,
    )


def _reason(sentence: str, title: str) -> str:
    """Leave the title out of a sentence in which it stands already."""
    _, found, rest = sentence.partition(f"{title}: ")
    return rest if found and rest else sentence
