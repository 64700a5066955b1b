"""Which of the dwellings of a plan or complex could be the geclusterde woonvorm?

A planmonitor counts dwellings of a kind, not which ones they are. Of a plan of 40 dwellings with 15
geclusterde and 20 nultreden ones nobody knows how many are both: at least none, at most 15. What is
certain at the least and possible at the most is worked out; in between the answer is unknown.
"""

import numpy as np
import pandas as pd

from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.contracts import FACT_COLUMNS
from wozgeo.domain.language import NOTHING, Text

_OF_WHOLE = Text("de geclusterde van de {total}", "the clustered ones of the {total}")
_STATED_CLUSTERED = Text("opgegeven geclusterde woningen: {n}", "clustered dwellings stated: {n}")
_PERHAPS_OTHERS = Text(
    "{b} van de {n} woningen zijn nultreden, en of de {a} geclusterde daarbij horen is niet opgegeven",
    "{b} of the {n} dwellings are step-free, and whether the {a} clustered ones are among them is not "
    "stated",
)
_NOT_CERTAIN = Text(
    "aantal woningen niet zeker ({found} van de {given} adressen als woning gevonden)",
    "number of dwellings not certain ({found} of the {given} addresses found as a dwelling)",
)

_PERHAPS_A_RANGE = Text(
    "aantal woningen niet zeker ({found} van de {given} adressen als woning gevonden, en wat niet is "
    "gevonden kan een reeks zijn)",
    "number of dwellings not certain ({found} of the {given} addresses found as a dwelling, and what was not "
    "found may be a range)",
)


def known_facts(objects: pd.DataFrame, *, minimum: float) -> pd.DataFrame:
    """Say of every object what a definition asks, as far as its list tells; its walk stays unknown.

    Parameters
    ----------
    objects
        Index object_id; ``n_dwellings``, and where there: FACT_COLUMNS,
        ``n_geclusterd``, ``n_nultreden`` (counts within ``n_dwellings``), ``n_gevonden`` (how many
        of the addresses that were given are found and are dwellings) and ``n_mogelijk`` (how many they
        are when what may be a range is one). Missing is unknown.
    minimum
        How many dwellings the definition asks.

    Returns
    -------
    DataFrame
        Facts (`wozgeo.analysis.verdicts.three_valued.unknown_facts`).
        ``n_dwellings``: the geclusterde ones where
        some are stated, else all; unknown where it hangs on addresses that were not found. Stated
        geclusterde dwellings are meant for seniors, and none stated is none meant for them (Planmonitor:
        geclusterd wonen is a form for seniors). ``nultreden``: whether at least as many as are asked
        surely are, or surely are not. The notes tell which counts these answers were taken from.
    """
    facts = unknown_facts(objects.index)
    for name in FACT_COLUMNS:
        if name in objects:
            facts[name] = objects[name].astype(facts[name].dtype)
    total = objects["n_dwellings"].astype("Int64")
    part = total
    if "n_geclusterd" in objects:
        clustered = objects["n_geclusterd"].astype("Int64")
        part = clustered.where((clustered > 0).fillna(value=False), total)
        stated = (clustered > 0).astype("boolean")
        taken = facts["voor_senioren"].isna() & stated.notna()
        facts["voor_senioren"] = facts["voor_senioren"].fillna(stated)
        facts["senioren_note"] = _noted(_STATED_CLUSTERED, taken, n=clustered)
        some = (part < total).fillna(value=False)
        facts["n_note"] = _noted(_OF_WHOLE, some, total=total)
    if "n_nultreden" in objects:
        step_free = objects["n_nultreden"].astype("Int64")
        answer = _enough_of_both(total, part, step_free, minimum)
        facts["nultreden"] = facts["nultreden"].fillna(answer)
        open_ = facts["nultreden"].isna() & (part < total) & step_free.notna()
        facts["nultreden_note"] = _noted(
            _PERHAPS_OTHERS, open_.fillna(value=False), n=total, a=part, b=step_free
        )
    facts["n_dwellings"] = part
    if "n_gevonden" in objects:
        found = objects["n_gevonden"].astype("Int64")
        possible = objects.get("n_mogelijk", part).astype("Int64")
        _doubt_the_unfound(facts, found, possible, minimum)
    return facts


def _noted(text: Text, where: "pd.Series[bool]", **counts: pd.Series) -> pd.Series:
    """Say a text of the objects where it holds, with its numbers; nothing of the others."""
    chosen = where.to_numpy(dtype=bool)
    rows = zip(*(c[chosen].astype(int).tolist() for c in counts.values()), strict=True)
    notes = np.full(len(where), NOTHING, dtype=object)
    notes[chosen] = [text.about(**dict(zip(counts, row, strict=True))) for row in rows]
    return pd.Series(notes, index=where.index)


def _enough_of_both(
    total: pd.Series, part: pd.Series, kind: pd.Series, minimum: float
) -> pd.Series:
    """Tell whether enough of a part is of a kind, of which only the number in the whole is known."""
    n, a, b = (s.to_numpy(dtype=np.float64, na_value=np.nan) for s in (total, part, kind))
    needed = np.minimum(minimum, a)
    least, most = np.maximum(a + b - n, 0), np.minimum(a, b)
    answer = pd.Series(pd.NA, index=total.index, dtype="boolean")
    answer[(least >= needed) & (b > 0)] = True
    answer[(most < needed) | (b == 0)] = False
    return answer


def _doubt_the_unfound(
    facts: pd.DataFrame, found: pd.Series, possible: pd.Series, minimum: float
) -> None:
    """Forget a number that only reaches the minimum with addresses that nobody could find."""
    given = facts["n_dwellings"]
    doubtful = ((found < minimum) & (possible >= minimum)).fillna(value=False).to_numpy(dtype=bool)
    notes = facts["n_note"].to_numpy(dtype=object, copy=True)
    notes[doubtful] = [
        (_NOT_CERTAIN if g >= minimum else _PERHAPS_A_RANGE).about(found=f, given=g)
        for f, g in zip(found[doubtful], given[doubtful], strict=True)
    ]
    facts["n_note"] = notes
    facts.loc[doubtful, "n_dwellings"] = pd.NA
