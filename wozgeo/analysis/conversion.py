"""Which existing complexes are nearest to meeting a definition, by what they miss?

Converting what stands matters as much as building (Raadsvoorstel Woonzorgvisie Duiven, 1.2): first what misses
one thing alone, a room, stairs or a few dwellings.
"""

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
    ranked = [
        _of_one(str(name), str(key), mine, complexes.objects)
        for (key, name), mine in table.groupby(level=[0, 1], sort=False)
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


def _of_one(name: str, key: str, mine: pd.DataFrame, objects: pd.DataFrame) -> dict[str, object]:
    missed = mine[mine["_fails"]]
    told: list[Text] = [text for text in missed["nodig"] if text]
    names = [str(eis).replace("_", " ") for eis in missed.index.get_level_values(2)]
    thing = objects.loc[key]
    return {
        "definitie": name,
        "n_mist": len(missed),
        "mist_eisen": ", ".join(names),
        "n_open": int(mine["_open"].sum()),
        "id": key,
        "naam": thing["naam"],
        "kern": thing["kern"],
        "nodig": joined(told, "; ")
        if told and isinstance(told[0], Text)
        else "; ".join(map(str, told)),
        "_short": float(missed["_short"].max()),
    }
