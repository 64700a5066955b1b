"""Which columns lay geclusterde dwellings beside seniors, and what do they mean?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

_NO_NUMBER = Text(
    "er is geen norm gegeven, of het aantal personen van 75 jaar en ouder is niet bekend of niet getoond",
    "no ratio is given, or the number of persons of 75 and over is not known or not shown",
)
_SUPPLIED = {
    "geclusterd_bestaand": (
        Text("Bestaand, voldoet", "Existing, meets"),
        Text("in bestaande complexen die voldoen aan", "in existing complexes that meet"),
    ),
    "geclusterd_zeker": (
        Text("Gepland, voldoet", "Planned, meets"),
        Text(
            "(ten minste, de geclusterde) in plannen die voldoen aan",
            "(at least, the geclusterde ones) in plans that meet",
        ),
    ),
    "geclusterd_mogelijk": (
        Text("Misschien", "Perhaps"),
        Text(
            "in plannen en complexen waarvan onbekend is of zij voldoen aan, en de woningen waarvan niet is "
            "opgegeven of zij geclusterd zijn in plannen die voldoen aan",
            "in plans and complexes of which it is unknown whether they meet, and dwellings not said to be "
            "geclusterd or not in plans that meet",
        ),
    ),
}
_GAPS = {
    "_laag": Text(
        "ten minste: het laagste aantal personen, en ook alles wat misschien voldoet telt mee",
        "at least: the least number of persons, and all that perhaps meets it counts",
    ),
    "": Text(
        "verwacht: het verwachte aantal personen; alleen wat bestaat en wat zeker is telt mee",
        "expected: the expected number of persons; only what exists and what is certain counts",
    ),
    "_hoog": Text(
        "ten hoogste: het hoogste aantal personen; alleen wat bestaat telt mee",
        "at most: the highest number of persons; only what exists counts",
    ),
}
_HEADS = {
    "_laag": Text("ten minste", "at least"),
    "": Text("verwacht", "expected"),
    "_hoog": Text("ten hoogste", "at most"),
}
_WHENS = {
    "": (Text("nu", "now"), Text("met de personen van nu", "with the persons of now")),
    "_prognose": (
        Text("prognose", "forecast"),
        Text("met de personen volgens de prognose", "with the persons by the forecast"),
    ),
}

SUPPLY_COLUMNS: tuple[Column, ...] = (
    *(
        Column(
            name,
            Text(f"Geclusterde woningen: {head.nl.lower()}", f"Geclusterde dwellings: {head.en.lower()}"),
            Text(
                f"Woningen {told.nl} de eerste definitie van de run",
                f"Dwellings {told.en} the first definition of the run",
            ),
            Kind.COUNT,
        )
        for name, (head, told) in _SUPPLIED.items()
    ),
    *(
        Column(
            f"tekort{when}{bound}",
            Text(
                f"Tekort {said.nl}, {_HEADS[bound].nl}", f"Gap {said.en}, {_HEADS[bound].en}"
            ),
            Text(
                f"Geclusterde woningen die er naar de eigen norm ([population] ratio) ontbreken, {told.nl}; "
                f"{meaning.nl}. Onder nul: er zijn er meer dan de norm vraagt",
                f"Geclusterde dwellings that are missing by the user's own ratio ([population] ratio), "
                f"{told.en}; "
                f"{told.en}; {meaning.en}. Below nought: there are more than the ratio asks",
            ),
            Kind.COUNT,
            _NO_NUMBER,
        )
        for when, (said, told) in _WHENS.items()
        for bound, meaning in _GAPS.items()
    ),
)  # fmt: skip
"""Supply beside need."""
