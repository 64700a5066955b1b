"""In which words is a reader told how a file was read?

A text with its blanks filled is a text in every language still: who reads it chooses.
"""

from wozgeo.domain.language import Counted, Text

# workbooks
HIDDEN_ROWS = Counted(
    Text(
        "1 rij is in de werkmap verborgen (door een filter of met de hand) en is toch gelezen.",
        "1 row is hidden in the workbook (by a filter or by hand) and was read all the same.",
    ),
    Text(
        "{n} rijen zijn in de werkmap verborgen (door een filter of met de hand) en zijn toch gelezen.",
        "{n} rows are hidden in the workbook (by a filter or by hand) and were read all the same.",
    ),
)
ROWS_BESIDE = Counted(
    Text(
        "1 rij heeft alleen iets rechts van de laatste kolom met een naam; die rij hoort niet bij de lijst.",
        "1 row has cells to the right of the last column with a name alone; that row is no part of the list.",
    ),
    Text(
        "{n} rijen hebben alleen iets rechts van de laatste kolom met een naam; die rijen horen niet bij de "
        "lijst.",
        "{n} rows have cells to the right of the last column with a name alone; those rows are no part of the "
        "list.",
    ),
)
MERGED_CELLS = Counted(
    Text(
        "1 cel is in de werkmap over meer rijen samengevoegd en is gelezen als van elk van die rijen: "
        "‘{first}’ (rij {rows}).",
        "1 cell is merged over several rows in the workbook and was read as said of each of them: ‘{first}’ "
        "(rows {rows}).",
    ),
    Text(
        "{n} cellen zijn in de werkmap over meer rijen samengevoegd en zijn gelezen als van elk van die rijen, "
        "het eerst ‘{first}’ (rij {rows}).",
        "{n} cells are merged over several rows in the workbook and were read as said of each of them, the "
        "first ‘{first}’ (rows {rows}).",
    ),
)
STRUCK_ROWS = Counted(
    Text(
        "In 1 rij is een cel in de werkmap doorgestreept; die rij is toch gelezen en telt mee. Vervallen? "
        "Haal haar dan uit de lijst.",
        "In 1 row a cell is struck through in the workbook; that row was read and counts all the same. "
        "If it no longer applies, take it out of the list.",
    ),
    Text(
        "In {n} rijen is een cel in de werkmap doorgestreept; die rijen zijn toch gelezen en tellen mee. "
        "Vervallen? Haal ze dan uit de lijst.",
        "In {n} rows a cell is struck through in the workbook; those rows were read and count all the same. "
        "If they no longer apply, take them out of the list.",
    ),
)

# own lists of facilities
REPLACES = Text("vervangt {before} door {n}", "replaces {before} by {n}")
ADDS = Text("voegt {places} toe", "adds {places}")
DROPS = Text("laat {places} weg", "leaves out {places}")

LISTED_TWICE = Counted(
    Text(
        "{n} rij van eigen lijsten zegt nog eens wat een andere zegt ({names}: dezelfde voorziening en naam, "
        "hooguit 10 m uiteen): de plek telt één keer",
        "{n} row of own lists says again what another says ({names}: the same voorziening and name, at most "
        "10 m apart): the place counts once",
    ),
    Text(
        "{n} rijen van eigen lijsten zeggen nog eens wat een andere zegt ({names}: dezelfde voorziening en "
        "naam, hooguit 10 m uiteen): elke plek telt één keer",
        "{n} rows of own lists say again what another says ({names}: the same voorziening and name, at most "
        "10 m apart): each place counts once",
    ),
)
LISTED_AGAIN = Counted(
    Text(
        "{n} plek van een eigen lijst staat ook in OpenStreetMap ({names}): zij telt één keer, waar de lijst "
        "haar heeft",
        "{n} place of an own list is in OpenStreetMap too ({names}): it counts once, where the list has it",
    ),
    Text(
        "{n} plekken van eigen lijsten staan ook in OpenStreetMap ({names}): zij tellen één keer, waar de "
        "lijst ze heeft",
        "{n} places of own lists are in OpenStreetMap too ({names}): they count once, where the list has them",
    ),
)

OUTLINES_CROSS = Counted(
    Text(
        "van {n} plek kruist de omtrek zichzelf; die is tot haar punt gemeten: herstel de omtrek (QGIS: "
        "Vector > Geometriegereedschap > Geometrieën repareren)",
        "the outline of {n} place crosses itself; it was measured to its point: mend the outline (QGIS: "
        "Vector > Geometry Tools > Fix geometries)",
    ),
    Text(
        "van {n} plekken kruist de omtrek zichzelf; die zijn tot hun punt gemeten: herstel de omtrekken (QGIS: "
        "Vector > Geometriegereedschap > Geometrieën repareren)",
        "the outlines of {n} places cross themselves; these were measured to their points: mend the outlines "
        "(QGIS: Vector > Geometry Tools > Fix geometries)",
    ),
)

FOUND_BY_ADDRESS = Text(
    "plekken die geen coördinaten hebben en bij hun adres zijn gezocht: {n}",
    "places without coordinates that were found by their address: {n}",
)
FOUND_NEARLY = Text(
    "daarvan gevonden op één deel na (straat, postcode, plaats of nummer is anders dan in het register): {n}",
    "of those found but for one part (street, postcode, place or number is otherwise in the register): {n}",
)

# addresses of complexes
GIVEN_TWICE = Text(
    "{address}: twee keer opgegeven bij complex {complex} (rij {first} en {row}); telt één keer",
    "{address}: given twice for complex {complex} (rows {first} and {row}); counts once",
)
MANY_GIVEN_TWICE = Text(
    "{n} adressen zijn bij hun complex twee keer opgegeven en tellen één keer; ze staan op het blad "
    "Na te kijken",
    "{n} addresses are given twice for their complex and count once; they are on the sheet Na te kijken",
)
IN_SEVERAL_COMPLEXES = Text(
    "{address}: staat bij de complexen {complexes}; telt bij elk mee",
    "{address}: is listed in the complexes {complexes}; counts in each",
)
MANY_IN_SEVERAL = Text(
    "{n} adressen staan in meer dan één complex en tellen bij elk mee ({complexes}); ze staan op het blad "
    "Na te kijken",
    "{n} addresses are listed in more than one complex and count in each ({complexes}); they are on the "
    "sheet Na te kijken",
)
UNUSED = Text("niet gebruikte kolommen: {columns}", "columns not used: {columns}")
UNUSED_LIKELY = Text(
    "niet gebruikte kolommen: {columns} ({hints}: geef dat zo nodig op bij columns)",
    "columns not used: {columns} ({hints}: if so, say so under columns)",
)
LOOKS_LIKE = Text("{name} lijkt op {target}", "{name} looks like {target}")

# plans
READ_AS = Text(
    "De kolommen zijn gelezen als die van: {planmonitor}.",
    "The columns were read as those of: {planmonitor}.",
)
ROW = Text("rij {row}", "row {row}")
ROW_OF = Text("rij {row} van {file}", "row {row} of {file}")
"""What a plan is called that has no id."""
NUMBERED = Text(
    "Er is geen kolom met een id: een plan heet naar zijn rij in het bestand (rij 2). Die kan "
    "veranderen als het bestand opnieuw wordt gemaakt.",
    "There is no column with an id: a plan is called by its row in the file (row 2). That may change "
    "when the file is made anew.",
)
PASSED_OVER = Text(
    "Gelezen zijn {n} van de {n_there} onderdelen van het bestand: de andere zijn niet geschreven zoals het "
    "hoort (open het bestand in QGIS en sla het opnieuw op).",
    "Read were {n} of the {n_there} features in the file: the others are not written as they should be "
    "(open the file in QGIS and save it again).",
)
SKIPPED = Counted(
    Text(
        "1 plan is overgeslagen: de ligging ontbreekt of is stuk.",
        "1 plan was skipped: its place is missing or broken.",
    ),
    Text(
        "{n} plannen zijn overgeslagen: de ligging ontbreekt of is stuk.",
        "{n} plans were skipped: their place is missing or broken.",
    ),
)
ELSEWHERE = Counted(
    Text(
        "1 plan ligt buiten het gebied van de kaart en telt nergens mee.",
        "1 plan lies outside the area of the map and counts nowhere.",
    ),
    Text(
        "{n} plannen liggen buiten het gebied van de kaart en tellen nergens mee.",
        "{n} plans lie outside the area of the map and count nowhere.",
    ),
)
FACILITIES_ELSEWHERE = Counted(
    Text(
        "1 plek ligt buiten het gebied van de kaart en telt nergens mee.",
        "1 place lies outside the area of the map and counts nowhere.",
    ),
    Text(
        "{n} plekken liggen buiten het gebied van de kaart en tellen nergens mee.",
        "{n} places lie outside the area of the map and count nowhere.",
    ),
)
LOCATIONS_ELSEWHERE = Counted(
    Text(
        "1 locatie ligt buiten het gebied van de kaart en is niet gemeten.",
        "1 location lies outside the area of the map and was not measured.",
    ),
    Text(
        "{n} locaties liggen buiten het gebied van de kaart en zijn niet gemeten.",
        "{n} locations lie outside the area of the map and were not measured.",
    ),
)
YEARS_IN_WORDS = Text(
    "Jaren van oplevering die met meer woorden zijn geschreven dan een jaar of datum (Q3 2027, 2025-2029, 2030 "
    "en verder): {n}. Daarvan telt het eerste of het laatste jaar; wat open is, is niet bekend.",
    "Years of completion written in more words than a year or a date (Q3 2027, 2025-2029, 2030 en verder): "
    "{n}. Of those the first or the last year counts; what is open is not known.",
)
CUT_OFF_COLUMN = Text(
    "Kolom {column} is afgekapt en kan {meanings} zijn; zij is niet gelezen. Noem haar bij columns in het "
    "run-bestand als dat wel moet.",
    "Column {column} is cut off and may be {meanings}; it was not read. Name it under columns in the run "
    "file if it should be.",
)
ALL_PUBLIC = Text(
    "Geen kolom zegt welke plannen vertrouwelijk zijn: alle plannen gelden als openbaar, want zo is het bij "
    "deze lijst gezegd (openbaar = true).",
    "No column says which plans are confidential: all plans count as public, as was said of this list "
    "(openbaar = true).",
)
ALL_SECRET = Text(
    "Geen kolom zegt welke plannen openbaar zijn: alle plannen gelden als vertrouwelijk en staan alleen in de "
    "map vertrouwelijk. Mogen ze allemaal gedeeld worden, zeg dat dan: openbaar = true onder [[plans]] in het "
    "run-bestand, of wozgeo sites --openbaar. Zo niet, geef de lijst een kolom openbaar (ja of nee).",
    "No column says which plans are public: all plans count as confidential and are in the folder "
    "vertrouwelijk alone. If all of them may be shared, say so: openbaar = true under [[plans]] in the run "
    "file, or wozgeo sites --openbaar. If not, give the list a column openbaar (ja or nee).",
)
ONE_COLUMN = Text("kolom {last}", "column {last}")
SEVERAL_COLUMNS = Text(
    "elk van de kolommen {first} en {last}", "each of the columns {first} and {last}"
)
CONFIDENTIAL = Counted(
    Text(
        "Vertrouwelijk: {secret} van 1 plan. Openbaar is alleen een plan waarvan {columns} dat met "
        "zoveel woorden zegt.",
        "Confidential: {secret} of 1 plan. A plan is public only where {columns} says so in so many "
        "words.",
    ),
    Text(
        "Vertrouwelijk: {secret} van de {n} plannen. Openbaar is alleen een plan waarvan {columns} dat met "
        "zoveel woorden zegt.",
        "Confidential: {secret} of the {n} plans. A plan is public only where {columns} says so in so many "
        "words.",
    ),
)
CONTRADICTORY = Text(
    "Kolom {column} is in het run-bestand {key} genoemd, maar haar naam vraagt het omgekeerde. Wat ja en "
    "nee daarin betekenen is niet zeker: zulke plannen gelden als vertrouwelijk. Noem haar bij columns naar "
    "wat zij vraagt (openbaar of vertrouwelijk), of geef de kolom een andere naam.",
    "Column {column} is called {key} in the run file, but its name asks the opposite. What yes and no mean "
    "in it is not certain: such plans count as confidential. Call it under columns by what it asks "
    "(openbaar or vertrouwelijk), or give the column another name.",
)

# BAG
NO_COLUMN = Text(
    "De laag {layer} heeft geen kolom {column}: de adressen van elke {kind} zijn zonder {column}.",
    "The layer {layer} has no column {column}: the addresses of every {kind} are without {column}.",
)
NO_INDEX = Text(
    "De laag {layer} heeft geen ruimtelijke index: hij is helemaal doorzocht. Met een index gaat het lezen "
    "veel sneller (QGIS: Processing > Ruimtelijke index aanmaken).",
    "The layer {layer} has no spatial index: all of it was searched. With an index reading is much faster "
    "(QGIS: Processing > Create spatial index).",
)
NO_LAYER = Text(
    "Het BAG-bestand heeft geen laag {layers}: die adressen ontbreken, als ze er zijn.",
    "The BAG file has no layer {layers}: those addresses are missing, if there are any.",
)
AND_NO_LAYER = Text(" en geen laag ", " and no layer ")
PADDED = Text(
    "Nummers van een {kind} waar voorloopnullen zijn aangevuld: {n}.",
    "Numbers of a {kind} to which leading zeros were added: {n}.",
)
LEFT_OUT = Text(
    "BAG-objecten die om hun status niet meetellen: {states}.",
    "BAG objects that do not count because of their status: {states}.",
)
STRANGE_STATUS = Text(
    "BAG-objecten met een status die wozgeo niet kent, of zonder status; zij tellen niet mee: {states}. Kijk "
    "of het bestand heel is.",
    "BAG objects with a status that wozgeo does not know, or without one; they do not count: {states}. Look "
    "whether the file is whole.",
)
WITHOUT_USE = Text(
    "Adressen zonder gebruiksdoel, waarvan niet bekend is of er wordt gewoond en die niet als woning "
    "tellen: {n}.",
    "Addresses without a gebruiksdoel (use), of which it is not known whether anyone lives there and which do "
    "not count as dwellings: {n}.",
)
SEVERAL_PANDEN = Text(
    "Adressen in meer dan één pand, waarvan het eerste telt: {n}.",
    "Addresses in more than one building, of which the first counts: {n}.",
)
PAND_KEYS = Text(
    "Adressen met de sleutel die de OGC API aan hun pand geeft in plaats van het BAG-nummer (goed om per "
    "pand te tellen, niet om met een ander bestand te verbinden): {n}.",
    "Addresses with the key that the OGC API gives their building instead of the BAG number (good for "
    "counting per building, not for joining with another file): {n}.",
)

# areas
FIGURES = {
    "inwoners": Text("aantal inwoners", "number of inhabitants"),
    "percentage_65plus": Text("percentage 65-plus", "percentage of 65 and over"),
    "huisarts_km": Text("afstand tot de huisarts", "distance to the GP"),
    "supermarkt_km": Text("afstand tot de supermarkt", "distance to the supermarkt"),
    "apotheek_km": Text("afstand tot de apotheek", "distance to the pharmacy"),
}
"""What CBS gives of areas, by the keys of ``data/cbs.toml``."""

FIGURES_ABSENT = Text(
    "Cijfers van het CBS die niet in het bestand zijn gevonden: {figures}.",
    "Figures of CBS that were not found in the file: {figures}.",
)
CODES_RESTORED = Text(
    "Codes die hun letters of voorloopnul kwijt waren en ze terug hebben gekregen (9990101 is "
    "BU09990101): {n}.",
    "Codes that had lost their letters or leading zero and got them back (9990101 is BU09990101): {n}.",
)
