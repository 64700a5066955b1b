"""In which words is a verdict told, with its evidence and what would make it better?

Per column of facts where something differs per fact. Policy words stay Dutch where English has none.
"""

from wozgeo.analysis.verdicts.three_valued import Doubt
from wozgeo.domain.language import Counted, Text

# --- attributes -----------------------------------------------------------------------------------

YES = {
    "inpandig": Text("een inpandige ontmoetingsruimte", "an in-house meeting room"),
    "voor_bewoners": Text(
        "een ontmoetingsruimte voor de bewoners", "a meeting room for the residents"
    ),
    "voor_senioren": Text("bestemd voor senioren", "intended for seniors"),
    "levensloopgeschikt": Text("levensloopgeschikt", "suitable for all stages of life"),
    "nultreden": Text("nultredenwoningen", "step-free dwellings"),
    "intramuraal": Text("intramuraal", "a care institution (intramuraal)"),
}
"""What is so."""

NO = {
    "inpandig": Text("geen inpandige ontmoetingsruimte", "no in-house meeting room"),
    "voor_bewoners": Text(
        "geen ontmoetingsruimte voor de bewoners", "no meeting room for the residents"
    ),
    "voor_senioren": Text("niet bestemd voor senioren", "not intended for seniors"),
    "levensloopgeschikt": Text("niet levensloopgeschikt", "not suitable for all stages of life"),
    "nultreden": Text("geen nultredenwoningen", "no step-free dwellings"),
    "intramuraal": Text("niet intramuraal", "not a care institution (intramuraal)"),
}
"""What is not so."""

MISSING = {
    "n_dwellings": Text("aantal woningen niet opgegeven", "number of dwellings not stated"),
    "share_55plus": Text("aandeel 55-plus niet opgegeven", "share aged 55 or over not stated"),
    "inpandig": Text(
        "inpandige ontmoetingsruimte niet opgegeven",
        "not stated whether there is an in-house meeting room",
    ),
    "voor_bewoners": Text(
        "ontmoetingsruimte voor de bewoners niet opgegeven",
        "not stated whether there is a meeting room for the residents",
    ),
    "voor_senioren": Text(
        "bestemming voor senioren niet opgegeven", "not stated whether it is intended for seniors"
    ),
    "levensloopgeschikt": Text(
        "levensloopgeschikt niet opgegeven",
        "not stated whether it is suitable for all stages of life",
    ),
    "nultreden": Text("nultreden niet opgegeven", "not stated whether the dwellings are step-free"),
    "intramuraal": Text(
        "intramuraal niet opgegeven",
        "not stated whether it is a care institution (intramuraal)",
    ),
}
"""What nobody told."""

MAKE = {
    "inpandig": YES["inpandig"],
    "voor_bewoners": YES["voor_bewoners"],
    "voor_senioren": Text("bestemming voor senioren", "dwellings intended for seniors"),
    "levensloopgeschikt": Text(
        "levensloopgeschikte woningen", "dwellings suitable for all stages of life"
    ),
    "nultreden": YES["nultreden"],
    "intramuraal": Text(
        "zelfstandig wonen in plaats van intramuraal",
        "independent living instead of a care institution (intramuraal)",
    ),
}
"""What would make it so."""

STATE = {
    "inpandig": Text(
        "een opgave dat er een inpandige ontmoetingsruimte is",
        "a statement that there is an in-house meeting room",
    ),
    "voor_bewoners": Text(
        "een opgave dat er een ontmoetingsruimte voor de bewoners is",
        "a statement that there is a meeting room for the residents",
    ),
    "voor_senioren": Text(
        "een opgave dat het voor senioren bestemd is",
        "a statement that it is intended for seniors",
    ),
    "levensloopgeschikt": Text(
        "een opgave dat de woningen levensloopgeschikt zijn",
        "a statement that the dwellings are suitable for all stages of life",
    ),
    "nultreden": Text(
        "een opgave dat het nultredenwoningen zijn",
        "a statement that the dwellings are step-free",
    ),
    "intramuraal": Text(
        "een opgave dat het niet intramuraal is",
        "a statement that it is not a care institution (intramuraal)",
    ),
}
"""What someone must state."""

# --- numbers --------------------------------------------------------------------------------------

TOO_FEW = Text("{homes}, {n} te weinig", "{homes}, {n} too few")
PERCENT = Text("{percent} % 55-plus", "{percent}% aged 55 or over")
TOO_LOW = Text(
    "{share}, {points} procentpunt te weinig", "{share}, {points} percentage points too few"
)
MORE_DWELLINGS = Counted(
    Text("{n} woning meer", "{n} more dwelling"),
    Text("{n} woningen meer", "{n} more dwellings"),
)
STATE_DWELLINGS = Text(
    "een opgave van minstens {n} woningen", "a statement of at least {n} dwellings"
)
AT_LEAST = Text("minstens {share}", "at least {share}")
NOW_PERCENT = Text("{least} (nu {percent} %)", "{least} (now {percent}%)")
STATE_SHARE = Text(
    "een opgave van het aandeel 55-plus, dat minstens {percent} % moet zijn",
    "a statement of the share aged 55 or over, which must be at least {percent}%",
)

# --- the walk -------------------------------------------------------------------------------------

NEAR = Text("een ontmoetingsplek op {metres} m lopen", "a meeting place {metres} m away on foot")
SURELY = Text("{found} langs zeker begaanbare wegen", "{found} along ways known to be walkable")
NEAREST = Text(
    "de dichtstbijzijnde ontmoetingsplek ligt op {metres} m lopen",
    "the nearest meeting place is {metres} m away on foot",
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
NONE_WITHIN = Text(
    "geen ontmoetingsplek binnen {metres} m lopen", "no meeting place within {metres} m on foot"
)
NONE_SO_FAR = Text(
    "geen ontmoetingsplek gevonden binnen {metres} m lopen, en verder is niet gezocht",
    "no meeting place found within {metres} m on foot, and the search went no further",
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
NEED_NEARER = Text(
    "een ontmoetingsplek op {bound} lopen ({now})", "a meeting place {bound} away on foot ({now})"
)
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
