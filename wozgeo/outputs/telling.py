"""What does a run say on the terminal about plans and complexes?

The questions of a council, answered in Dutch: which meet the definition, which just miss it and by how
much, what each of them needs, and how far the target is.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from wozgeo.domain.vocabulary import VERDICT_LABELS, Verdict

_MOST_NAMED = 20
"""A longer list is in the workbook."""


def tell_verdicts(
    groups: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
    *,
    progress: Sequence[str] = (),
) -> tuple[str, ...]:
    """Tell per definition what was judged.

    Parameters
    ----------
    groups
        Dutch plural ("bouwplannen") to objects judged; empty ones are left out.
    titles
        Definition name to its title, in order; each has columns ``oordeel_d``, ``bijna_d`` and so on.
        By the first every object is named, by the others they are counted.
    progress
        Sentences about the target.
    """
    filled = {word: table for word, table in groups.items() if len(table)}
    lines: list[str] = []
    for i, (name, title) in enumerate(titles.items()):
        for word, table in filled.items():
            lines.append(_counts(word, table, name, title))
            lines += _each(table, name) if i == 0 else []
    return (*lines, *progress)


def _counts(word: str, table: pd.DataFrame, name: str, title: str) -> str:
    verdict = table[f"oordeel_{name}"].astype(str)
    counts = ", ".join(
        f"{(verdict == v).sum()} {VERDICT_LABELS[v]}"
        for v in (Verdict.VOLDOET, Verdict.VOLDOET_NIET, Verdict.ONBEKEND)
    )
    return f"{word.capitalize()}, {title}: {counts}"


def _each(table: pd.DataFrame, name: str) -> Iterator[str]:
    verdict = table[f"oordeel_{name}"].astype(str)
    meets = table[verdict == Verdict.VOLDOET]
    yield from _listed("voldoet", [_called(i, row) for i, row in meets.iterrows()])
    near = table[table[f"bijna_{name}"].astype(bool)]
    yield from _listed(
        "net niet",
        [
            f"{_called(i, row)}: {row[f'toelichting_{name}']}{_needs(row, name)}"
            for i, row in near.iterrows()
        ],
    )
    rest = table[(verdict != Verdict.VOLDOET) & ~table[f"bijna_{name}"].astype(bool)]
    yield from _listed(
        "nodig",
        [
            f"{_called(i, row)} ({VERDICT_LABELS[Verdict(row[f'oordeel_{name}'])]}): "
            f"{row[f'nodig_{name}'] or 'niets te noemen'}"
            for i, row in rest.iterrows()
        ],
    )


def _listed(head: str, items: Sequence[str]) -> Iterator[str]:
    for item in items[:_MOST_NAMED]:
        yield f"  {head}: {item}"
    if len(items) > _MOST_NAMED:
        yield f"  {head}: en {len(items) - _MOST_NAMED} meer, zie oordelen.xlsx"


def _called(object_id: object, row: pd.Series) -> str:
    place = f", {row['kern']}" if row["kern"] else ""
    return f"{row['naam']}{place} ({object_id})" if row["naam"] else f"{object_id}{place}"


def _needs(row: pd.Series, name: str) -> str:
    needs = row[f"nodig_{name}"]
    return f" Nodig: {needs}." if needs else ""
