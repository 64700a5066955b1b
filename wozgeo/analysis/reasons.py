"""On which requirements do plans and complexes fail, and what do the others wait for?

Counts only: nothing is judged here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from wozgeo.analysis.areas import ONBEKENDE_KERN
from wozgeo.analysis.verdicts.three_valued import VERDICTS
from wozgeo.domain.columns_reasons import ALL_KERNEN, ALL_REQUIREMENTS, REASON_COUNTS
from wozgeo.domain.vocabulary import Verdict

_COUNTS = [column.name for column in REASON_COUNTS]


@dataclass(frozen=True)
class JudgedRows:
    """What was judged of one kind of objects.

    Attributes
    ----------
    requirements
        See `wozgeo.analysis.verdicts.judge.Verdicts`.
    objects
        On the index of the objects: ``kern``, "" where unknown; what `open_questions` takes besides.
    """

    requirements: pd.DataFrame
    objects: pd.DataFrame


def whole_verdicts(requirements: pd.DataFrame) -> "pd.Series[str]":
    """Judge the whole definition on every row of its requirements: the worst of them.

    Parameters
    ----------
    requirements
        See `wozgeo.analysis.verdicts.judge.Verdicts`.

    Returns
    -------
    Series
        `Verdict` as text, on the index given.
    """
    order = {str(verdict): rank for rank, verdict in enumerate(VERDICTS)}
    rank = requirements["verdict"].astype(str).map(order)
    worst = rank.groupby(level=[0, 1], sort=False).transform("min")
    return worst.map({rank: verdict for verdict, rank in order.items()}).astype(object)


def waits_for_answer(requirements: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which rows hold the one answer that settles the whole, whatever it is.

    The whole is onbekend, this requirement alone is, and one thing that someone can state would tell: a
    walk that is not known, or a second thing that would do as well, leaves a "no" undecided.
    """
    unknown = requirements["verdict"].astype(str) == str(Verdict.ONBEKEND)
    n_open = unknown.groupby(level=[0, 1], sort=False).transform("sum")
    asks = requirements["asks"].astype(str)
    one = (asks != "") & ~asks.str.contains(",") & ~requirements["open_walk"].astype(bool)
    whole = whole_verdicts(requirements) == str(Verdict.ONBEKEND)
    return unknown & (n_open == 1) & one & whole


def count_reasons(groups: Mapping[str, JudgedRows]) -> pd.DataFrame:
    """Count per definition, requirement and kern how many meet it, do not, and are unknown.

    Parameters
    ----------
    groups
        Per word for what was judged ("plan"). What may not be shared must have been left out. May be
        empty.

    Returns
    -------
    DataFrame
        ``wat``, ``definitie``, ``eis``, ``kern`` and `REASON_COUNTS` (int64). Of each kind and definition
        first the whole definition (`ALL_REQUIREMENTS`), then its requirements in their order; of each
        first all kernen together (`ALL_KERNEN`), then each by the alphabet.
    """
    counts = [
        _counted(word, str(name), rows, group.objects["kern"])
        for word, group in groups.items()
        for name, rows in group.requirements.groupby(level=1, sort=False)
    ]
    if not counts:
        return pd.DataFrame(columns=["wat", "definitie", "eis", "kern", *_COUNTS])
    return pd.concat(counts, ignore_index=True)


def _counted(word: str, name: str, rows: pd.DataFrame, kern: pd.Series) -> pd.DataFrame:
    waits = waits_for_answer(rows)
    whole = whole_verdicts(rows)
    first = ~whole.reset_index(level=2).index.duplicated()
    whole_waits = waits.groupby(level=[0, 1], sort=False).transform("any")
    parts = [(ALL_REQUIREMENTS.nl, whole[first], whole_waits[first])]
    for requirement in rows.index.get_level_values(2).unique():
        mine = rows.index.get_level_values(2) == requirement
        verdict = rows["verdict"].astype(str)
        parts.append((str(requirement).replace("_", " "), verdict[mine], waits[mine]))
    return pd.DataFrame(
        [
            {"wat": word, "definitie": name, "eis": eis, **row}
            for eis, verdicts, waiting in parts
            for row in _by_kern(verdicts, waiting, kern)
        ]
    )


def _by_kern(verdicts: pd.Series, waits: pd.Series, kern: pd.Series) -> Iterator[dict[str, object]]:
    places = kern.astype(object).reindex(verdicts.index.get_level_values(0)).to_numpy()
    where = pd.Series(places, dtype=object).replace("", ONBEKENDE_KERN).to_numpy()
    table = pd.DataFrame(
        {
            **{str(v): (verdicts == str(v)).to_numpy() for v in Verdict},
            "wacht_op_antwoord": waits.to_numpy(),
        }
    ).astype("int64")
    yield {"kern": ALL_KERNEN.nl, **{name: int(table[name].sum()) for name in _COUNTS}}
    sums = table.groupby(where).sum().sort_index(key=lambda names: names.str.casefold())
    for name, row in sums.iterrows():
        yield {"kern": name, **{count: int(row[count]) for count in _COUNTS}}
