"""In which words is a reader told what a run did, and with what?"""

from wozgeo.domain.language import Counted, Text

BEWARE = Text("Let op", "Note")

# how dwellings were counted in OpenStreetMap
NO_DWELLINGS_BY_NUMBER = Text(
    "OpenStreetMap: adressen die aan hun nummer geen woning zijn (garagebox, trafo, nutsgebouw): {n}; welke "
    "nummers dat zijn staat in data/woningen.toml",
    "OpenStreetMap: addresses that are no dwelling by their number (garage box, transformer house): {n}; which "
    "numbers those are is in data/woningen.toml",
)
ABOVE_SHOPS = Text(
    "OpenStreetMap: adressen met een toevoeging boven een winkel, die als woning tellen: {n}",
    "OpenStreetMap: addresses with an addition above a shop, which count as dwellings: {n}",
)
BERTHS = Text(
    "OpenStreetMap: ligplaatsen en standplaatsen, die als woning tellen: {n}",
    "OpenStreetMap: berths and sites for caravans, which count as dwellings: {n}",
)
NUMBERS_SPLIT = Text(
    "OpenStreetMap: adressen met meer nummers in één (1;3;5), waarvan elk nummer telt; zo komen er bij: {n}",
    "OpenStreetMap: addresses with several numbers in one (1;3;5), of which each counts; that adds: {n}",
)
SAME_ADDRESS = Text(
    "OpenStreetMap: adressen die twee keer zijn getekend en één keer tellen: {n}",
    "OpenStreetMap: addresses that are drawn twice and count once: {n}",
)

# what became of the lists
PLANS_SKIPPED = Text(
    "overgeslagen om een ligging die ontbreekt of stuk is: {plans}",
    "skipped for a place that is missing or broken: {plans}",
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
PERHAPS_BOTH_SIDES = Text(
    "reeksen waarvan niet vaststaat of één of beide kanten van de straat zijn bedoeld: {n}, de eerste is "
    "{first}; schrijf (even), (oneven) of (alle) achter de reeks",
    "ranges of which it is not certain whether one or both sides of the street are meant: {n}, the first is "
    "{first}; write (even), (oneven) or (alle) behind the range",
)
PERHAPS_LETTERS = Text(
    "reeksen met nummers die er ook met een letter zijn: {n}, de eerste is {first}; zonder letter tellen ze "
    "zeker, met een letter alleen misschien: geef ook de nummers met een letter op als ze erbij horen",
    "ranges with numbers that are there with a letter as well: {n}, the first is {first}; without a letter "
    "they count for certain, with one only perhaps: give the numbers with a letter too if they belong to it",
)
NEARLY_FOUND = Text(
    "adressen die zijn gevonden op één deel na (straat, postcode, plaats of nummer is anders dan in het "
    "register): {n}, het eerste is {first}; ze staan op het blad Na te kijken",
    "addresses found but for one part (street, postcode, place or number is otherwise in the register): {n}, "
    "the first is {first}; they are on the sheet Na te kijken",
)
NOT_IN_USE_YET = Text(
    "adressen die in de BAG staan en nog niet in gebruik zijn (verblijfsobject gevormd): {n}, het eerste is "
    "{first}; ze tellen nog niet als woning",
    "addresses that are in the BAG and not in use yet (verblijfsobject gevormd): {n}, the first is {first}; "
    "they do not count as a dwelling yet",
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
DECISION = Text(
    "Beslisregel voor {title}, afgesproken vóór de meting",
    "Decision rule for {title}, agreed before the measurement",
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

MEASURED_IN = Counted(
    Text("{n} locatie gemeten in {seconds} s", "{n} location measured in {seconds} s"),
    Text("{n} locaties gemeten in {seconds} s", "{n} locations measured in {seconds} s"),
)
COLUMNS_READ = Text("Kolommen van {line}", "Columns of {line}")
