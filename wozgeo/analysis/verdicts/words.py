"""In which words is a verdict told, with its evidence and what would make it better?

What differs per fact stands in `wozgeo.domain.facts`. Policy words stay Dutch where English has none.
"""

from wozgeo.analysis.verdicts.three_valued import Doubt
from wozgeo.domain.language import Counted, Text

# --- attributes -----------------------------------------------------------------------------------

MISSING_DWELLINGS = Text("aantal woningen niet opgegeven", "number of dwellings not stated")
NOT_YET = Text("{not_so}, wel {made}", "{not_so}, but {made}")
MADE_SO = Text("{make} ({made})", "{make} ({made})")
POSSIBLE = Text("dat kan, volgens de opgave", "which is possible, as stated")
CLASS_IS = Text("{fact}: {grade}", "{fact}: {grade}")
CLASS_TOO_LOW = Text(
    "{fact}: {grade}, en minstens {least} is nodig",
    "{fact}: {grade}, where at least {least} is needed",
)
CLASS_NEEDED = Text("{fact}: minstens {least}", "{fact}: at least {least}")
STATE_CLASS = Text(
    "een opgave van de {fact}, minstens {least}", "a statement of the {fact}, at least {least}"
)

# --- numbers --------------------------------------------------------------------------------------

BECAUSE_OF = Text("{said} ({note})", "{said} ({note})")
TOO_FEW = Text("{homes}, {n} te weinig", "{homes}, {n} too few")
TOO_LOW = Text(
    "{share}, {points} procentpunt te weinig", "{share}, {points} percentage points too few"
)
MORE_DWELLINGS = Counted(
    Text("{n} woning meer", "{n} more dwelling"),
    Text("{n} woningen meer", "{n} more dwellings"),
)
STATE_DWELLINGS = Counted(
    Text("een opgave van minstens {n} woning", "a statement of at least {n} dwelling"),
    Text("een opgave van minstens {n} woningen", "a statement of at least {n} dwellings"),
)
NOW_PERCENT = Text("{least} (nu {percent} %)", "{least} (now {percent}%)")

# --- the walk -------------------------------------------------------------------------------------

NEAR = Text("{some} op {metres} m lopen", "{some} {metres} m away on foot")
SURELY = Text("{found} langs zeker begaanbare wegen", "{found} along ways known to be walkable")
NEAREST = Text(
    "{the} dichtstbijzijnde {place} ligt op {metres} m lopen",
    "{the} nearest {place} is {metres} m away on foot",
)
CROSSES = Text(
    "{found}, maar de aanloop kruist {crosses}",
    "{found}, but the way to the street crosses {crosses}",
)
IF_OPEN = Text(
    "{found} als de onbekende paden begaanbaar zijn, en {surely}",
    "{found} if the unknown paths can be walked, and {surely}",
)
ELSE_AT = Text(
    "op {metres} m langs zeker begaanbare wegen", "{metres} m along ways known to be walkable"
)
NO_SURE_ROUTE = Text(
    "een zeker begaanbare route is niet gevonden", "no route known to be walkable was found"
)
NONE_WITHIN = Text("geen {place} binnen {metres} m lopen", "no {place} within {metres} m on foot")
NONE_SO_FAR = Text(
    "geen {place} gevonden binnen {metres} m lopen, en verder is niet gezocht",
    "no {place} found within {metres} m on foot, and the search went no further",
)
AT_LIMIT = Text(
    "{found}, precies op de grens ({bound} is nodig)",
    "{found}, exactly at the limit ({bound} is needed)",
)
TOO_FAR = Text("{found}, {metres} m te ver", "{found}, {metres} m too far")
BEYOND_MAP = Text(
    "{found}, maar buiten de kaart kan een dichtere liggen",
    "{found}, but a nearer one may lie outside the map",
)
NOT_EVERYWHERE = Text(
    "{found}, en niet overal was het te meten ({reason})",
    "{found}, and it could not be measured everywhere ({reason})",
)
LEADING_TO = Text("{said} ({place})", "{said} ({place})")
NOT_DETERMINED = Text("loopafstand niet bepaald", "walking distance not determined")
BECAUSE = Text("{what}: {reason}", "{what}: {reason}")
NOT_SEARCHED = Text("niet verder gezocht dan {metres} m", "searched no further than {metres} m")

HANGS_ON = {
    Doubt.AANLOOP: Text("aanloop over {crosses}", "the way to the street across {crosses}"),
    Doubt.METERS: Text("onbekende meters", "metres not known to be walkable"),
    Doubt.RAND: Text("rand van de gegevens", "the edge of the data"),
}
"""What a walk that was measured hangs on."""

NEED_ROUTE = Text(
    "zekerheid dat de route van {metres} m begaanbaar is",
    "certainty that the route of {metres} m can be walked",
)
NEED_CROSSING = Text(
    "zekerheid dat men op de aanloop over {crosses} kan komen",
    "certainty that the way to the street gets across {crosses}",
)
NEED_ADDRESSES = Text(
    "een juiste opgave van de adressen die niet zijn gevonden",
    "a correct statement of the addresses that were not found",
)
NEED_NEARER = Text("{some} op {bound} lopen ({now})", "{some} {bound} away on foot ({now})")
OR_WIDER_MAP = Text(
    "{nearer}, of een ruimere kaart waarop er een blijkt te liggen",
    "{nearer}, or a larger map that turns out to show one",
)
NOW_MISSING = Text("nu {missing}", "now {missing}")
NOT_MEASURED = Text("nu niet te meten: {reason}", "cannot be measured now: {reason}")
NOW_NONE = Text("nu geen binnen {metres} m", "now none within {metres} m")
NOW = Text("nu {metres} m", "now {metres} m")
NOW_AT_LIMIT = Text("{now}, precies op de grens", "{now}, exactly at the limit")
NEARER_BY = Text("{now}, dus {metres} m dichterbij", "{now}, so {metres} m nearer")
NEARER_BY_MORE = Text(
    "{now}, dus meer dan {metres} m dichterbij", "{now}, so more than {metres} m nearer"
)

# --- the whole ------------------------------------------------------------------------------------

AND = Text(", en ", ", and ")
OR = Text(", of ", ", or ")
MEETS = Text("Voldoet aan {title}: {why}.", "Meets {title}: {why}.")
FAILS = Text("Voldoet niet aan {title}: {why}.", "Does not meet {title}: {why}.")
UNKNOWN = Text(
    "Onbekend of dit voldoet aan {title}: {why}.", "Unknown whether this meets {title}: {why}."
)
STILL_OPEN = Text(" Nog open: {why}.", " Still open: {why}.")
REST_IS_MET = Text(" Aan de andere eisen is voldaan.", " The other requirements are met.")

# --- is a meeting room in the building needed -----------------------------------------------------

ROOM_NOT_NEEDED = Text(
    "Een inpandige ontmoetingsruimte is niet nodig: er is {why}.",
    "A meeting room in the building is not needed: there is {why}.",
)
ROOM_NEEDED = Text(
    "Een inpandige ontmoetingsruimte is nodig: {why}.",
    "A meeting room in the building is needed: {why}.",
)
ROOM_NEEDED_AND_THERE = Text(
    "Een inpandige ontmoetingsruimte is nodig, en is er: {why}.",
    "A meeting room in the building is needed, and is there: {why}.",
)
ROOM_PERHAPS_NEEDED = Text(
    "Of een inpandige ontmoetingsruimte nodig is, is niet zeker: {why}.",
    "Whether a meeting room in the building is needed is not certain: {why}.",
)
