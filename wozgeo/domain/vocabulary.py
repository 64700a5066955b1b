"""Which Dutch words does wozgeo use, and what does each of them mean?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

from wozgeo.domain.language import Text


@dataclass(frozen=True)
class Voorziening:
    """A kind of place a senior needs within walking distance; which there are is data.

    Tables name it by its key; a reader is told its label (``data/voorzieningen.toml``).

    Attributes
    ----------
    key
        For columns and lists: lower case letters, digits and underscores.
    label, plural, label_en, plural_en
        How it is written in a sentence.
    article
        ``de`` or ``het``.
    symbol
        Path of an SVG in a square of 24, filled by the even-odd rule; "" shows its first letter.
    always
        Whether every run measures it; others only when a run asks for them.
    dwellings_per_facility
        How many dwellings one of them usually serves; ``inf``: nobody said.
    rules
        By what a place counts as one: the Dutch of each is its name in tables.
    """

    key: str
    label: str
    plural: str
    label_en: str
    plural_en: str
    article: str = "de"
    symbol: str = ""
    always: bool = False
    dwellings_per_facility: float = math.inf
    rules: tuple[Text, ...] = ()

    ONTMOETINGSPLEK: ClassVar[str] = "ontmoetingsplek"
    """Key of the one that geclusterd wonen is about."""

    def __str__(self) -> str:
        return self.key

    @property
    def one(self) -> Text:
        """Name it: supermarkt."""
        return Text(self.label, self.label_en)

    @property
    def many(self) -> Text:
        """Name more than one: supermarkten."""
        return Text(self.plural, self.plural_en)

    @property
    def some(self) -> Text:
        """Name any of them: een supermarkt."""
        an = "an" if self.label_en[:1].casefold() in tuple("aeiou") else "a"
        return Text(f"een {self.label}", f"{an} {self.label_en}")

    @property
    def the(self) -> Text:
        """Stand before its name: de supermarkt, het park."""
        return Text(self.article, "the")

    def counted(self, n: int) -> Text:
        """Count them: 1 park, 2 parken."""
        return _COUNTED.about(n=n, word=self.one if n == 1 else self.many)


_COUNTED = Text("{n} {word}", "{n} {word}")

MEETING_PLACE = Voorziening(
    Voorziening.ONTMOETINGSPLEK,
    *("ontmoetingsplek", "ontmoetingsplekken", "meeting place", "meeting places"),
)
"""What geclusterd wonen is about, where nobody calls it something else."""

Voorzieningen = Mapping[str, Voorziening]
"""Voorzieningen by their key, in the order of their columns."""


class Profile(StrEnum):
    """Who is walking."""

    ROLLATOR = "rollator"
    VOETGANGER = "voetganger"


class Door(StrEnum):
    """By which street one leaves a dwelling: that of its address, or whichever is nearest."""

    STRAAT = "straat"
    DICHTSTBIJ = "dichtstbij"


class MeasuredTo(StrEnum):
    """What the walk to a facility leads to."""

    INGANG = "ingang"
    """A door that the map knows."""
    STRAAT = "straat"
    """The place on its outline at the street of its address."""
    ADRES = "adres"
    """The street of its address, for a list gave the address."""
    PERRON = "perron"
    """The near end of its platform."""
    PUNT = "punt"
    """Its point."""


class State(IntEnum):
    """Whether a profile may and can walk somewhere. Higher is worse, so states combine by max."""

    OPEN = 0
    UNKNOWN = 1
    CLOSED = 2


class Reason(StrEnum):
    """Why a location has no distance to a voorziening."""

    BUITEN_ZOEKGRENS = "buiten_zoekgrens"
    """Searched: the nearest is further than the search limit. The distance is ``inf``."""
    NIET_VERBONDEN = "niet_verbonden"
    """No walkable street connects the location with any facility of this kind."""
    TE_VER_VAN_WEG = "te_ver_van_weg"
    """No walkable street within the limit on the off-network leg."""
    BUITEN_KAART = "buiten_kaart"
    """The location lies outside the streets that were read."""
    GEEN_VOORZIENING = "geen_voorziening"
    """No facility of this kind is known in the data, or none that can be reached from a street."""
    ADRES_NIET_GEVONDEN = "adres_niet_gevonden"
    """An address of a complex was not found, or found more than once: nobody knows where it is."""


REASON_LABELS: dict[Reason, str] = {
    Reason.BUITEN_ZOEKGRENS: "verder dan de zoekgrens",
    Reason.NIET_VERBONDEN: "niet verbonden met het wegennet van een voorziening",
    Reason.TE_VER_VAN_WEG: "te ver van een begaanbare weg",
    Reason.BUITEN_KAART: "buiten de kaart",
    Reason.GEEN_VOORZIENING: "geen voorziening van deze soort bekend bij een begaanbare weg",
    Reason.ADRES_NIET_GEVONDEN: "adres niet met zekerheid gevonden",
}
"""What a reader is told instead of a number."""


class Crossing(StrEnum):
    """What an off-network leg crosses when no edge is within reach without; of several the gravest."""

    NONE = ""
    WATER = "water"
    SPOOR = "spoor"
    WATER_EN_SPOOR = "water en spoor"
    WEG = "weg"
    """A road nobody may cross on foot: a motorway, an autoweg, a carriageway with ``foot=no``."""
    MUUR = "muur of hek"
    HOOGTE = "hoogteverschil"
    """Down into a tunnel or a garage, or up onto a bridge: the edge is not on the ground."""


class Verdict(StrEnum):
    """Whether something meets a requirement or a definition. Unknown is an answer of its own."""

    VOLDOET = "voldoet"
    VOLDOET_NIET = "voldoet_niet"
    ONBEKEND = "onbekend"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.VOLDOET: "voldoet",
    Verdict.VOLDOET_NIET: "voldoet niet",
    Verdict.ONBEKEND: "onbekend",
}
"""How a verdict is written for a reader."""


class Eis(StrEnum):
    """A kind of requirement in a definition of geclusterd wonen."""

    WONINGEN = "woningen"
    ONTMOETINGSRUIMTE = "ontmoetingsruimte"
    OUDEREN = "ouderen"
    TOEGANKELIJK = "toegankelijk"
    NIET_INTRAMURAAL = "niet_intramuraal"
    LOOPAFSTAND = "loopafstand"


class Measure(StrEnum):
    """Which of the distances measured from one object decides: the farthest, typical or nearest."""

    MAX = "max"
    MEDIAAN = "mediaan"
    MIN = "min"
