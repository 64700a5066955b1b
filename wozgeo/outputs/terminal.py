"""What does a run say on the terminal about plans and complexes?

The questions of a council, answered in the language of the run: which meet the definition, which just
miss it and by how much, what each of them needs, and how far the target is.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.answer_sentences import LISTED
from wozgeo.outputs.found import Found
from wozgeo.outputs.reason_sentences import WORDS, say_reasons

_MOST_NAMED = 20
"""A longer list is in the workbook."""

_NEAR_MISS = Text("net niet", "near miss")
_NEEDED = Text("nodig", "needed")
_NEEDS = Text(" Nodig: {needs}.", " Needed: {needs}.")
_NOTHING = Text("niets te noemen", "nothing to name")
_AND_MORE = Text("en {n} meer, zie oordelen.xlsx", "and {n} more, see oordelen.xlsx")


def tell_verdicts(found: Found) -> tuple[str, ...]:
    """Tell per definition what was judged, then of the target.

    First how many meet it, then on which requirements the rest fails and waits. By the first definition
    every object is named, what may still meet it and is nearest first; by the others they are
    counted. Clusters are in the workbook alone: nobody listed them.
    """
    language = found.language
    listed = {soort: table for soort, table in found.listed.items() if soort in LISTED}
    lines: list[str] = []
    for i, (name, title) in enumerate(found.titles.items()):
        reasons = [*say_reasons(found, found.definitions[name])]
        for soort, table in listed.items():
            lines.append(_counts(LISTED[soort](language), table, name, title, language))
            lines += [f"  {said}" for kind, said in reasons if WORDS[kind] == LISTED[soort]]
            lines += _each(table, name, language) if i == 0 else []
    return (*lines, *found.progress_said)


def _counts(word: str, table: pd.DataFrame, name: str, title: str, language: Language) -> str:
    verdict = table[OfDefinition(name).oordeel].astype(str)
    counts = ", ".join(
        f"{(verdict == v).sum()} {LABELS_IN[language].verdicts[v]}"
        for v in (Verdict.VOLDOET, Verdict.VOLDOET_NIET, Verdict.ONBEKEND)
    )
    return f"{word}, {title}: {counts}"


def _each(table: pd.DataFrame, name: str, language: Language) -> Iterator[str]:
    labels = LABELS_IN[language].verdicts
    verdict = table[OfDefinition(name).oordeel].astype(str)
    meets = table[verdict == Verdict.VOLDOET]
    yield from _listed(
        labels[Verdict.VOLDOET], language, [_called(i, row) for i, row in meets.iterrows()]
    )
    near = table[table[OfDefinition(name).bijna].astype(bool)]
    yield from _listed(
        _NEAR_MISS(language),
        language,
        [
            f"{_called(i, row)}: {row[OfDefinition(name).toelichting]}{_needs(row, name, language)}"
            for i, row in near.iterrows()
        ],
    )
    rest = _likeliest_first(
        table[(verdict != Verdict.VOLDOET) & ~table[OfDefinition(name).bijna].astype(bool)], name
    )
    yield from _listed(
        _NEEDED(language),
        language,
        [
            f"{_called(i, row)} ({labels[Verdict(row[OfDefinition(name).oordeel])]}): "
            f"{row[OfDefinition(name).nodig] or _NOTHING(language)}"
            for i, row in rest.iterrows()
        ],
    )


def _likeliest_first(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put what may still meet it before what does not, and of equals the nearest to its limit first."""
    fails = table[OfDefinition(name).oordeel].astype(str) == Verdict.VOLDOET_NIET
    margin_m = table[OfDefinition(name).marge_m].astype(float)
    return table.assign(_fails=fails, _short=-margin_m).sort_values(
        ["_fails", "_short"], kind="stable"
    )


def _listed(head: str, language: Language, items: Sequence[str]) -> Iterator[str]:
    for item in items[:_MOST_NAMED]:
        yield f"  {head}: {item}"
    if len(items) > _MOST_NAMED:
        yield f"  {head}: {_AND_MORE(language, n=len(items) - _MOST_NAMED)}"


def _called(object_id: object, row: pd.Series) -> str:
    place = f", {row['kern']}" if row["kern"] else ""
    return f"{row['naam']}{place} ({object_id})" if row["naam"] else f"{object_id}{place}"


def _needs(row: pd.Series, name: str, language: Language) -> str:
    needs = row[OfDefinition(name).nodig]
    return _NEEDS(language, needs=needs) if needs else ""
