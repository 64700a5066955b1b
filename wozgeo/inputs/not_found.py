"""At which of the addresses of a list must its user look, and why?"""

import pandas as pd

from wozgeo.inputs.addresses import Uitkomst

_MOST_NAMED = 10
_SHORTEST_RUN = 3
"""Numbers that follow each other are written out up to so many."""

UITKOMST_LABELS: dict[str, str] = {
    Uitkomst.GEVONDEN: "gevonden",
    Uitkomst.NIET_GEVONDEN: "niet gevonden",
    Uitkomst.DUBBEL_GEVONDEN: "dubbel gevonden",
    Uitkomst.NOG_NIET_IN_GEBRUIK: "in de BAG, nog niet in gebruik",
    Uitkomst.ANDERE_KANT: "andere kant van de straat: niet zeker of het is bedoeld",
}
NEARLY = "gevonden, met een verschil"
"""How an address is written that was found but for one part."""

_WHICH_SIDE = "schrijf (even), (oneven) of (alle) achter de reeks"
IN_SEVERAL, GIVEN_AGAIN = "in meer dan één complex", "twee keer opgegeven"
"""How an outcome is written for a reader; these two of an address that was found."""

_TOLD_TOGETHER = (Uitkomst.NIET_GEVONDEN, Uitkomst.NOG_NIET_IN_GEBRUIK, Uitkomst.ANDERE_KANT)
"""Of a range the numbers of one such outcome share a row."""


def possible_numbers(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[int]":
    """Count the house numbers that each address may stand for: more than one where it may be a range.

    "1-23" in one cell is number 1 with addition 23; where the register has no such address, whoever wrote it
    may have meant 1 t/m 23. So may who wrote "Dorpsstraat 1 e.v. 23", where "Dorpsstraat 1 e.v." is no street.
    """
    first, last = _ends(wanted)
    length = (last - first + 1).where(lookup["uitkomst"] == Uitkomst.NIET_GEVONDEN)
    one_cell = ~(wanted["reeks"] | wanted["apart"]).astype(bool)
    return length.where(one_cell & (length > 1), 1).astype(int)


def _ends(wanted: pd.DataFrame) -> tuple["pd.Series[int]", "pd.Series[float]"]:
    """Give the numbers between which a range may lie that was not written as one."""
    number = wanted["nummer"].astype(int)
    behind = wanted["toevoeging"].astype(str).str.extract(r"^[a-z]?(\d{1,5})[a-z]?$")[0]
    before = wanted["straat"].astype(str).str.extract(r"\s(\d{1,5})\D*$")[0]
    last, first = (pd.to_numeric(found, errors="coerce") for found in (behind, before))
    earlier = first.notna() & last.isna()
    return first.where(earlier, number), last.mask(earlier, number)


def not_found_table(
    wanted: pd.DataFrame, lookup: pd.DataFrame, *, repeated: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List what a user has to look at: not found, found twice, or given more than once.

    Parameters
    ----------
    wanted, lookup
        The addresses and what `find_addresses` made of them.
    repeated
        What the reader left out because it is written twice alike: ``complex_id``, ``rij``,
        ``opgegeven``, ``eerder`` (the row that counts).

    Returns
    -------
    DataFrame
        ``complex_id``, ``rij``, ``opgegeven``, ``uitkomst``, ``kandidaten``, in Dutch, sorted by
        complex and row. The numbers of one range that do not exist share a row.
    """
    rows = wanted[["complex_id", "rij", "opgegeven", "reeks"]].join(lookup)
    rows["nummer"] = _numbers(wanted)
    uncertain = rows[rows["uitkomst"] != Uitkomst.GEVONDEN]
    of_range = uncertain["reeks"].astype(bool) & uncertain["uitkomst"].isin(_TOLD_TOGETHER)
    told = rows.assign(opgegeven=as_told(wanted))
    perhaps = possible_numbers(wanted, lookup) > 1
    told.loc[perhaps, "kandidaten"] = (
        "als reeks bedoeld? schrijf dan "
        + _ends(wanted)[0].astype(int).astype(str)
        + " t/m "
        + _ends(wanted)[1].fillna(0).astype(int).astype(str)
        + "; "
        + told["kandidaten"]
    ).str.removesuffix("; ")
    alone = told.loc[uncertain.index[~of_range]]
    tables = [
        _ranges(uncertain[of_range]),
        alone.assign(uitkomst=alone["uitkomst"].map(UITKOMST_LABELS)),
        _nearly(told[(told["uitkomst"] == Uitkomst.GEVONDEN) & (told["anders"] != "")]),
        _shared(told[told["uitkomst"] == Uitkomst.GEVONDEN]),
    ]
    if repeated is not None:
        tables.append(_given_again(repeated, repeated["eerder"]))
    columns = ["complex_id", "rij", "opgegeven", "uitkomst", "kandidaten"]
    return pd.concat([table[columns].astype(object) for table in tables]).sort_values(
        columns, ignore_index=True
    )


def _numbers(table: pd.DataFrame) -> "pd.Series[str]":
    additions = table["toevoeging"].astype(object).str.replace(r"^(?=\d)", "-", regex=True)
    return table["nummer"].astype(str).astype(object) + additions


def as_told(table: pd.DataFrame) -> "pd.Series[str]":
    """Give what the user wrote, and of a range which of its numbers is meant."""
    given = table["opgegeven"].astype(object)
    return given.where(~table["reeks"].astype(bool), given + ", nummer " + _numbers(table))


def _nearly(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell which part of an address is otherwise in the register."""
    what = rows["anders"] + " anders dan in het register: " + rows["kandidaten"]
    return rows.assign(uitkomst=NEARLY, kandidaten=what)


def _ranges(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell in one row per range which of its numbers the register has not, or has otherwise."""
    keys = ["complex_id", "rij", "opgegeven", "uitkomst"]
    rows = rows.assign(
        kandidaten=rows["kandidaten"].mask(rows["uitkomst"] == Uitkomst.ANDERE_KANT, _WHICH_SIDE)
    )
    told = rows.groupby(keys, as_index=False).agg({"kandidaten": "max", "nummer": _in_runs})
    told = told.astype(object)
    opgegeven = told["opgegeven"] + " (nummer " + told["nummer"] + ")"
    return told.assign(opgegeven=opgegeven, uitkomst=told["uitkomst"].map(UITKOMST_LABELS))


def _in_runs(numbers: "pd.Series[str]") -> str:
    """Write numbers that follow each other as one: 78, 80 t/m 92 (even), 93 t/m 99."""
    runs: list[list[str]] = []
    for text in numbers:
        run = runs[-1] if runs else []
        step = _step(run[-1], text) if run else 0
        if step and (len(run) == 1 or step == _step(run[-2], run[-1])):
            run.append(text)
        else:
            runs.append([text])
    return ", ".join(map(_run, runs))


def _step(one: str, other: str) -> int:
    step = int(other) - int(one) if one.isdigit() and other.isdigit() else 0
    return step if step in (1, 2) else 0


def _run(numbers: list[str]) -> str:
    if len(numbers) <= _SHORTEST_RUN:
        return ", ".join(numbers)
    side = ""
    if _step(*numbers[:2]) == 2:  # one side of the street
        side = " (oneven)" if int(numbers[0]) % 2 else " (even)"
    return f"{numbers[0]} t/m {numbers[-1]}{side}"


def _shared(found: pd.DataFrame) -> pd.DataFrame:
    """Tell which addresses that were found belong to two rows or two complexes."""
    shared = found[found.duplicated("location_id", keep=False)]
    twice = shared.duplicated(["complex_id", "location_id"])
    first = shared.groupby(["complex_id", "location_id"])["rij"].transform("first")
    once = shared[~twice]
    owners = once.groupby("location_id")["complex_id"].agg(list)
    elsewhere = [
        _others(owners[location], own)
        for location, own in zip(once["location_id"], once["complex_id"], strict=True)
    ]
    other = once.assign(uitkomst=IN_SEVERAL, kandidaten=elsewhere)
    return pd.concat([_given_again(shared[twice], first[twice]), other[other["kandidaten"] != ""]])


def _others(owners: list[str], own: str) -> str:
    others = sorted(owner for owner in owners if owner != own)
    return f"ook in complex {_listed(others)}" if others else ""


def _listed(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" en nog {rest}" if rest > 0 else "")


def _given_again(rows: pd.DataFrame, earlier: "pd.Series[int]") -> pd.DataFrame:
    told = "telt één keer; ook op rij " + earlier.astype(str)
    return rows.assign(uitkomst=GIVEN_AGAIN, kandidaten=told)
