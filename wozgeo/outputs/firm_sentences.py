"""How firm are the verdicts, and what do the others hang on, in a few sentences?"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Counted, Text
from wozgeo.domain.values import said as written
from wozgeo.outputs.found import Found
from wozgeo.outputs.reason_sentences import WORDS

_SOFT = Counted(
    Text(
        "{what}, {title}: {n} oordeel is niet stevig. Wat het zou keren: {causes}.",
        "{what}, {title}: {n} verdict is not firm. What would turn it: {causes}.",
    ),
    Text(
        "{what}, {title}: {n} oordelen zijn niet stevig. Wat ze zou keren: {causes}.",
        "{what}, {title}: {n} verdicts are not firm. What would turn them: {causes}.",
    ),
)
_OPEN = Counted(
    Text(
        "{what}, {title}: {n} oordeel is onbekend. Waar het op wacht: {causes}.",
        "{what}, {title}: {n} verdict is unknown. What it waits for: {causes}.",
    ),
    Text(
        "{what}, {title}: {n} oordelen zijn onbekend. Waar ze op wachten: {causes}.",
        "{what}, {title}: {n} verdicts are unknown. What they wait for: {causes}.",
    ),
)
_OF_ONE = Text("{cause} ({n})", "{cause} ({n})")
_SIDES = {"niet_stevig": _SOFT, "oordeel_onbekend": _OPEN}


def say_causes(found: Found, definition: Definition) -> Iterator[tuple[str, str]]:
    """Say what verdicts that are not firm hang on, then what unknown ones wait for; nothing of none.

    Yields
    ------
    tuple of str
        What was judged (``"plan"``), and a sentence.
    """
    table, language = found.oorzaken, found.language
    if not len(table):
        return
    for word, rows in table[table["definitie"] == definition.name].groupby("wat", sort=False):
        for column, said in _SIDES.items():
            n = int(rows[column][rows["oorzaak"] == ""].sum())
            if n:
                yield (
                    str(word),
                    said(
                        language,
                        n,
                        what=WORDS[str(word)],
                        title=definition.title_in(language),
                        causes=_each(rows, column, found),
                    ),
                )


def _each(rows: pd.DataFrame, column: str, found: Found) -> str:
    counted = rows[(rows["oorzaak"] != "") & (rows[column] > 0)]
    ordered = counted.sort_values(column, ascending=False, kind="stable")
    return ", ".join(
        _OF_ONE(found.language, cause=written("oorzaak", cause, found.language), n=int(n))
        for cause, n in zip(ordered["oorzaak"], ordered[column], strict=True)
    )
