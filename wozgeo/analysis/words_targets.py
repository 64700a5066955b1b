"""In which words is the progress to a target told?"""

from wozgeo.domain.language import Counted, Text

TENURES = {"sociale_huur": Text(" in sociale huur", " of social rent"), "": Text("", "")}

PLANS = Text("plannen", "plans")
PLANS_OR_COMPLEXES = Text("plannen of complexen", "plans or complexes")
WANTED = Text("{homes}{tenure} t/m {year}", "{homes}{tenure} by the end of {year}")
FOUND = Text(
    "Van de {wanted} {are} er {certain} zeker in {where} die voldoen",
    "Of the {wanted}, {certain} {are} certainly in {where} that meet the definition",
)
AND_MAYBE = Counted(
    Text(
        "{found}; van nog {n} is niet zeker of die meetelt",
        "{found}; of another {n} it is not certain whether it counts",
    ),
    Text(
        "{found}; van nog eens {n} is niet zeker of ze meetellen",
        "{found}; of another {n} it is not certain whether they count",
    ),
)
ARE = Counted(Text("is", "is"), Text("zijn", "are"))
ENOUGH = Text("{found}. Dat is genoeg.", "{found}. That is enough.")
PERHAPS_ENOUGH = Text(
    "{found}. Dat is genoeg als er van die onzekere minstens {needed} meetellen.",
    "{found}. That is enough if at least {needed} of the uncertain ones count.",
)
LACKING = Counted(
    Text("{found}. Er ontbreekt er nog {n}{assumed}.", "{found}. {n} is still lacking{assumed}."),
    Text("{found}. Er ontbreken er nog {n}{assumed}.", "{found}. {n} are still lacking{assumed}."),
)
ALL_UNKNOWN_COUNTED = Text(" (als alle onzekere meetellen)", " (if all uncertain ones are counted)")

WHY_UNCERTAIN = Text(
    "Niet zeker is een woning als het oordeel over haar plan onbekend is, als een deel van het plan pas na "
    "{year} klaar kan zijn of het jaar niet is opgegeven, of als niet is opgegeven welke woningen van het "
    "plan het zijn.",
    "A dwelling is not certain when the verdict on its plan is unknown, when part of the plan may be "
    "completed after {year} or the year is not stated, or when it is not stated which dwellings of the "
    "plan they are.",
)
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
UNNAMED_KERN_IN_TARGET = Text("onbekend", "village unknown")
