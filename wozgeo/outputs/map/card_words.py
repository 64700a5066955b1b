"""What does a card say of one verdict, the reason that decides first and nothing thrice?

The sentence of a verdict stands by itself in a table; on a card the title, the verdict and the metres stand
beside it already.
"""

import re
from typing import NamedTuple

from wozgeo.domain.firm_words import shorten
from wozgeo.domain.language import Language
from wozgeo.domain.verdict_words import take_apart

_ASIDE = re.compile(r" \(([^()]*)\)")
_METRES = re.compile(r"\d[\d.,]* m\b")


class CardWords(NamedTuple):
    """What a card says, line by line; "" for nothing.

    Attributes
    ----------
    zin
        What decides.
    ruimte
        Whether a meeting room in the building is needed.
    nodig
        What it needs.
    ontbreekt
        What was not stated, where nothing above says so.
    hangt
        What would turn it, where nothing above says so.
    """

    zin: str
    ruimte: str
    nodig: str
    ontbreekt: str
    hangt: str


def card_words(
    said: str,
    room: str,
    needed: str,
    missing: str,
    hangs_on: str,
    *,
    title: str,
    language: Language,
) -> CardWords:
    """Choose what a card says of one verdict.

    Parameters
    ----------
    said, room, needed, missing, hangs_on
        The sentence of the verdict (the one on the room in it), whether a room is needed, what is needed,
        what is not stated, what it hangs on: as in the tables.
    title
        Of the definition.
    language
        Of all these.
    """
    whole = said.removeprefix(room).strip() if room else said
    parts = take_apart(whole, title, language)
    decides = parts.deciding if parts.deciding and not parts.before else whole
    told = (
        decides if decides == whole else f"{decides} {'' if needed else parts.still_open}".strip()
    )
    needs = _without_asides(needed, told)
    return CardWords(
        zin=told,
        ruimte=_without_why(room, f"{told} {needs}"),
        nodig=needs,
        ontbreekt="" if _is_said(missing, f"{said} {needs}") else missing,
        hangt=_unsaid(shorten(hangs_on, f"{told} {needs}", language), said),
    )


def _without_asides(needed: str, told: str) -> str:
    """Leave out what stands in brackets and gives metres that were given."""
    given = {*_METRES.findall(told)}
    return _ASIDE.sub(
        lambda aside: "" if given & {*_METRES.findall(aside[1])} else aside[0], needed
    )


def _without_why(room: str, told: str) -> str:
    """Leave out why a room is needed, or not, where the metres that say so stand on the card already."""
    metres = _METRES.findall(room)
    needed, colon, _ = room.partition(": ")
    return f"{needed}." if colon and metres and metres[0] in told else room


def _is_said(listed: str, told: str) -> bool:
    small = told.casefold()
    return all(part.casefold() in small for part in re.split(r"[;,] ", listed))


def _unsaid(hangs_on: str, said: str) -> str:
    """Drop "opgave: niet opgegeven" where that is what the verdict is about; all else stays whole."""
    _, colon, why = hangs_on.partition(": ")
    single = colon and not _METRES.search(why) and _is_said(why, said)
    shown = "" if single else hangs_on
    return shown[:1].upper() + shown[1:]
