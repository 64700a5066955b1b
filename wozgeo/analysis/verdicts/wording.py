"""How is a verdict said in words that a council member can read?

Numbers are shown to one decimal and never rounded across a limit: 399.96 m is shown as 399,9 m. This is
wording only: the verdict was given before, on the unrounded number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from wozgeo.analysis.verdicts import words
from wozgeo.analysis.verdicts.three_valued import NIET, ONBEKEND, VOLDOET, Doubt
from wozgeo.domain.criteria import AtLeast, Attribute, Definition, Within
from wozgeo.domain.labels import DWELLINGS, LABELS_IN
from wozgeo.domain.language import Language, as_written
from wozgeo.domain.vocabulary import Crossing, Reason

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Walk:
    """The walk of one object, as the wording needs it.

    Attributes
    ----------
    distance_m, certain_m
        Metres in both readings, unrounded.
    shown_m, shown_certain_m
        The same as `wozgeo.domain.metres.tenths` shows them.
    reason, crosses, doubt
        Why there is no distance, what the off-network leg crosses, and a `Doubt`; "" for none.
    searched_m
        How far was searched.
    """

    distance_m: float
    certain_m: float
    shown_m: float
    shown_certain_m: float
    reason: str
    crosses: str
    doubt: str
    searched_m: float

    def excess_m(self, limit_m: float) -> Decimal:
        """Tell how far the distance as shown lies beyond a limit, so that the two add up."""
        return as_written(self.shown_m) - as_written(limit_m)

    def crossed(self, language: Language) -> str:
        """Name what the off-network leg crosses."""
        return LABELS_IN[language].crossings[Crossing(self.crosses)]


def percent_below(share: float) -> Decimal:
    """Give a share in percents to one decimal, never higher than it is: 0.49999 is 49.9."""
    return (as_written(share) * 100).quantize(_TENTH, ROUND_FLOOR)


def missing_attribute(column: str, *, language: Language = Language.NL) -> str:
    """Tell what was not given: "levensloopgeschikt niet opgegeven"."""
    return words.MISSING[column](language)


def missing_walk(walk: Walk, *, language: Language = Language.NL) -> str:
    """Tell why there is no distance to judge; "" where there is one."""
    if walk.doubt == Doubt.NIET_BEPAALD:
        if not walk.reason:
            return words.NOT_DETERMINED(language)
        reason = LABELS_IN[language].reasons[Reason(walk.reason)]
        return words.BECAUSE(language, what=words.NOT_DETERMINED, reason=reason)
    if walk.doubt == Doubt.ZOEKGRENS:
        return words.NOT_SEARCHED(language, metres=walk.searched_m)
    return ""


def hanging_on(walk: Walk, *, language: Language = Language.NL) -> str:
    """Tell what a walk that was measured hangs on; "" for nothing."""
    doubt = Doubt(walk.doubt)
    if doubt not in words.HANGS_ON:
        return ""
    return words.HANGS_ON[doubt](language, crosses=walk.crossed(language))


def say_attribute(attribute: Attribute, rank: int, *, language: Language = Language.NL) -> str:
    """Say what is known of an attribute."""
    if rank == ONBEKEND:
        return missing_attribute(attribute.column, language=language)
    so = (rank == VOLDOET) == attribute.wanted
    return (words.YES if so else words.NO)[attribute.column](language)


def say_number(
    number: AtLeast, rank: int, found: float, *, language: Language = Language.NL
) -> str:
    """Say how many there are, and how many too few: "10 woningen, 2 te weinig"."""
    if rank == ONBEKEND:
        return missing_attribute(number.column, language=language)
    if number.column == "share_55plus":
        return _say_share(number, rank, found, language)
    homes = DWELLINGS(language, found)
    if rank == VOLDOET:
        return homes
    return words.TOO_FEW(language, homes=homes, n=number.minimum - found)


def _say_share(number: AtLeast, rank: int, found: float, language: Language) -> str:
    least, percent = as_written(number.minimum) * 100, percent_below(found)
    if rank == VOLDOET:
        return words.PERCENT(language, percent=max(percent, least))
    share = words.PERCENT(language, percent=percent)
    return words.TOO_LOW(language, share=share, points=least - percent)


def say_walk(within: Within, rank: int, walk: Walk, *, language: Language = Language.NL) -> str:
    """Say how far the nearest ontmoetingsplek is, and what is wrong or unsure about it."""
    if rank == VOLDOET:
        near = words.NEAR(language, metres=walk.shown_certain_m)
        same = walk.shown_m == walk.shown_certain_m
        return near if same else words.SURELY(language, found=near)
    if walk.doubt == Doubt.NIET_BEPAALD:
        return missing_walk(walk, language=language)
    if walk.doubt == Doubt.ZOEKGRENS:
        return words.NONE_SO_FAR(language, metres=walk.searched_m)
    if walk.doubt in (Doubt.AANLOOP, Doubt.METERS):
        return _say_unsure(walk, language)
    far = _say_far(within, walk, language)
    return words.BEYOND_MAP(language, found=far) if walk.doubt == Doubt.RAND else far


def _say_unsure(walk: Walk, language: Language) -> str:
    found = words.NEAREST(language, metres=walk.shown_m)
    if walk.doubt == Doubt.AANLOOP:
        return words.CROSSES(language, found=found, crosses=walk.crossed(language))
    surely = (
        words.ELSE_AT(language, metres=walk.shown_certain_m)
        if walk.certain_m < math.inf
        else words.NO_SURE_ROUTE
    )
    return words.IF_OPEN(language, found=found, surely=surely)


def _say_far(within: Within, walk: Walk, language: Language) -> str:
    if walk.distance_m == math.inf:
        return words.NONE_WITHIN(language, metres=walk.searched_m)
    found = words.NEAREST(language, metres=walk.shown_m)
    if walk.distance_m == within.limit_m:
        return words.AT_LIMIT(language, found=found, bound=within.bound_in(language))
    return words.TOO_FAR(language, found=found, metres=walk.excess_m(within.limit_m))


def say_whole(
    definition: Definition,
    ranks: Sequence[int],
    said: Sequence[str],
    *,
    language: Language = Language.NL,
) -> str:
    """Say whether an object meets a definition, and why.

    Parameters
    ----------
    definition
        What was judged.
    ranks, said
        Verdict and evidence per requirement, in the language.
    language
        Of the reader.
    """
    parts: dict[int, list[str]] = {NIET: [], ONBEKEND: [], VOLDOET: []}
    for rank, text in zip(ranks, said, strict=True):
        parts[rank].append(text)
    why = {rank: "; ".join(texts) for rank, texts in parts.items()}
    title = definition.title_in(language)
    if why[NIET]:
        still = words.STILL_OPEN(language, why=why[ONBEKEND]) if why[ONBEKEND] else ""
        return words.FAILS(language, title=title, why=why[NIET]) + still
    if why[ONBEKEND]:
        rest = words.REST_IS_MET(language) if why[VOLDOET] else ""
        return words.UNKNOWN(language, title=title, why=why[ONBEKEND]) + rest
    return words.MEETS(language, title=title, why=why[VOLDOET])


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
