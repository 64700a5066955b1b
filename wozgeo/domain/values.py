"""How is a value that stands in a table as a word of wozgeo written for a reader?

Tables keep one word in every language, so that who computes with them need not know the language of a run;
where people read, a face writes what stands here.
"""

from collections.abc import Mapping

from wozgeo.domain.columns_reasons import ALL_KERNEN, ALL_REQUIREMENTS
from wozgeo.domain.labels import CROSSINGS
from wozgeo.domain.language import Language, Text

OWN_LIST = "eigen lijst"
"""Where a place comes from that a list of the user gives."""

UNKNOWN_KERN = Text("onbekend", "unknown")
"""What dwellings without a woonplaats are counted under; tables keep the Dutch."""

VALUES: Mapping[str, Mapping[str, Text]] = {
    "bron": {OWN_LIST: Text(OWN_LIST, "own list")},
    "kern": {
        UNKNOWN_KERN.nl: UNKNOWN_KERN,
        "totaal": Text("totaal", "total"),
        ALL_KERNEN.nl: ALL_KERNEN,
    },
    "eis": {ALL_REQUIREMENTS.nl: ALL_REQUIREMENTS},
    "soort": {
        "pand": Text("pand", "building"),
        "hof": Text("hof", "court"),
        "woning": Text("woning", "dwelling"),
        "plan": Text("plan", "plan"),
        "complex": Text("complex", "complex"),
        "cluster": Text("cluster", "cluster"),
    },
    "gemeten_tot": {
        "ingang": Text("ingang", "entrance"),
        "straat": Text("straat", "street"),
        "adres": Text("adres", "address"),
        "perron": Text("perron", "platform"),
        "punt": Text("punt", "point"),
    },
    "eenheid": {"woningen": Text("woningen", "dwellings")},
    "doet": {"nakijken": Text("nakijken", "look"), "aanleggen": Text("aanleggen", "build")},
    "lezing": {
        "zeker": Text("zeker", "for certain"),
        "mogelijk": Text("mogelijk", "perhaps"),
    },
    "zoekgebied": {
        "zeker": Text("zeker", "for certain"),
        "mogelijk": Text("mogelijk", "perhaps"),
        "nee": Text("nee", "no"),
    },
    "wat": {"plan": Text("plan", "plan"), "complex": Text("complex", "complex")},
    "plek": {
        "gekozen": Text("gekozen", "chosen"),
        "kandidaat": Text("kandidaat", "candidate"),
        "bestaand": Text("bestaand", "existing"),
    },
    "voorziening": {"alle": Text("alle", "all"), "geen": Text("geen", "none")},
    "n_twijfel": {
        "kant": Text("kant", "side"),
        "letters": Text("letters", "letters"),
        "reeks": Text("reeks", "range"),
        "aantal": Text("aantal", "number"),
        "nog_niet": Text("nog niet", "not yet"),
        "adres": Text("adres", "address"),
    },
    "aanloop_kruist": {str(what): said for what, said in CROSSINGS.items() if said},
}
"""By column; what does not stand here is written as it is."""


def said(column: str, value: object, language: Language) -> str:
    """Write a value of a column for a reader."""
    known = VALUES.get(column, {}).get(str(value))
    return known(language) if known else str(value)
