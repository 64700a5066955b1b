"""In which words is it told what a verdict hangs on?"""

from wozgeo.domain.language import Text

OF_CAUSE = Text("{cause}: {said}", "{cause}: {said}")
OF_NAMED_CAUSE = Text("{cause} {name}: {said}", "{cause} {name}: {said}")

METRES = Text("{metres} m", "{metres} m")
NONE_WITHIN = Text("verder dan {metres} m", "more than {metres} m")
NOT_MEASURED = Text("niet te bepalen", "not determined")
OTHER_DOOR = Text("op {then} door een andere deur", "at {then} by another door")
OTHER_STREET = Text("op {then} gerekend vanaf {there}", "at {then} reckoned from {there}")
ENTERED_ELSEWHERE = Text(
    "op {then} als men haar elders binnenkomt", "at {then} if one enters it elsewhere"
)
WITH_PATH = Text(
    "op {then} met dat pad, dat niet op de kaart staat",
    "at {then} with that path, which is not on the map",
)
PERHAPS_MORE = Text(
    "{the} dichtstbijzijnde {place} die bekend is ligt op {now}, en er zijn er waarschijnlijk meer dan bekend "
    "zijn; {bound} is nodig",
    "{the} nearest known {place} is at {now}, and there are probably more than are known; {bound} is needed",
)
TOGETHER = Text(
    "geen van deze alleen, maar samen keren zij het oordeel",
    "none of these alone, but together they turn the verdict",
)

SOURCED = Text("{name} ({source})", "{name} ({source})")
SOURCED_ON = Text("{name} ({source}, {day})", "{name} ({source}, {day})")
NAMELESS = Text("{kind} zonder naam", "{kind} without a name")
NAMELESS_AT = Text("{kind} zonder naam bij {street}", "{kind} without a name near {street}")
ONLY_NAMELESS_AT = Text("zonder naam bij {street}", "without a name near {street}")

STREET_DE = Text("de {name}", "{name}")
STREET_HET = Text("het {name}", "{name}")
STREET = Text("{name}", "{name}")
PATH = Text("een pad zonder naam", "a path without a name")
LANE = Text("het achterpad", "the lane behind")
ROAD = Text("een weg zonder naam", "a road without a name")

CAUTIOUS = Text(
    "Onbekend, want niet stevig en de beslisregel is behoedzaam. Zonder die regel: {said}",
    "Unknown, for it is not firm and the decision rule is cautious. Without that rule: {said}",
)
SETTLE = Text("uitsluitsel over wat het oordeel keert", "certainty about what turns the verdict")
"""What a verdict that would meet the definition needs where the decision rule is cautious."""
