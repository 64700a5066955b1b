"""What would make an object meet a requirement?"""

import math

from wozgeo.analysis.sentences import Walk, missing_walk, show_above, show_below, show_excess
from wozgeo.analysis.weighing import ONBEKEND, VOLDOET, Doubt
from wozgeo.domain.criteria import AtLeast, Attribute, Within, as_written, dutch_number
from wozgeo.domain.vocabulary import Reason

_MAKE = {
    "inpandig": "een inpandige ontmoetingsruimte",
    "voor_bewoners": "een ontmoetingsruimte voor de bewoners",
    "voor_senioren": "bestemming voor senioren",
    "levensloopgeschikt": "levensloopgeschikte woningen",
    "nultreden": "nultredenwoningen",
    "intramuraal": "zelfstandig wonen in plaats van intramuraal",
}

_STATE = {
    "inpandig": "een opgave dat er een inpandige ontmoetingsruimte is",
    "voor_bewoners": "een opgave dat er een ontmoetingsruimte voor de bewoners is",
    "voor_senioren": "een opgave dat het voor senioren bestemd is",
    "levensloopgeschikt": "een opgave dat de woningen levensloopgeschikt zijn",
    "nultreden": "een opgave dat het nultredenwoningen zijn",
    "intramuraal": "een opgave dat het niet intramuraal is",
}


def remedy_attribute(attribute: Attribute, rank: int) -> str:
    """Name the attribute to make so, or to state; "" where it is met."""
    if rank == VOLDOET:
        return ""
    return (_STATE if rank == ONBEKEND else _MAKE)[attribute.column]


def remedy_number(number: AtLeast, rank: int, found: float) -> str:
    """Name how many more are needed, or how many must be stated; "" where it is met."""
    if rank == VOLDOET:
        return ""
    if number.column == "share_55plus":
        least = f"minstens {dutch_number(as_written(number.minimum) * 100)} % 55-plus"
        if rank == ONBEKEND:
            return f"een opgave van {least}"
        return f"{least} (nu {show_below(as_written(found) * 100)} %)"
    if rank == ONBEKEND:
        return f"een opgave van minstens {dutch_number(number.minimum)} woningen"
    short = number.minimum - found
    return f"{dutch_number(short)} {'woning' if short == 1 else 'woningen'} meer"


def remedy_walk(within: Within, rank: int, walk: Walk) -> str:
    """Name how near an ontmoetingsplek must be, or what must be sorted out; "" where it is met."""
    if rank == VOLDOET:
        return ""
    if walk.doubt == Doubt.METERS:
        return f"zekerheid dat de route van {show_below(walk.distance_m)} m begaanbaar is"
    if walk.doubt == Doubt.AANLOOP:
        return f"zekerheid dat men op de aanloop over {walk.crosses} kan komen"
    if walk.reason == Reason.ADRES_NIET_GEVONDEN:
        return "een juiste opgave van de adressen die niet zijn gevonden"
    nearer = f"een ontmoetingsplek op {within.bound} lopen ({_now(within, walk)})"
    if walk.doubt == Doubt.RAND:
        return f"{nearer}, of een ruimere kaart waarop er een blijkt te liggen"
    return nearer


def _now(within: Within, walk: Walk) -> str:
    if walk.doubt in (Doubt.NIET_BEPAALD, Doubt.ZOEKGRENS):
        return f"nu {missing_walk(walk)}"
    if walk.distance_m == math.inf:
        return f"nu geen binnen {dutch_number(walk.searched_m)} m"
    shown = f"nu {show_above(walk.distance_m)} m"
    if walk.distance_m == within.limit_m:
        return f"{shown}, precies op de grens"
    more = "meer dan " if within.strict else ""
    return f"{shown}, dus {more}{show_excess(walk.distance_m, within.limit_m)} m dichterbij"
