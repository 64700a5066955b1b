"""What do the rasters say of themselves, in each language?"""

from wozgeo.domain.language import Text

DISTANCE = Text(
    "Loopafstand tot {the} dichtstbijzijnde {one}, over alles wat niet zeker dicht is",
    "Walking distance to the nearest {one}, over all that is not known to be closed",
)
CERTAIN = Text(
    "Loopafstand tot {the} dichtstbijzijnde {one}, alleen over wat zeker begaanbaar is",
    "Walking distance to the nearest {one}, over what is known to be walkable alone",
)
SCORE_HELD = Text(
    "Score van 0 tot 100 (rangordening, geen oordeel)", "Score from 0 to 100 (to rank, no verdict)"
)
SENIORS_HELD = Text(
    "65-plussers binnen {metres} m lopen: verwachte aantallen, met buren samengenomen en op vijven "
    "afgerond; 0 is minder dan {at_least}",
    "Persons of 65 and over within a walk of {metres} m: expected numbers, pooled with neighbours and "
    "rounded to fives; 0 is fewer than {at_least}",
)
MASK_HELD = Text("Wat van elke cel bekend is", "What is known of each cell")
ANSWERS = Text(
    "inf: gezocht, en binnen {metres} m is er geen (QGIS laat die cellen leeg; in masker.tif heten zij "
    "gemeten); nodata: niet te bepalen, zie masker.tif",
    "inf: searched, and within {metres} m there is none (QGIS leaves these cells blank; masker.tif calls them "
    "measured); nodata: cannot be told, see masker.tif",
)
NODATA = Text("nodata: niet te bepalen, zie masker.tif", "nodata: cannot be told, see masker.tif")
HOW = Text(
    "Gemeten vanuit het midden van elke cel van {cell} m, via de dichtstbijzijnde straat (een cel heeft geen "
    "adres); niets is tussen cellen gemiddeld. Ook binnen gebouwen gemeten",
    "Measured from the middle of each cell of {cell} m, by the nearest street (a cell has no address); "
    "nothing is averaged between cells. Measured within buildings too",
)
METRES, POINTS, PERSONS = Text("m", "m"), Text("punten", "points"), Text("personen", "persons")
LESS = Text("minder dan {high} {unit}", "less than {high} {unit}")
BETWEEN = Text("{low} tot {high} {unit}", "{low} to {high} {unit}")
MORE = Text("{low} {unit} of meer", "{low} {unit} or more")
NONE_WITHIN = Text(
    "geen binnen de zoekgrens (QGIS laat die cellen leeg)",
    "none within the search limit (QGIS leaves these cells blank)",
)
FEWER_CELLS = Text("minder dan {at_least}", "fewer than {at_least}")
