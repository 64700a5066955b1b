"""In which words is a reader told where seniors concentrate and where the next places should come?"""

from wozgeo.domain.language import Counted, Text

CONCENTRATIONS = Counted(
    Text(
        "Er is 1 concentratie van 65-plussers: straten waar overal minstens {least} 65-plussers op minder dan "
        "{metres} m lopen wonen, en per woning minstens {times}het gemiddelde. Erbij staat wie in die "
        "straten zelf woont; dat kunnen er minder zijn.",
        "There is 1 concentration of people of 65 and over: streets where everywhere at least {least} of them "
        "live within {metres} m of walking, and at least {times}the mean per dwelling. Told of it is who "
        "lives in those streets themselves, which may be fewer.",
    ),
    Text(
        "Er zijn {n} concentraties van 65-plussers: straten waar overal minstens {least} 65-plussers op "
        "minder dan {metres} m lopen wonen, en per woning minstens {times}het gemiddelde. Bij een "
        "concentratie staat wie in die straten zelf woont; dat kunnen er minder zijn.",
        "There are {n} concentrations of people of 65 and over: streets where everywhere at least {least} of "
        "them live within {metres} m of walking, and at least {times}the mean per dwelling. Told of each is "
        "who lives in those streets themselves, which may be fewer.",
    ),
)
TIMES = Text("{n} × ", "{n} × ")
LACKING = Text(
    "Concentraties waar 65-plussers geen {what} op minder dan {metres} m zeker lopen hebben: {named}.",
    "Concentrations where people of 65 and over have no {what} at less than {metres} m of certain walking: "
    "{named}.",
)
NONE_LACKING = Text(
    "In elke concentratie hebben zij zeker een {what} binnen {metres} m.",
    "In every concentration they certainly have a {what} within {metres} m.",
)
ONE_LACKING = Text(
    "{name} ({kern}), {lack} van de {n} 65-plussers",
    "{name} ({kern}), {lack} of the {n} people of 65 and over",
)
NEXT = Text(
    "De volgende {what} brengt bij {name} de meeste 65-plussers binnen {metres} m: {n} ({low} tot {high}).",
    "The next {what} brings most people of 65 and over within {metres} m at {name}: {n} ({low} to {high}).",
)
TOGETHER = Text(
    "Deze plekken ({k}) brengen samen de meeste 65-plussers binnen {metres} m van een {what}. Eerst {name}: "
    "{n} ({low} tot {high}).",
    "Together these places ({k}) bring most people of 65 and over within {metres} m of a {what}. First {name}: "
    "{n} ({low} to {high}).",
)
AFTER_THAT = Text(
    "Daarna {name}: {n} ({low} tot {high}).", "After that {name}: {n} ({low} to {high})."
)
AS_GOOD = Text("Even goed: {named}.", "As good: {named}.")
NOTHING_TO_GAIN = Text(
    "Geen enkele kandidaat brengt meer 65-plussers binnen {metres} m van een {what}.",
    "No candidate brings more people of 65 and over within {metres} m of a {what}.",
)
NOT_PROVEN = Text(
    "De tijd was op voor bewezen was dat het niet beter kan: een andere keuze brengt hooguit {percent} % meer.",
    "Time ran out before it was proven that nothing is better: another choice brings at most {percent} % more.",
)
CLOSING = Text(
    "Sluit er een bestaande plek, dan is {name} het minst gemist: {n} 65-plussers hebben dan geen andere "
    "binnen {metres} m.",
    "Of the existing places {name} is missed least when it closes: {n} people of 65 and over then have no "
    "other within {metres} m.",
)
FEWER = Text("minder dan {n}", "fewer than {n}")
NO_MOST = Text("geen bovengrens bekend", "no most is known")
PROVEN = Text(
    "Bewezen is dat geen andere keuze uit de kandidaten er meer brengt.",
    "It is proven that no other choice among the candidates brings more.",
)
OFF_STREET = Text(
    "{file}: {named} ligt in het water of niet aan een straat die zeker begaanbaar is, en kan niet gekozen "
    "worden.",
    "{file}: {named} lies in the water or on no street that is known to be passable, and cannot be chosen.",
)
BUILDINGS = Text("OpenStreetMap", "OpenStreetMap")
NEXT_HOMES = Text(
    "De volgende {what} brengt bij {name} de meeste woningen van complexen die nu niet voldoen ({definition}) "
    "binnen {metres} m: {n} van de {total}. Of een complex dan voldoet, hangt ook van de andere eisen af.",
    "The next {what} brings most dwellings of complexes that now fail ({definition}) within {metres} m at "
    "{name}: {n} of the {total}. Whether a complex then meets it hangs on the other requirements too.",
)
TOGETHER_HOMES = Text(
    "Deze plekken ({k}) brengen samen de meeste woningen van complexen die nu niet voldoen ({definition}) "
    "binnen {metres} m van een {what}. Eerst {name}: {n} van de {total}. Of een complex dan voldoet, hangt ook "
    "van de andere eisen af.",
    "Together these places ({k}) bring most dwellings of complexes that now fail ({definition}) within "
    "{metres} m of a {what}. First {name}: {n} of the {total}. Whether a complex then meets it hangs on the "
    "other requirements too.",
)
AFTER_THAT_HOMES = Text("Daarna {name}: {n}.", "After that {name}: {n}.")
NO_HOMES_TO_GAIN = Text(
    "Geen enkele kandidaat brengt een woning van een complex dat nu niet voldoet ({definition}) binnen "
    "{metres} m van een {what}.",
    "No candidate brings a dwelling of a complex that now fails ({definition}) within {metres} m of a {what}.",
)
CORNER = Text("hoek {streets}", "corner of {streets}")
ONE_STREET = Text("kruising aan {street}", "junction on {street}")
NEAR_STREET = Text("kruising bij {street}", "junction near {street}")
NAMELESS = Text("kruising zonder straatnaam", "junction without a street name")
