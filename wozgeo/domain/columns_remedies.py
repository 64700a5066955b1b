"""Which columns tell what would fix a walk that is too long, and what do they mean?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

_NONE = Text("er is er geen", "there is none")

REMEDIES: tuple[Column, ...] = (
    Column(
        "telt_niet_omdat",
        Text("Telt niet, want", "Does not count, for"),
        Text(
            "Waarom deze plek niet telt als {meeting}: een regel die uit staat (zoals kerk of "
            "zorginstelling), of de tag waardoor zij dicht of besloten is",
            "Why this place does not count as a {meeting}: a rule that is off (such as church or care "
            "institution), or the tag by which it is closed or private",
        ),
    ),
    Column(
        "helpt_complexen",
        Text("Complexen geholpen", "Complexes helped"),
        Text(
            "Hoeveel bestaande complexen die nu te ver lopen, deze plek wel dichtbij genoeg zouden hebben",
            "How many existing complexes that are too far now would have this place near enough",
        ),
        Kind.COUNT,
    ),
    Column(
        "helpt_plannen",
        Text("Plannen geholpen", "Plans helped"),
        Text(
            "Hoeveel plannen die nu te ver lopen, deze plek wel dichtbij genoeg zouden hebben",
            "How many plans that are too far now would have this place near enough",
        ),
        Kind.COUNT,
    ),
    Column(
        "zou_helpen",
        Text("Zou helpen", "Would help"),
        Text("Welke dat zijn, met de meters", "Which those are, with the metres"),
        Kind.TEXT,
        _NONE,
    ),
    Column(
        "straten",
        Text("Straten waar een plek kan komen", "Streets where a place could come"),
        Text(
            "De straten, geheel of voor een deel, vanwaar elke buitenste plek van het plan of complex binnen "
            "de grens te lopen is: daar zou een {meeting} moeten komen",
            "The streets, whole or in part, from which every place of the plan or complex that counts is "
            "within "
            "the limit on foot: there a {meeting} would have to come",
        ),
        Kind.TEXT,
        Text("geen straat met een naam", "no street with a name"),
    ),
    Column(
        "straten_m",
        Text("Lengte van die straten (m)", "Length of those streets (m)"),
        Text("Hoeveel meter straat dat is", "How many metres of street that is"),
        Kind.METRES,
    ),
    Column(
        "niet_geteld",
        Text("Wat er al is en niet telt", "What is there and does not count"),
        Text(
            "Plekken binnen de grens die niet tellen, met waarom en de meters",
            "Places within the limit that do not count, with why and the metres",
        ),
        Kind.TEXT,
        _NONE,
    ),
)
"""Of places that nearly count, and of plans and complexes that just miss a walk."""
