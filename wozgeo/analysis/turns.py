"""How is it told that another walk would turn a verdict?"""

from dataclasses import dataclass

import numpy as np

from wozgeo.analysis import words_firmness as words
from wozgeo.analysis.doubts import CAUSES, Cause
from wozgeo.domain.criteria import Within
from wozgeo.domain.firm_words import FROM_STREET, NOW_AND_THEN
from wozgeo.domain.language import Text
from wozgeo.domain.metres import tenths

_THEN = {Cause.PLEK: words.ENTERED_ELSEWHERE, Cause.PAD: words.WITH_PATH}


@dataclass(frozen=True)
class Turn:
    """One walk under which objects get another verdict; from which streets, where that is what it hangs on."""

    cause: Cause
    name: Text | str
    walk: Within
    now_m: float
    then_m: float
    here: Text
    there: Text


def say_turn(turn: Turn, searched_m: float) -> Text:
    """Say what turns a verdict, with both walks, and from which streets where it hangs on the door."""
    walk = turn.walk
    now, then = (say_metres(metres, walk, searched_m) for metres in (turn.now_m, turn.then_m))
    if turn.cause is Cause.DEUR and turn.here and turn.there and turn.here != turn.there:
        now = FROM_STREET.about(metres=now, here=turn.here)
        told = words.OTHER_STREET.about(then=then, there=turn.there)
    else:
        told = _THEN.get(turn.cause, words.OTHER_DOOR).about(then=then)
    frame = words.PERHAPS_MORE if turn.cause is Cause.LIJST else NOW_AND_THEN
    said = frame.about(
        the=walk.place.the,
        place=walk.place.one,
        now=now,
        then=told,
        bound=Text.of(walk.bound_in),
    )
    return of_cause(turn.cause, turn.name, said)


def of_cause(cause: Cause, name: Text | str, said: Text) -> Text:
    """Begin with the cause, and with a name where there is one."""
    if name:
        return words.OF_NAMED_CAUSE.about(cause=CAUSES[cause], name=name, said=said)
    return words.OF_CAUSE.about(cause=CAUSES[cause], said=said)


def say_metres(metres: float, walk: Within, searched_m: float) -> Text:
    """Say how far it is, to a tenth; or that there is none, or that it is not known."""
    if np.isnan(metres):
        return words.NOT_MEASURED
    if np.isposinf(metres):
        return words.NONE_WITHIN.about(metres=searched_m)
    shown = float(tenths(np.array([metres]), walk.limit_m)[0])
    return words.METRES.about(metres=shown)
