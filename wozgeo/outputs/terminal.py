"""What does a run say on the terminal about plans and complexes?

The questions of a council, answered in the language of the run: which meet the definition, which just
miss it and by how much, what each of them needs, and how far the target is.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Counted, Language, Text
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.answer_sentences import LISTED, say_asked
from wozgeo.outputs.conversion_sentences import say_conversions
from wozgeo.outputs.firm_sentences import say_causes
from wozgeo.outputs.found import Found
from wozgeo.outputs.kern_sentences import say_every_kern
from wozgeo.outputs.reason_sentences import WORDS, say_reasons
from wozgeo.outputs.remedy_sentences import say_remedies
from wozgeo.outputs.search_sentences import say_search
from wozgeo.outputs.senior_sentences import say_seniors
from wozgeo.outputs.site_sentences import ranked_plans, say_locations, say_sites, site_line

_MOST_NAMED = 20
"""A longer list is in the workbook."""

_MOST_RANKED = 10
"""So many plans are told in the order of their score."""

_NEAR_MISS = Text("net niet", "near miss")
_NEEDED = Text("nodig", "needed")
_NEEDS = Text(" Nodig: {needs}.", " Needed: {needs}.")
_NOTHING = Text("niets te noemen", "nothing to name")
_HOW_MANY = {
    Verdict.VOLDOET: Counted(Text("1 voldoet", "1 meets it"), Text("{n} voldoen", "{n} meet it")),
    Verdict.VOLDOET_NIET: Counted(
        Text("1 voldoet niet", "1 does not"), Text("{n} voldoen niet", "{n} do not")
    ),
    Verdict.ONBEKEND: Counted(
        Text("1 is onbekend", "1 is unknown"), Text("{n} zijn onbekend", "{n} are unknown")
    ),
}
_AND_MORE = Text("en nog {n}, zie oordelen.xlsx", "and {n} more, see oordelen.xlsx")


def tell_verdicts(found: Found) -> tuple[str, ...]:
    """Tell per definition what was judged, then of the target.

    First how many meet it, then on which requirements the rest fails and waits. By the first definition
    every object is named, what may still meet it and is nearest first; by the others they are
    counted. Before the plans stands how they lie, the best first; after them whether every kern has it.
    Clusters are in the workbook alone: nobody listed them.
    """
    language = found.language
    listed = {soort: table for soort, table in found.listed.items() if soort in LISTED}
    lines: list[str] = []
    for i, (name, title) in enumerate(found.titles.items()):
        definition = found.definitions[name]
        lines.append(say_asked(definition, language))
        says = (say_reasons, say_causes, say_conversions)
        reasons = [one for say in says for one in say(found, definition)]
        lines += say_sites(found, definition)
        lines += [f"  {line}" for line in _ranked(found, name)] if i == 0 else []
        for soort, table in listed.items():
            lines += say_locations(found, definition) if soort == "complexen" else []
            lines.append(_counts(LISTED[soort](language), table, name, title, language))
            lines += [f"  {said}" for kind, said in reasons if WORDS[kind] == LISTED[soort]]
            lines += _each(table, name, language) if i == 0 else []
        lines += say_every_kern(found, definition)
    return (*lines, *say_remedies(found), *found.progress_said)


def tell_seniors(found: Found) -> tuple[str, ...]:
    """Tell how many seniors live where, where the next place should come, and which plans lie well.

    Nothing where no seniors are known and no surface was asked.
    """
    return (*say_seniors(found), *found.places_said, *say_search(found))


def _ranked(found: Found, name: str) -> Iterator[str]:
    """Tell the best places in the order of their score."""
    ranked = ranked_plans(found)
    for key, row in ranked.head(_MOST_RANKED).iterrows():
        yield site_line(key, row, name, found.language)
    if len(ranked) > _MOST_RANKED:
        yield _AND_MORE(found.language, n=len(ranked) - _MOST_RANKED)


def _counts(word: str, table: pd.DataFrame, name: str, title: str, language: Language) -> str:
    verdict = table[OfDefinition(name).oordeel].astype(str)
    counts = ", ".join(said(language, int((verdict == v).sum())) for v, said in _HOW_MANY.items())
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
