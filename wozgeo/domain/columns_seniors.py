"""Which columns say how many seniors live in an area, and what do they mean?"""

from collections.abc import Iterator

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

_HIDDEN = Text(
    "niet bekend, of niet getoond: minder personen dan de ondergrens (5, of meer waar de run dat zegt), of "
    "een gebied waaruit zo'n klein aantal af te trekken zou zijn",
    "not known, or not shown: fewer persons than the least (5, or more where the run says so), or an area "
    "from which such a small number could be subtracted",
)
_BOUNDS = {
    "_laag": (
        Text("ten minste", "at least"),
        Text("laagste aantal dat met alle bronnen klopt", "least that agrees with all sources"),
    ),
    "": (
        Text("verwacht", "expected"),
        Text("verwacht aantal binnen die grenzen", "number expected within these bounds"),
    ),
    "_hoog": (
        Text("ten hoogste", "at most"),
        Text("hoogste aantal dat met alle bronnen klopt", "most that agrees with all sources"),
    ),
}
_WHEN = {
    "": (Text("", ""), Text("", "")),
    "_prognose": (
        Text(" volgens de prognose", " by the forecast"),
        Text(
            ", volgens de eigen prognose van de gebruiker (zie de toelichting)",
            ", by the user's own forecast (see the explanation)",
        ),
    ),
}


def senior_column(age: int, when: str = "", bound: str = "") -> str:
    """Name a column: ``n_65_laag``, ``n_75_prognose``; ``when`` and ``bound`` with their underscore."""
    return f"n_{age}{when}{bound}"


SENIOR_SHARES = {65: "aandeel_65", 75: "aandeel_75"}
"""The column of the share of each age."""


def _declared() -> Iterator[Column]:
    for when, (said, told) in _WHEN.items():
        for age in (65, 75):
            for bound, (head, meaning) in _BOUNDS.items():
                yield Column(
                    senior_column(age, when, bound),
                    Text(
                        f"{age}-plussers, {head.nl}{said.nl}",
                        f"Aged {age} or over, {head.en}{said.en}",
                    ),
                    Text(
                        f"Personen van {age} jaar en ouder in heel dit gebied, ook waar een studiegebied er "
                        f"maar een deel van is: {meaning.nl}{told.nl}",
                        f"Persons of {age} and over in all of this area, also where a study area is only part "
                        f"of it: {meaning.en}{told.en}",
                    ),
                    Kind.COUNT,
                    _HIDDEN,
                )
            if not when:
                yield Column(
                    SENIOR_SHARES[age],
                    Text(f"Deel {age}-plus, verwacht", f"Share aged {age} or over, expected"),
                    Text(
                        f"Verwacht deel van de inwoners van {age} jaar en ouder",
                        f"Share of the inhabitants expected to be {age} or over",
                    ),
                    Kind.SHARE,
                    _HIDDEN,
                )


SENIOR_COLUMNS: tuple[Column, ...] = tuple(_declared())
"""How many seniors there are per area."""
