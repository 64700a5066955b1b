"""Which Dutch words does wozgeo use, and what does each of them mean?"""

from enum import IntEnum, StrEnum


class Voorziening(StrEnum):
    """A kind of place a senior needs within walking distance (domain: Geroscoop, Druten §5.2)."""

    SUPERMARKT = "supermarkt"
    HUISARTS = "huisarts"
    OV_HALTE = "ov_halte"
    ONTMOETINGSPLEK = "ontmoetingsplek"
    APOTHEEK = "apotheek"
    PARK = "park"


HOOFDVOORZIENINGEN: tuple[Voorziening, ...] = (
    Voorziening.SUPERMARKT,
    Voorziening.HUISARTS,
    Voorziening.OV_HALTE,
    Voorziening.ONTMOETINGSPLEK,
)
"""The four that every run measures; others only when a run asks for them."""

LABELS: dict[Voorziening, str] = {
    Voorziening.SUPERMARKT: "supermarkt",
    Voorziening.HUISARTS: "huisarts",
    Voorziening.OV_HALTE: "OV-halte",
    Voorziening.ONTMOETINGSPLEK: "ontmoetingsplek",
    Voorziening.APOTHEEK: "apotheek",
    Voorziening.PARK: "park",
}
"""How a voorziening is written in a Dutch sentence."""

PLURALS: dict[Voorziening, str] = {
    Voorziening.SUPERMARKT: "supermarkten",
    Voorziening.HUISARTS: "huisartsen",
    Voorziening.OV_HALTE: "OV-haltes",
    Voorziening.ONTMOETINGSPLEK: "ontmoetingsplekken",
    Voorziening.APOTHEEK: "apotheken",
    Voorziening.PARK: "parken",
}
"""The same for more than one."""


class Profile(StrEnum):
    """Who is walking."""

    ROLLATOR = "rollator"
    VOETGANGER = "voetganger"


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


class Measure(StrEnum):
    """Which of the distances measured from one object decides: the farthest, typical or nearest."""

    MAX = "max"
    MEDIAAN = "mediaan"
    MIN = "min"
