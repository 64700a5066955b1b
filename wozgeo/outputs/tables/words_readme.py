"""What does LEESMIJ.md say, in each language?"""

from wozgeo.domain.language import Text

FILES: dict[str, Text] = {
    "kaart.html": Text(
        "De kaart. Opent in elke browser, ook zonder internet.",
        "The map. Opens in any browser, without internet too.",
    ),
    "rapport.html": Text(
        "Het rapport: de vraag en het antwoord, per kern, plan en complex. Opent in elke browser,"
        " ook zonder internet, en drukt af op A4.",
        "The report: the question and the answer, per kern, plan and complex. Opens in any "
        "browser, without internet too, and prints on A4.",
    ),
    "rapport.pdf": Text(
        "Hetzelfde rapport als PDF.",
        "The same report as PDF.",
    ),
    "oordelen.xlsx": Text(
        "Werkboek voor Excel: welke plannen en complexen aan de definities voldoen, waarom, en "
        "wat er nodig is. Begin bij het blad Samenvatting; het blad Toelichting legt alles uit.",
        "Workbook for Excel: which plans and complexes meet the definitions, why, and what is "
        "needed. Begin at the sheet Samenvatting (summary); the sheet Toelichting explains "
        "everything.",
    ),
    "navragen": Text(
        "Per opdrachtgever of corporatie een lijst om te sturen: wat er van haar plannen of complexen nog moet "
        "worden opgegeven, met een lege kolom voor het antwoord.",
        "A list per developer or corporation to send: what is still to be stated of its plans or complexes, "
        "with "
        "an empty column for the answer.",
    ),
    "woningen.xlsx": Text(
        "De woningen voor Excel: adres, loopafstanden en score. Open deze en niet de CSV: een huisnummer als "
        "12-3 blijft hier tekst en wordt geen datum.",
        "The dwellings for Excel: address, walking distances and score. Open this and not the CSV: a house "
        "number like 12-3 stays text here and becomes no date.",
    ),
    "resultaat.gpkg": Text(
        "GeoPackage met de lagen `woningen` en `voorzieningen` en, als de run ernaar vraagt, "
        "`looproutes`, `plannen`, `complexen`, `clusters`, `kernen`, `buurten`, `gemeente`, `paden`, "
        "`plekken_erbij`, `straten_erbij`, `concentraties`, `straten`, `plekken` en `zoekgebieden`. Opent met "
        "opmaak in QGIS, of als project (`wozgeo`, in het bestand zelf) met een laag per vraag; ook ArcGIS "
        "leest het.",
        "GeoPackage with the layers `woningen` (dwellings) and `voorzieningen` (facilities) and, "
        "where the run asks for them, `looproutes` (walks), `plannen`, `complexen`, `clusters`, "
        "`kernen`, `buurten`, `gemeente`, `paden` (paths that are not there), `plekken_erbij` and "
        "`straten_erbij` "
        "(where a place would help), `concentraties`, `straten` (streets), `plekken` (places) and "
        "`zoekgebieden` "
        "(search areas). Opens with its looks in QGIS, "
        "or as a project (`wozgeo`, in the file itself) with a layer per question; ArcGIS reads it too.",
    ),
    "raster": Text(
        "Rasters (GeoTIFF, RD New): per cel de loopafstand tot elke voorziening (twee lezingen), de "
        "score, de senioren binnen een loopafstand, en `masker.tif`, dat zegt waarom een cel leeg is. Sleep ze "
        "in QGIS: zij openen in kleur. Gemeten vanuit het midden van elke cel, via de dichtstbijzijnde straat.",
        "Rasters (GeoTIFF, RD New): per cell the walking distance to each voorziening (two "
        "readings), the score, the seniors within a walk, and `masker.tif`, which tells why a cell is empty. "
        "Drag them into QGIS: they open in colour. Measured from the middle of each cell, by the nearest "
        "street.",
    ),
    "vertrouwelijk": Text(
        "Plannen die niet openbaar zijn; deel deze map niet.",
        "Plans that are not public; do not share this folder.",
    ),
    "LEESMIJ.md": Text(
        "Deze uitleg.",
        "This explanation.",
    ),
    "run.json": Text(
        "Hoe dit resultaat is gemaakt: bestanden met controlegetal (SHA-256), versies, "
        "instellingen, aantallen en waarschuwingen.",
        "How this result was made: files with a checksum (SHA-256), versions, settings, counts "
        "and warnings.",
    ),
    "woningen.csv": Text(
        "Alle woningen met alles wat ervan is gemeten, voor programma's. Met een dubbelklik maakt Excel van "
        "sommige huisnummers een datum; neem daarvoor `woningen.xlsx`.",
        "All dwellings with everything that was measured, for programs. On a double click Excel makes dates of "
        "some house numbers; take `woningen.xlsx` for that.",
    ),
    "woningen.parquet": Text(
        "Dezelfde woningen als GeoParquet, voor wie verder rekent (Python, R, DuckDB).",
        "The same dwellings as GeoParquet, for who calculates further (Python, R, DuckDB).",
    ),
    "plannen.parquet": Text(
        "De plannen met hun oordelen, als GeoParquet.",
        "The plans with their verdicts, as GeoParquet.",
    ),
    "complexen.parquet": Text(
        "De complexen met hun oordelen, als GeoParquet.",
        "The complexes with their verdicts, as GeoParquet.",
    ),
    "clusters.parquet": Text(
        "De kansrijke clusters met hun oordelen, als GeoParquet.",
        "The promising clusters with their verdicts, as GeoParquet.",
    ),
    "plekken_erbij.parquet": Text(
        "Plekken die nu niet meetellen en wie er iets aan zou hebben, als GeoParquet.",
        "Places that do not count now, and whom they would serve, as GeoParquet.",
    ),
    "straten_erbij.parquet": Text(
        "Waar een plek zou moeten komen voor wat het net niet haalt, als GeoParquet.",
        "Where a place would have to come for what just misses it, as GeoParquet.",
    ),
    "kernen.parquet": Text(
        "De cijfers per kern, als GeoParquet.",
        "The figures per kern (village or town), as GeoParquet.",
    ),
    "buurten.parquet": Text(
        "De cijfers per buurt, wijk en gemeente, als GeoParquet.",
        "The figures per neighbourhood, district and municipality, as GeoParquet.",
    ),
    "gemeente.parquet": Text(
        "De cijfers per gemeente, met het aantal ouderen, als GeoParquet.",
        "The figures per municipality, with the number of seniors, as GeoParquet.",
    ),
    "concentraties.parquet": Text(
        "De straten waarlangs 65-plussers geconcentreerd wonen, als GeoParquet.",
        "The streets along which people of 65 and over are concentrated, as GeoParquet.",
    ),
    "straten.parquet": Text(
        "Hoeveel ouderen langs welke straten lopen, per voorziening, als GeoParquet.",
        "How many seniors walk along which streets, per kind of facility, as GeoParquet.",
    ),
    "plekken.parquet": Text(
        "Waar de volgende plekken het best komen, en wat de bestaande betekenen, als GeoParquet.",
        "Where the next places should come, and what the existing ones mean, as GeoParquet.",
    ),
    "zoekgebieden.parquet": Text(
        "De zoekgebieden: waar een geclusterde woonvorm aan de gevraagde loopafstanden voldoet, als "
        "GeoParquet.",
        "The search areas: where a geclusterde woonvorm meets the walks asked for, as GeoParquet.",
    ),
}
"""What each file of a result is: first what people open, then what programs read."""

FILES_HEAD = Text("## Bestanden", "## Files")
WARNINGS_HEAD = Text("## Let op bij dit resultaat", "## Mind this of this result")
NOTES_HEAD = Text("## Hoe de gegevens zijn gelezen", "## How the data were read")
COLUMNS_HEAD = Text("## Kolommen", "## Columns")
HEADS = Text(
    "Elke kolom heeft in alle bestanden dezelfde naam en staat hier één keer, onder de lagen die haar hebben.\n"
    "Waar mensen lezen staat er een kop in woorden bij: in `oordelen.xlsx` boven die naam, en als alias in\n"
    "QGIS en ArcGIS. Bladen van `oordelen.xlsx` die geen laag zijn, legt het blad Toelichting daar uit.\n"
    "Staan er meer namen in één vak, dan geldt de uitleg voor elk: op de plaats van … staat waar de kolom\n"
    "over gaat. Een streepje: de cel is nooit leeg.",
    "Every column has the same name in all files and stands here once, under the layers that have it. Where\n"
    "people read there is a head in words beside it: in `oordelen.xlsx` above that name, and as an alias in\n"
    "QGIS and ArcGIS. Sheets of `oordelen.xlsx` that are no layer are explained there, on the sheet\n"
    "Toelichting. Where several names are in one cell, all are told: in the place of … stands what the column\n"
    "is about. A dash: the cell is never empty.",
)
TABLE_HEAD = Text(
    "| kolom | betekenis | waarde | leeg betekent |", "| column | meaning | value | empty means |"
)
IN_SEVERAL = Text("### In meer lagen", "### In several layers")
SEVERAL_HEAD = Text(
    "| kolom | in | betekenis | waarde | leeg betekent |",
    "| column | in | meaning | value | empty means |",
)
LAYERS_TOO = Text(
    "dezelfde lagen als in `resultaat.gpkg`, als GeoParquet, voor wie verder rekent.",
    "the same layers as in `resultaat.gpkg`, as GeoParquet, for who calculates further.",
)
NEVER_EMPTY = Text("–", "–")

INTRODUCTION = Text(
    """
Hoe ver loopt iemand vanaf elke woning naar de dichtstbijzijnde voorzieningen? Deze map is gemaakt
met wozgeo. De afstanden zijn loopafstanden over straten en paden, niet hemelsbreed, in meters.
""",
    """
How far does someone walk from each dwelling to the nearest facilities? This folder was made with wozgeo.
The distances are walking distances over streets and paths, not as the crow flies, in metres.
""",
)

HOW_TO_READ = Text(
    """
## Zo leest u de antwoorden

**Drie soorten antwoord.** Een loopafstand is een van deze drie:

1. een getal: zo ver is het lopen van de woning tot de voorziening, de stukken naast de weg
   meegeteld;
2. leeg, met `buiten_zoekgrens` als reden: er is gezocht en binnen de zoekgrens is er geen;
3. leeg, met een andere reden: er kon niet worden gezocht. Dat is iets anders dan ver weg.

Een lege cel is dus nooit nul. In de GeoParquet staat bij 2 het getal oneindig (`inf`) en bij 3
niets; in de CSV en de GeoPackage zijn beide leeg en maakt de kolom `{reden}` het verschil.

| reden | betekenis |
|---|---|
{reasons}

**Twee lezingen.** Van sommige paden is niet bekend of ze begaanbaar zijn. Daarom staat elke afstand
er twee keer. `{afstand}` loopt over alles wat niet zeker onbegaanbaar is. `{zeker}` loopt
alleen over wat zeker begaanbaar is. Zijn ze gelijk, dan maakt het onbekende niet uit. Wie aan een
grens toetst, zoals de rollatorafstand van minder dan 400 m (Prestatieafspraken Druten 2025-2028,
bijlage 1): is `{zeker}` kleiner dan 400, dan voldoet de woning; is `{afstand}` 400 of meer,
dan voldoet zij niet; daartussen is het antwoord onbekend. Precies 400,0 m voldoet niet.

**De rand.** Staat `{rand}` op ja, dan kan er een dichtere voorziening buiten de kaart liggen.
""",
    """
## How to read the answers

**Three kinds of answer.** A walking distance is one of these three:

1. a number: so far is the walk from the dwelling to the facility, the stretches beside the street
   included;
2. empty, with `buiten_zoekgrens` as the reason: there was a search, and within its limit there is none;
3. empty, with another reason: a search was not possible. That is something else than far away.

So an empty cell is never zero. In the GeoParquet 2 has the number infinity (`inf`) and 3 has nothing; in
the CSV and the GeoPackage both are empty, and the column `{reden}` makes the difference.

| reason | meaning |
|---|---|
{reasons}

**Two readings.** Of some paths it is not known whether they can be walked. That is why each distance is
there twice. `{afstand}` walks over everything not known to be impassable. `{zeker}` walks only over what
is known to be walkable. Are they equal, then the unknown makes no difference. Who holds them to a limit,
as the rollatorafstand (walking distance with a rollator) of less than 400 m (Prestatieafspraken Druten
2025-2028, bijlage 1): is `{zeker}` less than 400, the dwelling meets it; is `{afstand}` 400 or more, it
does not; between them the answer is unknown. Exactly 400.0 m does not meet it.

**The edge.** Where `{rand}` says yes, there may be a nearer facility outside the map.
""",
)

EXCEL = Text(
    """
## Openen in Excel

`woningen.csv` heeft puntkomma's en decimale komma's en opent met een dubbelklik in Nederlandse
Excel. Drie dingen om te weten:

- Excel maakt van lange cijferreeksen een afgerond getal en haalt nullen vooraan weg. Staan er
  zulke id's in (bijvoorbeeld BAG-id's van 16 cijfers uit een eigen lijst), open het bestand dan
  via Gegevens > Uit tekst/CSV en zet de id-kolommen op Tekst. In het bestand zelf staan ze goed.
- Een huisnummer als `1-01` leest Excel als een datum. Neem daarom `woningen.xlsx`, of zet de kolom
  `huisnummer` via Gegevens > Uit tekst/CSV op Tekst.
- Een tekst die begint met `=`, `+`, `-`, `@`, een tab of een nieuwe regel heeft in de CSV een
  apostrof (') ervoor gekregen, zodat Excel er geen formule van maakt. Die apostrof hoort niet bij
  de tekst. De GeoPackage en de GeoParquet hebben hem niet.
""",
    """
## Opening in Excel

`woningen.csv` has semicolons and decimal commas, and opens with a double click in a Dutch Excel. In an
Excel in another language, open it by Data > From Text/CSV. Three things to know:

- Excel makes a rounded number of long rows of digits and takes zeros off the front. Where there are such
  ids (BAG ids of 16 digits from a list of your own, say), open the file by Data > From Text/CSV and make
  the columns with ids Text. In the file itself they are right.
- Excel reads a house number like `1-01` as a date. So take `woningen.xlsx`, or make the column
  `huisnummer` Text by Data > From Text/CSV.
- A text that begins with `=`, `+`, `-`, `@`, a tab or a new line has an apostrophe (') before it in the
  CSV, so that Excel makes no formula of it. That apostrophe is no part of the text. The GeoPackage and
  the GeoParquet do not have it.
""",
)

LICENCE = Text(
    """
## Herkomst, licentie en privacy

Straten, adressen en voorzieningen: © OpenStreetMap-bijdragers, onder de Open Database License
(ODbL), https://www.openstreetmap.org/copyright. Noem deze bron als u het resultaat deelt; een tabel
die u ervan afleidt en openbaar maakt, valt onder dezelfde licentie. Wat uit een eigen lijst komt,
valt onder de voorwaarden van die lijst.

Het resultaat gaat over adressen en plekken, niet over personen: over de bewoners van een adres staat
er niets in. Aantallen ouderen, waar daarnaar is gevraagd, zijn verwachtingen per gebied, en geen is kleiner
dan 5. Namen uit een eigen lijst komen wel mee; deel ze alleen als dat mag (AVG).
""",
    """
## Origin, licence and privacy

Streets, addresses and facilities: © OpenStreetMap contributors, under the Open Database License (ODbL),
https://www.openstreetmap.org/copyright. Name this source when you share the result; a table that you
derive from it and make public falls under the same licence. What comes from a list of your own falls
under the terms of that list.

The result is about addresses and places, not about people: of the residents of an address it tells
nothing. Numbers of seniors, where they were asked for, are expectations per area, and none is below 5.
Names from a list of your own are in it; share them only where that is allowed (AVG, GDPR).
""",
)
