"""How does the report count and list plans and complexes by their verdict?"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.deciding_walk import WalkTold, each_walk, leads_to, metres_told
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.report.charts import draw_bar, draw_sign
from wozgeo.outputs.report.words import ReportWords

LISTED_ONE_BY_ONE = ("plannen", "complexen")
"""What is listed one by one; clusters that nobody listed are only counted."""


@dataclass(frozen=True)
class CountRow:
    """One kind of object: how many got which verdict.

    Parameters
    ----------
    what
        As the page names it.
    bar
        The same as a picture.
    counts
        In the order of `Verdict`.
    n, n_near
        How many there are, and how many just miss it.
    """

    what: str
    bar: Markup
    counts: tuple[int, ...]
    n: int
    n_near: int


@dataclass(frozen=True)
class ObjectRow:
    """One plan or complex as a list names it.

    Parameters
    ----------
    number
        Of the factsheet; "" in the long lists.
    sign
        Of its verdict.
    verdict
        In words.
    near
        Whether it just misses the definition.
    name, about
        What it is called; and its id, kern and number of dwellings.
    metres
        Of the walk that the sentence is about, in words; ``has_metres`` says whether that is a number.
    why, needs
        Dutch sentences; "" for none.
    others
        By the other definitions: who asks, and the verdict in words.
    firm
        Whether the verdict is firm; None where it is unknown, or firmness was not looked at.
    hangs_on
        What the verdict hangs on, in sentences; "" for nothing.
    walks
        Where the definition asks several: each with its metres and what is asked, in words.
    """

    sign: Markup
    verdict: str
    near: bool
    name: str
    about: str
    metres: str
    has_metres: bool
    why: str
    needs: str
    others: Sequence[tuple[str, str]] = ()
    number: str = ""
    firm: bool | None = None
    hangs_on: str = ""
    walks: Sequence[str] = ()


@dataclass(frozen=True)
class ObjectList:
    """The objects of one kind with one verdict.

    By a definition that asks no walk, objects with the same reason share a row, and ``metres_head`` is "".
    """

    caption: str
    metres_head: str
    rows: Sequence[ObjectRow]


def count_verdicts(table: pd.DataFrame, name: str) -> tuple[int, ...]:
    """Count the objects with each verdict, in the order of `Verdict`."""
    if not len(table):
        return (0,) * len(Verdict)
    verdicts = table[OfDefinition(name).oordeel].astype(str)
    return tuple(int((verdicts == verdict.value).sum()) for verdict in Verdict)


def count_rows(found: Found, definition: Definition, words: ReportWords) -> Iterator[CountRow]:
    """Count per kind of object who meets a definition."""
    for soort, table in found.groups.items():
        counts = count_verdicts(table, definition.name)
        parts = [
            f"{words.number(n)} {words.verdict(v)}" for v, n in zip(Verdict, counts, strict=True)
        ]
        yield CountRow(
            what=words(soort),
            bar=draw_bar(
                [(n / len(table), VERDICT_LOOKS[v]) for v, n in zip(Verdict, counts, strict=True)],
                title=words(
                    "counts_bar",
                    what=words(soort),
                    title=definition.title_in(words.language),
                    parts=", ".join(parts),
                ),
                name=f"tel-{definition.name}-{soort.split()[-1]}",
            ),
            counts=counts,
            n=len(table),
            n_near=int(table[OfDefinition(definition.name).bijna].astype(bool).sum()),
        )


def in_order(
    table: pd.DataFrame, name: str, verdicts: Sequence[Verdict] = tuple(Verdict)
) -> pd.DataFrame:
    """Order objects: by verdict, near misses before the rest, firm ones first, then by kern, name and id."""
    ranks = {verdict.value: k for k, verdict in enumerate(verdicts)}
    keys = pd.DataFrame(
        {
            "verdict": table[OfDefinition(name).oordeel].astype(str).map(ranks),
            "far": ~table[OfDefinition(name).bijna].astype(bool),
            "soft": ~_all_firm(table, name),
            "kern": table["kern"].astype(str).str.casefold(),
            "naam": table["naam"].astype(str).str.casefold(),
            "id": table.index.astype(str),
        }
    ).reset_index(drop=True)
    return table.iloc[keys.sort_values([*map(str, keys)], kind="stable").index]


def _all_firm(table: pd.DataFrame, name: str) -> "pd.Series[bool]":
    column = OfDefinition(name).stevig
    if column in table:
        return table[column].astype(bool)
    return pd.Series(data=True, index=table.index)


def object_lists(found: Found, definition: Definition, words: ReportWords) -> Iterator[ObjectList]:
    """List what was judged by one definition: per kind and verdict, near misses first."""
    for soort in LISTED_ONE_BY_ONE:
        table = found.groups.get(soort)
        if table is None:
            continue
        ordered = in_order(table, definition.name)
        verdicts = ordered[OfDefinition(definition.name).oordeel].astype(str)
        for verdict in Verdict:
            chosen = ordered[verdicts == verdict.value]
            if len(chosen):
                caption = words(
                    "list_caption",
                    what=words(soort),
                    verdict=words.verdict(verdict),
                    n=words.number(len(chosen)),
                )
                rows = object_rows(chosen, soort, definition, found, words)
                if definition.walks:
                    yield ObjectList(caption, head_of_metres(definition, found, words), rows)
                else:
                    yield ObjectList(caption, "", _by_reason(rows))


def _by_reason(rows: Sequence[ObjectRow]) -> list[ObjectRow]:
    """Put objects with one and the same reason in one row, with all their names, in the order of the first."""
    alike: dict[tuple[object, ...], list[ObjectRow]] = {}
    for row in rows:
        reason = (row.verdict, row.near, row.why, row.needs, row.firm, row.hangs_on)
        alike.setdefault(reason, []).append(row)
    return [
        replace(same[0], name=", ".join(row.name for row in same), about="", others=())
        if len(same) > 1
        else replace(same[0], others=())
        for same in alike.values()
    ]


def object_rows(
    table: pd.DataFrame, soort: str, definition: Definition, found: Found, words: ReportWords
) -> list[ObjectRow]:
    """Give a row per object, in the order of the table."""
    others = [d for d in found.definitions.values() if d.name != definition.name]
    told = metres_told(table, definition, found.limit_m)
    walks = [_say_each(one, words) for one in each_walk(table, definition)]
    rows = [
        _row(str(key), row, soort, definition, others, float(metres), words)
        for (key, row), metres in zip(table.iterrows(), told, strict=True)
    ]
    return [replace(row, walks=[said[i] for said in walks]) for i, row in enumerate(rows)]


def _say_each(told: WalkTold, words: ReportWords) -> list[str]:
    place, bound = told.walk.place.one(words.language), told.walk.bound_in(words.language)
    return [
        words(
            "one_walk" if math.isfinite(metres) else "one_walk_none",
            place=place,
            metres=words.metres(float(metres)),
            bound=bound,
        )
        for metres in told.metres
    ]


def head_of_metres(definition: Definition, found: Found, words: ReportWords) -> str:
    """Name the walk of `ObjectRow.metres`, as above a column."""
    return words("metres_head", to=leads_to(definition, found.meeting_place)(words.language))


def _row(
    key: str,
    row: "pd.Series[Any]",
    soort: str,
    definition: Definition,
    others: Sequence[Definition],
    metres: float,
    words: ReportWords,
) -> ObjectRow:
    verdict = Verdict(str(row[OfDefinition(definition.name).oordeel]))
    dwellings = _dwellings(row["n_woningen"], words)
    about = [key if row["naam"] else "", str(row["kern"] or ""), dwellings]
    return ObjectRow(
        sign=draw_sign(verdict, soort),
        verdict=words.verdict(verdict),
        near=bool(row[OfDefinition(definition.name).bijna]),
        name=str(row["naam"] or key),
        about=" · ".join(filter(None, about)),
        metres=words.metres(metres),
        has_metres=math.isfinite(metres),
        why=without_title(
            str(row[OfDefinition(definition.name).toelichting]), definition.title_in(words.language)
        ),
        needs=str(row[OfDefinition(definition.name).nodig] or ""),
        others=[_other(row, other, words) for other in others],
        firm=_firm(row, definition.name) if verdict is not Verdict.ONBEKEND else None,
        hangs_on=say_hanging(str(row.get(OfDefinition(definition.name).hangt_aan, "") or ""), words)
        if verdict is not Verdict.ONBEKEND
        else "",
    )


def say_hanging(told: str, words: ReportWords) -> str:
    """Say what a verdict hangs on, "" for nothing; what says so itself needs no head before it."""
    if told.startswith(("hangt ", "hangs ")):
        return told[:1].upper() + told[1:]
    return f"{words('hangs_on')} {told}" if told else ""


def _firm(row: "pd.Series[Any]", name: str) -> bool | None:
    column = OfDefinition(name).stevig
    return bool(row[column]) if column in row else None


def without_title(sentence: str, title: str) -> str:
    """Leave out the beginning that the heading above a list already says.

    Examples
    --------
    "Voldoet aan geclusterd wonen: 18 woningen." is "18 woningen." under that title.
    """
    _, found, rest = sentence.partition(f"{title}: ")
    return rest[:1].upper() + rest[1:] if found and rest else sentence


def _short_title(title: str) -> str:
    """Give who asks: "Druten" of "geclusterd wonen volgens Druten"."""
    return re.sub(r"^.*\bvolgens | of geclusterd wonen\b.*$", "", title)


def _other(row: "pd.Series[Any]", other: Definition, words: ReportWords) -> tuple[str, str]:
    verdict = Verdict(str(row[OfDefinition(other.name).oordeel]))
    return _short_title(other.title_in(words.language)), words.verdict(verdict)


def _dwellings(n: object, words: ReportWords) -> str:
    if n is None or pd.isna(n):  # type: ignore[call-overload]
        return ""
    return words.count_dwellings(int(n))  # type: ignore[call-overload]
