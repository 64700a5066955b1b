"""What does the report say itself around seniors, what they reach, and new places?"""

from wozgeo.domain.language import Counted, Text

HEADING = Text("Senioren", "Seniors")
INTRO = Text(
    "Elk aantal is een verwachting, met tussen haakjes het laagste en het hoogste dat met alle bronnen klopt. "
    "Het CBS rondt op vijven af: een cijfer kan 2,5 hoger of lager zijn, en onder de 5 is het geheim: 0 tot "
    "en met 4, niet nul. Minder dan {n} personen staan nergens; een streepje is onbekend of te weinig om te "
    "tonen.",
    "Every number is an expectation, with between brackets the least and the most that agree with all sources. "
    "CBS rounds to fives: a figure may be 2.5 higher or lower, and below 5 it is secret: 0 to 4, not nought. "
    "Fewer than {n} persons stand nowhere; a dash is not known or too few to show.",
)
AREA = Text("gebied", "area")
WHOLE = {
    "gemeente": Text("gemeente {name}", "gemeente {name}"),
    "kern": Text("{name}", "{name}"),
}
WHOLE_GEMEENTE = Text("hele gemeente", "whole gemeente")
NAMELESS = Text("hele gemeente ({code})", "whole gemeente ({code})")
LIVE = Text("Hoeveel ouderen er wonen", "How many seniors live here")
LIVE_NOTE = Text(
    "Wijken en buurten staan in oordelen.xlsx, blad Senioren.",
    "Wijken and buurten are in oordelen.xlsx, sheet Senioren.",
)
AGED = Text("{age}+ nu", "{age}+ now")
AGED_THEN = Text("{age}+ in {year}", "{age}+ in {year}")
SHARE = Text("deel {age}+", "share {age}+")

CONCENTRATIONS = Text(
    "Concentraties van 65-plussers, en wat zij missen",
    "Concentrations of people of 65 and over, and what they lack",
)
CONCENTRATIONS_NOTE = Text(
    "Aaneengesloten straten; gemeten over wegen die zeker begaanbaar zijn. Zonder {what}: wie er geen heeft op "
    "minder dan {m} m. Mist: wat meer dan de helft niet op minder dan {m} m heeft. Hooguit {most}; alle "
    "staan in oordelen.xlsx, blad Concentraties.",
    "Connected streets; measured along ways known to be walkable. Without {what}: who has none within {m} m. "
    "Lacks: what more than half do not have within {m} m. {most} at most; all are in oordelen.xlsx, sheet "
    "Concentraties.",
)
STREETS = Text("rond", "around")
SUPPLIED = Text("woningen", "dwellings")
OVER_65 = Text("65+", "65+")
WITHOUT = Text("zonder {what}", "without {what}")
LACKS = Text("mist", "lacks")

REACH = Text(
    "Hoeveel 65-plussers wat op loopafstand hebben: {area}",
    "How many people of 65 and over have what within a walk: {area}",
)
REACH_NOTE = Text(
    "Verwacht aantal, met het laagste en het hoogste, en het deel dat het zeker heeft, over wegen die zeker "
    "begaanbaar zijn. Alle: wie van alles iets heeft; geen: wie niets heeft.",
    "Expected number, with the least and the most, and the share that certainly has it, along ways known to be "
    "walkable. All: who has something of everything; none: who has nothing.",
)
FACILITY = Text("voorziening", "facility")
WITHIN = Text("minder dan {m} m", "less than {m} m")
COUNT_AND_SHARE = Text("{n} · {share}", "{n} · {share}")
REACH_KERN = Text(
    "Deel van de 65-plussers dat het zeker op minder dan {m} m lopen heeft",
    "Share of people of 65 and over who certainly have it within {m} m of walking",
)
REACH_KERN_NOTE = Text(
    "Per buurt, en met de aantallen, staat het in oordelen.xlsx, blad Bereik.",
    "Per buurt, and with the numbers, it is in oordelen.xlsx, sheet Bereik.",
)
ALL_KINDS, NO_KIND = Text("alle", "all"), Text("geen enkele", "none of them")

SUPPLY = Text("Vraag en aanbod: geclusterde woningen", "Need and supply: geclusterde dwellings")
SUPPLY_NOTE = Text(
    "Naar {title}. Bestaand: in complexen die voldoen; gepland: in plannen die voldoen; misschien: waarvan het "
    "oordeel onbekend is.",
    "By {title}. Existing: in complexes that meet it; planned: in plans that meet it; perhaps: of which the "
    "verdict is unknown.",
)
GAP_NOTE = Text(
    "Tekort: naar de eigen norm van {ratio} geclusterde woningen per 100 personen van 75 jaar en ouder; onder "
    "nul zijn er meer dan de norm vraagt. Verwacht telt bestaand en gepland; ten minste telt ook misschien; "
    "ten hoogste telt alleen bestaand.",
    "Gap: by the user's own ratio of {ratio} geclusterde dwellings per 100 persons of 75 and over; below "
    "nought there are more than it asks. Expected counts existing and planned; at least counts "
    "perhaps too; at most counts existing alone.",
)
NO_RATIO = Text(
    "Er is geen eigen norm opgegeven ([population] ratio): daarom staat er geen tekort.",
    "No ratio of your own was given ([population] ratio): therefore no gap is told.",
)
EXISTING, PLANNED = Text("bestaand", "existing"), Text("gepland", "planned")
PERHAPS = Text("misschien", "perhaps")
GAP, GAP_THEN = Text("tekort nu", "gap now"), Text("tekort in {year}", "gap in {year}")

PLACES = Text(
    "Waar de volgende plek ({what}) het best komt, stap voor stap",
    "Where the next place ({what}) should come, step by step",
)
PLACES_NOTE = Text(
    "Winst: 65-plussers die er een binnen {m} m bij krijgen, na de plekken die eerder gekozen zijn. Vast: of "
    "de plek ook gekozen wordt als overal het laagste en overal het hoogste aantal woont.",
    "Gain: people of 65 and over who come to have one within {m} m, after the places chosen before. Firm: "
    "whether it is chosen too when everywhere the least and everywhere the most live.",
)
OTHERS = Text("Niet gekozen; winst als enige nieuwe plek", "Not chosen; gain as the only new place")
STEP, PLACE, GAIN = Text("stap", "step"), Text("plek", "place"), Text("winst", "gain")
FIRM, AS_GOOD = Text("vast", "firm"), Text("even goed", "as good")
FIRM_SAID = {
    True: Text("ja", "yes"),
    False: Text("nee", "no"),
}
NOT_KNOWN = Text("onbekend", "unknown")
CLOSING = Text("Wat sluiten zou kosten", "What closing would cost")
CLOSING_NOTE = Text(
    "65-plussers die geen andere plek binnen {m} m hebben; het minste eerst.",
    "People of 65 and over with no other place within {m} m; the least first.",
)
LOSS = Text("verlies", "loss")
MORE_ROWS = Text(
    "De eerste {n} van {of}; alle staan in oordelen.xlsx, blad {sheet}.",
    "The first {n} of {of}; all are in oordelen.xlsx, sheet {sheet}.",
)

AREAS = Text(
    "Zoekgebieden: waar een woonvorm de loopafstand van {title} haalt",
    "Search areas: where housing meets the walking distance of {title}",
)
AREAS_NOTE = Text(
    "Aaneengesloten stukken, ook waar al gebouwd is. 65+: op loopafstand van de beste plek (minstens–"
    "hoogstens). Dichtstbij voor: kernen zonder geclusterd wonen, met de loopafstand van de naaste woning, "
    "hoe ver ook; een kern van waar geen straat naar een zoekgebied leidt, staat nergens bij.",
    "Connected pieces, also where there are buildings. 65+: within the walk of its best place (at least–at "
    "most). Nearest for: kernen without geclusterd wonen, with the walk from the nearest dwelling, however "
    "far; a kern from which no street leads to a search area is named nowhere.",
)
NUMBER = Text("nr.", "no.")
KERN = Text("kern", "kern")
READING = Text("zekerheid", "certainty")
HECTARES = Text("ha", "ha")
BUILT = Text("bebouwd", "built on")
SCORE = Text("score", "score")
NEAREST_FOR = Text("dichtstbij voor", "nearest for")
PLANS_IN = Text("plannen erin", "plans in it")

SOURCES = Text("Bronnen en aannames", "Sources and assumptions")
FACTSHEET = Text("65-plussers: {n}", "Aged 65 or over: {n}")
FACTSHEET_75 = Text("75-plussers: {n}", "Aged 75 or over: {n}")
FACTSHEET_THEN = Text("in {year}: {n}", "in {year}: {n}")
IN_CONCENTRATION = Counted(
    Text("1 concentratie, rond {named}", "1 concentration, around {named}"),
    Text("{n} concentraties, rond {named}", "{n} concentrations, around {named}"),
)
CONCENTRATION_SIGN = Text("concentratie van 65-plussers", "concentration of people of 65 and over")
CHOSEN_SIGN = Text("nieuwe plek, met de stap", "new place, with its step")
STREETS_TABLE = Text(
    "Waar een plek zou moeten komen voor wat net te ver ligt",
    "Where a place would have to come for what lies just too far",
)
STREETS_NOTE = Text(
    "Aan een van deze straten, geheel of voor een deel. Het blad Straten erbij van oordelen.xlsx heeft alle "
    "namen.",
    "Along one of these streets, whole or in part. Sheet Straten erbij of oordelen.xlsx has all names.",
)
ALONG = Text("straten", "streets")
LENGTH = Text("straat (m)", "street (m)")
THERE = Text("wat er al is en niet telt", "what is there and does not count")
UNCOUNTED = Text("Wat er al is en niet telt", "What is there and does not count")
UNCOUNTED_NOTE = Text(
    "Plekken die iemand binnen de grens zouden brengen als zij telden: navragen of zij open staan voor "
    "iedereen.",
    "Places that would bring someone within the limit if they counted: ask whether they are open to all.",
)
WHY, WHOM = Text("telt niet, want", "does not count, for"), Text("helpt", "helps")
