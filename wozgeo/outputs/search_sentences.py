"""Which plans lie where a geclusterde woonvorm would meet the walks asked for, in one sentence?"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.domain.language import Counted, Text, some_named
from wozgeo.domain.values import VALUES
from wozgeo.outputs.found import Found

_MOST_NAMED = 12

_AREAS = Counted(
    Text(
        "Er is 1 zoekgebied: daar haalt een nieuwe woonvorm de loopafstand van {title}.",
        "There is 1 search area: there new housing meets the walking distance of {title}.",
    ),
    Text(
        "Er zijn {n} zoekgebieden: daar haalt een nieuwe woonvorm de loopafstand van {title}.",
        "There are {n} search areas: there new housing meets the walking distance of {title}.",
    ),
)
_NO_AREA = Text(
    "Er is geen zoekgebied: nergens haalt een nieuwe woonvorm de loopafstand van {title}.",
    "There is no search area: nowhere does new housing meet the walking distance of {title}.",
)
_NO_WAY = Text(
    "Voor {named} is geen zoekgebied te noemen: van geen woning daar is een looproute erheen bekend.",
    "No search area can be named for {named}: of no dwelling there a walk to one is known.",
)
_PLANS = Text(
    "Plannen die er voor meer dan de helft in liggen, de rest kan te ver zijn: {parts}.",
    "Plans of which more than half lies in one, the rest may be too far: {parts}.",
)
_PARTS = {
    "zeker": Text("zeker {n}{named}", "for certain {n}{named}"),
    "mogelijk": Text("misschien {n}{named}", "perhaps {n}{named}"),
    "nee": Text("niet {n}{named}", "not {n}{named}"),
}
_NAMED = Text(" ({names})", " ({names})")


def say_search(found: Found) -> Iterator[str]:
    """Say how many search areas the first definition has that asks a walk, and which plans lie in one.

    Yields
    ------
    str
        In the language of the run; nothing where no surface was asked, or no definition asks a walk.
    """
    areas = found.tables.get("zoekgebieden")
    if areas is None or found.asking is None:
        return
    title = found.asking.title_in(found.language)
    mine = areas[(areas["definitie"] == found.asking.name).to_numpy()]
    if not len(mine):
        yield _NO_AREA(found.language, title=title)
        return
    yield _AREAS(found.language, len(mine), title=title)
    if found.no_way_to_area:
        yield _NO_WAY(found.language, named=", ".join(found.no_way_to_area))
    plans = found.tables.get("plannen")
    if plans is None or "zoekgebied" not in plans or not len(plans):
        return
    where, called = plans["zoekgebied"].astype(str), called_apart(plans["naam"])
    parts = [
        _PARTS[value](found.language, n=len(there), named=_names(there, found))
        for value in VALUES["zoekgebied"]
        if len(there := called[(where == value).to_numpy()])
    ]
    if parts:
        yield _PLANS(found.language, parts="; ".join(parts))


def called_apart(names: "pd.Series[str]") -> "pd.Series[str]":
    """Name what has an id, with the id behind a name that several bear; the id alone without a name.

    Examples
    --------
    >>> called_apart(pd.Series({"P1": "Hof", "P2": "Erf", "P3": "Hof", "P4": ""})).tolist()
    ['Hof P1', 'Erf', 'Hof P3', 'P4']
    """
    ids, named = names.index.astype(str).to_series(index=names.index), names.astype(str)
    shared = named.duplicated(keep=False) & (named != "")
    return named.where(~shared, named + " " + ids).where(named != "", ids)


def _names(called: "pd.Series[str]", found: Found) -> str:
    return _NAMED(found.language, names=some_named(called.tolist(), _MOST_NAMED))
