"""How does the map draw where seniors concentrate and which streets they walk?"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import label_of
from wozgeo.outputs.looks import LACKING_COLOURS, WALKER_BREAKS, WALKER_COLOUR
from wozgeo.outputs.map.more_layers import (
    LayerClass,
    MoreLayer,
    Thing,
    filled,
    rows_of,
    some,
    under,
    whole_number,
)
from wozgeo.outputs.person_words import say_persons

_CASING, _INK = "#ffffff", "#1f2d38"
_LACKS_IT = {
    "colour": LACKING_COLOURS[0],
    "width": 4.5,
    "dash": [9, 5],
    "casing": _INK,  # dwellings beside it are orange too
    "shape": "triangle",
}
_LACKS_ELSE = {
    "colour": LACKING_COLOURS[1],
    "width": 4.5,
    "dash": [2, 5],
    "casing": _CASING,
    "shape": "lozenge",
}
_LACKS_NOTHING = {"colour": LACKING_COLOURS[2], "width": 4.5, "casing": _CASING, "shape": "circle"}
_WIDTHS = (2.0, 4.0, 6.5, 9.5)


def concentrations(found: Found) -> Iterator[MoreLayer]:
    """Draw concentrations by what they lack, each with its rank."""
    language = found.language
    rows = [*rows_of(found, "concentraties")]
    if not rows:
        return
    place = some(found, Voorziening.ONTMOETINGSPLEK)
    classes = (
        LayerClass(words.LACKS_IT(language, what=place), _LACKS_IT),
        LayerClass(words.LACKS_ELSE(language), _LACKS_ELSE),
        LayerClass(words.LACKS_NOTHING(language), _LACKS_NOTHING),
    )
    things = (_concentration(key, row, found) for key, row in rows)
    yield MoreLayer("concentraties", words.CONCENTRATIONS(language), classes, tuple(things))


def _concentration(key: str, row: dict[str, Any], found: Found) -> Thing:
    language, lacks = found.language, str(row.get("mist") or "")
    place = label_of(Voorziening.ONTMOETINGSPLEK, found)
    of_class = 0 if place in lacks.split(", ") else 1 if lacks else 2
    return Thing(
        row["geometry"],
        key,
        str(row["naam"] or words.CONCENTRATION(language, n=int(key))),
        under(words.CONCENTRATION(language, n=int(key)), str(row["buurt"]), str(row["kern"])),
        filled(
            [
                *_told(row, found),
                words.LACKS(language, what=lacks) if lacks else "",
                words.EXPECTED(language),
            ]
        ),
        of_class,
        sign=key,
    )


def _told(row: dict[str, Any], found: Found) -> Iterator[str]:
    language = found.language
    persons = {
        age: say_persons((row.get(f"n_{age}{bound}") for bound in ("_laag", "", "_hoog")), language)
        for age in (65, 75)
    }
    n, metres = int(row["n_woningen"]), round(float(row["lengte_m"]))
    yield words.PERSONS_65(language, persons=persons[65], n=n, metres=metres)
    yield words.PERSONS_75(language, persons=persons[75])
    around = whole_number(row.get("n_65_rond"))
    yield words.BUSIEST(language, n=around) if around else ""
    walk_m = found.senior_walk_m
    for lacking in Lacking.among(row, Lacking.n_zonder):
        without = whole_number(row[lacking.n_zonder])
        what = some(found, lacking.voorziening)
        said: object = words.FEW if without is None else without
        if walk_m is None:
            yield words.WITHOUT_WALK(language, what=what, n=said)
        else:
            yield words.WITHOUT(language, what=what, n=said, metres=walk_m)


def streets(found: Found) -> Iterator[MoreLayer]:
    """Draw streets by how many seniors walk them, to the voorziening of the view."""
    language = found.language
    rows = [*rows_of(found, "straten")]
    if not rows:
        return
    classes = tuple(
        LayerClass(
            words.walkers(low, high)(language),
            {"colour": WALKER_COLOUR, "width": width, "casing": _CASING},
        )
        for (low, high), width in zip(pairwise((None, *WALKER_BREAKS, None)), _WIDTHS, strict=True)
    )
    things = tuple(_street(key, row, found) for key, row in reversed(rows))
    yield MoreLayer("straten", words.STREETS(language), classes, things, searched=False)


def _street(key: str, row: dict[str, Any], found: Found) -> Thing:
    language, kind, n = found.language, str(row["voorziening"]), int(row["n_senioren"])
    known = found.kinds.get(kind)
    the = known.the if known else Text("de", "the")
    what = label_of(kind, found)
    return Thing(
        row["geometry"],
        key,
        words.STREET(language, the=the, what=what),
        words.STREET_RANK(language, n=int(key)),
        (words.WALKERS(language, n=n, the=the, what=what), words.EXPECTED(language)),
        sum(n >= step for step in WALKER_BREAKS),
        voorziening=kind,
    )
