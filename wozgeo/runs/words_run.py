"""In which words is a reader told what a run did, and with what?"""

from wozgeo.domain.language import Counted, Text

BEWARE = Text("Let op", "Note")

# what became of the lists
PLAN_SKIPPED = Text(
    "plan {plan} is overgeslagen: zijn ligging deugt niet (leeg, ongeldig of buiten de kaart)",
    "plan {plan} was skipped: its place is no good (empty, invalid or off the map)",
)
SECRET_SKIPPED = Text(
    "vertrouwelijke plannen die om hun ligging zijn overgeslagen: {n}",
    "confidential plans that were skipped for their place: {n}",
)
AS_POINTS = Counted(
    Text(
        "1 plan is als punt opgegeven: gemeten is vanaf dat punt, niet van het hele terrein",
        "1 plan is given as a point: measured from that point, not from the whole site",
    ),
    Text(
        "{n} plannen zijn als punt opgegeven: gemeten is vanaf dat punt, niet van het hele terrein",
        "{n} plans are given as a point: measured from that point, not from the whole site",
    ),
)
PERHAPS_RANGES = Text(
    "opgegeven adressen die er niet zijn en een reeks kunnen zijn: {n}, het eerste is {first}; schrijf een "
    "reeks als 1 t/m 23",
    "addresses given that are not there and may be ranges: {n}, the first is {first}; write a range as "
    "1 t/m 23",
)
PUBLISHED = Text(
    "vertrouwelijk, en op verzoek toch gedeeld: {plans}",
    "confidential, and shared all the same on request: {plans}",
)
KEPT_APART = Counted(
    Text(
        "1 vertrouwelijk plan staat alleen in de map vertrouwelijk, en in geen enkele telling.",
        "1 confidential plan is only in the folder vertrouwelijk, and in no count.",
    ),
    Text(
        "{n} vertrouwelijke plannen staan alleen in de map vertrouwelijk, en in geen enkele telling.",
        "{n} confidential plans are only in the folder vertrouwelijk, and in no count.",
    ),
)


# how it was done
HOW = Text(
    "Gelopen als {profile}; gezocht tot {search} m; de aanloop van een adres tot een begaanbare weg is "
    "hooguit {connector} m.",
    "Walked as {profile}; searched up to {search} m; the way from an address to a walkable street is at "
    "most {connector} m.",
)
METRES = Text("{n} m", "{n} m")
PROFILES = {
    "rollator": Text("iemand met een rollator", "someone with a rollator"),
    "voetganger": Text("een voetganger", "a pedestrian"),
}
WHO_WALKS = Text("Wie loopt", "Who walks")
SEARCHED = Text("Gezocht tot", "Searched up to")
LONGEST_CONNECTOR = Text(
    "Langste aanloop tot een begaanbare weg", "Longest way to a walkable street"
)
WHICH_COUNTS = Text("Welke woning of plek telt", "Which dwelling or place counts")
MEASURES = {
    "max": Text(
        "de verste (tenzij de definitie het zegt)", "the farthest (unless the definition says)"
    ),
    "mediaan": Text(
        "de middelste (tenzij de definitie het zegt)",
        "the typical one (unless the definition says)",
    ),
    "min": Text(
        "de dichtste (tenzij de definitie het zegt)", "the nearest (unless the definition says)"
    ),
}
NEAR_MISS = Text("Net niet", "Near miss")
NEAR_MISS_IS = Text(
    "hooguit {percent} % van de grens of {metres} m ernaast",
    "at most {percent}% of the limit or {metres} m beside it",
)
SPACING = Text("Bouwlocaties gemeten om de", "Sites measured every")
COLUMNS_OF = Text("Kolommen van {file}", "Columns of {file}")
COLUMN_FROM = Text("{target} uit {column}", "{target} from {column}")

# from what
STREETS = Text(
    "Straten en voorzieningen: {attribution} ({name}{stamp}).",
    "Streets and facilities: {attribution} ({name}{stamp}).",
)
STAMP = Text(", stand {day}", ", as of {day}")
ADDRESSES = Text(
    "Adressen: Basisregistratie Adressen en Gebouwen, Kadaster, publiek domein ({file}).",
    "Addresses: Basisregistratie Adressen en Gebouwen (register of addresses and buildings), Kadaster, "
    "public domain ({file}).",
)
AREAS = Text(
    "Wijken en buurten: CBS en Kadaster, CC BY 4.0 ({files}).",
    "Districts and neighbourhoods: CBS and Kadaster, CC BY 4.0 ({files}).",
)
PLANS_FROM = Text("Plannen: {files}.", "Plans: {files}.")
COMPLEXES_FROM = Text("Complexen: {files}.", "Complexes: {files}.")
FACILITIES = Text("Eigen lijsten van voorzieningen: {files}.", "Own lists of facilities: {files}.")
SAVED_ON = Text("{name}, opgeslagen op {day}", "{name}, saved on {day}")
NO_DATE = Text("{name}, zonder datum", "{name}, without a date")
