"""In which words is it told what a verdict hangs on?"""

from wozgeo.domain.language import Text

DOOR = Text("deur", "door")
PLACE = Text("plek", "place")
PATH = Text("pad", "path")
ACCESSIBILITY = Text("toegankelijkheid", "accessibility")
INCOMPLETE = Text("lijst onvolledig", "list incomplete")
STATEMENT = Text("opgave", "statement")

OF_CAUSE = Text("{cause}: {said}", "{cause}: {said}")
OF_NAMED_CAUSE = Text("{cause} {name}: {said}", "{cause} {name}: {said}")

METRES = Text("{metres} m", "{metres} m")
NONE_WITHIN = Text("verder dan {metres} m", "more than {metres} m")
NOT_MEASURED = Text("niet te bepalen", "not determined")
OTHER_READING = Text(
    "{the} dichtstbijzijnde {place} ligt op {now}, en anders gerekend op {then}; {bound} is nodig",
    "{the} nearest {place} is at {now}, and at {then} if reckoned otherwise; {bound} is needed",
)
ENTERED_ELSEWHERE = Text(
    "{the} dichtstbijzijnde {place} ligt op {now}, en op {then} als men haar elders binnenkomt; {bound} is "
    "nodig",
    "{the} nearest {place} is at {now}, and at {then} if one enters it elsewhere; {bound} is needed",
)
WITH_PATH = Text(
    "{the} dichtstbijzijnde {place} ligt op {now}, en met dat pad, dat niet op de kaart staat, op {then}; "
    "{bound} is nodig",
    "{the} nearest {place} is at {now}, and at {then} with that path, which is not on the map; "
    "{bound} is needed",
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

ONE_PLACE = Text(
    "hangt aan één plek: {name}; zonder die ligt {the} dichtstbijzijnde {place} op {then}",
    "hangs on one place: {name}; without it {the} nearest {place} is at {then}",
)
SOURCED = Text("{name} ({source})", "{name} ({source})")
NAMELESS = Text("zonder naam, {id}", "without a name, {id}")

CAUTIOUS = Text(
    "Onbekend, want niet stevig en de beslisregel is behoedzaam. Zonder die regel: {said}",
    "Unknown, for it is not firm and the decision rule is cautious. Without that rule: {said}",
)
