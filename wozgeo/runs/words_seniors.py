"""In which words is a reader told where the numbers of seniors come from, and what to know of them?"""

from wozgeo.domain.language import Counted, Text

SOURCE = Text("Ouderen, per {zone}: {file}", "Seniors, per {zone}: {file}")
INTERVALS = Text(
    "Aantallen ouderen zijn verwachtingen tussen een laagste en een hoogste aantal dat met alle bronnen "
    "klopt, nooit personen. "
    "Binnen een gebied waarvan alleen het totaal bekend is zijn zij naar rato van het aantal woningen "
    "verdeeld (aanname).",
    "Numbers of seniors are expected values between a least and a most that agree with all sources, never "
    "people. Within an area "
    "of which only the total is known they are spread in proportion to the number of dwellings (assumption).",
)
RATIO_75 = Text(
    "Waar alleen een aantal van 65 jaar en ouder bekend is, is voor 75 jaar en ouder de verhouding van het "
    "grotere gebied "
    "(postcode) aangehouden: een aanname.",
    "Where only a number of 65 and over is known, that of 75 and over follows the ratio of the larger area "
    "(postcode): an "
    "assumption.",
)
NO_75 = Text(
    "Geen bron zegt hoeveel personen 75 jaar en ouder zijn: dat aantal blijft onbekend. Geef inwoners per "
    "postcode en "
    "leeftijdsklasse ([population] pc4).",
    "No source says how many are 75 and over: that number remains unknown. Give inhabitants per postcode "
    "and class of age "
    "([population] pc4).",
)
REACHES_OUT = Text(
    "{file}: niet alles van {zones} ligt binnen wat gelezen is. Een deel van de ouderen woont "
    "daarbuiten; een laagste aantal is er "
    "niet, en waar minder dan {percent} % van het gebied erin ligt is het verwachte aantal naar de andere "
    "gebieden geschat.",
    "{file}: not all of {zones} lies within what was read. Some of its seniors live "
    "elsewhere; there is no least number, "
    "and where less than {percent} % of the area lies inside the expected number is estimated after the "
    "other areas.",
)
MAY_REACH_OUT = Text(
    "{file}: van {zones} is geen omtrek bekend, en aan de rand van wat gelezen is staan woningen ervan. "
    "Misschien wonen ouderen daarbuiten: een laagste aantal is er niet, en waar per gevonden woning meer "
    "dan {most} "
    "mensen zouden wonen is het verwachte aantal naar de andere gebieden geschat (een aanname). Omtrekken "
    "([population] pc4_outlines) of een ruimer uittreksel nemen de twijfel weg.",
    "{file}: no outline is known of {zones}, and dwellings of it stand at the border of what was read. Some "
    "of its seniors may live elsewhere: there is no least number, and where more than {most} people would "
    "live per "
    "dwelling that was found the expected number is estimated after the other areas (an assumption). "
    "Outlines ([population] pc4_outlines) or a larger extract take the doubt away.",
)
WITHOUT_DWELLING = Counted(
    Text(
        "{file}: in 1 {zone} wonen ouderen (samen ongeveer {persons}) en is geen woning bekend: een "
        "zorginstelling, of een woning die het "
        "register niet heeft. Zij tellen mee in buurt en gemeente.",
        "{file}: in 1 {zone} there live seniors (about {persons} in all) and no dwelling is known: a care "
        "home, or a dwelling that the "
        "register does not have. They count in buurt and gemeente.",
    ),
    Text(
        "{file}: in {n} {zones} wonen ouderen (samen ongeveer {persons}) en is geen woning bekend: een "
        "zorginstelling, of een woning die "
        "het register niet heeft. Zij tellen mee in buurt en gemeente.",
        "{file}: in {n} {zones} there live seniors (about {persons} in all) and no dwelling is known: a "
        "care home, or a dwelling that "
        "the register does not have. They count in buurt and gemeente.",
    ),
)
NOT_COVERED = Counted(
    Text(
        "Van 1 woning zegt geen bron hoeveel ouderen er wonen: onbekend, niet nul. Een gebied met zulke "
        "woningen heeft geen hoogste aantal.",
        "Of 1 dwelling no source says how many seniors live there: not known, not nought. An area with "
        "such dwellings has no most.",
    ),
    Text(
        "Van {n} woningen zegt geen bron hoeveel ouderen er wonen: onbekend, niet nul. Een gebied met "
        "zulke woningen heeft geen hoogste "
        "aantal.",
        "Of {n} dwellings no source says how many seniors live there: not known, not nought. An area with "
        "such dwellings has no most.",
    ),
)
CONTRADICTS = Text(
    "{file}: {zone} {code} heeft {low} tot {high} personen van {age} jaar en ouder, maar volgens de "
    "fijnere bronnen ({others}) zijn het er "
    "{others_low} tot {others_high}. Het cijfer van {file} is daar niet gebruikt. Zijn zij van hetzelfde "
    "jaar?",
    "{file}: {zone} {code} has {low} to {high} persons of {age} and over, but by the finer sources "
    "({others}) there are {others_low} to "
    "{others_high}. The figure of {file} was not used there. Are they of the same year?",
)
MORE_CONTRADICT = Counted(
    Text("{file}: en nog 1 zo'n tegenspraak.", "{file}: and 1 more such contradiction."),
    Text("{file}: en nog {n} zulke tegenspraken.", "{file}: and {n} more such contradictions."),
)
POOLED = Counted(
    Text(
        "{file}: om niemand herkenbaar te maken zijn aantallen van buren samengenomen: {together} {zones} in "
        "1 groep van minstens {least} {zones} en {least} ouderen. Daarbinnen zijn zij gelijk verdeeld.",
        "{file}: so that nobody can be told apart numbers of neighbours were put together: {together} {zones} "
        "in 1 group of at least {least} {zones} and {least} seniors. Within it they are spread evenly.",
    ),
    Text(
        "{file}: om niemand herkenbaar te maken zijn aantallen van buren samengenomen: {together} {zones} in "
        "{n} groepen van minstens {least} {zones} en {least} ouderen. Daarbinnen zijn zij gelijk verdeeld.",
        "{file}: so that nobody can be told apart numbers of neighbours were put together: {together} {zones} "
        "in {n} groups of at least {least} {zones} and {least} seniors. Within these they are spread evenly.",
    ),
)
IN_NO_AREA = Counted(
    Text(
        "{file}: bij 1 {zone} is geen woning gevonden; het aantal daar is niet gebruikt.",
        "{file}: for 1 {zone} no dwelling was found; its number was not used.",
    ),
    Text(
        "{file}: bij {n} {zones} is geen woning gevonden; de aantallen daar zijn niet gebruikt.",
        "{file}: for {n} {zones} no dwelling was found; their numbers were not used.",
    ),
)
MADE_SECRET = Counted(
    Text(
        "{file}: in 1 {zone} zijn het er minder dan {least}: gelezen als geheim, van niets tot net geen "
        "{least}.",
        "{file}: in 1 {zone} there are fewer than {least}: read as secret, from none to just under {least}.",
    ),
    Text(
        "{file}: in {n} {zones} zijn het er minder dan {least}: gelezen als geheim, van niets tot net geen "
        "{least}.",
        "{file}: in {n} {zones} there are fewer than {least}: read as secret, from none to just under {least}.",
    ),
)
SMALL_REST = Counted(
    Text(
        "{file}: het aantal van {zones} is niet gebruikt: naast {finer} zou het verraden hoe weinig ouderen er "
        "in de rest wonen.",
        "{file}: the number of {zones} was not used: beside {finer} it would tell how few seniors live in "
        "the rest.",
    ),
    Text(
        "{file}: de aantallen van {zones} zijn niet gebruikt: naast {finer} zouden zij verraden hoe weinig "
        "ouderen er in de rest wonen.",
        "{file}: the numbers of {zones} were not used: beside {finer} they would tell how few seniors live in "
        "the rest.",
    ),
)
NOT_FITTED = Counted(
    Text(
        "De bronnen van de aantallen ouderen kruisen elkaar zo, dat er geen verdeling gevonden is die met alle "
        "klopt: in 1 gebied ligt het verwachte aantal tot {persons} buiten wat kan. Het is daar bijgesteld tot "
        "de grens.",
        "The sources of numbers of seniors cross each other so that no way to spread them was found that suits "
        "all: in 1 zone what is expected is up to {persons} out of what can be. It was moved to the bound "
        "there.",
    ),
    Text(
        "De bronnen van de aantallen ouderen kruisen elkaar zo, dat er geen verdeling gevonden is die met alle "
        "klopt: in {n} gebieden ligt het verwachte aantal tot {persons} buiten wat kan. Het is daar bijgesteld "
        "tot de grens.",
        "The sources of numbers of seniors cross each other so that no way to spread them was found that suits "
        "all: in {n} zones what is expected is up to {persons} out of what can be. It was moved to the bound "
        "there.",
    ),
)
NO_LIMIT = Text("onbekend", "not known")
OWN_LOCATIONS = Text(
    "De ouderen zijn verdeeld over de eigen locaties van deze run, want die staan er in de plaats van de "
    "woningen.",
    "The seniors are spread over this run's own locations, as these take the place of the dwellings.",
)
FORECAST = Text(
    "Prognose voor {year}: {source}, {date} ({file})",
    "Forecast for {year}: {source}, {date} ({file})",
)
NOT_IN_FORECAST = Text(
    "{file}: in {areas} ligt geen woning van deze run; die regels zijn niet gebruikt.",
    "{file}: in {areas} lies no dwelling of this run; these rows were not used.",
)
WITHOUT_FACTOR = Counted(
    Text(
        "{file}: voor 1 woning staat er geen factor in: haar prognose is onbekend.",
        "{file}: for 1 dwelling there is no factor: its forecast is not known.",
    ),
    Text(
        "{file}: voor {n} woningen staat er geen factor in: hun prognose is onbekend.",
        "{file}: for {n} dwellings there is no factor: their forecast is not known.",
    ),
)
NATIONAL = Text(
    "Ter vergelijking, landelijk: {geclusterd} geclusterde woningen op {locaties} locaties "
    "({bron_geclusterd}); "
    "tot en met 2030 moeten er {nultreden} nultredenwoningen, {geclusterd_erbij} geclusterde en "
    "{zorggeschikt} "
    "zorggeschikte bij ({bron_erbij}).",
    "To compare, in the whole country: {geclusterd} geclusterde dwellings on {locaties} locations "
    "({bron_geclusterd}); through 2030 {nultreden} nultreden, {geclusterd_erbij} geclusterde and "
    "{zorggeschikt} "
    "zorggeschikte dwellings are to be added ({bron_erbij}).",
)
NOW = Text("nu", "now")
EXPECTED = Text("prognose", "forecast")
AGED = Text("{age}+ {when} {number}", "{age}+ {when} {number}")
NOT_SHOWN = Text("onbekend of te weinig om te tonen", "not known or too few to show")
