"""What would make an object meet a requirement?"""

import math

from wozgeo.analysis.verdicts import words
from wozgeo.analysis.verdicts.three_valued import ONBEKEND, VOLDOET, Doubt
from wozgeo.analysis.verdicts.wording import Walk, missing_walk, percent_below
from wozgeo.domain.criteria import AtLeast, Attribute, Within
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, as_written
from wozgeo.domain.vocabulary import Reason


def remedy_attribute(attribute: Attribute, rank: int, *, language: Language = Language.NL) -> str:
    """Name the attribute to make so, or to state; "" where it is met."""
    if rank == VOLDOET:
        return ""
    return (words.STATE if rank == ONBEKEND else words.MAKE)[attribute.column](language)


def remedy_number(
    number: AtLeast, rank: int, found: float, *, language: Language = Language.NL
) -> str:
    """Name how many more are needed, or how many must be stated; "" where it is met."""
    if rank == VOLDOET:
        return ""
    if number.column == "share_55plus":
        return _remedy_share(number, rank, found, language)
    if rank == ONBEKEND:
        return words.STATE_DWELLINGS(language, n=number.minimum)
    return words.MORE_DWELLINGS(language, number.minimum - found)


def _remedy_share(number: AtLeast, rank: int, found: float, language: Language) -> str:
    share = words.PERCENT(language, percent=as_written(number.minimum) * 100)
    least = words.AT_LEAST(language, share=share)
    if rank == ONBEKEND:
        return words.STATE_SHARE(language, percent=as_written(number.minimum) * 100)
    return words.NOW_PERCENT(language, least=least, percent=percent_below(found))


def remedy_walk(within: Within, rank: int, walk: Walk, *, language: Language = Language.NL) -> str:
    """Name how near an ontmoetingsplek must be, or what must be sorted out; "" where it is met."""
    if rank == VOLDOET:
        return ""
    if walk.doubt == Doubt.METERS:
        return words.NEED_ROUTE(language, metres=walk.shown_m)
    if walk.doubt == Doubt.AANLOOP:
        return words.NEED_CROSSING(language, crosses=walk.crossed(language))
    if walk.reason == Reason.ADRES_NIET_GEVONDEN:
        return words.NEED_ADDRESSES(language)
    bound, now = within.bound_in(language), _now(within, walk, language)
    nearer = words.NEED_NEARER(language, bound=bound, now=now)
    if walk.doubt == Doubt.RAND:
        return words.OR_WIDER_MAP(language, nearer=nearer)
    return nearer


def _now(within: Within, walk: Walk, language: Language) -> str:
    if walk.doubt == Doubt.NIET_BEPAALD and walk.reason:
        return words.NOT_MEASURED(language, reason=LABELS_IN[language].reasons[Reason(walk.reason)])
    if walk.doubt in (Doubt.NIET_BEPAALD, Doubt.ZOEKGRENS):
        return words.NOW_MISSING(language, missing=missing_walk(walk, language=language))
    if walk.distance_m == math.inf:
        return words.NOW_NONE(language, metres=walk.searched_m)
    now = words.NOW(language, metres=walk.shown_m)
    if walk.distance_m == within.limit_m:
        return words.NOW_AT_LIMIT(language, now=now)
    nearer = words.NEARER_BY_MORE if within.strict else words.NEARER_BY
    return nearer(language, now=now, metres=walk.excess_m(within.limit_m))
