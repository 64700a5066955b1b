"""In which words do map and QGIS tell where seniors live, walk and lack things, and where a place could be?"""

from wozgeo.domain.language import Counted, Text

UNDER = " · "

# --- concentrations ------------------------------------------------------------------------------

CONCENTRATIONS = Text("concentraties van 65-plussers", "concentrations of people of 65 and over")
CONCENTRATION = Text("concentratie nummer {n}", "concentration number {n}")
LACKS_IT = Text("de meesten zonder {what} dichtbij", "most without {what} near")
LACKS_ELSE = Text("mist iets anders dichtbij", "lacks something else near")
LACKS_NOTHING = Text("mist niets dichtbij", "lacks nothing near")
PERSONS_65 = Text(
    "65-plussers: {persons}. Woningen: {n}, aan {metres} m straat.",
    "People of 65 and over: {persons}. Dwellings: {n}, along {metres} m of street.",
)
PERSONS_75 = Text("75-plussers: {persons}.", "People of 75 and over: {persons}.")
BUSIEST = Text(
    "Rond het drukste punt wonen er naar verwachting {n} op loopafstand.",
    "Around its busiest corner {n} are expected to live within the walk.",
)
WITHOUT = Text(
    "Niet zeker {what} binnen {metres} m: {n}.", "Not certainly {what} within {metres} m: {n}."
)
WITHOUT_WALK = Text(
    "Niet zeker {what} op loopafstand: {n}.", "Not certainly {what} within the walk: {n}."
)
FEW = Text("niet bekend, of te weinig om te tonen", "not known, or too few to show")
LACKS = Text("Meer dan de helft mist dichtbij: {what}.", "More than half lack near: {what}.")
EXPECTED = Text(
    "Aantallen zijn verwachtingen uit cijfers per gebied, nooit mensen geteld per adres.",
    "Numbers are expectations from figures per area, never people counted by address.",
)

# --- streets -------------------------------------------------------------------------------------

STREETS = Text(
    "straten waar ouderen lopen (naar wat de weergave toont)",
    "streets where seniors walk (to what the view shows)",
)
STREET = Text("Weg naar {the} dichtstbijzijnde {what}", "Way to the nearest {what}")
WALKERS = Text(
    "Naar verwachting gaan hier {n} 65-plussers langs op hun kortste weg naar {the} dichtstbijzijnde {what}.",
    "{n} people of 65 and over are expected to pass here on their shortest walk to the nearest {what}.",
)
STREET_RANK = Text("nummer {n} in volgorde van wie er lopen", "number {n} by how many walk there")
FEWER_THAN = Text("minder dan {high} 65-plussers", "fewer than {high} people of 65 and over")
BETWEEN = Text("{low} tot {high} 65-plussers", "{low} to {high} people of 65 and over")
OR_MORE = Text("{low} 65-plussers of meer", "{low} people of 65 and over or more")

# --- new and existing places ---------------------------------------------------------------------

CHOSEN = Text("volgende plek: {what}", "next place: {what}")
CANDIDATES = Text("andere kandidaten: {what}", "other candidates: {what}")
EXISTING = Text("{what}: verlies bij sluiten", "{what}: loss by closing")
CHOSEN_UNDER = Text("volgende {what}, nummer {n}", "next {what}, number {n}")
CANDIDATE_UNDER = Text("kandidaat, niet gekozen ({what})", "candidate, not chosen ({what})")
EXISTING_UNDER = Text("bestaand: {what}", "existing: {what}")
GAIN = Text(
    "65-plussers die hierdoor binnen {metres} m lopen van {what} komen: {persons}.",
    "People of 65 and over who come within a walk of {metres} m of {what} by it: {persons}.",
)
AFTER = Text(
    "Gerekend na de plekken die eerder gekozen zijn.", "Counted after those chosen before."
)
ALONE = Text("Gerekend als enige plek die erbij komt.", "Counted as the only place added.")
ALWAYS = Text(
    "Ook de keuze als overal het laagste, en als overal het hoogste aantal 65-plussers woont.",
    "Chosen too where everywhere the least, and where everywhere the most people of 65 and over live.",
)
NOT_ALWAYS = Text(
    "Niet bij elk aantal de keuze: bij het laagste of het hoogste aantal 65-plussers wint een andere plek.",
    "Not chosen at every count: at the least or the most people of 65 and over another place wins.",
)
AS_GOOD = Text("Even goed: {named}.", "As good: {named}.")
LOSS = Text(
    "65-plussers die geen andere plek binnen {metres} m hebben als deze sluit: {persons}.",
    "People of 65 and over who have no other within {metres} m when this one closes: {persons}.",
)
LOSS_RANK = Text(
    "Nummer {n} van de {of}, het minst gemist eerst.", "Number {n} of {of}, missed least first."
)
NEARLY = Text("telt nu niet als {what}, zou helpen", "does not count as {what} now, would help")
NEARLY_UNDER = Text("telt niet als {what}: {why}", "does not count as {what}: {why}")
HELPS_COMPLEXES = Counted(
    Text("{n} complex", "{n} complex"), Text("{n} complexen", "{n} complexes")
)
HELPS_PLANS = Counted(Text("{n} plan", "{n} plan"), Text("{n} plannen", "{n} plans"))
HELPS = Text(
    "Telde deze plek mee, dan lag zij dichtbij genoeg voor {whom} die nu te ver lopen.",
    "If this place counted it would be near enough for {whom} that walk too far now.",
)
AND = Text("en", "and")
WHOM = Text("Dat zijn: {named}.", "Those are: {named}.")
NAMELESS = Text("Plek zonder naam", "Place without a name")

# --- streets where a place would have to come ----------------------------------------------------

WOULD_COME = Text("waar {what} zou moeten komen", "where {what} would have to come")
WOULD_COME_FOR = Text("{kind} {id} loopt net te ver", "{kind} {id} walks just too far")
WOULD_COME_SAID = Text(
    "Een plek ({what}) aan een van deze straten ligt dichtbij genoeg, samen {metres} m straat: {streets}.",
    "A place ({what}) along one of these streets is near enough, {metres} m of street together: {streets}.",
)
WOULD_COME_NAMELESS = Text(
    "Een plek ({what}) hier ligt dichtbij genoeg: {metres} m straat zonder naam.",
    "A place ({what}) here is near enough: {metres} m of street without a name.",
)
THERE = Text("Er is al, maar telt niet: {named}.", "There already, but does not count: {named}.")

# --- search areas --------------------------------------------------------------------------------

SEARCH_AREAS = Text("zoekgebieden: {title}", "search areas: {title}")
SEARCH_AREA = Text("Zoekgebied {n}", "Search area {n}")
SURELY = Text("zeker dichtbij genoeg", "near enough for certain")
PERHAPS = Text(
    "misschien: als onbekende paden begaanbaar zijn", "perhaps: if unknown paths can be walked"
)
AREA = Text(
    "{m2} m², waarvan al bebouwd: {percent} %.", "{m2} m², of which built on already: {percent} %."
)
AREA_ALONE = Text("{m2} m².", "{m2} m².")
AREA_SCORE = Text("Gemiddelde score: {n} van 100.", "Mean score: {n} of 100.")
AREA_SENIORS = Text(
    "65-plussers op loopafstand van de beste plek erin: {persons}.",
    "People of 65 and over within the walk of the best place in it: {persons}.",
)
AREA_FEW = Text(
    "Op loopafstand van de beste plek erin wonen te weinig 65-plussers om te tonen.",
    "Within the walk of the best place in it live too few people of 65 and over to show.",
)
AREA_FOR = Text(
    "Het dichtstbijzijnde zoekgebied, lopend, voor: {named}.",
    "The nearest search area, on foot, for: {named}.",
)

# --- seniors per area ----------------------------------------------------------------------------

VIEW = Text("{age}-plussers per gebied", "aged {age} or over, per area")
VIEW_TITLE = Text(
    "Deel van de inwoners van {age} jaar en ouder, per {per}",
    "Share of the inhabitants of {age} and over, per {per}",
)
BELOW = Text("minder dan {high} %", "less than {high} %")
STEP = Text("{low} tot {high} %", "{low} to {high} %")
LAST_STEP = Text("{low} % of meer", "{low} % or more")
NOT_TOLD = Text("niet bekend of niet getoond", "not known or not shown")
AREA_PERSONS = Text(
    "{age}-plussers: {persons}{share}.", "People of {age} and over: {persons}{share}."
)
AREA_SHARE = Text(", {percent} % van de inwoners", ", {percent} % of the inhabitants")
AREA_FORECAST = Text(
    "{age}-plussers volgens de eigen prognose: {persons}.",
    "People of {age} and over by the own forecast: {persons}.",
)

# --- tables --------------------------------------------------------------------------------------

NAME = Text("naam", "name")
LOW, LIKELY, HIGH = (
    Text("minstens", "at least"),
    Text("verwacht", "expected"),
    Text("hoogstens", "at most"),
)
TABLE_OF_AREAS = Text("{age}-plussers, per {per}", "People of {age} and over, per {per}")
TABLE_OF_GAINS = Text(
    "65-plussers die met de volgende plek binnen {metres} m van {what} komen",
    "People of 65 and over who come within {metres} m of {what} with the next place",
)

# --- the surface ---------------------------------------------------------------------------------

SURFACE_SWITCH = Text(
    "loopafstand of score van elke plek (wat de weergave toont)",
    "walking distance or score of every place (what the view shows)",
)
SURFACE_NOTE = Text(
    "Cellen van {cell} m: elke toont wat in haar midden is gemeten, op {fine} m; niets is gemiddeld. "
    "Fijner staat het in de map raster. Gekleurd als de woningen; leeg is water of buiten het gebied.",
    "Cells of {cell} m: each shows what was measured in its middle, to {fine} m; nothing is averaged. Finer it "
    "is in the folder raster. Coloured as the dwellings; empty is water or outside the area.",
)
SENIOR_SURFACE = Text(
    "65-plussers binnen {metres} m lopen van elke plek",
    "people of 65 and over within a walk of {metres} m of every place",
)
SENIOR_SURFACE_NOTE = Text(
    "Verwachte aantallen op vijven afgerond, met buren samengenomen: nooit mensen geteld per adres. Cellen van "
    "{cell} m: elke toont wat in haar midden is gemeten, op {fine} m. Leeg is water, buiten het gebied of te "
    "ver van een begaanbare weg.",
    "Expected numbers rounded to fives, pooled with neighbours: never people counted by address. Cells of "
    "{cell} m: each shows what was measured in its middle, to {fine} m. Empty is water, outside the "
    "area or too far from a street that can be walked.",
)
NUMBER_UNKNOWN = Text("niet bekend", "not known")


def walkers(low: int | None, high: int | None) -> Text:
    """Name a class of streets by how many walk there; None where it has no end."""
    if low is None:
        return FEWER_THAN.about(high=high)
    return OR_MORE.about(low=low) if high is None else BETWEEN.about(low=low, high=high)


def percents(low: int | None, high: int | None) -> Text:
    """Name a class of areas by whole percents; None where it has no end."""
    if low is None:
        return BELOW.about(high=high)
    return LAST_STEP.about(low=low) if high is None else STEP.about(low=low, high=high)
