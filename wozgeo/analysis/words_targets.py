"""In which words is the progress to a target told?"""

from wozgeo.domain.language import Counted, Text

TENURES = {"sociale_huur": Text(" in sociale huur", " of social rent"), "": Text("", "")}

PLANS = Text("plannen", "plans")
PLANS_OR_COMPLEXES = Text("plannen of complexen", "plans or complexes")
WANTED = Text("{homes}{tenure} t/m {year}", "{homes}{tenure} by the end of {year}")
FOUND = Text(
    "Van de {wanted} {are} er {certain} in {where} die voldoen, {maybe} in {where} waarvan het onbekend is",
    "Of the {wanted}, {certain} {are} in {where} that meet the definition, {maybe} in {where} of which it "
    "is unknown",
)
ARE = Counted(Text("is", "is"), Text("zijn", "are"))
ENOUGH = Text("{found}; dat is genoeg.", "{found}; that is enough.")
PERHAPS_ENOUGH = Text(
    "{found}; dat is genoeg als van die onbekende er minstens {needed} voldoen.",
    "{found}; that is enough if at least {needed} of the unknown ones meet it.",
)
LACKING = Counted(
    Text("{found}; {n} ontbreekt nog{assumed}.", "{found}; {n} is still lacking{assumed}."),
    Text("{found}; {n} ontbreken nog{assumed}.", "{found}; {n} are still lacking{assumed}."),
)
ALL_UNKNOWN_COUNTED = Text(" (als alle onbekende meetellen)", " (if all unknown ones are counted)")

LATE = Text(
    "Nog {homes} {stand} in plannen die pas na {year} worden opgeleverd.",
    "Another {homes} {stand} in plans that will not be completed until after {year}.",
)
EXISTING = Text(
    "In bestaande complexen die voldoen {stand} {homes}{counted}.",
    "Existing complexes that meet the definition hold {homes}{counted}.",
)
STAND = Counted(Text("staat", "is"), Text("staan", "are"))
NOT_COUNTED = Text(
    "; bestaande woningen tellen niet mee voor het doel",
    "; existing dwellings do not count towards the target",
)
COUNTED_IF_SURE = Text(
    "; daarvan telt mee wat zeker{tenure} is", "; those that are certainly{tenure} count"
)
WITHOUT_NUMBER = Counted(
    Text(
        "Van {n} plan of complex is geen aantal woningen bekend: dat telt niet mee.",
        "Of {n} plan or complex the number of dwellings is unknown: it does not count.",
    ),
    Text(
        "Van {n} plannen of complexen is geen aantal woningen bekend: die tellen niet mee.",
        "Of {n} plans or complexes the number of dwellings is unknown: they do not count.",
    ),
)
NOTHING_IN = Text(
    "Geen plan of complex dat voldoet of misschien voldoet is er in: {kernen}.",
    "There is no plan or complex that meets the definition, or may meet it, in: {kernen}.",
)
UNKNOWN_KERN = Text("onbekend", "village unknown")
