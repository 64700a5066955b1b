"""How are the words of the vocabulary written for a reader, in each language?"""

from collections.abc import Mapping
from dataclasses import dataclass

from wozgeo.domain.language import Counted, Language, Text
from wozgeo.domain.vocabulary import (
    REASON_LABELS,
    VERDICT_LABELS,
    Crossing,
    Eis,
    Reason,
    Verdict,
)


@dataclass(frozen=True)
class LanguageLabels:
    """The words of one language, as they stand in the middle of a sentence.

    Attributes
    ----------
    reasons
        What a reader is told instead of a number.
    verdicts
        Whether something meets a definition.
    crossings
        What an off-network leg crosses.
    requirements
        What a requirement is about.
    """

    reasons: Mapping[Reason, str]
    verdicts: Mapping[Verdict, str]
    crossings: Mapping[Crossing, str]
    requirements: Mapping[Eis, str]


LABELS_IN: Mapping[Language, LanguageLabels] = {
    Language.NL: LanguageLabels(
        reasons=REASON_LABELS,
        verdicts=VERDICT_LABELS,
        crossings={crossing: str(crossing) for crossing in Crossing}
        | {Crossing.WEG: "een weg waar men te voet niet over mag"},
        requirements={eis: eis.replace("_", " ") for eis in Eis},
    ),
    Language.EN: LanguageLabels(
        reasons={
            Reason.BUITEN_ZOEKGRENS: "further than the search limit",
            Reason.NIET_VERBONDEN: "not connected with the streets of such a facility",
            Reason.TE_VER_VAN_WEG: "too far from a walkable street",
            Reason.BUITEN_KAART: "outside the map",
            Reason.GEEN_VOORZIENING: "no facility of this kind known near a walkable street",
            Reason.ADRES_NIET_GEVONDEN: "address not found with certainty",
        },
        verdicts={
            Verdict.VOLDOET: "meets",
            Verdict.VOLDOET_NIET: "does not meet",
            Verdict.ONBEKEND: "unknown",
        },
        crossings={
            Crossing.NONE: "",
            Crossing.WATER: "water",
            Crossing.SPOOR: "a railway",
            Crossing.WATER_EN_SPOOR: "water and a railway",
            Crossing.WEG: "a road that may not be crossed on foot",
            Crossing.MUUR: "a wall or a fence",
            Crossing.HOOGTE: "a difference in height",
        },
        requirements={
            Eis.WONINGEN: "dwellings",
            Eis.ONTMOETINGSRUIMTE: "meeting room",
            Eis.OUDEREN: "older people",
            Eis.TOEGANKELIJK: "accessible",
            Eis.NIET_INTRAMURAAL: "not a care institution",
            Eis.LOOPAFSTAND: "walking distance",
        },
    ),
}

DWELLINGS = Counted(
    Text("{n} woning", "{n} dwelling"),
    Text("{n} woningen", "{n} dwellings"),
)
"""How many dwellings."""

FILE_SAYS = Text("{file}: {said}", "{file}: {said}")
"""What is to be told of one file."""


REASONS: Mapping[Reason, Text] = {
    reason: Text(*(LABELS_IN[language].reasons[reason] for language in Language))
    for reason in Reason
}
"""What a reader is told instead of a number."""

CROSSINGS: Mapping[Crossing, Text] = {
    crossing: Text(*(LABELS_IN[language].crossings[crossing] for language in Language))
    for crossing in Crossing
}
"""What an off-network leg crosses."""
