"""How is what a definition asks written for a reader?"""

from wozgeo.domain.language import Counted, Text
from wozgeo.domain.vocabulary import Measure

NOT_STATED = Text("niet vermeld", "not stated")
"""What a file with definitions writes, in Dutch, where a source is silent."""

SOURCE = Text(
    "{document} (plaats: {place}; datum: {date})",
    "{document} (place: {place}; date: {date})",
)

AT_LEAST_DWELLINGS = Counted(
    Text("minstens {n} woning", "at least {n} dwelling"),
    Text("minstens {n} woningen", "at least {n} dwellings"),
)
AT_LEAST_CLASS = Text("{fact}: minstens {least}", "{fact}: at least {least}")
POTENTIAL_COUNTS = Text(" (in potentie telt mee)", " (what can be made so counts)")

WITHIN = Text(
    "{some} op {bound} lopen ({limit} m zelf is {itself}{place})",
    "{some} {bound} away on foot ({limit} m itself is {itself}{place})",
)
TOO_FAR = Text("te ver", "too far")
STILL_NEAR = Text("nog goed", "near enough")
COUNTS = Text(", {place} telt", ", {place} counts")
LESS_THAN = Text("minder dan {limit} m", "less than {limit} m")
AT_MOST = Text("hoogstens {limit} m", "at most {limit} m")

MEASURES = {
    Measure.MAX: Text("de verste plek", "the farthest place"),
    Measure.MEDIAAN: Text("de middelste plek", "the middle place"),
    Measure.MIN: Text("de dichtste plek", "the nearest place"),
}
"""Which place of an object counts."""

OR = Text(", of ", ", or ")
STAND_IN = Text(
    " (waar niet opgegeven telt: {attribute})", " (where not stated, this counts: {attribute})"
)

DECISION_SOURCE = Text(
    "{rule} Bron: {source}.",
    "{rule} Source: {source}.",
)
SIMPLE = Text(
    "Eenvoudig: het oordeel staat zoals het is gemeten, en ernaast staat of het stevig is.",
    "Simple: the verdict stands as it was measured, and beside it stands whether it is firm.",
)
CAUTIOUS = Text(
    "Behoedzaam: een oordeel dat niet stevig is, is onbekend.",
    "Cautious: a verdict that is not firm is unknown.",
)
