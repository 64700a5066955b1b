"""Which existing complexes are nearest to meeting a definition, by what they miss?

Converting what stands matters as much as building (Raadsvoorstel Woonzorgvisie Duiven, 1.2): first what misses
one thing alone, a room, stairs or a few dwellings.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from wozgeo.analysis.reasons import JudgedRows, whole_verdicts
from wozgeo.domain.columns_reasons import CONVERSION
from wozgeo.domain.language import Text, joined
from wozgeo.domain.vocabulary import Verdict

_COLUMNS = ("definitie", *(column.name for column in CONVERSION), "id", "naam", "kern", "nodig")


def rank_conversions(complexes: JudgedRows | None) -> pd.DataFrame:
    """Rank per definition the complexes that do not meet it, what misses least first.

    Parameters
    ----------
    complexes
        What was judged; of the objects ``naam`` and ``kern``. None where there are none.

    Returns
    -------
    DataFrame
        ``definitie``, ``volgorde`` (from 1 within each), ``n_mist`` (requirements not met), ``mist_eisen``
        (their names, with a comma between), ``n_open`` (requirements of which it is unknown), ``id``,
        ``naam``, ``kern`` and ``nodig`` (`Text`) of what is not met. In the order of the fewest not met,
        then the fewest unknown, then the least that is short of the worst number relative to its limit (a
        walk or a number of dwellings; what is no number counts as a whole limit short), then by id.
    """
    if complexes is None or not len(complexes.requirements):
        return pd.DataFrame(columns=[*_COLUMNS])
    rows = complexes.requirements
    fails = rows["verdict"].astype(str) == str(Verdict.VOLDOET_NIET)
    table = rows.assign(
        _whole=whole_verdicts(rows),
        _open=(rows["verdict"].astype(str) == str(Verdict.ONBEKEND)),
        _fails=fails,
        _short=_short_of(rows),
    )
    table = table[table["_whole"] == str(Verdict.VOLDOET_NIET)]
    called = complexes.objects
    of_object = dict(
        zip(called.index, zip(called["naam"], called["kern"], strict=True), strict=True)
    )
    ranked = [
        _of_one(name, key, mine, *of_object[key]) for (key, name), mine in _by_object(table).items()
    ]
    if not ranked:
        return pd.DataFrame(columns=[*_COLUMNS])
    found = pd.DataFrame(ranked)
    order = {name: k for k, name in enumerate(dict.fromkeys(rows.index.get_level_values(1)))}
    found = found.assign(_definition=found["definitie"].map(order))
    found = found.sort_values(["_definition", "n_mist", "n_open", "_short", "id"], kind="stable")
    found["volgorde"] = found.groupby("definitie", sort=False).cumcount() + 1
    return found[[*_COLUMNS]].reset_index(drop=True)


def _short_of(rows: pd.DataFrame) -> "pd.Series[float]":
    """Give what is short as a share of the limit: 0.1 is a tenth too far, or a tenth too few."""
    margin, limit = (rows[name].to_numpy(dtype=np.float64) for name in ("margin", "limit"))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(margin < 0, -margin / limit, 1.0)
    return pd.Series(np.where(np.isnan(share), 1.0, share), index=rows.index)


class _Asked(NamedTuple):
    """One requirement on one object."""

    eis: str
    fails: bool
    is_open: bool
    short: float
    nodig: Text | str


def _by_object(table: pd.DataFrame) -> dict[tuple[str, str], list[_Asked]]:
    """Lay the requirements of each object by each definition together: small tables would cost a second."""
    found: dict[tuple[str, str], list[_Asked]] = {}
    columns = (table[name] for name in ("_fails", "_open", "_short", "nodig"))
    for (key, name, eis), *asked in zip(table.index, *columns, strict=True):
        found.setdefault((str(key), str(name)), []).append(_Asked(str(eis), *asked))
    return found


def _of_one(
    name: str, key: str, asked: Sequence[_Asked], naam: object, kern: object
) -> dict[str, object]:
    missed = [one for one in asked if one.fails]
    told = [one.nodig for one in missed if one.nodig]
    in_words = [text for text in told if isinstance(text, Text)]
    return {
        "definitie": name,
        "n_mist": len(missed),
        "mist_eisen": ", ".join(one.eis.replace("_", " ") for one in missed),
        "n_open": sum(one.is_open for one in asked),
        "id": key,
        "naam": naam,
        "kern": kern,
        "nodig": joined(in_words, "; ") if in_words else "; ".join(map(str, told)),
        "_short": max(one.short for one in missed),
    }
