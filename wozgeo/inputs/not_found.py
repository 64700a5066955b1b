"""At which of the addresses of a list must its user look, and why?"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from wozgeo.domain.language import NOTHING, Text, joined, some_named
from wozgeo.inputs import words_check as words
from wozgeo.inputs.addresses import Uitkomst
from wozgeo.inputs.words_check import GIVEN_AGAIN, IN_SEVERAL, NEARLY, OF_OUTCOME, Check

_MOST_NAMED = 10
_SHORTEST_RUN = 3
"""Numbers that follow each other are written out up to so many."""

CHECK_COLUMNS = ["complex_id", "rij", "opgegeven", "uitkomst", "doen", "kandidaten"]

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
        ``complex_id``, ``rij``, ``opgegeven``, ``uitkomst``, ``doen``, ``kandidaten`` (texts in every
        language), in the order of `urgent_first`. The numbers of one range that do not exist share a row.
    """
    rows = wanted[["complex_id", "rij", "opgegeven", "reeks"]].join(lookup)
    rows["nummer"] = _numbers(wanted)
    uncertain = rows[rows["uitkomst"] != Uitkomst.GEVONDEN]
    of_range = uncertain["reeks"].astype(bool) & uncertain["uitkomst"].isin(_TOLD_TOGETHER)
    told = rows.assign(
        opgegeven=as_told(wanted), kandidaten=_candidates(wanted, lookup, rows["kandidaten"])
    )
    found = told[told["uitkomst"] == Uitkomst.GEVONDEN]
    tables = [
        _ranges(uncertain[of_range]),
        _alone(told.loc[uncertain.index[~of_range]]),
        _nearly(found[found["anders"] != ""], rows["kandidaten"]),
        _shared(found),
    ]
    if repeated is not None:
        tables.append(_given_again(repeated, repeated["eerder"]))
    return urgent_first(tables)


def urgent_first(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Lay tables of addresses to check together: what was not found first, what asks nothing last.

    What asks the same of its reader stands together, by complex and row.
    """
    table = pd.concat([table[CHECK_COLUMNS].astype(object) for table in tables], ignore_index=True)
    keys = pd.DataFrame(
        {
            "urgency": [words.URGENCY[said] for said in table["uitkomst"]],
            "complex_id": table["complex_id"].astype(str),
            "rij": table["rij"].astype(int),
            "opgegeven": [given.nl for given in table["opgegeven"]],
            "kandidaten": [found.nl for found in table["kandidaten"]],
        }
    )
    return table.loc[keys.sort_values([*keys]).index].reset_index(drop=True)


def to_check(rows: pd.DataFrame, check: Check, candidates: Iterable[Text] = ()) -> pd.DataFrame:
    """Say of rows of addresses what there is to check."""
    found = pd.Series([*candidates] or [NOTHING] * len(rows), index=rows.index, dtype=object)
    once = {"uitkomst": check.said, "doen": check.do}
    same = {name: pd.Series([said] * len(rows), rows.index, object) for name, said in once.items()}
    return rows.assign(**same, kandidaten=found)


def _candidates(
    wanted: pd.DataFrame, lookup: pd.DataFrame, written: "pd.Series[str]"
) -> "pd.Series[Any]":
    """Tell which addresses are like it, and whether a range may have been meant."""
    first, last = (end.fillna(0).astype(int) for end in _ends(wanted))
    perhaps = possible_numbers(wanted, lookup) > 1
    told = [
        joined([words.PERHAPS_RANGE.about(first=str(a), last=str(z)) if p else NOTHING, like], "; ")
        for p, a, z, like in zip(perhaps, first, last, map(_same, written), strict=True)
    ]
    return pd.Series(told, index=written.index, dtype=object)


def _same(written: object) -> Text:
    return Text(str(written), str(written))


def _alone(rows: pd.DataFrame) -> pd.DataFrame:
    checks = [OF_OUTCOME[outcome] for outcome in rows["uitkomst"]]
    return rows.assign(
        uitkomst=pd.Series([c.said for c in checks], rows.index, object),
        doen=pd.Series([c.do for c in checks], rows.index, object),
    )


def _numbers(table: pd.DataFrame) -> "pd.Series[str]":
    additions = table["toevoeging"].astype(object).str.replace(r"^(?=\d)", "-", regex=True)
    return table["nummer"].astype(str).astype(object) + additions


def as_told(table: pd.DataFrame) -> "pd.Series[Any]":
    """Give what the user wrote, and of a range which of its numbers is meant: a `Text` each."""
    told = [
        words.NUMBER_OF.about(given=given, number=number) if of_range else _same(given)
        for given, number, of_range in zip(
            table["opgegeven"], _numbers(table), table["reeks"].astype(bool), strict=True
        )
    ]
    return pd.Series(told, index=table.index, dtype=object)


def _nearly(rows: pd.DataFrame, written: "pd.Series[str]") -> pd.DataFrame:
    """Tell which part of an address is otherwise in the register."""
    found = (
        words.OTHERWISE.about(part=words.ADDRESS_PARTS[part], found=found)
        for part, found in zip(rows["anders"], written[rows.index], strict=True)
    )
    return to_check(rows, NEARLY, found)


def _ranges(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell in one row per range which of its numbers the register has not, or has otherwise."""
    keys = ["complex_id", "rij", "opgegeven", "uitkomst"]
    across = rows["uitkomst"] == Uitkomst.ANDERE_KANT
    rows = rows.assign(kandidaten=rows["kandidaten"].mask(across, ""))
    told = rows.groupby(keys, as_index=False).agg({"kandidaten": "max", "nummer": list})
    told = told.astype(object)
    given = [
        words.NUMBERS_OF.about(given=given, numbers=_in_runs(numbers))
        for given, numbers in zip(told["opgegeven"], told["nummer"], strict=True)
    ]
    return _alone(
        told.assign(
            opgegeven=pd.Series(given, told.index, object),
            kandidaten=pd.Series([*map(_same, told["kandidaten"])], told.index, object),
        )
    )


def _in_runs(numbers: Iterable[str]) -> Text:
    """Write numbers that follow each other as one: 78, 80 t/m 92 (even), 93 t/m 99."""
    runs: list[list[str]] = []
    for text in numbers:
        run = runs[-1] if runs else []
        step = _step(run[-1], text) if run else 0
        if step and (len(run) == 1 or step == _step(run[-2], run[-1])):
            run.append(text)
        else:
            runs.append([text])
    return joined(map(_run, runs), ", ")


def _step(one: str, other: str) -> int:
    step = int(other) - int(one) if one.isdigit() and other.isdigit() else 0
    return step if step in (1, 2) else 0


def _run(numbers: list[str]) -> Text:
    if len(numbers) <= _SHORTEST_RUN:
        return _same(", ".join(numbers))
    one_side = _step(*numbers[:2]) == 2
    said = words.ONE_SIDE[int(numbers[0]) % 2] if one_side else words.BOTH_SIDES
    return said.about(first=numbers[0], last=numbers[-1])


def _shared(found: pd.DataFrame) -> pd.DataFrame:
    """Tell which addresses that were found belong to two rows or two complexes."""
    shared = found[found.duplicated("location_id", keep=False)]
    twice = shared.duplicated(["complex_id", "location_id"])
    first = shared.groupby(["complex_id", "location_id"])["rij"].transform("first")
    once = shared[~twice]
    owners = once.groupby("location_id")["complex_id"].agg(list)
    elsewhere = pd.Series(
        [
            _others(owners[location], own)
            for location, own in zip(once["location_id"], once["complex_id"], strict=True)
        ],
        once.index,
        object,
    )
    told = elsewhere.map(bool).astype(bool)
    other = to_check(once[told], IN_SEVERAL, elsewhere[told])
    return pd.concat([_given_again(shared[twice], first[twice]), other])


def _others(owners: list[str], own: str) -> Text:
    others = sorted(owner for owner in owners if owner != own)
    named = some_named(others, _MOST_NAMED)
    return words.ALSO_IN.about(others=named) if others else NOTHING


def _given_again(rows: pd.DataFrame, earlier: "pd.Series[int]") -> pd.DataFrame:
    told = (words.ALSO_ON_ROW.about(row=str(row)) for row in earlier)
    return to_check(rows, GIVEN_AGAIN, told)
