"""Which columns do paths have that are not there yet, and what do they mean?"""

from enum import StrEnum

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text


class Doet(StrEnum):
    """What a municipality does with a path that is not in the map."""

    NAKIJKEN = "nakijken"
    """Look on the spot: the path may be there already."""
    AANLEGGEN = "aanleggen"
    """Build it."""


PATHS: tuple[Column, ...] = (
    Column(
        "doet",
        Text("Nakijken of aanleggen", "Look or build"),
        Text(
            "`nakijken`: begint of eindigt waar een straat of pad op de kaart ophoudt, of is hooguit 10 m "
            "lang, en "
            "ligt er misschien al; anders `aanleggen`",
            "`nakijken` (look): begins or ends where a street or path stops on the map, or is 10 m at most, "
            "and may "
            "be there already; else `aanleggen` (build)",
        ),
        Kind.TEXT,
    ),
    Column(
        "van",
        Text("Van", "From"),
        Text(
            "De straat waar het pad begint, of de straat daar het dichtst bij: vandaar is het nu ver lopen",
            "The street where the path begins, or the nearest one: from there the walk is long today",
        ),
        Kind.TEXT,
        Text("geen straat met een naam binnen 250 m", "no street with a name within 250 m"),
    ),
    Column(
        "naar",
        Text("Naar", "To"),
        Text(
            "De straat waar het pad uitkomt, of de straat daar het dichtst bij",
            "The street where the path ends, or the nearest one",
        ),
        Kind.TEXT,
        Text("geen straat met een naam binnen 250 m", "no street with a name within 250 m"),
    ),
    Column(
        "lengte_m",
        Text("Lengte (m)", "Length (m)"),
        Text(
            "Lengte: van een pad dat er niet is recht van straat naar straat, van een concentratie die van "
            "al haar straten samen",
            "Length: of a path that is not there straight from street to street, of a concentration that of "
            "all its streets together",
        ),
        Kind.METRES,
    ),
    Column(
        "scheelt_m",
        Text("Scheelt hoogstens (m)", "Saves at most (m)"),
        Text(
            "Hoeveel korter het lopen wordt voor wie bij het begin van het pad woont",
            "How much shorter the walk becomes for who lives where the path begins",
        ),
        Kind.METRES,
        Text("zonder het pad is er geen route", "without the path there is no route"),
    ),
    Column(
        "n_over_grens",
        Text("Woningen die binnen de grens komen", "Dwellings that come within the limit"),
        Text(
            "Aantal woningen die met dit pad binnen `grens_m` lopen en nu niet; een woning kan bij meer "
            "paden tellen",
            "Number of dwellings that with this path walk less than `grens_m` and now do not; a dwelling "
            "may count "
            "for several paths",
        ),
        Kind.COUNT,
    ),
    Column(
        "n_complexen",
        Text("Complexen die binnen de grens komen", "Complexes that come within the limit"),
        Text(
            "Aantal complexen die met dit pad binnen `grens_m` liggen en nu niet",
            "Number of complexes that with this path are within `grens_m` and now are not",
        ),
        Kind.COUNT,
    ),
    Column(
        "n_plannen",
        Text("Plannen die binnen de grens komen", "Plans that come within the limit"),
        Text(
            "Aantal plannen die met dit pad binnen `grens_m` liggen en nu niet; vertrouwelijke plannen "
            "tellen niet mee",
            "Number of plans that with this path are within `grens_m` and now are not; confidential plans "
            "do not count",
        ),
        Kind.COUNT,
    ),
    Column(
        "grens_m",
        Text("Grens (m)", "Limit (m)"),
        Text(
            "Hoe ver lopen volgens de eerste definitie genoeg dichtbij is",
            "How far a walk is near enough by the first definition",
        ),
        Kind.METRES,
    ),
)
"""Of paths that would bring someone nearer; besides ``rang``, ``voorziening``, ``kern`` and ``n_woningen``."""
