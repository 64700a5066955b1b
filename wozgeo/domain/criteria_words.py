"""How is what a definition asks written for a reader?"""

from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Measure

NOT_STATED = Text("niet vermeld", "not stated")
"""What a file with definitions writes, in Dutch, where a source is silent."""

SOURCE = Text(
    "{document} (plaats: {place}; datum: {date})",
    "{document} (place: {place}; date: {date})",
)

ATTRIBUTES = {
    "inpandig": Text("een inpandige ontmoetingsruimte", "an in-house meeting room"),
    "voor_bewoners": Text(
        "een gedeelde ontmoetingsruimte voor de bewoners, op het terrein of elders",
        "a shared meeting room for the residents, on the site or elsewhere",
    ),
    "voor_senioren": Text("bestemd voor senioren", "intended for seniors"),
    "levensloopgeschikt": Text("levensloopgeschikt", "suitable for all stages of life"),
    "nultreden": Text("nultredenwoningen", "step-free dwellings"),
    "intramuraal": Text("niet intramuraal", "not a care institution (intramuraal)"),
}
"""What is asked, per column."""

AT_LEAST_DWELLINGS = Text("minstens {n} woningen", "at least {n} dwellings")
AT_LEAST_PERCENT = Text("minstens {percent} % 55-plus", "at least {percent}% aged 55 or over")

WITHIN = Text(
    "een ontmoetingsplek op {bound} lopen ({limit} m zelf is {itself}{place})",
    "a meeting place {bound} away on foot ({limit} m itself is {itself}{place})",
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
