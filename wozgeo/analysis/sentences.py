"""How is a verdict said in plain Dutch?

Numbers are shown to one decimal and never rounded across a limit: 399.96 m is shown as 399,9 m. This is
wording only: the verdict was given before, on the unrounded number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from wozgeo.analysis.weighing import NIET, ONBEKEND, VOLDOET, Doubt
from wozgeo.domain.criteria import AtLeast, Attribute, Definition, Within, as_written, dutch_number
from wozgeo.domain.vocabulary import REASON_LABELS, Reason

_TENTH = Decimal("0.1")

_YES = {
    "inpandig": "een inpandige ontmoetingsruimte",
    "voor_bewoners": "een ontmoetingsruimte voor de bewoners",
    "voor_senioren": "bestemd voor senioren",
    "levensloopgeschikt": "levensloopgeschikt",
    "nultreden": "nultredenwoningen",
    "intramuraal": "intramuraal",
}

_NO = {
    "inpandig": "geen inpandige ontmoetingsruimte",
    "voor_bewoners": "geen ontmoetingsruimte voor de bewoners",
    "voor_senioren": "niet bestemd voor senioren",
    "levensloopgeschikt": "niet levensloopgeschikt",
    "nultreden": "geen nultredenwoningen",
    "intramuraal": "niet intramuraal",
}

_MISSING = {
    "n_dwellings": "aantal woningen niet opgegeven",
    "share_55plus": "aandeel 55-plus niet opgegeven",
    "inpandig": "inpandige ontmoetingsruimte niet opgegeven",
    "voor_bewoners": "ontmoetingsruimte voor de bewoners niet opgegeven",
    "voor_senioren": "bestemming voor senioren niet opgegeven",
    "levensloopgeschikt": "levensloopgeschikt niet opgegeven",
    "nultreden": "nultreden niet opgegeven",
    "intramuraal": "intramuraal niet opgegeven",
}


@dataclass(frozen=True, slots=True)
class Walk:
    """The walk of one object, as the wording needs it; metres, `Doubt`, and what it crosses."""

    distance_m: float
    certain_m: float
    reason: str
    crosses: str
    doubt: str
    searched_m: float


def show_below(number: float | Decimal) -> str:
    """Write a number to one decimal, never higher than it is: 399.96 is "399,9"."""
    return dutch_number(_rounded(number, ROUND_FLOOR))


def show_above(number: float) -> str:
    """Write a number to one decimal, never lower than it is: 400.04 is "400,1"."""
    return dutch_number(_rounded(number, ROUND_CEILING))


def show_excess(number: float, limit: float) -> str:
    """Write how far a number as shown by `show_above` lies beyond the limit, so that the two add up."""
    return dutch_number(_rounded(number, ROUND_CEILING) - as_written(limit))


def _rounded(number: float | Decimal, rounding: str) -> Decimal:
    """Round the number as it is written, so that no binary dust tips it over."""
    return as_written(number).quantize(_TENTH, rounding)


def missing_attribute(column: str) -> str:
    """Tell what was not given: "levensloopgeschikt niet opgegeven"."""
    return _MISSING[column]


def missing_walk(walk: Walk) -> str:
    """Tell why there is no distance to judge; "" where there is one."""
    if walk.doubt == Doubt.NIET_BEPAALD:
        why = f": {REASON_LABELS[Reason(walk.reason)]}" if walk.reason else ""
        return f"loopafstand niet bepaald{why}"
    if walk.doubt == Doubt.ZOEKGRENS:
        return f"niet verder gezocht dan {dutch_number(walk.searched_m)} m"
    return ""


def hanging_on(walk: Walk) -> str:
    """Tell what a walk that was measured hangs on; "" for nothing."""
    if walk.doubt == Doubt.AANLOOP:
        return f"aanloop over {walk.crosses}"
    return walk.doubt if walk.doubt in (Doubt.METERS, Doubt.RAND) else ""


def say_attribute(attribute: Attribute, rank: int) -> str:
    """Say what is known of an attribute."""
    if rank == ONBEKEND:
        return missing_attribute(attribute.column)
    return (_YES if (rank == VOLDOET) == attribute.wanted else _NO)[attribute.column]


def say_number(number: AtLeast, rank: int, found: float) -> str:
    """Say how many there are, and how many too few: "10 woningen, 2 te weinig"."""
    if rank == ONBEKEND:
        return missing_attribute(number.column)
    if number.column == "share_55plus":
        return _say_share(number, rank, found)
    noun = "woning" if found == 1 else "woningen"
    text = f"{dutch_number(found)} {noun}"
    if rank == VOLDOET:
        return text
    return f"{text}, {dutch_number(number.minimum - found)} te weinig"


def _say_share(number: AtLeast, rank: int, found: float) -> str:
    least = as_written(number.minimum) * 100
    percent = _rounded(as_written(found) * 100, ROUND_FLOOR)
    if rank == VOLDOET:
        return f"{dutch_number(max(percent, least))} % 55-plus"
    return (
        f"{dutch_number(percent)} % 55-plus, {dutch_number(least - percent)} procentpunt te weinig"
    )


def say_walk(within: Within, rank: int, walk: Walk) -> str:
    """Say how far the nearest ontmoetingsplek is, and what is wrong or unsure about it."""
    if rank == VOLDOET:
        return _say_near(walk)
    if walk.doubt == Doubt.NIET_BEPAALD:
        return missing_walk(walk)
    if walk.doubt == Doubt.ZOEKGRENS:
        searched = dutch_number(walk.searched_m)
        return f"geen ontmoetingsplek gevonden binnen {searched} m lopen, en verder is niet gezocht"
    if walk.doubt in (Doubt.AANLOOP, Doubt.METERS):
        return _say_unsure(walk)
    far = _say_far(within, walk)
    if walk.doubt == Doubt.RAND:
        return f"{far}, maar buiten de kaart kan een dichtere liggen"
    return far


def _say_near(walk: Walk) -> str:
    shown = show_below(walk.certain_m)
    surely = "" if show_below(walk.distance_m) == shown else " langs zeker begaanbare wegen"
    return f"een ontmoetingsplek op {shown} m lopen{surely}"


def _say_unsure(walk: Walk) -> str:
    shown = f"de dichtstbijzijnde ontmoetingsplek ligt op {show_below(walk.distance_m)} m lopen"
    if walk.doubt == Doubt.AANLOOP:
        return f"{shown}, maar de aanloop kruist {walk.crosses}"
    surely = (
        f"op {show_above(walk.certain_m)} m langs zeker begaanbare wegen"
        if walk.certain_m < math.inf
        else "een zeker begaanbare route is niet gevonden"
    )
    return f"{shown} als de onbekende paden begaanbaar zijn, en {surely}"


def _say_far(within: Within, walk: Walk) -> str:
    if walk.distance_m == math.inf:
        return f"geen ontmoetingsplek binnen {dutch_number(walk.searched_m)} m lopen"
    shown = f"de dichtstbijzijnde ontmoetingsplek ligt op {show_above(walk.distance_m)} m lopen"
    if walk.distance_m == within.limit_m:
        return f"{shown}, precies op de grens ({within.bound} is nodig)"
    return f"{shown}, {show_excess(walk.distance_m, within.limit_m)} m te ver"


def say_whole(definition: Definition, ranks: Sequence[int], said: Sequence[str]) -> str:
    """Say whether an object meets a definition, and why.

    Parameters
    ----------
    definition
        What was judged.
    ranks, said
        Verdict and evidence per requirement.
    """
    parts: dict[int, list[str]] = {NIET: [], ONBEKEND: [], VOLDOET: []}
    for rank, text in zip(ranks, said, strict=True):
        parts[rank].append(text)
    if parts[NIET]:
        still = f" Nog open: {'; '.join(parts[ONBEKEND])}." if parts[ONBEKEND] else ""
        return f"Voldoet niet aan {definition.title}: {'; '.join(parts[NIET])}.{still}"
    if parts[ONBEKEND]:
        rest = " Aan de andere eisen is voldaan." if parts[VOLDOET] else ""
        return (
            f"Onbekend of dit voldoet aan {definition.title}: {'; '.join(parts[ONBEKEND])}.{rest}"
        )
    return f"Voldoet aan {definition.title}: {'; '.join(parts[VOLDOET])}."
