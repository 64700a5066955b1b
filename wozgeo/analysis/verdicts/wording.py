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
from wozgeo.domain.facts import FACTS, Answer, Fact, FactKind
from wozgeo.domain.labels import CROSSINGS, DWELLINGS, REASONS
from wozgeo.domain.language import NOTHING, Text, as_written, joined
from wozgeo.domain.vocabulary import MEETING_PLACE, Crossing, Reason, Voorziening

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class WalkInWords:
    """The walk of one object, as the wording needs it.

    Attributes
    ----------
    distance_m, certain_m
        Metres in both readings, unrounded.
    shown_m, shown_certain_m
        The same as `wozgeo.domain.metres.tenths` shows them.
    reason, crosses, doubt
        Why there is no distance (beside a distance: why another place of the object has none), what the
        off-network leg crosses, and a `Doubt`; "" for none.
    searched_m
        How far was searched.
    place
        What it leads to.
    """

    distance_m: float
    certain_m: float
    shown_m: float
    shown_certain_m: float
    reason: str
    crosses: str
    doubt: str
    searched_m: float
    place: Voorziening = MEETING_PLACE

    def about(self, text: Text) -> Text:
        """Add what the walk leads to, where that is no ontmoetingsplek."""
        if self.place.key == Voorziening.ONTMOETINGSPLEK:
            return text
        return words.LEADING_TO.about(said=text, place=self.place.one)

    def excess_m(self, limit_m: float) -> Decimal:
        """Tell how far the distance as shown lies beyond a limit, so that the two add up."""
        return as_written(self.shown_m) - as_written(limit_m)

    def crossed(self) -> Text:
        """Name what the off-network leg crosses."""
        return CROSSINGS[Crossing(self.crosses)]


def percent_below(share: float) -> Decimal:
    """Give a share in percents to one decimal, never higher than it is: 0.49999 is 49.9."""
    return (as_written(share) * 100).quantize(_TENTH, ROUND_FLOOR)


def missing_attribute(column: str) -> Text:
    """Tell what was not given: "levensloopgeschikt niet opgegeven"."""
    return FACTS[column].missing if column in FACTS else words.MISSING_DWELLINGS


def missing_walk(walk: WalkInWords) -> Text:
    """Tell why there is no distance to judge; "" where there is one."""
    if walk.doubt == Doubt.NIET_BEPAALD:
        if not walk.reason:
            return walk.about(words.NOT_DETERMINED)
        reason = REASONS[Reason(walk.reason)]
        return words.BECAUSE.about(what=walk.about(words.NOT_DETERMINED), reason=reason)
    if walk.doubt == Doubt.ZOEKGRENS:
        return walk.about(words.NOT_SEARCHED.about(metres=walk.searched_m))
    return NOTHING


def hanging_on(walk: WalkInWords) -> Text:
    """Tell what a walk that was measured hangs on; "" for nothing."""
    doubt = Doubt(walk.doubt)
    if doubt not in words.HANGS_ON:
        return NOTHING
    return walk.about(words.HANGS_ON[doubt].about(crosses=walk.crossed()))


def say_attribute(attribute: Attribute, rank: int, answer: str) -> Text:
    """Say what is known of an attribute, of which a list says ``answer``."""
    fact = FACTS[attribute.column]
    if rank == ONBEKEND:
        return fact.missing
    if fact.kind is FactKind.CLASS:
        return _say_class(attribute, fact, rank, fact.grade(answer).label)
    if answer == Answer.IN_POTENTIE and fact.can_be_made:
        return words.NOT_YET.about(not_so=fact.not_so, made=fact.can_be_made)
    return fact.so if answer == Answer.YES else fact.not_so


def _say_class(attribute: Attribute, fact: Fact, rank: int, grade: Text) -> Text:
    name = fact.label.small()
    if rank == VOLDOET:
        return words.CLASS_IS.about(fact=name, grade=grade)
    least = fact.grade(attribute.least).label
    return words.CLASS_TOO_LOW.about(fact=name, grade=grade, least=least)


def say_number(number: AtLeast, rank: int, found: float) -> Text:
    """Say how many there are, and how many too few: "10 woningen, 2 te weinig"."""
    if rank == ONBEKEND:
        return missing_attribute(number.column)
    if number.column in FACTS:
        return _say_share(number, rank, found)
    homes = DWELLINGS.about(found)
    if rank == VOLDOET:
        return homes
    return words.TOO_FEW.about(homes=homes, n=number.minimum - found)


def _say_share(number: AtLeast, rank: int, found: float) -> Text:
    so = FACTS[number.column].so
    least, percent = as_written(number.minimum) * 100, percent_below(found)
    if rank == VOLDOET:
        return so.about(percent=max(percent, least))
    return words.TOO_LOW.about(share=so.about(percent=percent), points=least - percent)


def say_walk(within: Within, rank: int, walk: WalkInWords) -> Text:
    """Say how far the nearest place is, and what is wrong or unsure about it."""
    if rank == VOLDOET:
        near = words.NEAR.about(some=walk.place.some, metres=walk.shown_certain_m)
        same = walk.shown_m == walk.shown_certain_m
        return near if same else words.SURELY.about(found=near)
    if walk.doubt == Doubt.NIET_BEPAALD:
        return missing_walk(walk)
    if walk.doubt == Doubt.ZOEKGRENS:
        return words.NONE_SO_FAR.about(place=walk.place.one, metres=walk.searched_m)
    if walk.doubt in (Doubt.AANLOOP, Doubt.METERS):
        return _say_unsure(walk)
    far = _say_far(within, walk)
    if walk.reason and math.isfinite(walk.distance_m):
        far = words.NOT_EVERYWHERE.about(found=far, reason=REASONS[Reason(walk.reason)])
    return words.BEYOND_MAP.about(found=far) if walk.doubt == Doubt.RAND else far


def _say_unsure(walk: WalkInWords) -> Text:
    found = words.NEAREST.about(the=walk.place.the, place=walk.place.one, metres=walk.shown_m)
    if walk.doubt == Doubt.AANLOOP:
        return words.CROSSES.about(found=found, crosses=walk.crossed())
    surely = (
        words.ELSE_AT.about(metres=walk.shown_certain_m)
        if walk.certain_m < math.inf
        else words.NO_SURE_ROUTE
    )
    return words.IF_OPEN.about(found=found, surely=surely)


def _say_far(within: Within, walk: WalkInWords) -> Text:
    if walk.distance_m == math.inf:
        return words.NONE_WITHIN.about(place=walk.place.one, metres=walk.searched_m)
    found = words.NEAREST.about(the=walk.place.the, place=walk.place.one, metres=walk.shown_m)
    if walk.distance_m == within.limit_m:
        return words.AT_LIMIT.about(found=found, bound=Text.of(within.bound_in))
    return words.TOO_FAR.about(found=found, metres=walk.excess_m(within.limit_m))


def say_whole(definition: Definition, ranks: Sequence[int], said: Sequence[Text]) -> Text:
    """Say whether an object meets a definition, and why.

    Parameters
    ----------
    definition
        What was judged.
    ranks, said
        Verdict and evidence per requirement.
    """
    parts: dict[int, list[Text]] = {NIET: [], ONBEKEND: [], VOLDOET: []}
    for rank, text in zip(ranks, said, strict=True):
        parts[rank].append(text)
    why = {rank: joined(texts, "; ") for rank, texts in parts.items()}
    title = Text.of(definition.title_in)
    if why[NIET]:
        still = words.STILL_OPEN.about(why=why[ONBEKEND]) if why[ONBEKEND] else NOTHING
        return joined([words.FAILS.about(title=title, why=why[NIET]), still], "")
    if why[ONBEKEND]:
        rest = words.REST_IS_MET if why[VOLDOET] else NOTHING
        return joined([words.UNKNOWN.about(title=title, why=why[ONBEKEND]), rest], "")
    return words.MEETS.about(title=title, why=why[VOLDOET])


def remedy_attribute(attribute: Attribute, rank: int, answer: str) -> Text:
    """Name the attribute to make as it is asked, or to state; nothing where it is met."""
    fact = FACTS[attribute.column]
    if rank == VOLDOET:
        return NOTHING
    if fact.kind is FactKind.CLASS:
        told = words.STATE_CLASS if rank == ONBEKEND else words.CLASS_NEEDED
        least = fact.grade(attribute.least).label
        return told.about(fact=fact.label.small(), least=least)
    if rank == ONBEKEND:
        return fact.state
    make = fact.make or fact.so
    if answer == Answer.IN_POTENTIE and fact.can_be_made:
        return words.MADE_SO.about(make=make, made=words.POSSIBLE)
    return make


def remedy_number(number: AtLeast, rank: int, found: float) -> Text:
    """Name how many more are needed, or how many must be stated; "" where it is met."""
    if rank == VOLDOET:
        return NOTHING
    if number.column in FACTS:
        return _remedy_share(number, rank, found)
    if rank == ONBEKEND:
        return words.STATE_DWELLINGS.about(number.minimum)
    return words.MORE_DWELLINGS.about(number.minimum - found)


def _remedy_share(number: AtLeast, rank: int, found: float) -> Text:
    fact, percent = FACTS[number.column], as_written(number.minimum) * 100
    if rank == ONBEKEND:
        return fact.state.about(percent=percent)
    return words.NOW_PERCENT.about(
        least=fact.asked.about(percent=percent), percent=percent_below(found)
    )


def remedy_walk(within: Within, rank: int, walk: WalkInWords) -> Text:
    """Name how near such a place must be, or what must be sorted out; "" where it is met."""
    if rank == VOLDOET:
        return NOTHING
    if walk.doubt == Doubt.METERS:
        return walk.about(words.NEED_ROUTE.about(metres=walk.shown_m))
    if walk.doubt == Doubt.AANLOOP:
        return words.NEED_CROSSING.about(crosses=walk.crossed())
    if walk.doubt == Doubt.NIET_BEPAALD and walk.reason == Reason.ADRES_NIET_GEVONDEN:
        return words.NEED_ADDRESSES
    bound, now = Text.of(within.bound_in), _now(within, walk)
    nearer = words.NEED_NEARER.about(some=walk.place.some, bound=bound, now=now)
    if walk.doubt == Doubt.RAND:
        return words.OR_WIDER_MAP.about(nearer=nearer)
    return nearer


def _now(within: Within, walk: WalkInWords) -> Text:
    if walk.doubt == Doubt.NIET_BEPAALD and walk.reason:
        return words.NOT_MEASURED.about(reason=REASONS[Reason(walk.reason)])
    if walk.doubt in (Doubt.NIET_BEPAALD, Doubt.ZOEKGRENS):
        return words.NOW_MISSING.about(missing=missing_walk(walk))
    if walk.distance_m == math.inf:
        return words.NOW_NONE.about(metres=walk.searched_m)
    now = words.NOW.about(metres=walk.shown_m)
    if walk.distance_m == within.limit_m:
        return words.NOW_AT_LIMIT.about(now=now)
    nearer = words.NEARER_BY_MORE if within.strict else words.NEARER_BY
    return nearer.about(now=now, metres=walk.excess_m(within.limit_m))


def say_room(walk_rank: int, said: Text, room_rank: int) -> Text:
    """Say whether a meeting room in the building is needed beside the walk, and why.

    Parameters
    ----------
    walk_rank, said
        Verdict and evidence of the walk to an ontmoetingsplek.
    room_rank
        Verdict of the room itself.
    """
    if walk_rank == VOLDOET:
        return words.ROOM_NOT_NEEDED.about(why=said)
    if walk_rank == ONBEKEND:
        return words.ROOM_PERHAPS_NEEDED.about(why=said)
    needed = words.ROOM_NEEDED_AND_THERE if room_rank == VOLDOET else words.ROOM_NEEDED
    return needed.about(why=said)
