"""Where would an ontmoetingsplek have to come for what just misses one, and what is there uncounted?"""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from wozgeo.domain.language import Counted, Language, Text, joined, some_named
from wozgeo.outputs.found import Found

_MOST_NAMED, _MOST_STREETS = 5, 4

_STREETS = Counted(
    Text(
        "Voor 1 plan of complex dat net te ver ligt, zou {a_place} aan een van deze straten genoeg zijn: "
        "{named}.",
        "For 1 plan or complex that lies just too far, {a_place} along one of these streets would do: "
        "{named}.",
    ),
    Text(
        "Voor {n} plannen en complexen die net te ver liggen, zou {a_place} aan een van deze straten genoeg "
        "zijn: {named}.",
        "For {n} plans and complexes that lie just too far, {a_place} along one of these streets would do: "
        "{named}.",
    ),
)
_ONE_STREET = Text("{name} ({streets})", "{name} ({streets})")
_NAMELESS_STREET = Text("een straat zonder naam", "a street without a name")
_PLACES = Counted(
    Text(
        "1 plek die nu niet telt, zou iemand helpen als zij wel telde: {named}.",
        "1 place that does not count now would help someone if it did: {named}.",
    ),
    Text(
        "{n} plekken die nu niet tellen, zouden iemand helpen als zij wel telden; het meest: {named}.",
        "{n} places that do not count now would help someone if they did; most of all: {named}.",
    ),
)
_ONE_PLACE = Text("{name}, {why} ({whom})", "{name}, {why} ({whom})")
_NAMELESS = Text("zonder naam", "without a name")
_COMPLEXES = Counted(Text("{n} complex", "{n} complex"), Text("{n} complexen", "{n} complexes"))
_PLANS = Counted(Text("{n} plan", "{n} plan"), Text("{n} plannen", "{n} plans"))


def say_remedies(found: Found) -> Iterator[str]:
    """Say along which streets a place would do for what just misses, and what is there and does not count.

    Yields
    ------
    str
        In the language of the run; nothing where nothing walks too far.
    """
    walk = found.asking.walk if found.asking else None
    if walk is None:
        return
    streets = found.tables.get("straten_erbij")
    if streets is not None and len(streets):
        told = [_ONE_STREET.about(name=called, streets=where) for called, where in _each(streets)]
        named = some_named(told, _MOST_NAMED, between="; ")
        a_place = found.kinds[walk.voorziening].some
        yield _STREETS(found.language, len(streets), a_place=a_place, named=named)
    places = found.tables.get("plekken_erbij")
    if places is not None and len(places):
        told = [
            _ONE_PLACE.about(
                name=row["naam"] or _NAMELESS,
                why=found.rules.get(str(row["telt_niet_omdat"]), str(row["telt_niet_omdat"])),
                whom=whom_it_helps(row["helpt_complexen"], row["helpt_plannen"]),
            )
            for row in places.head(_MOST_NAMED).to_dict("records")
        ]
        yield _PLACES(found.language, len(places), named=joined(told, "; "))


def whom_it_helps(n_complexes: int, n_plans: int) -> Text:
    """Say how many complexes and plans a place would serve."""
    counts = ((_COMPLEXES, int(n_complexes)), (_PLANS, int(n_plans)))
    return joined([told.about(n) for told, n in counts if n], ", ")


def cut_short(streets: str, language: Language, most: int = _MOST_STREETS) -> str:
    """Name the first of some streets, and how many there are besides."""
    names = [name for name in streets.split(", ") if name]
    if not names:
        return _NAMELESS_STREET(language)
    return some_named(names, most)(language)


def _each(table: pd.DataFrame) -> Iterator[tuple[str, Text]]:
    for key, row in zip(table.index, table.to_dict("records"), strict=True):
        streets = partial(cut_short, str(row["straten"]))
        yield str(row["naam"] or key), Text.of(streets)
