"""What does the workbook say, in each language? Its sheets are called alike in both, as its files are."""

from wozgeo.domain.columns import Walk
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Verdict

TITLE = Text("Geclusterd wonen: {name}", "Geclusterd wonen (clustered housing): {name}")
TITLE_DISTANCES = Text("Loopafstanden: {name}", "Walking distances: {name}")
PAGE_OF = Text("pagina {page} van {pages}", "page {page} of {pages}")

# headings
QUESTION = Text("De vraag", "The question")
ANSWER = Text("Het antwoord", "The answer")
HOW_FAR = Text("Hoe ver is het doel?", "How far is the target?")
BEWARE = Text("Let op", "Mind this")
LISTS_DID = Text("Hoe de gegevens zijn gelezen", "How the data were read")
SENIORS = Text("Zo leest u de aantallen ouderen", "How to read the numbers of seniors")
HOW_SENIORS_READ = (
    Text(
        "Elk aantal staat er drie keer: ten minste, verwacht en ten hoogste. Het laagste en het hoogste "
        "kloppen met alle bronnen; het verwachte is naar rato verdeeld. Het zijn verwachtingen, nooit "
        "personen.",
        "Every number stands here thrice: at least, expected and at most. The least and the most agree with "
        "all sources; the expected is spread in proportion. They are expectations, never people.",
    ),
    Text(
        "Het CBS rondt op vijven af: een cijfer kan 2,5 hoger of lager zijn. Onder de 5 is het geheim: 0 tot "
        "en met 4, niet nul.",
        "CBS rounds to fives: a figure may be 2.5 higher or lower. Below 5 it is secret: 0 to 4, not nought.",
    ),
    Text(
        "Een lege cel is onbekend of te weinig om te tonen, nooit nul.",
        "An empty cell is not known or too few to show, never nought.",
    ),
    Text(
        "Een tekort onder nul: er zijn er meer dan de eigen norm vraagt.",
        "A gap below nought: there are more than the user's own ratio asks.",
    ),
)
READ_ON = Text("Verder lezen", "Reading on")
EXPLANATION = Text("Toelichting", "Explanation")
HOW_TO_READ = Text("Zo leest u de oordelen", "How to read the verdicts")
DEFINITIONS = Text("De definities", "The definitions")
SETTINGS = Text("De instellingen", "The settings")
DATA = Text("De gegevens", "The data")
THE_COLUMNS = Text("De kolommen", "The columns")
MEETING_PLACES = Text("Wat telde als {meeting}", "What counted as {some}")
MEET = Text("{what} die voldoen aan {title}", "{what} that meet {title}")
JUST_MISS = Text("{what} die het net niet halen: {title}", "{what} that just miss it: {title}")
NONE = Text("Geen.", "None.")
GROUPS = {
    "plannen": Text("plannen", "plans"),
    "complexen": Text("complexen", "complexes"),
    "clusters": Text("kansrijke clusters", "promising clusters"),
    "kansrijke clusters": Text("kansrijke clusters", "promising clusters"),
}

# heads of small tables
DEFINITION = Text("definitie", "definition")
WHAT = Text("wat", "what")
NUMBER = Text("aantal", "number")
NEAR_MISS = Text("net niet", "near miss")
ID = Text("id", "id")
NAME = Text("naam", "name")
KERN = Text("kern", "kern (village or town)")
HOMES = Text("woningen", "dwellings")
METRES_AWAY = Text("{meeting} (m)", "{meeting} (m)")
WALK_ASKED = Text("{place} (m), gevraagd {bound}", "{place} (m), asked {bound}")
WHY = Text("waarom", "why")
METRES_TOO_FAR = Text("te ver (m)", "too far (m)")
VERDICT = Text("oordeel", "verdict")
NEEDED = Text("wat er nodig is", "what is needed")
REMARK = Text("opmerking", "remark")
MEANING = Text("betekenis", "meaning")
SETTING = Text("instelling", "setting")
VALUE = Text("waarde", "value")
REQUIREMENT = Text("eis", "requirement")
ASKED = Text("wat er wordt gevraagd", "what is asked")
SOURCE = Text("bron", "source")
COUNTS_AS = Text("telt als", "counts as")
HEAD = Text("kop", "head")
COLUMN = Text("kolom", "column")
ON_SHEETS = Text("bladen", "sheets")
PROGRESS = {
    "zeker": Text("telt zeker mee", "certainly counts"),
    "mogelijk": Text("telt misschien mee", "may count"),
    "voldoet_niet": Text("plannen: voldoet niet", "plans: does not meet"),
    "na_jaar": Text("plannen: te laat", "plans: too late"),
    "bestaand_voldoet": Text("bestaand: voldoet", "existing: meets"),
    "bestaand_onbekend": Text("bestaand: onbekend", "existing: unknown"),
    "bestaand_voldoet_niet": Text("bestaand: voldoet niet", "existing: does not meet"),
}
"""Columns of the progress towards the target."""

WITHOUT_NUMBER = Text(
    "{n} zonder aantal woningen", "{n} of which the number of dwellings is unknown"
)
NOTHING_HERE = Text(
    "geen plan of complex dat voldoet of misschien voldoet",
    "no plan or complex that meets the definition or may meet it",
)
NOTHING_SURE = Text("nog niets dat zeker voldoet", "nothing yet that certainly meets it")
NO_MEETING_PLACE = Text(
    "Er is geen {meeting} bekend in deze run.", "No {meeting} is known in this run."
)
IN_ALL = Text("{n} in totaal ({sources}).", "{n} in all ({sources}).")
TITLED = Text("{name}: {title}.", "{name}: {title}.")

EMPTY = {
    "Plannen": Text(
        "Geen (openbare) plannen opgegeven in deze run.", "No (public) plans listed in this run."
    ),
    "Complexen": Text("Geen complexen opgegeven in deze run.", "No complexes listed in this run."),
    "Kansrijke clusters": Text(
        "Geen kansrijke clusters in deze run: er is niet naar gezocht, of geen groep woningen die niet al "
        "is opgegeven, is groot genoeg.",
        "No promising clusters in this run: they were not searched for, or no group of dwellings that is "
        "not listed already is large enough.",
    ),
    "Kernen": Text(
        "Geen kernen in deze run: van geen woning is een woonplaats bekend.",
        "No kernen in this run: of no dwelling the village or town is known.",
    ),
    "Buurten": Text("Geen buurten opgegeven in deze run.", "No neighbourhoods given in this run."),
    "Paden": Text(
        "Geen pad gevonden dat er op de kaart niet is en iemand dichterbij zou brengen, of er is niet naar "
        "gezocht: "
        "geen definitie vraagt een loopafstand, of de run kent geen gebouwen.",
        "No path was found that is not on the map and would bring someone nearer, or none was looked for: no "
        "definition asks a walk, or the run knows no buildings.",
    ),
    "Senioren": Text(
        "Geen aantallen ouderen in deze run: geef ze op bij [population] in het run-bestand.",
        "No numbers of seniors in this run: give them at [population] in the run file.",
    ),
    "Vraag en aanbod": Text(
        "Geen aanbod naast de vraag in deze run: daarvoor zijn aantallen ouderen nodig, en plannen of "
        "complexen.",
        "No supply beside need in this run: that takes numbers of seniors, and plans or complexes.",
    ),
    "Concentraties": Text(
        "Geen concentratie van 65-plussers gevonden, of geen aantallen ouderen in deze run.",
        "No concentration of people of 65 and over was found, or no numbers of seniors in this run.",
    ),
    "Bereik": Text(
        "Geen aantallen ouderen in deze run: wat zij lopend bereiken is niet geteld.",
        "No numbers of seniors in this run: what they reach on foot is not counted.",
    ),
    "Plekken": Text(
        "Er is niet gevraagd waar de volgende plek moet komen: geef [siting] candidates of junctions.",
        "It was not asked where the next place should come: give [siting] candidates or junctions.",
    ),
    "Zoekgebieden": Text(
        "Er is niet naar zoekgebieden gezocht ([surface]), of nergens haalt een woonvorm de loopafstand van "
        "een definitie.",
        "No search areas were looked for ([surface]), or nowhere does housing meet the walk of a definition.",
    ),
    "Waarom": Text(
        "Geen plannen of complexen beoordeeld in deze run: er is niets te tellen.",
        "No plans or complexes judged in this run: there is nothing to count.",
    ),
    "In elke kern": Text(
        "Geen kernen of geen plannen en complexen in deze run: er is niets te oordelen.",
        "No kernen, or no plans and complexes, in this run: there is nothing to judge.",
    ),
    "Straten erbij": Text(
        "Geen plan of complex ligt net te ver van een ontmoetingsplek.",
        "No plan or complex lies just too far from a meeting place.",
    ),
    "Plekken erbij": Text(
        "Geen plek die nu niet telt zou iets schelen, of geen plan of complex ligt te ver.",
        "No place that does not count now would make a difference, or no plan or complex lies too far.",
    ),
    "Ombouwen": Text(
        "Er is geen bestaand complex dat niet aan een definitie voldoet.",
        "There is no existing complex that does not meet a definition.",
    ),
    "Hangt aan": Text(
        "Geen plannen of complexen beoordeeld in deze run.",
        "No plans or complexes judged in this run.",
    ),
    "Navragen": Text(
        "Geen oordeel wacht op iets wat een opdrachtgever, corporatie of gemeente kan opgeven.",
        "No verdict waits for anything that a developer, corporation or gemeente can state.",
    ),
    "Per eis": Text(
        "Geen plannen of complexen beoordeeld in deze run.",
        "No plans or complexes judged in this run.",
    ),
}
"""Per sheet the line that stands there instead of a table without rows."""

ALL_FOUND = Text(
    "Alle opgegeven adressen zijn gevonden; er is niets na te kijken.",
    "All addresses given were found; there is nothing to check.",
)

ALL_CAUSES = Text("alle samen, elk oordeel één keer", "all together, every verdict once")
YES = Text("ja", "yes")
NO = Text("nee", "no")
UNKNOWN = Text("onbekend", "unknown")

GUIDE = Text(
    "Plannen, Complexen en Kansrijke clusters: één rij voor elk, met oordeel, afstanden en wat er nodig "
    "is. Kernen en Buurten: cijfers per gebied. Paden: korte stukken die op de kaart ontbreken en iemand "
    "dichterbij zouden brengen. Senioren: hoeveel ouderen er per gebied wonen, ten minste, verwacht en ten "
    "hoogste. Vraag en aanbod: geclusterde woningen daarnaast. Concentraties: straten waar veel ouderen wonen, "
    "en wat zij missen. Bereik: hoeveel ouderen wat op loopafstand hebben. Plekken: waar de volgende plek het "
    "best komt, en wat sluiten zou kosten. Zoekgebieden: waar een woonvorm de loopafstand haalt. Waarom: per "
    "eis en kern geteld hoeveel eraan voldoen, niet voldoen en "
    "onbekend zijn. Hangt aan: hoeveel oordelen niet stevig of onbekend zijn, en waardoor. In elke kern: "
    "of elke kern geclusterd wonen heeft of plant, en wat er het dichtst bij komt. Ombouwen: bestaande "
    "complexen die niet voldoen, wat het minst mist eerst. Straten "
    "erbij: waar een ontmoetingsplek zou moeten komen voor wat net te ver ligt. Plekken erbij: wat er al is en "
    "niet telt, en wie er iets aan zou hebben. Navragen: wat u aan wie "
    "kunt vragen om een oordeel te krijgen. Per eis: "
    "elk oordeel uitgesplitst, met het gevonden getal "
    "naast het gevraagde. Na te kijken: opgegeven adressen waar iets mee is, eerst wat niet is gevonden. "
    "Toelichting: "
    "de definities met hun bronnen, wat telde als {meeting}, de instellingen en wat elke kolom "
    "betekent.",
    "Plannen (plans), Complexen (complexes) and Kansrijke clusters (promising clusters): a row for each, "
    "with verdict, distances and what is needed. Kernen (villages and towns) and Buurten (neighbourhoods): "
    "figures per area. Paden (paths): short pieces that the map does not have and that would bring someone "
    "nearer. Senioren (seniors): how many live in every area, at least, expected and at most. Vraag en "
    "aanbod (supply and demand): geclusterde dwellings beside them. Concentraties (concentrations): streets "
    "where many seniors live, and what they lack. Bereik (reach): how many have what within a walk. Plekken "
    "(places): where the next should come, and what closing would cost. Zoekgebieden (search areas): where "
    "housing meets the walking distance. Waarom (why): per requirement and kern "
    "how many meet it, do not and are unknown. Hangt aan "
    "(hangs on): how many "
    "verdicts are not firm or unknown, and why. In elke kern (in every kern): whether every kern has or plans "
    "clustered housing, and what comes nearest to it. Ombouwen (to convert): complexes that do not meet it, "
    "what misses least first. Straten erbij (streets): where a meeting place would have to come for what lies "
    "just too far. Plekken erbij (places): what is there and does not count, and whom it would serve. "
    "Navragen (to "
    "ask): whom to ask what to get a verdict. Per eis (per requirement): "
    "every verdict in parts, with the number found beside the "
    "one asked. Na te kijken (to check): listed addresses that need a look, what was not found first. "
    "Toelichting (explanation): the definitions "
    "with their sources, what counted as {meeting}, the settings and what each column means.",
)
MEANINGS = {
    Verdict.VOLDOET: Text(
        "Aan alle eisen van de definitie is voldaan.",
        "All requirements of the definition are met.",
    ),
    Verdict.VOLDOET_NIET: Text(
        "Aan minstens één eis is zeker niet voldaan.",
        "At least one requirement is certainly not met.",
    ),
    Verdict.ONBEKEND: Text(
        "Van minstens één eis is niet bekend of eraan is voldaan, en van geen enkele eis is bekend dat er "
        "niet aan is voldaan. Onbekend is geen ja en geen nee.",
        "Of at least one requirement it is not known whether it is met, and of none it is known that it is "
        "not. Unknown is neither yes nor no.",
    ),
}
HOW_VERDICTS_READ = (
    Text(
        "Een kansrijk cluster is een groep woningen die niemand heeft opgegeven en die groot genoeg is: "
        "een begin voor een gesprek, geen oordeel over bewoners.",
        "A promising cluster is a group of dwellings that nobody listed and that is large enough: a start "
        "for a conversation, no verdict on residents.",
    ),
    Text(
        "Afstanden zijn loopafstanden in meters, met één cijfer achter de komma en nooit over een grens "
        "heen afgerond: 399,96 m staat er als 399,9 en 400,04 m als 400,1. Het oordeel is gegeven op het "
        "onafgeronde getal.",
        "Distances are walking distances in metres, with one decimal and never rounded across a limit: "
        "399.96 m is shown as 399.9 and 400.04 m as 400.1. The verdict was given on the unrounded number.",
    ),
    Text(
        f"Een lege afstand is nooit nul: de kolom {Walk('...').reden} zegt waarom er geen getal is.",
        f"An empty distance is never zero: the column {Walk('...').reden} says why there is no number.",
    ),
    Text(
        "Boven elke kolom staat een kop om te lezen en klein daaronder haar naam, zoals in elk bestand.",
        "Above every column stands a head to read and, small below it, its name as in every file.",
    ),
    Text(
        "Op papier komen alleen de eerste kolommen, met het antwoord; het afdrukbereik is in Excel te "
        "wijzigen.",
        "Only the first columns, with the answer, go on paper; the print area can be changed in Excel.",
    ),
)
