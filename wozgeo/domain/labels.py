"""How are the words of the vocabulary written for a reader, in each language?"""

from collections.abc import Mapping
from dataclasses import dataclass

from wozgeo.domain.language import Counted, Language, Text
from wozgeo.domain.vocabulary import (
    LABELS,
    PLURALS,
    REASON_LABELS,
    VERDICT_LABELS,
    Crossing,
    Eis,
    Reason,
    Verdict,
    Voorziening,
)


@dataclass(frozen=True)
class Labels:
    """The words of one language, as they stand in the middle of a sentence.

    Attributes
    ----------
    one, many
        A voorziening, and more than one.
    reasons
        What a reader is told instead of a number.
    verdicts
        Whether something meets a definition.
    crossings
        What an off-network leg crosses.
    requirements
        What a requirement is about.
    """

    one: Mapping[Voorziening, str]
    many: Mapping[Voorziening, str]
    reasons: Mapping[Reason, str]
    verdicts: Mapping[Verdict, str]
    crossings: Mapping[Crossing, str]
    requirements: Mapping[Eis, str]


LABELS_IN: Mapping[Language, Labels] = {
    Language.NL: Labels(
        one=LABELS,
        many=PLURALS,
        reasons=REASON_LABELS,
        verdicts=VERDICT_LABELS,
        crossings={crossing: str(crossing) for crossing in Crossing}
        | {Crossing.WEG: "een weg waar men te voet niet over mag"},
        requirements={eis: eis.replace("_", " ") for eis in Eis},
    ),
    Language.EN: Labels(
        one={
            Voorziening.SUPERMARKT: "supermarket",
            Voorziening.HUISARTS: "GP",
            Voorziening.OV_HALTE: "public transport stop",
            Voorziening.ONTMOETINGSPLEK: "meeting place",
            Voorziening.APOTHEEK: "pharmacy",
            Voorziening.PARK: "park",
        },
        many={
            Voorziening.SUPERMARKT: "supermarkets",
            Voorziening.HUISARTS: "GPs",
            Voorziening.OV_HALTE: "public transport stops",
            Voorziening.ONTMOETINGSPLEK: "meeting places",
            Voorziening.APOTHEEK: "pharmacies",
            Voorziening.PARK: "parks",
        },
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


def counted(voorziening: str, n: int) -> Text:
    """Count facilities of a voorziening: 1 park, 2 parken."""

    def words(language: Language) -> str:
        labels = LABELS_IN[language]
        return (labels.one if n == 1 else labels.many)[Voorziening(voorziening)]

    return Text(f"{n} {words(Language.NL)}", f"{n} {words(Language.EN)}")
