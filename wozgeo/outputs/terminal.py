"""What does a run say on the terminal about plans and complexes?

The questions of a council, answered in the language of the run: which meet the definition, which just
miss it and by how much, what each of them needs, and how far the target is.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Verdict

_MOST_NAMED = 20
"""A longer list is in the workbook."""

_NEAR_MISS = Text("net niet", "near miss")
_NEEDED = Text("nodig", "needed")
_NEEDS = Text(" Nodig: {needs}.", " Needed: {needs}.")
_NOTHING = Text("niets te noemen", "nothing to name")
_AND_MORE = Text("en {n} meer, zie oordelen.xlsx", "and {n} more, see oordelen.xlsx")


def tell_verdicts(
    groups: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
    *,
    progress: Sequence[str] = (),
    language: Language = Language.NL,
) -> tuple[str, ...]:
    """Tell per definition what was judged.

    Parameters
    ----------
    groups
        What they are ("Plannen") to objects judged; empty ones are left out.
    titles
        Definition name to its title, in order; each has columns ``oordeel_d``, ``bijna_d`` and so on.
        By the first every object is named, what may still meet it and is nearest first; by the others they
        are counted.
    progress
        Sentences about the target.
    language
        Of the reader, and of the texts in the tables.
    """
    filled = {word: table for word, table in groups.items() if len(table)}
    lines: list[str] = []
    for i, (name, title) in enumerate(titles.items()):
        for word, table in filled.items():
            lines.append(_counts(word, table, name, title, language))
            lines += _each(table, name, language) if i == 0 else []
    return (*lines, *progress)


def _counts(word: str, table: pd.DataFrame, name: str, title: str, language: Language) -> str:
    verdict = table[f"oordeel_{name}"].astype(str)
    counts = ", ".join(
        f"{(verdict == v).sum()} {LABELS_IN[language].verdicts[v]}"
        for v in (Verdict.VOLDOET, Verdict.VOLDOET_NIET, Verdict.ONBEKEND)
    )
    return f"{word}, {title}: {counts}"


def _each(table: pd.DataFrame, name: str, language: Language) -> Iterator[str]:
    labels = LABELS_IN[language].verdicts
    verdict = table[f"oordeel_{name}"].astype(str)
    meets = table[verdict == Verdict.VOLDOET]
    yield from _listed(
        labels[Verdict.VOLDOET], language, [_called(i, row) for i, row in meets.iterrows()]
    )
    near = table[table[f"bijna_{name}"].astype(bool)]
    yield from _listed(
        _NEAR_MISS(language),
        language,
        [
            f"{_called(i, row)}: {row[f'toelichting_{name}']}{_needs(row, name, language)}"
            for i, row in near.iterrows()
        ],
    )
    rest = _likeliest_first(
        table[(verdict != Verdict.VOLDOET) & ~table[f"bijna_{name}"].astype(bool)], name
    )
    yield from _listed(
        _NEEDED(language),
        language,
        [
            f"{_called(i, row)} ({labels[Verdict(row[f'oordeel_{name}'])]}): "
            f"{row[f'nodig_{name}'] or _NOTHING(language)}"
            for i, row in rest.iterrows()
        ],
    )


def _likeliest_first(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put what may still meet it before what does not, and of equals the nearest to its limit first."""
    fails = table[f"oordeel_{name}"].astype(str) == Verdict.VOLDOET_NIET
    margin_m = table[f"marge_{name}_m"].astype(float)
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
    needs = row[f"nodig_{name}"]
    return _NEEDS(language, needs=needs) if needs else ""
