"""Has every kern geclusterd wonen, in one sentence?"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Text, some_named
from wozgeo.domain.values import VALUES
from wozgeo.outputs.found import Found

_MOST_NAMED = 8

_EVERY_KERN = Text(
    "In elke kern, {title}: van de {of} kernen {parts}.",
    "In every kern, {title}: of {of} kernen {parts}.",
)
_STANDINGS = {
    "heeft het": Text("hebben het: {n}{named}", "have it: {n}{named}"),
    "gepland": Text("gepland: {n}{named}", "planned: {n}{named}"),
    "onbekend": Text("onbekend: {n}{named}", "unknown: {n}{named}"),
    "geen": Text("geen: {n}{named}", "none: {n}{named}"),
}
_NAMED = Text(" ({names})", " ({names})")


def say_every_kern(found: Found, definition: Definition) -> Iterator[str]:
    """Say how many kernen have it, plan it, are unknown and have none; nothing without kernen.

    Yields
    ------
    str
        In the language of the run.
    """
    table = found.elke_kern
    if not len(table):
        return
    mine = table[table["definitie"] == definition.name]
    if not len(mine):
        return
    parts = [
        _STANDINGS[standing](found.language, n=len(kernen), named=_named(kernen, found))
        for standing in VALUES["aanwezig"]
        if len(kernen := mine.index[(mine["aanwezig"] == standing).to_numpy()])
    ]
    yield _EVERY_KERN(
        found.language,
        title=definition.title_in(found.language),
        of=len(mine),
        parts="; ".join(parts),
    )


def _named(kernen: pd.Index, found: Found) -> str:
    return _NAMED(found.language, names=some_named([*kernen], _MOST_NAMED))
