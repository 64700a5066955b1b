"""Which of the dwellings of a plan or complex could be the geclusterde woonvorm?

A planmonitor counts dwellings of a kind, not which ones they are. Of a plan of 40 dwellings with 15
geclusterde and 20 nultreden ones nobody knows how many are both: at least none, at most 15. What is
certain at the least and possible at the most is worked out; in between the answer is unknown.
"""

import numpy as np
import pandas as pd

from wozgeo.analysis.verdicts.three_valued import unknown_facts
from wozgeo.domain.contracts import FACT_COLUMNS
from wozgeo.domain.language import NOTHING, Counted, Text

_OF_WHOLE = Text("de geclusterde van de {total}", "the clustered ones of the {total}")
_STATED_CLUSTERED = Text("opgegeven geclusterde woningen: {n}", "clustered dwellings stated: {n}")
_PERHAPS_OTHERS = Text(
    "nultredenwoningen: {b} van de {n}, en of de {a} geclusterde daarbij horen is niet opgegeven",
    "step-free dwellings: {b} of the {n}, and whether the {a} clustered ones are among them is not stated",
)
_GIVEN = Counted(
    Text("het ene adres", "the one address"), Text("de {n} adressen", "the {n} addresses")
)
_NOT_CERTAIN = Text(
    "aantal woningen niet zeker ({found} van {addresses} als woning gevonden)",
    "number of dwellings not certain ({found} of {addresses} found as a dwelling)",
)

_PERHAPS_A_RANGE = Text(
    "aantal woningen niet zeker ({found} van {addresses} als woning gevonden, en wat niet is gevonden kan "
    "een reeks zijn)",
    "number of dwellings not certain ({found} of {addresses} found as a dwelling, and what was not found may "
    "be a range)",
)
_DOUBTS = {
    "": _NOT_CERTAIN,
    "adres": _NOT_CERTAIN,
    "reeks": _PERHAPS_A_RANGE,
    "kant": Text(
        "aantal woningen niet zeker ({found}, of {possible} als beide kanten van de straat zijn bedoeld: "
        "schrijf (even), (oneven) of (alle) achter de reeks)",
        "number of dwellings not certain ({found}, or {possible} if both sides of the street are meant: "
        "write (even), (oneven) or (alle) behind the range)",
    ),
    "letters": Text(
        "aantal woningen niet zeker ({found}, of {possible} als ook de nummers met een letter zijn bedoeld: "
        "geef die op als ze erbij horen)",
        "number of dwellings not certain ({found}, or {possible} if the numbers with a letter are meant too: "
        "give those as well if they belong to it)",
    ),
    "aantal": Text(
        "aantal woningen niet zeker ({found} zeker, {possible} mogelijk: de lijst noemt een ander aantal dan "
        "zij adressen geeft)",
        "number of dwellings not certain ({found} for certain, {possible} possible: the list states another "
        "number than it gives addresses)",
    ),
    "nog_niet": Text(
        "aantal woningen niet zeker (in gebruik als woning: {found} van {addresses}; andere staan in de BAG "
        "en zijn nog niet in gebruik)",
        "number of dwellings not certain (in use as a dwelling: {found} of {addresses}; others are in the BAG "
        "and not in use yet)",
    ),
}
"""Per reason for doubt (`wozgeo.runs.counting.Twijfel`) why the number is not certain."""

_NEEDED = {
    "kant": Text(
        "een opgave of één of beide kanten van de straat zijn bedoeld: schrijf (even), (oneven) of (alle) "
        "achter de reeks",
        "a statement whether one or both sides of the street are meant: write (even), (oneven) or (alle) "
        "behind the range",
    ),
    "letters": Text(
        "een opgave of de nummers met een letter erbij horen",
        "a statement whether the numbers with a letter belong to it",
    ),
    "aantal": Text(
        "een aantal woningen dat past bij de adressen",
        "a number of dwellings that agrees with the addresses",
    ),
    "nog_niet": Text(
        "dat de adressen die in de BAG nog niet in gebruik zijn, in gebruik komen",
        "that the addresses that are not in use yet according to the BAG come into use",
    ),
}
"""Per reason for doubt what would make the number certain, where that is not to find the addresses."""

_CERTAIN_OF = Text(
    "zeker; opgegeven {given}, mogelijk {possible}",
    "for certain; {given} given, {possible} possible",
)


def known_facts(objects: pd.DataFrame, *, minimum: float) -> pd.DataFrame:
    """Say of every object what a definition asks, as far as its list tells; its walk stays unknown.

    Parameters
    ----------
    objects
        Index object_id; ``n_dwellings``, and where there: FACT_COLUMNS,
        ``n_geclusterd``, ``n_nultreden`` (counts within ``n_dwellings``), ``n_gevonden`` (certain: how
        many of the addresses that were given are found and are dwellings), ``n_opgegeven`` (how many were
        given; ``n_dwellings`` where it is not there), ``n_mogelijk`` (how many they may be) and
        ``n_twijfel`` (why that is not certain, a key of `_DOUBTS`). Missing is unknown.
    minimum
        How many dwellings the definition asks.

    Returns
    -------
    DataFrame
        Facts (`wozgeo.analysis.verdicts.three_valued.unknown_facts`). ``n_dwellings``: the
        geclusterde ones where some are stated, else all; where addresses were looked up those that are
        certain, and unknown where the minimum hangs on what is only possible. Stated
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
        _doubt_the_unfound(facts, objects, minimum)
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


def _doubt_the_unfound(facts: pd.DataFrame, objects: pd.DataFrame, minimum: float) -> None:
    """Count what is certain; forget the number where the minimum hangs on what is only possible."""
    found = objects["n_gevonden"].astype("Int64")
    given = objects.get("n_opgegeven", facts["n_dwellings"]).astype("Int64")
    possible = objects.get("n_mogelijk", given).astype("Int64")
    why = objects.get("n_twijfel", pd.Series("", index=objects.index)).astype(str)
    why = why.where((why != "") | (given >= minimum), "reeks")
    enough = (found >= minimum).fillna(value=False).to_numpy(dtype=bool)
    doubtful = ~enough & (possible >= minimum).fillna(value=False).to_numpy(dtype=bool)
    facts["n_dwellings"] = given.where(~enough, found)
    facts.loc[doubtful, "n_dwellings"] = pd.NA
    needed, notes = (
        facts[name].to_numpy(dtype=object, copy=True) for name in ("n_nodig", "n_note")
    )
    needed[doubtful] = [_NEEDED.get(w, NOTHING) for w in why[doubtful]]
    more = enough & ((given > found) | (possible > found)).fillna(value=False).to_numpy(dtype=bool)
    for where, texts in ((doubtful, _DOUBTS), (more, dict.fromkeys(_DOUBTS, _CERTAIN_OF))):
        rows = zip(why[where], found[where], given[where], possible[where], strict=True)
        notes[where] = [
            texts.get(w, _NOT_CERTAIN).about(
                found=f, given=g, addresses=_GIVEN.about(g), possible=p
            )
            for w, f, g, p in rows
        ]
    facts["n_note"], facts["n_nodig"] = notes, needed
